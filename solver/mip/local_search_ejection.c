/* local_search_ejection.c - ejection chains: each shift mends what the ones before it broke (Glover
 * 1996, "Ejection chains"). */
#include "local_search_state.h"

void lg_local_search_begin(lg_local_search *s)
{
  s->round++;
  g_array_set_size(s->lexicographic, 0);
  g_array_set_size(s->broken, 0);
}

void lg_local_search_add(lg_local_search *s, int seat, int to)
{
  int sides[] = {s->at[seat], to};
  for (int side = 0; side < 2; side++)
    for (int e = s->touch_first[sides[side]]; e < s->touch_first[sides[side] + 1]; e++) {
      int measure = s->touches[e].measure;
      if (s->mark[measure] == s->round) continue;
      s->mark[measure] = s->round;
      lg_broken broken = {measure, s->measures[measure].violation, s->measures[measure].price.held};
      g_array_append_val(s->broken, broken);
    }
  lg_shift shift = {seat, s->at[seat]};
  g_array_append_val(s->lexicographic, shift);
  s->stamp[seat] = s->round;
  lg_local_search_shift(s, seat, to);
}

void lg_local_search_take_back(lg_local_search *s, guint length)
{
  for (guint k = s->lexicographic->len; k-- > length;) {
    const lg_shift *shift = &g_array_index(s->lexicographic, lg_shift, k);
    lg_local_search_shift(s, shift->seat, shift->place);
    s->stamp[shift->seat] = 0;
  }
  g_array_set_size(s->lexicographic, length);
}

bool lg_delta_is_less(lg_delta a, lg_delta b)
{
  if (a.violation != b.violation) return a.violation < b.violation;
  return a.price.held != b.price.held ? a.price.held < b.price.held : a.price.now < b.price.now;
}

/* The best of some shifts. */
struct choice {
  lg_local_search *s;
  lg_cost room; /* a shift must change the goal now by less than this */
  int left;     /* shifts that may still be weighed */
  bool found;
  lg_shift best;
  lg_delta delta;
};

static void consider(struct choice *choice, int seat, int to)
{
  choice->left--;
  lg_delta delta = lg_local_search_weigh(choice->s, seat, to);
  if (delta.price.now >= choice->room) return;
  if (choice->found && !lg_delta_is_less(delta, choice->delta)) return;
  choice->found = true;
  choice->delta = delta;
  choice->best = (lg_shift){seat, to};
}

/* Considers all other places of a teacher who has to leave, from a drawn one on. */
static void consider_leaving(struct choice *choice, int seat)
{
  const lg_local_search *s = choice->s;
  int first = s->seat_first[seat], count = s->seat_first[seat + 1] - first;
  int begin = (int)lg_local_search_draw(choice->s, (uint32_t)count);
  for (int k = 0; k < count && choice->left > 0; k++) {
    int to = s->places[first + (begin + k) % count];
    if (to != s->at[seat]) consider(choice, seat, to);
  }
}

bool lg_local_search_repair(lg_local_search *s, int measure, int sample, lg_cost room,
                            lg_shift *best, lg_delta *delta)
{
  bool up, down;
  lg_measure_ways(s, measure, &up, &down);
  int first = s->list_first[measure], count = s->list_first[measure + 1] - first;
  if (count == 0) return false;
  struct choice choice = {.s = s, .room = room, .left = sample};
  int begin = (int)lg_local_search_draw(s, (uint32_t)count), scan = s->tuning->repair_scan;
  for (int k = 0; k < MIN(count, scan) && choice.left > 0; k++) {
    const lg_touch *touch = &s->list[first + (begin + k) % count];
    int place = touch->measure, seat = s->seat_of[place];
    if (seat < 0 || s->stamp[seat] == s->round) continue;
    bool leaves = s->at[seat] == place;
    if (!((touch->by > 0) != leaves ? up : down)) continue;
    if (leaves)
      consider_leaving(&choice, seat);
    else
      consider(&choice, seat, place);
  }
  *best = choice.best;
  *delta = choice.delta;
  return choice.found;
}

/* The measure that the chain made worst: violations count before the held goals. -1: none is worse
 * than before. */
static int worst_broken(const lg_local_search *s)
{
  int worst = -1;
  int64_t most = 0;
  lg_cost dearest = 0;
  for (guint k = 0; k < s->broken->len; k++) {
    const lg_broken *broken = &g_array_index(s->broken, lg_broken, k);
    const lg_measure *m = &s->measures[broken->measure];
    int64_t by = m->weight * (m->violation - broken->before);
    lg_cost dearer = m->price.held - broken->held;
    if (by < most || (by == most && dearer <= dearest)) continue;
    most = by;
    dearest = dearer;
    worst = broken->measure;
  }
  return worst;
}

bool lg_local_search_mend(lg_local_search *s, lg_delta *total, const lg_manner *manner)
{
  lg_delta aim = {0, {0, manner->limit}};
  for (int d = 0;; d++) {
    if (lg_delta_is_less(*total, aim)) return true;
    int worst = d < manner->depth ? worst_broken(s) : -1;
    lg_shift shift;
    lg_delta delta;
    lg_cost room = manner->gains ? manner->limit - total->price.now : LG_COST_MOST;
    if (worst < 0 || !lg_local_search_repair(s, worst, manner->sample, room, &shift, &delta))
      return false;
    lg_local_search_add(s, shift.seat, shift.place);
    total->violation += delta.violation;
    total->price.held += delta.price.held;
    total->price.now += delta.price.now;
  }
}
