/* xlsx_number.h - a spreadsheet's numbers as one would type them. */
#ifndef LG_XLSX_NUMBER_H
#define LG_XLSX_NUMBER_H

#include <stdbool.h>

/* "1001", "37.5", "0.000012": 15 digits, no exponent where a person would write none. g_free. */
char *lg_number_text(double value);

/* YYYY-MM-DD of a day's serial number (g_free), or NULL where it is none.
 *   since_1904  the workbook counts from 1904-01-01 = 0, else from 1900-01-01 = 1 with a 1900-02-29
 */
char *lg_serial_text(double serial, bool since_1904);

#endif
