/* tables_dates.c - dates in the cells of tables, and what is said of those that are none. */
#include "io/words/shapes.h"
#include "tables_reader.h"
#include "values.h"
#include "xlsx_number.h"

const char *lg_tables_date_text(lg_tables *in, lg_date date)
{
  char text[40];
  g_snprintf(text, sizeof text, "%04d-%02d-%02d", date.year, date.month, date.day);
  return g_string_chunk_insert(in->scratch, text);
}

/* A spreadsheet's number of a day that nobody formatted: the day is proposed. */
static void date_tell_serial(const lg_table_row *at, int field, const char *text)
{
  g_autofree char *day = lg_serial_text(g_ascii_strtod(text, NULL), at->table->since_1904);
  lg_row_tell(at, field, day ? LG_MSG_DATE_SERIAL : LG_MSG_BAD_DATE, lg_row_given(at, field), day,
              NULL);
}

/* 78-03: 1978-03 is proposed, and 20xx too where that is not after the plan's date. */
static void date_tell_two_digits(const lg_table_row *at, int field, lg_date date)
{
  lg_date plan = at->in->head->date, later = {date.year + 100, date.month, MAX(date.day, 1)};
  g_autofree char *rest = date.day ? g_strdup_printf("-%02d-%02d", date.month, date.day)
                                   : g_strdup_printf("-%02d", date.month);
  g_autofree char *first = g_strdup_printf("%04d%s", date.year, rest);
  g_autofree char *second = g_strdup_printf("%04d%s", date.year + 100, rest);
  bool both = plan.year && lg_value_date_order(later, plan) <= 0;
  lg_row_tell(at, field, both ? LG_MSG_DATE_TWO_DIGITS_OR : LG_MSG_DATE_TWO_DIGITS,
              lg_row_given(at, field), first, second, NULL);
}

void lg_row_date(const lg_table_row *at, int field, bool later, lg_date *date)
{
  static const lg_message faults[] = {
      [LG_DATE_BAD] = LG_MSG_BAD_DATE,
      [LG_DATE_YEAR_ALONE] = LG_MSG_DATE_YEAR_ALONE,
      [LG_DATE_NO_SUCH_DAY] = LG_MSG_DATE_NO_SUCH_DAY,
      [LG_DATE_RANGE] = LG_MSG_DATE_RANGE,
  };
  const char *text = lg_row_text(at, field), *given = lg_row_given(at, field);
  const char *shown = lg_row_shown_number(at, field);
  lg_date plan = at->in->head->date, found = {0, 0, 0};
  if (!*text) return;
  lg_date_fault fault = LG_DATE_BAD;
  if (shown) fault = lg_value_date(shown, &found); /* 1978.10, which as a number is 1978.1 */
  if (fault == LG_DATE_OK)
    lg_row_note(at, field, LG_MSG_NUMBER_SHOWN, shown);
  else
    fault = lg_value_date(text, &found);
  if (fault == LG_DATE_TENTH) {
    g_autofree char *year = g_strdup_printf("%d", found.year);
    lg_row_tell(at, field, LG_MSG_DATE_TENTH, given, year, NULL);
  } else if (fault != LG_DATE_OK) {
    if (fault == LG_DATE_SERIAL)
      date_tell_serial(at, field, text);
    else if (fault == LG_DATE_TWO_DIGITS)
      date_tell_two_digits(at, field, found);
    else
      lg_row_tell(at, field, faults[fault], given, NULL);
    return;
  }
  if (!later && plan.year && lg_value_date_order(found, plan) > 0)
    lg_row_tell(at, field, LG_MSG_DATE_AFTER_PLAN, given, lg_tables_date_text(at->in, plan), NULL);
  else
    *date = found;
}
