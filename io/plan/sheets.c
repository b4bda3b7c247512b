/* sheets.c - see sheets.h: finds the sheets and their headings, has each read, and prints the JSON with
 * a value a line, so that the line of a value leads back to its cell. */
#include "sheets.h"

#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "sheets_read.h"

enum { LG_HEADING_WITHIN = 20 /* rows */ };

/* ---- places ---- */

struct lg_places {
  GArray *lines; /* lg_report_place by line - 1 */
  GStringChunk *texts;
  bool chinese;
};

lg_places *lg_places_ref(lg_places *places)
{
  return places ? g_rc_box_acquire(places) : NULL;
}

static void places_clear(void *data)
{
  lg_places *places = data;
  g_array_unref(places->lines);
  g_string_chunk_free(places->texts);
}

void lg_places_unref(lg_places *places)
{
  if (places) g_rc_box_release_full(places, places_clear);
}

bool lg_places_find(const void *user, int line, const char *path, lg_report_place *place)
{
  (void)path;
  const lg_places *places = user;
  if (line < 1 || line > (int)places->lines->len) return false;
  *place = g_array_index(places->lines, lg_report_place, line - 1);
  return true;
}

bool lg_places_are_chinese(const lg_places *places)
{
  return places->chinese;
}

int lg_places_row(const lg_places *places, int line)
{
  lg_report_place place = {.row = line};
  lg_places_find(places, line, "", &place);
  return place.row;
}

/* ---- the JSON ---- */

struct lg_node {
  char *key, *json; /* json NULL: an object, or a list */
  bool is_list;
  lg_report_place place;
  GPtrArray *children;
};

static void node_free(void *element)
{
  lg_node *node = element;
  g_free(node->key);
  g_free(node->json);
  if (node->children) g_ptr_array_unref(node->children);
  g_free(node);
}

static lg_node *node_new(lg_node *parent, const char *key, lg_report_place place)
{
  lg_node *node = g_new0(lg_node, 1);
  node->key = g_strdup(key);
  node->place = place;
  if (parent) g_ptr_array_add(parent->children, node);
  return node;
}

static lg_node *container(lg_node *parent, const char *key, bool is_list, lg_report_place place)
{
  for (guint k = 0; parent && key && k < parent->children->len; k++) {
    lg_node *child = g_ptr_array_index(parent->children, k);
    if (child->children && g_strcmp0(child->key, key) == 0) return child;
  }
  lg_node *node = node_new(parent, key, place);
  node->is_list = is_list;
  node->children = g_ptr_array_new_with_free_func(node_free);
  return node;
}

bool lg_node_has(const lg_node *parent, const char *key)
{
  bool has = false;
  for (guint k = 0; k < parent->children->len; k++)
    has |= g_strcmp0(((const lg_node *)g_ptr_array_index(parent->children, k))->key, key) == 0;
  return has;
}

lg_node *lg_node_object(lg_node *parent, const char *key, lg_report_place place)
{
  return container(parent, key, false, place);
}

lg_node *lg_node_list(lg_node *parent, const char *key, lg_report_place place)
{
  return container(parent, key, true, place);
}

lg_node *lg_node_element(lg_node *list, lg_report_place place)
{
  return container(list, NULL, false, place);
}

void lg_node_value(lg_node *parent, const char *key, const char *json, lg_report_place place)
{
  node_new(parent, key, place)->json = g_strdup(json);
}

void lg_node_text(lg_node *parent, const char *key, const char *text, lg_report_place place)
{
  GString *json = g_string_new(NULL);
  lg_json_quote(json, text);
  node_new(parent, key, place)->json = g_string_free(json, FALSE);
}

void lg_node_told(lg_node *node)
{
  node->place.state = LG_AT_TOLD;
}

static void print_line(GString *text, GArray *lines, const lg_report_place *place)
{
  g_string_append_c(text, '\n');
  g_array_append_val(lines, *place);
}

/* Ends each line with its place; the last one is left open for a comma. */
static void print_node(GString *text, GArray *lines, const lg_node *node)
{
  if (node->key) {
    lg_json_quote(text, node->key);
    g_string_append(text, ": ");
  }
  if (node->json) {
    g_string_append(text, node->json);
    return;
  }
  g_string_append_c(text, node->is_list ? '[' : '{');
  print_line(text, lines, &node->place);
  for (guint k = 0; k < node->children->len; k++) {
    const lg_node *child = g_ptr_array_index(node->children, k);
    print_node(text, lines, child);
    if (k + 1 < node->children->len) g_string_append_c(text, ',');
    print_line(text, lines, &child->place);
  }
  g_string_append_c(text, node->is_list ? ']' : '}');
}

/* ---- cells ---- */

const char *lg_sheets_keep(lg_sheets *in, const char *text)
{
  return g_string_chunk_insert_const(in->texts, text);
}

static const char *head_word(const lg_plan_part_sheet *sheet, lg_plan_sheet part, int head)
{
  int count;
  const lg_plan_head_word *words = lg_plan_sheet_heads(part, &count);
  return sheet->chinese ? words[head].chinese : words[head].english;
}

lg_entry lg_entry_at(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row, int head,
                     const char *label)
{
  const lg_plan_part_sheet *sheet = &in->part[part];
  int column = sheet->column[head];
  lg_entry entry = {.in = in, .text = ""};
  entry.cell = column < 0 ? NULL : lg_grid_at(row, column);
  entry.place = (lg_report_place){.sheet = sheet->name,
                                  .label = label ? label : head_word(sheet, part, head),
                                  .row = row->number,
                                  .column = column};
  if (!entry.cell) return entry;
  g_autofree char *folded = lg_fold(entry.cell->text);
  entry.text = lg_sheets_keep(in, folded);
  if (entry.cell->state != LG_RAW_FINE)
    lg_entry_say(&entry, LG_MSG_SHEET_CELL, *entry.text ? entry.text : "=", NULL, NULL);
  return entry;
}

bool lg_entry_is_empty(const lg_entry *entry)
{
  return !*entry->text || entry->told;
}

void lg_entry_say(lg_entry *entry, lg_message message, const char *a, const char *b, const char *c)
{
  lg_report_add_at(entry->in->report, message, entry->in->path, &entry->place, a, b, c, NULL);
  if (lg_message_severity(message) != LG_DEFECT) return;
  entry->told = true;
  entry->place.state = LG_AT_TOLD;
}

void lg_entry_say_unknown(lg_entry *entry, lg_message plain, lg_message near, const char *value,
                          GPtrArray *words)
{
  const char *nearest = lg_nearest(value, (const char *const *)words->pdata, (int)words->len);
  g_ptr_array_add(words, NULL);
  g_autofree char *all = g_strjoinv(", ", (char **)words->pdata);
  if (nearest)
    lg_entry_say(entry, near, value, nearest, all);
  else
    lg_entry_say(entry, plain, value, all, NULL);
}

lg_report_place lg_sheet_row_place(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row,
                                   const char *label)
{
  return (lg_report_place){
      .sheet = in->part[part].name, .label = label, .row = row ? row->number : 0, .column = -1};
}

bool lg_sheet_row_is_read(const lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row)
{
  bool filled = false, hint = true;
  const lg_plan_part_sheet *sheet = &in->part[part];
  int count;
  lg_plan_sheet_heads(part, &count);
  for (int head = 0; head < count; head++) {
    if (sheet->column[head] < 0) continue;
    const lg_grid_cell *cell = lg_grid_at(row, sheet->column[head]);
    if (!cell) continue;
    filled = true;
    hint &= lg_is_form_hint(cell->text, strlen(cell->text));
  }
  return filled && !hint;
}

/* ---- sheets and headings ---- */

static bool is_named(const char *tab, const char *name)
{
  g_autofree char *folded = lg_squeeze(tab), *a = g_utf8_casefold(folded, -1);
  g_autofree char *b = g_utf8_casefold(name, -1);
  return strcmp(a, b) == 0;
}

/* The sheet of a part, the Chinese name first; -1: none. *other: a second one. */
static int sheet_of(const lg_workbook *workbook, lg_plan_sheet part, int *other)
{
  int found = -1;
  *other = -1;
  for (int k = 0; k < lg_workbook_sheet_count(workbook); k++) {
    const char *tab = lg_workbook_sheet_name(workbook, k);
    bool named = is_named(tab, lg_plan_sheet_name(part, true)) ||
                 is_named(tab, lg_plan_sheet_name(part, false));
    if (named && found >= 0) *other = k;
    if (named && found < 0) found = k;
  }
  return found;
}

static bool head_is(const lg_plan_head_word *head, const char *key)
{
  g_autofree char *english = lg_heading_key(head->english, strlen(head->english));
  g_autofree char *chinese = lg_heading_key(head->chinese, strlen(head->chinese));
  return strcmp(key, english) == 0 || strcmp(key, chinese) == 0;
}

static int head_of(lg_plan_sheet part, const char *text)
{
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(part, &count);
  g_autofree char *key = lg_heading_key(text, strlen(text));
  for (int h = 0; h < count; h++)
    if (head_is(&heads[h], key)) return h;
  return -1;
}

static bool is_remark(const char *text)
{
  static const char *const remarks[] = {"备注", "说明", "注", "note", "notes", "remark", NULL};
  g_autofree char *key = lg_heading_key(text, strlen(text));
  return g_strv_contains(remarks, key);
}

static int known_heads(lg_plan_sheet part, const lg_grid_row *row)
{
  int known = 0;
  for (int k = 0; k < row->count; k++) known += head_of(part, row->cells[k].text) >= 0;
  return known;
}

static void heading_unknown(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row, int column,
                            const char *text)
{
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(part, &count);
  GPtrArray *words = g_ptr_array_new();
  for (int h = 0; h < count; h++)
    g_ptr_array_add(words, (gpointer)(g_str_is_ascii(text) ? heads[h].english : heads[h].chinese));
  lg_entry entry = {.in = in, .text = text};
  entry.place = lg_sheet_row_place(in, part, row, "");
  entry.place.column = column;
  lg_entry_say_unknown(&entry, LG_MSG_SHEET_COLUMN, LG_MSG_SHEET_COLUMN_NEAR, text, words);
  g_ptr_array_unref(words);
}

static void heading_read(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row)
{
  lg_plan_part_sheet *sheet = &in->part[part];
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(part, &count);
  for (int k = 0; k < row->count; k++) {
    const lg_grid_cell *cell = &row->cells[k];
    int head = head_of(part, cell->text);
    if (head >= 0 && sheet->column[head] < 0) {
      sheet->column[head] = cell->column;
      sheet->chinese |=
          strcmp(heads[head].chinese, heads[head].english) != 0 && !g_str_is_ascii(cell->text);
    } else if (head >= 0) {
      lg_report_place place = lg_sheet_row_place(in, part, row, "");
      place.column = cell->column;
      lg_report_add_at(in->report, LG_MSG_SHEET_COLUMN_TWICE, in->path, &place, cell->text, NULL);
    } else if (!is_remark(cell->text)) {
      heading_unknown(in, part, row, cell->column, cell->text);
    }
  }
}

/* The row of the first ones that has most headings, with those that the sheet cannot do without. */
static bool heading_find(lg_sheets *in, lg_plan_sheet part)
{
  static const int needed[LG_PLAN_SHEET_COUNT] = {[LG_PLAN_SHEET_ITEMS] = 2,
                                                  [LG_PLAN_SHEET_QUOTAS] = 3,
                                                  [LG_PLAN_SHEET_ROUTES] = 2,
                                                  [LG_PLAN_SHEET_GOALS] = 1};
  lg_plan_part_sheet *sheet = &in->part[part];
  int best = -1, most = 0;
  for (guint k = 0; k < sheet->grid->rows->len; k++) {
    const lg_grid_row *row = &g_array_index(sheet->grid->rows, lg_grid_row, k);
    int known = row->number <= LG_HEADING_WITHIN ? known_heads(part, row) : 0;
    if (known > most) {
      most = known;
      best = (int)k;
    }
  }
  if (most >= needed[part]) {
    heading_read(in, part, &g_array_index(sheet->grid->rows, lg_grid_row, best));
    sheet->first = (guint)best + 1;
    return true;
  }
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(part, &count);
  GString *all = g_string_new(NULL);
  bool chinese = !g_str_is_ascii(sheet->name);
  for (int h = 0; h < count; h++)
    g_string_append_printf(all, "%s%s", h ? ", " : "",
                           chinese ? heads[h].chinese : heads[h].english);
  lg_report_place place = lg_sheet_row_place(in, part, NULL, "");
  lg_report_add_at(in->report, LG_MSG_SHEET_HEADING, in->path, &place, all->str, NULL);
  g_string_free(all, TRUE);
  return false;
}

/* Fills the lower cells of what is merged downwards. */
static void grid_fill(lg_grid *grid)
{
  for (guint m = 0; m < grid->merges->len; m++) {
    const lg_merge *merge = &g_array_index(grid->merges, lg_merge, m);
    const lg_grid_cell *top = NULL;
    for (guint k = 0; k < grid->rows->len; k++) {
      lg_grid_row *row = &g_array_index(grid->rows, lg_grid_row, k);
      if (row->number == merge->top) top = lg_grid_at(row, merge->column);
      bool below = row->number > merge->top && row->number <= merge->bottom;
      if (!below || !top || lg_grid_at(row, merge->column)) continue;
      row->cells = g_renew(lg_grid_cell, row->cells, row->count + 1);
      row->cells[row->count++] = *top;
    }
  }
}

static bool sheet_open(lg_sheets *in, lg_plan_sheet part)
{
  lg_plan_part_sheet *sheet = &in->part[part];
  for (int h = 0; h < LG_MOST_HEADS; h++) sheet->column[h] = -1;
  int other, found = sheet_of(in->workbook, part, &other);
  if (found < 0) return true;
  sheet->name = lg_workbook_sheet_name(in->workbook, found);
  if (other >= 0)
    lg_report_add(in->report, LG_MSG_SHEETS_TWICE, in->path, 0, "", sheet->name,
                  lg_workbook_sheet_name(in->workbook, other), NULL);
  sheet->grid = lg_grid_new();
  if (!lg_grid_read(in->workbook, found, sheet->grid)) return false;
  grid_fill(sheet->grid);
  return heading_find(in, part);
}

/* Asks one thing of a workbook; nothing is said of what is wrong with it. */
static bool ask(const char *bytes, size_t length, bool (*question)(const lg_workbook *workbook))
{
  if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0) return false;
  lg_report *unheard = lg_report_new();
  lg_workbook *workbook = lg_workbook_open(bytes, length, "", unheard);
  bool answer = workbook && question(workbook);
  lg_workbook_free(workbook);
  lg_report_free(unheard);
  return answer;
}

static bool holds_items(const lg_workbook *workbook)
{
  int other;
  return sheet_of(workbook, LG_PLAN_SHEET_ITEMS, &other) >= 0;
}

static bool has_chinese_tab(const lg_workbook *workbook)
{
  for (int k = 0; k < lg_workbook_sheet_count(workbook); k++)
    for (const char *p = lg_workbook_sheet_name(workbook, k); *p; p = g_utf8_next_char(p))
      if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN) return true;
  return false;
}

bool lg_sheets_hold_plan(const char *bytes, size_t length)
{
  return ask(bytes, length, holds_items);
}

bool lg_sheets_are_chinese(const char *bytes, size_t length)
{
  return ask(bytes, length, has_chinese_tab);
}

/* ---- the plan ---- */

static char *sheets_read(lg_sheets *in, lg_places *places)
{
  bool good = true;
  for (int part = 0; part < LG_PLAN_SHEET_COUNT; part++) {
    /* a sheet whose heading is not known is told; the others are read all the same */
    if (!sheet_open(in, (lg_plan_sheet)part)) {
      good = part != LG_PLAN_SHEET_ITEMS;
      g_clear_pointer(&in->part[part].grid, lg_grid_free);
    }
    if (!good) return NULL;
  }
  places->chinese = in->chinese = in->part[LG_PLAN_SHEET_ITEMS].chinese;
  lg_report_place whole = lg_sheet_row_place(in, LG_PLAN_SHEET_ITEMS, NULL, "");
  in->root = lg_node_object(NULL, NULL, whole);
  lg_sheets_read_routes(in);
  lg_sheets_read_items(in);
  lg_sheets_read_quotas(in);
  lg_sheets_read_goals(in);
  GString *text = g_string_new(NULL);
  print_node(text, places->lines, in->root);
  print_line(text, places->lines, &whole);
  return g_string_free(text, FALSE);
}

char *lg_sheets_to_json(const char *bytes, size_t length, const char *path, lg_places **places,
                        lg_report *report)
{
  *places = NULL;
  lg_workbook *workbook = lg_workbook_open(bytes, length, path, report);
  if (!workbook) return NULL;
  int other;
  if (sheet_of(workbook, LG_PLAN_SHEET_ITEMS, &other) < 0) {
    lg_report_add(report, LG_MSG_SHEETS_NONE, path, 0, "",
                  lg_plan_sheet_name(LG_PLAN_SHEET_ITEMS, true),
                  lg_plan_sheet_name(LG_PLAN_SHEET_ITEMS, false), NULL);
    lg_workbook_free(workbook);
    return NULL;
  }
  lg_places *made = g_rc_box_new0(lg_places);
  made->lines = g_array_new(FALSE, FALSE, sizeof(lg_report_place));
  made->texts = g_string_chunk_new(4096);
  g_autofree char *book = g_path_get_basename(path);
  lg_sheets in = {.path = path,
                  .book = book,
                  .report = report,
                  .workbook = workbook,
                  .texts = made->texts,
                  .routes = g_array_new(FALSE, FALSE, sizeof(lg_condition_route))};
  char *json = sheets_read(&in, made);
  /* names of tabs die with the workbook */
  for (guint k = 0; k < made->lines->len; k++) {
    lg_report_place *place = &g_array_index(made->lines, lg_report_place, k);
    place->sheet = lg_sheets_keep(&in, place->sheet);
    place->label = lg_sheets_keep(&in, place->label);
  }
  for (int part = 0; part < LG_PLAN_SHEET_COUNT; part++) lg_grid_free(in.part[part].grid);
  if (in.root) node_free(in.root);
  g_array_unref(in.routes);
  lg_workbook_free(workbook);
  if (json)
    *places = made;
  else
    lg_places_unref(made);
  return json;
}
