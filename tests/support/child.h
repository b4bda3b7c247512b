/* child.h - runs the program as a child process: with a signal or a mark at a given moment, with
 * limits on what it may write, and with what it cost.
 *
 *   lg_child c = lg_child_run(&(lg_child_order){.folder = work, .arguments = {"solve",
 * "plan.json"}, .mark_s = 0.5, .interrupt = true}); LG_EQUAL_INT(c.exit, 0, "solved");
 *   lg_child_clear(&c); */
#ifndef LG_CHILD_H
#define LG_CHILD_H

#include <stdbool.h>

enum { LG_CHILD_MOST_ARGUMENTS = 16 };

typedef struct {
  const char *folder;  /* where it runs */
  const char *program; /* NULL: lungang */
  const char *arguments[LG_CHILD_MOST_ARGUMENTS];
  const char *environment[8]; /* "NAME=value", on top of our own without languages */
  double mark_s;              /* from when on `late_s` counts; 0: from the start */
  bool interrupt;             /* SIGINT at the mark */
  bool twice;                 /* and a second one as soon as the first one has arrived */
  long most_bytes;            /* of a file that it writes; 0: no limit */
  int nice;
} lg_child_order;

typedef struct {
  int exit; /* status, or -signal; -SIGKILL after a minute and a half */
  double wall_s, cpu_s;
  double late_s; /* processor seconds after the mark: other load on the machine does not count */
  long peak_kb;  /* resident set */
  char *out, *err;
} lg_child;

lg_child lg_child_run(const lg_child_order *order);
void lg_child_clear(lg_child *child);

#endif
