/* exact_cuts.h - cuts at the root of a proof: found by rounds of GLPK's relaxation (lg_lp_strengthen), made
 * again in whole numbers (whole_cut.h). docs/method.md, 5, "Cuts". */
#ifndef LG_EXACT_CUTS_H
#define LG_EXACT_CUTS_H

#include "solver/lp/lp.h"
#include "solver/proof/whole_cut.h"

typedef struct {
  const lg_whole_face *face;
  const lg_cut *held;   /* [held_count] rows of goals held, at their true limits; */
  const int *held_goal; /* of which goal each is */
  int held_count;
  const double *cost; /* [column_count] of the program, */
  double constant;    /* of the goal; */
  int64_t value;      /* only what is below it matters: where the bound reaches it the rounds end */
} lg_exact_cuts_question;

/* Finds cuts that raise the relaxation's bound.
 *   cuts     lg_whole_cut are appended: those found, and the earlier ones that they follow from
 *   returns  int: the indexes of those that take part in the last relaxation; g_array_unref
 *   cost     some dozen relaxations of the face */
GArray *lg_exact_cuts(const lg_deadline *deadline, const lg_exact_cuts_question *question,
                      GArray *cuts);

/* A cut as a row for a relaxation. Its arrays are the caller's. */
lg_cut lg_exact_cut_row(const lg_whole_cut *cut);

#endif
