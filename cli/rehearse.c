/* rehearse.c - lungang rehearse: what each refusal of a roster would cost (SERVICE 4). */
#include <stdlib.h>

#include "cli.h"
#include "io/write.h"
#include "progress.h"
#include "solver/solver.h"

/* ---- whose refusal ---- */

static int by_number(const void *a, const void *b)
{
  return *(const int *)a - *(const int *)b;
}

static bool refuse_teacher(const lg_lang *lang, const char *text, const char *id)
{
  lg_printf(stderr, lg_tr(lang, text), id);
  return false;
}

/* Those named, once each; false after a wrong one was told. */
/* Movers, and who gives a flexible service; one who only goes back is not asked. */
static bool is_rehearsed(const lg_roster *roster, const lg_district *district, int teacher)
{
  return lg_roster_moves(roster, district, teacher) ||
         lg_assignment_is_guest(roster->assignments[teacher]);
}

static bool named_movers(const lg_args *args, const lg_input *input, const lg_roster *roster,
                         const lg_lang *lang, GArray *movers)
{
  for (int k = 0; k < args->teacher_count; k++) {
    const char *id = args->teachers[k];
    int teacher = lg_input_teacher(input, id);
    if (teacher == LG_MISSING)
      return refuse_teacher(lang, N_("lungang: --teacher: there is no teacher \"%s\"\n"), id);
    if (!is_rehearsed(roster, input->district, teacher))
      return refuse_teacher(lang,
                            N_("lungang: --teacher: \"%s\" does not move in the roster, so that "
                               "there is nothing to refuse\n"),
                            id);
    g_array_append_val(movers, teacher);
  }
  g_array_sort(movers, by_number);
  for (guint k = movers->len; k-- > 1;)
    if (g_array_index(movers, int, k) == g_array_index(movers, int, k - 1))
      g_array_remove_index(movers, k);
  return true;
}

/* NULL after what is wrong was told: LG_EXIT_USAGE. */
static GArray *movers_of(const lg_args *args, const lg_input *input, const lg_roster *roster,
                         const lg_lang *lang)
{
  GArray *movers = g_array_new(FALSE, FALSE, sizeof(int));
  if (args->teacher_count > 0) {
    if (named_movers(args, input, roster, lang, movers)) return movers;
    g_array_unref(movers);
    return NULL;
  }
  for (int i = 0; i < input->district->teacher_count; i++)
    if (is_rehearsed(roster, input->district, i)) g_array_append_val(movers, i);
  return movers;
}

/* ---- the command ---- */

/* Mending them is a part of what every refusal seems to cost. */
static void note_breaches(const lg_audit *audit, const char *path, const lg_lang *lang)
{
  if (audit->breach_count > 0)
    lg_printf(stderr,
              lg_tr(lang, N_("%1$s breaks rules: %2$d (lungang verify lists them); what mends them "
                             "is counted with every refusal\n")),
              path, audit->breach_count);
}

static int finished_count(const lg_rehearsal *rehearsal)
{
  int finished = 0;
  for (int k = 0; k < rehearsal->count; k++) finished += rehearsal->refusals[k].finished;
  return finished;
}

/* Takes the folder. */
static lg_exit publish(const lg_output *out, lg_folder *folder, const lg_args *args)
{
  char *error = NULL;
  g_autofree char *told = NULL;
  if (out->rehearsal->count > 0 && finished_count(out->rehearsal) == 0) {
    lg_folder_abandon(folder);
    return lg_cli_fail(
        out->lang, LG_EXIT_NO_TIME,
        g_strdup(lg_tr(out->lang,
                       N_("interrupted before any refusal was rehearsed; nothing was written"))));
  }
  if (!lg_write_rehearsal(out, lg_folder_path(folder), &error)) {
    lg_folder_abandon(folder);
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, LG_HOLDS_OTHER, out->lang, &told, &error))
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  g_autofree char *text = lg_rehearsal_text(out);
  lg_print(stdout, text);
  lg_printf(stdout, lg_tr(out->lang, N_("Time: %.1f seconds\n")), lg_now_s() - args->started_s);
  lg_print(stdout, told);
  return LG_EXIT_OK;
}

/* Takes the folder. */
static lg_exit rehearse_and_write(const lg_args *args, lg_output *out, const lg_roster *roster,
                                  const GArray *movers, lg_folder *folder)
{
  const lg_policy *policy = out->input->policy;
  lg_progress_line line = lg_progress_begin(out->input, out->lang, args);
  lg_rehearsal_question question = {.roster = roster,
                                    .teachers = (const int *)(const void *)movers->data,
                                    .count = (int)movers->len,
                                    .progress = lg_progress_refusals,
                                    .user = &line};
  lg_solve_settings settings = lg_solve_defaults(policy);
  settings.deadline_s = args->started_s + policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  char *fault = NULL;
  lg_rehearsal *rehearsal =
      lg_rehearse(out->input->district, policy, out->options, &question, &settings, &fault);
  lg_progress_end(&line);
  out->rehearsal = rehearsal;
  lg_exit code;
  if (fault) {
    lg_folder_abandon(folder);
    code = lg_cli_fail(
        out->lang, LG_EXIT_INTERNAL,
        g_strdup_printf(
            lg_tr(out->lang, N_("internal error: the roster breaks %s; nothing was written")),
            fault));
  } else {
    code = publish(out, folder, args);
  }
  g_free(fault);
  lg_rehearsal_free(rehearsal);
  return code;
}

static lg_exit rehearse_roster(const lg_args *args, const lg_input *input, const lg_roster *roster,
                               const lg_lang *lang)
{
  GArray *movers = movers_of(args, input, roster, lang);
  if (!movers) return LG_EXIT_USAGE;
  g_autofree char *path =
      args->output ? g_strdup(args->output) : lg_folder_default(args->arguments[0], "-rehearse");
  lg_exit code = LG_EXIT_OK;
  lg_folder *folder = lg_cli_folder(args, path, &input, 1, NULL, lang, &code);
  if (folder) {
    lg_audit *audit = lg_audit_new(input->district, input->policy, roster);
    lg_options *options = lg_options_new(input->district, input->policy);
    lg_answer answer = {.status = LG_FEASIBLE, .roster = (lg_roster *)roster};
    lg_output out = {
        .input = input, .options = options, .answer = &answer, .audit = audit, .lang = lang};
    if (!args->quiet) note_breaches(audit, args->arguments[1], lang);
    code = rehearse_and_write(args, &out, roster, movers, folder);
    lg_options_free(options);
    lg_audit_free(audit);
  }
  g_array_unref(movers);
  return code;
}

lg_exit lg_cmd_rehearse(const lg_args *args)
{
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_roster_file *file = lg_cli_roster(args, args->arguments[1], input, lang);
  lg_exit code = LG_EXIT_INPUT;
  if (file) code = rehearse_roster(args, input, file->roster, lang);
  lg_roster_file_free(file);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
