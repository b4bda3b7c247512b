/* lexicographic.h - the goals strictly in order: a chain of linear programs on ever smaller faces, integers
 * looked for late. README, "How it works", gives the formulas; SPEC 4. */
#ifndef LG_LEXICOGRAPHIC_H
#define LG_LEXICOGRAPHIC_H

#include "model/formulate.h"
#include "solver/lp/lp.h"
#include "solver/solver.h"

typedef enum {
  LG_LEXICOGRAPHIC_DONE,
  LG_LEXICOGRAPHIC_STOPPED,
  LG_LEXICOGRAPHIC_INFEASIBLE,
  LG_LEXICOGRAPHIC_FAULT
} lg_lexicographic_end;

typedef struct {
  int64_t best, bound; /* as SPEC counts the goal (max goals not negated) */
  bool proved;
} lg_lexicographic_goal;

typedef struct {
  lg_lexicographic_end end;
  lg_roster *roster; /* the best audited one, or NULL */
  int reached;       /* goals with an entry in `goals` */
  lg_lexicographic_goal *goals;
  int64_t *held; /* [reached] value up to which later goals may move each goal */
  char *fault;   /* of LG_LEXICOGRAPHIC_FAULT */
} lg_lexicographic_result;

/* Solves the first `goal_count` goals of the policy. */
lg_lexicographic_result lg_lexicographic_run(const lg_formulation *formulation, int goal_count,
                                             const lg_deadline *deadline,
                                             const lg_solve_settings *settings);
void lg_lexicographic_result_clear(lg_lexicographic_result *result);

#endif
