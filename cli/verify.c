/* verify.c - recounts a roster from the files alone and says in words what was counted and what is
 * broken. */
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

static lg_exit verify_roster(const lg_input *input, const lg_roster_file *file, const char *path,
                             const lg_lang *lang)
{
  lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
  GArray *differences = lg_roster_file_compare(file, input, audit);
  const lg_answer answer = {.roster = file->roster};
  const lg_output out = {.input = input, .answer = &answer, .audit = audit, .lang = lang};
  char *text = lg_verify_text(&out, differences, path);
  bool broken = audit->breach_count > 0 || differences->len > 0;
  print_relaxed(input, lang);
  lg_print(stdout, text);
  g_free(text);
  g_array_free(differences, TRUE);
  lg_audit_free(audit);
  return broken ? LG_EXIT_BROKEN : LG_EXIT_OK;
}

lg_exit lg_cmd_verify(const lg_args *args)
{
  const char *path = args->argument_count > 1 ? args->arguments[1] : NULL;
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;

  lg_roster_file *file = path ? lg_cli_roster(args, path, input, lang) : NULL;
  lg_exit code = file ? verify_roster(input, file, path, lang) : path ? LG_EXIT_INPUT : LG_EXIT_OK;
  if (args->proof_folder && code != LG_EXIT_INPUT) {
    lg_exit tied = lg_cli_proof_tie(args, input, file ? file->roster : NULL, lang);
    if (tied != LG_EXIT_OK) code = tied;
  }
  lg_roster_file_free(file);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
