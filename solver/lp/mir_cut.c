/* mir_cut.c - mixed-integer rounding of one row. Names follow docs/method.md, 4: a row sum a t <= b
 * in columns t >= 0 counted from a bound, divided by a divisor, f the fractional part of its
 * limit. */
#include "mir_cut.h"

#include <math.h>

/* What is nearer than this to a whole number is one: the caller gives back more on the limit. */
static const double almost = 1e-9;
/* Divisors that are small beside the row make much of rounding. */
static const double least_part = 1e-9;
/* From an upper bound so far away no column is counted: the limit would lose its digits. */
static const double widest = 1e7;

/* A whole column counted from one of its bounds: t = x - lower, or upper - x where flipped. */
struct mir_term {
  int column;
  double a, x, width; /* its entry, t at the point, upper - lower */
  bool flipped;
};

/* One side of the row, sum a x <= b or its negation, in columns counted from their bounds. A column
 * that is not whole enters the rounded row only where its entry a is negative, with a/(1 - f); what
 * those add at the point is kept as one number, `excess`. */
struct half {
  const lg_tuning *tuning;
  const lg_implied_row *row;
  const lg_round_point *point;
  double sign; /* of the row: 1 or -1 */
  /* The first `away` terms have t > 0 at the point and decide how far it breaks a cut; the others
   * have t = 0 and only make the cut's vector longer. */
  struct mir_term *terms;
  int count, away;
  double b;
  double excess;   /* sum of |a| * t at the point, over columns that are not whole with a < 0 */
  double distance; /* of the best cut so far, and */
  double divisor;  /* what the row is divided by for it */
};

/* The fractional part. */
static double part(double x)
{
  return x - floor(x);
}

/* Entry of a whole column in the rounded row: floor(a) + max(0, part(a) - f)/(1 - f), where a is
 * the entry after division and f the fractional part of the limit. */
static double mir_row(double a, double f)
{
  double near = floor(a + 0.5);
  if (fabs(a - near) < almost) return near;
  return floor(a) + MAX(0, (part(a) - f) / (1 - f));
}

/* Distance by which the point breaks the cut of this divisor; 0 where it does not. */
static double distance_by(const struct half *s, double divisor)
{
  double b = s->b / divisor, f = part(b), square = 0,
         least_fraction = s->tuning->mir_least_fraction;
  if (f < least_fraction || f > 1 - least_fraction) return 0;
  double broken = -floor(b) - s->excess / divisor / (1 - f);
  for (int k = 0; k < s->away; k++) {
    double g = mir_row(s->terms[k].a / divisor, f);
    broken += g * s->terms[k].x;
    square += g * g;
  }
  if (broken <= 0) return 0;
  for (int k = s->away; k < s->count; k++) {
    double g = mir_row(s->terms[k].a / divisor, f);
    square += g * g;
  }
  return square > 0 ? broken / sqrt(square) : 0;
}

static void try_divisor(struct half *s, double divisor)
{
  double distance = distance_by(s, divisor);
  if (distance <= s->distance + s->tuning->mir_near) return;
  s->distance = distance;
  s->divisor = divisor;
}

static bool is_nearer_above(const lg_round_point *p, int j)
{
  return p->upper[j] - p->lower[j] <= widest &&
         p->value[j] - p->lower[j] > p->upper[j] - p->value[j];
}

/* Writes the side in columns counted from the nearer of their bounds. */
static void half_begin(struct half *s)
{
  const lg_round_point *p = s->point;
  s->b = s->sign * s->row->limit;
  s->count = s->away = 0;
  s->excess = s->distance = s->divisor = 0;
  for (int e = 0; e < s->row->count; e++) {
    int j = s->row->column[e];
    double a = s->sign * s->row->value[e], l = p->lower[j], u = p->upper[j], x = p->value[j];
    bool flipped = is_nearer_above(p, j);
    s->b -= a * (flipped ? u : l);
    if (flipped) a = -a;
    double distance = MAX(0, flipped ? u - x : x - l);
    if (p->whole[j]) {
      struct mir_term *t = &s->terms[s->count++];
      *t = (struct mir_term){j, a, distance, u - l, flipped};
      if (distance <= 0) continue;
      struct mir_term away = *t;
      *t = s->terms[s->away];
      s->terms[s->away++] = away;
    } else if (a < 0)
      s->excess -= a * distance;
  }
}

/* Counts a column from its other bound. */
static void flip(struct half *s, struct mir_term *t)
{
  s->b -= t->a * t->width;
  t->a = -t->a;
  t->x = t->width - t->x;
  t->flipped = !t->flipped;
}

/* Looks for the best cut of the side (Marchand, Wolsey, 3.3): entries of columns between their
 * bounds are tried as divisors, then the best one halved, and last each column between its bounds
 * is counted from the other one. */
static void half_search(struct half *s)
{
  const lg_tuning *tuning = s->tuning;
  double tried[LG_MIR_DIVISORS_MOST + 1], near_whole = tuning->mir_near;
  int count = 0;
  double least = MAX(tuning->mir_least_divisor, least_part * fabs(s->b));
  for (int k = 0; k < s->count; k++)
    least = MAX(least, least_part * fabs(s->terms[k].a) * MAX(1, s->terms[k].x));
  for (int k = 0; k < s->away && count < tuning->mir_divisors; k++) {
    double size = fabs(s->terms[k].a);
    bool inside = s->terms[k].x > near_whole, fresh = size > least;
    for (int q = 0; q < count; q++) fresh &= fabs(tried[q] - size) > near_whole * size;
    if (inside && fresh) tried[count++] = size;
  }
  for (int q = 0; q < count; q++) try_divisor(s, tried[q]);
  if (s->distance <= 0) return;
  for (int k = 0; k < tuning->mir_halvings; k++) try_divisor(s, s->divisor / 2);
  for (int k = 0, flips = 0; k < s->away && flips < tuning->mir_flips; k++) {
    struct mir_term *t = &s->terms[k];
    if (t->width > widest || t->x < near_whole || t->x > t->width - near_whole) continue;
    flips++;
    flip(s, t);
    double distance = distance_by(s, s->divisor);
    if (distance > s->distance + near_whole)
      s->distance = distance;
    else
      flip(s, t);
  }
}

/* The best cut of a side, written in the columns themselves. */
static lg_cut half_cut(const struct half *s)
{
  const lg_round_point *p = s->point;
  double f = part(s->b / s->divisor);
  lg_cut cut = {g_new(int, s->row->count + 1), g_new(double, s->row->count + 1), 0,
                floor(s->b / s->divisor), true};
  for (int k = 0; k < s->count; k++) {
    const struct mir_term *t = &s->terms[k];
    double g = mir_row(t->a / s->divisor, f);
    if (g == 0) continue;
    cut.column[cut.count] = t->column;
    cut.value[cut.count++] = t->flipped ? -g : g;
    cut.limit += t->flipped ? -g * p->upper[t->column] : g * p->lower[t->column];
  }
  for (int e = 0; e < s->row->count; e++) {
    int j = s->row->column[e];
    if (p->whole[j]) continue;
    double a = s->sign * s->row->value[e];
    bool flipped = is_nearer_above(p, j);
    double w = (flipped ? -a : a) / s->divisor / (1 - f);
    if (w >= 0) continue; /* w times the distance may be left out */
    cut.column[cut.count] = j;
    cut.value[cut.count++] = flipped ? -w : w;
    cut.limit += flipped ? -w * p->upper[j] : w * p->lower[j];
  }
  return cut;
}

static lg_rounding half_rounding(const struct half *s)
{
  lg_rounding how = {s->sign / s->divisor, g_new(int, s->count + 1), 0};
  for (int k = 0; k < s->count; k++)
    if (s->terms[k].flipped) how.flipped[how.flipped_count++] = s->terms[k].column;
  return how;
}

double lg_round_row(const lg_tuning *tuning, const lg_implied_row *row, const lg_round_point *point,
                    lg_cut *cut, lg_rounding *how)
{
  double least_distance = tuning->mir_least_distance;
  struct half sides[2];
  for (int k = 0; k < 2; k++) {
    sides[k] = (struct half){.tuning = tuning, .row = row, .point = point, .sign = k == 0 ? 1 : -1};
    sides[k].terms = g_new(struct mir_term, row->count + 1);
    half_begin(&sides[k]);
    half_search(&sides[k]);
  }
  const struct half *best = sides[0].distance >= sides[1].distance ? &sides[0] : &sides[1];
  double distance = best->distance;
  if (distance > least_distance) *cut = half_cut(best);
  if (distance > least_distance && how) *how = half_rounding(best);
  for (int k = 0; k < 2; k++) g_free(sides[k].terms);
  return distance > least_distance ? distance : 0;
}
