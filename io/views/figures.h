/* figures.h - the figures that decided, a row a teacher, by which everybody can recheck the own
 * case: figures.csv, a sheet of roster.xlsx, and how each figure comes about. */
#ifndef LG_FIGURES_H
#define LG_FIGURES_H

#include "io/words/output.h"

typedef enum {
  LG_FIGURE_ID,
  LG_FIGURE_CODE, /* of publications, where there is a key */
  LG_FIGURE_NAME,
  LG_FIGURE_FROM, /* ids of schools */
  LG_FIGURE_TO,
  LG_FIGURE_STAGE,
  LG_FIGURE_SUBJECT,
  LG_FIGURE_AGE,
  LG_FIGURE_YEARS,
  LG_FIGURE_RANK, /* where it makes a backbone teacher */
  LG_FIGURE_ROTATED,
  LG_FIGURE_ELIGIBLE,
  LG_FIGURE_REASON, /* of one who is not */
  LG_FIGURE_PLACES, /* other schools that are open */
  LG_FIGURE_WISHES, /* how many */
  LG_FIGURE_WISH,   /* rank of the one granted */
  LG_FIGURE_POINTS, /* what this adds to the goals `wishes`, */
  LG_FIGURE_BEFORE,
  LG_FIGURE_AFTER,
  LG_FIGURE_COMMUTE, /* `commute` */
  LG_FIGURE_DRAWN,   /* the text that the lottery draws on, */
  LG_FIGURE_LOTTERY, /* and what it adds to `lottery` */
  LG_FIGURE_COUNT
} lg_figure;

const char *lg_figure_heading(int figure, const lg_lang *lang);
bool lg_figure_is_number(int figure);
/* All figures of a teacher as files show them, "" where there is none. g_free each.
 *   wishes   [teacher_count] how many (lg_figures_wishes) */
void lg_figures_of(const lg_output *out, int teacher, const int *wishes, char **cells);
int *lg_figures_wishes(const lg_district *district); /* g_free */

/* How the figures come about, a line each, with the plan's limits and seed; NULL after the last.
 * g_strfreev. */
char **lg_figures_explained(const lg_output *out);

bool lg_write_figures_csv(const lg_output *out, const char *folder, char **error);

#endif
