/* row.h - rows sum(a_j x_j) <=, = or >= b in exact fractions, and sums of them. */
#ifndef LG_ROW_H
#define LG_ROW_H

#include "text.h"

typedef struct {
  int column;
  mpq_t value; /* not 0 */
} lg_term;

typedef struct {
  lg_term *terms; /* [count], by column, each column once */
  int count;
  bool borrowed; /* the terms are those of the objective */
  int sense;     /* -1: at most, 0: equal, 1: at least */
  mpq_t rhs;
} lg_row;

void lg_row_init(lg_row *row);
void lg_row_clear(lg_row *row);
/* Reads COUNT, then INDEX VALUE as often. A column that stands there twice is a fault. */
bool lg_row_read_terms(lg_text *text, int columns, lg_row *row);

bool lg_row_same_terms(const lg_row *a, const lg_row *b);
bool lg_row_is_whole(const lg_row *row);  /* are all coefficients? */
bool lg_row_is_absurd(const lg_row *row); /* 0 >= 1 and the like, which nothing satisfies */
/* Is the side of `row` as tight as that of `other`, if they had the same terms? */
bool lg_row_is_as_tight(const lg_row *row, const lg_row *other);
/* The format's rule for "who satisfies `row` satisfies `other`". */
bool lg_row_dominates(const lg_row *row, const lg_row *other);

/* A value a column, with the list of those that may differ from 0: a sum of rows, or a solution. */
typedef struct {
  int columns, count;
  mpq_t *value; /* [columns] */
  bool *listed; /* [columns] */
  int *list;    /* [count] */
  mpq_t product;
} lg_sums;

void lg_sums_init(lg_sums *sums, int columns);
void lg_sums_clear(lg_sums *sums);
void lg_sums_reset(lg_sums *sums); /* all 0 again */
void lg_sums_add(lg_sums *sums, const lg_row *row, const mpq_t factor);
/* sum(a_j x_j) of the row with the sums as x. */
void lg_sums_times(lg_sums *sums, const lg_row *row, mpq_t result);

#endif
