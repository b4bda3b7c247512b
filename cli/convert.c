/* convert.c - `lungang convert PLAN -o FILE`: a plan as a workbook, or as JSON. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli.h"

static bool ends_with(const char *path, const char *end)
{
  g_autofree char *lower = g_ascii_strdown(path, -1);
  return g_str_has_suffix(lower, end);
}

static lg_exit usage(const lg_lang *lang, const char *format, const char *what)
{
  return lg_cli_fail(lang, LG_EXIT_USAGE, g_strdup_printf(lg_tr(lang, format), what));
}

/* Writes the plan to `path`; 0, or an errno; -1: the report says why. */
static int write_plan(const lg_input *input, const char *output, const char *path,
                      const lg_lang *lang, lg_report *report)
{
  if (ends_with(output, ".json")) {
    g_autofree char *folder = g_path_get_dirname(output);
    g_autofree char *json = lg_input_plan_json(input, folder);
    return g_file_set_contents(path, json, -1, NULL) ? 0 : EIO;
  }
  lg_plan_book *book = lg_input_plan_book(input, lang, report);
  int number = book ? lg_write_plan_book(path, book, input->policy->date, lang) : -1;
  lg_plan_book_free(book);
  return number;
}

static lg_exit convert_file(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  g_autofree char *place = g_path_get_dirname(args->output);
  int number = 0;
  lg_scratch *scratch = lg_scratch_new(place, &number);
  if (!scratch)
    return usage(lang, N_("%s cannot be written: its folder does not exist or is protected"),
                 args->output);
  lg_report *report = lg_report_new();
  g_autofree char *path = g_build_filename(lg_scratch_path(scratch), "plan", NULL);
  number = write_plan(input, args->output, path, lang, report);
  lg_exit code = LG_EXIT_OK;
  if (number < 0) {
    g_autofree char *text = lg_report_text(report, LG_DEFECT, lang);
    lg_print(stderr, text);
    code = LG_EXIT_INPUT;
  } else if (number > 0 || !lg_cli_put_file(args, path, args->output)) {
    code = lg_cli_fail(lang, LG_EXIT_INTERNAL,
                       g_strdup_printf(lg_tr(lang, N_("%s cannot be written")), args->output));
  } else {
    lg_printf(stdout, lg_tr(lang, N_("%s written\n")), args->output);
  }
  lg_report_free(report);
  lg_scratch_free(scratch);
  return code;
}

static lg_exit convert_plan(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  g_autofree char *own = lg_cli_overwritten_input(args, input, args->output);
  if (own) return usage(lang, N_("%s is an input of this run; choose another name with -o"), own);
  if (lg_cli_is_in_the_way(args->output, args->force))
    return usage(lang, N_("%s exists already; choose another name, or overwrite it with --force"),
                 args->output);
  return convert_file(args, input, lang);
}

lg_exit lg_cmd_convert(const lg_args *args)
{
  lg_lang *lang;
  if (!ends_with(args->output, ".json") && !ends_with(args->output, ".xlsx")) {
    lang = lg_lang_new(lg_lang_choose(args->lang, NULL));
    lg_exit code = usage(lang, N_("-o %s: the name has to end with .json or .xlsx"), args->output);
    lg_lang_free(lang);
    return code;
  }
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_exit code = convert_plan(args, input, lang);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
