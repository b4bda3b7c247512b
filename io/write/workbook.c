/* workbook.c - roster.xlsx: the sheets that the office hands on (SPEC 5), in one table; the summary
 * and the balance. */

#include <string.h>

#include "files.h"
#include "io/views/lists.h"
#include "io/words/counted_text.h"
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

int lg_sheet_list(lg_sheet *sheet, const lg_output *out, int row, const char *list,
                  const char *keys, bool filters)
{
  lg_view *view = lg_list(out, list, keys);
  if (view->row_count > 0) row = lg_render_sheet(sheet, row, view, filters) + 1;
  lg_view_free(view);
  return row;
}

/* ---- the first page ---- */

enum { LG_SUMMARY_WIDE = 7 }; /* columns of the widest list on it */

static int summary_relaxed(lg_sheet *sheet, const lg_output *out, int row)
{
  g_autofree char *text = g_strchomp(lg_output_relaxed(out));
  if (!*text) return row;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (int k = 0; lines[k]; k++)
    lg_sheet_across(sheet, row++, 0, LG_SUMMARY_WIDE, lines[k], LG_STYLE_LINES);
  return row + 1;
}

/* What is known before the solving, then what was decided; each with its figure in words. */
static int summary_line(lg_sheet *sheet, int row, const char *what, const char *value)
{
  lg_sheet_text(sheet, row, 0, what, LG_STYLE_TEXT);
  lg_sheet_across(sheet, row, 1, LG_SUMMARY_WIDE - 1, value, LG_STYLE_TEXT);
  return row + 1;
}

static int summary_figures(lg_sheet *sheet, const lg_output *out, int row)
{
  lg_view *view = lg_list(out, "key_figures", NULL);
  lg_list_cell *cells = lg_view_cells_new(view);
  int what = lg_view_column(view, "what"), value = lg_view_column(view, "value");
  g_autofree char *day = lg_show_day(out->lang, out->input->policy->date);
  row = summary_line(sheet, row, lg_tr(out->lang, "Date"), day);
  if (*out->input->policy->term)
    row = summary_line(sheet, row, lg_tr(out->lang, "Term of the exchange"),
                       out->input->policy->term);
  for (int k = 0; k < view->row_count; k++) {
    lg_view_fill(view, k, cells);
    row = summary_line(sheet, row, cells[what].text, cells[value].text);
  }
  lg_view_cells_free(view, cells);
  lg_view_free(view);
  return row + 1;
}

/* Those that are not met first, as many as a page holds. */
static int summary_quotas(lg_sheet *sheet, const lg_output *out, int row)
{
  enum { MOST = 15 };
  lg_view *view = lg_list(out, "quotas_to_sign", "name count of share min max classes");
  lg_view_rows(view, 0, MOST);
  if (view->row_count > 0) row = lg_render_sheet(sheet, row, view, false);
  if (view->row_count > 0)
    lg_sheet_across(sheet, row++, 0, LG_SUMMARY_WIDE,
                    lg_tr(out->lang, "Class by class the quotas stand in the sheet of quotas."),
                    LG_STYLE_LINES);
  if (view->shown < view->row_count) {
    g_autofree char *more = g_strdup_printf(lg_tr(out->lang, N_("There are %d more of them.")),
                                            view->row_count - view->shown);
    lg_sheet_across(sheet, row++, 0, LG_SUMMARY_WIDE, more, LG_STYLE_LINES);
  }
  lg_view_free(view);
  return row + 1;
}

static void write_summary(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Summary"));
  g_autofree char *headline = lg_output_headline(out);
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Teacher rotation: the decision"));
  lg_sheet_across(sheet, 3, 0, LG_SUMMARY_WIDE, headline, LG_STYLE_LEAD);
  int row = summary_relaxed(sheet, out, 5);
  row = summary_figures(sheet, out, row);
  row = summary_quotas(sheet, out, row);
  lg_sheet_list(sheet, out, row, "equity", "stage cv_before cv_after limit within", false);
  lg_sheet_one_page(sheet);
}

/* ---- balance ---- */

/* Columns of the schools. */
static const char balance_keys[] =
    "school_id school stage students backbone_before backbone_after per100_before per100_after";
enum { E_SCHOOL = 1, E_PER_BEFORE = 6, E_PER_AFTER = 7 };
enum { LG_CHART_SCHOOLS = 60, LG_LIST_ROW = 3 /* of the heading, in a sheet that shows a list */ };

/* The charts, page by page, each of which is a sheet. */
struct balance_page {
  lg_book *book;
  const lg_output *out;
  lg_sheet *sheet;
  int row, charts;
};

static void balance_page_begin(struct balance_page *page)
{
  page->sheet = lg_book_sheet(page->book, lg_tr(page->out->lang, "Balance"));
  lg_sheet_title(page->sheet, page->out, 0,
                 lg_tr(page->out->lang, "Balance between schools, before and after"));
  lg_sheet_one_page(page->sheet);
  page->row = 3;
  page->charts = 0;
}

/* Programs end a page behind its last cell, whatever charts hang below it. */
static void balance_page_end(struct balance_page *page)
{
  lg_sheet_text(page->sheet, page->row, 0,
                lg_tr(page->out->lang, N_("School by school the figures stand in the sheet of "
                                          "balance by school.")),
                LG_STYLE_NOTE);
}

/* Before and after side by side; nothing where there are no rows. */
static void balance_chart(struct balance_page *page, lg_chart_spec spec)
{
  if (spec.last < spec.first) return;
  if (page->charts == LG_CHARTS_PAGE) {
    balance_page_end(page);
    balance_page_begin(page);
  }
  page->charts++;
  spec.before_name = lg_tr(page->out->lang, "before");
  spec.after_name = lg_tr(page->out->lang, "after");
  spec.row = page->row;
  lg_sheet_chart(page->sheet, &spec);
  page->row += LG_CHART_ROWS;
}

/* The schools of a stage, the best first; of very many the columns could no longer be told apart on a
 * page, and there are several charts. */
static void stage_charts(struct balance_page *page, int stage, const lg_sheet *schools, int first,
                         int last)
{
  const lg_lang *lang = page->out->lang;
  if (!page->out->audit->equity[stage].given) return;
  int charts = (last - first + LG_CHART_SCHOOLS) / LG_CHART_SCHOOLS;
  g_autofree char *title = g_strdup_printf(lg_tr(lang, "Backbone teachers per 100 students, %s"),
                                           lg_show_stage(lang, stage));
  for (int k = 0; k < charts; k++)
    balance_chart(page, (lg_chart_spec){.from = schools,
                                        .title = title,
                                        .axis = lg_tr(lang, "per 100 students"),
                                        .first = first + (last - first + 1) * k / charts,
                                        .last = first + (last - first + 1) * (k + 1) / charts - 1,
                                        .label = E_SCHOOL,
                                        .before = E_PER_BEFORE,
                                        .after = E_PER_AFTER});
}

static void write_balance(lg_book *book, const lg_output *out)
{
  lg_view *view = lg_list(out, "schools_by_stage", balance_keys);
  struct balance_page page = {.book = book, .out = out};
  balance_page_begin(&page);
  lg_sheet *schools = lg_book_sheet(book, lg_tr(out->lang, "Balance by school"));
  lg_sheet_title(schools, out, 0, lg_tr(out->lang, "Backbone teachers school by school"));
  lg_render_sheet(schools, LG_LIST_ROW, view, true);
  lg_sheet_freeze(schools, LG_LIST_ROW, LG_LIST_ROW + 1, 0);
  page.row = lg_sheet_list(page.sheet, out, page.row, "equity",
                           "stage mean_before cv_before mean_after cv_after limit within", false);
  balance_chart(
      &page, (lg_chart_spec){.from = page.sheet,
                             .title = lg_tr(out->lang, "Coefficient of variation between schools"),
                             .axis = lg_tr(out->lang, "CV"),
                             .first = LG_LIST_ROW + 1,
                             .last = page.row - 2,
                             .label = 0,
                             .before = 2,
                             .after = 4});
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    stage_charts(&page, stage, schools, LG_LIST_ROW + 1 + lg_view_group_first(view, stage),
                 LG_LIST_ROW + lg_view_group_first(view, stage + 1));
  balance_page_end(&page);
  lg_view_free(view);
}

/* The sheets in their order. */
enum { MOVERS, LG_PRINTED = 12 };
static const struct listed {
  const char *name, *title, *list, *keys;             /* of one that shows a list */
  int printed;                                        /* columns that are printed; 0: all */
  bool asked;                                         /* left out where the list is empty */
  bool signed_;                                       /* a form that is stamped and signed */
  char *(*note)(const lg_lang *lang);                 /* said above the list; g_free */
  const char *whole;                                  /* said where a sheet cannot hold all rows */
  void (*write)(lg_book *book, const lg_output *out); /* of any other */
} listed_sheets[] = {
    {N_("Movers"), N_("Summary table of teachers who move"), "movers",
     "number teacher_id name gender title rank stage subject from_school to_school form reason "
     "born term distance_before_km distance_after_km wish_rank * to_id",
     .printed = LG_PRINTED, .signed_ = true},
    {N_("Changes"), N_("Changes against the published roster"), "changes",
     "teacher_id name was_school now_school rule class reason was_id now_id id", .printed = 7,
     .asked = true},
    {N_("Statistics by school"), N_("Exchange by school"), "schools_in_all",
     "school_id school stage full_time eligible staff_out out_share backbone_out backbone_share "
     "staff_in backbone_in staff_after backbone_before backbone_after",
     .signed_ = true},
    {N_("Inspection"), N_("Figures of the inspection"), "inspection",
     "id school eligible moved moved_share backbone_moved backbone_share flexible returns",
     .signed_ = true, .note = lg_show_inspection},
    {N_("Flexible service"), N_("Flexible service: units asked and given"), "flexible",
     "school_id school stage subject min max target units teachers", .asked = true},
    /* 200 quotas by 10,000 schools are more classes than a sheet has rows. */
    {N_("Quotas"), N_("Quotas as they are counted"), "quotas",
     "id name class count of share min min_heads max max_heads soft shortfall holds",
     .whole = N_("The list is cut here; summary.json has all of it.")},
    {.write = write_balance},
    {N_("Wishes"), N_("Wishes and what became of them"), "wishes_explained",
     "teacher_id name home_school wishes placed_at result wish_granted unmet", .asked = true},
    {N_("Locks"), N_("Locks and their reasons"), "locks",
     "teacher_id name home_school lock school reason by", .asked = true},
    {.write = lg_sheet_write_figures},
    {.write = lg_sheet_write_technical},
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

/* The title in the middle, room for the office's name and stamp below it; who made the list, who
 * looked at it and when below every page. */
static void sign_sheet(lg_sheet *sheet, const lg_output *out, const char *title, int columns)
{
  const lg_lang *lang = out->lang;
  g_autofree char *date = lg_show_date(out->input->policy->date);
  g_autofree char *below = g_strdup_printf(
      "%s    %s    %s", lg_tr(lang, N_("Reported by (stamp):")), out->input->policy->title, date);
  lg_sheet_across(sheet, 0, 0, columns, title, LG_STYLE_CENTRE);
  lg_sheet_text(sheet, 1, 0, below, LG_STYLE_NOTE);
  lg_sheet_print(sheet, columns,
                 lg_tr(lang, N_("Made by:                    Checked by:                    "
                                "Date:")));
}

/* The columns of a sheet under a plan with flexible service. g_free. */
static char *keys_of(const struct listed *listed, const lg_output *out)
{
  if (!out->input->policy->flexible.given) return g_strdup(listed->keys);
  if (strcmp(listed->list, "movers") == 0)
    return g_strdup(
        "number teacher_id name rank stage subject from_school to_school form guest_school units "
        "reason gender title born term distance_before_km distance_after_km wish_rank * to_id");
  if (strcmp(listed->list, "changes") == 0)
    return g_strconcat(listed->keys, " was_guest_id now_guest_id", NULL);
  return g_strdup(listed->keys);
}

static void listed_head(lg_sheet *sheet, const lg_output *out, const struct listed *listed,
                        const lg_view *view)
{
  const char *title = lg_tr(out->lang, listed->title);
  int columns = listed->printed ? listed->printed : view->picked_count;
  if (listed->signed_) {
    sign_sheet(sheet, out, title, columns);
  } else {
    lg_sheet_title(sheet, out, 0, title);
    lg_sheet_print(sheet, columns, NULL);
  }
  g_autofree char *note = listed->note ? listed->note(out->lang) : NULL;
  if (note) lg_sheet_across(sheet, 2, 0, columns, note, LG_STYLE_LINES);
  if (listed->whole && view->shown < view->row_count)
    lg_sheet_text(sheet, 2, 0, lg_tr(out->lang, listed->whole), LG_STYLE_BAD);
}

/* NULL: it is left out. */
static lg_sheet *write_listed(lg_book *book, const lg_output *out, const struct listed *listed)
{
  lg_sheet *sheet = NULL;
  g_autofree char *keys = keys_of(listed, out);
  lg_view *view = lg_list(out, listed->list, keys);
  lg_view_rows(view, 0, LG_BOOK_ROWS - 8);
  if (view->row_count > 0 || !listed->asked) {
    sheet = lg_book_sheet(book, lg_tr(out->lang, listed->name));
    listed_head(sheet, out, listed, view);
    lg_render_sheet(sheet, LG_LIST_ROW, view, true);
    lg_sheet_freeze(sheet, LG_LIST_ROW, LG_LIST_ROW + 1, 0);
  }
  lg_view_free(view);
  return sheet;
}

/* Receiving schools by a list of those in the sheet `index`, for some rows more than there are. */
static void choose_schools(lg_sheet *movers, const lg_output *out, const lg_sheet *index,
                           int first_school)
{
  enum { MORE = 200 };
  g_autofree char *keys = keys_of(&listed_sheets[MOVERS], out);
  lg_view *view = lg_list(out, listed_sheets[MOVERS].list, keys);
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

bool lg_write_workbook(const lg_output *out, const char *folder, char **error)
{
  const lg_policy *policy = out->input->policy;
  char *path = g_build_filename(folder, "roster.xlsx", NULL);
  lg_book *book = lg_book_new(path, policy->title, policy->date, out->lang);
  lg_book_for_paper(book);
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
