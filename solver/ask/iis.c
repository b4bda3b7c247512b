/* iis.c - finds an irreducible infeasible set (IIS) of a plan's elements, a conflict: rules that
 * cannot all hold, while without any one of them the others can. Certificates of a relaxation leave
 * most elements out, a deletion filter the rest (Chinneck, Dravnieks 1991). docs/method.md, 7,
 * "Conflicts"; QUESTIONS W1-W5, W28. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "aggregated.h"
#include "ask_internal.h"
#include "elements.h"
#include "solver/lp/interior_point.h"
#include "solver/mip/subproblem.h"

/* A certificate is worth so much at least, in heads missed: less may be rounding. */
static const double least_worth = 1e-4;

struct conflict_search {
  const lg_elements *elements;
  lg_deadline deadline;
  const lg_tuning *tuning; /* of the deadline */
  bool *kept;              /* [elements->count] the set as far as it is filtered */
  lg_aggregated *aggregated;
  int aggregated_for;    /* elements kept when it was made */
  bool inside;           /* its first relaxation is still to come, and large: interior point */
  bool hasty;            /* "can hold" need not be shown: the simplex method is spared */
  lg_lp *lp;             /* of the aggregated program, or NULL */
  double *lower, *upper; /* of the aggregated program, for the elements kept last */
  double *value, *dual, *reduced; /* of its last relaxation */
  bool certain;                   /* in this pass every answer "can hold" was shown by a roster */
  bool whole;       /* the relaxation holds although no roster exists: an integer search decides */
  bool lost_must;   /* a `must` lock was left out in this pass */
  int limit;        /* the element `changes`, which the set has to keep (QUESTIONS W28), or -1 */
  bool stuck;       /* `changes` could be kept only together with a `must` lock that the rest of the
                       conflict could do without */
  const bool *held; /* [elements->count] `must` locks that the filter leaves alone, or NULL */
};

/* Which elements a pass of the filter tries. */
enum tried { LG_TRY_ALL, LG_TRY_MUSTS, LG_TRY_OTHERS };

static bool is_must(const struct conflict_search *s, int k)
{
  return lg_elements_is_must(s->elements, k);
}

static bool is_held(const struct conflict_search *s, int k)
{
  return s->held && s->held[k];
}

/* ---- the aggregated program of the elements kept ---- */

static int kept_count(const struct conflict_search *s)
{
  int count = 0;
  for (int k = 0; k < s->elements->count; k++) count += s->kept[k];
  return count;
}

static void drop_aggregated(struct conflict_search *s)
{
  lg_lp_free(s->lp);
  s->lp = NULL;
  lg_aggregated_free(s->aggregated);
  s->aggregated = NULL;
  g_free(s->lower);
  g_free(s->upper);
  g_free(s->value);
  g_free(s->dual);
  g_free(s->reduced);
  s->lower = s->upper = s->value = s->dual = s->reduced = NULL;
}

static void take_aggregated(struct conflict_search *s)
{
  drop_aggregated(s);
  s->aggregated = lg_aggregated_new(s->elements, s->kept, NULL);
  s->aggregated_for = kept_count(s);
  size_t n = (size_t)s->aggregated->program->column_count + 1;
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

enum verdict { LG_CAN_HOLD, LG_CANNOT_HOLD, LG_NOT_KNOWN };

/* The worth of the certificate: how many heads the duals prove to be missed at least, less what
 * rounding may have added. */
static double worth_of(const struct conflict_search *s)
{
  const lg_program *p = s->aggregated->program;
  double worth = lg_program_price(p, s->aggregated->cost, s->dual, s->lower, s->upper, s->reduced);
  long double rounding = 0;
  for (int j = 0; j < p->column_count; j++)
    rounding += (fabsl((long double)s->reduced[j]) + 1) *
                MAX(fabs(s->lower[j]), fabs(s->upper[j])) * DBL_EPSILON;
  return worth - (double)rounding;
}

/* For each kept element of the open program: what the certificate loses of its worth where its
 * limits are dropped.
 *   loss  [elements->count], added to */
static void count_losses(const struct conflict_search *s, double *loss)
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
static struct column_range *places_of_teachers(const struct conflict_search *s)
{
  const lg_program *p = s->aggregated->program;
  struct column_range *of = g_new0(struct column_range, s->elements->district->teacher_count + 1);
  for (int j = 0; j < p->column_count; j++) {
    if (p->columns[j].kind != LG_COL_PLACE) continue;
    struct column_range *mine = &of[p->columns[j].a];
    if (mine->to == 0) mine->from = j;
    mine->to = j + 1;
  }
  return of;
}

/* What the certificate loses where the places that only element k (of R2, R3, R5 and the locks)
 * bars are open.
 *   open  does it: opens them, and leaves k out */
static double bar_loss(struct conflict_search *s, int k, const struct column_range *of_teacher,
                       bool open)
{
  const lg_aggregated *m = s->aggregated;
  int of_lock = k < LG_FIRST_LOCK ? -1 : s->elements->district->locks[k - LG_FIRST_LOCK].teacher;
  struct column_range all = {0, m->program->column_count},
                      some = of_lock < 0 ? all : of_teacher[of_lock];
  double loss = 0;
  int by;
  s->kept[k] = false;
  for (int j = some.from; j < some.to; j++) {
    const lg_column *column = &m->program->columns[j];
    if (column->kind != LG_COL_PLACE || m->of[j] < 0) continue;
    if (of_lock >= 0 && column->a != of_lock) continue;
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
static void keep_support(struct conflict_search *s, double worth)
{
  int count = s->elements->count, own = s->elements->first_own, listed = 0;
  double *loss = g_new0(double, count + 1), room = s->tuning->iis_spared * worth;
  struct loss *order = g_new(struct loss, count + 1);
  count_losses(s, loss);
  for (int k = own; k < count; k++)
    if (s->kept[k]) order[listed++] = (struct loss){MAX(loss[k], 0), k};
  qsort(order, (size_t)listed, sizeof *order, by_loss);
  for (int q = 0; q < listed && order[q].loss < room; q++) {
    room -= order[q].loss;
    s->kept[order[q].element] = false;
  }
  struct column_range *of_teacher = places_of_teachers(s);
  for (int k = own - 1; k >= 0; k--) {
    if (!s->kept[k] || is_held(s, k) || (s->limit >= 0 && is_must(s, k))) continue;
    double lost = bar_loss(s, k, of_teacher, false);
    if (lost >= room) continue;
    room -= lost;
    bar_loss(s, k, of_teacher, true);
    s->lost_must |= is_must(s, k);
  }
  g_free(of_teacher);
  g_free(loss);
  g_free(order);
}

/* ---- can the kept elements all hold? ---- */

/* Solves the relaxation by the interior point. */
static lg_lp_status relax_inside(struct conflict_search *s)
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

static lg_lp_status relax_by_simplex(struct conflict_search *s)
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
static enum verdict certify(struct conflict_search *s, double *worth)
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
static enum verdict relaxed_verdict(struct conflict_search *s)
{
  double worth;
  enum verdict verdict = certify(s, &worth);
  if (verdict == LG_CANNOT_HOLD) keep_support(s, worth);
  return verdict;
}

/* Is the last relaxation whole, with nothing missed: a roster? */
static bool is_roster(const struct conflict_search *s)
{
  const lg_program *p = s->aggregated->program;
  for (int j = 0; j < p->column_count; j++) {
    lg_column_kind kind = p->columns[j].kind;
    if (s->aggregated->of[j] < 0 ? s->value[j] > 1e-6
                                 : (kind == LG_COL_PLACE || kind == LG_COL_TEAM) &&
                                       fabs(s->value[j] - floor(s->value[j] + 0.5)) > 1e-6)
      return false;
  }
  return true;
}

/* Can the kept elements hold in whole numbers? The relaxation may hold where no roster does. */
static enum verdict whole_verdict(struct conflict_search *s)
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
  if (status == LG_LP_INFEASIBLE) return LG_CANNOT_HOLD;
  return status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE ? LG_CAN_HOLD : LG_NOT_KNOWN;
}

/* Can the kept elements all hold? With LG_CANNOT_HOLD only those needed for the proof stay kept.
 *   whole  an integer search decides where the relaxation holds */
static enum verdict verdict_of(struct conflict_search *s, bool whole)
{
  int alone = lg_elements_contradiction(s->elements, s->kept);
  if (alone >= 0) {
    memset(s->kept, 0, (size_t)s->elements->count * sizeof *s->kept);
    s->kept[alone] = true;
    return LG_CANNOT_HOLD;
  }
  lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
  enum verdict verdict = relaxed_verdict(s);
  return verdict == LG_CAN_HOLD && whole ? whole_verdict(s) : verdict;
}

/* ---- the filter ---- */

/* Lists the kept elements that a pass tries to leave out, the last ones first.
 *   returns  their number */
static int list_tried(const struct conflict_search *s, enum tried tried, int *list)
{
  int listed = 0;
  for (int k = s->elements->count - 1; k >= 0; k--)
    if (s->kept[k] && k != s->limit && !is_held(s, k) &&
        (tried == LG_TRY_ALL || is_must(s, k) == (tried == LG_TRY_MUSTS)))
      list[listed++] = k;
  return listed;
}

/* Can the kept elements hold without `changes`? `kept` stays as it is. */
static enum verdict verdict_unlimited(struct conflict_search *s)
{
  size_t size = (size_t)s->elements->count * sizeof *s->kept;
  bool *kept = g_memdup2(s->kept, size);
  s->kept[s->limit] = false;
  enum verdict verdict = verdict_of(s, true);
  memcpy(s->kept, kept, size);
  g_free(kept);
  return verdict;
}

/* Asks whether the kept elements still conflict after some were left out; where `changes` has to
 * stay, whether they do so by it. Where they do not, `kept` becomes `before` again.
 *   single  just one element was left out, so that the answer has to be right */
static enum verdict verdict_in_pass(struct conflict_search *s, const bool *before, bool single)
{
  size_t size = (size_t)s->elements->count * sizeof *before;
  enum verdict verdict = verdict_of(s, single || s->whole);
  if (verdict == LG_CANNOT_HOLD && s->limit >= 0 && s->lost_must) {
    enum verdict unlimited = verdict_unlimited(s);
    if (unlimited == LG_CAN_HOLD) return LG_CANNOT_HOLD;
    verdict = single && unlimited == LG_CANNOT_HOLD ? LG_CAN_HOLD : LG_NOT_KNOWN;
    s->stuck |= single;
  }
  if (verdict != LG_CANNOT_HOLD) memcpy(s->kept, before, size);
  return verdict;
}

/* One pass of the filter: leaves out runs of `size` elements, wherever the rest still conflicts.
 *   returns  whether all were tried before the time ended */
static bool filter_pass(struct conflict_search *s, enum tried tried, int size)
{
  int count = s->elements->count, *list = g_new(int, count + 1);
  int listed = list_tried(s, tried, list);
  bool *before = g_new(bool, count + 1), all = true, lost = false;
  for (int at = 0; at < listed && all; at += size) {
    bool any = false;
    if ((int64_t)kept_count(s) * s->tuning->iis_rebuild < s->aggregated_for) take_aggregated(s);
    memcpy(before, s->kept, (size_t)count * sizeof *before);
    s->lost_must = false;
    for (int q = at; q < MIN(at + size, listed); q++) {
      any |= s->kept[list[q]];
      s->lost_must |= s->kept[list[q]] && is_must(s, list[q]);
      s->kept[list[q]] = false;
    }
    if (!any) continue;
    enum verdict verdict = verdict_in_pass(s, before, size == 1);
    lost |= verdict == LG_CANNOT_HOLD && s->lost_must;
    if (verdict == LG_NOT_KNOWN && size == 1) s->certain = false;
    all = verdict == LG_CANNOT_HOLD || !lg_deadline_is_over(&s->deadline);
  }
  s->lost_must = lost;
  g_free(list);
  g_free(before);
  return all;
}

/* Passes with runs that shrink down to single elements; these again as long as `must` locks are
 * left out: without its lock R2, R3 and R5 hold for a teacher again, so what was needed before may
 * not be needed any more.
 *   returns  whether the set is shown to be minimal */
static bool filter_passes(struct conflict_search *s)
{
  enum tried tried = s->limit >= 0 ? LG_TRY_OTHERS : LG_TRY_ALL;
  int size = s->whole ? kept_count(s) : MAX(kept_count(s) / s->tuning->iis_first_runs, 1);
  for (; size > 1; size /= s->tuning->iis_run_shrinks)
    if (!filter_pass(s, tried, size)) return false;
  do {
    s->certain = true;
    s->stuck = false;
    if (!filter_pass(s, tried, 1)) return false;
    if (s->limit >= 0 && !filter_pass(s, LG_TRY_MUSTS, 1)) return false;
  } while (s->lost_must);
  return s->certain;
}

/* Filters, beginning with every element.
 *   first    R2, R3 and R5 up to this number are tried first of all
 *   returns  whether the set is shown to be minimal */
static bool filter_from_all(struct conflict_search *s, int first)
{
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  take_aggregated(s);
  enum verdict verdict = verdict_of(s, false);
  s->whole = verdict == LG_CAN_HOLD;
  if (first == 0) return verdict != LG_NOT_KNOWN && filter_passes(s);
  bool *before = g_new(bool, s->elements->count + 1);
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  for (int k = LG_ELEMENT_R2; k < first; k++) {
    memcpy(before, s->kept, (size_t)s->elements->count * sizeof *before);
    s->kept[k] = s->lost_must = false;
    verdict_in_pass(s, before, true);
  }
  g_free(before);
  return filter_passes(s);
}

/* Finds a minimal set, with `changes` in it where the plan limits them and that can be had
 * (QUESTIONS W28). While `changes` has to stay, no `must` lock is left out without which the others
 * would conflict among themselves. That may keep a lock that a minimal set does not need (W5). Then
 * a second try begins by leaving out R2, R3 and R5, which locks override. Where that does not help,
 * or the plan conflicts without `changes` anyway, `changes` need not stay.
 *   returns  whether the set is shown to be minimal */
static bool run_filter(struct conflict_search *s)
{
  bool minimal = filter_from_all(s, 0);
  if (s->limit < 0 || lg_deadline_is_over(&s->deadline)) return minimal;
  enum verdict unlimited = verdict_unlimited(s);
  if (unlimited != LG_CANNOT_HOLD && s->stuck) minimal = filter_from_all(s, LG_FIRST_LOCK);
  if (unlimited != LG_CANNOT_HOLD && !s->stuck) return minimal && unlimited == LG_CAN_HOLD;
  s->limit = -1;
  return filter_from_all(s, 0);
}

/* ---- beside all `must` locks ---- */

/* Is the set a conflict beside all `must` locks of the plan, too? A lock that is not in the set may
 * waive a rule that the conflict rests on; then it would say nothing of the plan, whose locks
 * stand. */
static bool stays_beside_locks(struct conflict_search *s)
{
  int count = s->elements->count;
  bool *found = g_memdup2(s->kept, (size_t)count * sizeof *found), waives = false;
  for (int k = LG_FIRST_LOCK; k < s->elements->first_own; k++)
    if (!found[k] && is_must(s, k)) {
      waives |= lg_elements_waives(s->elements, found, k);
      s->kept[k] = true;
    }
  bool stays = !waives;
  if (waives) {
    take_aggregated(s);
    stays = verdict_of(s, true) == LG_CANNOT_HOLD;
  }
  memcpy(s->kept, found, (size_t)count * sizeof *found);
  g_free(found);
  return stays;
}

/* Can the others hold without any one of the elements that are not held? */
static bool others_are_needed(struct conflict_search *s)
{
  size_t size = (size_t)s->elements->count * sizeof *s->kept;
  bool *kept = g_memdup2(s->kept, size), needed = true;
  for (int k = 0; k < s->elements->count && needed; k++) {
    if (!kept[k] || is_held(s, k)) continue;
    s->kept[k] = false;
    needed = verdict_of(s, true) == LG_CAN_HOLD;
    memcpy(s->kept, kept, size);
  }
  g_free(kept);
  return needed;
}

enum locks_end { LG_LOCKS_LEFT, LG_LOCKS_NEEDED, LG_LOCKS_STUCK };

/* Leaves out a run of held locks.
 *   returns  LEFT: they are out; NEEDED: without them the rest can hold; STUCK: the rest conflicts
 *            without them, but then not all of it is needed. With these two they stay */
static enum locks_end leave_run(struct conflict_search *s, const int *run, int size)
{
  size_t bytes = (size_t)s->elements->count * sizeof *s->kept;
  bool *before = g_memdup2(s->kept, bytes), *without, any = false;
  for (int q = 0; q < size; q++) {
    any |= s->kept[run[q]];
    s->kept[run[q]] = false;
  }
  without = g_memdup2(s->kept, bytes);
  enum verdict verdict = any ? verdict_of(s, true) : LG_CAN_HOLD;
  memcpy(s->kept, without, bytes);
  enum locks_end end = LG_LOCKS_STUCK;
  if (verdict == LG_CAN_HOLD)
    end = LG_LOCKS_NEEDED;
  else if (verdict == LG_CANNOT_HOLD && others_are_needed(s))
    end = LG_LOCKS_LEFT;
  if (end != LG_LOCKS_LEFT) memcpy(s->kept, before, bytes);
  g_free(before);
  g_free(without);
  return end;
}

/* Leaves out the held locks that are not needed, unless others would be needed no more without
 * them: in runs that shrink, then one by one, and again while some go.
 *   returns  whether the elements kept are a minimal conflict then */
static bool leave_locks(struct conflict_search *s)
{
  int *list = g_new(int, s->elements->count + 1), listed = 0;
  for (int k = s->elements->first_own - 1; k >= LG_FIRST_LOCK; k--)
    if (s->kept[k] && is_held(s, k)) list[listed++] = k;
  for (int size = listed; size > 1; size /= s->tuning->iis_run_shrinks)
    for (int at = 0; at < listed; at += size) leave_run(s, list + at, MIN(size, listed - at));
  bool minimal, lost;
  do {
    minimal = true;
    lost = false;
    for (int q = 0; q < listed; q++) {
      enum locks_end end = leave_run(s, list + q, 1);
      minimal &= end != LG_LOCKS_STUCK;
      lost |= end == LG_LOCKS_LEFT;
    }
  } while (lost && !lg_deadline_is_over(&s->deadline));
  g_free(list);
  return minimal;
}

/* Filters, beginning without R2, R3 and R5: then no lock waives anything, so any conflict found
 * stays one beside all locks.
 *   returns  whether the rest conflicts, and the set is shown to be minimal */
static bool filter_without_waived(struct conflict_search *s)
{
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = k >= LG_FIRST_LOCK;
  take_aggregated(s);
  enum verdict verdict = verdict_of(s, false);
  s->whole = verdict == LG_CAN_HOLD;
  if (s->whole) verdict = verdict_of(s, true);
  return verdict == LG_CANNOT_HOLD && filter_passes(s);
}

/* Looks for a minimal conflict that stays one beside all `must` locks. Held locks are in it at
 * first, the others are filtered, then the held ones are left out where that is possible. Three
 * orders are tried, as not every one leads there.
 *   returns  whether it was found */
static bool filter_beside_locks(struct conflict_search *s)
{
  bool found = (filter_from_all(s, 0) && leave_locks(s)) ||
               (filter_without_waived(s) && leave_locks(s)) ||
               (filter_from_all(s, LG_FIRST_LOCK) && leave_locks(s));
  return found && !lg_deadline_is_over(&s->deadline);
}

/* Replaces a conflict that rests on a rule which some lock waives by one that does not, if there is
 * one (QUESTIONS W5). First the locks that waive something are held, then all `must` locks. */
static bool prefer_beside_locks(struct conflict_search *s)
{
  int count = s->elements->count;
  bool *found = g_memdup2(s->kept, (size_t)count * sizeof *found), better = false;
  bool *held = g_new0(bool, count + 1), *all = g_new(bool, count + 1);
  for (int k = 0; k < count; k++) all[k] = true;
  s->limit = -1;
  s->held = held;
  for (int every = 0; every < 2 && !better; every++) {
    for (int k = LG_FIRST_LOCK; k < s->elements->first_own; k++)
      held[k] = is_must(s, k) && (every || lg_elements_waives(s->elements, all, k));
    better = filter_beside_locks(s);
  }
  if (!better) memcpy(s->kept, found, (size_t)count * sizeof *found);
  s->held = NULL;
  g_free(found);
  g_free(held);
  g_free(all);
  return better;
}

static int by_element(const void *x, const void *y)
{
  return lg_element_order(x, y);
}

/* Begins with every element kept. */
static struct conflict_search conflict_begin(const lg_elements *elements,
                                             const lg_solve_settings *settings)
{
  struct conflict_search s = {
      .elements = elements,
      .deadline = {settings->deadline_s, settings->interrupted, settings->tuning}};
  s.tuning = lg_tuning_of(&s.deadline);
  s.kept = g_new(bool, elements->count + 1);
  for (int k = 0; k < elements->count; k++) s.kept[k] = true;
  s.limit = -1;
  return s;
}

struct lg_conflict_probe {
  struct conflict_search search;
  bool
      *musts; /* [elements->count] held, since a conflict that lacks one proves nothing beside it */
};

lg_conflict_probe *lg_conflict_probe_new(const lg_elements *elements,
                                         const lg_solve_settings *settings)
{
  lg_conflict_probe *probe = g_new0(lg_conflict_probe, 1);
  probe->search = conflict_begin(elements, settings);
  probe->musts = g_new0(bool, elements->count + 1);
  for (int k = 0; k < elements->count; k++) probe->musts[k] = lg_elements_is_must(elements, k);
  probe->search.held = probe->musts;
  take_aggregated(&probe->search);
  probe->search.hasty = true;
  return probe;
}

void lg_conflict_probe_free(lg_conflict_probe *probe)
{
  if (!probe) return;
  drop_aggregated(&probe->search);
  g_free(probe->search.kept);
  g_free(probe->musts);
  g_free(probe);
}

void lg_conflict_probe_spare(lg_conflict_probe *probe, bool *needed)
{
  struct conflict_search *s = &probe->search;
  bool inside = s->inside;
  double worth;
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = true;
  if (lg_elements_contradiction(s->elements, s->kept) < 0) {
    lg_aggregated_bounds(s->aggregated, s->kept, true, s->lower, s->upper);
    if (certify(s, &worth) == LG_CANNOT_HOLD) {
      double *loss = g_new0(double, s->elements->count + 1);
      count_losses(s, loss);
      for (int k = s->elements->first_own; k < s->elements->count; k++)
        needed[k] &= loss[k] >= s->tuning->iis_spared * worth;
      g_free(loss);
    }
  }
  s->inside = inside;
}

bool lg_conflict_probe_is_over(const lg_conflict_probe *probe)
{
  return lg_deadline_is_over(&probe->search.deadline);
}

const bool *lg_conflict_probe_without(lg_conflict_probe *probe, const bool *left_out)
{
  struct conflict_search *s = &probe->search;
  bool inside = s->inside;
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = !left_out[k];
  enum verdict verdict = verdict_of(s, false);
  s->inside = inside;
  return verdict == LG_CANNOT_HOLD ? s->kept : NULL;
}

lg_conflict lg_conflict_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                             const lg_solve_settings *settings)
{
  lg_elements *elements = lg_elements_new(district, policy, forced);
  struct conflict_search s = conflict_begin(elements, settings);
  for (int k = elements->first_own; k < elements->count; k++)
    if (elements->f->program->elements[k - elements->first_own].rule == LG_R_CHANGES) s.limit = k;
  lg_conflict conflict = {.minimal = run_filter(&s)};
  conflict.beside_locks = stays_beside_locks(&s);
  if (!conflict.beside_locks && !lg_deadline_is_over(&s.deadline) && prefer_beside_locks(&s))
    conflict.minimal = conflict.beside_locks = true;
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_element));
  for (int k = 0; k < elements->count; k++) {
    if (!s.kept[k]) continue;
    lg_element element = lg_elements_name(elements, k);
    g_array_append_val(found, element);
  }
  g_array_sort(found, by_element);
  conflict.count = (int)found->len;
  conflict.elements = (lg_element *)(void *)g_array_free(found, FALSE);
  drop_aggregated(&s);
  g_free(s.kept);
  lg_elements_free(elements);
  return conflict;
}
