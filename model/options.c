/* options.c - which pairs of teacher and school R2-R5 and R9 leave, teacher by teacher: routes,
 * then pairs. There are many millions of pairs to look at, so what teachers have in
 * common is worked out once. */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "options_internal.h"

/* ---- routes ---- */

/* A school that the routes of one kind of teacher reach from one home school: the first route that
 * does, and the distance between the two schools (LG_UNSETTLED until it is needed). */
struct route_reach {
  int school, route, between_m;
};

static bool is_to_key(lg_key key)
{
  return key == LG_KEY_TO_SCHOOL || key == LG_KEY_TO_TIER || key == LG_KEY_TO_GROUP;
}

static int wish_by_school(const void *x, const void *y)
{
  const lg_wish *a = x, *b = y;
  if (a->teacher != b->teacher) return a->teacher < b->teacher ? -1 : 1;
  if (a->school != b->school) return a->school < b->school ? -1 : 1;
  return a->rank < b->rank ? -1 : a->rank > b->rank;
}

static void index_wishes(lg_options_builder *b)
{
  const lg_district *district = b->district;
  size_t count = (size_t)district->wish_count;
  b->wishes = g_new(lg_wish, count + 1);
  if (count) memcpy(b->wishes, district->wishes, count * sizeof(lg_wish));
  qsort(b->wishes, count, sizeof(lg_wish), wish_by_school);
  b->wish_first = g_new0(int, (size_t)district->teacher_count + 2);
  for (size_t k = 0; k < count; k++) b->wish_first[b->wishes[k].teacher + 1]++;
  for (int i = 0; i < district->teacher_count; i++) b->wish_first[i + 1] += b->wish_first[i];
}

static void index_route(lg_options_builder *b, int r)
{
  const lg_filter *filter = &b->policy->routes[r].filter;
  int schools = b->district->school_count;
  bool *to_holds = b->to_holds + (size_t)r * (size_t)schools, *group_holds = b->group_holds[r];
  for (int j = 0; j < schools; j++) to_holds[j] = true;
  group_holds[false] = group_holds[true] = true;
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *condition = &filter->conditions[k];
    lg_options_case c = {b->district,         b->policy,  NULL,      0,
                         lg_assignment_at(0), LG_MISSING, LG_MISSING};
    b->needs_wish[r] |= condition->key == LG_KEY_WISH;
    for (int same = 0; same < 2 && condition->key == LG_KEY_SAME_GROUP; same++)
      group_holds[same] &= lg_condition_takes(condition, same);
    for (int j = 0; j < schools && is_to_key(condition->key); j++) {
      c.assignment = lg_assignment_at(j);
      to_holds[j] &= lg_condition_holds(condition, &c);
    }
  }
}

void lg_builder_init(lg_options_builder *b, const lg_district *district, const lg_policy *policy)
{
  size_t routes = (size_t)policy->route_count, schools = (size_t)district->school_count;
  *b = (lg_options_builder){.district = district, .policy = policy};
  b->to_holds = g_new(bool, routes *schools + 1);
  b->group_holds = g_malloc_n(routes + 1, sizeof *b->group_holds);
  b->needs_wish = g_new0(bool, routes + 1);
  for (int r = 0; r < policy->route_count; r++) index_route(b, r);
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    b->at_stage[s] = g_array_new(FALSE, FALSE, sizeof(int));
    for (int j = 0; j < district->school_count; j++)
      if (district->schools[j].has_stage[s]) g_array_append_val(b->at_stage[s], j);
  }
  b->reach = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref,
                                   (GDestroyNotify)g_array_unref);
  index_wishes(b);
  b->guest_schools = lg_guest_schools_new(district, policy);
  b->guests = g_array_new(FALSE, FALSE, sizeof(lg_option));
  b->direction = lg_directions_new(district);
}

void lg_builder_clear(lg_options_builder *b)
{
  g_free(b->to_holds);
  g_free(b->group_holds);
  g_free(b->needs_wish);
  for (int s = 0; s < LG_STAGE_COUNT; s++) g_array_unref(b->at_stage[s]);
  g_hash_table_unref(b->reach);
  g_free(b->wishes);
  g_free(b->wish_first);
  g_free(b->direction);
  lg_guest_schools_free(b->district, b->guest_schools);
  g_array_unref(b->guests);
}

/* Rank of teacher i's wish for school j, or LG_MISSING; the best where several wishes name it. */
int lg_wish_rank(const lg_options_builder *b, int i, int j)
{
  int lo = b->wish_first[i], end = b->wish_first[i + 1], hi = end;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    if (b->wishes[middle].school < j)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < end && b->wishes[lo].school == j ? b->wishes[lo].rank : LG_MISSING;
}

static bool route_wish_holds(const lg_options_builder *b, int r, int wish)
{
  const lg_filter *filter = &b->policy->routes[r].filter;
  for (int k = 0; k < filter->count; k++)
    if (filter->conditions[k].key == LG_KEY_WISH &&
        !lg_condition_takes(&filter->conditions[k], wish))
      return false;
  return true;
}

/* First of the routes open to the teacher that leads to j, or LG_MISSING. */
int lg_first_route(const lg_options_builder *b, const int *open, int open_count, int i, int j,
                   int wish)
{
  const lg_district *district = b->district;
  bool same = lg_same_group(district, district->teachers[i].school, j);
  for (int k = 0; k < open_count; k++) {
    int r = open[k];
    size_t at = (size_t)r * (size_t)district->school_count + (size_t)j;
    if (b->to_holds[at] && b->group_holds[r][same] &&
        (!b->needs_wish[r] || route_wish_holds(b, r, wish)))
      return r;
  }
  return LG_MISSING;
}

/* Routes whose conditions on the teacher and the home school hold. */
int lg_open_routes(const lg_options_builder *b, const lg_candidate *candidate, int i, int *open,
                   bool *by_wish)
{
  int count = 0;
  *by_wish = false;
  lg_options_case c = {b->district, b->policy, candidate, i, lg_assignment_home(b->district, i),
                       LG_MISSING,  LG_MISSING};
  for (int r = 0; r < b->policy->route_count; r++) {
    const lg_filter *filter = &b->policy->routes[r].filter;
    bool holds = true;
    for (int k = 0; k < filter->count && holds; k++)
      if (!lg_condition_needs_place(&filter->conditions[k]))
        holds = lg_condition_holds(&filter->conditions[k], &c);
    if (!holds) continue;
    open[count++] = r;
    *by_wish |= b->needs_wish[r];
  }
  return count;
}

static GArray *reach_new(const lg_options_builder *b, const int *open, int open_count, int i,
                         bool by_wish)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  const GArray *schools = b->at_stage[teacher->stage];
  GArray *reach = g_array_sized_new(FALSE, FALSE, sizeof(struct route_reach), schools->len);
  struct route_reach *to = (struct route_reach *)(void *)reach->data;
  for (guint k = 0; k < schools->len && open_count; k++) {
    int j = g_array_index(schools, int, k);
    if (j == teacher->school) continue;
    int route =
        lg_first_route(b, open, open_count, i, j, by_wish ? lg_wish_rank(b, i, j) : LG_MISSING);
    if (route != LG_MISSING) *to++ = (struct route_reach){j, route, LG_UNSETTLED};
  }
  g_array_set_size(reach, (guint)(to - (struct route_reach *)(void *)reach->data));
  return reach;
}

/* The schools that teacher i's routes lead to. Teachers of one school and stage with the same open
 * routes share the answer, unless a route looks at wishes.
 *   returns  struct route_reach by school; g_array_unref */
static GArray *reach_of(lg_options_builder *b, const lg_candidate *candidate, int i, int *scratch)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  bool by_wish;
  int open_count = lg_open_routes(b, candidate, i, scratch + 2, &by_wish);
  if (by_wish) return reach_new(b, scratch + 2, open_count, i, true);
  scratch[0] = teacher->school;
  scratch[1] = (int)teacher->stage;
  GBytes *key = g_bytes_new(scratch, (size_t)(open_count + 2) * sizeof(int));
  GArray *reach = g_hash_table_lookup(b->reach, key);
  if (reach) {
    g_bytes_unref(key);
  } else {
    reach = reach_new(b, scratch + 2, open_count, i, false);
    g_hash_table_insert(b->reach, key, reach);
  }
  return g_array_ref(reach);
}

/* ---- pairs ---- */

/* The locks of one teacher, which stand together in the district's list: by school, `must`
 * first. */
struct own_locks {
  const lg_lock *lock;
  int count;
};

static bool is_forbidden(struct own_locks locks, int school)
{
  int lo = 0, hi = locks.count;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    const lg_lock *lock = &locks.lock[middle];
    if (lock->school < school || (lock->school == school && lock->kind != LG_LOCK_FORBID))
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < locks.count && locks.lock[lo].school == school;
}

/* The pairs built so far; there is room for all of the next teacher's. */
struct pairs {
  lg_option *at;
  size_t count, room;
};

static void pairs_make_room(struct pairs *pairs, size_t more)
{
  if (pairs->count + more <= pairs->room) return;
  pairs->room = MAX(pairs->room * 2, pairs->count + more);
  pairs->at = g_renew(lg_option, pairs->at, pairs->room);
}

/* The way back of one who is due back (R13): no move, by no route, no wish. */
static lg_option return_pair(const lg_district *district, int i)
{
  bool has_rows = lg_has_distance_rows(district, i);
  int to = lg_due_back(district, i);
  return (lg_option){lg_assignment_at(to),
                     LG_MISSING,
                     lg_teacher_distance_m(district, i, district->teachers[i].school, has_rows, 0),
                     lg_teacher_distance_m(district, i, to, has_rows, LG_UNSETTLED),
                     LG_MISSING,
                     0,
                     LG_MISSING};
}

/* The one place that a `must` lock leaves: it overrides R2, R3 and R5. */
static lg_option must_pair(const lg_options_builder *b, const lg_candidate *candidate, int i,
                           int *scratch)
{
  const lg_district *district = b->district;
  const lg_teacher *teacher = &district->teachers[i];
  int j = candidate->must;
  bool has_rows = lg_has_distance_rows(district, i);
  int before_m = lg_teacher_distance_m(district, i, teacher->school, has_rows, 0);
  if (j == teacher->school)
    return (lg_option){lg_assignment_at(j), LG_MISSING, before_m,  before_m,
                       LG_MISSING,          0,          LG_MISSING};
  if (j == lg_due_back(district, i)) return return_pair(district, i);
  bool by_wish;
  int open_count = lg_open_routes(b, candidate, i, scratch, &by_wish);
  int wish = lg_wish_rank(b, i, j);
  int route = lg_first_route(b, scratch, open_count, i, j, wish);
  if (route == LG_MISSING) route = b->policy->route_count;
  int after_m = lg_teacher_distance_m(district, i, j, has_rows, LG_UNSETTLED);
  return (lg_option){lg_assignment_at(j), route, before_m, after_m, wish, 0, LG_MISSING};
}

/* The teacher's distance to a school that the routes reach. */
static int reach_m(const lg_district *district, int i, struct route_reach *to, bool has_rows)
{
  const lg_teacher *teacher = &district->teachers[i];
  bool from_home = teacher->has_home && district->schools[teacher->school].has_place;
  if (!from_home && to->between_m == LG_UNSETTLED)
    to->between_m = lg_school_distance_m(district, teacher->school, to->school);
  return lg_teacher_distance_m(district, i, to->school, has_rows, to->between_m);
}

/* Adds the home school if it is allowed, and those of `reach` that R5 and the locks leave, by
 * school. */
/* Lists the guest schools that R2, R3, R5 and the locks leave. */
static const GArray *open_guests(const lg_options_builder *b, const lg_candidate *candidate, int i,
                                 struct own_locks locks)
{
  GArray *guests = b->guests;
  lg_guest_list(b, candidate, i, guests);
  if (lg_fixed_guest(b->district, i) != LG_MISSING) return guests;
  guint kept = 0;
  bool closed = lg_due_back(b->district, i) != LG_MISSING ||
                is_forbidden(locks, b->district->teachers[i].school);
  for (guint k = 0; k < guests->len && !closed; k++) {
    lg_option guest = g_array_index(guests, lg_option, k);
    if (!guest.bars && !is_forbidden(locks, guest.assignment.guest))
      g_array_index(guests, lg_option, kept++) = guest;
  }
  g_array_set_size(guests, kept);
  return guests;
}

/* Puts the home school, and with it the guest schools, at `next`; returns the place behind. */
static lg_option *put_home(lg_option *next, lg_option stay, const GArray *guests)
{
  *next++ = stay;
  for (guint k = 0; k < guests->len; k++) *next++ = g_array_index(guests, lg_option, k);
  return next;
}

static void add_reach(const lg_options_builder *b, struct pairs *pairs, int i,
                      struct own_locks locks, GArray *reach, const GArray *guests)
{
  const lg_district *district = b->district;
  int home = district->teachers[i].school;
  bool has_rows = lg_has_distance_rows(district, i);
  bool has_wishes = b->wish_first[i] < b->wish_first[i + 1];
  int before_m = lg_teacher_distance_m(district, i, home, has_rows, 0);
  int most_m = lg_commute_most_m(b->policy, before_m);
  lg_circle circle = lg_circle_of(district, b->policy, i, has_rows, before_m);
  lg_option stay = {
      lg_assignment_at(home), LG_MISSING, before_m, before_m, LG_MISSING, 0, LG_MISSING};
  bool home_done = is_forbidden(locks, home);
  struct route_reach *to = reach ? (struct route_reach *)(void *)reach->data : NULL;
  pairs_make_room(pairs, (reach ? reach->len : 0) + guests->len + 1);
  lg_option *next = pairs->at + pairs->count;
  for (const struct route_reach *end = to + (reach ? reach->len : 0); to < end; to++) {
    double square = lg_chord_square(&circle, b->direction, to->school);
    if (square > circle.most_square) continue; /* surely too far; NaN, unknown, compares false */
    int after_m = lg_chord_m(square);
    if (after_m == LG_UNSETTLED) after_m = reach_m(district, i, to, has_rows);
    if (after_m > most_m || (locks.count && is_forbidden(locks, to->school))) continue;
    if (!home_done && to->school > home) {
      next = put_home(next, stay, guests);
      home_done = true;
    }
    int wish = has_wishes ? lg_wish_rank(b, i, to->school) : LG_MISSING;
    *next++ = (lg_option){
        lg_assignment_at(to->school), to->route, before_m, after_m, wish, 0, LG_MISSING};
  }
  if (!home_done) next = put_home(next, stay, guests);
  pairs->count = (size_t)(next - pairs->at);
}

static void add_pairs(lg_options_builder *b, const lg_candidate *candidate, struct pairs *pairs,
                      int i, struct own_locks locks, int *scratch)
{
  const GArray *guests = open_guests(b, candidate, i, locks);
  if (lg_fixed_guest(b->district, i) != LG_MISSING) {
    pairs_make_room(pairs, 1);
    pairs->at[pairs->count++] = g_array_index(guests, lg_option, 0);
    return;
  }
  if (candidate->must != LG_MISSING) {
    bool stays = candidate->must == b->district->teachers[i].school;
    pairs_make_room(pairs, guests->len + 1);
    pairs->at[pairs->count++] = must_pair(b, candidate, i, scratch);
    for (guint k = 0; k < guests->len && stays; k++)
      pairs->at[pairs->count++] = g_array_index(guests, lg_option, k);
    return;
  }
  int due_back = lg_due_back(b->district, i);
  if (due_back != LG_MISSING) {
    pairs_make_room(pairs, 1);
    if (!is_forbidden(locks, due_back)) pairs->at[pairs->count++] = return_pair(b->district, i);
    return;
  }
  GArray *reach = candidate->why == LG_WHY_ELIGIBLE ? reach_of(b, candidate, i, scratch) : NULL;
  add_reach(b, pairs, i, locks, reach, guests);
  if (reach) g_array_unref(reach);
}

/* Reads the locks of teacher i, which begin at *next. */
static struct own_locks take_locks(const lg_district *district, lg_candidate *candidate, int i,
                                   int *next)
{
  struct own_locks locks = {district->locks + *next, 0};
  int heaviest = 0; /* of several reasons the one shown is that of the lock that decides most */
  for (; *next < district->lock_count && district->locks[*next].teacher == i; (*next)++) {
    const lg_lock *lock = &district->locks[*next];
    locks.count++;
    if (lock->kind == LG_LOCK_MUST) candidate->must = lock->school;
    int weight = lock->kind == LG_LOCK_MUST                     ? 3
                 : lock->school == district->teachers[i].school ? 2
                                                                : 1;
    if (*lock->reason && weight > heaviest) {
      heaviest = weight;
      candidate->lock_reason = lock->reason;
    }
  }
  return locks;
}

static void count_moves(lg_options *options, const lg_district *district, int i,
                        const lg_option *pairs, int count)
{
  for (int k = 0; k < count; k++) {
    if (!lg_assignment_moves(district, i, pairs[k].assignment) &&
        !lg_assignment_is_guest(pairs[k].assignment))
      continue;
    options->move_count++;
    options->unknown_distance_count +=
        pairs[k].after_m == LG_MISSING || pairs[k].before_m == LG_MISSING;
  }
}

lg_options *lg_options_survey(const lg_district *district, const lg_policy *policy,
                              lg_options_sink sink, void *user)
{
  lg_options *options = g_new0(lg_options, 1);
  options->candidates = g_new0(lg_candidate, (size_t)district->teacher_count + 1);
  struct pairs pairs = {NULL, 0, 0};
  lg_options_builder builder;
  lg_builder_init(&builder, district, policy);
  int *scratch = g_new(int, (size_t)policy->route_count + 2);
  for (int i = 0, next = 0; i < district->teacher_count; i++) {
    lg_candidate *candidate = &options->candidates[i];
    lg_candidate_fill(district, policy, i, candidate);
    options->eligible_count += candidate->why == LG_WHY_ELIGIBLE;
    struct own_locks locks = take_locks(district, candidate, i, &next);
    size_t first = sink ? 0 : pairs.count;
    pairs.count = first;
    add_pairs(&builder, candidate, &pairs, i, locks, scratch);
    int count = (int)(pairs.count - first);
    count_moves(options, district, i, pairs.at + first, count);
    candidate->first = (int)first;
    candidate->count = count;
    if (sink) sink(user, options, i, pairs.at);
  }
  g_free(scratch);
  lg_builder_clear(&builder);
  options->pair_count = sink ? 0 : (int)pairs.count;
  options->pairs = sink ? NULL : pairs.at;
  if (sink) g_free(pairs.at);
  return options;
}

lg_options *lg_options_new(const lg_district *district, const lg_policy *policy)
{
  return lg_options_survey(district, policy, NULL, NULL);
}

void lg_options_free(lg_options *options)
{
  if (!options) return;
  g_free(options->candidates);
  g_free(options->pairs);
  g_free(options);
}

int lg_options_find(const lg_options *options, int teacher, lg_assignment assignment)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  int lo = candidate->first, end = candidate->first + candidate->count, hi = end;
  while (lo < hi) {
    int middle = lo + (hi - lo) / 2;
    if (lg_assignment_order(options->pairs[middle].assignment, assignment) < 0)
      lo = middle + 1;
    else
      hi = middle;
  }
  return lo < end && lg_assignment_same(options->pairs[lo].assignment, assignment) ? lo : -1;
}

lg_options *lg_options_new_narrowed(const lg_options *options, const lg_district *district,
                                    int teacher, lg_assignment assignment, bool only)
{
  lg_options *copy = g_memdup2(options, sizeof *options);
  copy->candidates =
      g_memdup2(options->candidates, sizeof *copy->candidates * (size_t)district->teacher_count);
  copy->pairs = g_new(lg_option, options->pair_count + 1);
  copy->pair_count = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_candidate *candidate = &copy->candidates[i];
    const lg_option *own = &options->pairs[candidate->first];
    int count = candidate->count;
    candidate->first = copy->pair_count;
    for (int k = 0; k < count; k++)
      if (i != teacher || lg_assignment_same(own[k].assignment, assignment) == only)
        copy->pairs[copy->pair_count++] = own[k];
    candidate->count = copy->pair_count - candidate->first;
  }
  return copy;
}

/* ---- why not ---- */

lg_option lg_options_home(const lg_district *district, int teacher)
{
  return (lg_option){lg_assignment_home(district, teacher),
                     LG_MISSING,
                     LG_MISSING,
                     LG_MISSING,
                     LG_MISSING,
                     0,
                     LG_MISSING};
}

lg_option lg_options_post(const lg_district *district, int teacher)
{
  lg_option post = lg_options_home(district, teacher);
  post.assignment = lg_assignment_at(lg_post_school(district, teacher));
  return post;
}

/* Rank of the dearest wish for the school, or LG_MISSING. */
static int wish_for(const lg_district *district, int teacher, int school)
{
  for (int k = 0; k < district->wish_count; k++)
    if (district->wishes[k].teacher == teacher && district->wishes[k].school == school)
      return district->wishes[k].rank;
  return LG_MISSING;
}

static lg_option guest_place(const lg_options *options, const lg_district *district,
                             const lg_policy *policy, int teacher, int school)
{
  lg_option place = lg_guest_option(district, policy, &options->candidates[teacher], teacher,
                                    school, wish_for(district, teacher, school));
  place.bars = 0;
  return place;
}

lg_option lg_options_place(const lg_options *options, const lg_district *district,
                           const lg_policy *policy, int teacher, lg_assignment assignment)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  int found = lg_options_find(options, teacher, assignment), school = assignment.school;
  if (found >= 0) return options->pairs[found];
  const lg_teacher *t = &district->teachers[teacher];
  if (lg_assignment_is_guest(assignment))
    return guest_place(options, district, policy, teacher, assignment.guest);
  bool has_rows = lg_has_distance_rows(district, teacher);
  int before_m = lg_teacher_distance_m(district, teacher, t->school, has_rows, 0);
  lg_option place = {assignment, LG_MISSING, before_m, before_m, LG_MISSING, 0, LG_MISSING};
  if (school == t->school) return place;
  if (lg_assignment_returns(district, teacher, assignment)) return return_pair(district, teacher);
  place.after_m = lg_teacher_distance_m(district, teacher, school, has_rows, LG_UNSETTLED);
  place.wish = wish_for(district, teacher, school);
  lg_options_case c = {district, policy, candidate, teacher, assignment, LG_MISSING, place.wish};
  for (int r = 0; r < policy->route_count && place.route == LG_MISSING; r++)
    if (lg_filter_holds(&policy->routes[r].filter, &c)) place.route = r;
  return place;
}

void lg_options_guests(const lg_options *options, const lg_district *district,
                       const lg_policy *policy, int teacher, GArray *schools)
{
  int fixed = lg_fixed_guest(district, teacher);
  if (fixed != LG_MISSING) g_array_append_val(schools, fixed);
  for (int j = 0; j < district->school_count && fixed == LG_MISSING; j++)
    if (lg_guest_may(district, policy, &options->candidates[teacher], teacher, j))
      g_array_append_val(schools, j);
}

static bool is_forbidden_to(const lg_district *district, int teacher, int school)
{
  for (int k = 0; k < district->lock_count; k++)
    if (district->locks[k].teacher == teacher && district->locks[k].school == school &&
        district->locks[k].kind == LG_LOCK_FORBID)
      return true;
  return false;
}

/* The rule of W4 for a guest school that is not open. */
static lg_rule guest_bar_rule(const lg_options *options, const lg_district *district,
                              const lg_policy *policy, int teacher, int school)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  int home = district->teachers[teacher].school;
  if (lg_fixed_guest(district, teacher) != LG_MISSING ||
      !lg_guest_may(district, policy, candidate, teacher, school))
    return LG_R14_UNITS;
  if (candidate->must != LG_MISSING && candidate->must != home) return LG_R9_LOCK;
  if (lg_due_back(district, teacher) != LG_MISSING) return LG_R13_RETURN;
  lg_option guest = lg_guest_option(district, policy, candidate, teacher, school,
                                    wish_for(district, teacher, school));
  return guest.bars & LG_BAR_ELIGIBLE  ? LG_R2_ELIGIBLE
         : guest.bars & LG_BAR_ROUTE   ? LG_R3_ROUTE
         : guest.bars & LG_BAR_COMMUTE ? LG_R5_COMMUTE
                                       : LG_R9_LOCK;
}

/* The rule of W4 for a place that is not open. */
static lg_rule bar_rule(const lg_options *options, const lg_district *district,
                        const lg_policy *policy, int teacher, lg_assignment assignment)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  const lg_teacher *t = &district->teachers[teacher];
  int school = assignment.school;
  if (lg_assignment_is_guest(assignment))
    return guest_bar_rule(options, district, policy, teacher, assignment.guest);
  if (lg_fixed_guest(district, teacher) != LG_MISSING) return LG_R14_UNITS;
  bool has_stage = district->schools[school].has_stage[t->stage];
  if (candidate->must != LG_MISSING) return has_stage ? LG_R9_LOCK : LG_R4_SUBJECT;
  if (lg_due_back(district, teacher) != LG_MISSING) {
    bool known = lg_assignment_returns(district, teacher, assignment) || school == t->school;
    return known && is_forbidden_to(district, teacher, school) ? LG_R9_LOCK : LG_R13_RETURN;
  }
  if (school == t->school) return LG_R9_LOCK;
  if (candidate->why != LG_WHY_ELIGIBLE) return LG_R2_ELIGIBLE;
  lg_option place = lg_options_place(options, district, policy, teacher, assignment);
  if (place.route == LG_MISSING) return LG_R3_ROUTE;
  if (!has_stage) return LG_R4_SUBJECT;
  return lg_commute_allows(policy, place.before_m, place.after_m) ? LG_R9_LOCK : LG_R5_COMMUTE;
}

lg_element lg_options_bar(const lg_options *options, const lg_district *district,
                          const lg_policy *policy, int teacher, lg_assignment assignment)
{
  const lg_candidate *candidate = &options->candidates[teacher];
  if (lg_options_find(options, teacher, assignment) >= 0) return (lg_element){LG_R1_POST, 0, 0};
  lg_rule rule = bar_rule(options, district, policy, teacher, assignment);
  if (rule == LG_R13_RETURN) return (lg_element){rule, teacher, 0};
  if (rule != LG_R9_LOCK) return (lg_element){rule, 0, 0};
  int home = district->teachers[teacher].school;
  bool guest = lg_assignment_is_guest(assignment);
  bool must = candidate->must != LG_MISSING && !(guest && candidate->must == home);
  int forbidden =
      guest && !is_forbidden_to(district, teacher, home) ? assignment.guest : assignment.school;
  return (lg_element){rule, teacher,
                      lg_lock_code(district, must ? LG_LOCK_MUST : LG_LOCK_FORBID,
                                   must ? candidate->must : forbidden)};
}
