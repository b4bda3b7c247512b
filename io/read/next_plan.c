#include "next_plan.h"

#include <string.h>

#include "io/plan/plan_parts.h"

/* The key as JSON writes it. */
static void add_key(GString *text, const char *key)
{
  g_string_append_c(text, '"');
  for (const char *c = key; *c; c++) {
    if (*c == '"' || *c == '\\') g_string_append_c(text, '\\');
    if ((unsigned char)*c < 0x20)
      g_string_append_printf(text, "\\u%04x", (unsigned)*c);
    else
      g_string_append_c(text, *c);
  }
  g_string_append(text, "\": ");
}

static void begin_member(GString *text, const char *key)
{
  g_string_append(text, text->len > 1 ? ",\n  " : "\n  ");
  add_key(text, key);
}

static void add_raw(GString *text, const lg_json *value)
{
  g_string_append_len(text, value->raw, (gssize)value->raw_length);
}

/* A goal as a text, or as an object with the id. */
static bool is_changes(const lg_json *goal)
{
  const lg_json *id = goal->kind == LG_JSON_OBJECT ? lg_json_get(goal, "id") : goal;
  g_autofree char *word =
      id && id->kind == LG_JSON_TEXT ? g_strstrip(g_strdup(id->text)) : g_strdup("");
  return strcmp(word, lg_goal_word(LG_GOAL_CHANGES)) == 0;
}

/* A list or object without the members that `left_out` names. */
static void add_without(GString *text, const lg_json *value,
                        bool (*left_out)(const lg_json *member))
{
  bool object = value->kind == LG_JSON_OBJECT, first = true;
  g_string_append_c(text, object ? '{' : '[');
  for (const lg_json *member = value->child; member; member = member->next) {
    if (left_out(member)) continue;
    if (!first) g_string_append(text, ", ");
    first = false;
    if (object) add_key(text, member->key);
    add_raw(text, member);
  }
  g_string_append_c(text, object ? '}' : ']');
}

static bool is_of_baseline(const lg_json *member)
{
  return strcmp(member->key, "baseline") == 0;
}

static bool is_table(const char *key)
{
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++)
    if (strcmp(key, lg_plan_table_key(kind)) == 0) return true;
  return false;
}

static void add_member(GString *text, const lg_json *member, lg_date date)
{
  begin_member(text, member->key);
  if (strcmp(member->key, "date") == 0)
    g_string_append_printf(text, "\"%04d-%02d-%02d\"", date.year, date.month, date.day);
  else if (is_table(member->key))
    g_string_append_printf(text, "\"%s.csv\"", member->key);
  else if (strcmp(member->key, "goals") == 0)
    add_without(text, member, is_changes);
  else if (strcmp(member->key, "columns") == 0)
    add_without(text, member, is_of_baseline);
  else
    add_raw(text, member);
}

char *lg_next_plan(const lg_json *root, lg_date date, bool ledger)
{
  GString *text = g_string_new("{");
  for (const lg_json *member = root->child; member; member = member->next) {
    if (strcmp(member->key, "baseline") == 0 || strcmp(member->key, "relax") == 0) continue;
    add_member(text, member, date);
    if (strcmp(member->key, "schools") != 0 || !ledger || lg_json_get(root, "service")) continue;
    begin_member(text, "service");
    g_string_append(text, "\"service.csv\"");
  }
  g_string_append(text, "\n}\n");
  return g_string_free(text, FALSE);
}
