/* test_whole.c - exact bounds, fixing and propagation against numbers by hand, and against every
 * solution of small drawn programs. */
#include <math.h>

#include "runner.h"
#include "solver/proof/whole.h"

/* ---- programs by hand ---- */

enum { MOST = 4 }; /* columns, and rows */

typedef struct {
  int columns, rows;
  double lower[MOST], upper[MOST], rhs[MOST];
  double entry[MOST][MOST]; /* by row, then column; 0: none */
} sketch;

static lg_program *program_new(const sketch *s)
{
  lg_program *p = lg_program_new();
  for (int j = 0; j < s->columns; j++)
    lg_program_add_column(
        p, (lg_column){.element = -1, .whole = true, .lower = s->lower[j], .upper = s->upper[j]});
  for (int i = 0; i < s->rows; i++) lg_program_add_row(p, (lg_row){.rhs = s->rhs[i]});
  for (int i = 0; i < s->rows; i++)
    for (int j = 0; j < s->columns; j++)
      if (s->entry[i][j] != 0) lg_program_add_entry(p, i, j, s->entry[i][j]);
  lg_program_finish(p);
  return p;
}

/* A program in whole numbers, its whole face, and prices of it. */
typedef struct {
  lg_program *program;
  lg_whole *whole;
  lg_whole_face *face;
} trial;

static trial trial_new(const sketch *s, int goals)
{
  trial t = {.program = program_new(s)};
  t.whole = lg_whole_new(t.program, goals);
  return t;
}

static void trial_goal(trial *t, int goal, const int64_t *cost, int64_t constant, int64_t limit)
{
  for (int j = 0; j < t->program->column_count; j++) t->whole->goals[goal].cost[j] = cost[j];
  t->whole->goals[goal].constant = constant;
  t->whole->goals[goal].limit = limit;
}

/* Once the goals are known. */
static void trial_face(trial *t)
{
  lg_whole_face_free(t->face);
  t->face = lg_whole_face_new(t->whole, t->whole->lower, t->whole->upper);
}

static void trial_clear(trial *t)
{
  lg_whole_face_free(t->face);
  lg_whole_free(t->whole);
  lg_program_free(t->program);
}

static lg_whole_bound price(const trial *t, int goal, const double *row, const double *multiplier,
                            int shift, lg_i128 *reduced)
{
  lg_prices prices = lg_prices_new(t->whole, row, multiplier, NULL, 0, shift);
  lg_whole_bound bound = lg_whole_price(t->face, goal, &prices, NULL, NULL, reduced);
  lg_prices_clear(&prices);
  return bound;
}

/* x0 + x1 = 4, x0 in 0..3, x1 in 0..5 */
static const sketch two = {
    .columns = 2, .rows = 1, .lower = {0, 0}, .upper = {3, 5}, .rhs = {4}, .entry = {{1, 1}}};

/* ---- bounds ---- */

static void test_bound(void)
{
  static const struct {
    const char *what;
    int64_t cost[2];
    double row;
    int64_t sixteenths, ceil; /* of the bound; the goal's constant is 10 */
  } cases[] = {
      {"a price below the best", {2, 3}, 2, 18 * 16, 18},
      {"the best price: x0 at its upper bound", {2, 3}, 3, 19 * 16, 19},
      {"a fraction between is rounded up", {2, 3}, 2.5, 18 * 16 + 8, 19},
      {"a sixteenth above a whole number", {2, 3}, 2.0625, 18 * 16 + 1, 19},
      {"no price", {2, 3}, 0, 10 * 16, 10},
      {"a price of the wrong sign", {2, 3}, -1, 6 * 16, 6},
      {"negative costs", {-2, -3}, -3, -2 * 16, -2},
      {"a negative fraction is rounded up", {-2, -3}, -2.5, -2 * 16 - 8, -2},
      {"negative costs without a price", {-2, -3}, 0, -11 * 16, -11},
  };
  trial t = trial_new(&two, 1);
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    trial_goal(&t, 0, cases[k].cost, 10, 0);
    trial_face(&t);
    lg_i128 reduced[2];
    lg_whole_bound bound = price(&t, 0, &cases[k].row, NULL, 4, reduced);
    LG_TRUE(bound.known, cases[k].what);
    LG_EQUAL_INT(bound.shift, 4, cases[k].what);
    LG_EQUAL_INT(bound.value, cases[k].sixteenths, cases[k].what);
    LG_EQUAL_INT(lg_whole_bound_ceil(bound), cases[k].ceil, cases[k].what);
    for (int j = 0; j < 2; j++)
      LG_EQUAL_INT(reduced[j], cases[k].cost[j] * 16 - (int64_t)(cases[k].row * 16), cases[k].what);
  }
  trial_clear(&t);
}

/* Bounds given to lg_whole_price stand in the place of the face's. */
static void test_narrow(void)
{
  static const int64_t cost[] = {2, 3}, lower[] = {1, 2}, upper[] = {2, 5};
  trial t = trial_new(&two, 1);
  trial_goal(&t, 0, cost, 10, 0);
  trial_face(&t);
  lg_prices none = {.row = (int64_t[]){0}, .goal = (int64_t[]){0}},
            three = {.row = (int64_t[]){3}, .goal = (int64_t[]){0}};
  LG_EQUAL_INT(lg_whole_price(t.face, 0, &none, lower, upper, NULL).value, 18, "lower bounds");
  LG_EQUAL_INT(lg_whole_price(t.face, 0, &three, lower, upper, NULL).value, 20, "an upper bound");
  trial_clear(&t);
}

static void test_face(void)
{
  static const int64_t cost[] = {2, 3}, lower[] = {2, 0}, upper[] = {2, 5};
  trial t = trial_new(&two, 1);
  trial_goal(&t, 0, cost, 10, 0);
  t.face = lg_whole_face_new(t.whole, lower, upper);
  LG_EQUAL_INT(t.face->open_count, 1, "one column is open");
  LG_EQUAL_INT(t.face->open[0], 1, "the second one");
  LG_EQUAL_INT(t.face->rhs[0], 2, "the fixed one is in the right-hand side");
  LG_EQUAL_INT(t.face->constant[0], 14, "and in the constant");
  double row = 3;
  LG_EQUAL_INT(lg_whole_bound_ceil(price(&t, 0, &row, NULL, 4, NULL)), 20, "x = (2, 2)");
  lg_prices prices = lg_prices_new(t.whole, &row, NULL, NULL, 0, 4);
  LG_EQUAL_INT(lg_whole_reduced(t.whole, 0, &prices, 0), -16, "a fixed column has a reduced cost");
  LG_EQUAL_INT(lg_whole_reduced(t.whole, -1, &prices, 1), -48, "no goal, no cost");
  lg_prices_clear(&prices);
  trial_clear(&t);
}

/* Prices of "no goal": above 0 nothing is left. */
static void test_ray(void)
{
  static const struct {
    double rhs, row;
    int64_t value;
  } cases[] = {{9, 1, 1}, {9, -1, -9}, {8, 1, 0}, {-1, -1, 1}, {0, -1, 0}};
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    sketch s = two;
    s.rhs[0] = cases[k].rhs;
    trial t = trial_new(&s, 0);
    trial_face(&t);
    g_autofree char *what = g_strdup_printf("x0 + x1 = %g, price %g", cases[k].rhs, cases[k].row);
    LG_EQUAL_INT(price(&t, -1, &cases[k].row, NULL, 0, NULL).value, cases[k].value, what);
    trial_clear(&t);
  }
}

/* The first goal, 10 + 2 x0 + 3 x1 <= 19, bounds the second one, -x1, from below. */
static void test_held(void)
{
  static const int64_t first[] = {2, 3}, second[] = {0, -1};
  trial t = trial_new(&two, 2);
  trial_goal(&t, 0, first, 10, 19);
  trial_goal(&t, 1, second, 0, 0);
  trial_face(&t);
  double row = 2, one[] = {1, 0}, itself[] = {1, 5}, none[] = {-1, 0};
  lg_whole_bound bound = price(&t, 1, &row, one, 4, NULL);
  LG_EQUAL_INT(bound.value, -16, "the held goal leaves x1 <= 1");
  LG_EQUAL_INT(price(&t, 1, &row, itself, 4, NULL).value, -16, "a goal does not hold itself");
  LG_EQUAL_INT(price(&t, 0, &row, itself, 4, NULL).value, 18 * 16, "nor does a later one");
  row = 0;
  LG_EQUAL_INT(price(&t, 1, &row, none, 4, NULL).value, -5 * 16, "a multiplier below 0 is none");
  row = 3;
  LG_EQUAL_INT(price(&t, -1, &row, one, 0, NULL).value, 0, "19 can be held");
  t.whole->goals[0].limit = 18;
  LG_EQUAL_INT(price(&t, -1, &row, one, 0, NULL).value, 1, "18 cannot");
  trial_clear(&t);
}

/* ---- columns without bounds ---- */

static void test_implied(void)
{
  static const struct {
    const char *what;
    double entry, lower, upper; /* of n in x0 + x1 + entry n = 3 */
    int64_t found_lower, found_upper;
    bool by_row[2]; /* lower, upper */
  } cases[] = {
      {"a count", -1, -LG_INFINITE, LG_INFINITE, -3, 5, {true, true}},
      {"half a count, rounded inwards", -2, -LG_INFINITE, LG_INFINITE, -1, 2, {true, true}},
      {"the same of the other sign", 2, -LG_INFINITE, LG_INFINITE, -2, 1, {true, true}},
      {"its own lower bound stays", -1, 0, LG_INFINITE, 0, 5, {false, true}},
      {"its own upper bound stays where it is tighter", -1, -LG_INFINITE, 4, -3, 4, {true, false}},
      {"and gives way where it is not", -1, -LG_INFINITE, 9, -3, 5, {true, true}},
      {"so does a lower bound", -1, -9, LG_INFINITE, -3, 5, {true, true}},
      {"its own bounds stay", -1, -7, 9, -7, 9, {false, false}},
  };
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    sketch s = {.columns = 3,
                .rows = 1,
                .lower = {0, 0, cases[k].lower},
                .upper = {3, 5, cases[k].upper},
                .rhs = {3},
                .entry = {{1, 1, cases[k].entry}}};
    trial t = trial_new(&s, 0);
    LG_EQUAL_INT(t.whole->lower[2], cases[k].found_lower, cases[k].what);
    LG_EQUAL_INT(t.whole->upper[2], cases[k].found_upper, cases[k].what);
    LG_EQUAL_INT(t.whole->lower_row[2], cases[k].by_row[0] ? 0 : -1, cases[k].what);
    LG_EQUAL_INT(t.whole->upper_row[2], cases[k].by_row[1] ? 0 : -1, cases[k].what);
    LG_EQUAL_INT(t.whole->lower_row[0], -1, cases[k].what);
    trial_clear(&t);
  }
}

static void test_unbounded(void)
{
  sketch s = {.columns = 3,
              .rows = 1,
              .lower = {0, -LG_INFINITE, 0},
              .upper = {3, LG_INFINITE, LG_INFINITE},
              .rhs = {-3},
              .entry = {{1, 1, 1}}};
  static const int64_t cost[] = {1, 0, 1};
  trial t = trial_new(&s, 1);
  LG_TRUE(t.whole->lower[1] == LG_NO_LOWER && t.whole->upper[1] == LG_NO_UPPER,
          "two columns of a row lack a bound: neither gets one");
  LG_TRUE(t.whole->upper[2] == LG_NO_UPPER, "not the last of them either");
  trial_goal(&t, 0, cost, 0, 0);
  trial_face(&t);
  double row = 0;
  LG_TRUE(price(&t, 0, &row, NULL, 0, NULL).known, "x2 has the bound that is wanted, x1 no price");
  row = 0.5;
  lg_whole_bound bound = price(&t, 0, &row, NULL, 4, NULL);
  LG_TRUE(!bound.known, "x1 has a price and no bound");
  LG_EQUAL_INT(lg_whole_bound_ceil(bound), INT64_MIN, "nothing is known");
  int64_t lower[] = {0, 0, 0}, upper[] = {3, 5, 5};
  lg_i128 reduced[] = {1000, 1000, 1000};
  LG_EQUAL_INT(lg_whole_fix(t.face, bound, reduced, 0, lower, upper, NULL, 0), 0, "nor fixed");
  trial_clear(&t);
  s.lower[1] = 0;
  s.upper[1] = 5;
  s.entry[0][2] = -1;
  for (int far = 0; far < 2; far++) {
    s.upper[0] = far ? 1e15 - 7 : 1e15 - 8;
    t = trial_new(&s, 1);
    LG_TRUE((t.whole->upper[2] == LG_NO_UPPER) == far,
            "an implied bound of 10^15 is one, 10^15 + 1 is none");
    trial_clear(&t);
  }
}

/* ---- numbers ---- */

static bool is_taken(const sketch *s, bool whole)
{
  lg_program *p = program_new(s);
  p->columns[0].whole = whole;
  lg_whole *w = lg_whole_new(p, 1);
  bool taken = w != NULL;
  lg_whole_free(w);
  lg_program_free(p);
  return taken;
}

static void test_refused(void)
{
  static const double bad[] = {0.5, -1e-9, 1e15 + 1, -2e15, 1e29, NAN};
  LG_TRUE(is_taken(&two, true), "whole numbers are taken");
  LG_TRUE(!is_taken(&two, false), "a column that is not whole is not");
  sketch s = two;
  s.rhs[0] = s.entry[0][0] = s.upper[0] = 1e15;
  s.lower[0] = -1e15;
  LG_TRUE(is_taken(&s, true), "10^15 is taken");
  for (guint k = 0; k < G_N_ELEMENTS(bad); k++) {
    g_autofree char *what = g_strdup_printf("%g", bad[k]);
    double *const places[] = {&s.rhs[0], &s.entry[0][1], &s.lower[0], &s.upper[1]};
    for (guint q = 0; q < G_N_ELEMENTS(places); q++) {
      s = two;
      *places[q] = bad[k];
      LG_TRUE(!is_taken(&s, true), what);
    }
  }
}

static void test_overflow(void)
{
  sketch s = {
      .columns = 1, .rows = 1, .lower = {0}, .upper = {1e15}, .rhs = {1}, .entry = {{1e15}}};
  static const int64_t cost[] = {0};
  trial t = trial_new(&s, 1);
  trial_goal(&t, 0, cost, 0, 0);
  trial_face(&t);
  double row = 1000;
  LG_TRUE(price(&t, 0, &row, NULL, 0, NULL).known, "10^3 10^15 10^15 fits 128 bits");
  row = 4e18;
  LG_TRUE(!price(&t, 0, &row, NULL, 0, NULL).known, "4 10^18 10^15 10^15 does not");
  trial_clear(&t);
  lg_whole_bound most = {true, 0, (lg_i128)1 << 100}, least = {true, 0, -((lg_i128)1 << 100)};
  LG_EQUAL_INT(lg_whole_bound_ceil(most), INT64_MAX, "a bound above all whole numbers");
  LG_EQUAL_INT(lg_whole_bound_ceil(least), INT64_MIN, "and one below all");
}

static void test_prices(void)
{
  static const struct {
    const char *what;
    double row;
    int shift, found_shift;
    int64_t found;
  } cases[] = {
      {"to the nearest multiple, below", 0.30, 4, 4, 5},
      {"to the nearest multiple, above", 0.29, 4, 4, 5},
      {"and away from it", 0.28, 4, 4, 4},
      {"negative ones too", -0.30, 4, 4, -5},
      {"2^-40", 0x1p-40, LG_PRICE_FINE_SHIFT, 40, 1},
      {"a large price has a larger unit", 1e10, LG_PRICE_FINE_SHIFT, 28, 10000000000 << 28},
      {"as large as can be", 4e18, LG_PRICE_FINE_SHIFT, 0, 4000000000000000000},
      {"larger: none", 4.1e18, LG_PRICE_FINE_SHIFT, 0, 0},
      {"no number: none", INFINITY, LG_PRICE_FINE_SHIFT, 0, 0},
  };
  trial t = trial_new(&two, 1);
  for (guint k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_prices p = lg_prices_new(t.whole, &cases[k].row, NULL, NULL, 0, cases[k].shift);
    LG_EQUAL_INT(p.shift, cases[k].found_shift, cases[k].what);
    LG_EQUAL_INT(p.row[0], cases[k].found, cases[k].what);
    LG_EQUAL_INT(p.goal[0], 0, cases[k].what);
    lg_prices_clear(&p);
  }
  double row = 1, goal = 1e10;
  lg_prices p = lg_prices_new(t.whole, &row, &goal, NULL, 0, LG_PRICE_FINE_SHIFT);
  LG_EQUAL_INT(p.shift, 28, "a large multiplier has a larger unit");
  LG_EQUAL_INT(p.goal[0], 10000000000 << 28, "a multiplier");
  lg_prices_clear(&p);
  trial_clear(&t);
}

/* ---- fixing ---- */

static void test_fix(void)
{
  sketch s = {.columns = 4, .lower = {1, 1, 1, 1}, .upper = {3, 3, 3, 3}};
  trial t = trial_new(&s, 0);
  trial_face(&t);
  lg_whole_bound bound = {true, 4, 10 * 16};
  static const lg_i128 reduced[] = {16, -16, 17, -17};
  int64_t lower[] = {1, 1, 1, 1}, upper[] = {3, 3, 3, 3};
  int fixed[] = {-1, -1, -1, -1};
  LG_EQUAL_INT(lg_whole_fix(t.face, bound, reduced, 11, lower, upper, fixed, 7), 2,
               "above the budget alone");
  static const int64_t low[] = {1, 1, 1, 3}, high[] = {3, 3, 1, 3};
  for (int j = 0; j < 4; j++) {
    LG_EQUAL_INT(lower[j], low[j], "lower bounds");
    LG_EQUAL_INT(upper[j], high[j], "upper bounds");
    LG_EQUAL_INT(fixed[j], j < 2 ? -1 : 7, "who fixed them");
  }
  LG_EQUAL_INT(lg_whole_fix(t.face, bound, reduced, 11, lower, upper, fixed, 8), 0, "nor twice");
  LG_EQUAL_INT(fixed[2], 7, "the first to fix it is kept");
  static const lg_i128 zero[] = {0, 0, 0, 0};
  LG_EQUAL_INT(lg_whole_fix(t.face, bound, zero, 9, lower, upper, NULL, 0), 0,
               "without a reduced cost never");
  trial_clear(&t);
}

/* ---- what rows leave no choice ---- */

static void test_propagate(void)
{
  /* x0 + x1 = 8 and x0 - x2 = 3 push all to a bound, x3 is free */
  sketch s = {.columns = 4,
              .rows = 3,
              .lower = {0, 0, 0, 0},
              .upper = {3, 5, 4, 9},
              .rhs = {8, 3, 4},
              .entry = {{1, 1}, {1, 0, -1}, {0, 0, 1, 1}}};
  trial t = trial_new(&s, 0);
  int64_t lower[MOST + 1] = {0, 0, 0, 0, 0}, upper[MOST + 1] = {3, 5, 4, 9, 0};
  GArray *fixed = g_array_new(FALSE, FALSE, sizeof(lg_whole_fixed));
  lg_whole_propagate(t.whole, lower, upper, fixed);
  static const lg_whole_fixed wanted[] = {{0, 0, true}, {1, 0, true}, {2, 1, false}};
  LG_EQUAL_INT(fixed->len, G_N_ELEMENTS(wanted), "three columns");
  for (guint k = 0; k < MIN(fixed->len, G_N_ELEMENTS(wanted)); k++) {
    const lg_whole_fixed *f = &g_array_index(fixed, lg_whole_fixed, k);
    LG_EQUAL_INT(f->column, wanted[k].column, "column");
    LG_EQUAL_INT(f->row, wanted[k].row, "row");
    LG_EQUAL_INT(f->up, wanted[k].up, "to the upper bound");
    int j = wanted[k].column;
    LG_EQUAL_INT(lower[j], wanted[k].up ? (int64_t)s.upper[j] : 0, "lower bound");
    LG_EQUAL_INT(upper[j], lower[j], "upper bound");
  }
  LG_TRUE(lower[3] == 0 && upper[3] == 9, "a row with room fixes nothing");
  g_array_unref(fixed);
  trial_clear(&t);
  /* a chain: the first row puts x0 to 0, which leaves the second one no choice */
  sketch chain = {.columns = 3,
                  .rows = 2,
                  .lower = {0, 0, 0},
                  .upper = {3, 5, 4},
                  .rhs = {0, 4},
                  .entry = {{2, 1}, {-1, 0, 1}}};
  t = trial_new(&chain, 0);
  int64_t low[MOST] = {0}, high[MOST] = {3, 5, 4};
  lg_whole_propagate(t.whole, low, high, NULL);
  LG_TRUE(high[0] == 0 && high[1] == 0, "all at their least");
  LG_TRUE(low[2] == 4 && high[2] == 4, "and what follows");
  trial_clear(&t);
  /* columns without bounds are left alone, and keep others from being fixed */
  sketch open = {
      .columns = 2, .rows = 1, .lower = {0, 0}, .upper = {3, LG_INFINITE}, .entry = {{1, -1}}};
  t = trial_new(&open, 0);
  int64_t from[MOST] = {0, 0}, to[MOST] = {3, LG_NO_UPPER};
  lg_whole_propagate(t.whole, from, to, NULL);
  LG_TRUE(to[0] == 3 && to[1] == LG_NO_UPPER, "a column without a bound can take up anything");
  trial_clear(&t);
}

/* ---- every solution of small programs ---- */

enum { DRAWN = 20000 };

typedef struct {
  int solutions, bounds, tight, fixed, propagated, empty;
} tally;

static int between(GRand *r, int from, int to)
{
  return g_rand_int_range(r, from, to + 1);
}

/* Goes through all whole numbers within the program's bounds; each row is an equation. */
typedef struct {
  const sketch *s;
  int64_t x[MOST];
} walk;

static bool next_solution(walk *w, bool *begun)
{
  const sketch *s = w->s;
  for (;;) {
    int j = 0;
    if (!*begun) {
      for (int k = 0; k < s->columns; k++) w->x[k] = (int64_t)s->lower[k];
      *begun = true;
    } else {
      while (j < s->columns && w->x[j] == (int64_t)s->upper[j]) {
        w->x[j] = (int64_t)s->lower[j];
        j++;
      }
      if (j == s->columns) return false;
      w->x[j]++;
    }
    bool good = true;
    for (int i = 0; i < s->rows; i++) {
      double sum = 0;
      for (int k = 0; k < s->columns; k++) sum += s->entry[i][k] * (double)w->x[k];
      good &= sum == s->rhs[i];
    }
    if (good) return true;
  }
}

static sketch draw(GRand *r)
{
  sketch s = {.columns = between(r, 2, 4), .rows = between(r, 1, 2)};
  for (int j = 0; j < s.columns; j++) {
    s.lower[j] = between(r, -2, 1);
    s.upper[j] = s.lower[j] + between(r, 0, 3);
  }
  for (int i = 0; i < s.rows; i++) {
    s.rhs[i] = between(r, -4, 6);
    for (int j = 0; j < s.columns; j++) s.entry[i][j] = between(r, -2, 2);
  }
  return s;
}

static int64_t worth(const lg_whole_goal *g, int columns, const int64_t *x)
{
  int64_t sum = g->constant;
  for (int j = 0; j < columns; j++) sum += g->cost[j] * x[j];
  return sum;
}

static bool is_within(const int64_t *x, const int64_t *lower, const int64_t *upper, int columns)
{
  bool within = true;
  for (int j = 0; j < columns; j++) within &= x[j] >= lower[j] && x[j] <= upper[j];
  return within;
}

/* No solution is below the bound, none within the limit is lost by fixing, none at all by
 * propagation, and where prices say that nothing is left there is none. */
static void check_drawn(GRand *r, tally *seen)
{
  sketch s = draw(r);
  trial t = trial_new(&s, 2);
  for (int k = 0; k < 2; k++) {
    int64_t cost[MOST];
    for (int j = 0; j < s.columns; j++) cost[j] = between(r, -4, 4);
    trial_goal(&t, k, cost, between(r, -3, 3), between(r, -3, 6));
  }
  trial_face(&t);
  double row[MOST], multiplier[] = {between(r, 0, 1) ? 0 : g_rand_double_range(r, 0, 2), 3};
  for (int i = 0; i < s.rows; i++) row[i] = g_rand_double_range(r, -3, 3);
  lg_i128 reduced[MOST];
  lg_whole_bound bound = price(&t, 1, row, multiplier, between(r, 0, 6), reduced);
  int64_t ceil = lg_whole_bound_ceil(bound), limit = ceil + between(r, -1, 3);
  bool empty = price(&t, -1, row, multiplier, 6, NULL).value > 0;
  int64_t lower[2][MOST], upper[2][MOST];
  for (int f = 0; f < 2; f++)
    for (int j = 0; j < s.columns; j++) {
      lower[f][j] = t.whole->lower[j];
      upper[f][j] = t.whole->upper[j];
    }
  int fixed = lg_whole_fix(t.face, bound, reduced, limit, lower[0], upper[0], NULL, 0);
  GArray *list = g_array_new(FALSE, FALSE, sizeof(lg_whole_fixed));
  lg_whole_propagate(t.whole, lower[1], upper[1], list);
  bool begun = false;
  for (walk w = {.s = &s}; next_solution(&w, &begun);) {
    seen->solutions++;
    LG_TRUE(is_within(w.x, lower[1], upper[1], s.columns), "propagation loses no solution");
    int64_t held = worth(&t.whole->goals[0], s.columns, w.x);
    if (held > t.whole->goals[0].limit && multiplier[0] > 0) continue;
    int64_t value = worth(&t.whole->goals[1], s.columns, w.x);
    LG_TRUE(value >= ceil, "no solution is below the bound");
    if (value == ceil) seen->tight++;
    if (value <= limit)
      LG_TRUE(is_within(w.x, lower[0], upper[0], s.columns), "fixing loses no solution");
    if (held <= t.whole->goals[0].limit &&
        worth(&t.whole->goals[1], s.columns, w.x) <= t.whole->goals[1].limit)
      LG_TRUE(!empty, "where a solution is left no prices say that there is none");
  }
  seen->bounds += bound.known;
  seen->fixed += fixed;
  seen->propagated += (int)list->len;
  seen->empty += empty;
  g_array_unref(list);
  trial_clear(&t);
}

static void test_drawn(void)
{
  GRand *r = g_rand_new_with_seed(2026);
  tally seen = {0};
  for (int k = 0; k < DRAWN; k++) check_drawn(r, &seen);
  g_rand_free(r);
  LG_EQUAL_INT(seen.bounds, DRAWN, "every bound is known");
  LG_TRUE(seen.solutions > DRAWN / 2, "there are solutions");
  LG_TRUE(seen.tight > 200, "bounds are reached");
  LG_TRUE(seen.fixed > 1000, "columns are fixed");
  LG_TRUE(seen.propagated > 1000, "and by rows alone");
  LG_TRUE(seen.empty > 200, "programs are proved empty");
}

int main(void)
{
  static const lg_case cases[] = {{"bounds", test_bound},
                                  {"narrower bounds", test_narrow},
                                  {"fixed columns", test_face},
                                  {"rays", test_ray},
                                  {"held goals", test_held},
                                  {"bounds that rows imply", test_implied},
                                  {"columns without bounds", test_unbounded},
                                  {"numbers that are refused", test_refused},
                                  {"numbers that are too large", test_overflow},
                                  {"prices", test_prices},
                                  {"fixing", test_fix},
                                  {"rows without a choice", test_propagate},
                                  {"every solution", test_drawn},
                                  {NULL, NULL}};
  return lg_run("whole", cases);
}
