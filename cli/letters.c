/* letters.c - `lungang letters`: a notice for each mover and a list for each school, from a roster
 * that keeps the rules. */
#include <stdio.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"

static lg_exit letters_write(const lg_args *args, const lg_output *out, const lg_letter_text *text)
{
  lg_letter_wishes wishes = {.has_issued = args->issued, .reasons = args->reasons};
  if (args->issued && !lg_cli_date(out->lang, "--issued", args->issued, &wishes.issued))
    return LG_EXIT_USAGE;
  g_autofree char *path = args->output ? g_strdup(args->output)
                                       : lg_folder_default(args->arguments[0], "-letters"),
                  *told = NULL;
  char *error = NULL;
  lg_exit code = LG_EXIT_OK;
  lg_folder *folder = lg_cli_folder(args, path, &out->input, 1, NULL, out->lang, &code);
  if (!folder) return code;
  if (!lg_write_letters(out, text, &wishes, lg_folder_path(folder), &error)) {
    lg_folder_abandon(folder);
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, LG_HOLDS_OTHER, out->lang, &told, &error))
    return lg_cli_fail(out->lang, LG_EXIT_INTERNAL, error);
  lg_printf(stdout, lg_tr(out->lang, N_("Notices: %d\n")),
            out->audit->moved + out->audit->returned + out->audit->guests);
  lg_print(stdout, told);
  return code;
}

/* A letter about a roster that breaks a rule would have to be called back. */
static lg_exit letters_of(const lg_args *args, const lg_input *input, const lg_roster_file *file,
                          const lg_letter_text *text, const lg_lang *lang)
{
  lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
  lg_answer answer = {.status = LG_UNKNOWN, .roster = file->roster};
  lg_output out = {.input = input, .answer = &answer, .audit = audit, .lang = lang};
  lg_exit code = LG_EXIT_BROKEN;
  if (audit->breach_count > 0) {
    lg_printf(stderr,
              lg_tr(lang, N_("lungang: the roster breaks rules: %d (lungang verify names them); no "
                             "letter was written\n")),
              audit->breach_count);
  } else {
    lg_options *options = lg_options_new(input->district, input->policy);
    out.options = options;
    code = letters_write(args, &out, text);
    lg_options_free(options);
  }
  lg_audit_free(audit);
  return code;
}

lg_exit lg_cmd_letters(const lg_args *args)
{
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  char *error = NULL;
  lg_exit code = LG_EXIT_INPUT;
  lg_roster_file *file = lg_cli_roster(args, args->arguments[1], input, lang);
  lg_letter_text *text = lg_letter_text_read(args->template, input->district, lang, &error);
  if (error) lg_printf(stderr, "%s\n", error);
  if (file && text) code = letters_of(args, input, file, text, lang);
  g_free(error);
  lg_letter_text_free(text);
  lg_roster_file_free(file);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
