/* dive.c - dives for better rosters (lg_dive): columns of the relaxation are decided one after the
 * other, with rounds of cuts in between, which keep the relaxation near whole numbers. Where a dive
 * ends without a roster, branch and cut goes on from further up. docs/method.md, 4, "Dives". */
#include <math.h>
#include <string.h>

#include "cut_loop.h"

/* Which kind of column is decided first. */
enum dive_order { LG_PLACES_FIRST, LG_COUNTS_FIRST, LG_SHORTFALLS_FIRST };

/* One way to dive. */
struct dive_rule {
  enum dive_order order;
  lg_keep keep;     /* who keeps his place of the first relaxation */
  bool hold_movers; /* a move that some relaxation on the way has whole is fixed at once */
};

/* A dive under way. */
struct diving {
  lg_cut_loop *t;
  const struct dive_rule *rule;
  const double *kept_lower, *kept_upper; /* [columns of the whole program] with places kept */
  const lg_program *program;             /* of the subproblem that these leave */
  lg_cut_subproblem k;
  lg_lp *lp;
  double *lower, *upper; /* [columns of the subproblem] as decided so far */
  double *value, *dual;  /* of the last relaxation */
  GArray *stands;        /* double *: the subproblem's values before each decision */
};

/* Does column j move its teacher? */
static bool moves(const struct diving *d, int j)
{
  const lg_column *column = &d->program->columns[j];
  const lg_formulation *f = d->t->c->f;
  return column->kind == LG_COL_ASSIGNMENT &&
         lg_assignment_moves(f->district, column->a, lg_formulation_assignment(f, column));
}

static void dive_bound(struct diving *d, int j, double lower, double upper)
{
  d->lower[j] = lower;
  d->upper[j] = upper;
  lg_lp_set_bounds(d->lp, j, lower, upper);
}

/* A round of cuts on the relaxation with what is decided so far. */
static lg_lp_status dive_cut(struct diving *d)
{
  lg_lp_status status = lg_lp_strengthen(d->lp);
  return status == LG_LP_FEASIBLE ? LG_LP_OPTIMAL : status;
}

/* A fixed random draw, 0..1, another one for each dive: it makes each go its own way. */
static double dive_draw(const struct diving *d, int j)
{
  return (double)(lg_mix(d->t->dives, j) >> 11) / (double)(1ull << 53);
}

/* How early a column is decided: the largest score first. */
static double dive_score(const struct diving *d, int j, double fraction)
{
  double nearest = MAX(fraction, 1 - fraction),
         draw = d->t->c->tuning->dive_drawn * dive_draw(d, j);
  lg_column_kind kind = d->program->columns[j].kind;
  switch (d->rule->order) {
    case LG_COUNTS_FIRST:
      return draw + (kind == LG_COL_ASSIGNMENT ? fraction : 2 + nearest);
    case LG_SHORTFALLS_FIRST:
      return draw + (kind == LG_COL_SHORTFALL    ? 4 + nearest
                     : kind == LG_COL_ASSIGNMENT ? 2 + fraction
                                                 : nearest);
    default:
      return draw + (kind == LG_COL_ASSIGNMENT ? 2 + fraction : nearest);
  }
}

/* The column to be decided next; with hold_movers, moves that are whole are fixed on the way.
 *   returns  -1 where all are whole */
static int dive_choose(struct diving *d)
{
  int chosen = -1;
  double score = 0;
  for (int j = 0; j < d->program->column_count; j++) {
    if (d->lower[j] == d->upper[j] || d->k.subproblem->column[j] < 0 ||
        !d->program->columns[j].whole)
      continue;
    double x = d->value[j], fraction = x - floor(x);
    if (d->rule->hold_movers && x > 1 - LG_NOISE && moves(d, j)) {
      dive_bound(d, j, 1, 1);
      continue;
    }
    if (fraction < LG_NOISE || fraction > 1 - LG_NOISE) continue;
    double s = dive_score(d, j, fraction);
    if (s <= score + 1e-9) continue;
    score = s;
    chosen = j;
  }
  return chosen;
}

/* Offers the relaxation, whose columns are whole. */
static void dive_offer(struct diving *d)
{
  lg_lexicographic *c = d->t->c;
  double *whole =
      g_memdup2(d->kept_lower, ((size_t)c->f->program->column_count + 1) * sizeof(double));
  for (int j = 0; j < d->program->column_count; j++)
    if (d->k.subproblem->column[j] >= 0)
      whole[d->k.subproblem->column[j]] = floor(d->value[j] + 0.5);
  lg_incumbent_offer_solution(c, whole);
  g_free(whole);
}

/* Decides a column the likelier way, the other way where that leaves nothing better.
 *   returns  of the relaxation then: LG_LP_OPTIMAL, LG_LP_STOPPED or LG_LP_INFEASIBLE */
static lg_lp_status dive_decide(struct diving *d, int j)
{
  double cutoff = d->t->ceiling < LG_INFINITE ? d->t->ceiling - 1 - d->k.fixed : LG_INFINITE;
  double below = floor(d->value[j]), lower = d->lower[j], upper = d->upper[j];
  bool up = d->program->columns[j].kind == LG_COL_ASSIGNMENT || d->value[j] - below >= 0.5;
  for (int side = 0; side < 2; side++, up = !up) {
    dive_bound(d, j, up ? below + 1 : lower, up ? upper : below);
    lg_lp_status status = lg_lp_resolve(d->lp, cutoff);
    if (status == LG_LP_OPTIMAL || status == LG_LP_STOPPED) return status;
  }
  return LG_LP_INFEASIBLE;
}

/* returns  whether it ended at a whole solution */
static bool dive_run(struct diving *d)
{
  size_t size = ((size_t)d->program->column_count + 1) * sizeof(double);
  lg_lp_status status =
      d->k.subproblem->contradicts ? LG_LP_INFEASIBLE : lg_lp_solve_near(d->lp, d->k.reduced);
  const lg_tuning *tuning = d->t->c->tuning;
  double *cut_dual = NULL;
  int j = 0;
  for (int step = 0; step < tuning->dive_steps && status == LG_LP_OPTIMAL; step++) {
    if (step % tuning->dive_cut_every == 0) status = dive_cut(d);
    if (status != LG_LP_OPTIMAL) break;
    cut_dual = g_renew(double, cut_dual, lg_lp_cut_count(d->lp) + 1);
    lg_lp_solution(d->lp, d->value, d->dual, cut_dual);
    double *stand = g_memdup2(d->value, size);
    g_array_append_val(d->stands, stand);
    j = dive_choose(d);
    if (j < 0) {
      dive_offer(d);
      break;
    }
    status = dive_decide(d, j);
  }
  g_free(cut_dual);
  return j < 0;
}

/* The incumbent's value where it is in the face, else G_MAXINT64. */
static int64_t best_of(const lg_cut_loop *t)
{
  return lg_incumbent_is_in_face(t->c, t->goal) ? t->c->incumbent_values[t->goal] : G_MAXINT64;
}

/* GLPK's branch and cut for a better roster within these bounds.
 *   most     open columns at most; more with more effort
 *   returns  as lg_mip_solve; LG_LP_STOPPED also where too many are open */
static lg_lp_status place_rest(const lg_cut_loop *t, const double *lower, const double *upper,
                               int most)
{
  lg_lexicographic *c = t->c;
  const lg_program *p = c->f->program;
  const lg_tuning *tuning = c->tuning;
  if (lg_free_count(p, lower, upper) >
      most + (int64_t)(most / tuning->rest_growth_part) * (t->effort - 1))
    return LG_LP_STOPPED;
  double *value = g_new0(double, p->column_count + 1), bound,
         cutoff = t->ceiling < LG_INFINITE ? t->ceiling - 1 - (double)c->constant : LG_INFINITE;
  lg_lp_status status = lg_mip_solve(
      c->deadline, p, lower, upper, c->cost, (const lg_cut *)(void *)t->rows->data,
      (int)t->rows->len, tuning->rest_nodes * t->effort,
      MIN(tuning->rest_pivots, t->open) * t->effort, cutoff, NULL, NULL, value, &bound);
  if (status == LG_LP_OPTIMAL || status == LG_LP_FEASIBLE) lg_incumbent_offer_solution(c, value);
  g_free(value);
  return status;
}

/* Goes on from a relaxation of the dive: who has one place in it keeps that, the others are placed
 * by branch and cut. */
static lg_lp_status dive_complete(const struct diving *d, const double *stand)
{
  const lg_program *p = d->t->c->f->program;
  size_t n = (size_t)p->column_count + 1;
  double *lower = g_memdup2(d->kept_lower, n * sizeof(double)),
         *upper = g_memdup2(d->kept_upper, n * sizeof(double));
  for (int q = 0; q < d->program->column_count; q++) {
    int j = d->k.subproblem->column[q];
    if (j >= 0 && p->columns[j].kind == LG_COL_ASSIGNMENT && stand[q] > 1 - LG_NOISE)
      lower[j] = upper[j];
  }
  lg_settle_posts(d->t->c, lower, upper);
  lg_lp_status status = place_rest(d->t, lower, upper, d->t->c->tuning->rest_columns);
  g_free(lower);
  g_free(upper);
  return status;
}

/* After a dive without a roster: what it decided last was too much. Bisection over its decisions
 * finds how many of the first ones may stay: with too many, branch and cut proves that nothing
 * better is left; with too few, it does not come to an end. */
static void dive_climb(const struct diving *d)
{
  int low = 0, high = (int)d->stands->len - 1;
  const lg_tuning *tuning = d->t->c->tuning;
  int k = high - high / tuning->rest_start_part;
  for (int tries = 0; tries < tuning->rest_tries && low <= high; tries++) {
    if (lg_deadline_is_over(d->t->c->deadline)) break;
    int64_t before = best_of(d->t);
    lg_lp_status status = dive_complete(d, g_array_index(d->stands, double *, k));
    if (best_of(d->t) < before) break;
    if (status == LG_LP_OPTIMAL || status == LG_LP_INFEASIBLE)
      high = k - 1;
    else
      low = k + 1;
    k = low + (high - low) / 2;
  }
}

/* One dive, from the relaxation in c->value. */
static void dive_once(lg_cut_loop *t, const struct dive_rule *rule)
{
  size_t n = (size_t)t->c->f->program->column_count + 1;
  double *lower = g_memdup2(t->step->cut_lower, n * sizeof(double)),
         *upper = g_memdup2(t->step->cut_upper, n * sizeof(double));
  lg_keep_places(t->c, rule->keep, lower, upper);
  struct diving d = {.t = t,
                     .rule = rule,
                     .kept_lower = lower,
                     .kept_upper = upper,
                     .k = lg_cut_subproblem_new(t, lower, upper)};
  d.program = d.k.subproblem->program;
  size_t m = (size_t)d.program->column_count + 1;
  d.lp = lg_lp_new(t->c->deadline, d.program, d.k.subproblem->lower, d.k.subproblem->upper);
  lg_lp_set_costs(d.lp, d.k.cost);
  d.lower = g_memdup2(d.k.subproblem->lower, m * sizeof(double));
  d.upper = g_memdup2(d.k.subproblem->upper, m * sizeof(double));
  d.value = g_new0(double, m);
  d.dual = g_new0(double, d.program->row_count + 1);
  d.stands = g_array_new(FALSE, FALSE, sizeof(double *));
  if (!dive_run(&d)) dive_climb(&d);
  for (guint k = 0; k < d.stands->len; k++) g_free(g_array_index(d.stands, double *, k));
  g_array_unref(d.stands);
  lg_lp_free(d.lp);
  lg_cut_subproblem_clear(&d.k);
  g_free(d.lower);
  g_free(d.upper);
  g_free(d.value);
  g_free(d.dual);
  g_free(lower);
  g_free(upper);
}

/* Relaxation induced neighbourhood (Danna, Rothberg, Le Pape 2005): whom the relaxation and the
 * incumbent have at the same place stays there, the others are placed by branch and cut. */
static void place_unshared(const lg_cut_loop *t)
{
  size_t n = (size_t)t->c->f->program->column_count + 1;
  double *lower = g_memdup2(t->step->cut_lower, n * sizeof(double)),
         *upper = g_memdup2(t->step->cut_upper, n * sizeof(double));
  lg_keep_places(t->c, LG_KEEP_SHARED, lower, upper);
  place_rest(t, lower, upper, t->c->tuning->unshared_times * t->c->tuning->rest_columns);
  g_free(lower);
  g_free(upper);
}

bool lg_dive(lg_cut_loop *t)
{
  static const struct dive_rule rules[] = {{LG_PLACES_FIRST, LG_KEEP_STAYERS, true},
                                           {LG_PLACES_FIRST, LG_KEEP_ALL, true},
                                           {LG_SHORTFALLS_FIRST, LG_KEEP_ALL, true},
                                           {LG_COUNTS_FIRST, LG_KEEP_ALL, true},
                                           {LG_PLACES_FIRST, LG_KEEP_STAYERS, false}};
  const lg_tuning *tuning = t->c->tuning;
  int64_t before = best_of(t);
  bool large = t->open >= tuning->dive_large_columns;
  int count = large ? (int)G_N_ELEMENTS(rules) : tuning->dive_small_dives;
  if (before < G_MAXINT64) place_unshared(t);
  if (best_of(t) < before) return true;
  for (int k = 0; k < count && !lg_deadline_is_over(t->c->deadline); k++) {
    dive_once(t, &rules[t->dives++ % (int)G_N_ELEMENTS(rules)]);
    if (best_of(t) < before) return true;
  }
  if (large) t->effort = MIN(2 * t->effort, tuning->rest_most_effort);
  return false;
}
