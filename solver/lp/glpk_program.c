/* glpk_program.c - copies a program and its cuts into the arrays that GLPK takes. */
#include "glpk_program.h"

void lg_glpk_program_free(lg_glpk_program *draft)
{
  if (!draft) return;
  g_free(draft->limit);
  g_free(draft->lower);
  g_free(draft->upper);
  g_free(draft->cost);
  g_free(draft->whole);
  g_free(draft->row);
  g_free(draft->column);
  g_free(draft->value);
  g_free(draft);
}

/* Adds an entry. In a column that was taken out (0), its value at `fixed` goes off the row's
 * limit. */
static void glpk_program_entry(lg_glpk_program *draft, int row, int column, double value,
                               double fixed)
{
  if (!column) {
    draft->limit[row] -= value * fixed;
    return;
  }
  int n = ++draft->entry_count;
  draft->row[n] = row;
  draft->column[n] = column;
  draft->value[n] = value;
}

lg_glpk_program *lg_glpk_program_new(const lg_program *program, const double *lower,
                                     const double *upper, const double *cost, const lg_cut *cuts,
                                     int cut_count, int *column_at)
{
  lg_glpk_program *draft = g_new0(lg_glpk_program, 1);
  size_t n = (size_t)program->column_count + 1;
  int rows = program->row_count, entries = program->start[program->column_count];
  for (int k = 0; k < cut_count; k++) entries += cuts[k].count;
  *draft = (lg_glpk_program){.row_count = rows + cut_count,
                             .equal_count = rows,
                             .limit = g_new(double, rows + cut_count + 1),
                             .lower = g_new(double, n),
                             .upper = g_new(double, n),
                             .cost = g_new0(double, n),
                             .whole = g_new(bool, n),
                             .row = g_new(int, entries + 1),
                             .column = g_new(int, entries + 1),
                             .value = g_new(double, entries + 1)};
  for (int i = 0; i < rows; i++) draft->limit[i + 1] = program->rows[i].rhs;
  for (int k = 0; k < cut_count; k++) draft->limit[rows + k + 1] = cuts[k].limit;
  for (int j = 0; j < program->column_count; j++) {
    bool fixed = column_at && lower[j] == upper[j];
    int at = fixed ? 0 : ++draft->column_count;
    if (column_at) column_at[j] = at;
    if (fixed) {
      draft->cost[0] += cost ? cost[j] * lower[j] : 0;
    } else {
      draft->lower[at] = lower[j];
      draft->upper[at] = upper[j];
      draft->cost[at] = cost ? cost[j] : 0;
      draft->whole[at] = program->columns[j].whole;
    }
    for (int e = program->start[j]; e < program->start[j + 1]; e++)
      glpk_program_entry(draft, program->row[e] + 1, at, program->value[e], lower[j]);
  }
  for (int k = 0; k < cut_count; k++)
    for (int e = 0; e < cuts[k].count; e++) {
      int j = cuts[k].column[e], at = column_at ? column_at[j] : j + 1;
      glpk_program_entry(draft, rows + k + 1, at, cuts[k].value[e], lower[j]);
    }
  return draft;
}
