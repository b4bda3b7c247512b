/* quota_text.c - a quota class in words: the heads asked, and how many could count at all (an upper
 * limit from R2-R5 and R9 alone). */
#include "element_text.h"
#include "model/classes.h"
#include "model/rules/rules.h"
#include "output_text.h"

static void append_bound(GString *text, const lg_output *out, const lg_quota *quota,
                         const lg_bound *bound, const lg_quota_reach *reach, int64_t asked,
                         int64_t given)
{
  bool is_min = bound == &quota->min;
  char *base = g_strdup_printf("%" G_GINT64_FORMAT, reach->base);
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, asked);
  char *limit = g_strdup_printf("%" G_GINT64_FORMAT, is_min ? reach->can : reach->cannot_help);
  g_string_append(text, lg_tr(out->lang, is_min ? N_("; at least ") : N_("; at most ")));
  if (bound->kind == LG_BOUND_HEADS)
    g_string_append_printf(text, lg_tr(out->lang, "%s teachers"), heads);
  else if (lg_quota_base_is_fixed(quota))
    g_string_append_printf(text, lg_tr(out->lang, "%1$s of %2$s teachers, that is %3$s"),
                           bound->text, base, heads);
  else
    g_string_append_printf(text, lg_tr(out->lang, "%s of those counted"), bound->text);
  if (is_min && quota->withdrawals)
    g_string_append_printf(text, lg_tr(out->lang, " (%d may withdraw)"), quota->withdrawals);
  if (given) {
    char *relaxed = g_strdup_printf("%" G_GINT64_FORMAT, given);
    g_string_append_printf(text, lg_tr(out->lang, " (relaxed by %s)"), relaxed);
    g_free(relaxed);
  }
  if (is_min || reach->cannot_help > 0)
    g_string_append_printf(text,
                           lg_tr(out->lang, is_min ? N_(" (%s have a place where they count)")
                                                   : N_(" (%s count wherever they are)")),
                           limit);
  g_free(base);
  g_free(heads);
  g_free(limit);
}

char *lg_quota_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = &policy->quotas[element.a];
  char *named = lg_show_named(out->lang, quota->name, quota->id),
       *where = lg_show_class(out, element);
  GString *text = g_string_new(NULL);
  g_string_printf(text, lg_tr(out->lang, "quota %1$s, %2$s"), named, where);
  g_free(named);
  g_free(where);
  lg_quota_reach reach = lg_quota_reach_of(facts, element);
  lg_heads_range range = lg_element_range(out->input->district, policy, element, 0, reach.base);
  for (int side = LG_SIDE_MIN; side <= LG_SIDE_MAX; side++) {
    const lg_bound *bound = side == LG_SIDE_MIN ? &quota->min : &quota->max;
    int64_t asked = side == LG_SIDE_MIN ? MAX(range.lo, 0) : range.hi == INT64_MAX ? 0 : range.hi;
    if (bound->kind != LG_BOUND_NONE)
      append_bound(text, out, quota, bound, &reach, asked,
                   lg_policy_given(policy, element, (lg_side)side));
  }
  if (quota->include_rotated)
    g_string_append(text, lg_tr(out->lang, "; those already rotated count too"));
  return g_string_free(text, FALSE);
}
