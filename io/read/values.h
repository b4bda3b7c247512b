/* values.h - what stands in one folded cell: whole numbers, exact decimals, degrees, dates (SPEC 2,
 * 7). Texts are checked character by character; nothing but degrees ever passes through a double.
 */
#ifndef LG_VALUES_H
#define LG_VALUES_H

#include "model/district.h"

typedef enum {
  LG_VALUE_OK,
  LG_VALUE_BAD, /* no plain decimal number: digits, at most one point with digits on both sides */
  LG_VALUE_NEGATIVE,
  LG_VALUE_FRACTION, /* a fraction where a whole number is asked; 3.0 is whole */
  LG_VALUE_TOO_LARGE
} lg_value_fault;

/* Each leaves its output alone unless it returns LG_VALUE_OK. */
lg_value_fault lg_value_whole(const char *text, int max, int *value);
lg_value_fault lg_value_years(const char *text, int *years); /* a fraction is cut off */
/* Kilometres to whole metres, half a metre up; at most LG_MAX_KM. */
lg_value_fault lg_value_metres(const char *text, int *metres);
/* -limit .. limit, else LG_VALUE_TOO_LARGE. */
lg_value_fault lg_value_degrees(const char *text, double limit, double *degrees);

/* The rank of a wish in words: 第一志愿, 第1志愿, 志愿一, 一, ①, 首选. False where it is none, also a
 * bare number. */
bool lg_value_rank(const char *text, int *rank);

typedef enum {
  LG_DATE_OK,
  LG_DATE_TENTH, /* YYYY.1: read as January, perhaps October whose zero a spreadsheet ate */
  LG_DATE_BAD,
  LG_DATE_YEAR_ALONE,
  LG_DATE_SERIAL,     /* five digits: a spreadsheet's number of a day */
  LG_DATE_TWO_DIGITS, /* of the year; filled as of 19xx, day 0 where none is given */
  LG_DATE_NO_SUCH_DAY,
  LG_DATE_RANGE /* a year outside 1900-2100 */
} lg_date_fault;

/* YYYY-MM[-DD] with - . / or 年月日, YYYYMM, YYYYMMDD; behind a day a time of day, which does not
 * count. Filled for LG_DATE_OK, LG_DATE_TENTH and LG_DATE_TWO_DIGITS only. */
lg_date_fault lg_value_date(const char *text, lg_date *date);

/* Does a text that lg_value_date takes name the day? */
bool lg_value_date_has_day(const char *text);

/* < 0, 0, > 0 as (year, month, day) compare. */
int lg_value_date_order(lg_date a, lg_date b);
/* Anniversaries of `from` reached at `to`. */
int lg_value_whole_years(lg_date from, lg_date to);

#endif
