/* tighten.c - cuts and fixing by reduced cost in turns, over the part of a face that is worth
 * searching: Gomory 1960; Marchand, Wolsey 2001; the turns as in Achterberg 2007, "Constraint
 * integer programming", 7 and 8 (restarts). */
#include <math.h>
#include <string.h>

#include "chain_internal.h"
#include "core.h"

/* Rounds of cuts on one core, how many in a row may bring nothing, and cores. */
enum { LG_ROUNDS = 40, LG_IDLE_ROUNDS = 4, LG_CORES = 8 };
/* What brings less than this share of the gap is nothing. */
static const double lg_least_round = 0.005;
/* Another core must close this share of the gap. */
static const double lg_least_gain = 0.03;
/* Duals of cuts below this are none. */
static const double lg_dual_noise = 1e-9;

typedef struct {
  lg_chain *c;
  lg_step *step;
  double ceiling;        /* cost of what is sought, ties included, at most */
  double *lower, *upper; /* [column_count] of the whole program */
  double bound;          /* proved for it, ties included */
} lg_tightening;

/* The whole program's constant for a core: what fixed columns cost. */
static double lg_fixed_cost(const lg_tightening *t)
{
  double sum = (double)t->c->constant;
  for (int j = 0; j < t->c->f->program->column_count; j++)
    if (t->lower[j] == t->upper[j]) sum += t->c->cost[j] * t->lower[j];
  return sum;
}

/* A cut of the core in columns of the whole program: the slack of a row is what its columns leave.
 */
static lg_cut lg_whole_cut(const lg_core *core, const lg_cut *cut)
{
  const lg_program *p = core->program;
  double *row_value = g_new0(double, p->row_count + 1), limit = cut->limit;
  bool slacks = false;
  GArray *column = g_array_new(FALSE, FALSE, sizeof(int)),
         *value = g_array_new(FALSE, FALSE, sizeof(double));
  double *sum = g_new0(double, p->column_count + 1);
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    if (core->column[j] >= 0) {
      sum[j] += cut->value[e];
      continue;
    }
    int row = p->row[p->start[j]]; /* its one entry is 1 */
    row_value[row] = cut->value[e];
    limit -= cut->value[e] * p->rows[row].rhs;
    slacks = true;
  }
  for (int j = 0; j < p->column_count; j++) {
    if (core->column[j] < 0) continue;
    for (int e = p->start[j]; slacks && e < p->start[j + 1]; e++)
      sum[j] -= row_value[p->row[e]] * p->value[e];
    if (sum[j] == 0) continue;
    g_array_append_val(column, core->column[j]);
    g_array_append_val(value, sum[j]);
  }
  g_free(row_value);
  g_free(sum);
  lg_cut whole = {.count = (int)column->len, .limit = limit, .spare = true};
  whole.column = (int *)(void *)g_array_free(column, FALSE);
  whole.value = (double *)(void *)g_array_free(value, FALSE);
  return whole;
}

/* The bound that the duals of rows and cuts prove over the core, and its reduced costs. */
static double lg_core_price(const lg_core *core, lg_lp *lp, const double *cost, const double *dual,
                            const double *cut_dual, double *reduced)
{
  long double bound = lg_program_reduce(core->program, cost, dual, reduced);
  for (int k = 0; k < lg_lp_cut_count(lp); k++) {
    lg_cut cut = lg_lp_cut(lp, k);
    double mu = MIN(cut_dual[k], 0);
    bound += (long double)mu * cut.limit;
    for (int e = 0; e < cut.count; e++) reduced[cut.column[e]] -= mu * cut.value[e];
    lg_cut_clear(&cut);
  }
  for (int j = 0; j < core->program->column_count; j++)
    bound += (long double)reduced[j] * (reduced[j] > 0 ? core->lower[j] : core->upper[j]);
  return (double)bound;
}

/* What costs more than is left between the bound and the ceiling stays at its bound. */
static void lg_fix_by_price(lg_tightening *t, const lg_core *core, const double *reduced)
{
  double room = MAX(t->ceiling - t->bound, 0) + LG_NOISE;
  for (int j = 0; j < core->program->column_count; j++) {
    int whole = core->column[j];
    double d = fabs(reduced[j]), width = core->upper[j] - core->lower[j];
    if (whole < 0 || !core->program->columns[j].whole || d <= LG_NOISE) continue;
    double steps = floor(room / d + 1e-9);
    if (steps >= width) continue;
    if (reduced[j] > 0)
      t->upper[whole] = t->lower[whole] + steps;
    else
      t->lower[whole] = t->upper[whole] - steps;
  }
}

/* The cuts that take part in the last relaxation join those of the chain; older ones without a part
 * leave. */
static void lg_keep_cuts(lg_tightening *t, const lg_core *core, lg_lp *lp, const double *dual,
                         const double *cut_dual)
{
  GArray *cuts = t->c->cuts;
  bool *used = g_new0(bool, cuts->len + 1);
  for (int i = 0; i < core->program->row_count; i++)
    if (core->row[i] < 0) used[-1 - core->row[i]] = fabs(dual[i]) > lg_dual_noise;
  GArray *fresh = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  for (int k = 0; k < lg_lp_cut_count(lp); k++) {
    if (cut_dual[k] >= -lg_dual_noise) continue;
    lg_cut cut = lg_lp_cut(lp, k), whole = lg_whole_cut(core, &cut);
    lg_cut_clear(&cut);
    g_array_append_val(fresh, whole);
  }
  for (guint k = cuts->len; k-- > (guint)t->step->cut_count;)
    if (!used[k]) g_array_remove_index(cuts, k);
  g_array_append_vals(cuts, fresh->data, fresh->len);
  g_array_unref(fresh);
  g_free(used);
}

/* Rounds of cuts on the core that the bounds leave. returns  whether it ended as it should */
static bool lg_tighten_core(lg_tightening *t)
{
  lg_chain *c = t->c;
  lg_core *core = lg_core_new(c->f->program, t->lower, t->upper,
                              (const lg_cut *)(void *)c->cuts->data, (int)c->cuts->len);
  const lg_program *p = core->program;
  size_t n = (size_t)p->column_count + 1;
  double *cost = g_new0(double, n), *value = g_new0(double, n), *reduced = g_new0(double, n),
         *dual = g_new0(double, p->row_count + 1);
  for (int j = 0; j < p->column_count; j++)
    cost[j] = core->column[j] >= 0 ? c->cost[core->column[j]] : 0;
  lg_lp *lp = lg_lp_new(c->engine, p, core->lower, core->upper);
  lg_lp_set_costs(lp, cost);
  lg_lp_status status = core->contradicts ? LG_LP_FAILED : lg_lp_solve(lp);
  double fixed = lg_fixed_cost(t), reached = -LG_INFINITE;
  for (int round = 0, idle = 0;
       round < LG_ROUNDS && idle < LG_IDLE_ROUNDS && status == LG_LP_OPTIMAL; round++) {
    status = lg_lp_strengthen(lp);
    if (status == LG_LP_FEASIBLE) {
      status = LG_LP_OPTIMAL;
      break;
    }
    double now = status == LG_LP_OPTIMAL ? lg_lp_value(lp) + fixed : reached;
    idle = now - reached < lg_least_round * (t->ceiling - reached) ? idle + 1 : 0;
    reached = MAX(reached, now);
  }
  if (status == LG_LP_OPTIMAL) {
    double *cut_dual = g_new0(double, lg_lp_cut_count(lp) + 1);
    lg_lp_solution(lp, value, dual, cut_dual);
    double bound = lg_core_price(core, lp, cost, dual, cut_dual, reduced) + fixed;
    if (bound > t->bound) {
      t->bound = bound;
      lg_fix_by_price(t, core, reduced);
      lg_keep_cuts(t, core, lp, dual, cut_dual);
    }
    g_free(cut_dual);
  }
  lg_lp_free(lp);
  lg_core_free(core);
  g_free(cost);
  g_free(value);
  g_free(reduced);
  g_free(dual);
  return status == LG_LP_OPTIMAL;
}

void lg_tighten(lg_chain *c, int goal, int64_t found, const double *reduced, double relaxed,
                double tie_sum)
{
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)c->f->program->column_count + 1;
  lg_tightening t = {.c = c, .step = step, .bound = relaxed};
  t.ceiling = (double)found + tie_sum + LG_SLACK;
  t.lower = g_memdup2(step->tight_lower ? step->tight_lower : step->lower, n * sizeof(double));
  t.upper = g_memdup2(step->tight_upper ? step->tight_upper : step->upper, n * sizeof(double));
  lg_narrow(c, reduced, t.ceiling - relaxed, t.lower, t.upper);
  for (int cores = 0; cores < LG_CORES && !lg_engine_is_over(c->engine); cores++) {
    double before = t.bound;
    if (!lg_tighten_core(&t)) break;
    step->bound = MAX(step->bound, MIN(found, (int64_t)ceil(t.bound - tie_sum - LG_SLACK)));
    if (step->bound >= found || t.bound - before < lg_least_gain * (t.ceiling - before)) break;
  }
  g_free(step->tight_lower);
  g_free(step->tight_upper);
  step->tight_lower = t.lower;
  step->tight_upper = t.upper;
  step->ceiling = found;
  lg_lp_free(c->lp); /* it has not these cuts */
  c->lp = NULL;
}
