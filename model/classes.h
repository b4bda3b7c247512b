/* classes.h - the classes that a quota's `per` makes of a district (docs/spec/plan.md, Quotas), as
 * dense codes: those of the first key's values, or of the pairs of both keys' values, the first
 * key's value counting most. The audit has its own. */
#ifndef LG_CLASSES_H
#define LG_CLASSES_H

#include "policy.h"

/* Codes go from 0 up to here; not each need be a class. */
int lg_class_count(const lg_district *district, const lg_quota *quota);

/* The class of teacher i where he works at `school`; LG_MISSING: in none (an empty group). */
int lg_class_of(const lg_district *district, const lg_quota *quota, int teacher, int school);

/* Which codes are classes: a group, subject, tier or stage that nobody has is none, and neither is
 * a pair that cannot come together.
 *   returns  [lg_class_count]; g_free
 *   cost     O(teachers + schools + codes) */
bool *lg_classes_that_are(const lg_district *district, const lg_quota *quota);

/* The value that a class has of its first (0) or second (1) key: a school's index, a group's or
 * subject's code, a tier, a stage. */
int lg_class_part(const lg_district *district, const lg_quota *quota, int code, int key);

/* A school's id, a group, a subject, ..., of two keys "a/b"; "" for the district. g_free. */
char *lg_class_id(const lg_district *district, const lg_quota *quota, int code);

/* Two classes that would be written alike, as A/B with C is written like A with B/C. Reading refuses
 * such a plan.
 *   returns  the text that both have (g_free), or NULL: every class has its own
 *   cost     O(teachers + codes) where a value has a slash, else nothing */
char *lg_classes_alike(const lg_district *district, const lg_quota *quota);

/* Does the class depend on the school after the plan? */
bool lg_quota_is_by_place(const lg_quota *quota);

/* Is D of a class the same in every roster? (docs/spec/rules.md, R8: by the keys, not by the
 * district.) */
bool lg_quota_base_is_fixed(const lg_quota *quota);

#endif
