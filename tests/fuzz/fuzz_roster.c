/* fuzz_roster.c - any bytes as a roster that is read back (CSV; XLSX with its zip made here), on a
 * district that stays: a roster or a reason, and one that is read can be recounted. The first byte
 * chooses the form: 0 a CSV file, 1 a workbook as it stands, else the parts of a workbook that are
 * zipped, so that the fuzzer gets past the zip's sums. */
#include "fuzz_files.h"
#include "fuzz_zip.h"
#include "io/read.h"

static lg_input *input;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (!input) {
    input = lg_input_read(LG_TEST_DATA "/v0.1/plan.json");
    LG_FUZZ_HOLDS(lg_report_defects(input->report) == 0);
  }
  if (size < 2) return 0;
  size_t length = size - 1;
  uint8_t *zip = data[0] > 1 ? lg_fuzz_zip(data + 1, size - 1, &length) : NULL;
  const char *name = data[0] ? "roster.xlsx" : "roster.csv";
  lg_fuzz_write(name, zip ? zip : data + 1, length);
  g_free(zip);
  lg_report *report = lg_report_new();
  lg_roster_file *file = lg_roster_file_read(lg_fuzz_path(name), input, report);
  bool good = file && file->roster && lg_report_defects(report) == 0;
  LG_FUZZ_HOLDS(good || lg_report_defects(report) > 0);
  lg_fuzz_report(report);
  if (good) {
    lg_audit *audit = lg_audit_new(input->district, input->policy, file->roster);
    GArray *differences = lg_roster_file_compare(file, input, audit);
    g_array_free(differences, TRUE);
    lg_audit_free(audit);
  }
  lg_roster_file_free(file);
  lg_report_free(report);
  return 0;
}
