/* test_workbook.c - roster.xlsx seen as a reader of its parts sees it: texts stay texts, names of
 * sheets are valid and unique. */
#include <string.h>
#include <zip.h>

#include "io/write.h"
#include "io/write/files.h"
#include "io/write/xlsx_check.h"
#include "io/write/xlsx_writer.h"
#include "output_case.h"
#include "runner.h"

static char *part_of(const lg_output_case *c, const char *part)
{
  return lg_output_case_part(c, "roster.xlsx", part);
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
    many.out = (lg_output){.input = &many.input,
                           .options = options,
                           .answer = &many.answer,
                           .audit = lg_build_audit(b)};
    write_workbook(&many);
    char *book = part_of(&many, "xl/workbook.xml");
    LG_EQUAL_INT(count_of(book, "<sheet "), schools == 200 ? 212 : 13, "sheets");
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
  static const char *const names[] = {"Summary",
                                      "Index",
                                      "Movers",
                                      "Statistics by school",
                                      "Quotas",
                                      "Balance",
                                      "Wishes",
                                      "Locks",
                                      "Inspection",
                                      "Recheck",
                                      "Data notes",
                                      "=cmd()",
                                      "Balance by school",
                                      "Recheck explained",
                                      "Technical notes"};
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
  LG_EQUAL_INT(count_of(index, "<hyperlink "), 13 + 3, "links");
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

/* ---- read back ---- */

/* A small book with a cell of every kind; the cells that it should have. */
static GArray *book_of_cells(const char *path)
{
  static const char *const heads[] = {"head", "_x0041_"};
  const lg_cell cells[] = {
      lg_cell_text(0, 0, "head"),          lg_cell_text(0, 1, "_x0041_"),
      lg_cell_text(1, 0, "first"),         lg_cell_text(1, 0, "甲 <&\"> \x01\r\n\t."),
      lg_cell_number(1, 1, 1.0 / 3),       lg_cell_text(2, 1, ""),
      lg_cell_text(2, 0, "_x005F_x0041_"), lg_cell_number(30, 27, -12345678901234.5)};
  lg_book *book = lg_book_new(path, "title", (lg_date){2010, 9, 1}, NULL);
  lg_sheet *sheet = lg_book_sheet(book, "one");
  lg_sheet_table(sheet, 0, heads, 2, 2);
  lg_sheet_text(sheet, 1, 0, "first", LG_STYLE_TEXT);
  lg_sheet_text(sheet, 1, 0, "甲 <&\"> \x01\r\n\t.", LG_STYLE_TEXT);
  lg_sheet_number(sheet, 1, 1, 1.0 / 3, LG_STYLE_PERCENT);
  lg_sheet_text(sheet, 2, 1, "", LG_STYLE_TEXT);
  lg_sheet_text(sheet, 2, 0, "_x0041_", LG_STYLE_TEXT);
  lg_sheet_number(sheet, 30, 27, -12345678901234.5, LG_STYLE_KM);
  LG_EQUAL_INT(lg_book_close(book), 0, "what was meant is what is there");
  GArray *meant = g_array_new(FALSE, FALSE, sizeof(lg_cell));
  g_array_append_vals(meant, cells, G_N_ELEMENTS(cells));
  return meant;
}

static void test_read_back(void)
{
  lg_output_case *c = lg_output_case_new("en");
  g_autofree char *path = g_build_filename(c->folder, "cells.xlsx", NULL);
  GArray *meant = book_of_cells(path);
  LG_TRUE(lg_xlsx_is_as_meant(path, &meant, 1), "as it was meant");
  for (guint k = 0; k < meant->len; k++) {
    lg_cell *cell = &g_array_index(meant, lg_cell, k), kept = *cell;
    if (cell->kind == LG_CELL_NUMBER)
      cell->value.number *= 1 + 1e-12;
    else
      *cell = lg_cell_text((int)cell->row, cell->column, "another");
    LG_TRUE(!lg_xlsx_is_as_meant(path, &meant, 1), "another value");
    *cell = kept;
    cell->kind = kept.kind == LG_CELL_BLANK ? LG_CELL_TEXT : LG_CELL_BLANK;
    LG_TRUE(!lg_xlsx_is_as_meant(path, &meant, 1), "another kind");
    *cell = kept;
    cell->row += 50;
    GArray *moved = g_array_copy(meant);
    LG_TRUE(!lg_xlsx_is_as_meant(path, &moved, 1), "another place");
    g_array_unref(moved);
    *cell = kept;
  }
  lg_cell last = g_array_index(meant, lg_cell, meant->len - 1);
  g_array_set_size(meant, meant->len - 1);
  LG_TRUE(!lg_xlsx_is_as_meant(path, &meant, 1), "a cell that nobody wrote");
  g_array_append_val(meant, last);
  GArray *two[] = {meant, meant};
  LG_TRUE(!lg_xlsx_is_as_meant(path, two, 2), "a sheet less than there should be");
  LG_TRUE(lg_xlsx_is_as_meant(path, &meant, 1), "again as it was meant");
  g_array_unref(meant);
  lg_output_case_free(c);
}

/* The part of the number with its last bytes cut off, as on a full disk (3: some end with a line feed); false: there is no such part. */
static bool cut_part(const char *path, zip_uint64_t number, zip_uint64_t cut)
{
  zip_t *zip = zip_open(path, 0, NULL);
  zip_stat_t status;
  bool is = zip && zip_stat_index(zip, number, 0, &status) == 0;
  if (is) {
    zip_uint64_t kept = status.size - MIN(cut, status.size);
    char *bytes = g_malloc(status.size + 1);
    zip_file_t *file = zip_fopen_index(zip, number, 0);
    LG_EQUAL_INT(zip_fread(file, bytes, status.size), status.size, status.name);
    zip_fclose(file);
    if (!kept) g_clear_pointer(&bytes, g_free); /* libzip frees a buffer, but not an empty one */
    LG_TRUE(zip_file_replace(zip, number, zip_source_buffer(zip, bytes, kept, kept > 0), 0) == 0,
            status.name);
  }
  LG_TRUE(zip_close(zip) == 0, path);
  return is;
}

static void test_cut_parts(void)
{
  static const zip_uint64_t cuts[] = {3, 200, 1 << 20};
  lg_output_case *c = lg_output_case_new("en");
  g_autofree char *path = g_build_filename(c->folder, "cells.xlsx", NULL);
  GArray *meant = NULL;
  int parts = 0;
  for (bool more = true; more; parts += more)
    for (size_t k = 0; more && k < G_N_ELEMENTS(cuts); k++) {
      meant = book_of_cells(path);
      more = cut_part(path, (zip_uint64_t)parts, cuts[k]);
      LG_EQUAL_INT(lg_xlsx_is_as_meant(path, &meant, 1), !more, "a part that lacks its end");
      g_array_unref(meant);
    }
  LG_TRUE(parts >= 8, "all parts were tried");
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
                                  {"read back", test_read_back},
                                  {"parts that are cut off", test_cut_parts},
                                  {NULL, NULL}};
  return lg_run("workbook", cases);
}
