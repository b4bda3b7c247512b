/* answer.c - memory and words of an answer. */
#include "answer.h"

const char *lg_status_word(lg_status status)
{
  static const char *const words[] = {"optimal", "feasible", "infeasible", "unknown", "checked"};
  return words[status];
}

void lg_conflict_clear(lg_conflict *conflict)
{
  for (int k = 0; k < conflict->bottleneck_count; k++) {
    lg_bottleneck *bottleneck = &conflict->bottlenecks[k];
    for (int p = 0; p < bottleneck->part_count; p++) g_free(bottleneck->parts[p].stops);
    g_free(bottleneck->parts);
  }
  g_free(conflict->bottlenecks);
  g_free(conflict->elements);
  *conflict = (lg_conflict){0};
}

void lg_repairs_clear(lg_repairs *repairs)
{
  for (int k = 0; k < repairs->count; k++) g_free(repairs->repairs[k].changes);
  g_free(repairs->repairs);
  *repairs = (lg_repairs){0};
}

void lg_limits_clear(lg_limits *limits)
{
  for (int k = 0; k < limits->count; k++) lg_roster_free(limits->limits[k].roster);
  g_free(limits->limits);
  *limits = (lg_limits){0};
}

void lg_answer_free(lg_answer *answer)
{
  if (!answer) return;
  lg_roster_free(answer->roster);
  g_free(answer->goals);
  lg_conflict_clear(&answer->conflict);
  lg_repairs_clear(&answer->repairs);
  lg_limits_clear(&answer->limits);
  g_free(answer);
}
