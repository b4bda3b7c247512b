/* least_shifts.h - the least number of shifts that rid a state of local search of its violations,
 * and every set of that many: exact, by a bounded search tree on what is violated.
 *
 * Every shift adds to measures, so that of any shifts that mend a state one at least brings a given
 * violated measure nearer to its limits: those are tried in turn. Where few shifts are enough the
 * tree is small, whatever the size of the program. docs/method.md, 7, "Refusals". Source: Downey,
 * Fellows 1999, "Parameterized Complexity" (bounded search trees). */
#ifndef LG_LEAST_SHIFTS_H
#define LG_LEAST_SHIFTS_H

#include "local_search_state.h"

typedef struct {
  int size;       /* shifts of each set */
  int count;      /* sets */
  GArray *shifts; /* [count * size] lg_shift with the places to go to, set by set */
} lg_shift_sets;

/* Finds them; the state is afterwards as it was. Its weights are all 1, and nothing is held.
 *   kept    a seat that stays where it is
 *   most    shifts that a set may have
 *   effort  shifts weighed at most
 *   sets    out: all sets of the least number; g_array_unref(sets->shifts) in any case
 *   returns false: no set of at most so many shifts does, or the effort or the time was over before
 *           that was known */
bool lg_least_shifts(lg_local_search *s, int kept, int most, int64_t effort, lg_shift_sets *sets);

#endif
