/* program.h - a solver-neutral sparse mixed-integer program whose columns and rows know what they
 * stand for.
 *
 * Every row is an equality of whole numbers; every limit of a rule is the bound of a column that
 * counts heads: a school's backbone teachers, the movers of a quota class, a cell's head-count. So
 * conflicts, limits, branching and messages all speak of counts, and a goal once solved is held by
 * reduced costs alone. docs/method.md, 1. */
#ifndef LG_PROGRAM_H
#define LG_PROGRAM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "rule.h"

#define LG_INFINITE 1e30 /* a bound that is none */

/* What a column stands for; a, b, c are its fields, 0-based. docs/method.md, 1. */
typedef enum {
  LG_COL_ASSIGNMENT, /* x: teacher a has the assignment of option c */
  LG_COL_CELL,       /* school a, stage b, subject c: head-count after - before */
  LG_COL_HEADCOUNT,  /* school a: head-count after - before */
  LG_COL_BACKBONE,   /* school a, stage b: backbone teachers after */
  LG_COL_STEP,       /* school a, stage b: its c-th backbone teacher, for equity */
  LG_COL_COUNT,      /* quota a, class b: N */
  LG_COL_BASE,       /* quota a, class b: D */
  LG_COL_MARGIN,     /* quota a, class b, side c: q (N + s) - p D, or p D - q (N - s) */
  LG_COL_SHORTFALL,  /* heads missed: quota a, class b, side c; where a = quota_count of another
                        rule, at school b and stage c */
  LG_COL_TEAM,       /* team a, school b: 1 where it receives movers of the route */
  LG_COL_TEAM_SLACK, /* team a, school b, side c: what its row leaves to the limit */
  LG_COL_PAIR,       /* pair a, part b: slack of R11 */
  LG_COL_OVER,       /* demand a: heads above the target; b 1, 2: units, of flexible demand a, where
                        b 2 is free of cost */
  LG_COL_UNDER,      /* demand a: heads below; units likewise, where b 1 is free */
  LG_COL_GUESTS,     /* flexible demand a: guests; each may give b units, 0: they differ; c units
                        more are fixed by the ledger */
  LG_COL_UNITS,      /* flexible demand a: the most units that its guests can give */
  LG_COL_ROUNDING,   /* flexible demand a, side b: slack of a row that rounds */
  LG_COL_CHANGES,    /* teachers placed otherwise than in the baseline */
  LG_COL_KIND_COUNT
} lg_column_kind;

/* Does a column of this kind count what its first row adds up, so that the row defines it? A kind that
 * is left out here is not looked at by local search. */
static inline bool lg_column_is_count(lg_column_kind kind)
{
  return kind == LG_COL_CELL || kind == LG_COL_HEADCOUNT || kind == LG_COL_BACKBONE ||
         kind == LG_COL_COUNT || kind == LG_COL_BASE || kind == LG_COL_PAIR ||
         kind == LG_COL_CHANGES || kind == LG_COL_GUESTS || kind == LG_COL_UNITS;
}

typedef struct {
  lg_column_kind kind;
  int a, b, c;
  int element; /* index of the element whose rule sets the bounds, or -1 */
  bool whole;
  double lower, upper;           /* whole numbers, or +-LG_INFINITE */
  double free_lower, free_upper; /* the bounds that remain where the element is dropped */
} lg_column;

typedef struct {
  lg_rule rule;
  int a, b, c; /* as the column that the row defines, or the teacher of R1 */
  double rhs;
} lg_row;

/* The columns are stored by column, as CSC: entries start[j] .. start[j + 1) are those of column
 * j. */
typedef struct lg_program {
  lg_column *columns;
  int column_count;
  lg_row *rows;
  int row_count;
  /* by column: entries start[j] .. start[j + 1), rows ascending */
  int *start, *row;
  double *value;
  lg_element *elements; /* of the rules that the program holds; see rule.h for their names */
  int element_count;
  GArray *entries; /* while it is built */
} lg_program;

lg_program *lg_program_new(void);
void lg_program_free(lg_program *program);
int lg_program_add_column(lg_program *program, lg_column column); /* returns its index */
int lg_program_add_row(lg_program *program, lg_row row);          /* returns its index */
/* Adds an entry; at most one for a row and column. */
void lg_program_add_entry(lg_program *program, int row, int column, double value);
int lg_program_add_element(lg_program *program, lg_element element); /* returns its index */
/* Sorts the entries by column. Nothing may be added after it. */
void lg_program_finish(lg_program *program);

#endif
