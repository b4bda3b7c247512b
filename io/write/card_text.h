/* card_text.h - a teacher's card: what bars a place in words with its numbers, and the whole as
 * JSON (QUESTIONS W23). */
#ifndef LG_CARD_TEXT_H
#define LG_CARD_TEXT_H

#include "io/words/output.h"
#include "model/teacher_card.h"

/* A barred place's rule in this teacher's case: "too few years at the school: 2, asked 3". g_free.
 */
char *lg_bar_text(const lg_output *out, const lg_teacher_card *card, const lg_place *place);
/* All changes of a repair in one line. g_free. */
char *lg_output_repair_text(const lg_output *out, const lg_repair *repair);

/* What becomes of each place: one that is not barred by its school, what the teacher has to do with it
 * and what it would cost (of an impossible one rows of rules follow, without a school); those that are
 * barred for one reason together. */
typedef struct {
  void (*place)(void *user, const char *school, const char *marks, const char *text);
  void (*barred)(void *user, const char *count, const char *schools, const char *text);
  void *user;
} lg_card_sink;
void lg_card_places(const lg_output *out, const lg_teacher_card *card, const lg_card_sink *sink);
/* What stands before the places, and behind them; lines that end with a line feed. `roster`: as below
 * in io/write.h. */
void lg_card_head(GString *text, const lg_output *out, const lg_teacher_card *card);
void lg_card_tail(GString *text, const lg_output *out, const lg_teacher_card *card,
                  const lg_roster *roster);

#endif
