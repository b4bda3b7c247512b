/* test_breakpoint.c - tipping points against every roster of tiny districts, and rows of `whatif`
 * against solves of their own. */
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "io/read.h"
#include "random_district.h"
#include "runner.h"
#include "solver/solver.h"

enum { SEEDS = 36, MOST = 1000 };

static int seeds(void)
{
  const char *given = g_getenv("LG_SEEDS");
  return given ? CLAMP(atoi(given), SEEDS, MOST) : SEEDS;
}

/* ---- tipping points ---- */

/* One limit of one quota, asked of the brute. */
typedef struct {
  const lg_brute *brute;
  int quota;
  bool is_max, heads;
  lg_share strictest; /* that the plan may write */
} question;

static lg_share value_of(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_HEADS ? (lg_share){bound->heads, 1} : bound->share;
}

/* Does one side hold with N heads of D? D = 0 holds where the base is a fact. */
static bool side_holds(const lg_bound *bound, bool is_max, int64_t n, int64_t d, bool variable)
{
  if (bound->kind == LG_BOUND_NONE) return true;
  if (bound->kind == LG_BOUND_HEADS) return is_max ? n <= bound->heads : n >= bound->heads;
  if (d == 0 && !variable) return true;
  return is_max ? bound->share.q * n <= bound->share.p * d
                : bound->share.q * n >= bound->share.p * d;
}

/* The strictest value that this roster meets; false: it meets none. */
static bool roster_meets(const question *q, const int *roster, lg_share *met)
{
  const lg_quota *quota = &q->brute->policy->quotas[q->quota];
  const lg_bound *other = q->is_max ? &quota->min : &quota->max;
  bool variable = lg_brute_variable(quota);
  *met = q->strictest;
  for (int k = 0; k < q->brute->element_count; k++) {
    const lg_brute_element *element = &q->brute->elements[k];
    if (element->rule != LG_R8_QUOTA || element->x != q->quota) continue;
    lg_brute_quota count = lg_brute_count(q->brute, q->quota, element->y, roster);
    int64_t spare = count.count - quota->withdrawals; /* what a min counts */
    if (!side_holds(other, !q->is_max, q->is_max ? spare : count.count, count.of, variable))
      return false;
    lg_share here = {q->is_max ? count.count : spare, q->heads ? 1 : count.of};
    bool empty = here.q == 0 && !variable;
    if (!q->is_max && spare < 0 && !empty) return false;
    if (here.q == 0) {
      if (q->is_max && variable && count.count > 0) return false;
      continue;
    }
    if (lg_share_order(here, *met) == (q->is_max ? 1 : -1)) *met = here;
  }
  return !q->is_max || q->heads || met->p <= met->q;
}

/* The strictest value that some roster meets. */
static lg_breakpoint brute_tipping(const question *q)
{
  lg_brute_drop drop = {.quotas = 1u << q->quota, .goal = -1};
  GArray *rosters = lg_brute_rosters(q->brute, &drop);
  int width = q->brute->district->teacher_count;
  lg_breakpoint best = {.known = true};
  for (guint k = 0; k + (guint)width <= rosters->len; k += (guint)width) {
    lg_share met;
    if (!roster_meets(q, &g_array_index(rosters, int, k), &met)) continue;
    bool stricter = !best.has || lg_share_order(met, best.value) == (q->is_max ? -1 : 1);
    if (stricter) best.value = met;
    best.has = true;
  }
  g_array_free(rosters, TRUE);
  return best;
}

static void check_tipping(const lg_random_case *random, const lg_options *options,
                          const question *q, const char *what)
{
  lg_breakpoint expected = brute_tipping(q);
  lg_breakpoint_key key = {q->quota, q->is_max, q->heads ? LG_BOUND_HEADS : LG_BOUND_SHARE};
  lg_solve_settings settings = lg_solve_defaults(random->policy);
  lg_breakpoint found = lg_breakpoint_find(random->district, random->policy, options, &key,
                                           &(lg_breakpoint_range){0}, &settings);
  LG_TRUE(found.known, what);
  LG_EQUAL_INT(found.has, expected.has, what);
  if (!found.has || !expected.has) return;
  LG_EQUAL_INT(lg_share_order(found.value, expected.value), 0, what);
  if (!expected.value.p) LG_EQUAL_INT(found.value.q, 1, what);
  /* What is known beforehand changes nothing. */
  lg_breakpoint_range known = {.has_met = true, .met = found.value};
  lg_breakpoint again =
      lg_breakpoint_find(random->district, random->policy, options, &key, &known, &settings);
  LG_EQUAL_INT(again.known && again.has && lg_share_order(again.value, found.value) == 0, 1, what);
}

/* Every side and kind of one quota. */
static int check_quota(const lg_random_case *random, const lg_brute *brute,
                       const lg_options *options, int quota, guint32 seed)
{
  const lg_quota *of = &random->policy->quotas[quota];
  for (int form = 0; form < 4; form++) {
    question q = {.brute = brute, .quota = quota, .is_max = form & 1, .heads = form & 2};
    const lg_bound *other = q.is_max ? &of->min : &of->max;
    lg_bound_kind kind = q.heads ? LG_BOUND_HEADS : LG_BOUND_SHARE;
    q.strictest = q.is_max ? (lg_share){0, 1} : (lg_share){q.heads ? 1000000000 : 1, 1};
    if (other->kind == kind) q.strictest = value_of(other);
    char what[100];
    g_snprintf(what, sizeof what, "seed %u, quota %s, %s of %s", seed, of->id,
               q.is_max ? "max" : "min", q.heads ? "heads" : "shares");
    check_tipping(random, options, &q, what);
  }
  return of->per[0] != LG_PER_DISTRICT || lg_brute_variable(of);
}

static void test_tipping(void)
{
  int asked = 0, harder = 0;
  for (guint32 seed = 1; seed <= (guint32)seeds(); seed++) {
    lg_random_case *random = lg_random_case_new(seed);
    lg_brute *brute = lg_brute_new(random->district, random->policy);
    if (lg_brute_enumerate(brute)) {
      lg_options *options = lg_options_new(random->district, random->policy);
      for (int k = 0; k < random->policy->quota_count; k++) {
        if (random->policy->quotas[k].soft) continue;
        harder += check_quota(random, brute, options, k, seed);
        asked++;
      }
      lg_options_free(options);
    }
    lg_brute_free(brute);
    lg_random_case_free(random);
  }
  LG_TRUE(asked > 0 && harder > 0, "quotas of every kind were asked");
}

static void test_soft(void)
{
  int asked = 0;
  for (guint32 seed = 1; seed <= 200 && asked < 5; seed++) {
    lg_random_case *random = lg_random_case_new(seed);
    lg_options *options = lg_options_new(random->district, random->policy);
    lg_solve_settings settings = lg_solve_defaults(random->policy);
    for (int k = 0; k < random->policy->quota_count; k++) {
      if (!random->policy->quotas[k].soft) continue;
      lg_breakpoint_key key = {k, false, LG_BOUND_SHARE};
      lg_breakpoint found = lg_breakpoint_find(random->district, random->policy, options, &key,
                                               &(lg_breakpoint_range){0}, &settings);
      LG_TRUE(found.known && !found.has, "a soft quota has no tipping point");
      asked++;
    }
    lg_options_free(options);
    lg_random_case_free(random);
  }
  LG_TRUE(asked > 0, "a soft quota was asked");
}

/* ---- rows ---- */

typedef struct {
  const lg_sweep_row *rows;
  int *told; /* how often each row was told */
} telling;

/* A row's answer beside a solve of its own. */
static void check_row(const lg_sweep_result *result, void *user)
{
  telling *t = user;
  const lg_sweep_row *row = &t->rows[result->row];
  char what[60];
  g_snprintf(what, sizeof what, "row %d", result->row);
  t->told[result->row]++;
  lg_solve_settings settings = lg_solve_defaults(row->policy);
  lg_options *options = lg_options_new(row->district, row->policy);
  lg_answer *alone = lg_solve(row->district, row->policy, options, &settings, NULL);
  LG_EQUAL_INT(result->answer->status, alone->status, what);
  LG_TRUE(!result->fault, what);
  for (int g = 0; g < row->policy->goal_count && alone->status != LG_INFEASIBLE; g++) {
    LG_EQUAL_INT(result->answer->goals[g].best, alone->goals[g].best, what);
    LG_EQUAL_INT(result->answer->goals[g].bound, alone->goals[g].bound, what);
    LG_EQUAL_INT(result->answer->goals[g].proved, alone->goals[g].proved, what);
  }
  lg_answer_free(alone);
  lg_options_free(options);
}

/* Rows that differ in the limit of a soft quota have different goals. */
static int variant_family(const lg_policy *policy, int k)
{
  return policy->quota_count && policy->quotas[0].soft ? k : 0;
}

enum { VARIANTS = 21 };

/* The tipping points of another quota in all variants, beside those found alone. */
static void check_tips(const lg_sweep_row *rows, const char *what)
{
  lg_sweep_breakpoint tips[VARIANTS * 2];
  int count = 0;
  for (int k = 0; k < VARIANTS; k++) {
    const lg_policy *policy = rows[k].policy;
    int quota = policy->quota_count - 1;
    for (int side = 0; side < 2 && quota > 0; side++)
      tips[count++] = (lg_sweep_breakpoint){.row = k, .key = {quota, side == 1, LG_BOUND_SHARE}};
  }
  lg_sweep_find_breakpoints(rows, tips, count, &(lg_sweep_settings){.threads = 2});
  for (int k = 0; k < count; k++) {
    const lg_sweep_row *row = &rows[tips[k].row];
    lg_solve_settings settings = lg_solve_defaults(row->policy);
    lg_options *options = lg_options_new(row->district, row->policy);
    lg_breakpoint alone = lg_breakpoint_find(row->district, row->policy, options, &tips[k].key,
                                             &(lg_breakpoint_range){0}, &settings);
    LG_EQUAL_INT(tips[k].found.known, true, what);
    LG_EQUAL_INT(tips[k].found.has, alone.has, what);
    if (tips[k].found.has && alone.has)
      LG_EQUAL_INT(lg_share_order(tips[k].found.value, alone.value), 0, what);
    lg_options_free(options);
  }
}

/* A case again with one limit of its first quota at each twentieth. */
static void test_rows(void)
{
  for (guint32 seed = 1; seed <= (guint32)seeds() / 4; seed++) {
    lg_random_case *variants[VARIANTS];
    lg_sweep_row rows[VARIANTS];
    int told[VARIANTS] = {0};
    lg_random_case *base = lg_random_case_new(seed);
    for (int k = 0; k < VARIANTS; k++) {
      variants[k] = lg_random_case_new(seed);
      lg_policy *policy = variants[k]->policy;
      if (policy->quota_count)
        policy->quotas[0].min = (lg_bound){.kind = LG_BOUND_SHARE, .share = {k, 20}, .text = ""};
      rows[k] = (lg_sweep_row){base->district, policy, 0, variant_family(policy, k)};
    }
    telling t = {rows, told};
    int finished = lg_sweep_run(
        rows, VARIANTS,
        &(lg_sweep_settings){.threads = 1 + (int)seed % 3, .finished = check_row, .user = &t});
    LG_EQUAL_INT(finished, VARIANTS, "all rows finished");
    char what[60];
    g_snprintf(what, sizeof what, "tipping points of seed %u", seed);
    check_tips(rows, what);
    for (int k = 0; k < VARIANTS; k++) {
      LG_EQUAL_INT(told[k], 1, "each row is told once");
      lg_random_case_free(variants[k]);
    }
    lg_random_case_free(base);
  }
}

/* The example: ten values of a quota, or LG_SWEEP of them, beside as many solves. */
static void test_example(void)
{
  const char *given = g_getenv("LG_SWEEP");
  int values = given ? CLAMP(atoi(given), 1, 100) : 10;
  char *error = NULL, *vary = g_strdup_printf("quotas.rotation.min=%d/1000:497/1000:%d/1000",
                                              497 - 297 / values * (values - 1), 297 / values);
  lg_vary **varies = g_new0(lg_vary *, 2);
  varies[0] = lg_vary_parse(vary, NULL, &error);
  lg_scenarios *all = lg_scenarios_read(
      &(lg_scenario_order){.plan_path = LG_SOURCE "/examples/nanchang-2010/plan.json",
                           .varies = varies,
                           .vary_count = 1});
  LG_EQUAL_INT(all->failure, LG_SCENARIO_GOOD, "the example is read");
  LG_EQUAL_INT(all->row_count, values + 1, "rows");
  lg_sweep_row *rows = g_new(lg_sweep_row, all->row_count + 1);
  int *told = g_new0(int, all->row_count + 1);
  for (int k = 0; k < all->row_count; k++)
    rows[k] = (lg_sweep_row){all->rows[k].input->district, all->rows[k].input->policy,
                             all->rows[k].options, all->rows[k].family};
  telling t = {rows, told};
  int finished =
      lg_sweep_run(rows, all->row_count, &(lg_sweep_settings){.finished = check_row, .user = &t});
  LG_EQUAL_INT(finished, all->row_count, "all rows finished");
  g_free(told);
  g_free(rows);
  lg_scenarios_free(all);
  g_free(vary);
}

static void count_row(const lg_sweep_result *result, void *user)
{
  (void)result;
  ++*(int *)user;
}

/* What was stopped is not told. */
static void test_interrupt(void)
{
  lg_random_case *random = lg_random_case_new(3);
  lg_sweep_row rows[] = {{random->district, random->policy, 0, 0},
                         {random->district, random->policy, 0, 0}};
  volatile sig_atomic_t interrupted = 1;
  int told = 0;
  int finished = lg_sweep_run(
      rows, 2,
      &(lg_sweep_settings){.interrupted = &interrupted, .finished = count_row, .user = &told});
  LG_EQUAL_INT(finished, 0, "interrupted at once");
  LG_EQUAL_INT(told, 0, "no row is told");
  lg_random_case_free(random);
}

int main(void)
{
  static const lg_case cases[] = {{"tipping points against every roster", test_tipping},
                                  {"soft quotas", test_soft},
                                  {"rows against solves of their own", test_rows},
                                  {"the example's rows", test_example},
                                  {"interrupt", test_interrupt},
                                  {NULL, NULL}};
  return lg_run("tipping", cases);
}
