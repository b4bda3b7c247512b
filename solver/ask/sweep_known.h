/* sweep_known.h - what the rows of a sweep that are solved say of further ones. A row whose limits
 * are all at least as strict as another's has no roster that the other one lacks. So it is
 * infeasible where the other one is; and where the other one's best roster keeps the stricter
 * limits, it is the best one here, too, with the same bounds. docs/method.md, 7, "Variants".
 * Internal to sweep.c. */
#ifndef LG_SWEEP_KNOWN_H
#define LG_SWEEP_KNOWN_H

#include "solver/solver.h"

typedef struct lg_sweep_known lg_sweep_known;
/* Borrows the rows. All functions but new and free may be called by several threads at once. */
/* most  answers kept, the last ones */
lg_sweep_known *lg_sweep_known_new(const lg_sweep_row *rows, int most);
void lg_sweep_known_free(lg_sweep_known *known);

/* Notes what came of a row; kept is what other rows can inherit.
 *   audit  of the answer's roster; NULL where there is none */
void lg_sweep_known_note(lg_sweep_known *known, int row, const lg_answer *answer,
                         const lg_audit *audit);
/* The answer of a row that follows from rows noted before.
 *   audit    out: of its roster; NULL where infeasible
 *   returns  lg_answer_free; NULL: the row has to be solved */
lg_answer *lg_sweep_known_answer(lg_sweep_known *known, int row, lg_audit **audit);

/* Notes a breakpoint that was found; and joins what those noted before say of another one to its
 * range.
 *   returns  (range) false: they show that no value can be met */
void lg_sweep_known_note_tip(lg_sweep_known *known, const lg_sweep_breakpoint *tip);
bool lg_sweep_known_range(lg_sweep_known *known, lg_sweep_breakpoint *tip);

#endif
