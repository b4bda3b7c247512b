/* tables_teachers.c - the teachers, in the byte order of their ids. */
#include <stdlib.h>
#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "tables_reader.h"
#include "values.h"

struct teacher_draft {
  lg_teacher teacher;
  int row;
  int rank_at, tag_at; /* first code in the district's codes */
  bool stage_known;
  bool denies; /* the word no in the column rotated */
};

/* What is said of a rank once, however many rows have it. */
struct rank_use {
  int first_row, count;
  bool backbone;
};

struct teachers_reader {
  lg_tables *in;
  GHashTable *backbone, *ends; /* sets of the plan's ranks, and of what ranks may end with */
  GArray *rank_uses;           /* rank_use by code */
  int *copied;                 /* [copied_count] columns */
};

/* A word of the plan that holds a sign which parts others. */
static bool is_joined_word(const lg_plan_head *head, const char *text)
{
  for (int k = 0; k < head->joined_count; k++)
    if (strcmp(head->joined[k], text) == 0) return true;
  return false;
}

/* Splits at ; , / and 、 (folded before), drops empty parts, and appends the code of each distinct
 * part; a word of the plan stays whole. returns the number appended */
static int codes_append(const lg_table_row *at, lg_word_set *set, const char *text)
{
  static const char signs[] = ";,/";
  lg_tables *in = at->in;
  GArray *codes = in->district->codes;
  guint first = codes->len;
  bool whole = is_joined_word(in->head, text);
  while (*text) {
    const char *end = text;
    while (*end && (whole || (!strchr(signs, *end) && !g_str_has_prefix(end, "、")))) end++;
    char *part = g_strstrip(g_strndup(text, (gsize)(end - text)));
    int code = *part ? lg_word_set_code(set, in, part) : LG_MISSING;
    g_free(part);
    if (code >= 0 && g_array_index(set->seen_at, int, code) != at->row + 1) {
      g_array_index(set->seen_at, int, code) = at->row + 1;
      g_array_append_val(codes, code);
    }
    text = !*end ? end : strchr(signs, *end) ? end + 1 : end + strlen("、");
  }
  return (int)(codes->len - first);
}

/* As lg_plan_is_backbone, for many ranks. */
static bool rank_is_backbone(const struct teachers_reader *reader, const char *rank)
{
  if (g_hash_table_contains(reader->backbone, rank)) return true;
  bool ends = false;
  for (const char *p = rank; *p && !ends && g_hash_table_size(reader->ends) > 0;
       p = g_utf8_next_char(p))
    ends = g_hash_table_contains(reader->ends, p);
  return ends;
}

static void ranks_read(const lg_table_row *at, struct teachers_reader *reader,
                       struct teacher_draft *draft)
{
  lg_tables *in = at->in;
  const GArray *codes = in->district->codes;
  const char *text = lg_row_words(at, LG_T_RANK);
  draft->teacher.rank = lg_tables_keep(in, text);
  draft->rank_at = (int)codes->len;
  draft->teacher.rank_count = codes_append(at, &in->ranks, text);
  for (int k = 0; k < draft->teacher.rank_count; k++) {
    int code = g_array_index(codes, int, draft->rank_at + k);
    if ((guint)code == reader->rank_uses->len) {
      const char *rank = g_ptr_array_index(in->ranks.texts, code);
      struct rank_use use = {at->row, 0, rank_is_backbone(reader, rank)};
      g_array_append_val(reader->rank_uses, use);
    }
    struct rank_use *use = &g_array_index(reader->rank_uses, struct rank_use, code);
    draft->teacher.backbone |= use->backbone;
    use->count++;
  }
}

static void row_years(const lg_table_row *at, lg_teacher *teacher)
{
  const char *text = lg_row_text(at, LG_T_YEARS);
  teacher->years_given = LG_MISSING;
  if (!*text) return;
  lg_value_fault fault = lg_value_years(lg_row_number(at, LG_T_YEARS, text), &teacher->years_given);
  if (fault == LG_VALUE_OK) return;
  lg_row_tell_number(at, LG_T_YEARS, fault, 0, LG_MAX_WHOLE);
}

static void dates_read(const lg_table_row *at, lg_teacher *teacher)
{
  lg_date plan = at->in->head->date;
  lg_row_date(at, LG_T_BIRTH, false, &teacher->birth);
  lg_row_date(at, LG_T_JOINED, false, &teacher->joined);
  row_years(at, teacher);
  if (!teacher->joined.year) return;
  const char *joined = lg_row_given(at, LG_T_JOINED);
  if (teacher->birth.year && lg_value_date_order(teacher->joined, teacher->birth) < 0)
    lg_row_tell(at, LG_T_JOINED, LG_MSG_JOINED_BEFORE_BIRTH, joined, lg_row_given(at, LG_T_BIRTH),
                NULL);
  if (!plan.year || teacher->years_given == LG_MISSING) return;
  int years = lg_value_whole_years(teacher->joined, plan);
  if (abs(years - teacher->years_given) > 1)
    lg_row_tell(at, LG_T_YEARS, LG_MSG_YEARS_DIFFER, lg_row_given(at, LG_T_YEARS),
                lg_tables_number_text(at->in, years), joined, lg_row_heading(at, LG_T_JOINED),
                NULL);
}

/* The reason for staying, or NULL: the words for "none" count as empty. */
static const char *exempt_read(const lg_table_row *at)
{
  static const char *const none[] = {"", "否", "无", "no", "0", "-"};
  const char *text = lg_row_text(at, LG_T_EXEMPT);
  for (size_t k = 0; k < G_N_ELEMENTS(none); k++)
    if (g_ascii_strcasecmp(text, none[k]) == 0) return NULL;
  static const char *const said[] = {"没有", "不免", "未免", "无需"};
  for (size_t k = 0; k < G_N_ELEMENTS(said); k++)
    if (strcmp(text, said[k]) == 0) {
      lg_row_note(at, LG_T_EXEMPT, LG_MSG_EXEMPT_NONE, "");
      return NULL;
    }
  return lg_tables_keep(at->in, lg_row_given(at, LG_T_EXEMPT));
}

/* The stage of the cell, else the school's where it has one alone.
 *   returns  whether the stage is known */
static bool teacher_stage_read(const lg_table_row *at, lg_teacher *teacher)
{
  int stage = LG_MISSING;
  if (!lg_row_word(at, LG_T_STAGE, &stage)) return false;
  if (stage >= 0) teacher->stage = (lg_stage)stage;
  if (teacher->school < 0) return stage >= 0;
  const lg_school *school = &at->in->district->schools[teacher->school];
  const bool *has = school->has_stage;
  /* a school whose own stage is wrong has none: that is reported there */
  if (!has[LG_PRIMARY] && !has[LG_JUNIOR]) return stage >= 0;
  if (stage >= 0) {
    if (!has[stage])
      lg_row_tell(at, LG_T_STAGE, LG_MSG_STAGE_LACKING, school->name, lg_row_given(at, LG_T_STAGE),
                  NULL);
    return has[stage];
  }
  if (has[LG_PRIMARY] && has[LG_JUNIOR]) {
    lg_row_tell(at, LG_T_STAGE, LG_MSG_STAGE_NEEDED, school->name, NULL);
    return false;
  }
  teacher->stage = has[LG_PRIMARY] ? LG_PRIMARY : LG_JUNIOR;
  return true;
}

static void teacher_words_read(const lg_table_row *at, struct teacher_draft *draft)
{
  lg_tables *in = at->in;
  lg_teacher *teacher = &draft->teacher;
  int gender = LG_GENDER_MISSING, rotated = LG_MISSING, full_time = 1;
  teacher->subject = lg_row_is_filled(at, LG_T_SUBJECT)
                         ? lg_word_set_code(&in->subjects, in, lg_row_words(at, LG_T_SUBJECT))
                         : LG_MISSING;
  const char *title = lg_row_text(at, LG_T_TITLE);
  teacher->title = *title ? lg_word_set_code(&in->titles, in, title) : LG_MISSING;
  draft->tag_at = (int)in->district->codes->len;
  teacher->tag_count = codes_append(at, &in->tags, lg_row_words(at, LG_T_TAGS));
  lg_row_word(at, LG_T_GENDER, &gender);
  lg_row_word(at, LG_T_ROTATED, &rotated);
  lg_row_word(at, LG_T_FULL_TIME, &full_time);
  teacher->gender = (lg_gender)gender;
  teacher->rotated = rotated > 0;
  draft->denies = rotated == 0;
  teacher->full_time = full_time;
  /* the column says what each may give: who has nothing there gives none */
  teacher->flexible_units = at->table->column_of[LG_T_FLEXIBLE_UNITS] >= 0 ? 0 : LG_MISSING;
  lg_row_whole(at, LG_T_FLEXIBLE_UNITS, 0, LG_MAX_WHOLE, &teacher->flexible_units);
}

static void teacher_copy(const lg_table_row *at, const struct teachers_reader *reader,
                         lg_teacher *teacher)
{
  int count = at->in->district->copied_count;
  if (count == 0) return;
  teacher->copied = g_new(const char *, count);
  for (int k = 0; k < count; k++)
    teacher->copied[k] = lg_tables_keep(at->in, lg_row_copied(at, reader->copied[k]));
}

static void teacher_read(const lg_table_row *at, struct teachers_reader *reader,
                         struct teacher_draft *draft)
{
  lg_tables *in = at->in;
  lg_teacher *teacher = &draft->teacher;
  *draft = (struct teacher_draft){.row = at->row};
  bool made = in->head->made_of_count > 0;
  if (!made && lg_row_is_filled(at, LG_T_ID)) lg_row_check_id(at, LG_T_ID);
  teacher->id = made ? "" : lg_tables_keep(in, lg_row_id(at, LG_T_ID));
  teacher->name = lg_tables_keep(in, lg_row_told(at, LG_T_NAME));
  if (strpbrk(teacher->name, "?") || strstr(teacher->name, "？"))
    lg_row_tell(at, LG_T_NAME, LG_MSG_NAME_QUESTION, teacher->name, NULL);
  lg_row_check_name(at, LG_T_NAME);
  teacher->school = lg_row_school(at, LG_T_SCHOOL);
  draft->stage_known = teacher_stage_read(at, teacher);
  ranks_read(at, reader, draft);
  teacher_words_read(at, draft);
  dates_read(at, teacher);
  teacher->exempt = exempt_read(at);
  lg_row_place(at, LG_T_LON, LG_T_LAT, &teacher->has_home, &teacher->lon, &teacher->lat);
  if (made) teacher->id = lg_tables_keep(in, lg_made_id(at, teacher, draft->stage_known));
}

/* How loosely a heading may be taken for the one of the plan: what is written differently counts
 * only where it decides between two. */
enum { LG_AS_FOLDED, LG_AS_WHOLE_KEY, LG_AS_KEY, LG_LOOKS };

static char *heading_look(const char *heading, int look)
{
  return look == LG_AS_FOLDED      ? lg_fold(heading)
         : look == LG_AS_WHOLE_KEY ? lg_heading_whole_key(heading)
                                   : lg_heading_key(heading, strlen(heading));
}

/* Columns + 1 by heading; the first of two alike. (A heading that stands twice is reported where
 * the table is read.) */
static GHashTable *headings_index(const lg_table *table, int look)
{
  GHashTable *columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int c = table->column_count - 1; c >= 0; c--)
    g_hash_table_replace(columns, heading_look(table->heading[c], look), GINT_TO_POINTER(c + 1));
  return columns;
}

/* The column, or LG_MISSING. */
static int heading_find(GHashTable *const *columns, const char *name)
{
  int column = LG_MISSING;
  for (int look = 0; look < LG_LOOKS && column < 0; look++) {
    g_autofree char *wanted = heading_look(name, look);
    column = GPOINTER_TO_INT(g_hash_table_lookup(columns[look], wanted)) - 1;
  }
  return column;
}

static void copied_report(lg_tables *in, const lg_table *table, int k)
{
  const lg_plan_head *head = in->head;
  const char *name = head->copy_columns[k], *near = NULL;
  g_autofree char *path = g_strdup_printf("copy_columns.%d", head->copy_column_places[k].index);
  if (!lg_report_is_full(in->report))
    near = lg_nearest(name, (const char *const *)table->heading, table->column_count);
  lg_report_add(in->report, near ? LG_MSG_COPY_COLUMN_NEAR : LG_MSG_COPY_COLUMN, head->file,
                head->copy_column_places[k].line, path, name, table->file, near, NULL);
}

static void copied_find(struct teachers_reader *reader, const lg_table *table)
{
  lg_tables *in = reader->in;
  const lg_plan_head *head = in->head;
  lg_district *district = in->district;
  GHashTable *columns[LG_LOOKS];
  for (int look = 0; look < LG_LOOKS; look++) columns[look] = headings_index(table, look);
  reader->copied = g_new(int, head->copy_column_count + 1);
  district->copied_names = g_new(const char *, head->copy_column_count + 1);
  for (int k = 0; k < head->copy_column_count; k++) {
    int column = heading_find(columns, head->copy_columns[k]);
    if (column < 0) {
      copied_report(in, table, k);
      continue;
    }
    reader->copied[district->copied_count] = column;
    district->copied_names[district->copied_count++] = lg_tables_keep(in, head->copy_columns[k]);
  }
  for (int look = 0; look < LG_LOOKS; look++) g_hash_table_destroy(columns[look]);
}

static void ranks_report(const struct teachers_reader *reader, const lg_table *table)
{
  lg_tables *in = reader->in;
  const lg_plan_head *head = in->head;
  for (guint code = 0; code < reader->rank_uses->len; code++) {
    const char *rank = g_ptr_array_index(in->ranks.texts, code);
    struct rank_use use = g_array_index(reader->rank_uses, struct rank_use, code);
    if (use.backbone) continue;
    lg_table_row at = {in, table, use.first_row};
    const char *near = NULL;
    if (code < 100) near = lg_nearest(rank, head->backbone, head->backbone_count);
    if (code < 100 && !near) near = lg_nearest(rank, head->backbone_ends, head->backbone_end_count);
    lg_row_tell(&at, LG_T_RANK, near ? LG_MSG_RANK_NO_BACKBONE_NEAR : LG_MSG_RANK_NO_BACKBONE, rank,
                lg_tables_number_text(in, use.count), near, NULL);
  }
}

static int teacher_order(const void *a, const void *b)
{
  const struct teacher_draft *x = *(const struct teacher_draft *const *)a;
  const struct teacher_draft *y = *(const struct teacher_draft *const *)b;
  int order = strcmp(x->teacher.id, y->teacher.id);
  return order ? order : x->row - y->row;
}

/* The first row of an id counts; further ones are reported. */
static void teachers_settle(struct teachers_reader *reader, const lg_table *table,
                            struct teacher_draft *drafts, int count)
{
  lg_tables *in = reader->in;
  lg_district *district = in->district;
  g_autofree struct teacher_draft **order = g_new(struct teacher_draft *, count + 1);
  for (int k = 0; k < count; k++) order[k] = &drafts[k];
  qsort(order, (size_t)count, sizeof *order, teacher_order);
  district->teachers = g_new0(lg_teacher, count + 1);
  in->rank_at = g_new(int, count + 1);
  in->tag_at = g_new(int, count + 1);
  in->stage_known = g_new(bool, count + 1);
  in->denied_at = g_new(int, count + 1);
  const struct teacher_draft *before = NULL;
  for (int k = 0; k < count; k++) {
    lg_table_row at = {in, table, order[k]->row};
    const char *id = order[k]->teacher.id;
    if (!*id) continue;
    if (before && strcmp(before->teacher.id, id) == 0) {
      const char *row = lg_tables_row_text(in, table, before->row);
      if (in->head->made_of_count > 0)
        lg_row_tell(&at, in->head->made_of[0], LG_MSG_MADE_ID_TWICE, id, row, NULL);
      else
        lg_row_tell(&at, LG_T_ID, LG_MSG_ID_TWICE, lg_row_given(&at, LG_T_ID), row, NULL);
      continue;
    }
    before = order[k];
    int i = district->teacher_count++;
    district->teachers[i] = before->teacher;
    district->teachers[i].row = table->row_number[before->row];
    teacher_copy(&at, reader, &district->teachers[i]);
    in->rank_at[i] = before->rank_at;
    in->tag_at[i] = before->tag_at;
    in->stage_known[i] = before->stage_known;
    in->denied_at[i] = before->denies ? before->row : LG_MISSING;
    g_hash_table_insert(in->teacher_of, (gpointer)id, GINT_TO_POINTER(i + 1));
  }
}

void lg_tables_read_teachers(lg_tables *tables)
{
  const lg_table *table = tables->table[LG_TABLE_TEACHERS];
  if (!table) return;
  tables->teachers_known = table->row_count > 0 && table->row_count <= LG_MAX_TEACHERS;
  const lg_plan_head *head = tables->head;
  struct teachers_reader reader = {tables, g_hash_table_new(g_str_hash, g_str_equal),
                                   g_hash_table_new(g_str_hash, g_str_equal),
                                   g_array_new(FALSE, FALSE, sizeof(struct rank_use)), NULL};
  for (int k = 0; k < head->backbone_count; k++)
    g_hash_table_add(reader.backbone, (gpointer)head->backbone[k]);
  for (int k = 0; k < head->backbone_end_count; k++)
    g_hash_table_add(reader.ends, (gpointer)head->backbone_ends[k]);
  copied_find(&reader, table);

  int count = MIN(table->row_count, LG_MAX_TEACHERS);
  g_autofree struct teacher_draft *drafts = g_new(struct teacher_draft, count + 1);
  for (int row = 0; row < count; row++) {
    lg_table_row at = {tables, table, row};
    teacher_read(&at, &reader, &drafts[row]);
  }
  if (table->row_count > count) {
    lg_table_row at = {tables, table, count};
    lg_row_tell(&at, LG_T_ID, LG_MSG_TOO_MANY_TEACHERS,
                lg_tables_number_text(tables, LG_MAX_TEACHERS), NULL);
  }
  ranks_report(&reader, table);
  lg_ids_check(tables);
  lg_ids_check_looks(tables, LG_TABLE_TEACHERS, LG_T_ID);
  g_autofree int *subjects = g_new(int, count + 1);
  for (int row = 0; row < count; row++) subjects[row] = drafts[row].teacher.subject;
  lg_subjects_check(tables, subjects, count);
  teachers_settle(&reader, table, drafts, count);

  g_hash_table_destroy(reader.backbone);
  g_hash_table_destroy(reader.ends);
  g_array_free(reader.rank_uses, TRUE);
  g_free(reader.copied);
}
