/* test_audit.c - every rule kept and broken, every goal by hand, the fine print of SPEC 7 line by
 * line. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "build.h"
#include "runner.h"

/* Two primary schools of one group, a weak one outside, a nine-year school. */
static const char schools_text[] =
    "A strong group=G primary=620\n"
    "B weak group=G primary=310\n"
    "C weak primary=900\n"
    "N ordinary group=H primary=100 junior=200\n";

static lg_build *district(const char *teachers)
{
  return lg_build_new("2025-09-01", schools_text, teachers);
}

/* Checks the broken elements and frees nothing else. */
static void breaks(lg_build *b, const char *expected, const char *what)
{
  char *found = lg_build_breaches(b);
  LG_EQUAL_TEXT(found, expected, what);
  g_free(found);
}

static const lg_breach *breach(lg_build *b, int k)
{
  const lg_audit *audit = lg_build_audit(b);
  return LG_TRUE(k < audit->breach_count, "a breach was found") ? &audit->breaches[k] : NULL;
}

static void has_heads(lg_build *b, int64_t found, int64_t lo, int64_t hi, const char *what)
{
  const lg_breach *first = breach(b, 0);
  if (!first) return;
  LG_TRUE(first->has_heads, what);
  LG_EQUAL_INT(first->found, found, what);
  LG_EQUAL_INT(first->lo, lo, what);
  LG_EQUAL_INT(first->hi, hi, what);
}

static void has_teachers(lg_build *b, const char *expected, const char *what)
{
  const lg_breach *first = breach(b, 0);
  if (!first) return;
  GString *text = g_string_new(NULL);
  for (int k = 0; k < first->teacher_count; k++)
    g_string_append_printf(text, "%s%s", k ? " " : "",
                           b->district->teachers[first->teachers[k]].id);
  LG_EQUAL_TEXT(text->str, expected, what);
  g_string_free(text, TRUE);
}

/* ---- R1-R5 ---- */

static void test_posts(void)
{
  lg_build *b = district("t1 A math\nt2 B math\n");
  breaks(b, "", "everyone at home");
  b->roster->school[1] = 99;
  breaks(b, "R1", "a school that is not there");
  has_teachers(b, "t2", "R1 names the teacher");
  b->roster->school[1] = LG_MISSING;
  breaks(b, "R1", "no school");
  LG_EQUAL_INT(lg_build_audit(b)->moved, 0, "counted at home");
  lg_build_free(b);
}

/* Is the only teacher barred by R2? */
static bool stays(const char *teacher, void (*rules)(lg_build *b))
{
  lg_build *b = district(teacher);
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
  lg_build *b = lg_build_new(date, schools_text, teacher);
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
  lg_build *b = district("t1 A math\nt2 B math\nt3 C math\n");
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
  b = district("t1 A math\n");
  lg_build_move(b, "t1", "B");
  breaks(b, "R3", "no routes: nobody moves");
  lg_build_free(b);
}

static void test_stages(void)
{
  lg_build *b = district("t1 N math stage=junior\nt2 N math stage=primary\n");
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
  lg_build *b = district("t1 A math\nt2 B math exempt=ill\n");
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
  b = district("t1 A math\n");
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
  for (int i = 0; i < 3; i++) b->roster->school[i] = 1;
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
  for (int i = 0; i < 3; i++) b->roster->school[i] = 2;
  audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->placements[0].after_m, LG_MISSING, "school without coordinates");
  LG_EQUAL_INT(audit->unknown_distance_count, 3, "unknown");
  lg_build_distance(b, "A C 700");
  LG_EQUAL_INT(lg_build_audit(b)->placements[0].after_m, 700, "from the home school by its row");
  b->district->schools[0].has_place = false;
  b->roster->school[0] = 1;
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

static lg_build *moving_district(void)
{
  lg_build *b = district("a1 A math\na2 A math\na3 A art\nb1 B math\nc1 C math\n");
  lg_build_route(b, "any", "");
  return b;
}

static void test_staffing(void)
{
  lg_build *b = moving_district();
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
  lg_build *b = district("c1 C math\nc2 C math\nc3 C math\n");
  b->policy->subject_band = (lg_band){true, -1, 1};
  lg_build_demand(b, "C primary math min=6");
  has_heads(b, 3, 6, 6, "6..6");
  lg_build_free(b);
  b = district("c1 C math\nc2 C math\nc3 C math\n");
  b->policy->subject_band = (lg_band){true, -1, 1};
  lg_build_demand(b, "C primary math max=1");
  has_heads(b, 3, 1, 1, "1..1");
  lg_build_free(b);
}

static void test_band_of_empty_cells(void)
{
  lg_build *b = moving_district();
  b->policy->subject_band = (lg_band){true, -1, 0};
  lg_build_move(b, "a3", "C");
  breaks(b, "R6 C primary/art", "the band holds where nobody taught before");
  has_heads(b, 1, -1, 0, "0 before");
  lg_build_free(b);
}

static void test_headcount(void)
{
  lg_build *b = moving_district();
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
  b = moving_district();
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
  lg_build *b = moving_district();
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
  b = district("t1 A math exempt=ill\n");
  lg_build_route(b, "any", "");
  lg_build_lock(b, "t1 stay forbid");
  breaks(b, "R9 t1 forbid/A", "stays");
  lg_build_move(b, "t1", "B");
  breaks(b, "R2", "or goes");
  lg_build_free(b);
  /* stay and the home school by name are one lock */
  b = district("t1 A math\n");
  lg_build_lock(b, "t1 stay forbid");
  lg_build_lock(b, "t1 A forbid");
  breaks(b, "R9 t1 forbid/A", "once");
  lg_build_free(b);
}

static void test_teams(void)
{
  lg_build *b = district("a1 A math\na2 A math\na3 A math\na4 A math exempt=ill\nc1 C math\n");
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
  lg_build *b = district("a1 A math\nc1 C math\n");
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
  lg_build *b = moving_district();
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
  lg_build *b = district("a1 A math\na2 A math exempt=ill\na3 A art backbone\nb1 B math\n");
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

/* ---- filters ---- */

static void test_filters(void)
{
  static const struct {
    const char *filter;
    int expected; /* how many of the four */
  } cases[] = {{"", 4},
               {"moved", 2},
               {"moved=no", 2},
               {"eligible", 3},
               {"backbone", 1},
               {"full_time", 3},
               {"full_time=no", 1},
               {"rotated", 1},
               {"same_group", 3},
               {"same_group=no", 1},
               {"rank=star", 1},
               {"rank=gold", 2},
               {"rank!=gold", 2},
               {"rank=star,gold", 2},
               {"tag=x", 1},
               {"tag=y,z", 1},
               {"tag!=x,y", 3},
               {"subject=math", 2},
               {"subject!=math", 2},
               {"subject=art,math", 3},
               {"subject=latin", 0},
               {"subject!=latin", 4},
               {"title=senior", 1},
               {"title!=senior", 3},
               {"stage=junior", 1},
               {"gender=F", 1},
               {"gender=M", 1},
               {"gender!=F", 3},
               {"route=partner", 1},
               {"route!=partner", 3},
               {"route=lock", 1},
               {"age=55", 1},
               {"age=..55", 1},
               {"age=56..", 0},
               {"age!=..55", 3},
               {"age=0..200", 1},
               {"years=4", 1},
               {"years=3..5", 1},
               {"years=0..100", 2},
               {"years!=3..5", 3},
               {"wish=2", 1},
               {"wish=1", 0},
               {"wish=..5", 1},
               {"wish!=2", 3},
               {"from.school=A", 2},
               {"from.school=A,N", 3},
               {"from.tier=weak", 1},
               {"from.group=G", 2},
               {"from.group!=G", 2},
               {"from.stage=both", 1},
               {"from.stage=primary", 3},
               {"from.stage=junior", 0},
               {"to.school=B", 1},
               {"to.school!=B", 3},
               {"to.tier=weak", 1},
               {"to.tier=strong", 1},
               {"to.group=G", 2},
               {"to.group=H", 2},
               {"to.group!=G", 2},
               {"moved from.tier=strong to.tier=weak", 1}};
  lg_build *b = district(
      "t1 A math gender=F birth=1970-05-20 years=4 rank=gold;star backbone tags=x;y title=senior\n"
      "t2 A art gender=M rank=gold years=0\n"
      "t3 C math part rotated exempt=ill\n"
      "t4 N music stage=junior\n");
  lg_build_route(b, "partner", "same_group");
  lg_build_move(b, "t1", "B");
  lg_build_move(b, "t3", "N");
  lg_build_lock(b, "t3 N must");
  lg_build_wish(b, "t1 B 2");
  lg_build_wish(b, "t1 C 1");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    lg_build_quota(b, "q", cases[k].filter, "", "0", NULL);
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->breach_count, 0, "the district keeps its rules");
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    LG_EQUAL_INT(audit->quotas[k].count, cases[k].expected, cases[k].filter);
  lg_build_free(b);
}

/* ---- R8 ---- */

static const lg_quota_count *row_of(const lg_audit *audit, const char *class_id)
{
  for (int k = 0; k < audit->quota_count; k++)
    if (strcmp(audit->quotas[k].class_id, class_id) == 0) return &audit->quotas[k];
  return NULL;
}

static void counts(const lg_audit *audit, const char *class_id, int64_t count, int64_t of,
                   int64_t shortfall)
{
  const lg_quota_count *row = row_of(audit, class_id);
  if (!LG_TRUE(row, class_id)) return;
  LG_EQUAL_INT(row->count, count, class_id);
  LG_EQUAL_INT(row->of, of, class_id);
  LG_EQUAL_INT(row->shortfall, shortfall, class_id);
  LG_EQUAL_INT(row->holds, shortfall == 0, class_id);
}

static void test_shares(void)
{
  /* 5 teachers, 2 move: 2/5 */
  static const struct {
    const char *min, *max;
    int64_t shortfall, min_heads, max_heads;
  } cases[] = {{"40%", NULL, 0, 2, -1}, {"41%", NULL, 1, 3, -1}, {"100%", NULL, 3, 5, -1},
               {NULL, "40%", 0, -1, 2}, {NULL, "39%", 1, -1, 1}, {NULL, "0%", 2, -1, 0},
               {"2", NULL, 0, 2, -1},   {"4", NULL, 2, 4, -1},   {NULL, "2", 0, -1, 2},
               {NULL, "1", 1, -1, 1},   {"40%", "40%", 0, 2, 2}, {"4", "20%", 3, 4, 1},
               {NULL, NULL, 0, -1, -1}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    for (int soft = 0; soft < 2; soft++) {
      lg_build *b = moving_district();
      lg_build_move(b, "a1", "B");
      lg_build_move(b, "c1", "A");
      lg_build_quota(b, "q", "moved", "", cases[k].min, cases[k].max)->soft = soft;
      breaks(b, cases[k].shortfall && !soft ? "R8 q" : "", "a hard quota breaks, a soft one never");
      const lg_quota_count *row = &b->audit->quotas[0];
      LG_EQUAL_INT(row->count, 2, "count");
      LG_EQUAL_INT(row->of, 5, "of");
      LG_EQUAL_INT(row->shortfall, cases[k].shortfall, "shortfall");
      LG_EQUAL_INT(row->holds, cases[k].shortfall == 0, "holds");
      LG_EQUAL_INT(row->min_heads, cases[k].min_heads, "heads of min");
      LG_EQUAL_INT(row->max_heads, cases[k].max_heads, "heads of max");
      lg_build_free(b);
    }
  }
}

static void test_share_exact(void)
{
  lg_build *b = moving_district();
  lg_build_move(b, "a1", "B");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "20%", NULL);
  quota->min.share = (lg_share){200000000000000001, 1000000000000000000};
  breaks(b, "R8 q", "a hair more than 1/5");
  has_heads(b, 1, 2, INT64_MAX, "R8 heads");
  has_teachers(b, "a1", "R8 teachers: the movers counted");
  quota->min.share = (lg_share){200000000000000000, 1000000000000000000};
  breaks(b, "", "1/5 exactly");
  lg_build_free(b);
}

static void test_variable_base(void)
{
  lg_build *b = district("a1 A math backbone\na2 A math\na3 A art\n");
  lg_build_route(b, "any", "");
  lg_build_quota(b, "share", "moved backbone", "moved", "50%", NULL);
  breaks(b, "", "nobody moves: 0 of 0 by the formula");
  lg_build_move(b, "a2", "B");
  breaks(b, "R8 share", "0 of 1");
  lg_build_move(b, "a1", "B");
  breaks(b, "", "1 of 2");
  lg_build_move(b, "a3", "B");
  breaks(b, "R8 share", "1 of 3");
  has_heads(b, 1, 2, INT64_MAX, "of the base as it is");
  lg_build_free(b);
}

static void test_empty_base(void)
{
  static const struct {
    const char *of;
    lg_per per;
    const char *class_id;
    int64_t shortfall;
  } cases[] = {{"rank=none", LG_PER_DISTRICT, "", 0},
               {"rank=none moved", LG_PER_DISTRICT, "", 2},
               {"rank=none to.tier=weak", LG_PER_DISTRICT, "", 2},
               {"rank=none route=any", LG_PER_DISTRICT, "", 2},
               {"rank=none wish=1", LG_PER_DISTRICT, "", 2},
               {"rank=none same_group", LG_PER_DISTRICT, "", 2},
               {"rank=none from.tier=weak", LG_PER_DISTRICT, "", 0},
               {"rank=none", LG_PER_FROM_SCHOOL, "A", 0},
               {"rank=none", LG_PER_TO_SCHOOL, "B", 2},
               {"rank=none", LG_PER_TO_GROUP, "G", 2},
               {"rank=none", LG_PER_TO_TIER, "weak", 2},
               {"rank=none", LG_PER_STAGE, "primary", 0},
               {"rank=none", LG_PER_SUBJECT, "math", 0}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b = moving_district();
    lg_build_move(b, "a1", "B");
    lg_build_move(b, "a2", "B");
    lg_build_quota(b, "q", "moved", cases[k].of, NULL, "50%")->per = cases[k].per;
    counts(lg_build_audit(b), cases[k].class_id, 2, 0, cases[k].shortfall);
    lg_build_free(b);
  }
  lg_build *b = moving_district();
  lg_build_quota(b, "q", "moved", "rank=none", "1", NULL);
  counts(lg_build_audit(b), "", 0, 0, 1);
  lg_build_free(b);
}

/* The classes of a quota in their order, "A:1/3 B:0/1". */
static char *classes(lg_build *b, lg_per per)
{
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", NULL, NULL);
  quota->per = per;
  const lg_audit *audit = lg_build_audit(b);
  GString *text = g_string_new(NULL);
  for (int k = 0; k < audit->quota_count; k++) {
    const lg_quota_count *row = &audit->quotas[k];
    if (row->quota == b->policy->quota_count - 1)
      g_string_append_printf(text, "%s%s:%d/%d", text->len ? " " : "", row->class_id,
                             (int)row->count, (int)row->of);
  }
  return g_string_free(text, FALSE);
}

static void test_classes(void)
{
  static const struct {
    lg_per per;
    const char *expected;
  } cases[] = {{LG_PER_DISTRICT, ":3/6"},
               {LG_PER_FROM_SCHOOL, "A:2/3 B:0/1 C:1/1 N:0/1"},
               {LG_PER_TO_SCHOOL, "A:1/2 B:1/2 C:1/1 N:0/1"},
               {LG_PER_FROM_GROUP, "G:2/4 H:0/1"}, /* C is in no group */
               {LG_PER_TO_GROUP, "G:2/4 H:0/1"},
               {LG_PER_FROM_TIER, "strong:2/3 ordinary:0/1 weak:1/2"},
               {LG_PER_TO_TIER, "strong:1/2 ordinary:0/1 weak:2/3"},
               {LG_PER_STAGE, "primary:3/5 junior:0/1"},
               {LG_PER_SUBJECT, "art:1/1 math:2/5"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_build *b =
        district("a1 A math\na2 A math\na3 A art\nb1 B math\nc1 C math\nn1 N math stage=junior\n");
    lg_build_route(b, "any", "");
    lg_build_move(b, "a1", "B");
    lg_build_move(b, "a3", "C");
    lg_build_move(b, "c1", "A");
    char *found = classes(b, cases[k].per);
    LG_EQUAL_TEXT(found, cases[k].expected, lg_per_word(cases[k].per));
    g_free(found);
    lg_build_free(b);
  }
  lg_build *b = district("a1 A math\n");
  lg_quota *quota = lg_build_quota(b, "q", "moved", "", "1", NULL);
  quota->per = LG_PER_FROM_SCHOOL;
  breaks(b, "R8 q A; R8 q B; R8 q C; R8 q N",
         "a head-count holds for classes that no pair reaches too");
  quota->per = LG_PER_STAGE;
  breaks(b, "R8 q primary", "stages that some teacher has");
  lg_build_free(b);
}

static void test_include_rotated(void)
{
  lg_build *b = district("a1 A math rotated\na2 A math\na3 A math rotated part\na4 A math\n");
  lg_build_route(b, "any", "");
  lg_build_quota(b, "q", "moved full_time", "full_time", "50%", NULL)->include_rotated = true;
  counts(lg_build_audit(b), "", 1, 3, 1); /* a3 does not match `of` */
  lg_build_move(b, "a1", "B");
  counts(lg_build_audit(b), "", 1, 3, 1); /* never 2 */
  lg_build_move(b, "a2", "B");
  counts(lg_build_audit(b), "", 2, 3, 0);
  lg_build_free(b);
}

/* ---- R12 ---- */

static void test_density(void)
{
  lg_build *b = district("a1 A math backbone\nn1 N math stage=junior backbone part\n");
  lg_build_route(b, "any", "");
  b->policy->density = (lg_density){true, false, {1, 1}, "1", 1};
  const lg_audit *audit = lg_build_audit(b);
  LG_EQUAL_INT(audit->quota_count, 5, "a row a school and stage");
  counts(audit, "A/primary", 1, 620, 6); /* SPEC 4: 620 students ask 7 */
  counts(audit, "B/primary", 0, 310, 4);
  counts(audit, "C/primary", 0, 900, 9);
  counts(audit, "N/primary", 0, 100, 1);
  counts(audit, "N/junior", 1, 200, 1); /* part-time counts like others */
  LG_EQUAL_INT(audit->quotas[0].min_heads, 7, "heads asked");
  LG_EQUAL_INT(audit->quotas[0].quota, 0, "quota = quota_count");
  LG_EQUAL_TEXT(audit->quotas[3].class_id, "N/primary", "primary before junior");
  b->policy->density.min = (lg_share){1, 9};
  b->policy->density.soft = true;
  b->policy->density.weight = 5;
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  breaks(b, "", "soft");
  LG_EQUAL_INT(b->audit->goals[0], 5 * (0 + 1 + 1 + 1 + 0),
               "620/900 -> 1, 310/900 -> 1, 1, 100/900 -> 1, 200/900 -> 1");
  b->policy->density.soft = false;
  lg_build_move(b, "a1", "C");
  breaks(b,
         "R12 backbone_per_100 A/primary; R12 backbone_per_100 B/primary; R12 backbone_per_100 "
         "N/primary",
         "hard");
  has_heads(b, 0, 1, INT64_MAX, "R12 heads");
  has_teachers(b, "a1", "the backbone teacher that left");
  lg_build_free(b);
}

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

  b = district("n1 N math stage=junior backbone\na1 A math\n");
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
  lg_build *b = moving_district();
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  lg_build_quota(b, "one", "moved", "", "100%", NULL)->soft = true;
  lg_quota *per = lg_build_quota(b, "two", "moved", "", "2", NULL);
  per->soft = true;
  per->weight = 10;
  per->per = LG_PER_FROM_SCHOOL;
  lg_build_quota(b, "hard", "moved", "", NULL, "0");
  lg_build_move(b, "a1", "B");
  LG_EQUAL_INT(goal_value(b, 0), 4 + 10 * (1 + 2 + 2 + 2), "4 heads; 1 at A, 2 at each of B, C, N");
  breaks(b, "R8 hard", "hard ones are not priced");
  lg_build_free(b);
}

static void test_goals_of_movers(void)
{
  lg_build *b = district(
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
  b->district->baseline = g_new(int, 4);
  memcpy(b->district->baseline, (int[]){1, 0, 1, 2}, 4 * sizeof(int));
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
  lg_build *b = district(
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
  lg_build_quota(b, "q", "", "", "50%", NULL)->per = LG_PER_SUBJECT;
  lg_build_goal(b, LG_GOAL_EQUITY);
  breaks(b, "", "no teachers");
  LG_EQUAL_INT(b->audit->quota_count, 0, "no subject, no class");
  LG_EQUAL_INT(b->audit->goals[0], 0, "no backbone");
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
                                  {"filters", test_filters},
                                  {"shares", test_shares},
                                  {"share exact", test_share_exact},
                                  {"variable base", test_variable_base},
                                  {"empty base", test_empty_base},
                                  {"classes", test_classes},
                                  {"include_rotated", test_include_rotated},
                                  {"density", test_density},
                                  {"equity", test_goal_equity},
                                  {"shortfall", test_goal_shortfall},
                                  {"goals of movers", test_goals_of_movers},
                                  {"schools", test_schools},
                                  {"empty", test_empty},
                                  {NULL, NULL}};
  return lg_run("audit", cases);
}
