/* csv.h - CSV text in rows (RFC 4180 and SPEC 7, CSV). The one file with libcsv. */
#ifndef LG_CSV_H
#define LG_CSV_H

#include "rows.h"

typedef enum {
  LG_CSV_FINE,
  LG_CSV_QUOTE_INSIDE, /* a quote inside a field without quotes */
  LG_CSV_AFTER_QUOTE,  /* text after a closing quote */
  LG_CSV_OPEN_QUOTE    /* a quote that nothing closes */
} lg_csv_fault;

typedef struct {
  lg_csv_fault fault;
  int row; /* line of the fault; of an open quote the line on which its row begins */
} lg_csv_result;

/* The delimiter that a first line `sep=;` declares, or 0.
 *   length  of that line without its end; 0 where there is none */
char lg_csv_declared(const char *text, size_t *length);

/* Hands every row of `text` to `sink`, but lines of nothing but blanks; rows are numbered by the
 * line on which they begin. Stops at the first fault of syntax: what follows could not be trusted.
 *   cost  O(size) */
lg_csv_result lg_csv_read(const char *text, size_t size, char delimiter, lg_row_sink sink,
                          void *user);

#endif
