/* glpk_separators.c - one round of cuts on a relaxation (lg_lp_strengthen): equations that the rows
 * imply are rounded, the cuts made of whole numbers, and the deepest join the relaxation.
 * docs/method.md, 4, "The cut loop". */
#include <math.h>
#include <stdlib.h>

#include "glpk_internal.h"

struct found_cut {
  lg_cut_source source;
  double distance; /* by which the solution breaks it */
};

void lg_cut_source_clear(void *data)
{
  lg_cut_source *source = data;
  lg_cut_clear(&source->cut);
  g_free(source->row);
  g_free(source->times);
  g_free(source->flipped);
}

/* ---- the last solution ---- */

/* Copies the rows or the columns of a matrix, which `line` reads one by one. */
static lg_lines lines_new(int count, int entries, glp_prob *problem,
                          int (*line)(glp_prob *problem, int i, int at[], double entry[]))
{
  size_t n = (size_t)entries + 1;
  lg_lines l = {g_new(int, count + 2), g_new(int, n), g_new(double, n)};
  l.start[1] = 1;
  for (int i = 1; i <= count; i++) /* GLPK writes from [1] on */
    l.start[i + 1] = l.start[i] + line(problem, i, l.at + l.start[i] - 1, l.entry + l.start[i] - 1);
  return l;
}

static void lines_clear(lg_lines *l)
{
  g_free(l->start);
  g_free(l->at);
  g_free(l->entry);
}

static void mir_init(lg_mir *r, const lg_relaxation *of)
{
  int all = glp_get_num_rows(of->problem);
  *r = (lg_mir){.problem = of->problem,
                .deadline = of->deadline,
                .columns = of->column_count,
                .rows = of->row_count,
                .cuts = all - of->row_count,
                .cut_source = of->cut_source};
  r->width = r->columns + r->cuts;
  size_t n = (size_t)r->width + 1;
  r->lower = g_new0(double, n);
  r->upper = g_new0(double, n);
  r->value = g_new0(double, n);
  r->whole = g_new0(bool, n);
  r->row.column = g_new(int, n);
  r->row.value = g_new(double, n);
  r->part = g_new(int, all + 1);
  r->times = g_new(double, all + 1);
  r->sum = g_new0(double, n);
  r->found = g_array_new(FALSE, FALSE, sizeof(struct found_cut));
  r->row_lines = lines_new(all, glp_get_num_nz(r->problem), r->problem, glp_get_mat_row);
  r->column_lines = lines_new(r->columns, glp_get_num_nz(r->problem), r->problem, glp_get_mat_col);
  for (int j = 0; j < r->columns; j++) {
    lg_range(r->problem, all + j + 1, &r->lower[j], &r->upper[j]);
    r->value[j] = glp_get_col_prim(r->problem, j + 1);
    r->whole[j] = glp_get_col_kind(r->problem, j + 1) != GLP_CV;
  }
  for (int k = 0; k < r->cuts; k++) { /* cuts are in whole numbers, so their slacks are whole */
    int row = r->rows + k + 1, j = r->columns + k;
    r->value[j] = MAX(0, glp_get_row_ub(r->problem, row) - glp_get_row_prim(r->problem, row));
    r->upper[j] = LG_INFINITE;
    r->whole[j] = true;
  }
}

static void mir_clear(lg_mir *r)
{
  for (guint k = 0; k < r->found->len; k++)
    lg_cut_source_clear(&g_array_index(r->found, struct found_cut, k).source);
  g_array_unref(r->found);
  g_free(r->part);
  g_free(r->times);
  g_free(r->lower);
  g_free(r->upper);
  g_free(r->value);
  g_free(r->whole);
  g_free(r->row.column);
  g_free(r->row.value);
  lines_clear(&r->row_lines);
  lines_clear(&r->column_lines);
  g_free(r->sum);
}

/* ---- one cut ---- */

/* Writes the cut in columns alone: the slack of an earlier cut is its limit less its activity. */
static void leave_slacks(lg_mir *r, lg_cut *cut)
{
  bool any = false;
  for (int e = 0; e < cut->count; e++) any |= cut->column[e] >= r->columns;
  if (!any) return;
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    if (j < r->columns) {
      r->sum[j] += cut->value[e];
      continue;
    }
    int row = r->rows + j - r->columns + 1;
    const lg_lines *l = &r->row_lines;
    for (int q = l->start[row]; q < l->start[row + 1]; q++)
      r->sum[l->at[q] - 1] -= cut->value[e] * l->entry[q];
    cut->limit -= cut->value[e] * glp_get_row_ub(r->problem, row);
  }
  g_free(cut->column);
  g_free(cut->value);
  cut->column = g_new(int, r->columns + 1);
  cut->value = g_new(double, r->columns + 1);
  cut->count = 0;
  for (int j = 0; j < r->columns; j++) {
    double y = r->sum[j];
    r->sum[j] = 0;
    if (y == 0) continue;
    cut->column[cut->count] = j;
    cut->value[cut->count++] = y;
  }
}

/* Multiplies the entries where that makes all of them whole numbers.
 *   near     how far from one an entry may be off
 *   returns  false: it does not, and the cut is unchanged */
static bool times_whole(lg_cut *cut, int times, double near)
{
  for (int e = 0; e < cut->count; e++)
    if (fabs(times * cut->value[e] - floor(times * cut->value[e] + 0.5)) >= near) return false;
  for (int e = 0; e < cut->count; e++) cut->value[e] = floor(times * cut->value[e] + 0.5);
  return true;
}

/* Makes the entries of a cut whole numbers and rounds its limit down to one, so that no tolerance
 * decides what follows from it. A small multiple may do. Else each entry is rounded in the
 * direction that weakens the cut: down in a column counted from its lower bound, up in one counted
 * from its upper bound.
 *   returns  false where a column is not whole, or its range too wide for doubles */
static bool make_whole(const lg_mir *r, lg_cut *cut)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  static const double near = 1e-6, widest = 1e7, slack = 1e-4;
  double size = 0, wrong = near;
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    double reach = MAX(fabs(r->lower[j]), fabs(r->upper[j]));
    if (!r->whole[j] || reach > widest) return false;
    size = MAX(size, fabs(cut->value[e]));
    wrong += near * reach;
  }
  for (int times = 1;
       wrong < 0.01 && times <= tuning->cut_multiples && times * size <= tuning->cut_exact_entry;
       times++)
    if (times_whole(cut, times, near)) {
      cut->limit = floor(times * cut->limit + wrong);
      return true;
    }
  double times = tuning->cut_rounded_entry / size, limit = times * cut->limit;
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    bool flipped = r->value[j] - r->lower[j] > r->upper[j] - r->value[j];
    double v = times * cut->value[e], rounded = flipped ? ceil(v + near) : floor(v - near);
    cut->value[e] = rounded;
    limit += (rounded - v) * (flipped ? r->upper[j] : r->lower[j]);
  }
  cut->limit = floor(limit + slack);
  return true;
}

/* Distance of the solution from the cut's hyperplane; negative where it keeps the cut. */
static double cut_distance(const lg_mir *r, const lg_cut *cut)
{
  double sum = -cut->limit, square = 0;
  for (int e = 0; e < cut->count; e++) {
    sum += cut->value[e] * r->value[cut->column[e]];
    square += cut->value[e] * cut->value[e];
  }
  return square > 0 ? sum / sqrt(square) : 0;
}

/* Notes what the row at hand is the sum of, and how it was rounded. */
static void note_source(const lg_mir *r, const lg_rounding *how, lg_cut_source *source)
{
  source->row = g_new(int, r->part_count + 1);
  source->times = g_new(double, r->part_count + 1);
  source->row_count = r->part_count;
  for (int k = 0; k < r->part_count; k++) {
    int row = r->part[k] - 1, cut = row - r->rows;
    source->row[k] = cut < 0 ? row : -1 - g_array_index(r->cut_source, int, cut);
    source->times[k] = r->times[k] * how->times;
  }
  source->flipped = how->flipped;
  for (int k = 0; k < how->flipped_count; k++)
    if (how->flipped[k] < r->columns) source->flipped[source->flipped_count++] = how->flipped[k];
}

void lg_separate_implied(lg_mir *r)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  lg_round_point point = {r->lower, r->upper, r->whole, r->value};
  struct found_cut fresh = {0};
  lg_cut *cut = &fresh.source.cut;
  lg_rounding how;
  if (lg_round_row(tuning, &r->row, &point, cut, &how) <= 0) return;
  leave_slacks(r, cut);
  if (make_whole(r, cut)) fresh.distance = cut_distance(r, cut);
  note_source(r, &how, &fresh.source);
  if (fresh.distance > tuning->cut_least_distance)
    g_array_append_val(r->found, fresh);
  else
    lg_cut_source_clear(&fresh.source);
}

/* ---- choice ---- */

static int by_distance(const void *x, const void *y)
{
  double a = ((const struct found_cut *)x)->distance, b = ((const struct found_cut *)y)->distance;
  return a > b ? -1 : a < b;
}

/* Cosine of the angle between a cut and another one.
 *   dense   [columns] entries of the other one, and
 *   square  the sum of their squares */
static double likeness(const lg_cut *a, const double *dense, double square)
{
  double dot = 0, own = 0;
  for (int e = 0; e < a->count; e++) {
    dot += a->value[e] * dense[a->column[e]];
    own += a->value[e] * a->value[e];
  }
  return dot / sqrt(own * square);
}

/* Makes rows of the deepest cuts that are not much alike. */
static void take_deepest(lg_mir *r, lg_relaxation *of)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  g_array_sort(r->found, by_distance);
  struct found_cut *found = (struct found_cut *)(void *)r->found->data;
  int count = (int)r->found->len;
  bool *out = g_new0(bool, count + 1);
  int *at = g_new(int, r->width + 1);
  double *entry = g_new(double, r->width + 1);
  for (int k = 0, taken = 0; k < count && taken < tuning->cuts_a_round; k++) {
    if (out[k]) continue;
    const lg_cut *cut = &found[k].source.cut;
    double square = 0;
    for (int e = 0; e < cut->count; e++) {
      at[e + 1] = cut->column[e] + 1;
      entry[e + 1] = r->sum[cut->column[e]] = cut->value[e];
      square += cut->value[e] * cut->value[e];
    }
    for (int q = k + 1; q < count; q++)
      if (!out[q]) out[q] = likeness(&found[q].source.cut, r->sum, square) >= tuning->cut_likeness;
    for (int e = 0; e < cut->count; e++) r->sum[cut->column[e]] = 0;
    lg_set_cut_row(r->problem, glp_add_rows(r->problem, 1), at, entry, cut->count, cut->limit);
    int source = (int)of->sources->len;
    g_array_append_val(of->sources, found[k].source);
    g_array_append_val(of->cut_source, source);
    found[k].source = (lg_cut_source){0};
    taken++;
  }
  g_free(at);
  g_free(entry);
  g_free(out);
}

/* ---- rounds ---- */

/* Deletes the cuts that the last solution does not touch. */
static void drop_slack_cuts(lg_relaxation *r)
{
  int rows = glp_get_num_rows(r->problem), count = 0, *slack = g_new(int, rows + 2);
  for (int i = rows; i > r->row_count; i--) {
    if (glp_get_row_stat(r->problem, i) != GLP_BS) continue;
    slack[++count] = i;
    g_array_remove_index(r->cut_source, (guint)(i - r->row_count - 1));
  }
  if (count) glp_del_rows(r->problem, count, slack);
  g_free(slack);
}

/* Deletes all rows but the first ones, and restores the basis that those had. */
static void drop_rows(glp_prob *problem, int rows, const uint8_t *basis)
{
  int count = glp_get_num_rows(problem) - rows, *row = g_new(int, count + 1);
  for (int k = 1; k <= count; k++) row[k] = rows + k;
  if (count) glp_del_rows(problem, count, row);
  lg_set_basis_status(problem, basis);
  g_free(row);
}

/* lg_lp_strengthen, in the worker thread. */
static lg_lp_status relaxation_strengthen(lg_relaxation *r)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  if (!r->problem || r->borrowed) return LG_LP_FAILED;
  lg_mir rounder;
  mir_init(&rounder, r);
  lg_separate_tableau(&rounder);
  lg_separate_sums(&rounder);
  int before = glp_get_num_rows(r->problem);
  g_free(r->basis);
  r->basis = lg_basis_status(r->problem);
  take_deepest(&rounder, r);
  mir_clear(&rounder);
  lg_lp_status status = lg_relaxation_pivot(
      r, GLP_DUAL, tuning->cut_resolve_slices + r->row_count / tuning->cut_resolve_rows_a_slice);
  if (status == LG_LP_OPTIMAL)
    drop_slack_cuts(r);
  else if (status == LG_LP_FAILED) {
    drop_rows(r->problem, before, r->basis);
    g_array_set_size(r->cut_source, (guint)(before - r->row_count));
  }
  if (status != LG_LP_OPTIMAL && status != LG_LP_FAILED) return status;
  lg_lp_status again = lg_relaxation_pivot(r, GLP_DUAL, G_MAXINT);
  return again == LG_LP_OPTIMAL && status == LG_LP_FAILED ? LG_LP_FEASIBLE : again;
}

lg_lp_status lg_lp_strengthen(lg_lp *lp)
{
  return lg_lp_call(lp, relaxation_strengthen, LG_INFINITE);
}

int lg_lp_cut_count(const lg_lp *lp)
{
  return glp_get_num_rows(lp->relaxation->problem) - lp->relaxation->row_count;
}

const GArray *lg_lp_sources(const lg_lp *lp)
{
  return lp->relaxation->sources;
}

int lg_lp_source(const lg_lp *lp, int k)
{
  return g_array_index(lp->relaxation->cut_source, int, k);
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
