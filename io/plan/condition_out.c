/* condition_out.c - a filter in words, as condition.c reads it. */
#include <string.h>

#include "condition_words.h"
#include "io/read/fold.h"

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

/* What stands behind the key: sign and values; *negation: 非 has to stand before it. */
static void comparison_append(const struct writing *w, GString *text, const char *key,
                              const lg_json *value)
{
  const lg_json *inner = lg_json_get(value, "not");
  if (inner) value = inner;
  if (value->kind == LG_JSON_OBJECT) {
    const lg_json *lo = lg_json_get(value, "min"), *hi = lg_json_get(value, "max");
    g_string_append(text, lo && hi ? "=" : hi ? "≤" : "≥");
    if (lo) scalar_append(w, text, key, lo);
    if (lo && hi) g_string_append_c(text, '-');
    if (hi) scalar_append(w, text, key, hi);
    if (!lo && !hi) g_string_append_c(text, '0'); /* whatever it is, it is known */
    return;
  }
  g_string_append(text, inner ? "≠" : "=");
  if (value->kind != LG_JSON_LIST) {
    scalar_append(w, text, key, value);
    return;
  }
  if (!value->child) g_string_append(text, "“”");
  for (const lg_json *at = value->child; at; at = at->next) {
    if (at != value->child) g_string_append_c(text, '/');
    scalar_append(w, text, key, at);
  }
}

static void member_append(const struct writing *w, GPtrArray *words, const char *key,
                          const lg_json *value)
{
  const lg_value_word *known = lg_condition_word(key);
  const char *word = known && w->chinese ? known->chinese : key;
  const lg_json *inner = lg_json_get(value, "not");
  bool bare = value->kind == LG_JSON_BOOL;
  bool negated = bare ? !value->truth : inner && inner->kind == LG_JSON_OBJECT;
  GString *text = g_string_new(negated ? (w->chinese ? "非 " : "not ") : "");
  g_string_append(text, word);
  if (!bare) comparison_append(w, text, key, value);
  g_ptr_array_add(words, g_string_free(text, FALSE));
}

/* The words of a filter's own members; *any: its member `any`. */
static GPtrArray *members_words(const struct writing *w, const lg_json *filter, const lg_json **any)
{
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  *any = NULL;
  for (const lg_json *at = filter->child; at; at = at->next) {
    bool nested =
        at->kind == LG_JSON_OBJECT && (strcmp(at->key, "from") == 0 || strcmp(at->key, "to") == 0 ||
                                       strcmp(at->key, "guest") == 0);
    if (strcmp(at->key, "//") == 0 || (w->skip && g_strv_contains(w->skip, at->key))) continue;
    if (strcmp(at->key, "any") == 0) *any = at;
    if (at == *any) continue;
    if (!nested) member_append(w, words, at->key, at);
    for (const lg_json *in = nested ? at->child : NULL; in; in = in->next) {
      g_autofree char *key = g_strconcat(at->key, ".", in->key, NULL);
      if (strcmp(in->key, "//") != 0) member_append(w, words, key, in);
    }
  }
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
  const lg_json *any, *inner;
  GPtrArray *own = members_words(&w, filter, &any);
  GString *text = g_string_new(NULL);
  if (!any) words_append(&w, text, own);
  for (const lg_json *one = any ? any->child : NULL; one; one = one->next) {
    GPtrArray *words = members_words(&w, one, &inner);
    if (one != any->child) g_string_append(text, chinese ? " 或 " : " or ");
    words_append(&w, text, own);
    if (own->len && words->len) g_string_append(text, chinese ? " 且 " : " and ");
    words_append(&w, text, words);
    g_ptr_array_unref(words);
  }
  g_ptr_array_unref(own);
  return g_string_free(text, FALSE);
}
