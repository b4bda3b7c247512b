/* test_verify.c - what `verify` says of a roster, in both languages. */
#include <string.h>

#include "build.h"
#include "io/read.h"
#include "io/write.h"
#include "runner.h"

/* A roster that breaks every rule that a roster can break. */
static lg_build *broken_district(void)
{
  static lg_team team = {0, 3};
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong group=G primary=100 name=东校\n"
                             "B weak primary=100 junior=100 name=西校\n"
                             "C weak junior=100 name=南校\n",
                             "t1 A 数学 name=张一 exempt=病\n"
                             "t2 A 数学 name=张二 backbone\n"
                             "t3 A 数学 name=张三\n"
                             "t4 A 语文 name=张四\n"
                             "t5 B 数学 stage=junior\n"
                             "t6 B 数学 name=张六 stage=primary\n");
  lg_policy *policy = b->policy;
  lg_build_route(b, "support", "from.tier=strong to.tier=weak");
  policy->routes[0].name = "支教";
  policy->teams = &team;
  policy->team_count = 1;
  policy->subject_band = (lg_band){true, -1, 1};
  policy->headcount_band = (lg_band){true, -2, 1};
  policy->max_m = 1000;
  policy->density = (lg_density){true, false, {1, 1}, "1", 1};
  lg_build_distance(b, "t2 B 5000");
  lg_build_quota(b, "share", "moved", "", "90%", NULL)->name = "交流比例";
  lg_build_quota(b, "outflow", "moved", "", NULL, "0")->per[0] = LG_PER_FROM_SCHOOL;
  lg_build_quota(b, "weak", "moved to.tier=weak", "moved", "1", "10%")->per[0] = LG_PER_TO_TIER;
  lg_build_quota(b, "soft", "moved", "", "100%", NULL)->soft = true;
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++) lg_build_goal(b, (lg_goal_kind)kind);
  lg_build_lock(b, "t3 stay must");
  lg_build_lock(b, "t4 A forbid");
  lg_build_pair(b, "t1 t4 same_school");
  lg_build_pair(b, "t2 t4 same_group");
  lg_build_pair(b, "t1 t2 not_both_move");
  lg_build_move(b, "t1", "B");
  lg_build_move(b, "t2", "B");
  lg_build_move(b, "t3", "C");
  lg_build_move(b, "t5", "C");
  return b;
}

static char *text_of(lg_build *b, const GArray *differences, const lg_lang *lang)
{
  const lg_input input = {.district = b->district, .policy = b->policy};
  const lg_answer answer = {.roster = b->roster};
  const lg_output out = {
      .input = &input, .answer = &answer, .audit = lg_build_audit(b), .lang = lang};
  return lg_verify_text(&out, differences, "roster.csv");
}

/* One cell of the file that differs, as lg_roster_file_compare gives it. */
static GArray *one_difference(void)
{
  static char column[] = "交流形式", found[] = "x", expected[] = "支教";
  GArray *differences = g_array_new(FALSE, FALSE, sizeof(lg_file_difference));
  lg_file_difference difference = {7, column, found, expected, 1, true};
  g_array_append_val(differences, difference);
  return differences;
}

static void test_english(void)
{
  static const char *const parts[] = {
      "roster.csv: 4 of 6 teachers move.\n",
      "The way to the new school is unknown for 3 of them; it counts as 0.\n",
      "  交流比例 (share): 4 of 6 = 66.67%; at least 90%, that is 6; short by 2: BROKEN\n",
      "  outflow, 东校 (A): 3 of 4 = 75.00%; at most 0; over by 3: BROKEN\n",
      "  outflow, 南校 (C): 0 of 0; at most 0; holds\n",
      "  weak, strong: 0 of 0; at least 1; at most 10%, that is 0; short by 1: BROKEN\n",
      "  soft: 4 of 6 = 66.67%; at least 100%, that is 6; short by 2 (soft)\n",
      "  backbone_per_100, 西校 (B), primary: backbone teachers: 1, students: 100; at least 1 per "
      "100 "
      "students, that is 1; holds\n",
      "  moves: 4 (teachers who move)\n",
      "  shortfall: 2 (",
      "  primary: mean 0.5000 before, 0.5000 after; coefficient of variation 1.0000 before, 1.0000 "
      "after\n",
      "  file: row 7, 张二 (t2), column 交流形式: the roster says \"x\", the input gives "
      "\"支教\"\n",
      "  R2: these teachers move, but are not eligible; 1 concerned: 张一 (t1)\n",
      "  R3: these moves follow no route; 1 concerned: t5\n",
      "  R4: the new school does not have the stage of these teachers; 1 concerned: 张三 (t3)\n",
      "  R5: these teachers get a longer way to work than the plan allows; 1 concerned: 张二 "
      "(t2)\n",
      "  R9: 张三 (t3) must be at 东校 (A) by a lock, but is at 南校 (C)\n",
      "  R9: 张四 (t4) must not be at 东校 (A) by a lock\n",
      "  R6: 东校 (A), primary, 数学: teachers after the moves: 0, allowed: 2 to 4; 3 concerned: "
      "张一 (t1), "
      "张二 (t2), 张三 (t3)\n",
      "  R7: 东校 (A): teachers after the moves: 1, allowed: 2 to 5; 3 concerned",
      "  R8: quota outflow, 东校 (A): 3 counted, allowed: at most 0; 3 concerned: ",
      "  R8: quota 交流比例: 4 counted, allowed: at least 6; 4 concerned: ",
      "  R8: quota weak, strong: 0 counted, allowed: at least 1 and at most 0\n",
      "  R10: 西校 (B) gets 2 by the route 支教, allowed: nobody or at least 3; 2 concerned: ",
      "  R11: 张一 (t1) and 张四 (t4) must be at the same school\n",
      "  R11: 张二 (t2) and 张四 (t4) must be in the same partner group\n",
      "  R11: 张一 (t1) and 张二 (t2) must not both move\n",
      "  R12: 东校 (A), primary: backbone teachers after the moves: 0, allowed: at least 1; 1 "
      "concerned: ",
  };
  lg_build *b = broken_district();
  GArray *differences = one_difference();
  char *text = text_of(b, differences, NULL),
       *head = g_strdup_printf("BROKEN RULES: %d\n", b->audit->breach_count + 1);
  for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) LG_HAS_PART(text, parts[k], "English");
  LG_HAS_PART(text, head, "the number of broken rules");
  g_free(head);
  g_free(text);
  g_array_free(differences, TRUE);
  lg_build_free(b);
}

/* Takes out every occurrence of a code word. */
static void strike(GString *text, const char *word)
{
  g_string_replace(text, word, "", 0);
}

static void test_chinese(void)
{
  static const char *const codes[] = {
      "roster.csv", "backbone_per_100", "shortfall", "staffing", "flexible", "equity",
      "wishes",     "commute",          "tenure",    "moves",    "changes",  "lottery",
      "share",      "outflow",          "weak",      "soft"};
  lg_build *b = broken_district();
  lg_lang *lang = lg_lang_new("zh");
  GArray *differences = one_difference();
  char *translated = text_of(b, differences, lang);
  LG_HAS_PART(translated, "R2：下列教师不符合交流条件，却被安排交流；涉及 1 人：张一（t1）\n",
              "Chinese");
  GString *text = g_string_new(translated);
  for (size_t k = 0; k < G_N_ELEMENTS(codes); k++) strike(text, codes[k]);
  /* what is left of ASCII letters are ids of one letter and a number */
  const char *english = NULL;
  for (const char *c = text->str; *c && c[1]; c++)
    if (g_ascii_isalpha(*c) && g_ascii_isalpha(c[1])) english = english ? english : c;
  LG_EQUAL_TEXT(english, NULL, "no English word is left");
  g_string_free(text, TRUE);
  g_free(translated);
  g_array_free(differences, TRUE);
  lg_lang_free(lang);
  lg_build_free(b);
}

static void test_long_lists(void)
{
  GString *schools = g_string_new("A strong primary=1\n"), *teachers = g_string_new(NULL);
  for (int k = 0; k < 30; k++) g_string_append_printf(schools, "S%02d weak primary=1\n", k);
  for (int k = 0; k < 13; k++) g_string_append_printf(teachers, "t%02d A math\n", k);
  lg_build *b = lg_build_new("2025-09-01", schools->str, teachers->str);
  for (int i = 0; i < 13; i++) b->roster->assignments[i].school = 1;
  lg_build_quota(b, "per", "moved", "", "1", NULL)->per[0] = LG_PER_FROM_SCHOOL;
  GArray *none = g_array_new(FALSE, FALSE, sizeof(lg_file_difference));
  char *text = text_of(b, none, NULL);
  LG_HAS_PART(text, "t08, t09 and 3 more\n", "ten teachers, then a count");
  LG_HAS_PART(text, "  per: classes kept: 1 of 31; missed, but not shown: 10\n",
              "twenty classes, then a count");
  g_free(text);
  g_array_free(none, TRUE);
  lg_build_free(b);
  g_string_free(schools, TRUE);
  g_string_free(teachers, TRUE);
}

static void test_kept(void)
{
  lg_build *b = lg_build_new("2025-09-01", "A strong primary=1\n", "t1 A math\n");
  GArray *none = g_array_new(FALSE, FALSE, sizeof(lg_file_difference));
  char *text = text_of(b, none, NULL);
  char *expected =
      g_strdup_printf("roster.csv: 0 of 1 teachers move.\nNo rule is broken (%d checks).\n",
                      b->audit->rules_checked);
  LG_EQUAL_TEXT(text, expected, "nothing but moves and rules to tell");
  g_free(expected);
  g_free(text);
  g_array_free(none, TRUE);
  lg_build_free(b);
}

/* A share whose heads `relax` has lowered: 90% of 6 is not 4. */
static void test_relaxed(void)
{
  lg_build *b = broken_district();
  lg_relax relax[] = {
      {lg_build_element(b, LG_R8_QUOTA, "share", ""), LG_SIDE_MIN, 2},
      {lg_build_element(b, LG_R12_DENSITY, "backbone_per_100", "B/primary"), LG_SIDE_MIN, 1}};
  b->policy->relax = relax;
  b->policy->relax_count = G_N_ELEMENTS(relax);
  GArray *none = g_array_new(FALSE, FALSE, sizeof(lg_file_difference));
  char *text = text_of(b, none, NULL);
  LG_HAS_PART(text, "; at least 90%, that is 4 (relaxed by 2); holds\n", "a quota");
  LG_HAS_PART(text, "per 100 students, that is 0 (relaxed by 1); holds\n", "R12");
  LG_HAS_PART(text, "; at least 100%, that is 6; short by 2 (soft)\n", "what is not relaxed");
  g_free(text);
  g_array_free(none, TRUE);
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"English", test_english},       {"Chinese", test_chinese},
                                  {"long lists", test_long_lists}, {"kept", test_kept},
                                  {"relaxed", test_relaxed},       {NULL, NULL}};
  return lg_run("verify", cases);
}
