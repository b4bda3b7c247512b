/* glpk_cuts.c - rounds of cuts on a relaxation: a pool from GLPK's generators and from the tableau,
 * of which whole numbers are taken. */
#include <math.h>

#include "glpk_internal.h"

/* Cuts that are not needed for the last solution. */
static void lg_drop_slack_cuts(lg_relaxation *r)
{
  int rows = glp_get_num_rows(r->problem), count = 0, *slack = g_new(int, rows + 2);
  for (int i = r->row_count + 1; i <= rows; i++)
    if (glp_get_row_stat(r->problem, i) == GLP_BS) slack[++count] = i;
  if (count) glp_del_rows(r->problem, count, slack);
  g_free(slack);
}

/* Makes the entries of a cut whole numbers, and its limit the whole number below: exact where all
 * columns are whole. returns  false where no small multiple does it
 *   reach  [columns + 1] the largest size of each column's value; < 0: it is not whole */
static bool lg_make_whole(const int *column, double *value, int count, const double *reach,
                          double *limit)
{
  enum { most_times = 120 };
  static const double near = 1e-6, largest = 1e4;
  double size = 0, slack = near;
  for (int e = 1; e <= count; e++) {
    if (reach[column[e]] < 0) return false;
    size = MAX(size, fabs(value[e]));
    slack += near * reach[column[e]];
  }
  for (int times = 1; times <= most_times && times * size <= largest; times++) {
    bool whole = slack < 0.01;
    for (int e = 1; e <= count && whole; e++)
      whole = fabs(times * value[e] - floor(times * value[e] + 0.5)) < near;
    if (!whole) continue;
    for (int e = 1; e <= count; e++) value[e] = floor(times * value[e] + 0.5);
    *limit = floor(times * *limit + slack);
    return true;
  }
  return false;
}

/* [columns + 1], see lg_make_whole. */
static double *lg_column_reach(const lg_relaxation *r)
{
  double *reach = g_new(double, r->column_count + 1), lower, upper;
  for (int j = 1; j <= r->column_count; j++) {
    lg_range(r->problem, glp_get_num_rows(r->problem) + j, &lower, &upper);
    reach[j] = glp_get_col_kind(r->problem, j) == GLP_CV ? -1 : MAX(fabs(lower), fabs(upper));
  }
  return reach;
}

/* Rows of the pool become rows of the program, in whole numbers or not at all: then what follows
 * from them is no matter of tolerances. */
static void lg_take_pool(lg_relaxation *r, glp_prob *pool)
{
  int columns = glp_get_num_cols(pool), *column = g_new(int, columns + 1);
  double *value = g_new(double, columns + 1), *reach = lg_column_reach(r);
  for (int i = 1; i <= glp_get_num_rows(pool); i++) {
    bool above = glp_get_row_type(pool, i) == GLP_LO;
    double limit = above ? -glp_get_row_lb(pool, i) : glp_get_row_ub(pool, i);
    int count = glp_get_mat_row(pool, i, column, value);
    for (int k = 1; k <= count; k++) value[k] = above ? -value[k] : value[k];
    if (count == 0 || !isfinite(limit) || !lg_make_whole(column, value, count, reach, &limit))
      continue;
    int row = glp_add_rows(r->problem, 1);
    glp_set_row_bnds(r->problem, row, GLP_UP, 0, limit);
    glp_set_mat_row(r->problem, row, count, column, value);
  }
  g_free(column);
  g_free(value);
  g_free(reach);
}

/* Back to the first rows and their basis. */
static void lg_drop_rows(glp_prob *problem, int rows, const int *basis)
{
  int count = glp_get_num_rows(problem) - rows, *row = g_new(int, count + 1);
  for (int k = 1; k <= count; k++) row[k] = rows + k;
  if (count) glp_del_rows(problem, count, row);
  lg_set_basis_status(problem, basis);
  g_free(row);
}

static lg_lp_status lg_relaxation_strengthen(lg_relaxation *r)
{
  /* with many cuts the simplex method may go round in circles */
  enum { most_cuts = 200, most_slices = 4 };
  if (!r->problem) return LG_LP_FAILED;
  glp_prob *pool = glp_create_prob();
  glp_add_cols(pool, r->column_count);
  glp_gmi_gen(r->problem, pool, most_cuts);
  glp_mir *mir = glp_mir_init(r->problem);
  glp_mir_gen(r->problem, mir, pool);
  glp_mir_free(mir);
  lg_round_tableau(r, pool);
  int before = glp_get_num_rows(r->problem), *basis = lg_basis_status(r->problem);
  lg_take_pool(r, pool);
  glp_delete_prob(pool);
  lg_lp_status status = lg_relaxation_pivot(r, GLP_DUAL, most_slices);
  if (status == LG_LP_OPTIMAL)
    lg_drop_slack_cuts(r);
  else if (status == LG_LP_FAILED)
    lg_drop_rows(r->problem, before, basis);
  g_free(basis);
  if (status != LG_LP_OPTIMAL && status != LG_LP_FAILED) return status;
  lg_lp_status again = lg_relaxation_pivot(r, GLP_DUAL, G_MAXINT);
  return again == LG_LP_OPTIMAL && status == LG_LP_FAILED ? LG_LP_FEASIBLE : again;
}

lg_lp_status lg_lp_strengthen(lg_lp *lp)
{
  return lg_lp_call(lp, lg_relaxation_strengthen, LG_INFINITE);
}

int lg_lp_cut_count(const lg_lp *lp)
{
  return glp_get_num_rows(lp->relaxation->problem) - lp->relaxation->row_count;
}

lg_cut lg_lp_cut(const lg_lp *lp, int k)
{
  int row = lp->relaxation->row_count + k + 1,
      count = glp_get_mat_row(lp->relaxation->problem, row, NULL, NULL);
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), count,
                glp_get_row_ub(lp->relaxation->problem, row), true};
  int *column = g_new(int, count + 1);
  double *value = g_new(double, count + 1);
  glp_get_mat_row(lp->relaxation->problem, row, column, value);
  for (int e = 0; e < count; e++) {
    cut.column[e] = column[e + 1] - 1;
    cut.value[e] = value[e + 1];
  }
  g_free(column);
  g_free(value);
  return cut;
}
