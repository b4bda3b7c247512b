/* test_whole_cut.c - exact cuts: drawn sums of rows, held goals and earlier cuts are rounded, and every
 * whole solution has to keep the cut, and be on one side of its split. */
#include <math.h>
#include <string.h>

#include "runner.h"
#include "solver/proof/whole_cut.h"

enum { COLUMNS = 5, ROWS = 2, CUTS = 3, DRAWN = 6000 };

typedef struct {
  lg_program *program;
  lg_whole *whole;
  lg_whole_face *face;
  GArray *cuts;   /* lg_whole_cut */
  GArray *points; /* int64_t[COLUMNS]: all solutions with the first goal at its limit */
} trial;

typedef struct {
  int cuts, touched, deep, slacks, earlier, flipped, below;
} tally;

static int between(GRand *r, int from, int to)
{
  return g_rand_int_range(r, from, to + 1);
}

/* A program around a point that solves it; one goal that is held, one to be bounded. */
static trial trial_new(GRand *r)
{
  trial t = {.program = lg_program_new()};
  int64_t at[COLUMNS];
  for (int j = 0; j < COLUMNS; j++) {
    int lower = between(r, -2, 1), width = between(r, 0, 9) ? between(r, 1, 3) : 0;
    at[j] = between(r, lower, lower + width);
    lg_program_add_column(
        t.program,
        (lg_column){.element = -1, .whole = true, .lower = lower, .upper = lower + width});
  }
  int entry[ROWS][COLUMNS];
  for (int i = 0; i < ROWS; i++) {
    int64_t rhs = 0;
    for (int j = 0; j < COLUMNS; j++) {
      entry[i][j] = between(r, 0, 2) ? between(r, -4, 4) : 0;
      rhs += entry[i][j] * at[j];
    }
    lg_program_add_row(t.program, (lg_row){.rhs = (double)rhs});
  }
  for (int i = 0; i < ROWS; i++)
    for (int j = 0; j < COLUMNS; j++)
      if (entry[i][j]) lg_program_add_entry(t.program, i, j, entry[i][j]);
  lg_program_finish(t.program);
  t.whole = lg_whole_new(t.program, 2);
  for (int k = 0; k < 2; k++) {
    lg_whole_goal *goal = &t.whole->goals[k];
    goal->limit = goal->constant = between(r, -5, 5);
    for (int j = 0; j < COLUMNS; j++) {
      goal->cost[j] = between(r, -6, 6);
      goal->limit += goal->cost[j] * at[j];
    }
    goal->limit += between(r, 0, 3);
  }
  t.face = lg_whole_face_new(t.whole, t.whole->lower, t.whole->upper);
  t.cuts = g_array_new(FALSE, FALSE, sizeof(lg_whole_cut));
  g_array_set_clear_func(t.cuts, lg_whole_cut_clear);
  t.face->cuts = t.cuts;
  t.points = g_array_new(FALSE, FALSE, sizeof(int64_t[COLUMNS]));
  return t;
}

static int64_t value_of(const lg_whole_goal *goal, const int64_t *x)
{
  int64_t value = goal->constant;
  for (int j = 0; j < COLUMNS; j++) value += goal->cost[j] * x[j];
  return value;
}

static void find_points(trial *t)
{
  int64_t x[COLUMNS];
  for (int j = 0; j < COLUMNS; j++) x[j] = t->whole->lower[j];
  for (int j = 0; j < COLUMNS;) {
    if (lg_whole_holds(t->whole, x) && value_of(&t->whole->goals[0], x) <= t->whole->goals[0].limit)
      g_array_append_vals(t->points, x, 1);
    for (j = 0; j < COLUMNS && x[j] == t->whole->upper[j]; j++) x[j] = t->whole->lower[j];
    if (j < COLUMNS) x[j]++;
  }
}

static void trial_clear(trial *t)
{
  g_array_unref(t->cuts);
  g_array_unref(t->points);
  lg_whole_face_free(t->face);
  lg_whole_free(t->whole);
  lg_program_free(t->program);
}

/* A sum of what there is, times fractions that rows with small entries ask for. */
static lg_whole_cut draw_sum(GRand *r, const trial *t, double *times)
{
  lg_whole_cut cut = {.row = g_new(int, ROWS + 2 + CUTS), .flipped = g_new(int, COLUMNS)};
  for (int k = -(int)t->cuts->len; k <= ROWS; k++) {
    if (between(r, 0, 2) == 0) continue;
    times[cut.row_count] = (double)between(r, -5, 5) / between(r, 1, 7);
    cut.row[cut.row_count++] = k;
  }
  for (int j = 0; j < COLUMNS; j++)
    if (between(r, 0, 1)) cut.flipped[cut.flipped_count++] = j;
  return cut;
}

/* The rounding, so many times, to the nearest whole numbers. */
static void draw_entries(GRand *r, const trial *t, const double *times, lg_whole_cut *cut)
{
  static const double sizes[] = {1, 2, 6, 0.7, 100};
  double size = sizes[between(r, 0, G_N_ELEMENTS(sizes) - 1)];
  cut->column = g_new(int, COLUMNS);
  cut->value = g_new(int64_t, COLUMNS);
  cut->shift = 32;
  cut->times = g_new0(int64_t, cut->row_count + 1);
  for (int k = 0; k < cut->row_count; k++) cut->times[k] = llrint(ldexp(times[k], 32));
  lg_whole_rounding *rounding = lg_whole_round(t->face, t->cuts, cut);
  g_clear_pointer(&cut->times, g_free);
  for (int j = 0; j < COLUMNS && rounding; j++) {
    double value = size * (double)rounding->entry[j] / (double)(rounding->unit - rounding->part);
    if (rint(value) == 0 || t->face->lower[j] == t->face->upper[j]) continue;
    cut->column[cut->count] = j;
    cut->value[cut->count++] = (int64_t)rint(value);
  }
  lg_whole_rounding_free(rounding);
}

/* Every solution keeps the split, what is rounded, and the cut. */
static void check_cut(const trial *t, const lg_whole_cut *cut, tally *seen)
{
  lg_whole_rounding *rounding = lg_whole_round(t->face, t->cuts, cut);
  bool touched = false;
  int broken = 0;
  for (guint q = 0; q < t->points->len; q++) {
    const int64_t *x = &g_array_index(t->points, int64_t, q * COLUMNS);
    lg_i128 split = 0, rounded = 0, sum = 0;
    for (int j = 0; j < COLUMNS; j++) {
      split += rounding->split[j] * x[j];
      rounded += rounding->entry[j] * x[j];
    }
    for (int e = 0; e < cut->count; e++) sum += (lg_i128)cut->value[e] * x[cut->column[e]];
    broken += rounded > rounding->limit || sum > cut->limit;
    touched |= sum == cut->limit;
    seen->below += split <= rounding->split_limit;
  }
  LG_EQUAL_INT(broken, 0, "solutions that break the cut");
  lg_i128 most = 0;
  for (int e = 0; e < cut->count; e++) {
    int j = cut->column[e];
    most += (lg_i128)cut->value[e] * (cut->value[e] > 0 ? t->face->upper[j] : t->face->lower[j]);
  }
  seen->touched += touched;
  seen->deep += most > cut->limit;
  for (int k = 0; k < rounding->term_count; k++) {
    seen->slacks += rounding->terms[k].column < 0;
    seen->flipped += rounding->terms[k].flipped;
  }
  for (int k = 0; k < cut->row_count; k++) seen->earlier += cut->row[k] < 0;
  lg_whole_rounding_free(rounding);
}

/* Any prices, those of cuts too, prove a bound below every solution; and nothing where there is one. */
static void check_prices(GRand *r, const trial *t)
{
  double row[ROWS], goal[2], cut[CUTS];
  for (int k = 0; k < ROWS; k++) row[k] = between(r, -12, 12) / 4.0;
  for (int k = 0; k < 2; k++) goal[k] = between(r, 0, 4) / 4.0;
  for (int k = 0; k < CUTS; k++) cut[k] = between(r, -2, 6) / 4.0;
  lg_prices prices = lg_prices_new(t->whole, row, goal, cut, (int)t->cuts->len, 4);
  lg_whole_bound bound = lg_whole_price(t->face, 1, &prices, NULL, NULL, NULL),
                 none = lg_whole_price(t->face, -1, &prices, NULL, NULL, NULL);
  int64_t least = INT64_MAX;
  bool all = t->points->len > 0; /* also with the second goal at its limit */
  for (guint q = 0; q < t->points->len; q++) {
    const int64_t *x = &g_array_index(t->points, int64_t, q * COLUMNS);
    least = MIN(least, value_of(&t->whole->goals[1], x));
  }
  all &= least <= t->whole->goals[1].limit;
  LG_TRUE(least >= lg_whole_bound_ceil(bound), "no solution is below the bound");
  LG_TRUE(!all || none.value <= 0, "where there is a solution nothing shows that there is none");
  lg_prices_clear(&prices);
}

/* A goal that is the last cut turned round: its price 1 proves the cut's limit, and no more. */
static void check_own_price(trial *t)
{
  if (t->cuts->len == 0) return;
  const lg_whole_cut *last = &g_array_index(t->cuts, lg_whole_cut, t->cuts->len - 1);
  lg_whole_goal *goal = &t->whole->goals[1];
  memset(goal->cost, 0, COLUMNS * sizeof *goal->cost);
  for (int e = 0; e < last->count; e++) goal->cost[last->column[e]] = -last->value[e];
  t->face->constant[1] = goal->constant = 7;
  double row[ROWS] = {0}, none[2] = {0}, cut[CUTS] = {0};
  cut[t->cuts->len - 1] = 1;
  lg_prices prices = lg_prices_new(t->whole, row, none, cut, (int)t->cuts->len, 4);
  lg_i128 reduced[COLUMNS] = {0};
  lg_whole_bound bound = lg_whole_price(t->face, 1, &prices, NULL, NULL, reduced);
  LG_TRUE(bound.known && bound.value == ((lg_i128)7 - last->limit) * 16, "the cut's limit");
  int left = 0;
  for (int j = 0; j < COLUMNS; j++) left += reduced[j] != 0;
  LG_EQUAL_INT(left, 0, "no cost is left");
  lg_prices_clear(&prices);
}

static void test_drawn(void)
{
  GRand *r = g_rand_new_with_seed(11);
  tally seen = {0};
  for (int k = 0; k < DRAWN; k++) {
    trial t = trial_new(r);
    find_points(&t);
    for (int tries = 0; tries < 4 * CUTS && t.cuts->len < CUTS; tries++) {
      double times[ROWS + 2 + CUTS];
      lg_whole_cut cut = draw_sum(r, &t, times);
      draw_entries(r, &t, times, &cut);
      if (!lg_whole_cut_make(t.face, t.cuts, times, &cut)) {
        lg_whole_cut_clear(&cut);
        continue;
      }
      check_cut(&t, &cut, &seen);
      seen.cuts++;
      g_array_append_val(t.cuts, cut);
    }
    check_prices(r, &t);
    check_own_price(&t);
    trial_clear(&t);
  }
  g_rand_free(r);
  LG_TRUE(seen.cuts > DRAWN, "cuts are made");
  LG_TRUE(seen.touched > seen.cuts / 8, "solutions touch them");
  LG_TRUE(seen.deep > seen.cuts / 2, "they cut off a part of the box");
  LG_TRUE(seen.slacks > DRAWN / 4 && seen.earlier > DRAWN / 4,
          "of goals held and earlier cuts, too");
  LG_TRUE(seen.flipped > DRAWN / 4, "of columns counted from above");
  LG_TRUE(seen.below > DRAWN, "on the lower side of the split");
}

/* By hand: 2 x0 + 2 x1 = 3 - 2 s of whole x is cut to x0 + x1 <= 1, half the row rounded. */
static void test_half(void)
{
  lg_program *p = lg_program_new();
  for (int j = 0; j < 2; j++)
    lg_program_add_column(p, (lg_column){.element = -1, .whole = true, .lower = 0, .upper = 5});
  lg_program_finish(p);
  lg_whole *whole = lg_whole_new(p, 1);
  whole->goals[0].cost[0] = whole->goals[0].cost[1] = 2;
  whole->goals[0].limit = 3;
  lg_whole_face *face = lg_whole_face_new(whole, whole->lower, whole->upper);
  int column[] = {0, 1}, row[] = {0};
  int64_t value[] = {1, 1};
  GArray *none = g_array_new(FALSE, FALSE, sizeof(lg_whole_cut));
  static const struct {
    double times;
    bool is_cut;
  } cases[] = {{0.5, true}, {1, false}, {1e12, false}};
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_whole_cut cut = {.column = column, .value = value, .count = 2, .row = row, .row_count = 1};
    g_autofree char *what = g_strdup_printf("%g times", cases[k].times);
    LG_EQUAL_INT(lg_whole_cut_make(face, none, &cases[k].times, &cut), cases[k].is_cut, what);
    if (cases[k].is_cut) LG_EQUAL_INT(cut.limit, 1, what);
    g_free(cut.times);
  }
  g_array_unref(none);
  lg_whole_face_free(face);
  lg_whole_free(whole);
  lg_program_free(p);
}

int main(void)
{
  static const lg_case cases[] = {
      {"half a row", test_half}, {"drawn sums", test_drawn}, {NULL, NULL}};
  return lg_run("whole_cut", cases);
}
