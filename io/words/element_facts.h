/* element_facts.h - the head-counts that the texts of elements speak of. Made once for a list of
 * elements: each count is worked out at its first use and kept. Internal to io/. */
#ifndef LG_ELEMENT_FACTS_H
#define LG_ELEMENT_FACTS_H

#include "output.h"

typedef struct lg_element_facts lg_element_facts;
lg_element_facts *lg_element_facts_new(const lg_output *out); /* borrows */
void lg_element_facts_free(lg_element_facts *facts);

/* One class of a quota, before anybody decides. */
typedef struct {
  int64_t base;        /* D, where it is fixed */
  int64_t can;         /* teachers with a place where they count */
  int64_t cannot_help; /* teachers who count wherever they may be */
} lg_quota_reach;

/* A class of R8.
 *   cost     once a quota O(pairs) */
lg_quota_reach lg_quota_reach_of(lg_element_facts *facts, lg_element class);

#endif
