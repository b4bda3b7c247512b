/* glpk_tableau_cuts.c - cuts by rounding rows of the simplex tableau: Gomory's mixed-integer cuts,
 * and what else mir_cut.h makes of such a row. Formula: docs/method.md, 4. */
#include <math.h>
#include <string.h>

#include "glpk_internal.h"

/* Puts a row of the tableau into r->row, as a sum of rows of the program and cuts.
 *   position    of its basic variable in the basis, from 1 on
 *   multiplier  [rows + cuts + 1] scratch */
static void tableau_row(lg_mir *r, int position, double *multiplier)
{
  static const double least = 1e-10;
  int all = r->rows + r->cuts;
  const lg_lines *l = &r->row_lines;
  memset(multiplier, 0, ((size_t)all + 1) * sizeof(double));
  multiplier[position] = 1;
  glp_btran(r->problem, multiplier);
  r->row.count = r->part_count = 0;
  r->row.limit = 0;
  for (int i = 1; i <= all; i++) {
    double y = multiplier[i];
    if (fabs(y) < least) continue;
    r->part[r->part_count] = i;
    r->times[r->part_count++] = y;
    for (int e = l->start[i]; e < l->start[i + 1]; e++) r->sum[l->at[e] - 1] += y * l->entry[e];
    r->row.limit += y * glp_get_row_ub(r->problem, i);
    if (i > r->rows) r->sum[r->columns + i - r->rows - 1] = y;
  }
  for (int j = 0; j < r->width; j++) {
    double y = r->sum[j];
    r->sum[j] = 0;
    if (fabs(y) < least) continue;
    r->row.column[r->row.count] = j;
    r->row.value[r->row.count++] = y;
  }
}

void lg_separate_tableau(lg_mir *r)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  int all = r->rows + r->cuts, rounded = 0;
  double *multiplier = g_new(double, all + 1);
  for (int i = 1; i <= all && rounded < tuning->tableau_rows; i++) {
    int j = glp_get_bhead(r->problem, i) - all - 1;
    if (j < 0 || !r->whole[j] ||
        fabs(r->value[j] - floor(r->value[j] + 0.5)) < tuning->tableau_fraction)
      continue;
    if (lg_deadline_is_over(r->deadline)) break;
    tableau_row(r, i, multiplier);
    lg_separate_implied(r);
    rounded++;
  }
  g_free(multiplier);
}
