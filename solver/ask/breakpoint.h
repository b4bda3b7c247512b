/* breakpoint.h - the last value of a hard quota's limit with which a plan can be met (QUESTIONS W20):
 * exact, by rosters and proofs, with feasibility alone at stake. */
#ifndef LG_BREAKPOINT_H
#define LG_BREAKPOINT_H

#include "solver/solve.h"

/* The limit that varies. */
typedef struct {
  int quota; /* index in the policy */
  bool is_max;
  lg_bound_kind kind; /* LG_BOUND_HEADS or LG_BOUND_SHARE */
} lg_breakpoint_key;

/* What is known beforehand; heads as p/1. Values that a roster meets and that none meets. */
typedef struct {
  bool has_met, has_unmet;
  lg_share met, unmet;
  bool has_ceiling; /* nothing stricter than it can be met, itself perhaps */
  lg_share ceiling;
} lg_breakpoint_range;

typedef struct {
  bool known; /* the search was not stopped */
  bool has;   /* some value can be met; false of a soft quota */
  lg_share value;
  int64_t of; /* the base of a share's one class, where it does not depend on the roster; else 0 */
} lg_breakpoint;

/* What a roster meets of the limit: the value of its tightest class, within what the plan may
 * write. */
struct lg_audit;
lg_share lg_breakpoint_met(const lg_policy *policy, const lg_breakpoint_key *key,
                           const struct lg_audit *audit);

lg_breakpoint lg_breakpoint_find(const lg_district *district, const lg_policy *policy,
                                 const lg_options *options, const lg_breakpoint_key *key,
                                 const lg_breakpoint_range *range,
                                 const lg_solve_settings *settings);

/* Whether a <, =, > b: -1, 0, 1. */
int lg_share_order(lg_share a, lg_share b);

#endif
