/* fuzz_plan.c - any bytes as a plan: with tables and without, nothing may crash, hang or leak (SPEC
 * 6). */
#include <sys/mman.h>
#include <unistd.h>

#include "plan_case.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  int file = memfd_create("plan", 0); /* a regular file that costs no disk */
  if (file < 0 || write(file, data, size) != (ssize_t)size) g_error("no memory file");
  char path[64];
  g_snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  lg_district *district = lg_plan_case_district();
  for (int tables = 0; tables < 2; tables++) {
    lg_report *report = lg_report_new();
    lg_plan *plan = lg_plan_open(path, &(lg_coding){0}, report);
    lg_policy *policy = plan ? lg_plan_policy(plan, tables ? district : NULL, report) : NULL;
    if (policy && lg_report_defects(report)) g_error("a policy in spite of defects");
    if (!plan && !lg_report_defects(report)) g_error("no plan and no reason");
    g_free(lg_report_text(report, LG_DEFECT, NULL));
    lg_policy_free(policy);
    lg_plan_free(plan);
    lg_report_free(report);
  }
  lg_district_free(district);
  close(file);
  return 0;
}
