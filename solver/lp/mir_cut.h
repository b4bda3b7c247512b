/* mir_cut.h - cuts by mixed-integer rounding of one row: Marchand, Wolsey 2001, "Aggregation and
 * mixed integer rounding to solve MIPs". Every solution whose whole columns are whole keeps them.
 */
#ifndef LG_MIR_CUT_H
#define LG_MIR_CUT_H

#include "lp.h"

/* Columns, and the point to be cut off. */
typedef struct {
  const double *lower, *upper; /* [column_count]; an upper one may be LG_INFINITE */
  const bool *whole;
  const double *value;
} lg_round_point;

/* A row sum value x = limit, which the program implies. */
typedef struct {
  int *column;
  double *value;
  int count;
  double limit;
} lg_implied_row;

/* The cut of the row that the point breaks most, of all that dividing, complementing and its two
 * sides give.
 *   cut      filled where there is one; its arrays are the caller's
 *   returns  by how much the point breaks it, as a distance; 0: there is none */
double lg_round_row(const lg_implied_row *row, const lg_round_point *point, lg_cut *cut);

#endif
