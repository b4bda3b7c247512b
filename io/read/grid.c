#include "grid.h"

#include <string.h>

#include "fold.h"

static void row_clear(void *element)
{
  g_free(((lg_grid_row *)element)->cells);
}

lg_grid *lg_grid_new(void)
{
  lg_grid *grid = g_new(lg_grid, 1);
  grid->rows = g_array_new(FALSE, FALSE, sizeof(lg_grid_row));
  g_array_set_clear_func(grid->rows, row_clear);
  grid->merges = g_array_new(FALSE, FALSE, sizeof(lg_merge));
  grid->texts = g_string_chunk_new(4096);
  return grid;
}

void lg_grid_free(lg_grid *grid)
{
  if (!grid) return;
  g_array_free(grid->rows, TRUE);
  g_array_free(grid->merges, TRUE);
  g_string_chunk_free(grid->texts);
  g_free(grid);
}

static const char *keep(lg_grid *grid, const char *text, size_t length)
{
  const char *start = lg_trim(text, &length);
  return length ? g_string_chunk_insert_len(grid->texts, start, (gssize)length) : "";
}

bool lg_grid_take(void *user, int row, const lg_raw_cell *cells, int count)
{
  lg_grid *grid = user;
  if (!cells) return true;
  lg_grid_row kept = {.number = row, .cells = g_new(lg_grid_cell, count + 1)};
  for (int k = 0; k < count; k++) {
    const lg_raw_cell *cell = &cells[k];
    lg_grid_cell *to = &kept.cells[kept.count];
    *to = (lg_grid_cell){.column = cell->column, .kind = cell->kind, .state = cell->state};
    to->text = keep(grid, cell->text, cell->length);
    to->shown = cell->kind == LG_CELL_SHOWN ? keep(grid, cell->text + cell->length + 1, cell->shown)
                                            : to->text;
    kept.count += *to->text || cell->state != LG_RAW_FINE;
  }
  if (kept.count)
    g_array_append_val(grid->rows, kept);
  else
    g_free(kept.cells);
  return true;
}

const lg_grid_cell *lg_grid_at(const lg_grid_row *row, int column)
{
  for (int k = 0; k < row->count; k++)
    if (row->cells[k].column == column) return &row->cells[k];
  return NULL;
}

bool lg_grid_read(lg_workbook *workbook, int sheet, lg_grid *grid)
{
  GArray *hidden = g_array_new(FALSE, FALSE, sizeof(int));
  GArray *struck = g_array_new(FALSE, FALSE, sizeof(int));
  lg_sheet_facts facts = {hidden, struck, grid->merges};
  bool good = lg_workbook_read(workbook, sheet, &facts, lg_grid_take, grid);
  g_array_free(hidden, TRUE);
  g_array_free(struck, TRUE);
  return good;
}
