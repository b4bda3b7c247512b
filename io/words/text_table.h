/* text_table.h - a small table for the terminal. Chinese characters take two columns, which printf
 * does not know. */
#ifndef LG_TEXT_TABLE_H
#define LG_TEXT_TABLE_H

#include <glib.h>

typedef struct lg_text_table lg_text_table;

/* `align`: 'l' or 'r' a column: "lrr". */
lg_text_table *lg_text_table_new(const char *align);
/* One text a column, then NULL; fewer leave the rest empty. The texts are copied. */
void lg_text_table_row(lg_text_table *columns, ...) G_GNUC_NULL_TERMINATED;
/* The same from an array: [one a column]. */
void lg_text_table_cells(lg_text_table *columns, const char *const *cells);
/* Appends the table, each line after `indent` and without blanks at its end, and frees `columns`.
 */
void lg_text_table_add_to(lg_text_table *columns, GString *text, const char *indent);

/* Columns that `text` takes on a terminal. */
int lg_text_table_width(const char *text);

#endif
