/* rule.c - names and orders of rules, elements and sides (QUESTIONS W2). */
#include "rule.h"

#include <string.h>

const char *lg_rule_word(lg_rule rule)
{
  static const char *const words[LG_RULE_COUNT] = {
      "file", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "changes"};
  return words[rule];
}

const char *lg_side_word(lg_side side)
{
  static const char *const words[LG_SIDE_COUNT] = {"min", "max", "drop"};
  return words[side];
}

int lg_side_order(lg_side a, lg_side b)
{
  return strcmp(lg_side_word(a), lg_side_word(b));
}

static int rule_rank(lg_rule rule)
{
  static const int ranks[LG_RULE_COUNT] = {
      [LG_R_FILE] = -2,      [LG_R1_POST] = -1,   [LG_R2_ELIGIBLE] = 0, [LG_R3_ROUTE] = 1,
      [LG_R4_SUBJECT] = 2,   [LG_R5_COMMUTE] = 3, [LG_R9_LOCK] = 4,     [LG_R6_STAFFING] = 5,
      [LG_R7_HEADCOUNT] = 6, [LG_R8_QUOTA] = 7,   [LG_R10_TEAM] = 8,    [LG_R11_PAIR] = 9,
      [LG_R12_DENSITY] = 10, [LG_R_CHANGES] = 11};
  return ranks[rule];
}

int lg_element_order(const lg_element *a, const lg_element *b)
{
  if (a->rule != b->rule) return rule_rank(a->rule) - rule_rank(b->rule);
  int order = strcmp(a->id, b->id);
  return order ? order : strcmp(a->class_id, b->class_id);
}
