/* proof.c - certificates of the solver as the files of proof/, and whether such files are of a plan
 * (proof.h). */
#include "proof.h"

#include <string.h>

/* "home" where the teacher stays, "guest" where he is one there, else who goes where. */
static const char *place_text(const lg_district *d, int teacher, int school, bool guest,
                              GStringChunk *strings)
{
  bool home = d->teachers[teacher].school == school;
  g_autofree char *text = g_strdup_printf("%s%s, %s",
                                          guest  ? "guest: "
                                          : home ? "home: "
                                                 : "",
                                          d->teachers[teacher].name, d->schools[school].name);
  return g_string_chunk_insert(strings, text);
}

static int school_of(const lg_district *d, const char *id)
{
  for (int j = 0; j < d->school_count; j++)
    if (strcmp(d->schools[j].id, id) == 0) return j;
  return LG_MISSING;
}

/* The names of names.csv: columns and rows, and the teachers who have one place left. */
static void names_put(const GArray *exported, const lg_input *input, const lg_options *options,
                      GArray *names, GStringChunk *strings)
{
  const lg_district *d = input->district;
  GHashTable *teachers = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < d->teacher_count; i++)
    g_hash_table_insert(teachers, (gpointer)d->teachers[i].id, GINT_TO_POINTER(i + 1));
  for (guint k = 0; exported && k < exported->len; k++) {
    const lg_export_name *n = &g_array_index(exported, lg_export_name, k);
    lg_proof_name name = {.kind = n->is_row ? "row" : "column",
                          .name = n->name,
                          .rule = n->is_row ? n->what : "",
                          .id = n->id,
                          .class_id = n->class_id,
                          .text = n->what};
    int teacher = GPOINTER_TO_INT(g_hash_table_lookup(teachers, n->id)) - 1;
    bool guest = strcmp(n->what, "guest") == 0;
    if (!n->is_row && (guest || strcmp(n->what, "place") == 0) && teacher >= 0) {
      int school = school_of(d, n->class_id);
      name.id = name.class_id = "";
      name.teacher_id = n->id;
      name.school_id = n->class_id;
      name.text = place_text(d, teacher, school, guest, strings);
    }
    g_array_append_val(names, name);
  }
  g_hash_table_unref(teachers);
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_candidate *candidate = &options->candidates[i];
    if (candidate->count > 1) continue;
    lg_assignment only = candidate->count == 1 ? options->pairs[candidate->first].assignment
                                               : lg_assignment_home(d, i);
    bool guest = lg_assignment_is_guest(only);
    int school = guest ? only.guest : only.school;
    lg_proof_name name = {.kind = "constant",
                          .name = "",
                          .teacher_id = d->teachers[i].id,
                          .school_id = d->schools[school].id,
                          .text = place_text(d, i, school, guest, strings)};
    g_array_append_val(names, name);
  }
}

lg_proof_files lg_cli_proof(const lg_certificates *certificates, const lg_input *input,
                            const lg_options *options, GArray *names, GStringChunk *strings)
{
  names_put(certificates->names, input, options, names, strings);
  return (lg_proof_files){certificates->texts, certificates->count,
                          (const lg_proof_name *)(void *)names->data, (int)names->len};
}

/* ---- verify --proof ---- */

struct tie {
  const lg_input *input;
  const lg_lang *lang;
  const lg_proof_folder *folder;
  bool broken;
};

/* A line of what does not belong together. */
static void tell(struct tie *t, const char *file, char *what)
{
  t->broken = true;
  lg_printf(stdout, lg_tr(t->lang, N_("proof: %1$s: %2$s\n")), file, what);
  g_free(what);
}

static const lg_input_file *input_find(const lg_input *input, const char *name)
{
  for (guint k = 0; k < input->files->len; k++) {
    const lg_input_file *file = &g_array_index(input->files, lg_input_file, k);
    if (strcmp(file->file, name) == 0) return file;
  }
  return NULL;
}

/* The files that were solved are the files of the plan. */
static void tie_inputs(struct tie *t)
{
  const GArray *solved = t->folder->inputs;
  for (guint k = 0; k < solved->len; k++) {
    const lg_proof_input *one = &g_array_index(solved, lg_proof_input, k);
    const lg_input_file *now = input_find(t->input, one->file);
    if (!now)
      tell(t, one->file, g_strdup(lg_tr(t->lang, N_("this plan does not read such a file"))));
    else if (strcmp(now->sha256, one->sha256) != 0)
      tell(t, one->file, g_strdup(lg_tr(t->lang, N_("the file has changed since it was solved"))));
  }
  if (solved->len < t->input->files->len)
    tell(t, "manifest.json",
         g_strdup(lg_tr(t->lang, N_("this plan reads files that were not solved"))));
}

/* names.csv is as it would be written now. */
static void tie_names(struct tie *t, const GArray *exported, const lg_options *options)
{
  GArray *names = g_array_new(FALSE, TRUE, sizeof(lg_proof_name));
  GStringChunk *strings = g_string_chunk_new(4096);
  names_put(exported, t->input, options, names, strings);
  const lg_proof_files files = {.names = (const lg_proof_name *)(void *)names->data,
                                .name_count = (int)names->len};
  GString *text = lg_proof_names_text(&files);
  if (strcmp(text->str, t->folder->names) != 0)
    tell(t, "names.csv",
         g_strdup(lg_tr(t->lang, N_("the columns and rows are not those of this plan"))));
  g_string_free(text, TRUE);
  g_array_unref(names);
  g_string_chunk_free(strings);
}

/* The goals of the list are the plan's, each with a value.
 *   returns  [goal_count], g_free; NULL where they are not */
static int64_t *tie_goals(struct tie *t)
{
  const lg_policy *policy = t->input->policy;
  const GArray *claims = t->folder->claims;
  int64_t *best = g_new0(int64_t, policy->goal_count + 1);
  bool good = (int)claims->len == policy->goal_count;
  for (int k = 0; k < policy->goal_count && good; k++) {
    const lg_proof_claim *claim = &g_array_index(claims, lg_proof_claim, k);
    good = g_strcmp0(claim->goal, lg_goal_word(policy->goals[k].kind)) == 0;
    good = good && (claim->has_best || !claim->file);
    best[k] = claim->best;
  }
  if (good) return best;
  g_free(best);
  tell(t, "manifest.json", g_strdup(lg_tr(t->lang, N_("the goals are not those of this plan"))));
  return NULL;
}

/* Each certificate's problem and claim are the plan's, and its roster is this one. */
static void tie_heads(struct tie *t, const lg_roster *roster, const int64_t *best)
{
  enum { shown = 160 };
  const lg_district *district = t->input->district;
  const lg_policy *policy = t->input->policy;
  const GArray *claims = t->folder->claims;
  int count = best ? policy->goal_count : 1;
  lg_certificate_head *heads = g_new0(lg_certificate_head, count + 1);
  for (int k = 0; k < count && k < (int)claims->len; k++)
    heads[k].text = g_array_index(claims, lg_proof_claim, k).head;
  GArray *exported = g_array_new(FALSE, TRUE, sizeof(lg_export_name));
  lg_options *options = lg_options_new(district, policy);
  lg_certificates_tie(district, policy, options, roster, best, heads, exported);
  tie_names(t, exported, options);
  for (int k = 0; k < count; k++) {
    if (heads[k].line == 0) continue;
    if (heads[k].due && strlen(heads[k].due) > shown) {
      char *end = g_utf8_find_prev_char(heads[k].due, heads[k].due + shown);
      strcpy(end, "...");
    }
    tell(t, g_array_index(claims, lg_proof_claim, k).file,
         heads[k].due
             ? g_strdup_printf(
                   lg_tr(t->lang, N_("line %1$d is not of this plan, which has there: %2$s")),
                   heads[k].line, heads[k].due)
             : g_strdup_printf(lg_tr(t->lang, N_("line %d shows another roster")), heads[k].line));
    g_free(heads[k].due);
  }
  g_free(heads);
  g_array_unref(exported);
  lg_options_free(options);
}

static int certified_count(const lg_proof_folder *folder)
{
  int count = 0;
  for (guint k = 0; k < folder->claims->len; k++)
    count += g_array_index(folder->claims, lg_proof_claim, k).file != NULL;
  return count;
}

lg_exit lg_cli_proof_tie(const lg_args *args, const lg_input *input, const lg_roster *roster,
                         const lg_lang *lang)
{
  char *error = NULL;
  lg_proof_folder *folder = lg_proof_folder_read(args->proof_folder, lang, &error);
  if (!folder) return lg_cli_fail(lang, LG_EXIT_INPUT, error);
  struct tie t = {input, lang, folder, false};
  tie_inputs(&t);
  if (folder->has_roster != (roster != NULL)) {
    tell(&t, "manifest.json",
         g_strdup(folder->has_roster
                      ? lg_tr(lang, N_("it is of a plan that can be met: name its roster"))
                      : lg_tr(lang, N_("it is of a plan that cannot be met: it has no roster"))));
  } else {
    int64_t *best = roster ? tie_goals(&t) : NULL;
    if (best || !roster) tie_heads(&t, roster, best);
    g_free(best);
  }
  if (!t.broken) {
    lg_printf(stdout,
              lg_tr(lang, N_("proof: %1$d of %2$d certificates are there, and their inputs, names, "
                             "problems and roster are those of this plan; whether what they derive "
                             "holds is checked by: lungang-recheck %3$s\n")),
              certified_count(folder), (int)folder->claims->len, args->proof_folder);
  }
  lg_proof_folder_free(folder);
  return t.broken ? LG_EXIT_BROKEN : LG_EXIT_OK;
}
