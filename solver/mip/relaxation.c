/* relaxation.c - solves the relaxation of a goal over the face: by the simplex method, or on large
 * faces by the interior point on a working set of columns (sifting). What counts afterwards is the
 * bound that its duals prove. docs/method.md, 2 and 3. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lexicographic_internal.h"
#include "solver/lp/interior_point.h"
#include "subproblem.h"

void lg_set_goal(lg_lexicographic *c, int goal)
{
  c->goal = goal;
  c->constant = 0;
  if (goal < c->goal_count) c->constant = lg_formulation_goal(c->f, goal, c->upper, c->whole_cost);
  for (int j = 0; j < c->f->program->column_count; j++)
    c->cost[j] = goal < c->goal_count ? (double)c->whole_cost[j]
                                      : floor(c->tuning->last_face_costs * c->perturbation[j]);
}

/* Sets the dual of each row R1 to the best one for the duals of the counts: the least reduced cost
 * of the teacher's places. Then his cheapest place has reduced cost 0 and no other is below. */
static void price_posts(lg_lexicographic *c)
{
  const lg_program *p = c->f->program;
  long double sum = c->offset;
  for (int j = 0, end; j < p->column_count; j = end) {
    end = j + 1;
    if (c->post[j] < 0) continue;
    while (end < p->column_count && c->post[end] == c->post[j]) end++;
    double least = LG_INFINITE;
    for (int k = j; k < end; k++)
      if (c->upper[k] > 0.5) least = MIN(least, c->reduced[k]);
    if (least == 0 || least >= LG_INFINITE) continue;
    c->dual[c->post[j]] += least;
    sum += (long double)least * p->rows[c->post[j]].rhs;
    for (int k = j; k < end; k++) {
      c->reduced[k] -= least;
      c->plain[k] -= least;
    }
  }
  c->offset = (double)sum;
}

/* Computes reduced costs d from the duals pi, and the bound that they prove:
 *   L = pi b + sum_j min(d_j l_j, d_j u_j)
 * It holds for any pi, so the tolerances of whatever found them do not matter (Neumaier, Shcherbina
 * 2004). The duals of R1 are made the best ones first. Sets c->reduced, c->plain, c->offset.
 *   returns  L */
static double price_of(lg_lexicographic *c, const double *cost, int64_t constant)
{
  const lg_program *p = c->f->program;
  c->offset = (double)constant + lg_program_reduce(p, cost, c->dual, c->reduced);
  memcpy(c->plain, c->reduced, (size_t)p->column_count * sizeof(double));
  long double bound = 0;
  for (guint k = 0; k < c->cuts->len; k++) {
    const lg_cut *cut = &g_array_index(c->cuts, lg_cut, k);
    double mu = MIN(g_array_index(c->cut_dual, double, k), 0);
    bound += (long double)mu * cut->limit;
    for (int e = 0; e < cut->count; e++) c->reduced[cut->column[e]] -= mu * cut->value[e];
  }
  price_posts(c);
  bound += c->offset;
  for (int j = 0; j < p->column_count; j++)
    bound += (long double)c->reduced[j] * (c->reduced[j] > 0 ? c->lower[j] : c->upper[j]);
  return (double)bound;
}

/* The same with the costs of the goal at hand. */
static double price(lg_lexicographic *c)
{
  return price_of(c, c->cost, c->constant);
}

/* The same where nothing costs anything: whether the duals prove that the face is empty.
 *   returns  above 0: they do. c->reduced tells which column, let in, could undo that */
static double price_proof(lg_lexicographic *c)
{
  double *nothing = g_new0(double, c->f->program->column_count + 1);
  double excess = price_of(c, nothing, 0);
  g_free(nothing);
  return excess;
}

/* A bound that rounding may have moved further than this, in units of the goal, is not used. */
#define LG_MOST_ROUNDING 1e-3

/* How far rounding may have moved the bound of price(): reduced costs are added up in long doubles,
 * rounded once, and once more with the dual of their R1. */
static double rounding_of(const lg_lexicographic *c)
{
  const lg_program *p = c->f->program;
  long double sum = 0;
  for (int i = 0; i < p->row_count; i++)
    sum += fabsl((long double)c->dual[i] * p->rows[i].rhs) *
           (p->rows[i].rule == LG_R1_POST ? 4 * DBL_EPSILON : LDBL_EPSILON);
  for (int j = 0; j < p->column_count; j++) {
    long double size = fabs(c->cost[j]);
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      size += fabs(c->dual[p->row[e]] * p->value[e]);
    double most = c->reduced[j] > 0 ? c->lower[j] : c->upper[j];
    sum += (size * LDBL_EPSILON + fabs(c->reduced[j]) * DBL_EPSILON) * fabs(most);
  }
  return (double)sum;
}

/* Is the incumbent in the face and better than this bound? Then the bound is wrong. */
static bool is_refuted(const lg_lexicographic *c, double value)
{
  return c->goal < c->goal_count && lg_incumbent_is_in_face(c, c->goal) &&
         (double)c->incumbent_values[c->goal] < value - 0.5;
}

/* Makes the simplex method's program of the face, without a basis. */
static void new_lp(lg_lexicographic *c)
{
  lg_lp_free(c->lp);
  c->lp = lg_lp_new(c->deadline, c->f->program, c->lower, c->upper);
  for (guint k = 0; k < c->cuts->len; k++) lg_lp_add_cut(c->lp, &g_array_index(c->cuts, lg_cut, k));
}

/* ---- the interior point on a working set ---- */

/* Sifting (Bixby, Gregory, Lustig, Marsten, Shanno 1992): most places of a teacher matter to no
 * goal. So the relaxation is solved over a working set of them; all others are priced with its
 * duals, and those that could help join, until none is left. In the end the bound is priced over
 * all columns. */
struct sift {
  lg_lexicographic *c;
  bool all;                                /* every open column is in the working set */
  bool *in;                                /* [column_count] in the working set */
  double *upper;                           /* [column_count] the lower bound for columns left out */
  double mu;                               /* of the last solution (interior_point.h) */
  double *kept_value, *kept_dual, kept_mu; /* the point where later rounds start */
  GArray *kept_cut_dual;
};

/* A place that may join the working set, the smallest key first. */
struct promise {
  double key;
  int column;
};

static int promise_order(const void *x, const void *y)
{
  const struct promise *a = x, *b = y;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  return a->column < b->column ? -1 : a->column > b->column;
}

/* Fills c->promise, the smaller the better: a place's costs in all goals, each as a share of the
 * goal's largest one, and the draw between equals. Once a run. */
static void rank_places(lg_lexicographic *c)
{
  const lg_program *p = c->f->program;
  c->promise = g_new0(double, p->column_count + 1);
  int64_t *cost = g_new0(int64_t, p->column_count + 1);
  for (int goal = 0; goal < c->goal_count; goal++) {
    if (c->policy->goals[goal].kind == LG_GOAL_LOTTERY) continue;
    lg_formulation_goal(c->f, goal, NULL, cost);
    double most = 0;
    for (int j = 0; j < p->column_count; j++)
      if (p->columns[j].kind == LG_COL_ASSIGNMENT) most = MAX(most, fabs((double)cost[j]));
    for (int j = 0; most > 0 && j < p->column_count; j++) c->promise[j] += (double)cost[j] / most;
  }
  for (int j = 0; j < p->column_count; j++)
    c->promise[j] += c->tuning->sift_tie * c->perturbation[j];
  g_free(cost);
}

static double largest_cost(const lg_lexicographic *c)
{
  double most = 1e-9;
  for (int j = 0; j < c->f->program->column_count; j++) most = MAX(most, fabs(c->cost[j]));
  return most;
}

/* Takes the most promising places of one teacher into the working set, and one at random. */
static void sift_teacher(const struct sift *sift, struct promise *candidates, int count)
{
  const lg_lexicographic *c = sift->c;
  qsort(candidates, (size_t)count, sizeof *candidates, promise_order);
  for (int k = 0; k < count; k++) {
    if (k < c->tuning->sift_promising) sift->in[candidates[k].column] = true;
    candidates[k].key = c->perturbation[candidates[k].column];
  }
  qsort(candidates, (size_t)count, sizeof *candidates, promise_order);
  for (int k = 0; k < MIN(c->tuning->sift_drawn, count); k++) sift->in[candidates[k].column] = true;
}

/* Takes more places in, until each count is touched by a few: a count that no place of the working
 * set touches would be fixed, and nothing would keep its dual from growing. */
static void sift_every_row(struct sift *sift)
{
  const lg_lexicographic *c = sift->c;
  int least = c->tuning->sift_row_columns;
  const lg_program *p = c->f->program;
  int *touched = g_new0(int, p->row_count + 1);
  for (int pass = 0; pass < 2; pass++)
    for (int j = 0; j < p->column_count; j++) {
      if (p->columns[j].kind != LG_COL_ASSIGNMENT || c->upper[j] <= c->lower[j]) continue;
      if (sift->in[j] != (pass == 0)) continue;
      for (int e = p->start[j]; e < p->start[j + 1] && !sift->in[j]; e++)
        sift->in[j] = touched[p->row[e]] < least;
      for (int e = p->start[j]; e < p->start[j + 1] && sift->in[j]; e++) touched[p->row[e]]++;
    }
  g_free(touched);
}

/* Fills the first working set: home, what the last relaxation used, what is promising. */
static void sift_begin(struct sift *sift)
{
  lg_lexicographic *c = sift->c;
  const lg_program *p = c->f->program;
  if (sift->all) {
    memset(sift->in, true, (size_t)p->column_count * sizeof(bool));
    return;
  }
  if (!c->promise) rank_places(c);
  struct promise *candidates = g_new(struct promise, p->column_count + 1);
  int count = 0, teacher = -1;
  double most = largest_cost(c);
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    bool place = column->kind == LG_COL_ASSIGNMENT, open = c->upper[j] > c->lower[j];
    if (place && column->a != teacher) {
      sift_teacher(sift, candidates, count);
      count = 0;
      teacher = column->a;
    }
    sift->in[j] = !place || lg_formulation_is_home(c->f, column) || c->lower[j] > 0 ||
                  c->cost[j] < 0 || (c->has_value && c->value[j] > 1e-6);
    if (place && open) candidates[count++] = (struct promise){c->promise[j] + c->cost[j] / most, j};
  }
  sift_teacher(sift, candidates, count);
  sift_every_row(sift);
  g_free(candidates);
}

/* Takes columns in that could help: those with a reduced cost lower by more than `least` than any
 * that their teacher has in the working set.
 *   returns  how many joined */
static int sift_join(struct sift *sift, double least)
{
  const lg_lexicographic *c = sift->c;
  int joined = 0, n = c->f->program->column_count;
  for (int j = 0, end; j < n; j = end) {
    for (end = j + 1; end < n && c->post[end] >= 0 && c->post[end] == c->post[j];) end++;
    double cheapest = c->post[j] < 0 ? 0 : LG_INFINITE;
    for (int k = j; k < end; k++)
      if (sift->in[k] && c->upper[k] > 0) cheapest = MIN(cheapest, c->reduced[k]);
    for (int k = j; k < end; k++)
      if (!sift->in[k] && c->upper[k] > 0 && c->reduced[k] < cheapest - least) {
        sift->in[k] = true;
        joined++;
      }
  }
  return joined;
}

/* Copies the duals of the program's rows and cuts into those of the subproblem's rows, or back. */
static void move_duals(lg_lexicographic *c, const lg_subproblem *subproblem, double *dual,
                       bool back)
{
  double *of_cuts = (double *)(void *)c->cut_dual->data;
  for (int i = 0; i < subproblem->program->row_count; i++) {
    double *whole =
        subproblem->row[i] >= 0 ? &c->dual[subproblem->row[i]] : &of_cuts[-1 - subproblem->row[i]];
    if (back)
      *whole = dual[i];
    else
      dual[i] = *whole;
  }
}

static void clear_duals(lg_lexicographic *c)
{
  memset(c->dual, 0, (size_t)c->f->program->row_count * sizeof(double));
  g_array_set_size(c->cut_dual, 0);
  g_array_set_size(c->cut_dual, c->cuts->len);
}

/* Solves the relaxation over the working set by the interior point, starting at c->value and
 * c->dual as `from` says, and leaves the solution there. */
static lg_lp_status sift_solve(struct sift *sift, lg_interior_start from, double gap)
{
  lg_lexicographic *c = sift->c;
  const lg_program *p = c->f->program;
  for (int j = 0; j < p->column_count; j++)
    sift->upper[j] = sift->in[j] ? c->upper[j] : c->lower[j];
  lg_subproblem *subproblem = lg_subproblem_new(
      p, c->lower, sift->upper, (const lg_cut *)(void *)c->cuts->data, (int)c->cuts->len);
  int n = subproblem->program->column_count, m = subproblem->program->row_count;
  lg_interior_point point = {g_new0(double, n + 1), g_new0(double, m + 1), sift->mu};
  double *cost = g_new0(double, n + 1);
  for (int j = 0; j < n; j++) {
    cost[j] = subproblem->column[j] >= 0 ? c->cost[subproblem->column[j]] : 0;
    point.value[j] = subproblem->column[j] >= 0 ? c->value[subproblem->column[j]] : 0;
  }
  move_duals(c, subproblem, point.dual, false);
  /* a row that is decided and does not hold proves the face empty, if no column was left out */
  lg_lp_status status = sift->all ? LG_LP_INFEASIBLE : LG_LP_FAILED;
  if (!subproblem->contradicts)
    status = lg_interior_solve(c->deadline, subproblem->program, subproblem->lower,
                               subproblem->upper, cost, from, gap, &point);
  if (status == LG_LP_OPTIMAL || status == LG_LP_INFEASIBLE) {
    clear_duals(c);
    move_duals(c, subproblem, point.dual, true);
  }
  if (status == LG_LP_OPTIMAL) {
    memcpy(c->value, c->lower, (size_t)p->column_count * sizeof(double));
    for (int j = 0; j < n; j++)
      if (subproblem->column[j] >= 0) c->value[subproblem->column[j]] = point.value[j];
    c->has_value = true;
    sift->mu = point.mu;
  }
  g_free(cost);
  g_free(point.value);
  g_free(point.dual);
  lg_subproblem_free(subproblem);
  return status;
}

/* Remembers the last solution; sift_back comes back to it. */
static void sift_keep(struct sift *sift)
{
  const lg_lexicographic *c = sift->c;
  memcpy(sift->kept_value, c->value, (size_t)c->f->program->column_count * sizeof(double));
  memcpy(sift->kept_dual, c->dual, (size_t)c->f->program->row_count * sizeof(double));
  g_array_set_size(sift->kept_cut_dual, 0);
  if (c->cuts->len) g_array_append_vals(sift->kept_cut_dual, c->cut_dual->data, c->cut_dual->len);
  sift->kept_mu = sift->mu;
}

static void sift_back(struct sift *sift)
{
  lg_lexicographic *c = sift->c;
  memcpy(c->value, sift->kept_value, (size_t)c->f->program->column_count * sizeof(double));
  memcpy(c->dual, sift->kept_dual, (size_t)c->f->program->row_count * sizeof(double));
  g_array_set_size(c->cut_dual, 0);
  if (c->cuts->len)
    g_array_append_vals(c->cut_dual, sift->kept_cut_dual->data, sift->kept_cut_dual->len);
  sift->mu = sift->kept_mu;
}

/* The rounds of sifting: first one to a loose gap; where it ends on the central path is where each
 * later round starts.
 *   value  with LG_LP_OPTIMAL: the safe bound */
static lg_lp_status sift_run(struct sift *sift, double *value)
{
  lg_lexicographic *c = sift->c;
  double loose = c->tuning->sift_loose_gap;
  lg_interior_start from = c->has_value ? LG_FROM_VALUE : LG_FROM_NOWHERE;
  double gap = sift->all ? 0 : loose;
  while (true) {
    lg_lp_status status = sift_solve(sift, from, gap);
    if (status == LG_LP_INFEASIBLE) {
      price_proof(c);
      if (!sift_join(sift, 1e-9)) return status;
      from = LG_FROM_NOWHERE;
      gap = loose;
      continue;
    }
    if (status != LG_LP_OPTIMAL) return status;
    double rounding;
    *value = price(c);
    *value -= rounding = rounding_of(c);
    if (!(rounding < LG_MOST_ROUNDING) || is_refuted(c, *value)) return LG_LP_FAILED;
    int joined = sift_join(
        sift, gap > 0 ? c->tuning->sift_loose_join * largest_cost(c) : c->tuning->sift_join);
    if (gap > 0)
      sift_keep(sift);
    else if (joined)
      sift_back(sift);
    else
      return status;
    from = LG_FROM_PATH;
    gap = 0;
  }
}

/* Solves the relaxation by the interior point.
 *   all  with every open column from the start */
static lg_lp_status solve_inside(lg_lexicographic *c, bool all, double *value)
{
  size_t n = (size_t)c->f->program->column_count + 1, m = (size_t)c->f->program->row_count + 1;
  struct sift sift = {.c = c, .all = all};
  sift.in = g_new0(bool, n);
  sift.upper = g_new0(double, n);
  sift.kept_value = g_new0(double, n);
  sift.kept_dual = g_new0(double, m);
  sift.kept_cut_dual = g_array_new(FALSE, TRUE, sizeof(double));
  sift_begin(&sift);
  clear_duals(c);
  lg_lp_status status = sift_run(&sift, value);
  g_free(sift.in);
  g_free(sift.upper);
  g_free(sift.kept_value);
  g_free(sift.kept_dual);
  g_array_unref(sift.kept_cut_dual);
  return status;
}

lg_lp_status lg_solve_relaxation(lg_lexicographic *c, double *value)
{
  int open = lg_free_count(c->f->program, c->lower, c->upper);
  if (open >= c->tuning->interior_columns) {
    lg_lp_free(c->lp);
    c->lp = NULL;
    bool all = open < (c->cuts->len ? c->tuning->sift_held_columns : c->tuning->sift_columns);
    lg_lp_status status = solve_inside(c, all, value);
    if (status == LG_LP_FAILED && !all) status = solve_inside(c, true, value);
    if (status != LG_LP_FAILED) return status;
  }
  if (!c->lp) new_lp(c);
  lg_lp_set_costs(c->lp, c->cost);
  lg_lp_status status = lg_lp_solve(c->lp);
  if (status == LG_LP_FAILED) {
    new_lp(c);
    lg_lp_set_costs(c->lp, c->cost);
    status = lg_lp_solve(c->lp);
  }
  if (status != LG_LP_OPTIMAL) return status;
  g_array_set_size(c->cut_dual, c->cuts->len);
  lg_lp_solution(c->lp, c->value, c->dual, (double *)(void *)c->cut_dual->data);
  c->has_value = true;
  *value = price(c);
  return status;
}

void lg_keep_ray(lg_lexicographic *c)
{
  size_t size = ((size_t)c->f->program->row_count + 1) * sizeof(double);
  if (!c->ray) c->ray = g_malloc0(size);
  if (!c->lp || !lg_lp_ray(c->lp, c->ray)) memcpy(c->ray, c->dual, size);
}

bool lg_is_known_impossible(lg_lexicographic *c)
{
  static const double least = 1e-6; /* of the largest price */
  clear_duals(c);
  for (int k = 0; lg_warm_start_dual(c->warm_start, LG_WARM_PROOFS, k, c->dual); k++) {
    double most = 1e-9;
    for (int i = 0; i < c->f->program->row_count; i++) most = MAX(most, fabs(c->dual[i]));
    double excess = price_proof(c) - rounding_of(c);
    if (!(excess > least * most)) continue;
    lg_warm_start_praise(c->warm_start, LG_WARM_PROOFS, k);
    lg_keep_ray(c);
    return true;
  }
  return false;
}

bool lg_guess_value(lg_lexicographic *c, int goal, double *value)
{
  if (!c->warm_start || c->no_guess || goal + 1 >= c->rounds) return false;
  lg_goal_kind kind = c->policy->goals[goal].kind;
  int best = -1;
  clear_duals(c);
  for (int k = 0; lg_warm_start_dual(c->warm_start, kind, k, c->dual); k++) {
    double bound = price(c), rounding = rounding_of(c);
    if (rounding > LG_MOST_ROUNDING || (best >= 0 && bound - rounding <= *value)) continue;
    best = k;
    *value = bound - rounding;
  }
  if (best < 0 || ceil(*value - LG_SLACK) - *value > c->tuning->guess_fraction ||
      is_refuted(c, *value))
    return false;
  lg_warm_start_dual(c->warm_start, kind, best, c->dual);
  price(c);
  c->has_value = false;
  return true;
}

bool lg_is_bound_enough(lg_lexicographic *c, int goal, double *value)
{
  if (goal >= c->goal_count || !lg_incumbent_is_in_face(c, goal)) return false;
  lg_goal_kind kind = c->policy->goals[goal].kind;
  clear_duals(c);
  int k = -1;
  do {
    double rounding;
    *value = price(c);
    *value -= rounding = rounding_of(c);
    if (rounding < LG_MOST_ROUNDING && !is_refuted(c, *value) &&
        (double)c->incumbent_values[goal] <= ceil(*value - LG_SLACK)) {
      if (k >= 0) lg_warm_start_praise(c->warm_start, kind, k);
      return true;
    }
  } while (c->warm_start && lg_warm_start_dual(c->warm_start, kind, ++k, c->dual));
  return false;
}
