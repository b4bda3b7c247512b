/* svg_line.c - values over a number: lines with markers, gaps and marks. */
#include <math.h>

#include "svg_draw.h"

enum { LG_LINE_RIGHT = 24, LG_LINE_PLOT = 240, LG_LINE_LABEL = 260, LG_LINE_LABELS = 16 };

/* Where the plot lies. */
struct plot {
  lg_scale x, y;
  double left, right, top, bottom, height;
};

static void widen(double *low, double *high, double value)
{
  if (!isfinite(value)) return;
  *low = fmin(*low, value);
  *high = fmax(*high, value);
}

/* The places take the whole width: round numbers need not end the axis. */
static lg_scale line_places(const lg_svg_line *chart)
{
  double low = INFINITY, high = -INFINITY;
  for (int k = 0; k < chart->count; k++) widen(&low, &high, chart->places[k]);
  for (int k = 0; k < chart->mark_count; k++) widen(&low, &high, chart->marks[k].at);
  lg_scale scale = lg_scale_new(low, high, 8, chart->x.percent);
  if (isfinite(low) && high > low) {
    double margin = (high - low) / 40;
    scale.low = low - margin;
    scale.high = high + margin;
  }
  return scale;
}

static lg_scale line_values(const lg_svg_line *chart)
{
  double low = INFINITY, high = -INFINITY;
  for (int s = 0; s < chart->series_count; s++)
    for (int k = 0; k < chart->count; k++) widen(&low, &high, chart->series[s].values[k]);
  for (int k = 0; k < chart->level_count; k++) widen(&low, &high, chart->levels[k].at);
  return lg_scale_new(low, high, 5, chart->y.percent);
}

static double axis_width(const lg_scale *scale)
{
  char *low = lg_scale_text(scale, scale->low), *high = lg_scale_text(scale, scale->high);
  double width = fmax(lg_svg_text_width(low), lg_svg_text_width(high));
  g_free(low);
  g_free(high);
  return width;
}

static bool line_has_gap(const lg_svg_line *chart, int place)
{
  for (int s = 0; s < chart->series_count; s++)
    if (isfinite(chart->series[s].values[place])) return false;
  return true;
}

static bool line_has_gaps(const lg_svg_line *chart)
{
  for (int k = 0; chart->gap && k < chart->count; k++)
    if (line_has_gap(chart, k)) return true;
  return false;
}

/* Round numbers, or the names of the places as far as they fit. */
static void line_axis(GString *page, const lg_svg_line *chart, const struct plot *plot)
{
  if (!chart->place_names) {
    double first = ceil(plot->x.low / plot->x.step - 1e-9) * plot->x.step;
    for (int k = 0; first + k * plot->x.step <= plot->x.high + plot->x.step * 1e-9; k++) {
      double x = lg_scale_at(&plot->x, first + k * plot->x.step);
      char *text = lg_scale_text(&plot->x, first + k * plot->x.step);
      lg_svg_stroke(page, x, plot->top, x, plot->bottom, "grid");
      lg_svg_text(page, x, plot->bottom + 18, LG_SVG_MIDDLE, "quiet", text);
      g_free(text);
    }
  } else {
    double free_from = -INFINITY;
    for (int k = 0; k < chart->count; k++) {
      double x = lg_scale_at(&plot->x, chart->places[k]);
      double half = fmin(lg_svg_text_width(chart->place_names[k]), 120) / 2;
      lg_svg_stroke(page, x, plot->bottom, x, plot->bottom + 4, "rule");
      if (x - half < free_from) continue;
      lg_svg_text_cut(page, x, plot->bottom + 18, LG_SVG_MIDDLE, "quiet", chart->place_names[k],
                      120);
      free_from = x + half + 8;
    }
  }
  if (chart->x.title)
    lg_svg_text(page, (plot->left + plot->right) / 2, plot->bottom + 36, LG_SVG_MIDDLE, "quiet",
                chart->x.title);
  if (chart->y.title)
    lg_svg_text(page, 0, plot->top - 8 - (chart->mark_count ? LG_LINE_LABELS : 0), LG_SVG_START,
                "quiet", chart->y.title);
}

static char *line_hint(const lg_svg_line *chart, const struct plot *plot, int place, double value)
{
  lg_scale fine = plot->y, fine_place = plot->x;
  fine.decimals = MIN(fine.decimals + 2, 9);
  fine_place.decimals = MIN(fine_place.decimals + 1, 9);
  char *where = chart->place_names ? g_strdup(chart->place_names[place])
                                   : lg_scale_text(&fine_place, chart->places[place]);
  char *what = lg_scale_text(&fine, value), *hint = g_strdup_printf("%s: %s", where, what);
  g_free(where);
  g_free(what);
  return hint;
}

static void line_series(GString *page, const lg_svg_line *chart, const struct plot *plot, int s)
{
  const double *values = chart->series[s].values;
  bool drawing = false;
  g_string_append_printf(page, "<path class=\"line s%d\" d=\"M0 0", s % LG_SVG_SERIES);
  for (int k = 0; k < chart->count; k++) {
    if (isfinite(values[k])) {
      g_string_append(page, drawing ? "L" : "M");
      lg_svg_number(page, lg_scale_at(&plot->x, chart->places[k]));
      g_string_append_c(page, ' ');
      lg_svg_number(page, lg_scale_at(&plot->y, values[k]));
    }
    drawing = isfinite(values[k]);
  }
  g_string_append(page, "\"/>\n");
  for (int k = 0; k < chart->count; k++) {
    if (!isfinite(values[k])) continue;
    char *hint = line_hint(chart, plot, k, values[k]);
    lg_svg_marker(page, s, lg_scale_at(&plot->x, chart->places[k]),
                  lg_scale_at(&plot->y, values[k]), hint);
    g_free(hint);
  }
}

static void cross(GString *page, double x, double y)
{
  g_string_append(page, "<path class=\"gap\" d=\"M");
  lg_svg_number(page, x - 4);
  g_string_append_c(page, ' ');
  lg_svg_number(page, y - 4);
  g_string_append(page, "l8 8m0 -8l-8 8\"/>\n");
}

/* Marks stand over the plot, each with its word beside its head; words that would meet go down. */
static void line_marks(GString *page, const lg_svg_line *chart, const struct plot *plot)
{
  for (int k = 0; k < chart->level_count; k++) {
    double y = lg_scale_at(&plot->y, chart->levels[k].at);
    lg_svg_stroke(page, plot->left, y, plot->right, y, "mark");
    lg_svg_text_cut(page, plot->right, y - 5, LG_SVG_END, "markword", chart->levels[k].label,
                    plot->right - plot->left);
  }
  for (int k = 0; k < chart->mark_count; k++) {
    double x = lg_scale_at(&plot->x, chart->marks[k].at), y = plot->top - 6 + k * LG_LINE_LABELS;
    bool left = x > (plot->left + plot->right) / 2;
    lg_svg_stroke(page, x, plot->top - 16, x, plot->bottom, "mark");
    lg_svg_text_cut(page, x + (left ? -6 : 6), y, left ? LG_SVG_END : LG_SVG_START, "markword",
                    chart->marks[k].label, left ? x - plot->left : plot->right - x);
  }
}

/* Names of series and of the gap, in lines; only measured where `page` is NULL. Returns the height.
 */
static double line_legend(GString *page, const lg_svg_line *chart, double left, double top)
{
  bool gaps = line_has_gaps(chart);
  int series = chart->series_count > 1 ? chart->series_count : 0;
  double x = left, y = top;
  if (series == 0 && !gaps) return 0;
  for (int s = 0; s < series + gaps; s++) {
    const char *name = s < series ? chart->series[s].name : chart->gap;
    double width = fmin(lg_svg_text_width(name), LG_LINE_LABEL) + 44;
    if (x > left && x + width > LG_SVG_WIDTH) x = left, y += LG_SVG_LINE;
    if (page && s < series) {
      char class_name[16];
      g_snprintf(class_name, sizeof class_name, "line s%d", s % LG_SVG_SERIES);
      lg_svg_stroke(page, x, y - 4, x + 24, y - 4, class_name);
      lg_svg_marker(page, s, x + 12, y - 4, NULL);
    } else if (page) {
      cross(page, x + 12, y - 4);
    }
    if (page) lg_svg_text_cut(page, x + 30, y, LG_SVG_START, NULL, name, LG_LINE_LABEL);
    x += width;
  }
  return y - top + LG_SVG_LINE;
}

static struct plot line_plot(const lg_svg_line *chart)
{
  struct plot plot = {.x = line_places(chart), .y = line_values(chart)};
  plot.left = fmax(axis_width(&plot.y) + 14, 30);
  plot.right = LG_SVG_WIDTH - LG_LINE_RIGHT;
  plot.top = (chart->y.title ? 26 : 12) + (chart->mark_count ? LG_LINE_LABELS : 0);
  plot.bottom = plot.top + LG_LINE_PLOT;
  plot.height = plot.bottom + (chart->x.title ? 44 : 26);
  plot.x.from = plot.left;
  plot.x.to = plot.right;
  plot.y.from = plot.bottom;
  plot.y.to = plot.top;
  return plot;
}

void lg_svg_write_line(GString *page, const lg_svg_line *chart)
{
  struct plot plot = line_plot(chart);
  double legend = line_legend(NULL, chart, plot.left, 0);
  lg_svg_open(page, chart->title, chart->description, plot.height + legend);
  lg_svg_axis_left(page, &plot.y, plot.left, plot.right);
  line_axis(page, chart, &plot);
  lg_svg_stroke(page, plot.left, plot.bottom, plot.right, plot.bottom, "rule");
  for (int s = 0; s < chart->series_count; s++) line_series(page, chart, &plot, s);
  for (int k = 0; chart->gap && k < chart->count; k++)
    if (line_has_gap(chart, k)) cross(page, lg_scale_at(&plot.x, chart->places[k]), plot.bottom);
  line_marks(page, chart, &plot);
  line_legend(page, chart, plot.left, plot.height + 10);
  lg_svg_close(page);
}
