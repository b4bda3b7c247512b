/* town_schools.c - where the schools stand, who is partner of whom, how large they are. */
#include "random.h"
#include "town.h"

/* Sizes of partner bodies in turn, and the tiers of their members. */
static const int body_sizes[] = {4, 3, 5, 4, 6};
static const int body_tiers[6] = {TOWN_STRONG,   TOWN_WEAK,     TOWN_ORDINARY,
                                  TOWN_ORDINARY, TOWN_ORDINARY, TOWN_WEAK};

/* Places of the members around the body's centre, in metres: never nearer than about 500 m. */
static const int member_place[6][2] = {{0, 0},       {720, 90},   {-310, 660},
                                       {-680, -240}, {260, -700}, {560, 690}};
enum { BODY_SPACING_M = 1900 };

/* Three to six as long as there are schools enough: no rest of one or two is left. */
static int body_members(int body, int rest)
{
  int members = body_sizes[body % (int)G_N_ELEMENTS(body_sizes)];
  if (rest - members >= 3) return members;
  return rest > 6 ? rest - 3 : rest;
}

/* Every third body is one of junior schools, every eighth school has both stages: spread evenly, so
 * that small districts have the same mixture as large ones. */
static void stages_set(town_school *school, int body, int place)
{
  bool junior = body % 3 == 2;
  bool both = place % 8 == 5;
  school->has_stage[TOWN_PRIMARY] = both || !junior;
  school->has_stage[TOWN_JUNIOR] = both || junior;
}

static void place_set(town_school *school, int body, int bodies, int member, lg_random *random)
{
  int side = 1;
  while (side * side < bodies) side++;
  school->x_m = (body % side) * BODY_SPACING_M + 1000 + member_place[member][0];
  school->y_m = (body / side) * BODY_SPACING_M + 1000 + member_place[member][1];
  school->x_m += lg_random_in(random, -110, 110);
  school->y_m += lg_random_in(random, -110, 110);
}

/* Shares `total` out by weights, exactly; at least `least` each where there are enough. Remainders
 * go to the largest fractions by running sums, which is linear. */
static void shares_set(const int64_t *weight, int count, int total, int least, int *share)
{
  if ((int64_t)least * count > total) least = total / MAX(count, 1);
  int64_t sum = 0, before = 0, rest = total - (int64_t)least * count;
  for (int k = 0; k < count; k++) sum += weight[k];
  for (int k = 0; k < count; k++) {
    int64_t after = before + weight[k];
    share[k] = least + (int)(rest * after / sum - rest * before / sum);
    before = after;
  }
}

static void sizes_set(town *place, lg_random *random)
{
  static const int tier_percent[] = {112, 100, 94};
  int count = place->size.schools * TOWN_STAGES;
  int64_t *weight = g_new0(int64_t, count);
  int *share = g_new0(int, count);
  int cells = 0;
  for (int k = 0; k < place->size.schools; k++) {
    const town_school *school = &place->schools[k];
    bool both = school->has_stage[TOWN_PRIMARY] && school->has_stage[TOWN_JUNIOR];
    for (int stage = 0; stage < TOWN_STAGES; stage++) {
      if (!school->has_stage[stage]) continue;
      weight[cells++] =
          (int64_t)lg_random_in(random, 60, 150) * tier_percent[school->tier] * (both ? 6 : 10);
    }
  }
  shares_set(weight, cells, place->size.teachers, 8, share);
  cells = 0;
  for (int k = 0; k < place->size.schools; k++) {
    town_school *school = &place->schools[k];
    for (int stage = 0; stage < TOWN_STAGES; stage++) {
      if (!school->has_stage[stage]) continue;
      school->staff[stage] = share[cells++];
      school->students[stage] = MAX(20, school->staff[stage] * lg_random_in(random, 172, 198) / 10);
    }
  }
  g_free(weight);
  g_free(share);
}

/* Ids in an order that has nothing to do with tiers and bodies. */
static void numbers_set(town *place, lg_random *random)
{
  int count = place->size.schools;
  for (int k = 0; k < count; k++) place->schools[k].number = k + 1;
  for (int k = count - 1; k > 0; k--) {
    int other = lg_random_in(random, 0, k);
    int number = place->schools[k].number;
    place->schools[k].number = place->schools[other].number;
    place->schools[other].number = number;
  }
}

static int by_number(const void *a, const void *b)
{
  return ((const town_school *)a)->number - ((const town_school *)b)->number;
}

void town_make_schools(town *place)
{
  lg_random random = lg_random_of(place->size.seed, 1);
  int count = place->size.schools;
  place->schools = g_new0(town_school, count);
  int bodies = count * 10 / 44 + 2; /* no fewer than there will be: the side of the map */
  int body = 0, k = 0;
  while (k < count) {
    int end = k + body_members(body, count - k);
    for (int member = 0; k < end; member++, k++) {
      town_school *school = &place->schools[k];
      school->tier = body_tiers[member];
      school->group = body;
      stages_set(school, body, k);
      place_set(school, body, bodies, member, &random);
    }
    body++;
  }
  place->group_count = body;
  sizes_set(place, &random);
  numbers_set(place, &random);
  qsort(place->schools, (size_t)count, sizeof *place->schools, by_number);
}
