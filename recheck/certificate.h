/* certificate.h - reads a certificate in VIPR 1.0 and checks each derivation of it in exact
 * fractions. docs/certificates.md has the format, and what is asked beyond it. */
#ifndef LG_CERTIFICATE_H
#define LG_CERTIFICATE_H

#include "row.h"

/* Derivations that a row assumes to hold, ascending. Shared by rows that assume the same. */
typedef struct {
  int users, count;
  int at[];
} lg_assumptions;

/* A row of the program, or one derived from those before it. */
typedef struct {
  char *held; /* of a row held_GOAL the goal; else NULL */
  int line;   /* of such a row */
  lg_row row;
  bool assumed;
  lg_assumptions *under; /* NULL: it holds without any */
  int last;              /* the last row that may use it; -1: all may */
  int dying;             /* the next one with that last row; -1: none */
  bool gone;             /* it was freed */
} lg_fact;

typedef struct {
  lg_text text;
  GHashTable *columns; /* name -> its index + 1 */
  int column_count;
  lg_row objective; /* to be minimised */
  lg_fact *facts;   /* [fact_count], the first row_count are the program's */
  int row_count, fact_count;
  GChecksum *program; /* of columns and of all rows but those held */
  bool infeasible;    /* that is proved; else that nothing is below `best` */
  mpq_t best;
  lg_sums roster; /* the solution of that name */
  bool has_roster;
  int roster_line;
} lg_certificate;

/* Reads and checks it. Afterwards the statement is proved of the program in the file.
 *   text     ends with a NUL
 *   returns  NULL after a fault; lg_certificate_free
 *   cost     memory linear in the size; time that of the sums asked for */
lg_certificate *lg_certificate_check(const char *text, size_t size, const char *file,
                                     lg_fault *fault);
void lg_certificate_free(lg_certificate *certificate);

/* Inside: NAME SENSE NUMBER, then OBJ where `objective` lets it, or terms. And section DER
 * (derive.c). */
bool lg_certificate_row(lg_certificate *certificate, bool objective, lg_row *row);
bool lg_certificate_derive(lg_certificate *certificate);
void lg_fact_clear(lg_fact *fact);

#endif
