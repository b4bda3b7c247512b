/* ask_internal.h - what the files behind ask.h share. */
#ifndef LG_ASK_INTERNAL_H
#define LG_ASK_INTERNAL_H

#include "elements.h"
#include "solver/mip/lexicographic.h"
#include "solver/solver.h"

/* Can the plan be met where some of its rules are left out? Asked again and again.
 *   left_out  [elements->count]
 *   returns   elements that cannot all hold, good until the next question; NULL where the
 * relaxation lets the rest hold, or time ends */
typedef struct lg_conflict_probe lg_conflict_probe;
lg_conflict_probe *lg_conflict_probe_new(const lg_elements *elements,
                                         const lg_solve_settings *settings);
void lg_conflict_probe_free(lg_conflict_probe *probe);
/* Of the whole plan: clears those of `needed` [elements->count] without which it cannot be met
 * either, as far as one certificate says. */
void lg_conflict_probe_spare(lg_conflict_probe *probe, bool *needed);
bool lg_conflict_probe_is_over(const lg_conflict_probe *probe); /* by the clock */
const bool *lg_conflict_probe_without(lg_conflict_probe *probe, const bool *left_out);

/* What is known of a plan that cannot be met: leaving out an element that some conflict lacks does
 * not help. */
typedef struct {
  lg_elements *elements; /* NULL: the plan can be met */
  lg_conflict_probe *probe;
  bool *all;      /* [elements->count] in all conflicts found so far */
  bool *left_out; /* [elements->count] of the question at hand */
} lg_conflicts;

/* given  a conflict that is known, or NULL. Asks until it is known which classes may help. */
void lg_conflicts_begin(lg_conflicts *conflicts, const lg_district *district,
                        const lg_policy *policy, const lg_conflict *given,
                        const lg_solve_settings *settings);
void lg_conflicts_clear(lg_conflicts *conflicts);
/* Is it known that the plan cannot be met without this quota class either? */
bool lg_still_conflicts(const lg_conflicts *conflicts, const char *quota, const char *class_id);

/* Adds to a minimal conflict how far each of its quotas can go beside the other members, and why.
 */
void lg_bottlenecks_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                         const lg_solve_settings *settings, lg_conflict *conflict);

/* Limits of a plan of which something is known.
 *   roster    keeps all rules, or NULL
 *   conflict  cannot hold, or NULL: the plan may be possible */
lg_limits lg_limits_given(const lg_district *district, const lg_policy *policy,
                          const lg_roster *roster, const lg_conflict *conflict,
                          const lg_solve_settings *settings);

/* Repairs of a plan of which something is known.
 *   conflict  minimal, or NULL: what is in it alone can be a repair by itself
 *   limits    of the plan, or NULL: how far a quota goes says what it is worth as a repair */
lg_repairs lg_repairs_given(const lg_district *district, const lg_policy *policy, lg_forced forced,
                            int most, const lg_conflict *conflict, const lg_limits *limits,
                            const lg_solve_settings *settings);

/* The policy with `count` goals of LG_GOAL_ASKED in the place of its own; the goals are the
 * caller's to free, all else is borrowed. */
lg_policy lg_asking_policy(const lg_policy *policy, int count);

#endif
