#include "why_out.h"

#include <string.h>

#include "change_text.h"
#include "io/words/output_text.h"
#include "io/write.h"

/* ---- limits ---- */

static void json_reach(cJSON *row, const char *count, const char *of, const lg_reach *reach,
                       bool share)
{
  if (reach->has)
    lg_json_int(row, count, reach->count);
  else
    cJSON_AddNullToObject(row, count);
  if (reach->has && share)
    lg_json_int(row, of, reach->of);
  else
    cJSON_AddNullToObject(row, of);
}

void lg_json_limits(cJSON *array, const lg_input *input, const lg_limits *limits)
{
  for (int k = 0; k < limits->count; k++) {
    const lg_limit *limit = &limits->limits[k];
    const lg_quota *quota = &input->policy->quotas[limit->element.a];
    char *class_id = lg_element_class(input->district, input->policy, limit->element);
    const lg_bound *bound = limit->side == LG_SIDE_MIN ? &quota->min : &quota->max;
    bool share = bound->kind == LG_BOUND_SHARE;
    cJSON *row = lg_json_row(array);
    cJSON_AddStringToObject(row, "id", quota->id);
    cJSON_AddStringToObject(row, "class", class_id);
    g_free(class_id);
    cJSON_AddStringToObject(row, "side", lg_side_word(limit->side));
    lg_json_bound(row, "asked", bound);
    if (limit->has_heads)
      lg_json_int(row, "heads", limit->heads);
    else
      cJSON_AddNullToObject(row, "heads");
    json_reach(row, "reachable", "reachable_of", &limit->together, share);
    json_reach(row, "alone", "alone_of", &limit->alone, share);
  }
}

void lg_json_limits_key(cJSON *json, const lg_input *input, const lg_limits *limits)
{
  lg_json_limits(cJSON_AddArrayToObject(json, "limits"), input, limits);
  cJSON_AddBoolToObject(json, "limits_proved", limits->proved);
}

char *lg_output_check_json(const lg_output *out, const lg_limits *limits)
{
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  lg_json_int(json, "teachers", out->input->district->teacher_count);
  lg_json_int(json, "eligible", out->options->eligible_count);
  lg_json_int(json, "options", out->options->move_count);
  cJSON *warnings = cJSON_AddArrayToObject(json, "warnings");
  for (int k = 0; k < lg_report_warnings(out->input->report); k++) {
    char *line = lg_report_line(out->input->report, LG_WARNING, k, out->lang);
    if (line) cJSON_AddItemToArray(warnings, cJSON_CreateString(line));
    g_free(line);
  }
  if (limits) lg_json_limits_key(json, out->input, limits);
  return lg_json_text(json);
}

/* How far the class can go beside all other rules (alone 0), without any quota (1). */
static void append_reach(GString *text, const lg_output *out, const lg_limit *limit, int alone)
{
  static const char *const impossible[] = {N_("; not possible beside all other rules"),
                                           N_("; not possible without any quota either")};
  static const char *const most[] = {N_("; %s can be reached beside all other rules"),
                                     N_("; %s can be reached without any quota")};
  static const char *const fewest[] = {N_("; as few as %s are possible beside all other rules"),
                                       N_("; as few as %s are possible without any quota")};
  const lg_quota *quota = &out->input->policy->quotas[limit->element.a];
  const lg_bound *bound = limit->side == LG_SIDE_MIN ? &quota->min : &quota->max;
  const lg_reach *reach = alone ? &limit->alone : &limit->together;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, reach->count),
       *of = g_strdup_printf("%" G_GINT64_FORMAT, reach->of);
  char *count = bound->kind == LG_BOUND_SHARE
                    ? g_strdup_printf(lg_tr(out->lang, "%1$s of %2$s"), heads, of)
                    : g_strdup(heads);
  const char *words = !reach->has                  ? impossible[alone]
                      : limit->side == LG_SIDE_MIN ? most[alone]
                                                   : fewest[alone];
  g_string_append_printf(text, lg_tr(out->lang, words), count);
  g_free(heads);
  g_free(of);
  g_free(count);
}

char *lg_conflict_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  char *words = lg_element_text(out, facts, element);
  if (element.rule != LG_R8_QUOTA) return words;
  GString *text = g_string_new(words);
  const lg_conflict *conflict = &out->answer->conflict;
  const lg_bottleneck *bottleneck = NULL;
  for (int k = 0; k < conflict->bottleneck_count; k++)
    if (lg_element_same(conflict->elements[conflict->bottlenecks[k].member], element))
      bottleneck = &conflict->bottlenecks[k];
  const lg_limits *limits = &out->answer->limits;
  for (int k = 0; k < limits->count; k++) {
    const lg_limit *limit = &limits->limits[k];
    if (lg_element_same(limit->element, element) && (limit->together.has || !bottleneck))
      append_reach(text, out, limit, !limit->together.has);
  }
  if (bottleneck) lg_append_bottleneck(text, out, conflict, bottleneck);
  g_free(words);
  return g_string_free(text, FALSE);
}

/* What one limit asks, and how far the class can go. g_free. */
static char *limit_text(const lg_output *out, const lg_limit *limit)
{
  const lg_lang *lang = out->lang;
  const lg_quota *quota = &out->input->policy->quotas[limit->element.a];
  const lg_bound *bound = limit->side == LG_SIDE_MIN ? &quota->min : &quota->max;
  char *where = lg_show_class(out, limit->element),
       *heads = g_strdup_printf("%" G_GINT64_FORMAT, limit->heads);
  const char *asked = limit->has_heads && bound->kind != LG_BOUND_NONE ? heads : bound->text;
  GString *text = g_string_new(NULL);
  g_string_append_printf(
      text,
      lg_tr(lang, limit->side == LG_SIDE_MIN ? N_("quota %1$s, %2$s: at least %3$s asked")
                                             : N_("quota %1$s, %2$s: at most %3$s allowed")),
      quota->name, where, asked);
  append_reach(text, out, limit, 0);
  append_reach(text, out, limit, 1);
  g_free(where);
  g_free(heads);
  return g_string_free(text, FALSE);
}

/* Is the limit out of reach even without any other quota, or part of the conflict? */
static bool is_telling(const lg_output *out, const lg_limit *limit)
{
  const lg_quota *quota = &out->input->policy->quotas[limit->element.a];
  int64_t asked = limit->heads, count = limit->alone.count;
  if (limit->together.has || !limit->alone.has) return true;
  if (limit->has_heads) return limit->side == LG_SIDE_MIN ? count < asked : count > asked;
  const lg_share share = limit->side == LG_SIDE_MIN ? quota->min.share : quota->max.share;
  int64_t over = share.q * count - share.p * limit->alone.of;
  return limit->side == LG_SIDE_MIN ? over < 0 : over > 0;
}

void lg_append_limits(GString *text, const lg_output *out, const lg_limits *limits)
{
  if (limits->count && !limits->limits[0].alone.has) { /* then none has */
    g_string_append_printf(text, "\n%s\n",
                           lg_tr(out->lang, "Without any quota no roster is possible either."));
    return;
  }
  int shown = 0;
  for (int k = 0; k < limits->count; k++) {
    if (!is_telling(out, &limits->limits[k])) continue;
    if (shown++ == 0)
      g_string_append_printf(text, "\n%s\n", lg_tr(out->lang, "How far the quotas can go:"));
    char *words = limit_text(out, &limits->limits[k]);
    g_string_append_printf(text, "  - %s\n", words);
    g_free(words);
  }
  if (limits->count > shown)
    g_string_append_printf(text, "%s%s\n", shown ? "  " : "\n",
                           lg_tr(out->lang, "All limits stand in explanation.json."));
  if (!limits->proved)
    g_string_append_printf(text, "%s%s\n", limits->count ? "  " : "\n",
                           lg_tr(out->lang, "The time ended before all limits were found."));
}

/* ---- repairs ---- */

void lg_append_repairs(GString *text, const lg_output *out, lg_element_facts *facts,
                       const lg_repairs *repairs)
{
  if (repairs->count || !repairs->proved)
    g_string_append_printf(
        text, "\n%s\n",
        lg_tr(out->lang, repairs->count
                             ? N_("Each of these changes alone makes the plan possible (copy the "
                                  "list \"change\" of one from explanation.json into the plan's "
                                  "key relax):")
                             : N_("The time ended before a change was found that makes the plan "
                                  "possible.")));
  for (int k = 0; k < repairs->count; k++) {
    const lg_repair *repair = &repairs->repairs[k];
    char *words = lg_repair_text(out, facts, repair),
         *size = g_strdup_printf("%" G_GINT64_FORMAT, repair->size);
    g_string_append_printf(text, "  %d. ", k + 1);
    g_string_append_printf(text, lg_tr(out->lang, "(size %1$s) %2$s"), size, words);
    g_string_append_c(text, '\n');
    g_free(words);
    g_free(size);
  }
  if (repairs->count && !repairs->proved)
    g_string_append_printf(text, "  %s\n",
                           lg_tr(out->lang,
                                 "The time ended before all were known: there may be more, and "
                                 "smaller ones than the last."));
}

char *lg_repair_text(const lg_output *out, lg_element_facts *facts, const lg_repair *repair)
{
  enum { told = 6 }; /* the list of changes has all */
  GString *text = g_string_new(NULL);
  for (int k = 0; k < MIN(repair->change_count, told); k++) {
    char *words = lg_change_text(out, facts, &repair->changes[k]);
    if (text->len) g_string_append(text, lg_tr(out->lang, "; and "));
    g_string_append(text, words);
    g_free(words);
  }
  if (repair->change_count > told)
    g_string_append_printf(text, lg_tr(out->lang, N_("; and %d changes more")),
                           repair->change_count - told);
  return g_string_free(text, FALSE);
}

void lg_json_repair(cJSON *row, const lg_output *out, lg_element_facts *facts,
                    const lg_repair *repair)
{
  lg_json_int(row, "size", repair->size);
  cJSON *changes = cJSON_AddArrayToObject(row, "change");
  for (int c = 0; c < repair->change_count; c++)
    lg_json_change(lg_json_row(changes), out->input, &repair->changes[c]);
  char *text = lg_repair_text(out, facts, repair);
  cJSON_AddStringToObject(row, "text", text);
  g_free(text);
}

void lg_json_repairs(cJSON *array, const lg_output *out, lg_element_facts *facts,
                     const lg_repairs *repairs)
{
  for (int k = 0; k < repairs->count; k++)
    lg_json_repair(lg_json_row(array), out, facts, &repairs->repairs[k]);
}
