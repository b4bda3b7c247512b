/* whatif_table.h - what came of the rows of `whatif` (QUESTIONS W17-W20). */
#ifndef LG_WHATIF_TABLE_H
#define LG_WHATIF_TABLE_H

#include "io/words/scenarios.h"
#include "model/answer.h"
#include "model/audit/audit.h"
#include "view.h"

/* A tipping point: the last value of KEY with which the row's plan can be met. */
typedef struct {
  bool known, has;
  bool heads;     /* a head-count: value.p */
  lg_share value; /* in lowest terms */
  int64_t of;     /* base of its one class, where that does not depend on the roster; else 0 */
} lg_last;

/* One row's answer, as far as it is told. */
typedef struct {
  bool finished, has_roster;
  lg_status status;
  int64_t moved;
  int64_t guests, guest_units; /* of flexible service */
  lg_goal_answer *goals;       /* [goal_count of the row's policy] */
  int64_t *values;             /* [goal_count] */
  bool has_cv[LG_STAGE_COUNT];
  double cv[LG_STAGE_COUNT];
  int64_t *count, *of; /* [quota_count of the row's policy] sums over the classes */
  lg_last *last;       /* [vary_count] */
  char *conflict; /* of a row that cannot be met the rules that cannot all hold, where they were
                     asked for; owned */
  double seconds;
} lg_outcome;

typedef struct {
  const lg_scenarios *scenarios;
  lg_outcome *outcomes; /* [row_count of the scenarios] */
  const lg_lang *lang;
} lg_whatif_table;

lg_whatif_table *lg_whatif_table_new(const lg_scenarios *scenarios, const lg_lang *lang);
void lg_whatif_table_free(lg_whatif_table *table);

/* Notes what came of a row; audit NULL without a roster. */
void lg_whatif_table_take(lg_whatif_table *table, int row, const lg_answer *answer,
                          const lg_audit *audit, double seconds);

/* Notes why a row cannot be met, where its answer says it. */
void lg_whatif_table_explain(lg_whatif_table *table, int row, const lg_options *options,
                             const lg_answer *answer);

/* "optimal" or "最优". Static. */
const char *lg_status_cell(const lg_lang *lang, lg_status status);
/* "570", "57/154"; "" where there is none. g_free. */
char *lg_last_text(const lg_last *last);
/* The same with percent and, where the base is known, heads: "57/154 = 37.01% (570 heads)".
 * g_free. */
char *lg_last_words(const lg_last *last, const lg_lang *lang);

/* A varied key as people call it: a quota's name with the limit that is varied, else the key. g_free. */
char *lg_vary_name(const lg_whatif_table *table, int vary);
/* The same for a row: the scenario and its values; "the plan as it stands". g_free. */
char *lg_row_name(const lg_whatif_table *table, int row);
/* Why a row cannot be met, in short: a varied limit that is beyond the last possible value, else the
 * rules that cannot all hold; "" where it can or that is not known. g_free. */
char *lg_row_reason(const lg_whatif_table *table, int row);

/* Something to plot: a goal, the movers, or the balance of a stage. */
typedef enum { LG_MEASURE_GOAL, LG_MEASURE_MOVED, LG_MEASURE_CV } lg_measure_kind;
typedef struct {
  lg_measure_kind kind;
  int which; /* lg_goal_kind or lg_stage */
  int decimals;
} lg_plotted;

/* All that some row has, goals in the order of their first appearance; `shown`: without the draw, which
 * tells nothing, and what is withheld. g_array_free. */
GArray *lg_measures_of(const lg_whatif_table *table, bool shown);
/* The line that says that a goal of some row is withheld, and why; NULL: none is. g_free. */
char *lg_whatif_withheld(const lg_whatif_table *table);
/* In words; g_free. */
char *lg_measure_name(const lg_plotted *measure, const lg_lang *lang);
/* NAN where the row has none. */
double lg_measure_value(const lg_whatif_table *table, int row, const lg_plotted *measure);

/* The finished rows as lists (view.h): with all that is known of them; their measures, for a page;
 * the goals in short, for the terminal. `table` must outlive them. */
lg_view *lg_whatif_all(const lg_whatif_table *table);
lg_view *lg_whatif_page(const lg_whatif_table *table);
lg_view *lg_whatif_short(const lg_whatif_table *table);

#endif
