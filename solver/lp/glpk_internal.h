/* glpk_internal.h - what the files glpk*.c share. Nothing else includes <glpk.h>, so GLPK's 1-based
 * numbering, its jumps and its printing stay behind lp.h. */
#ifndef LG_GLPK_INTERNAL_H
#define LG_GLPK_INTERNAL_H

#include <glpk.h>

#include "glpk_program.h"
#include "lp.h"
#include "mir_cut.h"

/* ---- glpk.c ---- */

/* Milliseconds until the deadline, for a time limit of GLPK's: at least 1, at most `most`. */
int lg_slice_ms(const lg_deadline *deadline, int most);

/* Calls run(state) so that GLPK neither prints nor aborts. After an error inside GLPK, or once the
 * time is over, it jumps out of `run` instead.
 *   deadline  NULL: no limit of time
 *   jumped    out: whether GLPK jumped. Then what `run` worked on must not be touched any more: in a
 *             worker's thread the environment was freed, and every glp_prob with it
 *   returns   what `run` returned; after a jump LG_LP_STOPPED (time) or LG_LP_FAILED (error) */
lg_lp_status lg_run_guarded(const lg_deadline *deadline, lg_lp_status (*run)(void *state),
                            void *state, bool *jumped);

/* Frees what GLPK keeps for this thread, with all problems of the thread. Those of a worker's thread are
 * the worker's own; elsewhere they may be those of several workers that got no thread, and nothing
 * is freed. */
void lg_glpk_thread_end(void);

/* Bounds of column j (from 1 on); one that the basis has at a bound stays at the same side. */
void lg_set_column_bounds(glp_prob *problem, int j, double lower, double upper);
/* GLPK's own object for a program; glp_delete_prob. */
glp_prob *lg_problem_new(const lg_glpk_program *draft);

/* ---- glpk_simplex.c ---- */

/* A relaxation as its worker thread owns it. GLPK's memory belongs to one thread, so whatever makes
 * GLPK allocate runs there, by lg_lp_call; between calls the calling thread may read numbers and
 * set bounds, costs and statuses, which allocate nothing. */
typedef struct lg_relaxation {
  lg_glpk_program *draft;      /* what the problem is made of; NULL once that is done */
  GArray *fresh;               /* lg_cut of lg_lp_add_cut, 1-based, that have no row yet */
  GArray *sources;             /* lg_cut_source of all cuts that lg_lp_strengthen made, */
  GArray *cut_source;          /* int: and for each row that is such a cut which of them it is */
  bool borrowed;               /* lg_lp_add_cut was used: lg_lp_strengthen refuses */
  glp_prob *problem;           /* NULL before it is made, and after a jump out of GLPK */
  int column_count, row_count; /* of the program; rows of cuts come behind */
  bool started;                /* the problem has a basis of an earlier solve */
  /* the call at hand: its arguments, then its answers */
  const lg_deadline *deadline;
  lg_lp_status (*run)(struct lg_relaxation *relaxation);
  double cutoff;
  int probe_column; /* of lg_lp_probe, from 0 on */
  double probe_lower, probe_upper, probe_value;
  double
      *ray; /* [rows of the problem + 1] multipliers of the rows that make up the row of the tableau
                  that is_proved_empty found; NULL: none */
  /* the basis to come back to after a trial; here, since GLPK jumps out of one when the time is over */
  uint8_t *basis;
  lg_lp_status status;
} lg_relaxation;

struct lg_lp {
  const lg_deadline *deadline;
  lg_worker *worker; /* NULL once it was left behind, and the relaxation with it (deadline.h) */
  lg_relaxation *relaxation;
};

/* Calls run(relaxation) in the relaxation's thread and waits for it.
 *   cutoff   for relaxation->cutoff
 *   returns  what `run` returned, LG_LP_STOPPED where the time is over */
lg_lp_status lg_lp_call(lg_lp *lp, lg_lp_status (*run)(lg_relaxation *relaxation), double cutoff);
/* The simplex method from the last basis, in slices of some hundred pivots. To be called within
 * lg_lp_call.
 *   method   GLP_PRIMAL, right after new costs, or GLP_DUAL, right after new bounds and rows; where
 *            it fails, the other one is tried
 *   slices   after so many without an end it has failed
 *   returns  OPTIMAL; INFEASIBLE, which both methods found or a row of the tableau proves; CUTOFF
 *            (dual method: relaxation->cutoff is reached); STOPPED; FAILED */
lg_lp_status lg_relaxation_pivot(lg_relaxation *r, int method, int slices);
/* Bounds of a variable as GLPK numbers them in a tableau: row k for k <= m, else column k - m.
 * -DBL_MAX and DBL_MAX where there is none. */
void lg_range(glp_prob *problem, int k, double *lower, double *upper);
/* Makes row `row` the cut sum value[e] * column[e] <= limit (arrays from [1] on), scaled as the
 * program is: unscaled rows with large entries were seen to make bases singular. */
void lg_set_cut_row(glp_prob *problem, int row, const int *column, const double *value, int count,
                    double limit);
/* The basis as GLPK's status of each row, then of each column, from [1] on; g_free. */
uint8_t *lg_basis_status(glp_prob *problem);
void lg_set_basis_status(glp_prob *problem, const uint8_t *status);

/* ---- glpk_separators.c ---- */

/* The rows of a matrix, or its columns. Line i (from 1 on, as GLPK counts) has the entries start[i]
 * to start[i + 1] - 1; `at` is the column (or row) of an entry, from 1 on. */
typedef struct {
  int *start, *at;
  double *entry;
} lg_lines;

/* Frees the arrays of an lg_cut_source (for GArray). */
void lg_cut_source_clear(void *source);

/* One round of separation: the last solution of a relaxation, and the cuts found for it. Variables
 * are the columns, from 0 on, then a slack for each row that is a cut: limit - activity >= 0. */
typedef struct {
  glp_prob *problem;
  const lg_deadline *deadline;
  int columns, rows, cuts;       /* `rows` of the program come before those of the `cuts` */
  int width;                     /* columns + cuts: the number of variables */
  double *lower, *upper, *value; /* [width] */
  bool *whole;                   /* [width] */
  lg_implied_row row;            /* the row at hand, with room for `width` entries, */
  int *part;                     /* and the rows that it is the sum of, from 1 on, */
  double *times;                 /* each so many times; both with room for all rows */
  int part_count;
  const GArray *cut_source; /* of the relaxation */
  lg_lines row_lines;       /* the matrix, copied: GLPK's linked lists are slow to walk */
  lg_lines column_lines;
  double *sum;   /* [width] scratch, zero between uses */
  GArray *found; /* struct found_cut */
} lg_mir;

/* Separates by r->row, an equation that the rows imply (entries in any order): where rounding it
 * gives a cut that the solution breaks, the cut joins r->found. */
void lg_separate_implied(lg_mir *r);

/* ---- glpk_tableau_cuts.c, glpk_aggregation_cuts.c ---- */

/* Separates by the rows of the simplex tableau whose basic column should be whole and is not. */
void lg_separate_tableau(lg_mir *r);
/* Separates by each row alone, and aggregated with a few others. */
void lg_separate_sums(lg_mir *r);

#endif
