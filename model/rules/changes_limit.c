/* changes_limit.c - the element `changes`: a limit on how many teachers are placed otherwise
 * than in the baseline (`replan --max-changes`; QUESTIONS W11, W28). */
#include "model/formulate_internal.h"

/* c = n - sum_i x[i,b(i)] <= max: the teachers less those who keep their assignment b(i) of
 * the baseline; one who cannot keep it counts as changed. */
void lg_rule_changes(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  if (b->policy->max_changes == LG_MISSING) return;
  int element = lg_program_add_element(b->program, LG_R_CHANGES, g_strdup(""), g_strdup(""));
  int row = lg_program_add_row(b->program, (lg_row){LG_R_CHANGES, 0, 0, 0, 0});
  int changed = 0, may_keep = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_assignment old = lg_assignment_published(district, i);
    const lg_candidate *candidate = &b->options->candidates[i];
    bool keeps = false, choice = lg_has_choice(b, i);
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      if (!lg_assignment_same(b->options->pairs[k].assignment, old)) continue;
      keeps = true;
      if (choice) lg_program_add_entry(b->program, row, b->out->column_of[k], -1);
    }
    changed += !keeps || choice;
    may_keep += keeps && choice;
  }
  double most = changed, least = changed - may_keep;
  double limit = (double)b->policy->max_changes +
                 lg_policy_given(b->policy, LG_R_CHANGES, "", "", LG_SIDE_MAX);
  int column = lg_program_add_column(
      b->program, (lg_column){LG_COL_CHANGES, 0, 0, 0, element, true, least, most, least, most});
  if (limit < most) { /* a limit below `least` stands: the definition shows the plan infeasible */
    b->program->columns[column].upper = limit;
    b->program->columns[column].lower = MIN(least, limit);
  }
  b->program->rows[row].rhs = -changed;
  lg_program_add_entry(b->program, row, column, -1);
}
