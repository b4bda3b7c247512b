/* ask_internal.h - what the files behind the questions of solver.h share: conflicts, bottlenecks,
 * limits, repairs. docs/method.md, 7; W and SPEC citations: docs/spec/README.md. */
#ifndef LG_ASK_INTERNAL_H
#define LG_ASK_INTERNAL_H

#include "elements.h"
#include "solver/mip/lexicographic.h"
#include "solver/solver.h"

/* Asks again and again whether a plan can be met without some of its elements, by relaxations of
 * one aggregated program. */
typedef struct lg_conflict_probe lg_conflict_probe;
/* Borrows both for its life. */
lg_conflict_probe *lg_conflict_probe_new(const lg_elements *elements,
                                         const lg_solve_settings *settings);
void lg_conflict_probe_free(lg_conflict_probe *probe);
/* Clears those of `needed` without which the plan cannot be met either, as far as one certificate
 * of the whole plan tells.
 *   needed  [elements->count] */
void lg_conflict_probe_spare(lg_conflict_probe *probe, bool *needed);
bool lg_conflict_probe_is_over(const lg_conflict_probe *probe); /* by the deadline */
/* Can the plan be met where these elements are left out?
 *   left_out  [elements->count]
 *   returns   [elements->count] elements that cannot all hold, borrowed until the next question;
 *             NULL: the relaxation lets the rest hold, or the time ended */
const bool *lg_conflict_probe_without(lg_conflict_probe *probe, const bool *left_out);

/* What is known of a plan that cannot be met. An element that some conflict lacks does not help by
 * being left out: that conflict stays. */
typedef struct {
  lg_elements *elements; /* NULL: the plan can be met */
  lg_conflict_probe *probe;
  bool *all;      /* [elements->count] in all conflicts found so far: may help */
  bool *left_out; /* [elements->count] scratch: of the question at hand */
} lg_conflicts;

/* Asks until it is known which quota classes may help.
 *   given  a conflict that is known, or NULL */
void lg_conflicts_begin(lg_conflicts *conflicts, const lg_district *district,
                        const lg_policy *policy, const lg_conflict *given,
                        const lg_solve_settings *settings);
void lg_conflicts_clear(lg_conflicts *conflicts);
/* Is it known that the plan cannot be met without this quota class either? */
bool lg_still_conflicts(const lg_conflicts *conflicts, lg_element class);

/* Adds to a minimal conflict how far each of its quotas can go beside the other members, and where
 * the heads are lost (lg_bottleneck); what the time does not allow is left out. */
void lg_bottlenecks_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                         const lg_solve_settings *settings, lg_conflict *conflict);

/* lg_limits_find of a plan of which something is known.
 *   roster    a roster that keeps all rules, or NULL
 *   conflict  elements that cannot all hold, or NULL: the plan may be possible */
lg_limits lg_limits_given(const lg_district *district, const lg_policy *policy,
                          const lg_roster *roster, const lg_conflict *conflict,
                          const lg_solve_settings *settings);

/* lg_repairs_find of a plan of which something is known.
 *   conflict  minimal, or NULL: only a member of it can be a repair by itself
 *   limits    of the plan, or NULL: how far a quota goes tells what it is worth as a repair */
lg_repairs lg_repairs_given(const lg_district *district, const lg_policy *policy, lg_forced forced,
                            int most, const lg_conflict *conflict, const lg_limits *limits,
                            const lg_solve_settings *settings);

/* The policy with `count` goals of LG_GOAL_ASKED in the place of its own; the goals are the
 * caller's to free, all else is borrowed. */
lg_policy lg_asking_policy(const lg_policy *policy, int count);

#endif
