/* page_quotas.c - the quotas of report.html, as an inspector counts them. */
#include <math.h>

#include "io/words/counted_text.h"
#include "page_parts.h"
#include "svg.h"

enum { LG_QUOTA_BARS = 40, LG_QUOTA_CLASSES = 10 };

static const lg_quota *quota_of(const lg_output *out, const lg_quota_count *count)
{
  const lg_policy *policy = out->input->policy;
  return count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
}

/* The quota's name, with the class where there are several. g_free. */
static char *quota_label(const lg_output *out, const lg_quota_count *count)
{
  const lg_quota *quota = quota_of(out, count);
  if (quota && quota->per[0] == LG_PER_DISTRICT) return g_strdup(quota->name);
  char *where = lg_show_class(out, count->element);
  char *label =
      g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s"), lg_show_quota(out, count->quota), where);
  g_free(where);
  return label;
}

static double share_of(const lg_bound *bound)
{
  return bound->kind == LG_BOUND_SHARE ? (double)bound->share.p / (double)bound->share.q : NAN;
}

/* A bar for each quota that asks a share: the district's, or of the class with the least room. */
static void quota_bars(GString *page, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  GArray *bars = g_array_new(FALSE, FALSE, sizeof(lg_svg_bar));
  GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
  for (int first = 0, last; first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    const lg_quota_count *count = &audit->quotas[lg_counted_tightest(audit, first, last)];
    const lg_quota *quota = quota_of(out, count);
    if (!quota || count->of == 0) continue;
    double target = share_of(quota->min.kind == LG_BOUND_SHARE ? &quota->min : &quota->max);
    if (!isfinite(target)) continue;
    char *label = quota_label(out, count), *heads = lg_html_whole(count->count);
    char *of = lg_html_whole(count->of), *share = lg_show_percent(count->count, count->of);
    char *shown = g_strdup_printf("%s / %s = %s", heads, of, share);
    lg_svg_bar bar = {label, (double)count->count / (double)count->of, NAN, target, shown};
    g_array_append_val(bars, bar);
    g_ptr_array_add(texts, label);
    g_ptr_array_add(texts, shown);
    g_free(share);
    g_free(of);
    g_free(heads);
  }
  lg_svg_bars chart = {
      .title = lg_tr(out->lang, "Shares reached, and what is asked or allowed"),
      .description = lg_tr(out->lang,
                           "A bar for each quota that asks a share; of one that holds "
                           "class by class, the class with the least room. The stroke "
                           "is the share asked or allowed. The table below has the "
                           "same figures."),
      .axis = {NULL, true},
      .bars = (const lg_svg_bar *)(const void *)bars->data,
      .count = MIN((int)bars->len, LG_QUOTA_BARS),
      .value_name = lg_tr(out->lang, "reached"),
      .target_name = lg_tr(out->lang, "asked or allowed")};
  if (bars->len > 0) lg_svg_write_bars(page, &chart);
  lg_page_cut(page, out, chart.count, (int)bars->len, "summary.json");
  g_ptr_array_unref(texts);
  g_array_unref(bars);
}

static const char *const quota_heads[] = {N_("Quota"), N_("Class"), N_("Counted"), N_("Of"),
                                          N_("Share"), N_("Asked"), N_("Verdict")};
enum { LG_QUOTA_COLUMNS = G_N_ELEMENTS(quota_heads) };

static void quota_row(GString *page, const lg_output *out, const lg_html_table *table,
                      const lg_quota_count *count)
{
  const lg_quota *quota = quota_of(out, count);
  char *cells[LG_QUOTA_COLUMNS] = {
      g_strdup(lg_show_quota(out, count->quota)),
      lg_show_class(out, count->element),
      lg_html_whole(count->count),
      lg_html_whole(count->of),
      quota ? lg_show_percent(count->count, count->of) : NULL, /* R12 is no share of students */
      lg_counted_asked(out, count),
      lg_counted_verdict(out->lang, count)};
  lg_html_row(page, table, (const char *const *)cells, !count->holds);
  lg_cells_free(cells, LG_QUOTA_COLUMNS);
}

static int by_slack(gconstpointer a, gconstpointer b)
{
  const lg_quota_count *first = *(const lg_quota_count *const *)a,
                       *second = *(const lg_quota_count *const *)b;
  int64_t x = lg_counted_slack(first), y = lg_counted_slack(second);
  if (x != y) return x < y ? -1 : 1;
  return first < second ? -1 : first > second;
}

/* The classes of one quota with the least room, then how many more there are. */
static void quota_rows(GString *page, const lg_output *out, const lg_html_table *table, int first,
                       int last)
{
  const lg_quota_count *counts = out->audit->quotas;
  GPtrArray *rows = g_ptr_array_new();
  int broken = 0;
  for (int k = first; k <= last; k++) {
    g_ptr_array_add(rows, (gpointer)&counts[k]);
    broken += !counts[k].holds;
  }
  g_ptr_array_sort(rows, by_slack);
  int shown = MIN((int)rows->len, LG_QUOTA_CLASSES);
  for (int k = 0; k < shown; k++) quota_row(page, out, table, g_ptr_array_index(rows, k));
  if (shown < (int)rows->len) {
    char *more = lg_html_whole((int)rows->len - shown), *bad = lg_html_whole(broken);
    char *text = g_strdup_printf(
        lg_tr(out->lang,
              "%1$s further classes with as much room or more; classes that do not hold: %2$s"),
        more, bad);
    const char *cells[LG_QUOTA_COLUMNS] = {lg_show_quota(out, counts[first].quota), text};
    lg_html_row(page, table, cells, false);
    g_free(text);
    g_free(bad);
    g_free(more);
  }
  g_ptr_array_unref(rows);
}

static void quota_rotated(GString *page, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  for (int k = 0; k < out->audit->quota_count; k++) {
    const lg_quota_count *count = &out->audit->quotas[k];
    const lg_quota *quota = quota_of(out, count);
    if (!quota || !policy->quotas[count->quota].include_rotated || quota->per[0] != LG_PER_DISTRICT)
      continue;
    int64_t before = lg_counted_rotated(out, count->quota);
    char *old = lg_html_whole(before), *new = lg_html_whole(count->count - before);
    char *text =
        g_strdup_printf(lg_tr(out->lang, "%1$s: %2$s had already rotated, this plan adds %3$s."),
                        quota->name, old, new);
    lg_page_note(page, text);
    g_free(text);
    g_free(new);
    g_free(old);
  }
}

void lg_page_quotas(GString *page, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  lg_html_column columns[LG_QUOTA_COLUMNS];
  lg_page_columns(out, columns, quota_heads, "0011100", LG_QUOTA_COLUMNS);
  const lg_html_table table = {lg_tr(out->lang, "Quotas as they are counted"), columns,
                               LG_QUOTA_COLUMNS, false};
  if (audit->quota_count == 0) return;
  lg_page_heading(page, out, N_("Quotas"));
  quota_bars(page, out);
  lg_html_table_begin(page, &table);
  for (int first = 0, last; first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    quota_rows(page, out, &table, first, last);
  }
  lg_html_table_end(page);
  quota_rotated(page, out);
}
