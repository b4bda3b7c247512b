/* whole.h - a program in whole numbers, and what prices prove of it in exact arithmetic: nothing here
 * is rounded, so nothing has to be allowed for. docs/method.md, 5.
 *
 * Prices (duals) may come from anywhere, exact or not. They are read as whole multiples of 2^-shift,
 * and for any such prices pi of the rows and lambda >= 0 of the goals held so far
 *
 *   L = constant + pi b - sum_k lambda_k (limit_k - constant_k) + sum_j min(d_j l_j, d_j u_j),
 *   d = c + sum_k lambda_k c_k - A' pi
 *
 * (a cut counts like a goal held)
 * is a lower bound on the goal c within l <= x <= u (Neumaier, Shcherbina 2004). L and d are whole
 * multiples of 2^-shift, and are computed in 128 bits. */
#ifndef LG_WHOLE_H
#define LG_WHOLE_H

#include "model/int128.h"
#include "model/program.h"

/* Bounds that are none. */
#define LG_NO_LOWER INT64_MIN
#define LG_NO_UPPER INT64_MAX

/* A goal, to be minimised: constant + cost x; once held: constant + cost x <= limit. */
typedef struct {
  int64_t *cost; /* [column_count] */
  int64_t constant, limit;
} lg_whole_goal;

typedef struct {
  const lg_program *program; /* borrowed */
  int64_t *value;            /* its entries, */
  int64_t *rhs;              /* [row_count] right-hand sides, */
  int64_t *lower, *upper;    /* [column_count] and bounds, LG_NO_LOWER and LG_NO_UPPER where none */
  /* [column_count] -1, or the row in which the bounds of the other columns bound this one, which has no
   * such bound of its own or a wider one: `lower` and `upper` have what follows. */
  int *lower_row, *upper_row;
  lg_whole_goal *goals; /* [goal_count] */
  int goal_count;
} lg_whole;

/* Copies the program's numbers.
 *   goal_count  room for so many goals
 *   returns     NULL where a number is no whole one of modest size; lg_whole_free */
lg_whole *lg_whole_new(const lg_program *program, int goal_count);
void lg_whole_free(lg_whole *whole);

/* Does x lie within the bounds, and satisfy every row?
 *   x  [column_count] */
bool lg_whole_holds(const lg_whole *whole, const int64_t *x);

typedef struct lg_whole_cut lg_whole_cut; /* whole_cut.h */

/* Prices as whole multiples of 2^-shift. */
typedef struct {
  int shift;
  int64_t *row;  /* [row_count] */
  int64_t *goal; /* [goal_count] at least 0; those of goals not held are 0 */
  int64_t *cut;  /* [cut_count] at least 0: of the face's cuts */
  int cut_count;
} lg_prices;

enum { LG_PRICE_SHIFT = 20, LG_PRICE_FINE_SHIFT = 40 };

/* Rounds prices to multiples of 2^-shift, or of a larger unit where they are too large for that.
 *   row   [row_count], goal [goal_count], cut [cut_count] (below 0: read as 0; NULL: all 0)
 *   returns lg_prices_clear */
lg_prices lg_prices_new(const lg_whole *whole, const double *row, const double *goal,
                        const double *cut, int cut_count, int shift);
void lg_prices_clear(lg_prices *prices);

/* The part of a program that some bounds leave open: fixed columns are put into the right-hand sides
 * and constants. */
typedef struct {
  const lg_whole *whole;
  int64_t *lower, *upper; /* [column_count], owned */
  int *open, open_count;  /* columns whose bounds differ */
  lg_i128 *rhs;           /* [row_count] what the fixed columns leave */
  lg_i128 *constant;      /* [goal_count] of the goals with the fixed columns */
  const GArray *cuts;     /* lg_whole_cut: they hold here as well; borrowed, or NULL */
} lg_whole_face;

lg_whole_face *lg_whole_face_new(const lg_whole *whole, const int64_t *lower, const int64_t *upper);
void lg_whole_face_free(lg_whole_face *face);

/* What prices prove. */
typedef struct {
  bool known;    /* false: a column without a bound has a price, or a number was too large */
  int shift;     /* of the prices */
  lg_i128 value; /* L in units of 2^-shift; of no goal: above 0, the face is empty */
} lg_whole_bound;

/* The bound that prices prove of a goal within the bounds.
 *   goal          -1: no goal at all, for proofs that there is no solution
 *   lower, upper  [column_count] of the open columns; NULL: the face's own
 *   reduced       [column_count], filled for the open columns: d in units of 2^-shift; or NULL
 *   cost          O(entries of open columns) */
lg_whole_bound lg_whole_price(const lg_whole_face *face, int goal, const lg_prices *prices,
                              const int64_t *lower, const int64_t *upper, lg_i128 *reduced);
/* The reduced cost of a column, fixed or open, in units of 2^-shift of the prices, without cuts. */
lg_i128 lg_whole_reduced(const lg_whole *whole, int goal, const lg_prices *prices, int column);
/* The least whole value that the bound leaves. INT64_MIN where it is not known. */
int64_t lg_whole_bound_ceil(lg_whole_bound bound);

/* Reduced-cost fixing: on every solution whose goal is at most `limit` an open column with
 * |d| > limit - L is at its cheap bound. Fixes those.
 *   lower, upper  [column_count], changed
 *   fixed         [column_count] or NULL: set to `mark` for the columns that are fixed here
 *   returns       how many */
int lg_whole_fix(const lg_whole_face *face, lg_whole_bound bound, const lg_i128 *reduced,
                 int64_t limit, int64_t *lower, int64_t *upper, int *fixed, int mark);

/* A column that a row has fixed: at its upper bound, else at its lower one. */
typedef struct {
  int column, row;
  bool up;
} lg_whole_fixed;

/* Fixes what rows leave no choice: where the columns of a row must all be at their least, or all at
 * their most.
 *   lower, upper  [column_count], changed
 *   fixed         lg_whole_fixed are appended in the order in which they follow; or NULL */
void lg_whole_propagate(const lg_whole *whole, int64_t *lower, int64_t *upper, GArray *fixed);

#endif
