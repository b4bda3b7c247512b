/* template.c - `lungang template DIR`: a workbook (or CSV files) to be filled in, a plan with every
 * key, the text of letters. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"

lg_exit lg_cmd_template(const lg_args *args)
{
  const char *target = args->arguments[0];
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  char *error = NULL;
  bool usage = false, written = false;
  lg_folder *folder = NULL;
  if (g_file_test(target, G_FILE_TEST_EXISTS)) {
    error = g_strdup_printf(lg_tr(lang, "%s exists; template never replaces anything"), target);
    usage = true;
  } else {
    folder = lg_folder_begin(target, false, lang, &usage, &error);
  }
  if (folder) {
    if (lg_write_template(lg_folder_path(folder), lang, args->csv, &error))
      written = lg_folder_commit(folder, lang, &error);
    else
      lg_folder_abandon(folder);
  }
  if (!written)
    lg_printf(stderr, "lungang: %s\n", error);
  else
    lg_printf(stdout,
              lg_tr(lang,
                    "Written to %1$s. Fill in the tables, adapt plan.json, then run:\n"
                    "  lungang check %1$s/plan.json\n"),
              target);
  g_free(error);
  lg_lang_free(lang);
  return written ? LG_EXIT_OK : usage ? LG_EXIT_USAGE : LG_EXIT_INTERNAL;
}
