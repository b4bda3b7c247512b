/* progress.h - the live line of `solve` and `export` on stderr: goal, bound, best, gap, seconds. */
#ifndef LG_PROGRESS_H
#define LG_PROGRESS_H

#include "../io/lang.h"
#include "../solver/solve.h"

typedef struct {
  const lg_policy *policy;
  const lg_lang *lang;
  double last_s; /* when the line was last drawn */
  bool shown;    /* a line stands on the terminal */
  bool live;     /* stderr is a terminal and --quiet was not given */
} lg_progress_line;

lg_progress_line lg_progress_begin(const lg_policy *policy, const lg_lang *lang, bool quiet);
/* For lg_solve_settings: `user` is the line. */
void lg_progress_draw(const lg_progress *progress, void *user);
/* Wipes the line. */
void lg_progress_end(lg_progress_line *line);

#endif
