/* staffing.c - R6 and R7: the cells (school, stage, subject), their limits, and the goal
 * staffing. */
#include "model/formulate_internal.h"
#include "rules.h"

/* ---- R6, R7 ---- */

/* Items sorted by block; a block is a stage and a subject. */
struct blocks {
  int *item;  /* [count], in each block ascending */
  int *first; /* [block_count + 1] */
};

static int block_of(const lg_district *district, lg_stage stage, int subject)
{
  return (int)stage * district->subjects.count + subject;
}

static int count_blocks(const lg_district *district)
{
  return LG_STAGE_COUNT * district->subjects.count;
}

/* Sorts items by block.
 *   block  [count] the block of each item; taken over */
static struct blocks blocks_new(int *block, int count, int block_count)
{
  struct blocks blocks = {g_new(int, count + 1), g_new0(int, block_count + 2)};
  int *next = blocks.first + 1; /* while they are filled */
  for (int k = 0; k < count; k++) next[block[k] + 1]++;
  for (int k = 0; k < block_count; k++) next[k + 1] += next[k];
  for (int k = 0; k < count; k++) blocks.item[next[block[k]]++] = k;
  g_free(block);
  return blocks;
}

static void blocks_clear(struct blocks *blocks)
{
  g_free(blocks->item);
  g_free(blocks->first);
}

static struct blocks teacher_blocks(const lg_district *district)
{
  int *block = g_new(int, district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++)
    block[i] = block_of(district, district->teachers[i].stage, district->teachers[i].subject);
  return blocks_new(block, district->teacher_count, count_blocks(district));
}

static struct blocks demand_blocks(const lg_district *district)
{
  int *block = g_new(int, district->demand_count + 1);
  for (int k = 0; k < district->demand_count; k++)
    block[k] = block_of(district, district->demands[k].stage, district->demands[k].subject);
  return blocks_new(block, district->demand_count, count_blocks(district));
}

/* The cells of one (stage, subject), found by walking over its teachers; `cell_at` maps a school to
 * its cell. */
static lg_cell *cell_of(lg_formulation_builder *b, int *cell_at, int school, lg_stage stage,
                        int subject)
{
  if (cell_at[school] < 0) {
    cell_at[school] = (int)b->cells->len;
    lg_cell cell = {.school = school,
                    .subject = subject,
                    .stage = stage,
                    .demand = -1,
                    .column = -1,
                    .row = -1};
    g_array_append_val(b->cells, cell);
  }
  return &g_array_index(b->cells, lg_cell, cell_at[school]);
}

static lg_element element_of_cell(const lg_formulation_builder *b, const lg_cell *cell)
{
  return (lg_element){LG_R6_STAFFING, cell->school,
                      lg_cell_code(b->district, (int)cell->stage, cell->subject)};
}

static void count_teacher(lg_formulation_builder *b, int *cell_at, int i)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  const lg_candidate *candidate = &b->options->candidates[i];
  cell_of(b, cell_at, lg_post_school(b->district, i), teacher->stage, teacher->subject)->before++;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    if (lg_is_counted_there(b->options, candidate, k)) continue;
    lg_cell *cell = cell_of(b, cell_at, b->options->pairs[k].assignment.school, teacher->stage,
                            teacher->subject);
    if (lg_has_choice(b, i)) {
      cell->may++;
      cell->may_backbone += teacher->backbone;
    } else {
      cell->fixed++;
      cell->fixed_backbone += teacher->backbone;
    }
  }
}

/* R6's limits of after - before. */
static void cell_limits(const lg_formulation_builder *b, lg_cell *cell)
{
  lg_heads_range range =
      lg_element_range(b->district, b->policy, element_of_cell(b, cell), cell->before, LG_MISSING);
  cell->lo = range.lo == INT64_MIN ? -LG_INFINITE : (double)(range.lo - cell->before);
  cell->hi = range.hi == INT64_MAX ? LG_INFINITE : (double)(range.hi - cell->before);
}

/* What the limits leave for the backbone teachers of the cell. */
static void cell_backbone(lg_formulation_builder *b, const lg_cell *cell)
{
  size_t at = lg_at(cell->school, (int)cell->stage);
  int others_fixed = cell->fixed - cell->fixed_backbone,
      others_may = cell->may - cell->may_backbone;
  int hi = cell->fixed_backbone + cell->may_backbone, lo = cell->fixed_backbone;
  if (cell->hi < LG_INFINITE) hi = MIN(hi, cell->before + (int)cell->hi - others_fixed);
  if (cell->lo > -LG_INFINITE)
    lo = MAX(lo, cell->before + (int)cell->lo - others_fixed - others_may);
  b->backbone_fixed[at] += cell->fixed_backbone;
  b->backbone_lo[at] += lo;
  b->backbone_hi[at] += MAX(hi, lo);
}

/* Finds every cell, its heads and limits. */
void lg_find_cells(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  struct blocks teachers = teacher_blocks(district), demands = demand_blocks(district);
  int *cell_at = g_new(int, district->school_count);
  for (int j = 0; j < district->school_count; j++) cell_at[j] = -1;
  for (int block = 0; block < count_blocks(district); block++) {
    guint first = b->cells->len;
    for (int k = teachers.first[block]; k < teachers.first[block + 1]; k++)
      count_teacher(b, cell_at, teachers.item[k]);
    for (int k = demands.first[block]; k < demands.first[block + 1]; k++) {
      const lg_demand *demand = &district->demands[demands.item[k]];
      lg_cell *cell = cell_of(b, cell_at, demand->school, demand->stage, demand->subject);
      cell->demand = demands.item[k];
      b->demand_cell[demands.item[k]] = cell_at[demand->school];
    }
    for (guint c = first; c < b->cells->len; c++) {
      lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
      cell_at[cell->school] = -1;
      cell_limits(b, cell);
      cell_backbone(b, cell);
    }
  }
  blocks_clear(&teachers);
  blocks_clear(&demands);
  g_free(cell_at);
}

/* R6 staffing: lo <= sum_i x[i,j] - n <= hi for each (school, stage, subject). The column is after
 * - before. */
static void add_staffing(lg_formulation_builder *b)
{
  for (guint c = 0; c < b->cells->len; c++) {
    lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
    if (cell->column < 0) continue;
    lg_column *column = &b->program->columns[cell->column];
    if (cell->lo <= column->free_lower && cell->hi >= column->free_upper) continue;
    column->lower = MAX(cell->lo, column->free_lower);
    column->upper = MIN(cell->hi, column->free_upper);
    /* limits that nothing can meet stand as they are: the program is infeasible, and says so by
     * this element */
    if (column->lower > column->upper) {
      column->lower = cell->lo;
      column->upper = cell->hi;
    }
    column->element = lg_program_add_element(b->program, element_of_cell(b, cell));
  }
}

/* Adds the places of teachers to the definitions of the cells. Every school that a teacher of a
 * block may be at has a cell in the block. */
static void fill_cells(lg_formulation_builder *b)
{
  struct blocks teachers = teacher_blocks(b->district);
  int *row_at = g_new(int, b->district->school_count);
  guint c = 0;
  for (int block = 0; block < count_blocks(b->district); block++) {
    for (; c < b->cells->len; c++) {
      const lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
      if (block_of(b->district, cell->stage, cell->subject) != block) break;
      row_at[cell->school] = cell->row;
    }
    for (int t = teachers.first[block]; t < teachers.first[block + 1]; t++) {
      const lg_candidate *candidate = &b->options->candidates[teachers.item[t]];
      if (!lg_has_choice(b, teachers.item[t])) continue;
      for (int k = candidate->first; k < candidate->first + candidate->count; k++)
        lg_program_add_entry(b->program, row_at[b->options->pairs[k].assignment.school],
                             b->out->column_of[k], 1);
    }
  }
  blocks_clear(&teachers);
  g_free(row_at);
}

/* Adds the columns after - before of the cells, and the rows that define them. */
void lg_add_cells(lg_formulation_builder *b)
{
  for (guint c = 0; c < b->cells->len; c++) {
    lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
    double least = cell->fixed - cell->before, most = least + cell->may;
    bool broken = least < cell->lo || least > cell->hi;
    if (cell->may == 0 && !broken) continue;
    cell->column = lg_program_add_column(
        b->program, (lg_column){LG_COL_CELL, cell->school, (int)cell->stage, cell->subject, -1,
                                true, least, most, least, most});
    cell->row =
        lg_program_add_row(b->program, (lg_row){LG_R6_STAFFING, cell->school, (int)cell->stage,
                                                cell->subject, cell->before - cell->fixed});
    lg_program_add_entry(b->program, cell->row, cell->column, -1);
  }
  fill_cells(b);
}

/* R7 headcount: after - before of the school inside headcount_band; after <= max_staff, or no
 * growth where it was above already. Counted over the cells. */
static void add_headcount(lg_formulation_builder *b)
{
  int schools = b->district->school_count;
  int *before = g_new0(int, schools), *moved_in = g_new0(int, schools),
      *cells = g_new0(int, schools);
  for (guint c = 0; c < b->cells->len; c++) {
    const lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
    before[cell->school] += cell->before;
    if (cell->column >= 0)
      cells[cell->school]++;
    else
      moved_in[cell->school] += cell->fixed - cell->before;
  }
  int *row_of = g_new(int, schools);
  for (int j = 0; j < schools; j++) {
    row_of[j] = -1;
    const lg_element of_school = {LG_R7_HEADCOUNT, j, 0};
    lg_heads_range range =
        lg_element_range(b->district, b->policy, of_school, before[j], LG_MISSING);
    double lo = range.lo == INT64_MIN ? -LG_INFINITE : (double)(range.lo - before[j]);
    double hi = range.hi == INT64_MAX ? LG_INFINITE : (double)(range.hi - before[j]);
    bool broken = moved_in[j] < lo || moved_in[j] > hi;
    if ((lo <= -LG_INFINITE && hi >= LG_INFINITE) || (cells[j] == 0 && !broken)) continue;
    int element = lg_program_add_element(b->program, of_school);
    int column = lg_program_add_column(
        b->program,
        (lg_column){LG_COL_HEADCOUNT, j, 0, 0, element, true, lo, hi, -LG_INFINITE, LG_INFINITE});
    row_of[j] = lg_program_add_row(b->program, (lg_row){LG_R7_HEADCOUNT, j, 0, 0, -moved_in[j]});
    lg_program_add_entry(b->program, row_of[j], column, -1);
  }
  for (guint c = 0; c < b->cells->len; c++) {
    const lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
    if (cell->column >= 0 && row_of[cell->school] >= 0)
      lg_program_add_entry(b->program, row_of[cell->school], cell->column, 1);
  }
  g_free(before);
  g_free(moved_in);
  g_free(cells);
  g_free(row_of);
}

/* ---- goal staffing ---- */

void lg_add_targets(lg_formulation_builder *b)
{
  for (int k = 0; k < b->district->demand_count; k++) {
    const lg_demand *demand = &b->district->demands[k];
    if (demand->target == LG_MISSING) continue;
    const lg_cell *cell = &g_array_index(b->cells, lg_cell, b->demand_cell[k]);
    if (cell->column < 0) {
      b->out->staffing_constant += ABS(cell->fixed - demand->target);
      continue;
    }
    double most_over = MAX(cell->fixed + cell->may - demand->target, 0),
           most_under = MAX(demand->target - cell->fixed, 0);
    int over = lg_program_add_column(
        b->program, (lg_column){LG_COL_OVER, k, 0, 0, -1, true, 0, most_over, 0, most_over});
    int under = lg_program_add_column(
        b->program, (lg_column){LG_COL_UNDER, k, 0, 0, -1, true, 0, most_under, 0, most_under});
    int row = lg_program_add_row(b->program,
                                 (lg_row){LG_R6_STAFFING, k, 0, -1, demand->target - cell->before});
    lg_program_add_entry(b->program, row, cell->column, 1);
    lg_program_add_entry(b->program, row, over, -1);
    lg_program_add_entry(b->program, row, under, 1);
  }
}

/* ---- what is asked of R6 and R7 ---- */

const char *lg_cell_school(const lg_district *district, const lg_policy *policy, int school)
{
  (void)policy;
  return district->schools[school].id;
}

void lg_cell_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  parts->school = element.a;
  parts->stage = element.b / district->subjects.count;
  parts->subject = element.b % district->subjects.count;
}

char *lg_cell_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  (void)policy;
  lg_element_parts cell = lg_element_parts_of(district, element);
  return g_strconcat(lg_stage_word(cell.stage), "/", district->subjects.text[cell.subject], NULL);
}

static void list_schools(const lg_district *district, GArray *references)
{
  for (int j = 0; j < district->school_count; j++) g_array_append_val(references, j);
}

static void list_cells(const lg_district *district, const lg_policy *policy, int school,
                       GArray *references)
{
  (void)policy;
  if (school == LG_MISSING) list_schools(district, references);
  for (int s = 0; school != LG_MISSING && s < LG_STAGE_COUNT; s++)
    for (int k = 0; district->schools[school].has_stage[s] && k < district->subjects.count; k++) {
      int code = lg_cell_code(district, s, k);
      g_array_append_val(references, code);
    }
}

static const lg_demand *demand_of_element(const lg_district *district, lg_element element)
{
  lg_element_parts cell = lg_element_parts_of(district, element);
  int row = lg_demand_find(district->demands, district->demand_count, cell.school, cell.stage,
                           cell.subject);
  return row == LG_MISSING ? NULL : &district->demands[row];
}

static lg_heads_range band_range(const lg_band *band, int64_t now)
{
  return (lg_heads_range){band->given ? now + band->lo : INT64_MIN,
                          band->given ? now + band->hi : INT64_MAX};
}

/* The band gives the range; a row of `demand` replaces its ends, and one beyond the band's other
 * end moves that end along. */
static lg_heads_range cell_range(const lg_district *district, const lg_policy *policy,
                                 lg_element element, int64_t now, int64_t of)
{
  (void)of;
  lg_heads_range range = band_range(&policy->subject_band, now);
  const lg_demand *row = demand_of_element(district, element);
  if (row && row->min != LG_MISSING) {
    range.lo = row->min;
    range.hi = MAX(range.hi, range.lo);
  }
  if (row && row->max != LG_MISSING) {
    range.hi = row->max;
    if (row->min == LG_MISSING) range.lo = MIN(range.lo, range.hi);
  }
  return range;
}

static void cell_sides(const lg_district *district, const lg_policy *policy, lg_element element,
                       bool has[LG_SIDE_COUNT])
{
  const lg_demand *row = demand_of_element(district, element);
  has[LG_SIDE_MIN] = policy->subject_band.given || (row && row->min != LG_MISSING);
  has[LG_SIDE_MAX] = policy->subject_band.given || (row && row->max != LG_MISSING);
}

static void count_cell(const lg_district *district, const lg_policy *policy,
                       const lg_options *options, int a, int i, const lg_option *place,
                       GArray *parts)
{
  (void)policy, (void)options, (void)a;
  const lg_teacher *teacher = &district->teachers[i];
  lg_part part = {{LG_R6_STAFFING, place->assignment.school,
                   lg_cell_code(district, (int)teacher->stage, teacher->subject)},
                  1,
                  0};
  g_array_append_val(parts, part);
}

const lg_rule_type lg_rule_staffing = {.rule = LG_R6_STAFFING,
                                       .id = lg_cell_school,
                                       .class_id = lg_cell_class,
                                       .parts = lg_cell_parts,
                                       .list = list_cells,
                                       .sides = cell_sides,
                                       .count = count_cell,
                                       .range = cell_range,
                                       .formulate = add_staffing};

static void list_heads(const lg_district *district, const lg_policy *policy, int school,
                       GArray *references)
{
  (void)policy;
  int none = 0;
  if (school == LG_MISSING)
    list_schools(district, references);
  else
    g_array_append_val(references, none);
}

static void school_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  (void)district;
  parts->school = element.a;
}

/* after - before inside headcount_band; after <= max_staff, or no growth where it was above. */
static lg_heads_range school_range(const lg_district *district, const lg_policy *policy,
                                   lg_element element, int64_t now, int64_t of)
{
  (void)of;
  int max_staff = district->schools[element.a].max_staff;
  lg_heads_range range = band_range(&policy->headcount_band, now);
  if (max_staff != LG_MISSING) range.hi = MIN(range.hi, MAX(max_staff, now));
  return range;
}

static void school_sides(const lg_district *district, const lg_policy *policy, lg_element element,
                         bool has[LG_SIDE_COUNT])
{
  has[LG_SIDE_MIN] = policy->headcount_band.given;
  has[LG_SIDE_MAX] =
      policy->headcount_band.given || district->schools[element.a].max_staff != LG_MISSING;
}

static void count_school(const lg_district *district, const lg_policy *policy,
                         const lg_options *options, int a, int i, const lg_option *place,
                         GArray *parts)
{
  (void)district, (void)policy, (void)options, (void)a, (void)i;
  lg_part part = {{LG_R7_HEADCOUNT, place->assignment.school, 0}, 1, 0};
  g_array_append_val(parts, part);
}

const lg_rule_type lg_rule_headcount = {.rule = LG_R7_HEADCOUNT,
                                        .id = lg_cell_school,
                                        .parts = school_parts,
                                        .list = list_heads,
                                        .sides = school_sides,
                                        .count = count_school,
                                        .range = school_range,
                                        .formulate = add_headcount};
