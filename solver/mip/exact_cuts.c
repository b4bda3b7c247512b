/* exact_cuts.c - rounds of cuts, and the exact cuts behind them (exact_cuts.h). */
#include "exact_cuts.h"

#include <math.h>

#include "subproblem.h"

struct rounds {
  const lg_exact_cuts_question *q;
  const lg_tuning *tuning;
  lg_subproblem *subproblem;
  lg_lp *lp;
  double constant; /* the goal's, and the cost of fixed columns */
};

static void rounds_init(struct rounds *r, const lg_deadline *deadline,
                        const lg_exact_cuts_question *q)
{
  const lg_program *p = q->face->whole->program;
  size_t n = (size_t)p->column_count + 1;
  double *lower = g_new(double, n), *upper = g_new(double, n);
  *r = (struct rounds){.q = q, .tuning = lg_tuning_of(deadline), .constant = q->constant};
  for (int j = 0; j < p->column_count; j++) {
    lower[j] = (double)q->face->lower[j];
    upper[j] = (double)q->face->upper[j];
    if (lower[j] == upper[j]) r->constant += q->cost[j] * lower[j];
  }
  r->subproblem = lg_subproblem_new(p, lower, upper, q->held, q->held_count);
  const lg_program *inner = r->subproblem->program;
  double *cost = g_new0(double, inner->column_count + 1);
  for (int j = 0; j < inner->column_count; j++)
    if (r->subproblem->column[j] >= 0) cost[j] = q->cost[r->subproblem->column[j]];
  r->lp = lg_lp_new(deadline, inner, r->subproblem->lower, r->subproblem->upper);
  lg_lp_set_costs(r->lp, cost);
  g_free(cost);
  g_free(lower);
  g_free(upper);
}

static void rounds_clear(struct rounds *r)
{
  lg_lp_free(r->lp);
  lg_subproblem_free(r->subproblem);
}

/* Rounds of cuts until the bound is reached, or some in a row brought little of what is missing.
 *   returns  whether the relaxation is solved */
static bool run_rounds(struct rounds *r)
{
  lg_lp_status status = r->subproblem->contradicts ? LG_LP_FAILED : lg_lp_solve(r->lp);
  double target = (double)(r->q->value - 1);
  for (int round = 0, idle = 0; status == LG_LP_OPTIMAL && round < r->tuning->cut_rounds &&
                                idle < r->tuning->cut_idle_rounds;
       round++) {
    double before = lg_lp_value(r->lp) + r->constant;
    if (before > target + 1e-3) break;
    status = lg_lp_strengthen(r->lp);
    if (status == LG_LP_FEASIBLE) return true;
    if (status != LG_LP_OPTIMAL) break;
    double now = lg_lp_value(r->lp) + r->constant;
    idle = now - before < r->tuning->cut_least_round * (target - before) ? idle + 1 : 0;
  }
  return status == LG_LP_OPTIMAL;
}

/* Marks a cut, and those that it follows from. */
static void mark(const GArray *sources, int k, bool *wanted)
{
  if (wanted[k]) return;
  wanted[k] = true;
  const lg_cut_source *s = &g_array_index(sources, lg_cut_source, k);
  for (int e = 0; e < s->row_count; e++)
    if (s->row[e] < 0) mark(sources, -1 - s->row[e], wanted);
}

/* Writes the entries of a cut in columns of the program: the slack of a held goal is the limit less the goal.
 *   returns  whether all are whole numbers of modest size */
static bool take_entries(const struct rounds *r, const lg_cut *from, lg_whole_cut *cut)
{
  static const double largest = 1e12;
  const lg_subproblem *sub = r->subproblem;
  const lg_whole_face *face = r->q->face;
  double *sum = g_new0(double, face->whole->program->column_count + 1);
  bool good = true;
  for (int e = 0; e < from->count; e++) {
    int j = from->column[e], of = sub->column[j];
    if (of >= 0) {
      sum[of] += from->value[e];
      continue;
    }
    int held = -1 - sub->row[sub->program->row[sub->program->start[j]]]; /* its one entry */
    const int64_t *cost = face->whole->goals[r->q->held_goal[held]].cost;
    for (int o = 0; o < face->open_count; o++)
      sum[face->open[o]] -= from->value[e] * (double)cost[face->open[o]];
  }
  cut->column = g_new(int, face->open_count + 1);
  cut->value = g_new(int64_t, face->open_count + 1);
  for (int o = 0; o < face->open_count; o++) {
    double value = sum[face->open[o]];
    if (value == 0) continue;
    good &= value == floor(value) && fabs(value) <= largest;
    cut->column[cut->count] = face->open[o];
    cut->value[cut->count++] = good ? (int64_t)value : 0;
  }
  g_free(sum);
  return good;
}

/* Makes a cut exact. Cuts follow only from earlier ones, so those are made.
 *   made     [sources] the index in `cuts` of each cut made so far, -1: none
 *   returns  its index, -1: it is none */
static int make_exact(const struct rounds *r, const lg_cut_source *s, const int *made, GArray *cuts)
{
  const lg_subproblem *sub = r->subproblem;
  int rows = r->q->face->whole->program->row_count;
  lg_whole_cut cut = {.row = g_new(int, s->row_count + 1),
                      .flipped = g_new(int, s->flipped_count + 1),
                      .row_count = s->row_count};
  bool good = take_entries(r, &s->cut, &cut);
  for (int e = 0; e < s->row_count; e++) {
    int of = s->row[e], origin = of < 0 ? 0 : sub->row[of];
    cut.row[e] = of < 0        ? -1 - made[-1 - of]
                 : origin >= 0 ? origin
                               : rows + r->q->held_goal[-1 - origin];
    good &= of >= 0 || made[-1 - of] >= 0;
  }
  for (int e = 0; e < s->flipped_count; e++)
    if (sub->column[s->flipped[e]] >= 0)
      cut.flipped[cut.flipped_count++] = sub->column[s->flipped[e]];
  good = good && lg_whole_cut_make(r->q->face, cuts, s->times, &cut);
  if (!good) {
    lg_whole_cut_clear(&cut);
    return -1;
  }
  g_array_append_val(cuts, cut);
  return (int)cuts->len - 1;
}

/* The cuts of the last relaxation that take part in it, and what they follow from. */
static void take_cuts(const struct rounds *r, GArray *cuts, GArray *last)
{
  const lg_program *p = r->subproblem->program;
  const GArray *sources = lg_lp_sources(r->lp);
  int count = lg_lp_cut_count(r->lp);
  double *value = g_new(double, p->column_count + 1), *dual = g_new(double, p->row_count + 1),
         *cut_dual = g_new(double, count + 1);
  bool *wanted = g_new0(bool, sources->len + 1), *is_last = g_new0(bool, sources->len + 1);
  int *made = g_new(int, sources->len + 1);
  lg_lp_solution(r->lp, value, dual, cut_dual);
  for (int k = 0; k < count; k++) {
    if (cut_dual[k] >= -r->tuning->cut_dual_noise) continue;
    is_last[lg_lp_source(r->lp, k)] = true;
    mark(sources, lg_lp_source(r->lp, k), wanted);
  }
  for (int k = 0; k < (int)sources->len; k++) {
    made[k] = wanted[k] ? make_exact(r, &g_array_index(sources, lg_cut_source, k), made, cuts) : -1;
    if (is_last[k] && made[k] >= 0) g_array_append_val(last, made[k]);
  }
  g_free(value);
  g_free(dual);
  g_free(cut_dual);
  g_free(wanted);
  g_free(is_last);
  g_free(made);
}

GArray *lg_exact_cuts(const lg_deadline *deadline, const lg_exact_cuts_question *question,
                      GArray *cuts)
{
  GArray *last = g_array_new(FALSE, FALSE, sizeof(int));
  struct rounds r;
  rounds_init(&r, deadline, question);
  if (run_rounds(&r)) take_cuts(&r, cuts, last);
  rounds_clear(&r);
  return last;
}

lg_cut lg_exact_cut_row(const lg_whole_cut *cut)
{
  lg_cut row = {g_new(int, cut->count + 1), g_new(double, cut->count + 1), cut->count,
                (double)cut->limit, true};
  for (int e = 0; e < cut->count; e++) {
    row.column[e] = cut->column[e];
    row.value[e] = (double)cut->value[e];
  }
  return row;
}
