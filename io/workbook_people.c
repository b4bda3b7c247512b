/* workbook_people.c - the sheets of roster.xlsx that name persons and schools: movers, statistics,
 * in and out lists. */
#include <string.h>

#include "workbook_sheets.h"

enum { LG_MANY_SCHOOLS = 200 }; /* SPEC 7: beyond it one sheet for all */

static void lg_take_text(lg_sheet *sheet, int row, int column, char *text)
{
  lg_sheet_text(sheet, row, column, text, LG_STYLE_TEXT);
  g_free(text);
}

static void lg_km_cell(lg_sheet *sheet, int row, int column, int metres)
{
  if (metres == LG_MISSING)
    lg_sheet_text(sheet, row, column, "", LG_STYLE_TEXT);
  else
    lg_sheet_number(sheet, row, column, metres / 1000.0, LG_STYLE_KM);
}

static const char *lg_title_text(const lg_output *out, const lg_teacher *t)
{
  return t->title == LG_MISSING ? "" : out->input->district->titles.text[t->title];
}

/* A move by lock alone is called so in words; the reserved id is for files. */
static const char *lg_form_text(const lg_output *out, int route)
{
  return route == out->input->policy->route_count ? lg_tr(out->lang, "lock")
                                                  : lg_show_route(out, route);
}

static bool lg_is_mover(const lg_output *out, int teacher)
{
  return out->answer->roster->school[teacher] != out->input->district->teachers[teacher].school;
}

enum {
  M_NUMBER,
  M_ID,
  M_NAME,
  M_GENDER,
  M_BIRTH,
  M_TITLE,
  M_RANK,
  M_STAGE,
  M_SUBJECT,
  M_FROM,
  M_TO,
  M_FORM,
  M_TERM,
  M_BEFORE,
  M_AFTER,
  M_WISH,
  M_NOTE,
  M_COLUMNS
};
static const char *const lg_mover_heads[M_COLUMNS] = {N_("No."),
                                                      N_("Teacher id"),
                                                      N_("Name"),
                                                      N_("Gender"),
                                                      N_("Born"),
                                                      N_("Title"),
                                                      N_("Backbone rank"),
                                                      N_("Stage"),
                                                      N_("Subject"),
                                                      N_("From school"),
                                                      N_("To school"),
                                                      N_("Form of exchange"),
                                                      N_("Term of the exchange"),
                                                      N_("Distance before (km)"),
                                                      N_("Distance after (km)"),
                                                      N_("Wish"),
                                                      N_("Remarks")};

static void lg_mover_row(lg_sheet *sheet, const lg_output *out, int row, int number, int teacher)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_placement *placement = &out->audit->placements[teacher];
  const char *texts[] = {[M_ID] = t->id,
                         [M_NAME] = t->name,
                         [M_GENDER] = lg_show_gender(out->lang, t->gender),
                         [M_TITLE] = lg_title_text(out, t),
                         [M_RANK] = t->rank,
                         [M_STAGE] = lg_show_stage(out->lang, (int)t->stage),
                         [M_SUBJECT] = district->subjects.text[t->subject],
                         [M_FROM] = district->schools[t->school].name,
                         [M_TO] = district->schools[out->answer->roster->school[teacher]].name,
                         [M_FORM] = lg_form_text(out, placement->route),
                         [M_TERM] = out->input->policy->term};
  for (int k = 0; k < (int)G_N_ELEMENTS(texts); k++)
    if (texts[k]) lg_sheet_text(sheet, row, k, texts[k], LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, M_NUMBER, number, LG_STYLE_WHOLE);
  lg_take_text(
      sheet, row, M_BIRTH,
      t->birth.year ? g_strdup_printf("%04d-%02d", t->birth.year, t->birth.month) : g_strdup(""));
  lg_km_cell(sheet, row, M_BEFORE, placement->before_m);
  lg_km_cell(sheet, row, M_AFTER, placement->after_m);
  if (placement->wish == LG_MISSING)
    lg_sheet_text(sheet, row, M_WISH, "", LG_STYLE_TEXT);
  else
    lg_sheet_number(sheet, row, M_WISH, placement->wish, LG_STYLE_WHOLE);
  lg_take_text(sheet, row, M_NOTE, lg_output_reason(out, teacher));
  for (int k = 0; k < district->copied_count; k++)
    lg_sheet_text(sheet, row, M_COLUMNS + k, t->copied[k], LG_STYLE_TEXT);
}

void lg_sheet_write_movers(lg_book *book, const lg_output *out)
{
  const lg_district *district = out->input->district;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Movers"));
  int count = M_COLUMNS + district->copied_count, row = 4;
  const char **heads = g_new0(const char *, count);
  lg_sheet_translate(out, heads, lg_mover_heads, M_COLUMNS);
  for (int k = 0; k < district->copied_count; k++) heads[M_COLUMNS + k] = district->copied_names[k];
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Summary table of teachers who move"));
  lg_sheet_table(sheet, 3, heads, count, out->audit->moved);
  for (int i = 0; i < district->teacher_count; i++)
    if (lg_is_mover(out, i)) lg_mover_row(sheet, out, row, row - 3, i), row++;
  lg_sheet_freeze(sheet, 3, 4, M_NAME + 1);
  g_free(heads);
}

enum {
  S_ID,
  S_SCHOOL,
  S_STAGE,
  S_STAFF,
  S_ELIGIBLE,
  S_OUT,
  S_SHARE,
  S_BACKBONE_OUT,
  S_BACKBONE_SHARE,
  S_IN,
  S_BACKBONE_IN,
  S_AFTER,
  S_BACKBONE_BEFORE,
  S_BACKBONE_AFTER,
  S_COLUMNS
};
static const char *const lg_statistics_heads[S_COLUMNS] = {N_("School id"),
                                                           N_("School"),
                                                           N_("Stage"),
                                                           N_("Full-time teachers"),
                                                           N_("Eligible"),
                                                           N_("Moved out"),
                                                           N_("Of the eligible"),
                                                           N_("Backbone among them"),
                                                           N_("Of those moved"),
                                                           N_("Moved in"),
                                                           N_("Backbone moved in"),
                                                           N_("Teachers after"),
                                                           N_("Backbone before"),
                                                           N_("Backbone after")};

/* What the statistics count beside the audit, by school and stage. */
typedef struct {
  int full_time, eligible;
} lg_staff;

static lg_staff *lg_staff_counts(const lg_output *out)
{
  const lg_district *district = out->input->district;
  lg_staff *counts = g_new0(lg_staff, district->school_count * LG_STAGE_COUNT);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    lg_staff *here = &counts[t->school * LG_STAGE_COUNT + (int)t->stage];
    here->full_time += t->full_time;
    here->eligible += out->options->candidates[i].why == LG_WHY_ELIGIBLE;
  }
  return counts;
}

static void lg_statistics_numbers(lg_sheet *sheet, int row, const lg_school_count *count,
                                  lg_staff staff)
{
  lg_sheet_number(sheet, row, S_STAFF, staff.full_time, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_ELIGIBLE, staff.eligible, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_OUT, count->staff_out, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, S_SHARE, count->staff_out, staff.eligible);
  lg_sheet_number(sheet, row, S_BACKBONE_OUT, count->backbone_out, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, S_BACKBONE_SHARE, count->backbone_out, count->staff_out);
  lg_sheet_number(sheet, row, S_IN, count->staff_in, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_IN, count->backbone_in, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_AFTER, count->staff_after, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_BEFORE, count->backbone_before, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_AFTER, count->backbone_after, LG_STYLE_WHOLE);
}

static void lg_count_add(lg_school_count *sum, const lg_school_count *count)
{
  sum->staff_before += count->staff_before;
  sum->staff_out += count->staff_out;
  sum->staff_in += count->staff_in;
  sum->staff_after += count->staff_after;
  sum->backbone_before += count->backbone_before;
  sum->backbone_out += count->backbone_out;
  sum->backbone_in += count->backbone_in;
  sum->backbone_after += count->backbone_after;
}

static void lg_statistics_row(lg_sheet *sheet, const lg_output *out, int row,
                              const lg_school_count *count, lg_staff staff)
{
  const lg_school *school = &out->input->district->schools[count->school];
  lg_sheet_text(sheet, row, S_ID, school->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, S_SCHOOL, school->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, S_STAGE, lg_show_stage(out->lang, (int)count->stage), LG_STYLE_TEXT);
  lg_statistics_numbers(sheet, row, count, staff);
}

void lg_sheet_write_statistics(lg_book *book, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  const char *heads[S_COLUMNS];
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Statistics by school"));
  lg_staff *staff = lg_staff_counts(out), all = {0};
  int row = 4;
  lg_school_count sum = {0};
  lg_sheet_translate(out, heads, lg_statistics_heads, S_COLUMNS);
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Exchange by school"));
  lg_sheet_table(sheet, 3, heads, S_COLUMNS, audit->school_count);
  for (int k = 0; k < audit->school_count; k++, row++) {
    const lg_school_count *count = &audit->schools[k];
    lg_staff here = staff[count->school * LG_STAGE_COUNT + (int)count->stage];
    lg_statistics_row(sheet, out, row, count, here);
    lg_count_add(&sum, count);
    all.full_time += here.full_time;
    all.eligible += here.eligible;
  }
  lg_sheet_text(sheet, row, S_ID, "", LG_STYLE_HEAD);
  lg_sheet_text(sheet, row, S_SCHOOL, lg_tr(out->lang, "Total"), LG_STYLE_HEAD);
  lg_sheet_text(sheet, row, S_STAGE, "", LG_STYLE_HEAD);
  lg_statistics_numbers(sheet, row, &sum, all);
  lg_sheet_freeze(sheet, 3, 4, S_SCHOOL + 1);
  g_free(staff);
}

/* Movers by school: those who leave it and those who come, each in the order of ids. */
typedef struct {
  GArray **out, **in; /* [school_count] of int */
} lg_flows;

static void lg_flow_add(GArray **lists, int school, int teacher)
{
  if (!lists[school]) lists[school] = g_array_new(FALSE, FALSE, sizeof(int));
  g_array_append_val(lists[school], teacher);
}

static lg_flows lg_flows_of(const lg_output *out)
{
  const lg_district *district = out->input->district;
  lg_flows flows = {g_new0(GArray *, district->school_count),
                    g_new0(GArray *, district->school_count)};
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_is_mover(out, i)) continue;
    lg_flow_add(flows.out, district->teachers[i].school, i);
    lg_flow_add(flows.in, out->answer->roster->school[i], i);
  }
  return flows;
}

static void lg_flows_clear(lg_flows *flows, int school_count)
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

static void lg_list_row(lg_sheet *sheet, const lg_output *out, int row, int first, int teacher,
                        bool leaves)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  int other = leaves ? out->answer->roster->school[teacher] : t->school;
  lg_sheet_text(sheet, row, first + P_ID, t->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_NAME, t->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_GENDER, lg_show_gender(out->lang, t->gender), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_STAGE, lg_show_stage(out->lang, (int)t->stage),
                LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_SUBJECT, district->subjects.text[t->subject], LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_TITLE, lg_title_text(out, t), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_RANK, t->rank, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_OTHER, district->schools[other].name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, first + P_FORM,
                lg_form_text(out, out->audit->placements[teacher].route), LG_STYLE_TEXT);
  lg_km_cell(sheet, row, first + P_KM, out->audit->placements[teacher].after_m);
  lg_take_text(sheet, row, first + P_NOTE, lg_output_reason(out, teacher));
}

static void lg_list_heads(const lg_output *out, const char **heads, const char *other)
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
static int lg_list_write(lg_sheet *sheet, const lg_output *out, int row, const GArray *list,
                         bool leaves)
{
  const char *heads[P_COLUMNS];
  char *title = g_strdup_printf(
      lg_tr(out->lang, leaves ? N_("Moving out: %u") : N_("Moving in: %u")), list ? list->len : 0);
  lg_sheet_text(sheet, row++, 0, title, LG_STYLE_TITLE);
  g_free(title);
  if (!list) return row + 1;
  lg_list_heads(out, heads, leaves ? N_("To school") : N_("From school"));
  lg_sheet_heads(sheet, row++, heads, P_COLUMNS);
  for (guint k = 0; k < list->len; k++, row++) {
    lg_sheet_number(sheet, row, P_NUMBER, k + 1, LG_STYLE_WHOLE);
    lg_list_row(sheet, out, row, 0, g_array_index(list, int, k), leaves);
  }
  return row + 1;
}

/* The school's statistics without its id and name, which the sheet's title has. */
static int lg_school_statistics(lg_sheet *sheet, const lg_output *out, int row, int school,
                                int *next)
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

static void lg_sheet_write_school(lg_book *book, const lg_output *out, const lg_flows *flows,
                                  int school, int *next)
{
  const lg_school *s = &out->input->district->schools[school];
  lg_sheet *sheet = lg_book_sheet(book, *s->name ? s->name : s->id);
  char *title = lg_show_school(out, school);
  lg_sheet_title(sheet, out, 0, title);
  g_free(title);
  int row = lg_school_statistics(sheet, out, 3, school, next);
  row = lg_list_write(sheet, out, row, flows->out[school], true);
  lg_list_write(sheet, out, row, flows->in[school], false);
  lg_sheet_freeze(sheet, 0, 2, 0);
}

enum { F_SCHOOL_ID, F_SCHOOL, F_WAY, F_LIST };

/* Rows of one school and direction on the sheet for all; a full sheet is followed by a further one.
 */
typedef struct {
  lg_book *book;
  const lg_output *out;
  lg_sheet *sheet;
  int row;
  int64_t left; /* rows still to come */
} lg_long_list;

static void lg_long_list_open(lg_long_list *list)
{
  const char *heads[F_LIST + P_COLUMNS] = {lg_tr(list->out->lang, "School id"),
                                           lg_tr(list->out->lang, "School"),
                                           lg_tr(list->out->lang, "Direction")};
  lg_list_heads(list->out, heads + F_LIST, N_("Other school"));
  list->sheet = lg_book_sheet(list->book, lg_tr(list->out->lang, "By school"));
  lg_sheet_title(list->sheet, list->out, 0, lg_tr(list->out->lang, "Out and in, school by school"));
  lg_sheet_table(list->sheet, 3, heads, F_LIST + P_COLUMNS, (int)MIN(list->left, LG_BOOK_ROWS - 4));
  lg_sheet_freeze(list->sheet, 3, 4, F_SCHOOL + 1);
  list->row = 4;
}

static void lg_long_list_add(lg_long_list *list, int school, const GArray *teachers, bool leaves)
{
  const lg_school *s = &list->out->input->district->schools[school];
  for (guint k = 0; teachers && k < teachers->len; k++, list->row++, list->left--) {
    if (!list->sheet || list->row == LG_BOOK_ROWS) lg_long_list_open(list);
    lg_sheet_text(list->sheet, list->row, F_SCHOOL_ID, s->id, LG_STYLE_TEXT);
    lg_sheet_text(list->sheet, list->row, F_SCHOOL, s->name, LG_STYLE_TEXT);
    lg_sheet_text(list->sheet, list->row, F_WAY,
                  lg_tr(list->out->lang, leaves ? N_("out") : N_("in")), LG_STYLE_TEXT);
    lg_sheet_number(list->sheet, list->row, F_LIST + P_NUMBER, k + 1, LG_STYLE_WHOLE);
    lg_list_row(list->sheet, list->out, list->row, F_LIST, g_array_index(teachers, int, k), leaves);
  }
}

void lg_sheet_write_schools(lg_book *book, const lg_output *out)
{
  int school_count = out->input->district->school_count, next = 0;
  lg_flows flows = lg_flows_of(out);
  if (school_count <= LG_MANY_SCHOOLS) {
    for (int j = 0; j < school_count; j++) lg_sheet_write_school(book, out, &flows, j, &next);
  } else {
    lg_long_list list = {book, out, NULL, 0, 2 * (int64_t)out->audit->moved};
    for (int j = 0; j < school_count; j++) {
      lg_long_list_add(&list, j, flows.out[j], true);
      lg_long_list_add(&list, j, flows.in[j], false);
    }
    if (!list.sheet) lg_long_list_open(&list);
  }
  lg_flows_clear(&flows, school_count);
}
