/* roster.c - memory of a roster. */
#include "roster.h"

#include <string.h>

static lg_roster *roster_of(int teacher_count)
{
  lg_roster *roster = g_new0(lg_roster, 1);
  roster->teacher_count = teacher_count;
  roster->assignments = g_new(lg_assignment, MAX(teacher_count, 1));
  return roster;
}

lg_roster *lg_roster_new(const lg_district *district)
{
  lg_roster *roster = roster_of(district->teacher_count);
  for (int i = 0; i < roster->teacher_count; i++)
    roster->assignments[i] = lg_assignment_home(district, i);
  return roster;
}

lg_roster *lg_roster_new_published(const lg_district *district)
{
  lg_roster *roster = roster_of(district->teacher_count);
  for (int i = 0; i < roster->teacher_count; i++)
    roster->assignments[i] = lg_assignment_published(district, i);
  return roster;
}

lg_roster *lg_roster_copy(const lg_roster *roster)
{
  lg_roster *copy = roster_of(roster->teacher_count);
  memcpy(copy->assignments, roster->assignments,
         (size_t)roster->teacher_count * sizeof *copy->assignments);
  if (roster->units)
    copy->units = g_memdup2(roster->units, (gsize)roster->teacher_count * sizeof(int));
  return copy;
}

void lg_roster_free(lg_roster *roster)
{
  if (!roster) return;
  g_free(roster->assignments);
  g_free(roster->units);
  g_free(roster);
}

bool lg_roster_same(const lg_roster *a, const lg_roster *b)
{
  if (a->teacher_count != b->teacher_count) return false;
  for (int i = 0; i < a->teacher_count; i++)
    if (!lg_assignment_same(a->assignments[i], b->assignments[i])) return false;
  return true;
}

bool lg_roster_moves(const lg_roster *roster, const lg_district *district, int teacher)
{
  return lg_assignment_moves(district, teacher, roster->assignments[teacher]);
}
