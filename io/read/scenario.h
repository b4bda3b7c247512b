/* scenario.h - the rows of `whatif`: the plan, then scenarios (merge patches) and grids of varied
 * values, each a plan of its own (QUESTIONS W15, W16).
 *
 *   lg_vary *vary = lg_vary_parse("quotas.rotation.min=30%:45%:1%", lang, &error);
 *   lg_scenarios *all = lg_scenarios_read(&(lg_scenario_order){...});
 *   if (all->failure == LG_SCENARIO_GOOD) ... all->rows[k].input ...
 *   lg_scenarios_free(all); */
#ifndef LG_SCENARIO_H
#define LG_SCENARIO_H

#include "input.h"

enum { LG_MAX_ROWS = 10000 };

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

/* NULL and *error (translated, g_free) where the text is no KEY=FROM:TO:STEP. */
lg_vary *lg_vary_parse(const char *text, const lg_lang *lang, char **error);
void lg_vary_free(lg_vary *vary);

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
  lg_input_pool *pool;
} lg_scenarios;

typedef struct {
  const char *plan_path;
  lg_vary **varies; /* taken over with their array */
  int vary_count;
  const char *const *scenarios; /* paths */
  int scenario_count;
  const char *lang; /* --lang, or NULL */
  const char *key;  /* of codes in the place of ids (codes.h), or NULL */
} lg_scenario_order;

/* Reads everything, tells all defects of all rows before anything is solved. Never NULL. */
lg_scenarios *lg_scenarios_read(const lg_scenario_order *order);
void lg_scenarios_free(lg_scenarios *scenarios);

#endif
