/* goal_words.h - the goals in words, in the one table where they stand. */
#ifndef LG_GOAL_WORDS_H
#define LG_GOAL_WORDS_H

#include "lang.h"
#include "model/district.h"
#include "model/policy.h"

/* Texts to be translated. */
typedef struct {
  const char *brief;   /* a heading: "commute" */
  const char *counted; /* what it counts: "extra distance (hundreds of metres)" */
  const char *recount; /* the same as `verify` has it */
  /* what a change means, first where its value grows, then where it falls; %s: the change */
  const char *more, *less;
} lg_goal_words;
const lg_goal_words *lg_goal_words_of(lg_goal_kind kind);

/* Is the goal's value kept out of everything that is written? Under codes that of the lottery: whoever
 * has a list of ids could try out which of them give the sum. */
bool lg_goal_is_withheld(const lg_district *district, lg_goal_kind kind);
/* What stands in its place. */
const char *lg_goal_withheld(const lg_lang *lang);
/* Any other value, or change of it, as it may be shown. Under codes ways are whole kilometres, since
 * the exact difference between two places tells where a home is; where age and years are coarse, years
 * are whole fives, downwards, since of one mover they are his own. */
int64_t lg_goal_shown(const lg_district *district, lg_goal_kind kind, int64_t value);

/* `counted` and `brief` in the language. */
const char *lg_show_goal(const lg_lang *lang, lg_goal_kind kind);
const char *lg_goal_short(const lg_lang *lang, lg_goal_kind kind);

#endif
