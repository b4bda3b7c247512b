/* page_quotas.c - the quotas of report.html, as an inspector counts them. */
#include <math.h>

#include "io/views/lists.h"
#include "io/words/counted_text.h"
#include "page_parts.h"
#include "render.h"
#include "svg.h"

enum { LG_QUOTA_BARS = 40 };

/* The quota's name, with the class where there are several. g_free. */
static char *quota_label(const lg_output *out, const lg_counted *row)
{
  if (row->of_district) return g_strdup(row->name);
  char *where = lg_show_class(out, row->count->element);
  char *label = g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s"), row->name, where);
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
    const lg_counted row = lg_counted_of(out->lang, out->input->policy, count);
    if (!row.is_share || count->of == 0) continue;
    double target = share_of(row.min.kind == LG_BOUND_SHARE ? &row.min : &row.max);
    if (!isfinite(target)) continue;
    char *label = quota_label(out, &row), *heads = lg_show_whole(count->count);
    char *of = lg_show_whole(count->of), *share = lg_show_percent(count->count, count->of);
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

static void quota_rotated(GString *page, const lg_output *out)
{
  for (int k = 0; k < out->audit->quota_count; k++) {
    const lg_quota_count *count = &out->audit->quotas[k];
    const lg_counted row = lg_counted_of(out->lang, out->input->policy, count);
    if (!row.rotated) continue;
    int64_t before = lg_counted_rotated(out, count->quota);
    char *old = lg_show_whole(before), *new = lg_show_whole(count->count - before);
    char *text =
        g_strdup_printf(lg_tr(out->lang, "%1$s: %2$s had already rotated, this plan adds %3$s."),
                        row.name, old, new);
    lg_page_note(page, text);
    g_free(text);
    g_free(new);
    g_free(old);
  }
}

void lg_page_quotas(GString *page, const lg_output *out)
{
  if (out->audit->quota_count == 0) return;
  lg_view *view = lg_list(out, "quotas_tightest", "name class count of share asked verdict");
  lg_page_heading(page, out, N_("Quotas"));
  quota_bars(page, out);
  lg_render_page(page, view, lg_tr(out->lang, "Quotas as they are counted"), false);
  quota_rotated(page, out);
  lg_view_free(view);
}
