/* solve.c - a plan from formulation to answer (lg_solve): the goals, and where it cannot be met,
 * why. */
#include "solver.h"

#include "certify.h"
#include "solver/ask/ask_internal.h"
#include "solver/mip/lexicographic.h"

lg_solve_settings lg_solve_defaults(const lg_policy *policy)
{
  return (lg_solve_settings){.gap = policy->gap};
}

static lg_status status_of(const lg_lexicographic_result *result, int goal_count)
{
  if (!result->roster) return LG_UNKNOWN;
  if (result->end != LG_LEXICOGRAPHIC_DONE || result->reached < goal_count) return LG_FEASIBLE;
  for (int k = 0; k < goal_count; k++)
    if (!result->goals[k].proved) return LG_FEASIBLE;
  return LG_OPTIMAL;
}

lg_status lg_can_be_met(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings)
{
  lg_formulation *formulation = lg_formulation_new(district, policy, options);
  lg_deadline deadline = {settings->deadline_s, settings->interrupted, settings->tuning};
  lg_lexicographic_result result = lg_lexicographic_run(formulation, 0, &deadline, settings);
  lg_status status = result.roster                               ? LG_OPTIMAL
                     : result.end == LG_LEXICOGRAPHIC_INFEASIBLE ? LG_INFEASIBLE
                                                                 : LG_UNKNOWN;
  lg_lexicographic_result_clear(&result);
  lg_formulation_free(formulation);
  return status;
}

enum { LG_MOST_REPAIRS = 5 };

/* Explains why a plan cannot be met: a conflict, how far quotas could go, repairs. */
static void explain(const lg_district *district, const lg_policy *policy,
                    const lg_solve_settings *settings, lg_answer *answer)
{
  answer->conflict = lg_conflict_find(district, policy, lg_nothing_forced, settings);
  lg_bottlenecks_find(district, policy, lg_nothing_forced, settings, &answer->conflict);
  answer->has_limits = true;
  answer->limits = lg_limits_given(district, policy, NULL, &answer->conflict, settings);
  answer->repairs = lg_repairs_given(district, policy, lg_nothing_forced, LG_MOST_REPAIRS,
                                     &answer->conflict, &answer->limits, settings);
}

lg_answer *lg_solve(const lg_district *district, const lg_policy *policy, const lg_options *options,
                    const lg_solve_settings *settings, char **fault)
{
  lg_answer *answer = g_new0(lg_answer, 1);
  double started_s = lg_now_s();
  lg_formulation *formulation = lg_formulation_new(district, policy, options);
  answer->model_s = lg_now_s() - started_s;
  lg_deadline deadline = {settings->deadline_s, settings->interrupted, settings->tuning};
  lg_lexicographic_result result =
      lg_lexicographic_run(formulation, policy->goal_count, &deadline, settings);
  if (settings->certificates) lg_certify(formulation, &result, &deadline, settings->certificates);
  answer->corrections = result.corrections;
  answer->goal_count = policy->goal_count;
  answer->goals = g_new0(lg_goal_answer, policy->goal_count + 1);
  if (result.end == LG_LEXICOGRAPHIC_INFEASIBLE) {
    answer->status = LG_INFEASIBLE;
    if (!settings->verdict_only) explain(district, policy, settings, answer);
  } else if (result.end == LG_LEXICOGRAPHIC_FAULT) {
    answer->status = LG_UNKNOWN;
    if (fault) *fault = g_strdup(result.fault);
  } else {
    answer->status = status_of(&result, policy->goal_count);
    answer->roster = result.roster;
    result.roster = NULL;
    for (int k = 0; k < result.reached; k++)
      answer->goals[k] =
          (lg_goal_answer){true,
                           result.goals[k].has_bound,
                           result.goals[k].proved,
                           result.goals[k].best,
                           result.goals[k].bound,
                           settings->certificates && settings->certificates->texts[k],
                           result.goals[k].claimed};
  }
  lg_lexicographic_result_clear(&result);
  lg_formulation_free(formulation);
  if (settings->limits && answer->roster) {
    answer->has_limits = true;
    answer->limits = lg_limits_given(district, policy, answer->roster, NULL, settings);
  }
  answer->solve_s = lg_now_s() - started_s - answer->model_s;
  return answer;
}
