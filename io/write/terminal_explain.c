#include "terminal_parts.h"

#include <string.h>

#include "card_text.h"
#include "io/words/bar_text.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"

static const char *say(const lg_output *out, const char *text)
{
  return lg_tr(out->lang, text);
}

static const lg_teacher *teacher_of(const lg_output *out, const lg_teacher_card *card)
{
  return &out->input->district->teachers[card->teacher];
}

static lg_assignment home_of(const lg_output *out, const lg_teacher_card *card)
{
  return lg_assignment_home(out->input->district, card->teacher);
}

static const lg_place *present_place(const lg_teacher_card *card)
{
  for (int k = 0; k < card->place_count; k++)
    if (lg_assignment_same(card->places[k].option.assignment, card->present))
      return &card->places[k];
  return NULL; /* only another school was asked about */
}

/* ---- prices in words ---- */

static bool is_free(const lg_output *out, const int64_t *price)
{
  for (int g = 0; g < out->input->policy->goal_count; g++)
    if (price[g] != 0) return false;
  return true;
}

/* All that changes, most important first; the first is what the place fails by. What is withheld is
 * named only where it alone decides, which its own value does not tell. g_free. */
static char *price_text(const lg_output *out, const int64_t *price)
{
  const lg_policy *policy = out->input->policy;
  if (is_free(out, price)) return g_strdup(say(out, N_("costs nothing")));
  GString *text = g_string_new(NULL);
  for (int g = 0; g < policy->goal_count; g++) {
    bool withheld = lg_goal_is_withheld(out->input->district, policy->goals[g].kind);
    if (price[g] == 0 || (withheld && text->len)) continue;
    if (text->len) g_string_append(text, say(out, N_("; ")));
    char *change = lg_goal_change(out, policy->goals[g].kind, price[g]);
    g_string_append(text, change);
    g_free(change);
  }
  return g_string_free(text, FALSE);
}

/* Goals in order, each by how much it is worse; what is withheld orders nothing. */
static int price_order(const lg_input *input, const int64_t *a, const int64_t *b)
{
  const lg_policy *policy = input->policy;
  for (int g = 0; g < policy->goal_count; g++) {
    if (a[g] == b[g] || lg_goal_is_withheld(input->district, policy->goals[g].kind)) continue;
    bool a_is_better = (a[g] > b[g]) == lg_goal_is_max(policy->goals[g].kind);
    return a_is_better ? -1 : 1;
  }
  return 0;
}

/* The open place of the least price, or NULL; `but`: one to leave aside. */
static const lg_place *cheapest(const lg_output *out, const lg_teacher_card *card,
                                lg_assignment but)
{
  const lg_place *best = NULL;
  for (int k = 0; k < card->place_count; k++) {
    const lg_place *place = &card->places[k];
    if (!place->price || lg_assignment_same(place->option.assignment, but)) continue;
    if (!best || price_order(out->input, place->price, best->price) < 0) best = place;
  }
  return best;
}

/* ---- who and where ---- */

static void say_who(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = teacher_of(out, card);
  char *name = lg_show_teacher(out, card->teacher), *home = lg_show_school(out, t->school);
  char *not_eligible = lg_not_eligible_text(out, card->teacher);
  g_string_append_printf(text, "%s  %s  %s", name, lg_show_stage(out->lang, t->stage),
                         district->subjects.text[t->subject]);
  const char *rank = lg_show_rank(out, t);
  if (*rank) g_string_append_printf(text, "  %s", rank);
  g_string_append_c(text, '\n');
  g_string_append_printf(text, say(out, N_("Home school: %s\n")), home);
  if (*not_eligible) g_string_append_printf(text, say(out, N_("Not eligible: %s\n")), not_eligible);
  g_free(name);
  g_free(home);
  g_free(not_eligible);
}

/* "; 4.486 km to work, now 3.331", or nothing where a distance is unknown. */
static void say_way(GString *text, const lg_output *out, const lg_option *option)
{
  if (option->before_m == LG_MISSING || option->after_m == LG_MISSING) return;
  const lg_district *district = out->input->district;
  char *before = lg_show_short_km(lg_show_metres(district, option->before_m));
  char *after = lg_show_short_km(lg_show_metres(district, option->after_m));
  g_string_append_printf(text, say(out, N_("; way to work %1$s km, before %2$s km")), after,
                         before);
  g_free(before);
  g_free(after);
}

static void say_present(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  if (lg_assignment_same(card->present, home_of(out, card))) {
    g_string_append_printf(text, "%s\n", say(out, N_("By the roster: stays at the home school")));
    return;
  }
  if (lg_assignment_is_guest(card->present)) {
    g_autofree char *guest = lg_show_school(out, card->present.guest);
    g_string_append_printf(
        text, say(out, N_("By the roster: stays, with units a week at the guest school %s\n")),
        guest);
    return;
  }
  char *school = lg_show_school(out, card->present.school);
  lg_option option = lg_options_place(out->options, out->input->district, out->input->policy,
                                      card->teacher, card->present);
  g_string_append_printf(text, say(out, N_("By the roster: goes to %s")), school);
  if (option.route != LG_MISSING)
    g_string_append_printf(text, say(out, N_("; %s")), lg_show_route(out, option.route));
  if (option.wish != LG_MISSING)
    g_string_append_printf(text, say(out, N_("; wish no. %d")), option.wish);
  say_way(text, out, &option);
  g_string_append_c(text, '\n');
  g_free(school);
}

/* Quotas with a lower limit in which a mover counts at the new place and would not at home. */
static void say_quotas(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  const lg_policy *policy = out->input->policy;
  const lg_district *district = out->input->district;
  lg_assignment home = home_of(out, card);
  if (lg_assignment_same(card->present, home)) return;
  lg_option there = lg_options_place(out->options, district, policy, card->teacher, card->present);
  lg_option at_home = lg_options_place(out->options, district, policy, card->teacher, home);
  GString *names = g_string_new(NULL);
  for (int q = 0; q < policy->quota_count; q++) {
    const lg_quota *quota = &policy->quotas[q];
    const lg_filter *count = &quota->count;
    if (quota->min.kind == LG_BOUND_NONE ||
        !lg_options_match(out->options, district, policy, count, card->teacher, &there) ||
        lg_options_match(out->options, district, policy, count, card->teacher, &at_home))
      continue;
    if (names->len) g_string_append(names, say(out, N_(", ")));
    g_string_append(names, quota->name);
  }
  if (names->len)
    g_string_append_printf(text, say(out, N_("The move counts for: %s\n")), names->str);
  g_string_free(names, TRUE);
}

/* ---- why there ---- */

static void say_next_best(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  const lg_place *next = cheapest(out, card, card->present);
  if (!next) {
    bool known = true;
    for (int k = 0; k < card->place_count; k++) known &= card->places[k].status != LG_PLACE_UNKNOWN;
    if (known)
      g_string_append_printf(text, "%s\n",
                             say(out, N_("It is the only place that the rules leave.")));
    return;
  }
  char *school = lg_show_place(out, next->option.assignment);
  char *price = price_text(out, next->price);
  g_string_append_printf(text, say(out, N_("The next best place is %1$s: %2$s.\n")), school, price);
  g_free(school);
  g_free(price);
}

static void say_why(GString *text, const lg_output *out, const lg_teacher_card *card, bool whole)
{
  const lg_place *present = present_place(card);
  if (!present) return;
  g_string_append(text, say(out, N_("Why there: ")));
  if (present->status == LG_PLACE_BARRED) {
    char *bar = lg_bar_text(out, card, present);
    g_string_append_printf(text, say(out, N_("the roster breaks a rule there: %1$s, %2$s.\n")),
                           lg_rule_word(present->rule), bar);
    g_free(bar);
  } else if (present->status == LG_PLACE_IMPOSSIBLE) {
    g_string_append_printf(text, "%s\n",
                           say(out, N_("the roster breaks rules; no roster that keeps them all has "
                                       "this place.")));
  } else if (!present->price) {
    g_string_append_printf(text, "%s\n", say(out, N_("not known, the time ended.")));
  } else if (is_free(out, present->price)) {
    g_string_append_printf(
        text, "%s\n",
        say(out, N_("a best plan has the teacher there; it costs no goal anything.")));
    if (whole) say_next_best(text, out, card);
  } else {
    char *price = price_text(out, present->price);
    g_string_append_printf(text, say(out, N_("not the best place for the plan: %s.\n")), price);
    g_free(price);
  }
}

static void say_always(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  static const char *const words[] = {
      [LG_ALWAYS_NO] = N_("no: the goals before the draw are as good with another place"),
      [LG_ALWAYS_YES] = N_("yes: no other place without worsening a goal"),
      [LG_ALWAYS_UNKNOWN] = N_("not known, the time ended"),
  };
  g_string_append_printf(text, say(out, N_("The same place in all best plans: %s\n")),
                         say(out, words[card->always]));
}

/* ---- every school ---- */

/* "home", "present place", "wish no. 1", or several. g_free. */
static char *place_marks(const lg_output *out, const lg_teacher_card *card, const lg_place *place)
{
  GString *marks = g_string_new(NULL);
  if (lg_assignment_same(place->option.assignment, home_of(out, card)))
    g_string_append(marks, say(out, N_("home")));
  if (lg_assignment_same(place->option.assignment, card->present)) {
    if (marks->len) g_string_append(marks, say(out, N_(", ")));
    g_string_append(marks, say(out, N_("by the roster")));
  }
  if (place->option.wish != LG_MISSING) {
    if (marks->len) g_string_append(marks, say(out, N_(", ")));
    g_string_append_printf(marks, say(out, N_("wish no. %d")), place->option.wish);
  }
  return g_string_free(marks, FALSE);
}

/* What becomes of one place, in a line; of an impossible one the rules follow on lines of their
 * own. */
static void add_place(lg_text_table *columns, const lg_output *out, const lg_teacher_card *card,
                      const lg_place *place)
{
  char *school = lg_show_place(out, place->option.assignment);
  char *marks = place_marks(out, card, place), *words, *text;
  switch (place->status) {
    case LG_PLACE_OPEN:
      words = price_text(out, place->price);
      text = g_strdup_printf(say(out, N_("open: %s")), words);
      break;
    case LG_PLACE_BARRED:
      words = lg_bar_text(out, card, place);
      text = g_strdup_printf(say(out, N_("barred, %1$s: %2$s")), lg_rule_word(place->rule), words);
      break;
    case LG_PLACE_IMPOSSIBLE:
      words = NULL;
      text = g_strdup(say(out, N_("impossible; with this place these rules cannot all hold:")));
      break;
    default:
      words = NULL;
      text = g_strdup(say(out, N_("not known, the time ended")));
  }
  lg_text_table_row(columns, school, marks, text, NULL);
  for (int k = 0; place->status == LG_PLACE_IMPOSSIBLE && k < place->conflict.count; k++) {
    lg_element element = place->conflict.elements[k];
    char *rule = lg_output_element_text(out, element);
    char *line = g_strdup_printf("  %s  %s", lg_rule_word(element.rule), rule);
    lg_text_table_row(columns, "", "", line, NULL);
    g_free(rule);
    g_free(line);
  }
  g_free(school);
  g_free(marks);
  g_free(words);
  g_free(text);
}

static void say_places(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  lg_text_table *columns = lg_text_table_new("lll");
  for (int k = 0; k < card->place_count; k++) add_place(columns, out, card, &card->places[k]);
  g_string_append_printf(text, "\n%s\n",
                         say(out, N_("Every place, and what the plan would lose by it:")));
  lg_text_table_add_to(columns, text, "  ");
}

/* ---- wishes that were missed ---- */

/* What stands between one missed wish and its place, and what would take it away. g_free. */
static char *missed_text(const lg_output *out, const lg_teacher_card *card, const lg_place *place)
{
  char *words, *text;
  if (place->price && is_free(out, place->price)) {
    words = NULL;
    text = g_strdup(say(out, N_("possible, and it would cost the plan nothing")));
  } else if (place->price) {
    words = price_text(out, place->price);
    text = g_strdup_printf(say(out, N_("possible, but the plan would lose by it: %s")), words);
  } else if (place->repair.count > 0) {
    words = lg_output_repair_text(out, &place->repair.repairs[0]);
    text = g_strdup_printf(say(out, N_("the smallest change that would grant it: %s")), words);
  } else if (place->status == LG_PLACE_BARRED) {
    words = lg_bar_text(out, card, place);
    text = place->rule == LG_R9_LOCK && !place->repair.proved
               ? g_strdup(words)
               : g_strdup_printf(
                     say(out, N_("%s; no change of limits, locks or pairs would grant it")), words);
  } else {
    words = NULL;
    text = g_strdup(say(out, place->status == LG_PLACE_IMPOSSIBLE && place->repair.proved
                                 ? N_("impossible; no change that the plan allows would grant it")
                                 : N_("not known, the time ended")));
  }
  g_free(words);
  return text;
}

static gint by_rank(gconstpointer x, gconstpointer y)
{
  const lg_place *a = *(const lg_place *const *)x, *b = *(const lg_place *const *)y;
  return a->option.wish - b->option.wish;
}

static void say_missed(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  int wish = lg_options_place(out->options, out->input->district, out->input->policy, card->teacher,
                              card->present)
                 .wish;
  GPtrArray *missed = g_ptr_array_new();
  for (int k = 0; k < card->place_count; k++)
    if (lg_wish_is_missed(card->places[k].option.wish, wish))
      g_ptr_array_add(missed, &card->places[k]);
  g_ptr_array_sort(missed, by_rank);
  if (missed->len) g_string_append_printf(text, "\n%s\n", say(out, N_("Wishes that were missed:")));
  for (guint k = 0; k < missed->len; k++) {
    const lg_place *place = g_ptr_array_index(missed, k);
    char *school = lg_show_place(out, place->option.assignment);
    char *words = missed_text(out, card, place);
    g_string_append_printf(text, say(out, N_("  no. %1$d, %2$s: %3$s.\n")), place->option.wish,
                           school, words);
    g_free(school);
    g_free(words);
  }
  g_ptr_array_free(missed, TRUE);
}

char *lg_explain_text(const lg_output *out, const lg_teacher_card *card)
{
  GString *text = g_string_new(NULL);
  bool whole = card->place_count == out->input->district->school_count;
  say_who(text, out, card);
  say_present(text, out, card);
  say_quotas(text, out, card);
  say_why(text, out, card, whole);
  say_always(text, out, card);
  say_places(text, out, card);
  say_missed(text, out, card);
  return g_string_free(text, FALSE);
}
