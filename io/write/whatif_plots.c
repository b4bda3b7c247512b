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

/* "Rotation, at least 37%". */
static void append_value(GString *text, const lg_whatif_table *table, int row, int vary)
{
  g_autofree char *name = lg_vary_name(table, vary);
  g_string_append_printf(text, "%s%s %s", text->len ? lg_tr(table->lang, "; ") : "", name,
                         table->scenarios->rows[row].shown[vary]);
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
      if (v != but_vary) append_value(text, table, row, v);
    if (text->len == 0) g_string_append(text, lg_tr(table->lang, N_("the plan as it stands")));
  }
  return g_string_free(text, FALSE);
}

/* A value of a key as a number: shares between 0 and 1. */
static double number_of(const char *text, const lg_vary *vary)
{
  const char *slash = strchr(text, '/');
  double number = g_ascii_strtod(text, NULL);
  if (slash) return number / g_ascii_strtod(slash + 1, NULL);
  return vary->notation == LG_NOTE_PERCENT || strchr(text, '%') ? number / 100 : number;
}

/* The plan's own value of the key, where it has one. */
static void mark_present(const lg_whatif_table *table, GArray *marks)
{
  const char *present = table->scenarios->rows[0].shown[0];
  if (!*present) return;
  lg_svg_mark mark = {number_of(present, table->scenarios->varies[0]),
                      lg_tr(table->lang, N_("the plan as it stands"))};
  g_array_append_val(marks, mark);
}

/* Values as the axis of a grid shows them, that of the plan marked. g_strfreev. */
static char **axis_values(const lg_whatif_table *table, int vary)
{
  const lg_vary *v = table->scenarios->varies[vary];
  char **values = g_new0(char *, v->count + 1);
  for (int k = 0; k < v->count; k++)
    values[k] = strcmp(v->values[k], table->scenarios->rows[0].shown[vary]) == 0
                    ? g_strdup_printf("▶%s", v->values[k])
                    : g_strdup(v->values[k]);
  return values;
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
  for (int k = 0; k < count; k++) places[k] = number_of(vary->values[k], vary);
  for (int k = 0; k < count * grids; k++)
    values[k] = lg_measure_value(table, first_row + k, measure);
  for (int g = 0; g < grids; g++) {
    char *label = grid_name(scenarios, first_row + g * count);
    g_ptr_array_add(texts, label);
    series[g] = (lg_svg_series){label, values + g * count};
  }
  GArray *marks = tip_marks(table, first_row, count * grids, texts);
  mark_present(table, marks);
  char *axis = lg_vary_name(table, 0);
  g_ptr_array_add(texts, axis);
  lg_svg_write_line(page, &(lg_svg_line){.title = name,
                                         .description = name,
                                         .x = {axis, is_share(vary)},
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
  for (int v = 0; v + 2 < scenarios->vary_count; v++) append_value(title, table, first_row, v);
  g_autofree double *values = g_new(double, cells);
  for (int k = 0; k < cells; k++) values[k] = lg_measure_value(table, first_row + k, measure);
  int last = scenarios->vary_count - 1;
  g_autofree char *x_name = lg_vary_name(table, last), *y_name = lg_vary_name(table, last - 1);
  g_auto(GStrv) columns = axis_values(table, last), rows = axis_values(table, last - 1);
  lg_svg_write_heat(page, &(lg_svg_heat){.title = title->str,
                                         .description = title->str,
                                         .x_title = x_name,
                                         .y_title = y_name,
                                         .columns = (const char *const *)columns,
                                         .column_count = x->count,
                                         .rows = (const char *const *)rows,
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
  g_auto(GStrv) names = g_new0(char *, scenarios->row_count + 1);
  for (int n = 0; n < scenarios->row_count; n++) {
    double value = lg_measure_value(table, n, measure);
    bars[n] = (lg_svg_bar){.label = names[n] = lg_row_name(table, n),
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

/* Has every row with a roster the same value? */
static bool never_changes(const lg_whatif_table *table, const lg_plotted *measure, double *value)
{
  bool any = false;
  for (int n = 0; n < table->scenarios->row_count; n++) {
    double here = lg_measure_value(table, n, measure);
    if (isnan(here)) continue;
    if (any && here != *value) return false;
    any = true;
    *value = here;
  }
  return any;
}

void lg_whatif_plots(GString *page, const lg_whatif_table *table)
{
  GArray *measures = lg_measures_of(table, true);
  GString *same = g_string_new(NULL);
  if (table->scenarios->vary_count > 1)
    lg_html_text(page, "p", "note", lg_tr(table->lang, N_("▶: the plan as it stands.")));
  for (guint k = 0; k < measures->len; k++) {
    const lg_plotted *measure = &g_array_index(measures, lg_plotted, k);
    double value = 0;
    if (!never_changes(table, measure, &value)) {
      plot_measure(page, table, measure);
      continue;
    }
    g_autofree char *name = lg_measure_name(measure, table->lang);
    g_autofree char *number = lg_html_number(value, measure->decimals);
    g_string_append_printf(same, "%s%s %s", same->len ? lg_tr(table->lang, "; ") : "", name,
                           number);
  }
  if (same->len) {
    g_autofree char *line =
        g_strdup_printf(lg_tr(table->lang, N_("The same in all rows: %s.")), same->str);
    lg_html_text(page, "p", NULL, line);
  }
  g_string_free(same, TRUE);
  g_array_free(measures, TRUE);
}
