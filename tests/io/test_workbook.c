/* test_workbook.c - roster.xlsx seen as a reader of its parts sees it: texts stay texts, names of
 * sheets are valid and unique. */
#include <string.h>
#include <zip.h>

#include "io/write.h"
#include "io/write/files.h"
#include "output_case.h"
#include "runner.h"

/* One part of the workbook as text; "" where it is not there. g_free. */
static char *part_of(const lg_output_case *c, const char *part)
{
  char *path = g_build_filename(c->folder, "roster.xlsx", NULL);
  zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
  zip_stat_t status;
  char *text = NULL;
  if (zip && zip_stat(zip, part, 0, &status) == 0) {
    zip_file_t *file = zip_fopen(zip, part, 0);
    text = g_malloc0(status.size + 1);
    LG_EQUAL_INT(zip_fread(file, text, status.size), status.size, part);
    zip_fclose(file);
  }
  if (zip) zip_close(zip);
  g_free(path);
  return text ? text : g_strdup("");
}

static void write_workbook(const lg_output_case *c)
{
  char *error = NULL;
  LG_TRUE(lg_write_workbook(&c->out, c->folder, &error), "written");
  LG_EQUAL_TEXT(error, NULL, "written");
}

static void test_texts_stay_texts(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  lg_teacher *mover = &c->build->district->teachers[lg_district_teacher(c->build->district, "t1")];
  char *title = g_strnfill(40000, 'x');
  mover->name = "=_x0041_";
  mover->copied[0] = title;
  write_workbook(c);
  char *strings = part_of(c, "xl/sharedStrings.xml");
  LG_HAS_PART(strings, ">=_x005F_x0041_<", "no escape, no formula");
  LG_HAS_PART(strings, ">+8613800000000<", "no number, and no guard here");
  LG_HAS_PART(strings, ">交流轮岗人员汇总表<", "Chinese");
  const char *cut = strstr(strings, "…<");
  LG_TRUE(cut != NULL, "a long text is cut");
  int length = 0;
  while (cut && cut[-1 - length] == 'x') length++;
  LG_EQUAL_INT(length, 32766, "characters before the …");
  char *sheet = part_of(c, "xl/worksheets/sheet3.xml");
  LG_TRUE(strlen(sheet) > 0 && !strstr(sheet, "<f>"), "no formula");
  g_free(sheet);
  g_free(strings);
  g_free(title);
  lg_output_case_free(c);
}

static void test_sheet_names(void)
{
  lg_output_case *c = lg_output_case_new("en");
  lg_school *schools = c->build->district->schools;
  schools[0].name = "a/b:c[d]*?\\'";
  schools[1].name = "A/B:C[D]*?\\'"; /* the same without case */
  schools[2].name = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三";
  write_workbook(c);
  char *book = part_of(c, "xl/workbook.xml");
  LG_HAS_PART(book, "<sheet name=\"a_b_c_d_____\"", "forbidden characters");
  LG_HAS_PART(book, "<sheet name=\"A_B_C_D_____ (2)\"", "told apart");
  LG_HAS_PART(book, "<sheet name=\"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…\"",
              "31 characters");
  g_free(book);
  schools[0].name = "History";
  schools[1].name = "";
  schools[2].name = "Summary";
  write_workbook(c);
  book = part_of(c, "xl/workbook.xml");
  LG_HAS_PART(book, "<sheet name=\"_\"", "a reserved name");
  LG_HAS_PART(book, "<sheet name=\"B\"", "the id where there is no name");
  LG_HAS_PART(book, "<sheet name=\"Summary (2)\"", "a name of ours");
  g_free(book);
  lg_output_case_free(c);
}

static int count_of(const char *text, const char *part)
{
  int count = 0;
  for (const char *at = text; (at = strstr(at, part)); at++) count++;
  return count;
}

/* Over 200 schools there is one sheet by school, in place of one each. */
static void test_many_schools(void)
{
  for (int schools = 200; schools <= 201; schools++) {
    lg_output_case *c = lg_output_case_new("en");
    GString *rows = g_string_new(NULL);
    for (int j = 0; j < schools; j++) g_string_append_printf(rows, "S%03d weak primary=100\n", j);
    lg_build *b = lg_build_new("2025-09-01", rows->str, "t1 S000 art\nt2 S001 art\n");
    b->policy->title = "many";
    b->policy->term = "";
    lg_build_move(b, "t1", "S001");
    lg_options *options = lg_options_new(b->district, b->policy);
    lg_output_case many = *c;
    many.input.district = b->district;
    many.input.policy = b->policy;
    many.answer.roster = b->roster;
    many.out = (lg_output){&many.input, options, &many.answer, lg_build_audit(b), NULL, 0, 0,
                           false,       false,   NULL};
    write_workbook(&many);
    char *book = part_of(&many, "xl/workbook.xml");
    LG_EQUAL_INT(count_of(book, "<sheet "), schools == 200 ? 208 : 9, "sheets");
    LG_EQUAL_INT(count_of(book, "<sheet name=\"By school\""), schools == 200 ? 0 : 1,
                 "one by school");
    g_free(book);
    lg_options_free(options);
    lg_build_free(b);
    g_string_free(rows, TRUE);
    lg_output_case_free(c);
  }
}

static void test_nobody_moves(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  for (int i = 0; i < c->build->district->teacher_count; i++)
    c->build->roster->assignments[i].school = c->build->district->teachers[i].school;
  c->out.audit = lg_build_audit(c->build);
  write_workbook(c);
  char *book = part_of(c, "xl/workbook.xml"), *sheet = part_of(c, "xl/worksheets/sheet3.xml");
  LG_HAS_PART(book, "交流轮岗人员汇总表", "the sheet is there");
  LG_TRUE(!strstr(sheet, "<tablePart"), "a table without rows would be broken");
  g_free(book);
  g_free(sheet);
  lg_output_case_free(c);
}

/* Everything that a clerk looks for has its sheet, and the index leads to all of them. */
static void test_sheets(void)
{
  static const char *const names[] = {"Summary", "Index",      "Movers", "Statistics by school",
                                      "Quotas",  "Balance",    "Wishes", "Locks",
                                      "Recheck", "Data notes", "=cmd()"};
  lg_output_case *c = lg_output_case_new("en");
  lg_build_demand(c->build, "A primary =math min=1 max=9 target=7");
  write_workbook(c);
  char *book = part_of(c, "xl/workbook.xml"), *index = part_of(c, "xl/worksheets/sheet2.xml");
  char *strings = part_of(c, "xl/sharedStrings.xml");
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    char *tab = g_strdup_printf("<sheet name=\"%s\"", names[k]);
    LG_HAS_PART(book, tab, names[k]);
    g_free(tab);
  }
  LG_HAS_PART(index, "location=\"'Movers'!A1\"", "a link to a sheet of ours");
  LG_HAS_PART(index, "location=\"'=cmd()'!A1\"", "a link to a school's sheet");
  LG_EQUAL_INT(count_of(index, "<hyperlink "), 9 + 3, "links");
  LG_HAS_PART(strings, ">2 =cmd()<", "a teacher's wishes in one cell");
  LG_HAS_PART(strings, ">granted<", "what became of them");
  LG_HAS_PART(strings, ">=why<", "a lock's reason");
  LG_HAS_PART(strings, ">Teachers by subject<", "a school's subjects");
  LG_HAS_PART(strings, ">Ought to have<", "against what it should have");
  LG_HAS_PART(strings, ">plan.json<", "what was read");
  g_free(strings);
  g_free(index);
  g_free(book);
  lg_output_case_free(c);
}

static void test_print_setup(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  write_workbook(c);
  char *sheet = part_of(c, "xl/worksheets/sheet3.xml"), *book = part_of(c, "xl/workbook.xml");
  LG_HAS_PART(sheet, "paperSize=\"9\"", "A4");
  LG_HAS_PART(sheet, "orientation=\"landscape\"", "landscape");
  LG_HAS_PART(sheet, "第 &amp;P 页", "page numbers");
  LG_HAS_PART(sheet, "state=\"frozen\"", "frozen headings");
  LG_HAS_PART(sheet, "<tablePart", "a table with filters");
  LG_HAS_PART(book, "_xlnm.Print_Titles", "headings on every page");
  char *chart = part_of(c, "xl/charts/chart1.xml");
  LG_HAS_PART(chart, "barChart", "a native chart");
  g_free(chart);
  g_free(sheet);
  g_free(book);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {{"texts stay texts", test_texts_stay_texts},
                                  {"sheet names", test_sheet_names},
                                  {"many schools", test_many_schools},
                                  {"nobody moves", test_nobody_moves},
                                  {"every sheet", test_sheets},
                                  {"print set-up", test_print_setup},
                                  {NULL, NULL}};
  return lg_run("workbook", cases);
}
