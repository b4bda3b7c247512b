/* random_district.h - tiny districts and plans drawn from a seed, for brute force: between them
 * they use every rule, every kind of quota, filter and goal. The same seed gives the same case on
 * every machine. */
#ifndef LG_RANDOM_DISTRICT_H
#define LG_RANDOM_DISTRICT_H

#include "model/policy.h"

typedef struct {
  lg_district *district;
  lg_policy *policy;
} lg_random_case;

lg_random_case *lg_random_case_new(guint32 seed);
void lg_random_case_free(lg_random_case *random);

/* Adds flexible service: its key, rows of demand, the teachers' units, services of the ledger that go
 * on, quotas and a goal that see it. false: there would be too many rosters to try; the case is as it
 * was. */
bool lg_random_case_add_flexible(lg_random_case *random, guint32 seed);

/* Sets one hard quota to exactly what the rosters that keep everything else reach (`beyond`: one
 * head more, or a little more of a share); false where the case has no such quota or no such
 * roster. */
bool lg_random_case_tighten(lg_random_case *random, guint32 seed, bool beyond);

/* Relaxes a few limits of hard elements by heads and drops a lock or a pair, in policy->relax
 * alone: the district keeps them until lg_policy_drop. Limits the changes too, now and then. */
void lg_random_case_relax(lg_random_case *random, guint32 seed);

#endif
