/* plan_relax.c - the keys `relax`, limits of elements that give way by heads, and `repair`, what
 * repairs may do at what price (QUESTIONS W1, W11, W12, W14). */
#include <stdlib.h>
#include <string.h>

#include "io/read/fold.h"
#include "io/read/table.h"
#include "model/input_limits.h"
#include "model/rules/rules.h"
#include "plan_parts.h"
#include "sheets.h"

/* The rules that may be named: from R6 on. */
enum { LG_FIRST_NAMED = LG_R6_STAFFING, LG_NAMED_COUNT = LG_RULE_COUNT - LG_FIRST_NAMED };

bool lg_plan_is_rule(const char *word)
{
  for (int rule = LG_R1_POST; rule < LG_RULE_COUNT; rule++)
    if (strcmp(word, lg_rule_word((lg_rule)rule)) == 0) return true;
  return false;
}

/* ---- one change of `relax` ---- */

/* A change while it is read: where its parts stand, and its element in text. */
struct relaxing {
  const lg_reading *reading;
  const lg_json *id_at, *class_at, *side_at;
  const char *id, *class_id;
  lg_relax relax;
};

/* The text of an element with these references, of its id or of its class. g_free. */
static char *reference_text(const struct relaxing *r, int a, int b, bool of_class)
{
  const lg_element element = {r->relax.element.rule, a, b};
  const lg_district *district = r->reading->district;
  return of_class ? lg_element_class(district, r->reading->policy, element)
                  : g_strdup(lg_element_id(district, r->reading->policy, element));
}

/* The reference among `list` whose text is wanted, or LG_MISSING; says what there is then. */
static int find_reference(const struct relaxing *r, const GArray *list, bool of_class)
{
  const lg_rule_type *type = lg_rule_type_of(r->relax.element.rule);
  const char *wanted = of_class ? r->class_id : r->id;
  GPtrArray *known = g_ptr_array_new_with_free_func(g_free);
  int found = LG_MISSING;
  for (guint k = 0; k < list->len && found == LG_MISSING; k++) {
    int reference = g_array_index(list, int, k);
    char *text = of_class ? reference_text(r, r->relax.element.a, reference, true)
                          : reference_text(r, reference, 0, false);
    if (strcmp(text, wanted) == 0) found = reference;
    bool soft = !of_class && type->is_soft && type->is_soft(r->reading->policy, reference);
    if (*text && !soft)
      g_ptr_array_add(known, text);
    else
      g_free(text);
  }
  if (found == LG_MISSING)
    lg_plan_say_unknown(r->reading, LG_MSG_PLAN_ELEMENT, LG_MSG_PLAN_ELEMENT_NEAR,
                        of_class ? r->class_at : r->id_at, wanted,
                        (const char *const *)known->pdata, (int)known->len,
                        lg_rule_word(r->relax.element.rule));
  g_ptr_array_free(known, TRUE);
  return found;
}

/* Finds the element; says what is unknown, or soft. */
static bool find_element(struct relaxing *r)
{
  lg_element *element = &r->relax.element;
  const lg_rule_type *type = lg_rule_type_of(element->rule);
  const lg_policy *policy = r->reading->policy;
  GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
  type->list(r->reading->district, policy, LG_MISSING, list);
  element->a = find_reference(r, list, false);
  bool found = element->a != LG_MISSING;
  if (found && type->is_soft && type->is_soft(policy, element->a)) {
    lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_SOFT, r->id_at, r->id, NULL, NULL);
    found = false;
  }
  if (found) {
    g_array_set_size(list, 0);
    type->list(r->reading->district, policy, element->a, list);
    element->b = find_reference(r, list, true);
    found = element->b != LG_MISSING;
  }
  g_array_unref(list);
  return found;
}

static void check_side(const struct relaxing *r)
{
  bool has[LG_SIDE_COUNT] = {false};
  lg_rule_type_of(r->relax.element.rule)
      ->sides(r->reading->district, r->reading->policy, r->relax.element, has);
  if (has[r->relax.side]) return;
  GString *there = g_string_new(NULL);
  for (int side = 0; side < LG_SIDE_COUNT; side++)
    if (has[side])
      g_string_append_printf(there, "%s%s", there->len ? ", " : "", lg_side_word((lg_side)side));
  if (there->len)
    lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_SIDE, r->side_at, lg_side_word(r->relax.side),
                there->str, NULL);
  else
    lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_OPEN, r->side_at, NULL, NULL, NULL);
  g_string_free(there, TRUE);
}

/* A text that may be empty, folded, kept by the policy. */
static bool relax_text(const lg_reading *reading, const lg_json *node, const char **kept)
{
  const char *text;
  if (!lg_plan_text(reading, node, &text)) return false;
  char *folded = lg_fold(text);
  *kept = lg_plan_keep(reading, folded);
  g_free(folded);
  return true;
}

static bool named_rule(const lg_reading *reading, const lg_json *node, lg_rule *rule)
{
  const char *words[LG_NAMED_COUNT];
  int choice;
  for (int k = 0; k < LG_NAMED_COUNT; k++) words[k] = lg_rule_word((lg_rule)(LG_FIRST_NAMED + k));
  if (!lg_plan_choice(reading, node, words, LG_NAMED_COUNT, &choice)) return false;
  *rule = (lg_rule)(LG_FIRST_NAMED + choice);
  return true;
}

/* Under codes pairs stand in the order of codes, whatever the row says: is this one named the other way
 * round? */
static bool is_turned(const lg_district *district, int a, int b)
{
  bool turned = false;
  for (int k = 0; district->alias_of && k < district->pair_count; k++) {
    const lg_pair *pair = &district->pairs[k];
    if (pair->a == a && pair->b == b) return false;
    turned |= pair->a == b && pair->b == a;
  }
  return turned;
}

/* Under codes a teacher may still be named by the own id. */
static void relax_teachers(struct relaxing *r)
{
  const lg_district *district = r->reading->district;
  lg_rule rule = r->relax.element.rule;
  if (!district || (rule != LG_R9_LOCK && rule != LG_R11_PAIR)) return;
  int a = lg_district_teacher(district, r->id);
  if (a != LG_MISSING) r->id = lg_plan_keep(r->reading, district->teachers[a].id);
  const char *slash = rule == LG_R11_PAIR ? strchr(r->class_id, '/') : NULL;
  int b = slash ? lg_district_teacher(district, slash + 1) : LG_MISSING;
  if (b == LG_MISSING) return;
  if (a != LG_MISSING && is_turned(district, a, b)) {
    r->id = lg_plan_keep(r->reading, district->teachers[b].id);
    b = a;
  }
  g_autofree char *class_id =
      g_strdup_printf("%.*s/%s", (int)(slash - r->class_id), r->class_id, district->teachers[b].id);
  r->class_id = lg_plan_keep(r->reading, class_id);
}

/* Says where an element and side stands a second time. */
static void relax_once(const struct relaxing *r, const lg_json *node, GHashTable *met)
{
  char *key = g_strdup_printf("%s\n%s\n%s\n%s", lg_rule_word(r->relax.element.rule), r->id,
                              r->class_id, lg_side_word(r->relax.side));
  const lg_json *first = g_hash_table_lookup(met, key);
  if (!first) {
    g_hash_table_insert(met, key, (gpointer)node);
    return;
  }
  char line[16];
  const struct lg_places *places = r->reading->head->places;
  int at = places ? lg_places_row(places, first->line) : first->line;
  g_snprintf(line, sizeof line, "%d", at);
  lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_REPEATED, node, line, NULL, NULL);
  g_free(key);
}

/* Reads and checks one change; false where it is not whole, or no element is found. */
static bool relax_read(const lg_reading *reading, const lg_json *node, GHashTable *met,
                       lg_relax *relax)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_RELAX)) return false;
  struct relaxing r = {.reading = reading};
  const char *words[LG_SIDE_COUNT];
  int side;
  for (int k = 0; k < LG_SIDE_COUNT; k++) words[k] = lg_side_word((lg_side)k);
  r.id_at = lg_plan_need(reading, node, "id");
  r.class_at = lg_plan_need(reading, node, "class");
  r.side_at = lg_plan_need(reading, node, "side");
  bool whole = named_rule(reading, lg_plan_need(reading, node, "rule"), &r.relax.element.rule);
  whole &= relax_text(reading, r.id_at, &r.id);
  whole &= relax_text(reading, r.class_at, &r.class_id);
  bool sided = lg_plan_choice(reading, r.side_at, words, LG_SIDE_COUNT, &side);
  if (sided) r.relax.side = (lg_side)side;
  int most = sided && r.relax.side == LG_SIDE_DROP ? 1 : LG_MAX_WHOLE;
  bool counted =
      lg_plan_whole(reading, lg_plan_need(reading, node, "heads"), 1, most, &r.relax.heads);
  if (whole) relax_teachers(&r);
  bool found = whole && reading->district && find_element(&r);
  if (found && sided) check_side(&r);
  if (whole && sided && counted) relax_once(&r, node, met);
  *relax = r.relax;
  return found && sided && counted;
}

/* ---- the list ---- */

void lg_plan_relax(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_list(reading, node)) return;
  lg_policy *policy = reading->policy;
  policy->relax = lg_policy_array(policy, (size_t)lg_plan_length(node), sizeof(lg_relax));
  GHashTable *met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const lg_json *element = node->child; element; element = element->next) {
    lg_relax *relax = &policy->relax[policy->relax_count];
    policy->relax_count += relax_read(reading, element, met, relax);
  }
  g_hash_table_destroy(met);
  qsort(policy->relax, (size_t)policy->relax_count, sizeof *policy->relax, lg_relax_compare);
}

/* ---- repair ---- */

/* The names that repairs know: rules, then quotas; ends with NULL. g_free. */
static const char **repair_names(const lg_policy *policy)
{
  const char **names = g_new0(const char *, LG_NAMED_COUNT + policy->quota_count + 1);
  int count = 0;
  for (int k = 0; k < LG_NAMED_COUNT; k++)
    names[count++] = lg_rule_word((lg_rule)(LG_FIRST_NAMED + k));
  for (int q = 0; q < policy->quota_count; q++)
    if (*policy->quotas[q].id) names[count++] = policy->quotas[q].id;
  return names;
}

/* Where a name's term stands: that of a quota, or of a rule. */
static bool *never_of(lg_policy *policy, const char *name, int **weight)
{
  lg_repair_terms *terms = &policy->repair;
  for (int q = 0; q < policy->quota_count; q++) {
    if (strcmp(policy->quotas[q].id, name) != 0) continue;
    *weight = &terms->quota_weight[q];
    return &terms->quota_never[q];
  }
  int rule = LG_FIRST_NAMED;
  while (strcmp(lg_rule_word((lg_rule)rule), name) != 0) rule++;
  *weight = &terms->weight[rule];
  return &terms->never[rule];
}

static void repair_never(const lg_reading *reading, const lg_json *list, const char *const *names)
{
  if (!list) return;
  g_ptr_array_free(lg_plan_words(reading, list, LG_MSG_PLAN_VALUE_REPEATED), TRUE);
  if (list->kind != LG_JSON_LIST) return;
  int count = (int)g_strv_length((char **)names), *weight;
  char *allowed = g_strjoinv(", ", (char **)names);
  for (const lg_json *element = list->child; element; element = element->next) {
    if (element->kind != LG_JSON_TEXT) continue; /* said already */
    char *name = lg_fold(element->text);
    if (g_strv_contains(names, name))
      *never_of(reading->policy, name, &weight) = true;
    else if (*name)
      lg_plan_say_unknown(reading, LG_MSG_PLAN_WORD, LG_MSG_PLAN_WORD_NEAR, element, name, names,
                          count, allowed);
    g_free(name);
  }
  g_free(allowed);
}

static void repair_weights(const lg_reading *reading, const lg_json *object,
                           const char *const *names)
{
  if (!lg_plan_keys(reading, object, &(lg_keys){.known = names})) return;
  for (const lg_json *member = object->child; member; member = member->next) {
    if (!g_strv_contains(names, member->key)) continue;
    int *weight;
    never_of(reading->policy, member->key, &weight);
    lg_plan_whole(reading, member, 1, LG_MAX_WEIGHT, weight);
  }
}

void lg_plan_repair(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_REPAIR)) return;
  lg_policy *policy = reading->policy;
  size_t quotas = (size_t)policy->quota_count;
  policy->repair.quota_never = lg_policy_array(policy, quotas, sizeof(bool));
  policy->repair.quota_weight = lg_policy_array(policy, quotas, sizeof(int));
  const char **names = repair_names(policy);
  repair_never(reading, lg_json_get(node, "never"), names);
  repair_weights(reading, lg_json_get(node, "weights"), names);
  g_free(names);
}
