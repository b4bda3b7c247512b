#include "xlsx_number.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

char *lg_number_text(double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (value == 0) return g_strdup("0"); /* also -0 */
  g_ascii_formatd(text, sizeof text, "%.14e", value);
  char *mark = strchr(text, 'e');
  int exponent = mark ? atoi(mark + 1) : 0;
  if (!mark || exponent < -15 || exponent > 30) {
    g_ascii_formatd(text, sizeof text, "%.15g", value);
    return g_strdup(text);
  }
  /* d.dddd e exponent -> the digits with the point where it belongs */
  bool negative = *text == '-';
  char digits[16];
  int count = 0;
  for (const char *p = text; p < mark && count < 15; p++)
    if (g_ascii_isdigit(*p)) digits[count++] = *p;
  while (count > 1 && digits[count - 1] == '0') count--;
  GString *plain = g_string_new(negative ? "-" : "");
  if (exponent < 0) g_string_append(plain, "0.");
  for (int i = -1; i > exponent; i--) g_string_append_c(plain, '0');
  for (int i = 0; i < count; i++) {
    if (exponent >= 0 && i == exponent + 1) g_string_append_c(plain, '.');
    g_string_append_c(plain, digits[i]);
  }
  for (int i = count; i <= exponent; i++) g_string_append_c(plain, '0');
  return g_string_free(plain, FALSE);
}

char *lg_serial_text(double serial, bool since_1904)
{
  if (!(serial >= (since_1904 ? 0 : 1)) || serial >= 2958466) return NULL; /* 9999-12-31 */
  int day = (int)floor(serial + 1e-6); /* the time of day does not matter, its rounding does */
  if (!since_1904 && day == 60)
    return g_strdup("1900-02-29"); /* Lotus's leap year, kept by Excel */
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, since_1904 ? 1 : 31, since_1904 ? G_DATE_JANUARY : G_DATE_DECEMBER,
                 since_1904 ? 1904 : 1899);
  int days = !since_1904 && day > 60 ? day - 1 : day;
  g_date_add_days(&date, (guint)days);
  return g_strdup_printf("%04d-%02d-%02d", (int)g_date_get_year(&date),
                         (int)g_date_get_month(&date), (int)g_date_get_day(&date));
}
