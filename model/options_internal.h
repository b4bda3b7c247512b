/* options_internal.h - what the files of options share. */
#ifndef LG_OPTIONS_INTERNAL_H
#define LG_OPTIONS_INTERNAL_H

#include "options.h"

/* A value on which a filter is judged: the teacher's facts and one option; what is not needed may
 * be NULL. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_candidate *candidate;
  int teacher;
  int school; /* after the plan; LG_MISSING while routes are looked for */
  int route, wish;
} lg_case;

/* What is shared while the options of one district are built. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  bool *to_holds; /* [route x school] the conditions on the receiving school alone */
  bool *needs_group, *needs_wish;   /* [route] conditions on same_group, on wish */
  GArray *at_stage[LG_STAGE_COUNT]; /* schools that have the stage, ascending */
  GHashTable *reach; /* GBytes of (home, stage, routes open to the teacher) -> GArray of lg_reach */
  lg_wish *wishes;   /* by teacher, school, rank */
  int *wish_first;   /* [teacher + 1] */
  double *direction; /* [school x 3] unit vector to where it stands, NaN where unknown */
} lg_builder;

enum { LG_UNSETTLED = -2 }; /* a distance that is still to be worked out */

/* Facts (options_facts.c). */
bool lg_condition_holds(const lg_condition *condition, const lg_case *c);
bool lg_filter_holds(const lg_filter *filter, const lg_case *c);
bool lg_key_needs_place(lg_key key); /* does it look at the receiving school or at the pair? */
void lg_candidate_fill(const lg_district *district, const lg_policy *policy, int i,
                       lg_candidate *candidate);
bool lg_has_distance_rows(const lg_district *district, int i);
int lg_school_distance_m(const lg_district *district, int from, int to);
/* between_m: distance from the home school to `school` where it is known already, else
 * LG_UNSETTLED. */
int lg_teacher_distance_m(const lg_district *district, int i, int school, bool has_rows,
                          int between_m);
bool lg_commute_allows(const lg_policy *policy, int before_m, int after_m);

/* What R5 leaves around a teacher's home. Straight lines through the unit sphere tell far schools
 * apart, and mostly the distance too, without the sines of the great circle. */
typedef struct {
  bool given;
  double home[3];    /* unit vector */
  double most_chord; /* a school further off is surely too far */
} lg_circle;
/* [school x 3] g_free. */
double *lg_directions_new(const lg_district *district);
lg_circle lg_circle_of(const lg_district *district, const lg_policy *policy, int i, bool has_rows,
                       int before_m);
/* From the home to a school; NaN where either place is unknown. */
double lg_chord(const lg_circle *circle, const double *direction, int school);
/* The great circle of a chord in whole metres; LG_UNSETTLED where it is unknown, very long, or
 * within a millimetre of half a metre: chord and great circle differ by less than a micrometre. */
int lg_chord_m(double chord);

/* Routes (options.c). */
void lg_builder_init(lg_builder *b, const lg_district *district, const lg_policy *policy);
void lg_builder_clear(lg_builder *b);
int lg_wish_rank(const lg_builder *b, int i, int j);
/* Routes whose conditions on the teacher and the home school hold, into `open`; by_wish: one looks
 * at wishes. */
int lg_open_routes(const lg_builder *b, const lg_candidate *candidate, int i, int *open,
                   bool *by_wish);
/* First of the open routes that leads to j, or LG_MISSING. */
int lg_first_route(const lg_builder *b, const int *open, int open_count, int i, int j, int wish);

#endif
