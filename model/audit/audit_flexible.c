/* audit_flexible.c - flexible services recounted: the rules of each guest, the units that rows of the
 * table get (R14, R15), and how they are shared out among the guests. */
#include "audit_internal.h"

/* ---- one guest ---- */

static int guest_of(const lg_recount *recount, int i)
{
  return recount->to[i].guest;
}

/* The row of the table for the teacher at the school, or LG_MISSING; looked for one by one. */
static int row_of(const lg_recount *recount, int i, int school)
{
  const lg_district *district = recount->district;
  const lg_teacher *teacher = &district->teachers[i];
  for (int k = 0; k < district->flexible_demand_count; k++) {
    const lg_demand *row = &district->flexible_demands[k];
    if (row->school == school && row->stage == teacher->stage && row->subject == teacher->subject)
      return k;
  }
  return LG_MISSING;
}

static int most_units(const lg_recount *recount, int i)
{
  int most = recount->policy->flexible.most;
  int own = recount->district->teachers[i].flexible_units;
  return own != LG_MISSING && own < most ? own : most;
}

static bool is_fixed(const lg_recount *recount, int i)
{
  return recount->fixed[i].guest != LG_MISSING && recount->fixed[i].guest == guest_of(recount, i);
}

/* A guest whom the ledger does not fix. */
static bool is_chosen(const lg_recount *recount, int i)
{
  return guest_of(recount, i) != LG_MISSING && !is_fixed(recount, i);
}

bool lg_recount_guest_ineligible(const lg_recount *recount, int i)
{
  return is_chosen(recount, i) && recount->policy->flexible.eligible && !recount->fit[i];
}

bool lg_recount_guest_routeless(const lg_recount *recount, int i)
{
  return is_chosen(recount, i) && recount->policy->flexible.given &&
         recount->audit->placements[i].guest_route == LG_MISSING;
}

bool lg_recount_guest_stageless(const lg_recount *recount, int i)
{
  if (guest_of(recount, i) == LG_MISSING) return false;
  const lg_school *school = &recount->district->schools[guest_of(recount, i)];
  return !school->has_stage[recount->district->teachers[i].stage];
}

bool lg_recount_guest_far(const lg_recount *recount, int i)
{
  int most = recount->policy->flexible.max_m;
  return is_chosen(recount, i) && most != LG_MISSING &&
         recount->audit->placements[i].guest_m > most;
}

/* R14 as far as it is no element: who may give units at all, where they are asked for, how many;
 * and that a service which the ledger fixes goes on. */
static bool breaks_units(const lg_recount *recount, int i)
{
  int fixed = recount->fixed[i].guest, units = recount->audit->units[i];
  if (fixed != LG_MISSING) return guest_of(recount, i) != fixed || units != recount->fixed[i].units;
  if (guest_of(recount, i) == LG_MISSING) return false;
  const lg_flexible *flexible = &recount->policy->flexible;
  const lg_teacher *teacher = &recount->district->teachers[i];
  return !flexible->given || !teacher->full_time || !lg_recount_match(recount, &flexible->who, i) ||
         row_of(recount, i, guest_of(recount, i)) == LG_MISSING || units < flexible->least ||
         units > most_units(recount, i);
}

void lg_recount_check_units(lg_recount *recount)
{
  lg_breach_draft *draft = NULL;
  bool some = recount->policy->flexible.given;
  for (int i = 0; i < recount->district->teacher_count; i++) {
    some |= guest_of(recount, i) != LG_MISSING;
    if (!breaks_units(recount, i)) continue;
    if (!draft) draft = lg_recount_break(recount, (lg_element){LG_R14_UNITS, 0, 0});
    lg_breach_draft_teacher(draft, i);
  }
  if (some) recount->audit->rules_checked++;
}

/* ---- rows of the table ---- */

static lg_element element_of(const lg_recount *recount, int row)
{
  const lg_demand *demand = &recount->district->flexible_demands[row];
  return (lg_element){LG_R15_DEMAND, demand->school,
                      lg_cell_code(recount->district, (int)demand->stage, demand->subject)};
}

static void row_limits(const lg_recount *recount, int row, int64_t *lo, int64_t *hi)
{
  const lg_demand *demand = &recount->district->flexible_demands[row];
  const lg_element element = element_of(recount, row);
  *lo = INT64_MIN;
  *hi = INT64_MAX;
  if (demand->min > 0) *lo = demand->min - lg_recount_given(recount, element, LG_SIDE_MIN);
  if (demand->max != LG_MISSING)
    *hi = demand->max + lg_recount_given(recount, element, LG_SIDE_MAX);
}

/* The most that a guest may give beside what the ledger fixes; never less than the least. */
static int limit_of(const lg_recount *recount, int i)
{
  return is_fixed(recount, i) ? recount->fixed[i].units
                              : MAX(most_units(recount, i), recount->policy->flexible.least);
}

static int start_of(const lg_recount *recount, int i)
{
  return is_fixed(recount, i) ? recount->fixed[i].units : recount->policy->flexible.least;
}

/* Those of all guests whom a row has, by id. */
static GArray *guests_of(const lg_recount *recount, int row, const GArray *all)
{
  const lg_demand *demand = &recount->district->flexible_demands[row];
  GArray *guests = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint k = 0; k < all->len; k++) {
    int i = g_array_index(all, int, k);
    const lg_teacher *teacher = &recount->district->teachers[i];
    if (guest_of(recount, i) == demand->school && teacher->stage == demand->stage &&
        teacher->subject == demand->subject)
      g_array_append_val(guests, i);
  }
  return guests;
}

/* The sum nearest the target, without one the least, among those that the guests can give and the
 * limits allow; where there is none, the one nearest the limits. */
static int64_t sum_of(const lg_recount *recount, int row, int64_t least, int64_t most)
{
  int64_t lo, hi;
  int target = recount->district->flexible_demands[row].target;
  row_limits(recount, row, &lo, &hi);
  int64_t sum = target == LG_MISSING ? least : target;
  if (sum < lo) sum = lo;
  if (sum > hi) sum = hi;
  if (sum < least) sum = least;
  return sum > most ? most : sum;
}

/* One unit at a time to the guest who has least and may have more, the first by id of several. */
static void share_out(lg_recount *recount, const GArray *guests, int64_t units)
{
  for (; units > 0; units--) {
    int next = LG_MISSING;
    for (guint k = 0; k < guests->len; k++) {
      int i = g_array_index(guests, int, k);
      if (recount->audit->units[i] >= limit_of(recount, i)) continue;
      if (next == LG_MISSING || recount->audit->units[i] < recount->audit->units[next]) next = i;
    }
    if (next == LG_MISSING) return;
    recount->audit->units[next]++;
  }
}

static void count_row(lg_recount *recount, int row, const GArray *all, const int *given)
{
  lg_audit *audit = recount->audit;
  GArray *guests = guests_of(recount, row, all);
  int64_t least = 0, most = 0, sum = 0;
  for (guint k = 0; k < guests->len; k++) {
    int i = g_array_index(guests, int, k);
    least += start_of(recount, i);
    most += limit_of(recount, i);
  }
  if (!given) share_out(recount, guests, sum_of(recount, row, least, most) - least);
  for (guint k = 0; k < guests->len; k++) sum += audit->units[g_array_index(guests, int, k)];
  audit->flexible[row] = (lg_flexible_count){sum, (int)guests->len};
  int64_t lo, hi;
  row_limits(recount, row, &lo, &hi);
  if (lo != INT64_MIN || hi != INT64_MAX) audit->rules_checked++;
  if (sum < lo || sum > hi) {
    lg_breach_draft *draft = lg_recount_break(recount, element_of(recount, row));
    lg_breach_draft_heads(draft, sum, lo, hi);
    for (guint k = 0; k < guests->len; k++)
      lg_breach_draft_teacher(draft, g_array_index(guests, int, k));
  }
  g_array_unref(guests);
}

void lg_recount_flexible(lg_recount *recount, const int *given)
{
  const lg_district *district = recount->district;
  lg_audit *audit = recount->audit;
  audit->units = g_new0(int, (size_t)MAX(district->teacher_count, 1));
  audit->flexible = g_new0(lg_flexible_count, (size_t)district->flexible_demand_count + 1);
  GArray *all = g_array_new(FALSE, FALSE, sizeof(int));
  for (int i = 0; i < district->teacher_count; i++) {
    if (guest_of(recount, i) == LG_MISSING) continue;
    g_array_append_val(all, i);
    audit->units[i] = given ? given[i] : start_of(recount, i);
    audit->guests++;
  }
  if (recount->policy->flexible.given)
    for (int k = 0; k < district->flexible_demand_count; k++) count_row(recount, k, all, given);
  g_array_unref(all);
  for (int i = 0; i < district->teacher_count; i++) audit->guest_units += audit->units[i];
}

int64_t lg_recount_missed_units(const lg_recount *recount)
{
  int64_t sum = 0;
  for (int k = 0; k < recount->district->flexible_demand_count; k++) {
    int target = recount->district->flexible_demands[k].target;
    if (target != LG_MISSING && recount->policy->flexible.given)
      sum += ABS(recount->audit->flexible[k].units - target);
  }
  return sum;
}

/* ---- the way ---- */

void lg_recount_place_guest(lg_recount *recount, int i)
{
  lg_placement *placement = &recount->audit->placements[i];
  placement->guest_route = placement->guest_m = LG_MISSING;
  int guest = guest_of(recount, i);
  if (guest == LG_MISSING) return;
  placement->guest_m = lg_recount_between(recount, recount->district->teachers[i].school, guest);
  if (placement->guest_m == LG_MISSING) recount->audit->unknown_distance_count++;
  if (is_fixed(recount, i)) return;
  /* a route is judged as if the teacher worked at the guest school */
  const lg_flexible *flexible = &recount->policy->flexible;
  lg_assignment as_is = recount->to[i];
  int wish = placement->wish;
  recount->to[i] = lg_assignment_at(guest);
  for (int k = 0; k < recount->district->wish_count; k++)
    if (recount->district->wishes[k].teacher == i && recount->district->wishes[k].school == guest)
      placement->wish = recount->district->wishes[k].rank;
  for (int r = 0; r < flexible->route_count && placement->guest_route == LG_MISSING; r++)
    if (lg_recount_match(recount, &flexible->routes[r].filter, i)) placement->guest_route = r;
  recount->to[i] = as_is;
  placement->wish = wish;
}
