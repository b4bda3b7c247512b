/* iis_verdict.h - can some elements of a plan all hold? Asked by the filter of iis.c again and again,
 * with fewer elements each time. Internal to solver/ask. */
#ifndef LG_IIS_VERDICT_H
#define LG_IIS_VERDICT_H

#include "aggregated.h"
#include "ask_internal.h"
#include "elements.h"
#include "solver/proof/whole.h"

typedef struct {
  const lg_elements *elements;
  lg_deadline deadline;
  const lg_tuning *tuning; /* of the deadline */
  bool *kept;              /* [elements->count] the set as far as it is filtered */
  lg_aggregated *aggregated;
  lg_whole *exact;       /* it in whole numbers; its goal 0: the heads missed */
  int aggregated_for;    /* elements kept when it was made */
  bool inside;           /* its first relaxation is still to come, and large: interior point */
  bool hasty;            /* "can hold" need not be shown: the simplex method is spared */
  lg_lp *lp;             /* of the aggregated program, or NULL */
  double *lower, *upper; /* of the aggregated program, for the elements kept last */
  double *value, *dual, *reduced; /* of its last relaxation */
  bool certain;                   /* in this pass every answer "can hold" was shown by a roster */
  bool whole;       /* the relaxation holds although no roster exists: an integer search decides */
  bool lost_must;   /* a `must` lock was left out in this pass */
  int limit;        /* the element `changes`, which the set has to keep (QUESTIONS W28), or -1 */
  bool stuck;       /* `changes` could be kept only together with a `must` lock that the rest of the
                       conflict could do without */
  const bool *held; /* [elements->count] `must` locks that the filter leaves alone, or NULL */
} lg_iis_search;

typedef enum { LG_CAN_HOLD, LG_CANNOT_HOLD, LG_NOT_KNOWN } lg_iis_verdict;

/* Begins with every element kept; borrows both. `kept` is the caller's to free, after lg_iis_drop. */
lg_iis_search lg_iis_begin(const lg_elements *elements, const lg_solve_settings *settings);
/* Makes the aggregated program of the elements kept, in the place of an earlier one. */
void lg_iis_aggregate(lg_iis_search *s);
void lg_iis_drop(lg_iis_search *s);

bool lg_iis_is_must(const lg_iis_search *s, int k); /* a `must` lock */
bool lg_iis_is_held(const lg_iis_search *s, int k);
int lg_iis_kept_count(const lg_iis_search *s);

/* Can the kept elements all hold? With LG_CANNOT_HOLD only those needed for the proof stay kept.
 *   whole  an integer search decides where the relaxation holds */
lg_iis_verdict lg_iis_verdict_of(lg_iis_search *s, bool whole);
/* Solves the relaxation within s->lower..upper. That they cannot hold follows from its duals by exact
 * arithmetic.
 *   worth    with LG_CANNOT_HOLD: of its certificate, in heads missed
 *   returns  LG_CAN_HOLD: the relaxation lets all kept elements hold */
lg_iis_verdict lg_iis_certify(lg_iis_search *s, double *worth);
/* What the last certificate loses where the limits of each element of the program are free.
 *   loss  [elements->count] added to */
void lg_iis_losses(const lg_iis_search *s, double *loss);

#endif
