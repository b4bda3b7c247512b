#include "table_build.h"

#include <string.h>

#include "../model/limits.h"
#include "cell_text.h"

enum { LG_HEADING_BYTES = 1024 }; /* what is longer is cut: notes above the heading may be long */

struct lg_builder {
  lg_table *table;
  lg_report *report;
  const lg_shape *shape;
  GHashTable *headings;
  bool is_csv, has_heading, failed;
  int heading_row, heading_count; /* cells of the heading line, blank ones at its end included */
  GPtrArray *columns;             /* headings, trimmed, without blank ones at the end */
  GByteArray *blank_told;         /* by column: a missing heading was reported */
  GArray *cells, *row_numbers;    /* const char *, int */
  GByteArray *kinds;              /* lg_cell_kind, XLSX only */
  GArray *plain;                  /* bool */
  int best_known, best_row;       /* XLSX: the row most like a heading so far */
  GPtrArray *best;
};

/* In the place of a shared text that is defective: told apart by its address. */
static const char lg_bad_text[1] = "";

static size_t lg_blank_at(const char *text, size_t length)
{
  if (length >= 1 && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')) return 1;
  if (length >= 2 && memcmp(text, "\u00A0", 2) == 0) return 2;
  if (length >= 3 && memcmp(text, "\u3000", 3) == 0) return 3;
  return 0;
}

/* ASCII blanks, first and last bytes of U+00A0 and U+3000. */
static bool lg_may_blank(char c)
{
  unsigned char byte = (unsigned char)c;
  return byte <= ' ' || byte == 0xC2 || byte == 0xE3 || byte == 0xA0 || byte == 0x80;
}

const char *lg_trim(const char *text, size_t *length)
{
  size_t n = *length;
  /* Most texts begin and end with bytes that no blank begins or ends with. */
  if (n && !lg_may_blank(*text) && !lg_may_blank(text[n - 1])) return text;
  for (size_t blank; n > 0 && (blank = lg_blank_at(text, n)) > 0; text += blank) n -= blank;
  for (bool again = true; n > 0 && again;) {
    again = false;
    for (size_t size = 1; size <= 3 && size <= n && !again; size++)
      again = lg_blank_at(text + n - size, size) == size;
    if (!again) break;
    n -= (unsigned char)text[n - 1] < 0x80 ? 1 : (unsigned char)text[n - 1] == 0xA0 ? 2 : 3;
  }
  *length = n;
  return text;
}

GHashTable *lg_headings_new(lg_table_kind kind)
{
  const lg_shape *shape = lg_shape_of(kind);
  GHashTable *headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int f = 0; f < shape->field_count; f++)
    for (const char *const *h = shape->fields[f].headings; *h; h++)
      g_hash_table_insert(headings, g_ascii_strdown(*h, -1), GINT_TO_POINTER(f + 1));
  return headings;
}

int lg_headings_find(GHashTable *headings, const char *text, size_t length)
{
  if (length > 200) return -1;
  g_autofree char *key = lg_heading_key(text, length);
  return GPOINTER_TO_INT(g_hash_table_lookup(headings, key)) - 1;
}

lg_builder *lg_builder_new(lg_table *table, bool is_csv, lg_report *report)
{
  lg_builder *builder = g_new0(lg_builder, 1);
  builder->table = table;
  builder->report = report;
  builder->shape = lg_shape_of(table->kind);
  builder->headings = lg_headings_new(table->kind);
  builder->is_csv = is_csv;
  builder->blank_told = g_byte_array_new();
  builder->cells = g_array_new(FALSE, FALSE, sizeof(const char *));
  builder->row_numbers = g_array_new(FALSE, FALSE, sizeof(int));
  builder->plain = g_array_new(FALSE, FALSE, sizeof(bool));
  if (!is_csv) builder->kinds = g_byte_array_new();
  builder->best_known = -1;
  return builder;
}

/* The heading of a column for messages, or its letters where it has none. g_free. */
static char *lg_builder_column(const lg_builder *builder, int column)
{
  const GPtrArray *columns = builder->columns;
  if (columns && column < (int)columns->len) {
    const char *heading = g_ptr_array_index(columns, column);
    if (*heading) return g_strdup(heading);
  }
  GString *letters = g_string_new(NULL);
  for (int c = column + 1; c > 0; c = (c - 1) / 26)
    g_string_prepend_c(letters, (char)('A' + (c - 1) % 26));
  return g_string_free(letters, FALSE);
}

static void lg_builder_tell(const lg_builder *builder, lg_message message, int row, int column,
                            const char *a, const char *b)
{
  g_autofree char *name = column < 0 ? g_strdup("") : lg_builder_column(builder, column);
  lg_report_add(builder->report, message, builder->table->file, row, name, a, b, NULL);
}

static void lg_builder_tell_limit(lg_builder *builder, lg_message message, int row, int column,
                                  int limit)
{
  g_autofree char *number = g_strdup_printf("%d", limit);
  lg_builder_tell(builder, message, row, column, number, NULL);
}

/* Does the text hold none of the bytes that blanks, control characters, full-width and
 * unseen forms and noncharacters are made of? So it is with nearly all cells, and they are done
 * with then. */
static bool lg_bytes_are_plain(const char *text, size_t length)
{
  /* a bit a byte: 00-20, 7F, C2, E2, E3, EF-FF */
  static const guint64 odd[4] = {0x1FFFFFFFF, G_GUINT64_CONSTANT(1) << 63, 0,
                                 G_GUINT64_CONSTANT(0xFFFF800C00000004)};
  guint64 found = 0;
  for (size_t i = 0; i < length; i++) {
    unsigned char byte = (unsigned char)text[i];
    found |= odd[byte >> 6] >> (byte & 63);
  }
  return !(found & 1);
}

/* The first control character (line breaks and tabs are none here) or noncharacter of a valid text,
 * or 0. */
static gunichar lg_forbidden_character(const char *text, size_t length)
{
  const unsigned char *p = (const unsigned char *)text, *end = p + length;
  for (; p < end; p++) {
    if (*p >= 0x20 && *p < 0x7F) continue;
    if (*p < 0x80) {
      if (*p == '\t' || *p == '\n' || *p == '\r') continue;
      return *p;
    }
    /* only these can begin U+0080-9F, U+FDD0-FDEF, U+xxFFFE and U+xxFFFF */
    if (*p != 0xC2 && *p != 0xEF && *p < 0xF0) continue;
    gunichar c = g_utf8_get_char((const char *)p);
    if (c < 0xA0 || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE) return c;
  }
  return 0;
}

/* Reports what is wrong with a cell whatever it means. */
static bool lg_builder_cell_is_good(lg_builder *builder, int row, const lg_raw_cell *cell,
                                    bool *plain)
{
  static const lg_message messages[] = {[LG_RAW_ERROR] = LG_MSG_CELL_ERROR,
                                        [LG_RAW_NO_VALUE] = LG_MSG_CELL_NO_VALUE,
                                        [LG_RAW_NO_STRING] = LG_MSG_CELL_NO_STRING,
                                        [LG_RAW_BAD_NUMBER] = LG_MSG_CELL_BAD_NUMBER};
  if (cell->state != LG_RAW_FINE) {
    lg_builder_tell(builder, messages[cell->state], row, cell->column, cell->text, NULL);
    return false;
  }
  if (cell->length > LG_MAX_CELL_BYTES) {
    lg_builder_tell_limit(builder, LG_MSG_CELL_LONG, row, cell->column, LG_MAX_CELL_BYTES / 1024);
    return false;
  }
  *plain = lg_bytes_are_plain(cell->text, cell->length);
  if (*plain) return true;
  gunichar forbidden = lg_forbidden_character(cell->text, cell->length);
  if (!forbidden) return true;
  g_autofree char *code = g_strdup_printf("U+%04X", (unsigned)forbidden);
  lg_builder_tell(builder, LG_MSG_CELL_CONTROL, row, cell->column, code, cell->text);
  return false;
}

/* The trimmed text of a cell in the table's own memory; NULL where the cell is defective
 * (reported). A shared text is looked at once: a small file may name a long one a million times. */
static lg_stored_text lg_builder_text(lg_builder *builder, int row, const lg_raw_cell *cell)
{
  const char *known = cell->memo ? cell->memo->text : NULL;
  if (known && known != lg_bad_text) return *cell->memo;
  lg_stored_text stored = {NULL, false};
  if (known && lg_report_is_full(builder->report)) {
    lg_builder_tell(builder, LG_MSG_CELL_CONTROL, row, cell->column, "", "");
  } else if (lg_builder_cell_is_good(builder, row, cell, &stored.plain)) {
    size_t length = cell->length;
    const char *text = lg_trim(cell->text, &length);
    stored.text =
        length ? g_string_chunk_insert_len(builder->table->texts, text, (gssize)length) : "";
  }
  if (cell->memo)
    *cell->memo = (lg_stored_text){stored.text ? stored.text : lg_bad_text, stored.plain};
  return stored;
}

/* The headings of a row, trimmed, without blank ones at the end. */
static GPtrArray *lg_headings_of_row(const lg_raw_cell *cells, int count)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < count; i++) {
    size_t length = MIN(cells[i].length, LG_HEADING_BYTES);
    while (length < cells[i].length && (cells[i].text[length] & 0xC0) == 0x80) length--;
    const char *text = lg_trim(cells[i].text, &length);
    if (!length || cells[i].column >= LG_MAX_COLUMNS) continue;
    while ((int)columns->len < cells[i].column) g_ptr_array_add(columns, g_strdup(""));
    g_ptr_array_add(columns, g_strndup(text, length));
  }
  return columns;
}

/* Sets column_of for the first column of each field. */
static int lg_builder_match(lg_builder *builder, const GPtrArray *columns, int *column_of)
{
  int known = 0;
  for (int f = 0; f < LG_T_COUNT; f++) column_of[f] = -1;
  for (guint c = 0; c < columns->len; c++) {
    const char *heading = g_ptr_array_index(columns, c);
    int field = *heading ? lg_headings_find(builder->headings, heading, strlen(heading)) : -1;
    if (field < 0 || column_of[field] >= 0) continue;
    column_of[field] = (int)c;
    known++;
  }
  return known;
}

/* `students` may be left out where each stage has its own column (SPEC 7: `both`). */
static bool lg_field_is_missing(const lg_builder *builder, const int *column_of, int field)
{
  if (!builder->shape->fields[field].required || column_of[field] >= 0) return false;
  return builder->table->kind != LG_TABLE_SCHOOLS || field != LG_S_STUDENTS ||
         column_of[LG_S_STUDENTS_PRIMARY] < 0 || column_of[LG_S_STUDENTS_JUNIOR] < 0;
}

static bool lg_builder_has_required(const lg_builder *builder, const int *column_of)
{
  for (int f = 0; f < builder->shape->field_count; f++)
    if (lg_field_is_missing(builder, column_of, f)) return false;
  return true;
}

/* The unknown heading of the file that is nearest to one of the field's, or NULL. */
static const char *lg_builder_nearest_heading(lg_builder *builder, const GPtrArray *columns,
                                              const lg_field *field)
{
  int names = (int)g_strv_length((char **)(void *)field->headings);
  for (guint c = 0; c < columns->len; c++) {
    const char *heading = g_ptr_array_index(columns, c);
    if (!*heading || lg_headings_find(builder->headings, heading, strlen(heading)) >= 0) continue;
    g_autofree char *folded = lg_fold(heading);
    if (lg_nearest(folded, field->headings, names)) return heading;
  }
  return NULL;
}

static void lg_builder_tell_missing(lg_builder *builder, const GPtrArray *columns,
                                    const int *column_of, int row)
{
  for (int f = 0; f < builder->shape->field_count; f++) {
    if (!lg_field_is_missing(builder, column_of, f)) continue;
    const lg_field *field = &builder->shape->fields[f];
    g_autofree char *names = g_strjoinv(", ", (char **)(void *)field->headings);
    const char *near = lg_builder_nearest_heading(builder, columns, field);
    lg_report_add(builder->report, near ? LG_MSG_HEADING_MISSING_NEAR : LG_MSG_HEADING_MISSING,
                  builder->table->file, row, field->headings[0], names, near, NULL);
  }
}

/* The heading of a field that the table lacks and that `heading` may be meant for, or NULL. Two
 * characters are too few to tell: 学历 is not 学段. */
static const char *lg_builder_meant(const lg_builder *builder, const char *heading)
{
  g_autofree char *folded = lg_fold(heading);
  if (g_utf8_strlen(folded, -1) < 3) return NULL;
  for (int f = 0; f < builder->shape->field_count; f++) {
    const char *const *names = builder->shape->fields[f].headings;
    if (builder->table->column_of[f] >= 0 || builder->shape->fields[f].required) continue;
    const char *near = lg_nearest(folded, names, (int)g_strv_length((char **)(void *)names));
    if (near) return near;
  }
  return NULL;
}

/* Two columns of one field, one heading twice, headings that nearly are known ones. A roster may
 * repeat headings: the columns that it copies may be called like its own, and the first is meant.
 */
static void lg_builder_tell_columns(lg_builder *builder, int row)
{
  lg_table *table = builder->table;
  GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int c = 0; c < table->column_count; c++) {
    const char *heading = table->heading[c];
    if (!*heading) continue;
    int field = lg_headings_find(builder->headings, heading, strlen(heading));
    bool again = !g_hash_table_add(seen, lg_fold(heading));
    bool roster = table->kind == LG_TABLE_ROSTER;
    if (field >= 0 && table->column_of[field] != c &&
        (!roster || builder->shape->fields[field].required)) {
      lg_report_add(builder->report, LG_MSG_HEADING_TWO, table->file, row, heading,
                    table->heading[table->column_of[field]], heading,
                    builder->shape->fields[field].headings[0], NULL);
    } else if (field < 0 && !roster && again) {
      lg_builder_tell(builder, LG_MSG_HEADING_TWICE, row, c, NULL, NULL);
    } else if (field < 0 && !roster) {
      const char *near = lg_builder_meant(builder, heading);
      if (near) lg_builder_tell(builder, LG_MSG_HEADING_NEAR, row, c, near, NULL);
    }
  }
  g_hash_table_destroy(seen);
}

/* Takes `columns` as the table's heading (owned from now on). */
static void lg_builder_take_heading(lg_builder *builder, GPtrArray *columns, int row)
{
  lg_table *table = builder->table;
  builder->columns = columns;
  builder->has_heading = true;
  builder->heading_row = row;
  table->column_count = (int)columns->len;
  table->heading = g_new0(char *, columns->len + 1);
  for (guint c = 0; c < columns->len; c++)
    table->heading[c] = g_strdup(g_ptr_array_index(columns, c));
  lg_builder_match(builder, columns, table->column_of);
  for (int c = 0; c < table->column_count; c++) {
    const char *heading = table->heading[c];
    lg_raw_cell cell = {c, LG_CELL_TEXT, LG_RAW_FINE, heading, strlen(heading), NULL};
    bool plain;
    lg_builder_cell_is_good(builder, row, &cell, &plain);
  }
  lg_builder_tell_columns(builder, row);
}

static bool lg_builder_csv_heading(lg_builder *builder, int row, const lg_raw_cell *cells,
                                   int count)
{
  GPtrArray *columns = lg_headings_of_row(cells, count);
  builder->heading_count = count;
  if (count > LG_MAX_COLUMNS) {
    lg_builder_tell_limit(builder, LG_MSG_TABLE_COLUMNS, row, -1, LG_MAX_COLUMNS);
  } else if (row != 1 || columns->len == 0) {
    lg_builder_tell(builder, LG_MSG_HEADING_FIRST_LINE, 1, -1, NULL, NULL);
  } else {
    lg_builder_take_heading(builder, columns, row);
    const int *column_of = builder->table->column_of;
    lg_builder_tell_missing(builder, columns, column_of, row);
    builder->failed |= !lg_builder_has_required(builder, column_of);
    /* A wrong file altogether: its rows would only add noise. */
    for (int f = 0; f < builder->shape->field_count; f++)
      if (column_of[f] >= 0) return true;
    return false;
  }
  g_ptr_array_free(columns, TRUE);
  builder->has_heading = builder->failed = true;
  return false;
}

static void lg_builder_look_for_heading(lg_builder *builder, int row, const lg_raw_cell *cells,
                                        int count)
{
  int column_of[LG_T_COUNT];
  GPtrArray *columns = lg_headings_of_row(cells, count);
  int known = columns->len ? lg_builder_match(builder, columns, column_of) : -1;
  if (known > 0 && lg_builder_has_required(builder, column_of)) {
    lg_builder_take_heading(builder, columns, row);
  } else if (known > builder->best_known) {
    if (builder->best) g_ptr_array_free(builder->best, TRUE);
    builder->best = columns;
    builder->best_known = known;
    builder->best_row = row;
  } else {
    g_ptr_array_free(columns, TRUE);
  }
}

static void lg_builder_tell_blank(lg_builder *builder, int row, const lg_raw_cell *cell)
{
  guint column = (guint)cell->column;
  while (builder->blank_told->len <= column)
    g_byte_array_append(builder->blank_told, (const guint8 *)"", 1);
  if (builder->blank_told->data[column]) return;
  builder->blank_told->data[column] = 1;
  lg_builder_tell(builder, LG_MSG_HEADING_BLANK, row, cell->column, cell->text, NULL);
}

static bool lg_builder_is_blank(const lg_raw_cell *cells, int count)
{
  for (int i = 0; i < count; i++) {
    const char *memo = cells[i].memo ? cells[i].memo->text : NULL;
    if (memo && (*memo || memo == lg_bad_text)) return false;
    if (memo) continue;
    size_t length = cells[i].length;
    lg_trim(cells[i].text, &length);
    if (length || cells[i].state != LG_RAW_FINE) return false;
  }
  return true;
}

static void lg_builder_tell_width(lg_builder *builder, lg_message message, int row, int found)
{
  g_autofree char *has = g_strdup_printf("%d", found);
  g_autofree char *needs = g_strdup_printf("%d", builder->table->column_count);
  lg_builder_tell(builder, message, row, -1, has, needs);
}

/* Only where the column is read: others may say what they like. */
static bool lg_builder_is_ditto(const lg_builder *builder, int column, const char *text)
{
  if (builder->table->kind == LG_TABLE_ROSTER || !lg_is_ditto(text, strlen(text))) return false;
  for (int f = 0; f < builder->shape->field_count; f++)
    if (builder->table->column_of[f] == column) return true;
  return false;
}

/* Puts the cells of a row in their places; false where one is defective. */
static bool lg_builder_place(lg_builder *builder, int row, const lg_raw_cell *cells, int count,
                             const char **places, bool *plain, guint8 *kinds)
{
  int width = builder->table->column_count, last = -1;
  bool good = true;
  for (int i = 0; i < count; i++) {
    int column = cells[i].column;
    lg_stored_text stored = lg_builder_text(builder, row, &cells[i]);
    good &= stored.text != NULL;
    if (stored.text && lg_builder_is_ditto(builder, column, stored.text)) {
      lg_builder_tell(builder, LG_MSG_CELL_DITTO, row, column, stored.text, NULL);
      good = false;
    }
    if (!stored.text || !*stored.text) continue;
    bool beyond = builder->is_csv && column >= builder->heading_count;
    if (beyond)
      last = column;
    else if (column >= width || !*builder->table->heading[column])
      lg_builder_tell_blank(builder, row, &cells[i]);
    if (column >= width) continue;
    places[column] = stored.text;
    plain[column] = stored.plain;
    if (kinds) kinds[column] = (guint8)cells[i].kind;
  }
  if (last >= 0) lg_builder_tell_width(builder, LG_MSG_ROW_LONG, row, last + 1);
  if (builder->is_csv && count < width)
    lg_builder_tell_width(builder, LG_MSG_ROW_SHORT, row, count);
  return good && last < 0 && (!builder->is_csv || count >= width);
}

/* Whoever refers to what a defective row names is not to be told that there is no such thing. */
static void lg_builder_lose(lg_table *table, const char *const *places)
{
  if (!table->lost) table->lost = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int c = 0; c < table->column_count; c++)
    if (*places[c]) g_hash_table_add(table->lost, lg_fold_id(places[c]));
}

static bool lg_builder_data(lg_builder *builder, int row, const lg_raw_cell *cells, int count)
{
  if (lg_builder_is_blank(cells, count)) return true;
  guint width = (guint)builder->table->column_count, used = builder->cells->len;
  if (used + width > LG_MAX_CELLS) {
    lg_builder_tell_limit(builder, LG_MSG_TABLE_CELLS, row, -1, LG_MAX_CELLS);
    builder->failed = true;
    return false;
  }
  g_array_set_size(builder->cells, used + width);
  g_array_set_size(builder->plain, used + width);
  bool *plain = &g_array_index(builder->plain, bool, used);
  const char **places = &g_array_index(builder->cells, const char *, used);
  for (guint c = 0; c < width; c++) places[c] = "", plain[c] = true;
  guint8 *kinds = NULL;
  if (builder->kinds) {
    g_byte_array_set_size(builder->kinds, used + width);
    kinds = builder->kinds->data + used;
    memset(kinds, LG_CELL_TEXT, width);
  }
  if (lg_builder_place(builder, row, cells, count, places, plain, kinds)) {
    g_array_append_val(builder->row_numbers, row);
  } else {
    lg_builder_lose(builder->table, places);
    g_array_set_size(builder->cells, used);
    g_array_set_size(builder->plain, used);
    if (builder->kinds) g_byte_array_set_size(builder->kinds, used);
  }
  return true;
}

bool lg_builder_row(void *user, int row, const lg_raw_cell *cells, int count)
{
  lg_builder *builder = user;
  if (builder->has_heading) return lg_builder_data(builder, row, cells, count);
  if (builder->is_csv) return lg_builder_csv_heading(builder, row, cells, count);
  lg_builder_look_for_heading(builder, row, cells, count);
  return true;
}

static void lg_builder_tell_no_heading(lg_builder *builder)
{
  lg_table *table = builder->table;
  if (builder->is_csv) {
    lg_builder_tell(builder, LG_MSG_TABLE_EMPTY, 0, -1, NULL, NULL);
  } else if (!builder->best) {
    lg_builder_tell(builder, LG_MSG_XLSX_SHEET_EMPTY, 0, -1, table->sheet, NULL);
  } else {
    int column_of[LG_T_COUNT];
    lg_builder_match(builder, builder->best, column_of);
    lg_builder_tell_missing(builder, builder->best, column_of, builder->best_row);
  }
}

bool lg_builder_end(lg_builder *builder, bool read)
{
  lg_table *table = builder->table;
  if (read && !builder->has_heading) lg_builder_tell_no_heading(builder);
  bool good = read && builder->has_heading && !builder->failed;
  table->row_count = (int)builder->row_numbers->len;
  table->row_number = (int *)(void *)g_array_free(builder->row_numbers, FALSE);
  table->cell = (const char **)(void *)g_array_free(builder->cells, FALSE);
  table->cell_plain = (bool *)(void *)g_array_free(builder->plain, FALSE);
  if (builder->kinds) table->cell_kind = g_byte_array_free(builder->kinds, FALSE);
  if (builder->columns) g_ptr_array_free(builder->columns, TRUE);
  if (builder->best) g_ptr_array_free(builder->best, TRUE);
  g_byte_array_free(builder->blank_told, TRUE);
  g_hash_table_destroy(builder->headings);
  g_free(builder);
  return good;
}
