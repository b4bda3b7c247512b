/* roster.c - memory of a roster. */
#include "roster.h"

#include <string.h>

lg_roster *lg_roster_new(const lg_district *district)
{
  lg_roster *roster = g_new0(lg_roster, 1);
  roster->teacher_count = district->teacher_count;
  roster->school = g_new(int, MAX(roster->teacher_count, 1));
  for (int i = 0; i < roster->teacher_count; i++) roster->school[i] = district->teachers[i].school;
  return roster;
}

lg_roster *lg_roster_copy(const lg_roster *roster)
{
  lg_roster *copy = g_new0(lg_roster, 1);
  copy->teacher_count = roster->teacher_count;
  copy->school = g_new(int, MAX(roster->teacher_count, 1));
  memcpy(copy->school, roster->school, (size_t)roster->teacher_count * sizeof(int));
  return copy;
}

void lg_roster_free(lg_roster *roster)
{
  if (!roster) return;
  g_free(roster->school);
  g_free(roster);
}
