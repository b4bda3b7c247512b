/* export.h - the model itself, for any other solver (SPEC 1, 7 `export`). */
#ifndef LG_EXPORT_H
#define LG_EXPORT_H

#include "model/formulate.h"
#include "solve.h"

/* What a name of the written model stands for. */
typedef struct {
  char *name; /* by positions from 1 in the order of ids: "x_17_3", "R8_2_5" */
  bool is_row;
  const char *what;    /* "place", "backbone", ...: English word */
  char *id, *class_id; /* as the elements of rule.h; of a place: teacher, school */
} lg_export_name;

typedef enum {
  LG_EXPORT_DONE,
  LG_EXPORT_INFEASIBLE,
  LG_EXPORT_NO_TIME,
  LG_EXPORT_FAILED
} lg_export_end;

/* Writes goal `goal` (or no objective where the policy has no goals) under all hard rules; the
 * goals before it are solved first and held at their best plus tolerance. names   elements
 * lg_export_name, appended: columns, then rows, as they stand in the file; clear function set */
lg_export_end lg_export(const lg_district *district, const lg_policy *policy,
                        const lg_options *options, const lg_solve_settings *settings, int goal,
                        bool mps, const char *path, GArray *names);

#endif
