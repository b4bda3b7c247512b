/* proof.c - the folder proof/ (PROOF P2): a certificate a goal, what their names stand for, and a list
 * that ties them to the inputs and the roster. */
#include <cjson/cJSON.h>
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

#include "files.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "json_out.h"

/* Certificates larger than this are packed by gzip. */
enum { MOST_PLAIN = 3 << 20 };

/* The bytes packed, without a name or time in the head; NULL where that fails. */
static GString *pack(const GString *plain)
{
  GZlibCompressor *zlib = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  GOutputStream *memory = g_memory_output_stream_new_resizable();
  GOutputStream *stream = g_converter_output_stream_new(memory, G_CONVERTER(zlib));
  GString *packed = NULL;
  if (g_output_stream_write_all(stream, plain->str, plain->len, NULL, NULL, NULL) &&
      g_output_stream_close(stream, NULL, NULL)) {
    GMemoryOutputStream *bytes = G_MEMORY_OUTPUT_STREAM(memory);
    packed = g_string_new_len(g_memory_output_stream_get_data(bytes),
                              (gssize)g_memory_output_stream_get_data_size(bytes));
  }
  g_object_unref(stream);
  g_object_unref(memory);
  g_object_unref(zlib);
  return packed;
}

static char *digest(const GString *bytes)
{
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes->str, bytes->len);
}

/* Writes a certificate, and notes it in the goal's row of the manifest. */
static bool write_certificate(const lg_output *out, const GString *text, const char *name,
                              const char *folder, cJSON *row, char **error)
{
  GString *packed = text->len > MOST_PLAIN ? pack(text) : NULL;
  if (text->len > MOST_PLAIN && !packed) {
    *error = lg_write_error(out->lang, name, EIO);
    return false;
  }
  const GString *bytes = packed ? packed : text;
  g_autofree char *file = g_strconcat(name, packed ? ".vipr.gz" : ".vipr", NULL);
  g_autofree char *sha256 = digest(bytes);
  cJSON_AddStringToObject(row, "file", file);
  cJSON_AddTrueToObject(row, "certified");
  cJSON_AddStringToObject(row, "sha256", sha256);
  lg_json_int(row, "bytes", (int64_t)bytes->len);
  bool written = lg_write_file(folder, file, bytes, out->lang, error);
  if (packed) g_string_free(packed, TRUE);
  return written;
}

static bool write_certificates(const lg_output *out, const char *folder, cJSON *goals, char **error)
{
  const lg_policy *policy = out->input->policy;
  const lg_proof_files *proof = out->proof;
  if (out->answer->status == LG_INFEASIBLE) {
    if (!proof->texts[0]) return true;
    cJSON *row = lg_json_row(goals);
    cJSON_AddNullToObject(row, "id");
    cJSON_AddNullToObject(row, "best");
    return write_certificate(out, proof->texts[0], "infeasible", folder, row, error);
  }
  for (int k = 0; k < policy->goal_count && k < proof->count; k++) {
    const char *word = lg_goal_word(policy->goals[k].kind);
    cJSON *row = lg_json_row(goals);
    cJSON_AddStringToObject(row, "id", word);
    lg_json_int_or_null(row, "best", out->answer->goals[k].has_best, out->answer->goals[k].best);
    if (!proof->texts[k]) {
      cJSON_AddNullToObject(row, "file");
      cJSON_AddFalseToObject(row, "certified");
      continue;
    }
    g_autofree char *name = g_strdup_printf("%d-%s", k + 1, word);
    if (!write_certificate(out, proof->texts[k], name, folder, row, error)) return false;
  }
  return true;
}

GString *lg_proof_names_text(const lg_proof_files *proof)
{
  static const char *const headings[] = {"kind",  "name",       "rule",      "id",
                                         "class", "teacher_id", "school_id", "text"};
  const int columns = G_N_ELEMENTS(headings);
  GPtrArray *cells = g_ptr_array_new(); /* borrowed texts */
  for (int k = 0; k < columns; k++) g_ptr_array_add(cells, (gpointer)headings[k]);
  for (int k = 0; k < proof->name_count; k++) {
    const lg_proof_name *n = &proof->names[k];
    const char *const row[] = {n->kind,     n->name,       n->rule,      n->id,
                               n->class_id, n->teacher_id, n->school_id, n->text};
    for (int c = 0; c < columns; c++) g_ptr_array_add(cells, (gpointer)(row[c] ? row[c] : ""));
  }
  GString *text =
      lg_csv_rows((const char *const *)cells->pdata, (int)cells->len / columns, columns);
  g_ptr_array_free(cells, TRUE);
  return text;
}

static bool write_names(const lg_output *out, const char *folder, char **error)
{
  GString *text = lg_proof_names_text(out->proof);
  bool written = lg_write_file(folder, "names.csv", text, out->lang, error);
  g_string_free(text, TRUE);
  return written;
}

/* SHA-256 of roster.csv as it was written; null where there is none. */
static bool add_roster(const lg_output *out, const char *folder, cJSON *json, char **error)
{
  g_autofree char *path = g_build_filename(folder, "roster.csv", NULL);
  char *bytes = NULL;
  gsize length;
  if (!out->answer->roster) {
    cJSON_AddNullToObject(json, "roster");
  } else if (g_file_get_contents(path, &bytes, &length, NULL)) {
    g_autofree char *sha256 =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length);
    cJSON_AddStringToObject(json, "roster", sha256);
    g_free(bytes);
  } else {
    *error = lg_write_error(out->lang, "roster.csv", EIO);
    return false;
  }
  return true;
}

bool lg_write_proof(const lg_output *out, const char *folder, char **error)
{
  if (!out->proof) return true;
  g_autofree char *place = g_build_filename(folder, "proof", NULL);
  if (g_mkdir(place, 0700) != 0) {
    *error = lg_write_error(out->lang, "proof", errno);
    return false;
  }
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  cJSON *inputs = cJSON_AddArrayToObject(json, "inputs");
  for (guint k = 0; k < out->input->files->len; k++) {
    const lg_input_file *file = &g_array_index(out->input->files, lg_input_file, k);
    cJSON *row = lg_json_row(inputs);
    cJSON_AddStringToObject(row, "file", file->file);
    cJSON_AddStringToObject(row, "sha256", file->sha256);
  }
  cJSON *goals = NULL;
  bool written = add_roster(out, folder, json, error);
  goals = cJSON_AddArrayToObject(json, "goals");
  written =
      written && write_certificates(out, place, goals, error) && write_names(out, place, error);
  if (!written) {
    cJSON_Delete(json);
    return false;
  }
  return lg_json_write(json, place, "manifest.json", out->lang, error);
}
