/* plan_relax.c - the keys `relax`, limits of elements that give way by heads, and `repair`, what
 * repairs may do at what price (QUESTIONS W1, W11, W12, W14). */
#include <stdlib.h>
#include <string.h>

#include "io/read/fold.h"
#include "io/read/table.h"
#include "model/classes.h"
#include "model/input_limits.h"
#include "plan_parts.h"

/* The rules that may be named: R6 ... R12 and `changes`. */
enum { LG_FIRST_NAMED = LG_R6_STAFFING, LG_NAMED_COUNT = LG_RULE_COUNT - LG_FIRST_NAMED };

bool lg_plan_is_rule(const char *word)
{
  for (int rule = LG_R1_POST; rule < LG_RULE_COUNT; rule++)
    if (strcmp(word, lg_rule_word((lg_rule)rule)) == 0) return true;
  return false;
}

/* ---- one change of `relax` ---- */

/* A change while it is read: where its parts stand, and which sides its element has. */
struct relaxing {
  const lg_reading *reading;
  const lg_json *id_at, *class_at, *side_at;
  lg_relax relax;
  bool sides[LG_SIDE_COUNT];
};

/* No element has this id or class; `known` are those that there are. */
static bool say_element(const struct relaxing *r, const lg_json *at, const char *value,
                        GPtrArray *known)
{
  lg_plan_say_unknown(r->reading, LG_MSG_PLAN_ELEMENT, LG_MSG_PLAN_ELEMENT_NEAR, at, value,
                      (const char *const *)known->pdata, (int)known->len,
                      lg_rule_word(r->relax.rule));
  return false;
}

/* Takes `known`. */
static bool element_is_unknown(const struct relaxing *r, bool of_class, GPtrArray *known)
{
  say_element(r, of_class ? r->class_at : r->id_at, of_class ? r->relax.class_id : r->relax.id,
              known);
  g_ptr_array_free(known, TRUE);
  return false;
}

/* An element without a class: the text must be empty. */
static bool class_is_empty(const struct relaxing *r)
{
  return !*r->relax.class_id || element_is_unknown(r, true, g_ptr_array_new());
}

static bool find_school(const struct relaxing *r, const char *id, bool of_class, int *school)
{
  const lg_district *district = r->reading->district;
  *school = lg_district_school(district, id);
  if (*school != LG_MISSING) return true;
  GPtrArray *known = g_ptr_array_new();
  for (int j = 0; j < district->school_count; j++)
    g_ptr_array_add(known, (gpointer)district->schools[j].id);
  return element_is_unknown(r, of_class, known);
}

/* R6: a school, and a stage that it has with a subject. */
static bool find_cell(struct relaxing *r)
{
  const lg_district *district = r->reading->district;
  int school;
  if (!find_school(r, r->relax.id, false, &school)) return false;
  GPtrArray *known = g_ptr_array_new_with_free_func(g_free);
  int stage = LG_MISSING, subject = LG_MISSING;
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    if (!district->schools[school].has_stage[s]) continue;
    for (int k = 0; k < district->subjects.count; k++) {
      char *class_id = g_strdup_printf("%s/%s", lg_stage_word(s), district->subjects.text[k]);
      if (strcmp(class_id, r->relax.class_id) == 0) {
        stage = s;
        subject = k;
      }
      g_ptr_array_add(known, class_id);
    }
  }
  if (subject == LG_MISSING) return element_is_unknown(r, true, known);
  g_ptr_array_free(known, TRUE);
  r->sides[LG_SIDE_MIN] = r->sides[LG_SIDE_MAX] = r->reading->policy->subject_band.given;
  for (int k = 0; k < district->demand_count; k++) {
    const lg_demand *row = &district->demands[k];
    if (row->school != school || (int)row->stage != stage || row->subject != subject) continue;
    r->sides[LG_SIDE_MIN] |= row->min != LG_MISSING;
    r->sides[LG_SIDE_MAX] |= row->max != LG_MISSING;
  }
  return true;
}

/* R7: a school. */
static bool find_headcount(struct relaxing *r)
{
  int school;
  if (!find_school(r, r->relax.id, false, &school) || !class_is_empty(r)) return false;
  bool band = r->reading->policy->headcount_band.given;
  r->sides[LG_SIDE_MIN] = band;
  r->sides[LG_SIDE_MAX] = band || r->reading->district->schools[school].max_staff != LG_MISSING;
  return true;
}

static bool find_quota_class(const struct relaxing *r, const lg_quota *quota)
{
  const lg_district *district = r->reading->district;
  bool *are = lg_classes_that_are(district, quota);
  int code = lg_class_find(district, quota, r->relax.class_id);
  bool found = code != LG_MISSING && are[code];
  if (!found) {
    GPtrArray *known = g_ptr_array_new_with_free_func(g_free);
    for (int c = 0; c < lg_class_count(district, quota); c++)
      if (are[c]) g_ptr_array_add(known, lg_class_id(district, quota, c));
    element_is_unknown(r, true, known);
  }
  g_free(are);
  return found;
}

/* R8: a hard quota, and one of its classes. */
static bool find_quota(struct relaxing *r)
{
  const lg_policy *policy = r->reading->policy;
  GPtrArray *known = g_ptr_array_new();
  const lg_quota *quota = NULL;
  for (int q = 0; q < policy->quota_count; q++) {
    if (strcmp(policy->quotas[q].id, r->relax.id) == 0) quota = &policy->quotas[q];
    if (!policy->quotas[q].soft) g_ptr_array_add(known, (gpointer)policy->quotas[q].id);
  }
  if (!quota) return element_is_unknown(r, false, known);
  g_ptr_array_free(known, TRUE);
  if (quota->soft) {
    lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_SOFT, r->id_at, quota->id, NULL, NULL);
    return false;
  }
  if (!find_quota_class(r, quota)) return false;
  r->sides[LG_SIDE_MIN] = quota->min.kind != LG_BOUND_NONE;
  r->sides[LG_SIDE_MAX] = quota->max.kind != LG_BOUND_NONE;
  return true;
}

/* One lock or pair of the district as an element: a teacher, and "word/ID". */
struct row_element {
  const char *id;
  char *class_id;
};

static struct row_element lock_element(const lg_district *district, int k)
{
  const lg_lock *lock = &district->locks[k];
  return (struct row_element){
      district->teachers[lock->teacher].id,
      g_strdup_printf("%s/%s", lg_lock_word(lock->kind), district->schools[lock->school].id)};
}

static struct row_element pair_element(const lg_district *district, int k)
{
  const lg_pair *pair = &district->pairs[k];
  return (struct row_element){
      district->teachers[pair->a].id,
      g_strdup_printf("%s/%s", lg_pair_word(pair->rule), district->teachers[pair->b].id)};
}

/* R9, R11: a row of `locks` or `pairs`. */
static bool find_row(struct relaxing *r)
{
  const lg_district *district = r->reading->district;
  bool locks = r->relax.rule == LG_R9_LOCK;
  int count = locks ? district->lock_count : district->pair_count;
  GPtrArray *ids = g_ptr_array_new(), *classes = g_ptr_array_new_with_free_func(g_free);
  bool found = false;
  for (int k = 0; k < count && !found; k++) {
    struct row_element row = locks ? lock_element(district, k) : pair_element(district, k);
    g_ptr_array_add(ids, (gpointer)row.id);
    if (strcmp(row.id, r->relax.id) == 0) {
      found = strcmp(row.class_id, r->relax.class_id) == 0;
      g_ptr_array_add(classes, row.class_id);
    } else {
      g_free(row.class_id);
    }
  }
  if (!found) {
    bool of_class = classes->len > 0;
    say_element(r, of_class ? r->class_at : r->id_at, of_class ? r->relax.class_id : r->relax.id,
                of_class ? classes : ids);
  }
  g_ptr_array_free(ids, TRUE);
  g_ptr_array_free(classes, TRUE);
  r->sides[LG_SIDE_DROP] = true;
  return found;
}

/* R10: the route of a team, and a school. */
static bool find_team(struct relaxing *r)
{
  const lg_policy *policy = r->reading->policy;
  GPtrArray *known = g_ptr_array_new();
  bool found = false;
  int school;
  for (int t = 0; t < policy->team_count; t++) {
    int route = policy->teams[t].route;
    if (route < 0 || route >= policy->route_count) continue; /* a defect of its own */
    g_ptr_array_add(known, (gpointer)policy->routes[route].id);
    found |= strcmp(policy->routes[route].id, r->relax.id) == 0;
  }
  if (!found) return element_is_unknown(r, false, known);
  g_ptr_array_free(known, TRUE);
  r->sides[LG_SIDE_MIN] = true;
  return find_school(r, r->relax.class_id, true, &school);
}

/* R12: "backbone_per_100", and a school with one of its stages. */
static bool find_density(struct relaxing *r)
{
  const lg_district *district = r->reading->district;
  const lg_density *density = &r->reading->policy->density;
  GPtrArray *known = g_ptr_array_new_with_free_func(g_free);
  if (density->given) g_ptr_array_add(known, g_strdup("backbone_per_100"));
  if (!density->given || strcmp(r->relax.id, "backbone_per_100") != 0)
    return element_is_unknown(r, false, known);
  g_ptr_array_set_size(known, 0);
  if (density->soft) {
    g_ptr_array_free(known, TRUE);
    lg_plan_say(r->reading, LG_MSG_PLAN_RELAX_SOFT, r->id_at, r->relax.id, NULL, NULL);
    return false;
  }
  r->sides[LG_SIDE_MIN] = true;
  bool found = false;
  for (int k = 0; k < district->school_count * LG_STAGE_COUNT && !found; k++) {
    const lg_school *school = &district->schools[k / LG_STAGE_COUNT];
    if (!school->has_stage[k % LG_STAGE_COUNT]) continue;
    char *class_id = g_strdup_printf("%s/%s", school->id, lg_stage_word(k % LG_STAGE_COUNT));
    found = strcmp(class_id, r->relax.class_id) == 0;
    g_ptr_array_add(known, class_id);
  }
  if (!found) return element_is_unknown(r, true, known);
  g_ptr_array_free(known, TRUE);
  return true;
}

/* `changes`: the limit that `replan` may be given. */
static bool find_changes(struct relaxing *r)
{
  r->sides[LG_SIDE_MAX] = true;
  if (*r->relax.id) return element_is_unknown(r, false, g_ptr_array_new());
  return class_is_empty(r);
}

/* Finds the element and its sides; says what is unknown. */
static bool find_element(struct relaxing *r)
{
  switch (r->relax.rule) {
    case LG_R6_STAFFING:
      return find_cell(r);
    case LG_R7_HEADCOUNT:
      return find_headcount(r);
    case LG_R8_QUOTA:
      return find_quota(r);
    case LG_R9_LOCK:
    case LG_R11_PAIR:
      return find_row(r);
    case LG_R10_TEAM:
      return find_team(r);
    case LG_R12_DENSITY:
      return find_density(r);
    default:
      return find_changes(r);
  }
}

static void check_side(const struct relaxing *r)
{
  if (r->sides[r->relax.side]) return;
  GString *there = g_string_new(NULL);
  for (int side = 0; side < LG_SIDE_COUNT; side++)
    if (r->sides[side])
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

/* Under codes a teacher may still be named by the own id. */
static void relax_teachers(struct relaxing *r)
{
  const lg_district *district = r->reading->district;
  GStringChunk *texts = r->reading->policy->texts;
  if (!district || (r->relax.rule != LG_R9_LOCK && r->relax.rule != LG_R11_PAIR)) return;
  int a = lg_district_teacher(district, r->relax.id);
  if (a != LG_MISSING) r->relax.id = g_string_chunk_insert(texts, district->teachers[a].id);
  const char *slash = r->relax.rule == LG_R11_PAIR ? strchr(r->relax.class_id, '/') : NULL;
  int b = slash ? lg_district_teacher(district, slash + 1) : LG_MISSING;
  if (b == LG_MISSING) return;
  g_autofree char *class_id = g_strdup_printf("%.*s/%s", (int)(slash - r->relax.class_id),
                                              r->relax.class_id, district->teachers[b].id);
  r->relax.class_id = g_string_chunk_insert(texts, class_id);
}

/* Reads and checks one change; false where it is not whole. */
static bool relax_read(const lg_reading *reading, const lg_json *node, lg_relax *relax)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_RELAX)) return false;
  struct relaxing r = {.reading = reading};
  const char *words[LG_SIDE_COUNT];
  int side;
  for (int k = 0; k < LG_SIDE_COUNT; k++) words[k] = lg_side_word((lg_side)k);
  r.id_at = lg_plan_need(reading, node, "id");
  r.class_at = lg_plan_need(reading, node, "class");
  r.side_at = lg_plan_need(reading, node, "side");
  bool whole = named_rule(reading, lg_plan_need(reading, node, "rule"), &r.relax.rule);
  whole &= relax_text(reading, r.id_at, &r.relax.id);
  whole &= relax_text(reading, r.class_at, &r.relax.class_id);
  bool sided = lg_plan_choice(reading, r.side_at, words, LG_SIDE_COUNT, &side);
  if (sided) r.relax.side = (lg_side)side;
  int most = sided && r.relax.side == LG_SIDE_DROP ? 1 : LG_MAX_WHOLE;
  bool counted =
      lg_plan_whole(reading, lg_plan_need(reading, node, "heads"), 1, most, &r.relax.heads);
  if (whole) relax_teachers(&r);
  if (whole && reading->district && find_element(&r) && sided) check_side(&r);
  *relax = r.relax;
  return whole && sided && counted;
}

/* ---- the list ---- */

static int relax_order(const void *x, const void *y)
{
  const lg_relax *a = x, *b = y;
  lg_element left = {a->rule, (char *)(gsize)a->id, (char *)(gsize)a->class_id};
  lg_element right = {b->rule, (char *)(gsize)b->id, (char *)(gsize)b->class_id};
  int order = lg_element_order(&left, &right);
  return order ? order : lg_side_order(a->side, b->side);
}

/* Says where an element and side stands a second time. */
static void relax_once(const lg_reading *reading, const lg_json *node, const lg_relax *relax,
                       GHashTable *met)
{
  char *key = g_strdup_printf("%s\n%s\n%s\n%s", lg_rule_word(relax->rule), relax->id,
                              relax->class_id, lg_side_word(relax->side));
  const lg_json *first = g_hash_table_lookup(met, key);
  if (!first) {
    g_hash_table_insert(met, key, (gpointer)node);
    return;
  }
  char line[16];
  g_snprintf(line, sizeof line, "%d", first->line);
  lg_plan_say(reading, LG_MSG_PLAN_RELAX_REPEATED, node, line, NULL, NULL);
  g_free(key);
}

void lg_plan_relax(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_list(reading, node)) return;
  lg_policy *policy = reading->policy;
  policy->relax = lg_policy_array(policy, (size_t)lg_plan_length(node), sizeof(lg_relax));
  GHashTable *met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (const lg_json *element = node->child; element; element = element->next) {
    lg_relax *relax = &policy->relax[policy->relax_count];
    if (!relax_read(reading, element, relax)) continue;
    relax_once(reading, element, relax, met);
    policy->relax_count++;
  }
  g_hash_table_destroy(met);
  qsort(policy->relax, (size_t)policy->relax_count, sizeof *policy->relax, relax_order);
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
