#include "xlsx_shared.h"

#include <string.h>

/* A relationship of a part: where other parts are. */
struct relation {
  char *id, *type, *part;
};

struct relation_reader {
  GArray *relations;
  const char *source;
};

static void relation_clear(void *data)
{
  struct relation *relation = data;
  g_free(relation->id);
  g_free(relation->type);
  g_free(relation->part);
}

static void relation_start(void *user, int depth, const char *name, const char **attributes)
{
  struct relation_reader *reader = user;
  if (depth != 2 || strcmp(name, "Relationship") != 0) return;
  const char *id = lg_attribute(attributes, "Id", false);
  const char *type = lg_attribute(attributes, "Type", false);
  const char *target = lg_attribute(attributes, "Target", false);
  const char *mode = lg_attribute(attributes, "TargetMode", false);
  if (!id || !type || !target || (mode && strcmp(mode, "External") == 0)) return;
  /* The last word of the type is the same in the transitional and the strict form of the standard.
   */
  const char *slash = strrchr(type, '/');
  struct relation relation = {g_strdup(id), g_strdup(slash ? slash + 1 : type),
                              lg_package_target(reader->source, target)};
  g_array_append_val(reader->relations, relation);
}

static GArray *relations_read(lg_package *package, const char *source)
{
  static const lg_part_handler handler = {relation_start, NULL, NULL};
  GArray *relations = g_array_new(FALSE, FALSE, sizeof(struct relation));
  g_array_set_clear_func(relations, relation_clear);
  struct relation_reader reader = {relations, source};
  g_autofree char *part = lg_package_relations(source);
  if (lg_package_has(package, part) && !lg_package_parse(package, part, &handler, &reader)) {
    g_array_free(relations, TRUE);
    return NULL;
  }
  return relations;
}

/* The first part of a type that is there, or NULL. A relationship may lead nowhere: whether that
 * matters, the cells tell that would need the part. */
static const char *relation_of_type(const lg_package *package, const GArray *relations,
                                    const char *type)
{
  for (guint i = 0; i < relations->len; i++) {
    const struct relation *relation = &g_array_index(relations, struct relation, i);
    if (strcmp(relation->type, type) == 0 && lg_package_has(package, relation->part))
      return relation->part;
  }
  return NULL;
}

struct shared_reader {
  lg_xlsx_shared *book;
  GHashTable *by_id; /* relationship id -> relation */
};

static void sheet_start(void *user, int depth, const char *name, const char **attributes)
{
  struct shared_reader *reader = user;
  if (depth == 2 && strcmp(name, "workbookPr") == 0) {
    const char *since = lg_attribute(attributes, "date1904", false);
    reader->book->since_1904 = since && (strcmp(since, "1") == 0 || strcmp(since, "true") == 0);
  }
  if (depth != 3 || strcmp(name, "sheet") != 0) return;
  const char *title = lg_attribute(attributes, "name", false);
  const char *id = lg_attribute(attributes, "id", true);
  const char *state = lg_attribute(attributes, "state", false);
  const struct relation *relation = id ? g_hash_table_lookup(reader->by_id, id) : NULL;
  if (!title || !relation || strcmp(relation->type, "worksheet") != 0)
    return; /* a chart, a macro */
  lg_xlsx_sheet sheet = {g_strdup(title), g_strdup(relation->part),
                         state && strcmp(state, "visible") != 0};
  g_array_append_val(reader->book->sheets, sheet);
}

static bool sheets_read(lg_xlsx_shared *book, lg_package *package, const char *part,
                        const GArray *relations)
{
  static const lg_part_handler handler = {sheet_start, NULL, NULL};
  struct shared_reader reader = {book, g_hash_table_new(g_str_hash, g_str_equal)};
  for (guint i = 0; i < relations->len; i++) {
    struct relation *relation = &g_array_index(relations, struct relation, i);
    g_hash_table_insert(reader.by_id, relation->id, relation);
  }
  bool good = lg_package_parse(package, part, &handler, &reader);
  g_hash_table_destroy(reader.by_id);
  return good;
}

/* The four hexadecimal digits of _xHHHH_ at `text`, or 0 where none stand there or the character
 * could not be in a text. */
static gunichar escape_at(const char *text, size_t length)
{
  if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return 0;
  gunichar c = 0;
  for (int i = 2; i < 6; i++) {
    int digit = g_ascii_xdigit_value(text[i]);
    if (digit < 0) return 0;
    c = c * 16 + (gunichar)digit;
  }
  return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

void lg_xlsx_unescape(GString *to, const char *text, size_t length)
{
  size_t done = 0;
  for (size_t i = 0; i < length;) {
    const char *mark = memchr(text + i, '_', length - i);
    if (!mark) break;
    i = (size_t)(mark - text);
    gunichar c = escape_at(mark, length - i);
    if (!c) {
      i++;
      continue;
    }
    g_string_append_len(to, text + done, (gssize)(i - done));
    g_string_append_unichar(to, c);
    done = i += 7;
  }
  g_string_append_len(to, text + done, (gssize)(length - done));
}

bool lg_xlsx_is_on(const char **attributes)
{
  const char *value = lg_attribute(attributes, "val", false);
  return !value || (strcmp(value, "0") != 0 && strcmp(value, "false") != 0);
}

struct text_reader {
  lg_xlsx_shared *book;
  GString *raw; /* the text of one <t> */
  bool run, in_text;
  bool run_struck;    /* of the run being read */
  int runs, unstruck; /* of the text: <t> elements, and those that are not struck out */
};

/* sst / si / t, or sst / si / r / t for runs of formatted text; rPh (how to pronounce it) is no
 * content. */
static void text_start(void *user, int depth, const char *name, const char **attributes)
{
  struct text_reader *reader = user;
  if (depth == 2) reader->runs = reader->unstruck = 0;
  if (depth == 3) {
    reader->run = strcmp(name, "r") == 0;
    reader->run_struck = false;
  }
  if (depth == 5 && reader->run && strcmp(name, "strike") == 0)
    reader->run_struck = lg_xlsx_is_on(attributes);
  reader->in_text = strcmp(name, "t") == 0 && (depth == 3 || (depth == 4 && reader->run));
}

static void text_end(void *user, int depth, const char *name)
{
  struct text_reader *reader = user;
  lg_xlsx_shared *book = reader->book;
  if (reader->in_text) {
    lg_xlsx_unescape(book->texts, reader->raw->str, reader->raw->len);
    g_string_truncate(reader->raw, 0);
    reader->in_text = false;
    reader->runs++;
    reader->unstruck += !reader->run_struck;
  }
  if (depth != 2 || strcmp(name, "si") != 0) return;
  bool struck = reader->runs > 0 && reader->unstruck == 0;
  g_array_append_val(book->text_struck, struck);
  g_string_append_c(book->texts, '\0');
  guint32 offset = (guint32)book->texts->len;
  g_array_append_val(book->offsets, offset);
}

static void text_text(void *user, int depth, const char *text, int length)
{
  (void)depth;
  struct text_reader *reader = user;
  if (reader->in_text) g_string_append_len(reader->raw, text, length);
}

static bool texts_read(lg_xlsx_shared *book, lg_package *package, const char *part)
{
  static const lg_part_handler handler = {text_start, text_end, text_text};
  struct text_reader reader = {.book = book, .raw = g_string_new(NULL)};
  bool good = lg_package_parse(package, part, &handler, &reader);
  g_string_free(reader.raw, TRUE);
  book->text_count = book->offsets->len - 1;
  book->memo = g_new0(lg_stored_text, book->text_count + 1);
  return good;
}

struct style_reader {
  lg_xlsx_shared *book;
  GHashTable *custom; /* format number -> lg_format */
  GArray *fonts;      /* bool: struck out */
  bool in_cell_formats, in_fonts;
};

static int attribute_number(const char **attributes, const char *name)
{
  const char *text = lg_attribute(attributes, name, false);
  guint64 number = 0;
  bool good = text && g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT, &number, NULL);
  return good ? (int)number : -1;
}

static void style_start(void *user, int depth, const char *name, const char **attributes)
{
  struct style_reader *reader = user;
  if (depth == 2) {
    reader->in_cell_formats = strcmp(name, "cellXfs") == 0;
    reader->in_fonts = strcmp(name, "fonts") == 0;
  }
  if (depth == 4 && reader->in_fonts && reader->fonts->len && strcmp(name, "strike") == 0)
    g_array_index(reader->fonts, bool, reader->fonts->len - 1) = lg_xlsx_is_on(attributes);
  if (depth != 3) return;
  if (reader->in_fonts) {
    bool struck = false;
    g_array_append_val(reader->fonts, struck);
  } else if (strcmp(name, "numFmt") == 0) {
    int number = attribute_number(attributes, "numFmtId");
    const char *code = lg_attribute(attributes, "formatCode", false);
    if (number < 0 || !code) return;
    lg_format format = lg_format_of(number, code);
    g_hash_table_replace(reader->custom, GINT_TO_POINTER(number),
                         g_memdup2(&format, sizeof format));
  } else if (strcmp(name, "xf") == 0 && reader->in_cell_formats) {
    int number = attribute_number(attributes, "numFmtId");
    const lg_format *custom = g_hash_table_lookup(reader->custom, GINT_TO_POINTER(number));
    lg_format format = custom ? *custom : lg_format_of(number, NULL);
    g_array_append_val(reader->book->formats, format);
    int font = attribute_number(attributes, "fontId");
    bool struck =
        font >= 0 && (guint)font < reader->fonts->len && g_array_index(reader->fonts, bool, font);
    g_array_append_val(reader->book->struck, struck);
  }
}

static bool styles_read(lg_xlsx_shared *book, lg_package *package, const char *part)
{
  static const lg_part_handler handler = {style_start, NULL, NULL};
  struct style_reader reader = {.book = book,
                                .custom = g_hash_table_new_full(NULL, NULL, NULL, g_free),
                                .fonts = g_array_new(FALSE, FALSE, sizeof(bool))};
  bool good = lg_package_parse(package, part, &handler, &reader);
  g_hash_table_destroy(reader.custom);
  g_array_free(reader.fonts, TRUE);
  return good;
}

static void sheet_clear(void *data)
{
  lg_xlsx_sheet *sheet = data;
  g_free(sheet->name);
  g_free(sheet->part);
}

static lg_xlsx_shared *book_new(void)
{
  lg_xlsx_shared *book = g_new0(lg_xlsx_shared, 1);
  book->sheets = g_array_new(FALSE, FALSE, sizeof(lg_xlsx_sheet));
  g_array_set_clear_func(book->sheets, sheet_clear);
  book->texts = g_string_new(NULL);
  book->offsets = g_array_new(FALSE, TRUE, sizeof(guint32));
  g_array_set_size(book->offsets, 1);
  book->formats = g_array_new(FALSE, FALSE, sizeof(lg_format));
  book->struck = g_array_new(FALSE, FALSE, sizeof(bool));
  book->text_struck = g_array_new(FALSE, FALSE, sizeof(bool));
  return book;
}

void lg_xlsx_shared_free(lg_xlsx_shared *book)
{
  if (!book) return;
  g_array_free(book->sheets, TRUE);
  g_string_free(book->texts, TRUE);
  g_array_free(book->offsets, TRUE);
  g_array_free(book->formats, TRUE);
  g_array_free(book->struck, TRUE);
  g_array_free(book->text_struck, TRUE);
  g_free(book->memo);
  g_free(book);
}

/* The part of the workbook: as the package says, else where all programs put it. */
static char *book_part(lg_package *package)
{
  GArray *relations = relations_read(package, "");
  if (!relations) return NULL;
  const char *part = relation_of_type(package, relations, "officeDocument");
  char *book = g_strdup(part ? part : "xl/workbook.xml");
  g_array_free(relations, TRUE);
  return book;
}

static bool book_parts_read(lg_xlsx_shared *book, lg_package *package, const char *part)
{
  GArray *relations = relations_read(package, part);
  if (!relations) return false;
  const char *texts = relation_of_type(package, relations, "sharedStrings");
  const char *styles = relation_of_type(package, relations, "styles");
  bool good = sheets_read(book, package, part, relations) &&
              (!texts || texts_read(book, package, texts)) &&
              (!styles || styles_read(book, package, styles));
  g_array_free(relations, TRUE);
  return good;
}

/* What a package without a workbook is. */
static lg_message other_kind(lg_package *package, const char *part)
{
  if (lg_package_has(package, part) || lg_package_has(package, "xl/workbook.bin"))
    return LG_MSG_XLSX_BINARY;
  bool sheets =
      lg_package_begins(package, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  return sheets ? LG_MSG_TABLE_ODS : LG_MSG_XLSX_NO_BOOK;
}

lg_xlsx_shared *lg_xlsx_shared_read(lg_package *package, const char *file, lg_report *report)
{
  g_autofree char *part = book_part(package);
  if (!part) return NULL;
  if (!lg_package_has(package, part) || g_str_has_suffix(part, ".bin")) {
    lg_report_add(report, other_kind(package, part), file, 0, "", NULL);
    return NULL;
  }
  lg_xlsx_shared *book = book_new();
  if (!book_parts_read(book, package, part)) g_clear_pointer(&book, lg_xlsx_shared_free);
  return book;
}
