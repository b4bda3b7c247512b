#include "values.h"

#include <string.h>

#include "decimal.h"
#include "model/input_limits.h"

static int digits_count(const char *text)
{
  int count = 0;
  while (g_ascii_isdigit(text[count])) count++;
  return count;
}

/* The whole text as a decimal without an exponent. */
static bool decimal_read(const char *text, lg_decimal *decimal)
{
  const char *end = lg_decimal_read(text, false, decimal);
  return end && !*end;
}

lg_value_fault lg_value_whole(const char *text, int max, int *value)
{
  lg_decimal decimal;
  if (!decimal_read(text, &decimal)) return LG_VALUE_BAD;
  if (decimal.negative) return LG_VALUE_NEGATIVE;
  if (!lg_decimal_is_whole(&decimal)) return LG_VALUE_FRACTION;
  int64_t whole = lg_decimal_whole(&decimal, max);
  if (whole > max) return LG_VALUE_TOO_LARGE;
  *value = (int)whole;
  return LG_VALUE_OK;
}

lg_value_fault lg_value_years(const char *text, int *years)
{
  lg_decimal decimal;
  if (!decimal_read(text, &decimal)) return LG_VALUE_BAD;
  if (decimal.negative) return LG_VALUE_NEGATIVE;
  int64_t whole = lg_decimal_whole(&decimal, LG_MAX_WHOLE);
  if (whole > LG_MAX_WHOLE) return LG_VALUE_TOO_LARGE;
  *years = (int)whole;
  return LG_VALUE_OK;
}

lg_value_fault lg_value_metres(const char *text, int *metres)
{
  lg_decimal decimal;
  if (!decimal_read(text, &decimal)) return LG_VALUE_BAD;
  if (decimal.negative) return LG_VALUE_NEGATIVE;
  int64_t km = lg_decimal_whole(&decimal, LG_MAX_KM), value;
  if (km > LG_MAX_KM || (km == LG_MAX_KM && !lg_decimal_is_whole(&decimal)) ||
      !lg_decimal_scaled(&decimal, 3, &value))
    return LG_VALUE_TOO_LARGE;
  *metres = (int)value;
  return LG_VALUE_OK;
}

lg_value_fault lg_value_degrees(const char *text, double limit, double *degrees)
{
  lg_decimal decimal;
  if (!decimal_read(text, &decimal)) return LG_VALUE_BAD;
  double value = lg_decimal_nearest(&decimal);
  if (!(value >= -limit && value <= limit)) return LG_VALUE_TOO_LARGE;
  *degrees = value;
  return LG_VALUE_OK;
}

enum { LG_NO_DAY = -1 }; /* only year and month are given */

/* 一 to 九十九, digits, ① to ⑳; 0 where it is none of them. */
static int counted(const char *text)
{
  static const char *const digits[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  gunichar first = g_utf8_get_char(text);
  if (first >= 0x2460 && first <= 0x2473 && !*g_utf8_next_char(text))
    return (int)(first - 0x2460) + 1;
  int arabic = 0, number = 0, digit = 0;
  if (lg_value_whole(text, 99, &arabic) == LG_VALUE_OK) return arabic;
  bool tens = false;
  while (*text) {
    int found = 0;
    for (int k = 0; k < (int)G_N_ELEMENTS(digits); k++)
      if (g_str_has_prefix(text, digits[k])) found = k + 1;
    if (found && !digit) {
      digit = found;
    } else if (!found && !tens && g_str_has_prefix(text, "十")) {
      number = 10 * (digit ? digit : 1);
      digit = 0;
      tens = true;
    } else {
      return 0;
    }
    text = g_utf8_next_char(text);
  }
  return number + digit;
}

bool lg_value_rank(const char *text, int *rank)
{
  static const char before[] = "第", wish[] = "志愿";
  if (!text[strspn(text, "0123456789")]) return false;
  int number = strcmp(text, "首选") == 0;
  if (!number) {
    if (g_str_has_prefix(text, before))
      text += strlen(before);
    else if (g_str_has_prefix(text, wish))
      text += strlen(wish);
    const char *end = g_str_has_suffix(text, wish) ? text + strlen(text) - strlen(wish) : NULL;
    g_autofree char *bare = end ? g_strndup(text, (gsize)(end - text)) : g_strdup(text);
    number = counted(bare);
  }
  if (number > 0) *rank = number;
  return number > 0;
}

/* One number of a date: at most `most` digits. Returns the place after it, NULL where there is
 * none. */
static const char *date_part(const char *text, int least, int most, int *value)
{
  int digits = digits_count(text);
  if (digits < least || digits > most) return NULL;
  *value = 0;
  for (int i = 0; i < digits; i++) *value = *value * 10 + (text[i] - '0');
  return text + digits;
}

/* 19780305 or 197803. */
static void date_split_digits(const char *text, int digits, lg_date *date)
{
  int number = 0;
  for (int i = 0; i < digits; i++) number = number * 10 + (text[i] - '0');
  *date = digits == 6 ? (lg_date){number / 100, number % 100, LG_NO_DAY}
                      : (lg_date){number / 10000, number / 100 % 100, number % 100};
}

/* 1978年3月 or 1978年3月5日, from the year's end on. */
static bool date_scan_chinese(const char *text, lg_date *date)
{
  if (!g_str_has_prefix(text, "年")) return false;
  text = date_part(text + strlen("年"), 1, 2, &date->month);
  if (!text || !g_str_has_prefix(text, "月")) return false;
  text += strlen("月");
  date->day = LG_NO_DAY;
  if (!*text) return true;
  text = date_part(text, 1, 2, &date->day);
  return text && strcmp(text, "日") == 0;
}

/* -3, .03, /3/5 and so on, from the year's end on; one sign throughout. */
static bool date_scan_signs(const char *text, lg_date *date)
{
  char sign = *text;
  if (sign != '-' && sign != '.' && sign != '/') return false;
  text = date_part(text + 1, 1, 2, &date->month);
  if (!text) return false;
  date->day = LG_NO_DAY;
  if (!*text) return true;
  if (*text != sign) return false;
  text = date_part(text + 1, 1, 2, &date->day);
  return text && !*text;
}

static lg_date_fault date_check(const lg_date *date)
{
  if (date->month < 1 || date->month > 12 || date->day == 0) return LG_DATE_BAD;
  if (date->year < 1900 || date->year > 2100) return LG_DATE_RANGE;
  if (!g_date_valid_dmy((GDateDay)MAX(date->day, 1), (GDateMonth)date->month,
                        (GDateYear)date->year))
    return LG_DATE_NO_SUCH_DAY;
  return LG_DATE_OK;
}

/* 78-03, 78.3.5, 78年3月, 780305. */
static lg_date_fault date_two_digits(const char *text, int digits, lg_date *date)
{
  lg_date found = {0, 0, 0};
  date_part(text, digits, digits, &found.year);
  if (digits == 6)
    found = (lg_date){found.year / 10000, found.year / 100 % 100, found.year % 100};
  else if (!date_scan_chinese(text + 2, &found) && !date_scan_signs(text + 2, &found))
    return LG_DATE_BAD;
  found.year += 1900;
  if (date_check(&found) != LG_DATE_OK) return LG_DATE_BAD;
  *date = found;
  return LG_DATE_TWO_DIGITS;
}

static lg_date_fault date_scan(const char *text, lg_date *date)
{
  int digits = digits_count(text);
  bool digits_alone = !text[digits];
  lg_date found = {0, 0, 0};
  if (digits == 2) return date_two_digits(text, digits, date);
  if (digits_alone && (digits == 6 || digits == 8)) {
    date_split_digits(text, digits, &found);
    if (digits == 6 && (found.year < 1900 || found.year > 2100)) {
      lg_date_fault fault = date_two_digits(text, digits, date);
      if (fault != LG_DATE_BAD) return fault;
    }
  } else {
    const char *after = date_part(text, 4, 4, &found.year);
    if (!after) return LG_DATE_BAD;
    if (!*after || strcmp(after, "年") == 0) return LG_DATE_YEAR_ALONE;
    if (!date_scan_chinese(after, &found) && !date_scan_signs(after, &found)) return LG_DATE_BAD;
  }
  lg_date_fault fault = date_check(&found);
  if (fault != LG_DATE_OK) return fault;
  *date = found;
  return !digits_alone && strcmp(text + digits, ".1") == 0 ? LG_DATE_TENTH : LG_DATE_OK;
}

/* Five digits, and perhaps a fraction: the time of day. */
static bool date_is_serial(const char *text)
{
  if (digits_count(text) != 5) return false;
  int fraction = text[5] == '.' ? digits_count(text + 6) : 0;
  return !text[5] || (fraction > 0 && !text[6 + fraction]);
}

/* 0:00, 00:00:00, 13:45:07.25 */
static bool is_time(const char *text)
{
  int hour = 0, minute = 0, second = 0;
  text = date_part(text, 1, 2, &hour);
  if (!text || *text != ':') return false;
  text = date_part(text + 1, 2, 2, &minute);
  if (text && *text == ':') text = date_part(text + 1, 2, 2, &second);
  if (text && *text == '.') text += 1 + digits_count(text + 1);
  return text && !*text && hour < 24 && minute < 60 && second < 60;
}

lg_date_fault lg_value_date(const char *text, lg_date *date)
{
  enum { LONGEST = 24 }; /* of a date alone: 1978年10月05日 has 17 bytes */
  char day[LONGEST + 1];
  size_t length = 0;
  while (text[length] && text[length] != ' ' && text[length] != 'T') length++;
  bool timed = text[length] && length <= LONGEST;
  if (date_is_serial(text)) return LG_DATE_SERIAL;
  if (timed) {
    memcpy(day, text, length);
    day[length] = '\0';
  }
  lg_date found = {0, 0, 0};
  lg_date_fault fault = date_scan(timed ? day : text, &found);
  const char *time = text + length;
  while (*time == ' ' || *time == 'T') time++;
  if (timed && (!is_time(time) || found.day == LG_NO_DAY)) return LG_DATE_BAD;
  if (fault != LG_DATE_OK && fault != LG_DATE_TENTH && fault != LG_DATE_TWO_DIGITS) return fault;
  if (found.day == LG_NO_DAY) found.day = fault == LG_DATE_TWO_DIGITS ? 0 : 1;
  *date = found;
  return fault;
}

bool lg_value_date_has_day(const char *text)
{
  lg_date found = {0, 0, 0};
  bool timed = strpbrk(text, " T") != NULL; /* a time stands behind a day alone */
  return timed || (date_scan(text, &found) != LG_DATE_BAD && found.day != LG_NO_DAY);
}

int lg_value_date_order(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year - b.year;
  if (a.month != b.month) return a.month - b.month;
  return a.day - b.day;
}

int lg_value_whole_years(lg_date from, lg_date to)
{
  bool before_day = to.month < from.month || (to.month == from.month && to.day < from.day);
  return to.year - from.year - (before_day ? 1 : 0);
}
