/* encoding.h - files as bytes, bytes as UTF-8 (SPEC 7: Tables, Bad bytes). */
#ifndef LG_ENCODING_H
#define LG_ENCODING_H

#include "io/words/report.h"

/* Reads a regular file of at most LG_MAX_FILE_BYTES whole, with a NUL behind its end.
 *   file     the name that messages show
 *   returns  the bytes (g_free) or NULL, and the report says why */
char *lg_file_load(const char *path, const char *file, lg_report *report, size_t *size);

/* An empty file, a lock file, an old or encrypted Excel file, a WPS file, a web page or XML, UTF-16
 * or UTF-32 with its mark: reported. False where the bytes can be neither a workbook nor a text.
 *   name  of the file, without a sheet */
bool lg_bytes_may_be_table(const char *bytes, size_t size, const char *name, const char *file,
                           lg_report *report);
/* UTF-16, UTF-32 and NUL bytes: reported. False where the bytes cannot be a text. */
bool lg_bytes_are_text(const char *bytes, size_t size, const char *file, lg_report *report);

/* Are they UTF-16 or UTF-32? */
bool lg_bytes_are_wide(const char *bytes, size_t size);

/* The offset of the first byte that is wrong as UTF-8; `size` where none is. */
size_t lg_utf8_bad_byte(const char *bytes, size_t size);

/* What became of reading bytes as GB18030. */
typedef struct {
  size_t length;  /* of the text */
  size_t bad;     /* where there is no text: the offset of the character that is wrong or cut off */
  bool no_module; /* the C library lacks the conversion */
} lg_gb18030;

/* The bytes, read as GB18030, in UTF-8 (g_free); NULL where they are none. */
char *lg_gb18030_decode(const char *bytes, size_t size, lg_gb18030 *result);

/* The 1-based line of the byte at `offset`; LF, CRLF and CR alone end a line. */
int lg_line_of(const char *bytes, size_t offset);

#endif
