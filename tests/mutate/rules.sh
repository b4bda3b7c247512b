#!/bin/sh
# rules.sh - drops each rule from the formulation, then from the audit, and wants a test to fail each time.
#
#   tests/mutate/rules.sh [-j N] [PATTERN]       only the mutants whose name matches, for instance 'audit R8'
#   tests/mutate/rules.sh --check                only that each text to be dropped is still there; a moment
set -eu

LG_SEEDS=600 # of test_brute: enough, and quicker
export LG_SEEDS
tests="test_brute test_alone test_audit"

targets_of() { echo "$1"; }
run_test() { timeout 1200 "$folder/build/tests/$1"; }

# name | file | what sed does; one line must change
mutants() {
  cat <<'END'
formulate R1|model/formulate.c|s/^  add_posts(&b);$//
formulate R2|model/options.c|s/candidate->why == LG_WHY_ELIGIBLE ? reach_of/true ? reach_of/
formulate R3|model/options.c|s/^    if (route != LG_MISSING) \*to++ =/    *to++ =/
formulate R4|model/options.c|s/b->at_stage\[teacher->stage\]/b->at_stage[LG_PRIMARY]/
formulate R5|model/options_facts.c|s/^  int most = policy->max_m .*$/  int most = INT_MAX; if (most > 0) return most;/
formulate R6|model/rules/staffing.c|s/\.formulate = add_staffing/.formulate = NULL/
formulate R7|model/rules/staffing.c|s/\.formulate = add_headcount/.formulate = NULL/
formulate R8|model/rules/quota.c|s/\.formulate = add_quotas/.formulate = NULL/
formulate R8 second key|model/classes.c|s/^  return first \* key_count(district, quota->per\[1\]) + second;$/  return first * key_count(district, quota->per[1]);/
formulate R8 pairs|model/classes.c|s/^    mark_mixed(district, quota, are);$/    mark_teachers(district, quota, are);/
formulate R9 must|model/options.c|s/candidate->must = lock->school;/(void)lock;/
formulate R9 forbid|model/options.c|s/ || (locks.count \&\& is_forbidden(locks, to->school))) continue;/) continue;/
formulate R9 forbid home|model/options.c|s/home_done = is_forbidden(locks, home)/home_done = false/
formulate R10|model/rules/team.c|s/\.formulate = add_teams/.formulate = NULL/
formulate R11|model/rules/pair_lock.c|s/\.formulate = add_pairs/.formulate = NULL/
formulate R12|model/rules/density.c|s/\.formulate = add_density/.formulate = NULL/
formulate R13|model/options.c|s/^  if (due_back != LG_MISSING) {$/  if (false) {/
formulate R13 forbid|model/options.c|s/^    if (!is_forbidden(locks, due_back)) pairs/    pairs/
formulate R13 no move|model/assignment.h|s/^         !lg_assignment_returns(district, teacher, assignment);$/         true;/
formulate R13 before|model/assignment.h|s/^  return due_back != LG_MISSING ? due_back : district->teachers\[teacher\].school;$/  return district->teachers[teacher].school;/
formulate serving|model/service.c|s/^    standing->serving = true;$//
formulate stay|model/service.c|s/^              lg_service_back(policy, latest) == LG_BACK_RETURN;$/              true;/
formulate rest|model/options_facts.c|s/^  if (is_rested(c)) return LG_WHY_RESTED;$//
formulate period|model/service.c|s/^      own->rotated = true;$/      continue;/
formulate any|model/options_facts.c|s/^    for (int k = 0; k < condition->any_count \&\& !has; k++)$/    for (int k = 0; k < 1 \&\& !has; k++)/
formulate withdrawals|model/rules/quota.c|s/^    range.lo = quota->min.heads + quota->withdrawals;$/    range.lo = quota->min.heads;/
formulate R14 units|model/options_guest.c|s/^      lg_flexible_most(policy, teacher) < flexible->least)$/      false)/
formulate R14 who|model/options_guest.c|s/^  return lg_filter_holds(&flexible->who, &c);$/  return true;/
formulate R15|model/rules/flexible.c|s/\.formulate = add_demands/.formulate = NULL/
formulate R15 min|model/rules/flexible.c|s/^  if (row \&\& row->min > 0) range.lo = row->min;$//
formulate R15 max|model/rules/flexible.c|s/^  if (row \&\& row->max != LG_MISSING) range.hi = row->max;$//
formulate R15 least|model/rules/flexible.c|s/^    int64_t heads = hi >= 0 ? hi \/ a : -1;.*$/    int64_t heads = hi;/
formulate guest R2|model/options_guest.c|s/^  if (flexible->eligible \&\& candidate->stays) option.bars |= LG_BAR_ELIGIBLE;$//
formulate guest R5|model/options_guest.c|s/^    option.bars |= LG_BAR_COMMUTE;$/    (void)0;/
formulate guest forbid|model/options.c|s/^    if (!guest.bars \&\& !is_forbidden(locks, guest.assignment.guest))$/    if (!guest.bars)/
formulate fixed service|model/service.c|s/^  standing->guest = flexible->to;$//
formulate fixed ended|model/service.c|s/^  if (!flexible || ended != LG_R1_POST) return;$/  if (!flexible) return;/
formulate goal flexible|model/goals/goals.c|s/^      return column->b != 1 \&\& g->kind == .*$/      return 0;/
formulate guest lottery|model/goals/goals.c|s/^  if (guest) g_checksum_update.*$//
audit R14|model/audit/audit_rules.c|s/^  lg_recount_check_units(recount);$//
audit R15|model/audit/audit_flexible.c|s/^  if (sum < lo || sum > hi) {$/  if (sum < lo) {/
audit R15 min|model/audit/audit_flexible.c|s/^  if (sum < lo || sum > hi) {$/  if (sum > hi) {/
audit units shared|model/audit/audit_flexible.c|s/^      if (next == LG_MISSING || recount->audit->units\[i\] < recount->audit->units\[next\]) next = i;$/      if (next == LG_MISSING) next = i;/
audit guest R2|model/audit/audit_rules.c|s/^  if (lg_recount_guest_ineligible(recount, i)) return true;$//
audit guest R3|model/audit/audit_rules.c|s/^  if (lg_recount_guest_routeless(recount, i)) return true;$//
audit guest R5|model/audit/audit_rules.c|s/^  if (lg_recount_guest_far(recount, i)) return true;$//
audit fixed ended|model/audit/audit_ledger.c|s/^        !is_ended(recount, row))$/        true)/
audit guest lottery|model/audit/audit_goals.c|s/^  return draw(seed, teacher, school, "|guest");$/  return draw(seed, teacher, school, "");/
audit R13|model/audit/audit_rules.c|s/^  check_returns(recount);$//
audit R13 before|model/audit/audit_internal.h|s/^  return due_back == LG_MISSING ? recount->district->teachers\[teacher\].school : due_back;$/  return recount->district->teachers[teacher].school;/
audit serving|model/audit/audit_ledger.c|s/^      recount->serving\[i\] |= serves(recount, row);$//
audit rest|model/audit/audit_facts.c|s/ || lg_recount_rests(recount, i)) return false;$/) return false;/
audit period|model/audit/audit_ledger.c|s/^      recount->rotated\[i\] = true;$/      (void)i;/
audit any|model/audit/audit_facts.c|s/^      for (int a = 0; a < condition->any_count \&\& !has; a++)$/      for (int a = 0; a < 1 \&\& !has; a++)/
audit withdrawals|model/audit/audit_quotas.c|s/^    row->min_heads += quota->withdrawals;.*$//
audit R1|model/audit/audit.c|s/^    if (exists) continue;$/    continue;/
audit R2|model/audit/audit_rules.c|s/^  check_each(recount, LG_R2_ELIGIBLE.*$//
audit R3|model/audit/audit_rules.c|s/^  check_each(recount, LG_R3_ROUTE.*$//
audit R4|model/audit/audit_rules.c|s/^  check_each(recount, LG_R4_SUBJECT.*$//
audit R5|model/audit/audit_rules.c|s/^  check_each(recount, LG_R5_COMMUTE.*$//
audit R6|model/audit/audit_rules.c|s/^  check_staffing(recount);$//
audit R7|model/audit/audit_rules.c|s/^  check_headcount(recount);$//
audit R8|model/audit/audit_quotas.c|s/^  if (!quota->soft && space) quota_break(.*$//
audit R8 soft|model/audit/audit_quotas.c|s/^  if (!quota->soft && space) quota_break/  if (space) quota_break/
audit R8 second key|model/audit/audit_quotas.c|s/: code \* value_space(recount->district, quota->per\[1\]) + second;$/: code * value_space(recount->district, quota->per[1]);/
audit R8 pairs|model/audit/audit_quotas.c|s/^    mark_pairs(recount, quota, occurs);$/    mark_schools(recount->district, quota, occurs);/
audit R9|model/audit/audit_rules.c|s/^  check_locks(recount);$//
audit R10|model/audit/audit_rules.c|s/^  for (int k = 0; k < recount->policy->team_count; k++) check_team(recount, k);$//
audit R11|model/audit/audit_rules.c|s/^  check_pairs(recount);$//
audit R12|model/audit/audit_quotas.c|s/^    if (density->soft) continue;$/    continue;/
END
}

# shellcheck source=tests/mutate/mutate.sh
. "$(dirname -- "$0")/mutate.sh"
