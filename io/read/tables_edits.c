/* tables_edits.c - a scenario's edits put into the tables that were read, before they are looked at:
 * so what is wrong with an edited cell is found by the reader of its table (SERVICE 5). */
#include <string.h>

#include "cell_text.h"
#include "edits.h"
#include "io/words/shapes.h"
#include "table_edit.h"
#include "tables_reader.h"

/* The edits of one table while they are applied. */
struct editing {
  lg_tables *in;
  lg_table *table;
  GHashTable *row_of; /* key of a row -> row + 1; NULL: to be made anew */
  bool *dropped;      /* [room] rows to be taken out at the end */
  int room;
};

static void tell_edit(const struct editing *e, const lg_edit *edit, lg_message message,
                      const char *a, const char *b, const char *c)
{
  lg_report_add(e->in->report, message, edit->source.file, edit->source.line, edit->source.place, a,
                b, c, NULL);
}

/* ---- rows by their ids ---- */

/* The school of a text, which may be a cell's; LG_MISSING: none, or two. */
static int school_called(const lg_tables *in, const char *text)
{
  int namesake = LG_MISSING;
  g_autofree char *folded = lg_fold_id(text);
  int school = lg_school_names_called(in->schools, folded, &namesake);
  return namesake >= 0 ? LG_MISSING : school;
}

static int stage_called(const char *text)
{
  g_autofree char *folded = lg_fold(text);
  int stage = lg_word_code_of(lg_words_stage, folded);
  return stage == LG_STAGE_BOTH ? -1 : stage;
}

/* A row's id is made of some of its first fields, in every table. */
enum { LG_KEY_FIELDS = 3 };

/* What tells the rows of a table apart, as a text; NULL where something in it is not known. g_free. */
static char *demand_key(lg_tables *in, const char *school, const char *stage, const char *subject)
{
  int j = school_called(in, school), s = stage_called(stage);
  if (j < 0) return NULL;
  const bool *has = in->district->schools[j].has_stage;
  if (!*stage && has[LG_PRIMARY] != has[LG_JUNIOR]) s = has[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
  g_autofree char *word = lg_squeeze(subject);
  return s < 0 || !*word ? NULL : g_strdup_printf("%d/%d/%s", j, s, word);
}

static char *wish_key(lg_tables *in, const char *teacher, const char *school)
{
  int i = lg_teacher_called(in, teacher), j = school_called(in, school);
  return i < 0 || j < 0 ? NULL : g_strdup_printf("%d/%d", i, j);
}

static char *lock_key(lg_tables *in, const char *teacher, const char *kind, const char *school)
{
  g_autofree char *word = lg_fold(kind), *place = lg_fold(school);
  int k = lg_word_code_of(lg_shape_of(LG_TABLE_LOCKS)->fields[LG_L_KIND].words, word);
  int i = lg_teacher_called(in, teacher);
  bool stays = g_ascii_strcasecmp(place, "stay") == 0 || strcmp(place, "留任") == 0;
  int j = stays && i >= 0 ? in->district->teachers[i].school : school_called(in, school);
  return i < 0 || j < 0 || k < 0 ? NULL : g_strdup_printf("%d/%d/%d", i, k, j);
}

/* The key of a row that stands in the table. */
static char *row_key(const struct editing *e, int row)
{
  lg_table_row at = {e->in, e->table, row};
  switch (e->table->kind) {
    case LG_TABLE_DEMAND:
      return demand_key(e->in, lg_row_given(&at, LG_D_SCHOOL), lg_row_text(&at, LG_D_STAGE),
                        lg_row_given(&at, LG_D_SUBJECT));
    case LG_TABLE_WISHES:
      return wish_key(e->in, lg_row_given(&at, LG_W_TEACHER), lg_row_given(&at, LG_W_SCHOOL));
    case LG_TABLE_LOCKS:
      return lock_key(e->in, lg_row_given(&at, LG_L_TEACHER), lg_row_given(&at, LG_L_KIND),
                      lg_row_given(&at, LG_L_SCHOOL));
    default: /* teachers and schools: their ids are their first fields */
      return g_strdup(lg_row_id(&at, 0));
  }
}

static void add_key(struct editing *e, int row)
{
  char *key = row_key(e, row);
  if (key && *key && !g_hash_table_contains(e->row_of, key))
    g_hash_table_insert(e->row_of, key, GINT_TO_POINTER(row + 1));
  else
    g_free(key);
}

static void make_keys(struct editing *e)
{
  e->row_of = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int row = 0; row < e->table->row_count; row++)
    if (!e->dropped[row]) add_key(e, row);
}

/* Ids have two or three parts with strokes between them, which may stand inside a part as well: the
 * first split that means something is taken.
 *   parts  out: copies of the parts; g_strfreev
 *   returns the key, g_free; NULL: none does */
static char *split_key(lg_tables *in, lg_table_kind kind, const char *id, char ***parts)
{
  *parts = NULL;
  for (const char *a = strchr(id, '/'); a; a = strchr(a + 1, '/')) {
    for (const char *b = kind == LG_TABLE_WISHES ? a : strchr(a + 1, '/'); b;
         b = strchr(b + 1, '/')) {
      char **cut = g_new0(char *, 4);
      cut[0] = g_strndup(id, (gsize)(a - id));
      cut[1] = g_strndup(a + 1, b > a ? (gsize)(b - a - 1) : 0);
      cut[2] = g_strdup(b + 1);
      char *key = kind == LG_TABLE_DEMAND   ? demand_key(in, cut[0], cut[1], cut[2])
                  : kind == LG_TABLE_WISHES ? wish_key(in, cut[0], cut[2])
                                            : lock_key(in, cut[0], cut[1], cut[2]);
      if (key && (kind != LG_TABLE_DEMAND || *cut[1])) {
        *parts = cut;
        return key;
      }
      g_free(key);
      g_strfreev(cut);
      if (kind == LG_TABLE_WISHES) break;
    }
  }
  return NULL;
}

/* A teacher whose id is made of other fields is known from the plan as it stands.
 *   returns  the row, or -1 */
static int made_row(const struct editing *e, const char *id)
{
  const lg_district *base = e->in->base;
  g_autofree char *folded = lg_fold_id(id), *bare = lg_squeeze(folded);
  int teacher = base ? lg_district_teacher(base, folded) : LG_MISSING;
  if (base && teacher < 0) teacher = lg_district_teacher(base, bare);
  for (int row = 0; teacher >= 0 && row < e->table->row_count; row++)
    if (e->table->row_number[row] == base->teachers[teacher].row && !e->dropped[row]) return row;
  return -1;
}

/* The row of an id, or -1. */
static int find_row(struct editing *e, const char *id)
{
  lg_table_kind kind = e->table->kind;
  if (kind == LG_TABLE_TEACHERS && e->in->head->made_of_count > 0) return made_row(e, id);
  if (!e->row_of) make_keys(e);
  char **parts = NULL;
  bool plain = kind == LG_TABLE_TEACHERS || kind == LG_TABLE_SCHOOLS;
  g_autofree char *key = plain ? lg_fold_id(id) : split_key(e->in, kind, id, &parts);
  g_strfreev(parts);
  return key ? GPOINTER_TO_INT(g_hash_table_lookup(e->row_of, key)) - 1 : -1;
}

/* The id nearest to one that is not there, of teachers and schools alone; NULL: none. Lives as long as
 * the reading. */
static const char *nearest_id(const struct editing *e, const char *id)
{
  lg_table_kind kind = e->table->kind;
  bool plain = kind == LG_TABLE_TEACHERS || kind == LG_TABLE_SCHOOLS;
  if (!plain || e->table->column_of[0] < 0 || lg_report_is_full(e->in->report)) return NULL;
  GPtrArray *ids = g_ptr_array_new();
  for (int row = 0; row < e->table->row_count; row++) {
    lg_table_row at = {e->in, e->table, row};
    if (!e->dropped[row]) g_ptr_array_add(ids, (gpointer)lg_row_id(&at, 0));
  }
  const char *near = lg_nearest(id, (const char *const *)ids->pdata, (int)ids->len);
  g_ptr_array_free(ids, TRUE);
  return near;
}

static void tell_no_row(const struct editing *e, const lg_edit *edit)
{
  const char *name = lg_shape_of(e->table->kind)->name;
  const char *near = nearest_id(e, edit->id);
  tell_edit(e, edit, near ? LG_MSG_EDIT_ID_NEAR : LG_MSG_EDIT_ID, name, edit->id, near);
}

/* ---- one edit ---- */

static int add_row(struct editing *e, const lg_edit *edit)
{
  int row = lg_table_add_row(e->table, &edit->source);
  if (row >= e->room) {
    e->room = 2 * row + 16;
    e->dropped = g_renew(bool, e->dropped, e->room);
  }
  e->dropped[row] = false;
  return row;
}

/* A row of a demand that is not there, where school, stage and subject are. -1: they are not. */
static int add_demand(struct editing *e, const lg_edit *edit)
{
  char **parts;
  g_autofree char *key = split_key(e->in, LG_TABLE_DEMAND, edit->id, &parts);
  int row = -1;
  if (key) {
    const lg_tables *in = e->in;
    int school = school_called(in, parts[0]), stage = stage_called(parts[1]);
    g_autofree char *subject = lg_squeeze(parts[2]);
    if (in->district->schools[school].has_stage[stage] &&
        g_hash_table_contains(in->subjects.code_of, subject)) {
      row = add_row(e, edit);
      lg_table_set(e->table, row, LG_D_SCHOOL, in->district->schools[school].id, false,
                   &edit->source);
      lg_table_set(e->table, row, LG_D_STAGE, lg_stage_word(stage), false, &edit->source);
      lg_table_set(e->table, row, LG_D_SUBJECT, subject, false, &edit->source);
    }
  }
  g_strfreev(parts);
  return row;
}

/* Who is left out takes his rows of other tables with him. */
static void note_dropped(struct editing *e, int row)
{
  lg_tables *in = e->in;
  lg_table_row at = {in, e->table, row};
  if (!in->dropped_ids) {
    in->dropped_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    in->dropped_names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  }
  for (int i = 0; in->base && i < in->base->teacher_count; i++)
    if (in->base->teachers[i].row == e->table->row_number[row])
      g_hash_table_add(in->dropped_ids, g_strdup(lg_teacher_own_id(&in->base->teachers[i])));
  if (e->table->column_of[LG_T_ID] >= 0)
    g_hash_table_add(in->dropped_ids, g_strdup(lg_row_id(&at, LG_T_ID)));
  g_hash_table_add(in->dropped_names, lg_squeeze(lg_row_given(&at, LG_T_NAME)));
}

/* Does the plan read this field of the table? An id that is made of others is none of them. */
static bool may_edit_field(const struct editing *e, const lg_edit *edit, int field)
{
  bool made = e->table->kind == LG_TABLE_TEACHERS && e->in->head->made_of_count > 0;
  if (!made || field != LG_T_ID) return true;
  tell_edit(e, edit, LG_MSG_EDIT_FIELD, "id", lg_shape_of(e->table->kind)->name, NULL);
  return false;
}

static void apply(struct editing *e, const lg_edit *edit)
{
  int row = edit->kind == LG_EDIT_ADD ? -1 : find_row(e, edit->id);
  if (row < 0 && edit->kind == LG_EDIT_SET && e->table->kind == LG_TABLE_DEMAND)
    row = add_demand(e, edit);
  if (row < 0 && edit->kind != LG_EDIT_ADD) {
    tell_no_row(e, edit);
    return;
  }
  for (int k = 0; k < edit->cell_count; k++)
    if (!may_edit_field(e, edit, edit->cells[k].field)) return;
  if (edit->kind == LG_EDIT_ADD) row = add_row(e, edit);
  for (int k = 0; k < edit->cell_count; k++)
    lg_table_set(e->table, row, edit->cells[k].field, edit->cells[k].text, edit->cells[k].is_number,
                 &edit->source);
  if (edit->kind == LG_EDIT_DROP) {
    e->dropped[row] = true;
    if (e->table->kind == LG_TABLE_TEACHERS) note_dropped(e, row);
  }
  bool keeps_ids = edit->kind == LG_EDIT_SET && edit->cells->field >= LG_KEY_FIELDS;
  if (!keeps_ids) g_clear_pointer(&e->row_of, g_hash_table_destroy);
}

/* ---- a table ---- */

/* The field of a table that names a teacher, or two of them; -1: none. */
static void teacher_fields(lg_table_kind kind, int field[2])
{
  static const int who[LG_TABLE_COUNT][2] = {[LG_TABLE_TEACHERS] = {-1, -1},
                                             [LG_TABLE_SCHOOLS] = {-1, -1},
                                             [LG_TABLE_DEMAND] = {-1, -1},
                                             [LG_TABLE_WISHES] = {LG_W_TEACHER, -1},
                                             [LG_TABLE_LOCKS] = {LG_L_TEACHER, -1},
                                             [LG_TABLE_DISTANCES] = {LG_DIST_FROM, -1},
                                             [LG_TABLE_PAIRS] = {LG_P_A, LG_P_B},
                                             [LG_TABLE_SERVICE] = {LG_SV_TEACHER, -1},
                                             [LG_TABLE_ROSTER] = {LG_RO_TEACHER_ID, -1}};
  memcpy(field, who[kind], sizeof who[kind]);
}

static bool names_dropped(const struct editing *e, int row, int field)
{
  lg_table_row at = {e->in, e->table, row};
  const char *id = lg_row_id(&at, field);
  if (!*id || lg_teacher_of(e->in, id) >= 0) return false;
  if (g_hash_table_contains(e->in->dropped_ids, id)) return true;
  g_autofree char *bare = lg_squeeze(id);
  if (e->in->head->made_of_count > 0 && g_hash_table_contains(e->in->dropped_ids, bare))
    return true;
  return g_hash_table_contains(e->in->dropped_names, bare) && lg_teacher_called(e->in, bare) < 0 &&
         school_called(e->in, id) < 0;
}

static void drop_with_teachers(struct editing *e)
{
  int fields[2];
  teacher_fields(e->table->kind, fields);
  for (int row = 0; e->in->dropped_ids && row < e->table->row_count; row++)
    for (int f = 0; f < 2; f++)
      if (fields[f] >= 0 && names_dropped(e, row, fields[f])) e->dropped[row] = true;
}

void lg_tables_edit(lg_tables *in, lg_table_kind kind)
{
  const lg_edits *edits = in->edits;
  const lg_edit *first = NULL;
  for (int k = 0; edits && k < edits->count && !first; k++)
    if (edits->edits[k].table == kind) first = &edits->edits[k];
  bool absent = !in->head->table[kind];
  if (first && absent) in->table[kind] = lg_table_new_empty(kind, first->source.file);
  if (!in->table[kind] || (!first && !in->dropped_ids)) return;
  struct editing e = {.in = in, .table = in->table[kind], .room = in->table[kind]->row_count + 16};
  e.dropped = g_new0(bool, e.room);
  drop_with_teachers(&e);
  for (int k = 0; k < edits->count; k++)
    if (edits->edits[k].table == kind) apply(&e, &edits->edits[k]);
  lg_table_drop_rows(e.table, e.dropped);
  if (e.row_of) g_hash_table_destroy(e.row_of);
  g_free(e.dropped);
}
