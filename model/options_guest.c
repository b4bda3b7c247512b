/* options_guest.c - guest schools: where a teacher who stays may give some units a week (SERVICE,
 * flexible service). What `who`, full_time, units, stage and the table of demand say is settled
 * here once for all; R2, R3, R5 and locks bar what is left, as they bar places. */
#include "options_internal.h"

static int cell_of(const lg_district *district, int teacher)
{
  return lg_cell_code(district, (int)district->teachers[teacher].stage,
                      district->teachers[teacher].subject);
}

GArray **lg_guest_schools_new(const lg_district *district, const lg_policy *policy)
{
  if (!policy->flexible.given) return NULL;
  int cells = LG_STAGE_COUNT * district->subjects.count;
  GArray **schools = g_new0(GArray *, (size_t)cells + 1);
  for (int c = 0; c < cells; c++) schools[c] = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < district->flexible_demand_count; k++) {
    const lg_demand *row = &district->flexible_demands[k];
    g_array_append_val(schools[lg_cell_code(district, (int)row->stage, row->subject)], row->school);
  }
  return schools;
}

void lg_guest_schools_free(const lg_district *district, GArray **schools)
{
  for (int c = 0; schools && c < LG_STAGE_COUNT * district->subjects.count; c++)
    g_array_unref(schools[c]);
  g_free(schools);
}

/* May the teacher have a guest school at all, whatever bars single ones? */
static bool may_serve(const lg_district *district, const lg_policy *policy,
                      const lg_candidate *candidate, int i)
{
  const lg_teacher *teacher = &district->teachers[i];
  const lg_flexible *flexible = &policy->flexible;
  if (!flexible->given || !teacher->full_time ||
      lg_flexible_most(policy, teacher) < flexible->least)
    return false;
  lg_options_case c = {district,   policy,    candidate, i, lg_assignment_home(district, i),
                       LG_MISSING, LG_MISSING};
  return lg_filter_holds(&flexible->who, &c);
}

bool lg_guest_may(const lg_district *district, const lg_policy *policy,
                  const lg_candidate *candidate, int i, int school)
{
  const lg_teacher *teacher = &district->teachers[i];
  return school != teacher->school && may_serve(district, policy, candidate, i) &&
         district->schools[school].has_stage[teacher->stage] &&
         lg_demand_find(district->flexible_demands, district->flexible_demand_count, school,
                        (int)teacher->stage, teacher->subject) != LG_MISSING;
}

lg_option lg_guest_option(const lg_district *district, const lg_policy *policy,
                          const lg_candidate *candidate, int i, int school, int wish)
{
  const lg_flexible *flexible = &policy->flexible;
  lg_option option = {lg_assignment_guest(district, i, school),
                      LG_MISSING,
                      0,
                      lg_school_distance_m(district, district->teachers[i].school, school),
                      LG_MISSING,
                      0,
                      LG_MISSING};
  if (lg_fixed_guest(district, i) == school) return option;
  lg_options_case c = {district, policy, candidate, i, lg_assignment_at(school), LG_MISSING, wish};
  for (int r = 0; r < flexible->route_count && option.guest_route == LG_MISSING; r++)
    if (lg_filter_holds(&flexible->routes[r].filter, &c)) option.guest_route = (short)r;
  if (flexible->eligible && candidate->stays) option.bars |= LG_BAR_ELIGIBLE;
  if (option.guest_route == LG_MISSING) option.bars |= LG_BAR_ROUTE;
  if (flexible->max_m != LG_MISSING && MAX(option.after_m, 0) > flexible->max_m)
    option.bars |= LG_BAR_COMMUTE;
  return option;
}

void lg_guest_list(const lg_options_builder *b, const lg_candidate *candidate, int i, GArray *list)
{
  const lg_district *district = b->district;
  g_array_set_size(list, 0);
  int fixed = lg_fixed_guest(district, i);
  if (fixed != LG_MISSING) {
    lg_option option = lg_guest_option(district, b->policy, candidate, i, fixed, LG_MISSING);
    g_array_append_val(list, option);
    return;
  }
  if (!b->guest_schools) return;
  const GArray *schools = b->guest_schools[cell_of(district, i)];
  if (schools->len == 0 || !may_serve(district, b->policy, candidate, i)) return;
  for (guint k = 0; k < schools->len; k++) {
    int school = g_array_index(schools, int, k);
    if (school == district->teachers[i].school ||
        !district->schools[school].has_stage[district->teachers[i].stage])
      continue;
    lg_option option =
        lg_guest_option(district, b->policy, candidate, i, school, lg_wish_rank(b, i, school));
    g_array_append_val(list, option);
  }
}
