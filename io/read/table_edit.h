/* table_edit.h - changes of a table that was read: cells, rows, columns; each cell that was changed
 * knows where that was asked, so that its defects are told there. */
#ifndef LG_TABLE_EDIT_H
#define LG_TABLE_EDIT_H

#include "table.h"

/* A table without rows and columns, in the place of a file that the plan does not name. */
lg_table *lg_table_new_empty(lg_table_kind kind, const char *file);

/* The column of a field; one that the table lacks is added at the right, in its language.
 *   cost  of one that is added O(cells) */
int lg_table_need_column(lg_table *table, int field);
/* Sets a cell.
 *   text    trimmed, copied
 *   source  where it was asked; outlives the table */
void lg_table_set(lg_table *table, int row, int field, const char *text, bool is_number,
                  const lg_cell_source *source);
/* A row more, behind the others, all its cells empty.
 *   returns  its index */
int lg_table_add_row(lg_table *table, const lg_cell_source *source);
/* Takes rows out: dropped[row_count]. */
void lg_table_drop_rows(lg_table *table, const bool *dropped);

/* Was the row added? */
bool lg_table_is_new_row(const lg_table *table, int row);
/* Where a cell was changed, or of a row that was added; of a defect also where another cell of the row
 * was, since the row had none before. NULL: it stands in the file. */
const lg_cell_source *lg_table_source(const lg_table *table, int row, int field, bool is_defect);

#endif
