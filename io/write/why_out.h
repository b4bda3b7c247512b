/* why_out.h - limits and repairs as JSON and in words (QUESTIONS W8, W13). Internal to io/. */
#ifndef LG_WHY_OUT_H
#define LG_WHY_OUT_H

#include "io/words/element_text.h"
#include "json_out.h"

/* The rows of W8 into `array`. */
void lg_json_limits(cJSON *array, const lg_input *input, const lg_limits *limits);
/* The keys limits and limits_proved. */
void lg_json_limits_key(cJSON *json, const lg_input *input, const lg_limits *limits);
/* One row of W13. */
void lg_json_repair(cJSON *row, const lg_output *out, lg_element_facts *facts,
                    const lg_repair *repair);
/* The rows of W13 into `array`. */
void lg_json_repairs(cJSON *array, const lg_output *out, lg_element_facts *facts,
                     const lg_repairs *repairs);

/* An element of a conflict in words; of a quota also how far it can go (QUESTIONS W5). g_free. */
char *lg_conflict_text(const lg_output *out, lg_element_facts *facts, lg_element element);

/* How far a quota of a conflict can go beside the other members, and why, as a clause that follows
 * the element's words (bottleneck_text.c). */
void lg_append_bottleneck(GString *text, const lg_output *out, const lg_conflict *conflict,
                          const lg_bottleneck *bottleneck);

/* All changes of a repair in one line. g_free. */
char *lg_repair_text(const lg_output *out, lg_element_facts *facts, const lg_repair *repair);

/* Their paragraphs of explanation.txt; nothing where there is nothing to tell. */
void lg_append_limits(GString *text, const lg_output *out, const lg_limits *limits);
void lg_append_repairs(GString *text, const lg_output *out, lg_element_facts *facts,
                       const lg_repairs *repairs);

#endif
