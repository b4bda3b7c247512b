/* lists.h - every list of an answer by its name: the one place where its columns and cells are
 * made. `out` needs input, options, audit and the roster of an answer. */
#ifndef LG_LISTS_H
#define LG_LISTS_H

#include "view.h"

/* "movers", "placements", ...; a name that is not there is a fault of ours. lg_view_free. */
lg_view *lg_list(const lg_output *out, const char *name);

/* Who leaves school `school` in the list "flows", or comes: its rows are shown, no others.
 *   returns  how many */
int lg_list_flow(lg_view *flows, int school, bool leaves);
/* The first row of the school in "flows"; that of the next one where nobody goes or comes. */
int lg_list_flow_first(const lg_view *flows, int school);

/* The lists of a file, NULL behind the last; lists.c knows the files. */
typedef struct {
  const char *name;
  lg_view *(*make)(const lg_output *out);
} lg_list_entry;
extern const lg_list_entry lg_lists_people[], lg_lists_figures[];
/* All of them, one after another, NULL at the end. */
const lg_list_entry *lg_list_at(int index);

#endif
