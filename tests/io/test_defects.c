/* test_defects.c - every message of the input check, by a bad input and the exact lines that are
 * said of it.
 *
 * tests/data/defects.tsv has a row for each finding: the sentence of SPEC that names it, message,
 * case, exit status, file, row, column, and the line in both languages. A case is several small
 * files in tests/data/defects/GROUP.txt:
 *
 *   == name                  a case; its name in the table is GROUP/name
 *   -- teachers.csv          a file; the lines up to the next mark are its content
 *   -- copy_columns          no file: the columns that the plan copies
 *   -- plan.xlsx             a workbook that is the plan: `## name` begins a sheet, then a line a row,
 *                            tabs between the cells, #0.375 is a number
 *   @500 T{},S1,语文         this line 500 times, {} counting from 1
 *
 * \xNN is a byte, \\ a backslash, \ at the end of a line drops its line feed. The case `defaults`
 * gives the files that other cases of the group leave out. A row that is missing for a message, a
 * finding without row and a case without row are failures, so the table stays whole; what a failure
 * prints can be pasted into it. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "case_folder.h"
#include "io/read.h"
#include "io/write.h"
#include "runner.h"

enum {
  LG_SENTENCE,
  LG_MESSAGE,
  LG_CASE,
  LG_EXIT,
  LG_FILE,
  LG_ROW,
  LG_COLUMN,
  LG_ENGLISH,
  LG_CHINESE,
  LG_CELLS
};

/* Files by name: GString. */
typedef GHashTable lg_case_files;

static void string_free(void *string)
{
  g_string_free(string, TRUE);
}

/* ---- the cases ---- */

static void escaped_append(GString *bytes, const char *line)
{
  for (const char *p = line; *p; p++) {
    if (*p != '\\') {
      g_string_append_c(bytes, *p);
    } else if (p[1] == 'x' && g_ascii_isxdigit(p[2]) && g_ascii_isxdigit(p[3])) {
      int byte = g_ascii_xdigit_value(p[2]) * 16 + g_ascii_xdigit_value(p[3]);
      g_string_append_c(bytes, (char)byte);
      p += 3;
    } else if (p[1]) {
      g_string_append_c(bytes, *++p);
    } else {
      return;
    }
  }
  g_string_append_c(bytes, '\n');
}

static void line_append(GString *bytes, const char *line)
{
  const char *space = *line == '@' ? strchr(line, ' ') : NULL;
  if (!space) {
    escaped_append(bytes, line);
    return;
  }
  int count = (int)g_ascii_strtoll(line + 1, NULL, 10);
  g_auto(GStrv) parts = g_strsplit(space + 1, "{}", -1);
  for (int k = 1; k <= count; k++) {
    g_autofree char *number = g_strdup_printf("%d", k);
    g_autofree char *joined = g_strjoinv(number, parts);
    escaped_append(bytes, joined);
  }
}

/* The cases of a group: name -> lg_case_files. */
static GHashTable *group_read(const char *group)
{
  g_autofree char *path = g_strdup_printf("%s/defects/%s.txt", LG_TEST_DATA, group);
  g_autofree char *text = NULL;
  GHashTable *cases =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_destroy);
  if (!LG_TRUE(g_file_get_contents(path, &text, NULL, NULL), path)) return cases;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  lg_case_files *files = NULL;
  GString *file = NULL;
  guint count = g_strv_length(lines);
  for (guint k = 0; k + 1 < count; k++) {
    if (g_str_has_prefix(lines[k], "== ")) {
      files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, string_free);
      LG_TRUE(g_hash_table_insert(cases, g_strdup(lines[k] + 3), files), lines[k]);
      file = NULL;
    } else if (files && g_str_has_prefix(lines[k], "-- ")) {
      file = g_string_new(NULL);
      g_hash_table_insert(files, g_strdup(lines[k] + 3), file);
    } else if (file) {
      line_append(file, lines[k]);
    }
  }
  return cases;
}

/* Writes a workbook from its text. */
static void book_write(lg_case_folder *folder, const char *name, const char *text)
{
  lg_plan_book *book = lg_plan_book_new();
  lg_plain_sheet *sheet = NULL;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  int row = 0;
  for (char **line = lines; *line; line++) {
    if (g_str_has_prefix(*line, "## ")) {
      sheet = lg_plan_book_add(book, *line + 3);
      sheet->table = LG_TABLE_TEACHERS; /* as it stands */
      row = 0;
      continue;
    }
    g_auto(GStrv) cells = g_strsplit(*line, "\t", -1);
    for (int c = 0; sheet && cells[c]; c++)
      if (cells[c][0] == '#')
        lg_plan_book_number(sheet, row, c, g_ascii_strtod(cells[c] + 1, NULL));
      else
        lg_plan_book_text(book, sheet, row, c, cells[c]);
    row++;
  }
  book->title = g_strdup("");
  lg_case_folder_write(folder, name, "", 0);
  g_autofree char *path = g_build_filename(folder->path, name, NULL);
  LG_EQUAL_INT(lg_write_plan_book(path, book, (lg_date){2010, 9, 1}, NULL), 0, path);
  lg_plan_book_free(book);
}

static void files_write(lg_case_folder *folder, lg_case_files *files, lg_case_files *but)
{
  GHashTableIter iter;
  gpointer name, bytes;
  g_hash_table_iter_init(&iter, files);
  while (g_hash_table_iter_next(&iter, &name, &bytes)) {
    const GString *content = bytes;
    if (but && g_hash_table_contains(but, name)) continue;
    if (strcmp(name, "copy_columns") == 0) {
      g_auto(GStrv) columns = g_strsplit(g_strchomp(content->str), "\n", -1);
      for (char **c = columns; *c; c++) g_ptr_array_add(folder->copy_columns, g_strdup(*c));
    } else if (strcmp(name, "plan.xlsx") == 0) {
      book_write(folder, name, content->str);
    } else {
      lg_case_folder_write(folder, name, content->str, content->len);
    }
  }
}

/* ---- running one ---- */

/* Reads the whole input from inside the folder, so that messages show plain file names. */
static lg_input *case_run(GHashTable *cases, lg_case_files *files)
{
  lg_case_folder *folder = lg_case_folder_new();
  lg_case_files *defaults = g_hash_table_lookup(cases, "defaults");
  files_write(folder, files, NULL);
  if (defaults) files_write(folder, defaults, files);
  bool book = g_hash_table_contains(files, "plan.xlsx");
  if (!book && !g_hash_table_contains(files, "plan.json")) lg_case_folder_write_plan(folder);
  g_autofree char *before = g_get_current_dir();
  LG_TRUE(g_chdir(folder->path) == 0, folder->path);
  lg_input *input = lg_input_read(book ? "plan.xlsx" : "plan.json");
  LG_TRUE(g_chdir(before) == 0, before);
  LG_TRUE((input->district != NULL) == (lg_report_defects(input->report) == 0),
          "a district without defects only");
  lg_case_folder_free(folder);
  return input;
}

/* The finding with this English line; its severity and number. */
static bool finding_seek(const lg_report *report, const char *english, lg_severity *severity,
                         int *k)
{
  for (int s = LG_DEFECT; s < LG_SEVERITY_COUNT; s++) {
    for (int i = 0;; i++) {
      g_autofree char *line = lg_report_line(report, (lg_severity)s, i, NULL);
      if (!line) break;
      if (g_strcmp0(line, english) != 0) continue;
      *severity = (lg_severity)s;
      *k = i;
      return true;
    }
  }
  return false;
}

/* `file:row: column: ` as the cells of a row of the table say it. */
static char *place_text(char *const *cells)
{
  GString *place = g_string_new(cells[LG_FILE]);
  if (*cells[LG_FILE]) g_string_append_c(place, ':');
  if (*cells[LG_ROW]) g_string_append_printf(place, "%s:", cells[LG_ROW]);
  if (place->len) g_string_append_c(place, ' ');
  if (*cells[LG_COLUMN]) g_string_append_printf(place, "%s: ", cells[LG_COLUMN]);
  return g_string_free(place, FALSE);
}

static void row_check(char *const *cells, const lg_report *report, const lg_lang *chinese)
{
  const char *name = cells[LG_CASE];
  lg_severity severity = LG_DEFECT;
  int k = 0;
  g_autofree char *place = place_text(cells);
  LG_TRUE(g_str_has_prefix(cells[LG_ENGLISH], place), name);
  LG_EQUAL_INT(g_ascii_strtoll(cells[LG_EXIT], NULL, 10), lg_report_defects(report) ? 3 : 0, name);
  if (!finding_seek(report, cells[LG_ENGLISH], &severity, &k)) {
    g_autofree char *what = g_strdup_printf("%s does not say: %s", name, cells[LG_ENGLISH]);
    LG_TRUE(false, what);
    return;
  }
  LG_EQUAL_TEXT(lg_message_name(lg_report_message(report, severity, k)), cells[LG_MESSAGE], name);
  g_autofree char *line = lg_report_line(report, severity, k, chinese);
  LG_EQUAL_TEXT(line, cells[LG_CHINESE], name);
}

/* Findings that no row of the case names. */
static void unlisted_check(const lg_report *report, const char *name, GHashTable *listed,
                           const lg_lang *chinese)
{
  for (int s = LG_DEFECT; s < LG_SEVERITY_COUNT; s++) {
    for (int k = 0;; k++) {
      g_autofree char *line = lg_report_line(report, (lg_severity)s, k, NULL);
      if (!line) break;
      if (g_hash_table_contains(listed, line)) continue;
      g_autofree char *translated = lg_report_line(report, (lg_severity)s, k, chinese);
      printf("\nunlisted\t%s\t%s\t%d\t%s\t%s\n",
             lg_message_name(lg_report_message(report, (lg_severity)s, k)), name,
             lg_report_defects(report) ? 3 : 0, line, translated);
      LG_TRUE(false, name);
    }
  }
}

/* ---- the table ---- */

/* Rows of the table as cells; owned. */
static GPtrArray *defects_read(void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
  g_autofree char *text = NULL;
  if (!LG_TRUE(g_file_get_contents(LG_TEST_DATA "/defects.tsv", &text, NULL, NULL), "defects.tsv"))
    return rows;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines[0] ? lines + 1 : lines; *line; line++) {
    if (!**line) continue;
    char **cells = g_strsplit(*line, "\t", -1);
    if (LG_EQUAL_INT(g_strv_length(cells), LG_CELLS, *line))
      g_ptr_array_add(rows, cells);
    else
      g_strfreev(cells);
  }
  return rows;
}

static void case_check(GHashTable *cases, const char *name, lg_case_files *files,
                       const GPtrArray *rows, const lg_lang *chinese)
{
  lg_input *input = case_run(cases, files);
  const lg_report *report = input->report;
  GHashTable *listed = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint k = 0; k < rows->len; k++) {
    char **cells = g_ptr_array_index(rows, k);
    if (strcmp(cells[LG_CASE], name) != 0) continue;
    row_check(cells, report, chinese);
    g_hash_table_add(listed, cells[LG_ENGLISH]);
  }
  LG_TRUE(g_hash_table_size(listed) > 0, name);
  unlisted_check(report, name, listed, chinese);
  g_hash_table_destroy(listed);
  lg_input_free(input);
}

static lg_message message_named(const char *name)
{
  int m = 0;
  while (m < LG_MSG_COUNT && strcmp(lg_message_name((lg_message)m), name) != 0) m++;
  return (lg_message)m;
}

/* A row that points to another test. */
static void reference_check(char *const *cells, const lg_lang *chinese)
{
  g_autofree char *path = g_strdup_printf("%s/tests/%s", LG_SOURCE, cells[LG_CASE]);
  g_autofree char *source = NULL;
  lg_message message = message_named(cells[LG_MESSAGE]);
  if (strcmp(cells[LG_CASE], "-") != 0 &&
      LG_TRUE(g_file_get_contents(path, &source, NULL, NULL), path))
    LG_TRUE(strstr(source, cells[LG_MESSAGE]) != NULL, cells[LG_MESSAGE]);
  LG_EQUAL_TEXT(lg_message_text(message), cells[LG_ENGLISH], cells[LG_MESSAGE]);
  LG_EQUAL_TEXT(lg_tr(chinese, lg_message_text(message)), cells[LG_CHINESE], cells[LG_MESSAGE]);
}

/* Cases named by rows must exist: by the names met in the groups, or as the source of another test.
 */
static void names_check(const GPtrArray *rows, GHashTable *met, const lg_lang *chinese)
{
  for (guint k = 0; k < rows->len; k++) {
    char **cells = g_ptr_array_index(rows, k);
    if (g_str_has_suffix(cells[LG_CASE], ".c") || g_str_has_suffix(cells[LG_CASE], ".py") ||
        strcmp(cells[LG_CASE], "-") == 0)
      reference_check(cells, chinese);
    else if (!g_hash_table_contains(met, cells[LG_CASE]))
      LG_TRUE(false, cells[LG_CASE]);
  }
}

static void test_lines(void)
{
  GPtrArray *rows = defects_read();
  lg_lang *chinese = lg_lang_new("zh");
  GHashTable *met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GDir *folder = g_dir_open(LG_TEST_DATA "/defects", 0, NULL);
  LG_TRUE(chinese != NULL && folder != NULL && rows->len > 0, "catalogue, cases and rows");
  const char *file;
  while (folder && (file = g_dir_read_name(folder))) {
    if (!g_str_has_suffix(file, ".txt")) continue;
    g_autofree char *group = g_strndup(file, strlen(file) - strlen(".txt"));
    GHashTable *cases = group_read(group);
    GHashTableIter iter;
    gpointer key, files;
    g_hash_table_iter_init(&iter, cases);
    while (g_hash_table_iter_next(&iter, &key, &files)) {
      if (strcmp(key, "defaults") == 0) continue;
      char *name = g_strdup_printf("%s/%s", group, (const char *)key);
      case_check(cases, name, files, rows, chinese);
      g_hash_table_add(met, name);
    }
    g_hash_table_destroy(cases);
  }
  if (folder) g_dir_close(folder);
  names_check(rows, met, chinese);
  g_hash_table_destroy(met);
  lg_lang_free(chinese);
  g_ptr_array_free(rows, TRUE);
}

static void test_every_message(void)
{
  GPtrArray *rows = defects_read();
  GHashTable *named = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint k = 0; k < rows->len; k++)
    g_hash_table_add(named, ((char **)g_ptr_array_index(rows, k))[LG_MESSAGE]);
  for (int m = 0; m < LG_MSG_COUNT; m++) {
    const char *name = lg_message_name((lg_message)m);
    g_autofree char *what = g_strdup_printf("no row for message %s", name);
    LG_TRUE(g_hash_table_contains(named, name), what);
  }
  g_hash_table_destroy(named);
  g_ptr_array_free(rows, TRUE);
}

int main(void)
{
  static const lg_case cases[] = {
      {"lines of every defect", test_lines}, {"every message", test_every_message}, {NULL, NULL}};
  return lg_run("defects", cases);
}
