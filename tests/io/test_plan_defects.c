/* test_plan_defects.c - plans that are wrong: every message of messages_plan.def, with its line and
 * key path. */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "model/input_limits.h"
#include "plan_case.h"
#include "runner.h"

static bool met[LG_MSG_COUNT]; /* messages that some case has met */

/* The one finding of `c` is `message` at line `row` and key path `column`, and says `part`. */
static void check_only(const lg_plan_case *c, lg_message message, int row, const char *column,
                       const char *part, const char *what)
{
  lg_severity severity = lg_message_severity(message);
  met[message] = true;
  LG_EQUAL_INT(lg_report_defects(c->report), severity == LG_DEFECT, what);
  LG_EQUAL_INT(lg_report_warnings(c->report), severity == LG_WARNING, what);
  LG_EQUAL_INT(c->policy != NULL, severity == LG_WARNING, what);
  if (lg_report_defects(c->report) + lg_report_warnings(c->report) == 0) return;
  if (severity == LG_DEFECT && !lg_report_defects(c->report)) return;
  if (severity == LG_WARNING && !lg_report_warnings(c->report)) return;
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(c->report, severity, 0)),
                lg_message_name(message), what);
  char *line = lg_report_line(c->report, severity, 0, NULL);
  char *place = *column ? g_strdup_printf("plan.json:%d: %s: ", row, column)
                        : g_strdup_printf("plan.json:%d: ", row);
  LG_HAS_PART(line, place, what);
  LG_HAS_PART(line, part, what);
  LG_TRUE(strstr(line, "%") == NULL || strstr(line, "%s") == NULL, what);
  g_free(place);
  g_free(line);
}

struct defect_case {
  const char *members;
  lg_message message;
  int row;
  const char *column, *part;
};

static void check_members(const struct defect_case *cases, size_t count)
{
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < count; k++) {
    lg_plan_case c = lg_plan_case_members(cases[k].members, district);
    check_only(&c, cases[k].message, cases[k].row, cases[k].column, cases[k].part,
               cases[k].members);
    lg_plan_case_clear(&c);
  }
  lg_district_free(district);
}

#define CHECK(cases) check_members(cases, G_N_ELEMENTS(cases))

/* --- JSON --- */

static void test_syntax(void)
{
  static const struct {
    const char *text;
    lg_message message;
    int row;
    const char *part;
  } cases[] = {
      {"", LG_MSG_JSON_EMPTY, 1, "{ }"},
      {" \n\n ", LG_MSG_JSON_EMPTY, 3, "{ }"},
      {"\xEF\xBB\xBF", LG_MSG_JSON_EMPTY, 1, "{ }"},
      {"{\n\"a\": \"\xFF\"}", LG_MSG_JSON_BYTE, 2, "0xFF"},
      {"\xFF\xFE{", LG_MSG_JSON_WIDE, 1, "UTF-16"},
      {"{\"a\": 1,\n\"\xB9\xA4\": \"\xBA\"\n}", LG_MSG_JSON_BYTE_GB18030, 2, "0xBA"},
      {"{\r\"\xC0\x7F\"", LG_MSG_JSON_BYTE, 2, "0xC0"},
      {"{\"轮岗\":\n\"\xC2\xD6\"}", LG_MSG_JSON_BYTE, 2, "0xC2"},
      {"{\"a\": \"x\ty\"}", LG_MSG_JSON_CONTROL, 1, "U+0009"},
      {"{\"a\":\n\"x\x01\"}", LG_MSG_JSON_CONTROL, 2, "U+0001"},
      {"{\"a\": \"x\n\"}", LG_MSG_JSON_TEXT_OPEN, 1, "x"},
      {"{\"a", LG_MSG_JSON_TEXT_OPEN, 1, "a"},
      {"{\"a\": \"\\x\"}", LG_MSG_JSON_ESCAPE, 1, "x"},
      {"{\"a\": \"\\u12g4\"}", LG_MSG_JSON_ESCAPE, 1, "12g4"},
      {"{\"a\": \"\\", LG_MSG_JSON_END, 1, "\""},
      {"[01]", LG_MSG_JSON_NUMBER, 1, "01"},
      {"[1.]", LG_MSG_JSON_NUMBER, 1, "1."},
      {"[-]", LG_MSG_JSON_NUMBER, 1, "-"},
      {"[+1]", LG_MSG_JSON_NUMBER, 1, "+1"},
      {"[.5]", LG_MSG_JSON_NUMBER, 1, ".5"},
      {"[1e]", LG_MSG_JSON_NUMBER, 1, "1e"},
      {"[True]", LG_MSG_JSON_WORD, 1, "True"},
      {"[NaN]", LG_MSG_JSON_WORD, 1, "NaN"},
      {"['a']", LG_MSG_JSON_VALUE, 1, "'"},
      {"[“a”]", LG_MSG_JSON_FULL_WIDTH, 1, "“ is a full-width sign; write the half-width \""},
      {"{\n“a”: 1}", LG_MSG_JSON_FULL_WIDTH, 2, "“"},
      {"{\"a\"：1}", LG_MSG_JSON_FULL_WIDTH, 1, "half-width :"},
      {"｛\"a\":1}", LG_MSG_JSON_FULL_WIDTH, 1, "half-width {"},
      {"{\"a\":1｝", LG_MSG_JSON_FULL_WIDTH, 1, "half-width }"},
      {"{\"a\":［1]}", LG_MSG_JSON_FULL_WIDTH, 1, "half-width ["},
      {"[1］", LG_MSG_JSON_FULL_WIDTH, 1, "half-width ]"},
      {"[１]", LG_MSG_JSON_FULL_WIDTH, 1, "half-width 1"},
      {"[1,　2]", LG_MSG_JSON_FULL_WIDTH, 1, "U+3000"},
      {"{\"a\": \"x”,\n\"b\": 1}", LG_MSG_JSON_FULL_WIDTH, 1, "”"},
      {"{\"a\": \"x“好”y,\n\"b\": 1}", LG_MSG_JSON_TEXT_OPEN, 1, "好"},
      {"[\v1]", LG_MSG_JSON_VALUE, 1, "U+000B"},
      {"[1，2]", LG_MSG_JSON_FULL_WIDTH, 1, "，"},
      {"[1；2]", LG_MSG_JSON_FULL_WIDTH, 1, "；"},
      {"[1、2]", LG_MSG_JSON_EXPECTED, 1, "、"},
      {"[1 2]", LG_MSG_JSON_EXPECTED, 1, ", ]"},
      {"{\"a\"\n\n1}", LG_MSG_JSON_EXPECTED, 3, ":"},
      {"{a: 1}", LG_MSG_JSON_EXPECTED, 1, "a"},
      {"[1}", LG_MSG_JSON_EXPECTED, 1, "}"},
      {"[0x10]", LG_MSG_JSON_EXPECTED, 1, "x"},
      {"[1", LG_MSG_JSON_END, 1, "]"},
      {"[", LG_MSG_JSON_END, 1, "{"},
      {"{\"a\":", LG_MSG_JSON_END, 1, "{"},
      {"{\"a\": 1,\r\n}", LG_MSG_JSON_COMMA, 2, "}"},
      {"[1,]", LG_MSG_JSON_COMMA, 1, "]"},
      {"{\n// note\n}", LG_MSG_JSON_COMMENT, 2, "//"},
      {"[/* note */ 1]", LG_MSG_JSON_COMMENT, 1, "//"},
      {"{}\n{}", LG_MSG_JSON_TRAILING, 2, "{"},
      {"[] x", LG_MSG_JSON_TRAILING, 1, "x"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_plan_case c = lg_plan_case_bytes(cases[k].text, strlen(cases[k].text), NULL);
    check_only(&c, cases[k].message, cases[k].row, "", cases[k].part, cases[k].text);
    lg_plan_case_clear(&c);
  }
  lg_plan_case c = lg_plan_case_bytes("{\n}\0", 4, NULL);
  check_only(&c, LG_MSG_JSON_CONTROL, 2, "", "U+0000", "a NUL byte");
  lg_plan_case_clear(&c);
}

/* Texts of GB18030, of which UTF-8 is preferred; characters that are not seen. */
static void test_characters(void)
{
  static const char gbk[] =
      "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"t.csv\", \"schools\": \"s.csv\","
      "\n\"title\": \"\xC2\xD6\xB8\xDA\"}";
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = lg_plan_case_bytes(gbk, sizeof gbk - 1, district);
  LG_EQUAL_INT(lg_report_defects(c.report), 0, "a plan in GB18030");
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(c.report, LG_NOTE, 0)), "JSON_GB18030", "said");
  if (LG_TRUE(c.policy != NULL, "its policy")) LG_EQUAL_TEXT(c.policy->title, "轮岗", "decoded");
  lg_plan_case_clear(&c);
  static const char wide[] = "\xFF\xFE{\0}\0";
  c = lg_plan_case_bytes(wide, 6, district);
  check_only(&c, LG_MSG_JSON_WIDE, 1, "", "UTF-16", "UTF-16");
  lg_plan_case_clear(&c);
  c = lg_plan_case_members("\"title\": \"a\u200Bb\"", district);
  LG_EQUAL_INT(lg_report_defects(c.report), 0, "an unseen character");
  LG_EQUAL_INT(lg_report_notes(c.report), 1, "is said");
  g_autofree char *line = lg_report_line(c.report, LG_NOTE, 0, NULL);
  LG_HAS_PART(line, "plan.json:2: title: the text holds U+200B", "an unseen character");
  if (LG_TRUE(c.policy != NULL, "its policy"))
    LG_EQUAL_TEXT(c.policy->title, "a\u200Bb", "a title stands as it is written");
  lg_plan_case_clear(&c);
  met[LG_MSG_JSON_GB18030] = met[LG_MSG_JSON_UNSEEN] = true;
  lg_district_free(district);
}

/* Characters that turn or hide what stands behind them, in texts and keys, also as escapes. */
static void test_directions(void)
{
  static const struct defect_case cases[] = {
      {"\"title\": \"a\u202Eb\"", LG_MSG_JSON_DIRECTION, 2, "title", "U+202E"},
      {"\"title\": \"a\\u2066b\"", LG_MSG_JSON_DIRECTION, 2, "title", "U+2066"},
      {"\"title\": \"a\\uDB40\\uDC41b\"", LG_MSG_JSON_DIRECTION, 2, "title", "U+E0041"},
      {"\"//\": \"\u202A\"", LG_MSG_JSON_DIRECTION, 2, "//", "U+202A"},
      {"\"columns\": {\"teachers\": {\"name\": \"a\u2069\"}}", LG_MSG_JSON_DIRECTION, 2,
       "columns.teachers.name", "U+2069"}};
  CHECK(cases);
}

/* The language of what is said of a plan that cannot be read. */
static void test_language(void)
{
  static const struct {
    const char *text, *lang;
  } cases[] = {{"{\"lang\": \"en\", \"title\": \"轮岗\",}", "en"},
               {"{\"lang\" : \"zh\",}", "zh"},
               {"{“lang”：“zh”}", "zh"},
               {"{\"title\": \"轮岗\",}", "zh"},
               {"{\"title\": \"\xC2\xD6\xB8\xDA\",}", "zh"},
               {"{\"title\": \"\xC2\xD6\xB8\xDA\", \"x\": \"\xB8\"\n}", "zh"},
               {"{\"title\": \"\xC2\xD6\", \"lang\": \"en\" \"\xB8\"\n}", "en"},
               {"{\"language\": \"zh\"", NULL},
               {"{\"title\": \"x\",}", NULL},
               {"", NULL}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    g_autofree char *path = NULL;
    int handle = g_file_open_tmp("lungang-XXXXXX", &path, NULL);
    close(handle);
    LG_TRUE(g_file_set_contents(path, cases[k].text, -1, NULL), path);
    const char *lang = lg_plan_guess_lang(path);
    LG_EQUAL_TEXT(lang ? lang : "none", cases[k].lang ? cases[k].lang : "none", cases[k].text);
    unlink(path);
  }
  LG_TRUE(!lg_plan_guess_lang("/nowhere/plan.json"), "a plan that is not there");
}

#define DIGITS_40 "1234567890123456789012345678901234567890"
#define DIGITS_63 DIGITS_40 "12345678901234567890123"

/* A number of 63 characters is one, of 64 not: it is told with its place, and nothing else is. */
static void test_long_numbers(void)
{
  static const struct {
    const char *text;
    int row;
    const char *column;
  } cases[] = {
      {"[" DIGITS_63 "4]", 1, "0"},
      {"{\n\"quotas\": [\n{\"min\": " DIGITS_63 ".5, \"id\": \"q\"}]}", 3, "quotas.q.min"},
      {"{\"staffing\": {\"subject_band\":\n[-1, " DIGITS_63 "e5]}}", 2, "staffing.subject_band.1"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_plan_case c = lg_plan_case_bytes(cases[k].text, strlen(cases[k].text), NULL);
    check_only(&c, LG_MSG_JSON_NUMBER_LONG, cases[k].row, cases[k].column,
               DIGITS_40 " is longer than 63", cases[k].text);
    lg_plan_case_clear(&c);
  }
  lg_plan_case c = lg_plan_case_bytes("[" DIGITS_63 "]", strlen(DIGITS_63) + 2, NULL);
  check_only(&c, LG_MSG_PLAN_NEED_OBJECT, 1, "", "[1234", "63 characters");
  lg_plan_case_clear(&c);
}

/* Nesting of 64 is allowed (the list is no plan then), of 65 not; neither is an endless list. */
static void test_sizes(void)
{
  for (int depth = LG_MAX_JSON_DEPTH; depth <= LG_MAX_JSON_DEPTH + 1; depth++) {
    GString *text = g_string_new("");
    for (int i = 0; i < depth; i++) g_string_append_c(text, '[');
    for (int i = 0; i < depth; i++) g_string_append_c(text, ']');
    lg_plan_case c = lg_plan_case_bytes(text->str, text->len, NULL);
    bool deep = depth > LG_MAX_JSON_DEPTH;
    check_only(&c, deep ? LG_MSG_JSON_DEPTH : LG_MSG_PLAN_NEED_OBJECT, 1, "", deep ? "64" : "[[[",
               "nesting");
    lg_plan_case_clear(&c);
    g_string_free(text, TRUE);
  }
  GString *text = g_string_new("[0");
  for (int i = 0; i < LG_MAX_JSON_VALUES; i++) g_string_append(text, ",0");
  g_string_append_c(text, ']');
  lg_plan_case c = lg_plan_case_bytes(text->str, text->len, NULL);
  check_only(&c, LG_MSG_JSON_VALUES, 1, "", "2000000", "too many values");
  lg_plan_case_clear(&c);
  g_string_free(text, TRUE);
}

static void check_file(const char *path, lg_message message)
{
  lg_report *report = lg_report_new();
  LG_TRUE(!lg_plan_open(path, &(lg_coding){0}, report), path);
  LG_EQUAL_INT(lg_report_defects(report), 1, path);
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(report, LG_DEFECT, 0)), lg_message_name(message),
                path);
  met[message] = true;
  lg_report_free(report);
}

static void test_files(void)
{
  char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  char *path = g_build_filename(folder, "plan.json", NULL);
  check_file(path, LG_MSG_PLAN_NOT_FOUND);
  check_file(folder, LG_MSG_PLAN_FOLDER_NONE);
  check_file("/dev/null", LG_MSG_PLAN_NOT_FILE);
  LG_EQUAL_INT(symlink("plan.json", path), 0, "a link to itself");
  check_file(path, LG_MSG_PLAN_UNREADABLE);
  g_unlink(path);
  g_file_set_contents(path, "", 0, NULL);
  LG_EQUAL_INT(truncate(path, (off_t)LG_MAX_FILE_BYTES + 1), 0, "a large file");
  check_file(path, LG_MSG_PLAN_FILE_BIG);
  g_unlink(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
}

static void test_escapes(void)
{
  static const struct defect_case cases[] = {
      {"\"term\": \"a\\u0000b\"", LG_MSG_JSON_NUL, 2, "term", "\\u0000"},
      {"\"copy_columns\": [\"a\",\n\"\\ud800\"]", LG_MSG_JSON_SURROGATE, 3, "copy_columns.1",
       "\\ud800"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"name\": \"\\uDE00\"}]",
       LG_MSG_JSON_SURROGATE, 2, "quotas.q.name", "\\ude00"},
      {"\"//\": \"\\ud83dx\"", LG_MSG_JSON_SURROGATE, 2, "//", "\\ud83d"},
      {"\"title\": \"a\\nb\"", LG_MSG_PLAN_CONTROL, 2, "title", "U+000A"},
      {"\"term\": \"\x7F\"", LG_MSG_PLAN_CONTROL, 2, "term", "U+007F"},
      {"\"term\": \"\\uFFFE\"", LG_MSG_PLAN_CONTROL, 2, "term", "U+FFFE"}};
  CHECK(cases);
}

/* --- keys and types --- */

static void test_keys(void)
{
  static const struct defect_case cases[] = {
      {"\"\": 1", LG_MSG_PLAN_KEY, 2, "", "lungang, title"},
      {"\"zzzzzzzz\": 1", LG_MSG_PLAN_KEY, 2, "zzzzzzzz", "zzzzzzzz"},
      {"\"goal\": []", LG_MSG_PLAN_KEY_NEAR, 2, "goal", "goals"},
      {"\"Date\": \"2010-09-01\"", LG_MSG_PLAN_KEY_NEAR, 2, "Date", "date"},
      {"\"TITLE\": \"x\"", LG_MSG_PLAN_KEY_NEAR, 2, "TITLE", "title"},
      {"\"teacher_id\": 1", LG_MSG_PLAN_NEED_LIST, 2, "teacher_id", "1"},
      {"\"teacher_id\": [\"name\", \"nmae\"]", LG_MSG_PLAN_WORD_NEAR, 2, "teacher_id.1", "name"},
      {"\"teacher_id\": [\"id\"]", LG_MSG_PLAN_WORD, 2, "teacher_id.0", "id"},
      {"\"teacher_id\": [\"name\", \"name\"]", LG_MSG_PLAN_VALUE_REPEATED, 2, "teacher_id.1",
       "name"},
      {"\"teacher_id\": [\"name\"], \"columns\": {\"teachers\": {\"id\": \"职工号\"}}",
       LG_MSG_PLAN_ID_TWO_WAYS, 2, "teacher_id", "职工号"},
      {"\"columns\": []", LG_MSG_PLAN_NEED_OBJECT, 2, "columns", "[]"},
      {"\"locks\": []", LG_MSG_PLAN_PIECES_EMPTY, 2, "locks", "list"},
      {"\"locks\": [\"a.csv\", 3]", LG_MSG_PLAN_NEED_TEXT, 2, "locks.1", "3"},
      {"\"columns\": {\"teacher\": {}}", LG_MSG_PLAN_KEY_NEAR, 2, "columns.teacher", "teachers"},
      {"\"columns\": {\"teachers\": {\"joind\": \"x\"}}", LG_MSG_PLAN_KEY_NEAR, 2,
       "columns.teachers.joind", "joined"},
      {"\"columns\": {\"teachers\": {\"joined\": 1}}", LG_MSG_PLAN_NEED_TEXT, 2,
       "columns.teachers.joined", "1"},
      {"\"columns\": {\"teachers\": {\"name\": \" \"}}", LG_MSG_PLAN_EMPTY_TEXT, 2,
       "columns.teachers.name", "empty"},
      {"\"columns\": {\"teachers\": {\"joined\": \"时间\", \"birth\": \" 时 间*\"}}",
       LG_MSG_PLAN_COLUMN_TAKEN, 2, "columns.teachers.joined", "birth"},
      {"\"columns\": {\"teachers\": {\"id\": \"序号\"}}", LG_MSG_PLAN_COLUMN_SERIAL, 2,
       "columns.teachers.id", "序号"},
      {"\"columns\": {\"pairs\": {\"a\": \"x\"}}", LG_MSG_PLAN_COLUMN_TABLE, 2, "columns.pairs",
       "pairs"},
      {"\"backbone\": [1]", LG_MSG_PLAN_NEED_TEXT, 2, "backbone.0", "1"},
      {"\"backbone\": [{\"ends\": \"x\", \"ends_with\": \"y\"}]", LG_MSG_PLAN_KEY_NEAR, 2,
       "backbone.0.ends", "ends_with"},
      {"\"backbone\": [{}]", LG_MSG_PLAN_KEY_MISSING, 2, "backbone.0.ends_with", "ends_with"},
      {"\"backbone\": [{\"ends_with\": \"x\"}, {\"ends_with\": \" x\"}]",
       LG_MSG_PLAN_VALUE_REPEATED, 2, "backbone.1", "x"},
      {"\"title\": \"a\",\n\"title\": \"a\"", LG_MSG_PLAN_KEY_REPEATED, 3, "title", "2"},
      {"\"//\": 1", LG_MSG_PLAN_NEED_TEXT, 2, "//", "1"},
      {"\"commute\": {\"//\": []}", LG_MSG_PLAN_NEED_TEXT, 2, "commute.//", "[]"},
      {"\"title\": 2010", LG_MSG_PLAN_NEED_TEXT, 2, "title", "2010"},
      {"\"term\": null", LG_MSG_PLAN_NEED_TEXT, 2, "term", "null"},
      {"\"lang\": \"fr\"", LG_MSG_PLAN_WORD, 2, "lang", "zh, en"},
      {"\"wishes\": \" \"", LG_MSG_PLAN_EMPTY_TEXT, 2, "wishes", "empty"},
      {"\"demand\": {}", LG_MSG_PLAN_NEED_TEXT, 2, "demand", "{}"},
      {"\"backbone\": \"a\"", LG_MSG_PLAN_NEED_LIST, 2, "backbone", "\"a\""},
      {"\"backbone\": [\"a\", 1]", LG_MSG_PLAN_NEED_TEXT, 2, "backbone.1", "1"},
      {"\"backbone\": [\"a\", \"ａ\"]", LG_MSG_PLAN_VALUE_REPEATED, 2, "backbone.1", "ａ"},
      {"\"copy_columns\": [\"电话\", \" 电话\"]", LG_MSG_PLAN_COLUMN_REPEATED, 2, "copy_columns.1",
       "电话"},
      {"\"copy_columns\": {}", LG_MSG_PLAN_NEED_LIST, 2, "copy_columns", "{}"},
      {"\"copy_columns\": [\"\"]", LG_MSG_PLAN_EMPTY_TEXT, 2, "copy_columns.0", "empty"}};
  CHECK(cases);
}

/* Each line of the plan breaks one of the required keys. */
static void test_required(void)
{
  static const struct {
    const char *text;
    lg_message message;
    const char *column, *part;
  } cases[] = {
      {"{\"date\": \"2010-09-01\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_KEY_MISSING, "lungang", "lungang"},
      {"{\"lungang\": 1, \"teachers\": \"t\", \"schools\": \"s\"}", LG_MSG_PLAN_KEY_MISSING, "date",
       "date"},
      {"{\"lungang\": 1, \"date\": \"2010-09-01\", \"schools\": \"s\"}", LG_MSG_PLAN_KEY_MISSING,
       "teachers", "teachers"},
      {"{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"t\"}", LG_MSG_PLAN_KEY_MISSING,
       "schools", "schools"},
      {"{\"lungang\": 2, \"date\": \"2010-09-01\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_NUMBER, "lungang", "2"},
      {"{\"lungang\": \"1\", \"date\": \"2010-09-01\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_NUMBER, "lungang", "\"1\""},
      {"{\"lungang\": 1, \"date\": \"2010-9-1\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_DATE, "date", "2010-9-1"},
      {"{\"lungang\": 1, \"date\": \"2010-02-29\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_DATE, "date", "2010-02-29"},
      {"{\"lungang\": 1, \"date\": \"2010-00-10\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_DATE, "date", "2010-00-10"},
      {"{\"lungang\": 1, \"date\": \"2101-01-01\", \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_DATE, "date", "1900-2100"},
      {"{\"lungang\": 1, \"date\": 20100901, \"teachers\": \"t\", \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_DATE, "date", "20100901"},
      {"{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": 1, \"schools\": \"s\"}",
       LG_MSG_PLAN_NEED_TEXT, "teachers", "1"},
      {"[]", LG_MSG_PLAN_NEED_OBJECT, "", "[]"},
      {"null", LG_MSG_PLAN_NEED_OBJECT, "", "null"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_plan_case c = lg_plan_case_bytes(cases[k].text, strlen(cases[k].text), NULL);
    check_only(&c, cases[k].message, 1, cases[k].column, cases[k].part, cases[k].text);
    lg_plan_case_clear(&c);
  }
}

/* Nothing stops at the first: rules are checked also where the tables cannot be read. */
static void test_all(void)
{
  static const char text[] =
      "{\"lungang\": 3, \"teachers\": \"t.csv\",\n\"goals\": [\"equity\", \"equty\"],\n"
      "\"limits\": {\"gap\": 0.5},\n\"limitz\": 1}";
  lg_plan_case c = lg_plan_case_bytes(text, sizeof text - 1, NULL);
  LG_EQUAL_INT(lg_report_defects(c.report), 6, "lungang, date, schools, equty, gap, limitz");
  LG_TRUE(c.plan && !c.policy,
          "a plan without a table of schools: the other tables are still read");
  lg_plan_case_clear(&c);
}

/* --- rules --- */

static void test_eligibility(void)
{
  static const struct defect_case cases[] = {
      {"\"eligibility\": []", LG_MSG_PLAN_NEED_OBJECT, 2, "eligibility", "[]"},
      {"\"eligibility\": {\"min_year\": 3}", LG_MSG_PLAN_KEY_NEAR, 2, "eligibility.min_year",
       "min_years"},
      {"\"eligibility\": {\n\"min_years\": -1}", LG_MSG_PLAN_NEED_WHOLE_FROM, 3,
       "eligibility.min_years", "-1"},
      {"\"eligibility\": {\"max_age\": 54}", LG_MSG_PLAN_NEED_OBJECT, 2, "eligibility.max_age",
       "54"},
      {"\"eligibility\": {\"max_age\": {\"m\": 54}}", LG_MSG_PLAN_KEY_NEAR, 2,
       "eligibility.max_age.m", "\"M\""},
      {"\"eligibility\": {\"max_age\": {\"M\": 54.5}}", LG_MSG_PLAN_NEED_WHOLE_FROM, 2,
       "eligibility.max_age.M", "54.5"},
      {"\"eligibility\": {\"retirement_age\": {\"M\": 60, \"F\": 55}}", LG_MSG_PLAN_NO_MARGIN, 2,
       "eligibility.retirement_age", "retirement_margin_years"},
      {"\"eligibility\": {\"retirement_age\": \"statutory-2025\"}", LG_MSG_PLAN_NO_MARGIN, 2,
       "eligibility.retirement_age", "retirement_margin_years"},
      {"\"eligibility\": {\"retirement_margin_years\": 5, \"retirement_age\": {\"M\": 60}}",
       LG_MSG_PLAN_KEY_MISSING, 2, "eligibility.retirement_age.F", "F"},
      {"\"eligibility\": {\"retirement_margin_years\": 5, \"retirement_age\": \"statutory2025\"}",
       LG_MSG_PLAN_WORD_NEAR, 2, "eligibility.retirement_age", "statutory-2025"},
      {"\"eligibility\": {\"retirement_margin_years\": 0.5}", LG_MSG_PLAN_NEED_WHOLE_FROM, 2,
       "eligibility.retirement_margin_years", "0.5"},
      {"\"eligibility\": {\"exempt_tags\": \"毕业班\"}", LG_MSG_PLAN_NEED_LIST, 2,
       "eligibility.exempt_tags", "毕业班"},
      {"\"eligibility\": {\"exempt_tags\": [\"毕业班\", \"毕业班\"]}", LG_MSG_PLAN_VALUE_REPEATED,
       2, "eligibility.exempt_tags.1", "毕业班"},
      {"\"eligibility\": {\"exempt_tags\": [\"哺乳期\"]}", LG_MSG_FILTER_ABSENT, 2,
       "eligibility.exempt_tags.0", "哺乳期"},
      {"\"eligibility\": {\"retirement_senior_titles\": [\"高级老师\"]}", LG_MSG_FILTER_ABSENT_NEAR,
       2, "eligibility.retirement_senior_titles.0", "高级教师"},
      {"\"eligibility\": {\"exclude\": {}}", LG_MSG_PLAN_NEED_LIST, 2, "eligibility.exclude", "{}"},
      {"\"eligibility\": {\"exclude\": [true]}", LG_MSG_PLAN_NEED_OBJECT, 2,
       "eligibility.exclude.0", "true"},
      {"\"eligibility\": {\"exclude\": [{}, {\"eligible\": true}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.1.eligible", "eligible"},
      {"\"eligibility\": {\"exclude\": [{\"moved\": true}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.0.moved", "moved"},
      {"\"eligibility\": {\"exclude\": [{\"same_group\": true}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.0.same_group", "same_group"},
      {"\"eligibility\": {\"exclude\": [{\"to.tier\": \"weak\"}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.0.to.tier", "to.tier"},
      {"\"eligibility\": {\"exclude\": [{\"to\": {\"tier\": \"weak\"}}]}",
       LG_MSG_FILTER_KEY_EXCLUDE, 2, "eligibility.exclude.0.to", "to"},
      {"\"eligibility\": {\"exclude\": [{\"wish\": 1}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.0.wish", "wish"},
      {"\"eligibility\": {\"exclude\": [{\"route\": \"lock\"}]}", LG_MSG_FILTER_KEY_EXCLUDE, 2,
       "eligibility.exclude.0.route", "route"}};
  CHECK(cases);
}

static void test_routes(void)
{
  static const struct defect_case cases[] = {
      {"\"routes\": {}", LG_MSG_PLAN_NEED_LIST, 2, "routes", "{}"},
      {"\"routes\": [1]", LG_MSG_PLAN_NEED_OBJECT, 2, "routes.0", "1"},
      {"\"routes\": [{}]", LG_MSG_PLAN_KEY_MISSING, 2, "routes.0.id", "id"},
      {"\"routes\": [{\"id\": 1}]", LG_MSG_PLAN_NEED_TEXT, 2, "routes.0.id", "1"},
      {"\"routes\": [{\"id\": \"\"}]", LG_MSG_PLAN_EMPTY_TEXT, 2, "routes.0.id", "empty"},
      {"\"routes\": [{\"id\": \"a\"},\n{\"id\": \"ａ\", \"name\": \"b\"}]", LG_MSG_PLAN_ID_REPEATED,
       3, "routes.ａ.id", "a"},
      {"\"routes\": [{\"id\": \"a\"}, {\"id\": \"b\", \"name\": \"a\"}]", LG_MSG_PLAN_NAME_REPEATED,
       2, "routes.b.name", "a"},
      {"\"routes\": [{\"id\": \"a\", \"name\": \"b\"}, {\"id\": \"b\"}]", LG_MSG_PLAN_NAME_REPEATED,
       2, "routes.b.id", "b"},
      {"\"routes\": [{\"id\": \"a\", \"name\": \" \"}]", LG_MSG_PLAN_EMPTY_TEXT, 2, "routes.a.name",
       "empty"},
      {"\"routes\": [{\"id\": \"lock\"}]", LG_MSG_PLAN_ROUTE_LOCK, 2, "routes.lock.id", "lock"},
      {"\"routes\": [{\"id\": \"a\",\n\"name\": \"lock\"}]", LG_MSG_PLAN_ROUTE_LOCK, 3,
       "routes.a.name", "lock"},
      {"\"routes\": [{\"id\": \"a\", \"moved\": true}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.moved", "moved"},
      {"\"routes\": [{\"id\": \"a\", \"route\": \"b\"}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.route", "route"},
      {"\"routes\": [{\"id\": \"a\", \"eligible\": true}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.eligible", "eligible"},
      {"\"routes\": [{\"id\": \"a\", \"returns\": true}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.returns", "returns"},
      {"\"routes\": [{\"id\": \"a\", \"any\": [{\"backbone\": true}]}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.any", "any"},
      {"\"routes\": [{\"id\": \"a\", \"term\": 0}]", LG_MSG_PLAN_NEED_WHOLE, 2, "routes.a.term",
       "0"},
      {"\"routes\": [{\"id\": \"a\", \"then\": \"stays\"}]", LG_MSG_PLAN_WORD_NEAR, 2,
       "routes.a.then", "stay"},
      {"\"routes\": [{\"id\": \"a\", \"personnel\": 1}]", LG_MSG_PLAN_NEED_BOOL, 2,
       "routes.a.personnel", "1"},
      {"\"period\": {\"from\": \"2010-09-01\"}", LG_MSG_PLAN_PERIOD_ALONE, 2, "period", "service"},
      {"\"service\": \"v.csv\", \"period\": {}", LG_MSG_PLAN_KEY_MISSING, 2, "period.from", "from"},
      {"\"quotas\": [{\"id\": \"a\", \"count\": {\"any\": []}, \"min\": 1}]",
       LG_MSG_FILTER_ANY_EMPTY, 2, "quotas.a.count.any", "no filter"},
      {"\"quotas\": [{\"id\": \"a\", \"count\": {\"any\": [{\"any\": [{}]}]}, \"min\": 1}]",
       LG_MSG_FILTER_ANY_INSIDE, 2, "quotas.a.count.any.0.any", "any"},
      {"\"quotas\": [{\"id\": \"a\", \"count\": {}, \"max\": 1, \"withdrawals\": 1}]",
       LG_MSG_PLAN_WITHDRAWALS, 2, "quotas.a.withdrawals", "minimum"},
      {"\"routes\": [{\"id\": \"a\",\n\"form.tier\": \"weak\"}]", LG_MSG_PLAN_KEY_NEAR, 3,
       "routes.a.form.tier", "from.tier"},
      {"\"routes\": [{\"id\": \"a\", \"from\": {\"tiers\": \"weak\"}}]", LG_MSG_PLAN_KEY_NEAR, 2,
       "routes.a.from.tiers", "tier"},
      {"\"routes\": [{\"id\": \"a\", \"to\": {\"stage\": \"primary\"}}]", LG_MSG_PLAN_KEY, 2,
       "routes.a.to.stage", "school, tier, group"},
      {"\"routes\": [{\"id\": \"a\", \"from\": \"weak\"}]", LG_MSG_PLAN_NEED_OBJECT, 2,
       "routes.a.from", "weak"},
      {"\"routes\": [{\"id\": \"a\", \"from\": {\"tier\": \"week\"}}]", LG_MSG_PLAN_WORD_NEAR, 2,
       "routes.a.from.tier", "weak"},
      {"\"routes\": [{\"id\": \"a\", \"from.tier\": \"weak\",\n\"from\": {\"tier\": \"weak\"}}]",
       LG_MSG_PLAN_KEY_REPEATED, 3, "routes.a.from.tier", "2"},
      {"\"teams\": {}", LG_MSG_PLAN_NEED_LIST, 2, "teams", "{}"},
      {"\"teams\": [{\"route\": \"suport\", \"min\": 2}]", LG_MSG_PLAN_ROUTE_NEAR, 2,
       "teams.suport.route", "support"},
      {"\"teams\": [{\"route\": \"lock\", \"min\": 2}]", LG_MSG_PLAN_ROUTE, 2, "teams.lock.route",
       "lock"},
      {"\"teams\": [{\"route\": \"learn\", \"min\": 2},\n{\"route\": \"learn\", \"min\": 3}]",
       LG_MSG_PLAN_TEAM_REPEATED, 3, "teams.learn.route", "learn"},
      {"\"teams\": [{\"route\": \"learn\", \"min\": 0}]", LG_MSG_PLAN_NEED_WHOLE_FROM, 2,
       "teams.learn.min", "0"},
      {"\"teams\": [{\"route\": \"learn\"}]", LG_MSG_PLAN_KEY_MISSING, 2, "teams.learn.min", "min"},
      {"\"teams\": [{\"min\": 2}]", LG_MSG_PLAN_KEY_MISSING, 2, "teams.0.route", "route"},
      {"\"teams\": [{\"route\": \"learn\", \"min\": 2, \"mins\": 3}]", LG_MSG_PLAN_KEY_NEAR, 2,
       "teams.learn.mins", "min"}};
  CHECK(cases);
}

static void test_figures(void)
{
  static const struct defect_case cases[] = {
      {"\"commute\": {\"max_km\": \"15\"}", LG_MSG_PLAN_NEED_KM, 2, "commute.max_km", "\"15\""},
      {"\"commute\": {\"max_extra_km\": -1}", LG_MSG_PLAN_NEED_KM, 2, "commute.max_extra_km",
       "20100"},
      {"\"commute\": {\"km\": 1}", LG_MSG_PLAN_KEY_NEAR, 2, "commute.km", "max_km"},
      {"\"staffing\": {\"subject_band\": [1, -1]}", LG_MSG_PLAN_NEED_BAND, 2,
       "staffing.subject_band", "[1, -1]"},
      {"\"staffing\": {\"subject_band\": [-1]}", LG_MSG_PLAN_NEED_BAND, 2, "staffing.subject_band",
       "[-1]"},
      {"\"staffing\": {\"headcount_band\": 2}", LG_MSG_PLAN_NEED_BAND, 2, "staffing.headcount_band",
       "2"},
      {"\"staffing\": {\"headcount_band\": [0, 0.5]}", LG_MSG_PLAN_NEED_BAND, 2,
       "staffing.headcount_band", "0.5"},
      {"\"staffing\": {\"headcount_band\": [-2, null]}", LG_MSG_PLAN_NEED_BAND, 2,
       "staffing.headcount_band", "null"},
      {"\"staffing\": {\"band\": null}", LG_MSG_PLAN_KEY_NEAR, 2, "staffing.band", "subject_band"},
      {"\"limits\": {\"time_seconds\": 0}", LG_MSG_PLAN_NEED_SECONDS, 2, "limits.time_seconds",
       "0"},
      {"\"limits\": {\"time_seconds\": \"60\"}", LG_MSG_PLAN_NEED_SECONDS, 2, "limits.time_seconds",
       "\"60\""},
      {"\"limits\": {\"time_seconds\": 1e10}", LG_MSG_PLAN_NEED_SECONDS, 2, "limits.time_seconds",
       "1e10"},
      {"\"limits\": {\"gap\": 0.01}", LG_MSG_PLAN_SHARE_NUMBER, 2, "limits.gap", "\"1%\""},
      {"\"limits\": {\"gap\": 1.01}", LG_MSG_PLAN_NEED_SHARE, 2, "limits.gap", "1.01"},
      {"\"limits\": {\"time\": 60}", LG_MSG_PLAN_KEY_NEAR, 2, "limits.time", "time_seconds"},
      {"\"backbone_per_100\": \"1\"", LG_MSG_PLAN_NEED_OBJECT, 2, "backbone_per_100", "\"1\""},
      {"\"backbone_per_100\": {}", LG_MSG_PLAN_KEY_MISSING, 2, "backbone_per_100.min", "min"},
      {"\"backbone_per_100\": {\"min\": 1}", LG_MSG_PLAN_NEED_FRACTION, 2, "backbone_per_100.min",
       "3/4"},
      {"\"backbone_per_100\": {\"min\": \"1%\"}", LG_MSG_PLAN_NEED_FRACTION, 2,
       "backbone_per_100.min", "1%"},
      {"\"backbone_per_100\": {\"min\": \"10000\"}", LG_MSG_PLAN_NEED_FRACTION, 2,
       "backbone_per_100.min", "below 10000"},
      {"\"backbone_per_100\": {\"min\": \"1\", \"soft\": 1}", LG_MSG_PLAN_NEED_BOOL, 2,
       "backbone_per_100.soft", "1"},
      {"\"backbone_per_100\": {\"min\": \"1\", \"weight\": 1001}", LG_MSG_PLAN_NEED_WHOLE, 2,
       "backbone_per_100.weight", "1000"}};
  CHECK(cases);
}

/* --- quotas and filters --- */

static void test_quotas(void)
{
  static const struct defect_case cases[] = {
      {"\"quotas\": 1", LG_MSG_PLAN_NEED_LIST, 2, "quotas", "1"},
      {"\"quotas\": [\n{\"id\": \"q\", \"min\": 1}]", LG_MSG_PLAN_KEY_MISSING, 3, "quotas.q.count",
       "count"},
      {"\"quotas\": [{\"count\": {}, \"min\": 1}]", LG_MSG_PLAN_KEY_MISSING, 2, "quotas.0.id",
       "id"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}}]", LG_MSG_PLAN_QUOTA_OPEN, 2, "quotas.q",
       "max"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1},\n{\"id\": \"q\", \"count\": {}, "
       "\"min\": 1}]",
       LG_MSG_PLAN_ID_REPEATED, 3, "quotas.q.id", "q"},
      {"\"quotas\": [{\"id\": \"backbone_per_100\", \"count\": {}, \"min\": 1}]",
       LG_MSG_PLAN_QUOTA_RESERVED, 2, "quotas.backbone_per_100.id", "backbone_per_100"},
      {"\"quotas\": [{\"id\": \"rotation\", \"count\": {},\n\"min\": 0.37}]",
       LG_MSG_PLAN_SHARE_NUMBER, 3, "quotas.rotation.min", "\"37%\""},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"max\": 0.375}]", LG_MSG_PLAN_SHARE_NUMBER, 2,
       "quotas.q.max", "\"37.5%\""},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1.5}]", LG_MSG_PLAN_NEED_SHARE, 2,
       "quotas.q.min", "1.5"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": -1}]", LG_MSG_PLAN_NEED_BOUND, 2,
       "quotas.q.min", "-1"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": true}]", LG_MSG_PLAN_NEED_BOUND, 2,
       "quotas.q.min", "true"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1000000001}]", LG_MSG_PLAN_NEED_WHOLE,
       2, "quotas.q.min", "1000000000"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": \"37\"}]", LG_MSG_PLAN_NEED_SHARE, 2,
       "quotas.q.min", "\"37\""},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": \"37%\", \"max\": \"3/10\"}]",
       LG_MSG_PLAN_MIN_ABOVE_MAX, 2, "quotas.q.min", "37%"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 3, \"max\": 2}]",
       LG_MSG_PLAN_MIN_ABOVE_MAX, 2, "quotas.q.min", "2"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": \"from.shool\"}]",
       LG_MSG_PLAN_WORD_NEAR, 2, "quotas.q.per", "from.school"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": [\"stage\", "
       "\"subjekt\"]}]",
       LG_MSG_PLAN_WORD_NEAR, 2, "quotas.q.per.1", "subject"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": [\"stage\", 2]}]",
       LG_MSG_PLAN_NEED_TEXT, 2, "quotas.q.per.1", "2"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": []}]",
       LG_MSG_PLAN_PER_KEYS, 2, "quotas.q.per", "0 keys"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": [\"stage\", \"subject\", "
       "\"from.tier\"]}]",
       LG_MSG_PLAN_PER_KEYS, 2, "quotas.q.per", "3 keys"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": [\"stage\", \"stage\"]}]",
       LG_MSG_PLAN_PER_TWICE, 2, "quotas.q.per", "stage"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"weight\": 0}]",
       LG_MSG_PLAN_NEED_WHOLE, 2, "quotas.q.weight", "1000"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"soft\": \"yes\"}]",
       LG_MSG_PLAN_NEED_BOOL, 2, "quotas.q.soft", "yes"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": \"1%\", \"include_rotated\": true, "
       "\"of\": "
       "{\"moved\": "
       "true}}]",
       LG_MSG_FILTER_KEY_FIXED, 2, "quotas.q.of.moved", "moved"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": \"1%\", \"include_rotated\": true, "
       "\"of\": "
       "{\"to.group\": "
       "\"G1\"}}]",
       LG_MSG_FILTER_KEY_FIXED, 2, "quotas.q.of.to.group", "to.group"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"mins\": 1}]",
       LG_MSG_PLAN_KEY_NEAR, 2, "quotas.q.mins", "min"},
      {"\"goals\": [], \"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1,\n\"soft\": true}]",
       LG_MSG_PLAN_SOFT, 3, "quotas.q.soft", "shortfall"},
      {"\"goals\": [\"lottery\"], \"backbone_per_100\": {\"min\": \"1\", \"soft\": true}",
       LG_MSG_PLAN_SOFT, 2, "backbone_per_100.soft", "shortfall"}};
  CHECK(cases);
}

/* Heads beside a base, of which a share may be meant. */
static void test_heads(void)
{
  static const struct defect_case cases[] = {
      {"\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"of\": {}, \"min\": 37}]",
       LG_MSG_PLAN_HEADS, 2, "quotas.q.min", "if a share is meant, write \"37%\""},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"of\": {}, \"max\": 100}]",
       LG_MSG_PLAN_HEADS, 2, "quotas.q.max", "100 is a number of heads"}};
  CHECK(cases);
  static const char *const silent[] = {
      "\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"min\": 37}]",
      "\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"of\": {}, \"min\": \"37%\"}]",
      "\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"of\": {}, \"max\": 0}]",
      "\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"of\": {}, \"min\": 101}]"};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(silent); k++) {
    lg_plan_case c = lg_plan_case_members(silent[k], district);
    LG_EQUAL_INT(lg_report_defects(c.report) + lg_report_warnings(c.report), 0, silent[k]);
    lg_plan_case_clear(&c);
  }
  lg_district_free(district);
}

static void test_quota_limit(void)
{
  lg_district *district = lg_plan_case_district();
  for (int count = LG_MAX_QUOTAS; count <= LG_MAX_QUOTAS + 1; count++) {
    GString *members = g_string_new("\"quotas\": [");
    for (int q = 0; q < count; q++)
      g_string_append_printf(members, "%s{\"id\": \"q%d\", \"count\": {}, \"min\": 0}",
                             q ? "," : "", q);
    g_string_append_c(members, ']');
    lg_plan_case c = lg_plan_case_members(members->str, district);
    if (count == LG_MAX_QUOTAS)
      LG_EQUAL_INT(lg_report_defects(c.report), 0, "200 quotas");
    else
      check_only(&c, LG_MSG_PLAN_QUOTAS_MANY, 2, "quotas", "201", "201 quotas");
    lg_plan_case_clear(&c);
    g_string_free(members, TRUE);
  }
  lg_district_free(district);
}

/* Pairs that are too many, or that would be written alike: the tables decide. */
static void test_pairs_of_keys(void)
{
  static const char members[] =
      "\"goals\": [], \"quotas\": [{\"id\": \"q\", \"count\": {}, \"max\": 1, "
      "\"per\": [\"from.group\", \"subject\"]}]";
  lg_district *district = lg_plan_case_district();
  lg_words *groups = &district->groups, *subjects = &district->subjects;
  district->teachers[1].school = 3; /* T1 is in the first group, T2 in the second */
  district->teachers[1].subject = 1;
  groups->text[0] = "G";
  groups->text[1] = "G/x";
  subjects->text[0] = "x/y";
  subjects->text[1] = "y";
  lg_plan_case c = lg_plan_case_members(members, district);
  check_only(&c, LG_MSG_PLAN_PER_ALIKE, 2, "quotas.q.per", "G/x/y", "alike");
  lg_plan_case_clear(&c);
  for (int over = 0; over < 2; over++) {
    int count = LG_MAX_PAIRS / 2 + over;
    g_free(subjects->text);
    subjects->text = g_new(const char *, count);
    for (int k = 0; k < count; k++) subjects->text[k] = "y";
    subjects->count = count;
    c = lg_plan_case_members(members, district);
    if (over)
      check_only(&c, LG_MSG_PLAN_PER_MANY, 2, "quotas.q.per", "500002 pairs", "too many");
    else
      LG_EQUAL_INT(lg_report_defects(c.report), 0, "500000 pairs");
    lg_plan_case_clear(&c);
  }
  lg_district_free(district);
}

static void test_filters(void)
{
  static const struct {
    const char *filter;
    lg_message message;
    const char *column, *part;
  } cases[] = {{"\"moved\": 1", LG_MSG_PLAN_NEED_BOOL, "moved", "1"},
               {"\"moved\": null", LG_MSG_PLAN_NEED_BOOL, "moved", "null"},
               {"\"moved\": [true, [false]]", LG_MSG_PLAN_NEED_BOOL, "moved.1", "[false]"},
               {"\"gender\": \"male\"", LG_MSG_PLAN_WORD, "gender", "M"},
               {"\"stage\": \"both\"", LG_MSG_PLAN_WORD, "stage", "primary"},
               {"\"stage\": \"九年一贯\"", LG_MSG_PLAN_WORD, "stage", "primary"},
               {"\"from.stage\": \"prmary\"", LG_MSG_PLAN_WORD_NEAR, "from.stage", "primary"},
               {"\"route\": \"partners\"", LG_MSG_PLAN_ROUTE_NEAR, "route", "partner"},
               {"\"route\": [\"lock\", \"zzzz\"]", LG_MSG_PLAN_ROUTE, "route.1", "zzzz"},
               {"\"age\": -1", LG_MSG_PLAN_NEED_WHOLE_FROM, "age", "-1"},
               {"\"age\": \"30\"", LG_MSG_PLAN_NEED_WHOLE_FROM, "age", "\"30\""},
               {"\"wish\": 0", LG_MSG_PLAN_NEED_WHOLE_FROM, "wish", "0"},
               {"\"age\": {\"min\": 40, \"max\": 30}", LG_MSG_PLAN_RANGE, "age", "40"},
               {"\"years\": {\"min\": 1.5}", LG_MSG_PLAN_NEED_WHOLE_FROM, "years.min", "1.5"},
               {"\"years\": {\"mn\": 1}", LG_MSG_PLAN_KEY_NEAR, "years.mn", "min"},
               {"\"rank\": {\"min\": 1}", LG_MSG_FILTER_RANGE_KEY, "rank", "rank"},
               {"\"moved\": {}", LG_MSG_FILTER_RANGE_KEY, "moved", "moved"},
               {"\"age\": {\"not\": {\"not\": 1}}", LG_MSG_FILTER_NOT, "age.not", "{\"not\": 1}"},
               {"\"age\": {\"not\": 1, \"min\": 2}", LG_MSG_PLAN_KEY, "age.min", "not"},
               {"\"subject\": []", LG_MSG_FILTER_EMPTY, "subject", "empty"},
               {"\"subject\": \"\"", LG_MSG_PLAN_EMPTY_TEXT, "subject", "empty"},
               {"\"subject\": 1", LG_MSG_PLAN_NEED_TEXT, "subject", "1"},
               {"\"subject\": \"数字\"", LG_MSG_FILTER_ABSENT_NEAR, "subject", "数学"},
               {"\"subject\": {\"not\": [\"语文\", \"物理\"]}", LG_MSG_FILTER_ABSENT,
                "subject.not.1", "物理"},
               {"\"rank\": \"特级\"", LG_MSG_FILTER_ABSENT, "rank", "特级"},
               {"\"from.group\": \"G12\"", LG_MSG_FILTER_ABSENT_NEAR, "from.group", "G1"},
               {"\"to.school\": \"A9\"", LG_MSG_FILTER_SCHOOL_NEAR, "to.school", "A1"},
               {"\"to.school\": \"实验中学\"", LG_MSG_FILTER_SCHOOL, "to.school", "实验中学"},
               {"\"from.school\": [\"A2\", \"东街小学\"]", LG_MSG_FILTER_SCHOOL_TWO,
                "from.school.1", "东街小学"},
               {"\"subjct\": \"语文\"", LG_MSG_PLAN_KEY_NEAR, "subjct", "subject"}};
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *members = g_strdup_printf("\"quotas\": [{\"id\": \"q\", \"min\": 1,\n\"count\": {%s}}]",
                                    cases[k].filter);
    char *column = g_strconcat("quotas.q.count.", cases[k].column, NULL);
    lg_plan_case c = lg_plan_case_members(members, district);
    check_only(&c, cases[k].message, 3, column, cases[k].part, members);
    lg_plan_case_clear(&c);
    g_free(column);
    g_free(members);
  }
  lg_district_free(district);
}

/* --- goals --- */

/* --- relax and repair --- */

#define CHANGE(rule, id, class, side, heads)                                                 \
  "{\"rule\": \"" rule "\", \"id\": \"" id "\", \"class\": \"" class "\", \"side\": \"" side \
                                                                     "\", \"heads\": " heads "}"
#define RELAX(rule, id, class, side, heads) "\"relax\": [" CHANGE(rule, id, class, side, heads) "]"
#define RELAX_QUOTA(keys, id, class, side) \
  "\"quotas\": [{\"id\": \"q\", \"count\": {}, " keys "}],\n" RELAX("R8", id, class, side, "1")

static void test_relax(void)
{
  static const struct defect_case cases[] = {
      {"\"relax\": {}", LG_MSG_PLAN_NEED_LIST, 2, "relax", "{}"},
      {"\"relax\": [1]", LG_MSG_PLAN_NEED_OBJECT, 2, "relax.0", "1"},
      {"\"relax\": [{\"rule\": \"R7\", \"id\": \"A1\", \"side\": \"max\", \"heads\": 1}]",
       LG_MSG_PLAN_KEY_MISSING, 2, "relax.A1.class", "class"},
      {RELAX("R5", "", "", "max", "1"), LG_MSG_PLAN_WORD_NEAR, 2, "relax.0.rule", "R6, R7"},
      {"\"quotas\": [{\"id\": \"q\", \"count\": {}, \"min\": 1, \"per\": [\"from.school\", "
       "\"subject\"]}], " RELAX("R8", "q", "A1/数字", "min", "1"),
       LG_MSG_PLAN_ELEMENT_NEAR, 2, "relax.q.class", "A1/数学"},
      {RELAX("R6", "A1", "primary/语文", "up", "1"), LG_MSG_PLAN_WORD, 2, "relax.A1.side", "drop"},
      {RELAX("R6", "A1", "primary/语文", "max", "0"), LG_MSG_PLAN_NEED_WHOLE_FROM, 2,
       "relax.A1.heads", "1 or more"},
      {RELAX("R6", "A9", "primary/语文", "max", "1"), LG_MSG_PLAN_ELEMENT_NEAR, 2, "relax.A9.id",
       "\"A1\""},
      {RELAX("R6", "学校四", "primary/语文", "max", "1"), LG_MSG_PLAN_ELEMENT, 2, "relax.学校四.id",
       "R6"},
      {RELAX("R6", "A1", "primary/语", "max", "1"), LG_MSG_PLAN_ELEMENT_NEAR, 2, "relax.A1.class",
       "\"primary/语文\""},
      {RELAX("R6", "A1", "primary/语文", "drop", "1"), LG_MSG_PLAN_RELAX_SIDE, 2, "relax.A1.side",
       "min, max"},
      {"\"staffing\": {\"subject_band\": null},\n" RELAX("R6", "A1", "primary/语文", "max", "1"),
       LG_MSG_PLAN_RELAX_OPEN, 3, "relax.A1.side", "no limit"},
      {RELAX("R7", "A1", "", "min", "1"), LG_MSG_PLAN_RELAX_OPEN, 2, "relax.A1.side", "no limit"},
      {RELAX("R7", "A1", "primary", "max", "1"), LG_MSG_PLAN_ELEMENT, 2, "relax.A1.class", "R7"},
      {RELAX_QUOTA("\"min\": 1", "Q", "", "min"), LG_MSG_PLAN_ELEMENT_NEAR, 3, "relax.Q.id",
       "\"q\""},
      {RELAX_QUOTA("\"min\": 1", "q", "A1", "min"), LG_MSG_PLAN_ELEMENT, 3, "relax.q.class", "R8"},
      {RELAX_QUOTA("\"min\": 1, \"per\": \"to.tier\"", "q", "weaker", "min"),
       LG_MSG_PLAN_ELEMENT_NEAR, 3, "relax.q.class", "\"weak\""},
      {RELAX_QUOTA("\"min\": 1", "q", "", "max"), LG_MSG_PLAN_RELAX_SIDE, 3, "relax.q.side", "min"},
      {RELAX_QUOTA("\"min\": 1, \"soft\": true", "q", "", "min"), LG_MSG_PLAN_RELAX_SOFT, 3,
       "relax.q.id", "soft"},
      {RELAX("R9", "T1", "must/A1", "drop", "1"), LG_MSG_PLAN_ELEMENT, 2, "relax.T1.id", "R9"},
      {RELAX("R11", "T1", "same_school/T2", "drop", "1"), LG_MSG_PLAN_ELEMENT, 2, "relax.T1.id",
       "R11"},
      {"\"teams\": [{\"route\": \"learn\", \"min\": 2}],\n" RELAX("R10", "support", "A1", "min",
                                                                  "1"),
       LG_MSG_PLAN_ELEMENT, 3, "relax.support.id", "R10"},
      {"\"teams\": [{\"route\": \"learn\", \"min\": 2}],\n" RELAX("R10", "learn", "B", "min", "1"),
       LG_MSG_PLAN_ELEMENT, 3, "relax.learn.class", "R10"},
      {"\"backbone_per_100\": {\"min\": \"1\"},\n" RELAX("R12", "backbone_per_100", "A1/junior",
                                                         "min", "1"),
       LG_MSG_PLAN_ELEMENT_NEAR, 3, "relax.backbone_per_100.class", "\"A4/junior\""},
      {"\"backbone_per_100\": {\"min\": \"1\", \"soft\": true},\n" RELAX("R12", "backbone_per_100",
                                                                         "A1/primary", "min", "1"),
       LG_MSG_PLAN_RELAX_SOFT, 3, "relax.backbone_per_100.id", "soft"},
      {RELAX("R12", "backbone_per_100", "A1/primary", "min", "1"), LG_MSG_PLAN_ELEMENT, 2,
       "relax.backbone_per_100.id", "R12"},
      {RELAX("changes", "x", "", "max", "1"), LG_MSG_PLAN_ELEMENT, 2, "relax.x.id", "changes"},
      {RELAX("changes", "", "", "min", "1"), LG_MSG_PLAN_RELAX_SIDE, 2, "relax.0.side", "max"},
      {"\"relax\": [" CHANGE("R6", "A1", "primary/语文", "max", "1") ",\n" CHANGE(
           "R6", " Ａ1", "primary／语文", "max", "2") "]",
       LG_MSG_PLAN_RELAX_REPEATED, 3, "relax. Ａ1", "line 2"}};
  CHECK(cases);
}

static void test_repair(void)
{
  static const struct defect_case cases[] = {
      {"\"repair\": []", LG_MSG_PLAN_NEED_OBJECT, 2, "repair", "[]"},
      {"\"repair\": {\"ever\": []}", LG_MSG_PLAN_KEY_NEAR, 2, "repair.ever", "never"},
      {"\"repair\": {\"never\": \"R6\"}", LG_MSG_PLAN_NEED_LIST, 2, "repair.never", "\"R6\""},
      {"\"repair\": {\"never\": [\"R7\", \"R5\"]}", LG_MSG_PLAN_WORD_NEAR, 2, "repair.never.1",
       "R6, R7"},
      {"\"repair\": {\"never\": [\"R7\", \"R7\"]}", LG_MSG_PLAN_VALUE_REPEATED, 2, "repair.never.1",
       "R7"},
      {"\"repair\": {\"weights\": {\"xyz\": 2}}", LG_MSG_PLAN_KEY, 2, "repair.weights.xyz", "R6"},
      {"\"repair\": {\"weights\": {\"R6\": 0}}", LG_MSG_PLAN_NEED_WHOLE, 2, "repair.weights.R6",
       "from 1"},
      {"\"repair\": {\"weights\": {\"R6\": 1.5}}", LG_MSG_PLAN_NEED_WHOLE, 2, "repair.weights.R6",
       "1.5"},
      {"\"repair\": {\"weights\": {\"R6\": 1,\n\"R6\": 1}}", LG_MSG_PLAN_KEY_REPEATED, 3,
       "repair.weights.R6", "2"},
      {"\"quotas\": [{\"id\": \"R7\", \"count\": {}, \"min\": 1}]", LG_MSG_PLAN_QUOTA_RESERVED, 2,
       "quotas.R7.id", "R7"},
      {"\"quotas\": [{\"id\": \"changes\", \"count\": {}, \"min\": 1}]", LG_MSG_PLAN_QUOTA_RESERVED,
       2, "quotas.changes.id", "changes"}};
  CHECK(cases);
}

static void test_goals(void)
{
  static const struct defect_case cases[] = {
      {"\"goals\": \"equity\"", LG_MSG_PLAN_NEED_LIST, 2, "goals", "equity"},
      {"\"goals\": [[]]", LG_MSG_PLAN_NEED_GOAL, 2, "goals.0", "[]"},
      {"\"goals\": [{\"seed\": \"1\"}]", LG_MSG_PLAN_KEY_MISSING, 2, "goals.0.id", "id"},
      {"\"goals\": [\"lotery\"]", LG_MSG_PLAN_WORD_NEAR, 2, "goals.lotery", "lottery"},
      {"\"goals\": [\"zzz\"]", LG_MSG_PLAN_WORD, 2, "goals.zzz", "shortfall, staffing"},
      {"\"goals\": [\"moves\",\n{\"id\": \"moves\"}]", LG_MSG_PLAN_GOAL_REPEATED, 3,
       "goals.moves.id", "moves"},
      {"\"goals\": [{\"id\": \"moves\", \"tolerance\": 0.01}]", LG_MSG_PLAN_SHARE_NUMBER, 2,
       "goals.moves.tolerance", "\"1%\""},
      {"\"goals\": [{\"id\": \"moves\", \"tolerance\": \"101%\"}]", LG_MSG_PLAN_NEED_SHARE, 2,
       "goals.moves.tolerance", "101%"},
      {"\"goals\": [{\"id\": \"moves\", \"tolerence\": \"1%\"}]", LG_MSG_PLAN_KEY_NEAR, 2,
       "goals.moves.tolerence", "tolerance"},
      {"\"goals\": [{\"id\": \"moves\", \"points\": [1]}]", LG_MSG_PLAN_GOAL_KEY, 2,
       "goals.moves.points", "wishes"},
      {"\"goals\": [{\"id\": \"moves\", \"seed\": \"1\"}]", LG_MSG_PLAN_GOAL_KEY, 2,
       "goals.moves.seed", "lottery"},
      {"\"goals\": [{\"id\": \"lottery\", \"seed\": 2010}]", LG_MSG_PLAN_NEED_TEXT, 2,
       "goals.lottery.seed", "2010"},
      {"\"wishes\": \"w.csv\", \"goals\": [{\"id\": \"wishes\", \"points\": [3, 1001]}]",
       LG_MSG_PLAN_NEED_WHOLE, 2, "goals.wishes.points.1", "1000"},
      {"\"wishes\": \"w.csv\", \"goals\": [{\"id\": \"wishes\", \"points\": 3}]",
       LG_MSG_PLAN_NEED_LIST, 2, "goals.wishes.points", "3"},
      {"\"goals\": [\"wishes\"]", LG_MSG_PLAN_GOAL_TABLE, 2, "goals.wishes", "wishes"},
      {"\"goals\": [{\"id\": \"changes\"}]", LG_MSG_PLAN_GOAL_TABLE, 2, "goals.changes.id",
       "baseline"},
      {"\"goals\": [\"staffing\"]", LG_MSG_PLAN_GOAL_NO_TARGET, 2, "goals.staffing", "target"},
      {"\"goals\": [\"flexible\"]", LG_MSG_PLAN_GOAL_NEEDS_KEY, 2, "goals.flexible", "flexible"},
      {"\"flexible\": {}, \"flexible_demand\": \"f.csv\", \"goals\": [\"flexible\"]",
       LG_MSG_PLAN_GOAL_NO_UNITS, 2, "goals.flexible", "target"},
      {"\"flexible\": {}", LG_MSG_PLAN_TOGETHER, 2, "flexible", "flexible_demand"},
      {"\"flexible_demand\": \"f.csv\"", LG_MSG_PLAN_TOGETHER, 2, "flexible_demand", "flexible"},
      {"\"flexible_demand\": \"f.csv\", \"flexible\": {\"units\": [4, 2]}", LG_MSG_PLAN_NEED_UNITS,
       2, "flexible.units", "1000"},
      {"\"flexible_demand\": \"f.csv\", \"flexible\": {\"units\": [0, 2]}", LG_MSG_PLAN_NEED_UNITS,
       2, "flexible.units", "[least, most]"},
      {"\"flexible_demand\": \"f.csv\", \"flexible\": {\"who\": {\"moved\": true}}",
       LG_MSG_FILTER_KEY_WHO, 2, "flexible.who.moved", "moved"},
      {"\"flexible_demand\": \"f.csv\", \"flexible\": {\"routes\": [{\"id\": \"a\", "
       "\"moved\": true}]}",
       LG_MSG_FILTER_KEY_ROUTE, 2, "flexible.routes.a.moved", "moved"},
      {"\"flexible_demand\": \"f.csv\", \"routes\": [{\"id\": \"a\"}], \"flexible\": "
       "{\"routes\": [{\"id\": \"a\"}]}",
       LG_MSG_PLAN_ID_REPEATED, 2, "flexible.routes.a.id", "a"},
      {"\"flexible_demand\": \"f.csv\", \"routes\": [{\"id\": \"a\", \"name\": \"x\"}], "
       "\"flexible\": {\"routes\": [{\"id\": \"b\", \"name\": \"x\"}]}",
       LG_MSG_PLAN_NAME_REPEATED, 2, "flexible.routes.b.name", "x"},
      {"\"routes\": [{\"id\": \"a\", \"guest.tier\": \"weak\"}]", LG_MSG_FILTER_KEY_ROUTE, 2,
       "routes.a.guest.tier", "guest.tier"},
      {"\"goals\": [\"equity\"]", LG_MSG_PLAN_GOAL_NO_BACKBONE, 2, "goals.equity", "backbone"}};
  CHECK(cases);
}

/* --- every message --- */

static void test_messages(void)
{
  static const lg_message messages[] = {
#define LG_MSG(id, severity, text) LG_MSG_##id,
#include "io/words/messages_plan.def"
#undef LG_MSG
  };
  lg_lang *zh = lg_lang_new("zh");
  for (size_t k = 0; k < G_N_ELEMENTS(messages); k++) {
    const char *text = lg_message_text(messages[k]);
    LG_TRUE(met[messages[k]], lg_message_name(messages[k]));
    LG_TRUE(strcmp(lg_tr(zh, text), text) != 0, text);
  }
  lg_lang_free(zh);
}

int main(void)
{
  static const lg_case cases[] = {{"syntax", test_syntax},
                                  {"characters", test_characters},
                                  {"directions", test_directions},
                                  {"language", test_language},
                                  {"long numbers", test_long_numbers},
                                  {"sizes", test_sizes},
                                  {"files", test_files},
                                  {"escapes", test_escapes},
                                  {"keys", test_keys},
                                  {"required", test_required},
                                  {"all in one report", test_all},
                                  {"eligibility", test_eligibility},
                                  {"routes and teams", test_routes},
                                  {"figures", test_figures},
                                  {"quotas", test_quotas},
                                  {"heads", test_heads},
                                  {"200 quotas", test_quota_limit},
                                  {"pairs of keys", test_pairs_of_keys},
                                  {"filters", test_filters},
                                  {"goals", test_goals},
                                  {"relax", test_relax},
                                  {"repair", test_repair},
                                  {"every message was met", test_messages},
                                  {NULL, NULL}};
  return lg_run("plan defects", cases);
}
