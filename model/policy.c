/* policy.c - memory of a policy, the code words of its keys, and what `relax` and `repair` say of
 * an element. */
#include "policy.h"

#include <stdlib.h>

#include "int128.h"

int lg_share_order(lg_share a, lg_share b)
{
  lg_i128 x = (lg_i128)a.p * b.q, y = (lg_i128)b.p * a.q;
  return x < y ? -1 : x > y;
}

lg_policy *lg_policy_new(void)
{
  lg_policy *policy = g_new0(lg_policy, 1);
  policy->texts = g_string_chunk_new(4096);
  policy->arrays = g_ptr_array_new_with_free_func(g_free);
  policy->title = policy->term = "";
  lg_eligibility *eligibility = &policy->eligibility;
  eligibility->min_years = eligibility->rest_years = LG_MISSING;
  eligibility->retirement_margin_years = LG_MISSING;
  for (int g = 0; g < LG_GENDER_COUNT; g++)
    eligibility->max_age[g] = eligibility->retirement_age[g] = LG_MISSING;
  policy->max_m = policy->max_extra_m = policy->flexible.max_m = LG_MISSING;
  policy->max_changes = LG_MISSING;
  for (int r = 0; r < LG_RULE_COUNT; r++) policy->repair.weight[r] = 1;
  policy->time_limit_s = 300;
  policy->gap = (lg_share){0, 1};
  return policy;
}

void lg_policy_free(lg_policy *policy)
{
  if (!policy) return;
  g_ptr_array_free(policy->arrays, TRUE);
  g_string_chunk_free(policy->texts);
  g_free(policy);
}

void *lg_policy_array(lg_policy *policy, size_t count, size_t size)
{
  void *array = g_malloc0_n(count ? count : 1, size);
  g_ptr_array_add(policy->arrays, array);
  return array;
}

int lg_relax_compare(const void *a, const void *b)
{
  const lg_relax *x = a, *y = b;
  int order = lg_element_compare(x->element, y->element);
  return order ? order : (int)x->side - (int)y->side;
}

int lg_flexible_most(const lg_policy *policy, const lg_teacher *teacher)
{
  int own = teacher->flexible_units;
  return own == LG_MISSING ? policy->flexible.most : MIN(policy->flexible.most, own);
}

int lg_policy_given(const lg_policy *policy, lg_element element, lg_side side)
{
  if (policy->relax_count == 0) return 0;
  const lg_relax wanted = {element, side, 0};
  const lg_relax *found =
      bsearch(&wanted, policy->relax, (size_t)policy->relax_count, sizeof wanted, lg_relax_compare);
  return found ? found->heads : 0;
}

void lg_policy_drop(const lg_policy *policy, lg_district *district)
{
  if (policy->relax_count == 0) return;
  int locks = 0, pairs = 0;
  for (int k = 0; k < district->lock_count; k++)
    if (!lg_policy_given(policy, lg_element_of_lock(district, &district->locks[k]), LG_SIDE_DROP))
      district->locks[locks++] = district->locks[k];
  for (int k = 0; k < district->pair_count; k++)
    if (!lg_policy_given(policy, lg_element_of_pair(district, &district->pairs[k]), LG_SIDE_DROP))
      district->pairs[pairs++] = district->pairs[k];
  district->lock_count = locks;
  district->pair_count = pairs;
}

bool lg_policy_may_give(const lg_policy *policy, lg_element element, int *weight)
{
  const lg_repair_terms *terms = &policy->repair;
  bool quota = element.rule == LG_R8_QUOTA;
  bool own = quota && terms->quota_weight && terms->quota_weight[element.a] > 0;
  *weight = own ? terms->quota_weight[element.a] : terms->weight[element.rule];
  if (quota && terms->quota_never && terms->quota_never[element.a]) return false;
  return element.rule >= LG_R6_STAFFING && !terms->never[element.rule];
}

const char *lg_key_word(lg_key key)
{
  static const char *const words[LG_KEY_COUNT] = {"moved",
                                                  "eligible",
                                                  "backbone",
                                                  "full_time",
                                                  "rotated",
                                                  "same_group",
                                                  "returns",
                                                  "flexible",
                                                  "rank",
                                                  "tag",
                                                  "subject",
                                                  "title",
                                                  "stage",
                                                  "gender",
                                                  "route",
                                                  "age",
                                                  "years",
                                                  "wish",
                                                  "from.school",
                                                  "from.tier",
                                                  "from.group",
                                                  "from.stage",
                                                  "to.school",
                                                  "to.tier",
                                                  "to.group",
                                                  "guest.school",
                                                  "guest.tier",
                                                  "guest.group",
                                                  "guest.same_group",
                                                  "any"};
  return words[key];
}

static bool key_needs_place(lg_key key)
{
  return key == LG_KEY_MOVED || key == LG_KEY_RETURNS || key == LG_KEY_ROUTE ||
         key == LG_KEY_SAME_GROUP || key == LG_KEY_WISH || key == LG_KEY_TO_SCHOOL ||
         key == LG_KEY_TO_TIER || key == LG_KEY_TO_GROUP || key == LG_KEY_FLEXIBLE ||
         key == LG_KEY_GUEST_SCHOOL || key == LG_KEY_GUEST_TIER || key == LG_KEY_GUEST_GROUP ||
         key == LG_KEY_GUEST_SAME_GROUP;
}

bool lg_condition_needs_place(const lg_condition *condition)
{
  for (int k = 0; condition->key == LG_KEY_ANY && k < condition->any_count; k++)
    if (lg_filter_needs_place(&condition->any[k])) return true;
  return key_needs_place(condition->key);
}

bool lg_filter_needs_place(const lg_filter *filter)
{
  for (int k = 0; k < filter->count; k++)
    if (lg_condition_needs_place(&filter->conditions[k])) return true;
  return false;
}

bool lg_filter_has_key(const lg_filter *filter, lg_key key)
{
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *condition = &filter->conditions[k];
    if (condition->key == key) return true;
    for (int a = 0; condition->key == LG_KEY_ANY && a < condition->any_count; a++)
      if (lg_filter_has_key(&condition->any[a], key)) return true;
  }
  return false;
}

const char *lg_per_word(lg_per per)
{
  static const char *const words[] = {"",           "from.school", "to.school",
                                      "from.group", "to.group",    "from.tier",
                                      "to.tier",    "stage",       "subject"};
  return words[per];
}

const char *lg_goal_word(lg_goal_kind kind)
{
  static const char *const words[LG_GOAL_KIND_COUNT] = {
      "shortfall", "staffing", "flexible", "equity",  "wishes",
      "commute",   "tenure",   "moves",    "changes", "lottery"};
  return words[kind];
}

bool lg_goal_is_max(lg_goal_kind kind)
{
  return kind == LG_GOAL_WISHES || kind == LG_GOAL_TENURE;
}

int64_t lg_goal_tolerance(const lg_goal *goal, int64_t best)
{
  return (int64_t)((lg_i128)goal->tolerance.p * ABS(best) / goal->tolerance.q);
}
