/* plan_naming.c - what the plan says of the headings of its tables: keys `columns`, `teacher_id`
 * (OFFICE, Headings). That a file has these headings is checked where it is read. */
#include <string.h>

#include "io/read/cell_text.h"
#include "io/read/table_heading.h"
#include "io/words/shapes.h"
#include "plan_parts.h"

const char *lg_plan_table_key(int kind)
{
  return kind == LG_TABLE_ROSTER ? "baseline" : lg_shape_of((lg_table_kind)kind)->name;
}

/* The field of the table that has this heading already, or -1. */
static int naming_taken(const lg_naming *naming, const char *heading)
{
  g_autofree char *wanted = lg_heading_whole_key(heading);
  for (int f = 0; f < LG_T_COUNT; f++) {
    g_autofree char *other = naming->heading[f] ? lg_heading_whole_key(naming->heading[f]) : NULL;
    if (g_strcmp0(wanted, other) == 0) return f;
  }
  return -1;
}

static void naming_heading(const lg_reading *reading, lg_naming *naming, int kind, int field,
                           const lg_json *node)
{
  const char *heading;
  g_autofree char *word = lg_plan_word(reading, node);
  if (!word || !lg_plan_text(reading, node, &heading)) return;
  int taken = naming_taken(naming, heading);
  if (taken >= 0) {
    const char *other = lg_shape_of((lg_table_kind)kind)->fields[taken].headings[0];
    lg_plan_say(reading, LG_MSG_PLAN_COLUMN_TAKEN, node, heading, other, NULL);
  } else if (kind == LG_TABLE_TEACHERS && field == LG_T_ID && lg_heading_is_serial(heading)) {
    lg_plan_say(reading, LG_MSG_PLAN_COLUMN_SERIAL, node, heading, NULL, NULL);
  } else {
    naming->heading[field] = heading;
    naming->line[field] = node->line;
  }
}

static void naming_table(const lg_reading *reading, lg_plan_head *head, int kind,
                         const lg_json *node)
{
  const lg_shape *shape = lg_shape_of((lg_table_kind)kind);
  const char *known[LG_T_COUNT + 1] = {NULL};
  for (int f = 0; f < shape->field_count; f++) known[f] = shape->fields[f].headings[0];
  if (!lg_plan_keys(reading, node, &(lg_keys){.known = known})) return;
  if (!lg_json_get(node->parent->parent, node->key))
    lg_plan_say(reading, LG_MSG_PLAN_COLUMN_TABLE, node, node->key, NULL, NULL);
  for (int f = 0; f < shape->field_count; f++)
    naming_heading(reading, &head->naming[kind], kind, f, lg_json_get(node, known[f]));
}

/* Only what is the same however the table writes it: ranks and years change, tags are lists. */
static void naming_made(const lg_reading *reading, lg_plan_head *head, const lg_json *node)
{
  static const int fields[] = {LG_T_NAME,   LG_T_SCHOOL, LG_T_SUBJECT, LG_T_STAGE,
                               LG_T_GENDER, LG_T_BIRTH,  LG_T_JOINED,  LG_T_TITLE};
  const lg_shape *shape = lg_shape_of(LG_TABLE_TEACHERS);
  lg_naming *naming = &head->naming[LG_TABLE_TEACHERS];
  const char *words[G_N_ELEMENTS(fields)];
  for (size_t k = 0; k < G_N_ELEMENTS(fields); k++) words[k] = shape->fields[fields[k]].headings[0];
  if (!node || !lg_plan_list(reading, node)) return;
  bool met[G_N_ELEMENTS(fields)] = {false};
  for (const lg_json *element = node->child; element; element = element->next) {
    int choice;
    if (!lg_plan_choice(reading, element, words, (int)G_N_ELEMENTS(fields), &choice)) continue;
    if (met[choice]) {
      lg_plan_say_value(reading, LG_MSG_PLAN_VALUE_REPEATED, element, NULL, NULL);
      continue;
    }
    met[choice] = true;
    naming->is_needed[fields[choice]] = fields[choice] != LG_T_STAGE; /* else the school's */
    head->made_of[head->made_of_count++] = fields[choice];
  }
  naming->id_is_made = head->made_of_count > 0;
  if (naming->id_is_made && naming->heading[LG_T_ID])
    lg_plan_say(reading, LG_MSG_PLAN_ID_TWO_WAYS, node, naming->heading[LG_T_ID], NULL, NULL);
}

void lg_plan_naming(const lg_reading *reading, lg_plan_head *head, const lg_json *root)
{
  const char *known[LG_TABLE_COUNT + 1] = {NULL};
  for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
    known[kind] = lg_plan_table_key(kind);
    head->naming[kind].plan = head->file;
    head->naming[kind].key = known[kind];
  }
  const lg_json *columns = lg_json_get(root, "columns");
  if (columns && lg_plan_keys(reading, columns, &(lg_keys){.known = known}))
    for (int kind = 0; kind < LG_TABLE_COUNT; kind++) {
      const lg_json *node = lg_json_get(columns, known[kind]);
      if (node) naming_table(reading, head, kind, node);
    }
  naming_made(reading, head, lg_json_get(root, "teacher_id"));
  head->naming[LG_TABLE_TEACHERS].copied = head->copy_columns;
  head->naming[LG_TABLE_TEACHERS].copied_count = head->copy_column_count;
}
