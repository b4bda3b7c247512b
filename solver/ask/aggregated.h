/* aggregated.h - the open program as far as some of its elements need it, with teachers who cannot be
 * told apart in one.
 *
 * Rows that define counts which none of the elements limits are gone; places of a teacher that
 * touch the same rows and are barred by the same elements are one column; teachers with the same
 * columns are one row R1 with their number at its right. Every row of an element may be missed at a
 * price of one a head, and a teacher may be nowhere at the price of one: the least price is 0
 * exactly where the kept elements can hold in the relaxation, and else the duals prove that they
 * cannot. */
#ifndef LG_AGGREGATED_H
#define LG_AGGREGATED_H

#include "elements.h"

typedef struct {
  const lg_elements *elements;
  lg_program *program;
  int *of;      /* [column_count] column of the open program that it stands for; -1: a row missed */
  int *element; /* [column_count] that limits this count, or -1 */
  double *cost; /* [column_count] */
  double *free_lower, *free_upper; /* [column_count] finite: where no element limits the count */
} lg_aggregated;

/* For the elements of `kept` and any part of them. Cost: O(entries of the open program).
 *   group  [columns of the open program] places of different groups stay apart; -1: of none.
 *          NULL: none has one */
lg_aggregated *lg_aggregated_new(const lg_elements *elements, const bool *kept, const int *group);
void lg_aggregated_free(lg_aggregated *aggregated);

/* The bounds while these elements stand; all finite.
 *   missed  false: no row may be missed */
void lg_aggregated_bounds(const lg_aggregated *aggregated, const bool *kept, bool missed,
                          double *lower, double *upper);

#endif
