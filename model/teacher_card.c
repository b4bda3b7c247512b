/* teacher_card.c - words and memory of a teacher's card, and which wishes were missed. */
#include "teacher_card.h"

const char *lg_place_word(lg_place_status status)
{
  static const char *const words[] = {[LG_PLACE_OPEN] = "open",
                                      [LG_PLACE_BARRED] = "barred",
                                      [LG_PLACE_IMPOSSIBLE] = "impossible",
                                      [LG_PLACE_UNKNOWN] = "unknown"};
  return words[status];
}

bool lg_wish_is_missed(int rank, int present)
{
  return rank != LG_MISSING && (present == LG_MISSING || rank < present);
}

void lg_teacher_card_free(lg_teacher_card *card)
{
  if (!card) return;
  for (int k = 0; k < card->place_count; k++) {
    lg_conflict_clear(&card->places[k].conflict);
    lg_repairs_clear(&card->places[k].repair);
    g_free(card->places[k].price);
  }
  g_free(card->places);
  lg_answer_free(card->plan);
  g_free(card);
}
