#include "bar_text.h"

#include "element_text.h"
#include "output_text.h"

char *lg_not_eligible_text(const lg_output *out, int teacher)
{
  const lg_policy *policy = out->input->policy;
  const lg_candidate *candidate = &out->options->candidates[teacher];
  const lg_teacher *t = &out->input->district->teachers[teacher];
  g_autofree char *years = lg_show_years(out, candidate->years),
                  *age = lg_show_age(out, candidate->age);
  char *reason = lg_show_not_eligible(out, teacher), *text;
  if (candidate->why == LG_WHY_YEARS)
    text = g_strdup_printf(lg_tr(out->lang, N_("%1$s (%2$s, asked %3$d)")), reason, years,
                           policy->eligibility.min_years);
  else if (candidate->why == LG_WHY_AGE)
    text = g_strdup_printf(lg_tr(out->lang, N_("%1$s (%2$s, at most %3$d)")), reason, age,
                           policy->eligibility.max_age[t->gender]);
  else
    return reason;
  g_free(reason);
  return text;
}

/* "17.2 km, allowed 15": the limit that is broken first. */
static char *too_far(const lg_output *out, const lg_option *option)
{
  const lg_policy *policy = out->input->policy;
  bool far = policy->max_m != LG_MISSING && option->after_m > policy->max_m;
  int metres = far ? option->after_m : option->after_m - option->before_m;
  char *found = lg_show_short_km(lg_show_metres(out->input->district, metres));
  char *limit = lg_show_short_km(far ? policy->max_m : policy->max_extra_m);
  char *text = g_strdup_printf(
      lg_tr(out->lang, far ? N_("too far: %1$s km, allowed %2$s")
                           : N_("too much further than now: %1$s km more, allowed %2$s")),
      found, limit);
  g_free(found);
  g_free(limit);
  return text;
}

char *lg_bar_words(const lg_output *out, int teacher, lg_element bar, const lg_option *option)
{
  const lg_teacher *t = &out->input->district->teachers[teacher];
  char *reason, *text;
  switch (bar.rule) {
    case LG_R2_ELIGIBLE:
      reason = lg_not_eligible_text(out, teacher);
      text = g_strdup_printf(lg_tr(out->lang, N_("not eligible: %s")), reason);
      g_free(reason);
      return text;
    case LG_R3_ROUTE:
      return g_strdup(lg_tr(out->lang, N_("no route of exchange leads there")));
    case LG_R4_SUBJECT:
      return g_strdup_printf(lg_tr(out->lang, N_("the school does not have the stage %s")),
                             lg_show_stage(out->lang, t->stage));
    case LG_R5_COMMUTE:
      return too_far(out, option);
    default:
      return lg_output_element_text(out, bar);
  }
}
