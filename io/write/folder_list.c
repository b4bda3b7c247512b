/* folder_list.c - files.json: by it a folder counts as lungang's, and tells what was added or edited. */
#include <cjson/cJSON.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "folder_parts.h"
#include "io/words/output_text.h"
#include "json_out.h"

enum { LIST_BYTES = 64 << 20 }; /* of a list that is read */

/* ---- what is in a folder ---- */

static void entry_clear(gpointer element)
{
  g_free(((lg_folder_entry *)element)->name);
}

static gint by_name(gconstpointer a, gconstpointer b)
{
  return strcmp(((const lg_folder_entry *)a)->name, ((const lg_folder_entry *)b)->name);
}

/* false where the folder cannot be looked into, or not to its end. */
static bool walk(const char *folder, const char *below, GArray *entries)
{
  g_autofree char *path = g_build_filename(folder, below, NULL);
  GDir *dir = g_dir_open(path, 0, NULL);
  if (!dir) return false;
  bool whole = true;
  for (const char *name; errno = 0, (name = g_dir_read_name(dir)) != NULL;) {
    struct stat status;
    g_autofree char *full = g_build_filename(path, name, NULL);
    if (lstat(full, &status) != 0) {
      whole &= errno == ENOENT; /* gone meanwhile */
      continue;
    }
    lg_folder_entry entry = {.name = *below ? g_build_filename(below, name, NULL) : g_strdup(name),
                             .mode = status.st_mode};
    if (S_ISDIR(status.st_mode)) entry.unread = !walk(folder, entry.name, entries);
    g_array_append_val(entries, entry);
  }
  whole &= errno == 0; /* GLib tells an error as the end, but leaves its number */
  g_dir_close(dir);
  return whole;
}

GArray *lg_folder_walk(const char *folder)
{
  GArray *entries = g_array_new(FALSE, TRUE, sizeof(lg_folder_entry));
  g_array_set_clear_func(entries, entry_clear);
  if (!walk(folder, "", entries)) {
    lg_folder_entry itself = {.name = g_strdup(""), .mode = S_IFDIR, .unread = true};
    g_array_append_val(entries, itself);
  }
  g_array_sort(entries, by_name);
  return entries;
}

/* NULL where it cannot be read. g_free. */
static char *file_digest(const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  FILE *file = fopen(path, "rbe");
  if (!file) return NULL;
  GChecksum *sum = g_checksum_new(G_CHECKSUM_SHA256);
  guchar room[1 << 14];
  size_t got;
  while ((got = fread(room, 1, sizeof room, file)) > 0) g_checksum_update(sum, room, (gssize)got);
  char *digest = ferror(file) ? NULL : g_strdup(g_checksum_get_string(sum));
  g_checksum_free(sum);
  fclose(file);
  return digest;
}

/* ---- reading the list ---- */

/* Name -> SHA-256; NULL where there is no list of ours. */
static GHashTable *list_read(const char *folder)
{
  struct stat status;
  g_autofree char *path = g_build_filename(folder, LG_FOLDER_LIST, NULL), *text = NULL;
  gsize length = 0;
  if (lstat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > LIST_BYTES ||
      !g_file_get_contents(path, &text, &length, NULL))
    return NULL;
  cJSON *json = cJSON_ParseWithLength(text, length);
  GHashTable *list = NULL;
  const cJSON *files = cJSON_GetObjectItemCaseSensitive(json, "files"), *row;
  if (cJSON_IsString(cJSON_GetObjectItemCaseSensitive(json, "lungang")) && cJSON_IsArray(files)) {
    list = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    cJSON_ArrayForEach(row, files)
    {
      const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "file"));
      const char *digest = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, "sha256"));
      if (name && digest) g_hash_table_insert(list, g_strdup(name), g_strdup(digest));
    }
  }
  cJSON_Delete(json);
  return list;
}

/* A file of ours as it was written, or a folder in which something of ours is. */
static bool entry_is_same(const char *folder, const lg_folder_entry *entry, const GArray *entries,
                          GHashTable *list)
{
  if (strcmp(entry->name, LG_FOLDER_LIST) == 0) return true;
  if (S_ISDIR(entry->mode)) {
    g_autofree char *lead = g_strconcat(entry->name, "/", NULL);
    bool holds = false;
    for (guint k = 0; !holds && k < entries->len; k++)
      holds = g_str_has_prefix(g_array_index(entries, lg_folder_entry, k).name, lead);
    return holds && !entry->unread;
  }
  const char *wanted = g_hash_table_lookup(list, entry->name);
  if (!S_ISREG(entry->mode) || !wanted) return false;
  g_autofree char *found = file_digest(folder, entry->name);
  return g_strcmp0(found, wanted) == 0;
}

bool lg_folder_has(const char *folder, const char *name)
{
  struct stat status;
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return lstat(path, &status) == 0 && S_ISREG(status.st_mode);
}

lg_folder_state lg_folder_state_of(const char *folder)
{
  GHashTable *list = list_read(folder);
  if (!list) {
    /* Version 0.1 wrote no list; by these its folders are known. */
    bool ours = lg_folder_has(folder, "summary.json") || lg_folder_has(folder, "whatif.csv") ||
                lg_folder_has(folder, "notices.html");
    return ours ? LG_FOLDER_UNLISTED : LG_FOLDER_FOREIGN;
  }
  GArray *entries = lg_folder_walk(folder);
  bool same = entries->len > 0;
  for (guint k = 0; same && k < entries->len; k++)
    same = entry_is_same(folder, &g_array_index(entries, lg_folder_entry, k), entries, list);
  g_array_unref(entries);
  g_hash_table_unref(list);
  return same ? LG_FOLDER_SAME : LG_FOLDER_CHANGED;
}

/* ---- writing it ---- */

/* Where libxlsxwriter cannot remove the temporary file of a sheet, it takes no notice. */
static bool is_left_of_a_sheet(const lg_folder_entry *entry)
{
  g_autofree char *name = g_path_get_basename(entry->name);
  return g_str_has_prefix(name, "tmp.");
}

bool lg_folder_list_write(const char *folder, const lg_lang *lang, char **error)
{
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  cJSON *files = cJSON_AddArrayToObject(json, "files");
  GArray *entries = lg_folder_walk(folder);
  for (guint k = 0; !*error && k < entries->len; k++) {
    const lg_folder_entry *entry = &g_array_index(entries, lg_folder_entry, k);
    if (entry->unread || is_left_of_a_sheet(entry))
      *error = lg_write_error(lang, *entry->name ? entry->name : LG_FOLDER_LIST, EIO);
    if (*error || !S_ISREG(entry->mode)) continue;
    g_autofree char *digest = file_digest(folder, entry->name);
    if (!digest) *error = lg_write_error(lang, entry->name, EIO);
    cJSON *row = lg_json_row(files);
    cJSON_AddStringToObject(row, "file", entry->name);
    cJSON_AddStringToObject(row, "sha256", digest ? digest : "");
  }
  g_array_unref(entries);
  if (*error) {
    cJSON_Delete(json);
    return false;
  }
  return lg_json_write(json, folder, LG_FOLDER_LIST, lang, error);
}

/* ---- lock files of other programs ---- */

char *lg_folder_lock_file(const char *folder)
{
  GArray *entries = lg_folder_walk(folder);
  char *found = NULL;
  for (guint k = 0; !found && k < entries->len; k++) {
    const lg_folder_entry *entry = &g_array_index(entries, lg_folder_entry, k);
    g_autofree char *name = g_path_get_basename(entry->name);
    if (!S_ISDIR(entry->mode) && (g_str_has_prefix(name, "~$") || g_str_has_prefix(name, ".~")))
      found = g_strdup(entry->name);
  }
  g_array_unref(entries);
  return found;
}
