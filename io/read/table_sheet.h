/* table_sheet.h - a table from a workbook: which sheet holds it, and what a sheet does to its
 * cells: hidden and struck-out rows, merged cells. All of it is said. */
#ifndef LG_TABLE_SHEET_H
#define LG_TABLE_SHEET_H

#include "grid.h"
#include "table.h"

/* Fills `table`, whose kind and file are set.
 *   sheet    its name, or NULL: the visible one that has the heading
 *   returns  false where the table cannot be used: reported */
bool lg_table_read_workbook(lg_table *table, const char *bytes, size_t size, const char *sheet,
                            lg_report *report);

/* The names of the visible sheets that have the heading; NULL where the workbook cannot be read: reported.
 * g_ptr_array_unref. */
GPtrArray *lg_table_sheets_found(const lg_table *table, const char *bytes, size_t size,
                                 lg_report *report);

/* Fills `grid` with the sheet that would be read, as it stands. */
bool lg_grid_of_sheet(const lg_table *table, const char *bytes, size_t size, const char *sheet,
                      lg_grid *grid, lg_report *report);

#endif
