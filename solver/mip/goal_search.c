/* goal_search.c - searches the face of one goal for its best roster: subproblems of growing size,
 * cut out by reduced cost; on each of them GLPK's branch and cut and our own branch and bound in
 * turn, with cuts and dives between them. docs/method.md, 4. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cut_loop.h"
#include "lexicographic_internal.h"
#include "tree.h"

/* What is known while a goal is searched. "Cost" is the goal's value plus the perturbation. */
struct goal_search {
  lg_lexicographic *lexicographic;
  int goal;
  lg_step *step;
  double *lower, *upper;   /* [column_count] the subproblem at hand */
  bool all;                /* it holds every roster of the face that is better than the incumbent */
  double *value;           /* [column_count] scratch */
  double relaxed;          /* value of the perturbed relaxation; c->reduced are its reduced costs */
  double perturbation_sum; /* the perturbation adds at most this to a roster's cost */
  int64_t found;           /* the goal's value in the best roster of the face; G_MAXINT64: none */
  double told;             /* the highest bound told so far */
  double expected;         /* budget within which the best roster probably is; 0: unknown */
  bool can_cut;            /* the face is small enough for cuts and dives, with which the two
                              methods take turns; large turns are kept short then */
  lg_cut_loop *cuts;       /* NULL: no cuts were looked for yet */
  GArray *held;            /* lg_cut: the objective rows of the earlier goals, loose */
  lg_tree *tree;           /* our branch and bound, to go on with; NULL: none */
  int tree_columns;        /* open columns of its subproblem */
};

/* Audits a whole solution and offers it as incumbent.
 *   returns  its goal as recounted, G_MAXINT64 where it is no roster of the face */
static int64_t goal_search_found(const double *value, void *user)
{
  const struct goal_search *search = user;
  lg_lexicographic *c = search->lexicographic;
  lg_roster *roster = lg_formulation_roster(c->f, value);
  int64_t *values = g_new0(int64_t, c->goal_count + 1), worth = G_MAXINT64;
  char *broken = NULL;
  bool good = lg_incumbent_offer(c, roster, values, &broken);
  if (!good && !c->fault)
    c->fault = broken;
  else
    g_free(broken);
  if (good && lg_is_in_face(c, values, search->goal))
    worth = search->goal < c->goal_count ? values[search->goal] : search->step->bound;
  lg_roster_free(roster);
  g_free(values);
  return worth;
}

/* Is the goal proved by this value and bound, or within the gap that is allowed? */
static bool goal_search_enough(const struct goal_search *search, int64_t best, int64_t bound)
{
  return best <= bound || lg_gap_allows(search->lexicographic, best, bound);
}

/* The same for the tree. The gap is one of the whole face: a subproblem that is only a part must be
 * searched to its end, or nothing would follow for the rest. */
static bool tree_enough(int64_t best, int64_t bound, void *user)
{
  const struct goal_search *search = user;
  return best <= bound || (search->all && lg_gap_allows(search->lexicographic, best, bound));
}

/* Tells a bound. One of a part of the face says nothing of the rest, and what is told never
 * falls. */
static void goal_search_tell(struct goal_search *search, double bound)
{
  search->told = MAX(search->told, (double)search->step->bound);
  if (search->all) search->told = MAX(search->told, bound);
  lg_tell(search->lexicographic, search->goal, true, search->told);
}

static void tree_tell(int64_t bound, void *user)
{
  struct goal_search *search = user;
  if (search->all) search->step->bound = MAX(search->step->bound, MIN(bound, search->found));
  goal_search_tell(search, (double)search->step->bound);
}

/* Tells the bound that GLPK has now: the constant added, the perturbation taken off. */
static void mip_tell(double bound, void *user)
{
  struct goal_search *search = user;
  bound += (double)search->lexicographic->constant - search->perturbation_sum;
  goal_search_tell(search, MIN(bound, (double)search->found));
}

/* How a search of a subproblem ended: nothing better is left in it; a limit came first; the
 * time. */
enum goal_search_end { LG_GOAL_SEARCH_FINISHED, LG_GOAL_SEARCH_LIMIT, LG_GOAL_SEARCH_STOPPED };

/* The most that a roster better than the incumbent costs. */
static double goal_search_ceiling(const struct goal_search *search)
{
  return search->found < G_MAXINT64
             ? (double)(search->found - 1) + search->perturbation_sum + LG_SLACK
             : LG_INFINITE;
}

/* The rows that a subproblem gets beside its own: the objective rows of the earlier goals and, with
 * `all`, the cuts. GLPK gets no cuts: what it concludes from many of them was seen to be wrong.
 *   returns  lg_cut with borrowed arrays; g_array_unref */
static GArray *goal_search_rows(const struct goal_search *search, bool all)
{
  const GArray *cuts = search->lexicographic->cuts;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(lg_cut)); /* their arrays are borrowed */
  g_array_append_vals(rows, search->held->data, search->held->len);
  for (guint k = 0; all && k < cuts->len; k++)
    if (g_array_index(cuts, lg_cut, k).spare)
      g_array_append_val(rows, g_array_index(cuts, lg_cut, k));
  return rows;
}

/* Pivots that so many nodes may take: few where cuts and dives wait for their turn. */
static int pivots_for(const struct goal_search *search, int node_limit)
{
  enum { most_nodes = 10000000 }; /* an int holds the pivots of so many */
  const lg_tuning *tuning = search->lexicographic->tuning;
  return search->can_cut
             ? tuning->turn_root_pivots + tuning->turn_node_pivots * MIN(node_limit, most_nodes)
             : G_MAXINT;
}

/* One turn of GLPK's branch and cut on the subproblem. */
static enum goal_search_end goal_search_by_glpk(lg_lexicographic *c, struct goal_search *search,
                                                int node_limit)
{
  double bound, ceiling = goal_search_ceiling(search);
  GArray *cuts = goal_search_rows(search, false);
  lg_lp_status status =
      lg_mip_solve(c->deadline, c->f->program, search->lower, search->upper, c->cost,
                   (const lg_cut *)(void *)cuts->data, (int)cuts->len, node_limit,
                   pivots_for(search, node_limit),
                   ceiling < LG_INFINITE ? ceiling - (double)c->constant : ceiling, mip_tell,
                   search, search->value, &bound);
  g_array_unref(cuts);
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) {
    int64_t worth = goal_search_found(search->value, search);
    search->found = MIN(search->found, worth);
    /* within its tolerances GLPK broke an earlier goal, or miscounted this one: then its end proves
     * nothing */
    bool dearer = status == LG_LP_OPTIMAL && search->goal < c->goal_count &&
                  (double)worth > bound + (double)c->constant + 0.5;
    if (worth == G_MAXINT64 || dearer) return LG_GOAL_SEARCH_LIMIT;
  }
  if (lg_deadline_is_over(c->deadline)) return LG_GOAL_SEARCH_STOPPED;
  return status == LG_LP_OPTIMAL || status == LG_LP_INFEASIBLE ? LG_GOAL_SEARCH_FINISHED
                                                               : LG_GOAL_SEARCH_LIMIT;
}

/* Makes a tree of the subproblem, unless the one at hand will do: one over everything that is
 * better than the incumbent, and the subproblem has hardly shrunk since.
 *   returns  the columns that are open */
static int goal_search_plant(lg_lexicographic *c, struct goal_search *search)
{
  int columns = lg_free_count(c->f->program, search->lower, search->upper);
  if (search->tree && search->all &&
      columns > search->tree_columns / 10 * c->tuning->replant_tenths)
    return columns;
  GArray *cuts = goal_search_rows(search, true);
  lg_tree_question question = {.program = c->f->program,
                               .lower = search->lower,
                               .upper = search->upper,
                               .cost = c->cost,
                               .constant = (double)c->constant,
                               .perturbation_sum = search->perturbation_sum,
                               .cuts = (const lg_cut *)(void *)cuts->data,
                               .cut_count = (int)cuts->len,
                               .cutoff = search->found,
                               .bound = search->step->bound,
                               .found = goal_search_found,
                               .enough = tree_enough,
                               .progress = tree_tell,
                               .user = search};
  lg_tree_free(search->tree);
  search->tree = lg_tree_new(c->deadline, &question);
  search->tree_columns = columns;
  g_array_unref(cuts);
  return columns;
}

/* One turn of our own branch and bound on the subproblem. */
static enum goal_search_end goal_search_by_tree(lg_lexicographic *c, struct goal_search *search,
                                                int node_limit)
{
  int columns = goal_search_plant(c, search);
  int pivot_limit =
      columns < c->tuning->own_tree_columns ? G_MAXINT : pivots_for(search, node_limit);
  lg_tree_answer answer = lg_tree_run(search->tree, search->found, node_limit, pivot_limit);
  search->found = MIN(search->found, answer.best);
  if (!search->all || answer.end == LG_TREE_FAILED) g_clear_pointer(&search->tree, lg_tree_free);
  if (lg_deadline_is_over(c->deadline)) return LG_GOAL_SEARCH_STOPPED;
  return answer.end == LG_TREE_DONE ? LG_GOAL_SEARCH_FINISHED : LG_GOAL_SEARCH_LIMIT;
}

static int by_size(const void *x, const void *y)
{
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

/* Budgets of ever wider subproblems: one holds what reduced-cost fixing leaves by its budget. */
struct widths {
  double *price;    /* [open] absolute reduced costs of the open columns, ascending */
  int open, wanted; /* columns of the face, and of the subproblem as it is aimed at */
  double budget;
  const lg_tuning *tuning;
};

/* The first budget leaves a part more columns than have no reduced cost, and some at least; and it
 * is at least `budget`. */
static void widths_init(struct widths *w, const lg_lexicographic *c, const lg_step *step,
                        double budget)
{
  const lg_tuning *tuning = w->tuning = c->tuning;
  int n = 0, zero = 0;
  w->price = g_new(double, c->f->program->column_count + 1);
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (step->upper[j] <= step->lower[j]) continue;
    w->price[n++] = fabs(c->reduced[j]);
    zero += fabs(c->reduced[j]) <= tuning->width_zero;
  }
  qsort(w->price, (size_t)n, sizeof(double), by_size);
  w->open = n;
  w->wanted = zero + MAX(tuning->width_least, zero / tuning->width_part);
  w->budget = w->wanted < n ? w->price[w->wanted] : LG_INFINITE;
  w->budget = MAX(w->budget, budget);
}

static void widths_next(struct widths *w)
{
  w->wanted = MIN(w->wanted + w->wanted / w->tuning->width_growth_part, w->open);
  w->budget = MAX(w->tuning->width_budget_growth * w->budget,
                  w->wanted < w->open ? w->price[w->wanted] : LG_INFINITE);
}

/* How much more than the relaxation a roster better than the incumbent may cost: a subproblem of
 * this budget holds all of them. */
static double goal_search_room(const struct goal_search *search)
{
  double ceiling = goal_search_ceiling(search);
  return ceiling < LG_INFINITE ? ceiling - search->relaxed : ceiling;
}

/* Solves the relaxation over the part of the face that holds all rosters at least as good as the
 * incumbent. */
static lg_lp_status relax_to_found(lg_lexicographic *c, struct goal_search *search)
{
  lg_step *step = search->step;
  size_t n = (size_t)c->f->program->column_count + 1;
  if (search->found == G_MAXINT64) return lg_solve_relaxation(c, &search->relaxed);
  step->cut_lower = g_memdup2(step->lower, n * sizeof(double));
  step->cut_upper = g_memdup2(step->upper, n * sizeof(double));
  step->ceiling = search->found;
  lg_narrow(c, step->reduced, (double)search->found - step->value, step->cut_lower,
            step->cut_upper);
  memcpy(c->lower, step->cut_lower, n * sizeof(double));
  memcpy(c->upper, step->cut_upper, n * sizeof(double));
  lg_lp_status status = lg_solve_relaxation(c, &search->relaxed);
  memcpy(c->lower, step->lower, n * sizeof(double));
  memcpy(c->upper, step->upper, n * sizeof(double));
  return status;
}

/* Solves the relaxation once more with perturbed costs: a fixed random draw for each placement
 * tells equal rosters apart, adding at most a tenth of a unit to any of them, and leaves few
 * columns without a reduced cost. The last goal is not perturbed, it is a draw itself. Sets
 * c->cost, c->reduced and search->relaxed.
 *   returns  as lg_solve_relaxation */
static lg_lp_status perturb(lg_lexicographic *c, int goal, struct goal_search *search)
{
  double most = c->tuning->perturbation;
  const lg_program *p = c->f->program;
  search->relaxed = search->step->value;
  memcpy(c->reduced, search->step->reduced, (size_t)p->column_count * sizeof(double));
  if (goal + 1 >= c->rounds) return LG_LP_OPTIMAL;
  double *of_teacher = g_new0(double, c->f->district->teacher_count + 1), sum = 0;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_ASSIGNMENT && search->step->upper[j] > 0)
      of_teacher[p->columns[j].a] = MAX(of_teacher[p->columns[j].a], c->perturbation[j]);
  for (int i = 0; i < c->f->district->teacher_count; i++) sum += of_teacher[i];
  g_free(of_teacher);
  if (sum <= 0) return LG_LP_OPTIMAL;
  search->perturbation_sum = most;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_ASSIGNMENT) c->cost[j] += most / sum * c->perturbation[j];
  return relax_to_found(c, search);
}

/* Makes the subproblem of this budget the one at hand.
 *   returns  its open columns */
static int goal_search_subproblem(const lg_lexicographic *c, struct goal_search *search,
                                  double budget)
{
  size_t n = (size_t)c->f->program->column_count;
  const lg_step *step = search->step;
  memcpy(search->lower, step->cut_lower ? step->cut_lower : step->lower, n * sizeof(double));
  memcpy(search->upper, step->cut_upper ? step->cut_upper : step->upper, n * sizeof(double));
  if (budget < LG_INFINITE) lg_narrow(c, c->reduced, budget, search->lower, search->upper);
  return lg_free_count(c->f->program, search->lower, search->upper);
}

/* Searches the neighbourhood of the relaxation: teachers who have one whole place in it keep that,
 * as `keep` says, and GLPK places the others (Danna, Rothberg, Le Pape 2005). */
static enum goal_search_end goal_search_near(lg_lexicographic *c, struct goal_search *search,
                                             lg_keep keep)
{
  search->all = false;
  goal_search_subproblem(c, search, LG_INFINITE);
  lg_keep_places(c, keep, search->lower, search->upper);
  return goal_search_by_glpk(c, search, c->tuning->near_nodes);
}

/* Takes note of the incumbent, which may have become better meanwhile. */
static void goal_search_look(struct goal_search *search)
{
  const lg_lexicographic *c = search->lexicographic;
  if (!lg_incumbent_is_in_face(c, search->goal)) return;
  int64_t worth =
      search->goal < c->goal_count ? c->incumbent_values[search->goal] : search->step->bound;
  search->found = MIN(search->found, worth);
}

/* Local search from the incumbent, where branch and bound makes no headway: as many shifts a column
 * as it had nodes. */
static void goal_search_walk(lg_lexicographic *c, struct goal_search *search, int nodes)
{
  if (search->goal >= c->goal_count || !lg_incumbent_is_in_face(c, search->goal)) return;
  lg_incumbent_offer_better(c, search->goal, (int64_t)nodes * c->f->program->column_count);
  goal_search_look(search);
  goal_search_tell(search, search->told);
}

/* One turn of cuts and dives (cut_loop.h). Before the first turn GLPK gets a few nodes, in smaller
 * subproblems: many are finished by that.
 *   first    no cuts were looked for yet
 *   returns  FINISHED only where GLPK's try finished; else LIMIT, or STOPPED */
static enum goal_search_end goal_search_cut(lg_lexicographic *c, struct goal_search *search,
                                            bool first)
{
  search->all = true;
  if (first && goal_search_subproblem(c, search, goal_search_room(search)) <
                   c->tuning->search_large_columns) {
    enum goal_search_end end = goal_search_by_glpk(c, search, c->tuning->near_nodes);
    if (end != LG_GOAL_SEARCH_LIMIT || c->fault) return end;
    if (search->found < G_MAXINT64) goal_search_near(c, search, LG_KEEP_SHARED);
  }
  if (first)
    search->cuts = lg_cut_loop_new(c, search->goal, search->found, c->reduced, search->relaxed,
                                   search->perturbation_sum, search->held);
  if (lg_cut_loop_run(search->cuts, search->found)) g_clear_pointer(&search->tree, lg_tree_free);
  memcpy(c->reduced, search->cuts->reduced, (size_t)c->f->program->column_count * sizeof(double));
  search->relaxed = search->cuts->bound;
  goal_search_look(search);
  goal_search_tell(search, search->told);
  return lg_deadline_is_over(c->deadline) ? LG_GOAL_SEARCH_STOPPED : LG_GOAL_SEARCH_LIMIT;
}

/* Does a tolerance of an earlier goal wait to be opened, once that goal is settled? Then this goal
 * will be solved again on a wider face, and no more effort is due here. */
static bool tolerance_waits(const lg_lexicographic *c, int goal)
{
  bool any = false;
  for (int k = 0; k < goal; k++) any |= !c->steps[k].settled && c->policy->goals[k].tolerance.p > 0;
  return any;
}

/* Searches ever wider subproblems, until nothing that was left out can be part of a better roster.
 * The two methods take turns, with more nodes each turn: where one is caught in a bad tree the
 * other seldom is.
 *   node_limit  the search gives up (LIMIT) after the first turn of more nodes than this, unless a
 *               roster is known, since that settles the goals before this one, too */
static enum goal_search_end goal_search_run(lg_lexicographic *c, struct goal_search *search,
                                            int node_limit)
{
  const lg_tuning *tuning = c->tuning;
  lg_step *step = search->step;
  struct widths widths;
  widths_init(&widths, c, step, search->expected);
  enum goal_search_end end = LG_GOAL_SEARCH_LIMIT;
  bool has_turn = false; /* cuts and dives had their turn since the last one of the methods */
  for (int nodes = tuning->turn_nodes;;) {
    if (search->found < G_MAXINT64 && goal_search_enough(search, search->found, step->bound)) {
      end = LG_GOAL_SEARCH_FINISHED;
      break;
    }
    double room = goal_search_room(search);
    int whole = goal_search_subproblem(c, search, room);
    search->can_cut = whole < tuning->cut_most_columns;
    /* a subproblem of most of the columns might as well hold all of them */
    bool all = widths.budget >= room || goal_search_subproblem(c, search, widths.budget) >
                                            whole / 10 * tuning->width_all_tenths;
    double budget = all ? room : widths.budget;
    int count = goal_search_subproblem(c, search, budget);
    bool later = nodes > tuning->turn_nodes ||
                 (whole < tuning->search_large_columns ? all : search->found < G_MAXINT64);
    if (later && search->can_cut && count >= tuning->cut_columns && !has_turn) {
      has_turn = true;
      end = goal_search_cut(c, search, !search->cuts);
      if (end != LG_GOAL_SEARCH_LIMIT || c->fault) break;
      g_free(widths.price);
      widths_init(&widths, c, step, 0);
      continue;
    }
    search->all = all;
    int64_t before = search->found;
    bool ours = search->cuts && count < tuning->own_tree_columns;
    end = ours ? goal_search_by_tree(c, search, nodes) : goal_search_by_glpk(c, search, nodes);
    if (end == LG_GOAL_SEARCH_LIMIT && !c->fault)
      end = ours ? goal_search_by_glpk(c, search, nodes / tuning->glpk_slower)
                 : goal_search_by_tree(c, search, nodes);
    if (end == LG_GOAL_SEARCH_STOPPED || c->fault || (end == LG_GOAL_SEARCH_FINISHED && all)) break;
    if (end == LG_GOAL_SEARCH_FINISHED) { /* all that costs less than the budget was in it */
      int64_t bound = (int64_t)ceil(search->relaxed + budget - search->perturbation_sum - LG_SLACK);
      step->bound = MAX(step->bound, MIN(bound, search->found));
      widths_next(&widths);
      continue;
    }
    if (nodes > node_limit && (search->found == G_MAXINT64 || tolerance_waits(c, search->goal)))
      break;
    if (nodes > G_MAXINT / tuning->turn_growth)
      break; /* a turn that large can only have failed by its numbers */
    if (search->found == before && !all) widths_next(&widths);
    goal_search_walk(c, search, nodes);
    if (search->found < G_MAXINT64 && !search->cuts) goal_search_near(c, search, LG_KEEP_SHARED);
    has_turn = false;
    nodes *= tuning->turn_growth;
  }
  g_free(widths.price);
  return c->fault || lg_deadline_is_over(c->deadline) ? LG_GOAL_SEARCH_STOPPED : end;
}

lg_lexicographic_end lg_search(lg_lexicographic *c, int goal, int node_limit)
{
  const lg_tuning *tuning = c->tuning;
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)c->f->program->column_count + 1;
  struct goal_search search = {
      .lexicographic = c, .goal = goal, .step = step, .found = G_MAXINT64, .told = -LG_INFINITE};
  search.held = lg_objective_rows(c, goal, true);
  search.lower = g_new(double, n);
  search.upper = g_new(double, n);
  search.value = g_new0(double, n);
  if (!lg_incumbent_is_in_face(c, goal))
    lg_incumbent_offer_local_search(c, goal, tuning->face_effort * (int64_t)n,
                                    tuning->face_effort * (int64_t)n);
  goal_search_look(&search);
  enum goal_search_end end = LG_GOAL_SEARCH_STOPPED;
  if (perturb(c, goal, &search) == LG_LP_OPTIMAL) {
    int64_t bound = (int64_t)ceil(search.relaxed - search.perturbation_sum - LG_SLACK);
    step->bound = MAX(step->bound, MIN(bound, search.found));
    int open = goal_search_subproblem(c, &search, goal_search_room(&search));
    bool cuts_soon = open >= tuning->search_large_columns && open < tuning->cut_most_columns &&
                     search.found < G_MAXINT64;
    if (c->has_value && open > tuning->near_columns) {
      int64_t before = search.found;
      if (cuts_soon || goal_search_near(c, &search, LG_KEEP_ALL) == LG_GOAL_SEARCH_LIMIT)
        goal_search_walk(c, &search, tuning->turn_nodes);
      else if (search.found < before)
        search.expected = goal_search_room(&search) / tuning->near_times;
    }
    if (!c->fault) end = goal_search_run(c, &search, node_limit);
  }
  lg_tree_free(search.tree);
  lg_cut_loop_free(search.cuts);
  g_array_unref(search.held);
  g_free(search.lower);
  g_free(search.upper);
  g_free(search.value);
  if (c->fault) return LG_LEXICOGRAPHIC_FAULT;
  if (end != LG_GOAL_SEARCH_FINISHED) return LG_LEXICOGRAPHIC_STOPPED;
  if (search.found == G_MAXINT64) return LG_LEXICOGRAPHIC_INFEASIBLE;
  if (!goal_search_enough(&search, search.found, step->bound)) step->bound = search.found;
  lg_settle(c, goal, search.found);
  return LG_LEXICOGRAPHIC_DONE;
}
