#include "terminal_parts.h"

#include <math.h>
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

/* The goal equity is the sum of the squares of each stage's CV, in millionths: its root reads as a CV
 * does. g_free. */
static char *cv_change(const lg_output *out, int64_t best, int64_t change)
{
  return g_strdup_printf(say(out, N_("CV between schools (all stages): %1$.6f → %2$.6f")),
                         sqrt((double)best / 1e6), sqrt((double)(best + change) / 1e6));
}

/* All that changes, most important first; the first is what the place fails by. g_free. */
static char *price_text(const lg_output *out, const lg_teacher_card *card, const int64_t *price)
{
  const lg_policy *policy = out->input->policy;
  if (is_free(out, price)) return g_strdup(say(out, N_("costs nothing")));
  GString *text = g_string_new(NULL);
  for (int g = 0; g < policy->goal_count; g++) {
    lg_goal_kind kind = policy->goals[g].kind;
    /* What the draw comes to tells nothing where another goal decides. */
    if (price[g] == 0 || (kind == LG_GOAL_LOTTERY && text->len)) continue;
    if (text->len) g_string_append(text, say(out, N_("; ")));
    char *change = kind == LG_GOAL_EQUITY && card->plan->goals[g].has_best
                       ? cv_change(out, card->plan->goals[g].best, price[g])
                       : lg_goal_change(out, kind, price[g]);
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
  char *price = price_text(out, card, next->price);
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
    char *price = price_text(out, card, present->price);
    g_string_append_printf(text, say(out, N_("not the best place for the plan: %s.\n")), price);
    g_free(price);
  }
}

static int draw_goal(const lg_policy *policy)
{
  int g = 0;
  while (g < policy->goal_count && policy->goals[g].kind != LG_GOAL_LOTTERY) g++;
  return g;
}

/* Is the place as good as the present one in every goal before the draw? */
static bool is_tied(const lg_teacher_card *card, const lg_place *place, int draw)
{
  if (!place->price || lg_assignment_same(place->option.assignment, card->present)) return false;
  for (int g = 0; g < draw; g++)
    if (place->price[g] != 0) return false;
  return true;
}

/* Where only the draw decided: by what numbers. */
static void say_draw(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  enum { MOST = 3 };
  const lg_policy *policy = out->input->policy;
  const lg_district *district = out->input->district;
  int draw = draw_goal(policy), tied = 0;
  const lg_place *present = present_place(card);
  if (draw == policy->goal_count || !present || !present->price || !is_free(out, present->price))
    return;
  if (district->anonymous) {
    g_string_append_printf(text, "%s\n", say(out, N_("The draw decided between such places.")));
    return;
  }
  lg_assignment at = card->present;
  const char *id = lg_teacher_own_id(teacher_of(out, card)), *seed = policy->goals[draw].seed;
  if (!lg_assignment_is_guest(at) && !lg_assignment_same(at, home_of(out, card)))
    g_string_append_printf(
        text, say(out, N_("Kept by the draw: the number drawn for this place is %lld.\n")),
        (long long)lg_audit_draw(seed, id, district->schools[at.school].id));
  else
    g_string_append_printf(text, "%s\n",
                           say(out, N_("Kept by the draw; who stays draws no number.")));
  for (int k = 0; k < card->place_count; k++) {
    const lg_place *place = &card->places[k];
    if (!is_tied(card, place, draw)) continue;
    if (tied++ >= MOST) continue;
    g_autofree char *school = lg_show_place(out, place->option.assignment);
    g_string_append_printf(
        text,
        say(out, N_("  With %1$s the other goals are as good, and the sum of all numbers drawn is "
                    "%2$lld higher (the smaller sum wins).\n")),
        school, (long long)place->price[draw]);
  }
  if (tied > MOST)
    g_string_append_printf(text, say(out, N_("  Likewise with %d more places.\n")), tied - MOST);
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
  if (card->always == LG_ALWAYS_NO) say_draw(text, out, card);
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

/* What becomes of one place that is not barred, in a line; of an impossible one the rules follow on
 * lines of their own. */
static void add_place(const lg_card_sink *sink, const lg_output *out, const lg_teacher_card *card,
                      const lg_place *place)
{
  g_autofree char *school = lg_show_place(out, place->option.assignment);
  g_autofree char *marks = place_marks(out, card, place), *words = NULL, *text = NULL;
  switch (place->status) {
    case LG_PLACE_OPEN:
      words = price_text(out, card, place->price);
      text = g_strdup_printf(say(out, N_("open: %s")), words);
      break;
    case LG_PLACE_IMPOSSIBLE:
      text = g_strdup(say(out, N_("impossible; with this place these rules cannot all hold:")));
      break;
    default:
      text = g_strdup(say(out, N_("not known, the time ended")));
  }
  sink->place(sink->user, school, marks, text);
  for (int k = 0; place->status == LG_PLACE_IMPOSSIBLE && k < place->conflict.count; k++) {
    lg_element element = place->conflict.elements[k];
    g_autofree char *rule = lg_output_element_text(out, element);
    g_autofree char *line = g_strdup_printf("  %s  %s", lg_rule_word(element.rule), rule);
    sink->place(sink->user, "", "", line);
  }
}

/* Schools that are barred by one reason, together. */
struct barred {
  char *text; /* of the reason */
  const lg_place *first;
  GString *schools;
  int count;
};

static void barred_clear(gpointer data)
{
  struct barred *barred = data;
  g_free(barred->text);
  g_string_free(barred->schools, TRUE);
}

static void add_barred(GArray *all, const lg_output *out, const lg_teacher_card *card,
                       const lg_place *place)
{
  g_autofree char *words = lg_bar_text(out, card, place);
  g_autofree char *marks = place_marks(out, card, place);
  g_autofree char *school = lg_show_place(out, place->option.assignment);
  char *text =
      g_strdup_printf(say(out, N_("barred, %1$s: %2$s")), lg_rule_word(place->rule), words);
  guint k = 0;
  while (k < all->len && strcmp(g_array_index(all, struct barred, k).text, text) != 0) k++;
  if (k == all->len) {
    struct barred one = {g_strdup(text), place, g_string_new(NULL), 0};
    g_array_append_val(all, one);
  }
  g_free(text);
  struct barred *barred = &g_array_index(all, struct barred, k);
  if (barred->count++) g_string_append(barred->schools, say(out, N_(", ")));
  g_string_append(barred->schools, school);
  if (*marks) g_string_append_printf(barred->schools, say(out, N_(" (%s)")), marks);
}

void lg_card_places(const lg_output *out, const lg_teacher_card *card, const lg_card_sink *sink)
{
  GArray *all = g_array_new(FALSE, FALSE, sizeof(struct barred));
  g_array_set_clear_func(all, barred_clear);
  for (int k = 0; k < card->place_count; k++)
    if (card->places[k].status == LG_PLACE_BARRED)
      add_barred(all, out, card, &card->places[k]);
    else
      add_place(sink, out, card, &card->places[k]);
  for (guint k = 0; k < all->len; k++) {
    const struct barred *barred = &g_array_index(all, struct barred, k);
    if (barred->count == 1) {
      g_autofree char *school = lg_show_place(out, barred->first->option.assignment);
      g_autofree char *marks = place_marks(out, card, barred->first);
      sink->place(sink->user, school, marks, barred->text);
      continue;
    }
    g_autofree char *count = g_strdup_printf(say(out, N_("%d schools")), barred->count);
    bool all_others = barred->count + 1 >= card->place_count;
    sink->barred(sink->user, count,
                 all_others ? say(out, N_("every other school")) : barred->schools->str,
                 barred->text);
  }
  g_array_unref(all);
}

static void text_place(void *user, const char *school, const char *marks, const char *text)
{
  lg_text_table_row(user, school, marks, text, NULL);
}

/* The reason with its schools below it. */
struct barred_lines {
  lg_text_table *columns;
  GString *lines;
};

static void lines_place(void *user, const char *school, const char *marks, const char *text)
{
  text_place(((struct barred_lines *)user)->columns, school, marks, text);
}

static void lines_barred(void *user, const char *count, const char *schools, const char *text)
{
  g_string_append_printf(((struct barred_lines *)user)->lines, "  %s\n    %s  %s\n", text, count,
                         schools);
}

static void say_places(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  struct barred_lines lines = {lg_text_table_new("lll"), g_string_new(NULL)};
  lg_card_places(out, card, &(lg_card_sink){lines_place, lines_barred, &lines});
  g_string_append_printf(text, "\n%s\n",
                         say(out, N_("Every place, and what the plan would lose by it:")));
  lg_text_table_add_to(lines.columns, text, "  ");
  g_string_append(text, lines.lines->str);
  g_string_free(lines.lines, TRUE);
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
    words = price_text(out, card, place->price);
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

/* ---- why not somebody else ---- */

/* The two change places, everybody else as in the roster: what would break, or which goal would be worse.
 * g_free. */
static char *exchange_text(const lg_output *out, const lg_roster *roster, int teacher, int other)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  lg_assignment to = roster->assignments[teacher];
  lg_element bar = lg_options_bar(out->options, district, policy, other, to);
  if (bar.rule != LG_R1_POST) {
    lg_option place = lg_options_place(out->options, district, policy, other, to);
    return lg_bar_words(out, other, bar, &place);
  }
  lg_roster swapped = *roster;
  swapped.assignments =
      g_memdup2(roster->assignments, sizeof(lg_assignment) * (gsize)district->teacher_count);
  swapped.assignments[other] = to;
  swapped.assignments[teacher] = lg_assignment_home(district, teacher);
  lg_audit *audit = lg_audit_new(district, policy, &swapped);
  char *text = NULL;
  if (audit->breach_count > 0) {
    g_autofree char *rule = lg_output_element_text(out, audit->breaches[0].element);
    text = g_strdup_printf(say(out, N_("then this would not hold: %s")), rule);
  } else {
    for (int g = 0; g < policy->goal_count && !text; g++) {
      int64_t change = audit->goals[g] - out->audit->goals[g];
      if (change == 0) continue;
      text = policy->goals[g].kind == LG_GOAL_EQUITY
                 ? cv_change(out, out->audit->goals[g], change)
                 : lg_goal_change(out, policy->goals[g].kind, change);
    }
    if (!text) text = g_strdup(say(out, N_("costs nothing")));
  }
  lg_audit_free(audit);
  g_free(swapped.assignments);
  return text;
}

/* Colleagues of the school, stage and subject who stay: why each of them was not taken. */
static void say_colleagues(GString *text, const lg_output *out, const lg_teacher_card *card,
                           const lg_roster *roster)
{
  enum { MOST = 12 };
  const lg_district *district = out->input->district;
  const lg_teacher *t = teacher_of(out, card);
  int told = 0, more = 0;
  if (!roster || !out->audit || district->anonymous || lg_assignment_is_guest(card->present) ||
      !lg_assignment_moves(district, card->teacher, card->present))
    return;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *other = &district->teachers[i];
    if (i == card->teacher || other->school != t->school || other->stage != t->stage ||
        other->subject != t->subject || roster->assignments[i].school != other->school)
      continue;
    if (told >= MOST) {
      more++;
      continue;
    }
    if (told++ == 0)
      g_string_append_printf(text, "\n%s\n",
                             say(out, N_("Why not a colleague of the same subject in this place "
                                         "(everybody else as in the roster):")));
    g_autofree char *name = lg_show_teacher(out, i);
    g_autofree char *why = exchange_text(out, roster, card->teacher, i);
    g_string_append_printf(text, say(out, N_("  %1$s: %2$s\n")), name, why);
  }
  if (more) g_string_append_printf(text, say(out, N_("  and %d more\n")), more);
}

void lg_card_head(GString *text, const lg_output *out, const lg_teacher_card *card)
{
  bool whole = card->place_count == out->input->district->school_count;
  say_who(text, out, card);
  say_present(text, out, card);
  say_quotas(text, out, card);
  say_why(text, out, card, whole);
  say_always(text, out, card);
}

void lg_card_tail(GString *text, const lg_output *out, const lg_teacher_card *card,
                  const lg_roster *roster)
{
  say_missed(text, out, card);
  say_colleagues(text, out, card, roster);
}

char *lg_explain_text(const lg_output *out, const lg_teacher_card *card, const lg_roster *roster)
{
  GString *text = g_string_new(NULL);
  lg_card_head(text, out, card);
  say_places(text, out, card);
  lg_card_tail(text, out, card, roster);
  return g_string_free(text, FALSE);
}
