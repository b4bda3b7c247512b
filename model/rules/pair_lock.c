/* pair_lock.c - R11, two teachers tied together, and R9, locks: rows of tables that a repair may
 * drop; and R13, who is due back, which none may. (R9 and R13 have no rows of a program: they decide
 * in options.h which pairs there are.) */
#include "model/formulate_internal.h"
#include "rules.h"

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
static void add_pairs(lg_formulation_builder *b)
{
  for (int p = 0; p < b->district->pair_count; p++) {
    const lg_pair *pair = &b->district->pairs[p];
    int element = lg_program_add_element(b->program, lg_element_of_pair(b->district, pair));
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

/* ---- what is asked of R9 and R11 ---- */

/* Appends the teacher of a row, or where it is a row of teacher `a` what ties him. */
static void list_row(lg_element element, int a, GArray *references)
{
  if (a == LG_MISSING)
    g_array_append_val(references, element.a);
  else if (a == element.a)
    g_array_append_val(references, element.b);
}

static void list_pairs(const lg_district *district, const lg_policy *policy, int a,
                       GArray *references)
{
  (void)policy;
  for (int k = 0; k < district->pair_count; k++)
    list_row(lg_element_of_pair(district, &district->pairs[k]), a, references);
}

static void list_locks(const lg_district *district, const lg_policy *policy, int a,
                       GArray *references)
{
  (void)policy;
  for (int k = 0; k < district->lock_count; k++)
    list_row(lg_element_of_lock(district, &district->locks[k]), a, references);
}

static void list_returns(const lg_district *district, const lg_policy *policy, int a,
                         GArray *references)
{
  (void)policy;
  int none = 0;
  for (int i = 0; a == LG_MISSING && i < district->teacher_count; i++)
    if (lg_due_back(district, i) != LG_MISSING) g_array_append_val(references, i);
  if (a != LG_MISSING && lg_due_back(district, a) != LG_MISSING)
    g_array_append_val(references, none);
}

static void no_side(const lg_district *district, const lg_policy *policy, lg_element element,
                    bool has[LG_SIDE_COUNT])
{
  (void)district, (void)policy, (void)element, (void)has;
}

static const char *teacher_id(const lg_district *district, const lg_policy *policy, int a)
{
  (void)policy;
  return district->teachers[a].id;
}

static void pair_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  parts->kind = element.b / district->teacher_count;
  parts->other = element.b % district->teacher_count;
}

static char *pair_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  (void)policy;
  lg_element_parts pair = lg_element_parts_of(district, element);
  return g_strconcat(lg_pair_word((lg_pair_rule)pair.kind), "/", district->teachers[pair.other].id,
                     NULL);
}

static void lock_parts(const lg_district *district, lg_element element, lg_element_parts *parts)
{
  parts->kind = element.b / district->school_count;
  parts->school = element.b % district->school_count;
}

static char *lock_class(const lg_district *district, const lg_policy *policy, lg_element element)
{
  (void)policy;
  lg_element_parts lock = lg_element_parts_of(district, element);
  return g_strconcat(lg_lock_word((lg_lock_kind)lock.kind), "/", district->schools[lock.school].id,
                     NULL);
}

static void drop_side(const lg_district *district, const lg_policy *policy, lg_element element,
                      bool has[LG_SIDE_COUNT])
{
  (void)district, (void)policy, (void)element;
  has[LG_SIDE_DROP] = true;
}

const lg_rule_type lg_rule_pair = {.rule = LG_R11_PAIR,
                                   .id = teacher_id,
                                   .class_id = pair_class,
                                   .parts = pair_parts,
                                   .list = list_pairs,
                                   .sides = drop_side,
                                   .formulate = add_pairs};
const lg_rule_type lg_rule_lock = {.rule = LG_R9_LOCK,
                                   .id = teacher_id,
                                   .class_id = lock_class,
                                   .parts = lock_parts,
                                   .list = list_locks,
                                   .sides = drop_side};
const lg_rule_type lg_rule_return = {
    .rule = LG_R13_RETURN, .id = teacher_id, .list = list_returns, .sides = no_side};
