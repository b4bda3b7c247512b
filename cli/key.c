/* key.c - the key of --anonymous: found or made, told about, kept out of what is published. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "io/read.h"
#include "io/write.h"

static bool is_same_file(const char *path, const GStatBuf *key)
{
  GStatBuf status;
  return path && g_stat(path, &status) == 0 && status.st_dev == key->st_dev &&
         status.st_ino == key->st_ino;
}

/* The first of the inputs that is the key file; NULL: none. */
static const char *key_among(const char *const *paths, int count, const GStatBuf *key)
{
  for (int k = 0; k < count; k++)
    if (is_same_file(paths[k], key)) return paths[k];
  return NULL;
}

bool lg_cli_key_is_input(const lg_args *args, const lg_input *const *inputs, int count,
                         const lg_lang *lang)
{
  GStatBuf key;
  if (!args->anonymous || g_stat(args->anonymous, &key) != 0) return false;
  g_auto(GStrv) tables = lg_cli_input_paths(args, inputs, count);
  int table_count = (int)g_strv_length(tables) - 1; /* the key is the last */
  const char *found = key_among(args->arguments, args->argument_count, &key);
  if (!found) found = key_among(args->scenarios, args->scenario_count, &key);
  if (!found) found = key_among(&args->template, 1, &key);
  if (!found) found = key_among((const char *const *)tables, table_count, &key);
  if (found)
    lg_printf(stderr,
              lg_tr(lang,
                    "lungang: --anonymous: the key file %1$s is an input of this run (%2$s), "
                    "and so no secret\n"),
              args->anonymous, found);
  return found != NULL;
}

char *lg_cli_key(const lg_args *args, bool *is_new)
{
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  bool makes = lg_command_find(args->command)->traits & LG_DRAWS_KEY;
  lg_key_facts facts = {0};
  char *error = NULL, *key = NULL;
  if (!lg_cli_key_is_input(args, NULL, 0, lang))
    key = lg_key_read(args->anonymous, makes, &facts, lang, &error);
  if (error) lg_printf(stderr, "lungang: %s\n", error);
  if (key && facts.open)
    lg_printf(stderr,
              lg_tr(lang, "--anonymous: others may read the key file %1$s; chmod 600 %1$s\n"),
              args->anonymous);
  if (key && facts.weak)
    lg_printf(stderr,
              lg_tr(lang,
                    "--anonymous: %s holds no key that lungang made (64 hexadecimal digits); "
                    "whoever guesses it can try ids out on the codes\n"),
              args->anonymous);
  *is_new = facts.is_new;
  g_free(error);
  lg_lang_free(lang);
  return key;
}

bool lg_cli_keep_key(const lg_args *args, const char *new_key, const char *folder,
                     const lg_lang *lang, bool *usage, char **error)
{
  if (!args->anonymous) return true;
  *usage = lg_folder_holds(folder, args->anonymous);
  if (*usage)
    *error = g_strdup_printf(
        lg_tr(lang,
              "--anonymous: the key file %1$s must not lie in the folder %2$s, which is to "
              "be published"),
        args->anonymous, folder);
  if (*error || !new_key) return !*error;
  if (!lg_key_write(args->anonymous, new_key, lang, error)) {
    *usage = true; /* the place of the option is wrong, as one of -o is */
    return false;
  }
  lg_printf(stderr,
            lg_tr(lang,
                  "A new key was written to %s. Keep it, and keep it secret: later runs need "
                  "it for the same codes.\n"),
            args->anonymous);
  return true;
}
