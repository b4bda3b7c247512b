/* template.c - `lungang template DIR`: a workbook to be filled in (plan and tables), or a plan.json with
 * tables; the text of letters. */
#include <stdio.h>
#include <string.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"

/* What to do next: with the workbook, or with plan.json beside the tables. */
static void say_next(const char *target, bool sheets, const lg_lang *lang)
{
  if (sheets)
    lg_printf(stdout,
              lg_tr(lang,
                    "Written to %1$s. Fill in the sheets of %2$s, then run:\n"
                    "  lungang check %1$s/%2$s\n"),
              target, lg_template_book_name(lang));
  else
    lg_printf(stdout,
              lg_tr(lang,
                    "Written to %1$s. Fill in the tables, adapt plan.json, then run:\n"
                    "  lungang check %1$s/plan.json\n"),
              target);
}

lg_exit lg_cmd_template(const lg_args *args)
{
  const char *target = args->arguments[0];
  lg_lang *lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
  char *error = NULL;
  g_autofree char *told = NULL;
  lg_exit code = LG_EXIT_INTERNAL;
  lg_folder *folder = NULL;
  g_autofree char *json = lg_template_json(lang);
  bool sheets = !args->json && !args->csv;
  lg_plan_book *plan = sheets ? lg_plan_book_of_json(json, lang) : NULL;
  if (g_file_test(target, G_FILE_TEST_EXISTS))
    code = lg_cli_fail(
        lang, LG_EXIT_USAGE,
        g_strdup_printf(lg_tr(lang, "%s exists; template never replaces anything"), target));
  else
    folder = lg_cli_folder(args, target, NULL, 0, NULL, lang, &code);
  if (folder && !lg_write_template(lg_folder_path(folder), lang, args->csv, plan, &error)) {
    lg_folder_abandon(folder);
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  } else if (folder && !lg_folder_commit(folder, LG_HOLDS_OTHER, lang, &told, &error)) {
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  } else if (folder) {
    say_next(target, sheets, lang);
    code = LG_EXIT_OK;
  }
  lg_plan_book_free(plan);
  lg_lang_free(lang);
  return code;
}
