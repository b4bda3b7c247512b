/* audit_quotas.c - R8 and R12: heads counted by class, the heads that a share asks, and what is
 * short. */

#include "audit_internal.h"

/* ---- shares of heads, exactly: ceil(p D / q) and floor(p D / q) ---- */

static int64_t share_ceil(lg_share share, int64_t of)
{
  return (int64_t)(((lg_i128)share.p * of + share.q - 1) / share.q);
}

static int64_t share_floor(lg_share share, int64_t of)
{
  return (int64_t)((lg_i128)share.p * of / share.q);
}

/* ---- classes ---- */

static int value_space(const lg_district *district, lg_per per)
{
  switch (per) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return district->school_count;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->groups.count;
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return LG_TIER_COUNT;
    case LG_PER_STAGE:
      return LG_STAGE_COUNT;
    case LG_PER_SUBJECT:
      return district->subjects.count;
    default:
      return 1;
  }
}

static int school_value(const lg_school *school, int index, lg_per per)
{
  if (per == LG_PER_FROM_SCHOOL || per == LG_PER_TO_SCHOOL) return index;
  if (per == LG_PER_FROM_GROUP || per == LG_PER_TO_GROUP) return school->group;
  return (int)school->tier;
}

/* The value of one key for the teacher's placement; LG_MISSING: none (a school without a group). */
static int value_of(const lg_recount *recount, lg_per per, int i)
{
  const lg_teacher *teacher = &recount->district->teachers[i];
  int school = teacher->school;
  switch (per) {
    case LG_PER_DISTRICT:
      return 0;
    case LG_PER_STAGE:
      return (int)teacher->stage;
    case LG_PER_SUBJECT:
      return teacher->subject;
    case LG_PER_TO_SCHOOL:
    case LG_PER_TO_GROUP:
    case LG_PER_TO_TIER:
      school = recount->to[i].school;
      break;
    default:
      break;
  }
  return school_value(&recount->district->schools[school], school, per);
}

/* The class of the teacher's placement: of two keys the first's value counts most. */
static int class_of(const lg_recount *recount, const lg_quota *quota, int i)
{
  int code = value_of(recount, quota->per[0], i);
  if (quota->per[1] == LG_PER_DISTRICT || code == LG_MISSING) return code;
  int second = value_of(recount, quota->per[1], i);
  return second == LG_MISSING ? LG_MISSING
                              : code * value_space(recount->district, quota->per[1]) + second;
}

/* Whose value a key is. */
enum side { NOBODYS, TEACHERS, HOMES, RECEIVERS };

static enum side side_of(lg_per per)
{
  switch (per) {
    case LG_PER_STAGE:
    case LG_PER_SUBJECT:
      return TEACHERS;
    case LG_PER_TO_SCHOOL:
    case LG_PER_TO_GROUP:
    case LG_PER_TO_TIER:
      return RECEIVERS;
    case LG_PER_DISTRICT:
      return NOBODYS;
    default:
      return HOMES;
  }
}

/* What a school has: of one key, or of two on the same side. */
static void mark_schools(const lg_district *district, const lg_quota *quota, bool *occurs)
{
  int seconds = value_space(district, quota->per[1]);
  for (int j = 0; j < district->school_count; j++) {
    const lg_school *school = &district->schools[j];
    int first = school_value(school, j, quota->per[0]), second = 0;
    if (quota->per[1] != LG_PER_DISTRICT) second = school_value(school, j, quota->per[1]);
    if (first != LG_MISSING && second != LG_MISSING) occurs[first * seconds + second] = true;
  }
}

/* What a teacher may have by R4: with one key of the school after the plan and one of the teacher,
 * each kind of teacher (value and stage) at each school of his stage. */
static void mark_pairs(const lg_recount *recount, const lg_quota *quota, bool *occurs)
{
  const lg_district *district = recount->district;
  int after = side_of(quota->per[0]) == RECEIVERS ? 0 : 1,
      seconds = value_space(district, quota->per[1]);
  int values = value_space(district, quota->per[1 - after]);
  bool *met = g_new0(bool, (size_t)values *LG_STAGE_COUNT + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    int value = value_of(recount, quota->per[1 - after], i);
    if (value != LG_MISSING) met[value * LG_STAGE_COUNT + (int)district->teachers[i].stage] = true;
  }
  bool *done = g_new0(bool, (size_t)value_space(district, quota->per[after]) * LG_STAGE_COUNT + 1);
  for (int j = 0; j < district->school_count; j++) {
    int place = school_value(&district->schools[j], j, quota->per[after]);
    for (int s = 0; s < LG_STAGE_COUNT && place != LG_MISSING; s++) {
      if (!district->schools[j].has_stage[s] || done[place * LG_STAGE_COUNT + s]) continue;
      done[place * LG_STAGE_COUNT + s] = true;
      for (int value = 0; value < values; value++)
        if (met[value * LG_STAGE_COUNT + s])
          occurs[after == 0 ? place * seconds + value : value * seconds + place] = true;
    }
  }
  g_free(met);
  g_free(done);
}

/* docs/spec/plan.md, Quotas: every school, every non-empty group and every tier that some school
 * has, every stage and subject that some teacher has; of two keys the pairs that a school has, that
 * a teacher has, or that a teacher may have by R4. */
static void class_mark(const lg_recount *recount, const lg_quota *quota, bool *occurs)
{
  enum side first = side_of(quota->per[0]), second = side_of(quota->per[1]);
  if (first == NOBODYS)
    occurs[0] = true;
  else if (first != TEACHERS && (second == NOBODYS || second == first))
    mark_schools(recount->district, quota, occurs);
  else if (first == RECEIVERS || second == RECEIVERS)
    mark_pairs(recount, quota, occurs);
  else
    for (int i = 0; i < recount->district->teacher_count; i++) {
      int code = class_of(recount, quota, i);
      if (code != LG_MISSING) occurs[code] = true;
    }
}

static const char *value_id(const lg_district *district, lg_per per, int code)
{
  switch (per) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return district->schools[code].id;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      return district->groups.text[code];
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      return lg_tier_word((lg_tier)code);
    case LG_PER_STAGE:
      return lg_stage_word(code);
    case LG_PER_SUBJECT:
      return district->subjects.text[code];
    default:
      return "";
  }
}

/* "a", or "a/b" of two keys; g_free. */
static char *class_id(const lg_district *district, const lg_quota *quota, int code)
{
  int seconds = value_space(district, quota->per[1]);
  const char *first = value_id(district, quota->per[0], code / seconds);
  if (quota->per[1] == LG_PER_DISTRICT) return g_strdup(first);
  return g_strdup_printf("%s/%s", first, value_id(district, quota->per[1], code % seconds));
}

/* ---- R8 ---- */

static bool filter_depends_on_place(const lg_filter *filter)
{
  for (int k = 0; k < filter->count; k++) {
    const lg_condition *condition = &filter->conditions[k];
    for (int a = 0; condition->key == LG_KEY_ANY && a < condition->any_count; a++)
      if (filter_depends_on_place(&condition->any[a])) return true;
    switch (condition->key) {
      case LG_KEY_MOVED:
      case LG_KEY_RETURNS:
      case LG_KEY_SAME_GROUP:
      case LG_KEY_ROUTE:
      case LG_KEY_WISH:
      case LG_KEY_TO_SCHOOL:
      case LG_KEY_TO_TIER:
      case LG_KEY_TO_GROUP:
      case LG_KEY_FLEXIBLE:
      case LG_KEY_GUEST_SCHOOL:
      case LG_KEY_GUEST_TIER:
      case LG_KEY_GUEST_GROUP:
      case LG_KEY_GUEST_SAME_GROUP:
        return true;
      default:
        break;
    }
  }
  return false;
}

static bool quota_has_fixed_base(const lg_quota *quota)
{
  bool by_place = side_of(quota->per[0]) == RECEIVERS || side_of(quota->per[1]) == RECEIVERS;
  return !by_place && !filter_depends_on_place(&quota->of);
}

/* A pair counts 1 when it matches `count`, or when the teacher is `rotated` and matches `of`;
 * never 2. */
static bool quota_counts(const lg_recount *recount, const lg_quota *quota, int i, bool in_base)
{
  if (lg_recount_match(recount, &quota->count, i)) return true;
  return quota->include_rotated && in_base && recount->rotated[i];
}

/* Shortfall: the least s >= 0 with q (N + s) >= p D, q (N - s) <= p D, or m - N, N - m of a
 * head-count, less the heads that `relax` gives. A share's class with D = 0 holds where D does not
 * depend on the roster. */
static void quota_judge(const lg_recount *recount, const lg_quota *quota, lg_quota_count *row)
{
  bool empty = row->of == 0 && quota_has_fixed_base(quota);
  row->min_heads = row->max_heads = -1;
  if (quota->min.kind != LG_BOUND_NONE) {
    bool share = quota->min.kind == LG_BOUND_SHARE;
    row->min_heads = share ? share_ceil(quota->min.share, row->of) : quota->min.heads;
    row->min_heads += quota->withdrawals; /* q (N - m) >= p D, N - m >= the head-count */
    row->min_heads = MAX(row->min_heads - lg_recount_given(recount, row->element, LG_SIDE_MIN), 0);
    if (!(share && empty)) row->shortfall += MAX(0, row->min_heads - row->count);
  }
  if (quota->max.kind != LG_BOUND_NONE) {
    bool share = quota->max.kind == LG_BOUND_SHARE;
    row->max_heads = share ? share_floor(quota->max.share, row->of) : quota->max.heads;
    row->max_heads += lg_recount_given(recount, row->element, LG_SIDE_MAX);
    if (!(share && empty)) row->shortfall += MAX(0, row->count - row->max_heads);
  }
  row->holds = row->shortfall == 0;
}

/* Those of another school, and guests, that each broken class counts, to show who makes it so. */
static void quota_concerned(lg_recount *recount, const lg_quota *quota, const int *number)
{
  for (int i = 0; i < recount->district->teacher_count; i++) {
    if (!lg_recount_leaves(recount, i) && recount->to[i].guest == LG_MISSING) continue;
    int code = class_of(recount, quota, i);
    if (code == LG_MISSING || number[code] == LG_MISSING) continue;
    if (lg_recount_match(recount, &quota->count, i))
      lg_breach_draft_teacher(lg_recount_draft(recount, number[code]), i);
  }
}

static void quota_break(lg_recount *recount, int index, const lg_quota_count *rows, const int *slot,
                        int space)
{
  int *number = g_new(int, (size_t)space);
  bool broken = false;
  for (int code = 0; code < space; code++) {
    number[code] = LG_MISSING;
    if (slot[code] == LG_MISSING) continue;
    const lg_quota_count *row = &rows[slot[code]];
    recount->audit->rules_checked++;
    if (row->holds) continue;
    broken = true;
    number[code] = (int)recount->drafts->len;
    lg_breach_draft *draft = lg_recount_break(recount, (lg_element){LG_R8_QUOTA, index, code});
    lg_breach_draft_heads(draft, row->count, row->min_heads < 0 ? INT64_MIN : row->min_heads,
                          row->max_heads < 0 ? INT64_MAX : row->max_heads);
  }
  if (broken) quota_concerned(recount, &recount->policy->quotas[index], number);
  g_free(number);
}

static void check_quota(lg_recount *recount, int index, GArray *rows)
{
  const lg_district *district = recount->district;
  const lg_quota *quota = &recount->policy->quotas[index];
  int space = value_space(district, quota->per[0]) * value_space(district, quota->per[1]);
  int first = (int)rows->len;
  bool *occurs = g_new0(bool, (size_t)MAX(space, 1));
  int *slot = g_new(int, (size_t)MAX(space, 1)); /* class code -> row from `first` on */
  class_mark(recount, quota, occurs);
  for (int code = 0; code < space; code++) {
    slot[code] = occurs[code] ? (int)rows->len - first : LG_MISSING;
    if (!occurs[code]) continue;
    lg_quota_count row = {.element = {LG_R8_QUOTA, index, code},
                          .quota = index,
                          .soft = quota->soft,
                          .weight = quota->weight,
                          .class_id = class_id(district, quota, code)};
    g_array_append_val(rows, row);
  }
  lg_quota_count *counts = &g_array_index(rows, lg_quota_count, first);
  for (int i = 0; i < district->teacher_count; i++) {
    int code = class_of(recount, quota, i);
    /* nobody is in a pair that is no class but against R4 */
    if (code == LG_MISSING || slot[code] == LG_MISSING) continue;
    bool in_base = lg_recount_match(recount, &quota->of, i);
    counts[slot[code]].of += in_base;
    counts[slot[code]].count += quota_counts(recount, quota, i, in_base);
  }
  for (int k = 0; k < (int)rows->len - first; k++) quota_judge(recount, quota, &counts[k]);
  if (!quota->soft && space) quota_break(recount, index, counts, slot, space);
  g_free(occurs);
  g_free(slot);
}

/* ---- R12: backbone teachers after >= ceil(p P / (100 q)) at every school and stage ---- */

static void density_concerned(lg_recount *recount, const int *number)
{
  const lg_district *district = recount->district;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *teacher = &district->teachers[i];
    if (!teacher->backbone || !lg_recount_moved(recount, i)) continue;
    int places[] = {teacher->school, recount->to[i].school};
    for (int k = 0; k < 2; k++) {
      int slot = recount->slot[places[k] * LG_STAGE_COUNT + (int)teacher->stage];
      if (slot != LG_MISSING && number[slot] != LG_MISSING)
        lg_breach_draft_teacher(lg_recount_draft(recount, number[slot]), i);
    }
  }
}

static void check_density(lg_recount *recount, GArray *rows)
{
  const lg_density *density = &recount->policy->density;
  lg_audit *audit = recount->audit;
  if (!density->given) return;
  int *number = g_new(int, (size_t)MAX(audit->school_count, 1));
  bool broken = false;
  for (int s = 0; s < audit->school_count; s++) {
    const lg_school_count *place = &audit->schools[s];
    lg_share share = density->min;
    int64_t asked = (int64_t)(((lg_i128)share.p * place->students + (lg_i128)100 * share.q - 1) /
                              ((lg_i128)100 * share.q));
    const lg_element element = {LG_R12_DENSITY, 0, lg_place_code(place->school, (int)place->stage)};
    lg_quota_count row = {.element = element,
                          .quota = recount->policy->quota_count,
                          .soft = density->soft,
                          .weight = density->weight,
                          .count = place->backbone_after,
                          .of = place->students,
                          .max_heads = -1};
    row.class_id = lg_element_class(recount->district, recount->policy, element);
    asked -= lg_recount_given(recount, element, LG_SIDE_MIN);
    row.min_heads = asked = MAX(asked, 0);
    row.shortfall = MAX(0, asked - row.count);
    row.holds = row.shortfall == 0;
    g_array_append_val(rows, row);
    number[s] = LG_MISSING;
    if (density->soft) continue;
    audit->rules_checked++;
    if (row.holds) continue;
    broken = true;
    number[s] = (int)recount->drafts->len;
    lg_breach_draft_heads(lg_recount_break(recount, element), row.count, asked, INT64_MAX);
  }
  if (broken) density_concerned(recount, number);
  g_free(number);
}

void lg_recount_quotas(lg_recount *recount)
{
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(lg_quota_count));
  for (int k = 0; k < recount->policy->quota_count; k++) check_quota(recount, k, rows);
  check_density(recount, rows);
  recount->audit->quota_count = (int)rows->len;
  recount->audit->quotas = (lg_quota_count *)(void *)g_array_free(rows, FALSE);
}
