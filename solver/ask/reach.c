/* reach.c - how far each hard quota can go, in each class and to each side: its limits (QUESTIONS
 * W8). Every count is a sum of places, so its best value is a goal like any other, which the
 * lexicographic method finds, unless a known roster already reaches what no roster can pass.
 * docs/method.md, 7, "Limits". */
#include <string.h>

#include "ask_internal.h"
#include "model/audit/audit.h"
#include "model/classes.h"
#include "solver/mip/local_search.h"

/* The parts by which an answer is judged, in this order. A share whose base varies has all three:
 * its margin q N - p D, N, D; any other limit has N alone. */
enum { LG_MARGIN, LG_COUNT, LG_BASE, LG_PARTS };

/* A roster that was met with, and its audit. */
struct known_roster {
  lg_roster *roster;
  lg_audit *audit;
};

/* One class of a quota: where it stands in the program and in the audits. */
struct class
{
  lg_element of;   /* R8 */
  int quota, row;  /* row: in audit->quotas */
  int count, base; /* columns; base -1: the same in every roster */
  int element;     /* of the program */
  bool varies;     /* the base depends on the roster by its keys */
};

struct reaching {
  const lg_district *district;
  const lg_policy *policy;
  lg_policy asking; /* the plan with the parts as its goals */
  lg_solve_settings settings;
  lg_options *options;
  lg_formulation *f;
  lg_deadline deadline;
  GArray *classes; /* struct class: those of hard quotas */
  GArray *known;   /* struct known_roster */
  lg_audit *some;  /* of some roster that R2 to R5 and R9 allow: for what is the same in all */
  bool cut;        /* the time ended before all was answered */
};

/* One question: how far does a class go to one side? */
struct reach_question {
  const struct reaching *r;
  const struct class *class;
  bool at_most; /* the side of the max */
  bool alone;   /* without any hard quota; else without this class of its quota */
  int parts;    /* 1: N alone; LG_PARTS */
};

lg_policy lg_asking_policy(const lg_policy *policy, int count)
{
  lg_policy asking = *policy;
  asking.goals = g_new0(lg_goal, count + 1);
  asking.goal_count = count;
  for (int g = 0; g < count; g++)
    asking.goals[g] = (lg_goal){.kind = LG_GOAL_ASKED, .tolerance = {0, 1}};
  return asking;
}

/* ---- what a roster is worth ---- */

static const lg_bound *bound_of(const struct reach_question *q)
{
  const lg_quota *quota = &q->r->policy->quotas[q->class->quota];
  return q->at_most ? &quota->max : &quota->min;
}

static bool is_share(const struct reach_question *q)
{
  return bound_of(q)->kind == LG_BOUND_SHARE;
}

/* The coefficients of N and D in a part, which is to be minimised. */
static void part_at(const struct reach_question *q, int part, int64_t *of_count, int64_t *of_base)
{
  int64_t sign = q->at_most ? 1 : -1;
  if (q->parts == 1) part = LG_COUNT;
  lg_share share = bound_of(q)->share;
  *of_count = part == LG_MARGIN ? sign * share.q : part == LG_COUNT ? sign : 0;
  *of_base = part == LG_MARGIN ? -sign * share.p : part == LG_BASE ? 1 : 0;
}

/* Does the roster break nothing but what the question leaves out? */
static bool is_answer(const struct reach_question *q, const lg_audit *audit)
{
  for (int k = 0; k < audit->breach_count; k++) {
    lg_element element = audit->breaches[k].element;
    if (element.rule != LG_R8_QUOTA) return false;
    if (!q->alone && !lg_element_same(element, q->class->of)) return false;
  }
  return true;
}

/* Judges an audited roster for a question.
 *   values   [q->parts], filled
 *   returns  whether it is an answer */
static bool judge(const struct reach_question *q, const lg_audit *audit, int64_t *values)
{
  const lg_quota_count *row = &audit->quotas[q->class->row];
  for (int part = 0; part < q->parts; part++) {
    int64_t of_count, of_base;
    part_at(q, part, &of_count, &of_base);
    values[part] = of_count * row->count + of_base * row->of;
  }
  return is_answer(q, audit);
}

/* Adds a roster to those known. */
static const lg_audit *know(struct reaching *r, const lg_roster *roster)
{
  struct known_roster known = {lg_roster_copy(roster),
                               lg_audit_new(r->district, r->policy, roster)};
  g_array_append_val(r->known, known);
  return known.audit;
}

/* The same judge for a roster that is not audited yet (lg_asked_goals). */
static bool judge_roster(const lg_roster *roster, int64_t *values, void *user)
{
  const struct reach_question *q = user;
  lg_audit *audit = lg_audit_new(q->r->district, q->r->policy, roster);
  bool good = judge(q, audit, values);
  lg_audit_free(audit);
  return good;
}

/* The best known roster for a question, or NULL.
 *   best  [LG_PARTS], filled with its values */
static const struct known_roster *best_known(const struct reach_question *q, int64_t *best)
{
  const struct known_roster *found = NULL;
  for (guint k = 0; k < q->r->known->len; k++) {
    const struct known_roster *known = &g_array_index(q->r->known, struct known_roster, k);
    int64_t values[LG_PARTS];
    if (!judge(q, known->audit, values)) continue;
    int part = 0;
    while (found && part < q->parts && values[part] == best[part]) part++;
    if (found && (part == q->parts || values[part] > best[part])) continue;
    memcpy(best, values, sizeof values);
    found = known;
  }
  return found;
}

/* ---- the goals ---- */

/* Adds factor * count to a goal, as the sum over places that the count's row defines.
 *   column  of the count; -1: adds nothing */
static void add_sum(const lg_program *p, int column, int64_t factor, int64_t *cost,
                    int64_t *constant)
{
  if (column < 0 || factor == 0) return;
  int row = p->row[p->start[column]];
  *constant -= factor * (int64_t)p->rows[row].rhs;
  for (int j = 0; j < p->column_count; j++)
    for (int e = p->start[j]; p->columns[j].kind == LG_COL_ASSIGNMENT && e < p->start[j + 1]; e++)
      if (p->row[e] == row) cost[j] += factor * (int64_t)p->value[e];
}

/* The parts of a question as goals of the program; asked_goals_clear. */
static lg_asked_goals ask(const struct reach_question *q)
{
  const lg_program *p = q->r->f->program;
  lg_asked_goals asked = {g_new(int64_t *, q->parts), g_new0(int64_t, q->parts), judge_roster,
                          (void *)q};
  for (int part = 0; part < q->parts; part++) {
    int64_t of_count, of_base;
    part_at(q, part, &of_count, &of_base);
    asked.cost[part] = g_new0(int64_t, p->column_count + 1);
    add_sum(p, q->class->count, of_count, asked.cost[part], &asked.constant[part]);
    if (q->class->base < 0) /* the same in every roster */
      asked.constant[part] += of_base * q->r->some->quotas[q->class->row].of;
    else
      add_sum(p, q->class->base, of_base, asked.cost[part], &asked.constant[part]);
  }
  return asked;
}

static void asked_goals_clear(lg_asked_goals *asked, int parts)
{
  for (int part = 0; part < parts; part++) g_free(asked->cost[part]);
  g_free(asked->cost);
  g_free(asked->constant);
}

/* The value of a part that no roster can pass: everyone at the place that is best for it. */
static int64_t far_end(const struct reach_question *q, const lg_asked_goals *asked, int part)
{
  const lg_formulation *f = q->r->f;
  int64_t sum = asked->constant[part];
  for (int i = 0; i < f->district->teacher_count; i++) {
    const lg_candidate *candidate = &f->options->candidates[i];
    int64_t least = G_MAXINT64;
    for (int k = candidate->first; k < candidate->first + candidate->count; k++)
      if (f->column_of[k] >= 0) least = MIN(least, asked->cost[part][f->column_of[k]]);
    if (least < G_MAXINT64) sum += least;
  }
  return sum;
}

/* ---- one limit ---- */

/* Frees the limits that the question leaves out.
 *   kept  [column_count], filled with the columns as they were, for put_back */
static void leave_out(const struct reach_question *q, lg_column *kept)
{
  lg_program *p = q->r->f->program;
  for (int j = 0; j < p->column_count; j++) {
    lg_column *column = &p->columns[j];
    if (column->kind == LG_COL_ASSIGNMENT) continue;
    kept[j] = *column;
    if (column->element < 0 || p->elements[column->element].rule != LG_R8_QUOTA) continue;
    if (!q->alone && column->element != q->class->element) continue;
    column->lower = column->free_lower;
    column->upper = column->free_upper;
  }
}

static void put_back(const struct reach_question *q, const lg_column *kept)
{
  lg_program *p = q->r->f->program;
  for (int j = 0; j < p->column_count; j++)
    if (p->columns[j].kind != LG_COL_ASSIGNMENT) p->columns[j] = kept[j];
}

/* Answers a question by the lexicographic method; its roster joins those known.
 *   returns  whether the answer is proved */
static bool reach_by_goals(struct reaching *r, const struct reach_question *q,
                           const lg_asked_goals *asked)
{
  lg_column *kept = g_new(lg_column, r->f->program->column_count + 1);
  leave_out(q, kept);
  r->f->asked = asked;
  r->asking.goal_count = q->parts;
  lg_lexicographic_result result = lg_lexicographic_run(r->f, q->parts, &r->deadline, &r->settings);
  r->f->asked = NULL;
  put_back(q, kept);
  g_free(kept);
  bool proved = result.end == LG_LEXICOGRAPHIC_INFEASIBLE;
  if (result.roster) {
    proved = result.end == LG_LEXICOGRAPHIC_DONE && result.reached == q->parts;
    for (int part = 0; part < result.reached; part++) proved &= result.goals[part].proved;
    know(r, result.roster);
  }
  lg_lexicographic_result_clear(&result);
  return proved;
}

/* Is a roster known that no other one can pass? */
static bool is_at_end(const struct reach_question *q, const int64_t *end)
{
  int64_t best[LG_PARTS];
  return best_known(q, best) && memcmp(best, end, (size_t)q->parts * sizeof *best) == 0;
}

static struct reach_question question_of(struct reaching *r, const struct class *class,
                                         bool at_most, bool alone)
{
  struct reach_question q = {r, class, at_most, alone, 1};
  if (class->varies && is_share(&q)) q.parts = LG_PARTS;
  return q;
}

/* Answers one question.
 *   end      [parts] what no roster can pass, as far as it is known
 *   reach    filled with the best answer known
 *   returns  whether it is proved */
static bool reach_one(struct reaching *r, const struct reach_question *q, const int64_t *end,
                      lg_reach *reach)
{
  bool proved = true;
  if (!is_at_end(q, end)) {
    lg_asked_goals asked = ask(q);
    proved = reach_by_goals(r, q, &asked);
    asked_goals_clear(&asked, q->parts);
  }
  int64_t best[LG_PARTS];
  const struct known_roster *found = best_known(q, best);
  reach->has = found != NULL;
  if (found) {
    reach->count = found->audit->quotas[q->class->row].count;
    reach->of = found->audit->quotas[q->class->row].of;
  }
  return proved;
}

/* ---- all of them ---- */

/* The base of the class whose count is column j, or -1: where there is one it follows its count. */
static int base_of(const lg_program *p, int j)
{
  if (j + 1 == p->column_count) return -1;
  const lg_column *count = &p->columns[j], *next = &p->columns[j + 1];
  return next->kind == LG_COL_BASE && next->a == count->a && next->b == count->b ? j + 1 : -1;
}

/* The program's element for a class of a quota, or -1.
 *   from  where to begin: elements stand in the order of classes, so the next one is mostly it */
static int element_of(const lg_program *p, lg_element wanted, int from)
{
  for (int n = 0; n < p->element_count; n++) {
    int k = (from + n) % p->element_count;
    if (lg_element_same(p->elements[k], wanted)) return k;
  }
  return -1;
}

/* The audit's row for it, likewise. */
static int row_of(const lg_audit *audit, lg_element wanted, int from)
{
  for (int n = 0; n < audit->quota_count; n++) {
    int k = (from + n) % audit->quota_count;
    if (lg_element_same(audit->quotas[k].element, wanted)) return k;
  }
  return -1;
}

/* Lists the classes of hard quotas in the order of the audit, each with its columns. */
static void find_classes(struct reaching *r)
{
  const lg_program *p = r->f->program;
  int element = 0, row = 0; /* after those of the last class */
  r->classes = g_array_new(FALSE, FALSE, sizeof(struct class));
  for (int j = 0; j < p->column_count; j++) {
    const lg_column *column = &p->columns[j];
    if (column->kind != LG_COL_COUNT || r->policy->quotas[column->a].soft) continue;
    const lg_quota *quota = &r->policy->quotas[column->a];
    struct class class = {.of = {LG_R8_QUOTA, column->a, column->b},
                          .quota = column->a,
                          .count = j,
                          .varies = !lg_quota_base_is_fixed(quota)};
    class.base = base_of(p, j);
    class.element = element_of(p, class.of, element);
    class.row = row_of(r->some, class.of, row);
    element = class.element + 1;
    row = class.row + 1;
    g_array_append_val(r->classes, class);
  }
}

/* One row of the answer: a class and side, with its two questions (`alone` and `together`). */
struct limit_row {
  const struct class *class;
  bool at_most, alone_known, known;
  lg_limit limit;
  int64_t end[LG_PARTS]; /* what no roster can pass: by places, then by the answer of `alone` */
};

/* Adds the row of a class and side, where the quota has that limit. */
static void add_row(struct reaching *r, const struct class *class, lg_side side, GArray *rows)
{
  const lg_quota_count *row = &r->some->quotas[class->row];
  const lg_quota *quota = &r->policy->quotas[class->quota];
  const lg_bound *bound = side == LG_SIDE_MAX ? &quota->max : &quota->min;
  bool share = bound->kind == LG_BOUND_SHARE;
  if (bound->kind == LG_BOUND_NONE || (share && !class->varies && row->of == 0)) return;
  struct limit_row added = {.class = class, .at_most = side == LG_SIDE_MAX};
  added.limit = (lg_limit){.element = class->of, .side = side};
  added.limit.has_heads = !share || !class->varies;
  if (added.limit.has_heads)
    added.limit.heads = side == LG_SIDE_MAX ? row->max_heads : row->min_heads;
  struct reach_question q = question_of(r, class, added.at_most, true);
  lg_asked_goals asked = ask(&q);
  for (int part = 0; part < q.parts; part++) added.end[part] = far_end(&q, &asked, part);
  asked_goals_clear(&asked, q.parts);
  g_array_append_val(rows, added);
}

/* ---- many limits at once ---- */

/* Looks by local search for a roster that is good for all of these questions at once: most classes
 * reach their ends in rosters that differ little. */
static void reach_together(struct reaching *r, const struct reach_question *questions, int count)
{
  const lg_program *p = r->f->program;
  const lg_tuning *tuning = lg_tuning_of(&r->deadline);
  lg_asked_goals sum = {g_new(int64_t *, 1), g_new0(int64_t, 1), judge_roster, NULL};
  sum.cost[0] = g_new0(int64_t, p->column_count + 1);
  for (int k = 0; k < count && !lg_deadline_is_over(&r->deadline); k++) {
    lg_asked_goals asked = ask(&questions[k]);
    for (int j = 0; j < p->column_count; j++) sum.cost[0][j] += asked.cost[0][j];
    asked_goals_clear(&asked, questions[k].parts);
  }
  int64_t best[LG_PARTS];
  const struct known_roster *known = best_known(&questions[0], best);
  lg_roster *home = known ? NULL : lg_roster_new(r->district);
  double *start = lg_formulation_values(r->f, known ? known->roster : home);
  lg_roster_free(home);
  lg_column *kept = g_new(lg_column, p->column_count + 1);
  struct reach_question all = questions[0];
  if (all.alone) leave_out(&all, kept);
  r->f->asked = &sum;
  r->asking.goal_count = 1;
  lg_local_search_settings settings = lg_local_search_defaults(r->f, tuning);
  settings.start = start;
  settings.improvement = tuning->together_effort * (int64_t)p->column_count;
  bool feasible;
  lg_roster *roster = lg_local_search_run(r->f, &r->deadline, &settings, &feasible);
  if (feasible) know(r, roster);
  lg_roster_free(roster);
  r->f->asked = NULL;
  if (all.alone) put_back(&all, kept);
  g_free(kept);
  g_free(start);
  asked_goals_clear(&sum, 1);
}

/* Looks for rosters for the questions of these rows, in groups that shrink, until each question is
 * at its end or has been a group by itself. */
static void reach_in_groups(struct reaching *r, const GArray *rows, bool alone)
{
  GArray *open = g_array_new(FALSE, FALSE, sizeof(struct reach_question));
  for (guint size = rows->len; size > 0;
       size /= (guint)lg_tuning_of(&r->deadline)->together_shrinks) {
    g_array_set_size(open, 0);
    for (guint k = 0; k < rows->len; k++) {
      const struct limit_row *row = &g_array_index(rows, struct limit_row, k);
      struct reach_question q = question_of(r, row->class, row->at_most, alone);
      if (q.parts == 1 && !is_at_end(&q, row->end)) g_array_append_val(open, q);
    }
    for (guint at = 0; at < open->len && !lg_deadline_is_over(&r->deadline); at += size)
      reach_together(r, &g_array_index(open, struct reach_question, at),
                     (int)MIN(size, open->len - at));
    if (open->len == 0) break;
  }
  g_array_unref(open);
}

/* Keeps, for a limit that cannot be reached, the roster that comes nearest: it shows a repair by
 * this limit alone. */
static void keep_shown(const struct reach_question *q, lg_limit *limit)
{
  int64_t best[LG_PARTS];
  const struct known_roster *known = best_known(q, best);
  if (known && limit->has_heads && limit->together.has &&
      (q->at_most ? limit->together.count > limit->heads : limit->together.count < limit->heads))
    limit->roster = lg_roster_copy(known->roster);
}

/* Is there no roster even without any hard quota? Then there is none for any row. */
static bool nothing_is_reached(struct reaching *r, GArray *rows)
{
  struct limit_row *any = &g_array_index(rows, struct limit_row, 0);
  struct reach_question q = question_of(r, any->class, any->at_most, true);
  bool proved = reach_one(r, &q, any->end, &any->limit.alone);
  return proved && !any->limit.alone.has;
}

/* Answers all rows: first how far a class can go without any hard quota, then beside all others. */
static void reach_all(struct reaching *r, lg_conflicts *conflicts, GArray *rows)
{
  if (conflicts->elements && rows->len && nothing_is_reached(r, rows)) {
    for (guint k = 0; k < rows->len; k++) g_array_index(rows, struct limit_row, k).known = true;
    return;
  }
  reach_in_groups(r, rows, true);
  for (guint k = 0; k < rows->len && !lg_deadline_is_over(&r->deadline); k++) {
    struct limit_row *row = &g_array_index(rows, struct limit_row, k);
    struct reach_question q = question_of(r, row->class, row->at_most, true);
    row->alone_known = reach_one(r, &q, row->end, &row->limit.alone);
    if (row->alone_known && row->limit.alone.has) best_known(&q, row->end);
  }
  if (!conflicts->elements) reach_in_groups(r, rows, false);
  for (guint k = 0; k < rows->len && !lg_deadline_is_over(&r->deadline); k++) {
    struct limit_row *row = &g_array_index(rows, struct limit_row, k);
    struct reach_question q = question_of(r, row->class, row->at_most, false);
    row->known = row->alone_known;
    if (!row->limit.alone.has || !row->known || lg_still_conflicts(conflicts, row->class->of))
      continue;
    row->known = reach_one(r, &q, row->end, &row->limit.together);
    keep_shown(&q, &row->limit);
  }
}

/* Is there any roster at all? One that is found joins those known. */
static bool can_be(struct reaching *r)
{
  r->asking.goal_count = 0;
  lg_lexicographic_result result = lg_lexicographic_run(r->f, 0, &r->deadline, &r->settings);
  bool can = result.end != LG_LEXICOGRAPHIC_INFEASIBLE;
  if (result.roster) know(r, result.roster);
  lg_lexicographic_result_clear(&result);
  return can;
}

static void reaching_begin(struct reaching *r, const lg_roster *roster)
{
  r->settings.progress = NULL;
  r->settings.gap = (lg_share){0, 1};
  r->settings.warm_start = lg_warm_start_new();
  r->asking = lg_asking_policy(r->policy, LG_PARTS);
  r->options = lg_options_new(r->district, r->policy);
  r->f = lg_formulation_new(r->district, &r->asking, r->options);
  r->known = g_array_new(FALSE, FALSE, sizeof(struct known_roster));
  double *nothing = g_new0(double, r->f->program->column_count + 1);
  lg_roster *some = lg_formulation_roster(r->f, nothing);
  r->some = lg_audit_new(r->district, r->policy, some);
  know(r, some);
  if (roster) know(r, roster);
  lg_roster_free(some);
  g_free(nothing);
  find_classes(r);
}

static void reaching_end(struct reaching *r)
{
  for (guint k = 0; k < r->known->len; k++) {
    lg_roster_free(g_array_index(r->known, struct known_roster, k).roster);
    lg_audit_free(g_array_index(r->known, struct known_roster, k).audit);
  }
  g_array_unref(r->known);
  g_array_unref(r->classes);
  lg_audit_free(r->some);
  lg_formulation_free(r->f);
  lg_options_free(r->options);
  g_free(r->asking.goals);
  lg_warm_start_free(r->settings.warm_start);
}

lg_limits lg_limits_given(const lg_district *district, const lg_policy *policy,
                          const lg_roster *roster, const lg_conflict *conflict,
                          const lg_solve_settings *settings)
{
  struct reaching r = {.district = district,
                       .policy = policy,
                       .settings = *settings,
                       .deadline = {settings->deadline_s, settings->interrupted, settings->tuning}};
  if (lg_deadline_is_over(&r.deadline)) return (lg_limits){0};
  reaching_begin(&r, roster);
  lg_conflicts conflicts = {0};
  if (r.classes->len && !roster && (conflict || !can_be(&r)))
    lg_conflicts_begin(&conflicts, district, policy, conflict, &r.settings);
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct limit_row)),
         *limits = g_array_new(FALSE, FALSE, sizeof(lg_limit));
  for (guint k = 0; k < r.classes->len && !r.cut; k++) {
    const struct class *class = &g_array_index(r.classes, struct class, k);
    r.cut = lg_deadline_is_over(&r.deadline);
    add_row(&r, class, LG_SIDE_MIN, rows);
    add_row(&r, class, LG_SIDE_MAX, rows);
  }
  reach_all(&r, &conflicts, rows);
  for (guint k = 0; k < rows->len; k++) {
    struct limit_row *row = &g_array_index(rows, struct limit_row, k);
    r.cut |= !row->known;
    if (!row->known) continue;
    g_array_append_val(limits, row->limit);
  }
  g_array_unref(rows);
  lg_limits answer = {.count = (int)limits->len, .proved = !r.cut};
  answer.limits = (lg_limit *)(void *)g_array_free(limits, FALSE);
  lg_conflicts_clear(&conflicts);
  reaching_end(&r);
  return answer;
}

lg_limits lg_limits_find(const lg_district *district, const lg_policy *policy,
                         const lg_solve_settings *settings)
{
  return lg_limits_given(district, policy, NULL, NULL, settings);
}
