/* xlsx.h - the sheets of a workbook in rows: texts, numbers and dates as one would type them (SPEC
 * 7, XLSX). */
#ifndef LG_XLSX_H
#define LG_XLSX_H

#include "rows.h"

typedef struct lg_workbook lg_workbook;

/* Takes a workbook apart; `bytes`, `file` and `report` are borrowed until lg_workbook_free. NULL
 * where it cannot be read: reported. */
lg_workbook *lg_workbook_open(const char *bytes, size_t size, const char *file, lg_report *report);
void lg_workbook_free(lg_workbook *workbook);

/* Its worksheets, in the order of the tabs. */
int lg_workbook_sheet_count(const lg_workbook *workbook);
const char *lg_workbook_sheet_name(const lg_workbook *workbook, int sheet);
bool lg_workbook_sheet_is_hidden(const lg_workbook *workbook, int sheet);
bool lg_workbook_is_since_1904(const lg_workbook *workbook);
/* What stands in its properties as keywords; "" where there are none. g_free. */
char *lg_workbook_keywords(lg_workbook *workbook);

/* Cells merged into one over several rows; rows as the sheet counts them, columns from 0. */
typedef struct {
  int column, top, bottom;
} lg_merge;

/* What a sheet says beside its cells. */
typedef struct {
  GArray *hidden; /* int: rows that are hidden or filtered out and hold cells, ascending */
  GArray *struck; /* int: rows whose filled cells are all struck out (删除线), ascending */
  GArray *merges; /* lg_merge: the first column of each, as the file lists them */
} lg_sheet_facts;

/* Hands every row of a sheet that holds a cell to `sink`, ascending.
 *   facts    filled; both arrays are the caller's
 *   returns  false where the sheet could not be read to its end (reported), or the sink stopped it
 *   cost     O(unpacked size) */
bool lg_workbook_read(lg_workbook *workbook, int sheet, lg_sheet_facts *facts, lg_row_sink sink,
                      void *user);
/* The same whole, for what its rows say beside the table: what is wrong with them is not reported. */
void lg_workbook_scan(lg_workbook *workbook, int sheet, lg_row_sink sink, void *user);
/* The same for the first rows alone, of which a piece of limited size is looked at; what is wrong
 * with them is not reported. */
void lg_workbook_peek(lg_workbook *workbook, int sheet, lg_row_sink sink, void *user);

#endif
