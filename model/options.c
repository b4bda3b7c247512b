#include "options.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* ---- eligibility (SPEC 3, R2) ---- */

static int lg_date_order(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return a.day < b.day ? -1 : a.day > b.day;
}

static lg_date lg_date_plus(lg_date date, int years, int months)
{
  int month = date.month - 1 + months;
  return (lg_date){date.year + years + month / 12, month % 12 + 1, date.day};
}

/* Anniversaries reached, or LG_MISSING. */
static int lg_years_between(lg_date from, lg_date to)
{
  if (!from.year) return LG_MISSING;
  int years = to.year - from.year;
  if (to.month < from.month || (to.month == from.month && to.day < from.day)) years--;
  return MAX(years, 0);
}

static bool lg_codes_have(const int *codes, int count, int code)
{
  for (int k = 0; k < count; k++)
    if (codes[k] == code) return true;
  return false;
}

/* Months by which the statutory age has risen for a birth in month m since `first_year`-01. */
static int lg_statutory_delay(lg_date birth, int first_year)
{
  int m = (birth.year - first_year) * 12 + birth.month - 1;
  return m < 0 ? 0 : MIN(36, m / 4 + 1);
}

static bool lg_near_retirement(const lg_teacher *teacher, const lg_policy *policy)
{
  const lg_eligibility *rules = &policy->eligibility;
  if (rules->retirement == LG_RETIRE_NONE || !teacher->birth.year || teacher->gender == LG_GENDER_MISSING) return false;
  lg_gender as = teacher->gender;
  if (teacher->title != LG_MISSING && lg_codes_have(rules->senior_titles, rules->senior_title_count, teacher->title))
    as = LG_MALE;
  lg_date end;
  if (rules->retirement == LG_RETIRE_FIXED) end = lg_date_plus(teacher->birth, rules->retirement_age[as], 0);
  else if (as == LG_MALE) end = lg_date_plus(teacher->birth, 60, lg_statutory_delay(teacher->birth, 1965));
  else end = lg_date_plus(teacher->birth, 55, lg_statutory_delay(teacher->birth, 1970));
  return lg_date_order(end, lg_date_plus(policy->date, rules->retirement_margin_years, 0)) <= 0;
}

/* ---- filters ---- */

/* A value on which a filter is judged: the teacher's facts and one option; what is not needed may be NULL. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_candidate *candidate;
  int teacher;
  int school;            /* after the plan; LG_MISSING while routes are looked for */
  int route, wish;
} lg_case;

static bool lg_condition_has(const lg_condition *condition, int value)
{
  if (value == LG_MISSING) return false;
  if (condition->is_range) return value >= condition->lo && value <= condition->hi;
  return lg_codes_have(condition->codes, condition->code_count, value);
}

static bool lg_condition_has_any(const lg_condition *condition, const int *values, int count)
{
  for (int k = 0; k < count; k++)
    if (lg_condition_has(condition, values[k])) return true;
  return false;
}

static bool lg_same_group(const lg_district *district, int a, int b)
{
  return district->schools[a].group != LG_MISSING && district->schools[a].group == district->schools[b].group;
}

static int lg_school_stage_code(const lg_school *school)
{
  if (school->has_stage[LG_PRIMARY] && school->has_stage[LG_JUNIOR]) return LG_STAGE_BOTH;
  return school->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
}

static int lg_case_value(const lg_case *c, lg_key key)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  const lg_school *home = &c->district->schools[teacher->school];
  switch (key) {
    case LG_KEY_MOVED: return c->school != teacher->school;
    case LG_KEY_ELIGIBLE: return c->candidate->why == LG_WHY_ELIGIBLE;
    case LG_KEY_BACKBONE: return teacher->backbone;
    case LG_KEY_FULL_TIME: return teacher->full_time;
    case LG_KEY_ROTATED: return teacher->rotated;
    case LG_KEY_SAME_GROUP: return lg_same_group(c->district, teacher->school, c->school);
    case LG_KEY_SUBJECT: return teacher->subject;
    case LG_KEY_TITLE: return teacher->title;
    case LG_KEY_STAGE: return (int)teacher->stage;
    case LG_KEY_GENDER: return (int)teacher->gender;
    case LG_KEY_ROUTE: return c->route;
    case LG_KEY_AGE: return c->candidate->age;
    case LG_KEY_YEARS: return c->candidate->years;
    case LG_KEY_WISH: return c->wish;
    case LG_KEY_FROM_SCHOOL: return teacher->school;
    case LG_KEY_FROM_TIER: return (int)home->tier;
    case LG_KEY_FROM_GROUP: return home->group;
    case LG_KEY_FROM_STAGE: return lg_school_stage_code(home);
    case LG_KEY_TO_SCHOOL: return c->school;
    case LG_KEY_TO_TIER: return (int)c->district->schools[c->school].tier;
    case LG_KEY_TO_GROUP: return c->district->schools[c->school].group;
    default: g_assert_not_reached();
  }
}

static bool lg_condition_holds(const lg_condition *condition, const lg_case *c)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  bool has;
  if (condition->key == LG_KEY_RANK) has = lg_condition_has_any(condition, teacher->ranks, teacher->rank_count);
  else if (condition->key == LG_KEY_TAG) has = lg_condition_has_any(condition, teacher->tags, teacher->tag_count);
  else has = lg_condition_has(condition, lg_case_value(c, condition->key));
  return has != condition->negated;
}

static bool lg_filter_holds(const lg_filter *filter, const lg_case *c)
{
  for (int k = 0; k < filter->count; k++)
    if (!lg_condition_holds(&filter->conditions[k], c)) return false;
  return true;
}

bool lg_options_match(const lg_options *options, const lg_district *district, const lg_policy *policy,
                      const lg_filter *filter, int teacher, const lg_option *option)
{
  lg_case c = {district, policy, &options->candidates[teacher], teacher, option->school, option->route, option->wish};
  return lg_filter_holds(filter, &c);
}

/* Does the key look at the receiving school or at the pair? */
static bool lg_key_needs_place(lg_key key)
{
  return key == LG_KEY_SAME_GROUP || key == LG_KEY_WISH || key == LG_KEY_TO_SCHOOL || key == LG_KEY_TO_TIER ||
         key == LG_KEY_TO_GROUP;
}

/* ---- candidates ---- */

static bool lg_is_excluded(const lg_case *c)
{
  for (int k = 0; k < c->policy->eligibility.exclude_count; k++)
    if (lg_filter_holds(&c->policy->eligibility.exclude[k], c)) return true;
  return false;
}

/* The first of SPEC 5's reasons that holds. */
static lg_why lg_candidate_why(const lg_case *c, lg_candidate *candidate)
{
  const lg_teacher *teacher = &c->district->teachers[c->teacher];
  const lg_eligibility *rules = &c->policy->eligibility;
  if (teacher->exempt) return LG_WHY_EXEMPT;
  for (int k = 0; k < teacher->tag_count; k++) {
    if (!lg_codes_have(rules->exempt_tags, rules->exempt_tag_count, teacher->tags[k])) continue;
    candidate->tag = teacher->tags[k];
    return LG_WHY_TAG;
  }
  if (lg_is_excluded(c)) return LG_WHY_EXCLUDED;
  if (rules->min_years != LG_MISSING && candidate->years != LG_MISSING && candidate->years < rules->min_years)
    return LG_WHY_YEARS;
  if (teacher->gender != LG_GENDER_MISSING && candidate->age != LG_MISSING &&
      rules->max_age[teacher->gender] != LG_MISSING && candidate->age > rules->max_age[teacher->gender])
    return LG_WHY_AGE;
  if (lg_near_retirement(teacher, c->policy)) return LG_WHY_RETIREMENT;
  return LG_WHY_ELIGIBLE;
}

static void lg_candidate_fill(const lg_district *district, const lg_policy *policy, int i, lg_candidate *candidate)
{
  const lg_teacher *teacher = &district->teachers[i];
  candidate->tag = candidate->must = LG_MISSING;
  candidate->lock_reason = "";
  candidate->age = lg_years_between(teacher->birth, policy->date);
  candidate->years = teacher->joined.year ? lg_years_between(teacher->joined, policy->date) : teacher->years_given;
  lg_case c = {district, policy, candidate, i, teacher->school, LG_MISSING, LG_MISSING};
  candidate->why = LG_WHY_ELIGIBLE; /* exclude has no key `eligible` */
  candidate->why = lg_candidate_why(&c, candidate);
}

/* ---- distances ---- */

static int lg_great_circle_m(double lon1, double lat1, double lon2, double lat2)
{
  const double radius_m = 6371008.8, radian = G_PI / 180.0;
  double u = sin((lat2 - lat1) * radian / 2), v = sin((lon2 - lon1) * radian / 2);
  double a = u * u + cos(lat1 * radian) * cos(lat2 * radian) * v * v;
  return (int)floor(2 * radius_m * asin(sqrt(MIN(a, 1.0))) + 0.5);
}

/* Metres of the row (from, to), or LG_MISSING. */
static int lg_distance_row(const lg_district *district, bool from_teacher, int from, int to)
{
  int lo = 0, hi = district->distance_count - 1;
  while (lo <= hi) {
    int middle = lo + (hi - lo) / 2;
    const lg_distance *d = &district->distances[middle];
    int order = from_teacher != d->from_teacher ? (from_teacher ? 1 : -1) : from != d->from ? (from > d->from ? 1 : -1)
                : to != d->to ? (to > d->to ? 1 : -1) : 0;
    if (order == 0) return d->metres;
    if (order < 0) hi = middle - 1;
    else lo = middle + 1;
  }
  return LG_MISSING;
}

static int lg_school_distance_m(const lg_district *district, int from, int to)
{
  if (from == to) return 0;
  int row = lg_distance_row(district, false, from, to);
  if (row != LG_MISSING) return row;
  const lg_school *a = &district->schools[from], *b = &district->schools[to];
  return a->has_place && b->has_place ? lg_great_circle_m(a->lon, a->lat, b->lon, b->lat) : LG_MISSING;
}

/* SPEC 2.3: the teacher's row, else from the home, else from the home school.
 *   between_m   distance from the home school to `school` where it is known already, else -2 */
static int lg_teacher_distance_m(const lg_district *district, int i, int school, bool has_rows, int between_m)
{
  const lg_teacher *teacher = &district->teachers[i];
  if (has_rows) {
    int row = lg_distance_row(district, true, i, school);
    if (row != LG_MISSING) return row;
  }
  const lg_school *home = &district->schools[teacher->school], *to = &district->schools[school];
  if (teacher->has_home && home->has_place && to->has_place)
    return lg_great_circle_m(teacher->lon, teacher->lat, to->lon, to->lat);
  return between_m != -2 ? between_m : lg_school_distance_m(district, teacher->school, school);
}

/* Unknown counts as 0 (SPEC 2.3). */
static bool lg_commute_allows(const lg_policy *policy, int before_m, int after_m)
{
  int before = MAX(before_m, 0), after = MAX(after_m, 0);
  if (policy->max_m != LG_MISSING && after > policy->max_m) return false;
  return policy->max_extra_m == LG_MISSING || after - before <= policy->max_extra_m;
}

/* ---- routes ---- */

/* A school that the routes of one kind of teacher reach from one home school, with the first route that does. */
typedef struct {
  int school, route, between_m;
} lg_reach;

/* What is shared while the options of one district are built. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  bool *to_holds;     /* [route x school] the conditions on the receiving school alone */
  bool *needs_group, *needs_wish; /* [route] conditions on same_group, on wish */
  GArray *at_stage[LG_STAGE_COUNT]; /* schools that have the stage, ascending */
  GHashTable *reach;  /* GBytes of (home, stage, routes open to the teacher) -> GArray of lg_reach */
  int *wish_first;    /* [teacher + 1] */
} lg_builder;

static bool lg_is_to_key(lg_key key)
{
  return key == LG_KEY_TO_SCHOOL || key == LG_KEY_TO_TIER || key == LG_KEY_TO_GROUP;
}

static void lg_builder_init(lg_builder *b, const lg_district *district, const lg_policy *policy)
{
  size_t routes = (size_t)policy->route_count, schools = (size_t)district->school_count;
  *b = (lg_builder){.district = district, .policy = policy};
  b->to_holds = g_new(bool, routes * schools + 1);
  b->needs_group = g_new0(bool, routes + 1);
  b->needs_wish = g_new0(bool, routes + 1);
  for (int r = 0; r < policy->route_count; r++) {
    const lg_filter *filter = &policy->routes[r].filter;
    for (int k = 0; k < filter->count; k++) {
      b->needs_group[r] |= filter->conditions[k].key == LG_KEY_SAME_GROUP;
      b->needs_wish[r] |= filter->conditions[k].key == LG_KEY_WISH;
    }
    for (int j = 0; j < district->school_count; j++) {
      lg_case c = {district, policy, NULL, 0, j, LG_MISSING, LG_MISSING};
      bool holds = true;
      for (int k = 0; k < filter->count && holds; k++)
        if (lg_is_to_key(filter->conditions[k].key)) holds = lg_condition_holds(&filter->conditions[k], &c);
      b->to_holds[(size_t)r * schools + (size_t)j] = holds;
    }
  }
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    b->at_stage[s] = g_array_new(FALSE, FALSE, sizeof(int));
    for (int j = 0; j < district->school_count; j++)
      if (district->schools[j].has_stage[s]) g_array_append_val(b->at_stage[s], j);
  }
  b->reach = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
                                   (GDestroyNotify)g_array_unref);
  b->wish_first = g_new0(int, (size_t)district->teacher_count + 2);
  for (int k = 0; k < district->wish_count; k++) b->wish_first[district->wishes[k].teacher + 1]++;
  for (int i = 0; i < district->teacher_count; i++) b->wish_first[i + 1] += b->wish_first[i];
}

static void lg_builder_clear(lg_builder *b)
{
  g_free(b->to_holds);
  g_free(b->needs_group);
  g_free(b->needs_wish);
  for (int s = 0; s < LG_STAGE_COUNT; s++) g_array_unref(b->at_stage[s]);
  g_hash_table_unref(b->reach);
  g_free(b->wish_first);
}

/* Rank of the wish of teacher i for school j; the best where several name it. */
static int lg_wish_rank(const lg_builder *b, int i, int j)
{
  for (int k = b->wish_first[i]; k < b->wish_first[i + 1]; k++)
    if (b->district->wishes[k].school == j) return b->district->wishes[k].rank;
  return LG_MISSING;
}

/* The conditions of route r on the pair itself: same_group and wish. */
static bool lg_route_pair_holds(const lg_builder *b, int r, int i, int j, int wish)
{
  if (!b->needs_group[r] && !b->needs_wish[r]) return true;
  const lg_filter *filter = &b->policy->routes[r].filter;
  lg_case c = {b->district, b->policy, NULL, i, j, LG_MISSING, wish};
  for (int k = 0; k < filter->count; k++) {
    lg_key key = filter->conditions[k].key;
    if ((key == LG_KEY_SAME_GROUP || key == LG_KEY_WISH) && !lg_condition_holds(&filter->conditions[k], &c)) return false;
  }
  return true;
}

/* First of the routes open to the teacher that leads to j, or LG_MISSING. */
static int lg_first_route(const lg_builder *b, const int *open, int open_count, int i, int j, int wish)
{
  for (int k = 0; k < open_count; k++) {
    size_t at = (size_t)open[k] * (size_t)b->district->school_count + (size_t)j;
    if (b->to_holds[at] && lg_route_pair_holds(b, open[k], i, j, wish)) return open[k];
  }
  return LG_MISSING;
}

/* Routes whose conditions on the teacher and the home school hold. */
static int lg_open_routes(const lg_builder *b, const lg_candidate *candidate, int i, int *open, bool *by_wish)
{
  int count = 0;
  *by_wish = false;
  lg_case c = {b->district, b->policy, candidate, i, b->district->teachers[i].school, LG_MISSING, LG_MISSING};
  for (int r = 0; r < b->policy->route_count; r++) {
    const lg_filter *filter = &b->policy->routes[r].filter;
    bool holds = true;
    for (int k = 0; k < filter->count && holds; k++)
      if (!lg_key_needs_place(filter->conditions[k].key)) holds = lg_condition_holds(&filter->conditions[k], &c);
    if (!holds) continue;
    open[count++] = r;
    *by_wish |= b->needs_wish[r];
  }
  return count;
}

static GArray *lg_reach_new(const lg_builder *b, const int *open, int open_count, int i, bool by_wish)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  const GArray *schools = b->at_stage[teacher->stage];
  GArray *reach = g_array_new(FALSE, FALSE, sizeof(lg_reach));
  for (guint k = 0; k < schools->len && open_count; k++) {
    int j = g_array_index(schools, int, k);
    if (j == teacher->school) continue;
    int route = lg_first_route(b, open, open_count, i, j, by_wish ? lg_wish_rank(b, i, j) : LG_MISSING);
    if (route == LG_MISSING) continue;
    lg_reach to = {j, route, lg_school_distance_m(b->district, teacher->school, j)};
    g_array_append_val(reach, to);
  }
  return reach;
}

/* Where teacher i's routes lead. Teachers of one school and stage with the same open routes share the answer, unless
 * a route looks at wishes. The caller unrefs. */
static GArray *lg_reach_of(lg_builder *b, const lg_candidate *candidate, int i, int *scratch)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  bool by_wish;
  int open_count = lg_open_routes(b, candidate, i, scratch + 2, &by_wish);
  if (by_wish) return lg_reach_new(b, scratch + 2, open_count, i, true);
  scratch[0] = teacher->school;
  scratch[1] = (int)teacher->stage;
  GBytes *key = g_bytes_new(scratch, (size_t)(open_count + 2) * sizeof(int));
  GArray *reach = g_hash_table_lookup(b->reach, key);
  if (reach) {
    g_bytes_unref(key);
  } else {
    reach = lg_reach_new(b, scratch + 2, open_count, i, false);
    g_hash_table_insert(b->reach, key, reach);
  }
  return g_array_ref(reach);
}

/* ---- pairs ---- */

/* Locks of one teacher: they stand together in the district's list. */
typedef struct {
  const lg_lock *lock;
  int count;
} lg_own_locks;

static bool lg_is_forbidden(lg_own_locks locks, int school)
{
  for (int k = 0; k < locks.count; k++)
    if (locks.lock[k].kind == LG_LOCK_FORBID && locks.lock[k].school == school) return true;
  return false;
}

static bool lg_has_distance_rows(const lg_district *district, int i)
{
  int lo = 0, hi = district->distance_count;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    const lg_distance *d = &district->distances[middle];
    if (!d->from_teacher || d->from < i) lo = middle + 1;
    else hi = middle;
  }
  return lo < district->distance_count && district->distances[lo].from_teacher && district->distances[lo].from == i;
}

static void lg_add_pair(lg_options *options, GArray *pairs, const lg_district *district, int i, lg_option pair)
{
  if (pair.school != district->teachers[i].school) {
    options->move_count++;
    if (pair.after_m == LG_MISSING || pair.before_m == LG_MISSING) options->unknown_distance_count++;
  }
  g_array_append_val(pairs, pair);
}

/* A `must` lock leaves one place; it overrides R2, R3 and R5. */
static void lg_add_must(lg_options *options, lg_builder *b, GArray *pairs, int i, int *scratch)
{
  const lg_district *district = b->district;
  const lg_candidate *candidate = &options->candidates[i];
  const lg_teacher *teacher = &district->teachers[i];
  int j = candidate->must;
  bool has_rows = lg_has_distance_rows(district, i);
  int before_m = lg_teacher_distance_m(district, i, teacher->school, has_rows, 0);
  if (j == teacher->school) {
    lg_add_pair(options, pairs, district, i, (lg_option){j, LG_MISSING, before_m, before_m, LG_MISSING});
    return;
  }
  bool by_wish;
  int open_count = lg_open_routes(b, candidate, i, scratch, &by_wish);
  int wish = lg_wish_rank(b, i, j);
  int route = lg_first_route(b, scratch, open_count, i, j, wish);
  if (route == LG_MISSING) route = b->policy->route_count;
  int after_m = lg_teacher_distance_m(district, i, j, has_rows, -2);
  lg_add_pair(options, pairs, district, i, (lg_option){j, route, before_m, after_m, wish});
}

static void lg_add_pairs(lg_options *options, lg_builder *b, GArray *pairs, int i, lg_own_locks locks, int *scratch)
{
  const lg_district *district = b->district;
  const lg_candidate *candidate = &options->candidates[i];
  const lg_teacher *teacher = &district->teachers[i];
  if (candidate->must != LG_MISSING) {
    lg_add_must(options, b, pairs, i, scratch);
    return;
  }
  bool has_rows = lg_has_distance_rows(district, i);
  int before_m = lg_teacher_distance_m(district, i, teacher->school, has_rows, 0);
  lg_option home = {teacher->school, LG_MISSING, before_m, before_m, LG_MISSING};
  bool home_allowed = !lg_is_forbidden(locks, teacher->school), home_done = !home_allowed;
  GArray *reach = candidate->why == LG_WHY_ELIGIBLE ? lg_reach_of(b, candidate, i, scratch) : NULL;
  for (guint k = 0; reach && k < reach->len; k++) {
    const lg_reach *to = &g_array_index(reach, lg_reach, k);
    if (!home_done && to->school > teacher->school) {
      lg_add_pair(options, pairs, district, i, home);
      home_done = true;
    }
    int after_m = lg_teacher_distance_m(district, i, to->school, has_rows, to->between_m);
    if (!lg_commute_allows(b->policy, before_m, after_m) || lg_is_forbidden(locks, to->school)) continue;
    lg_option pair = {to->school, to->route, before_m, after_m, lg_wish_rank(b, i, to->school)};
    lg_add_pair(options, pairs, district, i, pair);
  }
  if (!home_done) lg_add_pair(options, pairs, district, i, home);
  if (reach) g_array_unref(reach);
}

/* Reads the locks of teacher i, which begin at *next. */
static lg_own_locks lg_take_locks(const lg_district *district, lg_candidate *candidate, int i, int *next)
{
  lg_own_locks locks = {district->locks + *next, 0};
  for (; *next < district->lock_count && district->locks[*next].teacher == i; (*next)++) {
    const lg_lock *lock = &district->locks[*next];
    locks.count++;
    if (lock->kind == LG_LOCK_MUST) candidate->must = lock->school;
    if (lock->kind == LG_LOCK_MUST || (lock->school == district->teachers[i].school && candidate->must == LG_MISSING))
      candidate->lock_reason = lock->reason;
  }
  return locks;
}

lg_options *lg_options_new(const lg_district *district, const lg_policy *policy)
{
  lg_options *options = g_new0(lg_options, 1);
  options->candidates = g_new0(lg_candidate, (size_t)district->teacher_count + 1);
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(lg_option));
  lg_builder builder;
  lg_builder_init(&builder, district, policy);
  int *scratch = g_new(int, (size_t)policy->route_count + 2);
  for (int i = 0, next = 0; i < district->teacher_count; i++) {
    lg_candidate *candidate = &options->candidates[i];
    lg_candidate_fill(district, policy, i, candidate);
    options->eligible_count += candidate->why == LG_WHY_ELIGIBLE;
    lg_own_locks locks = lg_take_locks(district, candidate, i, &next);
    candidate->first = (int)pairs->len;
    lg_add_pairs(options, &builder, pairs, i, locks, scratch);
    candidate->count = (int)pairs->len - candidate->first;
  }
  g_free(scratch);
  lg_builder_clear(&builder);
  options->pair_count = (int)pairs->len;
  options->pairs = (lg_option *)(void *)g_array_free(pairs, FALSE);
  return options;
}

void lg_options_free(lg_options *options)
{
  if (!options) return;
  g_free(options->candidates);
  g_free(options->pairs);
  g_free(options);
}

/* ---- why not ---- */

lg_rule lg_options_bar(const lg_options *options, const lg_district *district, const lg_policy *policy, int teacher,
                       int school)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  const lg_teacher *t = &district->teachers[teacher];
  for (int k = 0; k < candidate->count; k++)
    if (options->pairs[candidate->first + k].school == school) return LG_R1_POST;
  bool has_stage = district->schools[school].has_stage[t->stage];
  if (candidate->must != LG_MISSING) return has_stage ? LG_R9_LOCK : LG_R4_SUBJECT;
  if (school == t->school) return LG_R9_LOCK;
  if (candidate->why != LG_WHY_ELIGIBLE) return LG_R2_ELIGIBLE;
  int wish = LG_MISSING;
  for (int k = 0; k < district->wish_count && wish == LG_MISSING; k++)
    if (district->wishes[k].teacher == teacher && district->wishes[k].school == school) wish = district->wishes[k].rank;
  lg_case c = {district, policy, candidate, teacher, school, LG_MISSING, wish};
  bool route = false;
  for (int r = 0; r < policy->route_count && !route; r++) route = lg_filter_holds(&policy->routes[r].filter, &c);
  if (!route) return LG_R3_ROUTE;
  if (!has_stage) return LG_R4_SUBJECT;
  bool has_rows = lg_has_distance_rows(district, teacher);
  int before_m = lg_teacher_distance_m(district, teacher, t->school, has_rows, 0);
  int after_m = lg_teacher_distance_m(district, teacher, school, has_rows, -2);
  return lg_commute_allows(policy, before_m, after_m) ? LG_R9_LOCK : LG_R5_COMMUTE;
}
