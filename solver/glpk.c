#include <float.h>
#define GLP_UNDOC /* the generators of cuts: exported, but not in the manual */
#include <glpk.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "draft.h"
#include "lp.h"
#include "rounding.h"

/* Milliseconds left, within what GLPK takes. */
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

static glp_prob *lg_problem_new(const lg_draft *draft)
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

/* ---- linear programs ---- */

/* What the thread of a relaxation has. The calling thread reads and sets numbers between calls, but
 * does nothing for which GLPK takes memory: that is the thread's. */
typedef struct lg_relaxation {
  lg_draft *draft;             /* NULL once the problem is made */
  GArray *fresh;               /* lg_cut, not yet rows */
  glp_prob *problem;           /* NULL also after a jump out of GLPK */
  int column_count, row_count; /* of the program */
  bool started;                /* it has a basis */
  const lg_engine *engine;     /* of the call */
  lg_lp_status (*run)(struct lg_relaxation *relaxation);
  double cutoff;
  int probe_column; /* lg_lp_probe's */
  double probe_lower, probe_upper, probe_value;
  lg_lp_status status;
} lg_relaxation;

struct lg_lp {
  const lg_engine *engine;
  lg_aside *aside; /* NULL: the relaxation was left behind with its thread */
  lg_relaxation *relaxation;
};

static void lg_fresh_clear(void *data)
{
  lg_cut *cut = data;
  g_free(cut->column);
  g_free(cut->value);
}

static void lg_relaxation_close(void *state)
{
  lg_relaxation *r = state;
  if (r->problem) glp_delete_prob(r->problem);
  glp_free_env();
  lg_draft_free(r->draft);
  g_array_unref(r->fresh);
  g_free(r);
}

static void lg_relaxation_call(void *state, const lg_engine *engine)
{
  lg_relaxation *r = state;
  lg_guard guard;
  r->engine = engine;
  volatile int jumped = setjmp(guard.back);
  if (jumped) {
    glp_free_env();
    r->problem = NULL;
    r->status = jumped == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
    return;
  }
  lg_guard_set(&guard, engine);
  r->status = r->run(r);
  lg_guard_clear();
}

static lg_lp_status lg_lp_call(lg_lp *lp, lg_lp_status (*run)(lg_relaxation *relaxation),
                               double cutoff)
{
  if (lp->aside) {
    lp->relaxation->run = run;
    lp->relaxation->cutoff = cutoff;
  }
  return lg_aside_call(&lp->aside, lp->engine, lg_relaxation_call, NULL, NULL)
             ? lp->relaxation->status
             : LG_LP_STOPPED;
}

/* NULL: lost, or never made. */
static glp_prob *lg_lp_problem(const lg_lp *lp)
{
  return lp->aside ? lp->relaxation->problem : NULL;
}

static lg_lp_status lg_relaxation_make(lg_relaxation *r)
{
  r->problem = lg_problem_new(r->draft);
  glp_scale_prob(r->problem, GLP_SF_EQ | GLP_SF_2N);
  lg_draft_free(r->draft);
  r->draft = NULL;
  return LG_LP_OPTIMAL;
}

lg_lp *lg_lp_new(const lg_engine *engine, const lg_program *program, const double *lower,
                 const double *upper)
{
  lg_lp *lp = g_new0(lg_lp, 1);
  lg_relaxation *r = lp->relaxation = g_new0(lg_relaxation, 1);
  lp->engine = engine;
  lp->aside = lg_aside_new(r, lg_relaxation_close);
  r->draft = lg_draft_new(program, lower, upper, NULL, NULL, 0, NULL);
  r->fresh = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(r->fresh, lg_fresh_clear);
  r->column_count = program->column_count;
  r->row_count = program->row_count;
  lg_lp_call(lp, lg_relaxation_make, 0);
  return lp;
}

void lg_lp_free(lg_lp *lp)
{
  if (!lp) return;
  lg_aside_free(lp->aside);
  g_free(lp);
}

void lg_lp_set_bounds(lg_lp *lp, int column, double lower, double upper)
{
  glp_prob *problem = lg_lp_problem(lp);
  if (problem) lg_set_column_bounds(problem, column + 1, lower, upper);
}

void lg_lp_set_costs(lg_lp *lp, const double *cost)
{
  glp_prob *problem = lg_lp_problem(lp);
  for (int j = 0; problem && j < lp->relaxation->column_count; j++)
    glp_set_obj_coef(problem, j + 1, cost[j]);
}

void lg_lp_add_cut(lg_lp *lp, const lg_cut *cut)
{
  if (!lp->aside) return;
  size_t n = (size_t)cut->count + 1;
  lg_cut own = {g_new(int, n), g_new(double, n), cut->count, cut->limit, cut->spare};
  for (int k = 0; k < cut->count; k++) {
    own.column[k + 1] = cut->column[k] + 1;
    own.value[k + 1] = cut->value[k];
  }
  g_array_append_val(lp->relaxation->fresh, own);
}

/* Cuts of the caller's become rows. */
static void lg_take_fresh(lg_relaxation *r)
{
  for (guint k = 0; k < r->fresh->len; k++) {
    const lg_cut *cut = &g_array_index(r->fresh, lg_cut, k);
    int row = glp_add_rows(r->problem, 1);
    glp_set_row_bnds(r->problem, row, GLP_UP, cut->limit, cut->limit);
    glp_set_mat_row(r->problem, row, cut->count, cut->column, cut->value);
  }
  g_array_set_size(r->fresh, 0);
}

/* Pivots a slice: counted, not timed, so that a run can be repeated step by step on any machine. */
enum { LG_SLICE_PIVOTS = 500 };

static int lg_simplex_slice(const lg_engine *engine, glp_prob *problem, int method, double cutoff,
                            int pivots)
{
  glp_smcp options;
  glp_init_smcp(&options);
  options.msg_lev = GLP_MSG_ALL; /* into the hook */
  options.meth = method;
  if (method == GLP_DUAL) options.obj_ul = cutoff < LG_INFINITE ? cutoff : DBL_MAX;
  options.it_lim = pivots;
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
 * it wins nothing on these rows, looks at no clock, and loses the basis.
 *   slices  after which it has failed */
static lg_lp_status lg_relaxation_pivot(lg_relaxation *r, int method, int slices)
{
  if (!r->problem) return LG_LP_FAILED;
  lg_take_fresh(r);
  if (!r->started) glp_adv_basis(r->problem, 0);
  int doubter = 0; /* the method that called it empty last; one alone is not believed */
  for (int tries = 0, slice = 0; tries < 4 && slice < slices; slice++) {
    int code = lg_simplex_slice(r->engine, r->problem, method, r->cutoff, LG_SLICE_PIVOTS);
    if (lg_engine_is_over(r->engine)) return LG_LP_STOPPED;
    if (code == GLP_EOBJUL) return LG_LP_CUTOFF;
    if (code == 0) {
      r->started = true;
      int status = glp_get_status(r->problem);
      if (status == GLP_OPT) return LG_LP_OPTIMAL;
      bool empty = status == GLP_NOFEAS;
      bool both = empty && doubter && doubter != method;
      if (both || (empty && method == GLP_DUAL && lg_is_proved_empty(r->problem)))
        return LG_LP_INFEASIBLE;
      doubter = empty ? method : 0;
      tries++; /* without a proof the other method has its say */
      method = empty && method == GLP_PRIMAL ? GLP_DUAL : GLP_PRIMAL;
    } else if (code != GLP_EITLIM) { /* a singular basis, say */
      tries++;
      glp_adv_basis(r->problem, 0);
      method = GLP_PRIMAL;
    }
  }
  return LG_LP_FAILED;
}

static lg_lp_status lg_relaxation_run(lg_relaxation *r, int method)
{
  return lg_relaxation_pivot(r, method, G_MAXINT);
}

static lg_lp_status lg_relaxation_solve(lg_relaxation *r)
{
  return lg_relaxation_run(r, GLP_PRIMAL);
}

static lg_lp_status lg_relaxation_resolve(lg_relaxation *r)
{
  return lg_relaxation_run(r, GLP_DUAL);
}

lg_lp_status lg_lp_solve(lg_lp *lp)
{
  return lg_lp_call(lp, lg_relaxation_solve, LG_INFINITE);
}

lg_lp_status lg_lp_resolve(lg_lp *lp, double cutoff)
{
  return lg_lp_call(lp, lg_relaxation_resolve, cutoff);
}

static int *lg_basis_status(glp_prob *problem)
{
  int m = glp_get_num_rows(problem), n = glp_get_num_cols(problem), *status = g_new(int, m + n + 1);
  for (int i = 1; i <= m; i++) status[i] = glp_get_row_stat(problem, i);
  for (int j = 1; j <= n; j++) status[m + j] = glp_get_col_stat(problem, j);
  return status;
}

static void lg_set_basis_status(glp_prob *problem, const int *status)
{
  int m = glp_get_num_rows(problem), n = glp_get_num_cols(problem);
  for (int i = 1; i <= m; i++) glp_set_row_stat(problem, i, status[i]);
  for (int j = 1; j <= n; j++) glp_set_col_stat(problem, j, status[m + j]);
}

static lg_lp_status lg_relaxation_probe(lg_relaxation *r)
{
  enum { most_pivots = 60 };
  if (!r->problem) return LG_LP_FAILED;
  int j = r->probe_column + 1, *status = lg_basis_status(r->problem);
  double lower = glp_get_col_lb(r->problem, j), upper = glp_get_col_ub(r->problem, j);
  lg_set_column_bounds(r->problem, j, r->probe_lower, r->probe_upper);
  int code = lg_simplex_slice(r->engine, r->problem, GLP_DUAL, r->cutoff, most_pivots);
  bool known = code == GLP_EITLIM || (code == 0 && glp_get_status(r->problem) == GLP_OPT);
  r->probe_value = known ? MIN(glp_get_obj_val(r->problem), r->cutoff) : r->cutoff;
  lg_set_column_bounds(r->problem, j, lower, upper);
  lg_set_basis_status(r->problem, status);
  g_free(status);
  return LG_LP_OPTIMAL;
}

double lg_lp_probe(lg_lp *lp, int column, double lower, double upper, double cutoff)
{
  if (lp->aside) {
    lp->relaxation->probe_column = column;
    lp->relaxation->probe_lower = lower;
    lp->relaxation->probe_upper = upper;
  }
  return lg_lp_call(lp, lg_relaxation_probe, cutoff) == LG_LP_OPTIMAL ? lp->relaxation->probe_value
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

/* ---- cuts ---- */

/* Cuts that are not needed for the last solution. */
static void lg_drop_slack_cuts(lg_relaxation *r)
{
  int rows = glp_get_num_rows(r->problem), count = 0, *slack = g_new(int, rows + 2);
  for (int i = r->row_count + 1; i <= rows; i++)
    if (glp_get_row_stat(r->problem, i) == GLP_BS) slack[++count] = i;
  if (count) glp_del_rows(r->problem, count, slack);
  g_free(slack);
}

/* Makes the entries of a cut whole numbers, and its limit the whole number below: exact where all
 * columns are whole. returns  false where no small multiple does it
 *   reach  [columns + 1] the largest size of each column's value; < 0: it is not whole */
static bool lg_make_whole(const int *column, double *value, int count, const double *reach,
                          double *limit)
{
  enum { most_times = 120 };
  static const double near = 1e-6, largest = 1e4;
  double size = 0, slack = near;
  for (int e = 1; e <= count; e++) {
    if (reach[column[e]] < 0) return false;
    size = MAX(size, fabs(value[e]));
    slack += near * reach[column[e]];
  }
  for (int times = 1; times <= most_times && times * size <= largest; times++) {
    bool whole = slack < 0.01;
    for (int e = 1; e <= count && whole; e++)
      whole = fabs(times * value[e] - floor(times * value[e] + 0.5)) < near;
    if (!whole) continue;
    for (int e = 1; e <= count; e++) value[e] = floor(times * value[e] + 0.5);
    *limit = floor(times * *limit + slack);
    return true;
  }
  return false;
}

/* [columns + 1], see lg_make_whole. */
static double *lg_column_reach(const lg_relaxation *r)
{
  double *reach = g_new(double, r->column_count + 1), lower, upper;
  for (int j = 1; j <= r->column_count; j++) {
    lg_range(r->problem, glp_get_num_rows(r->problem) + j, &lower, &upper);
    reach[j] = glp_get_col_kind(r->problem, j) == GLP_CV ? -1 : MAX(fabs(lower), fabs(upper));
  }
  return reach;
}

/* Rows of the pool become rows of the program, in whole numbers or not at all: then what follows
 * from them is no matter of tolerances. */
static void lg_take_pool(lg_relaxation *r, glp_prob *pool)
{
  int columns = glp_get_num_cols(pool), *column = g_new(int, columns + 1);
  double *value = g_new(double, columns + 1), *reach = lg_column_reach(r);
  for (int i = 1; i <= glp_get_num_rows(pool); i++) {
    bool above = glp_get_row_type(pool, i) == GLP_LO;
    double limit = above ? -glp_get_row_lb(pool, i) : glp_get_row_ub(pool, i);
    int count = glp_get_mat_row(pool, i, column, value);
    for (int k = 1; k <= count; k++) value[k] = above ? -value[k] : value[k];
    if (count == 0 || !isfinite(limit) || !lg_make_whole(column, value, count, reach, &limit))
      continue;
    int row = glp_add_rows(r->problem, 1);
    glp_set_row_bnds(r->problem, row, GLP_UP, 0, limit);
    glp_set_mat_row(r->problem, row, count, column, value);
  }
  g_free(column);
  g_free(value);
  g_free(reach);
}

/* ---- cuts by rounding rows of the tableau ---- */

/* Most rows rounded, and cuts taken, in one round. */
enum { LG_ROUNDED_ROWS = 200, LG_ROUND_CUTS = 60 };

/* The last solution: columns, then what each cut leaves. */
typedef struct {
  glp_prob *problem;
  int columns, rows, cuts; /* rows: of the program, before those of the cuts */
  double *lower, *upper, *value;
  bool *whole;
  double *multiplier, *sum; /* [rows + cuts + 1], [columns + cuts] scratch */
} lg_tableau;

typedef struct {
  lg_cut cut;
  double distance;
} lg_found_cut;

static void lg_tableau_init(lg_tableau *t, const lg_relaxation *r)
{
  int all = glp_get_num_rows(r->problem);
  *t = (lg_tableau){
      r->problem, r->column_count, r->row_count, all - r->row_count, NULL, NULL, NULL, NULL, NULL,
      NULL};
  size_t n = (size_t)(t->columns + t->cuts) + 1;
  t->lower = g_new0(double, n);
  t->upper = g_new0(double, n);
  t->value = g_new0(double, n);
  t->whole = g_new0(bool, n);
  t->sum = g_new0(double, n);
  t->multiplier = g_new0(double, all + 1);
  for (int j = 0; j < t->columns; j++) {
    lg_range(t->problem, all + j + 1, &t->lower[j], &t->upper[j]);
    t->value[j] = glp_get_col_prim(t->problem, j + 1);
    t->whole[j] = glp_get_col_kind(t->problem, j + 1) != GLP_CV;
  }
  for (int k = 0; k < t->cuts; k++) {
    int row = t->rows + k + 1;
    t->value[t->columns + k] =
        MAX(0, glp_get_row_ub(t->problem, row) - glp_get_row_prim(t->problem, row));
    t->upper[t->columns + k] = LG_INFINITE;
  }
}

static void lg_tableau_clear(lg_tableau *t)
{
  g_free(t->lower);
  g_free(t->upper);
  g_free(t->value);
  g_free(t->whole);
  g_free(t->sum);
  g_free(t->multiplier);
}

/* The row of the tableau of the variable at `position` of the basis. */
static lg_implied_row lg_tableau_row(lg_tableau *t, int position, int *column, double *value)
{
  static const double least = 1e-10;
  int all = t->rows + t->cuts, width = t->columns + t->cuts;
  int *at = g_new(int, t->columns + 1);
  double *entry = g_new(double, t->columns + 1);
  lg_implied_row row = {column, value, 0, 0};
  memset(t->multiplier, 0, ((size_t)all + 1) * sizeof(double));
  memset(t->sum, 0, ((size_t)width + 1) * sizeof(double));
  t->multiplier[position] = 1;
  glp_btran(t->problem, t->multiplier);
  for (int i = 1; i <= all; i++) {
    double y = t->multiplier[i];
    if (fabs(y) < least) continue;
    int count = glp_get_mat_row(t->problem, i, at, entry);
    for (int e = 1; e <= count; e++) t->sum[at[e] - 1] += y * entry[e];
    row.limit += y * glp_get_row_ub(t->problem, i);
    if (i > t->rows) t->sum[t->columns + i - t->rows - 1] = y;
  }
  for (int j = 0; j < width; j++) {
    if (fabs(t->sum[j]) < least) continue;
    column[row.count] = j;
    value[row.count++] = t->sum[j];
  }
  g_free(at);
  g_free(entry);
  return row;
}

/* What a cut leaves stands for its columns. */
static void lg_leave_slacks(lg_tableau *t, lg_cut *cut)
{
  int *at = g_new(int, t->columns + 1);
  double *entry = g_new(double, t->columns + 1);
  memset(t->sum, 0, ((size_t)(t->columns + t->cuts) + 1) * sizeof(double));
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    if (j < t->columns) {
      t->sum[j] += cut->value[e];
      continue;
    }
    int row = t->rows + j - t->columns + 1, count = glp_get_mat_row(t->problem, row, at, entry);
    for (int q = 1; q <= count; q++) t->sum[at[q] - 1] -= cut->value[e] * entry[q];
    cut->limit -= cut->value[e] * glp_get_row_ub(t->problem, row);
  }
  g_free(cut->column);
  g_free(cut->value);
  cut->column = g_new(int, t->columns + 1);
  cut->value = g_new(double, t->columns + 1);
  cut->count = 0;
  for (int j = 0; j < t->columns; j++) {
    if (t->sum[j] == 0) continue;
    cut->column[cut->count] = j;
    cut->value[cut->count++] = t->sum[j];
  }
  g_free(at);
  g_free(entry);
}

static int lg_by_distance(const void *x, const void *y)
{
  double a = ((const lg_found_cut *)x)->distance, b = ((const lg_found_cut *)y)->distance;
  return a > b ? -1 : a < b;
}

/* Cosine of the angle between two cuts; columns ascend. */
static double lg_likeness(const lg_cut *a, const lg_cut *b)
{
  double dot = 0, of_a = 0, of_b = 0;
  for (int e = 0, f = 0; e < a->count; e++) {
    while (f < b->count && b->column[f] < a->column[e]) f++;
    if (f < b->count && b->column[f] == a->column[e]) dot += a->value[e] * b->value[f];
  }
  for (int e = 0; e < a->count; e++) of_a += a->value[e] * a->value[e];
  for (int e = 0; e < b->count; e++) of_b += b->value[e] * b->value[e];
  return dot / sqrt(of_a * of_b);
}

/* The deepest cuts that are not much alike join the pool. */
static void lg_pool_deepest(glp_prob *pool, GArray *found)
{
  static const double alike = 0.9;
  int taken = 0, *kept = g_new(int, found->len + 1);
  g_array_sort(found, lg_by_distance);
  for (guint k = 0; k < found->len && taken < LG_ROUND_CUTS; k++) {
    const lg_cut *cut = &g_array_index(found, lg_found_cut, k).cut;
    bool fresh = true;
    for (int q = 0; q < taken && fresh; q++)
      fresh = lg_likeness(cut, &g_array_index(found, lg_found_cut, kept[q]).cut) < alike;
    if (!fresh) continue;
    kept[taken++] = (int)k;
    int row = glp_add_rows(pool, 1), *column = g_new(int, cut->count + 1);
    double *value = g_new(double, cut->count + 1);
    for (int e = 0; e < cut->count; e++) {
      column[e + 1] = cut->column[e] + 1;
      value[e + 1] = cut->value[e];
    }
    glp_set_row_bnds(pool, row, GLP_UP, 0, cut->limit);
    glp_set_mat_row(pool, row, cut->count, column, value);
    g_free(column);
    g_free(value);
  }
  g_free(kept);
}

static void lg_round_tableau(lg_relaxation *r, glp_prob *pool)
{
  lg_tableau t;
  lg_tableau_init(&t, r);
  lg_round_point point = {t.lower, t.upper, t.whole, t.value};
  int width = t.columns + t.cuts, *column = g_new(int, width + 1), rounded = 0;
  double *value = g_new(double, width + 1);
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_found_cut));
  for (int i = 1; i <= t.rows + t.cuts && rounded < LG_ROUNDED_ROWS; i++) {
    int k = glp_get_bhead(t.problem, i), j = k - t.rows - t.cuts - 1;
    if (j < 0 || !t.whole[j] || fabs(t.value[j] - floor(t.value[j] + 0.5)) < 1e-4) continue;
    if (lg_engine_is_over(r->engine)) break;
    lg_implied_row row = lg_tableau_row(&t, i, column, value);
    lg_found_cut fresh = {0};
    fresh.distance = lg_round_row(&row, &point, &fresh.cut);
    rounded++;
    if (fresh.distance <= 0) continue;
    lg_leave_slacks(&t, &fresh.cut);
    g_array_append_val(found, fresh);
  }
  lg_pool_deepest(pool, found);
  for (guint k = 0; k < found->len; k++) lg_fresh_clear(&g_array_index(found, lg_found_cut, k).cut);
  g_array_unref(found);
  g_free(column);
  g_free(value);
  lg_tableau_clear(&t);
}

/* Back to the first rows and their basis. */
static void lg_drop_rows(glp_prob *problem, int rows, const int *basis)
{
  int count = glp_get_num_rows(problem) - rows, *row = g_new(int, count + 1);
  for (int k = 1; k <= count; k++) row[k] = rows + k;
  if (count) glp_del_rows(problem, count, row);
  lg_set_basis_status(problem, basis);
  g_free(row);
}

static lg_lp_status lg_relaxation_strengthen(lg_relaxation *r)
{
  /* with many cuts the simplex method may go round in circles */
  enum { most_cuts = 200, most_slices = 4 };
  if (!r->problem) return LG_LP_FAILED;
  glp_prob *pool = glp_create_prob();
  glp_add_cols(pool, r->column_count);
  glp_gmi_gen(r->problem, pool, most_cuts);
  glp_mir *mir = glp_mir_init(r->problem);
  glp_mir_gen(r->problem, mir, pool);
  glp_mir_free(mir);
  lg_round_tableau(r, pool);
  int before = glp_get_num_rows(r->problem), *basis = lg_basis_status(r->problem);
  lg_take_pool(r, pool);
  glp_delete_prob(pool);
  lg_lp_status status = lg_relaxation_pivot(r, GLP_DUAL, most_slices);
  if (status == LG_LP_OPTIMAL)
    lg_drop_slack_cuts(r);
  else if (status == LG_LP_FAILED)
    lg_drop_rows(r->problem, before, basis);
  g_free(basis);
  if (status != LG_LP_OPTIMAL && status != LG_LP_FAILED) return status;
  lg_lp_status again = lg_relaxation_run(r, GLP_DUAL);
  return again == LG_LP_OPTIMAL && status == LG_LP_FAILED ? LG_LP_FEASIBLE : again;
}

lg_lp_status lg_lp_strengthen(lg_lp *lp)
{
  return lg_lp_call(lp, lg_relaxation_strengthen, LG_INFINITE);
}

double lg_lp_value(const lg_lp *lp)
{
  return glp_get_obj_val(lp->relaxation->problem);
}

int lg_lp_cut_count(const lg_lp *lp)
{
  return glp_get_num_rows(lp->relaxation->problem) - lp->relaxation->row_count;
}

lg_cut lg_lp_cut(const lg_lp *lp, int k)
{
  int row = lp->relaxation->row_count + k + 1,
      count = glp_get_mat_row(lp->relaxation->problem, row, NULL, NULL);
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), count,
                glp_get_row_ub(lp->relaxation->problem, row), true};
  int *column = g_new(int, count + 1);
  double *value = g_new(double, count + 1);
  glp_get_mat_row(lp->relaxation->problem, row, column, value);
  for (int e = 0; e < count; e++) {
    cut.column[e] = column[e + 1] - 1;
    cut.value[e] = value[e + 1];
  }
  g_free(column);
  g_free(value);
  return cut;
}

/* ---- mixed-integer programs ---- */

/* All that the thread of a mixed-integer program has. */
typedef struct {
  lg_draft *draft;
  int nodes_left;
  double cutoff;
  const lg_engine *engine; /* of the call */
  _Atomic double news;     /* the bound, for the calling thread */
  double bound;
  bool exhausted; /* the best open node is at or above the cutoff */
  lg_lp_status status;
  double *value; /* as the draft's columns */
} lg_mip;

static void lg_tree_callback(glp_tree *tree, void *info)
{
  lg_mip *mip = info;
  int node = glp_ios_best_node(tree);
  if (node) {
    mip->bound = glp_ios_node_bound(tree, node);
    if (glp_ios_reason(tree) == GLP_ISELECT && mip->bound >= mip->cutoff) {
      mip->exhausted = true;
      glp_ios_terminate(tree);
      return;
    }
    if (glp_ios_reason(tree) == GLP_IROWGEN) mip->news = mip->bound;
  }
  if (glp_ios_reason(tree) == GLP_IPREPRO) mip->nodes_left--;
  if (mip->nodes_left < 0 || lg_engine_is_over(mip->engine)) glp_ios_terminate(tree);
}

static lg_lp_status lg_mip_run(lg_mip *mip, glp_prob *problem)
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
  options.tm_lim = lg_slice_ms(mip->engine, 1000000000);
  options.out_dly = 0;
  options.out_frq = 100;
  options.cb_func = lg_tree_callback;
  options.cb_info = mip;
  int code = glp_intopt(problem, &options);
  if (code == GLP_ENOPFS) return LG_LP_INFEASIBLE;
  int status = glp_mip_status(problem);
  if (mip->exhausted) return status == GLP_FEAS ? LG_LP_OPTIMAL : LG_LP_INFEASIBLE;
  if (code == 0)
    return status == GLP_OPT      ? LG_LP_OPTIMAL
           : status == GLP_NOFEAS ? LG_LP_INFEASIBLE
                                  : LG_LP_FAILED;
  if (code == GLP_ETMLIM || code == GLP_ESTOP || code == GLP_EMIPGAP)
    return status == GLP_FEAS || status == GLP_OPT ? LG_LP_FEASIBLE : LG_LP_STOPPED;
  return LG_LP_FAILED;
}

static void lg_mip_call(void *state, const lg_engine *engine)
{
  lg_mip *mip = state;
  lg_guard guard;
  mip->engine = engine;
  volatile int jumped = setjmp(guard.back);
  if (jumped) {
    glp_free_env();
    mip->status = jumped == 1 ? LG_LP_STOPPED : LG_LP_FAILED;
    return;
  }
  lg_guard_set(&guard, engine);
  glp_prob *problem = lg_problem_new(mip->draft);
  mip->status = lg_mip_run(mip, problem);
  for (int j = 1; j <= mip->draft->column_count; j++) mip->value[j] = glp_mip_col_val(problem, j);
  if (mip->status == LG_LP_OPTIMAL) mip->bound = glp_mip_obj_val(problem);
  glp_delete_prob(problem);
  lg_guard_clear();
}

static void lg_mip_close(void *state)
{
  lg_mip *mip = state;
  glp_free_env();
  lg_draft_free(mip->draft);
  g_free(mip->value);
  g_free(mip);
}

typedef struct {
  const lg_mip *mip;
  void (*progress)(double bound, void *user);
  void *user;
} lg_mip_watch;

static void lg_mip_look(void *user)
{
  const lg_mip_watch *watch = user;
  double news = watch->mip->news;
  if (watch->progress && news > -LG_INFINITE) watch->progress(news, watch->user);
}

lg_lp_status lg_mip_solve(const lg_engine *engine, const lg_program *program, const double *lower,
                          const double *upper, const double *cost, const lg_cut *cuts,
                          int cut_count, int node_limit, double cutoff,
                          void (*progress)(double bound, void *user), void *user, double *value,
                          double *bound)
{
  lg_mip *mip = g_new0(lg_mip, 1);
  int *column_at = g_new(int, program->column_count + 1);
  *mip = (lg_mip){.nodes_left = node_limit,
                  .cutoff = cutoff,
                  .news = -LG_INFINITE,
                  .bound = -LG_INFINITE,
                  .draft = lg_draft_new(program, lower, upper, cost, cuts, cut_count, column_at)};
  mip->value = g_new0(double, mip->draft->column_count + 1);
  lg_mip_watch watch = {mip, progress, user};
  lg_aside *aside = lg_aside_new(mip, lg_mip_close);
  lg_lp_status status = LG_LP_STOPPED;
  *bound = -LG_INFINITE;
  if (lg_aside_call(&aside, engine, lg_mip_call, lg_mip_look, &watch)) {
    status = mip->status;
    *bound = mip->bound;
    bool found = status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE;
    for (int j = 0; found && j < program->column_count; j++)
      value[j] = column_at[j] ? mip->value[column_at[j]] : lower[j];
  }
  lg_aside_free(aside);
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
