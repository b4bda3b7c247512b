#include "chain.h"

#include <math.h>
#include <string.h>

#include "../model/audit.h"
#include "tree.h"

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

/* How often in a run a goal whose face holds no plan is tried one unit higher before it is searched
 * for itself. */
enum { LG_RAISES = 4 };
/* Nodes that each of the two methods may take at first; four times as many in each further turn. */
enum { LG_FIRST_NODES = 250 };
/* Effort for a search that rests on values no roster has shown yet. */
enum { LG_GUESS_NODES = 200 };

/* What one goal's linear program left: enough to hold the goal, or to come back to it. */
typedef struct {
  double *lower, *upper; /* the face before this goal is held */
  double *reduced;       /* reduced costs, the rows of held goals priced in */
  double *plain;         /* the same without them: the goal is offset + plain x on every roster */
  double offset;
  double value; /* safe lower bound of the relaxation, the constant included */
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
  double *cost, *value, *dual, *reduced, *plain;
  double offset; /* of the last pricing, as in lg_step */
  GArray *cut_dual;
  int64_t constant; /* of the goal at hand */
  double *tie;      /* [column] 0..1: breaks ties on purpose, home first */
  lg_step *steps;   /* [goal_count] */
  int step_count;   /* goals whose step is filled */
  lg_roster *best;
  int64_t *best_values; /* [goal_count] normalised to minimisation */
  int raises_left;
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

/* Do these values keep every goal before `goal` at its held value (its limit where that was shown
 * already)? */
static bool lg_is_in_face(const lg_chain *c, const int64_t *values, int goal)
{
  for (int k = 0; k < goal; k++)
    if (values[k] > (c->steps[k].settled ? c->steps[k].limit : c->steps[k].held)) return false;
  return true;
}

static bool lg_best_is_in_face(const lg_chain *c, int goal)
{
  return c->best && lg_is_in_face(c, c->best_values, goal);
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
  memcpy(c->plain, c->reduced, (size_t)p->column_count * sizeof(double));
  c->offset = (double)bound;
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
  if (!c->lp) c->lp = lg_lp_new(c->engine, c->f->program, c->lower, c->upper);
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

/* Does column j stand in the short row of a held goal? What is smaller than the noise, or than
 * GLPK's tolerances, is left out at its best: the row is the weaker for it, never the stronger. */
static bool lg_is_in_row(const lg_chain *c, const lg_step *step, int j, double scale)
{
  double size = fabs(step->plain[j]);
  return c->upper[j] > c->lower[j] && size > lg_noise && size / scale > 1e-7;
}

/* Holds the goal of `step` by its face: what its reduced costs rule out is fixed; where what is
 * left could still break it, the goal itself becomes a short row, in reduced costs and scaled to
 * the budget. */
static void lg_hold(lg_chain *c, const lg_step *step)
{
  double budget = (double)step->limit - step->value;
  lg_narrow(c, step->reduced, budget, c->lower, c->upper);
  double most = step->offset, fixed = step->offset, scale = MAX(budget, 1);
  int count = 0;
  for (int j = 0; j < c->f->program->column_count; j++) {
    lg_lp_set_bounds(c->lp, j, c->lower[j], c->upper[j]);
    most += step->plain[j] * (step->plain[j] > 0 ? c->upper[j] : c->lower[j]);
    if (lg_is_in_row(c, step, j, scale))
      count++;
    else
      fixed += step->plain[j] * (step->plain[j] > 0 ? c->lower[j] : c->upper[j]);
  }
  if (most < (double)step->limit + 1 - lg_slack)
    return; /* nothing left can break it by a whole unit */
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), 0,
                ((double)step->limit - fixed + lg_slack) / scale};
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (!lg_is_in_row(c, step, j, scale)) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = step->plain[j] / scale;
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
  g_free(step->plain);
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
  step->plain = g_memdup2(c->plain, n * sizeof(double));
  step->offset = c->offset;
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

/* A roster has shown goal `goal` (and so every goal before it) at `value`; a tolerance is opened
 * later. */
static void lg_settle(lg_chain *c, int goal, int64_t value)
{
  for (int k = 0; k < goal; k++) c->steps[k].settled = true;
  c->steps[goal].held = c->steps[goal].limit = value;
  c->steps[goal].settled = true;
}

/* May the search stop at `found` with this bound? SPEC 7: |found - bound| <= floor(gap |found|). */
static bool lg_gap_allows(const lg_chain *c, int64_t found, int64_t bound)
{
  __extension__ typedef __int128 lg_i128;
  lg_i128 room = (lg_i128)c->settings->gap.p * ABS(found) / c->settings->gap.q;
  return found - bound <= (int64_t)room;
}

typedef struct {
  lg_chain *chain;
  int goal;
} lg_seeker;

/* A whole solution of the tree: audited, and judged by what it really is worth. */
static int64_t lg_seeker_found(const double *value, void *user)
{
  const lg_seeker *seeker = user;
  lg_chain *c = seeker->chain;
  lg_roster *roster = lg_formulation_roster(c->f, value);
  int64_t *values = g_new0(int64_t, c->goal_count + 1), worth = G_MAXINT64;
  char *broken = NULL;
  bool good = lg_offer(c, roster, values, &broken);
  if (!good && !c->fault)
    c->fault = broken;
  else
    g_free(broken);
  if (good && lg_is_in_face(c, values, seeker->goal))
    worth = seeker->goal < c->goal_count ? values[seeker->goal] : c->steps[seeker->goal].bound;
  lg_roster_free(roster);
  g_free(values);
  return worth;
}

static bool lg_seeker_enough(int64_t best, int64_t bound, void *user)
{
  const lg_seeker *seeker = user;
  return best <= bound || lg_gap_allows(seeker->chain, best, bound);
}

static void lg_seeker_tell(int64_t bound, void *user)
{
  const lg_seeker *seeker = user;
  lg_tell(seeker->chain, seeker->goal, true, (double)bound);
}

/* What is known while a goal is searched. */
typedef struct {
  lg_seeker seeker;
  const lg_step *step;
  double *lower, *upper; /* of the core */
  double *value;
  double relaxed; /* value of the relaxation with ties broken; c->reduced are its reduced costs */
  double tie_sum; /* what breaking ties may add to a plan */
  int64_t found;  /* worth of the best plan in the face, G_MAXINT64: none */
} lg_quest;

static void lg_mip_tell(const lg_mip_progress *progress, void *user)
{
  const lg_seeker *seeker = user;
  lg_tell(seeker->chain, seeker->goal, true,
          MAX(progress->bound + (double)seeker->chain->constant,
              (double)seeker->chain->steps[seeker->goal].bound));
}

typedef enum { LG_QUEST_FINISHED, LG_QUEST_LIMIT, LG_QUEST_STOPPED } lg_quest_end;

/* What a plan better than the best one costs at most, ties included. */
static double lg_quest_ceiling(const lg_quest *quest)
{
  return quest->found < G_MAXINT64 ? (double)(quest->found - 1) + quest->tie_sum + lg_slack
                                   : LG_INFINITE;
}

/* GLPK's branch and cut on the core. */
static lg_quest_end lg_quest_by_cuts(lg_chain *c, lg_quest *quest, int node_limit)
{
  double bound, ceiling = lg_quest_ceiling(quest);
  lg_lp_status status =
      lg_mip_solve(c->engine, c->f->program, quest->lower, quest->upper, c->cost,
                   (const lg_cut *)(void *)c->cuts->data, quest->step->cut_count, node_limit,
                   ceiling < LG_INFINITE ? ceiling - (double)c->constant : ceiling, lg_mip_tell,
                   &quest->seeker, quest->value, &bound);
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) {
    int64_t worth = lg_seeker_found(quest->value, &quest->seeker);
    quest->found = MIN(quest->found, worth);
    if (worth == G_MAXINT64)
      return LG_QUEST_LIMIT; /* a held goal was broken within GLPK's tolerances: no proof */
  }
  if (lg_engine_is_over(c->engine)) return LG_QUEST_STOPPED;
  return status == LG_LP_OPTIMAL || status == LG_LP_INFEASIBLE ? LG_QUEST_FINISHED : LG_QUEST_LIMIT;
}

/* Our own branch and bound on the core. */
static lg_quest_end lg_quest_by_counts(lg_chain *c, lg_quest *quest, int node_limit)
{
  lg_tree_question question = {.program = c->f->program,
                               .lower = quest->lower,
                               .upper = quest->upper,
                               .cost = c->cost,
                               .constant = (double)c->constant,
                               .tie_sum = quest->tie_sum,
                               .cuts = (const lg_cut *)(void *)c->cuts->data,
                               .cut_count = quest->step->cut_count,
                               .cutoff = quest->found,
                               .bound = quest->step->bound,
                               .node_limit = node_limit,
                               .found = lg_seeker_found,
                               .enough = lg_seeker_enough,
                               .progress = lg_seeker_tell,
                               .user = &quest->seeker};
  lg_tree_answer answer = lg_tree_search(c->engine, &question);
  quest->found = MIN(quest->found, answer.best);
  if (lg_engine_is_over(c->engine)) return LG_QUEST_STOPPED;
  return answer.end == LG_TREE_DONE ? LG_QUEST_FINISHED : LG_QUEST_LIMIT;
}

static int lg_by_size(const void *x, const void *y)
{
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

/* The budget that leaves half as many columns again as have no reduced cost at all. */
static double lg_first_budget(const lg_chain *c, const lg_step *step)
{
  int n = 0, zero = 0;
  double *size = g_new(double, c->f->program->column_count + 1);
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (step->upper[j] <= step->lower[j]) continue;
    size[n++] = fabs(c->reduced[j]);
    zero += fabs(c->reduced[j]) <= 1e-9;
  }
  qsort(size, (size_t)n, sizeof(double), lg_by_size);
  int wanted = zero + MAX(300, zero / 3);
  double budget = wanted < n ? size[wanted] : LG_INFINITE;
  g_free(size);
  return budget;
}

/* The relaxation once more, with a draw that tells equals apart: it adds less than half a unit to
 * any plan, and leaves few columns without a reduced cost. The last goal is a draw itself. returns
 * its end; c->cost, c->reduced and quest->relaxed are set */
static lg_lp_status lg_break_ties(lg_chain *c, int goal, lg_quest *quest)
{
  static const double most = 0.4;
  const lg_program *p = c->f->program;
  quest->relaxed = quest->step->value;
  memcpy(c->reduced, quest->step->reduced, (size_t)p->column_count * sizeof(double));
  if (goal + 1 >= c->goal_count) return LG_LP_OPTIMAL;
  double *of_teacher = g_new0(double, c->f->district->teacher_count + 1), sum = 0;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_PLACE && quest->step->upper[j] > 0)
      of_teacher[p->columns[j].a] = MAX(of_teacher[p->columns[j].a], c->tie[j]);
  for (int i = 0; i < c->f->district->teacher_count; i++) sum += of_teacher[i];
  g_free(of_teacher);
  if (sum <= 0) return LG_LP_OPTIMAL;
  quest->tie_sum = most;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_PLACE) c->cost[j] += most / sum * c->tie[j];
  return lg_solve_relaxation(c, &quest->relaxed);
}

/* Searches ever wider cores, until nothing that was left out can be part of a better plan. Two
 * methods take turns with growing limits: where one is caught in a bad tree the other seldom is.
 *   node_limit  where it is passed the search gives up (LG_QUEST_LIMIT) */
static lg_quest_end lg_quest_run(lg_chain *c, lg_quest *quest, int node_limit)
{
  const lg_step *step = quest->step;
  size_t n = (size_t)c->f->program->column_count;
  int open = lg_free_count(c->f->program, step->lower, step->upper);
  double budget = lg_first_budget(c, step);
  for (int nodes = LG_FIRST_NODES;;) {
    if (quest->found < G_MAXINT64 && lg_seeker_enough(quest->found, step->bound, &quest->seeker))
      return LG_QUEST_FINISHED;
    double ceiling = lg_quest_ceiling(quest),
           room = ceiling < LG_INFINITE ? ceiling - quest->relaxed : ceiling;
    memcpy(quest->lower, step->lower, n * sizeof(double));
    memcpy(quest->upper, step->upper, n * sizeof(double));
    if (MIN(budget, room) < LG_INFINITE)
      lg_narrow(c, c->reduced, MIN(budget, room), quest->lower, quest->upper);
    int count = lg_free_count(c->f->program, quest->lower, quest->upper);
    bool all = budget >= room || count == open;
    int64_t before = quest->found;
    lg_quest_end end = lg_quest_by_cuts(c, quest, nodes);
    if (end == LG_QUEST_LIMIT && !c->fault) end = lg_quest_by_counts(c, quest, nodes);
    if (end == LG_QUEST_STOPPED || c->fault) return LG_QUEST_STOPPED;
    if (end == LG_QUEST_FINISHED && all) return LG_QUEST_FINISHED;
    if (end == LG_QUEST_FINISHED || !all) budget = budget * (quest->found < before ? 1 : 10);
    if (end == LG_QUEST_FINISHED) budget = MAX(budget * 10, 1e-3);
    if (end != LG_QUEST_LIMIT) continue;
    if (nodes > node_limit) return LG_QUEST_LIMIT;
    nodes *= 4;
  }
}

/* Looks for the best plan of goal `goal` in its face.
 *   node_limit  effort after which to give up: LG_CHAIN_STOPPED with the clock still running
 *   returns     DONE: the best roster is settled; INFEASIBLE: the face holds no plan */
static lg_chain_end lg_search(lg_chain *c, int goal, int node_limit)
{
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)c->f->program->column_count + 1;
  lg_quest quest = {.seeker = {c, goal}, .step = step, .found = G_MAXINT64};
  quest.lower = g_new(double, n);
  quest.upper = g_new(double, n);
  quest.value = g_new0(double, n);
  if (lg_best_is_in_face(c, goal))
    quest.found = goal < c->goal_count ? c->best_values[goal] : step->bound;
  lg_quest_end end = LG_QUEST_STOPPED;
  if (lg_break_ties(c, goal, &quest) == LG_LP_OPTIMAL) {
    step->bound = MAX(step->bound, (int64_t)ceil(quest.relaxed - quest.tie_sum - lg_slack));
    end = lg_quest_run(c, &quest, node_limit);
  }
  g_free(quest.lower);
  g_free(quest.upper);
  g_free(quest.value);
  if (c->fault) return LG_CHAIN_FAULT;
  if (end != LG_QUEST_FINISHED) return LG_CHAIN_STOPPED;
  if (quest.found == G_MAXINT64) return LG_CHAIN_INFEASIBLE;
  if (!lg_seeker_enough(quest.found, step->bound, &quest.seeker)) step->bound = quest.found;
  lg_settle(c, goal, quest.found);
  return LG_CHAIN_DONE;
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
  bool last = goal + 1 >= c->goal_count, alone = lg_unsettled_before(c, goal) < 0;
  bool fraction = (double)step->bound - value > 0.01;
  if (!step->settled && (last || fraction)) {
    lg_chain_end end = lg_search(c, goal, alone ? G_MAXINT / 4 : LG_GUESS_NODES);
    if (end != LG_CHAIN_DONE) return end;
  }
  lg_hold(c, step);
  return LG_CHAIN_DONE;
}

/* The face of the goals before *goal holds no plan (`empty`), or none was found with little effort:
 * back to the last of them that no roster has shown. An empty face proves its bound one unit
 * higher; a few times that value is tried at once, then the goal is searched for itself. *goal the
 * goal to go on with */
static lg_chain_end lg_step_back(lg_chain *c, int *goal, bool empty)
{
  while (true) {
    int back = lg_unsettled_before(c, *goal);
    if (back < 0) return empty ? LG_CHAIN_INFEASIBLE : LG_CHAIN_STOPPED;
    lg_return_to(c, back);
    lg_step *step = &c->steps[back];
    if (empty) step->bound = step->held + 1;
    if (empty && c->raises_left > 0) {
      c->raises_left--;
      step->held = step->limit = step->bound;
      lg_hold(c, step);
      *goal = back + 1;
      return LG_CHAIN_DONE;
    }
    lg_set_goal(c, back);
    *goal = back;
    bool alone = lg_unsettled_before(c, back) < 0;
    lg_chain_end end = lg_search(c, back, alone ? G_MAXINT / 4 : LG_GUESS_NODES);
    if (end == LG_CHAIN_DONE) {
      lg_hold(c, step);
      *goal = back + 1;
    }
    if (end == LG_CHAIN_DONE || end == LG_CHAIN_FAULT || lg_engine_is_over(c->engine)) return end;
    empty = end == LG_CHAIN_INFEASIBLE;
  }
}

/* A tolerance opens a goal's face once its best value is shown: back to the first such goal.
 *   returns  the goal to go on with */
static int lg_open_tolerance(lg_chain *c, int next)
{
  for (int k = 0; k < next && k < c->goal_count && c->steps[k].settled; k++) {
    lg_step *step = &c->steps[k];
    int64_t limit = step->held + lg_tolerance(c, k, step->held);
    if (limit == step->limit) continue;
    lg_return_to(c, k);
    step->limit = limit;
    lg_hold(c, step);
    return k + 1;
  }
  return next;
}

/* Goals 0, 1, ... in order; without goals one round in search of any roster. */
static lg_chain_end lg_run_goals(lg_chain *c)
{
  int rounds = MAX(c->goal_count, 1);
  for (int goal = 0; goal < rounds;) {
    if (lg_engine_is_over(c->engine)) return LG_CHAIN_STOPPED;
    double value;
    lg_set_goal(c, goal);
    lg_lp_status status = lg_solve_relaxation(c, &value);
    lg_chain_end end = status == LG_LP_OPTIMAL      ? lg_finish_goal(c, goal, value)
                       : status == LG_LP_INFEASIBLE ? LG_CHAIN_INFEASIBLE
                                                    : LG_CHAIN_STOPPED;
    if (end == LG_CHAIN_DONE)
      goal++;
    else if (end != LG_CHAIN_FAULT && !lg_engine_is_over(c->engine))
      end = lg_step_back(c, &goal, end == LG_CHAIN_INFEASIBLE);
    if (end != LG_CHAIN_DONE) return end;
    goal = lg_open_tolerance(c, goal);
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

/* A draw for the place of a column: who moves is drawn between 1/2 and 1, who stays is 0.
 * SplitMix64 (Steele, Lea, Flood 2014) of the positions in the order of ids. */
static double lg_tie(const lg_chain *c, const lg_column *column)
{
  if (column->b == c->f->district->teachers[column->a].school) return 0;
  uint64_t z = ((uint64_t)column->a << 32 | (uint64_t)column->b) + 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  z ^= z >> 31;
  return 0.5 + (double)(z >> 44) / (double)(1u << 21);
}

static void lg_chain_init(lg_chain *c)
{
  const lg_program *p = c->f->program;
  size_t n = (size_t)p->column_count + 1;
  c->started_s = lg_engine_now_s();
  c->raises_left = LG_RAISES;
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
  c->plain = g_new0(double, n);
  c->dual = g_new0(double, p->row_count + 1);
  c->tie = g_new0(double, n);
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_PLACE) c->tie[j] = lg_tie(c, &p->columns[j]);
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
  g_free(c->tie);
  g_free(c->value);
  g_free(c->reduced);
  g_free(c->plain);
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
