/* rules.c - the table of rules, and what is asked of every rule alike. */
#include "rules.h"

/* Each in the file of its name. */
extern const lg_rule_type lg_rule_staffing, lg_rule_headcount, lg_rule_quota, lg_rule_lock,
    lg_rule_return, lg_rule_team, lg_rule_pair, lg_rule_density, lg_rule_flexible, lg_rule_changes;

const lg_rule_type *const lg_rule_types[] = {
    &lg_rule_staffing, &lg_rule_headcount, &lg_rule_quota,   &lg_rule_lock,     &lg_rule_return,
    &lg_rule_team,     &lg_rule_pair,      &lg_rule_density, &lg_rule_flexible, &lg_rule_changes};
G_STATIC_ASSERT(G_N_ELEMENTS(lg_rule_types) == LG_RULE_TYPE_COUNT);

const lg_rule_type *lg_rule_type_of(lg_rule rule)
{
  for (int k = 0; k < LG_RULE_TYPE_COUNT; k++)
    if (lg_rule_types[k]->rule == rule) return lg_rule_types[k];
  return NULL;
}

lg_heads_range lg_element_range(const lg_district *district, const lg_policy *policy,
                                lg_element element, int64_t now, int64_t of)
{
  lg_heads_range range = lg_rule_type_of(element.rule)->range(district, policy, element, now, of);
  if (range.lo != INT64_MIN) range.lo -= lg_policy_given(policy, element, LG_SIDE_MIN);
  if (range.hi != INT64_MAX) range.hi += lg_policy_given(policy, element, LG_SIDE_MAX);
  return range;
}

bool lg_element_holds(const lg_district *district, const lg_policy *policy, lg_element element,
                      int64_t now, int64_t n, int64_t of, lg_side *broken)
{
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  lg_heads_range range = lg_element_range(district, policy, element, now, of);
  int64_t most = type->is_span ? of : n;
  *broken = most < range.lo ? LG_SIDE_MIN : LG_SIDE_MAX;
  return (most >= range.lo && n <= range.hi) ||
         (type->is_exempt && type->is_exempt(policy, element, n, of));
}

lg_part lg_element_before(const lg_district *district, const lg_policy *policy,
                          const lg_options *options, lg_element element)
{
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  lg_part home = {element, 0, 0};
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(lg_part));
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_option place = lg_options_post(district, i);
    g_array_set_size(parts, 0);
    type->count(district, policy, options, element.a, i, &place, parts);
    for (guint k = 0; k < parts->len; k++) {
      const lg_part *part = &g_array_index(parts, lg_part, k);
      if (!lg_element_same(part->element, element)) continue;
      home.n += part->n;
      home.d += part->d;
    }
  }
  g_array_unref(parts);
  return home;
}

bool lg_allowed_heads(const lg_district *district, const lg_policy *policy,
                      const lg_options *options, lg_element element, lg_side side, int64_t *heads)
{
  const lg_rule_type *type = lg_rule_type_of(element.rule);
  if (side == LG_SIDE_DROP || !type || !type->range) return false;
  lg_part home = lg_element_before(district, policy, options, element);
  bool varies = type->base_varies && type->base_varies(policy, element.a);
  lg_heads_range range =
      lg_element_range(district, policy, element, home.n, varies ? LG_MISSING : home.d);
  bool max = side == LG_SIDE_MAX, open = max ? range.hi == INT64_MAX : range.lo == INT64_MIN;
  *heads = open ? 0 : max ? range.hi : range.lo;
  return !open;
}
