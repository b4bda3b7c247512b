/* certificate_internal.h - what the files of the certificate's writer share: certificate.c has the problem
 * and proofs by prices alone, certificate_tree.c trees, certificate_cuts.c the cuts that trees use. */
#ifndef LG_CERTIFICATE_INTERNAL_H
#define LG_CERTIFICATE_INTERNAL_H

#include "certificate.h"

/* A derivation; its last use is known only once all are made. */
typedef struct {
  char *text;
  int last; /* the last one that refers to it, -1: none */
} lg_derivation;

typedef struct {
  const lg_certificate *of;
  const lg_proof *proof;
  const lg_whole *whole;
  const lg_program *program;
  int goal;           /* -1: none */
  int one;            /* the constant's column */
  int given;          /* constraints of the problem */
  int *lower, *upper; /* [column_count + 1] the constraint that bounds a column now, -1: none yet */
  int64_t *at_lower, *at_upper; /* [column_count] those bounds */
  int *row_start, *row_entry;   /* the rows' entries: positions in the program's arrays, */
  int *entry_column;            /* and the column of each */
  int held_row, constant_row;   /* the first goal held, and the constant */
  int *fixed_row;      /* [goal_count + 1] what goal k fixes, as one constraint; -1: nothing */
  int *fixed_by;       /* [column_count] as in the proof, of goals before this one, and in a */
  int64_t *fixed_at;   /* tree of this one too */
  GArray *derivations; /* lg_derivation */
  /* the combination at hand */
  GString *terms;
  int term_count;
} lg_writer;

/* ---- certificate.c: numbers, combinations, bounds ---- */

void lg_put_i128(GString *text, lg_i128 x);
/* numerator / denominator, which is above 0, in lowest terms. */
void lg_put_fraction(GString *text, lg_i128 numerator, lg_i128 denominator);

/* Notes that the derivation to come uses a constraint. */
void lg_writer_use(lg_writer *w, int constraint);
/* Adds a constraint, numerator / denominator times, to the combination at hand. */
void lg_writer_add(lg_writer *w, int constraint, lg_i128 numerator, lg_i128 denominator);
/* Ends a derivation: what it says stands in `text`, the reason follows.
 *   returns  its number as a constraint; text is taken */
int lg_writer_derive(lg_writer *w, GString *text, const char *reason);
/* The head of a derivation: a name, the sense, the right-hand side. */
GString *lg_writer_head(const lg_writer *w, char sense, lg_i128 numerator, lg_i128 denominator);
/* x_j <= value or x_j >= value. */
GString *lg_writer_bound_head(const lg_writer *w, int j, bool is_upper, int64_t value);
/* "The goal is at least". */
GString *lg_writer_goal_head(const lg_writer *w, lg_i128 numerator, lg_i128 denominator);
/* Rounds "the goal is at least value / unit" up to the whole value that is claimed. */
int lg_writer_round_goal(lg_writer *w, int row, int64_t claimed);

/* The constraint that bounds a column now. A bound that only a row implies is derived when it is
 * first wanted; -1 where there is none. */
int lg_writer_bound_row(lg_writer *w, int j, bool is_upper);
/* The bound that row i implies for column j, by the bounds of the row's other columns. */
int lg_writer_bound_by_row(lg_writer *w, int i, int j, bool is_upper);
/* In a sum that is to be a constraint of this sense: takes out a column, whose entry there is
 * coefficient / denominator, by the bound that weakens the sum least. */
void lg_writer_take_out(lg_writer *w, char sense, int j, lg_i128 coefficient, lg_i128 denominator);
/* Derives, as one constraint, that the columns which goal k fixes stand at their bounds: the sum of
 * their distances is at most 0. It follows from "goal k is at most its limit" (constraint `limit_row`,
 * with the constant's column where k is the certificate's own goal) by rounding down. */
void lg_writer_derive_fixed(lg_writer *w, int k, int limit_row, int64_t limit);
/* Splits a constraint of fixed columns (lg_writer_derive_fixed) in two, until each column has its own. */
void lg_writer_split_fixed(lg_writer *w, int row, const int *columns, int count);

/* ---- certificate_tree.c, certificate_cuts.c ---- */

/* The tree of the certificate's goal. */
void lg_writer_derive_tree(lg_writer *w);

typedef struct {
  const GArray *nodes;
  int64_t *lower, *upper; /* [column_count] of the tree's root */
  bool *open;             /* [column_count] not fixed there */
  int *row_at[2]; /* [row_count + goal_count] the rows without fixed columns, as <= and as >=;
                             -1: not derived yet */
  int fixed_goal; /* the part of the goal that is fixed, as >= */
  int *child;     /* [nodes] the first of a node's two children, which follow each other */
  int *assumed;   /* [nodes] the assumption of each node */
  int *cut_row;   /* [cuts] the cut as a constraint, -1: nothing needs it */
} lg_writer_tree;

/* A row (a held goal behind the rows) with the fixed columns put in, as <= or as >=. */
int lg_writer_open_row(lg_writer *w, lg_writer_tree *t, int i, bool at_least);
/* Derives the cuts that the leaves have prices for, and those that these follow from: t->cut_row. */
void lg_writer_derive_cuts(lg_writer *w, lg_writer_tree *t);

#endif
