#include "next.h"

void lg_next_year_free(lg_next_year *next)
{
  if (!next) return;
  for (guint k = 0; k < next->tables->len; k++) {
    lg_next_table *table = &g_array_index(next->tables, lg_next_table, k);
    g_free(table->key);
    g_ptr_array_unref(table->rows);
  }
  g_array_unref(next->tables);
  g_free(next->plan);
  g_free(next);
}
