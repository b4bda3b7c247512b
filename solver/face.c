/* face.c - the face of rosters that the goals so far leave: relaxations, held goals, the best
 * roster yet. */
#include <math.h>
#include <string.h>

#include "../model/audit.h"
#include "chain_internal.h"
#include "core.h"
#include "first.h"
#include "interior.h"

int64_t lg_sign(const lg_chain *c, int goal)
{
  return lg_goal_is_max(c->policy->goals[goal].kind) ? -1 : 1;
}

int lg_free_count(const lg_program *p, const double *lower, const double *upper)
{
  int n = 0;
  for (int j = 0; j < p->column_count; j++) n += upper[j] > lower[j];
  return n;
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
bool lg_offer(lg_chain *c, const lg_roster *roster, int64_t *values, char **broken)
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

/* Do these values keep every goal before `goal` at its held value (its limit where that was shown
 * already)? */
bool lg_is_in_face(const lg_chain *c, const int64_t *values, int goal)
{
  for (int k = 0; k < goal; k++)
    if (values[k] > (c->steps[k].settled ? c->steps[k].limit : c->steps[k].held)) return false;
  return true;
}

bool lg_best_is_in_face(const lg_chain *c, int goal)
{
  return c->best && lg_is_in_face(c, c->best_values, goal);
}

/* Everyone where the locks and rules leave but one choice, else at home. */
void lg_offer_home(lg_chain *c)
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

/* A plan in the face of the goals before `goal` by local search, from the last relaxation where
 * there is one; improved for the goals up to `goal`. effort, improvement  as in lg_first_settings
 */
void lg_offer_first(lg_chain *c, int goal, int64_t effort, int64_t improvement)
{
  lg_first_settings settings = {.start = c->has_value ? c->value : NULL,
                                .lower = c->lower,
                                .upper = c->upper,
                                .effort = effort,
                                .improvement = improvement,
                                .goal_count = MIN(goal + 1, c->goal_count)};
  bool feasible;
  lg_roster *roster = lg_first_plan(c->f, c->engine, &settings, &feasible);
  if (feasible) lg_offer(c, roster, NULL, NULL);
  lg_roster_free(roster);
}

bool lg_is_whole(const lg_chain *c, const double *value)
{
  for (int j = 0; j < c->f->program->column_count; j++)
    if (c->f->program->columns[j].kind == LG_COL_PLACE &&
        fabs(value[j] - floor(value[j] + 0.5)) > 1e-6)
      return false;
  return true;
}

void lg_tell(const lg_chain *c, int goal, bool has_bound, double bound)
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

void lg_set_goal(lg_chain *c, int goal)
{
  c->constant = 0;
  if (goal < c->goal_count) c->constant = lg_formulation_goal(c->f, goal, c->whole_cost);
  for (int j = 0; j < c->f->program->column_count; j++)
    c->cost[j] = goal < c->goal_count ? (double)c->whole_cost[j] : floor(1000 * c->tie[j]);
}

/* Reduced costs from the duals, and the bound that they prove: L = sum pi b + sum_j min(d_j l_j,
 * d_j u_j). True for any pi, so the simplex method's tolerances do not matter (Neumaier, Shcherbina
 * 2004). */
static double lg_price(lg_chain *c)
{
  const lg_program *p = c->f->program;
  c->offset = (double)c->constant + lg_program_reduce(p, c->cost, c->dual, c->reduced);
  memcpy(c->plain, c->reduced, (size_t)p->column_count * sizeof(double));
  long double bound = c->offset;
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

/* The simplex method's program of the face now, without a basis. */
static void lg_new_lp(lg_chain *c)
{
  lg_lp_free(c->lp);
  c->lp = lg_lp_new(c->engine, c->f->program, c->lower, c->upper);
  for (guint k = 0; k < c->cuts->len; k++) lg_lp_add_cut(c->lp, &g_array_index(c->cuts, lg_cut, k));
}

/* By the interior point, over what the face leaves open. */
static lg_lp_status lg_solve_inside(lg_chain *c, double *value)
{
  lg_core *core = lg_core_new(c->f->program, c->lower, c->upper,
                              (const lg_cut *)(void *)c->cuts->data, (int)c->cuts->len);
  int n = core->program->column_count, m = core->program->row_count;
  double *cost = g_new0(double, n + 1), *x = g_new0(double, n + 1), *dual = g_new0(double, m + 1);
  for (int j = 0; j < n; j++) {
    cost[j] = core->column[j] >= 0 ? c->cost[core->column[j]] : 0;
    x[j] = core->column[j] >= 0 ? c->value[core->column[j]] : 0;
  }
  lg_lp_status status = core->contradicts
                            ? LG_LP_INFEASIBLE
                            : lg_interior_solve(c->engine, core->program, core->lower, core->upper,
                                                cost, c->has_value, x, dual);
  if (status == LG_LP_OPTIMAL) {
    memcpy(c->value, c->lower, (size_t)c->f->program->column_count * sizeof(double));
    memset(c->dual, 0, (size_t)c->f->program->row_count * sizeof(double));
    g_array_set_size(c->cut_dual, 0);
    g_array_set_size(c->cut_dual, c->cuts->len);
    for (int j = 0; j < n; j++)
      if (core->column[j] >= 0) c->value[core->column[j]] = x[j];
    for (int i = 0; i < m; i++)
      if (core->row[i] >= 0)
        c->dual[core->row[i]] = dual[i];
      else
        g_array_index(c->cut_dual, double, -1 - core->row[i]) = dual[i];
    c->has_value = true;
    *value = lg_price(c);
  }
  g_free(cost);
  g_free(x);
  g_free(dual);
  lg_core_free(core);
  return status;
}

lg_lp_status lg_solve_relaxation(lg_chain *c, double *value)
{
  if (lg_free_count(c->f->program, c->lower, c->upper) >= c->settings->interior_columns) {
    lg_lp_free(c->lp);
    c->lp = NULL;
    lg_lp_status status = lg_solve_inside(c, value);
    if (status != LG_LP_FAILED) return status;
  }
  if (!c->lp) lg_new_lp(c);
  lg_lp_set_costs(c->lp, c->cost);
  lg_lp_status status = lg_lp_solve(c->lp);
  if (status == LG_LP_FAILED) {
    lg_new_lp(c);
    lg_lp_set_costs(c->lp, c->cost);
    status = lg_lp_solve(c->lp);
  }
  if (status != LG_LP_OPTIMAL) return status;
  g_array_set_size(c->cut_dual, c->cuts->len);
  lg_lp_solution(c->lp, c->value, c->dual, (double *)(void *)c->cut_dual->data);
  c->has_value = true;
  *value = lg_price(c);
  return status;
}

/* The bound that no prices at all prove. It is enough where a roster has that value. */
bool lg_is_bound_enough(lg_chain *c, int goal, double *value)
{
  if (goal >= c->goal_count || !lg_best_is_in_face(c, goal)) return false;
  memset(c->dual, 0, (size_t)c->f->program->row_count * sizeof(double));
  g_array_set_size(c->cut_dual, 0);
  g_array_set_size(c->cut_dual, c->cuts->len);
  *value = lg_price(c);
  return (double)c->best_values[goal] <= ceil(*value - LG_SLACK);
}

/* ---- faces ---- */

/* Bounds that a plan costing at most `budget` above the relaxation keeps: a column leaves its bound
 * by at most budget / |reduced cost|. */
void lg_narrow(const lg_chain *c, const double *reduced, double budget, double *lower,
               double *upper)
{
  for (int j = 0; j < c->f->program->column_count; j++) {
    double d = fabs(reduced[j]);
    if (d <= LG_NOISE || upper[j] - lower[j] < 0.5) continue;
    double room = floor(MAX(budget, 0) / d + LG_NOISE / d + 1e-9);
    if (room >= upper[j] - lower[j]) continue;
    if (reduced[j] > 0)
      upper[j] = lower[j] + room;
    else
      lower[j] = upper[j] - room;
  }
}

/* Does column j stand in the short row of a held goal? What is smaller than the noise, or than
 * GLPK's tolerances, is left out at its best: the row is the weaker for it, never the stronger. */
static bool lg_is_in_row(const lg_chain *c, const lg_step *step, int j, double scale)
{
  double size = fabs(step->plain[j]);
  return c->upper[j] > c->lower[j] && size > LG_NOISE && size / scale > 1e-7;
}

/* Holds the goal of `step` by its face: what its reduced costs rule out is fixed; where what is
 * left could still break it, the goal itself becomes a short row, in reduced costs and scaled to
 * the budget. */
void lg_hold(lg_chain *c, const lg_step *step)
{
  double budget = (double)step->limit - step->value;
  lg_narrow(c, step->reduced, budget, c->lower, c->upper);
  double most = step->offset, fixed = step->offset, scale = MAX(budget, 1);
  int count = 0;
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (c->lp) lg_lp_set_bounds(c->lp, j, c->lower[j], c->upper[j]);
    most += step->plain[j] * (step->plain[j] > 0 ? c->upper[j] : c->lower[j]);
    if (lg_is_in_row(c, step, j, scale))
      count++;
    else
      fixed += step->plain[j] * (step->plain[j] > 0 ? c->lower[j] : c->upper[j]);
  }
  if (most < (double)step->limit + 1 - LG_SLACK)
    return; /* nothing left can break it by a whole unit */
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), 0,
                ((double)step->limit - fixed + LG_SLACK) / scale};
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (!lg_is_in_row(c, step, j, scale)) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = step->plain[j] / scale;
  }
  g_array_append_val(c->cuts, cut);
  if (c->lp) lg_lp_add_cut(c->lp, &cut);
}

void lg_cut_clear(void *data)
{
  lg_cut *cut = data;
  g_free(cut->column);
  g_free(cut->value);
}

void lg_step_clear(lg_step *step)
{
  g_free(step->lower);
  g_free(step->upper);
  g_free(step->reduced);
  g_free(step->plain);
  memset(step, 0, sizeof *step);
}

void lg_take_step(lg_chain *c, int goal, double value)
{
  size_t n = (size_t)c->f->program->column_count + 1; /* never none: copies of nothing are NULL */
  lg_step *step = &c->steps[goal];
  lg_step_clear(step);
  step->lower = g_memdup2(c->lower, n * sizeof(double));
  step->upper = g_memdup2(c->upper, n * sizeof(double));
  step->reduced = g_memdup2(c->reduced, n * sizeof(double));
  step->plain = g_memdup2(c->plain, n * sizeof(double));
  step->offset = c->offset;
  step->value = value;
  step->cut_count = (int)c->cuts->len;
  step->bound = step->held = step->limit = (int64_t)ceil(value - LG_SLACK);
  c->step_count = goal + 1;
}

/* Back to the face before goal `goal` was held. */
void lg_return_to(lg_chain *c, int goal)
{
  size_t n = (size_t)c->f->program->column_count + 1; /* never none: copies of nothing are NULL */
  for (int k = goal + 1; k < c->step_count; k++) lg_step_clear(&c->steps[k]);
  c->step_count = goal + 1;
  lg_step *step = &c->steps[goal];
  memcpy(c->lower, step->lower, n * sizeof(double));
  memcpy(c->upper, step->upper, n * sizeof(double));
  g_array_set_size(c->cuts, (guint)step->cut_count);
  lg_lp_free(c->lp);
  c->lp = NULL;
}

/* ---- settled goals ---- */

int64_t lg_tolerance(const lg_chain *c, int goal, int64_t held)
{
  lg_share t = c->policy->goals[goal].tolerance;
  __extension__ typedef __int128 lg_i128;
  return (int64_t)((lg_i128)t.p * ABS(held) / t.q);
}

/* A roster has shown goal `goal` (and so every goal before it) at `value`; a tolerance is opened
 * later. */
void lg_settle(lg_chain *c, int goal, int64_t value)
{
  for (int k = 0; k < goal; k++) c->steps[k].settled = true;
  c->steps[goal].held = c->steps[goal].limit = value;
  c->steps[goal].settled = true;
}
