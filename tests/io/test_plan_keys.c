/* test_plan_keys.c - the table of the plan's keys against what reading does with each of them: its
 * example is right, another kind of value is a defect, a required key is missed, a number ends where
 * the table says, the words of the table are all taken; no source asks a plan for a key that the
 * table lacks; and each goes through the sheets of a workbook and back (PLAN_FOLDER_NONE and what cells
 * of a workbook alone can be: test_sheets.c). */
#include <cJSON.h>
#include <glib/gstdio.h>
#include <string.h>

#include "io/plan/sheets.h"
#include "io/words/plan_keys.h"
#include "io/write.h"
#include "model/policy.h"
#include "plan_case.h"
#include "runner.h"

/* A plan in which an object stands, at `place`; `key`: this host is for one key alone. */
static const struct host {
  lg_key_object object;
  const char *key, *members, *place;
} hosts[] = {
    {LG_OBJECT_PLAN, "period", "\"service\": \"v.csv\"", ""},
    {LG_OBJECT_PLAN, "flexible", "\"flexible_demand\": \"f.csv\"", ""},
    {LG_OBJECT_PLAN, "flexible_demand", "\"flexible\": {}", ""},
    {LG_OBJECT_PLAN, NULL, "\"goals\": [\"lottery\"]", ""},
    {LG_OBJECT_PERIOD, NULL, "\"service\": \"v.csv\", \"period\": {\"from\": \"2010-01-01\"}",
     "period"},
    {LG_OBJECT_BACKBONE, NULL, "\"backbone\": [{\"ends_with\": \"x\"}]", "backbone/0"},
    {LG_OBJECT_ELIGIBILITY, NULL, "\"eligibility\": {\"retirement_margin_years\": 5}",
     "eligibility"},
    {LG_OBJECT_AGES, NULL, "\"eligibility\": {\"max_age\": {\"M\": 1, \"F\": 1}}",
     "eligibility/max_age"},
    {LG_OBJECT_ROUTE, NULL, "\"routes\": [{\"id\": \"a\"}]", "routes/0"},
    {LG_OBJECT_COMMUTE, NULL, "\"commute\": {}", "commute"},
    {LG_OBJECT_FLEXIBLE, NULL, "\"flexible_demand\": \"f.csv\", \"flexible\": {}", "flexible"},
    {LG_OBJECT_FLEXIBLE_ROUTE, NULL,
     "\"flexible_demand\": \"f.csv\", \"flexible\": {\"routes\": [{\"id\": \"a\"}]}",
     "flexible/routes/0"},
    {LG_OBJECT_STAFFING, NULL, "\"staffing\": {}", "staffing"},
    {LG_OBJECT_QUOTA, NULL,
     "\"quotas\": [{\"id\": \"a\", \"count\": {\"moved\": true}, \"min\": \"1%\", \"max\": "
     "\"99%\"}], "
     "\"goals\": [\"shortfall\"]",
     "quotas/0"},
    {LG_OBJECT_TEAM, NULL, "\"teams\": [{\"route\": \"learn\", \"min\": 1}]", "teams/0"},
    {LG_OBJECT_DENSITY, NULL, "\"backbone_per_100\": {\"min\": \"1\"}, \"goals\": [\"shortfall\"]",
     "backbone_per_100"},
    {LG_OBJECT_GOAL, "seed", "\"goals\": [{\"id\": \"lottery\"}]", "goals/0"},
    {LG_OBJECT_GOAL, NULL,
     "\"wishes\": \"w.csv\", \"baseline\": \"b.csv\", \"flexible_demand\": \"f.csv\", "
     "\"flexible\": {}, \"goals\": [{\"id\": \"wishes\"}]",
     "goals/0"},
    {LG_OBJECT_LIMITS, NULL, "\"limits\": {}", "limits"},
    {LG_OBJECT_RELAX, NULL,
     "\"relax\": [{\"rule\": \"R7\", \"id\": \"A1\", \"class\": \"\", \"side\": \"min\", "
     "\"heads\": 1}]",
     "relax/0"},
    {LG_OBJECT_REPAIR, NULL,
     "\"repair\": {}, \"quotas\": [{\"id\": \"rotation\", \"count\": {}, \"min\": 1}]", "repair"},
    {LG_OBJECT_FILTER, NULL, "\"quotas\": [{\"id\": \"a\", \"count\": {}, \"min\": 1}]",
     "quotas/0/count"},
    {LG_OBJECT_RANGE, NULL, "\"quotas\": [{\"id\": \"a\", \"count\": {\"age\": {}}, \"min\": 1}]",
     "quotas/0/count/age"},
    {LG_OBJECT_NOT, NULL, "\"quotas\": [{\"id\": \"a\", \"count\": {\"title\": {}}, \"min\": 1}]",
     "quotas/0/count/title"},
};

static const struct host *host_of(const lg_plan_key *key)
{
  for (size_t k = 0; k < G_N_ELEMENTS(hosts); k++) {
    bool fits = !hosts[k].key || strcmp(hosts[k].key, key->name) == 0;
    if (hosts[k].object == key->object && fits) return &hosts[k];
  }
  g_error("no plan with %s", lg_key_object_path(key->object));
}

static cJSON *host_object(cJSON *root, const char *place)
{
  cJSON *at = root;
  char **steps = g_strsplit(place, "/", -1);
  for (char **step = steps; *step; step++)
    at = cJSON_IsArray(at) ? cJSON_GetArrayItem(at, atoi(*step)) : cJSON_GetObjectItem(at, *step);
  g_strfreev(steps);
  return at;
}

/* The key's plan with this value of the key (JSON), or without the key (NULL). g_free. */
static char *plan_with(const lg_plan_key *key, const char *value)
{
  const struct host *host = host_of(key);
  g_autofree char *text = g_strconcat(
      "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"t.csv\", \"schools\": "
      "\"s.csv\", ",
      host->members, "}", NULL);
  cJSON *root = cJSON_Parse(text);
  cJSON *object = host_object(root, host->place);
  cJSON_DeleteItemFromObjectCaseSensitive(object, key->name);
  if (value) cJSON_AddItemToObject(object, key->name, cJSON_CreateRaw(value));
  char *plan = cJSON_PrintUnformatted(root), *copy = g_strdup(plan);
  cJSON_free(plan);
  cJSON_Delete(root);
  return copy;
}

static int defects_with(const lg_plan_key *key, const char *value)
{
  g_autofree char *plan = plan_with(key, value);
  lg_plan_case c = lg_plan_case_bytes(plan, strlen(plan), NULL);
  int count = lg_report_defects(c.report);
  lg_plan_case_clear(&c);
  return count;
}

/* "quotas[].min = 3" */
static char *told(const lg_plan_key *key, const char *value)
{
  return g_strdup_printf("%s.%s = %s", lg_key_object_path(key->object), key->name,
                         value ? value : "(missing)");
}

static void expect(const lg_plan_key *key, const char *value, bool right)
{
  g_autofree char *what = told(key, value);
  LG_EQUAL_INT(defects_with(key, value) == 0, right, what);
}

static void each_key(void (*check)(const lg_plan_key *key))
{
  for (int object = 0; object < LG_OBJECT_COUNT; object++) {
    int count;
    const lg_plan_key *keys = lg_plan_keys_of((lg_key_object)object, &count);
    LG_TRUE(count <= LG_MOST_KEYS, "as many keys as a list takes");
    for (int k = 0; k < count; k++) check(&keys[k]);
  }
}

/* `from` and `to` of a change are what a proposal tells beside it. */
static bool is_read(const lg_plan_key *key)
{
  return key->object != LG_OBJECT_RELAX ||
         (strcmp(key->name, "from") != 0 && strcmp(key->name, "to") != 0);
}

static void check_example(const lg_plan_key *key)
{
  expect(key, key->example, true);
  expect(key, "[{\"x\": 1}]", !is_read(key)); /* no key takes this */
}

static void test_examples(void)
{
  each_key(check_example);
}

static void check_required(const lg_plan_key *key)
{
  /* these two go together */
  bool both = key->object == LG_OBJECT_PLAN && g_str_has_prefix(key->name, "flexible");
  expect(key, NULL, g_strcmp0(key->fallback, LG_KEY_REQUIRED) != 0 && !both);
}

static void test_required(void)
{
  each_key(check_required);
}

static void check_range(const lg_plan_key *key)
{
  if (key->type != LG_TYPE_WHOLE) return;
  char value[24];
  for (int k = 0; k < 4; k++) {
    const int64_t tried[] = {key->lo, key->hi, (int64_t)key->lo - 1, (int64_t)key->hi + 1};
    g_snprintf(value, sizeof value, "%" G_GINT64_FORMAT, tried[k]);
    expect(key, value, k < 2);
  }
}

static void test_ranges(void)
{
  each_key(check_range);
}

/* The words of `allowed`, or NULL where it tells something else. g_strfreev. */
static char **words_of(const lg_plan_key *key)
{
  char **words = key->allowed ? g_strsplit(key->allowed, ", ", -1) : NULL;
  bool are = words && words[1];
  for (char **word = words; are && *word; word++) are = !strchr(*word, ' ');
  if (are) return words;
  g_strfreev(words);
  return NULL;
}

/* `word` as a value of the key. g_free. */
static char *word_value(const lg_plan_key *key, const char *word)
{
  bool list = key->type == LG_TYPE_LIST;
  return g_strconcat(list ? "[\"" : "\"", word, list ? "\"]" : "\"", NULL);
}

static void check_words(const lg_plan_key *key)
{
  char **words = words_of(key);
  LG_TRUE(words || key->type != LG_TYPE_WORD, key->name);
  if (!words) return;
  for (char **word = words; *word; word++) {
    g_autofree char *value = word_value(key, *word);
    expect(key, value, true);
  }
  g_autofree char *other = word_value(key, "nosuch");
  expect(key, other, false);
  g_strfreev(words);
}

static void test_words(void)
{
  each_key(check_words);
}

/* The words of the model, and those alone. */
static void test_model(void)
{
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(LG_OBJECT_FILTER, &count);
  LG_EQUAL_INT(count, LG_KEY_COUNT, "keys of a filter");
  for (int k = 0; k < count; k++) LG_EQUAL_TEXT(keys[k].name, lg_key_word((lg_key)k), "key");
  GString *goals = g_string_new(NULL);
  for (int k = 0; k < LG_GOAL_KIND_COUNT; k++)
    g_string_append_printf(goals, "%s%s", k ? ", " : "", lg_goal_word((lg_goal_kind)k));
  LG_EQUAL_TEXT(lg_plan_keys_of(LG_OBJECT_GOAL, &count)->allowed, goals->str, "goals");
  g_string_free(goals, TRUE);
}

static const lg_plan_key *key_named(lg_key_object object, const char *name)
{
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(object, &count);
  for (int k = 0; k < count; k++)
    if (strcmp(keys[k].name, name) == 0) return &keys[k];
  return NULL;
}

static void check_default(lg_key_object object, const char *name, const char *form, double value)
{
  g_autofree char *text = g_strdup_printf(form, (int)value);
  LG_EQUAL_TEXT(key_named(object, name)->fallback, text, name);
}

/* What reading makes of a plan without the key is what the table says. */
static void test_defaults(void)
{
  lg_district *district = lg_plan_case_district();
  lg_plan_case c = lg_plan_case_members(
      "\"goals\": [\"lottery\"], \"backbone_per_100\": {\"min\": \"0\"}, "
      "\"quotas\": [{\"id\": \"a\", \"count\": {}, \"min\": 0}]",
      district);
  const lg_policy *policy = c.policy;
  LG_TRUE(policy, "the plan is right");
  check_default(LG_OBJECT_LIMITS, "time_seconds", "%d", policy->time_limit_s);
  check_default(LG_OBJECT_LIMITS, "gap", "%d", (double)policy->gap.p);
  check_default(LG_OBJECT_GOAL, "tolerance", "\"%d\"", (double)policy->goals[0].tolerance.p);
  check_default(LG_OBJECT_QUOTA, "weight", "%d", policy->quotas[0].weight);
  check_default(LG_OBJECT_DENSITY, "weight", "%d", policy->density.weight);
  LG_EQUAL_TEXT(key_named(LG_OBJECT_QUOTA, "soft")->fallback,
                policy->quotas[0].soft ? "true" : "false", "soft");
  LG_EQUAL_TEXT(key_named(LG_OBJECT_QUOTA, "include_rotated")->fallback,
                policy->quotas[0].include_rotated ? "true" : "false", "include_rotated");
  LG_EQUAL_INT(policy->quotas[0].of.count, 0, "of");
  g_autofree char *band =
      g_strdup_printf("[%d, %d]", policy->subject_band.lo, policy->subject_band.hi);
  LG_EQUAL_TEXT(key_named(LG_OBJECT_STAFFING, "subject_band")->fallback, band, "subject_band");
  LG_TRUE(!policy->headcount_band.given, "headcount_band");
  lg_plan_case_clear(&c);
  lg_district_free(district);
}

static void check_source(const char *path, GHashTable *known, int *asked)
{
  char *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) g_error("cannot read %s", path);
  GRegex *regex =
      g_regex_new("lg_(?:json_get|plan_need|plan_id)\\([^\";]*\"([^\"]+)\"", 0, 0, NULL);
  GMatchInfo *match;
  for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
       g_match_info_next(match, NULL)) {
    g_autofree char *name = g_match_info_fetch(match, 1);
    if (!g_hash_table_contains(known, name)) LG_EQUAL_TEXT(name, "a key of the table", path);
    (*asked)++;
  }
  g_match_info_free(match);
  g_regex_unref(regex);
  g_free(text);
}

/* Reading refuses what is not in the table, so a key that a source asks for would never come. */
static void test_sources(void)
{
  GHashTable *known = g_hash_table_new(g_str_hash, g_str_equal);
  for (int object = 0; object < LG_OBJECT_COUNT; object++) {
    int count;
    const lg_plan_key *keys = lg_plan_keys_of((lg_key_object)object, &count);
    for (int k = 0; k < count; k++) g_hash_table_add(known, (gpointer)keys[k].name);
  }
  g_hash_table_add(known, "from"); /* "from": {"tier": ...} of a filter */
  g_hash_table_add(known, "to");
  g_hash_table_add(known, "guest");
  GDir *folder = g_dir_open(LG_SOURCE "/io/plan", 0, NULL);
  int asked = 0;
  for (const char *name = g_dir_read_name(folder); name; name = g_dir_read_name(folder)) {
    g_autofree char *path = g_build_filename(LG_SOURCE "/io/plan", name, NULL);
    if (g_str_has_suffix(name, ".c")) check_source(path, known, &asked);
  }
  LG_TRUE(asked > 50, "the keys that sources ask for were found");
  g_dir_close(folder);
  g_hash_table_destroy(known);
}

/* ---- a workbook and back ---- */

/* The plan as a workbook and back: its JSON (g_free), or NULL where a defect was met. */
static char *through_sheets(const char *plan, const lg_lang *lang)
{
  lg_report *report = lg_report_new();
  lg_json_doc *doc = lg_json_parse(plan, strlen(plan), "plan.json", report);
  lg_plan_book *book = lg_sheets_of_plan(lg_json_root(doc), "a title", lang);
  /* every table that the plan names is a sheet beside it */
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    const char *name = lg_plan_table_sheets(kind, lang != NULL)[0];
    lg_plan_book_add(book, name)->table = kind;
  }
  g_autofree char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "plan.xlsx", NULL);
  LG_EQUAL_INT(lg_write_plan_book(path, book, (lg_date){2010, 9, 1}, lang), 0, path);
  g_autofree char *bytes = NULL;
  gsize length;
  LG_TRUE(g_file_get_contents(path, &bytes, &length, NULL), path);
  lg_places *places;
  char *json = lg_sheets_to_json(bytes, length, path, &places, report);
  if (lg_report_defects(report)) {
    g_autofree char *text = lg_report_text(report, LG_DEFECT, NULL);
    LG_TRUE(false, text);
  }
  lg_places_unref(places);
  lg_plan_book_free(book);
  lg_json_doc_free(doc);
  lg_report_free(report);
  g_unlink(path);
  g_rmdir(folder);
  return json;
}

/* Has `found` all that `wanted` has? A goal may be its id or an object; a table is now a sheet; what a
 * proposal tells beside its change has become texts. */
static bool has_all(const cJSON *found, const cJSON *wanted)
{
  if (cJSON_IsString(wanted) && cJSON_IsObject(found))
    found = cJSON_GetObjectItemCaseSensitive(found, "id");
  if (!found) return cJSON_IsArray(wanted) && !wanted->child; /* no row, no list */
  if (!cJSON_IsObject(wanted) && !cJSON_IsArray(wanted)) return cJSON_Compare(found, wanted, true);
  if (cJSON_IsArray(wanted) && cJSON_GetArraySize(found) != cJSON_GetArraySize(wanted))
    return false;
  int k = 0;
  for (const cJSON *at = wanted->child; at; at = at->next, k++)
    if (!has_all(cJSON_IsArray(wanted) ? cJSON_GetArrayItem(found, k)
                                       : cJSON_GetObjectItemCaseSensitive(found, at->string),
                 at))
      return false;
  return true;
}

static void check_round(const lg_plan_key *key, const lg_lang *lang)
{
  g_autofree char *what = told(key, key->example), *plan = plan_with(key, key->example);
  g_autofree char *json = through_sheets(plan, lang);
  if (!LG_TRUE(json != NULL, what)) return;
  cJSON *root = cJSON_Parse(json);
  const cJSON *object = host_object(root, host_of(key)->place);
  const cJSON *found = object ? cJSON_GetObjectItemCaseSensitive(object, key->name) : NULL;
  cJSON *wanted = cJSON_Parse(key->example);
  if (key->type == LG_TYPE_TABLE)
    LG_TRUE(cJSON_IsString(found) && g_str_has_prefix(found->valuestring, "plan.xlsx#"), what);
  else if (is_read(key))
    LG_TRUE(has_all(found, wanted), what);
  else
    LG_TRUE(cJSON_IsString(found), what);
  cJSON_Delete(wanted);
  cJSON_Delete(root);
  /* and once more: the second time nothing changes */
  g_autofree char *again = through_sheets(json, lang);
  cJSON *first = cJSON_Parse(json), *second = cJSON_Parse(again ? again : "null");
  LG_TRUE(cJSON_Compare(first, second, true), what);
  cJSON_Delete(first);
  cJSON_Delete(second);
}

static void check_english(const lg_plan_key *key)
{
  check_round(key, NULL);
}

static void check_chinese(const lg_plan_key *key)
{
  lg_lang *lang = lg_lang_new("zh");
  check_round(key, lang);
  lg_lang_free(lang);
}

static void test_sheets(void)
{
  each_key(check_english);
  each_key(check_chinese);
}

static void check_item(const lg_plan_key *key)
{
  for (int chinese = 0; chinese < 2; chinese++) {
    g_autofree char *item = lg_plan_item_of_key(key, chinese);
    LG_TRUE(item && *item, key->name);
  }
}

/* A key without an item could not be written in a workbook. */
static void test_items(void)
{
  each_key(check_item);
  int count;
  const lg_plan_item *items = lg_plan_items(&count);
  for (int k = 0; k < count; k++) LG_TRUE(key_named(items[k].object, items[k].key), items[k].path);
}

int main(void)
{
  static const lg_case cases[] = {{"examples", test_examples},
                                  {"required keys", test_required},
                                  {"ranges", test_ranges},
                                  {"words", test_words},
                                  {"words of the model", test_model},
                                  {"defaults", test_defaults},
                                  {"keys that sources ask for", test_sources},
                                  {"items of the sheets", test_items},
                                  {"a workbook and back", test_sheets},
                                  {NULL, NULL}};
  return lg_run("plan_keys", cases);
}
