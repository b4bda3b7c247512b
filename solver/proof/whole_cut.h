/* whole_cut.h - cuts by mixed-integer rounding in exact arithmetic (Marchand, Wolsey 2001; Gomory 1960).
 * docs/method.md, 5, "Cuts".
 *
 * A sum of rows, goals held and earlier cuts, each a whole multiple of 2^-shift, is an equation in whole
 * columns t >= 0, each counted from one of its bounds, and in the slacks of what is no equation:
 *
 *   sum_j a_j t_j = b,   f = b - floor(b) > 0,   f_j = a_j - floor(a_j).
 *
 * The whole number z = sum_j (floor(a_j) + [f_j > f]) t_j is at most floor(b), or at least floor(b) + 1;
 * in both cases sum_j (floor(a_j) + max(0, f_j - f)/(1 - f)) t_j <= floor(b) follows. Whatever multipliers
 * are taken, the cut holds. It is then weakened to whole numbers of modest size. */
#ifndef LG_WHOLE_CUT_H
#define LG_WHOLE_CUT_H

#include "whole.h"

/* sum value x <= limit, over the open columns of a face. */
struct lg_whole_cut {
  int *column;
  int64_t *value;
  int count;
  int64_t limit;
  /* How it follows: this sum, times[k] * 2^-shift of row[k] each. A row below row_count is the program's,
   * one from there on the goal held, a negative one the cut -1 - row. */
  int *row;
  int64_t *times;
  int row_count, shift;
  int *flipped, flipped_count; /* the columns counted from their upper bounds */
  /* value is about this many times what the rounding gives: scale * 2^-scale_shift. */
  int64_t scale;
  int scale_shift;
};

/* A summand of the rounded sum: a column, or a slack. Numbers are in units of 2^-shift. */
typedef struct {
  int column;   /* -1 - k: the slack of row[k] of the cut */
  bool flipped; /* counted from its upper bound */
  lg_i128 floor, part;
} lg_rounded_term;

/* All that a cut's proof consists of. With D = 2^shift, F = part, Q = D - F:
 *   split x <= split_limit, or >= split_limit + 1, and in both cases entry x <= limit,
 * which is Q times the cut above. */
typedef struct {
  lg_i128 unit, part;     /* D, F */
  lg_rounded_term *terms; /* those that are not 0 */
  int term_count;
  lg_i128 *split, split_limit; /* [column_count] */
  lg_i128 *entry, limit;       /* [column_count] */
} lg_whole_rounding;

/* Does the rounding.
 *   cuts     lg_whole_cut: the earlier ones
 *   returns  lg_whole_rounding_free; NULL where nothing is to be rounded, or a number too large
 *   cost     O(entries of the open columns) */
lg_whole_rounding *lg_whole_round(const lg_whole_face *face, const GArray *cuts,
                                  const lg_whole_cut *cut);
void lg_whole_rounding_free(lg_whole_rounding *rounding);

/* What the weakening adds: scale * rounding + sum of rest[j] x[j] is Q * 2^scale_shift times the cut.
 *   rest  [column_count], filled
 *   sum   the limit that follows, before division and rounding down
 *   returns  false: a number is too large */
bool lg_whole_cut_weaken(const lg_whole_face *face, const lg_whole_cut *cut,
                         const lg_whole_rounding *rounding, lg_i128 *rest, lg_i128 *sum);

/* Makes a cut exact that somebody found by other means.
 *   cut      column, value, row, row_count, flipped are given; the limit, times and scale are filled
 *   times    [row_count] the multipliers, any numbers
 *   returns  whether it is one */
bool lg_whole_cut_make(const lg_whole_face *face, const GArray *cuts, const double *times,
                       lg_whole_cut *cut);
void lg_whole_cut_clear(void *cut);

#endif
