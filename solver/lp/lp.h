/* lp.h - linear and mixed-integer programs solved by GLPK, behind one door: nothing but glpk*.c
 * includes <glpk.h>.
 *
 * GLPK aborts on wrong data, prints on stdout and looks at no clock while it presolves or cuts;
 * here it does none of that: every call runs inside a guard, aside (deadline.h), and answers by a
 * status. */
#ifndef LG_LP_H
#define LG_LP_H

#include "model/program.h"
#include "solver/deadline.h"

/* A row held beside the program: sum value * column <= limit. */
typedef struct {
  int *column;
  double *value;
  int count;
  double limit;
  bool spare; /* it follows from the program and the cuts that are not */
} lg_cut;

void lg_cut_clear(void *cut); /* its arrays */

typedef enum {
  LG_LP_OPTIMAL,
  LG_LP_INFEASIBLE,
  LG_LP_FEASIBLE, /* of a MIP: stopped with a solution */
  LG_LP_CUTOFF,   /* the value would be at or above the cutoff */
  LG_LP_STOPPED,  /* the clock ran out, nothing found */
  LG_LP_FAILED    /* numerical trouble */
} lg_lp_status;

/* A linear relaxation that is solved again and again with other costs and tighter bounds, from its
 * last basis. */
typedef struct lg_lp lg_lp;

/* lower, upper: [column_count] bounds to use instead of the program's. After an error inside GLPK
 * it answers LG_LP_FAILED from then on. */
lg_lp *lg_lp_new(const lg_deadline *deadline, const lg_program *program, const double *lower,
                 const double *upper);
void lg_lp_free(lg_lp *lp);
void lg_lp_set_bounds(lg_lp *lp, int column, double lower, double upper);
void lg_lp_set_costs(lg_lp *lp, const double *cost);
void lg_lp_add_cut(lg_lp *lp, const lg_cut *cut);
/* Minimises by the primal simplex method, from the last basis where there is one. */
lg_lp_status lg_lp_solve(lg_lp *lp);
/* The same, first without the columns that the reduced costs of a similar relaxation rule out,
 * which stay at their cheap bounds: on few columns the simplex method comes near the optimum soon.
 */
lg_lp_status lg_lp_solve_near(lg_lp *lp, const double *reduced);
/* After new bounds: dual simplex from the last basis, given up once the value reaches `cutoff`
 * (LG_INFINITE: never). */
lg_lp_status lg_lp_resolve(lg_lp *lp, double cutoff);
/* After LG_LP_OPTIMAL: how good the optimum could at best be with other bounds of one column, as
 * far as a few pivots tell; `cutoff` where they reach it or find nothing. An estimate, no proof.
 * The basis stays, the solution does not: read it before. */
double lg_lp_probe(lg_lp *lp, int column, double lower, double upper, double cutoff);
/* After LG_LP_OPTIMAL, in a program without a cut of the caller's: a round of mixed-integer
 * rounding cuts (mir_cut.h on rows of the tableau, and on rows of the program and sums of a few),
 * in whole numbers, which hold for every solution whose whole columns are whole, and the relaxation
 * with them; cuts that have no part in it leave.
 *   returns  LG_LP_FEASIBLE where the relaxation failed with more cuts and is back as it was */
lg_lp_status lg_lp_strengthen(lg_lp *lp);
/* The basis, and back to one of the same rows: lg_lp_resolve starts there. g_free; NULL where there
 * is none. */
uint8_t *lg_lp_basis(const lg_lp *lp);
void lg_lp_set_basis(lg_lp *lp, const uint8_t *basis);
double lg_lp_value(const lg_lp *lp); /* after LG_LP_OPTIMAL */
int lg_lp_pivots(const lg_lp *lp);   /* so far */
int lg_lp_cut_count(const lg_lp *lp);
lg_cut lg_lp_cut(const lg_lp *lp, int k); /* its arrays are the caller's */
/* After LG_LP_OPTIMAL: values [column_count], duals of the program's rows [row_count], then of the
 * cuts. */
void lg_lp_solution(const lg_lp *lp, double *value, double *dual, double *cut_dual);

/* Minimises cost over the program's columns within lower..upper (fixed ones are taken out first)
 * and the cuts.
 *   value   [column_count] the solution, filled with LG_LP_OPTIMAL and LG_LP_FEASIBLE
 *   node_limit, pivot_limit  after which to stop, so that a run can be repeated on any machine; the
 *               pivots of the first relaxation do not count
 *   cutoff  only solutions below it matter: LG_LP_INFEASIBLE also where there is none below it
 *   bound   a lower bound on the optimum (not with LG_LP_INFEASIBLE) */
lg_lp_status lg_mip_solve(const lg_deadline *deadline, const lg_program *program,
                          const double *lower, const double *upper, const double *cost,
                          const lg_cut *cuts, int cut_count, int node_limit, int pivot_limit,
                          double cutoff, void (*progress)(double bound, void *user), void *user,
                          double *value, double *bound);

/* Writes the program (integer columns, cuts as rows) with the given names.
 *   mps       else CPLEX LP
 *   returns   whether it was written */
bool lg_lp_write(const lg_program *program, const double *cost, double constant, const lg_cut *cuts,
                 int cut_count, char *const *column_names, char *const *row_names, bool mps,
                 const char *path);

#endif
