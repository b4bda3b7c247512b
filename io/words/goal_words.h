/* goal_words.h - the goals in words, in the one table where they stand. */
#ifndef LG_GOAL_WORDS_H
#define LG_GOAL_WORDS_H

#include "lang.h"
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

/* `counted` and `brief` in the language. */
const char *lg_show_goal(const lg_lang *lang, lg_goal_kind kind);
const char *lg_goal_short(const lg_lang *lang, lg_goal_kind kind);

#endif
