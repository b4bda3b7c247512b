/* glpk_tableau.c - cuts by rounding rows of the simplex tableau (rounding.h). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "glpk_internal.h"
#include "rounding.h"

/* Most rows rounded, and cuts taken, in one round. */
enum { LG_ROUNDED_ROWS = 200, LG_ROUND_CUTS = 60 };

/* The last solution: columns, then what each cut leaves. */
typedef struct {
  glp_prob *problem;
  int columns, rows, cuts; /* rows: of the program, before those of the cuts */
  double *lower, *upper, *value;
  bool *whole;
  double *multiplier, *sum; /* [rows + cuts + 1], [columns + cuts] scratch */
} lg_tableau;

typedef struct {
  lg_cut cut;
  double distance;
} lg_found_cut;

static void lg_tableau_init(lg_tableau *t, const lg_relaxation *r)
{
  int all = glp_get_num_rows(r->problem);
  *t = (lg_tableau){
      r->problem, r->column_count, r->row_count, all - r->row_count, NULL, NULL, NULL, NULL, NULL,
      NULL};
  size_t n = (size_t)(t->columns + t->cuts) + 1;
  t->lower = g_new0(double, n);
  t->upper = g_new0(double, n);
  t->value = g_new0(double, n);
  t->whole = g_new0(bool, n);
  t->sum = g_new0(double, n);
  t->multiplier = g_new0(double, all + 1);
  for (int j = 0; j < t->columns; j++) {
    lg_range(t->problem, all + j + 1, &t->lower[j], &t->upper[j]);
    t->value[j] = glp_get_col_prim(t->problem, j + 1);
    t->whole[j] = glp_get_col_kind(t->problem, j + 1) != GLP_CV;
  }
  for (int k = 0; k < t->cuts; k++) {
    int row = t->rows + k + 1;
    t->value[t->columns + k] =
        MAX(0, glp_get_row_ub(t->problem, row) - glp_get_row_prim(t->problem, row));
    t->upper[t->columns + k] = LG_INFINITE;
  }
}

static void lg_tableau_clear(lg_tableau *t)
{
  g_free(t->lower);
  g_free(t->upper);
  g_free(t->value);
  g_free(t->whole);
  g_free(t->sum);
  g_free(t->multiplier);
}

/* The row of the tableau of the variable at `position` of the basis. */
static lg_implied_row lg_tableau_row(lg_tableau *t, int position, int *column, double *value)
{
  static const double least = 1e-10;
  int all = t->rows + t->cuts, width = t->columns + t->cuts;
  int *at = g_new(int, t->columns + 1);
  double *entry = g_new(double, t->columns + 1);
  lg_implied_row row = {column, value, 0, 0};
  memset(t->multiplier, 0, ((size_t)all + 1) * sizeof(double));
  memset(t->sum, 0, ((size_t)width + 1) * sizeof(double));
  t->multiplier[position] = 1;
  glp_btran(t->problem, t->multiplier);
  for (int i = 1; i <= all; i++) {
    double y = t->multiplier[i];
    if (fabs(y) < least) continue;
    int count = glp_get_mat_row(t->problem, i, at, entry);
    for (int e = 1; e <= count; e++) t->sum[at[e] - 1] += y * entry[e];
    row.limit += y * glp_get_row_ub(t->problem, i);
    if (i > t->rows) t->sum[t->columns + i - t->rows - 1] = y;
  }
  for (int j = 0; j < width; j++) {
    if (fabs(t->sum[j]) < least) continue;
    column[row.count] = j;
    value[row.count++] = t->sum[j];
  }
  g_free(at);
  g_free(entry);
  return row;
}

/* What a cut leaves stands for its columns. */
static void lg_leave_slacks(lg_tableau *t, lg_cut *cut)
{
  int *at = g_new(int, t->columns + 1);
  double *entry = g_new(double, t->columns + 1);
  memset(t->sum, 0, ((size_t)(t->columns + t->cuts) + 1) * sizeof(double));
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    if (j < t->columns) {
      t->sum[j] += cut->value[e];
      continue;
    }
    int row = t->rows + j - t->columns + 1, count = glp_get_mat_row(t->problem, row, at, entry);
    for (int q = 1; q <= count; q++) t->sum[at[q] - 1] -= cut->value[e] * entry[q];
    cut->limit -= cut->value[e] * glp_get_row_ub(t->problem, row);
  }
  g_free(cut->column);
  g_free(cut->value);
  cut->column = g_new(int, t->columns + 1);
  cut->value = g_new(double, t->columns + 1);
  cut->count = 0;
  for (int j = 0; j < t->columns; j++) {
    if (t->sum[j] == 0) continue;
    cut->column[cut->count] = j;
    cut->value[cut->count++] = t->sum[j];
  }
  g_free(at);
  g_free(entry);
}

static int lg_by_distance(const void *x, const void *y)
{
  double a = ((const lg_found_cut *)x)->distance, b = ((const lg_found_cut *)y)->distance;
  return a > b ? -1 : a < b;
}

/* Cosine of the angle between two cuts; columns ascend. */
static double lg_likeness(const lg_cut *a, const lg_cut *b)
{
  double dot = 0, of_a = 0, of_b = 0;
  for (int e = 0, f = 0; e < a->count; e++) {
    while (f < b->count && b->column[f] < a->column[e]) f++;
    if (f < b->count && b->column[f] == a->column[e]) dot += a->value[e] * b->value[f];
  }
  for (int e = 0; e < a->count; e++) of_a += a->value[e] * a->value[e];
  for (int e = 0; e < b->count; e++) of_b += b->value[e] * b->value[e];
  return dot / sqrt(of_a * of_b);
}

/* The deepest cuts that are not much alike join the pool. */
static void lg_pool_deepest(glp_prob *pool, GArray *found)
{
  static const double alike = 0.9;
  int taken = 0, *kept = g_new(int, found->len + 1);
  g_array_sort(found, lg_by_distance);
  for (guint k = 0; k < found->len && taken < LG_ROUND_CUTS; k++) {
    const lg_cut *cut = &g_array_index(found, lg_found_cut, k).cut;
    bool fresh = true;
    for (int q = 0; q < taken && fresh; q++)
      fresh = lg_likeness(cut, &g_array_index(found, lg_found_cut, kept[q]).cut) < alike;
    if (!fresh) continue;
    kept[taken++] = (int)k;
    int row = glp_add_rows(pool, 1), *column = g_new(int, cut->count + 1);
    double *value = g_new(double, cut->count + 1);
    for (int e = 0; e < cut->count; e++) {
      column[e + 1] = cut->column[e] + 1;
      value[e + 1] = cut->value[e];
    }
    glp_set_row_bnds(pool, row, GLP_UP, 0, cut->limit);
    glp_set_mat_row(pool, row, cut->count, column, value);
    g_free(column);
    g_free(value);
  }
  g_free(kept);
}

void lg_round_tableau(lg_relaxation *r, glp_prob *pool)
{
  lg_tableau t;
  lg_tableau_init(&t, r);
  lg_round_point point = {t.lower, t.upper, t.whole, t.value};
  int width = t.columns + t.cuts, *column = g_new(int, width + 1), rounded = 0;
  double *value = g_new(double, width + 1);
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_found_cut));
  for (int i = 1; i <= t.rows + t.cuts && rounded < LG_ROUNDED_ROWS; i++) {
    int k = glp_get_bhead(t.problem, i), j = k - t.rows - t.cuts - 1;
    if (j < 0 || !t.whole[j] || fabs(t.value[j] - floor(t.value[j] + 0.5)) < 1e-4) continue;
    if (lg_engine_is_over(r->engine)) break;
    lg_implied_row row = lg_tableau_row(&t, i, column, value);
    lg_found_cut fresh = {0};
    fresh.distance = lg_round_row(&row, &point, &fresh.cut);
    rounded++;
    if (fresh.distance <= 0) continue;
    lg_leave_slacks(&t, &fresh.cut);
    g_array_append_val(found, fresh);
  }
  lg_pool_deepest(pool, found);
  for (guint k = 0; k < found->len; k++) lg_cut_clear(&g_array_index(found, lg_found_cut, k).cut);
  g_array_unref(found);
  g_free(column);
  g_free(value);
  lg_tableau_clear(&t);
}
