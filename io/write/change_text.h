/* change_text.h - a limit that gives way, in words and as JSON: what the plan relaxes, and what
 * repairs propose (QUESTIONS W12, W13). Internal to io/. */
#ifndef LG_CHANGE_TEXT_H
#define LG_CHANGE_TEXT_H

#include "io/words/element_text.h"
#include "json_out.h"

/* "quota rotation, the district: at least 545 heads instead of 570". g_free. */
char *lg_change_text(const lg_output *out, lg_element_facts *facts, const lg_change *change);

/* rule, id, class, side, heads, from, to. */
void lg_json_change(cJSON *row, const lg_input *input, const lg_change *change);

#endif
