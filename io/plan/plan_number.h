/* plan_number.h - numbers of the plan without a loss: decimals as they are written, shares as
 * fractions. */
#ifndef LG_PLAN_NUMBER_H
#define LG_PLAN_NUMBER_H

#include "model/policy.h"

/* A number in JSON's notation times 10^places, half up.
 *   raw      [length] bytes, valid JSON number
 *   returns  false where the result lies beyond +-10^15 */
bool lg_decimal_scaled(const char *raw, size_t length, int places, int64_t *value);
/* Whether the number has no fraction ("3", "3.0", "30e-1"). */
bool lg_decimal_is_whole(const char *raw, size_t length);
bool lg_decimal_is_negative(const char *raw, size_t length); /* below 0: "-0" is not */

/* A decimal or a fraction, also with a percent sign where `percent`: digits, one point, % or /, at
 * most 9 digits a part; blanks and full-width signs are folded. In lowest terms. */
bool lg_fraction_parse(const char *text, bool percent, lg_share *value);

#endif
