/* lexicographic.c - walks through the goals: relaxation, integers where they cannot wait, holding
 * the goal, and back where a held value turns out to have no roster. docs/method.md, 2. */
#include "lexicographic.h"

#include <math.h>
#include <string.h>

#include "lexicographic_internal.h"
#include "prover.h"

/* The last goal before `goal` whose held value no roster has shown yet, or -1. */
static int unsettled_before(const lg_lexicographic *c, int goal)
{
  for (int k = goal - 1; k >= 0; k--)
    if (!c->steps[k].settled) return k;
  return -1;
}

/* Goes on from a goal's relaxation: takes over its solution where that is whole, decides whether
 * integers have to be searched for now or may wait for a later goal, and holds the goal.
 *   value    of the relaxation
 *   returns  DONE: the goal is held; else how the integer search ended */
static lg_lexicographic_end finish_goal(lg_lexicographic *c, int goal, double value)
{
  const lg_tuning *tuning = c->tuning;
  lg_take_step(c, goal, value);
  lg_step *step = &c->steps[goal];
  lg_tell(c, goal, true, (double)step->bound);
  if (c->has_value && lg_is_whole(c, c->value)) lg_incumbent_offer_solution(c, c->value);
  bool is_goal = goal < c->goal_count;
  if (lg_incumbent_is_in_face(c, goal) && (!is_goal || c->incumbent_values[goal] <= step->bound))
    lg_settle(c, goal, is_goal ? c->incumbent_values[goal] : step->bound);
  bool last = goal + 1 >= c->rounds, alone = unsettled_before(c, goal) < 0;
  bool fraction = (double)step->bound - value > tuning->search_fraction &&
                  lg_free_count(c->f->program, c->lower, c->upper) < tuning->fraction_columns;
  if (!step->settled && (last || fraction)) {
    lg_lexicographic_end end = lg_search(c, goal, alone ? G_MAXINT / 4 : tuning->guess_nodes);
    if (end != LG_LEXICOGRAPHIC_DONE) return end;
  }
  lg_hold(c, step);
  int64_t open = lg_free_count(c->f->program, c->lower, c->upper);
  if (!step->settled && open >= tuning->early_columns)
    lg_incumbent_offer_local_search(c, goal + 1, tuning->early_effort * open,
                                    tuning->early_effort * open);
  return LG_LEXICOGRAPHIC_DONE;
}

/* Steps back from *goal, whose face holds no roster (`empty`), or none that little effort found: to
 * the last goal before it whose held value no roster has shown. An empty face proves that goal's
 * bound one unit higher. On large faces that value is held next, since an integer search there
 * costs more than another try; on others, the goal is settled by a search.
 *   goal     in and out: the goal to go on with
 *   returns  DONE, or what ends the run */
static lg_lexicographic_end step_back(lg_lexicographic *c, int *goal, bool empty)
{
  while (true) {
    int back = unsettled_before(c, *goal);
    if (back < 0) return empty ? LG_LEXICOGRAPHIC_INFEASIBLE : LG_LEXICOGRAPHIC_STOPPED;
    lg_return_to(c, back);
    lg_step *step = &c->steps[back];
    if (step->guessed) { /* the guess was wrong: now its relaxation has to be solved */
      c->no_guess = true;
      *goal = back;
      return LG_LEXICOGRAPHIC_DONE;
    }
    if (empty) step->bound = step->held + 1;
    if (empty && c->raises_left > 0 &&
        lg_free_count(c->f->program, step->lower, step->upper) > c->tuning->raise_columns) {
      c->raises_left--;
      step->held = step->limit = step->bound;
      lg_hold(c, step);
      *goal = back + 1;
      return LG_LEXICOGRAPHIC_DONE;
    }
    lg_set_goal(c, back);
    *goal = back;
    bool alone = unsettled_before(c, back) < 0;
    lg_lexicographic_end end = lg_search(c, back, alone ? G_MAXINT / 4 : c->tuning->guess_nodes);
    if (end == LG_LEXICOGRAPHIC_DONE) {
      lg_hold(c, step);
      *goal = back + 1;
    }
    if (end == LG_LEXICOGRAPHIC_DONE || end == LG_LEXICOGRAPHIC_FAULT ||
        lg_deadline_is_over(c->deadline))
      return end;
    empty = end == LG_LEXICOGRAPHIC_INFEASIBLE;
  }
}

/* Opens the tolerance of the first settled goal that has one unopened: a tolerance widens the face
 * only once the goal's best value has been shown. The goals after it are solved again.
 *   next     the goal to go on with otherwise
 *   returns  the goal to go on with */
static int open_tolerance(lg_lexicographic *c, int next)
{
  for (int k = 0; k < next && k < c->goal_count && c->steps[k].settled; k++) {
    lg_step *step = &c->steps[k];
    int64_t limit = step->held + lg_goal_tolerance(&c->policy->goals[k], step->held);
    if (limit == step->limit) continue;
    lg_return_to(c, k);
    step->limit = limit;
    lg_hold(c, step);
    return k + 1;
  }
  return next;
}

/* Solves the goals from `first` on in order, and where no lottery is the last of them, one round more in
 * which any roster will do. */
static lg_lexicographic_end run_goals(lg_lexicographic *c, int first)
{
  for (int goal = first; goal < c->rounds;) {
    if (lg_deadline_is_over(c->deadline)) return LG_LEXICOGRAPHIC_STOPPED;
    if (c->f->asked && goal > 0 && goal == c->goal_count && c->steps[goal - 1].settled)
      return LG_LEXICOGRAPHIC_DONE; /* which of the best rosters it is does not matter */
    double value;
    lg_set_goal(c, goal);
    lg_lp_status status = LG_LP_OPTIMAL;
    bool guessed = false;
    if (!lg_is_bound_enough(c, goal, &value)) {
      guessed = lg_guess_value(c, goal, &value);
      if (!guessed) status = lg_solve_relaxation(c, &value);
      if (status == LG_LP_INFEASIBLE && goal == 0) lg_keep_ray(c);
      if (c->warm_start && !guessed && goal < c->goal_count && status == LG_LP_OPTIMAL)
        lg_warm_start_keep_dual(c->warm_start, (int)c->policy->goals[goal].kind, c->dual,
                                c->tuning->warm_duals);
      if (c->warm_start && !guessed && goal == 0 && status == LG_LP_INFEASIBLE)
        lg_warm_start_keep_dual(c->warm_start, LG_WARM_PROOFS, c->dual, c->tuning->warm_duals);
    }
    lg_lexicographic_end end = status == LG_LP_OPTIMAL      ? finish_goal(c, goal, value)
                               : status == LG_LP_INFEASIBLE ? LG_LEXICOGRAPHIC_INFEASIBLE
                                                            : LG_LEXICOGRAPHIC_STOPPED;
    if (goal < c->step_count) c->steps[goal].guessed = guessed;
    if (end == LG_LEXICOGRAPHIC_DONE)
      goal++;
    else if (end != LG_LEXICOGRAPHIC_FAULT && !lg_deadline_is_over(c->deadline))
      end = step_back(c, &goal, end == LG_LEXICOGRAPHIC_INFEASIBLE);
    if (end != LG_LEXICOGRAPHIC_DONE) return end;
    goal = open_tolerance(c, goal);
  }
  return LG_LEXICOGRAPHIC_DONE;
}

/* Gives both bounds to every column: in each row at most one column lacks one, and what the others
 * of the row can add up to bounds it. */
static void bound_all(lg_lexicographic *c)
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

uint64_t lg_mix(int a, int b)
{
  uint64_t z = ((uint64_t)a << 32 | (uint64_t)b) + 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

/* The draw of an assignment: 0 for the home one, else between 1/2 and 1. It depends on the
 * positions of teacher and school in the order of ids alone, so it is the same in every run. */
static double perturbation(const lg_lexicographic *c, const lg_column *column)
{
  if (lg_formulation_is_home(c->f, column)) return 0;
  lg_assignment to = lg_formulation_assignment(c->f, column);
  int school = lg_assignment_is_guest(to) ? c->f->district->school_count + to.guest : to.school;
  return 0.5 + (double)(lg_mix(column->a, school) >> 44) / (double)(1u << 21);
}

static void lexicographic_init(lg_lexicographic *c)
{
  const lg_program *p = c->f->program;
  size_t n = (size_t)p->column_count + 1;
  c->started_s = lg_now_s();
  c->raises_left = c->tuning->raises;
  c->lower = g_new(double, n);
  c->upper = g_new(double, n);
  for (int j = 0; j < p->column_count; j++) {
    c->lower[j] = p->columns[j].lower;
    c->upper[j] = p->columns[j].upper;
  }
  bound_all(c);
  c->cuts = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(c->cuts, lg_cut_clear);
  c->cut_dual = g_array_new(FALSE, TRUE, sizeof(double));
  c->whole_cost = g_new0(int64_t, n);
  c->cost = g_new0(double, n);
  c->value = g_new0(double, n);
  c->reduced = g_new0(double, n);
  c->plain = g_new0(double, n);
  c->dual = g_new0(double, p->row_count + 1);
  c->perturbation = g_new0(double, n);
  c->post = g_new(int, n);
  for (int j = 0; j < p->column_count; j++) {
    c->post[j] = -1;
    if (p->columns[j].kind != LG_COL_ASSIGNMENT) continue;
    c->perturbation[j] = perturbation(c, &p->columns[j]);
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      if (p->rows[p->row[e]].rule == LG_R1_POST) c->post[j] = p->row[e];
  }
  if (c->warm_start) lg_warm_start_open(c->warm_start, p);
  c->steps = g_new0(lg_step, c->goal_count + 1);
  c->incumbent_values = g_new0(int64_t, c->goal_count + 1);
}

static void lexicographic_clear(lg_lexicographic *c)
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
  g_free(c->perturbation);
  g_free(c->promise);
  g_free(c->post);
  g_free(c->value);
  g_free(c->reduced);
  g_free(c->plain);
  g_free(c->dual);
  g_free(c->incumbent_values);
  g_free(c->ray);
}

/* How many goals have something to be said of: goals as long as the roster has the held value, and
 * the first one that differs.
 *   best, limit  [goal_count] filled: minimised; how far later goals may move them */
static int reached_goals(const lg_lexicographic *c, int64_t *best, int64_t *limit)
{
  int reached = 0;
  bool open = true;
  for (int k = 0; k < c->goal_count && k < c->step_count && open && c->incumbent; k++) {
    const lg_step *step = &c->steps[k];
    best[k] = step->settled ? step->held : c->incumbent_values[k];
    limit[k] = step->settled ? step->limit : best[k];
    reached = k + 1;
    open = step->settled || best[k] == step->bound;
  }
  return reached;
}

/* Proves what the search has settled. Where the proof comes upon a better roster, the search was wrong:
 * it goes on from that goal. */
static lg_proof *prove_goals(lg_lexicographic *c, int64_t *best, int64_t *limit,
                             lg_lexicographic_result *result)
{
  enum { most_corrections = 10 };
  for (int tries = 0;; tries++) {
    int reached = result->reached = reached_goals(c, best, limit);
    int64_t *before = g_memdup2(c->incumbent_values, ((size_t)c->goal_count + 1) * sizeof *before);
    lg_proof *proof = lg_prove(c, best, limit, reached, c->settings->certificates);
    int wrong = 0;
    while (wrong < reached && c->incumbent_values[wrong] >= before[wrong]) wrong++;
    g_free(before);
    if (wrong < reached) result->corrections++;
    if (wrong == reached || tries == most_corrections || lg_deadline_is_over(c->deadline))
      return proof;
    lg_proof_free(proof);
    lg_return_to(c, wrong);
    result->end = run_goals(c, wrong);
  }
}

/* Fills what may be said of each goal. */
static void report_goals(lg_lexicographic *c, lg_lexicographic_result *result)
{
  size_t n = (size_t)c->goal_count + 1;
  result->goals = g_new0(lg_lexicographic_goal, n);
  result->held = g_new0(int64_t, n);
  result->shown = g_new0(lg_roster *, n);
  if (!c->incumbent) return;
  int64_t *best = g_new0(int64_t, n), *limit = g_new0(int64_t, n);
  lg_proof *proof = prove_goals(c, best, limit, result);
  bool proved = proof != NULL;
  for (int k = 0; k < result->reached; k++) {
    const lg_step *step = &c->steps[k];
    lg_lexicographic_goal *goal = &result->goals[k];
    proved = proved && proof->goals[k].proved;
    goal->best = lg_sign(c, k) * best[k];
    goal->has_bound = proof && proof->goals[k].bound > INT64_MIN;
    goal->bound = goal->has_bound ? lg_sign(c, k) * proof->goals[k].bound : 0;
    goal->proved = proved;
    goal->claimed = !proved && best[k] == step->bound;
    result->held[k] = lg_sign(c, k) * limit[k];
    result->shown[k] = g_steal_pointer(&c->steps[k].shown);
  }
  if (c->settings->certificates)
    result->proof = proof;
  else
    lg_proof_free(proof);
  g_free(best);
  g_free(limit);
}

/* Proves that there is no roster, as the search believes; else nothing is known. */
static void report_empty(lg_lexicographic *c, lg_lexicographic_result *result)
{
  lg_proof *proof = lg_prove_empty(c, c->ray, c->settings->certificates);
  if (!proof || !proof->goals[0].proved || c->incumbent) result->end = LG_LEXICOGRAPHIC_STOPPED;
  if (c->settings->certificates && result->end == LG_LEXICOGRAPHIC_INFEASIBLE)
    result->proof = proof;
  else
    lg_proof_free(proof);
}

lg_lexicographic_result lg_lexicographic_run(const lg_formulation *formulation, int goal_count,
                                             const lg_deadline *deadline,
                                             const lg_solve_settings *settings)
{
  lg_lexicographic c = {.f = formulation,
                        .policy = formulation->policy,
                        .settings = settings,
                        .deadline = deadline,
                        .tuning = lg_tuning_of(deadline),
                        .warm_start = settings->gap.p > 0 ? NULL : settings->warm_start,
                        .goal_count = goal_count};
  bool drawn = goal_count > 0 && formulation->policy->goals[goal_count - 1].kind == LG_GOAL_LOTTERY;
  c.rounds = goal_count + !drawn;
  lexicographic_init(&c);
  lg_incumbent_offer_home(&c);
  if (c.warm_start) lg_incumbent_offer_warm(&c);
  bool contradicts = c.warm_start && !c.incumbent && lg_is_known_impossible(&c);
  for (int j = 0; j < formulation->program->column_count; j++)
    contradicts |= c.lower[j] > c.upper[j];
  if (!contradicts)
    lg_incumbent_offer_local_search(
        &c, 0,
        c.tuning->first_effort *
            ((int64_t)formulation->program->column_count + c.tuning->first_columns),
        c.tuning->first_improvement * (int64_t)formulation->program->column_count);
  lg_tell(&c, 0, false, 0);
  lg_lexicographic_result result = {.end = contradicts ? LG_LEXICOGRAPHIC_INFEASIBLE
                                           : goal_count == 0 && c.incumbent ? LG_LEXICOGRAPHIC_DONE
                                                                            : run_goals(&c, 0)};
  if (result.end == LG_LEXICOGRAPHIC_INFEASIBLE && c.incumbent)
    result.end = LG_LEXICOGRAPHIC_STOPPED; /* numbers failed */
  if (result.end == LG_LEXICOGRAPHIC_INFEASIBLE) report_empty(&c, &result);
  report_goals(&c, &result);
  if (c.warm_start) lg_warm_start_keep_roster(c.warm_start, c.incumbent, c.tuning->warm_rosters);
  result.roster = c.incumbent;
  result.fault = c.fault;
  lexicographic_clear(&c);
  return result;
}

void lg_lexicographic_result_clear(lg_lexicographic_result *result)
{
  lg_roster_free(result->roster);
  g_free(result->goals);
  g_free(result->held);
  for (int k = 0; result->shown && k < result->reached; k++) lg_roster_free(result->shown[k]);
  g_free(result->shown);
  lg_proof_free(result->proof);
  g_free(result->fault);
}
