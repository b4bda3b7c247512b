/* marked.c - the tables of an input as a workbook in which what is wrong can be seen: cells in red and
 * yellow with the message as their note, and a first sheet that lists all and leads there. */
#include <string.h>

#include "io/write.h"
#include "xlsx_writer.h"

/* What is said of a cell. */
struct mark {
  int row, column; /* 0-based */
  bool wrong;      /* a defect, else a warning */
  GString *note;
};

/* A sheet as it stands, and as it is written. */
struct marked_sheet {
  const lg_plain_sheet *sheet;
  lg_sheet *page;
  GHashTable *marks; /* by cell */
};

static void mark_free(void *data)
{
  struct mark *mark = data;
  g_string_free(mark->note, TRUE);
  g_free(mark);
}

static guint mark_hash(gconstpointer key)
{
  const struct mark *mark = key;
  return (guint)mark->row * 16411u + (guint)mark->column;
}

static gboolean mark_equal(gconstpointer a, gconstpointer b)
{
  const struct mark *x = a, *y = b;
  return x->row == y->row && x->column == y->column;
}

static struct mark *mark_at(const struct marked_sheet *marked, int row, int column)
{
  const struct mark key = {.row = row, .column = column};
  return g_hash_table_lookup(marked->marks, &key);
}

/* A finding of a row as a whole stands at its first filled cell. */
static int column_in_row(const lg_plain_sheet *sheet, int row)
{
  guint low = 0, high = sheet->cells->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index(sheet->cells, lg_plain_cell, middle).row < row)
      low = middle + 1;
    else
      high = middle;
  }
  bool found =
      low < sheet->cells->len && g_array_index(sheet->cells, lg_plain_cell, low).row == row;
  return found ? g_array_index(sheet->cells, lg_plain_cell, low).column : 0;
}

static void mark_add(struct marked_sheet *marked, const lg_report_spot *spot, int column,
                     bool wrong)
{
  struct mark *mark = mark_at(marked, spot->row - 1, column);
  if (!mark) {
    mark = g_new(struct mark, 1);
    *mark = (struct mark){spot->row - 1, column, wrong, g_string_new(NULL)};
    g_hash_table_add(marked->marks, mark);
  }
  if (mark->note->len) g_string_append_c(mark->note, '\n');
  g_string_append(mark->note, spot->words);
  mark->wrong |= wrong;
}

static struct marked_sheet *sheet_of(struct marked_sheet *sheets, guint count, const char *file)
{
  for (guint k = 0; k < count; k++)
    if (strcmp(sheets[k].sheet->source, file) == 0) return &sheets[k];
  return NULL;
}

/* A line of the list; a finding in no sheet of the book (the plan as JSON, a file that cannot be read)
 * stands there alone. */
static void list_add(lg_sheet *list, int row, const lg_report_spot *spot, bool wrong,
                     struct marked_sheet *marked, const lg_lang *lang)
{
  lg_sheet_number(list, row, 0, row, LG_STYLE_WHOLE);
  lg_sheet_text(list, row, 1, lg_tr(lang, wrong ? N_("defect") : N_("warning")),
                wrong ? LG_STYLE_WRONG : LG_STYLE_DOUBT);
  bool cell = marked && spot->row > 0;
  int column = !cell               ? 0
               : spot->column >= 0 ? spot->column
                                   : column_in_row(marked->sheet, spot->row - 1);
  if (cell) {
    g_autofree char *place = lg_cell_reference(spot->row - 1, column);
    g_autofree char *text = g_strdup_printf("%s!%s", lg_sheet_name(marked->page), place);
    lg_sheet_link(list, row, 2, text, marked->page, spot->row - 1, column);
    mark_add(marked, spot, column, wrong);
  } else {
    g_autofree char *text =
        spot->row > 0 ? g_strdup_printf("%s:%d", spot->file, spot->row) : g_strdup(spot->file);
    lg_sheet_text(list, row, 2, text, LG_STYLE_TEXT);
  }
  lg_sheet_text(list, row, 3, spot->heading, LG_STYLE_TEXT);
  lg_sheet_text(list, row, 4, spot->words, LG_STYLE_TEXT);
}

static lg_style style_of(const struct mark *mark, lg_style plain)
{
  return !mark ? plain : mark->wrong ? LG_STYLE_WRONG : LG_STYLE_DOUBT;
}

static void sheet_write(const struct marked_sheet *marked)
{
  const lg_plain_sheet *sheet = marked->sheet;
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init(&iter,
                         marked->marks); /* first empty cells: what is filled comes over them */
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    const struct mark *mark = key;
    lg_sheet_text(marked->page, mark->row, mark->column, "", style_of(mark, LG_STYLE_TEXT));
  }
  for (guint k = 0; k < sheet->cells->len; k++) {
    const lg_plain_cell *cell = &g_array_index(sheet->cells, lg_plain_cell, k);
    const struct mark *mark = mark_at(marked, cell->row, cell->column);
    if (cell->is_number)
      lg_sheet_number(marked->page, cell->row, cell->column, cell->number,
                      style_of(mark, LG_STYLE_NOTE));
    else
      lg_sheet_text(marked->page, cell->row, cell->column, cell->text,
                    style_of(mark, LG_STYLE_TEXT));
  }
  g_hash_table_iter_init(&iter, marked->marks);
  while (g_hash_table_iter_next(&iter, &key, NULL)) {
    const struct mark *mark = key;
    lg_sheet_comment(marked->page, mark->row, mark->column, mark->note->str);
  }
}

int lg_write_marked(const char *path, const lg_plan_book *sheets, const lg_report *report,
                    lg_date date, const lg_lang *lang)
{
  static const char *const english[] = {N_("No."), N_("Kind"), N_("Cell"), N_("Column or person"),
                                        N_("What is wrong, and what to do")};
  enum { COLUMNS = G_N_ELEMENTS(english) };
  const char *heads[COLUMNS];
  for (int k = 0; k < COLUMNS; k++) heads[k] = lg_tr(lang, english[k]);
  guint count = sheets->sheets->len;
  struct marked_sheet *marked = g_new0(struct marked_sheet, count + 1);
  lg_book *book = lg_book_new(path, sheets->title, date, lang);
  lg_sheet *list = lg_book_sheet(book, lg_tr(lang, N_("Problems")));
  for (guint k = 0; k < count; k++) {
    marked[k].sheet = g_ptr_array_index(sheets->sheets, k);
    marked[k].page = lg_book_sheet(book, marked[k].sheet->name);
    marked[k].marks = g_hash_table_new_full(mark_hash, mark_equal, mark_free, NULL);
  }
  lg_sheet_heads(list, 0, heads, COLUMNS);
  int row = 1;
  for (int severity = LG_DEFECT; severity <= LG_WARNING; severity++) {
    lg_report_spot spot;
    for (int k = 0; lg_report_spot_of(report, (lg_severity)severity, k, lang, &spot); k++) {
      list_add(list, row++, &spot, severity == LG_DEFECT, sheet_of(marked, count, spot.file), lang);
      g_free(spot.words);
    }
  }
  if (row == 1) lg_sheet_text(list, row, 0, lg_tr(lang, N_("nothing was found")), LG_STYLE_NOTE);
  lg_sheet_freeze(list, 0, 1, 0);
  for (guint k = 0; k < count; k++) {
    sheet_write(&marked[k]);
    g_hash_table_destroy(marked[k].marks);
  }
  g_free(marked);
  return lg_book_close(book);
}
