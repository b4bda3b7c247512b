/* glpk_program.h - a program in the arrays that GLPK takes: numbers from 1 on, slot 0 unused. It is
 * a copy, so that a worker thread can make GLPK's problem of it and nothing is shared with the
 * caller. Internal to glpk*.c. */
#ifndef LG_GLPK_PROGRAM_H
#define LG_GLPK_PROGRAM_H

#include "lp.h"

typedef struct {
  int row_count, column_count, entry_count;
  int equal_count; /* the first rows are equal to their limit, the others (cuts) at most that */
  double *limit;
  double *lower, *upper, *cost; /* cost[0] is the constant */
  bool *whole;
  int *row, *column; /* [entry_count] */
  double *value;
} lg_glpk_program;

/* Rows of the program, then a row for each cut.
 *   lower, upper  [program->column_count] take the place of the program's bounds
 *   cost          [program->column_count] or NULL: nothing costs anything
 *   column_at     [program->column_count] or NULL. Where given, columns with equal bounds are taken
 *                 out, and it is filled: the 1-based number of column j, or 0 for one taken out.
 *                 Rows that this leaves empty stay, so that row numbers are the same */
lg_glpk_program *lg_glpk_program_new(const lg_program *program, const double *lower,
                                     const double *upper, const double *cost, const lg_cut *cuts,
                                     int cut_count, int *column_at);
void lg_glpk_program_free(lg_glpk_program *draft);

#endif
