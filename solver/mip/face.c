/* face.c - the face of rosters that the goals so far leave, how a goal is held by narrowing it, and
 * the incumbent. docs/method.md, 2, "Faces". */
#include <math.h>
#include <string.h>

#include "lexicographic_internal.h"
#include "local_search.h"
#include "model/audit/audit.h"
#include "model/int128.h"
#include "objective_row.h"
#include "subproblem.h"

int64_t lg_sign(const lg_lexicographic *c, int goal)
{
  return lg_goal_is_max(c->policy->goals[goal].kind) ? -1 : 1;
}

int lg_free_count(const lg_program *p, const double *lower, const double *upper)
{
  int n = 0;
  for (int j = 0; j < p->column_count; j++) n += upper[j] > lower[j];
  return n;
}
/* ---- the incumbent ---- */

/* Is `a` better than `b`, goal by goal? Settled goals count as equal within their limits. */
static bool values_better(const lg_lexicographic *c, const int64_t *a, const int64_t *b)
{
  for (int k = 0; k < c->goal_count; k++) {
    bool settled = k < c->step_count && c->steps[k].settled;
    int64_t va = a[k], vb = b[k];
    if (settled) {
      va = MAX(va, c->steps[k].limit);
      vb = MAX(vb, c->steps[k].limit);
    }
    if (va != vb) return va < vb;
  }
  return false;
}

/* Is every assignment among the options? The audit knows the rules of the plan, but not that a
 * question may have narrowed the options further. */
static bool is_left_open(const lg_lexicographic *c, const lg_roster *roster)
{
  for (int i = 0; i < roster->teacher_count; i++)
    if (lg_options_find(c->f->options, i, roster->assignments[i]) < 0) return false;
  return true;
}

/* Audits a roster.
 *   values   [goal_count] its goals, minimised
 *   broken   where it breaks a rule: which (g_free); or NULL */
static bool keeps_rules(const lg_lexicographic *c, const lg_roster *roster, int64_t *values,
                        char **broken)
{
  lg_audit *audit = lg_audit_new(c->f->district, c->policy, roster);
  bool good = audit->breach_count == 0;
  if (!good && broken)
    *broken = lg_element_name(c->f->district, c->policy, audit->breaches[0].element);
  for (int k = 0; k < c->goal_count; k++) values[k] = lg_sign(c, k) * audit->goals[k];
  lg_audit_free(audit);
  return good;
}

bool lg_incumbent_offer(lg_lexicographic *c, const lg_roster *roster, int64_t *values,
                        char **broken)
{
  int64_t *mine = g_new0(int64_t, c->goal_count + 1);
  bool good = c->f->asked ? c->f->asked->judge(roster, mine, c->f->asked->user)
                          : keeps_rules(c, roster, mine, broken);
  good = good && is_left_open(c, roster);
  if (values) memcpy(values, mine, (size_t)c->goal_count * sizeof *mine);
  if (good && (!c->incumbent || values_better(c, mine, c->incumbent_values))) {
    lg_roster_free(c->incumbent);
    c->incumbent = lg_roster_copy(roster);
    memcpy(c->incumbent_values, mine, (size_t)c->goal_count * sizeof *mine);
  }
  g_free(mine);
  return good;
}

void lg_incumbent_offer_solution(lg_lexicographic *c, const double *value)
{
  lg_roster *roster = lg_formulation_roster(c->f, value);
  lg_incumbent_offer(c, roster, NULL, NULL);
  lg_roster_free(roster);
}

bool lg_is_in_face(const lg_lexicographic *c, const int64_t *values, int goal)
{
  for (int k = 0; k < goal; k++)
    if (values[k] > (c->steps[k].settled ? c->steps[k].limit : c->steps[k].held)) return false;
  return true;
}

bool lg_incumbent_is_in_face(const lg_lexicographic *c, int goal)
{
  return c->incumbent && lg_is_in_face(c, c->incumbent_values, goal);
}

/* [column_count] 1 at each teacher's old assignment. That is the one in the published plan
 * (baseline) where the first goal counts changes from it, else the home one. g_free. */
static double *old_assignments(const lg_lexicographic *c)
{
  bool published = c->goal_count > 0 && c->policy->goals[0].kind == LG_GOAL_CHANGES;
  lg_roster *old =
      published ? lg_roster_new_published(c->f->district) : lg_roster_new(c->f->district);
  double *value = lg_formulation_values(c->f, old);
  lg_roster_free(old);
  return value;
}

/* Everyone as before; a teacher with one option left has that (lg_formulation_roster). */
void lg_incumbent_offer_home(lg_lexicographic *c)
{
  double *value = old_assignments(c);
  lg_incumbent_offer_solution(c, value);
  g_free(value);
}

void lg_incumbent_offer_warm(lg_lexicographic *c)
{
  const lg_roster *roster;
  for (int k = 0; (roster = lg_warm_start_roster(c->warm_start, k)); k++)
    if (roster->teacher_count == c->f->district->teacher_count)
      lg_incumbent_offer(c, roster, NULL, NULL);
}

/* A start for local search: 1 at each teacher's assignment in the incumbent, else in the warm
 * start's last roster.
 *   returns  [column_count] (g_free), NULL where there is neither */
static double *start_warm(const lg_lexicographic *c)
{
  const lg_roster *roster = c->incumbent ? c->incumbent : lg_warm_start_roster(c->warm_start, 0);
  if (!roster && c->goal_count > 0 && c->policy->goals[0].kind == LG_GOAL_CHANGES)
    return old_assignments(c);
  if (!roster || roster->teacher_count != c->f->district->teacher_count) return NULL;
  return lg_formulation_values(c->f, roster);
}

/* Offers what local search finds in the face from `start` ([column_count] or NULL), improved for
 * the goals up to `goal`. */
static void incumbent_offer_from(lg_lexicographic *c, const double *start, int goal, int64_t effort,
                                 int64_t improvement)
{
  lg_local_search_settings settings = {.start = start,
                                       .lower = c->lower,
                                       .upper = c->upper,
                                       .effort = effort,
                                       .improvement = improvement,
                                       .goal_count = MIN(goal + 1, c->goal_count)};
  bool feasible;
  lg_roster *roster = lg_local_search_run(c->f, c->deadline, &settings, &feasible);
  if (feasible) lg_incumbent_offer(c, roster, NULL, NULL);
  lg_roster_free(roster);
}

void lg_incumbent_offer_local_search(lg_lexicographic *c, int goal, int64_t effort,
                                     int64_t improvement)
{
  double *warm = c->has_value || !c->warm_start ? NULL : start_warm(c);
  incumbent_offer_from(c, c->has_value ? c->value : warm, goal, effort, improvement);
  g_free(warm);
}

void lg_incumbent_offer_better(lg_lexicographic *c, int goal, int64_t improvement)
{
  double *start = start_warm(c);
  incumbent_offer_from(c, start, goal, improvement, improvement);
  g_free(start);
}

bool lg_is_whole(const lg_lexicographic *c, const double *value)
{
  for (int j = 0; j < c->f->program->column_count; j++)
    if (c->f->program->columns[j].kind == LG_COL_ASSIGNMENT &&
        fabs(value[j] - floor(value[j] + 0.5)) > 1e-6)
      return false;
  return true;
}

void lg_tell(const lg_lexicographic *c, int goal, bool has_bound, double bound)
{
  if (!c->settings->progress) return;
  lg_progress now = {goal, false, has_bound, 0, bound, lg_now_s() - c->started_s};
  if (goal < c->goal_count && lg_incumbent_is_in_face(c, goal)) {
    now.has_best = true;
    now.best = (double)(lg_sign(c, goal) * c->incumbent_values[goal]);
  }
  if (goal < c->goal_count) now.bound *= (double)lg_sign(c, goal);
  c->settings->progress(&now, c->settings->user);
}

/* ---- faces ---- */

void lg_settle_posts(const lg_lexicographic *c, double *lower, double *upper)
{
  const lg_program *p = c->f->program;
  for (int j = 0, end; j < p->column_count; j = end) {
    end = j + 1;
    if (c->post[j] < 0) continue;
    int left = upper[j] > 0.5, place = j;
    bool taken = lower[j] > 0.5;
    for (; end < p->column_count && c->post[end] == c->post[j]; end++) {
      if (upper[end] < 0.5 || taken) continue;
      left++;
      place = end;
      taken = lower[end] > 0.5;
    }
    if (left != 1 && !taken) continue;
    for (int k = j; k < end; k++)
      if (k != place) upper[k] = lower[k];
    lower[place] = upper[place];
  }
}

void lg_keep_places(const lg_lexicographic *c, lg_keep keep, double *lower, double *upper)
{
  double one = 1 - c->tuning->near_one;
  const lg_program *p = c->f->program;
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    if (column->kind != LG_COL_ASSIGNMENT || c->value[j] < one) continue;
    bool kept = keep == LG_KEEP_STAYERS ? lg_formulation_is_home(c->f, column)
                : keep == LG_KEEP_SHARED
                    ? lg_assignment_same(c->incumbent->assignments[column->a],
                                         lg_formulation_assignment(c->f, column))
                    : true;
    if (kept) lower[j] = upper[j];
  }
  lg_settle_posts(c, lower, upper);
}

/* A column leaves its cheap bound by at most budget / |reduced cost| (docs/method.md, 2). */
void lg_narrow(const lg_lexicographic *c, const double *reduced, double budget, double *lower,
               double *upper)
{
  for (int j = 0; j < c->f->program->column_count; j++) {
    double d = fabs(reduced[j]);
    if (d <= LG_NOISE || upper[j] - lower[j] < 0.5) continue;
    double room = floor(MAX(budget, 0) / d + LG_NOISE / d + 1e-9);
    if (room >= upper[j] - lower[j]) continue;
    if (reduced[j] > 0)
      upper[j] = lower[j] + room;
    else
      lower[j] = upper[j] - room;
  }
  lg_settle_posts(c, lower, upper);
}

/* Does column j stand in the row of a held goal? Entries below the noise, or below GLPK's
 * tolerances, are left out, with the column taken at its cheap bound: that makes the row weaker,
 * never stronger. */
static bool is_in_row(const lg_lexicographic *c, const lg_step *step, int j, double scale)
{
  double size = fabs(step->plain[j]);
  return c->upper[j] > c->lower[j] && size > LG_NOISE && size / scale > 1e-7;
}

/* A budget below this is none worth scaling to. */
static const double least_scale = 1e-3;

/* What the goal's reduced costs rule out is fixed. Where the columns still open could break the
 * goal by a unit, they get a row as well: the goal itself, in reduced costs and divided by the
 * budget. */
void lg_hold(lg_lexicographic *c, lg_step *step)
{
  double budget = (double)step->limit - step->value;
  lg_narrow(c, step->reduced, budget, c->lower, c->upper);
  if (step->cut_lower && step->limit <= step->ceiling)
    for (int j = 0; j < c->f->program->column_count; j++) {
      c->lower[j] = MAX(c->lower[j], step->cut_lower[j]);
      c->upper[j] = MIN(c->upper[j], step->cut_upper[j]);
    }
  double most = step->offset, fixed = step->offset, scale = MAX(budget, least_scale);
  int count = 0;
  step->scale = scale;
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (c->lp) lg_lp_set_bounds(c->lp, j, c->lower[j], c->upper[j]);
    most += step->plain[j] * (step->plain[j] > 0 ? c->upper[j] : c->lower[j]);
    if (is_in_row(c, step, j, scale))
      count++;
    else
      fixed += step->plain[j] * (step->plain[j] > 0 ? c->lower[j] : c->upper[j]);
  }
  if (most < (double)step->limit + 1 - LG_SLACK)
    return; /* nothing left can break it by a whole unit */
  lg_cut cut = {g_new(int, count + 1), g_new(double, count + 1), 0,
                ((double)step->limit - fixed + LG_SLACK) / scale, false};
  for (int j = 0; j < c->f->program->column_count; j++) {
    if (!is_in_row(c, step, j, scale)) continue;
    cut.column[cut.count] = j;
    cut.value[cut.count++] = step->plain[j] / scale;
  }
  g_array_append_val(c->cuts, cut);
  if (c->lp) lg_lp_add_cut(c->lp, &cut);
}

GArray *lg_objective_rows(const lg_lexicographic *c, int goal, bool loose)
{
  GArray *held = g_array_new(FALSE, FALSE, sizeof(lg_cut));
  g_array_set_clear_func(held, lg_cut_clear);
  for (int k = 0; k < goal; k++) {
    bool has_row = false;
    for (int q = c->steps[k].cut_count; q < c->steps[k + 1].cut_count; q++)
      has_row |= !g_array_index(c->cuts, lg_cut, q).spare;
    if (!has_row) continue;
    lg_cut cut = lg_objective_row(c->f, k, c->steps[k].limit, c->upper);
    if (loose) lg_objective_loosen(&cut);
    g_array_append_val(held, cut);
  }
  return held;
}

void lg_step_clear(lg_step *step)
{
  g_free(step->lower);
  g_free(step->upper);
  g_free(step->cut_lower);
  g_free(step->cut_upper);
  g_free(step->reduced);
  g_free(step->plain);
  g_free(step->dual);
  g_free(step->multiplier);
  lg_roster_free(step->shown);
  memset(step, 0, sizeof *step);
}

/* The duals of the rows by which earlier goals are held, as multipliers of those goals. */
static double *goal_multipliers(const lg_lexicographic *c, int goal)
{
  double *multiplier = g_new0(double, c->goal_count + 1);
  int q = goal > 0 ? c->steps[0].cut_count : 0;
  for (int k = 0; k < goal; k++)
    for (int end = k + 1 < goal ? c->steps[k + 1].cut_count : (int)c->cuts->len; q < end; q++) {
      if (g_array_index(c->cuts, lg_cut, q).spare || q >= (int)c->cut_dual->len) continue;
      multiplier[k] -= MIN(g_array_index(c->cut_dual, double, q), 0) / c->steps[k].scale;
    }
  return multiplier;
}

void lg_take_step(lg_lexicographic *c, int goal, double value)
{
  size_t n = (size_t)c->f->program->column_count + 1; /* never none: copies of nothing are NULL */
  lg_step *step = &c->steps[goal];
  lg_step_clear(step);
  step->lower = g_memdup2(c->lower, n * sizeof(double));
  step->upper = g_memdup2(c->upper, n * sizeof(double));
  step->reduced = g_memdup2(c->reduced, n * sizeof(double));
  step->plain = g_memdup2(c->plain, n * sizeof(double));
  step->dual = g_memdup2(c->dual, ((size_t)c->f->program->row_count + 1) * sizeof(double));
  step->multiplier = goal_multipliers(c, goal);
  step->offset = c->offset;
  step->value = value;
  step->cut_count = (int)c->cuts->len;
  step->bound = step->held = step->limit = (int64_t)ceil(value - LG_SLACK);
  c->step_count = goal + 1;
}

void lg_return_to(lg_lexicographic *c, int goal)
{
  size_t n = (size_t)c->f->program->column_count + 1; /* never none: copies of nothing are NULL */
  for (int k = goal + 1; k < c->step_count; k++) lg_step_clear(&c->steps[k]);
  c->step_count = goal + 1;
  lg_step *step = &c->steps[goal];
  memcpy(c->lower, step->lower, n * sizeof(double));
  memcpy(c->upper, step->upper, n * sizeof(double));
  g_array_set_size(c->cuts, (guint)step->cut_count);
  g_clear_pointer(&step->cut_lower, g_free);
  g_clear_pointer(&step->cut_upper, g_free);
  lg_lp_free(c->lp);
  c->lp = NULL;
}

/* ---- settled goals ---- */

bool lg_gap_allows(const lg_lexicographic *c, int64_t found, int64_t bound)
{
  lg_i128 room = (lg_i128)c->settings->gap.p * ABS(found) / c->settings->gap.q;
  return (lg_i128)found - bound <= room;
}

/* Keeps the incumbent for a certificate where the goal's tolerance lets later rosters be worse. */
static void keep_shown(lg_lexicographic *c, int goal, int64_t value)
{
  bool wanted = c->settings->certificates && goal < c->goal_count &&
                c->policy->goals[goal].tolerance.p > 0 && c->incumbent;
  if (!wanted || c->incumbent_values[goal] != value) return;
  lg_roster_free(c->steps[goal].shown);
  c->steps[goal].shown = lg_roster_copy(c->incumbent);
}

void lg_settle(lg_lexicographic *c, int goal, int64_t value)
{
  for (int k = 0; k < goal; k++) {
    if (!c->steps[k].settled) keep_shown(c, k, c->steps[k].held);
    c->steps[k].settled = true;
  }
  keep_shown(c, goal, value);
  c->steps[goal].held = c->steps[goal].limit = value;
  c->steps[goal].settled = true;
}
