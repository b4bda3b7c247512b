#include "render.h"

#include <math.h>
#include <string.h>

#include "csv_out.h"
#include "files.h"
#include "io/words/output_text.h"
#include "io/words/text_table.h"

/* ---- CSV ---- */

/* A share with 6 decimals, half up. g_free. */
static char *share_text(int64_t count, int64_t of)
{
  int64_t whole = count / of, millionths = ((count % of) * 2000000 + of) / (2 * of);
  if (millionths == 1000000) {
    whole++;
    millionths = 0;
  }
  return g_strdup_printf("%" G_GINT64_FORMAT ".%06d", whole, (int)millionths);
}

static char *decimal_text(double value, int digits)
{
  double power = pow(10, digits);
  return g_strdup_printf("%.*f", digits, floor(value * power + 0.5) / power);
}

/* Without commas and marks, as a program reads it; "" where the cell is empty. g_free. */
static char *plain_cell(const lg_view *view, const lg_list_column *column, const lg_list_cell *cell)
{
  if (!cell->given) return g_strdup("");
  switch (column->kind) {
    case LG_KIND_TEXT:
    case LG_KIND_LIMIT:
      return g_strdup(cell->text);
    case LG_KIND_YES_NO:
      return g_strdup(lg_show_yes_no(view->lang, cell->number));
    case LG_KIND_WHOLE:
    case LG_KIND_ORDINAL:
      return g_strdup_printf("%" G_GINT64_FORMAT, cell->number);
    case LG_KIND_KM:
      return lg_show_km(cell->number);
    case LG_KIND_SHARE:
      return share_text(cell->number, cell->of);
    case LG_KIND_PER100:
      return lg_show_per100((int)cell->number, (int)cell->of);
    case LG_KIND_DECIMAL:
      break;
  }
  return decimal_text(cell->value, column->digits);
}

GString *lg_render_csv(const lg_view *view)
{
  GString *csv = lg_csv_new();
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int k = 0; k < view->picked_count; k++)
    lg_csv_text(csv, lg_view_csv_heading(view, &view->columns[view->picked[k]]));
  lg_csv_end_row(csv);
  for (int row = view->first; row < view->first + view->shown; row++) {
    lg_view_fill(view, row, cells);
    for (int k = 0; k < view->picked_count; k++) {
      const lg_list_column *column = &view->columns[view->picked[k]];
      char *text = plain_cell(view, column, &cells[view->picked[k]]);
      (lg_kind_is_number(column->kind) ? lg_csv_number : lg_csv_text)(csv, text);
      g_free(text);
    }
    lg_csv_end_row(csv);
  }
  lg_view_cells_free(view, cells);
  return csv;
}

bool lg_write_list_csv(lg_view *view, const char *folder, const char *name, char **error)
{
  GString *csv = lg_render_csv(view);
  bool written = lg_write_file(folder, name, csv, view->lang, error);
  g_string_free(csv, TRUE);
  lg_view_free(view);
  return written;
}

/* ---- sheets ---- */

/* "37%" as a share, a head-count as a number; false: neither ("3/8"). */
static bool limit_number(const lg_list_cell *cell, double *number, lg_style *style)
{
  char *end;
  *number = g_ascii_strtod(cell->text, &end);
  *style = *end ? LG_STYLE_PERCENT : LG_STYLE_WHOLE;
  if (*end) *number /= 100.0;
  return end != cell->text && (*end == '\0' || strcmp(end, "%") == 0);
}

static void sheet_cell(lg_sheet *sheet, int row, int place, const lg_view *view,
                       const lg_list_column *column, const lg_list_cell *cell, lg_style text_style)
{
  double number = (double)cell->number;
  lg_style style = LG_STYLE_WHOLE;
  if (cell->given && column->kind == LG_KIND_LIMIT && limit_number(cell, &number, &style)) {
    lg_sheet_number(sheet, row, place, number, style);
    return;
  }
  if (!cell->given || !lg_kind_is_number(column->kind)) {
    const char *text = !cell->given                     ? ""
                       : column->kind == LG_KIND_YES_NO ? lg_show_yes_no(view->lang, cell->number)
                                                        : cell->text;
    if (lg_kind_is_number(column->kind)) text_style = LG_STYLE_TEXT;
    lg_sheet_text(sheet, row, place, text, cell->marked ? LG_STYLE_BAD : text_style);
    return;
  }
  if (column->kind == LG_KIND_KM) {
    number = number / 1000.0;
    style = column->digits ? LG_STYLE_KM : LG_STYLE_WHOLE;
  } else if (column->kind == LG_KIND_SHARE) {
    number = number / (double)cell->of;
    style = LG_STYLE_PERCENT;
  } else if (column->kind == LG_KIND_PER100) {
    number = 100.0 * number / (double)MAX(cell->of, 1);
    style = LG_STYLE_PER100;
  } else if (column->kind == LG_KIND_DECIMAL) {
    number = cell->value;
    style = LG_STYLE_PER100;
  }
  lg_sheet_number(sheet, row, place, number, style);
}

int lg_render_sheet(lg_sheet *sheet, int row, const lg_view *view, bool filters)
{
  const char **heads = g_new0(const char *, view->picked_count + 1);
  int *place = g_new(int, view->column_count + 1); /* of a column; LG_MISSING: not picked */
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int k = 0; k < view->column_count; k++) place[k] = LG_MISSING;
  for (int k = 0; k < view->picked_count; k++) {
    place[view->picked[k]] = k;
    heads[k] = lg_view_heading(view, &view->columns[view->picked[k]]);
  }
  if (filters)
    lg_sheet_table(sheet, row++, heads, view->picked_count, view->shown);
  else
    lg_sheet_heads(sheet, row++, heads, view->picked_count);
  int last = view->first + view->shown + (view->total ? 1 : 0);
  for (int r = view->first; r < last; r++, row++) {
    lg_style style = r < view->row_count ? LG_STYLE_TEXT : LG_STYLE_HEAD;
    lg_view_fill(view, r, cells);
    for (int k = 0; k < view->column_count; k++)
      if (place[k] != LG_MISSING)
        sheet_cell(sheet, row, place[k], view, &view->columns[k], &cells[k], style);
  }
  lg_view_cells_free(view, cells);
  g_free(place);
  g_free(heads);
  return row;
}

/* ---- pages ---- */

char *lg_render_page_cell(const lg_view *view, int column, const lg_list_cell *cell)
{
  const lg_list_column *c = &view->columns[column];
  if (cell->given && c->kind == LG_KIND_WHOLE) return lg_show_whole(cell->number);
  if (cell->given && c->kind == LG_KIND_KM) return lg_html_number((double)cell->number / 1000.0, 1);
  if (cell->given && c->kind == LG_KIND_SHARE) return lg_show_percent(cell->number, cell->of);
  if (cell->given && c->kind == LG_KIND_DECIMAL) return lg_html_number(cell->value, c->digits);
  return plain_cell(view, c, cell);
}

void lg_render_page(GString *page, const lg_view *view, const char *caption, bool sortable)
{
  lg_html_column *columns = g_new(lg_html_column, view->picked_count + 1);
  char **texts = g_new0(char *, view->picked_count + 1);
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int k = 0; k < view->picked_count; k++) {
    const lg_list_column *column = &view->columns[view->picked[k]];
    columns[k] = (lg_html_column){lg_view_heading(view, column), lg_kind_is_number(column->kind)};
  }
  const lg_html_table table = {caption, columns, view->picked_count, sortable};
  lg_html_table_begin(page, &table);
  for (int row = view->first; row < view->first + view->shown; row++) {
    bool marked = false;
    lg_view_fill(view, row, cells);
    for (int k = 0; k < view->column_count; k++) marked |= cells[k].marked;
    for (int k = 0; k < view->picked_count; k++)
      texts[k] = lg_render_page_cell(view, view->picked[k], &cells[view->picked[k]]);
    lg_html_row(page, &table, (const char *const *)texts, marked);
    for (int k = 0; k < view->picked_count; k++) g_clear_pointer(&texts[k], g_free);
  }
  lg_html_table_end(page);
  lg_view_cells_free(view, cells);
  g_free(texts);
  g_free(columns);
}

/* ---- JSON ---- */

static void json_cell(cJSON *row, const lg_list_column *column, const lg_list_cell *cell)
{
  lg_kind kind = column->kind;
  const char *key = column->key, *dot = strchr(key, '.');
  if (dot) { /* "a.staff": the key `staff` of an object `a` */
    g_autofree char *name = g_strndup(key, (gsize)(dot - key));
    cJSON *inner = cJSON_GetObjectItem(row, name);
    row = inner ? inner : cJSON_AddObjectToObject(row, name);
    key = dot + 1;
  }
  if (kind == LG_KIND_LIMIT && cell->given && cell->number != LG_MISSING) kind = LG_KIND_WHOLE;
  if (!cell->given)
    cJSON_AddNullToObject(row, key);
  else if (kind == LG_KIND_TEXT || kind == LG_KIND_LIMIT)
    cJSON_AddStringToObject(row, key, cell->code ? cell->code : cell->text);
  else if (kind == LG_KIND_YES_NO)
    cJSON_AddBoolToObject(row, key, cell->number != 0);
  else if (kind == LG_KIND_SHARE)
    lg_json_double(row, key, (double)cell->number / (double)cell->of);
  else if (kind == LG_KIND_DECIMAL)
    lg_json_double(row, key, cell->value);
  else
    lg_json_int(row, key, cell->number);
}

void lg_render_json(cJSON *array, const lg_view *view)
{
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int row = view->first; row < view->first + view->shown; row++) {
    cJSON *object = lg_json_row(array);
    lg_view_fill(view, row, cells);
    for (int k = 0; k < view->picked_count; k++)
      json_cell(object, &view->columns[view->picked[k]], &cells[view->picked[k]]);
  }
  lg_view_cells_free(view, cells);
}

/* ---- the terminal ---- */

static char *text_cell(const lg_view *view, const lg_list_column *column, const lg_list_cell *cell)
{
  if (cell->given && column->kind == LG_KIND_SHARE) return lg_show_percent(cell->number, cell->of);
  if (cell->given && column->kind == LG_KIND_DECIMAL)
    return g_strdup_printf("%.*f", column->digits, cell->value);
  return plain_cell(view, column, cell);
}

void lg_render_text(GString *text, const lg_view *view, const char *indent, bool headed)
{
  char *align = g_strnfill((gsize)view->picked_count, 'l');
  char **texts = g_new0(char *, view->picked_count + 1);
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int k = 0; k < view->picked_count; k++) {
    const lg_list_column *column = &view->columns[view->picked[k]];
    if (lg_kind_is_number(column->kind) || column->right) align[k] = 'r';
    texts[k] = (char *)(gsize)lg_view_heading(view, column);
  }
  lg_text_table *table = lg_text_table_new(align);
  if (headed) lg_text_table_cells(table, (const char *const *)texts);
  for (int row = view->first; row < view->first + view->shown; row++) {
    lg_view_fill(view, row, cells);
    for (int k = 0; k < view->picked_count; k++)
      texts[k] = text_cell(view, &view->columns[view->picked[k]], &cells[view->picked[k]]);
    lg_text_table_cells(table, (const char *const *)texts);
    for (int k = 0; k < view->picked_count; k++) g_free(texts[k]);
  }
  lg_text_table_add_to(table, text, indent);
  lg_view_cells_free(view, cells);
  g_free(texts);
  g_free(align);
}
