/* svg_place.h - two further charts of svg.h's kind: what flows from one list to another, and moves
 * on a map. */
#ifndef LG_SVG_PLACE_H
#define LG_SVG_PLACE_H

#include "svg.h"

/* Bands from the names at the left to those at the right, as broad as their numbers. */
typedef struct {
  const char *title, *description;
  const char *left_title, *right_title;
  const char *const *names; /* [count], the same at both sides; up to LG_SVG_SERIES */
  int count;
  const int *numbers; /* [from * count + to] */
} lg_svg_flow;
void lg_svg_write_flow(GString *page, const lg_svg_flow *chart);

typedef struct {
  double lon, lat;
  const char *name;
  int kind; /* of the marker, 0 ... LG_SVG_SERIES - 1 */
} lg_svg_place;
typedef struct {
  int from, to; /* places */
  int number;
} lg_svg_arrow;
/* North is up; lengths are true in the middle of the map. */
typedef struct {
  const char *title, *description;
  const lg_svg_place *places; /* [place_count], at least one */
  int place_count;
  const lg_svg_arrow *arrows; /* [arrow_count] */
  int arrow_count;
  const char *const *kinds; /* [kind_count] names of the markers */
  int kind_count;
  const char *km; /* the unit of its scale, in words */
} lg_svg_map;
void lg_svg_write_map(GString *page, const lg_svg_map *chart);

#endif
