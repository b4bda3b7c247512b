/* formulate.h - the rules and goals of SPEC 3 and 4 as a sparse program, one function a rule.
 * docs/method.md, 1; source of the tight rows: Savelsbergh 1994, "Preprocessing and probing
 * techniques for mixed integer programming problems". */
#ifndef LG_FORMULATE_H
#define LG_FORMULATE_H

#include "options.h"
#include "program.h"
#include "roster.h"

/* Goals that no plan can name, for a question of the solver's: by their coefficients, with a judge
 * in the place of the audit. */
typedef struct {
  int64_t **cost;    /* [goal_count of the policy][column_count] to be minimised */
  int64_t *constant; /* [goal_count] to be added */
  /* Is this roster an answer to the question? Fills its goals, values [goal_count], in any case. */
  bool (*judge)(const lg_roster *roster, int64_t *values, void *user);
  void *user;
} lg_asked_goals;

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  lg_program *program;
  int *
      column_of; /* [options->pair_count] the pair's column; -1: the teacher's only pair, who has no
                     choice */
  int64_t staffing_constant; /* goal staffing: of cells with a target where nothing can change */
  int64_t equity_constant;   /* goal equity: of backbone teachers who are fixed */
  int64_t *unit_cost;        /* [column_count] what a LG_COL_STEP costs in equity, and a head of a
                         LG_COL_SHORTFALL in shortfall */
  /* NULL, or what takes the place of the policy's goals, whose kinds are LG_GOAL_ASKED then.
   * Borrowed. */
  const lg_asked_goals *asked;
} lg_formulation;

/* Borrows all three for the formulation's life.
 *   cost  linear in pairs x quotas, plus sorting */
lg_formulation *lg_formulation_new(const lg_district *district, const lg_policy *policy,
                                   const lg_options *options);
void lg_formulation_free(lg_formulation *formulation);

/* Coefficients of goal `goal` of the policy, to be minimised (max goals are negated).
 *   upper     [column_count] or NULL: places at 0 are not priced (a draw costs a digest each)
 *   cost      [column_count], filled
 *   returns   the constant to be added */
int64_t lg_formulation_goal(const lg_formulation *formulation, int goal, const double *upper,
                            int64_t *cost);

/* What a column LG_COL_ASSIGNMENT of the formulation's program, or of a part of it, decides. */
static inline lg_assignment lg_formulation_assignment(const lg_formulation *formulation,
                                                      const lg_column *column)
{
  return formulation->options->pairs[column->c].assignment;
}

/* Does the column leave its teacher as today? */
static inline bool lg_formulation_is_home(const lg_formulation *formulation,
                                          const lg_column *column)
{
  return lg_assignment_same(lg_formulation_assignment(formulation, column),
                            lg_assignment_home(formulation->district, column->a));
}

/* The roster in which each teacher has the option whose column is largest; who has no choice has
 * his only one.
 *   value    [column_count]
 *   returns  lg_roster_free */
lg_roster *lg_formulation_roster(const lg_formulation *formulation, const double *value);

/* The other way round: 1 at the columns of the roster's assignments, else 0.
 *   returns  [column_count]; g_free */
double *lg_formulation_values(const lg_formulation *formulation, const lg_roster *roster);

#endif
