#include "terminal_parts.h"

#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/element_text.h"
#include "io/words/goal_words.h"
#include "io/words/output_text.h"

/* Longer lists end with a count. */
enum {
  LG_SHOWN_TEACHERS = 10,
  LG_SHOWN_CLASSES = 20,
  LG_SHOWN_DIFFERENCES = 50,
  LG_SHOWN_BREACHES = 200
};

static const char *say(const lg_output *out, const char *text)
{
  return lg_tr(out->lang, text);
}

static void add_teachers(GString *text, const lg_output *out, const int *teachers, int count)
{
  int shown = MIN(count, LG_SHOWN_TEACHERS);
  for (int k = 0; k < shown; k++) {
    char *name = lg_show_teacher(out, teachers[k]);
    if (k) g_string_append(text, say(out, N_(", ")));
    g_string_append(text, name);
    g_free(name);
  }
  if (count > shown) g_string_append_printf(text, say(out, N_(" and %d more")), count - shown);
}

/* ---- quotas ---- */

static void add_relaxed(GString *text, const lg_output *out, const lg_counted *row, lg_side side)
{
  char *relaxed = lg_counted_relaxed(out->lang, out->input->policy, row, side);
  g_string_append(text, relaxed);
  g_free(relaxed);
}

static void add_asked(GString *text, const lg_output *out, const lg_counted *row, bool is_min)
{
  const lg_bound *bound = is_min ? &row->min : &row->max;
  if (bound->kind == LG_BOUND_NONE) return;
  long long asked = (long long)(is_min ? row->count->min_heads : row->count->max_heads);
  if (bound->kind == LG_BOUND_HEADS)
    g_string_append_printf(text, say(out, is_min ? N_("; at least %lld") : N_("; at most %lld")),
                           asked);
  else
    g_string_append_printf(text,
                           say(out, is_min ? N_("; at least %1$s, that is %2$lld")
                                           : N_("; at most %1$s, that is %2$lld")),
                           bound->text, asked);
  add_relaxed(text, out, row, is_min ? LG_SIDE_MIN : LG_SIDE_MAX);
}

/* In the words of `solve`. */
static void add_verdict(GString *text, const lg_output *out, const lg_counted *row)
{
  g_autofree char *verdict = lg_counted_verdict(out->lang, row->count);
  const char *form = row->count->holds ? "; %s"
                     : row->soft       ? N_("; %s (soft)")
                                       : N_("; %s: BROKEN");
  g_string_append_printf(text, say(out, form), verdict);
}

static void add_counts(GString *text, const lg_output *out, const lg_counted *row)
{
  const lg_quota_count *count = row->count;
  char *place = lg_show_class(out, count->element);
  if (row->line) {
    g_string_append_printf(text, say(out, row->line), place, (long long)count->count,
                           (long long)count->of, row->min.text, (long long)count->min_heads);
    add_relaxed(text, out, row, LG_SIDE_MIN);
  } else {
    g_string_append_printf(text, "  %s", row->name);
    if (strcmp(row->name, row->id) != 0) g_string_append_printf(text, " (%s)", row->id);
    if (!row->of_district) g_string_append_printf(text, say(out, N_(", %s")), place);
    g_string_append_printf(text, say(out, N_(": %1$lld of %2$lld")), (long long)count->count,
                           (long long)count->of);
    if (count->of)
      g_string_append_printf(text, " = %.2f%%", 100.0 * (double)count->count / (double)count->of);
    add_asked(text, out, row, true);
    add_asked(text, out, row, false);
  }
  add_verdict(text, out, row);
  g_string_append_c(text, '\n');
  g_free(place);
}

/* The classes of one quota, rows [first .. next): all of them, or where they are many those that do
 * not hold. */
static void add_quota(GString *text, const lg_output *out, int first, int next)
{
  const lg_quota_count *rows = out->audit->quotas;
  const lg_counted of = lg_counted_of(out->lang, out->input->policy, &rows[first]);
  bool many = next - first > LG_SHOWN_CLASSES;
  int shown = 0, held = 0, missed = 0;
  for (int k = first; k < next; k++) {
    const lg_counted row = lg_counted_of(out->lang, out->input->policy, &rows[k]);
    held += rows[k].holds;
    if (many && (rows[k].holds || shown == LG_SHOWN_CLASSES)) continue;
    missed += !rows[k].holds;
    shown++;
    add_counts(text, out, &row);
  }
  if (!many) return;
  g_string_append_printf(text, say(out, N_("  %1$s: classes kept: %2$d of %3$d")), of.label, held,
                         next - first);
  int hidden = next - first - held - missed;
  if (hidden) g_string_append_printf(text, say(out, N_("; missed, but not shown: %d")), hidden);
  g_string_append_c(text, '\n');
}

static void add_quotas(GString *text, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  if (audit->quota_count) g_string_append(text, say(out, N_("Quotas\n")));
  for (int first = 0, next; first < audit->quota_count; first = next) {
    next = lg_counted_last(audit, first) + 1;
    add_quota(text, out, first, next);
  }
}

/* ---- goals and equity ---- */

static void add_goals(GString *text, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  if (policy->goal_count) g_string_append(text, say(out, N_("Goals\n")));
  for (int k = 0; k < policy->goal_count; k++) {
    lg_goal_kind kind = policy->goals[k].kind;
    const char *recount = say(out, lg_goal_words_of(kind)->recount);
    if (lg_goal_is_withheld(out->input->district, kind))
      g_string_append_printf(text, say(out, N_("  %1$s: %2$s (%3$s)\n")), lg_goal_word(kind),
                             lg_goal_withheld(out->lang), recount);
    else
      g_string_append_printf(
          text, say(out, N_("  %1$s: %2$lld (%3$s)\n")), lg_goal_word(kind),
          (long long)lg_goal_shown(out->input->district, kind, out->audit->goals[k]), recount);
  }
}

static void add_equity(GString *text, const lg_output *out)
{
  bool headed = false;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *equity = &out->audit->equity[stage];
    if (!equity->occurs || !equity->given) continue;
    if (!headed) g_string_append(text, say(out, N_("Backbone teachers per 100 students\n")));
    headed = true;
    g_string_append_printf(
        text,
        say(out, N_("  %1$s: mean %2$.4f before, %3$.4f after; coefficient of variation "
                    "%4$.4f before, %5$.4f after\n")),
        lg_show_stage(out->lang, stage), equity->mean_before, equity->mean_after, equity->cv_before,
        equity->cv_after);
  }
}

/* ---- broken rules ---- */

void lg_breach_text(GString *text, const lg_output *out, const lg_breach *breach)
{
  lg_rule rule = breach->element.rule;
  g_string_append_printf(text, say(out, N_("  %s: ")), lg_rule_word(rule));
  lg_breach_words(text, out, breach);
  bool named = rule == LG_R9_LOCK || rule == LG_R11_PAIR;
  if (breach->teacher_count > 0 && !named) {
    g_string_append_printf(text, say(out, N_("; %d concerned: ")), breach->teacher_count);
    add_teachers(text, out, breach->teachers, breach->teacher_count);
  }
  g_string_append_c(text, '\n');
}

/* Cells of the file: those that break the rule `file`, or those that are stale. */
static void add_differences(GString *text, const lg_output *out, const GArray *differences,
                            bool broken)
{
  int shown = 0, count = 0;
  for (guint k = 0; k < differences->len; k++) {
    const lg_file_difference *difference = &g_array_index(differences, lg_file_difference, k);
    if (difference->broken != broken) continue;
    count++;
    if (shown == LG_SHOWN_DIFFERENCES) continue;
    shown++;
    char *name = lg_show_teacher(out, difference->teacher);
    g_string_append_printf(text,
                           say(out, N_("  file: row %1$d, %2$s, column %3$s: the roster says "
                                       "\"%4$s\", the input gives \"%5$s\"\n")),
                           difference->row, name, difference->column, difference->found,
                           difference->expected);
    g_free(name);
  }
  if (count > shown)
    g_string_append_printf(text, say(out, N_("  file: and %d more cells\n")), count - shown);
}

static void add_stale(GString *text, const lg_output *out, const GArray *differences)
{
  int stale = (int)differences->len - lg_file_broken(differences);
  if (stale == 0) return;
  g_string_append_printf(text, say(out, N_("Cells to be written anew (no broken rule): %d\n")),
                         stale);
  add_differences(text, out, differences, false);
}

static void add_breaches(GString *text, const lg_output *out, const GArray *differences)
{
  const lg_audit *audit = out->audit;
  int cells = lg_file_broken(differences);
  if (audit->breach_count == 0 && cells == 0) {
    g_string_append_printf(text, say(out, N_("No rule is broken (%d checks).\n")),
                           audit->rules_checked);
    return;
  }
  g_string_append_printf(text, say(out, N_("BROKEN RULES: %d\n")), audit->breach_count + cells);
  add_differences(text, out, differences, true);
  int shown = MIN(audit->breach_count, LG_SHOWN_BREACHES);
  for (int k = 0; k < shown; k++) lg_breach_text(text, out, &audit->breaches[k]);
  if (audit->breach_count > shown)
    g_string_append_printf(text, say(out, N_("  and %d more broken rules\n")),
                           audit->breach_count - shown);
}

char *lg_verify_text(const lg_output *out, const GArray *differences, const char *path)
{
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, say(out, N_("%1$s: %2$d of %3$d teachers move.\n")), path,
                         out->audit->moved, out->input->district->teacher_count);
  if (out->input->policy->flexible.given)
    g_string_append_printf(text, say(out, N_("Flexible services: %1$d, units a week: %2$lld\n")),
                           out->audit->guests, (long long)out->audit->guest_units);
  if (out->input->district->has_services)
    g_string_append_printf(text, say(out, N_("Back after a service: %d\n")), out->audit->returned);
  if (out->audit->unknown_distance_count)
    g_string_append_printf(
        text,
        say(out, N_("The way to the new school is unknown for %d of them; it counts as 0.\n")),
        out->audit->unknown_distance_count);
  add_quotas(text, out);
  add_goals(text, out);
  add_equity(text, out);
  add_stale(text, out, differences);
  add_breaches(text, out, differences);
  return g_string_free(text, FALSE);
}
