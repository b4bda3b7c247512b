/* density.c - backbone teachers by school and stage: R12 and the goal equity. docs/method.md, 1,
 * "Equity in unit steps". */
#include "model/formulate_internal.h"
#include "model/int128.h"
#include "rules.h"

void lg_add_backbone(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  size_t count = (size_t)district->school_count * LG_STAGE_COUNT;
  int *may = g_new0(int, count), *row_of = g_new(int, count);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    const lg_candidate *candidate = &b->options->candidates[i];
    for (int k = candidate->first;
         teacher->backbone && lg_has_choice(b, i) && k < candidate->first + candidate->count; k++)
      may[lg_at(b->options->pairs[k].assignment.school, (int)teacher->stage)] +=
          !lg_is_counted_there(b->options, candidate, k);
  }
  for (int j = 0; j < district->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++) {
      size_t at = lg_at(j, s);
      row_of[at] = b->backbone_column[at] = -1;
      double least = b->backbone_fixed[at], most = least + may[at];
      if (!district->schools[j].has_stage[s]) continue;
      if (may[at] == 0 && !b->policy->density.given) continue;
      b->backbone_column[at] = lg_program_add_column(
          b->program, (lg_column){LG_COL_BACKBONE, j, s, 0, -1, true, least, most, least, most});
      row_of[at] = lg_program_add_row(b->program, (lg_row){LG_R12_DENSITY, j, s, 0, -least});
      lg_program_add_entry(b->program, row_of[at], b->backbone_column[at], -1);
    }
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    const lg_candidate *candidate = &b->options->candidates[i];
    for (int k = candidate->first;
         teacher->backbone && lg_has_choice(b, i) && k < candidate->first + candidate->count; k++)
      lg_program_add_entry(
          b->program, row_of[lg_at(b->options->pairs[k].assignment.school, (int)teacher->stage)],
          b->out->column_of[k], 1);
  }
  g_free(may);
  g_free(row_of);
}

/* R12 density: y_j >= ceil(p P_j / (100 q)); soft: y_j + s >= that. */
static void rule_density_at(lg_formulation_builder *b, int j, int s)
{
  const lg_density *density = &b->policy->density;
  const lg_element of_place = {LG_R12_DENSITY, 0, lg_place_code(j, s)};
  double need = (double)lg_element_range(b->district, b->policy, of_place, 0, 0).lo;
  int y = b->backbone_column[lg_at(j, s)];
  if (need > b->program->columns[y].lower && !density->soft) {
    int element = lg_program_add_element(b->program, of_place);
    lg_column *column = &b->program->columns[y];
    column->element = element;
    column->lower = need;
    column->upper = MAX(column->upper, need);
  } else if (need > b->program->columns[y].lower) {
    double most = need - b->program->columns[y].lower;
    int missing = lg_program_add_column(
        b->program,
        (lg_column){LG_COL_SHORTFALL, b->policy->quota_count, j, s, -1, true, 0, most, 0, most});
    lg_price_shortfall(b, missing, density->weight);
    int margin =
        lg_program_add_column(b->program, (lg_column){LG_COL_MARGIN, b->policy->quota_count, j, s,
                                                      -1, true, 0, LG_INFINITE, 0, LG_INFINITE});
    int row = lg_program_add_row(b->program, (lg_row){LG_R12_DENSITY, j, s, 1, need});
    lg_program_add_entry(b->program, row, y, 1);
    lg_program_add_entry(b->program, row, missing, 1);
    lg_program_add_entry(b->program, row, margin, -1);
  }
}

static void add_density(lg_formulation_builder *b)
{
  if (!b->policy->density.given) return;
  for (int j = 0; j < b->district->school_count; j++)
    for (int s = 0; s < LG_STAGE_COUNT; s++)
      if (b->district->schools[j].has_stage[s]) rule_density_at(b, j, s);
}

/* e_k = floor(10^6 (2k - 1) sum P / (P Y^2) + 1/2), exact (SPEC 4). */
int64_t lg_equity_step(int k, int students, int64_t all_students, int64_t all_backbone)
{
  lg_i128 over = (lg_i128)1000000 * (2 * k - 1) * all_students;
  lg_i128 under = (lg_i128)students * all_backbone * all_backbone;
  return (int64_t)((2 * over + under) / (2 * under));
}

lg_stage_sums lg_sums_of(const lg_district *district, int stage)
{
  lg_stage_sums sums = {0, 0};
  for (int j = 0; j < district->school_count; j++)
    sums.students += district->schools[j].students[stage];
  for (int i = 0; i < district->teacher_count; i++)
    sums.backbone += district->teachers[i].backbone && (int)district->teachers[i].stage == stage;
  return sums;
}

static bool wants_equity(const lg_policy *policy)
{
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind == LG_GOAL_EQUITY) return true;
  return false;
}

/* Goal equity: y_j = lo + z_1 + z_2 + ..., each z 0..1; as the costs of the steps do not fall, the
 * cheapest ones are taken first. Programs of open options get no steps: those serve questions about
 * rules alone, and the range of the steps, which comes from R6, would hide R6. */
void lg_add_steps(lg_formulation_builder *b)
{
  const lg_district *district = b->district;
  if (!wants_equity(b->policy)) return;
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    lg_stage_sums sums = lg_sums_of(district, s);
    if (sums.backbone == 0 || b->options->open) continue;
    b->out->equity_constant -= 1000000;
    for (int j = 0; j < district->school_count; j++) {
      size_t at = lg_at(j, s);
      int students = district->schools[j].students[s];
      if (!district->schools[j].has_stage[s]) continue;
      bool varies = b->backbone_column[at] >= 0;
      int lo = varies ? b->backbone_lo[at] : b->backbone_fixed[at],
          hi = varies ? b->backbone_hi[at] : lo;
      for (int k = 1; k <= lo; k++)
        b->out->equity_constant += lg_equity_step(k, students, sums.students, sums.backbone);
      if (!varies) continue;
      int row = lg_program_add_row(b->program, (lg_row){LG_R12_DENSITY, j, s, 2, lo});
      lg_program_add_entry(b->program, row, b->backbone_column[at], 1);
      for (int k = lo + 1; k <= hi; k++) {
        int step = lg_program_add_column(b->program, (lg_column){LG_COL_STEP, j, s, k, -1, true, 0,
                                                                 1, -LG_INFINITE, LG_INFINITE});
        lg_program_add_entry(b->program, row, step, -1);
      }
    }
  }
}

/* ---- what is asked of R12 ---- */

static void list_places(const lg_district *district, const lg_policy *policy, int a,
                        GArray *references)
{
  int only = 0;
  if (!policy->density.given) return;
  if (a == LG_MISSING) g_array_append_val(references, only);
  for (int code = 0; a == 0 && code < district->school_count * LG_STAGE_COUNT; code++)
    if (district->schools[code / LG_STAGE_COUNT].has_stage[code % LG_STAGE_COUNT])
      g_array_append_val(references, code);
}

static const char *density_id(const lg_district *district, const lg_policy *policy, int a)
{
  (void)district, (void)policy, (void)a;
  return "backbone_per_100";
}

static void place_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  (void)district;
  parts->school = element.b / LG_STAGE_COUNT;
  parts->stage = element.b % LG_STAGE_COUNT;
}

static char *place_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  (void)policy;
  lg_element_parts place = lg_element_parts_of(district, element);
  return g_strconcat(district->schools[place.school].id, "/", lg_stage_word(place.stage), NULL);
}

static bool is_soft(const lg_policy *policy, int a)
{
  (void)a;
  return policy->density.soft;
}

static void place_sides(const lg_district *district, const lg_policy *policy, lg_element element,
                        bool has[LG_SIDE_COUNT])
{
  (void)district, (void)policy, (void)element;
  has[LG_SIDE_MIN] = true;
}

static void count_backbone(const lg_district *district, const lg_policy *policy,
                           const lg_options *options, int a, int i, const lg_option *place,
                           GArray *parts)
{
  (void)policy, (void)options, (void)a;
  const lg_teacher *teacher = &district->teachers[i];
  lg_part part = {
      {LG_R12_DENSITY, 0, lg_place_code(place->assignment.school, (int)teacher->stage)}, 1, 0};
  if (teacher->backbone) g_array_append_val(parts, part);
}

/* ceil(p P / (100 q)) backbone teachers for P students. */
static lg_heads_range place_range(const lg_district *district, const lg_policy *policy,
                                  lg_element element, int64_t now, int64_t of)
{
  (void)now, (void)of;
  if (!policy->density.given) return (lg_heads_range){INT64_MIN, INT64_MAX};
  lg_element_parts place = lg_element_parts_of(district, element);
  lg_i128 over =
      (lg_i128)policy->density.min.p * district->schools[place.school].students[place.stage];
  lg_i128 under = (lg_i128)100 * policy->density.min.q;
  return (lg_heads_range){(int64_t)((over + under - 1) / under), INT64_MAX};
}

const lg_rule_type lg_rule_density = {.rule = LG_R12_DENSITY,
                                      .id = density_id,
                                      .class_id = place_class,
                                      .parts = place_parts,
                                      .list = list_places,
                                      .is_soft = is_soft,
                                      .sides = place_sides,
                                      .count = count_backbone,
                                      .range = place_range,
                                      .formulate = add_density};
