/* workbook_sheets.h - the sheets of roster.xlsx, one function each; workbook.c puts them in order.
 * Internal. */
#ifndef LG_WORKBOOK_SHEETS_H
#define LG_WORKBOOK_SHEETS_H

#include "io/words/output_text.h"
#include "xlsx_writer.h"

void lg_sheet_write_summary(lg_book *book, const lg_output *out);
/* A sheet a school, or one for all where there are more than 200; each with a link in the sheet
 * `index`, which is filled here. */
void lg_sheet_write_schools(lg_book *book, const lg_output *out, lg_sheet *index);
void lg_sheet_write_wishes(lg_book *book, const lg_output *out); /* nothing without wishes */
void lg_sheet_write_locks(lg_book *book, const lg_output *out);  /* nothing without locks */
void lg_sheet_write_figures(lg_book *book, const lg_output *out);
void lg_sheet_write_notes(lg_book *book, const lg_output *out);
void lg_sheet_write_statistics(lg_book *book, const lg_output *out);
void lg_sheet_write_quotas(lg_book *book, const lg_output *out);
void lg_sheet_write_equity(lg_book *book, const lg_output *out);

/* A title in the first cell of `row` and the plan's title and date behind it. */
void lg_sheet_title(lg_sheet *sheet, const lg_output *out, int row, const char *title);
/* Heads in the language of `out`; `heads` is filled. */
void lg_sheet_translate(const lg_output *out, const char **heads, const char *const *english,
                        int count);
/* A text that is freed. */
void lg_sheet_take_text(lg_sheet *sheet, int row, int column, char *text);
/* Kilometres, or an empty cell where unknown. */
void lg_sheet_km(lg_sheet *sheet, const lg_output *out, int row, int column, int metres);
/* A share as a number, or an empty cell where there is none. */
void lg_sheet_share(lg_sheet *sheet, int row, int column, int64_t count, int64_t of);

#endif
