/* quota_text.c - a quota class in words: the heads asked, and how many could count at all (an upper
 * limit from R2-R5 and R9 alone). */
#include <string.h>

#include "element_text.h"
#include "output_text.h"

static bool lg_is_placed_key(lg_key key)
{
  switch (key) {
    case LG_KEY_MOVED:
    case LG_KEY_TO_SCHOOL:
    case LG_KEY_TO_TIER:
    case LG_KEY_TO_GROUP:
    case LG_KEY_SAME_GROUP:
    case LG_KEY_ROUTE:
    case LG_KEY_WISH:
      return true;
    default:
      return false;
  }
}

/* D is the same in every roster. */
static bool lg_base_is_fixed(const lg_quota *quota)
{
  if (quota->per == LG_PER_TO_SCHOOL || quota->per == LG_PER_TO_GROUP ||
      quota->per == LG_PER_TO_TIER)
    return false;
  for (int k = 0; k < quota->of.count; k++)
    if (lg_is_placed_key(quota->of.conditions[k].key)) return false;
  return true;
}

/* ceil or floor of p D / q. */
static int64_t lg_heads_of(const lg_bound *bound, int64_t base, bool up)
{
  __extension__ typedef __int128 lg_wide;
  if (bound->kind == LG_BOUND_HEADS) return bound->heads;
  lg_wide product = (lg_wide)bound->share.p * base, q = bound->share.q;
  return (int64_t)((product + (up ? q - 1 : 0)) / q);
}

static void lg_append_bound(GString *text, const lg_output *out, const lg_quota *quota,
                            const lg_bound *bound, const lg_quota_reach *reach)
{
  bool is_min = bound == &quota->min;
  char *base = g_strdup_printf("%" G_GINT64_FORMAT, reach->base);
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, lg_heads_of(bound, reach->base, is_min));
  char *limit = g_strdup_printf("%" G_GINT64_FORMAT, is_min ? reach->can : reach->cannot_help);
  g_string_append(text, lg_tr(out->lang, is_min ? N_("; at least ") : N_("; at most ")));
  if (bound->kind == LG_BOUND_HEADS)
    g_string_append_printf(text, lg_tr(out->lang, "%s teachers"), heads);
  else if (lg_base_is_fixed(quota))
    g_string_append_printf(text, lg_tr(out->lang, "%1$s of %2$s teachers, that is %3$s"),
                           bound->text, base, heads);
  else
    g_string_append_printf(text, lg_tr(out->lang, "%s of those counted"), bound->text);
  g_string_append_printf(text,
                         lg_tr(out->lang, is_min ? N_(" (%s have a place where they count)")
                                                 : N_(" (%s count in any place)")),
                         limit);
  g_free(base);
  g_free(heads);
  g_free(limit);
}

char *lg_quota_text(const lg_output *out, lg_element_facts *facts, const char *id,
                    const char *class_id)
{
  const lg_policy *policy = out->input->policy;
  int index = 0;
  while (index < policy->quota_count && strcmp(policy->quotas[index].id, id) != 0) index++;
  if (index == policy->quota_count) return NULL;
  const lg_quota *quota = &policy->quotas[index];
  char *named = lg_show_named(out->lang, quota->name, quota->id),
       *where = lg_show_class(out, quota, class_id);
  GString *text = g_string_new(NULL);
  g_string_printf(text, lg_tr(out->lang, "quota %1$s, %2$s"), named, where);
  g_free(named);
  g_free(where);
  lg_quota_reach reach = lg_quota_reach_of(facts, index, class_id);
  if (quota->min.kind != LG_BOUND_NONE) lg_append_bound(text, out, quota, &quota->min, &reach);
  if (quota->max.kind != LG_BOUND_NONE) lg_append_bound(text, out, quota, &quota->max, &reach);
  if (quota->include_rotated)
    g_string_append(text, lg_tr(out->lang, "; those already rotated count too"));
  return g_string_free(text, FALSE);
}
