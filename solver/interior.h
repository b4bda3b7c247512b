/* interior.h - linear programs by a primal-dual interior-point method whose linear algebra is made
 * for these rows (normal.h). Mehrotra 1992; it ends in the middle of the best face, which tells at
 * once which columns are at a bound in every best solution. */
#ifndef LG_INTERIOR_H
#define LG_INTERIOR_H

#include "lp.h"

/* Minimises cost x over the rows of the program within lower <= x <= upper.
 *   lower, upper  [column_count] finite, lower < upper
 *   started       value holds a point to start from, near a solution of the rows
 *   value         [column_count] within the bounds; the rows hold to about 1e-6
 *   dual          [row_count] of the rows: any bound must be computed from these alone
 *   returns       LG_LP_OPTIMAL, LG_LP_INFEASIBLE (proved: the duals are a certificate that no
 * point within the bounds keeps the rows), LG_LP_STOPPED, or LG_LP_FAILED Cost: 15 to 50
 * factorisations. */
lg_lp_status lg_interior_solve(lg_engine *engine, const lg_program *program, const double *lower,
                               const double *upper, const double *cost, bool started, double *value,
                               double *dual);

#endif
