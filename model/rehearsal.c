#include "rehearsal.h"

const char *lg_refusal_word(lg_refusal_status status)
{
  static const char *const words[] = {[LG_REFUSAL_POSSIBLE] = "possible",
                                      [LG_REFUSAL_IMPOSSIBLE] = "impossible",
                                      [LG_REFUSAL_UNKNOWN] = "unknown"};
  return words[status];
}

void lg_rehearsal_free(lg_rehearsal *rehearsal)
{
  if (!rehearsal) return;
  for (int k = 0; k < rehearsal->count; k++) {
    lg_refusal *refusal = &rehearsal->refusals[k];
    g_free(refusal->affected);
    g_free(refusal->broken);
    g_free(refusal->has_cost);
    g_free(refusal->cost);
    lg_conflict_clear(&refusal->conflict);
  }
  g_free(rehearsal->refusals);
  g_free(rehearsal->goals);
  lg_answer_free(rehearsal->plan);
  g_free(rehearsal);
}
