/* sweep_known.c - inherits answers and breakpoints between the rows of a sweep. */
#include "sweep_known.h"

enum { LG_LIMITS = 4 /* a quota: sides and kinds */ };

/* A row that was solved: infeasible, or with a roster that is proved best in every goal. */
struct solved {
  int row;
  lg_roster *roster; /* NULL: infeasible */
  lg_goal_answer *goals;
  lg_share *met; /* [quota_count * LG_LIMITS] what the roster meets of each limit */
};

struct lg_sweep_known {
  const lg_sweep_row *rows;
  GMutex lock;
  struct solved *kept; /* [most] */
  int most;
  int count;    /* noted so far; the last `most` of them are kept */
  GArray *tips; /* lg_sweep_breakpoint that were found */
};

lg_sweep_known *lg_sweep_known_new(const lg_sweep_row *rows, int most)
{
  lg_sweep_known *known = g_new0(lg_sweep_known, 1);
  known->rows = rows;
  known->most = most;
  known->kept = g_new0(struct solved, most);
  known->tips = g_array_new(FALSE, FALSE, sizeof(lg_sweep_breakpoint));
  g_mutex_init(&known->lock);
  return known;
}

static void solved_clear(struct solved *solved)
{
  lg_roster_free(solved->roster);
  g_free(solved->goals);
  g_free(solved->met);
  *solved = (struct solved){0};
}

void lg_sweep_known_free(lg_sweep_known *known)
{
  for (int k = 0; k < known->most; k++) solved_clear(&known->kept[k]);
  g_free(known->kept);
  g_array_free(known->tips, TRUE);
  g_mutex_clear(&known->lock);
  g_free(known);
}

static lg_share value_of(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_HEADS ? (lg_share){bound->heads, 1} : bound->share;
}

/* Is `limit` at least as strict as `other`? */
static bool is_as_strict(const lg_bound *limit, const lg_bound *other, bool is_max)
{
  if (other->kind == LG_BOUND_NONE) return true;
  if (limit->kind != other->kind) return false;
  int order = lg_share_order(value_of(limit), value_of(other));
  return is_max ? order <= 0 : order >= 0;
}

/* Are all limits of row `a` at least as strict as those of row `b`?
 *   but  a limit that is not looked at, or NULL */
static bool is_within(const lg_sweep_known *known, int a, int b, const lg_breakpoint_key *but)
{
  const lg_sweep_row *x = &known->rows[a], *y = &known->rows[b];
  if (x->family != y->family) return false;
  for (int k = 0; k < x->policy->quota_count; k++) {
    const lg_quota *limit = &x->policy->quotas[k], *other = &y->policy->quotas[k];
    bool min = but && but->quota == k && !but->is_max, max = but && but->quota == k && but->is_max;
    if (limit->soft) continue;
    if (!min && !is_as_strict(&limit->min, &other->min, false)) return false;
    if (!max && !is_as_strict(&limit->max, &other->max, true)) return false;
  }
  return true;
}

/* ---- answers ---- */

/* Is the answer's roster itself best in every goal? With a gap it need not be, and with a tolerance
 * a goal's best is another roster's. */
static bool is_best_itself(const lg_policy *policy, const lg_answer *answer, const lg_audit *audit)
{
  if (answer->status != LG_OPTIMAL || policy->gap.p != 0) return false;
  for (int g = 0; g < policy->goal_count; g++)
    if (!answer->goals[g].proved || answer->goals[g].best != audit->goals[g]) return false;
  return true;
}

/* The limit with number 0..LG_LIMITS - 1 of a quota, as in struct solved. */
static lg_breakpoint_key limit_key(int quota, int limit)
{
  return (lg_breakpoint_key){quota, limit & 1, limit & 2 ? LG_BOUND_HEADS : LG_BOUND_SHARE};
}

void lg_sweep_known_note(lg_sweep_known *known, int row, const lg_answer *answer,
                         const lg_audit *audit)
{
  const lg_policy *policy = known->rows[row].policy;
  struct solved solved = {.row = row};
  if (answer->status != LG_INFEASIBLE) {
    if (!audit || !is_best_itself(policy, answer, audit)) return;
    solved.roster = lg_roster_copy(answer->roster);
    solved.goals =
        g_memdup2(answer->goals, sizeof(lg_goal_answer) * (size_t)(policy->goal_count + 1));
    solved.met = g_new(lg_share, policy->quota_count * LG_LIMITS + 1);
    for (int k = 0; k < policy->quota_count * LG_LIMITS; k++) {
      lg_breakpoint_key key = limit_key(k / LG_LIMITS, k % LG_LIMITS);
      solved.met[k] = lg_breakpoint_met(policy, &key, audit);
    }
  }
  g_mutex_lock(&known->lock);
  struct solved *place = &known->kept[known->count++ % known->most];
  solved_clear(place);
  *place = solved;
  g_mutex_unlock(&known->lock);
}

/* Does a row's roster keep the limits of this policy, by what it meets? The audit has the last
 * word. */
static bool seems_to_keep(const lg_policy *policy, const struct solved *solved)
{
  for (int k = 0; k < policy->quota_count * LG_LIMITS; k++) {
    lg_breakpoint_key key = limit_key(k / LG_LIMITS, k % LG_LIMITS);
    const lg_quota *quota = &policy->quotas[key.quota];
    const lg_bound *bound = key.is_max ? &quota->max : &quota->min;
    if (quota->soft || bound->kind != key.kind) continue;
    if (lg_share_order(value_of(bound), solved->met[k]) == (key.is_max ? -1 : 1)) return false;
  }
  return true;
}

/* Copies roster and goals of a row noted whose limits this one's are within; NULL where that is
 * infeasible.
 *   returns  false: there is none */
static bool inherit(lg_sweep_known *known, int row, lg_answer *answer)
{
  const lg_policy *policy = known->rows[row].policy;
  bool found = false;
  g_mutex_lock(&known->lock);
  for (int back = 1; back <= MIN(known->count, known->most) && !found; back++) {
    const struct solved *solved = &known->kept[(known->count - back) % known->most];
    found = is_within(known, row, solved->row, NULL) &&
            (!solved->roster || seems_to_keep(policy, solved));
    if (!found) continue;
    answer->roster = solved->roster ? lg_roster_copy(solved->roster) : NULL;
    if (solved->roster)
      answer->goals =
          g_memdup2(solved->goals, sizeof(lg_goal_answer) * (size_t)(policy->goal_count + 1));
  }
  g_mutex_unlock(&known->lock);
  return found;
}

lg_answer *lg_sweep_known_answer(lg_sweep_known *known, int row, lg_audit **audit)
{
  const lg_sweep_row *r = &known->rows[row];
  lg_answer *answer = g_new0(lg_answer, 1);
  *audit = NULL;
  answer->goal_count = r->policy->goal_count;
  if (r->policy->gap.p != 0 || !inherit(known, row, answer)) {
    lg_answer_free(answer);
    return NULL;
  }
  answer->status = answer->roster ? LG_OPTIMAL : LG_INFEASIBLE;
  if (!answer->roster) {
    answer->goals = g_new0(lg_goal_answer, r->policy->goal_count + 1);
    return answer;
  }
  *audit = lg_audit_new(r->district, r->policy, answer->roster);
  if ((*audit)->breach_count == 0 && is_best_itself(r->policy, answer, *audit)) return answer;
  lg_audit_free(*audit);
  lg_answer_free(answer);
  *audit = NULL;
  return NULL;
}

/* ---- breakpoints ---- */

void lg_sweep_known_note_tip(lg_sweep_known *known, const lg_sweep_breakpoint *tip)
{
  if (!tip->found.known) return;
  g_mutex_lock(&known->lock);
  g_array_append_val(known->tips, *tip);
  g_mutex_unlock(&known->lock);
}

static bool is_same_key(const lg_breakpoint_key *a, const lg_breakpoint_key *b)
{
  return a->quota == b->quota && a->is_max == b->is_max && a->kind == b->kind;
}

/* Does value a of the limit ask more than value b? */
static bool asks_more(const lg_breakpoint_key *key, lg_share a, lg_share b)
{
  return lg_share_order(a, b) == (key->is_max ? -1 : 1);
}

bool lg_sweep_known_range(lg_sweep_known *known, lg_sweep_breakpoint *tip)
{
  lg_breakpoint_range *range = &tip->range;
  bool can = true;
  g_mutex_lock(&known->lock);
  for (guint k = 0; k < known->tips->len && can; k++) {
    const lg_sweep_breakpoint *other = &g_array_index(known->tips, lg_sweep_breakpoint, k);
    if (!is_same_key(&tip->key, &other->key)) continue;
    lg_share value = other->found.value;
    if (is_within(known, tip->row, other->row, &tip->key)) {
      can = other->found.has;
      if (can && (!range->has_ceiling || asks_more(&tip->key, range->ceiling, value))) {
        range->has_ceiling = true;
        range->ceiling = value;
      }
    }
    if (other->found.has && is_within(known, other->row, tip->row, &tip->key) &&
        (!range->has_met || asks_more(&tip->key, value, range->met))) {
      range->has_met = true;
      range->met = value;
    }
  }
  g_mutex_unlock(&known->lock);
  return can;
}
