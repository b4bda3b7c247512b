/* sheets_out.c - a plan as sheets: each value as reading takes it back (sheets_items.c,
 * sheets_lists.c), every item with a row whether the plan has it or not. */
#include <string.h>

#include "condition.h"
#include "io/read/cell_text.h"
#include "io/read/decimal.h"
#include "io/read/fold.h"
#include "io/words/goal_words.h"
#include "sheets.h"

struct writing {
  lg_plan_book *book;
  const lg_json *root;
  const lg_lang *lang;
  const char *title; /* of a plan that has none */
  bool chinese;
  lg_condition_names names;
  lg_plain_sheet *sheet;
  int row;
};

static void text_at(struct writing *w, int column, const char *text)
{
  lg_plan_book_text(w->book, w->sheet, w->row, column, text);
}

static const char *between(const struct writing *w)
{
  return w->chinese ? "、" : ", ";
}

static void begin_sheet(struct writing *w, lg_plan_sheet part)
{
  w->sheet = lg_plan_book_add(w->book, lg_plan_sheet_name(part, w->chinese));
  w->sheet->part = part;
  w->row = 0;
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(part, &count);
  for (int h = 0; h < count; h++) text_at(w, h, w->chinese ? heads[h].chinese : heads[h].english);
  w->row = 1;
}

/* ---- values ---- */

/* One of several texts, in “ ” where it holds what stands between them. */
static void part_append(GString *all, const char *text, bool rank)
{
  size_t length = strlen(text);
  const char *start = lg_trim(text, &length);
  bool edges = length != strlen(text) || start != text;
  bool quote = edges || strpbrk(text, ",;\n\r") || strstr(text, "、") || strstr(text, "，") ||
               strstr(text, "；") || strstr(text, "“") ||
               (rank && (*text == '*' || g_str_has_prefix(text, "＊")));
  g_string_append_printf(all, quote ? "“%s”" : "%s", text);
}

static const char *field_shown(const struct writing *w, const char *field)
{
  const lg_shape *shape = lg_shape_of(LG_TABLE_TEACHERS);
  for (int f = 0; f < shape->field_count && w->chinese; f++)
    if (strcmp(shape->fields[f].headings[0], field) == 0) return shape->fields[f].headings[1];
  return field;
}

/* g_free. */
static char *list_text(const struct writing *w, const lg_plan_item *item, const lg_json *list)
{
  GString *all = g_string_new(NULL);
  for (const lg_json *at = list->child; at; at = at->next) {
    const lg_json *end = lg_json_get(at, "ends_with");
    const lg_json *text = end ? end : at;
    if (text->kind != LG_JSON_TEXT) continue;
    if (all->len) g_string_append(all, between(w));
    if (end) g_string_append_c(all, '*');
    const char *shown = item->kind == LG_ITEM_FIELDS ? field_shown(w, text->text) : text->text;
    part_append(all, shown, item->kind == LG_ITEM_RANKS && !end);
  }
  return g_string_free(all, FALSE);
}

static char *band_text(const struct writing *w, const lg_json *band)
{
  if (band->kind != LG_JSON_LIST || !band->child || !band->child->next)
    return g_strdup(w->chinese ? "不限" : "no limit");
  const lg_json *lo = band->child, *hi = lo->next;
  return g_strdup_printf(w->chinese ? "%.*s 至 %.*s" : "%.*s to %.*s", (int)lo->raw_length, lo->raw,
                         (int)hi->raw_length, hi->raw);
}

static const char *soft_text(const struct writing *w, const lg_json *soft)
{
  return soft->truth ? (w->chinese ? "弹性" : "soft") : (w->chinese ? "刚性" : "hard");
}

static char *lang_text(const struct writing *w, const char *code)
{
  if (!w->chinese) return g_strdup(code);
  return g_strdup(strcmp(code, "zh") == 0 ? "中文" : strcmp(code, "en") == 0 ? "英文" : code);
}

/* The tables are sheets of the same workbook. */
static char *table_text(const struct writing *w, const lg_plan_item *item)
{
  int kind = 0;
  while (kind < LG_TABLE_ROSTER && strcmp(lg_shape_of((lg_table_kind)kind)->name, item->path) != 0)
    kind++;
  return g_strdup(lg_plan_table_sheets(kind, w->chinese)[0]);
}

/* A value that one cell takes; NULL: a number. g_free. */
static char *value_text(const struct writing *w, const lg_plan_item *item, const lg_json *value)
{
  switch (item->kind) {
    case LG_ITEM_BAND:
    case LG_ITEM_UNITS:
      return band_text(w, value);
    case LG_ITEM_SOFT:
      return g_strdup(soft_text(w, value));
    case LG_ITEM_FILTER:
      return lg_condition_text(value, w->chinese, NULL, &w->names);
    case LG_ITEM_YES:
      return g_strdup(value->truth ? w->chinese ? "是" : "yes" : w->chinese ? "否" : "no");
    case LG_ITEM_RANKS:
    case LG_ITEM_TEXTS:
    case LG_ITEM_FIELDS:
      return list_text(w, item, value);
    case LG_ITEM_LANG:
      return lang_text(w, value->text);
    case LG_ITEM_TABLE:
      return table_text(w, item);
    case LG_ITEM_AGE:
      if (value->kind == LG_JSON_TEXT) return g_strdup(w->chinese ? "渐进式" : "statutory-2025");
      break;
    default:
      break;
  }
  if (value->kind == LG_JSON_TEXT) return g_strdup(value->text);
  return item->kind == LG_ITEM_SHARE ? g_strndup(value->raw, value->raw_length) : NULL;
}

static void value_at(struct writing *w, int column, const lg_plan_item *item, const lg_json *value)
{
  g_autofree char *text = value_text(w, item, value);
  if (text)
    text_at(w, column, text);
  else
    lg_plan_book_number(w->sheet, w->row, column, g_ascii_strtod(value->raw, NULL));
}

/* ---- items ---- */

/* The value at an item's path; of ages by statute the text in the place of both. */
static const lg_json *value_of(const lg_json *root, const char *path)
{
  g_auto(GStrv) steps = g_strsplit(path, ".", -1);
  const lg_json *at = root;
  for (int k = 0; steps[k] && at; k++) {
    if (at->kind == LG_JSON_TEXT && !steps[k + 1]) return at;
    at = lg_json_get(at, steps[k]);
  }
  return at;
}

static void item_begin(struct writing *w, const lg_plan_item *item)
{
  g_autofree char *name =
      g_strconcat(w->chinese ? item->chinese : item->path, item->repeats ? "*" : "", NULL);
  text_at(w, LG_ITEM_NAME, name);
}

static void item_note(struct writing *w, const lg_plan_item *item)
{
  int count;
  bool age = item->object == LG_OBJECT_AGES; /* one of two: what both mean */
  const lg_plan_key *keys = lg_plan_keys_of(age ? LG_OBJECT_ELIGIBILITY : item->object, &count);
  const char *meaning = "", *how = lg_item_kind_how(item->kind);
  for (int k = 0; k < count; k++)
    if (strcmp(keys[k].name, age ? "max_age" : item->key) == 0)
      meaning = lg_tr(w->lang, keys[k].meaning);
  g_autofree char *note = g_strdup_printf(how ? (w->chinese ? "%s；%s" : "%s; %s") : "%s", meaning,
                                          how ? lg_tr(w->lang, how) : "");
  text_at(w, LG_ITEM_NOTE, note);
}

/* The text of an element of a repeated item. g_free. */
static char *element_text(const struct writing *w, const lg_plan_item *item, const lg_json *at)
{
  if (item->kind == LG_ITEM_CONDITION) {
    char *text = lg_condition_text(at, w->chinese, NULL, &w->names);
    if (*text) return text;
    g_free(text); /* for everybody: an empty cell would be no condition at all */
    return g_strdup(w->chinese ? "专任=是/否" : "full_time=yes/no");
  }
  if (item->kind == LG_ITEM_WEIGHT)
    return g_strdup_printf("%s=%.*s", at->key, (int)at->raw_length, at->raw);
  if (item->kind == LG_ITEM_NEVER) return g_strdup(at->text);
  static const char *const words[] = {"rule", "id", "class", "side", "heads", "from", "to"};
  GString *text = g_string_new(NULL);
  bool told = lg_json_get(at, "from") || lg_json_get(at, "to");
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++) {
    const lg_json *word = lg_json_get(at, words[k]);
    if (!word && told && k > 4) g_string_append(text, k == 5 ? " “”" : " → “”");
    if (!word) continue;
    bool quoted = word->kind == LG_JSON_TEXT && (k == 1 || k == 2 || k > 4);
    if (text->len) g_string_append_c(text, ' ');
    if (k == G_N_ELEMENTS(words) - 1) g_string_append(text, "→ ");
    if (word->kind == LG_JSON_TEXT)
      g_string_append_printf(text, quoted ? "“%s”" : "%s", word->text);
    else
      g_string_append_len(text, word->raw, (gssize)word->raw_length);
  }
  return g_string_free(text, FALSE);
}

/* A row an element; false where there is none. */
static bool write_elements(struct writing *w, const lg_plan_item *item, const lg_json *list)
{
  const int first = w->row;
  for (const lg_json *at = list ? list->child : NULL; at; at = at->next) {
    if (at->key && strcmp(at->key, "//") == 0) continue;
    g_autofree char *text = element_text(w, item, at);
    item_begin(w, item);
    text_at(w, LG_ITEM_VALUE, text);
    if (w->row == first) item_note(w, item);
    w->row++;
  }
  return w->row > first;
}

/* 教师.joined=入职我校年月, a row each. */
static bool write_headings(struct writing *w, const lg_plan_item *item, const lg_json *columns)
{
  const int first = w->row;
  for (const lg_json *table = columns ? columns->child : NULL; table; table = table->next) {
    int kind = 0;
    while (kind < LG_TABLE_ROSTER &&
           strcmp(lg_shape_of((lg_table_kind)kind)->name, table->key) != 0)
      kind++;
    const char *name = w->chinese ? lg_plan_table_sheets(kind, true)[0] : table->key;
    for (const lg_json *field = table->child; field; field = field->next) {
      if (field->kind != LG_JSON_TEXT || strcmp(field->key, "//") == 0) continue;
      g_autofree char *text = g_strdup_printf("%s.%s=%s", name, field->key, field->text);
      item_begin(w, item);
      text_at(w, LG_ITEM_VALUE, text);
      if (w->row == first) item_note(w, item);
      w->row++;
    }
  }
  return w->row > first;
}

static void write_item(struct writing *w, const lg_plan_item *item)
{
  const lg_json *value = value_of(w->root, item->path);
  bool written = item->kind == LG_ITEM_HEADING ? write_headings(w, item, value)
                 : item->repeats               ? write_elements(w, item, value)
                                               : false;
  if (written) return;
  item_begin(w, item);
  if (value && !item->repeats)
    value_at(w, LG_ITEM_VALUE, item, value);
  else if (!value && strcmp(item->path, "title") == 0)
    text_at(w, LG_ITEM_VALUE, w->title);
  item_note(w, item);
  w->row++;
}

/* ---- lists ---- */

static const char *text_of(const lg_json *object, const char *key)
{
  const lg_json *value = lg_json_get(object, key);
  return value && value->kind == LG_JSON_TEXT ? value->text : "";
}

/* "0.37" of the plan is a share; in a cell it would have to be asked whether heads are meant. g_free. */
static char *share_text(const char *share)
{
  g_autofree char *folded = lg_fold(share);
  lg_decimal number;
  int64_t billionths;
  const char *end = lg_decimal_read(folded, false, &number);
  bool bare = end && !*end && lg_decimal_scaled(&number, 9, &billionths);
  return bare ? lg_sheet_percent(billionths) : g_strdup(share);
}

static void bound_at(struct writing *w, int column, const lg_json *bound)
{
  if (!bound) return;
  if (bound->kind == LG_JSON_TEXT) {
    g_autofree char *share = share_text(bound->text);
    text_at(w, column, share);
    return;
  }
  g_autofree char *heads =
      g_strdup_printf(w->chinese ? "%.0f人" : "%.0f heads", g_ascii_strtod(bound->raw, NULL));
  text_at(w, column, heads);
}

static const char *per_text(const struct writing *w, const char *key)
{
  for (const lg_value_word *word = lg_per_words; word->english && w->chinese; word++)
    if (!word->also && strcmp(word->english, key) == 0) return word->chinese;
  return key;
}

static void per_at(struct writing *w, const lg_json *per)
{
  if (!per) return;
  GString *text = g_string_new(per->kind == LG_JSON_TEXT ? per_text(w, per->text) : "");
  for (const lg_json *at = per->child; at; at = at->next)
    g_string_append_printf(text, "%s%s", at == per->child ? "" : between(w), per_text(w, at->text));
  text_at(w, LG_QUOTA_PER, text->str);
  g_string_free(text, TRUE);
}

static void yes_no_at(struct writing *w, int column, const lg_json *truth)
{
  if (!truth) return;
  const char *yes = w->chinese ? "是" : "yes", *no = w->chinese ? "否" : "no";
  text_at(w, column, truth->truth ? yes : no);
}

static void number_at(struct writing *w, int column, const lg_json *number)
{
  if (number) lg_plan_book_number(w->sheet, w->row, column, g_ascii_strtod(number->raw, NULL));
}

static void condition_at(struct writing *w, int column, const lg_json *filter,
                         const char *const *skip)
{
  if (!filter) return;
  g_autofree char *text = lg_condition_text(filter, w->chinese, skip, &w->names);
  text_at(w, column, text);
}

static void write_quotas(struct writing *w, const lg_json *quotas)
{
  begin_sheet(w, LG_PLAN_SHEET_QUOTAS);
  for (const lg_json *quota = quotas->child; quota; quota = quota->next, w->row++) {
    text_at(w, LG_QUOTA_NAME, text_of(quota, "name"));
    text_at(w, LG_QUOTA_ID, text_of(quota, "id"));
    condition_at(w, LG_QUOTA_COUNT, lg_json_get(quota, "count"), NULL);
    condition_at(w, LG_QUOTA_OF, lg_json_get(quota, "of"), NULL);
    bound_at(w, LG_QUOTA_MIN, lg_json_get(quota, "min"));
    bound_at(w, LG_QUOTA_MAX, lg_json_get(quota, "max"));
    per_at(w, lg_json_get(quota, "per"));
    const lg_json *soft = lg_json_get(quota, "soft");
    yes_no_at(w, LG_QUOTA_ROTATED, lg_json_get(quota, "include_rotated"));
    if (soft) text_at(w, LG_QUOTA_SOFT, soft_text(w, soft));
    number_at(w, LG_QUOTA_WEIGHT, lg_json_get(quota, "weight"));
    number_at(w, LG_QUOTA_WITHDRAWALS, lg_json_get(quota, "withdrawals"));
  }
}

static const lg_json *team_of(const lg_json *root, const char *id)
{
  const lg_json *teams = lg_json_get(root, "teams");
  g_autofree char *folded = lg_fold(id);
  for (const lg_json *team = teams ? teams->child : NULL; team; team = team->next) {
    g_autofree char *route = lg_fold(text_of(team, "route"));
    if (strcmp(route, folded) == 0) return lg_json_get(team, "min");
  }
  return NULL;
}

static void write_routes(struct writing *w, const lg_json *routes, bool flexible)
{
  static const char *const skip[] = {"id", "name", "term", "then", "personnel", NULL};
  for (const lg_json *route = routes->child; route; route = route->next, w->row++) {
    const char *id = text_of(route, "id"), *name = text_of(route, "name");
    text_at(w, LG_ROUTE_NAME, *name ? name : id);
    if (*name && strcmp(name, id) != 0) text_at(w, LG_ROUTE_ID, id);
    condition_at(w, LG_ROUTE_WHEN, route, skip);
    number_at(w, LG_ROUTE_TEAM, team_of(w->root, id));
    number_at(w, LG_ROUTE_TERM, lg_json_get(route, "term"));
    const char *then = text_of(route, "then");
    const char *stays = w->chinese ? "留任" : "stay", *returns = w->chinese ? "返回" : "return";
    if (*then) text_at(w, LG_ROUTE_THEN, strcmp(then, "stay") == 0 ? stays : returns);
    yes_no_at(w, LG_ROUTE_PERSONNEL, lg_json_get(route, "personnel"));
    if (flexible) text_at(w, LG_ROUTE_FLEXIBLE, w->chinese ? "是" : "yes");
  }
}

static void write_goals(struct writing *w, const lg_json *goals)
{
  begin_sheet(w, LG_PLAN_SHEET_GOALS);
  for (const lg_json *goal = goals->child; goal; goal = goal->next, w->row++) {
    const char *id = goal->kind == LG_JSON_TEXT ? goal->text : text_of(goal, "id");
    const char *shown = id;
    for (int g = 0; g < LG_GOAL_KIND_COUNT; g++)
      if (strcmp(lg_goal_word((lg_goal_kind)g), id) == 0)
        shown = lg_goal_short(w->lang, (lg_goal_kind)g);
    lg_plan_book_number(w->sheet, w->row, LG_GOAL_ORDER, w->row);
    text_at(w, LG_GOAL_NAME, shown);
    text_at(w, LG_GOAL_TOLERANCE, text_of(goal, "tolerance"));
    text_at(w, LG_GOAL_SEED, text_of(goal, "seed"));
    const lg_json *points = lg_json_get(goal, "points");
    GString *all = g_string_new(NULL);
    for (const lg_json *at = points ? points->child : NULL; at; at = at->next)
      g_string_append_printf(all, "%s%.*s", all->len ? between(w) : "", (int)at->raw_length,
                             at->raw);
    text_at(w, LG_GOAL_POINTS, all->str);
    g_string_free(all, TRUE);
  }
}

/* The names of the routes, by which conditions call them. */
static GArray *route_names(const lg_json *routes)
{
  GArray *names = g_array_new(FALSE, FALSE, sizeof(lg_condition_route));
  for (const lg_json *route = routes ? routes->child : NULL; route; route = route->next) {
    lg_condition_route one = {text_of(route, "name"), text_of(route, "id")};
    if (*one.name && *one.id) g_array_append_val(names, one);
  }
  return names;
}

/* The routes of a plan that names none, for its teams. */
static const char routes_default[] =
    "[{\"id\": \"partner\", \"name\": \"结对互助交流\", \"same_group\": true}, {\"id\": "
    "\"support\", "
    "\"from.tier\": [\"strong\", \"ordinary\"], \"to.tier\": \"weak\"}, {\"id\": \"learn\", "
    "\"from.tier\": \"weak\", \"to.tier\": [\"strong\", \"ordinary\"]}]";

lg_plan_book *lg_sheets_of_plan(const lg_json *root, const char *title, const lg_lang *lang)
{
  struct writing w = {.book = lg_plan_book_new(),
                      .root = root,
                      .lang = lang,
                      .title = title,
                      .chinese = lang != NULL};
  lg_report *unheard = lg_report_new();
  const lg_json *routes = lg_json_get(root, "routes"), *quotas = lg_json_get(root, "quotas"),
                *goals = lg_json_get(root, "goals"), *teams = lg_json_get(root, "teams");
  lg_json_doc *doc = NULL;
  if (!routes && teams && teams->child) {
    doc = lg_json_parse(routes_default, strlen(routes_default), "", unheard);
    routes = lg_json_root(doc);
  }
  GArray *names = route_names(routes);
  w.names = (lg_condition_names){(const lg_condition_route *)(void *)names->data, (int)names->len};
  w.book->title = g_strdup(lg_json_get(root, "title") ? text_of(root, "title") : title);
  begin_sheet(&w, LG_PLAN_SHEET_ITEMS);
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  for (int k = 0; k < count; k++)
    if (strcmp(items[k].path, "lungang") != 0) write_item(&w, &items[k]);
  if (quotas) write_quotas(&w, quotas);
  const lg_json *flexible = lg_json_get(root, "flexible"),
                *guests = flexible ? lg_json_get(flexible, "routes") : NULL;
  if (routes || guests) begin_sheet(&w, LG_PLAN_SHEET_ROUTES);
  if (routes) write_routes(&w, routes, false);
  if (guests) write_routes(&w, guests, true);
  if (goals) write_goals(&w, goals);
  g_array_unref(names);
  lg_json_doc_free(doc);
  lg_report_free(unheard);
  return w.book;
}
