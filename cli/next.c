/* next.c - `lungang next`: the input of the year after, from a roster that keeps the rules. */
#include <stdio.h>
#include <stdlib.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"
#include "model/options.h"

/* The date a year on, or that of --date, which lies in a later month. */
static bool next_date(const lg_args *args, lg_date date, const lg_lang *lang, lg_date *next)
{
  *next = (lg_date){date.year + 1, date.month, date.day};
  if (date.month == 2 && date.day == 29) next->day = 28;
  if (!args->date) return true;
  if (!lg_cli_date(lang, "--date", args->date, next)) return false;
  if (next->year * 12 + next->month > date.year * 12 + date.month) return true;
  lg_printf(stderr,
            lg_tr(lang, N_("lungang: --date: %1$s does not lie in a later month than the plan's "
                           "date, %2$04d-%3$02d-%4$02d\n")),
            args->date, date.year, date.month, date.day);
  return false;
}

/* Those who are past the ages of R2 by then and are not today. */
static void print_ageing(const lg_input *input, lg_date next, const lg_lang *lang)
{
  const lg_district *district = input->district;
  lg_policy then = *input->policy;
  then.date = next;
  int count = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    if (lg_is_past_ages(district, input->policy, i) || !lg_is_past_ages(district, &then, i))
      continue;
    if (count++ == 0)
      lg_print(stdout,
               lg_tr(lang, N_("Above the age limit or near retirement by then; they stay in the "
                              "table of teachers:\n")));
    lg_printf(stdout, "  %s  %s  %s\n", t->id, t->name, district->schools[t->school].name);
  }
}

static lg_exit write_next(const lg_args *args, const lg_input *input, const lg_next_year *next,
                          const lg_lang *lang)
{
  g_autofree char *path = args->output ? g_strdup(args->output)
                                       : lg_folder_default(args->arguments[0], "-next"),
                  *told = NULL;
  char *error = NULL;
  lg_exit code = LG_EXIT_OK;
  if (g_file_test(path, G_FILE_TEST_EXISTS)) { /* the office may have worked on it */
    lg_printf(
        stderr,
        lg_tr(lang, N_("lungang: %s is there; next overwrites nothing, also not with --force: "
                       "name another folder with -o\n")),
        path);
    return LG_EXIT_USAGE;
  }
  lg_folder *folder = lg_cli_folder(args, path, &input, 1, NULL, lang, &code);
  if (!folder) return code;
  if (!lg_write_next(next, lg_folder_path(folder), lang, &error)) {
    lg_folder_abandon(folder);
    return lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, LG_HOLDS_OTHER, lang, &told, &error))
    return lg_cli_fail(lang, LG_EXIT_INTERNAL, error);
  lg_print(stdout, told);
  return LG_EXIT_OK;
}

static lg_exit next_of(const lg_args *args, const lg_input *input, const lg_roster_file *file,
                       const lg_lang *lang)
{
  lg_date date;
  if (!next_date(args, input->policy->date, lang, &date)) return LG_EXIT_USAGE;
  lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
  GArray *differences = lg_roster_file_compare(file, input, audit);
  int broken = audit->breach_count + (int)differences->len;
  lg_exit code = LG_EXIT_BROKEN;
  if (broken > 0) {
    lg_printf(stderr,
              lg_tr(lang, N_("lungang: the roster breaks rules: %d (lungang verify names them); "
                             "nothing was written\n")),
              broken);
  } else {
    lg_next_year *next = lg_next_year_new(input, file->roster, audit, date);
    code = next ? write_next(args, input, next, lang)
                : lg_cli_fail(lang, LG_EXIT_INPUT,
                              g_strdup(lg_tr(lang, N_("a table cannot be read any more"))));
    if (code == LG_EXIT_OK) print_ageing(input, date, lang);
    lg_next_year_free(next);
  }
  g_array_free(differences, TRUE);
  lg_audit_free(audit);
  return code;
}

lg_exit lg_cmd_next(const lg_args *args)
{
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_roster_file *file = lg_cli_roster(args, args->arguments[1], input, lang);
  lg_exit code = file ? next_of(args, input, file, lang) : LG_EXIT_INPUT;
  lg_roster_file_free(file);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
