/* prices.c - `lungang explain`: why a teacher is where a roster has him, and why not elsewhere. */
#include <stdio.h>

#include "cli.h"
#include "io/read.h"
#include "io/write.h"
#include "progress.h"
#include "solver/solver.h"

/* The roster gives the present place alone, but whoever holds the card should know that more is
 * wrong with it (QUESTIONS W26). */
static void note_breaches(const lg_input *input, const lg_roster *roster, const char *path,
                          const lg_lang *lang)
{
  lg_audit *audit = lg_audit_new(input->district, input->policy, roster);
  if (audit->breach_count > 0)
    lg_printf(stderr,
              lg_tr(lang, N_("%1$s breaks rules: %2$d (lungang verify lists them); only the "
                             "teacher's place was taken from it\n")),
              path, audit->breach_count);
  lg_audit_free(audit);
}

/* The card; without a roster of the plan it has no prices. */
static lg_exit print_card(const lg_args *args, lg_output *out, const lg_teacher_card *card)
{
  out->answer = card->plan;
  char *text;
  if (card->plan->status == LG_INFEASIBLE)
    text = args->json ? lg_output_explanation_json(out) : lg_output_explanation(out);
  else
    text = args->json ? lg_teacher_card_json(out, card) : lg_explain_text(out, card);
  lg_print(stdout, text);
  g_free(text);
  if (card->plan->status == LG_INFEASIBLE) return LG_EXIT_INFEASIBLE;
  if (card->plan->status != LG_UNKNOWN) return LG_EXIT_OK;
  lg_print(stderr, lg_tr(out->lang,
                         N_("lungang: the time ran out before the plan was solved: no place has a "
                            "price; allow more by --time-limit\n")));
  return LG_EXIT_NO_TIME;
}

static lg_exit explain_teacher(const lg_args *args, lg_output *out,
                               const lg_explain_question *question)
{
  lg_explain_question asked = *question; /* with the line, which lives no longer than this call */
  const lg_policy *policy = out->input->policy;
  lg_progress_line line = lg_progress_begin(out->input, out->lang, args);
  lg_solve_settings settings = lg_solve_defaults(policy);
  settings.deadline_s = args->started_s + policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  asked.progress = lg_progress_count;
  asked.user = &line;
  char *fault = NULL;
  lg_teacher_card *card =
      lg_explain(out->input->district, policy, out->options, &asked, &settings, &fault);
  lg_progress_end(&line);
  lg_exit code = LG_EXIT_INTERNAL;
  if (fault)
    lg_printf(stderr, lg_tr(out->lang, N_("lungang: internal error: a roster breaks %s\n")), fault);
  else
    code = print_card(args, out, card);
  g_free(fault);
  lg_teacher_card_free(card);
  return code;
}

/* The ids of the teachers of this name, or NULL. Codes of --anonymous are never told. g_free. */
static char *ids_of_name(const char *name, const lg_args *args, const lg_input *input)
{
  if (args->anonymous) return NULL;
  GString *ids = g_string_new(NULL);
  for (int i = 0; i < input->district->teacher_count; i++) {
    const lg_teacher *teacher = &input->district->teachers[i];
    if (g_strcmp0(teacher->name, name) != 0) continue;
    g_string_append_printf(ids, "%s%s", ids->len ? ", " : "", teacher->id);
  }
  return g_string_free(ids, ids->len == 0);
}

/* An id of the district, or LG_MISSING after that was said. Schools go by name, too. */
static int find_id(const char *id, bool school, const lg_args *args, const lg_input *input,
                   const lg_lang *lang)
{
  int found = school ? lg_input_school(input, id) : lg_input_teacher(input, id);
  if (found != LG_MISSING) return found;
  char *ids = school ? NULL : ids_of_name(id, args, input);
  if (ids)
    lg_printf(stderr,
              lg_tr(lang, N_("lungang: --teacher: \"%1$s\" is a name; write the id: %2$s\n")), id,
              ids);
  else
    lg_printf(stderr,
              lg_tr(lang, school ? N_("lungang: --to: there is no school \"%s\"\n")
                                 : N_("lungang: --teacher: there is no teacher \"%s\"\n")),
              id);
  g_free(ids);
  return found;
}

static lg_exit explain_roster(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  lg_explain_question question = {
      .teacher = find_id(args->teachers[args->teacher_count - 1], false, args, input, lang),
      .to = LG_MISSING};
  if (args->to) question.to = find_id(args->to, true, args, input, lang);
  if (question.teacher == LG_MISSING || (args->to && question.to == LG_MISSING))
    return LG_EXIT_USAGE;
  lg_roster_file *file = lg_cli_roster(args, args->arguments[1], input, lang);
  if (!file) return LG_EXIT_INPUT;
  question.present = file->roster->assignments[question.teacher];
  if (!args->quiet) note_breaches(input, file->roster, args->arguments[1], lang);
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_output out = {.input = input, .options = options, .lang = lang};
  lg_exit code = explain_teacher(args, &out, &question);
  lg_options_free(options);
  lg_roster_file_free(file);
  return code;
}

lg_exit lg_cmd_explain(const lg_args *args)
{
  lg_lang *lang = NULL;
  lg_input *input = lg_cli_input(args, args->arguments[0], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  lg_exit code = explain_roster(args, input, lang);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
