/* roster_file.h - reading a roster back, from lungang or edited by hand (SPEC 7, Files: `verify`).
 */
#ifndef LG_ROSTER_FILE_H
#define LG_ROSTER_FILE_H

#include "input.h"
#include "model/audit/audit.h"

/* A cell of the file that says something else than the input (rule `file`). */
typedef struct {
  int row;
  char *column, *found, *expected; /* owned */
  int teacher;
} lg_file_difference;

typedef struct {
  lg_roster *roster; /* NULL where the file cannot be understood: the report says why */
  GArray *rows;      /* internal */
  lg_table *table;
} lg_roster_file;

/* Is there a file, or a book where "#sheet" follows? The defect says so where there is none: the
 * path comes from the command line, so that the advice for tables of the plan would mislead. */
bool lg_roster_is_there(const char *path, lg_report *report);

/* Reads roster.csv or placements.csv (CSV or XLSX, either language, any column order, guards, GBK).
 */
lg_roster_file *lg_roster_file_read(const char *path, const lg_input *input, lg_report *report);
void lg_roster_file_free(lg_roster_file *file);

/* Compares from, route, distances and wish of each row with what the audit recounted.
 *   returns  GArray of lg_file_difference in the order of rows, with its clear function set */
GArray *lg_roster_file_compare(const lg_roster_file *file, const lg_input *input,
                               const lg_audit *audit);

#endif
