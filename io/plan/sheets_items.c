/* sheets_items.c - the sheet 方案: a row an item, looked up by its English or Chinese name. */
#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "sheets_read.h"

/* Values that are put together from two rows. */
struct reading {
  lg_sheets *in;
  int *met; /* by item: the row that gave it, or 0 */
  bool statutory[2];
  lg_report_place statutory_at[2];
};

static char *item_key(const char *text)
{
  return lg_heading_key(text, strlen(text));
}

static int item_of(const char *text)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  g_autofree char *key = item_key(text);
  for (int k = 0; k < count; k++) {
    g_autofree char *english = item_key(items[k].path), *chinese = item_key(items[k].chinese);
    if (strcmp(key, english) == 0 || strcmp(key, chinese) == 0) return k;
  }
  return -1;
}

static void item_unknown(lg_entry *name)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  const char **words = g_new(const char *, count);
  for (int k = 0; k < count; k++)
    words[k] = g_str_is_ascii(name->text) ? items[k].path : items[k].chinese;
  g_autofree char *bare = g_strdup(name->text);
  g_strdelimit(bare, "*", ' ');
  const char *near = lg_nearest(g_strstrip(bare), words, count);
  lg_entry_say(name, near ? LG_MSG_SHEET_ITEM_NEAR : LG_MSG_SHEET_ITEM, name->text, near, NULL);
  g_free(words);
}

/* The object that holds the item's last key. */
static lg_node *object_of(lg_sheets *in, const char *path, lg_report_place place, const char **last)
{
  lg_node *node = in->root;
  g_auto(GStrv) steps = g_strsplit(path, ".", -1);
  int k = 0;
  for (; steps[k + 1]; k++) node = lg_node_object(node, steps[k], place);
  *last = strrchr(path, '.') ? strrchr(path, '.') + 1 : path;
  return node;
}

static void put(lg_sheets *in, const lg_plan_item *item, const lg_entry *value, char *json)
{
  const char *last = NULL;
  lg_node *object = object_of(in, item->path, value->place, &last);
  if (json) lg_node_value(object, last, json, value->place);
  g_free(json);
}

static lg_node *put_list(lg_sheets *in, const lg_plan_item *item, const lg_entry *value)
{
  const char *last = NULL;
  lg_node *object = object_of(in, item->path, value->place, &last);
  return lg_node_list(object, last, value->place);
}

static void read_form(lg_entry *value, const char *form)
{
  lg_entry_say(value, LG_MSG_SHEET_FORM, value->text, form, NULL);
}

/* ---- kinds ---- */

static void read_lang(lg_sheets *in, const lg_plan_item *item, const lg_entry *value)
{
  static const char *const words[][2] = {{"中文", "zh"}, {"汉语", "zh"}, {"chinese", "zh"},
                                         {"英文", "en"}, {"英语", "en"}, {"english", "en"}};
  g_autofree char *lower = g_utf8_strdown(value->text, -1);
  const char *code = lower;
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    if (strcmp(lower, words[k][0]) == 0) code = words[k][1];
  lg_node_text(in->root, item->path, code, value->place);
}

static bool is_statutory(const char *text)
{
  return strcmp(text, "渐进式") == 0 || strcmp(text, "statutory-2025") == 0;
}

static void read_age(struct reading *r, const lg_plan_item *item, lg_entry *value)
{
  static const char *const units[] = {"岁", "周岁", "years", NULL};
  int gender = g_str_has_suffix(item->path, ".F");
  if (is_statutory(value->text)) {
    r->statutory[gender] = true;
    r->statutory_at[gender] = value->place;
  } else {
    put(r->in, item, value, lg_entry_number(value, units));
  }
}

static void read_ranks(lg_sheets *in, const lg_plan_item *item, const lg_entry *value)
{
  lg_node *list = put_list(in, item, value);
  GArray *parts = lg_entry_parts(value);
  for (guint k = 0; k < parts->len; k++) {
    const lg_entry_part *part = &g_array_index(parts, lg_entry_part, k);
    bool end =
        !part->quoted && (g_str_has_prefix(part->text, "*") || g_str_has_prefix(part->text, "＊"));
    if (end)
      lg_node_text(lg_node_element(list, value->place), "ends_with", g_utf8_next_char(part->text),
                   value->place);
    else
      lg_node_text(list, NULL, part->text, value->place);
  }
  g_array_unref(parts);
}

static const char *field_name(int kind, const char *text)
{
  const lg_shape *shape = lg_shape_of((lg_table_kind)kind);
  g_autofree char *key = item_key(text);
  for (int f = 0; f < shape->field_count; f++)
    for (const char *const *heading = shape->fields[f].headings; *heading; heading++) {
      g_autofree char *other = item_key(*heading);
      if (strcmp(key, other) == 0) return shape->fields[f].headings[0];
    }
  return text;
}

static void read_texts(lg_sheets *in, const lg_plan_item *item, const lg_entry *value)
{
  lg_node *list = put_list(in, item, value);
  GArray *parts = lg_entry_parts(value);
  bool fields = item->kind == LG_ITEM_FIELDS;
  for (guint k = 0; k < parts->len; k++) {
    const char *text = g_array_index(parts, lg_entry_part, k).text;
    lg_node_text(list, NULL, fields ? field_name(LG_TABLE_TEACHERS, text) : text, value->place);
  }
  g_array_unref(parts);
}

static void read_condition(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  GPtrArray *filters = lg_entry_condition(value, LG_CONDITION_LIST);
  lg_node *list = put_list(in, item, value);
  for (guint k = 0; filters && k < filters->len; k++)
    lg_node_value(list, NULL, g_ptr_array_index(filters, k), value->place);
  if (filters) g_ptr_array_unref(filters);
}

/* 2 至 4 */
static void read_units(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  char *range = lg_entry_range(value);
  if (!range) read_form(value, in->chinese ? "2 至 4" : "2 to 4");
  put(in, item, value, range);
}

static void read_filter(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  const char *last = NULL;
  lg_node *object = object_of(in, item->path, value->place, &last);
  lg_sheets_filter(object, last, value);
}

/* The plan's key of a table by any of its names, or NULL. */
static const char *table_key(const char *text, int *kind)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  g_autofree char *key = item_key(text);
  for (*kind = 0; *kind < LG_TABLE_COUNT; ++*kind) {
    const char *name =
        *kind == LG_TABLE_ROSTER ? "baseline" : lg_shape_of((lg_table_kind)*kind)->name;
    if (strcmp(key, name) == 0) return name;
    for (int zh = 0; zh < 2; zh++)
      for (const char *const *tab = lg_plan_table_sheets(*kind, zh); *tab; tab++) {
        g_autofree char *other = item_key(*tab);
        if (strcmp(key, other) == 0) return name;
      }
    for (int k = 0; k < count; k++)
      if (items[k].kind == LG_ITEM_TABLE && strcmp(items[k].path, name) == 0 &&
          strcmp(items[k].chinese, text) == 0)
        return name;
  }
  return NULL;
}

/* 教师.joined=入职我校年月 */
static void read_heading(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  const char *given = value->cell->text, *wide = strstr(given, "＝");
  size_t at = strcspn(given, "="), sign = 1;
  if (wide && wide < given + at) {
    at = (size_t)(wide - given);
    sign = strlen("＝");
  }
  g_autofree char *left = g_strndup(given, at), *folded = lg_fold(left);
  const char *point = strchr(folded, '.');
  if (!point || !given[at]) {
    read_form(value, in->chinese ? "教师.joined=入职我校年月" : "teachers.joined=here since");
    return;
  }
  g_autofree char *table = g_strstrip(g_strndup(folded, (gsize)(point - folded)));
  g_autofree char *field = g_strstrip(g_strdup(point + 1));
  g_autofree char *heading = g_strstrip(g_strdup(given + at + sign));
  int kind;
  const char *key = table_key(table, &kind);
  lg_node *columns = lg_node_object(in->root, item->path, value->place);
  lg_node *of = lg_node_object(columns, key ? key : table, value->place);
  lg_node_text(of, key ? field_name(kind, field) : field, heading, value->place);
}

/* The words of a proposal: R8 “rotation” “S01” min 3. */
static GPtrArray *words_of(const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  for (const char *p = text; *p;) {
    while (*p == ' ') p++;
    const char *from = p;
    if (g_str_has_prefix(p, "“") || *p == '"') {
      const char *close = *p == '"' ? "\"" : "”";
      from = g_utf8_next_char(p);
      const char *end = strstr(from, close);
      if (!end) break;
      g_ptr_array_add(words, g_strndup(from, (gsize)(end - from)));
      p = end + strlen(close);
    } else if (*p) {
      while (*p && *p != ' ') p++;
      g_ptr_array_add(words, g_strndup(from, (gsize)(p - from)));
    }
  }
  return words;
}

static void read_relax(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  static const char *const keys[] = {"rule", "id", "class", "side"};
  enum { HEADS = G_N_ELEMENTS(keys), ARROW = HEADS + 2, ALL = ARROW + 2 };
  GPtrArray *words = words_of(value->text);
  const char *form = in->chinese ? "R8 “编号” “类别” min 3" : "R8 “id” “class” min 3";
  bool good = words->len == HEADS + 1 || words->len == ALL;
  const char *heads = good ? g_ptr_array_index(words, HEADS) : "";
  good = good && *heads && strspn(heads, "0123456789") == strlen(heads) && *heads != '0' &&
         strlen(heads) < 10;
  if (!good) {
    read_form(value, form);
  } else {
    lg_node *change = lg_node_element(put_list(in, item, value), value->place);
    for (int k = 0; k < HEADS; k++)
      lg_node_text(change, keys[k], g_ptr_array_index(words, k), value->place);
    lg_node_value(change, "heads", heads, value->place);
    if (words->len == ALL) { /* not read; texts whatever they were */
      const char *from = g_ptr_array_index(words, HEADS + 1),
                 *to = g_ptr_array_index(words, ARROW + 1);
      if (*from) lg_node_text(change, "from", from, value->place);
      if (*to) lg_node_text(change, "to", to, value->place);
    }
  }
  g_ptr_array_unref(words);
}

/* R6=5 */
static void read_weight(lg_sheets *in, const lg_plan_item *item, lg_entry *value)
{
  const char *equal = strrchr(value->text, '=');
  g_autofree char *name =
      equal ? g_strstrip(g_strndup(value->text, (gsize)(equal - value->text))) : g_strdup("");
  g_autofree char *weight = g_strstrip(g_strdup(equal ? equal + 1 : ""));
  if (!*name || !*weight || strspn(weight, "0123456789") != strlen(weight) || *weight == '0' ||
      strlen(weight) > 9) {
    read_form(value, "R6=5");
    return;
  }
  const char *last = NULL;
  lg_node *object = object_of(in, item->path, value->place, &last);
  lg_node_value(lg_node_object(object, last, value->place), name, weight, value->place);
}

/* ---- tables ---- */

/* The tab that bears this name, or NULL. */
static const char *tab_named(const lg_sheets *in, const char *name)
{
  g_autofree char *squeezed = lg_squeeze(name), *wanted = g_utf8_casefold(squeezed, -1);
  for (int k = 0; k < lg_workbook_sheet_count(in->workbook); k++) {
    const char *tab = lg_workbook_sheet_name(in->workbook, k);
    g_autofree char *other = lg_squeeze(tab), *folded = g_utf8_casefold(other, -1);
    if (strcmp(folded, wanted) == 0) return tab;
  }
  return NULL;
}

static void put_tab(lg_sheets *in, const char *key, const char *tab, lg_report_place place)
{
  g_autofree char *file = g_strconcat(in->book, "#", tab, NULL);
  lg_node_text(in->root, key, file, place);
}

static bool is_none(const char *text)
{
  return lg_is_nothing(text, false) || strcmp(text, "none") == 0;
}

/* A sheet of this workbook, a file of tables, or a pattern. */
static bool is_piece(const lg_sheets *in, const char *text)
{
  static const char *const endings[] = {".xlsx", ".xlsm", ".csv", ".txt"};
  g_autofree char *lower = g_ascii_strdown(text, -1);
  bool piece = strpbrk(text, "*?#") || tab_named(in, text);
  for (size_t k = 0; k < G_N_ELEMENTS(endings); k++) piece |= g_str_has_suffix(lower, endings[k]);
  return piece;
}

/* Several pieces, and not one file whose name has a comma? */
static bool are_pieces(const lg_sheets *in, const GArray *parts)
{
  bool all = parts->len > 1;
  for (guint k = 0; k < parts->len && all; k++)
    all = is_piece(in, g_array_index(parts, lg_entry_part, k).text);
  return all;
}

/* A table in many pieces: files, and sheets of this workbook. */
static void put_pieces(lg_sheets *in, const char *key, const GArray *parts, lg_report_place place)
{
  lg_node *list = lg_node_list(in->root, key, place);
  for (guint k = 0; k < parts->len; k++) {
    const char *text = g_array_index(parts, lg_entry_part, k).text, *tab = tab_named(in, text);
    g_autofree char *file = tab ? g_strconcat(in->book, "#", tab, NULL) : g_strdup(text);
    lg_node_text(list, NULL, file, place);
  }
}

static void read_table(lg_sheets *in, const lg_plan_item *item, const lg_entry *value)
{
  if (strcmp(item->path, "flexible_demand") == 0 && !is_none(value->text))
    lg_node_object(in->root, "flexible", value->place);
  const char *tab = tab_named(in, value->text);
  GArray *parts = tab || is_none(value->text) ? NULL : lg_entry_parts(value);
  if (tab)
    put_tab(in, item->path, tab, value->place);
  else if (parts && are_pieces(in, parts))
    put_pieces(in, item->path, parts, value->place);
  else if (parts)
    lg_node_text(in->root, item->path, value->cell->text, value->place);
  if (parts) g_array_unref(parts);
}

/* A table whose item is empty is the sheet of that name. */
static void default_table(lg_sheets *in, const lg_plan_item *item)
{
  int kind;
  const char *key = table_key(item->path, &kind), *tab = NULL;
  for (int k = 0; k < 2 && key && !tab; k++) {
    bool chinese = in->chinese == (k == 0);
    for (const char *const *name = lg_plan_table_sheets(kind, chinese); *name && !tab; name++)
      tab = tab_named(in, *name);
  }
  lg_report_place place = lg_sheet_row_place(in, LG_PLAN_SHEET_ITEMS, NULL, "");
  place.label = in->chinese ? item->chinese : item->path;
  if (tab) put_tab(in, item->path, tab, place);
}

/* ---- the sheet ---- */

static void item_read(struct reading *r, const lg_plan_item *item, lg_entry *value)
{
  static const char *const years[] = {"年", "岁", "周岁", "人", "years", NULL};
  static const char *const km[] = {"公里", "千米", "km", "KM", NULL};
  static const char *const seconds[] = {"秒", "s", "seconds", NULL};
  lg_sheets *in = r->in;
  switch (item->kind) {
    case LG_ITEM_TEXT:
      put(in, item, value, lg_entry_text(value));
      break;
    case LG_ITEM_DATE:
      put(in, item, value, lg_entry_date(value));
      break;
    case LG_ITEM_LANG:
      read_lang(in, item, value);
      break;
    case LG_ITEM_WHOLE:
      put(in, item, value, lg_entry_number(value, years));
      break;
    case LG_ITEM_KM:
      put(in, item, value, lg_entry_number(value, km));
      break;
    case LG_ITEM_SECONDS:
      put(in, item, value, lg_entry_number(value, seconds));
      break;
    case LG_ITEM_SHARE:
      put(in, item, value, lg_entry_share(value, true));
      break;
    case LG_ITEM_FRACTION:
      put(in, item, value, lg_entry_fraction(value));
      break;
    case LG_ITEM_BAND:
      put(in, item, value, lg_entry_band(value));
      break;
    case LG_ITEM_AGE:
      read_age(r, item, value);
      break;
    case LG_ITEM_RANKS:
      read_ranks(in, item, value);
      break;
    case LG_ITEM_TEXTS:
    case LG_ITEM_FIELDS:
    case LG_ITEM_NEVER:
      read_texts(in, item, value);
      break;
    case LG_ITEM_SOFT:
      put(in, item, value, lg_entry_soft(value));
      break;
    case LG_ITEM_TABLE:
      read_table(in, item, value);
      break;
    case LG_ITEM_UNITS:
      read_units(in, item, value);
      break;
    case LG_ITEM_YES:
      put(in, item, value, lg_entry_yes(value));
      break;
    case LG_ITEM_FILTER:
      read_filter(in, item, value);
      break;
    case LG_ITEM_CONDITION:
      read_condition(in, item, value);
      break;
    case LG_ITEM_HEADING:
      read_heading(in, item, value);
      break;
    case LG_ITEM_RELAX:
      read_relax(in, item, value);
      break;
    case LG_ITEM_WEIGHT:
      read_weight(in, item, value);
      break;
  }
}

static void row_read(struct reading *r, const lg_grid_row *row)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  lg_entry name = lg_entry_at(r->in, LG_PLAN_SHEET_ITEMS, row, LG_ITEM_NAME, NULL);
  if (name.told) return;
  lg_entry value =
      lg_entry_at(r->in, LG_PLAN_SHEET_ITEMS, row, LG_ITEM_VALUE, *name.text ? name.text : NULL);
  if (!*name.text && !lg_entry_is_empty(&value))
    lg_entry_say(&value, LG_MSG_SHEET_ITEM_EMPTY, value.text, NULL, NULL);
  if (!*name.text || value.told) return;
  int k = item_of(name.text);
  if (k < 0) {
    item_unknown(&name);
    return;
  }
  const lg_plan_item *item = &items[k];
  if (lg_entry_is_empty(&value)) return;
  if (r->met[k] && !item->repeats) {
    char before[16];
    g_snprintf(before, sizeof before, "%d", r->met[k]);
    lg_entry_say(&name, LG_MSG_SHEET_ITEM_TWICE, name.text, before, NULL);
    return;
  }
  r->met[k] = row->number;
  item_read(r, item, &value);
}

/* Retirement by statute is one value for both genders. */
static void statutory_end(struct reading *r)
{
  if (!r->statutory[0] && !r->statutory[1]) return;
  int given = r->statutory[0] ? 0 : 1;
  if (r->statutory[0] != r->statutory[1]) {
    lg_report_add_at(r->in->report, LG_MSG_SHEET_STATUTORY, r->in->path, &r->statutory_at[given],
                     r->in->chinese ? "渐进式" : "statutory-2025", NULL);
    return;
  }
  lg_node *object = lg_node_object(r->in->root, "eligibility", r->statutory_at[given]);
  lg_node_value(object, "retirement_age", "\"statutory-2025\"", r->statutory_at[given]);
}

void lg_sheets_read_items(lg_sheets *in)
{
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  struct reading r = {.in = in, .met = g_new0(int, count)};
  const lg_plan_part_sheet *sheet = &in->part[LG_PLAN_SHEET_ITEMS];
  for (guint k = sheet->first; k < sheet->grid->rows->len; k++) {
    const lg_grid_row *row = &g_array_index(sheet->grid->rows, lg_grid_row, k);
    if (lg_sheet_row_is_read(in, LG_PLAN_SHEET_ITEMS, row)) row_read(&r, row);
  }
  statutory_end(&r);
  lg_report_place whole = lg_sheet_row_place(in, LG_PLAN_SHEET_ITEMS, NULL, "");
  for (int k = 0; k < count; k++) {
    if (r.met[k]) continue;
    bool flexible = strcmp(items[k].path, "flexible_demand") == 0;
    /* the template's sheet alone is no flexible service yet */
    if (items[k].kind == LG_ITEM_TABLE && (!flexible || lg_node_has(in->root, "flexible")))
      default_table(in, &items[k]);
    if (strcmp(items[k].path, "lungang") == 0) lg_node_value(in->root, "lungang", "1", whole);
  }
  g_free(r.met);
}
