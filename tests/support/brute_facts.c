/* brute_facts.c - what SPEC says of one teacher at one school: eligible, routes, distances,
 * filters, classes. */
#include "brute_facts.h"

#include <math.h>

static bool not_later(lg_date a, lg_date b)
{
  if (a.year != b.year) return a.year < b.year;
  if (a.month != b.month) return a.month < b.month;
  return a.day <= b.day;
}

/* SPEC 7: whole years = anniversaries reached. */
static int whole_years(lg_date from, lg_date to)
{
  int years = 0;
  for (lg_date next = from; next.year++, not_later(next, to);) years++;
  return years;
}

static lg_date add_months(lg_date date, int months)
{
  for (; months > 0; months--) {
    if (++date.month > 12) {
      date.month = 1;
      date.year++;
    }
  }
  return date;
}

static bool has_code(const int *codes, int count, int code)
{
  for (int k = 0; k < count; k++)
    if (codes[k] == code) return true;
  return false;
}

/* SPEC 3: the gradual rise. `base` = the first year of birth that it touches. */
static int statutory_months(lg_date birth, int base)
{
  if (birth.year < base) return 0;
  int months = (birth.year - base) * 12 + birth.month - 1;
  return MIN(36, months / 4 + 1);
}

static bool near_retirement(const lg_policy *p, const lg_teacher *t)
{
  const lg_eligibility *e = &p->eligibility;
  if (e->retirement == LG_RETIRE_NONE || !t->birth.year || t->gender == LG_GENDER_MISSING)
    return false;
  bool man = t->gender == LG_MALE || (t->title != LG_MISSING &&
                                      has_code(e->senior_titles, e->senior_title_count, t->title));
  lg_date end = t->birth;
  if (e->retirement == LG_RETIRE_FIXED) {
    end.year += e->retirement_age[man ? LG_MALE : LG_FEMALE];
  } else {
    end.year += man ? 60 : 55;
    end = add_months(end, statutory_months(t->birth, man ? 1965 : 1970));
  }
  lg_date margin = p->date;
  margin.year += e->retirement_margin_years;
  return not_later(end, margin);
}

/* The distance of two points on the sphere in whole metres, half up. */
static int great_circle(double lon_a, double lat_a, double lon_b, double lat_b)
{
  double rad = acos(-1.0) / 180;
  double s = sin((lat_b - lat_a) * rad / 2), t = sin((lon_b - lon_a) * rad / 2);
  double h = s * s + cos(lat_a * rad) * cos(lat_b * rad) * t * t;
  return (int)floor(2 * 6371008.8 * asin(sqrt(h)) + 0.5);
}

static int table_distance(const lg_district *d, bool from_teacher, int from, int to)
{
  for (int k = 0; k < d->distance_count; k++) {
    const lg_distance *row = &d->distances[k];
    if (row->from_teacher == from_teacher && row->from == from && row->to == to) return row->metres;
  }
  return LG_MISSING;
}

/* SPEC 2.3: a teacher's distance to a school. */
static int distance(const lg_district *d, int teacher, int school)
{
  const lg_teacher *t = &d->teachers[teacher];
  const lg_school *home = &d->schools[t->school], *there = &d->schools[school];
  int row = table_distance(d, true, teacher, school);
  if (row != LG_MISSING) return row;
  if (t->has_home && home->has_place && there->has_place)
    return great_circle(t->lon, t->lat, there->lon, there->lat);
  if (school == t->school) return 0;
  row = table_distance(d, false, t->school, school);
  if (row != LG_MISSING) return row;
  if (home->has_place && there->has_place)
    return great_circle(home->lon, home->lat, there->lon, there->lat);
  return LG_MISSING;
}

static int wish_rank(const lg_district *d, int teacher, int school)
{
  for (int k = 0; k < d->wish_count; k++)
    if (d->wishes[k].teacher == teacher && d->wishes[k].school == school) return d->wishes[k].rank;
  return LG_MISSING;
}

static int school_stage(const lg_school *s)
{
  if (s->has_stage[LG_PRIMARY] && s->has_stage[LG_JUNIOR]) return LG_STAGE_BOTH;
  return s->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
}

/* The single value of a key, or LG_MISSING. Ranks and tags are lists and are not asked here. */
static int key_value(const lg_brute *b, lg_key key, int teacher, int place)
{
  const lg_district *d = b->district;
  const lg_teacher *t = &d->teachers[teacher];
  int guest = lg_brute_guest(b, place), school = lg_brute_at(b, teacher, place);
  const lg_school *from = &d->schools[t->school], *to = &d->schools[school];
  if (key >= LG_KEY_GUEST_SCHOOL && key <= LG_KEY_GUEST_SAME_GROUP && guest == LG_MISSING)
    return LG_MISSING;
  switch (key) {
    case LG_KEY_FLEXIBLE:
      return guest != LG_MISSING;
    case LG_KEY_GUEST_SCHOOL:
      return guest;
    case LG_KEY_GUEST_TIER:
      return (int)d->schools[guest].tier;
    case LG_KEY_GUEST_GROUP:
      return d->schools[guest].group;
    case LG_KEY_GUEST_SAME_GROUP:
      return from->group != LG_MISSING && from->group == d->schools[guest].group;
    case LG_KEY_MOVED:
      return school != t->school && school != b->teachers[teacher].due_back;
    case LG_KEY_RETURNS:
      return school == b->teachers[teacher].due_back;
    case LG_KEY_ELIGIBLE:
      return b->teachers[teacher].eligible;
    case LG_KEY_BACKBONE:
      return t->backbone;
    case LG_KEY_FULL_TIME:
      return t->full_time;
    case LG_KEY_ROTATED:
      return b->teachers[teacher].rotated;
    case LG_KEY_SAME_GROUP:
      return from->group != LG_MISSING && from->group == to->group;
    case LG_KEY_SUBJECT:
      return t->subject;
    case LG_KEY_TITLE:
      return t->title;
    case LG_KEY_STAGE:
      return (int)t->stage;
    case LG_KEY_GENDER:
      return t->gender;
    case LG_KEY_ROUTE:
      return lg_brute_place_of(b, teacher, place)->route;
    case LG_KEY_AGE:
      return b->teachers[teacher].age;
    case LG_KEY_YEARS:
      return b->teachers[teacher].years;
    case LG_KEY_WISH:
      return school == b->teachers[teacher].due_back ? LG_MISSING : wish_rank(d, teacher, school);
    case LG_KEY_FROM_SCHOOL:
      return t->school;
    case LG_KEY_FROM_TIER:
      return (int)from->tier;
    case LG_KEY_FROM_GROUP:
      return from->group;
    case LG_KEY_FROM_STAGE:
      return school_stage(from);
    case LG_KEY_TO_SCHOOL:
      return school;
    case LG_KEY_TO_TIER:
      return (int)to->tier;
    case LG_KEY_TO_GROUP:
      return to->group;
    default:
      g_assert_not_reached();
  }
}

static bool value_fits(const lg_condition *c, int value)
{
  if (value == LG_MISSING) return false;
  if (c->is_range) return value >= c->lo && value <= c->hi;
  return has_code(c->codes, c->code_count, value);
}

static bool condition_holds(const lg_brute *b, const lg_condition *c, int teacher, int school)
{
  const lg_teacher *t = &b->district->teachers[teacher];
  bool fits = false;
  if (c->key == LG_KEY_ANY) {
    for (int k = 0; k < c->any_count; k++)
      fits = fits || lg_brute_match(b, &c->any[k], teacher, school);
  } else if (c->key == LG_KEY_RANK) {
    for (int k = 0; k < t->rank_count; k++) fits = fits || value_fits(c, t->ranks[k]);
  } else if (c->key == LG_KEY_TAG) {
    for (int k = 0; k < t->tag_count; k++) fits = fits || value_fits(c, t->tags[k]);
  } else {
    fits = value_fits(c, key_value(b, c->key, teacher, school));
  }
  return fits != c->negated;
}

bool lg_brute_match(const lg_brute *b, const lg_filter *filter, int teacher, int school)
{
  for (int k = 0; k < filter->count; k++)
    if (!condition_holds(b, &filter->conditions[k], teacher, school)) return false;
  return true;
}

/* ---- the ledger, SERVICE 1 ---- */

/* Has the row begun, and does it still run? An end of year 0 is open. */
static bool has_begun(const lg_brute *b, const lg_service *row)
{
  return row->units == LG_MISSING && not_later(row->begin, b->policy->date);
}

static bool still_runs(const lg_brute *b, const lg_service *row)
{
  return !row->end.year || not_later(b->policy->date, row->end);
}

static bool goes_back(const lg_brute *b, const lg_service *row)
{
  for (int r = 0; r < b->policy->route_count && row->back == LG_BACK_UNSAID; r++)
    if (g_str_equal(b->policy->routes[r].name, row->form))
      return b->policy->routes[r].then == LG_BACK_RETURN;
  return row->back != LG_BACK_STAY;
}

/* S1, S2, S3 of one teacher. */
static void fill_ledger(const lg_brute *b, int teacher, lg_brute_teacher *fact)
{
  const lg_district *d = b->district;
  int home = d->teachers[teacher].school;
  const lg_service *last = NULL;
  bool runs = false;
  fact->due_back = LG_MISSING;
  fact->rotated = d->teachers[teacher].rotated;
  for (int k = 0; k < d->service_count; k++) {
    const lg_service *row = &d->services[k];
    if (row->teacher != teacher || !has_begun(b, row)) continue;
    if (b->policy->period_from.year && not_later(b->policy->period_from, row->begin))
      fact->rotated = true;
    if (still_runs(b, row)) {
      runs = true;
      if (!row->personnel && (row->to == home || row->to == LG_OUTSIDE)) fact->serving = true;
      continue;
    }
    bool later = !last || !not_later(row->end, last->end) ||
                 (not_later(last->end, row->end) && not_later(last->begin, row->begin));
    if (later) last = row;
  }
  if (!last) return;
  if (!runs && !last->personnel && last->to == home && last->from >= 0 && last->from != home &&
      goes_back(b, last))
    fact->due_back = last->from;
  lg_date again = last->end; /* of service, the rest is over */
  again.year += b->policy->eligibility.rest_years;
  fact->rests =
      b->policy->eligibility.rest_years != LG_MISSING && !not_later(again, b->policy->date);
}

/* SERVICE 3: a running flexible row is a fixed service, which a lock or R13 ends; a lock that `relax`
 * drops does so too. */
static void fill_fixed(const lg_brute *b, int teacher, lg_brute_teacher *fact)
{
  const lg_district *d = b->district;
  int home = d->teachers[teacher].school;
  fact->fixed = LG_MISSING;
  if (!b->policy->flexible.given || fact->due_back != LG_MISSING) return;
  for (int k = 0; k < d->service_count; k++) {
    const lg_service *row = &d->services[k];
    if (row->teacher != teacher || row->units == LG_MISSING) continue;
    if (!not_later(row->begin, b->policy->date) || !still_runs(b, row)) continue;
    fact->fixed = row->to;
    fact->units = row->units;
  }
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    if (lock->teacher != teacher) continue;
    if (lock->kind == LG_LOCK_MUST ? lock->school != home
                                   : lock->school == home || lock->school == fact->fixed)
      fact->fixed = LG_MISSING;
  }
  for (int k = 0; k < b->policy->relax_count && fact->fixed != LG_MISSING; k++) {
    lg_element e = b->policy->relax[k].element;
    if (e.rule != LG_R9_LOCK || e.a != teacher) continue;
    int school = e.b % d->school_count;
    if (e.b / d->school_count == LG_LOCK_MUST ? school != home
                                              : school == home || school == fact->fixed)
      fact->fixed = LG_MISSING;
  }
}

/* R2's conditions, SPEC 3, but for being due back. */
static bool is_fit(const lg_brute *b, int teacher)
{
  const lg_policy *p = b->policy;
  const lg_eligibility *e = &p->eligibility;
  const lg_teacher *t = &b->district->teachers[teacher];
  int age = b->teachers[teacher].age, years = b->teachers[teacher].years;
  if (t->exempt) return false;
  for (int k = 0; k < t->tag_count; k++)
    if (has_code(e->exempt_tags, e->exempt_tag_count, t->tags[k])) return false;
  for (int k = 0; k < e->exclude_count; k++)
    if (lg_brute_match(b, &e->exclude[k], teacher, t->school)) return false;
  if (b->teachers[teacher].serving || b->teachers[teacher].rests) return false;
  if (e->min_years != LG_MISSING && years != LG_MISSING && years < e->min_years) return false;
  if (t->gender != LG_GENDER_MISSING && e->max_age[t->gender] != LG_MISSING && age != LG_MISSING &&
      age > e->max_age[t->gender])
    return false;
  return !near_retirement(p, t);
}

void lg_brute_fill_teacher(lg_brute *b, int teacher)
{
  const lg_district *d = b->district;
  const lg_teacher *t = &d->teachers[teacher];
  lg_brute_teacher *fact = &b->teachers[teacher];
  fact->age = t->birth.year ? whole_years(t->birth, b->policy->date) : LG_MISSING;
  fact->years = t->joined.year ? whole_years(t->joined, b->policy->date) : t->years_given;
  fact->must = LG_MISSING;
  for (int k = 0; k < d->lock_count; k++)
    if (d->locks[k].teacher == teacher && d->locks[k].kind == LG_LOCK_MUST)
      fact->must = d->locks[k].school;
  fill_ledger(b, teacher, fact);
  fill_fixed(b, teacher, fact);
  fact->fit = is_fit(b, teacher);
  fact->eligible = fact->fit && fact->due_back == LG_MISSING;
}

static int school_distance(const lg_district *d, int from, int to)
{
  const lg_school *a = &d->schools[from], *b = &d->schools[to];
  int row = table_distance(d, false, from, to);
  if (from == to) return 0;
  if (row != LG_MISSING) return row;
  return a->has_place && b->has_place ? great_circle(a->lon, a->lat, b->lon, b->lat) : LG_MISSING;
}

/* The teacher at home with a guest school: SERVICE 3, "Guest k is possible where". */
static void fill_guest(lg_brute *b, int teacher, int guest, lg_brute_place *place)
{
  const lg_district *d = b->district;
  const lg_flexible *f = &b->policy->flexible;
  const lg_teacher *t = &d->teachers[teacher];
  const lg_brute_teacher *fact = &b->teachers[teacher];
  int own = t->flexible_units;
  bool asked = false;
  for (int k = 0; k < d->flexible_demand_count; k++) {
    const lg_demand *row = &d->flexible_demands[k];
    asked |= row->school == guest && row->stage == t->stage && row->subject == t->subject;
  }
  place->route = place->wish = LG_MISSING;
  place->before_m = distance(d, teacher, t->school);
  place->after_m = place->before_m;
  place->breaks_r4 = !d->schools[guest].has_stage[t->stage];
  place->breaks_r13 = fact->due_back != LG_MISSING;
  if (fact->fixed == guest) {
    place->least = place->most = fact->units;
    return;
  }
  place->least = f->least;
  place->most = own == LG_MISSING || own > f->most ? f->most : own;
  if (!f->given || !t->full_time || !lg_brute_match(b, &f->who, teacher, t->school) || !asked ||
      place->most < f->least || guest == t->school)
    place->breaks_r14 = true;
  place->breaks_r2 = f->eligible && !fact->fit;
  place->breaks_r3 = true;
  for (int r = 0; r < f->route_count; r++)
    if (lg_brute_match(b, &f->routes[r].filter, teacher, guest)) place->breaks_r3 = false;
  place->breaks_r5 = f->max_m != LG_MISSING && school_distance(d, t->school, guest) > f->max_m;
}

void lg_brute_fill_place(lg_brute *b, int teacher, int school)
{
  const lg_district *d = b->district;
  const lg_policy *p = b->policy;
  const lg_teacher *t = &d->teachers[teacher];
  lg_brute_place *place = &b->places[teacher * b->place_count + school];
  int fixed = b->teachers[teacher].fixed;
  place->breaks_r14 = fixed != LG_MISSING && school != d->school_count + fixed;
  if (school >= d->school_count) {
    fill_guest(b, teacher, school - d->school_count, place);
    return;
  }
  bool must = b->teachers[teacher].must != LG_MISSING;
  int due_back = b->teachers[teacher].due_back;
  place->returns = school == due_back;
  place->moved = school != t->school && !place->returns;
  place->breaks_r13 = due_back != LG_MISSING && !place->returns && !must;
  place->route = LG_MISSING;
  place->wish = place->returns ? LG_MISSING : wish_rank(d, teacher, school);
  place->before_m = distance(d, teacher, t->school);
  place->after_m = distance(d, teacher, school);
  place->breaks_r4 = school != t->school && !d->schools[school].has_stage[t->stage];
  if (!place->moved) return;
  for (int r = p->route_count - 1; r >= 0; r--)
    if (lg_brute_match(b, &p->routes[r].filter, teacher, school)) place->route = r;
  if (place->route == LG_MISSING && b->teachers[teacher].must == school)
    place->route = p->route_count;
  int before = MAX(place->before_m, 0), after = MAX(place->after_m, 0); /* unknown counts as 0 */
  place->breaks_r2 = !must && !b->teachers[teacher].fit;
  place->breaks_r3 = !must && place->route == LG_MISSING;
  place->breaks_r5 = !must && ((p->max_m != LG_MISSING && after > p->max_m) ||
                               (p->max_extra_m != LG_MISSING && after - before > p->max_extra_m));
}

/* The first rule that bars a guest school: what the plan does not provide for at all before the
 * others. */
static lg_rule bar_of_guest(const lg_brute *b, int teacher, int place)
{
  const lg_district *d = b->district;
  const lg_brute_place *p = lg_brute_place_of(b, teacher, place);
  int home = d->teachers[teacher].school, must = b->teachers[teacher].must;
  if (p->breaks_r14 || p->breaks_r4) return LG_R14_UNITS;
  if (must != LG_MISSING && must != home) return LG_R9_LOCK;
  if (p->breaks_r13) return LG_R13_RETURN;
  if (p->breaks_r2) return LG_R2_ELIGIBLE;
  if (p->breaks_r3) return LG_R3_ROUTE;
  if (p->breaks_r5) return LG_R5_COMMUTE;
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    if (lock->teacher == teacher && lock->kind == LG_LOCK_FORBID &&
        (lock->school == home || lock->school == lg_brute_guest(b, place)))
      return LG_R9_LOCK;
  }
  return LG_R1_POST;
}

lg_rule lg_brute_bar(const lg_brute *b, int teacher, int school)
{
  if (school >= b->district->school_count) return bar_of_guest(b, teacher, school);
  if (b->teachers[teacher].fixed != LG_MISSING) return LG_R14_UNITS;
  const lg_district *d = b->district;
  const lg_brute_place *place = lg_brute_place_of(b, teacher, school);
  int must = b->teachers[teacher].must;
  bool forbidden = must != LG_MISSING && must != school;
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    if (lock->teacher == teacher && lock->school == school && lock->kind == LG_LOCK_FORBID)
      forbidden = true;
  }
  if (b->teachers[teacher].due_back != LG_MISSING && must == LG_MISSING) {
    bool known = place->returns || school == d->teachers[teacher].school;
    if (known && forbidden) return LG_R9_LOCK;
    return place->returns ? LG_R1_POST : LG_R13_RETURN;
  }
  if (place->breaks_r2) return LG_R2_ELIGIBLE;
  if (place->breaks_r3) return LG_R3_ROUTE;
  if (place->breaks_r4) return LG_R4_SUBJECT;
  if (place->breaks_r5) return LG_R5_COMMUTE;
  return forbidden ? LG_R9_LOCK : LG_R1_POST;
}

static int value_of(const lg_brute *b, lg_per key, int teacher, int school)
{
  const lg_teacher *t = &b->district->teachers[teacher];
  const lg_school *from = &b->district->schools[t->school], *to = &b->district->schools[school];
  switch (key) {
    case LG_PER_DISTRICT:
      return 0;
    case LG_PER_FROM_SCHOOL:
      return t->school;
    case LG_PER_TO_SCHOOL:
      return school;
    case LG_PER_FROM_GROUP:
      return from->group;
    case LG_PER_TO_GROUP:
      return to->group;
    case LG_PER_FROM_TIER:
      return (int)from->tier;
    case LG_PER_TO_TIER:
      return (int)to->tier;
    case LG_PER_STAGE:
      return (int)t->stage;
    case LG_PER_SUBJECT:
      return t->subject;
    default:
      g_assert_not_reached();
  }
}

int lg_brute_class(const lg_brute *b, int quota, int teacher, int place)
{
  int school = lg_brute_at(b, teacher, place);
  const lg_per *per = b->policy->quotas[quota].per;
  int first = value_of(b, per[0], teacher, school), second = value_of(b, per[1], teacher, school);
  if (per[1] == LG_PER_DISTRICT || first == LG_MISSING) return first;
  return second == LG_MISSING ? LG_MISSING : first * LG_BRUTE_VALUES + second;
}
