#include "terminal_parts.h"

#include <math.h>
#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/output_text.h"
#include "io/write.h"

static char *whole(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

static void say_moved(GString *text, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int full_time = 0, full_time_moved = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    if (!district->teachers[i].full_time) continue;
    full_time++;
    full_time_moved += lg_output_moves(out, i);
  }
  g_string_append_printf(
      text,
      lg_tr(out->lang,
            "Moved: %1$d of %2$d teachers (%3$d are eligible); of %4$d full-time teachers %5$d\n"),
      out->audit->moved, district->teacher_count, out->options->eligible_count, full_time,
      full_time_moved);
}

static void add_class(lg_text_table *columns, const lg_output *out, const lg_quota_count *count,
                      bool first)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
  bool district = quota && quota->per[0] == LG_PER_DISTRICT;
  char *where = district ? g_strdup("") : lg_show_class(out, count->element);
  char *heads = whole(count->count), *base = whole(count->of);
  /* R12 counts teachers against students, of whom they are no share. */
  char *of = quota ? g_strdup_printf(lg_tr(out->lang, "of %s"), base) : g_strdup("");
  char *share = quota ? lg_show_percent(count->count, count->of) : g_strdup("");
  char *asked = lg_counted_asked(out, count), *verdict = lg_counted_verdict(out->lang, count);
  char *state =
      *asked ? g_strdup_printf(lg_tr(out->lang, "%1$s; %2$s"), asked, verdict) : g_strdup("");
  lg_text_table_row(columns, first ? lg_show_quota(out, count->quota) : "", where, heads, of, share,
                    state, NULL);
  char *const owned[] = {where, heads, base, of, share, asked, verdict, state};
  for (size_t k = 0; k < G_N_ELEMENTS(owned); k++) g_free(owned[k]);
}

/* Of a quota whose classes have been rotated before: they count already, the rest is what this plan
 * adds. */
static void say_rotated(GString *text, const lg_output *out, const lg_quota_count *count)
{
  const lg_quota *quota = &out->input->policy->quotas[count->quota];
  int64_t before = lg_counted_rotated(out, count->quota);
  char *old = whole(before), *new = whole(count->count - before);
  g_string_append_printf(
      text, lg_tr(out->lang, "  %1$s: %2$s have already rotated, %3$s are newly counted\n"),
      quota->name, old, new);
  g_free(old);
  g_free(new);
}

enum { LG_BROKEN_SHOWN = 5 };

/* The classes of one quota, first .. last: broken ones and the tightest, then how many more there
 * are. */
static void add_quota(lg_text_table *columns, const lg_output *out, int first, int last)
{
  const lg_quota_count *counts = out->audit->quotas;
  int tightest = lg_counted_tightest(out->audit, first, last), shown = 0;
  for (int k = first; k <= last; k++) {
    if (k != tightest && (counts[k].holds || shown >= LG_BROKEN_SHOWN)) continue;
    add_class(columns, out, &counts[k], shown == 0);
    shown++;
  }
  int more = last - first + 1 - shown, broken = 0;
  for (int k = first; k <= last; k++) broken += !counts[k].holds;
  if (more == 0) return;
  char *rest =
      broken
          ? g_strdup_printf(lg_tr(out->lang, "further classes: %1$d; short in all: %2$d"), more,
                            broken)
          : g_strdup_printf(
                lg_tr(out->lang, "further classes: %d, all hold with as much room or more"), more);
  lg_text_table_row(columns, "", rest, NULL);
  g_free(rest);
}

static void say_quotas(GString *text, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  const lg_policy *policy = out->input->policy;
  if (audit->quota_count == 0) return;
  lg_text_table *columns = lg_text_table_new("llrlrl");
  for (int first = 0, last; first < audit->quota_count; first = last + 1) {
    last = lg_counted_last(audit, first);
    add_quota(columns, out, first, last);
  }
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "Quotas as counted:"));
  lg_text_table_add_to(columns, text, "  ");
  for (int k = 0; k < audit->quota_count; k++) {
    int q = audit->quotas[k].quota;
    if (q < policy->quota_count && policy->quotas[q].include_rotated &&
        policy->quotas[q].per[0] == LG_PER_DISTRICT)
      say_rotated(text, out, &audit->quotas[k]);
  }
}

static void say_equity(GString *text, const lg_output *out)
{
  lg_text_table *columns = lg_text_table_new("lrlr");
  bool any = false;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (!e->occurs || !e->given) continue;
    char *before = g_strdup_printf("%.4f", e->cv_before),
         *after = g_strdup_printf("%.4f", e->cv_after);
    lg_text_table_row(columns, lg_show_stage(out->lang, stage), before, "->", after, NULL);
    g_free(before);
    g_free(after);
    any = true;
  }
  if (any)
    g_string_append_printf(
        text, "%s\n",
        lg_tr(out->lang, "Balance, CV of backbone teachers per 100 students (less is better):"));
  lg_text_table_add_to(columns, text, "  ");
}

static void say_commute(GString *text, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int64_t sum = 0, longest = 0, known = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_placement *placement = &out->audit->placements[i];
    if (!lg_output_moves(out, i) || placement->before_m == LG_MISSING ||
        placement->after_m == LG_MISSING)
      continue;
    int64_t extra = MAX(0, placement->after_m - placement->before_m);
    sum += extra;
    longest = MAX(longest, extra);
    known++;
  }
  if (known > 0)
    g_string_append_printf(
        text,
        lg_tr(out->lang,
              "Commute of those who move: %1$.1f km further on average, %2$.1f km at most\n"),
        (double)sum / (double)known / 1000.0, (double)longest / 1000.0);
  if (out->audit->unknown_distance_count > 0)
    g_string_append_printf(
        text, lg_tr(out->lang, "Note: of %d moves the distance is unknown; they count as 0 km\n"),
        out->audit->unknown_distance_count);
}

static char *proof_text(const lg_output *out, const lg_goal_answer *found)
{
  if (found->proved) return g_strdup(lg_tr(out->lang, "proved"));
  if (!found->has_bound)
    return g_strdup(lg_tr(out->lang, out->interrupted ? N_("not proved: interrupted")
                                                      : N_("not proved: time ran out")));
  char *bound = whole(found->bound);
  char *proof = g_strdup_printf(lg_tr(out->lang, "not proved: bound %s"), bound);
  g_free(bound);
  return proof;
}

static void say_goals(GString *text, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  if (policy->goal_count == 0) return;
  lg_text_table *columns = lg_text_table_new("lrll");
  for (int g = 0; g < policy->goal_count; g++) {
    const lg_goal_answer *found = &out->answer->goals[g];
    char *number = whole(found->best), *value = whole(out->audit->goals[g]),
         *proof = proof_text(out, found);
    char *goal = g_strdup_printf("%d. %s", g + 1, lg_show_goal(out->lang, policy->goals[g].kind));
    /* Only a tolerance can make them differ. */
    bool differs = found->has_best && found->best != out->audit->goals[g];
    char *best =
        differs ? g_strdup_printf(lg_tr(out->lang, "best possible %s"), number) : g_strdup("");
    lg_text_table_row(columns, goal, value, proof, best, NULL);
    char *const owned[] = {number, value, proof, goal, best};
    for (size_t k = 0; k < G_N_ELEMENTS(owned); k++) g_free(owned[k]);
  }
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "Goals, most important first:"));
  lg_text_table_add_to(columns, text, "  ");
}

/* The files only know what was found; the terminal also says that it was the user who stopped. */
static const char *decision_text(const lg_output *out)
{
  lg_status status = out->answer->status;
  if (out->interrupted && status == LG_UNKNOWN)
    return lg_tr(out->lang, "interrupted before any roster was found");
  if (out->interrupted && status == LG_FEASIBLE)
    return lg_tr(out->lang, "interrupted: a valid roster, not proved optimal");
  return lg_show_status(out->lang, status);
}

char *lg_summary_text(const lg_output *out)
{
  GString *text = g_string_new(NULL);
  char *date = lg_show_date(out->input->policy->date);
  if (out->changes)
    g_string_append_printf(text, lg_tr(out->lang, "Changes: %d\n"), out->changes->count);
  g_string_append_printf(text, "%s  %s\n", out->input->policy->title, date);
  g_free(date);
  g_string_append_printf(text, lg_tr(out->lang, "Decision: %s\n"), decision_text(out));
  char *relaxed = lg_output_relaxed(out);
  g_string_append(text, relaxed);
  g_free(relaxed);
  if (out->answer->status == LG_INFEASIBLE) {
    char *why = lg_output_explanation(out);
    /* Its first lines repeat the title and the decision. */
    const char *decision = strstr(why, "\n\n"),
               *body = decision ? strchr(decision + 2, '\n') : NULL;
    g_string_append(text, body ? body + 1 : why);
    g_free(why);
  } else if (out->audit) {
    say_moved(text, out);
    say_quotas(text, out);
    say_equity(text, out);
    say_commute(text, out);
    say_goals(text, out);
  }
  g_string_append_printf(text, lg_tr(out->lang, "Time: %.1f seconds\n"), out->total_s);
  return g_string_free(text, FALSE);
}
