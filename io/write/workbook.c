/* workbook.c - roster.xlsx: the sheets that the office hands on (SPEC 5). Summary, quotas and
 * equity stand here.
 */
#include <math.h>

#include "files.h"
#include "io/views/lists.h"
#include "io/words/counted_text.h"
#include "io/write.h"
#include "render.h"
#include "workbook_sheets.h"

/* A sheet that shows a list under a title. */
static const struct listed {
  const char *name, *title, *list, *keys;
  int frozen; /* columns that stay in sight */
} movers_sheet = {N_("Movers"), N_("Summary table of teachers who move"), "movers",
                  "number teacher_id name gender born title rank stage subject from_school "
                  "to_school form term distance_before_km distance_after_km wish_rank reason *",
                  3};

static void write_listed(lg_book *book, const lg_output *out, const struct listed *listed)
{
  lg_view *view = lg_list(out, listed->list);
  lg_view_pick(view, listed->keys);
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, listed->name));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, listed->title));
  lg_render_sheet(sheet, 3, view, true);
  lg_sheet_freeze(sheet, 3, 4, listed->frozen);
  lg_view_free(view);
}

bool lg_write_workbook(const lg_output *out, const char *folder, char **error)
{
  const lg_policy *policy = out->input->policy;
  char *path = g_build_filename(folder, "roster.xlsx", NULL);
  lg_book *book = lg_book_new(path, policy->title, policy->date, out->lang);
  lg_sheet_write_summary(book, out);
  lg_sheet *index = lg_book_sheet(book, lg_tr(out->lang, "Index"));
  write_listed(book, out, &movers_sheet);
  lg_sheet_write_statistics(book, out);
  lg_sheet_write_quotas(book, out);
  lg_sheet_write_equity(book, out);
  lg_sheet_write_wishes(book, out);
  lg_sheet_write_locks(book, out);
  lg_sheet_write_figures(book, out);
  lg_sheet_write_notes(book, out);
  lg_sheet_write_schools(book, out, index);
  int number = lg_book_close(book);
  if (number != 0) *error = lg_write_error(out->lang, "roster.xlsx", number);
  g_free(path);
  return number == 0;
}

void lg_sheet_title(lg_sheet *sheet, const lg_output *out, int row, const char *title)
{
  char *date = lg_show_date(out->input->policy->date);
  char *below = g_strdup_printf("%s  %s", out->input->policy->title, date);
  lg_sheet_text(sheet, row, 0, title, LG_STYLE_TITLE);
  lg_sheet_text(sheet, row + 1, 0, below, LG_STYLE_NOTE);
  g_free(below);
  g_free(date);
}

void lg_sheet_translate(const lg_output *out, const char **heads, const char *const *english,
                        int count)
{
  for (int k = 0; k < count; k++) heads[k] = lg_tr(out->lang, english[k]);
}

void lg_sheet_share(lg_sheet *sheet, int row, int column, int64_t count, int64_t of)
{
  if (of > 0)
    lg_sheet_number(sheet, row, column, (double)count / (double)of, LG_STYLE_PERCENT);
  else
    lg_sheet_text(sheet, row, column, "", LG_STYLE_TEXT);
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
  summary_whole(sheet, row, lg_tr(lang, "Moves with an unknown distance (counted as 0)"),
                out->audit->unknown_distance_count);
  summary_whole(sheet, row, lg_tr(lang, "Rules recounted"), out->audit->rules_checked);
  summary_whole(sheet, row, lg_tr(lang, "Rules broken"), out->audit->breach_count);
  summary_line(sheet, row, lg_tr(lang, "Program"), "lungang " LG_VERSION);
}

static void goal_number(lg_sheet *sheet, int row, int column, bool given, int64_t number)
{
  if (given)
    lg_sheet_number(sheet, row, column, (double)number, LG_STYLE_WHOLE);
  else
    lg_sheet_text(sheet, row, column, "", LG_STYLE_TEXT);
}

static void summary_proof(lg_sheet *sheet, const lg_output *out, int *row)
{
  static const char *const english[] = {N_("Goal, most important first"), N_("Value"),
                                        N_("Best given the goals above"), N_("Proved bound"),
                                        N_("Proved")};
  const char *heads[G_N_ELEMENTS(english)];
  const lg_policy *policy = out->input->policy;
  lg_sheet_translate(out, heads, english, G_N_ELEMENTS(english));
  lg_sheet_heads(sheet, (*row)++, heads, G_N_ELEMENTS(english));
  for (int g = 0; g < policy->goal_count; g++, (*row)++) {
    const lg_goal_answer *found = &out->answer->goals[g];
    lg_sheet_text(sheet, *row, 0, lg_show_goal(out->lang, policy->goals[g].kind), LG_STYLE_TEXT);
    goal_number(sheet, *row, 1, true, out->audit->goals[g]);
    goal_number(sheet, *row, 2, found->has_best, found->best);
    goal_number(sheet, *row, 3, found->has_bound, found->bound);
    lg_sheet_text(sheet, *row, 4, lg_show_yes_no(out->lang, found->proved),
                  found->proved ? LG_STYLE_TEXT : LG_STYLE_BAD);
  }
}

/* One line a quota: its classes together, as an inspection adds them up. */
static void summary_quota_line(lg_sheet *sheet, const lg_output *out, int row, int first, int last)
{
  const lg_quota_count *counts = out->audit->quotas;
  bool density = counts[first].quota >= out->input->policy->quota_count;
  int64_t count = 0, of = 0;
  int short_classes = 0;
  for (int k = first; k <= last; k++) {
    count += counts[k].count;
    of += counts[k].of;
    short_classes += !counts[k].holds;
  }
  char *classes = g_strdup_printf(lg_tr(out->lang, "%1$d of %2$d"),
                                  last - first + 1 - short_classes, last - first + 1);
  lg_sheet_text(sheet, row, 0, lg_show_quota(out, counts[first].quota), LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, 1, (double)count, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, 2, (double)of, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, 3, count, density ? 0 : of);
  lg_sheet_text(sheet, row, 4, classes, short_classes ? LG_STYLE_BAD : LG_STYLE_TEXT);
  g_free(classes);
}

static void summary_quotas(lg_sheet *sheet, const lg_output *out, int *row)
{
  static const char *const english[] = {N_("Quota"), N_("Counted"), N_("Of"), N_("Share"),
                                        N_("Classes that hold")};
  const char *heads[G_N_ELEMENTS(english)];
  const lg_audit *audit = out->audit;
  if (audit->quota_count == 0) return;
  lg_sheet_translate(out, heads, english, G_N_ELEMENTS(english));
  lg_sheet_heads(sheet, (*row)++, heads, G_N_ELEMENTS(english));
  for (int first = 0, last; first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    summary_quota_line(sheet, out, (*row)++, first, last);
  }
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

void lg_sheet_write_summary(lg_book *book, const lg_output *out)
{
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Summary"));
  int row = 3;
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Teacher rotation: the decision"));
  summary_facts(sheet, out, &row);
  row++;
  summary_relaxed(sheet, out, &row);
  summary_quotas(sheet, out, &row);
  if (out->input->policy->goal_count > 0) summary_proof(sheet, out, &row);
  lg_sheet_freeze(sheet, 0, 2, 0);
}

enum {
  Q_ID,
  Q_NAME,
  Q_CLASS,
  Q_COUNT,
  Q_OF,
  Q_SHARE,
  Q_MIN,
  Q_MIN_HEADS,
  Q_MAX,
  Q_MAX_HEADS,
  Q_SOFT,
  Q_SHORT,
  Q_HOLDS,
  Q_COLUMNS
};

static void quota_row(lg_sheet *sheet, const lg_output *out, int row, const lg_quota_count *count)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
  char *where = lg_show_class(out, quota, count->class_id);
  const char *min =
      quota ? (quota->min.kind == LG_BOUND_NONE ? "" : quota->min.text) : policy->density.text;
  const char *max = quota && quota->max.kind != LG_BOUND_NONE ? quota->max.text : "";
  lg_sheet_text(sheet, row, Q_ID, quota ? quota->id : "backbone_per_100", LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, Q_NAME, lg_show_quota(out, count->quota), LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, Q_CLASS, where, LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, Q_COUNT, (double)count->count, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, Q_OF, (double)count->of, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, Q_SHARE, count->count, quota ? count->of : 0);
  lg_sheet_text(sheet, row, Q_MIN, min, LG_STYLE_TEXT);
  goal_number(sheet, row, Q_MIN_HEADS, count->min_heads >= 0, count->min_heads);
  lg_sheet_text(sheet, row, Q_MAX, max, LG_STYLE_TEXT);
  goal_number(sheet, row, Q_MAX_HEADS, count->max_heads >= 0, count->max_heads);
  lg_sheet_text(sheet, row, Q_SOFT,
                lg_show_yes_no(out->lang, quota ? quota->soft : policy->density.soft),
                LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, Q_SHORT, (double)count->shortfall, LG_STYLE_WHOLE);
  lg_sheet_text(sheet, row, Q_HOLDS, lg_show_yes_no(out->lang, count->holds),
                count->holds ? LG_STYLE_TEXT : LG_STYLE_BAD);
  g_free(where);
}

void lg_sheet_write_quotas(lg_book *book, const lg_output *out)
{
  static const char *const english[Q_COLUMNS] = {
      N_("Quota id"), N_("Quota"),    N_("Class"),     N_("Counted"), N_("Of"),
      N_("Share"),    N_("Min"),      N_("Min heads"), N_("Max"),     N_("Max heads"),
      N_("Soft"),     N_("Short by"), N_("Holds")};
  const char *heads[Q_COLUMNS];
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Quotas"));
  /* More classes than a sheet has rows: 200 quotas by 10,000 schools. The whole list is in
   * summary.json. */
  int rows = MIN(out->audit->quota_count, LG_BOOK_ROWS - 8);
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Quotas as they are counted"));
  lg_sheet_translate(out, heads, english, Q_COLUMNS);
  lg_sheet_table(sheet, 3, heads, Q_COLUMNS, rows);
  for (int k = 0; k < rows; k++) quota_row(sheet, out, 4 + k, &out->audit->quotas[k]);
  if (rows < out->audit->quota_count)
    lg_sheet_text(sheet, 2, 0,
                  lg_tr(out->lang, "The list is cut here; summary.json has all of it."),
                  LG_STYLE_BAD);
  lg_sheet_freeze(sheet, 3, 4, 0);
}

enum {
  E_ID,
  E_SCHOOL,
  E_STAGE,
  E_STUDENTS,
  E_BEFORE,
  E_AFTER,
  E_PER_BEFORE,
  E_PER_AFTER,
  E_COLUMNS
};
enum { LG_CHART_ROWS = 15, LG_CHART_SCHOOLS = 120 };

static void equity_number(lg_sheet *sheet, int row, int column, bool given, double number)
{
  if (given && isfinite(number))
    lg_sheet_number(sheet, row, column, number, LG_STYLE_PER100);
  else
    lg_sheet_text(sheet, row, column, "", LG_STYLE_TEXT);
}

/* One row a stage; returns the row behind. */
static int equity_stages(lg_sheet *sheet, const lg_output *out, int row)
{
  static const char *const english[] = {N_("Stage"), N_("Mean before"), N_("CV before"),
                                        N_("Mean after"), N_("CV after")};
  const char *heads[G_N_ELEMENTS(english)];
  lg_sheet_translate(out, heads, english, G_N_ELEMENTS(english));
  lg_sheet_heads(sheet, row++, heads, G_N_ELEMENTS(english));
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (!e->occurs) continue;
    lg_sheet_text(sheet, row, 0, lg_show_stage(out->lang, stage), LG_STYLE_TEXT);
    equity_number(sheet, row, 1, e->given, e->mean_before);
    equity_number(sheet, row, 2, e->given, e->cv_before);
    equity_number(sheet, row, 3, e->given, e->mean_after);
    equity_number(sheet, row++, 4, e->given, e->cv_after);
  }
  return row;
}

static void equity_school(lg_sheet *sheet, const lg_output *out, int row,
                          const lg_school_count *count)
{
  const lg_school *school = &out->input->district->schools[count->school];
  double students = count->students > 0 ? count->students : 1;
  lg_sheet_text(sheet, row, E_ID, school->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, E_SCHOOL, school->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, E_STAGE, lg_show_stage(out->lang, (int)count->stage), LG_STYLE_TEXT);
  lg_sheet_number(sheet, row, E_STUDENTS, count->students, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, E_BEFORE, count->backbone_before, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, E_AFTER, count->backbone_after, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, E_PER_BEFORE, 100.0 * count->backbone_before / students,
                  LG_STYLE_PER100);
  lg_sheet_number(sheet, row, E_PER_AFTER, 100.0 * count->backbone_after / students,
                  LG_STYLE_PER100);
}

/* Before and after side by side; beyond a hundred schools the columns could no longer be told apart
 * on a page. */
static void equity_chart(lg_sheet *sheet, const lg_output *out, int stage, int first, int last,
                         int *place)
{
  if (last < first || last - first >= LG_CHART_SCHOOLS || !out->audit->equity[stage].given) return;
  char *title = g_strdup_printf(lg_tr(out->lang, "Backbone teachers per 100 students, %s"),
                                lg_show_stage(out->lang, stage));
  lg_chart_spec spec = {.title = title,
                        .axis = lg_tr(out->lang, "per 100 students"),
                        .first = first,
                        .last = last,
                        .label = E_SCHOOL,
                        .before = E_PER_BEFORE,
                        .after = E_PER_AFTER,
                        .before_name = lg_tr(out->lang, "before"),
                        .after_name = lg_tr(out->lang, "after"),
                        .row = *place,
                        .column = E_COLUMNS + 1};
  lg_sheet_chart(sheet, &spec);
  *place += LG_CHART_ROWS;
  g_free(title);
}

/* The coefficient of variation itself, a pair of columns a stage. */
static void equity_cv_chart(lg_sheet *sheet, const lg_output *out, int first, int last, int *place)
{
  if (last < first) return;
  lg_chart_spec spec = {.title = lg_tr(out->lang, "Coefficient of variation between schools"),
                        .axis = lg_tr(out->lang, "CV"),
                        .first = first,
                        .last = last,
                        .label = 0,
                        .before = 2,
                        .after = 4,
                        .before_name = lg_tr(out->lang, "before"),
                        .after_name = lg_tr(out->lang, "after"),
                        .row = *place,
                        .column = E_COLUMNS + 1};
  lg_sheet_chart(sheet, &spec);
  *place += LG_CHART_ROWS;
}

void lg_sheet_write_equity(lg_book *book, const lg_output *out)
{
  static const char *const english[E_COLUMNS] = {
      N_("School id"),       N_("School"),         N_("Stage"),          N_("Students"),
      N_("Backbone before"), N_("Backbone after"), N_("Per 100 before"), N_("Per 100 after")};
  const char *heads[E_COLUMNS];
  const lg_audit *audit = out->audit;
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Balance"));
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Balance between schools, before and after"));
  int row = equity_stages(sheet, out, 3), place = 3;
  equity_cv_chart(sheet, out, 4, row - 1, &place);
  row++;
  lg_sheet_translate(out, heads, english, E_COLUMNS);
  lg_sheet_table(sheet, row++, heads, E_COLUMNS, audit->school_count);
  /* Stage by stage, so that a chart's cells lie together. */
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    int first = row;
    for (int k = 0; k < audit->school_count; k++)
      if ((int)audit->schools[k].stage == stage)
        equity_school(sheet, out, row++, &audit->schools[k]);
    equity_chart(sheet, out, stage, first, row - 1, &place);
  }
  lg_sheet_freeze(sheet, 0, 2, 0);
}
