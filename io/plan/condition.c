/* condition.c - see condition.h: a text is cut at its words and signs outside “ ”, each part becomes a
 * member of a filter. */
#include "condition.h"

#include <string.h>

#include "condition_words.h"
#include "io/read/cell_text.h"
#include "io/read/fold.h"

void lg_condition_fault_clear(lg_condition_fault *fault)
{
  for (size_t k = 0; k < G_N_ELEMENTS(fault->texts); k++) g_clear_pointer(&fault->texts[k], g_free);
}

/* ---- reading ---- */

static const lg_value_word *word_find(const char *text)
{
  for (const lg_value_word *word = lg_condition_words; word->english; word++)
    if (lg_condition_same_word(text, word->chinese) || lg_condition_same_word(text, word->english))
      return word;
  return NULL;
}

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

static const char *route_id(const lg_condition_names *names, const char *text)
{
  for (int k = 0; names && k < names->route_count; k++)
    if (lg_condition_same_word(text, names->routes[k].name)) return names->routes[k].id;
  static const char *const locks[] = {"锁定", "人工指定", "by lock"};
  for (size_t k = 0; k < G_N_ELEMENTS(locks); k++)
    if (lg_condition_same_word(text, locks[k])) return "lock";
  return text;
}

/* A key as the condition's own language calls it. */
static const char *called(const struct reading *r, const char *key)
{
  return r->chinese ? lg_condition_word(key)->chinese : key;
}

/* Takes one value as typed. */
static bool value_take(struct reading *r, struct part *part, const char *given)
{
  lg_condition_word_kind kind = lg_condition_kind(part->key);
  bool quoted = opens_quote(g_utf8_get_char(given));
  if (quoted && *quote_end(given)) return fail(r, LG_MSG_CONDITION_SIGN, given, NULL, NULL);
  if (!*given) return fail(r, LG_MSG_CONDITION_VALUE, called(r, part->key), NULL, NULL);
  if (!quoted && lg_condition_holds_sign(given))
    return fail(r, LG_MSG_CONDITION_SIGN, given, NULL, NULL);
  g_autofree char *value = quoted ? unquote(given) : g_strdup(given);
  if (kind == LG_WORD_WHOLE) {
    char *whole = whole_of(value);
    if (!whole) return fail(r, LG_MSG_CONDITION_NUMBER, value, NULL, NULL);
    g_ptr_array_add(part->values, whole);
  } else if (kind == LG_WORD_BOOL) {
    int code = lg_word_code_of(lg_words_yes_no, value);
    if (code < 0) return fail(r, LG_MSG_CONDITION_BOOL, value, NULL, NULL);
    g_ptr_array_add(part->values, g_strdup(code ? "true" : "false"));
  } else {
    GString *json = g_string_new(NULL);
    const char *word = kind == LG_WORD_ROUTE ? route_id(r->names, value)
                       : kind == LG_WORD_CODE
                           ? lg_condition_code_word(lg_condition_codes(part->key), value, false)
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
  if (lg_condition_kind(part->key) == LG_WORD_WHOLE && range_take(part, text)) return true;
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
  if (lg_condition_kind(part->key) != LG_WORD_WHOLE)
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
  if (lg_condition_kind(part->key) != LG_WORD_BOOL)
    return fail(r, LG_MSG_CONDITION_BARE, key, NULL, NULL);
  part->values = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_add(part->values, g_strdup(part->negated ? "false" : "true"));
  part->negated = false;
  return true;
}

/* Two parts that nobody means by "and": one value and another one, ≥30 and ≥40. */
static bool is_slip(const struct part *a, const struct part *b)
{
  if (a->negated || b->negated) return false;
  if (a->is_range && b->is_range) return (!a->lo && !b->lo) || (!a->hi && !b->hi);
  return !a->is_range && !b->is_range && lg_condition_is_single(a->key) && a->values->len == 1 &&
         b->values->len == 1;
}

/* ≥ with ≤ of one key are one range; otherwise a key may stand twice where that is no slip. */
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
    } else if (is_slip(other, part)) {
      return fail(r, LG_MSG_CONDITION_TWICE, called(r, part->key), NULL, NULL);
    } else {
      continue;
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

/* The parts of a conjunction, or NULL. g_ptr_array_unref. */
static GPtrArray *conjunction_read(struct reading *r, const char *text)
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
  g_ptr_array_unref(texts);
  if (good) return parts;
  g_ptr_array_unref(parts);
  return NULL;
}

/* ---- as JSON ---- */

/* The first of the parts before `end` that has the key of this one, or NULL. */
static struct part *earlier(const GPtrArray *parts, guint end, const char *key)
{
  for (guint k = 0; k < end; k++) {
    struct part *part = g_ptr_array_index(parts, k);
    if (strcmp(part->key, key) == 0) return part;
  }
  return NULL;
}

/* The first key that stands twice among the parts, or NULL. */
static const char *repeated(const GPtrArray *parts)
{
  for (guint k = 0; parts && k < parts->len; k++) {
    const struct part *part = g_ptr_array_index(parts, k);
    if (earlier(parts, k, part->key)) return part->key;
  }
  return NULL;
}

static void parts_append(GString *json, const GPtrArray *parts)
{
  for (guint k = 0; k < parts->len; k++) {
    if (k) g_string_append(json, ", ");
    part_append(json, g_ptr_array_index(parts, k));
  }
}

/* Where among the parts one stands that says the same; -1: nowhere. */
static int place_of_same(const GPtrArray *parts, const struct part *part)
{
  GString *wanted = g_string_new(NULL), *found = g_string_new(NULL);
  part_append(wanted, part);
  int place = -1;
  for (guint k = 0; k < parts->len && place < 0; k++) {
    g_string_truncate(found, 0);
    part_append(found, g_ptr_array_index(parts, k));
    if (strcmp(found->str, wanted->str) == 0) place = (int)k;
  }
  g_string_free(wanted, TRUE);
  g_string_free(found, TRUE);
  return place;
}

/* Takes out of all conjunctions what all of them say, each key once. g_ptr_array_unref. */
static GPtrArray *take_common(GPtrArray *conjunctions)
{
  GPtrArray *common = g_ptr_array_new_with_free_func(part_free);
  GPtrArray *first = g_ptr_array_index(conjunctions, 0);
  for (guint k = 0; k < first->len;) {
    const struct part *part = g_ptr_array_index(first, k);
    bool all = !earlier(common, common->len, part->key);
    for (guint c = 1; all && c < conjunctions->len; c++)
      all = place_of_same(g_ptr_array_index(conjunctions, c), part) >= 0;
    for (guint c = 1; all && c < conjunctions->len; c++) {
      GPtrArray *other = g_ptr_array_index(conjunctions, c);
      g_ptr_array_remove_index(other, (guint)place_of_same(other, part));
    }
    if (all)
      g_ptr_array_add(common, g_ptr_array_steal_index(first, k));
    else
      k++;
  }
  return common;
}

/* Conjunctions, one of which holds at least, as one filter: its members, and `any` where there are
 * several. An object has a key once, so that what stands twice goes half before the `any`, half into
 * it. g_free; NULL: that is not enough. */
static char *filter_build(struct reading *r, GPtrArray *conjunctions)
{
  bool twice = false;
  for (guint c = 0; c < conjunctions->len; c++)
    twice |= repeated(g_ptr_array_index(conjunctions, c)) != NULL;
  GPtrArray *common = twice ? take_common(conjunctions) : NULL;
  const char *too_often = NULL;
  for (guint c = 0; c < conjunctions->len && !too_often; c++)
    too_often = repeated(g_ptr_array_index(conjunctions, c));
  GString *json = g_string_new("{");
  if (common) parts_append(json, common);
  bool any = common || conjunctions->len > 1;
  if (any) g_string_append_printf(json, "%s\"any\": [", json->len > 1 ? ", " : "");
  for (guint c = 0; c < conjunctions->len; c++) {
    if (any) g_string_append(json, c ? ", {" : "{");
    parts_append(json, g_ptr_array_index(conjunctions, c));
    if (any) g_string_append_c(json, '}');
  }
  g_string_append(json, any ? "]}" : "}");
  if (too_often) fail(r, LG_MSG_CONDITION_TWICE, called(r, too_often), NULL, NULL);
  if (common) g_ptr_array_unref(common);
  return g_string_free(json, too_often != NULL);
}

static void parts_unref(void *parts)
{
  g_ptr_array_unref(parts);
}

/* The conjunctions between 或 (or); NULL: *fault. g_ptr_array_unref. */
static GPtrArray *conjunctions_read(struct reading *r, const char *text)
{
  GPtrArray *texts = cut_at(r, text, "或", "or");
  GPtrArray *conjunctions = g_ptr_array_new_with_free_func(parts_unref);
  bool good = texts != NULL;
  for (guint k = 0; good && k < texts->len; k++) {
    GPtrArray *parts = conjunction_read(r, g_ptr_array_index(texts, k));
    good = parts != NULL;
    if (good) g_ptr_array_add(conjunctions, parts);
  }
  if (texts) g_ptr_array_unref(texts);
  if (good) return conjunctions;
  g_ptr_array_unref(conjunctions);
  return NULL;
}

static bool filter_add(struct reading *r, GPtrArray *filters, GPtrArray *conjunctions)
{
  char *filter = filter_build(r, conjunctions);
  if (filter) g_ptr_array_add(filters, filter);
  return filter != NULL;
}

GPtrArray *lg_condition_parse(const char *text, const lg_condition_names *names,
                              lg_condition_form form, lg_condition_fault *fault)
{
  *fault = (lg_condition_fault){.message = LG_MSG_COUNT};
  g_autofree char *folded = lg_fold(text);
  struct reading r = {fault, names, !g_str_is_ascii(folded)};
  GPtrArray *filters = g_ptr_array_new_with_free_func(g_free);
  if (!*folded) { /* all */
    g_ptr_array_add(filters, g_strdup("{}"));
    return filters;
  }
  GPtrArray *conjunctions = conjunctions_read(&r, folded);
  bool good = conjunctions != NULL;
  const char *twice = NULL;
  for (guint k = 0; good && form == LG_CONDITION_PLAIN && k < conjunctions->len && !twice; k++)
    twice = repeated(g_ptr_array_index(conjunctions, k));
  if (twice) good = fail(&r, LG_MSG_CONDITION_TWICE, called(&r, twice), NULL, NULL);
  if (good && form == LG_CONDITION_ONE) good = filter_add(&r, filters, conjunctions);
  while (good && form != LG_CONDITION_ONE && conjunctions->len) {
    GPtrArray *alone = g_ptr_array_new_with_free_func(parts_unref);
    g_ptr_array_add(alone, g_ptr_array_steal_index(conjunctions, 0));
    good = filter_add(&r, filters, alone);
    g_ptr_array_unref(alone);
  }
  if (conjunctions) g_ptr_array_unref(conjunctions);
  if (good) return filters;
  g_ptr_array_unref(filters);
  return NULL;
}
