/* json_text.c - see json_text.h: the scan gives the places, cJSON the tree; both run through the
 * values in the same order. */
#include "json_text.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "json_scan.h"

enum {
  LG_LONG_BYTES = 40,       /* of a number that is too long, as a message shows it */
  LG_PATH_NAME_BYTES = 120, /* a longer name is cut in paths */
  LG_NAMED_MEMBERS = 100    /* an id behind more keys is not looked for: a path must stay cheap */
};

struct lg_json_doc {
  char *text;
  cJSON *tree; /* owns keys and texts of the nodes */
  lg_json *nodes;
  int count;
};

void lg_json_doc_free(lg_json_doc *doc)
{
  if (!doc) return;
  cJSON_Delete(doc->tree);
  g_free(doc->nodes);
  g_free(doc->text);
  g_free(doc);
}

const lg_json *lg_json_root(const lg_json_doc *doc)
{
  return doc->nodes;
}

static lg_json_kind json_kind_of(const cJSON *item)
{
  if (cJSON_IsObject(item)) return LG_JSON_OBJECT;
  if (cJSON_IsArray(item)) return LG_JSON_LIST;
  if (cJSON_IsString(item)) return LG_JSON_TEXT;
  if (cJSON_IsNumber(item)) return LG_JSON_NUMBER;
  return cJSON_IsBool(item) ? LG_JSON_BOOL : LG_JSON_NULL;
}

/* Fills the next node from `item` and then those below it. */
static lg_json *json_build(lg_json_doc *doc, const cJSON *item, const GArray *spans,
                           const lg_json *parent)
{
  const lg_json_span *span = &g_array_index(spans, lg_json_span, doc->count);
  lg_json *node = &doc->nodes[doc->count++];
  *node = (lg_json){.kind = json_kind_of(item),
                    .line = span->line,
                    .truth = cJSON_IsTrue(item),
                    .key = item->string,
                    .text = cJSON_GetStringValue(item),
                    .raw = doc->text + span->start,
                    .raw_length = span->length,
                    .parent = parent};
  lg_json *last = NULL;
  const cJSON *below;
  cJSON_ArrayForEach(below, item)
  {
    lg_json *child = json_build(doc, below, spans, node);
    if (last)
      last->next = child;
    else
      node->child = child;
    child->index = last ? last->index + 1 : 0;
    last = child;
  }
  return node;
}

static void json_report_escapes(const lg_json_doc *doc, const GArray *spans, const char *file,
                                lg_report *report)
{
  for (int i = 0; i < doc->count; i++) {
    const lg_json_span *span = &g_array_index(spans, lg_json_span, i);
    if (!span->has_bad) continue;
    char escape[16];
    g_snprintf(escape, sizeof escape, "\\u%04x", span->bad_escape);
    char *path = lg_json_path(&doc->nodes[i]);
    lg_message message = span->bad_escape ? LG_MSG_JSON_SURROGATE : LG_MSG_JSON_NUL;
    lg_report_add(report, message, file, span->line, path, escape, NULL);
    g_free(path);
  }
}

/* Says which numbers are too long; `bytes` are those of the file.
 *   returns  whether there are any */
static bool json_report_long(const lg_json_doc *doc, const GArray *spans, const char *bytes,
                             const char *file, lg_report *report)
{
  bool any = false;
  for (int i = 0; i < doc->count; i++) {
    const lg_json_span *span = &g_array_index(spans, lg_json_span, i);
    if (!span->is_long) continue;
    any = true;
    char *path = lg_json_path(&doc->nodes[i]),
         *found = g_strndup(bytes + span->start, LG_LONG_BYTES);
    lg_report_add(report, LG_MSG_JSON_NUMBER_LONG, file, span->line, path, found,
                  G_STRINGIFY(LG_JSON_NUMBER_BYTES), NULL);
    g_free(found);
    g_free(path);
  }
  return any;
}

lg_json_doc *lg_json_parse(const char *bytes, size_t length, const char *file, lg_report *report)
{
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    bytes += 3;
    length -= 3;
  }
  lg_json_doc *doc = g_new0(lg_json_doc, 1);
  doc->text = g_malloc(length + 1);
  if (length) memcpy(doc->text, bytes, length);
  doc->text[length] = '\0';
  GArray *spans = g_array_new(FALSE, FALSE, sizeof(lg_json_span));
  lg_json_fault fault = {0};
  if (lg_json_scan(doc->text, length, spans, &fault)) {
    doc->tree = cJSON_ParseWithLengthOpts(doc->text, length + 1, NULL, 1);
    /* The scan is stricter than cJSON: this is memory alone, which GLib's house rule makes final.
     */
    if (!doc->tree) g_error("cJSON refused a text that is JSON");
    doc->nodes = g_new(lg_json, spans->len);
    json_build(doc, doc->tree, spans, NULL);
    json_report_escapes(doc, spans, file, report);
    if (json_report_long(doc, spans, bytes, file, report)) {
      lg_json_doc_free(
          doc); /* its value is not known: nothing is said of it or of what it decides */
      doc = NULL;
    }
  } else {
    lg_report_add(report, fault.message, file, fault.line, "", fault.found, fault.expected, NULL);
    lg_json_doc_free(doc);
    doc = NULL;
  }
  g_free(fault.found);
  g_free(fault.expected);
  g_array_free(spans, TRUE);
  return doc;
}

const lg_json *lg_json_get(const lg_json *object, const char *key)
{
  if (!object || object->kind != LG_JSON_OBJECT) return NULL;
  for (const lg_json *member = object->child; member; member = member->next)
    if (strcmp(member->key, key) == 0) return member;
  return NULL;
}

const char *lg_json_element_name(const lg_json *value)
{
  const char *list = value->parent->key;
  const char *key = list && strcmp(list, "teams") == 0 ? "route" : "id";
  const lg_json *id = value->kind == LG_JSON_OBJECT ? value->child : NULL;
  while (id && id->index < LG_NAMED_MEMBERS && strcmp(id->key, key) != 0) id = id->next;
  if (id && strcmp(id->key, key) != 0) id = NULL;
  if (list && strcmp(list, "goals") == 0 && value->kind == LG_JSON_TEXT) id = value;
  return id && id->kind == LG_JSON_TEXT && *id->text ? id->text : NULL;
}

char *lg_json_path(const lg_json *value)
{
  GString *path = g_string_new("");
  for (; value->parent; value = value->parent) {
    if (path->len) g_string_prepend_c(path, '.');
    const char *name = value->key ? value->key : lg_json_element_name(value);
    char number[16];
    g_snprintf(number, sizeof number, "%d", value->index);
    if (!name) name = number;
    size_t length = strlen(name);
    if (length > LG_PATH_NAME_BYTES) {
      const char *end = g_utf8_find_prev_char(name, name + LG_PATH_NAME_BYTES);
      length = (size_t)(end - name);
      g_string_prepend(path, "…");
    }
    g_string_prepend_len(path, name, (gssize)length);
  }
  for (char *p = path->str; *p; p++)
    if (g_ascii_iscntrl(*p)) *p = ' '; /* a message is one line */
  return g_string_free(path, FALSE);
}
