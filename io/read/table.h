/* table.h - a table file (CSV or XLSX) as rows of text, with the place of every cell.
 *
 * Encoding, delimiter, heading, ragged and blank rows, forbidden characters: all of SPEC 2 and 7
 * that can be said without knowing what a cell means is settled here, and every defect of it goes
 * to the report. */
#ifndef LG_TABLE_H
#define LG_TABLE_H

#include "fold.h"
#include "io/words/input.h"
#include "io/words/report.h"
#include "io/words/shapes.h"

typedef enum {
  LG_CELL_TEXT, /* all of CSV */
  LG_CELL_NUMBER,
  LG_CELL_DATE,
  LG_CELL_SHOWN /* a number that its format shows otherwise: that stands behind the cell's NUL */
} lg_cell_kind;

/* Where a cell was changed after the table was read (table_edit.h). */
typedef struct {
  const char *file;
  int line;
  const char *place; /* the path of the key that asks for it */
} lg_cell_source;

typedef struct lg_table lg_table;
struct lg_table {
  lg_table_kind kind;
  const lg_naming *naming; /* borrowed; NULL: headings are those of shapes.h */
  char *file;              /* as the plan names it, with #sheet where given: what messages show */
  char *folder;            /* in which the file lies; NULL: it was read from memory */
  lg_encoding encoding;
  char delimiter;  /* ',', ';', '\t'; 0 for XLSX */
  char *sheet;     /* the sheet that was read, NULL for CSV */
  bool since_1904; /* the workbook counts days from 1904 */
  char sha256[65]; /* of the file's bytes (lg_file_sum) */
  int row_count;   /* without heading and blank rows */
  int column_count;
  int *row_number; /* [row_count] line of the file on which the row begins, or the sheet's row */
  int heading_row; /* its last line; 0 where none was found */
  char **heading;  /* [column_count] as it stands in the file, trimmed */
  int column_of
      [LG_MOST_FIELDS]; /* by field enum of the kind: column, or -1 where the table has none */
  int *slot; /* [column_count] its place among the columns that are kept, -1: nobody reads it */
  int kept_count; /* columns that are read or copied */
  const char *
      *cell; /* [row_count x kept_count] UTF-8, trimmed of blanks at the ends, not folded; never
                NULL. XLSX numbers as one would type them (1001, 37.5), dates as YYYY-MM-DD */
  unsigned char *cell_kind; /* [row_count x kept_count] lg_cell_kind, NULL where all is TEXT */
  bool *cell_plain;         /* [row_count x kept_count] the text is its own folded form */
  GStringChunk *texts;      /* owns the cells */
  size_t text_bytes;        /* of the cells that are read; a shared text counts in each cell */
  GHashTable *lost;   /* the folded cells of rows that were left out: what they name is not unknown;
                       NULL without such rows */
  GHashTable *edited; /* internal to table_edit.c; NULL: the table is as it was read */
  GHashTable *lost_rows; /* row number -> its cells; of workbooks, where merged cells need them */
  GPtrArray *pieces; /* lg_table: of a table in many pieces, which own its cells; NULL: it is one */
  int *piece_base;   /* [pieces + 1] what was added to the row numbers of each */
};

/* Reads `file` (relative to `folder`; "book.xlsx#sheet" names a sheet).
 *   naming   what the plan says of the headings, or NULL; outlives the table
 *   key      under which the file's sum is made (codes.h), or NULL
 *   returns  the table, or NULL where it cannot be read or lacks a required heading; then and for
 *            every other defect (ragged row, bad byte, ...) the report says why; rows with a defect
 *            are left out
 *   cost     linear in the file */
lg_table *lg_table_read(const char *folder, const char *file, lg_table_kind kind,
                        const lg_naming *naming, const char *key, lg_report *report);
void lg_table_free(lg_table *table);

/* "book.xlsx#sheet": the length of the file's name, and the sheet's. Only behind .xlsx is # more
 * than a letter. */
size_t lg_table_split(const char *file, const char **sheet);
/* The visible sheets of a workbook that have the heading of this kind, in order; NULL where it cannot
 * be read or is none. g_ptr_array_unref. */
GPtrArray *lg_table_sheets(const char *folder, const char *file, lg_table_kind kind,
                           const lg_naming *naming, lg_report *report);

/* Does a row that was left out for a defect hold this text? */
bool lg_table_has_lost(const lg_table *table, const char *text);

/* Cell of a field: "" where the table has no such column. */
const char *lg_table_cell(const lg_table *table, int row, int field);
lg_cell_kind lg_table_cell_kind(const lg_table *table, int row, int field);
/* The same by column, which may be one that nobody reads: "" then. */
const char *lg_table_text(const lg_table *table, int row, int column);
lg_cell_kind lg_table_kind_at(const lg_table *table, int row, int column);
/* What the cell shows: 80%, 1978.10, 007; of most cells the text itself. */
const char *lg_table_cell_shown(const lg_table *table, int row, int column);
/* True where folding surely changes nothing. */
bool lg_table_cell_is_plain(const lg_table *table, int row, int field);
/* The heading of a field as the file writes it (else its English name): the column of a message. */
const char *lg_table_heading(const lg_table *table, int field);

#endif
