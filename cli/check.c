/* check.c - `lungang check`: the input's defects, or what was understood of it. Solves only for --limits,
 * writes no file but that of --mark. */
#include <stdio.h>

#include "cli.h"
#include "io/write.h"
#include "model/place_survey.h"
#include "progress.h"
#include "solver/solver.h"

/* How far the hard quotas can go, within the time limit. */
static lg_limits check_limits(const lg_args *args, const lg_input *input)
{
  lg_solve_settings settings = lg_solve_defaults(input->policy);
  settings.deadline_s = args->started_s + input->policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  return lg_limits_find(input->district, input->policy, &settings);
}

lg_exit lg_cmd_check(const lg_args *args)
{
  lg_lang *lang;
  lg_input *input = lg_cli_input(args, args->arguments[0], true, &lang);
  if (!input) return LG_EXIT_INPUT;
  double read_s = lg_now_s() - args->started_s;
  lg_place_survey *survey = lg_place_survey_new(input->district, input->policy);
  lg_output out = {.input = input, .options = survey->options, .lang = lang};
  lg_limits limits = {0};
  if (args->limits) limits = check_limits(args, input);
  char *text = args->json ? lg_output_check_json(&out, args->limits ? &limits : NULL)
                          : lg_check_text(&out, survey);
  lg_print(stdout, text);
  g_free(text);
  if (args->limits && !args->json) {
    text = lg_limits_table(&out, &limits);
    lg_printf(stdout, "\n%s", text);
    g_free(text);
  }
  lg_limits_clear(&limits);
  lg_exit code = lg_cli_mark(args, input, lang);
  if (args->verbose)
    lg_printf(
        stderr,
        lg_tr(lang, N_("seconds: reading %1$.2f, counting %2$.2f; memory at most %3$.0f MiB\n")),
        read_s, lg_now_s() - args->started_s - read_s, lg_peak_mib());
  lg_place_survey_free(survey);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
