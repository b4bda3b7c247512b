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

#endif
