/* summary.c - summary.json: the machine's copy (SPEC 5, 7; QUESTIONS W6). */
#include "change_text.h"
#include "files.h"
#include "io/views/lists.h"
#include "io/views/published.h"
#include "io/words/output_text.h"
#include "io/write.h"
#include "render.h"
#include "why_out.h"

static void summary_list(cJSON *json, const lg_output *out, const char *key, const char *keys)
{
  lg_view *view = lg_list(out, key, keys);
  lg_render_json(cJSON_AddArrayToObject(json, key), view);
  lg_view_free(view);
}

static const char inspection_keys[] =
    "eligible moved backbone_moved moved_share backbone_share flexible returns";

/* The figures of the inspection: the district, each school, what is asked; null without a roster. */
static void summary_inspection(cJSON *json, const lg_output *out)
{
  if (!out->audit) {
    cJSON_AddNullToObject(json, "inspection");
    return;
  }
  cJSON *part = cJSON_AddObjectToObject(json, "inspection"), *district = cJSON_CreateArray();
  lg_view *view = lg_list(out, "inspection", inspection_keys);
  lg_view_rows(view, 0, 1);
  lg_render_json(district, view);
  cJSON_AddItemToObject(part, "district", cJSON_DetachItemFromArray(district, 0));
  cJSON_Delete(district);
  g_autofree char *keys = g_strconcat("id ", inspection_keys, NULL);
  lg_view_pick(view, keys);
  lg_view_rows(view, 1, view->row_count);
  lg_render_json(cJSON_AddArrayToObject(part, "schools"), view);
  lg_view_free(view);
  cJSON *limits = cJSON_AddObjectToObject(part, "limits");
  cJSON_AddStringToObject(limits, "moved", LG_INSPECTION_MOVED);
  cJSON_AddStringToObject(limits, "backbone", LG_INSPECTION_BACKBONE);
}

static void summary_audit(cJSON *json, const lg_input *input, const lg_audit *audit)
{
  cJSON *part = cJSON_AddObjectToObject(json, "audit");
  lg_json_int(part, "rules_checked", audit ? audit->rules_checked : 0);
  cJSON *broken = cJSON_AddArrayToObject(part, "broken");
  for (int k = 0; audit && k < audit->breach_count; k++)
    lg_json_element(lg_json_row(broken), input, audit->breaches[k].element);
}

static void summary_anonymous(cJSON *json, const lg_output *out)
{
  cJSON_AddTrueToObject(json, "anonymous");
  cJSON_AddBoolToObject(json, "coarse", out->input->district->coarse);
  if (!out->audit) return;
  lg_published found = lg_published_count(out);
  cJSON *part = cJSON_AddObjectToObject(json, "published");
  lg_json_int(part, "rows", found.rows);
  lg_json_int(part, "unique", found.unique);
  lg_json_int(part, "movers", found.movers);
  lg_json_int(part, "unique_movers", found.unique_movers);
  lg_json_int(part, "smallest_group", found.smallest_group);
}

/* Keys that say nothing of any goal are left out. */
static void summary_goals(cJSON *json, const lg_output *out)
{
  bool claimed = false;
  for (int k = 0; out->answer->goals && k < out->answer->goal_count; k++)
    claimed |= out->answer->goals[k].claimed;
  g_autofree char *keys = g_strconcat("id best value bound proved", claimed ? " claimed" : "",
                                      out->proof ? " certified" : "",
                                      out->input->district->anonymous ? " note" : "", NULL);
  summary_list(json, out, "goals", keys);
}

/* Guests and their units; null without a roster. */
static void summary_flexible(cJSON *json, const lg_audit *audit)
{
  if (!audit) {
    cJSON_AddNullToObject(json, "flexible");
    return;
  }
  cJSON *part = cJSON_AddObjectToObject(json, "flexible");
  lg_json_int(part, "teachers", audit->guests);
  lg_json_int(part, "units", audit->guest_units);
}

bool lg_write_summary_json(const lg_output *out, const char *folder, char **error)
{
  const lg_audit *audit = out->audit;
  cJSON *json = cJSON_CreateObject();
  lg_json_head(json, out);
  if (out->input->district->anonymous) summary_anonymous(json, out);
  lg_json_int(json, "teachers", out->input->district->teacher_count);
  lg_json_int(json, "eligible", out->options->eligible_count);
  lg_json_int(json, "options", out->options->move_count);
  lg_json_int_or_null(json, "moved", audit != NULL, audit ? audit->moved : 0);
  if (out->input->district->has_services)
    lg_json_int_or_null(json, "returns", audit != NULL, audit ? audit->returned : 0);
  if (out->input->policy->flexible.given) summary_flexible(json, audit);
  summary_goals(json, out);
  summary_list(json, out, "quotas", "id class count of share min max soft shortfall holds");
  if (out->input->policy->relax_count) {
    cJSON *relaxed = cJSON_AddArrayToObject(json, "relaxed");
    GArray *changes = lg_relaxed_changes(out);
    for (guint k = 0; k < changes->len; k++)
      lg_json_change(lg_json_row(relaxed), out->input, &g_array_index(changes, lg_change, k));
    g_array_unref(changes);
  }
  if (out->limits && out->answer->has_limits)
    lg_json_limits_key(json, out->input, &out->answer->limits);
  summary_list(json, out, "equity", "stage mean_before cv_before mean_after cv_after");
  summary_inspection(json, out);
  summary_audit(json, out->input, audit);
  summary_list(json, out, "inputs", "file sha256 rows encoding");
  cJSON *seconds = cJSON_AddObjectToObject(json, "seconds");
  lg_json_double(seconds, "read", out->read_s);
  lg_json_double(seconds, "model", out->answer->model_s);
  lg_json_double(seconds, "solve", out->answer->solve_s);
  lg_json_double(seconds, "total", out->total_s);
  return lg_json_write(json, folder, "summary.json", out->lang, error);
}
