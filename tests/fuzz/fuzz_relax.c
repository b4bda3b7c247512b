/* fuzz_relax.c - any bytes as the values of the plan's keys `relax` and `repair`, beside a plan that has
 * every kind of element they may name: a policy or a reason. */
#include "fuzz_files.h"
#include "plan_case.h"

static const char members[] =
    "\"quotas\": [{\"id\": \"q\", \"count\": {\"moved\": true}, \"min\": 2, \"max\": \"50%\"},"
    " {\"id\": \"p\", \"count\": {\"moved\": true}, \"max\": \"50%\", \"per\": [\"from.school\", "
    "\"subject\"]}],"
    " \"routes\": [{\"id\": \"r\"}], \"teams\": [{\"route\": \"r\", \"min\": 2}],"
    " \"staffing\": {\"headcount_band\": [-1, 1]}, \"backbone\": [\"教学能手\"],"
    " \"backbone_per_100\": {\"min\": \"1\"}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static lg_district *district;
  const uint8_t *part;
  size_t length;
  if (!district) district = lg_plan_case_district();
  GString *text = g_string_new(members);
  static const char *const keys[] = {"relax", "repair"};
  for (int k = 0; k < 2 && lg_fuzz_next(&data, &size, &part, &length); k++)
    if (length && !memchr(part, 0, length))
      g_string_append_printf(text, ", \"%s\": %.*s", keys[k], (int)length, (const char *)part);
  lg_plan_case c = lg_plan_case_members(text->str, district);
  LG_FUZZ_HOLDS(!c.policy == (lg_report_defects(c.report) > 0));
  lg_fuzz_report(c.report);
  lg_plan_case_clear(&c);
  g_string_free(text, TRUE);
  return 0;
}
