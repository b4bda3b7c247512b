#include "table_build.h"

#include <string.h>

#include "cell_check.h"
#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "table_columns.h"
#include "table_heading.h"

struct lg_table_builder {
  lg_table *table;
  lg_report *report;
  const lg_shape *shape;
  GHashTable *headings;
  lg_heading *heading; /* NULL when it is known: then `chosen` */
  lg_heading *chosen;
  bool is_csv, failed, full; /* full: no more rows are taken, which is reported */
  bool useless;              /* a wrong file altogether: its rows would only add noise */
  int heading_count;         /* cells of the heading, blank ones at its end included */
  GByteArray *blank_told;    /* by column: a missing heading was reported */
  lg_column_use *use;        /* [column_count] once the heading is known */
  lg_column_notes *notes;
  GArray *cells, *row_numbers; /* const char *, int */
  GByteArray *kinds;           /* lg_cell_kind, XLSX only */
  GArray *plain;               /* bool */
  GString *skipped;            /* rows that are no records, with their first words */
  int skipped_count, first_skipped;
};

/* In the place of a shared text that is defective: told apart by its address. */
static const char bad_text[1] = "";

lg_table_builder *lg_table_builder_new(lg_table *table, bool is_csv, lg_report *report)
{
  lg_table_builder *builder = g_new0(lg_table_builder, 1);
  builder->table = table;
  builder->report = report;
  builder->shape = lg_shape_of(table->kind);
  builder->headings = lg_headings_new(table);
  builder->is_csv = is_csv;
  builder->blank_told = g_byte_array_new();
  builder->cells = g_array_new(FALSE, FALSE, sizeof(const char *));
  builder->row_numbers = g_array_new(FALSE, FALSE, sizeof(int));
  builder->plain = g_array_new(FALSE, FALSE, sizeof(bool));
  if (!is_csv) builder->kinds = g_byte_array_new();
  builder->heading = lg_heading_new(table, report);
  builder->notes = lg_column_notes_new();
  builder->skipped = g_string_new(NULL);
  return builder;
}

static void builder_tell(const lg_table_builder *builder, lg_message message, int row, int column,
                         const char *a, const char *b)
{
  g_autofree char *name = column < 0 ? g_strdup("") : lg_columns_name(builder->table, column);
  lg_report_add(builder->report, message, builder->table->file, row, name, a, b, NULL);
}

static void builder_tell_limit(lg_table_builder *builder, lg_message message, int row, int column,
                               int limit)
{
  g_autofree char *number = g_strdup_printf("%d", limit);
  builder_tell(builder, message, row, column, number, NULL);
}

static lg_column_use builder_use(const lg_table_builder *builder, int column)
{
  bool known = builder->use && column < builder->table->column_count;
  return known ? builder->use[column] : LG_COLUMN_UNREAD;
}

/* What nobody reads may hold what it likes: error values, formulas without a result, forbidden
 * characters. A damaged file is a defect all the same. */
static bool builder_leaves(lg_table_builder *builder, int row, const lg_raw_cell *cell)
{
  if (builder_use(builder, cell->column) != LG_COLUMN_UNREAD) return false;
  lg_message message;
  const char *known = cell->memo ? cell->memo->text : NULL;
  bool bad = cell->state == LG_RAW_ERROR || cell->state == LG_RAW_NO_VALUE ||
             (cell->state == LG_RAW_FINE && cell->length <= LG_MAX_CELL_BYTES &&
              (known == bad_text || (!known && !lg_bytes_are_plain(cell->text, cell->length) &&
                                     lg_forbidden_character(cell->text, cell->length, &message))));
  if (bad) lg_column_notes_add(builder->notes, cell->column, LG_MSG_CELLS_UNREAD, row, NULL, NULL);
  return bad;
}

/* Reports a cell that a damaged file could not give, and one that is too long. */
static bool builder_cell_is_whole(lg_table_builder *builder, int row, const lg_raw_cell *cell)
{
  static const lg_message messages[] = {[LG_RAW_ERROR] = LG_MSG_CELL_ERROR,
                                        [LG_RAW_NO_VALUE] = LG_MSG_CELL_NO_VALUE,
                                        [LG_RAW_NO_STRING] = LG_MSG_CELL_NO_STRING,
                                        [LG_RAW_BAD_NUMBER] = LG_MSG_CELL_BAD_NUMBER,
                                        [LG_RAW_NO_FORMAT] = LG_MSG_CELL_NO_FORMAT};
  if (cell->state != LG_RAW_FINE) {
    builder_tell(builder, messages[cell->state], row, cell->column, cell->text, NULL);
    return false;
  }
  if (cell->length > LG_MAX_CELL_BYTES) {
    builder_tell_limit(builder, LG_MSG_CELL_LONG, row, cell->column, LG_MAX_CELL_BYTES / 1024);
    return false;
  }
  return true;
}

/* Reports what is wrong with a cell whatever it means. */
static bool builder_cell_is_good(lg_table_builder *builder, int row, const lg_raw_cell *cell,
                                 bool *plain)
{
  if (!builder_cell_is_whole(builder, row, cell)) return false;
  *plain = lg_bytes_are_plain(cell->text, cell->length);
  if (*plain) return true;
  lg_message message;
  gunichar forbidden = lg_forbidden_character(cell->text, cell->length, &message);
  if (!forbidden) return true;
  g_autofree char *code = g_strdup_printf("U+%04X", (unsigned)forbidden);
  builder_tell(builder, message, row, cell->column, code, cell->text);
  return false;
}

/* The trimmed text of a cell in the table's own memory; NULL where the cell is defective
 * (reported). A shared text is looked at once: a small file may name a long one a million times. */
static lg_stored_text builder_text(lg_table_builder *builder, int row, const lg_raw_cell *cell)
{
  const char *known = cell->memo ? cell->memo->text : NULL;
  if (known && known != bad_text) return *cell->memo;
  lg_stored_text stored = {NULL, false};
  if (known && lg_report_is_full(builder->report)) {
    builder_tell(builder, LG_MSG_CELL_CONTROL, row, cell->column, "", "");
  } else if (builder_cell_is_good(builder, row, cell, &stored.plain)) {
    size_t length = cell->length;
    const char *text = lg_trim(cell->text, &length);
    if (cell->shown) length = lg_raw_cell_bytes(cell) - 1; /* a number has no blanks */
    stored.text =
        length ? g_string_chunk_insert_len(builder->table->texts, text, (gssize)length) : "";
  }
  if (cell->memo)
    *cell->memo = (lg_stored_text){stored.text ? stored.text : bad_text, stored.plain};
  return stored;
}

/* What is done with each column, and which of them have a place in the table. */
static void builder_settle_use(lg_table_builder *builder)
{
  lg_table *table = builder->table;
  builder->use = lg_columns_use(table);
  table->slot = g_new(int, table->column_count + 1);
  for (int c = 0; c < table->column_count; c++)
    table->slot[c] = builder->use[c] == LG_COLUMN_UNREAD ? -1 : table->kept_count++;
}

/* Chooses the heading among the rows kept, and reads those below it. */
static bool builder_begin(lg_table_builder *builder)
{
  lg_table *table = builder->table;
  lg_heading *heading = builder->heading;
  lg_heading_state state = lg_heading_choose(heading, &builder->heading_count);
  builder->heading = NULL;
  builder->chosen = heading;
  builder_settle_use(builder);
  lg_report_headings(builder->report, table->file, (const char *const *)(void *)table->heading,
                     table->column_count);
  builder->failed |= state != LG_HEADING_FOUND;
  builder->useless = state == LG_HEADING_NONE || builder->heading_count > LG_MAX_COLUMNS;
  if (builder->heading_count > LG_MAX_COLUMNS)
    builder_tell_limit(builder, LG_MSG_TABLE_COLUMNS, table->heading_row, -1, LG_MAX_COLUMNS);
  for (int c = 0; c < table->column_count && !builder->useless; c++) {
    lg_raw_cell cell = {
        .column = c, .text = table->heading[c], .length = strlen(table->heading[c])};
    bool plain;
    if (!builder_leaves(builder, table->heading_row, &cell))
      builder_cell_is_good(builder, table->heading_row, &cell, &plain);
  }
  if (!builder->useless) lg_columns_tell(table, builder->headings, builder->report);
  bool more = !builder->useless && lg_heading_replay(heading, lg_table_builder_row, builder);
  builder->failed |= builder->useless;
  return more;
}

static void builder_tell_blank(lg_table_builder *builder, int row, const lg_raw_cell *cell)
{
  guint column = (guint)cell->column;
  while (builder->blank_told->len <= column)
    g_byte_array_append(builder->blank_told, (const guint8 *)"", 1);
  if (builder->blank_told->data[column]) return;
  builder->blank_told->data[column] = 1;
  builder_tell(builder, LG_MSG_HEADING_BLANK, row, cell->column, cell->text, NULL);
}

/* A formula filled down below the table, in a column that nobody reads, makes no row of it. */
static bool builder_is_blank(const lg_table_builder *builder, const lg_raw_cell *cells, int count)
{
  for (int i = 0; i < count; i++) {
    bool left = cells[i].state == LG_RAW_ERROR || cells[i].state == LG_RAW_NO_VALUE;
    if (left && builder_use(builder, cells[i].column) == LG_COLUMN_UNREAD) continue;
    const char *memo = cells[i].memo ? cells[i].memo->text : NULL;
    if (memo && (*memo || memo == bad_text)) return false;
    if (memo) continue;
    size_t length = cells[i].length;
    lg_trim(cells[i].text, &length);
    if (length || cells[i].state != LG_RAW_FINE) return false;
  }
  return true;
}

static void builder_tell_width(lg_table_builder *builder, lg_message message, int row, int found)
{
  g_autofree char *has = g_strdup_printf("%d", found);
  g_autofree char *needs = g_strdup_printf("%d", builder->table->column_count);
  builder_tell(builder, message, row, -1, has, needs);
}

/* A ditto mark, or what a form asks for left in a row that was begun: no value, though it would be
 * read as one. Only where the column is read: others may say what they like. */
static bool builder_is_no_value(const lg_table_builder *builder, int column, const char *text,
                                lg_message *message)
{
  size_t length = strlen(text);
  if (builder->table->kind == LG_TABLE_ROSTER) return false;
  if (lg_is_ditto(text, length))
    *message = LG_MSG_CELL_DITTO;
  else if (lg_is_form_hint(text, length))
    *message = LG_MSG_CELL_HINT;
  else
    return false;
  for (int f = 0; f < builder->shape->field_count; f++)
    if (builder->table->column_of[f] == column) return true;
  return false;
}

/* A text that many cells share takes its place once, but would be worked on and written out in each
 * of them. */
static bool builder_takes(lg_table_builder *builder, int row, size_t bytes)
{
  builder->table->text_bytes += bytes;
  if (builder->table->text_bytes <= LG_MAX_TABLE_BYTES) return true;
  if (!builder->full)
    builder_tell_limit(builder, LG_MSG_TABLE_TEXTS, row, -1, LG_MAX_TABLE_BYTES / (1024 * 1024));
  builder->failed = builder->full = true;
  return false;
}

/* A cell beside the heading, or under a blank one. */
static bool builder_has_no_heading(const lg_table_builder *builder, int column)
{
  const lg_table *table = builder->table;
  return column >= table->column_count || !*table->heading[column];
}

/* A cell that nobody reads: only what is told of it counts. False where it is defective. */
static bool builder_pass(lg_table_builder *builder, int row, const lg_raw_cell *cell, bool *beyond)
{
  *beyond = false;
  if (builder_leaves(builder, row, cell)) return true;
  /* A shared text is looked at once; of others nothing is kept. */
  bool known = cell->memo && cell->memo->text;
  bool good = cell->memo ? known || builder_text(builder, row, cell).text
                         : builder_cell_is_whole(builder, row, cell);
  size_t length = cell->length;
  lg_trim(cell->text, &length);
  if (!good || !length) return good;
  *beyond = builder->is_csv && cell->column >= builder->heading_count;
  if (!*beyond && builder_has_no_heading(builder, cell->column))
    builder_tell_blank(builder, row, cell);
  return true;
}

/* A cell of a column that is read, into its place among those of the row. False where it is
 * defective. */
static bool builder_take(lg_table_builder *builder, int row, const lg_raw_cell *cell, gsize place)
{
  int column = cell->column;
  lg_stored_text stored = builder_text(builder, row, cell);
  if (!stored.text) return false;
  lg_message message;
  bool good = !builder_is_no_value(builder, column, stored.text, &message);
  if (!good) builder_tell(builder, message, row, column, stored.text, NULL);
  if (!*stored.text) return good;
  g_array_index(builder->cells, const char *, place) = stored.text;
  g_array_index(builder->plain, bool, place) = stored.plain;
  if (builder->kinds) builder->kinds->data[place] = (guint8)cell->kind;
  if (!builder_takes(builder, row, cell->length)) return false;
  if (!stored.plain && cell->kind == LG_CELL_TEXT)
    lg_column_notes_characters(builder->notes, column, builder->use[column], row, stored.text);
  return good;
}

/* Puts the cells of a row in their places, the first of which is `first`; false where one is
 * defective. */
static bool builder_place(lg_table_builder *builder, int row, const lg_raw_cell *cells, int count,
                          gsize first)
{
  const lg_table *table = builder->table;
  int width = table->column_count, last = -1;
  bool good = true;
  for (int i = 0; i < count && !builder->full; i++) {
    bool beyond = false, read = builder_use(builder, cells[i].column) != LG_COLUMN_UNREAD;
    good &= read
                ? builder_take(builder, row, &cells[i], first + (gsize)table->slot[cells[i].column])
                : builder_pass(builder, row, &cells[i], &beyond);
    if (beyond) last = cells[i].column;
  }
  if (last >= 0) builder_tell_width(builder, LG_MSG_ROW_LONG, row, last + 1);
  if (builder->is_csv && count < width) builder_tell_width(builder, LG_MSG_ROW_SHORT, row, count);
  return good && last < 0 && (!builder->is_csv || count >= width);
}

/* Whoever refers to what a defective row names is not to be told that there is no such thing. */
static void builder_lose(const lg_table_builder *builder, int row, const char *const *places)
{
  lg_table *table = builder->table;
  if (!table->lost) table->lost = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int c = 0; c < table->kept_count; c++)
    if (*places[c]) g_hash_table_add(table->lost, lg_fold_id(places[c]));
  if (builder->is_csv) return;
  if (!table->lost_rows) table->lost_rows = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  gsize bytes = (gsize)table->kept_count * sizeof *places;
  g_hash_table_replace(table->lost_rows, GINT_TO_POINTER(row), g_memdup2(places, bytes));
}

/* The first filled cell of a row. */
static const lg_raw_cell *first_filled(const lg_raw_cell *cells, int count)
{
  for (int k = 0; k < count; k++) {
    size_t length = cells[k].length;
    lg_trim(cells[k].text, &length);
    if (length) return &cells[k];
  }
  return NULL;
}

/* All filled cells say that they are required or optional. */
static bool is_form_row(const lg_raw_cell *cells, int count)
{
  for (int k = 0; k < count; k++) {
    size_t length = cells[k].length;
    const char *text = lg_trim(cells[k].text, &length);
    if (length && !lg_is_form_hint(text, length)) return false;
  }
  return true;
}

/* Is the cell of a field filled, other than by the row's first one? */
static bool builder_has(const lg_table *table, int field, const lg_raw_cell *first,
                        const lg_raw_cell *cells, int count)
{
  int column = table->column_of[field];
  for (int k = 0; k < count && column >= 0 && column != first->column; k++)
    if (cells[k].column == column && first_filled(&cells[k], 1)) return true;
  return false;
}

static bool builder_has_id(const lg_table *table, const lg_raw_cell *first,
                           const lg_raw_cell *cells, int count)
{
  const lg_naming *naming = table->naming;
  if (!naming || !naming->id_is_made) return builder_has(table, 0, first, cells, count);
  for (int f = 0; f < LG_MOST_FIELDS; f++)
    if (naming->is_needed[f] && !builder_has(table, f, first, cells, count)) return false;
  return true;
}

/* Totals, signatures, notes, repeated headings: what an office writes between its records. */
static bool builder_is_no_record(const lg_table_builder *builder, int row, const lg_raw_cell *cells,
                                 int count)
{
  const lg_table *table = builder->table;
  const lg_raw_cell *first = first_filled(cells, count);
  bool written = table->kind == LG_TABLE_ROSTER && builder->is_csv; /* by us, row by row */
  if (!first || written) return false;
  if (lg_heading_is_repeated(builder->chosen, cells, count)) return true;
  if (row == table->heading_row + 1 && is_form_row(cells, count)) return true;
  if (builder_has_id(table, first, cells, count)) return false;
  return lg_is_no_record(first->text, first->length);
}

/* The row of hints of our own template: every office that fills it in leaves it there. */
static bool is_own_hints(const lg_raw_cell *cells, int count)
{
  static const char *const leads[] = {"必填，如 ", "选填，如 ", "required, e.g. ",
                                      "optional, e.g. "};
  if (!is_form_row(cells, count)) return false;
  for (int k = 0; k < count; k++)
    for (size_t w = 0; w < G_N_ELEMENTS(leads); w++)
      if (g_str_has_prefix(cells[k].text, leads[w])) return true;
  return false;
}

static void builder_skip(lg_table_builder *builder, int row, const lg_raw_cell *cells, int count)
{
  enum { ROWS_LISTED = 20 };
  const lg_raw_cell *first = first_filled(cells, count);
  size_t length = first->length;
  const char *text = lg_trim(first->text, &length);
  length = MIN(length, 60);
  while (length > 0 && (text[length] & 0xC0) == 0x80) length--;
  if (builder->skipped_count++ == 0) builder->first_skipped = row;
  if (builder->skipped_count <= ROWS_LISTED)
    g_string_append_printf(builder->skipped, "%s%d (%.*s)", builder->skipped->len ? ", " : "", row,
                           (int)length, text);
  else if (builder->skipped_count == ROWS_LISTED + 1)
    g_string_append(builder->skipped, ", …");
}

static void builder_room(lg_table_builder *builder, guint cells)
{
  g_array_set_size(builder->cells, cells);
  g_array_set_size(builder->plain, cells);
  if (builder->kinds) g_byte_array_set_size(builder->kinds, cells);
}

static bool builder_data(lg_table_builder *builder, int row, const lg_raw_cell *cells, int count)
{
  if (builder_is_blank(builder, cells, count)) return true;
  if (builder_is_no_record(builder, row, cells, count)) {
    if (!is_own_hints(cells, count)) builder_skip(builder, row, cells, count);
    return true;
  }
  guint width = (guint)builder->table->kept_count, used = builder->cells->len;
  if (used + width > LG_MAX_CELLS) {
    builder_tell_limit(builder, LG_MSG_TABLE_CELLS, row, -1, LG_MAX_CELLS);
    builder->failed = builder->full = true;
    return false;
  }
  builder_room(builder, used + width);
  for (guint c = used; c < used + width; c++) {
    g_array_index(builder->cells, const char *, c) = "";
    g_array_index(builder->plain, bool, c) = true;
    if (builder->kinds) builder->kinds->data[c] = LG_CELL_TEXT;
  }
  if (builder_place(builder, row, cells, count, used)) {
    g_array_append_val(builder->row_numbers, row);
  } else {
    if (!builder->full)
      builder_lose(builder, row, (const char *const *)(void *)builder->cells->data + used);
    builder_room(builder, used);
  }
  return !builder->full;
}

bool lg_table_builder_row(void *user, int row, const lg_raw_cell *cells, int count)
{
  lg_table_builder *builder = user;
  if (builder->useless || builder->full) return false;
  if (!cells) return !builder->heading || builder_begin(builder);
  if (!builder->heading) return builder_data(builder, row, cells, count);
  return !lg_heading_keep(builder->heading, row, cells, count) || builder_begin(builder);
}

bool lg_table_builder_end(lg_table_builder *builder, bool read)
{
  lg_table *table = builder->table;
  if (builder->heading) builder_begin(builder);
  if (read && table->column_count == 0)
    builder_tell(builder, builder->is_csv ? LG_MSG_TABLE_EMPTY : LG_MSG_XLSX_SHEET_EMPTY, 0, -1,
                 table->sheet, NULL);
  lg_column_notes_tell(builder->notes, builder->report, table);
  lg_column_notes_free(builder->notes);
  if (builder->skipped_count)
    lg_report_add(builder->report, LG_MSG_ROWS_SKIPPED, table->file, builder->first_skipped, "",
                  builder->skipped->str, NULL);
  g_string_free(builder->skipped, TRUE);
  bool good = read && !builder->failed;
  table->row_count = (int)builder->row_numbers->len;
  table->row_number = (int *)(void *)g_array_free(builder->row_numbers, FALSE);
  table->cell = (const char **)(void *)g_array_free(builder->cells, FALSE);
  table->cell_plain = (bool *)(void *)g_array_free(builder->plain, FALSE);
  if (builder->kinds) table->cell_kind = g_byte_array_free(builder->kinds, FALSE);
  g_byte_array_free(builder->blank_told, TRUE);
  g_free(builder->use);
  g_hash_table_destroy(builder->headings);
  lg_heading_free(builder->chosen);
  g_free(builder);
  return good;
}
