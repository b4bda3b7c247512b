/* condition_words.h - what reading conditions (condition.c) and writing them (condition_out.c) both know
 * of their words. */
#ifndef LG_CONDITION_WORDS_H
#define LG_CONDITION_WORDS_H

#include "condition.h"
#include "io/words/plan_items.h"
#include "io/words/shapes.h"

/* What is compared by a key. */
typedef enum {
  LG_WORD_BOOL,
  LG_WORD_WHOLE,
  LG_WORD_ROUTE,
  LG_WORD_CODE, /* one of a few code words */
  LG_WORD_TEXT
} lg_condition_word_kind;

lg_condition_word_kind lg_condition_kind(const char *key);

/* The code words of a key's values; NULL where it has none. */
const lg_word_code *lg_condition_codes(const char *key);

/* The word of a code in the language; the text itself where it is none. */
const char *lg_condition_code_word(const lg_word_code *words, const char *text, bool chinese);

/* The word of a filter's key, or NULL. */
const lg_value_word *lg_condition_word(const char *key);

/* Whether two words are one, width, blanks and case aside. */
bool lg_condition_same_word(const char *a, const char *b);

/* Whether a teacher has one value of it: not several as of tags and ranks. */
bool lg_condition_is_single(const char *key);

/* Whether a value has to stand in “ ”. */
bool lg_condition_holds_sign(const char *value);

#endif
