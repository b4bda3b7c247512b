/* local_search.c - a first incumbent by local search: the loop that removes violations. */
#include "local_search.h"

#include "local_search_state.h"

lg_local_search_settings lg_local_search_defaults(const lg_formulation *f, const lg_tuning *tuning)
{
  int64_t effort =
      tuning->local_effort + tuning->local_column_effort * (int64_t)f->program->column_count;
  return (lg_local_search_settings){
      .effort = effort, .improvement = effort, .goal_count = f->policy->goal_count};
}

/* Looks for a state without violations by the breakout method (Morris 1993): a violated measure is
 * mended by a chain of shifts; where no chain helps, its weight grows. */
static bool local_search_find(lg_local_search *s, int64_t effort)
{
  const lg_manner manner = {.depth = s->tuning->repair_depth, .sample = s->tuning->repair_sample};
  while (s->violated_count > 0 && s->steps < effort && !s->over) {
    int measure = s->violated[lg_local_search_draw(s, (uint32_t)s->violated_count)];
    lg_shift shift;
    lg_delta total;
    lg_local_search_step(s); /* counts as effort even where the measure has no places to weigh */
    lg_local_search_begin(s);
    if (lg_local_search_repair(s, measure, manner.sample, LG_COST_MOST, &shift, &total)) {
      lg_local_search_add(s, shift.seat, shift.place);
      if (lg_local_search_mend(s, &total, &manner)) continue;
      if (total.violation > 0) lg_local_search_take_back(s, 0);
    }
    s->measures[measure].weight++;
  }
  return s->violated_count == 0;
}

static lg_roster *local_search_roster(const lg_local_search *s)
{
  double *value = g_new0(double, s->p->column_count + 1);
  for (int seat = 0; seat < s->seat_count; seat++) value[s->at[seat]] = 1;
  lg_roster *roster = lg_formulation_roster(s->f, value);
  g_free(value);
  return roster;
}

lg_roster *lg_local_search_run(const lg_formulation *f, const lg_deadline *deadline,
                               const lg_local_search_settings *settings, bool *feasible)
{
  lg_roster *roster = NULL;
  lg_local_search *s = lg_local_search_new(f, deadline, settings);
  *feasible = false;
  if (s->open) {
    lg_local_search_seat_all(s, settings->start);
    *feasible = local_search_find(s, settings->effort);
    if (*feasible)
      lg_local_search_improve(s, settings->goal_count, s->steps + settings->improvement);
    roster = local_search_roster(s);
  }
  lg_local_search_free(s);
  return roster;
}
