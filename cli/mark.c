/* mark.c - `check --mark FILE.xlsx`: the tables as a workbook in which what is wrong can be seen. */
#include <stdio.h>

#include "cli.h"

static lg_exit refuse(const lg_lang *lang, const char *format, const char *what)
{
  return lg_cli_fail(lang, LG_EXIT_USAGE, g_strdup_printf(lg_tr(lang, format), what));
}

static lg_exit mark_refuse(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  g_autofree char *lower = g_ascii_strdown(args->mark, -1);
  if (!g_str_has_suffix(lower, ".xlsx"))
    return refuse(lang, N_("--mark %s: the name has to end with .xlsx"), args->mark);
  g_autofree char *own = lg_cli_overwritten_input(args, input, args->mark);
  if (own)
    return refuse(lang, N_("%s is an input of this run; choose another name for --mark"), own);
  if (lg_cli_is_in_the_way(args->mark, args->force))
    return refuse(lang, N_("%s exists already; choose another name, or overwrite it with --force"),
                  args->mark);
  return LG_EXIT_OK;
}

lg_exit lg_cli_mark(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  if (!args->mark) return LG_EXIT_OK;
  lg_exit code = mark_refuse(args, input, lang);
  if (code != LG_EXIT_OK) return code;
  g_autofree char *place = g_path_get_dirname(args->mark);
  int number = 0;
  lg_scratch *scratch = lg_scratch_new(place, &number);
  if (!scratch)
    return refuse(lang, N_("%s cannot be written: its folder does not exist or is protected"),
                  args->mark);
  g_autofree char *path = g_build_filename(lg_scratch_path(scratch), "marked", NULL);
  lg_plan_book *book = lg_input_sheets(input);
  lg_date date = input->policy ? input->policy->date : (lg_date){2000, 1, 1};
  number = lg_write_marked(path, book, input->report, date, lang);
  lg_plan_book_free(book);
  if (number != 0 || !lg_cli_put_file(args, path, args->mark))
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL,
                       g_strdup_printf(lg_tr(lang, N_("%s cannot be written")), args->mark));
  else
    lg_printf(args->json ? stderr : stdout, lg_tr(lang, N_("%s written\n")), args->mark);
  lg_scratch_free(scratch);
  return code;
}
