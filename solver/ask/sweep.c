/* sweep.c - many plans solved side by side (QUESTIONS W15-W21): rows split among threads, what
 * solved rows say of others used. docs/method.md, 7, "Variants". */
#include "solver/solver.h"

#include "crew.h"
#include "solver/deadline.h"
#include "sweep_known.h"

static bool is_stopped(const volatile sig_atomic_t *interrupted)
{
  return interrupted && *interrupted;
}

/* ---- work, split among threads ---- */

static void *warm_start_begin(void *user)
{
  (void)user;
  return lg_warm_start_new();
}

static void warm_start_end(void *warm_start, void *user)
{
  (void)user;
  lg_warm_start_free(warm_start);
}

/* Does `work` for the items 0 to count - 1 in threads, each with a warm start of its own. */
static void share_out(int count, const lg_sweep_settings *settings,
                      void (*work)(int item, void *warm_start, void *user), void *user)
{
  lg_crew crew = {.threads = settings->threads,
                  .interrupted = settings->interrupted,
                  .begin = warm_start_begin,
                  .end = warm_start_end,
                  .work = work,
                  .user = user};
  lg_crew_run(&crew, count);
}

/* ---- rows ---- */

/* A sweep, shared by the threads. */
typedef struct {
  const lg_sweep_row *rows;
  const lg_sweep_settings *settings;
  lg_sweep_breakpoint *tips;
  lg_sweep_known *known;
  GMutex lock;
  lg_options **options; /* by number, made when first needed */
  int options_count;
  int finished;
} lg_run;

/* The options of a row. Those of one number are made once; whoever needs them meanwhile waits. */
static const lg_options *options_of(lg_run *run, int row)
{
  const lg_sweep_row *r = &run->rows[row];
  g_mutex_lock(&run->lock);
  if (!run->options[r->options]) run->options[r->options] = lg_options_new(r->district, r->policy);
  const lg_options *options = run->options[r->options];
  g_mutex_unlock(&run->lock);
  return options;
}

static void run_open(lg_run *run, const lg_sweep_row *rows, int count)
{
  const lg_tuning *tuning = run->settings->tuning ? run->settings->tuning : lg_tuning_defaults();
  run->rows = rows;
  run->known = lg_sweep_known_new(rows, tuning->sweep_answers);
  for (int k = 0; k < count; k++) run->options_count = MAX(run->options_count, rows[k].options + 1);
  run->options = g_new0(lg_options *, run->options_count + 1);
  g_mutex_init(&run->lock);
}

static void run_close(lg_run *run)
{
  for (int k = 0; k < run->options_count; k++) lg_options_free(run->options[k]);
  g_free(run->options);
  lg_sweep_known_free(run->known);
  g_mutex_clear(&run->lock);
}

static lg_solve_settings settings_of(const lg_run *run, const lg_policy *policy,
                                     lg_warm_start *warm_start)
{
  lg_solve_settings settings = lg_solve_defaults(policy);
  settings.deadline_s = lg_now_s() + policy->time_limit_s;
  settings.interrupted = run->settings->interrupted;
  settings.verdict_only = !run->settings->explain;
  settings.warm_start = warm_start;
  settings.tuning = run->settings->tuning;
  return settings;
}

static void solve_row(int row, void *warm_start, void *user)
{
  lg_run *run = user;
  double started_s = lg_now_s();
  const lg_sweep_row *r = &run->rows[row];
  const lg_options *options = options_of(run, row);
  lg_solve_settings settings = settings_of(run, r->policy, warm_start);
  char *fault = NULL;
  lg_audit *audit = NULL;
  lg_answer *answer = lg_sweep_known_answer(run->known, row, &audit);
  if (answer && answer->status == LG_INFEASIBLE && run->settings->explain)
    g_clear_pointer(&answer, lg_answer_free);
  if (!answer) {
    answer = lg_solve(r->district, r->policy, options, &settings, &fault);
    if (answer->roster) audit = lg_audit_new(r->district, r->policy, answer->roster);
    lg_sweep_known_note(run->known, row, answer, audit);
  }
  if (audit && audit->breach_count && !fault)
    fault = g_strdup(lg_rule_word(audit->breaches[0].element.rule));
  bool ended = answer->status == LG_OPTIMAL || answer->status == LG_INFEASIBLE;
  bool stopped = !ended && is_stopped(run->settings->interrupted);
  if (!stopped) {
    lg_sweep_result result = {.row = row,
                              .options = options,
                              .answer = answer,
                              .audit = audit,
                              .seconds = lg_now_s() - started_s,
                              .fault = fault};
    g_mutex_lock(&run->lock);
    run->finished++;
    run->settings->finished(&result, run->settings->user);
    g_mutex_unlock(&run->lock);
  }
  g_free(fault);
  lg_audit_free(audit);
  lg_answer_free(answer);
}

int lg_sweep_run(const lg_sweep_row *rows, int count, const lg_sweep_settings *settings)
{
  lg_run run = {.settings = settings};
  run_open(&run, rows, count);
  share_out(count, settings, solve_row, &run);
  run_close(&run);
  return run.finished;
}

/* ---- breakpoints ---- */

static void find_tip(int item, void *warm_start, void *user)
{
  lg_run *run = user;
  lg_sweep_breakpoint *tip = &run->tips[item];
  const lg_sweep_row *r = &run->rows[tip->row];
  lg_solve_settings settings = settings_of(run, r->policy, warm_start);
  if (lg_sweep_known_range(run->known, tip))
    tip->found = lg_breakpoint_find(r->district, r->policy, options_of(run, tip->row), &tip->key,
                                    &tip->range, &settings);
  else
    tip->found = (lg_breakpoint){.known = true};
  lg_sweep_known_note_tip(run->known, tip);
}

void lg_sweep_find_breakpoints(const lg_sweep_row *rows, lg_sweep_breakpoint *tips, int count,
                               const lg_sweep_settings *settings)
{
  lg_run run = {.settings = settings, .tips = tips};
  int row_count = 0;
  for (int k = 0; k < count; k++) row_count = MAX(row_count, tips[k].row + 1);
  run_open(&run, rows, row_count);
  share_out(count, settings, find_tip, &run);
  run_close(&run);
}
