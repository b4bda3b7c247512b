#include "bar_text.h"

#include <limits.h>

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

/* ---- what a route asks ---- */

static const char *const key_words[LG_KEY_COUNT] = {
    [LG_KEY_MOVED] = N_("moves"),
    [LG_KEY_ELIGIBLE] = N_("eligible"),
    [LG_KEY_BACKBONE] = N_("backbone teacher"),
    [LG_KEY_FULL_TIME] = N_("full-time"),
    [LG_KEY_ROTATED] = N_("has rotated before"),
    [LG_KEY_SAME_GROUP] = N_("both schools of one group"),
    [LG_KEY_RETURNS] = N_("goes back after a service"),
    [LG_KEY_FLEXIBLE] = N_("has a guest school"),
    [LG_KEY_RANK] = N_("backbone rank"),
    [LG_KEY_TAG] = N_("tag"),
    [LG_KEY_SUBJECT] = N_("subject"),
    [LG_KEY_TITLE] = N_("title"),
    [LG_KEY_STAGE] = N_("stage"),
    [LG_KEY_GENDER] = N_("gender"),
    [LG_KEY_ROUTE] = N_("form of exchange"),
    [LG_KEY_AGE] = N_("age"),
    [LG_KEY_YEARS] = N_("years at the school"),
    [LG_KEY_WISH] = N_("rank of the wish"),
    [LG_KEY_FROM_SCHOOL] = N_("home school"),
    [LG_KEY_FROM_TIER] = N_("tier of the home school"),
    [LG_KEY_FROM_GROUP] = N_("group of the home school"),
    [LG_KEY_FROM_STAGE] = N_("stage of the home school"),
    [LG_KEY_TO_SCHOOL] = N_("receiving school"),
    [LG_KEY_TO_TIER] = N_("tier of the receiving school"),
    [LG_KEY_TO_GROUP] = N_("group of the receiving school"),
    [LG_KEY_GUEST_SCHOOL] = N_("guest school"),
    [LG_KEY_GUEST_TIER] = N_("tier of the guest school"),
    [LG_KEY_GUEST_GROUP] = N_("group of the guest school"),
    [LG_KEY_GUEST_SAME_GROUP] = N_("guest school of the same group"),
    [LG_KEY_ANY] = N_("one of several conditions")};

/* The word of a code that the key compares; NULL: it has none. Borrowed. */
static const char *code_text(const lg_output *out, lg_key key, int code)
{
  const lg_district *d = out->input->district;
  switch (key) {
    case LG_KEY_RANK:
      return d->ranks.text[code];
    case LG_KEY_TAG:
      return d->tags.text[code];
    case LG_KEY_SUBJECT:
      return d->subjects.text[code];
    case LG_KEY_TITLE:
      return d->titles.text[code];
    case LG_KEY_STAGE:
      return lg_show_stage(out->lang, code);
    case LG_KEY_GENDER:
      return lg_show_gender(out->lang, code);
    case LG_KEY_FROM_TIER:
    case LG_KEY_TO_TIER:
      return lg_show_tier(out->lang, code);
    case LG_KEY_FROM_GROUP:
    case LG_KEY_TO_GROUP:
      return d->groups.text[code];
    case LG_KEY_FROM_SCHOOL:
    case LG_KEY_TO_SCHOOL:
      return *d->schools[code].name ? d->schools[code].name : d->schools[code].id;
    default:
      return NULL;
  }
}

static bool is_truth(lg_key key)
{
  return key <= LG_KEY_FLEXIBLE || key == LG_KEY_GUEST_SAME_GROUP;
}

/* "tier of the receiving school: weak". g_free. */
static char *condition_text(const lg_output *out, const lg_condition *condition)
{
  const lg_lang *lang = out->lang;
  const char *key = lg_tr(lang, key_words[condition->key]);
  GString *values = g_string_new(NULL);
  if (is_truth(condition->key) && condition->code_count > 0) {
    bool yes = (condition->codes[0] != 0) != condition->negated;
    return g_string_free(values, TRUE),
           g_strdup_printf(lg_tr(lang, N_("%1$s: %2$s")), key, lg_show_yes_no(lang, yes));
  }
  if (condition->is_range && condition->lo > INT_MIN)
    g_string_append_printf(values, lg_tr(lang, N_("from %d")), condition->lo);
  if (condition->is_range && condition->hi < INT_MAX)
    g_string_append_printf(values, lg_tr(lang, values->len ? N_(" to %d") : N_("up to %d")),
                           condition->hi);
  for (int k = 0; !condition->is_range && k < condition->code_count; k++) {
    const char *word = code_text(out, condition->key, condition->codes[k]);
    if (word) g_string_append_printf(values, "%s%s", values->len ? "/" : "", word);
  }
  char *text = values->len == 0
                   ? g_strdup(key)
                   : g_strdup_printf(
                         lg_tr(lang, condition->negated ? N_("%1$s: not %2$s") : N_("%1$s: %2$s")),
                         key, values->str);
  g_string_free(values, TRUE);
  return text;
}

/* The conditions of a route that do not hold at the place; NULL where all do. g_free. */
static char *lacking_text(const lg_output *out, int teacher, const lg_option *place, int route,
                          int *count)
{
  const lg_filter *filter = &out->input->policy->routes[route].filter;
  lg_option along = *place;
  GString *text = g_string_new(NULL);
  along.route = route;
  *count = 0;
  for (int k = 0; k < filter->count; k++) {
    lg_filter one = {&filter->conditions[k], 1};
    if (lg_options_match(out->options, out->input->district, out->input->policy, &one, teacher,
                         &along))
      continue;
    g_autofree char *words = condition_text(out, &filter->conditions[k]);
    if ((*count)++) g_string_append(text, lg_tr(out->lang, ", "));
    g_string_append(text, words);
  }
  return g_string_free(text, FALSE);
}

/* What the route asks that comes nearest to leading there. g_free. */
static char *no_route(const lg_output *out, int teacher, const lg_option *place)
{
  const lg_policy *policy = out->input->policy;
  g_autofree char *nearest = NULL;
  int least = INT_MAX, route = LG_MISSING;
  for (int r = 0; r < policy->route_count; r++) {
    int count;
    char *text = lacking_text(out, teacher, place, r, &count);
    if (count > 0 && count < least) {
      g_free(nearest);
      nearest = g_steal_pointer(&text);
      least = count;
      route = r;
    }
    g_free(text);
  }
  const char *plain = lg_tr(out->lang, N_("no route of exchange leads there"));
  if (!nearest) return g_strdup(plain);
  return g_strdup_printf(lg_tr(out->lang, N_("%1$s (%2$s asks: %3$s)")), plain,
                         policy->routes[route].name, nearest);
}

/* ---- what bars ---- */

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
      return no_route(out, teacher, option);
    case LG_R4_SUBJECT:
      return g_strdup_printf(lg_tr(out->lang, N_("the school does not have the stage %s")),
                             lg_show_stage(out->lang, t->stage));
    case LG_R5_COMMUTE:
      return too_far(out, option);
    default:
      return lg_output_element_text(out, bar);
  }
}
