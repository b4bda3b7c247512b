/* local_search_state.h - what the files of first share: the counts of a program as measures of where the
 * teachers are, and shifts that change them. */
#ifndef LG_LOCAL_SEARCH_STATE_H
#define LG_LOCAL_SEARCH_STATE_H

#include "local_search.h"
#include "model/int128.h"

typedef lg_i128 lg_cost;

/* Goals while one of them is improved. */
typedef struct {
  lg_cost held; /* the goals before it in one number, the first ones weigh most */
  lg_cost now;
} lg_price;

#define LG_COST_MOST ((lg_cost)1 << 120)
#define LG_FAR       ((int64_t)1 << 60) /* a limit that is none */

typedef enum {
  LG_SHAPE_MARGIN, /* t + unit shortfall - margin = 0 */
  LG_SHAPE_STEPS,  /* t = sum of the steps of equity */
  LG_SHAPE_TARGET  /* t = over - under */
} lg_shape_kind;

/* A row that stands on one measure alone, with t = factor * measure - rhs. */
typedef struct {
  lg_shape_kind kind;
  int next; /* shape of the same measure, or -1 */
  int64_t factor, rhs;
  int64_t lo, hi;     /* margin: its bounds; else those of t */
  int64_t unit;       /* of a margin: t of one head */
  int64_t from, upto; /* margin: bounds of the shortfall; target: the least over and under; steps:
                         first in step_column, and how many */
  int column, other;  /* whose costs: shortfall, or over and under; -1: none */
  int first; /* steps: their sums in lg_local_search.step, of `lo` steps, `lo` + 1, ... `hi` */
} lg_local_search_shape;

/* A whole number linear in the places: a count, or the left side of a row over several counts. */
typedef struct {
  int64_t value, lo, hi;
  int64_t gap;       /* of a team: nothing, or from here on; 0: no such hole */
  int64_t violation; /* heads outside of the limits, now */
  int64_t weight;
  lg_price price;
  int shape; /* first of its shapes, or -1 */
} lg_measure;

/* A place adds `by` to a measure; in the list of a measure `measure` is the place. */
typedef struct {
  int measure;
  int by;
} lg_touch;

/* What shifts change. */
typedef struct {
  int64_t violation; /* weighted */
  lg_price price;
} lg_delta;

/* A teacher, and the place left or to go to. */
typedef struct {
  int seat, place;
} lg_shift;

/* A measure changed by the chain at hand. */
typedef struct {
  int measure;
  int64_t before; /* its violation when the chain began */
  lg_cost held;   /* and its price */
} lg_broken;

/* Seats are the teachers with a choice. */
typedef struct {
  const lg_formulation *f;
  const lg_program *p;
  const lg_deadline *deadline;
  double *lower, *upper; /* [column_count] */
  bool open;             /* every teacher has a place, and no bounds contradict each other */
  int seat_count;
  int *seat_first; /* [seat_count + 1] in places */
  int *places;     /* columns */
  int *seat_of;    /* [column_count] -1: no place that may be used */
  int *at;         /* [seat_count] column */
  lg_measure *measures;
  int measure_count;
  GArray *shapes;      /* lg_local_search_shape */
  GArray *step;        /* lg_price: sums of the steps of equity, by row */
  GArray *step_column; /* int: the steps, by row */
  int *touch_first;    /* [column_count + 1] in touches */
  lg_touch *touches;   /* of a place, measures ascending */
  int *list_first;     /* [measure_count + 1] in list */
  lg_touch *list;      /* of a measure: its places (as `measure`) */
  lg_price *price;     /* [column_count] */
  int *violated;       /* [violated_count] measures */
  int *violated_at;    /* [measure_count] in violated, or -1 */
  int violated_count;
  GArray *lexicographic; /* lg_shift, of the chain at hand */
  GArray *broken;        /* lg_broken, of the chain at hand */
  int *mark, *stamp;     /* [measure_count], [seat_count]: in the chain number `round` */
  int round;
  uint64_t dice;
  int64_t steps;
  bool over; /* the clock */
} lg_local_search;

/* local_search_build.c */
lg_local_search *lg_local_search_new(const lg_formulation *f, const lg_deadline *deadline,
                                     const lg_local_search_settings *settings);
void lg_local_search_free(lg_local_search *s);

/* local_search_state.c */
uint32_t lg_local_search_draw(lg_local_search *s, uint32_t below);
/* Counts effort, and looks at the clock now and then. */
void lg_local_search_step(lg_local_search *s);
/* Each teacher at the place of the largest value of `start`, or at home; all measures counted. */
void lg_local_search_seat_all(lg_local_search *s, const double *start);
/* After new costs: what the measures cost. */
void lg_local_search_price(lg_local_search *s);
/* Which ways a measure may go to mend its violation, or what it costs the goals held. */
void lg_measure_ways(const lg_local_search *s, int measure, bool *up, bool *down);
/* What a shift would change. Cost: O(measures of the two places). */
lg_delta lg_local_search_weigh(lg_local_search *s, int seat, int to);
void lg_local_search_shift(lg_local_search *s, int seat, int to);

/* local_search_ejection.c */
/* Begins a chain: from now on shifts are part of it and may be taken back. */
void lg_local_search_begin(lg_local_search *s);
void lg_local_search_add(lg_local_search *s, int seat, int to);
void lg_local_search_take_back(lg_local_search *s, guint length);
bool lg_delta_is_less(lg_delta a, lg_delta b); /* violation, goals held, goal now */
/* The best shift that moves a measure towards its limits, by teachers who are not in the chain.
 *   sample   shifts to weigh at most
 *   room     what a shift must cost less than, of the goal now
 *   best     the teacher and the place to go to
 *   delta    what that changes
 *   returns  whether there is one */
bool lg_local_search_repair(lg_local_search *s, int measure, int sample, lg_cost room,
                            lg_shift *best, lg_delta *delta);

/* How a chain is built. */
typedef struct {
  int depth;     /* shifts to add at most */
  int sample;    /* shifts to weigh for each */
  lg_cost limit; /* the aim: no violation, no held goal the worse, the goal now below this */
  bool gains;    /* the goal now stays below it all the way (Lin, Kernighan 1973) */
} lg_manner;

/* Mends what the chain broke, shift by shift, until the aim is reached or the violation is less.
 *   total    of the chain so far, then of the whole
 *   returns  whether it is; else the chain stands as far as it came */
bool lg_local_search_mend(lg_local_search *s, lg_delta *total, const lg_manner *manner);

/* local_search_improve.c */
/* Improves the first `goal_count` goals in their order; no violation comes up.
 *   effort   steps of `s` at which to end */
void lg_local_search_improve(lg_local_search *s, int goal_count, int64_t effort);

#endif
