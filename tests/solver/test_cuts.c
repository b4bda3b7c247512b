/* Cuts of the relaxation: every whole solution of tiny drawn programs keeps each of them, and the
 * relaxation with them is never above the best of those; branch and bound finds that. */
#include <math.h>

#include "runner.h"
#include "solver/lp/lp.h"
#include "solver/lp/mir_cut.h"
#include "solver/mip/subproblem.h"
#include "solver/mip/tree.h"

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
    lg_program_add_column(k.program, (lg_column){choice ? LG_COL_ASSIGNMENT : LG_COL_COUNT, j, 0, 0,
                                                 -1, true, 0, k.upper[j], 0, k.upper[j]});
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

static bool in_whole_numbers(const lg_cut *cut)
{
  bool whole = cut->limit == floor(cut->limit);
  for (int e = 0; e < cut->count; e++) whole = whole && cut->value[e] == floor(cut->value[e]);
  return whole;
}

/* The best whole point's cost; every one must keep each cut of the relaxation, which is in whole
 * numbers. */
static double best_of(const knapsack *k, const lg_lp *lp, const char *name)
{
  double best = 0, x[WIDE + ROWS];
  for (int c = 0; c < lg_lp_cut_count(lp); c++) {
    lg_cut cut = lg_lp_cut(lp, c);
    LG_TRUE(in_whole_numbers(&cut), name);
    lg_cut_clear(&cut);
  }
  for (unsigned chosen = 0; chosen < 1u << WIDE; chosen++) {
    if (!point(k, chosen, x)) continue;
    best = MIN(best, cost_of(k, x));
    for (int c = 0; c < lg_lp_cut_count(lp); c++) {
      lg_cut cut = lg_lp_cut(lp, c);
      if (side_of(&cut, x) > 1e-9) LG_TRUE(false, name);
      lg_cut_clear(&cut);
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
    lg_deadline deadline = {0};
    lg_lp *lp = lg_lp_new(&deadline, k.program, k.lower, k.upper);
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

enum { ENTRIES = 9 };

/* A row through a drawn point whose whole columns are whole, and another point to be cut off. */
typedef struct {
  int count, column[ENTRIES];
  double value[ENTRIES], lower[ENTRIES], upper[ENTRIES], stays[ENTRIES], off[ENTRIES], limit;
  bool whole[ENTRIES];
} drawn_row;

static drawn_row draw_row(GRand *dice)
{
  drawn_row r = {.count = g_rand_int_range(dice, 2, ENTRIES + 1)};
  for (int j = 0; j < r.count; j++) {
    int width = g_rand_int_range(dice, 1, 5);
    r.column[j] = j;
    r.whole[j] = g_rand_int_range(dice, 0, 4) > 0;
    r.lower[j] = g_rand_int_range(dice, -1, 2);
    r.upper[j] = r.lower[j] + width;
    r.value[j] = g_rand_boolean(dice) ? g_rand_int_range(dice, 1, 7) : g_rand_double(dice) * 3;
    if (g_rand_boolean(dice)) r.value[j] = -r.value[j];
    r.stays[j] = r.lower[j] + (r.whole[j] ? g_rand_int_range(dice, 0, width + 1)
                                          : g_rand_double_range(dice, 0, width));
    r.off[j] = r.lower[j] + g_rand_double_range(dice, 0, width);
    if (g_rand_int_range(dice, 0, 3) == 0) r.off[j] = r.lower[j] + (int)(r.off[j] - r.lower[j]);
    r.limit += r.value[j] * r.stays[j];
  }
  return r;
}

static void test_rounded_rows(void)
{
  GRand *dice = g_rand_new_with_seed(7);
  int cuts = 0, broken = 0, shallow = 0;
  for (int draws = 0; draws < 20000; draws++) {
    drawn_row r = draw_row(dice);
    lg_implied_row row = {r.column, r.value, r.count, r.limit};
    lg_round_point point = {r.lower, r.upper, r.whole, r.off};
    lg_cut cut;
    if (lg_round_row(lg_tuning_defaults(), &row, &point, &cut, NULL) <= 0) continue;
    cuts++;
    broken += side_of(&cut, r.stays) > 1e-6;
    shallow += side_of(&cut, r.off) <= 0;
    lg_cut_clear(&cut);
  }
  g_rand_free(dice);
  LG_TRUE(cuts > 5000, "cuts were found");
  LG_EQUAL_INT(broken, 0, "points of the row break a cut");
  LG_EQUAL_INT(shallow, 0, "cuts that do not cut off the point");
}

/* A probe is never above the optimum that it foretells, and leaves the basis as it was. */
static void test_probes(void)
{
  int told = 0;
  for (guint32 seed = 1; seed <= 100; seed++) {
    char *name = g_strdup_printf("seed %u", seed);
    knapsack k = draw(seed);
    lg_deadline deadline = {0};
    lg_lp *lp = lg_lp_new(&deadline, k.program, k.lower, k.upper);
    lg_lp_set_costs(lp, k.cost);
    LG_EQUAL_INT(lg_lp_solve(lp), LG_LP_OPTIMAL, name);
    double before = lg_lp_value(lp), bound[WIDE];
    for (int j = 0; j < WIDE; j++) bound[j] = lg_lp_probe(lp, j, 0, 0, 0);
    LG_EQUAL_INT(lg_lp_resolve(lp, LG_INFINITE), LG_LP_OPTIMAL, name);
    LG_TRUE(lg_lp_value(lp) < before + 1e-6 && lg_lp_value(lp) > before - 1e-6, name);
    for (int j = 0; j < WIDE; j++) {
      lg_lp_set_bounds(lp, j, 0, 0);
      LG_EQUAL_INT(lg_lp_resolve(lp, LG_INFINITE), LG_LP_OPTIMAL, name);
      LG_TRUE(bound[j] < lg_lp_value(lp) + 1e-6, name);
      told += bound[j] > before + 1e-6;
      lg_lp_set_bounds(lp, j, 0, 1);
      lg_lp_resolve(lp, LG_INFINITE);
    }
    lg_lp_free(lp);
    lg_program_free(k.program);
    g_free(name);
  }
  LG_TRUE(told > 100, "probes tell something");
}

/* What a cut in whole numbers leaves is a whole number, so later cuts may round it; of others it is
 * not. */
static void test_what_cuts_leave(void)
{
  knapsack k = draw(1);
  int column[] = {0, 1};
  double whole[] = {2, 3}, part[] = {2.5, 3};
  lg_cut cuts[] = {
      {column, whole, 2, 4, false}, {column, part, 2, 4, false}, {column, whole, 2, 4.5, false}};
  lg_subproblem *subproblem = lg_subproblem_new(k.program, k.lower, k.upper, cuts, 3);
  int first = subproblem->program->column_count - 3;
  LG_EQUAL_INT(subproblem->program->columns[first].whole, true, "whole numbers");
  LG_EQUAL_INT((int)subproblem->upper[first], 4, "as much as it leaves");
  LG_EQUAL_INT(subproblem->program->columns[first + 1].whole, false, "a part in it");
  LG_EQUAL_INT(subproblem->program->columns[first + 2].whole, false, "a part as its limit");
  lg_subproblem_free(subproblem);
  lg_program_free(k.program);
}

typedef struct {
  const knapsack *k;
  int dearer;
} judge;

static int64_t worth_of(const double *value, void *user)
{
  const judge *j = user;
  return (int64_t)floor(cost_of(j->k, value) + 0.5) + j->dearer;
}

/* In runs of so many nodes; *runs counts them.
 *   ties  costs are perturbed by as much in all: choices that cost the same are told apart */
static lg_tree_answer searched(const lg_deadline *deadline, const knapsack *k, int dearer,
                               double ties, int nodes, int *runs)
{
  judge j = {k, dearer};
  double cost[WIDE + ROWS];
  for (int c = 0; c < WIDE + ROWS; c++)
    cost[c] = k->cost[c] + (c < WIDE ? ties / WIDE * ((c * 7) % WIDE) / (WIDE - 1) : 0);
  lg_tree_question question = {.program = k->program,
                               .lower = k->lower,
                               .upper = k->upper,
                               .cost = cost,
                               .perturbation_sum = ties,
                               .cutoff = G_MAXINT64,
                               .bound = -20 * WIDE,
                               .found = worth_of,
                               .user = &j};
  lg_tree *tree = lg_tree_new(deadline, &question);
  lg_tree_answer answer = {.end = LG_TREE_LIMIT};
  for (*runs = 0; answer.end == LG_TREE_LIMIT; ++*runs)
    answer = lg_tree_run(tree, G_MAXINT64, nodes, G_MAXINT);
  lg_tree_free(tree);
  return answer;
}

/* The optimum is the same from whatever reduced costs the simplex method starts, right or wrong. */
static void test_near(void)
{
  for (guint32 seed = 1; seed <= 100; seed++) {
    char *name = g_strdup_printf("seed %u", seed);
    knapsack k = draw(seed);
    lg_deadline deadline = {0};
    GRand *dice = g_rand_new_with_seed(seed);
    lg_lp *lp = lg_lp_new(&deadline, k.program, k.lower, k.upper),
          *near = lg_lp_new(&deadline, k.program, k.lower, k.upper);
    double value[WIDE + ROWS], dual[ROWS], reduced[WIDE + ROWS];
    lg_lp_set_costs(lp, k.cost);
    lg_lp_set_costs(near, k.cost);
    LG_EQUAL_INT(lg_lp_solve(lp), LG_LP_OPTIMAL, name);
    lg_lp_solution(lp, value, dual, NULL);
    lg_program_reduce(k.program, k.cost, dual, reduced);
    for (int round = 0; round < 3; round++) {
      LG_EQUAL_INT(lg_lp_solve_near(near, reduced), LG_LP_OPTIMAL, name);
      LG_TRUE(fabs(lg_lp_value(near) - lg_lp_value(lp)) < 1e-6, name);
      for (int j = 0; j < WIDE + ROWS; j++) reduced[j] = g_rand_double_range(dice, -1, 1);
    }
    g_rand_free(dice);
    lg_lp_free(lp);
    lg_lp_free(near);
    lg_program_free(k.program);
    g_free(name);
  }
}

/* 2x + 2y = 3 has a relaxation and no whole point; branch and cut says so without the presolver,
 * whose word alone is not taken. */
static void test_no_whole_point(void)
{
  lg_program *program = lg_program_new();
  lg_program_add_row(program, (lg_row){LG_R8_QUOTA, 0, 0, 0, 3});
  for (int j = 0; j < 2; j++) {
    lg_program_add_column(program, (lg_column){LG_COL_ASSIGNMENT, j, 0, 0, -1, true, 0, 1, 0, 1});
    lg_program_add_entry(program, 0, j, 2);
  }
  lg_program_finish(program);
  double lower[] = {0, 0}, upper[] = {1, 1}, cost[] = {1, 1}, value[2], bound;
  lg_deadline deadline = {0};
  lg_lp *lp = lg_lp_new(&deadline, program, lower, upper);
  lg_lp_set_costs(lp, cost);
  LG_EQUAL_INT(lg_lp_solve(lp), LG_LP_OPTIMAL, "the relaxation");
  LG_EQUAL_INT(lg_mip_solve(&deadline, program, lower, upper, cost, NULL, 0, 100, G_MAXINT,
                            LG_INFINITE, NULL, NULL, value, &bound),
               LG_LP_INFEASIBLE, "whole points");
  lg_lp_free(lp);
  lg_program_free(program);
}

/* Branch and bound ends with the best point; where points turn out dearer than their relaxations
 * it claims no proof. In many short runs it ends as in one. */
static void test_tree(void)
{
  lg_deadline deadline = {0};
  int runs, short_runs = 0;
  for (guint32 seed = 1; seed <= 100; seed++) {
    char *name = g_strdup_printf("seed %u", seed);
    knapsack k = draw(seed);
    lg_lp *lp = lg_lp_new(&deadline, k.program, k.lower, k.upper);
    int64_t best = (int64_t)floor(best_of(&k, lp, name) + 0.5);
    lg_tree_answer true_one = searched(&deadline, &k, 0, 0, 10000, &runs),
                   dear = searched(&deadline, &k, 1, 0, 10000, &runs),
                   perturbed = searched(&deadline, &k, 0, 0.95, 10000, &runs),
                   in_parts = searched(&deadline, &k, 0, 0, 1, &runs);
    short_runs += runs;
    LG_EQUAL_INT(in_parts.end, LG_TREE_DONE, name);
    LG_EQUAL_INT(in_parts.best, best, name);
    LG_EQUAL_INT(in_parts.bound, best, name);
    LG_EQUAL_INT(true_one.end, LG_TREE_DONE, name);
    LG_EQUAL_INT(true_one.best, best, name);
    LG_EQUAL_INT(true_one.bound, best, name);
    LG_EQUAL_INT(perturbed.end, LG_TREE_DONE, name);
    LG_EQUAL_INT(perturbed.best, best, name);
    LG_EQUAL_INT(perturbed.bound, best, name);
    LG_EQUAL_INT(dear.end, LG_TREE_FAILED, name);
    LG_TRUE(dear.bound <= best, name);
    lg_lp_free(lp);
    lg_program_free(k.program);
    g_free(name);
  }
  LG_TRUE(short_runs > 200, "trees are gone on with");
}

int main(void)
{
  static const lg_case cases[] = {{"every whole point stays", test_every_whole_point_stays},
                                  {"rounded rows", test_rounded_rows},
                                  {"what cuts leave", test_what_cuts_leave},
                                  {"probes", test_probes},
                                  {"near a solution", test_near},
                                  {"no whole point", test_no_whole_point},
                                  {"branch and bound", test_tree},
                                  {NULL, NULL}};
  return lg_run("cuts", cases);
}
