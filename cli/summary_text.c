#include "summary_text.h"

#include <math.h>
#include <string.h>

#include "../io/output_text.h"

/* Rows of cells put under each other by their width on a terminal: a Chinese character takes two columns. */
enum { LG_CELLS = 6 };
typedef struct {
  GPtrArray *cells; /* LG_CELLS a row, owned; NULL: none */
} lg_columns;

static int lg_width(const char *text)
{
  int width = 0;
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    gunichar letter = g_utf8_get_char(c);
    width += g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
  }
  return width;
}

/* Takes the texts of one row. */
static void lg_columns_add(lg_columns *columns, char *a, char *b, char *c, char *d, char *e, char *f)
{
  char *const cells[LG_CELLS] = {a, b, c, d, e, f};
  for (int k = 0; k < LG_CELLS; k++) g_ptr_array_add(columns->cells, cells[k] ? cells[k] : g_strdup(""));
}

/* Appends the rows, each cell to the left but the `numbers` columns from the second on; frees them. */
static void lg_columns_print(lg_columns *columns, GString *text, int numbers)
{
  int widths[LG_CELLS] = {0};
  for (guint k = 0; k < columns->cells->len; k++)
    widths[k % LG_CELLS] = MAX(widths[k % LG_CELLS], lg_width(g_ptr_array_index(columns->cells, k)));
  for (guint k = 0; k < columns->cells->len; k++) {
    const char *cell = g_ptr_array_index(columns->cells, k);
    int column = (int)(k % LG_CELLS), gap = widths[column] - lg_width(cell);
    bool right = column >= 1 && column <= numbers;
    if (column == 0) g_string_append(text, "  ");
    if (right) g_string_append_printf(text, "%*s", gap, "");
    g_string_append(text, cell);
    if (!right) g_string_append_printf(text, "%*s", gap, "");
    if (column < LG_CELLS - 1) {
      if (widths[column] > 0) g_string_append(text, "  ");
      continue;
    }
    while (text->str[text->len - 1] == ' ') g_string_truncate(text, text->len - 1);
    g_string_append_c(text, '\n');
  }
  g_ptr_array_unref(columns->cells);
}

static lg_columns lg_columns_new(void)
{
  return (lg_columns){g_ptr_array_new_with_free_func(g_free)};
}

static char *lg_whole(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

static void lg_say_moved(GString *text, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int full_time = 0, full_time_moved = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    if (!district->teachers[i].full_time) continue;
    full_time++;
    full_time_moved += out->answer->roster->school[i] != district->teachers[i].school;
  }
  g_string_append_printf(
      text, lg_tr(out->lang, "Moved: %1$d of %2$d teachers (%3$d are eligible); of %4$d full-time teachers %5$d\n"),
      out->audit->moved, district->teacher_count, out->options->eligible_count, full_time, full_time_moved);
}

/* Heads between the count and the nearer limit; negative where the class is broken. */
static int64_t lg_slack(const lg_quota_count *count)
{
  int64_t slack = INT64_MAX;
  if (count->min_heads >= 0) slack = count->count - count->min_heads;
  if (count->max_heads >= 0) slack = MIN(slack, count->max_heads - count->count);
  return slack;
}

/* "at least 37% = 570", "at most 30% = 12", both, or "". g_free. */
static char *lg_asked(const lg_output *out, const lg_quota_count *count)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
  const char *min = quota ? quota->min.text : policy->density.text, *max = quota ? quota->max.text : NULL;
  GString *asked = g_string_new(NULL);
  char *low = lg_whole(count->min_heads), *high = lg_whole(count->max_heads);
  if (count->min_heads >= 0 && min)
    g_string_append_printf(asked, lg_tr(out->lang, "asked: at least %1$s (%2$s)"), low, min);
  if (count->max_heads >= 0 && max) {
    if (asked->len) g_string_append(asked, lg_tr(out->lang, ", "));
    g_string_append_printf(asked, lg_tr(out->lang, "allowed: at most %1$s (%2$s)"), high, max);
  }
  g_free(low);
  g_free(high);
  return g_string_free(asked, FALSE);
}

static char *lg_verdict(const lg_output *out, const lg_quota_count *count)
{
  if (count->holds) return g_strdup(lg_tr(out->lang, "holds"));
  return g_strdup_printf(lg_tr(out->lang, "short by %d"), (int)count->shortfall);
}

static void lg_add_class(lg_columns *columns, const lg_output *out, const lg_quota_count *count, bool first)
{
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
  char *name = first ? g_strdup(lg_show_quota(out, count->quota)) : NULL;
  char *where = quota ? (quota->per == LG_PER_DISTRICT ? NULL : lg_show_class(out, quota, count->class_id))
                      : g_strdup(count->class_id);
  char *of = g_strdup_printf(lg_tr(out->lang, "of %d"), (int)count->of);
  lg_columns_add(columns, name, where, lg_whole(count->count), quota ? of : NULL,
                 quota ? lg_show_percent(count->count, count->of) : NULL, NULL);
  if (!quota) g_free(of);
  char *asked = lg_asked(out, count), *verdict = lg_verdict(out, count);
  g_ptr_array_remove_index(columns->cells, columns->cells->len - 1);
  g_ptr_array_add(columns->cells, *asked ? g_strdup_printf(lg_tr(out->lang, "%1$s; %2$s"), asked, verdict)
                                         : g_strdup(""));
  g_free(asked);
  g_free(verdict);
}

/* Of a quota whose classes have been rotated before: they count already, the rest is what this plan adds. */
static void lg_say_rotated(GString *text, const lg_output *out, const lg_quota_count *count)
{
  const lg_district *district = out->input->district;
  const lg_policy *policy = out->input->policy;
  const lg_quota *quota = &policy->quotas[count->quota];
  int64_t before = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    lg_option home = {district->teachers[i].school, LG_MISSING, LG_MISSING, LG_MISSING, LG_MISSING};
    before += district->teachers[i].rotated &&
              lg_options_match(out->options, district, policy, &quota->of, i, &home);
  }
  char *old = lg_whole(before), *new = lg_whole(count->count - before);
  g_string_append_printf(text, lg_tr(out->lang, "  %1$s: %2$s have already rotated, %3$s are newly counted\n"),
                         quota->name, old, new);
  g_free(old);
  g_free(new);
}

enum { LG_BROKEN_SHOWN = 5 };

/* The classes of one quota, first .. last: broken ones and the tightest, then how many more there are. */
static void lg_add_quota(lg_columns *columns, const lg_output *out, int first, int last)
{
  const lg_quota_count *counts = out->audit->quotas;
  int tightest = first, shown = 0;
  for (int k = first; k <= last; k++)
    if (lg_slack(&counts[k]) < lg_slack(&counts[tightest])) tightest = k;
  for (int k = first; k <= last; k++) {
    if (k != tightest && (counts[k].holds || shown >= LG_BROKEN_SHOWN)) continue;
    lg_add_class(columns, out, &counts[k], shown == 0);
    shown++;
  }
  int more = last - first + 1 - shown, broken = 0;
  for (int k = first; k <= last; k++) broken += !counts[k].holds;
  if (more == 0) return;
  char *rest = broken ? g_strdup_printf(lg_tr(out->lang, "%1$d more classes; %2$d in all are short"), more, broken)
                      : g_strdup_printf(lg_tr(out->lang, "%d more classes, all hold with as much room or more"), more);
  lg_columns_add(columns, NULL, rest, NULL, NULL, NULL, NULL);
}

static void lg_say_quotas(GString *text, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  const lg_policy *policy = out->input->policy;
  if (audit->quota_count == 0) return;
  lg_columns columns = lg_columns_new();
  for (int first = 0, last; first < audit->quota_count; first = last + 1) {
    for (last = first; last + 1 < audit->quota_count && audit->quotas[last + 1].quota == audit->quotas[first].quota;)
      last++;
    lg_add_quota(&columns, out, first, last);
  }
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "Quotas as counted:"));
  lg_columns_print(&columns, text, 0);
  for (int k = 0; k < audit->quota_count; k++) {
    int q = audit->quotas[k].quota;
    if (q < policy->quota_count && policy->quotas[q].include_rotated && policy->quotas[q].per == LG_PER_DISTRICT)
      lg_say_rotated(text, out, &audit->quotas[k]);
  }
}

static void lg_say_equity(GString *text, const lg_output *out)
{
  lg_columns columns = lg_columns_new();
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (!e->occurs || !e->given) continue;
    lg_columns_add(&columns, g_strdup(lg_show_stage(out->lang, stage)), g_strdup_printf("%.4f", e->cv_before),
                   g_strdup("->"), g_strdup_printf("%.4f", e->cv_after), NULL, NULL);
  }
  if (columns.cells->len > 0)
    g_string_append_printf(text, "%s\n",
                           lg_tr(out->lang, "Balance, CV of backbone teachers per 100 students (less is better):"));
  lg_columns_print(&columns, text, 3);
}

static void lg_say_commute(GString *text, const lg_output *out)
{
  const lg_district *district = out->input->district;
  int64_t sum = 0, longest = 0, known = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_placement *placement = &out->audit->placements[i];
    if (out->answer->roster->school[i] == district->teachers[i].school || placement->before_m == LG_MISSING ||
        placement->after_m == LG_MISSING)
      continue;
    int64_t extra = MAX(0, placement->after_m - placement->before_m);
    sum += extra;
    longest = MAX(longest, extra);
    known++;
  }
  if (known > 0)
    g_string_append_printf(
        text, lg_tr(out->lang, "Commute of those who move: %1$.1f km further on average, %2$.1f km at most\n"),
        (double)sum / (double)known / 1000.0, (double)longest / 1000.0);
  if (out->audit->unknown_distance_count > 0)
    g_string_append_printf(text, lg_tr(out->lang, "Note: of %d moves the distance is unknown; they count as 0 km\n"),
                           out->audit->unknown_distance_count);
}

static char *lg_proof(const lg_output *out, const lg_goal_answer *found)
{
  if (found->proved) return g_strdup(lg_tr(out->lang, "proved"));
  if (!found->has_bound) return g_strdup(lg_tr(out->lang, "not proved: time ran out"));
  char *bound = lg_whole(found->bound);
  char *proof = g_strdup_printf(lg_tr(out->lang, "not proved: bound %s"), bound);
  g_free(bound);
  return proof;
}

static void lg_say_goals(GString *text, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  if (policy->goal_count == 0) return;
  lg_columns columns = lg_columns_new();
  for (int g = 0; g < policy->goal_count; g++) {
    const lg_goal_answer *found = &out->answer->goals[g];
    char *best = NULL;
    /* Only a tolerance can make them differ. */
    if (found->has_best && found->best != out->audit->goals[g]) {
      char *number = lg_whole(found->best);
      best = g_strdup_printf(lg_tr(out->lang, "best possible %s"), number);
      g_free(number);
    }
    lg_columns_add(&columns, g_strdup_printf("%d. %s", g + 1, lg_show_goal(out->lang, policy->goals[g].kind)),
                   lg_whole(out->audit->goals[g]), lg_proof(out, found), best, NULL, NULL);
  }
  g_string_append_printf(text, "%s\n", lg_tr(out->lang, "Goals, most important first:"));
  lg_columns_print(&columns, text, 1);
}

char *lg_summary_text(const lg_output *out)
{
  GString *text = g_string_new(NULL);
  char *date = lg_show_date(out->input->policy->date);
  g_string_append_printf(text, "%s  %s\n", out->input->policy->title, date);
  g_free(date);
  g_string_append_printf(text, lg_tr(out->lang, "Decision: %s\n"), lg_show_status(out->lang, out->answer->status));
  if (out->answer->status == LG_INFEASIBLE) {
    char *why = lg_output_explanation(out);
    /* Its first lines repeat the title. */
    const char *body = strstr(why, "\n\n");
    g_string_append(text, body ? body + 1 : why);
    g_free(why);
  } else if (out->audit) {
    lg_say_moved(text, out);
    lg_say_quotas(text, out);
    lg_say_equity(text, out);
    lg_say_commute(text, out);
    lg_say_goals(text, out);
  }
  g_string_append_printf(text, lg_tr(out->lang, "Time: %.1f seconds\n"), out->total_s);
  return g_string_free(text, FALSE);
}
