/* formulate_staffing.c - R6 and R7: the cells (school, stage, subject), their limits, and the goal
 * staffing. */
#include "formulate_internal.h"

/* ---- R6, R7 ---- */

static int lg_by_block(const void *x, const void *y, void *data)
{
  const lg_district *district = data;
  const lg_teacher *a = &district->teachers[*(const int *)x],
                   *b = &district->teachers[*(const int *)y];
  if (a->stage != b->stage) return a->stage < b->stage ? -1 : 1;
  if (a->subject != b->subject) return a->subject < b->subject ? -1 : 1;
  return *(const int *)x < *(const int *)y ? -1 : 1;
}

static int lg_demand_by_block(const void *x, const void *y, void *data)
{
  const lg_district *district = data;
  const lg_demand *a = &district->demands[*(const int *)x],
                  *b = &district->demands[*(const int *)y];
  if (a->stage != b->stage) return a->stage < b->stage ? -1 : 1;
  if (a->subject != b->subject) return a->subject < b->subject ? -1 : 1;
  return a->school < b->school ? -1 : 1;
}

/* The cells of one (stage, subject), found by walking over its teachers; `cell_at` maps a school to
 * its cell. */
static lg_cell *lg_cell_of(lg_build *b, int *cell_at, int school, lg_stage stage, int subject)
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

static void lg_count_teacher(lg_build *b, int *cell_at, int i)
{
  const lg_teacher *teacher = &b->district->teachers[i];
  const lg_candidate *candidate = &b->options->candidates[i];
  lg_cell_of(b, cell_at, teacher->school, teacher->stage, teacher->subject)->before++;
  for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
    lg_cell *cell =
        lg_cell_of(b, cell_at, b->options->pairs[k].school, teacher->stage, teacher->subject);
    if (lg_has_choice(b, i)) {
      cell->may++;
      cell->may_backbone += teacher->backbone;
    } else {
      cell->fixed++;
      cell->fixed_backbone += teacher->backbone;
    }
  }
}

/* R6's limits: the band, or the demand row; a limit beyond the band's other end moves that end. */
static void lg_cell_limits(const lg_build *b, lg_cell *cell)
{
  const lg_band *band = &b->policy->subject_band;
  cell->lo = band->given ? band->lo : -LG_INFINITE;
  cell->hi = band->given ? band->hi : LG_INFINITE;
  if (cell->demand < 0) return;
  const lg_demand *demand = &b->district->demands[cell->demand];
  if (demand->min != LG_MISSING) {
    cell->lo = demand->min - cell->before;
    cell->hi = MAX(cell->hi, cell->lo);
  }
  if (demand->max != LG_MISSING) {
    cell->hi = demand->max - cell->before;
    if (demand->min == LG_MISSING) cell->lo = MIN(cell->lo, cell->hi);
  }
}

/* What the limits leave for the backbone teachers of the cell. */
static void lg_cell_backbone(lg_build *b, const lg_cell *cell)
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
void lg_find_cells(lg_build *b)
{
  const lg_district *district = b->district;
  int n = district->teacher_count, m = district->demand_count;
  int *order = g_new(int, n + 1), *demand = g_new(int, m + 1);
  for (int i = 0; i < n; i++) order[i] = i;
  for (int k = 0; k < m; k++) demand[k] = k;
  g_qsort_with_data(order, n, sizeof(int), lg_by_block, (void *)district);
  g_qsort_with_data(demand, m, sizeof(int), lg_demand_by_block, (void *)district);
  int *cell_at = g_new(int, district->school_count);
  for (int j = 0; j < district->school_count; j++) cell_at[j] = -1;
  int i = 0, k = 0;
  while (i < n || k < m) {
    /* the next block in either list */
    const lg_teacher *t = i < n ? &district->teachers[order[i]] : NULL;
    const lg_demand *d = k < m ? &district->demands[demand[k]] : NULL;
    bool by_teacher =
        t && (!d || t->stage < d->stage || (t->stage == d->stage && t->subject <= d->subject));
    lg_stage stage = by_teacher ? t->stage : d->stage;
    int subject = by_teacher ? t->subject : d->subject;
    guint first = b->cells->len;
    for (; i < n && district->teachers[order[i]].stage == stage &&
           district->teachers[order[i]].subject == subject;
         i++)
      lg_count_teacher(b, cell_at, order[i]);
    for (; k < m && district->demands[demand[k]].stage == stage &&
           district->demands[demand[k]].subject == subject;
         k++) {
      lg_cell *cell = lg_cell_of(b, cell_at, district->demands[demand[k]].school, stage, subject);
      cell->demand = demand[k];
      b->demand_cell[demand[k]] = cell_at[cell->school];
    }
    for (guint c = first; c < b->cells->len; c++) {
      lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
      cell_at[cell->school] = -1;
      lg_cell_limits(b, cell);
      lg_cell_backbone(b, cell);
    }
  }
  g_free(order);
  g_free(demand);
  g_free(cell_at);
}

/* R6 staffing: lo <= sum_i x[i,j] - n <= hi for each (school, stage, subject). The column is after
 * - before. */
void lg_rule_staffing(lg_build *b)
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
    column->element = lg_program_add_element(
        b->program, LG_R6_STAFFING, g_strdup(b->district->schools[cell->school].id),
        g_strdup_printf("%s/%s", lg_stage_word((int)cell->stage),
                        b->district->subjects.text[cell->subject]));
    b->program->columns[cell->column].element = column->element;
  }
}

/* The places of teachers in the definitions of the cells. */
static void lg_fill_cells(lg_build *b)
{
  const lg_district *district = b->district;
  GHashTable *row_of = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint c = 0; c < b->cells->len; c++) {
    const lg_cell *cell = &g_array_index(b->cells, lg_cell, c);
    if (cell->row < 0) continue;
    gint64 key =
        ((gint64)cell->school * LG_STAGE_COUNT + (gint64)cell->stage) * district->subjects.count +
        cell->subject;
    g_hash_table_insert(row_of, g_memdup2(&key, sizeof key), GINT_TO_POINTER(cell->row + 1));
  }
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    const lg_candidate *candidate = &b->options->candidates[i];
    for (int k = candidate->first; lg_has_choice(b, i) && k < candidate->first + candidate->count;
         k++) {
      gint64 key = ((gint64)b->options->pairs[k].school * LG_STAGE_COUNT + (gint64)teacher->stage) *
                       district->subjects.count +
                   teacher->subject;
      int row = GPOINTER_TO_INT(g_hash_table_lookup(row_of, &key)) - 1;
      lg_program_add_entry(b->program, row, b->out->column_of[k], 1);
    }
  }
  g_hash_table_unref(row_of);
}

/* The columns after - before of the cells, and their definition. */
void lg_add_cells(lg_build *b)
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
  lg_fill_cells(b);
}

/* R7 headcount: after - before of the school inside headcount_band; after <= max_staff, or no
 * growth where it was above already. Counted over the cells. */
void lg_rule_headcount(lg_build *b)
{
  const lg_band *band = &b->policy->headcount_band;
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
    int max_staff = b->district->schools[j].max_staff;
    double lo = band->given ? band->lo : -LG_INFINITE, hi = band->given ? band->hi : LG_INFINITE;
    if (max_staff != LG_MISSING) hi = MIN(hi, MAX(max_staff - before[j], 0));
    bool broken = moved_in[j] < lo || moved_in[j] > hi;
    if ((lo <= -LG_INFINITE && hi >= LG_INFINITE) || (cells[j] == 0 && !broken)) continue;
    int element = lg_program_add_element(b->program, LG_R7_HEADCOUNT,
                                         g_strdup(b->district->schools[j].id), g_strdup(""));
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

void lg_add_targets(lg_build *b)
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
