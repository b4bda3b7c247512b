/* text_table.c - see text_table.h. */
#include "text_table.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

struct lg_text_table {
  char *align;
  GPtrArray *cells; /* char *, row by row */
};

lg_text_table *lg_text_table_new(const char *align)
{
  lg_text_table *columns = g_new(lg_text_table, 1);
  columns->align = g_strdup(align);
  columns->cells = g_ptr_array_new_with_free_func(g_free);
  return columns;
}

void lg_text_table_row(lg_text_table *columns, ...)
{
  va_list texts;
  va_start(texts, columns);
  const char *text = va_arg(texts, const char *);
  for (size_t k = 0; columns->align[k]; k++) {
    g_ptr_array_add(columns->cells, g_strdup(text ? text : ""));
    if (text) text = va_arg(texts, const char *);
  }
  va_end(texts);
}

void lg_text_table_cells(lg_text_table *columns, const char *const *cells)
{
  for (size_t k = 0; columns->align[k]; k++) g_ptr_array_add(columns->cells, g_strdup(cells[k]));
}

int lg_text_table_width(const char *text)
{
  int width = 0;
  for (const char *at = text; *at; at = g_utf8_next_char(at)) {
    gunichar c = g_utf8_get_char_validated(at, -1);
    if (c >= (gunichar)-2 || g_unichar_iszerowidth(c)) continue; /* not UTF-8: no width is right */
    width += g_unichar_iswide(c) ? 2 : 1;
  }
  return width;
}

static void pad(GString *line, int count)
{
  for (int k = 0; k < count; k++) g_string_append_c(line, ' ');
}

/* A text with nothing behind it in its row needs no width: a long remark does not push the columns
 * of the other rows apart. */
static bool ends_row(const lg_text_table *columns, guint cell)
{
  guint count = (guint)strlen(columns->align);
  if (columns->align[cell % count] != 'l') return false;
  for (guint k = cell + 1; k % count; k++)
    if (*(const char *)columns->cells->pdata[k]) return false;
  return true;
}

void lg_text_table_add_to(lg_text_table *columns, GString *text, const char *indent)
{
  guint count = (guint)strlen(columns->align);
  int *width = g_new0(int, count);
  char **cell = (char **)columns->cells->pdata;
  for (guint k = 0; k < columns->cells->len; k++) {
    if (ends_row(columns, k)) continue;
    width[k % count] = MAX(width[k % count], lg_text_table_width(cell[k]));
  }

  GString *line = g_string_new(NULL);
  for (guint row = 0; row < columns->cells->len; row += count) {
    g_string_assign(line, indent);
    for (guint k = 0; k < count; k++) {
      int rest = width[k] - lg_text_table_width(cell[row + k]);
      if (k) g_string_append(line, "  ");
      if (columns->align[k] == 'r') pad(line, rest);
      g_string_append(line, cell[row + k]);
      if (columns->align[k] == 'l') pad(line, rest);
    }
    while (line->len && line->str[line->len - 1] == ' ') g_string_truncate(line, line->len - 1);
    g_string_append(text, line->str);
    g_string_append_c(text, '\n');
  }
  g_string_free(line, TRUE);
  g_free(width);
  g_free(columns->align);
  g_ptr_array_free(columns->cells, TRUE);
  g_free(columns);
}
