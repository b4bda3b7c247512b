/* xlsx_shared.h - what all sheets of a workbook share: their list, the shared texts, the formats of
 * numbers. */
#ifndef LG_XLSX_SHARED_H
#define LG_XLSX_SHARED_H

#include "rows.h"
#include "xlsx_format.h"
#include "xlsx_package.h"

typedef struct {
  char *name, *part; /* owned */
  bool hidden;
} lg_xlsx_sheet;

typedef struct {
  GArray *sheets; /* lg_xlsx_sheet, worksheets only, in the order of the tabs */
  bool since_1904;
  GString *texts;       /* the shared texts, each with a final NUL */
  GArray *offsets;      /* [text_count + 1] guint32: where each begins in texts */
  lg_stored_text *memo; /* [text_count] */
  guint text_count;
  GArray *formats;     /* lg_format by style index; empty where the workbook has no styles */
  GArray *struck;      /* bool by style index: its font is struck out (删除线) */
  GArray *text_struck; /* bool by shared text: all of its runs are, whatever the cell's font is */
} lg_xlsx_shared;

/* NULL where the workbook cannot be read: reported. */
lg_xlsx_shared *lg_xlsx_shared_read(lg_package *package, const char *file, lg_report *report);
void lg_xlsx_shared_free(lg_xlsx_shared *book);

/* The attribute `val` of an element that is true where it has none, as <strike/>. */
bool lg_xlsx_is_on(const char **attributes);

/* Appends text of a file to `to`, with _x000D_ and the like (control characters in Excel's writing)
 * as the characters that they stand for. */
void lg_xlsx_unescape(GString *to, const char *text, size_t length);

#endif
