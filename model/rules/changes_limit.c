/* changes_limit.c - the element `changes`: a limit on how many teachers are placed otherwise
 * than in the baseline (`replan --max-changes`; QUESTIONS W11, W28). */
#include "model/formulate_internal.h"
#include "rules.h"

/* c = n - sum_i x[i,b(i)] <= max: the teachers less those who keep their assignment b(i) of the
 * baseline; one who cannot keep it counts as changed. */
static void add_changes(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  if (b->policy->max_changes == LG_MISSING) return;
  const lg_element whole = {LG_R_CHANGES, 0, 0};
  int element = lg_program_add_element(b->program, whole);
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
  double limit = (double)lg_element_range(district, b->policy, whole, 0, 0).hi;
  int column = lg_program_add_column(
      b->program, (lg_column){LG_COL_CHANGES, 0, 0, 0, element, true, least, most, least, most});
  if (limit < most) { /* a limit below `least` stands: the definition shows the plan infeasible */
    b->program->columns[column].upper = limit;
    b->program->columns[column].lower = MIN(least, limit);
  }
  b->program->rows[row].rhs = -changed;
  lg_program_add_entry(b->program, row, column, -1);
}

static void list_whole(const lg_district *district, const lg_policy *policy, int a,
                       GArray *references)
{
  (void)district, (void)policy, (void)a;
  int only = 0;
  g_array_append_val(references, only);
}

static void most_side(const lg_district *district, const lg_policy *policy, lg_element element,
                      bool has[LG_SIDE_COUNT])
{
  (void)district, (void)policy, (void)element;
  has[LG_SIDE_MAX] = true;
}

static void count_changed(const lg_district *district, const lg_policy *policy,
                          const lg_options *options, int a, int i, const lg_option *place,
                          GArray *parts)
{
  (void)policy, (void)options, (void)a;
  bool keeps = lg_assignment_same(place->assignment, lg_assignment_published(district, i));
  lg_part part = {{LG_R_CHANGES, 0, 0}, !keeps, 0};
  g_array_append_val(parts, part);
}

static lg_heads_range changes_range(const lg_district *district, const lg_policy *policy,
                                    lg_element element, int64_t now, int64_t of)
{
  (void)district, (void)element, (void)now, (void)of;
  int64_t most = policy->max_changes;
  return (lg_heads_range){INT64_MIN, most == LG_MISSING ? INT64_MAX : most};
}

const lg_rule_type lg_rule_changes = {.rule = LG_R_CHANGES,
                                      .list = list_whole,
                                      .sides = most_side,
                                      .count = count_changed,
                                      .range = changes_range,
                                      .formulate = add_changes};
