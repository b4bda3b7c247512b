/* json_out.c - see json_out.h. Numbers are written by us, as cJSON would round them. */
#include "json_out.h"

#include <math.h>

#include "files.h"
#include "io/words/output_text.h"

void lg_json_int(cJSON *object, const char *key, int64_t number)
{
  char text[24];
  g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
  cJSON_AddRawToObject(object, key, text);
}

void lg_json_double(cJSON *object, const char *key, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  if (isfinite(number))
    cJSON_AddRawToObject(object, key, g_ascii_formatd(text, sizeof text, "%.17g", number));
  else
    cJSON_AddNullToObject(object, key);
}

void lg_json_int_or_null(cJSON *object, const char *key, bool given, int64_t number)
{
  if (given)
    lg_json_int(object, key, number);
  else
    cJSON_AddNullToObject(object, key);
}

cJSON *lg_json_row(cJSON *array)
{
  cJSON *row = cJSON_CreateObject();
  cJSON_AddItemToArray(array, row);
  return row;
}

char *lg_json_text(cJSON *json)
{
  char *text = cJSON_Print(json);
  cJSON_Delete(json);
  if (!text) g_error("out of memory"); /* as GLib does everywhere else */
  char *line = g_strconcat(text, "\n", NULL);
  cJSON_free(text);
  return line;
}

bool lg_json_write(cJSON *json, const char *folder, const char *name, const lg_lang *lang,
                   char **error)
{
  return lg_write_text(folder, name, lg_json_text(json), lang, error);
}

void lg_json_head(cJSON *json, const lg_output *out)
{
  const lg_policy *policy = out->input->policy;
  char *date = lg_show_date(policy->date);
  cJSON_AddStringToObject(json, "lungang", LG_VERSION);
  cJSON_AddStringToObject(json, "status", lg_status_word(out->answer->status));
  cJSON_AddStringToObject(json, "title", policy->title);
  cJSON_AddStringToObject(json, "date", date);
  g_free(date);
}

/* As the plan writes it: a share is a text, a head-count a number. */
void lg_json_bound(cJSON *row, const char *key, const lg_bound *bound)
{
  if (bound->kind == LG_BOUND_SHARE)
    cJSON_AddStringToObject(row, key, bound->text);
  else
    lg_json_int_or_null(row, key, bound->kind == LG_BOUND_HEADS, bound->heads);
}

void lg_json_element(cJSON *row, const lg_input *input, lg_element element)
{
  char *class_id = lg_element_class(input->district, input->policy, element);
  cJSON_AddStringToObject(row, "rule", lg_rule_word(element.rule));
  cJSON_AddStringToObject(row, "id", lg_element_id(input->district, input->policy, element));
  cJSON_AddStringToObject(row, "class", class_id);
  g_free(class_id);
}
