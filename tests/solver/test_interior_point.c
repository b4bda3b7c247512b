/* The interior point against the simplex method on drawn programs of posts and counts: values, row
 * residuals, and certificates that nothing keeps the rows. */
#include <math.h>

#include "runner.h"
#include "solver/lp/interior_point.h"
#include "solver/mip/subproblem.h"

struct case_lp {
  lg_program *program;
  double *cost, *lower, *upper;
};

/* Teachers with a place each out of some schools; a count a school within bounds, tight where
 * `room` is 0. */
static struct case_lp draw_case(guint32 seed, int teachers, int schools, int room)
{
  GRand *dice = g_rand_new_with_seed(seed);
  struct case_lp drawn = {.program = lg_program_new()};
  int *post = g_new(int, teachers), *count = g_new(int, schools);
  for (int i = 0; i < teachers; i++)
    post[i] = lg_program_add_row(drawn.program, (lg_row){LG_R1_POST, i, 0, 0, 1});
  for (int s = 0; s < schools; s++)
    count[s] = lg_program_add_row(drawn.program, (lg_row){LG_R6_STAFFING, s, 0, 0, 0});
  GArray *cost = g_array_new(FALSE, FALSE, sizeof(double));
  for (int i = 0; i < teachers; i++)
    for (int s = 0; s < schools; s++) {
      if (s != i % schools && g_rand_int_range(dice, 0, 3)) continue;
      double price = g_rand_int_range(dice, 0, 50);
      int column = lg_program_add_column(
          drawn.program, (lg_column){LG_COL_ASSIGNMENT, i, s, 0, -1, true, 0, 1, 0, 1});
      lg_program_add_entry(drawn.program, post[i], column, 1);
      lg_program_add_entry(drawn.program, count[s], column, 1);
      g_array_append_val(cost, price);
    }
  for (int s = 0; s < schools; s++) {
    double fair = (double)((teachers - s + schools - 1) / schools), price = 0;
    int column = lg_program_add_column(
        drawn.program, (lg_column){LG_COL_CELL, s, 0, 0, -1, true, fair - room, fair + room + 1, 0,
                                   (double)teachers});
    lg_program_add_entry(drawn.program, count[s], column, -1);
    g_array_append_val(cost, price);
  }
  lg_program_finish(drawn.program);
  int n = drawn.program->column_count;
  drawn.cost = (double *)(void *)g_array_free(cost, FALSE);
  drawn.lower = g_new(double, n);
  drawn.upper = g_new(double, n);
  for (int j = 0; j < n; j++) {
    drawn.lower[j] = drawn.program->columns[j].lower;
    drawn.upper[j] = drawn.program->columns[j].upper;
  }
  g_free(post);
  g_free(count);
  g_rand_free(dice);
  return drawn;
}

static void free_case(struct case_lp *drawn)
{
  lg_program_free(drawn->program);
  g_free(drawn->cost);
  g_free(drawn->lower);
  g_free(drawn->upper);
}

static double simplex_value(const struct case_lp *drawn, lg_lp_status *status)
{
  lg_deadline deadline = {0};
  const lg_program *p = drawn->program;
  lg_lp *lp = lg_lp_new(&deadline, p, drawn->lower, drawn->upper);
  double *value = g_new0(double, p->column_count), *dual = g_new0(double, p->row_count), sum = 0;
  lg_lp_set_costs(lp, drawn->cost);
  *status = lg_lp_solve(lp);
  if (*status == LG_LP_OPTIMAL) {
    lg_lp_solution(lp, value, dual, NULL);
    for (int j = 0; j < p->column_count; j++) sum += drawn->cost[j] * value[j];
  }
  lg_lp_free(lp);
  g_free(value);
  g_free(dual);
  return sum;
}

static lg_lp_status solve_inside(const struct case_lp *drawn, lg_interior_start from, double gap,
                                 lg_interior_point *point)
{
  lg_deadline deadline = {0};
  return lg_interior_solve(&deadline, drawn->program, drawn->lower, drawn->upper, drawn->cost, from,
                           gap, point);
}

static double row_error(const lg_program *p, const double *value)
{
  double most = 0, *left = g_new(double, p->row_count);
  for (int i = 0; i < p->row_count; i++) left[i] = p->rows[i].rhs;
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; e < p->start[j + 1]; e++) left[p->row[e]] -= p->value[e] * value[j];
  for (int i = 0; i < p->row_count; i++) most = MAX(most, fabs(left[i]));
  g_free(left);
  return most;
}

static double bound_of(const struct case_lp *drawn, const double *cost, const double *dual)
{
  double *reduced = g_new(double, drawn->program->column_count);
  double bound = lg_program_price(drawn->program, cost, dual, drawn->lower, drawn->upper, reduced);
  g_free(reduced);
  return bound;
}

static void test_values(void)
{
  for (guint32 seed = 1; seed <= 60; seed++) {
    char what[32];
    g_snprintf(what, sizeof what, "seed %u", seed);
    struct case_lp drawn = draw_case(seed, 20 + (int)seed * 3, 3 + (int)seed % 9, (int)seed % 4);
    int n = drawn.program->column_count, m = drawn.program->row_count;
    lg_interior_point point = {g_new0(double, n), g_new0(double, m), 0};
    lg_lp_status status;
    double best = simplex_value(&drawn, &status);
    LG_EQUAL_INT(status, LG_LP_OPTIMAL, what);
    if (seed % 2) { /* loosely first, and on from there */
      LG_EQUAL_INT(solve_inside(&drawn, LG_FROM_NOWHERE, 1e-2, &point), LG_LP_OPTIMAL, what);
      LG_EQUAL_INT(solve_inside(&drawn, LG_FROM_PATH, 0, &point), LG_LP_OPTIMAL, what);
    } else
      LG_EQUAL_INT(solve_inside(&drawn, LG_FROM_NOWHERE, 0, &point), LG_LP_OPTIMAL, what);
    double bound = bound_of(&drawn, drawn.cost, point.dual);
    LG_TRUE(bound <= best + 1e-7, what);
    LG_TRUE(bound >= best - 1e-3, what);
    LG_TRUE(row_error(drawn.program, point.value) < 1e-4, what);
    g_free(point.value);
    g_free(point.dual);
    free_case(&drawn);
  }
}

/* One school must have more than all teachers together: the duals prove that it cannot. */
static void test_certificate(void)
{
  for (guint32 seed = 1; seed <= 20; seed++) {
    char what[32];
    g_snprintf(what, sizeof what, "seed %u", seed);
    struct case_lp drawn = draw_case(seed, 40, 5, 2);
    int n = drawn.program->column_count, m = drawn.program->row_count;
    drawn.lower[n - 1] = 41;
    drawn.upper[n - 1] = 60;
    lg_interior_point point = {g_new0(double, n), g_new0(double, m), 0};
    double *nothing = g_new0(double, n);
    LG_EQUAL_INT(solve_inside(&drawn, LG_FROM_NOWHERE, 0, &point), LG_LP_INFEASIBLE, what);
    LG_TRUE(bound_of(&drawn, nothing, point.dual) > 0, what);
    g_free(nothing);
    g_free(point.value);
    g_free(point.dual);
    free_case(&drawn);
  }
}

static void test_clock(void)
{
  struct case_lp drawn = draw_case(1, 50, 5, 1);
  lg_deadline deadline = {.deadline_s = lg_now_s() - 1};
  lg_interior_point point = {g_new0(double, drawn.program->column_count),
                             g_new0(double, drawn.program->row_count), 0};
  LG_EQUAL_INT(lg_interior_solve(&deadline, drawn.program, drawn.lower, drawn.upper, drawn.cost,
                                 LG_FROM_NOWHERE, 0, &point),
               LG_LP_STOPPED, "no time");
  g_free(point.value);
  g_free(point.dual);
  free_case(&drawn);
}

int main(void)
{
  static const lg_case cases[] = {{"values as by the simplex method", test_values},
                                  {"certificates of infeasibility", test_certificate},
                                  {"the clock", test_clock},
                                  {NULL, NULL}};
  return lg_run("interior point", cases);
}
