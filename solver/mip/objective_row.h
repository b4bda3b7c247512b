/* objective_row.h - an earlier goal as a row in whole numbers: sum_j c_j x_j <= limit -
 * constant. */
#ifndef LG_OBJECTIVE_ROW_H
#define LG_OBJECTIVE_ROW_H

#include "model/formulate.h"
#include "solver/lp/lp.h"

/* The row that keeps a goal at most at `limit` (a max goal and its limit negated).
 *   upper    as in lg_formulation_goal
 *   returns  a row whose arrays are the caller's (lg_cut_clear) */
lg_cut lg_objective_row(const lg_formulation *f, int goal, int64_t limit, const double *upper);

/* The same of given costs, [column_count]: cost x <= limit. */
lg_cut lg_objective_cut(const int64_t *cost, int column_count, int64_t limit);
/* Raises the limit by a small part of a unit, for solvers with tolerances: rosters lie on the very
 * edge. */
void lg_objective_loosen(lg_cut *row);

#endif
