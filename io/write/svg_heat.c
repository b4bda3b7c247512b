/* svg_heat.c - a value for each pair of two keys. */
#include <math.h>

#include "svg_draw.h"

enum { LG_HEAT_LABEL = 170, LG_HEAT_CELL = 28, LG_HEAT_TOP = 120, LG_HEAT_WIDE = 90 };

struct grid {
  double left, top, width, height; /* of the first cell */
  double low, high;
  bool slanted; /* names of columns stand upright */
  double names; /* height of the names of columns */
};

static double longest_of(const char *const *texts, int count)
{
  double width = 0;
  for (int k = 0; k < count; k++) width = fmax(width, lg_svg_text_width(texts[k]));
  return width;
}

/* Shaded like the others: it has a value and gathers no others. */
static bool heat_counts(const lg_svg_heat *chart, int row, int column)
{
  bool sum = row == chart->rest - 1 || column == chart->rest - 1;
  return !sum && isfinite(chart->values[row * chart->column_count + column]);
}

static struct grid heat_grid(const lg_svg_heat *chart)
{
  struct grid grid = {.low = INFINITY, .high = -INFINITY, .height = LG_HEAT_CELL};
  double longest = longest_of(chart->columns, chart->column_count);
  grid.left = fmin(longest_of(chart->rows, chart->row_count), LG_HEAT_LABEL) + 16;
  grid.width = fmin((LG_SVG_WIDTH - grid.left - 2) / MAX(chart->column_count, 1), LG_HEAT_WIDE);
  grid.slanted = longest > grid.width - 6;
  grid.names = grid.slanted ? fmin(longest, LG_HEAT_TOP) + 8 : LG_SVG_LINE;
  grid.top = grid.names + (chart->x_title || chart->y_title ? LG_SVG_LINE : 0) + 4;
  for (int k = 0; k < chart->row_count * chart->column_count; k++) {
    if (!heat_counts(chart, k / chart->column_count, k % chart->column_count)) continue;
    grid.low = fmin(grid.low, chart->values[k]);
    grid.high = fmax(grid.high, chart->values[k]);
  }
  return grid;
}

/* The rows' title above their names, the columns' above the cells, each with the way it reads. */
static void heat_titles(GString *page, const lg_svg_heat *chart, const struct grid *grid)
{
  char *rows = chart->y_title ? g_strconcat(chart->y_title, " ↓", NULL) : g_strdup("");
  char *columns = chart->x_title ? g_strconcat(chart->x_title, " →", NULL) : g_strdup("");
  double x = fmax(grid->left, lg_svg_text_width(rows) + 16);
  bool room = x + lg_svg_text_width(columns) <= LG_SVG_WIDTH;
  if (*rows) lg_svg_text(page, 0, 12, LG_SVG_START, "quiet", rows);
  if (*columns)
    lg_svg_text(page, room ? x : LG_SVG_WIDTH, 12, room ? LG_SVG_START : LG_SVG_END, "quiet",
                columns);
  g_free(rows);
  g_free(columns);
}

static void heat_names(GString *page, const lg_svg_heat *chart, const struct grid *grid)
{
  for (int c = 0; c < chart->column_count; c++) {
    double x = grid->left + (c + 0.5) * grid->width, y = grid->top - 6;
    if (!grid->slanted) {
      lg_svg_text(page, x, y, LG_SVG_MIDDLE, "quiet", chart->columns[c]);
      continue;
    }
    g_string_append(page, "<g transform=\"translate(");
    lg_svg_number(page, x + 4);
    g_string_append_c(page, ' ');
    lg_svg_number(page, y);
    g_string_append(page, ") rotate(-90)\">");
    lg_svg_text_cut(page, 0, 0, LG_SVG_START, "quiet", chart->columns[c], LG_HEAT_TOP);
    g_string_append(page, "</g>\n");
  }
  for (int r = 0; r < chart->row_count; r++)
    lg_svg_text_cut(page, grid->left - 8, grid->top + (r + 0.5) * grid->height + 4, LG_SVG_END,
                    "quiet", chart->rows[r], LG_HEAT_LABEL);
  heat_titles(page, chart, grid);
}

static char *heat_text(const lg_svg_heat *chart, double value)
{
  if (!isfinite(value)) return g_strdup(chart->gap ? chart->gap : "");
  return chart->percent ? lg_html_percent(value, chart->decimals)
                        : lg_html_number(value, chart->decimals);
}

/* A crossed cell: no value. */
static void heat_gap(GString *page, double x, double y, const struct grid *grid)
{
  lg_svg_stroke(page, x, y, x + grid->width, y + grid->height, "grid");
  lg_svg_stroke(page, x, y + grid->height, x + grid->width, y, "grid");
}

static void heat_cell(GString *page, const lg_svg_heat *chart, const struct grid *grid, int row,
                      int column)
{
  double value = chart->values[row * chart->column_count + column];
  double x = grid->left + column * grid->width, y = grid->top + row * grid->height;
  char *text = heat_text(chart, value);
  char *hint = g_strdup_printf("%s / %s: %s", chart->rows[row], chart->columns[column], text);
  if (heat_counts(chart, row, column)) {
    double range = grid->high - grid->low;
    /* Never so dark that the number could not be read on it. */
    double shade = 0.06 + (range > 0 ? 0.49 * (value - grid->low) / range : 0.2);
    g_string_append(page, "<g fill-opacity=\"");
    lg_svg_number(page, shade);
    g_string_append(page, "\">");
    lg_svg_box(page, x, y, grid->width, grid->height, "heat", NULL);
    g_string_append(page, "</g>");
  } else if (chart->gap && !isfinite(value)) {
    heat_gap(page, x, y, grid);
  }
  lg_svg_box(page, x, y, grid->width, grid->height, "cell", hint);
  double width = lg_svg_text_width(text);
  if (isfinite(value) && width <= grid->width)
    lg_svg_text(page, x + grid->width / 2, y + grid->height / 2 + 4, LG_SVG_MIDDLE, NULL, text);
  g_free(hint);
  g_free(text);
}

void lg_svg_write_heat(GString *page, const lg_svg_heat *chart)
{
  struct grid grid = heat_grid(chart);
  double bottom = grid.top + chart->row_count * grid.height;
  lg_svg_open(page, chart->title, chart->description, bottom + (chart->gap ? 28 : 4));
  heat_names(page, chart, &grid);
  for (int r = 0; r < chart->row_count; r++)
    for (int c = 0; c < chart->column_count; c++) heat_cell(page, chart, &grid, r, c);
  if (chart->gap) {
    struct grid key = {.width = 24, .height = 14};
    heat_gap(page, grid.left, bottom + 9, &key);
    lg_svg_box(page, grid.left, bottom + 9, key.width, key.height, "cell", NULL);
    lg_svg_text(page, grid.left + 32, bottom + 21, LG_SVG_START, NULL, chart->gap);
  }
  lg_svg_close(page);
}
