/* table_pieces.c - see table_pieces.h. */
#include "table_pieces.h"

#include <limits.h>
#include <string.h>

#include "cell_text.h"
#include "model/input_limits.h"
#include "rows.h"
#include "table_heading.h"
#include "table_sheet.h"

/* ---- which files ---- */

static char *path_in(const char *folder, const char *name)
{
  bool whole = g_path_is_absolute(name) || !folder || !*folder;
  return whole ? g_strdup(name) : g_build_filename(folder, name, NULL);
}

/* The file of "book.xlsx#sheet". g_free. */
static char *file_of(const char *name, const char **sheet)
{
  return g_strndup(name, lg_table_split(name, sheet));
}

static bool has_pattern(const char *text)
{
  return strpbrk(text, "*?") != NULL;
}

bool lg_table_is_many(const char *folder, const char *file)
{
  const char *sheet;
  if (!*file) return false; /* which reading refuses */
  if (strchr(file, '\n')) return true;
  g_autofree char *name = file_of(file, &sheet), *path = path_in(folder, name);
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) return true;
  bool all_sheets = sheet && strcmp(sheet, "*") == 0;
  return all_sheets || (has_pattern(name) && !g_file_test(path, G_FILE_TEST_EXISTS));
}

char *lg_table_pieces_name(const char *file)
{
  g_auto(GStrv) files = g_strsplit(file, "\n", -1);
  return g_strjoinv(", ", files);
}

/* No hidden file, and no lock file of a table that is open. */
static bool is_passed_over(const char *name)
{
  return *name == '.' || g_str_has_prefix(name, "~$");
}

static bool has_ending_of_tables(const char *name)
{
  static const char *const endings[] = {".xlsx", ".xlsm", ".csv", ".txt"};
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (size_t k = 0; k < G_N_ELEMENTS(endings); k++)
    if (g_str_has_suffix(lower, endings[k])) return true;
  return false;
}

static gint by_bytes(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The files of a folder with an ending of tables. */
static void add_folder(const char *folder, const char *name, GPtrArray *found)
{
  g_autofree char *path = path_in(folder, name);
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *entry; dir && (entry = g_dir_read_name(dir));) {
    if (is_passed_over(entry) || !has_ending_of_tables(entry)) continue;
    g_ptr_array_add(found, g_build_filename(name, entry, NULL));
  }
  if (dir) g_dir_close(dir);
}

/* Appends what matches `rest` below `before` (NULL: the folder itself), a part between slashes after
 * the other. */
static void add_matches(const char *folder, const char *before, const char *rest, GPtrArray *found)
{
  while (*rest == '/') rest++;
  const char *slash = strchr(rest, '/');
  g_autofree char *part = slash ? g_strndup(rest, (gsize)(slash - rest)) : g_strdup(rest);
  if (!has_pattern(part)) {
    g_autofree char *name = before ? g_build_filename(before, part, NULL) : g_strdup(part);
    g_autofree char *path = path_in(folder, name);
    if (slash)
      add_matches(folder, name, slash, found);
    else if (g_file_test(path, G_FILE_TEST_EXISTS))
      g_ptr_array_add(found, g_steal_pointer(&name));
    return;
  }
  g_autofree char *path = path_in(folder, before ? before : ".");
  GPatternSpec *pattern = g_pattern_spec_new(part);
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *entry; dir && (entry = g_dir_read_name(dir));) {
    g_autofree char *valid = g_utf8_make_valid(entry, -1);
    if (is_passed_over(entry) || !g_pattern_spec_match_string(pattern, valid)) continue;
    g_autofree char *name = before ? g_build_filename(before, entry, NULL) : g_strdup(entry);
    g_autofree char *whole = path_in(folder, name);
    bool is_folder = g_file_test(whole, G_FILE_TEST_IS_DIR);
    if (slash && is_folder)
      add_matches(folder, name, slash, found);
    else if (!slash && !is_folder)
      g_ptr_array_add(found, g_steal_pointer(&name));
  }
  if (dir) g_dir_close(dir);
  g_pattern_spec_free(pattern);
}

struct search {
  const char *folder;
  lg_table_kind kind;
  const lg_naming *naming;
  lg_report *report;
  GPtrArray *files;
  GHashTable *met; /* borrows the files */
};

static void take(struct search *s, const char *file)
{
  if (g_hash_table_contains(s->met, file)) return;
  char *kept = g_strdup(file);
  g_ptr_array_add(s->files, kept);
  g_hash_table_add(s->met, kept);
}

/* One file or, of "book.xlsx#*", its sheets with the heading. */
static void take_file(struct search *s, const char *name, const char *sheet)
{
  if (!sheet || strcmp(sheet, "*") != 0) {
    g_autofree char *file = sheet ? g_strconcat(name, "#", sheet, NULL) : g_strdup(name);
    take(s, file);
    return;
  }
  lg_report *unheard = lg_report_new();
  GPtrArray *sheets = lg_table_sheets(s->folder, name, s->kind, s->naming, unheard);
  lg_report_free(unheard);
  if (!sheets) take(s, name); /* reading says what is wrong with the file */
  for (guint k = 0; sheets && k < sheets->len; k++) {
    g_autofree char *file = g_strconcat(name, "#", (char *)g_ptr_array_index(sheets, k), NULL);
    take(s, file);
  }
  if (sheets && !sheets->len) lg_report_add(s->report, LG_MSG_PIECES_NO_SHEET, name, 0, "", NULL);
  if (sheets) g_ptr_array_unref(sheets);
}

/* One line of the text: a file, a pattern, a folder. */
static void take_given(struct search *s, const char *given)
{
  const char *sheet;
  g_autofree char *name = file_of(given, &sheet), *path = path_in(s->folder, name);
  GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
  bool many = true;
  if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
    add_folder(s->folder, name, found);
  } else if (has_pattern(name) && !g_file_test(path, G_FILE_TEST_EXISTS)) {
    add_matches(s->folder, *name == '/' ? "/" : NULL, name, found);
  } else {
    g_ptr_array_add(found, g_strdup(name));
    many = false;
  }
  g_ptr_array_sort(found, by_bytes);
  if (many && !found->len) lg_report_add(s->report, LG_MSG_PIECES_NONE, given, 0, "", NULL);
  for (guint k = 0; k < found->len && s->files->len <= LG_MAX_PIECES; k++)
    take_file(s, g_ptr_array_index(found, k), sheet);
  g_ptr_array_unref(found);
}

GPtrArray *lg_table_piece_files(const char *folder, const char *file, lg_table_kind kind,
                                const lg_naming *naming, lg_report *report)
{
  struct search s = {folder,
                     kind,
                     naming,
                     report,
                     g_ptr_array_new_with_free_func(g_free),
                     g_hash_table_new(g_str_hash, g_str_equal)};
  if (lg_table_is_many(folder, file)) {
    g_auto(GStrv) given = g_strsplit(file, "\n", -1);
    for (char **one = given; *one; one++)
      if (**one) take_given(&s, *one);
  } else {
    take(&s, file);
  }
  g_hash_table_destroy(s.met);
  if (s.files->len > LG_MAX_PIECES) {
    g_autofree char *name = lg_table_pieces_name(file);
    g_autofree char *most = g_strdup_printf("%d", LG_MAX_PIECES);
    lg_report_add(report, LG_MSG_PIECES_MANY, name, 0, "", most, NULL);
    g_ptr_array_set_size(s.files, 0);
  }
  if (s.files->len) return s.files;
  g_ptr_array_unref(s.files);
  return NULL;
}

/* ---- one table of them ---- */

/* The field of a column, or -1. */
static int field_at(const lg_table *table, int column)
{
  for (int f = 0; f < LG_MOST_FIELDS; f++)
    if (table->column_of[f] == column) return f;
  return -1;
}

struct merging {
  lg_table *whole;
  GPtrArray *headings;    /* of the whole */
  GHashTable *column_of;  /* heading key -> column + 1, of columns that are no field */
  GArray *cells, *kinds;  /* const char *, unsigned char */
  GArray *plain, *number; /* bool, int */
};

/* The column of the whole table for one of a piece. */
static int column_for(struct merging *m, const lg_table *piece, int column)
{
  const char *heading = piece->heading[column];
  int field = field_at(piece, column);
  g_autofree char *key = field < 0 ? lg_heading_key(heading, strlen(heading)) : NULL;
  int found = field >= 0 ? m->whole->column_of[field]
                         : GPOINTER_TO_INT(g_hash_table_lookup(m->column_of, key)) - 1;
  if (found >= 0) return found;
  found = (int)m->headings->len;
  g_ptr_array_add(m->headings, g_strdup(heading));
  if (field >= 0)
    m->whole->column_of[field] = found;
  else
    g_hash_table_insert(m->column_of, g_steal_pointer(&key), GINT_TO_POINTER(found + 1));
  return found;
}

/* [column_count] by the piece's own columns: those of the whole, -1 for what nobody reads. g_free. */
static int *columns_for(struct merging *m, const lg_table *piece)
{
  int *columns = g_new(int, piece->column_count + 1);
  for (int c = 0; c < piece->column_count; c++)
    columns[c] = piece->slot[c] < 0 ? -1 : column_for(m, piece, c);
  return columns;
}

static void add_rows(struct merging *m, const lg_table *piece, const int *columns, int base)
{
  int width = m->whole->kept_count;
  for (int r = 0; r < piece->row_count; r++) {
    guint first = m->cells->len;
    g_array_set_size(m->cells, first + (guint)width);
    g_array_set_size(m->kinds, first + (guint)width);
    g_array_set_size(m->plain, first + (guint)width);
    for (guint k = first; k < m->cells->len; k++) {
      g_array_index(m->cells, const char *, k) = "";
      g_array_index(m->kinds, unsigned char, k) = LG_CELL_TEXT;
      g_array_index(m->plain, bool, k) = true;
    }
    for (int c = 0; c < piece->column_count; c++) {
      if (columns[c] < 0) continue;
      gsize from = (gsize)r * (gsize)piece->kept_count + (gsize)piece->slot[c];
      guint to = first + (guint)columns[c];
      g_array_index(m->cells, const char *, to) = piece->cell[from];
      if (piece->cell_kind) g_array_index(m->kinds, unsigned char, to) = piece->cell_kind[from];
      g_array_index(m->plain, bool, to) = piece->cell_plain[from];
    }
    int number = base + piece->row_number[r];
    g_array_append_val(m->number, number);
  }
}

/* Rows that were left out in any piece. */
static void add_lost(lg_table *whole, const lg_table *piece)
{
  if (!piece->lost) return;
  if (!whole->lost) whole->lost = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter each;
  gpointer text;
  for (g_hash_table_iter_init(&each, piece->lost); g_hash_table_iter_next(&each, &text, NULL);)
    g_hash_table_add(whole->lost, g_strdup(text));
}

/* Where the row numbers of a piece end. */
static int64_t last_number(const lg_table *piece)
{
  int last = piece->row_count ? piece->row_number[piece->row_count - 1] : 0;
  return MAX(last, piece->heading_row) + (int64_t)1;
}

/* False where all pieces together are more than is read of one table: reported. */
static bool is_in_bounds(const lg_table *whole, lg_report *report)
{
  int64_t cells = 0, texts = 0, rows = 0;
  for (guint k = 0; k < whole->pieces->len; k++) {
    const lg_table *piece = g_ptr_array_index(whole->pieces, k);
    cells += (int64_t)piece->row_count * whole->kept_count;
    texts += (int64_t)piece->text_bytes;
    rows += last_number(piece);
  }
  bool few = cells <= LG_MAX_CELLS && rows < INT_MAX / 2;
  if (few && texts <= LG_MAX_TABLE_BYTES) return true;
  g_autofree char *limit =
      g_strdup_printf("%d", few ? LG_MAX_TABLE_BYTES / (1024 * 1024) : LG_MAX_CELLS);
  lg_report_add(report, few ? LG_MSG_TABLE_TEXTS : LG_MSG_TABLE_CELLS, whole->file, 0, "", limit,
                NULL);
  return false;
}

static void whole_settle(struct merging *m)
{
  lg_table *whole = m->whole;
  whole->row_count = (int)m->number->len;
  whole->row_number = (int *)(void *)g_array_free(m->number, FALSE);
  whole->cell = (const char **)(void *)g_array_free(m->cells, FALSE);
  whole->cell_kind = (unsigned char *)(void *)g_array_free(m->kinds, FALSE);
  whole->cell_plain = (bool *)(void *)g_array_free(m->plain, FALSE);
}

/* Takes the pieces over: the cells are theirs. NULL: reported. */
static lg_table *pieces_join(lg_table *whole, lg_report *report)
{
  struct merging m = {whole,
                      g_ptr_array_new(),
                      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                      g_array_new(FALSE, FALSE, sizeof(const char *)),
                      g_array_new(FALSE, FALSE, sizeof(unsigned char)),
                      g_array_new(FALSE, FALSE, sizeof(bool)),
                      g_array_new(FALSE, FALSE, sizeof(int))};
  GPtrArray *pieces = whole->pieces;
  int **columns = g_new0(int *, pieces->len + 1);
  for (guint k = 0; k < pieces->len; k++)
    columns[k] = columns_for(&m, g_ptr_array_index(pieces, k));
  whole->column_count = whole->kept_count = (int)m.headings->len;
  g_ptr_array_add(m.headings, NULL);
  whole->heading = (char **)g_ptr_array_free(m.headings, FALSE);
  whole->slot = g_new(int, whole->column_count + 1);
  for (int c = 0; c < whole->column_count; c++) whole->slot[c] = c;
  bool good = is_in_bounds(whole, report);
  whole->piece_base = g_new0(int, pieces->len + 1);
  for (guint k = 0; good && k < pieces->len; k++) {
    const lg_table *piece = g_ptr_array_index(pieces, k);
    add_rows(&m, piece, columns[k], whole->piece_base[k]);
    add_lost(whole, piece);
    whole->text_bytes += piece->text_bytes;
    whole->piece_base[k + 1] = whole->piece_base[k] + (int)last_number(piece);
  }
  whole_settle(&m);
  for (guint k = 0; k < pieces->len; k++) g_free(columns[k]);
  g_free(columns);
  g_hash_table_destroy(m.column_of);
  if (good) return whole;
  lg_table_free(whole);
  return NULL;
}

static void piece_free(void *piece)
{
  lg_table_free(piece);
}

/* Says what is read as one table, and in what order. */
static void pieces_tell(const lg_table *whole, lg_report *report)
{
  enum { LISTED = 20 };
  GString *names = g_string_new(NULL);
  for (guint k = 0; k < whole->pieces->len && k < LISTED; k++) {
    const lg_table *piece = g_ptr_array_index(whole->pieces, k);
    g_string_append_printf(names, "%s%s", k ? ", " : "", piece->file);
  }
  if (whole->pieces->len > LISTED) g_string_append(names, ", …");
  g_autofree char *count = g_strdup_printf("%u", whole->pieces->len);
  lg_report_add(report, LG_MSG_PIECES_READ, whole->file, 0, "", names->str, count, NULL);
  g_string_free(names, TRUE);
}

lg_table *lg_table_read_pieces(const char *folder, const char *file, lg_table_kind kind,
                               const lg_naming *naming, const char *key, lg_report *report)
{
  GPtrArray *files = lg_table_piece_files(folder, file, kind, naming, report);
  if (!files) return NULL;
  lg_table *whole = g_new0(lg_table, 1);
  whole->kind = kind;
  whole->naming = naming;
  whole->file = lg_table_pieces_name(file);
  whole->texts = g_string_chunk_new(1024);
  whole->pieces = g_ptr_array_new_with_free_func(piece_free);
  for (int f = 0; f < LG_MOST_FIELDS; f++) whole->column_of[f] = -1;
  bool good = true;
  for (guint k = 0; k < files->len; k++) {
    lg_table *piece = lg_table_read(folder, g_ptr_array_index(files, k), kind, naming, key, report);
    good &= piece != NULL;
    if (piece) g_ptr_array_add(whole->pieces, piece);
  }
  g_ptr_array_unref(files);
  if (!good) {
    lg_table_free(whole);
    return NULL;
  }
  const lg_table *first = g_ptr_array_index(whole->pieces, 0);
  whole->encoding = first->encoding;
  whole->delimiter = first->delimiter;
  whole->heading_row = first->heading_row;
  pieces_tell(whole, report);
  return pieces_join(whole, report);
}

/* ---- as one sheet ---- */

static lg_raw_cell raw_cell(const lg_table *table, int row, int column)
{
  const char *text = lg_table_text(table, row, column);
  lg_raw_cell cell = {.column = column,
                      .kind = lg_table_kind_at(table, row, column),
                      .text = text,
                      .length = strlen(text)};
  if (cell.kind == LG_CELL_SHOWN) cell.shown = strlen(text + cell.length + 1);
  return cell;
}

lg_grid *lg_grid_of_pieces(const char *folder, const char *file, lg_table_kind kind,
                           const lg_naming *naming, lg_report *report)
{
  lg_naming all = naming ? *naming : (lg_naming){0};
  all.keeps_all = true;
  lg_table *table = lg_table_read_pieces(folder, file, kind, &all, NULL, report);
  if (!table) return NULL;
  lg_grid *grid = lg_grid_new();
  lg_raw_cell *cells = g_new(lg_raw_cell, table->column_count + 1);
  for (int c = 0; c < table->column_count; c++)
    cells[c] =
        (lg_raw_cell){.column = c, .text = table->heading[c], .length = strlen(table->heading[c])};
  lg_grid_take(grid, 1, cells, table->column_count);
  for (int r = 0; r < table->row_count; r++) {
    for (int c = 0; c < table->column_count; c++) cells[c] = raw_cell(table, r, c);
    lg_grid_take(grid, r + 2, cells, table->column_count);
  }
  g_free(cells);
  lg_table_free(table);
  return grid;
}

/* ---- where a row stands ---- */

/* The piece of a row number, and the number there. */
static const lg_table *piece_of(const lg_table *whole, int number, int *own)
{
  guint k = 0, end = whole->pieces->len;
  while (k + 1 < end) {
    guint middle = k + (end - k) / 2;
    if (whole->piece_base[middle] < number)
      k = middle;
    else
      end = middle;
  }
  *own = number - whole->piece_base[k];
  return g_ptr_array_index(whole->pieces, k);
}

bool lg_table_piece_find(const void *user, int row, const char *column, lg_report_place *place)
{
  const lg_table *whole = user;
  if (row <= 0) return false;
  int own, at = 0;
  const lg_table *piece = piece_of(whole, row, &own);
  while (at < whole->column_count && strcmp(whole->heading[at], column) != 0) at++;
  int field = at < whole->column_count ? field_at(whole, at) : -1;
  int there = field >= 0 ? piece->column_of[field] : -1;
  *place = (lg_report_place){.file = piece->file,
                             .label = there >= 0 ? piece->heading[there] : column,
                             .row = own,
                             .column = -1};
  return true;
}

const lg_table *lg_table_piece_at(const lg_table *table, int row)
{
  int own;
  return table->pieces ? piece_of(table, table->row_number[row], &own) : table;
}

const char *lg_table_row_place(const lg_table *table, int row, int *number)
{
  *number = table->row_number[row];
  return table->pieces ? piece_of(table, *number, number)->file : table->file;
}

char *lg_table_row_name(const lg_table *table, int row)
{
  int number;
  const char *file = lg_table_row_place(table, row, &number);
  return table->pieces ? g_strdup_printf("%d (%s)", number, file) : g_strdup_printf("%d", number);
}
