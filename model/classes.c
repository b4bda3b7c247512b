/* classes.c - the classes of quotas as dense codes: what one key makes of a district, then pairs of
 * keys. */
#include "classes.h"

#include <string.h>

#include "options.h"

/* ---- one key ---- */

static bool is_after(lg_per key)
{
  return key == LG_PER_TO_SCHOOL || key == LG_PER_TO_GROUP || key == LG_PER_TO_TIER;
}

static bool is_before(lg_per key)
{
  return key == LG_PER_FROM_SCHOOL || key == LG_PER_FROM_GROUP || key == LG_PER_FROM_TIER;
}

static int key_count(const lg_district *district, lg_per key)
{
  switch (key) {
    case LG_PER_DISTRICT:
      return 1;
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return district->school_count;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->groups.count;
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return LG_TIER_COUNT;
    case LG_PER_STAGE:
      return LG_STAGE_COUNT;
    case LG_PER_SUBJECT:
      return district->subjects.count;
    default:
      g_assert_not_reached();
  }
}

/* The value of a key of schools; LG_MISSING for an empty group. */
static int value_of_school(const lg_district *district, lg_per key, int school)
{
  switch (key) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return school;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->schools[school].group;
    default:
      return (int)district->schools[school].tier;
  }
}

static int value_of(const lg_district *district, lg_per key, int teacher, int school)
{
  const lg_teacher *t = &district->teachers[teacher];
  switch (key) {
    case LG_PER_DISTRICT:
      return 0;
    case LG_PER_STAGE:
      return (int)t->stage;
    case LG_PER_SUBJECT:
      return t->subject;
    default:
      return value_of_school(district, key, is_after(key) ? school : t->school);
  }
}

static const char *value_text(const lg_district *district, lg_per key, int value)
{
  switch (key) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return district->schools[value].id;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->groups.text[value];
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return lg_tier_word((lg_tier)value);
    case LG_PER_STAGE:
      return lg_stage_word(value);
    case LG_PER_SUBJECT:
      return district->subjects.text[value];
    default:
      return "";
  }
}

int lg_class_count(const lg_district *district, const lg_quota *quota)
{
  return key_count(district, quota->per[0]) * key_count(district, quota->per[1]);
}

static int code_of(const lg_district *district, const lg_quota *quota, int first, int second)
{
  if (first == LG_MISSING || second == LG_MISSING) return LG_MISSING;
  return first * key_count(district, quota->per[1]) + second;
}

int lg_class_of(const lg_district *district, const lg_quota *quota, int teacher, int school)
{
  int first = value_of(district, quota->per[0], teacher, school);
  if (quota->per[1] == LG_PER_DISTRICT) return first;
  return code_of(district, quota, first, value_of(district, quota->per[1], teacher, school));
}

int lg_class_part(const lg_district *district, const lg_quota *quota, int code, int key)
{
  int seconds = key_count(district, quota->per[1]);
  return key == 0 ? code / seconds : code % seconds;
}

/* ---- which are classes ---- */

static void mark(const lg_district *district, const lg_quota *quota, bool *are, int first,
                 int second)
{
  int code = code_of(district, quota, first, second);
  if (code != LG_MISSING) are[code] = true;
}

static bool is_of_school(lg_per key)
{
  return is_before(key) || is_after(key);
}

/* Keys of schools on one side, or one key of schools alone: what some school has. */
static void mark_schools(const lg_district *district, const lg_quota *quota, bool *are)
{
  lg_per second = quota->per[1];
  for (int j = 0; j < district->school_count; j++)
    mark(district, quota, are, value_of_school(district, quota->per[0], j),
         second == LG_PER_DISTRICT ? 0 : value_of_school(district, second, j));
}

/* Keys of teachers: what some teacher has. */
static void mark_teachers(const lg_district *district, const lg_quota *quota, bool *are)
{
  for (int i = 0; i < district->teacher_count; i++) {
    int code = lg_class_of(district, quota, i, district->teachers[i].school);
    if (code != LG_MISSING) are[code] = true;
  }
}

/* A key of teachers and one of the school after the plan: values of a teacher and of a school that
 * has the teacher's stage, since no others ever come together (R4). */
static void mark_mixed(const lg_district *district, const lg_quota *quota, bool *are)
{
  int after = is_after(quota->per[0]) ? 0 : 1; /* which key is the school's */
  lg_per of_school = quota->per[after], of_teacher = quota->per[1 - after];
  int schools = key_count(district, of_school), teachers = key_count(district, of_teacher);
  bool(*school_has)[LG_STAGE_COUNT] = g_malloc0_n((size_t)schools + 1, sizeof *school_has);
  bool(*teacher_has)[LG_STAGE_COUNT] = g_malloc0_n((size_t)teachers + 1, sizeof *teacher_has);
  for (int j = 0; j < district->school_count; j++) {
    int value = value_of_school(district, of_school, j);
    for (int s = 0; s < LG_STAGE_COUNT && value != LG_MISSING; s++)
      school_has[value][s] |= district->schools[j].has_stage[s];
  }
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    int value = value_of(district, of_teacher, i, t->school);
    if (value != LG_MISSING) teacher_has[value][t->stage] = true;
  }
  for (int a = 0; a < schools; a++)
    for (int b = 0; b < teachers; b++)
      for (int s = 0; s < LG_STAGE_COUNT; s++)
        if (school_has[a][s] && teacher_has[b][s])
          mark(district, quota, are, after == 0 ? a : b, after == 0 ? b : a);
  g_free(school_has);
  g_free(teacher_has);
}

bool *lg_classes_that_are(const lg_district *district, const lg_quota *quota)
{
  bool *are = g_new0(bool, (size_t)lg_class_count(district, quota) + 1);
  lg_per first = quota->per[0], second = quota->per[1];
  bool one = second == LG_PER_DISTRICT;
  bool one_side =
      one ? is_of_school(first)
          : (is_before(first) && is_before(second)) || (is_after(first) && is_after(second));
  if (first == LG_PER_DISTRICT)
    are[0] = true;
  else if (one_side)
    mark_schools(district, quota, are);
  else if (is_after(first) || is_after(second))
    mark_mixed(district, quota, are);
  else
    mark_teachers(district, quota, are);
  return are;
}

/* ---- texts ---- */

char *lg_class_id(const lg_district *district, const lg_quota *quota, int code)
{
  int seconds = key_count(district, quota->per[1]);
  const char *first = value_text(district, quota->per[0], code / seconds);
  if (quota->per[1] == LG_PER_DISTRICT) return g_strdup(first);
  return g_strconcat(first, "/", value_text(district, quota->per[1], code % seconds), NULL);
}

static bool has_slash(const lg_district *district, lg_per key)
{
  for (int value = 0; value < key_count(district, key); value++)
    if (strchr(value_text(district, key, value), '/')) return true;
  return false;
}

char *lg_classes_alike(const lg_district *district, const lg_quota *quota)
{
  char *alike = NULL;
  if (quota->per[1] == LG_PER_DISTRICT ||
      !(has_slash(district, quota->per[0]) || has_slash(district, quota->per[1])))
    return NULL;
  bool *are = lg_classes_that_are(district, quota);
  GHashTable *met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int code = 0; code < lg_class_count(district, quota) && !alike; code++) {
    if (!are[code]) continue;
    char *text = lg_class_id(district, quota, code);
    if (g_hash_table_contains(met, text))
      alike = text;
    else
      g_hash_table_add(met, text);
  }
  g_hash_table_destroy(met);
  g_free(are);
  return alike;
}

/* ---- what a class depends on ---- */

bool lg_quota_is_by_place(const lg_quota *quota)
{
  return is_after(quota->per[0]) || is_after(quota->per[1]);
}

bool lg_quota_base_is_fixed(const lg_quota *quota)
{
  if (lg_quota_is_by_place(quota)) return false;
  for (int k = 0; k < quota->of.count; k++)
    if (lg_condition_needs_place(&quota->of.conditions[k])) return false;
  return true;
}
