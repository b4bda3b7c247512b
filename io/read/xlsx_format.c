#include "xlsx_format.h"

#include <glib.h>
#include <string.h>

enum { LG_FORMAT_MOST = 30 }; /* digits that a format may ask for */

/* ---- dates ---- */

/* ECMA-376 18.8.30, with the numbers that Chinese Excel adds; 48 is ##0.0E+0 and 49 is @. */
static bool number_is_date(int number)
{
  return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 31) ||
         number == 36 || (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
}

/* Skips what a format only shows: "text", [condition], \x, _x, *x. NULL: `p` does not begin any of
 * it. */
static const char *format_skip(const char *p)
{
  char close = *p == '"' ? '"' : *p == '[' ? ']' : '\0';
  if (close) {
    const char *end = strchr(p + 1, close);
    return end ? end + 1 : p + strlen(p);
  }
  if (strchr("\\_*", *p)) return p[1] ? g_utf8_next_char(p + 1) : p + 1;
  return NULL;
}

static bool code_is_date(const char *code)
{
  bool day = false, month = false, clock = false, digits = false;
  for (const char *p = code; *p && *p != ';';) {
    const char *next = format_skip(p);
    if (!next) {
      gunichar c = g_unichar_tolower(g_utf8_get_char(p));
      day |= c == 'y' || c == 'd' || c == 0x5E74 || c == 0x6708 || c == 0x65E5; /* 年月日 */
      month |= c == 'm';
      clock |= c == 'h' || c == 's';
      digits |= c == '0' || c == '#' || c == '?';
      next = g_utf8_next_char(p);
    }
    p = next;
  }
  if (digits && !clock) return false; /* 0.0 and 0年 are numbers; ss.00 is a time */
  return day || (month && !clock);
}

/* ---- numbers ---- */

enum format_place { LG_BEFORE, LG_WHOLE, LG_DECIMALS, LG_AFTER };

/* Text that the format adds; false where it is too long to be kept. */
static bool format_add(lg_format *format, enum format_place *place, const char *text,
                       const char *end)
{
  char *to = *place == LG_BEFORE ? format->before : format->after;
  size_t used = strlen(to), length = (size_t)(end - text);
  if (used + length > LG_FORMAT_LITERAL) return false;
  memcpy(to + used, text, length);
  to[used + length] = '\0';
  if (*place != LG_BEFORE) *place = LG_AFTER;
  return true;
}

/* [Red] changes nothing, [$￥-804] shows ￥; conditions and Chinese digits are not understood. */
static bool format_bracket(lg_format *format, enum format_place *place, const char *p,
                           const char *end)
{
  if (p[1] == '$') return format_add(format, place, p + 2, p + 2 + strcspn(p + 2, "-]"));
  bool colour = g_ascii_isalpha(p[1]) || (p[1] & 0x80);
  return colour && end - p < 12 && g_ascii_strncasecmp(p + 1, "DBNum", 5) != 0;
}

static bool format_digit(lg_format *format, enum format_place *place, char c)
{
  if (*place == LG_AFTER) return false;
  if (*place == LG_DECIMALS) {
    format->decimals_most++;
    if (c == '0') format->decimals_least = format->decimals_most;
  } else {
    *place = LG_WHOLE;
    format->whole_least += c == '0';
  }
  return format->decimals_most <= LG_FORMAT_MOST && format->whole_least <= LG_FORMAT_MOST;
}

/* Takes the sign at *p and what belongs to it. False where the format is not understood. */
static bool format_take(lg_format *format, enum format_place *place, const char **p)
{
  const char *sign = *p, *next = g_utf8_next_char(sign);
  const char *skipped = format_skip(sign);
  *p = skipped ? skipped : next;
  switch (*sign) {
    case '"':
      return (*p)[-1] == '"' && *p - sign > 1 && format_add(format, place, sign + 1, *p - 1);
    case '\\':
      return format_add(format, place, next, *p);
    case '_':
    case '*':
      return true;
    case '[':
      return (*p)[-1] == ']' && format_bracket(format, place, sign, *p);
    case '0':
    case '#':
      return format_digit(format, place, *sign);
    case ',':
      format->thousands = true;
      return *place == LG_WHOLE && (*next == '0' || *next == '#');
    case '.': {
      bool first = *place == LG_BEFORE || *place == LG_WHOLE;
      *place = LG_DECIMALS;
      return first;
    }
    case '%':
      format->percents++;
      return format->percents <= 2 && format_add(format, place, sign, next);
    default:
      return !strchr("?EeGg/@", *sign) && format_add(format, place, sign, next);
  }
}

static const char *built_in_code(int number)
{
  switch (number) {
    case 1:
      return "0";
    case 2:
      return "0.00";
    case 3:
      return "#,##0";
    case 4:
      return "#,##0.00";
    case 9:
      return "0%";
    case 10:
      return "0.00%";
    case 37:
    case 38:
      return "#,##0;(#,##0)";
    case 39:
    case 40:
      return "#,##0.00;(#,##0.00)";
    default:
      return NULL;
  }
}

lg_format lg_format_of(int number, const char *code)
{
  static const lg_format plain = {.is_plain = true};
  lg_format format = {.is_date = code ? code_is_date(code) : number_is_date(number)};
  if (!code) code = built_in_code(number);
  if (format.is_date || !code) {
    format.is_plain = true;
    return format;
  }
  enum format_place place = LG_BEFORE;
  const char *p = code;
  while (*p && *p != ';')
    if (!format_take(&format, &place, &p)) return plain;
  if (place == LG_BEFORE) return plain; /* no digit at all */
  int sections = 1;
  while (*p) {
    const char *skipped = format_skip(p);
    sections += *p == ';';
    p = skipped ? skipped : g_utf8_next_char(p);
  }
  format.negatives_apart = sections > 1;
  format.zeros_apart = sections > 2;
  return format;
}

/* The digits of `plain` without its point, which stands behind the first `*point` of them. */
static GString *digits_of(const char *plain, int *point)
{
  GString *digits = g_string_new(NULL);
  *point = -1;
  for (const char *p = plain; *p; p++) {
    if (*p == '.')
      *point = (int)digits->len;
    else
      g_string_append_c(digits, *p);
  }
  if (*point < 0) *point = (int)digits->len;
  return digits;
}

/* Cuts the decimals to `most`, half up, and fills them up to `least`. */
static void digits_round(GString *digits, int *point, int least, int most)
{
  int keep = *point + most;
  bool up = (int)digits->len > keep && digits->str[keep] >= '5';
  if ((int)digits->len > keep) g_string_truncate(digits, (gsize)keep);
  for (int i = (int)digits->len - 1; up && i >= 0; i--) {
    up = digits->str[i] == '9';
    digits->str[i] = up ? '0' : (char)(digits->str[i] + 1);
  }
  if (up) {
    g_string_prepend_c(digits, '1');
    ++*point;
  }
  while ((int)digits->len > *point + least && digits->str[digits->len - 1] == '0')
    g_string_truncate(digits, digits->len - 1);
  while ((int)digits->len < *point + least) g_string_append_c(digits, '0');
}

char *lg_format_shown(const lg_format *format, const char *plain)
{
  bool negative = *plain == '-', zero = strcmp(plain, "0") == 0;
  if (format->is_plain || strchr(plain, 'e') || (negative && format->negatives_apart) ||
      (zero && format->zeros_apart))
    return NULL;
  int point;
  GString *digits = digits_of(plain + negative, &point);
  for (int i = 0; i < 2 * format->percents; i++)
    if (++point > (int)digits->len) g_string_append_c(digits, '0');
  digits_round(digits, &point, format->decimals_least, format->decimals_most);
  for (; point > 0 && *digits->str == '0'; point--) g_string_erase(digits, 0, 1);
  for (; point < format->whole_least; point++) g_string_prepend_c(digits, '0');
  GString *shown = g_string_new(negative && strspn(digits->str, "0") < digits->len ? "-" : "");
  g_string_append(shown, format->before);
  for (int i = 0; i < (int)digits->len; i++) {
    if (i == point) g_string_append_c(shown, '.');
    if (format->thousands && i > 0 && i < point && (point - i) % 3 == 0)
      g_string_append_c(shown, ',');
    g_string_append_c(shown, digits->str[i]);
  }
  g_string_append(shown, format->after);
  g_string_free(digits, TRUE);
  if (strcmp(shown->str, plain) != 0) return g_string_free(shown, FALSE);
  g_string_free(shown, TRUE);
  return NULL;
}
