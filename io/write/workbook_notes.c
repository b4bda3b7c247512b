/* workbook_notes.c - the sheets of roster.xlsx on what the plan rests on: wishes, locks, data. */
#include "io/views/figures.h"
#include "io/views/lists.h"
#include "io/words/data_notes.h"
#include "render.h"
#include "workbook_sheets.h"

/* The wishes of one teacher, first .. last, in one text: "1 A, 2 B". g_free. */
static char *wishes_text(const lg_output *out, int first, int last)
{
  const lg_district *district = out->input->district;
  GString *text = g_string_new(NULL);
  for (int w = first; w <= last; w++) {
    const lg_school *s = &district->schools[district->wishes[w].school];
    g_string_append_printf(text, "%s%d %s", w > first ? lg_tr(out->lang, ", ") : "",
                           district->wishes[w].rank, *s->name ? s->name : s->id);
  }
  return g_string_free(text, FALSE);
}

static int wishes_last(const lg_district *district, int first)
{
  int last = first;
  while (last + 1 < district->wish_count &&
         district->wishes[last + 1].teacher == district->wishes[first].teacher)
    last++;
  return last;
}

static void wish_row(lg_sheet *sheet, const lg_output *out, int row, int first, int last)
{
  const lg_district *district = out->input->district;
  int teacher = district->wishes[first].teacher, wish = out->audit->placements[teacher].wish;
  const lg_teacher *t = &district->teachers[teacher];
  bool moves = lg_output_moves(out, teacher);
  const char *result = wish != LG_MISSING ? N_("granted")
                       : moves            ? N_("moved to a school not wished for")
                                          : N_("stays at the home school");
  lg_sheet_text(sheet, row, 0, t->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, 1, t->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, 2, district->schools[t->school].name, LG_STYLE_TEXT);
  lg_sheet_take_text(sheet, row, 3, wishes_text(out, first, last));
  lg_sheet_text(sheet, row, 4, district->schools[out->answer->roster->school[teacher]].name,
                LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, 5, lg_tr(out->lang, result), LG_STYLE_TEXT);
  if (wish == LG_MISSING)
    lg_sheet_text(sheet, row, 6, "", LG_STYLE_TEXT);
  else
    lg_sheet_number(sheet, row, 6, wish, LG_STYLE_WHOLE);
}

void lg_sheet_write_wishes(lg_book *book, const lg_output *out)
{
  static const char *const english[] = {N_("Teacher id"),       N_("Name"),      N_("Home school"),
                                        N_("Wishes, in order"), N_("Placed at"), N_("Result"),
                                        N_("Wish granted")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const lg_district *district = out->input->district;
  const char *heads[COLUMNS];
  int teachers = 0, row = 4;
  for (int w = 0; w < district->wish_count; w = wishes_last(district, w) + 1) teachers++;
  if (teachers == 0) return;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Wishes"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Wishes and what became of them"));
  lg_sheet_translate(out, heads, english, COLUMNS);
  lg_sheet_table(sheet, 3, heads, COLUMNS, teachers);
  for (int w = 0, last; w < district->wish_count; w = last + 1, row++) {
    last = wishes_last(district, w);
    wish_row(sheet, out, row, w, last);
  }
  lg_sheet_freeze(sheet, 3, 4, 2);
}

void lg_sheet_write_locks(lg_book *book, const lg_output *out)
{
  static const char *const english[] = {N_("Teacher id"), N_("Name"),   N_("Home school"),
                                        N_("Lock"),       N_("School"), N_("Reason"),
                                        N_("Decided by")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const lg_district *district = out->input->district;
  const char *heads[COLUMNS];
  if (district->lock_count == 0) return;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Locks"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Locks and their reasons"));
  lg_sheet_translate(out, heads, english, COLUMNS);
  lg_sheet_table(sheet, 3, heads, COLUMNS, MIN(district->lock_count, LG_BOOK_ROWS - 8));
  for (int k = 0; k < MIN(district->lock_count, LG_BOOK_ROWS - 8); k++) {
    const lg_lock *lock = &district->locks[k];
    const lg_teacher *t = &district->teachers[lock->teacher];
    lg_sheet_text(sheet, 4 + k, 0, t->id, LG_STYLE_TEXT);
    lg_sheet_text(sheet, 4 + k, 1, t->name, LG_STYLE_TEXT);
    lg_sheet_text(sheet, 4 + k, 2, district->schools[t->school].name, LG_STYLE_TEXT);
    lg_sheet_text(sheet, 4 + k, 3, lg_show_lock_kind(out->lang, lock->kind), LG_STYLE_TEXT);
    lg_sheet_take_text(sheet, 4 + k, 4, lg_show_lock_school(out, lock));
    lg_sheet_text(sheet, 4 + k, 5, lg_show_given(out->lang, lock->reason), LG_STYLE_TEXT);
    lg_sheet_text(sheet, 4 + k, 6, lg_show_given(out->lang, lock->by), LG_STYLE_TEXT);
  }
  lg_sheet_freeze(sheet, 3, 4, 2);
}

/* Without sums and places in the files: the order of rows in a table changes no byte of the
 * workbook. report.html and summary.json have them. */
static int notes_files(lg_sheet *sheet, const lg_output *out, int row)
{
  const char *heads[] = {lg_tr(out->lang, "File"), lg_tr(out->lang, "Rows")};
  const GArray *files = out->input->files;
  lg_sheet_heads(sheet, row++, heads, G_N_ELEMENTS(heads));
  for (guint k = 0; files && k < files->len; k++, row++) {
    const lg_input_file *file = &g_array_index(files, lg_input_file, k);
    lg_sheet_text(sheet, row, 0, file->file, LG_STYLE_TEXT);
    if (file->encoding == LG_ENC_JSON) /* the plan is no table: it has no rows */
      lg_sheet_text(sheet, row, 1, "", LG_STYLE_TEXT);
    else
      lg_sheet_number(sheet, row, 1, file->rows, LG_STYLE_WHOLE);
  }
  return row + 1;
}

void lg_sheet_write_notes(lg_book *book, const lg_output *out)
{
  const lg_report *report = out->input->report;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Data notes"));
  const char *heads[] = {lg_tr(out->lang, "What the tables lack"), lg_tr(out->lang, "Number")};
  lg_lack lacks[LG_LACKS];
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "What the figures rest on"));
  if (out->input->district->anonymous)
    lg_sheet_text(sheet, 2, 0, lg_show_anonymous(out->lang), LG_STYLE_NOTE);
  int row = notes_files(sheet, out, 3);
  lg_data_lacks(out, lacks);
  lg_sheet_heads(sheet, row++, heads, 2);
  for (int k = 0; k < LG_LACKS; k++, row++) {
    lg_sheet_text(sheet, row, 0, lacks[k].what, LG_STYLE_TEXT);
    lg_sheet_number(sheet, row, 1, lacks[k].count, LG_STYLE_WHOLE);
  }
  lg_sheet_text(sheet, row, 0,
                lg_tr(out->lang, "notes while reading (report.html and `lungang check` list them)"),
                LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, 1, report ? lg_report_warnings(report) : 0, LG_STYLE_WHOLE);
  lg_sheet_freeze(sheet, 0, 2, 0);
}

/* More teachers than this stand in figures.csv alone, which a spreadsheet program opens too. */
enum { LG_FIGURES_MOST = 2000 };

void lg_sheet_write_figures(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Recheck"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "To recheck one's own case"));
  char **lines = lg_figures_explained(out);
  int row = 3;
  for (int k = 0; lines[k]; k++) lg_sheet_text(sheet, row++, 0, lines[k], LG_STYLE_NOTE);
  g_strfreev(lines);
  row++;
  if (out->input->district->teacher_count > LG_FIGURES_MOST) {
    lg_sheet_text(sheet, row, 0, lg_tr(out->lang, "The figures stand in figures.csv."),
                  LG_STYLE_NOTE);
    return;
  }
  lg_view *view = lg_list(out, "figures");
  lg_render_sheet(sheet, row, view, true);
  lg_sheet_freeze(sheet, row, row + 1, 3);
  lg_view_free(view);
}
