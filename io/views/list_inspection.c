/* list_inspection.c - the figures that an inspection asks for (教督〔2017〕6号): of those eligible a
 * tenth moves, of those who move a fifth are backbone teachers. Counts only, whatever the quotas of
 * the plan ask: the district, then each school by its own teachers. */
#include "lists.h"

enum { ID, SCHOOL, ELIGIBLE, MOVED, BACKBONE, MOVED_SHARE, BACKBONE_SHARE, FLEXIBLE, RETURNS };
enum { COLUMNS = RETURNS + 1 };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"id", .heading = N_("School id")},
    [SCHOOL] = {"school", .heading = N_("School")},
    [ELIGIBLE] = {"eligible", .heading = N_("Eligible"), .kind = LG_KIND_WHOLE},
    [MOVED] = {"moved", .heading = N_("Moved"), .kind = LG_KIND_WHOLE},
    [BACKBONE] = {"backbone_moved", .heading = N_("Backbone teachers moved"),
                  .kind = LG_KIND_WHOLE},
    [MOVED_SHARE] = {"moved_share", .heading = N_("Moved of those eligible"),
                     .kind = LG_KIND_SHARE},
    [BACKBONE_SHARE] = {"backbone_share", .heading = N_("Backbone teachers of those moved"),
                        .kind = LG_KIND_SHARE},
    [FLEXIBLE] = {"flexible", .heading = N_("Flexible services"), .kind = LG_KIND_WHOLE},
    [RETURNS] = {"returns", .heading = N_("Back after a service"), .kind = LG_KIND_WHOLE}};

struct figures {
  int eligible, moved, backbone, flexible, returned;
};

static void add(struct figures *figures, const lg_audit *audit, const lg_output *out, int teacher)
{
  const lg_district *district = out->input->district;
  lg_assignment to = out->answer->roster->assignments[teacher];
  bool moves = lg_assignment_moves(district, teacher, to);
  figures->eligible += audit->eligible[teacher];
  figures->moved += moves;
  figures->backbone += moves && district->teachers[teacher].backbone;
  figures->flexible += lg_assignment_is_guest(to);
  figures->returned += lg_assignment_returns(district, teacher, to);
}

/* Row 0 is the district, row j + 1 school j. */
static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  const struct figures *figures = (const struct figures *)view->data + row;
  if (row == 0) {
    lg_put_text(&cells[SCHOOL], lg_tr(view->lang, "the district"));
  } else {
    lg_put_text(&cells[ID], district->schools[row - 1].id);
    lg_put_text(&cells[SCHOOL], district->schools[row - 1].name);
  }
  lg_put_whole(&cells[ELIGIBLE], figures->eligible);
  lg_put_whole(&cells[MOVED], figures->moved);
  lg_put_whole(&cells[BACKBONE], figures->backbone);
  lg_put_share(&cells[MOVED_SHARE], figures->moved, figures->eligible);
  lg_put_share(&cells[BACKBONE_SHARE], figures->backbone, figures->moved);
  lg_put_whole(&cells[FLEXIBLE], figures->flexible);
  lg_put_whole(&cells[RETURNS], figures->returned);
}

static lg_view *inspection(const lg_output *out)
{
  const lg_district *district = out->input->district;
  struct figures *figures = g_new0(struct figures, district->school_count + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    add(&figures[0], out->audit, out, i);
    add(&figures[district->teachers[i].school + 1], out->audit, out, i);
  }
  lg_view *view = lg_view_new(out, out->lang, columns, COLUMNS, district->school_count + 1, fill);
  view->data = figures;
  return view;
}

const lg_list_entry lg_lists_inspection[] = {{"inspection", inspection}, {NULL, NULL}};
