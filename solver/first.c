#include "first.h"

#include <math.h>
#include <string.h>

#include "first_state.h"

/* Shifts weighed for one step, shifts that may mend it, while a plan is looked for. */
enum { LG_FIND_SAMPLE = 24, LG_FIND_DEPTH = 5 };
enum { LG_BETTER_SAMPLE = 48, LG_BETTER_DEPTH = 3 };

lg_first_settings lg_first_defaults(const lg_formulation *f)
{
  int64_t columns = f->program->column_count;
  return (lg_first_settings){.effort = 1000000 + 100 * columns,
                             .improvement = 1000000 + 20 * columns,
                             .goal_count = f->policy->goal_count};
}

/* Breakout: a violated measure is mended by a chain; where no chain helps it weighs more. */
static bool lg_first_find(lg_first *s, int64_t effort)
{
  while (s->violated_count > 0 && s->steps < effort && !s->over) {
    int measure = s->violated[lg_first_draw(s, (uint32_t)s->violated_count)];
    lg_shift shift;
    lg_delta total;
    s->steps++;
    lg_chain_begin(s);
    bool found = lg_first_repair(s, measure, LG_FIND_SAMPLE, LG_COST_MOST, &shift, &total);
    if (found) {
      lg_chain_add(s, shift.seat, shift.from);
      if (lg_chain_mend(s, &total, LG_FIND_DEPTH, LG_FIND_SAMPLE, false)) continue;
      if (total.violation > 0) lg_chain_take_back(s, 0);
    }
    s->measures[measure].weight++;
  }
  return s->violated_count == 0;
}

/* One round over all teachers: any place that costs less, and a chain that makes room for it.
 *   returns  whether anything became better */
static bool lg_better_round(lg_first *s, int64_t effort)
{
  bool better = false;
  for (int seat = 0; seat < s->seat_count && s->steps < effort && !s->over; seat++)
    for (int k = s->seat_first[seat]; k < s->seat_first[seat + 1]; k++) {
      int to = s->places[k];
      if (to == s->at[seat]) continue;
      lg_delta total = lg_first_weigh(s, seat, to);
      if (total.price.now >= 0) continue;
      lg_chain_begin(s);
      lg_chain_add(s, seat, to);
      if (lg_chain_mend(s, &total, LG_BETTER_DEPTH, LG_BETTER_SAMPLE, true))
        better = true;
      else
        lg_chain_take_back(s, 0);
    }
  return better;
}

/* The goal now joins those held, and `goal` takes its place.
 *   returns  false where the numbers become too large: it is left out */
static bool lg_next_goal(lg_first *s, int goal)
{
  /* a chain changes a goal by less than this many times its largest coefficient */
  static const int64_t most_changes = 64;
  int n = s->p->column_count;
  long double most = 0;
  lg_cost largest = 0;
  for (int j = 0; j < n; j++) {
    largest = MAX(largest, s->price[j].now < 0 ? -s->price[j].now : s->price[j].now);
    most = fmaxl(most, fabsl((long double)s->price[j].held));
  }
  lg_cost factor = 1 + most_changes * largest;
  if ((most * (long double)factor + (long double)largest) * 1e7L > 1e36L) return false;
  int64_t *cost = g_new(int64_t, n + 1);
  lg_formulation_goal(s->f, goal, cost);
  for (int j = 0; j < n; j++)
    s->price[j] = (lg_price){s->price[j].held * factor + s->price[j].now, cost[j]};
  g_free(cost);
  lg_first_price(s);
  return true;
}

static void lg_first_improve(lg_first *s, int goal_count, int64_t effort)
{
  for (int k = 0; k < s->measure_count; k++) s->measures[k].weight = 1;
  for (int goal = 0; goal < goal_count && s->steps < effort && !s->over; goal++) {
    if (!lg_next_goal(s, goal)) return;
    int64_t share = s->steps + (effort - s->steps) / (goal_count - goal);
    while (s->steps < share && !s->over && lg_better_round(s, share)) continue;
  }
}

static lg_roster *lg_first_roster(const lg_first *s)
{
  double *value = g_new0(double, s->p->column_count + 1);
  for (int seat = 0; seat < s->seat_count; seat++) value[s->at[seat]] = 1;
  lg_roster *roster = lg_formulation_roster(s->f, value);
  g_free(value);
  return roster;
}

lg_roster *lg_first_plan(const lg_formulation *f, lg_engine *engine,
                         const lg_first_settings *settings, bool *feasible)
{
  lg_roster *roster = NULL;
  lg_first *s = lg_first_new(f, engine, settings);
  *feasible = false;
  if (s->seated) {
    lg_first_seat_all(s, settings->start);
    *feasible = lg_first_find(s, settings->effort);
    if (*feasible) lg_first_improve(s, settings->goal_count, s->steps + settings->improvement);
    roster = lg_first_roster(s);
  }
  lg_first_free(s);
  return roster;
}
