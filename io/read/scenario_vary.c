/* scenario_vary.c - KEY=FROM:TO:STEP, exact: decimals as whole numbers of their last place,
 * fractions over a common denominator. */
#include <string.h>

#include "fold.h"
#include "input_pool.h"
#include "io/read.h"
#include "model/int128.h"
#include "table.h"

enum { LG_PART_DIGITS = 9 };

/* One of the three numbers, as written. */
struct written {
  lg_notation notation;
  int64_t whole, part; /* part: behind the point, or the denominator */
  int places;          /* digits behind the point */
};

static bool read_digits(const char **at, int64_t *value, int *count)
{
  *value = 0;
  for (*count = 0; g_ascii_isdigit(**at); (*at)++, (*count)++) {
    if (*count == LG_PART_DIGITS) return false;
    *value = *value * 10 + (**at - '0');
  }
  return *count > 0;
}

static void skip_blanks(const char **at)
{
  while (**at == ' ') (*at)++;
}

/* "30%", "1/3", "0.3", "12": no sign. */
static bool written_read(const char *at, struct written *number)
{
  int count;
  *number = (struct written){.notation = LG_NOTE_WHOLE};
  skip_blanks(&at);
  if (!read_digits(&at, &number->whole, &count)) return false;
  if (*at == '.') {
    at++;
    if (!read_digits(&at, &number->part, &number->places)) return false;
    number->notation = LG_NOTE_DECIMAL;
  }
  skip_blanks(&at);
  if (*at == '%') {
    at++;
    number->notation = LG_NOTE_PERCENT;
  } else if (*at == '/' && number->notation == LG_NOTE_WHOLE) {
    at++;
    skip_blanks(&at);
    if (!read_digits(&at, &number->part, &count) || number->part == 0) return false;
    number->notation = LG_NOTE_FRACTION;
  }
  skip_blanks(&at);
  return *at == '\0';
}

static lg_i128 common_divisor(lg_i128 a, lg_i128 b)
{
  while (b) {
    lg_i128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* `number` in units of 1 / `unit`: unit is a power of ten, or a multiple of the denominators. */
static lg_i128 in_units(const struct written *number, lg_i128 unit)
{
  if (number->notation == LG_NOTE_FRACTION) return number->whole * (unit / number->part);
  lg_i128 part = unit;
  for (int k = 0; k < number->places; k++) part /= 10;
  return number->whole * unit + number->part * part;
}

static lg_i128 unit_of(const struct written numbers[3])
{
  lg_i128 unit = 1;
  int places = 0;
  for (int k = 0; k < 3; k++) {
    if (numbers[k].notation == LG_NOTE_FRACTION)
      unit = unit / common_divisor(unit, numbers[k].part) * numbers[k].part;
    places = MAX(places, numbers[k].places);
  }
  for (int k = 0; k < places; k++) unit *= 10;
  return unit;
}

static void append_whole(GString *text, lg_i128 value)
{
  char digits[40];
  int at = (int)sizeof digits - 1;
  digits[at] = '\0';
  do digits[--at] = (char)('0' + (int)(value % 10));
  while (value /= 10);
  g_string_append(text, digits + at);
}

/* g_free */
static char *value_text(lg_notation notation, lg_i128 value, lg_i128 unit)
{
  GString *text = g_string_new(NULL);
  if (notation == LG_NOTE_FRACTION) {
    lg_i128 divisor = common_divisor(value, unit);
    append_whole(text, value / divisor);
    g_string_append_c(text, '/');
    append_whole(text, unit / divisor);
    return g_string_free(text, FALSE);
  }
  append_whole(text, value / unit);
  lg_i128 rest = value % unit;
  if (rest) g_string_append_c(text, '.');
  while (rest) {
    unit /= 10;
    g_string_append_c(text, (char)('0' + (int)(rest / unit)));
    rest %= unit;
  }
  if (notation == LG_NOTE_PERCENT) g_string_append_c(text, '%');
  return g_string_free(text, FALSE);
}

static char *vary_error(const lg_lang *lang, const char *english, const char *text)
{
  return g_strdup_printf(lg_tr(lang, english), text);
}

/* The values from numbers[0] to numbers[1] by numbers[2]; an error, or NULL. */
static char *vary_fill(lg_vary *vary, const struct written numbers[3], const char *text,
                       const lg_lang *lang)
{
  lg_i128 unit = unit_of(numbers), from = in_units(&numbers[0], unit),
          to = in_units(&numbers[1], unit), step = in_units(&numbers[2], unit);
  if (step == 0) return vary_error(lang, N_("--vary %s: the step is zero"), text);
  if (from > to) return vary_error(lang, N_("--vary %s: FROM lies above TO"), text);
  lg_i128 count = (to - from) / step + 1;
  if (count > LG_MAX_ROWS)
    return vary_error(lang, N_("--vary %s: these are more than 10,000 values"), text);
  vary->notation = numbers[0].notation;
  vary->count = (int)count;
  vary->values = g_new0(char *, count + 1);
  for (int k = 0; k < vary->count; k++)
    vary->values[k] = value_text(vary->notation, from + k * step, unit);
  return NULL;
}

lg_vary *lg_vary_parse(const char *text, const lg_lang *lang, char **error)
{
  lg_vary *vary = g_new0(lg_vary, 1);
  const char *equals = strrchr(text, '=');
  g_autofree char *folded = lg_fold(equals ? equals + 1 : "");
  g_auto(GStrv) parts = g_strsplit(folded, ":", -1);
  struct written numbers[3];
  bool good = equals && equals > text && g_strv_length(parts) == 3;
  for (int k = 0; k < 3 && good; k++) good = written_read(parts[k], &numbers[k]);
  vary->key = equals ? g_strstrip(g_strndup(text, (gsize)(equals - text))) : g_strdup(text);
  if (!good || !*vary->key)
    *error = vary_error(lang,
                        N_("--vary: \"%s\" is not KEY=FROM:TO:STEP with numbers such as 30%%, "
                           "1/3, 0.3 or 12, without signs"),
                        text);
  else if (numbers[0].notation != numbers[1].notation || numbers[0].notation != numbers[2].notation)
    *error = vary_error(
        lang, N_("--vary %s: FROM, TO and STEP are not written alike (30%%, 1/3, 0.3 or 12)"),
        text);
  else
    *error = vary_fill(vary, numbers, text, lang);
  if (!*error) return vary;
  lg_vary_free(vary);
  return NULL;
}

void lg_vary_free(lg_vary *vary)
{
  if (!vary) return;
  g_strfreev(vary->values);
  g_free(vary->key);
  g_free(vary->quota);
  g_free(vary);
}
