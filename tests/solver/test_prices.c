/* test_prices.c - a teacher's card against brute force: bars, prices, impossible places and their
 * conflicts, whether all best rosters agree. */
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "random_district.h"
#include "runner.h"
#include "solver/solver.h"

enum { SEEDS = 200 };

/* One teacher's card and the brute force that has tried every roster. */
typedef struct {
  const lg_random_case *random;
  const lg_brute *brute;
  const lg_teacher_card *card;
  lg_brute_result plan;
  char what[80];
} trial;

/* How often each thing was seen: a test of nothing is none. */
typedef struct {
  int statuses[4], always[3], tolerance, conflicts, one, repairs;
} tally;

static void check_bar(trial *t, const lg_place *place)
{
  const lg_district *d = t->random->district;
  const char *id = d->teachers[t->card->teacher].id;
  lg_assignment to = place->option.assignment;
  lg_rule bar = lg_brute_bar(t->brute, t->card->teacher, lg_brute_place_for(t->brute, to));
  LG_EQUAL_INT(place->status == LG_PLACE_BARRED, bar != LG_R1_POST, t->what);
  if (place->status != LG_PLACE_BARRED || bar == LG_R1_POST) return;
  LG_EQUAL_INT(place->rule, bar, t->what);
  LG_EQUAL_INT(place->conflict.count, 1, t->what);
  LG_EQUAL_INT(place->conflict.elements[0].rule, bar, t->what);
  lg_element element = place->conflict.elements[0];
  LG_EQUAL_TEXT(lg_element_id(d, t->random->policy, element),
                bar == LG_R9_LOCK || bar == LG_R13_RETURN ? id : "", t->what);
  if (bar != LG_R9_LOCK) return;
  int must = t->brute->teachers[t->card->teacher].must, home = d->teachers[t->card->teacher].school;
  int school = to.school;
  if (lg_assignment_is_guest(to)) { /* staying bars no guest; leaving home is what bars first */
    bool leaves = false;
    for (int k = 0; k < d->lock_count; k++)
      leaves |= d->locks[k].teacher == t->card->teacher && d->locks[k].school == home &&
                d->locks[k].kind == LG_LOCK_FORBID;
    if (must == home) must = LG_MISSING;
    if (!leaves) school = to.guest;
  }
  char *class_id = must != LG_MISSING ? g_strconcat("must/", d->schools[must].id, NULL)
                                      : g_strconcat("forbid/", d->schools[school].id, NULL);
  g_autofree char *found = lg_element_class(d, t->random->policy, element);
  LG_EQUAL_TEXT(found, class_id, t->what);
  g_free(class_id);
}

static void check_price(trial *t, const lg_place *place, const lg_brute_result *forced)
{
  bool free = true;
  for (int g = 0; g < t->random->policy->goal_count; g++) {
    LG_EQUAL_INT(place->price[g], forced->best[g] - t->plan.best[g], t->what);
    if (free && place->price[g] != 0) {
      bool worse = (place->price[g] < 0) == lg_goal_is_max(t->random->policy->goals[g].kind);
      LG_TRUE(worse, t->what); /* W22: the first that is not 0 is a worsening */
      free = false;
    }
  }
}

/* W5, W23: with the placement the members cannot all hold; without any one of them the others can.
 */
static void check_conflict(trial *t, const lg_place *place, tally *seen)
{
  const lg_conflict *c = &place->conflict;
  lg_forced forced = {t->card->teacher, place->option.assignment};
  LG_TRUE(c->minimal, t->what);
  lg_brute_answer answer = lg_brute_satisfiable_with(t->random->district, t->random->policy, forced,
                                                     c->elements, c->count, -1);
  if (answer == LG_BRUTE_TOO_MANY) return;
  LG_EQUAL_INT(answer, LG_BRUTE_NO, t->what);
  for (int k = 0; k < c->count; k++) {
    answer = lg_brute_satisfiable_with(t->random->district, t->random->policy, forced, c->elements,
                                       c->count, k);
    if (answer != LG_BRUTE_TOO_MANY) LG_EQUAL_INT(answer, LG_BRUTE_YES, t->what);
    if (k > 0)
      LG_TRUE(lg_element_order(t->random->district, t->random->policy, c->elements[k - 1],
                               c->elements[k]) < 0,
              t->what);
  }
  seen->conflicts++;
}

/* W25: only for a missed wish that is impossible or barred by R9, and then the smallest that there
 * is; test_repairs holds those against brute force. */
static void check_repair(trial *t, const lg_place *place, tally *seen)
{
  const lg_district *d = t->random->district;
  const lg_policy *p = t->random->policy;
  int present =
      lg_brute_place_of(t->brute, t->card->teacher, lg_brute_place_for(t->brute, t->card->present))
          ->wish;
  int wish = place->option.wish;
  bool missed = wish != LG_MISSING && (present == LG_MISSING || wish < present);
  bool closed = place->status == LG_PLACE_IMPOSSIBLE ||
                (place->status == LG_PLACE_BARRED && place->rule == LG_R9_LOCK);
  if (!missed || !closed) {
    LG_EQUAL_INT(place->repair.count, 0, t->what);
    return;
  }
  lg_solve_settings settings = lg_solve_defaults(p);
  lg_repairs alone =
      lg_repairs_find(d, p, (lg_forced){t->card->teacher, place->option.assignment}, 1, &settings);
  LG_EQUAL_INT(place->repair.count, alone.count, t->what);
  if (place->repair.count == 1 && alone.count == 1)
    LG_EQUAL_INT(place->repair.repairs[0].size, alone.repairs[0].size, t->what);
  LG_TRUE(place->repair.proved, t->what);
  seen->repairs += place->repair.count;
  lg_repairs_clear(&alone);
}

static void check_place(trial *t, const lg_place *place, tally *seen)
{
  lg_forced forced = {t->card->teacher, place->option.assignment};
  seen->statuses[place->status]++;
  check_bar(t, place);
  check_repair(t, place, seen);
  const lg_brute_place *facts = lg_brute_place_of(
      t->brute, t->card->teacher, lg_brute_place_for(t->brute, place->option.assignment));
  LG_EQUAL_INT(place->option.wish, facts->wish, t->what);
  if (!lg_assignment_is_guest(place->option.assignment))
    LG_EQUAL_INT(place->option.after_m, facts->after_m, t->what);
  if (place->status == LG_PLACE_BARRED) {
    LG_TRUE(place->price == NULL, t->what);
    return;
  }
  lg_brute_result best;
  lg_brute_best(t->brute, &(lg_brute_drop){.goal = -1, .forced = &forced}, &best);
  LG_EQUAL_INT(place->status, best.feasible ? LG_PLACE_OPEN : LG_PLACE_IMPOSSIBLE, t->what);
  LG_EQUAL_INT(place->price != NULL, best.feasible, t->what);
  if (place->price && best.feasible) check_price(t, place, &best);
  if (place->status == LG_PLACE_IMPOSSIBLE)
    check_conflict(t, place, seen);
  else
    LG_EQUAL_INT(place->conflict.count, 0, t->what);
}

/* W24, from its words: no roster that keeps the limits before the lottery is elsewhere. */
static lg_always always_by_brute(const trial *t)
{
  const lg_policy *p = t->random->policy;
  int n = t->random->district->teacher_count;
  lg_always always = LG_ALWAYS_YES;
  GArray *rosters = lg_brute_rosters(t->brute, &(lg_brute_drop){.goal = -1});
  for (int at = 0; at < (int)rosters->len; at += n) {
    const int *roster = &g_array_index(rosters, int, at);
    bool best = roster[t->card->teacher] != lg_brute_place_for(t->brute, t->card->present);
    for (int g = 0; best && g < p->goal_count && p->goals[g].kind != LG_GOAL_LOTTERY; g++) {
      int64_t value = lg_brute_goal(t->brute, g, roster);
      best =
          lg_goal_is_max(p->goals[g].kind) ? value >= t->plan.limit[g] : value <= t->plan.limit[g];
    }
    if (best) always = LG_ALWAYS_NO;
  }
  g_array_free(rosters, TRUE);
  return always;
}

static void check_card(trial *t, tally *seen)
{
  const lg_policy *p = t->random->policy;
  LG_EQUAL_INT(t->card->plan->status, LG_OPTIMAL, t->what);
  for (int g = 0; g < p->goal_count; g++) {
    LG_EQUAL_INT(t->card->plan->goals[g].best, t->plan.best[g], t->what);
    seen->tolerance += p->goals[g].tolerance.p > 0;
  }
  for (int k = 0; k < t->card->place_count; k++) check_place(t, &t->card->places[k], seen);
  LG_EQUAL_INT(t->card->always, always_by_brute(t), t->what);
  seen->always[t->card->always]++;
}

/* Every question of one case: some teachers, the present place drawn, all schools or one. */
static void ask(trial *t, GRand *dice, tally *seen)
{
  const lg_district *d = t->random->district;
  const lg_policy *p = t->random->policy;
  lg_options *options = lg_options_new(d, p);
  lg_solve_settings settings = lg_solve_defaults(p);
  for (int asked = 0; asked < 2; asked++) {
    int i = g_rand_int_range(dice, 0, d->teacher_count);
    bool best = t->plan.feasible && g_rand_boolean(dice);
    lg_explain_question question = {
        .teacher = i,
        .present = best ? lg_brute_assignment(t->brute, i, (int)t->plan.first[i])
                        : lg_assignment_at(g_rand_int_range(dice, 0, d->school_count)),
        .to = LG_MISSING,
        .threads = 2};
    if (g_rand_int_range(dice, 0, 3) == 0) question.to = g_rand_int_range(dice, 0, d->school_count);
    char *fault = NULL;
    lg_teacher_card *card = lg_explain(d, p, options, &question, &settings, &fault);
    t->card = card;
    LG_EQUAL_TEXT(fault, NULL, t->what);
    LG_EQUAL_INT(card->plan->status == LG_INFEASIBLE, !t->plan.feasible, t->what);
    int guests = 0, guest_there = 0; /* what R14 and R4 leave, or the one that is fixed */
    for (int j = 0; j < d->school_count && p->flexible.given; j++) {
      const lg_brute_place *guest = lg_brute_place_of(t->brute, i, d->school_count + j);
      if (guest->breaks_r14 || guest->breaks_r4) continue;
      guests++;
      guest_there += question.to == j;
    }
    LG_EQUAL_INT(card->place_count,
                 !t->plan.feasible           ? 0
                 : question.to == LG_MISSING ? d->school_count + guests
                                             : 1 + guest_there,
                 t->what);
    if (t->plan.feasible) check_card(t, seen);
    seen->one += question.to != LG_MISSING;
    lg_teacher_card_free(card);
    g_free(fault);
  }
  lg_options_free(options);
}

static void test_brute(void)
{
  tally seen = {0};
  const char *asked = g_getenv("LG_SEEDS");
  int count = asked ? atoi(asked) : SEEDS;
  for (int seed = 1; seed <= count; seed++) {
    lg_random_case *random = lg_random_case_new((guint32)seed);
    if (seed % 3 == 1) lg_random_case_add_flexible(random, (guint32)seed);
    lg_brute *brute = lg_brute_new(random->district, random->policy);
    if (lg_brute_enumerate(brute) && random->district->teacher_count > 0) {
      GRand *dice = g_rand_new_with_seed((guint32)seed);
      trial t = {.random = random, .brute = brute};
      g_snprintf(t.what, sizeof t.what, "seed %d", seed);
      lg_brute_best(brute, &(lg_brute_drop){.goal = -1}, &t.plan);
      ask(&t, dice, &seen);
      g_rand_free(dice);
    }
    lg_brute_free(brute);
    lg_random_case_free(random);
  }
  printf(
      "open %d, barred %d, impossible %d, unknown %d; conflicts %d; repairs %d; always "
      "no %d, yes %d\n",
      seen.statuses[0], seen.statuses[1], seen.statuses[2], seen.statuses[3], seen.conflicts,
      seen.repairs, seen.always[0], seen.always[1]);
  for (int k = LG_PLACE_OPEN; k <= LG_PLACE_IMPOSSIBLE; k++)
    LG_TRUE(seen.statuses[k] > 0, "every status occurs");
  LG_EQUAL_INT(seen.statuses[LG_PLACE_UNKNOWN], 0, "nothing is left unknown");
  LG_TRUE(seen.always[LG_ALWAYS_NO] > 0 && seen.always[LG_ALWAYS_YES] > 0, "both answers occur");
  LG_TRUE(seen.conflicts > 0 && seen.repairs > 0 && seen.tolerance > 0 && seen.one > 0,
          "each kind occurs");
}

int main(void)
{
  static const lg_case cases[] = {{"brute force", test_brute}, {NULL, NULL}};
  return lg_run("explain", cases);
}
