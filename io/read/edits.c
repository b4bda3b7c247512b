#include "edits.h"

#include <string.h>

#include "cell_check.h"
#include "cell_text.h"
#include "model/input_limits.h"

/* The tables that may be edited, in the order in which messages name them. A further one needs its
 * rows' ids in tables_edits.c. */
static const lg_table_kind editable[] = {LG_TABLE_TEACHERS, LG_TABLE_SCHOOLS, LG_TABLE_DEMAND,
                                         LG_TABLE_WISHES, LG_TABLE_LOCKS};

struct edits_reader {
  const char *file;
  lg_report *report;
  lg_edits *edits;
};

/* "edits.3.value": edits by their number, as several may have the same id. g_free. */
static char *path_of(const lg_json *at)
{
  GString *path = g_string_new(NULL);
  for (; at->parent; at = at->parent) {
    g_autofree char *step = at->key ? g_strdup(at->key) : g_strdup_printf("%d", at->index);
    if (path->len) g_string_prepend_c(path, '.');
    g_string_prepend(path, step);
  }
  return g_string_free(path, FALSE);
}

static void tell(const struct edits_reader *r, const lg_json *at, lg_message message, const char *a,
                 const char *b, const char *c)
{
  g_autofree char *path = path_of(at);
  lg_report_add(r->report, message, r->file, at->line, path, a, b, c, NULL);
}

/* A value as it is written, cut; g_free. */
static char *shown(const lg_json *value)
{
  g_autofree char *cut = g_strndup(value->raw, MIN(value->raw_length, (size_t)60));
  return g_utf8_make_valid(cut, -1);
}

static void tell_value(const struct edits_reader *r, const lg_json *at, lg_message message)
{
  g_autofree char *text = shown(at);
  tell(r, at, message, text, NULL, NULL);
}

/* ---- tables and fields ---- */

static bool read_table(const struct edits_reader *r, const lg_json *edit, lg_table_kind *kind)
{
  const lg_json *table = lg_json_get(edit, "table");
  if (!table) {
    tell(r, edit, LG_MSG_PLAN_KEY_MISSING, "table", NULL, NULL);
    return false;
  }
  if (table->kind != LG_JSON_TEXT) {
    tell_value(r, table, LG_MSG_PLAN_NEED_TEXT);
    return false;
  }
  const char *names[G_N_ELEMENTS(editable)];
  GString *all = g_string_new(NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(editable); k++) {
    *kind = editable[k];
    names[k] = lg_shape_of(*kind)->name;
    if (strcmp(names[k], table->text) == 0) break;
    g_string_append_printf(all, "%s%s", k ? ", " : "", names[k]);
    *kind = LG_TABLE_COUNT;
  }
  if (*kind == LG_TABLE_COUNT) {
    const char *near = lg_nearest(table->text, names, (int)G_N_ELEMENTS(names));
    tell(r, table, near ? LG_MSG_EDIT_TABLE_NEAR : LG_MSG_EDIT_TABLE, table->text,
         near ? near : all->str, NULL);
  }
  g_string_free(all, TRUE);
  return *kind != LG_TABLE_COUNT;
}

/* The field of this English name, or -1, which is told. */
static int read_field(const struct edits_reader *r, lg_table_kind kind, const char *name,
                      const lg_json *at)
{
  const lg_shape *shape = lg_shape_of(kind);
  const char *names[LG_MOST_FIELDS];
  for (int f = 0; f < shape->field_count; f++) {
    names[f] = shape->fields[f].headings[0];
    if (strcmp(names[f], name) == 0) return f;
  }
  const char *near = lg_nearest(name, names, shape->field_count);
  tell(r, at, near ? LG_MSG_EDIT_FIELD_NEAR : LG_MSG_EDIT_FIELD, name, shape->name, near);
  return -1;
}

/* ---- cells ---- */

/* What is looked at in every cell of a table, whatever it means. */
static bool cell_is_good(const struct edits_reader *r, const lg_json *at, const char *text)
{
  size_t length = strlen(text);
  lg_message message;
  gunichar forbidden = 0;
  if (length > LG_MAX_CELL_BYTES) {
    g_autofree char *most = g_strdup_printf("%d", LG_MAX_CELL_BYTES / 1024);
    tell(r, at, LG_MSG_CELL_LONG, most, NULL, NULL);
    return false;
  }
  if (!lg_bytes_are_plain(text, length)) forbidden = lg_forbidden_character(text, length, &message);
  if (forbidden) {
    g_autofree char *code = g_strdup_printf("U+%04X", (unsigned)forbidden);
    tell(r, at, message, code, text, NULL);
    return false;
  }
  if (!lg_is_ditto(text, length) && !lg_is_form_hint(text, length)) return true;
  tell(r, at, lg_is_ditto(text, length) ? LG_MSG_CELL_DITTO : LG_MSG_CELL_HINT, text, NULL, NULL);
  return false;
}

static bool read_cell(const struct edits_reader *r, const lg_json *value, lg_edit_cell *cell)
{
  cell->is_number = value->kind == LG_JSON_NUMBER;
  if (!cell->is_number && value->kind != LG_JSON_TEXT) {
    tell_value(r, value, LG_MSG_EDIT_VALUE);
    return false;
  }
  size_t length = cell->is_number ? value->raw_length : strlen(value->text);
  const char *text = lg_trim(cell->is_number ? value->raw : value->text, &length);
  cell->text = g_string_chunk_insert_len(r->edits->texts, text, (gssize)length);
  return cell_is_good(r, value, cell->text);
}

/* ---- edits ---- */

static bool read_id(const struct edits_reader *r, const lg_json *edit, lg_edit *to)
{
  const lg_json *id = lg_json_get(edit, "id");
  if (id && id->kind != LG_JSON_TEXT) tell_value(r, id, LG_MSG_PLAN_NEED_TEXT);
  if (!id) tell(r, edit, LG_MSG_PLAN_KEY_MISSING, "id", NULL, NULL);
  to->id = id && id->kind == LG_JSON_TEXT ? id->text : NULL;
  return to->id != NULL;
}

static bool read_set(const struct edits_reader *r, const lg_json *edit, lg_edit *to)
{
  const lg_json *field = lg_json_get(edit, "field"), *value = lg_json_get(edit, "value");
  bool good = read_id(r, edit, to);
  to->cells = g_new0(lg_edit_cell, 1);
  to->cell_count = 1;
  if (field && field->kind != LG_JSON_TEXT) {
    tell_value(r, field, LG_MSG_PLAN_NEED_TEXT);
    return false;
  }
  if (!field || !value) {
    tell(r, edit, LG_MSG_PLAN_KEY_MISSING, field ? "value" : "field", NULL, NULL);
    return false;
  }
  to->cells->field = read_field(r, to->table, field->text, field);
  return read_cell(r, value, to->cells) && to->cells->field >= 0 && good;
}

static bool read_drop(const struct edits_reader *r, const lg_json *edit, lg_edit *to)
{
  const lg_json *drop = lg_json_get(edit, "drop");
  to->kind = LG_EDIT_DROP;
  bool good = read_id(r, edit, to);
  if (drop->kind == LG_JSON_BOOL && drop->truth) return good;
  tell_value(r, drop, LG_MSG_EDIT_DROP);
  return false;
}

static bool read_add(const struct edits_reader *r, const lg_json *edit, lg_edit *to)
{
  const lg_json *add = lg_json_get(edit, "add");
  to->kind = LG_EDIT_ADD;
  if (add->kind != LG_JSON_OBJECT) {
    tell_value(r, add, LG_MSG_PLAN_NEED_OBJECT);
    return false;
  }
  bool good = true;
  to->cells = g_new0(lg_edit_cell, LG_MOST_FIELDS + 1);
  for (const lg_json *at = add->child; at; at = at->next) {
    lg_edit_cell cell = {.field = read_field(r, to->table, at->key, at)};
    bool twice = lg_json_get(add, at->key) != at; /* told where the file is read */
    good &= read_cell(r, at, &cell) && cell.field >= 0;
    if (cell.field >= 0 && !twice) to->cells[to->cell_count++] = cell;
  }
  return good;
}

/* One of three forms, which share no key but the first. */
static bool check_keys(const struct edits_reader *r, const lg_json *edit)
{
  static const char *const forms[][4] = {
      {"table", "id", "field", "value"}, {"table", "id", "drop", NULL}, {"table", "add", NULL}};
  int form = lg_json_get(edit, "add") ? 2 : lg_json_get(edit, "drop") ? 1 : 0;
  bool good = true;
  for (const lg_json *at = edit->child; at; at = at->next) {
    bool known = strcmp(at->key, "//") == 0;
    for (int k = 0; k < 4 && forms[form][k]; k++) known |= strcmp(at->key, forms[form][k]) == 0;
    if (!known) tell(r, at, LG_MSG_EDIT_FORM, at->key, NULL, NULL);
    good &= known;
  }
  return good;
}

static void read_edit(const struct edits_reader *r, const lg_json *edit, GArray *list)
{
  if (edit->kind != LG_JSON_OBJECT) {
    tell_value(r, edit, LG_MSG_PLAN_NEED_OBJECT);
    return;
  }
  const lg_json *add = lg_json_get(edit, "add");
  g_autofree char *path = path_of(add ? add : edit);
  lg_edit to = {.source = {r->file, edit->line, g_string_chunk_insert(r->edits->texts, path)}};
  bool good = check_keys(r, edit) && read_table(r, edit, &to.table);
  if (good && add)
    good = read_add(r, edit, &to);
  else if (good)
    good = lg_json_get(edit, "drop") ? read_drop(r, edit, &to) : read_set(r, edit, &to);
  if (good)
    g_array_append_val(list, to);
  else
    g_free(to.cells);
}

lg_edits *lg_edits_read(const lg_json *list, const char *file, lg_report *report)
{
  lg_edits *edits = g_new0(lg_edits, 1);
  edits->texts = g_string_chunk_new(256);
  struct edits_reader r = {file, report, edits};
  GArray *all = g_array_new(FALSE, FALSE, sizeof(lg_edit));
  if (list->kind != LG_JSON_LIST)
    tell_value(&r, list, LG_MSG_PLAN_NEED_LIST);
  else
    for (const lg_json *at = list->child; at; at = at->next) read_edit(&r, at, all);
  edits->count = (int)all->len;
  edits->edits = (lg_edit *)(void *)g_array_free(all, FALSE);
  return edits;
}

void lg_edits_free(lg_edits *edits)
{
  if (!edits) return;
  for (int k = 0; k < edits->count; k++) g_free(edits->edits[k].cells);
  g_free(edits->edits);
  g_string_chunk_free(edits->texts);
  g_free(edits);
}
