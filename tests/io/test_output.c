/* test_output.c - the files of SPEC 5: bytes of the tables, values of the JSON files, texts in both
 * languages, writes that fail. */
#include <cjson/cJSON.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "io/write/csv_out.h"
#include "io/write/files.h"
#include "output_case.h"
#include "runner.h"

#define BOM "\xEF\xBB\xBF"

typedef bool (*writer)(const lg_output *out, const char *folder, char **error);

static bool write_roster(const lg_output *out, const char *folder, char **error)
{
  return lg_write_table(out, "roster.csv", folder, error);
}

static bool write_placements(const lg_output *out, const char *folder, char **error)
{
  return lg_write_table(out, "placements.csv", folder, error);
}

static bool write_schools(const lg_output *out, const char *folder, char **error)
{
  return lg_write_table(out, "schools.csv", folder, error);
}

static char *written(const lg_output_case *c, writer write, const char *name)
{
  char *error = NULL;
  LG_TRUE(write(&c->out, c->folder, &error), name);
  LG_EQUAL_TEXT(error, NULL, name);
  char *bytes = lg_output_case_read(c, name);
  LG_TRUE(bytes != NULL, name);
  return bytes ? bytes : g_strdup("");
}

static void test_roster_english(void)
{
  lg_output_case *c = lg_output_case_new("en");
  char *bytes = written(c, write_roster, "roster.csv");
  LG_EQUAL_TEXT(
      bytes,
      BOM
      "teacher_id,name,gender,subject,stage,rank,title,from_id,from_school,to_id,to_school,route,"
      "distance_before_km,distance_after_km,wish_rank,reason,'@电话,Note\r\n"
      "'=t9,孙九,,'=math,primary,,,C,''quoted,B,'=cmd(),\"支援,薄弱\",0.000,,,,'+8613800000000,"
      "\"a \"\"b\"\", c\nd\"\r\n"
      "t1,\"张\"\"三\",F,'=math,primary,'+star,'@senior,A,\"实验,小学\",B,'=cmd(),\"支援,薄弱\","
      "1.500,12.034,2,,,'-1\r\n"
      "t2,''李四,M,'=math,primary,,,A,\"实验,小学\",C,''quoted,lock,0.000,,,'=why,,'-1\r\n"
      "t3,'-王五,,art,primary,,,B,'=cmd(),A,\"实验,小学\",learn,0.000,,,,,'-1\r\n",
      "roster.csv");
  g_free(bytes);
  lg_output_case_free(c);
}

static void test_placements_chinese(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  char *bytes = written(c, write_placements, "placements.csv");
  LG_HAS_PART(
      bytes,
      BOM
      "工号,姓名,性别,学科,学段,骨干级别,职称,派出学校代码,派出学校,接收学校代码,接收学校,交流形式,"
      "原通勤公里,新通勤公里,志愿顺序,原因,'@电话,Note\r\n",
      "headings");
  LG_HAS_PART(bytes, "\r\nt1,\"张\"\"三\",女,'=math,小学,", "values follow the language");
  LG_HAS_PART(
      bytes,
      "t5,_x0041_,,art,小学,,,A,\"实验,小学\",A,\"实验,小学\",,0.000,0.000,,免交流：=sick,,'-1\r\n",
      "exempt text");
  LG_HAS_PART(
      bytes,
      "t6,,,art,小学,,,A,\"实验,小学\",A,\"实验,小学\",,0.000,0.000,,免交流：@毕业班,,'-1\r\n",
      "exempt tag");
  LG_HAS_PART(bytes, "t7,,,art,初中,,,B,'=cmd(),B,'=cmd(),,0.000,0.000,,本校任教年限不足,,'-1\r\n",
              "years");
  LG_HAS_PART(bytes, "t8,,,'=math,小学,,,C,''quoted,C,''quoted,,0.000,0.000,,'=why,,'-1\r\n",
              "lock's reason");
  LG_HAS_PART(bytes, "t4,赵六,,art,小学,,,C,''quoted,C,''quoted,,0.000,0.000,,,,'-1\r\n",
              "a stayer who could go");
  g_free(bytes);
  lg_output_case_free(c);
}

/* Each teacher's locks, and whose reason the rosters show (SPEC 2.3: it is copied). */
static void test_lock_reasons(void)
{
  lg_build *b =
      lg_build_new("2025-09-01", "A strong primary=9\nB weak primary=9\nC weak primary=9\n",
                   "t1 A x\nt2 A x\nt3 A x\nt4 A x\nt5 A x\n");
  static const char *const rows[] = {"t1 B forbid", "t2 A forbid", "t2 B forbid", "t3 B forbid",
                                     "t3 C must",   "t4 B forbid", "t4 C must"};
  static const char *const reasons[] = {"kin", "leaves", "kin", "kin", "sent", "kin", ""};
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
    lg_build_lock(b, rows[k]);
    b->district->locks[k].reason = reasons[k];
  }
  lg_options *options = lg_options_new(b->district, b->policy);
  static const char *const shown[] = {"kin", "leaves", "sent", "kin", ""};
  for (int i = 0; i < 5; i++)
    LG_EQUAL_TEXT(options->candidates[i].lock_reason, shown[i], b->district->teachers[i].id);
  lg_options_free(options);
  lg_build_free(b);
}

static void test_schools(void)
{
  lg_output_case *c = lg_output_case_new("en");
  char *bytes = written(c, write_schools, "schools.csv");
  LG_HAS_PART(bytes,
              BOM
              "school_id,school,stage,tier,group,students,staff_before,staff_out,staff_in,staff_"
              "after,backbone_before,"
              "backbone_out,backbone_in,backbone_after,per100_before,per100_after\r\n"
              "A,\"实验,小学\",primary,strong,G,620,4,2,1,3,2,2,0,0,0.3226,0.0000\r\n",
              "first school");
  /* 1 of 128 is 0.78125: half up. */
  LG_HAS_PART(bytes, "\r\nB,'=cmd(),primary,weak,G,128,1,1,2,2,0,0,1,1,0.0000,0.7813\r\n",
              "half up");
  LG_HAS_PART(bytes, "\r\nB,'=cmd(),junior,weak,G,300,1,0,0,1,0,0,0,0,0.0000,0.0000\r\nC,",
              "stages in order");
  g_free(bytes);
  g_free(written(c, write_roster, "roster.csv"));
  lg_output_case_free(c);
  c = lg_output_case_new("zh");
  bytes = written(c, write_schools, "schools.csv");
  LG_HAS_PART(bytes,
              BOM
              "学校代码,学校,学段,办学层次,协作体,学生数,原有,派出,接收,现有,原骨干,派出骨干,"
              "接收骨干,现骨干,"
              "每百生骨干(前),每百生骨干(后)\r\nA,\"实验,小学\",小学,优质,G,620,",
              "Chinese");
  LG_HAS_PART(bytes, ",初中,薄弱,", "codes in Chinese");
  g_free(bytes);
  lg_output_case_free(c);
}

static void test_guards(void)
{
  static const char *const rows[][2] = {{"", ""},
                                        {"a", "a"},
                                        {"=1", "'=1"},
                                        {"+1", "'+1"},
                                        {"-", "'-"},
                                        {"@a", "'@a"},
                                        {"'a", "''a"},
                                        {"a=1", "a=1"},
                                        {"\tx", "\"'\tx\""},
                                        {"\rx", "\"'\rx\""},
                                        {" a", "\" a\""},
                                        {"a ", "\"a \""},
                                        {"=\"\"", "\"'=\"\"\"\"\""},
                                        {"a,b", "\"a,b\""},
                                        {"a\nb", "\"a\nb\""}};
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
    GString *csv = lg_csv_new();
    lg_csv_text(csv, rows[k][0]);
    lg_csv_number(csv, "-1");
    lg_csv_end_row(csv);
    char *expected = g_strdup_printf(BOM "%s,-1\r\n", rows[k][1]);
    LG_EQUAL_TEXT(csv->str, expected, rows[k][0]);
    g_free(expected);
    g_string_free(csv, TRUE);
  }
}

static cJSON *json_of(const lg_output_case *c, writer write, const char *name)
{
  char *bytes = written(c, write, name);
  cJSON *json = cJSON_Parse(bytes);
  LG_TRUE(json != NULL, name);
  g_free(bytes);
  return json;
}

/* Keys in their order, "a b c". */
static void expect_keys(const cJSON *object, const char *expected)
{
  GString *keys = g_string_new(NULL);
  const cJSON *item;
  cJSON_ArrayForEach(item, object)
      g_string_append_printf(keys, "%s%s", keys->len ? " " : "", item->string);
  LG_EQUAL_TEXT(keys->str, expected, "keys");
  g_string_free(keys, TRUE);
}

/* The unformatted JSON of one member. */
static void expect_json(const cJSON *object, const char *key, const char *expected)
{
  char *text = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(object, key));
  LG_EQUAL_TEXT(text, expected, key);
  cJSON_free(text);
}

static void test_summary(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  cJSON *json = json_of(c, lg_write_summary_json, "summary.json");
  expect_keys(json,
              "lungang status title date teachers eligible options moved goals quotas equity "
              "inspection audit inputs seconds");
  expect_json(json, "status", "\"feasible\"");
  expect_json(json, "title", "\"=2025 轮岗\"");
  expect_json(json, "date", "\"2025-09-01\"");
  expect_json(json, "teachers", "9");
  expect_json(json, "moved", "4");
  expect_json(json, "lungang", "\"" LG_VERSION "\"");
  const cJSON *goals = cJSON_GetObjectItemCaseSensitive(json, "goals");
  expect_keys(cJSON_GetArrayItem(goals, 0), "id best value bound proved");
  expect_json(cJSON_GetArrayItem(goals, 0), "proved", "true");
  expect_json(cJSON_GetArrayItem(goals, 1), "proved", "false");
  expect_json(cJSON_GetArrayItem(goals, 2), "best", "null");
  expect_json(cJSON_GetArrayItem(goals, 2), "bound", "null");
  expect_json(cJSON_GetArrayItem(goals, 2), "value", "4");
  expect_json(json, "inputs",
              "[{\"file\":\"plan.json\",\"sha256\":"
              "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\","
              "\"rows\":0,\"encoding\":\"json\"}]");
  expect_keys(cJSON_GetObjectItemCaseSensitive(json, "audit"), "rules_checked broken");
  cJSON_Delete(json);
  lg_output_case_free(c);
}

static void test_summary_quotas(void)
{
  lg_output_case *c = lg_output_case_new("en");
  cJSON *json = json_of(c, lg_write_summary_json, "summary.json");
  const cJSON *quotas = cJSON_GetObjectItemCaseSensitive(json, "quotas");
  /* One class, three schools, one class, then R12: A, B primary, B junior, C. */
  LG_EQUAL_INT(cJSON_GetArraySize(quotas), 9, "rows");
  const cJSON *first = cJSON_GetArrayItem(quotas, 0);
  expect_keys(first, "id class count of share min max soft shortfall holds");
  expect_json(first, "count", "5"); /* four movers and t4, who rotated before */
  expect_json(first, "of", "8");    /* t8 works part-time */
  expect_json(first, "share", "0.625");
  expect_json(first, "min", "\"37%\"");
  expect_json(first, "max", "null");
  const cJSON *school = cJSON_GetArrayItem(quotas, 1);
  expect_json(school, "class", "\"A\"");
  expect_json(school, "max", "\"90%\"");
  const cJSON *heads = cJSON_GetArrayItem(quotas, 4);
  expect_json(heads, "min", "5");
  expect_json(heads, "share", "0.5");
  expect_json(heads, "shortfall", "3");
  expect_json(heads, "soft", "true");
  expect_json(heads, "holds", "false");
  const cJSON *density = cJSON_GetArrayItem(quotas, 5);
  expect_json(density, "id", "\"backbone_per_100\"");
  expect_json(density, "class", "\"A/primary\"");
  expect_json(density, "of", "620");
  expect_json(density, "share", "null");
  expect_json(density, "min", "\"1\"");
  const cJSON *equity = cJSON_GetObjectItemCaseSensitive(json, "equity");
  LG_EQUAL_INT(cJSON_GetArraySize(equity), 2, "stages");
  expect_json(cJSON_GetArrayItem(equity, 0), "stage", "\"primary\"");
  expect_json(cJSON_GetArrayItem(equity, 1), "cv_after", "null"); /* no backbone teacher */
  double cv = cJSON_GetNumberValue(
      cJSON_GetObjectItemCaseSensitive(cJSON_GetArrayItem(equity, 0), "cv_after"));
  LG_TRUE(cv == c->out.audit->equity[0].cv_after, "a double survives to the last bit");
  cJSON_Delete(json);
  lg_output_case_free(c);
}

static void test_infeasible(void)
{
  lg_output_case *c = lg_output_case_infeasible("en");
  c->answer.goals[0] = (lg_goal_answer){.has_best = true,
                                        .has_bound = true,
                                        .proved = true,
                                        .best = 7,
                                        .bound = 7}; /* must not show */
  cJSON *json = json_of(c, lg_write_summary_json, "summary.json");
  expect_json(json, "status", "\"infeasible\"");
  expect_json(json, "moved", "null");
  expect_json(json, "quotas", "[]");
  expect_json(json, "equity", "[]");
  char *goals = cJSON_PrintUnformatted(cJSON_GetObjectItemCaseSensitive(json, "goals"));
  LG_HAS_PART(
      goals,
      "[{\"id\":\"shortfall\",\"best\":null,\"value\":null,\"bound\":null,\"proved\":false},",
      "goals");
  cJSON_free(goals);
  cJSON_Delete(json);
  json = json_of(c, lg_write_explanation, "explanation.json");
  expect_keys(json, "lungang status title date conflict limits repairs proved");
  expect_json(json, "limits", "[]");
  expect_json(json, "repairs", "[]");
  expect_json(json, "proved", "{\"conflict\":true,\"limits\":false,\"repairs\":false}");
  const cJSON *conflict = cJSON_GetObjectItemCaseSensitive(json, "conflict");
  LG_EQUAL_INT(cJSON_GetArraySize(conflict), 13, "elements");
  expect_keys(cJSON_GetArrayItem(conflict, 0), "rule id class text");
  cJSON_Delete(json);
  char *text = lg_output_case_read(c, "explanation.txt");
  LG_HAS_PART(text, BOM "=2025 轮岗\r\n\r\n", "for Notepad");
  LG_HAS_PART(text, "\r\n  13. R12  ", "numbered");
  LG_HAS_PART(text, "Give way in any one of them", "a minimal conflict");
  g_free(text);
  c->answer.conflict.minimal = false;
  text = lg_output_explanation(&c->out);
  LG_HAS_PART(text, "some of them may not matter", "a conflict that is not minimal");
  g_free(text);
  int count = c->answer.conflict.count;
  c->answer.conflict.count = 0;
  text = lg_output_explanation(&c->out);
  LG_HAS_PART(text, "before the rules that conflict were found", "no conflict found in time");
  g_free(text);
  c->answer.conflict.count = count;
  lg_output_case_free(c);
}

static void test_element_texts(void)
{
  static const char *const english[] = {
      "who is not eligible stays at the home school (6 of 9 are eligible)",
      "every move follows one of the routes: 支援,薄弱, learn",
      "the new distance is at most 15.000 km, and at most 10.000 km longer than the old one",
      "lock: '李四 (t2) has to go to 'quoted (C); reason: =why",
      "lock: -王五 (t3) has to leave =cmd() (B)",
      "实验,小学 (A), primary, =math: 1 to 3 teachers after the moves (now 2)",
      "实验,小学 (A): at most 9 teachers in all after the moves (now 4); posts allowed: 9",
      "quota =quota (rotation), the district; at least 37% of 8 teachers, that is 3",
      "quota outflow, 'quoted (C); at most 90% of 3 teachers, that is 2",
      "quota heads, the district; at least 5 teachers",
      "=cmd() (B) receives nobody or at least 2 teachers by the route 支援,薄弱",
      "张\"三 (t1) and '李四 (t2) work at the same school after the moves",
      "=cmd() (B), junior: at least 3 backbone teachers (1 per 100 of its 300 students; now 0)"};
  lg_output_case *c = lg_output_case_infeasible("en");
  for (int k = 0; k < c->answer.conflict.count; k++) {
    char *text = lg_output_element_text(&c->out, c->answer.conflict.elements[k]);
    LG_HAS_PART(text, english[k], lg_rule_word(c->answer.conflict.elements[k].rule));
    g_free(text);
  }
  lg_output_case_free(c);
}

/* No letter of English in what a Chinese reader sees but ids and the plan's own words. */
static void test_element_texts_chinese(void)
{
  static const char *const own[] = {"t1",   "t2",     "t3",       "=math",   "=cmd()", "quoted",
                                    "=why", "=quota", "rotation", "outflow", "heads",  "learn",
                                    "(A)",  "A",      "B",        "C"};
  lg_output_case *c = lg_output_case_infeasible("zh");
  for (int k = 0; k < c->answer.conflict.count; k++) {
    GString *text = g_string_new(NULL);
    char *words = lg_output_element_text(&c->out, c->answer.conflict.elements[k]);
    g_string_assign(text, words);
    for (size_t w = 0; w < G_N_ELEMENTS(own); w++) g_string_replace(text, own[w], "", 0);
    bool english = false;
    for (const char *l = text->str; *l; l++) english = english || g_ascii_isalpha(*l);
    LG_TRUE(!english, words);
    g_free(words);
    g_string_free(text, TRUE);
  }
  lg_output_case_free(c);
}

/* What the time did not allow is said. */
static void test_unfinished(void)
{
  static const char *const told[] = {"The time ended before all limits were found.",
                                     "The time ended before a change was found"};
  lg_output_case *c = lg_output_case_infeasible("en");
  for (int proved = 0; proved < 2; proved++) {
    c->answer.limits.proved = c->answer.repairs.proved = proved;
    char *text = lg_output_explanation(&c->out);
    for (size_t k = 0; k < G_N_ELEMENTS(told); k++)
      LG_EQUAL_INT(strstr(text, told[k]) != NULL, !proved, told[k]);
    g_free(text);
  }
  lg_output_case_free(c);
}

/* Two quotas of the conflict with their bottlenecks: who has no place, where the heads are lost, by
 * what; and what the others need. */
static void add_bottlenecks(lg_output_case *c)
{
  lg_conflict *conflict = &c->answer.conflict;
  conflict->bottlenecks = g_new0(lg_bottleneck, 3);
  conflict->bottleneck_count = 2;
  lg_bottleneck *min = &conflict->bottlenecks[0], *max = &conflict->bottlenecks[1];
  *min = (lg_bottleneck){.member = 7, .side = LG_SIDE_MIN, .asked = 3, .reach = 2, .would = 9};
  min->can = 6;
  min->barred[LG_R2_ELIGIBLE] = 2;
  min->barred[LG_R5_COMMUTE] = 1;
  min->parts = g_new0(lg_bottleneck_part, 2);
  min->part_count = 1;
  min->parts[0] = (lg_bottleneck_part){LG_PRIMARY, 0, LG_MISSING, 5, 0, g_new0(lg_stop, 2), 2};
  min->parts[0].stops[0] = (lg_stop){5, LG_SIDE_MAX};
  min->parts[0].stops[1] = (lg_stop){8, LG_SIDE_MAX};
  *max = (lg_bottleneck){.member = 8, .side = LG_SIDE_MAX, .asked = 2, .reach = 3};
}

static void test_bottleneck_texts(void)
{
  lg_output_case *c = lg_output_case_infeasible("en");
  add_bottlenecks(c);
  lg_bottleneck *min = &c->answer.conflict.bottlenecks[0];
  char *text = lg_output_explanation(&c->out);
  LG_HAS_PART(
      text,
      "; of 9 teachers who could count by subject and stage 6 may (2 not eligible, 1 too far "
      "away); beside the other rules of this list at most 2 can count, that is 0 of 5 in "
      "=math (primary) - no open place in the subject at 实验,小学 (A), at the limit of quota "
      "outflow; and all 2 others\n",
      "by subject");
  LG_HAS_PART(text, "; the other rules of this list need at least 3\n", "a max");
  g_free(text);
  min->by = LG_BY_RECEIVER;
  min->parts[0].school = 0;
  min->parts[0].reach = 1;
  min->parts[0].stops[0].member = 6;
  text = lg_output_explanation(&c->out);
  LG_HAS_PART(
      text,
      "that is 1 at 实验,小学 (A) - no open place in all, at the limit of quota outflow; and 1 "
      "at other schools\n",
      "by receiver: its own limit");
  g_free(text);
  min->by = LG_BY_HOME;
  min->parts[0].stops[0].side = LG_SIDE_MIN;
  min->parts[0].stop_count = 1;
  text = lg_output_explanation(&c->out);
  LG_HAS_PART(text,
              "that is 1 of 5 from 实验,小学 (A) - nobody more can be spared; and all 1 others",
              "by home");
  g_free(text);
  lg_output_case_free(c);
  c = lg_output_case_infeasible("zh");
  add_bottlenecks(c);
  text = lg_output_explanation(&c->out);
  LG_HAS_PART(
      text,
      "；按学段、学科可计入的 9 名教师中，能够计入的有 6 名（2 名不符合交流条件、1 "
      "名通勤过远）；与本列表其他规则并存时，至多 2 名，即=math（小学） 5 名中的 0 名，因实验,"
      "小学（A）该学科没有空余名额、已到指标“outflow”的限额；其余 2 名均可\n",
      "in Chinese");
  LG_HAS_PART(text, "；本列表其他规则至少需要 3 名\n", "a max in Chinese");
  g_free(text);
  lg_output_case_free(c);
}

static void test_terminal_summary(void)
{
  lg_output_case *c = lg_output_case_new("en");
  char *text = lg_summary_text(&c->out);
  LG_HAS_PART(text, "=2025 轮岗  2025-09-01\nDecision: a valid roster, not proved optimal\n",
              "head");
  LG_HAS_PART(text, "Moved: 4 of 9 teachers (6 are eligible); of 8 full-time teachers 4\n",
              "moved");
  LG_HAS_PART(text, "=quota: 1 have already rotated, 4 are newly counted\n", "rotated apart");
  LG_HAS_PART(text, "short by 3", "a soft quota");
  LG_HAS_PART(text, "further classes: 2, all hold", "only the tightest class of outflow");
  LG_HAS_PART(text, "实验,小学 (A), primary ", "R12's classes by name");
  LG_HAS_PART(text, "asked: at least 3 (37%); holds", "a share beside its heads");
  LG_HAS_PART(text, "10.5 km further on average, 10.5 km at most", "commute");
  LG_HAS_PART(text, "of 3 moves the distance is unknown", "data note");
  LG_HAS_PART(text, "not proved: time ran out", "a goal not reached");
  LG_HAS_PART(text, "Time: 1.5 seconds\n", "time");
  g_free(text);
  lg_relax relax = {lg_build_element(c->build, LG_R8_QUOTA, "rotation", ""), LG_SIDE_MIN, 1};
  c->build->policy->relax = &relax;
  c->build->policy->relax_count = 1;
  text = lg_summary_text(&c->out);
  LG_HAS_PART(text, " (37%) (relaxed by 1); ", "heads that are not the share's");
  g_free(text);
  c->build->policy->relax_count = 0;
  c->out.interrupted = true;
  text = lg_summary_text(&c->out);
  LG_HAS_PART(text, "Decision: interrupted: a valid roster, not proved optimal\n", "Ctrl-C");
  LG_HAS_PART(text, "not proved: interrupted", "a goal not reached after Ctrl-C");
  LG_TRUE(!strstr(text, "time ran out"), "the clock is not blamed");
  g_free(text);
  lg_output_case_free(c);
  c = lg_output_case_infeasible("zh");
  text = lg_summary_text(&c->out);
  LG_HAS_PART(text, "结论：任何名单都不能满足全部硬性规则\n", "infeasible");
  LG_HAS_PART(text, "\n  1. R2  不符合交流条件", "the conflict");
  g_free(text);
  lg_output_case_free(c);
}

struct file_writer {
  const char *name;
  writer write;
};

static const struct file_writer writers[] = {
    {"roster.csv", write_roster},       {"placements.csv", write_placements},
    {"schools.csv", write_schools},     {"summary.json", lg_write_summary_json},
    {"roster.xlsx", lg_write_workbook}, {"report.html", lg_write_report_html}};

/* A folder of the file's name, a folder that is not there, and a disk that takes no more bytes. */
static void test_failing_writes(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  for (size_t k = 0; k < G_N_ELEMENTS(writers); k++) {
    char *error = NULL, *path = g_build_filename(c->folder, writers[k].name, NULL);
    g_mkdir(path, 0777);
    LG_TRUE(!writers[k].write(&c->out, c->folder, &error), writers[k].name);
    LG_HAS_PART(error, "无法写入", "a folder in the way");
    LG_HAS_PART(error, writers[k].name, "the file's name");
    g_clear_pointer(&error, g_free);
    LG_TRUE(!writers[k].write(&c->out, "/no/such/folder", &error), writers[k].name);
    LG_HAS_PART(error, "文件夹不存在", "no folder");
    g_free(error);
    g_rmdir(path);
    g_free(path);
  }
  lg_output_case_free(c);
}

static void test_full_disk(void)
{
  lg_output_case *c = lg_output_case_new("en");
  struct rlimit before, tiny;
  getrlimit(RLIMIT_FSIZE, &before);
  tiny = before;
  tiny.rlim_cur = 16;
  signal(SIGXFSZ, SIG_IGN);
  fflush(stdout); /* the report of this test may be a file, too */
  bool failed[G_N_ELEMENTS(writers)];
  char *errors[G_N_ELEMENTS(writers)] = {NULL};
  for (size_t k = 0; k < G_N_ELEMENTS(writers); k++) {
    setrlimit(RLIMIT_FSIZE, &tiny);
    failed[k] = !writers[k].write(&c->out, c->folder, &errors[k]);
    setrlimit(RLIMIT_FSIZE, &before);
  }
  for (size_t k = 0; k < G_N_ELEMENTS(writers); k++) {
    LG_TRUE(failed[k], writers[k].name);
    LG_HAS_PART(errors[k], "cannot write", writers[k].name);
    g_free(errors[k]);
  }
  lg_output_case_free(c);
}

static char *workbook_sum(lg_output_case *c)
{
  char *error = NULL, *bytes = NULL, *path = g_build_filename(c->folder, "roster.xlsx", NULL);
  gsize size = 0;
  LG_TRUE(lg_write_workbook(&c->out, c->folder, &error), "roster.xlsx");
  LG_EQUAL_TEXT(error, NULL, "roster.xlsx");
  LG_TRUE(g_file_get_contents(path, &bytes, &size, NULL), path);
  char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, size);
  g_free(bytes);
  g_free(path);
  return sum;
}

/* Two runs, also in another second and with other run times, give the same bytes. */
static void test_workbook_is_reproducible(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  char *one = workbook_sum(c);
  g_usleep(1100000);
  c->out.total_s = 99;
  char *two = workbook_sum(c);
  LG_EQUAL_TEXT(one, two, "bytes");
  g_free(one);
  g_free(two);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {{"roster.csv", test_roster_english},
                                  {"placements.csv in Chinese", test_placements_chinese},
                                  {"schools.csv", test_schools},
                                  {"guards and quotes", test_guards},
                                  {"summary.json", test_summary},
                                  {"summary.json: quotas, balance", test_summary_quotas},
                                  {"infeasible", test_infeasible},
                                  {"elements in words", test_element_texts},
                                  {"elements in Chinese", test_element_texts_chinese},
                                  {"what is not finished", test_unfinished},
                                  {"bottlenecks", test_bottleneck_texts},
                                  {"reasons of locks", test_lock_reasons},
                                  {"terminal summary", test_terminal_summary},
                                  {"failing writes", test_failing_writes},
                                  {"full disk", test_full_disk},
                                  {"same bytes twice", test_workbook_is_reproducible},
                                  {NULL, NULL}};
  return lg_run("output", cases);
}
