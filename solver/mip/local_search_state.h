/* local_search_state.h - what the files of local search share: the counts of a program as measures
 * of where the teachers are, and shifts that change them. */
#ifndef LG_LOCAL_SEARCH_STATE_H
#define LG_LOCAL_SEARCH_STATE_H

#include "local_search.h"
#include "model/int128.h"

typedef lg_i128 lg_cost;

/* What something costs while one goal is improved. */
typedef struct {
  lg_cost
      held; /* the goals before it, as one number in which an earlier goal outweighs later ones */
  lg_cost now; /* the goal itself */
} lg_price;

#define LG_COST_MOST ((lg_cost)1 << 120)
#define LG_FAR       ((int64_t)1 << 60) /* a limit that is none */

/* The rows that put further columns on a measure, with t = factor * measure - rhs. */
typedef enum {
  LG_SHAPE_MARGIN, /* a share or soft limit: t + unit * shortfall - margin = 0 */
  LG_SHAPE_STEPS,  /* equity: t = sum of unit steps z, the cheapest first */
  LG_SHAPE_TARGET  /* demand: t = over - under */
} lg_shape_kind;

/* Such a row: what a value of the measure costs by it, and how far it is violated, with the further
 * columns at their best. */
typedef struct {
  lg_shape_kind kind;
  int next; /* another shape of the same measure, or -1 */
  int64_t factor, rhs;
  int64_t lo, hi;     /* margin: bounds of the margin; else bounds of t */
  int64_t unit;       /* margin: what one head changes t by */
  int64_t from, upto; /* margin: bounds of the shortfall; target: the least over and the least
                         under; steps: the first one in step_column, and how many */
  int column, other;  /* columns whose costs count: shortfall, or over and under; -1: none */
  int first;          /* steps: where their sums begin in lg_local_search.step: of lo steps, of
                         lo + 1, ... of hi */
} lg_local_search_shape;

/* A whole number that is linear in the places: a count, or the left side of a row over several
 * counts. */
typedef struct {
  int64_t value, lo, hi;
  int64_t gap;       /* of a team: 0, or at least this; 0: any value within lo..hi */
  int64_t violation; /* heads outside of the limits, now */
  int64_t weight;    /* of the violation; grows where no chain mends it (breakout) */
  lg_price price;    /* what its value costs by its shapes, now */
  int shape;         /* first of its shapes, or -1 */
} lg_measure;

/* A place adds `by` to a measure. In the list of a measure, the field `measure` is the place. */
typedef struct {
  int measure;
  int by;
} lg_touch;

/* By how much one or more shifts change the state. */
typedef struct {
  int64_t violation; /* weighted */
  lg_price price;
} lg_delta;

/* A teacher, and the place that he leaves or goes to. */
typedef struct {
  int seat, place;
} lg_shift;

/* A measure that the chain at hand has changed. */
typedef struct {
  int measure;
  int64_t before; /* its violation when the chain began, */
  lg_cost held;   /* and its price in the held goals */
} lg_broken;

/* The state. A seat is a teacher whose place is a column; a place is a column of kind
 * LG_COL_ASSIGNMENT. */
typedef struct {
  const lg_formulation *f;
  const lg_program *p;
  const lg_deadline *deadline;
  const lg_tuning *tuning; /* of the deadline */
  double *lower, *upper;   /* [column_count] */
  bool open;               /* every teacher has a place, and no bounds contradict each other */
  int seat_count;
  int *seat_first; /* [seat_count + 1] in places */
  int *places;     /* columns that may be used, by seat */
  int *seat_of;    /* [column_count] -1: no place that may be used */
  int *at;         /* [seat_count] the place where the teacher is */
  lg_measure *measures;
  int measure_count;
  GArray *shapes;      /* lg_local_search_shape */
  GArray *step;        /* lg_price: sums of the first steps of equity, row by row */
  GArray *step_column; /* int: columns of those steps, row by row */
  int *touch_first;    /* [column_count + 1] in touches */
  lg_touch *touches;   /* of a place, measures ascending */
  int *list_first;     /* [measure_count + 1] in list */
  lg_touch *list;      /* of a measure: its places (as `measure`) */
  lg_price *price;     /* [column_count] */
  int *violated;       /* [violated_count] measures */
  int *violated_at;    /* [measure_count] in violated, or -1 */
  int violated_count;
  GArray *lexicographic; /* lg_shift: the chain at hand, with the places left */
  GArray *broken;        /* lg_broken: the measures that it changed */
  int *mark, *stamp; /* [measure_count], [seat_count]: number of the last chain that it was in */
  int round;         /* number of the chain at hand */
  uint64_t dice;     /* state of the random draws */
  int64_t steps;     /* shifts weighed so far: the effort */
  bool over;         /* the time is */
} lg_local_search;

/* local_search_build.c */
lg_local_search *lg_local_search_new(const lg_formulation *f, const lg_deadline *deadline,
                                     const lg_local_search_settings *settings);
void lg_local_search_free(lg_local_search *s);

/* local_search_state.c */
/* A random number from 0 to below - 1, the same on every machine. */
uint32_t lg_local_search_draw(lg_local_search *s, uint32_t below);
/* Counts effort, and looks at the clock now and then. */
void lg_local_search_step(lg_local_search *s);
/* Puts each teacher at the place with the largest value of `start` ([column_count], NULL: at home)
 * and counts all measures. */
void lg_local_search_seat_all(lg_local_search *s, const double *start);
/* Counts what the measures cost, after new costs in s->price. */
void lg_local_search_price(lg_local_search *s);
/* Tells in which directions a measure would have less violation, or with the same violation cost
 * the held goals less. */
void lg_measure_ways(const lg_local_search *s, int measure, bool *up, bool *down);
/* What a shift of a teacher to another place would change.
 *   cost  O(measures of the two places) */
lg_delta lg_local_search_weigh(lg_local_search *s, int seat, int to);
void lg_local_search_shift(lg_local_search *s, int seat, int to); /* makes it */

/* local_search_ejection.c */
/* Begins a chain of shifts, which may be taken back. */
void lg_local_search_begin(lg_local_search *s);
/* Makes a shift as the next one of the chain. */
void lg_local_search_add(lg_local_search *s, int seat, int to);
/* Undoes all shifts of the chain but the first `length`. */
void lg_local_search_take_back(lg_local_search *s, guint length);
/* Compares violations first, then the held goals, then the goal now. */
bool lg_delta_is_less(lg_delta a, lg_delta b);
/* Finds the best shift, of some drawn ones, that moves a measure towards its limits by a teacher
 * who is not in the chain yet. The shift is not made.
 *   sample   shifts to weigh at most
 *   room     only shifts that change the goal now by less than this
 *   best     out: the teacher and the place to go to
 *   delta    out: what that changes
 *   returns  false: there is none */
bool lg_local_search_repair(lg_local_search *s, int measure, int sample, lg_cost room,
                            lg_shift *best, lg_delta *delta);

/* How a chain is built. */
typedef struct {
  int depth;  /* shifts to add at most */
  int sample; /* shifts to weigh for each */
  /* The aim: no more violation, no held goal worse, the goal now changed by less than this (0:
   * better than before). */
  lg_cost limit;
  bool gains; /* the goal now stays below the limit after each shift (Lin, Kernighan 1973) */
} lg_manner;

/* Goes on with a chain: mends what it broke worst, shift by shift, until it is below the aim.
 *   total    what the chain changes, of all its shifts
 *   returns  whether the aim is reached; else the chain stands as far as it came */
bool lg_local_search_mend(lg_local_search *s, lg_delta *total, const lg_manner *manner);

/* local_search_improve.c */
/* Improves the first `goal_count` goals in their order, from a state without violations to another.
 *   effort  value of s->steps at which to end */
void lg_local_search_improve(lg_local_search *s, int goal_count, int64_t effort);

#endif
