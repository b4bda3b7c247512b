/* tree.h - branch and bound over one face: relaxations from warm bases, branches chosen by what
 * they cost, ties broken on purpose. README, "How it works". Land, Doig 1960; safe bounds:
 * Neumaier, Shcherbina 2004. */
#ifndef LG_TREE_H
#define LG_TREE_H

#include "solver/lp/lp.h"

typedef struct {
  const lg_program *program;
  const double *lower,
      *upper;         /* the face, perhaps narrowed to a core; every column has both bounds */
  const double *cost; /* whole numbers, plus what breaks ties */
  double constant;
  double perturbation_sum; /* at most this does breaking ties add to a plan: less than a unit */
  const lg_cut *cuts;
  int cut_count;
  int64_t cutoff; /* only plans below it are looked for; G_MAXINT64: any */
  int64_t bound;  /* nothing is below it */
  /* A whole solution [program->column_count]. Says its true value, or G_MAXINT64 where it is no
   * plan after all. */
  int64_t (*found)(const double *value, void *user);
  /* May the search stop with this best value and this bound? */
  bool (*enough)(int64_t best, int64_t bound, void *user);
  void (*progress)(int64_t bound, void *user);
  void *user;
} lg_tree_question;

typedef enum { LG_TREE_DONE, LG_TREE_LIMIT, LG_TREE_FAILED } lg_tree_end;

typedef struct {
  lg_tree_end
      end;      /* DONE: enough, or nothing better than `best` (or below the cutoff) is in the face;
                 * LIMIT:      another run goes on; FAILED: the time is over, or numbers failed */
  int64_t best; /* G_MAXINT64 where none was found */
  int64_t
      bound; /* proved: nothing in the face is below it; G_MAXINT64 where the face holds no plan */
} lg_tree_answer;

typedef struct lg_tree lg_tree;

/* The question is copied; its program and user must outlive the tree. */
lg_tree *lg_tree_new(const lg_deadline *deadline, const lg_tree_question *question);
void lg_tree_free(lg_tree *tree);
/* Goes on with the search, unless the last run has failed.
 *   cutoff       a lower one than the question's, or the same
 *   node_limit, pivot_limit  after which to stop; probes and dives do not count */
lg_tree_answer lg_tree_run(lg_tree *tree, int64_t cutoff, int node_limit, int pivot_limit);

#endif
