/* ask.h - why a plan or a place cannot be had, how far it could go, and what would make it possible
 * (SPEC 5; QUESTIONS W5, W8, W10-W14).
 *
 * Each answer carries what was shown; where the clock of `settings` runs out it says so and holds
 * what was found. */
#ifndef LG_ASK_H
#define LG_ASK_H

#include "solver/solve.h"

/* Rules that cannot all hold beside R1, R4 and the placement `forced`. */
lg_conflict lg_conflict_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                             const lg_solve_settings *settings);

/* Up to `most` smallest changes that make the plan possible with the placement `forced`, each
 * verified by an audited roster of the changed plan. */
lg_repairs lg_repairs_find(const lg_district *district, const lg_policy *policy, lg_forced forced,
                           int most, const lg_solve_settings *settings);

/* One row a hard quota, class and side. */
lg_limits lg_limits_find(const lg_district *district, const lg_policy *policy,
                         const lg_solve_settings *settings);

#endif
