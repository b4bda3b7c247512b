#include "table_edit.h"

#include <string.h>

#include "cell_check.h"

/* Keys of table->edited: a cell, a row with some edited cell, a row that was added. */
enum { LG_OF_ROW = LG_MOST_FIELDS, LG_OF_NEW_ROW, LG_SOURCES };

static gpointer source_key(int row, int what)
{
  return GSIZE_TO_POINTER((gsize)row * LG_SOURCES + (gsize)what + 1);
}

static void note_source(lg_table *table, int row, int what, const lg_cell_source *source)
{
  if (!table->edited) table->edited = g_hash_table_new(NULL, NULL);
  g_hash_table_insert(table->edited, source_key(row, what), (gpointer)source);
}

static const lg_cell_source *source_at(const lg_table *table, int row, int what)
{
  return g_hash_table_lookup(table->edited, source_key(row, what));
}

const lg_cell_source *lg_table_source(const lg_table *table, int row, int field, bool is_defect)
{
  if (!table->edited) return NULL;
  const lg_cell_source *source = source_at(table, row, field);
  if (!source) source = source_at(table, row, LG_OF_NEW_ROW);
  return source || !is_defect ? source : source_at(table, row, LG_OF_ROW);
}

bool lg_table_is_new_row(const lg_table *table, int row)
{
  return table->edited && source_at(table, row, LG_OF_NEW_ROW) != NULL;
}

lg_table *lg_table_new_empty(lg_table_kind kind, const char *file)
{
  lg_table *table = g_new0(lg_table, 1);
  table->kind = kind;
  table->file = g_strdup(file);
  table->encoding = LG_ENC_UTF8;
  table->texts = g_string_chunk_new(1024);
  table->heading = g_new0(char *, 1);
  table->slot = g_new0(int, 1);
  table->row_number = g_new0(int, 1);
  table->cell = g_new0(const char *, 1);
  table->cell_plain = g_new0(bool, 1);
  for (int f = 0; f < LG_MOST_FIELDS; f++) table->column_of[f] = -1;
  return table;
}

/* Gives the cells room for other numbers of rows and of columns that are kept. */
static void table_resize(lg_table *table, int rows, int kept)
{
  gsize count = (gsize)rows * (gsize)kept;
  const char **cell = g_new(const char *, count + 1);
  bool *plain = g_new(bool, count + 1);
  unsigned char *kind = table->cell_kind ? g_new(unsigned char, count + 1) : NULL;
  for (int r = 0; r < rows; r++)
    for (int c = 0; c < kept; c++) {
      gsize to = (gsize)r * (gsize)kept + (gsize)c;
      bool there = r < table->row_count && c < table->kept_count;
      gsize from = there ? (gsize)r * (gsize)table->kept_count + (gsize)c : 0;
      cell[to] = there ? table->cell[from] : "";
      plain[to] = !there || table->cell_plain[from];
      if (kind) kind[to] = there ? table->cell_kind[from] : LG_CELL_TEXT;
    }
  g_free(table->cell);
  g_free(table->cell_plain);
  g_free(table->cell_kind);
  table->cell = cell;
  table->cell_plain = plain;
  table->cell_kind = kind;
  table->row_count = rows;
  table->kept_count = kept;
}

static char *heading_of(const lg_table *table, int field)
{
  if (table->naming && table->naming->heading[field])
    return g_strdup(table->naming->heading[field]);
  bool english = table->column_count == 0 || g_str_is_ascii(table->heading[0]);
  return g_strdup(lg_shape_of(table->kind)->fields[field].headings[english ? 0 : 1]);
}

int lg_table_need_column(lg_table *table, int field)
{
  if (table->column_of[field] >= 0) return table->column_of[field];
  int column = table->column_count;
  char *heading = heading_of(table, field);
  table->heading = g_renew(char *, table->heading, column + 2);
  table->heading[column] = heading;
  table->heading[column + 1] = NULL;
  table->slot = g_renew(int, table->slot, column + 2);
  table->slot[column] = table->kept_count;
  table->column_count++;
  table->column_of[field] = column;
  table_resize(table, table->row_count, table->kept_count + 1);
  return column;
}

void lg_table_set(lg_table *table, int row, int field, const char *text, bool is_number,
                  const lg_cell_source *source)
{
  int column = lg_table_need_column(table, field);
  gsize at = (gsize)row * (gsize)table->kept_count + (gsize)table->slot[column];
  table->cell[at] = *text ? g_string_chunk_insert(table->texts, text) : "";
  table->cell_plain[at] = lg_bytes_are_plain(text, strlen(text));
  if (table->cell_kind) table->cell_kind[at] = is_number ? LG_CELL_NUMBER : LG_CELL_TEXT;
  note_source(table, row, field, source);
  note_source(table, row, LG_OF_ROW, source);
}

int lg_table_add_row(lg_table *table, const lg_cell_source *source)
{
  int row = table->row_count;
  int number = row > 0 ? table->row_number[row - 1] + 1 : table->heading_row + 1;
  table_resize(table, row + 1, table->kept_count);
  table->row_number = g_renew(int, table->row_number, row + 1);
  table->row_number[row] = number;
  note_source(table, row, LG_OF_NEW_ROW, source);
  return row;
}

void lg_table_drop_rows(lg_table *table, const bool *dropped)
{
  int kept = 0;
  gsize width = (gsize)table->kept_count;
  GHashTable *edited = g_hash_table_new(NULL, NULL);
  for (int r = 0; r < table->row_count; r++) {
    if (dropped[r]) continue;
    for (int what = 0; table->edited && what < LG_SOURCES; what++) {
      const lg_cell_source *source = source_at(table, r, what);
      if (source) g_hash_table_insert(edited, source_key(kept, what), (gpointer)source);
    }
    gsize to = (gsize)kept * width, from = (gsize)r * width;
    memmove(table->cell + to, table->cell + from, width * sizeof *table->cell);
    memmove(table->cell_plain + to, table->cell_plain + from, width * sizeof *table->cell_plain);
    if (table->cell_kind) memmove(table->cell_kind + to, table->cell_kind + from, width);
    table->row_number[kept++] = table->row_number[r];
  }
  table->row_count = kept;
  if (table->edited) g_hash_table_destroy(table->edited);
  table->edited = edited;
}
