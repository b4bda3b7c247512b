/* whatif_html.c - whatif.html: how many rows can be met, where limits tip, plots, and the table of
 * all rows. */
#include "files.h"
#include "render.h"
#include "whatif_plots.h"

static void paragraph(GString *page, char *text)
{
  lg_html_text(page, "p", NULL, text);
  g_free(text);
}

/* ---- how many ---- */

static void say_counts(GString *page, const lg_whatif_table *table)
{
  int counts[LG_UNKNOWN + 1] = {0}, finished = 0;
  for (int n = 0; n < table->scenarios->row_count; n++) {
    if (!table->outcomes[n].finished) continue;
    counts[table->outcomes[n].status]++;
    finished++;
  }
  paragraph(page, g_strdup_printf(lg_tr(table->lang, N_("Rows solved: %1$d of %2$d.")), finished,
                                  table->scenarios->row_count));
  lg_html_column columns[] = {{lg_tr(table->lang, N_("status")), false},
                              {lg_tr(table->lang, N_("rows")), true}};
  lg_html_table head = {.columns = columns, .column_count = 2};
  lg_html_table_begin(page, &head);
  for (int status = 0; status <= LG_UNKNOWN; status++) {
    if (counts[status] == 0) continue;
    g_autofree char *count = lg_show_whole(counts[status]);
    const char *cells[] = {lg_status_cell(table->lang, (lg_status)status), count};
    lg_html_row(page, &head, cells, status != LG_OPTIMAL);
  }
  lg_html_table_end(page);
}

/* ---- what follows ---- */

/* What a step costs: every goal but the draw that another value of the row before differs in. g_free. */
static char *step_text(const lg_whatif_table *table, int from, int to)
{
  const lg_outcome *before = &table->outcomes[from], *after = &table->outcomes[to];
  const lg_input *input = table->scenarios->rows[to].input;
  const lg_policy *policy = input->policy;
  const lg_output out = {.input = input, .lang = table->lang};
  GString *text = g_string_new(NULL);
  for (int g = 0; g < policy->goal_count; g++) {
    lg_goal_kind kind = policy->goals[g].kind;
    int64_t change = after->values[g] - before->values[g];
    if (kind == LG_GOAL_LOTTERY || change == 0) continue;
    g_autofree char *words = lg_goal_change(&out, kind, change);
    g_string_append_printf(text, "%s%s", text->len ? lg_tr(table->lang, "; ") : "", words);
  }
  if (text->len == 0) g_string_append(text, lg_tr(table->lang, N_("costs nothing")));
  return g_string_free(text, FALSE);
}

/* From each value of the one varied key to the next one. */
static void say_steps(GString *page, const lg_whatif_table *table)
{
  enum { MOST = 24 };
  const lg_scenarios *scenarios = table->scenarios;
  if (scenarios->vary_count != 1 || scenarios->row_count != scenarios->varies[0]->count + 1) return;
  const lg_html_column columns[] = {{lg_tr(table->lang, N_("step")), false},
                                    {lg_tr(table->lang, N_("what it costs")), false}};
  const lg_html_table head = {.columns = columns, .column_count = 2};
  lg_html_table_begin(page, &head);
  for (int n = 2; n < MIN(scenarios->row_count, MOST); n++) {
    if (!table->outcomes[n].finished || !table->outcomes[n - 1].finished) continue;
    g_autofree char *step =
        g_strdup_printf("%s → %s", scenarios->rows[n - 1].shown[0], scenarios->rows[n].shown[0]);
    bool both = table->outcomes[n].has_roster && table->outcomes[n - 1].has_roster;
    g_autofree char *cost = both ? step_text(table, n - 1, n) : lg_row_reason(table, n);
    const char *cells[] = {step, cost};
    if (both || table->outcomes[n - 1].has_roster) lg_html_row(page, &head, cells, !both);
  }
  lg_html_table_end(page);
}

/* The last values that can be met beside the plan as it stands, and how many rows can. */
static void say_lead(GString *page, const lg_whatif_table *table)
{
  const lg_scenarios *scenarios = table->scenarios;
  int met = 0, finished = 0;
  GString *text = g_string_new(NULL);
  for (int n = 0; n < scenarios->row_count; n++) {
    finished += table->outcomes[n].finished;
    met += table->outcomes[n].finished && table->outcomes[n].has_roster;
  }
  g_string_append_printf(text,
                         lg_tr(table->lang, N_("Of %1$d plans that were solved %2$d can be met.")),
                         finished, met);
  for (int v = 0; v < scenarios->vary_count; v++) {
    const lg_last *last = &table->outcomes[0].last[v];
    if (!scenarios->varies[v]->quota || !last->known || !last->has) continue;
    g_autofree char *name = lg_vary_name(table, v), *words = lg_last_words(last, table->lang);
    const char *form = scenarios->varies[v]->is_max
                           ? N_(" %1$s: with the rest of the plan the lowest possible is %2$s.")
                           : N_(" %1$s: with the rest of the plan the highest possible is %2$s.");
    g_string_append_printf(text, lg_tr(table->lang, form), name, words);
  }
  lg_html_text(page, "p", "lead", text->str);
  g_string_free(text, TRUE);
  say_steps(page, table);
}

/* ---- tipping points ---- */

/* Rows of a scenario that differ in this value alone have the point in common: the first of them
 * tells it. */
static bool tells_tip(const lg_whatif_table *table, int n, int v, GHashTable *told)
{
  const lg_scenario_row *row = &table->scenarios->rows[n];
  return table->outcomes[n].finished &&
         g_hash_table_add(told, g_strdup_printf("%d %d %s", v, row->scenario, row->but_vary[v]));
}

static void tip_row(GString *page, const lg_whatif_table *table, const lg_html_table *head, int n,
                    int v)
{
  const lg_last *last = &table->outcomes[n].last[v];
  g_autofree char *without = lg_row_without(table, n, v);
  g_autofree char *words =
      last->has ? lg_last_words(last, table->lang)
                : g_strdup(last->known ? lg_tr(table->lang, N_("none, or the quota is soft"))
                                       : lg_tr(table->lang, N_("not found in time")));
  g_autofree char *name = lg_vary_name(table, v);
  const char *cells[] = {name, without, words};
  lg_html_row(page, head, cells, false);
}

static void say_tips(GString *page, const lg_whatif_table *table)
{
  const lg_scenarios *scenarios = table->scenarios;
  bool any = false;
  for (int v = 0; v < scenarios->vary_count; v++) any |= scenarios->varies[v]->quota != NULL;
  if (!any) return;
  lg_html_text(page, "h2", NULL, lg_tr(table->lang, N_("Where the plan becomes impossible")));
  lg_html_text(page, "p", NULL,
               lg_tr(table->lang, N_("The last value of each varied quota with which the plan can "
                                     "still be met, everything else as named; exact.")));
  lg_html_column columns[] = {{lg_tr(table->lang, N_("limit")), false},
                              {lg_tr(table->lang, N_("everything else")), false},
                              {lg_tr(table->lang, N_("last possible")), false}};
  lg_html_table head = {.columns = columns, .column_count = 3};
  lg_html_table_begin(page, &head);
  GHashTable *told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int v = 0; v < scenarios->vary_count; v++)
    for (int n = 0; n < scenarios->row_count && scenarios->varies[v]->quota; n++)
      if (tells_tip(table, n, v, told)) tip_row(page, table, &head, n, v);
  g_hash_table_destroy(told);
  lg_html_table_end(page);
}

static void say_rows(GString *page, const lg_whatif_table *table)
{
  lg_view *view = lg_whatif_page(table);
  lg_html_text(page, "h2", NULL, lg_tr(table->lang, N_("All rows")));
  lg_render_page(page, view, NULL, true);
  char *withheld = lg_whatif_withheld(table);
  if (withheld) paragraph(page, withheld);
  lg_view_free(view);
}

bool lg_write_whatif_html(const lg_whatif_table *table, const char *folder, char **error)
{
  const lg_policy *policy = table->scenarios->rows[0].input->policy;
  g_autofree char *title = g_strdup_printf(lg_tr(table->lang, N_("%s: what if")), policy->title);
  GString *page = lg_html_begin(title, table->lang);
  say_lead(page, table);
  say_counts(page, table);
  say_tips(page, table);
  lg_html_text(page, "h2", NULL, lg_tr(table->lang, N_("Plots")));
  lg_whatif_plots(page, table);
  say_rows(page, table);
  lg_html_end(page);
  bool written = lg_write_file(folder, "whatif.html", page, table->lang, error);
  g_string_free(page, TRUE);
  return written;
}
