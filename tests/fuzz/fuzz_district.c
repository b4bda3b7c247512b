/* fuzz_district.c - any bytes as the tables of a plan, all at once, so that rows refer to one another: no
 * crash, no leak, and either a district or a reason. The parts are the tables in the order below;
 * one that is empty is not named by the plan. */
#include <string.h>

#include "fuzz_files.h"
#include "io/read.h"

static const char *const tables[] = {"teachers",  "schools", "wishes", "locks",
                                     "distances", "pairs",   "demand", "baseline"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const uint8_t *part;
  size_t length;
  lg_fuzz_clear();
  GString *plan =
      g_string_new("{\"lungang\": 1, \"date\": \"2020-09-01\", \"backbone\": [\"star\"]");
  for (size_t k = 0; k < G_N_ELEMENTS(tables) && lg_fuzz_next(&data, &size, &part, &length); k++) {
    if (length == 0 && k > 1) continue;
    g_string_append_printf(plan, ", \"%s\": \"%s.csv\"", tables[k], tables[k]);
    g_autofree char *name = g_strconcat(tables[k], ".csv", NULL);
    lg_fuzz_write(name, part, length);
  }
  g_string_append(plan, "}");
  lg_fuzz_write("plan.json", plan->str, plan->len);
  g_string_free(plan, TRUE);
  lg_input *input = lg_input_read(lg_fuzz_path("plan.json"));
  bool good = lg_report_defects(input->report) == 0;
  LG_FUZZ_HOLDS(!good || (input->district && input->policy));
  lg_fuzz_report(input->report);
  lg_input_free(input);
  return 0;
}
