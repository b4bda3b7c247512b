/* solve.c - lungang solve: read, check, solve, audit, write the rosters. */
#include <stdio.h>

#include "cli.h"
#include "io/write.h"
#include "progress.h"
#include "proof.h"
#include "solve.h"
#include "solver/solver.h"

/* Teachers whom some roster may move: most of what is written is about movers. */
static int mobile_count(const lg_output *out)
{
  int mobile = 0;
  for (int i = 0; i < out->input->district->teacher_count; i++) {
    const lg_candidate *candidate = &out->options->candidates[i];
    mobile += candidate->count > 1 ||
              (candidate->count == 1 &&
               lg_assignment_moves(out->input->district, i,
                                   out->options->pairs[candidate->first].assignment));
  }
  return mobile;
}

/* How many times slower than when left alone the machine is now, by what reading took. */
static double machine_pace(const lg_output *out)
{
  int rows = 0;
  for (guint k = 0; k < out->input->files->len; k++)
    rows += g_array_index(out->input->files, lg_input_file, k).rows;
  return CLAMP(out->read_s / (0.002 + 2.5e-6 * rows), 1, 5);
}

/* Seconds kept back from the time limit for the last audit and the files: a mover stands in three
 * sheets of the workbook, and every school has one. */
static double writing_time_s(const lg_output *out)
{
  const lg_district *district = out->input->district;
  return machine_pace(out) * (0.02 + 7e-6 * district->teacher_count +
                              4e-4 * district->school_count + 8e-5 * mobile_count(out));
}

static double deadline_s(const lg_args *args, const lg_output *out)
{
  double limit_s = out->input->policy->time_limit_s;
  return args->started_s + limit_s - MIN(writing_time_s(out), limit_s / 3);
}

static lg_exit exit_of(const lg_answer *answer)
{
  if (answer->status == LG_INFEASIBLE) return LG_EXIT_INFEASIBLE;
  return answer->roster ? LG_EXIT_OK : LG_EXIT_NO_TIME;
}

static lg_exit publish(lg_output *out, lg_folder *folder, const lg_args *args)
{
  char *error = NULL;
  g_autofree char *told = NULL;
  lg_folder_content content = out->answer->roster ? LG_HOLDS_ROSTER : LG_HOLDS_NO_ROSTER;
  out->total_s = lg_now_s() - args->started_s;
  if (!lg_write_answer(out, lg_folder_path(folder), &error)) {
    lg_folder_abandon(folder);
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, content, out->lang, &told, &error))
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  char *text = lg_summary_text(out);
  lg_print(stdout, text);
  g_free(text);
  if (out->limits && out->answer->has_limits) {
    text = lg_limits_table(out, &out->answer->limits);
    lg_print(stdout, text);
    g_free(text);
  }
  lg_print(stdout, told);
  return exit_of(out->answer);
}

static void tell_times(const lg_output *out, double solved_s)
{
  const lg_answer *answer = out->answer;
  lg_printf(stderr, lg_tr(out->lang, N_("places to choose from: %d\n")), out->options->move_count);
  lg_printf(stderr,
            lg_tr(out->lang, N_("seconds: reading %1$.2f, model %2$.2f, solving %3$.2f, writing "
                                "%4$.2f; memory at most %5$.0f MiB\n")),
            out->read_s, answer->model_s, answer->solve_s, lg_now_s() - solved_s, lg_peak_mib());
  if (answer->corrections > 0)
    lg_printf(
        stderr,
        lg_tr(out->lang,
              N_("the proof found a better roster than the search %d times; the answer is the "
                 "better one\n")),
        answer->corrections);
}

/* Solves and recounts; a roster that fails its audit is never written. */
static lg_exit answer_plan(lg_output *out, lg_folder *folder, const lg_args *args, bool against)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  lg_progress_line line = lg_progress_begin(out->input, out->lang, args);
  lg_solve_settings settings = lg_solve_defaults(policy);
  settings.deadline_s = deadline_s(args, out);
  settings.interrupted = &lg_interrupted;
  settings.limits = out->limits = args->limits;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  lg_certificates certificates = {0};
  if (args->proof) settings.certificates = &certificates;
  char *fault = NULL;
  lg_answer *answer = lg_solve(district, policy, out->options, &settings, &fault);
  lg_progress_end(&line);
  double solved_s = lg_now_s();
  lg_audit *audit = answer->roster ? lg_audit_new(district, policy, answer->roster) : NULL;
  if (audit && audit->breach_count && !fault)
    fault = lg_element_name(district, policy, audit->breaches[0].element);
  lg_changes *changes = NULL;
  if (against && audit && !fault)
    changes = lg_changes_new(district, policy, out->options, audit, answer->roster);
  GArray *names = g_array_new(FALSE, TRUE, sizeof(lg_proof_name));
  GStringChunk *strings = g_string_chunk_new(4096);
  lg_proof_files proof;
  if (args->proof) {
    proof = lg_cli_proof(&certificates, out->input, out->options, names, strings);
    out->proof = &proof;
  }
  out->changes = changes;
  out->interrupted = lg_interrupted != 0;
  out->answer = answer;
  out->audit = audit;
  lg_exit code;
  if (fault) {
    lg_folder_abandon(folder);
    code = lg_cli_fail(
        out->lang, LG_EXIT_INTERNAL,
        g_strdup_printf(
            lg_tr(out->lang, N_("internal error: the roster breaks %s; nothing was written")),
            fault));
  } else {
    code = publish(out, folder, args);
  }
  if (args->verbose) tell_times(out, solved_s);
  g_free(fault);
  lg_changes_free(changes);
  lg_audit_free(audit);
  lg_answer_free(answer);
  lg_certificates_clear(&certificates);
  g_array_unref(names);
  g_string_chunk_free(strings);
  return code;
}

lg_exit lg_solve_input(const lg_args *args, const lg_input *input, const lg_lang *lang,
                       const char *suffix, bool against)
{
  g_autofree char *path =
      args->output ? g_strdup(args->output) : lg_folder_default(args->arguments[0], suffix);
  lg_exit code;
  lg_folder *folder = lg_cli_folder(args, path, &input, 1, input->new_key, lang, &code);
  if (!folder) return code;
  double read_s = lg_now_s() - args->started_s;
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_output out = {.input = input, .options = options, .lang = lang, .read_s = read_s};
  code = answer_plan(&out, folder, args, against);
  lg_options_free(options);
  return code;
}

lg_exit lg_cmd_solve(const lg_args *args)
{
  lg_lang *lang;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_exit code = lg_solve_input(args, input, lang, "-out", false);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
