/* svg_bars.c - a row a label: bars, or dots from before to after. */
#include <math.h>

#include "svg_draw.h"

enum { LG_BARS_LABEL = 230, LG_BARS_ROW = 24, LG_DOTS_ROW = 18 };

struct rows {
  lg_scale x;
  double left, right, top, bottom, row;
};

static double bars_label(const lg_svg_bars *chart)
{
  double width = 0;
  for (int k = 0; k < chart->count; k++)
    width = fmax(width, lg_svg_text_width(chart->bars[k].label));
  return fmin(width, LG_BARS_LABEL) + 10;
}

static char *bar_text(const lg_svg_bars *chart, double value)
{
  return chart->axis.percent ? lg_html_percent(value, chart->decimals)
                             : lg_html_number(value, chart->decimals);
}

/* What stands behind bar k: its number, or the one before and its own. */
static char *bar_words(const lg_svg_bars *chart, int k)
{
  const lg_svg_bar *bar = &chart->bars[k];
  if (bar->shown) return g_strdup(bar->shown);
  char *after = bar_text(chart, bar->value);
  if (!isfinite(bar->before)) return after;
  char *before = bar_text(chart, bar->before);
  char *both = g_strdup_printf("%s → %s", before, after);
  g_free(before);
  g_free(after);
  return both;
}

/* Behind the bars room for the longest number. */
static double bars_shown(const lg_svg_bars *chart)
{
  double width = 0;
  for (int k = 0; !chart->dots && k < chart->count; k++) {
    char *text = bar_words(chart, k);
    width = fmax(width, lg_svg_text_width(text) + 8);
    g_free(text);
  }
  return fmin(width, LG_BARS_LABEL);
}

static struct rows bars_rows(const lg_svg_bars *chart)
{
  double high = 0;
  for (int k = 0; k < chart->count; k++) {
    const lg_svg_bar *bar = &chart->bars[k];
    high = fmax(high, fmax(bar->value, fmax(bar->before, bar->target))); /* fmax passes over NAN */
  }
  for (int k = 0; k < chart->mark_count; k++) high = fmax(high, chart->marks[k].at);
  /* Heads have no halves: few of them get few ticks. */
  bool whole = chart->decimals == 0 && !chart->axis.percent;
  int ticks = whole ? (int)fmin(fmax(high, 1), 6) : 6;
  struct rows rows = {.x = lg_scale_new(0, high, ticks, chart->axis.percent)};
  rows.row = chart->dots ? LG_DOTS_ROW : LG_BARS_ROW;
  rows.left = bars_label(chart);
  rows.right = LG_SVG_WIDTH - fmax(bars_shown(chart), 24);
  rows.top = 8 + chart->mark_count * LG_SVG_LINE;
  rows.bottom = rows.top + chart->count * rows.row + 4;
  rows.x.from = rows.left;
  rows.x.to = rows.right;
  return rows;
}

static void bar_draw(GString *page, const lg_svg_bars *chart, const struct rows *rows, int k)
{
  const lg_svg_bar *bar = &chart->bars[k];
  double y = rows->top + k * rows->row + 4, height = rows->row - 6;
  double end = isfinite(bar->value) ? lg_scale_at(&rows->x, bar->value) : rows->left;
  double edge = end;
  char *text = bar_words(chart, k);
  if (isfinite(bar->before)) {
    double old_end = lg_scale_at(&rows->x, bar->before);
    lg_svg_box(page, rows->left, y, old_end - rows->left, height / 2 - 1, "old", NULL);
    lg_svg_box(page, rows->left, y + height / 2, end - rows->left, height / 2, "s0", NULL);
    edge = fmax(end, old_end);
  } else {
    lg_svg_box(page, rows->left, y, end - rows->left, height, "s0", NULL);
  }
  if (isfinite(bar->target)) {
    double x = lg_scale_at(&rows->x, bar->target);
    lg_svg_stroke(page, x, y - 3, x, y + height + 3, "goal");
    edge = x > edge ? x : edge;
  }
  lg_svg_text_cut(page, edge + 6, y + height / 2 + 4, LG_SVG_START, NULL, text, LG_BARS_LABEL);
  g_free(text);
}

static void dot_draw(GString *page, const lg_svg_bars *chart, const struct rows *rows, int k)
{
  const lg_svg_bar *bar = &chart->bars[k];
  double y = rows->top + k * rows->row + rows->row / 2 + 2;
  if (isfinite(bar->before)) {
    double old_x = lg_scale_at(&rows->x, bar->before);
    char *before = bar_text(chart, bar->before);
    if (isfinite(bar->value))
      lg_svg_stroke(page, old_x, y, lg_scale_at(&rows->x, bar->value), y, "join");
    g_string_append(page, "<circle");
    lg_svg_attribute(page, "cx", old_x);
    lg_svg_attribute(page, "cy", y);
    g_string_append(page, " r=\"4\" class=\"ring\"><title>");
    lg_html_escape(page, before);
    g_string_append(page, "</title></circle>\n");
    g_free(before);
  }
  if (isfinite(bar->value)) {
    char *text = bar->shown ? g_strdup(bar->shown) : bar_text(chart, bar->value);
    lg_svg_marker(page, 0, lg_scale_at(&rows->x, bar->value), y, text);
    g_free(text);
  }
}

static void bars_marks(GString *page, const lg_svg_bars *chart, const struct rows *rows)
{
  for (int k = 0; k < chart->mark_count; k++) {
    double x = lg_scale_at(&rows->x, chart->marks[k].at), y = 14 + k * LG_SVG_LINE;
    bool left = x > (rows->left + rows->right) / 2;
    lg_svg_stroke(page, x, y - 10, x, rows->bottom, "mark");
    lg_svg_text_cut(page, x + (left ? -6 : 6), y, left ? LG_SVG_END : LG_SVG_START, "markword",
                    chart->marks[k].label, left ? x : LG_SVG_WIDTH - x);
  }
}

static void bars_legend(GString *page, const lg_svg_bars *chart, double x, double y)
{
  if (chart->before_name) {
    if (chart->dots)
      g_string_append_printf(page, "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"4\" class=\"ring\"/>\n",
                             x + 8, y - 4);
    else
      lg_svg_box(page, x, y - 9, 16, 5, "old", NULL);
    lg_svg_text(page, x + 22, y, LG_SVG_START, NULL, chart->before_name);
    x += lg_svg_text_width(chart->before_name) + 46;
  }
  if (chart->value_name) {
    if (chart->dots)
      lg_svg_marker(page, 0, x + 8, y - 4, NULL);
    else
      lg_svg_box(page, x, y - 10, 16, 10, "s0", NULL);
    lg_svg_text(page, x + 22, y, LG_SVG_START, NULL, chart->value_name);
    x += lg_svg_text_width(chart->value_name) + 46;
  }
  if (chart->target_name) {
    lg_svg_stroke(page, x + 8, y - 12, x + 8, y + 2, "goal");
    lg_svg_text(page, x + 22, y, LG_SVG_START, NULL, chart->target_name);
  }
}

void lg_svg_write_bars(GString *page, const lg_svg_bars *chart)
{
  struct rows rows = bars_rows(chart);
  bool legend = chart->before_name || chart->value_name || chart->target_name;
  double below = rows.bottom + (chart->axis.title ? 42 : 24);
  lg_svg_open(page, chart->title, chart->description, below + (legend ? LG_SVG_LINE + 4 : 0));
  lg_svg_axis_below(page, &rows.x, chart->axis.title, rows.top, rows.bottom);
  for (int k = 0; k < chart->count; k++) {
    lg_svg_text_cut(page, rows.left - 8, rows.top + k * rows.row + rows.row / 2 + 5, LG_SVG_END,
                    NULL, chart->bars[k].label, LG_BARS_LABEL);
    if (chart->dots)
      dot_draw(page, chart, &rows, k);
    else
      bar_draw(page, chart, &rows, k);
  }
  lg_svg_stroke(page, rows.left, rows.top, rows.left, rows.bottom, "rule");
  bars_marks(page, chart, &rows);
  if (legend) bars_legend(page, chart, rows.left, below + 14);
  lg_svg_close(page);
}
