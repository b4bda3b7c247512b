/* codes.h - stable codes in the place of teachers' ids, for publication: keyed, so that nobody
 * without the key can tell whose they are, nor try out ids. */
#ifndef LG_CODES_H
#define LG_CODES_H

#include <glib.h>
#include <stdbool.h>

#include "lang.h"

/* How teachers stand in what is written; all zero: as the tables have them. */
typedef struct {
  const char *key; /* of their codes, or NULL */
  bool reveal;     /* the codes are known, but ids and names stand as they are */
  bool coarse;     /* of age, years, rank and title only what lg_district.coarse says */
} lg_coding;

enum { LG_CODE_LETTERS = 10 }; /* of 32 each: 50 bits, behind a C */

/* "C7QKM3RD2XA": the first bits of HMAC-SHA256 of the id (RFC 2104). The same key and id give the
 * same code.
 *   letters  1..50
 *   returns  g_free */
char *lg_code_of(const char *key, const char *id, int letters);
/* The codes of different ids; where two are alike, both are lengthened until they differ.
 *   letters  of the others
 *   returns  [count + 1], NULL at the end; g_strfreev. Cost: linear */
char **lg_codes_of(const char *key, const char *const *ids, int count, int letters);
/* The sum of a file, hexadecimal: SHA-256, and under a key HMAC-SHA256, since the bytes of a short file
 * could be found by trying them out on its SHA-256. Borrows `bytes`; `key` may be NULL. g_free. */
char *lg_file_sum(const char *key, const void *bytes, gsize length);
/* Is this such a code, of whatever key? */
bool lg_is_code(const char *text);

#endif
