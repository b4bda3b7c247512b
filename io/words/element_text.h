/* element_text.h - every rule in words: what an element of it asks, whose limit it is, how a roster
 * breaks it, and why it stops others (QUESTIONS W5, W12). Internal to io/. */
#ifndef LG_ELEMENT_TEXT_H
#define LG_ELEMENT_TEXT_H

#include "element_facts.h"

/* What the element asks, of whom, in heads, with names; `facts` are shared by a whole list.
 * g_free. */
char *lg_element_text(const lg_output *out, lg_element_facts *facts, lg_element element);
/* The same for one element alone. g_free. */
char *lg_output_element_text(const lg_output *out, lg_element element);

/* Whose limit of heads it is: "teachers in all at S01", "quota rotation, the district". g_free. */
char *lg_element_whose(const lg_output *out, lg_element element);

/* How a roster breaks a rule, without the teachers concerned. Needs the answer's roster. */
void lg_breach_words(GString *text, const lg_output *out, const lg_breach *breach);

/* Why an element at its limit stops others: "no open place in the subject at %s" (`at`: a school is
 * named), translated, or NULL where only its rule can be named. `full`: it is at its max. Static. */
const char *lg_element_stop(const lg_output *out, lg_rule rule, bool full, bool at);

/* The changes (lg_change) of the plan's `relax` in the order of QUESTIONS W2, with the limits before
 * and after. g_array_unref. */
GArray *lg_relaxed_changes(const lg_output *out);

/* What a quota asks in one class, in heads. g_free. */
char *lg_quota_text(const lg_output *out, lg_element_facts *facts, lg_element element);

#endif
