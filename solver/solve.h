/* solve.h - answers the question: the goals in order, each with value, bound and proof.
 *
 *   lg_solve_settings settings = lg_solve_defaults(policy);
 *   lg_answer *answer = lg_solve(district, policy, options, &settings);
 */
#ifndef LG_SOLVE_H
#define LG_SOLVE_H

#include <signal.h>

#include "model/answer.h"
#include "model/options.h"
#include "solver/ask/warm_start.h"

/* What goes on, for a live line: data, not text. */
typedef struct {
  int goal; /* index in the policy; goal_count while the last core is solved */
  bool has_best, has_bound;
  double best, bound;
  double seconds; /* since lg_solve began */
} lg_progress;

typedef struct {
  double deadline_s;    /* on the monotonic clock (g_get_monotonic_time / 1e6); 0: none */
  lg_share gap;         /* a goal may stop when |found - bound| <= floor(gap * |found|) */
  int interior_columns; /* relaxations with so many open columns go to the interior point, smaller
                           ones to the simplex method */
  bool limits;          /* a plan that can be met: its limits too */
  lg_warm_start *warm_start; /* read and updated; NULL: every solve for itself (warm_start.h) */
  bool verdict_only;         /* an infeasible plan is not explained */
  int cut_columns;           /* faces with so many open columns are narrowed by cuts before they are
                           searched, smaller ones are searched at once */
  const volatile sig_atomic_t *interrupted;                  /* NULL: never */
  void (*progress)(const lg_progress *progress, void *user); /* NULL: silent */
  void *user;
} lg_solve_settings;

lg_solve_settings lg_solve_defaults(const lg_policy *policy);

/* Every roster of the answer has passed the audit. NULL never; a fault inside (a roster that fails
 * its audit) gives status LG_UNKNOWN and sets *fault to a text (g_free) naming the rule. cost  see
 * README, "How it works" */
lg_answer *lg_solve(const lg_district *district, const lg_policy *policy, const lg_options *options,
                    const lg_solve_settings *settings, char **fault);

/* Is there any roster at all? LG_OPTIMAL: yes; LG_INFEASIBLE: proved that there is none;
 * LG_UNKNOWN: time ended. */
lg_status lg_can_be_met(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings);

#endif
