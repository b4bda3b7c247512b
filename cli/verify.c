/* verify.c - recounts a roster from the files alone and says in words what was counted and what is
 * broken; with -o it writes what `solve` would write of it. */
#include <stdio.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"
#include "proof.h"

static void print_relaxed(const lg_input *input, const lg_lang *lang)
{
  if (input->policy->relax_count == 0) return;
  lg_options *options = lg_options_new(input->district, input->policy); /* for words alone */
  char *text = lg_output_relaxed(&(lg_output){.input = input, .options = options, .lang = lang});
  lg_print(stdout, text);
  g_free(text);
  lg_options_free(options);
}

/* All files of `solve` for the roster that was given. */
static lg_exit write_checked(const lg_args *args, lg_output *out)
{
  char *error = NULL;
  g_autofree char *told = NULL;
  lg_exit code = LG_EXIT_OK;
  lg_folder *folder = lg_cli_folder(args, args->output, &out->input, 1, NULL, out->lang, &code);
  if (!folder) return code;
  lg_options *options = lg_options_new(out->input->district, out->input->policy);
  out->options = options;
  out->total_s = lg_now_s() - args->started_s;
  bool written = lg_write_answer(out, lg_folder_path(folder), &error);
  lg_options_free(options);
  if (!written) {
    lg_folder_abandon(folder);
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, LG_HOLDS_ROSTER, out->lang, &told, &error))
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  lg_print(stdout, told);
  return code;
}

static lg_exit verify_roster(const lg_args *args, const lg_input *input, const lg_roster_file *file,
                             const lg_lang *lang)
{
  const char *path = args->arguments[1];
  double read_s = lg_now_s() - args->started_s;
  lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
  GArray *differences = lg_roster_file_compare(file, input, audit);
  const lg_answer answer = {.status = LG_CHECKED, .roster = file->roster};
  lg_output out = {
      .input = input, .answer = &answer, .audit = audit, .lang = lang, .read_s = read_s};
  char *text = lg_verify_text(&out, differences, path);
  bool broken = audit->breach_count > 0 || lg_file_broken(differences) > 0;
  lg_exit code = broken ? LG_EXIT_BROKEN : LG_EXIT_OK;
  print_relaxed(input, lang);
  lg_print(stdout, text);
  g_free(text);
  g_array_free(differences, TRUE);
  if (args->output && broken)
    lg_printf(stderr, "%s\n", lg_tr(lang, N_("The roster breaks rules; nothing was written.")));
  else if (args->output)
    code = write_checked(args, &out);
  lg_audit_free(audit);
  return code;
}

lg_exit lg_cmd_verify(const lg_args *args)
{
  const char *path = args->argument_count > 1 ? args->arguments[1] : NULL;
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  if (!path && args->output) { /* --proof alone asks for no roster */
    lg_input_free(input);
    lg_exit code = lg_cli_fail(
        lang, LG_EXIT_USAGE, g_strdup(lg_tr(lang, N_("-o writes the files of a roster: name it"))));
    lg_lang_free(lang);
    return code;
  }

  lg_roster_file *file = path ? lg_cli_roster(args, path, input, lang) : NULL;
  lg_exit code = file ? verify_roster(args, input, file, lang) : path ? LG_EXIT_INPUT : LG_EXIT_OK;
  if (args->proof_folder && code != LG_EXIT_INPUT) {
    lg_exit tied = lg_cli_proof_tie(args, input, file ? file->roster : NULL, lang);
    if (tied != LG_EXIT_OK) code = tied;
  }
  lg_roster_file_free(file);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
