/* assignment.h - what a teacher does after the plan: the one thing that is decided of each.
 *
 * Rosters, options, the baseline and changes hold assignments and compare them with the functions
 * below. Only code that asks for the place itself (heads, routes, distances, filters) looks at the
 * school in one. A further kind of assignment is a further member here. */
#ifndef LG_ASSIGNMENT_H
#define LG_ASSIGNMENT_H

#include "district.h"

typedef struct lg_assignment {
  int school; /* where the teacher works; LG_MISSING where that is not known */
} lg_assignment;

/* Works at the school, and nothing beside. */
static inline lg_assignment lg_assignment_at(int school)
{
  return (lg_assignment){school};
}

/* What the teacher does today. */
static inline lg_assignment lg_assignment_home(const lg_district *district, int teacher)
{
  return lg_assignment_at(district->teachers[teacher].school);
}

/* What the published plan says; who is not listed there, or without one, stays at home. */
static inline lg_assignment lg_assignment_published(const lg_district *district, int teacher)
{
  return district->baseline ? district->baseline[teacher] : lg_assignment_home(district, teacher);
}

static inline bool lg_assignment_same(lg_assignment a, lg_assignment b)
{
  return a.school == b.school;
}

/* The order in which options stand: by school. Negative, 0, positive. */
static inline int lg_assignment_order(lg_assignment a, lg_assignment b)
{
  return (a.school > b.school) - (a.school < b.school);
}

/* Does it move the teacher to another school? */
static inline bool lg_assignment_moves(const lg_district *district, int teacher,
                                       lg_assignment assignment)
{
  return assignment.school != district->teachers[teacher].school;
}

#endif
