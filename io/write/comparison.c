/* comparison.c - two rosters side by side: the lists that `compare` shows, and who is better. */
#include "comparison.h"

#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/output_text.h"
#include "render.h"
#include "terminal_parts.h"

static const char *const side_keys[] = {"a", "b"}, *const side_names[] = {"A", "B"};

static char *whole_text(int64_t number)
{
  return g_strdup_printf("%" G_GINT64_FORMAT, number);
}

lg_better lg_comparison_better(const lg_comparison *c, int *goal)
{
  const lg_audit *a = c->sides[0].audit, *b = c->sides[1].audit;
  *goal = LG_MISSING;
  if (a->breach_count > 0 && b->breach_count > 0) return LG_BETTER_NEITHER;
  if (a->breach_count > 0) return LG_BETTER_B;
  if (b->breach_count > 0) return LG_BETTER_A;
  const lg_policy *policy = c->input->policy;
  for (int g = 0; g < policy->goal_count; g++) {
    if (a->goals[g] == b->goals[g]) continue;
    *goal = g;
    /* Which of two sums of draws is the smaller one tells two ids apart, too. */
    if (lg_goal_is_withheld(c->input->district, policy->goals[g].kind)) return LG_BETTER_NEITHER;
    bool more = a->goals[g] > b->goals[g];
    return more == lg_goal_is_max(policy->goals[g].kind) ? LG_BETTER_A : LG_BETTER_B;
  }
  return LG_BETTER_SAME;
}

/* ---- lists ---- */

static const lg_comparison *of(const lg_view *view)
{
  return view->data;
}

enum { G_ID, G_SENSE, G_A, G_B, G_BETTER, G_NOTE, G_COLUMNS };
static const lg_list_column goal_columns[G_COLUMNS] = {{"id", .heading = ""},
                                                       {.key = "sense"},
                                                       {"a", .heading = "A", .kind = LG_KIND_WHOLE},
                                                       {"b", .heading = "B", .kind = LG_KIND_WHOLE},
                                                       {"better", .heading = ""},
                                                       {.key = "note"}};

static void fill_goal(const lg_view *view, int g, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  lg_goal_kind kind = c->input->policy->goals[g].kind;
  int64_t a = c->sides[0].audit->goals[g], b = c->sides[1].audit->goals[g];
  bool a_wins = (a > b) == lg_goal_is_max(kind);
  lg_put_take(&cells[G_ID], g_strdup_printf("%d. %s", g + 1, lg_show_goal(c->lang, kind)));
  cells[G_ID].code = lg_goal_word(kind);
  lg_put_text(&cells[G_SENSE], lg_goal_is_max(kind) ? "max" : "min");
  if (lg_goal_is_withheld(c->input->district, kind)) {
    const char *why = lg_goal_withheld(c->lang);
    lg_put_text(&cells[G_NOTE], why);
    lg_put_text(&cells[G_BETTER], why);
    return;
  }
  lg_put_whole(&cells[G_A], lg_goal_shown(c->input->district, kind, a));
  lg_put_whole(&cells[G_B], lg_goal_shown(c->input->district, kind, b));
  if (a != b)
    lg_put_text(&cells[G_BETTER], lg_tr(c->lang, a_wins ? N_("A is better") : N_("B is better")));
}

static const lg_list_column equity_columns[] = {
    {"stage", .heading = ""},
    {"cv_a", .heading = "A", .kind = LG_KIND_DECIMAL, .digits = 4},
    {"cv_b", .heading = "B", .kind = LG_KIND_DECIMAL, .digits = 4}};

static void fill_equity(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  int stage = view->rows[row];
  lg_put_word(&cells[0], lg_show_stage(c->lang, stage), lg_stage_word(stage));
  for (int side = 0; side < 2; side++) {
    const lg_equity *e = &c->sides[side].audit->equity[stage];
    if (e->given) lg_put_value(&cells[1 + side], e->cv_after);
  }
}

static bool stage_occurs(const lg_comparison *c, int stage)
{
  return c->sides[0].audit->equity[stage].occurs;
}

static bool stage_is_given(const lg_comparison *c, int stage)
{
  return stage_occurs(c, stage) && c->sides[0].audit->equity[stage].given;
}

enum { Q_COUNT, Q_OF, Q_SHORT, Q_HOLDS, Q_PARTS };
enum { Q_ID, Q_CLASS, Q_SIDES, Q_A = Q_SIDES + 2 * Q_PARTS, Q_B, Q_COLUMNS };
static const lg_list_column quota_columns[Q_COLUMNS] = {{"id", .heading = ""},
                                                        {"class", .heading = ""},
                                                        {"a.count", .kind = LG_KIND_WHOLE},
                                                        {"a.of", .kind = LG_KIND_WHOLE},
                                                        {"a.shortfall", .kind = LG_KIND_WHOLE},
                                                        {"a.holds", .kind = LG_KIND_YES_NO},
                                                        {"b.count", .kind = LG_KIND_WHOLE},
                                                        {"b.of", .kind = LG_KIND_WHOLE},
                                                        {"b.shortfall", .kind = LG_KIND_WHOLE},
                                                        {"b.holds", .kind = LG_KIND_YES_NO},
                                                        {"a", .heading = "A"},
                                                        {"b", .heading = "B"}};

/* g_free. */
static char *counted_text(const lg_comparison *c, const lg_counted *row)
{
  const lg_quota_count *count = row->count;
  g_autofree char *heads = whole_text(count->count), *base = whole_text(count->of);
  g_autofree char *share = lg_show_percent(count->count, count->of);
  g_autofree char *verdict = lg_counted_verdict(c->lang, count);
  if (!row->is_share) /* students, of whom teachers are no share */
    return g_strdup_printf(lg_tr(c->lang, N_("%1$s; %2$s")), heads, verdict);
  if (*share)
    return g_strdup_printf(lg_tr(c->lang, N_("%1$s of %2$s, %3$s; %4$s")), heads, base, share,
                           verdict);
  return g_strdup_printf(lg_tr(c->lang, N_("%1$s of %2$s; %3$s")), heads, base, verdict);
}

/* The classes follow from the district alone, so both audits have the same. */
static void fill_quota(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  int k = view->rows[row];
  for (int side = 0; side < 2; side++) {
    const lg_quota_count *count = &c->sides[side].audit->quotas[k];
    const lg_counted counted = lg_counted_of(c->lang, c->input->policy, count);
    lg_list_cell *part = &cells[Q_SIDES + side * Q_PARTS];
    lg_put_whole(&part[Q_COUNT], count->count);
    lg_put_whole(&part[Q_OF], count->of);
    lg_put_whole(&part[Q_SHORT], count->shortfall);
    lg_put_yes_no(&part[Q_HOLDS], count->holds);
    lg_put_take(&cells[Q_A + side], counted_text(c, &counted));
    if (side > 0) continue;
    lg_put_word(&cells[Q_ID], counted.name, counted.id);
    lg_put_take(&cells[Q_CLASS], lg_show_class(view->out, count->element));
    cells[Q_CLASS].code = count->class_id;
  }
}

static bool quota_differs(const lg_comparison *c, int k)
{
  const lg_quota_count *x = &c->sides[0].audit->quotas[k], *y = &c->sides[1].audit->quotas[k];
  return x->count != y->count || x->of != y->of || x->holds != y->holds;
}

enum { S_STAFF, S_OUT, S_IN, S_BACKBONE, S_PARTS };
enum { S_ID, S_STAGE, S_SIDES, S_BOTH = S_SIDES + 2 * S_PARTS, S_COLUMNS = S_BOTH + S_PARTS };
static const lg_list_column school_columns[S_COLUMNS] = {
    {"id", .heading = N_("school")},
    {"stage", .heading = N_("stage")},
    {"a.staff", .kind = LG_KIND_WHOLE},
    {"a.out", .kind = LG_KIND_WHOLE},
    {"a.in", .kind = LG_KIND_WHOLE},
    {"a.backbone", .kind = LG_KIND_WHOLE},
    {"b.staff", .kind = LG_KIND_WHOLE},
    {"b.out", .kind = LG_KIND_WHOLE},
    {"b.in", .kind = LG_KIND_WHOLE},
    {"b.backbone", .kind = LG_KIND_WHOLE},
    {"staff", .heading = N_("staff"), .right = true},
    {"out", .heading = N_("out"), .right = true},
    {"in", .heading = N_("in"), .right = true},
    {"backbone", .heading = N_("backbone"), .right = true}};

static void school_heads(const lg_comparison *c, int side, int k, int *heads)
{
  const lg_school_count *count = &c->sides[side].audit->schools[k];
  heads[S_STAFF] = count->staff_after;
  heads[S_OUT] = count->staff_out;
  heads[S_IN] = count->staff_in;
  heads[S_BACKBONE] = count->backbone_after;
}

static void fill_school(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  int k = view->rows[row], a[S_PARTS], b[S_PARTS];
  const lg_school_count *either = &c->sides[0].audit->schools[k];
  school_heads(c, 0, k, a);
  school_heads(c, 1, k, b);
  lg_put_take(&cells[S_ID], lg_show_school(view->out, either->school));
  cells[S_ID].code = c->input->district->schools[either->school].id;
  lg_put_word(&cells[S_STAGE], lg_show_stage(c->lang, either->stage), lg_stage_word(either->stage));
  for (int part = 0; part < S_PARTS; part++) {
    lg_put_whole(&cells[S_SIDES + part], a[part]);
    lg_put_whole(&cells[S_SIDES + S_PARTS + part], b[part]);
    /* "17", or "17 / 18" where the two differ */
    lg_put_take(&cells[S_BOTH + part], a[part] == b[part]
                                           ? g_strdup_printf("%d", a[part])
                                           : g_strdup_printf("%d / %d", a[part], b[part]));
  }
}

static bool school_differs(const lg_comparison *c, int k)
{
  int a[S_PARTS], b[S_PARTS];
  school_heads(c, 0, k, a);
  school_heads(c, 1, k, b);
  return memcmp(a, b, sizeof a) != 0;
}

enum { T_ID, T_NAME, T_HOME, T_SIDES, T_GUESTS = T_SIDES + 2 };
static const lg_list_column teacher_columns[] = {{"id", .heading = N_("teacher")},
                                                 {.key = "name"},
                                                 {"home", .heading = N_("home school")},
                                                 {"a", .heading = "A"},
                                                 {"b", .heading = "B"},
                                                 {.key = "a_guest"},
                                                 {.key = "b_guest"}};

/* "stays", with the guest school where there is one; else the new school. g_free. */
static char *side_text(const lg_comparison *c, const lg_output *words, int teacher,
                       lg_assignment to)
{
  if (to.school != c->input->district->teachers[teacher].school)
    return lg_show_school(words, to.school);
  const char *stays = lg_tr(c->lang, N_("stays"));
  if (!lg_assignment_is_guest(to)) return g_strdup(stays);
  g_autofree char *guest = lg_show_school(words, to.guest);
  return g_strdup_printf(lg_tr(c->lang, N_("stays, units a week at %s")), guest);
}

static void fill_gone(const lg_view *view, const lg_gone *gone, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  const lg_school *schools = c->input->district->schools;
  lg_put_take(&cells[T_ID], lg_show_named(c->lang, gone->name, gone->id));
  cells[T_ID].code = gone->id;
  lg_put_text(&cells[T_NAME], gone->name);
  if (gone->from != LG_MISSING) {
    lg_put_take(&cells[T_HOME], lg_show_school(view->out, gone->from));
    cells[T_HOME].code = schools[gone->from].id;
  }
  for (int side = 0; side < 2; side++) {
    if (gone->to[side] == LG_MISSING) continue;
    lg_put_take(&cells[T_SIDES + side], lg_show_school(view->out, gone->to[side]));
    cells[T_SIDES + side].code = schools[gone->to[side]].id;
  }
}

static void fill_teacher(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_comparison *c = of(view);
  const lg_district *district = c->input->district;
  int i = view->rows[row];
  if (i < 0) { /* behind those of today */
    fill_gone(view, &g_array_index(c->gone, lg_gone, -1 - i), cells);
    return;
  }
  const lg_teacher *t = &district->teachers[i];
  lg_put_take(&cells[T_ID], lg_show_teacher(view->out, i));
  cells[T_ID].code = t->id;
  lg_put_text(&cells[T_NAME], t->name);
  lg_put_take(&cells[T_HOME], lg_show_school(view->out, t->school));
  cells[T_HOME].code = district->schools[t->school].id;
  for (int side = 0; side < 2; side++) {
    lg_assignment to = c->sides[side].roster->assignments[i];
    lg_put_take(&cells[T_SIDES + side], side_text(c, view->out, i, to));
    cells[T_SIDES + side].code = district->schools[to.school].id;
    if (lg_assignment_is_guest(to))
      lg_put_text(&cells[T_GUESTS + side], district->schools[to.guest].id);
  }
}

static bool teacher_differs(const lg_comparison *c, int i)
{
  return !lg_assignment_same(c->sides[0].roster->assignments[i],
                             c->sides[1].roster->assignments[i]);
}

static gint gone_order(gconstpointer a, gconstpointer b)
{
  return strcmp(((const lg_gone *)a)->id, ((const lg_gone *)b)->id);
}

GArray *lg_gone_list(const GArray *a, const GArray *b)
{
  const GArray *const sides[] = {a, b};
  GArray *list = g_array_new(FALSE, FALSE, sizeof(lg_gone));
  GHashTable *place_of = g_hash_table_new(g_str_hash, g_str_equal); /* + 1, by id */
  for (int side = 0; side < 2; side++)
    for (guint k = 0; k < sides[side]->len; k++) {
      const lg_departed *one = &g_array_index(sides[side], lg_departed, k);
      guint at = GPOINTER_TO_UINT(g_hash_table_lookup(place_of, one->id));
      if (!at) {
        lg_gone gone = {one->id, one->name, one->from, {LG_MISSING, LG_MISSING}};
        g_array_append_val(list, gone);
        at = list->len;
        g_hash_table_insert(place_of, (gpointer)one->id, GUINT_TO_POINTER(at));
      }
      g_array_index(list, lg_gone, at - 1).to[side] = one->to;
    }
  g_hash_table_destroy(place_of);
  g_array_sort(list, gone_order);
  return list;
}

/* ---- how they are shown ---- */

enum { GOALS, EQUITY, QUOTAS, SCHOOLS, TEACHERS };
static const struct shown {
  const char *key, *json_keys;     /* W31 */
  const char *heading, *text_keys; /* on the terminal */
  const lg_list_column *columns;
  int column_count;
  void (*fill)(const lg_view *view, int row, lg_list_cell *cells);
  bool (*in_json)(const lg_comparison *c, int k); /* the rows of JSON; NULL: all */
  bool (*in_text)(const lg_comparison *c, int k); /* those of the terminal; NULL: all */
} lists[] = {
    [GOALS] = {"goals", "id sense a b", N_("Goals, most important first:"), "id a b better",
               goal_columns, G_N_ELEMENTS(goal_columns), fill_goal, NULL, NULL},
    [EQUITY] = {"equity", "stage cv_a cv_b",
                N_("Balance, CV of backbone teachers per 100 students (less is better):"),
                "stage cv_a cv_b", equity_columns, G_N_ELEMENTS(equity_columns), fill_equity,
                stage_occurs, stage_is_given},
    [QUOTAS] = {"quotas",
                "id class a.count a.of a.shortfall a.holds b.count b.of b.shortfall b.holds",
                N_("Quotas that are counted differently:"), "id class a b", quota_columns,
                G_N_ELEMENTS(quota_columns), fill_quota, NULL, quota_differs},
    [SCHOOLS] = {"schools", "id stage a.staff a.out a.in a.backbone b.staff b.out b.in b.backbone",
                 N_("Schools whose head-counts differ (A / B, after the moves):"),
                 "id stage staff out in backbone", school_columns, G_N_ELEMENTS(school_columns),
                 fill_school, NULL, school_differs},
    [TEACHERS] = {"teachers", "id name home a b", N_("Teachers placed differently:"), "id home a b",
                  teacher_columns, G_N_ELEMENTS(teacher_columns), fill_teacher, teacher_differs,
                  teacher_differs}};

/* Of how many things a list has some. */
static int all_of(const lg_comparison *c, int list)
{
  switch (list) {
    case GOALS:
      return c->input->policy->goal_count;
    case QUOTAS:
      return c->sides[0].audit->quota_count;
    case SCHOOLS:
      return c->sides[0].audit->school_count;
    case TEACHERS:
      return c->input->district->teacher_count + (c->gone ? (int)c->gone->len : 0);
    default:
      return LG_STAGE_COUNT;
  }
}

static lg_view *list_of(const lg_comparison *c, const lg_output *words, int list, bool json)
{
  const struct shown *shown = &lists[list];
  bool (*is_row)(const lg_comparison *c, int k) = json ? shown->in_json : shown->in_text;
  int all = all_of(c, list), count = 0, *rows = g_new(int, all + 1);
  int today = list == TEACHERS ? c->input->district->teacher_count : all;
  for (int k = 0; k < today; k++)
    if (!is_row || is_row(c, k)) rows[count++] = k;
  for (int k = 0; k < all - today; k++) {
    const lg_gone *gone = &g_array_index(c->gone, lg_gone, k);
    if (gone->to[0] != gone->to[1]) rows[count++] = -1 - k;
  }
  lg_view *view =
      lg_view_new(words, c->lang, shown->columns, shown->column_count, count, shown->fill);
  view->data = (void *)(gsize)c;
  view->free_data = NULL;
  view->rows = rows;
  bool noted = json && list == GOALS && c->input->district->anonymous;
  bool guests = json && list == TEACHERS && c->input->policy->flexible.given;
  lg_view_pick(view, noted    ? "id sense a b note"
                     : guests ? "id name home a b a_guest b_guest"
                     : json   ? shown->json_keys
                              : shown->text_keys);
  return view;
}

/* ---- JSON ---- */

static void json_list(cJSON *json, const lg_comparison *c, const lg_output *words, int list)
{
  lg_view *view = list_of(c, words, list, true);
  lg_render_json(cJSON_AddArrayToObject(json, lists[list].key), view);
  lg_view_free(view);
}

/* An element may be broken in more than one way, but is named once. */
static void json_rules(cJSON *json, const lg_comparison *c)
{
  cJSON *rules = cJSON_AddObjectToObject(json, "rules");
  for (int side = 0; side < 2; side++) {
    const lg_audit *audit = c->sides[side].audit;
    cJSON *broken = cJSON_AddArrayToObject(rules, side_keys[side]);
    for (int k = 0; k < audit->breach_count; k++) {
      lg_element element = audit->breaches[k].element;
      bool told = k > 0 && lg_element_same(element, audit->breaches[k - 1].element);
      if (!told) lg_json_element(lg_json_row(broken), c->input, element);
    }
  }
}

char *lg_comparison_json(const lg_comparison *c)
{
  static const char *const better_words[] = {
      [LG_BETTER_A] = "a", [LG_BETTER_B] = "b", [LG_BETTER_SAME] = "same"};
  const lg_output words = {.input = c->input, .lang = c->lang};
  cJSON *json = cJSON_CreateObject();
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  cJSON *moved = cJSON_AddObjectToObject(json, "moved");
  for (int side = 0; side < 2; side++)
    lg_json_int(moved, side_keys[side], c->sides[side].audit->moved);
  json_list(json, c, &words, TEACHERS);
  json_list(json, c, &words, SCHOOLS);
  json_rules(json, c);
  json_list(json, c, &words, QUOTAS);
  json_list(json, c, &words, GOALS);
  json_list(json, c, &words, EQUITY);
  int goal;
  lg_better better = lg_comparison_better(c, &goal);
  if (better == LG_BETTER_NEITHER)
    cJSON_AddNullToObject(json, "better");
  else
    cJSON_AddStringToObject(json, "better", better_words[better]);
  return lg_json_text(json);
}

/* ---- the terminal ---- */

static void say_head(GString *text, const lg_comparison *c)
{
  lg_text_table *columns = lg_text_table_new("lll");
  for (int side = 0; side < 2; side++) {
    const lg_compared *compared = &c->sides[side];
    g_autofree char *moved =
        g_strdup_printf(lg_tr(c->lang, N_("%1$d of %2$d teachers move")), compared->audit->moved,
                        c->input->district->teacher_count);
    lg_text_table_row(columns, side_names[side], compared->path, moved, NULL);
  }
  lg_text_table_add_to(columns, text, "");
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
  const lg_district *district = c->input->district;
  lg_goal_kind kind = c->input->policy->goals[goal].kind;
  if (better == LG_BETTER_NEITHER) {
    g_string_append_printf(
        text,
        lg_tr(c->lang, N_("Both keep the rules and are alike in every goal before %1$s, which is "
                          "%2$s.\n")),
        lg_show_goal(c->lang, kind), lg_goal_withheld(c->lang));
    return;
  }
  int64_t own_value = c->sides[side].audit->goals[goal],
          other_value = c->sides[1 - side].audit->goals[goal];
  g_autofree char *own = whole_text(lg_goal_shown(district, kind, own_value));
  g_autofree char *other = whole_text(lg_goal_shown(district, kind, other_value));
  g_string_append_printf(
      text,
      lg_tr(c->lang, N_("%1$s is better: both keep the rules, and in goal %2$d, %3$s, it has "
                        "%4$s against %5$s.\n")),
      side_names[side], goal + 1, lg_show_goal(c->lang, kind), own, other);
}

static void say_rules(GString *text, const lg_comparison *c)
{
  g_string_append_printf(text, "\n%s\n", lg_tr(c->lang, N_("Broken rules:")));
  for (int side = 0; side < 2; side++) {
    const lg_audit *audit = c->sides[side].audit;
    const lg_answer answer = {.roster = (lg_roster *)c->sides[side].roster};
    const lg_output out = {.input = c->input, .answer = &answer, .lang = c->lang};
    if (audit->breach_count == 0)
      g_string_append_printf(text, lg_tr(c->lang, N_("  %1$s: none (%2$d checks)\n")),
                             side_names[side], audit->rules_checked);
    else
      g_string_append_printf(text, lg_tr(c->lang, N_("  %1$s: %2$d\n")), side_names[side],
                             audit->breach_count);
    for (int k = 0; k < audit->breach_count; k++) {
      g_string_append(text, "  ");
      lg_breach_text(text, &out, &audit->breaches[k]);
    }
  }
}

/* A heading, the rows and how many others are alike; nothing where there are none at all. */
static void say_list(GString *text, const lg_comparison *c, const lg_output *words, int list)
{
  lg_view *view = list_of(c, words, list, false);
  int rows = view->row_count, all = list == EQUITY ? rows : all_of(c, list);
  if (all > 0) g_string_append_printf(text, "\n%s\n", lg_tr(c->lang, lists[list].heading));
  if (rows > 0) lg_render_text(text, view, "  ", true);
  if (rows > 0 && all > rows)
    g_string_append_printf(text, lg_tr(c->lang, N_("  alike in both: %1$d of %2$d\n")), all - rows,
                           all);
  else if (all > 0 && rows == 0)
    g_string_append_printf(text, lg_tr(c->lang, N_("  none of %d\n")), all);
  lg_view_free(view);
}

char *lg_compare_text(const lg_comparison *c)
{
  const lg_output words = {.input = c->input, .lang = c->lang};
  GString *text = g_string_new(NULL);
  say_head(text, c);
  say_verdict(text, c);
  say_list(text, c, &words, GOALS);
  say_list(text, c, &words, EQUITY);
  say_rules(text, c);
  say_list(text, c, &words, QUOTAS);
  say_list(text, c, &words, SCHOOLS);
  say_list(text, c, &words, TEACHERS);
  return g_string_free(text, FALSE);
}
