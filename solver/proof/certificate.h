/* certificate.h - writes the proof of one goal as a certificate in the format VIPR 1.0 (Cheung, Gleixner,
 * Steffy 2017, "Verifying integer programming results"), which programs that know nothing of ours
 * can check: docs/certificates.md. */
#ifndef LG_CERTIFICATE_H
#define LG_CERTIFICATE_H

#include "proof.h"

/* A solution to be shown. */
typedef struct {
  const char *name;
  const int64_t *value; /* [column_count] */
} lg_certificate_solution;

typedef struct {
  const lg_proof *proof;
  int goal; /* of the proof; with goal_count 0: that nothing is left */
  /* Names: of the columns, then of the constant's column; of the rows, then of the goals before this
   * one as rows, then of the constant's row. */
  const char *const *column_names, *const *row_names;
  const lg_certificate_solution *solutions;
  int solution_count;
} lg_certificate;

/* Writes goals that are proved alone.
 *   returns  the text; g_string_free
 *   cost     O(entries) for prices alone; with a tree O(entries log columns), and a leaf O(rows) */
GString *lg_certificate_write(const lg_certificate *certificate);

/* The head of that text alone, which is the same whatever the proof is: the problem, and the value that is
 * claimed. Of the proof only its program, limits and values count. */
GString *lg_certificate_statement(const lg_certificate *certificate);

#endif
