/* xlsx.h - one sheet of a workbook in rows: texts, numbers and dates as one would type them (SPEC
 * 7, XLSX). */
#ifndef LG_XLSX_H
#define LG_XLSX_H

#include "rows.h"

/* Hands every row of the sheet that holds a cell to `sink`, ascending.
 *   bytes    the file
 *   sheet    the sheet's name, or NULL for the first
 *   found    the name of the sheet that was read (g_free), NULL where none was
 *   returns  false where the sheet could not be read to its end (reported), or the sink stopped it
 *   cost     O(unpacked size) */
bool lg_xlsx_read(const char *bytes, size_t size, const char *sheet, const char *file,
                  lg_report *report, char **found, lg_row_sink sink, void *user);

#endif
