#include "csv_out.h"

#include "io/write.h"

#include <stdbool.h>
#include <string.h>

GString *lg_csv_new(void)
{
  return g_string_new("\xEF\xBB\xBF");
}

/* Every cell is followed by a comma; the end of the row turns the last one into the line end. */
static void csv_quoted(GString *csv, const char *text, const char *guard)
{
  g_string_append_c(csv, '"');
  g_string_append(csv, guard);
  for (const char *c = text; *c; c++) {
    if (*c == '"') g_string_append_c(csv, '"');
    g_string_append_c(csv, *c);
  }
  g_string_append(csv, "\",");
}

static void csv_text(GString *csv, const char *text, const char *guard)
{
  size_t length = strlen(text);
  /* Readers drop blanks around unquoted cells. */
  bool blank_ends = length > 0 && (g_ascii_isspace(text[0]) || g_ascii_isspace(text[length - 1]));
  if (blank_ends || strcspn(text, ",\"\r\n") < length) {
    csv_quoted(csv, text, guard);
    return;
  }
  if (*guard) g_string_append(csv, guard);
  if (length) g_string_append_len(csv, text, (gssize)length);
  g_string_append_c(csv, ',');
}

void lg_csv_text(GString *csv, const char *text)
{
  csv_text(csv, text, *text && strchr("'=+-@\t\r", *text) ? "'" : "");
}

void lg_csv_cell(GString *csv, const char *text)
{
  csv_text(csv, text, "");
}

void lg_csv_number(GString *csv, const char *number)
{
  if (*number) g_string_append(csv, number);
  g_string_append_c(csv, ',');
}

void lg_csv_end_row(GString *csv)
{
  csv->str[csv->len - 1] = '\r';
  g_string_append_c(csv, '\n');
}

GString *lg_csv_rows(const char *const *cells, int rows, int columns)
{
  GString *csv = lg_csv_new();
  for (int row = 0; row < rows; row++) {
    for (int column = 0; column < columns; column++) lg_csv_text(csv, *cells++);
    lg_csv_end_row(csv);
  }
  return csv;
}
