/* interior_point.c - Mehrotra's predictor and corrector (1992) with the multiple corrections of
 * Gondzio (1996), on bounded columns. The program is copied, so that the worker thread that solves
 * can be left behind when the time is over. */
#include "interior_point.h"

#include <math.h>
#include <string.h>

#include "normal_equations.h"

/* min c x, A x = b, x = l + s = u - t, s, t >= 0, with duals y of the rows, z of s >= 0 and v of
 * t >= 0. A place between 0 and 1 has no t and v: its row R1 keeps it at most 1. */
struct interior {
  lg_program own; /* the rows alone: the thread that solves has all it needs for itself */
  const lg_program *p;
  double *lower, *upper;
  int n, m;
  lg_interior_start from;
  double wanted_gap;
  const lg_deadline *deadline;
  const lg_tuning *tuning; /* of the deadline */
  lg_lp_status status;
  double scale; /* costs are divided by it */
  bool *capped; /* [n] the column has an upper bound of its own: t and v */
  double *c, *x, *z, *v, *y;
  double *dx, *dz, *dv, *dy;
  double *kept_dx, *kept_dz, *kept_dv, *kept_dy;
  int corrections;                  /* Gondzio's corrections that may still be tried */
  double centre;                    /* the product s z that a step aims at */
  double *rs, *rt;                  /* [n] right-hand sides of complementarity, for s z and t v */
  double *theta, *q;                /* [n] T of the normal equations; scratch */
  double *rp, *rd;                  /* residuals [m] b - A x - give y, [n] c - A'y - z + v */
  double *rhs, *again, *correction; /* [m] scratch */
  double regular;
  double mu, gap, primal_error, dual_error, objective;
  lg_normal_equations *normal;
};

static void interior_take_rows(struct interior *t, const lg_program *p)
{
  size_t entries = (size_t)p->start[p->column_count];
  t->own = (lg_program){.column_count = p->column_count,
                        .row_count = p->row_count,
                        .rows = g_memdup2(p->rows, (size_t)p->row_count * sizeof(lg_row)),
                        .start = g_memdup2(p->start, ((size_t)p->column_count + 1) * sizeof(int)),
                        .row = g_memdup2(p->row, entries * sizeof(int)),
                        .value = g_memdup2(p->value, entries * sizeof(double))};
  t->p = &t->own;
  t->n = p->column_count;
  t->m = p->row_count;
}

static void interior_init(struct interior *t)
{
  size_t n = (size_t)t->n + 1, m = (size_t)t->m + 1;
  double **of_columns[] = {&t->c,  &t->x,  &t->z,       &t->v,       &t->dx,
                           &t->dz, &t->dv, &t->rs,      &t->rt,      &t->theta,
                           &t->q,  &t->rd, &t->kept_dx, &t->kept_dz, &t->kept_dv};
  double **of_rows[] = {&t->y, &t->dy, &t->rp, &t->rhs, &t->again, &t->correction, &t->kept_dy};
  for (size_t k = 0; k < G_N_ELEMENTS(of_columns); k++) *of_columns[k] = g_new0(double, n);
  for (size_t k = 0; k < G_N_ELEMENTS(of_rows); k++) *of_rows[k] = g_new0(double, m);
  t->capped = g_new0(bool, n);
}

static void interior_free(void *state)
{
  struct interior *t = state;
  double *all[] = {t->lower, t->upper,      t->c,       t->x,       t->z,       t->v,
                   t->dx,    t->dz,         t->dv,      t->rs,      t->rt,      t->rd,
                   t->theta, t->q,          t->y,       t->dy,      t->rp,      t->rhs,
                   t->again, t->correction, t->kept_dx, t->kept_dz, t->kept_dv, t->kept_dy};
  for (size_t k = 0; k < G_N_ELEMENTS(all); k++) g_free(all[k]);
  g_free(t->capped);
  lg_normal_equations_free(t->normal);
  g_free(t->own.rows);
  g_free(t->own.start);
  g_free(t->own.row);
  g_free(t->own.value);
  g_free(t);
}

/* out = A'y */
static void transposed(const lg_program *p, const double *y, double *out)
{
  for (int j = 0; j < p->column_count; j++) {
    double sum = 0;
    for (int e = p->start[j]; e < p->start[j + 1]; e++) sum += p->value[e] * y[p->row[e]];
    out[j] = sum;
  }
}

/* Row R1 of each column, or -1. */
static int *posts(const lg_program *p)
{
  int *post = g_new(int, p->column_count + 1);
  for (int j = 0; j < p->column_count; j++) {
    post[j] = -1;
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      if (p->rows[p->row[e]].rule == LG_R1_POST) post[j] = p->row[e];
  }
  return post;
}

/* Spreads every teacher evenly over his places, then gives each count the value that its row
 * asks. */
static void even_start(struct interior *t, const int *post)
{
  const lg_program *p = t->p;
  int *choices = g_new0(int, t->m + 1);
  double *activity = g_new0(double, t->m + 1);
  for (int j = 0; j < t->n; j++)
    if (post[j] >= 0) choices[post[j]]++;
  for (int pass = 0; pass < 2; pass++)
    for (int j = 0; j < t->n; j++) {
      int e = p->start[j];
      if ((post[j] < 0) != (pass == 1)) continue;
      if (post[j] >= 0)
        t->x[j] = 1.0 / choices[post[j]];
      else if (e < p->start[j + 1])
        t->x[j] = (p->rows[p->row[e]].rhs - activity[p->row[e]]) / p->value[e];
      for (; e < p->start[j + 1]; e++) activity[p->row[e]] += p->value[e] * t->x[j];
    }
  g_free(activity);
  g_free(choices);
}

/* Sets x as given, or evenly spread, and moves it off the bounds.
 *   added  [n], filled: columns that joined a point of the central path */
static void start_values(struct interior *t, const int *post, bool *added, double mu)
{
  const lg_tuning *tuning = t->tuning;
  double given =
             t->from == LG_FROM_NOWHERE ? tuning->interior_start_room : tuning->interior_value_room,
         on_path = MIN(tuning->interior_path_room * mu, tuning->interior_path_most_room),
         of_added = MIN(tuning->interior_added_room * mu, tuning->interior_added_most_room);
  if (t->from == LG_FROM_NOWHERE) even_start(t, post);
  for (int j = 0; j < t->n; j++) {
    double l = t->lower[j], u = t->upper[j], share = given;
    added[j] = t->from == LG_FROM_PATH && t->x[j] <= l;
    if (t->from == LG_FROM_PATH) share = added[j] ? of_added : on_path;
    double room = MIN(share * (u - l), 1);
    t->capped[j] = post[j] < 0 || l < 0 || u < 1;
    t->x[j] = MIN(MAX(t->x[j], l + room), u - room);
  }
}

/* Sets the duals so that c - A'y = z - v holds from the start and no product s z is far below mu.
 * For columns that joined a point of the path that may be impossible without spoiling the others;
 * then the first steps have to bring it about. */
static void start_duals(struct interior *t, const int *post, const bool *added, double mu)
{
  const lg_program *p = t->p;
  for (int i = 0; i < t->m; i++)
    if (p->rows[i].rule == LG_R1_POST) t->y[i] = 0;
  transposed(p, t->y, t->q);
  for (int i = 0; i < t->m; i++)
    if (p->rows[i].rule == LG_R1_POST) t->y[i] = LG_INFINITE;
  for (int pass = 0; pass < 2; pass++)
    for (int j = 0; j < t->n; j++) {
      if (t->capped[j] || added[j] != (pass == 1)) continue;
      double most = t->c[j] - t->q[j] - mu / (t->x[j] - t->lower[j]), *y = &t->y[post[j]];
      if (pass == 0 || most > *y - 1) *y = MIN(*y, most);
    }
  for (int i = 0; i < t->m; i++)
    if (t->y[i] >= LG_INFINITE) t->y[i] = 0;
  for (int j = 0; j < t->n; j++) {
    double d = t->c[j] - t->q[j] - (post[j] < 0 ? 0 : t->y[post[j]]);
    double low = mu / (t->x[j] - t->lower[j]), high = mu / (t->upper[j] - t->x[j]);
    t->v[j] = t->capped[j] ? MAX(high, low - d) : 0;
    t->z[j] = MAX(low, d + t->v[j]);
  }
}

static void starting_point(struct interior *t)
{
  int *post = posts(t->p);
  double mu = t->from == LG_FROM_PATH    ? t->mu
              : t->from == LG_FROM_VALUE ? t->tuning->interior_value_mu
                                         : t->tuning->interior_start_mu;
  bool *added = g_new0(bool, t->n + 1);
  start_values(t, post, added, mu);
  start_duals(t, post, added, mu);
  g_free(added);
  g_free(post);
}

/* Computes the residuals, the mean product mu, the objective and the gap to the dual one. */
static void measure(struct interior *t)
{
  const lg_program *p = t->p;
  double give = t->tuning->interior_give;
  for (int i = 0; i < t->m; i++) t->rp[i] = p->rows[i].rhs;
  transposed(p, t->y, t->rd);
  double primal = 0, sum = 0, pairs = 0, error = 0, row_error = 0, dual = 0;
  for (int j = 0; j < t->n; j++) {
    for (int e = p->start[j]; e < p->start[j + 1]; e++) t->rp[p->row[e]] -= p->value[e] * t->x[j];
    t->rd[j] = t->c[j] - t->rd[j] - t->z[j] + t->v[j];
    primal += t->c[j] * t->x[j];
    sum += t->z[j] * (t->x[j] - t->lower[j]);
    dual += t->z[j] * t->lower[j];
    pairs += 1;
    error = MAX(error, fabs(t->rd[j]));
    if (!t->capped[j]) continue;
    sum += t->v[j] * (t->upper[j] - t->x[j]);
    dual -= t->v[j] * t->upper[j];
    pairs += 1;
  }
  for (int i = 0; i < t->m; i++) {
    if (p->rows[i].rule != LG_R1_POST) t->rp[i] -= give * t->y[i];
    row_error = MAX(row_error, fabs(t->rp[i]));
    dual += t->y[i] * p->rows[i].rhs;
  }
  t->mu = sum / MAX(pairs, 1);
  t->objective = primal;
  t->gap = fabs(primal - dual) / (1 + fabs(primal));
  t->primal_error = row_error;
  t->dual_error = error;
}

/* Does y prove that no x within the bounds keeps the rows? It does where y'b is more than y'A x can
 * be there; on an infeasible program y grows until it does. */
static bool is_certificate(struct interior *t)
{
  double size = 0;
  for (int i = 0; i < t->m; i++) size = MAX(size, fabs(t->y[i]));
  if (size < 1) return false;
  transposed(t->p, t->y, t->q);
  long double bound = 0;
  for (int i = 0; i < t->m; i++) bound += (long double)t->y[i] * t->p->rows[i].rhs;
  for (int j = 0; j < t->n; j++)
    bound -= (long double)t->q[j] * (t->q[j] > 0 ? t->upper[j] : t->lower[j]);
  return bound > 1e-6 * size;
}

/* ---- steps ---- */

/* Factorises for the point at hand, with a larger regularisation each time that it fails. */
static bool factorise(struct interior *t)
{
  double give = t->tuning->interior_give, least = t->tuning->interior_column_regularisation;
  for (int j = 0; j < t->n; j++) {
    double d = t->z[j] / (t->x[j] - t->lower[j]);
    if (t->capped[j]) d += t->v[j] / (t->upper[j] - t->x[j]);
    t->theta[j] = 1 / (d + least);
  }
  for (int tries = 0; tries < t->tuning->interior_factorisations; tries++, t->regular *= 10)
    if (lg_normal_equations_factorise(t->normal, t->theta, give, t->regular)) return true;
  return false;
}

/* Solves for the step dx, dy, dz, dv, given the residuals and the right-hand sides rs, rt.
 *   refinements  rounds of iterative refinement at most */
static void direction(struct interior *t, int refinements)
{
  const lg_program *p = t->p;
  double give = t->tuning->interior_give;
  memcpy(t->rhs, t->rp, (size_t)t->m * sizeof(double));
  for (int j = 0; j < t->n; j++) {
    t->q[j] = t->rs[j] / (t->x[j] - t->lower[j]) - t->rd[j];
    if (t->capped[j]) t->q[j] -= t->rt[j] / (t->upper[j] - t->x[j]);
    for (int e = p->start[j]; e < p->start[j + 1]; e++)
      t->rhs[p->row[e]] -= p->value[e] * t->theta[j] * t->q[j];
  }
  lg_normal_equations_solve(t->normal, t->rhs, t->dy);
  for (int round = 0; round < refinements; round++) {
    double size = 0, error = 0;
    lg_normal_equations_apply(t->normal, t->dy, t->again);
    for (int i = 0; i < t->m; i++) {
      t->again[i] = t->rhs[i] - t->again[i];
      if (p->rows[i].rule != LG_R1_POST) t->again[i] -= give * t->dy[i];
      size = MAX(size, fabs(t->rhs[i]));
      error = MAX(error, fabs(t->again[i]));
    }
    if (!(error > t->tuning->interior_refined_error * size)) break;
    lg_normal_equations_solve(t->normal, t->again, t->correction);
    for (int i = 0; i < t->m; i++) t->dy[i] += t->correction[i];
  }
  transposed(p, t->dy, t->dx);
  for (int j = 0; j < t->n; j++) {
    t->dx[j] = t->theta[j] * (t->dx[j] + t->q[j]);
    t->dz[j] = (t->rs[j] - t->z[j] * t->dx[j]) / (t->x[j] - t->lower[j]);
    if (t->capped[j]) t->dv[j] = (t->rt[j] + t->v[j] * t->dx[j]) / (t->upper[j] - t->x[j]);
  }
}

/* The longest steps, at most 1, that keep s, t (primal) and z, v (dual) from falling below 0. */
static void step_lengths(const struct interior *t, double *primal, double *dual)
{
  *primal = *dual = 1;
  for (int j = 0; j < t->n; j++) {
    double s = t->x[j] - t->lower[j];
    if (t->dx[j] < 0) *primal = MIN(*primal, -s / t->dx[j]);
    if (t->dz[j] < 0) *dual = MIN(*dual, -t->z[j] / t->dz[j]);
    if (!t->capped[j]) continue;
    if (t->dx[j] > 0) *primal = MIN(*primal, (t->upper[j] - t->x[j]) / t->dx[j]);
    if (t->dv[j] < 0) *dual = MIN(*dual, -t->v[j] / t->dv[j]);
  }
}

/* Mehrotra's predictor: a step straight at the optimum tells how far the products could fall; from
 * that come the centre to aim at and the right-hand sides of the corrector. */
static void predict(struct interior *t)
{
  for (int j = 0; j < t->n; j++) {
    t->rs[j] = -t->z[j] * (t->x[j] - t->lower[j]);
    t->rt[j] = t->capped[j] ? -t->v[j] * (t->upper[j] - t->x[j]) : 0;
  }
  direction(t, 0);
  double primal, dual, ahead = 0, pairs = 0;
  step_lengths(t, &primal, &dual);
  for (int j = 0; j < t->n; j++) {
    ahead += (t->x[j] - t->lower[j] + primal * t->dx[j]) * (t->z[j] + dual * t->dz[j]);
    pairs += 1;
    if (!t->capped[j]) continue;
    ahead += (t->upper[j] - t->x[j] - primal * t->dx[j]) * (t->v[j] + dual * t->dv[j]);
    pairs += 1;
  }
  double ratio = ahead / MAX(pairs, 1) / t->mu;
  t->centre = MAX(ratio * ratio * ratio, t->tuning->interior_least_centre) * t->mu;
  for (int j = 0; j < t->n; j++) {
    t->rs[j] = t->centre - t->z[j] * (t->x[j] - t->lower[j]) - t->dx[j] * t->dz[j];
    if (t->capped[j])
      t->rt[j] = t->centre - t->v[j] * (t->upper[j] - t->x[j]) + t->dx[j] * t->dv[j];
  }
}

/* What has to be added to a product to bring it between a part of the centre and a multiple of it
 * (Gondzio 1996). */
static double towards_centre(double product, double low, double high)
{
  if (product < low) return low - product;
  if (product > high) return MAX(high - product, -high);
  return 0;
}

/* Gondzio's correction: tries a step that is longer by 0.3, and corrects the products that would
 * stray from the centre by it. The corrected direction is kept where it makes the steps longer,
 * else the one before is back. */
static void correct(struct interior *t, double *primal, double *dual)
{
  const lg_tuning *tuning = t->tuning;
  double to_primal = MIN(1, *primal + tuning->interior_correction_aim),
         to_dual = MIN(1, *dual + tuning->interior_correction_aim),
         low = tuning->interior_centre_low * t->centre,
         high = tuning->interior_centre_high * t->centre;
  size_t columns = (size_t)t->n * sizeof(double), rows = (size_t)t->m * sizeof(double);
  memcpy(t->kept_dx, t->dx, columns);
  memcpy(t->kept_dz, t->dz, columns);
  memcpy(t->kept_dv, t->dv, columns);
  memcpy(t->kept_dy, t->dy, rows);
  for (int j = 0; j < t->n; j++) {
    double s = t->x[j] - t->lower[j] + to_primal * t->dx[j], z = t->z[j] + to_dual * t->dz[j];
    t->rs[j] += towards_centre(s * z, low, high);
    if (!t->capped[j]) continue;
    s = t->upper[j] - t->x[j] - to_primal * t->dx[j];
    t->rt[j] += towards_centre(s * (t->v[j] + to_dual * t->dv[j]), low, high);
  }
  direction(t, tuning->interior_refinements);
  double new_primal, new_dual;
  step_lengths(t, &new_primal, &new_dual);
  if (new_primal + new_dual > *primal + *dual + tuning->interior_correction_gain) {
    *primal = new_primal;
    *dual = new_dual;
    return;
  }
  memcpy(t->dx, t->kept_dx, columns);
  memcpy(t->dz, t->kept_dz, columns);
  memcpy(t->dv, t->kept_dv, columns);
  memcpy(t->dy, t->kept_dy, rows);
  t->corrections = 0;
}

/* One iteration: predictor, corrector, corrections, step.
 *   returns  false where the numbers fail */
static bool iterate(struct interior *t)
{
  if (!factorise(t)) return false;
  const lg_tuning *tuning = t->tuning;
  predict(t);
  direction(t, tuning->interior_refinements);
  double primal, dual;
  step_lengths(t, &primal, &dual);
  for (t->corrections = tuning->interior_corrections;
       t->corrections > 0 && MIN(primal, dual) < tuning->interior_correction_step; t->corrections--)
    correct(t, &primal, &dual);
  if (!isfinite(primal + dual + t->dy[0])) return false;
  double keep = MIN(MAX(tuning->interior_step_low, 1 - t->mu), tuning->interior_step_high);
  primal = MIN(1, keep * primal);
  dual = MIN(1, keep * dual);
  for (int j = 0; j < t->n; j++) {
    t->x[j] += primal * t->dx[j];
    t->z[j] += dual * t->dz[j];
    if (t->capped[j]) t->v[j] += dual * t->dv[j];
  }
  for (int i = 0; i < t->m; i++) t->y[i] += dual * t->dy[i];
  return true;
}

static lg_lp_status interior_run(struct interior *t)
{
  const lg_tuning *tuning = t->tuning;
  bool near = false;
  t->regular = tuning->interior_regularisation;
  for (int k = 0; k < tuning->interior_iterations; k++) {
    if (lg_deadline_is_over(t->deadline)) return LG_LP_STOPPED;
    measure(t);
    double close = MAX(tuning->interior_closed_unit / t->scale / (1 + fabs(t->objective)),
                       tuning->interior_closed_gap);
    near = t->gap < (t->mu < tuning->interior_near_mu ? tuning->interior_near_gap_missed
                                                      : tuning->interior_near_gap) &&
           t->primal_error < 1e-3 && t->dual_error < 1e-6;
    if ((near && (t->gap < close || t->mu < tuning->interior_least_mu)) ||
        (t->gap < t->wanted_gap && t->primal_error < t->wanted_gap))
      return LG_LP_OPTIMAL;
    if (is_certificate(t)) return LG_LP_INFEASIBLE;
    if (!iterate(t)) break;
  }
  return near ? LG_LP_OPTIMAL : LG_LP_FAILED;
}

/* Is the program infeasible? Asked where the method failed: costs can keep the duals of an
 * infeasible program from growing into a proof, so it is solved again without any. */
static bool has_no_point(struct interior *t)
{
  memset(t->y, 0, (size_t)t->m * sizeof(double));
  memset(t->c, 0, (size_t)t->n * sizeof(double));
  t->from = LG_FROM_NOWHERE;
  t->wanted_gap = 0;
  starting_point(t);
  t->scale = 1; /* without costs there is nothing to scale the duals back to */
  return interior_run(t) == LG_LP_INFEASIBLE;
}

static void interior_call(void *state, const lg_deadline *deadline)
{
  struct interior *t = state;
  t->deadline = deadline;
  t->tuning = lg_tuning_of(deadline);
  starting_point(t);
  t->normal = lg_normal_equations_new(t->p, t->tuning->dissection_rows);
  t->status = interior_run(t);
  if (t->status == LG_LP_FAILED && has_no_point(t)) t->status = LG_LP_INFEASIBLE;
}

static struct interior *interior_new(const lg_program *program, const double *lower,
                                     const double *upper, const double *cost,
                                     lg_interior_start from, double gap,
                                     const lg_interior_point *point)
{
  struct interior *t = g_new0(struct interior, 1);
  interior_take_rows(t, program);
  interior_init(t);
  size_t columns = (size_t)t->n * sizeof(double);
  t->lower = g_memdup2(lower, columns);
  t->upper = g_memdup2(upper, columns);
  t->from = from;
  t->wanted_gap = gap;
  t->scale = 1e-9;
  for (int j = 0; j < t->n; j++) t->scale = MAX(t->scale, fabs(cost[j]));
  for (int j = 0; j < t->n; j++) t->c[j] = cost[j] / t->scale;
  if (from != LG_FROM_NOWHERE) memcpy(t->x, point->value, columns);
  for (int i = 0; from == LG_FROM_PATH && i < t->m; i++) t->y[i] = point->dual[i] / t->scale;
  t->mu = point->mu;
  return t;
}

lg_lp_status lg_interior_solve(const lg_deadline *deadline, const lg_program *program,
                               const double *lower, const double *upper, const double *cost,
                               lg_interior_start from, double gap, lg_interior_point *point)
{
  struct interior *t = interior_new(program, lower, upper, cost, from, gap, point);
  lg_worker *worker = lg_worker_new(t, interior_free);
  lg_lp_status status = LG_LP_STOPPED;
  if (lg_worker_call(&worker, deadline, interior_call, NULL, NULL)) {
    status = t->status;
    memcpy(point->value, t->x, (size_t)t->n * sizeof(double));
    for (int i = 0; i < t->m; i++) point->dual[i] = t->y[i] * t->scale;
    point->mu = t->mu;
  }
  lg_worker_free(worker);
  return status;
}
