/* exact.h - the least cost over a program in whole numbers, proved exactly, for questions that are no
 * goals of a plan: can these rules all hold, how far does that limit go? Duals and branch and cut give
 * guesses; nothing but whole.h's arithmetic closes anything. docs/method.md, 5. */
#ifndef LG_EXACT_H
#define LG_EXACT_H

#include "solver/lp/lp.h"
#include "solver/proof/proof.h"

/* The least whole value that duals prove of goal 0 of `whole` within the bounds.
 *   dual          [row_count] any numbers
 *   lower, upper  [column_count] whole and finite
 *   returns       INT64_MIN where they prove nothing
 *   cost          O(entries) */
int64_t lg_exact_bound(const lg_whole *whole, const double *dual, const double *lower,
                       const double *upper);

typedef struct {
  bool found;    /* a solution below the cutoff, */
  int64_t value; /* the best one met; checked against every row */
  int64_t bound; /* proved: no solution is below it; at most the cutoff */
} lg_exact_answer;

/* Looks for solutions whose goal 0 is below the cutoff, by a tree, until none is left, one has been
 * found, or `nodes` are spent.
 *   lower, upper  [column_count] whole and finite */
lg_exact_answer lg_exact_search(const lg_deadline *deadline, const lg_whole *whole,
                                const double *lower, const double *upper, int64_t cutoff,
                                int nodes);

/* A row, or one of the first `goal` goals held, whose columns are all fixed, and not as it asks: noted
 * as the one leaf of a tree.
 *   nodes  lg_proof_node is appended; or NULL */
bool lg_exact_contradicts(const lg_whole_face *face, int goal, GArray *nodes);

#endif
