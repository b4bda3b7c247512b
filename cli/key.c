/* key.c - the key of --anonymous: found or made, told about, kept out of what is published. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "io/read.h"
#include "io/write.h"

char *lg_cli_key(const lg_args *args, bool *is_new)
{
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  bool makes = lg_command_find(args->command)->traits & LG_DRAWS_KEY;
  bool open = false;
  char *error = NULL, *key = lg_key_read(args->anonymous, makes, is_new, &open, lang, &error);
  if (error)
    lg_printf(stderr, "lungang: %s\n", error);
  else if (open)
    lg_printf(stderr,
              lg_tr(lang, "--anonymous: others may read the key file %1$s; chmod 600 %1$s\n"),
              args->anonymous);
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
