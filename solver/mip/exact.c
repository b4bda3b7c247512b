/* exact.c - exact bounds and searches over one program alone (exact.h). */
#include "exact.h"

#include <math.h>

#include "tree.h"

/* Bounds in whole numbers: rounded inwards, which no whole solution minds. */
static int64_t *as_whole(const double *of, int count, bool up)
{
  int64_t *whole = g_new(int64_t, count + 1);
  for (int j = 0; j < count; j++) whole[j] = (int64_t)(up ? ceil(of[j]) : floor(of[j]));
  return whole;
}

/* The face within bounds that are given as doubles; lg_whole_face_free. */
static lg_whole_face *face_of(const lg_whole *whole, const double *lower, const double *upper)
{
  int n = whole->program->column_count;
  int64_t *from = as_whole(lower, n, true), *to = as_whole(upper, n, false);
  lg_whole_face *face = lg_whole_face_new(whole, from, to);
  g_free(from);
  g_free(to);
  return face;
}

int64_t lg_exact_bound(const lg_whole *whole, const double *dual, const double *lower,
                       const double *upper)
{
  lg_whole_face *face = face_of(whole, lower, upper);
  lg_prices prices = lg_prices_new(whole, dual, NULL, NULL, 0, LG_PRICE_FINE_SHIFT);
  lg_whole_bound bound = lg_whole_price(face, 0, &prices, NULL, NULL, NULL);
  lg_prices_clear(&prices);
  lg_whole_face_free(face);
  return lg_whole_bound_ceil(bound);
}

bool lg_exact_contradicts(const lg_whole_face *face, int goal, GArray *nodes)
{
  const lg_whole *w = face->whole;
  const lg_program *p = w->program;
  bool *open = g_new0(bool, p->row_count + 1);
  for (int o = 0; o < face->open_count; o++)
    for (int e = p->start[face->open[o]]; e < p->start[face->open[o] + 1]; e++)
      open[p->row[e]] = true;
  lg_prices prices = {0, g_new0(int64_t, p->row_count + 1), g_new0(int64_t, w->goal_count + 1),
                      NULL, 0};
  bool found = false;
  for (int i = 0; i < p->row_count && !found; i++) {
    found = !open[i] && face->rhs[i] != 0;
    if (found) prices.row[i] = face->rhs[i] > 0 ? 1 : -1;
  }
  for (int k = 0; k < goal && !found; k++) {
    bool is_open = false;
    for (int o = 0; o < face->open_count; o++) is_open |= w->goals[k].cost[face->open[o]] != 0;
    found = !is_open && face->constant[k] > w->goals[k].limit;
    if (found) prices.goal[k] = 1;
  }
  g_free(open);
  if (found && nodes) {
    lg_proof_node root = {
        .parent = -1, .column = -1, .leaf = true, .empty = true, .prices = prices};
    g_array_append_val(nodes, root);
  } else {
    lg_prices_clear(&prices);
  }
  return found;
}

/* ---- a search ---- */

struct search {
  const lg_whole *whole;
  lg_exact_answer answer;
};

/* A solution as the tree has it, checked in whole numbers. */
static int64_t search_found(const double *value, void *user)
{
  struct search *s = user;
  int n = s->whole->program->column_count;
  int64_t *x = g_new(int64_t, n + 1), worth = G_MAXINT64;
  for (int j = 0; j < n; j++) x[j] = (int64_t)floor(value[j] + 0.5);
  if (lg_whole_holds(s->whole, x)) {
    worth = s->whole->goals[0].constant;
    for (int j = 0; j < n; j++) worth += s->whole->goals[0].cost[j] * x[j];
    s->answer.value = s->answer.found ? MIN(s->answer.value, worth) : worth;
    s->answer.found = true;
  }
  g_free(x);
  return worth;
}

static bool search_enough(int64_t best, int64_t bound, void *user)
{
  (void)best;
  (void)bound;
  return ((struct search *)user)->answer.found;
}

lg_exact_answer lg_exact_search(const lg_deadline *deadline, const lg_whole *whole,
                                const double *lower, const double *upper, int64_t cutoff, int nodes)
{
  struct search s = {.whole = whole, .answer = {.bound = INT64_MIN}};
  int n = whole->program->column_count;
  int64_t *from = as_whole(lower, n, true), *to = as_whole(upper, n, false);
  lg_whole_propagate(whole, from, to, NULL);
  lg_whole_face *face = lg_whole_face_new(whole, from, to);
  if (lg_exact_contradicts(face, 0, NULL)) {
    s.answer.bound = cutoff;
  } else {
    double *of_lower = g_new(double, n + 1), *of_upper = g_new(double, n + 1),
           *cost = g_new(double, n + 1);
    for (int j = 0; j < n; j++) {
      of_lower[j] = (double)from[j];
      of_upper[j] = (double)to[j];
      cost[j] = (double)whole->goals[0].cost[j];
    }
    lg_tree_question question = {.program = whole->program,
                                 .lower = of_lower,
                                 .upper = of_upper,
                                 .cost = cost,
                                 .constant = (double)whole->goals[0].constant,
                                 .cutoff = cutoff,
                                 .bound = INT64_MIN,
                                 .found = search_found,
                                 .enough = search_enough,
                                 .user = &s,
                                 .face = face};
    lg_tree *tree = lg_tree_new(deadline, &question);
    lg_tree_answer answer = lg_tree_run(tree, cutoff, nodes, G_MAXINT);
    lg_tree_free(tree);
    s.answer.bound = MIN(answer.bound, cutoff);
    g_free(of_lower);
    g_free(of_upper);
    g_free(cost);
  }
  lg_whole_face_free(face);
  g_free(from);
  g_free(to);
  return s.answer;
}
