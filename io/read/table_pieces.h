/* table_pieces.h - one table in many pieces: files that a list or a pattern names, the files of a folder,
 * the sheets of a workbook. Each piece is read as a table of its own, with its own order of columns;
 * then they are one table, whose findings name the piece (OFFICE, One table in many pieces).
 *
 * A plan's list of files is one text, a line a file: the text of a file holds no line break. */
#ifndef LG_TABLE_PIECES_H
#define LG_TABLE_PIECES_H

#include "grid.h"
#include "io/words/report.h"
#include "table.h"

enum { LG_MAX_PIECES = 10000 };

/* Does the text name several files or sheets: a list, a pattern, a folder, "book.xlsx#*"? */
bool lg_table_is_many(const char *folder, const char *file);

/* What messages call it: its files with commas. g_free. */
char *lg_table_pieces_name(const char *file);

/* The names of the pieces in order, each once, as lg_table_read takes them; of other texts the text
 * itself. Where nothing is meant: reported, NULL. g_ptr_array_unref. */
GPtrArray *lg_table_piece_files(const char *folder, const char *file, lg_table_kind kind,
                                const lg_naming *naming, lg_report *report);

/* lg_table_read of such a text. Its row numbers run on from piece to piece: lg_table_piece_find tells
 * whose they are. */
lg_table *lg_table_read_pieces(const char *folder, const char *file, lg_table_kind kind,
                               const lg_naming *naming, const char *key, lg_report *report);

/* The same as one sheet: a heading, and all rows below it. */
lg_grid *lg_grid_of_pieces(const char *folder, const char *file, lg_table_kind kind,
                           const lg_naming *naming, lg_report *report);

/* An lg_report_find for the findings of such a table; `user` is the table. */
bool lg_table_piece_find(const void *user, int row, const char *column, lg_report_place *place);

/* The piece in which a row of a table stands; the table itself where it is one. */
const lg_table *lg_table_piece_at(const lg_table *table, int row);

/* The file in which a row of a table stands, and its number there. */
const char *lg_table_row_place(const lg_table *table, int row, int *number);

/* The row of a table as messages name it beside another one: "5", of a piece "5 (a.csv)". g_free. */
char *lg_table_row_name(const lg_table *table, int row);

#endif
