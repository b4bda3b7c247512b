/* plan_quota.c - quotas (R8) and the density of backbone teachers (R12). */
#include <string.h>

#include "model/classes.h"
#include "model/input_limits.h"
#include "model/int128.h"
#include "plan_parts.h"

/* A share (text) or a head-count (number). */
static void bound_read(const lg_reading *reading, const lg_json *node, lg_bound *bound)
{
  if (!node) return;
  lg_decimal number;
  bool is_number = lg_plan_decimal(node, &number);
  bool whole = is_number && lg_decimal_is_whole(&number);
  int64_t heads;
  if (node->kind == LG_JSON_TEXT || (is_number && !whole)) {
    /* a number with a fraction is never taken: the defect says which text to write */
    if (!lg_plan_share(reading, node, &bound->share)) return;
    bound->kind = LG_BOUND_SHARE;
    bound->text = lg_plan_keep(reading, node->text);
  } else if (whole && lg_decimal_scaled(&number, 0, &heads) && heads >= 0 &&
             heads <= LG_MAX_WHOLE) {
    bound->kind = LG_BOUND_HEADS;
    bound->heads = heads;
    char *text = g_strndup(node->raw, node->raw_length);
    bound->text = lg_plan_keep(reading, text);
    g_free(text);
  } else {
    int none;
    if (lg_plan_is_too_large(node))
      lg_plan_whole(reading, node, 0, LG_MAX_WHOLE, &none);
    else
      lg_plan_say_value(reading, LG_MSG_PLAN_NEED_BOUND, node, "\"37%\"", NULL);
  }
}

/* Judged where both are of one kind. */
static bool bounds_cross(const lg_bound *min, const lg_bound *max)
{
  if (min->kind != max->kind || min->kind == LG_BOUND_NONE) return false;
  if (min->kind == LG_BOUND_HEADS) return min->heads > max->heads;
  return (lg_i128)min->share.p * max->share.q > (lg_i128)max->share.p * min->share.q;
}

static void weight_read(const lg_reading *reading, const lg_json *node, int *weight)
{
  *weight = 1;
  lg_plan_whole(reading, lg_json_get(node, "weight"), 1, LG_MAX_WEIGHT, weight);
}

static bool per_key(const lg_reading *reading, const lg_json *node, lg_per *per)
{
  const char *words[LG_PER_SUBJECT];
  for (int key = 1; key <= LG_PER_SUBJECT; key++) words[key - 1] = lg_per_word((lg_per)key);
  int choice;
  if (!lg_plan_choice(reading, node, words, LG_PER_SUBJECT, &choice)) return false;
  *per = (lg_per)(choice + 1);
  return true;
}

/* The pairs of two keys must not be too many to be counted, and must be told apart by their texts,
 * which stand in outputs and under `relax`. */
static bool per_is_good(const lg_reading *reading, const lg_json *node, const lg_per *per)
{
  const char *first = lg_per_word(per[0]), *second = lg_per_word(per[1]);
  if (per[0] == per[1]) {
    lg_plan_say(reading, LG_MSG_PLAN_PER_TWICE, node, first, NULL, NULL);
    return false;
  }
  if (!reading->district) return true;
  const lg_quota one = {.per = {per[0]}}, other = {.per = {per[1]}},
                 both = {.per = {per[0], per[1]}};
  int64_t pairs =
      (int64_t)lg_class_count(reading->district, &one) * lg_class_count(reading->district, &other);
  if (pairs > LG_MAX_PAIRS) {
    g_autofree char *found = g_strdup_printf("%" G_GINT64_FORMAT, pairs);
    g_autofree char *keys = g_strdup_printf("%s, %s", first, second);
    g_autofree char *most = g_strdup_printf("%d", LG_MAX_PAIRS);
    lg_plan_say(reading, LG_MSG_PLAN_PER_MANY, node, keys, found, most);
    return false;
  }
  g_autofree char *alike = lg_classes_alike(reading->district, &both);
  if (alike) lg_plan_say(reading, LG_MSG_PLAN_PER_ALIKE, node, alike, NULL, NULL);
  return !alike;
}

/* One key, or a list of one or two. */
static void quota_per(const lg_reading *reading, const lg_json *node, lg_quota *quota)
{
  if (!node || node->kind != LG_JSON_LIST) {
    per_key(reading, node, &quota->per[0]);
    return;
  }
  int count = lg_plan_length(node);
  if (count < 1 || count > LG_PER_KEYS) {
    g_autofree char *found = g_strdup_printf("%d", count);
    lg_plan_say(reading, LG_MSG_PLAN_PER_KEYS, node, found, "[\"from.school\", \"subject\"]", NULL);
    return;
  }
  lg_per per[LG_PER_KEYS] = {LG_PER_DISTRICT, LG_PER_DISTRICT};
  bool good = true;
  int k = 0;
  for (const lg_json *key = node->child; key; key = key->next)
    good &= per_key(reading, key, &per[k++]);
  if (good && count == LG_PER_KEYS) good = per_is_good(reading, node, per);
  if (good) memcpy(quota->per, per, sizeof per);
}

static void quota_name(const lg_reading *reading, const lg_json *node, GHashTable *ids,
                       lg_quota *quota)
{
  if (!lg_plan_id(reading, node, "id", ids, &quota->id)) return;
  quota->name = quota->id;
  lg_plan_name(reading, lg_json_get(node, "name"), &quota->name);
  if (strcmp(quota->id, "backbone_per_100") == 0 || lg_plan_is_rule(quota->id))
    lg_plan_say(reading, LG_MSG_PLAN_QUOTA_RESERVED, lg_json_get(node, "id"), quota->id, NULL,
                NULL);
}

/* 37 heads where 37 % of a base may be meant. What a scenario or --vary puts in has no line, and would
 * be told in each of its rows. */
static void warn_of_heads(const lg_reading *reading, const lg_json *node, const lg_bound *bound)
{
  if (bound->kind != LG_BOUND_HEADS || bound->heads < 1 || bound->heads > 100) return;
  if (node->line == 0) return;
  g_autofree char *share = g_strdup_printf("\"%d%%\"", (int)bound->heads);
  lg_plan_say(reading, LG_MSG_PLAN_HEADS, node, bound->text, share, NULL);
}

/* Those who may drop out, where the heads asked are known before the placing. */
static void quota_withdrawals(const lg_reading *reading, const lg_json *node, lg_quota *quota)
{
  if (!lg_plan_whole(reading, node, 0, LG_MAX_WHOLE, &quota->withdrawals)) return;
  bool known = quota->min.kind == LG_BOUND_HEADS ||
               (quota->min.kind == LG_BOUND_SHARE && lg_quota_base_is_fixed(quota));
  if (!known || quota->per[0] != LG_PER_DISTRICT)
    lg_plan_say(reading, LG_MSG_PLAN_WITHDRAWALS, node, NULL, NULL, NULL);
}

static void quota_read(lg_reading *reading, const lg_json *node, GHashTable *ids, lg_quota *quota)
{
  quota->id = quota->name = "";
  if (!lg_plan_object(reading, node, LG_OBJECT_QUOTA)) return;
  quota_name(reading, node, ids, quota);
  lg_plan_bool(reading, lg_json_get(node, "include_rotated"), &quota->include_rotated);
  quota->count = lg_plan_filter(reading, lg_plan_need(reading, node, "count"), LG_FILTER_QUOTA);
  quota->of = lg_plan_filter(reading, lg_json_get(node, "of"),
                             quota->include_rotated ? LG_FILTER_FIXED : LG_FILTER_QUOTA);
  const lg_json *min = lg_json_get(node, "min"), *max = lg_json_get(node, "max");
  bound_read(reading, min, &quota->min);
  bound_read(reading, max, &quota->max);
  if (lg_json_get(node, "of")) {
    warn_of_heads(reading, min, &quota->min);
    warn_of_heads(reading, max, &quota->max);
  }
  if (!min && !max) lg_plan_say(reading, LG_MSG_PLAN_QUOTA_OPEN, node, NULL, NULL, NULL);
  if (bounds_cross(&quota->min, &quota->max))
    lg_plan_say(reading, LG_MSG_PLAN_MIN_ABOVE_MAX, min, quota->min.text, quota->max.text, NULL);
  quota_per(reading, lg_json_get(node, "per"), quota);
  quota_withdrawals(reading, lg_json_get(node, "withdrawals"), quota);
  lg_plan_bool(reading, lg_json_get(node, "soft"), &quota->soft);
  weight_read(reading, node, &quota->weight);
}

static void quotas_read(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_list(reading, node)) return;
  lg_policy *policy = reading->policy;
  int count = lg_plan_length(node);
  if (count > LG_MAX_QUOTAS) {
    char found[16], most[16];
    g_snprintf(found, sizeof found, "%d", count);
    g_snprintf(most, sizeof most, "%d", LG_MAX_QUOTAS);
    lg_plan_say(reading, LG_MSG_PLAN_QUOTAS_MANY, node, found, most, NULL);
  }
  policy->quotas = lg_policy_array(policy, (size_t)count, sizeof(lg_quota));
  GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (const lg_json *element = node->child; element; element = element->next)
    quota_read(reading, element, ids, &policy->quotas[policy->quota_count++]);
  g_hash_table_destroy(ids);
}

/* Backbone teachers per 100 students; more than this bound could not be counted in 64 bits, nor
 * hired. */
enum { LG_MAX_PER_100 = 10000 };

static void density_read(lg_reading *reading, const lg_json *node)
{
  if (!lg_plan_object(reading, node, LG_OBJECT_DENSITY)) return;
  lg_density *density = &reading->policy->density;
  const lg_json *min = lg_plan_need(reading, node, "min");
  if (min && min->kind == LG_JSON_TEXT && lg_fraction_parse(min->text, false, &density->min) &&
      density->min.p / density->min.q < LG_MAX_PER_100) {
    density->text = lg_plan_keep(reading, min->text);
  } else if (min) {
    lg_plan_say_value(reading, LG_MSG_PLAN_NEED_FRACTION, min, "\"1\", \"0.9\", \"3/4\"",
                      G_STRINGIFY(10000));
  }
  density->given = true;
  lg_plan_bool(reading, lg_json_get(node, "soft"), &density->soft);
  weight_read(reading, node, &density->weight);
}

static const struct {
  const char *key;
  void (*read)(lg_reading *reading, const lg_json *node);
} counts[] = {{"staffing", lg_plan_staffing},
              {"quotas", quotas_read},
              {"teams", lg_plan_teams},
              {"backbone_per_100", density_read}};

void lg_plan_counts(lg_reading *reading, const lg_json *root)
{
  for (size_t k = 0; k < G_N_ELEMENTS(counts); k++)
    counts[k].read(reading, lg_json_get(root, counts[k].key));
}

bool lg_plan_is_count(const char *key)
{
  for (size_t k = 0; k < G_N_ELEMENTS(counts); k++)
    if (strcmp(counts[k].key, key) == 0) return true;
  return false;
}
