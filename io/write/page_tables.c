/* page_tables.c - the lists of report.html: schools, movers. */
#include "io/views/lists.h"
#include "page_parts.h"
#include "render.h"

enum { LG_MOVERS_MOST = 1000, LG_SCHOOLS_MOST = 500 };

void lg_page_movers(GString *page, const lg_output *out)
{
  if (out->audit->moved == 0) return;
  lg_view *view = lg_list(out, "movers");
  lg_view_pick(view,
               "teacher_id name stage subject rank from_school to_school form distance_before_km "
               "distance_after_km wish_rank reason");
  lg_view_rows(view, 0, LG_MOVERS_MOST);
  lg_page_heading(page, out, N_("Who moves"));
  lg_page_cut(page, out, view->shown, view->row_count, "roster.csv");
  lg_render_page(page, view, lg_tr(out->lang, "Summary table of teachers who move"), true);
  lg_view_free(view);
}

static const char *const school_heads[] = {
    N_("School id"),      N_("School"),         N_("Stage"),           N_("Tier"),
    N_("Group"),          N_("Students"),       N_("Teachers before"), N_("Moved out"),
    N_("Moved in"),       N_("Teachers after"), N_("Backbone before"), N_("Backbone after"),
    N_("Per 100 before"), N_("Per 100 after")};
enum { LG_SCHOOL_COLUMNS = G_N_ELEMENTS(school_heads), LG_SCHOOL_TEXTS = 5 };

static void school_row(GString *page, const lg_output *out, const lg_html_table *table,
                       const lg_school_count *count)
{
  const lg_district *district = out->input->district;
  const lg_school *s = &district->schools[count->school];
  const int numbers[] = {count->students,      count->staff_before, count->staff_out,
                         count->staff_in,      count->staff_after,  count->backbone_before,
                         count->backbone_after};
  const char *const texts[LG_SCHOOL_TEXTS] = {
      s->id, s->name, lg_show_stage(out->lang, (int)count->stage),
      lg_show_tier(out->lang, (int)s->tier),
      s->group == LG_MISSING ? "" : district->groups.text[s->group]};
  char *cells[LG_SCHOOL_COLUMNS] = {0};
  int column = 0;
  for (int k = 0; k < LG_SCHOOL_TEXTS; k++) cells[column++] = g_strdup(texts[k]);
  for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++) cells[column++] = lg_html_whole(numbers[k]);
  cells[column++] = lg_show_per100(count->backbone_before, count->students);
  cells[column] = lg_show_per100(count->backbone_after, count->students);
  lg_html_row(page, table, (const char *const *)cells, false);
  lg_cells_free(cells, LG_SCHOOL_COLUMNS);
}

void lg_page_schools(GString *page, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  int shown = MIN(audit->school_count, LG_SCHOOLS_MOST);
  lg_html_column columns[LG_SCHOOL_COLUMNS];
  lg_page_columns(out, columns, school_heads, "00000111111111", LG_SCHOOL_COLUMNS);
  const lg_html_table table = {lg_tr(out->lang, "Schools before and after"), columns,
                               LG_SCHOOL_COLUMNS, true};
  lg_page_heading(page, out, N_("School by school"));
  lg_page_cut(page, out, shown, audit->school_count, "schools.csv");
  lg_html_table_begin(page, &table);
  for (int k = 0; k < shown; k++) school_row(page, out, &table, &audit->schools[k]);
  lg_html_table_end(page);
}
