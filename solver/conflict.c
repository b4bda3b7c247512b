#include "conflict.h"

#include <math.h>
#include <string.h>

/* Seconds for a first certificate, and for the filter after it. */
static const double lg_certificate_s = 10, lg_filter_s = 5;
static const double lg_tiny = 1e-7;

/* The rules that bar pairs as a whole stand before the program's own elements and the locks: 0 R2,
 * 1 R3, 2 R5, then the locks, then the elements of the open program. */
enum { LG_ELEMENT_R2, LG_ELEMENT_R3, LG_ELEMENT_R5, LG_FIRST_LOCK };

/* The open program holds every pair that R1 and R4 leave; what a rule bars is fixed at 0 while the
 * rule is kept. Each of its rows may be missed at a price of one a unit, so its optimum is 0
 * exactly where the kept rules can all hold, and else its duals are a Farkas certificate: they name
 * rules that cannot. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  lg_engine *engine;
  lg_options *open;
  lg_formulation *f;
  lg_program *missed; /* the open program with two columns more a row */
  lg_lp *lp;
  double *lower, *upper, *value, *dual, *cost;
  int *lock_first; /* [teacher + 1] */
  bool *kept;      /* [element_count] */
  int element_count;
  double end_s;
  bool proved_all; /* every answer "can hold" was shown by a roster */
} lg_search_state;

static bool lg_time_is_up(const lg_search_state *s)
{
  return lg_engine_is_over(s->engine) || lg_engine_now_s() > s->end_s;
}

/* ---- the bounds that the kept elements set ---- */

/* Is the pair of this column allowed by the kept rules and locks? (QUESTIONS W3) If not, *by is one
 * that bars it. */
static bool lg_pair_is_allowed(const lg_search_state *s, const lg_column *column, int *by)
{
  const lg_option *pair = &s->open->pairs[column->c];
  const lg_teacher *teacher = &s->district->teachers[column->a];
  bool must = false;
  for (int k = s->lock_first[column->a]; k < s->lock_first[column->a + 1]; k++) {
    const lg_lock *lock = &s->district->locks[k];
    if (!s->kept[LG_FIRST_LOCK + k]) continue;
    *by = LG_FIRST_LOCK + k;
    if (lock->kind == LG_LOCK_FORBID && lock->school == pair->school) return false;
    if (lock->kind == LG_LOCK_MUST && lock->school != pair->school) return false;
    must |= lock->kind == LG_LOCK_MUST;
    /* the lock's move that follows no route has a column of its own */
    if (must && pair->school != teacher->school && pair->route == LG_MISSING) return false;
  }
  if (pair->bars & LG_BAR_LOCK_ONLY) {
    *by = -1;
    return must;
  }
  if (must || pair->school == teacher->school) return true;
  *by = LG_ELEMENT_R2;
  if ((pair->bars & LG_BAR_ELIGIBLE) && s->kept[LG_ELEMENT_R2]) return false;
  *by = LG_ELEMENT_R3;
  if ((pair->bars & LG_BAR_ROUTE) && s->kept[LG_ELEMENT_R3]) return false;
  *by = LG_ELEMENT_R5;
  return !((pair->bars & LG_BAR_COMMUTE) && s->kept[LG_ELEMENT_R5]);
}

static void lg_set_bounds(lg_search_state *s)
{
  const lg_program *p = s->f->program;
  int first = LG_FIRST_LOCK + s->district->lock_count, by;
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    bool kept = column->element < 0 || s->kept[first + column->element];
    s->lower[j] = kept ? column->lower : column->free_lower;
    s->upper[j] = kept ? column->upper : column->free_upper;
    if (column->kind == LG_COL_PLACE) s->upper[j] = lg_pair_is_allowed(s, column, &by);
  }
}

/* ---- can the kept elements all hold? ---- */

static lg_program *lg_missed_program(const lg_program *p)
{
  lg_program *missed = lg_program_new();
  for (int j = 0; j < p->column_count; j++) lg_program_add_column(missed, p->columns[j]);
  for (int i = 0; i < p->row_count; i++) {
    lg_program_add_row(missed, p->rows[i]);
    for (int side = -1; side <= 1; side += 2) {
      int column = lg_program_add_column(
          missed, (lg_column){LG_COL_MARGIN, 0, 0, 0, -1, false, 0, LG_INFINITE, 0, LG_INFINITE});
      lg_program_add_entry(missed, i, column, side);
    }
  }
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      lg_program_add_entry(missed, p->row[e], j, p->value[e]);
  lg_program_finish(missed);
  return missed;
}

typedef enum { LG_CAN_HOLD, LG_CANNOT_HOLD, LG_NOT_KNOWN } lg_verdict;

/* The elements that the certificate of the last relaxation uses; the others are not needed. */
static void lg_keep_support(lg_search_state *s)
{
  const lg_program *p = s->f->program;
  int first = LG_FIRST_LOCK + s->district->lock_count;
  bool *used = g_new0(bool, s->element_count + 1);
  for (int round = 0; round < 2; round++) /* what is used anyway bars first */
    for (int j = 0; j < p->column_count; j++) {
      const lg_column *column = &p->columns[j];
      double d = 0;
      for (int e = p->start[j]; e < p->start[j + 1]; e++) d -= s->dual[p->row[e]] * p->value[e];
      if (fabs(d) <= lg_tiny) continue;
      if (column->kind == LG_COL_PLACE) {
        int by = -1;
        if (d > 0 || lg_pair_is_allowed(s, column, &by) || by < 0) continue;
        bool *kept = s->kept, covered = false;
        s->kept = used;
        int ignored;
        covered = !lg_pair_is_allowed(s, column, &ignored) && ignored >= 0;
        s->kept = kept;
        if (round == 1 && !covered) used[by] = true;
        /* a kept `must` lock lets a pair be that R2, R3 or R5 would bar: it belongs to the bars of
         * the others */
        if (round == 1 && by >= LG_FIRST_LOCK) used[by] = true;
      } else if (column->element >= 0 && s->kept[first + column->element]) {
        double free = d > 0 ? column->free_lower : column->free_upper,
               bound = d > 0 ? s->lower[j] : s->upper[j];
        if (free != bound) used[first + column->element] = true;
      }
    }
  memcpy(s->kept, used, (size_t)s->element_count * sizeof *used);
  g_free(used);
}

/* Solves the relaxation; `support`: where it cannot hold, keeps only what its certificate uses. */
static lg_verdict lg_relaxation_verdict(lg_search_state *s, bool support)
{
  const lg_program *p = s->f->program;
  if (!s->lp) {
    double *lower = g_new(double, s->missed->column_count + 1),
           *upper = g_new(double, s->missed->column_count + 1);
    for (int j = 0; j < s->missed->column_count; j++) {
      lower[j] = j < p->column_count ? s->lower[j] : 0;
      upper[j] = j < p->column_count ? s->upper[j] : LG_INFINITE;
    }
    s->lp = lg_lp_new(s->engine, s->missed, lower, upper);
    lg_lp_set_costs(s->lp, s->cost);
    g_free(lower);
    g_free(upper);
  } else {
    for (int j = 0; j < p->column_count; j++) lg_lp_set_bounds(s->lp, j, s->lower[j], s->upper[j]);
  }
  lg_lp_status status = lg_lp_solve(s->lp);
  if (status != LG_LP_OPTIMAL) {
    lg_lp_free(s->lp);
    s->lp = NULL;
    return LG_NOT_KNOWN;
  }
  lg_lp_solution(s->lp, s->value, s->dual, NULL);
  /* the certificate's own worth, from the duals alone */
  double worth = 0;
  for (int i = 0; i < p->row_count; i++) worth += s->dual[i] * p->rows[i].rhs;
  for (int j = 0; j < p->column_count; j++) {
    double d = 0;
    for (int e = p->start[j]; e < p->start[j + 1]; e++) d -= s->dual[p->row[e]] * p->value[e];
    if (fabs(d) > lg_tiny) worth += d * (d > 0 ? s->lower[j] : s->upper[j]);
  }
  if (worth < 1e-4) return LG_CAN_HOLD;
  if (support) lg_keep_support(s);
  return LG_CANNOT_HOLD;
}

/* Whole people: the relaxation may hold where no roster does. */
static lg_verdict lg_whole_verdict(lg_search_state *s)
{
  double bound, *value = g_new0(double, s->f->program->column_count + 1);
  double *none = g_new0(double, s->f->program->column_count + 1);
  lg_engine engine = {s->engine->deadline_s > 0 ? MIN(s->engine->deadline_s, s->end_s) : s->end_s,
                      s->engine->interrupted, 0};
  lg_lp_status status = lg_mip_solve(&engine, s->f->program, s->lower, s->upper, none, NULL, 0,
                                     G_MAXINT, LG_INFINITE, NULL, NULL, value, &bound);
  if (engine.losses) { /* the relaxation went with the environment */
    s->engine->losses += engine.losses;
    lg_lp_free(s->lp);
    s->lp = NULL;
  }
  g_free(value);
  g_free(none);
  if (status == LG_LP_INFEASIBLE) return LG_CANNOT_HOLD;
  return status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE ? LG_CAN_HOLD : LG_NOT_KNOWN;
}

/* An element whose own two limits contradict each other is a conflict alone. */
static bool lg_contradicts_itself(lg_search_state *s)
{
  const lg_program *p = s->f->program;
  for (int j = 0; j < p->column_count; j++) {
    if (s->lower[j] <= s->upper[j]) continue;
    memset(s->kept, 0, (size_t)s->element_count * sizeof *s->kept);
    s->kept[LG_FIRST_LOCK + s->district->lock_count + p->columns[j].element] = true;
    return true;
  }
  return false;
}

static lg_verdict lg_verdict_of(lg_search_state *s)
{
  lg_set_bounds(s);
  if (lg_contradicts_itself(s)) return LG_CANNOT_HOLD;
  lg_verdict verdict = lg_relaxation_verdict(s, true);
  return verdict == LG_CAN_HOLD ? lg_whole_verdict(s) : verdict;
}

/* ---- the filter ---- */

static GArray *lg_kept_list(const lg_search_state *s)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = s->element_count - 1; k >= 0; k--)
    if (s->kept[k]) g_array_append_val(list, k);
  return list;
}

/* Drops runs of `size` elements that are not needed. Returns whether all of them were tried. */
static bool lg_filter_pass(lg_search_state *s, guint size)
{
  GArray *list = lg_kept_list(s);
  bool *before = g_new(bool, s->element_count + 1);
  bool all = true;
  for (guint at = 0; at < list->len; at += size) {
    if (lg_time_is_up(s)) {
      all = false;
      break;
    }
    bool any = false;
    memcpy(before, s->kept, (size_t)s->element_count * sizeof *before);
    for (guint k = at; k < MIN(at + size, list->len); k++) {
      int element = g_array_index(list, int, k);
      any |= s->kept[element];
      s->kept[element] = false;
    }
    if (!any) continue;
    lg_verdict verdict = lg_verdict_of(s);
    if (verdict == LG_CANNOT_HOLD) continue;
    memcpy(s->kept, before, (size_t)s->element_count * sizeof *before);
    if (verdict == LG_NOT_KNOWN) s->proved_all = false;
  }
  g_free(before);
  g_array_unref(list);
  return all;
}

/* Deletion filter (Chinneck, Dravnieks 1991) in runs that shrink, after the first certificate has
 * done most of it. */
static bool lg_run_filter(lg_search_state *s)
{
  GArray *list = lg_kept_list(s);
  guint size = list->len;
  g_array_unref(list);
  /* dropping a `must` lock brings R2, R3 and R5 back for its teacher, so what was needed before may
   * be needed no more: until a pass drops nothing */
  guint last = G_MAXUINT;
  for (size = MAX(size / 4, 1);; size = MAX(size / 4, 1)) {
    s->proved_all = true;
    if (!lg_filter_pass(s, size)) return false;
    if (size > 1) continue;
    list = lg_kept_list(s);
    guint now = list->len;
    g_array_unref(list);
    if (now == last) return s->proved_all;
    last = now;
  }
}

/* ---- the answer ---- */

static int lg_by_element(const void *x, const void *y)
{
  return lg_element_order(x, y);
}

static lg_element lg_element_of(const lg_search_state *s, int k)
{
  static const lg_rule whole[] = {LG_R2_ELIGIBLE, LG_R3_ROUTE, LG_R5_COMMUTE};
  if (k < LG_FIRST_LOCK) return (lg_element){whole[k], g_strdup(""), g_strdup("")};
  if (k < LG_FIRST_LOCK + s->district->lock_count) {
    const lg_lock *lock = &s->district->locks[k - LG_FIRST_LOCK];
    return (lg_element){LG_R9_LOCK, g_strdup(s->district->teachers[lock->teacher].id),
                        g_strdup_printf("%s/%s", lock->kind == LG_LOCK_MUST ? "must" : "forbid",
                                        s->district->schools[lock->school].id)};
  }
  const lg_element *element = &s->f->program->elements[k - LG_FIRST_LOCK - s->district->lock_count];
  return (lg_element){element->rule, g_strdup(element->id), g_strdup(element->class_id)};
}

static void lg_fill_answer(const lg_search_state *s, lg_answer *answer)
{
  GArray *conflict = g_array_new(FALSE, FALSE, sizeof(lg_element));
  for (int k = 0; k < s->element_count; k++) {
    if (!s->kept[k]) continue;
    lg_element element = lg_element_of(s, k);
    g_array_append_val(conflict, element);
  }
  g_array_sort(conflict, lg_by_element);
  answer->conflict.count = (int)conflict->len;
  answer->conflict.elements = (lg_element *)(void *)g_array_free(conflict, FALSE);
}

static void lg_search_init(lg_search_state *s)
{
  const lg_district *district = s->district;
  s->open = lg_options_new_open(district, s->policy);
  s->f = lg_formulation_new(district, s->policy, s->open);
  s->missed = lg_missed_program(s->f->program);
  size_t n = (size_t)s->missed->column_count + 1;
  s->lower = g_new0(double, n);
  s->upper = g_new0(double, n);
  s->value = g_new0(double, n);
  s->cost = g_new0(double, n);
  for (int j = s->f->program->column_count; j < s->missed->column_count; j++) s->cost[j] = 1;
  s->dual = g_new0(double, s->missed->row_count + 1);
  s->lock_first = g_new0(int, district->teacher_count + 2);
  for (int k = 0; k < district->lock_count; k++) s->lock_first[district->locks[k].teacher + 1]++;
  for (int i = 0; i < district->teacher_count; i++) s->lock_first[i + 1] += s->lock_first[i];
  s->element_count = LG_FIRST_LOCK + district->lock_count + s->f->program->element_count;
  s->kept = g_new(bool, s->element_count + 1);
  for (int k = 0; k < s->element_count; k++) s->kept[k] = true;
}

static void lg_search_clear(lg_search_state *s)
{
  lg_lp_free(s->lp);
  lg_program_free(s->missed);
  lg_formulation_free(s->f);
  lg_options_free(s->open);
  g_free(s->lower);
  g_free(s->upper);
  g_free(s->value);
  g_free(s->cost);
  g_free(s->dual);
  g_free(s->lock_first);
  g_free(s->kept);
}

void lg_conflict_find(const lg_formulation *formulation, lg_engine *engine, lg_answer *answer)
{
  lg_search_state s = {
      .district = formulation->district, .policy = formulation->policy, .engine = engine};
  double deadline_s = engine->deadline_s;
  lg_search_init(&s);
  lg_set_bounds(&s);
  bool certain = lg_contradicts_itself(&s);
  s.end_s = lg_engine_now_s() + lg_certificate_s;
  engine->deadline_s = deadline_s > 0 ? MIN(deadline_s, s.end_s) : s.end_s;
  lg_verdict first = certain ? LG_CANNOT_HOLD : lg_relaxation_verdict(&s, true);
  s.end_s = lg_engine_now_s() + lg_filter_s;
  engine->deadline_s = deadline_s > 0 ? MIN(deadline_s, s.end_s) : s.end_s;
  answer->conflict.minimal = first != LG_NOT_KNOWN && lg_run_filter(&s);
  engine->deadline_s = deadline_s;
  lg_fill_answer(&s, answer);
  lg_search_clear(&s);
}
