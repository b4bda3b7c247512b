/* warm_start_internal.h - what the chain asks of a warmth, and tells it. */
#ifndef LG_WARM_START_INTERNAL_H
#define LG_WARM_START_INTERNAL_H

#include "model/formulate.h"
#include "solver/solver.h"

/* Rows of the program at hand are found by what they stand for. Before anything else; borrows the
 * program until the next call. */
void lg_warm_start_open(lg_warm_start *warm_start, const lg_program *program);

/* The rosters in which earlier solves ended, the last one first.
 *   returns  the k-th, borrowed; NULL where there are no more */
const lg_roster *lg_warm_start_roster(const lg_warm_start *warm_start, int k);
/* A solve ended there. NULL: with none. */
void lg_warm_start_keep_roster(lg_warm_start *warm_start, const lg_roster *roster);

/* Row prices that relaxations of a goal ended with, the most useful first. Prices of posts follow
 * from the others and are not kept.
 *   dual     [row_count], filled; 0 for posts and for rows that were not there
 *   returns  false where there are no more */
bool lg_warm_start_dual(const lg_warm_start *warm_start, int goal, int k, double *dual);
/* The k-th was of use. */
void lg_warm_start_praise(lg_warm_start *warm_start, int goal, int k);
void lg_warm_start_keep_dual(lg_warm_start *warm_start, int goal, const double *dual);
/* In the place of a goal: prices that proved a plan to have no roster. */
enum { LG_WARM_PROOFS = LG_GOAL_ALL_KINDS };

#endif
