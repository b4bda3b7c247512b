/* fuzz_zip.h - a workbook from its parts, so that the fuzzer gets past the zip's sums. */
#ifndef LG_FUZZ_ZIP_H
#define LG_FUZZ_ZIP_H

#include <stddef.h>
#include <stdint.h>

/* Zips up to six parts, divided by the byte 0x1D, under the names that workbooks have. The bytes of
 * `data` are borrowed. g_free. */
uint8_t *lg_fuzz_zip(const uint8_t *data, size_t size, size_t *zipped);

#endif
