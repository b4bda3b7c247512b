/* audit_checks.h - what the tests of the audit ask of a recount. */
#ifndef LG_AUDIT_CHECKS_H
#define LG_AUDIT_CHECKS_H

#include "build.h"

/* The schools of most tests: A strong, B weak, both of group G; C weak, in no group; N ordinary,
 * with both stages. */
extern const char audit_schools[];

/* These schools with teachers, at 2025-09-01. */
lg_build *audit_district(const char *teachers);
/* a1, a2 (math) and a3 (art) at A, b1 (math) at B, c1 (math) at C; every move follows the route
 * "any". */
lg_build *audit_moving_district(void);

/* Recounts, and compares the broken elements (lg_build_breaches). */
void breaks(lg_build *b, const char *expected, const char *what);
/* The heads and the teachers ("a1 a2") of the first breach. */
void has_heads(lg_build *b, int64_t found, int64_t lo, int64_t hi, const char *what);
void has_teachers(lg_build *b, const char *expected, const char *what);

#endif
