#include "tables_reader.h"

#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "table_edit.h"
#include "table_pieces.h"

const char *lg_row_heading(const lg_table_row *at, int field)
{
  const lg_table *table = at->table;
  if (table->column_of[field] >= 0) return lg_table_heading(table, field);
  bool english = table->column_count == 0 || g_str_is_ascii(table->heading[0]);
  return lg_shape_of(table->kind)->fields[field].headings[english ? 0 : 1];
}

static const lg_cell_source *row_source(const lg_table_row *at, int field, lg_message message)
{
  return lg_table_source(at->table, at->row, field, lg_message_severity(message) == LG_DEFECT);
}

const char *lg_row_file(const lg_table_row *at, int field, lg_message message)
{
  const lg_cell_source *source = row_source(at, field, message);
  return source ? source->file : at->table->file;
}

int lg_row_line(const lg_table_row *at, int field, lg_message message)
{
  const lg_cell_source *source = row_source(at, field, message);
  return source ? source->line : at->table->row_number[at->row];
}

const char *lg_row_column(const lg_table_row *at, int field, lg_message message)
{
  const lg_cell_source *source = row_source(at, field, message);
  if (!source) return lg_row_heading(at, field);
  if (!lg_table_is_new_row(at->table, at->row)) return source->place;
  const char *name = lg_shape_of(at->table->kind)->fields[field].headings[0];
  g_autofree char *place = g_strconcat(source->place, ".", name, NULL);
  return g_string_chunk_insert(at->in->scratch, place);
}

const char *lg_row_given(const lg_table_row *at, int field)
{
  return lg_table_cell(at->table, at->row, field);
}

static const char *scratch_take(lg_tables *tables, char *text)
{
  const char *kept = g_string_chunk_insert(tables->scratch, text);
  g_free(text);
  return kept;
}

/* The students of all stages may be left out where each stage has its own column. */
static bool row_may_be_empty(const lg_table_row *at, int field)
{
  bool students = at->table->kind == LG_TABLE_SCHOOLS && field == LG_S_STUDENTS;
  return students || !lg_shape_of(at->table->kind)->fields[field].required;
}

/* 无 and the like say that there is none; 无 among yes and no is no. */
static bool row_says_nothing(const lg_table_row *at, int field, const char *text)
{
  const lg_field *shape = &lg_shape_of(at->table->kind)->fields[field];
  if (at->table->kind == LG_TABLE_ROSTER) return false;
  bool date =
      (at->table->kind == LG_TABLE_TEACHERS && (field == LG_T_BIRTH || field == LG_T_JOINED)) ||
      (at->table->kind == LG_TABLE_SERVICE && (field == LG_SV_BEGIN || field == LG_SV_END));
  if (!lg_is_nothing(text, date)) return false;
  return shape->words != lg_words_yes_no || strcmp(text, "无") != 0;
}

/* Texts that many cells may share are longer than this: for shorter ones the look-up costs more. */
enum { LG_LONG_TEXT = 64 };

static bool is_long(const char *text)
{
  return strnlen(text, LG_LONG_TEXT) == LG_LONG_TEXT;
}

/* `text`, which stays where it is while tables are read, in another form. */
static const char *text_made(lg_tables *tables, const char *text, lg_form form)
{
  static char *(*const makers[])(const char *) = {[LG_FORM_FOLDED] = lg_fold,
                                                  [LG_FORM_ID] = lg_fold_id,
                                                  [LG_FORM_WORDS] = lg_squeeze,
                                                  [LG_FORM_SHOWN] = lg_squeeze_given};
  if (!is_long(text)) return scratch_take(tables, makers[form](text));
  const char *made = g_hash_table_lookup(tables->made[form], text);
  if (made) return made;
  made = scratch_take(tables, makers[form](text));
  g_hash_table_insert(tables->made[form], (gpointer)text, (gpointer)made);
  return made;
}

const char *lg_row_text(const lg_table_row *at, int field)
{
  const char *given = lg_row_given(at, field);
  const char *text = lg_table_cell_is_plain(at->table, at->row, field)
                         ? given
                         : text_made(at->in, given, LG_FORM_FOLDED);
  return row_may_be_empty(at, field) && row_says_nothing(at, field, text) ? "" : text;
}

const char *lg_row_told(const lg_table_row *at, int field)
{
  return *lg_row_text(at, field) ? lg_row_given(at, field) : "";
}

const char *lg_row_words(const lg_table_row *at, int field)
{
  const char *text = lg_row_text(at, field);
  bool plain = !*text || lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? text : text_made(at->in, text, LG_FORM_WORDS);
}

const char *lg_row_shown(const lg_table_row *at, int field)
{
  const char *given = lg_row_given(at, field);
  bool plain = lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? given : text_made(at->in, given, LG_FORM_SHOWN);
}

const char *lg_row_shown_number(const lg_table_row *at, int field)
{
  if (lg_table_cell_kind(at->table, at->row, field) != LG_CELL_SHOWN) return NULL;
  return lg_table_cell_shown(at->table, at->row, at->table->column_of[field]);
}

/* A spreadsheet keeps 15 digits of a number. */
static bool has_lost_digits(lg_cell_kind kind, const char *text)
{
  return (kind == LG_CELL_NUMBER || kind == LG_CELL_SHOWN) && strspn(text, "0123456789") > 15;
}

const char *lg_row_copied(const lg_table_row *at, int column)
{
  const lg_table *table = at->table;
  const char *text = lg_table_text(table, at->row, column);
  lg_cell_kind kind = lg_table_kind_at(table, at->row, column);
  bool shortened = kind == LG_CELL_TEXT && lg_is_scientific(text);
  if (shortened || has_lost_digits(kind, text))
    lg_report_add(at->in->report, shortened ? LG_MSG_ID_SCIENTIFIC : LG_MSG_ID_LONG_NUMBER,
                  table->file, table->row_number[at->row], table->heading[column], text, NULL);
  return lg_table_cell_shown(table, at->row, column);
}

/* 007 where a format fills the number 7 up with zeros, else NULL. */
static const char *row_filled_up(const lg_table_row *at, int field)
{
  const char *shown = lg_row_shown_number(at, field);
  bool filled = shown && *shown == '0' && g_str_has_suffix(shown, lg_row_given(at, field)) &&
                !shown[strspn(shown, "0123456789")];
  return filled ? shown : NULL;
}

bool lg_row_check_id(const lg_table_row *at, int field)
{
  const char *id = lg_row_id(at, field), *filled = row_filled_up(at, field);
  bool shortened = lg_is_scientific(id);
  bool too_long = has_lost_digits(lg_table_cell_kind(at->table, at->row, field), id);
  if (shortened) lg_row_tell(at, field, LG_MSG_ID_SCIENTIFIC, id, NULL);
  if (!shortened && too_long) lg_row_tell(at, field, LG_MSG_ID_LONG_NUMBER, id, NULL);
  if (!too_long && filled) lg_row_note(at, field, LG_MSG_NUMBER_SHOWN, filled);
  return !shortened && !too_long;
}

/* U+FFFD stands for what could not be read, private characters for what one program alone can show.
 */
void lg_row_check_name(const lg_table_row *at, int field)
{
  const char *name = lg_row_told(at, field);
  if (lg_table_cell_is_plain(at->table, at->row, field)) return;
  for (const char *p = name; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c != 0xFFFD && g_unichar_type(c) != G_UNICODE_PRIVATE_USE) continue;
    g_autofree char *code = g_strdup_printf("U+%04X", (unsigned)c);
    lg_row_tell(at, field, LG_MSG_NAME_LOST, name, code, NULL);
    return;
  }
}

/* ---- notes ---- */

struct note {
  lg_table_row first;
  int field, count;
  lg_message message;
  const char *given, *read_as;
  GString *list; /* "given = read as" of the first NOTES_LISTED */
  int listed;
};

static void note_clear(void *element)
{
  g_string_free(((struct note *)element)->list, TRUE);
}

static void note_list(struct note *note, const char *given, const char *read_as)
{
  enum { NOTES_LISTED = 10 };
  g_autofree char *item = g_strdup_printf("%s = %s", given, read_as);
  if (note->listed > NOTES_LISTED || strstr(note->list->str, item)) return;
  const char *comma = note->listed ? ", " : "";
  g_string_append_printf(note->list, "%s%s", comma, note->listed < NOTES_LISTED ? item : "…");
  note->listed++;
}

void lg_row_note(const lg_table_row *at, int field, lg_message message, const char *read_as)
{
  lg_tables *in = at->in;
  const char *given = lg_row_given(at, field);
  for (guint k = 0; k < in->notes->len; k++) {
    struct note *note = &g_array_index(in->notes, struct note, k);
    if (note->first.table != at->table || note->field != field || note->message != message)
      continue;
    note->count++;
    note_list(note, given, read_as);
    return;
  }
  const char *kept = g_string_chunk_insert(in->scratch, read_as);
  struct note note = {*at, field, 1, message, given, kept, g_string_new(NULL), 0};
  note_list(&note, given, read_as);
  g_array_append_val(in->notes, note);
}

GArray *lg_notes_new(void)
{
  GArray *notes = g_array_new(FALSE, FALSE, sizeof(struct note));
  g_array_set_clear_func(notes, note_clear);
  return notes;
}

void lg_tables_tell_notes(lg_tables *tables)
{
  for (guint k = 0; k < tables->notes->len; k++) {
    const struct note *note = &g_array_index(tables->notes, struct note, k);
    const char *count = lg_tables_number_text(tables, note->count);
    if (note->message == LG_MSG_TEACHER_NAMED)
      lg_row_tell(&note->first, note->field, note->message, note->list->str, count, NULL);
    else if (note->message == LG_MSG_EXEMPT_NONE)
      lg_row_tell(&note->first, note->field, note->message, note->given, count, NULL);
    else
      lg_row_tell(&note->first, note->field, note->message, note->given, note->read_as, count,
                  NULL);
  }
}

const char *lg_row_id(const lg_table_row *at, int field)
{
  const char *filled = row_filled_up(at, field);
  if (filled) return filled;
  const char *given = lg_row_given(at, field);
  bool guarded = *given == '\'' || *given == '=';
  bool plain = !guarded && lg_table_cell_is_plain(at->table, at->row, field);
  return plain ? given : text_made(at->in, given, LG_FORM_ID);
}

bool lg_row_is_filled(const lg_table_row *at, int field)
{
  const char *text = lg_row_text(at, field), *given = lg_row_given(at, field);
  if (*text && !row_says_nothing(at, field, text)) return true;
  lg_row_tell(at, field, *given ? LG_MSG_CELL_NOTHING : LG_MSG_CELL_EMPTY, given, NULL);
  return false;
}

bool lg_row_word(const lg_table_row *at, int field, int *code)
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
const char *lg_row_number(const lg_table_row *at, int field, const char *text)
{
  static const char *const heads[] = {"人", "名", "位", "个", NULL};
  static const char *const years[] = {"年", NULL};
  static const char *const lengths[] = {"公里", "千米", "km", "KM", "Km", NULL};
  if (!text[strspn(text, "0123456789.-")]) return text;
  static const char *const lessons[] = {"课时", "节", "半天", NULL};
  lg_table_kind kind = at->table->kind;
  bool flexible = kind == LG_TABLE_FLEXIBLE ||
                  (kind == LG_TABLE_TEACHERS && field == LG_T_FLEXIBLE_UNITS) ||
                  (kind == LG_TABLE_SERVICE && field == LG_SV_UNITS);
  const char *const *units = flexible                                              ? lessons
                             : kind == LG_TABLE_TEACHERS && field == LG_T_YEARS    ? years
                             : kind == LG_TABLE_DISTANCES                          ? lengths
                             : kind == LG_TABLE_SCHOOLS || kind == LG_TABLE_DEMAND ? heads
                                                                                   : NULL;
  char *bare = lg_number_bare(text, units);
  if (!bare) return text;
  const char *number = scratch_take(at->in, bare);
  lg_row_note(at, field, LG_MSG_NUMBER_UNIT, number);
  return number;
}

void lg_row_tell_number(const lg_table_row *at, int field, lg_value_fault fault, int min, int max)
{
  /* the largest number that is read at all says nothing of what a column takes */
  bool open = max == LG_MAX_WHOLE && fault != LG_VALUE_TOO_LARGE;
  lg_message message = fault == LG_VALUE_BAD ? open ? LG_MSG_BAD_NUMBER_FROM : LG_MSG_BAD_NUMBER
                       : fault == LG_VALUE_FRACTION
                           ? open ? LG_MSG_NOT_WHOLE_FROM : LG_MSG_NOT_WHOLE
                       : open ? LG_MSG_NUMBER_BELOW
                              : LG_MSG_NUMBER_RANGE;
  lg_row_tell(at, field, message, lg_row_given(at, field), lg_tables_number_text(at->in, min),
              lg_tables_number_text(at->in, max), NULL);
}

bool lg_row_whole(const lg_table_row *at, int field, int min, int max, int *value)
{
  const char *text = lg_row_text(at, field);
  if (!*text) return true;
  int found = 0;
  lg_value_fault fault = lg_value_whole(lg_row_number(at, field, text), max, &found);
  if (fault == LG_VALUE_OK && found >= min) {
    *value = found;
    return true;
  }
  lg_row_tell_number(at, field, fault, min, max);
  return false;
}

static bool row_degrees(const lg_table_row *at, int field, int limit, double *degrees)
{
  lg_value_fault fault = lg_value_degrees(lg_row_text(at, field), limit, degrees);
  if (fault == LG_VALUE_OK) return true;
  lg_row_tell(at, field, fault == LG_VALUE_BAD ? LG_MSG_BAD_NUMBER : LG_MSG_NUMBER_RANGE,
              lg_row_given(at, field), lg_tables_number_text(at->in, -limit),
              lg_tables_number_text(at->in, limit), NULL);
  return false;
}

void lg_row_place(const lg_table_row *at, int lon_field, int lat_field, bool *given, double *lon,
                  double *lat)
{
  bool has_lon = *lg_row_text(at, lon_field), has_lat = *lg_row_text(at, lat_field);
  if (has_lon != has_lat) {
    int there = has_lon ? lon_field : lat_field, missing = has_lon ? lat_field : lon_field;
    lg_row_tell(at, there, LG_MSG_LON_LAT, lg_row_given(at, there), lg_row_heading(at, missing),
                NULL);
  }
  bool lon_good = has_lon && row_degrees(at, lon_field, 180, lon);
  bool lat_good = has_lat && row_degrees(at, lat_field, 90, lat);
  *given = lon_good && lat_good;
}

const char *lg_tables_number_text(lg_tables *tables, int number)
{
  return scratch_take(tables, g_strdup_printf("%d", number));
}

const char *lg_tables_row_text(lg_tables *tables, const lg_table *table, int row)
{
  return scratch_take(tables, lg_table_row_name(table, row));
}

const char *lg_tables_keep(lg_tables *tables, const char *text)
{
  if (!*text) return "";
  bool shared = is_long(text);
  const char *kept = shared ? g_hash_table_lookup(tables->kept, text) : NULL;
  if (kept) return kept;
  kept = g_string_chunk_insert(tables->district->texts, text);
  if (shared) g_hash_table_insert(tables->kept, (gpointer)text, (gpointer)kept);
  return kept;
}

int lg_word_set_code(lg_word_set *set, lg_tables *tables, const char *text)
{
  int code = GPOINTER_TO_INT(g_hash_table_lookup(set->code_of, text)) - 1;
  if (code >= 0) return code;
  char *kept = g_string_chunk_insert(tables->district->texts, text);
  int never = 0;
  g_ptr_array_add(set->texts, kept);
  g_array_append_val(set->seen_at, never);
  g_hash_table_insert(set->code_of, kept, GINT_TO_POINTER((int)set->texts->len));
  return (int)set->texts->len - 1;
}
