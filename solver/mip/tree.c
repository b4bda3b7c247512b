/* tree.c - branch and bound over a subproblem: open nodes, the choice of the branch, dives. The
 * subproblem's columns are meant throughout, unless "whole" says otherwise. */
#include "tree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "subproblem.h"

static const double whole_slack = 1e-6;

/* A node: its parent's bounds, and those of one column. */
struct node {
  int parent;          /* -1: the root */
  int column;          /* of the subproblem; -1: the root's */
  double lower, upper; /* of `column` */
  int64_t bound;       /* proved: no roster below the node is better */
  bool up;             /* the branch raises the column's lower bound */
  double value;        /* of the relaxation: its parent's, until it is solved */
  double distance;     /* by which the branch moves `column` at least */
  uint8_t *basis;      /* of its parent's relaxation; NULL: the one at hand */
  lg_prices proof;     /* what closed it, where that is wanted; else no prices */
  bool empty;          /* they prove that nothing is left */
};

/* What a unit more or less of a column has cost so far (pseudocosts; Benichou et al. 1971). */
struct experience {
  double cost[2]; /* down, up: sums */
  int count[2];
};

struct lg_tree {
  const lg_deadline *deadline;
  const lg_tuning *tuning;
  lg_tree_question q; /* its arrays NULL once the tree is made */
  lg_subproblem *subproblem;
  lg_lp *lp;
  double *cost;          /* of the subproblem's columns */
  double constant;       /* the goal's, and the cost of fixed columns */
  double *lower, *upper; /* of the node at hand */
  double *value, *dual, *reduced;
  double *root_reduced,
      root_value;      /* to fix columns when a better roster is found; the question's before */
  double *whole_value; /* [program->column_count] */
  GArray *nodes;       /* struct node: all so far */
  GArray *open;        /* int: indexes of the open ones, in any order */
  struct experience *experience; /* of the subproblem's columns */
  int64_t best, pruned_at;       /* pruned_at: least bound of nodes given up without proof */
  size_t basis_bytes;            /* of bases kept for open nodes */
  int64_t *face_lower,
      *face_upper;    /* [program->column_count] of the node at hand, for exact bounds */
  int *cut_goal;      /* of the question, copied */
  bool is_near;       /* the question has reduced costs */
  int solved, pivots; /* in this run: nodes, and pivots in them without probes and dives */
};

/* ---- set-up ---- */

static void tree_init(lg_tree *t)
{
  const lg_program *whole = t->q.program;
  t->subproblem = lg_subproblem_new(whole, t->q.lower, t->q.upper, t->q.cuts, t->q.cut_count);
  const lg_program *p = t->subproblem->program;
  size_t n = (size_t)p->column_count + 1;
  t->cost = g_new0(double, n);
  t->lower = g_memdup2(t->subproblem->lower, n * sizeof(double));
  t->upper = g_memdup2(t->subproblem->upper, n * sizeof(double));
  t->value = g_new0(double, n);
  t->reduced = g_new0(double, n);
  t->root_reduced = g_new0(double, n);
  t->dual = g_new0(double, p->row_count + 1);
  t->whole_value = g_new0(double, whole->column_count + 1);
  t->constant = t->q.constant;
  for (int j = 0; j < whole->column_count; j++) {
    if (t->q.lower[j] < t->q.upper[j]) continue;
    t->whole_value[j] = t->q.lower[j];
    t->constant += t->q.cost[j] * t->q.lower[j];
  }
  for (int j = 0; j < p->column_count; j++) {
    int of = t->subproblem->column[j];
    t->cost[j] = of < 0 ? 0 : t->q.cost[of];
    if (t->q.reduced && of >= 0) t->root_reduced[j] = t->q.reduced[of];
  }
  t->experience = g_new0(struct experience, n);
  t->nodes = g_array_new(FALSE, FALSE, sizeof(struct node));
  t->open = g_array_new(FALSE, FALSE, sizeof(int));
  if (t->q.face) {
    t->face_lower =
        g_memdup2(t->q.face->lower, ((size_t)whole->column_count + 1) * sizeof(int64_t));
    t->face_upper =
        g_memdup2(t->q.face->upper, ((size_t)whole->column_count + 1) * sizeof(int64_t));
    t->cut_goal = g_new0(int, t->q.cut_count + 1);
    for (int k = 0; k < t->q.cut_count; k++) t->cut_goal[k] = t->q.cut_goal[k];
  }
  t->lp = lg_lp_new(t->deadline, p, t->lower, t->upper);
  lg_lp_set_costs(t->lp, t->cost);
}

void lg_tree_free(lg_tree *t)
{
  if (!t) return;
  lg_lp_free(t->lp);
  lg_subproblem_free(t->subproblem);
  g_free(t->experience);
  for (guint k = 0; k < t->nodes->len; k++) {
    g_free(g_array_index(t->nodes, struct node, k).basis);
    lg_prices_clear(&g_array_index(t->nodes, struct node, k).proof);
  }
  g_free(t->face_lower);
  g_free(t->face_upper);
  g_free(t->cut_goal);
  g_array_unref(t->nodes);
  g_array_unref(t->open);
  g_free(t->cost);
  g_free(t->lower);
  g_free(t->upper);
  g_free(t->value);
  g_free(t->reduced);
  g_free(t->root_reduced);
  g_free(t->dual);
  g_free(t->whole_value);
  g_free(t);
}

/* ---- open nodes ---- */

/* Is node a to be solved before node b? */
static bool node_before(const lg_tree *t, int a, int b)
{
  const struct node *x = &g_array_index(t->nodes, struct node, a),
                    *y = &g_array_index(t->nodes, struct node, b);
  /* the lowest value first; but until a roster is known the newest node, so that the search goes
   * down to one */
  if (MIN(t->best, t->q.cutoff) < G_MAXINT64 && x->value != y->value) return x->value < y->value;
  return a > b;
}

static void push(lg_tree *t, int node)
{
  g_array_append_val(t->open, node);
}

/* Takes out the open node to be solved first, -1 where none is left. Open nodes are few, so a scan
 * is cheaper than a heap, whose order would change with the first roster. */
static int pop(lg_tree *t)
{
  int first = -1;
  guint at = 0;
  for (guint k = 0; k < t->open->len; k++) {
    int node = g_array_index(t->open, int, k);
    if (first >= 0 && !node_before(t, node, first)) continue;
    first = node;
    at = k;
  }
  if (first >= 0) g_array_remove_index_fast(t->open, at);
  return first;
}

/* The bound of the whole tree: no roster is better, but for `best` itself.
 *   current  a node that is not in `open`, -1: none */
static int64_t open_bound(const lg_tree *t, int current)
{
  int64_t bound = MIN(t->pruned_at, t->best);
  if (current >= 0) bound = MIN(bound, g_array_index(t->nodes, struct node, current).bound);
  for (guint k = 0; k < t->open->len; k++)
    bound = MIN(bound, g_array_index(t->nodes, struct node, g_array_index(t->open, int, k)).bound);
  return bound;
}

/* ---- one node ---- */

/* Sets the bounds of a node: those of the root, narrowed along the path to it.
 *   returns  false where they contradict each other */
static bool enter(lg_tree *t, int node)
{
  const lg_program *p = t->subproblem->program;
  bool possible = true;
  double *lower = g_memdup2(t->subproblem->lower, ((size_t)p->column_count + 1) * sizeof(double));
  double *upper = g_memdup2(t->subproblem->upper, ((size_t)p->column_count + 1) * sizeof(double));
  for (int k = node; k >= 0; k = g_array_index(t->nodes, struct node, k).parent) {
    const struct node *n = &g_array_index(t->nodes, struct node, k);
    if (n->column < 0) continue;
    lower[n->column] = MAX(lower[n->column], n->lower);
    upper[n->column] = MIN(upper[n->column], n->upper);
    possible &= lower[n->column] <= upper[n->column];
  }
  for (int j = 0; possible && j < p->column_count; j++) {
    if (lower[j] == t->lower[j] && upper[j] == t->upper[j]) continue;
    t->lower[j] = lower[j];
    t->upper[j] = upper[j];
    lg_lp_set_bounds(t->lp, j, lower[j], upper[j]);
  }
  for (int j = 0; possible && t->q.face && j < p->column_count; j++) {
    if (t->subproblem->column[j] < 0) continue;
    t->face_lower[t->subproblem->column[j]] = (int64_t)lower[j];
    t->face_upper[t->subproblem->column[j]] = (int64_t)upper[j];
  }
  g_free(lower);
  g_free(upper);
  return possible;
}

/* Kinds in the order in which they are branched on: what decides most goes first. */
static int kind_rank(lg_column_kind kind)
{
  switch (kind) {
    case LG_COL_TEAM:
      return 0;
    case LG_COL_BACKBONE:
    case LG_COL_COUNT:
    case LG_COL_CHANGES:
      return 1;
    case LG_COL_HEADCOUNT:
    case LG_COL_BASE:
    case LG_COL_UNITS:
      return 2;
    case LG_COL_CELL:
    case LG_COL_GUESTS:
      return 3;
    case LG_COL_ASSIGNMENT:
      return 4;
    default:
      return 5;
  }
}

static bool is_fractional(const lg_tree *t, int j)
{
  double fraction = t->value[j] - floor(t->value[j]);
  /* slacks of cuts are no matter: they are whole where the others are */
  return t->subproblem->column[j] >= 0 && t->subproblem->program->columns[j].whole &&
         fraction >= whole_slack && fraction <= 1 - whole_slack;
}

/* The column to branch on where all are whole within the tolerance and yet the rounded roster costs
 * more than the relaxation: the one that is farthest from whole.
 *   returns  -1 where none is off by more than doubles are */
static int branch_by_rest(const lg_tree *t)
{
  static const double exact = 1e-9;
  int chosen = -1;
  double most = exact;
  for (int j = 0; j < t->subproblem->program->column_count; j++) {
    double x = MIN(MAX(t->value[j], t->lower[j]), t->upper[j]), rest = fabs(x - floor(x + 0.5));
    if (!t->subproblem->program->columns[j].whole || t->subproblem->column[j] < 0 || rest <= most)
      continue;
    chosen = j;
    most = rest;
  }
  return chosen;
}

/* The column to branch on in large programs, where probing costs too much: by kind first, then by
 * its fraction.
 *   returns  -1 where all are whole */
static int branch_by_kind(const lg_tree *t)
{
  const lg_program *p = t->subproblem->program;
  int chosen = -1, rank = 9;
  double score = -1;
  for (int j = 0; j < p->column_count; j++) {
    if (!is_fractional(t, j)) continue;
    double fraction = t->value[j] - floor(t->value[j]);
    int r = kind_rank(p->columns[j].kind);
    /* on the way down to a first roster the place that is nearest to 1, else the least decided */
    double s = t->best == G_MAXINT64 && r == 4 ? fraction : MIN(fraction, 1 - fraction);
    if (r > rank || (r == rank && s <= score + 1e-9)) continue;
    chosen = j;
    rank = r;
    score = s;
  }
  return chosen;
}

/* A column that could be branched on. */
struct candidate_column {
  int column, rank;
  double gain[2]; /* by which the bound rises in the branch down and up, as estimated */
  double score;
  bool known; /* from enough experience: no probe is due */
};

/* The product of both gains, the larger the better (Achterberg, Koch, Martin 2005). */
static double branch_score(const lg_tree *t, const struct candidate_column *c)
{
  double least = t->tuning->tree_least_gain;
  return MAX(c->gain[0], least) * MAX(c->gain[1], least);
}

static int candidate_order(const void *x, const void *y)
{
  const struct candidate_column *a = x, *b = y;
  if (a->score != b->score) return a->score > b->score ? -1 : 1;
  if (a->rank != b->rank) return a->rank - b->rank;
  return a->column - b->column;
}

/* What a unit has cost on the average of all columns: for those without experience. */
static double mean_cost(const lg_tree *t, int side)
{
  double sum = 0;
  int count = 0;
  for (int j = 0; j < t->subproblem->program->column_count; j++) {
    if (!t->experience[j].count[side]) continue;
    sum += t->experience[j].cost[side] / t->experience[j].count[side];
    count++;
  }
  return count ? sum / count : 1;
}

/* Adds to a column's experience. side: 0 down, 1 up. distance: by which it had to move. */
static void learn(lg_tree *t, int column, int side, double gain, double distance)
{
  if (distance < whole_slack || !isfinite(gain)) return;
  t->experience[column].cost[side] += MAX(gain, 0) / distance;
  t->experience[column].count[side]++;
}

/* Estimates both gains by a few pivots (lg_lp_probe).
 *   value, cutoff  of the relaxation, without the constant */
static void probe(lg_tree *t, struct candidate_column *c, double value, double cutoff)
{
  int j = c->column;
  double x = t->value[j], below = floor(x);
  c->gain[0] = lg_lp_probe(t->lp, j, t->lower[j], below, cutoff) - value;
  c->gain[1] = lg_lp_probe(t->lp, j, below + 1, t->upper[j], cutoff) - value;
  learn(t, j, 0, c->gain[0], x - below);
  learn(t, j, 1, c->gain[1], below + 1 - x);
  c->score = branch_score(t, c);
}

/* The column to branch on by reliability branching (Achterberg, Koch, Martin 2005): by experience,
 * and by probes where there is little.
 *   value, cutoff  of the relaxation, without the constant
 *   returns        -1 where all are whole */
static int branch_by_gain(lg_tree *t, double value, double cutoff)
{
  const lg_tuning *tuning = t->tuning;
  const lg_program *p = t->subproblem->program;
  double mean[2] = {mean_cost(t, 0), mean_cost(t, 1)};
  struct candidate_column *list = g_new0(struct candidate_column, p->column_count + 1);
  int count = 0;
  for (int j = 0; j < p->column_count; j++) {
    if (!is_fractional(t, j)) continue;
    struct candidate_column *c = &list[count++];
    double fraction = t->value[j] - floor(t->value[j]), part[2] = {fraction, 1 - fraction};
    *c = (struct candidate_column){
        .column = j, .rank = kind_rank(p->columns[j].kind), .known = true};
    for (int side = 0; side < 2; side++) {
      int seen = t->experience[j].count[side];
      c->gain[side] = part[side] * (seen ? t->experience[j].cost[side] / seen : mean[side]);
      c->known &= seen >= tuning->tree_reliable;
    }
    c->score = branch_score(t, c);
  }
  qsort(list, (size_t)count, sizeof *list, candidate_order);
  int chosen = 0, probes = 0, vain = 0;
  for (int k = 0; k < count && probes < tuning->tree_probes && vain < tuning->tree_patience; k++) {
    if (!list[k].known) {
      probe(t, &list[k], value, cutoff);
      probes++;
    }
    bool better = k == 0 || list[k].score > list[chosen].score;
    if (better) chosen = k;
    vain = better ? 0 : vain + 1;
  }
  int column = count ? list[chosen].column : -1;
  g_free(list);
  return column;
}

/* Reduced-cost fixing at the root, after a better roster was found. */
static void narrow_root(lg_tree *t)
{
  double room = (double)(t->best - 1) + t->q.perturbation_sum - t->root_value + whole_slack;
  for (int j = 0; j < t->subproblem->program->column_count; j++) {
    double d = fabs(t->root_reduced[j]);
    if (d <= whole_slack || !t->subproblem->program->columns[j].whole) continue;
    double steps = floor(MAX(room, 0) / d + 1e-9 + whole_slack / d);
    if (steps >= t->subproblem->upper[j] - t->subproblem->lower[j]) continue;
    if (t->root_reduced[j] > 0)
      t->subproblem->upper[j] = t->subproblem->lower[j] + steps;
    else
      t->subproblem->lower[j] = t->subproblem->upper[j] - steps;
  }
}

/* Offers the solution at hand, whose columns are whole, rounded.
 *   returns  the goal's value, G_MAXINT64: rounding spoiled it, it is no roster */
static int64_t take_solution(lg_tree *t)
{
  for (int j = 0; j < t->subproblem->program->column_count; j++)
    if (t->subproblem->column[j] >= 0)
      t->whole_value[t->subproblem->column[j]] = floor(t->value[j] + 0.5);
  int64_t value = t->q.found(t->whole_value, t->q.user);
  if (value < t->best) {
    t->best = value;
    narrow_root(t);
  }
  return value;
}

static size_t basis_size(const lg_tree *t)
{
  return (size_t)t->subproblem->program->row_count + (size_t)t->subproblem->program->column_count +
         1;
}

/* Keeps the basis at hand for an open node, unless too much memory is used by such: then the node
 * will start from whatever basis is at hand. */
static void keep_basis(lg_tree *t, int node)
{
  size_t most = (size_t)t->tuning->tree_basis_mib << 20;
  if (t->basis_bytes + basis_size(t) > most) return;
  g_array_index(t->nodes, struct node, node).basis = lg_lp_basis(t->lp);
  t->basis_bytes += basis_size(t);
}

/* Frees the node's basis, where it has one.
 *   use  makes it the one at hand before */
static void leave_basis(lg_tree *t, int node, bool use)
{
  uint8_t **basis = &g_array_index(t->nodes, struct node, node).basis;
  if (!*basis) return;
  if (use) lg_lp_set_basis(t->lp, *basis);
  g_clear_pointer(basis, g_free);
  t->basis_bytes -= basis_size(t);
}

static int add_node(lg_tree *t, int parent, int column, double lower, double upper, int64_t bound)
{
  struct node node = {
      .parent = parent, .column = column, .lower = lower, .upper = upper, .bound = bound};
  g_array_append_val(t->nodes, node);
  return (int)t->nodes->len - 1;
}

/* Splits a node at a column.
 *   returns  the child on the side that the value is nearer to; the other one is open */
static int branch(lg_tree *t, int node, int column, int64_t bound)
{
  double value = t->value[column], below = floor(value),
         relaxed = g_array_index(t->nodes, struct node, node).value;
  int down = add_node(t, node, column, t->lower[column], below, bound),
      up = add_node(t, node, column, below + 1, t->upper[column], bound);
  struct node *of_down = &g_array_index(t->nodes, struct node, down),
              *of_up = &g_array_index(t->nodes, struct node, up);
  of_down->value = of_up->value = relaxed;
  of_up->up = true;
  keep_basis(t, value - below >= 0.5 ? down : up);
  of_down->distance = value - below;
  of_up->distance = below + 1 - value;
  push(t, value - below >= 0.5 ? down : up);
  return value - below >= 0.5 ? up : down;
}

/* The column that a dive decides next: the place nearest to 1, else the count nearest to a whole
 * number.
 *   returns  -1 where all are whole */
static int dive_column(const lg_tree *t)
{
  const lg_program *p = t->subproblem->program;
  int chosen = -1;
  double score = 0;
  for (int j = 0; j < p->column_count; j++) {
    if (!is_fractional(t, j)) continue;
    double fraction = t->value[j] - floor(t->value[j]);
    double s = p->columns[j].kind == LG_COL_ASSIGNMENT ? 1 + fraction : MAX(fraction, 1 - fraction);
    if (s <= score + 1e-9) continue;
    chosen = j;
    score = s;
  }
  return chosen;
}

/* Solves the relaxation with these bounds of a column; whether it has a solution below the
 * cutoff. */
static bool dive_solve(lg_tree *t, int column, double lower, double upper, double cutoff)
{
  if (lower > upper) return false;
  t->lower[column] = lower;
  t->upper[column] = upper;
  lg_lp_set_bounds(t->lp, column, lower, upper);
  return lg_lp_resolve(t->lp, cutoff) == LG_LP_OPTIMAL;
}

/* Dives below a node for a roster: decides one column after the other; where the likelier way leads
 * nowhere, the other one is tried once. The bounds of the node are lost. */
static void tree_dive(lg_tree *t, double cutoff)
{
  for (int k = 0; k < t->tuning->tree_dive_steps; k++) {
    int j = dive_column(t);
    if (j < 0) {
      take_solution(t);
      return;
    }
    double below = floor(t->value[j]), l = t->lower[j], u = t->upper[j];
    bool up =
        t->subproblem->program->columns[j].kind == LG_COL_ASSIGNMENT || t->value[j] - below >= 0.5;
    if (!dive_solve(t, j, up ? below + 1 : l, up ? u : below, cutoff) &&
        !dive_solve(t, j, up ? l : below + 1, up ? below : u, cutoff))
      return;
    lg_lp_solution(t->lp, t->value, t->dual, NULL);
  }
}

enum node_end { LG_NODE_CLOSED, LG_NODE_BRANCHED, LG_NODE_STOPPED };

/* ---- exact bounds ---- */

/* Prices of the subproblem's rows as those of the program's rows, held goals and cuts.
 *   sign  -1 turns them round */
static lg_prices node_prices(const lg_tree *t, const double *dual, int sign, int shift)
{
  const lg_whole *whole = t->q.face->whole;
  int cuts = t->q.face->cuts ? (int)t->q.face->cuts->len : 0;
  double *row = g_new0(double, whole->program->row_count + 1),
         *goal = g_new0(double, whole->goal_count + 1), *cut = g_new0(double, cuts + 1);
  for (int i = 0; i < t->subproblem->program->row_count; i++) {
    int origin = t->subproblem->row[i];
    int held = origin < 0 ? t->cut_goal[-1 - origin] : 0;
    if (origin >= 0)
      row[origin] = sign * dual[i];
    else
      *(held >= 0 ? &goal[held] : &cut[-1 - held]) -= sign * dual[i];
  }
  lg_prices prices = lg_prices_new(whole, row, goal, cut, cuts, shift);
  g_free(row);
  g_free(goal);
  g_free(cut);
  return prices;
}

static lg_whole_bound price_node(const lg_tree *t, const lg_prices *prices, bool empty)
{
  return lg_whole_price(t->q.face, empty ? -1 : t->q.goal, prices, t->face_lower, t->face_upper,
                        NULL);
}

/* Notes the coarsest prices that close the node, so that a certificate has short numbers.
 *   closes  at least this; with `empty` any value above 0 */
static void note_leaf(lg_tree *t, int node, const double *dual, int sign, bool empty,
                      int64_t closes)
{
  if (!t->q.nodes) return;
  for (int shift = 4; shift <= LG_PRICE_FINE_SHIFT; shift += 4) {
    lg_prices prices = node_prices(t, dual, sign, shift);
    lg_whole_bound bound = price_node(t, &prices, empty);
    bool enough = bound.known && (empty ? bound.value > 0 : lg_whole_bound_ceil(bound) >= closes);
    struct node *n = &g_array_index(t->nodes, struct node, node);
    if (enough) {
      n->proof = prices;
      n->empty = empty;
      return;
    }
    lg_prices_clear(&prices);
  }
}

/* Do the multipliers that the relaxation left prove, exactly, that nothing is left in the node? */
static bool is_node_empty(lg_tree *t, int node)
{
  if (!lg_lp_ray(t->lp, t->dual)) return false;
  double most = 0;
  for (int i = 0; i < t->subproblem->program->row_count; i++) most = fmax(most, fabs(t->dual[i]));
  for (int i = 0; most > 0 && i < t->subproblem->program->row_count; i++) t->dual[i] /= most;
  for (int sign = -1; sign <= 1; sign += 2) {
    lg_prices prices = node_prices(t, t->dual, sign, LG_PRICE_FINE_SHIFT);
    lg_whole_bound bound = price_node(t, &prices, true);
    lg_prices_clear(&prices);
    if (!bound.known || bound.value <= 0) continue;
    note_leaf(t, node, t->dual, sign, true, 0);
    return true;
  }
  return false;
}

/* The whole bound that the last duals prove. */
static int64_t exact_bound(const lg_tree *t)
{
  lg_prices prices = node_prices(t, t->dual, 1, LG_PRICE_FINE_SHIFT);
  lg_whole_bound bound = price_node(t, &prices, false);
  lg_prices_clear(&prices);
  return lg_whole_bound_ceil(bound);
}

/* The bound that the last duals prove within the node's bounds, rounded up.
 *   value  out: it before, with the perturbation */
static int64_t node_bound(lg_tree *t, double *value)
{
  lg_lp_solution(t->lp, t->value, t->dual, NULL);
  *value =
      lg_program_price(t->subproblem->program, t->cost, t->dual, t->lower, t->upper, t->reduced) +
      t->constant;
  if (t->q.face) return t->q.goal < 0 ? INT64_MIN : exact_bound(t);
  return (int64_t)ceil(*value - t->q.perturbation_sum - 1e-5);
}

/* Solves the relaxation of a node, and branches where it may hold something better.
 *   next  with LG_NODE_BRANCHED: the child to go on with */
static enum node_end solve_node(lg_tree *t, int node, int *next)
{
  const lg_program *p = t->subproblem->program;
  bool possible = enter(t, node);
  leave_basis(t, node, possible);
  if (!possible) return t->q.face ? LG_NODE_STOPPED : LG_NODE_CLOSED;
  int64_t limit = MIN(t->best, t->q.cutoff);
  double cutoff = limit < G_MAXINT64
                      ? (double)(limit - 1) + t->q.perturbation_sum + 1e-3 - t->constant
                      : LG_INFINITE;
  int before = lg_lp_pivots(t->lp);
  lg_lp_status status = node > 0     ? lg_lp_resolve(t->lp, cutoff)
                        : t->is_near ? lg_lp_solve_near(t->lp, t->root_reduced)
                                     : lg_lp_solve(t->lp);
  if (status == LG_LP_FAILED && node > 0) { /* again, without the old basis */
    lg_lp_free(t->lp);
    t->lp = lg_lp_new(t->deadline, p, t->lower, t->upper);
    lg_lp_set_costs(t->lp, t->cost);
    status = lg_lp_solve(t->lp);
    before = 0;
  }
  t->solved++;
  if (node > 0) t->pivots += lg_lp_pivots(t->lp) - before;
  double value;
  if (status == LG_LP_CUTOFF && node_bound(t, &value) < limit) /* GLPK says so, the duals do not */
    status = lg_lp_resolve(t->lp, LG_INFINITE);
  if (status == LG_LP_STOPPED || status == LG_LP_FAILED) return LG_NODE_STOPPED;
  if (t->q.face && status == LG_LP_INFEASIBLE)
    return is_node_empty(t, node) ? LG_NODE_CLOSED : LG_NODE_STOPPED;
  if (!t->q.face && status != LG_LP_OPTIMAL) return LG_NODE_CLOSED;
  int64_t bound = node_bound(t, &value);
  struct node *n = &g_array_index(t->nodes, struct node, node);
  n->bound = bound = MAX(n->bound, bound);
  if (n->column >= 0) learn(t, n->column, n->up, value - n->value, n->distance);
  n->value = value;
  if (node == 0) {
    memcpy(t->root_reduced, t->reduced, (size_t)p->column_count * sizeof(double));
    t->root_value = value;
  }
  if (bound >= limit) {
    if (t->q.face) note_leaf(t, node, t->dual, 1, false, limit);
    return LG_NODE_CLOSED;
  }
  int column =
      p->row_count < t->tuning->tree_probed_rows
          ? branch_by_gain(
                t, value - t->constant,
                MIN(cutoff, value - t->constant + t->tuning->tree_probe_reach * (1 + fabs(value))))
          : branch_by_kind(t);
  if (column < 0) {
    /* a rounded roster that costs more than the bound may hide a better one beside it */
    if (take_solution(t) <= bound) return LG_NODE_CLOSED;
    column = branch_by_rest(t);
    if (column < 0) {
      t->pruned_at = MIN(t->pruned_at, bound);
      return LG_NODE_CLOSED;
    }
  }
  *next = branch(t, node, column, bound);
  if (!t->q.face && t->solved % t->tuning->tree_dive_every == 1 &&
      p->row_count < t->tuning->tree_dive_rows) {
    keep_basis(t, *next);
    tree_dive(t, cutoff);
  }
  return LG_NODE_BRANCHED;
}

lg_tree *lg_tree_new(const lg_deadline *deadline, const lg_tree_question *question)
{
  lg_tree *t = g_new0(lg_tree, 1);
  t->deadline = deadline;
  t->tuning = lg_tuning_of(deadline);
  t->q = *question;
  t->best = t->pruned_at = G_MAXINT64;
  tree_init(t);
  t->is_near = question->reduced != NULL;
  t->q.lower = t->q.upper = t->q.cost = t->q.reduced = NULL; /* the caller's */
  t->q.cuts = NULL;
  t->q.cut_goal = NULL;
  if (!t->subproblem->contradicts) push(t, add_node(t, -1, -1, 0, 0, question->bound));
  return t;
}

/* The first of `node` and the open ones that may hold something better, -1 where none is left. */
static int next_node(lg_tree *t, int node)
{
  while (node >= 0 &&
         g_array_index(t->nodes, struct node, node).bound >= MIN(t->best, t->q.cutoff)) {
    leave_basis(t, node, false);
    node = pop(t);
  }
  return node;
}

/* Hands the nodes over as a proof. */
static void give_nodes(const lg_tree *t)
{
  for (guint k = 0; k < t->nodes->len; k++) {
    struct node *n = &g_array_index(t->nodes, struct node, k);
    lg_proof_node node = {.parent = n->parent,
                          .column = n->column < 0 ? -1 : t->subproblem->column[n->column],
                          .up = n->up,
                          .bound = (int64_t)(n->up ? n->lower : n->upper),
                          .leaf = n->proof.row != NULL,
                          .empty = n->empty,
                          .prices = n->proof};
    n->proof = (lg_prices){0};
    g_array_append_val(t->q.nodes, node);
  }
}

lg_tree_answer lg_tree_run(lg_tree *t, int64_t cutoff, int node_limit, int pivot_limit)
{
  const lg_tree_question *q = &t->q;
  lg_tree_answer answer = {.end = LG_TREE_DONE};
  t->q.cutoff = MIN(q->cutoff, cutoff);
  t->solved = t->pivots = 0;
  int node = next_node(t, pop(t));
  while (node >= 0) {
    int next = -1;
    enum node_end end = solve_node(t, node, &next);
    if (end == LG_NODE_STOPPED) {
      answer.end = LG_TREE_FAILED;
      break;
    }
    node = next_node(t, end == LG_NODE_BRANCHED ? next : pop(t));
    bool tired = t->solved >= node_limit || t->pivots >= pivot_limit;
    if (node >= 0 && tired) {
      answer.end = LG_TREE_LIMIT;
      break;
    }
    int64_t bound = open_bound(t, node);
    if (q->progress) q->progress(bound, q->user);
    if (t->best < G_MAXINT64 && q->enough && q->enough(t->best, bound, q->user)) break;
  }
  if (node >= 0) push(t, node);
  if (node < 0 && answer.end == LG_TREE_DONE && q->nodes) give_nodes(t);
  if (q->face && t->subproblem->contradicts) answer.end = LG_TREE_FAILED; /* without a proof */
  answer.best = t->best;
  answer.bound = MAX(MIN(open_bound(t, -1), q->cutoff), q->bound);
  if (answer.end == LG_TREE_DONE && t->pruned_at < MIN(t->best, q->cutoff))
    answer.end = LG_TREE_FAILED;
  return answer;
}
