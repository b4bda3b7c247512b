/* compare.c - `lungang compare`: two rosters recounted side by side, without a solver. */
#include <stdio.h>

#include "cli.h"
#include "io/write.h"

/* What the rows themselves say of home, route and distance is not compared, but whoever reads on
 * should know that they are not today's. */
static void note_differences(const lg_roster_file *file, const char *path, const lg_input *input,
                             const lg_audit *audit, const lg_lang *lang)
{
  GArray *differences = lg_roster_file_compare(file, input, audit);
  if (differences->len > 0)
    lg_printf(stderr,
              lg_tr(lang, N_("%1$s: cells that differ from the input: %2$u (lungang verify lists "
                             "them)\n")),
              path, differences->len);
  g_array_free(differences, TRUE);
}

static void compare_rosters(const lg_args *args, const lg_input *input,
                            lg_roster_file *const files[2], const lg_lang *lang)
{
  lg_comparison comparison = {.input = input, .lang = lang};
  lg_audit *audits[2];
  for (int side = 0; side < 2; side++) {
    const char *path = args->arguments[side + 1];
    audits[side] = lg_audit_new(input->district, input->policy, files[side]->roster);
    comparison.sides[side] = (lg_compared){path, files[side]->roster, audits[side]};
    if (!args->quiet) note_differences(files[side], path, input, audits[side], lang);
  }
  GArray *gone = lg_gone_list(files[0]->departed, files[1]->departed);
  comparison.gone = gone;
  char *text = args->json ? lg_comparison_json(&comparison) : lg_compare_text(&comparison);
  lg_print(stdout, text);
  g_free(text);
  g_array_unref(gone);
  for (int side = 0; side < 2; side++) lg_audit_free(audits[side]);
}

lg_exit lg_cmd_compare(const lg_args *args)
{
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_roster_file *files[2]; /* both are read, so that the defects of both are told */
  for (int side = 0; side < 2; side++)
    files[side] = lg_cli_roster(args, args->arguments[side + 1], input, lang);
  bool understood = files[0] && files[1];
  if (understood) compare_rosters(args, input, files, lang);
  for (int side = 0; side < 2; side++) lg_roster_file_free(files[side]);
  lg_input_free(input);
  lg_lang_free(lang);
  return understood ? LG_EXIT_OK : LG_EXIT_INPUT;
}
