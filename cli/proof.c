/* proof.c - certificates of the solver as the files of proof/ (proof.h). */
#include "proof.h"

#include <string.h>

/* "home" where the teacher stays, else who goes where. */
static const char *place_text(const lg_district *d, int teacher, int school, GStringChunk *strings)
{
  bool home = d->teachers[teacher].school == school;
  g_autofree char *text = g_strdup_printf("%s%s, %s", home ? "home: " : "",
                                          d->teachers[teacher].name, d->schools[school].name);
  return g_string_chunk_insert(strings, text);
}

static int school_of(const lg_district *d, const char *id)
{
  for (int j = 0; j < d->school_count; j++)
    if (strcmp(d->schools[j].id, id) == 0) return j;
  return LG_MISSING;
}

lg_proof_files lg_cli_proof(const lg_certificates *certificates, const lg_input *input,
                            const lg_options *options, GArray *names, GStringChunk *strings)
{
  const lg_district *d = input->district;
  GHashTable *teachers = g_hash_table_new(g_str_hash, g_str_equal);
  for (int i = 0; i < d->teacher_count; i++)
    g_hash_table_insert(teachers, (gpointer)d->teachers[i].id, GINT_TO_POINTER(i + 1));
  for (guint k = 0; certificates->names && k < certificates->names->len; k++) {
    const lg_export_name *n = &g_array_index(certificates->names, lg_export_name, k);
    lg_proof_name name = {.kind = n->is_row ? "row" : "column",
                          .name = n->name,
                          .rule = n->is_row ? n->what : "",
                          .id = n->id,
                          .class_id = n->class_id,
                          .text = n->what};
    int teacher = GPOINTER_TO_INT(g_hash_table_lookup(teachers, n->id)) - 1;
    if (!n->is_row && strcmp(n->what, "place") == 0 && teacher >= 0) {
      int school = school_of(d, n->class_id);
      name.id = name.class_id = "";
      name.teacher_id = n->id;
      name.school_id = n->class_id;
      name.text = place_text(d, teacher, school, strings);
    }
    g_array_append_val(names, name);
  }
  g_hash_table_unref(teachers);
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_candidate *candidate = &options->candidates[i];
    if (candidate->count > 1) continue;
    int school = candidate->count == 1 ? options->pairs[candidate->first].assignment.school
                                       : d->teachers[i].school;
    lg_proof_name name = {.kind = "constant",
                          .name = "",
                          .teacher_id = d->teachers[i].id,
                          .school_id = d->schools[school].id,
                          .text = place_text(d, i, school, strings)};
    g_array_append_val(names, name);
  }
  return (lg_proof_files){certificates->texts, certificates->count,
                          (const lg_proof_name *)(void *)names->data, (int)names->len};
}
