/* steps.c - lg_steps: what-if steps of a plan, warm and cold: each must answer alike, and times are
 * told. A step changes one bound of one quota, forces one placement, or forbids one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/read.h"
#include "solver/solver.h"

typedef struct {
  const lg_input *input;
  lg_warm_start *warm_start;
  bool cold_too, tell;
  GRand *dice;
  GArray *times; /* double, seconds of the processor of warm steps */
  double cold_s;
  int steps, differences, open;
} steps;

static double cpu_s(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Options, program and answer, as a row of `whatif` needs them. */
static lg_answer *solved(const lg_district *d, const lg_policy *p, lg_warm_start *warm_start,
                         double *s)
{
  double began_s = cpu_s();
  lg_options *options = lg_options_new(d, p);
  lg_solve_settings settings = lg_solve_defaults(p);
  settings.warm_start = warm_start;
  settings.deadline_s = (double)g_get_monotonic_time() / 1e6 + p->time_limit_s;
  lg_answer *answer = lg_solve(d, p, options, &settings, NULL);
  lg_options_free(options);
  *s = cpu_s() - began_s;
  return answer;
}

static bool is_alike(const lg_answer *a, const lg_answer *b, int goals)
{
  bool same = a->status == b->status;
  for (int g = 0; g < goals; g++)
    same = same && a->goals[g].best == b->goals[g].best && a->goals[g].bound == b->goals[g].bound &&
           a->goals[g].proved == b->goals[g].proved;
  return same;
}

static void take_step(steps *s, const lg_district *d, const lg_policy *p, const char *what)
{
  double warm_s, cold_s = 0;
  lg_answer *warm = solved(d, p, s->warm_start, &warm_s);
  bool alike = true;
  if (s->cold_too) {
    lg_answer *cold = solved(d, p, NULL, &cold_s);
    alike = is_alike(warm, cold, p->goal_count);
    lg_answer_free(cold);
  }
  g_array_append_val(s->times, warm_s);
  s->cold_s += cold_s;
  s->steps++;
  s->differences += !alike;
  s->open += warm->status != LG_OPTIMAL && warm->status != LG_INFEASIBLE;
  if (s->tell || !alike) {
    printf("  %-34s %-10s warm %.3f cold %.3f s%s", what, lg_status_word(warm->status), warm_s,
           cold_s, alike ? "" : "  DIFFERENT");
    for (int g = 0; g < p->goal_count; g++)
      printf(" %" G_GINT64_FORMAT "%s", warm->goals[g].best, warm->goals[g].proved ? "" : "?");
    printf("\n");
    fflush(stdout);
  }
  lg_answer_free(warm);
}

/* One bound of one quota: a share by half percents, heads by ones. */
static void step_quota(steps *s, int quota, bool max, int by)
{
  lg_policy p = *s->input->policy;
  p.quotas = g_memdup2(p.quotas, (gsize)p.quota_count * sizeof(lg_quota));
  lg_bound *bound = max ? &p.quotas[quota].max : &p.quotas[quota].min;
  char what[96];
  g_snprintf(what, sizeof what, "%s %s %+d", p.quotas[quota].id, max ? "max" : "min", by);
  if (bound->kind == LG_BOUND_HEADS)
    bound->heads = MAX(bound->heads + by, 0);
  else if (bound->kind == LG_BOUND_SHARE)
    bound->share =
        (lg_share){CLAMP(bound->share.p * 200 + by * bound->share.q, 0, bound->share.q * 200),
                   bound->share.q * 200};
  if (bound->kind != LG_BOUND_NONE) take_step(s, s->input->district, &p, what);
  g_free(p.quotas);
}

static void step_lock(steps *s, lg_lock lock)
{
  lg_district d = *s->input->district;
  int at = 0;
  for (int k = 0; k < d.lock_count; k++) {
    if (d.locks[k].teacher == lock.teacher) return;
    at += d.locks[k].teacher < lock.teacher;
  }
  GArray *locks = g_array_new(FALSE, FALSE, sizeof(lg_lock));
  if (d.lock_count) g_array_append_vals(locks, d.locks, (guint)d.lock_count);
  g_array_insert_val(locks, (guint)at, lock);
  d.locks = (lg_lock *)(void *)locks->data;
  d.lock_count++;
  char what[96];
  g_snprintf(what, sizeof what, "%s %s at %s", lock.kind == LG_LOCK_MUST ? "must" : "forbid",
             d.teachers[lock.teacher].id, d.schools[lock.school].id);
  take_step(s, &d, s->input->policy, what);
  g_array_unref(locks);
}

/* A placement by lot among those that the rules leave to teachers with a choice. */
static void step_placement(steps *s, const lg_options *options, lg_lock_kind kind)
{
  const lg_district *d = s->input->district;
  for (int tries = 0; tries < 1000; tries++) {
    int i = g_rand_int_range(s->dice, 0, d->teacher_count);
    const lg_candidate *c = &options->candidates[i];
    if (c->count < 2) continue;
    const lg_option *o = &options->pairs[c->first + g_rand_int_range(s->dice, 0, c->count)];
    step_lock(s, (lg_lock){i, o->assignment.school, kind, false, "", ""});
    return;
  }
}

static int by_size(const void *x, const void *y)
{
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

static void tell_times(steps *s, const char *name, double first_s)
{
  g_array_sort(s->times, by_size);
  const double *t = (const double *)(const void *)s->times->data;
  guint n = s->times->len;
  if (!n) return;
  printf("%s: first %.3f s, %d steps: median %.3f, nine in ten %.3f, most %.3f s", name, first_s,
         s->steps, t[n / 2], t[n * 9 / 10], t[n - 1]);
  if (s->cold_too) printf(", cold mean %.3f s, %d different", s->cold_s / n, s->differences);
  printf(", %d not decided\n", s->open);
  fflush(stdout);
}

static int step_plan(const char *path, int placements, bool cold_too, bool tell)
{
  static const int by[] = {-4, -2, -1, 1, 2, 4};
  lg_input *input = lg_input_read(path);
  int failed = 1;
  if (input->policy && input->district && !lg_report_defects(input->report)) {
    steps s = {
        .input = input, .warm_start = lg_warm_start_new(), .cold_too = cold_too, .tell = tell};
    s.dice = g_rand_new_with_seed(1);
    s.times = g_array_new(FALSE, FALSE, sizeof(double));
    take_step(&s, input->district, input->policy, "plan");
    double first_s = g_array_index(s.times, double, 0);
    g_array_set_size(s.times, 0);
    s.steps = 0;
    s.cold_s = 0;
    for (int q = 0; q < input->policy->quota_count; q++)
      for (size_t k = 0; k < 2 * G_N_ELEMENTS(by); k++)
        step_quota(&s, q, k >= G_N_ELEMENTS(by), by[k % G_N_ELEMENTS(by)]);
    lg_options *options = lg_options_new(input->district, input->policy);
    for (int k = 0; k < 2 * placements; k++)
      step_placement(&s, options, k % 2 ? LG_LOCK_FORBID : LG_LOCK_MUST);
    lg_options_free(options);
    tell_times(&s, path, first_s);
    failed = s.differences > 0;
    g_rand_free(s.dice);
    g_array_unref(s.times);
    lg_warm_start_free(s.warm_start);
  }
  lg_input_free(input);
  return failed;
}

int main(int argc, char **argv)
{
  int placements = 10, failed = 0;
  gboolean cold_too = FALSE, tell = FALSE;
  char **plans = NULL;
  const GOptionEntry entries[] = {
      {"placements", 0, 0, G_OPTION_ARG_INT, &placements, "places to force, and to forbid (10)",
       "N"},
      {"cold", 0, 0, G_OPTION_ARG_NONE, &cold_too, "solve each step cold as well, and compare",
       NULL},
      {"tell", 0, 0, G_OPTION_ARG_NONE, &tell, "a line a step", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plans, NULL, "PLAN.json..."},
      {NULL, 0, 0, 0, NULL, NULL, NULL}};
  GOptionContext *context = g_option_context_new("- what-if steps, warm and cold");
  g_option_context_add_main_entries(context, entries, NULL);
  GError *error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error) || !plans) {
    fprintf(stderr, "lg_steps: %s\n", error ? error->message : "no plan");
    failed = 2;
  }
  g_clear_error(&error);
  g_option_context_free(context);
  for (int k = 0; plans && plans[k] && !failed; k++)
    failed = step_plan(plans[k], placements, cold_too, tell);
  g_strfreev(plans);
  return failed;
}
