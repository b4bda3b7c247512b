#include "card_text.h"

#include "io/words/bar_text.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "json_out.h"
#include "why_out.h"

char *lg_bar_text(const lg_output *out, const lg_teacher_card *card, const lg_place *place)
{
  return lg_bar_words(out, card->teacher, place->conflict.elements[0], &place->option);
}

char *lg_output_repair_text(const lg_output *out, const lg_repair *repair)
{
  lg_element_facts *facts = lg_element_facts_new(out);
  char *text = lg_repair_text(out, facts, repair);
  lg_element_facts_free(facts);
  return text;
}

/* ---- JSON ---- */

static void json_conflict(cJSON *row, const lg_output *out, lg_element_facts *facts,
                          const lg_teacher_card *card, const lg_place *place)
{
  cJSON *conflict = cJSON_AddArrayToObject(row, "conflict");
  for (int k = 0; k < place->conflict.count; k++) {
    lg_element element = place->conflict.elements[k];
    char *text = place->status == LG_PLACE_BARRED ? lg_bar_text(out, card, place)
                                                  : lg_element_text(out, facts, element);
    cJSON *member = lg_json_row(conflict);
    lg_json_element(member, out->input, element);
    cJSON_AddStringToObject(member, "text", text);
    g_free(text);
  }
}

static void json_price(cJSON *row, const lg_input *input, const int64_t *price)
{
  const lg_policy *policy = input->policy;
  if (!price) {
    cJSON_AddNullToObject(row, "price");
    return;
  }
  cJSON *list = cJSON_AddArrayToObject(row, "price");
  for (int g = 0; g < policy->goal_count; g++) {
    cJSON *change = lg_json_row(list);
    lg_goal_kind kind = policy->goals[g].kind;
    cJSON_AddStringToObject(change, "id", lg_goal_word(kind));
    lg_json_int_or_null(change, "change", !lg_goal_is_withheld(input->district, kind),
                        lg_goal_shown(input->district, kind, price[g]));
  }
}

static void json_place(cJSON *row, const lg_output *out, lg_element_facts *facts,
                       const lg_teacher_card *card, const lg_place *place)
{
  lg_assignment at = place->option.assignment;
  bool guest = lg_assignment_is_guest(at);
  const lg_school *school = &out->input->district->schools[guest ? at.guest : at.school];
  cJSON_AddStringToObject(row, "id", school->id);
  cJSON_AddStringToObject(row, "name", school->name);
  if (guest) cJSON_AddTrueToObject(row, "guest");
  if (place->option.wish == LG_MISSING)
    cJSON_AddNullToObject(row, "wish");
  else
    lg_json_int(row, "wish", place->option.wish);
  cJSON_AddStringToObject(row, "status", lg_place_word(place->status));
  if (place->status == LG_PLACE_BARRED)
    cJSON_AddStringToObject(row, "rule", lg_rule_word(place->rule));
  else
    cJSON_AddNullToObject(row, "rule");
  json_conflict(row, out, facts, card, place);
  json_price(row, out->input, place->price);
  if (place->repair.count > 0)
    lg_json_repair(cJSON_AddObjectToObject(row, "repair"), out, facts, &place->repair.repairs[0]);
  else
    cJSON_AddNullToObject(row, "repair");
}

static void json_bests(cJSON *json, const lg_output *out, const lg_answer *plan)
{
  const lg_policy *policy = out->input->policy;
  const lg_district *district = out->input->district;
  cJSON *goals = cJSON_AddArrayToObject(json, "goals");
  for (int g = 0; g < policy->goal_count; g++) {
    cJSON *row = lg_json_row(goals);
    lg_goal_kind kind = policy->goals[g].kind;
    bool withheld = lg_goal_is_withheld(district, kind);
    cJSON_AddStringToObject(row, "id", lg_goal_word(kind));
    lg_json_int_or_null(row, "best", plan->goals[g].proved && !withheld,
                        lg_goal_shown(district, kind, plan->goals[g].best));
    if (withheld) cJSON_AddStringToObject(row, "note", lg_goal_withheld(out->lang));
  }
}

char *lg_teacher_card_json(const lg_output *out, const lg_teacher_card *card)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[card->teacher];
  bool eligible = out->options->candidates[card->teacher].why == LG_WHY_ELIGIBLE;
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  cJSON_AddStringToObject(json, "teacher", t->id);
  cJSON_AddStringToObject(json, "name", t->name);
  cJSON_AddStringToObject(json, "home", district->schools[t->school].id);
  cJSON_AddStringToObject(json, "present", district->schools[card->present.school].id);
  if (lg_assignment_is_guest(card->present))
    cJSON_AddStringToObject(json, "present_guest", district->schools[card->present.guest].id);
  cJSON_AddBoolToObject(json, "eligible", eligible);
  if (card->always == LG_ALWAYS_UNKNOWN)
    cJSON_AddNullToObject(json, "always");
  else
    cJSON_AddBoolToObject(json, "always", card->always == LG_ALWAYS_YES);
  json_bests(json, out, card->plan);
  cJSON *schools = cJSON_AddArrayToObject(json, "schools");
  lg_element_facts *facts = lg_element_facts_new(out);
  for (int k = 0; k < card->place_count; k++)
    json_place(lg_json_row(schools), out, facts, card, &card->places[k]);
  lg_element_facts_free(facts);
  return lg_json_text(json);
}
