/* prover.c - exact proofs of goals, and that there is no roster at all (prover.h). */
#include "prover.h"

#include <math.h>
#include <string.h>

#include "exact.h"
#include "exact_cuts.h"
#include "objective_row.h"
#include "tree.h"

struct prover {
  lg_lexicographic *c;
  lg_proof *proof;
  const lg_whole *whole;  /* of the proof */
  int64_t *lower, *upper; /* [column_count] the face that the goals so far leave */
  bool record;
  bool
      grows; /* trees: not after a goal that stays unproved, as no later one counts as proved then */
};

/* ---- prices ---- */

/* The coarsest prices that prove nearly as much as the finest: a certificate is short with them. */
static lg_prices short_prices(const lg_whole *whole, const lg_whole_face *face, int goal,
                              const double *row, const double *multiplier)
{
  lg_prices finest = lg_prices_new(whole, row, multiplier, NULL, 0, LG_PRICE_FINE_SHIFT);
  lg_whole_bound best = lg_whole_price(face, goal, &finest, NULL, NULL, NULL);
  for (int shift = 8; shift < LG_PRICE_FINE_SHIFT; shift += 4) {
    lg_prices prices = lg_prices_new(whole, row, multiplier, NULL, 0, shift);
    lg_whole_bound bound = lg_whole_price(face, goal, &prices, NULL, NULL, NULL);
    lg_i128 unit = (lg_i128)1 << finest.shift,
            lost = best.value - bound.value * ((lg_i128)1 << (finest.shift - prices.shift));
    if (bound.known && best.known && lost <= unit / 64 &&
        lg_whole_bound_ceil(bound) == lg_whole_bound_ceil(best)) {
      lg_prices_clear(&finest);
      return prices;
    }
    lg_prices_clear(&prices);
  }
  return finest;
}

/* The duals of the search as prices of the program's rows and of the goals before this one. A row that
 * holds goal k is that goal less its own duals (lg_hold), so it counts for both. */
static lg_prices first_prices(const struct prover *v, const lg_whole_face *face, int goal)
{
  const lg_lexicographic *c = v->c;
  const lg_step *step = &c->steps[goal];
  int rows = c->f->program->row_count;
  double *row = g_memdup2(step->dual, ((size_t)rows + 1) * sizeof(double));
  for (int k = 0; k < goal; k++)
    for (int i = 0; step->multiplier[k] > 0 && i < rows; i++)
      row[i] += step->multiplier[k] * c->steps[k].dual[i];
  lg_prices prices =
      v->record ? short_prices(v->whole, face, goal, row, step->multiplier)
                : lg_prices_new(v->whole, row, step->multiplier, NULL, 0, LG_PRICE_FINE_SHIFT);
  g_free(row);
  return prices;
}

/* Does this vector of duals, or the one turned round, prove that the bounds leave nothing?
 *   prices  out, where it does */
static bool prices_prove_empty(const lg_whole_face *face, const double *dual, lg_prices *prices)
{
  int rows = face->whole->program->row_count;
  double most = 0, *row = g_new0(double, rows + 1);
  for (int i = 0; i < rows; i++) most = fmax(most, fabs(dual[i]));
  bool proved = false;
  for (int sign = -1; sign <= 1 && !proved && most > 0 && isfinite(most); sign += 2) {
    for (int i = 0; i < rows; i++) row[i] = sign * dual[i] / most;
    *prices = lg_prices_new(face->whole, row, NULL, NULL, 0, LG_PRICE_FINE_SHIFT);
    lg_whole_bound bound = lg_whole_price(face, -1, prices, NULL, NULL, NULL);
    proved = bound.known && bound.value > 0;
    if (!proved) lg_prices_clear(prices);
  }
  g_free(row);
  return proved;
}

/* ---- trees ---- */

/* What a tree asks when it comes upon a roster. */
struct tree_watch {
  struct prover *v;
  int goal; /* -1: any roster refutes it */
  int64_t value;
};

static int64_t tree_found(const double *value, void *user)
{
  const struct tree_watch *watch = user;
  lg_lexicographic *c = watch->v->c;
  lg_roster *roster = lg_formulation_roster(c->f, value);
  int64_t *values = g_new0(int64_t, c->goal_count + 1), worth = G_MAXINT64;
  if (lg_incumbent_offer(c, roster, values, NULL) &&
      (watch->goal < 0 || lg_is_in_face(c, values, watch->goal)))
    worth = watch->goal < 0 ? INT64_MIN + 1 : values[watch->goal];
  lg_roster_free(roster);
  g_free(values);
  return worth;
}

/* A roster that refutes the claim ends the tree at once; so does a gap that is allowed. */
static bool tree_enough(int64_t best, int64_t bound, void *user)
{
  const struct tree_watch *watch = user;
  return best < watch->value || lg_gap_allows(watch->v->c, watch->value, bound);
}

/* Rows for the goals before `goal` that the face could break.
 *   cut_goal  int: the goal of each row is appended
 *   returns   lg_cut; g_array_unref */
static GArray *held_rows(const struct prover *v, const lg_whole_face *face, int goal,
                         GArray *cut_goal)
{
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(rows, lg_cut_clear);
  for (int k = 0; k < goal; k++) {
    const lg_whole_goal *held = &v->whole->goals[k];
    lg_i128 most = face->constant[k];
    for (int o = 0; o < face->open_count; o++) {
      int j = face->open[o];
      most += (lg_i128)held->cost[j] * (held->cost[j] > 0 ? face->upper[j] : face->lower[j]);
    }
    if (most <= held->limit) continue;
    lg_cut row = lg_objective_cut(held->cost, face->whole->program->column_count,
                                  held->limit - held->constant);
    g_array_append_val(cut_goal, k);
    g_array_append_val(rows, row);
  }
  return rows;
}

static double *as_doubles(const int64_t *whole, int count)
{
  double *of = g_new(double, count + 1);
  for (int j = 0; j < count; j++) of[j] = (double)whole[j];
  return of;
}

/* A tree to be grown: its question, and the rows that it names. */
struct growth {
  lg_tree_question question;
  GArray *rows;     /* lg_cut: goals held, and cuts */
  GArray *cut_goal; /* int: what each is (tree.h) */
  double *lower, *upper, *cost, *reduced;
};

static struct growth growth_new(const struct prover *v, lg_whole_face *face, int goal,
                                int64_t value, struct tree_watch *watch, GArray *nodes)
{
  int n = v->whole->program->column_count;
  struct growth g = {.cut_goal = g_array_new(FALSE, FALSE, sizeof(int))};
  g.rows = held_rows(v, face, goal, g.cut_goal);
  g.lower = as_doubles(face->lower, n);
  g.upper = as_doubles(face->upper, n);
  g.cost = goal < 0 ? g_new0(double, n + 1) : as_doubles(v->whole->goals[goal].cost, n);
  if (goal >= 0) {
    const lg_prices *prices = &v->proof->goals[goal].prices;
    g.reduced = g_new(double, n + 1);
    for (int j = 0; j < n; j++)
      g.reduced[j] = ldexp((double)lg_whole_reduced(v->whole, goal, prices, j), -prices->shift);
  }
  g.question = (lg_tree_question){.program = v->whole->program,
                                  .lower = g.lower,
                                  .upper = g.upper,
                                  .cost = g.cost,
                                  .reduced = g.reduced,
                                  .constant = goal < 0 ? 0 : (double)v->whole->goals[goal].constant,
                                  .cutoff = value,
                                  .bound = INT64_MIN,
                                  .found = tree_found,
                                  .enough = tree_enough,
                                  .user = watch,
                                  .face = face,
                                  .goal = goal,
                                  .nodes = nodes};
  return g;
}

static void growth_clear(struct growth *g)
{
  g_array_unref(g->rows);
  g_array_unref(g->cut_goal);
  g_free(g->lower);
  g_free(g->upper);
  g_free(g->cost);
  g_free(g->reduced);
}

/* Finds cuts, and makes them rows beside those of the held goals.
 *   cuts  lg_whole_cut are put there, and held by the face */
static void add_cuts(const struct prover *v, struct growth *g, lg_whole_face *face, GArray *cuts)
{
  lg_exact_cuts_question question = {.face = face,
                                     .held = (const lg_cut *)(void *)g->rows->data,
                                     .held_goal = (const int *)(void *)g->cut_goal->data,
                                     .held_count = (int)g->rows->len,
                                     .cost = g->cost,
                                     .constant = g->question.constant,
                                     .value = g->question.cutoff};
  GArray *last = lg_exact_cuts(v->c->deadline, &question, cuts);
  for (guint k = 0; k < last->len; k++) {
    int cut = g_array_index(last, int, k), of = -1 - cut;
    lg_cut row = lg_exact_cut_row(&g_array_index(cuts, lg_whole_cut, cut));
    g_array_append_val(g->rows, row);
    g_array_append_val(g->cut_goal, of);
  }
  g_array_unref(last);
  face->cuts = cuts;
}

static lg_tree_answer run_tree(const struct prover *v, struct growth *g, int node_limit)
{
  g->question.cuts = (const lg_cut *)(void *)g->rows->data;
  g->question.cut_count = (int)g->rows->len;
  g->question.cut_goal = (const int *)(void *)g->cut_goal->data;
  lg_tree *tree = lg_tree_new(v->c->deadline, &g->question);
  lg_tree_answer answer = lg_tree_run(tree, g->question.cutoff, node_limit, G_MAXINT);
  lg_tree_free(tree);
  return answer;
}

/* Grows a tree over what the bounds leave, and whose goal is below `value`: all of its leaves have to
 * be closed. Most trees are small; where one is not, it begins anew with cuts.
 *   goal     -1: whether anything is left at all; no cost matters
 *   nodes    the tree is put there
 *   returns  the bound that is proved; of no goal G_MAXINT64 where nothing is left */
static int64_t grow_tree(struct prover *v, int goal, int64_t value, int64_t *lower, int64_t *upper,
                         GArray *nodes)
{
  const lg_tuning *tuning = v->c->tuning;
  lg_whole_propagate(v->whole, lower, upper, NULL);
  lg_whole_face *face = lg_whole_face_new(v->whole, lower, upper);
  if (lg_exact_contradicts(face, goal, nodes)) {
    lg_whole_face_free(face);
    return value;
  }
  struct tree_watch watch = {v, goal, value};
  struct growth growth = growth_new(v, face, goal, value, &watch, nodes);
  lg_tree_answer answer =
      run_tree(v, &growth, goal < 0 ? tuning->proof_nodes : tuning->proof_first_nodes);
  if (goal >= 0 && answer.end == LG_TREE_LIMIT) {
    add_cuts(v, &growth, face, v->proof->goals[goal].cuts);
    answer = run_tree(v, &growth, tuning->proof_nodes);
  }
  bool refuted = answer.best < value, closed = answer.end == LG_TREE_DONE && !refuted;
  growth_clear(&growth);
  lg_whole_face_free(face);
  if (goal < 0) return closed ? G_MAXINT64 : INT64_MIN;
  return refuted ? INT64_MIN : MIN(answer.bound, value);
}

/* ---- goals ---- */

/* Proves one goal, and holds it. */
static void prove_goal(struct prover *v, int goal, int64_t best, int64_t limit)
{
  const lg_lexicographic *c = v->c;
  int n = c->f->program->column_count;
  lg_goal_proof *g = &v->proof->goals[goal];
  lg_whole_goal *of = &v->proof->whole->goals[goal];
  double *upper = v->record ? NULL : as_doubles(v->upper, n);
  of->constant = lg_formulation_goal(c->f, goal, upper, of->cost);
  of->limit = limit;
  g_free(upper);
  lg_whole_face *face = lg_whole_face_new(v->whole, v->lower, v->upper);
  g->value = best;
  lg_i128 *reduced = g_new0(lg_i128, n + 1);
  g->prices = first_prices(v, face, goal);
  g->root = lg_whole_price(face, goal, &g->prices, NULL, NULL, reduced);
  g->bound = MIN(lg_whole_bound_ceil(g->root), best);
  if (g->bound < best && v->grows && !lg_gap_allows(c, best, g->bound) &&
      !lg_deadline_is_over(c->deadline)) {
    int64_t *inner_lower = g_memdup2(v->lower, ((size_t)n + 1) * sizeof(int64_t)),
            *inner_upper = g_memdup2(v->upper, ((size_t)n + 1) * sizeof(int64_t));
    lg_whole_fix(face, g->root, reduced, best - 1, inner_lower, inner_upper, NULL, 0);
    int64_t bound = grow_tree(v, goal, best, inner_lower, inner_upper, v->record ? g->nodes : NULL);
    g->bound = MAX(g->bound, bound);
    g_free(inner_lower);
    g_free(inner_upper);
  }
  g->proved = g->bound >= best;
  v->grows = v->grows && g->proved;
  lg_whole_fix(face, g->root, reduced, limit, v->lower, v->upper, v->proof->fixed_by, goal);
  g_free(reduced);
  lg_whole_face_free(face);
}

static bool prover_init(struct prover *v, lg_lexicographic *c, int goal_count, bool record)
{
  lg_whole *whole = lg_whole_new(c->f->program, goal_count);
  if (!whole) return false;
  size_t n = (size_t)c->f->program->column_count + 1;
  *v = (struct prover){
      .c = c, .proof = lg_proof_new(whole), .whole = whole, .record = record, .grows = true};
  v->lower = g_memdup2(whole->lower, n * sizeof(int64_t));
  v->upper = g_memdup2(whole->upper, n * sizeof(int64_t));
  return true;
}

static void prover_clear(struct prover *v)
{
  g_free(v->lower);
  g_free(v->upper);
}

lg_proof *lg_prove(lg_lexicographic *c, const int64_t *best, const int64_t *limit, int count,
                   bool record)
{
  struct prover v;
  if (!prover_init(&v, c, count, record)) return NULL;
  for (int k = 0; k < count; k++) prove_goal(&v, k, best[k], limit[k]);
  for (int j = 0; j < c->f->program->column_count; j++) v.proof->fixed_at[j] = v.lower[j];
  prover_clear(&v);
  return v.proof;
}

lg_proof *lg_prove_empty(lg_lexicographic *c, const double *ray, bool record)
{
  struct prover v;
  if (!prover_init(&v, c, 0, record)) return NULL;
  int n = c->f->program->column_count;
  lg_goal_proof *g = &v.proof->goals[0];
  for (int j = 0; j < n; j++) g->proved |= v.lower[j] > v.upper[j];
  if (!g->proved) {
    lg_whole_face *face = lg_whole_face_new(v.whole, v.lower, v.upper);
    g->proved = ray && prices_prove_empty(face, ray, &g->prices);
    lg_whole_face_free(face);
  }
  if (!g->proved)
    g->proved =
        grow_tree(&v, -1, G_MAXINT64, v.lower, v.upper, record ? g->nodes : NULL) == G_MAXINT64;
  prover_clear(&v);
  return v.proof;
}
