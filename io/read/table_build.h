/* table_build.h - rows of a file become a table: the heading is found and its columns known, every
 * row is held against it. */
#ifndef LG_TABLE_BUILD_H
#define LG_TABLE_BUILD_H

#include "rows.h"

typedef struct lg_table_builder lg_table_builder;

/* Fills `table`, whose kind, naming, file and sheet are set. `is_csv`: rows must be as wide as the
 * heading. */
lg_table_builder *lg_table_builder_new(lg_table *table, bool is_csv, lg_report *report);
/* An lg_row_sink; `user` is the builder. */
bool lg_table_builder_row(void *user, int row, const lg_raw_cell *cells, int count);
/* Frees the builder. False where the table cannot be used: reported.
 *   read  the file could be read to its end; if not, that is reported already */
bool lg_table_builder_end(lg_table_builder *builder, bool read);

#endif
