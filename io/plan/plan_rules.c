/* plan_rules.c - eligibility, routes, flexible service, commute, staffing, teams and limits of the plan (SPEC 2.4, 3,
 * 7). */
#include <string.h>

#include "model/input_limits.h"
#include "plan_parts.h"

/* --- eligibility (R2) --- */

/* {"M": 54, "F": 49} */
static void plan_ages(const lg_reading *reading, const lg_json *node, bool both, int *ages)
{
  static const char *const words[LG_GENDER_COUNT] = {"M", "F"};
  if (!lg_plan_object(reading, node, LG_OBJECT_AGES)) return;
  for (int g = 0; g < LG_GENDER_COUNT; g++) {
    const lg_json *age = both ? lg_plan_need(reading, node, words[g]) : lg_json_get(node, words[g]);
    lg_plan_whole(reading, age, 0, LG_MAX_WHOLE, &ages[g]);
  }
}

static void plan_retirement(const lg_reading *reading, const lg_json *node,
                            lg_eligibility *eligibility)
{
  const lg_json *margin = lg_json_get(node, "retirement_margin_years");
  const lg_json *age = lg_json_get(node, "retirement_age");
  lg_plan_whole(reading, margin, 0, LG_MAX_WHOLE, &eligibility->retirement_margin_years);
  lg_retire_kind kind = LG_RETIRE_FIXED;
  if (age && age->kind == LG_JSON_TEXT) {
    static const char *const words[] = {"statutory-2025"};
    int choice;
    if (lg_plan_choice(reading, age, words, 1, &choice)) kind = LG_RETIRE_STATUTORY_2025;
  } else if (age) {
    plan_ages(reading, age, true, eligibility->retirement_age);
  } else {
    eligibility->retirement_age[LG_MALE] = 60;
    eligibility->retirement_age[LG_FEMALE] = 55;
  }
  if (margin)
    eligibility->retirement = kind;
  else if (age)
    lg_plan_say(reading, LG_MSG_PLAN_NO_MARGIN, age, NULL, NULL, NULL);
}

static const int *plan_code_list(const lg_reading *reading, const lg_json *list, bool tags,
                                 int *count)
{
  if (!list) return NULL;
  g_ptr_array_free(lg_plan_words(reading, list, LG_MSG_PLAN_VALUE_REPEATED), TRUE);
  if (!reading->district) return NULL;
  const lg_words *words = tags ? &reading->district->tags : &reading->district->titles;
  return lg_plan_codes(reading, list, words, count);
}

void lg_plan_eligibility(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_ELIGIBILITY)) return;
  lg_eligibility *eligibility = &reading->policy->eligibility;
  lg_plan_whole(reading, lg_json_get(node, "min_years"), 0, LG_MAX_WHOLE, &eligibility->min_years);
  lg_plan_whole(reading, lg_json_get(node, "rest_years"), 0, LG_MAX_WHOLE,
                &eligibility->rest_years);
  plan_ages(reading, lg_json_get(node, "max_age"), false, eligibility->max_age);
  plan_retirement(reading, node, eligibility);
  eligibility->senior_titles =
      plan_code_list(reading, lg_json_get(node, "retirement_senior_titles"), false,
                     &eligibility->senior_title_count);
  eligibility->exempt_tags = plan_code_list(reading, lg_json_get(node, "exempt_tags"), true,
                                            &eligibility->exempt_tag_count);
  const lg_json *exclude = lg_json_get(node, "exclude");
  if (!lg_plan_list(reading, exclude)) return;
  int count = lg_plan_length(exclude);
  eligibility->exclude = lg_policy_array(reading->policy, (size_t)count, sizeof(lg_filter));
  for (const lg_json *filter = exclude->child; filter; filter = filter->next)
    eligibility->exclude[eligibility->exclude_count++] =
        lg_plan_filter(reading, filter, LG_FILTER_EXCLUDE);
}

/* --- routes (R3) --- */

static lg_condition route_tiers(const lg_reading *reading, lg_key key, bool weak)
{
  int *codes = lg_policy_array(reading->policy, 2, sizeof(int));
  codes[0] = weak ? LG_WEAK : LG_STRONG;
  codes[1] = LG_ORDINARY;
  return (lg_condition){.key = key, .codes = codes, .code_count = weak ? 1 : 2};
}

/* The routes of a plan that names none: between partners, to the weak, from the weak (SPEC 2.4). */
static lg_route *routes_default(const lg_reading *reading, int *count)
{
  lg_policy *policy = reading->policy;
  lg_route *routes = lg_policy_array(policy, 3, sizeof(lg_route));
  *count = 3;
  static const char *const names[][2] = {
      {"partner", "结对互助交流"}, {"support", "support"}, {"learn", "learn"}};
  for (int r = 0; r < 3; r++) {
    routes[r].id = names[r][0];
    routes[r].name = names[r][1];
    routes[r].then = LG_BACK_STAY;
    routes[r].personnel = true;
    routes[r].filter.count = r ? 2 : 1;
    routes[r].filter.conditions = lg_policy_array(policy, 2, sizeof(lg_condition));
  }
  int *yes = lg_policy_array(policy, 1, sizeof(int));
  *yes = 1;
  routes[0].filter.conditions[0] =
      (lg_condition){.key = LG_KEY_SAME_GROUP, .codes = yes, .code_count = 1};
  for (int r = 1; r < 3; r++) {
    routes[r].filter.conditions[0] = route_tiers(reading, LG_KEY_FROM_TIER, r == 2);
    routes[r].filter.conditions[1] = route_tiers(reading, LG_KEY_TO_TIER, r == 1);
  }
  return routes;
}

/* A move with a term is lent, one without is for good, where the route does not say otherwise. */
static void route_term(const lg_reading *reading, const lg_json *node, lg_route *route)
{
  static const char *const words[] = {"return", "stay"};
  int choice;
  route->term = 0;
  lg_plan_whole(reading, lg_json_get(node, "term"), 1, LG_MAX_TERM, &route->term);
  route->then = route->term ? LG_BACK_RETURN : LG_BACK_STAY;
  route->personnel = !route->term;
  if (lg_plan_choice(reading, lg_json_get(node, "then"), words, 2, &choice))
    route->then = choice == 0 ? LG_BACK_RETURN : LG_BACK_STAY;
  lg_plan_bool(reading, lg_json_get(node, "personnel"), &route->personnel);
}

/* The ids and names that routes have already. */
struct route_names {
  GHashTable *ids, *names;
};

static void route_read(lg_reading *reading, const lg_json *node, lg_filter_place place,
                       const struct route_names *taken, lg_route *route)
{
  GHashTable *ids = taken->ids, *names = taken->names;
  route->id = route->name = "";
  route->filter = lg_plan_filter(reading, node, place);
  if (node->kind != LG_JSON_OBJECT) return;
  const lg_json *id = lg_json_get(node, "id"), *name = lg_json_get(node, "name");
  if (place == LG_FILTER_ROUTE) route_term(reading, node, route);
  if (!lg_plan_id(reading, node, "id", ids, &route->id)) return;
  route->name = route->id;
  if (name && !lg_plan_name(reading, name, &route->name)) return;
  const lg_json *reserved = NULL;
  if (strcmp(route->id, LG_LOCK_ROUTE) == 0)
    reserved = id;
  else if (strcmp(route->name, LG_LOCK_ROUTE) == 0)
    reserved = name;
  if (reserved) lg_plan_say(reading, LG_MSG_PLAN_ROUTE_LOCK, reserved, NULL, NULL, NULL);
  if (g_hash_table_contains(names, route->name))
    lg_plan_say(reading, LG_MSG_PLAN_NAME_REPEATED, name ? name : id, route->name, NULL, NULL);
  g_hash_table_add(names, (gpointer)route->name);
}

static lg_route *routes_given(lg_reading *reading, const lg_json *node, lg_filter_place place,
                              const struct route_names *taken, int *count)
{
  lg_route *routes =
      lg_policy_array(reading->policy, (size_t)lg_plan_length(node), sizeof(lg_route));
  for (const lg_json *element = node->child; element; element = element->next)
    route_read(reading, element, place, taken, &routes[(*count)++]);
  return routes;
}

void lg_plan_routes(lg_reading *reading, const lg_json *node)
{
  lg_policy *policy = reading->policy;
  const struct route_names taken = {g_hash_table_new(g_str_hash, g_str_equal),
                                    g_hash_table_new(g_str_hash, g_str_equal)};
  if (!node)
    policy->routes = routes_default(reading, &policy->route_count);
  else if (lg_plan_list(reading, node))
    policy->routes = routes_given(reading, node, LG_FILTER_ROUTE, &taken, &policy->route_count);
  g_hash_table_destroy(taken.names);
  g_hash_table_destroy(taken.ids);
  for (int r = policy->route_count - 1; r >= 0; r--)
    g_hash_table_insert(reading->route_ids, (gpointer)policy->routes[r].id, GINT_TO_POINTER(r + 1));
}

/* --- flexible service (R14, R15) --- */

/* Routes of its own; where they are given their ids and names are none of the plan's. */
static void flexible_routes(lg_reading *reading, const lg_json *node)
{
  lg_policy *policy = reading->policy;
  lg_flexible *flexible = &policy->flexible;
  if (!node) {
    flexible->routes = routes_default(reading, &flexible->route_count);
    return;
  }
  if (!lg_plan_list(reading, node)) return;
  const struct route_names taken = {g_hash_table_new(g_str_hash, g_str_equal),
                                    g_hash_table_new(g_str_hash, g_str_equal)};
  for (int r = 0; r < policy->route_count; r++) {
    g_hash_table_add(taken.ids, (gpointer)policy->routes[r].id);
    g_hash_table_add(taken.names, (gpointer)policy->routes[r].name);
  }
  flexible->routes =
      routes_given(reading, node, LG_FILTER_FLEXIBLE_ROUTE, &taken, &flexible->route_count);
  g_hash_table_destroy(taken.names);
  g_hash_table_destroy(taken.ids);
}

static void flexible_units(const lg_reading *reading, const lg_json *node, lg_flexible *flexible)
{
  flexible->least = 2;
  flexible->most = 4;
  if (!node) return;
  bool good = node->kind == LG_JSON_LIST && lg_plan_length(node) == 2 &&
              lg_plan_is_whole(node->child, 1, LG_MAX_UNITS, &flexible->least) &&
              lg_plan_is_whole(node->child->next, flexible->least, LG_MAX_UNITS, &flexible->most);
  char most[16];
  g_snprintf(most, sizeof most, "%d", LG_MAX_UNITS);
  if (!good) lg_plan_say_value(reading, LG_MSG_PLAN_NEED_UNITS, node, most, NULL);
}

/* Backbone teachers, where the plan does not say. */
static lg_filter flexible_who(lg_reading *reading, const lg_json *node)
{
  if (node) return lg_plan_filter(reading, node, LG_FILTER_WHO);
  lg_condition *backbone = lg_policy_array(reading->policy, 1, sizeof(lg_condition));
  int *yes = lg_policy_array(reading->policy, 1, sizeof(int));
  *yes = 1;
  *backbone = (lg_condition){.key = LG_KEY_BACKBONE, .codes = yes, .code_count = 1};
  return (lg_filter){backbone, 1};
}

void lg_plan_flexible(lg_reading *reading, const lg_json *root)
{
  lg_flexible *flexible = &reading->policy->flexible;
  const lg_json *node = lg_json_get(root, "flexible"),
                *demand = lg_json_get(root, "flexible_demand");
  if (!node != !demand)
    lg_plan_say(reading, LG_MSG_PLAN_TOGETHER, node ? node : demand,
                node ? "flexible" : "flexible_demand", node ? "flexible_demand" : "flexible", NULL);
  if (!lg_plan_object(reading, node, LG_OBJECT_FLEXIBLE)) return;
  flexible->given = true;
  flexible->eligible = true;
  flexible->unit = "课时";
  const lg_json *unit = lg_json_get(node, "unit");
  if (unit) lg_plan_name(reading, unit, &flexible->unit);
  flexible_units(reading, lg_json_get(node, "units"), flexible);
  flexible->who = flexible_who(reading, lg_json_get(node, "who"));
  flexible_routes(reading, lg_json_get(node, "routes"));
  lg_plan_metres(reading, lg_json_get(node, "max_km"), &flexible->max_m);
  lg_plan_bool(reading, lg_json_get(node, "eligible"), &flexible->eligible);
}

/* --- commute (R5), staffing (R6, R7), teams (R10), limits --- */

void lg_plan_commute(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_COMMUTE)) return;
  lg_plan_metres(reading, lg_json_get(node, "max_km"), &reading->policy->max_m);
  lg_plan_metres(reading, lg_json_get(node, "max_extra_km"), &reading->policy->max_extra_m);
}

/* [lo, hi] with lo <= 0 <= hi; null: no limit. */
static void plan_band(const lg_reading *reading, const lg_json *node, lg_band *band)
{
  if (!node) return;
  *band = (lg_band){0};
  if (node->kind == LG_JSON_NULL) return;
  band->given = node->kind == LG_JSON_LIST && lg_plan_length(node) == 2 &&
                lg_plan_is_whole(node->child, -LG_MAX_WHOLE, 0, &band->lo) &&
                lg_plan_is_whole(node->child->next, 0, LG_MAX_WHOLE, &band->hi);
  if (!band->given) lg_plan_say_value(reading, LG_MSG_PLAN_NEED_BAND, node, NULL, NULL);
}

void lg_plan_staffing(lg_reading *reading, const lg_json *node)
{
  lg_policy *policy = reading->policy;
  policy->subject_band = (lg_band){true, -1, 1};
  policy->headcount_band = (lg_band){0};
  if (!lg_plan_object(reading, node, LG_OBJECT_STAFFING)) return;
  plan_band(reading, lg_json_get(node, "subject_band"), &policy->subject_band);
  plan_band(reading, lg_json_get(node, "headcount_band"), &policy->headcount_band);
}

static void team_read(const lg_reading *reading, const lg_json *node, bool *taken, lg_team *team)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_TEAM)) return;
  const lg_json *route = lg_plan_need(reading, node, "route");
  lg_plan_whole(reading, lg_plan_need(reading, node, "min"), 1, LG_MAX_WHOLE, &team->min);
  char *word = lg_plan_word(reading, route);
  if (!word) return;
  team->route = GPOINTER_TO_INT(g_hash_table_lookup(reading->route_ids, word)) - 1;
  if (team->route < 0) {
    lg_plan_say_route(reading, route, word, false);
  } else {
    if (taken[team->route])
      lg_plan_say(reading, LG_MSG_PLAN_TEAM_REPEATED, route, word, NULL, NULL);
    taken[team->route] = true;
  }
  g_free(word);
}

void lg_plan_teams(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_list(reading, node)) return;
  lg_policy *policy = reading->policy;
  policy->teams = lg_policy_array(policy, (size_t)lg_plan_length(node), sizeof(lg_team));
  bool *taken = g_new0(bool, policy->route_count + 1);
  for (const lg_json *element = node->child; element; element = element->next)
    team_read(reading, element, taken, &policy->teams[policy->team_count++]);
  g_free(taken);
}

/* Seconds above 0, to the thousandth. */
static void plan_seconds(const lg_reading *reading, const lg_json *node, double *seconds)
{
  if (!node) return;
  lg_decimal number;
  int64_t thousandths;
  if (lg_plan_decimal(node, &number) && lg_decimal_scaled(&number, 3, &thousandths) &&
      thousandths > 0 && thousandths <= (int64_t)LG_MAX_WHOLE * 1000) {
    *seconds = (double)thousandths / 1000;
    return;
  }
  char high[16];
  g_snprintf(high, sizeof high, "%d", LG_MAX_WHOLE);
  lg_plan_say_value(reading, LG_MSG_PLAN_NEED_SECONDS, node, high, NULL);
}

void lg_plan_limits(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_LIMITS)) return;
  plan_seconds(reading, lg_json_get(node, "time_seconds"), &reading->policy->time_limit_s);
  const lg_json *gap = lg_json_get(node, "gap");
  int value;
  bool zero = gap && lg_plan_is_whole(gap, 0, 0, &value);
  if (!zero) lg_plan_share(reading, gap, &reading->policy->gap);
}
