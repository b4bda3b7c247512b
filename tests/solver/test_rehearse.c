/* test_rehearse.c - what refusals cost on tiny districts against brute force: a roster is published,
 * each of its movers stays at home in turn, and every roster that keeps the rules is tried. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "build.h"
#include "model/clock.h"
#include "random_district.h"
#include "runner.h"
#include "solver/options.h"
#include "solver/solver.h"

enum { SEEDS = 150 };

/* How often each thing was seen: a test of nothing is none. */
typedef struct {
  int statuses[3], changes[4], replaced, unique, locked, costs, broken, conflicts, broken_rosters;
} tally;

typedef struct {
  lg_district *d; /* with the roster as its baseline */
  lg_policy *p;
  lg_roster *roster;
  lg_policy changing; /* `changes` before the goals */
  lg_brute_result plan;
  char what[80];
} trial;

/* Without its own goal `changes`, which a rehearsal leaves out. */
static void leave_changes_out(lg_policy *p)
{
  int count = 0;
  for (int g = 0; g < p->goal_count; g++)
    if (p->goals[g].kind != LG_GOAL_CHANGES) p->goals[count++] = p->goals[g];
  p->goal_count = count;
}

/* A best roster or any that keeps the rules; where there is none, or now and then, one that breaks some.
 * NULL: too many to try. */
static lg_roster *draw_roster(trial *t, GRand *dice)
{
  lg_brute *b = lg_brute_new(t->d, t->p);
  lg_roster *roster = NULL;
  if (lg_brute_enumerate(b)) {
    lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &t->plan);
    GArray *all = lg_brute_rosters(b, &(lg_brute_drop){.goal = -1});
    int n = t->d->teacher_count, count = n ? (int)all->len / n : 0;
    roster = lg_roster_new(t->d);
    int drawn = count ? g_rand_int_range(dice, 0, count) : 0, kind = g_rand_int_range(dice, 0, 8);
    for (int i = 0; i < n; i++) {
      int school = t->d->teachers[i].school;
      if (count && kind < 3) school = (int)t->plan.first[i];
      if (count && kind >= 3) school = g_array_index(all, int, drawn *n + i);
      if (kind == 7) school = g_rand_int_range(dice, 0, t->d->school_count);
      roster->assignments[i] = lg_assignment_at(school);
    }
    g_array_free(all, TRUE);
  }
  lg_brute_free(b);
  return roster;
}

static lg_district freed_of(const trial *t, int teacher)
{
  lg_district freed = *t->d;
  freed.locks = g_new0(lg_lock, (size_t)freed.lock_count + 1);
  freed.lock_count = 0;
  for (int k = 0; k < t->d->lock_count; k++)
    if (t->d->locks[k].teacher != teacher) freed.locks[freed.lock_count++] = t->d->locks[k];
  return freed;
}

/* The members cannot all hold; without any one of them the others can (W5). */
static void check_conflict(const trial *t, const lg_district *freed, const lg_refusal *refusal,
                           tally *seen)
{
  const lg_conflict *c = &refusal->conflict;
  lg_forced home = {refusal->teacher, lg_assignment_home(freed, refusal->teacher)};
  LG_TRUE(c->minimal, t->what);
  for (int skip = -1; skip < c->count; skip++) {
    lg_brute_answer answer =
        lg_brute_satisfiable_with(freed, t->p, home, c->elements, c->count, skip);
    if (answer != LG_BRUTE_TOO_MANY)
      LG_EQUAL_INT(answer, skip < 0 ? LG_BRUTE_NO : LG_BRUTE_YES, t->what);
  }
  seen->conflicts++;
}

/* Where one roster alone is best, those affected are known. */
static void check_unique(const trial *t, const lg_refusal *refusal, const int64_t *best,
                         tally *seen)
{
  int count = 0, replacement = LG_MISSING;
  const lg_teacher *own = &t->d->teachers[refusal->teacher];
  int left = t->roster->assignments[refusal->teacher].school;
  for (int i = 0; i < t->d->teacher_count; i++) {
    int was = t->roster->assignments[i].school;
    if (i == refusal->teacher || best[i] == was) continue;
    LG_EQUAL_INT(count < refusal->changes ? refusal->affected[count] : -1, i, t->what);
    const lg_teacher *other = &t->d->teachers[i];
    bool replaces = best[i] == left && other->stage == own->stage && other->subject == own->subject;
    if (replaces && replacement == LG_MISSING) replacement = i;
    count++;
  }
  LG_EQUAL_INT(refusal->replacement, replacement, t->what);
  seen->replaced += replacement != LG_MISSING;
  seen->unique++;
}

/* The quotas that break where nobody else changes. */
static void check_broken(const trial *t, const lg_brute *b, const lg_refusal *refusal, tally *seen)
{
  g_autofree int *schools = lg_brute_schools(t->d, t->roster);
  schools[refusal->teacher] = t->d->teachers[refusal->teacher].school;
  int count = 0;
  for (int q = 0; q < t->p->quota_count; q++) {
    bool broken = false;
    for (int k = 0; k < b->element_count; k++)
      broken |= b->elements[k].rule == LG_R8_QUOTA && b->elements[k].x == q &&
                !b->elements[k].soft && lg_brute_broken(b, &b->elements[k], schools);
    if (!broken) continue;
    LG_EQUAL_INT(count < refusal->broken_count ? refusal->broken[count] : -1, q, t->what);
    count++;
  }
  LG_EQUAL_INT(refusal->broken_count, count, t->what);
  seen->broken += count > 0;
}

static void check_possible(const trial *t, const lg_brute_result *best, const lg_refusal *refusal,
                           tally *seen)
{
  LG_EQUAL_INT(refusal->changes, best->best[0] - 1, t->what);
  seen->changes[MIN(refusal->changes, 3)]++;
  for (int k = 0; k < refusal->changes; k++)
    LG_TRUE(refusal->affected[k] != refusal->teacher &&
                (k == 0 || refusal->affected[k] > refusal->affected[k - 1]),
            t->what);
  for (int g = 0; g < t->p->goal_count; g++) {
    LG_EQUAL_INT(refusal->has_cost[g], t->plan.feasible, t->what);
    if (!refusal->has_cost[g]) continue;
    LG_EQUAL_INT(refusal->cost[g], best->best[g + 1] - t->plan.best[g], t->what);
    seen->costs += refusal->cost[g] != 0;
  }
  if (best->count == 1) check_unique(t, refusal, best->first, seen);
}

static void check_refusal(const trial *t, const lg_refusal *refusal, tally *seen)
{
  lg_district freed = freed_of(t, refusal->teacher);
  lg_brute *b = lg_brute_new(&freed, &t->changing);
  if (lg_brute_enumerate(b)) {
    lg_forced home = {refusal->teacher, lg_assignment_home(&freed, refusal->teacher)};
    lg_brute_result best;
    lg_brute_best(b, &(lg_brute_drop){.goal = -1, .forced = &home}, &best);
    LG_TRUE(refusal->finished, t->what);
    LG_EQUAL_INT(refusal->status, best.feasible ? LG_REFUSAL_POSSIBLE : LG_REFUSAL_IMPOSSIBLE,
                 t->what);
    if (best.feasible && refusal->status == LG_REFUSAL_POSSIBLE)
      check_possible(t, &best, refusal, seen);
    if (!best.feasible) check_conflict(t, &freed, refusal, seen);
    check_broken(t, b, refusal, seen);
    seen->statuses[refusal->status]++;
    seen->locked += freed.lock_count < t->d->lock_count;
  }
  lg_brute_free(b);
  g_free(freed.locks);
}

static lg_rehearsal *rehearse(const trial *t, const int *movers, int count, const lg_tuning *tuning)
{
  lg_options *options = lg_options_new(t->d, t->p);
  lg_solve_settings settings = lg_solve_defaults(t->p);
  settings.tuning = tuning;
  lg_rehearsal_question question = {
      .roster = t->roster, .teachers = movers, .count = count, .threads = 2};
  char *fault = NULL;
  lg_rehearsal *rehearsal = lg_rehearse(t->d, t->p, options, &question, &settings, &fault);
  LG_EQUAL_TEXT(fault, NULL, t->what);
  g_free(fault);
  lg_options_free(options);
  return rehearsal;
}

/* The same by the search tree and by full solves. */
static void check_case(trial *t, tally *seen)
{
  int *movers = g_new(int, t->d->teacher_count + 1), count = 0;
  for (int i = 0; i < t->d->teacher_count; i++)
    if (lg_roster_moves(t->roster, t->d, i)) movers[count++] = i;
  /* The default, no tree, one that gives up on the way, no changes in it, all that may be. */
  static const struct {
    int effort, shifts;
  } ends[] = {{-1, -1}, {0, 6}, {3, 6}, {2000000, 0}, {G_MAXINT, 1000}};
  for (size_t e = 0; e < G_N_ELEMENTS(ends) && count; e++) {
    lg_tuning tuning = *lg_tuning_defaults();
    if (ends[e].effort >= 0) {
      tuning.refusal_effort = ends[e].effort;
      tuning.refusal_shifts = ends[e].shifts;
    }
    lg_rehearsal *rehearsal = rehearse(t, movers, count, &tuning);
    LG_EQUAL_INT(rehearsal->count, count, t->what);
    LG_EQUAL_INT(rehearsal->goal_count, t->p->goal_count, t->what);
    for (int k = 0; k < count; k++) check_refusal(t, &rehearsal->refusals[k], seen);
    lg_rehearsal_free(rehearsal);
  }
  g_free(movers);
}

static void check_seed(int seed, tally *seen)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  GRand *dice = g_rand_new_with_seed((guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, false);
  trial t = {.d = random->district, .p = random->policy};
  g_snprintf(t.what, sizeof t.what, "seed %d", seed);
  leave_changes_out(t.p);
  t.roster = draw_roster(&t, dice);
  if (t.roster) {
    g_free(t.d->baseline);
    t.d->baseline =
        g_memdup2(t.roster->assignments, sizeof(lg_assignment) * (size_t)t.d->teacher_count);
    t.changing = *t.p;
    t.changing.goals = g_new0(lg_goal, t.p->goal_count + 1);
    t.changing.goals[0] = (lg_goal){.kind = LG_GOAL_CHANGES, .tolerance = {0, 1}};
    memcpy(t.changing.goals + 1, t.p->goals, sizeof(lg_goal) * (size_t)t.p->goal_count);
    t.changing.goal_count++;
    check_case(&t, seen);
    g_free(t.changing.goals);
    lg_roster_free(t.roster);
  }
  g_rand_free(dice);
  lg_random_case_free(random);
}

static void test_brute(void)
{
  tally seen = {0};
  const char *asked = g_getenv("LG_SEEDS");
  int count = asked ? MAX(atoi(asked), SEEDS) : SEEDS; /* fewer would leave out the rare outcomes */
  for (int seed = 1; seed <= count; seed++) check_seed(seed, &seen);
  printf(
      "possible %d, impossible %d, unknown %d; changes 0: %d, 1: %d, 2: %d, more: %d; replaced %d "
      "of %d; locked %d; costs %d; quotas broken %d; conflicts %d\n",
      seen.statuses[0], seen.statuses[1], seen.statuses[2], seen.changes[0], seen.changes[1],
      seen.changes[2], seen.changes[3], seen.replaced, seen.unique, seen.locked, seen.costs,
      seen.broken, seen.conflicts);
  LG_EQUAL_INT(seen.statuses[LG_REFUSAL_UNKNOWN], 0, "nothing is left unknown");
  for (int k = 0; k < 4; k++) LG_TRUE(seen.changes[k] > 0, "every number of changes occurs");
  LG_TRUE(seen.conflicts > 0 && seen.replaced > 0 && seen.unique > seen.replaced &&
              seen.locked > 0 && seen.costs > 0 && seen.broken > 0,
          "each kind occurs");
}

/* What stops it leaves the rest open, and says so. */
static void test_stopped(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A ordinary group=G primary=620\n"
                             "B ordinary group=G primary=310\n",
                             "t1 A math\n"
                             "t2 A math\n"
                             "t3 B math\n");
  lg_build_route(b, "any", "");
  lg_build_move(b, "t1", "B");
  int mover = 0;
  lg_options *options = lg_options_new(b->district, b->policy);
  lg_rehearsal_question question = {
      .roster = b->roster, .teachers = &mover, .count = 1, .threads = 1};
  lg_solve_settings settings = lg_solve_defaults(b->policy);
  settings.deadline_s = lg_now_s() - 1;
  lg_rehearsal *late = lg_rehearse(b->district, b->policy, options, &question, &settings, NULL);
  LG_TRUE(late->refusals[0].finished, "the time is over: told as unknown");
  LG_EQUAL_INT(late->refusals[0].status, LG_REFUSAL_UNKNOWN, "the time is over");
  lg_rehearsal_free(late);
  static volatile sig_atomic_t stop = 1;
  settings = lg_solve_defaults(b->policy);
  settings.interrupted = &stop;
  lg_rehearsal *stopped = lg_rehearse(b->district, b->policy, options, &question, &settings, NULL);
  LG_TRUE(!stopped->refusals[0].finished, "interrupted: not told");
  lg_rehearsal_free(stopped);
  lg_options_free(options);
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {
      {"brute force", test_brute}, {"stopped", test_stopped}, {NULL, NULL}};
  return lg_run("rehearse", cases);
}
