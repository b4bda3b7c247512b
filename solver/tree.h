/* tree.h - branch and bound over one face: relaxations from warm bases, branches chosen by what
 * they cost, ties broken on purpose. README, "How it works". Land, Doig 1960; safe bounds:
 * Neumaier, Shcherbina 2004. */
#ifndef LG_TREE_H
#define LG_TREE_H

#include "lp.h"

typedef struct {
  const lg_program *program;
  const double *lower,
      *upper;         /* the face, perhaps narrowed to a core; every column has both bounds */
  const double *cost; /* whole numbers, plus what breaks ties */
  double constant;
  double tie_sum; /* at most this does breaking ties add to a plan: less than a unit */
  const lg_cut *cuts;
  int cut_count;
  int64_t cutoff;              /* only plans below it are looked for; G_MAXINT64: any */
  int64_t bound;               /* nothing is below it */
  int node_limit, pivot_limit; /* after which to stop; pivots count in large programs only */
  /* A whole solution [program->column_count]. Says its true value, or G_MAXINT64 where it is no
   * plan after all. */
  int64_t (*found)(const double *value, void *user);
  /* May the search stop with this best value and this bound? */
  bool (*enough)(int64_t best, int64_t bound, void *user);
  void (*progress)(int64_t bound, void *user);
  void *user;
} lg_tree_question;

typedef enum { LG_TREE_DONE, LG_TREE_STOPPED } lg_tree_end;

typedef struct {
  lg_tree_end
      end; /* DONE: enough, or nothing better than `best` (or below the cutoff) is in the face */
  int64_t best; /* G_MAXINT64 where none was found */
  int64_t
      bound; /* proved: nothing in the face is below it; G_MAXINT64 where the face holds no plan */
} lg_tree_answer;

lg_tree_answer lg_tree_search(const lg_engine *engine, const lg_tree_question *question);

#endif
