/* subproblem.c - takes the open part of a program out of it, and prices row duals. */
#include "subproblem.h"

#include <math.h>
#include <string.h>

/* Adds the rows that have an open column, with what the fixed ones leave of their right-hand side.
 *   row_at  [whole->row_count], filled: number in the subproblem, -1: decided */
static void subproblem_rows(lg_subproblem *subproblem, const lg_program *whole, const double *lower,
                            const double *upper, int *row_at)
{
  double *rhs = g_new(double, whole->row_count + 1);
  for (int i = 0; i < whole->row_count; i++) {
    rhs[i] = whole->rows[i].rhs;
    row_at[i] = -1;
  }
  for (int j = 0; j < whole->column_count; j++)
    for (int e = whole->start[j]; e < whole->start[j + 1]; e++) {
      if (lower[j] == upper[j])
        rhs[whole->row[e]] -= whole->value[e] * lower[j];
      else
        row_at[whole->row[e]] = 0;
    }
  for (int i = 0; i < whole->row_count; i++) {
    if (row_at[i] < 0) {
      subproblem->contradicts |= fabs(rhs[i]) > 1e-6;
      continue;
    }
    lg_row row = whole->rows[i];
    row.rhs = rhs[i];
    row_at[i] = lg_program_add_row(subproblem->program, row);
    subproblem->row[row_at[i]] = i;
  }
  g_free(rhs);
}

/* Are the columns, entries and limit whole numbers, and so the slack too? */
static bool cut_is_whole(const lg_cut *cut, const lg_program *whole)
{
  bool is = cut->limit == floor(cut->limit);
  for (int e = 0; e < cut->count && is; e++)
    is = cut->value[e] == floor(cut->value[e]) && whole->columns[cut->column[e]].whole;
  return is;
}

/* Adds a cut as the row sum value x + slack = limit.
 *   column_at  [whole->column_count] number in the subproblem, -1: fixed
 *   slacks     double: upper bounds of the slacks; the new one's is appended */
static void subproblem_cut(lg_subproblem *subproblem, const lg_program *whole, const lg_cut *cut,
                           int index, const int *column_at, const double *lower,
                           const double *upper, GArray *slacks)
{
  double limit = cut->limit, least = 0, most = 0;
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    double a = cut->value[e];
    if (column_at[j] < 0) limit -= a * lower[j];
    least += a * (a > 0 ? lower[j] : upper[j]);
    most += column_at[j] >= 0;
  }
  bool is_whole = cut_is_whole(cut, whole);
  /* the slack gets some width even where no room is left: the interior point needs an interior */
  double room = cut->limit - least, width = MAX(room, is_whole ? 1 : 1e-5);
  subproblem->contradicts |= room < -1e-6;
  if (most < 0.5) return;
  int row = lg_program_add_row(subproblem->program, (lg_row){LG_R_FILE, 0, 0, 0, limit});
  subproblem->row[row] = -1 - index;
  for (int e = 0; e < cut->count; e++)
    if (column_at[cut->column[e]] >= 0)
      lg_program_add_entry(subproblem->program, row, column_at[cut->column[e]], cut->value[e]);
  int slack = lg_program_add_column(
      subproblem->program, (lg_column){LG_COL_MARGIN, 0, 0, 0, -1, is_whole, 0, width, 0, width});
  lg_program_add_entry(subproblem->program, row, slack, 1);
  g_array_append_val(slacks, width);
}

lg_subproblem *lg_subproblem_new(const lg_program *whole, const double *lower, const double *upper,
                                 const lg_cut *cuts, int cut_count)
{
  lg_subproblem *subproblem = g_new0(lg_subproblem, 1);
  subproblem->program = lg_program_new();
  int *row_at = g_new(int, whole->row_count + 1), *column_at = g_new(int, whole->column_count + 1);
  subproblem->row = g_new(int, whole->row_count + cut_count + 1);
  subproblem_rows(subproblem, whole, lower, upper, row_at);
  subproblem->column = g_new(int, whole->column_count + cut_count + 1);
  subproblem->lower = g_new(double, whole->column_count + cut_count + 1);
  subproblem->upper = g_new(double, whole->column_count + cut_count + 1);
  for (int j = 0; j < whole->column_count; j++) {
    column_at[j] = -1;
    subproblem->contradicts |= lower[j] > upper[j];
    if (lower[j] >= upper[j]) continue;
    column_at[j] = lg_program_add_column(subproblem->program, whole->columns[j]);
    subproblem->column[column_at[j]] = j;
    subproblem->lower[column_at[j]] = lower[j];
    subproblem->upper[column_at[j]] = upper[j];
    for (int e = whole->start[j]; e < whole->start[j + 1]; e++)
      lg_program_add_entry(subproblem->program, row_at[whole->row[e]], column_at[j],
                           whole->value[e]);
  }
  GArray *slacks = g_array_new(FALSE, FALSE, sizeof(double));
  int places = subproblem->program->column_count;
  for (int k = 0; k < cut_count; k++)
    subproblem_cut(subproblem, whole, &cuts[k], k, column_at, lower, upper, slacks);
  for (guint k = 0; k < slacks->len; k++) {
    subproblem->column[places + (int)k] = -1;
    subproblem->lower[places + (int)k] = 0;
    subproblem->upper[places + (int)k] = g_array_index(slacks, double, k);
  }
  g_array_unref(slacks);
  lg_program_finish(subproblem->program);
  g_free(row_at);
  g_free(column_at);
  return subproblem;
}

void lg_subproblem_free(lg_subproblem *subproblem)
{
  if (!subproblem) return;
  lg_program_free(subproblem->program);
  g_free(subproblem->column);
  g_free(subproblem->row);
  g_free(subproblem->lower);
  g_free(subproblem->upper);
  g_free(subproblem);
}

double lg_program_reduce(const lg_program *program, const double *cost, const double *dual,
                         double *reduced)
{
  long double offset = 0;
  for (int i = 0; i < program->row_count; i++)
    offset += (long double)dual[i] * program->rows[i].rhs;
  for (int j = 0; j < program->column_count; j++) {
    long double d = cost[j];
    for (int e = program->start[j]; e < program->start[j + 1]; e++)
      d -= (long double)dual[program->row[e]] * program->value[e];
    reduced[j] = (double)d;
  }
  return (double)offset;
}

double lg_program_price(const lg_program *program, const double *cost, const double *dual,
                        const double *lower, const double *upper, double *reduced)
{
  long double bound = lg_program_reduce(program, cost, dual, reduced);
  for (int j = 0; j < program->column_count; j++)
    bound += (long double)reduced[j] * (reduced[j] > 0 ? lower[j] : upper[j]);
  return (double)bound;
}
