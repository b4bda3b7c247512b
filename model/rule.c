/* rule.c - rules, elements and sides by word and in order (QUESTIONS W1, W2). */
#include "rule.h"

#include <string.h>

#include "classes.h"

/* Every rule by its word, in the order of QUESTIONS W2; `file` and R1 are no elements. */
static const struct {
  lg_rule rule;
  const char *word;
} in_order[LG_RULE_COUNT] = {
    {LG_R_FILE, "file"},     {LG_R1_POST, "R1"},       {LG_R2_ELIGIBLE, "R2"},
    {LG_R3_ROUTE, "R3"},     {LG_R4_SUBJECT, "R4"},    {LG_R5_COMMUTE, "R5"},
    {LG_R9_LOCK, "R9"},      {LG_R6_STAFFING, "R6"},   {LG_R7_HEADCOUNT, "R7"},
    {LG_R8_QUOTA, "R8"},     {LG_R10_TEAM, "R10"},     {LG_R11_PAIR, "R11"},
    {LG_R12_DENSITY, "R12"}, {LG_R_CHANGES, "changes"}};

static int rank_of(lg_rule rule)
{
  int rank = 0;
  while (in_order[rank].rule != rule) rank++;
  return rank;
}

const char *lg_rule_word(lg_rule rule)
{
  return in_order[rank_of(rule)].word;
}

int lg_rule_order(lg_rule x, lg_rule y)
{
  return rank_of(x) - rank_of(y);
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

lg_element_parts lg_element_parts_of(const lg_district *district, lg_element e)
{
  lg_element_parts parts = {LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING};
  switch (e.rule) {
    case LG_R6_STAFFING:
      parts.school = e.a;
      parts.stage = e.b / district->subjects.count;
      parts.subject = e.b % district->subjects.count;
      break;
    case LG_R7_HEADCOUNT:
      parts.school = e.a;
      break;
    case LG_R9_LOCK:
      parts.kind = e.b / district->school_count;
      parts.school = e.b % district->school_count;
      break;
    case LG_R10_TEAM:
      parts.school = e.b;
      break;
    case LG_R11_PAIR:
      parts.kind = e.b / district->teacher_count;
      parts.other = e.b % district->teacher_count;
      break;
    case LG_R12_DENSITY:
      parts.school = e.b / LG_STAGE_COUNT;
      parts.stage = e.b % LG_STAGE_COUNT;
      break;
    default:
      break;
  }
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

const char *lg_element_id(const lg_district *district, const lg_policy *policy, lg_element e)
{
  switch (e.rule) {
    case LG_R6_STAFFING:
    case LG_R7_HEADCOUNT:
      return district->schools[e.a].id;
    case LG_R8_QUOTA:
      return policy->quotas[e.a].id;
    case LG_R9_LOCK:
    case LG_R11_PAIR:
      return district->teachers[e.a].id;
    case LG_R10_TEAM:
      return policy->routes[policy->teams[e.a].route].id;
    case LG_R12_DENSITY:
      return "backbone_per_100";
    default:
      return "";
  }
}

char *lg_element_class(const lg_district *district, const lg_policy *policy, lg_element e)
{
  lg_element_parts parts = lg_element_parts_of(district, e);
  switch (e.rule) {
    case LG_R6_STAFFING:
      return g_strconcat(lg_stage_word(parts.stage), "/", district->subjects.text[parts.subject],
                         NULL);
    case LG_R8_QUOTA:
      return lg_class_id(district, &policy->quotas[e.a], e.b);
    case LG_R9_LOCK:
      return g_strconcat(lg_lock_word((lg_lock_kind)parts.kind), "/",
                         district->schools[parts.school].id, NULL);
    case LG_R10_TEAM:
      return g_strdup(district->schools[parts.school].id);
    case LG_R11_PAIR:
      return g_strconcat(lg_pair_word((lg_pair_rule)parts.kind), "/",
                         district->teachers[parts.other].id, NULL);
    case LG_R12_DENSITY:
      return g_strconcat(district->schools[parts.school].id, "/", lg_stage_word(parts.stage), NULL);
    default:
      return g_strdup("");
  }
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
