/* team_pair.c - R10 (teams) and R11 (pairs): rules that tie movers together. */
#include "model/formulate_internal.h"

/* R10 team: a receiving school gets nobody by the route, or at least `min`: sum >= min y, sum <= M
 * y. */
static void rule_team_school(lg_formulation_builder *b, int team, int school, const GArray *columns,
                             int fixed)
{
  const lg_team *rule = &b->policy->teams[team];
  const char *route_id = b->policy->routes[rule->route].id;
  const char *school_id = b->district->schools[school].id;
  int min = rule->min - lg_policy_given(b->policy, LG_R10_TEAM, route_id, school_id, LG_SIDE_MIN);
  int most = fixed + (int)columns->len;
  if (min <= 1 && min < rule->min) return; /* `relax` gives so much that nothing is asked */
  int element =
      lg_program_add_element(b->program, LG_R10_TEAM, g_strdup(route_id), g_strdup(school_id));
  int receives = lg_program_add_column(
      b->program, (lg_column){LG_COL_TEAM, team, school, 0, -1, true, 0, most >= min, 0, 1});
  b->program->columns[receives].element = most >= min ? -1 : element;
  int above = lg_program_add_column(
      b->program, (lg_column){LG_COL_TEAM_SLACK, team, school, 0, element, true, 0, LG_INFINITE,
                              -LG_INFINITE, LG_INFINITE});
  int below = lg_program_add_column(
      b->program, (lg_column){LG_COL_TEAM_SLACK, team, school, 1, element, true, 0, LG_INFINITE,
                              -LG_INFINITE, LG_INFINITE});
  int at_least = lg_program_add_row(b->program, (lg_row){LG_R10_TEAM, team, school, 0, -fixed});
  int at_most = lg_program_add_row(b->program, (lg_row){LG_R10_TEAM, team, school, 1, fixed});
  for (guint k = 0; k < columns->len; k++) {
    lg_program_add_entry(b->program, at_least, g_array_index(columns, int, k), 1);
    lg_program_add_entry(b->program, at_most, g_array_index(columns, int, k), -1);
  }
  lg_program_add_entry(b->program, at_least, receives, -min);
  lg_program_add_entry(b->program, at_least, above, -1);
  lg_program_add_entry(b->program, at_most, receives, most);
  lg_program_add_entry(b->program, at_most, below, -1);
}

void lg_rule_team(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  for (int t = 0; t < b->policy->team_count; t++) {
    GArray **into = g_new0(GArray *, district->school_count);
    int *fixed = g_new0(int, district->school_count);
    for (int i = 0; i < district->teacher_count; i++) {
      const lg_candidate *candidate = &b->options->candidates[i];
      for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
        const lg_option *pair = &b->options->pairs[k];
        int school = pair->assignment.school;
        if (!lg_assignment_moves(district, i, pair->assignment) ||
            pair->route != b->policy->teams[t].route)
          continue;
        if (!into[school]) into[school] = g_array_new(FALSE, FALSE, sizeof(int));
        if (lg_has_choice(b, i))
          g_array_append_val(into[school], b->out->column_of[k]);
        else
          fixed[school]++;
      }
    }
    for (int j = 0; j < district->school_count; j++) {
      if (!into[j]) continue;
      rule_team_school(b, t, j, into[j], fixed[j]);
      g_array_unref(into[j]);
    }
    g_free(into);
    g_free(fixed);
  }
}

static char *pair_class(const lg_district *district, const lg_pair *pair)
{
  return g_strdup_printf("%s/%s", lg_pair_word(pair->rule), district->teachers[pair->b].id);
}

/* What a pair rule compares: the school, or for same_group its group where there is one. */
static int pair_part(const lg_district *district, lg_pair_rule rule, int school)
{
  int group = district->schools[school].group;
  return rule == LG_SAME_GROUP && group != LG_MISSING ? district->school_count + group : school;
}

/* Adds `sign` times the places of a teacher to the rows of their parts; rows are made as they are
 * met. */
static void pair_side(lg_formulation_builder *b, const lg_pair *pair, int index, int teacher,
                      int sign, int element, GHashTable *row_of)
{
  const lg_candidate *candidate = &b->options->candidates[teacher];
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    int part = pair_part(b->district, pair->rule, b->options->pairs[k].assignment.school);
    int row = GPOINTER_TO_INT(g_hash_table_lookup(row_of, GINT_TO_POINTER(part + 1))) - 1;
    if (row < 0) {
      row = lg_program_add_row(b->program, (lg_row){LG_R11_PAIR, index, part, 0, 0});
      g_hash_table_insert(row_of, GINT_TO_POINTER(part + 1), GINT_TO_POINTER(row + 1));
      int slack = lg_program_add_column(
          b->program, (lg_column){LG_COL_PAIR, index, part, 0, element, true, 0, 0, -1, 1});
      lg_program_add_entry(b->program, row, slack, -1);
    }
    if (lg_has_choice(b, teacher))
      lg_program_add_entry(b->program, row, b->out->column_of[k], sign);
    else
      b->program->rows[row].rhs -= sign;
  }
}

/* not_both_move: x[a,h(a)] + x[b,h(b)] >= 1. */
static void pair_not_both(lg_formulation_builder *b, const lg_pair *pair, int index, int element)
{
  int row = lg_program_add_row(b->program, (lg_row){LG_R11_PAIR, index, 0, 0, 1});
  int slack = lg_program_add_column(
      b->program, (lg_column){LG_COL_PAIR, index, 0, 0, element, true, 0, 1, -1, 1});
  lg_program_add_entry(b->program, row, slack, -1);
  const int both[] = {pair->a, pair->b};
  for (int side = 0; side < 2; side++) {
    const lg_candidate *candidate = &b->options->candidates[both[side]];
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      if (lg_assignment_moves(b->district, both[side], b->options->pairs[k].assignment)) continue;
      if (lg_has_choice(b, both[side]))
        lg_program_add_entry(b->program, row, b->out->column_of[k], 1);
      else
        b->program->rows[row].rhs -= 1;
    }
  }
}

/* R11 pair: same_school, same_group: the two have equal sums over every part of the schools. */
void lg_rule_pair(lg_formulation_builder *b)
{
  for (int p = 0; p < b->district->pair_count; p++) {
    const lg_pair *pair = &b->district->pairs[p];
    int element =
        lg_program_add_element(b->program, LG_R11_PAIR, g_strdup(b->district->teachers[pair->a].id),
                               pair_class(b->district, pair));
    if (pair->rule == LG_NOT_BOTH_MOVE) {
      pair_not_both(b, pair, p, element);
      continue;
    }
    GHashTable *row_of = g_hash_table_new(NULL, NULL);
    pair_side(b, pair, p, pair->a, 1, element, row_of);
    pair_side(b, pair, p, pair->b, -1, element, row_of);
    g_hash_table_unref(row_of);
  }
}
