/* test_brute_hand.c - brute force itself against numbers worked out by hand and the examples of
 * SPEC. */
#include <string.h>

#include "brute.h"
#include "hand.h"
#include "runner.h"

static const lg_bound share_37 = {LG_BOUND_SHARE, 0, {37, 100}, "37%"};

/* The place of a teacher as brute sees it. */
static lg_brute_place place_of(const lg_hand *h, int teacher, int school)
{
  lg_brute *b = lg_brute_new(h->d, h->p);
  lg_brute_place place = *lg_brute_place_of(b, teacher, school);
  lg_brute_free(b);
  return place;
}

static lg_brute_teacher teacher_of(const lg_hand *h, int teacher)
{
  lg_brute *b = lg_brute_new(h->d, h->p);
  lg_brute_teacher fact = b->teachers[teacher];
  lg_brute_free(b);
  return fact;
}

static lg_brute_result best_of(const lg_hand *h)
{
  lg_brute *b = lg_brute_new(h->d, h->p);
  lg_brute_result result;
  LG_TRUE(lg_brute_enumerate(b), "few enough rosters");
  lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &result);
  result.first = NULL; /* it dies with the brute */
  lg_brute_free(b);
  return result;
}

/* SPEC 4: P = 620, 310, 900 and y = 7, 2, 12 give 45447. */
static void test_equity(void)
{
  static const int students[] = {620, 310, 900}, backbone[] = {7, 2, 12};
  lg_hand *h = lg_hand_new(3, 21);
  int roster[21], i = 0;
  for (int j = 0; j < 3; j++) {
    h->d->schools[j].students[LG_PRIMARY] = students[j];
    for (int k = 0; k < backbone[j]; k++, i++) {
      h->d->teachers[i].backbone = true;
      roster[i] = j;
    }
  }
  lg_hand_goal(h, LG_GOAL_EQUITY);
  lg_brute *b = lg_brute_new(h->d, h->p);
  LG_EQUAL_INT(lg_brute_goal(b, 0, roster), 45447, "equity");
  h->p->density = (lg_density){true, false, {1, 1}, "1", 1};
  LG_EQUAL_INT(lg_brute_density(b, 0, LG_PRIMARY, roster).shortfall, 0, "620 students ask 7");
  roster[0] = 1;
  LG_EQUAL_INT(lg_brute_density(b, 0, LG_PRIMARY, roster).shortfall, 1, "6 are one too few");
  lg_brute_free(b);
  lg_hand_free(h);
}

/* SPEC 3: a woman born 1970-05-20 retires 2025-07-20. */
static void test_retirement(void)
{
  lg_hand *h = lg_hand_new(2, 1);
  h->d->teachers[0].birth = (lg_date){1970, 5, 20};
  h->p->eligibility.retirement_margin_years = 2;
  h->p->eligibility.retirement = LG_RETIRE_STATUTORY_2025;
  h->p->date = (lg_date){2023, 7, 20};
  LG_TRUE(!teacher_of(h, 0).eligible, "exactly the margin is near");
  h->p->date = (lg_date){2023, 7, 19};
  LG_TRUE(teacher_of(h, 0).eligible, "a day more is not near");
  h->d->teachers[0].gender = LG_MALE; /* born 1970-05: 64 months, 17 months later than 60 */
  h->p->date = (lg_date){2029, 10, 19};
  LG_TRUE(teacher_of(h, 0).eligible, "a man, a day before");
  h->p->date = (lg_date){2029, 10, 20};
  LG_TRUE(!teacher_of(h, 0).eligible, "a man, on the day");
  lg_hand_free(h);
}

static void test_years(void)
{
  lg_hand *h = lg_hand_new(2, 1);
  h->d->teachers[0].joined = (lg_date){2008, 2, 29};
  h->p->date = (lg_date){2010, 2, 28};
  LG_EQUAL_INT(teacher_of(h, 0).years, 1, "the day before");
  h->p->date = (lg_date){2010, 3, 1};
  LG_EQUAL_INT(teacher_of(h, 0).years, 2, "the day after");
  h->p->eligibility.min_years = 3;
  LG_TRUE(!teacher_of(h, 0).eligible, "too few years");
  h->d->teachers[0].joined.year = 0;
  LG_TRUE(teacher_of(h, 0).eligible, "missing years exempt nobody");
  lg_hand_free(h);
}

static void test_distance(void)
{
  lg_hand *h = lg_hand_new(3, 1);
  LG_EQUAL_INT(place_of(h, 0, 1).after_m, LG_MISSING, "unknown");
  LG_EQUAL_INT(place_of(h, 0, 1).before_m, 0, "home school to itself");
  for (int j = 0; j < 3; j++) h->d->schools[j].has_place = true;
  h->d->schools[1].lat = 1;
  LG_EQUAL_INT(place_of(h, 0, 1).after_m, 111195, "one degree");
  lg_hand_distance(h, false, 0, 1, 1649);
  LG_EQUAL_INT(place_of(h, 0, 1).after_m, 1649, "the school's row is nearer");
  h->d->teachers[0].has_home = true;
  h->d->teachers[0].lat = 2;
  LG_EQUAL_INT(place_of(h, 0, 1).after_m, 111195, "the teacher's home is nearer still");
  LG_EQUAL_INT(place_of(h, 0, 1).before_m, 222390, "from home to the old school");
  lg_hand_distance(h, true, 0, 1, 1250);
  LG_EQUAL_INT(place_of(h, 0, 1).after_m, 1250, "the teacher's row is nearest");
  lg_hand_free(h);
}

/* 1250 m are 13 hundreds, 1649 m are 16. */
static void test_goals(void)
{
  lg_hand *h = lg_hand_new(2, 1);
  lg_hand_distance(h, true, 0, 0, 1250);
  lg_hand_distance(h, true, 0, 1, 1649);
  lg_hand_wish(h, 0, 1, 2);
  h->d->teachers[0].years_given = 7;
  lg_hand_goal(h, LG_GOAL_COMMUTE);
  lg_hand_goal(h, LG_GOAL_WISHES);
  lg_hand_goal(h, LG_GOAL_TENURE);
  lg_hand_goal(h, LG_GOAL_MOVES);
  lg_hand_goal(h, LG_GOAL_LOTTERY);
  lg_brute *b = lg_brute_new(h->d, h->p);
  static const int there[] = {1}, home[] = {0}, expected[] = {3, 2, 7, 1, 0};
  for (int g = 0; g < 4; g++) LG_EQUAL_INT(lg_brute_goal(b, g, there), expected[g], "moved");
  LG_EQUAL_INT(lg_brute_goal(b, 4, there), 214192, "the draw of 2010|t1|s2");
  for (int g = 0; g < 5; g++) LG_EQUAL_INT(lg_brute_goal(b, g, home), 0, "at home");
  lg_brute_free(b);
  lg_hand_free(h);
}

/* SPEC 4: min 6 where 3 teach now and the band is one each way means 6..6. */
static void test_demand(void)
{
  lg_hand *h = lg_hand_new(2, 9);
  h->p->subject_band = (lg_band){true, -1, 1};
  int roster[9];
  for (int i = 0; i < 9; i++) h->d->teachers[i].school = i < 3 ? 0 : 1;
  lg_hand_demand(h, 0, 6, LG_MISSING, 4);
  lg_hand_goal(h, LG_GOAL_STAFFING);
  lg_brute *b = lg_brute_new(h->d, h->p);
  for (int heads = 0; heads <= 9; heads++) {
    for (int i = 0; i < 9; i++) roster[i] = i < heads ? 0 : 1;
    bool broken = false;
    for (int k = 0; k < b->element_count; k++)
      if (b->elements[k].rule == LG_R6_STAFFING && b->elements[k].x == 0)
        broken = lg_brute_broken(b, &b->elements[k], roster);
    LG_EQUAL_INT(broken, heads != 6, "heads at the school");
    LG_EQUAL_INT(lg_brute_goal(b, 0, roster), heads > 4 ? heads - 4 : 4 - heads, "from the target");
  }
  lg_brute_free(b);
  lg_hand_free(h);
}

/* 37% of 8 are 2.96: three heads; two rotated count where they stay, one of them never twice. */
static void test_quota(void)
{
  lg_hand *h = lg_hand_new(2, 8);
  lg_quota *quota = lg_hand_quota(h, "rotation");
  quota->min = share_37;
  lg_brute *b = lg_brute_new(h->d, h->p);
  int roster[8] = {1, 0, 0, 1, 0, 1, 0, 1};
  LG_EQUAL_INT(lg_brute_count(b, 0, 0, roster).count, 2, "movers");
  LG_EQUAL_INT(lg_brute_count(b, 0, 0, roster).of, 8, "all");
  LG_EQUAL_INT(lg_brute_count(b, 0, 0, roster).shortfall, 1, "2 of 2.96");
  lg_brute_free(b);
  quota->include_rotated = h->d->teachers[0].rotated = h->d->teachers[4].rotated = true;
  b = lg_brute_new(h->d, h->p);
  LG_EQUAL_INT(lg_brute_count(b, 0, 0, roster).count, 3, "one mover is rotated, one stays");
  LG_TRUE(lg_brute_count(b, 0, 0, roster).holds, "3 of 2.96");
  lg_brute_free(b);
  lg_hand_free(h);
}

/* Nobody in `of`: a share holds where that is fixed, and is only the formula where it is not. */
static void test_zero(void)
{
  static const int all_home[] = {0, 1}, one[] = {1, 1};
  lg_hand *h = lg_hand_new(2, 2);
  lg_quota *quota = lg_hand_quota(h, "none");
  quota->max = share_37;
  lg_hand_condition(h, &quota->of, LG_KEY_BACKBONE, 1, 1);
  lg_brute *b = lg_brute_new(h->d, h->p);
  LG_TRUE(lg_brute_count(b, 0, 0, one).holds, "fixed at 0");
  lg_hand_condition(h, &quota->of, LG_KEY_MOVED, 1, 1);
  LG_TRUE(!lg_brute_count(b, 0, 0, one).holds, "1 of 0 is too many");
  LG_TRUE(lg_brute_count(b, 0, 0, all_home).holds, "0 of 0");
  lg_brute_free(b);
  lg_hand_free(h);
}

/* Three teachers, at least one moves; each move costs a draw; a wish of rank 1 outweighs everything
 * before it. */
static void test_best(void)
{
  lg_hand *h = lg_hand_new(2, 3);
  lg_hand_quota(h, "some")->min = (lg_bound){LG_BOUND_HEADS, 1, {0, 1}, "1"};
  lg_hand_wish(h, 0, 1, 1);
  lg_hand_wish(h, 2, 1, 3);
  lg_hand_goal(h, LG_GOAL_WISHES);
  lg_hand_goal(h, LG_GOAL_MOVES);
  lg_brute_result best = best_of(h);
  LG_EQUAL_INT(best.best[0], 4, "both wishes");
  LG_EQUAL_INT(best.best[1], 2, "two moves");
  LG_EQUAL_INT(best.count, 1, "one roster");
  h->p->goals[0].tolerance = (lg_share){1, 4}; /* floor(4/4) = 1 point may go */
  best = best_of(h);
  LG_EQUAL_INT(best.best[0], 4, "best is what it was");
  LG_EQUAL_INT(best.limit[0], 3, "three are enough");
  LG_EQUAL_INT(best.best[1], 1, "one move");
  h->p->quotas[0].min.heads = 4;
  LG_TRUE(!best_of(h).feasible, "four of three");
  lg_hand_free(h);
}

int main(void)
{
  static const lg_case cases[] = {{"equity and density", test_equity},
                                  {"retirement", test_retirement},
                                  {"years", test_years},
                                  {"distances", test_distance},
                                  {"sums over movers", test_goals},
                                  {"demand", test_demand},
                                  {"shares and the rotated", test_quota},
                                  {"nobody to count", test_zero},
                                  {"goals in order", test_best},
                                  {NULL, NULL}};
  return lg_run("brute by hand", cases);
}
