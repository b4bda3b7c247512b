/* tables.h - the office's tables as a district: every cell checked, every reference resolved (SPEC
 * 2, 7). */
#ifndef LG_TABLES_H
#define LG_TABLES_H

#include "io/plan/plan.h"
#include "model/district.h"
#include "table.h"

/* One input file, for summary.json. */
typedef struct {
  char *file; /* as the plan writes it; the plan itself by its own file name */
  char sha256[65];
  int rows;
  lg_encoding encoding;
  char delimiter; /* 0 where none */
  char *sheet;    /* NULL where none */
} lg_input_file;

/* Reads every table that the plan names.
 *   files   elements lg_input_file are appended, one a table read (clear: g_free file and sheet)
 *   returns the district; `partial`, where the tables have defects; NULL, where the schools are not
 *           known */
lg_district *lg_tables_read(const lg_plan_head *head, lg_report *report, GArray *files);

#endif
