/* lexicographic.h - the goals strictly in order: each is solved over the face of rosters that the
 * goals before it leave, by linear programs first, while whole rosters are looked for as late as
 * possible. This is the door to the room mip/.
 *
 * Formulas: docs/method.md, 2; SPEC 4. Citations of SPEC, QUESTIONS and OFFICE lead to the pages
 * that docs/spec/README.md lists. */
#ifndef LG_LEXICOGRAPHIC_H
#define LG_LEXICOGRAPHIC_H

#include "model/formulate.h"
#include "solver/lp/lp.h"
#include "solver/solver.h"

typedef enum {
  LG_LEXICOGRAPHIC_DONE,       /* every goal is settled */
  LG_LEXICOGRAPHIC_STOPPED,    /* the time, or an effort, ended first */
  LG_LEXICOGRAPHIC_INFEASIBLE, /* proved: there is no roster */
  LG_LEXICOGRAPHIC_FAULT       /* a roster of the program failed its audit */
} lg_lexicographic_end;

typedef struct {
  int64_t best, bound; /* as SPEC counts the goal (max goals not negated) */
  bool has_bound;      /* the bound is known */
  bool proved;         /* best = bound, by exact arithmetic, and so are the goals before it */
  bool claimed; /* not proved, but the search found nothing better and believes that nothing is */
} lg_lexicographic_goal;

typedef struct {
  lg_lexicographic_end end;
  lg_roster *roster;            /* the incumbent, audited; NULL: none was found */
  int reached;                  /* goals of which something is known */
  lg_lexicographic_goal *goals; /* [reached] */
  int64_t *held;                /* [reached] how far later goals may move each goal: with its
                                   tolerance, as SPEC counts it */
  struct lg_proof *proof; /* with settings->certificates: of the goals reached, or that there is no
                                   roster; else NULL */
  lg_roster **shown;      /* [reached] a roster with the goal's best value, where the roster itself
                                   has another one, by a tolerance; else NULL */
  int corrections; /* how often the proof came upon a better roster than the search believed possible */
  char *fault;     /* of LG_LEXICOGRAPHIC_FAULT: the rule broken; else NULL */
} lg_lexicographic_result;

/* Solves the first `goal_count` goals of the policy, and afterwards, where they do not tell one
 * roster, takes any roster of the last face.
 *   formulation  borrowed; with formulation->asked the goals and the judge of a question take the
 *                place of the policy's goals and the audit
 *   settings     the gap lets a goal end early; a warm start is read and updated
 *   returns      owned: lg_lexicographic_result_clear */
lg_lexicographic_result lg_lexicographic_run(const lg_formulation *formulation, int goal_count,
                                             const lg_deadline *deadline,
                                             const lg_solve_settings *settings);
void lg_lexicographic_result_clear(lg_lexicographic_result *result);

#endif
