/* input.h - the whole input of a run: the plan and its tables, read and checked.
 *
 *   lg_input *input = lg_input_read("plan.json");
 *   if (lg_report_defects(input->report)) ... print lg_report_text(...), exit 3
 */
#ifndef LG_INPUT_H
#define LG_INPUT_H

#include "tables.h"

typedef struct {
  lg_report *report;
  lg_plan *plan;         /* NULL where it could not be opened */
  lg_district *district; /* NULL where there are defects */
  lg_policy *policy;     /* NULL where there are defects */
  GArray *files;         /* lg_input_file: the plan first */
  char *lang;            /* the plan's, or NULL */
} lg_input;

lg_input *lg_input_read(const char *plan_path); /* never NULL */
void lg_input_free(lg_input *input);

#endif
