/* cut_loop.h - the part of a goal's face that is still worth searching, made smaller by cuts and
 * reduced-cost fixing in turns (cut_loop.c), and dives into it for better rosters (dive.c).
 * docs/method.md, 4, "The cut loop". */
#ifndef LG_CUT_LOOP_H
#define LG_CUT_LOOP_H

#include "lexicographic_internal.h"
#include "subproblem.h"

/* The state of the loop. Its part of the face holds every roster whose value is at most the
 * incumbent's: the bounds step->cut_lower .. cut_upper, and the cuts of c->cuts from
 * step->cut_count on. "Cost" is the goal's value plus the perturbation. */
typedef struct {
  lg_lexicographic *c;
  lg_step *step;
  int goal;
  double perturbation_sum; /* the perturbation adds at most this to a roster's cost */
  int64_t found;           /* the incumbent's value; G_MAXINT64: none in the face */
  double ceiling;          /* the part holds what costs at most this; LG_INFINITE: everything */
  double bound;            /* proved: no roster of the part costs less */
  double *reduced;         /* [column_count] reduced costs of the relaxation that proved it */
  double gap;              /* ceiling - bound when cuts were last looked for; 0: never */
  int open;                /* columns open then */
  int dives;               /* so far: each goes its own way */
  int effort;              /* of branch and cut after a dive: 1, doubled in large parts after dives
                              in vain */
  GArray *held;            /* lg_cut: the objective rows of the earlier goals, exact, */
  const GArray *rows;      /* and the same, loose, for GLPK's branch and cut; borrowed */
} lg_cut_loop;

/* Begins with the part that reduced-cost fixing leaves.
 *   found             value of the incumbent in the face, G_MAXINT64: there is none
 *   reduced, relaxed  [column_count] reduced costs and value of the last relaxation of the face
 *   rows              of lg_objective_rows, loose; borrowed */
lg_cut_loop *lg_cut_loop_new(lg_lexicographic *c, int goal, int64_t found, const double *reduced,
                             double relaxed, double perturbation_sum, const GArray *rows);
void lg_cut_loop_free(lg_cut_loop *t);

/* Narrows the part by rounds of cuts, the first time and wherever a better incumbent has made it
 * much smaller since; then dives, and goes on while the dives find better rosters. What is found
 * becomes c->incumbent, what is proved raises step->bound. Afterwards c->value, t->bound and
 * t->reduced are those of the relaxation with the cuts; c->lp, which lacks them, is freed.
 *   found    value of the incumbent now, G_MAXINT64: none
 *   returns  whether cuts were looked for, so that the part may have changed */
bool lg_cut_loop_run(lg_cut_loop *t, int64_t found);

/* The subproblem that some bounds leave, with the objective rows of the earlier goals and the cuts
 * of c->cuts as rows of its own. */
typedef struct {
  lg_subproblem *subproblem;
  int *origin; /* of cut k of the subproblem: its index in c->cuts, -1: an objective row */
  double *cost, *reduced; /* [columns of the subproblem] */
  double fixed;           /* cost of the columns that the bounds fix, and the goal's constant */
} lg_cut_subproblem;

lg_cut_subproblem lg_cut_subproblem_new(const lg_cut_loop *t, const double *lower,
                                        const double *upper);
void lg_cut_subproblem_clear(lg_cut_subproblem *k);

/* Looks for a roster below the ceiling, starting at the relaxation in c->value. First every teacher
 * whom the incumbent has at the same place stays there, and the rest is searched; then come dives,
 * each in another way, which decide one column after the other with rounds of cuts in between. What
 * is found becomes c->incumbent.
 *   returns  whether there is a better incumbent */
bool lg_dive(lg_cut_loop *t);

#endif
