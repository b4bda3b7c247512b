/* sheets_lists.c - the sheets 指标, 交流形式 and 目标: a row an element of the plan's lists. */
#include <stdlib.h>
#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "io/words/goal_words.h"
#include "sheets_read.h"

static const lg_grid_row *row_at(const lg_plan_part_sheet *sheet, guint k)
{
  return &g_array_index(sheet->grid->rows, lg_grid_row, k);
}

static void put(lg_node *object, const char *key, const lg_entry *entry, char *json)
{
  if (json) lg_node_value(object, key, json, entry->place);
  g_free(json);
}

static bool alike(const char *a, const char *b)
{
  g_autofree char *x = lg_squeeze(a), *y = lg_squeeze(b);
  g_autofree char *z = g_utf8_casefold(x, -1), *w = g_utf8_casefold(y, -1);
  return strcmp(z, w) == 0;
}

/* ---- 指标 ---- */

void lg_sheets_filter(lg_node *node, const char *key, lg_entry *entry)
{
  GPtrArray *filters = lg_entry_condition(entry, LG_CONDITION_ONE);
  bool good = filters && !entry->told;
  lg_node_value(node, key, good ? g_ptr_array_index(filters, 0) : "{}", entry->place);
  if (filters) g_ptr_array_unref(filters);
}

static const char *per_of(const char *text)
{
  for (const lg_value_word *word = lg_per_words; word->english; word++)
    if (alike(text, word->chinese) || alike(text, word->english)) return word->english;
  return NULL;
}

static void quota_per(lg_node *quota, lg_entry *entry)
{
  GArray *parts = lg_entry_parts(entry);
  GString *json = g_string_new(NULL);
  for (guint k = 0; k < parts->len && !entry->told; k++) {
    const char *text = g_array_index(parts, lg_entry_part, k).text, *word = per_of(text);
    if (!word) {
      GPtrArray *words = g_ptr_array_new();
      for (const lg_value_word *w = lg_per_words; w->english; w++)
        if (!w->also)
          g_ptr_array_add(words, (gpointer)(entry->in->chinese ? w->chinese : w->english));
      lg_entry_say_unknown(entry, LG_MSG_SHEET_WORD, LG_MSG_SHEET_WORD_NEAR, text, words);
      g_ptr_array_unref(words);
      break;
    }
    if (k) g_string_append(json, ", ");
    lg_json_quote(json, word);
  }
  g_autofree char *list = g_strdup_printf(parts->len == 1 ? "%s" : "[%s]", json->str);
  if (parts->len && !entry->told) lg_node_value(quota, "per", list, entry->place);
  g_string_free(json, TRUE);
  g_array_unref(parts);
}

/* False where the limit has its defect. */
static bool quota_bound(lg_node *quota, const char *key, lg_entry *entry, bool *given)
{
  bool heads;
  char *json = lg_entry_bound(entry, &heads);
  if (heads) entry->place.state = LG_AT_CERTAIN; /* 37人 are heads, not a share */
  *given |= json != NULL;
  put(quota, key, entry, json);
  return !entry->told;
}

static void quota_read(lg_sheets *in, lg_node *list, const lg_grid_row *row, int number)
{
  static const char *const none[] = {NULL}, *const heads_units[] = {"人", "名", "heads", NULL};
  lg_entry cell[LG_QUOTA_HEADS];
  for (int h = 0; h < LG_QUOTA_HEADS; h++)
    cell[h] = lg_entry_at(in, LG_PLAN_SHEET_QUOTAS, row, h, NULL);
  lg_entry *name = &cell[LG_QUOTA_NAME], *id = &cell[LG_QUOTA_ID];
  const char *label = *name->text ? name->text : id->text;
  lg_report_place place = lg_sheet_row_place(in, LG_PLAN_SHEET_QUOTAS, row, label);
  lg_node *quota = lg_node_element(list, place);
  g_autofree char *made = g_strdup_printf("\"q%d\"", number);
  if (lg_entry_is_empty(id))
    lg_node_value(quota, "id", made, place);
  else
    put(quota, "id", id, lg_entry_text(id));
  put(quota, "name", name, lg_entry_text(name));
  lg_sheets_filter(quota, "count", &cell[LG_QUOTA_COUNT]);
  lg_sheets_filter(quota, "of", &cell[LG_QUOTA_OF]);
  bool given = false;
  bool good = quota_bound(quota, "min", &cell[LG_QUOTA_MIN], &given);
  good &= quota_bound(quota, "max", &cell[LG_QUOTA_MAX], &given);
  if (good && !given) {
    int count;
    const lg_plan_head_word *heads = lg_plan_sheet_heads(LG_PLAN_SHEET_QUOTAS, &count);
    bool chinese = in->part[LG_PLAN_SHEET_QUOTAS].chinese;
    const lg_plan_head_word *min = &heads[LG_QUOTA_MIN], *max = &heads[LG_QUOTA_MAX];
    lg_report_add_at(in->report, LG_MSG_SHEET_QUOTA_OPEN, in->path, &place,
                     chinese ? min->chinese : min->english, chinese ? max->chinese : max->english,
                     NULL);
  }
  if (!good || !given) lg_node_told(quota);
  quota_per(quota, &cell[LG_QUOTA_PER]);
  lg_entry *rotated = &cell[LG_QUOTA_ROTATED], *soft = &cell[LG_QUOTA_SOFT];
  put(quota, "include_rotated", rotated, lg_entry_yes(rotated));
  put(quota, "soft", soft, lg_entry_soft(soft));
  put(quota, "weight", &cell[LG_QUOTA_WEIGHT], lg_entry_number(&cell[LG_QUOTA_WEIGHT], none));
  lg_entry *withdrawals = &cell[LG_QUOTA_WITHDRAWALS];
  put(quota, "withdrawals", withdrawals, lg_entry_number(withdrawals, heads_units));
}

void lg_sheets_read_quotas(lg_sheets *in)
{
  const lg_plan_part_sheet *sheet = &in->part[LG_PLAN_SHEET_QUOTAS];
  if (!sheet->grid) return;
  lg_node *list =
      lg_node_list(in->root, "quotas", lg_sheet_row_place(in, LG_PLAN_SHEET_QUOTAS, NULL, ""));
  int number = 0;
  for (guint k = sheet->first; k < sheet->grid->rows->len; k++)
    if (lg_sheet_row_is_read(in, LG_PLAN_SHEET_QUOTAS, row_at(sheet, k)))
      quota_read(in, list, row_at(sheet, k), ++number);
}

/* ---- 交流形式 ---- */

/* The condition's members, into the route itself. */
static void route_when(lg_node *route, lg_entry *entry)
{
  GPtrArray *filters = lg_entry_condition(entry, LG_CONDITION_PLAIN);
  if (filters && filters->len > 1)
    lg_entry_say(entry, LG_MSG_CONDITION_ANY_ROUTE, NULL, NULL, NULL);
  if (filters && !entry->told) {
    const char *filter = g_ptr_array_index(filters, 0);
    g_autofree char *members = g_strndup(filter + 1, strlen(filter) - 2);
    if (*members) lg_node_value(route, NULL, members, entry->place);
  }
  if (filters) g_ptr_array_unref(filters);
}

/* The lists that a row of routes may add to, each made when it is needed. */
struct route_lists {
  lg_node *routes, *flexible, *teams;
};

/* The list of the row: that of flexible service where it says so. */
static lg_node *route_list(lg_sheets *in, struct route_lists *lists, lg_entry *flexible)
{
  lg_report_place whole = lg_sheet_row_place(in, LG_PLAN_SHEET_ROUTES, NULL, "");
  g_autofree char *yes = lg_entry_yes(flexible);
  if (g_strcmp0(yes, "true") == 0) {
    if (!lists->flexible)
      lists->flexible = lg_node_list(lg_node_object(in->root, "flexible", whole), "routes", whole);
    return lists->flexible;
  }
  if (!lists->routes) lists->routes = lg_node_list(in->root, "routes", whole);
  return lists->routes;
}

static void route_read(lg_sheets *in, struct route_lists *lists, const lg_grid_row *row)
{
  static const char *const units[] = {"人", "名", "heads", NULL}, *const years[] = {"年", "years",
                                                                                    "year", NULL};
  lg_entry cell[LG_ROUTE_HEADS];
  for (int h = 0; h < LG_ROUTE_HEADS; h++)
    cell[h] = lg_entry_at(in, LG_PLAN_SHEET_ROUTES, row, h, NULL);
  const lg_entry *name = &cell[LG_ROUTE_NAME], *id = &cell[LG_ROUTE_ID];
  const lg_entry *own = lg_entry_is_empty(id) ? name : id;
  lg_report_place place =
      lg_sheet_row_place(in, LG_PLAN_SHEET_ROUTES, row, *name->text ? name->text : id->text);
  lg_node *route = lg_node_element(route_list(in, lists, &cell[LG_ROUTE_FLEXIBLE]), place);
  if (!lg_entry_is_empty(own)) put(route, "id", own, lg_entry_text(own));
  if (own == id && !lg_entry_is_empty(name)) put(route, "name", name, lg_entry_text(name));
  if (name->told || id->told) lg_node_told(route);
  if (!lg_entry_is_empty(own) && !lg_entry_is_empty(name)) {
    lg_condition_route known = {name->text, own->text};
    g_array_append_val(in->routes, known);
  }
  route_when(route, &cell[LG_ROUTE_WHEN]);
  lg_entry *term = &cell[LG_ROUTE_TERM], *then = &cell[LG_ROUTE_THEN],
           *personnel = &cell[LG_ROUTE_PERSONNEL];
  put(route, "term", term, lg_entry_number(term, years));
  put(route, "then", then, lg_entry_then(then));
  put(route, "personnel", personnel, lg_entry_yes(personnel));
  lg_entry *team = &cell[LG_ROUTE_TEAM];
  if (lg_entry_is_empty(team) || lg_entry_is_empty(own)) return;
  if (!lists->teams) lists->teams = lg_node_list(in->root, "teams", team->place);
  lg_node *one = lg_node_element(lists->teams, team->place);
  put(one, "route", team, lg_entry_text(own));
  put(one, "min", team, lg_entry_number(team, units));
}

void lg_sheets_read_routes(lg_sheets *in)
{
  const lg_plan_part_sheet *sheet = &in->part[LG_PLAN_SHEET_ROUTES];
  if (!sheet->grid) return;
  lg_report_place whole = lg_sheet_row_place(in, LG_PLAN_SHEET_ROUTES, NULL, "");
  struct route_lists lists = {NULL, NULL, NULL};
  int count = 0;
  for (guint k = sheet->first; k < sheet->grid->rows->len; k++) {
    if (!lg_sheet_row_is_read(in, LG_PLAN_SHEET_ROUTES, row_at(sheet, k))) continue;
    count++;
    route_read(in, &lists, row_at(sheet, k));
  }
  if (count == 0) lists.routes = lg_node_list(in->root, "routes", whole);
  if (count == 0) lg_report_add_at(in->report, LG_MSG_SHEET_ROUTES_NONE, in->path, &whole, NULL);
}

/* ---- 目标 ---- */

struct goal_row {
  const lg_grid_row *row;
  int order; /* 0: none */
};

static int goal_order(const void *a, const void *b)
{
  const struct goal_row *x = a, *y = b;
  return x->order != y->order ? x->order - y->order : x->row->number - y->row->number;
}

/* The id of a goal by its id or its name in either language, or NULL. */
static const char *goal_of(const char *text)
{
  static const char *const languages[] = {"en", "zh"};
  const char *found = NULL;
  for (size_t l = 0; l < G_N_ELEMENTS(languages) && !found; l++) {
    lg_lang *lang = lg_lang_new(languages[l]);
    for (int g = 0; g < LG_GOAL_KIND_COUNT && !found; g++) {
      const lg_goal_words *words = lg_goal_words_of((lg_goal_kind)g);
      if (alike(text, lg_goal_word((lg_goal_kind)g)) || alike(text, lg_tr(lang, words->brief)) ||
          alike(text, lg_tr(lang, words->counted)))
        found = lg_goal_word((lg_goal_kind)g);
    }
    lg_lang_free(lang);
  }
  return found;
}

static void goal_say_unknown(lg_entry *entry)
{
  GPtrArray *words = g_ptr_array_new();
  lg_lang *lang = lg_lang_new(entry->in->chinese ? "zh" : "en");
  for (int g = 0; g < LG_GOAL_KIND_COUNT; g++)
    g_ptr_array_add(words, (gpointer)lg_goal_short(lang, (lg_goal_kind)g));
  lg_entry_say_unknown(entry, LG_MSG_SHEET_WORD, LG_MSG_SHEET_WORD_NEAR, entry->text, words);
  g_ptr_array_unref(words);
  lg_lang_free(lang);
}

static void goal_points(lg_node *goal, const lg_entry *entry)
{
  if (lg_entry_is_empty(entry)) return;
  lg_node *list = lg_node_list(goal, "points", entry->place);
  GArray *parts = lg_entry_parts(entry);
  for (guint k = 0; k < parts->len; k++) {
    g_autofree char *text = lg_fold(g_array_index(parts, lg_entry_part, k).text);
    bool whole = *text && strspn(text, "0123456789") == strlen(text);
    const char *digits = text;
    while (whole && *digits == '0' && digits[1]) digits++;
    if (whole)
      lg_node_value(list, NULL, digits, entry->place);
    else
      lg_node_text(list, NULL, text, entry->place);
  }
  g_array_unref(parts);
}

/* A cell that only one goal has; false where it is filled for another one, which is told. */
static bool goal_takes(lg_entry *entry, const char *id, lg_goal_kind owner)
{
  if (lg_entry_is_empty(entry)) return false;
  if (!id || strcmp(id, lg_goal_word(owner)) == 0) return true;
  lg_lang *lang = lg_lang_new(entry->in->chinese ? "zh" : "en");
  lg_entry_say(entry, LG_MSG_SHEET_GOAL_KEY, lg_goal_short(lang, owner), NULL, NULL);
  lg_lang_free(lang);
  return false;
}

static void goal_read(lg_sheets *in, lg_node *list, const lg_grid_row *row)
{
  lg_entry cell[LG_GOAL_HEADS];
  for (int h = 0; h < LG_GOAL_HEADS; h++)
    cell[h] = lg_entry_at(in, LG_PLAN_SHEET_GOALS, row, h, NULL);
  lg_entry *name = &cell[LG_GOAL_NAME], *points = &cell[LG_GOAL_POINTS],
           *seed = &cell[LG_GOAL_SEED];
  lg_node *goal =
      lg_node_element(list, lg_sheet_row_place(in, LG_PLAN_SHEET_GOALS, row, name->text));
  const char *id = lg_entry_is_empty(name) ? NULL : goal_of(name->text);
  if (!id && !name->told) goal_say_unknown(name);
  lg_node_text(goal, "id", id ? id : "", name->place);
  put(goal, "tolerance", &cell[LG_GOAL_TOLERANCE], lg_entry_share(&cell[LG_GOAL_TOLERANCE], false));
  if (goal_takes(points, id, LG_GOAL_WISHES)) goal_points(goal, points);
  if (goal_takes(seed, id, LG_GOAL_LOTTERY)) put(goal, "seed", seed, lg_entry_text(seed));
}

/* The places of the rows in the order; false where some have one and some have none. */
static bool goals_order(lg_sheets *in, GArray *rows)
{
  int with = 0;
  bool good = true;
  for (guint k = 0; k < rows->len; k++) {
    struct goal_row *one = &g_array_index(rows, struct goal_row, k);
    lg_entry entry = lg_entry_at(in, LG_PLAN_SHEET_GOALS, one->row, LG_GOAL_ORDER, NULL);
    if (lg_entry_is_empty(&entry)) continue;
    with++;
    bool whole = strspn(entry.text, "0123456789") == strlen(entry.text) && strlen(entry.text) < 6;
    one->order = whole ? atoi(entry.text) : 0;
    if (one->order < 1) lg_entry_say(&entry, LG_MSG_SHEET_ORDER_NUMBER, entry.text, NULL, NULL);
    for (guint j = 0; j < k && one->order > 0; j++)
      if (g_array_index(rows, struct goal_row, j).order == one->order)
        lg_entry_say(&entry, LG_MSG_SHEET_ORDER_TWICE, entry.text, NULL, NULL);
    good &= !entry.told;
  }
  if (with == 0 || with == (int)rows->len) return good;
  lg_report_place whole = lg_sheet_row_place(in, LG_PLAN_SHEET_GOALS, NULL, "");
  lg_report_add_at(in->report, LG_MSG_SHEET_ORDER, in->path, &whole, NULL);
  return false;
}

void lg_sheets_read_goals(lg_sheets *in)
{
  const lg_plan_part_sheet *sheet = &in->part[LG_PLAN_SHEET_GOALS];
  if (!sheet->grid) return;
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(struct goal_row));
  for (guint k = sheet->first; k < sheet->grid->rows->len; k++) {
    struct goal_row one = {row_at(sheet, k), 0};
    if (lg_sheet_row_is_read(in, LG_PLAN_SHEET_GOALS, one.row)) g_array_append_val(rows, one);
  }
  if (goals_order(in, rows)) g_array_sort(rows, goal_order);
  lg_node *list =
      lg_node_list(in->root, "goals", lg_sheet_row_place(in, LG_PLAN_SHEET_GOALS, NULL, ""));
  for (guint k = 0; k < rows->len; k++)
    goal_read(in, list, g_array_index(rows, struct goal_row, k).row);
  g_array_unref(rows);
}
