/* lp.h - the door to this room: linear and mixed-integer programs solved by GLPK. Nothing but
 * glpk*.c includes <glpk.h>. (interior_point.h is the other way to solve a relaxation.)
 *
 * GLPK by itself aborts on wrong data, prints on stdout, and looks at no clock while it presolves
 * or cuts. Here it does none of that: every call runs in a worker thread (deadline.h), inside a
 * guard that catches errors, and answers by a status.
 *
 * Formulas and papers: docs/method.md; what SPEC, QUESTIONS and OFFICE cite:
 * docs/spec/README.md. */
#ifndef LG_LP_H
#define LG_LP_H

#include "model/program.h"
#include "solver/deadline.h"

/* A row beside those of the program: sum_e value[e] * x[column[e]] <= limit. */
typedef struct {
  int *column;
  double *value;
  int count;
  double limit;
  /* Whole solutions keep it anyway, as it follows from the program and the cuts that are not spare:
   * leaving it out changes no answer, only the relaxation. */
  bool spare;
} lg_cut;

/* Frees the arrays of an lg_cut (for GArray). */
void lg_cut_clear(void *cut);

/* How a cut follows (mir_cut.h): a sum of rows and earlier cuts as equations, rounded, with some columns
 * counted from their upper bounds. */
typedef struct {
  lg_cut cut;
  int *row;      /* [row_count] a row of the program; -1 - k: cut k of all that were made */
  double *times; /* [row_count] how often it is in the sum */
  int row_count;
  int *flipped; /* [flipped_count] the columns counted from their upper bounds */
  int flipped_count;
} lg_cut_source;

typedef enum {
  LG_LP_OPTIMAL,
  LG_LP_INFEASIBLE,
  LG_LP_FEASIBLE, /* a MIP that stopped with a solution; lg_lp_strengthen gives it another sense */
  LG_LP_CUTOFF,   /* the optimum is at or above the cutoff */
  LG_LP_STOPPED,  /* the time, or a limit of nodes or pivots, ended without a solution */
  LG_LP_FAILED    /* numerical trouble */
} lg_lp_status;

/* A linear relaxation that is solved again and again with other costs and bounds, each time from
 * its last basis. One thread may use it at a time. */
typedef struct lg_lp lg_lp;

/* Copies all that it needs; the deadline alone is borrowed, for the relaxation's life.
 *   lower, upper  [column_count] take the place of the program's bounds
 *   errors        none here: after an error inside GLPK every solve answers LG_LP_FAILED */
lg_lp *lg_lp_new(const lg_deadline *deadline, const lg_program *program, const double *lower,
                 const double *upper);
void lg_lp_free(lg_lp *lp);
void lg_lp_set_bounds(lg_lp *lp, int column, double lower, double upper);
void lg_lp_set_costs(lg_lp *lp, const double *cost); /* [column_count] */
void lg_lp_add_cut(lg_lp *lp, const lg_cut *cut);    /* copied */
/* Minimises by the primal simplex method, from the last basis where there is one. */
lg_lp_status lg_lp_solve(lg_lp *lp);
/* Does what lg_lp_solve does, in two steps: first with the columns held at their cheap bounds which
 * the reduced costs of a similar relaxation rule out, then with all. On few columns the simplex
 * method is near the optimum soon.
 *   reduced  [column_count] */
lg_lp_status lg_lp_solve_near(lg_lp *lp, const double *reduced);
/* Minimises after new bounds or rows by the dual simplex method, from the last basis.
 *   cutoff  LG_LP_CUTOFF once the value reaches it; LG_INFINITE: never */
lg_lp_status lg_lp_resolve(lg_lp *lp, double cutoff);
/* What the optimum would be with other bounds of one column, as far as a few pivots tell: for the
 * choice of a branch, proving nothing. To be called after LG_LP_OPTIMAL; the basis stays, the
 * solution is lost.
 *   returns  the value that the pivots reached, `cutoff` where it is above that or they failed */
double lg_lp_probe(lg_lp *lp, int column, double lower, double upper, double cutoff);
/* One round of mixed-integer rounding cuts (mir_cut.h) by rows of the tableau and of the program,
 * and the relaxation solved with them; then cuts without a part in it leave. The cuts are in whole
 * numbers and hold wherever the columns that should be whole are. To be called after LG_LP_OPTIMAL,
 * on a relaxation without a cut of the caller's (else LG_LP_FAILED).
 *   returns  LG_LP_OPTIMAL; LG_LP_FEASIBLE: it failed with the new cuts, and is solved without them
 *            as before; else as lg_lp_resolve */
lg_lp_status lg_lp_strengthen(lg_lp *lp);
/* Frees what GLPK keeps for this thread, which ends. No relaxation of the thread is left then. */
void lg_lp_thread_end(void);
/* The basis, to come back to while the rows are the same; lg_lp_resolve starts there.
 *   returns  g_free; NULL where the relaxation is lost */
uint8_t *lg_lp_basis(const lg_lp *lp);
void lg_lp_set_basis(lg_lp *lp, const uint8_t *basis);
/* After LG_LP_INFEASIBLE: multipliers of the program's rows that show it, as far as doubles tell, with
 * this sign or the other; the size means nothing.
 *   dual     [row_count], filled
 *   returns  false: none are known */
bool lg_lp_ray(const lg_lp *lp, double *dual);
double lg_lp_value(const lg_lp *lp); /* the optimum, after LG_LP_OPTIMAL */
int lg_lp_pivots(const lg_lp *lp);   /* in all solves so far */
/* The cuts that lg_lp_strengthen left; the arrays of a cut are the caller's to clear. */
int lg_lp_cut_count(const lg_lp *lp);
lg_cut lg_lp_cut(const lg_lp *lp, int k);
/* How cuts came about: lg_cut_source of all that lg_lp_strengthen made so far, also those that left; and
 * which of them cut k of the relaxation is. */
const GArray *lg_lp_sources(const lg_lp *lp);
int lg_lp_source(const lg_lp *lp, int k);
/* The solution, after LG_LP_OPTIMAL.
 *   value     [column_count], filled
 *   dual      [row_count], filled: of the program's rows
 *   cut_dual  [lg_lp_cut_count], filled; NULL is legal where there are no cuts */
void lg_lp_solution(const lg_lp *lp, double *value, double *dual, double *cut_dual);

/* Minimises cost * x by GLPK's branch and cut, over the rows, the cuts, and the columns within
 * lower..upper. Columns with equal bounds are taken out before.
 *   node_limit   nodes, and
 *   pivot_limit  pivots after those of the first relaxation, after which to stop; counted, not
 *                timed, so that a run can be repeated on any machine
 *   cutoff       only solutions below it are of interest: LG_LP_INFEASIBLE means that none is
 *   progress     NULL, or called now and then in the calling thread with the bound so far
 *   value        [column_count], filled with LG_LP_OPTIMAL and LG_LP_FEASIBLE
 *   bound        out: GLPK's lower bound on the optimum; of no meaning with LG_LP_INFEASIBLE
 *   errors       GLPK works within tolerances: values are to be rounded and checked, the bound and
 *                LG_LP_INFEASIBLE are its word, no proof (docs/method.md, 5) */
lg_lp_status lg_mip_solve(const lg_deadline *deadline, const lg_program *program,
                          const double *lower, const double *upper, const double *cost,
                          const lg_cut *cuts, int cut_count, int node_limit, int pivot_limit,
                          double cutoff, void (*progress)(double bound, void *user), void *user,
                          double *value, double *bound);

/* Writes the program with its integer columns, and the cuts as rows behind its own. The constant
 * becomes a column that a row of its own fixes at 1, since some readers lose constants.
 *   column_names  [column_count]
 *   row_names     [row_count + cut_count]
 *   mps           free MPS; false: CPLEX LP
 *   returns       whether it was written */
bool lg_lp_write(const lg_program *program, const double *cost, double constant, const lg_cut *cuts,
                 int cut_count, char *const *column_names, char *const *row_names, bool mps,
                 const char *path);

#endif
