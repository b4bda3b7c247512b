/* test_audit_goals.c - every goal by values worked out by hand, and the heads of schools. */
#include <math.h>
#include <string.h>

#include "audit_checks.h"
#include "runner.h"

/* ---- goals ---- */

static int64_t goal_value(lg_build *b, int k)
{
  return lg_build_audit(b)->goals[k];
}

static void test_goal_equity(void)
{
  /* SPEC 4: P = 620, 310, 900 and y = 7, 2, 12 */
  GString *teachers = g_string_new(NULL);
  for (int k = 0; k < 21; k++)
    g_string_append_printf(teachers, "t%02d %s math backbone\n", k, k < 9 ? "A" : "C");
  lg_build *b =
      lg_build_new("2025-09-01", "A strong primary=620\nB weak primary=310\nC weak primary=900\n",
                   teachers->str);
  g_string_free(teachers, TRUE);
  lg_build_goal(b, LG_GOAL_EQUITY);
  lg_build_move(b, "t00", "B");
  lg_build_move(b, "t01", "B");
  LG_EQUAL_INT(goal_value(b, 0), 45447, "SPEC's example");
  const lg_equity *equity = &b->audit->equity[LG_PRIMARY];
  LG_TRUE(equity->occurs && equity->given, "primary occurs");
  LG_TRUE(!b->audit->equity[LG_JUNIOR].occurs, "junior does not");
  LG_TRUE(fabs(equity->cv_after - 0.2131820014050516) < 1e-15, "CV after");
  LG_TRUE(fabs(equity->mean_after - 1.1475409836065573) < 1e-15, "mean after");
  /* before: 9, 0, 12 */
  double mean = 100.0 * 21 / 1830, x = 900.0 / 620 - mean, z = 1200.0 / 900 - mean;
  double cv = sqrt((620 * x * x + 310 * mean * mean + 900 * z * z) / 1830) / mean;
  LG_TRUE(fabs(equity->cv_before - cv) < 1e-15, "CV before");
  LG_TRUE(fabs(equity->mean_before - mean) < 1e-15, "mean before");
  lg_build_free(b);

  b = audit_district("n1 N math stage=junior backbone\na1 A math\n");
  lg_build_goal(b, LG_GOAL_EQUITY);
  LG_EQUAL_INT(goal_value(b, 0), 0,
               "one school has all junior students; primary has no backbone: 0");
  LG_TRUE(b->audit->equity[LG_PRIMARY].occurs && !b->audit->equity[LG_PRIMARY].given, "no figures");
  LG_TRUE(b->audit->equity[LG_JUNIOR].given, "junior has one");
  lg_build_free(b);
  b = lg_build_new("2025-09-01", "A strong primary=100\nB weak primary=200\n",
                   "a1 A math backbone part\n");
  lg_build_goal(b, LG_GOAL_EQUITY);
  LG_EQUAL_INT(goal_value(b, 0), 2000000, "300/100 - 1");
  lg_build_free(b);
}

static void test_goal_shortfall(void)
{
  lg_build *b = audit_moving_district();
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  lg_build_quota(b, "one", "moved", "", "100%", NULL)->soft = true;
  lg_quota *per = lg_build_quota(b, "two", "moved", "", "2", NULL);
  per->soft = true;
  per->weight = 10;
  per->per[0] = LG_PER_FROM_SCHOOL;
  lg_build_quota(b, "hard", "moved", "", NULL, "0");
  lg_build_move(b, "a1", "B");
  LG_EQUAL_INT(goal_value(b, 0), 4 + 10 * (1 + 2 + 2 + 2), "4 heads; 1 at A, 2 at each of B, C, N");
  breaks(b, "R8 hard", "hard ones are not priced");
  lg_build_free(b);
}

static void test_goals_of_movers(void)
{
  lg_build *b = audit_district(
      "t1 A math years=7\nt2 A art joined=2020-09-02 years=1 part\nt3 B math\nt4 A math years=9\n");
  lg_build_route(b, "any", "");
  lg_build_goal(b, LG_GOAL_STAFFING);
  lg_goal *wishes = lg_build_goal(b, LG_GOAL_WISHES);
  static const int points[] = {5, 2};
  wishes->points = points;
  wishes->point_count = 2;
  lg_build_goal(b, LG_GOAL_COMMUTE);
  lg_build_goal(b, LG_GOAL_TENURE);
  lg_build_goal(b, LG_GOAL_MOVES);
  lg_build_goal(b, LG_GOAL_CHANGES);
  lg_build_goal(b, LG_GOAL_LOTTERY);
  lg_build_demand(b, "A primary math target=1");
  lg_build_demand(b, "B primary math target=5");
  lg_build_demand(b, "C primary art target=2");
  lg_build_demand(b, "N junior art max=9");
  static const int64_t still[] = {1 + 4 + 2, 0, 0, 0, 0, 0, 0};
  for (int k = 0; k < 7; k++)
    LG_EQUAL_INT(goal_value(b, k), still[k], lg_goal_word(b->policy->goals[k].kind));

  lg_build_wish(b, "t1 B 2");
  lg_build_wish(b, "t2 B 3");
  lg_build_wish(b, "t3 A 1");
  lg_build_wish(b, "t4 B 1");
  lg_build_distance(b, "t1 A 1049");
  lg_build_distance(b, "t1 B 2050"); /* 21 - 10 hundreds */
  lg_build_distance(b, "t2 A 5000"); /* nearer: 0 */
  lg_build_distance(b, "t2 B 100");
  b->district->baseline = g_new(lg_assignment, 4);
  for (int i = 0; i < 4; i++) b->district->baseline[i] = lg_assignment_at((int[]){1, 0, 1, 2}[i]);
  lg_build_move(b, "t1", "B");
  lg_build_move(b, "t2", "B");
  static const int64_t moved[] = {0 + 3 + 2, 2 + 0, 11, 7 + 4, 2, 2, 993698 + 674796};
  for (int k = 0; k < 7; k++)
    LG_EQUAL_INT(goal_value(b, k), moved[k], lg_goal_word(b->policy->goals[k].kind));
  LG_EQUAL_INT(b->audit->placements[1].wish, 3, "wish rank beyond the points is still shown");
  LG_EQUAL_INT(b->audit->placements[3].wish, LG_MISSING, "not at the wished school");
  b->policy->goals[6].seed = "种子";
  lg_build_move(b, "t2", "A");
  LG_EQUAL_INT(goal_value(b, 6), 968697, "a draw by another seed");
  lg_build_free(b);
}

/* ---- heads of schools ---- */

static void test_schools(void)
{
  lg_build *b = audit_district(
      "a1 A math backbone\na2 A math part\nb1 B math backbone\nn1 N math stage=junior\nn2 N math "
      "stage=primary\n");
  lg_build_move(b, "a1", "N");
  lg_build_move(b, "b1", "A");
  lg_build_move(b, "n2", "A");
  const lg_audit *audit = lg_build_audit(b);
  /* A, B, C, N primary, N junior: staff before, out, in, after; backbone the same */
  static const int expected[5][8] = {{2, 1, 2, 3, 1, 1, 1, 1},
                                     {1, 1, 0, 0, 1, 1, 0, 0},
                                     {0, 0, 0, 0, 0, 0, 0, 0},
                                     {1, 1, 1, 1, 0, 0, 1, 1},
                                     {1, 0, 0, 1, 0, 0, 0, 0}};
  LG_EQUAL_INT(audit->school_count, 5, "schools and stages");
  for (int s = 0; s < 5 && s < audit->school_count; s++) {
    const lg_school_count *c = &audit->schools[s];
    const int found[8] = {c->staff_before,    c->staff_out,    c->staff_in,    c->staff_after,
                          c->backbone_before, c->backbone_out, c->backbone_in, c->backbone_after};
    for (int k = 0; k < 8; k++)
      LG_EQUAL_INT(found[k], expected[s][k], b->district->schools[c->school].id);
  }
  LG_EQUAL_INT(audit->schools[4].stage, LG_JUNIOR, "N junior last");
  LG_EQUAL_INT(audit->schools[4].students, 200, "its students");
  lg_build_free(b);
}

static void test_empty(void)
{
  lg_build *b = lg_build_new("2025-09-01", "A weak primary=1\n", "");
  lg_build_quota(b, "q", "", "", "50%", NULL)->per[0] = LG_PER_SUBJECT;
  lg_build_goal(b, LG_GOAL_EQUITY);
  breaks(b, "", "no teachers");
  LG_EQUAL_INT(b->audit->quota_count, 0, "no subject, no class");
  LG_EQUAL_INT(b->audit->goals[0], 0, "no backbone");
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"equity", test_goal_equity},
                                  {"shortfall", test_goal_shortfall},
                                  {"goals of movers", test_goals_of_movers},
                                  {"schools", test_schools},
                                  {"empty", test_empty},
                                  {NULL, NULL}};
  return lg_run("audit_goals", cases);
}
