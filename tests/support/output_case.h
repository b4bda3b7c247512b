/* output_case.h - a small district with an answer made by hand, and a folder to write into. Texts
 * that a spreadsheet could take for formulas stand in every field that takes a text. */
#ifndef LG_OUTPUT_CASE_H
#define LG_OUTPUT_CASE_H

#include "build.h"
#include "io/write.h"

typedef struct {
  lg_build *build;
  lg_input input;
  lg_options *options;
  lg_answer answer;
  lg_lang *lang;
  lg_output out;
  char *folder; /* a temporary one, removed by lg_output_case_free */
} lg_output_case;

/* Four movers and five who stay; `code` is "zh" or "en". */
lg_output_case *lg_output_case_new(const char *code);
/* The same without a roster and with a conflict of every kind of element. */
lg_output_case *lg_output_case_infeasible(const char *code);
void lg_output_case_free(lg_output_case *c);

/* Bytes of folder/name; NULL where it is not there. g_free. */
char *lg_output_case_read(const lg_output_case *c, const char *name);
/* A part of the workbook folder/name as a text; "" where it is not there. g_free. */
char *lg_output_case_part(const lg_output_case *c, const char *name, const char *part);
void lg_output_case_remove(const char *folder); /* a folder with all that is in it */

#endif
