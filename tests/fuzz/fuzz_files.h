/* fuzz_files.h - what the fuzz targets share: several files in one input, and a place in memory for
 * them. The files are divided by the byte 0x1D, which no text has a use for. */
#ifndef LG_FUZZ_FILES_H
#define LG_FUZZ_FILES_H

#include <stddef.h>
#include <stdint.h>

#include "io/words/report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A folder of this process on a file system in memory, where there is one; made at the first call and
 * removed at the end of the program. */
const char *lg_fuzz_folder(void);
/* folder/name, for a name that is no longer than 64 bytes; overwritten by the next but three. */
const char *lg_fuzz_path(const char *name);
void lg_fuzz_write(const char *name, const void *data, size_t size);
/* Takes everything out of the folder. */
void lg_fuzz_clear(void);

/* Takes the next part from *data, whose remainder stays; false where nothing is left. */
bool lg_fuzz_next(const uint8_t **data, size_t *size, const uint8_t **part, size_t *length);

/* Something that was promised does not hold: tells it and stops, so that libFuzzer keeps the input. */
#define LG_FUZZ_HOLDS(condition)                                      \
  do {                                                                \
    if (!(condition)) lg_fuzz_broken(#condition, __FILE__, __LINE__); \
  } while (0)
_Noreturn void lg_fuzz_broken(const char *condition, const char *file, int line);

/* Text in UTF-8 of everything that was found, in both languages. */
void lg_fuzz_report(const lg_report *report);

#endif
