/* plan_parts.h - the parts that a plan is read by, each one file. Internal to io/plan/. */
#ifndef LG_PLAN_PARTS_H
#define LG_PLAN_PARTS_H

#include "plan_read.h"

/* Where a filter stands, which decides the keys that it may have (SPEC 7, Filters and routes). */
typedef enum {
  LG_FILTER_QUOTA, /* count and of: every key */
  LG_FILTER_FIXED, /* of beside include_rotated: nothing that depends on the placement */
  LG_FILTER_ROUTE, /* nothing that depends on the route or on moving; id and name stand beside the
                       keys */
  LG_FILTER_FLEXIBLE_ROUTE, /* the same of flexible service */
  LG_FILTER_WHO,            /* of flexible service: nothing that depends on the placement */
  LG_FILTER_EXCLUDE         /* keys of the teacher and from.* */
} lg_filter_place;

/* The reserved route of a move that only a `must` lock allows. */
#define LG_LOCK_ROUTE "lock"

/* No route has the id `word`; `lock` may be meant too. */
void lg_plan_say_route(const lg_reading *reading, const lg_json *at, const char *word, bool lock);

/* plan_filter.c. `node` NULL: the filter that always holds. */
lg_filter lg_plan_filter(lg_reading *reading, const lg_json *node, lg_filter_place place);
/* Ascending codes in `words` of the texts of a list that was looked through already; one that no
 * table has is a warning at its place and left out. Ends up in the policy. */
const int *lg_plan_codes(const lg_reading *reading, const lg_json *list, const lg_words *words,
                         int *count);

/* plan_naming.c: after the tables and the copied columns. */
void lg_plan_naming(const lg_reading *reading, lg_plan_head *head, const lg_json *root);
/* The plan's key of a table: "teachers"; "baseline". */
const char *lg_plan_table_key(int kind);

/* plan_rules.c */
void lg_plan_eligibility(lg_reading *reading, const lg_json *node);
void lg_plan_routes(lg_reading *reading, const lg_json *node);
void lg_plan_flexible(lg_reading *reading, const lg_json *root);
void lg_plan_commute(lg_reading *reading, const lg_json *node);
void lg_plan_staffing(lg_reading *reading, const lg_json *node);
void lg_plan_teams(lg_reading *reading, const lg_json *node);
void lg_plan_limits(lg_reading *reading, const lg_json *node);

/* plan_quota.c */
/* The keys of the plan that limit counts of heads, each in its turn. */
void lg_plan_counts(lg_reading *reading, const lg_json *root);
bool lg_plan_is_count(const char *key);

/* plan_goal.c: after the counts, because what is soft needs the goal `shortfall`. */
void lg_plan_goals(lg_reading *reading, const lg_json *root);

/* plan_relax.c: after the counts, whose limits give way. */
void lg_plan_relax(lg_reading *reading, const lg_json *node);
void lg_plan_repair(lg_reading *reading, const lg_json *node);
/* Has a rule this name? */
bool lg_plan_is_rule(const char *word);

#endif
