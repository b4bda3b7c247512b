/* elements.h - the elements of a plan's rules, numbered, so that each can be kept or left out
 * (QUESTIONS W1-W3). They stand over the open program: a formulation with every pair of teacher and
 * school that R1 and R4 leave. */
#ifndef LG_ELEMENTS_H
#define LG_ELEMENTS_H

#include "model/answer.h"
#include "model/formulate.h"

/* The numbers: R2, R3 and R5 as a whole, then R13 of each teacher who is due back, then the locks in
 * the district's order, then the elements that the open program names. */
enum { LG_ELEMENT_R2, LG_ELEMENT_R3, LG_ELEMENT_R5, LG_FIRST_RETURN };

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  lg_forced forced;
  lg_options *open;
  lg_formulation *f;    /* of `open`: the open program */
  int *return_of;       /* [teacher_count] the element R13 of the teacher, or -1 */
  int first_lock;       /* the locks begin at this number; R2, R3, R5 and R13 stand before it */
  int *lock_first;      /* [teacher_count + 1] in the district's locks */
  int first_own, count; /* the open program's elements begin at number first_own */
  bool *contradicts;    /* [count - first_own] its own two limits cannot both hold */
} lg_elements;

/* Borrows district and policy.
 *   cost  that of the options and the formulation of all pairs */
lg_elements *lg_elements_new(const lg_district *district, const lg_policy *policy,
                             lg_forced forced);
void lg_elements_free(lg_elements *elements);

lg_element lg_elements_at(const lg_elements *elements, int k);

/* May a teacher be at the place of this column of the open program while the elements of `kept`
 * ([count]) stand (QUESTIONS W3)?
 *   by  out, where not: an element that bars it; -1: the forced placement does, or only a `must`
 *       lock that is not kept would open it */
bool lg_elements_allow(const lg_elements *elements, const bool *kept, int column, int *by);

/* The teacher whom an element R13 or a lock concerns alone, or -1. */
int lg_elements_teacher(const lg_elements *elements, int k);
/* Is element k a `must` lock? */
bool lg_elements_is_must(const lg_elements *elements, int k);
/* Does the `must` lock k waive something: does it open a place that R2, R3, R5 or R13 of `kept` bar, or
 * that exists only by the lock? Any other `must` lock does no more than bar places. */
bool lg_elements_waives(const lg_elements *elements, const bool *kept, int k);

/* A kept element whose own two limits contradict each other, or -1. */
int lg_elements_contradiction(const lg_elements *elements, const bool *kept);

#endif
