/* xlsx_format.h - number formats of a spreadsheet: which of them show a date, and what a number
 * looks like in the others. */
#ifndef LG_XLSX_FORMAT_H
#define LG_XLSX_FORMAT_H

#include <stdbool.h>

enum { LG_FORMAT_LITERAL = 15 };

typedef struct {
  bool is_date;
  bool is_plain; /* General, text, and what is not understood: numbers as one would type them */
  bool thousands;
  bool negatives_apart, zeros_apart; /* have a section of their own, which is not understood */
  int percents, whole_least, decimals_least, decimals_most;
  char before[LG_FORMAT_LITERAL + 1], after[LG_FORMAT_LITERAL + 1];
} lg_format;

/* A format by its number, or by its code where it is the workbook's own.
 *   code  NULL: a built-in one */
lg_format lg_format_of(int number, const char *code);

/* What a cell of this format shows: "80%", "1978.10", "007".
 *   plain    the number as lg_number_text writes it
 *   returns  NULL where that is what is shown; g_free */
char *lg_format_shown(const lg_format *format, const char *plain);

#endif
