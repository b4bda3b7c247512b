#include "chain.h"

#include <math.h>
#include <string.h>

#include "../model/audit.h"

#include <stdio.h>
#include <stdlib.h>
#define TRACE(...)                                                   \
  do {                                                               \
    if (getenv("LG_TRACE")) {                                        \
      fprintf(stderr, "[%7.3f] ", lg_engine_now_s() - c->started_s); \
      fprintf(stderr, __VA_ARGS__);                                  \
      fputc('\n', stderr);                                           \
    }                                                                \
  } while (0)
static int lg_free_count(const lg_program *p, const double *lower, const double *upper)
{
  int n = 0;
  for (int j = 0; j < p->column_count; j++) n += upper[j] > lower[j];
  return n;
}
/* Slack of floating-point sums: bounds count after rounding up with it. */
static const double lg_slack = 1e-5;
/* A reduced cost must exceed the budget by this before anything is fixed for it. */
static const double lg_noise = 1e-6;

/* What one goal's linear program left: enough to hold the goal, or to come back to it. */
typedef struct {
  double *lower, *upper; /* the face before this goal is held */
  double *reduced;       /* reduced costs */
  double value;          /* safe lower bound of the relaxation, the constant included */
  int cut_count;
  int64_t bound; /* least whole number the goal can have */
  int64_t held;  /* value taken as its optimum */
  int64_t limit; /* up to which later goals may move it */
  bool settled;  /* a roster has shown it */
} lg_step;

typedef struct {
  const lg_formulation *f;
  const lg_policy *policy;
  const lg_solve_settings *settings;
  lg_engine *engine;
  int goal_count;
  double *lower, *upper; /* the face now */
  GArray *cuts;          /* lg_cut */
  lg_lp *lp;
  int64_t *whole_cost;
  double *cost, *value, *dual, *reduced;
  GArray *cut_dual;
  int64_t constant; /* of the goal at hand */
  lg_step *steps;   /* [goal_count] */
  int step_count;   /* goals whose step is filled */
  lg_roster *best;
  int64_t *best_values; /* [goal_count] normalised to minimisation */
  double started_s;
  char *fault;
} lg_chain;

static int64_t lg_sign(const lg_chain *c, int goal)
{
  return lg_goal_is_max(c->policy->goals[goal].kind) ? -1 : 1;
}

/* ---- the best roster so far ---- */

/* Is `a` better than `b`? Goals already held count as equal within their limits. */
static bool lg_values_better(const lg_chain *c, const int64_t *a, const int64_t *b)
{
  for (int k = 0; k < c->goal_count; k++) {
    bool settled = k < c->step_count && c->steps[k].settled;
    int64_t va = a[k], vb = b[k];
    if (settled) {
      va = MAX(va, c->steps[k].limit);
      vb = MAX(vb, c->steps[k].limit);
    }
    if (va != vb) return va < vb;
  }
  return false;
}

/* Audits a roster and keeps it where it is the best yet.
 *   values   [goal_count] its goals, or NULL
 *   returns  whether it keeps every hard rule */
static bool lg_offer(lg_chain *c, const lg_roster *roster, int64_t *values, char **broken)
{
  lg_audit *audit = lg_audit_new(c->f->district, c->policy, roster);
  bool good = audit->breach_count == 0;
  if (!good && broken)
    *broken = g_strdup_printf("%s %s %s", lg_rule_word(audit->breaches[0].element.rule),
                              audit->breaches[0].element.id, audit->breaches[0].element.class_id);
  int64_t *mine = g_new(int64_t, c->goal_count + 1);
  for (int k = 0; k < c->goal_count; k++) mine[k] = lg_sign(c, k) * audit->goals[k];
  lg_audit_free(audit);
  if (values) memcpy(values, mine, (size_t)c->goal_count * sizeof *mine);
  if (good && (!c->best || lg_values_better(c, mine, c->best_values))) {
    lg_roster_free(c->best);
    c->best = lg_roster_copy(roster);
    memcpy(c->best_values, mine, (size_t)c->goal_count * sizeof *mine);
  }
  g_free(mine);
  return good;
}

/* Does the best roster keep every goal before `goal` at its held value (its limit where that was
 * shown already)? */
static bool lg_best_is_in_face(const lg_chain *c, int goal)
{
  if (!c->best) return false;
  for (int k = 0; k < goal; k++)
    if (c->best_values[k] > (c->steps[k].settled ? c->steps[k].limit : c->steps[k].held))
      return false;
  return true;
}

/* Everyone where the locks and rules leave but one choice, else at home. */
static void lg_offer_home(lg_chain *c)
{
  double *value = g_new0(double, c->f->program->column_count + 1);
  for (int j = 0; j < c->f->program->column_count; j++) {
    const lg_column *column = &c->f->program->columns[j];
    value[j] =
        column->kind == LG_COL_PLACE && column->b == c->f->district->teachers[column->a].school;
  }
  lg_roster *roster = lg_formulation_roster(c->f, value);
  lg_offer(c, roster, NULL, NULL);
  lg_roster_free(roster);
  g_free(value);
}

static bool lg_is_whole(const lg_chain *c, const double *value)
{
  for (int j = 0; j < c->f->program->column_count; j++)
    if (c->f->program->columns[j].kind == LG_COL_PLACE &&
        fabs(value[j] - floor(value[j] + 0.5)) > 1e-6)
      return false;
  return true;
}

static void lg_tell(const lg_chain *c, int goal, bool has_bound, double bound)
{
  if (!c->settings->progress) return;
  lg_progress now = {goal, false, has_bound, 0, bound, lg_engine_now_s() - c->started_s};
  if (goal < c->goal_count && lg_best_is_in_face(c, goal)) {
    now.has_best = true;
    now.best = (double)(lg_sign(c, goal) * c->best_values[goal]);
  }
  if (goal < c->goal_count) now.bound *= (double)lg_sign(c, goal);
  c->settings->progress(&now, c->settings->user);
}

/* ---- linear programs ---- */

static void lg_set_goal(lg_chain *c, int goal)
{
  memset(c->whole_cost, 0, (size_t)c->f->program->column_count * sizeof *c->whole_cost);
  c->constant = goal < c->policy->goal_count && goal < c->goal_count
                    ? lg_formulation_goal(c->f, goal, c->whole_cost)
                    : 0;
  for (int j = 0; j < c->f->program->column_count; j++) c->cost[j] = (double)c->whole_cost[j];
}

/* Reduced costs from the duals, and the bound that they prove: L = sum pi b + sum_j min(d_j l_j,
 * d_j u_j). True for any pi, so the simplex method's tolerances do not matter (Neumaier, Shcherbina
 * 2004). */
static double lg_price(lg_chain *c)
{
  const lg_program *p = c->f->program;
  long double bound = (long double)c->constant;
  for (int i = 0; i < p->row_count; i++) bound += (long double)c->dual[i] * p->rows[i].rhs;
  for (int j = 0; j < p->column_count; j++) {
    double d = c->cost[j];
    for (int e = p->start[j]; e < p->start[j + 1]; e++) d -= c->dual[p->row[e]] * p->value[e];
    c->reduced[j] = d;
  }
  for (guint k = 0; k < c->cuts->len; k++) {
    const lg_cut *cut = &g_array_index(c->cuts, lg_cut, k);
    double mu = MIN(g_array_index(c->cut_dual, double, k), 0);
    bound += (long double)mu * cut->limit;
    for (int e = 0; e < cut->count; e++) c->reduced[cut->column[e]] -= mu * cut->value[e];
  }
  for (int j = 0; j < p->column_count; j++)
    bound += (long double)c->reduced[j] * (c->reduced[j] > 0 ? c->lower[j] : c->upper[j]);
  return (double)bound;
}

static lg_lp_status lg_solve_relaxation(lg_chain *c, double *value)
{
  lg_lp_set_costs(c->lp, c->cost);
  lg_lp_status status = lg_lp_solve(c->lp);
  if (status == LG_LP_FAILED) {
    lg_lp_free(c->lp);
    c->lp = lg_lp_new(c->engine, c->f->program, c->lower, c->upper);
    for (guint k = 0; k < c->cuts->len; k++)
      lg_lp_add_cut(c->lp, &g_array_index(c->cuts, lg_cut, k));
    lg_lp_set_costs(c->lp, c->cost);
    status = lg_lp_solve(c->lp);
  }
  if (status != LG_LP_OPTIMAL) return status;
  g_array_set_size(c->cut_dual, c->cuts->len);
  lg_lp_solution(c->lp, c->value, c->dual, (double *)(void *)c->cut_dual->data);
  *value = lg_price(c);
  return status;
}

/* ---- faces ---- */

/* Bounds that a plan costing at most `budget` above the relaxation keeps: a column leaves its bound
 * by at most budget / |reduced cost|. */
static void lg_narrow(const lg_chain *c, const double *reduced, double budget, double *lower,
                      double *upper)
{
  for (int j = 0; j < c->f->program->column_count; j++) {
    double d = fabs(reduced[j]);
    if (d <= lg_noise || upper[j] - lower[j] < 0.5) continue;
    double room = floor(MAX(budget, 0) / d + lg_noise / d + 1e-9);
    if (room >= upper[j] - lower[j]) continue;
    if (reduced[j] > 0)
      upper[j] = lower[j] + room;
    else
      lower[j] = upper[j] - room;
  }
}

/* Holds the goal of `step` by its face: what its reduced costs rule out is fixed; what is left of
 * the budget becomes one short row. */
static void lg_hold(lg_chain *c, const lg_step *step)
{
  double budget = (double)step->limit - step->value;
  lg_narrow(c, step->reduced, budget, c->lower, c->upper);
  double most = 0, scale = MAX(budget, 1);
  int count = 0;
  for (int j = 0; j < c->f->program->column_count; j++) {
    lg_lp_set_bounds(c->lp, j, c->lower[j], c->upper[j]);
    if (fabs(step->reduced[j]) <= 1e-9 || c->upper[j] <= c->lower[j]) continue;
    most += fabs(step->reduced[j]) * (step->upper[j] - step->lower[j]);
    count++;
  }
  if (step->value + most < (double)step->limit + 1 - lg_slack)
    return; /* nothing left can break it by a whole unit */
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), 0, (budget + lg_slack) / scale};
  for (int j = 0; j < c->f->program->column_count; j++) {
    double d = step->reduced[j];
    if (fabs(d) <= 1e-9 || c->upper[j] <= c->lower[j]) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = d / scale;
    cut.limit += d / scale * (d > 0 ? step->lower[j] : step->upper[j]);
  }
  g_array_append_val(c->cuts, cut);
  lg_lp_add_cut(c->lp, &cut);
}

static void lg_cut_clear(void *data)
{
  lg_cut *cut = data;
  g_free(cut->column);
  g_free(cut->value);
}

static void lg_step_clear(lg_step *step)
{
  g_free(step->lower);
  g_free(step->upper);
  g_free(step->reduced);
  memset(step, 0, sizeof *step);
}

static void lg_take_step(lg_chain *c, int goal, double value)
{
  size_t n = (size_t)c->f->program->column_count;
  lg_step *step = &c->steps[goal];
  lg_step_clear(step);
  step->lower = g_memdup2(c->lower, n * sizeof(double));
  step->upper = g_memdup2(c->upper, n * sizeof(double));
  step->reduced = g_memdup2(c->reduced, n * sizeof(double));
  step->value = value;
  step->cut_count = (int)c->cuts->len;
  step->bound = step->held = step->limit = (int64_t)ceil(value - lg_slack);
  c->step_count = goal + 1;
}

/* Back to the face before goal `goal` was held. */
static void lg_return_to(lg_chain *c, int goal)
{
  size_t n = (size_t)c->f->program->column_count;
  for (int k = goal + 1; k < c->step_count; k++) lg_step_clear(&c->steps[k]);
  c->step_count = goal + 1;
  lg_step *step = &c->steps[goal];
  memcpy(c->lower, step->lower, n * sizeof(double));
  memcpy(c->upper, step->upper, n * sizeof(double));
  g_array_set_size(c->cuts, (guint)step->cut_count);
  lg_lp_free(c->lp);
  c->lp = lg_lp_new(c->engine, c->f->program, c->lower, c->upper);
  for (guint k = 0; k < c->cuts->len; k++) lg_lp_add_cut(c->lp, &g_array_index(c->cuts, lg_cut, k));
}

/* ---- integers ---- */

static int64_t lg_tolerance(const lg_chain *c, int goal, int64_t held)
{
  lg_share t = c->policy->goals[goal].tolerance;
  __extension__ typedef __int128 lg_i128;
  return (int64_t)((lg_i128)t.p * ABS(held) / t.q);
}

/* A roster has shown goal `goal` (and so every goal before it) at `value`. */
static void lg_settle(lg_chain *c, int goal, int64_t value)
{
  for (int k = 0; k < goal; k++) c->steps[k].settled = true;
  c->steps[goal].held = value;
  c->steps[goal].limit = goal < c->goal_count ? value + lg_tolerance(c, goal, value) : value;
  c->steps[goal].settled = true;
}

/* May the search stop at `found` with this bound? SPEC 7: |found - bound| <= floor(gap |found|). */
static bool lg_gap_allows(const lg_chain *c, int64_t found, int64_t bound)
{
  __extension__ typedef __int128 lg_i128;
  lg_i128 room = (lg_i128)c->settings->gap.p * ABS(found) / c->settings->gap.q;
  return found - bound <= (int64_t)room;
}

static int lg_by_size(const void *x, const void *y)
{
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

/* The budget that leaves about `wanted` columns free. */
static double lg_budget_for(const lg_chain *c, const lg_step *step, int wanted)
{
  int n = 0;
  double *size = g_new(double, c->f->program->column_count + 1);
  for (int j = 0; j < c->f->program->column_count; j++)
    if (step->upper[j] > step->lower[j]) size[n++] = fabs(step->reduced[j]);
  qsort(size, (size_t)n, sizeof(double), lg_by_size);
  double budget = n == 0 ? 0 : wanted < n ? size[wanted] : LG_INFINITE;
  g_free(size);
  return budget;
}

typedef struct {
  lg_chain *chain;
  int goal;
} lg_mip_watch;

static void lg_mip_tell(const lg_mip_progress *progress, void *user)
{
  lg_mip_watch *watch = user;
  lg_tell(watch->chain, watch->goal, true,
          MAX(progress->bound, (double)watch->chain->steps[watch->goal].bound));
}

/* Looks for the best plan of goal `goal` in its face: first in a core of the columns with small
 * reduced costs, then in wider ones, until nothing that was left out can be part of a better plan.
 *   returns  DONE: the best roster is settled; INFEASIBLE: the face holds no plan */
static lg_chain_end lg_search(lg_chain *c, int goal)
{
  const lg_program *p = c->f->program;
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)p->column_count;
  double *lower = g_new(double, n + 1), *upper = g_new(double, n + 1),
         *value = g_new(double, n + 1);
  lg_chain_end end = LG_CHAIN_STOPPED;
  bool known = lg_best_is_in_face(c, goal);
  int64_t found = known && goal < c->goal_count ? c->best_values[goal] : G_MAXINT64;
  int zero = 0;
  for (int j = 0; j < p->column_count; j++)
    zero += step->upper[j] > step->lower[j] && fabs(step->reduced[j]) <= 1e-9;
  double budget = lg_budget_for(c, step, zero + MAX(300, zero / 3));
  for (;;) {
    if (known && (found <= step->bound || lg_gap_allows(c, found, step->bound))) {
      end = LG_CHAIN_DONE;
      break;
    }
    /* a better plan is better by a whole unit */
    double room = known ? (double)(found - 1) - step->value + lg_slack : LG_INFINITE;
    bool all = budget >= room;
    memcpy(lower, step->lower, n * sizeof(double));
    memcpy(upper, step->upper, n * sizeof(double));
    if (MIN(budget, room) < LG_INFINITE)
      lg_narrow(c, step->reduced, MIN(budget, room), lower, upper);
    double bound;
    lg_mip_watch watch = {c, goal};
    TRACE("  MIP over %d columns, budget %g room %g", lg_free_count(p, lower, upper), budget, room);
    lg_lp_status status =
        lg_mip_solve(c->engine, p, lower, upper, c->cost, (const lg_cut *)(void *)c->cuts->data,
                     step->cut_count, lg_mip_tell, &watch, value, &bound);
    TRACE("  MIP status %d bound %.3f", status, bound);
    if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) {
      lg_roster *roster = lg_formulation_roster(c->f, value);
      int64_t *values = g_new0(int64_t, c->goal_count + 1);
      char *broken = NULL;
      bool good = lg_offer(c, roster, values, &broken);
      lg_roster_free(roster);
      if (!good) {
        c->fault = broken;
        g_free(values);
        end = LG_CHAIN_FAULT;
        break;
      }
      if (lg_best_is_in_face(c, goal)) {
        known = true;
        found = goal < c->goal_count ? MIN(found, c->best_values[goal]) : step->bound;
      }
      g_free(values);
    }
    if (status == LG_LP_FEASIBLE || status == LG_LP_STOPPED || lg_engine_is_over(c->engine)) break;
    if (status == LG_LP_FAILED) break;
    if (all) {
      if (known) step->bound = found;
      end = known ? LG_CHAIN_DONE : LG_CHAIN_INFEASIBLE;
      break;
    }
    budget = MAX(budget * 10, lg_budget_for(c, step, zero + 1000));
  }
  if (end == LG_CHAIN_DONE) lg_settle(c, goal, goal < c->goal_count ? found : step->bound);
  g_free(lower);
  g_free(upper);
  g_free(value);
  return end;
}

/* ---- the chain ---- */

/* The last goal before `goal` that no roster has shown yet, or -1. */
static int lg_unsettled_before(const lg_chain *c, int goal)
{
  for (int k = goal - 1; k >= 0; k--)
    if (!c->steps[k].settled) return k;
  return -1;
}

/* The relaxation is solved: takes over a whole solution, decides whether integers are needed now,
 * holds the goal. returns  DONE, or what ended the search */
static lg_chain_end lg_finish_goal(lg_chain *c, int goal, double value)
{
  lg_take_step(c, goal, value);
  lg_step *step = &c->steps[goal];
  lg_tell(c, goal, true, (double)step->bound);
  if (lg_is_whole(c, c->value)) {
    lg_roster *roster = lg_formulation_roster(c->f, c->value);
    lg_offer(c, roster, NULL, NULL);
    lg_roster_free(roster);
  }
  bool is_goal = goal < c->goal_count;
  if (lg_best_is_in_face(c, goal) && (!is_goal || c->best_values[goal] <= step->bound))
    lg_settle(c, goal, is_goal ? c->best_values[goal] : step->bound);
  bool last = goal + 1 >= c->goal_count;
  bool fraction = (double)step->bound - value > 0.01;
  bool tolerant = is_goal && c->policy->goals[goal].tolerance.p > 0;
  if (!step->settled && (last || fraction || tolerant)) {
    lg_chain_end end = lg_search(c, goal);
    if (end != LG_CHAIN_DONE) return end;
  }
  lg_hold(c, step);
  return LG_CHAIN_DONE;
}

/* Goals goal, goal + 1, ...; a face without a plan sends us back to the last goal that no roster
 * has shown. */
static lg_chain_end lg_run_goals(lg_chain *c)
{
  int rounds = MAX(c->goal_count, 1);
  for (int goal = 0; goal < rounds;) {
    if (lg_engine_is_over(c->engine)) return LG_CHAIN_STOPPED;
    double value;
    lg_set_goal(c, goal);
    TRACE("goal %d %s: LP over %d columns %d rows", goal, lg_goal_word(c->policy->goals[goal].kind),
          lg_free_count(c->f->program, c->lower, c->upper), c->f->program->row_count);
    lg_lp_status status = lg_solve_relaxation(c, &value);
    TRACE("  LP status %d value %.6f", status, status == LG_LP_OPTIMAL ? value : 0);
    lg_chain_end end = status == LG_LP_OPTIMAL      ? lg_finish_goal(c, goal, value)
                       : status == LG_LP_INFEASIBLE ? LG_CHAIN_INFEASIBLE
                                                    : LG_CHAIN_STOPPED;
    while (end == LG_CHAIN_INFEASIBLE) {
      int back = lg_unsettled_before(c, goal);
      if (back < 0) return goal > 0 && c->best ? LG_CHAIN_STOPPED : LG_CHAIN_INFEASIBLE;
      goal = back;
      lg_return_to(c, goal);
      lg_set_goal(c, goal);
      end = lg_search(c, goal);
      if (end == LG_CHAIN_DONE) lg_hold(c, &c->steps[goal]);
    }
    if (end != LG_CHAIN_DONE) return end;
    goal++;
  }
  return LG_CHAIN_DONE;
}

/* Bounds that each row gives its one column without a bound: afterwards every column has both. */
static void lg_bound_all(lg_chain *c)
{
  const lg_program *p = c->f->program;
  int *open = g_new0(int, p->row_count + 1), *which = g_new(int, p->row_count + 1);
  double *least = g_new0(double, p->row_count + 1), *most = g_new0(double, p->row_count + 1),
         *at = g_new0(double, p->row_count + 1);
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++) {
      int i = p->row[e];
      double a = p->value[e];
      if (c->lower[j] <= -LG_INFINITE || c->upper[j] >= LG_INFINITE) {
        open[i]++;
        which[i] = j;
        at[i] = a;
      } else {
        least[i] += a * (a > 0 ? c->lower[j] : c->upper[j]);
        most[i] += a * (a > 0 ? c->upper[j] : c->lower[j]);
      }
    }
  for (int i = 0; i < p->row_count; i++) {
    if (open[i] != 1) continue;
    double x = (p->rows[i].rhs - most[i]) / at[i], y = (p->rows[i].rhs - least[i]) / at[i];
    int j = which[i];
    c->lower[j] = MAX(c->lower[j], floor(MIN(x, y)));
    c->upper[j] = MIN(c->upper[j], MAX(ceil(MAX(x, y)), c->lower[j]));
  }
  g_free(open);
  g_free(which);
  g_free(least);
  g_free(most);
  g_free(at);
}

static void lg_chain_init(lg_chain *c)
{
  const lg_program *p = c->f->program;
  size_t n = (size_t)p->column_count + 1;
  c->started_s = lg_engine_now_s();
  c->lower = g_new(double, n);
  c->upper = g_new(double, n);
  for (int j = 0; j < p->column_count; j++) {
    c->lower[j] = p->columns[j].lower;
    c->upper[j] = p->columns[j].upper;
  }
  lg_bound_all(c);
  c->cuts = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(c->cuts, lg_cut_clear);
  c->cut_dual = g_array_new(FALSE, TRUE, sizeof(double));
  c->whole_cost = g_new0(int64_t, n);
  c->cost = g_new0(double, n);
  c->value = g_new0(double, n);
  c->reduced = g_new0(double, n);
  c->dual = g_new0(double, p->row_count + 1);
  c->steps = g_new0(lg_step, c->goal_count + 1);
  c->best_values = g_new0(int64_t, c->goal_count + 1);
}

static void lg_chain_clear(lg_chain *c)
{
  for (int k = 0; k <= c->goal_count; k++) lg_step_clear(&c->steps[k]);
  lg_lp_free(c->lp);
  g_array_unref(c->cuts);
  g_array_unref(c->cut_dual);
  g_free(c->steps);
  g_free(c->lower);
  g_free(c->upper);
  g_free(c->whole_cost);
  g_free(c->cost);
  g_free(c->value);
  g_free(c->reduced);
  g_free(c->dual);
  g_free(c->best_values);
}

/* What may be said of each goal: proved while the roster has the held value; the first that differs
 * has a bound; what lies behind it nothing. */
static void lg_report_goals(lg_chain *c, lg_chain_result *result)
{
  result->goals = g_new0(lg_chain_goal, c->goal_count + 1);
  result->held = g_new0(int64_t, c->goal_count + 1);
  bool open = true;
  for (int k = 0; k < c->goal_count && k < c->step_count && open && c->best; k++) {
    const lg_step *step = &c->steps[k];
    int64_t best = step->settled ? step->held : c->best_values[k];
    lg_chain_goal *goal = &result->goals[k];
    goal->best = lg_sign(c, k) * best;
    goal->bound = lg_sign(c, k) * step->bound;
    goal->proved = best == step->bound;
    result->held[k] = lg_sign(c, k) * (step->settled ? step->limit : best);
    result->reached = k + 1;
    open = step->settled || goal->proved;
  }
}

lg_chain_result lg_chain_run(const lg_formulation *formulation, int goal_count, lg_engine *engine,
                             const lg_solve_settings *settings)
{
  lg_chain c = {.f = formulation,
                .policy = formulation->policy,
                .settings = settings,
                .engine = engine,
                .goal_count = goal_count};
  lg_chain_init(&c);
  lg_offer_home(&c);
  bool contradicts = false;
  for (int j = 0; j < formulation->program->column_count; j++)
    contradicts |= c.lower[j] > c.upper[j];
  if (!contradicts) c.lp = lg_lp_new(engine, formulation->program, c.lower, c.upper);
  lg_chain_result result = {.end = contradicts ? LG_CHAIN_INFEASIBLE : lg_run_goals(&c)};
  lg_report_goals(&c, &result);
  result.roster = c.best;
  result.fault = c.fault;
  lg_chain_clear(&c);
  return result;
}

void lg_chain_result_clear(lg_chain_result *result)
{
  lg_roster_free(result->roster);
  g_free(result->goals);
  g_free(result->held);
  g_free(result->fault);
}
