/* test_reach.c - how far each hard quota can go (QUESTIONS W8): tiny districts, each limit against
 * the best of all rosters. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "model/audit/audit.h"
#include "random_district.h"
#include "runner.h"
#include "solver/options.h"
#include "solver/solver.h"

enum { SEEDS = 600, ENOUGH = 30 };

typedef struct {
  const lg_district *d;
  const lg_policy *p;
  lg_brute *b;
  GArray *rosters; /* int: rosters that break nothing but quotas */
  int seed;
} trial;

static const char *name_of(const trial *t, const char *thing, const lg_brute_element *e,
                           lg_side side)
{
  static char what[200];
  g_snprintf(what, sizeof what, "seed %d: %s of %s %s %s", t->seed, thing, e->id, e->class_id,
             lg_side_word(side));
  return what;
}

/* Breaks the roster a hard quota class other than this one? */
static bool breaks_others(const trial *t, const lg_brute_element *but, const int *roster)
{
  for (int k = 0; k < t->b->element_count; k++) {
    const lg_brute_element *e = &t->b->elements[k];
    if (e != but && e->rule == LG_R8_QUOTA && !e->soft && lg_brute_broken(t->b, e, roster))
      return true;
  }
  return false;
}

/* Is a better than b for this side? As W8 says it. */
static bool is_better(const lg_bound *bound, bool varies, lg_side side, lg_brute_quota a,
                      lg_brute_quota b)
{
  int64_t sign = side == LG_SIDE_MIN ? 1 : -1;
  if (bound->kind != LG_BOUND_SHARE || !varies) return sign * a.count > sign * b.count;
  int64_t p = bound->share.p, q = bound->share.q;
  int64_t margin_a = sign * (q * a.count - p * a.of), margin_b = sign * (q * b.count - p * b.of);
  if (margin_a != margin_b) return margin_a > margin_b;
  if (a.count != b.count) return sign * a.count > sign * b.count;
  return a.of < b.of;
}

static void check_reach(const trial *t, const lg_brute_element *e, lg_side side, bool alone,
                        const lg_reach *found)
{
  const lg_quota *quota = &t->p->quotas[e->x];
  const lg_bound *bound = side == LG_SIDE_MIN ? &quota->min : &quota->max;
  bool varies = lg_brute_variable(quota), any = false;
  lg_brute_quota best = {0};
  int n = t->d->teacher_count;
  for (guint k = 0; k + (guint)n <= t->rosters->len; k += (guint)n) {
    const int *roster = &g_array_index(t->rosters, int, k);
    if (!alone && breaks_others(t, e, roster)) continue;
    lg_brute_quota own = lg_brute_count(t->b, e->x, e->y, roster);
    if (any && !is_better(bound, varies, side, own, best)) continue;
    any = true;
    best = own;
  }
  const char *thing = alone ? "alone" : "reachable";
  if (!LG_EQUAL_INT(found->has, any, name_of(t, thing, e, side)) || !any) return;
  LG_EQUAL_INT(found->count, best.count, name_of(t, thing, e, side));
  if (bound->kind == LG_BOUND_SHARE)
    LG_EQUAL_INT(found->of, best.of, name_of(t, alone ? "alone_of" : "reachable_of", e, side));
}

/* The limit of an element and side, or NULL. */
static const lg_limit *limit_of(const trial *t, const lg_limits *limits, const lg_brute_element *e,
                                lg_side side)
{
  for (int k = 0; k < limits->count; k++)
    if (limits->limits[k].side == side && lg_brute_is(t->d, t->p, e, limits->limits[k].element))
      return &limits->limits[k];
  return NULL;
}

/* As the summary lists classes: the audit's rows; then min before max. */
static void check_order(const trial *t, const lg_limits *limits)
{
  lg_roster *home = lg_roster_new(t->d);
  lg_audit *audit = lg_audit_new(t->d, t->p, home);
  int before = -1;
  for (int k = 0; k < limits->count; k++) {
    const lg_limit *limit = &limits->limits[k];
    int at = 0;
    while (at < audit->quota_count && !lg_element_same(audit->quotas[at].element, limit->element))
      at++;
    LG_TRUE(at < audit->quota_count && 2 * at + (int)limit->side > before, "order of the rows");
    before = 2 * at + (int)limit->side;
  }
  lg_audit_free(audit);
  lg_roster_free(home);
}

static int check_limits(const trial *t, const lg_limits *limits)
{
  int expected = 0;
  const int *home = &g_array_index(t->rosters, int, 0);
  for (int k = 0; k < t->b->element_count; k++) {
    const lg_brute_element *e = &t->b->elements[k];
    if (e->rule != LG_R8_QUOTA || e->soft) continue;
    const lg_quota *quota = &t->p->quotas[e->x];
    for (int side = LG_SIDE_MIN; side <= (int)LG_SIDE_MAX; side++) {
      const lg_bound *bound = side == (int)LG_SIDE_MIN ? &quota->min : &quota->max;
      if (bound->kind == LG_BOUND_NONE) continue;
      bool share = bound->kind == LG_BOUND_SHARE, varies = lg_brute_variable(quota);
      lg_brute_quota any = {0};
      if (t->rosters->len) any = lg_brute_count(t->b, e->x, e->y, home);
      if (share && !varies && t->rosters->len && any.of == 0) continue;
      const lg_limit *limit = limit_of(t, limits, e, (lg_side)side);
      if (!limit && t->rosters->len == 0) continue; /* D is not known here */
      expected++;
      if (!LG_TRUE(limit, name_of(t, "a row", e, (lg_side)side))) continue;
      LG_EQUAL_INT(limit->has_heads, !(share && varies), name_of(t, "has heads", e, (lg_side)side));
      if (limit->has_heads && t->rosters->len)
        LG_EQUAL_INT(limit->heads, side == (int)LG_SIDE_MIN ? any.min_heads : any.max_heads,
                     name_of(t, "heads", e, (lg_side)side));
      check_reach(t, e, (lg_side)side, false, &limit->together);
      check_reach(t, e, (lg_side)side, true, &limit->alone);
    }
  }
  if (t->rosters->len) LG_EQUAL_INT(limits->count, expected, "rows");
  check_order(t, limits);
  return expected;
}

static int try_seed(int seed)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, seed % 3 == 2);
  trial t = {.d = random->district, .p = random->policy, .seed = seed};
  t.b = lg_brute_new(t.d, t.p);
  int rows = 0;
  if (LG_TRUE(lg_brute_enumerate(t.b), "few enough rosters")) {
    t.rosters = lg_brute_rosters(t.b, &(lg_brute_drop){.quotas = ~0u, .goal = -1});
    lg_tuning tuning = *lg_tuning_defaults();
    if (seed % 2) tuning.interior_columns = 0;
    lg_solve_settings settings = lg_solve_defaults(t.p);
    settings.tuning = &tuning;
    lg_limits limits = lg_limits_find(t.d, t.p, &settings);
    LG_TRUE(limits.proved, "limits are proved");
    rows = check_limits(&t, &limits);
    lg_limits_clear(&limits);
    g_array_unref(t.rosters);
  }
  lg_brute_free(t.b);
  lg_random_case_free(random);
  return rows;
}

static void test_seeds(void)
{
  const char *one = g_getenv("LG_SEED"), *many = g_getenv("LG_SEEDS");
  int count = many ? atoi(many) : SEEDS, rows = 0;
  if (one) {
    try_seed(atoi(one));
    return;
  }
  for (int seed = 1; seed <= count && CU_get_number_of_failures() <= ENOUGH; seed++)
    rows += try_seed(seed);
  LG_TRUE(rows > count, "many limits were looked at");
}

/* Time that is over: what was not reached is left out, and that is said. */
static void test_no_time(void)
{
  int left_out = 0;
  for (int seed = 1; seed <= 20; seed++) {
    lg_random_case *random = lg_random_case_new((guint32)seed);
    lg_solve_settings settings = lg_solve_defaults(random->policy);
    settings.deadline_s = 1e-3;
    lg_limits limits = lg_limits_find(random->district, random->policy, &settings);
    LG_TRUE(!limits.proved || limits.count == 0, "nothing is proved without time");
    left_out += !limits.proved;
    lg_limits_clear(&limits);
    lg_random_case_free(random);
  }
  LG_TRUE(left_out > 5, "some plans have limits that time did not allow");
}

int main(void)
{
  static const lg_case cases[] = {
      {"limits against brute force", test_seeds}, {"no time", test_no_time}, {NULL, NULL}};
  return lg_run("reach", cases);
}
