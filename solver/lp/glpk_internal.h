/* glpk_internal.h - what the files glpk*.c share: nothing else includes <glpk.h>. */
#ifndef LG_GLPK_INTERNAL_H
#define LG_GLPK_INTERNAL_H

#include <glpk.h>

#include "glpk_program.h"
#include "lp.h"
#include "mir_cut.h"

/* ---- glpk.c ---- */

/* Milliseconds left, within what GLPK takes. */
int lg_slice_ms(const lg_deadline *deadline, int most);

/* Runs so that GLPK neither prints nor aborts, it jumps back: where the time is over, or after an
 * error. Then GLPK's environment is freed, and with it every problem, *jumped is true, and the
 * status is STOPPED or FAILED.
 *   engine  NULL: no clock */
lg_lp_status lg_run_guarded(const lg_deadline *deadline, lg_lp_status (*run)(void *state),
                            void *state, bool *jumped);

/* A column of GLPK's. */
void lg_set_column_bounds(glp_prob *problem, int j, double lower, double upper);
glp_prob *lg_problem_new(const lg_glpk_program *draft);

/* ---- glpk_simplex.c ---- */

/* What the thread of a relaxation has. The calling thread reads and sets numbers between calls, but
 * does nothing for which GLPK takes memory: that is the thread's. */
typedef struct lg_relaxation {
  lg_glpk_program *draft;      /* NULL once the problem is made */
  GArray *fresh;               /* lg_cut, not yet rows */
  bool borrowed;               /* a row is a cut of the caller's */
  glp_prob *problem;           /* NULL also after a jump out of GLPK */
  int column_count, row_count; /* of the program */
  bool started;                /* it has a basis */
  const lg_deadline *deadline; /* of the call */
  lg_lp_status (*run)(struct lg_relaxation *relaxation);
  double cutoff;
  int probe_column; /* lg_lp_probe's */
  double probe_lower, probe_upper, probe_value;
  lg_lp_status status;
} lg_relaxation;

struct lg_lp {
  const lg_deadline *deadline;
  lg_worker *worker; /* NULL: the relaxation was left behind with its thread */
  lg_relaxation *relaxation;
};

/* Runs on the relaxation's thread. */
lg_lp_status lg_lp_call(lg_lp *lp, lg_lp_status (*run)(lg_relaxation *relaxation), double cutoff);
/* Primal simplex after new costs, dual after new bounds, in slices.
 *   slices  after which it has failed */
lg_lp_status lg_relaxation_pivot(lg_relaxation *r, int method, int slices);
/* What bounds leave of a variable of GLPK: rows are 1..m, columns behind them. */
void lg_range(glp_prob *problem, int k, double *lower, double *upper);
/* sum value column <= limit (both from 1 on), scaled as the program is: unscaled rows with large
 * entries make bases singular. */
void lg_set_cut_row(glp_prob *problem, int row, const int *column, const double *value, int count,
                    double limit);
/* Of rows, then columns, from [1] on. */
uint8_t *lg_basis_status(glp_prob *problem);
void lg_set_basis_status(glp_prob *problem, const uint8_t *status);

/* ---- glpk_separators.c ---- */

/* Rows or columns of a matrix, numbered from 1 as GLPK's are: line i has the entries start[i] to
 * start[i + 1] - 1, at rows or columns `at`. */
typedef struct {
  int *start, *at;
  double *entry;
} lg_lines;

/* The last solution, and the cuts found for it. */
typedef struct {
  glp_prob *problem;
  const lg_deadline *deadline;
  int columns, rows, cuts; /* rows: of the program, before those of the cuts */
  int width;               /* columns, then what each cut leaves */
  double *lower, *upper, *value;
  bool *whole;
  lg_implied_row row; /* the one at hand; room for each of `width` */
  lg_lines row_lines; /* the matrix: GLPK's own lists are slow to walk, and walked often */
  lg_lines column_lines;
  double *sum;   /* [width] scratch, zero between uses */
  GArray *found; /* lg_found_cut */
} lg_mir;

/* Rounds r->row, which the program implies; its entries may come in any order. */
void lg_separate_implied(lg_mir *r);

/* ---- glpk_tableau_cuts.c, glpk_aggregation_cuts.c ---- */

/* Rounds rows of the simplex tableau. */
void lg_separate_tableau(lg_mir *r);
/* Rounds rows of the program and sums of a few of them. */
void lg_separate_sums(lg_mir *r);

#endif
