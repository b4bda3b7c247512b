/* explanation.c - explanation.json and explanation.txt: why no roster can meet the hard rules (SPEC
 * 5; QUESTIONS W5, W6). */

#include "files.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "json_out.h"
#include "why_out.h"

char *lg_output_explanation_json(const lg_output *out)
{
  const lg_answer *answer = out->answer;
  cJSON *json = cJSON_CreateObject();
  lg_json_head(json, out);
  cJSON *conflict = cJSON_AddArrayToObject(json, "conflict");
  lg_element_facts *facts = lg_element_facts_new(out);
  for (int k = 0; k < answer->conflict.count; k++) {
    cJSON *row = lg_json_row(conflict);
    char *text = lg_conflict_text(out, facts, answer->conflict.elements[k]);
    lg_json_element(row, out->input, answer->conflict.elements[k]);
    cJSON_AddStringToObject(row, "text", text);
    g_free(text);
  }
  lg_json_limits(cJSON_AddArrayToObject(json, "limits"), out->input, &answer->limits);
  lg_json_repairs(cJSON_AddArrayToObject(json, "repairs"), out, facts, &answer->repairs);
  lg_element_facts_free(facts);
  cJSON *proved = cJSON_AddObjectToObject(json, "proved");
  cJSON_AddBoolToObject(proved, "conflict", answer->conflict.minimal);
  cJSON_AddBoolToObject(proved, "limits", answer->has_limits && answer->limits.proved);
  cJSON_AddBoolToObject(proved, "repairs", answer->repairs.proved);
  return lg_json_text(json);
}

char *lg_output_explanation(const lg_output *out)
{
  const lg_answer *answer = out->answer;
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s\n\n", out->input->policy->title);
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "No roster can meet the hard rules."));
  if (answer->conflict.count == 0) {
    g_string_append_printf(
        text, "%s\n", lg_tr(out->lang, "The run ended before the rules that conflict were found."));
    return g_string_free(text, FALSE);
  }
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "These rules cannot all hold:"));
  lg_element_facts *facts = lg_element_facts_new(out);
  for (int k = 0; k < answer->conflict.count; k++) {
    char *words = lg_conflict_text(out, facts, answer->conflict.elements[k]);
    g_string_append_printf(text, "  %d. %s  %s\n", k + 1,
                           lg_rule_word(answer->conflict.elements[k].rule), words);
    g_free(words);
  }
  g_string_append_printf(
      text, "\n%s\n",
      lg_tr(out->lang, answer->conflict.minimal
                           ? N_("Give way in any one of them, and the others can all hold.")
                           : N_("The run ended before the list was as short as possible: some of "
                                "them may not matter.")));
  lg_append_limits(text, out, &answer->limits);
  lg_append_repairs(text, out, facts, &answer->repairs);
  lg_element_facts_free(facts);
  return g_string_free(text, FALSE);
}

/* For Notepad: a byte-order mark and CRLF. */
static bool write_explanation_text(const lg_output *out, const char *folder, char **error)
{
  GString *bytes = g_string_new("\xEF\xBB\xBF");
  char *text = lg_output_explanation(out);
  g_string_append(bytes, text);
  g_free(text);
  g_string_replace(bytes, "\n", "\r\n", 0);
  bool written = lg_write_file(folder, "explanation.txt", bytes, out->lang, error);
  g_string_free(bytes, TRUE);
  return written;
}

bool lg_write_explanation(const lg_output *out, const char *folder, char **error)
{
  return lg_write_text(folder, "explanation.json", lg_output_explanation_json(out), out->lang,
                       error) &&
         write_explanation_text(out, folder, error);
}
