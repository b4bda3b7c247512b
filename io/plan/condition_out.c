/* condition_out.c - a filter in words, as condition.c reads it. */
#include <string.h>

#include "condition_words.h"
#include "io/read/fold.h"
#include "model/input_limits.h"

struct writing {
  bool chinese;
  const lg_condition_names *names;
  const char *const *skip;
};

static void value_append(GString *text, const char *value)
{
  g_autofree char *folded = lg_fold(value); /* as it is read again */
  bool plain = *folded && !lg_condition_holds_sign(folded) && !strpbrk(folded, " \t\n");
  if (plain) {
    g_string_append(text, value);
    return;
  }
  g_string_append(text, "“");
  for (const char *p = value; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    g_string_append_unichar(text, c);
    if (c == 0x201D) g_string_append_unichar(text, c);
  }
  g_string_append(text, "”");
}

static const char *route_name(const lg_condition_names *names, const char *id, bool chinese)
{
  for (int k = 0; names && k < names->route_count; k++)
    if (strcmp(names->routes[k].id, id) == 0) return names->routes[k].name;
  return strcmp(id, "lock") == 0 ? (chinese ? "人工指定" : "by lock") : id;
}

static void scalar_append(const struct writing *w, GString *text, const char *key,
                          const lg_json *value)
{
  if (value->kind == LG_JSON_BOOL) {
    g_string_append(text, value->truth ? (w->chinese ? "是" : "yes") : (w->chinese ? "否" : "no"));
  } else if (value->kind == LG_JSON_NUMBER) {
    g_string_append_len(text, value->raw, (gssize)value->raw_length);
  } else if (value->kind == LG_JSON_TEXT) {
    const lg_word_code *codes = lg_condition_codes(key);
    const char *shown =
        codes ? lg_condition_code_word(codes, value->text, w->chinese) : value->text;
    if (lg_condition_kind(key) == LG_WORD_ROUTE)
      shown = route_name(w->names, value->text, w->chinese);
    value_append(text, shown);
  }
}

/* A key that stands in a conjunction once more is written wide where reading would take it for a slip:
 * one value as two that are the same, one end of a range with the other. */
static void range_append(const struct writing *w, GString *text, const char *key,
                         const lg_json *range, bool wide)
{
  const lg_json *lo = lg_json_get(range, "min"), *hi = lg_json_get(range, "max");
  bool both = wide || (lo && hi);
  g_string_append(text, both ? "=" : hi ? "≤" : "≥");
  if (lo) scalar_append(w, text, key, lo);
  if (!lo && (both || !hi)) g_string_append_c(text, '0'); /* whatever it is, it is known */
  if (both) g_string_append_c(text, '-');
  if (hi) scalar_append(w, text, key, hi);
  if (!hi && both) g_string_append_printf(text, "%d", LG_MAX_WHOLE);
}

/* What stands behind the key: sign and values. */
static void comparison_append(const struct writing *w, GString *text, const char *key,
                              const lg_json *value, bool wide)
{
  const lg_json *inner = lg_json_get(value, "not");
  if (inner) value = inner;
  wide &= !inner;
  if (value->kind == LG_JSON_OBJECT) {
    range_append(w, text, key, value, wide);
    return;
  }
  g_string_append(text, inner ? "≠" : "=");
  bool list = value->kind == LG_JSON_LIST;
  const lg_json *first = list ? value->child : value;
  if (!first) g_string_append(text, "“”");
  for (const lg_json *at = first; at; at = list ? at->next : NULL) {
    if (at != first) g_string_append_c(text, '/');
    scalar_append(w, text, key, at);
  }
  if (!first || !wide) return;
  g_string_append_c(text, '/');
  scalar_append(w, text, key, first);
}

/* A member of a filter: a key with its value. */
struct member {
  char *key; /* from.tier, also where it stands in `from` */
  const lg_json *value;
};

static void member_clear(void *element)
{
  g_free(((struct member *)element)->key);
}

/* The members of a filter but for `any`, which goes to *any. g_array_unref. */
static GArray *members_of(const struct writing *w, const lg_json *filter, const lg_json **any)
{
  GArray *members = g_array_new(FALSE, FALSE, sizeof(struct member));
  g_array_set_clear_func(members, member_clear);
  *any = NULL;
  for (const lg_json *at = filter->child; at; at = at->next) {
    bool nested =
        at->kind == LG_JSON_OBJECT && (strcmp(at->key, "from") == 0 || strcmp(at->key, "to") == 0 ||
                                       strcmp(at->key, "guest") == 0);
    if (strcmp(at->key, "//") == 0 || (w->skip && g_strv_contains(w->skip, at->key))) continue;
    if (strcmp(at->key, "any") == 0) {
      *any = at;
      continue;
    }
    for (const lg_json *in = nested ? at->child : at; in; in = nested ? in->next : NULL) {
      if (strcmp(in->key, "//") == 0) continue;
      struct member member = {nested ? g_strconcat(at->key, ".", in->key, NULL) : g_strdup(in->key),
                              in};
      g_array_append_val(members, member);
    }
  }
  return members;
}

/* g_free. */
static char *member_text(const struct writing *w, const struct member *member, bool wide)
{
  const lg_value_word *known = lg_condition_word(member->key);
  const lg_json *inner = lg_json_get(member->value, "not");
  bool bare = member->value->kind == LG_JSON_BOOL && !wide;
  bool negated = bare ? !member->value->truth : inner && inner->kind == LG_JSON_OBJECT;
  GString *text = g_string_new(negated ? (w->chinese ? "非 " : "not ") : "");
  g_string_append(text, known && w->chinese ? known->chinese : member->key);
  if (!bare) comparison_append(w, text, member->key, member->value, wide);
  return g_string_free(text, FALSE);
}

/* Has the filter the key of this member, but with another value? */
static bool differs_in(const struct writing *w, const lg_json *filter, const struct member *own)
{
  const lg_json *any;
  GArray *members = members_of(w, filter, &any);
  g_autofree char *text = member_text(w, own, false);
  bool differs = false;
  for (guint k = 0; k < members->len && !differs; k++) {
    const struct member *member = &g_array_index(members, struct member, k);
    g_autofree char *other = member_text(w, member, false);
    differs = strcmp(member->key, own->key) == 0 && strcmp(other, text) != 0;
  }
  g_array_unref(members);
  return differs;
}

/* A filter's own members in words, wide where one of `any` has the key with another value. */
static GPtrArray *own_words(const struct writing *w, const GArray *members, const lg_json *any)
{
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  for (guint k = 0; k < members->len; k++) {
    const struct member *member = &g_array_index(members, struct member, k);
    bool wide = false, single = lg_condition_is_single(member->key);
    for (const lg_json *one = any ? any->child : NULL; one && single && !wide; one = one->next)
      wide = differs_in(w, one, member);
    g_ptr_array_add(words, member_text(w, member, wide));
  }
  return words;
}

/* What a filter of `any` says beyond its neighbours `own`, in words. */
static GPtrArray *further_words(const struct writing *w, const lg_json *filter, const GArray *own)
{
  const lg_json *any;
  GArray *members = members_of(w, filter, &any);
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  for (guint k = 0; k < members->len; k++) {
    char *text = member_text(w, &g_array_index(members, struct member, k), false);
    bool said = false;
    for (guint o = 0; o < own->len && !said; o++) {
      g_autofree char *other = member_text(w, &g_array_index(own, struct member, o), false);
      said = strcmp(text, other) == 0;
    }
    if (said)
      g_free(text);
    else
      g_ptr_array_add(words, text);
  }
  g_array_unref(members);
  return words;
}

static void words_append(const struct writing *w, GString *text, const GPtrArray *words)
{
  for (guint k = 0; k < words->len; k++) {
    if (k) g_string_append(text, w->chinese ? " 且 " : " and ");
    g_string_append(text, g_ptr_array_index(words, k));
  }
}

char *lg_condition_text(const lg_json *filter, bool chinese, const char *const *skip,
                        const lg_condition_names *names)
{
  const struct writing w = {chinese, names, skip};
  const lg_json *any;
  GArray *members = members_of(&w, filter, &any);
  GPtrArray *own = own_words(&w, members, any);
  GString *text = g_string_new(NULL);
  if (!any) words_append(&w, text, own);
  for (const lg_json *one = any ? any->child : NULL; one; one = one->next) {
    GPtrArray *words = further_words(&w, one, members);
    if (!own->len && !words->len) { /* one that always holds, and so do all together */
      g_string_truncate(text, 0);
      g_ptr_array_unref(words);
      break;
    }
    if (one != any->child) g_string_append(text, chinese ? " 或 " : " or ");
    words_append(&w, text, own);
    if (own->len && words->len) g_string_append(text, chinese ? " 且 " : " and ");
    words_append(&w, text, words);
    g_ptr_array_unref(words);
  }
  g_ptr_array_unref(own);
  g_array_unref(members);
  return g_string_free(text, FALSE);
}
