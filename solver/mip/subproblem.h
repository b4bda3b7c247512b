/* subproblem.h - the part of a program that some bounds leave open: fixed columns are put into the
 * rows, rows without an open column fall away. And the bounds that row prices prove. */
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

/* Columns with equal bounds are fixed; the others keep their order. Nothing is borrowed.
 *   lower, upper  [whole->column_count] finite
 *   cost          O(entries) */
lg_subproblem *lg_subproblem_new(const lg_program *whole, const double *lower, const double *upper,
                                 const lg_cut *cuts, int cut_count);
void lg_subproblem_free(lg_subproblem *subproblem);

/* Reduced costs d = c - A' pi of row prices (duals) pi, whatever they are. On every solution of the
 * rows the cost is pi b + d x.
 *   dual     [row_count] pi
 *   reduced  [column_count], filled: d, summed up in long doubles
 *   returns  pi b */
double lg_program_reduce(const lg_program *program, const double *cost, const double *dual,
                         double *reduced);

/* The lower bound on the cost that row prices prove within lower <= x <= upper:
 * pi b + sum_j min(d_j l_j, d_j u_j). It holds for any pi (Neumaier, Shcherbina 2004).
 *   reduced  [column_count], filled: d */
double lg_program_price(const lg_program *program, const double *cost, const double *dual,
                        const double *lower, const double *upper, double *reduced);

#endif
