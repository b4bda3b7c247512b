/* case_folder.h - a temporary folder with the small files of one case, and the plan that names
 * them. */
#ifndef LG_CASE_FOLDER_H
#define LG_CASE_FOLDER_H

#include <glib.h>

#include "io/read/tables.h"

typedef struct {
  char *path;
  GPtrArray *names;        /* of the files written */
  GPtrArray *copy_columns; /* for the plan's key */
} lg_case_folder;

lg_case_folder *lg_case_folder_new(void);
void lg_case_folder_free(lg_case_folder *folder); /* removes it from the disk */

void lg_case_folder_write(lg_case_folder *folder, const char *name, const char *bytes,
                          gsize length);

/* The date 2010-09-01, the backbone ranks 骨干 and 带头人, the columns to copy, and each table
 * whose file (teachers.csv, ..., baseline.csv) was written. Free with g_free; lives no longer than
 * the folder. */
lg_plan_head *lg_case_folder_head(const lg_case_folder *folder);

/* The same as a file plan.json, one key a line. */
void lg_case_folder_write_plan(lg_case_folder *folder);

#endif
