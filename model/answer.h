/* answer.h - what the solver says: status, roster, for every goal what is proved; and where a plan
 * cannot be met, why not and what would help. Data alone; words are made of it elsewhere. */
#ifndef LG_ANSWER_H
#define LG_ANSWER_H

#include "policy.h"
#include "roster.h"
#include "rule.h"

typedef enum {
  LG_OPTIMAL,
  LG_FEASIBLE,
  LG_INFEASIBLE,
  LG_UNKNOWN,
  LG_CHECKED /* a roster that was given: it keeps the rules, and nothing was solved */
} lg_status;
const char *lg_status_word(lg_status status); /* "optimal", ... */

/* One goal of the policy's list. best: the best value known, given the goals before it; bound: what
 * it is proved not to be better than; proved: both are equal. */
typedef struct {
  bool has_best, has_bound, proved;
  int64_t best, bound;
  bool certified; /* a certificate of the proof was made (lg_certificates) */
  bool claimed;   /* not proved, but the search found nothing better and believes that nothing is */
} lg_goal_answer;

/* A limit of a conflict's member on which a bound rests. */
typedef struct {
  int member; /* index in the conflict */
  lg_side side;
} lg_stop;

/* A part of those who could count for a quota: `can` of them could, one by one; at most `reach` can
 * together, by nothing but the limits of `stops` and the places that the conflict bars. */
typedef struct {
  int stage, subject, school; /* stage and subject, or school; else LG_MISSING */
  int64_t can, reach;
  lg_stop *stops; /* by member */
  int stop_count;
} lg_bottleneck_part;

typedef enum {
  LG_BY_SUBJECT,  /* of the teacher, with the stage */
  LG_BY_HOME,     /* school */
  LG_BY_RECEIVER, /* school after the plan */
  LG_BY_KIND_COUNT
} lg_bottleneck_by;

/* How far a quota's class can go beside the other members of a conflict, R1 and R4, and why. */
typedef struct {
  int member; /* index in the conflict */
  lg_side side;
  int64_t asked, reach; /* heads that the side asks, and that can be had at best */
  /* Of a min, in teachers: who could count by R1 and R4 alone; who can at the places that the
   * conflict leaves; the others by what bars them: the first of R2, R3, R5, R9 with which none of
   * their places is left. */
  int64_t would, can, barred[LG_RULE_COUNT];
  /* The parts that lose somebody. What they reach, and all who can of the parts not listed, add up
   * to `reach`. None: no such split was found. */
  lg_bottleneck_by by;
  lg_bottleneck_part *parts;
  int part_count;
} lg_bottleneck;

/* Rules that cannot all hold beside R1 and R4, in the order of QUESTIONS W2. */
typedef struct {
  lg_element *elements;
  int count;
  bool minimal;               /* shown: without any one of them the others can hold */
  lg_bottleneck *bottlenecks; /* by member; of quotas whose reach was found */
  int bottleneck_count;
  bool beside_locks; /* shown: with all `must` locks of the plan, which waive R2, R3 and R5, they
                        cannot hold either; so leaving out any other element does not help */
} lg_conflict;
void lg_conflict_clear(lg_conflict *conflict);

/* A limit that gives way (QUESTIONS W12). Heads that the plan's `relax` gives already are counted
 * in, so that the change can take that entry's place. */
typedef struct {
  lg_element element;
  lg_side side;
  int64_t heads;   /* 1 of a drop */
  int64_t given;   /* of them, those that the plan's `relax` has */
  bool has_limits; /* from and to: the head-counts before and after */
  int64_t from, to;
} lg_change;

/* Changes that together make a plan possible (QUESTIONS W13), in the order of W2. */
typedef struct {
  int64_t size; /* sum of weight x heads, without those that the plan's `relax` gives */
  lg_change *changes;
  int change_count;
} lg_repair;
typedef struct {
  lg_repair *repairs; /* sizes never fall */
  int count;
  bool proved; /* as many as exist, up to the number asked for, each smallest */
} lg_repairs;
void lg_repairs_clear(lg_repairs *repairs);

/* How far a count can go, and its base then; has: whether there is any roster at all. */
typedef struct {
  bool has;
  int64_t count, of;
} lg_reach;
/* How far one side of a hard quota's class can go (QUESTIONS W8). */
typedef struct {
  lg_element element; /* R8 */
  lg_side side;       /* min or max */
  bool has_heads;     /* the base does not depend on the roster */
  int64_t heads;      /* that it asks */
  lg_reach together;  /* without this element */
  lg_reach alone;     /* without any hard quota */
  lg_roster *roster;  /* that shows `together` where that is short of `heads`; else NULL */
} lg_limit;
typedef struct {
  lg_limit *limits;
  int count;
  bool proved; /* none was left out */
} lg_limits;
void lg_limits_clear(lg_limits *limits);

/* One assignment that has to stand beside R1 and R4; teacher LG_MISSING: none. */
typedef struct {
  int teacher;
  lg_assignment assignment;
} lg_forced;
static const lg_forced lg_nothing_forced = {LG_MISSING, {LG_MISSING, LG_MISSING}};

typedef struct lg_answer {
  lg_status status;
  lg_roster *roster;     /* NULL unless optimal or feasible */
  lg_goal_answer *goals; /* [goal_count] */
  int goal_count;
  /* of an infeasible plan */
  lg_conflict conflict;
  lg_repairs repairs;
  bool has_limits; /* asked for, or the plan is infeasible */
  lg_limits limits;
  double model_s, solve_s; /* seconds */
  int corrections; /* times the proof came upon a better roster than the search believed possible */
} lg_answer;

void lg_answer_free(lg_answer *answer);

#endif
