/* audit_internal.h - the state of one recount, shared by the files of the audit and by nothing
 * else. */
#ifndef LG_AUDIT_INTERNAL_H
#define LG_AUDIT_INTERNAL_H

#include "audit.h"
#include "model/int128.h"

/* A breach while its teachers are still being gathered. */
typedef struct {
  lg_breach breach;
  GArray *teachers; /* int, in any order, each once */
} lg_breach_draft;

/* A flexible service that the ledger fixes. */
typedef struct {
  int guest; /* school, or LG_MISSING */
  int units;
} lg_recount_service;

/* One recount: the input, what is worked out from it, and the audit that is filled. */
typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  lg_audit *audit;
  lg_assignment *to; /* [teacher_count] after the plan */
  int *must;         /* [teacher_count] school of the `must` lock, or LG_MISSING */
  int *age, *years;  /* [teacher_count] whole years at the plan's date, or LG_MISSING */
  bool *eligible;    /* [teacher_count] R2's conditions, whatever locks; owned by the audit */
  bool *fit;         /* [teacher_count] the same for who is due back, were he not */
  int *due_back;     /* [teacher_count] the school that R13 names, or LG_MISSING */
  bool *serving;     /* [teacher_count] elsewhere than the post */
  lg_date *ended;    /* [teacher_count] the last day of the latest service that is over; year 0 */
  bool *rotated;     /* [teacher_count] by the column or by the ledger */
  lg_recount_service *fixed; /* [teacher_count] */
  int *slot;         /* [school_count x LG_STAGE_COUNT] place in audit->schools, or LG_MISSING */
  int *demand_after; /* [demand_count] heads after the plan in the cell of the row */
  GArray *drafts;    /* lg_breach_draft */
} lg_recount;

static inline bool lg_recount_leaves(const lg_recount *recount, int teacher)
{
  return recount->to[teacher].school != recount->district->teachers[teacher].school;
}

static inline bool lg_recount_returned(const lg_recount *recount, int teacher)
{
  return recount->to[teacher].school == recount->due_back[teacher];
}

/* To go back after a service is no move. */
static inline bool lg_recount_moved(const lg_recount *recount, int teacher)
{
  return lg_recount_leaves(recount, teacher) && !lg_recount_returned(recount, teacher);
}

/* The school from which R6 and R7 count: who is due back is there already. */
static inline int lg_recount_post(const lg_recount *recount, int teacher)
{
  int due_back = recount->due_back[teacher];
  return due_back == LG_MISSING ? recount->district->teachers[teacher].school : due_back;
}

/* Adds a broken element. The draft is valid until the next call. */
lg_breach_draft *lg_recount_break(lg_recount *recount, lg_element element);
void lg_breach_draft_heads(lg_breach_draft *draft, int64_t found, int64_t lo, int64_t hi);
void lg_breach_draft_teacher(lg_breach_draft *draft, int teacher);
/* The draft of this number, as g_array_index gives it. */
lg_breach_draft *lg_recount_draft(lg_recount *recount, int number);

/* audit_ledger.c: who serves, is due back, rests, has rotated, from the rows of the ledger. */
void lg_recount_ledger(lg_recount *recount);
/* Does the teacher rest after a service? */
bool lg_recount_rests(const lg_recount *recount, int teacher);

/* audit_facts.c: ages, years, locks, eligibility; wishes, distances, routes. */
void lg_recount_facts(lg_recount *recount);
void lg_recount_place(lg_recount *recount);
/* Does `filter` hold for the teacher where the roster puts him? */
bool lg_recount_match(const lg_recount *recount, const lg_filter *filter, int teacher);

/* Heads that the plan's `relax` gives this side of an element; looked up one by one. */
int64_t lg_recount_given(const lg_recount *recount, lg_element element, lg_side side);

/* Metres from school to school, or LG_MISSING. */
int lg_recount_between(const lg_recount *recount, int from, int to);

/* audit_flexible.c: the guest's way; then units and the demand for them (R15).
 *   given  [teacher_count] units as a file has them; NULL: shared out by the rule */
void lg_recount_place_guest(lg_recount *recount, int teacher);
void lg_recount_flexible(lg_recount *recount, const int *given);
/* R14; and whether R2, R3, R4, R5 bar the teacher's guest school. */
void lg_recount_check_units(lg_recount *recount);
bool lg_recount_guest_ineligible(const lg_recount *recount, int teacher);
bool lg_recount_guest_routeless(const lg_recount *recount, int teacher);
bool lg_recount_guest_stageless(const lg_recount *recount, int teacher);
bool lg_recount_guest_far(const lg_recount *recount, int teacher);
/* The goal flexible: how far units are from their targets. */
int64_t lg_recount_missed_units(const lg_recount *recount);

/* audit_rules.c: R2-R7, R9-R11, R13 and the limit of changes. */
void lg_recount_rules(lg_recount *recount);

/* audit_quotas.c: rules that count heads in classes. */
void lg_recount_quotas(lg_recount *recount);

/* audit_goals.c: heads of every school, equity, the value of every goal. */
void lg_recount_schools(lg_recount *recount);
void lg_recount_equity(lg_recount *recount);
void lg_recount_goals(lg_recount *recount);
/* Was the teacher's assignment in the baseline another one? Who is not listed there was at home. */
bool lg_recount_changed(const lg_recount *recount, int teacher);

#endif
