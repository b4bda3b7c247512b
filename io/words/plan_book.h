/* plan_book.h - sheets of a workbook as data: a plan in words and copied tables, made by reading
 * (io/read.h) and written by io/write.h. */
#ifndef LG_PLAN_BOOK_H
#define LG_PLAN_BOOK_H

#include <glib.h>
#include <stdbool.h>

#include "plan_items.h"

typedef struct {
  int row, column; /* 0-based */
  bool is_number;
  double number;
  const char *text; /* of one that is no number */
} lg_plain_cell;

typedef struct {
  const char *name;
  lg_plan_sheet part; /* which sheet of a plan, */
  int table;          /* or which table (lg_table_kind); -1: a sheet of the plan */
  const char *source; /* of a sheet as it stands somewhere, where that is; NULL */
  GArray *cells;      /* lg_plain_cell, by rows */
  GArray *merges;     /* int triples: column, first row, last row, 0-based */
  int rows, columns;  /* as far as cells go */
} lg_plain_sheet;

typedef struct {
  GPtrArray *sheets; /* lg_plain_sheet * */
  GStringChunk *texts;
  char *title;
} lg_plan_book;

lg_plan_book *lg_plan_book_new(void);
void lg_plan_book_free(lg_plan_book *book);

lg_plain_sheet *lg_plan_book_add(lg_plan_book *book, const char *name);
void lg_plan_book_text(lg_plan_book *book, lg_plain_sheet *sheet, int row, int column,
                       const char *text);
void lg_plan_book_number(lg_plain_sheet *sheet, int row, int column, double number);

#endif
