/* decimal.h - numbers taken from their text exactly: decimals of cells and of JSON, fractions,
 * shares (lg_share_parse is in read.h). Only lg_decimal_nearest rounds to a double. */
#ifndef LG_DECIMAL_H
#define LG_DECIMAL_H

#include "io/words/scenarios.h"
#include "model/policy.h"

/* A decimal taken apart: its digits as a whole number, times 10^exponent. Borrows the text. */
typedef struct {
  bool negative;     /* below 0: "-0" is not */
  const char *first; /* the first of [count] digits, no zeros at either end; 0 has none */
  int count, before; /* before: the digits in front of the point, where it lies among them */
  int64_t exponent;
  const char *text; /* [length] bytes, as written */
  size_t length;
} lg_decimal;

/* -? digits (. digits)? and, where `exponents`, ([eE] [+-]? digits)?, of any length; leading zeros
 * are taken.
 *   returns  the byte behind the number, or NULL where there is none */
const char *lg_decimal_read(const char *text, bool exponents, lg_decimal *decimal);
bool lg_decimal_is_whole(const lg_decimal *decimal); /* "3", "3.0", "30e-1" */
/* What stands before the point, without the sign; max + 1 where it is larger than `max`. */
int64_t lg_decimal_whole(const lg_decimal *decimal, int max);
/* Times 10^places, half up and away from 0. False where the result lies beyond +-10^15. */
bool lg_decimal_scaled(const lg_decimal *decimal, int places, int64_t *value);
double lg_decimal_nearest(const lg_decimal *decimal);

/* "30%", "1/3", "0.3", "12": p/q as written, 37.5% is 375/10. */
typedef struct {
  lg_notation notation;
  int64_t p, q; /* q > 0 */
} lg_fraction;

/* The whole of a folded text: digits, one point, % or /, at most 9 digits a part, no sign; blanks
 * around numbers and signs. */
bool lg_fraction_read(const char *folded, lg_fraction *fraction);
/* The same of any text in lowest terms; a percent sign is refused unless `percent`. */
bool lg_fraction_parse(const char *text, bool percent, lg_share *value);
#endif
