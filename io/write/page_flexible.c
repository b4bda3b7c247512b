/* page_flexible.c - flexible service in report.html: units asked and given, row by row of the table. */
#include <math.h>

#include "io/views/lists.h"
#include "page_parts.h"
#include "svg.h"

enum { LG_FLEXIBLE_BARS = 60, LG_FLEXIBLE_ROWS = 500 };

/* "School, subject". g_free. */
static char *bar_label(const lg_output *out, const lg_demand *row)
{
  const lg_district *district = out->input->district;
  return g_strdup_printf("%s%s%s", district->schools[row->school].name, lg_tr(out->lang, ", "),
                         district->subjects.text[row->subject]);
}

static void flexible_plot(GString *page, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int count = MIN(district->flexible_demand_count, LG_FLEXIBLE_BARS);
  lg_svg_bar *bars = g_new0(lg_svg_bar, (size_t)count + 1);
  char **labels = g_new0(char *, (size_t)count + 1);
  for (int k = 0; k < count; k++) {
    const lg_demand *row = &district->flexible_demands[k];
    labels[k] = bar_label(out, row);
    bars[k] = (lg_svg_bar){.label = labels[k],
                           .value = (double)out->audit->flexible[k].units,
                           .before = NAN,
                           .target = row->target == LG_MISSING ? NAN : (double)row->target};
  }
  lg_svg_write_bars(page,
                    &(lg_svg_bars){.title = lg_tr(out->lang, "Units a week: given and asked for"),
                                   .description = lg_tr(out->lang,
                                                        "a bar for each row of the table of "
                                                        "flexible demand, with its target"),
                                   .bars = bars,
                                   .count = count,
                                   .value_name = lg_tr(out->lang, "given"),
                                   .target_name = lg_tr(out->lang, "asked for")});
  lg_page_cut(page, out, count, district->flexible_demand_count, "flexible.csv");
  g_strfreev(labels);
  g_free(bars);
}

void lg_page_flexible(GString *page, const lg_output *out)
{
  const lg_flexible *flexible = &out->input->policy->flexible;
  if (!flexible->given) return;
  lg_page_heading(page, out, N_("Flexible service"));
  g_autofree char *note = g_strdup_printf(
      lg_tr(out->lang,
            "%1$d teachers stay at their schools and give %2$lld units a week (%3$s) at a "
            "guest school, %4$d to %5$d each."),
      out->audit->guests, (long long)out->audit->guest_units, flexible->unit, flexible->least,
      flexible->most);
  lg_html_text(page, "p", NULL, note);
  if (out->input->district->flexible_demand_count > 0) {
    flexible_plot(page, out);
    lg_page_long_list(page, out, "flexible", "school stage subject min max target units teachers",
                      N_("What schools ask for and get"), LG_FLEXIBLE_ROWS, "flexible.csv");
  }
  lg_page_long_list(page, out, "guests",
                    "teacher_id name stage subject rank from_school guest_school units form",
                    N_("Who gives a flexible service"), LG_FLEXIBLE_ROWS, "roster.csv");
}
