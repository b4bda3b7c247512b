/* whatif_plots.h - what the plots and tables of whatif.html show of a row. Internal to
 * io/write/whatif*.c. */
#ifndef LG_WHATIF_PLOTS_H
#define LG_WHATIF_PLOTS_H

#include "html.h"
#include "io/views/whatif_table.h"
#include "io/words/output_text.h"

/* The scenario and the values of all keys but one: what a tipping point of that key goes with.
 * g_free. */
char *lg_row_without(const lg_whatif_table *table, int row, int but_vary);

/* A chart a measure: lines over one key, heat maps over two, bars for scenarios alone. */
void lg_whatif_plots(GString *page, const lg_whatif_table *table);

#endif
