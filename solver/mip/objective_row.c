/* objective_row.c - an earlier goal as a row in whole numbers. */
#include "objective_row.h"

#include <math.h>

lg_cut lg_objective_cut(const int64_t *cost, int column_count, int64_t limit)
{
  lg_cut cut = {g_new(int, column_count + 1), g_new(double, column_count + 1), 0, (double)limit,
                false};
  for (int j = 0; j < column_count; j++) {
    if (!cost[j]) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = (double)cost[j];
  }
  return cut;
}

lg_cut lg_objective_row(const lg_formulation *f, int goal, int64_t limit, const double *upper)
{
  int n = f->program->column_count;
  int64_t *cost = g_new0(int64_t, n + 1);
  int64_t constant = lg_formulation_goal(f, goal, upper, cost);
  lg_cut cut = lg_objective_cut(cost, n, limit - constant);
  g_free(cost);
  return cut;
}

void lg_objective_loosen(lg_cut *row)
{
  row->limit += MIN(0.01 + 5e-7 * fabs(row->limit), 0.25);
}
