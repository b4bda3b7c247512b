#include "io/write.h"
#include "render.h"

/* `text` in at most `width` columns. g_free. */
static char *cut_text(const char *text, int width)
{
  if (lg_text_table_width(text) <= width) return g_strdup(text);
  const char *end = text;
  GString *cut = g_string_new(NULL);
  while (*end) {
    const char *next = g_utf8_next_char(end);
    g_autofree char *longer = g_strndup(text, (gsize)(next - text));
    if (lg_text_table_width(longer) >= width) break;
    end = next;
  }
  g_string_append_len(cut, text, end - text);
  if (width > 0) g_string_append(cut, "…");
  return g_string_free(cut, FALSE);
}

char *lg_whatif_line(const lg_whatif_table *table, int row, int finished, int width)
{
  const lg_outcome *outcome = &table->outcomes[row];
  g_autofree char *moved =
      outcome->has_roster
          ? g_strdup_printf(lg_tr(table->lang, N_("  %d moved")), (int)outcome->moved)
          : g_strdup("");
  g_autofree char *end =
      g_strdup_printf(lg_tr(table->lang, N_("  %1$s%2$s  %3$.2f s")),
                      lg_status_cell(table->lang, outcome->status), moved, outcome->seconds);
  g_autofree char *start = g_strdup_printf("%d/%d  ", finished, table->scenarios->row_count);
  int left = width - lg_text_table_width(start) - lg_text_table_width(end);
  g_autofree char *name = cut_text(table->scenarios->rows[row].name, MAX(left, 8));
  g_autofree char *line = g_strconcat(start, name, end, NULL);
  return cut_text(line, width);
}

char *lg_whatif_text(const lg_whatif_table *table)
{
  GString *text = g_string_new(NULL);
  lg_view *view = lg_whatif_short(table);
  lg_render_text(text, view, "", true);
  lg_view_free(view);
  g_autofree char *withheld = lg_whatif_withheld(table);
  if (withheld) g_string_append_printf(text, "%s\n", withheld);
  return g_string_free(text, FALSE);
}
