/* changes_internal.h - the counts on which a teacher's going back is weighed: what the files of
 * changes share. */
#ifndef LG_CHANGES_INTERNAL_H
#define LG_CHANGES_INTERNAL_H

#include "changes.h"

/* What one teacher adds to a class of a quota at one place. */
typedef struct {
  int code; /* of the class; LG_MISSING: none */
  int n, d; /* to N and to D, 0 or 1 each */
} lg_part;

/* Heads of a cell today, at home, and in the new roster. */
typedef struct {
  int before, after;
} lg_heads;

typedef struct {
  const lg_district *district;
  const lg_policy *policy;
  const lg_options *options;
  const lg_audit *audit, *before; /* of the new roster; of the baseline */
  const lg_assignment *to;        /* [teacher_count] in the new roster */
  lg_changes *changes;
  GHashTable *cells;       /* cell -> lg_heads; those that a change touches */
  int *heads_before;       /* [school] */
  int *heads_after;        /* [school] */
  int *left_first, *left;  /* changes by the school that they left */
  int *came_first, *came;  /* changes by the school that they came to */
  int **row_of;            /* [quota][class code] row of the audit, or LG_MISSING */
  int *by_id;              /* [quota_count] quotas in the order of their ids */
  lg_part *parts;          /* [change x quota x 2] at the old place, at the new one */
  int *team_of;            /* [route] team, or LG_MISSING */
  int *movers;             /* [team x school] after */
  int *pair_first, *pairs; /* pairs by teacher */
} lg_weighing;

/* Fills all counts of the new roster that a change touches (changes_count.c). The inputs,
 * `changes`, `to` and the audits have to be there. */
void lg_weighing_count(lg_weighing *w);
void lg_weighing_clear(lg_weighing *w);

/* Heads of teacher i's stage and subject at a school that a change touches. */
lg_heads *lg_cell_at(const lg_weighing *w, int school, int i);
/* What a change's teacher adds to quota q: [0] at the old place, [1] at the new one. */
lg_part *lg_parts_at(const lg_weighing *w, int change, int q);

#endif
