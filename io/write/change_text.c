#include "change_text.h"

#include "io/words/output_text.h"
#include "io/write.h"
#include "model/rules/rules.h"

void lg_json_change(cJSON *row, const lg_input *input, const lg_change *change)
{
  lg_json_element(row, input, change->element);
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

char *lg_change_text(const lg_output *out, lg_element_facts *facts, const lg_change *change)
{
  const lg_lang *lang = out->lang;
  if (change->side == LG_SIDE_DROP) {
    char *element = lg_element_text(out, facts, change->element);
    char *text = g_strdup_printf(lg_tr(lang, "released: %s"), element);
    g_free(element);
    return text;
  }
  char *whose = lg_element_whose(out, change->element), *text;
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
  GArray *changes = lg_relaxed_changes(out);
  for (guint k = 0; k < changes->len; k++) {
    const lg_change *change = &g_array_index(changes, lg_change, k);
    char *words = lg_change_text(out, facts, change);
    g_string_append_printf(text, "  %u. %s  %s\n", k + 1, lg_rule_word(change->element.rule),
                           words);
    g_free(words);
  }
  g_array_unref(changes);
  lg_element_facts_free(facts);
  if (text->len) {
    char *head = g_strdup_printf("%s\n", lg_tr(out->lang, "Relaxed by the plan (its key relax):"));
    g_string_prepend(text, head);
    g_free(head);
  }
  return g_string_free(text, FALSE);
}
