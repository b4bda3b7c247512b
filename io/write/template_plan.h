/* template_plan.h - the plan of `template`: every key of SPEC 2.4 with a note in the user's
 * language. */
#ifndef LG_TEMPLATE_PLAN_H
#define LG_TEMPLATE_PLAN_H

#include <glib.h>
#include <stdbool.h>

#include "io/words/lang.h"

/* Its rules ask for nothing that a district without data could not give: shares are soft.
 *   csv      the tables are CSV files, else sheets of tables.xlsx */
GString *lg_template_plan(const lg_lang *lang, bool csv);

#endif
