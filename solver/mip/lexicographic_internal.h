/* lexicographic_internal.h - what the files of the lexicographic method share: the face that the
 * goals so far leave, and the incumbent. lexicographic.c walks through the goals; relaxation.c
 * solves a goal's relaxation; face.c holds goals and keeps the incumbent; goal_search.c searches a
 * goal for integers, with tree.c, cut_loop.c and dive.c. Inside, every goal is minimised. */
#ifndef LG_LEXICOGRAPHIC_INTERNAL_H
#define LG_LEXICOGRAPHIC_INTERNAL_H

#include "lexicographic.h"
#include "solver/ask/warm_start_internal.h"

/* Slack of floating-point sums: bounds count after rounding up with it. */
#define LG_SLACK 1e-5
/* A reduced cost must exceed the budget by this before anything is fixed for it. */
#define LG_NOISE 1e-6

/* One goal of the sequence: what its relaxation left, enough to hold the goal or to come back. */
typedef struct {
  double *lower, *upper; /* [column_count] the face before this goal is held */
  double *reduced;       /* [column_count] reduced costs, with the objective rows priced in */
  double *plain; /* [column_count] reduced costs without those rows: on every solution of the
                            program's rows the goal is offset + plain * x */
  double offset;
  double *dual;       /* [row_count] duals of the relaxation that `reduced` comes from, and */
  double *multiplier; /* [goal_count] those of the rows of earlier goals, at least 0 */
  double scale;       /* what the goal's own row is divided by, once it is held by one */
  double value;       /* safe lower bound of the relaxation, the goal's constant included */
  int cut_count;      /* entries of c->cuts before this goal was held */
  int64_t bound;      /* proved: the goal is at least this, on the face */
  int64_t held;       /* value taken as its optimum */
  int64_t limit;      /* how far later goals may move it: held, and with a tolerance more */
  lg_roster *
      shown; /* with a tolerance, and for a certificate: the roster that showed the value; or NULL */
  bool settled; /* the incumbent has shown the held value */
  bool guessed; /* its prices are a similar plan's (warm start): no relaxation was solved */
  /* Tighter bounds that every roster of the face keeps whose goal is at most `ceiling`, and with
   * them the cuts of c->cuts from cut_count on (cut_loop.c). NULL: none were looked for. */
  double *cut_lower, *cut_upper;
  int64_t ceiling;
} lg_step;

/* The whole run. */
typedef struct {
  const lg_formulation *f;
  const lg_policy *policy;
  const lg_solve_settings *settings;
  const lg_deadline *deadline;
  const lg_tuning *tuning;   /* of the deadline */
  lg_warm_start *warm_start; /* NULL: cold */
  int goal_count;
  int rounds; /* goal_count, and one more where no lottery is the last goal: it looks for any roster
                 of the last face */
  double *lower, *upper; /* [column_count] the face now */
  GArray *cuts;          /* lg_cut: rows of held goals, and cuts (`spare`) */
  lg_lp *lp;             /* the simplex method's program of the face; NULL: made when next wanted */
  int goal;              /* the goal at hand (lg_set_goal) */
  int64_t *whole_cost;   /* [column_count] the goal at hand is constant + whole_cost * x */
  /* [column_count], dual [row_count]. cost: whole_cost, perturbed while the goal is searched.
   * value, dual: of the last relaxation, or prices tried on it. reduced, plain: as in lg_step. */
  double *cost, *value, *dual, *reduced, *plain;
  double offset;        /* of the last pricing, as in lg_step */
  int *post;            /* [column_count] row R1 of a place, else -1 */
  double *promise;      /* [column_count] of places, see relaxation.c; NULL until it is wanted */
  bool has_value;       /* `value` is the point of the last relaxation */
  GArray *cut_dual;     /* double: duals of `cuts` */
  int64_t constant;     /* of the goal at hand */
  double *perturbation; /* [column_count] 0..1, 0 at home: tells equal rosters apart */
  lg_step *steps;       /* [goal_count + 1] */
  int step_count;       /* goals whose step is filled */
  lg_roster *incumbent; /* the best roster found; NULL: none */
  int64_t *incumbent_values; /* [goal_count] its goals, minimised */
  int raises_left;           /* how often a held value may still be raised without a search */
  bool no_guess;             /* a guess from the warm start was wrong: no more of them */
  double *ray; /* [row_count] duals which showed that there is no roster at all, as far as doubles
                  tell; NULL: none */
  double started_s;
  char *fault; /* a roster of the program failed its audit: the rule; else NULL */
} lg_lexicographic;

/* -1 for a goal that is maximised, else 1: the factor between SPEC's values and those here. */
int64_t lg_sign(const lg_lexicographic *c, int goal);
/* Columns that the bounds leave open. */
int lg_free_count(const lg_program *p, const double *lower, const double *upper);

/* A fixed random draw of 64 bits for two numbers >= 0: SplitMix64 (Steele, Lea, Flood 2014). */
uint64_t lg_mix(int a, int b);

/* ---- the incumbent (face.c) ---- */

/* Audits a roster and makes it the incumbent where it is better than that.
 *   values   [goal_count] its goals, minimised, are put there; or NULL
 *   broken   where it breaks a rule, which one (g_free); or NULL
 *   returns  whether it keeps every hard rule and every place is among the options */
bool lg_incumbent_offer(lg_lexicographic *c, const lg_roster *roster, int64_t *values,
                        char **broken);
/* The same for a whole solution of the program, [column_count]. */
void lg_incumbent_offer_solution(lg_lexicographic *c, const double *value);
/* Rosters that need no search: everyone at home (or where a published plan has him), and the last
 * ones of the warm start. */
void lg_incumbent_offer_home(lg_lexicographic *c);
void lg_incumbent_offer_warm(lg_lexicographic *c);
/* Offers what local search finds within the face c->lower..upper, improved for the goals up to
 * `goal`. It starts at the last relaxation, else at the warm start's roster, else at home.
 *   effort, improvement  as in lg_local_search_settings */
void lg_incumbent_offer_local_search(lg_lexicographic *c, int goal, int64_t effort,
                                     int64_t improvement);
/* The same, starting at the incumbent. */
void lg_incumbent_offer_better(lg_lexicographic *c, int goal, int64_t improvement);
/* Are all places 0 or 1, as far as doubles tell? */
bool lg_is_whole(const lg_lexicographic *c, const double *value);
/* Do these values [goal_count] keep every goal before `goal` at its limit (at its held value where
 * no roster has shown that yet)? */
bool lg_is_in_face(const lg_lexicographic *c, const int64_t *values, int goal);
bool lg_incumbent_is_in_face(const lg_lexicographic *c, int goal);
/* Tells settings->progress; `bound` is minimised. */
void lg_tell(const lg_lexicographic *c, int goal, bool has_bound, double bound);

/* ---- relaxations (relaxation.c) ---- */

/* Makes `goal` the goal at hand; goal_count: the round that looks for any roster. */
void lg_set_goal(lg_lexicographic *c, int goal);
/* Solves the relaxation of the goal at hand over the face, by the interior point or the simplex
 * method, and prices its duals.
 *   value    with LG_LP_OPTIMAL: a safe lower bound, computed from the duals alone
 *   returns  LG_LP_OPTIMAL, LG_LP_INFEASIBLE, LG_LP_STOPPED or LG_LP_FAILED */
lg_lp_status lg_solve_relaxation(lg_lexicographic *c, double *value);
/* After LG_LP_INFEASIBLE over the program's own bounds: notes the duals that show it (c->ray). */
void lg_keep_ray(lg_lexicographic *c);
/* Do prices that proved a similar plan to have no roster prove it of this one? */
bool lg_is_known_impossible(lg_lexicographic *c);
/* Is the goal proved without a relaxation? Asks the bound of no prices at all, then those of the
 * warm start, whether one meets the incumbent's value.
 *   value  that bound */
bool lg_is_bound_enough(lg_lexicographic *c, int goal, double *value);
/* Takes the best bound that the warm start's prices prove for the value of the relaxation, where it
 * is a whole number: likely the goal's value, as later goals will show.
 *   returns  false: there is none */
bool lg_guess_value(lg_lexicographic *c, int goal, double *value);

/* ---- faces (face.c) ---- */

/* Draws what R1 implies: a teacher with one place left is there, one who is at a place is at no
 * other. lower, upper: [column_count], changed. */
void lg_settle_posts(const lg_lexicographic *c, double *lower, double *upper);
/* Fixes teachers who have one whole place in the relaxation c->value: those who stay at home by it,
 * all of them, or those whom the incumbent has at that place too. */
typedef enum { LG_KEEP_STAYERS, LG_KEEP_ALL, LG_KEEP_SHARED } lg_keep;
void lg_keep_places(const lg_lexicographic *c, lg_keep keep, double *lower, double *upper);
/* Reduced-cost fixing: tightens the bounds to what rosters keep that cost at most `budget` more
 * than the relaxation with these reduced costs. */
void lg_narrow(const lg_lexicographic *c, const double *reduced, double budget, double *lower,
               double *upper);
/* Fills the goal's step from the last relaxation, of this value. */
void lg_take_step(lg_lexicographic *c, int goal, double value);
void lg_step_clear(lg_step *step);
/* Holds a goal at step->limit: narrows the face, and adds a row where that is not enough. */
void lg_hold(lg_lexicographic *c, lg_step *step);
/* The earlier goals as objective rows: goal <= limit in whole numbers, for each goal before `goal`
 * that a roster of the face could break. They take the place of the rows that lg_hold made, which
 * have large and tiny entries side by side, so that cuts on them cannot be rounded and GLPK's
 * branch and cut errs.
 *   loose    each limit a small part of a unit higher, for solvers with tolerances: rosters lie on
 *            the very edge
 *   returns  lg_cut; g_array_unref */
GArray *lg_objective_rows(const lg_lexicographic *c, int goal, bool loose);
/* Back to the face before `goal` was held; its step stays filled, later ones are gone. */
void lg_return_to(lg_lexicographic *c, int goal);
/* May a goal end at `found` with this bound? SPEC 7: |found - bound| <= floor(gap |found|). */
bool lg_gap_allows(const lg_lexicographic *c, int64_t found, int64_t bound);
/* Notes that a roster has shown `goal` at `value`, and so every goal before it at its held value. A
 * tolerance is opened later (open_tolerance). */
void lg_settle(lg_lexicographic *c, int goal, int64_t value);

/* ---- integers (goal_search.c) ---- */

/* Searches the face of a goal for its best roster.
 *   node_limit  effort after which to give up: LG_LEXICOGRAPHIC_STOPPED with time left
 *   returns     DONE: the goal is settled; INFEASIBLE: proved, the face holds no roster; STOPPED;
 *               FAULT */
lg_lexicographic_end lg_search(lg_lexicographic *c, int goal, int node_limit);

#endif
