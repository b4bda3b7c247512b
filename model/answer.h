/* answer.h - what the solver says: status, roster, and for every goal what is proved. */
#ifndef LG_ANSWER_H
#define LG_ANSWER_H

#include "policy.h"
#include "roster.h"
#include "rule.h"

typedef enum { LG_OPTIMAL, LG_FEASIBLE, LG_INFEASIBLE, LG_UNKNOWN } lg_status;
const char *lg_status_word(lg_status status); /* "optimal", ... */

/* One goal of the policy's list. best: the best value known given the goals before it; bound:
 * proved bound on it. */
typedef struct {
  bool has_best, has_bound, proved;
  int64_t best, bound;
} lg_goal_answer;

typedef struct lg_answer {
  lg_status status;
  lg_roster *roster;     /* NULL unless optimal or feasible */
  lg_goal_answer *goals; /* [goal_count] */
  int goal_count;
  lg_element *conflict; /* of an infeasible plan: rules that cannot all hold, in the order of
                           QUESTIONS W2 */
  int conflict_count;
  bool conflict_minimal;
  double model_s, solve_s; /* seconds */
} lg_answer;

void lg_answer_free(lg_answer *answer);

#endif
