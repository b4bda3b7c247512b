/* rehearse.c - what each refusal of a roster costs (lg_rehearse; SERVICE 4). Most refusals need few
 * other changes: the search tree of least_shifts.h finds every way with the least of them, among
 * which the goals choose. What the tree leaves open is solved as a plan of its own.
 * docs/method.md, 7, "Refusals". */
#include "solver/solver.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "solver/mip/least_shifts.h"

/* What the threads share. */
struct rehearsal {
  const lg_district *district; /* the roster is its baseline */
  const lg_policy *policy;     /* the plan's goals without `changes` */
  const lg_policy *changing;   /* `changes` before them */
  const lg_options *options;
  const lg_rehearsal_question *question;
  lg_solve_settings settings; /* clock, interrupt, tuning */
  lg_rehearsal *found;
  bool follows; /* every teacher has the roster's assignment among the options */
  GMutex lock;
  int done;
  char *fault; /* the first */
};

/* The rules and goals of a plan as a state of local search, seated as the roster says. */
struct state {
  lg_deadline deadline;
  lg_formulation *formulation;
  lg_local_search *search;
  int *seat_of;   /* [teacher_count] or -1 */
  int64_t **cost; /* [goal_count] of the columns; NULL until needed */
};

/* What a thread keeps. */
struct rehearser {
  lg_warm_start *warm_start;
  struct state *state; /* of the plan as it stands; NULL until needed */
};

/* One refusal while it is worked on. */
struct refused {
  struct rehearsal *r;
  lg_refusal *refusal;
  const lg_district *district; /* without the teacher's locks */
  const lg_options *options;   /* of that */
  lg_roster *roster;           /* the given one with the teacher at home */
};

static bool is_over(const struct rehearsal *r)
{
  lg_deadline deadline = {r->settings.deadline_s, r->settings.interrupted, r->settings.tuning};
  return lg_deadline_is_over(&deadline);
}

static bool is_stopped(const struct rehearsal *r)
{
  return r->settings.interrupted && *r->settings.interrupted;
}

/* ---- states ---- */

static void state_free(struct state *state, int goal_count)
{
  if (!state) return;
  for (int g = 0; g < goal_count; g++) g_free(state->cost[g]);
  g_free(state->cost);
  g_free(state->seat_of);
  lg_local_search_free(state->search);
  lg_formulation_free(state->formulation);
  g_free(state);
}

/* NULL where bounds contradict each other. */
static struct state *state_new(const struct rehearsal *r, const lg_district *district,
                               const lg_options *options, const lg_roster *roster)
{
  struct state *state = g_new0(struct state, 1);
  state->deadline =
      (lg_deadline){r->settings.deadline_s, r->settings.interrupted, r->settings.tuning};
  state->formulation = lg_formulation_new(district, r->policy, options);
  lg_local_search_settings settings =
      lg_local_search_defaults(state->formulation, lg_tuning_of(&state->deadline));
  lg_local_search *s = state->search =
      lg_local_search_new(state->formulation, &state->deadline, &settings);
  state->cost = g_new0(int64_t *, r->policy->goal_count + 1);
  if (!s->open) {
    state_free(state, r->policy->goal_count);
    return NULL;
  }
  double *values = lg_formulation_values(state->formulation, roster);
  lg_local_search_seat_all(s, values);
  g_free(values);
  state->seat_of = g_new(int, district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++) state->seat_of[i] = -1;
  for (int seat = 0; seat < s->seat_count; seat++)
    state->seat_of[s->p->columns[s->at[seat]].a] = seat;
  return state;
}

/* The column of a teacher's home, or -1. */
static int home_of(const struct state *state, int teacher)
{
  const lg_local_search *s = state->search;
  int seat = state->seat_of[teacher];
  for (int k = seat < 0 ? 0 : s->seat_first[seat]; seat >= 0 && k < s->seat_first[seat + 1]; k++)
    if (lg_formulation_is_home(state->formulation, &s->p->columns[s->places[k]]))
      return s->places[k];
  return -1;
}

/* Prices the places by one goal. */
static void price_goal(struct state *state, int goal)
{
  lg_local_search *s = state->search;
  if (!state->cost[goal]) {
    state->cost[goal] = g_new(int64_t, s->p->column_count + 1);
    lg_formulation_goal(state->formulation, goal, NULL, state->cost[goal]);
  }
  for (int j = 0; j < s->p->column_count; j++) s->price[j] = (lg_price){0, state->cost[goal][j]};
  lg_local_search_price(s);
}

/* ---- among all ways with the least changes ---- */

static const lg_shift *set_at(const lg_shift_sets *sets, int k)
{
  return (const lg_shift *)(const void *)sets->shifts->data + (gsize)k * (gsize)sets->size;
}

/* By how much the priced goal would be more with these shifts. */
static int64_t weigh_set(lg_local_search *s, const lg_shift *set, int size)
{
  lg_cost sum = 0;
  int *from = g_newa(int, size + 1);
  for (int k = 0; k < size; k++) {
    sum += lg_local_search_weigh(s, set[k].seat, set[k].place).price.now;
    from[k] = s->at[set[k].seat];
    if (k + 1 < size) lg_local_search_shift(s, set[k].seat, set[k].place);
  }
  for (int k = size - 1; k-- > 0;) lg_local_search_shift(s, set[k].seat, from[k]);
  return (int64_t)sum;
}

static lg_roster *roster_of(const struct refused *x, const struct state *state, const lg_shift *set,
                            int size)
{
  lg_roster *roster = lg_roster_copy(x->roster);
  const lg_program *p = state->search->p;
  for (int k = 0; k < size; k++)
    roster->assignments[p->columns[set[k].place].a] =
        lg_formulation_assignment(state->formulation, &p->columns[set[k].place]);
  return roster;
}

/* Values of the goals, or NULL where the roster breaks a rule: the counts of the search were not
 * those of the audit then. */
static int64_t *audited_goals(const struct refused *x, const lg_roster *roster)
{
  lg_audit *audit = lg_audit_new(x->district, x->r->policy, roster);
  int count = x->r->policy->goal_count;
  int64_t *goals = audit->breach_count == 0 ? g_new(int64_t, count + 1) : NULL;
  for (int g = 0; goals && g < count; g++) goals[g] = audit->goals[g];
  lg_audit_free(audit);
  return goals;
}

/* Keeps of `left` those sets that are within the goal's tolerance of the best one.
 *   value   in: the goal of set `of`; out: of the best set */
static void keep_best(struct state *state, const lg_shift_sets *sets, const lg_goal *goal,
                      int index, GArray *left, int of, int64_t *value)
{
  lg_local_search *s = state->search;
  int64_t *more = g_new(int64_t, left->len + 1), least = INT64_MAX;
  price_goal(state, index);
  for (guint k = 0; k < left->len; k++) {
    more[k] = weigh_set(s, set_at(sets, g_array_index(left, int, k)), sets->size);
    least = MIN(least, more[k]);
  }
  int64_t base = weigh_set(s, set_at(sets, of), sets->size);
  int64_t better = base - least; /* in the goal's own sense */
  *value += lg_goal_is_max(goal->kind) ? better : -better;
  int64_t room = lg_goal_tolerance(goal, *value);
  guint kept = 0;
  for (guint k = 0; k < left->len; k++)
    if (more[k] <= least + room) g_array_index(left, int, kept++) = g_array_index(left, int, k);
  g_array_set_size(left, kept);
  g_free(more);
}

static int shift_order(const void *a, const void *b)
{
  const lg_shift *x = a, *y = b;
  return x->seat != y->seat ? x->seat - y->seat : x->place - y->place;
}

/* Of sets that no goal tells apart the first by teachers and places: any would do, but always the
 * same one. */
static int first_of(const lg_shift_sets *sets, const GArray *left)
{
  lg_shift *all = g_new(lg_shift, (gsize)left->len * (gsize)sets->size + 1);
  guint first = 0;
  for (guint k = 0; k < left->len; k++) {
    lg_shift *own = all + (gsize)k * (gsize)sets->size,
             *best = all + (gsize)first * (gsize)sets->size;
    memcpy(own, set_at(sets, g_array_index(left, int, k)), sizeof *own * (size_t)sets->size);
    qsort(own, (size_t)sets->size, sizeof *own, shift_order);
    for (int e = 0; e < sets->size; e++) {
      int order = shift_order(&own[e], &best[e]);
      if (order < 0) first = k;
      if (order != 0) break;
    }
  }
  g_free(all);
  return g_array_index(left, int, first);
}

/* ---- what is told ---- */

static void take_affected(const struct refused *x, const lg_roster *roster)
{
  const struct rehearsal *r = x->r;
  const lg_district *d = r->district;
  lg_refusal *refusal = x->refusal;
  const lg_teacher *own = &d->teachers[refusal->teacher];
  lg_assignment left = r->question->roster->assignments[refusal->teacher];
  refusal->affected = g_new(int, roster->teacher_count + 1);
  for (int i = 0; i < roster->teacher_count; i++) {
    lg_assignment was = r->question->roster->assignments[i], now = roster->assignments[i];
    if (i == refusal->teacher || lg_assignment_same(was, now)) continue;
    refusal->affected[refusal->changes++] = i;
    const lg_teacher *t = &d->teachers[i];
    bool is_new = lg_assignment_is_guest(left)
                      ? now.guest == left.guest && was.guest != left.guest
                      : now.school == left.school && was.school != left.school;
    bool replaces = is_new && t->stage == own->stage && t->subject == own->subject;
    if (replaces && refusal->replacement == LG_MISSING) refusal->replacement = i;
  }
}

/* Notes a goal's best value with the refusal. */
static void take_goal(const struct refused *x, int goal, int64_t best)
{
  const lg_answer *plan = x->r->found->plan;
  if (!plan->goals[goal].proved) return;
  x->refusal->has_cost[goal] = true;
  x->refusal->cost[goal] = best - plan->goals[goal].best;
}

static void take_possible(const struct refused *x, const lg_roster *roster)
{
  x->refusal->status = LG_REFUSAL_POSSIBLE;
  take_affected(x, roster);
}

/* ---- by the search tree ---- */

/* The best of the sets, whose goals are told.
 *   returns  false where the audit does not agree */
static bool choose_set(const struct refused *x, struct state *state, const lg_shift_sets *sets)
{
  const lg_policy *policy = x->r->policy;
  GArray *left = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < sets->count; k++) g_array_append_val(left, k);
  lg_roster *first = roster_of(x, state, set_at(sets, 0), sets->size);
  int64_t *best = audited_goals(x, first);
  lg_roster_free(first);
  for (int g = 0; best && g < policy->goal_count; g++)
    keep_best(state, sets, &policy->goals[g], g, left, 0, &best[g]);
  bool agreed = best && !state->search->over;
  if (agreed) {
    lg_roster *roster = roster_of(x, state, set_at(sets, first_of(sets, left)), sets->size);
    int64_t *goals = audited_goals(x, roster);
    agreed = goals != NULL;
    for (int g = 0; agreed && g < policy->goal_count; g++) {
      int64_t room = lg_goal_tolerance(&policy->goals[g], best[g]);
      agreed = ABS(goals[g] - best[g]) <= room;
    }
    if (agreed) take_possible(x, roster);
    for (int g = 0; agreed && g < policy->goal_count; g++) take_goal(x, g, best[g]);
    g_free(goals);
    lg_roster_free(roster);
  }
  g_free(best);
  g_array_free(left, TRUE);
  return agreed;
}

/* Looks for the least changes in a state in which the teacher is at home, or has no choice.
 *   returns  false: not found that way */
static bool search_state(const struct refused *x, struct state *state)
{
  const lg_tuning *tuning = lg_tuning_of(&state->deadline);
  lg_shift_sets sets;
  bool known = lg_least_shifts(state->search, state->seat_of[x->refusal->teacher],
                               tuning->refusal_shifts, tuning->refusal_effort, &sets);
  known = known && choose_set(x, state, &sets);
  g_array_unref(sets.shifts);
  return known;
}

/* The teacher has no locks: the thread's own state serves. */
static bool search_plain(const struct refused *x, struct rehearser *kept)
{
  const struct rehearsal *r = x->r;
  if (!r->follows) return false;
  if (!kept->state) kept->state = state_new(r, r->district, r->options, r->question->roster);
  struct state *state = kept->state;
  int home = state ? home_of(state, x->refusal->teacher) : -1;
  if (home < 0) return false;
  int seat = state->seat_of[x->refusal->teacher], from = state->search->at[seat];
  lg_local_search_shift(state->search, seat, home);
  bool known = search_state(x, state);
  lg_local_search_shift(state->search, seat, from);
  return known;
}

static bool search_freed(const struct refused *x)
{
  if (!x->r->follows) return false;
  struct state *state = state_new(x->r, x->district, x->options, x->roster);
  bool known = state && search_state(x, state);
  state_free(state, x->r->policy->goal_count);
  return known;
}

/* ---- by a solve ---- */

static void note_fault(struct rehearsal *r, char *fault)
{
  g_mutex_lock(&r->lock);
  if (r->fault)
    g_free(fault);
  else
    r->fault = fault;
  g_mutex_unlock(&r->lock);
}

static void take_answer(const struct refused *x, const lg_answer *answer)
{
  if (!answer->roster || !answer->goals[0].proved) return;
  take_possible(x, answer->roster);
  for (int g = 0; g < x->r->policy->goal_count && answer->goals[g + 1].proved; g++)
    take_goal(x, g, answer->goals[g + 1].best);
}

static void solve_whole(const struct refused *x, lg_warm_start *warm_start)
{
  struct rehearsal *r = x->r;
  int teacher = x->refusal->teacher;
  lg_assignment home = lg_assignment_home(x->district, teacher);
  lg_options *narrowed = lg_options_new_narrowed(x->options, x->district, teacher, home, true);
  lg_solve_settings settings = r->settings;
  settings.verdict_only = true;
  settings.warm_start = warm_start;
  char *fault = NULL;
  lg_answer *answer = lg_solve(x->district, r->changing, narrowed, &settings, &fault);
  if (fault) note_fault(r, fault);
  if (answer->status == LG_INFEASIBLE) {
    x->refusal->status = LG_REFUSAL_IMPOSSIBLE;
    x->refusal->conflict =
        lg_conflict_find(x->district, r->policy, (lg_forced){teacher, home}, &settings);
  } else {
    take_answer(x, answer);
  }
  lg_answer_free(answer);
  lg_options_free(narrowed);
}

/* ---- one refusal ---- */

/* Does the roster keep every rule with this teacher at home and nobody else placed otherwise? If it
 * does, no goal has anything to choose from. */
static bool costs_no_change(const struct refused *x)
{
  const lg_policy *policy = x->r->policy;
  lg_audit *audit = lg_audit_new(x->district, policy, x->roster);
  lg_refusal *refusal = x->refusal;
  refusal->broken = g_new(int, policy->quota_count + 1);
  g_autofree bool *breaks = g_new0(bool, policy->quota_count + 1);
  for (int k = 0; k < audit->breach_count; k++) {
    lg_element element = audit->breaches[k].element;
    if (element.rule == LG_R8_QUOTA) breaks[element.a] = true;
  }
  for (int q = 0; q < policy->quota_count; q++)
    if (breaks[q]) refusal->broken[refusal->broken_count++] = q;
  bool kept = audit->breach_count == 0;
  if (kept) take_possible(x, x->roster);
  for (int g = 0; kept && g < policy->goal_count; g++) take_goal(x, g, audit->goals[g]);
  lg_audit_free(audit);
  return kept;
}

/* The district without the teacher's locks and flexible service of the ledger, or NULL where there are
 * none. */
static lg_district *freed_of(const lg_district *district, int teacher)
{
  int own = lg_fixed_guest(district, teacher) != LG_MISSING;
  for (int k = 0; k < district->lock_count; k++) own += district->locks[k].teacher == teacher;
  if (own == 0) return NULL;
  lg_district *freed = g_memdup2(district, sizeof *freed);
  freed->locks = g_new0(lg_lock, (size_t)district->lock_count + 1);
  freed->lock_count = 0;
  for (int k = 0; k < district->lock_count; k++)
    if (district->locks[k].teacher != teacher)
      freed->locks[freed->lock_count++] = district->locks[k];
  if (freed->standing) {
    freed->standing =
        g_memdup2(district->standing, sizeof(lg_standing) * (size_t)district->teacher_count);
    freed->standing[teacher].guest = LG_MISSING;
  }
  return freed;
}

static void freed_free(lg_district *freed)
{
  if (!freed) return;
  g_free(freed->locks);
  g_free(freed->standing);
  g_free(freed);
}

static void rehearse_one(struct rehearsal *r, lg_refusal *refusal, struct rehearser *kept)
{
  lg_district *freed = freed_of(r->district, refusal->teacher);
  lg_options *own = freed ? lg_options_new(freed, r->policy) : NULL;
  struct refused x = {.r = r,
                      .refusal = refusal,
                      .district = freed ? freed : r->district,
                      .options = own ? own : r->options,
                      .roster = lg_roster_copy(r->question->roster)};
  x.roster->assignments[refusal->teacher] = lg_assignment_home(r->district, refusal->teacher);
  bool known = costs_no_change(&x) || (freed ? search_freed(&x) : search_plain(&x, kept));
  if (!known) solve_whole(&x, kept->warm_start);
  lg_roster_free(x.roster);
  lg_options_free(own);
  freed_free(freed);
}

static void rehearse_item(int item, void *kept, void *user)
{
  struct rehearsal *r = user;
  lg_refusal *refusal = &r->found->refusals[item];
  if (!is_over(r)) rehearse_one(r, refusal, kept);
  if (refusal->status == LG_REFUSAL_UNKNOWN && is_stopped(r)) return;
  refusal->finished = true;
  g_mutex_lock(&r->lock);
  r->done++;
  if (r->question->progress) r->question->progress(r->done, r->found->count, r->question->user);
  g_mutex_unlock(&r->lock);
}

/* ---- all of them ---- */

static void *rehearser_begin(void *user)
{
  struct rehearsal *r = user;
  struct rehearser *kept = g_new0(struct rehearser, 1);
  kept->warm_start = lg_warm_start_copy(r->settings.warm_start);
  return kept;
}

static void rehearser_end(void *data, void *user)
{
  struct rehearsal *r = user;
  struct rehearser *kept = data;
  state_free(kept->state, r->policy->goal_count);
  lg_warm_start_free(kept->warm_start);
  g_free(kept);
}

static bool roster_follows(const lg_district *district, const lg_options *options,
                           const lg_roster *roster)
{
  for (int i = 0; i < district->teacher_count; i++)
    if (lg_options_find(options, i, roster->assignments[i]) < 0) return false;
  return true;
}

/* The goals with `changes` first, kept to the last teacher, and from the second on without it. */
static lg_goal *goals_of(const lg_policy *policy, int *count)
{
  lg_goal *goals = g_new0(lg_goal, policy->goal_count + 2);
  goals[0] = (lg_goal){.kind = LG_GOAL_CHANGES, .tolerance = {0, 1}};
  *count = 1;
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind != LG_GOAL_CHANGES) goals[(*count)++] = policy->goals[g];
  return goals;
}

static lg_rehearsal *found_new(const lg_rehearsal_question *question, const lg_goal *goals,
                               int goal_count)
{
  lg_rehearsal *found = g_new0(lg_rehearsal, 1);
  found->goals = g_memdup2(goals, sizeof *goals * (size_t)goal_count);
  found->goal_count = goal_count;
  found->count = question->count;
  found->refusals = g_new0(lg_refusal, question->count + 1);
  for (int k = 0; k < question->count; k++) {
    lg_refusal *refusal = &found->refusals[k];
    refusal->teacher = question->teachers[k];
    refusal->status = LG_REFUSAL_UNKNOWN;
    refusal->replacement = LG_MISSING;
    refusal->has_cost = g_new0(bool, goal_count + 1);
    refusal->cost = g_new0(int64_t, goal_count + 1);
  }
  return found;
}

/* The plan's own best values. Where they are hard to prove half of the time is left for the refusals:
 * what changes they need does not depend on them. */
static void solve_plan(struct rehearsal *r, const lg_options *options)
{
  lg_solve_settings settings = r->settings;
  if (settings.deadline_s > 0)
    settings.deadline_s = lg_now_s() + MAX(0, settings.deadline_s - lg_now_s()) / 2;
  r->found->plan = lg_solve(r->district, r->policy, options, &settings, &r->fault);
  r->settings.progress = NULL;
}

lg_rehearsal *lg_rehearse(const lg_district *district, const lg_policy *policy,
                          const lg_options *options, const lg_rehearsal_question *question,
                          const lg_solve_settings *settings, char **fault)
{
  int goal_count;
  g_autofree lg_goal *goals = goals_of(policy, &goal_count);
  lg_policy changing = *policy, plain = *policy;
  changing.goals = goals;
  changing.goal_count = goal_count;
  plain.goals = goals + 1;
  plain.goal_count = goal_count - 1;
  lg_district published = *district;
  published.baseline = question->roster->assignments;
  published.departed_count = 0;
  struct rehearsal r = {.district = &published,
                        .policy = &plain,
                        .changing = &changing,
                        .options = options,
                        .question = question,
                        .settings = *settings,
                        .found = found_new(question, plain.goals, plain.goal_count),
                        .follows = roster_follows(district, options, question->roster)};
  r.settings.gap = (lg_share){0, 1};
  r.settings.warm_start = lg_warm_start_new();
  r.settings.verdict_only = true;
  solve_plan(&r, options);
  g_mutex_init(&r.lock);
  lg_crew crew = {.threads = question->threads,
                  .interrupted = settings->interrupted,
                  .begin = rehearser_begin,
                  .end = rehearser_end,
                  .work = rehearse_item,
                  .user = &r};
  if (!r.fault) lg_crew_run(&crew, question->count);
  g_mutex_clear(&r.lock);
  lg_warm_start_free(r.settings.warm_start);
  if (fault)
    *fault = r.fault;
  else
    g_free(r.fault);
  return r.found;
}
