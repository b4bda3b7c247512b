/* element_limits.c - the head-counts that an element allows, from the plan and today's heads. */
#include "element_limits.h"

#include <string.h>

#include "classes.h"
#include "int128.h"

static int stage_find(const char *word)
{
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    if (strcmp(word, lg_stage_word(stage)) == 0) return stage;
  return LG_MISSING;
}

bool lg_cell_parse(const lg_district *district, const char *class_id, int *stage, int *subject)
{
  const char *slash = strchr(class_id, '/');
  if (!slash) return false;
  char *word = g_strndup(class_id, (gsize)(slash - class_id));
  *stage = stage_find(word);
  g_free(word);
  *subject = lg_words_find(&district->subjects, slash + 1);
  return *stage != LG_MISSING && *subject != LG_MISSING;
}

bool lg_place_parse(const lg_district *district, const char *class_id, int *school, int *stage)
{
  const char *slash = strrchr(class_id, '/');
  if (!slash) return false;
  char *id = g_strndup(class_id, (gsize)(slash - class_id));
  *school = lg_district_school(district, id);
  g_free(id);
  *stage = stage_find(slash + 1);
  return *school != LG_MISSING && *stage != LG_MISSING;
}

/* Teachers whose home school it is; stage and subject LG_MISSING: of any. */
static int heads_before(const lg_district *district, int school, int stage, int subject)
{
  int heads = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    heads += t->school == school && (stage == LG_MISSING || (int)t->stage == stage) &&
             (subject == LG_MISSING || t->subject == subject);
  }
  return heads;
}

/* The row of `demand` for a cell, or NULL; the rows are sorted by school, stage, subject. */
static const lg_demand *demand_of(const lg_district *district, int school, int stage, int subject)
{
  int low = 0, high = district->demand_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    const lg_demand *row = &district->demands[middle];
    int order = row->school != school      ? row->school - school
                : (int)row->stage != stage ? (int)row->stage - stage
                                           : row->subject - subject;
    if (order == 0) return row;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

static lg_heads_range band_range(const lg_band *band, int before)
{
  return (lg_heads_range){band->given ? before + band->lo : INT64_MIN,
                          band->given ? before + band->hi : INT64_MAX};
}

/* Widens a range by the heads that `relax` gives to both sides. */
static void widen_range(const lg_policy *policy, lg_rule rule, const char *id, const char *class_id,
                        lg_heads_range *range)
{
  if (range->lo != INT64_MIN) range->lo -= lg_policy_given(policy, rule, id, class_id, LG_SIDE_MIN);
  if (range->hi != INT64_MAX) range->hi += lg_policy_given(policy, rule, id, class_id, LG_SIDE_MAX);
}

/* The band gives the range; a row of `demand` replaces its ends, and one beyond the band's other
 * end moves that end along. */
lg_heads_range lg_cell_range(const lg_district *district, const lg_policy *policy, int school,
                             int stage, int subject, int before)
{
  lg_heads_range range = band_range(&policy->subject_band, before);
  const lg_demand *row = demand_of(district, school, stage, subject);
  if (row && row->min != LG_MISSING) {
    range.lo = row->min;
    range.hi = MAX(range.hi, range.lo);
  }
  if (row && row->max != LG_MISSING) {
    range.hi = row->max;
    if (row->min == LG_MISSING) range.lo = MIN(range.lo, range.hi);
  }
  if (policy->relax_count == 0) return range;
  char *class_id = g_strdup_printf("%s/%s", lg_stage_word(stage), district->subjects.text[subject]);
  widen_range(policy, LG_R6_STAFFING, district->schools[school].id, class_id, &range);
  g_free(class_id);
  return range;
}

lg_heads_range lg_school_range(const lg_district *district, const lg_policy *policy, int school,
                               int before)
{
  const lg_school *s = &district->schools[school];
  lg_heads_range range = band_range(&policy->headcount_band, before);
  if (s->max_staff != LG_MISSING) range.hi = MIN(range.hi, MAX(s->max_staff, before));
  widen_range(policy, LG_R7_HEADCOUNT, s->id, "", &range);
  return range;
}

int64_t lg_team_asked(const lg_district *district, const lg_policy *policy, int team, int school)
{
  const lg_team *rule = &policy->teams[team];
  return rule->min - lg_policy_given(policy, LG_R10_TEAM, policy->routes[rule->route].id,
                                     district->schools[school].id, LG_SIDE_MIN);
}

int64_t lg_density_asked(const lg_district *district, const lg_policy *policy, int school,
                         int stage)
{
  const lg_school *s = &district->schools[school];
  lg_i128 q = (lg_i128)100 * policy->density.min.q;
  lg_i128 over = (lg_i128)policy->density.min.p * s->students[stage];
  char *class_id = g_strdup_printf("%s/%s", s->id, lg_stage_word(stage));
  int given = lg_policy_given(policy, LG_R12_DENSITY, "backbone_per_100", class_id, LG_SIDE_MIN);
  g_free(class_id);
  return (int64_t)((over + q - 1) / q) - given;
}

/* The slack q N - p D of a min, or p D - q N of a max; negative: the side is broken. */
static lg_i128 side_slack(const lg_bound *bound, bool max, int64_t n, int64_t d)
{
  lg_i128 p = bound->kind == LG_BOUND_SHARE ? bound->share.p : 0;
  lg_i128 q = bound->kind == LG_BOUND_SHARE ? bound->share.q : 1;
  lg_i128 slack = q * n - p * d - (bound->kind == LG_BOUND_HEADS ? bound->heads : 0);
  return max ? -slack : slack;
}

bool lg_class_holds(const lg_district *district, const lg_policy *policy, int quota, int code,
                    int64_t count, int64_t of, lg_side *broken)
{
  const lg_quota *rule = &policy->quotas[quota];
  bool empty = of == 0 && lg_quota_base_is_fixed(rule);
  for (int side = LG_SIDE_MIN; side <= LG_SIDE_MAX; side++) {
    bool max = side == LG_SIDE_MAX;
    const lg_bound *bound = max ? &rule->max : &rule->min;
    if (bound->kind == LG_BOUND_NONE || (bound->kind == LG_BOUND_SHARE && empty)) continue;
    int64_t given = lg_class_given(district, policy, rule, code, (lg_side)side);
    *broken = (lg_side)side;
    if (side_slack(bound, max, max ? count - given : count + given, of) < 0) return false;
  }
  return true;
}

/* D of a class where it is the same in every roster: counted with everybody at home. */
static int64_t base_of(const lg_district *district, const lg_policy *policy,
                       const lg_options *options, const lg_quota *quota, int code)
{
  int64_t base = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    int school = district->teachers[i].school;
    lg_option home = lg_options_home(district, i);
    base += lg_class_of(district, quota, i, school) == code &&
            lg_options_match(options, district, policy, &quota->of, i, &home);
  }
  return base;
}

/* The heads that one side of a quota's class asks; false where it asks none, or where the base
 * depends on the roster. */
static bool quota_asked(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_element *element, bool max,
                        int64_t *heads)
{
  int q = 0;
  while (q < policy->quota_count && strcmp(policy->quotas[q].id, element->id) != 0) q++;
  if (q == policy->quota_count) return false;
  const lg_quota *quota = &policy->quotas[q];
  const lg_bound *bound = max ? &quota->max : &quota->min;
  int code = lg_class_find(district, quota, element->class_id);
  if (bound->kind == LG_BOUND_NONE || code == LG_MISSING) return false;
  if (bound->kind == LG_BOUND_SHARE && !lg_quota_base_is_fixed(quota)) return false;
  *heads = bound->heads;
  if (bound->kind == LG_BOUND_SHARE) {
    lg_i128 product = (lg_i128)bound->share.p * base_of(district, policy, options, quota, code);
    *heads = (int64_t)((product + (max ? 0 : bound->share.q - 1)) / bound->share.q);
  }
  int64_t given = lg_policy_given(policy, LG_R8_QUOTA, quota->id, element->class_id,
                                  max ? LG_SIDE_MAX : LG_SIDE_MIN);
  *heads += max ? given : -given;
  return true;
}

/* The range of heads that an element of R6, R7, R10, R12 or `changes` allows; open for
 * others. */
static lg_heads_range range_of(const lg_district *district, const lg_policy *policy,
                               const lg_element *element)
{
  const lg_heads_range open = {INT64_MIN, INT64_MAX};
  bool team = element->rule == LG_R10_TEAM;
  int stage, subject, school = lg_district_school(district, team ? element->class_id : element->id);
  switch (element->rule) {
    case LG_R6_STAFFING:
      if (school == LG_MISSING || !lg_cell_parse(district, element->class_id, &stage, &subject))
        return open;
      return lg_cell_range(district, policy, school, stage, subject,
                           heads_before(district, school, stage, subject));
    case LG_R7_HEADCOUNT:
      if (school == LG_MISSING) return open;
      return lg_school_range(district, policy, school,
                             heads_before(district, school, LG_MISSING, LG_MISSING));
    case LG_R10_TEAM:
      for (int t = 0; t < policy->team_count && school != LG_MISSING; t++)
        if (strcmp(policy->routes[policy->teams[t].route].id, element->id) == 0)
          return (lg_heads_range){lg_team_asked(district, policy, t, school), INT64_MAX};
      return open;
    case LG_R12_DENSITY:
      if (!policy->density.given || !lg_place_parse(district, element->class_id, &school, &stage))
        return open;
      return (lg_heads_range){lg_density_asked(district, policy, school, stage), INT64_MAX};
    case LG_R_CHANGES:
      if (policy->max_changes == LG_MISSING) return open;
      return (lg_heads_range){
          INT64_MIN,
          policy->max_changes + lg_policy_given(policy, LG_R_CHANGES, "", "", LG_SIDE_MAX)};
    default:
      return open;
  }
}

bool lg_allowed_heads(const lg_district *district, const lg_policy *policy,
                      const lg_options *options, const lg_element *element, lg_side side,
                      int64_t *heads)
{
  if (side == LG_SIDE_DROP) return false;
  bool max = side == LG_SIDE_MAX;
  if (element->rule == LG_R8_QUOTA)
    return quota_asked(district, policy, options, element, max, heads);
  lg_heads_range range = range_of(district, policy, element);
  *heads = max ? range.hi : range.lo;
  return *heads != (max ? INT64_MAX : INT64_MIN);
}
