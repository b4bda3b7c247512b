#include "runner.h"

#include <CUnit/Basic.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool report_check(bool holds, const char *file, unsigned line, const char *text)
{
  if (!holds) printf("\n    %s:%u: %s", file, line, text);
  CU_assertImplementation(holds, line, text, file, "", CU_FALSE);
  return holds;
}

bool lg_check_int(int64_t found, int64_t expected, const char *what, const char *file,
                  unsigned line)
{
  char text[400];
  snprintf(text, sizeof text, "%s: found %" PRId64 ", expected %" PRId64, what, found, expected);
  return report_check(found == expected, file, line, text);
}

bool lg_expect_text(const char *found, const char *expected, const char *what, const char *file,
                    unsigned line)
{
  char text[4000];
  snprintf(text, sizeof text, "%s: found \"%s\", expected \"%s\"", what, found ? found : "(null)",
           expected ? expected : "(null)");
  bool equal = found && expected ? strcmp(found, expected) == 0 : found == expected;
  return report_check(equal, file, line, text);
}

bool lg_check_part(const char *found, const char *part, const char *what, const char *file,
                   unsigned line)
{
  char text[4000];
  snprintf(text, sizeof text, "%s: \"%s\" does not contain \"%s\"", what, found ? found : "(null)",
           part);
  return report_check(found && strstr(found, part), file, line, text);
}

bool lg_check_true(bool found, const char *what, const char *file, unsigned line)
{
  return report_check(found, file, line, what);
}

int lg_run(const char *suite, const lg_case *cases)
{
  if (CU_initialize_registry() != CUE_SUCCESS) return 1;
  bool started = true;
  CU_pSuite handle = CU_add_suite(suite, NULL, NULL);
  started = handle != NULL;
  for (const lg_case *c = cases; started && c->name; c++)
    started = CU_add_test(handle, c->name, c->run) != NULL && CU_get_error() == CUE_SUCCESS;
  if (!started) fprintf(stderr, "%s: %s\n", suite, CU_get_error_msg());
  CU_basic_set_mode(CU_BRM_VERBOSE);
  CU_ErrorCode code = started ? CU_basic_run_tests() : CUE_NOREGISTRY;
  bool good = started && code == CUE_SUCCESS && CU_get_number_of_tests_run() > 0 &&
              CU_get_number_of_tests_failed() == 0 && CU_get_number_of_failures() == 0 &&
              CU_get_number_of_suites_failed() == 0;
  CU_cleanup_registry();
  return good ? 0 : 1;
}
