#include "terminal_parts.h"

#include <string.h>

const char *lg_goal_short(const lg_lang *lang, lg_goal_kind kind)
{
  static const char *const names[LG_GOAL_KIND_COUNT] = {
      N_("shortfall"), N_("staffing"), N_("equity"),  N_("wishes"), N_("commute"),
      N_("tenure"),    N_("moves"),    N_("changes"), N_("lottery")};
  return lg_tr(lang, names[kind]);
}

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

/* --- the table at the end --- */

struct view {
  const lg_whatif_table *table;
  bool names; /* rows of scenarios: their names are shown */
  bool goals[LG_GOAL_KIND_COUNT];
};

static struct view view_of(const lg_whatif_table *table)
{
  struct view view = {.table = table};
  for (int n = 0; n < table->scenarios->row_count; n++) {
    const lg_scenario_row *row = &table->scenarios->rows[n];
    view.names |= row->scenario != LG_MISSING;
    for (int g = 0; g < row->input->policy->goal_count; g++)
      view.goals[row->input->policy->goals[g].kind] = true;
  }
  return view;
}

static void add(GPtrArray *cells, char *text)
{
  g_ptr_array_add(cells, text);
}

/* The name of the scenario alone: the values have columns of their own. g_free. */
static char *scenario_part(const lg_whatif_table *table, const lg_scenario_row *row)
{
  if (row->scenario == LG_MISSING || table->scenarios->vary_count == 0) return g_strdup(row->name);
  gsize length = strlen(row->name);
  for (int v = 0; v < table->scenarios->vary_count; v++)
    length -= strlen(table->scenarios->varies[v]->key) + strlen(row->shown[v]) + 2;
  return g_strndup(row->name, length);
}

static char *goal_cell(const lg_outcome *outcome, const lg_policy *policy, lg_goal_kind kind)
{
  for (int g = 0; g < policy->goal_count && outcome->has_roster; g++)
    if (policy->goals[g].kind == kind)
      return g_strdup_printf("%" G_GINT64_FORMAT, outcome->values[g]);
  return g_strdup("");
}

static GPtrArray *cells_of(const struct view *view, int n)
{
  const lg_scenarios *scenarios = view->table->scenarios;
  const lg_scenario_row *row = &scenarios->rows[n];
  const lg_outcome *outcome = &view->table->outcomes[n];
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  add(cells, g_strdup_printf("%d", n));
  if (view->names) add(cells, scenario_part(view->table, row));
  for (int v = 0; v < scenarios->vary_count; v++) {
    add(cells, g_strdup(row->shown[v]));
    if (scenarios->varies[v]->quota)
      add(cells, lg_last_words(&outcome->last[v], view->table->lang));
  }
  add(cells, g_strdup(lg_status_cell(view->table->lang, outcome->status)));
  add(cells, outcome->has_roster ? g_strdup_printf("%d", (int)outcome->moved) : g_strdup(""));
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++)
    if (view->goals[kind]) add(cells, goal_cell(outcome, row->input->policy, (lg_goal_kind)kind));
  add(cells, g_strdup_printf("%.2f", outcome->seconds));
  return cells;
}

/* The headings, and how the columns stand. */
static GPtrArray *headings(const struct view *view, GString *align)
{
  const lg_scenarios *scenarios = view->table->scenarios;
  const lg_lang *lang = view->table->lang;
  GPtrArray *heads = g_ptr_array_new_with_free_func(g_free);
  add(heads, g_strdup(lg_tr(lang, N_("row"))));
  g_string_append_c(align, 'r');
  if (view->names) {
    add(heads, g_strdup(lg_tr(lang, N_("scenario"))));
    g_string_append_c(align, 'l');
  }
  for (int v = 0; v < scenarios->vary_count; v++) {
    add(heads, g_strdup(scenarios->varies[v]->key));
    g_string_append_c(align, 'r');
    if (!scenarios->varies[v]->quota) continue;
    add(heads, g_strdup(lg_tr(lang, N_("last possible"))));
    g_string_append_c(align, 'l');
  }
  add(heads, g_strdup(lg_tr(lang, N_("status"))));
  add(heads, g_strdup(lg_tr(lang, N_("moved"))));
  g_string_append(align, "lr");
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++) {
    if (!view->goals[kind]) continue;
    add(heads, g_strdup(lg_goal_short(lang, (lg_goal_kind)kind)));
    g_string_append_c(align, 'r');
  }
  add(heads, g_strdup(lg_tr(lang, N_("seconds"))));
  g_string_append_c(align, 'r');
  return heads;
}

char *lg_whatif_text(const lg_whatif_table *table)
{
  struct view view = view_of(table);
  GString *align = g_string_new(NULL), *text = g_string_new(NULL);
  GPtrArray *heads = headings(&view, align);
  lg_text_table *columns = lg_text_table_new(align->str);
  lg_text_table_cells(columns, (const char *const *)heads->pdata);
  g_ptr_array_free(heads, TRUE);
  for (int n = 0; n < table->scenarios->row_count; n++) {
    if (!table->outcomes[n].finished) continue;
    GPtrArray *cells = cells_of(&view, n);
    lg_text_table_cells(columns, (const char *const *)cells->pdata);
    g_ptr_array_free(cells, TRUE);
  }
  lg_text_table_add_to(columns, text, "");
  g_string_free(align, TRUE);
  return g_string_free(text, FALSE);
}
