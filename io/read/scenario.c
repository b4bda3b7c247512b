/* scenario.c - see scenario.h: one draft of the plan a scenario, in which the varied values are set
 * row by row. */
#include "input_pool.h"
#include "io/read.h"

#include <string.h>

#include "fold.h"
#include "io/plan/json_draft.h"
#include "io/plan/plan.h"
#include "io/words/plan_keys.h"
#include "table.h"

enum { LG_SHOWN = 100 };

/* What is known while the rows are read. */
struct reader {
  const lg_scenario_order *order;
  lg_scenarios *all;
  lg_plan_source source;
  lg_json_doc *plan;
  lg_json_doc **patches; /* [scenario_count] */
  char **names;          /* [scenario_count] */
  GString *defects, *warnings;
  GHashTable *warned;   /* lines told */
  GHashTable *options;  /* what says who may go where -> number + 1 */
  GHashTable *families; /* rules and goals without the limits of hard quotas -> number + 1 */
};

/* --- findings --- */

/* The findings of one row; a warning is told once, with the first row that has it. */
static void tell(struct reader *r, const char *name, const lg_report *report)
{
  lg_scenarios *all = r->all;
  for (int k = 0; k < lg_report_defects(report) && all->defects + k < LG_SHOWN; k++) {
    g_autofree char *line = lg_report_line(report, LG_DEFECT, k, all->lang);
    if (line) g_string_append_printf(r->defects, "%s: %s\n", name, line);
  }
  all->defects += lg_report_defects(report);
  for (int k = 0; k < lg_report_warnings(report); k++) {
    char *line = lg_report_line(report, LG_WARNING, k, all->lang);
    if (!line) break; /* only so many are kept */
    if (!g_hash_table_add(r->warned, line)) continue;
    all->warning_count++;
    g_string_append_printf(r->warnings, "%s: %s\n", name, line);
  }
}

static bool refuse(struct reader *r, char *text)
{
  r->all->failure = LG_SCENARIO_USAGE;
  g_free(r->all->text);
  r->all->text = text;
  return false;
}

/* --- files --- */

/* The name by which the plan knows an element of a merged list of a patch; folded, g_free. */
static char *element_name(const lg_json *element, const char *key)
{
  const lg_json *id = element->key ? NULL : lg_json_get(element, key);
  const char *name = element->key ? element->key : id && id->kind == LG_JSON_TEXT ? id->text : NULL;
  return name && strcmp(name, "//") != 0 ? lg_fold(name) : NULL;
}

/* Elements of a merged list that stand twice: the last one would silently win. */
static void check_elements(const lg_json *list, const char *file, lg_report *report)
{
  const char *key = lg_json_draft_list_key(list);
  if (!key) return;
  GHashTable *met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const lg_json *at = list->child; at; at = at->next) {
    g_autofree char *name = element_name(at, key), *path = lg_json_path(at);
    if (name && !g_hash_table_add(met, g_strdup(name)))
      lg_report_add(report, LG_MSG_PLAN_ID_REPEATED, file, at->line, path, name, NULL);
  }
  g_hash_table_destroy(met);
}

/* Keys that stand twice: a patch would silently keep the last one. */
static void check_repeated(const lg_json *value, const char *file, lg_report *report)
{
  check_elements(value, file, report);
  for (const lg_json *at = value->child; at; at = at->next) {
    const lg_json *first = at->key ? lg_json_get(value, at->key) : at;
    if (first != at && strcmp(at->key, "//") != 0) {
      g_autofree char *path = lg_json_path(at);
      char line[16];
      g_snprintf(line, sizeof line, "%d", first->line);
      lg_report_add(report, LG_MSG_PLAN_KEY_REPEATED, file, at->line, path, line, NULL);
    }
    check_repeated(at, file, report);
  }
}

/* NULL where it is no JSON object. */
static lg_json_doc *patch_open(const char *path, lg_report *report)
{
  char *bytes = NULL;
  size_t length;
  if (!g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
    lg_report_add(report, LG_MSG_SCENARIO_NOT_FOUND, path, 0, "", NULL);
    return NULL;
  }
  if (!lg_plan_load(path, &bytes, &length, report)) return NULL;
  lg_json_doc *doc = lg_json_parse(bytes, length, path, report);
  g_free(bytes);
  if (!doc) return NULL;
  const lg_json *root = lg_json_root(doc);
  if (root->kind == LG_JSON_OBJECT) {
    check_repeated(root, path, report);
    return doc;
  }
  g_autofree char *shown = g_strndup(root->raw, MIN(root->raw_length, (size_t)60));
  g_autofree char *valid = g_utf8_make_valid(shown, -1);
  lg_report_add(report, LG_MSG_PLAN_NEED_OBJECT, path, root->line, "", valid, NULL);
  lg_json_doc_free(doc);
  return NULL;
}

/* A file's name without folder and .json. g_free. */
static char *scenario_name(const char *path)
{
  char *name = g_path_get_basename(path);
  if (g_str_has_suffix(name, ".json")) name[strlen(name) - strlen(".json")] = '\0';
  char *valid = g_utf8_make_valid(name, -1);
  g_free(name);
  return valid;
}

/* false where the plan is no JSON object. Settles the language. */
static bool open_plan(struct reader *r)
{
  lg_report *report = lg_report_new();
  const char *path = r->order->plan_path;
  r->plan = lg_plan_parse(path, r->order->coding.key, &r->source, report);
  const lg_json *lang = r->plan ? lg_json_get(lg_json_root(r->plan), "lang") : NULL;
  bool known = lang && lang->kind == LG_JSON_TEXT &&
               (strcmp(lang->text, "zh") == 0 || strcmp(lang->text, "en") == 0);
  const char *own = known ? lang->text : r->plan ? NULL : lg_plan_guess_lang(path);
  r->all->lang = lg_lang_new(lg_lang_choose(r->order->lang, own));
  tell(r, "plan", report);
  lg_report_free(report);
  return r->plan != NULL;
}

/* What a patch takes out of a list that lacks it. */
static void check_missing(const struct reader *r, const char *file, const GPtrArray *missing,
                          lg_report *report)
{
  for (guint k = 0; k < missing->len; k++) {
    const lg_json *member = g_ptr_array_index(missing, k);
    const char *list = member->parent->key, *key = lg_json_draft_list_key(member->parent);
    const lg_json *old = lg_json_get(lg_json_root(r->plan), list);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const lg_json *at = old ? old->child : NULL; at; at = at->next) {
      char *name = element_name(at, key);
      if (name) g_ptr_array_add(names, name);
    }
    const char *near = lg_nearest(member->key, (const char *const *)names->pdata, (int)names->len);
    g_autofree char *path = lg_json_path(member);
    lg_report_add(report, near ? LG_MSG_SCENARIO_ELEMENT_NEAR : LG_MSG_SCENARIO_ELEMENT, file,
                  member->line, path, member->key, list, near, NULL);
    g_ptr_array_free(names, TRUE);
  }
}

/* Keys that the patch takes out and that the reader of the plan does not know, told in its words. */
static void check_asked(struct reader *r, int s, const lg_json *root, const GPtrArray *asked)
{
  if (asked->len == 0) return;
  lg_report *report = lg_report_new();
  GHashTable *paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (guint k = 0; k < asked->len; k++)
    g_hash_table_add(paths, lg_json_path(g_ptr_array_index(asked, k)));
  lg_plan *plan = lg_plan_of(root, &(lg_plan_source){.path = r->order->scenarios[s]},
                             &r->order->coding, report);
  if (plan) lg_policy_free(lg_plan_policy(plan, NULL, report));
  for (int k = 0; k < MIN(lg_report_defects(report), LG_SHOWN); k++) {
    lg_message message = lg_report_message(report, LG_DEFECT, k);
    if (message != LG_MSG_PLAN_KEY && message != LG_MSG_PLAN_KEY_NEAR) continue;
    if (!g_hash_table_contains(paths, lg_report_column(report, LG_DEFECT, k))) continue;
    g_autofree char *line = lg_report_line(report, LG_DEFECT, k, r->all->lang);
    if (r->all->defects++ < LG_SHOWN)
      g_string_append_printf(r->defects, "%s: %s\n", r->names[s], line);
  }
  lg_plan_free(plan);
  g_hash_table_destroy(paths);
  lg_report_free(report);
}

/* A patch may take out only what there may be: a misspelt key would change nothing, unsaid. */
static void check_removed(struct reader *r, int s)
{
  lg_report *report = lg_report_new();
  GPtrArray *asked = g_ptr_array_new(), *missing = g_ptr_array_new();
  lg_json_draft *draft = lg_json_draft_new(lg_json_root(r->plan));
  lg_json_draft_patch_asking(draft, lg_json_root(r->patches[s]), asked, missing);
  check_missing(r, r->order->scenarios[s], missing, report);
  tell(r, r->names[s], report);
  check_asked(r, s, lg_json_draft_root(draft), asked);
  lg_json_draft_free(draft);
  g_ptr_array_free(asked, TRUE);
  g_ptr_array_free(missing, TRUE);
  lg_report_free(report);
}

static bool open_patches(struct reader *r)
{
  for (int s = 0; s < r->order->scenario_count; s++) {
    lg_report *report = lg_report_new();
    r->patches[s] = patch_open(r->order->scenarios[s], report);
    r->names[s] = scenario_name(r->order->scenarios[s]);
    tell(r, r->names[s], report);
    lg_report_free(report);
    if (r->plan && r->patches[s]) check_removed(r, s);
  }
  return r->all->defects == 0;
}

/* --- varied keys --- */

static bool is_element_of(const lg_json *value, const char *list)
{
  const lg_json *above = value->parent;
  return above && above->kind == LG_JSON_LIST && above->key && strcmp(above->key, list) == 0 &&
         above->parent && !above->parent->parent;
}

static bool is_root_key(const lg_json *value, const char *key)
{
  return value->key && value->parent && !value->parent->parent && strcmp(value->key, key) == 0;
}

/* What the plan's table of keys says of a value; LG_TYPE_ANY where it has no such key. */
static lg_key_type type_of(const lg_json *value)
{
  const lg_json *above = value->parent;
  bool in_list = above && above->parent && above->parent->kind == LG_JSON_LIST;
  const lg_json *named = in_list ? above->parent : above;
  if (!value->key || !is_root_key(named, named->key)) return LG_TYPE_ANY;
  g_autofree char *path = g_strconcat(named->key, in_list ? "[]" : "", NULL);
  for (int object = 0; object < LG_OBJECT_COUNT; object++) {
    int count;
    const lg_plan_key *keys = lg_plan_keys_of((lg_key_object)object, &count);
    if (strcmp(lg_key_object_path((lg_key_object)object), path) != 0) continue;
    for (int k = 0; k < count; k++)
      if (strcmp(keys[k].name, value->key) == 0) return keys[k].type;
  }
  return LG_TYPE_ANY;
}

static void set_value(lg_json_draft *draft, const lg_json *value, const lg_vary *vary, int k)
{
  lg_key_type type = type_of(value);
  bool share = type == LG_TYPE_SHARE || type == LG_TYPE_BOUND;
  bool text = vary->notation == LG_NOTE_PERCENT || vary->notation == LG_NOTE_FRACTION ||
              type == LG_TYPE_FRACTION || (share && vary->notation == LG_NOTE_DECIMAL);
  lg_json_draft_set(draft, value, text ? LG_JSON_TEXT : LG_JSON_NUMBER, vary->values[k]);
}

/* A quota's min or max has a tipping point. */
static void find_quota(lg_vary *vary, const lg_json *value)
{
  bool is_max = value->key && strcmp(value->key, "max") == 0;
  if (!value->key || (!is_max && strcmp(value->key, "min") != 0) ||
      !is_element_of(value->parent, "quotas"))
    return;
  const lg_json *id = lg_json_get(value->parent, "id");
  g_free(vary->quota);
  vary->quota = id && id->kind == LG_JSON_TEXT ? lg_fold(id->text) : NULL;
  vary->is_max = is_max;
}

/* The key path of every single value. */
static void add_paths(const lg_json *value, GPtrArray *paths)
{
  if (value->kind != LG_JSON_LIST && value->kind != LG_JSON_OBJECT)
    g_ptr_array_add(paths, lg_json_path(value));
  for (const lg_json *at = value->child; at; at = at->next) add_paths(at, paths);
}

static bool refuse_key(struct reader *r, const char *key, const lg_json *root, const char *why)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
  add_paths(root, paths);
  const char *near = lg_nearest(key, (const char *const *)paths->pdata, (int)paths->len);
  if (near && strcmp(near, key) == 0) near = NULL; /* it was made to see whether it is known */
  char *text =
      why    ? g_strdup_printf(lg_tr(r->all->lang, N_("--vary %1$s: %2$s")), key, why)
      : near ? g_strdup_printf(
                   lg_tr(r->all->lang, N_("--vary: the plan has no key %1$s; did you mean %2$s?")),
                   key, near)
             : g_strdup_printf(lg_tr(r->all->lang, N_("--vary: the plan has no key %s")), key);
  g_ptr_array_free(paths, TRUE);
  return refuse(r, text);
}

/* A key that was made: does the plan's reader know it? */
static bool is_known_key(struct reader *r, const lg_json *root, const char *key)
{
  lg_report *report = lg_report_new();
  lg_plan *plan = lg_plan_of(root, &r->source, &r->order->coding, report);
  if (plan) lg_policy_free(lg_plan_policy(plan, NULL, report));
  bool known = true;
  for (int k = 0; k < MIN(lg_report_defects(report), LG_SHOWN) && known; k++) {
    lg_message message = lg_report_message(report, LG_DEFECT, k);
    bool no_list = message == LG_MSG_PLAN_NEED_LIST || message == LG_MSG_PLAN_NEED_BAND;
    if (!no_list && message != LG_MSG_PLAN_KEY && message != LG_MSG_PLAN_KEY_NEAR) continue;
    const char *path = lg_report_column(report, LG_DEFECT, k);
    size_t length = strlen(path);
    known =
        strncmp(path, key, length) != 0 || (key[length] != '.' && (no_list || key[length] != '\0'));
    if (!known) {
      g_autofree char *line = no_list ? NULL : lg_report_line(report, LG_DEFECT, k, r->all->lang);
      refuse_key(r, key, root, line); /* a list that is not there has no elements */
    }
  }
  lg_plan_free(plan);
  lg_report_free(report);
  return known;
}

/* Where each key stands in a draft: values[vary_count]. */
static bool find_keys(struct reader *r, lg_json_draft *draft, const lg_json **values)
{
  const lg_json *root = lg_json_draft_root(draft);
  for (int v = 0; v < r->all->vary_count; v++) {
    lg_vary *vary = r->all->varies[v];
    bool made;
    values[v] = lg_json_draft_find(draft, vary->key, &made);
    if (!values[v]) return refuse_key(r, vary->key, root, NULL);
    if (values[v]->kind == LG_JSON_LIST || values[v]->kind == LG_JSON_OBJECT)
      return refuse_key(r, vary->key, root,
                        lg_tr(r->all->lang, N_("this is no single value of the plan")));
    for (int w = 0; w < v; w++)
      if (values[w] == values[v])
        return refuse_key(r, vary->key, root, lg_tr(r->all->lang, N_("the key stands twice")));
    set_value(draft, values[v], vary, 0);
    if (made && !is_known_key(r, root, vary->key)) return false;
    find_quota(vary, values[v]);
  }
  return true;
}

/* --- rows --- */

static lg_scenario_row *row_add(struct reader *r, char *name, int scenario)
{
  lg_scenarios *all = r->all;
  lg_scenario_row *row = &all->rows[all->row_count++];
  size_t count = (size_t)all->vary_count;
  *row = (lg_scenario_row){.name = name,
                           .scenario = scenario,
                           .at = g_new(int, count + 1),
                           .shown = g_new0(char *, count + 1),
                           .but_vary = g_new0(char *, count + 1)};
  for (int v = 0; v < all->vary_count; v++) row->at[v] = LG_MISSING;
  return row;
}

/* Equal texts have equal numbers. Takes `text`. */
static int number_of(GHashTable *numbers, char *text)
{
  int number = GPOINTER_TO_INT(g_hash_table_lookup(numbers, text));
  if (!number) number = (int)g_hash_table_size(numbers) + 1;
  g_hash_table_insert(numbers, text, GINT_TO_POINTER(number));
  return number - 1;
}

/* What is otherwise in the tables of a scenario; NULL: nothing. */
static const lg_json *edits_of(const struct reader *r, int scenario)
{
  if (scenario == LG_MISSING) return NULL;
  return lg_json_get(lg_json_root(r->patches[scenario]), LG_EDITS_KEY);
}

/* The text of a part of a plan; tables that differ make it another one. g_free. */
static char *part_text(const struct reader *r, const lg_scenario_row *row, const lg_json *root,
                       lg_plan_part part, const lg_json *but)
{
  const lg_json *edits = edits_of(r, row->scenario);
  g_autofree char *plan = lg_plan_part_text(root, part, but);
  GString *text = g_string_new(plan);
  if (edits) lg_json_print(text, edits, NULL);
  return g_string_free(text, FALSE);
}

/* Where a row's tipping point is another's: the rules less the one value. */
static char *but_value(const struct reader *r, const lg_scenario_row *row, const lg_json *root,
                       const lg_json *value)
{
  g_autofree char *text = part_text(r, row, root, LG_PLAN_RULES, value);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA1, text, -1);
}

static void row_read(struct reader *r, lg_scenario_row *row, const lg_json *root)
{
  const lg_json *edits = edits_of(r, row->scenario);
  const char *file = edits ? r->order->scenarios[row->scenario] : NULL;
  row->input = lg_input_of(root, &r->source, edits, file, r->all->pool);
  tell(r, row->name, row->input->report);
  row->options = number_of(r->options, part_text(r, row, root, LG_PLAN_OPTIONS, NULL));
  row->family = number_of(r->families, part_text(r, row, root, LG_PLAN_FAMILY, NULL));
}

/* The plan as it stands. Keys that it lacks are looked for in a copy. */
static void read_plan_row(struct reader *r)
{
  const lg_json *root = lg_json_root(r->plan);
  lg_scenario_row *row = row_add(r, g_strdup("plan"), LG_MISSING);
  lg_json_draft *draft = lg_json_draft_new(root);
  for (int v = 0; v < r->all->vary_count; v++) {
    bool made;
    const lg_json *value = lg_json_draft_find(draft, r->all->varies[v]->key, &made);
    if (!value || made)
      row->shown[v] = g_strdup("");
    else
      row->shown[v] = value->kind == LG_JSON_TEXT ? g_strdup(value->text)
                                                  : g_strndup(value->raw, value->raw_length);
    if (value) row->but_vary[v] = but_value(r, row, lg_json_draft_root(draft), value);
  }
  lg_json_draft_free(draft);
  row_read(r, row, root);
}

/* The name of a grid point. g_free. */
static char *point_name(const struct reader *r, int scenario, const int *at)
{
  GString *name = g_string_new(scenario == LG_MISSING ? "" : r->names[scenario]);
  for (int v = 0; v < r->all->vary_count; v++)
    g_string_append_printf(name, "%s%s=%s", name->len ? ";" : "", r->all->varies[v]->key,
                           r->all->varies[v]->values[at[v]]);
  return g_string_free(name, FALSE);
}

/* The next grid point, the first key slowest; false after the last one. */
static bool point_next(const lg_scenarios *all, int *at)
{
  for (int v = all->vary_count - 1; v >= 0; v--) {
    if (++at[v] < all->varies[v]->count) return true;
    at[v] = 0;
  }
  return false;
}

static bool read_grid(struct reader *r, int scenario, GHashTable *names)
{
  lg_scenarios *all = r->all;
  lg_json_draft *draft = lg_json_draft_new(lg_json_root(r->plan));
  if (scenario != LG_MISSING) lg_json_draft_patch(draft, lg_json_root(r->patches[scenario]));
  const lg_json *root = lg_json_draft_root(draft);
  g_autofree const lg_json **values = g_new0(const lg_json *, all->vary_count + 1);
  g_autofree int *at = g_new0(int, all->vary_count + 1);
  bool good = find_keys(r, draft, values);
  do {
    if (!good) break;
    lg_scenario_row *row = row_add(r, point_name(r, scenario, at), scenario);
    if (!g_hash_table_add(names, row->name))
      good =
          refuse(r, g_strdup_printf(lg_tr(all->lang, N_("two rows have the name %s")), row->name));
    for (int v = 0; v < all->vary_count; v++) {
      row->at[v] = at[v];
      row->shown[v] = g_strdup(all->varies[v]->values[at[v]]);
      set_value(draft, values[v], all->varies[v], at[v]);
    }
    for (int v = 0; v < all->vary_count; v++)
      if (all->varies[v]->quota) row->but_vary[v] = but_value(r, row, root, values[v]);
    if (good) row_read(r, row, root);
  } while (point_next(all, at));
  lg_json_draft_free(draft);
  return good;
}

/* Rows that there will be, the plan's among them; false where they are too many. */
static bool count_rows(struct reader *r, int *count)
{
  int64_t rows = MAX(1, r->order->scenario_count);
  for (int v = 0; v < r->all->vary_count && rows < LG_MAX_ROWS; v++)
    rows *= r->all->varies[v]->count;
  *count = (int)MIN(rows, LG_MAX_ROWS) + 1;
  if (rows < LG_MAX_ROWS) return true;
  return refuse(r, g_strdup(lg_tr(r->all->lang, N_("these are more than 10,000 rows"))));
}

static void read_rows(struct reader *r)
{
  int count;
  if (!count_rows(r, &count)) return;
  r->all->rows = g_new0(lg_scenario_row, count);
  GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
  read_plan_row(r);
  g_hash_table_add(names, r->all->rows[0].name);
  bool good = true;
  if (r->order->scenario_count == 0) good = read_grid(r, LG_MISSING, names);
  for (int s = 0; s < r->order->scenario_count && good; s++) good = read_grid(r, s, names);
  g_hash_table_destroy(names);
}

/* --- the whole --- */

static void finish(struct reader *r)
{
  lg_scenarios *all = r->all;
  all->warnings = g_string_free(r->warnings, FALSE);
  if (all->failure == LG_SCENARIO_USAGE || all->defects == 0) {
    g_string_free(r->defects, TRUE);
    return;
  }
  all->failure = LG_SCENARIO_DEFECT;
  if (all->defects > LG_SHOWN)
    g_string_append_printf(r->defects, lg_tr(all->lang, N_("... and %d more defects\n")),
                           all->defects - LG_SHOWN);
  all->text = g_string_free(r->defects, FALSE);
}

lg_scenarios *lg_scenarios_read(const lg_scenario_order *order)
{
  lg_scenarios *all = g_new0(lg_scenarios, 1);
  *all = (lg_scenarios){.varies = order->varies,
                        .vary_count = order->vary_count,
                        .pool = lg_input_pool_new(&order->coding)};
  struct reader r = {.order = order,
                     .all = all,
                     .patches = g_new0(lg_json_doc *, order->scenario_count + 1),
                     .names = g_new0(char *, order->scenario_count + 1),
                     .defects = g_string_new(NULL),
                     .warnings = g_string_new(NULL)};
  r.warned = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r.options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  r.families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  bool opened = open_plan(&r);
  if (open_patches(&r) && opened) read_rows(&r);
  finish(&r);
  g_hash_table_destroy(r.warned);
  g_hash_table_destroy(r.options);
  g_hash_table_destroy(r.families);
  for (int s = 0; s < order->scenario_count; s++) lg_json_doc_free(r.patches[s]);
  g_free(r.patches);
  g_strfreev(r.names);
  lg_json_doc_free(r.plan);
  lg_plan_source_clear(&r.source);
  return all;
}

static void row_clear(lg_scenario_row *row, int vary_count)
{
  for (int v = 0; v < vary_count; v++) {
    g_free(row->shown[v]);
    g_free(row->but_vary[v]);
  }
  g_free(row->shown);
  g_free(row->but_vary);
  g_free(row->at);
  g_free(row->name);
  lg_input_free(row->input);
}

void lg_scenarios_free(lg_scenarios *all)
{
  if (!all) return;
  for (int k = 0; k < all->row_count; k++) row_clear(&all->rows[k], all->vary_count);
  g_free(all->rows);
  for (int v = 0; v < all->vary_count; v++) lg_vary_free(all->varies[v]);
  g_free(all->varies);
  g_free(all->text);
  g_free(all->warnings);
  lg_input_pool_free(all->pool);
  lg_lang_free(all->lang);
  g_free(all);
}
