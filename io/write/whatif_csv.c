/* whatif_csv.c - the outcomes of the rows, and whatif.csv (QUESTIONS W17-W19). */
#include <math.h>
#include <string.h>

#include "csv_out.h"
#include "files.h"
#include "io/views/whatif_table.h"
#include "io/words/output_text.h"

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
  }
  g_free(table->outcomes);
  g_free(table);
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
    if (count->quota >= policy->quota_count) continue; /* R12's */
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

/* count / of with 6 decimals, half up. g_free. */
static char *share_text(int64_t count, int64_t of)
{
  if (of == 0) return g_strdup("");
  int64_t whole = count / of, millionths = ((count % of) * 2000000 + of) / (2 * of);
  if (millionths == 1000000) {
    whole++;
    millionths = 0;
  }
  return g_strdup_printf("%" G_GINT64_FORMAT ".%06d", whole, (int)millionths);
}

static char *decimal_text(double value, int decimals)
{
  double power = pow(10, decimals);
  return g_strdup_printf("%.*f", decimals, floor(value * power + 0.5) / power);
}

/* --- columns --- */

/* What the rows have between them, in order of first appearance. */
struct columns_of {
  GArray *goals;     /* lg_goal_kind */
  GPtrArray *quotas; /* ids */
  bool stages[LG_STAGE_COUNT];
};

static int goal_at(const lg_policy *policy, lg_goal_kind kind)
{
  for (int g = 0; g < policy->goal_count; g++)
    if (policy->goals[g].kind == kind) return g;
  return -1;
}

static int quota_at(const lg_policy *policy, const char *id)
{
  for (int k = 0; k < policy->quota_count; k++)
    if (strcmp(policy->quotas[k].id, id) == 0) return k;
  return -1;
}

static void columns_find(struct columns_of *columns, const lg_scenarios *scenarios)
{
  bool met[LG_GOAL_KIND_COUNT] = {false};
  GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
  columns->goals = g_array_new(FALSE, FALSE, sizeof(lg_goal_kind));
  columns->quotas = g_ptr_array_new();
  for (int r = 0; r < scenarios->row_count; r++) {
    const lg_input *input = scenarios->rows[r].input;
    for (int g = 0; g < input->policy->goal_count; g++) {
      lg_goal_kind kind = input->policy->goals[g].kind;
      if (!met[kind]) g_array_append_val(columns->goals, kind);
      met[kind] = true;
    }
    for (int k = 0; k < input->policy->quota_count; k++)
      if (g_hash_table_add(ids, (gpointer)input->policy->quotas[k].id))
        g_ptr_array_add(columns->quotas, (gpointer)input->policy->quotas[k].id);
    for (int j = 0; j < input->district->school_count; j++)
      for (int s = 0; s < LG_STAGE_COUNT; s++)
        columns->stages[s] |= input->district->schools[j].has_stage[s];
  }
  g_hash_table_destroy(ids);
}

static void columns_clear(struct columns_of *columns)
{
  g_array_free(columns->goals, TRUE);
  g_ptr_array_free(columns->quotas, TRUE);
}

/* --- the heading --- */

/* Columns by their words, $ for the key, goal, stage or quota. */
static const char *const head_words[][2] = {{"n", "序号"},
                                            {"name", "情景"},
                                            {"$.last", "$.末值"},
                                            {"status", "状态"},
                                            {"moved", "交流人数"},
                                            {"goal.$.best", "目标.$.最优"},
                                            {"goal.$.value", "目标.$.值"},
                                            {"goal.$.bound", "目标.$.界"},
                                            {"goal.$.proved", "目标.$.已证"},
                                            {"cv.$", "差异系数.$"},
                                            {"quota.$.count", "指标.$.人数"},
                                            {"quota.$.of", "指标.$.基数"},
                                            {"quota.$.share", "指标.$.比例"},
                                            {"seconds", "秒"}};
enum {
  LG_HEAD_N,
  LG_HEAD_NAME,
  LG_HEAD_LAST,
  LG_HEAD_STATUS,
  LG_HEAD_MOVED,
  LG_HEAD_GOAL,
  LG_HEAD_CV = LG_HEAD_GOAL + 4,
  LG_HEAD_QUOTA,
  LG_HEAD_SECONDS = LG_HEAD_QUOTA + 3
};

static void add_head(GString *csv, const lg_lang *lang, int head, const char *id)
{
  const char *word = head_words[head][lang ? 1 : 0];
  const char *place = strchr(word, '$');
  char *text = place ? g_strdup_printf("%.*s%s%s", (int)(place - word), word, id, place + 1)
                     : g_strdup(word);
  lg_csv_text(csv, text);
  g_free(text);
}

static void heading(GString *csv, const lg_whatif_table *table, const struct columns_of *columns)
{
  const lg_lang *lang = table->lang;
  add_head(csv, lang, LG_HEAD_N, NULL);
  add_head(csv, lang, LG_HEAD_NAME, NULL);
  for (int v = 0; v < table->scenarios->vary_count; v++) {
    const lg_vary *vary = table->scenarios->varies[v];
    lg_csv_text(csv, vary->key);
    if (vary->quota) add_head(csv, lang, LG_HEAD_LAST, vary->key);
  }
  add_head(csv, lang, LG_HEAD_STATUS, NULL);
  add_head(csv, lang, LG_HEAD_MOVED, NULL);
  for (guint k = 0; k < columns->goals->len; k++) {
    const char *id = lg_goal_word(g_array_index(columns->goals, lg_goal_kind, k));
    for (int part = 0; part < 4; part++) add_head(csv, lang, LG_HEAD_GOAL + part, id);
  }
  for (int s = 0; s < LG_STAGE_COUNT; s++)
    if (columns->stages[s]) add_head(csv, lang, LG_HEAD_CV, lg_show_stage(lang, s));
  for (guint k = 0; k < columns->quotas->len; k++) {
    const char *id = g_ptr_array_index(columns->quotas, k);
    for (int part = 0; part < 3; part++) add_head(csv, lang, LG_HEAD_QUOTA + part, id);
  }
  add_head(csv, lang, LG_HEAD_SECONDS, NULL);
  lg_csv_end_row(csv);
}

/* --- rows --- */

static void take_number(GString *csv, char *number)
{
  lg_csv_number(csv, number);
  g_free(number);
}

static void int_if(GString *csv, bool given, int64_t number)
{
  if (given)
    lg_csv_int(csv, number);
  else
    lg_csv_number(csv, "");
}

const char *lg_status_cell(const lg_lang *lang, lg_status status)
{
  static const char *const chinese[] = {"最优", "可行", "无解", "未知"};
  return lang ? chinese[status] : lg_status_word(status);
}

static void goal_cells(GString *csv, const lg_whatif_table *table, const lg_outcome *outcome,
                       int goal)
{
  bool has = goal >= 0 && outcome->has_roster;
  lg_goal_answer found = has ? outcome->goals[goal] : (lg_goal_answer){0};
  int_if(csv, found.has_best, found.best);
  int_if(csv, has, has ? outcome->values[goal] : 0);
  int_if(csv, found.has_bound, found.bound);
  lg_csv_text(csv, has ? lg_show_yes_no(table->lang, found.proved) : "");
}

static void quota_cells(GString *csv, const lg_outcome *outcome, int quota)
{
  bool has = quota >= 0 && outcome->has_roster;
  int_if(csv, has, has ? outcome->count[quota] : 0);
  int_if(csv, has, has ? outcome->of[quota] : 0);
  take_number(csv, has ? share_text(outcome->count[quota], outcome->of[quota]) : g_strdup(""));
}

static void row_cells(GString *csv, const lg_whatif_table *table, const struct columns_of *columns,
                      int n)
{
  const lg_scenario_row *row = &table->scenarios->rows[n];
  const lg_policy *policy = row->input->policy;
  const lg_outcome *outcome = &table->outcomes[n];
  lg_csv_int(csv, n);
  lg_csv_text(csv, row->name);
  for (int v = 0; v < table->scenarios->vary_count; v++) {
    lg_csv_text(csv, row->shown[v]);
    if (table->scenarios->varies[v]->quota) take_number(csv, lg_last_text(&outcome->last[v]));
  }
  lg_csv_text(csv, lg_status_cell(table->lang, outcome->status));
  int_if(csv, outcome->has_roster, outcome->moved);
  for (guint k = 0; k < columns->goals->len; k++)
    goal_cells(csv, table, outcome,
               goal_at(policy, g_array_index(columns->goals, lg_goal_kind, k)));
  for (int s = 0; s < LG_STAGE_COUNT; s++)
    if (columns->stages[s])
      take_number(csv, outcome->has_roster && outcome->has_cv[s] ? decimal_text(outcome->cv[s], 6)
                                                                 : g_strdup(""));
  for (guint k = 0; k < columns->quotas->len; k++)
    quota_cells(csv, outcome, quota_at(policy, g_ptr_array_index(columns->quotas, k)));
  take_number(csv, decimal_text(outcome->seconds, 3));
  lg_csv_end_row(csv);
}

bool lg_write_whatif_csv(const lg_whatif_table *table, const char *folder, char **error)
{
  struct columns_of columns = {0};
  columns_find(&columns, table->scenarios);
  GString *csv = lg_csv_new();
  heading(csv, table, &columns);
  for (int n = 0; n < table->scenarios->row_count; n++)
    if (table->outcomes[n].finished) row_cells(csv, table, &columns, n);
  bool written = lg_write_file(folder, "whatif.csv", csv, table->lang, error);
  g_string_free(csv, TRUE);
  columns_clear(&columns);
  return written;
}
