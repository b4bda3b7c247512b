#include "terminal_parts.h"

#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/output_text.h"

static const char *const side_names[] = {"A", "B"};

/* A number as a table cell, by value, so that one row may hold several. */
typedef struct {
  char text[24];
} cell;

static cell cell_of(int64_t number)
{
  cell c;
  g_snprintf(c.text, sizeof c.text, "%" G_GINT64_FORMAT, number);
  return c;
}

static void say_verdict(GString *text, const lg_comparison *c)
{
  static const char *const whole[] = {
      [LG_BETTER_A] = N_("A is better: it keeps the rules, B does not."),
      [LG_BETTER_B] = N_("B is better: it keeps the rules, A does not."),
      [LG_BETTER_SAME] = N_("Neither is better: every goal has the same value in both."),
      [LG_BETTER_NEITHER] = N_("Neither is better: both break rules."),
  };
  int goal;
  lg_better better = lg_comparison_better(c, &goal);
  if (goal == LG_MISSING) {
    g_string_append_printf(text, "%s\n", lg_tr(c->lang, whole[better]));
    return;
  }
  int side = better == LG_BETTER_A ? 0 : 1;
  cell own = cell_of(c->sides[side].audit->goals[goal]);
  cell other = cell_of(c->sides[1 - side].audit->goals[goal]);
  g_string_append_printf(
      text,
      lg_tr(c->lang, N_("%1$s is better: both keep the rules, and in goal %2$d, %3$s, it has "
                        "%4$s against %5$s.\n")),
      side_names[side], goal + 1, lg_show_goal(c->lang, c->input->policy->goals[goal].kind),
      own.text, other.text);
}

static void say_head(GString *text, const lg_comparison *c)
{
  lg_text_table *columns = lg_text_table_new("lll");
  for (int side = 0; side < 2; side++) {
    const lg_compared *compared = &c->sides[side];
    char *moved = g_strdup_printf(lg_tr(c->lang, N_("%1$d of %2$d teachers move")),
                                  compared->audit->moved, c->input->district->teacher_count);
    lg_text_table_row(columns, side_names[side], compared->path, moved, NULL);
    g_free(moved);
  }
  lg_text_table_add_to(columns, text, "");
}

static void say_goals(GString *text, const lg_comparison *c)
{
  const lg_policy *policy = c->input->policy;
  if (policy->goal_count == 0) return;
  lg_text_table *columns = lg_text_table_new("lrrl");
  lg_text_table_row(columns, "", side_names[0], side_names[1], NULL);
  for (int g = 0; g < policy->goal_count; g++) {
    lg_goal_kind kind = policy->goals[g].kind;
    int64_t a = c->sides[0].audit->goals[g], b = c->sides[1].audit->goals[g];
    char *goal = g_strdup_printf("%d. %s", g + 1, lg_show_goal(c->lang, kind));
    bool a_wins = (a > b) == lg_goal_is_max(kind);
    lg_text_table_row(columns, goal, cell_of(a).text, cell_of(b).text,
                      a == b   ? ""
                      : a_wins ? lg_tr(c->lang, N_("A is better"))
                               : lg_tr(c->lang, N_("B is better")),
                      NULL);
    g_free(goal);
  }
  g_string_append_printf(text, "\n%s\n", lg_tr(c->lang, N_("Goals, most important first:")));
  lg_text_table_add_to(columns, text, "  ");
}

static void say_equity(GString *text, const lg_comparison *c)
{
  lg_text_table *columns = lg_text_table_new("lrr");
  bool any = false;
  lg_text_table_row(columns, "", side_names[0], side_names[1], NULL);
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &c->sides[0].audit->equity[stage];
    if (!e->occurs || !e->given) continue;
    char *a = g_strdup_printf("%.4f", e->cv_after);
    char *b = g_strdup_printf("%.4f", c->sides[1].audit->equity[stage].cv_after);
    lg_text_table_row(columns, lg_show_stage(c->lang, stage), a, b, NULL);
    g_free(a);
    g_free(b);
    any = true;
  }
  GString *rows = g_string_new(NULL);
  lg_text_table_add_to(columns, rows, "  ");
  if (any)
    g_string_append_printf(
        text, "\n%s\n%s",
        lg_tr(c->lang, N_("Balance, CV of backbone teachers per 100 students (less is better):")),
        rows->str);
  g_string_free(rows, TRUE);
}

static void say_rules(GString *text, const lg_comparison *c)
{
  g_string_append_printf(text, "\n%s\n", lg_tr(c->lang, N_("Broken rules:")));
  for (int side = 0; side < 2; side++) {
    const lg_audit *audit = c->sides[side].audit;
    lg_recounted recounted = {
        c->input->district, c->input->policy, c->sides[side].roster, audit, NULL, c->lang};
    if (audit->breach_count == 0)
      g_string_append_printf(text, lg_tr(c->lang, N_("  %1$s: none (%2$d checks)\n")),
                             side_names[side], audit->rules_checked);
    else
      g_string_append_printf(text, lg_tr(c->lang, N_("  %1$s: %2$d\n")), side_names[side],
                             audit->breach_count);
    for (int k = 0; k < audit->breach_count; k++) {
      g_string_append(text, "  ");
      lg_breach_text(text, &recounted, &audit->breaches[k]);
    }
  }
}

/* A heading, the rows that differ and how many are alike; nothing where there are no rows at all.
 * Takes `columns`. */
static void say_table(GString *text, const lg_comparison *c, const char *heading,
                      lg_text_table *columns, int different, int all)
{
  GString *rows = g_string_new(NULL);
  lg_text_table_add_to(columns, rows, "  ");
  if (all > 0) g_string_append_printf(text, "\n%s\n", lg_tr(c->lang, heading));
  if (different > 0) g_string_append(text, rows->str);
  if (different > 0 && all > different)
    g_string_append_printf(text, lg_tr(c->lang, N_("  alike in both: %1$d of %2$d\n")),
                           all - different, all);
  else if (all > 0 && different == 0)
    g_string_append_printf(text, lg_tr(c->lang, N_("  none of %d\n")), all);
  g_string_free(rows, TRUE);
}

static char *counted(const lg_comparison *c, const lg_counted *row)
{
  const lg_quota_count *count = row->count;
  cell heads = cell_of(count->count), base = cell_of(count->of);
  char *share = lg_show_percent(count->count, count->of);
  char *verdict = lg_counted_verdict(c->lang, count), *text;
  if (!row->is_share) /* students, of whom teachers are no share */
    text = g_strdup_printf(lg_tr(c->lang, N_("%1$s; %2$s")), heads.text, verdict);
  else if (*share)
    text = g_strdup_printf(lg_tr(c->lang, N_("%1$s of %2$s, %3$s; %4$s")), heads.text, base.text,
                           share, verdict);
  else
    text =
        g_strdup_printf(lg_tr(c->lang, N_("%1$s of %2$s; %3$s")), heads.text, base.text, verdict);
  g_free(share);
  g_free(verdict);
  return text;
}

static void say_quotas(GString *text, const lg_comparison *c)
{
  const lg_policy *policy = c->input->policy;
  const lg_output out = {.input = c->input, .lang = c->lang};
  const lg_audit *a = c->sides[0].audit, *b = c->sides[1].audit;
  lg_text_table *columns = lg_text_table_new("llll");
  lg_text_table_row(columns, "", "", side_names[0], side_names[1], NULL);
  int different = 0;
  for (int k = 0; k < a->quota_count; k++) {
    const lg_counted x = lg_counted_of(c->lang, policy, &a->quotas[k]),
                     y = lg_counted_of(c->lang, policy, &b->quotas[k]);
    if (x.count->count == y.count->count && x.count->of == y.count->of &&
        x.count->holds == y.count->holds)
      continue;
    char *class_text = lg_show_class(&out, x.quota, x.count->class_id);
    char *left = counted(c, &x), *right = counted(c, &y);
    lg_text_table_row(columns, x.name, class_text, left, right, NULL);
    g_free(class_text);
    g_free(left);
    g_free(right);
    different++;
  }
  say_table(text, c, N_("Quotas that are counted differently:"), columns, different,
            a->quota_count);
}

/* "17", or "17 / 18" where the two differ. g_free. */
static char *both(int a, int b)
{
  return a == b ? g_strdup_printf("%d", a) : g_strdup_printf("%d / %d", a, b);
}

static bool same_counts(const lg_school_count *x, const lg_school_count *y)
{
  return x->staff_after == y->staff_after && x->staff_out == y->staff_out &&
         x->staff_in == y->staff_in && x->backbone_after == y->backbone_after;
}

static void say_schools(GString *text, const lg_comparison *c)
{
  const lg_output out = {.input = c->input, .lang = c->lang};
  const lg_audit *a = c->sides[0].audit, *b = c->sides[1].audit;
  lg_text_table *columns = lg_text_table_new("llrrrr");
  lg_text_table_row(columns, lg_tr(c->lang, N_("school")), lg_tr(c->lang, N_("stage")),
                    lg_tr(c->lang, N_("staff")), lg_tr(c->lang, N_("out")),
                    lg_tr(c->lang, N_("in")), lg_tr(c->lang, N_("backbone")), NULL);
  int different = 0;
  for (int k = 0; k < a->school_count; k++) {
    const lg_school_count *x = &a->schools[k], *y = &b->schools[k];
    if (same_counts(x, y)) continue;
    char *cells[] = {lg_show_school(&out, x->school), both(x->staff_after, y->staff_after),
                     both(x->staff_out, y->staff_out), both(x->staff_in, y->staff_in),
                     both(x->backbone_after, y->backbone_after)};
    lg_text_table_row(columns, cells[0], lg_show_stage(c->lang, x->stage), cells[1], cells[2],
                      cells[3], cells[4], NULL);
    for (size_t n = 0; n < G_N_ELEMENTS(cells); n++) g_free(cells[n]);
    different++;
  }
  say_table(text, c, N_("Schools whose head-counts differ (A / B, after the moves):"), columns,
            different, a->school_count);
}

static void say_teachers(GString *text, const lg_comparison *c)
{
  const lg_output out = {.input = c->input, .lang = c->lang};
  const lg_district *district = c->input->district;
  lg_text_table *columns = lg_text_table_new("llll");
  lg_text_table_row(columns, lg_tr(c->lang, N_("teacher")), lg_tr(c->lang, N_("home school")),
                    side_names[0], side_names[1], NULL);
  int different = 0;
  for (int i = 0; i < district->teacher_count; i++) {
    int a = c->sides[0].roster->school[i], b = c->sides[1].roster->school[i];
    if (a == b) continue;
    int home = district->teachers[i].school;
    char *cells[] = {lg_show_teacher(&out, i), lg_show_school(&out, home),
                     a == home ? g_strdup(lg_tr(c->lang, N_("stays"))) : lg_show_school(&out, a),
                     b == home ? g_strdup(lg_tr(c->lang, N_("stays"))) : lg_show_school(&out, b)};
    lg_text_table_row(columns, cells[0], cells[1], cells[2], cells[3], NULL);
    for (size_t n = 0; n < G_N_ELEMENTS(cells); n++) g_free(cells[n]);
    different++;
  }
  say_table(text, c, N_("Teachers placed differently:"), columns, different,
            district->teacher_count);
}

char *lg_compare_text(const lg_comparison *c)
{
  GString *text = g_string_new(NULL);
  say_head(text, c);
  say_verdict(text, c);
  say_goals(text, c);
  say_equity(text, c);
  say_rules(text, c);
  say_quotas(text, c);
  say_schools(text, c);
  say_teachers(text, c);
  return g_string_free(text, FALSE);
}
