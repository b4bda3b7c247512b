/* service.h - what the ledger of services says of each teacher at the plan's date: who serves, who
 * is due back (R13), who rests, who has rotated. The audit works the same out by its own code. */
#ifndef LG_SERVICE_H
#define LG_SERVICE_H

#include "policy.h"

typedef enum { LG_SERVICE_OVER, LG_SERVICE_RUNNING, LG_SERVICE_TO_COME } lg_service_state;
lg_service_state lg_service_state_at(const lg_service *service, lg_date date);
/* Full time: not for some units a week. */
static inline bool lg_service_is_whole(const lg_service *service)
{
  return service->units == LG_MISSING;
}

/* What the row's term leads to: as it says, else as the plan's route of its name, else back. */
lg_back lg_service_back(const lg_policy *policy, const lg_service *service);

/* The full-time row that decides of teacher i, of those that have begun: one that runs, else the
 * latest that is over; NULL: none. */
const lg_service *lg_service_latest(const lg_district *district, lg_date date, int teacher);

/* The order in which a district keeps its services; for qsort. */
int lg_service_compare(const void *a, const void *b);

/* The row of a flexible service of teacher i that runs, or NULL.
 *   ended  out: the rule that ends it, though its term runs on: R9, a lock of the plan, also one that
 *          `relax` drops, or R13; LG_R1_POST: none does, the service is fixed */
const lg_service *lg_service_flexible(const lg_policy *policy, const lg_district *district,
                                      int teacher, lg_rule *ended);

/* Fills district->standing, in the place of what was there; reading the input does it.
 *   cost  O(teachers + services x routes) */
void lg_standing_settle(const lg_policy *policy, lg_district *district);

#endif
