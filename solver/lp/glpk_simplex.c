/* glpk_simplex.c - linear relaxations by GLPK's simplex method, each with a worker thread of its
 * own: lp.h, lg_lp. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "glpk_internal.h"

void lg_cut_clear(void *data)
{
  lg_cut *cut = data;
  g_free(cut->column);
  g_free(cut->value);
}

static void relaxation_close(void *state)
{
  lg_relaxation *r = state;
  if (r->problem) glp_delete_prob(r->problem);
  lg_glpk_thread_end();
  lg_glpk_program_free(r->draft);
  g_array_unref(r->fresh);
  g_array_unref(r->sources);
  g_array_unref(r->cut_source);
  g_free(r->ray);
  g_free(r->basis);
  g_free(r);
}

static lg_lp_status relaxation_guarded(void *state)
{
  lg_relaxation *r = state;
  return r->run(r);
}

static void relaxation_call(void *state, const lg_deadline *deadline)
{
  lg_relaxation *r = state;
  bool jumped;
  r->deadline = deadline;
  r->status = lg_run_guarded(deadline, relaxation_guarded, r, &jumped);
  if (jumped) r->problem = NULL;
}

lg_lp_status lg_lp_call(lg_lp *lp, lg_lp_status (*run)(lg_relaxation *relaxation), double cutoff)
{
  if (lp->worker) {
    lp->relaxation->run = run;
    lp->relaxation->cutoff = cutoff;
  }
  return lg_worker_call(&lp->worker, lp->deadline, relaxation_call, NULL, NULL)
             ? lp->relaxation->status
             : LG_LP_STOPPED;
}

/* NULL: left behind with its thread, or lost in a jump out of GLPK. */
static glp_prob *lp_problem(const lg_lp *lp)
{
  return lp->worker ? lp->relaxation->problem : NULL;
}

static lg_lp_status relaxation_make(lg_relaxation *r)
{
  r->problem = lg_problem_new(r->draft);
  glp_scale_prob(r->problem, GLP_SF_EQ | GLP_SF_2N);
  lg_glpk_program_free(r->draft);
  r->draft = NULL;
  return LG_LP_OPTIMAL;
}

lg_lp *lg_lp_new(const lg_deadline *deadline, const lg_program *program, const double *lower,
                 const double *upper)
{
  lg_lp *lp = g_new0(lg_lp, 1);
  lg_relaxation *r = lp->relaxation = g_new0(lg_relaxation, 1);
  lp->deadline = deadline;
  lp->worker = lg_worker_new(r, relaxation_close);
  r->draft = lg_glpk_program_new(program, lower, upper, NULL, NULL, 0, NULL);
  r->fresh = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(r->fresh, lg_cut_clear);
  r->sources = g_array_new(FALSE, FALSE, sizeof(lg_cut_source));
  g_array_set_clear_func(r->sources, lg_cut_source_clear);
  r->cut_source = g_array_new(FALSE, FALSE, sizeof(int));
  r->column_count = program->column_count;
  r->row_count = program->row_count;
  lg_lp_call(lp, relaxation_make, 0);
  return lp;
}

void lg_lp_free(lg_lp *lp)
{
  if (!lp) return;
  lg_worker_free(lp->worker);
  g_free(lp);
}

void lg_lp_set_bounds(lg_lp *lp, int column, double lower, double upper)
{
  glp_prob *problem = lp_problem(lp);
  if (problem) lg_set_column_bounds(problem, column + 1, lower, upper);
}

void lg_lp_set_costs(lg_lp *lp, const double *cost)
{
  glp_prob *problem = lp_problem(lp);
  for (int j = 0; problem && j < lp->relaxation->column_count; j++)
    glp_set_obj_coef(problem, j + 1, cost[j]);
}

void lg_lp_add_cut(lg_lp *lp, const lg_cut *cut)
{
  if (!lp->worker) return;
  size_t n = (size_t)cut->count + 1;
  lg_cut own = {g_new(int, n), g_new(double, n), cut->count, cut->limit, cut->spare};
  for (int k = 0; k < cut->count; k++) {
    own.column[k + 1] = cut->column[k] + 1;
    own.value[k + 1] = cut->value[k];
  }
  g_array_append_val(lp->relaxation->fresh, own);
}

void lg_set_cut_row(glp_prob *problem, int row, const int *column, const double *value, int count,
                    double limit)
{
  double most = 0;
  glp_set_row_bnds(problem, row, GLP_UP, 0, limit);
  glp_set_mat_row(problem, row, count, column, value);
  for (int e = 1; e <= count; e++)
    most = MAX(most, fabs(value[e]) * glp_get_sjj(problem, column[e]));
  if (most > 0) glp_set_rii(problem, row, exp2(-floor(log2(most) + 0.5)));
}

/* Makes rows of the cuts that lg_lp_add_cut brought. */
static void take_fresh(lg_relaxation *r)
{
  for (guint k = 0; k < r->fresh->len; k++) {
    const lg_cut *cut = &g_array_index(r->fresh, lg_cut, k);
    lg_set_cut_row(r->problem, glp_add_rows(r->problem, 1), cut->column, cut->value, cut->count,
                   cut->limit);
  }
  r->borrowed |= r->fresh->len > 0;
  g_array_set_size(r->fresh, 0);
}

/* Runs GLPK's simplex method for so many pivots at most.
 *   cutoff   for the dual method; LG_INFINITE: none
 *   returns  GLPK's code */
static int simplex_slice(const lg_deadline *deadline, glp_prob *problem, int method, double cutoff,
                         int pivots)
{
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_ALL; /* for the guard's hook, which then looks at the clock */
  options.meth = method;
  if (method == GLP_DUAL) options.r_test = GLP_RT_FLIP;
  if (method == GLP_DUAL) options.obj_ul = cutoff < LG_INFINITE ? cutoff : DBL_MAX;
  options.it_lim = pivots;
  options.tm_lim = lg_slice_ms(deadline, 1000000000);
  options.out_dly = 0;
  options.out_frq = 100;
  return glp_simplex(problem, &options);
}

void lg_range(glp_prob *problem, int k, double *lower, double *upper)
{
  int m = glp_get_num_rows(problem);
  int type = k <= m ? glp_get_row_type(problem, k) : glp_get_col_type(problem, k - m);
  *lower = k <= m ? glp_get_row_lb(problem, k) : glp_get_col_lb(problem, k - m);
  *upper = k <= m ? glp_get_row_ub(problem, k) : glp_get_col_ub(problem, k - m);
  if (type == GLP_FR || type == GLP_UP) *lower = -DBL_MAX;
  if (type == GLP_FR || type == GLP_LO) *upper = DBL_MAX;
  if (type == GLP_FX) *upper = *lower;
}

/* Keeps the multipliers of the rows that make up the row of the tableau of this basic variable. */
static void keep_ray(lg_relaxation *r, int basic)
{
  int m = glp_get_num_rows(r->problem);
  g_free(r->ray);
  r->ray = g_new0(double, m + 1);
  r->ray[basic <= m ? glp_get_row_bind(r->problem, basic)
                    : glp_get_col_bind(r->problem, basic - m)] = 1;
  glp_btran(r->problem, r->ray);
}

/* Asked after the dual simplex method found no solution: does the row of the tableau at which it
 * stopped prove that there is none? It does where the row's basic variable cannot come within its
 * bounds wherever in their bounds the others stand. GLPK's word alone is not taken: it called some
 * relaxations with cuts infeasible that were not. */
static bool is_proved_empty(lg_relaxation *r)
{
  glp_prob *problem = r->problem;
  static const long double least_miss = 1e-6L;
  int basic = glp_get_unbnd_ray(problem), m = glp_get_num_rows(problem);
  if (basic == 0 || !glp_bf_exists(problem)) return false;
  if ((basic <= m ? glp_get_row_stat(problem, basic) : glp_get_col_stat(problem, basic - m)) !=
      GLP_BS)
    return false;
  int size = m + glp_get_num_cols(problem) + 1, *at = g_new(int, size);
  double *value = g_new(double, size), lower, upper;
  int count = glp_eval_tab_row(problem, basic, at, value);
  long double least = 0, most = 0, weight = 1;
  for (int e = 1; e <= count; e++) {
    lg_range(problem, at[e], &lower, &upper);
    long double a = value[e], x = a > 0 ? lower : upper, y = a > 0 ? upper : lower;
    least = x <= -DBL_MAX || x >= DBL_MAX ? -HUGE_VALL : least + a * x;
    most = y <= -DBL_MAX || y >= DBL_MAX ? HUGE_VALL : most + a * y;
    weight = fmaxl(weight, fabsl(a));
  }
  lg_range(problem, basic, &lower, &upper);
  g_free(at);
  g_free(value);
  keep_ray(r, basic);
  return least > (long double)upper + least_miss * weight ||
         most < (long double)lower - least_miss * weight;
}

/* GLPK's presolver is not used: it wins nothing on these rows, looks at no clock, and loses the
 * basis. */
lg_lp_status lg_relaxation_pivot(lg_relaxation *r, int method, int slices)
{
  if (!r->problem) return LG_LP_FAILED;
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  take_fresh(r);
  g_clear_pointer(&r->ray, g_free);
  if (!r->started) glp_adv_basis(r->problem, 0);
  int doubter = 0; /* the method that last found no solution: one alone is not believed */
  for (int tries = 0, slice = 0; tries < tuning->simplex_tries && slice < slices; slice++) {
    int code =
        simplex_slice(r->deadline, r->problem, method, r->cutoff, tuning->simplex_slice_pivots);
    if (lg_deadline_is_over(r->deadline)) return LG_LP_STOPPED;
    if (code == GLP_EOBJUL) return LG_LP_CUTOFF;
    if (code == 0) {
      r->started = true;
      int status = glp_get_status(r->problem);
      if (status == GLP_OPT) return LG_LP_OPTIMAL;
      bool empty = status == GLP_NOFEAS;
      bool shown = empty && method == GLP_DUAL && is_proved_empty(r);
      if (shown || (empty && doubter && doubter != method)) return LG_LP_INFEASIBLE;
      doubter = empty ? method : 0;
      tries++; /* without a proof the other method has to say so, too */
      method = empty && method == GLP_PRIMAL ? GLP_DUAL : GLP_PRIMAL;
    } else if (code != GLP_EITLIM) { /* a singular basis, say */
      tries++;
      glp_adv_basis(r->problem, 0);
      method = GLP_PRIMAL;
    }
  }
  return LG_LP_FAILED;
}

static lg_lp_status relaxation_solve(lg_relaxation *r)
{
  return lg_relaxation_pivot(r, GLP_PRIMAL, G_MAXINT);
}

static lg_lp_status relaxation_resolve(lg_relaxation *r)
{
  const lg_tuning *tuning = lg_tuning_of(r->deadline);
  return lg_relaxation_pivot(r, GLP_DUAL,
                             tuning->resolve_slices + r->row_count / tuning->resolve_rows_a_slice);
}

lg_lp_status lg_lp_solve(lg_lp *lp)
{
  return lg_lp_call(lp, relaxation_solve, LG_INFINITE);
}

lg_lp_status lg_lp_solve_near(lg_lp *lp, const double *reduced)
{
  double dear = lg_tuning_of(lp->deadline)->near_reduced_cost;
  glp_prob *problem = lp_problem(lp);
  if (!problem) return LG_LP_FAILED;
  int columns = lp->relaxation->column_count;
  double *lower = g_new(double, columns + 1), *upper = g_new(double, columns + 1);
  for (int j = 0; j < columns; j++) {
    double d = reduced[j];
    lower[j] = glp_get_col_lb(problem, j + 1);
    upper[j] = glp_get_col_ub(problem, j + 1);
    if (fabs(d) > dear)
      lg_lp_set_bounds(lp, j, d < 0 ? upper[j] : lower[j], d > 0 ? lower[j] : upper[j]);
  }
  lg_lp_status status = lg_lp_solve(lp);
  for (int j = 0; j < columns; j++)
    if (fabs(reduced[j]) > dear) lg_lp_set_bounds(lp, j, lower[j], upper[j]);
  g_free(lower);
  g_free(upper);
  return status == LG_LP_STOPPED ? status : lg_lp_solve(lp);
}

lg_lp_status lg_lp_resolve(lg_lp *lp, double cutoff)
{
  return lg_lp_call(lp, relaxation_resolve, cutoff);
}

uint8_t *lg_basis_status(glp_prob *problem)
{
  int m = glp_get_num_rows(problem), n = glp_get_num_cols(problem);
  uint8_t *status = g_new(uint8_t, m + n + 1);
  for (int i = 1; i <= m; i++) status[i] = (uint8_t)glp_get_row_stat(problem, i);
  for (int j = 1; j <= n; j++) status[m + j] = (uint8_t)glp_get_col_stat(problem, j);
  return status;
}

void lg_set_basis_status(glp_prob *problem, const uint8_t *status)
{
  int m = glp_get_num_rows(problem), n = glp_get_num_cols(problem);
  for (int i = 1; i <= m; i++) glp_set_row_stat(problem, i, status[i]);
  for (int j = 1; j <= n; j++) glp_set_col_stat(problem, j, status[m + j]);
}

uint8_t *lg_lp_basis(const lg_lp *lp)
{
  glp_prob *problem = lp_problem(lp);
  return problem ? lg_basis_status(problem) : NULL;
}

void lg_lp_set_basis(lg_lp *lp, const uint8_t *basis)
{
  glp_prob *problem = lp_problem(lp);
  if (problem) lg_set_basis_status(problem, basis);
}

/* lg_lp_probe, in the worker thread; bounds and basis are restored. */
static lg_lp_status relaxation_probe(lg_relaxation *r)
{
  if (!r->problem) return LG_LP_FAILED;
  int j = r->probe_column + 1;
  g_free(r->basis);
  r->basis = lg_basis_status(r->problem);
  double lower = glp_get_col_lb(r->problem, j), upper = glp_get_col_ub(r->problem, j);
  lg_set_column_bounds(r->problem, j, r->probe_lower, r->probe_upper);
  int code = simplex_slice(r->deadline, r->problem, GLP_DUAL, r->cutoff,
                           lg_tuning_of(r->deadline)->probe_pivots);
  bool known = code == GLP_EITLIM || (code == 0 && glp_get_status(r->problem) == GLP_OPT);
  r->probe_value = known ? MIN(glp_get_obj_val(r->problem), r->cutoff) : r->cutoff;
  lg_set_column_bounds(r->problem, j, lower, upper);
  lg_set_basis_status(r->problem, r->basis);
  return LG_LP_OPTIMAL;
}

double lg_lp_probe(lg_lp *lp, int column, double lower, double upper, double cutoff)
{
  if (lp->worker) {
    lp->relaxation->probe_column = column;
    lp->relaxation->probe_lower = lower;
    lp->relaxation->probe_upper = upper;
  }
  return lg_lp_call(lp, relaxation_probe, cutoff) == LG_LP_OPTIMAL ? lp->relaxation->probe_value
                                                                   : cutoff;
}

void lg_lp_solution(const lg_lp *lp, double *value, double *dual, double *cut_dual)
{
  const lg_relaxation *r = lp->relaxation;
  for (int j = 0; j < r->column_count; j++) value[j] = glp_get_col_prim(r->problem, j + 1);
  for (int i = 0; i < r->row_count; i++) dual[i] = glp_get_row_dual(r->problem, i + 1);
  int rows = glp_get_num_rows(r->problem);
  for (int i = r->row_count; i < rows; i++)
    cut_dual[i - r->row_count] = glp_get_row_dual(r->problem, i + 1);
}

bool lg_lp_ray(const lg_lp *lp, double *dual)
{
  if (!lp_problem(lp) || !lp->relaxation->ray) return false;
  memcpy(dual, lp->relaxation->ray + 1, (size_t)lp->relaxation->row_count * sizeof *dual);
  return true;
}

int lg_lp_pivots(const lg_lp *lp)
{
  glp_prob *problem = lp_problem(lp);
  return problem ? glp_get_it_cnt(problem) : 0;
}

double lg_lp_value(const lg_lp *lp)
{
  return glp_get_obj_val(lp->relaxation->problem);
}
