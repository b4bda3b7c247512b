/* table_columns.h - the columns of a table whose heading is known: their names, what is done with
 * them, what is said of those that are not understood. */
#ifndef LG_TABLE_COLUMNS_H
#define LG_TABLE_COLUMNS_H

#include "cell_check.h"

/* The heading of a column for messages, or its letters where it has none. g_free. */
char *lg_columns_name(const lg_table *table, int column);
/* [column_count] what is done with each column. g_free. */
lg_column_use *lg_columns_use(const lg_table *table);
/* Two columns of one field, one heading twice, headings that are not known.
 *   headings  of lg_headings_new */
void lg_columns_tell(const lg_table *table, GHashTable *headings, lg_report *report);

#endif
