/* element_text.h - elements of the rules in words, for whoever writes many of them. Internal to
 * io/.
 */
#ifndef LG_ELEMENT_TEXT_H
#define LG_ELEMENT_TEXT_H

#include "element_facts.h"

/* As lg_output_element_text, with counts shared by the whole list. g_free. */
char *lg_element_text(const lg_output *out, lg_element_facts *facts, const lg_element *element);

/* What a quota asks in one class, in heads; NULL where the plan has no quota `id`. g_free. */
char *lg_quota_text(const lg_output *out, lg_element_facts *facts, const char *id,
                    const char *class_id);

#endif
