/* formulate.c - the program of a plan: its options, R1, and the rules of rules/ in an order in which
 * counts are there before the rules that stand on them. docs/method.md, 1. */
#include "formulate.h"

#include "formulate_internal.h"
#include "rules/rules.h"

/* Adds a column for every option of the teachers who have a choice. */
static void add_assignments(lg_formulation_builder *b)
{
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_candidate *candidate = &b->options->candidates[i];
    for (int k = candidate->first; k < candidate->first + candidate->count; k++)
      b->out->column_of[k] =
          lg_has_choice(b, i)
              ? lg_program_add_column(b->program,
                                      (lg_column){LG_COL_ASSIGNMENT, i, 0, k, -1, true, 0, 1, 0, 1})
              : -1;
  }
}

/* R1 post: sum_j x[i,j] = 1. A teacher with one place is a constant; one with none leaves 0 = 1. */
static void add_posts(lg_formulation_builder *b)
{
  for (int i = 0; i < b->district->teacher_count; i++) {
    const lg_candidate *candidate = &b->options->candidates[i];
    if (!lg_has_choice(b, i)) continue;
    int row = lg_program_add_row(b->program, (lg_row){LG_R1_POST, i, 0, 0, 1});
    for (int k = candidate->first; k < candidate->first + candidate->count; k++)
      lg_program_add_entry(b->program, row, b->out->column_of[k], 1);
  }
}

void lg_price_shortfall(lg_formulation_builder *b, int column, int weight)
{
  const lg_priced priced = {column, weight};
  g_array_append_val(b->priced, priced);
}

/* Fills what a unit costs, by column: steps of equity, heads of shortfalls. */
static void find_unit_costs(lg_formulation *f, const GArray *all_priced)
{
  f->unit_cost = g_new0(int64_t, f->program->column_count + 1);
  for (guint k = 0; k < all_priced->len; k++) {
    const lg_priced *priced = &g_array_index(all_priced, lg_priced, k);
    f->unit_cost[priced->column] = priced->weight;
  }
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    lg_stage_sums sums = lg_sums_of(f->district, s);
    for (int j = 0; j < f->program->column_count; j++) {
      const lg_column *column = &f->program->columns[j];
      if (column->kind == LG_COL_STEP && column->b == s)
        f->unit_cost[j] = lg_equity_step(column->c, f->district->schools[column->a].students[s],
                                         sums.students, sums.backbone);
    }
  }
}

static void build_clear(lg_formulation_builder *b)
{
  g_array_unref(b->cells);
  g_array_unref(b->priced);
  g_free(b->demand_cell);
  g_free(b->backbone_column);
  g_free(b->backbone_lo);
  g_free(b->backbone_hi);
  g_free(b->backbone_fixed);
}

lg_formulation *lg_formulation_new(const lg_district *district, const lg_policy *policy,
                                   const lg_options *options)
{
  lg_formulation *f = g_new0(lg_formulation, 1);
  *f = (lg_formulation){
      .district = district, .policy = policy, .options = options, .program = lg_program_new()};
  f->column_of = g_new(int, options->pair_count + 1);
  size_t places = (size_t)district->school_count * LG_STAGE_COUNT;
  lg_formulation_builder b = {
      .district = district, .policy = policy, .options = options, .program = f->program, .out = f};
  b.cells = g_array_new(FALSE, FALSE, sizeof(lg_cell));
  b.priced = g_array_new(FALSE, FALSE, sizeof(lg_priced));
  b.demand_cell = g_new(int, district->demand_count + 1);
  b.backbone_column = g_new(int, places);
  b.backbone_lo = g_new0(int, places);
  b.backbone_hi = g_new0(int, places);
  b.backbone_fixed = g_new0(int, places);
  add_assignments(&b);
  lg_find_cells(&b);
  lg_add_cells(&b);
  lg_add_backbone(&b);
  add_posts(&b);
  for (int k = 0; k < LG_RULE_TYPE_COUNT; k++)
    if (lg_rule_types[k]->formulate) lg_rule_types[k]->formulate(&b);
  lg_add_steps(&b);
  lg_add_targets(&b);
  lg_program_finish(f->program);
  find_unit_costs(f, b.priced);
  build_clear(&b);
  return f;
}

void lg_formulation_free(lg_formulation *f)
{
  if (!f) return;
  lg_program_free(f->program);
  g_free(f->column_of);
  g_free(f->unit_cost);
  g_free(f);
}
