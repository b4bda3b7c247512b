/* iis_verdict.c - can some elements of a plan all hold? A relaxation of their aggregated program
 * answers with a certificate, and an integer search where the relaxation alone says yes.
 * docs/method.md, 7, "Conflicts". */
#include "iis_verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/lp/interior_point.h"
#include "solver/mip/exact.h"
#include "solver/mip/subproblem.h"

/* A certificate is worth so much at least, in heads missed: with less it is hard to see who is needed. */
static const double least_worth = 1e-4;

/* Begins with every element kept. */
lg_iis_search lg_iis_begin(const lg_elements *elements, const lg_solve_settings *settings)
{
  lg_iis_search s = {.elements = elements,
                     .deadline = {settings->deadline_s, settings->interrupted, settings->tuning}};
  s.tuning = lg_tuning_of(&s.deadline);
  s.kept = g_new(bool, elements->count + 1);
  for (int k = 0; k < elements->count; k++) s.kept[k] = true;
  s.limit = -1;
  return s;
}

bool lg_iis_is_must(const lg_iis_search *s, int k)
{
  return lg_elements_is_must(s->elements, k);
}

bool lg_iis_is_held(const lg_iis_search *s, int k)
{
  return s->held && s->held[k];
}

/* ---- the aggregated program of the elements kept ---- */

int lg_iis_kept_count(const lg_iis_search *s)
{
  int count = 0;
  for (int k = 0; k < s->elements->count; k++) count += s->kept[k];
  return count;
}

void lg_iis_drop(lg_iis_search *s)
{
  lg_lp_free(s->lp);
  s->lp = NULL;
  lg_aggregated_free(s->aggregated);
  s->aggregated = NULL;
  lg_whole_free(s->exact);
  s->exact = NULL;
  g_free(s->lower);
  g_free(s->upper);
  g_free(s->value);
  g_free(s->dual);
  g_free(s->reduced);
  s->lower = s->upper = s->value = s->dual = s->reduced = NULL;
}

void lg_iis_aggregate(lg_iis_search *s)
{
  lg_iis_drop(s);
  s->aggregated = lg_aggregated_new(s->elements, s->kept, NULL);
  s->aggregated_for = lg_iis_kept_count(s);
  size_t n = (size_t)s->aggregated->program->column_count + 1;
  s->exact = lg_whole_new(s->aggregated->program, 1);
  for (size_t j = 0; s->exact && j + 1 < n; j++)
    s->exact->goals[0].cost[j] = (int64_t)s->aggregated->cost[j];
  s->lower = g_new0(double, n);
  s->upper = g_new0(double, n);
  s->value = g_new0(double, n);
  s->reduced = g_new0(double, n);
  s->dual = g_new0(double, s->aggregated->program->row_count + 1);
  lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  int open = 0;
  for (int j = 0; j < s->aggregated->program->column_count; j++) open += s->lower[j] < s->upper[j];
  s->inside = open >= MAX(s->tuning->iis_interior_columns, s->tuning->interior_columns);
}

/* ---- certificates ---- */

/* The worth of the certificate: how many heads the duals prove to be missed at least; 0 where that is
 * not proved exactly. */
static double worth_of(const lg_iis_search *s)
{
  double worth = lg_program_price(s->aggregated->program, s->aggregated->cost, s->dual, s->lower,
                                  s->upper, s->reduced);
  if (worth < least_worth || !s->exact) return 0;
  return lg_exact_bound(s->exact, s->dual, s->lower, s->upper) > 0 ? worth : 0;
}

/* For each kept element of the open program: what the certificate loses of its worth where its
 * limits are dropped.
 *   loss  [elements->count], added to */
void lg_iis_losses(const lg_iis_search *s, double *loss)
{
  const lg_aggregated *m = s->aggregated;
  for (int j = 0; j < m->program->column_count; j++) {
    int k = m->element[j];
    if (k < 0 || !s->kept[k]) continue;
    double d = s->reduced[j];
    loss[k] += d > 0 ? d * (s->lower[j] - m->free_lower[j]) : d * (s->upper[j] - m->free_upper[j]);
  }
}

struct column_range {
  int from, to;
};

/* [teacher_count] The range of columns that holds the places of each teacher; g_free. */
static struct column_range *places_of_teachers(const lg_iis_search *s)
{
  const lg_program *p = s->aggregated->program;
  struct column_range *of = g_new0(struct column_range, s->elements->district->teacher_count + 1);
  for (int j = 0; j < p->column_count; j++) {
    if (p->columns[j].kind != LG_COL_ASSIGNMENT) continue;
    struct column_range *mine = &of[p->columns[j].a];
    if (mine->to == 0) mine->from = j;
    mine->to = j + 1;
  }
  return of;
}

/* What the certificate loses where the places that only element k (of R2, R3, R5, R13 and the locks)
 * bars are open.
 *   open  does it: opens them, and leaves k out */
static double bar_loss(lg_iis_search *s, int k, const struct column_range *of_teacher, bool open)
{
  const lg_aggregated *m = s->aggregated;
  int own = lg_elements_teacher(s->elements, k);
  struct column_range all = {0, m->program->column_count}, some = own < 0 ? all : of_teacher[own];
  double loss = 0;
  int by;
  s->kept[k] = false;
  for (int j = some.from; j < some.to; j++) {
    const lg_column *column = &m->program->columns[j];
    if (column->kind != LG_COL_ASSIGNMENT || m->of[j] < 0) continue;
    if (own >= 0 && column->a != own) continue;
    bool allowed = lg_elements_allow(s->elements, s->kept, m->of[j], &by);
    double upper = allowed ? m->free_upper[j] : 0;
    if (s->reduced[j] < 0) loss += -s->reduced[j] * (upper - s->upper[j]);
    if (open) s->upper[j] = upper;
  }
  s->kept[k] = !open;
  return loss;
}

struct loss {
  double loss;
  int element;
};

static int by_loss(const void *x, const void *y)
{
  const struct loss *a = x, *b = y;
  if (a->loss != b->loss) return a->loss < b->loss ? -1 : 1;
  return b->element - a->element;
}

/* Leaves out the elements that the certificate can do without, the cheapest first, as long as a
 * part of its worth is left.
 *   worth  of the certificate */
static void spare(lg_iis_search *s, double worth)
{
  int count = s->elements->count, own = s->elements->first_own, listed = 0;
  double *loss = g_new0(double, count + 1), room = s->tuning->iis_spared * worth;
  struct loss *order = g_new(struct loss, count + 1);
  lg_iis_losses(s, loss);
  for (int k = own; k < count; k++)
    if (s->kept[k]) order[listed++] = (struct loss){MAX(loss[k], 0), k};
  qsort(order, (size_t)listed, sizeof *order, by_loss);
  for (int q = 0; q < listed && order[q].loss < room; q++) {
    room -= order[q].loss;
    s->kept[order[q].element] = false;
  }
  struct column_range *of_teacher = places_of_teachers(s);
  for (int k = own - 1; k >= 0; k--) {
    if (!s->kept[k] || lg_iis_is_held(s, k) || (s->limit >= 0 && lg_iis_is_must(s, k))) continue;
    double lost = bar_loss(s, k, of_teacher, false);
    if (lost >= room) continue;
    room -= lost;
    bar_loss(s, k, of_teacher, true);
    s->lost_must |= lg_iis_is_must(s, k);
  }
  g_free(of_teacher);
  g_free(loss);
  g_free(order);
}

/* The same, and what is left is proved again: the sums above are rounded. Where it is not, all stay. */
static void keep_support(lg_iis_search *s, double worth)
{
  bool *before = g_memdup2(s->kept, (size_t)s->elements->count * sizeof(bool)),
       lost_must = s->lost_must;
  spare(s, worth);
  lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  if (lg_exact_bound(s->exact, s->dual, s->lower, s->upper) <= 0) {
    memcpy(s->kept, before, (size_t)s->elements->count * sizeof(bool));
    s->lost_must = lost_must;
    lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  }
  g_free(before);
}

/* ---- can the kept elements all hold? ---- */

/* Solves the relaxation by the interior point. */
static lg_lp_status relax_inside(lg_iis_search *s)
{
  const lg_program *p = s->aggregated->program;
  lg_subproblem *subproblem = lg_subproblem_new(p, s->lower, s->upper, NULL, 0);
  int n = subproblem->program->column_count, m = subproblem->program->row_count;
  lg_interior_point point = {g_new0(double, n + 1), g_new0(double, m + 1), 0};
  double *cost = g_new0(double, n + 1);
  for (int j = 0; j < n; j++) cost[j] = s->aggregated->cost[subproblem->column[j]];
  lg_lp_status status = lg_interior_solve(&s->deadline, subproblem->program, subproblem->lower,
                                          subproblem->upper, cost, LG_FROM_NOWHERE, 0, &point);
  if (status == LG_LP_OPTIMAL) {
    memset(s->dual, 0, (size_t)p->row_count * sizeof(double));
    for (int i = 0; i < m; i++) s->dual[subproblem->row[i]] = point.dual[i];
    memcpy(s->value, s->lower, (size_t)p->column_count * sizeof(double));
    for (int j = 0; j < n; j++) s->value[subproblem->column[j]] = point.value[j];
  }
  g_free(cost);
  g_free(point.value);
  g_free(point.dual);
  lg_subproblem_free(subproblem);
  return status;
}

static lg_lp_status relax_by_simplex(lg_iis_search *s)
{
  const lg_program *p = s->aggregated->program;
  if (!s->lp) {
    s->lp = lg_lp_new(&s->deadline, p, s->lower, s->upper);
    lg_lp_set_costs(s->lp, s->aggregated->cost);
  } else {
    for (int j = 0; j < p->column_count; j++) lg_lp_set_bounds(s->lp, j, s->lower[j], s->upper[j]);
  }
  lg_lp_status status = lg_lp_solve(s->lp);
  if (status == LG_LP_OPTIMAL) {
    lg_lp_solution(s->lp, s->value, s->dual, NULL);
  } else {
    lg_lp_free(s->lp);
    s->lp = NULL;
  }
  return status;
}

/* Solves the relaxation within s->lower..upper.
 *   worth    with LG_CANNOT_HOLD: of its certificate
 *   returns  LG_CAN_HOLD: the relaxation lets all kept elements hold */
lg_iis_verdict lg_iis_certify(lg_iis_search *s, double *worth)
{
  if (s->inside && relax_inside(s) == LG_LP_OPTIMAL) {
    *worth = worth_of(s);
    if (*worth >= least_worth) return LG_CANNOT_HOLD;
    if (s->hasty) return LG_NOT_KNOWN;
  }
  s->inside = false;
  if (relax_by_simplex(s) != LG_LP_OPTIMAL) return LG_NOT_KNOWN;
  *worth = worth_of(s);
  return *worth < least_worth ? LG_CAN_HOLD : LG_CANNOT_HOLD;
}

/* The same; with LG_CANNOT_HOLD only the elements that the certificate needs stay kept. */
static lg_iis_verdict relaxed_verdict(lg_iis_search *s)
{
  double worth;
  lg_iis_verdict verdict = lg_iis_certify(s, &worth);
  if (verdict == LG_CANNOT_HOLD) keep_support(s, worth);
  return verdict;
}

/* Is the last relaxation whole, with nothing missed: a roster? */
static bool is_roster(const lg_iis_search *s)
{
  const lg_program *p = s->aggregated->program;
  for (int j = 0; j < p->column_count; j++) {
    lg_column_kind kind = p->columns[j].kind;
    if (s->aggregated->of[j] < 0 ? s->value[j] > 1e-6
                                 : (kind == LG_COL_ASSIGNMENT || kind == LG_COL_TEAM) &&
                                       fabs(s->value[j] - floor(s->value[j] + 0.5)) > 1e-6)
      return false;
  }
  return true;
}

/* Can the kept elements hold in whole numbers? The relaxation may hold where no roster does. */
static lg_iis_verdict whole_verdict(lg_iis_search *s)
{
  if (s->lp && is_roster(s)) return LG_CAN_HOLD;
  const lg_program *p = s->aggregated->program;
  double bound, *value = g_new0(double, p->column_count + 1),
                *none = g_new0(double, p->column_count + 1);
  lg_aggregated_bounds(s->aggregated, s->kept, false, s->lower, s->upper);
  lg_lp_status status =
      lg_mip_solve(&s->deadline, p, s->lower, s->upper, none, NULL, 0, s->tuning->iis_nodes,
                   G_MAXINT, LG_INFINITE, NULL, NULL, value, &bound);
  g_free(value);
  g_free(none);
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) return LG_CAN_HOLD;
  if (status != LG_LP_INFEASIBLE || !s->exact) return LG_NOT_KNOWN;
  /* branch and cut has found nothing: is there nothing? */
  lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  lg_exact_answer answer =
      lg_exact_search(&s->deadline, s->exact, s->lower, s->upper, 1, s->tuning->iis_nodes);
  return answer.found ? LG_CAN_HOLD : answer.bound >= 1 ? LG_CANNOT_HOLD : LG_NOT_KNOWN;
}

/* Can the kept elements all hold? With LG_CANNOT_HOLD only those needed for the proof stay kept.
 *   whole  an integer search decides where the relaxation holds */
lg_iis_verdict lg_iis_verdict_of(lg_iis_search *s, bool whole)
{
  int alone = lg_elements_contradiction(s->elements, s->kept);
  if (alone >= 0) {
    memset(s->kept, 0, (size_t)s->elements->count * sizeof *s->kept);
    s->kept[alone] = true;
    return LG_CANNOT_HOLD;
  }
  lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  lg_iis_verdict verdict = relaxed_verdict(s);
  return verdict == LG_CAN_HOLD && whole ? whole_verdict(s) : verdict;
}
