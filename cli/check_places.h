/* check_places.h - the places that the teachers may take, counted without keeping the millions of
 * pairs that a city has. */
#ifndef LG_CHECK_PLACES_H
#define LG_CHECK_PLACES_H

#include "model/options.h"

typedef struct {
  /* Of the pairs of a teacher that all quotas count alike, one stands for all: pair_count is not
   * the number of places. */
  lg_options *options;
  int *by_route;        /* [route_count + 1] moves; the last: by lock alone */
  int *backbone_places; /* [school_count x LG_STAGE_COUNT] backbone teachers who may be there */
} lg_places;

/* Cost: as lg_options_new. */
lg_places *lg_places_new(const lg_district *district, const lg_policy *policy);
void lg_places_free(lg_places *places);

#endif
