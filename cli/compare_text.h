/* compare_text.h - two rosters side by side in the words of a personnel office. */
#ifndef LG_COMPARE_TEXT_H
#define LG_COMPARE_TEXT_H

#include "../io/comparison.h"

/* Which is better and why, then what differs: goals, rules, balance, quotas, schools, teachers.
 * g_free. */
char *lg_compare_text(const lg_comparison *comparison);

#endif
