/* export.h - what the columns and rows of a written program are called: `export` and certificates use the
 * same names. */
#ifndef LG_EXPORT_H
#define LG_EXPORT_H

#include "solver.h"

/* Appends lg_export_name: the columns, the constant's column, the rows, the first `goal` goals as rows,
 * the constant's row. */
void lg_export_names(const lg_formulation *f, int goal, GArray *names);

#endif
