/* export.c - lungang export: the model as MPS or LP, with a table that says what its names stand
 * for. */
#include "solver/solver.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "io/write.h"
#include "progress.h"

static lg_exit export_fail(const lg_lang *lang, lg_exit code, const char *format, const char *what)
{
  lg_printf(stderr, "lungang: ");
  lg_printf(stderr, lg_tr(lang, format), what);
  lg_print(stderr, "\n");
  return code;
}

/* Index of the goal to write: the first, or the one named by --goal. -1 where the plan has no such
 * goal. */
static int goal_index(const lg_args *args, const lg_policy *policy)
{
  for (int k = 0; args->goal && k < policy->goal_count; k++)
    if (strcmp(args->goal, lg_goal_word(policy->goals[k].kind)) == 0) return k;
  return args->goal ? -1 : 0;
}

static bool write_names(const GArray *names, const char *path)
{
  static const char *const headings[] = {"name", "kind", "stands_for", "id", "class"};
  const int columns = G_N_ELEMENTS(headings);
  GPtrArray *cells = g_ptr_array_new(); /* borrowed texts */
  for (int k = 0; k < columns; k++) g_ptr_array_add(cells, (gpointer)headings[k]);
  for (guint k = 0; k < names->len; k++) {
    const lg_export_name *name = &g_array_index(names, lg_export_name, k);
    const char *const row[] = {name->name, name->is_row ? "row" : "column", name->what, name->id,
                               name->class_id};
    for (int c = 0; c < columns; c++) g_ptr_array_add(cells, (gpointer)row[c]);
  }
  GString *text =
      lg_csv_rows((const char *const *)cells->pdata, (int)cells->len / columns, columns);
  g_ptr_array_free(cells, TRUE);
  bool written = g_file_set_contents(path, text->str, (gssize)text->len, NULL);
  g_string_free(text, TRUE);
  return written;
}

/* The two files of an export, and the folder in which they are made first, so that a failure leaves
 * nothing half-written. */
struct export_paths {
  char *names;                 /* where the table of names goes; the model goes to -o */
  char *place;                 /* the folder of both */
  lg_scratch *scratch;         /* in it */
  char *new_model, *new_names; /* in that */
};

static struct export_paths export_paths_new(const char *output)
{
  return (struct export_paths){.names = g_strconcat(output, ".names.csv", NULL),
                               .place = g_path_get_dirname(output)};
}

/* false where the place takes no folder. */
static bool export_paths_open(struct export_paths *paths, const lg_args *args, const lg_lang *lang)
{
  int number = 0;
  GPtrArray *swept = lg_scratch_sweep(paths->place);
  for (guint k = 0; k < swept->len && !args->quiet; k++)
    lg_printf(stderr, lg_tr(lang, N_("Removed what a run that was killed had left: %s\n")),
              (const char *)g_ptr_array_index(swept, k));
  g_ptr_array_unref(swept);
  paths->scratch = lg_scratch_new(paths->place, &number);
  if (!paths->scratch) return false;
  paths->new_model = g_build_filename(lg_scratch_path(paths->scratch), "model", NULL);
  paths->new_names = g_build_filename(lg_scratch_path(paths->scratch), "names", NULL);
  return true;
}

static void export_paths_clear(struct export_paths *paths)
{
  lg_scratch_free(paths->scratch);
  g_free(paths->names);
  g_free(paths->place);
  g_free(paths->new_model);
  g_free(paths->new_names);
}

/* GLPK does not look whether the last of its buffers reached the disk: a model that was cut off
 * lacks its last line. */
static bool model_is_whole(const char *path, bool mps)
{
  const char *last = mps ? "ENDATA\n" : "End\n";
  size_t length = strlen(last);
  char tail[8] = "";
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  off_t size = lseek(file, 0, SEEK_END);
  bool whole = size >= (off_t)length &&
               pread(file, tail, length, size - (off_t)length) == (ssize_t)length &&
               memcmp(tail, last, length) == 0 && fsync(file) == 0;
  close(file);
  return whole;
}

/* Both files or none: names beside another model would tell of the wrong teachers. */
static bool put_files(const struct export_paths *paths, const lg_args *args)
{
  g_autofree char *old_names = g_build_filename(lg_scratch_path(paths->scratch), "old", NULL);
  bool had_names = link(paths->names, old_names) == 0;
  /* Some file systems have no second names; there a fault between the two is not undone. */
  bool can_undo = had_names || errno == ENOENT;
  if (!lg_cli_put_file(args, paths->new_names, paths->names)) return false;
  if (lg_cli_put_file(args, paths->new_model, args->output)) return true;
  /* What failed was a change of names, so the old file comes back without one. */
  if (can_undo) g_unlink(paths->names);
  if (had_names && link(old_names, paths->names) != 0) g_rename(old_names, paths->names);
  return false;
}

static bool export_publish(const struct export_paths *paths, const lg_args *args,
                           const GArray *names)
{
  return model_is_whole(paths->new_model, strcmp(args->format, "mps") == 0) &&
         write_names(names, paths->new_names) && put_files(paths, args);
}

static lg_export_end export_solve(const lg_args *args, const lg_input *input, const lg_lang *lang,
                                  int goal, const char *path, GArray *names)
{
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_progress_line line = lg_progress_begin(input, lang, args);
  lg_solve_settings settings = lg_solve_defaults(input->policy);
  settings.deadline_s = args->started_s + input->policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  lg_export_end end = lg_export(input->district, input->policy, options, &settings, goal,
                                strcmp(args->format, "mps") == 0, path, names);
  lg_progress_end(&line);
  lg_options_free(options);
  return end;
}

static lg_exit export_files(const lg_args *args, const lg_input *input, const lg_lang *lang,
                            int goal, const struct export_paths *paths)
{
  GArray *names = g_array_new(FALSE, TRUE, sizeof(lg_export_name));
  lg_export_end end = export_solve(args, input, lang, goal, paths->new_model, names);
  lg_exit code = LG_EXIT_OK;
  if (end == LG_EXPORT_INFEASIBLE)
    code = export_fail(
        lang, LG_EXIT_INFEASIBLE,
        N_("no roster can meet the hard rules, so the goals before %s cannot be held"), args->goal);
  else if (end == LG_EXPORT_NO_TIME)
    code = export_fail(lang, LG_EXIT_NO_TIME,
                       lg_interrupted ? N_("interrupted before the goals before %s were solved")
                                      : N_("time ran out before the goals before %s were solved"),
                       args->goal);
  else if (end == LG_EXPORT_FAILED || !export_publish(paths, args, names))
    code = export_fail(lang, LG_EXIT_INTERNAL, N_("%s cannot be written"), args->output);
  if (code == LG_EXIT_OK)
    lg_printf(stdout, lg_tr(lang, N_("%s and %s written\n")), args->output, paths->names);
  g_array_unref(names);
  return code;
}

static lg_exit export_plan(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  int goal = goal_index(args, input->policy);
  if (goal < 0)
    return export_fail(lang, LG_EXIT_USAGE, N_("--goal %s: the plan has no such goal"), args->goal);
  struct export_paths paths = export_paths_new(args->output);
  g_autofree char *own_model = lg_cli_overwritten_input(args, input, args->output);
  g_autofree char *own_names = lg_cli_overwritten_input(args, input, paths.names);
  const char *own = own_model ? own_model : own_names;
  const char *taken = lg_cli_is_in_the_way(args->output, args->force)  ? args->output
                      : lg_cli_is_in_the_way(paths.names, args->force) ? paths.names
                                                                       : NULL;
  lg_exit code;
  if (taken)
    code = export_fail(lang, LG_EXIT_USAGE,
                       N_("%s exists already; choose another name, or overwrite it with --force"),
                       taken);
  else if (own)
    code = export_fail(lang, LG_EXIT_USAGE,
                       N_("%s is an input of this run; choose another name with -o"), own);
  else if (!export_paths_open(&paths, args, lang)) /* badly chosen, as with solve -o */
    code = export_fail(lang, LG_EXIT_USAGE,
                       N_("%s cannot be written: its folder does not exist or is protected"),
                       args->output);
  else
    code = export_files(args, input, lang, goal, &paths);
  export_paths_clear(&paths);
  return code;
}

lg_exit lg_cmd_export(const lg_args *args)
{
  lg_lang *lang;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_exit code = export_plan(args, input, lang);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
