/* glpk_write.c - writes a program as an MPS or LP file for other solvers: lp.h, lg_lp_write. */
#include "glpk_internal.h"

/* What write_guarded gets. */
struct writing {
  const lg_glpk_program *draft;
  const lg_program *program;
  double constant;
  char *const *column_names, *const *row_names;
  bool mps;
  const char *path;
};

/* Adds the objective's constant as the cost of a column fixed at 1, as some readers lose
 * constants. */
static void add_constant(glp_prob *problem, double constant)
{
  int one = glp_add_cols(problem, 1);
  glp_set_col_name(problem, one, "one");
  glp_set_col_bnds(problem, one, GLP_FX, 1, 1);
  glp_set_obj_coef(problem, one, constant);
  /* the column needs a row of its own, as some readers stumble over a column without entries */
  int row = glp_add_rows(problem, 1), at[] = {0, one};
  double entry[] = {0, 1};
  glp_set_row_name(problem, row, "constant");
  glp_set_row_bnds(problem, row, GLP_FX, 1, 1);
  glp_set_mat_row(problem, row, 1, at, entry);
}

static lg_lp_status write_guarded(void *state)
{
  const struct writing *w = state;
  glp_prob *problem = lg_problem_new(w->draft);
  glp_set_prob_name(problem, "lungang");
  glp_set_obj_name(problem, "goal");
  for (int j = 0; j < w->program->column_count; j++) {
    const lg_column *column = &w->program->columns[j];
    if (column->whole && column->lower == 0 && column->upper == 1)
      glp_set_col_kind(problem, j + 1, GLP_BV);
    glp_set_col_name(problem, j + 1, w->column_names[j]);
  }
  for (int i = 0; i < w->draft->row_count; i++) glp_set_row_name(problem, i + 1, w->row_names[i]);
  add_constant(problem, w->constant);
  int code = w->mps ? glp_write_mps(problem, GLP_MPS_FILE, NULL, w->path)
                    : glp_write_lp(problem, NULL, w->path);
  glp_delete_prob(problem);
  return code == 0 ? LG_LP_OPTIMAL : LG_LP_FAILED;
}

bool lg_lp_write(const lg_program *program, const double *cost, double constant, const lg_cut *cuts,
                 int cut_count, char *const *column_names, char *const *row_names, bool mps,
                 const char *path)
{
  double *lower = g_new(double, program->column_count + 1),
         *upper = g_new(double, program->column_count + 1);
  for (int j = 0; j < program->column_count; j++) {
    lower[j] = program->columns[j].lower;
    upper[j] = program->columns[j].upper;
  }
  lg_glpk_program *draft = lg_glpk_program_new(program, lower, upper, cost, cuts, cut_count, NULL);
  struct writing writing = {draft, program, constant, column_names, row_names, mps, path};
  bool jumped;
  lg_lp_status status = lg_run_guarded(NULL, write_guarded, &writing, &jumped);
  lg_glpk_program_free(draft);
  g_free(lower);
  g_free(upper);
  return status == LG_LP_OPTIMAL;
}
