/* workbook_notes.c - the sheets of roster.xlsx that explain: figures and data. */
#include "io/views/figures.h"
#include "io/views/lists.h"
#include "render.h"
#include "workbook_sheets.h"

/* More teachers than this stand in figures.csv alone, which a spreadsheet program opens too. */
enum { LG_FIGURES_MOST = 2000 };

/* Without sums and places in the files: the order of rows in a table changes no byte of the
 * workbook. report.html and summary.json have them. */
void lg_sheet_write_notes(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Data notes"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "What the figures rest on"));
  g_autofree char *anonymous = lg_show_anonymous(out);
  if (out->input->district->anonymous) lg_sheet_across(sheet, 2, 0, 2, anonymous, LG_STYLE_LINES);
  int row = lg_sheet_list(sheet, out, 3, "inputs", "file table_rows", false);
  lg_sheet_list(sheet, out, row, "lacks", NULL, true);
}

static void technical_fact(lg_sheet *sheet, int row, const char *what, int64_t number)
{
  lg_sheet_text(sheet, row, 0, what, LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, 1, (double)number, LG_STYLE_WHOLE);
}

void lg_sheet_write_technical(lg_book *book, const lg_output *out)
{
  const lg_lang *lang = out->lang;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(lang, N_("Technical notes")));
  lg_sheet_title(sheet, out, 0, lg_tr(lang, N_("How the decision was found and checked")));
  int row = lg_sheet_list(sheet, out, 3, "goals", "goal value best bound proved", true);
  technical_fact(sheet, row++, lg_tr(lang, "Rules recounted"), out->audit->rules_checked);
  technical_fact(sheet, row++, lg_tr(lang, "Rules broken"), out->audit->breach_count);
  lg_sheet_text(sheet, row, 0, lg_tr(lang, "Program"), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, 1, "lungang " LG_VERSION, LG_STYLE_TEXT);
}

static void write_explained(lg_book *book, const lg_output *out)
{
  enum { LINE = 100 };
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, N_("Recheck explained")));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, N_("How the figures of the recheck come about")));
  lg_sheet_column(sheet, 0, LINE, LG_STYLE_LINES);
  g_auto(GStrv) lines = lg_figures_explained(out);
  int row = 3;
  for (int k = 0; lines[k]; k++) lg_sheet_text(sheet, row++, 0, lines[k], LG_STYLE_LINES);
  if (out->input->district->teacher_count > LG_FIGURES_MOST)
    lg_sheet_text(sheet, row, 0, lg_tr(out->lang, "The figures stand in figures.csv."),
                  LG_STYLE_LINES);
}

/* What a page is wide enough for; the texts drawn on stand behind it. */
static const char figures_keys[] =
    "teacher_id name from_id to_id stage subject age years rank_counted rotated eligible why_not "
    "open_places wishes wish_rank wish_points distance_before_km distance_after_km commute_hm "
    "lottery lottery_text";
enum { LG_FIGURES_PRINTED = 20 };

void lg_sheet_write_figures(lg_book *book, const lg_output *out)
{
  enum { HEAD = 3 };
  if (out->input->district->teacher_count <= LG_FIGURES_MOST) {
    lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Recheck"));
    lg_view *view = lg_list(out, "figures", figures_keys);
    lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "To recheck one's own case"));
    lg_render_sheet(sheet, HEAD, view, true);
    lg_sheet_freeze(sheet, HEAD, HEAD + 1, 0);
    lg_sheet_print(sheet, LG_FIGURES_PRINTED, NULL);
    lg_view_free(view);
  }
  write_explained(book, out);
}
