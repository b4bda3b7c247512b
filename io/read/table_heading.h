/* table_heading.h - which of a file's first rows is the heading, and which column is which field.
 * Titles above it are skipped, a heading of two lines is joined; both are said. */
#ifndef LG_TABLE_HEADING_H
#define LG_TABLE_HEADING_H

#include "rows.h"

enum { LG_HEADING_ROWS = 20 }; /* the heading is one of the first so many rows */

typedef struct lg_heading lg_heading;

typedef enum {
  LG_HEADING_FOUND,
  LG_HEADING_LACKS, /* the row most like one lacks required columns: reported */
  LG_HEADING_NONE   /* no row looks like one: reported, but for a file without rows */
} lg_heading_state;

/* The fields of the table's kind by heading key -> field + 1, as its naming has them. Free with
 * g_hash_table_destroy. */
GHashTable *lg_headings_new(const lg_table *table);
/* The field of a heading as it stands in a file, or -1. */
int lg_headings_find(GHashTable *headings, const char *text, size_t length);

/* 身份证号, also with more behind it. */
bool lg_heading_is_card(const char *heading);
/* Read as this field where no other column is: 身份证号 as the id of teachers, 姓名 as who wishes.
 */
bool lg_heading_is_spare(lg_table_kind kind, int field, const char *heading);
/* 序号: it numbers the rows and is nobody's id. */
bool lg_heading_is_serial(const char *heading);

/* `table`, whose kind, naming, file and sheet are set, and `report` are borrowed. */
lg_heading *lg_heading_new(lg_table *table, lg_report *report);
void lg_heading_free(lg_heading *heading);
/* Keeps one of the first rows. True when the choice can be made. */
bool lg_heading_keep(lg_heading *heading, int row, const lg_raw_cell *cells, int count);
/* Fills the table's heading_row, heading, column_count and column_of.
 *   count    cells of the heading's row, blank ones at its end included */
lg_heading_state lg_heading_choose(lg_heading *heading, int *count);
/* Does the row say what a row of the heading, or one above it, says: a page break? */
bool lg_heading_is_repeated(const lg_heading *heading, const lg_raw_cell *cells, int count);
/* Hands the kept rows below the heading to `sink`. */
bool lg_heading_replay(const lg_heading *heading, lg_row_sink sink, void *user);

#endif
