/* element_limits.h - the head-counts that the sides of an element allow as the plan stands, `relax`
 * counted: for texts, and for the `from` and `to` of changes (QUESTIONS W12). */
#ifndef LG_ELEMENT_LIMITS_H
#define LG_ELEMENT_LIMITS_H

#include "options.h"

/* Reads "stage/subject" of R6 and "school/stage" of R12; false where the district has no such
 * thing. Cost: logarithmic. */
bool lg_cell_parse(const lg_district *district, const char *class_id, int *stage, int *subject);
bool lg_place_parse(const lg_district *district, const char *class_id, int *school, int *stage);

/* The heads that an element allows, `relax` counted; INT64_MIN, INT64_MAX where open. */
typedef struct {
  int64_t lo, hi;
} lg_heads_range;

/* R6 of a cell, and R7 of a school, where `before` are there now. Cost: logarithmic. */
lg_heads_range lg_cell_range(const lg_district *district, const lg_policy *policy, int school,
                             int stage, int subject, int before);
lg_heads_range lg_school_range(const lg_district *district, const lg_policy *policy, int school,
                               int before);
/* What R12 asks at a school and stage. */
int64_t lg_density_asked(const lg_district *district, const lg_policy *policy, int school,
                         int stage);
/* What a team asks at a school. */
int64_t lg_team_asked(const lg_district *district, const lg_policy *policy, int team, int school);
/* Does a quota's class of this code hold with N = count and D = of? broken: the side that does not.
 */
bool lg_class_holds(const lg_district *district, const lg_policy *policy, int quota, int code,
                    int64_t count, int64_t of, lg_side *broken);

/* The limit of this side: for R6, R7 and R12 heads at the school, for R8 the heads asked, for R10
 * the team's least, for `changes` their number.
 *   heads    out
 *   returns  false where there is none: no such element or side, a drop, or a share whose base
 *            depends on the roster
 *   cost     O(teachers) */
bool lg_allowed_heads(const lg_district *district, const lg_policy *policy,
                      const lg_options *options, const lg_element *element, lg_side side,
                      int64_t *heads);

#endif
