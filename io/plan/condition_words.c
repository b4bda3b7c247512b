/* condition_words.c - see condition_words.h. */
#include "condition_words.h"

#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "io/words/plan_keys.h"

lg_condition_word_kind lg_condition_kind(const char *key)
{
  static const char *const whole[] = {"age", "years", "wish", NULL};
  static const char *const codes[] = {"stage",      "gender",     "from.tier", "to.tier",
                                      "from.stage", "guest.tier", NULL};
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(LG_OBJECT_FILTER, &count);
  for (int k = 0; k < count; k++)
    if (strcmp(keys[k].name, key) == 0 && keys[k].type == LG_TYPE_BOOL) return LG_WORD_BOOL;
  if (g_strv_contains(whole, key)) return LG_WORD_WHOLE;
  if (g_strv_contains(codes, key)) return LG_WORD_CODE;
  return strcmp(key, "route") == 0 ? LG_WORD_ROUTE : LG_WORD_TEXT;
}

const lg_word_code *lg_condition_codes(const char *key)
{
  if (lg_condition_kind(key) == LG_WORD_BOOL) return lg_words_yes_no;
  if (lg_condition_kind(key) != LG_WORD_CODE) return NULL;
  if (strcmp(key, "gender") == 0) return lg_words_gender;
  return g_str_has_suffix(key, "stage") ? lg_words_stage : lg_words_tier;
}

bool lg_condition_same_word(const char *a, const char *b)
{
  const char *const given[] = {a, b};
  char *bare[2];
  for (int k = 0; k < 2; k++) {
    g_autofree char *folded = lg_fold(given[k]), *squeezed = lg_squeeze(folded);
    bare[k] = g_utf8_casefold(squeezed, -1);
  }
  bool same = strcmp(bare[0], bare[1]) == 0;
  g_free(bare[0]);
  g_free(bare[1]);
  return same;
}

bool lg_condition_is_single(const char *key)
{
  return strcmp(key, "tag") != 0 && strcmp(key, "rank") != 0;
}

const lg_value_word *lg_condition_word(const char *key)
{
  for (const lg_value_word *word = lg_condition_words; word->english; word++)
    if (strcmp(word->english, key) == 0) return word;
  return NULL;
}

bool lg_condition_holds_sign(const char *value)
{
  for (const char *p = value; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 0x80 ? strchr("/-=<>!\",()[]{}", (int)c) != NULL
                 : c == 0x2260 || c == 0x2264 || c == 0x2265 || c == 0x201C || c == 0x201D ||
                       c == 0x3001 || c == 0x4E14 || c == 0x6216)
      return true;
  }
  return false;
}

const char *lg_condition_code_word(const lg_word_code *words, const char *text, bool chinese)
{
  g_autofree char *folded = lg_fold(text);
  int code = lg_word_code_of(words, folded);
  for (const lg_word_code *w = words; w->word && code >= 0; w++)
    if (w->code == code && g_str_is_ascii(w->word) == !chinese) return w->word;
  return text;
}
