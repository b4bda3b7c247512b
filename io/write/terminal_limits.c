#include "terminal_parts.h"

#include "io/words/output_text.h"

/* "772/1540 (50.13%)", "12", or that there is none. g_free. */
static char *reach_text(const lg_output *out, const lg_reach *reach, bool share)
{
  if (!reach->has) return g_strdup(lg_tr(out->lang, N_("none")));
  char *count = g_strdup_printf("%" G_GINT64_FORMAT, reach->count);
  if (!share) return count;
  char *percent = lg_show_percent(reach->count, reach->of);
  char *text = g_strdup_printf("%s/%" G_GINT64_FORMAT " %s", count, reach->of, percent);
  g_free(count);
  g_free(percent);
  return text;
}

static void add_limit(lg_text_table *columns, const lg_output *out, const lg_limit *limit)
{
  const lg_quota *quota = &out->input->policy->quotas[limit->element.a];
  bool min = limit->side == LG_SIDE_MIN;
  const lg_bound *bound = min ? &quota->min : &quota->max;
  bool share = bound->kind == LG_BOUND_SHARE;
  char *where = lg_show_class(out, limit->element),
       *asked = share ? g_strdup(bound->text) : g_strdup_printf("%" G_GINT64_FORMAT, bound->heads),
       *heads =
           limit->has_heads ? g_strdup_printf("%" G_GINT64_FORMAT, limit->heads) : g_strdup(""),
       *together = reach_text(out, &limit->together, share),
       *alone = reach_text(out, &limit->alone, share);
  lg_text_table_row(columns, quota->name, where,
                    lg_tr(out->lang, min ? N_("at least") : N_("at most")), asked, heads, together,
                    alone, NULL);
  char *const owned[] = {where, asked, heads, together, alone};
  for (size_t k = 0; k < G_N_ELEMENTS(owned); k++) g_free(owned[k]);
}

char *lg_limits_table(const lg_output *out, const lg_limits *limits)
{
  const lg_lang *lang = out->lang;
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s\n", lg_tr(lang, N_("How far the hard quotas can go")));
  lg_text_table *columns = lg_text_table_new("lllrrrr");
  lg_text_table_row(columns, lg_tr(lang, N_("quota")), lg_tr(lang, N_("class")), "",
                    lg_tr(lang, N_("asked")), lg_tr(lang, N_("heads")),
                    lg_tr(lang, N_("beside all other rules")), lg_tr(lang, N_("without any quota")),
                    NULL);
  for (int k = 0; k < limits->count; k++) add_limit(columns, out, &limits->limits[k]);
  lg_text_table_add_to(columns, text, "  ");
  if (limits->count == 0 && limits->proved)
    g_string_append_printf(text, "  %s\n", lg_tr(lang, N_("none: no hard quota asks anything")));
  if (!limits->proved)
    g_string_append_printf(text, "  %s\n",
                           lg_tr(lang, N_("The time ended before all limits were found.")));
  return g_string_free(text, FALSE);
}
