/* condition.c - see condition.h: a text is cut at its words and signs outside “ ”, each part becomes a
 * member of a filter. */
#include "condition.h"

#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "io/words/plan_items.h"

void lg_condition_fault_clear(lg_condition_fault *fault)
{
  for (size_t k = 0; k < G_N_ELEMENTS(fault->texts); k++) g_clear_pointer(&fault->texts[k], g_free);
}

/* ---- keys ---- */

enum word_kind { WORD_BOOL, WORD_WHOLE, WORD_ROUTE, WORD_CODE, WORD_TEXT };

static enum word_kind kind_of(const char *key)
{
  static const char *const whole[] = {"age", "years", "wish", NULL};
  static const char *const codes[] = {"stage",      "gender",     "from.tier", "to.tier",
                                      "from.stage", "guest.tier", NULL};
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(LG_OBJECT_FILTER, &count);
  for (int k = 0; k < count; k++)
    if (strcmp(keys[k].name, key) == 0 && keys[k].type == LG_TYPE_BOOL) return WORD_BOOL;
  if (g_strv_contains(whole, key)) return WORD_WHOLE;
  if (g_strv_contains(codes, key)) return WORD_CODE;
  return strcmp(key, "route") == 0 ? WORD_ROUTE : WORD_TEXT;
}

/* The code words of a key's values; NULL where it has none. */
static const lg_word_code *codes_of(const char *key)
{
  if (kind_of(key) == WORD_BOOL) return lg_words_yes_no;
  if (kind_of(key) != WORD_CODE) return NULL;
  if (strcmp(key, "gender") == 0) return lg_words_gender;
  return g_str_has_suffix(key, "stage") ? lg_words_stage : lg_words_tier;
}

static bool same_word(const char *a, const char *b)
{
  g_autofree char *x = lg_squeeze(a), *y = g_utf8_casefold(x, -1);
  g_autofree char *z = g_utf8_casefold(b, -1);
  return strcmp(y, z) == 0;
}

static const lg_value_word *word_find(const char *text)
{
  for (const lg_value_word *word = lg_condition_words; word->english; word++)
    if (same_word(text, word->chinese) || same_word(text, word->english)) return word;
  return NULL;
}

static const lg_value_word *word_of_key(const char *key)
{
  for (const lg_value_word *word = lg_condition_words; word->english; word++)
    if (strcmp(word->english, key) == 0) return word;
  return NULL;
}

/* ---- reading ---- */

struct reading {
  lg_condition_fault *fault;
  const lg_condition_names *names;
  bool chinese; /* the words are */
};

static bool fail(struct reading *r, lg_message message, const char *a, const char *b, const char *c)
{
  r->fault->message = message;
  r->fault->texts[0] = g_strdup(a);
  r->fault->texts[1] = g_strdup(b);
  r->fault->texts[2] = g_strdup(c);
  return false;
}

static bool opens_quote(gunichar c)
{
  return c == 0x201C || c == '"';
}

/* Behind a quoted text; NULL where it is not closed. A closing mark that stands twice is one of the
 * text. */
static const char *quote_end(const char *p)
{
  gunichar close = g_utf8_get_char(p) == '"' ? '"' : 0x201D;
  for (p = g_utf8_next_char(p); *p; p = g_utf8_next_char(p)) {
    if (g_utf8_get_char(p) != close) continue;
    const char *next = g_utf8_next_char(p);
    if (g_utf8_get_char(next) != close) return next;
    p = next;
  }
  return NULL;
}

/* The text between quotation marks. g_free. */
static char *unquote(const char *text)
{
  gunichar close = g_utf8_get_char(text) == '"' ? '"' : 0x201D;
  GString *plain = g_string_new(NULL);
  const char *p = g_utf8_next_char(text);
  while (*p) {
    gunichar c = g_utf8_get_char(p);
    p = g_utf8_next_char(p);
    if (c == close) {
      if (g_utf8_get_char(p) != close) break;
      p = g_utf8_next_char(p);
    }
    g_string_append_unichar(plain, c);
  }
  return g_string_free(plain, FALSE);
}

/* The length of an English word at `p` that stands alone there, 0: another word. */
static size_t word_at(const char *start, const char *p, const char *word)
{
  size_t length = strlen(word);
  if (g_ascii_strncasecmp(p, word, length) != 0) return 0;
  bool before = p == start || g_ascii_isspace(p[-1]);
  bool after = !p[length] || g_ascii_isspace(p[length]);
  return before && after ? length : 0;
}

/* Cuts a text at a Chinese or an English word outside “ ”. */
static GPtrArray *cut_at(struct reading *r, const char *text, const char *chinese,
                         const char *english)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
  const char *from = text;
  for (const char *p = text; *p;) {
    size_t length = g_str_has_prefix(p, chinese) ? strlen(chinese) : word_at(text, p, english);
    if (length) {
      g_ptr_array_add(parts, g_strstrip(g_strndup(from, (gsize)(p - from))));
      from = p += length;
    } else if (opens_quote(g_utf8_get_char(p))) {
      const char *end = quote_end(p);
      if (!end) {
        fail(r, LG_MSG_CONDITION_QUOTE, p, NULL, NULL);
        g_ptr_array_unref(parts);
        return NULL;
      }
      p = end;
    } else {
      p = g_utf8_next_char(p);
    }
  }
  g_ptr_array_add(parts, g_strstrip(g_strdup(from)));
  return parts;
}

enum sign { SIGN_NONE, SIGN_EQUAL, SIGN_OTHER, SIGN_LEAST, SIGN_MOST };

/* The comparison at `p` and its length; *strict: a lone < or >. */
static enum sign sign_at(const char *p, size_t *length, bool *strict)
{
  static const struct {
    const char *text;
    enum sign sign;
  } signs[] = {{"!=", SIGN_OTHER}, {"<>", SIGN_OTHER}, {">=", SIGN_LEAST}, {"=>", SIGN_LEAST},
               {"<=", SIGN_MOST},  {"=<", SIGN_MOST},  {"==", SIGN_EQUAL}, {"=", SIGN_EQUAL},
               {"≠", SIGN_OTHER},  {"≥", SIGN_LEAST},  {"≧", SIGN_LEAST},  {"≤", SIGN_MOST},
               {"≦", SIGN_MOST}};
  *strict = false;
  for (size_t k = 0; k < G_N_ELEMENTS(signs); k++) {
    if (!g_str_has_prefix(p, signs[k].text)) continue;
    *length = strlen(signs[k].text);
    return signs[k].sign;
  }
  *strict = *p == '<' || *p == '>';
  return SIGN_NONE;
}

/* One word of a conjunction, read. */
struct part {
  const char *key;
  bool negated, is_range;
  char *lo, *hi;     /* of a range; NULL: open */
  GPtrArray *values; /* JSON texts; of one that is no range */
};

static void part_free(void *element)
{
  struct part *part = element;
  g_free(part->lo);
  g_free(part->hi);
  if (part->values) g_ptr_array_unref(part->values);
  g_free(part);
}

/* A whole number, also with a unit (50岁); g_free, NULL where it is none. */
static char *whole_of(const char *text)
{
  static const char *const units[] = {"岁", "周岁", "年", "years", "year", NULL};
  g_autofree char *bare = lg_number_bare(text, units);
  const char *digits = bare ? bare : text;
  size_t count = strspn(digits, "0123456789");
  if (count == 0 || digits[count] || count > 12) return NULL;
  while (*digits == '0' && digits[1]) digits++;
  return g_strdup(digits);
}

static bool holds_sign(const char *value)
{
  for (const char *p = value; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 0x80 ? strchr("/-=<>!\",()[]{}", (int)c) != NULL
                 : c == 0x2260 || c == 0x2264 || c == 0x2265 || c == 0x201C || c == 0x201D ||
                       c == 0x3001 || c == 0x4E14 || c == 0x6216)
      return true;
  }
  return false;
}

static const char *route_id(const lg_condition_names *names, const char *text)
{
  for (int k = 0; names && k < names->route_count; k++)
    if (same_word(text, names->routes[k].name)) return names->routes[k].id;
  static const char *const locks[] = {"锁定", "人工指定", "by lock"};
  for (size_t k = 0; k < G_N_ELEMENTS(locks); k++)
    if (same_word(text, locks[k])) return "lock";
  return text;
}

/* The word of a code in the language; the text itself where it is none. */
static const char *code_word(const lg_word_code *words, const char *text, bool chinese)
{
  g_autofree char *folded = lg_fold(text);
  int code = lg_word_code_of(words, folded);
  for (const lg_word_code *w = words; w->word && code >= 0; w++)
    if (w->code == code && g_str_is_ascii(w->word) == !chinese) return w->word;
  return text;
}

/* A key as the condition's own language calls it. */
static const char *called(const struct reading *r, const char *key)
{
  return r->chinese ? word_of_key(key)->chinese : key;
}

/* Takes one value as typed. */
static bool value_take(struct reading *r, struct part *part, const char *given)
{
  enum word_kind kind = kind_of(part->key);
  bool quoted = opens_quote(g_utf8_get_char(given));
  if (quoted && *quote_end(given)) return fail(r, LG_MSG_CONDITION_SIGN, given, NULL, NULL);
  if (!*given) return fail(r, LG_MSG_CONDITION_VALUE, called(r, part->key), NULL, NULL);
  if (!quoted && holds_sign(given)) return fail(r, LG_MSG_CONDITION_SIGN, given, NULL, NULL);
  g_autofree char *value = quoted ? unquote(given) : g_strdup(given);
  if (kind == WORD_WHOLE) {
    char *whole = whole_of(value);
    if (!whole) return fail(r, LG_MSG_CONDITION_NUMBER, value, NULL, NULL);
    g_ptr_array_add(part->values, whole);
  } else if (kind == WORD_BOOL) {
    int code = lg_word_code_of(lg_words_yes_no, value);
    if (code < 0) return fail(r, LG_MSG_CONDITION_BOOL, value, NULL, NULL);
    g_ptr_array_add(part->values, g_strdup(code ? "true" : "false"));
  } else {
    GString *json = g_string_new(NULL);
    const char *word = kind == WORD_ROUTE  ? route_id(r->names, value)
                       : kind == WORD_CODE ? code_word(codes_of(part->key), value, false)
                                           : value;
    lg_json_quote(json, word);
    g_ptr_array_add(part->values, g_string_free(json, FALSE));
  }
  return true;
}

/* a-b of a key of whole numbers; false where the text is no such range. */
static bool range_take(struct part *part, const char *text)
{
  static const char *const dashes[] = {"-", "–", "—", "~", "～", "至"};
  for (size_t k = 0; k < G_N_ELEMENTS(dashes); k++) {
    const char *dash = strstr(text, dashes[k]);
    if (!dash) continue;
    g_autofree char *left = g_strstrip(g_strndup(text, (gsize)(dash - text)));
    g_autofree char *right = g_strstrip(g_strdup(dash + strlen(dashes[k])));
    char *lo = whole_of(left), *hi = whole_of(right);
    if (lo && hi) {
      part->is_range = true;
      part->lo = lo;
      part->hi = hi;
      return true;
    }
    g_free(lo);
    g_free(hi);
  }
  return false;
}

static bool values_take(struct reading *r, struct part *part, const char *text)
{
  part->values = g_ptr_array_new_with_free_func(g_free);
  if (strcmp(text, "“”") == 0 || strcmp(text, "\"\"") == 0) return true; /* none of any */
  if (kind_of(part->key) == WORD_WHOLE && range_take(part, text)) return true;
  const char *from = text, *p = text;
  for (bool more = true; more;) {
    while (*p && *p != '/')
      p = opens_quote(g_utf8_get_char(p)) ? quote_end(p) : g_utf8_next_char(p);
    more = *p == '/';
    g_autofree char *value = g_strstrip(g_strndup(from, (gsize)(p - from)));
    if (!value_take(r, part, value)) return false;
    if (more) from = ++p;
  }
  return true;
}

/* 非 or `not` in front. */
static const char *skip_not(const char *text, bool *negated)
{
  size_t length = g_str_has_prefix(text, "非") ? strlen("非") : word_at(text, text, "not");
  *negated = length > 0;
  text += length;
  while (g_ascii_isspace(*text)) text++;
  return text;
}

static bool fail_word(struct reading *r, const char *text)
{
  GPtrArray *known = g_ptr_array_new();
  for (const lg_value_word *word = lg_condition_words; word->english; word++)
    g_ptr_array_add(known, (gpointer)(g_str_is_ascii(text) ? word->english : word->chinese));
  const char *near = lg_nearest(text, (const char *const *)known->pdata, (int)known->len);
  g_ptr_array_add(known, NULL);
  g_autofree char *all = g_strjoinv(", ", (char **)known->pdata);
  g_ptr_array_unref(known);
  return near ? fail(r, LG_MSG_CONDITION_WORD_NEAR, text, near, all)
              : fail(r, LG_MSG_CONDITION_WORD, text, all, NULL);
}

static bool part_compare(struct reading *r, struct part *part, enum sign sign, const char *value)
{
  bool ranged = sign == SIGN_LEAST || sign == SIGN_MOST;
  if (sign == SIGN_OTHER && part->negated)
    return fail(r, LG_MSG_CONDITION_NOT_TWICE, called(r, part->key), NULL, NULL);
  part->negated |= sign == SIGN_OTHER;
  if (!ranged) return values_take(r, part, value);
  if (kind_of(part->key) != WORD_WHOLE)
    return fail(r, LG_MSG_CONDITION_COMPARE, called(r, part->key), NULL, NULL);
  if (!*value) return fail(r, LG_MSG_CONDITION_VALUE, called(r, part->key), NULL, NULL);
  char *whole = whole_of(value);
  if (!whole) return fail(r, LG_MSG_CONDITION_NUMBER, value, NULL, NULL);
  part->is_range = true;
  *(sign == SIGN_LEAST ? &part->lo : &part->hi) = whole;
  return true;
}

static bool part_read(struct reading *r, const char *text, struct part *part)
{
  text = skip_not(text, &part->negated);
  if (!*text) return fail(r, LG_MSG_CONDITION_PART, NULL, NULL, NULL);
  bool strict = false;
  size_t length = 0;
  enum sign sign = SIGN_NONE;
  const char *p = text;
  for (; *p && sign == SIGN_NONE && !strict; p = sign || strict ? p : g_utf8_next_char(p)) {
    if (strchr("()[]{}", *p)) return fail(r, LG_MSG_CONDITION_BRACKET, NULL, NULL, NULL);
    sign = sign_at(p, &length, &strict);
  }
  if (strict) return fail(r, LG_MSG_CONDITION_STRICT, text, NULL, NULL);
  g_autofree char *key = g_strstrip(g_strndup(text, (gsize)(p - text)));
  g_autofree char *value = sign ? g_strstrip(g_strdup(p + length)) : NULL;
  bool twice;
  if (skip_not(key, &twice) && twice) return fail(r, LG_MSG_CONDITION_NOT_TWICE, key, NULL, NULL);
  const lg_value_word *word = word_find(key);
  if (!word) return fail_word(r, key);
  part->key = word->english;
  if (sign) return part_compare(r, part, sign, value);
  if (kind_of(part->key) != WORD_BOOL) return fail(r, LG_MSG_CONDITION_BARE, key, NULL, NULL);
  part->values = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(part->values, g_strdup(part->negated ? "false" : "true"));
  part->negated = false;
  return true;
}

/* ≥ with ≤ of one key are one range; any other key twice is a defect. */
static bool part_join(struct reading *r, GPtrArray *parts, struct part *part)
{
  for (guint k = 0; k < parts->len; k++) {
    struct part *other = g_ptr_array_index(parts, k);
    if (strcmp(other->key, part->key) != 0) continue;
    bool one = part->is_range && other->is_range && !part->negated && !other->negated;
    if (one && part->lo && !part->hi && !other->lo) {
      other->lo = g_steal_pointer(&part->lo);
    } else if (one && part->hi && !part->lo && !other->hi) {
      other->hi = g_steal_pointer(&part->hi);
    } else {
      return fail(r, LG_MSG_CONDITION_TWICE, called(r, part->key), NULL, NULL);
    }
    part_free(part);
    return true;
  }
  g_ptr_array_add(parts, part);
  return true;
}

static void part_append(GString *json, const struct part *part)
{
  lg_json_quote(json, part->key);
  g_string_append(json, ": ");
  if (part->negated) g_string_append(json, "{\"not\": ");
  if (part->is_range) {
    g_string_append_c(json, '{');
    if (part->lo) g_string_append_printf(json, "\"min\": %s", part->lo);
    if (part->hi) g_string_append_printf(json, "%s\"max\": %s", part->lo ? ", " : "", part->hi);
    g_string_append_c(json, '}');
  } else {
    bool list = part->values->len != 1;
    if (list) g_string_append_c(json, '[');
    for (guint k = 0; k < part->values->len; k++)
      g_string_append_printf(json, "%s%s", k ? ", " : "",
                             (const char *)g_ptr_array_index(part->values, k));
    if (list) g_string_append_c(json, ']');
  }
  if (part->negated) g_string_append_c(json, '}');
}

/* A conjunction as a JSON object, or NULL. g_free. */
static char *conjunction_read(struct reading *r, const char *text)
{
  GPtrArray *texts = cut_at(r, text, "且", "and");
  if (!texts) return NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func(part_free);
  bool good = true;
  for (guint k = 0; k < texts->len && good; k++) {
    struct part *part = g_new0(struct part, 1);
    good = part_read(r, g_ptr_array_index(texts, k), part) && part_join(r, parts, part);
    if (!good) part_free(part);
  }
  GString *json = g_string_new("{");
  for (guint k = 0; k < parts->len; k++) {
    if (k) g_string_append(json, ", ");
    part_append(json, g_ptr_array_index(parts, k));
  }
  g_string_append_c(json, '}');
  g_ptr_array_unref(parts);
  g_ptr_array_unref(texts);
  return g_string_free(json, !good);
}

GPtrArray *lg_condition_parse(const char *text, const lg_condition_names *names,
                              lg_condition_fault *fault)
{
  *fault = (lg_condition_fault){.message = LG_MSG_COUNT};
  g_autofree char *folded = lg_fold(text);
  struct reading r = {fault, names, !g_str_is_ascii(folded)};
  GPtrArray *filters = g_ptr_array_new_with_free_func(g_free);
  if (!*folded) { /* all */
    g_ptr_array_add(filters, g_strdup("{}"));
    return filters;
  }
  GPtrArray *texts = cut_at(&r, folded, "或", "or");
  bool good = texts != NULL;
  for (guint k = 0; good && k < texts->len; k++) {
    char *filter = conjunction_read(&r, g_ptr_array_index(texts, k));
    good = filter != NULL;
    if (good) g_ptr_array_add(filters, filter);
  }
  if (texts) g_ptr_array_unref(texts);
  if (good) return filters;
  g_ptr_array_unref(filters);
  return NULL;
}

/* ---- writing ---- */

struct writing {
  bool chinese;
  const lg_condition_names *names;
  const char *const *skip;
};

static void value_append(GString *text, const char *value)
{
  g_autofree char *folded = lg_fold(value); /* as it is read again */
  bool plain = *folded && !holds_sign(folded) && !strpbrk(folded, " \t\n");
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
    const lg_word_code *codes = codes_of(key);
    const char *shown = codes ? code_word(codes, value->text, w->chinese) : value->text;
    if (kind_of(key) == WORD_ROUTE) shown = route_name(w->names, value->text, w->chinese);
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
  const lg_value_word *known = word_of_key(key);
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
