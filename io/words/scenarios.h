/* scenarios.h - the rows of `whatif` as data: the plan, then scenarios (merge patches) and grids of
 * varied values, each a plan of its own (QUESTIONS W15, W16). */
#ifndef LG_SCENARIOS_H
#define LG_SCENARIOS_H

#include "input.h"

enum { LG_MAX_ROWS = 10000 }; /* plans of a run, the plan as it stands among them */

typedef enum { LG_NOTE_PERCENT, LG_NOTE_FRACTION, LG_NOTE_DECIMAL, LG_NOTE_WHOLE } lg_notation;

/* One --vary. */
typedef struct {
  char *key;
  lg_notation notation;
  char **values; /* [count] as the row shows them: "30%", "1/3", "0.3", "12" */
  int count;
  /* of a quota's min or max: its id; else NULL. Known once the scenarios are read */
  char *quota;
  bool is_max;
} lg_vary;

typedef struct {
  char *name;
  int scenario; /* index, LG_MISSING for the plan and grids of it */
  int *at;      /* [vary_count] index of the value; LG_MISSING of the plan's own row */
  char **shown; /* [vary_count] the value of KEY; "" where the plan has none */
  lg_input *input;
  int options;     /* rows of the same number share who may go where */
  int family;      /* rows of the same number differ in limits of hard quotas alone */
  char **but_vary; /* [vary_count] digest of the rules without KEY's value */
} lg_scenario_row;

typedef enum {
  LG_SCENARIO_GOOD,
  LG_SCENARIO_USAGE, /* `text` says what is wrong with the options */
  LG_SCENARIO_DEFECT /* `text` has a line a defect, with the name of its row */
} lg_scenario_failure;

typedef struct {
  lg_scenario_failure failure;
  char *text;
  int defects;
  char *warnings; /* lines, each told once; "" where there are none */
  int warning_count;
  lg_lang *lang; /* the one that `text` is in */
  lg_vary **varies;
  int vary_count;
  lg_scenario_row *rows;
  int row_count;
  struct lg_input_pool *pool; /* internal to reading */
} lg_scenarios;

#endif
