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
  int guest;  /* the school to which a teacher who stays gives some units a week, or LG_MISSING */
} lg_assignment;

/* Works at the school, and nothing beside. */
static inline lg_assignment lg_assignment_at(int school)
{
  return (lg_assignment){school, LG_MISSING};
}

/* Stays at the home school and gives some units a week at another one: a flexible service. */
static inline lg_assignment lg_assignment_guest(const lg_district *district, int teacher, int guest)
{
  return (lg_assignment){district->teachers[teacher].school, guest};
}

static inline bool lg_assignment_is_guest(lg_assignment assignment)
{
  return assignment.guest != LG_MISSING;
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
  return a.school == b.school && a.guest == b.guest;
}

/* The order in which options stand: by school, there without a guest school first. Negative, 0,
 * positive. */
static inline int lg_assignment_order(lg_assignment a, lg_assignment b)
{
  int order = (a.school > b.school) - (a.school < b.school);
  return order ? order : (a.guest > b.guest) - (a.guest < b.guest);
}

/* The school that the teacher is due back to (R13), or LG_MISSING. */
static inline int lg_due_back(const lg_district *district, int teacher)
{
  return district->standing ? district->standing[teacher].due_back : LG_MISSING;
}

/* The guest school of the flexible service that the ledger fixes, or LG_MISSING. */
static inline int lg_fixed_guest(const lg_district *district, int teacher)
{
  return district->standing ? district->standing[teacher].guest : LG_MISSING;
}

/* Does it bring the teacher back to the school that R13 names? */
static inline bool lg_assignment_returns(const lg_district *district, int teacher,
                                         lg_assignment assignment)
{
  return assignment.school != LG_MISSING && assignment.school == lg_due_back(district, teacher);
}

/* Does it move the teacher to another school? To go back after a service is no move. */
static inline bool lg_assignment_moves(const lg_district *district, int teacher,
                                       lg_assignment assignment)
{
  return assignment.school != district->teachers[teacher].school &&
         !lg_assignment_returns(district, teacher, assignment);
}

/* Where the teacher's post stands before the plan: with who is due back already home. R6 and R7
 * count from there. */
static inline int lg_post_school(const lg_district *district, int teacher)
{
  int due_back = lg_due_back(district, teacher);
  return due_back != LG_MISSING ? due_back : district->teachers[teacher].school;
}

static inline bool lg_has_rotated(const lg_district *district, int teacher)
{
  return district->standing ? district->standing[teacher].rotated
                            : district->teachers[teacher].rotated;
}

#endif
