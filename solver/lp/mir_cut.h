/* mir_cut.h - a cut by mixed-integer rounding of one row (Marchand, Wolsey 2001, "Aggregation and
 * mixed integer rounding to solve MIPs"; formula: docs/method.md, 4, "The cut loop"). It holds at
 * every solution of the row whose whole columns are whole. */
#ifndef LG_MIR_CUT_H
#define LG_MIR_CUT_H

#include "lp.h"

/* The columns, and the point to be cut off. */
typedef struct {
  const double *lower, *upper; /* [column_count]; an upper one may be LG_INFINITE */
  const bool *whole;           /* [column_count] must be whole in a solution */
  const double *value;         /* [column_count] the point */
} lg_round_point;

/* An equation sum_e value[e] * x[column[e]] = limit that follows from the rows. */
typedef struct {
  int *column;
  double *value;
  int count;
  double limit;
} lg_implied_row;

/* What was rounded: the row so many times, with these columns counted from their upper bounds. */
typedef struct {
  double times;
  int *flipped, flipped_count;
} lg_rounding;

/* Rounds the row in many ways (as <= and as >=, by several divisors, columns counted from their
 * lower or their upper bound), and gives the cut that the point breaks most.
 *   cut      filled where there is one; its arrays are the caller's, and
 *   how      what was rounded; its array is the caller's. NULL: not wanted
 *   returns  distance of the point from the cut's hyperplane; 0: there is no cut
 *   cost     O(entries) for each of some dozens of tries */
double lg_round_row(const lg_tuning *tuning, const lg_implied_row *row, const lg_round_point *point,
                    lg_cut *cut, lg_rounding *how);

#endif
