/* bar_text.h - what bars a teacher from a place, in words with its numbers. Internal to io/. */
#ifndef LG_BAR_TEXT_H
#define LG_BAR_TEXT_H

#include "output.h"

/* "too few years at the school: 2, asked 3". g_free.
 *   bar     by lg_options_bar, of another rule than R1
 *   option  the place */
char *lg_bar_words(const lg_output *out, int teacher, lg_element bar, const lg_option *option);
/* Why the teacher is not eligible, with the number where there is one; "" of one who is. g_free. */
char *lg_not_eligible_text(const lg_output *out, int teacher);

#endif
