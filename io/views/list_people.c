/* list_people.c - who is where: all teachers; those who move, go back or have a guest school;
 * those who move or go back school by school. */
#include <string.h>

#include "io/words/output_text.h"
#include "io/words/shapes.h"
#include "lists.h"

enum { ID, NAME, GENDER, TITLE, RANK, STAGE, SUBJECT, FROM, TO, FORM, TERM, NUMBER, BORN };
enum { BEFORE = BORN + 1, AFTER, WISH, REASON, FROM_ID, TO_ID, ROUTE, SCHOOL_ID, SCHOOL, WAY };
enum { OTHER = WAY + 1, GUEST_ID, GUEST, UNITS, COLUMNS };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"teacher_id", .heading = N_("Teacher id")},
    [NAME] = {"name", .heading = N_("Name")},
    [GENDER] = {"gender", .heading = N_("Gender")},
    [TITLE] = {"title", .heading = N_("Title")},
    [RANK] = {"rank", .heading = N_("Backbone rank")},
    [STAGE] = {"stage", .heading = N_("Stage")},
    [SUBJECT] = {"subject", .heading = N_("Subject")},
    [FROM] = {"from_school", .heading = N_("From school")},
    [TO] = {"to_school", .heading = N_("To school")},
    [FORM] = {"form", .heading = N_("Form of exchange")},
    [TERM] = {"term", .heading = N_("Term of the exchange")},
    [NUMBER] = {"number", .heading = N_("No."), .kind = LG_KIND_ORDINAL},
    [BORN] = {"born", .heading = N_("Born")},
    [BEFORE] = {"distance_before_km", .heading = N_("Distance before (km)"), .kind = LG_KIND_KM},
    [AFTER] = {"distance_after_km", .heading = N_("Distance after (km)"), .kind = LG_KIND_KM},
    [WISH] = {"wish_rank", .heading = N_("Wish"), .kind = LG_KIND_WHOLE},
    [REASON] = {"reason", .heading = N_("Remarks")},
    [FROM_ID] = {"from_id", .heading = N_("From school")},
    [TO_ID] = {"to_id", .heading = N_("To school id")},
    [ROUTE] = {"route", .heading = N_("Form of exchange")}, /* the reserved id of a move by lock */
    [SCHOOL_ID] = {"school_id", .heading = N_("School id")},
    [SCHOOL] = {"school", .heading = N_("School")},
    [WAY] = {"way", .heading = N_("Direction")},
    [OTHER] = {"other_school", .heading = N_("Other school")},
    [GUEST_ID] = {"guest_id", .heading = N_("Guest school")},
    [GUEST] = {"guest_school", .heading = N_("Guest school")},
    [UNITS] = {"units", .heading = N_("Units a week"), .kind = LG_KIND_WHOLE}};

int lg_flow(int school, bool leaves)
{
  return 2 * school + !leaves;
}

/* A row. Of a list by schools also whose row it is; else the school is LG_MISSING. */
struct person {
  int teacher, number, school;
  bool leaves;
};

/* Year and month; of an anonymous district the year alone, and where age is coarse nothing. g_free. */
static char *show_born(const lg_district *district, const lg_teacher *t)
{
  if (t->birth.year == 0 || district->coarse) return g_strdup("");
  return district->anonymous ? g_strdup_printf("%04d", t->birth.year)
                             : g_strdup_printf("%04d-%02d", t->birth.year, t->birth.month);
}

static void fill_school(const lg_view *view, const struct person *person, lg_list_cell *cells)
{
  const lg_school *school = &view->out->input->district->schools[person->school];
  lg_put_text(&cells[SCHOOL_ID], school->id);
  lg_put_text(&cells[SCHOOL], school->name);
  lg_put_text(&cells[WAY], lg_tr(view->lang, person->leaves ? N_("out") : N_("in")));
  lg_put_text(&cells[OTHER], cells[person->leaves ? TO : FROM].text);
}

/* A service's way leads from the home school, where it begins, to the guest school. */
static void fill_guest(const lg_view *view, int teacher, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  const lg_school *guest = &district->schools[out->answer->roster->assignments[teacher].guest];
  lg_put_text(&cells[GUEST_ID], guest->id);
  lg_put_text(&cells[GUEST], guest->name);
  lg_put_whole(&cells[UNITS], out->audit->units[teacher]);
  cells[AFTER].given = false;
  lg_put_whole(&cells[BEFORE], 0);
  lg_put_known(&cells[AFTER], lg_show_metres(district, out->audit->placements[teacher].guest_m));
}

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  const struct person *person = (const struct person *)view->data + row;
  const lg_teacher *t = &district->teachers[person->teacher];
  const lg_placement *placement = &out->audit->placements[person->teacher];
  const lg_school *from = &district->schools[t->school],
                  *to =
                      &district->schools[out->answer->roster->assignments[person->teacher].school];
  lg_put_text(&cells[ID], t->id);
  lg_put_text(&cells[NAME], t->name);
  lg_put_text(&cells[GENDER], lg_show_gender(out->lang, t->gender));
  lg_put_text(&cells[TITLE], lg_show_title(out, t));
  lg_put_text(&cells[RANK], lg_show_rank(out, t));
  lg_put_text(&cells[STAGE], lg_show_stage(out->lang, (int)t->stage));
  lg_put_text(&cells[SUBJECT], district->subjects.text[t->subject]);
  lg_put_text(&cells[FROM], from->name);
  lg_put_text(&cells[TO], to->name);
  lg_put_text(&cells[FORM], lg_show_form_of(out, person->teacher));
  lg_put_take(&cells[TERM], lg_show_term_of(out, person->teacher));
  lg_put_whole(&cells[NUMBER], person->number);
  lg_put_take(&cells[BORN], show_born(district, t));
  lg_put_known(&cells[BEFORE], lg_show_metres(district, placement->before_m));
  lg_put_known(&cells[AFTER], lg_show_metres(district, placement->after_m));
  lg_put_known(&cells[WISH], placement->wish);
  lg_put_take(&cells[REASON], lg_output_reason(out, person->teacher));
  lg_put_text(&cells[FROM_ID], from->id);
  lg_put_text(&cells[TO_ID], to->id);
  lg_put_text(&cells[ROUTE], lg_show_route_of(out, person->teacher));
  if (lg_output_is_guest(out, person->teacher)) fill_guest(view, person->teacher, cells);
  if (person->school != LG_MISSING) fill_school(view, person, cells);
  for (int k = 0; k < district->copied_count; k++) lg_put_text(&cells[COLUMNS + k], t->copied[k]);
}

/* Takes `people`. */
static lg_view *people_view(const lg_output *out, GArray *people)
{
  const lg_district *district = out->input->district;
  const lg_shape *roster = lg_shape_of(LG_TABLE_ROSTER);
  int count = COLUMNS + district->copied_count;
  lg_list_column *own = g_new0(lg_list_column, count);
  memcpy(own, columns, sizeof columns);
  for (int k = 0; k < COLUMNS; k++) {
    for (int f = 0; f < roster->field_count; f++)
      if (strcmp(own[k].key, roster->fields[f].headings[0]) == 0)
        own[k].chinese = roster->fields[f].headings[1];
    if (own[k].kind == LG_KIND_KM) own[k].digits = district->anonymous ? 0 : 3;
  }
  for (int k = 0; k < district->copied_count; k++) own[COLUMNS + k].key = district->copied_names[k];
  lg_view *view = lg_view_new(out, out->lang, own, count, (int)people->len, fill);
  view->own_columns = own;
  view->data = g_array_free(people, FALSE);
  return view;
}

static GArray *people_new(void)
{
  return g_array_new(FALSE, FALSE, sizeof(struct person));
}

static lg_view *teachers_view(const lg_output *out, bool movers_only)
{
  GArray *people = people_new();
  for (int i = 0; i < out->input->district->teacher_count; i++) {
    struct person person = {i, (int)people->len + 1, LG_MISSING, false};
    if (!movers_only || lg_output_leaves(out, i) || lg_output_is_guest(out, i))
      g_array_append_val(people, person);
  }
  return people_view(out, people);
}

static lg_view *movers(const lg_output *out)
{
  return teachers_view(out, true);
}

static lg_view *guests(const lg_output *out)
{
  GArray *people = people_new();
  for (int i = 0; i < out->input->district->teacher_count; i++) {
    struct person person = {i, (int)people->len + 1, LG_MISSING, false};
    if (lg_output_is_guest(out, i)) g_array_append_val(people, person);
  }
  return people_view(out, people);
}

static lg_view *placements(const lg_output *out)
{
  return teachers_view(out, false);
}

static int flow_group(const lg_view *view, int row)
{
  const struct person *person = (const struct person *)view->data + row;
  return lg_flow(person->school, person->leaves);
}

/* Every mover twice: school by school, first those who leave it, then those who come. */
static lg_view *flows(const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_assignment *to = out->answer->roster->assignments;
  int lists = 2 * district->school_count, *first = g_new0(int, lists + 1),
      *next = g_new0(int, lists + 1);
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_leaves(out, i)) continue;
    first[lg_flow(district->teachers[i].school, true) + 1]++;
    first[lg_flow(to[i].school, false) + 1]++;
  }
  for (int k = 0; k < lists; k++) first[k + 1] += first[k];
  memcpy(next, first, sizeof *next * (size_t)lists);
  GArray *people = people_new();
  g_array_set_size(people, (guint)first[lists]);
  for (int i = 0; i < district->teacher_count; i++)
    for (int leaves = 0; leaves < 2 && lg_output_leaves(out, i); leaves++) {
      int school = leaves ? district->teachers[i].school : to[i].school,
          k = lg_flow(school, leaves);
      g_array_index(people, struct person, next[k]) =
          (struct person){i, next[k] - first[k] + 1, school, leaves};
      next[k]++;
    }
  g_free(next);
  g_free(first);
  lg_view *view = people_view(out, people);
  view->group = flow_group;
  return view;
}

const lg_list_entry lg_lists_people[] = {{"movers", movers},
                                         {"placements", placements},
                                         {"flows", flows},
                                         {"guests", guests},
                                         {NULL, NULL}};
