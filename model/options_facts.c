/* options_facts.c - eligibility, filters and distances as the model uses them (SPEC 2.3, 2.4, 3).
 * The audit works them out a second time on purpose: nothing is to be shared. */
#include <limits.h>
#include <math.h>

#include "options_internal.h"

/* ---- eligibility (SPEC 3, R2) ---- */

static int date_order(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return a.day < b.day ? -1 : a.day > b.day;
}

static lg_date date_plus(lg_date date, int years, int months)
{
  int month = date.month - 1 + months;
  return (lg_date){date.year + years + month / 12, month % 12 + 1, date.day};
}

/* The number of anniversaries of `from` reached at `to`, or LG_MISSING without a date. */
static int years_between(lg_date from, lg_date to)
{
  if (!from.year) return LG_MISSING;
  int years = to.year - from.year;
  if (to.month < from.month || (to.month == from.month && to.day < from.day)) years--;
  return MAX(years, 0);
}

static bool codes_have(const int *codes, int count, int code)
{
  for (int k = 0; k < count; k++)
    if (codes[k] == code) return true;
  return false;
}

/* Months by which the statutory age has risen for a birth in month m since `first_year`-01. */
static int statutory_delay(lg_date birth, int first_year)
{
  int m = (birth.year - first_year) * 12 + birth.month - 1;
  return m < 0 ? 0 : MIN(36, m / 4 + 1);
}

static bool is_too_old(const lg_teacher *teacher, const lg_policy *policy)
{
  if (teacher->gender == LG_GENDER_MISSING || !teacher->birth.year) return false;
  int most = policy->eligibility.max_age[teacher->gender];
  return most != LG_MISSING && years_between(teacher->birth, policy->date) > most;
}

static bool near_retirement(const lg_teacher *teacher, const lg_policy *policy)
{
  const lg_eligibility *rules = &policy->eligibility;
  if (rules->retirement == LG_RETIRE_NONE || !teacher->birth.year ||
      teacher->gender == LG_GENDER_MISSING)
    return false;
  lg_gender as = teacher->gender;
  if (teacher->title != LG_MISSING &&
      codes_have(rules->senior_titles, rules->senior_title_count, teacher->title))
    as = LG_MALE;
  lg_date end;
  if (rules->retirement == LG_RETIRE_FIXED)
    end = date_plus(teacher->birth, rules->retirement_age[as], 0);
  else if (as == LG_MALE)
    end = date_plus(teacher->birth, 60, statutory_delay(teacher->birth, 1965));
  else
    end = date_plus(teacher->birth, 55, statutory_delay(teacher->birth, 1970));
  return date_order(end, date_plus(policy->date, rules->retirement_margin_years, 0)) <= 0;
}

/* ---- filters ---- */

/* Is a value in the condition's range, or among its codes? These ascend; a plan may list every
 * school of the district, so they are searched by halving. */
static bool condition_has(const lg_condition *condition, int value)
{
  if (value == LG_MISSING) return false;
  if (condition->is_range) return value >= condition->lo && value <= condition->hi;
  int lo = 0, hi = condition->code_count;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    if (condition->codes[middle] < value)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < condition->code_count && condition->codes[lo] == value;
}

static bool condition_has_any(const lg_condition *condition, const int *values, int count)
{
  for (int k = 0; k < count; k++)
    if (condition_has(condition, values[k])) return true;
  return false;
}

bool lg_condition_takes(const lg_condition *condition, int value)
{
  return condition_has(condition, value) != condition->negated;
}

bool lg_same_group(const lg_district *district, int a, int b)
{
  return district->schools[a].group != LG_MISSING &&
         district->schools[a].group == district->schools[b].group;
}

static int school_stage_code(const lg_school *school)
{
  if (school->has_stage[LG_PRIMARY] && school->has_stage[LG_JUNIOR]) return LG_STAGE_BOTH;
  return school->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
}

/* Of one without a guest school every value is missing. */
static int guest_value(const lg_options_case *c, lg_key key)
{
  int guest = c->assignment.guest;
  if (guest == LG_MISSING) return LG_MISSING;
  switch (key) {
    case LG_KEY_GUEST_SCHOOL:
      return guest;
    case LG_KEY_GUEST_TIER:
      return (int)c->district->schools[guest].tier;
    case LG_KEY_GUEST_GROUP:
      return c->district->schools[guest].group;
    case LG_KEY_GUEST_SAME_GROUP:
      return lg_same_group(c->district, c->district->teachers[c->teacher].school, guest);
    default:
      g_assert_not_reached();
  }
}

static int case_value(const lg_options_case *c, lg_key key)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  const lg_school *home = &c->district->schools[teacher->school];
  switch (key) {
    case LG_KEY_MOVED:
      return lg_assignment_moves(c->district, c->teacher, c->assignment);
    case LG_KEY_RETURNS:
      return lg_assignment_returns(c->district, c->teacher, c->assignment);
    case LG_KEY_FLEXIBLE:
      return lg_assignment_is_guest(c->assignment);
    case LG_KEY_ELIGIBLE:
      return c->candidate->why == LG_WHY_ELIGIBLE;
    case LG_KEY_BACKBONE:
      return teacher->backbone;
    case LG_KEY_FULL_TIME:
      return teacher->full_time;
    case LG_KEY_ROTATED:
      return lg_has_rotated(c->district, c->teacher);
    case LG_KEY_SAME_GROUP:
      return lg_same_group(c->district, teacher->school, c->assignment.school);
    case LG_KEY_SUBJECT:
      return teacher->subject;
    case LG_KEY_TITLE:
      return teacher->title;
    case LG_KEY_STAGE:
      return (int)teacher->stage;
    case LG_KEY_GENDER:
      return (int)teacher->gender;
    case LG_KEY_ROUTE:
      return c->route;
    case LG_KEY_AGE:
      return c->candidate->age;
    case LG_KEY_YEARS:
      return c->candidate->years;
    case LG_KEY_WISH:
      return c->wish;
    case LG_KEY_FROM_SCHOOL:
      return teacher->school;
    case LG_KEY_FROM_TIER:
      return (int)home->tier;
    case LG_KEY_FROM_GROUP:
      return home->group;
    case LG_KEY_FROM_STAGE:
      return school_stage_code(home);
    case LG_KEY_TO_SCHOOL:
      return c->assignment.school;
    case LG_KEY_TO_TIER:
      return (int)c->district->schools[c->assignment.school].tier;
    case LG_KEY_TO_GROUP:
      return c->district->schools[c->assignment.school].group;
    default:
      return guest_value(c, key);
  }
}

bool lg_condition_holds(const lg_condition *condition, const lg_options_case *c)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  bool has = false;
  if (condition->key == LG_KEY_ANY)
    for (int k = 0; k < condition->any_count && !has; k++)
      has = lg_filter_holds(&condition->any[k], c);
  else if (condition->key == LG_KEY_RANK)
    has = condition_has_any(condition, teacher->ranks, teacher->rank_count);
  else if (condition->key == LG_KEY_TAG)
    has = condition_has_any(condition, teacher->tags, teacher->tag_count);
  else
    has = condition_has(condition, case_value(c, condition->key));
  return has != condition->negated;
}

bool lg_filter_holds(const lg_filter *filter, const lg_options_case *c)
{
  for (int k = 0; k < filter->count; k++)
    if (!lg_condition_holds(&filter->conditions[k], c)) return false;
  return true;
}

bool lg_options_match(const lg_options *options, const lg_district *district,
                      const lg_policy *policy, const lg_filter *filter, int teacher,
                      const lg_option *option)
{
  if (filter->count == 0) return true;
  lg_options_case c = {
      district,      policy,      &options->candidates[teacher], teacher, option->assignment,
      option->route, option->wish};
  return lg_filter_holds(filter, &c);
}

bool lg_options_narrow(const lg_options *options, const lg_district *district,
                       const lg_policy *policy, const lg_filter *filter, int teacher,
                       lg_filter *rest)
{
  lg_options_case c = {
      district,   policy,    &options->candidates[teacher], teacher, lg_assignment_at(LG_MISSING),
      LG_MISSING, LG_MISSING};
  rest->count = 0;
  for (int k = 0; k < filter->count; k++)
    if (lg_condition_needs_place(&filter->conditions[k]))
      rest->conditions[rest->count++] = filter->conditions[k];
    else if (!lg_condition_holds(&filter->conditions[k], &c))
      return false;
  return true;
}

/* ---- candidates ---- */

static bool is_excluded(const lg_options_case *c)
{
  for (int k = 0; k < c->policy->eligibility.exclude_count; k++)
    if (lg_filter_holds(&c->policy->eligibility.exclude[k], c)) return true;
  return false;
}

/* Rest after a service that is over: not before its last day and so many years. */
static bool is_rested(const lg_options_case *c)
{
  const lg_standing *standing = c->district->standing;
  int years = c->policy->eligibility.rest_years;
  if (!standing || years == LG_MISSING || !standing[c->teacher].ended.year) return false;
  return date_order(c->policy->date, date_plus(standing[c->teacher].ended, years, 0)) < 0;
}

/* Why the teacher is not eligible: the first of SPEC 5's reasons that holds.
 *   home  looks past his being due back */
static lg_why candidate_why(const lg_options_case *c, lg_candidate *candidate, bool home)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  const lg_eligibility *rules = &c->policy->eligibility;
  if (teacher->exempt) return LG_WHY_EXEMPT;
  for (int k = 0; k < teacher->tag_count; k++) {
    if (!codes_have(rules->exempt_tags, rules->exempt_tag_count, teacher->tags[k])) continue;
    candidate->tag = teacher->tags[k];
    return LG_WHY_TAG;
  }
  if (is_excluded(c)) return LG_WHY_EXCLUDED;
  if (c->district->standing && c->district->standing[c->teacher].serving) return LG_WHY_SERVING;
  if (!home && lg_due_back(c->district, c->teacher) != LG_MISSING) return LG_WHY_DUE_BACK;
  if (is_rested(c)) return LG_WHY_RESTED;
  if (rules->min_years != LG_MISSING && candidate->years != LG_MISSING &&
      candidate->years < rules->min_years)
    return LG_WHY_YEARS;
  if (is_too_old(teacher, c->policy)) return LG_WHY_AGE;
  if (near_retirement(teacher, c->policy)) return LG_WHY_RETIREMENT;
  return LG_WHY_ELIGIBLE;
}

bool lg_is_past_ages(const lg_district *district, const lg_policy *policy, int teacher)
{
  const lg_teacher *t = &district->teachers[teacher];
  return is_too_old(t, policy) || near_retirement(t, policy);
}

void lg_candidate_fill(const lg_district *district, const lg_policy *policy, int i,
                       lg_candidate *candidate)
{
  const lg_teacher *teacher = &district->teachers[i];
  candidate->tag = candidate->must = LG_MISSING;
  candidate->lock_reason = "";
  candidate->age = years_between(teacher->birth, policy->date);
  candidate->years =
      teacher->joined.year ? years_between(teacher->joined, policy->date) : teacher->years_given;
  lg_options_case c = {district,   policy,    candidate, i, lg_assignment_home(district, i),
                       LG_MISSING, LG_MISSING};
  candidate->why = LG_WHY_ELIGIBLE; /* for the filters of `exclude`, which have no key `eligible` */
  candidate->stays = candidate_why(&c, candidate, true) != LG_WHY_ELIGIBLE;
  candidate->why = candidate_why(&c, candidate, false);
}

/* ---- distances ---- */

static const double earth_m = 6371008.8; /* mean radius */

static int great_circle_m(double lon1, double lat1, double lon2, double lat2)
{
  const double radian = G_PI / 180.0;
  double u = sin((lat2 - lat1) * radian / 2), v = sin((lon2 - lon1) * radian / 2);
  double a = u * u + cos(lat1 * radian) * cos(lat2 * radian) * v * v;
  return (int)floor(2 * earth_m * asin(sqrt(MIN(a, 1.0))) + 0.5);
}

/* Metres of the row (from, to), or LG_MISSING. */
static int distance_row(const lg_district *district, bool from_teacher, int from, int to)
{
  int lo = 0, hi = district->distance_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    const lg_distance *d = &district->distances[middle];
    int order = from_teacher != d->from_teacher ? (from_teacher ? 1 : -1)
                : from != d->from               ? (from > d->from ? 1 : -1)
                : to != d->to                   ? (to > d->to ? 1 : -1)
                                                : 0;
    if (order == 0) return d->metres;
    if (order < 0)
      hi = middle - 1;
    else
      lo = middle + 1;
  }
  return LG_MISSING;
}

int lg_school_distance_m(const lg_district *district, int from, int to)
{
  if (from == to) return 0;
  int row = distance_row(district, false, from, to);
  if (row != LG_MISSING) return row;
  const lg_school *a = &district->schools[from], *b = &district->schools[to];
  return a->has_place && b->has_place ? great_circle_m(a->lon, a->lat, b->lon, b->lat) : LG_MISSING;
}

/* SPEC 2.3: the teacher's row of the table, else the distance from his home, else that from his
 * home school. */
int lg_teacher_distance_m(const lg_district *district, int i, int school, bool has_rows,
                          int between_m)
{
  const lg_teacher *teacher = &district->teachers[i];
  if (has_rows) {
    int row = distance_row(district, true, i, school);
    if (row != LG_MISSING) return row;
  }
  const lg_school *home = &district->schools[teacher->school], *to = &district->schools[school];
  if (teacher->has_home && home->has_place && to->has_place)
    return great_circle_m(teacher->lon, teacher->lat, to->lon, to->lat);
  return between_m != LG_UNSETTLED ? between_m
                                   : lg_school_distance_m(district, teacher->school, school);
}

/* A distance that is unknown counts as 0 (SPEC 2.3). */
int lg_commute_most_m(const lg_policy *policy, int before_m)
{
  int most = policy->max_m != LG_MISSING ? policy->max_m : INT_MAX;
  if (policy->max_extra_m == LG_MISSING) return most;
  return (int)MIN((int64_t)most, (int64_t)policy->max_extra_m + MAX(before_m, 0));
}

bool lg_commute_allows(const lg_policy *policy, int before_m, int after_m)
{
  return MAX(after_m, 0) <= lg_commute_most_m(policy, before_m);
}

static void direction_of(double lon, double lat, double *to)
{
  const double radian = G_PI / 180.0;
  to[0] = cos(lat * radian) * cos(lon * radian);
  to[1] = cos(lat * radian) * sin(lon * radian);
  to[2] = sin(lat * radian);
}

double *lg_directions_new(const lg_district *district)
{
  double *direction = g_new(double, (size_t)district->school_count * 3 + 1);
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    double *to = direction + (size_t)j * 3;
    if (school->has_place)
      direction_of(school->lon, school->lat, to);
    else
      to[0] = to[1] = to[2] = NAN;
  }
  return direction;
}

lg_circle lg_circle_of(const lg_district *district, const lg_policy *policy, int i, bool has_rows,
                       int before_m)
{
  const lg_teacher *teacher = &district->teachers[i];
  const lg_school *school = &district->schools[teacher->school];
  lg_circle circle = {.middle = {NAN, NAN, NAN}, .most_square = G_MAXDOUBLE};
  if (has_rows || !school->has_place) return circle;
  if (teacher->has_home)
    direction_of(teacher->lon, teacher->lat, circle.middle);
  else if (district->distance_count == 0)
    direction_of(school->lon, school->lat, circle.middle);
  double angle = (lg_commute_most_m(policy, before_m) + 10.0) / earth_m; /* beyond rounding */
  if (angle < G_PI) circle.most_square = 4 * sin(angle / 2) * sin(angle / 2);
  return circle;
}

/* asin(x). Up to 60 km the first terms of its series are right to a nanometre. */
static double arc_of_half(double x)
{
  return x < 0.005 ? x * (1 + x * x * (1.0 / 6 + x * x * (3.0 / 40))) : asin(x);
}

int lg_chord_m(double square)
{
  if (!(square < 1)) return LG_UNSETTLED;
  double metres = 2 * earth_m * arc_of_half(sqrt(square) / 2) + 0.5;
  int whole = (int)metres;
  bool settled = metres - whole > 1e-3 && metres - whole < 1 - 1e-3;
  return settled ? whole : LG_UNSETTLED;
}

bool lg_has_distance_rows(const lg_district *district, int i)
{
  int lo = 0, hi = district->distance_count;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    const lg_distance *d = &district->distances[middle];
    if (!d->from_teacher || d->from < i)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < district->distance_count && district->distances[lo].from_teacher &&
         district->distances[lo].from == i;
}
