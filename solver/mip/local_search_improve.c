/* local_search_improve.c - improves the goals of a state without violations: by chains that gain,
 * and where none is left by neutral ones that lead elsewhere. */
#include <math.h>
#include <string.h>

#include "local_search_state.h"

/* Turns to the next goal: the one now joins the held ones, in one number in which they outweigh it,
 * and `goal` takes its place.
 *   returns  false where that number would become too large: no goal is improved any further */
static bool next_goal(lg_local_search *s, int goal)
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
  lg_formulation_goal(s->f, goal, NULL, cost);
  for (int j = 0; j < n; j++)
    s->price[j] = (lg_price){s->price[j].held * factor + s->price[j].now, cost[j]};
  g_free(cost);
  lg_local_search_price(s);
  return true;
}

/* One round over all teachers and places: chains that begin with each shift.
 *   limit    a chain is kept where it changes the goal by less: 0: it gains; 1: it loses nothing
 *            (these are tried at some of the places only)
 *   total    what the chains kept change is added to it
 *   tried    out: chains begun
 *   returns  chains kept */
static int improve_round(lg_local_search *s, lg_cost limit, int64_t effort, lg_price *total,
                         int *tried)
{
  const lg_manner manner = {s->tuning->improve_depth, s->tuning->improve_sample, limit, true};
  uint32_t drift = (uint32_t)s->tuning->drift;
  int kept = 0;
  *tried = 0;
  for (int seat = 0; seat < s->seat_count && s->steps < effort && !s->over; seat++)
    for (int k = s->seat_first[seat]; k < s->seat_first[seat + 1]; k++) {
      int to = s->places[k];
      if (to == s->at[seat] || (limit > 0 && lg_local_search_draw(s, drift) > 0)) continue;
      lg_delta change = lg_local_search_weigh(s, seat, to);
      if (change.price.now >= limit) continue;
      ++*tried;
      lg_local_search_begin(s);
      lg_local_search_add(s, seat, to);
      if (!lg_local_search_mend(s, &change, &manner)) {
        lg_local_search_take_back(s, 0);
        continue;
      }
      kept++;
      total->held += change.price.held;
      total->now += change.price.now;
    }
  return kept;
}

/* Rounds of gaining chains, until one keeps none.
 *   returns  false where in the last round no shift would have lowered the goal, even by breaking
 *            something: it is as good as it can be */
static bool descend(lg_local_search *s, int64_t effort, lg_price *total)
{
  int tried = 0;
  while (s->steps < effort && !s->over && improve_round(s, 0, effort, total, &tried) > 0) continue;
  return tried > 0;
}

/* Walks: neutral chains, then down from there; back where the result is worse. Ends after some
 * walks in a row without a gain. */
static void wander(lg_local_search *s, int64_t effort)
{
  size_t size = ((size_t)s->seat_count + 1) * sizeof(int);
  int *best = g_memdup2(s->at, size);
  for (int idle = 0; idle < s->tuning->improve_idle && s->steps < effort && !s->over; idle++) {
    lg_price total = {0, 0};
    int tried;
    bool moved = improve_round(s, 1, effort, &total, &tried) > 0;
    descend(s, effort, &total);
    lg_delta change = {0, total};
    if (lg_delta_is_less(change, (lg_delta){0})) idle = -1;
    if (lg_delta_is_less((lg_delta){0}, change)) {
      for (int seat = 0; seat < s->seat_count; seat++)
        if (s->at[seat] != best[seat]) lg_local_search_shift(s, seat, best[seat]);
    } else {
      memcpy(best, s->at, size);
    }
    if (!moved) break;
  }
  g_free(best);
}

void lg_local_search_improve(lg_local_search *s, int goal_count, int64_t effort)
{
  for (int goal = 0; goal < goal_count && s->steps < effort && !s->over; goal++) {
    if (!next_goal(s, goal)) return;
    int64_t share =
        s->steps + (effort - s->steps) / (goal + 1 < goal_count ? s->tuning->improve_share : 1);
    lg_price total = {0, 0};
    if (descend(s, share, &total)) wander(s, share);
  }
}
