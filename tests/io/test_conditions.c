/* test_conditions.c - what `convert` writes is read again as the same plan: drawn filters in words and
 * back, weighed against drawn teachers by a small reader of filters of this test's own; limits and
 * shares of a plan through the sheets of a workbook. */
#include <cJSON.h>
#include <glib/gstdio.h>
#include <string.h>

#include "io/plan/condition.h"
#include "io/plan/sheets.h"
#include "io/write.h"
#include "plan_case.h"
#include "runner.h"

static const lg_condition_route routes[] = {{"支教 帮扶（长期）", "support"},
                                            {"Learn Or Teach", "learn"}};
static const lg_condition_names names = {routes, 2};

/* ---- drawn filters ---- */

enum { MOST_VALUES = 6 };

/* A key with values of which it is drawn; many: a teacher may have several of them. */
static const struct key {
  const char *name;
  bool whole, many;
  const char *values[MOST_VALUES]; /* JSON */
} keys[] = {
    {"moved", false, false, {"true", "false"}},
    {"backbone", false, false, {"true", "false"}},
    {"guest.same_group", false, false, {"true", "false"}},
    {"stage", false, false, {"\"primary\"", "\"junior\""}},
    {"to.tier", false, false, {"\"strong\"", "\"ordinary\"", "\"weak\""}},
    {"route", false, false, {"\"support\"", "\"learn\"", "\"lock\""}},
    {"subject", false, false, {"\"语文\"", "\"数学\"", "\"且\"", "\"not a\"", "\"1\""}},
    {"title", false, false, {"\"a/b\"", "\"说“好”的\"", "\"x-y=z\"", "\"(或)\""}},
    {"from.school", false, false, {"\"A1\"", "\"A2\"", "\"A4\""}},
    {"tag", false, true, {"\"毕业班\"", "\"班主任\"", "\"a,b\"", "\"非 c\""}},
    {"rank", false, true, {"\"学科带头人\"", "\"教学能手\"", "\"无\""}},
    {"age", true, false, {"30", "40", "41", "50"}},
    {"wish", true, false, {"1", "2", "3"}},
};

static const struct key *key_named(const char *name)
{
  for (size_t k = 0; k < G_N_ELEMENTS(keys); k++)
    if (strcmp(keys[k].name, name) == 0) return &keys[k];
  g_error("no key %s", name);
}

static int value_count(const struct key *key)
{
  int count = 0;
  while (count < MOST_VALUES && key->values[count]) count++;
  return count;
}

static bool chance(GRand *r, int percent)
{
  return g_rand_int_range(r, 0, 100) < percent;
}

static const char *draw_scalar(GRand *r, const struct key *key)
{
  return key->values[g_rand_int_range(r, 0, value_count(key))];
}

static void draw_value(GRand *r, const struct key *key, GString *json)
{
  bool negated = chance(r, 25);
  if (negated) g_string_append(json, "{\"not\": ");
  if (key->whole && chance(r, 50)) {
    int lo = atoi(draw_scalar(r, key)), hi = lo + g_rand_int_range(r, 0, 12);
    switch (g_rand_int_range(r, 0, 4)) {
      case 0:
        g_string_append_printf(json, "{\"min\": %d}", lo);
        break;
      case 1:
        g_string_append_printf(json, "{\"max\": %d}", hi);
        break;
      case 2:
        g_string_append_printf(json, "{\"min\": %d, \"max\": %d}", lo, hi);
        break;
      default:
        g_string_append(json, "{}");
    }
  } else if (chance(r, 35)) {
    int count = g_rand_int_range(r, 1, 4);
    for (int k = 0; k < count; k++)
      g_string_append_printf(json, "%s%s", k ? ", " : "[", draw_scalar(r, key));
    g_string_append_c(json, ']');
  } else {
    g_string_append(json, draw_scalar(r, key));
  }
  if (negated) g_string_append_c(json, '}');
}

/* Members of a filter, of few keys, so that they come again in `any`. */
static int draw_members(GRand *r, const size_t *few, int most, GString *json)
{
  bool used[4] = {false};
  int count = 0;
  for (int left = g_rand_int_range(r, 0, most + 1); left > 0; left--) {
    int f = g_rand_int_range(r, 0, 4);
    const struct key *key = &keys[few[f]];
    if (used[f]) continue;
    for (int g = 0; g < 4; g++) used[f] |= used[g] && few[g] == few[f];
    if (used[f]) continue;
    used[f] = true;
    if (count++) g_string_append(json, ", ");
    const char *dot = strchr(key->name, '.');
    bool nested = dot && chance(r, 30);
    if (nested)
      g_string_append_printf(json, "\"%.*s\": {\"%s\": ", (int)(dot - key->name), key->name,
                             dot + 1);
    else
      g_string_append_printf(json, "\"%s\": ", key->name);
    draw_value(r, key, json);
    if (nested) g_string_append_c(json, '}');
  }
  return count;
}

/* Not twice the same `to` or `from`: keys of which several may be nested stand once each above. */
static char *draw_filter(GRand *r)
{
  size_t few[4];
  for (int f = 0; f < 4; f++) few[f] = (size_t)g_rand_int_range(r, 0, G_N_ELEMENTS(keys));
  GString *json = g_string_new("{");
  int own = draw_members(r, few, 3, json);
  if (chance(r, 70)) {
    g_string_append_printf(json, "%s\"any\": [", own ? ", " : "");
    int count = g_rand_int_range(r, 1, 4);
    for (int k = 0; k < count; k++) {
      g_string_append(json, k ? ", {" : "{");
      draw_members(r, few, 3, json);
      g_string_append_c(json, '}');
    }
    g_string_append_c(json, ']');
  }
  g_string_append_c(json, '}');
  return g_string_free(json, FALSE);
}

/* ---- what a filter says of a teacher ---- */

/* Values of each key, as bits; 0: missing. Of a whole key a number more than the values are. */
typedef struct {
  unsigned has[G_N_ELEMENTS(keys)];
  int number[G_N_ELEMENTS(keys)]; /* -1: missing */
} teacher;

static teacher draw_teacher(GRand *r)
{
  teacher t;
  for (size_t k = 0; k < G_N_ELEMENTS(keys); k++) {
    int count = value_count(&keys[k]);
    t.has[k] = 0;
    t.number[k] = -1;
    if (chance(r, 15)) continue;
    t.has[k] = 1u << g_rand_int_range(r, 0, count);
    if (keys[k].many && chance(r, 60)) t.has[k] |= 1u << g_rand_int_range(r, 0, count);
    t.number[k] = atoi(keys[k].values[g_rand_int_range(r, 0, count)]) + g_rand_int_range(r, -1, 2);
  }
  return t;
}

static bool scalar_holds(const cJSON *value, const struct key *key, const teacher *t)
{
  size_t k = (size_t)(key - keys);
  if (key->whole) return cJSON_IsNumber(value) && t->number[k] == value->valueint;
  for (int v = 0; v < value_count(key); v++) {
    cJSON *known = cJSON_Parse(key->values[v]);
    bool same = cJSON_Compare(known, value, true);
    cJSON_Delete(known);
    if (same) return t->has[k] >> v & 1;
  }
  return false;
}

static bool value_holds(const cJSON *value, const struct key *key, const teacher *t)
{
  const cJSON *inner = cJSON_GetObjectItemCaseSensitive(value, "not");
  if (inner) return !value_holds(inner, key, t);
  if (cJSON_IsObject(value)) {
    int number = t->number[key - keys];
    const cJSON *lo = cJSON_GetObjectItemCaseSensitive(value, "min");
    const cJSON *hi = cJSON_GetObjectItemCaseSensitive(value, "max");
    return number >= 0 && (!lo || number >= lo->valueint) && (!hi || number <= hi->valueint);
  }
  if (!cJSON_IsArray(value)) return scalar_holds(value, key, t);
  const cJSON *at;
  cJSON_ArrayForEach(at, value) if (scalar_holds(at, key, t)) return true;
  return false;
}

static bool filter_holds(const cJSON *filter, const teacher *t)
{
  for (const cJSON *at = filter->child; at; at = at->next) {
    bool holds = false;
    if (strcmp(at->string, "any") == 0) {
      for (const cJSON *one = at->child; one; one = one->next) holds |= filter_holds(one, t);
    } else if (strcmp(at->string, "to") == 0 || strcmp(at->string, "from") == 0 ||
               strcmp(at->string, "guest") == 0) {
      g_autofree char *name = g_strconcat(at->string, ".", at->child->string, NULL);
      holds = value_holds(at->child, key_named(name), t);
    } else {
      holds = value_holds(at, key_named(at->string), t);
    }
    if (!holds) return false;
  }
  return true;
}

/* ---- there and back ---- */

/* A filter in words; g_free. */
static char *in_words(const char *json, bool chinese)
{
  lg_report *report = lg_report_new();
  lg_json_doc *doc = lg_json_parse(json, strlen(json), "", report);
  char *text = lg_condition_text(lg_json_root(doc), chinese, NULL, &names);
  lg_json_doc_free(doc);
  lg_report_free(report);
  return text;
}

/* What words say, as one filter or as a list of which one holds; NULL: told as a failure. */
static cJSON *read_back(const char *text, lg_condition_form form, const char *json)
{
  lg_condition_fault fault;
  GPtrArray *filters = lg_condition_parse(text, &names, form, &fault);
  if (!filters) {
    g_autofree char *what = g_strdup_printf("%s: %s", json, text);
    LG_EQUAL_TEXT(lg_message_name(fault.message), "read back", what);
    lg_condition_fault_clear(&fault);
    return NULL;
  }
  cJSON *root = cJSON_CreateObject(), *any = cJSON_AddArrayToObject(root, "any");
  for (guint k = 0; k < filters->len; k++)
    cJSON_AddItemToArray(any, cJSON_Parse(g_ptr_array_index(filters, k)));
  LG_TRUE(form != LG_CONDITION_ONE || filters->len == 1, text);
  g_ptr_array_unref(filters);
  return root;
}

/* The plan's reader takes the filter. */
static void expect_taken(const lg_district *district, const char *json, const char *text)
{
  g_autofree char *members = g_strdup_printf(
      "\"routes\": [{\"id\": \"support\"}, {\"id\": \"learn\"}], \"quotas\": [{\"id\": \"a\", "
      "\"count\": %s, \"min\": 1}]",
      json);
  lg_plan_case c = lg_plan_case_members(members, district);
  if (lg_report_defects(c.report)) {
    g_autofree char *told = lg_report_text(c.report, LG_DEFECT, NULL);
    LG_EQUAL_TEXT(told, "no defect", text);
  }
  lg_plan_case_clear(&c);
}

static int again; /* drawn filters with a key beside `any` and in it */

/* district: of plans with the filter; NULL: not tried */
static void check_filter(GRand *r, const lg_district *district, bool chinese)
{
  g_autofree char *json = draw_filter(r), *text = in_words(json, chinese);
  cJSON *wanted = cJSON_Parse(json);
  for (int form = LG_CONDITION_ONE; form <= LG_CONDITION_LIST; form++) {
    cJSON *found = read_back(text, (lg_condition_form)form, json);
    for (int k = 0; found && k < 40; k++) {
      teacher t = draw_teacher(r);
      if (filter_holds(found, &t) == filter_holds(wanted, &t)) continue;
      g_autofree char *all = cJSON_PrintUnformatted(found);
      LG_EQUAL_TEXT(all, json, text);
      break;
    }
    if (found && district && form == LG_CONDITION_ONE) {
      const cJSON *one = cJSON_GetObjectItemCaseSensitive(found, "any")->child;
      g_autofree char *filter = cJSON_PrintUnformatted(one);
      expect_taken(district, filter, text);
    }
    cJSON_Delete(found);
  }
  const cJSON *any = cJSON_GetObjectItemCaseSensitive(wanted, "any");
  for (const cJSON *one = any ? any->child : NULL; one; one = one->next)
    for (const cJSON *at = one->child; at; at = at->next)
      again += cJSON_GetObjectItemCaseSensitive(wanted, at->string) != NULL;
  cJSON_Delete(wanted);
}

static void test_drawn(void)
{
  GRand *r = g_rand_new_with_seed(20);
  lg_district *district = lg_plan_case_district();
  again = 0;
  for (int k = 0; k < 4000; k++) check_filter(r, k % 10 < 2 ? district : NULL, k % 2);
  LG_TRUE(again > 300, "keys that stand twice were drawn");
  lg_district_free(district);
  g_rand_free(r);
}

/* ---- shares ---- */

/* The plan as a workbook and back; g_free. */
static char *through_workbook(const char *plan, const lg_lang *lang)
{
  lg_report *report = lg_report_new();
  lg_json_doc *doc = lg_json_parse(plan, strlen(plan), "plan.json", report);
  lg_plan_book *book = lg_sheets_of_plan(lg_json_root(doc), "a title", lang);
  g_autofree char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "plan.xlsx", NULL), *bytes = NULL;
  LG_EQUAL_INT(lg_write_plan_book(path, book, (lg_date){2010, 9, 1}, lang), 0, path);
  gsize length = 0;
  LG_TRUE(g_file_get_contents(path, &bytes, &length, NULL), path);
  lg_places *places;
  char *json = lg_sheets_to_json(bytes, length, path, &places, report);
  if (lg_report_defects(report)) {
    g_autofree char *told = lg_report_text(report, LG_DEFECT, NULL);
    LG_EQUAL_TEXT(told, "no defect", plan);
  }
  lg_places_unref(places);
  lg_plan_book_free(book);
  lg_json_doc_free(doc);
  lg_report_free(report);
  g_unlink(path);
  g_rmdir(folder);
  return json;
}

/* The shares of the plan, exactly, in one line; g_free. */
static char *shares_of(const char *plan, const lg_district *district)
{
  lg_plan_case c = lg_plan_case_bytes(plan, strlen(plan), district);
  GString *text = g_string_new(NULL);
  if (c.policy) {
    const lg_policy *p = c.policy;
    const lg_bound *bounds[] = {&p->quotas[0].min, &p->quotas[0].max};
    for (int k = 0; k < 2; k++)
      g_string_append_printf(text, "%d %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " ", bounds[k]->kind,
                             bounds[k]->share.p, bounds[k]->share.q);
    g_string_append_printf(text, "gap %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, p->gap.p, p->gap.q);
    g_string_append_printf(text, " tolerance %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                           p->goals[0].tolerance.p, p->goals[0].tolerance.q);
    g_string_append_printf(text, " density %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                           p->density.min.p, p->density.min.q);
  } else {
    g_autofree char *told = lg_report_text(c.report, LG_DEFECT, NULL);
    g_string_append(text, told);
  }
  lg_plan_case_clear(&c);
  return g_string_free(text, FALSE);
}

static void check_share(const char *share, const lg_district *district, const lg_lang *lang)
{
  g_autofree char *plan = g_strdup_printf(
      "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"t.csv\", \"schools\": \"s.csv\", "
      "\"quotas\": [{\"id\": \"a\", \"count\": {\"moved\": true}, \"min\": \"%s\", \"max\": "
      "\"1\"}], \"goals\": [{\"id\": \"lottery\", \"tolerance\": \"%s\"}], \"backbone_per_100\": "
      "{\"min\": \"%s\"}, \"limits\": {\"gap\": \"%s\"}}",
      share, share, strstr(share, "%") || strstr(share, "％") ? "3/4" : share, share);
  g_autofree char *json = through_workbook(plan, lang);
  if (!LG_TRUE(json, plan)) return;
  g_autofree char *wanted = shares_of(plan, district), *found = shares_of(json, district);
  LG_HAS_PART(wanted, "density", share);
  LG_EQUAL_TEXT(found, wanted, share);
}

static void test_shares(void)
{
  static const char *const shares[] = {"1",   "0",       "1%",    "100%",        "0.375", "0.37",
                                       "3/8", "37.5%",   "0.01",  "0.123456789", "1.0",   "00.5",
                                       "1/1", "0.00001", "007/9", "０.５",       "50％",  "0 %",
                                       "0/1", "0.10",    "0.5",   "1.000000000"};
  lg_lang *zh = lg_lang_new("zh");
  lg_district *district = lg_plan_case_district();
  for (size_t k = 0; k < G_N_ELEMENTS(shares); k++)
    for (int chinese = 0; chinese < 2; chinese++)
      check_share(shares[k], district, chinese ? zh : NULL);
  lg_district_free(district);
  lg_lang_free(zh);
}

int main(void)
{
  static const lg_case cases[] = {
      {"drawn filters", test_drawn}, {"shares", test_shares}, {NULL, NULL}};
  return lg_run("conditions", cases);
}
