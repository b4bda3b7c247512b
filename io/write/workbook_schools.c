/* workbook_schools.c - the sheets of roster.xlsx by school: who goes out and comes in, statistics
 * by subject, and the index that leads there. */
#include <stdlib.h>

#include "workbook_sheets.h"

enum {
  LG_MANY_SCHOOLS = 200, /* SPEC 7: beyond it one sheet for all */
  LG_PAGE_ROWS = 75      /* that can still be read on one page */
};

/* Movers by school: those who leave it and those who come, each in the order of ids. */
struct flows {
  GArray **out, **in; /* [school_count] of int */
};

static void flow_add(GArray **lists, int school, int teacher)
{
  if (!lists[school]) lists[school] = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(lists[school], teacher);
}

static struct flows flows_of(const lg_output *out)
{
  const lg_district *district = out->input->district;
  struct flows flows = {g_new0(GArray *, district->school_count),
                        g_new0(GArray *, district->school_count)};
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_moves(out, i)) continue;
    flow_add(flows.out, district->teachers[i].school, i);
    flow_add(flows.in, out->answer->roster->assignments[i].school, i);
  }
  return flows;
}

static void flows_clear(struct flows *flows, int school_count)
{
  for (int j = 0; j < school_count; j++) {
    if (flows->out[j]) g_array_unref(flows->out[j]);
    if (flows->in[j]) g_array_unref(flows->in[j]);
  }
  g_free(flows->out);
  g_free(flows->in);
}

enum {
  P_NUMBER,
  P_ID,
  P_NAME,
  P_GENDER,
  P_STAGE,
  P_SUBJECT,
  P_TITLE,
  P_RANK,
  P_OTHER,
  P_FORM,
  P_KM,
  P_NOTE,
  P_COLUMNS
};

static void list_row(lg_sheet *sheet, const lg_output *out, int row, int first, int teacher,
                     bool leaves)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  int other = leaves ? out->answer->roster->assignments[teacher].school : t->school;
  lg_sheet_text(sheet, row, first + P_ID, t->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_NAME, t->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_GENDER, lg_show_gender(out->lang, t->gender), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_STAGE, lg_show_stage(out->lang, (int)t->stage),
                LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_SUBJECT, district->subjects.text[t->subject], LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_TITLE, lg_show_title(out, t), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_RANK, t->rank, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_OTHER, district->schools[other].name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_FORM,
                lg_show_form(out, out->audit->placements[teacher].route), LG_STYLE_TEXT);
  lg_sheet_km(sheet, out, row, first + P_KM, out->audit->placements[teacher].after_m);
  lg_sheet_take_text(sheet, row, first + P_NOTE, lg_output_reason(out, teacher));
}

static void list_heads(const lg_output *out, const char **heads, const char *other)
{
  static const char *const english[P_COLUMNS] = {N_("No."),
                                                 N_("Teacher id"),
                                                 N_("Name"),
                                                 N_("Gender"),
                                                 N_("Stage"),
                                                 N_("Subject"),
                                                 N_("Title"),
                                                 N_("Backbone rank"),
                                                 N_("School"),
                                                 N_("Form of exchange"),
                                                 N_("Distance after (km)"),
                                                 N_("Remarks")};
  lg_sheet_translate(out, heads, english, P_COLUMNS);
  heads[P_OTHER] = lg_tr(out->lang, other);
}

/* A titled list of one direction; returns the row behind it. */
static int list_write(lg_sheet *sheet, const lg_output *out, int row, const GArray *list,
                      bool leaves)
{
  const char *heads[P_COLUMNS];
  char *title = g_strdup_printf(
      lg_tr(out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")), list ? list->len : 0);
  lg_sheet_text(sheet, row++, 0, title, LG_STYLE_TITLE);
  g_free(title);
  if (!list) return row + 1;
  list_heads(out, heads, leaves ? N_("To school") : N_("From school"));
  lg_sheet_heads(sheet, row++, heads, P_COLUMNS);
  for (guint k = 0; k < list->len; k++, row++) {
    lg_sheet_number(sheet, row, P_NUMBER, k + 1, LG_STYLE_WHOLE);
    list_row(sheet, out, row, 0, g_array_index(list, int, k), leaves);
  }
  return row + 1;
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
    int to_school = out->answer->roster->assignments[i].school;
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

static lg_sheet *sheet_write_school(lg_book *book, const lg_output *out, const struct flows *flows,
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
  row = list_write(sheet, out, row, flows->out[school], true);
  row = list_write(sheet, out, row, flows->in[school], false);
  row = school_subjects(sheet, out, row, school, cells);
  if (row <= LG_PAGE_ROWS) lg_sheet_one_page(sheet);
  lg_sheet_freeze(sheet, 0, 2, 0);
  return sheet;
}

enum { F_SCHOOL_ID, F_SCHOOL, F_WAY, F_LIST };

/* Rows of one school and direction on the sheet for all; a full sheet is followed by a further one.
 */
struct long_list {
  lg_book *book;
  const lg_output *out;
  lg_sheet *sheet;
  int row;
  int64_t left; /* rows still to come */
};

static void long_list_open(struct long_list *list)
{
  const char *heads[F_LIST + P_COLUMNS] = {lg_tr(list->out->lang, "School id"),
                                           lg_tr(list->out->lang, "School"),
                                           lg_tr(list->out->lang, "Direction")};
  list_heads(list->out, heads + F_LIST, N_("Other school"));
  list->sheet = lg_book_sheet(list->book, lg_tr(list->out->lang, "By school"));
  lg_sheet_title(list->sheet, list->out, 0, lg_tr(list->out->lang, "Out and in, school by school"));
  lg_sheet_table(list->sheet, 3, heads, F_LIST + P_COLUMNS, (int)MIN(list->left, LG_BOOK_ROWS - 4));
  lg_sheet_freeze(list->sheet, 3, 4, F_SCHOOL + 1);
  list->row = 4;
}

static void long_list_add(struct long_list *list, int school, const GArray *teachers, bool leaves)
{
  const lg_school *s = &list->out->input->district->schools[school];
  for (guint k = 0; teachers && k < teachers->len; k++, list->row++, list->left--) {
    if (!list->sheet || list->row == LG_BOOK_ROWS) long_list_open(list);
    lg_sheet_text(list->sheet, list->row, F_SCHOOL_ID, s->id, LG_STYLE_TEXT);
    lg_sheet_text(list->sheet, list->row, F_SCHOOL, s->name, LG_STYLE_TEXT);
    lg_sheet_text(list->sheet, list->row, F_WAY,
                  lg_tr(list->out->lang, leaves ? N_("out") : N_("in")), LG_STYLE_TEXT);
    lg_sheet_number(list->sheet, list->row, F_LIST + P_NUMBER, k + 1, LG_STYLE_WHOLE);
    list_row(list->sheet, list->out, list->row, F_LIST, g_array_index(teachers, int, k), leaves);
  }
}

/* Where a school's rows begin. */
struct school_place {
  const lg_sheet *sheet; /* NULL: nobody goes or comes, and it has no sheet of its own */
  int row;
};

/* The sheets that are not of schools, then the schools, each with a link. */
static void index_write(lg_book *book, const lg_output *out, lg_sheet *index,
                        const struct flows *flows, const struct school_place *places,
                        int sheet_count)
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
    lg_sheet_number(index, row, 3, flows->out[j] ? flows->out[j]->len : 0, LG_STYLE_WHOLE);
    lg_sheet_number(index, row, 4, flows->in[j] ? flows->in[j]->len : 0, LG_STYLE_WHOLE);
  }
  lg_sheet_freeze(index, 0, 2, 0);
}

static void long_list_write(lg_book *book, const lg_output *out, const struct flows *flows,
                            struct school_place *places)
{
  int school_count = out->input->district->school_count;
  struct long_list list = {book, out, NULL, 0, 2 * (int64_t)out->audit->moved};
  for (int j = 0; j < school_count; j++) {
    if (flows->out[j] || flows->in[j]) {
      if (!list.sheet || list.row == LG_BOOK_ROWS) long_list_open(&list);
      places[j] = (struct school_place){list.sheet, list.row};
    }
    long_list_add(&list, j, flows->out[j], true);
    long_list_add(&list, j, flows->in[j], false);
  }
  if (!list.sheet) long_list_open(&list);
}

void lg_sheet_write_schools(lg_book *book, const lg_output *out, lg_sheet *index)
{
  int school_count = out->input->district->school_count, next = 0;
  int sheet_count = lg_book_sheet_count(book);
  struct flows flows = flows_of(out);
  struct school_place *places = g_new0(struct school_place, MAX(school_count, 1));
  if (school_count <= LG_MANY_SCHOOLS) {
    struct cell_count *cells = cells_count(out);
    for (int j = 0; j < school_count; j++)
      places[j].sheet = sheet_write_school(book, out, &flows, cells, j, &next, index);
    g_free(cells);
  } else {
    long_list_write(book, out, &flows, places);
    sheet_count = lg_book_sheet_count(book);
  }
  index_write(book, out, index, &flows, places, sheet_count);
  g_free(places);
  flows_clear(&flows, school_count);
}
