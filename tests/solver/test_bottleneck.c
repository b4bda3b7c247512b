/* test_bottleneck.c - why a quota of a conflict cannot be met, against brute force: how far it can
 * go beside the other members, what each part of those who could count reaches, and that the limits
 * named for a part alone stop it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "random_district.h"
#include "runner.h"
#include "solver/solver.h"

enum { SEEDS = 300, ENOUGH = 20 };

/* What was met, so that no part of the test runs empty. */
typedef struct {
  int mins, maxes, parts[LG_BY_KIND_COUNT], stops, barred;
} meetings;

typedef struct {
  const lg_district *d;
  const lg_policy *p;
  const lg_conflict *conflict;
  const lg_bottleneck *bottleneck;
  const lg_bottleneck_part *part; /* NULL: all */
  int quota, class;
  int seed;
} trial;

static const char *name_of(const trial *t, const char *thing, int k)
{
  static char what[120];
  g_snprintf(what, sizeof what, "seed %d: %s %d", t->seed, thing, k);
  return what;
}

static bool is_in_part(const trial *t, int i, int school)
{
  const lg_bottleneck_part *part = t->part;
  const lg_teacher *teacher = &t->d->teachers[i];
  if (!part) return true;
  if (t->bottleneck->by == LG_BY_SUBJECT)
    return (int)teacher->stage == part->stage && teacher->subject == part->subject;
  return part->school == (t->bottleneck->by == LG_BY_HOME ? teacher->school : school);
}

static bool counts(const trial *t, const lg_brute *b, int i, int school)
{
  return lg_brute_class(b, t->quota, i, school) == t->class &&
         b->counted[t->quota][i * b->place_count + school] && is_in_part(t, i, school);
}

/* Heads of the part that count; negative of a max. */
static int64_t worth(const lg_brute *b, const int *roster, void *user)
{
  const trial *t = user;
  int64_t heads = 0;
  for (int i = 0; i < t->d->teacher_count; i++) heads += counts(t, b, i, roster[i]);
  return t->bottleneck->side == LG_SIDE_MIN ? heads : -heads;
}

/* The most heads beside the members that are not skipped; -1 where there are too many rosters. */
static int64_t most_without(trial *t, const bool *skip)
{
  int64_t most;
  lg_brute_answer answer =
      lg_brute_most(t->d, t->p, t->conflict->elements, t->conflict->count, skip, worth, t, &most);
  if (answer == LG_BRUTE_TOO_MANY) return -1;
  LG_EQUAL_INT(answer, LG_BRUTE_YES, name_of(t, "the others can hold", 0));
  return t->bottleneck->side == LG_SIDE_MIN ? most : -most;
}

static bool is_bar(lg_rule rule)
{
  return rule == LG_R2_ELIGIBLE || rule == LG_R13_RETURN || rule == LG_R3_ROUTE ||
         rule == LG_R5_COMMUTE || rule == LG_R9_LOCK;
}

/* The limits named, and the members that bar places, are enough. */
static void check_stops(trial *t, meetings *met)
{
  bool *skip = g_new0(bool, (size_t)t->conflict->count + 1);
  for (int k = 0; k < t->conflict->count; k++) skip[k] = !is_bar(t->conflict->elements[k].rule);
  for (int k = 0; k < t->part->stop_count; k++) skip[t->part->stops[k].member] = false;
  int64_t most = most_without(t, skip);
  if (most >= 0) LG_EQUAL_INT(most, t->part->reach, name_of(t, "by the limits named alone", 0));
  met->stops += t->part->stop_count;
  g_free(skip);
}

/* Parts that lose nobody make up the rest. */
static void check_parts(trial *t, const bool *skip, meetings *met)
{
  const lg_bottleneck *b = t->bottleneck;
  if (b->part_count == 0) return;
  int64_t reach = b->reach;
  for (int p = 0; p < b->part_count; p++) {
    t->part = &b->parts[p];
    reach -= t->part->reach;
    LG_TRUE(t->part->reach < t->part->can, name_of(t, "a part that loses", p));
    int64_t most = most_without(t, skip);
    if (most >= 0) LG_EQUAL_INT(most, t->part->reach, name_of(t, "reach of part", p));
    LG_TRUE(t->part->stop_count > 0, name_of(t, "what stops part", p));
    check_stops(t, met);
    met->parts[b->by]++;
  }
  t->part = NULL;
  LG_TRUE(reach >= 0, name_of(t, "what the other parts reach", 0));
}

/* Who counts somewhere. */
static void check_who(const trial *t, meetings *met)
{
  const lg_bottleneck *b = t->bottleneck;
  int64_t barred = 0;
  for (int rule = 0; rule < LG_RULE_COUNT; rule++) {
    barred += b->barred[rule];
    LG_TRUE(b->barred[rule] == 0 || is_bar((lg_rule)rule), name_of(t, "barred by rule", rule));
  }
  LG_EQUAL_INT(b->can + barred, b->would, name_of(t, "who could count", 0));
  LG_TRUE(b->reach <= b->can, name_of(t, "who can", 0));
  met->barred += barred > 0;
}

static void check_bottleneck(trial *t, meetings *met)
{
  const lg_bottleneck *b = t->bottleneck;
  lg_element element = t->conflict->elements[b->member];
  lg_brute *brute = lg_brute_new(t->d, t->p);
  for (int k = 0; k < brute->element_count; k++) {
    const lg_brute_element *e = &brute->elements[k];
    if (!lg_brute_is(t->d, t->p, e, element)) continue;
    t->quota = e->x;
    t->class = e->y;
  }
  lg_brute_free(brute);
  LG_EQUAL_INT(element.rule, LG_R8_QUOTA, name_of(t, "rule of member", b->member));
  LG_TRUE(b->side == LG_SIDE_MIN ? b->reach < b->asked : b->reach > b->asked,
          name_of(t, "out of reach, member", b->member));
  bool *skip = g_new0(bool, (size_t)t->conflict->count + 1);
  skip[b->member] = true;
  int64_t most = most_without(t, skip);
  if (most >= 0) LG_EQUAL_INT(most, b->reach, name_of(t, "reach of member", b->member));
  if (b->side == LG_SIDE_MIN) {
    check_who(t, met);
    check_parts(t, skip, met);
  }
  met->mins += b->side == LG_SIDE_MIN;
  met->maxes += b->side == LG_SIDE_MAX;
  g_free(skip);
}

/* Every quota of a minimal conflict with a limit in heads has its reach. */
static void check_conflict(trial *t, meetings *met)
{
  int at = 0;
  for (int k = 0; k < t->conflict->bottleneck_count; k++) {
    t->bottleneck = &t->conflict->bottlenecks[k];
    LG_TRUE(t->bottleneck->member >= at, name_of(t, "order of bottlenecks", k));
    at = t->bottleneck->member + 1;
    check_bottleneck(t, met);
  }
  for (int k = 0; k < t->conflict->count; k++) {
    const lg_element *e = &t->conflict->elements[k];
    bool told = false;
    bool fixed = e->rule == LG_R8_QUOTA && t->p->quotas[e->a].min.kind != LG_BOUND_SHARE &&
                 t->p->quotas[e->a].max.kind != LG_BOUND_SHARE;
    for (int b = 0; b < t->conflict->bottleneck_count; b++)
      told |= t->conflict->bottlenecks[b].member == k;
    LG_TRUE(told || !fixed, name_of(t, "a head-count without its reach, member", k));
  }
}

static void try_seed(int seed, meetings *met)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, true);
  lg_options *o = lg_options_new(random->district, random->policy);
  lg_solve_settings settings = lg_solve_defaults(random->policy);
  char *fault = NULL;
  lg_answer *a = lg_solve(random->district, random->policy, o, &settings, &fault);
  trial t = {.d = random->district, .p = random->policy, .conflict = &a->conflict, .seed = seed};
  LG_EQUAL_TEXT(fault, NULL, name_of(&t, "fault", 0));
  if (a->status == LG_INFEASIBLE && LG_TRUE(a->conflict.minimal, name_of(&t, "minimal", 0)))
    check_conflict(&t, met);
  g_free(fault);
  lg_answer_free(a);
  lg_options_free(o);
  lg_random_case_free(random);
}

static void test_seeds(void)
{
  const char *one = g_getenv("LG_SEED"), *many = g_getenv("LG_SEEDS");
  int count = many ? MAX(atoi(many), 300) : SEEDS;
  meetings met = {0};
  if (one) {
    try_seed(atoi(one), &met);
    return;
  }
  for (int seed = 1; seed <= count && CU_get_number_of_failures() <= ENOUGH; seed++)
    try_seed(seed, &met);
  printf(
      "\n    min %d, max %d; parts by subject %d, by home %d, by receiver %d; limits %d, barred %d"
      "\n   ",
      met.mins, met.maxes, met.parts[0], met.parts[1], met.parts[2], met.stops, met.barred);
  LG_TRUE(met.mins > 10 && met.maxes > 4 && met.stops > 10 && met.barred > 10 &&
              met.parts[0] + met.parts[1] + met.parts[2] > 10,
          "all cases were met");
}

int main(void)
{
  static const lg_case cases[] = {{"bottlenecks against brute force", test_seeds}, {NULL, NULL}};
  return lg_run("bottleneck", cases);
}
