/* test_report.c - findings: order, places, texts, limits; the nearest name. */
#include <string.h>

#include "io/words/report.h"
#include "runner.h"

static void check_line(const char *what, const char *file, int row, const char *column,
                       const char *expected)
{
  lg_report *report = lg_report_new();
  lg_report_add(report, LG_MSG_ROW_SHORT, file, row, column, "3", "4", NULL);
  g_autofree char *line = lg_report_line(report, LG_DEFECT, 0, NULL);
  LG_EQUAL_TEXT(line, expected, what);
  lg_report_free(report);
}

static void test_places(void)
{
  static const char text[] =
      "the row has 3 cells, the heading has 4; every row needs as many as the heading";
  g_autofree char *all = g_strconcat("t.csv:7: rank: ", text, NULL);
  g_autofree char *no_column = g_strconcat("t.csv:7: ", text, NULL);
  g_autofree char *no_row = g_strconcat("t.csv: rank: ", text, NULL);
  g_autofree char *no_file = g_strconcat("rank: ", text, NULL);
  check_line("all", "t.csv", 7, "rank", all);
  check_line("no column", "t.csv", 7, "", no_column);
  check_line("no row", "t.csv", 0, "rank", no_row);
  check_line("no file", "", 0, "rank", no_file);
  check_line("nothing", "", 0, "", text);
}

static void test_order(void)
{
  lg_report *report = lg_report_new();
  lg_report_add(report, LG_MSG_CELL_ERROR, "b", 9, "x", "1", NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "a", 1, "x", "2", NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "b", 0, "x", "3", NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "b", 9, "x", "4", NULL);
  lg_report_add(report, LG_MSG_HEADING_TWICE, "c", 1, "x", NULL);
  LG_EQUAL_INT(lg_report_defects(report), 4, "defects");
  LG_EQUAL_INT(lg_report_warnings(report), 1, "warnings");
  LG_TRUE(!lg_report_is_full(report), "not full");
  g_autofree char *text = lg_report_text(report, LG_DEFECT, NULL);
  LG_EQUAL_TEXT(text,
                "b: x: the cell holds the error value 3; mend its formula\n"
                "b:9: x: the cell holds the error value 1; mend its formula\n"
                "b:9: x: the cell holds the error value 4; mend its formula\n"
                "a:1: x: the cell holds the error value 2; mend its formula\n",
                "files as first met, rows ascending");
  LG_EQUAL_INT(lg_report_message(report, LG_WARNING, 0), LG_MSG_HEADING_TWICE, "warning");
  LG_EQUAL_INT(lg_report_message(report, LG_WARNING, 1), LG_MSG_COUNT, "no second warning");
  g_autofree char *none = lg_report_line(report, LG_WARNING, 1, NULL);
  LG_TRUE(!none, "no second line");
  lg_report_free(report);
}

/* The first hundred of the order, not of the adding; the rest is a count. */
static void test_many(void)
{
  for (int extra = 0; extra <= 2; extra++) {
    lg_report *report = lg_report_new();
    for (int row = 100 + extra; row >= 1; row--)
      lg_report_add(report, LG_MSG_CELL_ERROR, "f", row, "", "#N/A", NULL);
    LG_EQUAL_INT(lg_report_defects(report), 100 + extra, "all are counted");
    LG_TRUE(lg_report_is_full(report), "full");
    g_autofree char *text = lg_report_text(report, LG_DEFECT, NULL);
    LG_TRUE(g_str_has_prefix(text, "f:1: "), "the first row first");
    LG_HAS_PART(text, "\nf:100: ", "the hundredth");
    LG_TRUE(!strstr(text, "f:101:"), "no more");
    const char *end = strstr(text, "...");
    static const char *const rest[] = {NULL, "... and 1 more defect\n", "... and 2 more defects\n"};
    LG_EQUAL_TEXT(end, rest[extra], "the rest");
    lg_report_free(report);
  }
}

static void test_values(void)
{
  lg_report *report = lg_report_new();
  GString *big = g_string_new(NULL);
  for (int i = 0; i < 100000; i++) g_string_append(big, "字");
  lg_report_add(report, LG_MSG_CELL_ERROR, "f", 1, "", "a\nb\tc\x1B[2J%s", NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "f", 2, "", big->str, NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "f", 3, "", "\xFF", NULL);
  lg_report_add(report, LG_MSG_CELL_ERROR, "f", 4, "", NULL);
  g_autofree char *control = lg_report_line(report, LG_DEFECT, 0, NULL);
  g_autofree char *large = lg_report_line(report, LG_DEFECT, 1, NULL);
  g_autofree char *broken = lg_report_line(report, LG_DEFECT, 2, NULL);
  g_autofree char *missing = lg_report_line(report, LG_DEFECT, 3, NULL);
  LG_HAS_PART(control, "a\\nb\\tc\\u001B[2J%s;", "control characters are shown, not obeyed");
  LG_TRUE(strlen(large) < 1000 && strstr(large, "字…"), "long values are cut");
  LG_TRUE(g_utf8_validate(broken, -1, NULL), "always UTF-8");
  LG_EQUAL_TEXT(missing, "f:4: the cell holds the error value ; mend its formula",
                "a value left out");
  lg_report_free(report);
  g_string_free(big, TRUE);
}

/* How many values a text shows: by turns (%s), or by number (%2$s), where one may stand twice. -1: it
 * has something else. */
static int values_of(const char *text)
{
  int values = 0;
  for (const char *p = text; (p = strchr(p, '%')); p++) {
    if (p[1] == '%') {
      p++;
    } else if (g_ascii_isdigit(p[1]) && p[2] == '$' && p[3] == 's') {
      values = MAX(values, p[1] - '0');
    } else if (p[1] == 's') {
      values++;
    } else {
      return -1;
    }
  }
  return values;
}

/* Every message has a text, and at most six values. */
static void test_messages(void)
{
  for (int m = 0; m < LG_MSG_COUNT; m++) {
    const char *text = lg_message_text((lg_message)m);
    LG_TRUE(*text != '\0', lg_message_name((lg_message)m));
    int values = values_of(text);
    LG_TRUE(values >= 0 && values <= 6, text);
  }
  LG_EQUAL_TEXT(lg_message_name(LG_MSG_ROW_SHORT), "ROW_SHORT", "name");
  LG_EQUAL_INT(lg_message_severity(LG_MSG_HEADING_NEAR), LG_WARNING, "severity");
}

/* In Chinese a message has its values, and no English word is left. */
static void test_chinese(void)
{
  lg_lang *lang = lg_lang_new("zh");
  for (int m = 0; m < LG_MSG_COUNT; m++) {
    const char *text = lg_message_text((lg_message)m);
    LG_EQUAL_INT(values_of(lg_tr(lang, text)), values_of(text), text);
  }
  lg_lang_free(lang);
}

static void test_nearest(void)
{
  static const char *const names[] = {"primary", "junior",    "学科带头人",   "教学能手",
                                      "S001",    "min_years", "第一实验小学", "乙"};
  static const struct {
    const char *value, *near;
  } cases[] = {
      {"primry", "primary"},
      {"PRIMARY", "primary"},
      {"pirmary", "primary"},
      {"junio", "junior"},
      {"学科带头", "学科带头人"},
      {"教学能人", "教学能手"},
      {"S01", "S001"},
      {"minyears", "min_years"},
      {"实验小学", "第一实验小学"},
      {"years", "min_years"},
      {"南昌市第一实验小学", "第一实验小学"}, /* with more before it */
      {"江西省骨干学科带头人", "学科带头人"},
      {"a junior one", NULL}, /* words of English stand in many others */
      {"甲乙丙丁", NULL},     /* one character says nothing */
      {"secondary school", NULL},
      {"", NULL},
      {"甲", NULL},
      {"\xFF", NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
    LG_EQUAL_TEXT(lg_nearest(cases[i].value, names, G_N_ELEMENTS(names)), cases[i].near,
                  cases[i].value);
  static const char *const close[] = {"abcdefgx", "abcdefgh", "abcdefgg"};
  LG_EQUAL_TEXT(lg_nearest("abcdefghi", close, 3), "abcdefgh", "the nearest of several");
  LG_EQUAL_TEXT(lg_nearest("abcdefgy", close, 3), "abcdefgx", "the first of equals");
  g_autofree char *large = g_strnfill(1000000, 'x');
  LG_TRUE(!lg_nearest(large, names, G_N_ELEMENTS(names)), "a long value");
  LG_TRUE(!lg_nearest("abc", (const char *const *)&large, 1), "a long candidate");
}

int main(void)
{
  static const lg_case cases[] = {{"places", test_places},     {"order", test_order},
                                  {"many", test_many},         {"values", test_values},
                                  {"messages", test_messages}, {"Chinese", test_chinese},
                                  {"nearest", test_nearest},   {NULL, NULL}};
  return lg_run("report", cases);
}
