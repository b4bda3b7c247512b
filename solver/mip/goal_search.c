/* goal_search.c - the best plan of one goal in its face, in whole people: cores by reduced cost, two
 * methods in turn. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cut_loop.h"
#include "lexicographic_internal.h"
#include "tree.h"

/* Nodes that each of the two methods may take at first; four times as many in each further turn. */
enum { LG_FIRST_NODES = 250 };
/* Shifts a column that local search may weigh before them. */
enum { LG_FACE_EFFORT = 4 };
/* Nodes of a plan near another, and of a first try before a face is narrowed by cuts; larger cores
 * go without it, still larger ones are not cut: a round costs as much as many nodes there. */
enum { LG_PROBE_NODES = 30, LG_LARGE_CORE = 8000, LG_CUT_COLUMNS = 20000 };
/* In smaller cores that have cuts the tree of ours goes first: it chooses well where it branches.
 * Then GLPK has fewer nodes: each takes longer. */
enum { LG_OWN_COLUMNS = 3500, LG_SLOWER = 2 };
/* On smaller faces no plan near the relaxation is looked for first. */
enum { LG_NEAR_COLUMNS = 3000 };
/* Such a plan is seldom more often than this as far from the relaxation as the best one. */
enum { LG_NEAR_TIMES = 4 };

/* May the search stop at `found` with this bound? SPEC 7: |found - bound| <= floor(gap |found|). */
static bool lg_gap_allows(const lg_chain *c, int64_t found, int64_t bound)
{
  __extension__ typedef __int128 lg_i128;
  lg_i128 room = (lg_i128)c->settings->gap.p * ABS(found) / c->settings->gap.q;
  return found - bound <= (int64_t)room;
}

/* What is known while a goal is searched. */
typedef struct {
  lg_chain *chain;
  int goal;
  lg_step *step;
  double *lower, *upper; /* of the core */
  bool all;              /* the core holds every plan that is better than the best one */
  double *value;
  double relaxed;  /* value of the relaxation with ties broken; c->reduced are its reduced costs */
  double tie_sum;  /* what breaking ties may add to a plan */
  int64_t found;   /* worth of the best plan in the face, G_MAXINT64: none */
  double told;     /* the highest bound told */
  double expected; /* the best plan may well be that near to the relaxation; 0: unknown */
  bool can_cut;    /* large turns are short: cuts and dives take turns with them */
  lg_tightening *cuts; /* NULL: none were looked for yet */
  GArray *held;        /* lg_cut: the earlier goals */
  lg_tree *tree;       /* NULL: none to go on with */
  int tree_columns;    /* of its core */
} lg_quest;

/* A whole solution of the tree: audited, and judged by what it really is worth. */
static int64_t lg_quest_found(const double *value, void *user)
{
  const lg_quest *quest = user;
  lg_chain *c = quest->chain;
  lg_roster *roster = lg_formulation_roster(c->f, value);
  int64_t *values = g_new0(int64_t, c->goal_count + 1), worth = G_MAXINT64;
  char *broken = NULL;
  bool good = lg_offer(c, roster, values, &broken);
  if (!good && !c->fault)
    c->fault = broken;
  else
    g_free(broken);
  if (good && lg_is_in_face(c, values, quest->goal))
    worth = quest->goal < c->goal_count ? values[quest->goal] : quest->step->bound;
  lg_roster_free(roster);
  g_free(values);
  return worth;
}

static bool lg_quest_enough(const lg_quest *quest, int64_t best, int64_t bound)
{
  return best <= bound || lg_gap_allows(quest->chain, best, bound);
}

/* A gap is one of the whole face: of a part nothing better may be left, or its end says nothing of
 * the rest. */
static bool lg_tree_enough(int64_t best, int64_t bound, void *user)
{
  const lg_quest *quest = user;
  return best <= bound || (quest->all && lg_gap_allows(quest->chain, best, bound));
}

/* A part of the face says nothing of the rest; what is told never falls. */
static void lg_quest_tell(lg_quest *quest, double bound)
{
  quest->told = MAX(quest->told, (double)quest->step->bound);
  if (quest->all) quest->told = MAX(quest->told, bound);
  lg_tell(quest->chain, quest->goal, true, quest->told);
}

static void lg_tree_tell(int64_t bound, void *user)
{
  lg_quest *quest = user;
  if (quest->all) quest->step->bound = MAX(quest->step->bound, MIN(bound, quest->found));
  lg_quest_tell(quest, (double)quest->step->bound);
}

static void lg_mip_tell(double bound, void *user)
{
  lg_quest *quest = user;
  bound += (double)quest->chain->constant - quest->tie_sum;
  lg_quest_tell(quest, MIN(bound, (double)quest->found));
}

typedef enum { LG_QUEST_FINISHED, LG_QUEST_LIMIT, LG_QUEST_STOPPED } lg_quest_end;

/* What a plan better than the best one costs at most, ties included. */
static double lg_quest_ceiling(const lg_quest *quest)
{
  return quest->found < G_MAXINT64 ? (double)(quest->found - 1) + quest->tie_sum + LG_SLACK
                                   : LG_INFINITE;
}

/* What a core is searched with beside its rows: the earlier goals, and with `all` the cuts that
 * could be spared. What GLPK concludes from many is not to be trusted. */
static GArray *lg_quest_rows(const lg_quest *quest, bool all)
{
  const GArray *cuts = quest->chain->cuts;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(lg_cut)); /* their arrays are borrowed */
  g_array_append_vals(rows, quest->held->data, quest->held->len);
  for (guint k = 0; all && k < cuts->len; k++)
    if (g_array_index(cuts, lg_cut, k).spare)
      g_array_append_val(rows, g_array_index(cuts, lg_cut, k));
  return rows;
}

/* Pivots that so many nodes may take: few where cuts and dives take turns with them. */
static int lg_pivot_limit(const lg_quest *quest, int node_limit)
{
  enum { root = 2000, node = 10, most_nodes = 10000000 };
  return quest->can_cut ? root + node * MIN(node_limit, most_nodes) : G_MAXINT;
}

/* GLPK's branch and cut on the core. */
static lg_quest_end lg_quest_by_cuts(lg_chain *c, lg_quest *quest, int node_limit)
{
  double bound, ceiling = lg_quest_ceiling(quest);
  GArray *cuts = lg_quest_rows(quest, false);
  lg_lp_status status =
      lg_mip_solve(c->engine, c->f->program, quest->lower, quest->upper, c->cost,
                   (const lg_cut *)(void *)cuts->data, (int)cuts->len, node_limit,
                   lg_pivot_limit(quest, node_limit),
                   ceiling < LG_INFINITE ? ceiling - (double)c->constant : ceiling, lg_mip_tell,
                   quest, quest->value, &bound);
  g_array_unref(cuts);
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) {
    int64_t worth = lg_quest_found(quest->value, quest);
    quest->found = MIN(quest->found, worth);
    /* a held goal, or the plan's own cost, was broken within GLPK's tolerances: no proof */
    bool dearer = status == LG_LP_OPTIMAL && quest->goal < c->goal_count &&
                  (double)worth > bound + (double)c->constant + 0.5;
    if (worth == G_MAXINT64 || dearer) return LG_QUEST_LIMIT;
  }
  if (lg_engine_is_over(c->engine)) return LG_QUEST_STOPPED;
  return status == LG_LP_OPTIMAL || status == LG_LP_INFEASIBLE ? LG_QUEST_FINISHED : LG_QUEST_LIMIT;
}

/* A tree of the core that holds all is kept for the next turn, unless the core has become much
 * smaller since.
 *   returns  the columns that are open */
static int lg_quest_plant(lg_chain *c, lg_quest *quest)
{
  int columns = lg_free_count(c->f->program, quest->lower, quest->upper);
  if (quest->tree && quest->all && columns > quest->tree_columns / 10 * 9) return columns;
  GArray *cuts = lg_quest_rows(quest, true);
  lg_tree_question question = {.program = c->f->program,
                               .lower = quest->lower,
                               .upper = quest->upper,
                               .cost = c->cost,
                               .constant = (double)c->constant,
                               .tie_sum = quest->tie_sum,
                               .cuts = (const lg_cut *)(void *)cuts->data,
                               .cut_count = (int)cuts->len,
                               .cutoff = quest->found,
                               .bound = quest->step->bound,
                               .found = lg_quest_found,
                               .enough = lg_tree_enough,
                               .progress = lg_tree_tell,
                               .user = quest};
  lg_tree_free(quest->tree);
  quest->tree = lg_tree_new(c->engine, &question);
  quest->tree_columns = columns;
  g_array_unref(cuts);
  return columns;
}

/* Our own branch and bound on the core. */
static lg_quest_end lg_quest_by_counts(lg_chain *c, lg_quest *quest, int node_limit)
{
  int columns = lg_quest_plant(c, quest);
  int pivot_limit = columns < LG_OWN_COLUMNS ? G_MAXINT : lg_pivot_limit(quest, node_limit);
  lg_tree_answer answer = lg_tree_run(quest->tree, quest->found, node_limit, pivot_limit);
  quest->found = MIN(quest->found, answer.best);
  if (!quest->all || answer.end == LG_TREE_FAILED) g_clear_pointer(&quest->tree, lg_tree_free);
  if (lg_engine_is_over(c->engine)) return LG_QUEST_STOPPED;
  return answer.end == LG_TREE_DONE ? LG_QUEST_FINISHED : LG_QUEST_LIMIT;
}

static int lg_by_size(const void *x, const void *y)
{
  double a = *(const double *)x, b = *(const double *)y;
  return a < b ? -1 : a > b;
}

/* Budgets of ever wider cores. */
typedef struct {
  double *price; /* [open] reduced costs of the open columns, the smallest first */
  int open, wanted;
  double budget;
} lg_widths;

/* The first leaves a third more columns than cost nothing, 300 more at least, and this budget. */
static void lg_widths_init(lg_widths *w, const lg_chain *c, const lg_step *step, double budget)
{
  int n = 0, zero = 0;
  w->price = g_new(double, c->f->program->column_count + 1);
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (step->upper[j] <= step->lower[j]) continue;
    w->price[n++] = fabs(c->reduced[j]);
    zero += fabs(c->reduced[j]) <= 1e-3;
  }
  qsort(w->price, (size_t)n, sizeof(double), lg_by_size);
  w->open = n;
  w->wanted = zero + MAX(300, zero / 3);
  w->budget = w->wanted < n ? w->price[w->wanted] : LG_INFINITE;
  w->budget = MAX(w->budget, budget);
}

static void lg_widths_next(lg_widths *w)
{
  w->wanted = MIN(w->wanted + w->wanted / 2, w->open);
  w->budget = MAX(2 * w->budget, w->wanted < w->open ? w->price[w->wanted] : LG_INFINITE);
}

/* How much more than the relaxation a plan better than the best one may cost. */
static double lg_quest_room(const lg_quest *quest)
{
  double ceiling = lg_quest_ceiling(quest);
  return ceiling < LG_INFINITE ? ceiling - quest->relaxed : ceiling;
}

/* The relaxation over the part of the face in which a plan at most as bad as the best one lies. */
static lg_lp_status lg_relax_to_found(lg_chain *c, lg_quest *quest)
{
  lg_step *step = quest->step;
  size_t n = (size_t)c->f->program->column_count + 1;
  if (quest->found == G_MAXINT64) return lg_solve_relaxation(c, &quest->relaxed);
  step->tight_lower = g_memdup2(step->lower, n * sizeof(double));
  step->tight_upper = g_memdup2(step->upper, n * sizeof(double));
  step->ceiling = quest->found;
  lg_narrow(c, step->reduced, (double)quest->found - step->value, step->tight_lower,
            step->tight_upper);
  memcpy(c->lower, step->tight_lower, n * sizeof(double));
  memcpy(c->upper, step->tight_upper, n * sizeof(double));
  lg_lp_status status = lg_solve_relaxation(c, &quest->relaxed);
  memcpy(c->lower, step->lower, n * sizeof(double));
  memcpy(c->upper, step->upper, n * sizeof(double));
  return status;
}

/* The relaxation once more, with a draw that tells equals apart: it adds a tenth of a unit to any
 * plan at most, and leaves few columns without a reduced cost. The last goal is a draw itself.
 * returns its end; c->cost, c->reduced and quest->relaxed are set */
static lg_lp_status lg_break_ties(lg_chain *c, int goal, lg_quest *quest)
{
  static const double most = 0.1;
  const lg_program *p = c->f->program;
  quest->relaxed = quest->step->value;
  memcpy(c->reduced, quest->step->reduced, (size_t)p->column_count * sizeof(double));
  if (goal + 1 >= c->rounds) return LG_LP_OPTIMAL;
  double *of_teacher = g_new0(double, c->f->district->teacher_count + 1), sum = 0;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_PLACE && quest->step->upper[j] > 0)
      of_teacher[p->columns[j].a] = MAX(of_teacher[p->columns[j].a], c->tie[j]);
  for (int i = 0; i < c->f->district->teacher_count; i++) sum += of_teacher[i];
  g_free(of_teacher);
  if (sum <= 0) return LG_LP_OPTIMAL;
  quest->tie_sum = most;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind == LG_COL_PLACE) c->cost[j] += most / sum * c->tie[j];
  return lg_relax_to_found(c, quest);
}

/* Puts the core of this budget into the quest's bounds. returns  its open columns */
static int lg_quest_core(const lg_chain *c, lg_quest *quest, double budget)
{
  size_t n = (size_t)c->f->program->column_count;
  const lg_step *step = quest->step;
  memcpy(quest->lower, step->tight_lower ? step->tight_lower : step->lower, n * sizeof(double));
  memcpy(quest->upper, step->tight_upper ? step->tight_upper : step->upper, n * sizeof(double));
  if (budget < LG_INFINITE) lg_narrow(c, c->reduced, budget, quest->lower, quest->upper);
  return lg_free_count(c->f->program, quest->lower, quest->upper);
}

/* A plan near the relaxation (relaxation induced; Danna, Rothberg, Le Pape 2005). */
static lg_quest_end lg_quest_near(lg_chain *c, lg_quest *quest, lg_keep keep)
{
  quest->all = false;
  lg_quest_core(c, quest, LG_INFINITE);
  lg_keep_places(c, keep, quest->lower, quest->upper);
  return lg_quest_by_cuts(c, quest, LG_PROBE_NODES);
}

/* The best plan may have become better meanwhile. */
static void lg_quest_look(lg_quest *quest)
{
  const lg_chain *c = quest->chain;
  if (!lg_best_is_in_face(c, quest->goal)) return;
  int64_t worth = quest->goal < c->goal_count ? c->best_values[quest->goal] : quest->step->bound;
  quest->found = MIN(quest->found, worth);
}

/* Local search from the best plan, where branch and bound is caught: as many shifts a column as it
 * had nodes. */
static void lg_quest_walk(lg_chain *c, lg_quest *quest, int nodes)
{
  if (quest->goal >= c->goal_count || !lg_best_is_in_face(c, quest->goal)) return;
  lg_offer_better(c, quest->goal, (int64_t)nodes * c->f->program->column_count);
  lg_quest_look(quest);
  lg_quest_tell(quest, quest->told);
}

/* Cuts for what is at most as good as the best plan, and dives for a better one. Before the first
 * ones GLPK tries its luck. */
static lg_quest_end lg_quest_cut(lg_chain *c, lg_quest *quest, bool first)
{
  quest->all = true;
  if (first && lg_quest_core(c, quest, lg_quest_room(quest)) < LG_LARGE_CORE) {
    lg_quest_end end = lg_quest_by_cuts(c, quest, LG_PROBE_NODES);
    if (end != LG_QUEST_LIMIT || c->fault) return end;
    if (quest->found < G_MAXINT64) lg_quest_near(c, quest, LG_KEEP_SHARED);
  }
  if (first)
    quest->cuts = lg_tightening_new(c, quest->goal, quest->found, c->reduced, quest->relaxed,
                                    quest->tie_sum, quest->held);
  if (lg_tighten(quest->cuts, quest->found)) g_clear_pointer(&quest->tree, lg_tree_free);
  memcpy(c->reduced, quest->cuts->reduced, (size_t)c->f->program->column_count * sizeof(double));
  quest->relaxed = quest->cuts->bound;
  lg_quest_look(quest);
  lg_quest_tell(quest, quest->told);
  return lg_engine_is_over(c->engine) ? LG_QUEST_STOPPED : LG_QUEST_LIMIT;
}

/* Will a tolerance open the face of this goal once a roster of it is known? */
static bool lg_tolerance_waits(const lg_chain *c, int goal)
{
  bool any = false;
  for (int k = 0; k < goal; k++) any |= !c->steps[k].settled && c->policy->goals[k].tolerance.p > 0;
  return any;
}

/* Searches ever wider cores, until nothing that was left out can be part of a better plan. Two
 * methods take turns with growing limits: where one is caught in a bad tree the other seldom is.
 *   node_limit  where it is passed the search gives up (LG_QUEST_LIMIT), unless it has a roster,
 * which shows the goals before this one */
static lg_quest_end lg_quest_run(lg_chain *c, lg_quest *quest, int node_limit)
{
  lg_step *step = quest->step;
  lg_widths widths;
  lg_widths_init(&widths, c, step, quest->expected);
  lg_quest_end end = LG_QUEST_LIMIT;
  bool has_turn = false; /* cuts and dives before this one of the methods */
  for (int nodes = LG_FIRST_NODES;;) {
    if (quest->found < G_MAXINT64 && lg_quest_enough(quest, quest->found, step->bound)) {
      end = LG_QUEST_FINISHED;
      break;
    }
    double room = lg_quest_room(quest);
    int whole = lg_quest_core(c, quest, room);
    quest->can_cut = whole < LG_CUT_COLUMNS;
    /* hardly less than all is all */
    bool all = widths.budget >= room || lg_quest_core(c, quest, widths.budget) > whole / 10 * 8;
    double budget = all ? room : widths.budget;
    int count = lg_quest_core(c, quest, budget);
    bool later =
        nodes > LG_FIRST_NODES || (whole < LG_LARGE_CORE ? all : quest->found < G_MAXINT64);
    if (later && quest->can_cut && count >= c->settings->cut_columns && !has_turn) {
      has_turn = true;
      end = lg_quest_cut(c, quest, !quest->cuts);
      if (end != LG_QUEST_LIMIT || c->fault) break;
      g_free(widths.price);
      lg_widths_init(&widths, c, step, 0);
      continue;
    }
    quest->all = all;
    int64_t before = quest->found;
    bool ours = quest->cuts && count < LG_OWN_COLUMNS;
    end = ours ? lg_quest_by_counts(c, quest, nodes) : lg_quest_by_cuts(c, quest, nodes);
    if (end == LG_QUEST_LIMIT && !c->fault)
      end = ours ? lg_quest_by_cuts(c, quest, nodes / LG_SLOWER)
                 : lg_quest_by_counts(c, quest, nodes);
    if (end == LG_QUEST_STOPPED || c->fault || (end == LG_QUEST_FINISHED && all)) break;
    if (end == LG_QUEST_FINISHED) { /* what costs less lies in the core */
      int64_t bound = (int64_t)ceil(quest->relaxed + budget - quest->tie_sum - LG_SLACK);
      step->bound = MAX(step->bound, MIN(bound, quest->found));
      lg_widths_next(&widths);
      continue;
    }
    if (nodes > node_limit && (quest->found == G_MAXINT64 || lg_tolerance_waits(c, quest->goal)))
      break;
    if (nodes > G_MAXINT / 4) break; /* every turn fails */
    if (quest->found == before && !all) lg_widths_next(&widths);
    lg_quest_walk(c, quest, nodes);
    if (quest->found < G_MAXINT64 && !quest->cuts) lg_quest_near(c, quest, LG_KEEP_SHARED);
    has_turn = false;
    nodes *= 4;
  }
  g_free(widths.price);
  return c->fault || lg_engine_is_over(c->engine) ? LG_QUEST_STOPPED : end;
}

lg_chain_end lg_search(lg_chain *c, int goal, int node_limit)
{
  lg_step *step = &c->steps[goal];
  size_t n = (size_t)c->f->program->column_count + 1;
  lg_quest quest = {
      .chain = c, .goal = goal, .step = step, .found = G_MAXINT64, .told = -LG_INFINITE};
  quest.held = lg_held_goals(c, goal, true);
  quest.lower = g_new(double, n);
  quest.upper = g_new(double, n);
  quest.value = g_new0(double, n);
  if (!lg_best_is_in_face(c, goal))
    lg_offer_first(c, goal, LG_FACE_EFFORT * (int64_t)n, LG_FACE_EFFORT * (int64_t)n);
  lg_quest_look(&quest);
  lg_quest_end end = LG_QUEST_STOPPED;
  if (lg_break_ties(c, goal, &quest) == LG_LP_OPTIMAL) {
    int64_t bound = (int64_t)ceil(quest.relaxed - quest.tie_sum - LG_SLACK);
    step->bound = MAX(step->bound, MIN(bound, quest.found));
    int open = lg_quest_core(c, &quest, lg_quest_room(&quest));
    bool cuts_soon = open >= LG_LARGE_CORE && open < LG_CUT_COLUMNS && quest.found < G_MAXINT64;
    if (c->has_value && open > LG_NEAR_COLUMNS) {
      int64_t before = quest.found;
      if (cuts_soon || lg_quest_near(c, &quest, LG_KEEP_ALL) == LG_QUEST_LIMIT)
        lg_quest_walk(c, &quest, LG_FIRST_NODES);
      else if (quest.found < before)
        quest.expected = lg_quest_room(&quest) / LG_NEAR_TIMES;
    }
    if (!c->fault) end = lg_quest_run(c, &quest, node_limit);
  }
  lg_tree_free(quest.tree);
  lg_tightening_free(quest.cuts);
  g_array_unref(quest.held);
  g_free(quest.lower);
  g_free(quest.upper);
  g_free(quest.value);
  if (c->fault) return LG_CHAIN_FAULT;
  if (end != LG_QUEST_FINISHED) return LG_CHAIN_STOPPED;
  if (quest.found == G_MAXINT64) return LG_CHAIN_INFEASIBLE;
  if (!lg_quest_enough(&quest, quest.found, step->bound)) step->bound = quest.found;
  lg_settle(c, goal, quest.found);
  return LG_CHAIN_DONE;
}
