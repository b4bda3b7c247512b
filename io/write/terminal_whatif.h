/* terminal_whatif.h - what `whatif` says on the terminal: a line a finished row, and at the end the
 * table of all rows. */
#ifndef LG_TERMINAL_WHATIF_H
#define LG_TERMINAL_WHATIF_H

#include "whatif.h"

/* "12/101  NAME  optimal  310 moved  0.2 s", cut to `width` columns, without a line end. g_free. */
char *lg_whatif_line(const lg_whatif_table *table, int row, int finished, int width);

/* The finished rows in order, with their tipping points. g_free. */
char *lg_whatif_text(const lg_whatif_table *table);

#endif
