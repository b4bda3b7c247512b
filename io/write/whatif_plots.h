/* whatif_plots.h - what the plots and tables of whatif.html show of a row. Internal to
 * io/write/whatif*.c. */
#ifndef LG_WHATIF_PLOTS_H
#define LG_WHATIF_PLOTS_H

#include "html.h"
#include "io/views/whatif_table.h"
#include "io/words/output_text.h"

/* Something to plot: a goal, the movers, or the balance of a stage. */
typedef enum { LG_MEASURE_GOAL, LG_MEASURE_MOVED, LG_MEASURE_CV } lg_measure_kind;
typedef struct {
  lg_measure_kind kind;
  int which; /* lg_goal_kind or lg_stage */
  int decimals;
} lg_plotted;

/* All that some row has, goals in the order of their first appearance. g_array_free. */
GArray *lg_measures_of(const lg_whatif_table *table);
/* In words; g_free. */
char *lg_measure_name(const lg_plotted *measure, const lg_lang *lang);
/* NAN where the row has none. */
double lg_measure_value(const lg_whatif_table *table, int row, const lg_plotted *measure);

/* The scenario and the values of all keys but one: what a tipping point of that key goes with.
 * g_free. */
char *lg_row_without(const lg_whatif_table *table, int row, int but_vary);

/* A chart a measure: lines over one key, heat maps over two, bars for scenarios alone. */
void lg_whatif_plots(GString *page, const lg_whatif_table *table);

#endif
