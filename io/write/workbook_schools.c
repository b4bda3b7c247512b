/* workbook_schools.c - the sheets of roster.xlsx by school: who goes out and comes in, statistics
 * by subject, and the index that leads there. */
#include "io/views/lists.h"
#include "render.h"
#include "workbook_sheets.h"

enum { LG_MANY_SCHOOLS = 200 /* SPEC 7: beyond it one sheet for all */ };

/* A titled list of one direction; returns the row behind it. */
static int list_write(lg_sheet *sheet, const lg_output *out, int row, lg_view *flows, int school,
                      bool leaves)
{
  char *title =
      g_strdup_printf(lg_tr(out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")),
                      (unsigned)lg_view_group(flows, lg_flow(school, leaves)));
  lg_sheet_text(sheet, row++, 0, title, LG_STYLE_TITLE);
  g_free(title);
  if (flows->shown == 0) return row + 1;
  lg_view_pick(flows, leaves ? "number teacher_id name gender stage subject title rank to_school "
                               "form distance_after_km reason"
                             : "number teacher_id name gender stage subject title rank from_school "
                               "form distance_after_km reason");
  return lg_render_sheet(sheet, row, flows, true) + 1;
}

/* The rows of the school in a list; returns the row behind them. */
static int school_list(lg_sheet *sheet, int row, lg_view *view, int school)
{
  lg_view_group(view, school);
  return lg_render_sheet(sheet, row, view, true) + 1;
}

/* The lists that a school's sheet has a part of. */
struct by_school {
  lg_view *schools, *subjects, *flows;
};

static lg_sheet *sheet_write_school(lg_book *book, const lg_output *out,
                                    const struct by_school *lists, int school,
                                    const lg_sheet *index)
{
  const lg_school *s = &out->input->district->schools[school];
  lg_sheet *sheet = lg_book_sheet(book, *s->name ? s->name : s->id);
  char *title = lg_show_school(out, school);
  lg_sheet_title(sheet, out, 0, title);
  g_free(title);
  lg_sheet_link(sheet, 2, 0, lg_tr(out->lang, "Index"), index, 0, 0);
  int row = school_list(sheet, 3, lists->schools, school);
  row = list_write(sheet, out, row, lists->flows, school, true);
  row = list_write(sheet, out, row, lists->flows, school, false);
  lg_sheet_text(sheet, row++, 0, lg_tr(out->lang, "Teachers by subject"), LG_STYLE_TITLE);
  row = school_list(sheet, row, lists->subjects, school);
  return sheet;
}

/* Where a school's rows begin. */
struct school_place {
  const lg_sheet *sheet; /* NULL: nobody goes or comes, and it has no sheet of its own */
  int row;
};

/* The sheets that are not of schools, then the schools, each with a link. */
/* Returns the row of the first school. */
static int index_write(lg_book *book, const lg_output *out, lg_sheet *index, lg_view *flows,
                       const struct school_place *places, int sheet_count)
{
  static const char *const english[] = {N_("School id"), N_("School"), N_("Group"), N_("Moved out"),
                                        N_("Moved in")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const lg_district *district = out->input->district;
  const char *heads[COLUMNS];
  int row = 3;
  lg_sheet_title(index, out, 0, lg_tr(out->lang, "Index"));
  /* Beside the schools, so that their heading stays in sight. */
  for (int k = 0, at = row; k < sheet_count; k++) {
    const lg_sheet *sheet = lg_book_sheet_at(book, k);
    if (sheet != index) lg_sheet_link(index, at++, COLUMNS + 1, lg_sheet_name(sheet), sheet, 0, 0);
  }
  for (int k = 0; k < COLUMNS; k++) heads[k] = lg_tr(out->lang, english[k]);
  lg_sheet_table(index, row++, heads, COLUMNS, district->school_count);
  int first_school = row;
  for (int j = 0; j < district->school_count; j++, row++) {
    const lg_school *s = &district->schools[j];
    const char *name = *s->name ? s->name : s->id;
    lg_sheet_text(index, row, 0, s->id, LG_STYLE_TEXT);
    if (places[j].sheet)
      lg_sheet_link(index, row, LG_INDEX_NAME, name, places[j].sheet, places[j].row, 0);
    else
      lg_sheet_text(index, row, LG_INDEX_NAME, name, LG_STYLE_TEXT);
    lg_sheet_text(index, row, 2, s->group == LG_MISSING ? "" : district->groups.text[s->group],
                  LG_STYLE_TEXT);
    lg_sheet_number(index, row, 3, lg_view_group(flows, lg_flow(j, true)), LG_STYLE_WHOLE);
    lg_sheet_number(index, row, 4, lg_view_group(flows, lg_flow(j, false)), LG_STYLE_WHOLE);
  }
  lg_sheet_freeze(index, first_school - 1, first_school, 0);
  return first_school;
}

/* One list for all; a full sheet is followed by a further one. */
static void long_list_write(lg_book *book, const lg_output *out, lg_view *flows,
                            struct school_place *places)
{
  enum { HEAD = 4, ROWS = LG_BOOK_ROWS - HEAD };
  int school_count = out->input->district->school_count, school = 0, first = 0;
  lg_view_pick(flows,
               "school_id school way number teacher_id name gender stage subject title rank "
               "other_school form distance_after_km reason");
  do {
    lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "By school"));
    lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Out and in, school by school"));
    lg_view_rows(flows, first, ROWS);
    lg_render_sheet(sheet, HEAD - 1, flows, true);
    lg_sheet_freeze(sheet, HEAD - 1, HEAD, 0);
    for (; school < school_count; school++) {
      int row = lg_view_group_first(flows, lg_flow(school, true));
      if (row >= first + ROWS) break;
      if (row < lg_view_group_first(flows, lg_flow(school + 1, true)))
        places[school] = (struct school_place){sheet, HEAD + row - first};
    }
    first += ROWS;
  } while (first < flows->row_count);
}

int lg_sheet_write_schools(lg_book *book, const lg_output *out, lg_sheet *index)
{
  int school_count = out->input->district->school_count, sheet_count = lg_book_sheet_count(book);
  lg_view *flows = lg_list(out, "flows", NULL);
  struct school_place *places = g_new0(struct school_place, MAX(school_count, 1));
  if (school_count <= LG_MANY_SCHOOLS) {
    struct by_school lists = {lg_list(out, "schools", NULL), lg_list(out, "subjects", NULL), flows};
    /* The title of a sheet has the school's id and name. */
    lg_view_pick(lists.schools,
                 "stage students staff_before staff_out staff_in staff_after backbone_before "
                 "backbone_after per100_before per100_after");
    /* What the school ought to have is a column only where the plan says it. */
    if (out->input->district->demand_count == 0)
      lg_view_pick(lists.subjects,
                   "stage subject staff_before staff_out staff_in staff_after backbone_before "
                   "backbone_after");
    for (int j = 0; j < school_count; j++)
      places[j].sheet = sheet_write_school(book, out, &lists, j, index);
    lg_view_free(lists.schools);
    lg_view_free(lists.subjects);
  } else {
    long_list_write(book, out, flows, places);
    sheet_count = lg_book_sheet_count(book);
  }
  int first_school = index_write(book, out, index, flows, places, sheet_count);
  g_free(places);
  lg_view_free(flows);
  return first_school;
}
