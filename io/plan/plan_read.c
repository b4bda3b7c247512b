/* plan_read.c - see plan_read.h. */
#include "plan_read.h"

#include <limits.h>
#include <string.h>

#include "io/read.h"
#include "io/read/fold.h"
#include "io/read/table.h"
#include "io/words/plan_items.h"
#include "json_draft.h"
#include "model/input_limits.h"
#include "sheets.h"

enum { LG_VALUE_CHARACTERS = 60, LG_VALUE_BYTES = 4096, LG_NEAREST_WARNINGS = 100 };

/* The value as written, on one line, cut. g_free. */
static char *plan_shown(const lg_json *node)
{
  const size_t most = LG_VALUE_BYTES + 4; /* a last character is whole */
  GString *shown = g_string_new(""),
          *text = g_string_new_len(node->raw, (gssize)MIN(node->raw_length, most));
  if (text->len == 0) lg_json_print(text, node, NULL);
  const char *end = text->str + MIN(text->len, (size_t)LG_VALUE_BYTES);
  bool blank = false;
  glong count = 0;
  for (const char *p = text->str; p < end && count < LG_VALUE_CHARACTERS; p = g_utf8_next_char(p)) {
    bool is_blank = *p == ' ' || *p == '\n' || *p == '\r' || *p == '\t';
    if (is_blank && blank) continue;
    blank = is_blank;
    count++;
    if (is_blank)
      g_string_append_c(shown, ' ');
    else
      g_string_append_len(shown, p, g_utf8_next_char(p) - p);
    if (count == LG_VALUE_CHARACTERS) g_string_append(shown, "…");
  }
  g_string_free(text, TRUE);
  return g_string_free(shown, FALSE);
}

void lg_plan_say(const lg_reading *reading, lg_message message, const lg_json *at, const char *a,
                 const char *b, const char *c)
{
  char *path = lg_json_path(at);
  lg_report_add(reading->report, message, reading->head->file, at->line, path, a, b, c, NULL);
  g_free(path);
}

void lg_plan_say_value(const lg_reading *reading, lg_message message, const lg_json *at,
                       const char *b, const char *c)
{
  char *shown = plan_shown(at);
  lg_plan_say(reading, message, at, shown, b, c);
  g_free(shown);
}

bool lg_plan_advises(const lg_reading *reading, lg_message message)
{
  if (lg_message_severity(message) == LG_DEFECT) return !lg_report_is_full(reading->report);
  return lg_report_warnings(reading->report) < LG_NEAREST_WARNINGS;
}

void lg_plan_say_unknown(const lg_reading *reading, lg_message plain, lg_message near,
                         const lg_json *at, const char *value, const char *const *candidates,
                         int count, const char *allowed)
{
  bool advises = lg_plan_advises(reading, plain) && count > 0;
  const char *nearest = advises ? lg_nearest(value, candidates, count) : NULL;
  if (g_utf8_strlen(value, -1) > LG_VALUE_CHARACTERS) {
    char *cut = g_utf8_substring(value, 0, LG_VALUE_CHARACTERS);
    lg_plan_say(reading, plain, at, cut, allowed, NULL);
    g_free(cut);
  } else if (nearest) {
    lg_plan_say(reading, near, at, value, nearest, allowed);
  } else {
    lg_plan_say(reading, plain, at, value, allowed, NULL);
  }
}

static bool plan_in(const char *const *words, const char *word)
{
  return words && g_strv_contains(words, word);
}

static void plan_key(const lg_reading *reading, const lg_json *member, const lg_keys *keys)
{
  if (plan_in(keys->known, member->key)) return;
  if (plan_in(keys->refused, member->key)) {
    lg_plan_say(reading, keys->refusal, member, member->key, NULL, NULL);
    return;
  }
  int count = 0;
  while (keys->known[count]) count++;
  char *allowed = g_strjoinv(", ", (char **)keys->known);
  lg_plan_say_unknown(reading, LG_MSG_PLAN_KEY, LG_MSG_PLAN_KEY_NEAR, member, member->key,
                      keys->known, count, allowed);
  g_free(allowed);
}

bool lg_plan_keys(const lg_reading *reading, const lg_json *node, const lg_keys *keys)
{
  if (!node) return false;
  if (node->kind != LG_JSON_OBJECT) {
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_OBJECT, node, NULL, NULL);
    return false;
  }
  GHashTable *met = g_hash_table_new(g_str_hash, g_str_equal);
  for (const lg_json *member = node->child; member; member = member->next) {
    if (strcmp(member->key, "//") == 0) { /* a note: any number of them, never read */
      if (member->kind != LG_JSON_TEXT)
        lg_plan_say_value(reading, LG_MSG_PLAN_NEED_TEXT, member, NULL, NULL);
      continue;
    }
    const lg_json *first = g_hash_table_lookup(met, member->key);
    if (first) {
      char line[16];
      g_snprintf(line, sizeof line, "%d", first->line);
      lg_plan_say(reading, LG_MSG_PLAN_KEY_REPEATED, member, line, NULL, NULL);
      continue;
    }
    g_hash_table_insert(met, (gpointer)member->key, (gpointer)member);
    plan_key(reading, member, keys);
  }
  g_hash_table_destroy(met);
  return true;
}

bool lg_plan_object(const lg_reading *reading, const lg_json *node, lg_key_object object)
{
  int count;
  const lg_plan_key *keys = lg_plan_keys_of(object, &count);
  const char *known[LG_MOST_KEYS + 1] = {NULL};
  g_return_val_if_fail(count <= LG_MOST_KEYS, false);
  for (int k = 0; k < count; k++) known[k] = keys[k].name;
  return lg_plan_keys(reading, node, &(lg_keys){.known = known});
}

/* A key of the plan itself that no row of its sheet gave: in the words of the sheet. */
static void say_no_item(const lg_reading *reading, const lg_json *root, const char *key)
{
  bool chinese = lg_places_are_chinese(reading->head->places);
  int count, kind = 0;
  const lg_plan_item *items = lg_plan_items(&count);
  const char *item = key;
  for (int k = 0; k < count; k++)
    if (strcmp(items[k].path, key) == 0 && chinese) item = items[k].chinese;
  while (kind < LG_TABLE_COUNT && strcmp(lg_shape_of((lg_table_kind)kind)->name, key) != 0) kind++;
  if (kind < LG_TABLE_COUNT)
    lg_plan_say(reading, LG_MSG_SHEET_TABLE_MISSING, root, lg_plan_table_sheets(kind, chinese)[0],
                item, NULL);
  else
    lg_plan_say(reading, LG_MSG_SHEET_ITEM_MISSING, root, item, NULL, NULL);
}

const lg_json *lg_plan_need(const lg_reading *reading, const lg_json *object, const char *key)
{
  const lg_json *node = lg_json_get(object, key);
  if (node) return node;
  if (reading->head->places && !object->parent) {
    say_no_item(reading, object, key);
    return NULL;
  }
  char *path = lg_json_path(object);
  char *column = *path ? g_strconcat(path, ".", key, NULL) : g_strdup(key);
  lg_report_add(reading->report, LG_MSG_PLAN_KEY_MISSING, reading->head->file, object->line, column,
                key, NULL);
  g_free(column);
  g_free(path);
  return NULL;
}

bool lg_plan_list(const lg_reading *reading, const lg_json *node)
{
  if (!node) return false;
  if (node->kind == LG_JSON_LIST) return true;
  lg_plan_say_value(reading, LG_MSG_PLAN_NEED_LIST, node, NULL, NULL);
  return false;
}

int lg_plan_length(const lg_json *list)
{
  int count = 0;
  for (const lg_json *node = list->child; node; node = node->next) count++;
  return count;
}

/* Control characters and noncharacters would spoil the files that show the text. */
static bool plan_is_clean(const lg_reading *reading, const lg_json *node)
{
  for (const char *p = node->text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_iscntrl(c) && (c & 0xFFFE) != 0xFFFE && !(c >= 0xFDD0 && c <= 0xFDEF)) continue;
    char code[16];
    g_snprintf(code, sizeof code, "U+%04X", c);
    lg_plan_say(reading, LG_MSG_PLAN_CONTROL, node, code, NULL, NULL);
    return false;
  }
  return true;
}

bool lg_plan_text(const lg_reading *reading, const lg_json *node, const char **text)
{
  if (!node) return false;
  if (node->kind != LG_JSON_TEXT) {
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_TEXT, node, NULL, NULL);
    return false;
  }
  if (!plan_is_clean(reading, node)) return false;
  *text = node->text;
  return true;
}

char *lg_plan_word(const lg_reading *reading, const lg_json *node)
{
  const char *text;
  if (!lg_plan_text(reading, node, &text)) return NULL;
  char *folded = lg_fold(text);
  if (*folded) return folded;
  lg_plan_say(reading, LG_MSG_PLAN_EMPTY_TEXT, node, NULL, NULL, NULL);
  g_free(folded);
  return NULL;
}

const char *lg_plan_keep(const lg_reading *reading, const char *text)
{
  return g_string_chunk_insert(reading->policy->texts, text);
}

bool lg_plan_name(const lg_reading *reading, const lg_json *node, const char **name)
{
  const char *text;
  char *folded = lg_plan_word(reading, node);
  if (!folded || !lg_plan_text(reading, node, &text)) return false;
  g_free(folded);
  char *trimmed = g_strstrip(g_strdup(text));
  *name = lg_plan_keep(reading, trimmed);
  g_free(trimmed);
  return true;
}

bool lg_plan_bool(const lg_reading *reading, const lg_json *node, bool *value)
{
  if (!node) return false;
  if (node->kind != LG_JSON_BOOL) {
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_BOOL, node, NULL, NULL);
    return false;
  }
  *value = node->truth;
  return true;
}

bool lg_plan_decimal(const lg_json *node, lg_decimal *decimal)
{
  return node->kind == LG_JSON_NUMBER && lg_decimal_read(node->raw, true, decimal);
}

bool lg_plan_is_whole(const lg_json *node, int lo, int hi, int *value)
{
  lg_decimal number;
  int64_t whole;
  if (!lg_plan_decimal(node, &number) || !lg_decimal_is_whole(&number) ||
      !lg_decimal_scaled(&number, 0, &whole) || whole < lo || whole > hi)
    return false;
  *value = (int)whole;
  return true;
}

bool lg_plan_is_too_large(const lg_json *node)
{
  lg_decimal number;
  int64_t whole;
  return lg_plan_decimal(node, &number) && !number.negative &&
         (!lg_decimal_scaled(&number, 0, &whole) || whole > LG_MAX_WHOLE);
}

bool lg_plan_whole(const lg_reading *reading, const lg_json *node, int lo, int hi, int *value)
{
  if (!node) return false;
  if (lg_plan_is_whole(node, lo, hi, value)) return true;
  char low[16], high[16];
  g_snprintf(low, sizeof low, "%d", lo);
  g_snprintf(high, sizeof high, "%d", hi);
  /* the largest number that is read at all says nothing of what a key takes */
  bool open = hi == LG_MAX_WHOLE && !lg_plan_is_too_large(node);
  lg_message message = lo == hi ? LG_MSG_PLAN_NEED_NUMBER
                       : open   ? LG_MSG_PLAN_NEED_WHOLE_FROM
                                : LG_MSG_PLAN_NEED_WHOLE;
  lg_plan_say_value(reading, message, node, low, high);
  return false;
}

bool lg_plan_metres(const lg_reading *reading, const lg_json *node, int *metres)
{
  if (!node) return false;
  lg_decimal number;
  int64_t whole;
  const int64_t most = (int64_t)LG_MAX_KM * 1000;
  if (lg_plan_decimal(node, &number) && !number.negative && lg_decimal_scaled(&number, 3, &whole) &&
      whole <= most) {
    *metres = (int)whole;
    return true;
  }
  char high[16];
  g_snprintf(high, sizeof high, "%d", LG_MAX_KM);
  lg_plan_say_value(reading, LG_MSG_PLAN_NEED_KM, node, high, NULL);
  return false;
}

char *lg_plan_share_advice(const lg_json *node)
{
  lg_decimal number;
  int64_t millionths;
  if (!lg_plan_decimal(node, &number) || number.negative ||
      !lg_decimal_scaled(&number, 6, &millionths) || millionths > 1000000)
    return NULL;
  char digits[24];
  g_snprintf(digits, sizeof digits, "%d.%04d", (int)(millionths / 10000),
             (int)(millionths % 10000));
  size_t length = strlen(digits);
  while (digits[length - 1] == '0') digits[--length] = '\0';
  if (digits[length - 1] == '.') digits[--length] = '\0';
  return g_strconcat("\"", digits, "%\"", NULL);
}

bool lg_plan_share(const lg_reading *reading, const lg_json *node, lg_share *share)
{
  if (!node) return false;
  if (node->kind == LG_JSON_TEXT && lg_share_parse(node->text, share)) return true;
  char *advice = lg_plan_share_advice(node);
  if (advice)
    lg_plan_say_value(reading, LG_MSG_PLAN_SHARE_NUMBER, node, advice, NULL);
  else
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_SHARE, node,
                      "\"37%\", \"37.5%\", \"0.375\", \"3/8\"", NULL);
  g_free(advice);
  return false;
}

bool lg_plan_choice(const lg_reading *reading, const lg_json *node, const char *const *words,
                    int count, int *choice)
{
  char *word = lg_plan_word(reading, node);
  if (!word) return false;
  int found = 0;
  while (found < count && strcmp(word, words[found]) != 0) found++;
  if (found < count) {
    *choice = found;
  } else {
    GString *allowed = g_string_new("");
    for (int i = 0; i < count; i++)
      g_string_append_printf(allowed, "%s%s", i ? ", " : "", words[i]);
    lg_plan_say_unknown(reading, LG_MSG_PLAN_WORD, LG_MSG_PLAN_WORD_NEAR, node, word, words, count,
                        allowed->str);
    g_string_free(allowed, TRUE);
  }
  g_free(word);
  return found < count;
}

GPtrArray *lg_plan_words(const lg_reading *reading, const lg_json *node, lg_message repeated)
{
  GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
  if (!lg_plan_list(reading, node)) return words;
  GHashTable *met = g_hash_table_new(g_str_hash, g_str_equal);
  for (const lg_json *element = node->child; element; element = element->next) {
    char *word = lg_plan_word(reading, element);
    if (!word) continue;
    if (g_hash_table_contains(met, word)) {
      lg_plan_say_value(reading, repeated, element, NULL, NULL);
      g_free(word);
    } else {
      g_hash_table_add(met, word);
      g_ptr_array_add(words, word);
    }
  }
  g_hash_table_destroy(met);
  return words;
}

bool lg_plan_id(const lg_reading *reading, const lg_json *object, const char *key, GHashTable *ids,
                const char **id)
{
  const lg_json *node = lg_plan_need(reading, object, key);
  char *word = lg_plan_word(reading, node);
  if (!word) return false;
  *id = lg_plan_keep(reading, word);
  g_free(word);
  if (!g_hash_table_contains(ids, *id)) return g_hash_table_add(ids, (gpointer)*id);
  lg_plan_say(reading, LG_MSG_PLAN_ID_REPEATED, node, *id, NULL, NULL);
  return false;
}
