/* classes.h - the classes that a quota's `per` makes of a district (SPEC 7, Quotas), as dense
 * codes. The audit has its own. */
#ifndef LG_CLASSES_H
#define LG_CLASSES_H

#include "policy.h"

/* Codes go from 0 up to here; not each need be a class. */
int lg_class_count(const lg_district *district, lg_per per);

/* The class of teacher i where he works at `school`; LG_MISSING: in none (an empty group). */
int lg_class_of(const lg_district *district, lg_per per, int teacher, int school);

/* Which codes are classes: a group, subject, tier or stage that nobody has is none.
 *   returns  [lg_class_count]; g_free */
bool *lg_classes_that_are(const lg_district *district, lg_per per);

/* A school's id, a group, a subject, ...; "" for the district. Borrowed. */
const char *lg_class_id(const lg_district *district, lg_per per, int code);

/* The code that `class_id` names, or LG_MISSING. Cost: logarithmic. */
int lg_class_find(const lg_district *district, lg_per per, const char *class_id);

/* Is D of a class the same in every roster? (SPEC 7: by the keys, not by the district.) */
bool lg_quota_base_is_fixed(const lg_quota *quota);

#endif
