#include "tables_reader.h"

#include <string.h>

#include "cell_text.h"
#include "values.h"

const char *lg_row_heading(const lg_row *at, int field)
{
  const lg_table *table = at->table;
  if (table->column_of[field] >= 0) return lg_table_heading(table, field);
  bool english = table->column_count == 0 || g_str_is_ascii(table->heading[0]);
  return lg_shape_of(table->kind)->fields[field].headings[english ? 0 : 1];
}

const char *lg_row_given(const lg_row *at, int field)
{
  return lg_table_cell(at->table, at->row, field);
}

static const char *lg_scratch_take(lg_tables *tables, char *text)
{
  const char *kept = g_string_chunk_insert(tables->scratch, text);
  g_free(text);
  return kept;
}

/* 无 and the like are empty where a cell may be; 无 among yes and no is no. */
static bool lg_row_has_nothing(const lg_row *at, int field, const char *text)
{
  const lg_field *shape = &lg_shape_of(at->table->kind)->fields[field];
  if (shape->required || at->table->kind == LG_TABLE_ROSTER) return false;
  bool date = at->table->kind == LG_TABLE_TEACHERS && (field == LG_T_BIRTH || field == LG_T_JOINED);
  if (!lg_is_nothing(text, date)) return false;
  return shape->words != lg_words_yes_no || strcmp(text, "无") != 0;
}

const char *lg_row_text(const lg_row *at, int field)
{
  const char *given = lg_row_given(at, field);
  const char *text = lg_table_cell_is_plain(at->table, at->row, field)
                         ? given
                         : lg_scratch_take(at->in, lg_fold(given));
  return lg_row_has_nothing(at, field, text) ? "" : text;
}

const char *lg_row_words(const lg_row *at, int field)
{
  const char *text = lg_row_text(at, field);
  bool plain = !*text || lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? text : lg_scratch_take(at->in, lg_squeeze(text));
}

const char *lg_row_shown(const lg_row *at, int field)
{
  const char *given = lg_row_given(at, field);
  bool plain = lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? given : lg_scratch_take(at->in, lg_squeeze_given(given));
}

const char *lg_row_shown_number(const lg_row *at, int field)
{
  if (lg_table_cell_kind(at->table, at->row, field) != LG_CELL_SHOWN) return NULL;
  return lg_table_cell_shown(at->table, at->row, at->table->column_of[field]);
}

/* A spreadsheet keeps 15 digits of a number. */
static bool lg_has_lost_digits(lg_cell_kind kind, const char *text)
{
  return (kind == LG_CELL_NUMBER || kind == LG_CELL_SHOWN) && strspn(text, "0123456789") > 15;
}

const char *lg_row_copied(const lg_row *at, int column)
{
  const lg_table *table = at->table;
  gsize place = (gsize)at->row * (gsize)table->column_count + (gsize)column;
  const char *text = table->cell[place];
  lg_cell_kind kind = table->cell_kind ? (lg_cell_kind)table->cell_kind[place] : LG_CELL_TEXT;
  if (lg_has_lost_digits(kind, text))
    lg_report_add(at->in->report, LG_MSG_ID_LONG_NUMBER, table->file, table->row_number[at->row],
                  table->heading[column], text, NULL);
  return lg_table_cell_shown(table, at->row, column);
}

/* 007 where a format fills the number 7 up with zeros, else NULL. */
static const char *lg_row_filled_up(const lg_row *at, int field)
{
  const char *shown = lg_row_shown_number(at, field);
  bool filled = shown && *shown == '0' && g_str_has_suffix(shown, lg_row_given(at, field)) &&
                !shown[strspn(shown, "0123456789")];
  return filled ? shown : NULL;
}

bool lg_row_check_id(const lg_row *at, int field)
{
  const char *id = lg_row_id(at, field), *filled = lg_row_filled_up(at, field);
  bool shortened = lg_is_scientific(id);
  bool too_long = lg_has_lost_digits(lg_table_cell_kind(at->table, at->row, field), id);
  if (shortened) lg_row_tell(at, field, LG_MSG_ID_SCIENTIFIC, id, NULL);
  if (!shortened && too_long) lg_row_tell(at, field, LG_MSG_ID_LONG_NUMBER, id, NULL);
  if (!too_long && filled) lg_row_note(at, field, LG_MSG_NUMBER_SHOWN, filled);
  return !shortened && !too_long;
}

/* ---- notes ---- */

typedef struct {
  lg_row first;
  int field, count;
  lg_message message;
  const char *given, *read_as;
} lg_note;

void lg_row_note(const lg_row *at, int field, lg_message message, const char *read_as)
{
  lg_tables *in = at->in;
  for (guint k = 0; k < in->notes->len; k++) {
    lg_note *note = &g_array_index(in->notes, lg_note, k);
    if (note->first.table != at->table || note->field != field || note->message != message)
      continue;
    note->count++;
    return;
  }
  lg_note note = {
      *at, field, 1, message, lg_row_given(at, field), g_string_chunk_insert(in->scratch, read_as)};
  g_array_append_val(in->notes, note);
}

GArray *lg_notes_new(void)
{
  return g_array_new(FALSE, FALSE, sizeof(lg_note));
}

void lg_tables_tell_notes(lg_tables *tables)
{
  for (guint k = 0; k < tables->notes->len; k++) {
    const lg_note *note = &g_array_index(tables->notes, lg_note, k);
    lg_row_tell(&note->first, note->field, note->message, note->given, note->read_as,
                lg_tables_number_text(tables, note->count), NULL);
  }
}

const char *lg_row_id(const lg_row *at, int field)
{
  const char *filled = lg_row_filled_up(at, field);
  if (filled) return filled;
  const char *given = lg_row_given(at, field);
  bool guarded = *given == '\'' || *given == '=';
  bool plain = !guarded && lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? given : lg_scratch_take(at->in, lg_fold_id(given));
}

bool lg_row_is_filled(const lg_row *at, int field)
{
  if (*lg_row_text(at, field)) return true;
  lg_row_tell(at, field, LG_MSG_CELL_EMPTY, NULL);
  return false;
}

bool lg_row_word(const lg_row *at, int field, int *code)
{
  const char *text = lg_row_text(at, field);
  if (!*text) return true;
  const lg_word_code *words = lg_shape_of(at->table->kind)->fields[field].words;
  int found = lg_word_code_of(words, text);
  if (found >= 0) {
    *code = found;
    return true;
  }
  GString *allowed = g_string_new(NULL);
  for (const lg_word_code *w = words; w->word; w++)
    if (!w->also) g_string_append_printf(allowed, "%s%s", allowed->len ? " " : "", w->word);
  lg_row_tell(at, field, LG_MSG_BAD_WORD, lg_row_given(at, field), allowed->str, NULL);
  g_string_free(allowed, TRUE);
  return false;
}

/* A text of digits alone where the cell says the same with a unit or a thousands sign (noted). */
const char *lg_row_number(const lg_row *at, int field, const char *text)
{
  static const char *const heads[] = {"人", "名", "位", "个", NULL};
  static const char *const years[] = {"年", NULL};
  static const char *const lengths[] = {"公里", "千米", "km", "KM", "Km", NULL};
  if (!text[strspn(text, "0123456789.-")]) return text;
  lg_table_kind kind = at->table->kind;
  const char *const *units = kind == LG_TABLE_TEACHERS && field == LG_T_YEARS      ? years
                             : kind == LG_TABLE_DISTANCES                          ? lengths
                             : kind == LG_TABLE_SCHOOLS || kind == LG_TABLE_DEMAND ? heads
                                                                                   : NULL;
  char *bare = lg_number_bare(text, units);
  if (!bare) return text;
  const char *number = lg_scratch_take(at->in, bare);
  lg_row_note(at, field, LG_MSG_NUMBER_UNIT, number);
  return number;
}

bool lg_row_whole(const lg_row *at, int field, int min, int max, int *value)
{
  const char *text = lg_row_text(at, field);
  if (!*text) return true;
  int found = 0;
  lg_value_fault fault = lg_value_whole(lg_row_number(at, field, text), max, &found);
  if (fault == LG_VALUE_OK && found >= min) {
    *value = found;
    return true;
  }
  lg_message message = fault == LG_VALUE_BAD        ? LG_MSG_BAD_NUMBER
                       : fault == LG_VALUE_FRACTION ? LG_MSG_NOT_WHOLE
                                                    : LG_MSG_NUMBER_RANGE;
  lg_row_tell(at, field, message, lg_row_given(at, field), lg_tables_number_text(at->in, min),
              lg_tables_number_text(at->in, max), NULL);
  return false;
}

static bool lg_row_degrees(const lg_row *at, int field, int limit, double *degrees)
{
  lg_value_fault fault = lg_value_degrees(lg_row_text(at, field), limit, degrees);
  if (fault == LG_VALUE_OK) return true;
  lg_row_tell(at, field, fault == LG_VALUE_BAD ? LG_MSG_BAD_NUMBER : LG_MSG_NUMBER_RANGE,
              lg_row_given(at, field), lg_tables_number_text(at->in, -limit),
              lg_tables_number_text(at->in, limit), NULL);
  return false;
}

void lg_row_place(const lg_row *at, int lon_field, int lat_field, bool *given, double *lon,
                  double *lat)
{
  bool has_lon = *lg_row_text(at, lon_field), has_lat = *lg_row_text(at, lat_field);
  if (has_lon != has_lat) {
    int there = has_lon ? lon_field : lat_field, missing = has_lon ? lat_field : lon_field;
    lg_row_tell(at, there, LG_MSG_LON_LAT, lg_row_given(at, there), lg_row_heading(at, missing),
                NULL);
  }
  bool lon_good = has_lon && lg_row_degrees(at, lon_field, 180, lon);
  bool lat_good = has_lat && lg_row_degrees(at, lat_field, 90, lat);
  *given = lon_good && lat_good;
}

static int lg_index_of(GHashTable *indexes, const char *text)
{
  return GPOINTER_TO_INT(g_hash_table_lookup(indexes, text)) - 1;
}

/* Ids first, then names; a name of two schools is reported. */
static int lg_school_named(const lg_row *at, int field, const char *id, bool *told)
{
  lg_tables *in = at->in;
  int school = lg_index_of(in->school_of, id);
  if (school >= 0) return school;
  const char *name = lg_row_words(at, field);
  school = lg_index_of(in->school_named, name);
  if (school < 0) return LG_MISSING;
  int namesake = lg_index_of(in->school_namesake, name);
  if (namesake < 0) return school;
  lg_row_tell(at, field, LG_MSG_SCHOOL_NAME_TWICE, lg_row_given(at, field),
              in->district->schools[school].id, in->district->schools[namesake].id, NULL);
  *told = true;
  return LG_MISSING;
}

static const char *lg_nearest_school(lg_tables *in, const char *text)
{
  if (lg_report_is_full(in->report)) return NULL;
  if (!in->school_candidates) {
    in->school_candidates = g_ptr_array_new();
    for (int j = 0; j < in->district->school_count; j++) {
      g_ptr_array_add(in->school_candidates, (gpointer)in->district->schools[j].id);
      g_ptr_array_add(in->school_candidates, (gpointer)in->district->schools[j].name);
    }
  }
  return lg_nearest(text, (const char *const *)in->school_candidates->pdata,
                    (int)in->school_candidates->len);
}

/* A misspelt id needs all ids once more, so the list lives for one defect only. */
static const char *lg_nearest_teacher(lg_tables *in, const char *text)
{
  if (lg_report_is_full(in->report) || in->district->teacher_count == 0) return NULL;
  const lg_district *district = in->district;
  g_autofree const char **ids = g_new(const char *, district->teacher_count);
  for (int i = 0; i < district->teacher_count; i++) ids[i] = district->teachers[i].id;
  return lg_nearest(text, ids, district->teacher_count);
}

/* `near` NULL: nothing is like it; `far` and `close` are the messages without and with advice. */
static void lg_row_tell_unknown(const lg_row *at, int field, const char *near, lg_message far,
                                lg_message close)
{
  lg_row_tell(at, field, near ? close : far, lg_row_given(at, field), near, NULL);
}

int lg_row_school(const lg_row *at, int field)
{
  bool told = false;
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int school = lg_school_named(at, field, id, &told);
  if (school < 0 && !lg_row_check_id(at, field)) told = true;
  if (school < 0 && !told && at->in->schools_known &&
      !lg_table_has_lost(at->in->table[LG_TABLE_SCHOOLS], id))
    lg_row_tell_unknown(at, field, lg_nearest_school(at->in, id), LG_MSG_UNKNOWN_SCHOOL,
                        LG_MSG_UNKNOWN_SCHOOL_NEAR);
  return school;
}

int lg_row_teacher(const lg_row *at, int field)
{
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int teacher = lg_index_of(at->in->teacher_of, id);
  if (teacher < 0 && !lg_row_check_id(at, field)) return LG_MISSING;
  if (teacher < 0 && at->in->teachers_known &&
      !lg_table_has_lost(at->in->table[LG_TABLE_TEACHERS], id))
    lg_row_tell_unknown(at, field, lg_nearest_teacher(at->in, id), LG_MSG_UNKNOWN_TEACHER,
                        LG_MSG_UNKNOWN_TEACHER_NEAR);
  return teacher;
}

int lg_row_origin(const lg_row *at, int field, bool *is_teacher)
{
  lg_tables *in = at->in;
  if (!lg_row_is_filled(at, field)) return LG_MISSING;
  const char *id = lg_row_id(at, field);
  int teacher = lg_index_of(in->teacher_of, id);
  *is_teacher = teacher >= 0;
  if (teacher >= 0) {
    if (lg_index_of(in->school_of, id) < 0) return teacher;
    lg_row_tell(at, field, LG_MSG_DISTANCE_FROM_BOTH, lg_row_given(at, field), NULL);
    return LG_MISSING;
  }
  bool told = false;
  int school = lg_school_named(at, field, id, &told);
  if (school >= 0 || told || !in->teachers_known || !in->schools_known) return school;
  if (lg_table_has_lost(in->table[LG_TABLE_TEACHERS], id) ||
      lg_table_has_lost(in->table[LG_TABLE_SCHOOLS], id))
    return LG_MISSING;
  const char *near = lg_nearest_teacher(in, id);
  if (!near) near = lg_nearest_school(in, id);
  lg_row_tell_unknown(at, field, near, LG_MSG_UNKNOWN_ORIGIN, LG_MSG_UNKNOWN_ORIGIN_NEAR);
  return LG_MISSING;
}

const char *lg_tables_number_text(lg_tables *tables, int number)
{
  return lg_scratch_take(tables, g_strdup_printf("%d", number));
}

const char *lg_tables_row_text(lg_tables *tables, const lg_table *table, int row)
{
  return lg_tables_number_text(tables, table->row_number[row]);
}

const char *lg_tables_keep(lg_tables *tables, const char *text)
{
  return *text ? g_string_chunk_insert(tables->district->texts, text) : "";
}

int lg_word_set_code(lg_word_set *set, lg_tables *tables, const char *text)
{
  int code = lg_index_of(set->code_of, text);
  if (code >= 0) return code;
  char *kept = g_string_chunk_insert(tables->district->texts, text);
  int never = 0;
  g_ptr_array_add(set->texts, kept);
  g_array_append_val(set->seen_at, never);
  g_hash_table_insert(set->code_of, kept, GINT_TO_POINTER((int)set->texts->len));
  return (int)set->texts->len - 1;
}
