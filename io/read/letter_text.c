/* letter_text.c - reads the text of letters; every defect with its line. */
#include "io/read.h"

#include <string.h>

#include "encoding.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"

/* The names that a part may use, with their fields. */
struct letter_index {
  GPtrArray *names; /* borrowed texts */
  GArray *fields;   /* int */
};

static void index_add(struct letter_index *index, const char *name, int field)
{
  g_ptr_array_add(index->names, (gpointer)name);
  g_array_append_val(index->fields, field);
}

static struct letter_index letter_index_new(const lg_district *district, int where)
{
  struct letter_index index = {g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(int))};
  const lg_shape *shape = lg_shape_of(LG_TABLE_ROSTER);
  for (const lg_letter_name *name = lg_letter_names; name->english; name++) {
    if (!(name->where & where)) continue;
    index_add(&index, name->english, name->field);
    index_add(&index, name->chinese, name->field);
  }
  for (int f = 0; where == LG_FOR_TEACHER && f < shape->field_count; f++)
    for (const char *const *h = shape->fields[f].headings; *h; h++) index_add(&index, *h, f);
  for (int k = 0; where == LG_FOR_TEACHER && k < district->copied_count; k++)
    index_add(&index, district->copied_names[k], LG_LETTER_COPIED + k);
  return index;
}

static void letter_index_clear(struct letter_index *index)
{
  g_ptr_array_unref(index->names);
  g_array_unref(index->fields);
}

static int letter_index_find(const struct letter_index *index, const char *name)
{
  for (guint k = 0; k < index->names->len; k++)
    if (strcmp(g_ptr_array_index(index->names, k), name) == 0)
      return g_array_index(index->fields, int, k);
  return LG_MISSING;
}

struct letter_reading {
  const char *file;
  const lg_lang *lang;
  int line;
  GString *errors;
};

static void letter_fail(struct letter_reading *r, char *what)
{
  g_string_append_printf(r->errors, "%s%s:%d: %s", r->errors->len ? "\n" : "", r->file, r->line,
                         what);
  g_free(what);
}

static void add_text(lg_letter_line *line, GString *plain)
{
  lg_letter_part part = {g_strdup(plain->str), LG_MISSING};
  if (plain->len > 0)
    g_array_append_val(line->parts, part);
  else
    g_free(part.text);
  g_string_truncate(plain, 0);
}

static void add_field(struct letter_reading *r, lg_letter_line *line,
                      const struct letter_index *index, const char *name)
{
  lg_letter_part part = {NULL, letter_index_find(index, name)};
  if (part.field != LG_MISSING) {
    g_array_append_val(line->parts, part);
    return;
  }
  const char *near =
      lg_nearest(name, (const char *const *)index->names->pdata, (int)index->names->len);
  letter_fail(r, near ? g_strdup_printf(
                            lg_tr(r->lang, "{%1$s} is no placeholder here; did you mean {%2$s}?"),
                            name, near)
                      : g_strdup_printf(lg_tr(r->lang, "{%s} is no placeholder here"), name));
}

static void free_line(void *element)
{
  lg_letter_line *line = element;
  for (guint k = 0; k < line->parts->len; k++)
    g_free(g_array_index(line->parts, lg_letter_part, k).text);
  g_array_unref(line->parts);
}

/* "To {name}:" -> a text, a placeholder, a text. */
static lg_letter_line read_line(struct letter_reading *r, const struct letter_index *index,
                                const char *text)
{
  lg_letter_line line = {LG_LETTER_TEXT, g_array_new(FALSE, FALSE, sizeof(lg_letter_part))};
  GString *plain = g_string_new(NULL);
  if (g_str_has_prefix(text, "# ")) line.style = LG_LETTER_HEADING, text += 2;
  if (g_str_has_prefix(text, "> ")) line.style = LG_LETTER_RIGHT, text += 2;
  for (const char *c = text; *c;) {
    const char *end = *c == '{' && c[1] != '{' ? strchr(c, '}') : NULL;
    if (*c == '{' && c[1] == '{') {
      g_string_append_c(plain, '{');
      c += 2;
    } else if (end) {
      char *name = g_strstrip(g_strndup(c + 1, (gsize)(end - c - 1)));
      add_text(&line, plain);
      add_field(r, &line, index, name);
      g_free(name);
      c = end + 1;
    } else {
      if (*c == '{')
        letter_fail(r, g_strdup(lg_tr(r->lang, "a { without its }; a brace itself is {{")));
      g_string_append_c(plain, *c++);
    }
  }
  add_text(&line, plain);
  g_string_free(plain, TRUE);
  for (guint k = 0; line.parts->len > 1 && k < line.parts->len; k++) {
    int field = g_array_index(line.parts, lg_letter_part, k).field;
    if (field == LG_LETTER_OUT_LIST || field == LG_LETTER_IN_LIST)
      letter_fail(r, g_strdup(lg_tr(r->lang, "a list stands alone on its line")));
  }
  return line;
}

/* Reads the parts of a text into what has none of them yet. */
static void letter_parts_parse(struct letter_reading *r, const char *bytes,
                               const lg_district *district, lg_letter_text *text)
{
  struct letter_index teacher = letter_index_new(district, LG_FOR_TEACHER),
                      school = letter_index_new(district, LG_FOR_SCHOOL);
  GArray *part = NULL;
  char **lines = g_strsplit(bytes, "\n", -1);
  for (int k = 0; lines[k]; k++) {
    char *line = g_strchomp(lines[k]); /* not at the left: U+3000 indents */
    r->line = k + 1;
    if (strcmp(line, "[teacher]") == 0) {
      part = text->teacher;
    } else if (strcmp(line, "[school]") == 0) {
      part = text->school;
    } else if (strcmp(line, "[guest]") == 0) {
      part = text->guest;
    } else if (*line && !part) {
      letter_fail(r, g_strdup(lg_tr(r->lang,
                                    "the text begins with a line [teacher] or "
                                    "[school]")));
      break;
    } else if (*line) {
      lg_letter_line read = read_line(r, part == text->school ? &school : &teacher, line);
      g_array_append_val(part, read);
    }
  }
  g_strfreev(lines);
  letter_index_clear(&teacher);
  letter_index_clear(&school);
}

static lg_letter_text *letter_text_parse(struct letter_reading *r, const char *bytes,
                                         const lg_district *district)
{
  lg_letter_text *text = g_new0(lg_letter_text, 1);
  GArray **parts[] = {&text->teacher, &text->school, &text->guest};
  for (size_t k = 0; k < G_N_ELEMENTS(parts); k++) {
    *parts[k] = g_array_new(FALSE, FALSE, sizeof(lg_letter_line));
    g_array_set_clear_func(*parts[k], free_line);
  }
  letter_parts_parse(r, bytes, district, text);
  r->line = 1;
  if (r->errors->len == 0 && (text->teacher->len == 0 || text->school->len == 0))
    letter_fail(r, g_strdup(lg_tr(r->lang,
                                  "the text needs a part [teacher] and a part "
                                  "[school]")));
  if (text->guest->len == 0)
    letter_parts_parse(r, lg_letter_guest_shipped(r->lang), district, text);
  return text;
}

/* The file as UTF-8; NULL and *error. g_free. */
static char *letter_bytes(const char *path, const lg_lang *lang, char **error)
{
  lg_report *report = lg_report_new();
  size_t size = 0;
  lg_gb18030 decoded;
  char *bytes = lg_file_load(path, path, report, &size), *text = NULL;
  if (bytes && lg_bytes_are_text(bytes, size, path, report)) {
    const char *start = g_str_has_prefix(bytes, "\xEF\xBB\xBF") ? bytes + 3 : bytes;
    text = lg_utf8_bad_byte(bytes, size) == size ? g_strdup(start)
                                                 : lg_gb18030_decode(bytes, size, &decoded);
    if (!text) {
      size_t bad = MAX(lg_utf8_bad_byte(bytes, size), decoded.bad);
      *error = g_strdup_printf(lg_tr(lang, "%1$s:%2$d: neither UTF-8 nor GB18030"), path,
                               lg_line_of(bytes, bad));
    }
  } else {
    *error = g_strchomp(lg_report_text(report, LG_DEFECT, lang));
  }
  g_free(bytes);
  lg_report_free(report);
  return text;
}

lg_letter_text *lg_letter_text_read(const char *path, const lg_district *district,
                                    const lg_lang *lang, char **error)
{
  *error = NULL;
  char *bytes = path ? letter_bytes(path, lang, error) : g_strdup(lg_letter_text_shipped(lang));
  if (!bytes) return NULL;
  struct letter_reading r = {path ? path : "", lang, 0, g_string_new(NULL)};
  lg_letter_text *text = letter_text_parse(&r, bytes, district);
  g_free(bytes);
  if (r.errors->len == 0) {
    g_string_free(r.errors, TRUE);
    return text;
  }
  *error = g_string_free(r.errors, FALSE);
  lg_letter_text_free(text);
  return NULL;
}

void lg_letter_text_free(lg_letter_text *text)
{
  if (!text) return;
  g_array_unref(text->teacher);
  g_array_unref(text->school);
  g_array_unref(text->guest);
  g_free(text);
}
