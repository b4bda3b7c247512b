/* town.c - the invented district as a whole, and its small tables: wishes, locks, pairs. */
#include "town.h"

#include "random.h"

/* Schools of a stage, and of each partner body and stage, as lists: draws take a constant time. */
typedef struct {
  GArray *of_stage[TOWN_STAGES];
  GArray **of_body; /* [group_count * TOWN_STAGES] */
} school_lists;

static school_lists lists_new(const town *place)
{
  school_lists lists = {{NULL, NULL}, g_new0(GArray *, place->group_count * TOWN_STAGES + 1)};
  for (int stage = 0; stage < TOWN_STAGES; stage++)
    lists.of_stage[stage] = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < place->group_count * TOWN_STAGES; k++)
    lists.of_body[k] = g_array_new(FALSE, FALSE, sizeof(int));
  for (int k = 0; k < place->size.schools; k++) {
    const town_school *school = &place->schools[k];
    for (int stage = 0; stage < TOWN_STAGES; stage++) {
      if (!school->has_stage[stage]) continue;
      g_array_append_val(lists.of_stage[stage], k);
      if (school->group >= 0)
        g_array_append_val(lists.of_body[school->group * TOWN_STAGES + stage], k);
    }
  }
  return lists;
}

static void lists_free(const town *place, school_lists *lists)
{
  for (int stage = 0; stage < TOWN_STAGES; stage++) g_array_free(lists->of_stage[stage], TRUE);
  for (int k = 0; k < place->group_count * TOWN_STAGES; k++) g_array_free(lists->of_body[k], TRUE);
  g_free(lists->of_body);
}

/* Another school of the teacher's stage, from the own partner body or from anywhere; -1 where there
 * is none. */
static int school_draw(const town *place, const school_lists *lists, const town_teacher *teacher,
                       bool partner, lg_random *random)
{
  int group = place->schools[teacher->school].group;
  const GArray *list = partner ? lists->of_body[group * TOWN_STAGES + teacher->stage]
                               : lists->of_stage[teacher->stage];
  if (list->len < 2) return -1;
  int k = g_array_index(list, int, lg_random_in(random, 0, (int)list->len - 1));
  return k == teacher->school ? -1 : k;
}

static void wishes_make(town *place, const school_lists *lists)
{
  lg_random random = lg_random_of(place->size.seed, 5);
  for (int i = 0; i < place->teacher_count; i++) {
    const town_teacher *teacher = &place->teachers[i];
    if (!town_may_move(place, teacher) || !lg_random_percent(&random, place->size.wish_percent))
      continue;
    int wanted = lg_random_in(&random, 1, 3), given[3], count = 0;
    for (int turn = 0; turn < 6 && count < wanted; turn++) {
      int school = school_draw(place, lists, teacher, lg_random_percent(&random, 55), &random);
      bool known = school < 0;
      for (int k = 0; k < count; k++) known = known || given[k] == school;
      if (known) continue;
      given[count++] = school;
      town_wish wish = {i, school, count};
      g_array_append_val(place->wishes, wish);
    }
  }
}

/* Few, and none that could make the plan impossible by itself: one `must` to a partner at most in a
 * body. */
static void locks_make(town *place, const school_lists *lists)
{
  lg_random random = lg_random_of(place->size.seed, 6);
  bool *tasked = g_new0(bool, place->group_count + 1);
  for (int i = 0; i < place->teacher_count; i++) {
    const town_teacher *teacher = &place->teachers[i];
    int draw = lg_random_in(&random, 1, 1000);
    if (draw > 20 || !town_may_move(place, teacher)) continue;
    town_lock lock = {i, teacher->school, TOWN_LOCK_STAY};
    if (draw > 8) {
      lock.kind = draw > 14 ? TOWN_LOCK_FORBID : TOWN_LOCK_MUST;
      lock.school = school_draw(place, lists, teacher, lock.kind == TOWN_LOCK_MUST, &random);
      if (lock.school < 0) continue;
    }
    if (lock.kind == TOWN_LOCK_MUST) {
      int body = place->schools[teacher->school].group;
      if (tasked[body]) continue;
      tasked[body] = true;
    }
    g_array_append_val(place->locks, lock);
  }
  g_free(tasked);
}

/* Colleagues of one school, so that staying is always one way to keep the rule. */
static void pairs_make(town *place)
{
  lg_random random = lg_random_of(place->size.seed, 7);
  for (int i = 1; i < place->teacher_count; i++) {
    if (place->teachers[i].school != place->teachers[i - 1].school) continue;
    if (lg_random_in(&random, 1, 1000) > 8) continue;
    town_pair pair = {i - 1, i, (town_pair_rule)lg_random_in(&random, 0, 2)};
    g_array_append_val(place->pairs, pair);
  }
}

void town_make_tables(town *place)
{
  school_lists lists = lists_new(place);
  wishes_make(place, &lists);
  locks_make(place, &lists);
  pairs_make(place);
  lists_free(place, &lists);
}

town *town_new(const town_size *size)
{
  town *place = g_new0(town, 1);
  place->size = *size;
  place->wishes = g_array_new(FALSE, FALSE, sizeof(town_wish));
  place->locks = g_array_new(FALSE, FALSE, sizeof(town_lock));
  place->pairs = g_array_new(FALSE, FALSE, sizeof(town_pair));
  place->demand = g_array_new(FALSE, FALSE, sizeof(town_demand));
  town_make_schools(place);
  town_make_teachers(place);
  town_make_tables(place);
  return place;
}

void town_free(town *place)
{
  if (place == NULL) return;
  g_array_free(place->wishes, TRUE);
  g_array_free(place->locks, TRUE);
  g_array_free(place->pairs, TRUE);
  g_array_free(place->demand, TRUE);
  g_free(place->schools);
  g_free(place->teachers);
  g_free(place);
}
