/* page_tables.c - the lists of report.html: schools, movers. */
#include "page_parts.h"

enum { LG_MOVERS_MOST = 1000, LG_SCHOOLS_MOST = 500 };

static const char *const mover_heads[] = {N_("Teacher id"),
                                          N_("Name"),
                                          N_("Stage"),
                                          N_("Subject"),
                                          N_("Backbone rank"),
                                          N_("From school"),
                                          N_("To school"),
                                          N_("Form of exchange"),
                                          N_("Distance before (km)"),
                                          N_("Distance after (km)"),
                                          N_("Wish"),
                                          N_("Remarks")};
enum { LG_MOVER_COLUMNS = G_N_ELEMENTS(mover_heads) };

static char *km(const lg_district *district, int metres)
{
  metres = lg_show_metres(district, metres);
  return metres == LG_MISSING ? NULL : lg_html_number(metres / 1000.0, 1);
}

static void mover_row(GString *page, const lg_output *out, const lg_html_table *table, int teacher)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_placement *placement = &out->audit->placements[teacher];
  char *before = km(district, placement->before_m), *after = km(district, placement->after_m);
  char *wish = placement->wish == LG_MISSING ? NULL : lg_html_whole(placement->wish);
  char *remarks = lg_output_reason(out, teacher);
  const char *cells[LG_MOVER_COLUMNS] = {
      t->id,
      t->name,
      lg_show_stage(out->lang, (int)t->stage),
      district->subjects.text[t->subject],
      t->rank,
      district->schools[t->school].name,
      district->schools[out->answer->roster->assignments[teacher].school].name,
      lg_show_form(out, placement->route),
      before,
      after,
      wish,
      remarks};
  lg_html_row(page, table, cells, false);
  g_free(remarks);
  g_free(wish);
  g_free(after);
  g_free(before);
}

void lg_page_movers(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  lg_html_column columns[LG_MOVER_COLUMNS];
  int shown = 0;
  lg_page_columns(out, columns, mover_heads, "000000001110", LG_MOVER_COLUMNS);
  const lg_html_table table = {lg_tr(out->lang, "Summary table of teachers who move"), columns,
                               LG_MOVER_COLUMNS, true};
  if (out->audit->moved == 0) return;
  lg_page_heading(page, out, N_("Who moves"));
  lg_page_cut(page, out, MIN(out->audit->moved, LG_MOVERS_MOST), out->audit->moved, "roster.csv");
  lg_html_table_begin(page, &table);
  for (int i = 0; i < district->teacher_count && shown < LG_MOVERS_MOST; i++)
    if (lg_output_moves(out, i)) mover_row(page, out, &table, i), shown++;
  lg_html_table_end(page);
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
