/* interior_point.h - linear programs by a primal-dual interior-point method whose linear algebra is made
 * for these rows (normal_equations.h). Mehrotra 1992; it ends in the middle of the best face, which tells at
 * once which columns are at a bound in every best solution. */
#ifndef LG_INTERIOR_POINT_H
#define LG_INTERIOR_POINT_H

#include "lp.h"

/* Where to start, and where it ended. */
typedef struct {
  double *value; /* [column_count] */
  double *dual;  /* [row_count] */
  double mu; /* mean product of a distance to a bound and its reduced cost, as far as the largest
                cost is 1: how far along the central path */
} lg_interior_point;

typedef enum {
  LG_FROM_NOWHERE,
  LG_FROM_VALUE, /* point->value nearly keeps the rows */
  LG_FROM_PATH   /* the point is one that this function left with a gap asked for, columns perhaps
                    added: those stand at their lower bounds */
} lg_interior_start;

/* Minimises cost x over the rows of the program within lower <= x <= upper.
 *   lower, upper  [column_count] finite, lower < upper
 *   gap           relative gap at which to stop, 0: as near as doubles allow
 *   point         in: see `from`; out, unless stopped: values within the bounds, rows missed by
 * 1e-3 at most, and duals, from which alone any bound must be computed returns       LG_LP_OPTIMAL,
 * LG_LP_STOPPED, LG_LP_FAILED, or LG_LP_INFEASIBLE: the duals prove that no point within the bounds
 * keeps the rows cost          15 to 50 factorisations */
lg_lp_status lg_interior_solve(const lg_deadline *deadline, const lg_program *program,
                               const double *lower, const double *upper, const double *cost,
                               lg_interior_start from, double gap, lg_interior_point *point);

#endif
