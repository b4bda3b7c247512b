/* tables_refer.c - what a cell of a table refers to: a school, a teacher, one of both. */
#include <string.h>

#include "cell_text.h"
#include "io/words/shapes.h"
#include "tables_reader.h"

/* `near` NULL: nothing is like it; `far` and `close` are the messages without and with advice. */
static void row_tell_unknown(const lg_table_row *at, int field, const char *near, lg_message far,
                             lg_message close)
{
  lg_row_tell(at, field, near ? close : far, lg_row_given(at, field), near, NULL);
}

/* ---- schools ---- */

/* Ids first, then names; a name of two schools is reported. */
static int school_named(const lg_table_row *at, int field, const char *id, bool *told)
{
  const lg_tables *in = at->in;
  int namesake, school = lg_school_names_find(in->schools, id, lg_row_words(at, field), &namesake);
  if (namesake < 0) return school;
  lg_row_tell(at, field, LG_MSG_SCHOOL_NAME_TWICE, lg_row_given(at, field),
              in->district->schools[school].id, in->district->schools[namesake].id, NULL);
  *told = true;
  return LG_MISSING;
}

static const char *nearest_school(const lg_tables *in, const char *text)
{
  return lg_report_is_full(in->report) ? NULL : lg_school_names_nearest(in->schools, text);
}

int lg_row_school_or_outside(const lg_table_row *at, int field)
{
  bool told = false;
  int school = school_named(at, field, lg_row_id(at, field), &told);
  bool known = at->in->schools_known &&
               !lg_table_has_lost(at->in->table[LG_TABLE_SCHOOLS], lg_row_id(at, field));
  return school < 0 && !told && known ? LG_OUTSIDE : school;
}

int lg_row_school(const lg_table_row *at, int field)
{
  bool told = false;
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int school = school_named(at, field, id, &told);
  if (school < 0 && !lg_row_check_id(at, field)) told = true;
  if (school < 0 && !told && at->in->schools_known &&
      !lg_table_has_lost(at->in->table[LG_TABLE_SCHOOLS], id))
    row_tell_unknown(at, field, nearest_school(at->in, lg_row_words(at, field)),
                     LG_MSG_UNKNOWN_SCHOOL, LG_MSG_UNKNOWN_SCHOOL_NEAR);
  return school;
}

/* ---- teachers ---- */

int lg_teacher_of(const lg_tables *in, const char *id)
{
  int teacher = GPOINTER_TO_INT(g_hash_table_lookup(in->teacher_of, id)) - 1;
  if (teacher >= 0 || in->head->made_of_count == 0) return teacher;
  g_autofree char *bare = lg_squeeze(id);
  return GPOINTER_TO_INT(g_hash_table_lookup(in->teacher_of, bare)) - 1;
}

static void teacher_names_make(lg_tables *in)
{
  const lg_district *district = in->district;
  in->names.first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  in->names.next = g_new(int, district->teacher_count + 1);
  in->names.count = g_new(int, district->teacher_count + 1);
  for (int i = district->teacher_count - 1; i >= 0; i--) {
    char *name = lg_squeeze(district->teachers[i].name);
    int next = GPOINTER_TO_INT(g_hash_table_lookup(in->names.first, name)) - 1;
    in->names.next[i] = next;
    in->names.count[i] = next < 0 ? 1 : in->names.count[next] + 1;
    g_hash_table_replace(in->names.first, name, GINT_TO_POINTER(i + 1));
  }
}

void lg_teacher_names_clear(lg_teacher_names *names)
{
  if (names->first) g_hash_table_destroy(names->first);
  g_free(names->next);
  g_free(names->count);
}

/* The first teacher of this name; `next` gives the others. */
static int teacher_named(lg_tables *in, const char *name)
{
  if (!*name) return LG_MISSING;
  if (!in->names.first) teacher_names_make(in);
  return GPOINTER_TO_INT(g_hash_table_lookup(in->names.first, name)) - 1;
}

int lg_teacher_called(lg_tables *in, const char *text)
{
  g_autofree char *folded = lg_fold_id(text), *name = lg_squeeze(text);
  int teacher = lg_teacher_of(in, folded), named = teacher >= 0 ? teacher : teacher_named(in, name);
  return teacher < 0 && named >= 0 && in->names.next[named] >= 0 ? LG_MISSING : named;
}

static void row_tell_namesakes(const lg_table_row *at, int field, int first)
{
  enum { IDS_LISTED = 8 };
  const lg_tables *in = at->in;
  GString *ids = g_string_new(NULL);
  for (int i = first, k = 0; i >= 0 && k < IDS_LISTED; i = in->names.next[i], k++)
    g_string_append_printf(ids, "%s\"%s\"", k ? ", " : "", in->district->teachers[i].id);
  if (in->names.count[first] > IDS_LISTED) g_string_append(ids, ", …");
  lg_row_tell(at, field, LG_MSG_TEACHER_NAME_SEVERAL, lg_row_given(at, field),
              lg_tables_number_text(at->in, in->names.count[first]), ids->str, NULL);
  g_string_free(ids, TRUE);
}

/* A misspelt id needs all ids once more, so the lists live for one defect only. Of short names too
 * many are alike. */
static const char *nearest_teacher(lg_tables *in, const char *text)
{
  const lg_district *district = in->district;
  if (lg_report_is_full(in->report) || district->teacher_count == 0) return NULL;
  g_autofree const char **known = g_new(const char *, district->teacher_count);
  for (int i = 0; i < district->teacher_count; i++)
    known[i] = lg_teacher_own_id(&district->teachers[i]);
  const char *near = lg_nearest(text, known, district->teacher_count);
  if (near || in->head->made_of_count > 0 || g_utf8_strlen(text, -1) < 3) return near;
  for (int i = 0; i < district->teacher_count; i++) known[i] = district->teachers[i].name;
  return lg_nearest(text, known, district->teacher_count);
}

static int row_teacher(const lg_table_row *at, int field, bool may_be_outside)
{
  lg_tables *in = at->in;
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int teacher = lg_teacher_of(in, id);
  if (teacher >= 0 || !lg_row_check_id(at, field)) return teacher;
  int named = teacher_named(in, lg_row_words(at, field));
  if (named >= 0 && in->names.next[named] >= 0) {
    row_tell_namesakes(at, field, named);
  } else if (named >= 0) {
    lg_row_note(at, field, LG_MSG_TEACHER_NAMED, in->district->teachers[named].id);
    return named;
  } else if (in->teachers_known && !lg_table_has_lost(in->table[LG_TABLE_TEACHERS], id)) {
    if (may_be_outside) return LG_OUTSIDE;
    row_tell_unknown(at, field, nearest_teacher(in, id), LG_MSG_UNKNOWN_TEACHER,
                     LG_MSG_UNKNOWN_TEACHER_NEAR);
  }
  return LG_MISSING;
}

int lg_row_teacher(const lg_table_row *at, int field)
{
  return row_teacher(at, field, false);
}

int lg_row_teacher_or_outside(const lg_table_row *at, int field)
{
  return row_teacher(at, field, true);
}

/* ---- teachers or schools ---- */

int lg_row_origin(const lg_table_row *at, int field, bool *is_teacher)
{
  lg_tables *in = at->in;
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int teacher = lg_teacher_of(in, id);
  *is_teacher = teacher >= 0;
  if (teacher >= 0) {
    if (lg_district_school(in->district, id) < 0) return teacher;
    lg_row_tell(at, field, LG_MSG_DISTANCE_FROM_BOTH, lg_row_given(at, field), NULL);
    return LG_MISSING;
  }
  bool told = false;
  int school = school_named(at, field, id, &told);
  if (school >= 0 || told || !in->teachers_known || !in->schools_known) return school;
  if (lg_table_has_lost(in->table[LG_TABLE_TEACHERS], id) ||
      lg_table_has_lost(in->table[LG_TABLE_SCHOOLS], id))
    return LG_MISSING;
  if (!lg_row_check_id(at, field)) return LG_MISSING;
  int named = teacher_named(in, lg_row_words(at, field));
  const char *near =
      named >= 0 ? lg_teacher_own_id(&in->district->teachers[named]) : nearest_teacher(in, id);
  if (!near) near = nearest_school(in, lg_row_words(at, field));
  row_tell_unknown(at, field, near, LG_MSG_UNKNOWN_ORIGIN, LG_MSG_UNKNOWN_ORIGIN_NEAR);
  return LG_MISSING;
}
