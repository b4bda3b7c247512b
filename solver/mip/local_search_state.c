/* local_search_state.c - the state of local search: where the teachers are, what the measures
 * count; how shifts are weighed and made. */
#include "local_search_state.h"

/* Steps between two looks at the clock: about a millisecond. */
enum { LG_CLOCK_STEPS = 4096 };

/* xorshift64* (Vigna 2016). */
uint32_t lg_local_search_draw(lg_local_search *s, uint32_t below)
{
  s->dice ^= s->dice >> 12;
  s->dice ^= s->dice << 25;
  s->dice ^= s->dice >> 27;
  uint64_t high = (s->dice * UINT64_C(2685821657736338717)) >> 32;
  return (uint32_t)((high * below) >> 32);
}

void lg_local_search_step(lg_local_search *s)
{
  if (s->steps++ % LG_CLOCK_STEPS == 0) s->over = s->over || lg_deadline_is_over(s->deadline);
}

/* By how much a value is outside lo..hi. */
static int64_t outside(int64_t value, int64_t lo, int64_t hi)
{
  return value < lo ? lo - value : value > hi ? value - hi : 0;
}

/* x / unit rounded up, for x and unit > 0. */
static int64_t ceil_div(int64_t x, int64_t unit)
{
  return x / unit + (x % unit > 0);
}

static void add_price(lg_price *sum, const lg_price *price, int64_t times)
{
  sum->held += price->held * times;
  sum->now += price->now * times;
}

/* What one shape makes of a value of its measure, with its further columns at their best.
 *   price    what they cost is added
 *   returns  the violation in heads */
static int64_t shape_count(const lg_local_search *s, const lg_local_search_shape *shape,
                           int64_t value, lg_price *price)
{
  int64_t t = shape->factor * value - shape->rhs;
  if (shape->kind == LG_SHAPE_STEPS) {
    int64_t k = CLAMP(t, shape->lo, shape->hi);
    add_price(price, &g_array_index(s->step, lg_price, shape->first + (int)(k - shape->lo)), 1);
    return outside(t, shape->lo, shape->hi);
  }
  if (shape->kind == LG_SHAPE_TARGET) {
    int64_t over = MAX(shape->from, t + shape->upto);
    add_price(price, &s->price[shape->column], over);
    add_price(price, &s->price[shape->other], over - t);
    return outside(t, shape->lo, shape->hi);
  }
  int64_t missing = MAX(shape->from, t < shape->lo ? ceil_div(shape->lo - t, shape->unit) : 0);
  int64_t beyond = MAX(missing - shape->upto, 0);
  missing -= beyond;
  if (shape->column >= 0) add_price(price, &s->price[shape->column], missing);
  int64_t above = t + shape->unit * missing - shape->hi;
  return beyond + (above > 0 ? ceil_div(above, shape->unit) : 0);
}

/* What a value of a measure costs, and its violation in heads: by its own limits and its shapes.
 *   price    out
 *   returns  the violation */
static int64_t measure_count(const lg_local_search *s, const lg_measure *m, int64_t value,
                             lg_price *price)
{
  int64_t violation = outside(value, m->lo, m->hi);
  if (m->gap > 0 && violation == 0 && value > 0 && value < m->gap)
    violation = MIN(value, m->gap - value);
  *price = (lg_price){0, 0};
  for (int k = m->shape; k >= 0;) {
    const lg_local_search_shape *shape = &g_array_index(s->shapes, lg_local_search_shape, k);
    violation += shape_count(s, shape, value, price);
    k = shape->next;
  }
  return violation;
}

/* Gives a measure another value; keeps the list of violated ones. */
static void count_anew(lg_local_search *s, int measure, int64_t value)
{
  lg_measure *m = &s->measures[measure];
  m->value = value;
  m->violation = measure_count(s, m, value, &m->price);
  int at = s->violated_at[measure];
  if (m->violation > 0 && at < 0) {
    s->violated_at[measure] = s->violated_count;
    s->violated[s->violated_count++] = measure;
  } else if (m->violation == 0 && at >= 0) {
    int last = s->violated[--s->violated_count];
    s->violated[at] = last;
    s->violated_at[last] = at;
    s->violated_at[measure] = -1;
  }
}

void lg_local_search_price(lg_local_search *s)
{
  g_array_set_size(s->step, s->step_column->len + s->shapes->len + 1);
  for (guint k = 0; k < s->shapes->len; k++) {
    lg_local_search_shape *shape = &g_array_index(s->shapes, lg_local_search_shape, k);
    if (shape->kind != LG_SHAPE_STEPS) continue;
    lg_price sum = {0, 0};
    const int *column = &g_array_index(s->step_column, int, shape->from);
    int at = shape->first;
    for (int64_t c = 0; c < shape->upto; c++)
      if (s->lower[column[c]] > 0.5) add_price(&sum, &s->price[column[c]], 1);
    g_array_index(s->step, lg_price, at++) = sum;
    for (int64_t c = 0; c < shape->upto; c++)
      if (s->lower[column[c]] < 0.5 && s->upper[column[c]] > 0.5) {
        add_price(&sum, &s->price[column[c]], 1);
        g_array_index(s->step, lg_price, at++) = sum;
      }
  }
  for (int k = 0; k < s->measure_count; k++) count_anew(s, k, s->measures[k].value);
}

void lg_local_search_seat_all(lg_local_search *s, const double *start)
{
  for (int seat = 0; seat < s->seat_count; seat++) {
    double most = -1;
    for (int k = s->seat_first[seat]; k < s->seat_first[seat + 1]; k++) {
      int j = s->places[k];
      const lg_column *place = &s->p->columns[j];
      double here = start ? start[j] : lg_formulation_is_home(s->f, place);
      if (here <= most) continue;
      most = here;
      s->at[seat] = j;
    }
    for (int e = s->touch_first[s->at[seat]]; e < s->touch_first[s->at[seat] + 1]; e++)
      s->measures[s->touches[e].measure].value += s->touches[e].by;
  }
  s->violated_count = 0;
  for (int k = 0; k < s->measure_count; k++) s->violated_at[k] = -1;
  lg_local_search_price(s);
}

/* Would a measure have less violation at this value, or cost the held goals less? */
static bool is_better_at(const lg_local_search *s, const lg_measure *m, int64_t value)
{
  lg_price price;
  int64_t violation = measure_count(s, m, value, &price);
  return violation != m->violation ? violation < m->violation : price.held < m->price.held;
}

void lg_measure_ways(const lg_local_search *s, int measure, bool *up, bool *down)
{
  const lg_measure *m = &s->measures[measure];
  int64_t unit = 1;
  for (int k = m->shape; k >= 0; k = g_array_index(s->shapes, lg_local_search_shape, k).next)
    if (g_array_index(s->shapes, lg_local_search_shape, k).kind == LG_SHAPE_MARGIN)
      unit = MAX(unit, g_array_index(s->shapes, lg_local_search_shape, k).unit);
  bool hole = m->gap > 0 && m->value > 0 && m->value < m->gap;
  *up = hole || is_better_at(s, m, m->value + unit);
  *down = hole || is_better_at(s, m, m->value - unit);
}

/* The measures that a shift from one place to another changes, in ascending order: a merge of both
 * places' touches. */
struct walk {
  const lg_touch *from, *from_end, *to, *to_end;
};

static struct walk walk_of(const lg_local_search *s, int from, int to)
{
  return (struct walk){s->touches + s->touch_first[from], s->touches + s->touch_first[from + 1],
                       s->touches + s->touch_first[to], s->touches + s->touch_first[to + 1]};
}

/* The next measure, and what is added to it; touches that cancel are passed over.
 *   returns  false: there are no more */
static bool walk_next(struct walk *w, lg_touch *change)
{
  while (w->from < w->from_end || w->to < w->to_end) {
    if (w->to == w->to_end || (w->from < w->from_end && w->from->measure < w->to->measure)) {
      *change = (lg_touch){w->from->measure, -w->from->by};
      w->from++;
      return true;
    }
    *change = *w->to++;
    if (w->from < w->from_end && w->from->measure == change->measure) change->by -= w->from++->by;
    if (change->by != 0) return true;
  }
  return false;
}

lg_delta lg_local_search_weigh(lg_local_search *s, int seat, int to)
{
  lg_local_search_step(s);
  int from = s->at[seat];
  lg_delta delta = {0, s->price[to]};
  add_price(&delta.price, &s->price[from], -1);
  struct walk walk = walk_of(s, from, to);
  for (lg_touch change; walk_next(&walk, &change);) {
    const lg_measure *m = &s->measures[change.measure];
    if (m->shape < 0 && m->gap == 0) { /* most measures: a short cut, they cost nothing */
      delta.violation += m->weight * (outside(m->value + change.by, m->lo, m->hi) - m->violation);
      continue;
    }
    lg_price price;
    delta.violation +=
        m->weight * (measure_count(s, m, m->value + change.by, &price) - m->violation);
    add_price(&delta.price, &price, 1);
    add_price(&delta.price, &m->price, -1);
  }
  return delta;
}

void lg_local_search_shift(lg_local_search *s, int seat, int to)
{
  struct walk walk = walk_of(s, s->at[seat], to);
  for (lg_touch change; walk_next(&walk, &change);)
    count_anew(s, change.measure, s->measures[change.measure].value + change.by);
  s->at[seat] = to;
}
