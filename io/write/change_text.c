#include "change_text.h"

#include <string.h>

#include "io/words/output_text.h"
#include "io/write.h"
#include "model/element_limits.h"

lg_change lg_change_relaxed(const lg_output *out, int k)
{
  const lg_policy *policy = out->input->policy;
  const lg_relax *relax = &policy->relax[k];
  lg_change change = {{relax->rule, (char *)(gsize)relax->id, (char *)(gsize)relax->class_id},
                      relax->side,
                      relax->heads,
                      0,
                      false,
                      0,
                      0};
  change.has_limits = lg_allowed_heads(out->input->district, policy, out->options, &change.element,
                                       change.side, &change.to);
  bool min = change.side == LG_SIDE_MIN;
  change.from = min ? change.to + change.heads : change.to - change.heads;
  return change;
}

void lg_json_change(cJSON *row, const lg_change *change)
{
  lg_json_element(row, &change->element);
  cJSON_AddStringToObject(row, "side", lg_side_word(change->side));
  lg_json_int(row, "heads", change->heads);
  if (change->has_limits) {
    lg_json_int(row, "from", change->from);
    lg_json_int(row, "to", change->to);
  } else {
    cJSON_AddNullToObject(row, "from");
    cJSON_AddNullToObject(row, "to");
  }
}

/* Whose limit it is: a school, a cell, a quota's class, a team, ... g_free. */
static char *change_subject(const lg_output *out, const lg_element *element)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  bool team = element->rule == LG_R10_TEAM;
  int school = lg_district_school(district, team ? element->class_id : element->id);
  char *where = school == LG_MISSING ? NULL : lg_show_school(out, school), *text = NULL;
  int stage, subject, quota = 0;
  switch (element->rule) {
    case LG_R6_STAFFING:
      if (where && lg_cell_parse(district, element->class_id, &stage, &subject))
        text = g_strdup_printf(lg_tr(out->lang, "teachers of %1$s, %2$s, at %3$s"),
                               district->subjects.text[subject], lg_show_stage(out->lang, stage),
                               where);
      break;
    case LG_R7_HEADCOUNT:
      if (where) text = g_strdup_printf(lg_tr(out->lang, "teachers in all at %s"), where);
      break;
    case LG_R8_QUOTA:
      while (quota < policy->quota_count && strcmp(policy->quotas[quota].id, element->id) != 0)
        quota++;
      if (quota < policy->quota_count) {
        char *class_text = lg_show_class(out, &policy->quotas[quota], element->class_id);
        text = g_strdup_printf(lg_tr(out->lang, "quota %1$s, %2$s"), policy->quotas[quota].name,
                               class_text);
        g_free(class_text);
      }
      break;
    case LG_R10_TEAM:
      for (int r = 0; r < policy->route_count && where && !text; r++)
        if (strcmp(policy->routes[r].id, element->id) == 0)
          text = g_strdup_printf(lg_tr(out->lang, "teachers whom %1$s receives by the route %2$s"),
                                 where, policy->routes[r].name);
      break;
    case LG_R12_DENSITY: {
      char *class_text = lg_show_class(out, NULL, element->class_id);
      text = g_strdup_printf(lg_tr(out->lang, "backbone teachers at %s"), class_text);
      g_free(class_text);
      break;
    }
    default:
      text = g_strdup(lg_tr(out->lang, "teachers placed otherwise than in the roster"));
  }
  g_free(where);
  return text ? text : g_strdup_printf("%s %s", element->id, element->class_id);
}

char *lg_change_text(const lg_output *out, lg_element_facts *facts, const lg_change *change)
{
  const lg_lang *lang = out->lang;
  if (change->side == LG_SIDE_DROP) {
    char *element = lg_element_text(out, facts, &change->element);
    char *text = g_strdup_printf(lg_tr(lang, "released: %s"), element);
    g_free(element);
    return text;
  }
  char *whose = change_subject(out, &change->element), *text;
  bool min = change->side == LG_SIDE_MIN;
  char *heads = g_strdup_printf("%" G_GINT64_FORMAT, change->heads);
  char *from = g_strdup_printf("%" G_GINT64_FORMAT, change->from);
  char *to = g_strdup_printf("%" G_GINT64_FORMAT, change->to);
  if (!change->has_limits)
    text = g_strdup_printf(lg_tr(lang, min ? N_("%1$s: up to %2$s fewer than asked")
                                           : N_("%1$s: up to %2$s more than allowed")),
                           whose, heads);
  else
    text = g_strdup_printf(lg_tr(lang, min ? N_("%1$s: at least %2$s instead of %3$s")
                                           : N_("%1$s: at most %2$s instead of %3$s")),
                           whose, to, from);
  if (change->given > 0) {
    char *bare = text, *given = g_strdup_printf("%" G_GINT64_FORMAT, change->given);
    text = g_strdup_printf(lg_tr(lang,
                                 "%1$s (%2$s of these %3$s heads are in the plan's relax "
                                 "already: takes the place of that entry)"),
                           bare, given, heads);
    g_free(bare);
    g_free(given);
  }
  char *const owned[] = {whose, heads, from, to};
  for (size_t k = 0; k < G_N_ELEMENTS(owned); k++) g_free(owned[k]);
  return text;
}

char *lg_output_relaxed(const lg_output *out)
{
  GString *text = g_string_new(NULL);
  lg_element_facts *facts = lg_element_facts_new(out);
  for (int k = 0; k < out->input->policy->relax_count; k++) {
    lg_change change = lg_change_relaxed(out, k);
    char *words = lg_change_text(out, facts, &change);
    g_string_append_printf(text, "  %d. %s  %s\n", k + 1, lg_rule_word(change.element.rule), words);
    g_free(words);
  }
  lg_element_facts_free(facts);
  if (text->len) {
    char *head = g_strdup_printf("%s\n", lg_tr(out->lang, "Relaxed by the plan (its key relax):"));
    g_string_prepend(text, head);
    g_free(head);
  }
  return g_string_free(text, FALSE);
}
