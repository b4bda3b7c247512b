/* classes.c - the classes of quotas as dense codes (SPEC 7, Quotas). */
#include "classes.h"

#include <string.h>

#include "options.h"

int lg_class_count(const lg_district *district, lg_per per)
{
  switch (per) {
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

int lg_class_of(const lg_district *district, lg_per per, int teacher, int school)
{
  const lg_teacher *t = &district->teachers[teacher];
  const lg_school *from = &district->schools[t->school], *to = &district->schools[school];
  switch (per) {
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

bool *lg_classes_that_are(const lg_district *district, lg_per per)
{
  bool *are = g_new0(bool, (size_t)lg_class_count(district, per) + 1);
  bool by_teacher = per == LG_PER_STAGE || per == LG_PER_SUBJECT;
  if (per == LG_PER_DISTRICT) are[0] = true;
  for (int i = 0; by_teacher && i < district->teacher_count; i++)
    are[lg_class_of(district, per, i, district->teachers[i].school)] = true;
  for (int j = 0; !by_teacher && per != LG_PER_DISTRICT && j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    bool group = per == LG_PER_FROM_GROUP || per == LG_PER_TO_GROUP;
    bool tier = per == LG_PER_FROM_TIER || per == LG_PER_TO_TIER;
    int code = group ? school->group : tier ? (int)school->tier : j;
    if (code != LG_MISSING) are[code] = true;
  }
  return are;
}

const char *lg_class_id(const lg_district *district, lg_per per, int code)
{
  switch (per) {
    case LG_PER_DISTRICT:
      return "";
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return district->schools[code].id;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->groups.text[code];
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return lg_tier_word((lg_tier)code);
    case LG_PER_STAGE:
      return lg_stage_word(code);
    case LG_PER_SUBJECT:
      return district->subjects.text[code];
    default:
      g_assert_not_reached();
  }
}

int lg_class_find(const lg_district *district, lg_per per, const char *class_id)
{
  switch (per) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return lg_district_school(district, class_id);
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return lg_words_find(&district->groups, class_id);
    case LG_PER_SUBJECT:
      return lg_words_find(&district->subjects, class_id);
    default:
      break;
  }
  for (int code = 0; code < lg_class_count(district, per); code++)
    if (strcmp(class_id, lg_class_id(district, per, code)) == 0) return code;
  return LG_MISSING;
}

bool lg_quota_base_is_fixed(const lg_quota *quota)
{
  if (quota->per == LG_PER_TO_SCHOOL || quota->per == LG_PER_TO_GROUP ||
      quota->per == LG_PER_TO_TIER)
    return false;
  for (int k = 0; k < quota->of.count; k++)
    if (lg_options_key_needs_place(quota->of.conditions[k].key)) return false;
  return true;
}
