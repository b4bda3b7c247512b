/* test_values.c - numbers and dates of single cells. */
#include <string.h>

#include "io/read/values.h"
#include "model/input_limits.h"
#include "runner.h"

struct number_case {
  const char *text;
  lg_value_fault fault;
  int value;
};

static void numbers_check(const struct number_case *cases, size_t count,
                          lg_value_fault (*read)(const char *text, int *value))
{
  for (size_t k = 0; k < count; k++) {
    int value = -7;
    LG_EQUAL_INT(read(cases[k].text, &value), cases[k].fault, cases[k].text);
    LG_EQUAL_INT(value, cases[k].fault == LG_VALUE_OK ? cases[k].value : -7, cases[k].text);
  }
}

static lg_value_fault read_students(const char *text, int *value)
{
  return lg_value_whole(text, LG_MAX_STUDENTS, value);
}

static void test_whole(void)
{
  static const struct number_case cases[] = {
      {"0", LG_VALUE_OK, 0},
      {"620", LG_VALUE_OK, 620},
      {"007", LG_VALUE_OK, 7},
      {"3.0", LG_VALUE_OK, 3},
      {"-0", LG_VALUE_OK, 0},
      {"100000", LG_VALUE_OK, 100000},
      {"100001", LG_VALUE_TOO_LARGE, 0},
      {"99999999999999999999999999", LG_VALUE_TOO_LARGE, 0},
      {"2.5", LG_VALUE_FRACTION, 0},
      {"-1", LG_VALUE_NEGATIVE, 0},
      {"-0.5", LG_VALUE_NEGATIVE, 0},
      {"", LG_VALUE_BAD, 0},
      {"-", LG_VALUE_BAD, 0},
      {"+5", LG_VALUE_BAD, 0},
      {"1e3", LG_VALUE_BAD, 0},
      {"0x10", LG_VALUE_BAD, 0},
      {"1,200", LG_VALUE_BAD, 0},
      {"12 ", LG_VALUE_BAD, 0},
      {"5.", LG_VALUE_BAD, 0},
      {".5", LG_VALUE_BAD, 0},
      {"1.2.3", LG_VALUE_BAD, 0},
      {"nan", LG_VALUE_BAD, 0},
      {"六百", LG_VALUE_BAD, 0},
  };
  numbers_check(cases, G_N_ELEMENTS(cases), read_students);
}

static void test_years(void)
{
  static const struct number_case cases[] = {
      {"3", LG_VALUE_OK, 3},        {"3.99", LG_VALUE_OK, 3},
      {"0.5", LG_VALUE_OK, 0},      {"-0.5", LG_VALUE_NEGATIVE, 0},
      {"-3", LG_VALUE_NEGATIVE, 0}, {"1000000000", LG_VALUE_OK, 1000000000},
      {"ten", LG_VALUE_BAD, 0},     {"1000000001", LG_VALUE_TOO_LARGE, 0},
      {"三年", LG_VALUE_BAD, 0},
  };
  numbers_check(cases, G_N_ELEMENTS(cases), lg_value_years);
}

/* 1.0005 and 4.0355 have no exact double: a reading through one would round some of them down. */
static void test_metres(void)
{
  static const struct number_case cases[] = {
      {"0", LG_VALUE_OK, 0},
      {"1", LG_VALUE_OK, 1000},
      {"1.5", LG_VALUE_OK, 1500},
      {"1.0005", LG_VALUE_OK, 1001},
      {"4.0355", LG_VALUE_OK, 4036},
      {"1.00049999999999999999999999999", LG_VALUE_OK, 1000},
      {"0.0004", LG_VALUE_OK, 0},
      {"0.0005", LG_VALUE_OK, 1},
      {"0.9999", LG_VALUE_OK, 1000},
      {"1.9995", LG_VALUE_OK, 2000},
      {"20100", LG_VALUE_OK, 20100000},
      {"20100.000", LG_VALUE_OK, 20100000},
      {"20100.0001", LG_VALUE_TOO_LARGE, 0},
      {"20101", LG_VALUE_TOO_LARGE, 0},
      {"-0.001", LG_VALUE_NEGATIVE, 0},
      {"1km", LG_VALUE_BAD, 0},
      {"1e1", LG_VALUE_BAD, 0},
      {"inf", LG_VALUE_BAD, 0},
  };
  numbers_check(cases, G_N_ELEMENTS(cases), lg_value_metres);
}

static void test_degrees(void)
{
  static const struct {
    const char *text;
    double limit;
    lg_value_fault fault;
    double value;
  } cases[] = {
      {"114.25", 180, LG_VALUE_OK, 114.25},     {"-0.5", 90, LG_VALUE_OK, -0.5},
      {"180", 180, LG_VALUE_OK, 180},           {"-180", 180, LG_VALUE_OK, -180},
      {"180.0001", 180, LG_VALUE_TOO_LARGE, 0}, {"-90.5", 90, LG_VALUE_TOO_LARGE, 0},
      {"114°", 180, LG_VALUE_BAD, 0},           {"1e2", 180, LG_VALUE_BAD, 0},
      {"0x1p3", 180, LG_VALUE_BAD, 0},          {"nan", 180, LG_VALUE_BAD, 0},
      {"114,25", 180, LG_VALUE_BAD, 0},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    double value = -7;
    LG_EQUAL_INT(lg_value_degrees(cases[k].text, cases[k].limit, &value), cases[k].fault,
                 cases[k].text);
    if (cases[k].fault == LG_VALUE_OK) LG_TRUE(value == cases[k].value, cases[k].text);
  }
}

/* The nearest double whatever the number of digits: what the C library makes of them. */
static void test_degrees_rounding(void)
{
  GRand *random = g_rand_new_with_seed(1);
  for (int digits = 0; digits <= 18; digits++)
    for (int k = 0; k < 500; k++) {
      GString *text = g_string_new(k % 2 ? "-" : "");
      g_string_append_printf(text, "%d", g_rand_int_range(random, 0, 180));
      if (digits) g_string_append_c(text, '.');
      for (int d = 0; d < digits; d++)
        g_string_append_c(text, (char)('0' + g_rand_int_range(random, 0, 10)));
      double value = -7;
      LG_EQUAL_INT(lg_value_degrees(text->str, 180, &value), LG_VALUE_OK, text->str);
      LG_TRUE(value == g_ascii_strtod(text->str, NULL), text->str);
      g_string_free(text, TRUE);
    }
  g_rand_free(random);
}

static void test_dates(void)
{
  static const struct {
    const char *text;
    lg_date_fault fault;
    int year, month, day;
  } cases[] = {
      {"1978-03", LG_DATE_OK, 1978, 3, 1},
      {"1978-03-05", LG_DATE_OK, 1978, 3, 5},
      {"1978.03", LG_DATE_OK, 1978, 3, 1},
      {"1978.3", LG_DATE_OK, 1978, 3, 1},
      {"1978.3.5", LG_DATE_OK, 1978, 3, 5},
      {"1978.10", LG_DATE_OK, 1978, 10, 1},
      {"1978.01", LG_DATE_OK, 1978, 1, 1},
      {"1978.1", LG_DATE_TENTH, 1978, 1, 1},
      {"1978.1.1", LG_DATE_OK, 1978, 1, 1},
      {"1978-1", LG_DATE_OK, 1978, 1, 1},
      {"1978/3", LG_DATE_OK, 1978, 3, 1},
      {"1978/3/5", LG_DATE_OK, 1978, 3, 5},
      {"1978/03/05", LG_DATE_OK, 1978, 3, 5},
      {"197803", LG_DATE_OK, 1978, 3, 1},
      {"19780305", LG_DATE_OK, 1978, 3, 5},
      {"1978年3月", LG_DATE_OK, 1978, 3, 1},
      {"1978年03月", LG_DATE_OK, 1978, 3, 1},
      {"1978年3月5日", LG_DATE_OK, 1978, 3, 5},
      {"2000-02-29", LG_DATE_OK, 2000, 2, 29},
      {"1900-01-01", LG_DATE_OK, 1900, 1, 1},
      {"2100-12-31", LG_DATE_OK, 2100, 12, 31},
      {"1900-02-29", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"1978-02-30", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"1978-04-31", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"19780431", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"1978-03-99", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"1978-13", LG_DATE_BAD, 0, 0, 0},
      {"1978-00", LG_DATE_BAD, 0, 0, 0},
      {"1978-03-00", LG_DATE_BAD, 0, 0, 0},
      {"197813", LG_DATE_BAD, 0, 0, 0},
      {"1978", LG_DATE_YEAR_ALONE, 0, 0, 0},
      {"1978年", LG_DATE_YEAR_ALONE, 0, 0, 0},
      {"28564", LG_DATE_SERIAL, 0, 0, 0},
      {"28564.5", LG_DATE_SERIAL, 0, 0, 0},
      {"28564.", LG_DATE_BAD, 0, 0, 0},
      {"28564.5.1", LG_DATE_BAD, 0, 0, 0},
      {"1899-12", LG_DATE_RANGE, 0, 0, 0},
      {"2101-01", LG_DATE_RANGE, 0, 0, 0},
      {"78-03", LG_DATE_TWO_DIGITS, 1978, 3, 0},
      {"78.3.5", LG_DATE_TWO_DIGITS, 1978, 3, 5},
      {"08/9", LG_DATE_TWO_DIGITS, 1908, 9, 0},
      {"78年3月", LG_DATE_TWO_DIGITS, 1978, 3, 0},
      {"78年03月05日", LG_DATE_TWO_DIGITS, 1978, 3, 5},
      {"780305", LG_DATE_TWO_DIGITS, 1978, 3, 5},
      {"780315 0:00", LG_DATE_TWO_DIGITS, 1978, 3, 15},
      {"780335", LG_DATE_BAD, 0, 0, 0},
      {"780300", LG_DATE_BAD, 0, 0, 0},
      {"78-13", LG_DATE_BAD, 0, 0, 0},
      {"05-03-78", LG_DATE_BAD, 0, 0, 0},
      {"78", LG_DATE_BAD, 0, 0, 0},
      {"78年", LG_DATE_BAD, 0, 0, 0},
      {"1978-003", LG_DATE_BAD, 0, 0, 0},
      {"1978-03-", LG_DATE_BAD, 0, 0, 0},
      {"1978-", LG_DATE_BAD, 0, 0, 0},
      {"1978-03/05", LG_DATE_BAD, 0, 0, 0},
      {"1978年3月5", LG_DATE_BAD, 0, 0, 0},
      {"1978年3", LG_DATE_BAD, 0, 0, 0},
      {"1978-10-05 00:00:00", LG_DATE_OK, 1978, 10, 5},
      {"1978/3/5 0:00", LG_DATE_OK, 1978, 3, 5},
      {"1978-03-05T23:59:59.750", LG_DATE_OK, 1978, 3, 5},
      {"1978年10月05日  00:00:00", LG_DATE_OK, 1978, 10, 5},
      {"19780305 00:00", LG_DATE_OK, 1978, 3, 5},
      {"1978-02-30 00:00:00", LG_DATE_NO_SUCH_DAY, 0, 0, 0},
      {"1978-03-05 24:00", LG_DATE_BAD, 0, 0, 0},
      {"1978-03-05 00:60", LG_DATE_BAD, 0, 0, 0},
      {"1978-03-05 x", LG_DATE_BAD, 0, 0, 0},
      {"1978-03-05 00:00:00x", LG_DATE_BAD, 0, 0, 0},
      {"1978-03 00:00", LG_DATE_BAD, 0, 0, 0},
      {"197803 00:00", LG_DATE_BAD, 0, 0, 0},
      {"00000000000000000000000001978-03-05 00:00", LG_DATE_BAD, 0, 0, 0},
      {"-1978-03", LG_DATE_BAD, 0, 0, 0},
      {"1978030", LG_DATE_BAD, 0, 0, 0},
      {"123456789", LG_DATE_BAD, 0, 0, 0},
      {"Mar 1978", LG_DATE_BAD, 0, 0, 0},
      {"", LG_DATE_BAD, 0, 0, 0},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_date date = {0, 0, 0};
    LG_EQUAL_INT(lg_value_date(cases[k].text, &date), cases[k].fault, cases[k].text);
    LG_EQUAL_INT(date.year, cases[k].year, cases[k].text);
    LG_EQUAL_INT(date.month, cases[k].month, cases[k].text);
    LG_EQUAL_INT(date.day, cases[k].day, cases[k].text);
  }
}

static void test_whole_years(void)
{
  static const struct {
    lg_date from, to;
    int years;
  } cases[] = {
      {{2007, 9, 1}, {2010, 9, 1}, 3},  {{2007, 9, 2}, {2010, 9, 1}, 2},
      {{2007, 8, 31}, {2010, 9, 1}, 3}, {{2008, 2, 29}, {2010, 2, 28}, 1},
      {{2008, 2, 29}, {2010, 3, 1}, 2}, {{2010, 9, 1}, {2010, 9, 1}, 0},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++)
    LG_EQUAL_INT(lg_value_whole_years(cases[k].from, cases[k].to), cases[k].years, "whole years");
  LG_TRUE(lg_value_date_order((lg_date){2010, 9, 1}, (lg_date){2010, 9, 2}) < 0, "by day");
  LG_TRUE(lg_value_date_order((lg_date){2010, 10, 1}, (lg_date){2010, 9, 2}) > 0, "by month");
  LG_TRUE(lg_value_date_order((lg_date){2009, 10, 1}, (lg_date){2010, 9, 2}) < 0, "by year");
  LG_EQUAL_INT(lg_value_date_order((lg_date){2009, 1, 1}, (lg_date){2009, 1, 1}), 0, "equal");
}

static void test_ranks(void)
{
  static const struct {
    const char *text;
    int rank; /* 0: none */
  } cases[] = {
      {"第一志愿", 1}, {"第2志愿", 2}, {"志愿三", 3},    {"志愿4", 4},  {"五", 5},
      {"⑥", 6},        {"首选", 1},    {"第十志愿", 10}, {"十二", 12},  {"第二十一志愿", 21},
      {"⑳", 20},       {"1", 0},       {"", 0},          {"第志愿", 0}, {"志愿", 0},
      {"一一", 0},     {"十十", 0},    {"第一", 1},      {"㉑", 0},     {"first", 0},
      {"第0志愿", 0},  {"第-1志愿", 0}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    int rank = 0;
    LG_EQUAL_INT(lg_value_rank(cases[k].text, &rank), cases[k].rank > 0, cases[k].text);
    LG_EQUAL_INT(rank, cases[k].rank, cases[k].text);
  }
}

int main(void)
{
  static const lg_case cases[] = {{"whole numbers", test_whole},
                                  {"years", test_years},
                                  {"kilometres", test_metres},
                                  {"degrees", test_degrees},
                                  {"degrees to the last bit", test_degrees_rounding},
                                  {"dates", test_dates},
                                  {"whole years", test_whole_years},
                                  {"ranks in words", test_ranks},
                                  {NULL, NULL}};
  return lg_run("values", cases);
}
