/* local_search.h - a first good plan without any linear program: local search on the counts of the
 * program, teacher by teacher.
 *
 * A state gives every teacher one place, so R1 always holds; every other row is the definition of a
 * count, and what a count stands outside of its bounds is the violation. Weighted violations fall
 * by shifts of teachers and short chains of them; once none is left the same chains improve the
 * goals in their order. Sources: Luteberget, Sartor 2023, "Feasibility Jump"; Morris 1993, "The
 * breakout method for escaping from local minima"; Glover 1996, "Ejection chains". */
#ifndef LG_LOCAL_SEARCH_H
#define LG_LOCAL_SEARCH_H

#include "model/formulate.h"
#include "solver/lp/lp.h"

typedef struct {
  const double *start;         /* [column_count] or NULL: each teacher begins at the place column of
                                  the largest value (a relaxation's, say), else at home */
  const double *lower, *upper; /* [column_count] bounds to keep, or NULL: the program's */
  int64_t effort;              /* shifts weighed until a plan is found */
  int64_t improvement;         /* shifts weighed after that for better goals */
  int goal_count;              /* goals to improve: the first ones of the policy */
} lg_local_search_settings;

/* Efforts in proportion to the program, no start, all goals. */
lg_local_search_settings lg_local_search_defaults(const lg_formulation *formulation);

/* Looks for a plan within the bounds. The same input gives the same plan on every machine, unless
 * the engine's clock or an interruption ends it.
 *   feasible  whether the plan keeps every row and bound; the audit is the caller's
 *   returns   the plan, or where the search stood when it gave up; NULL where a teacher has no
 *             place at all, or bounds contradict each other
 *   cost      O(entries) to begin, then O(rows of a place) for each shift weighed
 *   clock     looked at about every millisecond, but not while the state is built or a goal priced
 */
lg_roster *lg_local_search_run(const lg_formulation *formulation, const lg_deadline *deadline,
                               const lg_local_search_settings *settings, bool *feasible);

#endif
