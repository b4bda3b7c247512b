/* plan_number.c - see plan_number.h. */
#include "plan_number.h"

#include <string.h>

#include "io/read.h"
#include "io/read/fold.h"
#include "io/read/table.h"
#include "plan.h"

enum { LG_PART_DIGITS = 9, LG_RAW_DIGITS = 64 };

/* digits (without zeros at either end) times 10^exponent */
struct plan_decimal {
  bool negative;
  char digits[LG_RAW_DIGITS];
  int count;
  long exponent;
};

static struct plan_decimal decimal_read(const char *raw, size_t length)
{
  struct plan_decimal number = {0};
  bool behind_point = false;
  for (size_t i = 0; i < length; i++) {
    if (g_ascii_isdigit(raw[i])) {
      if (behind_point) number.exponent--;
      if ((number.count || raw[i] != '0') && number.count < LG_RAW_DIGITS)
        number.digits[number.count++] = raw[i];
    } else if (raw[i] == '.') {
      behind_point = true;
    } else if (raw[i] == '-') {
      number.negative = true;
    } else { /* e or E; a number is too short for an exponent beyond long */
      char *text = g_strndup(raw + i + 1, length - i - 1);
      number.exponent += CLAMP(g_ascii_strtoll(text, NULL, 10), -100000, 100000);
      g_free(text);
      break;
    }
  }
  while (number.count && number.digits[number.count - 1] == '0') {
    number.count--;
    number.exponent++;
  }
  if (number.count == 0) number = (struct plan_decimal){0};
  return number;
}

bool lg_decimal_scaled(const char *raw, size_t length, int places, int64_t *value)
{
  struct plan_decimal number = decimal_read(raw, length);
  long exponent = number.exponent + places;
  long whole_digits = number.count + exponent; /* digits before the point */
  if (number.count && whole_digits > 15) return false;
  int64_t sum = 0;
  for (long i = 0; i < whole_digits; i++)
    sum = sum * 10 + (i < number.count ? number.digits[i] - '0' : 0);
  bool half =
      whole_digits >= 0 && whole_digits < number.count && number.digits[whole_digits] >= '5';
  if (half) sum++;
  *value = number.negative ? -sum : sum;
  return true;
}

bool lg_decimal_is_whole(const char *raw, size_t length)
{
  return decimal_read(raw, length).exponent >= 0;
}

bool lg_decimal_is_negative(const char *raw, size_t length)
{
  return decimal_read(raw, length).negative;
}

/* 1 to 9 digits at *at. */
static bool part_read(const char **at, int64_t *value, int64_t *power)
{
  int count = 0;
  *power = 1;
  for (*value = 0; g_ascii_isdigit(**at); (*at)++, count++) {
    if (count == LG_PART_DIGITS) return false;
    *value = *value * 10 + (**at - '0');
    *power *= 10;
  }
  return count > 0;
}

static void blanks_skip(const char **at)
{
  while (**at == ' ') (*at)++;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
  while (b) {
    int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/* `at` is folded. */
static bool fraction_read(const char *at, bool percent, lg_share *value)
{
  int64_t p, q = 1, part, power;
  if (!part_read(&at, &p, &power)) return false;
  bool decimal = *at == '.';
  if (decimal) {
    at++;
    if (!part_read(&at, &part, &q)) return false;
    p = p * q + part;
  }
  blanks_skip(&at);
  if (percent && *at == '%') {
    q *= 100;
    at++;
  } else if (!decimal && *at == '/') {
    at++;
    blanks_skip(&at);
    if (!part_read(&at, &q, &power) || q == 0) return false;
  }
  if (*at) return false;
  int64_t divisor = common_divisor(p, q);
  *value = (lg_share){p / divisor, q / divisor};
  return true;
}

bool lg_fraction_parse(const char *text, bool percent, lg_share *value)
{
  char *folded = lg_fold(text);
  bool good = fraction_read(folded, percent, value);
  g_free(folded);
  return good;
}

bool lg_share_parse(const char *text, lg_share *share)
{
  lg_share value;
  if (!lg_fraction_parse(text, true, &value) || value.p > value.q) return false;
  *share = value;
  return true;
}
