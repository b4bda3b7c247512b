/* conflict.c - rules that cannot all hold: a certificate from a relaxation, then a filter down to a
 * set without any one of which the others can hold (README, "How it works"). */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "elements.h"
#include "interior.h"
#include "merged.h"
#include "why_internal.h"

/* A certificate is worth so much at least, in heads missed: less may be rounding. */
static const double lg_least_worth = 1e-4;
/* Nodes of a search for whole people. */
enum { LG_WHOLE_NODES = 20000 };
/* Merged programs of so many open columns go to the interior point first. */
enum { LG_INSIDE_COLUMNS = 3000 };

typedef struct {
  const lg_elements *elements;
  const lg_solve_settings *settings;
  lg_engine engine;
  bool *kept; /* [elements->count] */
  lg_merged *merged;
  int merged_for;        /* elements kept when it was made */
  bool inside;           /* its first relaxation is still to come, and large */
  lg_lp *lp;             /* of `merged`, or NULL */
  double *lower, *upper; /* of `merged`, as the elements kept last set them */
  double *value, *dual, *reduced;
  bool certain;   /* every answer "can hold" was shown by whole people */
  bool whole;     /* the relaxation holds although no roster does: whole people decide */
  bool lost_must; /* a `must` lock was left out in this pass */
} lg_conflict_search;

/* ---- the merged program of the elements kept ---- */

static int lg_kept_count(const lg_conflict_search *s)
{
  int count = 0;
  for (int k = 0; k < s->elements->count; k++) count += s->kept[k];
  return count;
}

static void lg_drop_merged(lg_conflict_search *s)
{
  lg_lp_free(s->lp);
  s->lp = NULL;
  lg_merged_free(s->merged);
  s->merged = NULL;
  g_free(s->lower);
  g_free(s->upper);
  g_free(s->value);
  g_free(s->dual);
  g_free(s->reduced);
  s->lower = s->upper = s->value = s->dual = s->reduced = NULL;
}

static void lg_take_merged(lg_conflict_search *s)
{
  lg_drop_merged(s);
  s->merged = lg_merged_new(s->elements, s->kept);
  s->merged_for = lg_kept_count(s);
  size_t n = (size_t)s->merged->program->column_count + 1;
  s->lower = g_new0(double, n);
  s->upper = g_new0(double, n);
  s->value = g_new0(double, n);
  s->reduced = g_new0(double, n);
  s->dual = g_new0(double, s->merged->program->row_count + 1);
  lg_merged_bounds(s->merged, s->kept, true, s->lower, s->upper);
  int open = 0;
  for (int j = 0; j < s->merged->program->column_count; j++) open += s->lower[j] < s->upper[j];
  s->inside = open >= MAX(LG_INSIDE_COLUMNS, s->settings->interior_columns);
}

/* ---- certificates ---- */

typedef enum { LG_CAN_HOLD, LG_CANNOT_HOLD, LG_NOT_KNOWN } lg_verdict;

/* What the duals prove to be missed at least, in heads. */
static double lg_worth(const lg_conflict_search *s)
{
  const lg_program *p = s->merged->program;
  double worth = lg_program_price(p, s->merged->cost, s->dual, s->lower, s->upper, s->reduced);
  long double rounding = 0;
  for (int j = 0; j < p->column_count; j++)
    rounding += (fabsl((long double)s->reduced[j]) + 1) *
                MAX(fabs(s->lower[j]), fabs(s->upper[j])) * DBL_EPSILON;
  return worth - (double)rounding;
}

/* What the certificate loses where the limits of each element of the program are free. */
static void lg_count_losses(const lg_conflict_search *s, double *loss)
{
  const lg_merged *m = s->merged;
  for (int j = 0; j < m->program->column_count; j++) {
    int k = m->element[j];
    if (k < 0 || !s->kept[k]) continue;
    double d = s->reduced[j];
    loss[k] += d > 0 ? d * (s->lower[j] - m->free_lower[j]) : d * (s->upper[j] - m->free_upper[j]);
  }
}

/* What it loses where the places that element k alone bars are open.
 *   open  opens them, and leaves k out */
static double lg_bar_loss(lg_conflict_search *s, int k, bool open)
{
  const lg_merged *m = s->merged;
  int of_lock = k < LG_FIRST_LOCK ? -1 : s->elements->district->locks[k - LG_FIRST_LOCK].teacher;
  double loss = 0;
  int by;
  s->kept[k] = false;
  for (int j = 0; j < m->program->column_count; j++) {
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

typedef struct {
  double loss;
  int element;
} lg_loss;

static int lg_by_loss(const void *x, const void *y)
{
  const lg_loss *a = x, *b = y;
  if (a->loss != b->loss) return a->loss < b->loss ? -1 : 1;
  return b->element - a->element;
}

/* Leaves out what the certificate can do without, the cheapest first, while it proves something. */
static void lg_keep_support(lg_conflict_search *s, double worth)
{
  static const double part = 0.9;
  int count = s->elements->count, own = s->elements->first_own, listed = 0;
  double *loss = g_new0(double, count + 1), room = part * worth;
  lg_loss *order = g_new(lg_loss, count + 1);
  lg_count_losses(s, loss);
  for (int k = own; k < count; k++)
    if (s->kept[k]) order[listed++] = (lg_loss){MAX(loss[k], 0), k};
  qsort(order, (size_t)listed, sizeof *order, lg_by_loss);
  for (int q = 0; q < listed && order[q].loss < room; q++) {
    room -= order[q].loss;
    s->kept[order[q].element] = false;
  }
  for (int k = own - 1; k >= 0; k--) {
    if (!s->kept[k]) continue;
    double lost = lg_bar_loss(s, k, false);
    if (lost >= room) continue;
    room -= lost;
    lg_bar_loss(s, k, true);
    s->lost_must |=
        k >= LG_FIRST_LOCK && s->elements->district->locks[k - LG_FIRST_LOCK].kind == LG_LOCK_MUST;
  }
  g_free(loss);
  g_free(order);
}

/* ---- can the kept elements all hold? ---- */

static lg_lp_status lg_relax_inside(lg_conflict_search *s)
{
  const lg_program *p = s->merged->program;
  lg_core *core = lg_core_new(p, s->lower, s->upper, NULL, 0);
  int n = core->program->column_count, m = core->program->row_count;
  lg_interior_point point = {g_new0(double, n + 1), g_new0(double, m + 1), 0};
  double *cost = g_new0(double, n + 1);
  for (int j = 0; j < n; j++) cost[j] = s->merged->cost[core->column[j]];
  lg_lp_status status = lg_interior_solve(&s->engine, core->program, core->lower, core->upper, cost,
                                          LG_FROM_NOWHERE, 0, &point);
  if (status == LG_LP_OPTIMAL) {
    memset(s->dual, 0, (size_t)p->row_count * sizeof(double));
    for (int i = 0; i < m; i++) s->dual[core->row[i]] = point.dual[i];
    memcpy(s->value, s->lower, (size_t)p->column_count * sizeof(double));
    for (int j = 0; j < n; j++) s->value[core->column[j]] = point.value[j];
  }
  g_free(cost);
  g_free(point.value);
  g_free(point.dual);
  lg_core_free(core);
  return status;
}

static lg_lp_status lg_relax_by_simplex(lg_conflict_search *s)
{
  const lg_program *p = s->merged->program;
  if (!s->lp) {
    s->lp = lg_lp_new(&s->engine, p, s->lower, s->upper);
    lg_lp_set_costs(s->lp, s->merged->cost);
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

/* The relaxation; where it cannot hold only what its certificate needs stays kept. */
static lg_verdict lg_relaxed_verdict(lg_conflict_search *s)
{
  lg_lp_status status = LG_LP_FAILED;
  if (s->inside) {
    status = lg_relax_inside(s);
    double worth = status == LG_LP_OPTIMAL ? lg_worth(s) : 0;
    if (worth >= lg_least_worth) {
      lg_keep_support(s, worth);
      return LG_CANNOT_HOLD;
    }
  }
  s->inside = false;
  status = lg_relax_by_simplex(s);
  if (status != LG_LP_OPTIMAL) return LG_NOT_KNOWN;
  double worth = lg_worth(s);
  if (worth < lg_least_worth) return LG_CAN_HOLD;
  lg_keep_support(s, worth);
  return LG_CANNOT_HOLD;
}

/* Is the last relaxation a roster? */
static bool lg_is_roster(const lg_conflict_search *s)
{
  const lg_program *p = s->merged->program;
  for (int j = 0; j < p->column_count; j++) {
    lg_column_kind kind = p->columns[j].kind;
    if (s->merged->of[j] < 0 ? s->value[j] > 1e-6
                             : (kind == LG_COL_PLACE || kind == LG_COL_TEAM) &&
                                   fabs(s->value[j] - floor(s->value[j] + 0.5)) > 1e-6)
      return false;
  }
  return true;
}

/* Whole people: the relaxation may hold where no roster does. */
static lg_verdict lg_whole_verdict(lg_conflict_search *s)
{
  if (s->lp && lg_is_roster(s)) return LG_CAN_HOLD;
  const lg_program *p = s->merged->program;
  double bound, *value = g_new0(double, p->column_count + 1),
                *none = g_new0(double, p->column_count + 1);
  lg_merged_bounds(s->merged, s->kept, false, s->lower, s->upper);
  lg_engine engine = {s->engine.deadline_s, s->engine.interrupted, 0};
  lg_lp_status status = lg_mip_solve(&engine, p, s->lower, s->upper, none, NULL, 0, LG_WHOLE_NODES,
                                     LG_INFINITE, NULL, NULL, value, &bound);
  if (engine.losses) { /* the relaxation went with the environment */
    s->engine.losses += engine.losses;
    lg_lp_free(s->lp);
    s->lp = NULL;
  }
  g_free(value);
  g_free(none);
  if (status == LG_LP_INFEASIBLE) return LG_CANNOT_HOLD;
  return status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE ? LG_CAN_HOLD : LG_NOT_KNOWN;
}

/* whole: shall whole people decide where the relaxation holds? */
static lg_verdict lg_verdict_of(lg_conflict_search *s, bool whole)
{
  int alone = lg_elements_contradiction(s->elements, s->kept);
  if (alone >= 0) {
    memset(s->kept, 0, (size_t)s->elements->count * sizeof *s->kept);
    s->kept[alone] = true;
    return LG_CANNOT_HOLD;
  }
  lg_merged_bounds(s->merged, s->kept, true, s->lower, s->upper);
  lg_verdict verdict = lg_relaxed_verdict(s);
  return verdict == LG_CAN_HOLD && whole ? lg_whole_verdict(s) : verdict;
}

/* ---- the filter ---- */

/* Leaves out runs of `size` elements that are not needed.
 *   returns  whether all of them were tried */
static bool lg_filter_pass(lg_conflict_search *s, int size)
{
  int count = s->elements->count, listed = 0;
  int *list = g_new(int, count + 1);
  bool *before = g_new(bool, count + 1), all = true;
  for (int k = count - 1; k >= 0; k--)
    if (s->kept[k]) list[listed++] = k;
  s->lost_must = false;
  for (int at = 0; at < listed && all; at += size) {
    bool any = false, must = s->lost_must;
    if (lg_kept_count(s) * 2 < s->merged_for) lg_take_merged(s);
    memcpy(before, s->kept, (size_t)count * sizeof *before);
    for (int q = at; q < MIN(at + size, listed); q++) {
      int k = list[q];
      any |= s->kept[k];
      s->kept[k] = false;
      s->lost_must |= before[k] && k >= LG_FIRST_LOCK && k < s->elements->first_own &&
                      s->elements->district->locks[k - LG_FIRST_LOCK].kind == LG_LOCK_MUST;
    }
    if (!any) continue;
    lg_verdict verdict = lg_verdict_of(s, size == 1 || s->whole);
    if (verdict == LG_CANNOT_HOLD) continue;
    memcpy(s->kept, before, (size_t)count * sizeof *before);
    s->lost_must = must;
    if (verdict == LG_NOT_KNOWN && size == 1) s->certain = false;
    all = !lg_engine_is_over(&s->engine);
  }
  g_free(list);
  g_free(before);
  return all;
}

/* Deletion filter (Chinneck, Dravnieks 1991) in runs that shrink, after certificates have done most
 * of it. Without a `must` lock R2, R3 and R5 hold for its teacher again, so what was needed before
 * it was left out may be needed no more: then once more. */
static bool lg_run_filter(lg_conflict_search *s)
{
  int size = s->whole ? lg_kept_count(s) : MAX(lg_kept_count(s) / 8, 1);
  for (; size > 1; size /= 4)
    if (!lg_filter_pass(s, size)) return false;
  do {
    s->certain = true;
    if (!lg_filter_pass(s, 1)) return false;
  } while (s->lost_must);
  return s->certain;
}

static int lg_by_element(const void *x, const void *y)
{
  return lg_element_order(x, y);
}

static lg_conflict_search lg_conflict_begin(const lg_elements *elements,
                                            const lg_solve_settings *settings)
{
  lg_conflict_search s = {.elements = elements,
                          .settings = settings,
                          .engine = {settings->deadline_s, settings->interrupted, 0}};
  s.kept = g_new(bool, elements->count + 1);
  for (int k = 0; k < elements->count; k++) s.kept[k] = true;
  return s;
}

struct lg_conflict_probe {
  lg_conflict_search search;
  bool *all; /* every element */
};

lg_conflict_probe *lg_conflict_probe_new(const lg_elements *elements,
                                         const lg_solve_settings *settings)
{
  lg_conflict_probe *probe = g_new0(lg_conflict_probe, 1);
  probe->search = lg_conflict_begin(elements, settings);
  probe->all = g_memdup2(probe->search.kept, ((size_t)elements->count + 1) * sizeof(bool));
  lg_take_merged(&probe->search);
  return probe;
}

void lg_conflict_probe_free(lg_conflict_probe *probe)
{
  if (!probe) return;
  lg_drop_merged(&probe->search);
  g_free(probe->search.kept);
  g_free(probe->all);
  g_free(probe);
}

const bool *lg_conflict_probe_without(lg_conflict_probe *probe, const bool *left_out)
{
  lg_conflict_search *s = &probe->search;
  bool inside = s->inside;
  for (int k = 0; k < s->elements->count; k++) s->kept[k] = !left_out[k];
  lg_verdict verdict = lg_verdict_of(s, false);
  s->inside = inside;
  return verdict == LG_CANNOT_HOLD ? s->kept : NULL;
}

lg_conflict lg_conflict_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                             const lg_solve_settings *settings)
{
  lg_elements *elements = lg_elements_new(district, policy, forced);
  lg_conflict_search s = lg_conflict_begin(elements, settings);
  lg_take_merged(&s);
  lg_verdict first = lg_verdict_of(&s, false);
  s.whole = first == LG_CAN_HOLD;
  lg_conflict conflict = {.minimal = first != LG_NOT_KNOWN && lg_run_filter(&s)};
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_element));
  for (int k = 0; k < elements->count; k++) {
    if (!s.kept[k]) continue;
    lg_element element = lg_elements_name(elements, k);
    g_array_append_val(found, element);
  }
  g_array_sort(found, lg_by_element);
  conflict.count = (int)found->len;
  conflict.elements = (lg_element *)(void *)g_array_free(found, FALSE);
  lg_drop_merged(&s);
  g_free(s.kept);
  lg_elements_free(elements);
  return conflict;
}
