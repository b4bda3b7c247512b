/* plan_goal.c - the goals in their order, or the default ones (SPEC 4, 7). */
#include <string.h>

#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "model/rules/rules.h"
#include "plan_parts.h"

/* --- what the data holds --- */

/* Is an element of some rule soft? */
static bool policy_is_soft(const lg_district *district, const lg_policy *policy)
{
  bool soft = false;
  GArray *ids = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < LG_RULE_TYPE_COUNT; k++) {
    const lg_rule_type *type = lg_rule_types[k];
    if (!type->is_soft) continue;
    g_array_set_size(ids, 0);
    type->list(district, policy, LG_MISSING, ids);
    for (guint a = 0; a < ids->len; a++) soft |= type->is_soft(policy, g_array_index(ids, int, a));
  }
  g_array_unref(ids);
  return soft;
}

static bool district_has_target(const lg_district *district)
{
  for (int d = 0; d < district->demand_count; d++)
    if (district->demands[d].target != LG_MISSING) return true;
  return false;
}

static bool district_has_units(const lg_district *district)
{
  for (int d = 0; d < district->flexible_demand_count; d++)
    if (district->flexible_demands[d].target != LG_MISSING) return true;
  return false;
}

static bool district_has_backbone(const lg_district *district)
{
  for (int t = 0; t < district->teacher_count; t++)
    if (district->teachers[t].backbone) return true;
  return false;
}

static bool district_has_place(const lg_district *district)
{
  if (district->distance_count) return true;
  for (int s = 0; s < district->school_count; s++)
    if (district->schools[s].has_place) return true;
  for (int t = 0; t < district->teacher_count; t++)
    if (district->teachers[t].has_home) return true;
  return false;
}

/* --- one goal --- */

static const int *points_default(const lg_reading *reading)
{
  int *points = lg_policy_array(reading->policy, 3, sizeof(int));
  points[0] = 3;
  points[1] = 2;
  points[2] = 1;
  return points;
}

static lg_goal goal_default(const lg_reading *reading, lg_goal_kind kind)
{
  lg_goal goal = {.kind = kind, .tolerance = {0, 1}};
  if (kind == LG_GOAL_WISHES) {
    goal.points = points_default(reading);
    goal.point_count = 3;
  }
  if (kind == LG_GOAL_LOTTERY) goal.seed = reading->policy->title;
  return goal;
}

static void goal_points(const lg_reading *reading, const lg_json *node, lg_goal *goal)
{
  if (!lg_plan_list(reading, node)) return;
  int *points = lg_policy_array(reading->policy, (size_t)lg_plan_length(node), sizeof(int));
  goal->point_count = 0;
  for (const lg_json *element = node->child; element; element = element->next)
    lg_plan_whole(reading, element, 0, LG_MAX_POINTS, &points[goal->point_count++]);
  goal->points = points;
}

static void goal_settings(const lg_reading *reading, const lg_json *node, lg_goal *goal)
{
  lg_plan_share(reading, lg_json_get(node, "tolerance"), &goal->tolerance);
  const lg_json *points = lg_json_get(node, "points"), *seed = lg_json_get(node, "seed");
  if (points && goal->kind != LG_GOAL_WISHES)
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_KEY, points, lg_goal_word(LG_GOAL_WISHES), NULL, NULL);
  else
    goal_points(reading, points, goal);
  const char *text;
  if (seed && goal->kind != LG_GOAL_LOTTERY)
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_KEY, seed, lg_goal_word(LG_GOAL_LOTTERY), NULL, NULL);
  else if (lg_plan_text(reading, seed, &text))
    goal->seed = lg_plan_keep(reading, text);
}

/* What a goal asks of plan and tables. */
static void goal_check(const lg_reading *reading, const lg_json *node, lg_goal_kind kind)
{
  const lg_district *district = reading->district;
  if (kind == LG_GOAL_CHANGES && !reading->head->table[LG_TABLE_ROSTER])
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_TABLE, node, "changes", "baseline", NULL);
  if (kind == LG_GOAL_WISHES && !reading->head->table[LG_TABLE_WISHES])
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_TABLE, node, "wishes", "wishes", NULL);
  if (kind == LG_GOAL_STAFFING && district && !district_has_target(district))
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_NO_TARGET, node, NULL, NULL, NULL);
  if (kind == LG_GOAL_FLEXIBLE && !reading->policy->flexible.given)
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_NEEDS_KEY, node, "flexible", "flexible", NULL);
  else if (kind == LG_GOAL_FLEXIBLE && district && !district_has_units(district))
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_NO_UNITS, node, NULL, NULL, NULL);
  if (kind == LG_GOAL_EQUITY && district && !district_has_backbone(district))
    lg_plan_say(reading, LG_MSG_PLAN_GOAL_NO_BACKBONE, node, NULL, NULL, NULL);
}

static bool goal_read(const lg_reading *reading, const lg_json *node, bool *met, lg_goal *goal)
{
  const lg_json *id = node;
  if (node->kind == LG_JSON_OBJECT) {
    lg_plan_object(reading, node, LG_OBJECT_GOAL);
    id = lg_plan_need(reading, node, "id");
  } else if (node->kind != LG_JSON_TEXT) {
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_GOAL, node, NULL, NULL);
    return false;
  }
  const char *words[LG_GOAL_KIND_COUNT];
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++)
    words[kind] = lg_goal_word((lg_goal_kind)kind);
  int kind;
  if (!lg_plan_choice(reading, id, words, LG_GOAL_KIND_COUNT, &kind)) return false;
  *goal = goal_default(reading, (lg_goal_kind)kind);
  if (node->kind == LG_JSON_OBJECT) goal_settings(reading, node, goal);
  goal_check(reading, id, goal->kind);
  if (met[kind]) lg_plan_say(reading, LG_MSG_PLAN_GOAL_REPEATED, id, words[kind], NULL, NULL);
  met[kind] = true;
  return true;
}

/* --- the list --- */

static void goals_default(const lg_reading *reading)
{
  const lg_district *district = reading->district;
  if (!district) return;
  lg_policy *policy = reading->policy;
  const struct {
    lg_goal_kind kind;
    bool wanted;
  } defaults[] = {{LG_GOAL_SHORTFALL, policy_is_soft(reading->district, policy)},
                  {LG_GOAL_STAFFING, district_has_target(district)},
                  {LG_GOAL_FLEXIBLE, policy->flexible.given && district_has_units(district)},
                  {LG_GOAL_EQUITY, district_has_backbone(district)},
                  {LG_GOAL_WISHES, district->wish_count > 0},
                  {LG_GOAL_COMMUTE, district_has_place(district)},
                  {LG_GOAL_LOTTERY, true}};
  policy->goals = lg_policy_array(policy, G_N_ELEMENTS(defaults), sizeof(lg_goal));
  for (size_t i = 0; i < G_N_ELEMENTS(defaults); i++)
    if (defaults[i].wanted)
      policy->goals[policy->goal_count++] = goal_default(reading, defaults[i].kind);
}

/* Says where an object of the plan is soft. */
static void say_soft(const lg_reading *reading, const lg_json *object)
{
  const lg_json *soft = lg_json_get(object, "soft");
  if (soft && soft->truth) lg_plan_say(reading, LG_MSG_PLAN_SOFT, soft, NULL, NULL, NULL);
}

/* What is soft would have no price without the goal `shortfall`. */
static void goals_check_soft(const lg_reading *reading, const lg_json *root)
{
  for (const lg_json *rule = root->child; rule; rule = rule->next) {
    if (!lg_plan_is_count(rule->key)) continue;
    if (rule->kind == LG_JSON_LIST)
      for (const lg_json *one = rule->child; one; one = one->next) say_soft(reading, one);
    else
      say_soft(reading, rule);
  }
}

void lg_plan_goals(lg_reading *reading, const lg_json *root)
{
  const lg_json *node = lg_json_get(root, "goals");
  if (!node) goals_default(reading);
  if (!lg_plan_list(reading, node)) return;
  lg_policy *policy = reading->policy;
  policy->goals = lg_policy_array(policy, (size_t)lg_plan_length(node), sizeof(lg_goal));
  bool met[LG_GOAL_KIND_COUNT] = {false};
  for (const lg_json *element = node->child; element; element = element->next)
    if (goal_read(reading, element, met, &policy->goals[policy->goal_count])) policy->goal_count++;
  if (!met[LG_GOAL_SHORTFALL]) goals_check_soft(reading, root);
}
