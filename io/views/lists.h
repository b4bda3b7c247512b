/* lists.h - every list of an answer by its name: the one place where its columns and cells are
 * made. `out` needs input, options, audit and the roster of an answer. */
#ifndef LG_LISTS_H
#define LG_LISTS_H

#include "view.h"

/* "movers", "placements", ...; a name that is not there is a fault of ours. lg_view_free.
 *   keys  of the columns that are picked (lg_view_pick); NULL: all */
lg_view *lg_list(const lg_output *out, const char *name, const char *keys);

/* The group of those who leave a school in the list "flows", or of those who come. */
int lg_flow(int school, bool leaves);

/* The national limits of a stage's coefficient of variation (教督〔2017〕6号). */
double lg_national_cv(int stage);

/* The lists of a file, NULL behind the last; lists.c knows the files. */
typedef struct {
  const char *name;
  lg_view *(*make)(const lg_output *out);
} lg_list_entry;
extern const lg_list_entry lg_lists_people[], lg_lists_schools[], lg_lists_quotas[],
    lg_lists_goals[], lg_lists_notes[], lg_lists_figures[], lg_lists_changes[],
    lg_lists_inspection[], lg_lists_rehearsal[], lg_lists_flexible[], lg_lists_key[],
    lg_lists_wishes[];
/* All of them, one after another, NULL at the end. */
const lg_list_entry *lg_list_at(int index);

#endif
