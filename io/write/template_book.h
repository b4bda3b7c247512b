/* template_book.h - the workbook of `template`: a sheet a table, to be filled in with a spreadsheet
 * program, and what the plan of `template` has in common with it. */
#ifndef LG_TEMPLATE_BOOK_H
#define LG_TEMPLATE_BOOK_H

#include "io/words/lang.h"
#include "io/words/shapes.h"

#include "io/words/plan_book.h"

#define LG_TEMPLATE_BOOK "tables.xlsx"

/* The sheet of a table, as its tab is called and as the plan names it. Borrowed. */
const char *lg_template_sheet(lg_table_kind kind, const lg_lang *lang);
/* The backbone ranks of the plan of `template`, which the drop-down list offers; NULL after the
 * last. Borrowed. */
const char *lg_template_rank(int k, const lg_lang *lang);

/* Writes the workbook `name` into `folder`; false and *error (translated, g_free) on failure. The same
 * language gives the same bytes.
 *   plan  its sheets go in front of the tables; NULL: tables alone */
bool lg_write_template_book(const char *folder, const char *name, const lg_plan_book *plan,
                            const lg_lang *lang, char **error);

#endif
