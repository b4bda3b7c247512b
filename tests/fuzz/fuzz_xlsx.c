/* fuzz_xlsx.c - any bytes as a workbook. The first byte chooses the form:
 *   even  the rest is the file itself
 *   odd   the rest is up to six parts, divided by the byte 0x1D, which are zipped: so the fuzzer
 * gets past the zip's sums */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz_files.h"
#include "fuzz_zip.h"
#include "io/read/table.h"
#include "io/words/shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 2) return 0;
  size_t length = size - 1;
  uint8_t *zip = data[0] % 2 ? lg_fuzz_zip(data + 1, size - 1, &length) : NULL;
  int handle = memfd_create("table", 0);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", handle);
  if (write(handle, zip ? zip : data + 1, length) != (ssize_t)length) g_error("write");
  lg_report *report = lg_report_new();
  lg_table *table = lg_table_read(NULL, path, LG_TABLE_PAIRS, NULL, NULL, report);
  if (!table && lg_report_defects(report) == 0) g_error("refused without a reason");
  for (int i = 0; table && i < table->row_count * table->kept_count; i++)
    if (!g_utf8_validate(table->cell[i], -1, NULL)) g_error("a cell is not UTF-8");
  for (int r = 1; table && r < table->row_count; r++)
    if (table->row_number[r] <= table->row_number[r - 1]) g_error("rows out of order");
  g_autofree char *text = lg_report_text(report, LG_DEFECT, NULL);
  if (!g_utf8_validate(text, -1, NULL)) g_error("the report is not UTF-8");
  lg_table_free(table);
  lg_report_free(report);
  close(handle);
  g_free(zip);
  return 0;
}
