/* whole.c - exact bounds and fixing (whole.h). */
#include "whole_cut.h"

#include <math.h>
#include <string.h>

/* Numbers of a program are smaller than this; so sums of products with prices fit 128 bits. */
static const double largest_number = 1e15;
/* Prices are at most this, in their units. */
static const double largest_price = 4e18;

static bool take_whole(double x, int64_t *whole)
{
  if (!(fabs(x) <= largest_number) || x != floor(x)) return false;
  *whole = (int64_t)x;
  return true;
}

static bool take_bound(double x, int64_t none, int64_t *whole)
{
  if (x <= -LG_INFINITE || x >= LG_INFINITE) {
    *whole = none;
    return true;
  }
  return take_whole(x, whole);
}

static bool take_numbers(lg_whole *w)
{
  const lg_program *p = w->program;
  bool good = true;
  for (int e = 0; e < p->start[p->column_count]; e++) good &= take_whole(p->value[e], &w->value[e]);
  for (int i = 0; i < p->row_count; i++) good &= take_whole(p->rows[i].rhs, &w->rhs[i]);
  for (int j = 0; j < p->column_count; j++)
    good &= p->columns[j].whole && take_bound(p->columns[j].lower, LG_NO_LOWER, &w->lower[j]) &&
            take_bound(p->columns[j].upper, LG_NO_UPPER, &w->upper[j]);
  return good;
}

/* What the columns of a row with both bounds can add up to, and who lacks one. */
struct row_range {
  int open, column; /* columns that lack a bound, and the last of them */
  int64_t at;       /* its entry */
  lg_i128 least, most;
};

/* Bounds the one column of row i that lacks a bound: a x = rhs - the others. Of several rows, and of a bound
 * of its own on the other side, the tightest counts. */
static void bound_by_row(lg_whole *w, int i, const struct row_range *r)
{
  lg_i128 low = w->rhs[i] - r->most, high = w->rhs[i] - r->least; /* of a x */
  lg_i128 lower = r->at > 0 ? -lg_floor_div(-low, r->at) : -lg_floor_div(high, -r->at),
          upper = r->at > 0 ? lg_floor_div(high, r->at) : lg_floor_div(-low, -r->at);
  lg_i128 far = (lg_i128)largest_number;
  if (lower < -far || upper > far) return;
  int j = r->column;
  if (w->lower[j] == LG_NO_LOWER || lower > w->lower[j]) {
    w->lower[j] = (int64_t)lower;
    w->lower_row[j] = i;
  }
  if (w->upper[j] == LG_NO_UPPER || upper < w->upper[j]) {
    w->upper[j] = (int64_t)upper;
    w->upper_row[j] = i;
  }
}

/* Gives bounds to columns that have none, by rows in which all the others have them. */
static void bound_all(lg_whole *w)
{
  const lg_program *p = w->program;
  struct row_range *range = g_new0(struct row_range, p->row_count + 1);
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++) {
      struct row_range *r = &range[p->row[e]];
      int64_t a = w->value[e];
      if (w->lower[j] == LG_NO_LOWER || w->upper[j] == LG_NO_UPPER) {
        r->open++;
        r->column = j;
        r->at = a;
      } else {
        r->least += (lg_i128)a * (a > 0 ? w->lower[j] : w->upper[j]);
        r->most += (lg_i128)a * (a > 0 ? w->upper[j] : w->lower[j]);
      }
    }
  for (int i = 0; i < p->row_count; i++)
    if (range[i].open == 1) bound_by_row(w, i, &range[i]);
  g_free(range);
}

lg_whole *lg_whole_new(const lg_program *program, int goal_count)
{
  lg_whole *w = g_new0(lg_whole, 1);
  size_t n = (size_t)program->column_count + 1;
  w->program = program;
  w->value = g_new0(int64_t, program->start[program->column_count] + 1);
  w->rhs = g_new0(int64_t, program->row_count + 1);
  w->lower = g_new0(int64_t, n);
  w->upper = g_new0(int64_t, n);
  w->lower_row = g_new(int, n);
  w->upper_row = g_new(int, n);
  for (size_t j = 0; j < n; j++) w->lower_row[j] = w->upper_row[j] = -1;
  w->goals = g_new0(lg_whole_goal, goal_count + 1);
  w->goal_count = goal_count;
  for (int k = 0; k < goal_count; k++) w->goals[k].cost = g_new0(int64_t, n);
  if (!take_numbers(w)) {
    lg_whole_free(w);
    return NULL;
  }
  bound_all(w);
  return w;
}

void lg_whole_free(lg_whole *w)
{
  if (!w) return;
  for (int k = 0; k < w->goal_count; k++) g_free(w->goals[k].cost);
  g_free(w->goals);
  g_free(w->value);
  g_free(w->rhs);
  g_free(w->lower);
  g_free(w->upper);
  g_free(w->lower_row);
  g_free(w->upper_row);
  g_free(w);
}

bool lg_whole_holds(const lg_whole *w, const int64_t *x)
{
  const lg_program *p = w->program;
  lg_i128 *sum = g_new0(lg_i128, p->row_count + 1);
  bool good = true;
  for (int j = 0; j < p->column_count; j++) {
    good &= (double)x[j] >= p->columns[j].lower && (double)x[j] <= p->columns[j].upper;
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      sum[p->row[e]] += (lg_i128)w->value[e] * x[j];
  }
  for (int i = 0; i < p->row_count; i++) good &= sum[i] == w->rhs[i];
  g_free(sum);
  return good;
}

lg_prices lg_prices_new(const lg_whole *w, const double *row, const double *goal, const double *cut,
                        int cut_count, int shift)
{
  int rows = w->program->row_count;
  lg_prices p = {shift, g_new0(int64_t, rows + 1), g_new0(int64_t, w->goal_count + 1),
                 g_new0(int64_t, cut_count + 1), cut_count};
  double most = 0;
  for (int i = 0; i < rows; i++) most = fmax(most, fabs(row[i]));
  for (int k = 0; goal && k < w->goal_count; k++) most = fmax(most, fabs(goal[k]));
  for (int k = 0; k < cut_count; k++) most = fmax(most, fabs(cut[k]));
  while (p.shift > 0 && !(ldexp(most, p.shift) <= largest_price)) p.shift--;
  if (!(ldexp(most, p.shift) <= largest_price)) return p; /* no numbers: no prices */
  for (int i = 0; i < rows; i++) p.row[i] = llrint(ldexp(row[i], p.shift));
  for (int k = 0; goal && k < w->goal_count; k++)
    p.goal[k] = MAX(0, llrint(ldexp(goal[k], p.shift)));
  for (int k = 0; k < cut_count; k++) p.cut[k] = MAX(0, llrint(ldexp(cut[k], p.shift)));
  return p;
}

void lg_prices_clear(lg_prices *p)
{
  g_clear_pointer(&p->row, g_free);
  g_clear_pointer(&p->goal, g_free);
  g_clear_pointer(&p->cut, g_free);
}

lg_whole_face *lg_whole_face_new(const lg_whole *w, const int64_t *lower, const int64_t *upper)
{
  const lg_program *p = w->program;
  size_t n = (size_t)p->column_count + 1;
  lg_whole_face *f = g_new0(lg_whole_face, 1);
  f->whole = w;
  f->lower = g_new0(int64_t, n);
  f->upper = g_new0(int64_t, n);
  memcpy(f->lower, lower, (n - 1) * sizeof *lower);
  memcpy(f->upper, upper, (n - 1) * sizeof *upper);
  f->open = g_new(int, n);
  f->rhs = g_new0(lg_i128, p->row_count + 1);
  f->constant = g_new0(lg_i128, w->goal_count + 1);
  for (int i = 0; i < p->row_count; i++) f->rhs[i] = w->rhs[i];
  for (int k = 0; k < w->goal_count; k++) f->constant[k] = w->goals[k].constant;
  for (int j = 0; j < p->column_count; j++) {
    if (lower[j] != upper[j]) {
      f->open[f->open_count++] = j;
      continue;
    }
    if (lower[j] == 0) continue;
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      f->rhs[p->row[e]] -= (lg_i128)w->value[e] * lower[j];
    for (int k = 0; k < w->goal_count; k++)
      f->constant[k] += (lg_i128)w->goals[k].cost[j] * lower[j];
  }
  return f;
}

void lg_whole_face_free(lg_whole_face *f)
{
  if (!f) return;
  g_free(f->lower);
  g_free(f->upper);
  g_free(f->open);
  g_free(f->rhs);
  g_free(f->constant);
  g_free(f);
}

/* The reduced cost of a column. Prices and numbers are small enough for 128 bits. */
lg_i128 lg_whole_reduced(const lg_whole *w, int goal, const lg_prices *prices, int j)
{
  int held = goal < 0 ? w->goal_count : goal;
  const lg_program *p = w->program;
  lg_i128 d = goal < 0 ? 0 : (lg_i128)w->goals[goal].cost[j] * ((lg_i128)1 << prices->shift);
  for (int k = 0; k < held; k++)
    if (prices->goal[k]) d += (lg_i128)prices->goal[k] * w->goals[k].cost[j];
  for (int e = p->start[j]; e < p->start[j + 1]; e++)
    d -= (lg_i128)prices->row[p->row[e]] * w->value[e];
  return d;
}

/* Adds what cuts with prices add to the reduced costs; what they take from the bound is taken from `sum`.
 *   returns  [column_count]; g_free; NULL where no cut has a price */
static lg_i128 *price_cuts(const lg_whole_face *f, const lg_prices *prices, lg_i128 *sum,
                           bool *good)
{
  lg_i128 *of = NULL;
  for (int k = 0; k < prices->cut_count; k++) {
    if (!prices->cut[k]) continue;
    if (!of) of = g_new0(lg_i128, f->whole->program->column_count + 1);
    const lg_whole_cut *cut = &g_array_index(f->cuts, lg_whole_cut, k);
    *good &= lg_add_product(sum, -(lg_i128)prices->cut[k], cut->limit);
    for (int e = 0; e < cut->count; e++)
      *good &= lg_add_product(&of[cut->column[e]], prices->cut[k], cut->value[e]);
  }
  return of;
}

lg_whole_bound lg_whole_price(const lg_whole_face *f, int goal, const lg_prices *prices,
                              const int64_t *lower, const int64_t *upper, lg_i128 *reduced)
{
  const lg_whole *w = f->whole;
  lg_whole_bound bound = {.shift = prices->shift};
  int held = goal < 0 ? w->goal_count : goal;
  if (!lower) lower = f->lower;
  if (!upper) upper = f->upper;
  bool good = true;
  lg_i128 sum = 0;
  if (goal >= 0) good = lg_add_product(&sum, f->constant[goal], (lg_i128)1 << prices->shift);
  for (int i = 0; i < w->program->row_count; i++)
    if (prices->row[i]) good &= lg_add_product(&sum, prices->row[i], f->rhs[i]);
  for (int k = 0; k < held; k++)
    if (prices->goal[k])
      good &= lg_add_product(&sum, prices->goal[k], f->constant[k] - w->goals[k].limit);
  lg_i128 *of_cuts = price_cuts(f, prices, &sum, &good);
  for (int o = 0; o < f->open_count; o++) {
    int j = f->open[o];
    lg_i128 d = lg_whole_reduced(w, goal, prices, j) + (of_cuts ? of_cuts[j] : 0);
    if (reduced) reduced[j] = d;
    if (d == 0) continue;
    if (d > 0 ? lower[j] == LG_NO_LOWER : upper[j] == LG_NO_UPPER)
      good = false;
    else
      good &= lg_add_product(&sum, d, d > 0 ? lower[j] : upper[j]);
  }
  g_free(of_cuts);
  bound.known = good;
  bound.value = sum;
  return bound;
}

int64_t lg_whole_bound_ceil(lg_whole_bound bound)
{
  if (!bound.known) return INT64_MIN;
  lg_i128 value = -lg_floor_div(-bound.value, (lg_i128)1 << bound.shift);
  return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

int lg_whole_fix(const lg_whole_face *f, lg_whole_bound bound, const lg_i128 *reduced,
                 int64_t limit, int64_t *lower, int64_t *upper, int *fixed, int mark)
{
  if (!bound.known) return 0;
  int count = 0;
  lg_i128 budget = limit * ((lg_i128)1 << bound.shift) - bound.value;
  for (int o = 0; o < f->open_count; o++) {
    int j = f->open[o];
    lg_i128 d = reduced[j];
    if (d == 0 || (d > 0 ? d : -d) <= budget || lower[j] == upper[j]) continue;
    if (d > 0)
      upper[j] = lower[j];
    else
      lower[j] = upper[j];
    if (fixed) fixed[j] = mark;
    count++;
  }
  return count;
}

void lg_whole_propagate(const lg_whole *w, int64_t *lower, int64_t *upper, GArray *fixed)
{
  const lg_program *p = w->program;
  static const lg_i128 far = (lg_i128)1 << 100; /* more than rows add up to */
  lg_i128 *least = g_new(lg_i128, p->row_count + 1), *most = g_new(lg_i128, p->row_count + 1);
  for (bool again = true; again;) {
    again = false;
    for (int i = 0; i < p->row_count; i++) least[i] = most[i] = -(lg_i128)w->rhs[i];
    for (int j = 0; j < p->column_count; j++)
      for (int e = p->start[j]; e < p->start[j + 1]; e++) {
        lg_i128 a = w->value[e];
        lg_i128 l = lower[j] == LG_NO_LOWER ? (a > 0 ? -far : far) : a * lower[j];
        lg_i128 u = upper[j] == LG_NO_UPPER ? (a > 0 ? far : -far) : a * upper[j];
        least[p->row[e]] += a > 0 ? l : u;
        most[p->row[e]] += a > 0 ? u : l;
      }
    for (int j = 0; j < p->column_count; j++)
      for (int e = p->start[j]; e < p->start[j + 1] && lower[j] < upper[j]; e++) {
        bool down = least[p->row[e]] == 0, up = most[p->row[e]] == 0;
        if (!down && !up) continue;
        lg_whole_fixed f = {j, p->row[e], (w->value[e] > 0) != down};
        if (f.up)
          lower[j] = upper[j];
        else
          upper[j] = lower[j];
        again = true;
        if (fixed) g_array_append_val(fixed, f);
      }
  }
  g_free(least);
  g_free(most);
}
