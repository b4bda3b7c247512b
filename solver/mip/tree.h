/* tree.h - branch and bound of our own over a subproblem (Land, Doig 1960): relaxations start from
 * kept bases, columns to branch on are chosen by what branches have cost, and a node is closed only
 * by a safe bound (Neumaier, Shcherbina 2004). docs/method.md, 4, "Two searches in turn". */
#ifndef LG_TREE_H
#define LG_TREE_H

#include "solver/lp/lp.h"
#include "solver/proof/proof.h"

typedef struct {
  const lg_program *program;
  /* The subproblem, [column_count]; every column has both bounds. */
  const double *lower, *upper;
  const double *cost;      /* [column_count] the goal's whole numbers, plus the perturbation */
  double constant;         /* of the goal */
  double perturbation_sum; /* the perturbation adds at most this to a roster's cost: below 1 */
  const double
      *reduced; /* [column_count] NULL, or reduced costs near those of the root's relaxation */
  const lg_cut *cuts;
  int cut_count;
  int64_t cutoff; /* only rosters below it are looked for; G_MAXINT64: any */
  int64_t bound;  /* known: none is below it */
  /* Gets a whole solution, [program->column_count]. Returns the value of its goal, recounted, or
   * G_MAXINT64 where it is no roster of the face after all. */
  int64_t (*found)(const double *value, void *user);
  /* May the search stop with this incumbent and this bound? */
  bool (*enough)(int64_t best, int64_t bound, void *user);
  void (*progress)(int64_t bound, void *user);
  void *user;
  /* NULL, or where bounds are to be exact: the same subproblem in whole numbers. Then prices close a
   * node by lg_whole_price alone, `cost` may be anything, and dives are left out.
   *   goal      of face->whole; -1: only whether anything is left
   *   cut_goal  [cut_count] the goal of face->whole that a cut holds; -1 - k: it is cut k of face->cuts
   *   nodes     lg_proof_node are put there once the tree is DONE; NULL: not wanted */
  const lg_whole_face *face;
  int goal;
  const int *cut_goal;
  GArray *nodes;
} lg_tree_question;

typedef enum {
  LG_TREE_DONE,  /* it is enough, or proved: nothing below `best` and the cutoff is left */
  LG_TREE_LIMIT, /* a limit of this run is reached; another run goes on */
  LG_TREE_FAILED /* the time is over, or the numbers failed */
} lg_tree_end;

typedef struct {
  lg_tree_end end;
  int64_t best;  /* of the rosters found in all runs; G_MAXINT64: none */
  int64_t bound; /* proved: none in the subproblem is below it; G_MAXINT64: it holds none */
} lg_tree_answer;

typedef struct lg_tree lg_tree;

/* The question is copied; its program and user must outlive the tree, its other arrays need not. */
lg_tree *lg_tree_new(const lg_deadline *deadline, const lg_tree_question *question);
void lg_tree_free(lg_tree *tree);
/* Goes on with the search. Not to be called again once a run has failed.
 *   cutoff       a lower one than the question's, or the same
 *   node_limit   nodes of this run, and
 *   pivot_limit  pivots of this run, after which to stop; those of probes and dives do not count */
lg_tree_answer lg_tree_run(lg_tree *tree, int64_t cutoff, int node_limit, int pivot_limit);

#endif
