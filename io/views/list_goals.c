/* list_goals.c - what was reached: the goals in their order, the balance between schools. */
#include "io/words/output_text.h"
#include "lists.h"

enum {
  ID,
  GOAL,
  NUMBERED,
  BEST,
  VALUE,
  BOUND,
  PROVED,
  CLAIMED,
  CERTIFIED,
  PROOF,
  DIFFERS,
  NOTE,
  COLUMNS
};
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"id", .heading = N_("Goal, most important first")},
    [GOAL] = {"goal", .heading = N_("Goal, most important first")},
    [NUMBERED] = {"numbered", .heading = N_("Goal, most important first")},
    [BEST] = {"best", .heading = N_("Best given the goals above"), .kind = LG_KIND_WHOLE},
    [VALUE] = {"value", .heading = N_("Value"), .kind = LG_KIND_WHOLE},
    [BOUND] = {"bound", .heading = N_("Proved bound"), .kind = LG_KIND_WHOLE},
    [PROVED] = {"proved", .heading = N_("Proved"), .kind = LG_KIND_YES_NO},
    [CLAIMED] = {"claimed", .heading = N_("Believed best"), .kind = LG_KIND_YES_NO},
    [CERTIFIED] = {"certified", .heading = N_("Certificate"), .kind = LG_KIND_YES_NO},
    [PROOF] = {"proof", .heading = N_("Proved")},
    [DIFFERS] = {"best_possible", .heading = N_("Best given the goals above")},
    [NOTE] = {.key = "note"}}; /* why there is no value */

/* g_free. */
static char *proof_text(const lg_output *out, lg_goal_kind kind, const lg_goal_answer *found)
{
  const lg_district *district = out->input->district;
  if (found->proved) return g_strdup(lg_tr(out->lang, "proved"));
  if (lg_goal_is_withheld(district, kind) || out->answer->status == LG_CHECKED)
    return g_strdup(lg_tr(out->lang, "not proved"));
  if (found->claimed)
    return g_strdup(lg_tr(out->lang, N_("not proved, but nothing better was found")));
  if (!found->has_bound)
    return g_strdup(lg_tr(out->lang, out->interrupted ? N_("not proved: interrupted")
                                                      : N_("not proved: time ran out")));
  g_autofree char *bound =
      g_strdup_printf("%" G_GINT64_FORMAT, lg_goal_shown(district, kind, found->bound));
  return g_strdup_printf(lg_tr(out->lang, "not proved: bound %s"), bound);
}

/* Best, value and bound. */
static void fill_values(const lg_view *view, int g, const lg_goal_answer *found,
                        lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  lg_goal_kind kind = view->out->input->policy->goals[g].kind;
  const lg_audit *audit = view->out->audit;
  if (found->has_best) lg_put_whole(&cells[BEST], lg_goal_shown(district, kind, found->best));
  if (audit) lg_put_whole(&cells[VALUE], lg_goal_shown(district, kind, audit->goals[g]));
  if (found->has_bound) lg_put_whole(&cells[BOUND], lg_goal_shown(district, kind, found->bound));
  /* Only a tolerance can make them differ. */
  if (!found->has_best || cells[BEST].number == cells[VALUE].number) return;
  g_autofree char *best = g_strdup_printf("%" G_GINT64_FORMAT, cells[BEST].number);
  lg_put_take(&cells[DIFFERS], g_strdup_printf(lg_tr(view->lang, "best possible %s"), best));
}

/* The goal's name; of one that is withheld with the reason. g_free. */
static char *goal_text(const lg_view *view, lg_goal_kind kind)
{
  const char *words = lg_show_goal(view->lang, kind);
  if (!lg_goal_is_withheld(view->out->input->district, kind)) return g_strdup(words);
  return g_strdup_printf(lg_tr(view->lang, N_("%1$s; %2$s")), words, lg_goal_withheld(view->lang));
}

static void fill(const lg_view *view, int g, lg_list_cell *cells)
{
  const lg_answer *answer = view->out->answer;
  lg_goal_kind kind = view->out->input->policy->goals[g].kind;
  g_autofree char *words = goal_text(view, kind);
  lg_goal_answer found = {0};
  /* Nothing is known of the goals of a plan that cannot be met. */
  if (answer->status != LG_INFEASIBLE && answer->goals && g < answer->goal_count)
    found = answer->goals[g];
  lg_put_text(&cells[ID], lg_goal_word(kind));
  lg_put_take(&cells[NUMBERED], g_strdup_printf("%d. %s", g + 1, words));
  lg_put_take(&cells[GOAL], g_steal_pointer(&words));
  if (lg_goal_is_withheld(view->out->input->district, kind))
    lg_put_text(&cells[NOTE], lg_goal_withheld(view->lang));
  else
    fill_values(view, g, &found, cells);
  lg_put_yes_no(&cells[PROVED], found.proved);
  cells[PROVED].marked = !found.proved;
  if (found.claimed) lg_put_yes_no(&cells[CLAIMED], true);
  lg_put_yes_no(&cells[CERTIFIED], found.certified);
  lg_put_take(&cells[PROOF], proof_text(view->out, kind, &found));
}

static lg_view *goals(const lg_output *out)
{
  return lg_view_new(out, out->lang, columns, COLUMNS, out->input->policy->goal_count, fill);
}

/* ---- balance ---- */

enum { STAGE, MEAN_BEFORE, CV_BEFORE, MEAN_AFTER, CV_AFTER, LIMIT, WITHIN, ARROW, E_COLUMNS };
static const lg_list_column equity_columns[E_COLUMNS] = {
    [STAGE] = {"stage", .heading = N_("Stage")},
    [MEAN_BEFORE] = {"mean_before", NULL, N_("Mean before"), LG_KIND_DECIMAL, 4},
    [CV_BEFORE] = {"cv_before", NULL, N_("CV before"), LG_KIND_DECIMAL, 4},
    [MEAN_AFTER] = {"mean_after", NULL, N_("Mean after"), LG_KIND_DECIMAL, 4},
    [CV_AFTER] = {"cv_after", NULL, N_("CV after"), LG_KIND_DECIMAL, 4},
    [LIMIT] = {"limit", NULL, N_("National limit"), LG_KIND_DECIMAL, 2},
    [WITHIN] = {"within", .heading = N_("Within it"), .kind = LG_KIND_YES_NO},
    [ARROW] = {"arrow", .heading = ""}};

double lg_national_cv(int stage)
{
  return stage == LG_PRIMARY ? 0.50 : 0.45;
}

static void fill_equity(const lg_view *view, int row, lg_list_cell *cells)
{
  int stage = ((const int *)view->data)[row];
  const lg_equity *e = &view->out->audit->equity[stage];
  double limit = lg_national_cv(stage);
  lg_put_word(&cells[STAGE], lg_show_stage(view->lang, stage), lg_stage_word(stage));
  lg_put_value(&cells[LIMIT], limit);
  lg_put_text(&cells[ARROW], "->");
  if (!e->given) return;
  lg_put_value(&cells[MEAN_BEFORE], e->mean_before);
  lg_put_value(&cells[CV_BEFORE], e->cv_before);
  lg_put_value(&cells[MEAN_AFTER], e->mean_after);
  lg_put_value(&cells[CV_AFTER], e->cv_after);
  lg_put_yes_no(&cells[WITHIN], e->cv_after <= limit);
}

static lg_view *equity_view(const lg_output *out, bool given_only)
{
  int *stages = g_new(int, LG_STAGE_COUNT), count = 0;
  for (int stage = 0; out->audit && stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &out->audit->equity[stage];
    if (e->occurs && (e->given || !given_only)) stages[count++] = stage;
  }
  lg_view *view = lg_view_new(out, out->lang, equity_columns, E_COLUMNS, count, fill_equity);
  view->data = stages;
  return view;
}

/* Every stage that some school has. */
static lg_view *equity(const lg_output *out)
{
  return equity_view(out, false);
}

/* Only those of which figures are known. */
static lg_view *equity_known(const lg_output *out)
{
  return equity_view(out, true);
}

const lg_list_entry lg_lists_goals[] = {
    {"goals", goals}, {"equity", equity}, {"equity_known", equity_known}, {NULL, NULL}};
