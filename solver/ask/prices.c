/* prices.c - why a teacher is where a roster has him, and what every other place would cost
 * (lg_explain; QUESTIONS W22-W26): full solves with the placement forced, in threads.
 * docs/method.md, 7, "Prices". */
#include "solver/solver.h"

#include "model/int128.h"
#include "solver/lp/lp.h"

/* What the threads share. */
struct explainer {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  const lg_explain_question *question;
  lg_solve_settings settings; /* clock and interrupt */
  lg_teacher_card *card;
  lg_warm_start *warm_start; /* what the plan's solve learned */
  /* one job a place, taken in turn */
  void (*work)(struct explainer *e, lg_place *place, lg_warm_start *warm_start);
  lg_place **jobs;
  gint job_count, next, done; /* the last two atomic */
  GMutex lock;
  char *fault; /* the first */
};

/* ---- work, split among threads ---- */

/* Does jobs until none is left.
 *   tell  reports the progress, from the calling thread */
static void take_jobs(struct explainer *e, lg_warm_start *warm_start, bool tell)
{
  for (gint k; (k = g_atomic_int_add(&e->next, 1)) < e->job_count;) {
    e->work(e, e->jobs[k], warm_start);
    gint done = g_atomic_int_add(&e->done, 1) + 1;
    if (tell && e->question->progress) e->question->progress(done, e->job_count, e->question->user);
  }
}

struct explain_worker {
  struct explainer *explainer;
  lg_warm_start *warm_start; /* its own: a warm start changes with every solve */
};

static gpointer explain_thread(gpointer data)
{
  struct explain_worker *worker = data;
  take_jobs(worker->explainer, worker->warm_start, false);
  lg_lp_thread_end();
  return NULL;
}

/* `work` for every place of `jobs`, the calling thread among those that do it, and the only one
 * where no other can be started. Takes `jobs`. */
static void share_jobs(struct explainer *e, GPtrArray *jobs,
                       void (*work)(struct explainer *e, lg_place *place,
                                    lg_warm_start *warm_start))
{
  int threads = e->question->threads > 0 ? e->question->threads : (int)g_get_num_processors();
  threads = MAX(1, MIN(threads, (int)jobs->len));
  e->work = work;
  e->jobs = (lg_place **)jobs->pdata;
  e->job_count = (gint)jobs->len;
  e->next = e->done = 0;
  GThread **others = g_new(GThread *, threads);
  struct explain_worker *workers = g_new(struct explain_worker, threads);
  for (int k = 1; k < threads; k++)
    workers[k] = (struct explain_worker){e, lg_warm_start_copy(e->warm_start)};
  for (int k = 1; k < threads; k++)
    others[k] = g_thread_try_new("lungang-place", explain_thread, &workers[k], NULL);
  take_jobs(e, e->warm_start, true);
  for (int k = 1; k < threads; k++) {
    if (others[k]) g_thread_join(others[k]);
    lg_warm_start_free(workers[k].warm_start);
  }
  g_free(workers);
  g_free(others);
  g_ptr_array_free(jobs, TRUE);
}

static bool is_over(const struct explainer *e)
{
  lg_deadline deadline = {e->settings.deadline_s, e->settings.interrupted, e->settings.tuning};
  return lg_deadline_is_over(&deadline);
}

/* Solves the plan with this assignment of the teacher alone, or with any but it.
 *   only  it alone
 *   returns  lg_answer_free; a fault goes to e->fault */
static lg_answer *solve_narrowed(struct explainer *e, const lg_policy *policy,
                                 lg_assignment assignment, bool only, lg_warm_start *warm_start)
{
  lg_options *narrowed =
      lg_options_new_narrowed(e->options, e->district, e->question->teacher, assignment, only);
  lg_solve_settings settings = e->settings;
  settings.verdict_only = true;
  settings.warm_start = warm_start;
  char *fault = NULL;
  lg_answer *answer = lg_solve(e->district, policy, narrowed, &settings, &fault);
  lg_options_free(narrowed);
  g_mutex_lock(&e->lock);
  if (e->fault)
    g_free(fault);
  else
    e->fault = fault;
  g_mutex_unlock(&e->lock);
  return answer;
}

/* The order of places: wished ones first, then the present and the home school, then the others; so
 * that the time goes to what is asked most. */
static gint urgency(gconstpointer x, gconstpointer y, gpointer data)
{
  const lg_place *a = *(lg_place *const *)x, *b = *(lg_place *const *)y;
  const struct explainer *e = data;
  lg_assignment home = lg_assignment_home(e->district, e->question->teacher);
  const lg_place *both[] = {a, b};
  int rank[2];
  for (int k = 0; k < 2; k++) {
    lg_assignment there = both[k]->option.assignment;
    bool known = lg_assignment_same(there, e->card->present) || lg_assignment_same(there, home);
    int wish = both[k]->option.wish;
    rank[k] = wish != LG_MISSING ? wish : known ? G_MAXINT - 1 : G_MAXINT;
  }
  if (rank[0] != rank[1]) return rank[0] < rank[1] ? -1 : 1;
  return lg_assignment_order(a->option.assignment, b->option.assignment);
}

/* ---- prices ---- */

/* Is the price 0 without a solve? It is where the plan's best roster has the teacher there and no
 * goal has a tolerance: then that roster is the best one with this placement, too. */
static bool costs_nothing(const struct explainer *e, lg_assignment assignment)
{
  const lg_answer *plan = e->card->plan;
  if (plan->status != LG_OPTIMAL ||
      !lg_assignment_same(plan->roster->assignments[e->question->teacher], assignment))
    return false;
  for (int g = 0; g < e->policy->goal_count; g++)
    if (e->policy->goals[g].tolerance.p > 0) return false;
  return true;
}

/* Finds the price of a place, by a solve with the teacher kept there. */
static void find_price(struct explainer *e, lg_place *place, lg_warm_start *warm_start)
{
  const lg_answer *plan = e->card->plan;
  int goals = e->policy->goal_count;
  if (costs_nothing(e, place->option.assignment)) {
    place->status = LG_PLACE_OPEN;
    place->price = g_new0(int64_t, goals + 1);
    return;
  }
  if (is_over(e)) return;
  lg_answer *forced = solve_narrowed(e, e->policy, place->option.assignment, true, warm_start);
  if (forced->status == LG_INFEASIBLE) {
    place->status = LG_PLACE_IMPOSSIBLE;
  } else if (forced->status == LG_OPTIMAL && plan->status == LG_OPTIMAL) {
    place->status = LG_PLACE_OPEN;
    place->price = g_new0(int64_t, goals + 1);
    for (int g = 0; g < goals; g++) place->price[g] = forced->goals[g].best - plan->goals[g].best;
  }
  lg_answer_free(forced);
}

/* ---- why not ---- */

static void find_conflict(struct explainer *e, lg_place *place, lg_warm_start *warm_start)
{
  lg_solve_settings settings = e->settings;
  settings.warm_start = warm_start;
  place->conflict =
      lg_conflict_find(e->district, e->policy,
                       (lg_forced){e->question->teacher, place->option.assignment}, &settings);
}

static void find_conflicts(struct explainer *e)
{
  GPtrArray *jobs = g_ptr_array_new();
  for (int k = 0; k < e->card->place_count; k++)
    if (e->card->places[k].status == LG_PLACE_IMPOSSIBLE)
      g_ptr_array_add(jobs, &e->card->places[k]);
  share_jobs(e, jobs, find_conflict);
}

/* ---- what would grant a missed wish ---- */

/* Asked of a place that a lock bars: would R2, R3 or R5 bar it without the teacher's locks? Those
 * never give way, so there would be no repair. */
static bool is_barred_anyway(const struct explainer *e, lg_assignment assignment)
{
  int i = e->question->teacher;
  lg_district freed = *e->district;
  freed.locks = g_new0(lg_lock, (size_t)e->district->lock_count + 1);
  freed.lock_count = 0;
  for (int k = 0; k < e->district->lock_count; k++)
    if (e->district->locks[k].teacher != i) freed.locks[freed.lock_count++] = e->district->locks[k];
  lg_options *options = lg_options_new(&freed, e->policy);
  lg_element bar = lg_options_bar(options, &freed, e->policy, i, assignment);
  lg_options_free(options);
  g_free(freed.locks);
  return bar.rule != LG_R1_POST;
}

static void find_repair(struct explainer *e, lg_place *place, lg_warm_start *warm_start)
{
  lg_solve_settings settings = e->settings;
  settings.warm_start = warm_start;
  if (place->status == LG_PLACE_BARRED && is_barred_anyway(e, place->option.assignment))
    place->repair.proved = true; /* there is none */
  else if (!is_over(e))
    place->repair =
        lg_repairs_find(e->district, e->policy,
                        (lg_forced){e->question->teacher, place->option.assignment}, 1, &settings);
}

/* Finds what would grant the wishes that were missed and that no price buys (QUESTIONS W25). */
static void find_repairs(struct explainer *e)
{
  int wish =
      lg_options_place(e->options, e->district, e->policy, e->question->teacher, e->card->present)
          .wish;
  GPtrArray *jobs = g_ptr_array_new();
  for (int k = 0; k < e->card->place_count; k++) {
    lg_place *place = &e->card->places[k];
    bool closed = place->status == LG_PLACE_IMPOSSIBLE ||
                  (place->status == LG_PLACE_BARRED && place->rule == LG_R9_LOCK);
    if (closed && lg_wish_is_missed(place->option.wish, wish)) g_ptr_array_add(jobs, place);
  }
  g_ptr_array_sort_with_data(jobs, urgency, e);
  share_jobs(e, jobs, find_repair);
}

/* ---- is the present place common to all best rosters? ---- */

static int goals_before_lottery(const lg_policy *policy)
{
  int count = 0;
  while (count < policy->goal_count && policy->goals[count].kind != LG_GOAL_LOTTERY) count++;
  return count;
}

/* How far a best roster may be from this best value of a goal, by its tolerance. */
static int64_t limit_of(const lg_goal *goal, int64_t best)
{
  int64_t room = lg_goal_tolerance(goal, best);
  return lg_goal_is_max(goal->kind) ? best - room : best + room;
}

/* Is it known that another place than the present one has a best roster? One does whose price is 0
 * in all goals before the lottery. */
static bool is_best_elsewhere(const struct explainer *e, int goals)
{
  const lg_teacher_card *card = e->card;
  if (!lg_assignment_same(card->plan->roster->assignments[e->question->teacher], card->present))
    return true;
  for (int k = 0; k < card->place_count; k++) {
    const lg_place *place = &card->places[k];
    bool free = place->price && !lg_assignment_same(place->option.assignment, card->present);
    for (int g = 0; free && g < goals; g++) free = place->price[g] == 0;
    if (free) return true;
  }
  return false;
}

/* Is it known that no other place has a best roster? None has where each is barred, impossible or
 * has a price in a goal before the lottery; with tolerances that would not follow. */
static bool is_worse_elsewhere(const struct explainer *e, int goals)
{
  for (int g = 0; g < goals; g++)
    if (e->policy->goals[g].tolerance.p > 0) return false;
  for (int k = 0; k < e->card->place_count; k++)
    if (e->card->places[k].status == LG_PLACE_UNKNOWN &&
        !lg_assignment_same(e->card->places[k].option.assignment, e->card->present))
      return false;
  return e->question->to == LG_MISSING;
}

/* Is there a roster with the teacher elsewhere in which every goal before the lottery keeps its
 * limit? Solves the goals with the present place forbidden, up to the next one with a tolerance
 * each time. Once a goal's best value there is known, its tolerance is set to what is left up to
 * the plan's own limit, so that later goals get the same room as in the plan.
 *   goals    those before the lottery
 *   returns  LG_ALWAYS_NO: there is one; LG_ALWAYS_YES: proved that there is none */
static lg_always solve_elsewhere(struct explainer *e, int goals)
{
  lg_policy policy = *e->policy;
  policy.goals = g_new0(lg_goal, goals + 1);
  for (int g = 0; g < goals; g++) policy.goals[g] = e->policy->goals[g];
  lg_always always = LG_ALWAYS_UNKNOWN;
  for (int known = 0; always == LG_ALWAYS_UNKNOWN && !is_over(e);) {
    policy.goal_count = known;
    while (policy.goal_count < goals)
      if (policy.goals[policy.goal_count++].tolerance.p > 0) break;
    lg_answer *answer = solve_narrowed(e, &policy, e->card->present, false, e->warm_start);
    bool kept = answer->status == LG_OPTIMAL;
    if (answer->status == LG_INFEASIBLE) always = LG_ALWAYS_YES;
    for (int g = known; kept && g < policy.goal_count; g++) {
      const lg_goal *goal = &e->policy->goals[g];
      int64_t best = answer->goals[g].best, limit = limit_of(goal, e->card->plan->goals[g].best);
      int64_t room = lg_goal_is_max(goal->kind) ? best - limit : limit - best;
      if (room < 0) always = LG_ALWAYS_YES;
      policy.goals[g].tolerance = (lg_share){room, MAX(ABS(best), 1)};
    }
    known = policy.goal_count;
    if (kept && always == LG_ALWAYS_UNKNOWN && known == goals) always = LG_ALWAYS_NO;
    lg_answer_free(answer);
    if (!kept) break;
  }
  g_free(policy.goals);
  return always;
}

/* Finds whether every best roster has the teacher at the present place (QUESTIONS W24). */
static void find_always(struct explainer *e)
{
  const lg_answer *plan = e->card->plan;
  int goals = goals_before_lottery(e->policy);
  for (int g = 0; g < goals; g++)
    if (!plan->goals[g].proved) return;
  if (!plan->roster) return;
  if (is_best_elsewhere(e, goals))
    e->card->always = LG_ALWAYS_NO;
  else if (is_worse_elsewhere(e, goals))
    e->card->always = LG_ALWAYS_YES;
  else
    e->card->always = solve_elsewhere(e, goals);
}

/* ---- the card ---- */

/* Marks a place as barred, with the element that bars it as its conflict. */
static void name_bar(lg_place *place, lg_element bar)
{
  place->status = LG_PLACE_BARRED;
  place->conflict = (lg_conflict){.elements = g_new0(lg_element, 1), .count = 1, .minimal = true};
  place->conflict.elements[0] = bar;
}

static void add_place(struct explainer *e, lg_assignment assignment)
{
  int i = e->question->teacher;
  lg_place *place = &e->card->places[e->card->place_count++];
  place->option = lg_options_place(e->options, e->district, e->policy, i, assignment);
  lg_element bar = lg_options_bar(e->options, e->district, e->policy, i, assignment);
  place->rule = bar.rule;
  place->status = LG_PLACE_UNKNOWN;
  if (bar.rule != LG_R1_POST) name_bar(place, bar);
}

/* Every school, then every guest school; a school may stand as both. */
static void add_places(struct explainer *e)
{
  const lg_district *district = e->district;
  int i = e->question->teacher, to = e->question->to;
  GArray *guests = g_array_new(FALSE, FALSE, sizeof(int));
  lg_options_guests(e->options, district, e->policy, i, guests);
  e->card->places = g_new0(lg_place, (size_t)district->school_count + guests->len + 1);
  for (int j = 0; j < district->school_count; j++)
    if (to == LG_MISSING || to == j) add_place(e, lg_assignment_at(j));
  for (guint k = 0; k < guests->len; k++) {
    int j = g_array_index(guests, int, k);
    if (to == LG_MISSING || to == j) add_place(e, lg_assignment_guest(district, i, j));
  }
  g_array_unref(guests);
}

static void find_prices(struct explainer *e)
{
  GPtrArray *jobs = g_ptr_array_new();
  for (int k = 0; k < e->card->place_count; k++)
    if (e->card->places[k].status == LG_PLACE_UNKNOWN) g_ptr_array_add(jobs, &e->card->places[k]);
  g_ptr_array_sort_with_data(jobs, urgency, e);
  share_jobs(e, jobs, find_price);
}

lg_teacher_card *lg_explain(const lg_district *district, const lg_policy *policy,
                            const lg_options *options, const lg_explain_question *question,
                            const lg_solve_settings *settings, char **fault)
{
  struct explainer e = {.district = district,
                        .policy = policy,
                        .options = options,
                        .question = question,
                        .settings = *settings,
                        .warm_start = lg_warm_start_new()};
  e.settings.gap = (lg_share){0, 1};
  e.settings.warm_start = e.warm_start;
  e.card = g_new0(lg_teacher_card, 1);
  *e.card = (lg_teacher_card){.teacher = question->teacher, .present = question->present};
  e.card->always = LG_ALWAYS_UNKNOWN;
  g_mutex_init(&e.lock);
  e.card->plan = lg_solve(district, policy, options, &e.settings, &e.fault);
  e.settings.progress = NULL;
  if (e.card->plan->status != LG_INFEASIBLE && !e.fault) {
    add_places(&e);
    find_prices(&e);
    find_always(&e);
    find_conflicts(&e);
    find_repairs(&e);
  }
  g_mutex_clear(&e.lock);
  lg_warm_start_free(e.warm_start);
  if (fault)
    *fault = e.fault;
  else
    g_free(e.fault);
  return e.card;
}
