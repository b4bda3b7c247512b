#include "place_survey.h"

struct survey {
  const lg_district *district;
  const lg_policy *policy;
  lg_place_survey *all;
  GArray *kept;  /* lg_option */
  int *met_by;   /* [kinds] the last teacher + 1 who has a place of this kind */
  bool by_place; /* a quota tells single schools or groups apart: every pair is kept */
  bool by_wish;  /* a quota asks for wishes */
};

static bool quotas_have_key(const lg_policy *policy, lg_key key)
{
  for (int k = 0; k < policy->quota_count; k++)
    if (lg_filter_has_key(&policy->quotas[k].count, key) ||
        lg_filter_has_key(&policy->quotas[k].of, key))
      return true;
  return false;
}

/* Single guest schools, or their groups? */
static bool quotas_tell_guests(const lg_policy *policy)
{
  return quotas_have_key(policy, LG_KEY_GUEST_SCHOOL) ||
         quotas_have_key(policy, LG_KEY_GUEST_GROUP);
}

static bool quotas_tell_places(const lg_policy *policy)
{
  for (int k = 0; k < policy->quota_count; k++)
    for (int key = 0; key < LG_PER_KEYS; key++)
      if (policy->quotas[k].per[key] == LG_PER_TO_SCHOOL ||
          policy->quotas[k].per[key] == LG_PER_TO_GROUP)
        return true;
  return quotas_have_key(policy, LG_KEY_TO_SCHOOL) || quotas_have_key(policy, LG_KEY_TO_GROUP) ||
         quotas_tell_guests(policy);
}

/* What quotas may ask of a place beside its school, its group and wishes: route (that of one who goes
 * back stands behind the others, then that of a guest), tier, whether it is in the teacher's own group. The home school is a kind of its own. */
static int kind_of(const struct survey *survey, const lg_teacher *teacher, const lg_option *pair)
{
  bool guest = lg_assignment_is_guest(pair->assignment);
  if (pair->assignment.school == teacher->school && !guest) return 0;
  int at = guest ? pair->assignment.guest : pair->assignment.school;
  const lg_school *home = &survey->district->schools[teacher->school],
                  *school = &survey->district->schools[at];
  int same = home->group != LG_MISSING && home->group == school->group;
  int route = guest                       ? survey->policy->route_count + 2
              : pair->route == LG_MISSING ? survey->policy->route_count + 1
                                          : pair->route;
  return 1 + (route * LG_TIER_COUNT + (int)school->tier) * 2 + same;
}

static void survey_teacher(void *user, lg_options *options, int i, const lg_option *pairs)
{
  struct survey *survey = user;
  const lg_teacher *teacher = &survey->district->teachers[i];
  lg_candidate *candidate = &options->candidates[i];
  int *backbone_places = survey->all->backbone_places, *by_route = survey->all->by_route;
  candidate->first = (int)survey->kept->len;
  for (const lg_option *pair = pairs, *end = pairs + candidate->count; pair < end; pair++) {
    bool counted = lg_assignment_is_guest(pair->assignment) && pair > pairs &&
                   pair[-1].assignment.school == pair->assignment.school;
    if (teacher->backbone && !counted)
      backbone_places[pair->assignment.school * LG_STAGE_COUNT + (int)teacher->stage]++;
    if (pair->route != LG_MISSING) by_route[pair->route]++;
    int *met_by = &survey->met_by[kind_of(survey, teacher, pair)];
    bool alone = survey->by_place || (survey->by_wish && pair->wish != LG_MISSING);
    if (!alone && *met_by == i + 1) continue;
    if (!alone) *met_by = i + 1;
    g_array_append_vals(survey->kept, pair, 1);
  }
  candidate->count = (int)survey->kept->len - candidate->first;
}

lg_place_survey *lg_place_survey_new(const lg_district *district, const lg_policy *policy)
{
  lg_place_survey *places = g_new0(lg_place_survey, 1);
  size_t routes = (size_t)policy->route_count + 1; /* the lock's too */
  places->by_route = g_new0(int, routes);
  places->backbone_places = g_new0(int, (size_t)district->school_count *LG_STAGE_COUNT + 1);
  struct survey survey = {.district = district,
                          .policy = policy,
                          .all = places,
                          .kept = g_array_new(FALSE, FALSE, sizeof(lg_option)),
                          .met_by = g_new0(int, 1 + (routes + 2) * LG_TIER_COUNT * 2),
                          .by_place = quotas_tell_places(policy),
                          .by_wish = quotas_have_key(policy, LG_KEY_WISH)};
  places->options = lg_options_survey(district, policy, survey_teacher, &survey);
  places->options->pair_count = (int)survey.kept->len;
  places->options->pairs = (lg_option *)(void *)g_array_free(survey.kept, FALSE);
  g_free(survey.met_by);
  return places;
}

void lg_place_survey_free(lg_place_survey *places)
{
  if (!places) return;
  lg_options_free(places->options);
  g_free(places->by_route);
  g_free(places->backbone_places);
  g_free(places);
}
