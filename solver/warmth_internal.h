/* warmth_internal.h - what the chain asks of a warmth, and tells it. */
#ifndef LG_WARMTH_INTERNAL_H
#define LG_WARMTH_INTERNAL_H

#include "../model/formulate.h"
#include "warmth.h"

/* 1 at the place that each teacher had in the last roster, where that place is in this program.
 *   returns  [column_count] (g_free), NULL where there is nothing to start from */
double *lg_warmth_start(const lg_warmth *warmth, const lg_formulation *formulation);

/* The roster in which a solve ended is remembered. NULL: the last one stays. */
void lg_warmth_keep(lg_warmth *warmth, const lg_roster *roster);

#endif
