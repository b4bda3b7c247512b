/* convert.c - a plan in its other form: JSON from sheets, sheets with their tables from JSON; and which
 * plan is meant where a folder is named. */
#include <string.h>

#include "grid.h"
#include "io/plan/plan.h"
#include "io/plan/sheets.h"
#include "io/read.h"
#include "table_pieces.h"

/* ---- which file ---- */

static bool holds_plan(const char *path)
{
  lg_report *unheard = lg_report_new();
  char *bytes = NULL;
  size_t length = 0;
  bool holds = lg_plan_load(path, &bytes, &length, unheard) && lg_sheets_hold_plan(bytes, length);
  g_free(bytes);
  lg_report_free(unheard);
  return holds;
}

/* A workbook, and no lock file of one that is open. */
static bool is_book(const char *name)
{
  g_autofree char *lower = g_ascii_strdown(name, -1);
  bool book = g_str_has_suffix(lower, ".xlsx") || g_str_has_suffix(lower, ".xlsm");
  return book && !g_str_has_prefix(name, "~$") && *name != '.';
}

static int name_order(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *lg_plan_search(const char *given, char **several)
{
  *several = NULL;
  if (!g_file_test(given, G_FILE_TEST_IS_DIR)) return g_strdup(given);
  g_autofree char *json = g_build_filename(given, "plan.json", NULL);
  if (g_file_test(json, G_FILE_TEST_IS_REGULAR)) return g_steal_pointer(&json);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  GDir *folder = g_dir_open(given, 0, NULL);
  for (const char *name; folder && (name = g_dir_read_name(folder));) {
    g_autofree char *path = g_build_filename(given, name, NULL);
    if (is_book(name) && holds_plan(path)) g_ptr_array_add(names, g_strdup(name));
  }
  if (folder) g_dir_close(folder);
  g_ptr_array_sort(names, name_order);
  char *found = NULL;
  if (names->len == 1) found = g_build_filename(given, g_ptr_array_index(names, 0), NULL);
  if (names->len == 0) found = g_strdup(given); /* reading says what it lacks */
  g_ptr_array_add(names, NULL);
  if (!found) *several = g_strjoinv(", ", (char **)names->pdata);
  g_ptr_array_unref(names);
  return found;
}

/* ---- JSON ---- */

static bool is_note(const lg_json *value)
{
  return value->key && strcmp(value->key, "//") == 0;
}

static void print_inline(GString *text, const lg_json *value)
{
  bool list = value->kind == LG_JSON_LIST;
  if (!list && value->kind != LG_JSON_OBJECT) {
    g_string_append_len(text, value->raw, (gssize)value->raw_length);
    return;
  }
  g_string_append_c(text, list ? '[' : '{');
  bool first = true;
  for (const lg_json *at = value->child; at; at = at->next) {
    if (is_note(at)) continue;
    if (!first) g_string_append(text, ", ");
    first = false;
    if (at->key) {
      lg_json_quote(text, at->key);
      g_string_append(text, ": ");
    }
    print_inline(text, at);
  }
  g_string_append_c(text, list ? ']' : '}');
}

/* A list of objects, an element a line. */
static void print_value(GString *text, const lg_json *value)
{
  bool lines = value->kind == LG_JSON_LIST && value->child && value->child->next;
  for (const lg_json *at = lines ? value->child : NULL; at; at = at->next)
    lines &= at->kind == LG_JSON_OBJECT || (value->key && strcmp(value->key, "goals") == 0);
  if (!lines) {
    print_inline(text, value);
    return;
  }
  g_string_append(text, "[");
  for (const lg_json *at = value->child; at; at = at->next) {
    g_string_append(text, "\n    ");
    print_inline(text, at);
    g_string_append(text, at->next ? "," : "\n  ]");
  }
}

static bool is_table(const char *key)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  for (int k = 0; k < count; k++)
    if (items[k].kind == LG_ITEM_TABLE && strcmp(items[k].path, key) == 0) return true;
  return false;
}

/* The table's name as it is found from another folder. g_free. */
static char *table_from(const char *file, const char *old, const char *new)
{
  g_autofree char *a = g_canonicalize_filename(old, NULL), *b = g_canonicalize_filename(new, NULL);
  if (g_path_is_absolute(file) || strcmp(a, b) == 0) return g_strdup(file);
  g_autofree char *inside = g_strconcat(b, "/", NULL);
  g_autofree char *whole = g_build_filename(a, file, NULL);
  return g_strdup(g_str_has_prefix(whole, inside) ? whole + strlen(inside) : whole);
}

/* A table's file, or the list of its pieces, as found from the new folder. */
static void print_table(GString *text, const lg_json *at, const char *old, const char *new)
{
  bool list = at->kind == LG_JSON_LIST;
  if (list) g_string_append_c(text, '[');
  for (const lg_json *one = list ? at->child : at; one; one = list ? one->next : NULL) {
    g_autofree char *file = table_from(one->text, old, new);
    if (list && one != at->child) g_string_append(text, ", ");
    lg_json_quote(text, file);
  }
  if (list) g_string_append_c(text, ']');
}

static void begin_member(GString *text, const char *key)
{
  g_string_append(text, text->len > 2 ? ",\n  " : "  ");
  lg_json_quote(text, key);
  g_string_append(text, ": ");
}

char *lg_input_plan_json(const lg_input *input, const char *folder)
{
  const lg_plan_head *head = lg_plan_get_head(input->plan);
  const lg_json *root = lg_plan_root(input->plan);
  GString *text = g_string_new("{\n");
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(LG_OBJECT_PLAN, &count);
  for (int k = 0; k < count; k++) { /* in the order of docs/plan.md */
    const lg_json *at = lg_json_get(root, keys[k].name);
    if (!at &&
        strcmp(keys[k].name, "title") == 0) { /* else it would be called after its new file */
      begin_member(text, "title");
      lg_json_quote(text, head->title);
    }
    if (!at) continue;
    begin_member(text, at->key);
    if (is_table(at->key))
      print_table(text, at, head->folder, folder);
    else
      print_value(text, at);
  }
  g_string_append(text, "\n}\n");
  return g_string_free(text, FALSE);
}

/* ---- sheets ---- */

static void copy_cell(lg_plan_book *book, lg_plain_sheet *sheet, int row, const lg_grid_cell *cell)
{
  if (cell->kind == LG_CELL_NUMBER)
    lg_plan_book_number(sheet, row, cell->column, g_ascii_strtod(cell->text, NULL));
  else if (cell->kind == LG_CELL_SHOWN)
    lg_plan_book_text(book, sheet, row, cell->column, cell->shown);
  else
    lg_plan_book_text(book, sheet, row, cell->column, cell->text);
}

static void copy_grid(lg_plan_book *book, lg_plain_sheet *sheet, const lg_grid *grid)
{
  for (guint k = 0; k < grid->rows->len; k++) {
    const lg_grid_row *row = &g_array_index(grid->rows, lg_grid_row, k);
    for (int c = 0; c < row->count; c++) copy_cell(book, sheet, row->number - 1, &row->cells[c]);
  }
  for (guint k = 0; k < grid->merges->len; k++) {
    const lg_merge *merge = &g_array_index(grid->merges, lg_merge, k);
    int place[] = {merge->column, merge->top - 1, merge->bottom - 1};
    g_array_append_vals(sheet->merges, place, G_N_ELEMENTS(place));
  }
}

static const char *folder_of(const lg_plan_head *head, int kind)
{
  return head->outside[kind] ? "." : head->folder;
}

static lg_grid *table_grid(const lg_plan_head *head, int kind, lg_report *report)
{
  return lg_grid_of_table(folder_of(head, kind), head->table[kind], (lg_table_kind)kind,
                          &head->naming[kind], report);
}

static bool copy_table(lg_plan_book *book, const lg_plan_head *head, int kind, bool chinese,
                       lg_report *report)
{
  lg_grid *grid = table_grid(head, kind, report);
  if (!grid) return false;
  lg_plain_sheet *sheet = lg_plan_book_add(book, lg_plan_table_sheets(kind, chinese)[0]);
  sheet->table = kind;
  copy_grid(book, sheet, grid);
  lg_grid_free(grid);
  return true;
}

/* ---- sheets as they stand ---- */

/* What a tab is called: the sheet of "book.xlsx#sheet", else the file's own name. */
static void add_as_it_stands(lg_plan_book *book, const char *source, int kind, lg_grid *grid)
{
  if (!grid) return;
  const char *mark = strrchr(source, '#');
  g_autofree char *name = mark ? g_strdup(mark + 1) : g_path_get_basename(source);
  lg_plain_sheet *sheet = lg_plan_book_add(book, name);
  sheet->table = kind;
  sheet->source = g_string_chunk_insert(book->texts, source);
  copy_grid(book, sheet, grid);
  lg_grid_free(grid);
}

/* A table, of many pieces each for itself. */
static void add_pieces(lg_plan_book *book, const lg_plan_head *head, int kind, lg_report *unheard)
{
  const char *folder = folder_of(head, kind);
  const lg_naming *naming = &head->naming[kind];
  GPtrArray *files =
      lg_table_piece_files(folder, head->table[kind], (lg_table_kind)kind, naming, unheard);
  for (guint k = 0; files && k < files->len; k++) {
    const char *file = g_ptr_array_index(files, k);
    add_as_it_stands(book, file, kind,
                     lg_grid_of_table(folder, file, (lg_table_kind)kind, naming, unheard));
  }
  if (files) g_ptr_array_unref(files);
}

lg_plan_book *lg_input_sheets(const lg_input *input)
{
  lg_plan_book *book = lg_plan_book_new();
  lg_report *unheard = lg_report_new();
  const lg_plan_head *head = input->plan ? lg_plan_get_head(input->plan) : NULL;
  book->title = g_strdup(head ? head->title : "");
  for (int part = 0; head && head->places && part < 2 * LG_PLAN_SHEET_COUNT; part++) {
    g_autofree char *source = g_strdup_printf(
        "%s#%s", head->file, lg_plan_sheet_name((lg_plan_sheet)(part / 2), part % 2));
    add_as_it_stands(book, source, LG_TABLE_COUNT,
                     lg_grid_of_table(".", source, LG_TABLE_TEACHERS, NULL, unheard));
  }
  for (int kind = 0; head && kind < LG_TABLE_COUNT; kind++)
    if (head->table[kind]) add_pieces(book, head, kind, unheard);
  lg_report_free(unheard);
  return book;
}

lg_plan_book *lg_input_plan_book(const lg_input *input, const lg_lang *lang, lg_report *report)
{
  const lg_plan_head *head = lg_plan_get_head(input->plan);
  lg_plan_book *book = lg_sheets_of_plan(lg_plan_root(input->plan), head->title, lang);
  bool good = true;
  for (int kind = 0; kind < LG_TABLE_COUNT && good; kind++)
    if (head->table[kind]) good = copy_table(book, head, kind, lang != NULL, report);
  if (good) return book;
  lg_plan_book_free(book);
  return NULL;
}

lg_plan_book *lg_plan_book_of_json(const char *json, const lg_lang *lang)
{
  lg_report *unheard = lg_report_new();
  lg_json_doc *doc = lg_json_parse(json, strlen(json), "", unheard);
  lg_plan_book *book = doc ? lg_sheets_of_plan(lg_json_root(doc), "", lang) : NULL;
  lg_json_doc_free(doc);
  lg_report_free(unheard);
  return book;
}
