/* rehearsal.h - what each refusal of a roster would cost (SERVICE 4): as if that teacher could not
 * go, the least change of the rest, and what the goals lose by it. */
#ifndef LG_REHEARSAL_H
#define LG_REHEARSAL_H

#include "answer.h"

typedef enum { LG_REFUSAL_POSSIBLE, LG_REFUSAL_IMPOSSIBLE, LG_REFUSAL_UNKNOWN } lg_refusal_status;
const char *lg_refusal_word(lg_refusal_status status); /* "possible", "impossible", "unknown" */

/* One mover who stays at home after all. */
typedef struct {
  int teacher;
  bool finished; /* false: interrupted before anything was known; the rest means nothing */
  lg_refusal_status status;
  int64_t changes;      /* others whose assignment differs; proved least */
  int *affected;        /* [changes] teachers, ascending */
  int replacement;      /* the first of them who is new at the place with the same stage and
                              subject, or LG_MISSING */
  lg_conflict conflict; /* of an impossible one */
  int *broken; /* [broken_count] quotas, ascending, that break where nothing else changes */
  int broken_count;
  bool *has_cost; /* [goal_count of the rehearsal] both sides are proved */
  int64_t *cost;  /* best with the refusal less the plan's own best */
} lg_refusal;

typedef struct lg_rehearsal {
  lg_answer *plan; /* the plan's own, as it stands */
  lg_goal *goals;  /* [goal_count] the plan's without `changes`; texts borrowed from it */
  int goal_count;
  lg_refusal *refusals; /* by teacher */
  int count;
} lg_rehearsal;
void lg_rehearsal_free(lg_rehearsal *rehearsal);

#endif
