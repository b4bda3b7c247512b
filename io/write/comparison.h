/* comparison.h - two rosters of one plan side by side, as `compare` tells it (QUESTIONS W31, W32).
 */
#ifndef LG_COMPARISON_H
#define LG_COMPARISON_H

#include "io/words/input.h"
#include "model/audit/audit.h"

/* Who is listed in one of the rosters at least, and left since. */
typedef struct {
  const char *id, *name;
  int from;  /* school, or LG_MISSING where no roster tells */
  int to[2]; /* in each roster, LG_MISSING where it does not list him */
} lg_gone;
/* lg_gone by id, of lg_departed of either roster, whose texts are borrowed. g_array_unref. */
GArray *lg_gone_list(const GArray *a, const GArray *b);

/* Everything is borrowed. */
typedef struct {
  const char *path; /* as the user named it */
  const lg_roster *roster;
  const lg_audit *audit;
} lg_compared;

typedef struct {
  const lg_input *input;
  lg_compared sides[2]; /* a, b */
  const GArray *gone;   /* lg_gone; NULL: nobody */
  const lg_lang *lang;
} lg_comparison;

typedef enum { LG_BETTER_A, LG_BETTER_B, LG_BETTER_SAME, LG_BETTER_NEITHER } lg_better;

/* W32: where both keep the rules, the first goal in order whose values differ decides, whatever its
 * tolerance; where one alone breaks rules, the other is better.
 *   goal     the index of the goal that decided, or LG_MISSING */
lg_better lg_comparison_better(const lg_comparison *comparison, int *goal);

/* W31. g_free. */
char *lg_comparison_json(const lg_comparison *comparison);
/* Which is better and why, then what differs: goals, balance, rules, quotas, schools, teachers.
 * g_free. */
char *lg_compare_text(const lg_comparison *comparison);

#endif
