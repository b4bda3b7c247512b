/* quota_text.c - a quota class in words: the heads asked, and how many could count at all (an upper
 * limit from R2-R5 and R9 alone). */
#include <string.h>

#include "output_text.h"

/* The class of teacher i at `school`, in the codes of the quota's `per`; LG_MISSING: in none. */
static int lg_class_code(const lg_district *district, lg_per per, int i, int school)
{
  const lg_teacher *t = &district->teachers[i];
  const lg_school *from = &district->schools[t->school], *to = &district->schools[school];
  switch (per) {
    case LG_PER_DISTRICT:
      return 0;
    case LG_PER_FROM_SCHOOL:
      return t->school;
    case LG_PER_TO_SCHOOL:
      return school;
    case LG_PER_FROM_GROUP:
      return from->group;
    case LG_PER_TO_GROUP:
      return to->group;
    case LG_PER_FROM_TIER:
      return (int)from->tier;
    case LG_PER_TO_TIER:
      return (int)to->tier;
    case LG_PER_STAGE:
      return (int)t->stage;
    case LG_PER_SUBJECT:
      return t->subject;
  }
  return LG_MISSING;
}

/* The code that `class_id` names; -2 where the district has no such class. */
static int lg_class_find(const lg_district *district, lg_per per, const char *class_id)
{
  int code = LG_MISSING;
  switch (per) {
    case LG_PER_DISTRICT:
      return 0;
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      code = lg_district_school(district, class_id);
      break;
    case LG_PER_FROM_GROUP:
    case LG_PER_TO_GROUP:
      code = lg_words_find(&district->groups, class_id);
      break;
    case LG_PER_SUBJECT:
      code = lg_words_find(&district->subjects, class_id);
      break;
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
      for (int k = 0; k < LG_TIER_COUNT; k++)
        if (strcmp(class_id, lg_tier_word((lg_tier)k)) == 0) code = k;
      break;
    case LG_PER_STAGE:
      for (int k = 0; k < LG_STAGE_COUNT; k++)
        if (strcmp(class_id, lg_stage_word(k)) == 0) code = k;
      break;
  }
  return code == LG_MISSING ? -2 : code;
}

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

typedef struct {
  int64_t base;        /* D, where it is fixed */
  int64_t can;         /* teachers with a place where they count */
  int64_t cannot_help; /* teachers who count wherever they may be */
} lg_quota_reach;

static lg_quota_reach lg_quota_reach_of(const lg_output *out, const lg_quota *quota, int code)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_options *options = out->options;
  lg_quota_reach reach = {0};
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    lg_option home = {.school = t->school,
                      .route = LG_MISSING,
                      .before_m = LG_MISSING,
                      .after_m = LG_MISSING,
                      .wish = LG_MISSING};
    if (lg_class_code(district, quota->per, i, t->school) == code &&
        lg_options_match(options, district, policy, &quota->of, i, &home))
      reach.base++;
    const lg_candidate *candidate = &options->candidates[i];
    int counting = 0;
    for (int k = candidate->first; k < candidate->first + candidate->count; k++) {
      const lg_option *option = &options->pairs[k];
      if (lg_class_code(district, quota->per, i, option->school) != code) continue;
      counting += lg_options_match(options, district, policy, &quota->count, i, option) ||
                  (quota->include_rotated && t->rotated &&
                   lg_options_match(options, district, policy, &quota->of, i, option));
    }
    reach.can += counting > 0;
    reach.cannot_help += counting > 0 && counting == candidate->count;
  }
  return reach;
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

char *lg_quota_text(const lg_output *out, const char *id, const char *class_id)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = NULL;
  for (int k = 0; k < policy->quota_count; k++)
    if (strcmp(policy->quotas[k].id, id) == 0) quota = &policy->quotas[k];
  if (!quota) return NULL;
  char *named = lg_show_named(out->lang, quota->name, quota->id),
       *where = lg_show_class(out, quota, class_id);
  GString *text = g_string_new(NULL);
  g_string_printf(text, lg_tr(out->lang, "quota %1$s, %2$s"), named, where);
  g_free(named);
  g_free(where);
  lg_quota_reach reach =
      lg_quota_reach_of(out, quota, lg_class_find(out->input->district, quota->per, class_id));
  if (quota->min.kind != LG_BOUND_NONE) lg_append_bound(text, out, quota, &quota->min, &reach);
  if (quota->max.kind != LG_BOUND_NONE) lg_append_bound(text, out, quota, &quota->max, &reach);
  if (quota->include_rotated)
    g_string_append(text, lg_tr(out->lang, "; those already rotated count too"));
  return g_string_free(text, FALSE);
}
