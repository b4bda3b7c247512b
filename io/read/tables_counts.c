/* tables_counts.c - the tables that say how many teach where: demand, that for units of flexible
 * service, and the published roster of the goal `changes`.
 */
#include <stdlib.h>
#include <string.h>

#include "io/words/codes.h"
#include "io/words/shapes.h"
#include "model/assignment.h"
#include "model/input_limits.h"
#include "roster_place.h"
#include "tables_reader.h"

struct demand_entry {
  lg_demand demand;
  int row;
};

static int demand_entry_order(gconstpointer a, gconstpointer b)
{
  const struct demand_entry *x = a, *y = b;
  if (x->demand.school != y->demand.school) return x->demand.school - y->demand.school;
  if (x->demand.stage != y->demand.stage) return (int)x->demand.stage - (int)y->demand.stage;
  if (x->demand.subject != y->demand.subject) return x->demand.subject - y->demand.subject;
  return x->row - y->row;
}

/* The stage of the cell, else the school's where it has one alone; LG_MISSING where a defect was
 * reported. */
static int demand_stage(const lg_table_row *at, const lg_school *school)
{
  int stage = LG_MISSING;
  if (!lg_row_word(at, LG_D_STAGE, &stage) || !school) return LG_MISSING;
  const bool *has = school->has_stage;
  if (!has[LG_PRIMARY] && !has[LG_JUNIOR]) return LG_MISSING;
  if (stage >= 0 && has[stage]) return stage;
  if (stage < 0 && !(has[LG_PRIMARY] && has[LG_JUNIOR]))
    return has[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
  if (stage >= 0)
    lg_row_tell(at, LG_D_STAGE, LG_MSG_STAGE_LACKING, school->name, lg_row_given(at, LG_D_STAGE),
                NULL);
  else
    lg_row_tell(at, LG_D_STAGE, LG_MSG_STAGE_NEEDED, school->name, NULL);
  return LG_MISSING;
}

/* A subject that only `demand` names may be right (none teaches it yet) or misspelt: a warning,
 * once a subject. taught  codes below it are subjects of teachers */
static int demand_subject(const lg_table_row *at, int taught)
{
  lg_tables *in = at->in;
  if (!lg_row_is_filled(at, LG_D_SUBJECT)) return LG_MISSING;
  const char *text = lg_row_words(at, LG_D_SUBJECT);
  int met = (int)in->subjects.texts->len;
  int code = lg_word_set_code(&in->subjects, in, text);
  if (code < met || !in->teachers_known) return code;
  const char *near = NULL;
  if (lg_report_warnings(in->report) < 100) /* what follows will only be counted */
    near = lg_nearest(text, (const char *const *)in->subjects.texts->pdata, taught);
  lg_row_tell(at, LG_D_SUBJECT, near ? LG_MSG_SUBJECT_NO_TEACHER_NEAR : LG_MSG_SUBJECT_NO_TEACHER,
              lg_row_given(at, LG_D_SUBJECT), near, NULL);
  return code;
}

static bool demand_read(const lg_table_row *at, int taught, lg_demand *demand)
{
  int school = lg_row_school(at, LG_D_SCHOOL);
  int stage = demand_stage(at, school < 0 ? NULL : &at->in->district->schools[school]);
  *demand = (lg_demand){.school = school,
                        .stage = stage < 0 ? LG_PRIMARY : (lg_stage)stage,
                        .subject = demand_subject(at, taught),
                        .min = LG_MISSING,
                        .max = LG_MISSING,
                        .target = LG_MISSING};
  lg_row_whole(at, LG_D_MIN, 0, LG_MAX_WHOLE, &demand->min);
  lg_row_whole(at, LG_D_MAX, 0, LG_MAX_WHOLE, &demand->max);
  lg_row_whole(at, LG_D_TARGET, 0, LG_MAX_WHOLE, &demand->target);
  if (demand->min >= 0 && demand->max >= 0 && demand->min > demand->max)
    lg_row_tell(at, LG_D_MIN, LG_MSG_DEMAND_MIN_MAX, lg_row_given(at, LG_D_MIN),
                lg_row_given(at, LG_D_MAX), NULL);
  return school >= 0 && stage >= 0 && demand->subject >= 0;
}

/* Reads a table of demand; of two rows for one cell the first counts.
 *   demands  [*count] out */
static void demand_table_read(lg_tables *tables, const lg_table *table, lg_demand **demands,
                              int *count)
{
  int taught = (int)tables->subjects.texts->len;
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct demand_entry));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    struct demand_entry entry = {.row = row};
    if (demand_read(&at, taught, &entry.demand)) g_array_append_val(entries, entry);
  }
  g_array_sort(entries, demand_entry_order);
  *demands = g_new0(lg_demand, entries->len + 1);
  for (guint k = 0; k < entries->len; k++) {
    const struct demand_entry *entry = &g_array_index(entries, struct demand_entry, k);
    const lg_demand *d = &entry->demand, *before = &entry[k > 0 ? -1 : 0].demand;
    lg_table_row at = {tables, table, entry->row};
    if (k > 0 && before->school == d->school && before->stage == d->stage &&
        before->subject == d->subject)
      lg_row_tell(&at, LG_D_SUBJECT, LG_MSG_DEMAND_TWICE, lg_row_given(&at, LG_D_SCHOOL),
                  lg_row_given(&at, LG_D_SUBJECT), lg_tables_row_text(tables, table, entry[-1].row),
                  NULL);
    else
      (*demands)[(*count)++] = *d;
  }
  g_array_free(entries, TRUE);
}

void lg_tables_read_demand(lg_tables *tables)
{
  lg_district *district = tables->district;
  const lg_table *heads = tables->table[LG_TABLE_DEMAND], *units = tables->table[LG_TABLE_FLEXIBLE];
  if (heads) demand_table_read(tables, heads, &district->demands, &district->demand_count);
  if (!units) return;
  demand_table_read(tables, units, &district->flexible_demands, &district->flexible_demand_count);
  for (int k = 0; k < district->flexible_demand_count; k++)
    if (district->flexible_demands[k].min == LG_MISSING) district->flexible_demands[k].min = 0;
}

/* The baseline tells who left only what its columns happen to say. */
static void departed_add(const lg_table_row *at, const char *id, int school, GArray *departed)
{
  lg_tables *in = at->in;
  static const char *const stages[LG_STAGE_COUNT][2] = {{"primary", "小学"}, {"junior", "初中"}};
  const char *word = lg_row_text(at, LG_RO_STAGE);
  lg_departed one = {
      .id = lg_tables_keep(in, id),
      .name = lg_tables_keep(in, lg_row_given(at, LG_RO_NAME)),
      .from = lg_district_school(in->district, lg_row_id(at, LG_RO_FROM_ID)),
      .to = school,
      .stage = LG_MISSING,
      .subject = lg_words_find(&in->district->subjects, lg_row_text(at, LG_RO_SUBJECT))};
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    if (strcmp(word, stages[stage][0]) == 0 || strcmp(word, stages[stage][1]) == 0)
      one.stage = stage;
  g_array_append_val(departed, one);
}

/* Where the row's teacher goes, or LG_MISSING, which is reported. */
static int baseline_school(const lg_table_row *at)
{
  lg_tables *in = at->in;
  lg_roster_place place = lg_roster_place_of(at->table, at->row, in->schools, in->district);
  if (place.empty && place.field == LG_RO_TO_SCHOOL) {
    lg_row_tell(at, place.field, LG_MSG_ROSTER_SCHOOL_EMPTY, NULL);
    return LG_MISSING;
  }
  int school = place.school != LG_MISSING ? place.school : lg_row_school(at, place.field);
  if (school == LG_MISSING) return school;
  const char *name = lg_row_given(at, LG_RO_TO_SCHOOL);
  switch (lg_roster_beside_of(at->table, at->row, in->schools, in->district, place, school)) {
    case LG_BESIDE_STALE:
      lg_row_note(at, LG_RO_TO_ID, LG_MSG_ROSTER_CODES_STALE, name);
      break;
    case LG_BESIDE_TWO:
      lg_row_tell(at, LG_RO_TO_ID, LG_MSG_ROSTER_TWO_SCHOOLS, lg_row_given(at, LG_RO_TO_ID),
                  lg_table_heading(at->table, LG_RO_TO_SCHOOL), name, NULL);
      return LG_MISSING;
    case LG_BESIDE_WORDS:
      lg_row_tell(at, LG_RO_TO_SCHOOL, LG_MSG_ROSTER_OTHER_SCHOOL, name,
                  in->district->schools[school].name, NULL);
      break;
    case LG_BESIDE_SAME:
      break;
  }
  return school;
}

/* The guest school of one who stays; what is no school, or stands beside a move, is left out. */
static int baseline_guest(const lg_table_row *at, int teacher, int school)
{
  const lg_district *district = at->in->district;
  const char *id = lg_row_id(at, LG_RO_GUEST_ID);
  int guest = *id ? lg_district_school(district, id) : LG_MISSING;
  int home = district->teachers[teacher].school;
  return guest == home || school != home ? LG_MISSING : guest;
}

/* Who left since is reported and left out; a teacher twice is a defect even so. */
static void baseline_read(const lg_table_row *at, GHashTable *row_of, GArray *departed)
{
  lg_tables *in = at->in;
  int school = baseline_school(at);
  if (!lg_row_is_filled(at, LG_RO_TEACHER_ID)) return;
  const char *id = lg_row_id(at, LG_RO_TEACHER_ID), *given = lg_row_given(at, LG_RO_TEACHER_ID);
  int earlier = GPOINTER_TO_INT(g_hash_table_lookup(row_of, id)) - 1;
  if (earlier >= 0) {
    lg_row_tell(at, LG_RO_TEACHER_ID, LG_MSG_ID_TWICE, given,
                lg_tables_row_text(in, at->table, earlier), NULL);
    return;
  }
  g_hash_table_insert(row_of, (gpointer)id, GINT_TO_POINTER(at->row + 1));
  int teacher = lg_teacher_of(in, id);
  if (teacher >= 0 && school >= 0)
    in->district->baseline[teacher] = (lg_assignment){school, baseline_guest(at, teacher, school)};
  if (teacher < 0 && in->teachers_known && !lg_table_has_lost(in->table[LG_TABLE_TEACHERS], id)) {
    lg_row_tell(at, LG_RO_TEACHER_ID, LG_MSG_BASELINE_UNKNOWN_TEACHER, given, NULL);
    if (school >= 0) departed_add(at, id, school, departed);
  }
}

/* Codes alone, and nobody's: a roster published with --anonymous is read without its key. */
static bool baseline_is_coded(const lg_district *district, int rows)
{
  bool coded = rows > 0 && district->departed_count == rows;
  for (int k = 0; coded && k < rows; k++) coded = lg_is_code(district->departed[k].id);
  return coded;
}

void lg_tables_read_baseline(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_ROSTER];
  if (!table) return;
  lg_district *district = tables->district;
  district->baseline = g_new(lg_assignment, district->teacher_count + 1);
  for (int i = 0; i < district->teacher_count; i++)
    district->baseline[i] = lg_assignment_home(district, i);
  GHashTable *row_of = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *departed = g_array_new(FALSE, FALSE, sizeof(lg_departed));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    baseline_read(&at, row_of, departed);
  }
  district->departed_count = (int)departed->len;
  district->departed = (lg_departed *)(void *)g_array_free(departed, FALSE);
  if (baseline_is_coded(district, table->row_count)) {
    g_autofree char *rows = g_strdup_printf("%d", table->row_count);
    lg_report_add(tables->report, LG_MSG_BASELINE_NOBODY, table->file, 0, "", rows, NULL);
  }
  g_hash_table_destroy(row_of);
}
