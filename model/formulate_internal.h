/* formulate_internal.h - what formulate.c and the rules share while a program is built. */
#ifndef LG_FORMULATE_INTERNAL_H
#define LG_FORMULATE_INTERNAL_H

#include "formulate.h"

/* The program while it is built. Arrays by school and stage are indexed by lg_at. */
typedef struct lg_formulation_builder {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  lg_program *program;
  lg_formulation *out;

  GArray *cells;                  /* lg_cell, by block */
  GArray *priced;                 /* lg_priced */
  int *demand_cell;               /* [demand_count] index in cells, or -1 */
  int *backbone_column;           /* [school x stage] or -1 */
  int *backbone_lo, *backbone_hi; /* [school x stage] what R6 leaves: the range of the steps */
  int *backbone_fixed;            /* [school x stage] backbone teachers without a choice */
} lg_formulation_builder;

/* One cell (school, stage, subject) that somebody's choice may change, or whose limits are broken
 * as it is. */
typedef struct {
  int school, subject;
  lg_stage stage;
  int before, fixed;                     /* heads now; heads after of those without a choice */
  int may, may_backbone, fixed_backbone; /* teachers with a choice that may be here */
  int demand;                            /* row of the demand table, or -1 */
  int column, row;                       /* -1 where none is needed */
  double lo, hi;                         /* limits of after - before */
} lg_cell;

/* A column of missed heads and what one of them costs in the goal shortfall. */
typedef struct {
  int column, weight;
} lg_priced;
void lg_price_shortfall(lg_formulation_builder *b, int column, int weight);

static inline size_t lg_at(int school, int stage)
{
  return (size_t)school * LG_STAGE_COUNT + (size_t)stage;
}

/* Is this option of the teacher one with a guest school, at a place that an option before it has
 * already? Who may be at a place is counted once. */
static inline bool lg_is_counted_there(const lg_options *options, const lg_candidate *candidate,
                                       int option)
{
  const lg_option *pair = &options->pairs[option];
  return lg_assignment_is_guest(pair->assignment) && option > candidate->first &&
         pair[-1].assignment.school == pair->assignment.school;
}

static inline bool lg_has_choice(const lg_formulation_builder *b, int teacher)
{
  return b->options->open || b->options->candidates[teacher].count != 1;
}

/* The counts that rules and goals stand on: cells, backbone teachers, and for goals the steps of
 * equity and the over and under of targets. */
void lg_find_cells(lg_formulation_builder *b);
void lg_add_cells(lg_formulation_builder *b);
void lg_add_backbone(lg_formulation_builder *b);
void lg_add_steps(lg_formulation_builder *b);
void lg_add_targets(lg_formulation_builder *b);

/* Students and backbone teachers of a stage in the district. */
typedef struct {
  int64_t students, backbone;
} lg_stage_sums;
lg_stage_sums lg_sums_of(const lg_district *district, int stage);
/* e_jk of SPEC 4: what the k-th backbone teacher of a school costs, exact. */
int64_t lg_equity_step(int k, int students, int64_t all_students, int64_t all_backbone);

#endif
