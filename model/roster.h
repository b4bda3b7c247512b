/* roster.h - an answer: what every teacher does after the plan. */
#ifndef LG_ROSTER_H
#define LG_ROSTER_H

#include "assignment.h"

typedef struct lg_roster {
  lg_assignment *assignments; /* [teacher_count] */
  int teacher_count;
  int *
      units; /* [teacher_count] of a roster read from a file: a week at the guest school; NULL: as the
                 rule shares them out (audit.h) */
} lg_roster;

lg_roster *lg_roster_new(const lg_district *district);           /* everyone at home */
lg_roster *lg_roster_new_published(const lg_district *district); /* as in the baseline */
lg_roster *lg_roster_copy(const lg_roster *roster);
void lg_roster_free(lg_roster *roster);

bool lg_roster_same(const lg_roster *a, const lg_roster *b);
/* Does it move teacher i? */
bool lg_roster_moves(const lg_roster *roster, const lg_district *district, int teacher);

#endif
