/* aggregated.h - the aggregated program: the open program (elements.h) as far as some of its
 * elements need it, with teachers who cannot be told apart in one. It makes questions about
 * conflicts cheap for large districts. docs/method.md, 7, "Conflicts".
 *
 * Rows of counts that none of the elements limits are gone. Places of a teacher that touch the same
 * rows and are barred by the same elements are one column. Teachers with the same columns share one
 * row R1, whose right-hand side is their number.
 *
 * The program is elastic: every limit of an element may be missed at a price of one a head, and a
 * teacher may be nowhere at the price of one. The least price is 0 exactly where the kept elements
 * can all hold in the relaxation; elsewhere the duals prove that they cannot. */
#ifndef LG_AGGREGATED_H
#define LG_AGGREGATED_H

#include "elements.h"

typedef struct {
  const lg_elements *elements;
  lg_program *program;
  int *of;      /* [column_count] a column of the open program that it stands for; -1: one that says
                   by how much a limit is missed, or how many are nowhere */
  int *element; /* [column_count] the element that limits this count, or -1 */
  double *cost; /* [column_count] 1 for what is missed, else 0 */
  double *free_lower, *free_upper; /* [column_count] finite bounds without any element's limits */
} lg_aggregated;

/* Makes the program for the elements of `kept` and all of their subsets. Borrows `elements`.
 *   kept   [elements->count]
 *   group  [columns of the open program] places of different groups are not put together; -1: the
 *          place has no group. NULL: none has one
 *   cost   O(entries of the open program) */
lg_aggregated *lg_aggregated_new(const lg_elements *elements, const bool *kept, const int *group);
void lg_aggregated_free(lg_aggregated *aggregated);

/* The bounds while these elements stand.
 *   kept          [elements->count], a subset of those it was made for
 *   missed        whether limits may be missed
 *   lower, upper  [column_count], filled; finite */
void lg_aggregated_bounds(const lg_aggregated *aggregated, const bool *kept, bool missed,
                          double *lower, double *upper);

#endif
