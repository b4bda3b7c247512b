/* workbook_sheets.h - the sheets of roster.xlsx that are more than a list, one function each; workbook.c
 * puts all in order. Internal. */
#ifndef LG_WORKBOOK_SHEETS_H
#define LG_WORKBOOK_SHEETS_H

#include "io/words/output_text.h"
#include "xlsx_writer.h"

/* The figures by which everybody can recheck the own case, and a sheet of what they mean. */
void lg_sheet_write_figures(lg_book *book, const lg_output *out);
void lg_sheet_write_technical(lg_book *book, const lg_output *out);
void lg_sheet_write_notes(lg_book *book, const lg_output *out);
/* A sheet a school, or one for all where there are more than 200; each with a link in the sheet
 * `index`, which is filled here.
 *   returns  the row of the first school in `index`, where their names stand in LG_INDEX_NAME */
enum { LG_INDEX_NAME = 1 };
int lg_sheet_write_schools(lg_book *book, const lg_output *out, lg_sheet *index);

/* A title in the first cell of `row` and the plan's title and date behind it. */
void lg_sheet_title(lg_sheet *sheet, const lg_output *out, int row, const char *title);
/* A list from `row` on, nothing where it is empty; returns the row after a free one behind it. */
int lg_sheet_list(lg_sheet *sheet, const lg_output *out, int row, const char *list,
                  const char *keys, bool filters);
#endif
