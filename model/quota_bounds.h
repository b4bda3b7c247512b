/* quota_bounds.h - what arithmetic alone says of the quotas (R8), before any solving.
 * Each teacher's best place is counted alone, other rules are not looked at: a quota that passes
 * here may still fail with them. */
#ifndef LG_QUOTA_BOUNDS_H
#define LG_QUOTA_BOUNDS_H

#include "options.h"

/* One class of a quota. */
typedef struct {
  bool exists;                                        /* the district has such a class */
  int64_t count_least, count_most, of_least, of_most; /* N and D over all choices of places */
  int64_t given_min, given_max;                       /* heads that `relax` gives each side */
  /* Heads left at most above min and below max, what `relax` gives included; negative: so many
   * heads are lacking, or too many, in every roster; INT64_MAX where the side is not given. */
  int64_t room_min, room_max;
} lg_quota_bound;

/* All classes of quota `quota` of the policy.
 *   options  of the plan, or a survey's (place_survey.h)
 *   returns  [*class_count], by the codes of classes.h; g_free
 *   cost     O(pairs) */
lg_quota_bound *lg_quota_bounds_new(const lg_district *district, const lg_policy *policy,
                                    const lg_options *options, int quota, int *class_count);

#endif
