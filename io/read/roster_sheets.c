/* roster_sheets.c - the sheets of roster.xlsx beside the one that is read: whether somebody changed one
 * of them in its place. */
#include <string.h>

#include "cell_text.h"
#include "io/plan/json.h"
#include "io/words/roster_mark.h"
#include "io/words/shapes.h"
#include "roster_place.h"
#include "table_heading.h"

/* A list of people in another sheet, under a heading that has a teacher's id and the receiving school,
 * or a direction and the school on its other side. */
struct other_list {
  lg_workbook *workbook;
  const lg_table *table;
  lg_report *report;
  GHashTable *headings, *row_of; /* of the sheet that is read: row + 1 by teacher's id */
  int sheet;
  int id, to, way; /* columns; id -1: no list; way -1: every row is one who leaves */
};

static const char *text_at(const lg_raw_cell *cells, int count, int column, size_t *length)
{
  *length = 0;
  for (int k = 0; k < count; k++) {
    if (cells[k].column != column || cells[k].state != LG_RAW_FINE) continue;
    *length = cells[k].length;
    return lg_trim(cells[k].text, length);
  }
  return "";
}

static bool is_one_of(const char *text, size_t length, const char *english, const char *chinese)
{
  g_autofree char *key = lg_heading_key(text, length);
  return strcmp(key, english) == 0 || strcmp(key, chinese) == 0;
}

/* True where the row is a heading: then the list below it is another one, or none. */
static bool list_begins(struct other_list *list, const lg_raw_cell *cells, int count)
{
  int id = -1, to = -1, way = -1, side = -1;
  for (int k = 0; k < count; k++) {
    size_t length = cells[k].length;
    const char *text = lg_trim(cells[k].text, &length);
    if (!length || length > 100) continue;
    int field = lg_headings_find(list->headings, text, length);
    if (field == LG_RO_TEACHER_ID) id = cells[k].column;
    if (field == LG_RO_TO_SCHOOL) to = cells[k].column;
    if (is_one_of(text, length, "direction", "方向")) way = cells[k].column;
    if (is_one_of(text, length, "otherschool", "对方学校")) side = cells[k].column;
  }
  if (id < 0) return false;
  bool sided = to < 0 && way >= 0 && side >= 0;
  list->id = to >= 0 || sided ? id : -1;
  list->to = sided ? side : to;
  list->way = sided ? way : -1;
  return true;
}

/* "育才小学!K12". g_free. */
static char *reference(const struct other_list *list, int row)
{
  GString *letters = g_string_new(NULL);
  for (int c = list->to + 1; c > 0; c = (c - 1) / 26)
    g_string_prepend_c(letters, (char)('A' + (c - 1) % 26));
  char *text = g_strdup_printf("%s!%s%d", lg_workbook_sheet_name(list->workbook, list->sheet),
                               letters->str, row);
  g_string_free(letters, TRUE);
  return text;
}

static bool says_the_same(const lg_table *table, int row, const char *school)
{
  g_autofree char *theirs = lg_squeeze(school);
  g_autofree char *name = lg_squeeze(lg_table_cell(table, row, LG_RO_TO_SCHOOL));
  g_autofree char *code = lg_squeeze(lg_table_cell(table, row, LG_RO_TO_ID));
  return strcmp(theirs, name) == 0 || (*code && strcmp(theirs, code) == 0);
}

static void list_compare(const struct other_list *list, int number, const char *id,
                         const char *school)
{
  const lg_table *table = list->table;
  int row = GPOINTER_TO_INT(g_hash_table_lookup(list->row_of, id)) - 1;
  if (row >= 0 && says_the_same(table, row, school)) return;
  g_autofree char *other = reference(list, number);
  lg_report_place place = {
      .sheet = table->sheet, .label = "", .column = table->column_of[LG_RO_TO_SCHOOL]};
  if (row >= 0) {
    place.row = table->row_number[row];
    place.label = lg_table_cell(table, row, LG_RO_NAME);
    lg_report_add_at(list->report, LG_MSG_ROSTER_SHEETS_DIFFER, table->file, &place,
                     lg_table_cell(table, row, LG_RO_TO_SCHOOL), other, school, NULL);
  } else {
    place.column = -1;
    lg_report_add_at(list->report, LG_MSG_ROSTER_SHEETS_MORE, table->file, &place, id, other,
                     school, NULL);
  }
}

static bool list_row(void *user, int row, const lg_raw_cell *cells, int count)
{
  struct other_list *list = user;
  size_t id_length, way_length, school_length;
  const char *id = text_at(cells, count, list->id, &id_length);
  g_autofree char *teacher = g_strndup(id, id_length);
  bool known = id_length && g_hash_table_contains(list->row_of, teacher); /* hence no heading */
  if (!cells || (!known && list_begins(list, cells, count)) || list->id < 0) return true;
  const char *way = text_at(cells, count, list->way, &way_length);
  const char *school = text_at(cells, count, list->to, &school_length);
  if (!id_length) list->id = -1; /* a title, or what somebody wrote below */
  if (!id_length || !school_length) return true;
  if (list->way >= 0 && !is_one_of(way, way_length, "out", "派出")) return true;
  g_autofree char *to = g_strndup(school, school_length);
  list_compare(list, row, teacher, to);
  return true;
}

/* The mark of the rows as they stand. g_free. */
static char *mark_of(const lg_table *table)
{
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(lg_roster_pair));
  for (int row = 0; row < table->row_count; row++) {
    lg_roster_pair pair = {lg_table_cell(table, row, LG_RO_TEACHER_ID),
                           lg_table_cell(table, row, LG_RO_TO_SCHOOL)};
    g_array_append_val(pairs, pair);
  }
  char *mark = lg_roster_mark(pairs);
  g_array_free(pairs, TRUE);
  return mark;
}

/* The sum of roster.csv that a folder's files.json tells, or NULL. g_free. */
static char *sum_listed(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "files.json", NULL), *bytes = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &bytes, &length, NULL)) return NULL;
  lg_report *unheard = lg_report_new();
  lg_json_doc *doc = lg_json_parse(bytes, length, path, unheard);
  const lg_json *files = doc ? lg_json_get(lg_json_root(doc), "files") : NULL;
  char *sum = NULL;
  for (const lg_json *at = files ? files->child : NULL; at && !sum; at = at->next) {
    const lg_json *name = lg_json_get(at, "file"), *digest = lg_json_get(at, "sha256");
    bool texts = name && digest && name->kind == LG_JSON_TEXT && digest->kind == LG_JSON_TEXT;
    if (texts && strcmp(name->text, "roster.csv") == 0) sum = g_strdup(digest->text);
  }
  lg_json_doc_free(doc);
  lg_report_free(unheard);
  return sum;
}

/* The mark that a book had which lost its properties: of roster.csv in the same folder, which says the
 * same as the movers' sheet, where it is as files.json lists it. NULL: nobody knows. g_free. */
static char *mark_beside(const lg_table *table)
{
  const char *folder = table->folder;
  g_autofree char *sum = folder ? sum_listed(folder) : NULL;
  if (!sum) return NULL;
  lg_report *unheard = lg_report_new();
  lg_table *written = lg_table_read(folder, "roster.csv", LG_TABLE_ROSTER, NULL, NULL, unheard);
  char *mark = written && strcmp(written->sha256, sum) == 0 ? mark_of(written) : NULL;
  lg_table_free(written);
  lg_report_free(unheard);
  return mark;
}

void lg_roster_sheets_check(lg_workbook *workbook, int chosen, const lg_table *table,
                            lg_report *report)
{
  g_autofree char *keywords = lg_workbook_keywords(workbook);
  if (!lg_is_movers_sheet(table->sheet) || table->column_of[LG_RO_TO_SCHOOL] < 0) return;
  g_autofree char *mark = lg_roster_mark_find(keywords);
  if (!mark) mark = mark_beside(table);
  if (!mark) return;
  g_autofree char *now = mark_of(table);
  if (strcmp(now, mark) != 0) {
    if (lg_workbook_sheet_count(workbook) > 1)
      lg_report_add(report, LG_MSG_ROSTER_EDITED, table->file, 0, "", table->sheet, NULL);
    return;
  }
  struct other_list list = {
      workbook, table, report, lg_headings_new(table), g_hash_table_new(g_str_hash, g_str_equal), 0,
      -1,       -1,    -1};
  for (int row = 0; row < table->row_count; row++)
    g_hash_table_insert(list.row_of, (gpointer)lg_table_cell(table, row, LG_RO_TEACHER_ID),
                        GINT_TO_POINTER(row + 1));
  for (list.sheet = 0; list.sheet < lg_workbook_sheet_count(workbook); list.sheet++) {
    list.id = -1;
    if (list.sheet != chosen) lg_workbook_scan(workbook, list.sheet, list_row, &list);
  }
  g_hash_table_destroy(list.headings);
  g_hash_table_destroy(list.row_of);
}
