#include "plan_book.h"

static void sheet_free(void *element)
{
  lg_plain_sheet *sheet = element;
  g_array_unref(sheet->cells);
  g_array_unref(sheet->merges);
  g_free(sheet);
}

lg_plan_book *lg_plan_book_new(void)
{
  lg_plan_book *book = g_new0(lg_plan_book, 1);
  book->sheets = g_ptr_array_new_with_free_func(sheet_free);
  book->texts = g_string_chunk_new(4096);
  return book;
}

void lg_plan_book_free(lg_plan_book *book)
{
  if (!book) return;
  g_ptr_array_unref(book->sheets);
  g_string_chunk_free(book->texts);
  g_free(book->title);
  g_free(book);
}

lg_plain_sheet *lg_plan_book_add(lg_plan_book *book, const char *name)
{
  lg_plain_sheet *sheet = g_new0(lg_plain_sheet, 1);
  sheet->name = g_string_chunk_insert(book->texts, name);
  sheet->table = -1;
  sheet->cells = g_array_new(FALSE, FALSE, sizeof(lg_plain_cell));
  sheet->merges = g_array_new(FALSE, FALSE, sizeof(int));
  g_ptr_array_add(book->sheets, sheet);
  return sheet;
}

static void add(lg_plain_sheet *sheet, lg_plain_cell cell)
{
  g_array_append_val(sheet->cells, cell);
  sheet->rows = MAX(sheet->rows, cell.row + 1);
  sheet->columns = MAX(sheet->columns, cell.column + 1);
}

void lg_plan_book_text(lg_plan_book *book, lg_plain_sheet *sheet, int row, int column,
                       const char *text)
{
  if (!*text) return;
  const char *kept = g_string_chunk_insert_const(book->texts, text);
  add(sheet, (lg_plain_cell){.row = row, .column = column, .text = kept});
}

void lg_plan_book_number(lg_plain_sheet *sheet, int row, int column, double number)
{
  add(sheet, (lg_plain_cell){.row = row, .column = column, .is_number = true, .number = number});
}
