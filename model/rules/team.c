/* team.c - R10: a school gets nobody by a route, or a team. */
#include "model/formulate_internal.h"
#include "rules.h"

/* R10 team: a receiving school gets nobody by the route, or at least `min`: sum >= min y, sum <= M
 * y. */
static void rule_team_school(lg_formulation_builder *b, int team, int school, const GArray *columns,
                             int fixed)
{
  const lg_team *rule = &b->policy->teams[team];
  const lg_element of_school = {LG_R10_TEAM, team, school};
  int min = (int)lg_element_range(b->district, b->policy, of_school, 0, 0).lo;
  int most = fixed + (int)columns->len;
  if (min <= 1 && min < rule->min) return; /* `relax` gives so much that nothing is asked */
  int element = lg_program_add_element(b->program, of_school);
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

static void add_teams(lg_formulation_builder *b)
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

/* ---- what is asked of R10 ---- */

static void list_teams(const lg_district *district, const lg_policy *policy, int a,
                       GArray *references)
{
  for (int t = 0; a == LG_MISSING && t < policy->team_count; t++) {
    int route = policy->teams[t].route; /* a route that there is not is a defect of its own */
    if (route >= 0 && route < policy->route_count) g_array_append_val(references, t);
  }
  for (int j = 0; a != LG_MISSING && j < district->school_count; j++)
    g_array_append_val(references, j);
}

static const char *route_id(const lg_district *district, const lg_policy *policy, int a)
{
  (void)district;
  return policy->routes[policy->teams[a].route].id;
}

static char *receiver_class(const lg_district *district, const lg_policy *policy,
                            lg_element element)
{
  (void)policy;
  return g_strdup(district->schools[element.b].id);
}

static void receiver_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  (void)district;
  parts->school = element.b;
}

static void least_side(const lg_district *district, const lg_policy *policy, lg_element element,
                       bool has[LG_SIDE_COUNT])
{
  (void)district, (void)policy, (void)element;
  has[LG_SIDE_MIN] = true;
}

static void count_mover(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, int a, int i, const lg_option *place,
                        GArray *parts)
{
  (void)options, (void)a;
  bool moves = lg_assignment_moves(district, i, place->assignment);
  for (int t = 0; moves && t < policy->team_count; t++) {
    lg_part part = {{LG_R10_TEAM, t, place->assignment.school}, 1, 0};
    if (place->route == policy->teams[t].route) g_array_append_val(parts, part);
  }
}

static lg_heads_range team_range(const lg_district *district, const lg_policy *policy,
                                 lg_element element, int64_t now, int64_t of)
{
  (void)district, (void)now, (void)of;
  return (lg_heads_range){policy->teams[element.a].min, INT64_MAX};
}

/* Nobody is good as well. */
static bool is_nobody(const lg_policy *policy, lg_element element, int64_t n, int64_t of)
{
  (void)policy, (void)element, (void)of;
  return n == 0;
}

const lg_rule_type lg_rule_team = {.rule = LG_R10_TEAM,
                                   .id = route_id,
                                   .class_id = receiver_class,
                                   .parts = receiver_parts,
                                   .list = list_teams,
                                   .sides = least_side,
                                   .count = count_mover,
                                   .range = team_range,
                                   .is_exempt = is_nobody,
                                   .formulate = add_teams};
