/* bottleneck.c - why a quota of a conflict cannot be met, in numbers: how far it can go beside the
 * other members, and in which subjects or schools the heads are lost. Bounds are what duals prove;
 * a split is given only where the bounds of its parts add up to the whole exactly, so that each is
 * exact. docs/method.md, 7, "Bottlenecks". */
#include <math.h>
#include <string.h>

#include "aggregated.h"
#include "ask_internal.h"
#include "model/classes.h"
#include "model/rules/rules.h"
#include "solver/mip/exact.h"
#include "solver/mip/subproblem.h"

/* The question: a conflict, and the aggregated program of those of its members that are kept. */
struct narrowed {
  const lg_district *district;
  const lg_policy *policy;
  lg_deadline deadline;
  lg_elements *elements;
  lg_conflict *conflict;
  int *number; /* [conflict->count] number of each member as an element */
  bool *kept;  /* [elements->count] the members, without the one that is asked about */
  /* the program at hand */
  lg_aggregated *aggregated;
  lg_whole *exact; /* it in whole numbers; its goal 0 has the costs at hand */
  lg_lp *lp;
  double *lower, *upper, *cost, *value, *dual, *reduced;
};

/* ---- the program of the members kept ---- */

/* Frees the program at hand. */
static void leave_program(struct narrowed *n)
{
  lg_lp_free(n->lp);
  lg_aggregated_free(n->aggregated);
  lg_whole_free(n->exact);
  double **arrays[] = {&n->lower, &n->upper, &n->cost, &n->value, &n->dual, &n->reduced};
  for (size_t k = 0; k < G_N_ELEMENTS(arrays); k++) g_clear_pointer(arrays[k], g_free);
  n->lp = NULL;
  n->aggregated = NULL;
  n->exact = NULL;
}

/* Makes the program of the kept members.
 *   group  as in lg_aggregated_new */
static void enter_program(struct narrowed *n, const int *group)
{
  n->aggregated = lg_aggregated_new(n->elements, n->kept, group);
  size_t columns = (size_t)n->aggregated->program->column_count + 1;
  double **arrays[] = {&n->lower, &n->upper, &n->cost, &n->value, &n->reduced};
  for (size_t k = 0; k < G_N_ELEMENTS(arrays); k++) *arrays[k] = g_new0(double, columns);
  n->dual = g_new0(double, n->aggregated->program->row_count + 1);
  n->exact = lg_whole_new(n->aggregated->program, 1);
}

/* The least whole cost that the duals leave possible within these bounds; INT64_MIN: not known. */
static int64_t least_whole(const struct narrowed *n, const double *lower, const double *upper)
{
  return lg_exact_bound(n->exact, n->dual, lower, upper);
}

/* Solves the relaxation with n->cost.
 *   least    out: a proved lower bound, whole
 *   returns  whether it was solved */
static bool relax_narrowed(struct narrowed *n, int64_t *least)
{
  const lg_program *p = n->aggregated->program;
  if (!n->exact) return false;
  for (int j = 0; j < p->column_count; j++) {
    if (n->lower[j] > n->upper[j]) return false;
    n->exact->goals[0].cost[j] = (int64_t)n->cost[j];
  }
  if (!n->lp)
    n->lp = lg_lp_new(&n->deadline, p, n->lower, n->upper);
  else
    for (int j = 0; j < p->column_count; j++) lg_lp_set_bounds(n->lp, j, n->lower[j], n->upper[j]);
  lg_lp_set_costs(n->lp, n->cost);
  if (lg_lp_solve(n->lp) != LG_LP_OPTIMAL) {
    lg_lp_free(n->lp);
    n->lp = NULL;
    return false;
  }
  lg_lp_solution(n->lp, n->value, n->dual, NULL);
  lg_program_reduce(p, n->cost, n->dual, n->reduced);
  *least = least_whole(n, n->lower, n->upper);
  return *least != INT64_MIN;
}

/* The cost of n->value; whole where that is. */
static int64_t cost_of_value(const struct narrowed *n)
{
  double found = 0;
  for (int j = 0; j < n->aggregated->program->column_count; j++) found += n->cost[j] * n->value[j];
  return (int64_t)floor(found + 0.5);
}

/* Finds the least cost in whole numbers.
 *   returns  whether it was found and proved */
static bool least_of_people(struct narrowed *n, int64_t *least)
{
  if (!relax_narrowed(n, least)) return false;
  const lg_program *p = n->aggregated->program;
  const int nodes = lg_tuning_of(&n->deadline)->bottleneck_nodes;
  bool whole = true;
  for (int j = 0; j < p->column_count && whole; j++)
    whole = !p->columns[j].whole || fabs(n->value[j] - floor(n->value[j] + 0.5)) < 1e-6;
  if (!whole) {
    double bound;
    lg_lp_status status = lg_mip_solve(&n->deadline, p, n->lower, n->upper, n->cost, NULL, 0, nodes,
                                       G_MAXINT, LG_INFINITE, NULL, NULL, n->value, &bound);
    if (status != LG_LP_OPTIMAL && status != LG_LP_FEASIBLE) return false;
  }
  int64_t best = cost_of_value(n);
  if (best > *least) {
    lg_exact_answer answer =
        lg_exact_search(&n->deadline, n->exact, n->lower, n->upper, best, nodes);
    *least = answer.found ? INT64_MIN : MAX(*least, answer.bound);
  }
  return best == *least;
}

/* ---- how far a member's quota goes ---- */

/* How far the count of a member's quota can go beside the other members.
 *   returns  whether it was found and proved */
static bool reach_of_member(struct narrowed *n, int member, lg_side side, int64_t *reach)
{
  int k = n->number[member], at = -1;
  const lg_program *p = n->aggregated->program;
  for (int j = 0; j < p->column_count; j++)
    if (n->aggregated->element[j] == k && p->columns[j].kind == LG_COL_COUNT) at = j;
  if (at < 0) return false;
  n->kept[k] = false;
  lg_aggregated_bounds(n->aggregated, n->kept, false, n->lower, n->upper);
  n->kept[k] = true;
  memset(n->cost, 0, (size_t)p->column_count * sizeof *n->cost);
  n->cost[at] = side == LG_SIDE_MIN ? -1 : 1;
  int64_t least;
  if (!least_of_people(n, &least)) return false;
  *reach = side == LG_SIDE_MIN ? -least : least;
  return true;
}

/* The quota that a member is of, or -1. */
static int quota_of(const struct narrowed *n, int member)
{
  lg_element element = n->conflict->elements[member];
  return element.rule == LG_R8_QUOTA ? element.a : -1;
}

/* Fills the side of a member's quota that the other members break, what it asks and what can be
 * had.
 *   returns  whether there is one and it was proved */
static bool measure_member(struct narrowed *n, int member, lg_bottleneck *found)
{
  int quota = quota_of(n, member);
  if (quota < 0) return false;
  for (lg_side side = LG_SIDE_MIN; side <= LG_SIDE_MAX; side++) {
    *found = (lg_bottleneck){.member = member, .side = side};
    if (lg_allowed_heads(n->district, n->policy, n->elements->open, n->conflict->elements[member],
                         side, &found->asked) &&
        reach_of_member(n, member, side, &found->reach) &&
        (side == LG_SIDE_MIN ? found->reach < found->asked : found->reach > found->asked))
      return true;
  }
  return false;
}

/* ---- who could count ---- */

/* Does the place of this column count for the quota's class? */
static bool place_counts(const struct narrowed *n, const lg_quota *quota, int code, int column)
{
  const lg_column *place = &n->elements->f->program->columns[column];
  const lg_option *pair = &n->elements->open->pairs[place->c];
  if (lg_class_of(n->district, quota, place->a, pair->assignment.school) != code) return false;
  const lg_options *open = n->elements->open;
  return lg_options_match(open, n->district, n->policy, &quota->count, place->a, pair) ||
         (quota->include_rotated && lg_has_rotated(n->district, place->a) &&
          lg_options_match(open, n->district, n->policy, &quota->of, place->a, pair));
}

/* Do the elements of `kept` leave the teacher a place where he counts? */
static bool is_left(const struct narrowed *n, const bool *kept, const bool *counts, int teacher)
{
  const lg_candidate *candidate = &n->elements->open->candidates[teacher];
  int by;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    int column = n->elements->f->column_of[k];
    if (counts[column] && lg_elements_allow(n->elements, kept, column, &by)) return true;
  }
  return false;
}

/* Why a teacher cannot count: the first of the members R2, R13, R3, R5 with which no place is left
 * where he would; else his lock. */
static lg_rule bar_of(const struct narrowed *n, const bool *counts, int teacher)
{
  const struct {
    int element;
    lg_rule rule;
  } bars[] = {{LG_ELEMENT_R2, LG_R2_ELIGIBLE},
              {n->elements->return_of[teacher], LG_R13_RETURN},
              {LG_ELEMENT_R3, LG_R3_ROUTE},
              {LG_ELEMENT_R5, LG_R5_COMMUTE}};
  bool *some = g_new0(bool, n->elements->count + 1);
  lg_rule bar = LG_R9_LOCK;
  for (size_t q = 0; q < G_N_ELEMENTS(bars) && bar == LG_R9_LOCK; q++) {
    int k = bars[q].element;
    if (k < 0) continue;
    some[k] = n->kept[k];
    if (n->kept[k] && !is_left(n, some, counts, teacher)) bar = bars[q].rule;
  }
  g_free(some);
  return bar;
}

/* Counts who could count at all, who can beside the members, and what bars the others.
 *   counts  [columns of the open program], filled: places where their teacher counts */
static void count_who(struct narrowed *n, int quota, int code, bool *counts, lg_bottleneck *found)
{
  const lg_quota *asked = &n->policy->quotas[quota];
  const lg_options *open = n->elements->open;
  for (int i = 0; i < n->district->teacher_count; i++) {
    const lg_candidate *candidate = &open->candidates[i];
    bool any = false;
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      int column = n->elements->f->column_of[k];
      counts[column] = place_counts(n, asked, code, column);
      any |= counts[column];
    }
    if (!any) continue;
    found->would++;
    if (is_left(n, n->kept, counts, i))
      found->can++;
    else
      found->barred[bar_of(n, counts, i)]++;
  }
}

/* ---- parts ---- */

static int part_count(const struct narrowed *n, lg_bottleneck_by by)
{
  return by == LG_BY_SUBJECT ? LG_STAGE_COUNT * n->district->subjects.count
                             : n->district->school_count;
}

/* The part that the place of this column belongs to. */
static int part_of(const struct narrowed *n, lg_bottleneck_by by, int column)
{
  const lg_column *place = &n->elements->f->program->columns[column];
  const lg_teacher *teacher = &n->district->teachers[place->a];
  if (by == LG_BY_SUBJECT)
    return (int)teacher->stage * n->district->subjects.count + teacher->subject;
  return by == LG_BY_HOME ? teacher->school : n->elements->open->pairs[place->c].assignment.school;
}

/* Counts the teachers of each part who can count, at places that the members leave. */
static void count_parts(const struct narrowed *n, const bool *counts, const int *part, int parts,
                        int64_t *can)
{
  const lg_program *open = n->elements->f->program;
  int *met = g_new0(int, parts + 1), by;
  for (int j = 0; j < open->column_count; j++) {
    if (open->columns[j].kind != LG_COL_ASSIGNMENT || !counts[j] ||
        !lg_elements_allow(n->elements, n->kept, j, &by))
      continue;
    int teacher = open->columns[j].a + 1; /* places lie by teacher: the last one met will do */
    can[part[j]] += met[part[j]] != teacher;
    met[part[j]] = teacher;
  }
  g_free(met);
}

/* Does the bound rest on the limit of column j, as its reduced cost says? */
static bool is_stop(const struct narrowed *n, int j)
{
  int k = n->aggregated->element[j];
  return k >= 0 && n->kept[k] && fabs(n->reduced[j]) > 1e-7;
}

/* Names the limits that the bound of a part rests on. The bound is computed again with all other
 * limits free; where it is weaker then, none is named. */
static void name_stops(struct narrowed *n, lg_bottleneck_part *part)
{
  const lg_aggregated *m = n->aggregated;
  int columns = m->program->column_count;
  double *lower = g_memdup2(n->lower, (size_t)columns * sizeof *lower),
         *upper = g_memdup2(n->upper, (size_t)columns * sizeof *upper);
  for (int j = 0; j < columns; j++)
    if (m->element[j] >= 0 && !is_stop(n, j)) {
      lower[j] = m->free_lower[j];
      upper[j] = m->free_upper[j];
    }
  GArray *stops = g_array_new(FALSE, TRUE, sizeof(lg_stop));
  if (-least_whole(n, lower, upper) <= part->reach)
    for (int member = 0; member < n->conflict->count; member++)
      for (int j = 0; j < columns; j++) {
        if (!is_stop(n, j) || m->element[j] != n->number[member]) continue;
        lg_stop stop = {member, n->reduced[j] > 0 ? LG_SIDE_MIN : LG_SIDE_MAX};
        g_array_append_val(stops, stop);
        break;
      }
  part->stop_count = (int)stops->len;
  part->stops = (lg_stop *)(void *)g_array_free(stops, FALSE);
  g_free(lower);
  g_free(upper);
}

/* Fills what a part can reach by itself, by its relaxation.
 *   returns  whether it was solved */
static bool reach_of_part(struct narrowed *n, const int *group, int which, lg_bottleneck_part *part)
{
  const lg_aggregated *m = n->aggregated;
  for (int j = 0; j < m->program->column_count; j++)
    n->cost[j] = m->of[j] >= 0 && m->program->columns[j].kind == LG_COL_ASSIGNMENT &&
                         group[m->of[j]] == which
                     ? -1
                     : 0;
  int64_t least;
  if (!relax_narrowed(n, &least)) return false;
  part->reach = MIN(-least, part->can);
  if (part->reach < part->can) name_stops(n, part);
  return true;
}

static void parts_clear(lg_bottleneck *found)
{
  for (int p = 0; p < found->part_count; p++) g_free(found->parts[p].stops);
  g_free(found->parts);
  found->parts = NULL;
  found->part_count = 0;
}

/* Splits by one kind of part.
 *   returns  whether the parts add up to what the quota can reach; else nothing is kept of them */
static bool split_by(struct narrowed *n, lg_bottleneck_by by, const bool *counts,
                     lg_bottleneck *found)
{
  const lg_program *open = n->elements->f->program;
  int parts = part_count(n, by), *group = g_new(int, open->column_count + 1);
  int64_t *can = g_new0(int64_t, parts + 1), sum = 0;
  for (int j = 0; j < open->column_count; j++)
    group[j] = open->columns[j].kind == LG_COL_ASSIGNMENT && counts[j] ? part_of(n, by, j) : -1;
  count_parts(n, counts, group, parts, can);
  enter_program(n, group);
  lg_aggregated_bounds(n->aggregated, n->kept, false, n->lower, n->upper);
  bool whole = (int64_t)n->aggregated->program->column_count * parts <=
               lg_tuning_of(&n->deadline)->split_effort;
  found->by = by;
  found->parts = g_new0(lg_bottleneck_part, parts + 1);
  for (int k = 0; k < parts && whole; k++) {
    lg_bottleneck_part part = {LG_MISSING, LG_MISSING, k, can[k], 0, NULL, 0};
    if (by == LG_BY_SUBJECT)
      part = (lg_bottleneck_part){k / n->district->subjects.count,
                                  k % n->district->subjects.count,
                                  LG_MISSING,
                                  can[k],
                                  0,
                                  NULL,
                                  0};
    if (can[k] == 0) continue;
    whole = reach_of_part(n, group, k, &part);
    sum += part.reach;
    whole &= sum <= found->reach;
    if (part.reach < part.can)
      found->parts[found->part_count++] = part;
    else
      g_free(part.stops);
  }
  whole &= sum == found->reach;
  if (!whole) parts_clear(found);
  leave_program(n);
  g_free(can);
  g_free(group);
  return whole;
}

/* Fills, for the min of a quota, who could count and where heads are lost. */
static void split_member(struct narrowed *n, lg_bottleneck *found)
{
  lg_element element = n->conflict->elements[found->member];
  int k = n->number[found->member];
  bool *counts = g_new0(bool, n->elements->f->program->column_count + 1);
  n->kept[k] = false;
  count_who(n, element.a, element.b, counts, found);
  if (found->reach < found->can)
    for (int by = 0; by < LG_BY_KIND_COUNT; by++)
      if (lg_deadline_is_over(&n->deadline) || split_by(n, (lg_bottleneck_by)by, counts, found))
        break;
  n->kept[k] = true;
  g_free(counts);
}

/* ---- all of a conflict ---- */

/* Finds the members among the elements, and keeps all of them. */
static void number_members(struct narrowed *n)
{
  n->number = g_new(int, n->conflict->count + 1);
  n->kept = g_new0(bool, n->elements->count + 1);
  for (int k = 0; k < n->elements->count; k++) {
    for (int member = 0; member < n->conflict->count; member++)
      if (lg_element_same(lg_elements_at(n->elements, k), n->conflict->elements[member])) {
        n->number[member] = k;
        n->kept[k] = true;
      }
  }
}

void lg_bottlenecks_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                         const lg_solve_settings *settings, lg_conflict *conflict)
{
  bool any = false;
  for (int k = 0; k < conflict->count; k++) any |= conflict->elements[k].rule == LG_R8_QUOTA;
  if (!any || !conflict->minimal) return;
  struct narrowed n = {.district = district,
                       .policy = policy,
                       .conflict = conflict,
                       .deadline = {settings->deadline_s, settings->interrupted, settings->tuning}};
  if (lg_deadline_is_over(&n.deadline)) return;
  n.elements = lg_elements_new(district, policy, forced);
  number_members(&n);
  conflict->bottlenecks = g_new0(lg_bottleneck, conflict->count + 1);
  enter_program(&n, NULL);
  for (int k = 0; k < conflict->count && !lg_deadline_is_over(&n.deadline); k++)
    if (measure_member(&n, k, &conflict->bottlenecks[conflict->bottleneck_count]))
      conflict->bottleneck_count++;
  leave_program(&n);
  for (int k = 0; k < conflict->bottleneck_count && !lg_deadline_is_over(&n.deadline); k++)
    if (conflict->bottlenecks[k].side == LG_SIDE_MIN) split_member(&n, &conflict->bottlenecks[k]);
  g_free(n.number);
  g_free(n.kept);
  lg_elements_free(n.elements);
}
