/* test_audit.c - R1-R7 and R9-R11 kept and broken: eligibility, routes, stages, distances, heads,
 * locks, teams, pairs. */
#include <string.h>

#include "audit_checks.h"
#include "runner.h"

/* ---- R1-R5 ---- */

static void test_posts(void)
{
  lg_build *b = audit_district("t1 A math\nt2 B math\n");
  breaks(b, "", "everyone at home");
  b->roster->assignments[1].school = 99;
  breaks(b, "R1", "a school that is not there");
  has_teachers(b, "t2", "R1 names the teacher");
  b->roster->assignments[1].school = LG_MISSING;
  breaks(b, "R1", "no school");
  LG_EQUAL_INT(lg_build_audit(b)->moved, 0, "counted at home");
  lg_build_free(b);
}

/* Is the only teacher barred by R2? */
static bool stays(const char *teacher, void (*rules)(lg_build *b))
{
  lg_build *b = audit_district(teacher);
  lg_build_route(b, "any", "");
  if (rules) rules(b);
  lg_build_move(b, "t1", strstr(teacher, " A ") ? "B" : "A");
  char *found = lg_build_breaches(b);
  bool barred = strcmp(found, "R2") == 0;
  if (!barred) LG_EQUAL_TEXT(found, "", "nothing but R2 may break");
  g_free(found);
  lg_build_free(b);
  return barred;
}

static void rule_years(lg_build *b)
{
  b->policy->eligibility.min_years = 3;
}

static void rule_age(lg_build *b)
{
  b->policy->eligibility.max_age[LG_MALE] = 54;
}

static void rule_tags(lg_build *b)
{
  static int tag;
  tag = lg_words_find(&b->district->tags, "final");
  b->policy->eligibility.exempt_tags = &tag;
  b->policy->eligibility.exempt_tag_count = 1;
}

static void rule_exclude(lg_build *b)
{
  lg_build_exclude(b, "age=30..40 from.tier=strong");
  lg_build_exclude(b, "rotated");
}

static void test_eligible(void)
{
  LG_TRUE(!stays("t1 A math", NULL), "no rule: may move");
  LG_TRUE(stays("t1 A math exempt=ill", NULL), "exempt stays");
  LG_TRUE(!stays("t1 A math part", NULL), "part-time moves like others");
  LG_TRUE(stays("t1 A math years=2", rule_years), "two of three years");
  LG_TRUE(!stays("t1 A math years=3", rule_years), "three years are enough");
  LG_TRUE(!stays("t1 A math", rule_years), "missing years do not exempt");
  LG_TRUE(stays("t1 A math joined=2022-09-02", rule_years), "third anniversary tomorrow");
  LG_TRUE(!stays("t1 A math joined=2022-09-01", rule_years), "third anniversary today");
  LG_TRUE(!stays("t1 A math joined=2022-09 years=2", rule_years), "joined wins over years");
  LG_TRUE(!stays("t1 A math gender=M birth=1970-09-02", rule_age), "54 until tomorrow");
  LG_TRUE(stays("t1 A math gender=M birth=1970-09-01", rule_age), "55 today");
  LG_TRUE(stays("t1 A math gender=M birth=1970-09", rule_age), "a month counts from its first day");
  LG_TRUE(!stays("t1 A math gender=F birth=1960-01", rule_age), "max_age of the other gender");
  LG_TRUE(!stays("t1 A math birth=1960-01", rule_age), "missing gender does not exempt");
  LG_TRUE(!stays("t1 A math gender=M", rule_age), "missing birth does not exempt");
  LG_TRUE(stays("t1 A math tags=x;final", rule_tags), "exempt tag among others");
  LG_TRUE(!stays("t1 A math tags=x;y", rule_tags), "other tags");
  LG_TRUE(stays("t1 A math birth=1990-01", rule_exclude), "first filter: all keys hold");
  LG_TRUE(!stays("t1 B math birth=1990-01", rule_exclude), "first filter: one key fails");
  LG_TRUE(stays("t1 B math rotated", rule_exclude), "second filter");
}

/* Near retirement at the plan's date with margin 0: retired by then. */
static bool retired(const char *date, const char *teacher, lg_retire_kind kind, int margin)
{
  lg_build *b = lg_build_new(date, audit_schools, teacher);
  static int title;
  lg_eligibility *rules = &b->policy->eligibility;
  lg_build_route(b, "any", "");
  rules->retirement_margin_years = margin;
  rules->retirement = kind;
  rules->retirement_age[LG_MALE] = 60;
  rules->retirement_age[LG_FEMALE] = 55;
  title = lg_words_find(&b->district->titles, "senior");
  rules->senior_titles = &title;
  rules->senior_title_count = 1;
  lg_build_move(b, "t1", "B");
  bool barred = lg_build_audit(b)->breach_count > 0;
  lg_build_free(b);
  return barred;
}

static void test_retirement(void)
{
  static const struct {
    const char *teacher, *last, *first; /* the day before retirement and the day itself */
    lg_retire_kind kind;
  } cases[] = {
      {"t1 A math gender=F birth=1970-05-20", "2025-05-19", "2025-05-20", LG_RETIRE_FIXED},
      {"t1 A math gender=M birth=1965-02-28", "2025-02-27", "2025-02-28", LG_RETIRE_FIXED},
      {"t1 A math gender=F birth=1970-05-20 title=senior", "2030-05-19", "2030-05-20",
       LG_RETIRE_FIXED},
      /* SPEC: m = 4, two months later */
      {"t1 A math gender=F birth=1970-05-20", "2025-07-19", "2025-07-20", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=F birth=1969-12-31", "2024-12-30", "2024-12-31", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=F birth=1970-01-01", "2025-01-31", "2025-02-01", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=F birth=1970-04-30", "2025-05-29", "2025-05-30", LG_RETIRE_STATUTORY_2025},
      /* 143/4 + 1 = 36: the cap is just reached; later births keep it */
      {"t1 A math gender=F birth=1981-12-05", "2039-12-04", "2039-12-05", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=F birth=1990-03-05", "2048-03-04", "2048-03-05", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=M birth=1964-12-31", "2024-12-30", "2024-12-31", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=M birth=1965-01-31", "2025-02-27", "2025-03-01", LG_RETIRE_STATUTORY_2025},
      {"t1 A math gender=M birth=1976-12-31", "2039-12-30", "2039-12-31", LG_RETIRE_STATUTORY_2025},
      /* as a man: m = 64, 17 months later */
      {"t1 A math gender=F birth=1970-05-20 title=senior", "2031-10-19", "2031-10-20",
       LG_RETIRE_STATUTORY_2025},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    LG_TRUE(!retired(cases[k].last, cases[k].teacher, cases[k].kind, 0), cases[k].teacher);
    LG_TRUE(retired(cases[k].first, cases[k].teacher, cases[k].kind, 0), cases[k].teacher);
  }
  const char *woman = "t1 A math gender=F birth=1970-05-20";
  LG_TRUE(!retired("2020-05-19", woman, LG_RETIRE_FIXED, 5), "more than five years left");
  LG_TRUE(retired("2020-05-20", woman, LG_RETIRE_FIXED, 5), "five years left: near");
  LG_TRUE(!retired("2060-01-01", woman, LG_RETIRE_NONE, 5), "no rule");
  LG_TRUE(!retired("2060-01-01", "t1 A math birth=1970-05", LG_RETIRE_FIXED, 5), "gender missing");
  LG_TRUE(!retired("2060-01-01", "t1 A math gender=F", LG_RETIRE_FIXED, 5), "birth missing");
  /* 31 January + 1 month = "31 February", after the 28th and before 1 March */
  LG_TRUE(
      !retired("2025-02-28", "t1 A math gender=M birth=1965-01-31", LG_RETIRE_STATUTORY_2025, 0),
      "a sum keeps its day");
}

static void test_routes(void)
{
  lg_build *b = audit_district("t1 A math\nt2 B math\nt3 C math\n");
  lg_build_route(b, "partner", "same_group");
  lg_build_route(b, "learn", "from.tier=weak to.tier=strong,ordinary");
  lg_build_move(b, "t1", "B");
  lg_build_move(b, "t2", "A");
  lg_build_move(b, "t3", "A");
  breaks(b, "", "all follow a route");
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->placements[0].route, 0, "t1 by partner");
  LG_EQUAL_INT(audit->placements[1].route, 0, "the first that matches names the move");
  LG_EQUAL_INT(audit->placements[2].route, 1, "t3 by learn");
  LG_EQUAL_INT(audit->moved, 3, "moved");
  lg_build_move(b, "t1", "C");
  breaks(b, "R3", "strong to weak outside the group");
  has_teachers(b, "t1", "R3 names the mover");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].route, LG_MISSING, "no route");
  lg_build_lock(b, "t1 C must");
  breaks(b, "", "a must lock needs no route");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].route, 2, "it is called lock");
  lg_build_lock(b, "t3 A must");
  LG_EQUAL_INT(lg_build_audit(b)->placements[2].route, 1,
               "a locked mover carries the route that it follows");
  lg_build_free(b);
  b = audit_district("t1 A math\n");
  lg_build_move(b, "t1", "B");
  breaks(b, "R3", "no routes: nobody moves");
  lg_build_free(b);
}

static void test_stages(void)
{
  lg_build *b = audit_district("t1 N math stage=junior\nt2 N math stage=primary\n");
  lg_build_route(b, "any", "");
  lg_build_move(b, "t2", "A");
  breaks(b, "", "primary to primary");
  lg_build_move(b, "t1", "A");
  breaks(b, "R4", "junior to a primary school");
  has_teachers(b, "t1", "R4 names the teacher");
  lg_build_lock(b, "t1 A must");
  breaks(b, "R4", "a lock never overrides R4");
  lg_build_free(b);
}

static void test_commute(void)
{
  lg_build *b = audit_district("t1 A math\nt2 B math exempt=ill\n");
  lg_build_route(b, "any", "");
  lg_build_distance(b, "t1 A 2000");
  lg_build_distance(b, "t1 B 12000");
  lg_build_move(b, "t1", "B");
  b->policy->max_m = 12000;
  b->policy->max_extra_m = 10000;
  breaks(b, "", "at both limits");
  b->policy->max_m = 11999;
  breaks(b, "R5", "one metre too far");
  b->policy->max_m = LG_MISSING;
  b->policy->max_extra_m = 9999;
  breaks(b, "R5", "one metre too much more");
  lg_build_lock(b, "t1 B must");
  breaks(b, "", "a must lock overrides R5");
  b->policy->max_m = 100;
  lg_build_move(b, "t2", "A");
  breaks(b, "R2", "unknown counts as 0");
  lg_build_lock(b, "t2 A must");
  breaks(b, "", "and R2");
  LG_EQUAL_INT(lg_build_audit(b)->unknown_distance_count, 1, "unknown distances are counted");
  lg_build_free(b);
  b = audit_district("t1 A math\n");
  lg_build_distance(b, "t1 A 20000");
  b->policy->max_m = 100;
  breaks(b, "", "who stays has no limit");
  lg_build_free(b);
}

/* ---- distances ---- */

static void test_distances(void)
{
  lg_build *b =
      lg_build_new("2025-09-01",
                   "A strong primary=1 at=116.45,39.85\n"
                   "B weak primary=1 at=116.50,39.80\n"
                   "C weak primary=1\n",
                   "t1 A math home=116.40,39.90\nt2 A math\nt3 A math home=116.40,39.90\n");
  lg_build_route(b, "any", "");
  for (int i = 0; i < 3; i++) b->roster->assignments[i].school = 1;
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->placements[0].after_m, 14019, "from the home");           /* 14018.523 */
  LG_EQUAL_INT(audit->placements[0].before_m, 7008, "home to the home school"); /* 7008.316 */
  LG_EQUAL_INT(audit->placements[1].after_m, 7010, "between the schools");      /* 7010.209 */
  LG_EQUAL_INT(audit->placements[1].before_m, 0, "to the home school itself");
  lg_build_distance(b, "t3 B 1234");
  lg_build_distance(b, "A B 5555");
  lg_build_distance(b, "B A 9999");
  audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->placements[0].after_m, 14019,
               "the home's coordinates before the schools' row");
  LG_EQUAL_INT(audit->placements[1].after_m, 5555, "rows are directed and come before coordinates");
  LG_EQUAL_INT(audit->placements[2].after_m, 1234, "the teacher's row comes first");
  LG_EQUAL_INT(audit->placements[2].before_m, 7008, "each distance for itself");
  for (int i = 0; i < 3; i++) b->roster->assignments[i].school = 2;
  audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->placements[0].after_m, LG_MISSING, "school without coordinates");
  LG_EQUAL_INT(audit->unknown_distance_count, 3, "unknown");
  lg_build_distance(b, "A C 700");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].after_m, 700, "from the home school by its row");
  b->district->schools[0].has_place = false;
  b->roster->assignments[0].school = 1;
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].after_m, 5555, "the home school lacks coordinates");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].before_m, 0, "so the old one is 0");
  lg_build_free(b);
  b = lg_build_new("2025-09-01", "A weak primary=1 at=0,0\nB weak primary=1 at=180,0\n",
                   "t1 A math\n");
  lg_build_move(b, "t1", "B");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].after_m, 20015114, "half round the earth");
  lg_build_free(b);
}

/* ---- R6, R7 ---- */

static void test_staffing(void)
{
  lg_build *b = audit_moving_district();
  b->policy->subject_band = (lg_band){true, -1, 1};
  lg_build_move(b, "a1", "B");
  breaks(b, "", "one less, one more");
  lg_build_move(b, "a2", "B");
  breaks(b, "R6 A primary/math; R6 B primary/math", "two less, two more");
  has_heads(b, 0, 1, 3, "R6 heads");
  has_teachers(b, "a1 a2", "R6 teachers");
  lg_build_demand(b, "A primary math min=0");
  breaks(b, "R6 B primary/math", "a row replaces the band");
  lg_build_demand(b, "B primary math max=3");
  breaks(b, "", "on either side");
  lg_build_move(b, "a2", "A");
  lg_build_move(b, "b1", "A");
  breaks(b, "", "the row's empty limit is the band's: 0 to 3");
  lg_build_demand(b, "C primary math target=9");
  breaks(b, "", "a target is no limit");
  lg_build_demand(b, "N junior math min=1");
  breaks(b, "R6 N junior/math", "a cell without teachers");
  has_heads(b, 0, 1, 1, "band 0 + 1");
  b->policy->subject_band.given = false;
  has_heads(b, 0, 1, INT64_MAX, "no band: only the row");
  lg_build_free(b);
}

static void test_demand_moves_the_other_end(void)
{
  /* SPEC 4: min 6 without max where 3 teach now and the band is 1 means 6..6 */
  lg_build *b = audit_district("c1 C math\nc2 C math\nc3 C math\n");
  b->policy->subject_band = (lg_band){true, -1, 1};
  lg_build_demand(b, "C primary math min=6");
  has_heads(b, 3, 6, 6, "6..6");
  lg_build_free(b);
  b = audit_district("c1 C math\nc2 C math\nc3 C math\n");
  b->policy->subject_band = (lg_band){true, -1, 1};
  lg_build_demand(b, "C primary math max=1");
  has_heads(b, 3, 1, 1, "1..1");
  lg_build_free(b);
}

static void test_band_of_empty_cells(void)
{
  lg_build *b = audit_moving_district();
  b->policy->subject_band = (lg_band){true, -1, 0};
  lg_build_move(b, "a3", "C");
  breaks(b, "R6 C primary/art", "the band holds where nobody taught before");
  has_heads(b, 1, -1, 0, "0 before");
  lg_build_free(b);
}

static void test_headcount(void)
{
  lg_build *b = audit_moving_district();
  b->policy->headcount_band = (lg_band){true, -1, 1};
  lg_build_move(b, "a1", "B");
  lg_build_move(b, "a3", "B");
  breaks(b, "R7 A; R7 B", "all subjects together");
  has_heads(b, 1, 2, 4, "R7 heads");
  has_teachers(b, "a1 a3", "R7 teachers");
  b->policy->headcount_band = (lg_band){true, -2, 2};
  breaks(b, "", "inside the band");
  b->district->schools[1].max_staff = 3;
  breaks(b, "", "at max_staff");
  b->district->schools[1].max_staff = 2;
  breaks(b, "R7 B", "above max_staff");
  has_heads(b, 3, -1, 2, "max_staff cuts the band");
  b->policy->headcount_band.given = false;
  breaks(b, "R7 B", "max_staff alone");
  lg_build_free(b);
  b = audit_moving_district();
  b->district->schools[0].max_staff = 1;
  breaks(b, "", "above already: may stay so");
  lg_build_move(b, "a1", "B");
  lg_build_move(b, "b1", "A");
  breaks(b, "", "an exchange does not grow it");
  lg_build_move(b, "c1", "A");
  breaks(b, "R7 A", "but it may not grow");
  has_heads(b, 4, INT64_MIN, 3, "3 before");
  lg_build_free(b);
}

/* ---- R9-R11 ---- */

static void test_locks(void)
{
  lg_build *b = audit_moving_district();
  lg_build_lock(b, "a1 B must");
  lg_build_lock(b, "a2 stay must");
  lg_build_lock(b, "a3 C forbid");
  lg_build_lock(b, "c1 stay forbid");
  breaks(b, "R9 a1 must/B; R9 c1 forbid/C", "two of four");
  has_teachers(b, "a1", "R9 names the teacher");
  lg_build_move(b, "a1", "B");
  lg_build_move(b, "c1", "A");
  breaks(b, "", "all kept");
  lg_build_move(b, "a2", "B");
  lg_build_move(b, "a3", "C");
  breaks(b, "R9 a2 must/A; R9 a3 forbid/C", "the other two");
  lg_build_free(b);
  /* forbid of the home school does not override R2 */
  b = audit_district("t1 A math exempt=ill\n");
  lg_build_route(b, "any", "");
  lg_build_lock(b, "t1 stay forbid");
  breaks(b, "R9 t1 forbid/A", "stays");
  lg_build_move(b, "t1", "B");
  breaks(b, "R2", "or goes");
  lg_build_free(b);
  /* stay and the home school by name are one lock */
  b = audit_district("t1 A math\n");
  lg_build_lock(b, "t1 stay forbid");
  lg_build_lock(b, "t1 A forbid");
  breaks(b, "R9 t1 forbid/A", "once");
  lg_build_free(b);
}

static void test_teams(void)
{
  lg_build *b =
      audit_district("a1 A math\na2 A math\na3 A math\na4 A math exempt=ill\nc1 C math\n");
  static lg_team team = {0, 2};
  lg_build_route(b, "support", "from.tier=strong to.tier=weak");
  lg_build_route(b, "any", "");
  b->policy->teams = &team;
  b->policy->team_count = 1;
  breaks(b, "", "nobody");
  lg_build_move(b, "a1", "C");
  breaks(b, "R10 support C", "one alone");
  has_heads(b, 1, 2, INT64_MAX, "R10 heads");
  has_teachers(b, "a1", "R10 teachers");
  lg_build_move(b, "a2", "B");
  breaks(b, "R10 support B; R10 support C", "one at each school");
  lg_build_move(b, "a2", "C");
  breaks(b, "", "two");
  lg_build_move(b, "a2", "A");
  lg_build_move(b, "a4", "C");
  lg_build_lock(b, "a4 C must");
  breaks(b, "", "a locked mover that follows the route counts");
  lg_build_move(b, "a4", "A");
  lg_build_move(b, "c1", "B");
  breaks(b, "R9 a4 must/C; R10 support C", "movers of other routes do not");
  lg_build_free(b);
}

static void test_team_and_lock(void)
{
  lg_build *b = audit_district("a1 A math\nc1 C math\n");
  static lg_team team = {0, 2};
  lg_build_route(b, "support", "from.tier=strong to.tier=weak");
  b->policy->teams = &team;
  b->policy->team_count = 1;
  lg_build_move(b, "c1", "B");
  lg_build_lock(b, "c1 B must");
  breaks(b, "", "movers of route lock count for no route");
  lg_build_move(b, "a1", "B");
  breaks(b, "R10 support B", "nor do they fill a team");
  lg_build_free(b);
}

static void test_pairs(void)
{
  lg_build *b = audit_moving_district();
  lg_build_pair(b, "a1 b1 same_school");
  breaks(b, "R11 a1 same_school/b1", "apart");
  has_teachers(b, "a1 b1", "R11 teachers");
  lg_build_move(b, "b1", "A");
  breaks(b, "", "together");
  lg_build_pair(b, "b1 a2 same_group");
  breaks(b, "", "same_group holds at the same school");
  lg_build_move(b, "a2", "B");
  breaks(b, "", "and in one group");
  lg_build_move(b, "a2", "C");
  breaks(b, "R11 b1 same_group/a2", "not outside");
  lg_build_pair(b, "c1 a2 same_group");
  breaks(b, "R11 b1 same_group/a2", "same school without a group");
  lg_build_pair(b, "a3 b1 not_both_move");
  breaks(b, "R11 b1 same_group/a2", "one moves");
  lg_build_move(b, "a3", "C");
  breaks(b, "R11 a3 not_both_move/b1; R11 b1 same_group/a2", "both move");
  lg_build_free(b);
}

static void test_order(void)
{
  lg_build *b = audit_district("a1 A math\na2 A math exempt=ill\na3 A art backbone\nb1 B math\n");
  b->policy->subject_band = (lg_band){true, 0, 0};
  b->policy->headcount_band = (lg_band){true, 0, 0};
  b->policy->density = (lg_density){true, false, {1, 1000}, "0.001", 1};
  lg_build_quota(b, "z", "moved", "", NULL, "0");
  lg_build_quota(b, "q", "moved", "", NULL, "0");
  lg_build_pair(b, "a1 a2 not_both_move");
  lg_build_lock(b, "b1 C must");
  lg_build_move(b, "a1", "C");
  lg_build_move(b, "a2", "C");
  breaks(b,
         "R2; R3; R9 b1 must/C; R6 A primary/math; R6 C primary/math; R7 A; R7 C; R8 q; R8 z; "
         "R11 a1 not_both_move/a2; R12 backbone_per_100 B/primary; R12 backbone_per_100 C/primary; "
         "R12 backbone_per_100 N/junior; R12 backbone_per_100 N/primary",
         "the order of QUESTIONS W2, then bytes");
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"posts", test_posts},
                                  {"eligible", test_eligible},
                                  {"retirement", test_retirement},
                                  {"routes", test_routes},
                                  {"stages", test_stages},
                                  {"commute", test_commute},
                                  {"distances", test_distances},
                                  {"staffing", test_staffing},
                                  {"demand moves the other end", test_demand_moves_the_other_end},
                                  {"band of empty cells", test_band_of_empty_cells},
                                  {"headcount", test_headcount},
                                  {"locks", test_locks},
                                  {"teams", test_teams},
                                  {"team and lock", test_team_and_lock},
                                  {"pairs", test_pairs},
                                  {"order", test_order},
                                  {NULL, NULL}};
  return lg_run("audit", cases);
}
