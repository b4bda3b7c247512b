/* objective_row.c - an earlier goal as a row in whole numbers. */
#include "objective_row.h"

lg_cut lg_objective_row(const lg_formulation *f, int goal, int64_t limit, const double *upper)
{
  int n = f->program->column_count;
  int64_t *cost = g_new0(int64_t, n + 1);
  int64_t constant = lg_formulation_goal(f, goal, upper, cost);
  lg_cut cut = {g_new(int, n + 1), g_new(double, n + 1), 0, (double)(limit - constant), false};
  for (int j = 0; j < n; j++) {
    if (!cost[j]) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = (double)cost[j];
  }
  g_free(cost);
  return cut;
}
