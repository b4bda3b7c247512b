/* json.h - a JSON text (RFC 8259, strict) as a tree whose values know their line and their key path,
 * so that every defect of a plan can be shown where it stands.
 *
 *   lg_json_doc *doc = lg_json_parse(bytes, length, "plan.json", report);
 *   const lg_json *date = doc ? lg_json_get(lg_json_root(doc), "date") : NULL;
 *   lg_json_doc_free(doc); */
#ifndef LG_JSON_H
#define LG_JSON_H

#include "io/words/report.h"

typedef enum {
  LG_JSON_NULL,
  LG_JSON_BOOL,
  LG_JSON_NUMBER,
  LG_JSON_TEXT,
  LG_JSON_LIST,
  LG_JSON_OBJECT
} lg_json_kind;

typedef struct lg_json lg_json;
struct lg_json {
  lg_json_kind kind;
  int line;         /* of the key where it has one */
  int index;        /* position among its parent's */
  bool truth;       /* of BOOL */
  const char *key;  /* in an object, else NULL */
  const char *text; /* of TEXT, UTF-8 */
  const char *raw;  /* as written, [raw_length] bytes; 0: it was changed since (json_draft.h) */
  size_t raw_length;
  const lg_json *parent, *child, *next; /* child: the first of LIST and OBJECT */
};

typedef struct lg_json_doc lg_json_doc;

/* Parses [length] bytes of UTF-8, a byte-order mark allowed, or of GB18030 where they are no UTF-8
 * (noted). Repeated keys stay in the tree.
 *   returns  NULL where the text is no JSON, is deeper or holds more than model/input_limits.h
 *            allows, or has a number of more than 63 characters; the report says which. \u0000 and
 *            lone surrogates are defects in the report and come as U+FFFD; direction controls and
 *            tag characters are defects, too
 *   cost     linear */
lg_json_doc *lg_json_parse(const char *bytes, size_t length, const char *file, lg_report *report);
void lg_json_doc_free(lg_json_doc *doc);
const lg_json *lg_json_root(const lg_json_doc *doc);

/* The first member of this key (case counts), or NULL; also where `object` is NULL or no object. */
const lg_json *lg_json_get(const lg_json *object, const char *key);

/* The name of a list's element in a path (its `id`, of teams `route`, of goals written as a text
 * that text), or NULL where only its position tells it. */
const char *lg_json_element_name(const lg_json *value);

/* Appends a text as JSON writes it, in double quotes. */
void lg_json_quote(GString *out, const char *text);

/* "quotas.rotation.min": keys, and for elements of lists their `id` (teams: `route`; goals written
 * as a text: that text), else the 0-based position. "" for the root. Free with g_free. */
char *lg_json_path(const lg_json *value);

#endif
