#include "xlsx_check.h"

#include <expat.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 1 << 16 };

/* ---- what was meant ---- */

static uint64_t text_value(const char *text, size_t length)
{
  return (uint64_t)length << 32 | g_str_hash(text);
}

/* The library writes control characters but tab and line feed as _x001F_. */
static bool is_escaped(char c)
{
  return (unsigned char)c < 0x20 && c != '\t' && c != '\n';
}

lg_cell lg_cell_text(int row, int column, const char *text)
{
  GString *stored = g_string_new(NULL);
  for (const char *c = text; *c; c++)
    if (is_escaped(*c))
      g_string_append_printf(stored, "_x%04X_", (unsigned)*c);
    else
      g_string_append_c(stored, *c);
  lg_cell cell = {(uint32_t)row,
                  (uint16_t)column,
                  stored->len ? LG_CELL_TEXT : LG_CELL_BLANK,
                  {.text = text_value(stored->str, stored->len)}};
  g_string_free(stored, TRUE);
  return cell;
}

lg_cell lg_cell_number(int row, int column, double number)
{
  return (lg_cell){(uint32_t)row, (uint16_t)column, LG_CELL_NUMBER, {.number = number}};
}

static gint by_place(gconstpointer a, gconstpointer b)
{
  const lg_cell *x = a, *y = b;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  return x->column == y->column ? 0 : x->column < y->column ? -1 : 1;
}

/* In the order of a sheet, one a place. The sort is stable, so the last of a place is the latest. */
static void sort_cells(GArray *cells)
{
  g_array_sort(cells, by_place);
  guint kept = 0;
  for (guint k = 0; k < cells->len; k++) {
    const lg_cell *cell = &g_array_index(cells, lg_cell, k);
    if (k + 1 < cells->len && by_place(cell, cell + 1) == 0) continue;
    g_array_index(cells, lg_cell, kept++) = *cell;
  }
  g_array_set_size(cells, kept);
}

/* ---- what is there ---- */

/* One part as it is read. */
struct reading {
  zip_t *zip;
  XML_Parser parser;
  GArray *shared;      /* text_value of each, filled by that part and then used */
  const GArray *meant; /* of the sheet; NULL: another part */
  guint at;            /* cells found so far */
  GString *text;       /* of the element that is read */
  bool in_text, in_cell, is_shared;
  uint32_t row, column;
  bool wrong;
};

static const char *attribute(const char **attributes, const char *name)
{
  for (; *attributes; attributes += 2)
    if (strcmp(attributes[0], name) == 0) return attributes[1];
  return NULL;
}

/* "AB12" */
static bool read_place(struct reading *r, const char *place)
{
  uint32_t column = 0;
  for (; place && g_ascii_isupper(*place); place++) column = column * 26 + (uint32_t)(*place - '@');
  r->column = column - 1;
  r->row = place ? (uint32_t)strtoul(place, NULL, 10) - 1 : 0;
  return place && column > 0;
}

static bool is_near(double a, double b)
{
  return a == b || fabs(a - b) <= 1e-14 * fabs(a);
}

static bool cell_is_meant(const struct reading *r)
{
  if (r->at >= r->meant->len) return false;
  const lg_cell *meant = &g_array_index(r->meant, lg_cell, r->at);
  if (meant->row != r->row || meant->column != r->column) return false;
  if (r->text->len == 0) return meant->kind == LG_CELL_BLANK;
  if (!r->is_shared)
    return meant->kind == LG_CELL_NUMBER &&
           is_near(meant->value.number, g_ascii_strtod(r->text->str, NULL));
  guint64 index = g_ascii_strtoull(r->text->str, NULL, 10);
  return meant->kind == LG_CELL_TEXT && index < r->shared->len &&
         g_array_index(r->shared, uint64_t, index) == meant->value.text;
}

static void part_begins(void *user, const char *name, const char **attributes)
{
  struct reading *r = user;
  if (strcmp(name, "Override") == 0) { /* of [Content_Types].xml: a part that must be there */
    const char *part = attribute(attributes, "PartName");
    if (!part || *part != '/' || zip_name_locate(r->zip, part + 1, 0) < 0) r->wrong = true;
  } else if (r->meant && strcmp(name, "c") == 0) {
    const char *type = attribute(attributes, "t");
    if (!read_place(r, attribute(attributes, "r"))) r->wrong = true;
    r->is_shared = type && strcmp(type, "s") == 0;
    r->in_cell = true;
    g_string_truncate(r->text, 0);
  } else if (!r->meant && strcmp(name, "si") == 0) {
    g_string_truncate(r->text, 0);
  }
  r->in_text = r->meant ? r->in_cell && strcmp(name, "v") == 0 : strcmp(name, "t") == 0;
}

static void part_text(void *user, const char *text, int length)
{
  struct reading *r = user;
  if (r->in_text) g_string_append_len(r->text, text, length);
}

static void part_ends(void *user, const char *name)
{
  struct reading *r = user;
  r->in_text = false;
  if (r->meant && strcmp(name, "c") == 0) {
    if (!cell_is_meant(r)) r->wrong = true;
    r->in_cell = false;
    r->at++;
  } else if (!r->meant && strcmp(name, "si") == 0) {
    uint64_t value = text_value(r->text->str, r->text->len);
    g_array_append_val(r->shared, value);
  }
}

/* Every part is XML, whole to its last tag. */
static bool parse(struct reading *r, zip_file_t *part)
{
  zip_int64_t got;
  do {
    void *room = XML_GetBuffer(r->parser, CHUNK);
    if (!room || (got = zip_fread(part, room, CHUNK)) < 0) return false;
    if (XML_ParseBuffer(r->parser, (int)got, got == 0) != XML_STATUS_OK) return false;
  } while (got > 0 && !r->wrong);
  return !r->wrong;
}

static bool part_is_good(zip_t *zip, const char *name, const GArray *meant, GArray *shared)
{
  zip_file_t *part = zip_fopen(zip, name, 0);
  if (!part) return false;
  struct reading r = {.zip = zip,
                      .parser = XML_ParserCreate(NULL),
                      .shared = shared,
                      .meant = meant,
                      .text = g_string_new(NULL)};
  XML_SetUserData(r.parser, &r);
  XML_SetElementHandler(r.parser, part_begins, part_ends);
  XML_SetCharacterDataHandler(r.parser, part_text);
  bool good = parse(&r, part) && (!meant || r.at == meant->len);
  XML_ParserFree(r.parser);
  g_string_free(r.text, TRUE);
  /* the sum of the compressed bytes is compared where all were read */
  return zip_fclose(part) == 0 && good;
}

static bool parts_are_good(zip_t *zip, GArray *const *sheets, int count)
{
  static const char strings[] = "xl/sharedStrings.xml", sheet_lead[] = "xl/worksheets/sheet";
  g_autoptr(GArray) shared = g_array_new(FALSE, FALSE, sizeof(uint64_t));
  bool good = zip_name_locate(zip, strings, 0) < 0 || part_is_good(zip, strings, NULL, shared);
  for (int k = 0; good && k < count; k++) {
    g_autofree char *name = g_strdup_printf("%s%d.xml", sheet_lead, k + 1);
    sort_cells(sheets[k]);
    good = part_is_good(zip, name, sheets[k], shared);
  }
  g_autoptr(GArray) others = g_array_new(FALSE, FALSE, sizeof(uint64_t));
  zip_int64_t entries = zip_get_num_entries(zip, 0);
  for (zip_int64_t k = 0; good && k < entries; k++) {
    const char *name = zip_get_name(zip, (zip_uint64_t)k, 0);
    if (strcmp(name, strings) != 0 && !g_str_has_prefix(name, sheet_lead))
      good = part_is_good(zip, name, NULL, others);
  }
  return good;
}

bool lg_xlsx_is_as_meant(const char *path, GArray *const *sheets, int count)
{
  int failure;
  zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &failure);
  if (!zip) return false;
  bool good = parts_are_good(zip, sheets, count);
  zip_discard(zip);
  return good;
}
