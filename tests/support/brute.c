/* brute.c - the elements of the rules, and every roster tried against them. */
#include "brute.h"

#include <string.h>

#include "brute_facts.h"
#include "build.h"

const lg_brute_place *lg_brute_place_of(const lg_brute *b, int teacher, int school)
{
  return &b->places[teacher * b->place_count + school];
}

int lg_brute_at(const lg_brute *b, int teacher, int place)
{
  return place < b->district->school_count ? place : b->district->teachers[teacher].school;
}

int lg_brute_guest(const lg_brute *b, int place)
{
  return place < b->district->school_count ? LG_MISSING : place - b->district->school_count;
}

lg_assignment lg_brute_assignment(const lg_brute *b, int teacher, int place)
{
  return (lg_assignment){lg_brute_at(b, teacher, place), lg_brute_guest(b, place)};
}

int lg_brute_place_for(const lg_brute *b, lg_assignment assignment)
{
  return assignment.guest == LG_MISSING ? assignment.school
                                        : b->district->school_count + assignment.guest;
}

static void add_element(GArray *list, lg_rule rule, int x, int y, int z, bool soft, const char *id,
                        char *class_id)
{
  lg_brute_element element = {rule, x, y, z, soft, g_strdup(id), class_id};
  g_array_append_val(list, element);
}

lg_element lg_brute_reference(const lg_district *d, const lg_policy *p, const lg_brute_element *e)
{
  lg_element reference = {e->rule, e->x, e->y};
  if (e->rule == LG_R6_STAFFING) reference.b = e->y * d->subjects.count + e->z;
  if (e->rule == LG_R8_QUOTA) reference.b = lg_build_class(d, &p->quotas[e->x], e->class_id);
  if (e->rule == LG_R15_DEMAND) {
    const lg_demand *row = &d->flexible_demands[e->x];
    reference.a = row->school;
    reference.b = (int)row->stage * d->subjects.count + row->subject;
  }
  if (e->rule == LG_R9_LOCK) {
    const lg_lock *lock = &d->locks[e->x];
    reference.a = lock->teacher;
    reference.b = (int)lock->kind * d->school_count + lock->school;
  }
  if (e->rule == LG_R11_PAIR) {
    const lg_pair *pair = &d->pairs[e->x];
    reference.a = pair->a;
    reference.b = (int)pair->rule * d->teacher_count + pair->b;
  }
  if (e->rule == LG_R12_DENSITY) {
    reference.a = 0;
    reference.b = e->x * LG_STAGE_COUNT + e->y;
  }
  return reference;
}

bool lg_brute_is(const lg_district *district, const lg_policy *policy, const lg_brute_element *e,
                 lg_element element)
{
  if (e->rule != element.rule) return false;
  char *class_id = lg_element_class(district, policy, element);
  bool is = strcmp(e->id, lg_element_id(district, policy, element)) == 0 &&
            strcmp(e->class_id, class_id) == 0;
  g_free(class_id);
  return is;
}

static bool some_teacher(const lg_district *d, int stage, int subject)
{
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_teacher *t = &d->teachers[i];
    if ((stage < 0 || (int)t->stage == stage) && (subject < 0 || t->subject == subject))
      return true;
  }
  return false;
}

static bool some_school(const lg_district *d, lg_tier tier)
{
  for (int j = 0; j < d->school_count; j++)
    if (d->schools[j].tier == tier) return true;
  return false;
}

/* SPEC 7, Quotas: what one key of `per` tells apart. How many values there are to try, */
static int value_count(const lg_district *d, lg_per key)
{
  if (key == LG_PER_FROM_SCHOOL || key == LG_PER_TO_SCHOOL) return d->school_count;
  if (key == LG_PER_FROM_GROUP || key == LG_PER_TO_GROUP) return d->groups.count;
  if (key == LG_PER_FROM_TIER || key == LG_PER_TO_TIER) return LG_TIER_COUNT;
  if (key == LG_PER_STAGE) return LG_STAGE_COUNT;
  return key == LG_PER_SUBJECT ? d->subjects.count : 1;
}

/* how each is written, */
static const char *value_text(const lg_district *d, lg_per key, int value)
{
  if (key == LG_PER_FROM_SCHOOL || key == LG_PER_TO_SCHOOL) return d->schools[value].id;
  if (key == LG_PER_FROM_GROUP || key == LG_PER_TO_GROUP) return d->groups.text[value];
  if (key == LG_PER_FROM_TIER || key == LG_PER_TO_TIER) return lg_tier_word((lg_tier)value);
  if (key == LG_PER_STAGE) return lg_stage_word(value);
  return key == LG_PER_SUBJECT ? d->subjects.text[value] : "";
}

/* and whether it is a class by itself. */
static bool value_is_class(const lg_district *d, lg_per key, int value)
{
  if (key == LG_PER_FROM_TIER || key == LG_PER_TO_TIER) return some_school(d, (lg_tier)value);
  if (key == LG_PER_STAGE) return some_teacher(d, value, -1);
  if (key == LG_PER_SUBJECT) return some_teacher(d, -1, value);
  return true;
}

static bool is_from(lg_per key)
{
  return key == LG_PER_FROM_SCHOOL || key == LG_PER_FROM_GROUP || key == LG_PER_FROM_TIER;
}

static bool is_to(lg_per key)
{
  return key == LG_PER_TO_SCHOOL || key == LG_PER_TO_GROUP || key == LG_PER_TO_TIER;
}

/* The value that a school gives a key of schools. */
static int value_of_school(const lg_district *d, lg_per key, int school)
{
  if (key == LG_PER_FROM_SCHOOL || key == LG_PER_TO_SCHOOL) return school;
  bool group = key == LG_PER_FROM_GROUP || key == LG_PER_TO_GROUP;
  return group ? d->schools[school].group : (int)d->schools[school].tier;
}

/* Two keys: a pair that some teacher has at some school of his stage, or, where both keys are of
 * one school, that some school has. */
static bool pair_is_class(const lg_brute *b, int q, int first, int second)
{
  const lg_district *d = b->district;
  const lg_per *per = b->policy->quotas[q].per;
  bool one_school = (is_from(per[0]) && is_from(per[1])) || (is_to(per[0]) && is_to(per[1]));
  for (int j = 0; j < d->school_count && one_school; j++)
    if (value_of_school(d, per[0], j) == first && value_of_school(d, per[1], j) == second)
      return true;
  for (int i = 0; i < d->teacher_count && !one_school; i++)
    for (int j = 0; j < d->school_count; j++)
      if (d->schools[j].has_stage[d->teachers[i].stage] &&
          lg_brute_class(b, q, i, j) == first * LG_BRUTE_VALUES + second)
        return true;
  return false;
}

static void add_quota(const lg_brute *b, GArray *list, int q)
{
  const lg_district *d = b->district;
  const lg_quota *quota = &b->policy->quotas[q];
  for (int first = 0; first < value_count(d, quota->per[0]); first++) {
    const char *text = value_text(d, quota->per[0], first);
    if (quota->per[1] == LG_PER_DISTRICT) {
      if (value_is_class(d, quota->per[0], first))
        add_element(list, LG_R8_QUOTA, q, first, 0, quota->soft, quota->id, g_strdup(text));
      continue;
    }
    for (int second = 0; second < value_count(d, quota->per[1]); second++)
      if (pair_is_class(b, q, first, second))
        add_element(list, LG_R8_QUOTA, q, first * LG_BRUTE_VALUES + second, 0, quota->soft,
                    quota->id,
                    g_strdup_printf("%s/%s", text, value_text(d, quota->per[1], second)));
  }
}

static void add_stage(const lg_brute *b, GArray *list, int j, int stage)
{
  const lg_district *d = b->district;
  const lg_school *school = &d->schools[j];
  if (!school->has_stage[stage]) return;
  for (int s = 0; s < d->subjects.count; s++)
    add_element(list, LG_R6_STAFFING, j, stage, s, false, school->id,
                g_strdup_printf("%s/%s", lg_stage_word(stage), d->subjects.text[s]));
  if (b->policy->density.given)
    add_element(list, LG_R12_DENSITY, j, stage, 0, b->policy->density.soft, "backbone_per_100",
                g_strdup_printf("%s/%s", school->id, lg_stage_word(stage)));
}

/* QUESTIONS W2. */
static gint by_element(gconstpointer a, gconstpointer b)
{
  static const int place[LG_RULE_COUNT] = {
      [LG_R2_ELIGIBLE] = 1,  [LG_R13_RETURN] = 2, [LG_R3_ROUTE] = 3,    [LG_R4_SUBJECT] = 4,
      [LG_R5_COMMUTE] = 5,   [LG_R9_LOCK] = 6,    [LG_R6_STAFFING] = 7, [LG_R7_HEADCOUNT] = 8,
      [LG_R15_DEMAND] = 9,   [LG_R8_QUOTA] = 10,  [LG_R10_TEAM] = 11,   [LG_R11_PAIR] = 12,
      [LG_R12_DENSITY] = 13, [LG_R_CHANGES] = 14, [LG_R14_UNITS] = 15};
  const lg_brute_element *p = a, *q = b;
  if (p->rule != q->rule) return place[p->rule] - place[q->rule];
  int order = strcmp(p->id, q->id);
  return order ? order : strcmp(p->class_id, q->class_id);
}

static void list_elements(lg_brute *b)
{
  const lg_district *d = b->district;
  const lg_policy *p = b->policy;
  GArray *list = g_array_new(FALSE, FALSE, sizeof(lg_brute_element));
  add_element(list, LG_R2_ELIGIBLE, 0, 0, 0, false, "", g_strdup(""));
  for (int i = 0; i < d->teacher_count; i++)
    if (b->teachers[i].due_back != LG_MISSING)
      add_element(list, LG_R13_RETURN, i, 0, 0, false, d->teachers[i].id, g_strdup(""));
  add_element(list, LG_R3_ROUTE, 0, 0, 0, false, "", g_strdup(""));
  add_element(list, LG_R4_SUBJECT, 0, 0, 0, false, "", g_strdup(""));
  add_element(list, LG_R5_COMMUTE, 0, 0, 0, false, "", g_strdup(""));
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    add_element(list, LG_R9_LOCK, k, 0, 0, false, d->teachers[lock->teacher].id,
                g_strdup_printf("%s/%s", lock->kind == LG_LOCK_MUST ? "must" : "forbid",
                                d->schools[lock->school].id));
  }
  for (int j = 0; j < d->school_count; j++) {
    for (int s = 0; s < LG_STAGE_COUNT; s++) add_stage(b, list, j, s);
    add_element(list, LG_R7_HEADCOUNT, j, 0, 0, false, d->schools[j].id, g_strdup(""));
    for (int k = 0; k < p->team_count; k++)
      add_element(list, LG_R10_TEAM, k, j, 0, false, p->routes[p->teams[k].route].id,
                  g_strdup(d->schools[j].id));
  }
  for (int q = 0; q < p->quota_count; q++) add_quota(b, list, q);
  if (p->flexible.given) add_element(list, LG_R14_UNITS, 0, 0, 0, false, "", g_strdup(""));
  for (int k = 0; p->flexible.given && k < d->flexible_demand_count; k++) {
    const lg_demand *row = &d->flexible_demands[k];
    if (row->min > 0 || row->max != LG_MISSING)
      add_element(
          list, LG_R15_DEMAND, k, 0, 0, false, d->schools[row->school].id,
          g_strdup_printf("%s/%s", lg_stage_word((int)row->stage), d->subjects.text[row->subject]));
  }
  if (p->max_changes != LG_MISSING)
    add_element(list, LG_R_CHANGES, 0, 0, 0, false, "", g_strdup(""));
  for (int k = 0; k < d->pair_count; k++)
    add_element(
        list, LG_R11_PAIR, k, 0, 0, false, d->teachers[d->pairs[k].a].id,
        g_strdup_printf("%s/%s", lg_pair_word(d->pairs[k].rule), d->teachers[d->pairs[k].b].id));
  g_array_sort(list, by_element);
  b->element_count = (int)list->len;
  b->elements = (lg_brute_element *)(void *)g_array_free(list, FALSE);
}

lg_brute *lg_brute_new(const lg_district *d, const lg_policy *p)
{
  g_assert(p->quota_count <= LG_BRUTE_QUOTAS && p->goal_count <= LG_BRUTE_GOALS);
  lg_brute *b = g_new0(lg_brute, 1);
  b->district = d;
  b->policy = p;
  b->place_count = 2 * d->school_count;
  int pairs = d->teacher_count * b->place_count;
  b->teachers = g_new0(lg_brute_teacher, (size_t)d->teacher_count + 1);
  b->places = g_new0(lg_brute_place, (size_t)pairs + 1);
  for (int i = 0; i < d->teacher_count; i++) lg_brute_fill_teacher(b, i);
  for (int k = 0; k < pairs; k++) lg_brute_fill_place(b, k / b->place_count, k % b->place_count);
  for (int q = 0; q < p->quota_count; q++) {
    const lg_quota *quota = &p->quotas[q];
    b->counted[q] = g_new0(bool, (size_t)pairs + 1);
    b->based[q] = g_new0(bool, (size_t)pairs + 1);
    for (int k = 0; k < pairs; k++) {
      int i = k / b->place_count, j = k % b->place_count;
      b->based[q][k] = lg_brute_match(b, &quota->of, i, j);
      b->counted[q][k] = lg_brute_match(b, &quota->count, i, j) ||
                         (quota->include_rotated && b->teachers[i].rotated && b->based[q][k]);
    }
  }
  for (int g = 0; g < p->goal_count; g++) { /* a checksum each: once, not in every roster */
    if (p->goals[g].kind != LG_GOAL_LOTTERY) continue;
    b->drawn[g] = g_new0(int64_t, (size_t)pairs + 1);
    for (int k = 0; k < pairs; k++)
      b->drawn[g][k] = lg_brute_draw(p->goals[g].seed, d->teachers[k / b->place_count].id,
                                     d->schools[k % d->school_count].id,
                                     k % b->place_count < d->school_count ? "" : "|guest");
  }
  list_elements(b);
  return b;
}

void lg_brute_free(lg_brute *b)
{
  if (!b) return;
  for (int k = 0; k < b->element_count; k++) {
    g_free(b->elements[k].id);
    g_free(b->elements[k].class_id);
  }
  for (int q = 0; q < LG_BRUTE_QUOTAS; q++) {
    g_free(b->counted[q]);
    g_free(b->based[q]);
  }
  for (int g = 0; g < LG_BRUTE_GOALS; g++) g_free(b->drawn[g]);
  g_free(b->elements);
  g_free(b->teachers);
  g_free(b->places);
  if (b->rows) g_array_free(b->rows, TRUE);
  g_free(b);
}

/* How the rosters kept are laid out: what is broken, what each soft quota and R12 cost, goals,
 * schools. */
typedef struct {
  int costs, goals, schools, width;
} row_shape;

static row_shape shape_of(const lg_brute *b)
{
  row_shape s = {1, 2 + b->policy->quota_count, 0, 0};
  s.schools = s.goals + b->policy->goal_count;
  s.width = s.schools + b->district->teacher_count;
  return s;
}

/* The bit of a rule; quotas have bits of their own. */
static uint64_t element_bit(const lg_brute_element *e)
{
  return e->rule == LG_R8_QUOTA ? 1ULL << (32 + e->x) : 1ULL << e->rule;
}

static const uint64_t quota_bits = 0xffffULL << 32;

static bool one_rule_at_most(uint64_t mask)
{
  if (!(mask & ~quota_bits)) return true;
  return !(mask & (mask - 1));
}

/* What a teacher at a school breaks by itself, whoever goes where. */
static uint64_t place_bits(const lg_brute *b, int i, int j)
{
  const lg_brute_place *place = lg_brute_place_of(b, i, j);
  const lg_district *d = b->district;
  uint64_t bits = 0;
  if (place->breaks_r2) bits |= 1ULL << LG_R2_ELIGIBLE;
  if (place->breaks_r13) bits |= 1ULL << LG_R13_RETURN;
  if (place->breaks_r3) bits |= 1ULL << LG_R3_ROUTE;
  if (place->breaks_r4) bits |= 1ULL << LG_R4_SUBJECT;
  if (place->breaks_r5) bits |= 1ULL << LG_R5_COMMUTE;
  if (place->breaks_r14) bits |= 1ULL << LG_R14_UNITS;
  for (int k = 0; k < d->lock_count; k++) {
    const lg_lock *lock = &d->locks[k];
    bool there = lock->school == lg_brute_at(b, i, j);
    if (lock->kind == LG_LOCK_FORBID) there |= lock->school == lg_brute_guest(b, j);
    if (lock->teacher == i && there == (lock->kind == LG_LOCK_FORBID)) bits |= 1ULL << LG_R9_LOCK;
  }
  return bits;
}

/* The places of every teacher that break none of `barred`; -> how many rosters, at most
 * LG_BRUTE_CAP + 1. */
typedef struct {
  int count, *schools; /* of one teacher */
} place_list;

static int64_t list_places(const lg_brute *b, uint64_t barred, place_list *lists)
{
  int64_t product = 1;
  for (int i = 0; i < b->district->teacher_count; i++) {
    lists[i].schools = g_realloc_n(lists[i].schools, (size_t)b->place_count, sizeof(int));
    lists[i].count = 0;
    /* without flexible service there are no guests to try */
    int places = b->policy->flexible.given ? b->place_count : b->district->school_count;
    for (int j = 0; j < places; j++)
      if (!(place_bits(b, i, j) & barred)) lists[i].schools[lists[i].count++] = j;
    product = MIN(product * lists[i].count, LG_BRUTE_CAP + 1);
  }
  return product;
}

/* The next roster in the order of an odometer; false after the last. */
static bool next_roster(const place_list *lists, int *at, int *roster, int count)
{
  for (int i = 0; i < count; i++) {
    bool turned = ++at[i] == lists[i].count;
    if (turned) at[i] = 0;
    roster[i] = lists[i].schools[at[i]];
    if (!turned) return true;
  }
  return false;
}

static void keep_row(lg_brute *b, const int *roster)
{
  const lg_district *d = b->district;
  const lg_policy *p = b->policy;
  uint64_t mask = 0;
  for (int i = 0; i < d->teacher_count; i++) mask |= place_bits(b, i, roster[i]);
  if (!one_rule_at_most(mask)) return;
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (e->soft || e->rule < LG_R6_STAFFING || e->rule == LG_R9_LOCK) continue;
    if (mask & element_bit(e) || !lg_brute_broken(b, e, roster)) continue;
    mask |= element_bit(e);
    if (!one_rule_at_most(mask)) return;
  }
  row_shape shape = shape_of(b);
  guint start = b->rows->len;
  g_array_set_size(b->rows, start + (guint)shape.width);
  int64_t *row = &g_array_index(b->rows, int64_t, start);
  memset(row, 0, (size_t)shape.width * sizeof *row);
  row[0] = (int64_t)mask;
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (!e->soft) continue;
    if (e->rule == LG_R8_QUOTA)
      row[shape.costs + e->x] +=
          p->quotas[e->x].weight * lg_brute_count(b, e->x, e->y, roster).shortfall;
    else
      row[shape.costs + p->quota_count] +=
          p->density.weight * lg_brute_density(b, e->x, e->y, roster).shortfall;
  }
  for (int g = 0; g < p->goal_count; g++) row[shape.goals + g] = lg_brute_goal(b, g, roster);
  for (int i = 0; i < d->teacher_count; i++) row[shape.schools + i] = roster[i];
}

static void free_places(place_list *lists, int count);

int64_t lg_brute_rosters_at_most(const lg_brute *b)
{
  place_list *lists = g_new0(place_list, (size_t)b->district->teacher_count + 1);
  int64_t count = list_places(b, 1ULL << LG_R4_SUBJECT | 1ULL << LG_R14_UNITS, lists);
  free_places(lists, b->district->teacher_count);
  return count;
}

static void free_places(place_list *lists, int count)
{
  for (int i = 0; i < count; i++) g_free(lists[i].schools);
  g_free(lists);
}

bool lg_brute_enumerate(lg_brute *b)
{
  static const uint64_t barred[] = {
      0, 1ULL << LG_R4_SUBJECT | 1ULL << LG_R14_UNITS,
      1ULL << LG_R14_UNITS | 1ULL << LG_R2_ELIGIBLE | 1ULL << LG_R13_RETURN | 1ULL << LG_R3_ROUTE |
          1ULL << LG_R4_SUBJECT | 1ULL << LG_R5_COMMUTE | 1ULL << LG_R9_LOCK};
  int n = b->district->teacher_count;
  place_list *lists = g_new0(place_list, (size_t)n + 1);
  int64_t rosters = 0;
  for (b->level = 0; b->level < 3; b->level++) {
    rosters = list_places(b, barred[b->level], lists);
    if (rosters <= (b->level < 2 ? LG_BRUTE_WIDE_CAP : LG_BRUTE_CAP)) break;
  }
  b->rows = g_array_new(FALSE, FALSE, sizeof(int64_t));
  if (rosters > 0 && rosters <= LG_BRUTE_CAP) {
    int *at = g_new0(int, (size_t)n + 1), *roster = g_new0(int, (size_t)n + 1);
    for (int i = 0; i < n; i++) roster[i] = lists[i].schools[0];
    do keep_row(b, roster);
    while (next_roster(lists, at, roster, n));
    g_free(at);
    g_free(roster);
  }
  free_places(lists, n);
  return rosters <= LG_BRUTE_CAP;
}

static int64_t row_goal(const lg_brute *b, const lg_brute_drop *drop, const int64_t *row, int goal)
{
  row_shape shape = shape_of(b);
  int64_t value = row[shape.goals + goal];
  if (b->policy->goals[goal].kind != LG_GOAL_SHORTFALL) return value;
  for (int q = 0; q < b->policy->quota_count; q++)
    if (drop->quotas >> q & 1 || drop->rules >> LG_R8_QUOTA & 1) value -= row[shape.costs + q];
  if (drop->rules >> LG_R12_DENSITY & 1) value -= row[shape.costs + b->policy->quota_count];
  return value;
}

static bool row_allowed(const lg_brute *b, const int64_t *row, const lg_brute_drop *drop)
{
  const lg_forced *forced = drop->forced;
  if (forced &&
      row[shape_of(b).schools + forced->teacher] != lg_brute_place_for(b, forced->assignment))
    return false;
  uint64_t mask = (uint64_t)row[0] & ~(uint64_t)drop->rules;
  if (drop->rules >> LG_R8_QUOTA & 1) mask &= ~quota_bits;
  return !(mask & ~((uint64_t)drop->quotas << 32));
}

/* SPEC 2.4: at most v + floor(t |v|), or at least v - floor(t |v|). */
static int64_t tolerated(const lg_goal *goal, int64_t best)
{
  int64_t slack = goal->tolerance.p * ABS(best) / goal->tolerance.q;
  return lg_goal_is_max(goal->kind) ? best - slack : best + slack;
}

void lg_brute_best(const lg_brute *b, const lg_brute_drop *drop, lg_brute_result *result)
{
  row_shape shape = shape_of(b);
  GPtrArray *set = g_ptr_array_new();
  for (guint k = 0; k < b->rows->len; k += (guint)shape.width) {
    int64_t *row = &g_array_index(b->rows, int64_t, k);
    if (row_allowed(b, row, drop)) g_ptr_array_add(set, row);
  }
  *result = (lg_brute_result){.feasible = set->len > 0};
  for (int g = 0; g < b->policy->goal_count && set->len; g++) {
    const lg_goal *goal = &b->policy->goals[g];
    if (g == drop->goal) continue;
    int64_t sign = lg_goal_is_max(goal->kind) ? -1 : 1, best = INT64_MAX;
    for (guint k = 0; k < set->len; k++)
      best = MIN(best, sign * row_goal(b, drop, set->pdata[k], g));
    result->best[g] = sign * best;
    result->limit[g] = drop->no_tolerance ? sign * best : tolerated(goal, sign * best);
    guint kept = 0;
    for (guint k = 0; k < set->len; k++)
      if (sign * row_goal(b, drop, set->pdata[k], g) <= sign * result->limit[g])
        set->pdata[kept++] = set->pdata[k];
    g_ptr_array_set_size(set, (gint)kept);
  }
  result->count = (int)set->len;
  if (set->len) result->first = (const int64_t *)set->pdata[0] + shape.schools;
  g_ptr_array_free(set, TRUE);
}

GArray *lg_brute_rosters(const lg_brute *b, const lg_brute_drop *drop)
{
  row_shape shape = shape_of(b);
  GArray *rosters = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint k = 0; k < b->rows->len; k += (guint)shape.width) {
    const int64_t *row = &g_array_index(b->rows, int64_t, k);
    if (!row_allowed(b, row, drop)) continue;
    for (int i = shape.schools; i < shape.width; i++) {
      int school = (int)row[i];
      g_array_append_val(rosters, school);
    }
  }
  return rosters;
}

static int find_element(const lg_brute *b, lg_element wanted)
{
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (lg_brute_is(b->district, b->policy, e, wanted)) return e->soft ? -1 : k;
  }
  return -1;
}

/* Leaves the placement alone of its teacher's, which must be there. */
static void force_place(const lg_brute *b, place_list *lists, lg_forced forced, int64_t *rosters)
{
  int place = lg_brute_place_for(b, forced.assignment);
  place_list *list = &lists[forced.teacher];
  bool there = false;
  for (int k = 0; k < list->count; k++) there |= list->schools[k] == place;
  *rosters = there ? *rosters / list->count : 0;
  list->schools[0] = place;
  list->count = 1;
}

/* What is asked of the rosters that keep some elements: is there one, and beside which placement;
 * or what they are worth at most. */
typedef struct {
  lg_forced forced;
  lg_brute_worth worth; /* NULL: any roster will do */
  void *user;
  int64_t most;
} element_question;

static bool keeps_all(const lg_brute *b, const bool *wanted, const int *roster)
{
  for (int k = 0; k < b->element_count; k++)
    if (wanted[k] && lg_brute_broken(b, &b->elements[k], roster)) return false;
  return true;
}

/* Tries the rosters of `b`, whose district has the wanted locks alone, against the wanted elements.
 */
static lg_brute_answer try_elements(const lg_brute *b, element_question *q, const bool *wanted)
{
  int n = b->district->teacher_count;
  uint64_t barred = 1ULL << LG_R4_SUBJECT | 1ULL << LG_R9_LOCK | 1ULL << LG_R14_UNITS;
  for (int k = 0; k < b->element_count; k++)
    if (wanted[k] && b->elements[k].rule <= LG_R5_COMMUTE && b->elements[k].rule != LG_R13_RETURN)
      barred |= element_bit(&b->elements[k]);
  place_list *lists = g_new0(place_list, (size_t)n + 1);
  int64_t rosters = list_places(b, barred, lists);
  if (q->forced.teacher != LG_MISSING && rosters <= LG_BRUTE_CAP)
    force_place(b, lists, q->forced, &rosters);
  lg_brute_answer answer = rosters > LG_BRUTE_CAP ? LG_BRUTE_TOO_MANY : LG_BRUTE_NO;
  if (rosters > 0 && rosters <= LG_BRUTE_CAP) {
    int *at = g_new0(int, (size_t)n + 1), *roster = g_new0(int, (size_t)n + 1);
    for (int i = 0; i < n; i++) roster[i] = lists[i].schools[0];
    do {
      if (!keeps_all(b, wanted, roster)) continue;
      int64_t worth = q->worth ? q->worth(b, roster, q->user) : 0;
      if (answer == LG_BRUTE_NO || worth > q->most) q->most = worth;
      answer = LG_BRUTE_YES;
    } while ((q->worth || answer == LG_BRUTE_NO) && next_roster(lists, at, roster, n));
    g_free(at);
    g_free(roster);
  }
  free_places(lists, n);
  return answer;
}

static lg_brute_answer ask_elements(const lg_district *district, const lg_policy *policy,
                                    const lg_element *elements, int count, const bool *skip,
                                    element_question *q)
{
  lg_brute *whole = lg_brute_new(district, policy);
  lg_district part = *district; /* shares everything but the locks */
  part.locks = g_new0(lg_lock, (size_t)count + 1);
  part.lock_count = 0;
  bool known = true;
  for (int k = 0; k < count; k++) {
    int e = find_element(whole, elements[k]);
    known = known && e >= 0;
    if (known && !skip[k] && whole->elements[e].rule == LG_R9_LOCK)
      part.locks[part.lock_count++] = district->locks[whole->elements[e].x];
  }
  lg_brute_answer answer = LG_BRUTE_NO_SUCH_ELEMENT;
  if (known) {
    lg_brute *b = lg_brute_new(&part, policy);
    bool *wanted = g_new0(bool, (size_t)b->element_count + 1);
    for (int k = 0; k < count; k++)
      if (!skip[k]) wanted[find_element(b, elements[k])] = true;
    answer = try_elements(b, q, wanted);
    g_free(wanted);
    lg_brute_free(b);
  }
  g_free(part.locks);
  lg_brute_free(whole);
  return answer;
}

lg_brute_answer lg_brute_satisfiable(const lg_district *district, const lg_policy *policy,
                                     const lg_element *elements, int count, int skip)
{
  return lg_brute_satisfiable_with(district, policy, lg_nothing_forced, elements, count, skip);
}

lg_brute_answer lg_brute_satisfiable_with(const lg_district *district, const lg_policy *policy,
                                          lg_forced forced, const lg_element *elements, int count,
                                          int skip)
{
  bool *skipped = g_new0(bool, (size_t)count + 1);
  if (skip >= 0) skipped[skip] = true;
  element_question q = {.forced = forced};
  lg_brute_answer answer = ask_elements(district, policy, elements, count, skipped, &q);
  g_free(skipped);
  return answer;
}

lg_brute_answer lg_brute_most(const lg_district *district, const lg_policy *policy,
                              const lg_element *elements, int count, const bool *skip,
                              lg_brute_worth worth, void *user, int64_t *most)
{
  element_question q = {.forced = lg_nothing_forced, .worth = worth, .user = user};
  lg_brute_answer answer = ask_elements(district, policy, elements, count, skip, &q);
  *most = q.most;
  return answer;
}
