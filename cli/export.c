/* export.c - lungang export: the model as MPS or LP, with a table that says what its names stand for. */
#include "../solver/export.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "../io/csv_out.h"
#include "cli.h"
#include "progress.h"

static lg_exit lg_export_fail(const lg_lang *lang, lg_exit code, const char *format, const char *what)
{
  fprintf(stderr, "lungang: ");
  fprintf(stderr, lg_tr(lang, format), what);
  fputc('\n', stderr);
  return code;
}

/* Index of the goal to write: the first, or the one named by --goal. -1 where the plan has no such goal. */
static int lg_goal_index(const lg_args *args, const lg_policy *policy)
{
  for (int k = 0; args->goal && k < policy->goal_count; k++)
    if (strcmp(args->goal, lg_goal_word(policy->goals[k].kind)) == 0) return k;
  return args->goal ? -1 : 0;
}

static bool lg_write_names(const GArray *names, const char *path, char **error)
{
  GString *text = lg_csv_new();
  static const char *const headings[] = {"name", "kind", "stands_for", "id", "class"};
  for (size_t k = 0; k < G_N_ELEMENTS(headings); k++) lg_csv_text(text, headings[k]);
  lg_csv_end_row(text);
  for (guint k = 0; k < names->len; k++) {
    const lg_export_name *name = &g_array_index(names, lg_export_name, k);
    const char *const cells[] = {name->name, name->is_row ? "row" : "column", name->what, name->id, name->class_id};
    for (size_t c = 0; c < G_N_ELEMENTS(cells); c++) lg_csv_text(text, cells[c]);
    lg_csv_end_row(text);
  }
  GError *failure = NULL;
  bool written = g_file_set_contents(path, text->str, (gssize)text->len, &failure);
  if (!written) *error = g_strdup(failure->message);
  g_clear_error(&failure);
  g_string_free(text, TRUE);
  return written;
}

/* The model under a name of its own first, so that a failure leaves nothing half-written. */
static lg_exit lg_export_files(const lg_args *args, const lg_input *input, const lg_lang *lang, int goal)
{
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_progress_line line = lg_progress_begin(input->policy, lang, args->quiet);
  lg_solve_settings settings = lg_solve_defaults(input->policy);
  settings.deadline_s = args->started_s + input->policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  GArray *names = g_array_new(FALSE, TRUE, sizeof(lg_export_name));
  char *part = g_strconcat(args->output, ".part", NULL), *names_path = g_strconcat(args->output, ".names.csv", NULL), *error = NULL;
  lg_export_end end = lg_export(input->district, input->policy, options, &settings, goal, strcmp(args->format, "mps") == 0, part, names);
  lg_progress_end(&line);
  lg_exit code = LG_EXIT_OK;
  if (end == LG_EXPORT_INFEASIBLE)
    code = lg_export_fail(lang, LG_EXIT_INFEASIBLE, N_("no roster can meet the hard rules, so the goals before %s cannot be held"), args->goal);
  else if (end == LG_EXPORT_NO_TIME)
    code = lg_export_fail(lang, LG_EXIT_NO_TIME, N_("time ran out before the goals before %s were solved"), args->goal);
  else if (end == LG_EXPORT_FAILED || !lg_write_names(names, names_path, &error) || g_rename(part, args->output) != 0)
    code = lg_export_fail(lang, LG_EXIT_INTERNAL, N_("%s cannot be written"), args->output);
  if (code != LG_EXIT_OK) g_unlink(part);
  else fprintf(stdout, lg_tr(lang, N_("%s and %s written\n")), args->output, names_path);
  g_free(error);
  g_free(part);
  g_free(names_path);
  g_array_unref(names);
  lg_options_free(options);
  return code;
}

static lg_exit lg_export_plan(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  int goal = lg_goal_index(args, input->policy);
  if (goal < 0) return lg_export_fail(lang, LG_EXIT_USAGE, N_("--goal %s: the plan has no such goal"), args->goal);
  if (g_file_test(args->output, G_FILE_TEST_EXISTS) && (!args->force || g_file_test(args->output, G_FILE_TEST_IS_DIR)))
    return lg_export_fail(lang, LG_EXIT_USAGE, N_("%s exists already; choose another name, or overwrite it with --force"), args->output);
  return lg_export_files(args, input, lang, goal);
}

lg_exit lg_cmd_export(const lg_args *args)
{
  lg_lang *lang;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_exit code = lg_export_plan(args, input, lang);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
