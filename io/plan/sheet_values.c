/* sheet_values.c - one cell of a plan's sheet as a JSON value: what offices write (50岁, -1 至 1, 弹性,
 * 3/8, a cell with percent format) becomes what plan.json has. What is not understood goes on as a
 * text, where the reader of the plan says what it wants, or is told here. */
#include <string.h>

#include "io/read.h"
#include "io/read/cell_text.h"
#include "io/read/decimal.h"
#include "io/read/fold.h"
#include "io/read/values.h"
#include "io/words/shapes.h"
#include "sheets_read.h"

static char *quoted(const char *text)
{
  GString *json = g_string_new(NULL);
  lg_json_quote(json, text);
  return g_string_free(json, FALSE);
}

/* What a number of the sheet shows where that is what counts: 570人 by its format, 007. */
static const char *shown_of(const lg_entry *entry)
{
  return entry->cell && entry->cell->kind == LG_CELL_SHOWN ? entry->cell->shown : NULL;
}

char *lg_entry_text(const lg_entry *entry)
{
  if (lg_entry_is_empty(entry)) return NULL;
  const char *shown = shown_of(entry);
  return quoted(shown ? shown : entry->cell->text);
}

/* A decimal as JSON writes it, or NULL. g_free. */
static char *json_number(const char *text)
{
  lg_decimal number;
  const char *end = lg_decimal_read(text, false, &number);
  if (!end || *end) return NULL;
  bool negative = *text == '-';
  text += negative;
  while (text[0] == '0' && g_ascii_isdigit(text[1])) text++;
  return g_strconcat(negative ? "-" : "", text, NULL);
}

char *lg_entry_number(lg_entry *entry, const char *const *units)
{
  if (lg_entry_is_empty(entry)) return NULL;
  char *number = json_number(entry->text);
  g_autofree char *bare = number ? NULL : lg_number_bare(entry->text, units);
  if (bare) number = json_number(bare);
  return number ? number : quoted(entry->text);
}

char *lg_entry_date(lg_entry *entry)
{
  if (lg_entry_is_empty(entry)) return NULL;
  lg_date date;
  if (lg_value_date(entry->text, &date) != LG_DATE_OK || date.day == 0) return quoted(entry->text);
  return g_strdup_printf("\"%04d-%02d-%02d\"", date.year, date.month, date.day);
}

/* "-1 至 1", "-1~1", "±2"; NULL where it is none. g_free. */
static char *band_of(const char *text)
{
  if (g_str_has_prefix(text, "±")) {
    g_autofree char *number = json_number(text + strlen("±"));
    return number && *number != '-' ? g_strdup_printf("[-%s, %s]", number, number) : NULL;
  }
  GRegex *regex =
      g_regex_new("^([+-]?\\d+)人?\\s*(?:至|到|~|to|,|、)\\s*([+-]?\\d+)人?$", 0, 0, NULL);
  GMatchInfo *match;
  char *band = NULL;
  if (g_regex_match(regex, text, 0, &match)) {
    g_autofree char *low = g_match_info_fetch(match, 1), *high = g_match_info_fetch(match, 2);
    g_autofree char *lo = json_number(low + (*low == '+'));
    g_autofree char *hi = json_number(high + (*high == '+'));
    if (lo && hi) band = g_strdup_printf("[%s, %s]", lo, hi);
  }
  g_match_info_free(match);
  g_regex_unref(regex);
  return band;
}

static bool is_one_of(const char *text, const char *const *words)
{
  g_autofree char *squeezed = lg_squeeze(text), *lower = g_utf8_strdown(squeezed, -1);
  return g_strv_contains(words, lower);
}

char *lg_entry_range(const lg_entry *entry)
{
  return lg_entry_is_empty(entry) ? NULL : band_of(entry->text);
}

char *lg_entry_band(lg_entry *entry)
{
  static const char *const open[] = {"不限", "无限制", "不限制", "no limit", "none", "null", NULL};
  if (lg_entry_is_empty(entry)) return NULL;
  if (is_one_of(entry->text, open)) return g_strdup("null");
  g_auto(GStrv) minus = g_strsplit(entry->text, "−", -1); /* the mathematician's */
  g_autofree char *text = g_strjoinv("-", minus);
  char *band = band_of(text);
  if (!band) lg_entry_say(entry, LG_MSG_SHEET_BAND, entry->text, NULL, NULL);
  return band;
}

char *lg_sheet_percent(int64_t billionths)
{
  g_autofree char *whole = g_strdup_printf("%" G_GINT64_FORMAT ".%07d", billionths / 10000000,
                                           (int)(billionths % 10000000));
  size_t length = strlen(whole);
  while (whole[length - 1] == '0') whole[--length] = '\0';
  if (whole[length - 1] == '.') whole[--length] = '\0';
  return g_strconcat(whole, "%", NULL);
}

/* The value of a cell with percent format as a percentage, exactly: 0.375 is "37.5%". g_free; NULL:
 * no such cell. */
static char *percent_of(lg_entry *entry)
{
  const char *shown = shown_of(entry);
  lg_decimal number;
  if (!shown || !g_str_has_suffix(shown, "%") || !lg_decimal_read(entry->text, false, &number))
    return NULL;
  int64_t scaled;
  if (!lg_decimal_scaled(&number, 9, &scaled) || number.negative) return NULL;
  char *percent = lg_sheet_percent(scaled);
  g_autofree char *seen = g_strndup(shown, strlen(shown) - 1);
  g_strstrip(seen);
  lg_decimal as_seen;
  int64_t value;
  bool same = lg_decimal_read(seen, false, &as_seen) && lg_decimal_scaled(&as_seen, 7, &value) &&
              value == scaled;
  if (!same) lg_entry_say(entry, LG_MSG_SHEET_PERCENT_SHOWN, shown, percent, NULL);
  return percent;
}

static bool is_date(const lg_entry *entry)
{
  return entry->cell->kind == LG_CELL_DATE;
}

char *lg_entry_share(lg_entry *entry, bool zero_is_number)
{
  if (lg_entry_is_empty(entry)) return NULL;
  if (is_date(entry)) {
    lg_entry_say(entry, LG_MSG_SHEET_BOUND_DATE, entry->text, NULL, NULL);
    return NULL;
  }
  g_autofree char *percent = percent_of(entry);
  if (percent) return quoted(percent);
  if (strcmp(entry->text, "0") == 0) return g_strdup(zero_is_number ? "0" : "\"0\"");
  /* a number has the advice of the plan's reader; "1%" and "1/100" are texts */
  return entry->cell->kind == LG_CELL_NUMBER ? g_strdup(entry->text) : quoted(entry->text);
}

char *lg_entry_fraction(lg_entry *entry)
{
  if (lg_entry_is_empty(entry)) return NULL;
  if (!is_date(entry)) {
    static const char *const units[] = {"人", "名", "teachers", NULL};
    g_autofree char *bare = lg_number_bare(entry->text, units);
    return quoted(bare ? bare : entry->text);
  }
  lg_entry_say(entry, LG_MSG_SHEET_BOUND_DATE, entry->text, NULL, NULL);
  return NULL;
}

/* One of two words as JSON; each list begins with the Chinese and the English word to be shown. */
static char *word_of(lg_entry *entry, const char *const *first, const char *first_json,
                     const char *const *second, const char *second_json)
{
  if (lg_entry_is_empty(entry)) return NULL;
  if (is_one_of(entry->text, first)) return g_strdup(first_json);
  if (is_one_of(entry->text, second)) return g_strdup(second_json);
  GPtrArray *words = g_ptr_array_new();
  int shown = entry->in->chinese ? 0 : 1;
  g_ptr_array_add(words, (gpointer)first[shown]);
  g_ptr_array_add(words, (gpointer)second[shown]);
  lg_entry_say_unknown(entry, LG_MSG_SHEET_WORD, LG_MSG_SHEET_WORD_NEAR, entry->text, words);
  g_ptr_array_unref(words);
  return NULL;
}

char *lg_entry_soft(lg_entry *entry)
{
  static const char *const soft[] = {"弹性", "soft", "软", "软性", "yes", "true", NULL};
  static const char *const hard[] = {"刚性", "hard", "硬", "硬性", "no", "false", NULL};
  return word_of(entry, soft, "true", hard, "false");
}

char *lg_entry_yes(lg_entry *entry)
{
  static const char *const yes[] = {"是", "yes", "有", "√", "true", "1", NULL};
  static const char *const no[] = {"否", "no", "无", "×", "false", "0", NULL};
  return word_of(entry, yes, "true", no, "false");
}

char *lg_entry_then(lg_entry *entry)
{
  static const char *const home[] = {"返回", "return", "返回原校", NULL};
  static const char *const stay[] = {"留任", "stay", NULL};
  return word_of(entry, home, "\"return\"", stay, "\"stay\"");
}

/* ---- limits ---- */

/* "570人", "570 heads". g_free, or NULL. */
static char *heads_of(const char *text)
{
  static const char *const units[] = {"人", "名", "heads", "head", "people", "teachers", NULL};
  g_autofree char *plain = json_number(text);
  g_autofree char *bare = plain ? NULL : lg_number_bare(text, units);
  /* a thousands sign alone is no unit */
  bool unit = bare && *text && !g_ascii_isdigit(text[strlen(text) - 1]);
  char *heads = unit ? json_number(bare) : NULL;
  if (heads && strpbrk(heads, ".-")) g_clear_pointer(&heads, g_free);
  return heads;
}

/* A bare number: which of the two is meant? */
static void say_bare(lg_entry *entry)
{
  lg_decimal number;
  lg_decimal_read(entry->text, false, &number);
  int64_t scaled;
  bool below_one = lg_decimal_scaled(&number, 6, &scaled) && scaled <= 1000000;
  bool chinese = entry->in->chinese;
  g_autofree char *heads = below_one ? g_strdup(chinese ? "570人" : "570 heads")
                                     : g_strconcat(entry->text, chinese ? "人" : " heads", NULL);
  g_autofree char *share = NULL;
  if (below_one && lg_decimal_scaled(&number, 9, &scaled)) {
    share = lg_sheet_percent(scaled);
  } else {
    share = g_strconcat(entry->text, "%", NULL);
  }
  lg_entry_say(entry, LG_MSG_SHEET_BARE, entry->text, heads, share);
}

char *lg_entry_bound(lg_entry *entry, bool *heads)
{
  *heads = false;
  if (lg_entry_is_empty(entry)) return NULL;
  if (is_date(entry)) {
    lg_entry_say(entry, LG_MSG_SHEET_BOUND_DATE, entry->text, NULL, NULL);
    return NULL;
  }
  g_autofree char *percent = percent_of(entry);
  if (percent) return quoted(percent);
  const char *shown = shown_of(entry);
  g_autofree char *folded = lg_fold(shown ? shown : entry->text);
  char *counted = heads_of(folded);
  if (counted) {
    *heads = true;
    return counted;
  }
  lg_decimal number;
  const char *end = lg_decimal_read(entry->text, false, &number);
  if (end && !*end) {
    say_bare(entry);
    return NULL;
  }
  lg_share share;
  if (lg_share_parse(entry->text, &share)) return quoted(entry->text);
  lg_entry_say(entry, LG_MSG_SHEET_BOUND, entry->text, entry->in->chinese ? "570人" : "570 heads",
               NULL);
  return NULL;
}

/* ---- conditions ---- */

GPtrArray *lg_entry_condition(lg_entry *entry, lg_condition_form form)
{
  if (entry->told) return NULL;
  const lg_condition_names names = {(const lg_condition_route *)(void *)entry->in->routes->data,
                                    (int)entry->in->routes->len};
  lg_condition_fault fault;
  const char *text = entry->cell ? entry->cell->text : "";
  GPtrArray *filters = lg_condition_parse(text, &names, form, &fault);
  if (filters) return filters;
  lg_entry_say(entry, fault.message, fault.texts[0], fault.texts[1], fault.texts[2]);
  lg_condition_fault_clear(&fault);
  return NULL;
}

/* ---- several texts ---- */

static void part_clear(void *element)
{
  g_free(((lg_entry_part *)element)->text);
}

static bool separates(gunichar c)
{
  return c == 0x3001 || c == ',' || c == 0xFF0C || c == ';' || c == 0xFF1B || c == '\n' ||
         c == '\r';
}

static void part_add(GArray *parts, const char *from, const char *to)
{
  g_autofree char *given = g_strndup(from, (gsize)(to - from));
  size_t length = strlen(given);
  const char *start = lg_trim(given, &length);
  if (!length) return;
  char *text = g_strndup(start, length);
  size_t open = strlen("“"), close = strlen("”");
  bool is_quoted =
      length >= open + close && g_str_has_prefix(text, "“") && g_str_has_suffix(text, "”");
  lg_entry_part part = {is_quoted ? g_strndup(text + open, length - open - close) : g_strdup(text),
                        is_quoted};
  g_free(text);
  g_array_append_val(parts, part);
}

GArray *lg_entry_parts(const lg_entry *entry)
{
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(lg_entry_part));
  g_array_set_clear_func(parts, part_clear);
  if (lg_entry_is_empty(entry)) return parts;
  const char *from = entry->cell->text, *p = from;
  bool inside = false;
  for (; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    inside = c == 0x201C || (inside && c != 0x201D);
    if (inside || !separates(c)) continue;
    part_add(parts, from, p);
    from = g_utf8_next_char(p);
  }
  part_add(parts, from, p);
  return parts;
}
