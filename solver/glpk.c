#include <float.h>
#define GLP_UNDOC /* the generators of cuts: exported, but not in the manual */
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include "lp.h"

/* ---- the clock ---- */

double lg_engine_now_s(void)
{
  return (double)g_get_monotonic_time() / 1e6;
}

bool lg_engine_is_over(const lg_engine *engine)
{
  if (engine->interrupted && *engine->interrupted) return true;
  return engine->deadline_s > 0 && lg_engine_now_s() >= engine->deadline_s;
}

void lg_engine_leave_thread(void)
{
  glp_free_env();
}

/* Milliseconds left, within what GLPK takes; slices keep Ctrl-C prompt. */
static int lg_slice_ms(const lg_engine *engine, int most)
{
  if (engine->deadline_s <= 0) return most;
  double left = (engine->deadline_s - lg_engine_now_s()) * 1000;
  return left < 1 ? 1 : left < most ? (int)left : most;
}

/* ---- the guard: GLPK neither prints nor aborts ---- */

/* GLPK's hooks take a pointer; after a jump out of GLPK its environment is freed, and with it every
 * problem. */
typedef struct {
  jmp_buf back;
  const lg_engine *engine; /* NULL: no clock */
} lg_guard;

static int lg_swallow(void *info, const char *text)
{
  lg_guard *guard = info;
  (void)text;
  /* a line of output is the one moment at which the presolver lets us look at the clock */
  if (guard->engine && lg_engine_is_over(guard->engine)) longjmp(guard->back, 1);
  return 1;
}

static void lg_caught(void *info)
{
  lg_guard *guard = info;
  longjmp(guard->back, 2);
}

static void lg_guard_set(lg_guard *guard, const lg_engine *engine)
{
  guard->engine = engine;
  glp_term_hook(lg_swallow, guard);
  glp_error_hook(lg_caught, guard);
}

static void lg_guard_clear(void)
{
  glp_term_hook(NULL, NULL);
  glp_error_hook(NULL, NULL);
}

/* ---- problems ---- */

static void lg_set_column_bounds(glp_prob *problem, int j, double lower, double upper)
{
  bool has_lower = lower > -LG_INFINITE, has_upper = upper < LG_INFINITE;
  int kind = has_lower && has_upper ? (lower == upper ? GLP_FX : GLP_DB)
             : has_lower            ? GLP_LO
             : has_upper            ? GLP_UP
                                    : GLP_FR;
  glp_set_col_bnds(problem, j, kind, lower, upper);
}

/* The program as a GLPK problem. Columns with equal bounds are taken out where `column_at` is
 * given: column_at[j] is then the 1-based GLPK column or 0; rows left empty stay (they are cheap
 * and keep the numbers the same). */
static glp_prob *lg_problem_new(const lg_program *program, const double *lower, const double *upper,
                                const double *cost, const lg_cut *cuts, int cut_count,
                                int *column_at)
{
  glp_prob *problem = glp_create_prob();
  int rows = program->row_count + cut_count, columns = 0;
  for (int j = 0; j < program->column_count; j++) {
    bool fixed = column_at && lower[j] == upper[j];
    if (column_at) column_at[j] = fixed ? 0 : columns + 1;
    columns += !fixed;
  }
  double *rhs = g_new(double, rows + 1);
  for (int i = 0; i < program->row_count; i++) rhs[i] = program->rows[i].rhs;
  for (int k = 0; k < cut_count; k++) rhs[program->row_count + k] = cuts[k].limit;
  int entries = program->start[program->column_count];
  for (int k = 0; k < cut_count; k++) entries += cuts[k].count;
  int *ia = g_new(int, entries + 1), *ja = g_new(int, entries + 1), n = 0;
  double *ar = g_new(double, entries + 1);
  for (int j = 0; j < program->column_count; j++)
    for (int e = program->start[j]; e < program->start[j + 1]; e++) {
      if (column_at && !column_at[j]) {
        rhs[program->row[e]] -= program->value[e] * lower[j];
        continue;
      }
      n++;
      ia[n] = program->row[e] + 1;
      ja[n] = column_at ? column_at[j] : j + 1;
      ar[n] = program->value[e];
    }
  for (int k = 0; k < cut_count; k++)
    for (int e = 0; e < cuts[k].count; e++) {
      int j = cuts[k].column[e];
      if (column_at && !column_at[j]) {
        rhs[program->row_count + k] -= cuts[k].value[e] * lower[j];
        continue;
      }
      n++;
      ia[n] = program->row_count + k + 1;
      ja[n] = column_at ? column_at[j] : j + 1;
      ar[n] = cuts[k].value[e];
    }
  if (rows) glp_add_rows(problem, rows);
  if (columns) glp_add_cols(problem, columns);
  for (int i = 0; i < rows; i++)
    glp_set_row_bnds(problem, i + 1, i < program->row_count ? GLP_FX : GLP_UP, rhs[i], rhs[i]);
  double constant = 0;
  for (int j = 0; j < program->column_count; j++) {
    int at = column_at ? column_at[j] : j + 1;
    if (!at) {
      constant += cost ? cost[j] * lower[j] : 0;
      continue;
    }
    lg_set_column_bounds(problem, at, lower[j], upper[j]);
    if (cost) glp_set_obj_coef(problem, at, cost[j]);
  }
  glp_set_obj_coef(problem, 0, constant);
  glp_load_matrix(problem, n, ia, ja, ar);
  g_free(rhs);
  g_free(ia);
  g_free(ja);
  g_free(ar);
  return problem;
}

/* ---- linear programs ---- */

struct lg_lp {
  lg_engine *engine;
  int losses; /* the engine's when the problem was made */
  const lg_program *program;
  glp_prob *problem;
  bool started; /* it has a basis */
};

static bool lg_lp_is_lost(const lg_lp *lp)
{
  return !lp->problem || lp->losses != lp->engine->losses;
}

/* After a jump out of GLPK. */
static void lg_lose_environment(lg_engine *engine)
{
  glp_free_env();
  engine->losses++;
}

lg_lp *lg_lp_new(lg_engine *engine, const lg_program *program, const double *lower,
                 const double *upper)
{
  lg_lp *lp = g_new0(lg_lp, 1);
  lg_guard guard;
  *lp = (lg_lp){.engine = engine, .losses = engine->losses, .program = program};
  if (setjmp(guard.back)) {
    lg_lose_environment(engine);
    return lp;
  }
  lg_guard_set(&guard, NULL);
  lp->problem = lg_problem_new(program, lower, upper, NULL, NULL, 0, NULL);
  glp_scale_prob(lp->problem, GLP_SF_EQ | GLP_SF_2N);
  lg_guard_clear();
  return lp;
}

void lg_lp_free(lg_lp *lp)
{
  if (!lp) return;
  if (!lg_lp_is_lost(lp)) glp_delete_prob(lp->problem);
  g_free(lp);
}

void lg_lp_set_bounds(lg_lp *lp, int column, double lower, double upper)
{
  if (lg_lp_is_lost(lp)) return;
  lg_set_column_bounds(lp->problem, column + 1, lower, upper);
}

void lg_lp_set_costs(lg_lp *lp, const double *cost)
{
  if (lg_lp_is_lost(lp)) return;
  for (int j = 0; j < lp->program->column_count; j++) glp_set_obj_coef(lp->problem, j + 1, cost[j]);
}

void lg_lp_add_cut(lg_lp *lp, const lg_cut *cut)
{
  if (lg_lp_is_lost(lp)) return;
  int row = glp_add_rows(lp->problem, 1);
  glp_set_row_bnds(lp->problem, row, GLP_UP, cut->limit, cut->limit);
  int *column = g_new(int, cut->count + 1);
  for (int k = 0; k < cut->count; k++) column[k + 1] = cut->column[k] + 1;
  double *value = g_new(double, cut->count + 1);
  for (int k = 0; k < cut->count; k++) value[k + 1] = cut->value[k];
  glp_set_mat_row(lp->problem, row, cut->count, column, value);
  g_free(column);
  g_free(value);
}

/* What rounding may have taken off the limit of a cut is given back, relative to its size. */
static const double lg_cut_slack = 1e-7;

/* Pivots a slice: counted, not timed, so that a run can be repeated step by step on any machine. */
enum { LG_SLICE_PIVOTS = 500 };

static int lg_simplex_slice(const lg_engine *engine, glp_prob *problem, int method, double cutoff)
{
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_ALL; /* into the hook */
  options.meth = method;
  if (method == GLP_DUAL) options.obj_ul = cutoff < LG_INFINITE ? cutoff : DBL_MAX;
  options.it_lim = LG_SLICE_PIVOTS;
  options.tm_lim = lg_slice_ms(engine, 1000000000);
  options.out_dly = 0;
  options.out_frq = 100;
  return glp_simplex(problem, &options);
}

/* What bounds leave of a variable of GLPK: rows are 1..m, columns behind them. */
static void lg_range(glp_prob *problem, int k, double *lower, double *upper)
{
  int m = glp_get_num_rows(problem);
  int type = k <= m ? glp_get_row_type(problem, k) : glp_get_col_type(problem, k - m);
  *lower = k <= m ? glp_get_row_lb(problem, k) : glp_get_col_lb(problem, k - m);
  *upper = k <= m ? glp_get_row_ub(problem, k) : glp_get_col_ub(problem, k - m);
  if (type == GLP_FR || type == GLP_UP) *lower = -DBL_MAX;
  if (type == GLP_FR || type == GLP_LO) *upper = DBL_MAX;
  if (type == GLP_FX) *upper = *lower;
}

/* The dual simplex method ended without a solution: is the row of its tableau a proof? A basic
 * variable cannot come within its bounds wherever in theirs the others stand. GLPK alone is not
 * believed: of relaxations with cuts it called some empty that were not. */
static bool lg_is_proved_empty(glp_prob *problem)
{
  static const long double least_miss = 1e-6L;
  int basic = glp_get_unbnd_ray(problem), m = glp_get_num_rows(problem);
  if (basic == 0) return false;
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
  return least > (long double)upper + least_miss * weight ||
         most < (long double)lower - least_miss * weight;
}

/* Primal simplex after new costs, dual after new bounds, in slices. GLPK's presolver is not used:
 * it wins nothing on these rows, looks at no clock, and loses the basis. */
static lg_lp_status lg_lp_run(lg_lp *lp, int method, double cutoff)
{
  if (!lp->started) glp_adv_basis(lp->problem, 0);
  int doubter = 0; /* the method that called it empty last; one alone is not believed */
  for (int tries = 0; tries < 4;) {
    int code = lg_simplex_slice(lp->engine, lp->problem, method, cutoff);
    if (lg_engine_is_over(lp->engine)) return LG_LP_STOPPED;
    if (code == GLP_EOBJUL) return LG_LP_CUTOFF;
    if (code == 0) {
      lp->started = true;
      int status = glp_get_status(lp->problem);
      if (status == GLP_OPT) return LG_LP_OPTIMAL;
      bool empty = status == GLP_NOFEAS;
      bool both = empty && doubter && doubter != method;
      if (both || (empty && method == GLP_DUAL && lg_is_proved_empty(lp->problem)))
        return LG_LP_INFEASIBLE;
      doubter = empty ? method : 0;
      tries++; /* without a proof the other method has its say */
      method = empty && method == GLP_PRIMAL ? GLP_DUAL : GLP_PRIMAL;
    } else if (code != GLP_EITLIM) { /* a singular basis, say */
      tries++;
      glp_adv_basis(lp->problem, 0);
      method = GLP_PRIMAL;
    }
  }
  return LG_LP_FAILED;
}

static lg_lp_status lg_lp_guarded(lg_lp *lp, int method, double cutoff)
{
  if (lg_lp_is_lost(lp)) return LG_LP_FAILED;
  lg_guard guard;
  volatile int jumped = setjmp(guard.back);
  if (jumped) {
    lg_lose_environment(lp->engine);
    return jumped == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
  }
  lg_guard_set(&guard, lp->engine);
  lg_lp_status status = lg_lp_run(lp, method, cutoff);
  lg_guard_clear();
  return status;
}

lg_lp_status lg_lp_solve(lg_lp *lp)
{
  return lg_lp_guarded(lp, GLP_PRIMAL, LG_INFINITE);
}

lg_lp_status lg_lp_resolve(lg_lp *lp, double cutoff)
{
  return lg_lp_guarded(lp, GLP_DUAL, cutoff);
}

void lg_lp_solution(const lg_lp *lp, double *value, double *dual, double *cut_dual)
{
  for (int j = 0; j < lp->program->column_count; j++)
    value[j] = glp_get_col_prim(lp->problem, j + 1);
  for (int i = 0; i < lp->program->row_count; i++) dual[i] = glp_get_row_dual(lp->problem, i + 1);
  int rows = glp_get_num_rows(lp->problem);
  for (int i = lp->program->row_count; i < rows; i++)
    cut_dual[i - lp->program->row_count] = glp_get_row_dual(lp->problem, i + 1);
}

/* ---- cuts ---- */

/* Cuts that are not needed for the last solution. */
static void lg_drop_slack_cuts(lg_lp *lp)
{
  int rows = glp_get_num_rows(lp->problem), count = 0, *slack = g_new(int, rows + 2);
  for (int i = lp->program->row_count + 1; i <= rows; i++)
    if (glp_get_row_stat(lp->problem, i) == GLP_BS) slack[++count] = i;
  if (count) glp_del_rows(lp->problem, count, slack);
  g_free(slack);
}

/* Rows of the pool become rows of the program. A cut of wide range, or with a limit that is none,
 * is none that doubles can keep. */
static void lg_take_pool(lg_lp *lp, glp_prob *pool)
{
  static const double widest = 1e4;
  int columns = glp_get_num_cols(pool), *column = g_new(int, columns + 1);
  double *value = g_new(double, columns + 1);
  for (int i = 1; i <= glp_get_num_rows(pool); i++) {
    bool above = glp_get_row_type(pool, i) == GLP_LO;
    double limit = above ? -glp_get_row_lb(pool, i) : glp_get_row_ub(pool, i), least = DBL_MAX,
           most = 0;
    int count = glp_get_mat_row(pool, i, column, value);
    for (int k = 1; k <= count; k++) {
      value[k] = above ? -value[k] : value[k];
      least = MIN(least, fabs(value[k]));
      most = MAX(most, fabs(value[k]));
    }
    if (count == 0 || !isfinite(limit) || most > widest * least) continue;
    int row = glp_add_rows(lp->problem, 1);
    glp_set_row_bnds(lp->problem, row, GLP_UP, 0, limit + lg_cut_slack * MAX(most, fabs(limit)));
    glp_set_mat_row(lp->problem, row, count, column, value);
  }
  g_free(column);
  g_free(value);
}

static lg_lp_status lg_strengthen_run(lg_lp *lp)
{
  enum { most_cuts = 200 };
  for (int j = 0; j < lp->program->column_count; j++)
    if (lp->program->columns[j].whole) glp_set_col_kind(lp->problem, j + 1, GLP_IV);
  glp_prob *pool = glp_create_prob();
  glp_add_cols(pool, lp->program->column_count);
  glp_gmi_gen(lp->problem, pool, most_cuts);
  glp_mir *mir = glp_mir_init(lp->problem);
  glp_mir_gen(lp->problem, mir, pool);
  glp_mir_free(mir);
  lg_take_pool(lp, pool);
  glp_delete_prob(pool);
  lg_lp_status status = lg_lp_run(lp, GLP_DUAL, LG_INFINITE);
  if (status != LG_LP_OPTIMAL) return status;
  lg_drop_slack_cuts(lp);
  return lg_lp_run(lp, GLP_DUAL, LG_INFINITE);
}

lg_lp_status lg_lp_strengthen(lg_lp *lp)
{
  if (lg_lp_is_lost(lp)) return LG_LP_FAILED;
  lg_guard guard;
  volatile int jumped = setjmp(guard.back);
  if (jumped) {
    lg_lose_environment(lp->engine);
    return jumped == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
  }
  lg_guard_set(&guard, lp->engine);
  lg_lp_status status = lg_strengthen_run(lp);
  lg_guard_clear();
  return status;
}

int lg_lp_cut_count(const lg_lp *lp)
{
  return glp_get_num_rows(lp->problem) - lp->program->row_count;
}

lg_cut lg_lp_cut(const lg_lp *lp, int k)
{
  int row = lp->program->row_count + k + 1, count = glp_get_mat_row(lp->problem, row, NULL, NULL);
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), count,
                glp_get_row_ub(lp->problem, row)};
  int *column = g_new(int, count + 1);
  double *value = g_new(double, count + 1);
  glp_get_mat_row(lp->problem, row, column, value);
  for (int e = 0; e < count; e++) {
    cut.column[e] = column[e + 1] - 1;
    cut.value[e] = value[e + 1];
  }
  g_free(column);
  g_free(value);
  return cut;
}

/* ---- mixed-integer programs ---- */

typedef struct {
  const lg_engine *engine;
  void (*progress)(const lg_mip_progress *progress, void *user);
  void *user;
  double bound;
  bool has_bound;
  int nodes_left;
  double cutoff;
  bool exhausted; /* the best open node is at or above the cutoff */
} lg_tree_watch;

static void lg_tree_callback(glp_tree *tree, void *info)
{
  lg_tree_watch *watch = info;
  int node = glp_ios_best_node(tree);
  lg_mip_progress now = {false, 0, 0};
  if (node) {
    watch->bound = glp_ios_node_bound(tree, node);
    watch->has_bound = true;
    if (glp_ios_reason(tree) == GLP_ISELECT && watch->bound >= watch->cutoff) {
      watch->exhausted = true;
      glp_ios_terminate(tree);
      return;
    }
  }
  if (watch->progress && node && glp_ios_reason(tree) == GLP_IROWGEN) {
    glp_prob *problem = glp_ios_get_prob(tree);
    now.has_best = glp_mip_status(problem) == GLP_FEAS;
    now.best = now.has_best ? glp_mip_obj_val(problem) : 0;
    now.bound = watch->bound;
    watch->progress(&now, watch->user);
  }
  if (glp_ios_reason(tree) == GLP_IPREPRO) watch->nodes_left--;
  if (watch->nodes_left < 0 || lg_engine_is_over(watch->engine)) glp_ios_terminate(tree);
}

static lg_lp_status lg_mip_run(glp_prob *problem, lg_tree_watch *watch)
{
  glp_iocp options;
  glp_init_iocp(&options);
  options.msg_lev = GLP_MSG_ALL;
  options.presolve = GLP_ON;
  options.br_tech = GLP_BR_DTH;
  options.bt_tech = GLP_BT_BLB;
  options.mir_cuts = GLP_ON;
  options.gmi_cuts = GLP_ON;
  options.tol_obj = 1e-11;
  options.tm_lim = lg_slice_ms(watch->engine, 1000000000);
  options.out_dly = 0;
  options.out_frq = 100;
  options.cb_func = lg_tree_callback;
  options.cb_info = watch;
  int code = glp_intopt(problem, &options);
  if (code == GLP_ENOPFS) return LG_LP_INFEASIBLE;
  int status = glp_mip_status(problem);
  if (watch->exhausted) return status == GLP_FEAS ? LG_LP_OPTIMAL : LG_LP_INFEASIBLE;
  if (code == 0)
    return status == GLP_OPT      ? LG_LP_OPTIMAL
           : status == GLP_NOFEAS ? LG_LP_INFEASIBLE
                                  : LG_LP_FAILED;
  if (code == GLP_ETMLIM || code == GLP_ESTOP || code == GLP_EMIPGAP)
    return status == GLP_FEAS || status == GLP_OPT ? LG_LP_FEASIBLE : LG_LP_STOPPED;
  return LG_LP_FAILED;
}

lg_lp_status lg_mip_solve(lg_engine *engine, const lg_program *program, const double *lower,
                          const double *upper, const double *cost, const lg_cut *cuts,
                          int cut_count, int node_limit, double cutoff,
                          void (*progress)(const lg_mip_progress *progress, void *user), void *user,
                          double *value, double *bound)
{
  lg_guard guard;
  lg_tree_watch watch = {engine, progress, user, 0, false, node_limit, cutoff, false};
  int *column_at = g_new(int, program->column_count + 1);
  glp_prob *volatile problem = NULL;
  volatile int jumped = setjmp(guard.back);
  if (jumped) {
    lg_lose_environment(engine);
    g_free(column_at);
    return jumped == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
  }
  lg_guard_set(&guard, engine);
  problem = lg_problem_new(program, lower, upper, cost, cuts, cut_count, column_at);
  for (int j = 0; j < program->column_count; j++)
    if (column_at[j] && program->columns[j].whole) glp_set_col_kind(problem, column_at[j], GLP_IV);
  lg_lp_status status = lg_mip_run(problem, &watch);
  bool found = status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE;
  for (int j = 0; found && j < program->column_count; j++)
    value[j] = column_at[j] ? glp_mip_col_val(problem, column_at[j]) : lower[j];
  *bound = status == LG_LP_OPTIMAL ? glp_mip_obj_val(problem)
           : watch.has_bound       ? watch.bound
                                   : -LG_INFINITE;
  glp_delete_prob(problem);
  lg_guard_clear();
  g_free(column_at);
  return status;
}

/* ---- export ---- */

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
  glp_prob *problem = lg_problem_new(program, lower, upper, cost, cuts, cut_count, NULL);
  glp_set_prob_name(problem, "lungang");
  glp_set_obj_name(problem, "goal");
  for (int j = 0; j < program->column_count; j++) {
    if (program->columns[j].whole) glp_set_col_kind(problem, j + 1, GLP_IV);
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
