/* input.c - plan, tables and rules in one run, with every defect in one report. */
#include "edits.h"
#include "fold.h"
#include "input_pool.h"
#include "io/plan/json_draft.h"
#include "io/read.h"
#include "model/service.h"
#include "school_names.h"
#include "tables.h"

static void input_file_clear(gpointer element)
{
  lg_input_file *file = element;
  g_free(file->file);
  g_free(file->sheet);
}

static lg_input *input_new(void)
{
  lg_input *input = g_new0(lg_input, 1);
  input->report = lg_report_new();
  input->files = g_array_new(FALSE, TRUE, sizeof(lg_input_file));
  g_array_set_clear_func(input->files, input_file_clear);
  return input;
}

static void input_take_head(lg_input *input, const lg_plan_head *head)
{
  input->lang = g_strdup(head->lang);
  lg_input_file file = {.file = g_path_get_basename(head->file),
                        .is_plan = true,
                        .encoding = head->places ? LG_ENC_XLSX : LG_ENC_JSON};
  g_strlcpy(file.sha256, head->sha256, sizeof file.sha256);
  g_array_append_val(input->files, file);
}

static void input_drop_district(lg_input *input)
{
  if (!input->is_pooled) lg_district_free(input->district);
  if (input->thinned) {
    g_free(input->thinned->locks);
    g_free(input->thinned->pairs);
    g_free(input->thinned->standing);
    g_free(input->thinned);
  }
  input->district = input->thinned = NULL;
}

/* Takes out the locks and pairs that the plan gives up, and settles what its date and routes make of
 * the ledger; of a pool's district in a copy. */
static void input_settle(lg_input *input)
{
  if (input->policy->relax_count == 0 && input->district->service_count == 0) return;
  if (input->is_pooled) {
    lg_district *thinned = g_memdup2(input->district, sizeof *thinned);
    thinned->locks = g_memdup2(thinned->locks, sizeof(lg_lock) * (size_t)thinned->lock_count);
    thinned->pairs = g_memdup2(thinned->pairs, sizeof(lg_pair) * (size_t)thinned->pair_count);
    thinned->standing = NULL;
    input->district = input->thinned = thinned;
  }
  lg_policy_drop(input->policy, input->district);
  lg_standing_settle(input->policy, input->district);
}

static void input_take_rules(lg_input *input, const lg_plan *plan)
{
  input->policy = lg_plan_policy(plan, input->district, input->report);
  if (input->policy) lg_services_check(input->policy, input->district, input->report);
  if (input->policy && !lg_report_defects(input->report)) {
    input_settle(input);
    return;
  }
  lg_policy_free(input->policy); /* nothing is solved with half an input */
  input->policy = NULL;
  input_drop_district(input);
}

lg_input *lg_input_read(const char *plan_path)
{
  return lg_input_read_as(plan_path, &(lg_input_wishes){0});
}

lg_input *lg_input_read_as(const char *plan_path, const lg_input_wishes *wishes)
{
  lg_input *input = input_new();
  if (wishes->keep_all) lg_report_keep_all(input->report);
  input->plan = lg_plan_open(plan_path, &wishes->coding, input->report);
  if (!input->plan) {
    input->lang = g_strdup(lg_plan_guess_lang(plan_path));
    return input;
  }
  const lg_plan_head *head = lg_plan_get_head(input->plan);
  input_take_head(input, head);
  if (wishes->roster && lg_roster_is_there(wishes->roster, input->report))
    lg_plan_set_baseline(input->plan, wishes->roster);
  input->district = lg_tables_read(head, input->report, input->files);
  input_take_rules(input, input->plan);
  return input;
}

void lg_input_free(lg_input *input)
{
  if (!input) return;
  lg_policy_free(input->policy);
  input_drop_district(input);
  lg_plan_free(input->plan);
  lg_report_free(input->report);
  g_array_free(input->files, TRUE);
  g_free(input->lang);
  g_free(input->new_key);
  g_free(input);
}

/* --- several plans --- */

/* The tables of one set. */
struct pooled {
  lg_district *district; /* as lg_tables_read returns it */
  GArray *files;
};

struct lg_input_pool {
  lg_coding coding;   /* with a key of its own */
  GHashTable *tables; /* what a plan says of its tables -> pooled */
};

static void pooled_free(gpointer element)
{
  struct pooled *pooled = element;
  lg_district_free(pooled->district);
  g_array_free(pooled->files, TRUE);
  g_free(pooled);
}

lg_input_pool *lg_input_pool_new(const lg_coding *coding)
{
  lg_input_pool *pool = g_new(lg_input_pool, 1);
  pool->coding = *coding;
  pool->coding.key = g_strdup(coding->key);
  pool->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, pooled_free);
  return pool;
}

void lg_input_pool_free(lg_input_pool *pool)
{
  if (!pool) return;
  g_hash_table_destroy(pool->tables);
  g_free((char *)pool->coding.key);
  g_free(pool);
}

/* `key` is taken.
 *   edits, base  of a scenario, or NULL */
static const struct pooled *pool_tables(lg_input_pool *pool, char *key, const lg_plan_head *head,
                                        const lg_edits *edits, const lg_district *base,
                                        lg_report *report)
{
  struct pooled *pooled = g_hash_table_lookup(pool->tables, key);
  if (pooled) {
    g_free(key);
    return pooled;
  }
  pooled = g_new(struct pooled, 1);
  pooled->files = g_array_new(FALSE, TRUE, sizeof(lg_input_file));
  g_array_set_clear_func(pooled->files, input_file_clear);
  pooled->district = lg_tables_read_edited(head, edits, base, report, pooled->files);
  g_hash_table_insert(pool->tables, key, pooled);
  return pooled;
}

/* The tables of a plan, with a scenario's edits where they themselves have no defects. */
static const struct pooled *pool_edited(lg_input_pool *pool, const lg_json *root,
                                        const lg_plan_head *head, const lg_json *list,
                                        const char *file, lg_report *report)
{
  char *key = lg_plan_part_text(root, LG_PLAN_TABLES, NULL);
  g_autofree char *own = list ? g_strdup(key) : NULL;
  const struct pooled *tables = pool_tables(pool, key, head, NULL, NULL, report);
  if (!list || !tables->district || tables->district->partial) return tables;
  GString *edited = g_string_new(own);
  g_string_append(edited, LG_EDITS_KEY ":");
  lg_json_print(edited, list, NULL);
  lg_edits *edits = lg_edits_read(list, file, report);
  tables = pool_tables(pool, g_string_free(edited, FALSE), head, edits, tables->district, report);
  lg_edits_free(edits);
  return tables;
}

lg_input *lg_input_of(const lg_json *root, const lg_plan_source *source, const lg_json *edits,
                      const char *edits_file, lg_input_pool *pool)
{
  lg_input *input = input_new();
  lg_plan *plan = lg_plan_of(root, source, &pool->coding, input->report);
  if (!plan) return input;
  const lg_plan_head *head = lg_plan_get_head(plan);
  input_take_head(input, head);
  const struct pooled *pooled = pool_edited(pool, root, head, edits, edits_file, input->report);
  for (guint k = 0; k < pooled->files->len; k++) {
    lg_input_file file = g_array_index(pooled->files, lg_input_file, k);
    file.file = g_strdup(file.file);
    file.sheet = g_strdup(file.sheet);
    g_array_append_val(input->files, file);
  }
  input->is_pooled = true;
  input->district = pooled->district;
  input_take_rules(input, plan);
  lg_report_places(input->report, source->path, NULL, NULL);
  lg_plan_free(plan);
  return input;
}

/* --- who is meant --- */

int lg_input_school(const lg_input *input, const char *text)
{
  lg_school_names *names = lg_school_names_new(input->district);
  g_autofree char *folded = lg_fold_id(text);
  int namesake = LG_MISSING, found = lg_school_names_called(names, folded, &namesake);
  lg_school_names_free(names);
  return namesake == LG_MISSING ? found : LG_MISSING;
}

int lg_input_teacher(const lg_input *input, const char *text)
{
  g_autofree char *folded = lg_fold_id(text);
  return lg_district_teacher(input->district, folded);
}
