/* rule.c - rules, elements and sides by word and in order (QUESTIONS W1, W2). */
#include "rule.h"

#include <string.h>

#include "rules/rules.h"

const char *lg_rule_word(lg_rule rule)
{
#define WORD(rule, word, place) [rule] = word,
  static const char *const words[LG_RULE_COUNT] = {LG_RULES(WORD)};
  return words[rule];
}

int lg_rule_order(lg_rule x, lg_rule y)
{
#define PLACE(rule, word, place) [rule] = place,
  static const int places[LG_RULE_COUNT] = {LG_RULES(PLACE)};
  return places[x] - places[y];
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

/* ---- references ---- */

int lg_cell_code(const lg_district *district, int stage, int subject)
{
  return stage * district->subjects.count + subject;
}

int lg_lock_code(const lg_district *district, lg_lock_kind kind, int school)
{
  return (int)kind * district->school_count + school;
}

int lg_pair_code(const lg_district *district, lg_pair_rule rule, int teacher)
{
  return (int)rule * district->teacher_count + teacher;
}

int lg_place_code(int school, int stage)
{
  return school * LG_STAGE_COUNT + stage;
}

lg_element lg_element_of_lock(const lg_district *district, const lg_lock *lock)
{
  return (lg_element){LG_R9_LOCK, lock->teacher, lg_lock_code(district, lock->kind, lock->school)};
}

lg_element lg_element_of_pair(const lg_district *district, const lg_pair *pair)
{
  return (lg_element){LG_R11_PAIR, pair->a, lg_pair_code(district, pair->rule, pair->b)};
}

lg_element_parts lg_element_parts_of(const lg_district *district, lg_element element)
{
  lg_element_parts parts = {LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING};
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  if (type && type->parts) type->parts(district, element, &parts);
  return parts;
}

int lg_element_compare(lg_element x, lg_element y)
{
  if (x.rule != y.rule) return lg_rule_order(x.rule, y.rule);
  if (x.a != y.a) return x.a < y.a ? -1 : 1;
  return (x.b > y.b) - (x.b < y.b);
}

bool lg_element_same(lg_element x, lg_element y)
{
  return x.rule == y.rule && x.a == y.a && x.b == y.b;
}

/* ---- text ids ---- */

const char *lg_element_id(const lg_district *district, const lg_policy *policy, lg_element element)
{
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  return type && type->id ? type->id(district, policy, element.a) : "";
}

char *lg_element_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  return type && type->class_id ? type->class_id(district, policy, element) : g_strdup("");
}

char *lg_element_name(const lg_district *district, const lg_policy *policy, lg_element e)
{
  char *class_id = lg_element_class(district, policy, e);
  char *name = g_strdup_printf("%s %s %s", lg_rule_word(e.rule), lg_element_id(district, policy, e),
                               class_id);
  g_free(class_id);
  return name;
}

int lg_element_order(const lg_district *district, const lg_policy *policy, lg_element x,
                     lg_element y)
{
  if (x.rule != y.rule) return lg_rule_order(x.rule, y.rule);
  int order = strcmp(lg_element_id(district, policy, x), lg_element_id(district, policy, y));
  if (order) return order;
  char *left = lg_element_class(district, policy, x),
       *right = lg_element_class(district, policy, y);
  order = strcmp(left, right);
  g_free(left);
  g_free(right);
  return order;
}
