/* terminal_table.h - a small table for the terminal. Chinese characters take two columns, which printf
 * does not know. */
#ifndef LG_TERMINAL_TABLE_H
#define LG_TERMINAL_TABLE_H

#include <glib.h>

typedef struct lg_columns lg_columns;

/* `align`: 'l' or 'r' a column: "lrr". */
lg_columns *lg_columns_new(const char *align);
/* One text a column, then NULL; fewer leave the rest empty. The texts are copied. */
void lg_columns_row(lg_columns *columns, ...) G_GNUC_NULL_TERMINATED;
/* The same from an array: [one a column]. */
void lg_columns_cells(lg_columns *columns, const char *const *cells);
/* Appends the table, each line after `indent` and without blanks at its end, and frees `columns`.
 */
void lg_columns_add_to(lg_columns *columns, GString *text, const char *indent);

/* Columns that `text` takes on a terminal. */
int lg_columns_width(const char *text);

#endif
