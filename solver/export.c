/* export.c - writes the model of one goal for other solvers, with names that tell what each column
 * and row stands for (lg_export; SPEC 1, SPEC 7 `export`). */
#include "export.h"

#include "solver/mip/lexicographic.h"
#include "solver/mip/objective_row.h"

static const char *const column_letter[] = {"x",    "n",     "h",      "y",     "z",     "N",
                                            "D",    "m",     "s",      "t",     "u",     "p",
                                            "over", "under", "guests", "units", "round", "changes"};
static const char *const column_what[] = {
    "place", "cell",   "headcount", "backbone", "step",       "count",
    "base",  "margin", "shortfall", "team",     "team slack", "pair",
    "over",  "under",  "guests",    "units",    "rounding",   "changes"};

G_STATIC_ASSERT(G_N_ELEMENTS(column_letter) == LG_COL_KIND_COUNT);
G_STATIC_ASSERT(G_N_ELEMENTS(column_what) == LG_COL_KIND_COUNT);

/* The name of a column: the letter of its kind, then its indexes, from 1 on. */
static char *column_name(const lg_formulation *f, const lg_column *column)
{
  const char *letter = column_letter[column->kind];
  switch (column->kind) {
    case LG_COL_ASSIGNMENT: {
      lg_assignment to = lg_formulation_assignment(f, column);
      bool guest = lg_assignment_is_guest(to);
      return g_strdup_printf("%s_%d_%d", guest ? "w" : letter, column->a + 1,
                             (guest ? to.guest : to.school) + 1);
    }
    case LG_COL_OVER:
    case LG_COL_UNDER:
      if (column->b == 0) return g_strdup_printf("%s_%d", letter, column->a + 1);
      return g_strdup_printf("%s_units_%d_%d", letter, column->a + 1, column->b);
    case LG_COL_HEADCOUNT:
    case LG_COL_GUESTS:
    case LG_COL_UNITS:
      return g_strdup_printf("%s_%d", letter, column->a + 1);
    case LG_COL_BACKBONE:
    case LG_COL_COUNT:
    case LG_COL_BASE:
    case LG_COL_TEAM:
    case LG_COL_PAIR:
      return g_strdup_printf("%s_%d_%d", letter, column->a + 1, column->b + 1);
    case LG_COL_STEP:
      return g_strdup_printf("%s_%d_%d_%d", letter, column->a + 1, column->b + 1, column->c);
    default:
      return g_strdup_printf("%s_%d_%d_%d", letter, column->a + 1, column->b + 1, column->c + 1);
  }
}

static char *row_name(const lg_row *row)
{
  const char *rule = lg_rule_word(row->rule);
  switch (row->rule) {
    case LG_R1_POST:
    case LG_R7_HEADCOUNT:
      return g_strdup_printf("%s_%d", rule, row->a + 1);
    case LG_R6_STAFFING:
      if (row->c < 0) return g_strdup_printf("staffing_%d", row->a + 1);
      return g_strdup_printf("%s_%d_%d_%d", rule, row->a + 1, row->b + 1, row->c + 1);
    case LG_R8_QUOTA: {
      static const char *const part[] = {"_of", "", "_min", "_max"};
      return g_strdup_printf("%s_%d_%d%s", rule, row->a + 1, row->b + 1, part[row->c + 1]);
    }
    case LG_R15_DEMAND: {
      static const char *const part[] = {"",       "_units",      "_over",
                                         "_under", "_round_over", "_round_under"};
      return g_strdup_printf("%s_%d%s", rule, row->a + 1, part[row->c]);
    }
    case LG_R10_TEAM:
      return g_strdup_printf("%s_%d_%d_%s", rule, row->a + 1, row->b + 1,
                             row->c ? "most" : "least");
    case LG_R12_DENSITY:
      if (row->c == 2) return g_strdup_printf("equity_%d_%d", row->a + 1, row->b + 1);
      return g_strdup_printf("%s_%d_%d%s", rule, row->a + 1, row->b + 1, row->c ? "_soft" : "");
    default:
      return g_strdup_printf("%s_%d_%d", rule, row->a + 1, row->b + 1);
  }
}

/* The element that a row is about; of R1 none. */
static lg_element element_of(const lg_formulation *f, const lg_row *row)
{
  const lg_district *d = f->district;
  switch (row->rule) {
    case LG_R6_STAFFING: {
      const lg_demand *demand = row->c < 0 ? &d->demands[row->a] : NULL; /* of its target */
      int code = demand ? lg_cell_code(d, (int)demand->stage, demand->subject)
                        : lg_cell_code(d, row->b, row->c);
      return (lg_element){row->rule, demand ? demand->school : row->a, code};
    }
    case LG_R15_DEMAND: {
      const lg_demand *demand = &d->flexible_demands[row->a];
      return (lg_element){row->rule, demand->school,
                          lg_cell_code(d, (int)demand->stage, demand->subject)};
    }
    case LG_R7_HEADCOUNT:
    case LG_R8_QUOTA:
    case LG_R10_TEAM:
      return (lg_element){row->rule, row->a, row->rule == LG_R7_HEADCOUNT ? 0 : row->b};
    case LG_R11_PAIR:
      return lg_element_of_pair(d, &d->pairs[row->a]);
    case LG_R12_DENSITY:
      return (lg_element){row->rule, 0, lg_place_code(row->a, row->b)};
    default:
      return (lg_element){row->rule, 0, 0};
  }
}

/* The ids of that element; of R1 the teacher's. g_free. */
static void row_ids(const lg_formulation *f, const lg_row *row, char **id, char **class_id)
{
  lg_element element = element_of(f, row);
  bool post = row->rule == LG_R1_POST;
  *id = g_strdup(post ? f->district->teachers[row->a].id
                      : lg_element_id(f->district, f->policy, element));
  *class_id = lg_element_class(f->district, f->policy, element);
}

/* The row that a column of this kind is counted in, as far as its element goes. */
static lg_row row_like(const lg_formulation *f, const lg_column *column)
{
  static const lg_rule rules[LG_COL_KIND_COUNT] = {
      [LG_COL_CELL] = LG_R6_STAFFING,     [LG_COL_OVER] = LG_R6_STAFFING,
      [LG_COL_UNDER] = LG_R6_STAFFING,    [LG_COL_HEADCOUNT] = LG_R7_HEADCOUNT,
      [LG_COL_BACKBONE] = LG_R12_DENSITY, [LG_COL_STEP] = LG_R12_DENSITY,
      [LG_COL_TEAM] = LG_R10_TEAM,        [LG_COL_TEAM_SLACK] = LG_R10_TEAM,
      [LG_COL_PAIR] = LG_R11_PAIR,        [LG_COL_COUNT] = LG_R8_QUOTA,
      [LG_COL_BASE] = LG_R8_QUOTA,        [LG_COL_MARGIN] = LG_R8_QUOTA,
      [LG_COL_SHORTFALL] = LG_R8_QUOTA,   [LG_COL_CHANGES] = LG_R_CHANGES,
      [LG_COL_GUESTS] = LG_R15_DEMAND,    [LG_COL_UNITS] = LG_R15_DEMAND,
      [LG_COL_ROUNDING] = LG_R15_DEMAND};
  lg_row row = {rules[column->kind], column->a, column->b, column->c, 0};
  bool target = column->kind == LG_COL_OVER || column->kind == LG_COL_UNDER;
  if (target) row.c = -1;
  if (target && column->b) row.rule = LG_R15_DEMAND;
  if (row.rule == LG_R8_QUOTA && column->a == f->policy->quota_count) /* of a soft R12 */
    row = (lg_row){LG_R12_DENSITY, column->b, column->c, 0, 0};
  return row;
}

static void column_ids(const lg_formulation *f, const lg_column *column, char **id, char **class_id)
{
  if (column->kind == LG_COL_ASSIGNMENT) {
    *id = g_strdup(f->district->teachers[column->a].id);
    lg_assignment to = lg_formulation_assignment(f, column);
    int school = lg_assignment_is_guest(to) ? to.guest : to.school;
    *class_id = g_strdup(f->district->schools[school].id);
    return;
  }
  lg_row row = row_like(f, column);
  row_ids(f, &row, id, class_id);
}

static void export_name_clear(void *data)
{
  lg_export_name *name = data;
  g_free(name->name);
  g_free(name->id);
  g_free(name->class_id);
}

void lg_export_names(const lg_formulation *f, int goal, GArray *names)
{
  g_array_set_clear_func(names, export_name_clear);
  for (int j = 0; j < f->program->column_count; j++) {
    const lg_column *column = &f->program->columns[j];
    bool guest = column->kind == LG_COL_ASSIGNMENT &&
                 lg_assignment_is_guest(lg_formulation_assignment(f, column));
    lg_export_name name = {column_name(f, column), false,
                           guest ? "guest" : column_what[column->kind], NULL, NULL};
    column_ids(f, column, &name.id, &name.class_id);
    g_array_append_val(names, name);
  }
  lg_export_name one = {g_strdup("one"), false, "constant", g_strdup(""), g_strdup("")};
  g_array_append_val(names, one);
  for (int i = 0; i < f->program->row_count; i++) {
    const lg_row *row = &f->program->rows[i];
    lg_export_name name = {row_name(row), true, lg_rule_word(row->rule), NULL, NULL};
    row_ids(f, row, &name.id, &name.class_id);
    g_array_append_val(names, name);
  }
  for (int k = 0; k < goal; k++) {
    const char *word = lg_goal_word(f->policy->goals[k].kind);
    lg_export_name name = {g_strdup_printf("held_%s", word), true, "goal", g_strdup(word),
                           g_strdup("")};
    g_array_append_val(names, name);
  }
  lg_export_name constant = {g_strdup("constant"), true, "constant", g_strdup(""), g_strdup("")};
  g_array_append_val(names, constant);
}

static bool write_model(const lg_formulation *f, int goal, const int64_t *held, bool mps,
                        const char *path, const GArray *names)
{
  int columns = f->program->column_count, rows = f->program->row_count;
  int64_t *whole = g_new0(int64_t, columns + 1);
  int64_t constant = goal < f->policy->goal_count ? lg_formulation_goal(f, goal, NULL, whole) : 0;
  double *cost = g_new0(double, columns + 1);
  for (int j = 0; j < columns; j++) cost[j] = (double)whole[j];
  lg_cut *cuts = g_new0(lg_cut, goal + 1);
  for (int k = 0; k < goal; k++) {
    int64_t sign = lg_goal_is_max(f->policy->goals[k].kind) ? -1 : 1;
    cuts[k] = lg_objective_row(f, k, sign * held[k], NULL);
  }
  char **column_names = g_new(char *, columns + 1), **row_names = g_new(char *, rows + goal + 1);
  for (int j = 0; j < columns; j++) column_names[j] = g_array_index(names, lg_export_name, j).name;
  for (int i = 0; i < rows + goal; i++)
    row_names[i] = g_array_index(names, lg_export_name, columns + 1 + i).name;
  bool written = lg_lp_write(f->program, cost, (double)constant, cuts, goal, column_names,
                             row_names, mps, path);
  for (int k = 0; k < goal; k++) lg_cut_clear(&cuts[k]);
  g_free(cuts);
  g_free(column_names);
  g_free(row_names);
  g_free(whole);
  g_free(cost);
  return written;
}

/* Are the first `count` goals proved? (The later ones were solved too: a roster that proves the
 * early ones is often found only on the smaller faces of later ones.) */
static bool all_proved(const lg_lexicographic_result *result, int count)
{
  if (result->reached < count) return count == 0;
  for (int k = 0; k < count; k++)
    if (!result->goals[k].proved) return false;
  return true;
}

lg_export_end lg_export(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings, int goal,
                        bool mps, const char *path, GArray *names)
{
  lg_formulation *f = lg_formulation_new(district, policy, options);
  lg_deadline deadline = {settings->deadline_s, settings->interrupted, settings->tuning};
  lg_lexicographic_result held = {.end = LG_LEXICOGRAPHIC_DONE};
  if (goal > 0) held = lg_lexicographic_run(f, policy->goal_count, &deadline, settings);
  lg_export_end end = LG_EXPORT_DONE;
  if (held.end == LG_LEXICOGRAPHIC_INFEASIBLE) {
    end = LG_EXPORT_INFEASIBLE;
  } else if (!all_proved(&held, goal)) {
    end = LG_EXPORT_NO_TIME;
  } else {
    lg_export_names(f, goal, names);
    end = write_model(f, goal, held.held, mps, path, names) ? LG_EXPORT_DONE : LG_EXPORT_FAILED;
  }
  lg_lexicographic_result_clear(&held);
  lg_formulation_free(f);
  return end;
}
