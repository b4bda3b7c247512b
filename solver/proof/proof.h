/* proof.h - the proof that no roster is better in a goal, as data: prices, and a tree of branches each
 * of which is closed by prices. Whoever made it, it is checked by whole.h alone, and written as a
 * certificate that others check (certificate.h). */
#ifndef LG_PROOF_H
#define LG_PROOF_H

#include "whole_cut.h"

/* A node of the tree: the branch that leads to it from its parent, and where it is a leaf, the prices
 * that close it. */
typedef struct {
  int parent; /* -1: the root */
  int column; /* of the program; -1: the root's */
  bool up;    /* x[column] >= bound, else x[column] <= bound */
  int64_t bound;
  bool leaf;
  bool empty; /* the prices prove that nothing is left, else that the goal is at least `value` */
  lg_prices prices; /* of a leaf */
} lg_proof_node;

/* Proof that a goal is at least `value`, where the goals before it are at most their limits: by the
 * root's prices, or by the tree. */
typedef struct {
  int64_t value;       /* claimed; minimised */
  int64_t bound;       /* proved: the goal is at least this */
  bool proved;         /* that is the value */
  lg_prices prices;    /* of the root, */
  lg_whole_bound root; /* and what they prove */
  GArray *nodes;       /* lg_proof_node; none where the root's prices are enough; */
  GArray *cuts; /* lg_whole_cut: those that its leaves have prices for, and what they follow from */
} lg_goal_proof;

/* All goals, in order; of a plan that cannot be met goals[0] alone, which proves that nothing is left,
 * while goal_count is 0. */
typedef struct lg_proof {
  lg_whole *whole; /* owned; its goals hold their limits */
  lg_goal_proof *goals;
  int goal_count;
  /* [column_count] the goal that fixed a column for all goals after it (its |d| is larger than what
   * the goal has left), -1: none; and where */
  int *fixed_by;
  int64_t *fixed_at;
} lg_proof;

lg_proof *lg_proof_new(lg_whole *whole);
void lg_proof_free(lg_proof *proof);

#endif
