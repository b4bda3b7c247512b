/* test_office.c - tables as offices keep them: each messy table gives the rosters of the clean one,
 * byte for byte, and what was understood is said. */
#include <glib/gstdio.h>
#include <string.h>

#include "child.h"
#include "office_help.h"
#include "runner.h"
#include "table_help.h"

static void test_cells(void)
{
  static const lg_office_case cases[] = {
      {.what = "words, blanks, guards",
       .teachers =
           "*工 号,姓名,现工作单位,主教学科,最高骨干教师级别,\"性\n别\",出生年月（如1975-03）,"
           "进入现单位任教时间,本校教龄,已交流,标签\n"
           "=\"T01\",王芳,育才 小学,语 文,学科\u200B带头人,女性,1978年10月,2001.9,-,×,无\n"
           "T02\t,李明,育　才小学,语文,无,1-男,1980/3,2003-8,/,无,毕业 班\n"
           "T03,张伟,S01,道德与法治,暂无,1,1979-5,至今,10,✓,班主任\n"
           "T04,刘洋,城南小学,语文,—,2-女,1985-01,2006-09,,,—\n"
           "T05,陈静,Ｓ02,语文,/,2,1983.02,200409,,否,/\n"
           "T06,赵强,城南小学,道德 与 法治,,男性,1981-07,2005-09,暂无,n,\n"
           "\"=\"\"T07\"\"\",孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
           "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,-,\n",
       .says = {NULL}},
      {.what = "numbers",
       .teachers = NULL,
       .schools = "学校代码,单位全称,学段,类别,教育集团,在校学生数,编制数\n"
                  "S01,育才小学,小学部,优质校,东片,\"1,620\",40名\n"
                  "S02,城南小学,完全小学,相对薄弱学校,东片,620人,无\n"
                  "S03,河西小学,小学,一般校,东片,８００人,30\n",
       .says = {"\"1,620\" as 1620 (cells: 3)", "\"40名\" as 40 (cells: 1)"}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

static void test_headings(void)
{
  static const lg_office_case cases[] = {
      {.what = "titles, two lines, totals, signatures",
       .teachers =
           "2010 学年教师名册,,,,,,,,,,,\n单位：区教育局人事科,,,,,,,,,,,\n\n"
           "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签,\n"
           "必填,必填,必填,必填,选填,,,,,,,\n"
           "T01,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,,\n"
           "T02,李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班,\n"
           "T03,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任,\n小 计,,3,,,,,,,,,\n"
           "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签,\n"
           "T04,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,,\n"
           "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,,\n"
           "T06,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,,\n"
           "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,,\n"
           "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,,\n"
           "合计,,8\n填表人：王某,,审核：李某\n",
       .schools = "学校代码,学校名称,学段,办学层次,协作体,学生数,,编制\n,,,,,小学,初中,\n"
                  "S01,育才小学,小学,优质,东片,1620,,40\nS02,城南小学,小学,薄弱,东片,620,,\n"
                  "S03,河西小学,小学,普通,东片,800,,30\n总计,,,,,3040,,70\n",
       .says = {"the rows above it are skipped: 1 (2010 学年教师名册), 2 (单位：区教育局人事科)",
                "rows that are no record are skipped: 5 (必填), 9 (小 计), 10 (工号), 16 (合计)",
                "the rows 1 and 2 are read as one heading"}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

/* ---- workbooks ---- */

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELS \
  "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

/* A workbook of one or two sheets ("第一" and "第二"). The texts are what stands inside <sheet> and
 * <worksheet>. */
static char *office_book(const char *state, const char *first, const char *second, size_t *size)
{
  g_autofree char *book = g_strdup_printf(
      "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" REL
      "\"><sheets><sheet name=\"第一\" sheetId=\"1\""
      " %s r:id=\"r1\"/><sheet name=\"第二\" sheetId=\"2\" r:id=\"r2\"/></sheets></workbook>",
      state);
  g_autofree char *one = g_strdup_printf("<worksheet xmlns=\"" MAIN "\">%s</worksheet>", first);
  g_autofree char *two = g_strdup_printf("<worksheet xmlns=\"" MAIN "\">%s</worksheet>", second);
  return lg_help_zip(
      size, "_rels/.rels",
      RELS "<Relationship Id=\"r\" Type=\"" REL
           "/officeDocument\" Target=\"/xl/workbook.xml\"/></Relationships>",
      "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels",
      RELS "<Relationship Id=\"r1\" Type=\"" REL
           "/worksheet\" Target=\"worksheets/s1.xml\"/><Relationship Id=\"r2\" Type=\"" REL
           "/worksheet\" Target=\"worksheets/s2.xml\"/><Relationship Id=\"r3\" Type=\"" REL
           "/styles\" Target=\"styles.xml\"/></Relationships>",
      "xl/worksheets/s1.xml", one, "xl/worksheets/s2.xml", two, "xl/styles.xml",
      "<styleSheet xmlns=\"" MAIN
      "\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy/m;@\"/><numFmt numFmtId=\"171\" "
      "formatCode=\"0.00\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
      "numFmtId=\"170\"/><xf numFmtId=\"171\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
      NULL);
}

/* Cells from a short form: rows by \n, cells by |; "#7" a number, "#36008:1" one of style 1, blank
 * ones left out. g_free. */
static char *office_rows(const char *text)
{
  GString *xml = g_string_new("<sheetData>");
  g_auto(GStrv) rows = g_strsplit(text, "\n", -1);
  for (int r = 0; rows[r]; r++) {
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
  g_string_append(xml, "</sheetData>");
  return g_string_free(xml, FALSE);
}

/* What `check` says of the clean plan with the teachers in a workbook. */
static void office_check(const char *what, const char *rows, int exit, const char *const *says)
{
  size_t size;
  g_autofree char *plan = g_strdup(lg_office_clean.plan);
  char *name = strstr(plan, "teachers.csv");
  memcpy(name, "teacher.xlsx", strlen("teacher.xlsx"));
  lg_office_begin();
  lg_office_write("plan.json", plan);
  lg_office_write("schools.csv", lg_office_clean.schools);
  lg_office_write("wishes.csv", "教师,学校,志愿\n");
  lg_office_write("locks.csv", "教师,学校,类型\n");
  g_autofree char *first = office_rows(rows);
  g_autofree char *book = office_book("", first, "", &size);
  g_autofree char *path = g_build_filename(lg_office_folder(), "teacher.xlsx", NULL);
  LG_TRUE(g_file_set_contents(path, book, (gssize)size, NULL), what);
  lg_child child = lg_child_run(&(lg_child_order){
      .folder = lg_office_folder(), .arguments = {"check", "plan.json", "--lang", "en"}});
  LG_EQUAL_INT(child.exit, exit, what);
  for (; *says; says++) LG_HAS_PART(child.out, *says, what);
  lg_child_clear(&child);
  lg_office_end();
}

static void test_workbooks(void)
{
  static const struct {
    const char *what, *rows;
    int exit;
    const char *says[4];
  } cases[] = {
      {"ids of too many digits: ID_LONG_NUMBER",
       "工号|学校|学科\n#320101197803051234|S01|语文\n#123456789012345|S01|语文\nT1|S01|语文",
       3,
       {"teacher.xlsx:2: 工号: \"320101197803051", "is a number of more than 15 digits",
        "Defects of the input: 1."}},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    office_check(cases[k].what, cases[k].rows, cases[k].exit, cases[k].says);
}

int main(void)
{
  static const lg_case cases[] = {{"cells", test_cells},
                                  {"headings", test_headings},
                                  {"workbooks", test_workbooks},
                                  {NULL, NULL}};
  return lg_run("office", cases);
}
