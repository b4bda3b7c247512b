/* whole_cut.c - exact cuts (whole_cut.h). */
#include "whole_cut.h"

#include <math.h>
#include <string.h>

/* Multipliers are rounded to this, */
static const int times_shift = 32;
/* and must be below this, in their units. */
static const double largest_times = 1e17;

void lg_whole_cut_clear(void *data)
{
  lg_whole_cut *cut = data;
  g_free(cut->column);
  g_free(cut->value);
  g_free(cut->row);
  g_free(cut->times);
  g_free(cut->flipped);
}

void lg_whole_rounding_free(lg_whole_rounding *r)
{
  if (!r) return;
  g_free(r->terms);
  g_free(r->split);
  g_free(r->entry);
  g_free(r);
}

/* A row of a cut that is no equation: sum value x <= limit. */
struct below {
  const int *column; /* NULL: value is dense */
  const int64_t *value;
  int count;
  lg_i128 limit;
};

static bool take_below(const lg_whole_face *face, const GArray *cuts, int row, struct below *b)
{
  const lg_whole *w = face->whole;
  if (row >= 0 && row < w->program->row_count) return false;
  if (row < 0) {
    const lg_whole_cut *of = &g_array_index(cuts, lg_whole_cut, -1 - row);
    *b = (struct below){of->column, of->value, of->count, of->limit};
  } else {
    const lg_whole_goal *of = &w->goals[row - w->program->row_count];
    *b = (struct below){NULL, of->cost, face->open_count,
                        of->limit - face->constant[row - w->program->row_count]};
  }
  return true;
}

/* Adds so many times the row to dense sums. */
static bool add_below(const lg_whole_face *face, const struct below *b, lg_i128 times, lg_i128 *sum)
{
  bool good = true;
  for (int e = 0; e < b->count; e++) {
    int j = b->column ? b->column[e] : face->open[e];
    good &= lg_add_product(&sum[j], times, b->value[b->column ? e : j]);
  }
  return good;
}

/* The sum of the rows: of each column, and its right-hand side. Slacks stay apart. */
static bool add_rows(const lg_whole_face *face, const GArray *cuts, const lg_whole_cut *cut,
                     lg_i128 *sum, lg_i128 *b)
{
  const lg_program *p = face->whole->program;
  int64_t *times = g_new0(int64_t, p->row_count + 1);
  bool good = true;
  *b = 0;
  for (int k = 0; k < cut->row_count; k++) {
    struct below below = {0};
    if (take_below(face, cuts, cut->row[k], &below)) {
      good &= add_below(face, &below, cut->times[k], sum);
      good &= lg_add_product(b, cut->times[k], below.limit);
    } else {
      times[cut->row[k]] += cut->times[k];
      good &= lg_add_product(b, cut->times[k], face->rhs[cut->row[k]]);
    }
  }
  for (int o = 0; o < face->open_count; o++) {
    int j = face->open[o];
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      if (times[p->row[e]])
        good &= lg_add_product(&sum[j], times[p->row[e]], face->whole->value[e]);
  }
  g_free(times);
  return good;
}

/* Splits an entry into its floor and the part above; false where it is 0. */
static bool split_entry(lg_i128 a, lg_i128 unit, lg_rounded_term *term)
{
  term->floor = lg_floor_div(a, unit);
  term->part = a - term->floor * unit;
  return a != 0;
}

static void list_terms(const lg_whole_face *face, const GArray *cuts, const lg_whole_cut *cut,
                       const lg_i128 *sum, const bool *flipped, lg_whole_rounding *r)
{
  r->terms = g_new(lg_rounded_term, face->open_count + cut->row_count + 1);
  for (int o = 0; o < face->open_count; o++) {
    int j = face->open[o];
    lg_rounded_term term = {.column = j, .flipped = flipped[j]};
    if (split_entry(flipped[j] ? -sum[j] : sum[j], r->unit, &term))
      r->terms[r->term_count++] = term;
  }
  for (int k = 0; k < cut->row_count; k++) {
    struct below below = {0};
    lg_rounded_term term = {.column = -1 - k};
    if (take_below(face, cuts, cut->row[k], &below) && split_entry(cut->times[k], r->unit, &term))
      r->terms[r->term_count++] = term;
  }
}

/* Adds so many times a term to sums over columns; what that adds to the left is taken from the limit. */
static bool add_term(const lg_whole_face *face, const GArray *cuts, const lg_whole_cut *cut,
                     const lg_rounded_term *term, lg_i128 times, lg_i128 *sum, lg_i128 *limit)
{
  int j = term->column;
  struct below below = {0};
  if (times == 0) return true;
  if (j < 0) { /* the slack: limit - row */
    take_below(face, cuts, cut->row[-1 - j], &below);
    return add_below(face, &below, -times, sum) && lg_add_product(limit, -times, below.limit);
  }
  sum[j] += term->flipped ? -times : times;
  return term->flipped ? lg_add_product(limit, -times, face->upper[j])
                       : lg_add_product(limit, times, face->lower[j]);
}

/* Writes both sides of the split, and the cut, in columns. */
static bool round_terms(const lg_whole_face *face, const GArray *cuts, const lg_whole_cut *cut,
                        lg_i128 whole_limit, lg_whole_rounding *r)
{
  lg_i128 room = r->unit - r->part;
  bool good = true;
  r->split_limit = whole_limit;
  r->limit = 0;
  good &= lg_add_product(&r->limit, whole_limit, room);
  for (int k = 0; k < r->term_count && good; k++) {
    const lg_rounded_term *t = &r->terms[k];
    bool above = t->part > r->part;
    lg_i128 rounded = above ? t->part - r->part : 0;
    good &= lg_add_product(&rounded, t->floor, room) &&
            add_term(face, cuts, cut, t, t->floor + above, r->split, &r->split_limit) &&
            add_term(face, cuts, cut, t, rounded, r->entry, &r->limit);
  }
  return good;
}

lg_whole_rounding *lg_whole_round(const lg_whole_face *face, const GArray *cuts,
                                  const lg_whole_cut *cut)
{
  int n = face->whole->program->column_count;
  lg_whole_rounding *r = g_new0(lg_whole_rounding, 1);
  r->unit = (lg_i128)1 << cut->shift;
  r->split = g_new0(lg_i128, n + 1);
  r->entry = g_new0(lg_i128, n + 1);
  lg_i128 *sum = g_new0(lg_i128, n + 1), b;
  bool *flipped = g_new0(bool, n + 1), good = add_rows(face, cuts, cut, sum, &b);
  for (int k = 0; k < cut->flipped_count; k++) flipped[cut->flipped[k]] = true;
  for (int o = 0; o < face->open_count && good; o++) {
    int j = face->open[o];
    good &= lg_add_product(&b, -sum[j], flipped[j] ? face->upper[j] : face->lower[j]);
  }
  lg_rounded_term of = {0};
  if (good) split_entry(b, r->unit, &of);
  r->part = of.part;
  good = good && r->part > 0;
  if (good) list_terms(face, cuts, cut, sum, flipped, r);
  good = good && round_terms(face, cuts, cut, of.floor, r);
  g_free(sum);
  g_free(flipped);
  if (good) return r;
  lg_whole_rounding_free(r);
  return NULL;
}

bool lg_whole_cut_weaken(const lg_whole_face *face, const lg_whole_cut *cut,
                         const lg_whole_rounding *r, lg_i128 *rest, lg_i128 *sum)
{
  lg_i128 room = r->unit - r->part, unit = room * ((lg_i128)1 << cut->scale_shift);
  bool good = true;
  memset(rest, 0, ((size_t)face->whole->program->column_count + 1) * sizeof *rest);
  for (int e = 0; e < cut->count; e++)
    good &= lg_add_product(&rest[cut->column[e]], cut->value[e], unit);
  *sum = 0;
  good &= lg_add_product(sum, cut->scale, r->limit);
  for (int o = 0; o < face->open_count && good; o++) {
    int j = face->open[o];
    good &= lg_add_product(&rest[j], -(lg_i128)cut->scale, r->entry[j]) &&
            lg_add_product(sum, rest[j], rest[j] > 0 ? face->upper[j] : face->lower[j]);
  }
  return good;
}

/* How many times the rounding the cut is: as its largest entry says. */
static bool find_scale(const lg_whole_rounding *r, lg_whole_cut *cut)
{
  static const double near = 1e-6;
  int most = -1;
  for (int e = 0; e < cut->count; e++)
    if (most < 0 || llabs(cut->value[e]) > llabs(cut->value[most])) most = e;
  if (most < 0 || r->entry[cut->column[most]] == 0) return false;
  double ratio =
      (double)cut->value[most] * (double)(r->unit - r->part) / (double)r->entry[cut->column[most]];
  if (!(ratio > near && ratio < 1e9)) return false;
  bool is_whole = fabs(ratio - rint(ratio)) <= near * ratio;
  cut->scale_shift = is_whole ? 0 : 20;
  cut->scale = llrint(ldexp(ratio, cut->scale_shift));
  return cut->scale > 0;
}

bool lg_whole_cut_make(const lg_whole_face *face, const GArray *cuts, const double *times,
                       lg_whole_cut *cut)
{
  cut->shift = times_shift;
  cut->times = g_new0(int64_t, cut->row_count + 1);
  for (int k = 0; k < cut->row_count; k++) {
    double scaled = ldexp(times[k], times_shift);
    if (!(fabs(scaled) <= largest_times)) return false;
    cut->times[k] = llrint(scaled);
  }
  lg_whole_rounding *r = lg_whole_round(face, cuts, cut);
  if (!r) return false;
  lg_i128 *rest = g_new(lg_i128, face->whole->program->column_count + 1), sum = 0;
  bool good = find_scale(r, cut) && lg_whole_cut_weaken(face, cut, r, rest, &sum);
  if (good) {
    lg_i128 limit = lg_floor_div(sum, (r->unit - r->part) * ((lg_i128)1 << cut->scale_shift));
    good = limit > -INT64_MAX / 4 && limit < INT64_MAX / 4;
    cut->limit = (int64_t)limit;
  }
  g_free(rest);
  lg_whole_rounding_free(r);
  return good;
}
