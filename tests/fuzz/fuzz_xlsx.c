/* fuzz_xlsx.c - any bytes as a workbook. The first byte chooses the form:
 *   even  the rest is the file itself
 *   odd   the rest is up to six parts, divided by the byte 0x1D, which are zipped: so the fuzzer
 * gets past the zip's sums */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "io/read/table.h"
#include "io/words/shapes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Zips the parts; the bytes of `data` are borrowed. g_free. */
static uint8_t *fuzz_zip(const uint8_t *data, size_t size, size_t *zipped)
{
  static const char *const names[] = {"xl/workbook.xml",
                                      "xl/_rels/workbook.xml.rels",
                                      "xl/worksheets/sheet1.xml",
                                      "xl/sharedStrings.xml",
                                      "xl/styles.xml",
                                      "xl/worksheets/sheet2.xml"};
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
  zip_source_keep(target);
  zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (size_t i = 0; i < G_N_ELEMENTS(names) && data; i++) {
    const uint8_t *end = memchr(data, 0x1D, size);
    size_t length = end ? (size_t)(end - data) : size;
    zip_int64_t index = zip_file_add(zip, names[i], zip_source_buffer(zip, data, length, 0), 0);
    zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
    size -= end ? length + 1 : size;
    data = end ? end + 1 : NULL;
  }
  if (zip_close(zip) != 0) g_error("zip_close");
  zip_source_open(target);
  zip_source_seek(target, 0, SEEK_END);
  *zipped = (size_t)zip_source_tell(target);
  zip_source_seek(target, 0, SEEK_SET);
  uint8_t *bytes = g_malloc(*zipped + 1);
  if (zip_source_read(target, bytes, *zipped) != (zip_int64_t)*zipped) g_error("zip_source_read");
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size < 2) return 0;
  size_t length = size - 1;
  uint8_t *zip = data[0] % 2 ? fuzz_zip(data + 1, size - 1, &length) : NULL;
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
