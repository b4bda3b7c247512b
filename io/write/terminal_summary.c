#include "terminal_parts.h"

#include <string.h>

#include "io/views/lists.h"
#include "io/views/published.h"
#include "io/words/counted_text.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "render.h"

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
  if (out->input->policy->flexible.given)
    g_string_append_printf(text,
                           lg_tr(out->lang, "Flexible services: %1$d, units a week: %2$lld\n"),
                           out->audit->guests, (long long)out->audit->guest_units);
  if (district->has_services)
    g_string_append_printf(text, lg_tr(out->lang, "Back after a service: %d\n"),
                           out->audit->returned);
}

/* Of a quota whose classes have been rotated before: they count already, the rest is what this plan
 * adds. */
static void say_rotated(GString *text, const lg_output *out, const lg_counted *row)
{
  int64_t before = lg_counted_rotated(out, row->count->quota);
  char *old = whole(before), *new = whole(row->count->count - before);
  g_string_append_printf(
      text, lg_tr(out->lang, "  %1$s: %2$s have already rotated, %3$s are newly counted\n"),
      row->name, old, new);
  g_free(old);
  g_free(new);
}

/* Nothing where the list is empty. */
static void say_list(GString *text, const lg_output *out, const char *heading, const char *list,
                     const char *keys)
{
  lg_view *view = lg_list(out, list, keys);
  if (view->row_count > 0) g_string_append_printf(text, "%s\n", lg_tr(out->lang, heading));
  lg_render_text(text, view, "  ", false);
  lg_view_free(view);
}

static void say_quotas(GString *text, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  say_list(text, out, N_("Quotas as counted:"), "quotas_broken",
           "name_once place count of_what share state");
  for (int k = 0; k < audit->quota_count; k++) {
    const lg_counted row = lg_counted_of(out->lang, out->input->policy, &audit->quotas[k]);
    if (row.rotated) say_rotated(text, out, &row);
  }
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
    /* As the rows show them. */
    int64_t extra = MAX(0, lg_show_metres(district, placement->after_m) -
                               lg_show_metres(district, placement->before_m));
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

/* Of a publication under codes. */
static void say_published(GString *text, const lg_output *out)
{
  if (!out->input->district->anonymous) return;
  lg_published found = lg_published_count(out);
  g_string_append_printf(
      text,
      lg_tr(
          out->lang,
          "Published under codes: %1$d teachers; of %2$d nobody else is shown alike (of those who "
          "move: %3$d of %4$d); the smallest group who are shown alike has %5$d\n"),
      found.rows, found.unique, found.unique_movers, found.movers, found.smallest_group);
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
  if (out->changes && out->input->district->departed_count)
    g_string_append_printf(text, lg_tr(out->lang, N_("Left since (withdrawn): %d\n")),
                           out->input->district->departed_count);
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
    say_list(text, out, N_("Balance, CV of backbone teachers per 100 students (less is better):"),
             "equity_known", "stage cv_before arrow cv_after");
    say_commute(text, out);
    say_list(text, out, N_("Goals, most important first:"), "goals",
             "numbered value proof best_possible");
    say_published(text, out);
  }
  g_string_append_printf(text, lg_tr(out->lang, "Time: %.1f seconds\n"), out->total_s);
  return g_string_free(text, FALSE);
}
