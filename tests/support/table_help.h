/* table_help.h - for the tests of tables: bytes become a file, a file a table, a table a text. */
#ifndef LG_TABLE_HELP_H
#define LG_TABLE_HELP_H

#include "io/read/table.h"
#include "io/words/shapes.h"

/* The table in the bytes, which stand in a temporary file `name`. */
lg_table *lg_help_read(const char *name, const void *bytes, size_t size, lg_table_kind kind,
                       lg_report *report);

/* All of it in one line: "2:T1|S1|x 3:T2|S1|y" (the row, then its cells); "(none)" without a table.
 * g_free. */
char *lg_help_rows(const lg_table *table);

/* The names of all findings of a report in its order, with their rows: "ROW_SHORT:3 CELL_LONG:4".
 * g_free. */
char *lg_help_findings(const lg_report *report);

/* Reads `bytes` and checks rows and findings. */
void lg_help_check(const char *what, const char *name, const void *bytes, size_t size,
                   lg_table_kind kind, const char *rows, const char *findings);

/* A zip of parts: name, content, name, content, ..., NULL. `size` bytes, g_free. */
char *lg_help_zip(size_t *size, ...) G_GNUC_NULL_TERMINATED;

#endif
