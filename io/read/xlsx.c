#include "xlsx.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "xlsx_number.h"
#include "xlsx_shared.h"

enum { LG_MAX_SHEET_ROW = 1048576 };

/* What a <c> says of itself: its attribute `t`. */
enum c_type {
  LG_C_NUMBER,
  LG_C_SHARED,
  LG_C_TEXT,
  LG_C_INLINE, /* the text stands in <is>, and <v> means nothing */
  LG_C_BOOLEAN,
  LG_C_ERROR,
  LG_C_DATE
};

struct lg_workbook {
  lg_xlsx_shared *book;
  lg_package *package;
  const char *file;
  lg_report *report;
};

/* Reads worksheet / sheetData / row / c / (f, v, is / t, is / r / t) and mergeCells / mergeCell. */
struct sheet_reader {
  lg_xlsx_shared *book;
  lg_package *package;
  const char *file;
  lg_report *report;
  lg_sheet_facts *facts; /* NULL: not asked for */
  lg_row_sink sink;
  void *user;

  bool in_data, in_merges, hidden;
  int row; /* 1-based, of the row just read; 0 before the first */
  int column;
  bool ascending;
  int filled, struck; /* cells of the row with a value, and those of them that are struck out */
  GArray *cells;      /* lg_raw_cell of the row; text: set at its end, but for shared texts */
  GString *texts;     /* what the row's own cells hold, each with a final NUL */

  enum c_type type;
  const lg_format *format;   /* NULL: none */
  bool lacks_format;         /* the cell names one that the workbook does not have */
  bool is_struck;            /* the cell's font, or all runs of its text */
  bool run_struck, unstruck; /* of an inline text: the run being read; a run that is not */
  bool has_formula, has_value, in_value, in_inline, run;
  GString *raw;   /* text of the element being read */
  GString *value; /* of the cell */
};

static void sheet_refuse(struct sheet_reader *reader, lg_message message, const char *what)
{
  lg_report_add(reader->report, message, reader->file, reader->row, "", what, NULL);
  lg_package_stop(reader->package);
}

/* "AB12": column 27 (0-based), row 12. False where it is no reference inside a sheet. */
static bool reference_parse(const char *text, int *column, int *row)
{
  int c = 0, r = 0;
  const char *p = text;
  for (; g_ascii_isalpha(*p) && c <= LG_MAX_COLUMNS; p++)
    c = c * 26 + g_ascii_toupper(*p) - 'A' + 1;
  for (; g_ascii_isdigit(*p) && r <= LG_MAX_SHEET_ROW; p++) r = r * 10 + *p - '0';
  *column = c - 1;
  *row = r;
  return !*p && c >= 1 && c <= LG_MAX_COLUMNS && r >= 1 && r <= LG_MAX_SHEET_ROW;
}

/* Rows and cells without a number follow the one before. */
static void row_begin(struct sheet_reader *reader, const char **attributes)
{
  const char *text = lg_attribute(attributes, "r", false);
  guint64 row = (guint64)reader->row + 1;
  int before = reader->row;
  if ((text && !g_ascii_string_to_unsigned(text, 10, 1, LG_MAX_SHEET_ROW, &row, NULL)) ||
      row > LG_MAX_SHEET_ROW) {
    sheet_refuse(reader, LG_MSG_XLSX_REFERENCE, text ? text : "");
    return;
  }
  reader->row = (int)row;
  if (reader->row <= before) sheet_refuse(reader, LG_MSG_XLSX_ROW_ORDER, text);
  const char *hidden = lg_attribute(attributes, "hidden", false);
  reader->hidden = hidden && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0);
  reader->column = -1;
  reader->ascending = true;
  reader->filled = reader->struck = 0;
}

/* "A2:B9"; what is no such place is no matter: nothing is read from it. */
static void merge_read(struct sheet_reader *reader, const char **attributes)
{
  const char *place = lg_attribute(attributes, "ref", false);
  g_auto(GStrv) corners = g_strsplit(place ? place : "", ":", 3);
  lg_merge merge = {0, 0, 0};
  int last;
  if (g_strv_length(corners) != 2 || !reference_parse(corners[0], &merge.column, &merge.top) ||
      !reference_parse(corners[1], &last, &merge.bottom) || merge.bottom <= merge.top)
    return;
  g_array_append_val(reader->facts->merges, merge);
}

static enum c_type c_type_of(const char *word)
{
  static const struct {
    const char *word;
    enum c_type type;
  } types[] = {{"s", LG_C_SHARED},  {"str", LG_C_TEXT}, {"inlineStr", LG_C_INLINE},
               {"b", LG_C_BOOLEAN}, {"e", LG_C_ERROR},  {"d", LG_C_DATE}};
  for (size_t i = 0; word && i < G_N_ELEMENTS(types); i++)
    if (strcmp(types[i].word, word) == 0) return types[i].type;
  return LG_C_NUMBER;
}

static void cell_begin(struct sheet_reader *reader, const char **attributes)
{
  const char *reference = lg_attribute(attributes, "r", false);
  int column = reader->column + 1, row = reader->row;
  if ((reference && !reference_parse(reference, &column, &row)) || row != reader->row ||
      column >= LG_MAX_COLUMNS) {
    sheet_refuse(reader, LG_MSG_XLSX_REFERENCE, reference ? reference : "");
    return;
  }
  reader->ascending &= column > reader->column;
  reader->column = column;
  const char *style = lg_attribute(attributes, "s", false);
  guint64 index = 0;
  const GArray *formats = reader->book->formats;
  bool given = style && strcmp(style, "0") != 0; /* 0 is what a cell without a style has */
  bool known = style && formats->len &&
               g_ascii_string_to_unsigned(style, 10, 0, formats->len - 1, &index, NULL);
  reader->format = known ? &g_array_index(formats, lg_format, index) : NULL;
  reader->lacks_format = given && !known;
  reader->is_struck = known && g_array_index(reader->book->struck, bool, index);
  reader->unstruck = reader->run_struck = false;
  reader->type = c_type_of(lg_attribute(attributes, "t", false));
  reader->has_formula = reader->has_value = reader->in_value = reader->in_inline = false;
  g_string_truncate(reader->value, 0);
}

static void sheet_start(void *user, int depth, const char *name, const char **attributes)
{
  struct sheet_reader *reader = user;
  g_string_truncate(reader->raw, 0);
  reader->in_value = false;
  if (depth == 1 && strcmp(name, "worksheet") != 0) {
    sheet_refuse(reader, LG_MSG_XLSX_NO_SHEET, "");
  } else if (depth == 2) {
    reader->in_data = strcmp(name, "sheetData") == 0;
    reader->in_merges = reader->facts && strcmp(name, "mergeCells") == 0;
  } else if (depth == 3 && reader->in_merges && strcmp(name, "mergeCell") == 0) {
    merge_read(reader, attributes);
  } else if (!reader->in_data) {
    return;
  } else if (depth == 3 && strcmp(name, "row") == 0) {
    row_begin(reader, attributes);
  } else if (depth == 4 && strcmp(name, "c") == 0) {
    cell_begin(reader, attributes);
  } else if (depth == 5) {
    bool is_inline = reader->type == LG_C_INLINE;
    reader->in_value = !is_inline && strcmp(name, "v") == 0;
    reader->in_inline = is_inline && strcmp(name, "is") == 0;
    reader->has_value |= reader->in_value || reader->in_inline;
    reader->has_formula |= strcmp(name, "f") == 0;
    reader->run = false;
  } else if (depth == 6 && reader->in_inline) {
    reader->run = strcmp(name, "r") == 0;
    reader->run_struck = false;
    reader->in_value = strcmp(name, "t") == 0;
  } else if (depth == 7 && reader->in_inline && reader->run) {
    reader->in_value = strcmp(name, "t") == 0;
  } else if (depth == 8 && reader->in_inline && reader->run && strcmp(name, "strike") == 0) {
    reader->run_struck = lg_xlsx_is_on(attributes);
  }
}

static void sheet_text(void *user, int depth, const char *text, int length)
{
  (void)depth;
  struct sheet_reader *reader = user;
  if (reader->in_data && reader->in_value) g_string_append_len(reader->raw, text, length);
}

static void value_end(struct sheet_reader *reader)
{
  const GString *raw = reader->raw;
  if (reader->type == LG_C_INLINE || reader->type == LG_C_TEXT)
    lg_xlsx_unescape(reader->value, raw->str, raw->len);
  else
    g_string_append_len(reader->value, raw->str, (gssize)raw->len);
  g_string_truncate(reader->raw, 0);
  reader->in_value = false;
  reader->unstruck |= !reader->run_struck;
}

static void cell_shared(struct sheet_reader *reader, lg_raw_cell *cell)
{
  lg_xlsx_shared *book = reader->book;
  guint64 index = 0;
  if (!book->text_count ||
      !g_ascii_string_to_unsigned(reader->value->str, 10, 0, book->text_count - 1, &index, NULL)) {
    cell->state = LG_RAW_NO_STRING;
    return;
  }
  guint32 from = g_array_index(book->offsets, guint32, index);
  cell->text = book->texts->str + from;
  cell->length = g_array_index(book->offsets, guint32, index + 1) - from - 1;
  cell->memo = &book->memo[index];
  reader->is_struck |= g_array_index(book->text_struck, bool, index);
}

/* Replaces the value by the number, or the date, as one would type it. */
static void cell_number(const struct sheet_reader *reader, lg_raw_cell *cell)
{
  char *end = NULL;
  double number = g_ascii_strtod(reader->value->str, &end);
  if (*end || end != reader->value->str + reader->value->len || !isfinite(number) ||
      strpbrk(reader->value->str, " \t\r\nxX")) { /* strtod takes blanks and 0x1F as well */
    cell->state = LG_RAW_BAD_NUMBER;
    return;
  }
  if (reader->lacks_format) { /* 36526 may be the first day of 2000 */
    cell->state = LG_RAW_NO_FORMAT;
    return;
  }
  const lg_format *format = reader->format;
  g_autofree char *text =
      format && format->is_date ? lg_serial_text(number, reader->book->since_1904) : NULL;
  cell->kind = text ? LG_CELL_DATE : LG_CELL_NUMBER;
  if (!text) text = lg_number_text(number);
  g_string_assign(reader->value, text);
  g_autofree char *shown =
      format && cell->kind == LG_CELL_NUMBER ? lg_format_shown(format, text) : NULL;
  if (!shown) return;
  cell->kind = LG_CELL_SHOWN;
  cell->shown = strlen(shown);
  g_string_append_c(reader->value, '\0');
  g_string_append(reader->value, shown);
}

/* "2010-09-01T00:00:00" of the form that few programs write. */
static void cell_date(const struct sheet_reader *reader, lg_raw_cell *cell)
{
  GString *value = reader->value;
  char *time = strchr(value->str, 'T');
  if (time) g_string_truncate(value, (gsize)(time - value->str));
  cell->kind = LG_CELL_DATE;
}

static void cell_end(struct sheet_reader *reader)
{
  lg_raw_cell cell = {.column = reader->column};
  GString *value = reader->value;
  if (!value->len) {
    /* Programs that do not calculate leave the value empty; an empty text is one. */
    bool calculated =
        reader->has_value && (reader->type == LG_C_TEXT || reader->type == LG_C_INLINE);
    if (reader->has_formula && !calculated) cell.state = LG_RAW_NO_VALUE;
  } else if (reader->type == LG_C_SHARED) {
    cell_shared(reader, &cell);
  } else if (reader->type == LG_C_NUMBER) {
    cell_number(reader, &cell);
  } else if (reader->type == LG_C_DATE) {
    cell_date(reader, &cell);
  } else if (reader->type == LG_C_BOOLEAN) {
    if (strcmp(value->str, "1") == 0) g_string_assign(value, "TRUE");
    if (strcmp(value->str, "0") == 0) g_string_assign(value, "FALSE");
  } else if (reader->type == LG_C_ERROR) {
    cell.state = LG_RAW_ERROR;
  }
  if (reader->type == LG_C_INLINE && !reader->unstruck) reader->is_struck = true;
  size_t length = cell.text ? cell.length : value->len;
  lg_trim(cell.text ? cell.text : value->str, &length);
  reader->filled += length > 0;
  reader->struck += length > 0 && reader->is_struck;
  if (!cell.text) {
    cell.length = value->len - (cell.shown ? cell.shown + 1 : 0);
    g_string_append_len(reader->texts, value->str, (gssize)value->len);
    g_string_append_c(reader->texts, '\0');
  }
  g_array_append_val(reader->cells, cell);
}

static int raw_cell_compare(const void *a, const void *b)
{
  return ((const lg_raw_cell *)a)->column - ((const lg_raw_cell *)b)->column;
}

/* Puts the cells in order; false where a column comes twice. */
static bool row_sort(GArray *cells)
{
  g_array_sort(cells, raw_cell_compare);
  const lg_raw_cell *cell = (const lg_raw_cell *)(const void *)cells->data;
  for (guint i = 1; i < cells->len; i++)
    if (cell[i].column == cell[i - 1].column) return false;
  return true;
}

static void row_end(struct sheet_reader *reader)
{
  GArray *cells = reader->cells;
  const char *text = reader->texts->str;
  for (guint i = 0; i < cells->len; i++) {
    lg_raw_cell *cell = &g_array_index(cells, lg_raw_cell, i);
    if (cell->text) continue;
    cell->text = text;
    text += lg_raw_cell_bytes(cell);
  }
  if (!reader->ascending && !row_sort(cells)) sheet_refuse(reader, LG_MSG_XLSX_CELL_TWICE, "");
  if (cells->len && reader->hidden && reader->facts)
    g_array_append_val(reader->facts->hidden, reader->row);
  if (reader->filled > 0 && reader->struck == reader->filled && reader->facts)
    g_array_append_val(reader->facts->struck, reader->row);
  if (cells->len && !lg_package_is_stopped(reader->package) &&
      !reader->sink(reader->user, reader->row, (lg_raw_cell *)(void *)cells->data, (int)cells->len))
    lg_package_stop(reader->package);
  g_array_set_size(cells, 0);
  g_string_truncate(reader->texts, 0);
}

static void sheet_end(void *user, int depth, const char *name)
{
  struct sheet_reader *reader = user;
  if (!reader->in_data) return;
  if (reader->in_value)
    value_end(reader);
  else if (depth == 4 && strcmp(name, "c") == 0)
    cell_end(reader);
  else if (depth == 3 && strcmp(name, "row") == 0)
    row_end(reader);
  else if (depth == 2)
    reader->in_data = false;
}

static bool sheet_read(struct sheet_reader *reader, const char *part, bool peek)
{
  static const lg_part_handler handler = {sheet_start, sheet_end, sheet_text};
  reader->cells = g_array_new(FALSE, FALSE, sizeof(lg_raw_cell));
  reader->texts = g_string_new(NULL);
  reader->raw = g_string_new(NULL);
  reader->value = g_string_new(NULL);
  bool good = !peek && lg_package_parse(reader->package, part, &handler, reader);
  if (peek) lg_package_peek(reader->package, part, &handler, reader);
  g_array_free(reader->cells, TRUE);
  g_string_free(reader->texts, TRUE);
  g_string_free(reader->raw, TRUE);
  g_string_free(reader->value, TRUE);
  return good;
}

lg_workbook *lg_workbook_open(const char *bytes, size_t size, const char *file, lg_report *report)
{
  lg_package *package = lg_package_open(bytes, size, file, report);
  lg_xlsx_shared *book = package ? lg_xlsx_shared_read(package, file, report) : NULL;
  if (!book) {
    lg_package_free(package);
    return NULL;
  }
  lg_workbook *workbook = g_new(lg_workbook, 1);
  *workbook = (lg_workbook){book, package, file, report};
  return workbook;
}

void lg_workbook_free(lg_workbook *workbook)
{
  if (!workbook) return;
  lg_xlsx_shared_free(workbook->book);
  lg_package_free(workbook->package);
  g_free(workbook);
}

int lg_workbook_sheet_count(const lg_workbook *workbook)
{
  return (int)workbook->book->sheets->len;
}

static const lg_xlsx_sheet *workbook_sheet(const lg_workbook *workbook, int sheet)
{
  return &g_array_index(workbook->book->sheets, lg_xlsx_sheet, sheet);
}

const char *lg_workbook_sheet_name(const lg_workbook *workbook, int sheet)
{
  return workbook_sheet(workbook, sheet)->name;
}

bool lg_workbook_sheet_is_hidden(const lg_workbook *workbook, int sheet)
{
  return workbook_sheet(workbook, sheet)->hidden;
}

bool lg_workbook_is_since_1904(const lg_workbook *workbook)
{
  return workbook->book->since_1904;
}

bool lg_workbook_read(lg_workbook *workbook, int sheet, lg_sheet_facts *facts, lg_row_sink sink,
                      void *user)
{
  struct sheet_reader reader = {.book = workbook->book,
                                .package = workbook->package,
                                .file = workbook->file,
                                .report = workbook->report,
                                .facts = facts,
                                .sink = sink,
                                .user = user};
  return sheet_read(&reader, workbook_sheet(workbook, sheet)->part, false);
}

static void workbook_look(lg_workbook *workbook, int sheet, bool peek, lg_row_sink sink, void *user)
{
  lg_report *unheard = lg_report_new();
  struct sheet_reader reader = {.book = workbook->book,
                                .package = workbook->package,
                                .file = workbook->file,
                                .report = unheard,
                                .sink = sink,
                                .user = user};
  sheet_read(&reader, workbook_sheet(workbook, sheet)->part, peek);
  lg_report_free(unheard);
}

void lg_workbook_scan(lg_workbook *workbook, int sheet, lg_row_sink sink, void *user)
{
  workbook_look(workbook, sheet, false, sink, user);
}

void lg_workbook_peek(lg_workbook *workbook, int sheet, lg_row_sink sink, void *user)
{
  workbook_look(workbook, sheet, true, sink, user);
}

/* ---- properties ---- */

/* All of <keywords>, wherever it stands: some programs part it. */
struct property_reader {
  GString *text;
  int depth; /* of the element that is read; 0: none */
};

static void property_start(void *user, int depth, const char *name, const char **attributes)
{
  struct property_reader *reader = user;
  (void)attributes;
  if (!reader->depth && strcmp(name, "keywords") == 0) reader->depth = depth;
}

static void property_end(void *user, int depth, const char *name)
{
  struct property_reader *reader = user;
  (void)name;
  if (reader->depth == depth) reader->depth = 0;
}

static void property_text(void *user, int depth, const char *text, int length)
{
  struct property_reader *reader = user;
  (void)depth;
  if (reader->depth) g_string_append_len(reader->text, text, length);
}

char *lg_workbook_keywords(lg_workbook *workbook)
{
  static const lg_part_handler handler = {property_start, property_end, property_text};
  struct property_reader reader = {g_string_new(NULL), 0};
  lg_package_peek(workbook->package, "docProps/core.xml", &handler, &reader);
  return g_string_free(reader.text, FALSE);
}
