/* rows.h - what csv.c and xlsx.c hand to table.c: one row of a file at a time, before anything is
 * known of headings. */
#ifndef LG_ROWS_H
#define LG_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "table.h"

typedef enum {
  LG_RAW_FINE,
  LG_RAW_ERROR,      /* a spreadsheet's error value: `text` is #N/A and the like */
  LG_RAW_NO_VALUE,   /* a formula that was never calculated */
  LG_RAW_NO_STRING,  /* points to a shared text that the workbook lacks */
  LG_RAW_BAD_NUMBER, /* `text` should be a number and is none */
  LG_RAW_NO_FORMAT   /* a number of a format that the workbook lacks: it may be a date */
} lg_raw_state;

/* A cell's text as the table keeps it. */
typedef struct {
  const char *text; /* NULL: not yet kept */
  bool plain;       /* lg_table.cell_plain */
} lg_stored_text;

typedef struct {
  int column; /* 0-based, ascending within the row; cells that the file leaves out are not listed */
  lg_cell_kind kind;
  lg_raw_state state;
  const char *text; /* [length] and a final NUL; UTF-8 */
  size_t length;
  size_t shown;         /* of LG_CELL_SHOWN: the bytes behind the text's NUL that the cell shows */
  lg_stored_text *memo; /* of a text that many cells share, else NULL */
} lg_raw_cell;

/* Text, its NUL, and what it shows. */
static inline size_t lg_raw_cell_bytes(const lg_raw_cell *cell)
{
  return cell->length + 1 + (cell->shown ? cell->shown + 1 : 0);
}

/* Takes a row; what `cells` points to dies after the call, but for texts with a memo, which live to
 * the end of the sheet: there `cells` is NULL once. False ends the reading. */
typedef bool (*lg_row_sink)(void *user, int row, const lg_raw_cell *cells, int count);

enum {
  LG_MAX_COLUMNS = 16384, /* as in spreadsheets */
  LG_MAX_CELLS = 64 * 1024 * 1024
};

#endif
