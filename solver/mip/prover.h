/* prover.h - proves the goals that the search has settled, by exact arithmetic alone (solver/proof/):
 * what the search believes, and GLPK with it, is a guess here that is checked. docs/method.md, 5. */
#ifndef LG_PROVER_H
#define LG_PROVER_H

#include "lexicographic_internal.h"
#include "solver/proof/proof.h"

/* Proves as many of the first `count` goals as it can, in order, each with the goals before it at most
 * at their limits. The duals of the search are the first guess; where they are not enough, a tree
 * of branches is grown over what they leave. A roster that it comes upon, and that is better than
 * the search believed possible, becomes the incumbent.
 *   best, limit  [count] the goals' values, minimised, and how far later goals may move them
 *   record       for a certificate: trees are kept, and goals are priced whole
 *   returns      lg_proof_free; NULL where the program is not one of whole numbers */
lg_proof *lg_prove(lg_lexicographic *c, const int64_t *best, const int64_t *limit, int count,
                   bool record);
/* Proves that the program has no roster: goals[0].proved.
 *   ray  [row_count] duals that may show it, or NULL */
lg_proof *lg_prove_empty(lg_lexicographic *c, const double *ray, bool record);

#endif
