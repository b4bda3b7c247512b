/* glpk_program.h - a program as GLPK takes it, 1-based, slot 0 unused: all that a thread needs to make the
 * problem. Internal to glpk*.c. */
#ifndef LG_GLPK_PROGRAM_H
#define LG_GLPK_PROGRAM_H

#include "lp.h"

typedef struct {
  int row_count, column_count, entry_count;
  int equal_count; /* the first rows are equal to their limit, the others at most */
  double *limit;
  double *lower, *upper, *cost; /* cost[0] is the constant */
  bool *whole;
  int *row, *column; /* [entry_count] */
  double *value;
} lg_glpk_program;

/* Columns with equal bounds are taken out where `column_at` is given: column_at[j] is then the
 * 1-based column or 0; rows left empty stay (they are cheap and keep the numbers the same). */
lg_glpk_program *lg_glpk_program_new(const lg_program *program, const double *lower,
                                     const double *upper, const double *cost, const lg_cut *cuts,
                                     int cut_count, int *column_at);
void lg_glpk_program_free(lg_glpk_program *draft);

#endif
