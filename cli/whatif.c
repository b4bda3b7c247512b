/* sweep.c - lungang whatif: scenarios and grids of a plan, solved side by side (QUESTIONS
 * W15-W21). */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli.h"
#include "io/write.h"
#include "solver/solver.h"

enum { LG_DEFAULT_WIDTH = 80 };

/* One run of the command. */
struct sweep {
  const lg_args *args;
  const lg_scenarios *scenarios;
  const lg_lang *lang;
  lg_whatif_table *table;
  lg_folder *folder;
  lg_breakpoint_range
      *ranges; /* [row * vary_count + vary] what the row shows of the tipping point */
  int finished;
  bool live; /* a line a row on stderr */
  char *error;
  lg_exit code; /* of `error` */
};

static int terminal_width(void)
{
  struct winsize size;
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return LG_DEFAULT_WIDTH;
}

static int quota_index(const lg_policy *policy, const char *id)
{
  for (int k = 0; k < policy->quota_count; k++)
    if (strcmp(policy->quotas[k].id, id) == 0) return k;
  return LG_MISSING;
}

/* ---- rows ---- */

static lg_breakpoint_key key_of(const lg_vary *vary, const lg_policy *policy)
{
  return (lg_breakpoint_key){quota_index(policy, vary->quota), vary->is_max,
                             vary->notation == LG_NOTE_WHOLE ? LG_BOUND_HEADS : LG_BOUND_SHARE};
}

/* What the row's answer says of where the limits tip. */
static void note_ranges(struct sweep *sweep, const lg_sweep_result *result)
{
  const lg_scenarios *scenarios = sweep->scenarios;
  const lg_policy *policy = scenarios->rows[result->row].input->policy;
  for (int v = 0; v < scenarios->vary_count; v++) {
    const lg_vary *vary = scenarios->varies[v];
    lg_breakpoint_range *range = &sweep->ranges[result->row * scenarios->vary_count + v];
    if (!vary->quota) continue;
    lg_breakpoint_key key = key_of(vary, policy);
    if (key.quota == LG_MISSING) continue;
    const lg_quota *quota = &policy->quotas[key.quota];
    const lg_bound *bound = key.is_max ? &quota->max : &quota->min;
    range->has_met = result->audit != NULL;
    if (result->audit) range->met = lg_breakpoint_met(policy, &key, result->audit);
    range->has_unmet = result->answer->status == LG_INFEASIBLE && bound->kind == key.kind;
    if (range->has_unmet)
      range->unmet = bound->kind == LG_BOUND_HEADS ? (lg_share){bound->heads, 1} : bound->share;
  }
}

/* The folder that `solve` would write for the row. */
static bool write_rosters(struct sweep *sweep, const lg_sweep_result *result)
{
  char number[16];
  g_snprintf(number, sizeof number, "%d", result->row);
  g_autofree char *path = g_build_filename(lg_folder_path(sweep->folder), "rosters", number, NULL);
  if (g_mkdir_with_parents(path, 0777) != 0) {
    sweep->error = g_strdup(lg_tr(sweep->lang, N_("writing failed")));
    return false;
  }
  lg_output out = {.input = sweep->scenarios->rows[result->row].input,
                   .options = result->options,
                   .answer = result->answer,
                   .audit = result->audit,
                   .lang = sweep->lang,
                   .total_s = result->seconds};
  return lg_write_answer(&out, path, &sweep->error);
}

static void row_finished(const lg_sweep_result *result, void *user)
{
  struct sweep *sweep = user;
  if (sweep->error) return;
  sweep->code = LG_EXIT_INTERNAL;
  if (result->fault) {
    sweep->error = g_strdup_printf(
        lg_tr(sweep->lang, N_("internal error: the roster breaks %s; nothing was written")),
        result->fault);
    return;
  }
  lg_whatif_table_take(sweep->table, result->row, result->answer, result->audit, result->seconds);
  if (result->options)
    lg_whatif_table_explain(sweep->table, result->row, result->options, result->answer);
  note_ranges(sweep, result);
  if (sweep->args->rosters && !write_rosters(sweep, result)) return;
  sweep->finished++;
  if (!sweep->live) return;
  g_autofree char *line =
      lg_whatif_line(sweep->table, result->row, sweep->finished, terminal_width());
  lg_printf(stderr, "%s\n", line);
}

/* ---- tipping points ---- */

/* Rows that differ in one varied value alone have its tipping point in common. */
struct tips {
  GArray *tips;   /* lg_sweep_breakpoint */
  GHashTable *of; /* vary and rules -> index + 1 */
  int *tip_of;    /* [row * vary_count + vary] index, or LG_MISSING */
};

/* The closer of two values to where the limit tips. */
static void range_join(const lg_breakpoint_key *key, lg_breakpoint_range *range,
                       const lg_breakpoint_range *more)
{
  int stricter = key->is_max ? -1 : 1;
  if (more->has_met && (!range->has_met || lg_share_order(more->met, range->met) == stricter)) {
    range->has_met = true;
    range->met = more->met;
  }
  if (more->has_unmet &&
      (!range->has_unmet || lg_share_order(range->unmet, more->unmet) == stricter)) {
    range->has_unmet = true;
    range->unmet = more->unmet;
  }
}

static void tips_add(struct tips *tips, const struct sweep *sweep, int row, int v)
{
  const lg_scenarios *scenarios = sweep->scenarios;
  const lg_scenario_row *r = &scenarios->rows[row];
  size_t at = (size_t)(row * scenarios->vary_count + v);
  tips->tip_of[at] = LG_MISSING;
  if (!scenarios->varies[v]->quota || !sweep->table->outcomes[row].finished) return;
  lg_breakpoint_key key = key_of(scenarios->varies[v], r->input->policy);
  if (key.quota == LG_MISSING) return;
  char *name = g_strdup_printf("%d %s", v, r->but_vary[v]);
  int number = GPOINTER_TO_INT(g_hash_table_lookup(tips->of, name));
  if (!number) {
    lg_sweep_breakpoint tip = {.row = row, .key = key};
    g_array_append_val(tips->tips, tip);
    number = (int)tips->tips->len;
  }
  g_hash_table_insert(tips->of, name, GINT_TO_POINTER(number));
  lg_sweep_breakpoint *tip = &g_array_index(tips->tips, lg_sweep_breakpoint, number - 1);
  range_join(&key, &tip->range, &sweep->ranges[at]);
  tips->tip_of[at] = number - 1;
}

static void find_lasts(struct sweep *sweep, const lg_sweep_row *rows,
                       const lg_sweep_settings *settings)
{
  const lg_scenarios *scenarios = sweep->scenarios;
  int varies = scenarios->vary_count, cells = scenarios->row_count * varies;
  struct tips tips = {.tips = g_array_new(FALSE, FALSE, sizeof(lg_sweep_breakpoint)),
                      .of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      .tip_of = g_new(int, cells + 1)};
  for (int k = 0; k < cells; k++) tips_add(&tips, sweep, k / varies, k % varies);
  lg_sweep_breakpoint *all = (lg_sweep_breakpoint *)(void *)tips.tips->data;
  if (tips.tips->len) lg_sweep_find_breakpoints(rows, all, (int)tips.tips->len, settings);
  for (int k = 0; k < cells; k++) {
    if (tips.tip_of[k] == LG_MISSING) continue;
    const lg_sweep_breakpoint *tip = &all[tips.tip_of[k]];
    bool divides = tip->found.has && tip->found.of % tip->found.value.q == 0;
    sweep->table->outcomes[k / varies].last[k % varies] =
        (lg_last){.known = tip->found.known,
                  .has = tip->found.has,
                  .heads = tip->key.kind == LG_BOUND_HEADS,
                  .value = tip->found.value,
                  .of = divides ? tip->found.of : 0};
  }
  g_free(tips.tip_of);
  g_hash_table_destroy(tips.of);
  g_array_free(tips.tips, TRUE);
}

/* ---- the command ---- */

static void solve_rows(struct sweep *sweep)
{
  const lg_scenarios *scenarios = sweep->scenarios;
  lg_sweep_row *rows = g_new(lg_sweep_row, scenarios->row_count + 1);
  for (int k = 0; k < scenarios->row_count; k++) {
    const lg_scenario_row *row = &scenarios->rows[k];
    lg_policy *policy = row->input->policy;
    if (sweep->args->has_time_limit) policy->time_limit_s = sweep->args->time_limit_s;
    if (sweep->args->has_gap) policy->gap = sweep->args->gap;
    rows[k] = (lg_sweep_row){row->input->district, policy, row->options, row->family};
  }
  /* Of a grid the last possible values say it, at no cost. */
  bool explain = sweep->args->rosters || scenarios->vary_count == 0;
  lg_sweep_settings settings = {
      .explain = explain, .interrupted = &lg_interrupted, .finished = row_finished, .user = sweep};
  lg_sweep_run(rows, scenarios->row_count, &settings);
  if (!sweep->error) find_lasts(sweep, rows, &settings);
  g_free(rows);
}

/* Takes the folder. */
static lg_exit publish_sweep(struct sweep *sweep)
{
  if (!sweep->error && sweep->finished == 0) {
    sweep->error = g_strdup(
        lg_tr(sweep->lang, N_("interrupted before any row was solved; nothing was written")));
    sweep->code = LG_EXIT_NO_TIME;
  } else if (!sweep->error) {
    sweep->code = LG_EXIT_INTERNAL;
    const char *folder = lg_folder_path(sweep->folder);
    if (lg_write_whatif(sweep->table, folder, &sweep->error)) {
      g_autofree char *told = NULL;
      if (!lg_folder_commit(sweep->folder, LG_HOLDS_OTHER, sweep->lang, &told, &sweep->error))
        return lg_cli_fail(sweep->lang, LG_EXIT_INTERNAL, sweep->error);
      g_autofree char *text = lg_whatif_text(sweep->table);
      lg_print(stdout, text);
      lg_printf(stdout, lg_tr(sweep->lang, N_("Rows solved: %1$d of %2$d; time: %3$.1f seconds\n")),
                sweep->finished, sweep->scenarios->row_count, lg_now_s() - sweep->args->started_s);
      lg_print(stdout, told);
      return LG_EXIT_OK;
    }
  }
  lg_folder_abandon(sweep->folder);
  return lg_cli_fail(sweep->lang, sweep->code, sweep->error);
}

static lg_exit sweep_and_write(const lg_args *args, const lg_scenarios *scenarios,
                               const char *new_key)
{
  g_autofree char *path =
      args->output ? g_strdup(args->output) : lg_folder_default(args->arguments[0], "-whatif");
  const lg_input **inputs = g_new(const lg_input *, scenarios->row_count + 1);
  for (int k = 0; k < scenarios->row_count; k++) inputs[k] = scenarios->rows[k].input;
  lg_exit code;
  lg_folder *folder =
      lg_cli_folder(args, path, inputs, scenarios->row_count, new_key, scenarios->lang, &code);
  g_free(inputs);
  if (!folder) return code;
  struct sweep sweep = {
      .args = args,
      .scenarios = scenarios,
      .lang = scenarios->lang,
      .table = lg_whatif_table_new(scenarios, scenarios->lang),
      .folder = folder,
      .ranges = g_new0(lg_breakpoint_range, scenarios->row_count * scenarios->vary_count + 1),
      .live = !args->quiet && isatty(STDERR_FILENO)};
  solve_rows(&sweep);
  code = publish_sweep(&sweep);
  lg_whatif_table_free(sweep.table);
  g_free(sweep.ranges);
  return code;
}

/* The options --vary; NULL after the first that is wrong was told. */
static lg_vary **read_varies(const lg_args *args)
{
  lg_vary **varies = g_new0(lg_vary *, args->vary_count + 1);
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  char *error = NULL;
  for (int v = 0; v < args->vary_count && !error; v++)
    varies[v] = lg_vary_parse(args->varies[v], lang, &error);
  if (error) {
    lg_cli_fail(lang, LG_EXIT_USAGE, error);
    for (int v = 0; v < args->vary_count; v++) lg_vary_free(varies[v]);
    g_clear_pointer(&varies, g_free);
  }
  lg_lang_free(lang);
  return varies;
}

static bool key_is_table(const lg_args *args, const lg_scenarios *scenarios)
{
  for (int k = 0; args->anonymous && k < scenarios->row_count; k++) {
    const lg_input *input = scenarios->rows[k].input;
    if (lg_cli_key_is_input(args, &input, 1, scenarios->lang)) return true;
  }
  return false;
}

lg_exit lg_cmd_whatif(const lg_args *args)
{
  bool is_new = false;
  lg_vary **varies = read_varies(args);
  if (!varies) return LG_EXIT_USAGE;
  g_autofree char *key = args->anonymous ? lg_cli_key(args, &is_new) : NULL;
  if (args->anonymous && !key) {
    for (int v = 0; v < args->vary_count; v++) lg_vary_free(varies[v]);
    g_free(varies);
    return LG_EXIT_INPUT;
  }
  lg_scenarios *scenarios =
      lg_scenarios_read(&(lg_scenario_order){.plan_path = args->arguments[0],
                                             .varies = varies,
                                             .vary_count = args->vary_count,
                                             .scenarios = args->scenarios,
                                             .scenario_count = args->scenario_count,
                                             .lang = args->lang,
                                             .coding = {.key = key, .coarse = args->coarse}});
  lg_exit code;
  if (scenarios->warning_count && !args->quiet && key) { /* they quote cells */
    lg_printf(stderr,
              lg_tr(scenarios->lang, "notes while reading: %d (lungang check shows them)\n"),
              scenarios->warning_count);
  } else if (scenarios->warning_count && !args->quiet) {
    lg_printf(stderr, lg_tr(scenarios->lang, "%1$s: %2$d\n"),
              lg_tr(scenarios->lang, N_("Warnings")), scenarios->warning_count);
    lg_print(stderr, scenarios->warnings);
  }
  switch (scenarios->failure) {
    case LG_SCENARIO_USAGE:
      lg_printf(stderr, "lungang: %s\n", scenarios->text);
      code = LG_EXIT_USAGE;
      break;
    case LG_SCENARIO_DEFECT: {
      g_autofree char *count = g_strdup_printf("%d", scenarios->defects);
      lg_print(stderr, scenarios->text);
      lg_printf(
          stderr,
          lg_tr(scenarios->lang, "Defects of the input: %s. Nothing was solved or written.\n"),
          count);
      code = LG_EXIT_INPUT;
      break;
    }
    default:
      if (key_is_table(args, scenarios))
        code = LG_EXIT_INPUT;
      else
        code = sweep_and_write(args, scenarios, is_new ? key : NULL);
  }
  lg_scenarios_free(scenarios);
  return code;
}
