/* tables.h - the office's tables as a district: every cell checked, every reference resolved (SPEC
 * 2, 7). */
#ifndef LG_TABLES_H
#define LG_TABLES_H

#include "edits.h"
#include "io/plan/plan.h"
#include "model/policy.h"

/* Reads every table that the plan names.
 *   files   elements lg_input_file are appended, one a table read (clear: g_free file and sheet)
 *   returns the district; `partial`, where the tables have defects; NULL, where the schools are not
 *           known */
lg_district *lg_tables_read(const lg_plan_head *head, lg_report *report, GArray *files);
/* The same with what a scenario changes in them.
 *   base  what the tables give as they stand, without defects */
lg_district *lg_tables_read_edited(const lg_plan_head *head, const lg_edits *edits,
                                   const lg_district *base, lg_report *report, GArray *files);

/* What is wrong with services once the plan's routes are known: of who is due back (R13). */
void lg_services_check(const lg_policy *policy, const lg_district *district, lg_report *report);

#endif
