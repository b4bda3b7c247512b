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

/* What was asked of whom, and what came of it. */
struct asking {
  const lg_args *args;
  lg_output *out;
  const lg_roster *roster;
  int *teachers; /* [count] */
  int count, to;
  lg_teacher_card **cards; /* [count], NULL where it was not reached */
  char *fault;
};

static lg_exit card_code(const struct asking *asking, const lg_teacher_card *card)
{
  if (card->plan->status == LG_INFEASIBLE) return LG_EXIT_INFEASIBLE;
  if (card->plan->status != LG_UNKNOWN) return LG_EXIT_OK;
  lg_print(stderr, lg_tr(asking->out->lang,
                         N_("lungang: the time ran out before the plan was solved: no place has a "
                            "price; allow more by --time-limit\n")));
  return LG_EXIT_NO_TIME;
}

/* The card; without a roster of the plan it has no prices. g_free. */
static char *card_words(const struct asking *asking, const lg_teacher_card *card)
{
  lg_output out = *asking->out;
  out.answer = card->plan;
  if (card->plan->status == LG_INFEASIBLE)
    return asking->args->json ? lg_output_explanation_json(&out) : lg_output_explanation(&out);
  return asking->args->json ? lg_teacher_card_json(&out, card)
                            : lg_explain_text(&out, card, asking->roster);
}

/* Prints the cards, one below the other; JSON of several as a list. */
static lg_exit print_cards(const struct asking *asking)
{
  bool list = asking->args->json && asking->count > 1;
  lg_exit code = LG_EXIT_OK;
  if (list) lg_print(stdout, "[\n");
  for (int k = 0; k < asking->count && asking->cards[k] && code == LG_EXIT_OK; k++) {
    g_autofree char *text = card_words(asking, asking->cards[k]);
    if (k) lg_print(stdout, list ? ",\n" : "\n");
    lg_print(stdout, text);
    code = card_code(asking, asking->cards[k]);
  }
  if (list) lg_print(stdout, "]\n");
  return code;
}

/* The same as pages to print. */
static lg_exit write_cards(const struct asking *asking)
{
  lg_exit code = LG_EXIT_OK;
  char *error = NULL;
  g_autofree char *told = NULL;
  lg_folder *folder = lg_cli_folder(asking->args, asking->args->output, &asking->out->input, 1,
                                    NULL, asking->out->lang, &code);
  if (!folder) return code;
  int count = 0;
  while (count < asking->count && asking->cards[count]) count++;
  if (!lg_write_explain(asking->out, (const lg_teacher_card *const *)asking->cards, count,
                        asking->roster, lg_folder_path(folder), &error)) {
    lg_folder_abandon(folder);
    return lg_cli_fail(asking->out->lang, LG_EXIT_INTERNAL, error);
  }
  if (!lg_folder_commit(folder, LG_HOLDS_OTHER, asking->out->lang, &told, &error))
    return lg_cli_fail(asking->out->lang, LG_EXIT_INTERNAL, error);
  lg_printf(stdout, lg_tr(asking->out->lang, N_("Teachers explained: %1$d of %2$d\n")), count,
            asking->count);
  lg_print(stdout, told);
  return asking->cards[count - 1]->plan->status == LG_UNKNOWN ? card_code(asking, asking->cards[0])
                                                              : LG_EXIT_OK;
}

static void ask_teacher(struct asking *asking, int k)
{
  const lg_args *args = asking->args;
  lg_output *out = asking->out;
  const lg_policy *policy = out->input->policy;
  lg_progress_line line = lg_progress_begin(out->input, out->lang, args);
  lg_explain_question question = {.teacher = asking->teachers[k],
                                  .present = asking->roster->assignments[asking->teachers[k]],
                                  .to = asking->to,
                                  .progress = lg_progress_count,
                                  .user = &line};
  lg_solve_settings settings = lg_solve_defaults(policy);
  settings.deadline_s = args->started_s + policy->time_limit_s;
  settings.interrupted = &lg_interrupted;
  settings.progress = lg_progress_draw;
  settings.user = &line;
  asking->cards[k] =
      lg_explain(out->input->district, policy, out->options, &question, &settings, &asking->fault);
  lg_progress_end(&line);
}

/* Of an interrupted run, or one whose time ended, the teachers so far. */
static lg_exit explain_teachers(struct asking *asking)
{
  asking->cards = g_new0(lg_teacher_card *, asking->count + 1);
  for (int k = 0; k < asking->count && !asking->fault; k++) {
    if (k > 0 && (lg_interrupted || asking->cards[k - 1]->plan->status == LG_UNKNOWN ||
                  asking->cards[k - 1]->plan->status == LG_INFEASIBLE))
      break;
    ask_teacher(asking, k);
  }
  lg_exit code = LG_EXIT_INTERNAL;
  if (asking->fault)
    lg_printf(stderr, lg_tr(asking->out->lang, N_("lungang: internal error: a roster breaks %s\n")),
              asking->fault);
  else if (asking->count == 0)
    code = LG_EXIT_OK;
  else if (asking->args->output && asking->cards[0]->plan->status != LG_INFEASIBLE)
    code = write_cards(asking);
  else
    code = print_cards(asking);
  for (int k = 0; k < asking->count; k++) lg_teacher_card_free(asking->cards[k]);
  g_free(asking->cards);
  g_free(asking->fault);
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

/* The teachers named, each once. NULL after one was told that is not there. */
static GArray *teachers_named(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  GArray *teachers = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < args->teacher_count; k++) {
    int teacher = find_id(args->teachers[k], false, args, input, lang);
    if (teacher == LG_MISSING) {
      g_array_unref(teachers);
      return NULL;
    }
    bool there = false;
    for (guint n = 0; n < teachers->len; n++) there |= g_array_index(teachers, int, n) == teacher;
    if (!there) g_array_append_val(teachers, teacher);
  }
  return teachers;
}

/* Adds those with wishes of which none was granted. */
static void add_unmet(GArray *teachers, const lg_input *input, const lg_audit *audit)
{
  const lg_wish *wishes = input->district->wishes;
  for (int w = 0; w < input->district->wish_count; w++) {
    int teacher = wishes[w].teacher;
    bool there = audit->placements[teacher].wish != LG_MISSING;
    for (guint n = 0; n < teachers->len; n++) there |= g_array_index(teachers, int, n) == teacher;
    if (!there) g_array_append_val(teachers, teacher);
  }
}

static lg_exit explain_roster(const lg_args *args, const lg_input *input, const lg_lang *lang)
{
  int to = args->to ? find_id(args->to, true, args, input, lang) : LG_MISSING;
  if (args->to && to == LG_MISSING) return LG_EXIT_USAGE;
  GArray *teachers = teachers_named(args, input, lang);
  if (!teachers) return LG_EXIT_USAGE;
  lg_roster_file *file = lg_cli_roster(args, args->arguments[1], input, lang);
  if (!file) {
    g_array_unref(teachers);
    return LG_EXIT_INPUT;
  }
  if (!args->quiet) note_breaches(input, file->roster, args->arguments[1], lang);
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
  if (args->unmet) add_unmet(teachers, input, audit);
  if (teachers->len == 0)
    lg_print(stdout, lg_tr(lang, N_("Every teacher with wishes has one that was granted.\n")));
  lg_output out = {.input = input, .options = options, .audit = audit, .lang = lang};
  struct asking asking = {.args = args,
                          .out = &out,
                          .roster = file->roster,
                          .teachers = (int *)(void *)teachers->data,
                          .count = (int)teachers->len,
                          .to = to};
  lg_exit code = explain_teachers(&asking);
  lg_audit_free(audit);
  lg_options_free(options);
  lg_roster_file_free(file);
  g_array_unref(teachers);
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
