/* rehearsal_html.c - rehearsal.html: who is hardest to spare, which quotas tip first, and every
 * refusal (SERVICE 4). */
#include <math.h>

#include "files.h"
#include "io/views/lists.h"
#include "page_parts.h"
#include "render.h"
#include "svg.h"

enum { LG_BARS_MOST = 25, LG_ROWS_MOST = 2000 };

static void paragraph(GString *page, char *text)
{
  lg_html_text(page, "p", NULL, text);
  g_free(text);
}

/* ---- how many ---- */

/* Those that need nobody, one, several others, and so on. */
static void say_counts(GString *page, const lg_output *out)
{
  const lg_rehearsal *rehearsal = out->rehearsal;
  int none = 0, one = 0, more = 0, impossible = 0, unknown = 0;
  for (int k = 0; k < rehearsal->count; k++) {
    const lg_refusal *refusal = &rehearsal->refusals[k];
    if (!refusal->finished) continue;
    impossible += refusal->status == LG_REFUSAL_IMPOSSIBLE;
    unknown += refusal->status == LG_REFUSAL_UNKNOWN;
    if (refusal->status != LG_REFUSAL_POSSIBLE) continue;
    none += refusal->changes == 0;
    one += refusal->changes == 1;
    more += refusal->changes > 1;
  }
  int finished = none + one + more + impossible + unknown;
  paragraph(page, g_strdup_printf(
                      lg_tr(out->lang, N_("Each of %1$d teachers who move was taken to stay at "
                                          "home after all, alone: %2$d of these refusals are "
                                          "rehearsed.")),
                      rehearsal->count, finished));
  const struct {
    const char *words;
    int count;
    bool marked;
  } lines[] = {{N_("nobody else has to change"), none, false},
               {N_("one other teacher has to change"), one, false},
               {N_("several others have to change"), more, false},
               {N_("impossible: the rules cannot all be kept"), impossible, true},
               {N_("unknown: the time ended first"), unknown, true}};
  lg_html_column columns[] = {{lg_tr(out->lang, N_("if the teacher stays")), false},
                              {lg_tr(out->lang, N_("teachers")), true}};
  lg_html_table head = {.columns = columns, .column_count = 2};
  lg_html_table_begin(page, &head);
  for (size_t k = 0; k < G_N_ELEMENTS(lines); k++) {
    g_autofree char *count = lg_show_whole(lines[k].count);
    const char *cells[] = {lg_tr(out->lang, lines[k].words), count};
    if (lines[k].count) lg_html_row(page, &head, cells, lines[k].marked);
  }
  lg_html_table_end(page);
}

/* ---- who is hardest to spare ---- */

static void say_impossible(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "refusals_hardest", "who place why");
  int impossible = 0;
  for (int k = 0; k < view->row_count; k++)
    impossible += out->rehearsal->refusals[view->rows[k]].status == LG_REFUSAL_IMPOSSIBLE;
  lg_view_rows(view, 0, MIN(impossible, LG_ROWS_MOST));
  if (impossible)
    lg_render_page(page, view,
                   lg_tr(out->lang, N_("Without these teachers the plan is impossible")), false);
  lg_view_free(view);
}

static void hardest_bars(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "refusals_hardest", NULL);
  GArray *bars = g_array_new(FALSE, FALSE, sizeof(lg_svg_bar));
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (int k = 0; k < view->row_count && (int)bars->len < LG_BARS_MOST; k++) {
    const lg_refusal *refusal = &out->rehearsal->refusals[view->rows[k]];
    if (refusal->status != LG_REFUSAL_POSSIBLE || refusal->changes == 0) continue;
    const lg_teacher *teacher = &out->input->district->teachers[refusal->teacher];
    char *label = *teacher->name ? g_strdup_printf("%s %s", teacher->name, teacher->id)
                                 : g_strdup(teacher->id);
    lg_svg_bar bar = {label, (double)refusal->changes, NAN, NAN, NULL};
    g_array_append_val(bars, bar);
    g_ptr_array_add(texts, label);
  }
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, N_("Others who have to change if the teacher stays")),
      .description =
          lg_tr(out->lang, N_("A bar for each teacher who is hardest to spare: the least "
                              "number of others who are placed otherwise then. The table "
                              "below has all.")),
      .bars = (const lg_svg_bar *)(const void *)bars->data,
      .count = (int)bars->len};
  if (bars->len > 0)
    lg_svg_write_bars(page, &chart);
  else
    lg_page_note(page, lg_tr(out->lang, N_("Of the refusals that are possible none needs a change "
                                           "of others.")));
  g_ptr_array_unref(texts);
  g_array_unref(bars);
  lg_view_free(view);
}

/* ---- quotas ---- */

static void quota_bars(GString *page, const lg_output *out, const lg_view *view)
{
  GArray *bars = g_array_new(FALSE, FALSE, sizeof(lg_svg_bar));
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  int label = lg_view_column(view, "label"), spare = lg_view_column(view, "spare"),
      breaking = lg_view_column(view, "breaking");
  lg_list_cell *cells = lg_view_cells_new(view);
  for (int k = 0; k < MIN(view->row_count, LG_BARS_MOST); k++) {
    lg_view_fill(view, k, cells);
    char *name = g_strdup(cells[label].text);
    char *shown = g_strdup_printf(lg_tr(out->lang, N_("%1$d; %2$d refusals break it")),
                                  (int)cells[spare].number, (int)cells[breaking].number);
    lg_svg_bar bar = {name, fmax((double)cells[spare].number, 0), NAN, NAN, shown};
    g_array_append_val(bars, bar);
    g_ptr_array_add(texts, name);
    g_ptr_array_add(texts, shown);
  }
  lg_view_cells_free(view, cells);
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, N_("Heads that each quota can lose")),
      .description = lg_tr(
          out->lang, N_("A bar for each hard quota with a minimum, the one that tips first on "
                        "top: by how many heads the roster is above it; of one that holds class "
                        "by class, the class with the least room.")),
      .bars = (const lg_svg_bar *)(const void *)bars->data,
      .count = (int)bars->len};
  if (bars->len > 0) lg_svg_write_bars(page, &chart);
  g_ptr_array_unref(texts);
  g_array_unref(bars);
}

static void say_quotas(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "tipping_quotas", "quota class count asked spare breaking");
  if (view->row_count > 0) {
    lg_page_heading(page, out, N_("Quotas that tip first"));
    quota_bars(page, out, view);
    lg_render_page(page, view, NULL, false);
    lg_page_note(page, lg_tr(out->lang, N_("A refusal breaks a quota where nobody else changes. A "
                                           "plan that asks for withdrawals keeps such heads in "
                                           "reserve.")));
  }
  lg_view_free(view);
}

/* What stands against impossible ones is told above. */
static void say_all(GString *page, const lg_output *out)
{
  GString *wanted = g_string_new("who place found others whom instead");
  for (int g = 0; g < out->rehearsal->goal_count; g++)
    if (out->rehearsal->goals[g].kind != LG_GOAL_LOTTERY)
      g_string_append_printf(wanted, " goal.%s.change",
                             lg_goal_word(out->rehearsal->goals[g].kind));
  g_autofree char *keys = g_string_free(wanted, FALSE);
  lg_page_heading(page, out, N_("All refusals"));
  lg_page_note(page,
               lg_tr(out->lang, N_("The hardest first. The goals' columns tell by how much the "
                                   "best value changes against the plan as it stands, with as "
                                   "few others changed as possible.")));
  lg_page_long_list(page, out, "refusals_hardest", keys, N_("What each refusal costs"),
                    LG_ROWS_MOST, "rehearsal.csv");
  char *withheld = lg_rehearsal_withheld(out);
  if (withheld) paragraph(page, withheld);
}

bool lg_write_rehearsal_html(const lg_output *out, const char *folder, char **error)
{
  g_autofree char *title =
      g_strdup_printf(lg_tr(out->lang, N_("%s: what refusals cost")), out->input->policy->title);
  GString *page = lg_html_begin(title, out->lang);
  say_counts(page, out);
  lg_page_heading(page, out, N_("Who is hardest to spare"));
  say_impossible(page, out);
  hardest_bars(page, out);
  say_quotas(page, out);
  say_all(page, out);
  lg_html_end(page);
  bool written = lg_write_file(folder, "rehearsal.html", page, out->lang, error);
  g_string_free(page, TRUE);
  return written;
}
