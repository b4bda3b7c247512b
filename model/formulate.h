/* formulate.h - the rules and goals of SPEC 3 and 4 as a sparse program, one function a rule.
 * Source of the tight rows: Savelsbergh 1994, "Preprocessing and probing techniques for mixed
 * integer programming". */
#ifndef LG_FORMULATE_H
#define LG_FORMULATE_H

#include "options.h"
#include "program.h"
#include "roster.h"

/* A question that no plan can name: goals by their coefficients, and who recounts them. */
typedef struct {
  int64_t **cost;    /* [goal_count of the policy][column_count] to be minimised */
  int64_t *constant; /* [goal_count] to be added */
  /* Is this roster an answer? values: [goal_count] what it is worth, filled in any case. */
  bool (*judge)(const lg_roster *roster, int64_t *values, void *user);
  void *user;
} lg_asked_goals;

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  lg_program *program;
  int *column_of; /* [options->pair_count] the pair's column, or -1 for the only pair of a teacher:
                     no choice */
  int64_t staffing_constant; /* of cells with a target where nothing can change */
  int64_t equity_constant;
  int64_t *step_cost; /* [column_count] what a LG_COL_STEP costs in equity */
  const lg_asked_goals
      *asked; /* in the place of the policy's goals, whose kinds are LG_GOAL_ASKED; or
                            NULL. Borrowed */
} lg_formulation;

/* Cost: linear in pairs x quotas, plus sorting. Borrows all three. */
lg_formulation *lg_formulation_new(const lg_district *district, const lg_policy *policy,
                                   const lg_options *options);
void lg_formulation_free(lg_formulation *formulation);

/* Coefficients of goal `goal` of the policy, to be minimised (max goals are negated).
 *   upper     [column_count] or NULL: places at 0 are not priced (a draw costs a digest each)
 *   cost      [column_count], filled
 *   returns   the constant to be added */
int64_t lg_formulation_goal(const lg_formulation *formulation, int goal, const double *upper,
                            int64_t *cost);

/* The roster in which each teacher works where the place columns of `value` are largest. */
lg_roster *lg_formulation_roster(const lg_formulation *formulation, const double *value);

#endif
