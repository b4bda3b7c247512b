/* progress.h - how `solve` and `export` tell on stderr what goes on: a live line on a terminal,
 * with --verbose also a lasting line a goal. */
#ifndef LG_PROGRESS_H
#define LG_PROGRESS_H

#include "cli.h"
#include "solver/solver.h"

typedef struct {
  const lg_policy *policy;
  const lg_district *district;
  const lg_lang *lang;
  double last_s;    /* when the live line was last drawn */
  bool shown;       /* a live line stands on the terminal */
  bool live;        /* stderr is a terminal and --quiet was not given */
  bool verbose;     /* a line a goal, terminal or not */
  lg_progress last; /* the latest news; goal -1: none yet */
} lg_progress_line;

lg_progress_line lg_progress_begin(const lg_input *input, const lg_lang *lang, const lg_args *args);
/* For lg_solve_settings: `user` is the line. */
void lg_progress_draw(const lg_progress *progress, void *user);
/* Done of all, for work that is counted. */
void lg_progress_count(int done, int all, void *user);
void lg_progress_refusals(int done, int all, void *user);
/* Wipes the live line, writes what is left to tell. */
void lg_progress_end(lg_progress_line *line);

/* The most memory that the program has held so far; 0 where the system does not say. */
double lg_peak_mib(void);

#endif
