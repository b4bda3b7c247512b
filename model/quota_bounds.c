/* quota_bounds.c - see quota_bounds.h.
 *
 * A quota's class asks q N >= p D (or <=), where N and D are sums over teachers of what each one's
 * place adds. Taking for every teacher alone the best place gives a bound that no roster can pass:
 *   max(q N - p D) <= sum over i of max over j of (q n_ij - p d_ij).  Negative: the quota is
 * refuted. */
#include "quota_bounds.h"

#include "classes.h"

/* What one class can reach; lowest and highest sums over the teachers. */
struct reach {
  int64_t n_min, n_max, d_min, d_max;
  int64_t min_slack, max_slack; /* best of q N - p D, of p D - q N; heads: N - m, m - N */
};

struct counting {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  const lg_quota *quota;
  struct reach *total; /* [classes] */
  /* of the teacher at hand: */
  struct reach *own;   /* [classes] */
  int *pairs;          /* [classes] how many of the teacher's pairs fall in the class */
  int *touched;        /* [classes] those with pairs > 0 */
  lg_filter count, of; /* what is left of the quota's filters to ask of each place */
};

/* p and q of a bound, so that heads are counted by the same formula: N - m is q N - p D with q 1, p
 * 0. */
static lg_share factors(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_SHARE ? bound->share : (lg_share){0, 1};
}

static struct reach reach_of_pair(const lg_quota *quota, int n, int d)
{
  lg_share min = factors(&quota->min), max = factors(&quota->max);
  return (struct reach){n, n, d, d, min.q * n - min.p * d, max.p * d - max.q * n};
}

/* The teacher may take either place: the wider range of both. */
static void reach_widen(struct reach *a, const struct reach *b)
{
  a->n_min = MIN(a->n_min, b->n_min);
  a->n_max = MAX(a->n_max, b->n_max);
  a->d_min = MIN(a->d_min, b->d_min);
  a->d_max = MAX(a->d_max, b->d_max);
  a->min_slack = MAX(a->min_slack, b->min_slack);
  a->max_slack = MAX(a->max_slack, b->max_slack);
}

static void reach_sum(struct reach *a, const struct reach *b)
{
  a->n_min += b->n_min;
  a->n_max += b->n_max;
  a->d_min += b->d_min;
  a->d_max += b->d_max;
  a->min_slack += b->min_slack;
  a->max_slack += b->max_slack;
}

static void count_teacher(struct counting *c, int teacher)
{
  const lg_candidate *candidate = &c->options->candidates[teacher];
  const lg_quota *quota = c->quota;
  bool rotated = quota->include_rotated && lg_has_rotated(c->district, teacher);
  bool may_count =
           lg_options_narrow(c->options, c->district, c->policy, &quota->count, teacher, &c->count),
       may_base =
           lg_options_narrow(c->options, c->district, c->policy, &quota->of, teacher, &c->of);
  if (!may_count && !may_base) return; /* adds 0 everywhere */
  int touched = 0, last_class = LG_MISSING;
  bool last_counted = false, last_of = false;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    const lg_option *option = &c->options->pairs[k];
    int class = lg_class_of(c->district, quota, teacher, option->assignment.school);
    if (class == LG_MISSING) continue;
    bool of =
        may_base && lg_options_match(c->options, c->district, c->policy, &c->of, teacher, option);
    bool counted =
        (rotated && of) || (may_count && lg_options_match(c->options, c->district, c->policy,
                                                          &c->count, teacher, option));
    bool repeats = class == last_class && counted == last_counted && of == last_of;
    last_class = class;
    last_counted = counted;
    last_of = of;
    bool first = c->pairs[class]++ == 0;
    if (repeats) continue; /* most places of a teacher count alike: nothing is widened */
    struct reach pair = reach_of_pair(quota, counted, of);
    if (first) {
      c->touched[touched++] = class;
      c->own[class] = pair;
    } else {
      reach_widen(&c->own[class], &pair);
    }
  }
  for (int k = 0; k < touched; k++) {
    int class = c->touched[k];
    if (c->pairs[class] < candidate->count)
      reach_widen(&c->own[class], &(struct reach){0}); /* may be elsewhere */
    reach_sum(&c->total[class], &c->own[class]);
    c->pairs[class] = 0;
  }
}

/* Heads that `relax` gives a side of a class. */
static int64_t given_to(const struct counting *c, int class, bool max)
{
  const lg_element element = {LG_R8_QUOTA, (int)(c->quota - c->policy->quotas), class};
  return lg_policy_given(c->policy, element, max ? LG_SIDE_MAX : LG_SIDE_MIN);
}

/* A share's class without anybody in `of` holds, but only where that is settled before the placing
 * (SPEC 3, R8). */
static void settle_heads(const struct counting *c, int class)
{
  const lg_quota *quota = c->quota;
  struct reach *r = &c->total[class];
  bool settled = lg_quota_base_is_fixed(quota);
  r->min_slack += factors(&quota->min).q * given_to(c, class, false);
  r->max_slack += factors(&quota->max).q * given_to(c, class, true);
  r->min_slack -= factors(&quota->min).q * quota->withdrawals;
  if (quota->min.kind == LG_BOUND_HEADS) r->min_slack -= quota->min.heads;
  if (quota->max.kind == LG_BOUND_HEADS) r->max_slack += quota->max.heads;
  bool empty = settled && r->d_max == 0;
  if (quota->min.kind == LG_BOUND_NONE || (empty && quota->min.kind == LG_BOUND_SHARE))
    r->min_slack = INT64_MAX;
  if (quota->max.kind == LG_BOUND_NONE || (empty && quota->max.kind == LG_BOUND_SHARE))
    r->max_slack = INT64_MAX;
}

/* Slack in heads, rounded towards "refuted"; INT64_MAX where there is no such bound. */
static int64_t slack_heads(int64_t slack, const lg_bound *bound)
{
  int64_t q = factors(bound).q;
  if (slack == INT64_MAX) return slack;
  return slack >= 0 ? slack / q : -((-slack + q - 1) / q);
}

lg_quota_bound *lg_quota_bounds_new(const lg_district *district, const lg_policy *policy,
                                    const lg_options *options, int quota, int *class_count)
{
  struct counting c = {
      .district = district, .policy = policy, .options = options, .quota = &policy->quotas[quota]};
  int count = lg_class_count(district, c.quota);
  gsize room = (gsize)count + 1;
  c.total = g_new0(struct reach, room);
  c.own = g_new0(struct reach, room);
  c.pairs = g_new0(int, room);
  c.touched = g_new0(int, room);
  c.count.conditions = g_new(lg_condition, c.quota->count.count + 1);
  c.of.conditions = g_new(lg_condition, c.quota->of.count + 1);
  for (int i = 0; i < district->teacher_count; i++) count_teacher(&c, i);
  lg_quota_bound *bounds = g_new0(lg_quota_bound, room);
  bool *exists = lg_classes_that_are(district, c.quota);
  for (int k = 0; k < count; k++) {
    settle_heads(&c, k);
    const struct reach *r = &c.total[k];
    bounds[k] = (lg_quota_bound){.exists = exists[k],
                                 .count_least = r->n_min,
                                 .count_most = r->n_max,
                                 .of_least = r->d_min,
                                 .of_most = r->d_max,
                                 .given_min = given_to(&c, k, false),
                                 .given_max = given_to(&c, k, true),
                                 .room_min = slack_heads(r->min_slack, &c.quota->min),
                                 .room_max = slack_heads(r->max_slack, &c.quota->max)};
  }
  g_free(exists);
  g_free(c.total);
  g_free(c.own);
  g_free(c.pairs);
  g_free(c.touched);
  g_free(c.count.conditions);
  g_free(c.of.conditions);
  *class_count = count;
  return bounds;
}
