/* sweep_known.h - what the rows solved so far say of further ones. A row whose limits are at least
 * as strict as another's has no roster that the other one lacks: so it has none where the other one
 * has none, and where it keeps the other one's best roster that roster is its best one, too, with
 * the same bounds. Internal to sweep.c. */
#ifndef LG_SWEEP_KNOWN_H
#define LG_SWEEP_KNOWN_H

#include "solver/solver.h"

typedef struct lg_sweep_known lg_sweep_known;
lg_sweep_known *lg_sweep_known_new(const lg_sweep_row *rows);
void lg_sweep_known_free(lg_sweep_known *known);

/* Notes what came of a row: what may be inherited is kept. May be called by several threads. */
void lg_sweep_known_note(lg_sweep_known *known, int row, const lg_answer *answer,
                         const lg_audit *audit);
/* The row's answer with its audit (NULL where infeasible), or NULL where it has to be solved. */
lg_answer *lg_sweep_known_answer(lg_sweep_known *known, int row, lg_audit **audit);

/* Notes a tipping point, and joins what earlier ones say of another one to its range.
 *   returns  false where no value can be met */
void lg_sweep_known_note_tip(lg_sweep_known *known, const lg_sweep_breakpoint *tip);
bool lg_sweep_known_range(lg_sweep_known *known, lg_sweep_breakpoint *tip);

#endif
