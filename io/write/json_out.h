/* json_out.h - what the JSON files share. Internal to the writers of io/. */
#ifndef LG_JSON_OUT_H
#define LG_JSON_OUT_H

#include <cjson/cJSON.h>

#include "io/words/output.h"

void lg_json_int(cJSON *object, const char *key, int64_t number);
/* null where nothing is given. */
void lg_json_int_or_null(cJSON *object, const char *key, bool given, int64_t number);
/* 17 significant digits; null where not finite. */
void lg_json_double(cJSON *object, const char *key, double number);
cJSON *lg_json_row(cJSON *array); /* a new object at its end */
/* version, status, title, date. */
void lg_json_head(cJSON *json, const lg_output *out);
/* As the plan writes it: a share is a text, a head-count a number; null where it is not given. */
void lg_json_bound(cJSON *row, const char *key, const lg_bound *bound);
/* rule, id, class. */
void lg_json_element(cJSON *row, const lg_input *input, lg_element element);
/* The text with a line feed at its end; frees `json`. g_free. */
char *lg_json_text(cJSON *json);
/* Frees `json`. */
bool lg_json_write(cJSON *json, const char *folder, const char *name, const lg_lang *lang,
                   char **error);

#endif
