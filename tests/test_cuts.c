/* Cuts of the relaxation: every whole solution of tiny drawn programs keeps each of them, and the
 * relaxation with them is never above the best of those. */
#include "../solver/lp.h"
#include "runner.h"

enum { WIDE = 10, ROWS = 3, ROUNDS = 4 };

typedef struct {
  lg_program *program;
  int value[ROWS][WIDE], room[ROWS];
  double cost[WIDE + ROWS], lower[WIDE + ROWS], upper[WIDE + ROWS];
} knapsack;

/* `ROWS` knapsacks over `WIDE` choices of 0 or 1; what is left of each is a column. */
static knapsack draw(guint32 seed)
{
  GRand *dice = g_rand_new_with_seed(seed);
  knapsack k = {.program = lg_program_new()};
  for (int i = 0; i < ROWS; i++) {
    int sum = 0;
    for (int j = 0; j < WIDE; j++) sum += k.value[i][j] = g_rand_int_range(dice, 0, 9);
    k.room[i] = sum / 2;
    lg_program_add_row(k.program, (lg_row){LG_R8_QUOTA, i, 0, 0, k.room[i]});
  }
  for (int j = 0; j < WIDE + ROWS; j++) {
    bool choice = j < WIDE;
    k.upper[j] = choice ? 1 : k.room[j - WIDE];
    k.cost[j] = choice ? -g_rand_int_range(dice, 1, 20) : 0;
    lg_program_add_column(k.program, (lg_column){choice ? LG_COL_PLACE : LG_COL_COUNT, j, 0, 0, -1,
                                                 true, 0, k.upper[j], 0, k.upper[j]});
    for (int i = 0; i < ROWS; i++)
      if (choice ? k.value[i][j] : i == j - WIDE)
        lg_program_add_entry(k.program, i, j, choice ? k.value[i][j] : 1);
  }
  lg_program_finish(k.program);
  g_rand_free(dice);
  return k;
}

/* The point of these choices: whether it keeps the rows. */
static bool point(const knapsack *k, unsigned chosen, double *x)
{
  for (int j = 0; j < WIDE; j++) x[j] = chosen >> j & 1;
  for (int i = 0; i < ROWS; i++) {
    x[WIDE + i] = k->room[i];
    for (int j = 0; j < WIDE; j++) x[WIDE + i] -= k->value[i][j] * x[j];
    if (x[WIDE + i] < 0) return false;
  }
  return true;
}

static double cost_of(const knapsack *k, const double *x)
{
  double sum = 0;
  for (int j = 0; j < WIDE; j++) sum += k->cost[j] * x[j];
  return sum;
}

static double side_of(const lg_cut *cut, const double *x)
{
  double sum = 0;
  for (int e = 0; e < cut->count; e++) sum += cut->value[e] * x[cut->column[e]];
  return sum - cut->limit;
}

/* The best whole point's cost; every one must keep each cut of the relaxation. */
static double best_of(const knapsack *k, const lg_lp *lp, const char *name)
{
  double best = 0, x[WIDE + ROWS];
  for (unsigned chosen = 0; chosen < 1u << WIDE; chosen++) {
    if (!point(k, chosen, x)) continue;
    best = MIN(best, cost_of(k, x));
    for (int c = 0; c < lg_lp_cut_count(lp); c++) {
      lg_cut cut = lg_lp_cut(lp, c);
      if (side_of(&cut, x) > 1e-9) LG_TRUE(false, name);
      g_free(cut.column);
      g_free(cut.value);
    }
  }
  return best;
}

static void test_every_whole_point_stays(void)
{
  int raised = 0, cuts = 0;
  for (guint32 seed = 1; seed <= 200; seed++) {
    char *name = g_strdup_printf("seed %u", seed);
    knapsack k = draw(seed);
    lg_engine engine = {0};
    lg_lp *lp = lg_lp_new(&engine, k.program, k.lower, k.upper);
    double value[WIDE + ROWS], dual[ROWS], cut_dual[1000];
    lg_lp_set_costs(lp, k.cost);
    LG_EQUAL_INT(lg_lp_solve(lp), LG_LP_OPTIMAL, name);
    lg_lp_solution(lp, value, dual, cut_dual);
    double before = cost_of(&k, value);
    for (int round = 0; round < ROUNDS; round++)
      LG_EQUAL_INT(lg_lp_strengthen(lp), LG_LP_OPTIMAL, name);
    lg_lp_solution(lp, value, dual, cut_dual);
    double after = cost_of(&k, value), best = best_of(&k, lp, name);
    LG_TRUE(after <= best + 1e-5, name);
    raised += after > before + 0.01;
    cuts += lg_lp_cut_count(lp);
    lg_lp_free(lp);
    lg_program_free(k.program);
    g_free(name);
  }
  LG_TRUE(cuts > 200, "cuts were found");
  LG_TRUE(raised > 100, "and they raise the bound");
}

int main(void)
{
  static const lg_case cases[] = {{"every whole point stays", test_every_whole_point_stays},
                                  {NULL, NULL}};
  return lg_run("cuts", cases);
}
