/* test_repairs.c - smallest changes that make a plan possible (QUESTIONS W10-W14): tiny districts,
 * each repair against what every roster would ask to give way. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "model/audit/audit.h"
#include "model/service.h"
#include "random_district.h"
#include "runner.h"
#include "solver/ask/ask_internal.h"
#include "solver/options.h"

enum { SEEDS = 300, ENOUGH = 20, MOST = 5, ROSTERS_MOST = 60000 };

/* What one roster asks: element and side as text, heads. */
typedef struct {
  char **keys; /* ascending, NULL at the end */
  int64_t size;
} demand;

/* What was met. */
typedef struct {
  int repairs, aggregated; /* merged: changes of what `relax` has already */
} tally;

typedef struct {
  const lg_district *d;
  const lg_policy *p;
  lg_brute *bare; /* of the district without locks: what R2 to R5 leave */
  GArray *demands;
  int seed, tried;
  lg_forced forced;
  bool again; /* with a `relax` of ours */
} trial;

static const char *name_of(const trial *t, const char *thing, int k)
{
  static char what[120];
  g_snprintf(what, sizeof what, "seed %d: %s %d", t->seed, thing, k);
  return what;
}

static char *key_of(const trial *t, lg_element element, lg_side side)
{
  g_autofree char *name = lg_element_name(t->d, t->p, element);
  return g_strdup_printf("%s|%s", name, lg_side_word(side));
}

static int by_text(const void *x, const void *y)
{
  return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Adds what a roster asks, where that may give at all. */
static void add_demand(trial *t, const int *schools)
{
  lg_roster *roster = lg_brute_roster(t->d, schools);
  lg_audit *audit = lg_audit_new(t->d, t->p, roster);
  lg_roster_free(roster);
  GPtrArray *keys = g_ptr_array_new();
  int64_t size = 0;
  bool good = true;
  for (int k = 0; k < audit->breach_count && good; k++) {
    const lg_breach *b = &audit->breaches[k];
    int weight;
    good = lg_policy_may_give(t->p, b->element, &weight);
    if (b->has_heads && b->found < b->lo) {
      g_ptr_array_add(keys, key_of(t, b->element, LG_SIDE_MIN));
      size += weight * (b->lo - b->found);
    }
    if (b->has_heads && b->found > b->hi) {
      g_ptr_array_add(keys, key_of(t, b->element, LG_SIDE_MAX));
      size += weight * (b->found - b->hi);
    }
    if (!b->has_heads) {
      g_ptr_array_add(keys, key_of(t, b->element, LG_SIDE_DROP));
      size += weight;
    }
  }
  lg_audit_free(audit);
  g_ptr_array_sort(keys, by_text);
  g_ptr_array_add(keys, NULL);
  demand added = {(char **)g_ptr_array_free(keys, FALSE), size};
  if (good)
    g_array_append_val(t->demands, added);
  else
    g_strfreev(added.keys);
}

/* All rosters that R2 to R5 leave, a teacher with a `must` lock also at its school. */
static void try_rosters(trial *t, int *schools, int i)
{
  if (t->tried > ROSTERS_MOST) return;
  if (i == t->d->teacher_count) {
    t->tried++;
    add_demand(t, schools);
    return;
  }
  int places = t->p->flexible.given ? t->bare->place_count : t->d->school_count;
  for (int j = 0; j < places; j++) {
    const lg_brute_place *place = lg_brute_place_of(t->bare, i, j);
    bool allowed = !place->breaks_r14 && !place->breaks_r2 && !place->breaks_r3 &&
                   !place->breaks_r4 && !place->breaks_r5;
    for (int k = 0; k < t->d->lock_count; k++) {
      const lg_lock *lock = &t->d->locks[k];
      allowed |= lock->teacher == i && lock->kind == LG_LOCK_MUST && lock->school == j;
    }
    if (!allowed ||
        (i == t->forced.teacher && j != lg_brute_place_for(t->bare, t->forced.assignment)))
      continue;
    schools[i] = j;
    try_rosters(t, schools, i + 1);
  }
}

static char **keys_of(const trial *t, const lg_repair *repair)
{
  GPtrArray *keys = g_ptr_array_new();
  for (int c = 0; c < repair->change_count; c++)
    g_ptr_array_add(keys, key_of(t, repair->changes[c].element, repair->changes[c].side));
  g_ptr_array_sort(keys, by_text);
  g_ptr_array_add(keys, NULL);
  return (char **)g_ptr_array_free(keys, FALSE);
}

static bool contains(char *const *all, char *const *part)
{
  for (; *part; part++)
    if (!g_strv_contains((const gchar *const *)all, *part)) return false;
  return true;
}

/* The least that a roster asks which does not contain all that one of the first `count` repairs
 * changes; -1: none. */
static int64_t least_of(const trial *t, const lg_repairs *repairs, int count)
{
  int64_t least = -1;
  char ***sets = g_new0(char **, (size_t)count + 1);
  for (int r = 0; r < count; r++) sets[r] = keys_of(t, &repairs->repairs[r]);
  for (guint k = 0; k < t->demands->len; k++) {
    const demand *asked = &g_array_index(t->demands, demand, k);
    bool barred = false;
    for (int r = 0; r < count && !barred; r++) barred = contains(asked->keys, sets[r]);
    if (!barred && (least < 0 || asked->size < least)) least = asked->size;
  }
  for (int r = 0; r < count; r++) g_strfreev(sets[r]);
  g_free(sets);
  return least;
}

/* The plan with a repair copied into its `relax`, as the office would: an entry for what `relax`
 * has already takes the place of that one. */
static bool can_be_met_with(const trial *t, const lg_repair *repair)
{
  lg_policy changed = *t->p;
  lg_district d = *t->d;
  GArray *relax = g_array_new(FALSE, FALSE, sizeof(lg_relax));
  if (changed.relax_count) g_array_append_vals(relax, changed.relax, (guint)changed.relax_count);
  d.locks = g_memdup2(d.locks, (size_t)d.lock_count * sizeof(lg_lock));
  d.pairs = g_memdup2(d.pairs, (size_t)d.pair_count * sizeof(lg_pair));
  for (int c = 0; c < repair->change_count; c++) {
    lg_element e = repair->changes[c].element;
    int kept = 0;
    for (int k = 0; e.rule == LG_R9_LOCK && k < d.lock_count; k++)
      if (!lg_element_same(lg_element_of_lock(&d, &d.locks[k]), e)) d.locks[kept++] = d.locks[k];
    if (e.rule == LG_R9_LOCK) d.lock_count = kept;
    kept = 0;
    for (int k = 0; e.rule == LG_R11_PAIR && k < d.pair_count; k++)
      if (!lg_element_same(lg_element_of_pair(&d, &d.pairs[k]), e)) d.pairs[kept++] = d.pairs[k];
    if (e.rule == LG_R11_PAIR) d.pair_count = kept;
    lg_relax more = {e, repair->changes[c].side, (int)repair->changes[c].heads};
    guint k = 0;
    while (k < relax->len && lg_relax_compare(&g_array_index(relax, lg_relax, k), &more) != 0) k++;
    if (k < relax->len)
      g_array_index(relax, lg_relax, k) = more;
    else
      g_array_append_val(relax, more);
  }
  g_array_sort(relax, lg_relax_compare);
  changed.relax = (lg_relax *)(void *)relax->data;
  changed.relax_count = (int)relax->len;
  lg_solve_settings settings = lg_solve_defaults(&changed);
  lg_options *o = lg_options_new(&d, &changed);
  bool met = lg_can_be_met(&d, &changed, o, &settings) == LG_OPTIMAL;
  lg_options_free(o);
  g_array_unref(relax);
  g_free(d.locks);
  g_free(d.pairs);
  return met;
}

/* Heads, limits and size agree; what `relax` has is counted in, and not in the size. */
static void check_heads(const trial *t, const lg_repair *repair, tally *met)
{
  int64_t size = 0;
  for (int c = 0; c < repair->change_count; c++) {
    const lg_change *change = &repair->changes[c];
    int64_t given = lg_policy_given(t->p, change->element, change->side);
    int weight = 0;
    lg_policy_may_give(t->p, change->element, &weight);
    LG_EQUAL_INT(change->given, given, name_of(t, "heads of the plan's relax, change", c));
    LG_TRUE(change->heads > given, name_of(t, "more heads than before, change", c));
    if (change->has_limits)
      LG_EQUAL_INT(ABS(change->to - change->from), change->heads, name_of(t, "from, to of", c));
    size += weight * (change->heads - given);
    met->aggregated += given > 0;
  }
  LG_EQUAL_INT(repair->size, size, name_of(t, "size by heads", 0));
}

/* By element, then the bytes of the side: max before min (W2). */
static bool is_before(const trial *t, const lg_change *a, const lg_change *b)
{
  int order = lg_element_order(t->d, t->p, a->element, b->element);
  return (order ? order : strcmp(lg_side_word(a->side), lg_side_word(b->side))) < 0;
}

static void check_repairs(const trial *t, const lg_repairs *repairs, tally *met)
{
  LG_TRUE(repairs->proved, name_of(t, "proved", 0));
  for (int k = 0; k < repairs->count; k++) {
    const lg_repair *repair = &repairs->repairs[k];
    LG_EQUAL_INT(repair->size, least_of(t, repairs, k), name_of(t, "size of repair", k));
    LG_TRUE(repair->change_count > 0, name_of(t, "changes of repair", k));
    check_heads(t, repair, met);
    if (t->forced.teacher < 0)
      LG_TRUE(can_be_met_with(t, repair), name_of(t, "fed back, the plan is possible, repair", k));
    for (int c = 1; c < repair->change_count; c++)
      LG_TRUE(is_before(t, &repair->changes[c - 1], &repair->changes[c]),
              name_of(t, "order of changes", k));
  }
  if (repairs->count < MOST)
    LG_EQUAL_INT(least_of(t, repairs, repairs->count), -1,
                 name_of(t, "nothing is left after repairs", repairs->count));
}

/* What repairs may do, drawn: some rules or quotas never, some dear. */
static void draw_terms(lg_random_case *random, int seed)
{
  GRand *dice = g_rand_new_with_seed((guint32)seed);
  lg_policy *p = random->policy;
  if (seed % 4 == 0)
    for (int r = LG_R6_STAFFING; r < LG_RULE_COUNT; r++) {
      p->repair.never[r] = g_rand_int_range(dice, 0, 4) == 0;
      p->repair.weight[r] = g_rand_int_range(dice, 1, 4);
    }
  if (seed % 4 == 1 && p->quota_count) {
    p->repair.quota_never = lg_policy_array(p, (size_t)p->quota_count, sizeof(bool));
    p->repair.quota_weight = lg_policy_array(p, (size_t)p->quota_count, sizeof(int));
    for (int q = 0; q < p->quota_count; q++) {
      p->repair.quota_never[q] = g_rand_int_range(dice, 0, 3) == 0;
      p->repair.quota_weight[q] = g_rand_int_range(dice, 0, 4);
    }
  }
  g_rand_free(dice);
}

static void try_plan(trial *t, int seed, tally *met);

/* Half of them with what is known of the plan, as an explanation has it. */
static lg_repairs find_repairs(const trial *t, const lg_solve_settings *settings)
{
  if (t->seed % 2 == 0 || t->forced.teacher >= 0)
    return lg_repairs_find(t->d, t->p, t->forced, MOST, settings);
  lg_conflict conflict = lg_conflict_find(t->d, t->p, lg_nothing_forced, settings);
  lg_limits limits = lg_limits_given(t->d, t->p, NULL, &conflict, settings);
  lg_repairs repairs = lg_repairs_given(t->d, t->p, t->forced, MOST, &conflict, &limits, settings);
  lg_conflict_clear(&conflict);
  lg_limits_clear(&limits);
  return repairs;
}

/* The plan with a repair all but one head in its `relax`: it cannot be met, and what would help
 * touches the same limits. */
static void try_again(const trial *t, const lg_repair *repair, tally *met)
{
  lg_policy nearly = *t->p;
  nearly.relax = g_new0(lg_relax, (size_t)(t->p->relax_count + repair->change_count) + 1);
  nearly.relax_count = 0;
  int spared = -1;
  for (int c = 0; c < repair->change_count; c++)
    if (repair->changes[c].heads > 1) spared = c;
  for (int c = 0; c < repair->change_count && spared >= 0; c++) {
    const lg_change *change = &repair->changes[c];
    if (change->side == LG_SIDE_DROP) continue; /* the district keeps its locks and pairs here */
    nearly.relax[nearly.relax_count++] =
        (lg_relax){change->element, change->side, (int)change->heads - (c == spared)};
  }
  qsort(nearly.relax, (size_t)nearly.relax_count, sizeof *nearly.relax, lg_relax_compare);
  trial again = {.d = t->d, .p = &nearly, .forced = lg_nothing_forced, .again = true};
  if (spared >= 0) try_plan(&again, t->seed, met);
  g_free(nearly.relax);
}

static void try_plan(trial *t, int seed, tally *met)
{
  lg_district bare = *t->d;
  bare.lock_count = 0;
  t->seed = seed;
  t->bare = lg_brute_new(&bare, t->p);
  t->demands = g_array_new(FALSE, FALSE, sizeof(demand));
  int *schools = g_new0(int, (size_t)t->d->teacher_count + 1);
  try_rosters(t, schools, 0);
  g_free(schools);
  if (t->tried <= ROSTERS_MOST) {
    lg_tuning tuning = *lg_tuning_defaults();
    if (seed % 2) tuning.interior_columns = 0;
    lg_solve_settings settings = lg_solve_defaults(t->p);
    settings.tuning = &tuning;
    lg_repairs repairs = find_repairs(t, &settings);
    check_repairs(t, &repairs, met);
    met->repairs += repairs.count;
    if (!t->again && t->p->relax_count == 0 && t->forced.teacher < 0 && repairs.count > 0)
      try_again(t, &repairs.repairs[0], met);
    lg_repairs_clear(&repairs);
  }
  for (guint k = 0; k < t->demands->len; k++) g_strfreev(g_array_index(t->demands, demand, k).keys);
  g_array_unref(t->demands);
  lg_brute_free(t->bare);
}

static bool is_impossible(const lg_district *d, const lg_policy *p)
{
  lg_solve_settings settings = lg_solve_defaults(p);
  lg_options *o = lg_options_new(d, p);
  bool impossible = lg_can_be_met(d, p, o, &settings) == LG_INFEASIBLE;
  lg_options_free(o);
  return impossible;
}

/* A service that a lock ends stays ended when the lock is dropped; brute force without locks knows
 * nothing of that, so such rows go. */
static void drop_ended(lg_random_case *random)
{
  lg_district *d = random->district;
  int kept = 0;
  for (int k = 0; k < d->service_count; k++) {
    lg_rule ended = LG_R1_POST;
    const lg_service *row = &d->services[k];
    const lg_service *flexible = row->units == LG_MISSING
                                     ? NULL
                                     : lg_service_flexible(random->policy, d, row->teacher, &ended);
    if (!flexible || ended != LG_R9_LOCK) d->services[kept++] = *row;
  }
  d->service_count = kept;
  lg_standing_settle(random->policy, d);
}

static void try_seed(int seed, tally *met)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  if (seed % 2) lg_random_case_add_flexible(random, (guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, true);
  if (seed % 4 == 2) lg_random_case_relax(random, (guint32)seed);
  lg_policy_drop(random->policy, random->district);
  drop_ended(random);
  draw_terms(random, seed);
  if (is_impossible(random->district, random->policy)) {
    trial t = {.d = random->district, .p = random->policy, .forced = lg_nothing_forced};
    try_plan(&t, seed, met);
    if (seed % 5 == 0) { /* a placement beside them */
      trial u = {.d = random->district, .p = random->policy};
      u.forced = (lg_forced){seed / 5 % u.d->teacher_count,
                             lg_assignment_at(seed / 7 % u.d->school_count)};
      try_plan(&u, seed, met);
    }
  }
  lg_random_case_free(random);
}

static void test_seeds(void)
{
  const char *one = g_getenv("LG_SEED"), *many = g_getenv("LG_SEEDS");
  int count = many ? atoi(many) : SEEDS;
  tally met = {0};
  if (one) {
    try_seed(atoi(one), &met);
    return;
  }
  for (int seed = 1; seed <= count && CU_get_number_of_failures() <= ENOUGH; seed++)
    try_seed(seed, &met);
  if (count >= 300) try_seed(2540, &met); /* a lock that may not give beside another placement */
  printf("\n    repairs %d, changes of what relax has %d\n   ", met.repairs, met.aggregated);
  LG_TRUE(met.repairs > count / 4, "many repairs were looked at");
  LG_TRUE(met.aggregated > count / 20, "many changes of what relax has");
}

int main(void)
{
  static const lg_case cases[] = {{"repairs against brute force", test_seeds}, {NULL, NULL}};
  return lg_run("repairs", cases);
}
