/* place_survey.h - the places that the teachers may take, counted without keeping the millions of
 * pairs that a city has. */
#ifndef LG_PLACE_SURVEY_H
#define LG_PLACE_SURVEY_H

#include "options.h"

typedef struct {
  /* Of the pairs of a teacher that all quotas count alike, one stands for all: pair_count is not
   * the number of places. */
  lg_options *options;
  int *by_route;        /* [route_count + 1] moves; the last: by lock alone */
  int *backbone_places; /* [school_count x LG_STAGE_COUNT] backbone teachers who may be there */
} lg_place_survey;

/* Cost: as lg_options_new. */
lg_place_survey *lg_place_survey_new(const lg_district *district, const lg_policy *policy);
void lg_place_survey_free(lg_place_survey *places);

#endif
