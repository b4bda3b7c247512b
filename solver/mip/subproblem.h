/* subproblem.h - the part of a program that a face leaves open: fixed columns are put in, rows that are
 * decided fall away. */
#ifndef LG_SUBPROBLEM_H
#define LG_SUBPROBLEM_H

#include "solver/lp/lp.h"

typedef struct {
  lg_program *program;   /* cuts have become rows with a slack column each */
  int *column;           /* [program->column_count] column of the whole program, -1 for a slack */
  int *row;              /* [program->row_count] row of the whole program, -1 - k for cut k */
  double *lower, *upper; /* [program->column_count] finite */
  bool contradicts;      /* a row that is decided does not hold */
} lg_subproblem;

lg_subproblem *lg_subproblem_new(const lg_program *whole, const double *lower, const double *upper,
                                 const lg_cut *cuts, int cut_count);
void lg_subproblem_free(lg_subproblem *subproblem);

/* Reduced costs d = c - A' pi of row duals pi. On every solution of the rows the cost is the value
 * returned (pi b) plus d x. */
double lg_program_reduce(const lg_program *program, const double *cost, const double *dual,
                         double *reduced);

/* The bound that row duals prove: sum pi b + sum_j min(d_j l_j, d_j u_j), with the reduced costs d
 * in `reduced`. */
double lg_program_price(const lg_program *program, const double *cost, const double *dual,
                        const double *lower, const double *upper, double *reduced);

#endif
