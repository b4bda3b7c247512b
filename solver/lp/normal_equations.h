/* normal_equations.h - the normal equations (A T A' + g I) y = b of a program's rows, T a diagonal,
 * factorised anew for each T. The only user of CHOLMOD.
 *
 * Posts come first: every column is of one teacher at most, so the rows R1 make a diagonal block
 * that is eliminated by hand. What is left has a row for each count and is factorised by CHOLMOD
 * (Chen, Davis, Hager, Rajamanickam 2008), its pattern analysed once. */
#ifndef LG_NORMAL_EQUATIONS_H
#define LG_NORMAL_EQUATIONS_H

#include "model/program.h"

typedef struct lg_normal_equations lg_normal_equations;

/* Borrows the program. Cost: the sum over teachers of the square of the counts that they touch,
 * plus CHOLMOD's analysis. */
lg_normal_equations *lg_normal_equations_new(const lg_program *program);
void lg_normal_equations_free(lg_normal_equations *normal);

/* diagonal  [column_count] > 0
 * give      > 0, added to the diagonal of each row but posts
 * regular   > 0, by this share each pivot is raised, so that rows may depend on each other
 * returns   false where the matrix is not positive definite in doubles, or memory is short */
bool lg_normal_equations_factorise(lg_normal_equations *normal, const double *diagonal, double give,
                                   double regular);

/* rhs, solution: [row_count]; they may not overlap. */
void lg_normal_equations_solve(lg_normal_equations *normal, const double *rhs, double *solution);

/* out = A T A' y, [row_count], without what was added to the diagonal. */
void lg_normal_equations_apply(const lg_normal_equations *normal, const double *y, double *out);

#endif
