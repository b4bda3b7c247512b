/* plan.c - opens the plan, reads its head (what the tables need) and puts the parts together
 * (SPEC 2.4). */
#include "plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "io/read/cell_text.h"
#include "io/read/encoding.h"
#include "io/read/fold.h"
#include "io/read/table.h"
#include "io/words/plan_items.h"
#include "io/words/shapes.h"
#include "json_draft.h"
#include "model/input_limits.h"
#include "plan_parts.h"
#include "sheets.h"

struct lg_plan {
  lg_plan_head head;
  lg_json_doc *doc; /* NULL where somebody else owns the tree */
  const lg_json *root;
  lg_plan_source source;
  GPtrArray *texts; /* owns the head's texts and lists */
};

void lg_plan_free(lg_plan *plan)
{
  if (!plan) return;
  lg_json_doc_free(plan->doc);
  lg_plan_source_clear(&plan->source);
  g_ptr_array_free(plan->texts, TRUE);
  g_free(plan);
}

const lg_plan_head *lg_plan_get_head(const lg_plan *plan)
{
  return &plan->head;
}

static const char *plan_own(lg_plan *plan, char *text)
{
  g_ptr_array_add(plan->texts, text);
  return text;
}

void lg_plan_set_baseline(lg_plan *plan, const char *path)
{
  plan->head.table[LG_TABLE_ROSTER] = plan_own(plan, g_strdup(path));
  plan->head.outside[LG_TABLE_ROSTER] = true;
}

/* --- the file --- */

bool lg_plan_load(const char *path, char **bytes, size_t *length, lg_report *report)
{
  struct stat status;
  lg_message message = LG_MSG_COUNT;
  char most[16] = "";
  *bytes = NULL;
  if (stat(path, &status) != 0) {
    message = errno == ENOENT || errno == ENOTDIR ? LG_MSG_PLAN_NOT_FOUND : LG_MSG_PLAN_UNREADABLE;
  } else if (S_ISDIR(status.st_mode)) {
    message = LG_MSG_PLAN_FOLDER_NONE;
  } else if (!S_ISREG(status.st_mode)) {
    message = LG_MSG_PLAN_NOT_FILE;
  } else if (status.st_size > LG_MAX_FILE_BYTES) {
    message = LG_MSG_PLAN_FILE_BIG;
    g_snprintf(most, sizeof most, "%d", LG_MAX_FILE_BYTES / (1024 * 1024));
  } else if (!g_file_get_contents(path, bytes, length, NULL)) {
    message = LG_MSG_PLAN_UNREADABLE;
  }
  if (*bytes) return true;
  bool folder = message == LG_MSG_PLAN_FOLDER_NONE;
  const char *first = folder ? lg_plan_sheet_name(LG_PLAN_SHEET_ITEMS, true) : *most ? most : NULL;
  const char *second = folder ? lg_plan_sheet_name(LG_PLAN_SHEET_ITEMS, false) : NULL;
  lg_report_add(report, message, path, 0, "", first, second, NULL);
  return false;
}

/* The first character that is neither a blank nor one of the signs between a key and its value. */
static const char *skip_signs(const char *text)
{
  static const gunichar signs[] = {' ', '\t', '\r', '\n', ':', '"', 0xFF1A, 0x201C, 0x201D, 0xFF02};
  bool sign = true;
  while (*text && sign) {
    sign = false;
    for (size_t k = 0; k < G_N_ELEMENTS(signs) && !sign; k++)
      sign = g_utf8_get_char(text) == signs[k];
    if (sign) text = g_utf8_next_char(text);
  }
  return text;
}

/* `"lang": "zh"`, also with full-width signs. */
static const char *lang_of_text(const char *text)
{
  for (const char *p = text; (p = strstr(p, "lang"));) {
    p += strlen("lang");
    const char *value = skip_signs(p);
    if (value > p + 1 && g_str_has_prefix(value, "zh")) return "zh";
    if (value > p + 1 && g_str_has_prefix(value, "en")) return "en";
  }
  return NULL;
}

static bool is_workbook(const char *bytes, size_t length)
{
  return length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

/* A spreadsheet by its name. */
static bool is_sheet_name(const char *path)
{
  static const char *const ends[] = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"};
  g_autofree char *lower = g_ascii_strdown(path, -1);
  for (size_t k = 0; k < G_N_ELEMENTS(ends); k++)
    if (g_str_has_suffix(lower, ends[k])) return true;
  return false;
}

/* The sheets of a workbook as JSON; NULL: told. g_free. */
static char *book_json(const char *bytes, size_t length, lg_plan_source *source, lg_report *report)
{
  char *json = lg_sheets_to_json(bytes, length, source->path, &source->places, report);
  if (json) lg_report_places(report, source->path, lg_places_find, source->places);
  return json;
}

lg_json_doc *lg_plan_parse(const char *path, const char *key, lg_plan_source *source,
                           lg_report *report)
{
  *source = (lg_plan_source){.path = path};
  g_autofree char *bytes = NULL, *json = NULL;
  size_t length;
  if (!lg_plan_load(path, &bytes, &length, report)) return NULL;
  g_autofree char *sum = lg_file_sum(key, bytes, length);
  g_strlcpy(source->sha256, sum, sizeof source->sha256);
  bool book = is_workbook(bytes, length);
  if (!book && is_sheet_name(path)) {
    g_autofree char *name = g_path_get_basename(path);
    if (!lg_bytes_may_be_table(bytes, length, name, path, report)) return NULL;
  }
  if (!book) return lg_json_parse(bytes, length, path, report);
  json = book_json(bytes, length, source, report);
  return json ? lg_json_parse(json, strlen(json), path, report) : NULL;
}

void lg_plan_source_clear(lg_plan_source *source)
{
  lg_places_unref(source->places);
  source->places = NULL;
}

const char *lg_plan_guess_lang(const char *path)
{
  lg_report *unheard = lg_report_new();
  g_autofree char *bytes = NULL;
  size_t length = 0;
  bool loaded = lg_plan_load(path, &bytes, &length, unheard);
  lg_report_free(unheard);
  if (!loaded) return NULL;
  if (is_workbook(bytes, length)) return lg_sheets_are_chinese(bytes, length) ? "zh" : NULL;
  lg_gb18030 decoded;
  bool utf8 = lg_utf8_bad_byte(bytes, length) == length;
  g_autofree char *own = utf8 ? NULL : lg_gb18030_decode(bytes, length, &decoded);
  /* half a character further down: what stands before it is read */
  if (!utf8 && !own) own = lg_gb18030_decode(bytes, decoded.bad, &decoded);
  if (!utf8 && !own) own = g_utf8_make_valid(bytes, (gssize)length);
  const char *text = own ? own : bytes, *lang = lang_of_text(text);
  for (const char *p = text; *p && !lang; p = g_utf8_next_char(p))
    if (g_unichar_get_script(g_utf8_get_char(p)) == G_UNICODE_SCRIPT_HAN) lang = "zh";
  return lang;
}

/* --- the head --- */

/* YYYY-MM-DD. */
static bool plan_date(const lg_reading *reading, const lg_json *node, lg_date *date)
{
  if (!node) return false;
  char *text = node->kind == LG_JSON_TEXT ? lg_fold(node->text) : g_strdup("");
  bool good = strlen(text) == 10 && text[4] == '-' && text[7] == '-';
  for (int i = 0; i < 10 && good; i++) good = i == 4 || i == 7 || g_ascii_isdigit(text[i]);
  if (good) {
    lg_date found = {atoi(text), atoi(text + 5), atoi(text + 8)};
    good = found.year >= 1900 && found.year <= 2100 &&
           g_date_valid_dmy((GDateDay)found.day, (GDateMonth)found.month, (GDateYear)found.year);
    if (good) *date = found;
  }
  if (!good) lg_plan_say_value(reading, LG_MSG_PLAN_NEED_DATE, node, "2010-09-01", "1900-2100");
  g_free(text);
  return good;
}

/* Which services count as rotated. */
static void head_period(const lg_reading *reading, lg_plan *plan, const lg_json *root)
{
  const lg_json *node = lg_json_get(root, "period");
  if (!node || !lg_plan_object(reading, node, LG_OBJECT_PERIOD)) return;
  plan_date(reading, lg_plan_need(reading, node, "from"), &plan->head.period_from);
  if (!lg_json_get(root, "service"))
    lg_plan_say(reading, LG_MSG_PLAN_PERIOD_ALONE, node, NULL, NULL, NULL);
}

/* The name of a table's file, or NULL. */
static const char *head_file(const lg_reading *reading, const lg_json *node)
{
  const char *text;
  g_autofree char *word = lg_plan_word(reading, node);
  return word && lg_plan_text(reading, node, &text) ? text : NULL;
}

/* A table in many pieces: its files as one text, a line a file; NULL where one is none. */
static const char *head_pieces(const lg_reading *reading, lg_plan *plan, const lg_json *list)
{
  if (!list->child) lg_plan_say(reading, LG_MSG_PLAN_PIECES_EMPTY, list, NULL, NULL, NULL);
  GString *all = g_string_new(NULL);
  bool good = list->child != NULL;
  for (const lg_json *at = list->child; at; at = at->next) {
    const char *file = head_file(reading, at);
    good &= file != NULL;
    if (file) g_string_append_printf(all, "%s%s", all->len ? "\n" : "", file);
  }
  const char *kept = plan_own(plan, g_string_free(all, FALSE));
  return good ? kept : NULL;
}

static void head_tables(const lg_reading *reading, lg_plan *plan, const lg_json *root)
{
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    const char *key = lg_plan_table_key(kind);
    bool required = kind == LG_TABLE_TEACHERS || kind == LG_TABLE_SCHOOLS;
    const lg_json *node = required ? lg_plan_need(reading, root, key) : lg_json_get(root, key);
    bool list = node && node->kind == LG_JSON_LIST;
    const char *text = list ? head_pieces(reading, plan, node) : head_file(reading, node);
    if (!text) continue;
    plan->head.table[kind] = text;
    plan->head.table_line[kind] = node->line;
  }
}

/* Takes `words` and its texts over. */
static const char *const *head_list(lg_plan *plan, GPtrArray *words, int *count)
{
  for (guint i = 0; i < words->len; i++) g_ptr_array_add(plan->texts, g_ptr_array_index(words, i));
  *count = (int)words->len;
  g_ptr_array_set_free_func(words, NULL);
  gpointer *list = g_ptr_array_free(words, FALSE);
  g_ptr_array_add(plan->texts, list);
  return (const char *const *)list;
}

/* "学科带头人" as `word`, {"ends_with": "学科带头人"} as what a rank ends with. g_free. */
static char *backbone_rank(const lg_reading *reading, const lg_json *element, bool *is_end)
{
  *is_end = element->kind == LG_JSON_OBJECT;
  if (*is_end) {
    lg_plan_object(reading, element, LG_OBJECT_BACKBONE);
    element = lg_plan_need(reading, element, "ends_with");
  }
  g_autofree char *word = lg_plan_word(reading, element);
  return word ? lg_squeeze(word) : NULL;
}

static void head_backbone(const lg_reading *reading, lg_plan *plan, const lg_json *node)
{
  lg_plan_head *head = &plan->head;
  GPtrArray *lists[] = {g_ptr_array_new(), g_ptr_array_new()};
  GHashTable *met[] = {g_hash_table_new(g_str_hash, g_str_equal),
                       g_hash_table_new(g_str_hash, g_str_equal)};
  bool list = node && lg_plan_list(reading, node);
  for (const lg_json *element = list ? node->child : NULL; element; element = element->next) {
    bool is_end;
    char *word = backbone_rank(reading, element, &is_end);
    if (!word) continue;
    if (g_hash_table_contains(met[is_end], word)) {
      lg_plan_say_value(reading, LG_MSG_PLAN_VALUE_REPEATED, element, NULL, NULL);
      g_free(word);
    } else {
      g_hash_table_add(met[is_end], word);
      g_ptr_array_add(lists[is_end], word);
    }
  }
  for (int k = 0; k < 2; k++) g_hash_table_destroy(met[k]);
  head->backbone = head_list(plan, lists[0], &head->backbone_count);
  head->backbone_ends = head_list(plan, lists[1], &head->backbone_end_count);
}

static void collect_joined(const lg_json *node, GPtrArray *words)
{
  for (; node; node = node->next) {
    if (node->child) collect_joined(node->child, words);
    if (node->kind != LG_JSON_TEXT) continue;
    char *word = lg_squeeze(node->text);
    if (strpbrk(word, ";,/") || strstr(word, "、"))
      g_ptr_array_add(words, word);
    else
      g_free(word);
  }
}

static void head_joined(lg_plan *plan, const lg_json *root)
{
  GPtrArray *words = g_ptr_array_new();
  collect_joined(root->child, words);
  plan->head.joined = head_list(plan, words, &plan->head.joined_count);
}

bool lg_plan_is_backbone(const lg_plan_head *head, const char *rank)
{
  for (int k = 0; k < head->backbone_count; k++)
    if (strcmp(head->backbone[k], rank) == 0) return true;
  for (int k = 0; k < head->backbone_end_count; k++)
    if (g_str_has_suffix(rank, head->backbone_ends[k])) return true;
  return false;
}

/* Headings stay as they are written: the roster repeats them. */
static void head_copied(const lg_reading *reading, lg_plan *plan, const lg_json *node)
{
  if (!node) return;
  GPtrArray *folded = lg_plan_words(reading, node, LG_MSG_PLAN_COLUMN_REPEATED);
  g_ptr_array_free(folded, TRUE);
  GPtrArray *written = g_ptr_array_new();
  GArray *places = g_array_new(FALSE, FALSE, sizeof(lg_plan_place));
  int index = 0;
  const lg_json *element = node->kind == LG_JSON_LIST ? node->child : NULL;
  for (; element; element = element->next, index++) {
    if (element->kind != LG_JSON_TEXT) continue;
    lg_plan_place place = {element->line, index};
    g_ptr_array_add(written, g_strdup(element->text));
    g_array_append_val(places, place);
  }
  plan->head.copy_columns = head_list(plan, written, &plan->head.copy_column_count);
  void *kept = g_array_free(places, FALSE);
  if (kept) g_ptr_array_add(plan->texts, kept);
  plan->head.copy_column_places = kept;
}

static void head_read(const lg_reading *reading, lg_plan *plan, const lg_json *root)
{
  lg_plan_head *head = &plan->head;
  int version = 1;
  const lg_json *node = lg_plan_need(reading, root, "lungang");
  lg_plan_whole(reading, node, 1, 1, &version);
  plan_date(reading, lg_plan_need(reading, root, "date"), &head->date);
  head_period(reading, plan, root);
  head->flexible = lg_json_get(root, "flexible") != NULL;
  lg_plan_text(reading, lg_json_get(root, "title"), &head->title);
  static const char *const languages[] = {"zh", "en"};
  int language;
  if (lg_plan_choice(reading, lg_json_get(root, "lang"), languages, 2, &language))
    head->lang = languages[language];
  head_tables(reading, plan, root);
  head_backbone(reading, plan, lg_json_get(root, "backbone"));
  head_joined(plan, root);
  head_copied(reading, plan, lg_json_get(root, "copy_columns"));
  lg_plan_naming(reading, head, root);
}

static bool plan_check_root(const lg_reading *reading, const lg_json *root)
{
  return lg_plan_object(reading, root, LG_OBJECT_PLAN);
}

static const char *plan_default_title(lg_plan *plan, const char *path)
{
  char *name = g_path_get_basename(path);
  if (g_str_has_suffix(name, ".json") || g_str_has_suffix(name, ".xlsx"))
    name[strlen(name) - strlen(".json")] = '\0';
  return plan_own(plan, name);
}

static lg_plan *plan_begin(const lg_plan_source *source, const lg_coding *coding)
{
  const char *path = source->path;
  lg_plan *plan = g_new0(lg_plan, 1);
  plan->texts = g_ptr_array_new_with_free_func(g_free);
  lg_plan_head *head = &plan->head;
  head->file = plan_own(plan, g_strdup(path));
  head->folder = plan_own(plan, g_path_get_dirname(path));
  head->title = plan_default_title(plan, path);
  g_strlcpy(head->sha256, source->sha256, sizeof head->sha256);
  head->places = source->places;
  head->coding = *coding;
  if (coding->key) head->coding.key = plan_own(plan, g_strdup(coding->key));
  return plan;
}

/* `plan` with its head read, or NULL where there is no object to read. */
static lg_plan *plan_read(lg_plan *plan, const lg_json *root, lg_report *report)
{
  const lg_reading reading = {.head = &plan->head, .report = report};
  plan->root = root;
  if (root && plan_check_root(&reading, root)) {
    head_read(&reading, plan, root);
    return plan;
  }
  lg_report_places(report, plan->head.file, NULL, NULL);
  lg_plan_free(plan);
  return NULL;
}

lg_plan *lg_plan_open(const char *path, const lg_coding *coding, lg_report *report)
{
  lg_plan_source source;
  lg_json_doc *doc = lg_plan_parse(path, coding->key, &source, report);
  lg_plan *plan = plan_begin(&source, coding);
  plan->doc = doc;
  plan->source = source;
  return plan_read(plan, doc ? lg_json_root(doc) : NULL, report);
}

lg_plan *lg_plan_of(const lg_json *root, const lg_plan_source *source, const lg_coding *coding,
                    lg_report *report)
{
  if (source->places) lg_report_places(report, source->path, lg_places_find, source->places);
  return plan_read(plan_begin(source, coding), root, report);
}

const lg_json *lg_plan_root(const lg_plan *plan)
{
  return plan->root;
}

/* --- parts --- */

static const char *const show_keys[] = {"title", "term", "lang", NULL};
static const char *const worker_keys[] = {"limits", "repair", NULL};
static const char *const option_keys[] = {"eligibility", "routes", "commute", NULL};

static bool is_in_part(const char *key, lg_plan_part part)
{
  if (strcmp(key, "//") == 0 || g_strv_contains(worker_keys, key)) return false;
  if (strcmp(key, "goals") == 0) return part == LG_PLAN_FAMILY;
  if (g_strv_contains(option_keys, key)) return part != LG_PLAN_TABLES;
  if (lg_plan_is_count(key)) return part >= LG_PLAN_RULES;
  if (strcmp(key, "copy_columns") == 0) return part < LG_PLAN_RULES;
  if (strcmp(key, "relax") == 0) return part != LG_PLAN_TABLES; /* it may give up locks */
  return !g_strv_contains(show_keys, key);
}

/* A quota without its limits, unless it is soft: then they are part of a goal. */
static void print_quota(GString *text, const lg_json *quota)
{
  const lg_json *soft = lg_json_get(quota, "soft");
  bool hard = !(soft && soft->kind == LG_JSON_BOOL && soft->truth);
  for (const lg_json *at = quota->child; at; at = at->next) {
    if (hard && at->key && (strcmp(at->key, "min") == 0 || strcmp(at->key, "max") == 0)) continue;
    g_string_append_printf(text, "%s:", at->key ? at->key : "");
    lg_json_print(text, at, NULL);
    g_string_append_c(text, ',');
  }
  g_string_append_c(text, ';');
}

/* Keys that are none of the above count everywhere. */
char *lg_plan_part_text(const lg_json *root, lg_plan_part part, const lg_json *but)
{
  GString *text = g_string_new(NULL);
  for (const lg_json *at = root->child; at; at = at->next) {
    if (at == but || !is_in_part(at->key, part)) continue;
    g_string_append_printf(text, "%s:", at->key);
    bool quotas = part == LG_PLAN_FAMILY && strcmp(at->key, "quotas") == 0;
    if (quotas)
      for (const lg_json *quota = at->child; quota; quota = quota->next) print_quota(text, quota);
    else
      lg_json_print(text, at, but);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

/* --- the policy --- */

static void policy_read(lg_reading *reading, const lg_json *root)
{
  lg_policy *policy = reading->policy;
  policy->title = lg_plan_keep(reading, reading->head->title);
  policy->date = reading->head->date;
  policy->period_from = reading->head->period_from;
  const char *term;
  if (lg_plan_text(reading, lg_json_get(root, "term"), &term))
    policy->term = lg_plan_keep(reading, term);
  lg_plan_eligibility(reading, lg_json_get(root, "eligibility"));
  lg_plan_routes(reading, lg_json_get(root, "routes"));
  lg_plan_commute(reading, lg_json_get(root, "commute"));
  lg_plan_flexible(reading, root);
  lg_plan_counts(reading, root);
  lg_plan_goals(reading, root);
  lg_plan_limits(reading, lg_json_get(root, "limits"));
  lg_plan_relax(reading, lg_json_get(root, "relax"));
  lg_plan_repair(reading, lg_json_get(root, "repair"));
}

lg_policy *lg_plan_policy(const lg_plan *plan, const lg_district *district, lg_report *report)
{
  lg_reading reading = {
      .head = &plan->head, .report = report, .schools = district, .policy = lg_policy_new()};
  if (district && !district->partial) reading.district = district;
  reading.route_ids = g_hash_table_new(g_str_hash, g_str_equal);
  policy_read(&reading, plan->root);
  g_hash_table_destroy(reading.route_ids);
  lg_school_names_free(reading.school_names);
  if (reading.district && lg_report_defects(report) == 0) return reading.policy;
  lg_policy_free(reading.policy);
  return NULL;
}
