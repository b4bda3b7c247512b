/* element_text.c - one element of the rules in the words of policy: what it asks, of whom, in heads
 * (QUESTIONS W5).
 */
#include "element_text.h"

#include <stdlib.h>
#include <string.h>

#include "model/element_limits.h"
#include "output_text.h"

static char *number_text(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

/* "exactly 5", "3 to 5", "at least 3", "at most 5". g_free. */
static char *range_text(const lg_lang *lang, int64_t lo, int64_t hi)
{
  char *low = number_text(lo), *high = number_text(hi), *text;
  if (lo == hi)
    text = g_strdup_printf(lg_tr(lang, "exactly %s"), low);
  else if (hi == INT64_MAX)
    text = g_strdup_printf(lg_tr(lang, "at least %s"), low);
  else if (lo <= 0)
    text = g_strdup_printf(lg_tr(lang, "at most %s"), high);
  else
    text = g_strdup_printf(lg_tr(lang, "%1$s to %2$s"), low, high);
  g_free(low);
  g_free(high);
  return text;
}

/* The limits of an element in heads as the plan stands. */
static void limits_of(const lg_output *out, const lg_element *element, int64_t *lo, int64_t *hi)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  if (!lg_allowed_heads(district, policy, out->options, element, LG_SIDE_MIN, lo)) *lo = 0;
  if (!lg_allowed_heads(district, policy, out->options, element, LG_SIDE_MAX, hi)) *hi = INT64_MAX;
  *lo = MAX(*lo, 0);
}

static char *staffing_text(const lg_output *out, lg_element_facts *facts, int school,
                           const lg_element *element)
{
  const lg_district *district = out->input->district;
  int stage, subject;
  if (!lg_cell_parse(district, element->class_id, &stage, &subject)) return NULL;
  int now = lg_heads_now(facts, school, stage, subject, false);
  lg_heads_range heads = lg_cell_range(district, out->input->policy, school, stage, subject, now);
  char *where = lg_show_school(out, school);
  char *range = range_text(out->lang, MAX(heads.lo, 0), heads.hi);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s, %2$s, %3$s: %4$s teachers after the moves (now %5$d)"), where,
      lg_show_stage(out->lang, stage), district->subjects.text[subject], range, now);
  g_free(where);
  g_free(range);
  return text;
}

static char *headcount_text(const lg_output *out, lg_element_facts *facts, int school)
{
  const lg_district *district = out->input->district;
  int now = lg_heads_now(facts, school, LG_MISSING, LG_MISSING, false);
  int max_staff = district->schools[school].max_staff;
  lg_heads_range heads = lg_school_range(district, out->input->policy, school, now);
  char *where = lg_show_school(out, school);
  char *range = range_text(out->lang, MAX(heads.lo, 0), heads.hi);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s: %2$s teachers in all after the moves (now %3$d)"), where, range, now);
  if (max_staff != LG_MISSING) {
    char *bare = text;
    text = g_strdup_printf(lg_tr(out->lang, "%1$s; posts allowed: %2$d"), bare, max_staff);
    g_free(bare);
  }
  g_free(where);
  g_free(range);
  return text;
}

static int lock_order(const void *x, const void *y)
{
  const lg_lock *a = x, *b = y;
  if (a->teacher != b->teacher) return a->teacher < b->teacher ? -1 : 1;
  if (a->school != b->school) return a->school < b->school ? -1 : 1;
  return (a->kind > b->kind) - (a->kind < b->kind);
}

/* The lock, or NULL. The district keeps them in order. */
static const lg_lock *lock_of(const lg_district *district, int teacher, int school,
                              lg_lock_kind kind)
{
  lg_lock key = {.teacher = teacher, .school = school, .kind = kind};
  if (district->lock_count == 0) return NULL;
  return bsearch(&key, district->locks, (size_t)district->lock_count, sizeof key, lock_order);
}

static char *lock_text(const lg_output *out, int teacher, const char *class_id)
{
  const lg_district *district = out->input->district;
  bool must = g_str_has_prefix(class_id, "must/");
  const char *slash = strchr(class_id, '/');
  int school = slash ? lg_district_school(district, slash + 1) : LG_MISSING;
  if (teacher == LG_MISSING || school == LG_MISSING) return NULL;
  bool home = school == district->teachers[teacher].school;
  const char *format =
      must ? (home ? N_("lock: %1$s has to stay at %2$s") : N_("lock: %1$s has to go to %2$s"))
           : (home ? N_("lock: %1$s has to leave %2$s") : N_("lock: %1$s must not go to %2$s"));
  char *who = lg_show_teacher(out, teacher), *where = lg_show_school(out, school);
  GString *text = g_string_new(NULL);
  g_string_printf(text, lg_tr(out->lang, format), who, where);
  const lg_lock *lock = lock_of(district, teacher, school, must ? LG_LOCK_MUST : LG_LOCK_FORBID);
  if (lock && *lock->reason)
    g_string_append_printf(text, lg_tr(out->lang, "; reason: %s"),
                           lg_show_given(out->lang, lock->reason));
  if (lock && *lock->by)
    g_string_append_printf(text, lg_tr(out->lang, "; decided by: %s"),
                           lg_show_given(out->lang, lock->by));
  g_free(who);
  g_free(where);
  return g_string_free(text, FALSE);
}

static char *team_text(const lg_output *out, const lg_element *element, int school)
{
  const lg_policy *policy = out->input->policy;
  for (int k = 0; k < policy->team_count; k++) {
    const lg_route *route = &policy->routes[policy->teams[k].route];
    if (strcmp(route->id, element->id) != 0) continue;
    int64_t least, most;
    limits_of(out, element, &least, &most);
    char *where = lg_show_school(out, school);
    char *text = g_strdup_printf(
        lg_tr(out->lang, "%1$s receives nobody or at least %2$d teachers by the route %3$s"), where,
        (int)least, route->name);
    g_free(where);
    return text;
  }
  return NULL;
}

static char *pair_text(const lg_output *out, int a, const char *class_id)
{
  static const char *const formats[LG_PAIR_RULE_COUNT] = {
      [LG_SAME_SCHOOL] = N_("%1$s and %2$s work at the same school after the moves"),
      [LG_SAME_GROUP] = N_("%1$s and %2$s work in the same partner group after the moves"),
      [LG_NOT_BOTH_MOVE] = N_("%1$s and %2$s do not both move"),
  };
  const char *slash = strchr(class_id, '/');
  int b = slash ? lg_district_teacher(out->input->district, slash + 1) : LG_MISSING;
  if (a == LG_MISSING || b == LG_MISSING) return NULL;
  for (int rule = 0; rule < LG_PAIR_RULE_COUNT; rule++) {
    const char *word = lg_pair_word((lg_pair_rule)rule);
    if (strncmp(class_id, word, strlen(word)) != 0 || class_id[strlen(word)] != '/') continue;
    char *one = lg_show_teacher(out, a), *two = lg_show_teacher(out, b);
    char *text = g_strdup_printf(lg_tr(out->lang, formats[rule]), one, two);
    g_free(one);
    g_free(two);
    return text;
  }
  return NULL;
}

static char *density_text(const lg_output *out, lg_element_facts *facts, const lg_element *element)
{
  const lg_district *district = out->input->district;
  const lg_density *density = &out->input->policy->density;
  int school, stage;
  if (!lg_place_parse(district, element->class_id, &school, &stage)) return NULL;
  int students = district->schools[school].students[stage];
  int now = lg_heads_now(facts, school, stage, LG_MISSING, true);
  int64_t least, most;
  limits_of(out, element, &least, &most);
  char *asked = number_text(least);
  char *where = lg_show_school(out, school);
  char *text =
      g_strdup_printf(lg_tr(out->lang,
                            "%1$s, %2$s: at least %3$s backbone teachers (%4$s per 100 of its %5$d "
                            "students; now %6$d)"),
                      where, lg_show_stage(out->lang, stage), asked, density->text, students, now);
  g_free(asked);
  g_free(where);
  return text;
}

static char *routes_text(const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  if (policy->route_count == 0)
    return g_strdup(lg_tr(out->lang, "the plan has no routes, so nobody moves but by a lock"));
  GString *names = g_string_new(NULL);
  for (int r = 0; r < policy->route_count; r++) {
    if (r > 0) g_string_append(names, lg_tr(out->lang, ", "));
    g_string_append(names, policy->routes[r].name);
  }
  char *text =
      g_strdup_printf(lg_tr(out->lang, "every move follows one of the routes: %s"), names->str);
  g_string_free(names, TRUE);
  return text;
}

static char *commute_text(const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  char *most = lg_show_km(policy->max_m), *extra = lg_show_km(policy->max_extra_m), *text;
  if (policy->max_extra_m == LG_MISSING)
    text = g_strdup_printf(lg_tr(out->lang, "the new distance is at most %s km"), most);
  else if (policy->max_m == LG_MISSING)
    text = g_strdup_printf(
        lg_tr(out->lang, "the new distance is at most %s km longer than the old one"), extra);
  else
    text = g_strdup_printf(
        lg_tr(out->lang,
              "the new distance is at most %1$s km, and at most %2$s km longer than the old one"),
        most, extra);
  g_free(most);
  g_free(extra);
  return text;
}

static char *eligible_text(const lg_output *out)
{
  return g_strdup_printf(
      lg_tr(out->lang, "who is not eligible stays at the home school (%1$d of %2$d are eligible)"),
      out->options->eligible_count, out->input->district->teacher_count);
}

static char *changes_text(const lg_output *out, const lg_element *element)
{
  int64_t least, most;
  limits_of(out, element, &least, &most);
  char *heads = number_text(most);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "teachers placed otherwise than in the roster: at most %s"), heads);
  g_free(heads);
  return text;
}

static char *element_words(const lg_output *out, lg_element_facts *facts, const lg_element *element)
{
  const lg_district *district = out->input->district;
  const char *id = element->id, *class_id = element->class_id;
  int school = lg_district_school(district, element->rule == LG_R10_TEAM ? class_id : id);
  switch (element->rule) {
    case LG_R2_ELIGIBLE:
      return eligible_text(out);
    case LG_R3_ROUTE:
      return routes_text(out);
    case LG_R5_COMMUTE:
      return commute_text(out);
    case LG_R6_STAFFING:
      return school == LG_MISSING ? NULL : staffing_text(out, facts, school, element);
    case LG_R7_HEADCOUNT:
      return school == LG_MISSING ? NULL : headcount_text(out, facts, school);
    case LG_R8_QUOTA:
      return lg_quota_text(out, facts, id, class_id);
    case LG_R9_LOCK:
      return lock_text(out, lg_district_teacher(district, id), class_id);
    case LG_R10_TEAM:
      return school == LG_MISSING ? NULL : team_text(out, element, school);
    case LG_R11_PAIR:
      return pair_text(out, lg_district_teacher(district, id), class_id);
    case LG_R12_DENSITY:
      return density_text(out, facts, element);
    case LG_R1_POST:
      return g_strdup(lg_tr(out->lang, "every teacher has one school"));
    case LG_R4_SUBJECT:
      return g_strdup(
          lg_tr(out->lang, "a teacher keeps subject and stage, and the school has that stage"));
    case LG_R_CHANGES:
      return changes_text(out, element);
    case LG_R_FILE:
    case LG_RULE_COUNT:
      break;
  }
  return NULL;
}

char *lg_element_text(const lg_output *out, lg_element_facts *facts, const lg_element *element)
{
  char *words = element_words(out, facts, element);
  /* An id that the district does not know can only be shown as it is. */
  return words ? words
               : g_strdup_printf("%s %s %s", lg_rule_word(element->rule), element->id,
                                 element->class_id);
}

char *lg_output_element_text(const lg_output *out, const lg_element *element)
{
  lg_element_facts *facts = lg_element_facts_new(out);
  char *text = lg_element_text(out, facts, element);
  lg_element_facts_free(facts);
  return text;
}
