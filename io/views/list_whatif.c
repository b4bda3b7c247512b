/* list_whatif.c - what came of the rows of `whatif`, and the list of them (QUESTIONS W17-W19). */
#include <math.h>
#include <string.h>

#include "io/words/counted_text.h"
#include "io/words/element_text.h"
#include "io/words/output_text.h"
#include "whatif_table.h"

lg_whatif_table *lg_whatif_table_new(const lg_scenarios *scenarios, const lg_lang *lang)
{
  lg_whatif_table *table = g_new(lg_whatif_table, 1);
  *table = (lg_whatif_table){scenarios, g_new0(lg_outcome, scenarios->row_count + 1), lang};
  for (int k = 0; k < scenarios->row_count; k++) {
    const lg_policy *policy = scenarios->rows[k].input->policy;
    lg_outcome *outcome = &table->outcomes[k];
    outcome->goals = g_new0(lg_goal_answer, policy->goal_count + 1);
    outcome->values = g_new0(int64_t, policy->goal_count + 1);
    outcome->count = g_new0(int64_t, policy->quota_count + 1);
    outcome->of = g_new0(int64_t, policy->quota_count + 1);
    outcome->last = g_new0(lg_last, scenarios->vary_count + 1);
  }
  return table;
}

void lg_whatif_table_free(lg_whatif_table *table)
{
  if (!table) return;
  for (int k = 0; k < table->scenarios->row_count; k++) {
    lg_outcome *outcome = &table->outcomes[k];
    g_free(outcome->goals);
    g_free(outcome->values);
    g_free(outcome->count);
    g_free(outcome->of);
    g_free(outcome->last);
    g_free(outcome->conflict);
  }
  g_free(table->outcomes);
  g_free(table);
}

/* The first rules of a conflict in one line. g_free. */
static char *conflict_text(const lg_output *out, const lg_conflict *conflict)
{
  enum { MOST = 3 };
  GString *text = g_string_new(NULL);
  for (int k = 0; k < MIN(conflict->count, MOST); k++) {
    g_autofree char *rule = lg_output_element_text(out, conflict->elements[k]);
    if (k) g_string_append(text, lg_tr(out->lang, "; "));
    g_string_append(text, rule);
  }
  if (conflict->count > MOST)
    g_string_append_printf(text, lg_tr(out->lang, N_(" and %d more")), conflict->count - MOST);
  return g_string_free(text, FALSE);
}

void lg_whatif_table_explain(lg_whatif_table *table, int row, const lg_options *options,
                             const lg_answer *answer)
{
  const lg_output out = {.input = table->scenarios->rows[row].input,
                         .options = options,
                         .answer = answer,
                         .lang = table->lang};
  if (answer->status != LG_INFEASIBLE || answer->conflict.count == 0) return;
  g_free(table->outcomes[row].conflict);
  table->outcomes[row].conflict = conflict_text(&out, &answer->conflict);
}

void lg_whatif_table_take(lg_whatif_table *table, int row, const lg_answer *answer,
                          const lg_audit *audit, double seconds)
{
  const lg_policy *policy = table->scenarios->rows[row].input->policy;
  lg_outcome *outcome = &table->outcomes[row];
  outcome->finished = true;
  outcome->status = answer->status;
  outcome->seconds = seconds;
  outcome->has_roster = audit != NULL;
  if (!audit) return;
  outcome->moved = audit->moved;
  outcome->guests = audit->guests;
  outcome->guest_units = audit->guest_units;
  for (int g = 0; g < policy->goal_count; g++) {
    outcome->goals[g] = answer->goals[g];
    outcome->values[g] = audit->goals[g];
  }
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    outcome->has_cv[s] = audit->equity[s].occurs && audit->equity[s].given;
    outcome->cv[s] = audit->equity[s].cv_after;
  }
  for (int k = 0; k < audit->quota_count; k++) {
    const lg_quota_count *count = &audit->quotas[k];
    if (!lg_counted_of(table->lang, policy, count).is_share) continue;
    outcome->count[count->quota] += count->count;
    outcome->of[count->quota] += count->of;
  }
}

/* --- numbers --- */

char *lg_last_text(const lg_last *last)
{
  if (!last->known || !last->has) return g_strdup("");
  if (last->heads) return g_strdup_printf("%" G_GINT64_FORMAT, last->value.p);
  return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, last->value.p, last->value.q);
}

char *lg_last_words(const lg_last *last, const lg_lang *lang)
{
  char *text = lg_last_text(last);
  if (!*text || last->heads) return text;
  char *percent = lg_show_percent(last->value.p, last->value.q);
  char *words;
  if (last->of > 0) {
    char *heads = g_strdup_printf("%" G_GINT64_FORMAT, last->value.p * (last->of / last->value.q));
    words = g_strdup_printf(lg_tr(lang, N_("%1$s = %2$s (%3$s heads)")), text, percent, heads);
    g_free(heads);
  } else {
    words = g_strdup_printf("%s = %s", text, percent);
  }
  g_free(text);
  g_free(percent);
  return words;
}

const char *lg_status_cell(const lg_lang *lang, lg_status status)
{
  static const char *const chinese[] = {"最优", "可行", "无解", "未知"};
  return lang ? chinese[status] : lg_status_word(status);
}

/* ---- names ---- */

/* The name of the scenario alone: the values have columns of their own. g_free. */
static char *scenario_part(const lg_whatif_table *table, const lg_scenario_row *row)
{
  if (row->scenario == LG_MISSING || table->scenarios->vary_count == 0) return g_strdup(row->name);
  gsize length = strlen(row->name);
  for (int v = 0; v < table->scenarios->vary_count; v++)
    length -= strlen(table->scenarios->varies[v]->key) + strlen(row->shown[v]) + 2;
  return g_strndup(row->name, length);
}

static const lg_quota *vary_quota(const lg_whatif_table *table, int vary)
{
  const char *id = table->scenarios->varies[vary]->quota;
  for (int n = 0; id && n < table->scenarios->row_count; n++) {
    const lg_policy *policy = table->scenarios->rows[n].input->policy;
    for (int q = 0; q < policy->quota_count; q++)
      if (strcmp(policy->quotas[q].id, id) == 0) return &policy->quotas[q];
  }
  return NULL;
}

char *lg_vary_name(const lg_whatif_table *table, int vary)
{
  const lg_vary *v = table->scenarios->varies[vary];
  const lg_quota *quota = vary_quota(table, vary);
  if (!quota) return g_strdup(v->key);
  return g_strdup_printf(lg_tr(table->lang, v->is_max ? N_("%s, at most") : N_("%s, at least")),
                         quota->name);
}

char *lg_row_name(const lg_whatif_table *table, int row)
{
  const lg_scenarios *scenarios = table->scenarios;
  if (row == 0) return g_strdup(lg_tr(table->lang, N_("the plan as it stands")));
  char *part = scenario_part(table, &scenarios->rows[row]);
  GString *name = g_string_new(
      scenarios->rows[row].scenario == LG_MISSING && scenarios->vary_count ? "" : part);
  g_free(part);
  for (int v = 0; v < scenarios->vary_count; v++) {
    g_autofree char *key = lg_vary_name(table, v);
    if (name->len) g_string_append(name, lg_tr(table->lang, "; "));
    g_string_append_printf(name, "%s %s", key, scenarios->rows[row].shown[v]);
  }
  return g_string_free(name, FALSE);
}

/* Is the row's limit stricter than the last one that can be met? */
static bool is_beyond(const lg_whatif_table *table, int row, int vary)
{
  const lg_vary *v = table->scenarios->varies[vary];
  const lg_last *last = &table->outcomes[row].last[vary];
  const char *text = table->scenarios->rows[row].shown[vary], *slash = strchr(text, '/');
  if (!last->known || !last->has || !*text) return false;
  double here = g_ascii_strtod(text, NULL), there = (double)last->value.p / (double)last->value.q;
  if (slash) here /= g_ascii_strtod(slash + 1, NULL);
  if (strchr(text, '%')) here /= 100;
  return v->is_max ? here < there : here > there;
}

char *lg_row_reason(const lg_whatif_table *table, int row)
{
  const lg_outcome *outcome = &table->outcomes[row];
  if (!outcome->finished || outcome->status != LG_INFEASIBLE) return g_strdup("");
  for (int v = 0; v < table->scenarios->vary_count; v++) {
    if (!is_beyond(table, row, v)) continue;
    g_autofree char *name = lg_vary_name(table, v);
    g_autofree char *last = lg_last_words(&outcome->last[v], table->lang);
    const char *form = table->scenarios->varies[v]->is_max
                           ? N_("%1$s %2$s: the lowest possible is %3$s")
                           : N_("%1$s %2$s: the highest possible is %3$s");
    return g_strdup_printf(lg_tr(table->lang, form), name, table->scenarios->rows[row].shown[v],
                           last);
  }
  return g_strdup(outcome->conflict ? outcome->conflict : "");
}

/* ---- measures ---- */

static int goal_at(const lg_policy *policy, lg_goal_kind kind)
{
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind == kind) return g;
  return -1;
}

/* All rows are published alike. */
static bool is_withheld(const lg_whatif_table *table, lg_goal_kind kind)
{
  return lg_goal_is_withheld(table->scenarios->rows[0].input->district, kind);
}

GArray *lg_measures_of(const lg_whatif_table *table, bool shown)
{
  GArray *measures = g_array_new(FALSE, FALSE, sizeof(lg_plotted));
  bool goals[LG_GOAL_KIND_COUNT] = {false}, stages[LG_STAGE_COUNT] = {false};
  for (int n = 0; n < table->scenarios->row_count; n++) {
    const lg_policy *policy = table->scenarios->rows[n].input->policy;
    for (int g = 0; g < policy->goal_count; g++) {
      lg_plotted goal = {LG_MEASURE_GOAL, (int)policy->goals[g].kind, 0};
      bool hidden = shown && (policy->goals[g].kind == LG_GOAL_LOTTERY ||
                              is_withheld(table, policy->goals[g].kind));
      if (!goals[goal.which] && !hidden) g_array_append_val(measures, goal);
      goals[goal.which] = true;
    }
    for (int s = 0; s < LG_STAGE_COUNT; s++) stages[s] |= table->outcomes[n].has_cv[s];
  }
  lg_plotted moved = {LG_MEASURE_MOVED, 0, 0};
  g_array_append_val(measures, moved);
  for (int s = 0; s < LG_STAGE_COUNT; s++) {
    lg_plotted cv = {LG_MEASURE_CV, s, 4};
    if (stages[s]) g_array_append_val(measures, cv);
  }
  return measures;
}

char *lg_measure_name(const lg_plotted *measure, const lg_lang *lang)
{
  switch (measure->kind) {
    case LG_MEASURE_GOAL:
      return g_strdup(lg_show_goal(lang, (lg_goal_kind)measure->which));
    case LG_MEASURE_MOVED:
      return g_strdup(lg_tr(lang, N_("teachers who move")));
    default:
      return g_strdup_printf(lg_tr(lang, N_("CV of backbone teachers per 100 students, %s")),
                             lg_show_stage(lang, measure->which));
  }
}

double lg_measure_value(const lg_whatif_table *table, int row, const lg_plotted *measure)
{
  const lg_outcome *outcome = &table->outcomes[row];
  const lg_policy *policy = table->scenarios->rows[row].input->policy;
  if (!outcome->finished || !outcome->has_roster) return NAN;
  if (measure->kind == LG_MEASURE_MOVED) return (double)outcome->moved;
  if (measure->kind == LG_MEASURE_CV)
    return outcome->has_cv[measure->which] ? outcome->cv[measure->which] : NAN;
  int goal = goal_at(policy, (lg_goal_kind)measure->which);
  return goal < 0 ? NAN
                  : (double)lg_goal_shown(table->scenarios->rows[row].input->district,
                                          (lg_goal_kind)measure->which, outcome->values[goal]);
}

char *lg_whatif_withheld(const lg_whatif_table *table)
{
  GArray *all = lg_measures_of(table, false);
  char *line = NULL;
  for (guint k = 0; k < all->len && !line; k++) {
    const lg_plotted *measure = &g_array_index(all, lg_plotted, k);
    lg_goal_kind kind = (lg_goal_kind)measure->which;
    if (measure->kind == LG_MEASURE_GOAL && is_withheld(table, kind))
      line = g_strdup_printf(lg_tr(table->lang, N_("%1$s; %2$s")), lg_show_goal(table->lang, kind),
                             lg_goal_withheld(table->lang));
  }
  g_array_free(all, TRUE);
  return line;
}

/* ---- the list ---- */

enum { N, NAME, TITLE, SCENARIO, VARY, LAST, LAST_WORDS, STATUS, MOVED, BEST, VALUE, BOUND };
enum { PROVED = BOUND + 1, CV, COUNT, OF, SHARE, SECONDS, GUESTS, GUEST_UNITS, WHY, KINDS };
/* $ stands for the key that is varied, the goal, stage or quota. */
static const lg_list_column kinds[KINDS] = {
    [N] = {"n", "序号", N_("row"), LG_KIND_ORDINAL},
    [NAME] = {"name", "情景", N_("name")},
    [TITLE] = {"title", .heading = N_("name")},
    [SCENARIO] = {"scenario", .heading = N_("scenario")},
    [VARY] = {"$", .right = true},
    [LAST] = {"$.last", "$.末值"},
    [LAST_WORDS] = {"$.last_words", .heading = N_("last possible")},
    [STATUS] = {"status", "状态", N_("status")},
    [MOVED] = {"moved", "交流人数", N_("moved"), LG_KIND_WHOLE},
    [GUESTS] = {"flexible.teachers", "柔性流动.人数", .kind = LG_KIND_WHOLE},
    [GUEST_UNITS] = {"flexible.units", "柔性流动.周单位", .kind = LG_KIND_WHOLE},
    [BEST] = {"goal.$.best", "目标.$.最优", .kind = LG_KIND_WHOLE},
    [VALUE] = {"goal.$.value", "目标.$.值", .kind = LG_KIND_WHOLE},
    [BOUND] = {"goal.$.bound", "目标.$.界", .kind = LG_KIND_WHOLE},
    [PROVED] = {"goal.$.proved", "目标.$.已证", .kind = LG_KIND_YES_NO},
    [CV] = {"cv.$", "差异系数.$", .kind = LG_KIND_DECIMAL},
    [COUNT] = {"quota.$.count", "指标.$.人数", .kind = LG_KIND_WHOLE},
    [OF] = {"quota.$.of", "指标.$.基数", .kind = LG_KIND_WHOLE},
    [SHARE] = {"quota.$.share", "指标.$.比例", .kind = LG_KIND_SHARE},
    [WHY] = {"why", .heading = N_("why it cannot be met")},
    [SECONDS] = {"seconds", "秒", N_("seconds"), LG_KIND_DECIMAL}};

/* A column of a list: what it has of each row, and of which goal, stage, quota or varied key. */
struct part {
  int kind, which;
  const char *quota;
};

struct whatif_list {
  const lg_whatif_table *table;
  GArray *columns, *parts; /* lg_list_column, struct part */
  GArray *rows;            /* int: those that are finished */
  GStringChunk *texts;
};

static void list_free(gpointer data)
{
  struct whatif_list *list = data;
  g_array_free(list->columns, TRUE);
  g_array_free(list->parts, TRUE);
  g_array_free(list->rows, TRUE);
  g_string_chunk_free(list->texts);
  g_free(list);
}

/* `heading` NULL: that of the kind. */
static void add(struct whatif_list *list, struct part part, const char *id, const char *heading,
                int digits)
{
  lg_list_column column = kinds[part.kind];
  const char **texts[] = {&column.key, &column.chinese};
  for (size_t k = 0; k < G_N_ELEMENTS(texts); k++) {
    const char *place = *texts[k] ? strchr(*texts[k], '$') : NULL;
    if (!place) continue;
    g_autofree char *text =
        g_strdup_printf("%.*s%s%s", (int)(place - *texts[k]), *texts[k], id, place + 1);
    *texts[k] = g_string_chunk_insert(list->texts, text);
  }
  if (heading) column.heading = g_string_chunk_insert(list->texts, heading);
  column.digits = digits;
  g_array_append_val(list->columns, column);
  g_array_append_val(list->parts, part);
}

static void add_plain(struct whatif_list *list, int kind)
{
  add(list, (struct part){kind, 0, NULL}, NULL, NULL, 0);
}

static int quota_at(const lg_policy *policy, const char *id)
{
  for (int k = 0; k < policy->quota_count; k++)
    if (strcmp(policy->quotas[k].id, id) == 0) return k;
  return -1;
}

static void fill_goal(const lg_district *district, const lg_outcome *outcome,
                      const struct part *part, int goal, lg_list_cell *cell)
{
  const lg_goal_answer *found = &outcome->goals[goal];
  lg_goal_kind kind = (lg_goal_kind)part->which;
  if (part->kind != PROVED && lg_goal_is_withheld(district, kind)) return;
  if (part->kind == VALUE)
    lg_put_whole(cell, lg_goal_shown(district, kind, outcome->values[goal]));
  else if (part->kind == PROVED)
    lg_put_yes_no(cell, found->proved);
  else if (part->kind == BEST ? found->has_best : found->has_bound)
    lg_put_whole(cell,
                 lg_goal_shown(district, kind, part->kind == BEST ? found->best : found->bound));
}

/* What only a roster has. */
static void fill_found(const lg_outcome *outcome, const lg_input *input, const struct part *part,
                       lg_list_cell *cell)
{
  const lg_policy *policy = input->policy;
  bool of_goal = part->kind >= BEST && part->kind <= PROVED;
  int at = of_goal       ? goal_at(policy, (lg_goal_kind)part->which)
           : part->quota ? quota_at(policy, part->quota)
                         : 0;
  if (at < 0) return;
  if (of_goal)
    fill_goal(input->district, outcome, part, at, cell);
  else if (part->kind == MOVED)
    lg_put_whole(cell, outcome->moved);
  else if (part->kind == GUESTS)
    lg_put_whole(cell, outcome->guests);
  else if (part->kind == GUEST_UNITS)
    lg_put_whole(cell, outcome->guest_units);
  else if (part->kind == CV && outcome->has_cv[part->which])
    lg_put_value(cell, outcome->cv[part->which]);
  else if (part->kind == COUNT)
    lg_put_whole(cell, outcome->count[at]);
  else if (part->kind == OF)
    lg_put_whole(cell, outcome->of[at]);
  else if (part->kind == SHARE)
    lg_put_share(cell, outcome->count[at], outcome->of[at]);
}

static void fill_part(const lg_whatif_table *table, int n, const struct part *part,
                      lg_list_cell *cell)
{
  const lg_scenario_row *row = &table->scenarios->rows[n];
  const lg_outcome *outcome = &table->outcomes[n];
  switch (part->kind) {
    case N:
      lg_put_whole(cell, n);
      break;
    case NAME:
      lg_put_text(cell, row->name);
      break;
    case TITLE:
      lg_put_take(cell, lg_row_name(table, n));
      break;
    case WHY:
      lg_put_take(cell, lg_row_reason(table, n));
      break;
    case SCENARIO:
      lg_put_take(cell, scenario_part(table, row));
      break;
    case VARY:
      lg_put_text(cell, row->shown[part->which]);
      break;
    case LAST:
      lg_put_take(cell, lg_last_text(&outcome->last[part->which]));
      break;
    case LAST_WORDS:
      lg_put_take(cell, lg_last_words(&outcome->last[part->which], table->lang));
      break;
    case STATUS:
      lg_put_text(cell, lg_status_cell(table->lang, outcome->status));
      cell->marked = outcome->status != LG_OPTIMAL;
      break;
    case SECONDS:
      lg_put_value(cell, outcome->seconds);
      break;
    default:
      if (outcome->has_roster) fill_found(outcome, row->input, part, cell);
  }
}

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const struct whatif_list *list = view->data;
  for (int k = 0; k < view->column_count; k++)
    fill_part(list->table, g_array_index(list->rows, int, row),
              &g_array_index(list->parts, struct part, k), &cells[k]);
}

static lg_view *list_view(struct whatif_list *list)
{
  for (int n = 0; n < list->table->scenarios->row_count; n++)
    if (list->table->outcomes[n].finished) g_array_append_val(list->rows, n);
  lg_view *view = lg_view_new(NULL, list->table->lang,
                              (const lg_list_column *)(const void *)list->columns->data,
                              (int)list->columns->len, (int)list->rows->len, fill);
  view->data = list;
  view->free_data = list_free;
  return view;
}

static struct whatif_list *list_new(const lg_whatif_table *table)
{
  struct whatif_list *list = g_new(struct whatif_list, 1);
  *list = (struct whatif_list){table, g_array_new(FALSE, FALSE, sizeof(lg_list_column)),
                               g_array_new(FALSE, FALSE, sizeof(struct part)),
                               g_array_new(FALSE, FALSE, sizeof(int)), g_string_chunk_new(256)};
  add_plain(list, N);
  return list;
}

/* The varied keys, each of a quota with its tipping point. */
static void add_varied(struct whatif_list *list, int last)
{
  const lg_scenarios *scenarios = list->table->scenarios;
  for (int v = 0; v < scenarios->vary_count; v++) {
    const lg_vary *vary = scenarios->varies[v];
    add(list, (struct part){VARY, v, NULL}, vary->key, NULL, 0);
    if (vary->quota) add(list, (struct part){last, v, NULL}, vary->key, NULL, 0);
  }
}

/* The stages that schools of some row have. */
static void add_stages(struct whatif_list *list)
{
  const lg_scenarios *scenarios = list->table->scenarios;
  bool occurs[LG_STAGE_COUNT] = {false};
  for (int r = 0; r < scenarios->row_count; r++) {
    const lg_district *district = scenarios->rows[r].input->district;
    for (int j = 0; j < district->school_count; j++)
      for (int s = 0; s < LG_STAGE_COUNT; s++) occurs[s] |= district->schools[j].has_stage[s];
  }
  for (int s = 0; s < LG_STAGE_COUNT; s++)
    if (occurs[s])
      add(list, (struct part){CV, s, NULL}, lg_show_stage(list->table->lang, s), NULL, 6);
}

/* The quotas that some row has, in order of first appearance. */
static void add_quotas(struct whatif_list *list)
{
  const lg_scenarios *scenarios = list->table->scenarios;
  GHashTable *met = g_hash_table_new(g_str_hash, g_str_equal);
  for (int r = 0; r < scenarios->row_count; r++) {
    const lg_policy *policy = scenarios->rows[r].input->policy;
    for (int k = 0; k < policy->quota_count; k++) {
      const char *id = policy->quotas[k].id;
      if (!g_hash_table_add(met, (gpointer)id)) continue;
      for (int kind = COUNT; kind <= SHARE; kind++)
        add(list, (struct part){kind, 0, id}, id, NULL, 0);
    }
  }
  g_hash_table_destroy(met);
}

lg_view *lg_whatif_all(const lg_whatif_table *table)
{
  struct whatif_list *list = list_new(table);
  GArray *measures = lg_measures_of(table, false);
  add_plain(list, NAME);
  add_varied(list, LAST);
  add_plain(list, STATUS);
  add_plain(list, MOVED);
  bool flexible = false;
  for (int r = 0; r < table->scenarios->row_count; r++)
    flexible |= table->scenarios->rows[r].input->policy->flexible.given;
  if (flexible) add_plain(list, GUESTS);
  if (flexible) add_plain(list, GUEST_UNITS);
  for (guint k = 0; k < measures->len; k++) {
    const lg_plotted *measure = &g_array_index(measures, lg_plotted, k);
    if (measure->kind != LG_MEASURE_GOAL) continue;
    for (int kind = BEST; kind <= PROVED; kind++)
      add(list, (struct part){kind, measure->which, NULL},
          lg_goal_word((lg_goal_kind)measure->which), NULL, 0);
  }
  add_stages(list);
  add_quotas(list);
  add(list, (struct part){SECONDS, 0, NULL}, NULL, NULL, 3);
  g_array_free(measures, TRUE);
  return list_view(list);
}

lg_view *lg_whatif_page(const lg_whatif_table *table)
{
  struct whatif_list *list = list_new(table);
  GArray *measures = lg_measures_of(table, true);
  add_plain(list, TITLE);
  add_plain(list, STATUS);
  bool reasons = false;
  for (int n = 0; n < table->scenarios->row_count; n++) {
    g_autofree char *reason = lg_row_reason(table, n);
    reasons |= *reason != '\0';
  }
  if (reasons) add_plain(list, WHY);
  for (guint k = 0; k < measures->len; k++) {
    static const int measured[] = {
        [LG_MEASURE_GOAL] = VALUE, [LG_MEASURE_MOVED] = MOVED, [LG_MEASURE_CV] = CV};
    const lg_plotted *measure = &g_array_index(measures, lg_plotted, k);
    g_autofree char *name = lg_measure_name(measure, table->lang);
    add(list, (struct part){measured[measure->kind], measure->which, NULL}, name, name,
        measure->decimals);
  }
  add(list, (struct part){SECONDS, 0, NULL}, NULL, NULL, 2);
  g_array_free(measures, TRUE);
  return list_view(list);
}

lg_view *lg_whatif_short(const lg_whatif_table *table)
{
  struct whatif_list *list = list_new(table);
  bool names = false, goals[LG_GOAL_KIND_COUNT] = {false};
  for (int n = 0; n < table->scenarios->row_count; n++) {
    const lg_scenario_row *row = &table->scenarios->rows[n];
    names |= row->scenario != LG_MISSING;
    for (int g = 0; g < row->input->policy->goal_count; g++)
      goals[row->input->policy->goals[g].kind] = true;
  }
  if (names) add_plain(list, SCENARIO);
  add_varied(list, LAST_WORDS);
  add_plain(list, STATUS);
  add_plain(list, MOVED);
  for (int kind = 0; kind < LG_GOAL_KIND_COUNT; kind++)
    if (goals[kind] && !is_withheld(table, (lg_goal_kind)kind))
      add(list, (struct part){VALUE, kind, NULL}, lg_goal_word((lg_goal_kind)kind),
          lg_goal_words_of((lg_goal_kind)kind)->brief, 0);
  add(list, (struct part){SECONDS, 0, NULL}, NULL, NULL, 2);
  return list_view(list);
}
