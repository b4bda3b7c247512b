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
  g_autofree char *told = NULL;
  lg_exit code = LG_EXIT_INTERNAL;
  lg_folder *folder = NULL;
  if (g_file_test(target, G_FILE_TEST_EXISTS))
    code = lg_cli_fail(
        lang, LG_EXIT_USAGE,
        g_strdup_printf(lg_tr(lang, "%s exists; template never replaces anything"), target));
  else
    folder = lg_cli_folder(args, target, NULL, 0, NULL, lang, &code);
  if (folder && !lg_write_template(lg_folder_path(folder), lang, args->csv, &error)) {
    lg_folder_abandon(folder);
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  } else if (folder && !lg_folder_commit(folder, LG_HOLDS_OTHER, lang, &told, &error)) {
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  } else if (folder) {
    lg_printf(stdout,
              lg_tr(lang,
                    "Written to %1$s. Fill in the tables, adapt plan.json, then run:\n"
                    "  lungang check %1$s/plan.json\n"),
              target);
    code = LG_EXIT_OK;
  }
  lg_lang_free(lang);
  return code;
}
