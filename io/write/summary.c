/* summary.c - summary.json: the machine's copy (SPEC 5, 7; QUESTIONS W6). */
#include <math.h>

#include "change_text.h"
#include "files.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "why_out.h"

/* Nothing is known of the goals of a plan that cannot be met. */
static void summary_goals(cJSON *json, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  const lg_answer *answer = out->answer;
  bool infeasible = answer->status == LG_INFEASIBLE;
  cJSON *goals = cJSON_AddArrayToObject(json, "goals");
  for (int g = 0; g < policy->goal_count; g++) {
    lg_goal_answer found = {0};
    if (!infeasible && answer->goals && g < answer->goal_count) found = answer->goals[g];
    cJSON *row = lg_json_row(goals);
    cJSON_AddStringToObject(row, "id", lg_goal_word(policy->goals[g].kind));
    lg_json_int_or_null(row, "best", found.has_best, found.best);
    lg_json_int_or_null(row, "value", out->audit != NULL, out->audit ? out->audit->goals[g] : 0);
    lg_json_int_or_null(row, "bound", found.has_bound, found.bound);
    cJSON_AddBoolToObject(row, "proved", found.proved);
  }
}

static void summary_quota(cJSON *row, const lg_policy *policy, const lg_quota_count *count)
{
  const lg_quota *quota = count->quota < policy->quota_count ? &policy->quotas[count->quota] : NULL;
  cJSON_AddStringToObject(row, "id", quota ? quota->id : "backbone_per_100");
  cJSON_AddStringToObject(row, "class", count->class_id);
  lg_json_int(row, "count", count->count);
  lg_json_int(row, "of", count->of);
  /* R12 counts teachers against students: no share. */
  lg_json_double(row, "share",
                 quota && count->of > 0 ? (double)count->count / (double)count->of : NAN);
  if (quota) {
    lg_json_bound(row, "min", &quota->min);
    lg_json_bound(row, "max", &quota->max);
  } else {
    cJSON_AddStringToObject(row, "min", policy->density.text);
    cJSON_AddNullToObject(row, "max");
  }
  cJSON_AddBoolToObject(row, "soft", quota ? quota->soft : policy->density.soft);
  lg_json_int(row, "shortfall", count->shortfall);
  cJSON_AddBoolToObject(row, "holds", count->holds);
}

static void summary_equity(cJSON *json, const lg_audit *audit)
{
  cJSON *equity = cJSON_AddArrayToObject(json, "equity");
  for (int stage = 0; audit && stage < LG_STAGE_COUNT; stage++) {
    const lg_equity *e = &audit->equity[stage];
    if (!e->occurs) continue;
    cJSON *row = lg_json_row(equity);
    cJSON_AddStringToObject(row, "stage", lg_stage_word(stage));
    lg_json_double(row, "mean_before", e->given ? e->mean_before : NAN);
    lg_json_double(row, "cv_before", e->given ? e->cv_before : NAN);
    lg_json_double(row, "mean_after", e->given ? e->mean_after : NAN);
    lg_json_double(row, "cv_after", e->given ? e->cv_after : NAN);
  }
}

static void summary_audit(cJSON *json, const lg_input *input, const lg_audit *audit)
{
  cJSON *part = cJSON_AddObjectToObject(json, "audit");
  lg_json_int(part, "rules_checked", audit ? audit->rules_checked : 0);
  cJSON *broken = cJSON_AddArrayToObject(part, "broken");
  for (int k = 0; audit && k < audit->breach_count; k++)
    lg_json_element(lg_json_row(broken), input, audit->breaches[k].element);
}

static void summary_inputs(cJSON *json, const GArray *files)
{
  cJSON *inputs = cJSON_AddArrayToObject(json, "inputs");
  for (guint k = 0; files && k < files->len; k++) {
    const lg_input_file *file = &g_array_index(files, lg_input_file, k);
    cJSON *row = lg_json_row(inputs);
    cJSON_AddStringToObject(row, "file", file->file);
    cJSON_AddStringToObject(row, "sha256", file->sha256);
    lg_json_int(row, "rows", file->rows);
    cJSON_AddStringToObject(row, "encoding", lg_encoding_word(file->encoding));
  }
}

bool lg_write_summary_json(const lg_output *out, const char *folder, char **error)
{
  const lg_audit *audit = out->audit;
  cJSON *json = cJSON_CreateObject();
  lg_json_head(json, out);
  if (out->input->district->anonymous) cJSON_AddTrueToObject(json, "anonymous");
  lg_json_int(json, "teachers", out->input->district->teacher_count);
  lg_json_int(json, "eligible", out->options->eligible_count);
  lg_json_int(json, "options", out->options->move_count);
  lg_json_int_or_null(json, "moved", audit != NULL, audit ? audit->moved : 0);
  summary_goals(json, out);
  cJSON *quotas = cJSON_AddArrayToObject(json, "quotas");
  for (int k = 0; audit && k < audit->quota_count; k++)
    summary_quota(lg_json_row(quotas), out->input->policy, &audit->quotas[k]);
  if (out->input->policy->relax_count) {
    cJSON *relaxed = cJSON_AddArrayToObject(json, "relaxed");
    GArray *changes = lg_relaxed_changes(out);
    for (guint k = 0; k < changes->len; k++)
      lg_json_change(lg_json_row(relaxed), out->input, &g_array_index(changes, lg_change, k));
    g_array_unref(changes);
  }
  if (out->limits && out->answer->has_limits)
    lg_json_limits_key(json, out->input, &out->answer->limits);
  summary_equity(json, audit);
  summary_audit(json, out->input, audit);
  summary_inputs(json, out->input->files);
  cJSON *seconds = cJSON_AddObjectToObject(json, "seconds");
  lg_json_double(seconds, "read", out->read_s);
  lg_json_double(seconds, "model", out->answer->model_s);
  lg_json_double(seconds, "solve", out->answer->solve_s);
  lg_json_double(seconds, "total", out->total_s);
  return lg_json_write(json, folder, "summary.json", out->lang, error);
}
