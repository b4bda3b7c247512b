/* warm_start_internal.h - what the lexicographic method asks of a warm start, and tells it: rosters
 * and row prices of earlier solves. docs/method.md, 6. */
#ifndef LG_WARM_START_INTERNAL_H
#define LG_WARM_START_INTERNAL_H

#include "model/formulate.h"
#include "solver/solver.h"

/* To be called before the other functions, with the program at hand, whose rows are matched with
 * those of earlier ones by what they stand for. Borrows it until the next call. */
void lg_warm_start_open(lg_warm_start *warm_start, const lg_program *program);

/* The rosters in which earlier solves ended, the last one first.
 *   returns  the k-th, borrowed; NULL where there are no more */
const lg_roster *lg_warm_start_roster(const lg_warm_start *warm_start, int k);
/* Keeps the roster in which a solve ended; NULL is legal.
 *   most  rosters that are remembered */
void lg_warm_start_keep_roster(lg_warm_start *warm_start, const lg_roster *roster, int most);

/* The k-th of the row prices (duals) with which relaxations of a goal ended, the most useful first.
 * Those of rows R1 follow from the others and are not kept.
 *   goal     lg_goal_kind, or LG_WARM_PROOFS
 *   dual     [row_count], filled; 0 for R1 and for rows that the earlier program did not have
 *   returns  false: there are no more */
bool lg_warm_start_dual(const lg_warm_start *warm_start, int goal, int k, double *dual);
/* Tells that the k-th was of use: it becomes the first. */
void lg_warm_start_praise(lg_warm_start *warm_start, int goal, int k);
void lg_warm_start_keep_dual(lg_warm_start *warm_start, int goal, const double *dual, int most);
/* In the place of a goal: prices that proved that a plan has no roster. */
enum { LG_WARM_PROOFS = LG_GOAL_ALL_KINDS };

#endif
