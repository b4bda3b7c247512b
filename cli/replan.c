/* replan.c - `lungang replan`: the plan as it stands today with the least change from a published
 * roster (QUESTIONS W27, W28). */
#include "cli.h"
#include "solve.h"

/* `changes` comes first and is kept to the last teacher; the plan's own is left out. */
static void put_changes_first(lg_policy *policy)
{
  lg_goal *goals = lg_policy_array(policy, (size_t)policy->goal_count + 1, sizeof(lg_goal));
  int count = 0;
  goals[count++] = (lg_goal){.kind = LG_GOAL_CHANGES, .tolerance = {0, 1}};
  for (int k = 0; k < policy->goal_count; k++)
    if (policy->goals[k].kind != LG_GOAL_CHANGES) goals[count++] = policy->goals[k];
  policy->goals = goals;
  policy->goal_count = count;
}

lg_exit lg_cmd_replan(const lg_args *args)
{
  lg_lang *lang;
  lg_input *input =
      lg_cli_input_against(args, args->arguments[0], args->arguments[1], false, &lang);
  if (!input) return LG_EXIT_INPUT;
  put_changes_first(input->policy);
  if (args->has_max_changes) input->policy->max_changes = args->max_changes;
  lg_exit code = lg_solve_input(args, input, lang, "-replan", true);
  lg_input_free(input);
  lg_lang_free(lang);
  return code;
}
