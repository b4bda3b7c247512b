/* plan_filter.c - filters: their keys, and their values as codes of the district (SPEC 2.4, 7). */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/fold.h"
#include "io/read/table.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "plan_parts.h"

enum value_kind {
  LG_VALUE_BOOL,
  LG_VALUE_WORD, /* a text of the tables */
  LG_VALUE_CODE, /* one of a few code words */
  LG_VALUE_ROUTE,
  LG_VALUE_WHOLE,
  LG_VALUE_SCHOOL,
  LG_VALUE_FILTERS
};

/* What a key compares and where it may stand. */
struct key_traits {
  enum value_kind kind;
  bool placed; /* depends on the placement */
  bool in_route;
  bool in_exclude;
};

static const struct key_traits traits[LG_KEY_COUNT] = {
    [LG_KEY_MOVED] = {LG_VALUE_BOOL, true, false, false},
    [LG_KEY_ELIGIBLE] = {LG_VALUE_BOOL, false, false, false},
    [LG_KEY_BACKBONE] = {LG_VALUE_BOOL, false, true, true},
    [LG_KEY_FULL_TIME] = {LG_VALUE_BOOL, false, true, true},
    [LG_KEY_ROTATED] = {LG_VALUE_BOOL, false, true, true},
    [LG_KEY_SAME_GROUP] = {LG_VALUE_BOOL, true, true, false},
    [LG_KEY_RETURNS] = {LG_VALUE_BOOL, true, false, false},
    [LG_KEY_FLEXIBLE] = {LG_VALUE_BOOL, true, false, false},
    [LG_KEY_GUEST_SCHOOL] = {LG_VALUE_SCHOOL, true, false, false},
    [LG_KEY_GUEST_TIER] = {LG_VALUE_CODE, true, false, false},
    [LG_KEY_GUEST_GROUP] = {LG_VALUE_WORD, true, false, false},
    [LG_KEY_GUEST_SAME_GROUP] = {LG_VALUE_BOOL, true, false, false},
    [LG_KEY_RANK] = {LG_VALUE_WORD, false, true, true},
    [LG_KEY_TAG] = {LG_VALUE_WORD, false, true, true},
    [LG_KEY_SUBJECT] = {LG_VALUE_WORD, false, true, true},
    [LG_KEY_TITLE] = {LG_VALUE_WORD, false, true, true},
    [LG_KEY_STAGE] = {LG_VALUE_CODE, false, true, true},
    [LG_KEY_GENDER] = {LG_VALUE_CODE, false, true, true},
    [LG_KEY_ROUTE] = {LG_VALUE_ROUTE, true, false, false},
    [LG_KEY_AGE] = {LG_VALUE_WHOLE, false, true, true},
    [LG_KEY_YEARS] = {LG_VALUE_WHOLE, false, true, true},
    [LG_KEY_WISH] = {LG_VALUE_WHOLE, true, true, false},
    [LG_KEY_FROM_SCHOOL] = {LG_VALUE_SCHOOL, false, true, true},
    [LG_KEY_FROM_TIER] = {LG_VALUE_CODE, false, true, true},
    [LG_KEY_FROM_GROUP] = {LG_VALUE_WORD, false, true, true},
    [LG_KEY_FROM_STAGE] = {LG_VALUE_CODE, false, true, true},
    [LG_KEY_TO_SCHOOL] = {LG_VALUE_SCHOOL, true, true, false},
    [LG_KEY_TO_TIER] = {LG_VALUE_CODE, true, true, false},
    [LG_KEY_TO_GROUP] = {LG_VALUE_WORD, true, true, false},
    [LG_KEY_ANY] = {LG_VALUE_FILTERS, false, false, true},
};

static const lg_words *words_of_key(const lg_district *district, lg_key key)
{
  switch (key) {
    case LG_KEY_RANK:
      return &district->ranks;
    case LG_KEY_TAG:
      return &district->tags;
    case LG_KEY_SUBJECT:
      return &district->subjects;
    case LG_KEY_TITLE:
      return &district->titles;
    default:
      return &district->groups;
  }
}

/* --- one scalar --- */

/* A text that no table has: nothing equals it, which is worth knowing but no defect. */
static void plan_say_absent(const lg_reading *reading, const lg_json *at, const char *word,
                            const lg_words *words)
{
  lg_plan_say_unknown(reading, LG_MSG_FILTER_ABSENT, LG_MSG_FILTER_ABSENT_NEAR, at, word,
                      words->text, words->count, NULL);
}

static bool scalar_word(const lg_reading *reading, const lg_json *node, lg_key key, int *code)
{
  char *word = lg_plan_word(reading, node);
  if (!word || !reading->district) {
    g_free(word);
    return false;
  }
  const lg_words *words = words_of_key(reading->district, key);
  *code = lg_words_find(words, word);
  if (*code == LG_MISSING) {
    g_autofree char *squeezed = lg_squeeze(word);
    *code = lg_words_find(words, squeezed);
  }
  if (*code == LG_MISSING) plan_say_absent(reading, node, word, words);
  g_free(word);
  return *code != LG_MISSING;
}

/* Code words in English and Chinese; of `stage` without `both`, which no teacher has. */
static bool scalar_code(const lg_reading *reading, const lg_json *node, lg_key key, int *code)
{
  char *word = lg_plan_word(reading, node);
  if (!word) return false;
  const lg_word_code *words = lg_words_tier;
  if (key == LG_KEY_STAGE || key == LG_KEY_FROM_STAGE)
    words = lg_words_stage;
  else if (key == LG_KEY_GENDER)
    words = lg_words_gender;
  int limit = key == LG_KEY_STAGE ? LG_STAGE_COUNT : INT_MAX;
  *code = lg_word_code_of(words, word);
  bool good = *code >= 0 && *code < limit;
  if (!good) {
    GPtrArray *allowed = g_ptr_array_new();
    for (const lg_word_code *w = words; w->word; w++)
      if (w->code < limit && !w->also) g_ptr_array_add(allowed, (gpointer)w->word);
    int count = (int)allowed->len;
    g_ptr_array_add(allowed, NULL);
    char *list = g_strjoinv(", ", (char **)allowed->pdata);
    lg_plan_say_unknown(reading, LG_MSG_PLAN_WORD, LG_MSG_PLAN_WORD_NEAR, node, word,
                        (const char *const *)allowed->pdata, count, list);
    g_free(list);
    g_ptr_array_free(allowed, TRUE);
  }
  g_free(word);
  return good;
}

void lg_plan_say_route(const lg_reading *reading, const lg_json *at, const char *word, bool lock)
{
  const lg_policy *policy = reading->policy;
  int count = 0;
  const char **ids = NULL;
  if (lg_plan_advises(reading, LG_MSG_PLAN_ROUTE)) {
    ids = g_new(const char *, policy->route_count + 1);
    for (int r = 0; r < policy->route_count; r++) ids[count++] = policy->routes[r].id;
    if (lock) ids[count++] = LG_LOCK_ROUTE;
  }
  lg_plan_say_unknown(reading, LG_MSG_PLAN_ROUTE, LG_MSG_PLAN_ROUTE_NEAR, at, word, ids, count,
                      NULL);
  g_free(ids);
}

/* A route by its id; `lock` is what a `must` lock makes of a move that follows none. */
static bool scalar_route(const lg_reading *reading, const lg_json *node, int *code)
{
  char *word = lg_plan_word(reading, node);
  if (!word) return false;
  int index = GPOINTER_TO_INT(g_hash_table_lookup(reading->route_ids, word));
  bool good = true;
  if (index)
    *code = index - 1;
  else if (strcmp(word, LG_LOCK_ROUTE) == 0)
    *code = reading->policy->route_count;
  else
    good = false;
  if (!good) lg_plan_say_route(reading, node, word, true);
  g_free(word);
  return good;
}

static void plan_say_school(const lg_reading *reading, const lg_json *node, const char *word)
{
  bool advises = lg_plan_advises(reading, LG_MSG_FILTER_SCHOOL);
  const char *near = advises ? lg_school_names_nearest(reading->school_names, word) : NULL;
  lg_plan_say(reading, near ? LG_MSG_FILTER_SCHOOL_NEAR : LG_MSG_FILTER_SCHOOL, node, word, near,
              NULL);
}

static bool scalar_school(lg_reading *reading, const lg_json *node, int *code)
{
  char *word = lg_plan_word(reading, node);
  if (!word || !reading->schools) {
    g_free(word);
    return false;
  }
  if (!reading->school_names) reading->school_names = lg_school_names_new(reading->schools);
  int namesake;
  *code = lg_school_names_called(reading->school_names, word, &namesake);
  if (*code == LG_MISSING) plan_say_school(reading, node, word);
  if (namesake != LG_MISSING) {
    lg_plan_say(reading, LG_MSG_FILTER_SCHOOL_TWO, node, word, NULL, NULL);
    *code = LG_MISSING;
  }
  g_free(word);
  return *code != LG_MISSING;
}

/* Whether the scalar gives a code; where not, that is reported or no district is there to look it
 * up in. */
static bool plan_scalar(lg_reading *reading, const lg_json *node, lg_key key, int *code)
{
  bool truth = false;
  switch (traits[key].kind) {
    case LG_VALUE_BOOL:
      if (!lg_plan_bool(reading, node, &truth)) return false;
      *code = truth;
      return true;
    case LG_VALUE_WORD:
      return scalar_word(reading, node, key, code);
    case LG_VALUE_CODE:
      return scalar_code(reading, node, key, code);
    case LG_VALUE_ROUTE:
      return scalar_route(reading, node, code);
    case LG_VALUE_SCHOOL:
      return scalar_school(reading, node, code);
    case LG_VALUE_WHOLE:
    case LG_VALUE_FILTERS:
      break;
  }
  return lg_plan_whole(reading, node, key == LG_KEY_WISH ? 1 : 0, LG_MAX_WHOLE, code);
}

/* --- one condition --- */

static int code_order(const void *a, const void *b)
{
  int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

/* Sorts `codes`, drops repeated ones and keeps them in the policy. */
static const int *codes_keep(const lg_reading *reading, GArray *codes, int *count)
{
  int *kept = lg_policy_array(reading->policy, codes->len, sizeof(int));
  if (codes->len) qsort(codes->data, codes->len, sizeof(int), code_order);
  *count = 0;
  for (guint i = 0; i < codes->len; i++) {
    int code = g_array_index(codes, int, i);
    if (*count == 0 || kept[*count - 1] != code) kept[(*count)++] = code;
  }
  return kept;
}

const int *lg_plan_codes(const lg_reading *reading, const lg_json *list, const lg_words *words,
                         int *count)
{
  GArray *codes = g_array_new(FALSE, FALSE, sizeof(int));
  const lg_json *element = list->kind == LG_JSON_LIST ? list->child : NULL;
  for (; element; element = element->next) {
    g_autofree char *word = lg_fold(element->kind == LG_JSON_TEXT ? element->text : "");
    g_autofree char *squeezed = lg_squeeze(word);
    int code = lg_words_find(words, word);
    if (code == LG_MISSING) code = lg_words_find(words, squeezed);
    if (code != LG_MISSING)
      g_array_append_val(codes, code);
    else if (*word)
      plan_say_absent(reading, element, word, words);
  }
  const int *kept = codes_keep(reading, codes, count);
  g_array_free(codes, TRUE);
  return kept;
}

static void condition_range(lg_reading *reading, const lg_json *node, lg_condition *condition)
{
  lg_plan_object(reading, node, LG_OBJECT_RANGE);
  if (traits[condition->key].kind != LG_VALUE_WHOLE) {
    lg_plan_say(reading, LG_MSG_FILTER_RANGE_KEY, node, lg_key_word(condition->key), NULL, NULL);
    return;
  }
  condition->is_range = true;
  bool lo = lg_plan_whole(reading, lg_json_get(node, "min"), 0, LG_MAX_WHOLE, &condition->lo);
  bool hi = lg_plan_whole(reading, lg_json_get(node, "max"), 0, LG_MAX_WHOLE, &condition->hi);
  if (lo && hi && condition->lo > condition->hi)
    lg_plan_say_value(reading, LG_MSG_PLAN_RANGE, node, NULL, NULL);
}

static void condition_value(lg_reading *reading, const lg_json *node, lg_condition *condition)
{
  if (node->kind == LG_JSON_OBJECT) {
    condition_range(reading, node, condition);
    return;
  }
  GArray *codes = g_array_new(FALSE, FALSE, sizeof(int));
  bool list = node->kind == LG_JSON_LIST;
  if (list && !node->child) lg_plan_say(reading, LG_MSG_FILTER_EMPTY, node, NULL, NULL, NULL);
  for (const lg_json *scalar = list ? node->child : node; scalar;
       scalar = list ? scalar->next : NULL) {
    int code = LG_MISSING;
    if (plan_scalar(reading, scalar, condition->key, &code)) g_array_append_val(codes, code);
  }
  condition->codes = codes_keep(reading, codes, &condition->code_count);
  g_array_free(codes, TRUE);
}

static void condition_read(lg_reading *reading, const lg_json *node, lg_key key,
                           lg_condition *condition)
{
  *condition = (lg_condition){.key = key, .lo = INT_MIN, .hi = INT_MAX};
  const lg_json *negated = lg_json_get(node, "not");
  if (negated) {
    lg_plan_object(reading, node, LG_OBJECT_NOT);
    condition->negated = true;
    if (lg_json_get(negated, "not")) {
      lg_plan_say_value(reading, LG_MSG_FILTER_NOT, negated, NULL, NULL);
      return;
    }
  }
  condition_value(reading, negated ? negated : node, condition);
}

/* --- the filter --- */

static bool key_is_allowed(lg_key key, lg_filter_place place)
{
  switch (place) {
    case LG_FILTER_FIXED:
    case LG_FILTER_WHO:
      return !traits[key].placed;
    case LG_FILTER_ROUTE:
    case LG_FILTER_FLEXIBLE_ROUTE:
      return traits[key].in_route;
    case LG_FILTER_EXCLUDE:
      return traits[key].in_exclude;
    case LG_FILTER_QUOTA:
      break;
  }
  return true;
}

static lg_message key_refusal(lg_filter_place place)
{
  if (place == LG_FILTER_ROUTE || place == LG_FILTER_FLEXIBLE_ROUTE) return LG_MSG_FILTER_KEY_ROUTE;
  if (place == LG_FILTER_WHO) return LG_MSG_FILTER_KEY_WHO;
  return place == LG_FILTER_EXCLUDE ? LG_MSG_FILTER_KEY_EXCLUDE : LG_MSG_FILTER_KEY_FIXED;
}

/* Checks the keys of `node`: those whose word begins with `prefix` ("" for the filter itself),
 * without it. */
static bool filter_keys(const lg_reading *reading, const lg_json *node, lg_filter_place place,
                        const char *prefix)
{
  const char *known[LG_KEY_COUNT + LG_MOST_KEYS], *refused[LG_KEY_COUNT + 6];
  int known_count = 0, refused_count = 0;
  for (int key = 0; key < LG_KEY_COUNT; key++) {
    const char *word = lg_key_word((lg_key)key);
    if (!g_str_has_prefix(word, prefix)) continue;
    word += strlen(prefix);
    if (key_is_allowed((lg_key)key, place))
      known[known_count++] = word;
    else
      refused[refused_count++] = word;
  }
  if (!*prefix) {
    known[known_count++] = "from";
    bool to = key_is_allowed(LG_KEY_TO_TIER, place);
    if (to)
      known[known_count++] = "to";
    else
      refused[refused_count++] = "to";
    if (key_is_allowed(LG_KEY_GUEST_TIER, place))
      known[known_count++] = "guest";
    else
      refused[refused_count++] = "guest";
  }
  if (!*prefix && (place == LG_FILTER_ROUTE || place == LG_FILTER_FLEXIBLE_ROUTE)) {
    int count;
    const lg_plan_key *keys = lg_plan_keys_of(
        place == LG_FILTER_ROUTE ? LG_OBJECT_ROUTE : LG_OBJECT_FLEXIBLE_ROUTE, &count);
    for (int k = 0; k < count; k++) known[known_count++] = keys[k].name;
  }
  known[known_count] = refused[refused_count] = NULL;
  return lg_plan_keys(reading, node, &(lg_keys){known, refused, key_refusal(place)});
}

struct filter_reading {
  lg_reading *reading;
  lg_filter_place place;
  bool inside; /* it is one of an `any` */
  lg_condition conditions[LG_KEY_COUNT];
  const lg_json *met[LG_KEY_COUNT];
  int count;
};

static lg_filter filter_read(lg_reading *reading, const lg_json *node, lg_filter_place place,
                             bool inside);

/* A list of filters, one of which holds at least; these have no such list themselves. */
static void any_read(const struct filter_reading *filter, const lg_json *node,
                     lg_condition *condition)
{
  lg_reading *reading = filter->reading;
  *condition = (lg_condition){.key = LG_KEY_ANY, .lo = INT_MIN, .hi = INT_MAX};
  if (filter->inside) {
    lg_plan_say(reading, LG_MSG_FILTER_ANY_INSIDE, node, NULL, NULL, NULL);
    return;
  }
  if (!lg_plan_list(reading, node)) return;
  int count = lg_plan_length(node);
  if (count == 0) lg_plan_say(reading, LG_MSG_FILTER_ANY_EMPTY, node, NULL, NULL, NULL);
  lg_filter *any = lg_policy_array(reading->policy, (size_t)count, sizeof(lg_filter));
  condition->any = any;
  for (const lg_json *element = node->child; element; element = element->next)
    any[condition->any_count++] = filter_read(reading, element, filter->place, true);
}

static void filter_member(struct filter_reading *filter, const lg_json *member, const char *prefix)
{
  int key = 0;
  for (; key < LG_KEY_COUNT; key++) {
    const char *word = lg_key_word((lg_key)key);
    if (g_str_has_prefix(word, prefix) && strcmp(word + strlen(prefix), member->key) == 0) break;
  }
  if (key == LG_KEY_COUNT || !key_is_allowed((lg_key)key, filter->place)) return;
  const lg_json *first = filter->met[key];
  if (!first) {
    filter->met[key] = member;
    if (key == LG_KEY_ANY)
      any_read(filter, member, &filter->conditions[filter->count++]);
    else
      condition_read(filter->reading, member, (lg_key)key, &filter->conditions[filter->count++]);
  } else if (first->parent !=
             member->parent) { /* twice in one object is reported with the object's keys */
    char line[16];
    g_snprintf(line, sizeof line, "%d", first->line);
    lg_plan_say(filter->reading, LG_MSG_PLAN_KEY_REPEATED, member, line, NULL, NULL);
  }
}

/* "from": {"tier": V} is another way to write "from.tier": V. */
static void filter_nested(struct filter_reading *filter, const lg_json *node, const char *prefix)
{
  if (!filter_keys(filter->reading, node, filter->place, prefix)) return;
  for (const lg_json *member = node->child; member; member = member->next)
    filter_member(filter, member, prefix);
}

static lg_filter filter_read(lg_reading *reading, const lg_json *node, lg_filter_place place,
                             bool inside)
{
  struct filter_reading filter = {.reading = reading, .place = place, .inside = inside};
  if (!node || !filter_keys(reading, node, place, "")) return (lg_filter){0};
  const lg_json *from = lg_json_get(node, "from"), *to = lg_json_get(node, "to"),
                *guest = lg_json_get(node, "guest");
  for (const lg_json *member = node->child; member; member = member->next) {
    if (member == from)
      filter_nested(&filter, member, "from.");
    else if (member == to && key_is_allowed(LG_KEY_TO_TIER, place))
      filter_nested(&filter, member, "to.");
    else if (member == guest && key_is_allowed(LG_KEY_GUEST_TIER, place))
      filter_nested(&filter, member, "guest.");
    else
      filter_member(&filter, member, "");
  }
  lg_filter result = {.count = filter.count};
  result.conditions = lg_policy_array(reading->policy, (size_t)filter.count, sizeof(lg_condition));
  if (filter.count)
    memcpy(result.conditions, filter.conditions, (size_t)filter.count * sizeof(lg_condition));
  return result;
}

lg_filter lg_plan_filter(lg_reading *reading, const lg_json *node, lg_filter_place place)
{
  return filter_read(reading, node, place, false);
}
