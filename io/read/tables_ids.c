/* tables_ids.c - ids of teachers: made of other fields, or doubtful; and what else of the teachers'
 * table is doubtful as a whole. */
#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"
#include "table_heading.h"
#include "tables_reader.h"

/* ---- ids made of fields (plan key `teacher_id`) ---- */

/* The name of a school as ids have it; of one that shares it, the id. */
static const char *school_word(lg_tables *in, int school)
{
  const lg_school *of = &in->district->schools[school];
  int namesake;
  g_autofree char *name = lg_squeeze(of->name);
  lg_school_names_find(in->schools, "", name, &namesake);
  return namesake < 0 ? g_string_chunk_insert(in->scratch, name) : of->id;
}

/* The same however the cell writes it, so that the id does not depend on that. */
static const char *made_part(const lg_table_row *at, int field, const lg_teacher *teacher,
                             bool stage_known)
{
  lg_tables *in = at->in;
  if (field == LG_T_SCHOOL && teacher->school >= 0) return school_word(in, teacher->school);
  if (field == LG_T_STAGE && stage_known) return lg_stage_word((int)teacher->stage);
  if (field == LG_T_GENDER && teacher->gender >= 0) return lg_gender_word(teacher->gender);
  lg_date date = field == LG_T_BIRTH ? teacher->birth : teacher->joined;
  if ((field == LG_T_BIRTH || field == LG_T_JOINED) && date.year)
    return lg_tables_date_text(in, date);
  return field == LG_T_TITLE ? lg_row_text(at, field) : lg_row_words(at, field);
}

const char *lg_made_id(const lg_table_row *at, const lg_teacher *teacher, bool stage_known)
{
  lg_tables *in = at->in;
  const lg_shape *shape = lg_shape_of(LG_TABLE_TEACHERS);
  GString *id = g_string_new(NULL), *headings = g_string_new(NULL);
  bool whole = true;
  for (int k = 0; k < in->head->made_of_count; k++) {
    int field = in->head->made_of[k];
    const char *part = made_part(at, field, teacher, stage_known);
    bool told = shape->fields[field].required || field == LG_T_STAGE;
    if (!*part && !told) lg_row_tell(at, field, LG_MSG_MADE_ID_EMPTY, NULL);
    whole &= *part != '\0';
    g_string_append_printf(id, "%s%s", k ? "-" : "", part);
    g_string_append_printf(headings, "%s%s", k ? ", " : "", lg_row_heading(at, field));
  }
  if (at->row == 0 && whole)
    lg_row_tell(at, in->head->made_of[0], LG_MSG_MADE_IDS, headings->str, id->str, NULL);
  const char *kept = whole ? g_string_chunk_insert(in->scratch, id->str) : "";
  g_string_free(id, TRUE);
  g_string_free(headings, TRUE);
  return kept;
}

/* ---- what is doubtful ---- */

/* 序号 under the name of 编号: ids that change with every sorting. */
static bool ids_run(lg_table_row at)
{
  const lg_table *table = at.table;
  bool running = table->row_count > 1;
  for (at.row = 0; running && at.row < table->row_count; at.row++) {
    g_autofree char *number = g_strdup_printf("%d", at.row + 1);
    const char *id = lg_row_id(&at, LG_T_ID);
    running = strcmp(id + strspn(id, "0"), number) == 0;
  }
  return running;
}

/* The next character of an id as the eye sees it, 0 at its end: without what is not seen, letters in
 * one case, 0 like O, 1 and I like l. */
static gunichar next_looks(const char **p)
{
  for (; **p; *p = g_utf8_next_char(*p)) {
    gunichar c = g_utf8_get_char(*p);
    if (c >= 0x80 && (lg_is_unseen(c) || g_unichar_type(c) == G_UNICODE_FORMAT)) continue;
    *p = g_utf8_next_char(*p);
    c = c < 0x80 ? (gunichar)g_ascii_tolower((char)c) : g_unichar_tolower(c);
    return c == '0' ? 'o' : c == '1' || c == 'i' ? 'l' : c;
  }
  return 0;
}

static guint looks_hash(gconstpointer id)
{
  guint hash = 5381;
  const char *p = id;
  for (gunichar c; (c = next_looks(&p));) hash = hash * 33 + c;
  return hash;
}

static gboolean looks_equal(gconstpointer a, gconstpointer b)
{
  const char *p = a, *q = b;
  gunichar c;
  do {
    c = next_looks(&p);
    if (c != next_looks(&q)) return FALSE;
  } while (c);
  return TRUE;
}

void lg_ids_check_looks(lg_tables *in, lg_table_kind kind, int field)
{
  const lg_table *table = in->table[kind];
  if (table->column_of[field] < 0) return;
  GHashTable *rows = g_hash_table_new(looks_hash, looks_equal);
  lg_table_row at = {in, table, 0};
  for (at.row = 0; at.row < table->row_count; at.row++) {
    const char *id = lg_row_id(&at, field);
    gpointer first, row;
    if (!g_hash_table_lookup_extended(rows, id, &first, &row)) {
      g_hash_table_insert(rows, (gpointer)id, GINT_TO_POINTER(at.row));
      continue;
    }
    if (strcmp(id, first) != 0) /* the same id twice is a defect of its own */
      lg_row_tell(&at, field, LG_MSG_ID_ALIKE, id, (const char *)first,
                  lg_tables_row_text(in, table, GPOINTER_TO_INT(row)), NULL);
  }
  g_hash_table_destroy(rows);
}

void lg_ids_check(lg_tables *in)
{
  const lg_table *table = in->table[LG_TABLE_TEACHERS];
  lg_table_row at = {in, table, 0};
  if (table->column_of[LG_T_ID] < 0 || table->row_count == 0) return;
  const char *heading = lg_row_heading(&at, LG_T_ID);
  g_autofree char *key = lg_heading_key(heading, strlen(heading));
  if (lg_heading_is_card(heading)) lg_row_tell(&at, LG_T_ID, LG_MSG_ID_CARD, NULL);
  if (strcmp(key, "编号") == 0 && ids_run(at))
    lg_row_tell(&at, LG_T_ID, LG_MSG_ID_RUNNING, lg_tables_number_text(in, table->row_count), NULL);
}

/* A subject that one teacher alone has may be another one, misspelt. In a small table that is
 * usual: there only one that is like another is told. */
void lg_subjects_check(lg_tables *in, const int *subject_of_row, int rows)
{
  enum { LOOKED_AT = 1000, SMALL = 20 };
  guint subjects = in->subjects.texts->len;
  g_autofree int *teachers = g_new0(int, subjects + 1), *last = g_new0(int, subjects + 1);
  for (int row = 0; row < rows; row++) {
    int subject = subject_of_row[row];
    if (subject < 0) continue;
    teachers[subject]++;
    last[subject] = row;
  }
  g_autoptr(GPtrArray) others = g_ptr_array_new();
  for (guint code = 0; code < subjects; code++)
    if (teachers[code] > 1) g_ptr_array_add(others, g_ptr_array_index(in->subjects.texts, code));
  for (guint code = 0; code < MIN(subjects, LOOKED_AT); code++) {
    if (teachers[code] != 1) continue;
    const char *subject = g_ptr_array_index(in->subjects.texts, code);
    const char *near = lg_nearest(subject, (const char *const *)others->pdata, (int)others->len);
    lg_table_row at = {in, in->table[LG_TABLE_TEACHERS], last[code]};
    if (near || rows >= SMALL)
      lg_row_tell(&at, LG_T_SUBJECT, near ? LG_MSG_SUBJECT_SINGLE : LG_MSG_SUBJECT_ALONE, subject,
                  near, NULL);
  }
}
