#include "fuzz_zip.h"

#include <string.h>
#include <zip.h>

#include <glib.h>

uint8_t *lg_fuzz_zip(const uint8_t *data, size_t size, size_t *zipped)
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
