/* element_text.c - see element_text.h. */
#include "element_text.h"

#include <stdlib.h>

#include "model/rules/rules.h"
#include "output_text.h"

static char *number_text(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

/* "exactly 5", "3 to 5", "at least 3", "at most 5". g_free. */
static char *range_text(const lg_lang *lang, lg_heads_range range)
{
  char *low = number_text(MAX(range.lo, 0)), *high = number_text(range.hi), *text;
  if (MAX(range.lo, 0) == range.hi)
    text = g_strdup_printf(lg_tr(lang, "exactly %s"), low);
  else if (range.hi == INT64_MAX)
    text = g_strdup_printf(lg_tr(lang, "at least %s"), low);
  else if (range.lo <= 0)
    text = g_strdup_printf(lg_tr(lang, "at most %s"), high);
  else
    text = g_strdup_printf(lg_tr(lang, "%1$s to %2$s"), low, high);
  g_free(low);
  g_free(high);
  return text;
}

/* The heads of an element before the plan, and those that it allows as the plan stands. */
static lg_heads_range limits_of(const lg_output *out, lg_element element, int *now)
{
  const lg_district *district = out->input->district;
  lg_part home = lg_element_before(district, out->input->policy, out->options, element);
  *now = home.n;
  return lg_element_range(district, out->input->policy, element, home.n, LG_MISSING);
}

/* The place of an element: "S01", "S01, primary", "S01, primary, math". g_free. */
static char *place_text(const lg_output *out, lg_element element)
{
  const lg_district *district = out->input->district;
  lg_element_parts parts = lg_element_parts_of(district, element);
  char *school = lg_show_school(out, parts.school), *text;
  if (parts.stage == LG_MISSING) return school;
  const char *stage = lg_show_stage(out->lang, parts.stage);
  if (parts.subject == LG_MISSING)
    text = g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s"), school, stage);
  else
    text = g_strdup_printf(lg_tr(out->lang, "%1$s, %2$s, %3$s"), school, stage,
                           district->subjects.text[parts.subject]);
  g_free(school);
  return text;
}

/* ---- what an element asks ---- */

static char *staffing_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  const lg_district *district = out->input->district;
  lg_element_parts cell = lg_element_parts_of(district, element);
  int now;
  char *range = range_text(out->lang, limits_of(out, element, &now));
  char *where = lg_show_school(out, cell.school);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s, %2$s, %3$s: %4$s teachers after the moves (now %5$d)"), where,
      lg_show_stage(out->lang, cell.stage), district->subjects.text[cell.subject], range, now);
  g_free(where);
  g_free(range);
  return text;
}

static char *units_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  const lg_district *district = out->input->district;
  lg_element_parts cell = lg_element_parts_of(district, element);
  int now;
  char *range = range_text(out->lang, limits_of(out, element, &now));
  char *where = lg_show_school(out, cell.school);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s, %2$s, %3$s: %4$s units a week from guests (%5$s)"), where,
      lg_show_stage(out->lang, cell.stage), district->subjects.text[cell.subject], range,
      out->input->policy->flexible.unit);
  g_free(where);
  g_free(range);
  return text;
}

static char *flexible_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  return g_strdup(
      lg_tr(out->lang,
            "a flexible service is one that the plan and its tables provide for: who, "
            "how many units, where they are asked for; one that the ledger has goes on"));
}

static char *headcount_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  int max_staff = out->input->district->schools[element.a].max_staff, now;
  char *range = range_text(out->lang, limits_of(out, element, &now));
  char *where = lg_show_school(out, element.a);
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

/* The lock, or NULL where `relax` has dropped it. The district keeps them in order. */
static const lg_lock *lock_of(const lg_district *district, int teacher, lg_element_parts parts)
{
  lg_lock key = {.teacher = teacher, .school = parts.school, .kind = (lg_lock_kind)parts.kind};
  if (district->lock_count == 0) return NULL;
  return bsearch(&key, district->locks, (size_t)district->lock_count, sizeof key, lock_order);
}

static char *lock_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  const lg_district *district = out->input->district;
  lg_element_parts parts = lg_element_parts_of(district, element);
  bool home = parts.school == district->teachers[element.a].school;
  const char *format =
      parts.kind == LG_LOCK_MUST
          ? (home ? N_("lock: %1$s has to stay at %2$s") : N_("lock: %1$s has to go to %2$s"))
          : (home ? N_("lock: %1$s has to leave %2$s") : N_("lock: %1$s must not go to %2$s"));
  char *who = lg_show_teacher(out, element.a), *where = lg_show_school(out, parts.school);
  GString *text = g_string_new(NULL);
  g_string_printf(text, lg_tr(out->lang, format), who, where);
  const lg_lock *lock = lock_of(district, element.a, parts);
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

static const char *route_of_team(const lg_output *out, lg_element element)
{
  const lg_policy *policy = out->input->policy;
  return policy->routes[policy->teams[element.a].route].name;
}

static char *team_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  int now;
  lg_heads_range range = limits_of(out, element, &now);
  char *where = lg_show_school(out, element.b);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "%1$s receives nobody or at least %2$d teachers by the route %3$s"), where,
      (int)MAX(range.lo, 0), route_of_team(out, element));
  g_free(where);
  return text;
}

static char *pair_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  static const char *const formats[LG_PAIR_RULE_COUNT] = {
      [LG_SAME_SCHOOL] = N_("%1$s and %2$s work at the same school after the moves"),
      [LG_SAME_GROUP] = N_("%1$s and %2$s work in the same partner group after the moves"),
      [LG_NOT_BOTH_MOVE] = N_("%1$s and %2$s do not both move"),
  };
  lg_element_parts parts = lg_element_parts_of(out->input->district, element);
  char *one = lg_show_teacher(out, element.a), *two = lg_show_teacher(out, parts.other);
  char *text = g_strdup_printf(lg_tr(out->lang, formats[parts.kind]), one, two);
  g_free(one);
  g_free(two);
  return text;
}

static char *density_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  const lg_district *district = out->input->district;
  lg_element_parts place = lg_element_parts_of(district, element);
  int students = district->schools[place.school].students[place.stage], now;
  char *asked = number_text(MAX(limits_of(out, element, &now).lo, 0));
  char *where = lg_show_school(out, place.school);
  char *text =
      g_strdup_printf(lg_tr(out->lang,
                            "%1$s, %2$s: at least %3$s backbone teachers (%4$s per 100 of its %5$d "
                            "students; now %6$d)"),
                      where, lg_show_stage(out->lang, place.stage), asked,
                      out->input->policy->density.text, students, now);
  g_free(asked);
  g_free(where);
  return text;
}

static void list_routes(GString *text, const lg_output *out, const char *form,
                        const lg_route *routes, int count)
{
  GString *names = g_string_new(NULL);
  for (int r = 0; r < count; r++) {
    if (r > 0) g_string_append(names, lg_tr(out->lang, ", "));
    g_string_append(names, routes[r].name);
  }
  g_string_append_printf(text, lg_tr(out->lang, form), names->str);
  g_string_free(names, TRUE);
}

static char *routes_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  const lg_policy *policy = out->input->policy;
  GString *text = g_string_new(NULL);
  if (policy->route_count == 0)
    g_string_append(text,
                    lg_tr(out->lang, "the plan has no routes, so nobody moves but by a lock"));
  else
    list_routes(text, out, N_("every move follows one of the routes: %s"), policy->routes,
                policy->route_count);
  if (policy->flexible.given)
    list_routes(text, out, N_("; every flexible service one of these: %s"), policy->flexible.routes,
                policy->flexible.route_count);
  return g_string_free(text, FALSE);
}

static char *commute_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  const lg_policy *policy = out->input->policy;
  char *most = lg_show_km(policy->max_m), *extra = lg_show_km(policy->max_extra_m), *text;
  char *guest = lg_show_km(policy->flexible.max_m);
  bool bare = policy->max_extra_m == LG_MISSING && policy->max_m == LG_MISSING;
  if (bare)
    text = g_strdup("");
  else if (policy->max_extra_m == LG_MISSING)
    text = g_strdup_printf(lg_tr(out->lang, "the new distance is at most %s km"), most);
  else if (policy->max_m == LG_MISSING)
    text = g_strdup_printf(
        lg_tr(out->lang, "the new distance is at most %s km longer than the old one"), extra);
  else
    text = g_strdup_printf(
        lg_tr(out->lang,
              "the new distance is at most %1$s km, and at most %2$s km longer than the old one"),
        most, extra);
  if (policy->flexible.max_m != LG_MISSING) {
    g_autofree char *of_guest = g_strdup_printf(
        lg_tr(out->lang, "the way from the home school to a guest school is at most %s km"), guest);
    g_autofree char *before = text;
    text = g_strconcat(before, bare ? "" : lg_tr(out->lang, "; "), of_guest, NULL);
  }
  g_free(guest);
  g_free(most);
  g_free(extra);
  return text;
}

static char *eligible_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  return g_strdup_printf(
      lg_tr(out->lang, "who is not eligible stays at the home school (%1$d of %2$d are eligible)"),
      out->options->eligible_count, out->input->district->teacher_count);
}

static char *return_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  char *who = lg_show_teacher(out, element.a),
       *where = lg_show_school(out, lg_due_back(out->input->district, element.a));
  char *text = g_strdup_printf(lg_tr(out->lang, "%1$s is due back to %2$s: the service is over"),
                               who, where);
  g_free(who);
  g_free(where);
  return text;
}

static char *post_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  return g_strdup(lg_tr(out->lang, "every teacher has one school"));
}

static char *subject_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts, (void)element;
  return g_strdup(
      lg_tr(out->lang, "a teacher keeps subject and stage, and the school has that stage"));
}

static char *changes_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  (void)facts;
  int now;
  char *heads = number_text(limits_of(out, element, &now).hi);
  char *text = g_strdup_printf(
      lg_tr(out->lang, "teachers placed otherwise than in the roster: at most %s"), heads);
  g_free(heads);
  return text;
}

/* ---- whose limit it is ---- */

static char *staffing_whose(const lg_output *out, lg_element element)
{
  const lg_district *district = out->input->district;
  lg_element_parts cell = lg_element_parts_of(district, element);
  char *where = lg_show_school(out, cell.school);
  char *text = g_strdup_printf(lg_tr(out->lang, "teachers of %1$s, %2$s, at %3$s"),
                               district->subjects.text[cell.subject],
                               lg_show_stage(out->lang, cell.stage), where);
  g_free(where);
  return text;
}

static char *units_whose(const lg_output *out, lg_element element)
{
  const lg_district *district = out->input->district;
  lg_element_parts cell = lg_element_parts_of(district, element);
  char *where = lg_show_school(out, cell.school);
  char *text = g_strdup_printf(lg_tr(out->lang, "units a week of %1$s, %2$s, from guests at %3$s"),
                               district->subjects.text[cell.subject],
                               lg_show_stage(out->lang, cell.stage), where);
  g_free(where);
  return text;
}

/* `format` takes the element's place. */
static char *whose_at(const lg_output *out, lg_element element, const char *format)
{
  char *where = place_text(out, element);
  char *text = g_strdup_printf(lg_tr(out->lang, format), where);
  g_free(where);
  return text;
}

static char *headcount_whose(const lg_output *out, lg_element element)
{
  return whose_at(out, element, N_("teachers in all at %s"));
}

static char *density_whose(const lg_output *out, lg_element element)
{
  return whose_at(out, element, N_("backbone teachers at %s"));
}

static char *quota_whose(const lg_output *out, lg_element element)
{
  const lg_quota *quota = &out->input->policy->quotas[element.a];
  char *class_text = lg_show_class(out, element);
  char *text = g_strdup_printf(lg_tr(out->lang, "quota %1$s, %2$s"), quota->name, class_text);
  g_free(class_text);
  return text;
}

static char *team_whose(const lg_output *out, lg_element element)
{
  char *where = lg_show_school(out, element.b);
  char *text = g_strdup_printf(lg_tr(out->lang, "teachers whom %1$s receives by the route %2$s"),
                               where, route_of_team(out, element));
  g_free(where);
  return text;
}

static char *changes_whose(const lg_output *out, lg_element element)
{
  (void)element;
  return g_strdup(lg_tr(out->lang, "teachers placed otherwise than in the roster"));
}

/* ---- how a roster breaks it ---- */

/* The heads that a rule allows. */
static char *allowed_text(const lg_lang *lang, int64_t lo, int64_t hi)
{
  long long least = (long long)MAX(lo, 0), most = (long long)hi;
  if (hi == INT64_MAX) return g_strdup_printf(lg_tr(lang, N_("at least %lld")), least);
  if (lo == INT64_MIN) return g_strdup_printf(lg_tr(lang, N_("at most %lld")), most);
  if (least == most) return g_strdup_printf(lg_tr(lang, N_("exactly %lld")), least);
  const char *form =
      least < most ? N_("%1$lld to %2$lld") : N_("at least %1$lld and at most %2$lld");
  return g_strdup_printf(lg_tr(lang, form), least, most); /* a head-count may exceed a share */
}

static void break_heads(GString *text, const lg_output *out, const lg_breach *breach,
                        const char *range)
{
  bool backbone = breach->element.rule == LG_R12_DENSITY;
  const char *form = backbone ? N_("%1$s: backbone teachers after the moves: %2$lld, allowed: %3$s")
                              : N_("%1$s: teachers after the moves: %2$lld, allowed: %3$s");
  char *place = place_text(out, breach->element);
  g_string_append_printf(text, lg_tr(out->lang, form), place, (long long)breach->found, range);
  g_free(place);
}

static void break_units(GString *text, const lg_output *out, const lg_breach *breach,
                        const char *range)
{
  char *whose = units_whose(out, breach->element);
  g_string_append_printf(text, lg_tr(out->lang, N_("%1$s: %2$lld, allowed: %3$s")), whose,
                         (long long)breach->found, range);
  g_free(whose);
}

static void break_quota(GString *text, const lg_output *out, const lg_breach *breach,
                        const char *range)
{
  const lg_quota *quota = &out->input->policy->quotas[breach->element.a];
  char *class_text = lg_show_class(out, breach->element);
  g_string_append_printf(text, lg_tr(out->lang, N_("quota %s")), quota->name);
  if (quota->per[0] != LG_PER_DISTRICT)
    g_string_append_printf(text, lg_tr(out->lang, N_(", %s")), class_text);
  g_string_append_printf(text, lg_tr(out->lang, N_(": %1$lld counted, allowed: %2$s")),
                         (long long)breach->found, range);
  g_free(class_text);
}

static void break_team(GString *text, const lg_output *out, const lg_breach *breach,
                       const char *range)
{
  char *school = lg_show_school(out, breach->element.b);
  g_string_append_printf(
      text, lg_tr(out->lang, N_("%1$s gets %2$lld by the route %3$s, allowed: nobody or %4$s")),
      school, (long long)breach->found, route_of_team(out, breach->element), range);
  g_free(school);
}

static void break_changes(GString *text, const lg_output *out, const lg_breach *breach,
                          const char *range)
{
  char *whose = changes_whose(out, breach->element);
  g_string_append_printf(text, lg_tr(out->lang, N_("%1$s: %2$lld, allowed: %3$s")), whose,
                         (long long)breach->found, range);
  g_free(whose);
}

static void break_lock(GString *text, const lg_output *out, const lg_breach *breach,
                       const char *range)
{
  (void)range;
  int teacher = breach->element.a;
  lg_element_parts parts = lg_element_parts_of(out->input->district, breach->element);
  char *name = lg_show_teacher(out, teacher), *school = lg_show_school(out, parts.school);
  char *place = lg_show_school(out, out->answer->roster->assignments[teacher].school);
  if (parts.kind == LG_LOCK_MUST)
    g_string_append_printf(text,
                           lg_tr(out->lang, N_("%1$s must be at %2$s by a lock, but is at %3$s")),
                           name, school, place);
  else
    g_string_append_printf(text, lg_tr(out->lang, N_("%1$s must not be at %2$s by a lock")), name,
                           school);
  g_free(name);
  g_free(school);
  g_free(place);
}

static void break_return(GString *text, const lg_output *out, const lg_breach *breach,
                         const char *range)
{
  (void)range;
  int teacher = breach->element.a;
  char *name = lg_show_teacher(out, teacher),
       *school = lg_show_school(out, lg_due_back(out->input->district, teacher)),
       *place = lg_show_school(out, out->answer->roster->assignments[teacher].school);
  g_string_append_printf(text, lg_tr(out->lang, N_("%1$s is due back to %2$s, but is at %3$s")),
                         name, school, place);
  g_free(name);
  g_free(school);
  g_free(place);
}

static void break_pair(GString *text, const lg_output *out, const lg_breach *breach,
                       const char *range)
{
  static const char *const forms[LG_PAIR_RULE_COUNT] = {
      [LG_SAME_SCHOOL] = N_("%1$s and %2$s must be at the same school"),
      [LG_SAME_GROUP] = N_("%1$s and %2$s must be in the same partner group"),
      [LG_NOT_BOTH_MOVE] = N_("%1$s and %2$s must not both move")};
  (void)range;
  lg_element_parts parts = lg_element_parts_of(out->input->district, breach->element);
  char *left = lg_show_teacher(out, breach->element.a), *right = lg_show_teacher(out, parts.other);
  g_string_append_printf(text, lg_tr(out->lang, forms[parts.kind]), left, right);
  g_free(left);
  g_free(right);
}

/* ---- what the plan's `relax` gives ---- */

static int change_order(const void *x, const void *y, void *input)
{
  const lg_input *of = input;
  const lg_change *a = x, *b = y;
  int order = lg_element_order(of->district, of->policy, a->element, b->element);
  return order ? order : lg_side_order(a->side, b->side);
}

GArray *lg_relaxed_changes(const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  GArray *changes = g_array_new(FALSE, FALSE, sizeof(lg_change));
  for (int k = 0; k < policy->relax_count; k++) {
    const lg_relax *relax = &policy->relax[k];
    lg_change change = {.element = relax->element, .side = relax->side, .heads = relax->heads};
    change.has_limits = lg_allowed_heads(out->input->district, policy, out->options, change.element,
                                         change.side, &change.to);
    bool min = change.side == LG_SIDE_MIN;
    change.from = min ? change.to + change.heads : change.to - change.heads;
    g_array_append_val(changes, change);
  }
  g_array_sort_with_data(changes, change_order, (gpointer)out->input);
  return changes;
}

/* ---- the table ---- */

/* One rule in words. */
static const struct rule_words {
  char *(*asks)(const lg_output *out, lg_element_facts *facts, lg_element element);
  char *(*whose)(const lg_output *out, lg_element element);
  const char *breaks; /* the whole text, of a rule that bars places; or */
  void (*break_by)(GString *text, const lg_output *out, const lg_breach *breach, const char *range);
  const char *stops[2][2]; /* [at its min, at its max][here, at a school %s]; or NULL */
} words_of[LG_RULE_COUNT] = {
    [LG_R1_POST] = {post_text, .breaks = N_("these teachers have no school of the table")},
    [LG_R2_ELIGIBLE] = {eligible_text, .breaks = N_("these teachers move, but are not eligible")},
    [LG_R13_RETURN] = {return_text, NULL, NULL, break_return},
    [LG_R3_ROUTE] = {routes_text, .breaks = N_("these moves follow no route")},
    [LG_R4_SUBJECT] = {subject_text,
                       .breaks = N_("the new school does not have the stage of these teachers")},
    [LG_R5_COMMUTE] = {commute_text,
                       .breaks =
                           N_("these teachers get a longer way to work than the plan allows")},
    [LG_R6_STAFFING] = {staffing_text,
                        staffing_whose,
                        NULL,
                        break_heads,
                        {{N_("nobody more of the subject can be spared"),
                          N_("nobody more of the subject can be spared at %s")},
                         {N_("no open place in the subject"),
                          N_("no open place in the subject at %s")}}},
    [LG_R7_HEADCOUNT] = {headcount_text,
                         headcount_whose,
                         NULL,
                         break_heads,
                         {{N_("nobody more can be spared"), N_("nobody more can be spared at %s")},
                          {N_("no open place in all"), N_("no open place in all at %s")}}},
    [LG_R15_DEMAND] = {units_text,
                       units_whose,
                       NULL,
                       break_units,
                       {{N_("its units are needed there"), N_("its units are needed at %s")},
                        {N_("no more units are asked for"),
                         N_("no more units are asked for at %s")}}},
    [LG_R14_UNITS] = {flexible_text,
                      .breaks = N_("the plan does not provide for the flexible service of these "
                                   "teachers, or they do not give one that goes on")},
    [LG_R8_QUOTA] = {lg_quota_text, quota_whose, NULL, break_quota},
    [LG_R9_LOCK] = {lock_text, NULL, NULL, break_lock},
    [LG_R10_TEAM] = {team_text, team_whose, NULL, break_team},
    [LG_R11_PAIR] = {pair_text, NULL, NULL, break_pair},
    [LG_R12_DENSITY] = {density_text,
                        density_whose,
                        NULL,
                        break_heads,
                        {{N_("backbone teachers are needed there"),
                          N_("backbone teachers are needed at %s")}}},
    [LG_R_CHANGES] = {changes_text, changes_whose, NULL, break_changes}};

char *lg_element_text(const lg_output *out, lg_element_facts *facts, lg_element element)
{
  return words_of[element.rule].asks(out, facts, element);
}

char *lg_output_element_text(const lg_output *out, lg_element element)
{
  lg_element_facts *facts = lg_element_facts_new(out);
  char *text = lg_element_text(out, facts, element);
  lg_element_facts_free(facts);
  return text;
}

char *lg_element_whose(const lg_output *out, lg_element element)
{
  return words_of[element.rule].whose(out, element);
}

void lg_breach_words(GString *text, const lg_output *out, const lg_breach *breach)
{
  const struct rule_words *words = &words_of[breach->element.rule];
  if (words->breaks) {
    g_string_append(text, lg_tr(out->lang, words->breaks));
    return;
  }
  char *range = allowed_text(out->lang, breach->lo, breach->hi);
  words->break_by(text, out, breach, range);
  g_free(range);
}

const char *lg_element_stop(const lg_output *out, lg_rule rule, bool full, bool at)
{
  const char *stop = words_of[rule].stops[full][at];
  return stop ? lg_tr(out->lang, stop) : NULL;
}
