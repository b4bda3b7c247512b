/* page_notes.c - what the figures of report.html rest on: locks, files, what the tables lack. */
#include "io/views/figures.h"
#include "io/words/data_notes.h"
#include "page_parts.h"

enum { LG_LOCKS_MOST = 200, LG_WARNINGS_MOST = 30 };

static void note_locks(GString *page, const lg_output *out)
{
  static const char *const english[] = {N_("Teacher"), N_("School"), N_("Lock"), N_("Reason"),
                                        N_("Decided by")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const lg_district *district = out->input->district;
  lg_html_column columns[COLUMNS];
  lg_page_columns(out, columns, english, "00000", COLUMNS);
  const lg_html_table table = {lg_tr(out->lang, "Locks and their reasons"), columns, COLUMNS, true};
  int shown = MIN(district->lock_count, LG_LOCKS_MOST);
  if (shown == 0) return;
  lg_html_table_begin(page, &table);
  for (int k = 0; k < shown; k++) {
    const lg_lock *lock = &district->locks[k];
    char *cells[COLUMNS] = {lg_show_teacher(out, lock->teacher), lg_show_lock_school(out, lock),
                            g_strdup(lg_show_lock_kind(out->lang, lock->kind)),
                            g_strdup(lg_show_given(out->lang, lock->reason)),
                            g_strdup(lg_show_given(out->lang, lock->by))};
    lg_html_row(page, &table, (const char *const *)cells, false);
    lg_cells_free(cells, COLUMNS);
  }
  lg_html_table_end(page);
  lg_page_cut(page, out, shown, district->lock_count, "roster.xlsx");
}

static void note_missing(GString *page, const lg_output *out)
{
  static const char *const english[] = {N_("What the tables lack"), N_("Number")};
  lg_html_column columns[2];
  lg_page_columns(out, columns, english, "01", 2);
  const lg_html_table table = {NULL, columns, 2, false};
  lg_lack lacks[LG_LACKS];
  lg_data_lacks(out, lacks);
  lg_html_table_begin(page, &table);
  for (int k = 0; k < LG_LACKS; k++) {
    char *number = lg_html_whole(lacks[k].count);
    const char *cells[] = {lacks[k].what, number};
    lg_html_row(page, &table, cells, false);
    g_free(number);
  }
  lg_html_table_end(page);
}

static void note_files(GString *page, const lg_output *out)
{
  static const char *const english[] = {N_("File"), N_("Rows"), N_("Encoding"), N_("SHA-256")};
  const GArray *files = out->input->files;
  lg_html_column columns[4];
  lg_page_columns(out, columns, english, "0100", 4);
  const lg_html_table table = {lg_tr(out->lang, "Files read"), columns, 4, false};
  lg_html_table_begin(page, &table);
  for (guint k = 0; files && k < files->len; k++) {
    const lg_input_file *file = &g_array_index(files, lg_input_file, k);
    /* The plan is no table: it has no rows. */
    char *rows = file->encoding == LG_ENC_JSON ? NULL : lg_html_whole(file->rows);
    const char *cells[] = {file->file, rows, lg_encoding_word(file->encoding), file->sha256};
    lg_html_row(page, &table, cells, false);
    g_free(rows);
  }
  lg_html_table_end(page);
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
  if (out->input->district->anonymous) lg_page_note(page, lg_show_anonymous(out->lang));
  note_locks(page, out);
  note_missing(page, out);
  note_warnings(page, out);
  note_files(page, out);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "Written by lungang %s. The same input gives the same page."), LG_VERSION);
  lg_page_note(page, text);
  g_free(text);
}
