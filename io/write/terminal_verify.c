#include "terminal_parts.h"

#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/goal_words.h"
#include "io/words/input.h"

/* Longer lists end with a count. */
enum {
  LG_SHOWN_TEACHERS = 10,
  LG_SHOWN_CLASSES = 20,
  LG_SHOWN_DIFFERENCES = 50,
  LG_SHOWN_BREACHES = 200
};

typedef const lg_recounted *lg_seen;

static const char *say(lg_seen seen, const char *text)
{
  return lg_tr(seen->lang, text);
}

/* ---- names ---- */

static void add_named(GString *text, lg_seen seen, const char *name, const char *id)
{
  if (*name)
    g_string_append_printf(text, say(seen, N_("%1$s (%2$s)")), name, id);
  else
    g_string_append(text, id);
}

static void add_teacher(GString *text, lg_seen seen, int teacher)
{
  const lg_teacher *t = &seen->district->teachers[teacher];
  add_named(text, seen, t->name, t->id);
}

static void add_teachers(GString *text, lg_seen seen, const int *teachers, int count)
{
  int shown = MIN(count, LG_SHOWN_TEACHERS);
  for (int k = 0; k < shown; k++) {
    if (k) g_string_append(text, say(seen, N_(", ")));
    add_teacher(text, seen, teachers[k]);
  }
  if (count > shown) g_string_append_printf(text, say(seen, N_(" and %d more")), count - shown);
}

static char *school_text(lg_seen seen, const char *id)
{
  int school = lg_district_school(seen->district, id);
  GString *text = g_string_new(NULL);
  add_named(text, seen, school == LG_MISSING ? "" : seen->district->schools[school].name, id);
  return g_string_free(text, FALSE);
}

static char *teacher_text(lg_seen seen, int teacher)
{
  GString *text = g_string_new(NULL);
  add_teacher(text, seen, teacher);
  return g_string_free(text, FALSE);
}

static const char *word_text(lg_seen seen, const char *word)
{
  static const char *const words[] = {N_("primary"), N_("junior"), N_("strong"), N_("ordinary"),
                                      N_("weak")};
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    if (strcmp(word, words[k]) == 0) return say(seen, words[k]);
  return word;
}

/* "SCHOOL/primary" or "primary/SUBJECT" in words; ids may hold a slash, stages do not. */
static char *school_stage_text(lg_seen seen, const char *class_id)
{
  const char *slash = strrchr(class_id, '/');
  char *id = g_strndup(class_id, (gsize)(slash - class_id)), *school = school_text(seen, id);
  char *text = g_strdup_printf(say(seen, N_("%1$s, %2$s")), school, word_text(seen, slash + 1));
  g_free(id);
  g_free(school);
  return text;
}

static char *cell_text(lg_seen seen, const lg_element *element)
{
  const char *slash = strchr(element->class_id, '/');
  char *stage = g_strndup(element->class_id, (gsize)(slash - element->class_id));
  char *school = school_text(seen, element->id);
  char *text =
      g_strdup_printf(say(seen, N_("%1$s, %2$s, %3$s")), school, word_text(seen, stage), slash + 1);
  g_free(stage);
  g_free(school);
  return text;
}

/* The heads that a rule allows. */
static char *range_text(lg_seen seen, int64_t lo, int64_t hi)
{
  long long least = (long long)MAX(lo, 0), most = (long long)hi;
  if (hi == INT64_MAX) return g_strdup_printf(say(seen, N_("at least %lld")), least);
  if (lo == INT64_MIN) return g_strdup_printf(say(seen, N_("at most %lld")), most);
  if (least == most) return g_strdup_printf(say(seen, N_("exactly %lld")), least);
  const char *form =
      least < most ? N_("%1$lld to %2$lld") : N_("at least %1$lld and at most %2$lld");
  return g_strdup_printf(say(seen, form), least, most); /* a head-count may exceed a share */
}

/* ---- quotas ---- */

static char *text_of_class(lg_seen seen, const lg_quota *quota, const char *class_id)
{
  if (!quota) return school_stage_text(seen, class_id);
  switch (quota->per) {
    case LG_PER_FROM_SCHOOL:
    case LG_PER_TO_SCHOOL:
      return school_text(seen, class_id);
    case LG_PER_FROM_TIER:
    case LG_PER_TO_TIER:
    case LG_PER_STAGE:
      return g_strdup(word_text(seen, class_id));
    default:
      return g_strdup(class_id);
  }
}

static void add_relaxed(GString *text, lg_seen seen, const lg_counted *row, lg_side side)
{
  char *relaxed = lg_counted_relaxed(seen->lang, seen->policy, row, side);
  g_string_append(text, relaxed);
  g_free(relaxed);
}

static void add_asked(GString *text, lg_seen seen, const lg_counted *row, bool is_min)
{
  const lg_bound *bound = is_min ? &row->min : &row->max;
  if (bound->kind == LG_BOUND_NONE) return;
  long long asked = (long long)(is_min ? row->count->min_heads : row->count->max_heads);
  if (bound->kind == LG_BOUND_HEADS)
    g_string_append_printf(text, say(seen, is_min ? N_("; at least %lld") : N_("; at most %lld")),
                           asked);
  else
    g_string_append_printf(text,
                           say(seen, is_min ? N_("; at least %1$s, that is %2$lld")
                                            : N_("; at most %1$s, that is %2$lld")),
                           bound->text, asked);
  add_relaxed(text, seen, row, is_min ? LG_SIDE_MIN : LG_SIDE_MAX);
}

static void add_verdict(GString *text, lg_seen seen, const lg_counted *row)
{
  long long heads = (long long)row->count->shortfall;
  if (row->count->holds)
    g_string_append(text, say(seen, N_("; kept")));
  else if (row->soft)
    g_string_append_printf(text, say(seen, N_("; off by %lld (soft)")), heads);
  else
    g_string_append_printf(text, say(seen, N_("; off by %lld: BROKEN")), heads);
}

static void add_counts(GString *text, lg_seen seen, const lg_counted *row)
{
  const lg_quota_count *count = row->count;
  char *place = text_of_class(seen, row->quota, count->class_id);
  if (row->line) {
    g_string_append_printf(text, say(seen, row->line), place, (long long)count->count,
                           (long long)count->of, row->min.text, (long long)count->min_heads);
    add_relaxed(text, seen, row, LG_SIDE_MIN);
  } else {
    g_string_append_printf(text, "  %s", row->name);
    if (strcmp(row->name, row->id) != 0) g_string_append_printf(text, " (%s)", row->id);
    if (*place) g_string_append_printf(text, say(seen, N_(", %s")), place);
    g_string_append_printf(text, say(seen, N_(": %1$lld of %2$lld")), (long long)count->count,
                           (long long)count->of);
    if (count->of)
      g_string_append_printf(text, " = %.2f%%", 100.0 * (double)count->count / (double)count->of);
    add_asked(text, seen, row, true);
    add_asked(text, seen, row, false);
  }
  add_verdict(text, seen, row);
  g_string_append_c(text, '\n');
  g_free(place);
}

/* The classes of one quota, rows [first .. next): all of them, or where they are many those that do
 * not hold. */
static void add_quota(GString *text, lg_seen seen, int first, int next)
{
  const lg_quota_count *rows = seen->audit->quotas;
  const lg_counted of = lg_counted_of(seen->lang, seen->policy, &rows[first]);
  bool many = next - first > LG_SHOWN_CLASSES;
  int shown = 0, held = 0, missed = 0;
  for (int k = first; k < next; k++) {
    const lg_counted row = lg_counted_of(seen->lang, seen->policy, &rows[k]);
    held += rows[k].holds;
    if (many && (rows[k].holds || shown == LG_SHOWN_CLASSES)) continue;
    missed += !rows[k].holds;
    shown++;
    add_counts(text, seen, &row);
  }
  if (!many) return;
  g_string_append_printf(text, say(seen, N_("  %1$s: classes kept: %2$d of %3$d")), of.label, held,
                         next - first);
  int hidden = next - first - held - missed;
  if (hidden) g_string_append_printf(text, say(seen, N_("; missed, but not shown: %d")), hidden);
  g_string_append_c(text, '\n');
}

static void add_quotas(GString *text, lg_seen seen)
{
  const lg_audit *audit = seen->audit;
  if (audit->quota_count) g_string_append(text, say(seen, N_("Quotas\n")));
  for (int first = 0, next; first < audit->quota_count; first = next) {
    next = lg_counted_last(audit, first) + 1;
    add_quota(text, seen, first, next);
  }
}

/* ---- goals and equity ---- */

static void add_goals(GString *text, lg_seen seen)
{
  const lg_policy *policy = seen->policy;
  if (policy->goal_count) g_string_append(text, say(seen, N_("Goals\n")));
  for (int k = 0; k < policy->goal_count; k++) {
    lg_goal_kind kind = policy->goals[k].kind;
    g_string_append_printf(text, say(seen, N_("  %1$s: %2$lld (%3$s)\n")), lg_goal_word(kind),
                           (long long)seen->audit->goals[k],
                           say(seen, lg_goal_words_of(kind)->recount));
  }
}

static void add_equity(GString *text, lg_seen seen)
{
  bool headed = false;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *equity = &seen->audit->equity[stage];
    if (!equity->occurs || !equity->given) continue;
    if (!headed) g_string_append(text, say(seen, N_("Backbone teachers per 100 students\n")));
    headed = true;
    g_string_append_printf(
        text,
        say(seen, N_("  %1$s: mean %2$.4f before, %3$.4f after; coefficient of variation "
                     "%4$.4f before, %5$.4f after\n")),
        word_text(seen, lg_stage_word(stage)), equity->mean_before, equity->mean_after,
        equity->cv_before, equity->cv_after);
  }
}

/* ---- broken rules ---- */

static void add_whole_rule(GString *text, lg_seen seen, lg_rule rule)
{
  static const char *const texts[LG_RULE_COUNT] = {
      [LG_R1_POST] = N_("these teachers have no school of the table"),
      [LG_R2_ELIGIBLE] = N_("these teachers move, but are not eligible"),
      [LG_R3_ROUTE] = N_("these moves follow no route"),
      [LG_R4_SUBJECT] = N_("the new school does not have the stage of these teachers"),
      [LG_R5_COMMUTE] = N_("these teachers get a longer way to work than the plan allows")};
  g_string_append(text, say(seen, texts[rule]));
}

static void add_lock(GString *text, lg_seen seen, const lg_breach *breach)
{
  const char *slash = strchr(breach->element.class_id, '/');
  int teacher = breach->teachers[0];
  bool must = g_str_has_prefix(breach->element.class_id, "must/");
  char *name = teacher_text(seen, teacher), *school = school_text(seen, slash + 1);
  char *place = school_text(seen, seen->district->schools[seen->roster->school[teacher]].id);
  if (must)
    g_string_append_printf(text, say(seen, N_("%1$s must be at %2$s by a lock, but is at %3$s")),
                           name, school, place);
  else
    g_string_append_printf(text, say(seen, N_("%1$s must not be at %2$s by a lock")), name, school);
  g_free(name);
  g_free(school);
  g_free(place);
}

static void add_pair(GString *text, lg_seen seen, const lg_breach *breach)
{
  int a = lg_district_teacher(seen->district, breach->element.id), b = breach->teachers[0];
  if (b == a) b = breach->teachers[1];
  char *left = teacher_text(seen, a), *right = teacher_text(seen, b);
  const char *rule = breach->element.class_id, *form;
  if (g_str_has_prefix(rule, "same_school/"))
    form = N_("%1$s and %2$s must be at the same school");
  else if (g_str_has_prefix(rule, "same_group/"))
    form = N_("%1$s and %2$s must be in the same partner group");
  else
    form = N_("%1$s and %2$s must not both move");
  g_string_append_printf(text, say(seen, form), left, right);
  g_free(left);
  g_free(right);
}

static void add_broken_quota(GString *text, lg_seen seen, const lg_breach *breach,
                             const char *range)
{
  const lg_element *element = &breach->element;
  const lg_policy *policy = seen->policy;
  const lg_quota *quota = policy->quotas;
  while (strcmp(quota->id, element->id) != 0) quota++;
  char *class_text = text_of_class(seen, quota, element->class_id);
  g_string_append_printf(text, say(seen, N_("quota %s")), quota->name);
  if (*class_text) g_string_append_printf(text, say(seen, N_(", %s")), class_text);
  g_string_append_printf(text, say(seen, N_(": %1$lld counted, allowed: %2$s")),
                         (long long)breach->found, range);
  g_free(class_text);
}

static const char *route_name(lg_seen seen, const char *id)
{
  for (int k = 0; k < seen->policy->route_count; k++)
    if (strcmp(seen->policy->routes[k].id, id) == 0) return seen->policy->routes[k].name;
  return id;
}

/* Rules that count heads. */
static void add_heads_rule(GString *text, lg_seen seen, const lg_breach *breach)
{
  const lg_element *element = &breach->element;
  char *range = range_text(seen, breach->lo, breach->hi), *place = NULL;
  long long found = (long long)breach->found;
  switch (element->rule) {
    case LG_R6_STAFFING:
      place = cell_text(seen, element);
      g_string_append_printf(text,
                             say(seen, N_("%1$s: teachers after the moves: %2$lld, allowed: %3$s")),
                             place, found, range);
      break;
    case LG_R7_HEADCOUNT:
      place = school_text(seen, element->id);
      g_string_append_printf(text,
                             say(seen, N_("%1$s: teachers after the moves: %2$lld, allowed: %3$s")),
                             place, found, range);
      break;
    case LG_R8_QUOTA:
      add_broken_quota(text, seen, breach, range);
      break;
    case LG_R10_TEAM:
      place = school_text(seen, element->class_id);
      g_string_append_printf(
          text, say(seen, N_("%1$s gets %2$lld by the route %3$s, allowed: nobody or %4$s")), place,
          found, route_name(seen, element->id), range);
      break;
    default:
      place = school_stage_text(seen, element->class_id);
      g_string_append_printf(
          text, say(seen, N_("%1$s: backbone teachers after the moves: %2$lld, allowed: %3$s")),
          place, found, range);
  }
  g_free(place);
  g_free(range);
}

void lg_breach_text(GString *text, const lg_recounted *seen, const lg_breach *breach)
{
  lg_rule rule = breach->element.rule;
  g_string_append_printf(text, say(seen, N_("  %s: ")), lg_rule_word(rule));
  if (rule <= LG_R5_COMMUTE)
    add_whole_rule(text, seen, rule);
  else if (rule == LG_R9_LOCK)
    add_lock(text, seen, breach);
  else if (rule == LG_R11_PAIR)
    add_pair(text, seen, breach);
  else
    add_heads_rule(text, seen, breach);
  bool named = rule == LG_R9_LOCK || rule == LG_R11_PAIR;
  if (breach->teacher_count > 0 && !named) {
    g_string_append_printf(text, say(seen, N_("; %d concerned: ")), breach->teacher_count);
    add_teachers(text, seen, breach->teachers, breach->teacher_count);
  }
  g_string_append_c(text, '\n');
}

static void add_differences(GString *text, lg_seen seen)
{
  guint shown = MIN(seen->differences->len, LG_SHOWN_DIFFERENCES);
  for (guint k = 0; k < shown; k++) {
    const lg_file_difference *difference = &g_array_index(seen->differences, lg_file_difference, k);
    char *name = teacher_text(seen, difference->teacher);
    g_string_append_printf(text,
                           say(seen, N_("  file: row %1$d, %2$s, column %3$s: the roster says "
                                        "\"%4$s\", the input gives \"%5$s\"\n")),
                           difference->row, name, difference->column, difference->found,
                           difference->expected);
    g_free(name);
  }
  if (seen->differences->len > shown)
    g_string_append_printf(text, say(seen, N_("  file: and %d more cells\n")),
                           (int)(seen->differences->len - shown));
}

static void add_breaches(GString *text, lg_seen seen)
{
  const lg_audit *audit = seen->audit;
  if (audit->breach_count == 0 && seen->differences->len == 0) {
    g_string_append_printf(text, say(seen, N_("No rule is broken (%d checks).\n")),
                           audit->rules_checked);
    return;
  }
  g_string_append_printf(text, say(seen, N_("BROKEN RULES: %d\n")),
                         audit->breach_count + (int)seen->differences->len);
  add_differences(text, seen);
  int shown = MIN(audit->breach_count, LG_SHOWN_BREACHES);
  for (int k = 0; k < shown; k++) lg_breach_text(text, seen, &audit->breaches[k]);
  if (audit->breach_count > shown)
    g_string_append_printf(text, say(seen, N_("  and %d more broken rules\n")),
                           audit->breach_count - shown);
}

char *lg_verify_text(const lg_recounted *seen, const char *path)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, say(seen, N_("%1$s: %2$d of %3$d teachers move.\n")), path,
                         seen->audit->moved, seen->district->teacher_count);
  if (seen->audit->unknown_distance_count)
    g_string_append_printf(
        text,
        say(seen, N_("The way to the new school is unknown for %d of them; it counts as 0.\n")),
        seen->audit->unknown_distance_count);
  add_quotas(text, seen);
  add_goals(text, seen);
  add_equity(text, seen);
  add_breaches(text, seen);
  return g_string_free(text, FALSE);
}
