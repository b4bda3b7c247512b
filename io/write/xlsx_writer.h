/* xlsx_writer.h - a workbook as the office prints it: the one file pair that knows libxlsxwriter. Texts
 * stay texts, sheet names are made valid and unique, columns grow with what is written, pages are
 * A4 landscape and as wide as the sheet. Internal to io/. */
#ifndef LG_XLSX_WRITER_H
#define LG_XLSX_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "io/words/lang.h"
#include "model/district.h"

typedef struct lg_book lg_book;
typedef struct lg_sheet lg_sheet; /* lives as long as its book */

typedef enum {
  LG_STYLE_TITLE,  /* large; does not widen its column */
  LG_STYLE_CENTRE, /* such a title in the middle */
  LG_STYLE_LEAD,   /* what is to be read first, below a title */
  LG_STYLE_NOTE,   /* as wide as it likes, without a border */
  LG_STYLE_LINES,  /* the same in as many lines as it takes */
  LG_STYLE_HEAD,
  LG_STYLE_TEXT,
  LG_STYLE_WHOLE,   /* 1,234 */
  LG_STYLE_KM,      /* 0.000 */
  LG_STYLE_PER100,  /* 0.0000 */
  LG_STYLE_PERCENT, /* 0.00% */
  LG_STYLE_BAD,     /* a text that must be seen */
  LG_STYLE_LINK,
  LG_STYLE_WRONG, /* a cell with a defect, in red */
  LG_STYLE_DOUBT, /* a cell with a warning, in yellow */
  LG_STYLE_HINT,  /* what a form asks for, in grey */
  LG_STYLE_ENTRY, /* a column to be filled in with texts: 007 stays 007 */
  LG_STYLE_COUNT
} lg_style;

enum { LG_BOOK_ROWS = 1048576 }; /* of a sheet */

/* The same district gives the same bytes: the time of creation is `date`. */
lg_book *lg_book_new(const char *path, const char *title, lg_date date, const lg_lang *lang);
/* Its sheets are read on paper: letters of 9 points or more on A4, where the words allow that. Columns
 * that would not fit are made narrower, and rows higher. */
void lg_book_for_paper(lg_book *book);
/* Keywords among its properties: other programs keep them. */
void lg_book_keywords(lg_book *book, const char *keywords);
/* Writes the file, reads it back and frees the book; 0, or an errno: EIO where it is not what was
 * meant. */
int lg_book_close(lg_book *book);

lg_sheet *lg_book_sheet(lg_book *book, const char *name);
int lg_book_sheet_count(const lg_book *book);
/* In the order of lg_book_sheet. */
const lg_sheet *lg_book_sheet_at(const lg_book *book, int k);
const char *lg_sheet_name(const lg_sheet *sheet); /* as it is shown on its tab */

/* 0-based rows and columns. */
void lg_sheet_text(lg_sheet *sheet, int row, int column, const char *text, lg_style style);
void lg_sheet_number(lg_sheet *sheet, int row, int column, double number, lg_style style);
/* A text that leads to a cell of another sheet of the book. */
void lg_sheet_link(lg_sheet *sheet, int row, int column, const char *text, const lg_sheet *to,
                   int to_row, int to_column);
/* "H8". g_free. */
char *lg_cell_reference(int row, int column);
void lg_sheet_heads(lg_sheet *sheet, int row, const char *const *heads, int count);
/* A heading row and the `rows` below it as a table with filters; only a heading where rows is 0. */
void lg_sheet_table(lg_sheet *sheet, int row, const char *const *heads, int count, int rows);
/* Makes one cell of rows first..last of a column; written to afterwards by its first row. */
void lg_sheet_merge(lg_sheet *sheet, int column, int first, int last);
/* A text in one cell as wide as `columns` from `column` on, in the lines it takes. */
void lg_sheet_across(lg_sheet *sheet, int row, int column, int columns, const char *text,
                     lg_style style);
/* Rows above `row` and columns before `column` stay in sight; rows first..row-1 are repeated on
 * every page. */
void lg_sheet_freeze(lg_sheet *sheet, int first, int row, int column);
/* Only the first `columns` are printed; those behind them are folded up, to be unfolded by the mark
 * above them. `foot`: what stands below every page, left of its number; NULL: nothing. */
void lg_sheet_print(lg_sheet *sheet, int columns, const char *foot);

/* A note that shows when the mouse rests on the cell. */
void lg_sheet_comment(lg_sheet *sheet, int row, int column, const char *text);
/* How cells of the column look that nothing was written to; `width` in characters at least. */
void lg_sheet_column(lg_sheet *sheet, int column, int width, lg_style style);

/* So many rows of a form have rules for what is typed, and so many a drop-down list looks at: as many
 * as a district fills, and few enough for programs that go through them one by one. */
enum { LG_ENTRY_ROWS = 5000 };

/* What may be typed into a column, `rows` rows from row `first` on. */
typedef struct {
  enum { LG_ENTRY_WORDS, LG_ENTRY_RANGE, LG_ENTRY_WHOLE, LG_ENTRY_DECIMAL } kind;
  const char *const *words; /* WORDS: a drop-down list of these, NULL-terminated */
  const lg_sheet *from;     /* RANGE: a list of what stands in `from`, column `from_column`, from */
  int from_column, from_first; /* row `from_first` on; anything else may be typed too */
  int from_rows;               /* so many of them; 0: LG_ENTRY_ROWS */
  int rows;                    /* 0: LG_ENTRY_ROWS */
  double min, max;             /* WHOLE, DECIMAL */
  const char *error;           /* said where something else is typed */
} lg_entry_rule;
void lg_sheet_entry(lg_sheet *sheet, int column, int first, const lg_entry_rule *rule);

/* Printed on one page, smaller if it must be; else a page is as wide as the sheet. */
void lg_sheet_one_page(lg_sheet *sheet);

/* Two series of columns over rows first..last of the sheet `from`: `before` and `after` by `label`
 * (columns), put at `row`, as wide as a page and LG_CHART_ROWS high: three of them and a short
 * list are one page in letters that can be read. */
enum { LG_CHART_ROWS = 11, LG_CHARTS_PAGE = 3 };
typedef struct {
  const lg_sheet *from;
  const char *title, *axis;
  int first, last, label, before, after;
  const char *before_name, *after_name;
  int row;
} lg_chart_spec;
void lg_sheet_chart(lg_sheet *sheet, const lg_chart_spec *spec);

#endif
