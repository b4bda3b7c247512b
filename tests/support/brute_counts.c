/* brute_counts.c - counts one roster from scratch: is an element broken, what is a goal's value. */
#include <string.h>

#include "brute.h"

/* The school of a teacher before the plan: who is due back is home already. */
static int before_school(const lg_brute *b, int i)
{
  int due_back = b->teachers[i].due_back;
  return due_back != LG_MISSING ? due_back : b->district->teachers[i].school;
}

/* Teachers of a school after (roster) or before (NULL); stage, subject -1: all. */
static int heads(const lg_brute *b, const int *roster, int school, int stage, int subject)
{
  int sum = 0;
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_teacher *t = &b->district->teachers[i];
    sum += (roster ? lg_brute_at(b, i, roster[i]) : before_school(b, i)) == school &&
           (stage < 0 || (int)t->stage == stage) && (subject < 0 || t->subject == subject);
  }
  return sum;
}

static int backbone(const lg_brute *b, const int *roster, int school, int stage)
{
  int sum = 0;
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_teacher *t = &b->district->teachers[i];
    sum += t->backbone && (int)t->stage == stage &&
           (school < 0 || lg_brute_at(b, i, roster[i]) == school);
  }
  return sum;
}

/* Heads that the list `relax` gives. */
static int brute_given(const lg_brute *b, const lg_brute_element *e, lg_side side)
{
  const lg_element reference = lg_brute_reference(b->district, b->policy, e);
  for (int k = 0; k < b->policy->relax_count; k++) {
    const lg_relax *r = &b->policy->relax[k];
    if (r->element.rule == reference.rule && r->element.a == reference.a &&
        r->element.b == reference.b && r->side == side)
      return r->heads;
  }
  return 0;
}

/* R6: the band, or the demand row with an empty limit from the band; the far end gives way. */
static bool cell_broken(const lg_brute *b, const lg_brute_element *e, const int *roster)
{
  int school = e->x, stage = e->y, subject = e->z;
  const lg_district *d = b->district;
  const lg_band *band = &b->policy->subject_band;
  int before = heads(b, NULL, school, stage, subject),
      after = heads(b, roster, school, stage, subject);
  int after_min = after, after_max = after; /* as if there were more, fewer */
  int lo = band->given ? before + band->lo : INT_MIN,
      hi = band->given ? before + band->hi : INT_MAX;
  for (int k = 0; k < d->demand_count; k++) {
    const lg_demand *row = &d->demands[k];
    if (row->school != school || (int)row->stage != stage || row->subject != subject) continue;
    if (row->min != LG_MISSING && row->max != LG_MISSING) {
      lo = row->min;
      hi = row->max;
    } else if (row->min != LG_MISSING) {
      lo = row->min;
      if (hi < lo) hi = lo;
    } else if (row->max != LG_MISSING) {
      hi = row->max;
      if (lo > hi) lo = hi;
    }
  }
  after_min += brute_given(b, e, LG_SIDE_MIN);
  after_max -= brute_given(b, e, LG_SIDE_MAX);
  return after_min < lo || after_max > hi;
}

static bool school_broken(const lg_brute *b, const lg_brute_element *e, const int *roster)
{
  int school = e->x;
  const lg_band *band = &b->policy->headcount_band;
  int before = heads(b, NULL, school, -1, -1), after = heads(b, roster, school, -1, -1);
  int max = b->district->schools[school].max_staff;
  int fewer = brute_given(b, e, LG_SIDE_MIN), more = brute_given(b, e, LG_SIDE_MAX);
  if (band->given && (after - before < band->lo - fewer || after - before > band->hi + more))
    return true;
  if (max == LG_MISSING) return false;
  return before > max ? after > before + more : after > max + more;
}

static bool team_broken(const lg_brute *b, const lg_brute_element *e, const int *roster)
{
  const lg_team *team = &b->policy->teams[e->x];
  int school = e->y, movers = 0;
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_brute_place *place = lg_brute_place_of(b, i, roster[i]);
    movers += lg_brute_at(b, i, roster[i]) == school && place->moved && place->route == team->route;
  }
  return movers > 0 && movers + brute_given(b, e, LG_SIDE_MIN) < team->min;
}

static bool moves(const lg_brute *b, int teacher, const int *roster)
{
  return lg_brute_place_of(b, teacher, roster[teacher])->moved;
}

static bool pair_broken(const lg_brute *b, const lg_pair *pair, const int *roster)
{
  const lg_district *d = b->district;
  int at = lg_brute_at(b, pair->a, roster[pair->a]),
      other = lg_brute_at(b, pair->b, roster[pair->b]);
  switch (pair->rule) {
    case LG_SAME_SCHOOL:
      return at != other;
    case LG_SAME_GROUP:
      return at != other && (d->schools[at].group == LG_MISSING ||
                             d->schools[at].group != d->schools[other].group);
    case LG_NOT_BOTH_MOVE:
      return moves(b, pair->a, roster) && moves(b, pair->b, roster);
    default:
      g_assert_not_reached();
  }
}

static bool lock_broken(const lg_brute *b, const lg_lock *lock, const int *roster)
{
  int place = roster[lock->teacher];
  bool there = lg_brute_at(b, lock->teacher, place) == lock->school;
  if (lock->kind == LG_LOCK_FORBID) there |= lg_brute_guest(b, place) == lock->school;
  return lock->kind == LG_LOCK_MUST ? !there : there;
}

/* ---- flexible service ---- */

/* Every sum of units that the row's guests can give, tried one by one: broken where none is
 * allowed. */
static bool units_broken(const lg_brute *b, const lg_brute_element *e, const int *roster)
{
  const lg_demand *row = &b->district->flexible_demands[e->x];
  int least = 0, most = 0;
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_teacher *t = &b->district->teachers[i];
    const lg_brute_place *place = lg_brute_place_of(b, i, roster[i]);
    if (lg_brute_guest(b, roster[i]) != row->school || t->stage != row->stage ||
        t->subject != row->subject)
      continue;
    least += place->least;
    most += MAX(place->most, place->least);
  }
  for (int sum = least; sum <= most; sum++)
    if (sum + brute_given(b, e, LG_SIDE_MIN) >= row->min &&
        (row->max == LG_MISSING || sum <= row->max + brute_given(b, e, LG_SIDE_MAX)))
      return false;
  return true;
}

/* The allowed sum nearest the target, without one the least; of a broken row the sum nearest what is
 * allowed. */
int64_t lg_brute_units(const lg_brute *b, int row, const int *roster, int *guests)
{
  const lg_demand *demand = &b->district->flexible_demands[row];
  const lg_brute_element e = {LG_R15_DEMAND, row, 0, 0, false, NULL, NULL};
  int least = 0, most = 0, best = LG_MISSING;
  *guests = 0;
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_teacher *t = &b->district->teachers[i];
    const lg_brute_place *place = lg_brute_place_of(b, i, roster[i]);
    if (lg_brute_guest(b, roster[i]) != demand->school || t->stage != demand->stage ||
        t->subject != demand->subject)
      continue;
    least += place->least;
    most += MAX(place->most, place->least);
    ++*guests;
  }
  int lo = demand->min - brute_given(b, &e, LG_SIDE_MIN);
  int hi = demand->max == LG_MISSING ? INT_MAX : demand->max + brute_given(b, &e, LG_SIDE_MAX);
  for (int sum = least; sum <= most; sum++) {
    if (sum < lo || sum > hi) continue;
    if (best == LG_MISSING ||
        (demand->target != LG_MISSING && ABS(sum - demand->target) < ABS(best - demand->target)))
      best = sum;
  }
  if (best != LG_MISSING) return best;
  return least > hi ? least : most;
}

static int64_t missed_units(const lg_brute *b, const int *roster)
{
  int64_t sum = 0;
  for (int k = 0; k < b->district->flexible_demand_count && b->policy->flexible.given; k++) {
    int guests, target = b->district->flexible_demands[k].target;
    if (target != LG_MISSING) sum += ABS(lg_brute_units(b, k, roster, &guests) - target);
  }
  return sum;
}

int64_t lg_brute_changes(const lg_brute *b, const int *roster)
{
  const lg_district *d = b->district;
  int64_t sum = 0;
  for (int i = 0; i < d->teacher_count; i++)
    sum +=
        roster[i] != (d->baseline ? lg_brute_place_for(b, d->baseline[i]) : d->teachers[i].school);
  return sum;
}

bool lg_brute_broken(const lg_brute *b, const lg_brute_element *e, const int *roster)
{
  for (int i = 0; i < b->district->teacher_count && e->rule <= LG_R5_COMMUTE; i++) {
    const lg_brute_place *place = lg_brute_place_of(b, i, roster[i]);
    if ((e->rule == LG_R2_ELIGIBLE && place->breaks_r2) ||
        (e->rule == LG_R3_ROUTE && place->breaks_r3) ||
        (e->rule == LG_R4_SUBJECT && place->breaks_r4) ||
        (e->rule == LG_R14_UNITS && place->breaks_r14) ||
        (e->rule == LG_R5_COMMUTE && place->breaks_r5))
      return true;
  }
  switch (e->rule) {
    case LG_R6_STAFFING:
      return cell_broken(b, e, roster);
    case LG_R7_HEADCOUNT:
      return school_broken(b, e, roster);
    case LG_R15_DEMAND:
      return units_broken(b, e, roster);
    case LG_R8_QUOTA:
      return !lg_brute_count(b, e->x, e->y, roster).holds;
    case LG_R9_LOCK:
      return lock_broken(b, &b->district->locks[e->x], roster);
    case LG_R10_TEAM:
      return team_broken(b, e, roster);
    case LG_R11_PAIR:
      return pair_broken(b, &b->district->pairs[e->x], roster);
    case LG_R13_RETURN:
      return lg_brute_place_of(b, e->x, roster[e->x])->breaks_r13;
    case LG_R12_DENSITY:
      return !lg_brute_density(b, e->x, e->y, roster).holds;
    case LG_R_CHANGES:
      return lg_brute_changes(b, roster) - brute_given(b, e, LG_SIDE_MAX) > b->policy->max_changes;
    default:
      return false;
  }
}

static bool filter_is_placed(const lg_filter *filter)
{
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *c = &filter->conditions[k];
    for (int a = 0; c->key == LG_KEY_ANY && a < c->any_count; a++)
      if (filter_is_placed(&c->any[a])) return true;
    switch (c->key) {
      case LG_KEY_MOVED:
      case LG_KEY_RETURNS:
      case LG_KEY_SAME_GROUP:
      case LG_KEY_ROUTE:
      case LG_KEY_WISH:
      case LG_KEY_TO_SCHOOL:
      case LG_KEY_TO_TIER:
      case LG_KEY_TO_GROUP:
      case LG_KEY_FLEXIBLE:
      case LG_KEY_GUEST_SCHOOL:
      case LG_KEY_GUEST_TIER:
      case LG_KEY_GUEST_GROUP:
      case LG_KEY_GUEST_SAME_GROUP:
        return true;
      default:
        break;
    }
  }
  return false;
}

bool lg_brute_variable(const lg_quota *quota)
{
  for (int k = 0; k < LG_PER_KEYS; k++)
    if (quota->per[k] == LG_PER_TO_SCHOOL || quota->per[k] == LG_PER_TO_GROUP ||
        quota->per[k] == LG_PER_TO_TIER)
      return true;
  return filter_is_placed(&quota->of);
}

/* The least whole s >= 0 that makes good what `bound` asks, tried one by one. */
static int64_t missing_heads(const lg_bound *bound, bool is_min, int64_t n, int64_t d)
{
  if (bound->kind == LG_BOUND_NONE) return 0;
  if (bound->kind == LG_BOUND_HEADS) return MAX(0, is_min ? bound->heads - n : n - bound->heads);
  int64_t p = bound->share.p, q = bound->share.q, s = 0;
  while (is_min ? q * (n + s) < p * d : q * (n - s) > p * d) s++;
  return s;
}

/* The same where `relax` gives some heads. */
static int64_t missing_still(const lg_brute *b, const lg_brute_element *e, bool is_min, int64_t n,
                             int64_t d)
{
  const lg_quota *quota = &b->policy->quotas[e->x];
  int64_t given = brute_given(b, e, is_min ? LG_SIDE_MIN : LG_SIDE_MAX);
  return is_min ? missing_heads(&quota->min, true, n + given - quota->withdrawals, d)
                : missing_heads(&quota->max, false, n - given, d);
}

/* The least N that keeps a min, the greatest that keeps a max. */
static int64_t heads_asked(const lg_brute *b, const lg_brute_element *e, bool is_min, int64_t d)
{
  const lg_quota *quota = &b->policy->quotas[e->x];
  if ((is_min ? quota->min.kind : quota->max.kind) == LG_BOUND_NONE) return -1;
  int64_t n = 0;
  while (is_min && missing_still(b, e, true, n, d) > 0) n++;
  while (!is_min && missing_still(b, e, false, n + 1, d) == 0) n++;
  return n;
}

static const lg_brute_element *class_element(const lg_brute *b, int q, int class)
{
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (e->rule == LG_R8_QUOTA && e->x == q && e->y == class) return e;
  }
  g_assert_not_reached();
}

lg_brute_quota lg_brute_count(const lg_brute *b, int q, int class, const int *roster)
{
  const lg_quota *quota = &b->policy->quotas[q];
  const lg_brute_element *e = class_element(b, q, class);
  lg_brute_quota result = {0};
  for (int i = 0; i < b->district->teacher_count; i++) {
    int k = i * b->place_count + roster[i];
    if (lg_brute_class(b, q, i, roster[i]) != class) continue;
    result.count += b->counted[q][k];
    result.of += b->based[q][k];
  }
  bool zero = result.of == 0 && !lg_brute_variable(quota);
  if (!(zero && quota->min.kind == LG_BOUND_SHARE))
    result.shortfall += missing_still(b, e, true, result.count, result.of);
  if (!(zero && quota->max.kind == LG_BOUND_SHARE))
    result.shortfall += missing_still(b, e, false, result.count, result.of);
  result.min_heads = heads_asked(b, e, true, result.of);
  result.max_heads = heads_asked(b, e, false, result.of);
  result.holds = result.shortfall == 0;
  return result;
}

lg_brute_quota lg_brute_density(const lg_brute *b, int school, int stage, const int *roster)
{
  const lg_share *min = &b->policy->density.min;
  lg_brute_quota result = {.of = b->district->schools[school].students[stage]};
  result.count = backbone(b, roster, school, stage);
  int64_t asked = 0; /* the least whole number >= min P / 100 */
  while (asked * 100 * min->q < min->p * result.of) asked++;
  const lg_brute_element e = {LG_R12_DENSITY, school, stage, 0, false, NULL, NULL};
  int given = brute_given(b, &e, LG_SIDE_MIN);
  asked = asked > given ? asked - given : 0;
  result.min_heads = asked;
  result.max_heads = -1;
  result.shortfall = MAX(0, asked - result.count);
  result.holds = result.shortfall == 0;
  return result;
}

static int64_t shortfall(const lg_brute *b, const int *roster)
{
  int64_t sum = 0;
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (!e->soft) continue;
    if (e->rule == LG_R8_QUOTA)
      sum += b->policy->quotas[e->x].weight * lg_brute_count(b, e->x, e->y, roster).shortfall;
    else
      sum += b->policy->density.weight * lg_brute_density(b, e->x, e->y, roster).shortfall;
  }
  return sum;
}

static int64_t staffing(const lg_brute *b, const int *roster)
{
  int64_t sum = 0;
  for (int k = 0; k < b->district->demand_count; k++) {
    const lg_demand *row = &b->district->demands[k];
    if (row->target != LG_MISSING)
      sum += ABS(heads(b, roster, row->school, (int)row->stage, row->subject) - row->target);
  }
  return sum;
}

static int64_t equity(const lg_brute *b, const int *roster)
{
  const lg_district *d = b->district;
  int64_t value = 0;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    int64_t y = backbone(b, roster, -1, stage), students = 0, cost = 0;
    if (y == 0) continue;
    for (int j = 0; j < d->school_count; j++) students += d->schools[j].students[stage];
    for (int j = 0; j < d->school_count; j++) {
      if (!d->schools[j].has_stage[stage]) continue;
      int64_t under = d->schools[j].students[stage] * y * y;
      for (int k = 1; k <= backbone(b, roster, j, stage); k++)
        cost += (2 * 1000000 * (2 * k - 1) * students + under) / (2 * under);
    }
    value += cost - 1000000;
  }
  return value;
}

int64_t lg_brute_draw(const char *seed, const char *teacher, const char *school, const char *end)
{
  char *text = g_strdup_printf("%s|%s|%s%s", seed, teacher, school, end);
  char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
  sum[5] = '\0'; /* 20 bits = the first five hexadecimal digits */
  int64_t value = (int64_t)g_ascii_strtoull(sum, NULL, 16);
  g_free(sum);
  g_free(text);
  return value;
}

/* What one teacher at one school adds to a goal that is a sum over teachers. */
static int64_t part(const lg_brute *b, int g, int i, int j)
{
  const lg_district *d = b->district;
  const lg_goal *goal = &b->policy->goals[g];
  const lg_brute_place *place = lg_brute_place_of(b, i, j);
  switch (goal->kind) {
    case LG_GOAL_WISHES:
      return place->wish != LG_MISSING && place->wish <= goal->point_count
                 ? goal->points[place->wish - 1]
                 : 0;
    case LG_GOAL_COMMUTE: {
      int before = (MAX(place->before_m, 0) + 50) / 100,
          after = (MAX(place->after_m, 0) + 50) / 100;
      return place->moved ? MAX(0, after - before) : 0;
    }
    case LG_GOAL_TENURE:
      return place->moved ? MAX(b->teachers[i].years, 0) : 0;
    case LG_GOAL_MOVES:
      return place->moved;
    case LG_GOAL_CHANGES:
      return d->baseline ? lg_brute_place_for(b, d->baseline[i]) != j : d->teachers[i].school != j;
    case LG_GOAL_LOTTERY:
      return place->moved || lg_brute_guest(b, j) != LG_MISSING
                 ? b->drawn[g][i * b->place_count + j]
                 : 0;
    default:
      g_assert_not_reached();
  }
}

int *lg_brute_schools(const lg_district *district, const lg_roster *roster)
{
  int *schools = g_new(int, roster->teacher_count + 1);
  for (int i = 0; i < roster->teacher_count; i++) {
    lg_assignment to = roster->assignments[i];
    schools[i] = to.guest == LG_MISSING ? to.school : district->school_count + to.guest;
  }
  return schools;
}

lg_roster *lg_brute_roster(const lg_district *district, const int *schools)
{
  lg_roster *roster = lg_roster_new(district);
  for (int i = 0; i < roster->teacher_count; i++)
    if (schools[i] < district->school_count)
      roster->assignments[i] = lg_assignment_at(schools[i]);
    else
      roster->assignments[i].guest = schools[i] - district->school_count;
  return roster;
}

int64_t lg_brute_goal(const lg_brute *b, int goal, const int *roster)
{
  const lg_goal *g = &b->policy->goals[goal];
  if (g->kind == LG_GOAL_SHORTFALL) return shortfall(b, roster);
  if (g->kind == LG_GOAL_STAFFING) return staffing(b, roster);
  if (g->kind == LG_GOAL_FLEXIBLE) return missed_units(b, roster);
  if (g->kind == LG_GOAL_EQUITY) return equity(b, roster);
  int64_t sum = 0;
  for (int i = 0; i < b->district->teacher_count; i++) sum += part(b, goal, i, roster[i]);
  return sum;
}
