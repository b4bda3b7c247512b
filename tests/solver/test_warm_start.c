/* test_warm_start.c - solves that learn from each other answer as solves for themselves do: status, best,
 * bound, proved. */
#include <stdlib.h>
#include <string.h>

#include "random_district.h"
#include "runner.h"
#include "solver/options.h"
#include "solver/solver.h"

enum { SEEDS = 80, FORCED = 3, ENOUGH = 20 /* failures to stop at */ };

static lg_answer *solved(const lg_district *d, const lg_policy *p, lg_warm_start *warm_start,
                         bool inside)
{
  lg_options *options = lg_options_new(d, p);
  lg_tuning tuning = *lg_tuning_defaults();
  if (inside) tuning.interior_columns = 0;
  lg_solve_settings settings = lg_solve_defaults(p);
  settings.tuning = &tuning;
  settings.warm_start = warm_start;
  char *fault = NULL;
  lg_answer *answer = lg_solve(d, p, options, &settings, &fault);
  LG_EQUAL_TEXT(fault, NULL, "fault");
  g_free(fault);
  lg_options_free(options);
  return answer;
}

/* One step: the plan with the warmth of the steps before it, and for itself. */
static void check_step(const lg_district *d, const lg_policy *p, lg_warm_start *warm_start,
                       int seed, const char *step)
{
  lg_answer *cold = solved(d, p, NULL, seed % 2), *warm = solved(d, p, warm_start, seed % 2);
  char what[96];
  g_snprintf(what, sizeof what, "seed %d: %s", seed, step);
  LG_EQUAL_INT(warm->status, cold->status, what);
  for (int g = 0; g < p->goal_count; g++) {
    LG_EQUAL_INT(warm->goals[g].best, cold->goals[g].best, what);
    LG_EQUAL_INT(warm->goals[g].bound, cold->goals[g].bound, what);
    LG_EQUAL_INT(warm->goals[g].proved, cold->goals[g].proved, what);
  }
  lg_answer_free(cold);
  lg_answer_free(warm);
}

/* The plan with one teacher more who must go somewhere: by lot, so at times where he cannot. */
static void check_forced(const lg_random_case *c, lg_warm_start *warm_start, GRand *dice, int seed)
{
  lg_district forced = *c->district;
  int i = g_rand_int_range(dice, 0, forced.teacher_count), at = 0;
  lg_lock lock = {i, g_rand_int_range(dice, 0, forced.school_count), LG_LOCK_MUST, false, "", ""};
  for (int k = 0; k < forced.lock_count; k++) {
    if (forced.locks[k].teacher == i) return; /* what he has might contradict it */
    at += forced.locks[k].teacher < i;
  }
  if (!forced.schools[lock.school].has_stage[forced.teachers[i].stage]) return;
  forced.locks = g_new(lg_lock, forced.lock_count + 1);
  if (at) memcpy(forced.locks, c->district->locks, (size_t)at * sizeof lock);
  forced.locks[at] = lock;
  if (at < forced.lock_count)
    memcpy(forced.locks + at + 1, c->district->locks + at,
           (size_t)(forced.lock_count - at) * sizeof lock);
  forced.lock_count++;
  check_step(&forced, c->policy, warm_start, seed, "forced");
  g_free(forced.locks);
}

/* A plan as drawn, with places forced, with a quota at its limit, beyond it, and as drawn again:
 * feasible and infeasible steps in turn. */
static void check_seed(int seed, lg_warm_start *warm_start)
{
  lg_random_case *plain = lg_random_case_new((guint32)seed),
                 *tight = lg_random_case_new((guint32)seed),
                 *beyond = lg_random_case_new((guint32)seed);
  bool tightens = lg_random_case_tighten(tight, (guint32)seed, false) &&
                  lg_random_case_tighten(beyond, (guint32)seed, true);
  GRand *dice = g_rand_new_with_seed((guint32)seed);
  check_step(plain->district, plain->policy, warm_start, seed, "as drawn");
  for (int k = 0; k < FORCED; k++) check_forced(plain, warm_start, dice, seed);
  if (tightens) {
    check_step(tight->district, tight->policy, warm_start, seed, "at the limit");
    check_step(beyond->district, beyond->policy, warm_start, seed, "beyond the limit");
    check_forced(tight, warm_start, dice, seed);
  }
  check_step(plain->district, plain->policy, warm_start, seed, "as drawn, again");
  g_rand_free(dice);
  lg_random_case_free(plain);
  lg_random_case_free(tight);
  lg_random_case_free(beyond);
}

/* One warmth for all of them: plans that have nothing in common do no harm either. */
static void test_random(void)
{
  const char *one = g_getenv("LG_SEED"), *many = g_getenv("LG_SEEDS");
  int first = one ? atoi(one) : 1, last = one ? first : many ? atoi(many) : SEEDS;
  lg_warm_start *shared = lg_warm_start_new();
  for (int seed = first; seed <= last; seed++) {
    lg_warm_start *own = lg_warm_start_new();
    check_seed(seed, seed % 3 ? own : shared);
    lg_warm_start_free(own);
    if (CU_get_number_of_failures() > ENOUGH) break;
  }
  lg_warm_start_free(shared);
}

int main(void)
{
  static const lg_case cases[] = {{"tiny plans, warm and cold", test_random}, {NULL, NULL}};
  return lg_run("warm", cases);
}
