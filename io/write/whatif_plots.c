/* whatif_plots.c - the plots of whatif.html. */
#include "whatif_plots.h"

#include <math.h>
#include <string.h>

#include "svg.h"

/* Grids drawn of more than two keys: the table has the others. */
enum { LG_MOST_GRIDS = 12 };

/* ---- rows ---- */

/* Points of the grid from key `first` on. */
static int point_count(const lg_scenarios *scenarios, int first)
{
  int points = 1;
  for (int v = first; v < scenarios->vary_count; v++) points *= scenarios->varies[v]->count;
  return points;
}

/* Scenarios, or the plan's own grid. */
static int grid_count(const lg_scenarios *scenarios)
{
  return (scenarios->row_count - 1) / point_count(scenarios, 0);
}

/* The scenario's name, "" without scenarios; g_free. */
static char *grid_name(const lg_scenarios *scenarios, int row)
{
  const lg_scenario_row *r = &scenarios->rows[row];
  if (r->scenario == LG_MISSING) return g_strdup("");
  const char *end = scenarios->vary_count ? strstr(r->name, scenarios->varies[0]->key) : NULL;
  return end && end > r->name ? g_strndup(r->name, (gsize)(end - r->name) - 1) : g_strdup(r->name);
}

char *lg_row_without(const lg_whatif_table *table, int row, int but_vary)
{
  const lg_scenarios *scenarios = table->scenarios;
  GString *text = g_string_new(NULL);
  if (row == 0) {
    g_string_append(text, lg_tr(table->lang, N_("the plan as it stands")));
  } else {
    g_autofree char *name = grid_name(scenarios, row);
    g_string_append(text, name);
    for (int v = 0; v < scenarios->vary_count; v++)
      if (v != but_vary)
        g_string_append_printf(text, "%s%s = %s", text->len ? "; " : "", scenarios->varies[v]->key,
                               scenarios->rows[row].shown[v]);
    if (text->len == 0) g_string_append(text, lg_tr(table->lang, N_("the plan as it stands")));
  }
  return g_string_free(text, FALSE);
}

/* A value of a key as a number: shares between 0 and 1. */
static double vary_number(const lg_vary *vary, int k)
{
  const char *text = vary->values[k], *slash = strchr(text, '/');
  double number = g_ascii_strtod(text, NULL);
  if (slash) return number / g_ascii_strtod(slash + 1, NULL);
  return vary->notation == LG_NOTE_PERCENT ? number / 100 : number;
}

static bool is_share(const lg_vary *vary)
{
  return vary->notation == LG_NOTE_PERCENT || vary->notation == LG_NOTE_FRACTION;
}

/* ---- lines over one key ---- */

/* Where the limit tips, a mark for each value that the grids have. */
static GArray *tip_marks(const lg_whatif_table *table, int first_row, int rows, GPtrArray *texts)
{
  GArray *marks = g_array_new(FALSE, FALSE, sizeof(lg_svg_mark));
  for (int n = first_row; n < first_row + rows; n++) {
    const lg_last *last = &table->outcomes[n].last[0];
    if (!last->known || !last->has) continue;
    lg_svg_mark mark = {(double)last->value.p / (double)last->value.q, NULL};
    bool met = false;
    for (guint k = 0; k < marks->len; k++)
      met |= g_array_index(marks, lg_svg_mark, k).at == mark.at;
    if (met) continue;
    g_autofree char *words = lg_last_words(last, table->lang);
    char *label = g_strdup_printf(lg_tr(table->lang, N_("last possible: %s")), words);
    g_ptr_array_add(texts, label);
    mark.label = label;
    g_array_append_val(marks, mark);
  }
  return marks;
}

/* Up to LG_SVG_SERIES grids, from `grid` on. */
static void plot_line(GString *page, const lg_whatif_table *table, const lg_plotted *measure,
                      int grid)
{
  const lg_scenarios *scenarios = table->scenarios;
  const lg_vary *vary = scenarios->varies[0];
  int count = vary->count, grids = MIN(LG_SVG_SERIES, grid_count(scenarios) - grid);
  g_autofree char *name = lg_measure_name(measure, table->lang);
  g_autofree double *places = g_new(double, count), *values = g_new(double, count *grids);
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  lg_svg_series series[LG_SVG_SERIES];
  int first_row = 1 + grid * count;
  for (int k = 0; k < count; k++) places[k] = vary_number(vary, k);
  for (int k = 0; k < count * grids; k++)
    values[k] = lg_measure_value(table, first_row + k, measure);
  for (int g = 0; g < grids; g++) {
    char *label = grid_name(scenarios, first_row + g * count);
    g_ptr_array_add(texts, label);
    series[g] = (lg_svg_series){label, values + g * count};
  }
  GArray *marks = tip_marks(table, first_row, count * grids, texts);
  lg_svg_write_line(page, &(lg_svg_line){.title = name,
                                         .description = name,
                                         .x = {vary->key, is_share(vary)},
                                         .places = places,
                                         .count = count,
                                         .series = series,
                                         .series_count = grids,
                                         .marks = (const lg_svg_mark *)(const void *)marks->data,
                                         .mark_count = (int)marks->len,
                                         .gap = lg_tr(table->lang, N_("no roster"))});
  g_array_free(marks, TRUE);
  g_ptr_array_free(texts, TRUE);
}

/* ---- heat maps over two keys ---- */

/* The last two keys; `first_row` is the first of their grid. */
static void plot_heat(GString *page, const lg_whatif_table *table, const lg_plotted *measure,
                      int first_row)
{
  const lg_scenarios *scenarios = table->scenarios;
  const lg_vary *x = scenarios->varies[scenarios->vary_count - 1],
                *y = scenarios->varies[scenarios->vary_count - 2];
  int cells = x->count * y->count;
  g_autofree char *name = lg_measure_name(measure, table->lang);
  GString *title = g_string_new(name);
  g_autofree char *grid = grid_name(scenarios, first_row);
  if (*grid) g_string_append_printf(title, "; %s", grid);
  for (int v = 0; v + 2 < scenarios->vary_count; v++)
    g_string_append_printf(title, "; %s = %s", scenarios->varies[v]->key,
                           scenarios->rows[first_row].shown[v]);
  g_autofree double *values = g_new(double, cells);
  for (int k = 0; k < cells; k++) values[k] = lg_measure_value(table, first_row + k, measure);
  lg_svg_write_heat(page, &(lg_svg_heat){.title = title->str,
                                         .description = title->str,
                                         .x_title = x->key,
                                         .y_title = y->key,
                                         .columns = (const char *const *)x->values,
                                         .column_count = x->count,
                                         .rows = (const char *const *)y->values,
                                         .row_count = y->count,
                                         .values = values,
                                         .decimals = measure->decimals,
                                         .gap = lg_tr(table->lang, N_("no roster"))});
  g_string_free(title, TRUE);
}

/* ---- bars for scenarios ---- */

static void plot_bars(GString *page, const lg_whatif_table *table, const lg_plotted *measure)
{
  const lg_scenarios *scenarios = table->scenarios;
  g_autofree char *name = lg_measure_name(measure, table->lang);
  g_autofree lg_svg_bar *bars = g_new(lg_svg_bar, scenarios->row_count);
  for (int n = 0; n < scenarios->row_count; n++) {
    double value = lg_measure_value(table, n, measure);
    bars[n] = (lg_svg_bar){
        .label = n ? scenarios->rows[n].name : lg_tr(table->lang, N_("the plan as it stands")),
        .value = value,
        .before = NAN,
        .target = NAN,
        .shown = isnan(value) ? lg_tr(table->lang, N_("no roster")) : NULL};
  }
  lg_svg_write_bars(page, &(lg_svg_bars){.title = name,
                                         .description = name,
                                         .bars = bars,
                                         .count = scenarios->row_count,
                                         .decimals = measure->decimals});
}

static void plot_measure(GString *page, const lg_whatif_table *table, const lg_plotted *measure)
{
  const lg_scenarios *scenarios = table->scenarios;
  int keys = scenarios->vary_count;
  if (keys == 0) {
    plot_bars(page, table, measure);
  } else if (keys == 1) {
    for (int g = 0; g < grid_count(scenarios); g += LG_SVG_SERIES)
      plot_line(page, table, measure, g);
  } else {
    int cells = point_count(scenarios, keys - 2), heats = (scenarios->row_count - 1) / cells;
    for (int k = 0; k < MIN(heats, LG_MOST_GRIDS); k++)
      plot_heat(page, table, measure, 1 + k * cells);
  }
}

void lg_whatif_plots(GString *page, const lg_whatif_table *table)
{
  GArray *measures = lg_measures_of(table, true);
  for (guint k = 0; k < measures->len; k++)
    plot_measure(page, table, &g_array_index(measures, lg_plotted, k));
  g_array_free(measures, TRUE);
}
