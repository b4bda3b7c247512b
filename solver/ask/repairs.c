/* repairs.c - the smallest changes that make a plan possible (QUESTIONS W10-W14): the elastic
 * program, whose only goal is what gives way, is solved by the lexicographic method, again and
 * again with the repairs found so far barred. docs/method.md, 7, "Repairs". */
#include <string.h>

#include "ask_internal.h"
#include "elastic.h"
#include "model/audit/audit.h"
#include "model/rules/rules.h"
#include "solver/mip/local_search.h"
#include "warm_start_internal.h"

struct repairing {
  const lg_district *district;
  const lg_policy *policy;
  lg_policy asking; /* the plan with one goal: what gives way */
  lg_forced forced;
  lg_solve_settings settings;
  lg_deadline deadline;
  lg_options *options;         /* of the plan, for the limits that changes name */
  GPtrArray *barred;           /* GArray of int: the ways of each repair found */
  lg_elastic *elastic;         /* the program of the repair at hand */
  int only;                    /* the one way that may be used, or -1: all */
  const lg_conflict *conflict; /* as lg_repairs_given gets it */
  const lg_limits *limits;     /* likewise */
  lg_roster *last;             /* roster that shows the last repair, or NULL */
  int64_t size;                /* of the last repair: no further one is smaller */
};

/* ---- what a roster asks to give way ---- */

/* The way of an element and side, or -1: it may not give way. */
static int way_of(const lg_elastic *elastic, lg_element element, lg_side side)
{
  for (int k = 0; k < elastic->way_count; k++)
    if (elastic->ways[k].side == side && lg_element_same(elastic->ways[k].element, element))
      return k;
  return -1;
}

/* Counts by how many heads each way has to give for an audited roster.
 *   heads    [way_count], filled
 *   returns  false where the roster breaks what may not give way */
static bool count_heads(const struct repairing *r, const lg_audit *audit, int64_t *heads)
{
  memset(heads, 0, (size_t)r->elastic->way_count * sizeof *heads);
  for (int k = 0; k < audit->breach_count; k++) {
    const lg_breach *breach = &audit->breaches[k];
    int64_t by[LG_SIDE_COUNT] = {0};
    if (breach->has_heads) {
      if (breach->found < breach->lo) by[LG_SIDE_MIN] = breach->lo - breach->found;
      if (breach->found > breach->hi) by[LG_SIDE_MAX] = breach->found - breach->hi;
    } else {
      by[LG_SIDE_DROP] = 1;
    }
    for (int side = 0; side < LG_SIDE_COUNT; side++) {
      if (by[side] == 0) continue;
      int way = way_of(r->elastic, breach->element, (lg_side)side);
      if (way < 0) return false;
      heads[way] = by[side];
    }
  }
  return true;
}

/* Does it use all ways of a repair that was found before? */
static bool uses_barred(const struct repairing *r, const int64_t *heads)
{
  for (guint k = 0; k < r->barred->len; k++) {
    const GArray *set = g_ptr_array_index(r->barred, k);
    guint used = 0;
    while (used < set->len && heads[g_array_index(set, int, used)] > 0) used++;
    if (used == set->len) return true;
  }
  return false;
}

/* The same for a roster that is still to be audited. */
static bool heads_of(const struct repairing *r, const lg_roster *roster, int64_t *heads)
{
  lg_audit *audit = lg_audit_new(r->district, r->policy, roster);
  bool good = count_heads(r, audit, heads);
  lg_audit_free(audit);
  return good;
}

/* The judge of the elastic program (lg_asked_goals): is the roster a further repair, of which
 * size? */
static bool judge_repair(const lg_roster *roster, int64_t *values, void *user)
{
  const struct repairing *r = user;
  int64_t *heads = g_new0(int64_t, r->elastic->way_count + 1);
  bool good = heads_of(r, roster, heads) && !uses_barred(r, heads);
  values[0] = 0;
  for (int k = 0; k < r->elastic->way_count; k++) {
    values[0] += heads[k] * r->elastic->ways[k].weight;
    good &= heads[k] == 0 || r->only < 0 || r->only == k;
  }
  g_free(heads);
  return good;
}

/* ---- a repair ---- */

/* The change of a way that gives so many heads. It counts those that the plan's `relax` gives
 * already, so that it can take the place of that entry. */
static lg_change change_of(const struct repairing *r, const lg_way *way, int64_t heads)
{
  lg_change change = {.element = way->element, .side = way->side};
  change.given = lg_policy_given(r->policy, way->element, way->side);
  change.heads = heads + change.given;
  lg_policy without = *r->policy;
  without.relax_count = 0;
  change.has_limits =
      lg_allowed_heads(r->district, &without, r->options, way->element, way->side, &change.from);
  change.to = way->side == LG_SIDE_MIN ? change.from - change.heads : change.from + change.heads;
  return change;
}

static int change_order(const void *x, const void *y, void *user)
{
  const struct repairing *r = user;
  const lg_change *a = x, *b = y;
  int order = lg_element_order(r->district, r->policy, a->element, b->element);
  return order ? order : lg_side_order(a->side, b->side);
}

static lg_repair repair_of(const struct repairing *r, const int64_t *heads)
{
  lg_repair repair = {0};
  GArray *changes = g_array_new(FALSE, TRUE, sizeof(lg_change));
  for (int k = 0; k < r->elastic->way_count; k++) {
    const lg_way *way = &r->elastic->ways[k];
    if (heads[k] == 0) continue;
    repair.size += heads[k] * way->weight;
    lg_change change = change_of(r, way, heads[k]);
    g_array_append_val(changes, change);
  }
  g_array_sort_with_data(changes, change_order, (gpointer)r);
  repair.change_count = (int)changes->len;
  repair.changes = (lg_change *)(void *)g_array_free(changes, FALSE);
  return repair;
}

/* The plan's `relax` with the repair's changes; each takes the place of an entry of the same
 * element and side. */
static GArray *relax_with(const lg_policy *policy, const lg_repair *repair)
{
  GArray *relax = g_array_new(FALSE, FALSE, sizeof(lg_relax));
  if (policy->relax_count) g_array_append_vals(relax, policy->relax, (guint)policy->relax_count);
  for (int c = 0; c < repair->change_count; c++) {
    const lg_change *change = &repair->changes[c];
    lg_relax more = {change->element, change->side, (int)MIN(change->heads, G_MAXINT)};
    guint k = 0;
    while (k < relax->len && lg_relax_compare(&g_array_index(relax, lg_relax, k), &more) != 0) k++;
    if (k < relax->len)
      g_array_index(relax, lg_relax, k) = more;
    else
      g_array_append_val(relax, more);
  }
  g_array_sort(relax, lg_relax_compare);
  return relax;
}

/* Does the roster keep every rule of the changed plan? */
static bool is_shown_by(const struct repairing *r, const lg_repair *repair, const lg_roster *roster)
{
  GArray *relax = relax_with(r->policy, repair);
  lg_policy changed = *r->policy;
  changed.relax = (lg_relax *)(void *)relax->data;
  changed.relax_count = (int)relax->len;
  lg_district district = *r->district;
  district.locks = g_memdup2(district.locks, (gsize)district.lock_count * sizeof(lg_lock));
  district.pairs = g_memdup2(district.pairs, (gsize)district.pair_count * sizeof(lg_pair));
  lg_policy_drop(&changed, &district);
  lg_audit *audit = lg_audit_new(&district, &changed, roster);
  bool shown = audit->breach_count == 0;
  lg_audit_free(audit);
  g_free(district.locks);
  g_free(district.pairs);
  g_array_unref(relax);
  return shown;
}

static void set_free(gpointer set)
{
  g_array_unref(set);
}

/* Fills the repair that a roster asks for, and bars its ways from now on.
 *   returns  whether the audit of the changed plan shows that the roster keeps it */
static bool take_repair(struct repairing *r, const lg_roster *roster, lg_repair *repair)
{
  int64_t *heads = g_new0(int64_t, r->elastic->way_count + 1);
  heads_of(r, roster, heads);
  *repair = repair_of(r, heads);
  GArray *set = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < r->elastic->way_count; k++)
    if (heads[k] > 0) g_array_append_val(set, k);
  g_ptr_array_add(r->barred, set);
  g_free(heads);
  return repair->change_count > 0 && is_shown_by(r, repair, roster);
}

/* How far the quota of this way can go, where it is known; or NULL. */
static const lg_limit *limit_of_way(const struct repairing *r, const lg_way *way)
{
  for (int k = 0; r->limits && k < r->limits->count; k++) {
    const lg_limit *limit = &r->limits->limits[k];
    if (limit->side == way->side && limit->has_heads &&
        lg_element_same(limit->element, way->element))
      return limit;
  }
  return NULL;
}

/* Is it a `must` lock? Dropping one brings back the rules that it waives, so a conflict that lacks
 * it does not tell whether that helps. */
static bool is_must(const struct repairing *r, lg_element element)
{
  return element.rule == LG_R9_LOCK &&
         lg_element_parts_of(r->district, element).kind == LG_LOCK_MUST;
}

/* May this way alone be a repair of this size, by what is known?
 *   shown  out: a roster that shows it, or NULL */
static bool may_stand_alone(const struct repairing *r, const lg_way *way, int64_t size,
                            const lg_roster **shown)
{
  *shown = NULL;
  bool in_conflict = !r->conflict || !r->conflict->minimal || !r->conflict->beside_locks ||
                     is_must(r, way->element);
  for (int k = 0; !in_conflict && k < r->conflict->count; k++)
    in_conflict = lg_element_same(r->conflict->elements[k], way->element);
  if (!in_conflict) return false;
  const lg_limit *limit = limit_of_way(r, way);
  if (!limit) return true;
  int64_t heads = way->side == LG_SIDE_MIN ? limit->heads - limit->together.count
                                           : limit->together.count - limit->heads;
  *shown = limit->roster;
  return limit->together.has && heads * way->weight == size;
}

/* Prefers a repair of the same size that changes a single thing, as it is the clearest: asks
 * whether the way that gives most here can do it alone. If so, the roster of `result` is
 * replaced. */
static void prefer_one_way(struct repairing *r, lg_lexicographic_result *result)
{
  const lg_elastic *elastic = r->elastic;
  lg_column *columns = elastic->f->program->columns;
  int64_t *heads = g_new0(int64_t, elastic->way_count + 1), size = 0, most = 0;
  int used = 0, dearest = -1;
  heads_of(r, result->roster, heads);
  for (int k = 0; k < elastic->way_count; k++) {
    int64_t price = heads[k] * elastic->ways[k].weight;
    size += price;
    used += price > 0;
    if (price > most) {
      most = price;
      dearest = k;
    }
  }
  g_free(heads);
  const lg_roster *shown;
  if (used < 2 || !may_stand_alone(r, &elastic->ways[dearest], size, &shown)) return;
  int64_t worth;
  r->only = dearest;
  bool is_shown = shown && judge_repair(shown, &worth, r) && worth == size;
  r->only = -1;
  if (is_shown) {
    lg_roster_free(result->roster);
    result->roster = lg_roster_copy(shown);
    return;
  }
  double *upper = g_new(double, elastic->way_count + 1);
  for (int k = 0; k < elastic->way_count; k++) {
    upper[k] = columns[elastic->ways[k].column].upper;
    if (k != dearest) columns[elastic->ways[k].column].upper = 0;
  }
  r->only = dearest;
  lg_lexicographic_result one = lg_lexicographic_run(elastic->f, 1, &r->deadline, &r->settings);
  r->only = -1;
  for (int k = 0; k < elastic->way_count; k++) columns[elastic->ways[k].column].upper = upper[k];
  g_free(upper);
  if (one.roster && judge_repair(one.roster, &worth, r) && worth == size) {
    lg_roster *given = result->roster;
    result->roster = one.roster;
    one.roster = given;
  }
  lg_lexicographic_result_clear(&one);
}

/* ---- another one of the same size ---- */

/* Bars a drawn way of each repair found in which no way is barred yet.
 *   heads  [way_count] of the last roster
 *   few    draws among the ways with the fewest heads there, so that little has to be made up
 *          for */
static void bar_one_each(const struct repairing *r, const int64_t *heads, GRand *dice,
                         double *upper, bool few)
{
  for (guint k = 0; k < r->barred->len; k++) {
    const GArray *set = g_ptr_array_index(r->barred, k);
    int64_t fewest = G_MAXINT64;
    bool barred = false;
    for (guint q = 0; q < set->len; q++) {
      int way = g_array_index(set, int, q);
      barred |= upper[r->elastic->ways[way].column] == 0;
      fewest = MIN(fewest, heads[way]);
    }
    int way = -1, met = 0;
    for (guint q = 0; q < set->len && !barred; q++)
      if ((!few || heads[g_array_index(set, int, q)] == fewest) &&
          g_rand_int_range(dice, 0, ++met) == 0)
        way = g_array_index(set, int, q);
    if (way >= 0) upper[r->elastic->ways[way].column] = 0;
  }
}

/* Notes the last repair, and the roster that shows it. */
static void keep_last(struct repairing *r, const lg_roster *roster, const lg_repair *repair)
{
  lg_roster_free(r->last);
  r->last = roster ? lg_roster_copy(roster) : NULL;
  r->size = repair->size;
}

/* Looks for another repair of the last one's size, by local search from its roster with a way of
 * each earlier repair barred. As sizes never fall, one of that size is the smallest without a
 * proof.
 *   returns  its roster (lg_roster_free), NULL where none was found */
static lg_roster *search_nearby(struct repairing *r)
{
  const lg_program *p = r->elastic->f->program;
  const lg_tuning *tuning = lg_tuning_of(&r->deadline);
  int most = tuning->nearby_tries;
  if (!r->last) return NULL;
  size_t n = (size_t)p->column_count + 1;
  double *start = lg_formulation_values(r->elastic->f, r->last);
  double *lower = g_new(double, n), *upper = g_new(double, n);
  int64_t *heads = g_new0(int64_t, r->elastic->way_count + 1), worth, before = 0;
  heads_of(r, r->last, heads);
  lg_local_search_settings settings = lg_local_search_defaults(r->elastic->f, tuning);
  settings.start = start;
  settings.lower = lower;
  settings.upper = upper;
  settings.effort = settings.improvement = tuning->nearby_effort * (int64_t)p->column_count;
  GRand *dice = g_rand_new_with_seed(1);
  lg_roster *found = NULL;
  for (int k = 0; k < most && !found && !lg_deadline_is_over(&r->deadline); k++) {
    for (int j = 0; j < p->column_count; j++) {
      lower[j] = p->columns[j].lower;
      upper[j] = p->columns[j].upper;
    }
    bar_one_each(r, heads, dice, upper, k < most / 2);
    if (k > 0) settings.improvement *= tuning->nearby_growth;
    bool feasible;
    found = lg_local_search_run(r->elastic->f, &r->deadline, &settings, &feasible);
    if (found && !(judge_repair(found, &worth, r) && worth == r->size)) {
      lg_roster_free(found);
      found = NULL;
      if (k > most / 2 && worth == before) break; /* more effort does not help */
      before = worth;
      if (k >= most / 4 &&
          worth - r->size > tuning->nearby_more + r->size / tuning->nearby_more_part)
        break; /* far larger */
    }
  }
  g_rand_free(dice);
  g_free(start);
  g_free(lower);
  g_free(upper);
  g_free(heads);
  return found;
}

/* Finds the next smallest repair.
 *   proved   out: it is the smallest, or it is proved that there is none
 *   returns  whether one was found that its roster shows */
static bool next_repair(struct repairing *r, lg_repair *repair, bool *proved)
{
  lg_elastic *elastic = r->elastic = lg_elastic_new(r->district, &r->asking, r->forced, r->barred);
  int64_t *cost = g_new0(int64_t, elastic->f->program->column_count + 1), constant = 0;
  for (int k = 0; k < elastic->way_count; k++)
    cost[elastic->ways[k].column] = elastic->ways[k].weight;
  lg_asked_goals asked = {&cost, &constant, judge_repair, r};
  elastic->f->asked = &asked;
  bool found = false;
  *proved = true;
  lg_roster *nearby = elastic->open ? search_nearby(r) : NULL;
  if (nearby) {
    found = take_repair(r, nearby, repair);
    keep_last(r, nearby, repair);
    lg_roster_free(nearby);
  } else if (elastic->open) {
    lg_lexicographic_result result =
        lg_lexicographic_run(elastic->f, 1, &r->deadline, &r->settings);
    *proved =
        result.end == LG_LEXICOGRAPHIC_INFEASIBLE ||
        (result.end == LG_LEXICOGRAPHIC_DONE && result.reached == 1 && result.goals[0].proved);
    if (result.roster) {
      prefer_one_way(r, &result);
      found = take_repair(r, result.roster, repair);
      keep_last(r, *proved ? result.roster : NULL, repair);
    }
    lg_lexicographic_result_clear(&result);
  }
  g_free(cost);
  lg_elastic_free(elastic);
  r->elastic = NULL;
  return found;
}

lg_repairs lg_repairs_given(const lg_district *district, const lg_policy *policy, lg_forced forced,
                            int most, const lg_conflict *conflict, const lg_limits *limits,
                            const lg_solve_settings *settings)
{
  lg_deadline deadline = {settings->deadline_s, settings->interrupted, settings->tuning};
  if (lg_deadline_is_over(&deadline)) return (lg_repairs){0};
  struct repairing r = {.district = district,
                        .policy = policy,
                        .asking = lg_asking_policy(policy, 1),
                        .forced = forced,
                        .only = -1,
                        .conflict = conflict,
                        .limits = limits,
                        .settings = *settings,
                        .deadline = deadline};
  r.settings.progress = NULL;
  r.settings.gap = (lg_share){0, 1};
  r.settings.warm_start = lg_warm_start_new();
  r.options = lg_options_new(district, policy);
  for (int k = 0; limits && k < limits->count; k++)
    if (limits->limits[k].roster)
      lg_warm_start_keep_roster(r.settings.warm_start, limits->limits[k].roster,
                                lg_tuning_of(&deadline)->warm_rosters);
  r.barred = g_ptr_array_new_with_free_func(set_free);
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_repair));
  bool proved = true, any = true;
  while (any && proved && (int)found->len < most) {
    lg_repair repair = {0};
    any = next_repair(&r, &repair, &proved);
    if (any) g_array_append_val(found, repair);
    if (!any) {
      lg_repairs none = {&repair, 1, false};
      none.repairs = g_memdup2(&repair, sizeof repair);
      lg_repairs_clear(&none);
    }
  }
  lg_repairs repairs = {.count = (int)found->len, .proved = proved};
  repairs.repairs = (lg_repair *)(void *)g_array_free(found, FALSE);
  g_ptr_array_unref(r.barred);
  lg_options_free(r.options);
  lg_warm_start_free(r.settings.warm_start);
  lg_roster_free(r.last);
  g_free(r.asking.goals);
  return repairs;
}

lg_repairs lg_repairs_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           int most, const lg_solve_settings *settings)
{
  return lg_repairs_given(district, policy, forced, most, NULL, NULL, settings);
}
