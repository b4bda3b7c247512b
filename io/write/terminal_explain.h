/* terminal_explain.h - a teacher's card in words that a clerk can read out at the counter. */
#ifndef LG_TERMINAL_EXPLAIN_H
#define LG_TERMINAL_EXPLAIN_H

#include "card_text.h"

/* Who, where from and where now, why there, what every other place would cost or what bars it, and
 * what became of the wishes. g_free. */
char *lg_explain_text(const lg_output *out, const lg_teacher_card *card);

#endif
