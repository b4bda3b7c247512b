/* options_internal.h - what the files of options share: facts of teachers and schools, filters,
 * distances, routes. */
#ifndef LG_OPTIONS_INTERNAL_H
#define LG_OPTIONS_INTERNAL_H

#include "options.h"

/* What a filter is judged on: a teacher and one option. What the filter does not look at may be
 * missing. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_candidate *candidate;
  int teacher;
  lg_assignment assignment; /* its school LG_MISSING while none is looked at */
  int route, wish;
} lg_options_case;

/* What is shared while the options of one district are built. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  bool *to_holds;         /* [route x school] the conditions on the receiving school alone */
  bool (*group_holds)[2]; /* [route] the conditions on same_group, where it is false, true */
  bool *needs_wish;       /* [route] conditions on wish */
  GArray *at_stage[LG_STAGE_COUNT]; /* schools that have the stage, ascending */
  GHashTable *reach;      /* GBytes of (home, stage, routes open) -> GArray of struct route_reach */
  lg_wish *wishes;        /* by teacher, school, rank */
  int *wish_first;        /* [teacher + 1] */
  GArray **guest_schools; /* lg_guest_schools_new */
  GArray *guests;         /* lg_option, of one teacher */
  double *direction;      /* [school x 3] unit vector to where it stands, NaN where unknown */
} lg_options_builder;

enum { LG_UNSETTLED = -2 }; /* a distance that is still to be worked out */

/* Facts (options_facts.c). */
bool lg_condition_holds(const lg_condition *condition, const lg_options_case *c);
/* The same for the value of the key, where that is known; not for keys of which a teacher has
 * several values. */
bool lg_condition_takes(const lg_condition *condition, int value);
bool lg_same_group(const lg_district *district, int a, int b);
bool lg_filter_holds(const lg_filter *filter, const lg_options_case *c);
/* Fills ages, years and why teacher i is not eligible. */
void lg_candidate_fill(const lg_district *district, const lg_policy *policy, int i,
                       lg_candidate *candidate);
bool lg_has_distance_rows(const lg_district *district, int i);
int lg_school_distance_m(const lg_district *district, int from, int to);
/* Metres, or LG_MISSING.
 *   has_rows   lg_has_distance_rows of the teacher
 *   between_m  distance from the home school to `school` where it is known already, else
 *              LG_UNSETTLED */
int lg_teacher_distance_m(const lg_district *district, int i, int school, bool has_rows,
                          int between_m);
/* The longest way that R5 leaves to one whose way is before_m now. */
int lg_commute_most_m(const lg_policy *policy, int before_m);
bool lg_commute_allows(const lg_policy *policy, int before_m, int after_m);

/* The circle that R5 leaves around the place from which a teacher's distances are measured. The
 * chord, a straight line through the unit sphere, tells which schools are too far, and mostly the
 * distance too, without the sines of the great circle: there are many millions of pairs. */
typedef struct {
  double middle[3];   /* unit vector, NaN where unknown or where a table knows better */
  double most_square; /* of the line to a school; one further off is surely too far */
} lg_circle;
/* [school x 3] unit vectors to where the schools stand; g_free. */
double *lg_directions_new(const lg_district *district);
lg_circle lg_circle_of(const lg_district *district, const lg_policy *policy, int i, bool has_rows,
                       int before_m);
/* The square of the chord from the circle's middle to a school; NaN where either is unknown. */
static inline double lg_chord_square(const lg_circle *circle, const double *direction, int school)
{
  const double *to = direction + (size_t)school * 3, *from = circle->middle;
  double x = to[0] - from[0], y = to[1] - from[1], z = to[2] - from[2];
  return x * x + y * y + z * z;
}
/* The great circle of a chord, given by its square, in whole metres. LG_UNSETTLED where it is
 * unknown, very long, or within a millimetre of half a metre, where the haversine formula might
 * round otherwise: the two differ by less than a micrometre. */
int lg_chord_m(double square);

/* Guest schools (options_guest.c). */
/* By lg_cell_code the schools that the table of flexible demand names, ascending; NULL without
 * flexible service. */
GArray **lg_guest_schools_new(const lg_district *district, const lg_policy *policy);
void lg_guest_schools_free(const lg_district *district, GArray **schools);
/* Could the school be the teacher's guest school, were it not for R2, R3, R5, R13 and locks? */
bool lg_guest_may(const lg_district *district, const lg_policy *policy,
                  const lg_candidate *candidate, int i, int school);
/* It as an option, with what of R2, R3 and R5 bars it.
 *   wish  rank of the teacher's wish for it, or LG_MISSING */
lg_option lg_guest_option(const lg_district *district, const lg_policy *policy,
                          const lg_candidate *candidate, int i, int school, int wish);
/* Fills `list` with every guest school that lg_guest_may allows, by school; of a teacher whose
 * service is fixed with that one alone. */
void lg_guest_list(const lg_options_builder *b, const lg_candidate *candidate, int i, GArray *list);

/* Routes (options.c). */
void lg_builder_init(lg_options_builder *b, const lg_district *district, const lg_policy *policy);
void lg_builder_clear(lg_options_builder *b);
int lg_wish_rank(const lg_options_builder *b, int i, int j);
/* Routes whose conditions on the teacher and the home school hold, into `open`; by_wish: one looks
 * at wishes. */
int lg_open_routes(const lg_options_builder *b, const lg_candidate *candidate, int i, int *open,
                   bool *by_wish);
/* First of the open routes that leads to j, or LG_MISSING. */
int lg_first_route(const lg_options_builder *b, const int *open, int open_count, int i, int j,
                   int wish);

#endif
