/* local_search.h - a first incumbent without any linear program: local search on the counts of the
 * program.
 *
 * A state gives every teacher one place, so R1 always holds. Every other row defines a count; by
 * how much a count is outside its bounds is its violation. Shifts of a teacher, and short chains of
 * them, bring the weighted sum of violations down; once none is left the same chains improve the
 * goals in their order. docs/method.md, 3. Sources: Luteberget, Sartor 2023, "Feasibility Jump";
 * Morris 1993, "The breakout method for escaping from local minima"; Glover 1996, "Ejection
 * chains". */
#ifndef LG_LOCAL_SEARCH_H
#define LG_LOCAL_SEARCH_H

#include "model/formulate.h"
#include "solver/lp/lp.h"

typedef struct {
  const double *start;         /* [column_count] or NULL: each teacher begins at the place column of
                                  the largest value (a relaxation's, say), else at home */
  const double *lower, *upper; /* [column_count] bounds to keep, or NULL: the program's */
  int64_t effort;              /* shifts weighed at most until a roster keeps all rules */
  int64_t improvement;         /* shifts weighed after that for better goals */
  int goal_count;              /* goals to improve: the first ones of the policy */
} lg_local_search_settings;

/* Efforts in proportion to the program, no start, all goals. */
lg_local_search_settings lg_local_search_defaults(const lg_formulation *formulation,
                                                  const lg_tuning *tuning);

/* Looks for a roster within the bounds, then for better goals. The same input gives the same roster
 * on every machine, unless the deadline ends the search.
 *   feasible  out: whether the roster keeps every row and bound (the audit is the caller's)
 *   returns   the roster, or where the search stood when it gave up; NULL where a teacher has no
 *             place at all or bounds contradict each other. lg_roster_free
 *   cost      O(entries) to begin, then O(rows of a place) for each shift weighed
 *   clock     looked at about every millisecond, but not while the state is built or a goal
 *             priced */
lg_roster *lg_local_search_run(const lg_formulation *formulation, const lg_deadline *deadline,
                               const lg_local_search_settings *settings, bool *feasible);

#endif
