/* interior_point.h - linear programs by a primal-dual interior-point method (Mehrotra 1992, Gondzio
 * 1996) whose linear algebra is made for our rows (normal_equations.h). It ends in the middle of
 * the face of best solutions, not at a vertex: then the reduced costs tell which columns are at a
 * bound in every best solution. Formulas: docs/method.md, 3. */
#ifndef LG_INTERIOR_POINT_H
#define LG_INTERIOR_POINT_H

#include "lp.h"

/* A primal and dual point: where to start, and where the method ended. */
typedef struct {
  double *value; /* [column_count] */
  double *dual;  /* [row_count] */
  /* How far along the central path: the mean of (distance of a column to its bound) * (reduced cost
   * there), after dividing all costs by the largest one. 0 at the optimum. */
  double mu;
} lg_interior_point;

/* What the point holds at the start. */
typedef enum {
  LG_FROM_NOWHERE, /* nothing of use */
  LG_FROM_VALUE,   /* `value` nearly keeps the rows */
  /* What an earlier call left that had been given a gap > 0, so that it stands on the central path.
   * Columns may have been added since; those stand at their lower bounds. */
  LG_FROM_PATH
} lg_interior_start;

/* Minimises cost * x over the rows of the program within lower <= x <= upper.
 *   lower, upper  [column_count] finite, lower < upper
 *   gap           relative gap at which to stop; 0: as near to the optimum as doubles allow
 *   point         in: as `from` says. Out, unless stopped: values within the bounds that miss a row
 *                 by 1e-3 at most, and duals. The duals are not exactly feasible: compute bounds
 *                 from them alone (lg_program_price), never from the objective
 *   returns       LG_LP_OPTIMAL; LG_LP_INFEASIBLE: the duals left in `point` prove that no x within
 *                 the bounds keeps the rows; LG_LP_STOPPED; LG_LP_FAILED: numerical trouble
 *   cost          15 to 50 factorisations of the normal equations */
lg_lp_status lg_interior_solve(const lg_deadline *deadline, const lg_program *program,
                               const double *lower, const double *upper, const double *cost,
                               lg_interior_start from, double gap, lg_interior_point *point);

#endif
