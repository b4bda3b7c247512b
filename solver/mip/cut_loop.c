/* cut_loop.c - cuts and fixing by reduced cost in turns, over the part of a face that is worth
 * searching: Gomory 1960; Marchand, Wolsey 2001; the turns as in Achterberg 2007, "Constraint
 * integer programming", 7 and 8 (restarts). */
#include "cut_loop.h"

#include <math.h>
#include <string.h>

/* Larger entries are no matter for doubles: sums of a cut and its rows stay exact below. */
static const double largest_entry = 1e5;

/* What counts as progress of a round of cuts at this value of the relaxation. */
static double least_progress(const lg_cut_loop *t, double value)
{
  const lg_tuning *tuning = t->c->tuning;
  return t->ceiling < LG_INFINITE ? tuning->cut_least_round * (t->ceiling - value)
                                  : tuning->cut_least_share * MAX(1, fabs(value));
}

/* Writes a cut of the subproblem in columns of the whole program: the slack of one of its rows is
 * the row's limit less its columns. */
static lg_cut whole_cut(const lg_subproblem *subproblem, const lg_cut *cut)
{
  const lg_program *p = subproblem->program;
  double *row_value = g_new0(double, p->row_count + 1), limit = cut->limit;
  bool slacks = false;
  GArray *column = g_array_new(FALSE, FALSE, sizeof(int)),
         *value = g_array_new(FALSE, FALSE, sizeof(double));
  double *sum = g_new0(double, p->column_count + 1);
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    if (subproblem->column[j] >= 0) {
      sum[j] += cut->value[e];
      continue;
    }
    int row = p->row[p->start[j]]; /* its one entry is 1 */
    row_value[row] = cut->value[e];
    limit -= cut->value[e] * p->rows[row].rhs;
    slacks = true;
  }
  for (int j = 0; j < p->column_count; j++) {
    if (subproblem->column[j] < 0) continue;
    for (int e = p->start[j]; slacks && e < p->start[j + 1]; e++)
      sum[j] -= row_value[p->row[e]] * p->value[e];
    if (sum[j] == 0) continue;
    g_array_append_val(column, subproblem->column[j]);
    g_array_append_val(value, sum[j]);
  }
  g_free(row_value);
  g_free(sum);
  lg_cut whole = {.count = (int)column->len, .limit = limit, .spare = true};
  whole.column = (int *)(void *)g_array_free(column, FALSE);
  whole.value = (double *)(void *)g_array_free(value, FALSE);
  return whole;
}

/* The bound that the duals of rows and cuts prove over the subproblem, and the reduced costs with
 * it (docs/method.md, 4, "Bounds with cuts"). */
static double subproblem_price(const lg_subproblem *subproblem, lg_lp *lp, const double *cost,
                               const double *dual, const double *cut_dual, double *reduced)
{
  long double bound = lg_program_reduce(subproblem->program, cost, dual, reduced);
  for (int k = 0; k < lg_lp_cut_count(lp); k++) {
    lg_cut cut = lg_lp_cut(lp, k);
    double mu = MIN(cut_dual[k], 0);
    bound += (long double)mu * cut.limit;
    for (int e = 0; e < cut.count; e++) reduced[cut.column[e]] -= mu * cut.value[e];
    lg_cut_clear(&cut);
  }
  for (int j = 0; j < subproblem->program->column_count; j++)
    bound +=
        (long double)reduced[j] * (reduced[j] > 0 ? subproblem->lower[j] : subproblem->upper[j]);
  return (double)bound;
}

/* Reduced-cost fixing: a column leaves its cheap bound by (ceiling - bound) / |reduced cost| at
 * most. */
static void fix_by_price(const lg_cut_loop *t)
{
  const lg_program *p = t->c->f->program;
  double room = MAX(t->ceiling - t->bound, 0) + LG_NOISE;
  for (int j = 0; j < p->column_count; j++) {
    double d = fabs(t->reduced[j]), width = t->step->cut_upper[j] - t->step->cut_lower[j];
    if (!p->columns[j].whole || d <= LG_NOISE) continue;
    double steps = floor(room / d + 1e-9);
    if (steps >= width) continue;
    if (t->reduced[j] > 0)
      t->step->cut_upper[j] = t->step->cut_lower[j] + steps;
    else
      t->step->cut_lower[j] = t->step->cut_upper[j] - steps;
  }
}

lg_cut_subproblem lg_cut_subproblem_new(const lg_cut_loop *t, const double *lower,
                                        const double *upper)
{
  lg_lexicographic *c = t->c;
  const lg_program *p = c->f->program;
  GArray *cuts = g_array_new(FALSE, FALSE, sizeof(lg_cut)); /* their arrays are borrowed */
  lg_cut_subproblem k = {.origin = g_new(int, t->held->len + c->cuts->len + 1),
                         .fixed = (double)c->constant};
  for (guint h = 0; h < t->held->len; h++) {
    k.origin[cuts->len] = -1;
    g_array_append_val(cuts, g_array_index(t->held, lg_cut, h));
  }
  for (guint q = 0; q < c->cuts->len; q++) {
    if (!g_array_index(c->cuts, lg_cut, q).spare) continue;
    k.origin[cuts->len] = (int)q;
    g_array_append_val(cuts, g_array_index(c->cuts, lg_cut, q));
  }
  k.subproblem =
      lg_subproblem_new(p, lower, upper, (const lg_cut *)(void *)cuts->data, (int)cuts->len);
  g_array_unref(cuts);
  k.cost = g_new0(double, k.subproblem->program->column_count + 1);
  k.reduced = g_new0(double, k.subproblem->program->column_count + 1);
  for (int j = 0; j < k.subproblem->program->column_count; j++) {
    if (k.subproblem->column[j] < 0) continue;
    k.cost[j] = c->cost[k.subproblem->column[j]];
    k.reduced[j] = t->reduced[k.subproblem->column[j]];
  }
  for (int j = 0; j < p->column_count; j++)
    if (lower[j] == upper[j]) k.fixed += c->cost[j] * lower[j];
  return k;
}

void lg_cut_subproblem_clear(lg_cut_subproblem *k)
{
  lg_subproblem_free(k->subproblem);
  g_free(k->origin);
  g_free(k->cost);
  g_free(k->reduced);
}

static bool is_small(const lg_cut *cut)
{
  double largest = 0;
  for (int e = 0; e < cut->count; e++) largest = MAX(largest, fabs(cut->value[e]));
  return largest <= largest_entry;
}

/* Moves the cuts that take part in the last relaxation to c->cuts; older cuts of this goal that
 * take no part leave. */
static void keep_cuts(lg_cut_loop *t, const lg_cut_subproblem *k, lg_lp *lp, const double *dual,
                      const double *cut_dual)
{
  GArray *cuts = t->c->cuts;
  double dual_noise = t->c->tuning->cut_dual_noise;
  const lg_subproblem *subproblem = k->subproblem;
  bool *used = g_new0(bool, cuts->len + 1);
  for (int i = 0; i < subproblem->program->row_count; i++) {
    int origin = subproblem->row[i] < 0 ? k->origin[-1 - subproblem->row[i]] : -1;
    if (origin >= 0) used[origin] = fabs(dual[i]) > dual_noise;
  }
  GArray *fresh = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  for (int q = 0; q < lg_lp_cut_count(lp); q++) {
    if (cut_dual[q] >= -dual_noise) continue;
    lg_cut cut = lg_lp_cut(lp, q), whole = whole_cut(subproblem, &cut);
    lg_cut_clear(&cut);
    if (is_small(&whole))
      g_array_append_val(fresh, whole);
    else
      lg_cut_clear(&whole);
  }
  for (guint q = cuts->len; q-- > (guint)t->step->cut_count;)
    if (g_array_index(cuts, lg_cut, q).spare && !used[q]) g_array_remove_index(cuts, q);
  g_array_append_vals(cuts, fresh->data, fresh->len);
  g_array_unref(fresh);
  g_free(used);
}

/* Forgets all that was concluded for this goal: a bound above a known roster showed that the
 * numbers were wrong. */
static void forget(lg_cut_loop *t)
{
  size_t size = (size_t)t->c->f->program->column_count * sizeof(double);
  memcpy(t->step->cut_lower, t->step->lower, size);
  memcpy(t->step->cut_upper, t->step->upper, size);
  memset(t->reduced, 0, size);
  t->bound = t->step->value;
  for (guint q = t->c->cuts->len; q-- > (guint)t->step->cut_count;)
    g_array_remove_index(t->c->cuts, q);
}

/* Takes over from the last relaxation of the subproblem, where its bound is better: the bound, what
 * that fixes, the cuts, and the point.
 *   returns  false where a known roster refutes the bound */
static bool take_relaxation(lg_cut_loop *t, const lg_cut_subproblem *k, lg_lp *lp)
{
  static const double doubt = 1e-6;
  lg_lexicographic *c = t->c;
  const lg_program *p = k->subproblem->program;
  size_t n = (size_t)p->column_count + 1;
  double *value = g_new0(double, n), *reduced = g_new0(double, n),
         *dual = g_new0(double, p->row_count + 1),
         *cut_dual = g_new0(double, lg_lp_cut_count(lp) + 1);
  lg_lp_solution(lp, value, dual, cut_dual);
  double bound = subproblem_price(k->subproblem, lp, k->cost, dual, cut_dual, reduced) + k->fixed;
  bool refuted = bound > t->ceiling + doubt * MAX(1, fabs(t->ceiling));
  if (refuted) {
    forget(t);
  } else if (bound > t->bound) {
    t->bound = bound;
    memcpy(c->value, t->step->cut_lower, (size_t)c->f->program->column_count * sizeof(double));
    memset(t->reduced, 0, (size_t)c->f->program->column_count * sizeof(double));
    for (int j = 0; j < p->column_count; j++) {
      if (k->subproblem->column[j] < 0) continue;
      c->value[k->subproblem->column[j]] = value[j];
      t->reduced[k->subproblem->column[j]] = reduced[j];
    }
    fix_by_price(t);
    keep_cuts(t, k, lp, dual, cut_dual);
  }
  g_free(value);
  g_free(reduced);
  g_free(dual);
  g_free(cut_dual);
  return !refuted;
}

/* Rounds of cuts on the subproblem that the bounds leave, until some in a row brought nothing.
 *   returns  false where the relaxation failed or its bound was refuted */
static bool cut_loop_subproblem(lg_cut_loop *t)
{
  lg_cut_subproblem k = lg_cut_subproblem_new(t, t->step->cut_lower, t->step->cut_upper);
  lg_lp *lp =
      lg_lp_new(t->c->deadline, k.subproblem->program, k.subproblem->lower, k.subproblem->upper);
  lg_lp_set_costs(lp, k.cost);
  lg_lp_status status = k.subproblem->contradicts ? LG_LP_FAILED : lg_lp_solve_near(lp, k.reduced);
  const lg_tuning *tuning = t->c->tuning;
  double reached = -LG_INFINITE;
  for (int round = 0, idle = 0;
       round < tuning->cut_rounds && idle < tuning->cut_idle_rounds && status == LG_LP_OPTIMAL;
       round++) {
    status = lg_lp_strengthen(lp);
    if (status == LG_LP_FEASIBLE) {
      status = LG_LP_OPTIMAL;
      break;
    }
    double now = status == LG_LP_OPTIMAL ? lg_lp_value(lp) + k.fixed : reached;
    idle = now - reached < least_progress(t, reached) ? idle + 1 : 0;
    reached = MAX(reached, now);
  }
  bool good = status == LG_LP_OPTIMAL && take_relaxation(t, &k, lp);
  lg_lp_free(lp);
  lg_cut_subproblem_clear(&k);
  return good;
}

/* Subproblems one after the other, each what the last one's cuts left open (restarts; Achterberg
 * 2007), while they gain. */
static void cut_loop_subproblems(lg_cut_loop *t)
{
  lg_lexicographic *c = t->c;
  const lg_tuning *tuning = c->tuning;
  for (int subproblems = 0;
       subproblems < tuning->cut_subproblems && !lg_deadline_is_over(c->deadline); subproblems++) {
    double before = t->bound;
    int open = lg_free_count(c->f->program, t->step->cut_lower, t->step->cut_upper);
    if (!cut_loop_subproblem(t)) break;
    int left = lg_free_count(c->f->program, t->step->cut_lower, t->step->cut_upper);
    t->step->bound = MAX(t->step->bound,
                         MIN(t->found, (int64_t)ceil(t->bound - t->perturbation_sum - LG_SLACK)));
    bool gained = t->bound - before >= tuning->cut_least_gain * (t->ceiling - before),
         lost = open < tuning->cut_large_columns || open - left > tuning->cut_least_loss * open;
    if (t->step->bound >= t->found || !gained || !lost) break;
  }
}

/* Notes the incumbent's value, G_MAXINT64: none. */
static void lower_ceiling(lg_cut_loop *t, int64_t found)
{
  t->found = found;
  t->ceiling = found < G_MAXINT64 ? (double)found + t->perturbation_sum + LG_SLACK : LG_INFINITE;
}

lg_cut_loop *lg_cut_loop_new(lg_lexicographic *c, int goal, int64_t found, const double *reduced,
                             double relaxed, double perturbation_sum, const GArray *rows)
{
  lg_cut_loop *t = g_new0(lg_cut_loop, 1);
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)c->f->program->column_count + 1;
  *t = (lg_cut_loop){.c = c,
                     .step = step,
                     .goal = goal,
                     .perturbation_sum = perturbation_sum,
                     .bound = relaxed,
                     .effort = 1};
  t->reduced = g_memdup2(reduced, n * sizeof(double));
  t->held = lg_objective_rows(c, goal, false);
  t->rows = rows;
  lower_ceiling(t, found);
  if (!step->cut_lower) {
    step->cut_lower = g_memdup2(step->lower, n * sizeof(double));
    step->cut_upper = g_memdup2(step->upper, n * sizeof(double));
  }
  if (found < G_MAXINT64)
    lg_narrow(c, reduced, t->ceiling - relaxed, step->cut_lower, step->cut_upper);
  step->ceiling = found;
  return t;
}

void lg_cut_loop_free(lg_cut_loop *t)
{
  if (!t) return;
  g_array_unref(t->held);
  g_free(t->reduced);
  g_free(t);
}

/* Did a better roster make the part so much smaller that cuts are worth another look? */
static bool is_smaller(const lg_cut_loop *t)
{
  if (t->gap <= 0) return true;
  int open = lg_free_count(t->c->f->program, t->step->cut_lower, t->step->cut_upper);
  const lg_tuning *tuning = t->c->tuning;
  return t->open - open > tuning->cut_least_loss * t->open ||
         t->ceiling - t->bound < t->gap / tuning->cut_gap_part;
}

bool lg_cut_loop_run(lg_cut_loop *t, int64_t found)
{
  lg_lexicographic *c = t->c;
  lg_step *step = t->step;
  bool better = true, looked = false;
  while (better && step->bound < found) {
    lower_ceiling(t, found);
    step->ceiling = found;
    if (t->gap > 0) fix_by_price(t);
    if (is_smaller(t)) {
      cut_loop_subproblems(t);
      looked = true;
      t->gap = t->ceiling - t->bound;
      t->open = lg_free_count(c->f->program, step->cut_lower, step->cut_upper);
    }
    better = step->bound < found && lg_dive(t);
    if (better) found = t->goal < c->goal_count ? c->incumbent_values[t->goal] : step->bound;
  }
  lg_lp_free(c->lp); /* it has not these cuts */
  c->lp = NULL;
  return looked;
}
