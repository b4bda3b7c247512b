/* breakpoint.c - the last value of a quota's limit with which a plan can be met
 * (lg_breakpoint_find). It is a value that some class meets exactly, so a fraction count/base whose
 * denominator is a base that a class can have. The search is a bisection over these fractions: each
 * roster found moves the near end to what it meets, each proof of infeasibility the far end.
 * docs/method.md, 7. */
#include "solver/solver.h"

#include "model/audit/audit.h"
#include "model/classes.h"
#include "model/input_limits.h"
#include "model/int128.h"

static lg_share reduced(lg_i128 p, lg_i128 q)
{
  lg_i128 divisor = lg_common_divisor(p, q);
  return (lg_share){(int64_t)(p / divisor), (int64_t)(q / divisor)};
}

/* ---- the values that a limit may have ---- */

static lg_share bound_value(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_HEADS ? (lg_share){bound->heads, 1} : bound->share;
}

/* The strictest value that the plan may write, or the loosest one. For a min the strictest is the
 * greatest, up to the max of the same kind; for a max the smallest. */
static lg_share limit_value(const lg_policy *policy, const lg_breakpoint_key *key, bool strictest)
{
  const lg_quota *quota = &policy->quotas[key->quota];
  const lg_bound *other = key->is_max ? &quota->min : &quota->max;
  bool most = strictest != key->is_max;
  if (strictest && other->kind == key->kind) return bound_value(other);
  if (!most) return (lg_share){0, 1};
  return (lg_share){key->kind == LG_BOUND_HEADS ? LG_MAX_WHOLE : 1, 1};
}

/* Does value a ask more than value b? */
static bool is_stricter(const lg_breakpoint_key *key, lg_share a, lg_share b)
{
  int order = lg_share_order(a, b);
  return key->is_max ? order < 0 : order > 0;
}

lg_share lg_breakpoint_met(const lg_policy *policy, const lg_breakpoint_key *key,
                           const lg_audit *audit)
{
  lg_share met = limit_value(policy, key, true);
  for (int k = 0; k < audit->quota_count; k++) {
    const lg_quota_count *count = &audit->quotas[k];
    if (count->quota != key->quota) continue;
    int given = lg_policy_given(policy, count->element, key->is_max ? LG_SIDE_MAX : LG_SIDE_MIN);
    int64_t spare = given - policy->quotas[key->quota].withdrawals;
    int64_t heads = MAX(0, key->is_max ? count->count - given : count->count + spare);
    int64_t base = key->kind == LG_BOUND_HEADS ? 1 : count->of;
    if (base == 0) continue; /* the class holds whatever is asked, as the roster passed its audit */
    lg_share here = reduced(heads, base);
    if (is_stricter(key, met, here)) met = here;
  }
  return met;
}

/* ---- the search ---- */

typedef struct {
  const lg_district *district;
  lg_policy policy; /* the plan without goals, with the limit set to the value asked about */
  const lg_options *options;
  const lg_breakpoint_key *key;
  const lg_solve_settings *settings;
  GArray *bases; /* int64_t: bases that a class can have */
} lg_search;

enum probe { LG_PROBE_MET, LG_PROBE_UNMET, LG_PROBE_STOPPED };

/* Can the plan be met with this value of the limit?
 *   met  out, with LG_PROBE_MET: what the roster meets, which may be stricter */
static enum probe try(lg_search *s, lg_share value, lg_share *met)
{
  lg_quota *quota = &s->policy.quotas[s->key->quota];
  lg_bound *bound = s->key->is_max ? &quota->max : &quota->min;
  *bound = (lg_bound){.kind = s->key->kind, .heads = value.p, .share = value, .text = ""};
  lg_answer *answer = lg_solve(s->district, &s->policy, s->options, s->settings, NULL);
  enum probe probe = answer->status == LG_INFEASIBLE ? LG_PROBE_UNMET : LG_PROBE_STOPPED;
  if (answer->roster) {
    lg_audit *audit = lg_audit_new(s->district, &s->policy, answer->roster);
    *met = lg_breakpoint_met(&s->policy, s->key, audit);
    lg_audit_free(audit);
    probe = LG_PROBE_MET;
  }
  lg_answer_free(answer);
  return probe;
}

/* Fills the bases that a class can have; where they depend on the roster, any number of
 * teachers. */
static void find_bases(lg_search *s)
{
  int64_t one = 1;
  if (s->key->kind == LG_BOUND_HEADS) {
    g_array_append_val(s->bases, one);
    return;
  }
  if (!lg_quota_base_is_fixed(&s->policy.quotas[s->key->quota])) {
    for (int64_t k = 1; k <= s->district->teacher_count; k++) g_array_append_val(s->bases, k);
    return;
  }
  lg_roster *home = lg_roster_new(s->district);
  lg_audit *audit = lg_audit_new(s->district, &s->policy, home);
  for (int k = 0; k < audit->quota_count; k++)
    if (audit->quotas[k].quota == s->key->quota && audit->quotas[k].of > 0)
      g_array_append_val(s->bases, audit->quotas[k].of);
  lg_audit_free(audit);
  lg_roster_free(home);
}

/* The heads for which heads/base is the nearest to `value` above it, or below it.
 *   at  also where it is equal */
static lg_i128 next_heads(lg_share value, int64_t base, bool above, bool at)
{
  lg_i128 scaled = (lg_i128)value.p * base, floor = scaled / value.q;
  bool whole = scaled % value.q == 0;
  if (whole && at) return floor;
  return above ? floor + 1 : whole ? floor - 1 : floor;
}

/* The nearest fraction above `value`, or below it, over all bases. */
static lg_share next(const lg_search *s, lg_share value, bool above, bool at)
{
  lg_share best = {above ? LG_MAX_WHOLE : -1, 1};
  for (guint k = 0; k < s->bases->len; k++) {
    int64_t base = g_array_index(s->bases, int64_t, k);
    lg_share here = {(int64_t)next_heads(value, base, above, at), base};
    if (lg_share_order(here, best) == (above ? -1 : 1)) best = here;
  }
  return best;
}

/* A fraction about half-way between a value that can be met and one that cannot. There has to be
 * one between them. */
static lg_share middle(const lg_search *s, lg_share near, lg_share far)
{
  bool up = !s->key->is_max;
  lg_share half =
      reduced((lg_i128)near.p * far.q + (lg_i128)far.p * near.q, (lg_i128)2 * near.q * far.q);
  lg_share value = next(s, half, up, true);
  return is_stricter(s->key, far, value) ? value : next(s, half, !up, true);
}

/* The bisection between `near`, which can be met, and `far`, which cannot. */
static lg_breakpoint close_in(lg_search *s, lg_share near, lg_share far)
{
  while (is_stricter(s->key, far, next(s, near, !s->key->is_max, false))) {
    lg_share value = middle(s, near, far), met;
    enum probe probe = try(s, value, &met);
    if (probe == LG_PROBE_STOPPED) return (lg_breakpoint){0};
    if (probe == LG_PROBE_MET)
      near = met;
    else
      far = value;
  }
  return (lg_breakpoint){.known = true, .has = true, .value = near};
}

/* Finds both ends, as far as `range` does not tell them, and bisects. */
static lg_breakpoint seek(lg_search *s, const lg_breakpoint_range *range)
{
  lg_share strictest = limit_value(&s->policy, s->key, true), met;
  lg_share near = range->met, far = range->unmet;
  if (range->has_ceiling) strictest = range->ceiling;
  if (!range->has_met) {
    enum probe probe = try(s, limit_value(&s->policy, s->key, false), &near);
    if (probe != LG_PROBE_MET) return (lg_breakpoint){.known = probe == LG_PROBE_UNMET};
  }
  bool asks = !range->has_unmet || is_stricter(s->key, far, strictest);
  if (asks && is_stricter(s->key, strictest, near)) {
    enum probe probe = try(s, strictest, &met);
    if (probe == LG_PROBE_STOPPED) return (lg_breakpoint){0};
    if (probe == LG_PROBE_MET) near = strictest;
    far = strictest;
  }
  if (!is_stricter(s->key, strictest, near))
    return (lg_breakpoint){.known = true, .has = true, .value = strictest};
  return close_in(s, near, far);
}

lg_breakpoint lg_breakpoint_find(const lg_district *district, const lg_policy *policy,
                                 const lg_options *options, const lg_breakpoint_key *key,
                                 const lg_breakpoint_range *range,
                                 const lg_solve_settings *settings)
{
  if (policy->quotas[key->quota].soft) return (lg_breakpoint){.known = true};
  lg_solve_settings own = *settings;
  own.verdict_only = true;
  lg_search s = {.district = district,
                 .policy = *policy,
                 .options = options,
                 .key = key,
                 .settings = &own,
                 .bases = g_array_new(FALSE, FALSE, sizeof(int64_t))};
  s.policy.goal_count = 0;
  s.policy.quotas = g_memdup2(policy->quotas, sizeof(lg_quota) * (size_t)policy->quota_count);
  find_bases(&s);
  lg_breakpoint found = seek(&s, range);
  const lg_quota *quota = &policy->quotas[key->quota];
  bool share = key->kind == LG_BOUND_SHARE, one = quota->per[0] == LG_PER_DISTRICT;
  if (share && one && lg_quota_base_is_fixed(quota) && s.bases->len == 1)
    found.of = g_array_index(s.bases, int64_t, 0);
  g_free(s.policy.quotas);
  g_array_unref(s.bases);
  return found;
}
