/* elastic.c - builds the elastic program from the plan's own one: a row for each limit that may
 * give way, a column for the heads by which it does. */
#include "elastic.h"

#include <math.h>
#include <string.h>

#include "model/rules/rules.h"

/* ---- options: what R2 to R5 leave, and the places of `must` locks ---- */

/* Appends an option of teacher i, unless another assignment is forced. */
static void take_pair(GArray *pairs, const lg_option *pair, int i, lg_forced forced)
{
  if (i != forced.teacher || lg_assignment_same(pair->assignment, forced.assignment))
    g_array_append_vals(pairs, pair, 1);
}

/* Appends the options that teacher i has without locks, and that of his `must` lock, in order.
 *   bare    options without any locks
 *   locked  options with them */
static void take_places(const lg_options *bare, const lg_options *locked, int i, lg_forced forced,
                        GArray *pairs)
{
  const lg_candidate *own = &bare->candidates[i], *lock = &locked->candidates[i];
  const lg_option *must =
      lock->must != LG_MISSING && lock->count ? &locked->pairs[lock->first] : NULL;
  for (int k = own->first; k < own->first + own->count; k++) {
    int order = must ? lg_assignment_order(must->assignment, bare->pairs[k].assignment) : 1;
    if (order < 0) take_pair(pairs, must, i, forced);
    if (order <= 0) must = NULL;
    take_pair(pairs, &bare->pairs[k], i, forced);
  }
  if (must) take_pair(pairs, must, i, forced);
}

/* The options of the elastic program. */
static lg_options *elastic_options(const lg_district *district, const lg_policy *policy,
                                   lg_forced forced)
{
  lg_district without = *district;
  without.lock_count = 0;
  lg_options *bare = lg_options_new(&without, policy), *o = lg_options_new(district, policy);
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(lg_option));
  for (int i = 0; i < district->teacher_count; i++) {
    int first = (int)pairs->len;
    take_places(bare, o, i, forced, pairs);
    o->candidates[i].first = first;
    o->candidates[i].count = (int)pairs->len - first;
  }
  lg_options_free(bare);
  g_free(o->pairs);
  o->open = true; /* everyone has a column */
  o->pair_count = (int)pairs->len;
  o->pairs = (lg_option *)(void *)g_array_free(pairs, FALSE);
  return o;
}

/* ---- the program ---- */

/* The program while it is built: `from` is the plan's own, `to` a copy that gives way. */
struct easing {
  const lg_district *district;
  const lg_policy *policy;
  const lg_program *from;
  lg_program *to;
  GArray *ways; /* lg_way */
  int *drop_of; /* [from->element_count] way that drops a pair, or -1 */
  bool closed;  /* a `must` lock that may not give has no place beside the one that is forced */
};

static int add_slack(struct easing *g, double upper)
{
  return lg_program_add_column(g->to,
                               (lg_column){LG_COL_MARGIN, 0, 0, 0, -1, true, 0, upper, 0, upper});
}

/* Adds a way to give, by at most `most` heads.
 *   returns  its column */
static int add_way(struct easing *g, lg_element element, lg_side side, int weight, double most)
{
  most = MAX(most, 0);
  int column = lg_program_add_column(
      g->to, (lg_column){LG_COL_SHORTFALL, 0, 0, (int)side, -1, true, 0, most, 0, most});
  lg_way way = {element, side, weight, column};
  g_array_append_val(g->ways, way);
  return column;
}

/* Lets a limit of a count give way, by a row sign * count + heads - slack = sign * limit.
 *   most  heads that can be of use */
static void elastic_limit(struct easing *g, int column, lg_element element, lg_side side,
                          int weight, double limit, double most)
{
  double sign = side == LG_SIDE_MIN ? 1 : -1;
  int heads = add_way(g, element, side, weight, most), slack = add_slack(g, LG_INFINITE);
  const lg_column *count = &g->from->columns[column];
  int row = lg_program_add_row(
      g->to, (lg_row){element.rule, count->a, count->b, (int)side + 3, sign * limit});
  lg_program_add_entry(g->to, row, column, sign);
  lg_program_add_entry(g->to, row, heads, 1);
  lg_program_add_entry(g->to, row, slack, -1);
}

/* Frees a count from its element's limits, which give way instead. */
static void elastic_count(struct easing *g, int column, lg_element element, int weight)
{
  lg_column *count = &g->to->columns[column];
  double lower = count->lower, upper = count->upper;
  double all = count->kind == LG_COL_UNITS ? LG_INFINITE : g->district->teacher_count;
  count->lower = MAX(count->free_lower, -all);
  count->upper = MIN(count->free_upper, all);
  double least = count->lower, most = count->upper; /* `count` moves when columns are added */
  if (lower > least) elastic_limit(g, column, element, LG_SIDE_MIN, weight, lower, lower - least);
  if (upper < most) elastic_limit(g, column, element, LG_SIDE_MAX, weight, upper, most - upper);
}

/* Lets the demand for units give way by units. The guests' own limits are rounded, those that give way
 * are not: least * guests + ledger <= hi + units, most * guests + ledger >= lo - units. */
static void elastic_guests(struct easing *g, int column, lg_element element, int weight)
{
  lg_column *count = &g->to->columns[column];
  lg_heads_range range = lg_element_range(g->district, g->policy, element, 0, 0);
  bool upper = count->upper<count->free_upper, lower = count->lower> count->free_lower;
  double factor[2] = {count->b, g->policy->flexible.least}, ledger = count->c;
  double least = factor[0] * count->free_lower + ledger,
         most = factor[1] * count->free_upper + ledger;
  count->lower = count->free_lower;
  count->upper = count->free_upper;
  for (lg_side side = LG_SIDE_MIN; side <= LG_SIDE_MAX; side++) {
    if (side == LG_SIDE_MIN ? !lower || !count->b : !upper) continue;
    double limit = (double)(side == LG_SIDE_MIN ? range.lo : range.hi), sign = side ? -1 : 1;
    int index = count->a;
    int units = add_way(g, element, side, weight, side ? most - limit : limit - least),
        slack = add_slack(g, LG_INFINITE);
    count = &g->to->columns[column]; /* it moves when columns are added */
    int row = lg_program_add_row(
        g->to, (lg_row){element.rule, index, 0, (int)side + 6, sign * (limit - ledger)});
    lg_program_add_entry(g->to, row, column, sign * factor[side]);
    lg_program_add_entry(g->to, row, units, 1);
    lg_program_add_entry(g->to, row, slack, -1);
  }
}

/* Lets a share with a varying base give way by k heads: q (N + k) >= p D, or q (N - k) <= p D. */
static void elastic_share(struct easing *g, int column, lg_element element, int weight)
{
  const lg_column *margin = &g->from->columns[column];
  const lg_quota *quota = &g->policy->quotas[margin->a];
  double head = (double)(margin->c ? quota->max.share.q : quota->min.share.q);
  int heads = add_way(g, element, margin->c ? LG_SIDE_MAX : LG_SIDE_MIN, weight,
                      g->district->teacher_count);
  lg_program_add_entry(g->to, g->from->row[g->from->start[column]], heads, head);
}

/* Lets the least movers of a team (R10) give way: min - k of them suffice. */
static void elastic_team(struct easing *g, int column, lg_element element, int weight)
{
  const lg_column *slack = &g->from->columns[column];
  if (slack->kind == LG_COL_TEAM) {
    g->to->columns[column].upper = 1;
  } else if (slack->c == 0) {
    int heads = add_way(g, element, LG_SIDE_MIN, weight, g->policy->teams[slack->a].min - 1);
    lg_program_add_entry(g->to, g->from->row[g->from->start[column]], heads, 1);
  }
}

/* Lets a pair (R11) be dropped. Its rows say that both teachers have equal sums over each part of
 * the schools. Here the slack of such a row may be -1 only where `drop` is 1; else no part has less
 * on the one side than on the other, and as both have one place the sums are equal. */
static void elastic_pair(struct easing *g, int column, lg_element element, int weight)
{
  lg_column *slack = &g->to->columns[column];
  int *drop = &g->drop_of[slack->element], pair = slack->a, part = slack->b;
  slack->lower = -1;
  slack->upper = 1;
  if (*drop < 0) *drop = add_way(g, element, LG_SIDE_DROP, weight, 1);
  int over = add_slack(g, 2);
  int row = lg_program_add_row(g->to, (lg_row){LG_R11_PAIR, pair, part, 3, 0});
  lg_program_add_entry(g->to, row, column, 1);
  lg_program_add_entry(g->to, row, *drop, 1);
  lg_program_add_entry(g->to, row, over, -1);
}

static void elastic_column(struct easing *g, int column)
{
  const lg_column *c = &g->from->columns[column];
  if (c->element < 0) return;
  lg_element element = g->from->elements[c->element];
  int weight;
  if (!lg_policy_may_give(g->policy, element, &weight)) return;
  if (c->kind == LG_COL_MARGIN)
    elastic_share(g, column, element, weight);
  else if (c->kind == LG_COL_TEAM || c->kind == LG_COL_TEAM_SLACK)
    elastic_team(g, column, element, weight);
  else if (c->kind == LG_COL_GUESTS)
    elastic_guests(g, column, element, weight);
  else if (c->kind == LG_COL_PAIR)
    elastic_pair(g, column, element, weight);
  else
    elastic_count(g, column, element, weight);
}

/* ---- locks ---- */

/* Does the assignment keep the teacher at the lock's school? Of a `forbid` that of a guest counts too.
 */
static bool is_there(const lg_lock *lock, lg_assignment assignment)
{
  return assignment.school == lock->school ||
         (lock->kind == LG_LOCK_FORBID && assignment.guest == lock->school);
}

/* A lock that may not give way: bounds in the place of a row. */
static void hold_lock(struct easing *g, const lg_formulation *f, const lg_lock *lock)
{
  const lg_candidate *candidate = &f->options->candidates[lock->teacher];
  bool must = lock->kind == LG_LOCK_MUST, some = false;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    bool there = is_there(lock, f->options->pairs[k].assignment);
    some |= there;
    if (there != must) g->to->columns[f->column_of[k]].upper = 0;
  }
  if (must && !some) g->closed = true;
}

/* Lets a lock be dropped. With c = 1 where the teacher is at the school: must: c + drop >= 1;
 * forbid: c <= drop. A lock that may not give way becomes a bound instead. */
static void elastic_lock(struct easing *g, const lg_formulation *f, int k)
{
  const lg_lock *lock = &g->district->locks[k];
  const lg_candidate *candidate = &f->options->candidates[lock->teacher];
  bool must = lock->kind == LG_LOCK_MUST, some = false;
  for (int p = candidate->first; p < candidate->first + candidate->count; p++)
    some |= is_there(lock, f->options->pairs[p].assignment);
  if (!some && !must) return;
  lg_element element = lg_element_of_lock(g->district, lock);
  int weight;
  if (!lg_policy_may_give(g->policy, element, &weight)) {
    hold_lock(g, f, lock);
    return;
  }
  int drop = add_way(g, element, LG_SIDE_DROP, weight, 1);
  int there = lg_program_add_column(g->to, (lg_column){LG_COL_PAIR, k, 1, 0, -1, true, 0, 1, 0, 1});
  int slack = add_slack(g, 1);
  int count = lg_program_add_row(g->to, (lg_row){LG_R9_LOCK, k, 0, 0, 0});
  int rule = lg_program_add_row(g->to, (lg_row){LG_R9_LOCK, k, 0, 1, must ? 1 : 0});
  for (int p = candidate->first; p < candidate->first + candidate->count; p++)
    if (is_there(lock, f->options->pairs[p].assignment))
      lg_program_add_entry(g->to, count, f->column_of[p], 1);
  lg_program_add_entry(g->to, count, there, -1);
  lg_program_add_entry(g->to, rule, there, must ? 1 : -1);
  lg_program_add_entry(g->to, rule, drop, 1);
  lg_program_add_entry(g->to, rule, slack, -1);
}

static bool is_same_lock(const lg_lock *a, const lg_lock *b)
{
  return a->teacher == b->teacher && a->school == b->school && a->kind == b->kind;
}

/* ---- sets that no answer uses whole ---- */

/* Keeps one way of the set unused: with u = 1 for each that is used (heads <= most * u), the sum of
 * u is at most one less than their number. */
static void bar_set(struct easing *g, const GArray *set)
{
  int row = -1;
  if (set->len > 1) {
    row = lg_program_add_row(g->to, (lg_row){LG_R_FILE, 0, 0, 0, set->len - 1.0});
    lg_program_add_entry(g->to, row, add_slack(g, set->len - 1.0), 1);
  }
  for (guint k = 0; k < set->len; k++) {
    int column = g_array_index(g->ways, lg_way, g_array_index(set, int, k)).column;
    double most = g->to->columns[column].upper;
    if (row < 0) {
      g->to->columns[column].upper = 0;
      continue;
    }
    int used =
        lg_program_add_column(g->to, (lg_column){LG_COL_SHORTFALL, 0, 0, 0, -1, true, 0, 1, 0, 1});
    int uses = lg_program_add_row(g->to, (lg_row){LG_R_FILE, 0, 0, 1, 0});
    lg_program_add_entry(g->to, uses, column, 1);
    lg_program_add_entry(g->to, uses, used, -most);
    lg_program_add_entry(g->to, uses, add_slack(g, most), 1);
    lg_program_add_entry(g->to, row, used, 1);
  }
}

static lg_program *program_copy(const lg_program *p)
{
  lg_program *copy = lg_program_new();
  for (int j = 0; j < p->column_count; j++) lg_program_add_column(copy, p->columns[j]);
  for (int i = 0; i < p->row_count; i++) lg_program_add_row(copy, p->rows[i]);
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      lg_program_add_entry(copy, p->row[e], j, p->value[e]);
  for (int k = 0; k < p->element_count; k++) lg_program_add_element(copy, p->elements[k]);
  return copy;
}

lg_elastic *lg_elastic_new(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           const GPtrArray *barred)
{
  lg_elastic *elastic = g_new0(lg_elastic, 1);
  elastic->options = elastic_options(district, policy, forced);
  elastic->f = lg_formulation_new(district, policy, elastic->options);
  elastic->open = forced.teacher < 0 || elastic->options->candidates[forced.teacher].count > 0;
  struct easing g = {.district = district, .policy = policy, .from = elastic->f->program};
  g.to = program_copy(g.from);
  g.ways = g_array_new(FALSE, FALSE, sizeof(lg_way));
  g.drop_of = g_new(int, g.from->element_count + 1);
  for (int k = 0; k < g.from->element_count; k++) g.drop_of[k] = -1;
  for (int j = 0; j < g.from->column_count; j++) elastic_column(&g, j);
  for (int k = 0; k < district->lock_count; k++)
    if (k == 0 || !is_same_lock(&district->locks[k - 1], &district->locks[k]))
      elastic_lock(&g, elastic->f, k);
  for (guint k = 0; k < barred->len; k++) bar_set(&g, g_ptr_array_index(barred, k));
  lg_program_finish(g.to);
  lg_program_free(elastic->f->program);
  elastic->f->program = g.to;
  g_free(elastic->f->unit_cost);
  elastic->f->unit_cost = g_new0(int64_t, g.to->column_count + 1);
  g_free(g.drop_of);
  elastic->open &= !g.closed;
  elastic->way_count = (int)g.ways->len;
  elastic->ways = (lg_way *)(void *)g_array_free(g.ways, FALSE);
  return elastic;
}

void lg_elastic_free(lg_elastic *elastic)
{
  if (!elastic) return;
  g_free(elastic->ways);
  lg_formulation_free(elastic->f);
  lg_options_free(elastic->options);
  g_free(elastic);
}
