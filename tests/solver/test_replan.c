/* test_replan.c - least changes on tiny districts against brute force: a best roster is published,
 * something happens, and every change of the new one names the element that brute force finds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "build.h"
#include "model/changes.h"
#include "random_district.h"
#include "runner.h"
#include "solver/solver.h"

enum { SEEDS = 700, MOST = 1500, ENOUGH = 20 };

/* What was met, so that no part of the test runs empty. */
typedef struct {
  int unchanged, changed, refused, others, caused;
  int rules[LG_RULE_COUNT];
} meetings;

typedef struct {
  lg_random_case *random;
  lg_district *d;
  lg_policy *p;
  int seed;
  char what[80];
} trial;

static const char *name_of(trial *t, const char *thing, int x)
{
  g_snprintf(t->what, sizeof t->what, "seed %d: %s %d", t->seed, thing, x);
  return t->what;
}

/* Publishes the best roster of the case; false where there is none. */
static bool publish(trial *t)
{
  lg_brute *b = lg_brute_new(t->d, t->p);
  lg_brute_result best = {0};
  if (lg_brute_enumerate(b)) lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &best);
  if (best.feasible) {
    g_free(t->d->baseline);
    t->d->baseline = g_new(lg_assignment, (size_t)t->d->teacher_count + 1);
    for (int i = 0; i < t->d->teacher_count; i++)
      t->d->baseline[i] = lg_brute_assignment(b, i, (int)best.first[i]);
  }
  lg_brute_free(b);
  return best.feasible;
}

/* August: teachers withdraw, or a rule is changed. */
static void disturb(trial *t)
{
  GRand *dice = g_rand_new_with_seed((guint32)t->seed);
  int kind = g_rand_int_range(dice, 0, 6), teachers = t->d->teacher_count;
  for (int k = 0; k < 2 && kind >= 1; k++) {
    int i = g_rand_int_range(dice, 0, teachers);
    if (lg_assignment_moves(t->d, i, t->d->baseline[i]) || kind == 5)
      t->d->teachers[i].exempt = "病假";
  }
  if (kind == 2) t->p->subject_band = (lg_band){true, -1, 1};
  if (kind == 3) t->p->headcount_band = (lg_band){true, 0, 0};
  if (kind == 4) lg_random_case_tighten(t->random, (guint32)t->seed, false);
  if (kind == 5) t->p->max_m = 6000;
  g_rand_free(dice);
}

static void put_changes_first(lg_policy *p)
{
  lg_goal *goals = lg_policy_array(p, (size_t)p->goal_count + 1, sizeof *goals);
  int count = 0;
  goals[count++] = (lg_goal){.kind = LG_GOAL_CHANGES, .tolerance = {0, 1}};
  for (int k = 0; k < p->goal_count; k++)
    if (p->goals[k].kind != LG_GOAL_CHANGES) goals[count++] = p->goals[k];
  p->goals = goals;
  p->goal_count = count;
}

/* "rule|id|class" of the first element that breaks where teacher i alone goes back (W2, W4). */
static char *element_by_brute(const trial *t, const lg_brute *b, const int *roster, int i)
{
  int was = lg_brute_place_for(b, t->d->baseline[i]);
  lg_rule bar = lg_brute_bar(b, i, was);
  if (bar != LG_R1_POST && bar != LG_R9_LOCK) return g_strdup_printf("%s||", lg_rule_word(bar));
  int *back = g_new(int, (size_t)t->d->teacher_count + 1);
  memcpy(back, roster, (size_t)t->d->teacher_count * sizeof *back);
  back[i] = was;
  char *found = NULL;
  for (int k = 0; k < b->element_count && !found; k++) {
    const lg_brute_element *e = &b->elements[k];
    bool counts = bar == LG_R9_LOCK ? e->rule == LG_R9_LOCK : e->rule >= LG_R6_STAFFING;
    if (counts && !e->soft && lg_brute_broken(b, e, back))
      found = g_strdup_printf("%s|%s|%s", lg_rule_word(e->rule), e->id, e->class_id);
  }
  g_free(back);
  return found ? found : g_strdup("nothing breaks");
}

static void check_changes(trial *t, const lg_brute *b, const lg_options *o, const lg_answer *a,
                          meetings *met)
{
  lg_audit *audit = lg_audit_new(t->d, t->p, a->roster);
  lg_changes *changes = lg_changes_new(t->d, t->p, o, audit, a->roster);
  LG_EQUAL_INT(changes->count, audit->goals[0], name_of(t, "changes", 0));
  int *schools = lg_brute_schools(b->district, a->roster);
  for (int k = 0; k < changes->count; k++) {
    const lg_placed_otherwise *c = &changes->list[k];
    char *right = element_by_brute(t, b, schools, c->teacher);
    g_autofree char *class_id = lg_element_class(t->d, t->p, c->element);
    char *found = c->has_element ? g_strdup_printf("%s|%s|%s", lg_rule_word(c->element.rule),
                                                   lg_element_id(t->d, t->p, c->element), class_id)
                                 : g_strdup("none");
    LG_EQUAL_TEXT(found, right, name_of(t, "element of teacher", c->teacher));
    LG_EQUAL_INT(c->was.school, t->d->baseline[c->teacher].school, name_of(t, "was", c->teacher));
    LG_EQUAL_INT(c->now.school, schools[c->teacher], name_of(t, "now", c->teacher));
    met->rules[c->element.rule]++;
    met->caused += c->cause_count > 0;
    for (int n = 0; n < c->cause_count; n++)
      LG_TRUE(c->causes[n] >= 0 && c->causes[n] != c->teacher &&
                  schools[c->causes[n]] != t->d->baseline[c->causes[n]].school,
              name_of(t, "a cause has changed itself", c->teacher));
    g_free(right);
    g_free(found);
  }
  g_free(schools);
  if (changes->count)
    met->changed++;
  else
    met->unchanged++;
  lg_changes_free(changes);
  lg_audit_free(audit);
}

/* The conflict cannot hold, and without any one of its members the others can (W5). */
static void check_conflict(trial *t, const lg_answer *a)
{
  const lg_conflict *c = &a->conflict;
  LG_EQUAL_INT(lg_brute_satisfiable(t->d, t->p, c->elements, c->count, -1), LG_BRUTE_NO,
               name_of(t, "conflict can hold", 0));
  for (int k = 0; k < c->count; k++)
    LG_EQUAL_INT(lg_brute_satisfiable(t->d, t->p, c->elements, c->count, k), LG_BRUTE_YES,
                 name_of(t, "conflict without", k));
}

/* A plan that conflicts without the limit: nothing is named for its sake. */
static void check_other_conflict(trial *t, const lg_options *o, meetings *met)
{
  t->p->max_changes = t->seed % 3;
  lg_solve_settings settings = lg_solve_defaults(t->p);
  char *fault = NULL;
  lg_answer *a = lg_solve(t->d, t->p, o, &settings, &fault);
  LG_EQUAL_INT(a->status, LG_INFEASIBLE, name_of(t, "limited", 0));
  LG_TRUE(a->conflict.minimal, name_of(t, "another conflict is minimal", 0));
  check_conflict(t, a);
  lg_answer_free(a);
  g_free(fault);
  met->others++;
}

/* One change fewer than the least is refused, and `changes` is one of those that conflict. */
static void check_limit(trial *t, const lg_options *o, int64_t least, meetings *met)
{
  t->p->max_changes = least;
  lg_solve_settings settings = lg_solve_defaults(t->p);
  char *fault = NULL;
  lg_answer *a = lg_solve(t->d, t->p, o, &settings, &fault);
  LG_EQUAL_INT(a->status, LG_OPTIMAL, name_of(t, "as many as needed", (int)least));
  LG_EQUAL_INT(a->status == LG_OPTIMAL ? a->goals[0].best : -1, least, name_of(t, "least", 0));
  lg_answer_free(a);
  if (least > 0) {
    t->p->max_changes = least - 1;
    a = lg_solve(t->d, t->p, o, &settings, &fault);
    LG_EQUAL_INT(a->status, LG_INFEASIBLE, name_of(t, "one fewer", (int)least));
    bool named = false;
    for (int k = 0; k < a->conflict.count; k++)
      named |= a->conflict.elements[k].rule == LG_R_CHANGES;
    LG_TRUE(named, name_of(t, "the conflict names changes", (int)least));
    LG_TRUE(a->conflict.minimal, name_of(t, "the conflict is minimal", (int)least));
    check_conflict(t, a);
    lg_answer_free(a);
    met->refused++;
  }
  g_free(fault);
}

static void try_seed(int seed, meetings *met)
{
  trial this = {.random = lg_random_case_new((guint32)seed), .seed = seed}, *t = &this;
  t->d = t->random->district;
  t->p = t->random->policy;
  if (seed % 3 == 1) lg_random_case_add_flexible(t->random, (guint32)seed);
  if (publish(t)) {
    disturb(t);
    put_changes_first(t->p);
    lg_brute *b = lg_brute_new(t->d, t->p);
    lg_brute_result best = {0};
    if (lg_brute_enumerate(b)) lg_brute_best(b, &(lg_brute_drop){.goal = -1}, &best);
    lg_options *o = lg_options_new(t->d, t->p);
    lg_solve_settings settings = lg_solve_defaults(t->p);
    char *fault = NULL;
    lg_answer *a = lg_solve(t->d, t->p, o, &settings, &fault);
    LG_EQUAL_TEXT(fault, NULL, name_of(t, "fault", 0));
    LG_EQUAL_INT(a->status, best.feasible ? LG_OPTIMAL : LG_INFEASIBLE, name_of(t, "status", 0));
    if (best.feasible && a->status == LG_OPTIMAL) {
      for (int g = 0; g < t->p->goal_count; g++)
        LG_EQUAL_INT(a->goals[g].best, best.best[g], name_of(t, "goal", g));
      check_changes(t, b, o, a, met);
      check_limit(t, o, best.best[0], met);
    } else if (a->status == LG_INFEASIBLE) {
      check_other_conflict(t, o, met);
    }
    g_free(fault);
    lg_answer_free(a);
    lg_options_free(o);
    lg_brute_free(b);
  }
  lg_random_case_free(t->random);
}

static void test_least(void)
{
  const char *one = g_getenv("LG_SEED"), *many = g_getenv("LG_SEEDS");
  int count = many ? MIN(MAX(atoi(many), SEEDS), MOST) : SEEDS;
  meetings met = {0};
  if (one) {
    try_seed(atoi(one), &met);
    return;
  }
  for (int seed = 1; seed <= count; seed++) {
    try_seed(seed, &met);
    if (CU_get_number_of_failures() > ENOUGH) return;
  }
  printf("\n    unchanged %d, changed %d, refused %d, conflicts %d, changes with causes %d\n   ",
         met.unchanged, met.changed, met.refused, met.others, met.caused);
  for (int rule = 0; rule < LG_RULE_COUNT; rule++)
    if (met.rules[rule]) printf(" %s %d", lg_rule_word((lg_rule)rule), met.rules[rule]);
  printf("\n");
  LG_TRUE(met.unchanged > 10 && met.changed > 10 && met.refused > 10 && met.others > 10 &&
              met.caused > 10,
          "all cases were met");
  static const lg_rule wanted[] = {LG_R2_ELIGIBLE, LG_R5_COMMUTE, LG_R6_STAFFING, LG_R7_HEADCOUNT,
                                   LG_R8_QUOTA};
  for (size_t k = 0; k < G_N_ELEMENTS(wanted); k++)
    LG_TRUE(met.rules[wanted[k]] > 0, lg_rule_word(wanted[k]));
}

/* A roster that is not the least change, of a plan that asks nothing: no element breaks where a
 * backbone teacher goes back, and none that the plan has not is asked. */
static void test_nothing_breaks(void)
{
  lg_build *b = lg_build_new("2025-09-01",
                             "A strong primary=100\n"
                             "B weak primary=100\n",
                             "t1 A math years=5 rank=star backbone\n"
                             "t2 B math years=5\n");
  lg_build_route(b, "any", "");
  lg_build_move(b, "t1", "B");
  lg_options *o = lg_options_new(b->district, b->policy);
  lg_changes *changes = lg_changes_new(b->district, b->policy, o, lg_build_audit(b), b->roster);
  LG_EQUAL_INT(changes->count, 1, "one is placed otherwise");
  LG_EQUAL_INT(changes->count && changes->list[0].has_element, 0, "nothing breaks");
  lg_changes_free(changes);
  lg_options_free(o);
  lg_build_free(b);
}

int main(void)
{
  static const lg_case cases[] = {{"least changes against brute force", test_least},
                                  {"nothing breaks", test_nothing_breaks},
                                  {NULL, NULL}};
  return lg_run("replan", cases);
}
