/* tables_schools.c - the schools, in the byte order of their ids. */
#include <string.h>

#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "tables_reader.h"

struct school_draft {
  lg_school school;
  int row;
};

static int students_field(int stage)
{
  return stage == LG_PRIMARY ? LG_S_STUDENTS_PRIMARY : LG_S_STUDENTS_JUNIOR;
}

/* Schools of one stage: their number stands in `students`; the columns of the stages may repeat it,
 * or give it where `students` is empty: a table may keep the stages apart for all its schools. */
static void students_read_one(const lg_table_row *at, lg_school *school, lg_stage stage)
{
  int own = students_field((int)stage), all = 0;
  bool apart = !*lg_row_text(at, LG_S_STUDENTS) && *lg_row_text(at, own);
  int field = apart ? own : LG_S_STUDENTS;
  bool known = lg_row_is_filled(at, field) && lg_row_whole(at, field, 1, LG_MAX_STUDENTS, &all);
  for (int s = LG_PRIMARY; known && s < LG_STAGE_COUNT; s++) {
    int expected = s == (int)stage ? all : 0, repeated = expected;
    field = students_field(s);
    if (lg_row_whole(at, field, 0, LG_MAX_STUDENTS, &repeated) && repeated != expected)
      lg_row_tell(at, field, LG_MSG_STUDENTS_DISAGREE, lg_row_given(at, field),
                  lg_tables_number_text(at->in, expected), NULL);
  }
  school->has_stage[stage] = true;
  school->students[stage] = all;
}

/* A table without these columns cannot say it in an empty cell. */
static bool students_has_columns(const lg_table_row *at)
{
  const int *column_of = at->table->column_of;
  if (column_of[LG_S_STUDENTS_PRIMARY] >= 0 && column_of[LG_S_STUDENTS_JUNIOR] >= 0) return true;
  lg_row_tell(at, LG_S_STUDENTS, LG_MSG_STUDENTS_STAGES, lg_row_given(at, LG_S_NAME),
              lg_row_heading(at, LG_S_STUDENTS_PRIMARY), lg_row_heading(at, LG_S_STUDENTS_JUNIOR),
              NULL);
  return false;
}

static void students_read_both(const lg_table_row *at, lg_school *school)
{
  int *students = school->students;
  bool known = true;
  school->has_stage[LG_PRIMARY] = school->has_stage[LG_JUNIOR] = true;
  if (!students_has_columns(at)) return;
  for (int s = LG_PRIMARY; s < LG_STAGE_COUNT; s++) {
    int field = students_field(s);
    if (!lg_row_is_filled(at, field) || !lg_row_whole(at, field, 1, LG_MAX_STUDENTS, &students[s]))
      known = false;
  }
  int sum = students[LG_PRIMARY] + students[LG_JUNIOR], given = sum;
  const char *sum_text = lg_tables_number_text(at->in, sum);
  if (known && sum > LG_MAX_STUDENTS)
    lg_row_tell(at, LG_S_STUDENTS_PRIMARY, LG_MSG_STUDENTS_TOO_MANY, sum_text,
                lg_tables_number_text(at->in, LG_MAX_STUDENTS), NULL);
  else if (lg_row_whole(at, LG_S_STUDENTS, 1, LG_MAX_STUDENTS, &given) && known && given != sum)
    lg_row_tell(at, LG_S_STUDENTS, LG_MSG_STUDENTS_SUM, lg_row_given(at, LG_S_STUDENTS), sum_text,
                NULL);
}

/* One short name or several, separated as tags are; NULL where there is none. */
static char **short_names_read(const lg_table_row *at)
{
  const char *text = lg_row_words(at, LG_S_SHORT_NAME);
  if (!*text) return NULL;
  GString *names = g_string_new(text);
  g_string_replace(names, "、", ";", 0);
  char **also = g_strsplit(names->str, ";", -1);
  for (char **name = also; *name; name++) g_strstrip(*name);
  g_string_free(names, TRUE);
  return also;
}

static void school_read(const lg_table_row *at, struct school_draft *draft)
{
  lg_tables *in = at->in;
  lg_school *school = &draft->school;
  *draft = (struct school_draft){.row = at->row};
  lg_row_is_filled(at, LG_S_ID);
  lg_row_is_filled(at, LG_S_NAME);
  school->id = lg_tables_keep(in, lg_row_id(at, LG_S_ID));
  lg_row_check_id(at, LG_S_ID);
  school->name = lg_tables_keep(in, lg_row_shown(at, LG_S_NAME));
  lg_row_check_name(at, LG_S_NAME);
  school->also = short_names_read(at);

  int stage = LG_MISSING, tier = LG_ORDINARY;
  bool stage_good = lg_row_is_filled(at, LG_S_STAGE) && lg_row_word(at, LG_S_STAGE, &stage);
  if (stage_good && stage == LG_STAGE_BOTH) students_read_both(at, school);
  if (stage_good && stage != LG_STAGE_BOTH) students_read_one(at, school, (lg_stage)stage);
  if (lg_row_is_filled(at, LG_S_TIER)) lg_row_word(at, LG_S_TIER, &tier);
  school->tier = (lg_tier)tier;

  const char *group = lg_row_words(at, LG_S_GROUP);
  school->group = *group ? lg_word_set_code(&in->groups, in, group) : LG_MISSING;
  school->max_staff = LG_MISSING;
  lg_row_whole(at, LG_S_MAX_STAFF, 0, LG_MAX_WHOLE, &school->max_staff);
  lg_row_place(at, LG_S_LON, LG_S_LAT, &school->has_place, &school->lon, &school->lat);
}

static int school_order(gconstpointer a, gconstpointer b)
{
  const struct school_draft *x = a, *y = b;
  int order = strcmp(x->school.id, y->school.id);
  return order ? order : x->row - y->row;
}

/* The first row of an id counts; further ones are reported. */
static void schools_settle(lg_tables *in, GArray *drafts)
{
  const lg_table *table = in->table[LG_TABLE_SCHOOLS];
  lg_district *district = in->district;
  g_autofree int *rows = g_new(int, drafts->len + 1);
  district->schools = g_new0(lg_school, drafts->len + 1);
  for (guint k = 0; k < drafts->len; k++) {
    struct school_draft *draft = &g_array_index(drafts, struct school_draft, k);
    int last = district->school_count - 1;
    bool again = last >= 0 && strcmp(district->schools[last].id, draft->school.id) == 0;
    if (!*draft->school.id || again) g_clear_pointer(&draft->school.also, g_strfreev);
    if (!*draft->school.id) continue;
    if (again) {
      lg_table_row at = {in, table, draft->row};
      lg_row_tell(&at, LG_S_ID, LG_MSG_ID_TWICE, lg_row_given(&at, LG_S_ID),
                  lg_tables_row_text(in, table, rows[last]), NULL);
      continue;
    }
    rows[last + 1] = draft->row;
    district->schools[last + 1] = draft->school;
    district->school_count++;
  }
}

void lg_tables_read_schools(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_SCHOOLS];
  if (!table) return;
  tables->schools_known = table->row_count > 0 && table->row_count <= LG_MAX_SCHOOLS;
  GArray *drafts = g_array_new(FALSE, FALSE, sizeof(struct school_draft));
  for (int row = 0; row < table->row_count; row++) {
    lg_table_row at = {tables, table, row};
    if (row == LG_MAX_SCHOOLS) {
      lg_row_tell(&at, LG_S_ID, LG_MSG_TOO_MANY_SCHOOLS,
                  lg_tables_number_text(tables, LG_MAX_SCHOOLS), NULL);
      break;
    }
    struct school_draft draft;
    school_read(&at, &draft);
    g_array_append_val(drafts, draft);
  }
  lg_ids_check_looks(tables, LG_TABLE_SCHOOLS, LG_S_ID);
  g_array_sort(drafts, school_order);
  schools_settle(tables, drafts);
  g_array_free(drafts, TRUE);
}
