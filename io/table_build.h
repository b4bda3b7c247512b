/* table_build.h - rows of a file become a table: the heading is found and its columns known, every
 * row is held against it. */
#ifndef LG_TABLE_BUILD_H
#define LG_TABLE_BUILD_H

#include "rows.h"

typedef struct lg_builder lg_builder;

/* Fills `table`, whose kind, file and sheet are set. `is_csv`: line 1 is the heading, and rows must
 * be as wide. */
lg_builder *lg_builder_new(lg_table *table, bool is_csv, lg_report *report);
/* An lg_row_sink; `user` is the builder. */
bool lg_builder_row(void *user, int row, const lg_raw_cell *cells, int count);
/* Frees the builder. False where the table cannot be used: reported.
 *   read  the file could be read to its end; if not, that is reported already */
bool lg_builder_end(lg_builder *builder, bool read);

/* The fields of a kind by heading: folded, ASCII in lower case -> field + 1. Free with
 * g_hash_table_destroy. */
GHashTable *lg_headings_new(lg_table_kind kind);
/* The field of a heading as it stands in a file, or -1. */
int lg_headings_find(GHashTable *headings, const char *text, size_t length);

/* `text` without the blanks at its ends, U+3000 and U+00A0 among them. */
const char *lg_trim(const char *text, size_t *length);

#endif
