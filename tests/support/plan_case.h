/* plan_case.h - plans written as texts and a small district made in memory, for the tests of the
 * plan. */
#ifndef LG_PLAN_CASE_H
#define LG_PLAN_CASE_H

#include "io/plan/plan.h"

/* What reading one plan gave. */
typedef struct {
  lg_report *report;
  lg_plan *plan;
  lg_policy *policy;
} lg_plan_case;

/* Writes [length] bytes to a file of its own, opens it and reads the policy where it opens; the
 * file is removed. */
lg_plan_case lg_plan_case_bytes(const char *bytes, size_t length, const lg_district *district);
/* A plan with the four required keys on line 1 and `members` (", \"key\": value" without the first
 * comma) on line 2. */
lg_plan_case lg_plan_case_members(const char *members, const lg_district *district);
void lg_plan_case_clear(lg_plan_case *c);

/* Three schools: A1 中心小学 (strong, group G1), A2 东街小学 (weak, G1), A3 东街小学 (ordinary, no
 * group), A4 学校四 (both); two teachers; subjects 数学 语文, ranks 学科带头人 教学能手, titles
 * 一级教师 高级教师, tags 毕业班 班主任. */
lg_district *lg_plan_case_district(void);

#endif
