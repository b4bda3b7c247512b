/* input.c - plan, tables and rules in one run, with every defect in one report. */
#include "input.h"

static void lg_input_file_clear(gpointer element)
{
  lg_input_file *file = element;
  g_free(file->file);
  g_free(file->sheet);
}

lg_input *lg_input_read(const char *plan_path)
{
  lg_input *input = g_new0(lg_input, 1);
  input->report = lg_report_new();
  input->files = g_array_new(FALSE, TRUE, sizeof(lg_input_file));
  g_array_set_clear_func(input->files, lg_input_file_clear);
  input->plan = lg_plan_open(plan_path, input->report);
  if (!input->plan) return input;
  const lg_plan_head *head = lg_plan_get_head(input->plan);
  input->lang = g_strdup(head->lang);
  lg_input_file file = {.file = g_path_get_basename(plan_path), .encoding = LG_ENC_JSON};
  g_strlcpy(file.sha256, head->sha256, sizeof file.sha256);
  g_array_append_val(input->files, file);
  input->district = lg_tables_read(head, input->report, input->files);
  input->policy = lg_plan_policy(input->plan, input->district, input->report);
  if (lg_report_defects(input->report)) { /* nothing is solved with half an input */
    lg_policy_free(input->policy);
    lg_district_free(input->district);
    input->policy = NULL;
    input->district = NULL;
  } else {
    lg_policy_drop(input->policy, input->district);
  }
  return input;
}

void lg_input_free(lg_input *input)
{
  if (!input) return;
  lg_policy_free(input->policy);
  lg_district_free(input->district);
  lg_plan_free(input->plan);
  lg_report_free(input->report);
  g_array_free(input->files, TRUE);
  g_free(input->lang);
  g_free(input);
}
