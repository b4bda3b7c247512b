/* cut_loop.h - the part of a face that is worth searching, made smaller by cuts (cut_loop.c), and
 * dives into it for a roster (dive.c). */
#ifndef LG_CUT_LOOP_H
#define LG_CUT_LOOP_H

#include "lexicographic_internal.h"
#include "subproblem.h"

/* The part of a goal's face whose rosters are at most as good as the best known one. */
typedef struct {
  lg_lexicographic *c;
  lg_step *step; /* its tight bounds and cuts are those of the part */
  int goal;
  double perturbation_sum; /* what breaking ties, in the relaxation's costs, may add to a roster */
  int64_t found;           /* the best known value; G_MAXINT64: none */
  double ceiling;          /* cost of what is sought, ties included, at most; LG_INFINITE: any */
  double bound;            /* proved for it, ties included */
  double *reduced;         /* [column_count] reduced costs that go with it */
  double gap;              /* between them when cuts were last looked for; 0: never */
  int open;                /* columns then */
  int dives;               /* so far */
  int effort;         /* for the rest of each dive: 1, in large parts more after dives in vain */
  GArray *held;       /* lg_cut: the earlier goals, and */
  const GArray *rows; /* the same, loose, for branch and cut */
} lg_cut_loop;

/* reduced, relaxed  of the last relaxation over the goal's face
 * rows              of lg_objective_rows, loose; borrowed */
lg_cut_loop *lg_cut_loop_new(lg_lexicographic *c, int goal, int64_t found, const double *reduced,
                             double relaxed, double perturbation_sum, const GArray *rows);
void lg_cut_loop_free(lg_cut_loop *t);

/* A roster of value `found` is known (G_MAXINT64: none). Where that makes the part much smaller, or
 * for the first time, narrows it by cuts and the fixing that their bounds allow, and raises the
 * step's bound; dives for better rosters, which the chain takes. c->value, t->bound and t->reduced
 * are the relaxation's with the cuts; c->lp, which has not these, goes.
 *   returns  whether cuts were looked for */
bool lg_cut_loop_run(lg_cut_loop *t, int64_t found);

/* The core of some bounds, with the held goals and the chain's cuts as its rows. */
typedef struct {
  lg_subproblem *subproblem;
  int *origin; /* by number of a row that is a cut: its number in the chain, -1: a held goal */
  double *cost, *reduced;
  double fixed; /* cost outside it, and the constant */
} lg_cut_subproblem;

lg_cut_subproblem lg_cut_subproblem_new(const lg_cut_loop *t, const double *lower,
                                        const double *upper);
void lg_cut_subproblem_clear(lg_cut_subproblem *k);

/* Looks for a roster below the ceiling, from the relaxation in c->value: what the best roster
 * shares with it is kept and the rest searched; then it dives, in other ways each time, a few times
 * in small parts: one column after the other is decided, with rounds of cuts in between. The chain
 * takes what is found.
 *   returns  whether a better one was */
bool lg_dive(lg_cut_loop *t);

#endif
