/* case_files.h - writes a random case as the tables and the plan that the program reads, rows
 * shuffled where wanted. */
#ifndef LG_CASE_FILES_H
#define LG_CASE_FILES_H

#include "random_district.h"

/* Into `folder`, which exists: plan.json, teachers.csv, schools.csv, ...; shuffle 0: rows in the
 * order of ids. */
void lg_case_write(const lg_random_case *random, const char *folder, guint32 shuffle);

#endif
