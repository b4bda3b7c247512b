/* xlsx_check.h - reads a workbook of ours back: the library that writes it keeps every part in a
 * temporary file and does not look whether that took all of it. Internal to io/write/. */
#ifndef LG_XLSX_CHECK_H
#define LG_XLSX_CHECK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { LG_CELL_BLANK, LG_CELL_TEXT, LG_CELL_NUMBER } lg_cell_kind;

/* A cell as it was meant; 0-based. Of a text its length and a hash are enough. */
typedef struct {
  uint32_t row;
  uint16_t column, kind;
  union {
    uint64_t text;
    double number;
  } value;
} lg_cell;

lg_cell lg_cell_text(int row, int column, const char *text);
lg_cell lg_cell_number(int row, int column, double number);

/* Is the workbook whole, and has every sheet the cells that were meant and no others?
 *   sheets  GArray of lg_cell each, in the order of the sheets, cells in the order of writing: of two
 *           in one place the later one counts. They are sorted. */
bool lg_xlsx_is_as_meant(const char *path, GArray *const *sheets, int count);

#endif
