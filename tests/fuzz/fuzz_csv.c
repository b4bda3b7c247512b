/* fuzz_csv.c - any bytes as a CSV file: no crash, no hang, and a table that keeps its promises.
 * The first byte chooses the kind of table. */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "io/read/table.h"
#include "io/words/shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 1) return 0;
  lg_table_kind kind = (lg_table_kind)(data[0] % LG_TABLE_COUNT);
  int handle = memfd_create("table", 0);
  g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", handle);
  if (write(handle, data + 1, size - 1) != (ssize_t)(size - 1)) g_error("write");
  lg_report *report = lg_report_new();
  lg_table *table = lg_table_read(NULL, path, kind, NULL, NULL, report);
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
  return 0;
}
