/* lexicographic_internal.h - what the files of the chain share: the face that the goals so far leave, and
 * the best roster. */
#ifndef LG_LEXICOGRAPHIC_INTERNAL_H
#define LG_LEXICOGRAPHIC_INTERNAL_H

#include "lexicographic.h"
#include "solver/ask/warm_start_internal.h"

/* Slack of floating-point sums: bounds count after rounding up with it. */
#define LG_SLACK 1e-5
/* A reduced cost must exceed the budget by this before anything is fixed for it. */
#define LG_NOISE 1e-6

/* What one goal's linear program left: enough to hold the goal, or to come back to it. */
typedef struct {
  double *lower, *upper; /* the face before this goal is held */
  double *reduced;       /* reduced costs, the rows of held goals priced in */
  double *plain;         /* the same without them: the goal is offset + plain x on every roster */
  double offset;
  double value; /* safe lower bound of the relaxation, the constant included */
  int cut_count;
  int64_t bound; /* least whole number the goal can have */
  int64_t held;  /* value taken as its optimum */
  int64_t limit; /* up to which later goals may move it */
  bool settled;  /* a roster has shown it */
  bool guessed;  /* its prices are a similar plan's: no relaxation was solved */
  /* Bounds that every roster of the face keeps whose goal is at most `ceiling`, and with them the
   * cuts of the chain from cut_count on (cut_loop.c); NULL: none were looked for. */
  double *cut_lower, *cut_upper;
  int64_t ceiling;
} lg_step;

typedef struct {
  const lg_formulation *f;
  const lg_policy *policy;
  const lg_solve_settings *settings;
  const lg_deadline *deadline;
  lg_warm_start *warm_start; /* NULL: cold */
  int goal_count;
  int rounds; /* goals, and one more where no lottery ends ties: any roster of the last face will do
               */
  double *lower, *upper; /* the face now */
  GArray *cuts;          /* lg_cut */
  lg_lp *lp;
  int goal; /* the one that whole_cost and cost are of */
  int64_t *whole_cost;
  double *cost, *value, *dual, *reduced, *plain;
  double offset;   /* of the last pricing, as in lg_step */
  int *post;       /* [column_count] row R1 of a place, else -1 */
  double *promise; /* [column_count] of places, see relaxation.c; NULL until it is wanted */
  bool has_value;  /* value is of the last relaxation */
  GArray *cut_dual;
  int64_t constant;     /* of the goal at hand */
  double *perturbation; /* [column] 0..1: breaks ties on purpose, home first */
  lg_step *steps;       /* [goal_count] */
  int step_count;       /* goals whose step is filled */
  lg_roster *incumbent;
  int64_t *incumbent_values; /* [goal_count] normalised to minimisation */
  int raises_left;
  bool no_guess; /* one was wrong */
  double started_s;
  char *fault;
} lg_lexicographic;

/* -1 for a goal that is maximised: inside all goals are minimised. */
int64_t lg_sign(const lg_lexicographic *c, int goal);
/* Columns that the bounds leave open. */
int lg_free_count(const lg_program *p, const double *lower, const double *upper);

/* A draw of 64 bits for two numbers that are not negative: SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t lg_mix(int a, int b);

/* The best roster so far (face.c). */
bool lg_incumbent_offer(lg_lexicographic *c, const lg_roster *roster, int64_t *values,
                        char **broken);
void lg_incumbent_offer_solution(lg_lexicographic *c, const double *value); /* of the program */
void lg_incumbent_offer_home(lg_lexicographic *c);
void lg_incumbent_offer_warm(lg_lexicographic *c);
void lg_incumbent_offer_local_search(lg_lexicographic *c, int goal, int64_t effort,
                                     int64_t improvement);
void lg_incumbent_offer_better(lg_lexicographic *c, int goal, int64_t improvement);
bool lg_is_whole(const lg_lexicographic *c, const double *value);
bool lg_is_in_face(const lg_lexicographic *c, const int64_t *values, int goal);
bool lg_incumbent_is_in_face(const lg_lexicographic *c, int goal);
void lg_tell(const lg_lexicographic *c, int goal, bool has_bound, double bound);

/* Relaxations and faces (face.c). */
void lg_set_goal(lg_lexicographic *c, int goal);
lg_lp_status lg_solve_relaxation(lg_lexicographic *c, double *value);
/* Do prices that proved a similar plan to have no roster prove it of this one? */
bool lg_is_known_impossible(lg_lexicographic *c);
bool lg_is_bound_enough(lg_lexicographic *c, int goal, double *value);
bool lg_guess_value(lg_lexicographic *c, int goal, double *value);
/* A teacher who has one place left is there, one who is somewhere is nowhere else. */
void lg_settle_posts(const lg_lexicographic *c, double *lower, double *upper);
/* Who has one place in the relaxation c->value keeps it: those who stay there, all, or those whom
 * the best roster has there, too. */
typedef enum { LG_KEEP_STAYERS, LG_KEEP_ALL, LG_KEEP_SHARED } lg_keep;
void lg_keep_places(const lg_lexicographic *c, lg_keep keep, double *lower, double *upper);
void lg_narrow(const lg_lexicographic *c, const double *reduced, double budget, double *lower,
               double *upper);
void lg_take_step(lg_lexicographic *c, int goal, double value);
void lg_step_clear(lg_step *step);
void lg_hold(lg_lexicographic *c, const lg_step *step);
/* The goals before `goal` that a roster of the face could break, each at most at its limit, in
 * whole numbers: the rows of faces have large and tiny entries side by side, on which cuts cannot
 * be rounded and GLPK's branch and cut errs.
 *   loose    by a small part of a unit, as tolerances need it: rosters lie on the very edge
 *   returns  lg_cut, to be unreferenced */
GArray *lg_objective_rows(const lg_lexicographic *c, int goal, bool loose);
void lg_return_to(lg_lexicographic *c, int goal);
int64_t lg_tolerance(const lg_lexicographic *c, int goal, int64_t held);
void lg_settle(lg_lexicographic *c, int goal, int64_t value);

/* Looks for the best plan of goal `goal` in its face (goal_search.c).
 *   node_limit  effort after which to give up: LG_LEXICOGRAPHIC_STOPPED with the clock still running
 *   returns     DONE: the best roster is settled; INFEASIBLE: the face holds no plan */
lg_lexicographic_end lg_search(lg_lexicographic *c, int goal, int node_limit);

#endif
