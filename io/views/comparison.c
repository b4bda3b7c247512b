#include "comparison.h"

#include <math.h>

#include "io/words/counted_text.h"
#include "io/write/json_out.h"

static const char *const side_keys[] = {"a", "b"};

lg_better lg_comparison_better(const lg_comparison *c, int *goal)
{
  const lg_audit *a = c->sides[0].audit, *b = c->sides[1].audit;
  *goal = LG_MISSING;
  if (a->breach_count > 0 && b->breach_count > 0) return LG_BETTER_NEITHER;
  if (a->breach_count > 0) return LG_BETTER_B;
  if (b->breach_count > 0) return LG_BETTER_A;
  const lg_policy *policy = c->input->policy;
  for (int g = 0; g < policy->goal_count; g++) {
    if (a->goals[g] == b->goals[g]) continue;
    *goal = g;
    bool more = a->goals[g] > b->goals[g];
    return more == lg_goal_is_max(policy->goals[g].kind) ? LG_BETTER_A : LG_BETTER_B;
  }
  return LG_BETTER_SAME;
}

static void json_moved(cJSON *json, const lg_comparison *c)
{
  cJSON *moved = cJSON_AddObjectToObject(json, "moved");
  for (int side = 0; side < 2; side++)
    lg_json_int(moved, side_keys[side], c->sides[side].audit->moved);
}

static void json_teachers(cJSON *json, const lg_comparison *c)
{
  const lg_district *district = c->input->district;
  cJSON *teachers = cJSON_AddArrayToObject(json, "teachers");
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    int a = c->sides[0].roster->school[i], b = c->sides[1].roster->school[i];
    if (a == b) continue;
    cJSON *row = lg_json_row(teachers);
    cJSON_AddStringToObject(row, "id", teacher->id);
    cJSON_AddStringToObject(row, "name", teacher->name);
    cJSON_AddStringToObject(row, "home", district->schools[teacher->school].id);
    cJSON_AddStringToObject(row, "a", district->schools[a].id);
    cJSON_AddStringToObject(row, "b", district->schools[b].id);
  }
}

static void json_schools(cJSON *json, const lg_comparison *c)
{
  cJSON *schools = cJSON_AddArrayToObject(json, "schools");
  for (int k = 0; k < c->sides[0].audit->school_count; k++) {
    const lg_school_count *either = &c->sides[0].audit->schools[k];
    cJSON *row = lg_json_row(schools);
    cJSON_AddStringToObject(row, "id", c->input->district->schools[either->school].id);
    cJSON_AddStringToObject(row, "stage", lg_stage_word(either->stage));
    for (int side = 0; side < 2; side++) {
      const lg_school_count *count = &c->sides[side].audit->schools[k];
      cJSON *part = cJSON_AddObjectToObject(row, side_keys[side]);
      lg_json_int(part, "staff", count->staff_after);
      lg_json_int(part, "out", count->staff_out);
      lg_json_int(part, "in", count->staff_in);
      lg_json_int(part, "backbone", count->backbone_after);
    }
  }
}

/* An element may be broken in more than one way, but is named once. */
static void json_rules(cJSON *json, const lg_comparison *c)
{
  cJSON *rules = cJSON_AddObjectToObject(json, "rules");
  for (int side = 0; side < 2; side++) {
    const lg_audit *audit = c->sides[side].audit;
    cJSON *broken = cJSON_AddArrayToObject(rules, side_keys[side]);
    for (int k = 0; k < audit->breach_count; k++) {
      const lg_element *element = &audit->breaches[k].element;
      bool told = k > 0 && lg_element_order(element, &audit->breaches[k - 1].element) == 0;
      if (!told) lg_json_element(lg_json_row(broken), element);
    }
  }
}

/* The classes follow from the district alone, so both audits have the same. */
static void json_quotas(cJSON *json, const lg_comparison *c)
{
  const lg_policy *policy = c->input->policy;
  cJSON *quotas = cJSON_AddArrayToObject(json, "quotas");
  for (int k = 0; k < c->sides[0].audit->quota_count; k++) {
    const lg_quota_count *either = &c->sides[0].audit->quotas[k];
    cJSON *row = lg_json_row(quotas);
    cJSON_AddStringToObject(row, "id", lg_counted_of(c->lang, policy, either).id);
    cJSON_AddStringToObject(row, "class", either->class_id);
    for (int side = 0; side < 2; side++) {
      const lg_quota_count *count = &c->sides[side].audit->quotas[k];
      cJSON *part = cJSON_AddObjectToObject(row, side_keys[side]);
      lg_json_int(part, "count", count->count);
      lg_json_int(part, "of", count->of);
      lg_json_int(part, "shortfall", count->shortfall);
      cJSON_AddBoolToObject(part, "holds", count->holds);
    }
  }
}

static void json_goals(cJSON *json, const lg_comparison *c)
{
  const lg_policy *policy = c->input->policy;
  cJSON *goals = cJSON_AddArrayToObject(json, "goals");
  for (int g = 0; g < policy->goal_count; g++) {
    cJSON *row = lg_json_row(goals);
    lg_goal_kind kind = policy->goals[g].kind;
    cJSON_AddStringToObject(row, "id", lg_goal_word(kind));
    cJSON_AddStringToObject(row, "sense", lg_goal_is_max(kind) ? "max" : "min");
    for (int side = 0; side < 2; side++)
      lg_json_int(row, side_keys[side], c->sides[side].audit->goals[g]);
  }
}

static void json_equity(cJSON *json, const lg_comparison *c)
{
  static const char *const keys[] = {"cv_a", "cv_b"};
  cJSON *equity = cJSON_AddArrayToObject(json, "equity");
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    if (!c->sides[0].audit->equity[stage].occurs) continue;
    cJSON *row = lg_json_row(equity);
    cJSON_AddStringToObject(row, "stage", lg_stage_word(stage));
    for (int side = 0; side < 2; side++) {
      const lg_equity *e = &c->sides[side].audit->equity[stage];
      lg_json_double(row, keys[side], e->given ? e->cv_after : NAN);
    }
  }
}

char *lg_comparison_json(const lg_comparison *c)
{
  static const char *const words[] = {
      [LG_BETTER_A] = "a", [LG_BETTER_B] = "b", [LG_BETTER_SAME] = "same"};
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  json_moved(json, c);
  json_teachers(json, c);
  json_schools(json, c);
  json_rules(json, c);
  json_quotas(json, c);
  json_goals(json, c);
  json_equity(json, c);
  int goal;
  lg_better better = lg_comparison_better(c, &goal);
  if (better == LG_BETTER_NEITHER)
    cJSON_AddNullToObject(json, "better");
  else
    cJSON_AddStringToObject(json, "better", words[better]);
  return lg_json_text(json);
}
