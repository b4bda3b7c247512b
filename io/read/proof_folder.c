/* proof_folder.c - the folder of certificates that solve --proof wrote (PROOF P2), as far as it says of
 * which plan it speaks. */
#include <gio/gio.h>
#include <string.h>

#include "encoding.h"
#include "io/plan/json.h"
#include "io/read.h"

enum {
  HEAD_STEP = 1 << 16,
  HEAD_MOST = 1 << 30 /* characters of a head; what is longer is none of ours */
};

static void input_clear(void *data)
{
  g_free(((lg_proof_input *)data)->file);
  g_free(((lg_proof_input *)data)->sha256);
}

static void claim_clear(void *data)
{
  lg_proof_claim *claim = data;
  g_free(claim->goal);
  g_free(claim->file);
  g_free(claim->head);
}

void lg_proof_folder_free(lg_proof_folder *folder)
{
  if (!folder) return;
  g_array_unref(folder->inputs);
  g_array_unref(folder->claims);
  g_free(folder->names);
  g_free(folder);
}

/* The text of a member, g_free; NULL where it has none. */
static char *text_of(const lg_json *object, const char *key)
{
  const lg_json *value = lg_json_get(object, key);
  return value && value->kind == LG_JSON_TEXT ? g_strdup(value->text) : NULL;
}

/* Reads a certificate up to its derivations, unpacked. g_free; NULL where that fails. */
static char *head_read(const char *path)
{
  GFile *file = g_file_new_for_path(path);
  GInputStream *stream = G_INPUT_STREAM(g_file_read(file, NULL, NULL));
  g_object_unref(file);
  if (!stream) return NULL;
  if (g_str_has_suffix(path, ".gz")) {
    GZlibDecompressor *zlib = g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP);
    GInputStream *unpacked = g_converter_input_stream_new(stream, G_CONVERTER(zlib));
    g_object_unref(zlib);
    g_object_unref(stream);
    stream = unpacked;
  }
  static const char end[] = "\nDER ";
  g_autofree char *part = g_malloc(HEAD_STEP);
  GString *head = g_string_new(NULL);
  const char *found = NULL;
  gssize got = 1;
  while (!found && got > 0 && head->len < HEAD_MOST) {
    gsize from = head->len > sizeof end ? head->len - sizeof end : 0;
    got = g_input_stream_read(stream, part, HEAD_STEP, NULL, NULL);
    if (got > 0) g_string_append_len(head, part, got);
    found = got > 0 ? g_strstr_len(head->str + from, (gssize)(head->len - from), end) : NULL;
  }
  g_object_unref(stream);
  bool whole = got >= 0 && head->len < HEAD_MOST && !memchr(head->str, 0, head->len);
  return g_string_free(head, !whole);
}

/* Only names in the folder itself: a list from elsewhere leads nowhere else. */
static bool is_plain_name(const char *name)
{
  return *name && *name != '.' && !strchr(name, '/');
}

static bool claim_read(const char *path, const lg_json *row, lg_proof_folder *folder)
{
  lg_proof_claim claim = {.goal = text_of(row, "id"), .file = text_of(row, "file")};
  const lg_json *best = lg_json_get(row, "best");
  claim.has_best = best && best->kind == LG_JSON_NUMBER;
  if (claim.has_best) claim.best = g_ascii_strtoll(best->raw, NULL, 10);
  bool good = !claim.file || is_plain_name(claim.file);
  if (claim.file && good) {
    g_autofree char *name = g_build_filename(path, claim.file, NULL);
    claim.head = head_read(name);
    good = claim.head != NULL;
  }
  g_array_append_val(folder->claims, claim);
  return good;
}

/* The list itself: what the folder was made of, and what each file claims.
 *   returns  NULL, or what is wrong: the name of a file or member; g_free */
static char *manifest_read(const char *path, const lg_json *root, lg_proof_folder *folder)
{
  const lg_json *inputs = lg_json_get(root, "inputs"), *goals = lg_json_get(root, "goals"),
                *roster = lg_json_get(root, "roster");
  if (!lg_json_get(root, "lungang") || !inputs || !goals || !roster)
    return g_strdup("manifest.json");
  folder->has_roster = roster->kind == LG_JSON_TEXT;
  for (const lg_json *row = inputs->child; row; row = row->next) {
    lg_proof_input one = {text_of(row, "file"), text_of(row, "sha256")};
    g_array_append_val(folder->inputs, one);
    if (!one.file || !one.sha256) return g_strdup("manifest.json: inputs");
  }
  for (const lg_json *row = goals->child; row; row = row->next)
    if (!claim_read(path, row, folder)) {
      const lg_proof_claim *bad =
          &g_array_index(folder->claims, lg_proof_claim, folder->claims->len - 1);
      return g_strdup(bad->file);
    }
  return NULL;
}

lg_proof_folder *lg_proof_folder_read(const char *path, const lg_lang *lang, char **error)
{
  lg_proof_folder *folder = g_new0(lg_proof_folder, 1);
  folder->inputs = g_array_new(FALSE, TRUE, sizeof(lg_proof_input));
  g_array_set_clear_func(folder->inputs, input_clear);
  folder->claims = g_array_new(FALSE, TRUE, sizeof(lg_proof_claim));
  g_array_set_clear_func(folder->claims, claim_clear);
  lg_report *report = lg_report_new();
  g_autofree char *list = g_build_filename(path, "manifest.json", NULL),
                  *names = g_build_filename(path, "names.csv", NULL), *wrong = NULL;
  size_t size;
  g_autofree char *bytes = lg_file_load(list, list, report, &size);
  lg_json_doc *doc = bytes ? lg_json_parse(bytes, size, list, report) : NULL;
  if (!doc)
    wrong = g_strdup("manifest.json");
  else
    wrong = manifest_read(path, lg_json_root(doc), folder);
  if (!wrong) folder->names = lg_file_load(names, names, report, &size);
  if (!wrong && !folder->names) wrong = g_strdup("names.csv");
  lg_json_doc_free(doc);
  lg_report_free(report);
  if (!wrong) return folder;
  *error = g_strdup_printf(
      lg_tr(lang,
            N_("--proof: %1$s is not a whole folder of certificates: %2$s is missing, cut off "
               "or of another shape; name the folder proof that solve --proof wrote")),
      path, wrong);
  lg_proof_folder_free(folder);
  return NULL;
}
