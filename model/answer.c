#include "answer.h"

const char *lg_status_word(lg_status status)
{
  static const char *const words[] = {"optimal", "feasible", "infeasible", "unknown"};
  return words[status];
}

void lg_answer_free(lg_answer *answer)
{
  if (!answer) return;
  lg_roster_free(answer->roster);
  g_free(answer->goals);
  for (int k = 0; k < answer->conflict_count; k++) {
    g_free(answer->conflict[k].id);
    g_free(answer->conflict[k].class_id);
  }
  g_free(answer->conflict);
  g_free(answer);
}
