/* plan_workbook.h - sheets that are given as data (a plan in words, copied tables) written into a
 * workbook. Internal to io/write/. */
#ifndef LG_PLAN_WORKBOOK_H
#define LG_PLAN_WORKBOOK_H

#include "io/words/plan_book.h"
#include "xlsx_writer.h"

/* Adds a sheet to the book: of a plan with notes on its headings and lists of what may be chosen. */
void lg_book_add_sheet(lg_book *book, const lg_plain_sheet *sheet, const lg_lang *lang);

#endif
