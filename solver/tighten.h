/* tighten.h - the part of a face that is worth searching, made smaller by cuts (tighten.c), and
 * dives into it for a roster (plunge.c). */
#ifndef LG_TIGHTEN_H
#define LG_TIGHTEN_H

#include "chain_internal.h"
#include "core.h"

typedef struct {
  lg_chain *c;
  lg_step *step;
  int goal;
  double ceiling;        /* cost of what is sought, ties included, at most; LG_INFINITE: any */
  double *lower, *upper; /* [column_count] of the whole program */
  double bound;          /* proved for it, ties included */
  GArray *held;          /* lg_cut: the earlier goals in whole numbers */
} lg_tightening;

/* The core of some bounds, with the held goals and the chain's cuts as its rows. */
typedef struct {
  lg_core *core;
  int *origin; /* by number of a row that is a cut: its number in the chain, -1: a held goal */
  double *cost;
  double fixed; /* cost outside it, and the constant */
} lg_tight_core;

lg_tight_core lg_tight_core_new(const lg_tightening *t, const double *lower, const double *upper);
void lg_tight_core_clear(lg_tight_core *k);

/* What counts as progress of a round of cuts at this value of the relaxation. */
double lg_least_progress(const lg_tightening *t, double value);

/* Looks for a roster below the ceiling, from the relaxation in c->value: who has one place there
 * keeps it, then one column after the other is decided, with rounds of cuts in between; several
 * orders are tried, until one leads to a better roster. The chain takes what is found. */
void lg_plunge(const lg_tightening *t);

#endif
