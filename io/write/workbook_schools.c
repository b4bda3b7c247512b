/* workbook_schools.c - the sheets of roster.xlsx by school: who goes out and comes in, statistics
 * by subject, and the index that leads there. */
#include <stdlib.h>

#include "io/views/lists.h"
#include "render.h"
#include "workbook_sheets.h"

enum {
  LG_MANY_SCHOOLS = 200, /* SPEC 7: beyond it one sheet for all */
  LG_PAGE_ROWS = 75      /* that can still be read on one page */
};

/* A titled list of one direction; returns the row behind it. */
static int list_write(lg_sheet *sheet, const lg_output *out, int row, lg_view *flows, int school,
                      bool leaves)
{
  char *title =
      g_strdup_printf(lg_tr(out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")),
                      (unsigned)lg_list_flow(flows, school, leaves));
  lg_sheet_text(sheet, row++, 0, title, LG_STYLE_TITLE);
  g_free(title);
  if (flows->shown == 0) return row + 1;
  lg_view_pick(flows, leaves ? "number teacher_id name gender stage subject title rank to_school "
                               "form distance_after_km reason"
                             : "number teacher_id name gender stage subject title rank from_school "
                               "form distance_after_km reason");
  return lg_render_sheet(sheet, row, flows, false) + 1;
}

/* The school's statistics without its id and name, which the sheet's title has. */
static int school_statistics(lg_sheet *sheet, const lg_output *out, int row, int school, int *next)
{
  static const char *const english[] = {
      N_("Stage"),          N_("Students"),       N_("Teachers before"), N_("Moved out"),
      N_("Moved in"),       N_("Teachers after"), N_("Backbone before"), N_("Backbone after"),
      N_("Per 100 before"), N_("Per 100 after")};
  const char *heads[G_N_ELEMENTS(english)];
  lg_sheet_translate(out, heads, english, G_N_ELEMENTS(english));
  lg_sheet_heads(sheet, row++, heads, G_N_ELEMENTS(english));
  for (; *next < out->audit->school_count && out->audit->schools[*next].school == school;
       (*next)++, row++) {
    const lg_school_count *count = &out->audit->schools[*next];
    const int numbers[] = {count->students,      count->staff_before, count->staff_out,
                           count->staff_in,      count->staff_after,  count->backbone_before,
                           count->backbone_after};
    double students = count->students > 0 ? count->students : 1;
    lg_sheet_text(sheet, row, 0, lg_show_stage(out->lang, (int)count->stage), LG_STYLE_TEXT);
    for (int k = 0; k < (int)G_N_ELEMENTS(numbers); k++)
      lg_sheet_number(sheet, row, 1 + k, numbers[k], LG_STYLE_WHOLE);
    lg_sheet_number(sheet, row, 8, 100.0 * count->backbone_before / students, LG_STYLE_PER100);
    lg_sheet_number(sheet, row, 9, 100.0 * count->backbone_after / students, LG_STYLE_PER100);
  }
  return row + 1;
}

/* Heads of one school, stage and subject. */
struct cell_count {
  int before, out, in, backbone_before, backbone_after;
};

/* [school][stage][subject] of the whole district. g_free. */
static struct cell_count *cells_count(const lg_output *out)
{
  const lg_district *district = out->input->district;
  size_t subjects = (size_t)district->subjects.count, stages = LG_STAGE_COUNT;
  struct cell_count *cells =
      g_new0(struct cell_count, (size_t)district->school_count * stages * subjects);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    size_t within = (size_t)t->stage * subjects + (size_t)t->subject;
    int to_school = out->answer->roster->school[i];
    struct cell_count *from = &cells[(size_t)t->school * stages * subjects + within],
                      *to = &cells[(size_t)to_school * stages * subjects + within];
    from->before++;
    from->backbone_before += t->backbone;
    to->backbone_after += t->backbone;
    from->out += from != to;
    to->in += from != to;
  }
  return cells;
}

static int demand_order(const void *a, const void *b)
{
  const lg_demand *x = a, *y = b;
  if (x->school != y->school) return x->school - y->school;
  return x->stage != y->stage ? (int)x->stage - (int)y->stage : x->subject - y->subject;
}

/* Demands lie by school, stage and subject. */
static int demand_target(const lg_district *district, int school, int stage, int subject)
{
  const lg_demand wanted = {.school = school, .stage = (lg_stage)stage, .subject = subject};
  const lg_demand *found = district->demand_count > 0
                               ? bsearch(&wanted, district->demands, (size_t)district->demand_count,
                                         sizeof wanted, demand_order)
                               : NULL;
  return found ? found->target : LG_MISSING;
}

/* Teachers by subject; the column of what the school ought to have only where the plan says it. */
static int school_subjects(lg_sheet *sheet, const lg_output *out, int row, int school,
                           const struct cell_count *cells)
{
  static const char *const english[] = {
      N_("Stage"),           N_("Subject"),        N_("Teachers before"),
      N_("Moved out"),       N_("Moved in"),       N_("Teachers after"),
      N_("Backbone before"), N_("Backbone after"), N_("Ought to have")};
  const lg_district *district = out->input->district;
  const char *heads[G_N_ELEMENTS(english)];
  int columns = (int)G_N_ELEMENTS(english) - (district->demand_count == 0);
  lg_sheet_text(sheet, row++, 0, lg_tr(out->lang, "Teachers by subject"), LG_STYLE_TITLE);
  lg_sheet_translate(out, heads, english, columns);
  lg_sheet_heads(sheet, row++, heads, columns);
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    for (int subject = 0; subject < district->subjects.count; subject++) {
      const struct cell_count *cell = &cells[((size_t)school * LG_STAGE_COUNT + (size_t)stage) *
                                                 (size_t)district->subjects.count +
                                             (size_t)subject];
      int target = demand_target(district, school, stage, subject);
      const int numbers[] = {
          cell->before,          cell->out,           cell->in, cell->before - cell->out + cell->in,
          cell->backbone_before, cell->backbone_after};
      if (cell->before == 0 && cell->in == 0 && target == LG_MISSING) continue;
      lg_sheet_text(sheet, row, 0, lg_show_stage(out->lang, stage), LG_STYLE_TEXT);
      lg_sheet_text(sheet, row, 1, district->subjects.text[subject], LG_STYLE_TEXT);
      for (int k = 0; k < (int)G_N_ELEMENTS(numbers); k++)
        lg_sheet_number(sheet, row, 2 + k, numbers[k], LG_STYLE_WHOLE);
      if (target != LG_MISSING)
        lg_sheet_number(sheet, row, columns - 1, target, LG_STYLE_WHOLE);
      else if (district->demand_count > 0)
        lg_sheet_text(sheet, row, columns - 1, "", LG_STYLE_TEXT);
      row++;
    }
  return row + 1;
}

static lg_sheet *sheet_write_school(lg_book *book, const lg_output *out, lg_view *flows,
                                    const struct cell_count *cells, int school, int *next,
                                    const lg_sheet *index)
{
  const lg_school *s = &out->input->district->schools[school];
  lg_sheet *sheet = lg_book_sheet(book, *s->name ? s->name : s->id);
  char *title = lg_show_school(out, school);
  lg_sheet_title(sheet, out, 0, title);
  g_free(title);
  lg_sheet_link(sheet, 2, 0, lg_tr(out->lang, "Index"), index, 0);
  int row = school_statistics(sheet, out, 3, school, next);
  row = list_write(sheet, out, row, flows, school, true);
  row = list_write(sheet, out, row, flows, school, false);
  row = school_subjects(sheet, out, row, school, cells);
  if (row <= LG_PAGE_ROWS) lg_sheet_one_page(sheet);
  lg_sheet_freeze(sheet, 0, 2, 0);
  return sheet;
}

/* Where a school's rows begin. */
struct school_place {
  const lg_sheet *sheet; /* NULL: nobody goes or comes, and it has no sheet of its own */
  int row;
};

/* The sheets that are not of schools, then the schools, each with a link. */
static void index_write(lg_book *book, const lg_output *out, lg_sheet *index, lg_view *flows,
                        const struct school_place *places, int sheet_count)
{
  static const char *const english[] = {N_("School id"), N_("School"), N_("Group"), N_("Moved out"),
                                        N_("Moved in")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const lg_district *district = out->input->district;
  const char *heads[COLUMNS];
  int row = 3;
  lg_sheet_title(index, out, 0, lg_tr(out->lang, "Index"));
  for (int k = 0; k < sheet_count; k++) {
    const lg_sheet *sheet = lg_book_sheet_at(book, k);
    if (sheet != index) lg_sheet_link(index, row++, 1, lg_sheet_name(sheet), sheet, 0);
  }
  row++;
  lg_sheet_translate(out, heads, english, COLUMNS);
  lg_sheet_table(index, row++, heads, COLUMNS, district->school_count);
  for (int j = 0; j < district->school_count; j++, row++) {
    const lg_school *s = &district->schools[j];
    const char *name = *s->name ? s->name : s->id;
    lg_sheet_text(index, row, 0, s->id, LG_STYLE_TEXT);
    if (places[j].sheet)
      lg_sheet_link(index, row, 1, name, places[j].sheet, places[j].row);
    else
      lg_sheet_text(index, row, 1, name, LG_STYLE_TEXT);
    lg_sheet_text(index, row, 2, s->group == LG_MISSING ? "" : district->groups.text[s->group],
                  LG_STYLE_TEXT);
    lg_sheet_number(index, row, 3, lg_list_flow(flows, j, true), LG_STYLE_WHOLE);
    lg_sheet_number(index, row, 4, lg_list_flow(flows, j, false), LG_STYLE_WHOLE);
  }
  lg_sheet_freeze(index, 0, 2, 0);
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
    lg_sheet_freeze(sheet, HEAD - 1, HEAD, 2);
    for (; school < school_count && lg_list_flow_first(flows, school) < first + ROWS; school++) {
      int row = lg_list_flow_first(flows, school);
      if (row < lg_list_flow_first(flows, school + 1))
        places[school] = (struct school_place){sheet, HEAD + row - first};
    }
    first += ROWS;
  } while (first < flows->row_count);
}

void lg_sheet_write_schools(lg_book *book, const lg_output *out, lg_sheet *index)
{
  int school_count = out->input->district->school_count, next = 0;
  int sheet_count = lg_book_sheet_count(book);
  lg_view *flows = lg_list(out, "flows");
  struct school_place *places = g_new0(struct school_place, MAX(school_count, 1));
  if (school_count <= LG_MANY_SCHOOLS) {
    struct cell_count *cells = cells_count(out);
    for (int j = 0; j < school_count; j++)
      places[j].sheet = sheet_write_school(book, out, flows, cells, j, &next, index);
    g_free(cells);
  } else {
    long_list_write(book, out, flows, places);
    sheet_count = lg_book_sheet_count(book);
  }
  index_write(book, out, index, flows, places, sheet_count);
  g_free(places);
  lg_view_free(flows);
}
