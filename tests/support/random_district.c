/* random_district.c - the facts: schools, teachers, tables. */
#include "random_district.h"

#include <stdlib.h>
#include <string.h>

#include "brute.h"
#include "model/service.h"
#include "random_draw.h"

enum { MOST_CODES = 1000 };

static const char *const subject_words[] = {"math", "music", "英语", "语文"};
static const char *const group_words[] = {"east", "西片"};
static const char *const rank_words[] = {"学科带头人", "教学新秀", "特级教师"};
static const char *const tag_words[] = {"毕业班", "班主任"};
static const char *const title_words[] = {"一级教师", "高级教师"};

/* The fixed words stand sorted by bytes, as the district wants them. */
static void set_words(lg_words *words, const char *const *text, int count)
{
  words->text = g_new0(const char *, (size_t)count + 1);
  words->count = count;
  for (int k = 0; k < count; k++) {
    words->text[k] = text[k];
    g_assert(k == 0 || strcmp(text[k - 1], text[k]) < 0);
  }
}

static void sort_rows(void *rows, int count, size_t size, int (*order)(const void *, const void *))
{
  if (count > 1) qsort(rows, (size_t)count, size, order);
}

/* Subjects and groups that nobody has are no words of the district: take them out and count anew.
 */
static void draw_words(const lg_draw *r, int *subjects)
{
  lg_district *d = r->d;
  *subjects = lg_pick(r, 1, 3);
  set_words(&d->subjects, subject_words + lg_pick(r, 0, 1), *subjects);
  set_words(&d->groups, group_words, 2);
  set_words(&d->ranks, rank_words, 3);
  set_words(&d->tags, tag_words, 2);
  set_words(&d->titles, title_words, 2);
}

static void drop_unused(lg_words *words, int **codes, int count)
{
  int kept = 0;
  for (int code = 0; code < words->count; code++) {
    bool used = false;
    for (int k = 0; k < count; k++) used = used || *codes[k] == code;
    if (!used) continue;
    for (int k = 0; k < count; k++)
      if (*codes[k] == code) *codes[k] = kept;
    words->text[kept++] = words->text[code];
  }
  words->count = kept;
}

static void draw_schools(const lg_draw *r, int count)
{
  lg_district *d = r->d;
  d->school_count = count;
  d->schools = g_new0(lg_school, (size_t)count);
  bool two_stages = lg_chance(r, 55), groups = lg_chance(r, 75), places = lg_chance(r, 70);
  for (int j = 0; j < count; j++) {
    lg_school *s = &d->schools[j];
    char id[8];
    g_snprintf(id, sizeof id, "s%d", j + 1);
    s->id = g_string_chunk_insert(d->texts, id);
    s->name = s->id;
    int stages = two_stages ? lg_pick(r, 0, 4) : 0; /* 2: junior alone, 3 and 4: both */
    s->has_stage[LG_PRIMARY] = stages != 2;
    s->has_stage[LG_JUNIOR] = stages >= 2;
    for (int k = 0; k < LG_STAGE_COUNT; k++)
      s->students[k] = s->has_stage[k] ? lg_pick(r, 30, 300) : 0;
    s->tier = (lg_tier)lg_pick(r, 0, LG_TIER_COUNT - 1);
    s->group = groups && lg_chance(r, 75) ? lg_pick(r, 0, 1) : LG_MISSING;
    s->max_staff = LG_MISSING;
    s->has_place = places && lg_chance(r, 85);
    s->lon = lg_pick(r, 116000, 116200) / 1000.0;
    s->lat = lg_pick(r, 39000, 39200) / 1000.0;
  }
}

static lg_date draw_date(const lg_draw *r, int from, int to)
{
  lg_date date = {lg_pick(r, from, to), lg_pick(r, 1, 12), 1};
  if (lg_chance(r, 50)) date.day = lg_pick(r, 1, 28);
  if (lg_chance(r, 10)) date = (lg_date){date.year / 4 * 4, 2, 29};
  return date;
}

/* A list of `most` different codes below `below` at most; the array does not move, MOST_CODES is
 * room for all. */
static const int *draw_codes(const lg_draw *r, int below, int most, int *count)
{
  GArray *codes = r->d->codes;
  guint start = codes->len;
  int first = lg_pick(r, 0, below - 1);
  *count = lg_pick(r, 1, most);
  for (int k = 0; k < *count; k++) {
    int code = (first + k) % below;
    g_array_append_val(codes, code);
  }
  g_assert(codes->len < MOST_CODES);
  return &g_array_index(codes, int, start);
}

static bool is_backbone(const lg_teacher *t)
{
  for (int k = 0; k < t->rank_count; k++)
    if (t->ranks[k] != 1) return true; /* 教学新秀 is not in the plan's list */
  return false;
}

static void draw_ranks(const lg_draw *r, lg_teacher *t)
{
  lg_district *d = r->d;
  t->rank = "";
  if (lg_chance(r, 45)) return;
  t->ranks = draw_codes(r, 3, 2, &t->rank_count);
  t->backbone = is_backbone(t);
  GString *cell = g_string_new(d->ranks.text[t->ranks[0]]);
  for (int k = 1; k < t->rank_count; k++)
    g_string_append_printf(cell, ";%s", d->ranks.text[t->ranks[k]]);
  t->rank = g_string_chunk_insert(d->texts, cell->str);
  g_string_free(cell, TRUE);
}

static void draw_teacher(const lg_draw *r, int i)
{
  lg_district *d = r->d;
  lg_teacher *t = &d->teachers[i];
  char id[8];
  g_snprintf(id, sizeof id, "t%02d", i + 1);
  t->id = g_string_chunk_insert(d->texts, id);
  t->name = t->id;
  t->school = lg_pick(r, 0, d->school_count - 1);
  const lg_school *home = &d->schools[t->school];
  t->stage = home->has_stage[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
  if (home->has_stage[LG_JUNIOR] && lg_chance(r, 40)) t->stage = LG_JUNIOR;
  t->subject = lg_pick(r, 0, d->subjects.count - 1);
  t->gender = lg_chance(r, 10) ? LG_GENDER_MISSING : (lg_gender)lg_pick(r, 0, 1);
  draw_ranks(r, t);
  t->title = lg_chance(r, 40) ? lg_pick(r, 0, 1) : LG_MISSING;
  if (lg_chance(r, 35)) t->tags = draw_codes(r, 2, 2, &t->tag_count);
  if (lg_chance(r, 90)) t->birth = draw_date(r, 1950, 1985);
  t->years_given = LG_MISSING;
  if (lg_chance(r, 60))
    t->joined = draw_date(r, 1990, 2009);
  else if (lg_chance(r, 70))
    t->years_given = lg_pick(r, 0, 12);
  t->exempt = lg_chance(r, 8) ? "产假" : NULL;
  t->rotated = lg_chance(r, 20);
  t->full_time = lg_chance(r, 85);
  t->flexible_units = LG_MISSING;
  t->has_home = lg_chance(r, 50);
  t->lon = lg_pick(r, 116000, 116200) / 1000.0;
  t->lat = lg_pick(r, 39000, 39200) / 1000.0;
}

static int by_wish(const void *a, const void *b)
{
  const lg_wish *p = a, *q = b;
  if (p->teacher != q->teacher) return p->teacher - q->teacher;
  return p->rank != q->rank ? p->rank - q->rank : p->school - q->school;
}

static void draw_wishes(const lg_draw *r)
{
  lg_district *d = r->d;
  d->has_wishes = lg_chance(r, 70);
  d->wishes = g_new0(lg_wish, (size_t)(d->teacher_count * d->school_count));
  if (!d->has_wishes) return;
  for (int i = 0; i < d->teacher_count; i++)
    for (int j = 0; j < d->school_count; j++)
      if (j != d->teachers[i].school && lg_chance(r, 40))
        d->wishes[d->wish_count++] = (lg_wish){i, j, lg_pick(r, 1, 3)};
  sort_rows(d->wishes, d->wish_count, sizeof(lg_wish), by_wish);
}

static void draw_locks(const lg_draw *r)
{
  lg_district *d = r->d;
  d->locks = g_new0(lg_lock, (size_t)(d->teacher_count * d->school_count));
  bool some = lg_chance(r, 40);
  for (int i = 0; some && i < d->teacher_count; i++) {
    const lg_teacher *t = &d->teachers[i];
    int must = lg_chance(r, 10) ? lg_pick(r, 0, d->school_count - 1) : LG_MISSING;
    if (must != LG_MISSING && !d->schools[must].has_stage[t->stage]) must = t->school;
    for (int j = 0; j < d->school_count; j++) {
      bool forbid = j != must && lg_chance(r, j == t->school ? 4 : 10);
      if (j != must && !forbid) continue;
      d->locks[d->lock_count++] = (lg_lock){
          i, j, forbid ? LG_LOCK_FORBID : LG_LOCK_MUST, j == t->school && lg_chance(r, 50), "", ""};
    }
  }
}

static void draw_distances(const lg_draw *r)
{
  lg_district *d = r->d;
  d->distances =
      g_new0(lg_distance, (size_t)((d->teacher_count + d->school_count) * d->school_count));
  bool some = lg_chance(r, 40);
  for (int from = 0; some && from < d->school_count + d->teacher_count; from++) {
    bool teacher = from >= d->school_count;
    for (int to = 0; to < d->school_count; to++) {
      if (from == to || !lg_chance(r, teacher ? 15 : 50)) continue;
      int index = teacher ? from - d->school_count : from;
      d->distances[d->distance_count++] = (lg_distance){teacher, index, to, lg_pick(r, 0, 20000)};
    }
  }
}

static int by_pair(const void *a, const void *b)
{
  const lg_pair *p = a, *q = b;
  if (p->a != q->a) return p->a - q->a;
  return p->b != q->b ? p->b - q->b : (int)p->rule - (int)q->rule;
}

static void draw_pairs(const lg_draw *r)
{
  lg_district *d = r->d;
  int count = lg_chance(r, 30) ? lg_pick(r, 1, 2) : 0;
  d->pairs = g_new0(lg_pair, 2);
  for (int k = 0; k < count; k++) {
    lg_pair pair = {lg_pick(r, 0, d->teacher_count - 1), lg_pick(r, 0, d->teacher_count - 1),
                    (lg_pair_rule)lg_smaller(lg_pick(r, 0, 4), LG_NOT_BOTH_MOVE)};
    if (pair.a == pair.b) continue;
    if (d->pair_count && MIN(pair.a, pair.b) == MIN(d->pairs[0].a, d->pairs[0].b)) continue;
    d->pairs[d->pair_count++] = pair;
  }
  sort_rows(d->pairs, d->pair_count, sizeof(lg_pair), by_pair);
}

static int count_heads(const lg_district *d, int school, int stage, int subject)
{
  int sum = 0;
  for (int i = 0; i < d->teacher_count; i++) {
    const lg_teacher *t = &d->teachers[i];
    sum += t->school == school && (stage < 0 || ((int)t->stage == stage && t->subject == subject));
  }
  return sum;
}

static void draw_demand(const lg_draw *r)
{
  lg_district *d = r->d;
  d->demands = g_new0(lg_demand, (size_t)(d->school_count * LG_STAGE_COUNT * d->subjects.count));
  bool some = lg_chance(r, 60);
  for (int j = 0; some && j < d->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++)
      for (int c = 0; d->schools[j].has_stage[s] && c < d->subjects.count; c++) {
        if (!lg_chance(r, 35)) continue;
        int now = count_heads(d, j, s, c);
        lg_demand row = {j, (lg_stage)s, c, LG_MISSING, LG_MISSING, LG_MISSING};
        if (lg_chance(r, 25)) row.min = lg_larger(0, now + lg_pick(r, -4, 1));
        if (lg_chance(r, 25)) row.max = lg_larger(lg_larger(0, row.min), now + lg_pick(r, -1, 3));
        if (lg_chance(r, 80)) row.target = lg_larger(0, now + lg_pick(r, -2, 2));
        d->demands[d->demand_count++] = row;
      }
}

static void draw_rest(const lg_draw *r)
{
  lg_district *d = r->d;
  for (int j = 0; j < d->school_count; j++)
    if (lg_chance(r, 20))
      d->schools[j].max_staff = lg_larger(0, count_heads(d, j, -1, -1) + lg_pick(r, -1, 2));
  if (!lg_chance(r, 45)) return;
  d->baseline = g_new0(lg_assignment, (size_t)d->teacher_count);
  for (int i = 0; i < d->teacher_count; i++)
    d->baseline[i] = lg_assignment_at(lg_chance(r, 50) ? d->teachers[i].school
                                                       : lg_pick(r, 0, d->school_count - 1));
}

static void draw_district(const lg_draw *r)
{
  static const int most[] = {0, 0, 10, 8, 6, 6};    /* by schools: about ten thousand rosters */
  static const int larger[] = {0, 0, 14, 11, 8, 7}; /* less than LG_BRUTE_CAP */
  lg_district *d = r->d;
  int subjects, schools = lg_pick(r, 2, 5);
  g_array_set_size(d->codes, MOST_CODES);
  g_array_set_size(d->codes, 0);
  draw_words(r, &subjects);
  draw_schools(r, schools);
  int teachers = lg_chance(r, 4) ? larger[schools] : most[schools];
  d->teacher_count = lg_pick(r, teachers - 3, teachers);
  d->teachers = g_new0(lg_teacher, (size_t)d->teacher_count);
  for (int i = 0; i < d->teacher_count; i++) draw_teacher(r, i);
  int *groups[8], *taught[16];
  for (int j = 0; j < d->school_count; j++) groups[j] = &d->schools[j].group;
  for (int i = 0; i < d->teacher_count; i++) taught[i] = &d->teachers[i].subject;
  drop_unused(&d->groups, groups, d->school_count);
  drop_unused(&d->subjects, taught, d->teacher_count);
  draw_wishes(r);
  draw_locks(r);
  draw_distances(r);
  draw_pairs(r);
  draw_demand(r);
  draw_rest(r);
}

/* Another school with the teacher's stage, or LG_OUTSIDE. */
static int draw_other(const lg_draw *r, int i)
{
  const lg_teacher *t = &r->d->teachers[i];
  int school = lg_pick(r, 0, r->d->school_count - 1);
  bool good = school != t->school && r->d->schools[school].has_stage[t->stage];
  return good ? school : LG_OUTSIDE;
}

/* A full-time row of teacher i of the given kind: 0 over, 1 running, 2 to come. */
static lg_service draw_service(const lg_draw *r, int i, int kind)
{
  static const char *const forms[] = {"partner", "support", "learn", "any", "挂职", ""};
  int year = r->p->date.year, home = r->d->teachers[i].school;
  lg_service row = {.teacher = i, .form = forms[lg_pick(r, 0, 5)], .units = LG_MISSING};
  row.personnel = lg_chance(r, 25);
  row.back = (lg_back)lg_pick(r, 0, 2);
  row.from = draw_other(r, i);
  row.to = home;
  int begun = year - lg_pick(r, 3, 6);
  row.begin = kind == 2 ? (lg_date){year + 1, 9, 1} : (lg_date){begun, lg_pick(r, 1, 12), 1};
  if (kind == 0) row.end = (lg_date){lg_pick(r, begun + 1, year - 1), 8, 31};
  if (kind > 0 && lg_chance(r, 60)) row.end = (lg_date){year + lg_pick(r, 2, 4), 7, 31};
  if (kind == 0 && lg_chance(r, 25)) row.to = draw_other(r, i);
  if (kind == 1 && lg_chance(r, 40)) row.to = LG_OUTSIDE;
  if (row.to == row.from) row.from = row.to == home ? LG_MISSING : home;
  return row;
}

static void draw_services(const lg_draw *r)
{
  lg_district *d = r->d;
  d->has_services = true;
  d->services = g_new0(lg_service, (size_t)d->teacher_count * 3 + 1);
  for (int i = 0; i < d->teacher_count; i++) {
    if (!lg_chance(r, 45)) continue;
    if (lg_chance(r, 75)) d->services[d->service_count++] = draw_service(r, i, 0);
    if (lg_chance(r, 25)) d->services[d->service_count++] = draw_service(r, i, lg_chance(r, 75));
    if (lg_chance(r, 15)) d->services[d->service_count++] = draw_service(r, i, 2);
  }
  sort_rows(d->services, d->service_count, sizeof(lg_service), lg_service_compare);
  int kept = 0; /* a row twice is a defect */
  for (int k = 0; k < d->service_count; k++)
    if (kept == 0 || lg_service_compare(&d->services[kept - 1], &d->services[k]) != 0)
      d->services[kept++] = d->services[k];
  d->service_count = kept;
}

lg_random_case *lg_random_case_new(guint32 seed)
{
  lg_random_case *random = g_new0(lg_random_case, 1);
  random->district = lg_district_new();
  random->policy = lg_policy_new();
  lg_draw draw = {g_rand_new_with_seed(seed), random->district, random->policy};
  draw_district(&draw);
  lg_draw_policy(&draw);
  /* after all else, so that the cases before these were drawn are the same but for them */
  if (lg_chance(&draw, 45)) draw_services(&draw);
  lg_draw_policy_of_services(&draw);
  lg_standing_settle(random->policy, random->district);
  g_rand_free(draw.dice);
  return random;
}

void lg_random_case_free(lg_random_case *random)
{
  if (!random) return;
  lg_district_free(random->district);
  lg_policy_free(random->policy);
  g_free(random);
}

static int by_demand(const void *a, const void *b)
{
  const lg_demand *p = a, *q = b;
  if (p->school != q->school) return p->school - q->school;
  return p->stage != q->stage ? (int)p->stage - (int)q->stage : p->subject - q->subject;
}

static void draw_flexible_demand(const lg_draw *r)
{
  lg_district *d = r->d;
  d->has_flexible_demand = true;
  d->flexible_demands =
      g_new0(lg_demand, (size_t)(d->school_count * LG_STAGE_COUNT * d->subjects.count));
  for (int j = 0; j < d->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++)
      for (int c = 0; d->schools[j].has_stage[s] && c < d->subjects.count; c++) {
        if (!lg_chance(r, 45)) continue;
        lg_demand row = {j, (lg_stage)s, c, 0, LG_MISSING, LG_MISSING};
        if (lg_chance(r, 20)) row.min = lg_pick(r, 1, 5);
        if (lg_chance(r, 35)) row.max = row.min + lg_pick(r, 0, 6);
        if (lg_chance(r, 70)) row.target = lg_pick(r, 0, 9);
        d->flexible_demands[d->flexible_demand_count++] = row;
      }
  sort_rows(d->flexible_demands, d->flexible_demand_count, sizeof(lg_demand), by_demand);
}

/* Rows of flexible service in the ledger, most of which run. */
static void draw_flexible_services(const lg_draw *r)
{
  lg_district *d = r->d;
  int year = r->p->date.year;
  d->services = g_renew(lg_service, d->services, d->service_count + d->teacher_count + 1);
  for (int i = 0; i < d->teacher_count; i++) {
    int to = draw_other(r, i);
    if (to == LG_OUTSIDE || !lg_chance(r, 20)) continue;
    lg_service row = {.teacher = i, .form = "柔性", .from = LG_MISSING, .to = to};
    row.units = lg_pick(r, 1, 5);
    row.begin = (lg_date){year - 2, 9, 1};
    row.end = (lg_date){lg_chance(r, 75) ? year + 1 : year - 1, 8, 31};
    d->services[d->service_count++] = row;
    d->has_services = true;
  }
  sort_rows(d->services, d->service_count, sizeof(lg_service), lg_service_compare);
}

static void drop_flexible(lg_random_case *random)
{
  lg_district *d = random->district;
  int kept = 0;
  for (int k = 0; k < d->service_count; k++)
    if (d->services[k].units == LG_MISSING) d->services[kept++] = d->services[k];
  d->service_count = kept;
  g_clear_pointer(&d->flexible_demands, g_free);
  d->flexible_demand_count = 0;
  d->has_flexible_demand = false;
  random->policy->flexible = (lg_flexible){.max_m = LG_MISSING};
}

bool lg_random_case_add_flexible(lg_random_case *random, guint32 seed)
{
  lg_draw draw = {g_rand_new_with_seed(seed), random->district, random->policy};
  const lg_draw *r = &draw;
  lg_district *d = random->district;
  draw_flexible_demand(r);
  if (lg_chance(r, 50)) draw_flexible_services(r);
  bool column = lg_chance(r, 50);
  for (int i = 0; i < d->teacher_count; i++)
    d->teachers[i].flexible_units = column ? lg_pick(r, 0, 5) : LG_MISSING;
  lg_draw_flexible(r);
  lg_standing_settle(random->policy, d);
  lg_brute *b = lg_brute_new(d, random->policy);
  bool few = lg_brute_rosters_at_most(b) <= LG_BRUTE_CAP;
  lg_brute_free(b);
  if (few) {
    lg_draw_policy_of_flexible(r);
  } else {
    drop_flexible(random);
    lg_standing_settle(random->policy, d);
  }
  g_rand_free(draw.dice);
  return few;
}

/* The worst class of quota q in a roster: the least N (min) or the most (max); D of that class
 * beside it. As shares where `share`: N/D compared, a class with D = 0 left out. */
static bool worst_class(const lg_brute *b, int q, bool share, bool is_min, const int *roster,
                        lg_brute_quota *worst)
{
  bool found = false;
  for (int k = 0; k < b->element_count; k++) {
    const lg_brute_element *e = &b->elements[k];
    if (e->rule != LG_R8_QUOTA || e->x != q) continue;
    lg_brute_quota now = lg_brute_count(b, q, e->y, roster);
    if (share && now.of == 0) continue;
    int64_t x = share ? now.count * worst->of : now.count,
            y = share ? worst->count * now.of : worst->count;
    if (!found || (is_min ? x < y : x > y)) *worst = now;
    found = true;
  }
  return found;
}

/* Of the rosters that keep everything but quota q: the best value of the worst class. */
static bool reachable(const lg_random_case *random, int q, bool share, bool is_min,
                      lg_brute_quota *best)
{
  lg_brute *b = lg_brute_new(random->district, random->policy);
  int n = random->district->teacher_count;
  bool found = false;
  bool tried = lg_brute_enumerate(b);
  GArray *rosters = lg_brute_rosters(b, &(lg_brute_drop){.quotas = 1U << q, .goal = -1});
  for (guint k = 0; tried && k < rosters->len; k += (guint)n) {
    lg_brute_quota now = {0};
    if (!worst_class(b, q, share, is_min, &g_array_index(rosters, int, k), &now)) continue;
    int64_t x = share ? now.count * best->of : now.count,
            y = share ? best->count * now.of : best->count;
    if (!found || (is_min ? x > y : x < y)) *best = now;
    found = true;
  }
  g_array_free(rosters, TRUE);
  lg_brute_free(b);
  return found;
}

bool lg_random_case_tighten(lg_random_case *random, guint32 seed, bool beyond)
{
  lg_policy *p = random->policy;
  GRand *dice = g_rand_new_with_seed(seed);
  int q = p->quota_count ? g_rand_int_range(dice, 0, p->quota_count) : 0;
  bool share = g_rand_int_range(dice, 0, 2), is_min = g_rand_int_range(dice, 0, 3) > 0;
  g_rand_free(dice);
  lg_brute_quota best = {0};
  if (!p->quota_count || p->quotas[q].soft || !reachable(random, q, share, is_min, &best))
    return false;
  int64_t heads = best.count, step = is_min ? 1 : -1;
  if (beyond && !share) heads += step;
  int64_t up = share && beyond ? heads * 100 + step : heads,
          down = share && beyond ? best.of * 100 : best.of;
  if (share ? up < 0 || up > down : heads < 0) return false;
  lg_quota *quota = &p->quotas[q];
  quota->min = quota->max = (lg_bound){.kind = LG_BOUND_NONE, .text = ""};
  *(is_min ? &quota->min : &quota->max) =
      share ? lg_draw_share(p, up, down) : lg_draw_heads(p, heads);
  return true;
}
