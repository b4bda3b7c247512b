/* folder.c - what the commands that write a folder share: it is begun in one way, and none of their
 * inputs may lie in it. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

lg_exit lg_cli_fail(const lg_lang *lang, lg_exit code, char *error)
{
  lg_printf(stderr, "lungang: %s\n", error ? error : lg_tr(lang, N_("writing failed")));
  g_free(error);
  return code;
}

static void add_path(GPtrArray *paths, const char *path)
{
  if (path) g_ptr_array_add(paths, g_strdup(path));
}

/* A roster of the command line stands among an input's files as it was typed. */
static bool is_argument(const lg_args *args, const char *file)
{
  for (int k = 0; k < args->argument_count; k++)
    if (strcmp(args->arguments[k], file) == 0) return true;
  return false;
}

/* Tables stand as the plan writes them, from its own folder on; rows of `whatif` share them. */
static void add_tables(GPtrArray *paths, const lg_args *args, const lg_input *input,
                       GHashTable *known)
{
  g_autofree char *folder = g_path_get_dirname(args->arguments[0]);
  for (guint k = 1; k < input->files->len; k++) { /* the plan is the first */
    const char *file = g_array_index(input->files, lg_input_file, k).file;
    if (is_argument(args, file) || !g_hash_table_add(known, g_strdup(file))) continue;
    g_ptr_array_add(
        paths, g_path_is_absolute(file) ? g_strdup(file) : g_build_filename(folder, file, NULL));
  }
}

char **lg_cli_input_paths(const lg_args *args, const lg_input *const *inputs, int count)
{
  GPtrArray *paths = g_ptr_array_new();
  GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int k = 0; count > 0 && k < args->argument_count; k++) add_path(paths, args->arguments[k]);
  for (int k = 0; k < count; k++) add_tables(paths, args, inputs[k], known);
  for (int k = 0; k < args->scenario_count; k++) add_path(paths, args->scenarios[k]);
  add_path(paths, args->template);
  add_path(paths, args->anonymous);
  g_ptr_array_add(paths, NULL);
  g_hash_table_unref(known);
  return (char **)g_ptr_array_free(paths, FALSE);
}

lg_folder *lg_cli_folder(const lg_args *args, const char *path, const lg_input *const *inputs,
                         int count, const char *new_key, const lg_lang *lang, lg_exit *code)
{
  bool usage = false;
  char *error = NULL;
  g_auto(GStrv) paths = lg_cli_input_paths(args, inputs, count);
  lg_folder_order order = {.path = path,
                           .force = args->force,
                           .by_umask = args->by_umask,
                           .mask = args->mask,
                           .inputs = (const char *const *)paths};
  lg_folder *folder = lg_folder_begin(&order, lang, &usage, &error);
  if (folder && lg_folder_swept(folder) && !args->quiet)
    lg_printf(stderr, lg_tr(lang, N_("Removed what a run that was killed had left: %s\n")),
              lg_folder_swept(folder));
  if (folder && !lg_cli_keep_key(args, new_key, path, lang, &usage, &error)) {
    lg_folder_abandon(folder);
    folder = NULL;
  }
  if (!folder) *code = lg_cli_fail(lang, usage ? LG_EXIT_USAGE : LG_EXIT_INTERNAL, error);
  return folder;
}
