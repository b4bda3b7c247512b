/* glpk_aggregation_cuts.c - cuts by rounding the rows, alone and aggregated: a few rows are added
 * up, each chosen and multiplied so that a column between its bounds cancels (Marchand, Wolsey
 * 2001, 3.1, "aggregation"). Formula of the rounding: docs/method.md, 4. */
#include <math.h>

#include "glpk_internal.h"

/* Larger numbers are not summed up: doubles lose digits. */
static const double largest_sum = 1e9;

/* A sum of rows as an equation, in the variables of lg_mir. */
struct row_sum {
  double *value;      /* [width] entries */
  bool *listed;       /* [width] the variable is in `column` */
  int *column, count; /* variables that may have an entry */
  double limit;
  int *row, rows; /* rows added, from 1 on, */
  double *times;  /* [rows] each so many times */
  bool *used;     /* [all rows + 1] the row is one of those */
};

/* Adds so many times a row; one of a cut has its slack, with entry 1. */
static void sum_add(lg_mir *r, struct row_sum *s, int row, double times)
{
  const lg_lines *l = &r->row_lines;
  int end = l->start[row + 1];
  for (int e = l->start[row]; e < end + (row > r->rows); e++) {
    int j = e < end ? l->at[e] - 1 : r->columns + row - r->rows - 1;
    if (!s->listed[j]) {
      s->listed[j] = true;
      s->column[s->count++] = j;
    }
    s->value[j] += times * (e < end ? l->entry[e] : 1);
  }
  s->limit += times * glp_get_row_ub(r->problem, row);
  s->used[row] = true;
  s->times[s->rows] = times;
  s->row[s->rows++] = row;
}

/* Multiplies the sum.
 *   returns  false where a number would be too large; the sum is unchanged then */
static bool sum_scale(struct row_sum *s, double times)
{
  double largest = fabs(s->limit);
  for (int k = 0; k < s->count; k++) largest = MAX(largest, fabs(s->value[s->column[k]]));
  if (largest * times > largest_sum) return false;
  for (int k = 0; k < s->count; k++) s->value[s->column[k]] *= times;
  for (int k = 0; k < s->rows; k++) s->times[k] *= times;
  s->limit *= times;
  return true;
}

static void sum_clear(struct row_sum *s)
{
  for (int k = 0; k < s->count; k++) {
    s->value[s->column[k]] = 0;
    s->listed[s->column[k]] = false;
  }
  for (int k = 0; k < s->rows; k++) s->used[s->row[k]] = false;
  s->count = s->rows = 0;
  s->limit = 0;
}

static void sum_round(lg_mir *r, const struct row_sum *s)
{
  static const double least = 1e-9;
  r->row.count = 0;
  r->row.limit = s->limit;
  r->part_count = s->rows;
  for (int k = 0; k < s->rows; k++) {
    r->part[k] = s->row[k];
    r->times[k] = s->times[k];
  }
  for (int k = 0; k < s->count; k++) {
    int j = s->column[k];
    if (fabs(s->value[j]) < least) continue;
    r->row.column[r->row.count] = j;
    r->row.value[r->row.count++] = s->value[j];
  }
  lg_separate_implied(r);
}

/* The shortest row with the column that is not in the sum yet.
 *   entry    its entry there
 *   returns  0: there is none */
static int sum_partner(const lg_mir *r, const struct row_sum *s, int column, double *entry)
{
  const lg_lines *l = &r->column_lines;
  int best = 0, shortest = G_MAXINT;
  for (int e = l->start[column + 1]; e < l->start[column + 2]; e++) {
    int row = l->at[e], length = r->row_lines.start[row + 1] - r->row_lines.start[row];
    if (s->used[row] || length >= shortest) continue;
    shortest = length;
    best = row;
    *entry = l->entry[e];
  }
  return best;
}

/* Adds a row that cancels the column farthest from its bounds, of those that some row can cancel.
 *   returns  false: there is none */
static bool sum_extend(lg_mir *r, struct row_sum *s)
{
  static const double least = 1e-9;
  int pivot = -1, row = 0;
  double most = lg_tuning_of(r->deadline)->aggregation_inside, by = 0;
  for (int k = 0; k < s->count; k++) {
    int j = s->column[k];
    if (j >= r->columns || fabs(s->value[j]) < least) continue;
    double inside = MIN(r->value[j] - r->lower[j], r->upper[j] - r->value[j]), entry;
    if (inside <= most) continue;
    int partner = sum_partner(r, s, j, &entry);
    if (!partner) continue;
    pivot = j;
    row = partner;
    most = inside;
    by = entry;
  }
  if (pivot < 0) return false;
  double times = -s->value[pivot] / by;
  if (times != floor(times)) { /* scale the sum instead, so that whole entries stay whole */
    if (!sum_scale(s, fabs(by))) return false;
    times = -s->value[pivot] / by;
  }
  if (fabs(times) > largest_sum) return false;
  sum_add(r, s, row, times);
  s->value[pivot] = 0;
  return true;
}

void lg_separate_sums(lg_mir *r)
{
  int all = r->rows + r->cuts, most_rows = lg_tuning_of(r->deadline)->aggregation_rows;
  struct row_sum s = {.value = g_new0(double, r->width + 1), .row = g_new(int, most_rows)};
  s.times = g_new(double, most_rows);
  s.listed = g_new0(bool, r->width + 1);
  s.column = g_new(int, r->width + 1);
  s.used = g_new0(bool, all + 1);
  for (int i = 1; i <= all && !lg_deadline_is_over(r->deadline); i++) {
    sum_add(r, &s, i, 1);
    sum_round(r, &s);
    while (s.rows < most_rows && sum_extend(r, &s)) sum_round(r, &s);
    sum_clear(&s);
  }
  g_free(s.value);
  g_free(s.listed);
  g_free(s.column);
  g_free(s.row);
  g_free(s.times);
  g_free(s.used);
}
