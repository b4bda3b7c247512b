/* normal_equations.h - the normal equations (A T A' + g I) y = b of a program's rows, with T a
 * diagonal matrix, factorised anew for each T. The only user of CHOLMOD.
 *
 * Every column belongs to one teacher at most, so the rows R1 (a teacher's one post) form a
 * diagonal block, which is eliminated by hand. What is left, the Schur complement, has one row for
 * each count; CHOLMOD factorises it (Chen, Davis, Hager, Rajamanickam 2008) and analyses its
 * pattern only once. Formulas: docs/method.md, 3, "Interior point". */
#ifndef LG_NORMAL_EQUATIONS_H
#define LG_NORMAL_EQUATIONS_H

#include "model/program.h"

typedef struct lg_normal_equations lg_normal_equations;

/* Borrows the program for the object's life.
 *   cost  sum over teachers of the square of the counts that they touch, and CHOLMOD's analysis */
lg_normal_equations *lg_normal_equations_new(const lg_program *program, int dissection_rows);
void lg_normal_equations_free(lg_normal_equations *normal);

/* Factorises the matrix of this T; to be called before solve and apply.
 *   diagonal  [column_count] T, > 0; borrowed until the next call
 *   give      g > 0, added to the diagonal of every row but those of R1
 *   regular   > 0: each diagonal entry is raised by this share, so that rows which depend on each
 *             other do no harm
 *   returns   false where the matrix is not positive definite in doubles, or memory is short */
bool lg_normal_equations_factorise(lg_normal_equations *normal, const double *diagonal, double give,
                                   double regular);

/* Solves for y.
 *   rhs, solution  [row_count]; they may not overlap */
void lg_normal_equations_solve(lg_normal_equations *normal, const double *rhs, double *solution);

/* out = A T A' y, without what was added to the diagonal: for iterative refinement.
 *   y, out  [row_count]; they may not overlap */
void lg_normal_equations_apply(const lg_normal_equations *normal, const double *y, double *out);

#endif
