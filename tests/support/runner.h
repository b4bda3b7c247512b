/* runner.h - CUnit as the house uses it: a table of tests, verbose output, failures that print both
 * values.
 *
 *   static void test_sum(void) { LG_EQUAL_INT(1 + 1, 2, "one and one"); }
 *   int main(void) {
 *     static const lg_case cases[] = {{"sum", test_sum}, {NULL, NULL}};
 *     return lg_run("arithmetic", cases);
 *   } */
#ifndef LG_RUNNER_H
#define LG_RUNNER_H

#include <CUnit/CUnit.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  const char *name;
  void (*run)(void);
} lg_case;

/* Runs all cases as one suite. 0 only where tests ran, none failed and every suite started. */
int lg_run(const char *suite, const lg_case *cases);

/* `what` names the case of a table; each prints both values where they differ and returns whether
 * they agree. */
bool lg_check_int(int64_t found, int64_t expected, const char *what, const char *file,
                  unsigned line);
bool lg_expect_text(const char *found, const char *expected, const char *what, const char *file,
                    unsigned line);
/* `found` contains `part`. */
bool lg_check_part(const char *found, const char *part, const char *what, const char *file,
                   unsigned line);
bool lg_check_true(bool found, const char *what, const char *file, unsigned line);

#define LG_EQUAL_INT(found, expected, what) \
  lg_check_int((int64_t)(found), (int64_t)(expected), what, __FILE__, __LINE__)
#define LG_EQUAL_TEXT(found, expected, what) \
  lg_expect_text(found, expected, what, __FILE__, __LINE__)
#define LG_HAS_PART(found, part, what) lg_check_part(found, part, what, __FILE__, __LINE__)
#define LG_TRUE(found, what)           lg_check_true(found, what, __FILE__, __LINE__)

#endif
