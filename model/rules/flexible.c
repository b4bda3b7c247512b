/* flexible.c - R15, the units a week that guests give a school, stage and subject, and the goal
 * flexible. A row's guests can give any whole number from the sum of their least to the sum of their
 * most units (R14), so the program decides who is where alone; a column for each teacher's units
 * would add nothing. docs/method.md, 1, "Flexible service". */
#include "model/formulate_internal.h"
#include "rules.h"

/* One row of the table, with the guests that it may have. */
struct flexible_row {
  int index;
  GArray *columns;            /* struct guest */
  int heads;                  /* guests without a choice whose units are not the ledger's */
  int ledger;                 /* units that the ledger fixes */
  int cap;                    /* the most units of each guest; 0: they differ */
  int least_most, most_units; /* the sum of the most units: of those without a choice, of all */
};

struct guest {
  int column, most;
};

static const lg_demand *row_at(const lg_formulation_builder *b, const struct flexible_row *row)
{
  return &b->district->flexible_demands[row->index];
}

/* Where the teacher's guest school is looked for; LG_MISSING: the table has no such row. */
static int row_of(const lg_district *district, int teacher, lg_assignment assignment)
{
  if (!lg_assignment_is_guest(assignment)) return LG_MISSING;
  const lg_teacher *t = &district->teachers[teacher];
  return lg_demand_find(district->flexible_demands, district->flexible_demand_count,
                        assignment.guest, (int)t->stage, t->subject);
}

static void take_guest(const lg_formulation_builder *b, struct flexible_row *rows, int teacher,
                       int option)
{
  int index = row_of(b->district, teacher, b->options->pairs[option].assignment);
  if (index == LG_MISSING) return;
  struct flexible_row *row = &rows[index];
  if (lg_fixed_guest(b->district, teacher) != LG_MISSING) {
    int64_t units = (int64_t)row->ledger + b->district->standing[teacher].units;
    row->ledger = (int)MIN(units, G_MAXINT / 2); /* beyond every limit that a table can have */
    return;
  }
  int most = lg_flexible_most(b->policy, &b->district->teachers[teacher]);
  bool first = row->heads == 0 && row->columns->len == 0;
  row->cap = first || row->cap == most ? most : 0;
  row->most_units += most;
  if (lg_has_choice(b, teacher)) {
    struct guest guest = {b->out->column_of[option], most};
    g_array_append_val(row->columns, guest);
  } else {
    row->heads++;
    row->least_most += most;
  }
}

/* The number of guests, with the limits that R15 gives it: at least n of them are needed where all may
 * give as much, at most so many are allowed, as each gives the least. */
static int add_guests(lg_formulation_builder *b, const struct flexible_row *row,
                      lg_heads_range range, int element)
{
  int a = b->policy->flexible.least, least = row->heads, most = least + (int)row->columns->len;
  lg_column column = {LG_COL_GUESTS, row->index, row->cap, row->ledger, -1,
                      true,          least,      most,     least,       most};
  int64_t hi = range.hi - row->ledger, lo = range.lo - row->ledger;
  if (range.hi != INT64_MAX && a * (int64_t)most > hi) {
    int64_t heads = hi >= 0 ? hi / a : -1; /* -1: the ledger's units alone are too many */
    column.upper = (double)heads;
    column.lower = MIN(column.lower, column.upper);
    column.element = element;
  }
  if (range.lo != INT64_MIN && row->cap && row->cap * (int64_t)least < lo) {
    column.lower = (double)((lo + row->cap - 1) / row->cap);
    if (column.element < 0) column.upper = MAX(column.upper, column.lower);
    column.element = element;
  }
  int at = lg_program_add_column(b->program, column);
  int define =
      lg_program_add_row(b->program, (lg_row){LG_R15_DEMAND, row->index, 0, 0, -row->heads});
  for (guint k = 0; k < row->columns->len; k++)
    lg_program_add_entry(b->program, define, g_array_index(row->columns, struct guest, k).column,
                         1);
  lg_program_add_entry(b->program, define, at, -1);
  return at;
}

/* The most units that the guests can give, where these differ from one to the other. */
static int add_units(lg_formulation_builder *b, const struct flexible_row *row,
                     lg_heads_range range, int element)
{
  double least = row->ledger + row->least_most, most = row->ledger + row->most_units;
  lg_column column = {LG_COL_UNITS, row->index, 0, 0, -1, true, least, most, least, most};
  if (range.lo != INT64_MIN && (double)range.lo > least) {
    column.lower = (double)range.lo;
    column.upper = MAX(most, column.lower);
    column.element = element;
  }
  int at = lg_program_add_column(b->program, column);
  int define = lg_program_add_row(b->program, (lg_row){LG_R15_DEMAND, row->index, 0, 1, -least});
  for (guint k = 0; k < row->columns->len; k++) {
    const struct guest *guest = &g_array_index(row->columns, struct guest, k);
    lg_program_add_entry(b->program, define, guest->column, guest->most);
  }
  lg_program_add_entry(b->program, define, at, -1);
  return at;
}

/* factor * count - over + under = rhs; one of the two is what the goal counts, the other is free.
 *   side  0: units above the target, 1: below */
static void add_side(lg_formulation_builder *b, const struct flexible_row *row, int side, int count,
                     double factor, double rhs, double least)
{
  double most = 0,
         sides[2] = {b->program->columns[count].free_lower, b->program->columns[count].free_upper};
  for (int k = 0; k < 2; k++) most = MAX(most, ABS(factor * sides[k] - rhs));
  most += least;
  int at = lg_program_add_row(b->program, (lg_row){LG_R15_DEMAND, row->index, side, 2 + side, rhs});
  lg_program_add_entry(b->program, at, count, factor);
  for (int column = 0; column < 2; column++) {
    double from = column == side ? least : 0;
    lg_column_kind kind = column ? LG_COL_UNDER : LG_COL_OVER;
    int j = lg_program_add_column(
        b->program, (lg_column){kind, row->index, 1 + side, 0, -1, true, from, most, from, most});
    lg_program_add_entry(b->program, at, j, column ? 1 : -1);
  }
}

/* A whole number of guests misses a target that lies between two multiples of their units. The row
 * that says so beside add_side's, by rounding (Marchand, Wolsey 2001, with one whole variable):
 *   above  over >= (factor - r)(n - k), k = floor(rhs / factor), r = rhs - factor k
 *   below  under >= r (k + 1 - n) */
static void add_rounding(lg_formulation_builder *b, const struct flexible_row *row, int side,
                         int guests, int64_t factor, int64_t rhs)
{
  if (rhs <= 0 || rhs % factor == 0) return;
  int64_t k = rhs / factor, r = rhs % factor, slope = side ? r : r - factor;
  const lg_program *p = b->program;
  int missed = p->column_count - 2 + side;
  int at = lg_program_add_row(b->program, (lg_row){LG_R15_DEMAND, row->index, side, 4 + side,
                                                   (double)(side ? slope * (k + 1) : slope * k)});
  lg_program_add_entry(b->program, at, guests, (double)slope);
  lg_program_add_entry(b->program, at, missed, 1);
  int slack = lg_program_add_column(
      b->program,
      (lg_column){LG_COL_ROUNDING, row->index, side, 0, -1, true, 0, LG_INFINITE, 0, LG_INFINITE});
  lg_program_add_entry(b->program, at, slack, -1);
}

static void add_target(lg_formulation_builder *b, const struct flexible_row *row,
                       lg_heads_range range, int guests, int units)
{
  int target = row_at(b, row)->target, a = b->policy->flexible.least;
  int64_t to_give = (int64_t)target - row->ledger;
  double over = range.lo == INT64_MIN ? 0 : MAX((double)range.lo - target, 0);
  double under = range.hi == INT64_MAX ? 0 : MAX(target - (double)range.hi, 0);
  add_side(b, row, 0, guests, a, (double)to_give, over);
  add_rounding(b, row, 0, guests, a, to_give);
  if (units >= 0) {
    add_side(b, row, 1, units, 1, target, under);
    return;
  }
  int cap = row->cap ? row->cap : a;
  add_side(b, row, 1, guests, cap, (double)to_give, under);
  add_rounding(b, row, 1, guests, cap, to_give);
}

static bool wants_targets(const lg_formulation_builder *b)
{
  for (int g = 0; g < b->policy->goal_count; g++)
    if (b->policy->goals[g].kind == LG_GOAL_FLEXIBLE) return !b->options->open;
  return false;
}

static void formulate_row(lg_formulation_builder *b, const struct flexible_row *row)
{
  const lg_demand *demand = row_at(b, row);
  const lg_element of_row = {LG_R15_DEMAND, demand->school,
                             lg_cell_code(b->district, (int)demand->stage, demand->subject)};
  lg_heads_range range = lg_element_range(b->district, b->policy, of_row, 0, 0);
  bool target = demand->target != LG_MISSING && wants_targets(b);
  int64_t heads = row->heads + (int)row->columns->len, a = b->policy->flexible.least;
  bool few = range.lo != INT64_MIN && row->ledger + row->least_most < range.lo,
       many = range.hi != INT64_MAX && row->ledger + a * heads > range.hi;
  if (!few && !many && !target) return;
  int element = few || many ? lg_program_add_element(b->program, of_row) : -1;
  int guests = add_guests(b, row, range, element), units = -1;
  if (!row->cap && (heads > 0 || few)) units = add_units(b, row, range, element);
  if (target) add_target(b, row, range, guests, units);
}

static void add_demands(lg_formulation_builder *b)
{
  if (!b->policy->flexible.given) return;
  int count = b->district->flexible_demand_count;
  struct flexible_row *rows = g_new0(struct flexible_row, (size_t)count + 1);
  for (int k = 0; k < count; k++) {
    rows[k].index = k;
    rows[k].columns = g_array_new(FALSE, FALSE, sizeof(struct guest));
  }
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_candidate *candidate = &b->options->candidates[i];
    for (int k = candidate->first; k < candidate->first + candidate->count; k++)
      take_guest(b, rows, i, k);
  }
  for (int k = 0; k < count; k++) {
    formulate_row(b, &rows[k]);
    g_array_unref(rows[k].columns);
  }
  g_free(rows);
}

/* ---- what is asked of R15 ---- */

static const lg_demand *demand_of(const lg_district *district, lg_element element)
{
  lg_element_parts cell = lg_element_parts_of(district, element);
  int row = lg_demand_find(district->flexible_demands, district->flexible_demand_count, cell.school,
                           cell.stage, cell.subject);
  return row == LG_MISSING ? NULL : &district->flexible_demands[row];
}

static void list_rows(const lg_district *district, const lg_policy *policy, int a,
                      GArray *references)
{
  for (int k = 0; policy->flexible.given && k < district->flexible_demand_count; k++) {
    const lg_demand *row = &district->flexible_demands[k];
    bool first = k == 0 || row[-1].school != row->school;
    int code = lg_cell_code(district, (int)row->stage, row->subject);
    if (a == LG_MISSING && first) g_array_append_val(references, row->school);
    if (a == row->school) g_array_append_val(references, code);
  }
}

static void row_sides(const lg_district *district, const lg_policy *policy, lg_element element,
                      bool has[LG_SIDE_COUNT])
{
  (void)policy;
  const lg_demand *row = demand_of(district, element);
  has[LG_SIDE_MIN] = row && row->min > 0;
  has[LG_SIDE_MAX] = row && row->max != LG_MISSING;
}

/* n: the least units that the guest gives, d: the most. */
static void count_units(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, int a, int i, const lg_option *place,
                        GArray *parts)
{
  (void)options, (void)a;
  int row = row_of(district, i, place->assignment);
  if (row == LG_MISSING || !policy->flexible.given) return;
  const lg_demand *demand = &district->flexible_demands[row];
  lg_part part = {
      {LG_R15_DEMAND, demand->school, lg_cell_code(district, (int)demand->stage, demand->subject)},
      policy->flexible.least,
      lg_flexible_most(policy, &district->teachers[i])};
  if (lg_fixed_guest(district, i) == demand->school) part.n = part.d = district->standing[i].units;
  g_array_append_val(parts, part);
}

static lg_heads_range row_range(const lg_district *district, const lg_policy *policy,
                                lg_element element, int64_t now, int64_t of)
{
  (void)policy, (void)now, (void)of;
  const lg_demand *row = demand_of(district, element);
  lg_heads_range range = {INT64_MIN, INT64_MAX};
  if (row && row->min > 0) range.lo = row->min;
  if (row && row->max != LG_MISSING) range.hi = row->max;
  return range;
}

const lg_rule_type lg_rule_flexible = {.rule = LG_R15_DEMAND,
                                       .id = lg_cell_school,
                                       .class_id = lg_cell_class,
                                       .parts = lg_cell_parts,
                                       .list = list_rows,
                                       .sides = row_sides,
                                       .count = count_units,
                                       .is_span = true,
                                       .range = row_range,
                                       .formulate = add_demands};
