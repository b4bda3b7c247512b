/* page_notes.c - what the figures of report.html rest on: locks, files, what the tables lack. */
#include "io/views/figures.h"
#include "io/views/lists.h"
#include "page_parts.h"
#include "render.h"

enum { LG_LOCKS_MOST = 200, LG_WARNINGS_MOST = 30 };

static void note_locks(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "locks", "teacher school lock reason by");
  lg_view_rows(view, 0, LG_LOCKS_MOST);
  if (view->row_count > 0)
    lg_render_page(page, view, lg_tr(out->lang, "Locks and their reasons"), true);
  lg_page_cut(page, out, view->shown, view->row_count, "roster.xlsx");
  lg_view_free(view);
}

/* Notes are listed below, and so not counted. */
static void note_missing(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "lacks", NULL);
  lg_view_rows(view, 0, view->row_count - 1);
  lg_render_page(page, view, NULL, false);
  lg_view_free(view);
}

static void note_warnings(GString *page, const lg_output *out)
{
  const lg_report *report = out->input->report;
  int all = report ? lg_report_warnings(report) : 0, shown = MIN(all, LG_WARNINGS_MOST);
  if (all == 0) return;
  lg_html_text(page, "h3", NULL, lg_tr(out->lang, "Noted while reading"));
  if (out->input->district->anonymous) { /* notes quote cells */
    char *number = g_strdup_printf(lg_tr(out->lang, "%d notes, not published"), all);
    lg_page_note(page, number);
    g_free(number);
    return;
  }
  g_string_append(page, "<ul>\n");
  for (int k = 0; k < shown; k++) {
    char *line = lg_report_line(report, LG_WARNING, k, out->lang);
    if (line) lg_html_text(page, "li", NULL, line);
    g_free(line);
  }
  g_string_append(page, "</ul>\n");
  lg_page_cut(page, out, shown, all, "lungang check");
}

/* How everybody can recheck the own case. */
static void note_recheck(GString *page, const lg_output *out)
{
  char **lines = lg_figures_explained(out);
  lg_page_heading(page, out, N_("To recheck one's own case"));
  lg_page_note(page, lg_tr(out->lang,
                           "figures.csv has the figures of every teacher. They come "
                           "about like this:"));
  g_string_append(page, "<ul>\n");
  for (int k = 0; lines[k]; k++) lg_html_text(page, "li", NULL, lines[k]);
  g_string_append(page, "</ul>\n");
  g_strfreev(lines);
}

void lg_page_notes(GString *page, const lg_output *out)
{
  note_recheck(page, out);
  lg_page_heading(page, out, N_("What the figures rest on"));
  g_autofree char *anonymous = lg_show_anonymous(out);
  if (out->input->district->anonymous) lg_page_note(page, anonymous);
  note_locks(page, out);
  note_missing(page, out);
  note_warnings(page, out);
  lg_page_list(page, out, "inputs", "file table_rows encoding sha256", N_("Files read"));
  char *text = g_strdup_printf(
      lg_tr(out->lang, "Written by lungang %s. The same input gives the same page."), LG_VERSION);
  lg_page_note(page, text);
  g_free(text);
}
