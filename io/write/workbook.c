/* workbook.c - roster.xlsx: the sheets that the office hands on (SPEC 5), in one table; the summary
 * and the balance. */

#include <string.h>

#include "files.h"
#include "io/views/lists.h"
#include "io/words/output_text.h"
#include "io/words/roster_mark.h"
#include "io/write.h"
#include "render.h"
#include "workbook_sheets.h"

void lg_sheet_title(lg_sheet *sheet, const lg_output *out, int row, const char *title)
{
  char *date = lg_show_date(out->input->policy->date);
  char *below = g_strdup_printf("%s  %s", out->input->policy->title, date);
  lg_sheet_text(sheet, row, 0, title, LG_STYLE_TITLE);
  lg_sheet_text(sheet, row + 1, 0, below, LG_STYLE_NOTE);
  g_free(below);
  g_free(date);
}

/* A row of the summary's first block: what, and how many or what text. */
static void summary_line(lg_sheet *sheet, int *row, const char *what, const char *text)
{
  lg_sheet_text(sheet, *row, 0, what, LG_STYLE_TEXT);
  lg_sheet_text(sheet, (*row)++, 1, text, LG_STYLE_TEXT);
}

static void summary_whole(lg_sheet *sheet, int *row, const char *what, int64_t number)
{
  lg_sheet_text(sheet, *row, 0, what, LG_STYLE_TEXT);
  lg_sheet_number(sheet, (*row)++, 1, (double)number, LG_STYLE_WHOLE);
}

static void summary_facts(lg_sheet *sheet, const lg_output *out, int *row)
{
  const lg_lang *lang = out->lang;
  const lg_policy *policy = out->input->policy;
  char *date = lg_show_date(policy->date);
  summary_line(sheet, row, lg_tr(lang, "Date"), date);
  g_free(date);
  if (*policy->term) summary_line(sheet, row, lg_tr(lang, "Term of the exchange"), policy->term);
  summary_line(sheet, row, lg_tr(lang, "Decision"), lg_show_status(lang, out->answer->status));
  summary_whole(sheet, row, lg_tr(lang, "Teachers"), out->input->district->teacher_count);
  summary_whole(sheet, row, lg_tr(lang, "Eligible"), out->options->eligible_count);
  summary_whole(sheet, row, lg_tr(lang, "Moved"), out->audit->moved);
  if (policy->flexible.given) {
    summary_whole(sheet, row, lg_tr(lang, "Flexible services"), out->audit->guests);
    summary_whole(sheet, row, lg_tr(lang, "Units a week of flexible service"),
                  out->audit->guest_units);
  }
  if (out->input->district->has_services)
    summary_whole(sheet, row, lg_tr(lang, "Back after a service"), out->audit->returned);
  summary_whole(sheet, row, lg_tr(lang, "Moves with an unknown distance (counted as 0)"),
                out->audit->unknown_distance_count);
  summary_whole(sheet, row, lg_tr(lang, "Rules recounted"), out->audit->rules_checked);
  summary_whole(sheet, row, lg_tr(lang, "Rules broken"), out->audit->breach_count);
  summary_line(sheet, row, lg_tr(lang, "Program"), "lungang " LG_VERSION);
}

static void summary_list(lg_sheet *sheet, const lg_output *out, int *row, const char *list,
                         const char *keys)
{
  lg_view *view = lg_list(out, list, keys);
  if (view->row_count > 0) *row = lg_render_sheet(sheet, *row, view, false);
  lg_view_free(view);
}

static void summary_quotas(lg_sheet *sheet, const lg_output *out, int *row)
{
  if (out->audit->quota_count == 0) return;
  summary_list(sheet, out, row, "quotas_in_all", "name count of share classes");
  lg_sheet_text(sheet, (*row)++, 0,
                lg_tr(out->lang, "Class by class the quotas stand in the sheet of quotas."),
                LG_STYLE_NOTE);
  (*row)++;
}

static void summary_relaxed(lg_sheet *sheet, const lg_output *out, int *row)
{
  char *text = lg_output_relaxed(out);
  char **lines = g_strsplit(g_strchomp(text), "\n", -1);
  for (int k = 0; lines[k] && *text; k++)
    lg_sheet_text(sheet, (*row)++, 0, lines[k], LG_STYLE_NOTE);
  if (*text) (*row)++;
  g_strfreev(lines);
  g_free(text);
}

static void write_summary(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Summary"));
  int row = 3;
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Teacher rotation: the decision"));
  summary_facts(sheet, out, &row);
  row++;
  summary_relaxed(sheet, out, &row);
  summary_quotas(sheet, out, &row);
  summary_list(sheet, out, &row, "goals", "goal value best bound proved");
  lg_sheet_freeze(sheet, 0, 2, 0);
}

/* Columns of the schools. */
static const char balance_keys[] =
    "school_id school stage students backbone_before backbone_after per100_before per100_after";
enum { E_SCHOOL = 1, E_PER_BEFORE = 6, E_PER_AFTER = 7, E_COLUMNS = 8 };
enum { LG_CHART_ROWS = 15, LG_CHART_SCHOOLS = 120 };

/* Before and after side by side; nothing where there are no rows. */
static void balance_chart(lg_sheet *sheet, const lg_output *out, lg_chart_spec spec, int *place)
{
  if (spec.last < spec.first) return;
  spec.before_name = lg_tr(out->lang, "before");
  spec.after_name = lg_tr(out->lang, "after");
  spec.row = *place;
  spec.column = E_COLUMNS + 1;
  lg_sheet_chart(sheet, &spec);
  *place += LG_CHART_ROWS;
}

/* Beyond a hundred schools the columns could no longer be told apart on a page. */
static void stage_chart(lg_sheet *sheet, const lg_output *out, int stage, int first, int last,
                        int *place)
{
  if (last - first >= LG_CHART_SCHOOLS || !out->audit->equity[stage].given) return;
  g_autofree char *title = g_strdup_printf(
      lg_tr(out->lang, "Backbone teachers per 100 students, %s"), lg_show_stage(out->lang, stage));
  balance_chart(sheet, out,
                (lg_chart_spec){.title = title,
                                .axis = lg_tr(out->lang, "per 100 students"),
                                .first = first,
                                .last = last,
                                .label = E_SCHOOL,
                                .before = E_PER_BEFORE,
                                .after = E_PER_AFTER},
                place);
}

static void write_balance(lg_book *book, const lg_output *out)
{
  lg_view *view = lg_list(out, "schools_by_stage", balance_keys);
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Balance"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Balance between schools, before and after"));
  int row = 3, place = 3;
  summary_list(sheet, out, &row, "equity", "stage mean_before cv_before mean_after cv_after");
  balance_chart(
      sheet, out,
      (lg_chart_spec){.title = lg_tr(out->lang, "Coefficient of variation between schools"),
                      .axis = lg_tr(out->lang, "CV"),
                      .first = 4,
                      .last = row - 1,
                      .label = 0,
                      .before = 2,
                      .after = 4},
      &place);
  row++;
  lg_render_sheet(sheet, row++, view, true);
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    int first = row + lg_view_group_first(view, stage),
        next = row + lg_view_group_first(view, stage + 1);
    stage_chart(sheet, out, stage, first, next - 1, &place);
  }
  lg_sheet_freeze(sheet, 0, 2, 0);
  lg_view_free(view);
}

/* The sheets in their order. */
enum { MOVERS };
static const struct listed {
  const char *name, *title, *list, *keys;             /* of one that shows a list */
  int frozen;                                         /* columns that stay in sight */
  bool asked;                                         /* left out where the list is empty */
  char *(*note)(const lg_lang *lang);                 /* said above the list; g_free */
  const char *whole;                                  /* said where a sheet cannot hold all rows */
  void (*write)(lg_book *book, const lg_output *out); /* of any other */
} listed_sheets[] = {
    {N_("Movers"), N_("Summary table of teachers who move"), "movers",
     "number teacher_id name gender born title rank stage subject from_school to_school form term "
     "distance_before_km distance_after_km wish_rank reason * to_id",
     .frozen = 3},
    {N_("Statistics by school"), N_("Exchange by school"), "schools_in_all",
     "school_id school stage full_time eligible staff_out out_share backbone_out backbone_share "
     "staff_in backbone_in staff_after backbone_before backbone_after",
     .frozen = 2},
    {N_("Inspection"), N_("Figures of the inspection"), "inspection",
     "id school eligible moved moved_share backbone_moved backbone_share flexible returns",
     .frozen = 2, .note = lg_show_inspection},
    {N_("Flexible service"), N_("Flexible service: units asked and given"), "flexible",
     "school_id school stage subject min max target units teachers", .frozen = 2, .asked = true},
    /* 200 quotas by 10,000 schools are more classes than a sheet has rows. */
    {N_("Quotas"), N_("Quotas as they are counted"), "quotas",
     "id name class count of share min min_heads max max_heads soft shortfall holds",
     .whole = N_("The list is cut here; summary.json has all of it.")},
    {.write = write_balance},
    {N_("Wishes"), N_("Wishes and what became of them"), "wishes",
     "teacher_id name home_school wishes placed_at result wish_granted", .frozen = 2,
     .asked = true},
    {N_("Locks"), N_("Locks and their reasons"), "locks",
     "teacher_id name home_school lock school reason by", .frozen = 2, .asked = true},
    {.write = lg_sheet_write_figures},
    {.write = lg_sheet_write_notes}};

/* The sheet that may be edited: what is to be seen of an edit later, and schools to choose from. */
static void mark_movers(lg_book *book, const lg_output *out)
{
  const lg_district *district = out->input->district;
  GArray *pairs = g_array_new(FALSE, FALSE, sizeof(lg_roster_pair));
  for (int i = 0; i < district->teacher_count; i++) {
    if (!lg_output_leaves(out, i)) continue;
    int to = out->answer->roster->assignments[i].school;
    lg_roster_pair pair = {district->teachers[i].id, district->schools[to].name};
    g_array_append_val(pairs, pair);
  }
  g_autofree char *mark = lg_roster_mark(pairs);
  lg_book_keywords(book, mark);
  g_array_free(pairs, TRUE);
}

enum { LG_LIST_ROW = 3 }; /* of the heading, in a sheet that shows a list */

/* Receiving schools by a list of those in the sheet `index`, for some rows more than there are. */
static void choose_schools(lg_sheet *movers, const lg_output *out, const lg_sheet *index,
                           int first_school)
{
  enum { MORE = 200 };
  lg_view *view = lg_list(out, listed_sheets[MOVERS].list, listed_sheets[MOVERS].keys);
  int column = 0;
  while (strcmp(view->columns[view->picked[column]].key, "to_school") != 0) column++;
  lg_sheet_entry(movers, column, LG_LIST_ROW + 1,
                 &(lg_entry_rule){.kind = LG_ENTRY_RANGE,
                                  .from = index,
                                  .from_column = LG_INDEX_NAME,
                                  .from_first = first_school,
                                  .from_rows = out->input->district->school_count,
                                  .rows = view->row_count + MORE});
  lg_view_free(view);
}

/* NULL: it is left out. */
static lg_sheet *write_listed(lg_book *book, const lg_output *out, const struct listed *listed)
{
  lg_sheet *sheet = NULL;
  bool guests = strcmp(listed->list, "movers") == 0 && out->input->policy->flexible.given;
  g_autofree char *keys = g_strconcat(listed->keys, guests ? " guest_school units" : NULL, NULL);
  lg_view *view = lg_list(out, listed->list, keys);
  lg_view_rows(view, 0, LG_BOOK_ROWS - 8);
  if (view->row_count > 0 || !listed->asked) {
    sheet = lg_book_sheet(book, lg_tr(out->lang, listed->name));
    lg_sheet_title(sheet, out, 0, lg_tr(out->lang, listed->title));
    lg_render_sheet(sheet, LG_LIST_ROW, view, true);
    if (listed->note) {
      g_autofree char *note = listed->note(out->lang);
      lg_sheet_text(sheet, 2, 0, note, LG_STYLE_NOTE);
    }
    if (listed->whole && view->shown < view->row_count)
      lg_sheet_text(sheet, 2, 0, lg_tr(out->lang, listed->whole), LG_STYLE_BAD);
    lg_sheet_freeze(sheet, LG_LIST_ROW, LG_LIST_ROW + 1, listed->frozen);
  }
  lg_view_free(view);
  return sheet;
}

bool lg_write_workbook(const lg_output *out, const char *folder, char **error)
{
  const lg_policy *policy = out->input->policy;
  char *path = g_build_filename(folder, "roster.xlsx", NULL);
  lg_book *book = lg_book_new(path, policy->title, policy->date, out->lang);
  write_summary(book, out);
  lg_sheet *index = lg_book_sheet(book, lg_tr(out->lang, "Index"));
  mark_movers(book, out);
  lg_sheet *movers = write_listed(book, out, &listed_sheets[MOVERS]);
  for (size_t k = MOVERS + 1; k < G_N_ELEMENTS(listed_sheets); k++)
    if (listed_sheets[k].write)
      listed_sheets[k].write(book, out);
    else
      write_listed(book, out, &listed_sheets[k]);
  choose_schools(movers, out, index, lg_sheet_write_schools(book, out, index));
  int number = lg_book_close(book);
  if (number != 0) *error = lg_write_error(out->lang, "roster.xlsx", number);
  g_free(path);
  return number == 0;
}
