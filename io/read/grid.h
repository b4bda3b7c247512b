/* grid.h - a sheet, or a CSV file, as it stands: its filled cells row by row, before anything is known
 * of headings. For what is small (the sheets of a plan) and for what is copied as a whole. */
#ifndef LG_GRID_H
#define LG_GRID_H

#include "io/words/shapes.h"
#include "xlsx.h"

typedef struct {
  int column; /* 0-based */
  lg_cell_kind kind;
  lg_raw_state state;
  const char *text;  /* trimmed */
  const char *shown; /* what its format shows; the text itself where that is the same */
} lg_grid_cell;

typedef struct {
  int number; /* as the sheet counts, from 1 */
  int count;
  lg_grid_cell *cells; /* [count] ascending, none of them empty */
} lg_grid_row;

typedef struct {
  GArray *rows;   /* lg_grid_row that hold a cell, ascending */
  GArray *merges; /* lg_merge */
  GStringChunk *texts;
} lg_grid;

lg_grid *lg_grid_new(void);
void lg_grid_free(lg_grid *grid);

/* An lg_row_sink that fills the grid `user`. */
bool lg_grid_take(void *user, int row, const lg_raw_cell *cells, int count);

/* The cell at a column, or NULL. */
const lg_grid_cell *lg_grid_at(const lg_grid_row *row, int column);

/* Fills the grid with a sheet, its merges too. */
bool lg_grid_read(lg_workbook *workbook, int sheet, lg_grid *grid);

/* The file as it stands, read as lg_table_read reads it: the same sheet, encoding and delimiter.
 *   returns  NULL where it cannot be read; the report says why */
lg_grid *lg_grid_of_table(const char *folder, const char *file, lg_table_kind kind,
                          const lg_naming *naming, lg_report *report);

#endif
