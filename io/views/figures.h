/* figures.h - how the figures of the list "figures" come about. */
#ifndef LG_FIGURES_H
#define LG_FIGURES_H

#include "io/words/output.h"

/* A line each, with the plan's limits and seed; NULL after the last. g_strfreev. */
char **lg_figures_explained(const lg_output *out);

#endif
