/* next_plan.h - the plan of the year after. */
#ifndef LG_NEXT_PLAN_H
#define LG_NEXT_PLAN_H

#include "io/plan/plan.h"

/* The text of a plan as it is written, but for its date and the names of its tables; without
 * `baseline`, `relax` and the goal `changes`. g_free.
 *   ledger  there is a table `service` */
char *lg_next_plan(const lg_json *root, lg_date date, bool ledger);

#endif
