/* test_compare.c - two rosters side by side: the JSON to the letter, who is better, the texts; and
 * every number against brute force. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "build.h"
#include "io/write.h"
#include "random_district.h"
#include "runner.h"

enum { SEEDS = 1500 };

/* Two rosters of one district, recounted. */
typedef struct {
  lg_input input;
  lg_roster *rosters[2];
  lg_audit *audits[2];
  lg_comparison comparison;
} both;

static both *both_new(lg_district *district, lg_policy *policy, const lg_lang *lang)
{
  both *b = g_new0(both, 1);
  b->input.district = district;
  b->input.policy = policy;
  b->comparison.input = &b->input;
  b->comparison.lang = lang;
  for (int side = 0; side < 2; side++) b->rosters[side] = lg_roster_new(district);
  return b;
}

/* Recounts both rosters as they stand. */
static const lg_comparison *both_count(both *b)
{
  static const char *const paths[] = {"one.csv", "two.csv"};
  for (int side = 0; side < 2; side++) {
    lg_audit_free(b->audits[side]);
    b->audits[side] = lg_audit_new(b->input.district, b->input.policy, b->rosters[side]);
    b->comparison.sides[side] = (lg_compared){paths[side], b->rosters[side], b->audits[side]};
  }
  return &b->comparison;
}

static void both_free(both *b)
{
  for (int side = 0; side < 2; side++) {
    lg_audit_free(b->audits[side]);
    lg_roster_free(b->rosters[side]);
  }
  g_free(b);
}

static void both_move(both *b, int side, const char *teacher, const char *school)
{
  int i = lg_district_teacher(b->input.district, teacher);
  b->rosters[side]->assignments[i].school = lg_district_school(b->input.district, school);
}

/* Two schools, four teachers; one may leave a school, one head more or less a subject. */
static lg_build *small_district(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong primary=100 name=东校\n"
                             "B weak primary=100 junior=50 name=西校\n",
                             "t1 A math name=张一 backbone years=5\n"
                             "t2 A math name=张二 years=7\n"
                             "t3 A art years=2\n"
                             "t4 B math name=张四 stage=primary years=1\n");
  lg_build_route(b, "any", "");
  b->policy->subject_band = (lg_band){true, -1, 1};
  b->policy->density = (lg_density){true, true, {1, 1}, "1", 1};
  lg_build_quota(b, "out", "moved", "", NULL, "1")->per[0] = LG_PER_FROM_SCHOOL;
  lg_build_quota(b, "share", "moved backbone", "moved", "50%", NULL)->soft = true;
  lg_build_goal(b, LG_GOAL_SHORTFALL);
  lg_build_goal(b, LG_GOAL_TENURE);
  lg_build_goal(b, LG_GOAL_MOVES);
  return b;
}

/* a: t1 goes to B; b: t2 goes to B. Blanks between tokens do not count. */
static const char small_json[] =
    "{\"lungang\":\"" LG_VERSION
    "\",\"moved\":{\"a\":1,\"b\":1},"
    "\"teachers\":[{\"id\":\"t1\",\"name\":\"张一\",\"home\":\"A\",\"a\":\"B\",\"b\":\"A\"},"
    "{\"id\":\"t2\",\"name\":\"张二\",\"home\":\"A\",\"a\":\"A\",\"b\":\"B\"}],"
    "\"schools\":[{\"id\":\"A\",\"stage\":\"primary\","
    "\"a\":{\"staff\":2,\"out\":1,\"in\":0,\"backbone\":0},"
    "\"b\":{\"staff\":2,\"out\":1,\"in\":0,\"backbone\":1}},"
    "{\"id\":\"B\",\"stage\":\"primary\","
    "\"a\":{\"staff\":2,\"out\":0,\"in\":1,\"backbone\":1},"
    "\"b\":{\"staff\":2,\"out\":0,\"in\":1,\"backbone\":0}},"
    "{\"id\":\"B\",\"stage\":\"junior\","
    "\"a\":{\"staff\":0,\"out\":0,\"in\":0,\"backbone\":0},"
    "\"b\":{\"staff\":0,\"out\":0,\"in\":0,\"backbone\":0}}],"
    "\"rules\":{\"a\":[],\"b\":[]},"
    "\"quotas\":[{\"id\":\"out\",\"class\":\"A\","
    "\"a\":{\"count\":1,\"of\":3,\"shortfall\":0,\"holds\":true},"
    "\"b\":{\"count\":1,\"of\":3,\"shortfall\":0,\"holds\":true}},"
    "{\"id\":\"out\",\"class\":\"B\","
    "\"a\":{\"count\":0,\"of\":1,\"shortfall\":0,\"holds\":true},"
    "\"b\":{\"count\":0,\"of\":1,\"shortfall\":0,\"holds\":true}},"
    "{\"id\":\"share\",\"class\":\"\","
    "\"a\":{\"count\":1,\"of\":1,\"shortfall\":0,\"holds\":true},"
    "\"b\":{\"count\":0,\"of\":1,\"shortfall\":1,\"holds\":false}},"
    "{\"id\":\"backbone_per_100\",\"class\":\"A/primary\","
    "\"a\":{\"count\":0,\"of\":100,\"shortfall\":1,\"holds\":false},"
    "\"b\":{\"count\":1,\"of\":100,\"shortfall\":0,\"holds\":true}},"
    "{\"id\":\"backbone_per_100\",\"class\":\"B/primary\","
    "\"a\":{\"count\":1,\"of\":100,\"shortfall\":0,\"holds\":true},"
    "\"b\":{\"count\":0,\"of\":100,\"shortfall\":1,\"holds\":false}},"
    "{\"id\":\"backbone_per_100\",\"class\":\"B/junior\","
    "\"a\":{\"count\":0,\"of\":50,\"shortfall\":1,\"holds\":false},"
    "\"b\":{\"count\":0,\"of\":50,\"shortfall\":1,\"holds\":false}}],"
    "\"goals\":[{\"id\":\"shortfall\",\"sense\":\"min\",\"a\":2,\"b\":3},"
    "{\"id\":\"tenure\",\"sense\":\"max\",\"a\":5,\"b\":7},"
    "{\"id\":\"moves\",\"sense\":\"min\",\"a\":1,\"b\":1}],"
    "\"equity\":[{\"stage\":\"primary\",\"cv_a\":1,\"cv_b\":1},"
    "{\"stage\":\"junior\",\"cv_a\":null,\"cv_b\":null}],"
    "\"better\":\"a\"}";

/* Who left since is listed where one roster has him, and the other does not, or elsewhere. */
static void test_left(void)
{
  lg_build *d = small_district();
  both *b = both_new(d->district, d->policy, NULL);
  const lg_departed of_a[] = {{"x3", "丙", 0, 1, LG_MISSING, LG_MISSING},
                              {"x1", "甲", LG_MISSING, 0, LG_MISSING, LG_MISSING}};
  const lg_departed of_b[] = {{"x1", "甲", LG_MISSING, 0, LG_MISSING, LG_MISSING},
                              {"x2", "乙", 0, 1, LG_MISSING, LG_MISSING}};
  GArray *sides[2] = {g_array_new(FALSE, FALSE, sizeof(lg_departed)),
                      g_array_new(FALSE, FALSE, sizeof(lg_departed))};
  g_array_append_vals(sides[0], of_a, 2);
  g_array_append_vals(sides[1], of_b, 2);
  GArray *gone = lg_gone_list(sides[0], sides[1]);
  LG_EQUAL_INT(gone->len, 3, "each once");
  both_count(b);
  b->comparison.gone = gone;
  char *json = lg_comparison_json(&b->comparison), *text = lg_compare_text(&b->comparison);
  cJSON *parsed = cJSON_Parse(json);
  char *teachers = cJSON_PrintUnformatted(cJSON_GetObjectItem(parsed, "teachers"));
  LG_EQUAL_TEXT(teachers,
                "[{\"id\":\"x2\",\"name\":\"乙\",\"home\":\"A\",\"a\":null,\"b\":\"B\"},"
                "{\"id\":\"x3\",\"name\":\"丙\",\"home\":\"A\",\"a\":\"B\",\"b\":null}]",
                "those who differ, by id");
  LG_HAS_PART(text, "丙 (x3)", "on the terminal");
  cJSON_free(teachers);
  cJSON_Delete(parsed);
  g_free(text);
  g_free(json);
  g_array_unref(gone);
  for (int side = 0; side < 2; side++) g_array_unref(sides[side]);
  both_free(b);
  lg_build_free(d);
}

static void test_json(void)
{
  lg_build *d = small_district();
  both *b = both_new(d->district, d->policy, NULL);
  both_move(b, 0, "t1", "B");
  both_move(b, 1, "t2", "B");
  char *text = lg_comparison_json(both_count(b));
  LG_TRUE(g_str_has_suffix(text, "}\n"), "a line feed at the end");
  cJSON *json = cJSON_Parse(text);
  char *bare = cJSON_PrintUnformatted(json);
  LG_EQUAL_TEXT(bare, small_json, "to the letter");
  cJSON_free(bare);
  cJSON_Delete(json);
  g_free(text);
  both_free(b);
  lg_build_free(d);
}

static void expect_better(both *b, lg_better better, int goal, const char *json, const char *what)
{
  int decided;
  LG_EQUAL_INT(lg_comparison_better(both_count(b), &decided), better, what);
  LG_EQUAL_INT(decided, goal, what);
  char *text = lg_comparison_json(&b->comparison);
  LG_HAS_PART(text, json, what);
  g_free(text);
}

static void test_better(void)
{
  lg_build *d = small_district();
  d->policy->goals[0].tolerance = (lg_share){1, 1}; /* not used (W32) */
  both *b = both_new(d->district, d->policy, NULL);
  expect_better(b, LG_BETTER_SAME, LG_MISSING, "\"better\":\t\"same\"", "nobody moves");
  both_move(b, 0, "t1", "B");
  both_move(b, 1, "t2", "B");
  expect_better(b, LG_BETTER_A, 0, "\"better\":\t\"a\"", "fewer heads short, with a tolerance");
  both_move(b, 0, "t1", "A");
  both_move(b, 0, "t3", "B");
  expect_better(b, LG_BETTER_B, 1, "\"better\":\t\"b\"", "as many heads short, more years");
  both_move(b, 1, "t1", "B"); /* two leave A: quota `out` */
  expect_better(b, LG_BETTER_A, LG_MISSING, "\"better\":\t\"a\"", "b alone breaks a rule");
  both_move(b, 0, "t1", "B");
  expect_better(b, LG_BETTER_NEITHER, LG_MISSING, "\"better\":\tnull", "both break a rule");
  both_move(b, 1, "t1", "A");
  expect_better(b, LG_BETTER_B, LG_MISSING, "\"better\":\t\"b\"", "a alone breaks a rule");
  both_free(b);
  lg_build_free(d);
}

static char *text_of(lg_build *d, const lg_lang *lang)
{
  both *b = both_new(d->district, d->policy, lang);
  both_move(b, 0, "t1", "B");
  both_move(b, 1, "t2", "B");
  both_move(b, 1, "t3", "B");
  char *text = lg_compare_text(both_count(b));
  both_free(b);
  return text;
}

static void test_english(void)
{
  lg_build *d = small_district();
  char *text = text_of(d, NULL);
  LG_EQUAL_TEXT(
      text,
      "A  one.csv  1 of 4 teachers move\n"
      "B  two.csv  2 of 4 teachers move\n"
      "A is better: it keeps the rules, B does not.\n"
      "\n"
      "Goals, most important first:\n"
      "                                                 A  B\n"
      "  1. shortfall of soft quotas (heads)            2  3  A is better\n"
      "  2. years at the home school of those who move  5  9  B is better\n"
      "  3. moves                                       1  2  A is better\n"
      "\n"
      "Balance, CV of backbone teachers per 100 students (less is better):\n"
      "                A       B\n"
      "  primary  1.0000  1.0000\n"
      "\n"
      "Broken rules:\n"
      "  A: none (10 checks)\n"
      "  B: 1\n"
      "    R8: quota out, 东校 (A): 2 counted, allowed: at most 1; 2 concerned: 张二 (t2), t3\n"
      "\n"
      "Quotas that are counted differently:\n"
      "                                                         A                       B\n"
      "  out                                 东校 (A)           1 of 3, 33.33%; holds   2 of 3, "
      "66.67%; over by 1\n"
      "  share                               the district       1 of 1, 100.00%; holds  0 of 2, "
      "0.00%; short by 1\n"
      "  backbone teachers per 100 students  东校 (A), primary  0; short by 1           1; holds\n"
      "  backbone teachers per 100 students  西校 (B), primary  1; holds                0; short "
      "by 1\n"
      "  alike in both: 2 of 6\n"
      "\n"
      "Schools whose head-counts differ (A / B, after the moves):\n"
      "  school    stage    staff    out     in  backbone\n"
      "  东校 (A)  primary  2 / 1  1 / 2      0     0 / 1\n"
      "  西校 (B)  primary  2 / 3      0  1 / 2     1 / 0\n"
      "  alike in both: 1 of 3\n"
      "\n"
      "Teachers placed differently:\n"
      "  teacher    home school  A         B\n"
      "  张一 (t1)  东校 (A)     西校 (B)  stays\n"
      "  张二 (t2)  东校 (A)     stays     西校 (B)\n"
      "  t3         东校 (A)     stays     西校 (B)\n"
      "  alike in both: 1 of 4\n",
      "English");
  g_free(text);
  lg_build_free(d);
}

static void test_chinese(void)
{
  lg_build *d = small_district();
  d->policy->quotas[0].name = "派出";
  d->policy->quotas[1].name = "比例";
  lg_lang *lang = lg_lang_new("zh");
  char *text = text_of(d, lang);
  LG_HAS_PART(text, "A 更好：A 符合全部规则，B 有违反。\n", "the verdict");
  LG_HAS_PART(text, "  A：无（检查 10 项）\n  B：1 项\n", "broken rules");
  LG_HAS_PART(text, "  张一（t1）  东校（A）  西校（B）  留任\n", "a teacher");
  /* what is left of ASCII letters are ids, sides and the names of the files */
  const char *english = NULL;
  for (const char *at = text; *at && at[1]; at++)
    if (g_ascii_isalpha(*at) && g_ascii_isalpha(at[1]) && !g_str_has_prefix(at, "one.csv") &&
        !g_str_has_prefix(at, "two.csv"))
      english = english ? english : at;
    else if (g_ascii_isalpha(*at) && g_ascii_isalpha(at[1]))
      at += strlen("one.csv");
  LG_HAS_PART(english ? english : "CV", "CV", "the one word in Latin letters");
  g_free(text);
  lg_lang_free(lang);
  lg_build_free(d);
}

/* Nothing to tell but the rosters: no table that is empty, no goal, no backbone teacher. */
static void test_bare(void)
{
  lg_build *d = lg_build_new("2025-09-01", "A strong primary=1\n", "t1 A math\n");
  both *b = both_new(d->district, d->policy, NULL);
  char *text = lg_compare_text(both_count(b));
  LG_HAS_PART(text, "Neither is better: every goal has the same value in both.\n\nBroken rules:\n",
              "no goals, no balance");
  LG_HAS_PART(text,
              "\n\nSchools whose head-counts differ (A / B, after the moves):\n  none of 1\n\n"
              "Teachers placed differently:\n  none of 1\n",
              "no quotas");
  g_free(text);
  both_free(b);
  lg_build_free(d);
}

/* ---- against brute force ---- */

typedef struct {
  const lg_brute *brute;
  const cJSON *json;
  const int *rosters[2];
  char what[80];
} trial;

static int64_t number_at(const cJSON *row, const char *side, const char *key)
{
  const cJSON *part = cJSON_GetObjectItemCaseSensitive(row, side);
  const cJSON *number = key ? cJSON_GetObjectItemCaseSensitive(part, key) : part;
  if (cJSON_IsBool(number)) return cJSON_IsTrue(number);
  return (int64_t)cJSON_GetNumberValue(number);
}

static const char *text_at(const cJSON *row, const char *key)
{
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, key));
}

/* The row of `list` with this id and class (or stage). */
static const cJSON *row_of(const cJSON *list, const char *id, const char *key, const char *class_id)
{
  const cJSON *row;
  cJSON_ArrayForEach(row, list) if (strcmp(text_at(row, "id"), id) == 0 &&
                                    strcmp(text_at(row, key), class_id) == 0) return row;
  return NULL;
}

static void check_rules(trial *t, int side, const char *key)
{
  GString *expected = g_string_new(NULL), *found = g_string_new(NULL);
  for (int k = 0; k < t->brute->element_count; k++) {
    const lg_brute_element *e = &t->brute->elements[k];
    if (!e->soft && lg_brute_broken(t->brute, e, t->rosters[side]))
      g_string_append_printf(expected, "%s|%s|%s\n", lg_rule_word(e->rule), e->id, e->class_id);
  }
  const cJSON *rules = cJSON_GetObjectItemCaseSensitive(t->json, "rules"), *row;
  cJSON_ArrayForEach(row, cJSON_GetObjectItemCaseSensitive(rules, key)) g_string_append_printf(
      found, "%s|%s|%s\n", text_at(row, "rule"), text_at(row, "id"), text_at(row, "class"));
  LG_EQUAL_TEXT(found->str, expected->str, t->what);
  g_string_free(expected, TRUE);
  g_string_free(found, TRUE);
}

static void check_schools(trial *t, int side, const char *key)
{
  const lg_district *d = t->brute->district;
  const cJSON *schools = cJSON_GetObjectItemCaseSensitive(t->json, "schools");
  int stages = 0;
  for (int j = 0; j < d->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++) {
      if (!d->schools[j].has_stage[s]) continue;
      stages++;
      int staff = 0, out = 0, in = 0, backbone = 0;
      for (int i = 0; i < d->teacher_count; i++) {
        const lg_teacher *teacher = &d->teachers[i];
        if ((int)teacher->stage != s) continue;
        bool before = teacher->school == j, after = t->rosters[side][i] == j;
        staff += after;
        out += before && !after;
        in += after && !before;
        backbone += after && teacher->backbone;
      }
      const cJSON *row = row_of(schools, d->schools[j].id, "stage", lg_stage_word(s));
      if (!LG_TRUE(row != NULL, t->what)) continue;
      LG_EQUAL_INT(number_at(row, key, "staff"), staff, t->what);
      LG_EQUAL_INT(number_at(row, key, "out"), out, t->what);
      LG_EQUAL_INT(number_at(row, key, "in"), in, t->what);
      LG_EQUAL_INT(number_at(row, key, "backbone"), backbone, t->what);
    }
  LG_EQUAL_INT(cJSON_GetArraySize(schools), stages, t->what);
}

static void check_quotas(trial *t, int side, const char *key)
{
  const cJSON *quotas = cJSON_GetObjectItemCaseSensitive(t->json, "quotas");
  int rows = 0;
  for (int k = 0; k < t->brute->element_count; k++) {
    const lg_brute_element *e = &t->brute->elements[k];
    if (e->rule != LG_R8_QUOTA && e->rule != LG_R12_DENSITY) continue;
    rows++;
    lg_brute_quota own = e->rule == LG_R8_QUOTA
                             ? lg_brute_count(t->brute, e->x, e->y, t->rosters[side])
                             : lg_brute_density(t->brute, e->x, e->y, t->rosters[side]);
    const cJSON *row = row_of(quotas, e->id, "class", e->class_id);
    if (!LG_TRUE(row != NULL, t->what)) continue;
    LG_EQUAL_INT(number_at(row, key, "count"), own.count, t->what);
    LG_EQUAL_INT(number_at(row, key, "of"), own.of, t->what);
    LG_EQUAL_INT(number_at(row, key, "shortfall"), own.shortfall, t->what);
    LG_EQUAL_INT(number_at(row, key, "holds"), own.holds, t->what);
  }
  LG_EQUAL_INT(cJSON_GetArraySize(quotas), rows, t->what);
}

static void check_goals(trial *t, int side, const char *key)
{
  const cJSON *goals = cJSON_GetObjectItemCaseSensitive(t->json, "goals");
  LG_EQUAL_INT(cJSON_GetArraySize(goals), t->brute->policy->goal_count, t->what);
  for (int g = 0; g < t->brute->policy->goal_count; g++)
    LG_EQUAL_INT(number_at(cJSON_GetArrayItem(goals, g), key, NULL),
                 lg_brute_goal(t->brute, g, t->rosters[side]), t->what);
}

static void check_teachers(trial *t)
{
  const lg_district *d = t->brute->district;
  const cJSON *row = cJSON_GetObjectItemCaseSensitive(t->json, "teachers");
  row = row->child;
  for (int i = 0; i < d->teacher_count; i++) {
    if (t->rosters[0][i] == t->rosters[1][i]) continue;
    if (!LG_TRUE(row != NULL, t->what)) return;
    LG_EQUAL_TEXT(text_at(row, "id"), d->teachers[i].id, t->what);
    LG_EQUAL_TEXT(text_at(row, "home"), d->schools[d->teachers[i].school].id, t->what);
    LG_EQUAL_TEXT(text_at(row, "a"), d->schools[t->rosters[0][i]].id, t->what);
    LG_EQUAL_TEXT(text_at(row, "b"), d->schools[t->rosters[1][i]].id, t->what);
    row = row->next;
  }
  LG_TRUE(row == NULL, t->what);
}

static void check_better(trial *t)
{
  const cJSON *rules = cJSON_GetObjectItemCaseSensitive(t->json, "rules");
  bool a = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(rules, "a")) == 0;
  bool b = cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(rules, "b")) == 0;
  const char *expected = a && b ? "same" : a ? "a" : b ? "b" : "";
  for (int g = 0; a && b && g < t->brute->policy->goal_count; g++) {
    int64_t gain =
        lg_brute_goal(t->brute, g, t->rosters[0]) - lg_brute_goal(t->brute, g, t->rosters[1]);
    if (gain == 0) continue;
    expected = (gain > 0) == lg_goal_is_max(t->brute->policy->goals[g].kind) ? "a" : "b";
    break;
  }
  const char *better = text_at(t->json, "better");
  LG_EQUAL_TEXT(better ? better : "", expected, t->what);
}

/* Rosters that keep the rules, and some by chance; nobody leaves for a school without his stage. */
static void random_rosters(both *b, const lg_brute *brute, GRand *dice)
{
  const lg_district *d = brute->district;
  GArray *rosters = lg_brute_rosters(brute, &(lg_brute_drop){.goal = -1});
  int count = (int)rosters->len / MAX(d->teacher_count, 1);
  for (int side = 0; side < 2; side++) {
    bool given = count > 0 && g_rand_int_range(dice, 0, 4) > 0;
    int row = given ? g_rand_int_range(dice, 0, count) : 0;
    for (int i = 0; i < d->teacher_count; i++) {
      int school;
      if (given)
        school = g_array_index(rosters, int, row * d->teacher_count + i);
      else
        do school = g_rand_int_range(dice, 0, d->school_count);
        while (lg_brute_place_of(brute, i, school)->breaks_r4);
      b->rosters[side]->assignments[i] = lg_assignment_at(school);
    }
  }
  g_array_free(rosters, TRUE);
}

static void test_brute(void)
{
  static const char *const keys[] = {"a", "b"};
  int count = SEEDS, better[4] = {0};
  const char *asked = g_getenv("LG_SEEDS");
  if (asked) count = atoi(asked);
  for (int seed = 1; seed <= count; seed++) {
    lg_random_case *random = lg_random_case_new((guint32)seed);
    lg_brute *brute = lg_brute_new(random->district, random->policy);
    if (lg_brute_enumerate(brute)) {
      GRand *dice = g_rand_new_with_seed((guint32)seed);
      both *b = both_new(random->district, random->policy, NULL);
      random_rosters(b, brute, dice);
      char *text = lg_comparison_json(both_count(b));
      cJSON *json = cJSON_Parse(text);
      int *schools[] = {lg_brute_schools(random->district, b->rosters[0]),
                        lg_brute_schools(brute->district, b->rosters[1])};
      trial t = {brute, json, {schools[0], schools[1]}, ""};
      g_snprintf(t.what, sizeof t.what, "seed %d", seed);
      for (int side = 0; side < 2; side++) {
        check_rules(&t, side, keys[side]);
        check_schools(&t, side, keys[side]);
        check_quotas(&t, side, keys[side]);
        check_goals(&t, side, keys[side]);
      }
      check_teachers(&t);
      check_better(&t);
      int goal;
      better[lg_comparison_better(&b->comparison, &goal)]++;
      g_free(schools[0]);
      g_free(schools[1]);
      cJSON_Delete(json);
      g_free(text);
      both_free(b);
      g_rand_free(dice);
    }
    lg_brute_free(brute);
    lg_random_case_free(random);
  }
  for (int k = 0; k < 4; k++) LG_TRUE(better[k] > 0, "every verdict occurs");
}

int main(void)
{
  static const lg_case cases[] = {{"left since", test_left},   {"JSON", test_json},
                                  {"better", test_better},     {"English", test_english},
                                  {"Chinese", test_chinese},   {"nothing to tell", test_bare},
                                  {"brute force", test_brute}, {NULL, NULL}};
  return lg_run("compare", cases);
}
