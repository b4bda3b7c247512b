/* glpk.c - the guard that keeps GLPK from printing, aborting and running past the deadline; and how
 * a program becomes a problem of GLPK's. */
#include "glpk_internal.h"

#include <setjmp.h>
#include <string.h>

int lg_slice_ms(const lg_deadline *deadline, int most)
{
  if (deadline->deadline_s <= 0) return most;
  double left = (deadline->deadline_s - lg_now_s()) * 1000;
  return left < 1 ? 1 : left < most ? (int)left : most;
}

/* ---- the guard: GLPK neither prints nor aborts ---- */

/* What GLPK's hooks get. Between guard_set and guard_clear they may jump to `back`: with 1 where
 * the time is over, with 2 after an error. */
struct guard {
  jmp_buf back;
  const lg_deadline *deadline; /* NULL: no clock */
};

/* GLPK's hook for output: prints nothing, ends the call where the time is over, and the program where
 * the memory is: GLPK tells that only by such a text, before it calls the other hook. */
static int swallow(void *info, const char *text)
{
  struct guard *guard = info;
  if (strstr(text, "no memory available") || strstr(text, "memory allocation error"))
    g_error("GLPK: out of memory");
  /* the presolver calls nothing else of ours: only its output lets us look at the clock */
  if (guard->deadline && lg_deadline_is_over(guard->deadline)) longjmp(guard->back, 1);
  return 1;
}

static void caught(void *info)
{
  struct guard *guard = info;
  longjmp(guard->back, 2);
}

static void guard_set(struct guard *guard, const lg_deadline *deadline)
{
  guard->deadline = deadline;
  glp_term_hook(swallow, guard);
  glp_error_hook(caught, guard);
}

static void guard_clear(void)
{
  glp_term_hook(NULL, NULL);
  glp_error_hook(NULL, NULL);
}

void lg_glpk_thread_end(void)
{
  if (lg_in_worker_thread()) glp_free_env();
}

void lg_lp_thread_end(void)
{
  glp_free_env();
}

lg_lp_status lg_run_guarded(const lg_deadline *deadline, lg_lp_status (*run)(void *state),
                            void *state, bool *jumped)
{
  struct guard guard;
  volatile int why = setjmp(guard.back);
  *jumped = why != 0;
  if (why) {
    guard_clear();
    lg_glpk_thread_end();
    return why == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
  }
  guard_set(&guard, deadline);
  lg_lp_status status = run(state);
  guard_clear();
  return status;
}

/* ---- problems ---- */

void lg_set_column_bounds(glp_prob *problem, int j, double lower, double upper)
{
  bool has_lower = lower > -LG_INFINITE, has_upper = upper < LG_INFINITE;
  int kind = has_lower && has_upper ? (lower == upper ? GLP_FX : GLP_DB)
             : has_lower            ? GLP_LO
             : has_upper            ? GLP_UP
                                    : GLP_FR;
  bool was_above = glp_get_col_type(problem, j) == GLP_FX && glp_get_col_lb(problem, j) == upper;
  glp_set_col_bnds(problem, j, kind, lower, upper);
  /* a column that was fixed and gets a range back is put by GLPK at the bound nearer to 0, which
   * would spoil the basis where it stood at the upper one */
  if (kind == GLP_DB && was_above && glp_get_col_stat(problem, j) == GLP_NL)
    glp_set_col_stat(problem, j, GLP_NU);
}

glp_prob *lg_problem_new(const lg_glpk_program *draft)
{
  glp_prob *problem = glp_create_prob();
  if (draft->row_count) glp_add_rows(problem, draft->row_count);
  if (draft->column_count) glp_add_cols(problem, draft->column_count);
  for (int i = 1; i <= draft->row_count; i++)
    glp_set_row_bnds(problem, i, i <= draft->equal_count ? GLP_FX : GLP_UP, draft->limit[i],
                     draft->limit[i]);
  for (int j = 1; j <= draft->column_count; j++) {
    if (draft->whole[j]) glp_set_col_kind(problem, j, GLP_IV);
    lg_set_column_bounds(problem, j, draft->lower[j], draft->upper[j]);
  }
  for (int j = 0; j <= draft->column_count; j++) glp_set_obj_coef(problem, j, draft->cost[j]);
  glp_load_matrix(problem, draft->entry_count, draft->row, draft->column, draft->value);
  return problem;
}
