#include "least_shifts.h"

struct least_search {
  lg_local_search *s;
  lg_shift_sets *sets;
  int64_t last_step; /* value of s->steps at which the effort is over */
  bool *moved;       /* [seat_count] in the set at hand, or kept */
  bool *banned;      /* [column_count] places tried before at a node above: sets come once */
  int *spread;       /* [measure_count] by how much one shift can change it at most */
  GArray *path;      /* lg_shift: the set at hand */
};

static bool is_over(const struct least_search *l)
{
  return l->s->over || l->s->steps >= l->last_step;
}

/* What a place adds to a measure. */
static int touch_of(const lg_local_search *s, int place, int measure)
{
  int low = s->touch_first[place], high = s->touch_first[place + 1];
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (s->touches[middle].measure < measure)
      low = middle + 1;
    else
      high = middle;
  }
  return low < s->touch_first[place + 1] && s->touches[low].measure == measure ? s->touches[low].by
                                                                               : 0;
}

static int *spreads_new(const lg_local_search *s)
{
  int *spread = g_new(int, s->measure_count + 1);
  for (int m = 0; m < s->measure_count; m++) {
    int least = 0, most = 0;
    for (int e = s->list_first[m]; e < s->list_first[m + 1]; e++) {
      least = MIN(least, s->list[e].by);
      most = MAX(most, s->list[e].by);
    }
    spread[m] = most - least;
  }
  return spread;
}

/* Could so many shifts mend the measure, if each did all it can? */
static bool is_within_reach(const struct least_search *l, int measure, int left)
{
  const lg_measure *m = &l->s->measures[measure];
  int64_t reach = (int64_t)l->spread[measure] * left;
  bool counts_otherwise = m->gap > 0 || m->shape >= 0; /* its violation is not in its own unit */
  return counts_otherwise ? reach > 0 : m->violation <= reach;
}

/* The violated measure with the fewest places. */
static int measure_to_mend(const lg_local_search *s)
{
  int best = s->violated[0];
  for (int k = 1; k < s->violated_count; k++) {
    int m = s->violated[k];
    int size = s->list_first[m + 1] - s->list_first[m];
    int least = s->list_first[best + 1] - s->list_first[best];
    if (size < least || (size == least && m < best)) best = m;
  }
  return best;
}

struct direction {
  bool up, down;
};

static void add_candidate(const struct least_search *l, struct direction way, int change, int seat,
                          int place, GArray *found)
{
  if ((change > 0 && way.up) || (change < 0 && way.down)) {
    lg_shift shift = {seat, place};
    if (!l->banned[place]) g_array_append_val(found, shift);
  }
}

/* Every shift that changes the measure the right way. A measure between limits so near that a unit
 * leads from one side to the other may go either way. */
static GArray *candidates_of(const struct least_search *l, int measure)
{
  lg_local_search *s = l->s;
  struct direction way;
  lg_measure_ways(s, measure, &way.up, &way.down);
  if (!way.up && !way.down) way.up = way.down = true;
  GArray *found = g_array_new(FALSE, FALSE, sizeof(lg_shift));
  for (int e = s->list_first[measure]; e < s->list_first[measure + 1]; e++) {
    int place = s->list[e].measure, by = s->list[e].by, seat = s->seat_of[place];
    if (seat < 0 || l->moved[seat]) continue;
    if (s->at[seat] != place) {
      add_candidate(l, way, by - touch_of(s, s->at[seat], measure), seat, place, found);
      continue;
    }
    for (int k = s->seat_first[seat]; k < s->seat_first[seat + 1]; k++)
      if (s->places[k] != place && touch_of(s, s->places[k], measure) == 0)
        add_candidate(l, way, -by, seat, s->places[k], found);
  }
  return found;
}

static void take_set(struct least_search *l)
{
  g_array_append_vals(l->sets->shifts, l->path->data, l->path->len);
  l->sets->count++;
}

static int64_t violation_of(const lg_local_search *s)
{
  int64_t sum = 0;
  for (int k = 0; k < s->violated_count; k++) sum += s->measures[s->violated[k]].violation;
  return sum;
}

static void descend(struct least_search *l, int left);

/* The sets that begin with the path and this shift. */
static void try_shift(struct least_search *l, lg_shift shift, int left, int64_t violation)
{
  lg_local_search *s = l->s;
  g_array_append_val(l->path, shift);
  if (left == 1) {
    if (lg_local_search_weigh(s, shift.seat, shift.place).violation == -violation) take_set(l);
  } else {
    int from = s->at[shift.seat];
    lg_local_search_step(s);
    lg_local_search_shift(s, shift.seat, shift.place);
    l->moved[shift.seat] = true;
    descend(l, left - 1);
    l->moved[shift.seat] = false;
    lg_local_search_shift(s, shift.seat, from);
  }
  g_array_set_size(l->path, l->path->len - 1);
}

/* All sets of `left` further shifts. Fewer are known not to do, so that something is violated. */
static void descend(struct least_search *l, int left)
{
  lg_local_search *s = l->s;
  if (s->violated_count == 0) return;
  for (int k = 0; k < s->violated_count; k++)
    if (!is_within_reach(l, s->violated[k], left)) return;
  int64_t violation = violation_of(s);
  GArray *candidates = candidates_of(l, measure_to_mend(s));
  guint tried = 0;
  for (; tried < candidates->len && !is_over(l); tried++) {
    lg_shift shift = g_array_index(candidates, lg_shift, tried);
    try_shift(l, shift, left, violation);
    l->banned[shift.place] = true; /* sets with it are known */
  }
  while (tried-- > 0) l->banned[g_array_index(candidates, lg_shift, tried).place] = false;
  g_array_free(candidates, TRUE);
}

bool lg_least_shifts(lg_local_search *s, int kept, int most, int64_t effort, lg_shift_sets *sets)
{
  *sets = (lg_shift_sets){.shifts = g_array_new(FALSE, FALSE, sizeof(lg_shift))};
  if (s->violated_count == 0) {
    sets->count = 1;
    return true;
  }
  struct least_search l = {.s = s,
                           .sets = sets,
                           .last_step = s->steps + effort,
                           .moved = g_new0(bool, s->seat_count + 1),
                           .banned = g_new0(bool, s->p->column_count + 1),
                           .spread = spreads_new(s),
                           .path = g_array_new(FALSE, FALSE, sizeof(lg_shift))};
  if (kept >= 0) l.moved[kept] = true;
  while (sets->count == 0 && sets->size < most && !is_over(&l)) descend(&l, ++sets->size);
  bool known = sets->count > 0 && !is_over(&l);
  g_free(l.moved);
  g_free(l.banned);
  g_free(l.spread);
  g_array_free(l.path, TRUE);
  return known;
}
