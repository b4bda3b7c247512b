#include "allowed.h"

#include <string.h>

#include "classes.h"

__extension__ typedef __int128 lg_i128;

static int lg_stage_find(const char *word)
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
  *stage = lg_stage_find(word);
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
  *stage = lg_stage_find(slash + 1);
  return *school != LG_MISSING && *stage != LG_MISSING;
}

/* A limit before `relax`. */
typedef struct {
  bool has;
  int64_t heads;
} lg_asked;

/* Teachers at home there; stage and subject LG_MISSING: any. */
static int lg_heads_before(const lg_district *district, int school, int stage, int subject)
{
  int heads = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    heads += t->school == school && (stage == LG_MISSING || (int)t->stage == stage) &&
             (subject == LG_MISSING || t->subject == subject);
  }
  return heads;
}

/* R6: the band, or the demand row; a limit beyond the band's other end moves that end. */
static lg_asked lg_asked_of_cell(const lg_district *district, const lg_policy *policy,
                                 const lg_element *element, bool max)
{
  const lg_band *band = &policy->subject_band;
  int stage, subject, school = lg_district_school(district, element->id);
  if (school == LG_MISSING || !lg_cell_parse(district, element->class_id, &stage, &subject))
    return (lg_asked){0};
  int before = lg_heads_before(district, school, stage, subject);
  lg_asked lo = {band->given, before + band->lo}, hi = {band->given, before + band->hi};
  for (int k = 0; k < district->demand_count; k++) {
    const lg_demand *row = &district->demands[k];
    if (row->school != school || (int)row->stage != stage || row->subject != subject) continue;
    if (row->min != LG_MISSING) lo = (lg_asked){true, row->min};
    if (row->max != LG_MISSING) hi = (lg_asked){true, row->max};
    if (lo.has && hi.has && lo.heads > hi.heads) {
      if (row->min != LG_MISSING)
        hi.heads = lo.heads;
      else
        lo.heads = hi.heads;
    }
  }
  return max ? hi : lo;
}

static lg_asked lg_asked_of_school(const lg_district *district, const lg_policy *policy,
                                   const lg_element *element, bool max)
{
  const lg_band *band = &policy->headcount_band;
  int school = lg_district_school(district, element->id);
  if (school == LG_MISSING) return (lg_asked){0};
  int before = lg_heads_before(district, school, LG_MISSING, LG_MISSING);
  int max_staff = district->schools[school].max_staff;
  if (!max) return (lg_asked){band->given, before + band->lo};
  lg_asked hi = {band->given, before + band->hi};
  if (max_staff == LG_MISSING) return hi;
  int64_t most = MAX(max_staff, before);
  return (lg_asked){true, hi.has ? MIN(hi.heads, most) : most};
}

/* D of a class where it is the same in every roster: counted with everybody at home. */
static int64_t lg_base_of(const lg_district *district, const lg_policy *policy,
                          const lg_options *options, const lg_quota *quota, int code)
{
  int64_t base = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    int school = district->teachers[i].school;
    lg_option home = {school, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING, 0};
    base += lg_class_of(district, quota->per, i, school) == code &&
            lg_options_match(options, district, policy, &quota->of, i, &home);
  }
  return base;
}

static lg_asked lg_asked_of_quota(const lg_district *district, const lg_policy *policy,
                                  const lg_options *options, const lg_element *element, bool max)
{
  for (int q = 0; q < policy->quota_count; q++) {
    const lg_quota *quota = &policy->quotas[q];
    const lg_bound *bound = max ? &quota->max : &quota->min;
    if (strcmp(quota->id, element->id) != 0) continue;
    int code = lg_class_find(district, quota->per, element->class_id);
    if (bound->kind == LG_BOUND_HEADS) return (lg_asked){true, bound->heads};
    if (bound->kind == LG_BOUND_NONE || code == LG_MISSING || !lg_quota_base_is_fixed(quota))
      return (lg_asked){0};
    lg_i128 product = (lg_i128)bound->share.p * lg_base_of(district, policy, options, quota, code);
    int64_t up = max ? 0 : bound->share.q - 1;
    return (lg_asked){true, (int64_t)((product + up) / bound->share.q)};
  }
  return (lg_asked){0};
}

static lg_asked lg_asked_of_team(const lg_policy *policy, const lg_element *element)
{
  for (int t = 0; t < policy->team_count; t++)
    if (strcmp(policy->routes[policy->teams[t].route].id, element->id) == 0)
      return (lg_asked){true, policy->teams[t].min};
  return (lg_asked){0};
}

static lg_asked lg_asked_of_density(const lg_district *district, const lg_policy *policy,
                                    const lg_element *element)
{
  int school, stage;
  if (!policy->density.given || !lg_place_parse(district, element->class_id, &school, &stage))
    return (lg_asked){0};
  lg_i128 q = (lg_i128)100 * policy->density.min.q;
  lg_i128 over = (lg_i128)policy->density.min.p * district->schools[school].students[stage];
  return (lg_asked){true, (int64_t)((over + q - 1) / q)};
}

static lg_asked lg_asked_of(const lg_district *district, const lg_policy *policy,
                            const lg_options *options, const lg_element *element, bool max)
{
  switch (element->rule) {
    case LG_R6_STAFFING:
      return lg_asked_of_cell(district, policy, element, max);
    case LG_R7_HEADCOUNT:
      return lg_asked_of_school(district, policy, element, max);
    case LG_R8_QUOTA:
      return lg_asked_of_quota(district, policy, options, element, max);
    case LG_R10_TEAM:
      return max ? (lg_asked){0} : lg_asked_of_team(policy, element);
    case LG_R12_DENSITY:
      return max ? (lg_asked){0} : lg_asked_of_density(district, policy, element);
    case LG_R_CHANGES:
      return (lg_asked){max && policy->max_changes != LG_MISSING, policy->max_changes};
    default:
      return (lg_asked){0};
  }
}

bool lg_allowed_heads(const lg_district *district, const lg_policy *policy,
                      const lg_options *options, const lg_element *element, lg_side side,
                      int64_t *heads)
{
  if (side == LG_SIDE_DROP) return false;
  bool max = side == LG_SIDE_MAX;
  lg_asked asked = lg_asked_of(district, policy, options, element, max);
  int64_t given = lg_policy_given(policy, element->rule, element->id, element->class_id, side);
  *heads = max ? asked.heads + given : asked.heads - given;
  return asked.has;
}
