/* audit.c - a recount from roster to audit: the order of its parts, and how breaches are
 * gathered. */
#include "audit.h"

#include <string.h>

#include "audit_internal.h"

lg_breach_draft *lg_recount_draft(lg_recount *recount, int number)
{
  return &g_array_index(recount->drafts, lg_breach_draft, number);
}

lg_breach_draft *lg_recount_break(lg_recount *recount, lg_element element)
{
  lg_breach_draft draft = {0};
  draft.breach.element = element;
  draft.breach.lo = INT64_MIN;
  draft.breach.hi = INT64_MAX;
  draft.teachers = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(recount->drafts, draft);
  return lg_recount_draft(recount, (int)recount->drafts->len - 1);
}

void lg_breach_draft_heads(lg_breach_draft *draft, int64_t found, int64_t lo, int64_t hi)
{
  draft->breach.has_heads = true;
  draft->breach.found = found;
  draft->breach.lo = lo;
  draft->breach.hi = hi;
}

void lg_breach_draft_teacher(lg_breach_draft *draft, int teacher)
{
  g_array_append_val(draft->teachers, teacher);
}

static int breach_draft_order(const void *a, const void *b, void *user)
{
  const lg_recount *recount = user;
  return lg_element_order(recount->district, recount->policy,
                          ((const lg_breach_draft *)a)->breach.element,
                          ((const lg_breach_draft *)b)->breach.element);
}

int64_t lg_recount_given(const lg_recount *recount, lg_element element, lg_side side)
{
  int64_t heads = 0;
  for (int k = 0; k < recount->policy->relax_count; k++) {
    const lg_relax *relax = &recount->policy->relax[k];
    if (lg_element_same(relax->element, element) && relax->side == side) heads += relax->heads;
  }
  return heads;
}

static int int_order(const void *a, const void *b)
{
  int left = *(const int *)a, right = *(const int *)b;
  return (left > right) - (left < right);
}

/* Turns the drafts into breaches, in the order of QUESTIONS W2. */
static void recount_breaches(lg_recount *recount)
{
  lg_audit *audit = recount->audit;
  g_array_sort_with_data(recount->drafts, breach_draft_order, recount);
  audit->breach_count = (int)recount->drafts->len;
  audit->breaches = g_new0(lg_breach, (size_t)MAX(audit->breach_count, 1));
  for (int k = 0; k < audit->breach_count; k++) {
    lg_breach_draft *draft = lg_recount_draft(recount, k);
    lg_breach *breach = &audit->breaches[k];
    *breach = draft->breach;
    g_array_sort(draft->teachers, int_order);
    breach->teacher_count = (int)draft->teachers->len;
    breach->teachers = (int *)(void *)g_array_free(draft->teachers, FALSE);
  }
}

/* Does the assignment name what there is? */
static bool is_one(const lg_district *district, int teacher, lg_assignment assignment)
{
  int home = district->teachers[teacher].school, guest = assignment.guest;
  if (assignment.school < 0 || assignment.school >= district->school_count) return false;
  if (guest == LG_MISSING) return true;
  return assignment.school == home && guest >= 0 && guest < district->school_count && guest != home;
}

/* R1: an assignment to a school that is none of the district's, or to a guest school beside a move, is a broken rule; everything else
 * then counts the teacher at home. */
static void recount_posts(lg_recount *recount, const lg_roster *roster)
{
  const lg_district *district = recount->district;
  int broken = LG_MISSING;
  recount->audit->rules_checked++;
  for (int i = 0; i < district->teacher_count; i++) {
    recount->to[i] = lg_assignment_home(district, i);
    bool exists = i < roster->teacher_count && is_one(district, i, roster->assignments[i]);
    if (exists) recount->to[i] = roster->assignments[i];
    if (lg_recount_moved(recount, i)) recount->audit->moved++;
    if (lg_recount_returned(recount, i)) recount->audit->returned++;
    if (exists) continue;
    if (broken == LG_MISSING) {
      broken = (int)recount->drafts->len;
      lg_recount_break(recount, (lg_element){LG_R1_POST, 0, 0});
    }
    lg_breach_draft_teacher(lg_recount_draft(recount, broken), i);
  }
}

lg_audit *lg_audit_new(const lg_district *district, const lg_policy *policy,
                       const lg_roster *roster)
{
  size_t teachers = (size_t)MAX(district->teacher_count, 1);
  lg_recount recount = {.district = district, .policy = policy};
  recount.audit = g_new0(lg_audit, 1);
  recount.audit->placements = g_new0(lg_placement, teachers);
  recount.to = g_new(lg_assignment, teachers);
  recount.must = g_new(int, teachers);
  recount.age = g_new(int, teachers);
  recount.years = g_new(int, teachers);
  recount.eligible = recount.audit->eligible = g_new0(bool, teachers);
  recount.fit = g_new0(bool, teachers);
  recount.due_back = g_new(int, teachers);
  recount.serving = g_new0(bool, teachers);
  recount.ended = g_new0(lg_date, teachers);
  recount.rotated = g_new0(bool, teachers);
  recount.fixed = g_new(lg_recount_service, teachers);
  recount.slot = g_new(int, (size_t)MAX(district->school_count, 1) * LG_STAGE_COUNT);
  recount.demand_after = g_new0(int, (size_t)MAX(district->demand_count, 1));
  recount.drafts = g_array_new(FALSE, FALSE, sizeof(lg_breach_draft));

  lg_recount_ledger(&recount);
  recount_posts(&recount, roster);
  lg_recount_facts(&recount);
  lg_recount_place(&recount);
  lg_recount_schools(&recount);
  lg_recount_flexible(&recount, roster->units);
  lg_recount_rules(&recount);
  lg_recount_quotas(&recount);
  lg_recount_equity(&recount);
  lg_recount_goals(&recount);
  recount_breaches(&recount);

  g_free(recount.to);
  g_free(recount.must);
  g_free(recount.age);
  g_free(recount.years);
  g_free(recount.fit);
  g_free(recount.due_back);
  g_free(recount.serving);
  g_free(recount.ended);
  g_free(recount.rotated);
  g_free(recount.fixed);
  g_free(recount.slot);
  g_free(recount.demand_after);
  g_array_free(recount.drafts, TRUE);
  return recount.audit;
}

void lg_audit_free(lg_audit *audit)
{
  if (!audit) return;
  for (int k = 0; k < audit->breach_count; k++) g_free(audit->breaches[k].teachers);
  for (int k = 0; k < audit->quota_count; k++) g_free(audit->quotas[k].class_id);
  g_free(audit->breaches);
  g_free(audit->goals);
  g_free(audit->quotas);
  g_free(audit->schools);
  g_free(audit->placements);
  g_free(audit->eligible);
  g_free(audit->units);
  g_free(audit->flexible);
  g_free(audit);
}
