/* glpk_write.c - a program as a file for other solvers (lp.h). */
#include "glpk_internal.h"

bool lg_lp_write(const lg_program *program, const double *cost, double constant, const lg_cut *cuts,
                 int cut_count, char *const *column_names, char *const *row_names, bool mps,
                 const char *path)
{
  lg_guard guard;
  if (setjmp(guard.back)) {
    glp_free_env();
    return false;
  }
  lg_guard_set(&guard, NULL);
  double *lower = g_new(double, program->column_count + 1),
         *upper = g_new(double, program->column_count + 1);
  for (int j = 0; j < program->column_count; j++) {
    lower[j] = program->columns[j].lower;
    upper[j] = program->columns[j].upper;
  }
  lg_draft *draft = lg_draft_new(program, lower, upper, cost, cuts, cut_count, NULL);
  glp_prob *problem = lg_problem_new(draft);
  lg_draft_free(draft);
  glp_set_prob_name(problem, "lungang");
  glp_set_obj_name(problem, "goal");
  for (int j = 0; j < program->column_count; j++) {
    if (program->columns[j].whole && lower[j] == 0 && upper[j] == 1)
      glp_set_col_kind(problem, j + 1, GLP_BV);
    glp_set_col_name(problem, j + 1, column_names[j]);
  }
  for (int i = 0; i < program->row_count + cut_count; i++)
    glp_set_row_name(problem, i + 1, row_names[i]);
  /* a constant in the objective is lost by some readers: a column fixed at 1 carries it */
  int one = glp_add_cols(problem, 1);
  glp_set_col_name(problem, one, "one");
  glp_set_col_bnds(problem, one, GLP_FX, 1, 1);
  glp_set_obj_coef(problem, one, constant);
  /* a row of its own: readers stumble over a column without entries */
  int row = glp_add_rows(problem, 1), at[] = {0, one};
  double entry[] = {0, 1};
  glp_set_row_name(problem, row, "constant");
  glp_set_row_bnds(problem, row, GLP_FX, 1, 1);
  glp_set_mat_row(problem, row, 1, at, entry);
  int code =
      mps ? glp_write_mps(problem, GLP_MPS_FILE, NULL, path) : glp_write_lp(problem, NULL, path);
  glp_delete_prob(problem);
  lg_guard_clear();
  g_free(lower);
  g_free(upper);
  return code == 0;
}
