/* test_messy_workbook.c - workbooks as offices keep them: sheets, hidden rows, merged cells, formats of
 * numbers (NUMBER_SHOWN, ID_LONG_NUMBER). */
#include <glib/gstdio.h>
#include <string.h>

#include "child.h"
#include "io/read/xlsx_format.h"
#include "io/words/shapes.h"
#include "office_help.h"
#include "runner.h"
#include "table_help.h"

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

/* Styles 1 ... of the workbooks below. */
static const char *const formats[] = {"yyyy/m;@", "0.00", "0%", "0000", "#,##0", "0.0"};

static char *book_styles(void)
{
  GString *styles = g_string_new("<styleSheet xmlns=\"" MAIN "\"><numFmts>");
  for (size_t k = 0; k < G_N_ELEMENTS(formats); k++)
    g_string_append_printf(styles, "<numFmt numFmtId=\"%zu\" formatCode=\"%s\"/>", 170 + k,
                           formats[k]);
  g_string_append(styles, "</numFmts><cellXfs><xf numFmtId=\"0\"/>");
  for (size_t k = 0; k < G_N_ELEMENTS(formats); k++)
    g_string_append_printf(styles, "<xf numFmtId=\"%zu\"/>", 170 + k);
  g_string_append(styles, "</cellXfs></styleSheet>");
  return g_string_free(styles, FALSE);
}

/* A sheet from a short form: rows by \n, cells by |; "#7" a number, "#36008:1" one of style 1,
 * blank cells left out; a row (hidden) is so; a row (merge) A2:A4 says that cells are merged.
 * g_free. */
static char *book_sheet(const char *text)
{
  GString *xml = g_string_new("<worksheet xmlns=\"" MAIN "\"><sheetData>");
  GString *merges = g_string_new(NULL);
  g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
  for (int r = 0; rows[r] && *text; r++) {
    if (g_str_has_prefix(rows[r], "(merge)")) {
      g_string_append_printf(merges, "<mergeCell ref=\"%s\"/>", rows[r] + strlen("(merge) "));
      continue;
    }
    bool hidden = g_str_has_prefix(rows[r], "(hidden)");
    g_auto(GStrv) cells = g_strsplit(rows[r] + (hidden ? strlen("(hidden)") : 0), "|", -1);
    g_string_append_printf(xml, "<row r=\"%d\"%s>", r + 1, hidden ? " hidden=\"1\"" : "");
    for (int c = 0; cells[c]; c++) {
      const char *style = *cells[c] == '#' ? strchr(cells[c], ':') : NULL;
      if (*cells[c] == '#')
        g_string_append_printf(xml, "<c r=\"%c%d\" s=\"%s\"><v>%.*s</v></c>", 'A' + c, r + 1,
                               style ? style + 1 : "0", (int)strcspn(cells[c] + 1, ":"),
                               cells[c] + 1);
      else if (*cells[c])
        g_string_append_printf(xml, "<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>", 'A' + c,
                               r + 1, cells[c]);
    }
    g_string_append(xml, "</row>");
  }
  g_string_append_printf(xml, "</sheetData><mergeCells>%s</mergeCells></worksheet>", merges->str);
  g_string_free(merges, TRUE);
  return g_string_free(xml, FALSE);
}

struct book_case {
  const char *what;
  const char *states[3], *sheets[3]; /* 第一, 第二, 第三; state NULL: visible; sheet NULL: empty */
  const char *rows, *findings;
};

static char *book_zip(const struct book_case *c, size_t *size)
{
  static const char *const names[] = {"第一", "第二", "第三"};
  GString *book = g_string_new("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL "\"><sheets>");
  for (int k = 0; k < 3; k++)
    g_string_append_printf(book, "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\" state=\"%s\"/>",
                           names[k], k + 1, k, c->states[k] ? c->states[k] : "visible");
  g_string_append(book, "</sheets></workbook>");
  char *sheets[3];
  for (int k = 0; k < 3; k++) sheets[k] = book_sheet(c->sheets[k] ? c->sheets[k] : "");
  g_autofree char *styles = book_styles();
  char *zip = lg_help_zip(
      size, "_rels/.rels",
      RELS "<Relationship Id=\"r\" Type=\"" REL
           "/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>",
      "xl/workbook.xml", book->str, "xl/_rels/workbook.xml.rels",
      RELS "<Relationship Id=\"r0\" Type=\"" REL
           "/worksheet\" Target=\"worksheets/s1.xml\"/><Relationship Id=\"r1\" Type=\"" REL
           "/worksheet\" Target=\"worksheets/s2.xml\"/><Relationship Id=\"r2\" Type=\"" REL
           "/worksheet\" Target=\"worksheets/s3.xml\"/><Relationship Id=\"r3\" Type=\"" REL
           "/styles\" Target=\"styles.xml\"/></Relationships>",
      "xl/worksheets/s1.xml", sheets[0], "xl/worksheets/s2.xml", sheets[1], "xl/worksheets/s3.xml",
      sheets[2], "xl/styles.xml", styles, NULL);
  g_string_free(book, TRUE);
  for (int k = 0; k < 3; k++) g_free(sheets[k]);
  return zip;
}

static void check_books(const char *name, const struct book_case *cases, size_t count)
{
  for (size_t k = 0; k < count; k++) {
    size_t size;
    g_autofree char *zip = book_zip(&cases[k], &size);
    lg_help_check(cases[k].what, name, zip, size, LG_TABLE_TEACHERS, cases[k].rows,
                  cases[k].findings);
  }
}

#define HEAD "工号|学校|学科"

static void test_sheets(void)
{
  static const struct book_case cases[] = {
      {"one sheet beside empty ones", {0}, {HEAD "\nT1|S1|语文"}, "2:T1|S1|语文", ""},
      {"a hidden sheet is skipped",
       {"hidden", "veryHidden"},
       {HEAD "\nT1|S1|语文", "x", HEAD "\nT2|S2|数学"},
       "2:T2|S2|数学",
       "SHEET_READ:0"},
      {"the sheet that has the heading",
       {0},
       {"填表说明\n一、工号必填", "学校代码|学校名称|学段\nS1|x|y", "名单\n" HEAD "\nT1|S1|语文"},
       "3:T1|S1|语文",
       "SHEET_READ:0 HEADING_BELOW:2"},
      {"two sheets that have it: the first, and a warning",
       {0},
       {HEAD "\nT1|S1|语文", HEAD "|性别\nT2|S1|语文|男"},
       "2:T1|S1|语文",
       "SHEET_MANY:0 SHEET_READ:0"},
      {"none has it: the nearest",
       {"hidden"},
       {HEAD, "工号|姓名|电话\nT1|x|1", "工号|学校|姓名\nT1|S1|x"},
       "(none)",
       "SHEET_NONE:0 HEADING_MISSING:1"},
      {"none has anything like it",
       {0},
       {"x|y\n1|2", "z"},
       "(none)",
       "SHEET_NONE:0 HEADING_MISSING:1 HEADING_MISSING:1 HEADING_MISSING:1"},
      {"all hidden",
       {"hidden", "hidden", "hidden"},
       {HEAD "\nT1|S1|语文"},
       "(none)",
       "SHEETS_HIDDEN:0"},
      {"all empty", {0}, {0}, "(none)", "XLSX_SHEET_EMPTY:0"},
      {"a heading of two lines in the second",
       {0},
       {"x", "工号|任教||性别\n|学校|学科|\nT1|S1|语文|男"},
       "3:T1|S1|语文|男",
       "SHEET_READ:0 HEADING_TWO_READ:1"},
  };
  check_books("t.xlsx", cases, G_N_ELEMENTS(cases));
  static const struct book_case named[] = {
      {"named, though hidden",
       {"hidden"},
       {HEAD "\nT1|S1|语文", HEAD "\nT2|S1|语文"},
       "2:T1|S1|语文",
       ""},
      {"named, whatever the others are",
       {0},
       {HEAD "\nT1|S1|语文", HEAD "\nT2|S1|语文"},
       "2:T1|S1|语文",
       ""},
      {"named, without the heading",
       {0},
       {"x", HEAD "\nT2|S1|语文"},
       "(none)",
       "HEADING_MISSING:1 HEADING_MISSING:1 HEADING_MISSING:1"},
  };
  check_books("t.xlsx#第一", named, G_N_ELEMENTS(named));
}

static void test_hidden_rows(void)
{
  static const struct book_case cases[] = {
      {"hidden rows are read and counted, records alone",
       {0},
       {"(hidden)名单\n(hidden)" HEAD
        "\nT1|S1|语文\n(hidden)T2|S1|语文\n(hidden)\n(hidden)合计|2|\n"
        "(hidden)T3|S1|数学"},
       "3:T1|S1|语文 4:T2|S1|语文 7:T3|S1|数学",
       "HEADING_BELOW:2 ROWS_HIDDEN:4 ROWS_SKIPPED:6"},
      {"no hidden record",
       {0},
       {HEAD "\nT1|S1|语文\n(hidden)合计|1|"},
       "2:T1|S1|语文",
       "ROWS_SKIPPED:3"},
  };
  check_books("t.xlsx", cases, G_N_ELEMENTS(cases));
}

static void test_merged(void)
{
  static const struct book_case cases[] = {
      {"filled downwards",
       {0},
       {HEAD "\nT1|S1|语文\nT2||\nT3||数学\nT4|S2|语文\n(merge) B2:B4\n(merge) C2:C3"},
       "2:T1|S1|语文 3:T2|S1|语文 4:T3|S1|数学 5:T4|S2|语文",
       "CELLS_MERGED:3 CELLS_MERGED:3"},
      {"titles, headings and sideways ones are left alone",
       {0},
       {"名单||\n工号|学校|学科|电话\nT1|S1|语文\nT2|S1|语文\n(merge) A1:C1\n(merge) D2:D3\n"
        "(merge) C4:D4"},
       "3:T1|S1|语文| 4:T2|S1|语文|",
       "HEADING_BELOW:2 COLUMNS_UNREAD:2"},
      {"over blank rows, totals and page breaks",
       {0},
       {HEAD "\nT1|S1|语文\n\nT2||语文\n小计||2\n" HEAD "\nT3||语文\nT4|S2|语文\n(merge) B2:B7"},
       "2:T1|S1|语文 4:T2|S1|语文 7:T3|S1|语文 8:T4|S2|语文",
       "CELLS_MERGED:4 ROWS_SKIPPED:5"},
      {"what lies hidden below is not what is seen",
       {0},
       {HEAD "\nT1|S1|语文\nT2|S2|语文\n(merge) B2:B3"},
       "2:T1|S1|语文 3:T2|S1|语文",
       "CELLS_MERGED:3"},
      {"two columns wide: the first is filled",
       {0},
       {HEAD "|电话\nT1|S1|语文|\nT2|||\n(merge) C2:D3\n(merge) B2:B3"},
       "2:T1|S1|语文| 3:T2|S1|语文|",
       "COLUMNS_UNREAD:1 CELLS_MERGED:3 CELLS_MERGED:3"},
      {"below a row that is left out for a defect",
       {0},
       {HEAD "|性别\nT1|S1|语文|同上\nT2||语文|男\n(merge) B2:B3"},
       "3:T2|S1|语文|男",
       "CELL_DITTO:2 CELLS_MERGED:3"},
      {"an empty merge fills nothing, overlapping and broken ones do no harm",
       {0},
       {HEAD
        "\nT1||语文\nT2|S1|语文\nT3||语文\nT4||语文\n(merge) B2:B3\n(merge) B3:B5\n"
        "(merge) B3:B1048576\n(merge) B4:B5\n(merge) B9:B3\n(merge) x\n(merge) A1:ZZZZ9\n(merge) "
        "Z1:Z9"},
       "2:T1||语文 3:T2|S1|语文 4:T3|S1|语文 5:T4|S1|语文",
       "CELLS_MERGED:4"},
      {"a number with its format",
       {0},
       {HEAD "\n#7:4|S1|语文\n|S1|语文\n(merge) A2:A3"},
       "2:7|S1|语文 3:7|S1|语文",
       "CELLS_MERGED:3"},
  };
  check_books("t.xlsx", cases, G_N_ELEMENTS(cases));
}

static void test_formats(void)
{
  static const struct {
    int number;                       /* 0: by its code */
    const char *code, *plain, *shown; /* NULL: as it is */
  } cases[] = {
      {1, NULL, "7.5", "8"},
      {2, NULL, "1978.1", "1978.10"},
      {2, NULL, "0.005", "0.01"},
      {2, NULL, "0.004999", "0.00"},
      {2, NULL, "-0.004", "0.00"},
      {2, NULL, "999.995", "1000.00"},
      {3, NULL, "1234567", "1,234,567"},
      {3, NULL, "123", NULL},
      {4, NULL, "-1234.5", "-1,234.50"},
      {4, NULL, "1234.5", "1,234.50"},
      {9, NULL, "0.8", "80%"},
      {9, NULL, "1", "100%"},
      {9, NULL, "0.005", "1%"},
      {10, NULL, "0.12345", "12.35%"},
      {9, NULL, "-0.25", "-25%"},
      {11, NULL, "123456", NULL},
      {12, NULL, "0.5", NULL},
      {49, NULL, "7", NULL},
      {0, NULL, "7.5", NULL},
      {164, NULL, "7.5", NULL},
      {0, "General", "7.5", NULL},
      {0, "@", "7.5", NULL},
      {0, "0000", "7", "0007"},
      {0, "000000", "1234567", NULL},
      {0, "0.00_ ;[Red]\\-0.00\\ ", "1978.1", "1978.10"},
      {0, "0.00_ ;[Red]\\-0.00\\ ", "-1", NULL},
      {0, "0.0#", "1.5", NULL},
      {0, "0.0#", "1", "1.0"},
      {0, "#.##", "0.5", ".5"},
      {0, ".00", "0.5", ".50"},
      {0, "0\"人\"", "620", "620人"},
      {0, "0人", "620", "620人"},
      {0, "[$￥-804]#,##0.00", "1234", "￥1,234.00"},
      {0, "\"T\"000", "7", "T007"},
      {0, "0;-0;;@", "0", NULL},
      {0, "0.0;-0.0;;@", "5", "5.0"},
      {0, "0,", "5000", NULL},
      {0, "0/4", "0.5", NULL},
      {0, "0.00E+00", "5", NULL},
      {0, "[>100]0.0", "5", NULL},
      {0, "[DBNum1]0", "5", NULL},
      {0, "0.0.0", "5", NULL},
      {0, "0\"", "5", NULL},
      {0, "\"", "5", NULL},
      {0, "\\", "5", NULL},
      {0, "[", "5", NULL},
      {0, "", "5", NULL},
      {0, "0\"a long text that nobody needs\"", "5", NULL},
      {0, "0000000000000000000000000000000000", "5", NULL},
      {0, "0%%%", "5", NULL},
      {2, NULL, "1e+300", NULL},
      {14, NULL, "5", NULL},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_format format = lg_format_of(cases[k].number, cases[k].code);
    g_autofree char *shown = lg_format_shown(&format, cases[k].plain);
    g_autofree char *what =
        g_strdup_printf("%d %s of %s", cases[k].number, cases[k].code, cases[k].plain);
    LG_EQUAL_TEXT(shown ? shown : "(plain)", cases[k].shown ? cases[k].shown : "(plain)", what);
  }
}

/* ---- what it means to the program ---- */

/* The plan of the small district with its teachers in a workbook that copies two columns. */
static char *book_plan(void)
{
  g_auto(GStrv) parts = g_strsplit(lg_office_clean.plan, "\"teachers.csv\"", 2);
  return g_strconcat(parts[0], "\"teachers.xlsx\", \"copy_columns\": [\"聘任\", \"考核\"]",
                     parts[1], NULL);
}

static lg_child book_run(const char *rows, const char *command)
{
  size_t size;
  struct book_case c = {"", {0}, {rows}, NULL, NULL};
  g_autofree char *book = book_zip(&c, &size);
  g_autofree char *plan = book_plan();
  g_autofree char *path = g_build_filename(lg_office_folder(), "teachers.xlsx", NULL);
  lg_office_write("plan.json", plan);
  lg_office_write("schools.csv", lg_office_clean.schools);
  lg_office_write("wishes.csv", "教师,学校,志愿\n");
  lg_office_write("locks.csv", "教师,学校,类型\n");
  LG_TRUE(g_file_set_contents(path, book, (gssize)size, NULL), path);
  return lg_child_run(&(lg_child_order){.folder = lg_office_folder(),
                                        .arguments = {command, "plan.json", "--lang", "en"}});
}

static void test_read(void)
{
  lg_office_begin();
  lg_child child = book_run(
      "工号|姓名|学校|学科|出生年月|到本校时间|聘任|考核\n"
      "#7:4|王芳|育才小学|语文|#1978.1:2|#37135:1|#36008:1|#0.8:3\n"
      "#123456789012345|李明|育才小学|语文|1978-10-05 00:00:00|#2001.09:2|#36008:1|#95.5:2\n"
      "T3|张伟|城南小学|语文|#1979.03|#200109|长期|#1234:5\n",
      "solve");
  LG_EQUAL_INT(child.exit, 0, "solved");
  g_autofree char *path = g_build_filename(lg_office_folder(), "plan-out", "placements.csv", NULL);
  g_autofree char *placed = NULL;
  LG_TRUE(g_file_get_contents(path, &placed, NULL, NULL), path);
  static const char *const lines[] = {
      "\n0007,王芳,",          ",1998-08-01,80%\r\n", "\n123456789012345,李明,",
      ",1998-08-01,95.50\r\n", "\nT3,张伟,",          "长期,\"1,234\"\r\n"};
  for (size_t k = 0; placed && k < G_N_ELEMENTS(lines); k++)
    LG_HAS_PART(placed, lines[k], lines[k]);
  LG_HAS_PART(child.err,
              "teachers.xlsx:2: 工号: numbers are read as their format shows them: \"7\" as 0007 "
              "(cells: 1)",
              "id");
  LG_HAS_PART(child.err,
              "teachers.xlsx:2: 出生年月: numbers are read as their format shows them: \"1978.1\" "
              "as 1978.10 (cells: 1)",
              "date");
  LG_TRUE(!strstr(child.err, "January"), "October");
  lg_child_clear(&child);
  child = book_run(
      "工号|学校|学科|出生年月|到本校时间|聘任|考核\n#320101197803051234|S01|语文|||1|2\n"
      "#1|S01|语文|#28564|#1978.1:6|#36008|#1234567890123456\n"
      "#123456789012345|S01|语文|#28564:5|78-03|x|y\n",
      "check");
  LG_EQUAL_INT(child.exit, 3, "defects");
  static const char *const says[] = {
      "teachers.xlsx:2: 工号: \"320101197803051",
      "is a number of more than 15 digits",
      "teachers.xlsx:3: 考核: \"1234567890123460\" is a number of more than 15 digits",
      "teachers.xlsx:3: 出生年月: \"28564\" looks like a spreadsheet's number of the day "
      "1978-03-15",
      "teachers.xlsx:4: 出生年月: \"28564\" looks like a spreadsheet's number of the day "
      "1978-03-15",
      "teachers.xlsx:4: 到本校时间: \"78-03\" has a year of two digits; write 1978-03",
      "Defects of the input: 5."};
  for (size_t k = 0; k < G_N_ELEMENTS(says); k++) LG_HAS_PART(child.out, says[k], says[k]);
  lg_child_clear(&child);
  lg_office_end();
}

/* The sheet is chosen by the headings that the plan names, and ids are made of merged cells, too.
 */
static void test_named(void)
{
  static const struct book_case c = {
      "named",
      {0},
      {"封面",
       "姓名|单位甲|科目|电话\n王芳|育才小学|语文|1\n李明||语文|2\n张伟|城南小学|语文|3\n"
       "(merge) B2:B3"},
      NULL,
      NULL};
  size_t size;
  g_autofree char *book = book_zip(&c, &size);
  lg_office_begin();
  g_autofree char *path = g_build_filename(lg_office_folder(), "teachers.xlsx", NULL);
  LG_TRUE(g_file_set_contents(path, book, (gssize)size, NULL), path);
  lg_office_write("schools.csv", lg_office_clean.schools);
  lg_office_write("plan.json",
                  "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"teachers.xlsx\", "
                  "\"schools\": \"schools.csv\", \"teacher_id\": [\"name\", \"school\"], "
                  "\"columns\": {\"teachers\": {\"school\": \"单位甲\", \"subject\": \"科目\"}}}");
  lg_child child = lg_child_run(&(lg_child_order){
      .folder = lg_office_folder(), .arguments = {"solve", "plan.json", "--lang", "en"}});
  LG_EQUAL_INT(child.exit, 0, "named");
  static const char *const says[] = {"the sheet \"第二\" is read", "as in \"王芳-育才小学\"",
                                     "are not read: 电话"};
  for (size_t k = 0; k < G_N_ELEMENTS(says); k++) LG_HAS_PART(child.err, says[k], says[k]);
  g_autofree char *out = g_build_filename(lg_office_folder(), "plan-out", "placements.csv", NULL);
  g_autofree char *placed = NULL;
  LG_TRUE(g_file_get_contents(out, &placed, NULL, NULL), out);
  if (placed) LG_HAS_PART(placed, "\n李明-育才小学,李明,", "merged");
  lg_child_clear(&child);
  lg_office_end();
}

/* ---- a whole workbook as an office keeps it: tests/data/office/make.py ---- */

static lg_child messy_run(const char *command, const char *plan, const char *folder)
{
  return lg_child_run(&(lg_child_order){
      .folder = LG_TEST_DATA "/office",
      .arguments = {command, plan, "--lang", "en", folder ? "-o" : NULL, folder}});
}

static char *messy_file(const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("");
}

/* The clean list of teachers as a program of an office exports it: GBK, a declared delimiter, a
 * title, delimiters at the ends of lines, a total. */
static void messy_list(void)
{
  g_autofree char *text = messy_file(LG_TEST_DATA "/office", "teachers.csv");
  g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
  g_autofree char *rows = g_strjoinv(",,\r\n", lines);
  g_autofree char *list = g_strconcat("sep=,\r\n2010 学年名册,,,,,,,,,,,,,,,,\r\n\r\n", rows,
                                      ",,\r\n合 计,,,48\r\n", NULL);
  gsize size = 0;
  g_autofree char *bytes = g_convert(list, -1, "GB18030", "UTF-8", NULL, &size, NULL);
  g_autofree char *path = g_build_filename(lg_office_folder(), "teachers.csv", NULL);
  LG_TRUE(g_file_set_contents(path, bytes, (gssize)size, NULL), path);
  static const char *const others[] = {"clean.json", "schools.csv", "wishes.csv"};
  for (size_t k = 0; k < G_N_ELEMENTS(others); k++) {
    g_autofree char *other = messy_file(LG_TEST_DATA "/office", others[k]);
    lg_office_write(others[k], other);
  }
  lg_child child = lg_child_run(
      &(lg_child_order){.folder = lg_office_folder(),
                        .arguments = {"solve", "clean.json", "-o", "list", "--lang", "en"}});
  LG_EQUAL_INT(child.exit, 0, "a list in GBK");
  LG_HAS_PART(child.err, "teachers.csv:4: this row is the heading", "a title");
  lg_child_clear(&child);
}

static void test_messy(void)
{
  static const char *const files[] = {"roster.csv", "placements.csv", "schools.csv"};
  static const char *const says[] = {
      "the sheet \"教师名册\" is read",
      "the sheet \"学校一览\" is read",
      "the sheet \"志愿表\" is read",
      "messy.xlsx:4: the rows 4 and 5 are read as one heading",
      "messy.xlsx:7: 现工作单位: cells merged downwards are filled from the merge: \"实验小学\" "
      "and so "
      "on (cells: 43)",
      "messy.xlsx:9: hidden and filtered rows are read like all others (rows: 5,",
      "27 (序号), 28 (现工作单位), 41 (小 计)",
      "64 (填表人：李某), 65 (备注：不含离退休教师)",
      "进入现单位任教时间: numbers are read as their format shows them: \"2000.1\" as 2000.10"};
  lg_office_begin();
  g_autofree char *clean = g_build_filename(lg_office_folder(), "clean", NULL);
  g_autofree char *messy = g_build_filename(lg_office_folder(), "messy", NULL);
  lg_child child = messy_run("solve", "clean.json", clean);
  LG_EQUAL_INT(child.exit, 0, "clean");
  lg_child_clear(&child);
  child = messy_run("solve", "messy.json", messy);
  LG_EQUAL_INT(child.exit, 0, "messy");
  for (size_t k = 0; k < G_N_ELEMENTS(says); k++) LG_HAS_PART(child.err, says[k], says[k]);
  lg_child_clear(&child);
  messy_list();
  g_autofree char *list = g_build_filename(lg_office_folder(), "list", NULL);
  for (size_t f = 0; f < G_N_ELEMENTS(files); f++) {
    g_autofree char *expected = messy_file(clean, files[f]), *book = messy_file(messy, files[f]),
                    *gbk = messy_file(list, files[f]);
    LG_TRUE(strlen(expected) > 100, files[f]);
    LG_EQUAL_TEXT(book, expected, files[f]);
    LG_EQUAL_TEXT(gbk, expected, files[f]);
  }
  lg_office_end();
  child = messy_run("check", "ditto.json", NULL);
  LG_EQUAL_INT(child.exit, 3, "ditto marks");
  LG_HAS_PART(child.out, "ditto.xlsx:7: 现工作单位: \"〃\" stands for the value of the row above",
              "ditto");
  LG_HAS_PART(child.out, "Defects of the input: 43.", "every one of them, and nothing else");
  lg_child_clear(&child);
}

int main(void)
{
  static const lg_case cases[] = {
      {"sheets", test_sheets},          {"hidden rows", test_hidden_rows},
      {"merged", test_merged},          {"formats", test_formats},
      {"what is read", test_read},      {"named by the plan", test_named},
      {"a messy workbook", test_messy}, {NULL, NULL}};
  return lg_run("book", cases);
}
