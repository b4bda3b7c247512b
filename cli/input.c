/* input.c - what every command that takes a plan does first. */
#include <stdio.h>
#include <string.h>

#include "cli.h"

bool lg_cli_date(const lg_lang *lang, const char *option, const char *text, lg_date *date)
{
  int length = 0;
  bool good = sscanf(text, "%4d-%2d-%2d%n", &date->year, &date->month, &date->day, &length) == 3 &&
              length == 10 && !text[length] && date->year >= 1900 && date->year <= 2100 &&
              g_date_valid_dmy((GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
  if (!good)
    lg_printf(stderr, lg_tr(lang, N_("lungang: %1$s: \"%2$s\" is not a date as 2026-09-01\n")),
              option, text);
  return good;
}
#include "fatal.h"

static void print_findings(FILE *out, const lg_report *report, lg_severity severity,
                           const lg_lang *lang)
{
  char *text = lg_report_text(report, severity, lang);
  lg_print(out, text);
  if (*text && !g_str_has_suffix(text, "\n")) lg_print(out, "\n");
  g_free(text);
}

/* Under headings, so that nobody takes them for defects. */
static void print_warnings(FILE *out, const lg_report *report, const lg_lang *lang)
{
  int notes = lg_report_notes(report);
  if (notes > 0) {
    lg_printf(out, lg_tr(lang, "%1$s: %2$d\n"), lg_tr(lang, N_("Read as follows")), notes);
    print_findings(out, report, LG_NOTE, lang);
  }
  int count = lg_report_warnings(report);
  if (count == 0) return;
  lg_printf(out, lg_tr(lang, "%1$s: %2$d\n"), lg_tr(lang, "Warnings"), count);
  print_findings(out, report, LG_WARNING, lang);
}

lg_input *lg_cli_input(const lg_args *args, const char *plan_path, bool check, lg_lang **lang)
{
  return lg_cli_input_against(args, plan_path, NULL, check, lang);
}

/* Quoted cells name teachers: under codes their number has to do. */
static void print_noted(const lg_input *input, const lg_report *report, const lg_lang *lang)
{
  int count = lg_report_warnings(report) + lg_report_notes(report);
  if (!input->district->anonymous)
    print_warnings(stderr, report, lang);
  else if (count > 0)
    lg_printf(stderr, lg_tr(lang, "notes while reading: %d (lungang check shows them)\n"), count);
}

static lg_input *input_refuse(lg_input *input, lg_lang **lang)
{
  lg_input_free(input);
  lg_lang_free(*lang);
  *lang = NULL;
  return NULL;
}

lg_input *lg_cli_input_against(const lg_args *args, const char *plan_path, const char *roster_path,
                               bool check, lg_lang **lang)
{
  bool is_new = false;
  g_autofree char *key = args->anonymous ? lg_cli_key(args, &is_new) : NULL;
  *lang = NULL;
  if (args->anonymous && !key) return NULL;
  /* Letters go to the teachers themselves. */
  bool reveal = strcmp(args->command, "letters") == 0;
  lg_input *input =
      lg_input_read_as(plan_path, &(lg_input_wishes){roster_path, {key, reveal, args->coarse}});
  if (is_new) input->new_key = g_strdup(key);
  *lang = lg_lang_new(lg_lang_choose(args->lang, input->lang));
  lg_fatal_speak(*lang);
  int defects = lg_report_defects(input->report);
  if (defects > 0) {
    FILE *out = check ? stdout : stderr;
    print_findings(out, input->report, LG_DEFECT, *lang);
    if (!args->quiet) print_warnings(out, input->report, *lang);
    char *count = g_strdup_printf("%d", defects);
    lg_printf(out, lg_tr(*lang, N_("Defects of the input: %s. Nothing was solved or written.\n")),
              count);
    g_free(count);
    return input_refuse(input, lang);
  }
  if (lg_cli_key_is_input(args, (const lg_input *const *)&input, 1, *lang))
    return input_refuse(input, lang);
  if (!check && !args->quiet) print_noted(input, input->report, *lang);
  if (args->has_time_limit) input->policy->time_limit_s = args->time_limit_s;
  if (args->has_gap) input->policy->gap = args->gap;
  return input;
}

lg_roster_file *lg_cli_roster(const lg_args *args, const char *path, const lg_input *input,
                              const lg_lang *lang)
{
  lg_report *report = lg_report_new();
  lg_roster_file *file = lg_roster_file_read(path, input, report);
  print_findings(stderr, report, LG_DEFECT, lang);
  if (!args->quiet && input->district->anonymous)
    print_noted(input, report, lang);
  else if (!args->quiet)
    print_findings(stderr, report, LG_WARNING, lang);
  lg_report_free(report);
  if (file->roster) return file;
  lg_printf(stderr, "%s\n",
            lg_tr(lang, N_("The roster cannot be understood; nothing was recounted.")));
  lg_roster_file_free(file);
  return NULL;
}
