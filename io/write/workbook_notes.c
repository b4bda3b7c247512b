/* workbook_notes.c - the sheets of roster.xlsx that explain: figures and data. */
#include "io/views/figures.h"
#include "io/views/lists.h"
#include "render.h"
#include "workbook_sheets.h"

/* Without sums and places in the files: the order of rows in a table changes no byte of the
 * workbook. report.html and summary.json have them. */
void lg_sheet_write_notes(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Data notes"));
  lg_view *files = lg_list(out, "inputs", "file table_rows"), *lacks = lg_list(out, "lacks", NULL);
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "What the figures rest on"));
  g_autofree char *anonymous = lg_show_anonymous(out);
  if (out->input->district->anonymous) lg_sheet_text(sheet, 2, 0, anonymous, LG_STYLE_NOTE);
  int row = lg_render_sheet(sheet, 3, files, false);
  lg_render_sheet(sheet, row + 1, lacks, false);
  lg_sheet_freeze(sheet, 0, 2, 0);
  lg_view_free(lacks);
  lg_view_free(files);
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
  lg_view *view = lg_list(out, "figures", NULL);
  lg_render_sheet(sheet, row, view, true);
  lg_sheet_freeze(sheet, row, row + 1, 3);
  lg_view_free(view);
}
