#include "table_columns.h"

#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"
#include "table_heading.h"

char *lg_columns_name(const lg_table *table, int column)
{
  if (column < table->column_count && *table->heading[column])
    return g_strdup(table->heading[column]);
  GString *letters = g_string_new(NULL);
  for (int c = column + 1; c > 0; c = (c - 1) / 26)
    g_string_prepend_c(letters, (char)('A' + (c - 1) % 26));
  return g_string_free(letters, FALSE);
}

/* The heading of a field that the table lacks and that is nearest to `heading`, or NULL. */
static const char *column_meant(const lg_table *table, const char *heading)
{
  g_autofree char *folded = lg_fold(heading);
  const lg_naming *naming = table->naming;
  const lg_shape *shape = lg_shape_of(table->kind);
  if (lg_heading_is_serial(folded)) return NULL;
  for (int f = 0; f < shape->field_count; f++) {
    const char *const *names = shape->fields[f].headings;
    if (table->column_of[f] >= 0 || shape->fields[f].required) continue;
    if (naming && naming->heading[f]) continue;
    const char *near = lg_nearest(folded, names, (int)g_strv_length((char **)(void *)names));
    if (near) return near;
  }
  return NULL;
}

/* Says which columns are not read, some a line: the report cuts what is long. */
static void unread_tell(const lg_table *table, lg_report *report, GString *unread)
{
  if (unread->len)
    lg_report_add(report, LG_MSG_COLUMNS_UNREAD, table->file, table->heading_row, "", unread->str,
                  NULL);
  g_string_truncate(unread, 0);
}

/* The keys of the headings that the plan copies. */
static GHashTable *copied_keys(const lg_naming *naming)
{
  GHashTable *copied = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int k = 0; naming && k < naming->copied_count; k++)
    g_hash_table_add(copied, lg_heading_key(naming->copied[k], strlen(naming->copied[k])));
  return copied;
}

/* A column that is neither known nor copied. Two characters are too few for a warning: 学历 is not
 * 学段. */
static void column_leave(const lg_table *table, lg_report *report, int column, bool known,
                         GHashTable *copied, GString *unread)
{
  enum { A_LINE = 120 };
  const char *heading = table->heading[column];
  g_autofree char *key = lg_heading_key(heading, strlen(heading));
  if (g_hash_table_contains(copied, key)) return;
  const char *near = known ? NULL : column_meant(table, heading);
  if (near && g_utf8_strlen(key, -1) > 2) {
    lg_report_add(report, LG_MSG_HEADING_NEAR, table->file, table->heading_row, heading, near,
                  NULL);
    return;
  }
  g_string_append_printf(unread, "%s%s", unread->len ? ", " : "", heading);
  if (near) g_string_append_printf(unread, " (%s?)", near);
  if (g_utf8_strlen(unread->str, -1) > A_LINE) unread_tell(table, report, unread);
}

/* A roster may repeat headings: the columns that it copies may be called like its own, and the first
 * is meant. */
void lg_columns_tell(const lg_table *table, GHashTable *headings, lg_report *report)
{
  const lg_field *fields = lg_shape_of(table->kind)->fields;
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *copied = copied_keys(table->naming);
  GString *unread = g_string_new(NULL);
  for (int c = 0; c < table->column_count; c++) {
    const char *heading = table->heading[c];
    if (!*heading) continue;
    int field = lg_headings_find(headings, heading, strlen(heading));
    bool known = field >= 0;
    if (known && table->column_of[field] < 0) field = -1; /* but not read */
    int first = field < 0 ? c : table->column_of[field];
    bool again = !g_hash_table_add(seen, lg_fold(heading));
    bool roster = table->kind == LG_TABLE_ROSTER;
    bool spare = first != c && lg_heading_is_spare(table->kind, field, heading) &&
                 !lg_heading_is_spare(table->kind, field, table->heading[first]);
    if (first != c && !spare && (!roster || fields[field].required))
      lg_report_add(report, LG_MSG_HEADING_TWO, table->file, table->heading_row, heading,
                    table->heading[first], heading, fields[field].headings[0], NULL);
    else if (field < 0 && !roster && again)
      lg_report_add(report, LG_MSG_HEADING_TWICE, table->file, table->heading_row, heading, NULL);
    else if ((field < 0 || spare) && !roster)
      column_leave(table, report, c, known, copied, unread);
  }
  unread_tell(table, report, unread);
  g_string_free(unread, TRUE);
  g_hash_table_destroy(copied);
  g_hash_table_destroy(seen);
}

lg_column_use *lg_columns_use(const lg_table *table)
{
  lg_column_use *use = g_new0(lg_column_use, table->column_count + 1);
  GHashTable *copied = copied_keys(table->naming);
  for (int c = 0; c < table->column_count && g_hash_table_size(copied) > 0; c++) {
    g_autofree char *key = lg_heading_key(table->heading[c], strlen(table->heading[c]));
    if (g_hash_table_contains(copied, key)) use[c] = LG_COLUMN_FREE;
  }
  for (int c = 0; c < table->column_count && table->naming && table->naming->keeps_all; c++)
    if (*table->heading[c]) use[c] = LG_COLUMN_FREE;
  g_hash_table_destroy(copied);
  for (int f = 0; f < lg_shape_of(table->kind)->field_count; f++)
    if (table->column_of[f] >= 0) use[table->column_of[f]] = lg_column_use_of_field(table->kind, f);
  return use;
}
