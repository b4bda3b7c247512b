/* test_json.c - the reader of JSON alone: escapes, places, limits, and cJSON as the other opinion on
 * drawn texts and on texts whose bytes were changed. */
#include <cjson/cJSON.h>
#include <string.h>

#include "io/plan/json.h"
#include "model/input_limits.h"
#include "runner.h"

static lg_json_doc *parse(const char *text, size_t length, lg_report **report)
{
  *report = lg_report_new();
  return lg_json_parse(text, length, "t", *report);
}

/* --- single texts --- */

static void test_escapes(void)
{
  static const struct {
    const char *json, *text;
    int defects;
  } cases[] = {
      {"\"\"", "", 0},
      {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", 0},
      {"\"\\u0041\\u00e9\\u4e2D\"", "A\u00e9\u4e2d", 0},
      {"\"\\uffff\\u0001\\u007f\"", "\xEF\xBF\xBF\x01\x7f", 0},
      {"\"\\ud83d\\uDE00\"", "\xF0\x9F\x98\x80", 0},
      {"\"\\ud800\\udc00\\udbff\\udfff\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", 0},
      {"\"\xF0\x9F\x98\x80\x7f\"", "\xF0\x9F\x98\x80\x7f", 0},
      {"\"a\\u0000b\"", "a\uFFFDb", 1},
      {"\"\\ud800\"", "\uFFFD", 1},
      {"\"\\udc00\\ud800\"", "\uFFFD\uFFFD", 1}, /* one is told */
      {"\"\\ud800\\ud800\\udc00\"", "\uFFFD\xF0\x90\x80\x80", 1},
      {"\"\\ud800\\u0041\"", "\uFFFDA", 1},
      {"\"\\ud800\\n\"", "\uFFFD\n", 1},
      {"\"\\ud800\\\\udc00\"", "\uFFFD\\udc00", 1},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_report *report;
    lg_json_doc *doc = parse(cases[k].json, strlen(cases[k].json), &report);
    LG_EQUAL_TEXT(doc ? lg_json_root(doc)->text : NULL, cases[k].text, cases[k].json);
    LG_EQUAL_INT(lg_report_defects(report), cases[k].defects, cases[k].json);
    lg_json_doc_free(doc);
    lg_report_free(report);
  }
}

/* Messages as the user reads them. Only the first text has a tree in spite of them. */
static void test_messages(void)
{
  static const struct {
    const char *json;
    const char *lines[3]; /* how each begins */
  } cases[] = {
      {"{\"a\\u0000\": [1,\n \"\\udfff\"],\n \"q\": \"\\ud801\\u0000\"}",
       {"t:1: a\uFFFD: the escape \\u0000 may not", "t:2: a\uFFFD.1: the escape \\udfff ",
        "t:3: q: the escape \\ud801 "}},
      {"[1,\r2,\r\n3,\n+4]", {"t:4: +4 is no number"}},
      {"[01]", {"t:1: 01 is no number"}},
      {"[1.]", {"t:1: 1. is no number"}},
      {"[-]", {"t:1: - is no number"}},
      {"[1e+]", {"t:1: 1e+ is no number"}},
      {"\xEF\xBB\xBF{\n\"a\": \"x\n", {"t:2: the text that begins with \"x is not"}},
      {"[\"\t\"]", {"t:1: the control character U+0009 "}},
      {"\"a\xC0\"", {"t:1: the byte 0xC0 "}},
      {"\"a\\u12x4\"", {"t:1: \\u12x4 is no escape"}},
      {"\"\\x\"", {"t:1: \\x is no escape"}},
      {"[nul]", {"t:1: nul is no value"}},
      {"\xEF\xBB\xBF", {"t:1: the file is empty"}},
      {"[1", {"t:1: the text ends too early; expected next: , ]"}},
      {"{\"a\"", {"t:1: the text ends too early; expected next: :"}},
      {"{\"a\":", {"t:1: the text ends too early; expected next: {"}},
      {"\"\\", {"t:1: the text ends too early; expected next: \""}},
      {"[1,]", {"t:1: a comma stands before ]"}},
      {"{1:2}", {"t:1: 1 stands where one of these is expected: \""}},
      {"[/**/]", {"t:1: JSON has no comments"}},
      {"{}\n\n x", {"t:3: "}},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    lg_report *report;
    lg_json_doc *doc = parse(cases[k].json, strlen(cases[k].json), &report);
    int count = 0;
    for (; count < 3 && cases[k].lines[count]; count++) {
      g_autofree char *line = lg_report_line(report, LG_DEFECT, count, NULL);
      LG_TRUE(line && g_str_has_prefix(line, cases[k].lines[count]), line ? line : cases[k].json);
    }
    LG_EQUAL_INT(lg_report_defects(report), count, cases[k].json);
    LG_EQUAL_INT(doc != NULL, k == 0, cases[k].json);
    lg_json_doc_free(doc);
    lg_report_free(report);
  }
}

static void place_check(const lg_json *value, int line, int index, const char *raw,
                        const char *path)
{
  LG_EQUAL_INT(value->line, line, path);
  LG_EQUAL_INT(value->index, index, path);
  g_autofree char *found = g_strndup(value->raw, value->raw_length);
  LG_EQUAL_TEXT(found, raw, path);
  g_autofree char *found_path = lg_json_path(value);
  LG_EQUAL_TEXT(found_path, path, raw);
}

/* Lines end with LF, CR or both; a value's line is its key's. */
static void test_places(void)
{
  static const char json[] =
      "\xEF\xBB\xBF\r\n{\"a\"\r:\n [ 1e2 ,\r\n null,{\"id\":\"x\\n\"} ],\n\n\"a\": true,"
      "\"goals\":[\"g\"]}\n";
  lg_report *report;
  lg_json_doc *doc = parse(json, strlen(json), &report);
  const lg_json *root = lg_json_root(doc), *list = root->child, *number = list->child,
                *null = number->next, *object = null->next;
  place_check(list, 2, 0, "[ 1e2 ,\r\n null,{\"id\":\"x\\n\"} ]", "a");
  place_check(number, 4, 0, "1e2", "a.0");
  place_check(null, 5, 1, "null", "a.1");
  place_check(object, 5, 2, "{\"id\":\"x\\n\"}", "a.x ");
  place_check(object->child, 5, 0, "\"x\\n\"", "a.x .id");
  LG_EQUAL_INT(root->line, 2, "root");
  LG_EQUAL_INT(root->kind, LG_JSON_OBJECT, "root");
  LG_TRUE(!root->parent && !root->next && !root->key, "root");
  LG_TRUE(object->parent == list && !object->next && !object->key, "object");
  LG_EQUAL_INT(null->kind, LG_JSON_NULL, "null");
  place_check(list->next, 7, 1, "true", "a"); /* repeated keys stay */
  LG_TRUE(list->next->kind == LG_JSON_BOOL && list->next->truth, "true");
  place_check(list->next->next->child, 7, 0, "\"g\"", "goals.g");
  LG_TRUE(lg_json_get(root, "a") == list && !lg_json_get(root, "A") && !lg_json_get(list, "a"),
          "get");
  lg_json_doc_free(doc);
  lg_report_free(report);
}

/* --- limits --- */

/* `head` and `tail` `count` times around `middle`. */
static GString *nested(const char *head, const char *middle, const char *tail, int count)
{
  GString *text = g_string_new(NULL);
  for (int k = 0; k < count; k++) g_string_append(text, head);
  g_string_append(text, middle);
  for (int k = 0; k < count; k++) g_string_append(text, tail);
  return text;
}

static void limit_check(GString *text, bool good, lg_message message, const char *what)
{
  lg_report *report;
  lg_json_doc *doc = parse(text->str, text->len, &report);
  LG_EQUAL_INT(doc != NULL, good, what);
  LG_EQUAL_INT(lg_report_defects(report), good ? 0 : 1, what);
  LG_EQUAL_INT(lg_report_message(report, LG_DEFECT, 0), good ? LG_MSG_COUNT : message, what);
  lg_json_doc_free(doc);
  lg_report_free(report);
  g_string_free(text, TRUE);
}

static void test_limits(void)
{
  for (int over = 0; over < 2; over++) {
    bool good = !over;
    limit_check(nested("[", "", "]", LG_MAX_JSON_DEPTH + over), good, LG_MSG_JSON_DEPTH, "lists");
    limit_check(nested("{\"a\":", "1", "}", LG_MAX_JSON_DEPTH + over), good, LG_MSG_JSON_DEPTH,
                "objects");
    GString *digits = nested("1", "", "", 63 + over);
    limit_check(digits, good, LG_MSG_JSON_NUMBER_LONG, "digits");
    /* the list itself and its elements, then an object whose keys open the values */
    GString *list = nested("", "[1", ",1", LG_MAX_JSON_VALUES - 2 + over);
    limit_check(g_string_append_c(list, ']'), good, LG_MSG_JSON_VALUES, "values");
    GString *object = nested("", "{\"\":1", ",\"\":1", LG_MAX_JSON_VALUES - 2 + over);
    limit_check(g_string_append_c(object, '}'), good, LG_MSG_JSON_VALUES, "members");
  }
}

/* Each number that is too long is told with its key, and nothing else is said of the plan. */
static void test_long_numbers(void)
{
  GString *text = nested("1", "", "", 64);
  g_string_prepend(text, "{\"a\": ");
  g_string_append_printf(text, ",\n\"b\": [2, -0.%063d]}", 0);
  lg_report *report;
  LG_TRUE(!parse(text->str, text->len, &report), "no value is known");
  g_autofree char *lines = lg_report_text(report, LG_DEFECT, NULL);
  LG_EQUAL_INT(lg_report_defects(report), 2, lines);
  LG_HAS_PART(lines,
              "t:1: a: the number that begins with 1111111111111111111111111111111111111111 is",
              "first");
  LG_HAS_PART(lines,
              "t:2: b.1: the number that begins with -0.0000000000000000000000000000000000000 is",
              "second");
  LG_HAS_PART(lines, "63", "the limit");
  lg_report_free(report);
  g_string_free(text, TRUE);
}

/* --- cJSON as the other opinion --- */

static bool texts_agree(const char *a, const char *b)
{
  return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool kinds_agree(const lg_json *ours, const cJSON *theirs)
{
  switch (ours->kind) {
    case LG_JSON_NULL:
      return cJSON_IsNull(theirs);
    case LG_JSON_BOOL:
      return ours->truth ? cJSON_IsTrue(theirs) : cJSON_IsFalse(theirs);
    case LG_JSON_NUMBER: {
      g_autofree char *raw = g_strndup(ours->raw, ours->raw_length);
      return cJSON_IsNumber(theirs) && g_ascii_strtod(raw, NULL) == theirs->valuedouble;
    }
    case LG_JSON_TEXT:
      return texts_agree(ours->text, cJSON_GetStringValue(theirs));
    case LG_JSON_LIST:
      return cJSON_IsArray(theirs);
    case LG_JSON_OBJECT:
      return cJSON_IsObject(theirs);
  }
  return false;
}

/* Kinds, keys and values; and what `raw` spans says the same once more. */
static bool trees_agree(const lg_json *ours, const cJSON *theirs)
{
  if (!kinds_agree(ours, theirs) || !texts_agree(ours->key, theirs->string)) return false;
  cJSON *again = cJSON_ParseWithLength(ours->raw, ours->raw_length);
  bool same = again && (again->type & 0xFF) == (theirs->type & 0xFF) &&
              cJSON_GetArraySize(again) == cJSON_GetArraySize(theirs) &&
              texts_agree(cJSON_GetStringValue(again), cJSON_GetStringValue(theirs));
  cJSON_Delete(again);
  const lg_json *child = ours->child;
  int index = 0;
  for (const cJSON *item = theirs->child; item && same; item = item->next, child = child->next)
    same = child && child->parent == ours && child->index == index++ && trees_agree(child, item);
  return same && !child;
}

static char *random_text(GRand *dice)
{
  static const gunichar ends[] = {1, 0x1F, 0x7F, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10FFFF};
  GString *text = g_string_new(NULL);
  for (int length = g_rand_int_range(dice, 0, 8); length > 0; length--) {
    int pick = g_rand_int_range(dice, 0, 30);
    if (pick < (int)G_N_ELEMENTS(ends))
      g_string_append_unichar(text, ends[pick]);
    else if (pick < 20)
      g_string_append_c(text, "\"\\/\b\f\n\r\tu0{"[pick - 9]);
    else
      g_string_append_unichar(text, (gunichar)g_rand_int_range(dice, 0x20, 0x3000));
  }
  return g_string_free(text, FALSE);
}

static cJSON *random_number(GRand *dice)
{
  double number = g_rand_int_range(dice, -1000, 1000);
  int power = g_rand_int_range(dice, -30, 30);
  for (; power > 0; power--) number *= 10;
  for (; power < -15; power++) number /= 7;
  return cJSON_CreateNumber(number);
}

static cJSON *random_tree(GRand *dice, int depth)
{
  int pick = g_rand_int_range(dice, 0, depth > 0 ? 10 : 5);
  if (pick == 0) return cJSON_CreateNull();
  if (pick == 1) return cJSON_CreateBool(g_rand_int_range(dice, 0, 2));
  if (pick == 2) return random_number(dice);
  if (pick < 5) {
    g_autofree char *text = random_text(dice);
    return cJSON_CreateString(text);
  }
  cJSON *tree = pick < 7 ? cJSON_CreateArray() : cJSON_CreateObject();
  for (int count = g_rand_int_range(dice, 0, 6); count > 0; count--) {
    g_autofree char *key = random_text(dice);
    cJSON *below = random_tree(dice, depth - 1);
    if (pick < 7)
      cJSON_AddItemToArray(tree, below);
    else
      cJSON_AddItemToObject(tree, key, below);
  }
  return tree;
}

/* Any character beyond ASCII as an escape, those beyond U+FFFF as two. g_free. */
static char *with_escapes(const char *json)
{
  GString *text = g_string_new(NULL);
  for (const char *p = json; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c < 0x80)
      g_string_append_c(text, *p);
    else if (c < 0x10000)
      g_string_append_printf(text, "\\u%04x", c);
    else
      g_string_append_printf(text, "\\u%04X\\u%04x", 0xD7C0 + (c >> 10), 0xDC00 + (c & 0x3FF));
  }
  return g_string_free(text, FALSE);
}

static void agreement_check(const char *json, const cJSON *tree)
{
  lg_report *report;
  lg_json_doc *doc = parse(json, strlen(json), &report);
  LG_TRUE(doc && trees_agree(lg_json_root(doc), tree), json);
  int other = lg_report_defects(report); /* than characters that cJSON does not mind */
  for (int k = 0; lg_report_message(report, LG_DEFECT, k) == LG_MSG_JSON_DIRECTION; k++) other--;
  LG_EQUAL_INT(other, 0, json);
  lg_json_doc_free(doc);
  lg_report_free(report);
}

static void test_random(void)
{
  GRand *dice = g_rand_new_with_seed(15);
  for (int k = 0; k < 2000; k++) {
    cJSON *tree = random_tree(dice, 5);
    char *json = k % 2 ? cJSON_Print(tree) : cJSON_PrintUnformatted(tree);
    g_autofree char *escaped = with_escapes(json);
    cJSON *read = cJSON_Parse(json); /* numbers as they were printed */
    agreement_check(json, read);
    agreement_check(escaped, read);
    cJSON_Delete(read);
    cJSON_Delete(tree);
    cJSON_free(json);
  }
  g_rand_free(dice);
}

/* One byte changed, put in or taken out. */
static void mutate(GRand *dice, GString *text)
{
  static const char likely[] = "\"\"\\\\u{}[],:0019eE+-.dDtrue null\n\r\t/";
  gssize at = g_rand_int_range(dice, 0, (gint32)text->len + 1);
  char byte = g_rand_int_range(dice, 0, 8) ? likely[g_rand_int_range(dice, 0, sizeof likely - 1)]
                                           : (char)g_rand_int_range(dice, 0, 256);
  int what = g_rand_int_range(dice, 0, 3);
  if (what == 0 || at == (gssize)text->len)
    g_string_insert_c(text, at, byte);
  else if (what == 1)
    text->str[at] = byte;
  else
    g_string_erase(text, at, 1);
}

/* What is read without a defect cJSON reads too, and alike: ours is the stricter one. */
static void test_mutated(void)
{
  GRand *dice = g_rand_new_with_seed(16);
  int taken = 0, refused = 0, flawed = 0;
  for (int k = 0; k < 40000; k++) {
    cJSON *tree = random_tree(dice, 3);
    char *json = cJSON_PrintUnformatted(tree);
    GString *text = g_string_new(json);
    for (int times = g_rand_int_range(dice, 1, 4); times > 0; times--) mutate(dice, text);
    lg_report *report;
    lg_json_doc *doc = parse(text->str, text->len, &report);
    bool clean = lg_report_defects(report) == 0;
    LG_TRUE(doc || !clean, text->str);
    bool other = lg_report_message(report, LG_NOTE, 0) == LG_MSG_JSON_GB18030; /* texts, then */
    LG_TRUE(!other || !g_utf8_validate_len(text->str, text->len, NULL), text->str);
    if (doc && clean && !other) {
      cJSON *theirs = cJSON_ParseWithLengthOpts(text->str, text->len + 1, NULL, 1);
      LG_TRUE(theirs && trees_agree(lg_json_root(doc), theirs), text->str);
      cJSON_Delete(theirs);
    }
    taken += doc && clean;
    refused += !doc;
    flawed += doc && !clean;
    lg_json_doc_free(doc);
    lg_report_free(report);
    g_string_free(text, TRUE);
    cJSON_free(json);
    cJSON_Delete(tree);
  }
  LG_TRUE(taken > 1000 && refused > 1000 && flawed > 0, "all three happen");
  g_rand_free(dice);
}

int main(void)
{
  static const lg_case cases[] = {{"escapes", test_escapes},
                                  {"messages", test_messages},
                                  {"places", test_places},
                                  {"limits", test_limits},
                                  {"long numbers", test_long_numbers},
                                  {"random texts against cJSON", test_random},
                                  {"changed bytes against cJSON", test_mutated},
                                  {NULL, NULL}};
  return lg_run("json", cases);
}
