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

void lg_page_schools(GString *page, const lg_output *out)
{
  lg_view *view = lg_list(out, "schools");
  lg_view_pick(view,
               "school_id school stage tier group students staff_before staff_out staff_in "
               "staff_after backbone_before backbone_after per100_before per100_after");
  lg_view_rows(view, 0, LG_SCHOOLS_MOST);
  lg_page_heading(page, out, N_("School by school"));
  lg_page_cut(page, out, view->shown, view->row_count, "schools.csv");
  lg_render_page(page, view, lg_tr(out->lang, "Schools before and after"), true);
  lg_view_free(view);
}
