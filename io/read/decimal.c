/* decimal.c - see decimal.h. */
#include "decimal.h"

#include "fold.h"
#include "io/read.h"
#include "model/int128.h"

enum { LG_MOST_EXPONENT = 1000000000, LG_PART_DIGITS = 9, LG_SCALED_DIGITS = 15 };

static const char *skip_digits(const char *text)
{
  while (g_ascii_isdigit(*text)) text++;
  return text;
}

/* Behind the e. An exponent that is cut off still lies beyond everything that is asked for. */
static const char *exponent_read(const char *text, int64_t *exponent)
{
  bool minus = *text == '-';
  if (*text == '-' || *text == '+') text++;
  const char *end = skip_digits(text);
  if (end == text) return NULL;
  int64_t value = 0;
  for (; text < end; text++) value = MIN(value * 10 + (*text - '0'), LG_MOST_EXPONENT);
  *exponent = minus ? -value : value;
  return end;
}

/* The digits from `first` to `end`, with a point at `point` (or NULL). */
static void digits_trim(lg_decimal *decimal, const char *first, const char *point, const char *end)
{
  const char *ones = point ? point : end, *last = end;
  while (first < last && (*first == '0' || *first == '.')) first++;
  while (last > first && (last[-1] == '0' || last[-1] == '.')) last--;
  if (first == last) return;
  bool inside = first < ones && ones < last;
  decimal->first = first;
  decimal->count = (int)(last - first) - (inside ? 1 : 0);
  decimal->before = inside ? (int)(ones - first) : decimal->count;
  decimal->exponent = last > ones ? ones + 1 - last : ones - last;
}

const char *lg_decimal_read(const char *text, bool exponents, lg_decimal *decimal)
{
  const char *first = text + (*text == '-'), *end = skip_digits(first), *point = NULL;
  if (end == first) return NULL;
  if (*end == '.') {
    point = end;
    end = skip_digits(point + 1);
    if (end == point + 1) return NULL;
  }
  *decimal = (lg_decimal){0};
  digits_trim(decimal, first, point, end);
  if (exponents && (*end == 'e' || *end == 'E')) {
    int64_t exponent;
    end = exponent_read(end + 1, &exponent);
    if (!end) return NULL;
    if (decimal->count) decimal->exponent += exponent;
  }
  decimal->negative = *text == '-' && decimal->count > 0;
  decimal->text = text;
  decimal->length = (size_t)(end - text);
  return end;
}

/* 0 behind the last one. */
static int digit_at(const lg_decimal *decimal, int64_t i)
{
  return i < decimal->count ? decimal->first[i + (i >= decimal->before)] - '0' : 0;
}

bool lg_decimal_is_whole(const lg_decimal *decimal)
{
  return decimal->exponent >= 0;
}

int64_t lg_decimal_whole(const lg_decimal *decimal, int max)
{
  int64_t value = 0, digits = decimal->count + decimal->exponent;
  for (int64_t i = 0; i < digits && value <= max; i++) value = value * 10 + digit_at(decimal, i);
  return MIN(value, (int64_t)max + 1);
}

bool lg_decimal_scaled(const lg_decimal *decimal, int places, int64_t *value)
{
  int64_t sum = 0, digits = decimal->count ? decimal->count + decimal->exponent + places : 0;
  if (digits > LG_SCALED_DIGITS) return false;
  for (int64_t i = 0; i < digits; i++) sum = sum * 10 + digit_at(decimal, i);
  /* the next digit alone says which half it is */
  if (digits >= 0 && digit_at(decimal, digits) >= 5) sum++;
  *value = decimal->negative ? -sum : sum;
  return true;
}

/* Digits and a power of ten that doubles hold exactly make one rounding; others are left to the
 * library, which takes some ten times as long. */
double lg_decimal_nearest(const lg_decimal *decimal)
{
  enum { EXACT_DIGITS = 15, EXACT_POWER = 22 };
  int64_t exponent = decimal->exponent;
  if (decimal->count > EXACT_DIGITS || ABS(exponent) > EXACT_POWER) {
    g_autofree char *text = g_strndup(decimal->text, decimal->length);
    return g_ascii_strtod(text, NULL);
  }
  double digits = 0, power = 1;
  for (int i = 0; i < decimal->count; i++) digits = digits * 10 + digit_at(decimal, i);
  for (int64_t i = 0; i < ABS(exponent); i++) power *= 10;
  double value = exponent < 0 ? digits / power : digits * power;
  return decimal->negative ? -value : value;
}

/* --- fractions --- */

static const char *skip_blanks(const char *text)
{
  while (*text == ' ') text++;
  return text;
}

/* 1 to 9 digits at *at; power: 10 to their number. */
static bool part_read(const char **at, int64_t *value, int64_t *power)
{
  const char *end = skip_digits(*at);
  if (end == *at || end - *at > LG_PART_DIGITS) return false;
  *value = 0;
  *power = 1;
  for (; *at < end; (*at)++, *power *= 10) *value = *value * 10 + (**at - '0');
  return true;
}

bool lg_fraction_read(const char *folded, lg_fraction *fraction)
{
  int64_t part, power;
  lg_fraction read = {.notation = LG_NOTE_WHOLE, .q = 1};
  const char *at = skip_blanks(folded);
  if (!part_read(&at, &read.p, &power)) return false;
  if (*at == '.') {
    at++;
    if (!part_read(&at, &part, &read.q)) return false;
    read.p = read.p * read.q + part;
    read.notation = LG_NOTE_DECIMAL;
  }
  at = skip_blanks(at);
  if (*at == '%') {
    at++;
    read.notation = LG_NOTE_PERCENT;
  } else if (*at == '/' && read.notation == LG_NOTE_WHOLE) {
    at = skip_blanks(at + 1);
    if (!part_read(&at, &read.q, &power) || read.q == 0) return false;
    read.notation = LG_NOTE_FRACTION;
  }
  *fraction = read;
  return *skip_blanks(at) == '\0';
}

bool lg_fraction_parse(const char *text, bool percent, lg_share *value)
{
  lg_fraction fraction;
  g_autofree char *folded = lg_fold(text);
  if (!lg_fraction_read(folded, &fraction)) return false;
  if (fraction.notation == LG_NOTE_PERCENT && !percent) return false;
  int64_t p = fraction.p, q = fraction.notation == LG_NOTE_PERCENT ? fraction.q * 100 : fraction.q;
  int64_t divisor = (int64_t)lg_common_divisor(p, q);
  *value = (lg_share){p / divisor, q / divisor};
  return true;
}

bool lg_share_parse(const char *text, lg_share *share)
{
  lg_share value;
  if (!lg_fraction_parse(text, true, &value) || value.p > value.q) return false;
  *share = value;
  return true;
}
