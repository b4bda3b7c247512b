/* elements.h - the rules of a plan one by one, each kept or left out, over every pair that R1 and
 * R4 leave (QUESTIONS W1-W3). */
#ifndef LG_ELEMENTS_H
#define LG_ELEMENTS_H

#include "model/answer.h"
#include "model/formulate.h"

/* Elements are numbered: R2, R3 and R5 as a whole, the locks, then what the open program names. */
enum { LG_ELEMENT_R2, LG_ELEMENT_R3, LG_ELEMENT_R5, LG_FIRST_LOCK };

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  lg_forced forced;
  lg_options *open;
  lg_formulation *f; /* of the open options; its elements begin at number `first_own` */
  int *lock_first;   /* [teacher_count + 1] in the district's locks */
  int first_own, count;
  bool *contradicts; /* [count - first_own] its own two limits cannot both hold */
} lg_elements;

lg_elements *lg_elements_new(const lg_district *district, const lg_policy *policy,
                             lg_forced forced);
void lg_elements_free(lg_elements *elements);

/* The name of element k; the texts are the caller's. */
lg_element lg_elements_name(const lg_elements *elements, int k);

/* May a teacher be at the place of this column of the open program while the elements of `kept`
 * stand (QUESTIONS W3)?
 *   by  where not: an element that bars it, or -1: the placement that is forced, or the lock that
 *       alone would open it */
bool lg_elements_allow(const lg_elements *elements, const bool *kept, int column, int *by);

/* Is element k a `must` lock? */
bool lg_elements_is_must(const lg_elements *elements, int k);
/* Does the `must` lock k open a place that R2, R3 or R5 of `kept` bar, or that is none without it?
 * Else it bars places and does nothing more. */
bool lg_elements_waives(const lg_elements *elements, const bool *kept, int k);

/* A kept element whose own two limits contradict each other, or -1. */
int lg_elements_contradiction(const lg_elements *elements, const bool *kept);

#endif
