/* json_draft.c - see json_draft.h. */
#include "json_draft.h"

#include <string.h>

#include "io/read/fold.h"
#include "io/read/table.h"

struct lg_json_draft {
  GPtrArray *nodes; /* owns them */
  GStringChunk *texts;
  lg_json *root;
  GPtrArray *asked, *missing; /* NULL but in lg_json_draft_patch_asking */
};

/* Every node that hangs in a draft is its own. */
static lg_json *own(const lg_json *node)
{
  return (lg_json *)(gsize)node;
}

static lg_json *node_new(lg_json_draft *draft, const lg_json *from, const lg_json *parent)
{
  lg_json *node = g_new(lg_json, 1);
  *node = *from;
  node->parent = parent;
  node->child = node->next = NULL;
  g_ptr_array_add(draft->nodes, node);
  return node;
}

/* What these values hold has changed since they were written. */
static void outdate(const lg_json *value)
{
  for (; value; value = value->parent) own(value)->raw_length = 0;
}

static void node_append(lg_json *parent, lg_json *node)
{
  lg_json *last = own(parent->child);
  while (last && last->next) last = own(last->next);
  node->index = last ? last->index + 1 : 0;
  if (last)
    last->next = node;
  else
    parent->child = node;
  outdate(parent);
}

static void node_remove(lg_json *parent, const lg_json *node)
{
  const lg_json *before = NULL;
  for (const lg_json *at = parent->child; at != node; at = at->next) before = at;
  if (before)
    own(before)->next = node->next;
  else
    parent->child = node->next;
  for (const lg_json *at = node->next; at; at = at->next) own(at)->index--;
  outdate(parent);
}

/* The values below `from`, copied below `to`. */
static void copy_below(lg_json_draft *draft, lg_json *to, const lg_json *from, bool patch)
{
  lg_json *last = NULL;
  for (const lg_json *at = from->child; at; at = at->next) {
    lg_json *node = node_new(draft, at, to);
    if (patch) node->line = 0;
    copy_below(draft, node, at, patch);
    if (last)
      last->next = node;
    else
      to->child = node;
    last = node;
  }
}

lg_json_draft *lg_json_draft_new(const lg_json *root)
{
  lg_json_draft *draft = g_new0(lg_json_draft, 1);
  draft->nodes = g_ptr_array_new_with_free_func(g_free);
  draft->texts = g_string_chunk_new(1024);
  draft->root = node_new(draft, root, NULL);
  copy_below(draft, draft->root, root, false);
  return draft;
}

void lg_json_draft_free(lg_json_draft *draft)
{
  if (!draft) return;
  g_ptr_array_free(draft->nodes, TRUE);
  g_string_chunk_free(draft->texts);
  g_free(draft);
}

const lg_json *lg_json_draft_root(const lg_json_draft *draft)
{
  return draft->root;
}

/* --- merging --- */

/* An empty object or list in the place of what stood there. */
static void node_empty(lg_json *node, lg_json_kind kind)
{
  node->kind = kind;
  node->child = NULL;
  node->text = NULL;
  node->raw = kind == LG_JSON_LIST ? "[]" : "{}";
  node->raw_length = 2;
  outdate(node->parent);
}

static lg_json *node_add(lg_json_draft *draft, lg_json *parent, const char *key)
{
  lg_json null = {.kind = LG_JSON_NULL, .key = key, .raw = "null", .raw_length = 4};
  lg_json *node = node_new(draft, &null, parent);
  node_append(parent, node);
  return node;
}

static void node_replace(lg_json_draft *draft, lg_json *node, const lg_json *patch)
{
  node->kind = patch->kind;
  node->line = 0;
  node->truth = patch->truth;
  node->text = patch->text;
  node->raw = patch->raw;
  node->raw_length = patch->raw_length;
  node->child = NULL;
  copy_below(draft, node, patch, true);
  outdate(node->parent);
}

static bool is_note(const lg_json *member)
{
  return member->key && strcmp(member->key, "//") == 0;
}

/* The key that names the elements of a list of the root, or NULL. */
static const char *list_key(const lg_json *parent, const char *key)
{
  if (parent->parent) return NULL;
  if (strcmp(key, "quotas") == 0 || strcmp(key, "routes") == 0) return "id";
  return strcmp(key, "teams") == 0 ? "route" : NULL;
}

/* The element of this name (ids are folded), or NULL. */
static lg_json *element_named(const lg_json *list, const char *key, const char *name)
{
  g_autofree char *wanted = lg_fold(name);
  for (const lg_json *at = list->child; at; at = at->next) {
    const lg_json *id = lg_json_get(at, key);
    g_autofree char *found = id && id->kind == LG_JSON_TEXT ? lg_fold(id->text) : NULL;
    if (found && strcmp(found, wanted) == 0) return own(at);
  }
  return NULL;
}

static void merge(lg_json_draft *draft, lg_json *target, const lg_json *patch);

static void merge_elements(lg_json_draft *draft, lg_json *list, const lg_json *patch,
                           const char *key)
{
  if (list->kind != LG_JSON_LIST) node_empty(list, LG_JSON_LIST);
  for (const lg_json *at = patch->child; at; at = at->next) {
    if (is_note(at)) continue;
    const lg_json *id = lg_json_get(at, key);
    const char *name = at->key ? at->key : id && id->kind == LG_JSON_TEXT ? id->text : NULL;
    lg_json *element = name ? element_named(list, key, name) : NULL;
    if (at->key && at->kind == LG_JSON_NULL) {
      if (element)
        node_remove(list, element);
      else if (draft->missing)
        g_ptr_array_add(draft->missing, (gpointer)at);
      continue;
    }
    if (!element) {
      element = node_add(draft, list, NULL);
      node_empty(element, LG_JSON_OBJECT);
      if (at->key) lg_json_draft_set(draft, node_add(draft, element, key), LG_JSON_TEXT, name);
    }
    merge(draft, element, at);
  }
}

/* What only drops makes no list where there is none. */
static bool adds_element(const lg_json *patch)
{
  if (patch->kind == LG_JSON_LIST) return true;
  for (const lg_json *at = patch->child; at; at = at->next)
    if (at->kind != LG_JSON_NULL && !is_note(at)) return true;
  return false;
}

static void merge_member(lg_json_draft *draft, lg_json *target, const lg_json *member)
{
  lg_json *old = own(lg_json_get(target, member->key));
  if (member->kind == LG_JSON_NULL) {
    if (old) {
      node_remove(target, old);
    } else if (draft->asked && !is_note(member)) {
      lg_json *node = node_add(draft, target, member->key);
      node->line = member->line;
      g_ptr_array_add(draft->asked, node);
    }
    return;
  }
  bool several = member->kind == LG_JSON_LIST || member->kind == LG_JSON_OBJECT;
  const char *key = several ? list_key(target, member->key) : NULL;
  if (!old && key && !adds_element(member) && !draft->missing) return;
  if (!old) old = node_add(draft, target, member->key);
  if (key)
    merge_elements(draft, old, member, key);
  else
    merge(draft, old, member);
}

/* MergePatch of RFC 7396. */
static void merge(lg_json_draft *draft, lg_json *target, const lg_json *patch)
{
  if (patch->kind != LG_JSON_OBJECT) {
    node_replace(draft, target, patch);
    return;
  }
  if (target->kind != LG_JSON_OBJECT) node_empty(target, LG_JSON_OBJECT);
  for (const lg_json *at = patch->child; at; at = at->next) {
    bool edits = !target->parent && strcmp(at->key, LG_EDITS_KEY) == 0;
    if (!edits) merge_member(draft, target, at);
  }
}

void lg_json_draft_patch(lg_json_draft *draft, const lg_json *patch)
{
  merge(draft, draft->root, patch);
}

void lg_json_draft_patch_asking(lg_json_draft *draft, const lg_json *patch, GPtrArray *asked,
                                GPtrArray *missing)
{
  draft->asked = asked;
  draft->missing = missing;
  merge(draft, draft->root, patch);
  draft->asked = draft->missing = NULL;
}

const char *lg_json_draft_list_key(const lg_json *list)
{
  bool named =
      list->key && list->parent && (list->kind == LG_JSON_LIST || list->kind == LG_JSON_OBJECT);
  return named ? list_key(list->parent, list->key) : NULL;
}

/* --- single values --- */

/* A path followed as far as it goes. */
struct path_walk {
  const lg_json *found; /* the single value that the whole path leads to */
  const lg_json *whole; /* or an object or a list */
  const lg_json *last;  /* else the value that takes most of it, */
  const char *rest;     /* and what is left then */
};

/* The name by which a path knows a value below another one. */
static const char *step_name(const lg_json *value, char number[16])
{
  const char *name = value->key ? value->key : lg_json_element_name(value);
  g_snprintf(number, 16, "%d", value->index);
  return name ? name : number;
}

/* A longer name goes before a shorter one: both "from" and "from.tier" may be keys. */
static void walk_on(struct path_walk *walk, const lg_json *value, const char *rest)
{
  if (!walk->last || strlen(rest) < strlen(walk->rest)) {
    walk->last = value;
    walk->rest = rest;
  }
  for (size_t length = strlen(rest); length > 0; length--) {
    if (rest[length] != '.' && rest[length] != '\0') continue;
    for (const lg_json *at = value->child; at; at = at->next) {
      char number[16];
      const char *name = step_name(at, number);
      if (strlen(name) != length || strncmp(name, rest, length) != 0) continue;
      bool several = at->kind == LG_JSON_LIST || at->kind == LG_JSON_OBJECT;
      if (rest[length] == '\0' && several)
        walk->whole = walk->whole ? walk->whole : at;
      else if (rest[length] == '\0')
        walk->found = at;
      else
        walk_on(walk, at, rest + length + 1);
      if (walk->found) return;
    }
  }
}

/* A goal that the plan writes as a text becomes an object, so that it can have further keys. */
static void open_goal(lg_json_draft *draft, lg_json *value)
{
  const lg_json *list = value->parent;
  if (value->kind != LG_JSON_TEXT || value->key || !list->key || strcmp(list->key, "goals") != 0)
    return;
  const char *id = value->text;
  node_empty(value, LG_JSON_OBJECT);
  lg_json_draft_set(draft, node_add(draft, value, "id"), LG_JSON_TEXT, id);
}

const lg_json *lg_json_draft_find(lg_json_draft *draft, const char *path, bool *made)
{
  struct path_walk walk = {0};
  *made = false;
  walk_on(&walk, draft->root, path);
  if (walk.found || walk.whole) return walk.found ? walk.found : walk.whole;
  g_auto(GStrv) parts = g_strsplit(walk.rest, ".", -1);
  for (int k = 0; parts[k]; k++)
    if (!*parts[k]) return NULL;
  lg_json *value = own(walk.last);
  if (value->parent) open_goal(draft, value);
  if (value->kind != LG_JSON_OBJECT || !parts[0]) return NULL;
  for (int k = 0; parts[k]; k++) {
    if (value->kind != LG_JSON_OBJECT) node_empty(value, LG_JSON_OBJECT);
    value = node_add(draft, value, g_string_chunk_insert(draft->texts, parts[k]));
  }
  *made = true;
  return value;
}

void lg_json_draft_set(lg_json_draft *draft, const lg_json *value, lg_json_kind kind,
                       const char *text)
{
  lg_json *node = own(value);
  node->kind = kind;
  node->line = 0;
  node->child = NULL;
  node->text = kind == LG_JSON_TEXT ? g_string_chunk_insert_const(draft->texts, text) : NULL;
  g_autofree char *raw = kind == LG_JSON_TEXT ? g_strdup_printf("\"%s\"", text) : g_strdup(text);
  node->raw = g_string_chunk_insert_const(draft->texts, raw);
  node->raw_length = strlen(raw);
  outdate(node->parent);
}

/* --- what a value says --- */

void lg_json_print(GString *text, const lg_json *value, const lg_json *but)
{
  if (value->kind != LG_JSON_LIST && value->kind != LG_JSON_OBJECT) {
    g_string_append_len(text, value->raw, (gssize)value->raw_length);
    return;
  }
  g_string_append_c(text, value->kind == LG_JSON_LIST ? '[' : '{');
  for (const lg_json *at = value->child; at; at = at->next) {
    if (at == but || is_note(at)) continue;
    if (text->str[text->len - 1] != '[' && text->str[text->len - 1] != '{')
      g_string_append_c(text, ',');
    if (at->key) {
      g_autofree char *key = g_strescape(at->key, NULL);
      g_string_append_printf(text, "\"%s\":", key);
    }
    lg_json_print(text, at, but);
  }
  g_string_append_c(text, value->kind == LG_JSON_LIST ? ']' : '}');
}
