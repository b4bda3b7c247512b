/* terminal_compare.h - two rosters side by side in the words of a personnel office. */
#ifndef LG_TERMINAL_COMPARE_H
#define LG_TERMINAL_COMPARE_H

#include "io/views/comparison.h"

/* Which is better and why, then what differs: goals, rules, balance, quotas, schools, teachers.
 * g_free. */
char *lg_compare_text(const lg_comparison *comparison);

#endif
