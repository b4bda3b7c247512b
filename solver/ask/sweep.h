/* sweep.h - many plans solved side by side on the cores that there are: rows that stand together
 * go to one thread, which takes what one solve learned into the next. Each row comes out as
 * lg_solve alone would answer it (QUESTIONS W21).
 *
 *   int finished = lg_sweep_run(rows, count, &(lg_sweep_settings){.finished = take, ...});
 */
#ifndef LG_SWEEP_H
#define LG_SWEEP_H

#include "breakpoint.h"
#include "model/audit/audit.h"

typedef struct {
  const lg_district *district;
  const lg_policy *policy; /* its time limit and gap hold */
  int options;             /* rows of one number share who may go where */
  int family;              /* rows of one number differ in limits of hard quotas alone */
} lg_sweep_row;

/* One row's answer, borrowed for the call. */
typedef struct {
  int row;
  const lg_options *options;
  const lg_answer *answer;
  const lg_audit *audit; /* NULL without a roster */
  double seconds;
  const char *fault; /* a roster that fails its audit: the rule; else NULL */
} lg_sweep_result;

/* A tipping point to be found, with everything else as in a row. */
typedef struct {
  int row;
  lg_breakpoint_key key;
  /* what the rows showed already: a value that can be met, one that cannot */
  lg_breakpoint_range range;
  lg_breakpoint found; /* filled */
} lg_sweep_breakpoint;

typedef struct {
  int threads;  /* 0: a processor each */
  bool explain; /* infeasible rows with their conflict */
  const volatile sig_atomic_t *interrupted;
  /* One call at a time, from the thread that solved the row. Rows that the interrupt stopped are
   * not told. */
  void (*finished)(const lg_sweep_result *result, void *user);
  void *user;
} lg_sweep_settings;

/* returns  rows finished */
int lg_sweep_run(const lg_sweep_row *rows, int count, const lg_sweep_settings *settings);

/* Fills the tipping points; those that the interrupt stopped stay unknown. */
void lg_sweep_find_breakpoints(const lg_sweep_row *rows, lg_sweep_breakpoint *tips, int count,
                               const lg_sweep_settings *settings);

#endif
