/* options.h - who may go where, and why not: eligibility, routes, distances and filters as the
 * model uses them. Only the pairs that R2-R5 and R9 leave are ever built (SPEC 3). */
#ifndef LG_OPTIONS_H
#define LG_OPTIONS_H

#include "assignment.h"
#include "policy.h"
#include "rule.h"

/* Why a teacher is not eligible: the first that holds, in the order of SPEC 5 (`reason`). */
typedef enum {
  LG_WHY_ELIGIBLE,
  LG_WHY_EXEMPT, /* teacher->exempt says why */
  LG_WHY_TAG,    /* a tag of exempt_tags: `tag` is its code */
  LG_WHY_EXCLUDED,
  LG_WHY_SERVING,
  LG_WHY_DUE_BACK,
  LG_WHY_RESTED,
  LG_WHY_YEARS,
  LG_WHY_AGE,
  LG_WHY_RETIREMENT,
  LG_WHY_COUNT
} lg_why;

typedef struct {
  lg_why why;
  int tag;                 /* of LG_WHY_TAG */
  bool stays;              /* by R2, were he not due back */
  int age, years;          /* whole years at the plan's date, or LG_MISSING */
  int must;                /* school of a `must` lock, or LG_MISSING */
  const char *lock_reason; /* of a lock: `must` before `forbid` of the home school before others;
                              "" where none has a reason; borrowed */
  int first, count;        /* the teacher's pairs: options->pairs[first .. first + count) */
} lg_candidate;

/* What bars a pair of open options beside locks: bits. */
enum {
  LG_BAR_ELIGIBLE = 1,  /* R2 */
  LG_BAR_ROUTE = 2,     /* R3 */
  LG_BAR_COMMUTE = 4,   /* R5 */
  LG_BAR_LOCK_ONLY = 8, /* a move along no route, which only a `must` lock allows */
  LG_BAR_RETURN = 16    /* R13 of this teacher */
};

/* An assignment that the teacher may have, the home one among them where it is allowed. */
typedef struct {
  lg_assignment assignment;
  int route; /* index; route_count: by lock; LG_MISSING for the home school */
  int before_m,
      after_m;        /* distances in metres, LG_MISSING where unknown; of a guest 0 and that from
                            the home school to the guest school */
  int wish;           /* rank of the wish, or LG_MISSING */
  unsigned char bars; /* of open options: LG_BAR_... that forbid the pair; else 0 */
  short guest_route;  /* of a guest alone: index in flexible.routes; LG_MISSING: fixed */
} lg_option;

typedef struct lg_options {
  bool open;                /* made by lg_options_new_open */
  lg_candidate *candidates; /* [teacher_count] */
  lg_option *pairs;         /* by teacher, then assignment */
  int pair_count;
  int move_count;             /* moves and guest schools: `options` of summary.json */
  int eligible_count;         /* R2's conditions, whatever locks and options */
  int unknown_distance_count; /* such pairs whose distance is unknown and counted as 0 */
} lg_options;

/* The pairs that R2-R5 and R9 leave.
 *   cost  O(teachers x schools that a route or a lock could reach) */
lg_options *lg_options_new(const lg_district *district, const lg_policy *policy);

/* Gets the pairs of one teacher, [candidates[teacher].count], for the time of the call. */
typedef void (*lg_options_sink)(void *user, lg_options *options, int teacher,
                                const lg_option *pairs);
/* Makes the same pairs without keeping them, as they may be many millions: `sink` gets each
 * teacher's. The options returned have none, unless the sink put some there. */
lg_options *lg_options_survey(const lg_district *district, const lg_policy *policy,
                              lg_options_sink sink, void *user);
void lg_options_free(lg_options *options);

/* The teacher's option that is this assignment; of open options the first.
 *   returns  its index in options->pairs, or -1
 *   cost     logarithmic */
int lg_options_find(const lg_options *options, int teacher, lg_assignment assignment);

/* A copy in which one teacher has `assignment` as the only option, or every option but it. The
 * counts stay those of the plan.
 *   only  as the only option
 *   cost  O(pairs) */
lg_options *lg_options_new_narrowed(const lg_options *options, const lg_district *district,
                                    int teacher, lg_assignment assignment, bool only);

/* Open options: every pair that R1 and R4 leave, with the rules that bar it; locks bar nothing
 * here. For conflicts and questions.
 *   cost  O(teachers x schools) */
lg_options *lg_options_new_open(const lg_district *district, const lg_policy *policy);

/* Is the teacher above the age limit or near retirement, at the plan's date? */
bool lg_is_past_ages(const lg_district *district, const lg_policy *policy, int teacher);

/* Home as an option, for filters: without distances. */
lg_option lg_options_home(const lg_district *district, int teacher);
/* Where the teacher's post stands before the plan (lg_post_school), likewise. */
lg_option lg_options_post(const lg_district *district, int teacher);

/* The assignment as an option, whatever bars it; route LG_MISSING where none leads there. */
lg_option lg_options_place(const lg_options *options, const lg_district *district,
                           const lg_policy *policy, int teacher, lg_assignment assignment);

/* Appends (int) the schools that could be the teacher's guest school, were it not for R2, R3, R5, R13
 * and locks; of a service that the ledger fixes that one. */
void lg_options_guests(const lg_options *options, const lg_district *district,
                       const lg_policy *policy, int teacher, GArray *schools);

/* The element that bars the assignment (QUESTIONS W4); its rule is LG_R1_POST where nothing bars
 * it. */
lg_element lg_options_bar(const lg_options *options, const lg_district *district,
                          const lg_policy *policy, int teacher, lg_assignment assignment);

/* Does `filter` hold for teacher i placed by `option`? */
bool lg_options_match(const lg_options *options, const lg_district *district,
                      const lg_policy *policy, const lg_filter *filter, int teacher,
                      const lg_option *option);

/* Settles what teacher i alone decides of `filter`, once for all places.
 *   rest     what is left to ask of each place; its conditions, [filter->count], are the caller's
 *   returns  false where no place can meet the filter */
bool lg_options_narrow(const lg_options *options, const lg_district *district,
                       const lg_policy *policy, const lg_filter *filter, int teacher,
                       lg_filter *rest);

#endif
