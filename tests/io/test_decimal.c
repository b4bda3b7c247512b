/* test_decimal.c - decimals and fractions as texts, against whole numbers of 128 bits and against the
 * C library's doubles. */
#include "io/read/decimal.h"

#include <glib.h>
#include <string.h>

#include "io/read.h"
#include "model/input_limits.h"
#include "model/int128.h"
#include "runner.h"

/* --- drawn decimals --- */

enum { PLACES = 16, DRAWN = 20000 };

/* A decimal as drawn: its text, and its magnitude in units of 10^-PLACES. */
struct drawn {
  char text[64];
  lg_i128 units;
  bool minus, exponent;
};

static lg_i128 power_of_ten(int n)
{
  lg_i128 power = 1;
  while (n-- > 0) power *= 10;
  return power;
}

static int64_t draw_below_power(GRand *dice, int digits)
{
  int64_t value = 0;
  for (int k = 0; k < digits; k++) value = value * 10 + g_rand_int_range(dice, 0, 10);
  return value;
}

/* At most 10 digits before and behind the point, exponents from -6 to 6: units stay whole. */
static struct drawn draw(GRand *dice)
{
  struct drawn d = {.minus = g_rand_boolean(dice), .exponent = g_rand_boolean(dice)};
  int zeros = g_rand_int_range(dice, 0, 3), places = g_rand_int_range(dice, 0, 11);
  int64_t whole = draw_below_power(dice, g_rand_int_range(dice, 0, 11));
  int64_t part = draw_below_power(dice, places);
  if (g_rand_int_range(dice, 0, 4) == 0) part -= part % (int64_t)power_of_ten(places / 2);
  if (g_rand_int_range(dice, 0, 4) == 0 && places > 1) /* right at a half */
    part = part - part % 100 + 50;
  int e = d.exponent ? g_rand_int_range(dice, -6, 7) : 0;
  GString *text = g_string_new(d.minus ? "-" : "");
  g_string_append_printf(text, "%.*s%" G_GINT64_FORMAT, zeros, "000", whole);
  if (places) g_string_append_printf(text, ".%0*" G_GINT64_FORMAT, places, part);
  if (d.exponent) g_string_append_printf(text, g_rand_boolean(dice) && e >= 0 ? "e+%d" : "E%d", e);
  g_strlcpy(d.text, text->str, sizeof d.text);
  g_string_free(text, TRUE);
  d.units = (whole * power_of_ten(places) + part) * power_of_ten(PLACES - places + e);
  return d;
}

static void drawn_check(const struct drawn *d)
{
  lg_decimal decimal;
  const char *end = lg_decimal_read(d->text, d->exponent, &decimal);
  if (!LG_TRUE(end && *end == '\0', d->text)) return;
  lg_i128 one = power_of_ten(PLACES);
  LG_EQUAL_INT(decimal.negative, d->minus && d->units > 0, d->text);
  LG_EQUAL_INT(lg_decimal_is_whole(&decimal), d->units % one == 0, d->text);
  static const int most[] = {0, 9, LG_MAX_KM, LG_MAX_WHOLE};
  for (size_t k = 0; k < G_N_ELEMENTS(most); k++) {
    lg_i128 whole = MIN(d->units / one, (lg_i128)most[k] + 1);
    LG_EQUAL_INT(lg_decimal_whole(&decimal, most[k]), whole, d->text);
  }
  for (int places = 0; places <= 6; places++) {
    lg_i128 unit = power_of_ten(PLACES - places), scaled = (d->units + unit / 2) / unit;
    int64_t value = -7;
    bool fits = d->units / unit < power_of_ten(15);
    LG_EQUAL_INT(lg_decimal_scaled(&decimal, places, &value), fits, d->text);
    LG_EQUAL_INT(value, !fits ? -7 : d->minus ? -scaled : scaled, d->text);
  }
  double nearest = lg_decimal_nearest(&decimal);
  LG_TRUE(nearest == g_ascii_strtod(d->text, NULL), d->text);
  long double exact = (long double)d->units / (long double)one;
  long double away = (d->minus ? -exact : exact) - (long double)nearest;
  LG_TRUE((away < 0 ? -away : away) <= exact * 0x1p-53L * 1.001L, d->text);
}

static void test_drawn(void)
{
  GRand *dice = g_rand_new_with_seed(2);
  for (int k = 0; k < DRAWN; k++) {
    struct drawn d = draw(dice);
    drawn_check(&d);
  }
  g_rand_free(dice);
}

/* --- single decimals --- */

/* Where reading ends; -1: no number. */
static void test_ends(void)
{
  static const struct {
    const char *text;
    int end, end_with_exponent;
  } cases[] = {{"0", 1, 1},      {"-12.50,", 6, 6}, {"1e5]", 1, 3}, {"1E-05 ", 1, 5},
               {"1e+", 1, -1},   {"1e", 1, -1},     {"1ex", 1, -1}, {"", -1, -1},
               {"-", -1, -1},    {"+1", -1, -1},    {".5", -1, -1}, {"5.", -1, -1},
               {"5.e1", -1, -1}, {"1.2.3", 3, 3},   {"0x10", 1, 1}, {" 1", -1, -1},
               {"007", 3, 3},    {"nan", -1, -1},   {"e5", -1, -1}, {"--1", -1, -1}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    for (int exponents = 0; exponents < 2; exponents++) {
      lg_decimal decimal;
      const char *end = lg_decimal_read(cases[k].text, exponents, &decimal);
      LG_EQUAL_INT(end ? end - cases[k].text : -1,
                   exponents ? cases[k].end_with_exponent : cases[k].end, cases[k].text);
    }
}

struct extreme {
  char *text; /* owned */
  bool whole;
  int64_t before; /* of at most LG_MAX_WHOLE */
  int64_t scaled; /* by 3 places; -1: beyond */
};

/* Far more digits than any type holds, and exponents beyond all of them. */
static void test_extremes(void)
{
  g_autofree char *zeros = g_strnfill(100000, '0'), *nines = g_strnfill(100000, '9');
  const int64_t beyond = (int64_t)LG_MAX_WHOLE + 1;
  struct extreme cases[] = {
      {g_strconcat(zeros, "12.5", zeros, NULL), false, 12, 12500},
      {g_strconcat("0.", zeros, "1", NULL), false, 0, 0},
      {g_strconcat("0.", zeros, "12e100004", NULL), true, 1200, 1200000},
      {g_strconcat("1.0004", nines, NULL), false, 1, 1000},
      {g_strconcat(nines, NULL), true, beyond, -1},
      {g_strconcat("1", zeros, "e-100000", NULL), true, 1, 1000},
      {g_strdup("999999999999.9994"), false, beyond, 999999999999999},
      {g_strdup("999999999999.9995"), false, beyond, 1000000000000000},
      {g_strdup("1000000000000"), true, beyond, -1},
      {g_strdup("1e99999999999999999999999"), true, beyond, -1},
      {g_strdup("1e-99999999999999999999999"), false, 0, 0},
      {g_strdup("-0.000e99999999999999999999"), true, 0, 0},
      {g_strdup("5e-4"), false, 0, 1},
      {g_strdup("4.99e-4"), false, 0, 0},
      {g_strdup("9e-5"), false, 0, 0},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_decimal decimal;
    char what[32];
    g_snprintf(what, sizeof what, "%zu: %s", k, cases[k].text);
    const char *end = lg_decimal_read(cases[k].text, true, &decimal);
    LG_TRUE(end && !*end, what);
    int64_t scaled = -1;
    LG_EQUAL_INT(lg_decimal_is_whole(&decimal), cases[k].whole, what);
    LG_EQUAL_INT(lg_decimal_whole(&decimal, LG_MAX_WHOLE), cases[k].before, what);
    LG_EQUAL_INT(lg_decimal_scaled(&decimal, 3, &scaled), cases[k].scaled >= 0, what);
    LG_EQUAL_INT(scaled, cases[k].scaled, what);
    LG_EQUAL_INT(decimal.negative, false, what);
    LG_TRUE(lg_decimal_nearest(&decimal) == g_ascii_strtod(cases[k].text, NULL) ||
                cases[k].text[0] == '-',
            what);
    g_free(cases[k].text);
  }
}

/* --- fractions and shares --- */

static void test_fractions(void)
{
  static const struct {
    const char *text;
    lg_notation notation;
    int64_t p, q; /* q 0: none */
  } cases[] = {{"12", LG_NOTE_WHOLE, 12, 1},
               {" 012 ", LG_NOTE_WHOLE, 12, 1},
               {"37.5%", LG_NOTE_PERCENT, 375, 10},
               {"37.50 % ", LG_NOTE_PERCENT, 3750, 100},
               {"30%", LG_NOTE_PERCENT, 30, 1},
               {"0.250", LG_NOTE_DECIMAL, 250, 1000},
               {" 2 / 6 ", LG_NOTE_FRACTION, 2, 6},
               {"999999999.999999999", LG_NOTE_DECIMAL, 999999999999999999, 1000000000},
               {"1234567890", 0, 0, 0},
               {"0000000001", 0, 0, 0},
               {"1 .5", 0, 0, 0},
               {"1. 5", 0, 0, 0},
               {"1/2/3", 0, 0, 0},
               {"1/0", 0, 0, 0},
               {"-1", 0, 0, 0},
               {"", 0, 0, 0}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_fraction fraction = {0};
    bool good = lg_fraction_read(cases[k].text, &fraction);
    LG_EQUAL_INT(good, cases[k].q != 0, cases[k].text);
    if (!good) continue;
    LG_EQUAL_INT(fraction.notation, cases[k].notation, cases[k].text);
    LG_EQUAL_INT(fraction.p, cases[k].p, cases[k].text);
    LG_EQUAL_INT(fraction.q, cases[k].q, cases[k].text);
  }
  lg_share share;
  LG_TRUE(lg_fraction_parse("12/8", false, &share) && share.p == 3 && share.q == 2, "12/8");
  LG_TRUE(!lg_fraction_parse("12%", false, &share), "no percent sign where none is taken");
  LG_TRUE(!lg_share_parse("12/8", &share), "more than all");
}

/* The same number as was written, and no common divisor is left. */
static void test_lowest_terms(void)
{
  GRand *dice = g_rand_new_with_seed(3);
  for (int k = 0; k < DRAWN; k++) {
    int64_t p = g_rand_int_range(dice, 0, 1000), q = g_rand_int_range(dice, 1, 1000);
    static const int64_t units[] = {0, 1000, 100, 100000};
    int form = g_rand_int_range(dice, 0, G_N_ELEMENTS(units));
    char text[32];
    if (form == 0)
      g_snprintf(text, sizeof text, "%d/%d", (int)p, (int)q);
    else if (form == 2)
      g_snprintf(text, sizeof text, "%d%%", (int)p);
    else
      g_snprintf(text, sizeof text, "0.%03d%s", (int)p, form == 3 ? "%" : "");
    if (form) q = units[form];
    lg_share share = {0, 0};
    LG_TRUE(lg_fraction_parse(text, true, &share), text);
    LG_TRUE(share.q > 0 && (lg_i128)share.p * q == (lg_i128)p * share.q, text);
    for (int64_t d = 2; d <= 1000; d++)
      if (share.p % d == 0 && share.q % d == 0) LG_TRUE(false, text);
    lg_share narrow = {-1, -1};
    LG_EQUAL_INT(lg_share_parse(text, &narrow), p <= q, text);
    LG_EQUAL_INT(narrow.p, p <= q ? share.p : -1, text);
  }
  g_rand_free(dice);
}

static void test_shares(void)
{
  static const struct {
    const char *text;
    int64_t p, q; /* q 0: no share */
  } cases[] = {{"37%", 37, 100},
               {"37.5%", 3, 8},
               {"0.375", 3, 8},
               {"3/8", 3, 8},
               {"6/16", 3, 8},
               {" 37 % ", 37, 100},
               {"３７％", 37, 100},
               {"３／８", 3, 8},
               {"3 / 8", 3, 8},
               {"0", 0, 1},
               {"0%", 0, 1},
               {"1", 1, 1},
               {"100%", 1, 1},
               {"007%", 7, 100},
               {"0.123456789", 123456789, 1000000000},
               {"99.999999999%", 99999999999, 100000000000},
               {"999999999/999999999", 1, 1},
               {"100.1%", 0, 0},
               {"1.1", 0, 0},
               {"9/8", 0, 0},
               {"3/0", 0, 0},
               {"0/0", 0, 0},
               {"", 0, 0},
               {"%", 0, 0},
               {"/8", 0, 0},
               {"3/", 0, 0},
               {".5", 0, 0},
               {"5.", 0, 0},
               {"-1%", 0, 0},
               {"+1%", 0, 0},
               {"1e-1", 0, 0},
               {"3 7%", 0, 0},
               {"37%%", 0, 0},
               {"3/8%", 0, 0},
               {"0.3/8", 0, 0},
               {"0.1234567890", 0, 0},
               {"1/1234567890", 0, 0},
               {"37％x", 0, 0},
               {"三成", 0, 0}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_share share = {-1, -1};
    bool good = lg_share_parse(cases[k].text, &share);
    LG_EQUAL_INT(good, cases[k].q != 0, cases[k].text);
    LG_EQUAL_INT(share.p, good ? cases[k].p : -1, cases[k].text);
    LG_EQUAL_INT(share.q, good ? cases[k].q : -1, cases[k].text);
  }
}

int main(void)
{
  static const lg_case cases[] = {{"drawn decimals", test_drawn},
                                  {"where a decimal ends", test_ends},
                                  {"extremes", test_extremes},
                                  {"fractions", test_fractions},
                                  {"lowest terms", test_lowest_terms},
                                  {"shares", test_shares},
                                  {NULL, NULL}};
  return lg_run("decimal", cases);
}
