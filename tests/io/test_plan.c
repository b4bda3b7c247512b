/* test_plan.c - plans that are right: every key of SPEC 2.4, the defaults, numbers, and filters in
 * the words of a district. */
#include <limits.h>
#include <string.h>

#include "io/read.h"
#include "io/words/shapes.h"
#include "plan_case.h"
#include "runner.h"

/* --- the manual's plan --- */

static lg_plan_case read_spec(const lg_district *district)
{
  char *text = NULL;
  gsize length = 0;
  g_file_get_contents(LG_TEST_DATA "/plans/spec.json", &text, &length, NULL);
  lg_plan_case c = lg_plan_case_bytes(text, length, district);
  g_free(text);
  return c;
}

static void test_head(void)
{
  lg_plan_case c = read_spec(NULL);
  LG_EQUAL_INT(lg_report_defects(c.report), 0, "defects");
  LG_TRUE(!c.policy, "no policy without a district");
  const lg_plan_head *head = lg_plan_get_head(c.plan);
  LG_EQUAL_TEXT(head->title, "2010 学年教师轮岗交流", "title");
  LG_EQUAL_TEXT(head->lang, "zh", "lang");
  LG_EQUAL_INT(head->date.year * 10000 + head->date.month * 100 + head->date.day, 20100901, "date");
  static const char *const tables[LG_TABLE_COUNT] = {
      "teachers.csv",  "schools.csv",      "demand.csv", "wishes.csv", "locks.csv",
      "distances.csv", "pairs.xlsx#pairs", NULL,         NULL,         "roster.csv"};
  static const int lines[LG_TABLE_COUNT] = {8, 8, 9, 8, 8, 9, 9, 0, 0, 9};
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    LG_EQUAL_TEXT(head->table[kind], tables[kind], "table");
    LG_EQUAL_INT(head->table_line[kind], lines[kind], tables[kind]);
  }
  LG_EQUAL_INT(head->backbone_count, 4, "backbone");
  LG_EQUAL_TEXT(head->backbone[3], "教学新秀", "backbone");
  LG_EQUAL_INT(head->copy_column_count, 1, "copy_columns");
  LG_EQUAL_TEXT(head->copy_columns[0], "电话", "copy_columns");
  LG_EQUAL_INT(head->copy_column_places[0].line, 37, "line of copy_columns");
  LG_EQUAL_INT(head->copy_column_places[0].index, 0, "place in copy_columns");
  LG_EQUAL_INT(strlen(head->sha256), 64, "sha256");
  lg_plan_case_clear(&c);
}

static void check_condition(const lg_filter *filter, int k, lg_key key, int code_count, int code)
{
  const lg_condition *condition = &filter->conditions[k];
  LG_EQUAL_INT(condition->key, key, "key");
  LG_EQUAL_INT(condition->code_count, code_count, lg_key_word(key));
  LG_EQUAL_INT(condition->codes[code_count - 1], code, lg_key_word(key));
}

static void check_eligibility(const lg_eligibility *e)
{
  LG_EQUAL_INT(e->min_years, 3, "min_years");
  LG_EQUAL_INT(e->max_age[LG_MALE] * 100 + e->max_age[LG_FEMALE], 5449, "max_age");
  LG_EQUAL_INT(e->retirement, LG_RETIRE_FIXED, "retirement");
  LG_EQUAL_INT(e->retirement_margin_years, 5, "margin");
  LG_EQUAL_INT(e->retirement_age[LG_MALE] * 100 + e->retirement_age[LG_FEMALE], 6055, "age");
  LG_EQUAL_INT(e->senior_title_count, 1, "senior titles");
  LG_EQUAL_INT(e->senior_titles[0], 1, "高级教师");
  LG_EQUAL_INT(e->exempt_tag_count, 1, "exempt tags");
  LG_EQUAL_INT(e->exempt_tags[0], 0, "毕业班");
  LG_EQUAL_INT(e->exclude_count, 2, "exclude");
  check_condition(&e->exclude[0], 0, LG_KEY_ROTATED, 1, 1);
  check_condition(&e->exclude[1], 0, LG_KEY_FROM_TIER, 1, LG_WEAK);
  const lg_condition *years = &e->exclude[1].conditions[1];
  LG_TRUE(years->is_range && years->lo == INT_MIN && years->hi == 5, "years up to 5");
}

static void check_quotas(const lg_policy *policy)
{
  static const struct {
    const char *id, *name, *min, *max;
    int count, of, per, soft, weight;
    int64_t p, q;
  } expected[] = {
      {"rotation", "rotation", "37%", NULL, 2, 1, LG_PER_DISTRICT, 0, 1, 37, 100},
      {"backbone_to_weak", "骨干到薄弱", "22%", NULL, 4, 1, LG_PER_DISTRICT, 0, 1, 11, 50},
      {"backbone_share", "backbone_share", "20%", NULL, 2, 1, LG_PER_DISTRICT, 1, 7, 1, 5},
      {"keep_backbone", "keep_backbone", NULL, "50%", 2, 1, LG_PER_FROM_SCHOOL, 0, 1, 0, 0},
      {"outflow", "outflow", "1/3", "12", 1, 0, LG_PER_SUBJECT, 0, 1, 1, 3}};
  LG_EQUAL_INT(policy->quota_count, G_N_ELEMENTS(expected), "quotas");
  for (size_t k = 0; k < G_N_ELEMENTS(expected); k++) {
    const lg_quota *quota = &policy->quotas[k];
    const char *id = expected[k].id;
    LG_EQUAL_TEXT(quota->id, id, "id");
    LG_EQUAL_TEXT(quota->name, expected[k].name, id);
    LG_EQUAL_TEXT(quota->min.text, expected[k].min, id);
    LG_EQUAL_TEXT(quota->max.text, expected[k].max, id);
    LG_EQUAL_INT(quota->min.share.p, expected[k].p, id);
    LG_EQUAL_INT(quota->min.share.q, expected[k].q, id);
    LG_EQUAL_INT(quota->count.count, expected[k].count, id);
    LG_EQUAL_INT(quota->of.count, expected[k].of, id);
    LG_EQUAL_INT(quota->per[0], expected[k].per, id);
    LG_EQUAL_INT(quota->soft, expected[k].soft, id);
    LG_EQUAL_INT(quota->weight, expected[k].weight, id);
    LG_EQUAL_INT(quota->include_rotated, k == 0, id);
  }
  LG_EQUAL_INT(policy->quotas[3].min.kind, LG_BOUND_NONE, "no min");
  LG_EQUAL_INT(policy->quotas[4].max.kind, LG_BOUND_HEADS, "heads");
  LG_EQUAL_INT(policy->quotas[4].max.heads, 12, "heads");
}

/* `per`: a key, a list of it, a list of two; two keys in their order. */
static void test_per(void)
{
  static const struct {
    const char *written;
    lg_per first, second;
  } cases[] = {{"\"stage\"", LG_PER_STAGE, LG_PER_DISTRICT},
               {"[\"stage\"]", LG_PER_STAGE, LG_PER_DISTRICT},
               {"[\"from.school\", \"subject\"]", LG_PER_FROM_SCHOOL, LG_PER_SUBJECT},
               {"[\"subject\", \"to.group\"]", LG_PER_SUBJECT, LG_PER_TO_GROUP}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strdup_printf(
        "\"goals\": [], \"quotas\": [{\"id\": \"q\", \"count\": {}, \"max\": 1, \"per\": %s}]",
        cases[k].written);
    lg_plan_case c = lg_plan_case_members(members, district);
    LG_TRUE(c.policy, cases[k].written);
    if (c.policy) {
      LG_EQUAL_INT(c.policy->quotas[0].per[0], cases[k].first, cases[k].written);
      LG_EQUAL_INT(c.policy->quotas[0].per[1], cases[k].second, cases[k].written);
    }
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

static void check_goals(const lg_policy *policy)
{
  static const lg_goal_kind kinds[] = {LG_GOAL_SHORTFALL, LG_GOAL_STAFFING, LG_GOAL_EQUITY,
                                       LG_GOAL_WISHES,    LG_GOAL_COMMUTE,  LG_GOAL_TENURE,
                                       LG_GOAL_MOVES,     LG_GOAL_CHANGES,  LG_GOAL_LOTTERY};
  LG_EQUAL_INT(policy->goal_count, G_N_ELEMENTS(kinds), "goals");
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
    LG_EQUAL_INT(policy->goals[k].kind, kinds[k], "goal");
    LG_EQUAL_INT(policy->goals[k].tolerance.p, k == 4, "tolerance");
    LG_EQUAL_INT(policy->goals[k].tolerance.q, k == 4 ? 100 : 1, "tolerance");
  }
  LG_EQUAL_INT(policy->goals[3].point_count, 2, "points");
  LG_EQUAL_INT(policy->goals[3].points[1], 4, "points");
  LG_EQUAL_TEXT(policy->goals[8].seed, "2010", "seed");
}

static void test_spec(void)
{
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = read_spec(district);
  lg_policy *policy = c.policy;
  if (LG_TRUE(policy != NULL, "a policy")) {
    LG_EQUAL_TEXT(policy->term, "2010-09 至 2012-08", "term");
    check_eligibility(&policy->eligibility);
    LG_EQUAL_INT(policy->route_count, 3, "routes");
    LG_EQUAL_TEXT(policy->routes[0].name, "结对互助交流", "name");
    LG_EQUAL_TEXT(policy->routes[1].name, "support", "name");
    check_condition(&policy->routes[0].filter, 0, LG_KEY_SAME_GROUP, 1, 1);
    check_condition(&policy->routes[1].filter, 0, LG_KEY_FROM_TIER, 2, LG_ORDINARY);
    check_condition(&policy->routes[1].filter, 1, LG_KEY_TO_TIER, 1, LG_WEAK);
    check_condition(&policy->routes[2].filter, 1, LG_KEY_TO_TIER, 2, LG_ORDINARY);
    LG_EQUAL_INT(policy->max_m, 15000, "max_km");
    LG_EQUAL_INT(policy->max_extra_m, 10001, "max_extra_km, half up");
    LG_TRUE(policy->subject_band.given && policy->subject_band.lo == -1, "subject_band");
    LG_TRUE(policy->headcount_band.given && policy->headcount_band.hi == 2, "headcount_band");
    check_quotas(policy);
    LG_EQUAL_INT(policy->team_count, 1, "teams");
    LG_EQUAL_INT(policy->teams[0].route * 10 + policy->teams[0].min, 12, "team");
    LG_TRUE(policy->density.given && policy->density.soft, "density");
    LG_EQUAL_INT(policy->density.min.p * 100 + policy->density.min.q, 910, "density");
    LG_EQUAL_INT(policy->density.weight, 3, "density");
    LG_EQUAL_TEXT(policy->density.text, "0.9", "density");
    check_goals(policy);
    LG_EQUAL_INT(policy->time_limit_s, 60, "time");
    LG_EQUAL_INT(policy->gap.p * 1000 + policy->gap.q, 1200, "gap");
  }
  lg_plan_case_clear(&c);
  lg_district_free(district);
}

/* --- defaults --- */

static void check_default_routes(const lg_policy *policy)
{
  static const char *const names[][2] = {
      {"partner", "结对互助交流"}, {"support", "support"}, {"learn", "learn"}};
  LG_EQUAL_INT(policy->route_count, 3, "default routes");
  for (int r = 0; r < 3; r++) {
    LG_EQUAL_TEXT(policy->routes[r].id, names[r][0], "route");
    LG_EQUAL_TEXT(policy->routes[r].name, names[r][1], "route");
  }
  check_condition(&policy->routes[0].filter, 0, LG_KEY_SAME_GROUP, 1, 1);
  check_condition(&policy->routes[1].filter, 0, LG_KEY_FROM_TIER, 2, LG_ORDINARY);
  LG_EQUAL_INT(policy->routes[1].filter.conditions[0].codes[0], LG_STRONG, "strong");
  check_condition(&policy->routes[1].filter, 1, LG_KEY_TO_TIER, 1, LG_WEAK);
  check_condition(&policy->routes[2].filter, 0, LG_KEY_FROM_TIER, 1, LG_WEAK);
  check_condition(&policy->routes[2].filter, 1, LG_KEY_TO_TIER, 2, LG_ORDINARY);
}

static void test_defaults(void)
{
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = lg_plan_case_members("", district);
  lg_policy *policy = c.policy;
  if (LG_TRUE(policy != NULL, "a policy")) {
    LG_EQUAL_TEXT(policy->title, "plan", "title");
    LG_EQUAL_TEXT(policy->term, "", "term");
    LG_EQUAL_INT(policy->eligibility.min_years, LG_MISSING, "min_years");
    LG_EQUAL_INT(policy->eligibility.max_age[LG_FEMALE], LG_MISSING, "max_age");
    LG_EQUAL_INT(policy->eligibility.retirement, LG_RETIRE_NONE, "retirement");
    check_default_routes(policy);
    LG_EQUAL_INT(policy->max_m, LG_MISSING, "max_km");
    LG_TRUE(
        policy->subject_band.given && policy->subject_band.lo == -1 && policy->subject_band.hi == 1,
        "subject_band");
    LG_TRUE(!policy->headcount_band.given, "headcount_band");
    LG_EQUAL_INT(policy->quota_count + policy->team_count, 0, "quotas and teams");
    LG_TRUE(!policy->density.given, "density");
    LG_EQUAL_INT(policy->goal_count, 1, "goals");
    LG_EQUAL_INT(policy->goals[0].kind, LG_GOAL_LOTTERY, "the lottery alone");
    LG_EQUAL_TEXT(policy->goals[0].seed, "plan", "seed");
    LG_EQUAL_INT(policy->time_limit_s, 300, "time");
    LG_EQUAL_INT(policy->gap.p, 0, "gap");
    LG_TRUE(!lg_plan_get_head(c.plan)->lang, "lang");
  }
  lg_plan_case_clear(&c);
  lg_district_free(district);
}

/* Each goal enters the default list with its data, in SPEC's order. */
static void test_default_goals(void)
{
  lg_district *district = lg_plan_case_district();
  lg_wish wish = {0, 1, 1};
  lg_demand demand = {.min = LG_MISSING, .max = LG_MISSING, .target = 2};
  district->teachers[1].backbone = true;
  district->schools[1].has_place = true;
  district->wishes = &wish;
  district->wish_count = 1;
  district->demands = &demand;
  district->demand_count = 1;
  static const char members[] =
      "\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"soft\": true}]";
  lg_plan_case c = lg_plan_case_members(members, district);
  static const lg_goal_kind kinds[] = {LG_GOAL_SHORTFALL, LG_GOAL_STAFFING, LG_GOAL_EQUITY,
                                       LG_GOAL_WISHES,    LG_GOAL_COMMUTE,  LG_GOAL_LOTTERY};
  if (LG_TRUE(c.policy != NULL, "a policy")) {
    LG_EQUAL_INT(c.policy->goal_count, G_N_ELEMENTS(kinds), "goals");
    for (int k = 0; k < c.policy->goal_count; k++)
      LG_EQUAL_INT(c.policy->goals[k].kind, kinds[k], "default goal");
    LG_EQUAL_INT(c.policy->goals[3].point_count, 3, "points");
    LG_EQUAL_INT(c.policy->goals[3].points[0], 3, "points");
    LG_EQUAL_INT(c.policy->goals[3].points[2], 1, "points");
  }
  lg_plan_case_clear(&c);
  demand.target = LG_MISSING;
  c = lg_plan_case_members("", district);
  if (LG_TRUE(c.policy != NULL, "a policy"))
    LG_EQUAL_INT(c.policy->goals[0].kind, LG_GOAL_EQUITY, "no soft rule, no target");
  lg_plan_case_clear(&c);
  district->wishes = NULL;
  district->demands = NULL;
  lg_district_free(district);
}

static void test_retirement(void)
{
  static const struct {
    const char *members;
    lg_retire_kind kind;
    int male, female;
  } cases[] = {{"{\"retirement_margin_years\": 5}", LG_RETIRE_FIXED, 60, 55},
               {"{\"retirement_margin_years\": 0, \"retirement_age\": {\"M\": 61, \"F\": 58}}",
                LG_RETIRE_FIXED, 61, 58},
               {"{\"retirement_margin_years\": 5, \"retirement_age\": \"statutory-2025\"}",
                LG_RETIRE_STATUTORY_2025, LG_MISSING, LG_MISSING},
               {"{\"max_age\": {\"F\": 49}}", LG_RETIRE_NONE, 60, 55}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strconcat("\"eligibility\": ", cases[k].members, NULL);
    lg_plan_case c = lg_plan_case_members(members, district);
    if (LG_TRUE(c.policy != NULL, members)) {
      const lg_eligibility *e = &c.policy->eligibility;
      LG_EQUAL_INT(e->retirement, cases[k].kind, members);
      if (e->retirement == LG_RETIRE_FIXED) {
        LG_EQUAL_INT(e->retirement_age[LG_MALE], cases[k].male, members);
        LG_EQUAL_INT(e->retirement_age[LG_FEMALE], cases[k].female, members);
      }
    }
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

/* --- numbers --- */

static void test_kilometres(void)
{
  static const struct {
    const char *number;
    int metres; /* -1: a defect */
  } cases[] = {{"15", 15000},       {"0", 0},          {"-0.0", 0},       {"1.5e1", 15000},
               {"0.0005", 1},       {"0.00049", 0},    {"1.0005", 1001},  {"1.00049999", 1000},
               {"20100", 20100000}, {"1.2345e-2", 12}, {"150e-1", 15000}, {"0.05e1", 500},
               {"20100.001", -1},   {"-1", -1},        {"1e9", -1},       {"1e400", -1},
               {"-0.0001", -1},     {"\"15\"", -1},    {"null", -1},      {"1e-400", 0}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strconcat("\"commute\": {\"max_km\": ", cases[k].number, "}", NULL);
    lg_plan_case c = lg_plan_case_members(members, district);
    LG_EQUAL_INT(c.policy ? c.policy->max_m : -1, cases[k].metres, members);
    LG_EQUAL_INT(lg_report_defects(c.report), cases[k].metres < 0, members);
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

static void test_whole(void)
{
  static const struct {
    const char *number;
    int value; /* -1: a defect */
  } cases[] = {{"3", 3},
               {"3.0", 3},
               {"30e-1", 3},
               {"0", 0},
               {"-0", 0},
               {"1e9", 1000000000},
               {"1000000000", 1000000000},
               {"1000000001", -1},
               {"3.5", -1},
               {"-1", -1},
               {"1e30", -1},
               {"true", -1},
               {"\"3\"", -1},
               {"[3]", -1}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strconcat("\"eligibility\": {\"min_years\": ", cases[k].number, "}", NULL);
    lg_plan_case c = lg_plan_case_members(members, district);
    LG_EQUAL_INT(c.policy ? c.policy->eligibility.min_years : -1, cases[k].value, members);
    LG_EQUAL_INT(lg_report_defects(c.report), cases[k].value < 0, members);
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

static void test_bands(void)
{
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = lg_plan_case_members(
      "\"staffing\": {\"subject_band\": null, \"headcount_band\": [0, 0]}", district);
  if (LG_TRUE(c.policy != NULL, "a policy")) {
    LG_TRUE(!c.policy->subject_band.given, "null is no limit");
    LG_TRUE(c.policy->headcount_band.given && c.policy->headcount_band.hi == 0, "[0, 0]");
  }
  lg_plan_case_clear(&c);
  lg_district_free(district);
}

/* --- filters --- */

static void test_filters(void)
{
  enum { NONE = -9 };
  static const struct {
    const char *filter;
    lg_key key;
    bool negated;
    int codes[3]; /* up to the first NONE */
  } cases[] = {
      {"\"moved\": false", LG_KEY_MOVED, false, {0, NONE}},
      {"\"eligible\": true", LG_KEY_ELIGIBLE, false, {1, NONE}},
      {"\"backbone\": [true, false]", LG_KEY_BACKBONE, false, {0, 1, NONE}},
      {"\"rank\": [\"教学能手\", \"学科带头人\", \"教学能手\"]", LG_KEY_RANK, false, {0, 1, NONE}},
      {"\"tag\": {\"not\": \" 班主任　\"}", LG_KEY_TAG, true, {1, NONE}},
      {"\"subject\": \"语文\"", LG_KEY_SUBJECT, false, {1, NONE}},
      {"\"title\": {\"not\": [\"一级教师\", \"高级教师\"]}", LG_KEY_TITLE, true, {0, 1, NONE}},
      {"\"stage\": [\"初中\", \"primary\"]", LG_KEY_STAGE, false, {LG_PRIMARY, LG_JUNIOR, NONE}},
      {"\"gender\": [\"女\", \"M\"]", LG_KEY_GENDER, false, {LG_MALE, LG_FEMALE, NONE}},
      {"\"route\": [\"lock\", \"learn\"]", LG_KEY_ROUTE, false, {2, 3, NONE}},
      {"\"age\": [30, 40]", LG_KEY_AGE, false, {30, 40, NONE}},
      {"\"wish\": 1", LG_KEY_WISH, false, {1, NONE}},
      {"\"from.school\": [\"A4\", \"中心小学\"]", LG_KEY_FROM_SCHOOL, false, {0, 3, NONE}},
      {"\"to.school\": {\"not\": \"学校四\"}", LG_KEY_TO_SCHOOL, true, {3, NONE}},
      {"\"from.tier\": \"相对薄弱\"", LG_KEY_FROM_TIER, false, {LG_WEAK, NONE}},
      {"\"from.stage\": \"九年一贯\"", LG_KEY_FROM_STAGE, false, {LG_STAGE_BOTH, NONE}},
      {"\"to.group\": \"G2\"", LG_KEY_TO_GROUP, false, {1, NONE}},
      {"\"from.group\": \"Ｇ１\"", LG_KEY_FROM_GROUP, false, {0, NONE}},
      {"\"to\": {\"school\": \"A2\"}", LG_KEY_TO_SCHOOL, false, {1, NONE}},
      {"\"same_group\": true", LG_KEY_SAME_GROUP, false, {1, NONE}}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strdup_printf("\"quotas\": [{\"id\": \"q\", \"count\": {%s}, \"min\": 1}]",
                                    cases[k].filter);
    lg_plan_case c = lg_plan_case_members(members, district);
    if (LG_TRUE(c.policy != NULL, members)) {
      const lg_filter *filter = &c.policy->quotas[0].count;
      const lg_condition *condition = filter->conditions;
      LG_EQUAL_INT(filter->count, 1, members);
      LG_EQUAL_INT(condition->key, cases[k].key, members);
      LG_EQUAL_INT(condition->negated, cases[k].negated, members);
      LG_EQUAL_INT(condition->is_range, 0, members);
      int count = 0;
      for (; cases[k].codes[count] != NONE; count++)
        if (LG_TRUE(count < condition->code_count, members))
          LG_EQUAL_INT(condition->codes[count], cases[k].codes[count], members);
      LG_EQUAL_INT(condition->code_count, count, members);
    }
    LG_EQUAL_INT(lg_report_warnings(c.report), 0, members);
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

static void test_ranges(void)
{
  static const struct {
    const char *filter;
    bool negated;
    int lo, hi;
  } cases[] = {{"\"age\": {\"min\": 30, \"max\": 40}", false, 30, 40},
               {"\"years\": {\"min\": 30}", false, 30, INT_MAX},
               {"\"wish\": {\"max\": 2}", false, INT_MIN, 2},
               {"\"age\": {}", false, INT_MIN, INT_MAX},
               {"\"age\": {\"not\": {\"min\": 7, \"max\": 7, \"//\": \"note\"}}", true, 7, 7}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strdup_printf("\"quotas\": [{\"id\": \"q\", \"count\": {%s}, \"min\": 1}]",
                                    cases[k].filter);
    lg_plan_case c = lg_plan_case_members(members, district);
    if (LG_TRUE(c.policy != NULL, members)) {
      const lg_condition *condition = c.policy->quotas[0].count.conditions;
      LG_TRUE(condition->is_range, members);
      LG_EQUAL_INT(condition->negated, cases[k].negated, members);
      LG_EQUAL_INT(condition->lo, cases[k].lo, members);
      LG_EQUAL_INT(condition->hi, cases[k].hi, members);
    }
    lg_plan_case_clear(&c);
    g_free(members);
  }
  lg_district_free(district);
}

/* A byte-order mark, line ends of every kind and escapes are no defects. */
static void test_bytes(void)
{
  static const char text[] =
      "\xEF\xBB\xBF{\r\n\"lungang\": 1,\r\"date\":\"2010-09-01\",\n\t\"teachers\": "
      "\"\\u6559\\u5E08\\/\\ud83d\\ude00.csv\","
      "\"schools\":\"s.csv\"}\r\n";
  lg_plan_case c = lg_plan_case_bytes(text, sizeof text - 1, NULL);
  LG_EQUAL_INT(lg_report_defects(c.report), 0, "defects");
  if (LG_TRUE(c.plan != NULL, "a plan")) {
    LG_EQUAL_TEXT(lg_plan_get_head(c.plan)->table[LG_TABLE_TEACHERS], "教师/😀.csv", "escapes");
    LG_EQUAL_INT(lg_plan_get_head(c.plan)->table_line[LG_TABLE_TEACHERS], 4, "line");
  }
  lg_plan_case_clear(&c);
}

/* --- the whole input --- */

static void test_input(void)
{
  lg_input *input = lg_input_read(LG_TEST_DATA "/plans/spec.json"); /* its tables are not there */
  LG_TRUE(input->plan != NULL, "the plan opens");
  LG_EQUAL_INT(input->files->len >= 1, 1, "files");
  const lg_input_file *file = &g_array_index(input->files, lg_input_file, 0);
  LG_EQUAL_TEXT(file->file, "spec.json", "the plan's own name");
  LG_EQUAL_INT(file->encoding, LG_ENC_JSON, "encoding");
  LG_EQUAL_INT(strlen(file->sha256), 64, "sha256");
  LG_EQUAL_TEXT(input->lang, "zh", "lang");
  LG_TRUE(!input->district && !input->policy, "nothing to solve without tables");
  lg_input_free(input);
  input = lg_input_read(LG_TEST_DATA "/plans/missing.json");
  LG_TRUE(!input->plan && !input->policy, "no plan");
  LG_EQUAL_INT(lg_report_defects(input->report), 1, "one defect");
  lg_input_free(input);
  lg_input_free(NULL);
}

/* `relax` is kept by rule, reference and side, and found by them. */
static void test_relax_order(void)
{
  static const char *const right[] = {"R6 min 4", "R6 max 3", "R8 min 2", "R8 max 1"};
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = lg_plan_case_members(
      "\"staffing\": {\"subject_band\": [-1, 1]}, \"quotas\": [{\"id\": \"q\", \"count\": "
      "{\"moved\": true}, \"of\": {}, \"min\": 1, \"max\": 2}],\n\"relax\": ["
      "{\"rule\": \"R8\", \"id\": \"q\", \"class\": \"\", \"side\": \"min\", \"heads\": 2},"
      "{\"rule\": \"R8\", \"id\": \"q\", \"class\": \"\", \"side\": \"max\", \"heads\": 1},"
      "{\"rule\": \"R6\", \"id\": \"A1\", \"class\": \"primary/语文\", \"side\": \"min\", "
      "\"heads\": 4},"
      "{\"rule\": \"R6\", \"id\": \"A1\", \"class\": \"primary/语文\", \"side\": \"max\", "
      "\"heads\": 3}]",
      district);
  LG_EQUAL_INT(lg_report_defects(c.report), 0, "defects");
  LG_EQUAL_INT(c.policy ? c.policy->relax_count : 0, (int)G_N_ELEMENTS(right), "entries");
  for (int k = 0; c.policy && k < c.policy->relax_count; k++) {
    const lg_relax *relax = &c.policy->relax[k];
    g_autofree char *found = g_strdup_printf("%s %s %d", lg_rule_word(relax->element.rule),
                                             lg_side_word(relax->side), relax->heads);
    LG_EQUAL_TEXT(found, right[k], "entry");
    LG_EQUAL_INT(lg_policy_given(c.policy, relax->element, relax->side), relax->heads,
                 "found by element and side");
  }
  lg_plan_case_clear(&c);
  lg_district_free(district);
}

int main(void)
{
  static const lg_case cases[] = {{"head", test_head},
                                  {"the manual's plan", test_spec},
                                  {"defaults", test_defaults},
                                  {"default goals", test_default_goals},
                                  {"retirement", test_retirement},
                                  {"kilometres", test_kilometres},
                                  {"whole numbers", test_whole},
                                  {"bands", test_bands},
                                  {"filters", test_filters},
                                  {"order of relax", test_relax_order},
                                  {"per", test_per},
                                  {"ranges", test_ranges},
                                  {"bytes", test_bytes},
                                  {"input", test_input},
                                  {NULL, NULL}};
  return lg_run("plan", cases);
}
