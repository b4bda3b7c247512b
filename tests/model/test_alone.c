/* test_alone.c - each rule as the only cause why no roster is left, and the explanation names it.
 */
#include <string.h>

#include "brute.h"
#include "hand.h"
#include "runner.h"
#include "solver/solver.h"

static char *text_of(const lg_hand *h, const lg_element *elements, int count)
{
  GString *text = g_string_new(NULL);
  for (int k = 0; k < count; k++) {
    g_autofree char *class_id = lg_element_class(h->d, h->p, elements[k]);
    g_string_append_printf(text, "%s|%s|%s ", lg_rule_word(elements[k].rule),
                           lg_element_id(h->d, h->p, elements[k]), class_id);
  }
  return g_string_free(text, FALSE);
}

/* All elements but those of `rule`; the caller frees the array. */
static lg_element *elements_of(const lg_brute *b, lg_rule rule, int *count)
{
  lg_element *kept = g_new0(lg_element, (size_t)b->element_count + 1);
  *count = 0;
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (e->rule != rule && !e->soft)
      kept[(*count)++] = lg_brute_reference(b->district, b->policy, e);
  }
  return kept;
}

/* Is a roster left where all elements but those of `rule` hold? */
static lg_brute_answer without(const lg_hand *h, lg_rule rule)
{
  lg_brute *b = lg_brute_new(h->d, h->p);
  int count;
  lg_element *kept = elements_of(b, rule, &count);
  lg_brute_answer answer = lg_brute_satisfiable(h->d, h->p, kept, count, -1);
  g_free(kept);
  lg_brute_free(b);
  return answer;
}

/* The conflict by brute force, and that it is the only one: without any of its members all the
 * others can hold. */
static void check_expected(const lg_hand *h, const char *expected)
{
  lg_brute *b = lg_brute_new(h->d, h->p);
  int all_count, count;
  lg_element *all = elements_of(b, LG_R4_SUBJECT, &all_count),
             *kept = elements_of(b, LG_R4_SUBJECT, &count);
  for (int k = count - 1; k >= 0; k--) {
    if (lg_brute_satisfiable(h->d, h->p, kept, count, k) != LG_BRUTE_NO) continue;
    count--;
    memmove(kept + k, kept + k + 1, (size_t)(count - k) * sizeof *kept);
  }
  char *found = text_of(h, kept, count);
  LG_EQUAL_TEXT(found, expected, "the conflict by brute force");
  for (int k = 0; k < all_count; k++)
    for (int m = 0; m < count; m++)
      if (lg_element_same(all[k], kept[m]))
        LG_EQUAL_INT(lg_brute_satisfiable(h->d, h->p, all, all_count, k), LG_BRUTE_YES,
                     "no other conflict");
  g_free(found);
  g_free(all);
  g_free(kept);
  lg_brute_free(b);
}

/* The plan has no roster, has one without `rule`, and the one conflict there is reads `expected`.
 */
static void check_alone(lg_hand *h, lg_rule rule, const char *expected)
{
  const char *what = lg_rule_word(rule);
  LG_EQUAL_INT(without(h, LG_RULE_COUNT), LG_BRUTE_NO, what);
  if (rule != LG_R4_SUBJECT) LG_EQUAL_INT(without(h, rule), LG_BRUTE_YES, what);
  check_expected(h, expected);
  lg_options *o = lg_options_new(h->d, h->p);
  lg_solve_settings settings = lg_solve_defaults(h->p);
  char *fault = NULL;
  lg_answer *a = lg_solve(h->d, h->p, o, &settings, &fault);
  LG_EQUAL_TEXT(fault, NULL, what);
  LG_EQUAL_INT(a->status, LG_INFEASIBLE, what);
  LG_TRUE(a->roster == NULL, "no roster");
  char *found = text_of(h, a->conflict.elements, a->conflict.count);
  LG_EQUAL_TEXT(found, expected, what);
  LG_TRUE(a->conflict.minimal, "the conflict is minimal");
  g_free(found);
  g_free(fault);
  lg_answer_free(a);
  lg_options_free(o);
  lg_hand_free(h);
}

static void test_eligible(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  h->d->teachers[0].exempt = "产假";
  lg_hand_lock(h, 0, 0, LG_LOCK_FORBID);
  check_alone(h, LG_R2_ELIGIBLE, "R2|| R9|t1|forbid/s1 ");
}

static void test_route(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  h->p->route_count = 0;
  lg_hand_lock(h, 0, 0, LG_LOCK_FORBID);
  check_alone(h, LG_R3_ROUTE, "R3|| R9|t1|forbid/s1 ");
}

/* R4 always holds and is no member: nowhere else to go is the lock's fault. */
static void test_subject(void)
{
  lg_hand *h = lg_hand_new(2, 2);
  h->d->schools[1].has_stage[LG_PRIMARY] = false;
  h->d->schools[1].has_stage[LG_JUNIOR] = true;
  h->d->teachers[1].stage = LG_JUNIOR;
  lg_hand_lock(h, 0, 0, LG_LOCK_FORBID);
  check_alone(h, LG_R4_SUBJECT, "R9|t1|forbid/s1 ");
}

static void test_commute(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  h->p->max_m = 5000;
  lg_hand_lock(h, 0, 0, LG_LOCK_FORBID);
  lg_hand_distance(h, true, 0, 1, 5001);
  lg_hand_distance(h, true, 0, 2, 9000);
  check_alone(h, LG_R5_COMMUTE, "R5|| R9|t1|forbid/s1 ");
}

static void test_extra_commute(void)
{
  lg_hand *h = lg_hand_new(2, 2);
  h->p->max_extra_m = 5000;
  lg_hand_lock(h, 0, 0, LG_LOCK_FORBID);
  lg_hand_distance(h, true, 0, 0, 1000);
  lg_hand_distance(h, true, 0, 1, 6001);
  check_alone(h, LG_R5_COMMUTE, "R5|| R9|t1|forbid/s1 ");
}

static void test_staffing(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  lg_hand_demand(h, 1, 4, LG_MISSING, LG_MISSING);
  check_alone(h, LG_R6_STAFFING, "R6|s2|primary/math ");
}

static void test_band(void)
{
  lg_hand *h = lg_hand_new(2, 2);
  h->p->subject_band = (lg_band){true, -1, 0};
  lg_hand_lock(h, 0, 1, LG_LOCK_MUST);
  lg_hand_lock(h, 1, 1, LG_LOCK_MUST);
  check_alone(h, LG_R6_STAFFING, "R9|t1|must/s2 R9|t2|must/s2 R6|s2|primary/math ");
}

static void test_headcount(void)
{
  lg_hand *h = lg_hand_new(3, 2);
  h->d->schools[2].max_staff = 0;
  lg_hand_lock(h, 0, 2, LG_LOCK_MUST);
  check_alone(h, LG_R7_HEADCOUNT, "R9|t1|must/s3 R7|s3| ");
}

static void test_quota(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  lg_hand_quota(h, "rotation")->min = (lg_bound){LG_BOUND_HEADS, 4, {0, 1}, "4"};
  check_alone(h, LG_R8_QUOTA, "R8|rotation| ");
}

/* Both sides of one class can be what is wrong; a class that no pair can reach is one too. */
static void test_quota_class(void)
{
  lg_hand *h = lg_hand_new(3, 2);
  lg_quota *quota = lg_hand_quota(h, "outflow");
  quota->per[0] = LG_PER_FROM_SCHOOL;
  quota->min = (lg_bound){LG_BOUND_HEADS, 1, {0, 1}, "1"};
  check_alone(h, LG_R8_QUOTA, "R8|outflow|s3 ");
}

static void test_lock(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  for (int j = 0; j < 3; j++) lg_hand_lock(h, 1, j, LG_LOCK_FORBID);
  check_alone(h, LG_R9_LOCK, "R9|t2|forbid/s1 R9|t2|forbid/s2 R9|t2|forbid/s3 ");
}

static void test_team(void)
{
  static lg_team team = {0, 3};
  lg_hand *h = lg_hand_new(3, 2);
  h->p->teams = &team;
  h->p->team_count = 1;
  lg_hand_lock(h, 0, 2, LG_LOCK_MUST);
  check_alone(h, LG_R10_TEAM, "R9|t1|must/s3 R10|any|s3 ");
}

static void check_pair(lg_pair_rule rule, int a_to, int b_to, const char *expected)
{
  lg_hand *h = lg_hand_new(3, 3);
  lg_hand_lock(h, 0, a_to, LG_LOCK_MUST);
  lg_hand_lock(h, 1, b_to, LG_LOCK_MUST);
  lg_hand_pair(h, 1, 0, rule);
  check_alone(h, LG_R11_PAIR, expected);
}

static void test_pair(void)
{
  check_pair(LG_SAME_SCHOOL, 0, 2, "R9|t1|must/s1 R9|t2|must/s3 R11|t2|same_school/t1 ");
  check_pair(LG_SAME_GROUP, 1, 2, "R9|t1|must/s2 R9|t2|must/s3 R11|t2|same_group/t1 ");
  check_pair(LG_NOT_BOTH_MOVE, 1, 0, "R9|t1|must/s2 R9|t2|must/s1 R11|t2|not_both_move/t1 ");
}

static void test_density(void)
{
  lg_hand *h = lg_hand_new(3, 3);
  h->d->teachers[0].backbone = h->d->teachers[1].backbone = true;
  h->d->schools[1].students[LG_PRIMARY] = 201; /* 201/100 = 2.01: three heads */
  h->p->density = (lg_density){true, false, {1, 1}, "1", 1};
  h->d->schools[0].students[LG_PRIMARY] = h->d->schools[2].students[LG_PRIMARY] = 1;
  check_alone(h, LG_R12_DENSITY, "R12|backbone_per_100|s2/primary ");
}

int main(void)
{
  static const lg_case cases[] = {{"R2", test_eligible},
                                  {"R3", test_route},
                                  {"R4", test_subject},
                                  {"R5, max_km", test_commute},
                                  {"R5, max_extra_km", test_extra_commute},
                                  {"R6, demand", test_staffing},
                                  {"R6, band", test_band},
                                  {"R7", test_headcount},
                                  {"R8", test_quota},
                                  {"R8, class", test_quota_class},
                                  {"R9", test_lock},
                                  {"R10", test_team},
                                  {"R11", test_pair},
                                  {"R12", test_density},
                                  {NULL, NULL}};
  return lg_run("each rule alone", cases);
}
