/* quota.c - R8, the quotas, written tight: where the base of a share does not depend on the
 * placement, the share becomes a head-count, rounded. docs/method.md, 1, "Tight rows". */
#include <math.h>

#include "model/classes.h"
#include "model/formulate_internal.h"
#include "model/int128.h"
#include "rules.h"

/* How many terms N or D of one class has: a constant, and columns with +1 or -1. */
struct quota_sum {
  int fixed;
  int plus, minus; /* columns with +1, with -1 */
};

struct class_sums {
  struct quota_sum n, d;
};

/* One term of a class's N (or D). */
struct quota_term {
  int class_index, column;
  bool base; /* of D */
  int sign;
};

/* One quota while its classes are summed up. */
struct quota_build {
  lg_formulation_builder *b;
  const lg_quota *quota;
  int index;
  int class_count;
  struct class_sums *sums;
  GArray *terms;
};

static void add_term(struct quota_build *q, int class_index, bool base, int column, int sign)
{
  struct quota_sum *sum = base ? &q->sums[class_index].d : &q->sums[class_index].n;
  if (sign > 0)
    sum->plus++;
  else
    sum->minus++;
  struct quota_term term = {class_index, column, base, sign};
  g_array_append_val(q->terms, term);
}

/* Adds the places of one teacher that count to the sums of their classes. Where all of his places
 * count in one class they add a constant; where most do, 1 less the others is shorter.
 *   counts, class_of  [the teacher's pairs]
 *   base              adds to D, else to N */
static void add_pairs(struct quota_build *q, int i, const bool *counts, const int *class_of,
                      bool base)
{
  const lg_candidate *candidate = &q->b->options->candidates[i];
  const int *column_of = q->b->out->column_of + candidate->first;
  int total = candidate->count, one_class = LG_MISSING, matched = 0;
  bool same = true;
  for (int k = 0; k < total; k++) {
    if (class_of[k] != class_of[0]) same = false;
    matched += counts[k] && class_of[k] != LG_MISSING;
  }
  if (total && same) one_class = class_of[0];
  if (!matched) return;
  if (one_class != LG_MISSING && matched * 2 > total) {
    (base ? &q->sums[one_class].d : &q->sums[one_class].n)->fixed++;
    for (int k = 0; k < total; k++)
      if (!counts[k]) add_term(q, one_class, base, column_of[k], -1);
    return;
  }
  for (int k = 0; k < total; k++) {
    if (!counts[k] || class_of[k] == LG_MISSING) continue;
    if (column_of[k] >= 0)
      add_term(q, class_of[k], base, column_of[k], 1);
    else
      (base ? &q->sums[class_of[k]].d : &q->sums[class_of[k]].n)->fixed++;
  }
}

/* What is known of one teacher for a quota, and scratch for one answer a place. */
struct quota_teacher {
  bool may_count, may_base; /* can any place be in `count`, in `of`? */
  lg_filter count, of;      /* what is left of the two to ask of a place */
  GArray *counts, *bases;   /* bool */
  GArray *classes;          /* int */
};

/* Fills the answers of the teacher's places. */
static void judge_places(const struct quota_build *q, int i, struct quota_teacher *t)
{
  const lg_formulation_builder *b = q->b;
  const lg_candidate *candidate = &b->options->candidates[i];
  bool rotated = q->quota->include_rotated && lg_has_rotated(b->district, i);
  g_array_set_size(t->counts, (guint)candidate->count);
  g_array_set_size(t->bases, (guint)candidate->count);
  g_array_set_size(t->classes, (guint)candidate->count);
  for (int k = 0; k < candidate->count; k++) {
    const lg_option *pair = &b->options->pairs[candidate->first + k];
    bool of = t->may_base && lg_options_match(b->options, b->district, b->policy, &t->of, i, pair);
    g_array_index(t->bases, bool, k) = of;
    g_array_index(t->counts, bool, k) =
        (rotated && of) ||
        (t->may_count && lg_options_match(b->options, b->district, b->policy, &t->count, i, pair));
    g_array_index(t->classes, int, k) =
        lg_class_of(b->district, q->quota, i, pair->assignment.school);
  }
}

/* N and D of every class. */
static void sum_up(struct quota_build *q)
{
  const lg_formulation_builder *b = q->b;
  const lg_quota *quota = q->quota;
  bool shares = quota->min.kind == LG_BOUND_SHARE || quota->max.kind == LG_BOUND_SHARE;
  struct quota_teacher t = {.counts = g_array_new(FALSE, FALSE, sizeof(bool)),
                            .bases = g_array_new(FALSE, FALSE, sizeof(bool)),
                            .classes = g_array_new(FALSE, FALSE, sizeof(int))};
  t.count.conditions = g_new(lg_condition, quota->count.count + 1);
  t.of.conditions = g_new(lg_condition, quota->of.count + 1);
  for (int i = 0; i < b->district->teacher_count; i++) {
    t.may_count = lg_options_narrow(b->options, b->district, b->policy, &quota->count, i, &t.count);
    t.may_base = (shares || quota->include_rotated) &&
                 lg_options_narrow(b->options, b->district, b->policy, &quota->of, i, &t.of);
    if (!t.may_count && !t.may_base) continue;
    judge_places(q, i, &t);
    const int *classes = (const int *)(void *)t.classes->data;
    add_pairs(q, i, (const bool *)(void *)t.counts->data, classes, false);
    if (shares) add_pairs(q, i, (const bool *)(void *)t.bases->data, classes, true);
  }
  g_array_unref(t.counts);
  g_array_unref(t.bases);
  g_array_unref(t.classes);
  g_free(t.count.conditions);
  g_free(t.of.conditions);
}

static double least_of(const struct quota_sum *sum)
{
  return sum->fixed - sum->minus;
}

static double most_of(const struct quota_sum *sum)
{
  return sum->fixed + sum->plus;
}

/* One side of a quota in one class, with its base known: N >= heads, or N <= heads (`at_most`). */
static void side_heads(struct quota_build *q, int class_index, int count, bool at_most,
                       double heads, int element)
{
  lg_program *program = q->b->program;
  const struct quota_sum *n = &q->sums[class_index].n;
  if (at_most ? most_of(n) <= heads : least_of(n) >= heads) return;
  if (!q->quota->soft) {
    /* A limit that N cannot reach takes the other bound along, so that lower <= upper stays and the
     * definition of N shows the plan infeasible. Only a min above the max leaves lower > upper. */
    lg_column *column = &program->columns[count];
    bool has_min = column->element == element && column->lower > least_of(n);
    column->element = element;
    if (at_most)
      column->upper = heads;
    else
      column->lower = heads;
    if (at_most && !has_min) column->lower = MIN(column->lower, heads);
    if (!at_most) column->upper = MAX(column->upper, heads);
    return;
  }
  double most = at_most ? most_of(n) - heads : heads - least_of(n);
  int side = at_most ? 1 : 0;
  int missing = lg_program_add_column(program, (lg_column){LG_COL_SHORTFALL, q->index, class_index,
                                                           side, -1, true, 0, most, 0, most});
  lg_price_shortfall(q->b, missing, q->quota->weight);
  int margin =
      lg_program_add_column(program, (lg_column){LG_COL_MARGIN, q->index, class_index, side, -1,
                                                 true, 0, LG_INFINITE, 0, LG_INFINITE});
  int row = lg_program_add_row(
      program, (lg_row){LG_R8_QUOTA, q->index, class_index, 1 + side, at_most ? -heads : heads});
  lg_program_add_entry(program, row, count, at_most ? -1 : 1);
  lg_program_add_entry(program, row, missing, 1);
  lg_program_add_entry(program, row, margin, -1);
}

/* One side of a share whose base depends on the placement: q (N + s) - p D >= 0, or p D - q (N - s)
 * >= 0. */
static void side_share(struct quota_build *q, int class_index, int count, int base, bool at_most,
                       lg_share share, int element)
{
  lg_program *program = q->b->program;
  double sign = at_most ? -1 : 1, over = (double)share.p, under = (double)share.q;
  int side = at_most ? 1 : 0;
  int given = lg_policy_given(q->b->policy, (lg_element){LG_R8_QUOTA, q->index, class_index},
                              at_most ? LG_SIDE_MAX : LG_SIDE_MIN);
  int spare = given - (at_most ? 0 : q->quota->withdrawals);
  double least = -under * spare; /* q (N + k - m) >= p D */
  int margin =
      lg_program_add_column(program, (lg_column){LG_COL_MARGIN, q->index, class_index, side,
                                                 q->quota->soft ? -1 : element, true, least,
                                                 LG_INFINITE, -LG_INFINITE, LG_INFINITE});
  int row = lg_program_add_row(program, (lg_row){LG_R8_QUOTA, q->index, class_index, 1 + side, 0});
  lg_program_add_entry(program, row, count, sign * under);
  lg_program_add_entry(program, row, base, -sign * over);
  lg_program_add_entry(program, row, margin, -1);
  if (!q->quota->soft) return;
  double most = at_most ? most_of(&q->sums[class_index].n)
                        : ceil(over * most_of(&q->sums[class_index].d) / under) - spare -
                              least_of(&q->sums[class_index].n);
  most = MAX(most, 0);
  int missing = lg_program_add_column(program, (lg_column){LG_COL_SHORTFALL, q->index, class_index,
                                                           side, -1, true, 0, most, 0, most});
  lg_price_shortfall(q->b, missing, q->quota->weight);
  lg_program_add_entry(program, row, missing, under);
}

/* Adds the column of N (or D) of a class, with the row that defines it; its terms follow.
 *   row      out
 *   returns  the column */
static int add_sum(struct quota_build *q, int class_index, bool base, int *row)
{
  const struct quota_sum *sum = base ? &q->sums[class_index].d : &q->sums[class_index].n;
  int column = lg_program_add_column(
      q->b->program, (lg_column){base ? LG_COL_BASE : LG_COL_COUNT, q->index, class_index, 0, -1,
                                 true, least_of(sum), most_of(sum), least_of(sum), most_of(sum)});
  *row = lg_program_add_row(
      q->b->program, (lg_row){LG_R8_QUOTA, q->index, class_index, base ? -1 : 0, -sum->fixed});
  lg_program_add_entry(q->b->program, *row, column, -1);
  return column;
}

static void bound_class(struct quota_build *q, int class_index, int count, int base, int element)
{
  lg_heads_range range = lg_element_range(q->b->district, q->b->policy,
                                          (lg_element){LG_R8_QUOTA, q->index, class_index}, 0,
                                          q->sums[class_index].d.fixed);
  for (int side = 0; side < 2; side++) {
    const lg_bound *bound = side ? &q->quota->max : &q->quota->min;
    if (bound->kind == LG_BOUND_SHARE && base >= 0)
      side_share(q, class_index, count, base, side == 1, bound->share, element);
    else if (side ? range.hi != INT64_MAX : range.lo != INT64_MIN)
      side_heads(q, class_index, count, side == 1, (double)(side ? range.hi : range.lo), element);
  }
}

/* R8 quota: q N >= p D, q N <= p D for each class; a soft one has a shortfall. */
static void rule_quota_one(lg_formulation_builder *b, int index, GArray *terms)
{
  const lg_quota *quota = &b->policy->quotas[index];
  struct quota_build q = {
      .b = b, .quota = quota, .index = index, .class_count = lg_class_count(b->district, quota)};
  q.sums = g_new0(struct class_sums, q.class_count + 1);
  g_array_set_size(terms, 0);
  q.terms = terms;
  sum_up(&q);
  bool *are = lg_classes_that_are(b->district, quota);
  int *count_row = g_new(int, q.class_count + 1), *base_row = g_new(int, q.class_count + 1);
  for (int c = 0; c < q.class_count; c++) {
    count_row[c] = base_row[c] = -1;
    if (!are[c]) continue;
    int element =
        quota->soft ? -1 : lg_program_add_element(b->program, (lg_element){LG_R8_QUOTA, index, c});
    int count = add_sum(&q, c, false, &count_row[c]), base = -1;
    if (q.sums[c].d.plus + q.sums[c].d.minus) base = add_sum(&q, c, true, &base_row[c]);
    bound_class(&q, c, count, base, element);
  }
  for (guint k = 0; k < q.terms->len; k++) {
    const struct quota_term *term = &g_array_index(q.terms, struct quota_term, k);
    int row = term->base ? base_row[term->class_index] : count_row[term->class_index];
    if (row >= 0) lg_program_add_entry(b->program, row, term->column, term->sign);
  }
  g_free(are);
  g_free(count_row);
  g_free(base_row);
  g_free(q.sums);
}

static void add_quotas(lg_formulation_builder *b)
{
  GArray *terms =
      g_array_new(FALSE, FALSE, sizeof(struct quota_term)); /* room for one quota at a time */
  for (int k = 0; k < b->policy->quota_count; k++) rule_quota_one(b, k, terms);
  g_array_unref(terms);
}

/* ---- what is asked of R8 ---- */

static void list_classes(const lg_district *district, const lg_policy *policy, int a,
                         GArray *references)
{
  for (int q = 0; a == LG_MISSING && q < policy->quota_count; q++)
    g_array_append_val(references, q);
  if (a == LG_MISSING) return;
  const lg_quota *quota = &policy->quotas[a];
  bool *are = lg_classes_that_are(district, quota);
  for (int c = 0; c < lg_class_count(district, quota); c++)
    if (are[c]) g_array_append_val(references, c);
  g_free(are);
}

static const char *quota_id(const lg_district *district, const lg_policy *policy, int a)
{
  (void)district;
  return policy->quotas[a].id;
}

static char *quota_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  return lg_class_id(district, &policy->quotas[element.a], element.b);
}

static bool is_soft(const lg_policy *policy, int a)
{
  return policy->quotas[a].soft;
}

static void class_sides(const lg_district *district, const lg_policy *policy, lg_element element,
                        bool has[LG_SIDE_COUNT])
{
  (void)district;
  has[LG_SIDE_MIN] = policy->quotas[element.a].min.kind != LG_BOUND_NONE;
  has[LG_SIDE_MAX] = policy->quotas[element.a].max.kind != LG_BOUND_NONE;
}

/* A pair counts in N when it matches `count`, or when the teacher is `rotated` and matches `of`;
 * never twice. */
static void count_class(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, int a, int i, const lg_option *place,
                        GArray *parts)
{
  int first = a == LG_MISSING ? 0 : a, last = a == LG_MISSING ? policy->quota_count - 1 : a;
  for (int q = first; q <= last; q++) {
    const lg_quota *quota = &policy->quotas[q];
    int code = lg_class_of(district, quota, i, place->assignment.school);
    if (code == LG_MISSING) continue;
    lg_part part = {{LG_R8_QUOTA, q, code}, 0, 0};
    part.d = lg_options_match(options, district, policy, &quota->of, i, place);
    part.n = lg_options_match(options, district, policy, &quota->count, i, place) ||
             (quota->include_rotated && lg_has_rotated(district, i) && part.d);
    g_array_append_val(parts, part);
  }
}

static bool base_varies(const lg_policy *policy, int a)
{
  return !lg_quota_base_is_fixed(&policy->quotas[a]);
}

/* Of a share: ceil(p D / q), beyond which so many may withdraw, and floor(p D / q); open where D is not known, and where nobody is in a
 * base that does not depend on the roster: such a class holds. */
static lg_heads_range class_range(const lg_district *district, const lg_policy *policy,
                                  lg_element element, int64_t now, int64_t of)
{
  (void)district, (void)now;
  const lg_quota *quota = &policy->quotas[element.a];
  lg_heads_range range = {INT64_MIN, INT64_MAX};
  bool known = of > 0 || (of == 0 && base_varies(policy, element.a));
  lg_i128 low = (lg_i128)quota->min.share.p * of, high = (lg_i128)quota->max.share.p * of;
  if (quota->min.kind == LG_BOUND_HEADS)
    range.lo = quota->min.heads + quota->withdrawals;
  else if (quota->min.kind == LG_BOUND_SHARE && known)
    range.lo = (int64_t)((low + quota->min.share.q - 1) / quota->min.share.q) + quota->withdrawals;
  if (quota->max.kind == LG_BOUND_HEADS)
    range.hi = quota->max.heads;
  else if (quota->max.kind == LG_BOUND_SHARE && known)
    range.hi = (int64_t)(high / quota->max.share.q);
  return range;
}

const lg_rule_type lg_rule_quota = {.rule = LG_R8_QUOTA,
                                    .id = quota_id,
                                    .class_id = quota_class,
                                    .list = list_classes,
                                    .is_soft = is_soft,
                                    .sides = class_sides,
                                    .count = count_class,
                                    .range = class_range,
                                    .base_varies = base_varies,
                                    .formulate = add_quotas};
