/* page_balance.c - backbone teachers per 100 students, before and after, in report.html. */
#include <math.h>
#include <stdlib.h>

#include "io/views/lists.h"
#include "page_parts.h"
#include "svg.h"

enum { LG_DOTS_MOST = 60, LG_DOTS_CUT = 40, LG_RANKS_MOST = 200 };

static void balance_cv(GString *page, const lg_output *out)
{
  lg_svg_bar bars[LG_STAGE_COUNT];
  int count = 0;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (!e->occurs || !e->given) continue;
    bars[count++] = (lg_svg_bar){lg_show_stage(out->lang, stage), e->cv_after, e->cv_before,
                                 lg_national_cv(stage), NULL};
  }
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, "Coefficient of variation between schools"),
      .description = lg_tr(out->lang,
                           "For each stage a bar before and a bar after the plan; the "
                           "stroke is the national limit. The table below has the "
                           "figures."),
      .axis = {lg_tr(out->lang, "CV"), false},
      .bars = bars,
      .count = count,
      .decimals = 4,
      .value_name = lg_tr(out->lang, "after"),
      .before_name = lg_tr(out->lang, "before"),
      .target_name = lg_tr(out->lang, "national limit (0.50 primary, 0.45 junior)")};
  if (count > 0) lg_svg_write_bars(page, &chart);
}

static double per100(const lg_school_count *count, bool after)
{
  int backbone = after ? count->backbone_after : count->backbone_before;
  return count->students > 0 ? 100.0 * backbone / count->students : NAN;
}

static int by_value(double x, double y, const lg_school_count *a, const lg_school_count *b)
{
  if (x != y) return x < y ? -1 : 1;
  return a < b ? -1 : a > b;
}

static int by_before(const void *a, const void *b)
{
  const lg_school_count *x = *(const lg_school_count *const *)a,
                        *y = *(const lg_school_count *const *)b;
  return by_value(per100(x, false), per100(y, false), x, y);
}

static int by_after(const void *a, const void *b)
{
  const lg_school_count *x = *(const lg_school_count *const *)a,
                        *y = *(const lg_school_count *const *)b;
  return by_value(per100(x, true), per100(y, true), x, y);
}

static char *stage_title(const lg_output *out, const char *english, int stage)
{
  return g_strdup_printf(lg_tr(out->lang, english), lg_show_stage(out->lang, stage));
}

static lg_svg_mark one_per_100(const lg_output *out)
{
  return (lg_svg_mark){1, lg_tr(out->lang, "1 per 100 students")};
}

/* A row a school: a ring before, a dot after. */
static void balance_dots(GString *page, const lg_output *out, const lg_school_count **schools,
                         int count, int stage, bool cut)
{
  lg_svg_bar *bars = g_new(lg_svg_bar, MAX(count, 1));
  lg_svg_mark mark = one_per_100(out);
  for (int k = 0; k < count; k++)
    bars[k] = (lg_svg_bar){out->input->district->schools[schools[k]->school].name,
                           per100(schools[k], true), per100(schools[k], false), NAN, NULL};
  char *title = stage_title(
      out,
      cut ? N_("Backbone teachers per 100 students, %s: the schools with the fewest after the plan")
          : N_("Backbone teachers per 100 students, %s"),
      stage);
  lg_svg_bars chart = {
      .title = title,
      .description = lg_tr(out->lang,
                           "A row for each school, with a ring before and a dot after "
                           "the plan, and the line of 1 per 100 students. The table of "
                           "schools has the figures."),
      .axis = {lg_tr(out->lang, "backbone teachers per 100 students"), false},
      .bars = bars,
      .count = count,
      .decimals = 4,
      .dots = true,
      .value_name = lg_tr(out->lang, "after"),
      .before_name = lg_tr(out->lang, "before"),
      .marks = &mark,
      .mark_count = 1};
  lg_svg_write_bars(page, &chart);
  g_free(title);
  g_free(bars);
}

/* All schools of a large district: the values in rising order, before and after. */
static void balance_ranks(GString *page, const lg_output *out, const lg_school_count **schools,
                          int count, int stage)
{
  int points = MIN(count, LG_RANKS_MOST);
  double *places = g_new(double, points), *before = g_new(double, points),
         *after = g_new(double, points);
  qsort(schools, (size_t)count, sizeof *schools, by_before);
  for (int k = 0; k < points; k++) {
    int at = (int)((int64_t)k * (count - 1) / (points - 1));
    places[k] = at + 1;
    before[k] = per100(schools[at], false);
  }
  qsort(schools, (size_t)count, sizeof *schools, by_after);
  for (int k = 0; k < points; k++) after[k] = per100(schools[(int)places[k] - 1], true);
  const lg_svg_series series[] = {{lg_tr(out->lang, "after"), after},
                                  {lg_tr(out->lang, "before"), before}};
  lg_svg_mark level = one_per_100(out);
  char *title =
      stage_title(out, N_("Backbone teachers per 100 students, %s: all schools in order"), stage);
  lg_svg_line chart = {
      .title = title,
      .description = lg_tr(out->lang,
                           "The schools from the fewest to the most backbone teachers "
                           "per 100 students, before and after; the flatter, the more "
                           "alike."),
      .x = {lg_tr(out->lang, "schools, from the fewest to the most"), false},
      .y = {lg_tr(out->lang, "backbone teachers per 100 students"), false},
      .places = places,
      .count = points,
      .series = series,
      .series_count = 2,
      .levels = &level,
      .level_count = 1};
  lg_svg_write_line(page, &chart);
  g_free(title);
  g_free(after);
  g_free(before);
  g_free(places);
}

static void balance_stage(GString *page, const lg_output *out, int stage)
{
  const lg_audit *audit = out->audit;
  const lg_school_count **schools = g_new(const lg_school_count *, MAX(audit->school_count, 1));
  int count = 0;
  if (!audit->equity[stage].given) {
    g_free(schools);
    return;
  }
  for (int k = 0; k < audit->school_count; k++)
    if ((int)audit->schools[k].stage == stage) schools[count++] = &audit->schools[k];
  if (count <= LG_DOTS_MOST) {
    qsort(schools, (size_t)count, sizeof *schools, by_before);
    balance_dots(page, out, schools, count, stage, false);
  } else {
    balance_ranks(page, out, schools, count, stage); /* leaves them in order of `after` */
    balance_dots(page, out, schools, LG_DOTS_CUT, stage, true);
    lg_page_cut(page, out, LG_DOTS_CUT, count, "schools.csv");
  }
  g_free(schools);
}

void lg_page_balance(GString *page, const lg_output *out)
{
  bool any = false;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
    any = any || (out->audit->equity[stage].occurs && out->audit->equity[stage].given);
  if (!any) return;
  lg_page_heading(page, out, N_("Balance between schools"));
  balance_cv(page, out);
  lg_page_list(page, out, "equity", "stage mean_before cv_before mean_after cv_after limit within",
               N_("Balance between schools, before and after"));
  lg_page_note(page, lg_tr(out->lang,
                           "The coefficient of variation is weighted by students, as the "
                           "national standard for high-quality balance counts it; its limits "
                           "are 0.50 for primary and 0.45 for junior schools."));
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) balance_stage(page, out, stage);
}
