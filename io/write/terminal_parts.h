/* terminal_parts.h - what the texts for the terminal share. Internal to io/. */
#ifndef LG_TERMINAL_PARTS_H
#define LG_TERMINAL_PARTS_H

#include "io/write.h"

/* One broken rule in words, as a line after two blanks. Needs input, the answer's roster and lang of
 * `out`. */
void lg_breach_text(GString *text, const lg_output *out, const lg_breach *breach);

/* The table of the quotas in `check`, and what arithmetic refutes of them. Needs input and lang of
 * `out`. */
void lg_check_add_quotas(GString *text, const lg_output *out, const lg_place_survey *survey);

#endif
