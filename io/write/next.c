/* next.c - the files of the year after. */
#include "csv_out.h"
#include "files.h"
#include "io/write.h"

static GString *table_text(const lg_next_table *table)
{
  GString *csv = lg_csv_new();
  for (guint r = 0; r < table->rows->len; r++) {
    const GPtrArray *row = table->rows->pdata[r];
    for (guint c = 0; c < row->len; c++) lg_csv_cell(csv, row->pdata[c]);
    lg_csv_end_row(csv);
  }
  return csv;
}

bool lg_write_next(const lg_next_year *next, const char *folder, const lg_lang *lang, char **error)
{
  bool written = true;
  for (guint k = 0; k < next->tables->len && written; k++) {
    const lg_next_table *table = &g_array_index(next->tables, lg_next_table, k);
    g_autofree char *name = g_strconcat(table->key, ".csv", NULL);
    GString *text = table_text(table);
    written = lg_write_file(folder, name, text, lang, error);
    g_string_free(text, TRUE);
  }
  return written && lg_write_text(folder, "plan.json", g_strdup(next->plan), lang, error);
}
