/* roster.h - an answer: who works where after the plan. */
#ifndef LG_ROSTER_H
#define LG_ROSTER_H

#include "district.h"

typedef struct lg_roster {
  int *school; /* [teacher_count] */
  int teacher_count;
} lg_roster;

lg_roster *lg_roster_new(const lg_district *district); /* everyone at home */
lg_roster *lg_roster_copy(const lg_roster *roster);
void lg_roster_free(lg_roster *roster);

#endif
