/* test_brute.c - hundreds of tiny districts drawn from seeds: options, audit and solver against
 * brute force. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "case_files.h"
#include "model/audit/audit.h"
#include "random_district.h"
#include "runner.h"
#include "solver/options.h"
#include "solver/solver.h"
#include "tally.h"

enum { SEEDS = 1000, ROSTERS = 16, ENOUGH = 50 /* failures to stop at */ };

/* One case, the brute force that has tried all its rosters, and a name for messages. */
typedef struct {
  lg_random_case *random;
  const lg_district *d;
  const lg_policy *p;
  lg_brute *b;
  int seed;
  char what[160];
} trial;

static const char *name_of(trial *t, const char *thing, int x, int y)
{
  g_snprintf(t->what, sizeof t->what, "seed %d: %s %d %d", t->seed, thing, x, y);
  return t->what;
}

#define SAME(found, expected, thing, x, y) LG_EQUAL_INT(found, expected, name_of(t, thing, x, y))

/* The teacher's options stand by school, at home the bare one before guest schools. */
static int place_in_order(const trial *t, int i, int k)
{
  int schools = t->d->school_count, home = t->d->teachers[i].school;
  if (!t->p->flexible.given) return k;
  if (k <= home) return k;
  return k <= home + schools ? schools + k - home - 1 : k - schools;
}

static void check_option(trial *t, const lg_options *o, int i, int *next)
{
  const lg_candidate *c = &o->candidates[i];
  int places = t->p->flexible.given ? 2 * t->d->school_count : t->d->school_count;
  for (int k = 0; k < places; k++) {
    int j = place_in_order(t, i, k);
    lg_assignment assignment = lg_brute_assignment(t->b, i, j);
    const lg_brute_place *place = lg_brute_place_of(t->b, i, j);
    lg_rule bar = lg_brute_bar(t->b, i, j);
    SAME(lg_options_bar(o, t->d, t->p, i, assignment).rule, bar, "bar of", i, j);
    bool there =
        *next < c->first + c->count && lg_assignment_same(o->pairs[*next].assignment, assignment);
    SAME(there, bar == LG_R1_POST, "open place", i, j);
    if (!there) continue;
    const lg_option *pair = &o->pairs[(*next)++];
    SAME(pair->route, place->route, "route", i, j);
    SAME(pair->wish, place->wish, "wish", i, j);
    if (!lg_assignment_is_guest(assignment))
      SAME(pair->before_m, place->before_m, "distance before", i, j);
    if (!lg_assignment_is_guest(assignment))
      SAME(pair->after_m, place->after_m, "distance after", i, j);
    for (int q = 0; q < t->p->quota_count; q++) {
      const lg_quota *quota = &t->p->quotas[q];
      SAME(lg_options_match(o, t->d, t->p, &quota->count, i, pair),
           lg_brute_match(t->b, &quota->count, i, j), "count matches", i, j);
      SAME(lg_options_match(o, t->d, t->p, &quota->of, i, pair),
           lg_brute_match(t->b, &quota->of, i, j), "of matches", i, j);
    }
  }
}

static void check_options(trial *t, const lg_options *o)
{
  int next = 0, eligible = 0, moves = 0;
  for (int i = 0; i < t->d->teacher_count; i++) {
    const lg_brute_teacher *fact = &t->b->teachers[i];
    SAME(o->candidates[i].why == LG_WHY_ELIGIBLE, fact->eligible, "eligible", i, 0);
    SAME(!o->candidates[i].stays, fact->fit, "fit", i, 0);
    SAME(lg_due_back(t->d, i), fact->due_back, "due back", i, 0);
    SAME(lg_has_rotated(t->d, i), fact->rotated, "rotated", i, 0);
    SAME(o->candidates[i].age, fact->age, "age", i, 0);
    SAME(o->candidates[i].years, fact->years, "years", i, 0);
    SAME(o->candidates[i].must, fact->must, "must", i, 0);
    SAME(o->candidates[i].first, next, "first pair", i, 0);
    next = o->candidates[i].first;
    check_option(t, o, i, &next);
    eligible += fact->eligible;
    for (int j = 0; j < t->b->place_count; j++)
      moves += (lg_brute_place_of(t->b, i, j)->moved || j >= t->d->school_count) &&
               (j < t->d->school_count || t->p->flexible.given) &&
               lg_brute_bar(t->b, i, j) == LG_R1_POST;
  }
  SAME(o->pair_count, next, "pairs", 0, 0);
  SAME(o->move_count, moves, "moves", 0, 0);
  SAME(o->eligible_count, eligible, "eligible teachers", 0, 0);
}

/* The broken elements in the order of W2 as one text; `soft` ones never are. */
static char *broken_by_brute(const trial *t, const int *roster)
{
  GString *text = g_string_new(NULL);
  for (int k = 0; k < t->b->element_count; k++) {
    const lg_brute_element *e = &t->b->elements[k];
    if (!e->soft && lg_brute_broken(t->b, e, roster))
      g_string_append_printf(text, "%s|%s|%s\n", lg_rule_word(e->rule), e->id, e->class_id);
  }
  return g_string_free(text, FALSE);
}

static char *broken_by_audit(const trial *t, const lg_audit *audit)
{
  GString *text = g_string_new(NULL);
  char *last = g_strdup("");
  for (int k = 0; k < audit->breach_count; k++) {
    lg_element e = audit->breaches[k].element;
    g_autofree char *class_id = lg_element_class(t->d, t->p, e);
    char *line =
        g_strdup_printf("%s|%s|%s\n", lg_rule_word(e.rule), lg_element_id(t->d, t->p, e), class_id);
    if (strcmp(line, last) != 0) g_string_append(text, line);
    g_free(last);
    last = line;
  }
  g_free(last);
  return g_string_free(text, FALSE);
}

static void check_quota(trial *t, const lg_audit *audit, const lg_brute_element *e,
                        const int *roster, int *at)
{
  bool density = e->rule == LG_R12_DENSITY;
  if (!LG_TRUE(*at < audit->quota_count, name_of(t, "quota rows missing", e->x, e->y))) return;
  const lg_quota_count *row = &audit->quotas[(*at)++];
  lg_brute_quota own = density ? lg_brute_density(t->b, e->x, e->y, roster)
                               : lg_brute_count(t->b, e->x, e->y, roster);
  LG_TRUE(lg_element_same(row->element, lg_brute_reference(t->d, t->p, e)),
          name_of(t, "element of quota", e->x, e->y));
  SAME(row->quota, density ? t->p->quota_count : e->x, "quota", e->x, e->y);
  LG_EQUAL_TEXT(row->class_id, e->class_id, name_of(t, "class of quota", e->x, e->y));
  SAME(row->count, own.count, "N of quota", e->x, e->y);
  SAME(row->of, own.of, "D of quota", e->x, e->y);
  SAME(row->shortfall, own.shortfall, "shortfall of quota", e->x, e->y);
  SAME(row->holds, own.holds, "quota holds", e->x, e->y);
  SAME(row->min_heads, own.min_heads, "heads asked at least", e->x, e->y);
  SAME(row->max_heads, own.max_heads, "heads asked at most", e->x, e->y);
}

/* Of the classes of quota `q`, or of R12's schools and stages, the first after *code in their order:
 * classes and schools by their codes, stages within a school. NULL: there is none. */
static const lg_brute_element *next_class(const trial *t, int q, int *code)
{
  const lg_brute_element *next = NULL;
  int least = INT_MAX;
  for (int k = 0; k < t->b->element_count; k++) {
    const lg_brute_element *e = &t->b->elements[k];
    bool density = e->rule == LG_R12_DENSITY;
    if (q < t->p->quota_count ? e->rule != LG_R8_QUOTA || e->x != q : !density) continue;
    int here = density ? e->x * LG_STAGE_COUNT + e->y : e->y;
    if (here <= *code || here >= least) continue;
    least = here;
    next = e;
  }
  *code = least;
  return next;
}

/* The audit lists quotas in the order of the plan, then classes as `lg_quota_count` says. */
static void check_quotas(trial *t, const lg_audit *audit, const int *roster)
{
  int at = 0;
  for (int q = 0; q <= t->p->quota_count; q++) {
    int code = -1;
    for (const lg_brute_element *e; (e = next_class(t, q, &code));)
      check_quota(t, audit, e, roster, &at);
  }
  SAME(audit->quota_count, at, "quota rows", 0, 0);
}

static void check_close(trial *t, double found, double expected, const char *thing, int stage)
{
  bool close = fabs(found - expected) <= 1e-9 * MAX(1, fabs(expected));
  if (!close) printf("\n    %.17g, not %.17g", found, expected);
  LG_TRUE(close, name_of(t, thing, stage, 0));
}

/* Backbone teachers (or all) of a school and stage after (roster) or before (NULL). */
static int heads(const trial *t, const int *roster, int school, int stage, bool backbone)
{
  int sum = 0;
  for (int i = 0; i < t->d->teacher_count; i++) {
    const lg_teacher *teacher = &t->d->teachers[i];
    sum += (roster ? lg_brute_at(t->b, i, roster[i]) : teacher->school) == school &&
           (int)teacher->stage == stage && (teacher->backbone || !backbone);
  }
  return sum;
}

/* SPEC 4, as the national standard defines it. */
static bool variation(const trial *t, const int *roster, int stage, double *mean, double *cv)
{
  double students = 0, y = 0, variance = 0;
  for (int j = 0; j < t->d->school_count; j++) {
    if (!t->d->schools[j].has_stage[stage]) continue;
    students += t->d->schools[j].students[stage];
    y += heads(t, roster, j, stage, true);
  }
  if (y < 1) return false;
  *mean = 100 * y / students;
  for (int j = 0; j < t->d->school_count; j++) {
    if (!t->d->schools[j].has_stage[stage]) continue;
    double x = 100.0 * heads(t, roster, j, stage, true) / t->d->schools[j].students[stage];
    variance += t->d->schools[j].students[stage] / students * (x - *mean) * (x - *mean);
  }
  *cv = sqrt(variance) / *mean;
  return true;
}

static void check_figures(trial *t, const lg_audit *audit, const int *roster)
{
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    double mean, cv;
    bool given = variation(t, NULL, s, &mean, &cv);
    SAME(audit->equity[s].given, given, "equity is given", s, 0);
    if (!given) continue;
    check_close(t, audit->equity[s].mean_before, mean, "mean before", s);
    check_close(t, audit->equity[s].cv_before, cv, "cv before", s);
    variation(t, roster, s, &mean, &cv);
    check_close(t, audit->equity[s].mean_after, mean, "mean after", s);
    check_close(t, audit->equity[s].cv_after, cv, "cv after", s);
  }
  int at = 0;
  for (int j = 0; j < t->d->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++) {
      if (!t->d->schools[j].has_stage[s]) continue;
      if (!LG_TRUE(at < audit->school_count, name_of(t, "school rows missing", j, s))) return;
      const lg_school_count *row = &audit->schools[at++];
      SAME(row->staff_before, heads(t, NULL, j, s, false), "staff before", j, s);
      SAME(row->staff_after, heads(t, roster, j, s, false), "staff after", j, s);
      SAME(row->staff_after, row->staff_before - row->staff_out + row->staff_in, "staff in and out",
           j, s);
      SAME(row->backbone_before, heads(t, NULL, j, s, true), "backbone before", j, s);
      SAME(row->backbone_after, heads(t, roster, j, s, true), "backbone after", j, s);
    }
  SAME(audit->school_count, at, "school rows", 0, 0);
}

/* The sums of the rows, and how they are shared out: nobody has two units more than another one who
 * may have more, and of two alike the first by id has no less. */
static void check_units(trial *t, const lg_audit *audit, const int *roster)
{
  for (int k = 0; k < t->d->flexible_demand_count && t->p->flexible.given; k++) {
    int guests;
    const lg_demand *row = &t->d->flexible_demands[k];
    SAME(audit->flexible[k].units, lg_brute_units(t->b, k, roster, &guests), "units of row", k, 0);
    SAME(audit->flexible[k].teachers, guests, "guests of row", k, 0);
    int64_t sum = 0;
    for (int i = 0; i < t->d->teacher_count; i++) {
      const lg_teacher *one = &t->d->teachers[i];
      if (lg_brute_guest(t->b, roster[i]) != row->school || one->stage != row->stage ||
          one->subject != row->subject)
        continue;
      const lg_brute_place *at = lg_brute_place_of(t->b, i, roster[i]);
      int units = audit->units[i];
      sum += units;
      LG_TRUE(units >= at->least && units <= MAX(at->most, at->least),
              name_of(t, "units of guest", i, units));
      for (int o = 0; o < t->d->teacher_count; o++) {
        const lg_teacher *two = &t->d->teachers[o];
        const lg_brute_place *there = lg_brute_place_of(t->b, o, roster[o]);
        if (o == i || roster[o] != roster[i] || two->stage != one->stage ||
            two->subject != one->subject || units >= MAX(at->most, at->least) ||
            audit->units[o] == there->least)
          continue;
        LG_TRUE(audit->units[o] <= units + (o < i), name_of(t, "units shared evenly", i, o));
      }
    }
    SAME(audit->flexible[k].units, sum, "units of row shared out", k, 0);
  }
}

static void check_audit(trial *t, const int *schools)
{
  lg_roster *roster = lg_brute_roster(t->d, schools);
  lg_audit *audit = lg_audit_new(t->d, t->p, roster);
  lg_roster_free(roster);
  char *own = broken_by_brute(t, schools), *found = broken_by_audit(t, audit);
  int moved = 0;
  if (strstr(own, "R4|")) { /* what a place without the stage breaks besides is nobody's question */
    LG_HAS_PART(found, "R4||\n", name_of(t, "broken", 0, 0));
  } else {
    LG_EQUAL_TEXT(found, own, name_of(t, "broken", 0, 0));
    check_quotas(t, audit, schools);
    check_figures(t, audit, schools);
    for (int g = 0; g < t->p->goal_count; g++)
      SAME(audit->goals[g], lg_brute_goal(t->b, g, schools), lg_goal_word(t->p->goals[g].kind), g,
           0);
    for (int i = 0; i < t->d->teacher_count; i++) {
      const lg_brute_place *place = lg_brute_place_of(t->b, i, schools[i]);
      SAME(audit->placements[i].route, place->route, "audit's route", i, schools[i]);
      SAME(audit->placements[i].wish, place->wish, "audit's wish", i, schools[i]);
      SAME(audit->placements[i].before_m, place->before_m, "audit's distance before", i,
           schools[i]);
      SAME(audit->placements[i].after_m, place->after_m, "audit's distance after", i, schools[i]);
      moved += place->moved;
    }
    SAME(audit->moved, moved, "moved", 0, 0);
    check_units(t, audit, schools);
  }
  g_free(own);
  g_free(found);
  lg_audit_free(audit);
}

/* R1: a teacher without a school. */
static void check_post(trial *t)
{
  lg_roster *roster = lg_roster_new(t->d);
  roster->assignments[t->d->teacher_count / 2].school = LG_MISSING;
  lg_audit *audit = lg_audit_new(t->d, t->p, roster);
  char *found = broken_by_audit(t, audit);
  LG_HAS_PART(found, "R1||\n", name_of(t, "nowhere", 0, 0));
  g_free(found);
  lg_audit_free(audit);
  lg_roster_free(roster);
}

/* Rosters of every kind: anyone anywhere, only where the stage is, nearly allowed, and ones that
 * keep the rules. */
static void check_audits(trial *t)
{
  GRand *dice = g_rand_new_with_seed((guint32)t->seed);
  GArray *good = lg_brute_rosters(t->b, &(lg_brute_drop){.goal = -1});
  int n = t->d->teacher_count, *roster = g_new0(int, (size_t)n + 1);
  for (int k = 0; k < ROSTERS; k++) {
    for (int i = 0; i < n; i++) {
      int tries = k == 0 && !t->p->flexible.given ? 0 : 100;
      int places = t->p->flexible.given && g_rand_int_range(dice, 0, 3) ? t->b->place_count
                                                                        : t->d->school_count;
      do roster[i] = g_rand_int_range(dice, 0, places);
      /* a guest at home is nothing that could be: R1 */
      while (roster[i] == t->d->school_count + t->d->teachers[i].school ||
             (tries-- > 0 &&
              (lg_brute_place_of(t->b, i, roster[i])->breaks_r4 ||
               (k > ROSTERS / 2 && tries > 0 && lg_brute_bar(t->b, i, roster[i]) != LG_R1_POST))));
    }
    if (k >= ROSTERS - 3 && good->len) {
      int row = g_rand_int_range(dice, 0, (int)good->len / n);
      memcpy(roster, &g_array_index(good, int, row *n), (size_t)n * sizeof(int));
    }
    check_audit(t, roster);
  }
  g_free(roster);
  g_array_free(good, TRUE);
  g_rand_free(dice);
}

static void check_conflict(trial *t, const lg_answer *a)
{
  SAME(a->status, LG_INFEASIBLE, "status", 0, 0);
  LG_TRUE(a->conflict.count > 0, name_of(t, "a conflict is named", 0, 0));
  if (a->status != LG_INFEASIBLE) return;
  SAME(lg_brute_satisfiable(t->d, t->p, a->conflict.elements, a->conflict.count, -1), LG_BRUTE_NO,
       "conflict can hold", 0, 0);
  LG_TRUE(a->conflict.minimal, name_of(t, "conflict is minimal", 0, 0));
  for (int k = 0; k < a->conflict.count; k++)
    SAME(lg_brute_satisfiable(t->d, t->p, a->conflict.elements, a->conflict.count, k), LG_BRUTE_YES,
         "conflict without", k, 0);
}

static void check_solution(trial *t, const lg_answer *a, const lg_brute_result *base)
{
  if (!SAME(a->status, LG_OPTIMAL, "status", 0, 0) ||
      !LG_TRUE(a->roster, name_of(t, "a roster", 0, 0)))
    return;
  SAME(a->goal_count, t->p->goal_count, "goals", 0, 0);
  int *schools = lg_brute_schools(t->d, a->roster);
  char *broken = broken_by_brute(t, schools);
  LG_EQUAL_TEXT(broken, "", name_of(t, "the roster breaks", 0, 0));
  g_free(broken);
  for (int g = 0; g < a->goal_count; g++) {
    const lg_goal_answer *goal = &a->goals[g];
    const char *word = lg_goal_word(t->p->goals[g].kind);
    SAME(goal->has_best && goal->has_bound && goal->proved, true, word, g, 0);
    SAME(goal->best, base->best[g], word, g, 1);
    SAME(goal->bound, base->best[g], word, g, 2);
    int64_t value = lg_brute_goal(t->b, g, schools);
    bool max = lg_goal_is_max(t->p->goals[g].kind);
    bool last = g == a->goal_count - 1;
    int64_t limit = last ? base->best[g] : base->limit[g];
    if (max ? value < limit : value > limit)
      SAME(value, limit, "value beyond the tolerance of goal", g, 0);
  }
  for (int i = 0; base->count == 1 && i < t->d->teacher_count; i++)
    SAME(schools[i], base->first[i], "the only best roster places", i, 0);
  check_audit(t, schools);
  g_free(schools);
}

/* The best bound told of the first goal; those of later ones may be of a face that was none. */
typedef struct {
  bool max, told;
  double bound;
} listener;

static void listen(const lg_progress *now, void *user)
{
  listener *l = user;
  if (now->goal > 0 || !now->has_bound) return;
  if (!l->told || (l->max ? now->bound < l->bound : now->bound > l->bound)) l->bound = now->bound;
  l->told = true;
}

static void check_told(trial *t, const listener *l, const lg_brute_result *base)
{
  if (!l->told) return;
  double best = (double)base->best[0], slack = 1e-3;
  LG_TRUE(l->max ? l->bound >= best - slack : l->bound <= best + slack,
          name_of(t, "the bound told of the first goal", 0, 0));
}

/* Tiny districts are done before most of the solver is reached. Here it is: small programs too by the
 * interior point, small faces narrowed by cuts, proofs with cuts where their tree has two nodes, and
 * searches that begin with a poor roster and know few shortcuts. */
static lg_tuning tuning_of(int seed)
{
  lg_tuning tuning = *lg_tuning_defaults();
  if (seed % 2) tuning.interior_columns = 0;
  if (seed % 3 == 0) tuning.cut_columns = 1;
  if (seed % 4 < 2) tuning.proof_first_nodes = 1;
  if (seed % 5 == 0) {
    tuning.first_effort = tuning.face_effort = tuning.early_effort = 0;
    tuning.first_improvement = tuning.local_column_effort = tuning.near_nodes = 0;
    tuning.turn_nodes = tuning.width_least = tuning.cut_columns = 1;
  }
  return tuning;
}

static void check_solver(trial *t, const lg_options *o, const lg_brute_result *base)
{
  listener heard = {.max = t->p->goal_count && lg_goal_is_max(t->p->goals[0].kind)};
  lg_tuning tuning = tuning_of(t->seed);
  lg_solve_settings settings = lg_solve_defaults(t->p);
  settings.tuning = &tuning;
  settings.progress = listen;
  settings.user = &heard;
  char *fault = NULL;
  lg_answer *a = lg_solve(t->d, t->p, o, &settings, &fault);
  LG_EQUAL_TEXT(fault, NULL, name_of(t, "fault", 0, 0));
  LG_EQUAL_INT(a->corrections, 0, name_of(t, "what the search took for the best", 0, 0));
  if (base->feasible) {
    check_solution(t, a, base);
    if (t->p->goal_count) check_told(t, &heard, base);
  } else {
    check_conflict(t, a);
  }
  g_free(fault);
  lg_answer_free(a);
}

/* A third as drawn, a third with a quota at its very limit, a third with one beyond it; a quarter
 * of each with limits relaxed. */
static lg_random_case *draw_case(int seed)
{
  lg_random_case *random = lg_random_case_new((guint32)seed);
  if (seed % 3 == 0 || seed % 5 == 0) lg_random_case_add_flexible(random, (guint32)seed);
  if (seed % 3) lg_random_case_tighten(random, (guint32)seed, seed % 3 == 2);
  if (seed % 4 == 3) lg_random_case_relax(random, (guint32)seed);
  return random;
}

static void try_seed(int seed, lg_tally *tally)
{
  trial this = {.random = draw_case(seed), .seed = seed}, *t = &this;
  t->d = t->random->district;
  t->p = t->random->policy;
  lg_policy_drop(t->p, t->random->district);
  t->b = lg_brute_new(t->d, t->p);
  if (LG_TRUE(lg_brute_enumerate(t->b), name_of(t, "few enough rosters", 0, 0))) {
    lg_brute_result base;
    lg_brute_best(t->b, &(lg_brute_drop){.goal = -1}, &base);
    lg_options *o = lg_options_new(t->d, t->p);
    check_options(t, o);
    check_audits(t);
    check_post(t);
    check_solver(t, o, &base);
    lg_tally_add(tally, t->b, &base);
    lg_options_free(o);
  }
  lg_brute_free(t->b);
  lg_random_case_free(t->random);
}

static void test_seeds(void)
{
  const char *one = g_getenv("LG_SEED"),
             *many = g_getenv("LG_SEEDS");           /* to look at a failure; to look for one */
  int count = many ? MAX(atoi(many), SEEDS) : SEEDS; /* fewer would leave out the rare rules */
  lg_tally tally = {0};
  if (one && g_getenv("LG_DUMP")) { /* the case as files, in a folder that exists */
    lg_random_case *random = draw_case(atoi(one));
    lg_case_write(random, g_getenv("LG_DUMP"), 0);
    lg_random_case_free(random);
  }
  if (one) {
    try_seed(atoi(one), &tally);
    return;
  }
  for (int seed = 1; seed <= count; seed++) {
    try_seed(seed, &tally);
    if (CU_get_number_of_failures() > ENOUGH) return;
  }
  lg_tally_print(&tally);
  lg_tally_check(&tally);
}

int main(void)
{
  static const lg_case cases[] = {{"tiny districts against brute force", test_seeds}, {NULL, NULL}};
  return lg_run("brute", cases);
}
