#include "table.h"

#include <string.h>

#include "csv.h"
#include "encoding.h"
#include "fold.h"
#include "grid.h"
#include "io/words/codes.h"
#include "io/words/shapes.h"
#include "table_build.h"
#include "table_heading.h"
#include "table_pieces.h"
#include "table_sheet.h"

/* Reads a CSV text for the words it knows, before anything is said about it: delimiter and encoding
 * depend on them. */
struct table_scan {
  GHashTable *headings;
  const lg_shape *shape;
  const lg_word_code **words; /* [column_count] of the row most like a heading, NULL: any text */
  int column_count, known;
  bool heading_only, unknown;
};

/* Takes the row for the heading if it has more known headings than the one before. */
static bool scan_heading(struct table_scan *scan, const lg_raw_cell *cells, int count)
{
  int known = 0;
  bool unknown = false;
  const lg_word_code **words = g_new0(const lg_word_code *, count + 1);
  for (int i = 0; i < count; i++) {
    size_t length = cells[i].length;
    const char *text = lg_trim(cells[i].text, &length);
    int field = length ? lg_headings_find(scan->headings, text, length) : -1;
    if (field >= 0) {
      words[i] = scan->shape->fields[field].words;
      known++;
    }
    unknown |= length && field < 0;
  }
  bool taken = !scan->words || known > scan->known;
  if (taken) {
    g_free(scan->words);
    scan->words = words;
    scan->column_count = count;
    scan->known = known;
    scan->unknown = unknown;
  } else {
    g_free(words);
  }
  return taken;
}

static bool scan_row(void *user, int row, const lg_raw_cell *cells, int count)
{
  struct table_scan *scan = user;
  bool first = row <= LG_HEADING_ROWS;
  if (first && scan_heading(scan, cells, count)) return true;
  if (scan->heading_only || !scan->words) return first;
  for (int i = 0; i < MIN(count, scan->column_count) && !scan->unknown; i++) {
    size_t length = cells[i].length;
    if (!scan->words[i] || !length || lg_word_code_of(scan->words[i], cells[i].text) >= 0) continue;
    g_autofree char *folded = lg_fold(cells[i].text);
    scan->unknown = *folded && lg_word_code_of(scan->words[i], folded) < 0;
  }
  return first || !scan->unknown;
}

static struct table_scan scan_text(const char *text, size_t size, const lg_table *table,
                                   char delimiter, bool heading_only)
{
  struct table_scan scan = {
      lg_headings_new(table), lg_shape_of(table->kind), NULL, 0, 0, heading_only, false};
  lg_csv_read(text, size, delimiter, scan_row, &scan);
  g_hash_table_destroy(scan.headings);
  g_clear_pointer(&scan.words, g_free);
  return scan;
}

/* The delimiter that the text declares, else the one that gives the most known headings. */
static char delimiter_find(const char *text, size_t size, const lg_table *table)
{
  size_t declaration;
  char declared = lg_csv_declared(text, &declaration);
  if (declared) return declared;
  static const char delimiters[] = {',', ';', '\t'};
  char best = delimiters[0];
  int best_known = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(delimiters); i++) {
    int known = scan_text(text, size, table, delimiters[i], true).known;
    if (known > best_known) {
      best_known = known;
      best = delimiters[i];
    }
  }
  return best;
}

static bool text_has_unknown(const char *text, size_t size, const lg_table *table)
{
  return scan_text(text, size, table, delimiter_find(text, size, table), false).unknown;
}

/* The GB18030 reading of a text that is valid UTF-8 too, where it is the better one (SPEC 7), else
 * NULL. */
static char *better_as_gb18030(const char *text, size_t size, const lg_table *table,
                               lg_gb18030 *decoded)
{
  lg_gb18030 line;
  if (g_str_is_ascii(text)) return NULL;
  /* Mostly the heading says it: an end of line is never part of a GB18030 character. */
  size_t heading;
  lg_csv_declared(text, &heading);
  heading += strspn(text + heading, "\r\n");
  heading += strcspn(text + heading, "\r\n");
  g_autofree char *first = lg_gb18030_decode(text, heading, &line);
  if (!first || text_has_unknown(first, line.length, table) || !text_has_unknown(text, size, table))
    return NULL;
  char *other = lg_gb18030_decode(text, size, decoded);
  if (other && text_has_unknown(other, decoded->length, table)) g_clear_pointer(&other, g_free);
  return other;
}

static void report_byte(lg_report *report, lg_message message, const char *file, const char *bytes,
                        size_t offset)
{
  g_autofree char *value = g_strdup_printf("0x%02X", (unsigned)(unsigned char)bytes[offset]);
  g_autofree char *place = g_strdup_printf("%zu", offset + 1);
  lg_report_add(report, message, file, lg_line_of(bytes, offset), "", value, place, NULL);
}

/* The file's text in UTF-8, and table->encoding; NULL where it has none (reported).
 *   own   what of it is not the file's bytes: g_free */
static const char *table_decode(lg_table *table, const char *bytes, size_t *size, size_t bad,
                                char **own, lg_report *report)
{
  static const char mark[] = "\xEF\xBB\xBF";
  lg_gb18030 decoded = {0};
  bool valid = bad == *size;
  *own = NULL;
  if (*size >= 3 && memcmp(bytes, mark, 3) == 0) {
    table->encoding = LG_ENC_UTF8_BOM;
    if (valid) {
      *size -= 3;
      return bytes + 3;
    }
    report_byte(report, LG_MSG_TABLE_BAD_UTF8, table->file, bytes, bad);
    return NULL;
  }
  table->encoding = LG_ENC_UTF8;
  *own = valid ? better_as_gb18030(bytes, *size, table, &decoded)
               : lg_gb18030_decode(bytes, *size, &decoded);
  if (!*own && valid) return bytes;
  if (*own) {
    table->encoding = LG_ENC_GB18030;
    bool marked = decoded.length >= 3 && memcmp(*own, mark, 3) == 0;
    *size = marked ? decoded.length - 3 : decoded.length;
    return marked ? *own + 3 : *own;
  }
  if (decoded.no_module)
    lg_report_add(report, LG_MSG_TABLE_NO_GB18030, table->file, 0, "", NULL);
  else if (decoded.bad > bad) /* the reading that gets further is what the file was meant to be */
    report_byte(report, LG_MSG_TABLE_BAD_GB18030, table->file, bytes, decoded.bad);
  else
    report_byte(report, LG_MSG_TABLE_BAD_BYTE, table->file, bytes, bad);
  return NULL;
}

static bool csv_report(const lg_table *table, lg_csv_result result, lg_report *report)
{
  static const lg_message messages[] = {[LG_CSV_QUOTE_INSIDE] = LG_MSG_CSV_QUOTE_INSIDE,
                                        [LG_CSV_AFTER_QUOTE] = LG_MSG_CSV_AFTER_QUOTE,
                                        [LG_CSV_OPEN_QUOTE] = LG_MSG_CSV_OPEN_QUOTE};
  if (result.fault == LG_CSV_FINE) return true;
  lg_report_add(report, messages[result.fault], table->file, result.row, "", NULL);
  return false;
}

/* The text of a CSV file and its delimiter; NULL: reported.
 *   bad   out: the first byte that is no UTF-8
 *   own   what of the text is not the file's bytes: g_free */
static const char *csv_text(lg_table *table, const char *bytes, size_t *size, size_t *bad,
                            char **own, lg_report *report)
{
  *own = NULL;
  if (!lg_bytes_are_text(bytes, *size, table->file, report)) return NULL;
  *bad = lg_utf8_bad_byte(bytes, *size);
  const char *text = table_decode(table, bytes, size, *bad, own, report);
  if (!text) return NULL;
  table->delimiter = delimiter_find(text, *size, table);
  size_t declaration; /* its line stays, blank, and counts */
  lg_csv_declared(text, &declaration);
  *size -= declaration;
  return text + declaration;
}

static bool table_read_csv(lg_table *table, const char *bytes, size_t size, lg_report *report)
{
  g_autofree char *own = NULL;
  size_t bad;
  const char *text = csv_text(table, bytes, &size, &bad, &own, report);
  if (!text) return false;
  lg_table_builder *builder = lg_table_builder_new(table, true, report);
  lg_csv_result result = lg_csv_read(text, size, table->delimiter, lg_table_builder_row, builder);
  bool read = csv_report(table, result, report);
  bool good = lg_table_builder_end(builder, read);
  /* A UTF-8 file with one broken byte may pass for GB18030, and its headings are not to be known
   * again then. */
  if (!good && table->encoding == LG_ENC_GB18030) {
    g_autofree char *place = g_strdup_printf("%zu", bad + 1);
    lg_report_add(report, LG_MSG_TABLE_READ_AS_GB18030, table->file, 0, "", place, NULL);
  }
  return good;
}

size_t lg_table_split(const char *file, const char **sheet)
{
  g_autofree char *lower = g_ascii_strdown(file, -1);
  const char *mark = strstr(lower, ".xlsx#");
  if (!mark) mark = strstr(lower, ".xlsm#");
  *sheet = mark ? file + (mark - lower) + 6 : NULL;
  return mark ? (size_t)(mark - lower) + 5 : strlen(file);
}

/* What a file is, its bytes say; its name only where they say nothing. */
static bool is_workbook(const char *name, const char *sheet, const char *bytes, size_t size)
{
  bool zip = size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
  g_autofree char *lower = g_ascii_strdown(name, -1);
  return zip || sheet || g_str_has_suffix(lower, ".xlsx") || g_str_has_suffix(lower, ".xlsm");
}

static bool table_read_bytes(lg_table *table, const char *name, const char *sheet,
                             const char *bytes, size_t size, lg_report *report)
{
  bool zip = size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
  if (!zip && !lg_bytes_may_be_table(bytes, size, name, table->file, report)) return false;
  return is_workbook(name, sheet, bytes, size)
             ? lg_table_read_workbook(table, bytes, size, sheet, report)
             : table_read_csv(table, bytes, size, report);
}

/* What the thread below is given. */
struct summed {
  const char *key, *bytes;
  size_t size;
};

static gpointer bytes_sum(gpointer data)
{
  const struct summed *summed = data;
  return lg_file_sum(summed->key, summed->bytes, summed->size);
}

static char *table_path(const char *folder, const char *name)
{
  return g_path_is_absolute(name) || !folder || !*folder ? g_strdup(name)
                                                         : g_build_filename(folder, name, NULL);
}

/* The sum takes as long as a quarter of the reading: it is worked out beside it. */
static bool table_fill(lg_table *table, const char *folder, const char *key, lg_report *report)
{
  const char *sheet;
  g_autofree char *name = g_strndup(table->file, lg_table_split(table->file, &sheet));
  g_autofree char *path = table_path(folder, name);
  size_t size;
  char *bytes = lg_file_load(path, table->file, report, &size);
  if (!bytes) return false;
  table->folder = g_path_get_dirname(path);
  struct summed summed = {key, bytes, size};
  GThread *thread = g_thread_try_new("sha256", bytes_sum, &summed, NULL);
  bool read = table_read_bytes(table, name, sheet, bytes, size, report);
  g_autofree char *sum = thread ? g_thread_join(thread) : bytes_sum(&summed);
  g_strlcpy(table->sha256, sum, sizeof table->sha256);
  g_free(bytes);
  return read;
}

static lg_table *table_new(const char *file, lg_table_kind kind, const lg_naming *naming)
{
  lg_table *table = g_new0(lg_table, 1);
  table->kind = kind;
  table->naming = naming;
  table->file = g_strdup(file);
  table->texts = g_string_chunk_new(64 * 1024);
  for (int f = 0; f < LG_MOST_FIELDS; f++) table->column_of[f] = -1;
  return table;
}

lg_table *lg_table_read(const char *folder, const char *file, lg_table_kind kind,
                        const lg_naming *naming, const char *key, lg_report *report)
{
  if (lg_table_is_many(folder, file))
    return lg_table_read_pieces(folder, file, kind, naming, key, report);
  lg_table *table = table_new(file, kind, naming);
  if (table_fill(table, folder, key, report)) return table;
  lg_table_free(table);
  return NULL;
}

/* ---- as it stands ---- */

static bool grid_csv(lg_table *table, const char *bytes, size_t size, lg_grid *grid,
                     lg_report *report)
{
  g_autofree char *own = NULL;
  size_t bad;
  const char *text = csv_text(table, bytes, &size, &bad, &own, report);
  return text &&
         csv_report(table, lg_csv_read(text, size, table->delimiter, lg_grid_take, grid), report);
}

GPtrArray *lg_table_sheets(const char *folder, const char *file, lg_table_kind kind,
                           const lg_naming *naming, lg_report *report)
{
  g_autofree char *path = table_path(folder, file);
  size_t size;
  g_autofree char *bytes = lg_file_load(path, file, report, &size);
  if (!bytes || !is_workbook(file, NULL, bytes, size)) return NULL;
  lg_table *table = table_new(file, kind, naming);
  GPtrArray *sheets = lg_table_sheets_found(table, bytes, size, report);
  lg_table_free(table);
  return sheets;
}

lg_grid *lg_grid_of_table(const char *folder, const char *file, lg_table_kind kind,
                          const lg_naming *naming, lg_report *report)
{
  if (lg_table_is_many(folder, file)) return lg_grid_of_pieces(folder, file, kind, naming, report);
  lg_table *table = table_new(file, kind, naming);
  const char *sheet;
  g_autofree char *name = g_strndup(file, lg_table_split(file, &sheet));
  g_autofree char *path = table_path(folder, name);
  size_t size;
  g_autofree char *bytes = lg_file_load(path, file, report, &size);
  lg_grid *grid = lg_grid_new();
  bool good = bytes && (is_workbook(name, sheet, bytes, size)
                            ? lg_grid_of_sheet(table, bytes, size, sheet, grid, report)
                            : grid_csv(table, bytes, size, grid, report));
  lg_table_free(table);
  if (good) return grid;
  lg_grid_free(grid);
  return NULL;
}

void lg_table_free(lg_table *table)
{
  if (!table) return;
  g_strfreev(table->heading);
  g_free(table->file);
  g_free(table->folder);
  g_free(table->sheet);
  g_free(table->row_number);
  g_free(table->slot);
  g_free(table->cell);
  g_free(table->cell_kind);
  g_free(table->cell_plain);
  g_string_chunk_free(table->texts);
  if (table->pieces) g_ptr_array_unref(table->pieces);
  g_free(table->piece_base);
  if (table->edited) g_hash_table_destroy(table->edited);
  if (table->lost) g_hash_table_destroy(table->lost);
  if (table->lost_rows) g_hash_table_destroy(table->lost_rows);
  g_free(table);
}

bool lg_table_has_lost(const lg_table *table, const char *text)
{
  return table && table->lost && g_hash_table_contains(table->lost, text);
}

/* The place of a cell in the arrays, or -1. */
static gssize table_place(const lg_table *table, int row, int column)
{
  int slot = column < 0 ? -1 : table->slot[column];
  return slot < 0 ? -1 : (gssize)row * table->kept_count + slot;
}

const char *lg_table_text(const lg_table *table, int row, int column)
{
  gssize place = table_place(table, row, column);
  return place < 0 ? "" : table->cell[place];
}

lg_cell_kind lg_table_kind_at(const lg_table *table, int row, int column)
{
  gssize place = table_place(table, row, column);
  return place < 0 || !table->cell_kind ? LG_CELL_TEXT : (lg_cell_kind)table->cell_kind[place];
}

const char *lg_table_cell(const lg_table *table, int row, int field)
{
  return lg_table_text(table, row, table->column_of[field]);
}

lg_cell_kind lg_table_cell_kind(const lg_table *table, int row, int field)
{
  return lg_table_kind_at(table, row, table->column_of[field]);
}

const char *lg_table_cell_shown(const lg_table *table, int row, int column)
{
  const char *text = lg_table_text(table, row, column);
  bool apart = lg_table_kind_at(table, row, column) == LG_CELL_SHOWN;
  return apart ? text + strlen(text) + 1 : text;
}

bool lg_table_cell_is_plain(const lg_table *table, int row, int field)
{
  gssize place = table_place(table, row, table->column_of[field]);
  return place < 0 || table->cell_plain[place];
}

const char *lg_table_heading(const lg_table *table, int field)
{
  int column = table->column_of[field];
  return column < 0 ? lg_shape_of(table->kind)->fields[field].headings[0] : table->heading[column];
}
