#include "view.h"

#include <math.h>
#include <string.h>

#include "io/words/output_text.h"

void lg_put_text(lg_list_cell *cell, const char *text)
{
  cell->given = true;
  cell->text = text;
}

void lg_put_take(lg_list_cell *cell, char *text)
{
  lg_put_text(cell, text);
  cell->owned = text;
}

void lg_put_word(lg_list_cell *cell, const char *text, const char *code)
{
  lg_put_text(cell, text);
  cell->code = code;
}

void lg_put_yes_no(lg_list_cell *cell, bool yes)
{
  lg_put_whole(cell, yes);
}

void lg_put_limit(lg_list_cell *cell, const lg_bound *bound)
{
  if (bound->kind == LG_BOUND_NONE) return;
  lg_put_text(cell, bound->text);
  cell->number = bound->kind == LG_BOUND_HEADS ? bound->heads : LG_MISSING;
}

void lg_put_whole(lg_list_cell *cell, int64_t number)
{
  cell->given = true;
  cell->number = number;
}

void lg_put_known(lg_list_cell *cell, int64_t number)
{
  if (number != LG_MISSING) lg_put_whole(cell, number);
}

void lg_put_share(lg_list_cell *cell, int64_t number, int64_t of)
{
  if (of > 0) lg_put_per100(cell, number, of);
}

void lg_put_per100(lg_list_cell *cell, int64_t number, int64_t of)
{
  lg_put_whole(cell, number);
  cell->of = of;
}

void lg_put_value(lg_list_cell *cell, double value)
{
  cell->given = isfinite(value);
  cell->value = value;
}

lg_view *lg_view_new(const lg_output *out, const lg_lang *lang, const lg_list_column *columns,
                     int column_count, int row_count,
                     void (*fill)(const lg_view *view, int row, lg_list_cell *cells))
{
  lg_view *view = g_new0(lg_view, 1);
  *view = (lg_view){.out = out,
                    .lang = lang,
                    .columns = columns,
                    .column_count = column_count,
                    .row_count = row_count,
                    .fill = fill,
                    .free_data = g_free,
                    .picked = g_new(int, MAX(column_count, 1)),
                    .picked_count = column_count,
                    .shown = row_count};
  for (int k = 0; k < column_count; k++) view->picked[k] = k;
  return view;
}

void lg_view_free(lg_view *view)
{
  if (!view) return;
  if (view->free_data) view->free_data(view->data);
  g_free(view->rows);
  g_free(view->own_columns);
  g_free(view->picked);
  g_free(view);
}

bool lg_kind_is_number(lg_kind kind)
{
  return kind >= LG_KIND_WHOLE;
}

int lg_view_column(const lg_view *view, const char *key)
{
  int column = 0;
  while (column < view->column_count && strcmp(view->columns[column].key, key) != 0) column++;
  if (column == view->column_count) g_error("no column %s", key);
  return column;
}

void lg_view_pick(lg_view *view, const char *keys)
{
  char **wanted = g_strsplit(keys, " ", -1);
  view->picked = g_renew(int, view->picked, g_strv_length(wanted) + (guint)view->column_count);
  view->picked_count = 0;
  for (int w = 0; wanted[w]; w++) {
    if (strcmp(wanted[w], "*") != 0) {
      view->picked[view->picked_count++] = lg_view_column(view, wanted[w]);
      continue;
    }
    for (int k = 0; k < view->column_count; k++)
      if (!view->columns[k].heading && !view->columns[k].chinese)
        view->picked[view->picked_count++] = k;
  }
  g_strfreev(wanted);
}

void lg_view_rows(lg_view *view, int first, int count)
{
  view->first = MIN(first, view->row_count);
  view->shown = MIN(count, view->row_count - view->first);
}

int lg_view_group_first(const lg_view *view, int group)
{
  int low = 0, high = view->row_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (view->group(view, middle) < group)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

int lg_view_group(lg_view *view, int group)
{
  int first = lg_view_group_first(view, group);
  lg_view_rows(view, first, lg_view_group_first(view, group + 1) - first);
  return view->shown;
}

const char *lg_view_csv_heading(const lg_view *view, const lg_list_column *column)
{
  return view->lang && column->chinese ? column->chinese : column->key;
}

const char *lg_view_heading(const lg_view *view, const lg_list_column *column)
{
  if (!column->heading) return lg_view_csv_heading(view, column);
  return *column->heading ? lg_tr(view->lang, column->heading) : "";
}

lg_list_cell *lg_view_cells_new(const lg_view *view)
{
  return g_new0(lg_list_cell, view->column_count);
}

static void cells_clear(const lg_view *view, lg_list_cell *cells)
{
  for (int k = 0; k < view->column_count; k++) g_free(cells[k].owned);
  memset(cells, 0, sizeof *cells * (size_t)view->column_count);
}

void lg_view_fill(const lg_view *view, int row, lg_list_cell *cells)
{
  cells_clear(view, cells);
  view->fill(view, row, cells);
}

void lg_view_cells_free(const lg_view *view, lg_list_cell *cells)
{
  cells_clear(view, cells);
  g_free(cells);
}
