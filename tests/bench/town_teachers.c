/* town_teachers.c - the staff of every school: subjects, ages, years, ranks, reasons. */
#include "random.h"
#include "town.h"

/* Per mille of a stage's staff; the order is that of the words in town_files.c. */
static const int subject_share[TOWN_STAGES][TOWN_SUBJECTS] = {
    {300, 220, 110, 60, 50, 90, 55, 50, 30, 20, 15, 0, 0, 0, 0, 0},
    {165, 165, 165, 0, 65, 80, 30, 30, 25, 0, 15, 85, 55, 40, 40, 40},
};

int town_subject_share(int stage, int subject)
{
  return subject_share[stage][subject];
}

typedef struct {
  int from, to, weight;
} band;

static int band_draw(const band *bands, int count, lg_random *random)
{
  int total = 0;
  for (int k = 0; k < count; k++) total += bands[k].weight;
  int draw = lg_random_in(random, 1, total);
  int k = 0;
  while (draw > bands[k].weight) draw -= bands[k++].weight;
  return lg_random_in(random, bands[k].from, bands[k].to);
}

static const band ages[] = {{23, 27, 13}, {28, 32, 20}, {33, 37, 20}, {38, 42, 18},
                            {43, 47, 14}, {48, 52, 10}, {53, 59, 5}};
static const band tenures[] = {{0, 2, 12}, {3, 5, 24}, {6, 9, 26}, {10, 15, 24}, {16, 25, 14}};

/* Head-counts of the subjects: by share, and now and then one too many here and one too few there,
 * as offices know it. The fair count becomes the target of the demand table. */
static void cell_counts(int stage, int staff, lg_random *random, int *count, int *fair)
{
  int given = 0, before = 0;
  for (int s = 0; s < TOWN_SUBJECTS; s++) {
    int after = before + subject_share[stage][s];
    /* Running sums from the middle of a head: the counts add up to the staff. */
    count[s] = (staff * after + 500) / 1000 - (staff * before + 500) / 1000;
    fair[s] = count[s];
    given += count[s];
    before = after;
  }
  count[0] += staff - given;
  fair[0] = count[0];
  for (int turn = 0; turn < staff / 12; turn++) {
    int from = lg_random_in(random, 0, TOWN_SUBJECTS - 1);
    int to = lg_random_in(random, 0, TOWN_SUBJECTS - 1);
    if (count[from] < 2 || subject_share[stage][to] == 0) continue;
    count[from]--;
    count[to]++;
  }
}

static void person_set(const town *place, town_teacher *teacher, lg_random *random)
{
  const town_school *school = &place->schools[teacher->school];
  teacher->female = lg_random_percent(random, teacher->stage == TOWN_PRIMARY ? 75 : 62);
  teacher->age = band_draw(ages, (int)G_N_ELEMENTS(ages), random);
  if (teacher->female && teacher->age > 54) teacher->age = 54;
  teacher->birth_month = lg_random_in(random, 1, 12);
  teacher->birth_year = place->size.year - teacher->age - (teacher->birth_month > 9 ? 1 : 0);
  int years = band_draw(tenures, (int)G_N_ELEMENTS(tenures), random);
  years = MIN(years, teacher->age - 22);
  teacher->joined_year = place->size.year - years;
  teacher->joined_month = lg_random_percent(random, 12) ? 2 : 9;
  int step = (teacher->age - 22) / 8 + lg_random_in(random, -1, 0);
  teacher->title = CLAMP(3 - step, lg_random_percent(random, 30) ? 0 : 1, 3);
  teacher->has_home = lg_random_percent(random, 85);
  int reach = lg_random_percent(random, 70) ? 1500 : 4000;
  teacher->x_m = school->x_m + lg_random_in(random, -reach, reach);
  teacher->y_m = school->y_m + lg_random_in(random, -reach, reach);
}

/* Reasons 1..3 are for young women, 4.. for all; two draws of a hundred and a half together come to
 * about 4 %. */
static void duties_set(town_teacher *teacher, lg_random *random)
{
  if (teacher->female && teacher->age >= 25 && teacher->age <= 36) {
    if (lg_random_percent(random, 7)) teacher->exempt = lg_random_in(random, 1, 3);
  } else if (lg_random_in(random, 1, 1000) <= 22) {
    teacher->exempt = lg_random_in(random, 4, 8);
  }
  bool academic = teacher->subject <= 2 || teacher->subject >= 11;
  teacher->class_head = academic && lg_random_percent(random, 38);
  /* The last grade of six or of three. */
  teacher->graduating =
      academic && lg_random_percent(random, teacher->stage == TOWN_PRIMARY ? 9 : 16);
}

typedef struct {
  uint64_t key;
  int teacher;
} ticket;

static int by_key(const void *a, const void *b)
{
  const ticket *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return left->teacher - right->teacher;
}

/* Draws of the full-time teachers in an order in which a teacher of twice the weight comes about
 * twice as early. */
static ticket *order_draw(const town *place, const int *weight, lg_random *random, int *count)
{
  ticket *draws = g_new0(ticket, MAX(place->teacher_count, 1));
  *count = 0;
  for (int k = 0; k < place->teacher_count; k++) {
    uint64_t key = lg_random_next(random) >> 16;
    if (!place->teachers[k].full_time) continue;
    draws[*count].key = key / (uint64_t)MAX(weight[k], 1);
    draws[(*count)++].teacher = k;
  }
  qsort(draws, (size_t)*count, sizeof *draws, by_key);
  return draws;
}

/* Who has moved in the period already came to the present school by it. */
static void rotated_set(town *place)
{
  lg_random random = lg_random_of(place->size.seed, 3);
  int *weight = g_new0(int, MAX(place->teacher_count, 1));
  for (int k = 0; k < place->teacher_count; k++) {
    int age = place->teachers[k].age;
    weight[k] = age < 26 ? 1 : age < 48 ? 10 : 3;
  }
  int count = 0;
  ticket *draws = order_draw(place, weight, &random, &count);
  int wanted = (int)(((int64_t)place->size.teachers * place->size.rotated_permille + 500) / 1000);
  for (int k = 0; k < MIN(wanted, count); k++) {
    town_teacher *teacher = &place->teachers[draws[k].teacher];
    teacher->rotated = true;
    teacher->joined_year = place->size.year - lg_random_in(&random, 1, 2);
    teacher->joined_month = 9;
  }
  g_free(draws);
  g_free(weight);
}

static int rank_draw(int age, lg_random *random)
{
  int draw = lg_random_in(random, 1, 100);
  if (age < 32) return draw <= 80 ? TOWN_NEWCOMER : TOWN_EXPERT;
  if (age < 40) return draw <= 12 ? TOWN_LEADER : draw <= 62 ? TOWN_EXPERT : TOWN_NEWCOMER;
  return draw <= 40 ? TOWN_LEADER : TOWN_EXPERT;
}

static void ranks_set(town *place)
{
  static const int tier_weight[] = {48, 30, 13};
  lg_random random = lg_random_of(place->size.seed, 4);
  int *weight = g_new0(int, MAX(place->teacher_count, 1));
  for (int k = 0; k < place->teacher_count; k++) {
    const town_teacher *teacher = &place->teachers[k];
    int age_weight = teacher->age < 26 ? 2 : teacher->age < 30 ? 8 : teacher->age < 48 ? 12 : 8;
    weight[k] = tier_weight[place->schools[teacher->school].tier] * age_weight;
  }
  int count = 0;
  ticket *draws = order_draw(place, weight, &random, &count);
  int wanted = (int)(((int64_t)place->size.teachers * place->size.backbone_permille + 500) / 1000);
  int special = (wanted + 117) / 235; /* 2 of 470 */
  for (int k = 0; k < MIN(wanted, count); k++) {
    town_teacher *teacher = &place->teachers[draws[k].teacher];
    teacher->rank = rank_draw(teacher->age, &random);
    if (special > 0 && teacher->age >= 42) {
      teacher->rank = TOWN_SPECIAL;
      teacher->title = 0;
      special--;
    }
  }
  g_free(draws);
  g_free(weight);
}

static void school_staff_make(town *place, int k, GArray *teachers, lg_random *random)
{
  const town_school *school = &place->schools[k];
  for (int stage = 0; stage < TOWN_STAGES; stage++) {
    if (!school->has_stage[stage]) continue;
    int count[TOWN_SUBJECTS], fair[TOWN_SUBJECTS];
    cell_counts(stage, school->staff[stage], random, count, fair);
    for (int s = 0; s < TOWN_SUBJECTS; s++) {
      if (subject_share[stage][s] == 0) continue;
      town_demand row = {k, stage, s, fair[s]};
      g_array_append_val(place->demand, row);
      for (int i = 0; i < count[s]; i++) {
        town_teacher teacher = {.school = k, .stage = stage, .subject = s, .full_time = true};
        person_set(place, &teacher, random);
        duties_set(&teacher, random);
        g_array_append_val(teachers, teacher);
      }
    }
  }
}

/* Rows beyond the full-time staff, one school after the other. */
static void others_make(town *place, int k, GArray *teachers, lg_random *random)
{
  int count = place->size.schools;
  int mine = (int)((int64_t)place->size.others * (k + 1) / count -
                   (int64_t)place->size.others * k / count);
  for (int i = 0; i < mine; i++) {
    int stage = place->schools[k].has_stage[TOWN_PRIMARY] ? TOWN_PRIMARY : TOWN_JUNIOR;
    town_teacher teacher = {.school = k, .stage = stage, .subject = lg_random_in(random, 4, 8)};
    person_set(place, &teacher, random);
    g_array_append_val(teachers, teacher);
  }
}

void town_make_teachers(town *place)
{
  lg_random random = lg_random_of(place->size.seed, 2);
  GArray *teachers = g_array_new(FALSE, FALSE, sizeof(town_teacher));
  for (int k = 0; k < place->size.schools; k++) {
    school_staff_make(place, k, teachers, &random);
    others_make(place, k, teachers, &random);
  }
  place->teacher_count = (int)teachers->len;
  place->teachers = (town_teacher *)(void *)g_array_free(teachers, FALSE);
  rotated_set(place);
  ranks_set(place);
}

bool town_may_move(const town *place, const town_teacher *teacher)
{
  int years = place->size.year - teacher->joined_year;
  return teacher->exempt == 0 && !teacher->graduating && !teacher->rotated && years >= 3 &&
         teacher->age < (teacher->female ? 49 : 54);
}
