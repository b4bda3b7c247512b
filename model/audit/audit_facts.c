/* audit_facts.c - what follows from the tables for each teacher: eligibility, route, distance,
 * wish, filters. */
#include <math.h>

#include "audit_internal.h"

/* ---- dates ---- */

/* Dates are compared as (year, month, day); a sum of months keeps the day even where that month
 * lacks it (SPEC 3). */

static int date_order(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year - b.year;
  if (a.month != b.month) return a.month - b.month;
  return a.day - b.day;
}

/* Anniversaries of `from` reached at `at`; LG_MISSING without a date. */
static int whole_years(lg_date from, lg_date at)
{
  if (from.year == 0) return LG_MISSING;
  lg_date anniversary = {at.year, from.month, from.day};
  return at.year - from.year - (date_order(anniversary, at) > 0);
}

static lg_date date_plus_months(lg_date date, int months)
{
  int sum = date.year * 12 + date.month - 1 + months;
  return (lg_date){sum / 12, sum % 12 + 1, date.day};
}

/* ---- R2: eligible ---- */

/* Months of work from birth to retirement. SPEC 3: men 60, born from 1965-01 on later by min(36,
 * m/4 + 1) months; women 55, the same from 1970-01. */
static int retirement_months(const lg_eligibility *rules, lg_gender gender, lg_date birth)
{
  if (rules->retirement == LG_RETIRE_FIXED) return rules->retirement_age[gender] * 12;
  int first_year = gender == LG_MALE ? 1965 : 1970;
  int age = gender == LG_MALE ? 60 : 55;
  int m = (birth.year - first_year) * 12 + birth.month - 1;
  int later = m < 0 ? 0 : MIN(36, m / 4 + 1);
  return age * 12 + later;
}

static bool is_near_retirement(const lg_eligibility *rules, const lg_teacher *teacher, lg_date at)
{
  if (rules->retirement == LG_RETIRE_NONE || rules->retirement_margin_years == LG_MISSING)
    return false;
  if (teacher->birth.year == 0 || teacher->gender == LG_GENDER_MISSING) return false;
  lg_gender gender = teacher->gender;
  for (int k = 0; k < rules->senior_title_count && teacher->title != LG_MISSING; k++)
    if (rules->senior_titles[k] == teacher->title) gender = LG_MALE;
  lg_date end = date_plus_months(teacher->birth, retirement_months(rules, gender, teacher->birth));
  lg_date horizon = date_plus_months(at, rules->retirement_margin_years * 12);
  return date_order(end, horizon) <= 0;
}

/* R2's conditions but for being due back. */
static bool recount_is_fit(const lg_recount *recount, int i)
{
  const lg_eligibility *rules = &recount->policy->eligibility;
  const lg_teacher *teacher = &recount->district->teachers[i];
  if (teacher->exempt) return false;
  for (int t = 0; t < teacher->tag_count; t++)
    for (int k = 0; k < rules->exempt_tag_count; k++)
      if (teacher->tags[t] == rules->exempt_tags[k]) return false;
  for (int k = 0; k < rules->exclude_count; k++)
    if (lg_recount_match(recount, &rules->exclude[k], i)) return false;
  if (recount->serving[i] || lg_recount_rests(recount, i)) return false;
  int years = recount->years[i], age = recount->age[i];
  if (rules->min_years != LG_MISSING && years != LG_MISSING && years < rules->min_years)
    return false;
  if (teacher->gender != LG_GENDER_MISSING && age != LG_MISSING) {
    int max_age = rules->max_age[teacher->gender];
    if (max_age != LG_MISSING && age > max_age) return false;
  }
  return !is_near_retirement(rules, teacher, recount->policy->date);
}

void lg_recount_facts(lg_recount *recount)
{
  const lg_district *district = recount->district;
  lg_date at = recount->policy->date;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    recount->must[i] = LG_MISSING;
    recount->age[i] = whole_years(teacher->birth, at);
    bool has_joined = teacher->joined.year != 0;
    recount->years[i] = has_joined ? whole_years(teacher->joined, at) : teacher->years_given;
  }
  for (int k = 0; k < district->lock_count; k++) {
    const lg_lock *lock = &district->locks[k];
    if (lock->kind == LG_LOCK_MUST) recount->must[lock->teacher] = lock->school;
  }
  for (int i = 0; i < district->teacher_count; i++) {
    recount->fit[i] = recount_is_fit(recount, i);
    recount->eligible[i] = recount->fit[i] && recount->due_back[i] == LG_MISSING;
  }
}

/* ---- filters ---- */

static bool condition_has(const lg_condition *condition, int value)
{
  if (value == LG_MISSING) return false;
  if (condition->is_range) return value >= condition->lo && value <= condition->hi;
  int lo = 0, hi = condition->code_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    if (condition->codes[middle] == value) return true;
    if (condition->codes[middle] < value)
      lo = middle + 1;
    else
      hi = middle - 1;
  }
  return false;
}

static bool condition_has_any(const lg_condition *condition, const int *values, int count)
{
  for (int k = 0; k < count; k++)
    if (condition_has(condition, values[k])) return true;
  return false;
}

static int school_stage(const lg_school *school)
{
  if (school->has_stage[LG_PRIMARY] && school->has_stage[LG_JUNIOR]) return LG_STAGE_BOTH;
  return school->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
}

/* The value of a key for teacher i at the roster's school; a missing group is LG_MISSING as every
 * missing value. */
static int recount_value(const lg_recount *recount, lg_key key, int i)
{
  const lg_teacher *teacher = &recount->district->teachers[i];
  const lg_school *from = &recount->district->schools[teacher->school];
  const lg_school *to = &recount->district->schools[recount->to[i].school];
  const lg_school *guest =
      recount->to[i].guest == LG_MISSING ? NULL : &recount->district->schools[recount->to[i].guest];
  switch (key) {
    case LG_KEY_MOVED:
      return lg_recount_moved(recount, i);
    case LG_KEY_RETURNS:
      return lg_recount_returned(recount, i);
    case LG_KEY_FLEXIBLE:
      return recount->to[i].guest != LG_MISSING;
    case LG_KEY_GUEST_SCHOOL:
      return recount->to[i].guest;
    case LG_KEY_GUEST_TIER:
      return guest ? (int)guest->tier : LG_MISSING;
    case LG_KEY_GUEST_GROUP:
      return guest ? guest->group : LG_MISSING;
    case LG_KEY_GUEST_SAME_GROUP:
      return guest ? from->group != LG_MISSING && from->group == guest->group : LG_MISSING;
    case LG_KEY_ELIGIBLE:
      return recount->eligible[i];
    case LG_KEY_BACKBONE:
      return teacher->backbone;
    case LG_KEY_FULL_TIME:
      return teacher->full_time;
    case LG_KEY_ROTATED:
      return recount->rotated[i];
    case LG_KEY_SAME_GROUP:
      return from->group != LG_MISSING && from->group == to->group;
    case LG_KEY_SUBJECT:
      return teacher->subject;
    case LG_KEY_TITLE:
      return teacher->title;
    case LG_KEY_STAGE:
      return (int)teacher->stage;
    case LG_KEY_GENDER:
      return (int)teacher->gender;
    case LG_KEY_ROUTE:
      return recount->audit->placements[i].route;
    case LG_KEY_AGE:
      return recount->age[i];
    case LG_KEY_YEARS:
      return recount->years[i];
    case LG_KEY_WISH:
      return recount->audit->placements[i].wish;
    case LG_KEY_FROM_SCHOOL:
      return teacher->school;
    case LG_KEY_FROM_TIER:
      return (int)from->tier;
    case LG_KEY_FROM_GROUP:
      return from->group;
    case LG_KEY_FROM_STAGE:
      return school_stage(from);
    case LG_KEY_TO_SCHOOL:
      return recount->to[i].school;
    case LG_KEY_TO_TIER:
      return (int)to->tier;
    case LG_KEY_TO_GROUP:
      return to->group;
    default:
      return LG_MISSING; /* rank and tag hold several values */
  }
}

bool lg_recount_match(const lg_recount *recount, const lg_filter *filter, int teacher)
{
  const lg_teacher *t = &recount->district->teachers[teacher];
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *condition = &filter->conditions[k];
    bool has = false;
    if (condition->key == LG_KEY_ANY)
      for (int a = 0; a < condition->any_count && !has; a++)
        has = lg_recount_match(recount, &condition->any[a], teacher);
    else if (condition->key == LG_KEY_RANK)
      has = condition_has_any(condition, t->ranks, t->rank_count);
    else if (condition->key == LG_KEY_TAG)
      has = condition_has_any(condition, t->tags, t->tag_count);
    else
      has = condition_has(condition, recount_value(recount, condition->key, teacher));
    if (has == condition->negated) return false;
  }
  return true;
}

/* ---- distances ---- */

static int distance_order(const lg_distance *row, bool from_teacher, int from, int to)
{
  if (row->from_teacher != from_teacher) return row->from_teacher ? 1 : -1;
  if (row->from != from) return row->from < from ? -1 : 1;
  return (row->to > to) - (row->to < to);
}

/* Metres of the row of `distances`, or LG_MISSING. */
static int distance_row(const lg_district *district, bool from_teacher, int from, int to)
{
  int lo = 0, hi = district->distance_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    int order = distance_order(&district->distances[middle], from_teacher, from, to);
    if (order == 0) return district->distances[middle].metres;
    if (order < 0)
      lo = middle + 1;
    else
      hi = middle - 1;
  }
  return LG_MISSING;
}

/* Haversine on the mean earth, to the whole metre, half up. */
static int great_circle_m(double lon1, double lat1, double lon2, double lat2)
{
  const double earth_m = 6371008.8, radian = G_PI / 180.0;
  double up = sin((lat2 - lat1) * radian / 2), along = sin((lon2 - lon1) * radian / 2);
  double a = up * up + cos(lat1 * radian) * cos(lat2 * radian) * along * along;
  return (int)floor(2 * earth_m * asin(fmin(1, sqrt(a))) + 0.5);
}

int lg_recount_between(const lg_recount *recount, int from, int to)
{
  const lg_school *home = &recount->district->schools[from],
                  *school = &recount->district->schools[to];
  if (to == from) return 0;
  int metres = distance_row(recount->district, false, from, to);
  if (metres != LG_MISSING) return metres;
  if (home->has_place && school->has_place)
    return great_circle_m(home->lon, home->lat, school->lon, school->lat);
  return LG_MISSING;
}

/* SPEC 2.3: the teacher's row, the home's coordinates, the home school's row, the schools'
 * coordinates. */
static int recount_distance(const lg_recount *recount, int i, int to)
{
  const lg_district *district = recount->district;
  const lg_teacher *teacher = &district->teachers[i];
  const lg_school *home = &district->schools[teacher->school], *school = &district->schools[to];
  int metres = distance_row(district, true, i, to);
  if (metres != LG_MISSING) return metres;
  if (teacher->has_home && home->has_place && school->has_place)
    return great_circle_m(teacher->lon, teacher->lat, school->lon, school->lat);
  return lg_recount_between(recount, teacher->school, to);
}

/* ---- placements ---- */

/* R3: the first route that matches names the move; a `must` lock that follows none is `lock`. */
static int recount_route(const lg_recount *recount, int i)
{
  const lg_policy *policy = recount->policy;
  for (int k = 0; k < policy->route_count; k++)
    if (lg_recount_match(recount, &policy->routes[k].filter, i)) return k;
  return recount->must[i] == recount->to[i].school ? policy->route_count : LG_MISSING;
}

void lg_recount_place(lg_recount *recount)
{
  const lg_district *district = recount->district;
  lg_placement *placements = recount->audit->placements;
  for (int i = 0; i < district->teacher_count; i++)
    placements[i] =
        (lg_placement){LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING};
  for (int k = 0; k < district->wish_count; k++) {
    const lg_wish *wish = &district->wishes[k];
    if (recount->to[wish->teacher].school == wish->school &&
        !lg_recount_returned(recount, wish->teacher))
      placements[wish->teacher].wish = wish->rank;
  }
  for (int i = 0; i < district->teacher_count; i++) {
    placements[i].before_m = recount_distance(recount, i, district->teachers[i].school);
    placements[i].after_m = recount_distance(recount, i, recount->to[i].school);
    lg_recount_place_guest(recount, i);
    if (!lg_recount_moved(recount, i)) continue;
    placements[i].route = recount_route(recount, i);
    if (placements[i].after_m == LG_MISSING) recount->audit->unknown_distance_count++;
  }
}
