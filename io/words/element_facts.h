/* element_facts.h - the head-counts that the texts of elements speak of. Made once for a list of
 * elements: each count is worked out at its first use and kept. Internal to io/. */
#ifndef LG_ELEMENT_FACTS_H
#define LG_ELEMENT_FACTS_H

#include "output.h"

typedef struct lg_element_facts lg_element_facts;
lg_element_facts *lg_element_facts_new(const lg_output *out); /* borrows */
void lg_element_facts_free(lg_element_facts *facts);

/* Teachers at home in a school now; stage and subject LG_MISSING: any.
 *   cost     O(the school's teachers); once O(all) */
int lg_heads_now(lg_element_facts *facts, int school, int stage, int subject, bool backbone_only);

/* One class of a quota, before anybody decides. */
typedef struct {
  int64_t base;        /* D, where it is fixed */
  int64_t can;         /* teachers with a place where they count */
  int64_t cannot_help; /* teachers who count wherever they may be */
} lg_quota_reach;

/* Quota `quota` of the policy in the class that `class_id` names; all 0 where the district has no
 * such class.
 *   cost     once a quota O(pairs) */
lg_quota_reach lg_quota_reach_of(lg_element_facts *facts, int quota, const char *class_id);

#endif
