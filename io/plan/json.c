/* json.c - see json.h: one pass over the bytes builds the tree. Recursion is bounded by
 * LG_MAX_JSON_DEPTH. */
#include "json.h"

#include <string.h>

#include "io/read/cell_check.h"
#include "io/read/encoding.h"
#include "io/read/fold.h"
#include "model/input_limits.h"

/* Of a number: no quantity of a plan needs more. */
#define LG_NUMBER_BYTES 63

enum {
  LG_BLOCK_NODES = 128,
  LG_FLAW_BYTES = 40,
  LG_PATH_NAME_BYTES = 120, /* a longer name is cut in paths */
  LG_NAMED_MEMBERS = 100    /* an id behind more keys is not looked for: a path must stay cheap */
};

/* Nodes point at each other, so that they must not move while more are added. */
struct node_block {
  struct node_block *above;
  lg_json nodes[LG_BLOCK_NODES];
};

struct lg_json_doc {
  char *bytes;   /* as given, NUL-terminated; `raw` points here */
  char *decoded; /* keys and texts one behind the other: none is longer than with its quotes */
  lg_json *root;
  struct node_block *blocks; /* the last one first */
};

/* A defect of a value that is told by its path, so that the tree has to be complete first. */
struct flaw {
  const lg_json *value;
  lg_message message;
  char found[LG_FLAW_BYTES + 1];
};

struct parser {
  lg_json_doc *doc;
  const char *text;
  size_t at, length;
  int line, depth, count; /* count: of values */
  char *free;             /* where the next decoded text goes */
  GArray *flaws;          /* of struct flaw, in document order */
  size_t gb_bad;          /* where the bytes are no text: how far they are GB18030 */
  const char *file;
  lg_report *report;
};

static bool parse_value(struct parser *parser, lg_json *node);

/* Takes `found`, [expected] may be NULL. */
static bool fail(struct parser *parser, lg_message message, char *found, const char *expected)
{
  lg_report_add(parser->report, message, parser->file, parser->line, "", found, expected, NULL);
  g_free(found);
  return false;
}

/* The character at the parser's place as a message shows it. */
static char *character_shown(const struct parser *parser)
{
  gunichar c = g_utf8_get_char(parser->text + parser->at);
  if (g_unichar_iscntrl(c)) return g_strdup_printf("U+%04X", c);
  char bytes[8] = "";
  bytes[g_unichar_to_utf8(c, bytes)] = '\0';
  return g_strdup(bytes);
}

/* The half-width sign that a full-width one stands for, as Chinese keyboards give them outside texts;
 * 0 for every other character. */
static char half_width(gunichar c)
{
  if (c == 0x201C || c == 0x201D) return '"';
  if (c == 0x3000) return ' ';
  return c >= 0xFF01 && c <= 0xFF5E ? (char)(c - 0xFF01 + '!') : '\0';
}

/* Is the character at the parser's place such a one? Told. */
static bool tell_full_width(struct parser *parser)
{
  if (parser->at >= parser->length) return false;
  gunichar c = g_utf8_get_char(parser->text + parser->at);
  char half[2] = {half_width(c), '\0'};
  if (!*half) return false;
  char *found = c == 0x3000 ? g_strdup("U+3000") : character_shown(parser);
  fail(parser, LG_MSG_JSON_FULL_WIDTH, found, *half == ' ' ? "\" \"" : half);
  return true;
}

/* Something else than `expected` (code symbols, the same in every language). */
static bool fail_expecting(struct parser *parser, const char *expected)
{
  if (tell_full_width(parser)) return false;
  if (parser->at >= parser->length) return fail(parser, LG_MSG_JSON_END, g_strdup(expected), NULL);
  if (parser->text[parser->at] == '/')
    return fail(parser, LG_MSG_JSON_COMMENT, g_strdup("\"//\""), NULL);
  return fail(parser, LG_MSG_JSON_EXPECTED, character_shown(parser), expected);
}

static void add_flaw(struct parser *parser, const lg_json *value, lg_message message,
                     const char *found, size_t length)
{
  struct flaw flaw = {.value = value, .message = message};
  memcpy(flaw.found, found, MIN(length, (size_t)LG_FLAW_BYTES));
  g_array_append_val(parser->flaws, flaw);
}

static void skip_blanks(struct parser *parser)
{
  for (;; parser->at++) {
    char c = parser->text[parser->at];
    if (c == '\n' || (c == '\r' && parser->text[parser->at + 1] != '\n'))
      parser->line++;
    else if (c != ' ' && c != '\t' && c != '\r')
      return;
  }
}

/* --- texts --- */

/* Four hexadecimal digits, or -1. */
static int parse_hex(const char *digits)
{
  int code = 0;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value(digits[i]);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

/* The first \u0000 or lone surrogate of a value is told, in its key or in its text. */
static void add_bad_escape(struct parser *parser, const lg_json *value, int code)
{
  guint count = parser->flaws->len;
  if (count && g_array_index(parser->flaws, struct flaw, count - 1).value == value) return;
  char escape[8];
  g_snprintf(escape, sizeof escape, "\\u%04x", (unsigned)code);
  add_flaw(parser, value, code ? LG_MSG_JSON_SURROGATE : LG_MSG_JSON_NUL, escape, strlen(escape));
}

/* Behind `\u`. */
static bool parse_unicode(struct parser *parser, const lg_json *node)
{
  const char *digits = parser->text + parser->at;
  int code = parse_hex(digits);
  if (code < 0) return fail(parser, LG_MSG_JSON_ESCAPE, g_strdup_printf("\\u%.4s", digits), NULL);
  parser->at += 4;
  gunichar c = (gunichar)code;
  if (code == 0 || (code >= 0xD800 && code <= 0xDFFF)) {
    bool high = code >= 0xD800 && code < 0xDC00 && digits[4] == '\\' && digits[5] == 'u';
    int low = high ? parse_hex(digits + 6) : -1;
    if (low >= 0xDC00 && low <= 0xDFFF) {
      parser->at += 6;
      c = 0x10000 + (((gunichar)code - 0xD800) << 10) + ((gunichar)low - 0xDC00);
    } else {
      add_bad_escape(parser, node, code);
      c = 0xFFFD;
    }
  }
  parser->free += g_unichar_to_utf8(c, parser->free);
  return true;
}

static bool parse_escape(struct parser *parser, const lg_json *node)
{
  static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
  char c = parser->text[++parser->at];
  if (parser->at >= parser->length) return fail_expecting(parser, "\"");
  if (c == 'u') {
    parser->at++;
    return parse_unicode(parser, node);
  }
  const char *letter = strchr(letters, c);
  if (!letter) {
    g_autofree char *character = character_shown(parser);
    return fail(parser, LG_MSG_JSON_ESCAPE, g_strconcat("\\", character, NULL), NULL);
  }
  *parser->free++ = meanings[letter - letters];
  parser->at++;
  return true;
}

/* Does what follows a text follow here: a comma and the like, or the end of the line? */
static bool text_may_end(const char *p)
{
  while (*p == ' ' || *p == '\t') p++;
  char sign = half_width(g_utf8_get_char(p));
  return !*p || strchr(",:}]\r\n", sign ? sign : *p);
}

/* A text that begins at `start` does not end on its line; perhaps a full-width quotation mark was to
 * close it. */
static bool fail_open(struct parser *parser, size_t start)
{
  size_t end = parser->at;
  for (parser->at = start + 1; parser->at < end;) {
    const char *p = parser->text + parser->at;
    bool closes = half_width(g_utf8_get_char(p)) == '"' && text_may_end(g_utf8_next_char(p));
    if (closes && tell_full_width(parser)) return false;
    parser->at += (size_t)(g_utf8_next_char(p) - p);
  }
  char *found =
      g_utf8_make_valid(parser->text + start, (gssize)MIN(end - start, (size_t)LG_FLAW_BYTES));
  return fail(parser, LG_MSG_JSON_TEXT_OPEN, found, NULL);
}

/* Characters that are not seen: those that turn or hide others are a defect. */
static void check_unseen(struct parser *parser, const lg_json *node, const char *text)
{
  size_t length = (size_t)(parser->free - text) - 1;
  char code[16];
  gunichar c = lg_direction_character(text, length);
  g_snprintf(code, sizeof code, "U+%04X", (unsigned)c);
  if (c) add_flaw(parser, node, LG_MSG_JSON_DIRECTION, code, strlen(code));
  if (c || lg_bytes_are_plain(text, length)) return;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    if (!lg_is_unseen(g_utf8_get_char(p))) continue;
    g_snprintf(code, sizeof code, "U+%04X", (unsigned)g_utf8_get_char(p));
    add_flaw(parser, node, LG_MSG_JSON_UNSEEN, code, strlen(code));
    return;
  }
}

/* A text or a key of `node`. */
static bool parse_text(struct parser *parser, const lg_json *node, const char **text)
{
  size_t start = parser->at++;
  *text = parser->free;
  for (;;) {
    unsigned char c = (unsigned char)parser->text[parser->at];
    if (parser->at >= parser->length || c == '\n' || c == '\r') return fail_open(parser, start);
    if (c < 0x20) return fail(parser, LG_MSG_JSON_CONTROL, character_shown(parser), NULL);
    if (c == '\\') {
      if (!parse_escape(parser, node)) return false;
      continue;
    }
    parser->at++;
    *parser->free++ = c == '"' ? '\0' : (char)c;
    if (c != '"') continue;
    check_unseen(parser, node, *text);
    return true;
  }
}

/* --- other single values --- */

static void skip_digits(const char *text, size_t *at)
{
  while (g_ascii_isdigit(text[*at])) (*at)++;
}

/* -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)? */
static bool parse_number(struct parser *parser, const lg_json *node)
{
  const char *text = parser->text;
  size_t start = parser->at, at = start + (text[start] == '-');
  bool good = g_ascii_isdigit(text[at]) && !(text[at] == '0' && g_ascii_isdigit(text[at + 1]));
  skip_digits(text, &at);
  if (good && text[at] == '.') {
    good = g_ascii_isdigit(text[++at]);
    skip_digits(text, &at);
  }
  if (good && (text[at] == 'e' || text[at] == 'E')) {
    at++;
    if (text[at] == '+' || text[at] == '-') at++;
    good = g_ascii_isdigit(text[at]);
    skip_digits(text, &at);
  }
  if (!good) {
    size_t shown = strspn(text + start, "0123456789+-.eE");
    char *found = g_strndup(text + start, MIN(MAX(shown, 1u), (size_t)LG_FLAW_BYTES));
    return fail(parser, LG_MSG_JSON_NUMBER, found, NULL);
  }
  if (at - start > LG_NUMBER_BYTES)
    add_flaw(parser, node, LG_MSG_JSON_NUMBER_LONG, text + start, at - start);
  parser->at = at;
  return true;
}

/* true, false, null; anything else that looks like a word is named whole. */
static bool parse_word(struct parser *parser, lg_json *node)
{
  static const char *const words[] = {"null", "false", "true"};
  const char *text = parser->text + parser->at;
  size_t length = 0;
  while (g_ascii_isalnum(text[length]) || text[length] == '_') length++;
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (length == strlen(words[i]) && strncmp(text, words[i], length) == 0) {
      node->kind = i == 0 ? LG_JSON_NULL : LG_JSON_BOOL;
      node->truth = i == 2;
      parser->at += length;
      return true;
    }
  if (length == 0 && tell_full_width(parser)) return false;
  if (length == 0) return fail(parser, LG_MSG_JSON_VALUE, character_shown(parser), NULL);
  char *found = g_strndup(text, MIN(length, (size_t)LG_FLAW_BYTES));
  return fail(parser, LG_MSG_JSON_WORD, found, NULL);
}

/* --- lists and objects --- */

/* A value below `parent`, behind `last` of its children. */
static lg_json *add_node(struct parser *parser, lg_json *parent, lg_json *last)
{
  lg_json_doc *doc = parser->doc;
  int place = parser->count++ % LG_BLOCK_NODES;
  if (place == 0) {
    struct node_block *block = g_new(struct node_block, 1);
    block->above = doc->blocks;
    doc->blocks = block;
  }
  lg_json *node = &doc->blocks->nodes[place];
  *node = (lg_json){.line = parser->line, .index = last ? last->index + 1 : 0, .parent = parent};
  if (last)
    last->next = node;
  else if (parent)
    parent->child = node;
  return node;
}

/* After an element: true where another follows; *done at the closing bracket. */
static bool parse_comma(struct parser *parser, char close, bool *done)
{
  skip_blanks(parser);
  char c = parser->text[parser->at];
  *done = c == close;
  if (*done) {
    parser->at++;
    return true;
  }
  if (c != ',') return fail_expecting(parser, close == '}' ? ", }" : ", ]");
  parser->at++;
  skip_blanks(parser);
  if (parser->text[parser->at] != close) return true;
  return fail(parser, LG_MSG_JSON_COMMA, g_strdup_printf("%c", close), NULL);
}

static bool parse_key(struct parser *parser, lg_json *member)
{
  if (parser->text[parser->at] != '"') return fail_expecting(parser, "\"");
  if (!parse_text(parser, member, &member->key)) return false;
  skip_blanks(parser);
  if (parser->text[parser->at] != ':') return fail_expecting(parser, ":");
  parser->at++;
  skip_blanks(parser);
  return true;
}

static bool parse_container(struct parser *parser, lg_json *node)
{
  char close = node->kind == LG_JSON_OBJECT ? '}' : ']';
  if (++parser->depth > LG_MAX_JSON_DEPTH)
    return fail(parser, LG_MSG_JSON_DEPTH, g_strdup_printf("%d", LG_MAX_JSON_DEPTH), NULL);
  parser->at++;
  skip_blanks(parser);
  bool done = parser->text[parser->at] == close;
  if (done) parser->at++;
  for (lg_json *last = NULL; !done;) {
    last = add_node(parser, node, last);
    if (close == '}' && !parse_key(parser, last)) return false;
    if (!parse_value(parser, last) || !parse_comma(parser, close, &done)) return false;
  }
  parser->depth--;
  return true;
}

static bool parse_kind(struct parser *parser, lg_json *node)
{
  char c = parser->text[parser->at];
  if (parser->at >= parser->length)
    return fail(parser, LG_MSG_JSON_END, g_strdup("{ [ \" 0-9"), NULL);
  if (c == '{' || c == '[') {
    node->kind = c == '{' ? LG_JSON_OBJECT : LG_JSON_LIST;
    return parse_container(parser, node);
  }
  if (c == '"') {
    node->kind = LG_JSON_TEXT;
    return parse_text(parser, node, &node->text);
  }
  if (c == '-' || c == '+' || c == '.' || g_ascii_isdigit(c)) {
    node->kind = LG_JSON_NUMBER;
    return parse_number(parser, node);
  }
  return c == '/' ? fail_expecting(parser, "") : parse_word(parser, node);
}

/* Into `node`, at the first byte of the value. */
static bool parse_value(struct parser *parser, lg_json *node)
{
  if (parser->count > LG_MAX_JSON_VALUES)
    return fail(parser, LG_MSG_JSON_VALUES, g_strdup_printf("%d", LG_MAX_JSON_VALUES), NULL);
  node->raw = parser->text + parser->at;
  if (!parse_kind(parser, node)) return false;
  node->raw_length = (size_t)(parser->text + parser->at - node->raw);
  return true;
}

/* --- the whole text --- */

/* The first byte that is no UTF-8 (a NUL byte is none either). */
static bool check_bytes(struct parser *parser)
{
  const char *bad = NULL;
  if (lg_bytes_are_wide(parser->text, parser->length))
    return fail(parser, LG_MSG_JSON_WIDE, NULL, NULL);
  if (g_utf8_validate_len(parser->text, parser->length, &bad)) return true;
  bool nul = *bad == '\0', gb = !nul && parser->gb_bad > (size_t)(bad - parser->text);
  if (gb) bad = parser->text + parser->gb_bad;
  parser->line = lg_line_of(parser->text, (size_t)(bad - parser->text));
  if (nul) return fail(parser, LG_MSG_JSON_CONTROL, g_strdup("U+0000"), NULL);
  return fail(parser, gb ? LG_MSG_JSON_BYTE_GB18030 : LG_MSG_JSON_BYTE,
              g_strdup_printf("0x%02X", (unsigned char)*bad), NULL);
}

static bool parse_all(struct parser *parser)
{
  if (!check_bytes(parser)) return false;
  skip_blanks(parser);
  if (parser->at >= parser->length) return fail(parser, LG_MSG_JSON_EMPTY, g_strdup("{ }"), NULL);
  parser->doc->root = add_node(parser, NULL, NULL);
  if (!parse_value(parser, parser->doc->root)) return false;
  skip_blanks(parser);
  if (parser->at >= parser->length) return true;
  return fail(parser, LG_MSG_JSON_TRAILING, character_shown(parser), NULL);
}

/* False where a value is not known: then nothing is to be said of what it decides. */
static bool report_flaws(const struct parser *parser)
{
  bool known = true;
  for (guint i = 0; i < parser->flaws->len; i++) {
    const struct flaw *flaw = &g_array_index(parser->flaws, struct flaw, i);
    bool is_long = flaw->message == LG_MSG_JSON_NUMBER_LONG;
    g_autofree char *path = lg_json_path(flaw->value);
    lg_report_add(parser->report, flaw->message, parser->file, flaw->value->line, path, flaw->found,
                  is_long ? G_STRINGIFY(LG_NUMBER_BYTES) : NULL, NULL);
    if (is_long) known = false;
  }
  return known;
}

/* Does a character of three bytes stand before the first byte that is no UTF-8? So it is in a UTF-8
 * text with a broken byte, which would be read as GB18030 to no sense, and hardly ever in GB18030. */
static bool is_broken_utf8(const char *bytes, size_t bad)
{
  for (size_t i = 0; i < bad; i++)
    if ((unsigned char)bytes[i] >= 0xE0) return true;
  return false;
}

/* A copy of the bytes, as UTF-8 where they are GB18030 and no UTF-8 (noted); g_free.
 *   gb_bad   where they are neither: how far they are GB18030 */
static char *text_of(const char *bytes, size_t *length, size_t *gb_bad, const char *file,
                     lg_report *report)
{
  lg_gb18030 decoded = {0};
  size_t bad = lg_utf8_bad_byte(bytes, *length);
  bool other = bad != *length && !is_broken_utf8(bytes, bad) && !memchr(bytes, '\0', *length) &&
               !lg_bytes_are_wide(bytes, *length);
  char *text = other ? lg_gb18030_decode(bytes, *length, &decoded) : NULL;
  *gb_bad = decoded.bad;
  if (text) {
    *length = decoded.length;
    lg_report_add(report, LG_MSG_JSON_GB18030, file, 0, "", NULL);
    return text;
  }
  text = g_malloc(*length + 1);
  if (*length) memcpy(text, bytes, *length);
  text[*length] = '\0';
  return text;
}

lg_json_doc *lg_json_parse(const char *bytes, size_t length, const char *file, lg_report *report)
{
  if (length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
    bytes += 3;
    length -= 3;
  }
  lg_json_doc *doc = g_new0(lg_json_doc, 1);
  size_t gb_bad;
  doc->bytes = text_of(bytes, &length, &gb_bad, file, report);
  doc->decoded = g_malloc(length + 1);
  struct parser parser = {.doc = doc,
                          .text = doc->bytes,
                          .length = length,
                          .line = 1,
                          .gb_bad = gb_bad,
                          .free = doc->decoded,
                          .flaws = g_array_new(FALSE, FALSE, sizeof(struct flaw)),
                          .file = file,
                          .report = report};
  if (!parse_all(&parser) || !report_flaws(&parser)) {
    lg_json_doc_free(doc);
    doc = NULL;
  }
  g_array_free(parser.flaws, TRUE);
  return doc;
}

void lg_json_doc_free(lg_json_doc *doc)
{
  if (!doc) return;
  while (doc->blocks) {
    struct node_block *block = doc->blocks;
    doc->blocks = block->above;
    g_free(block);
  }
  g_free(doc->decoded);
  g_free(doc->bytes);
  g_free(doc);
}

const lg_json *lg_json_root(const lg_json_doc *doc)
{
  return doc->root;
}

const lg_json *lg_json_get(const lg_json *object, const char *key)
{
  if (!object || object->kind != LG_JSON_OBJECT) return NULL;
  for (const lg_json *member = object->child; member; member = member->next)
    if (strcmp(member->key, key) == 0) return member;
  return NULL;
}

const char *lg_json_element_name(const lg_json *value)
{
  const char *list = value->parent->key;
  const char *key = list && strcmp(list, "teams") == 0 ? "route" : "id";
  const lg_json *id = value->kind == LG_JSON_OBJECT ? value->child : NULL;
  while (id && id->index < LG_NAMED_MEMBERS && strcmp(id->key, key) != 0) id = id->next;
  if (id && strcmp(id->key, key) != 0) id = NULL;
  if (list && strcmp(list, "goals") == 0 && value->kind == LG_JSON_TEXT) id = value;
  return id && id->kind == LG_JSON_TEXT && *id->text ? id->text : NULL;
}

void lg_json_quote(GString *out, const char *text)
{
  g_string_append_c(out, '"');
  for (const char *p = text; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf(out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append(out, "\\n");
    else if (g_ascii_iscntrl(*p))
      g_string_append_printf(out, "\\u%04x", (unsigned)(unsigned char)*p);
    else
      g_string_append_c(out, *p);
  }
  g_string_append_c(out, '"');
}

char *lg_json_path(const lg_json *value)
{
  GString *path = g_string_new("");
  for (; value->parent; value = value->parent) {
    if (path->len) g_string_prepend_c(path, '.');
    const char *name = value->key ? value->key : lg_json_element_name(value);
    char number[16];
    g_snprintf(number, sizeof number, "%d", value->index);
    if (!name) name = number;
    size_t length = strlen(name);
    if (length > LG_PATH_NAME_BYTES) {
      const char *end = g_utf8_find_prev_char(name, name + LG_PATH_NAME_BYTES);
      length = (size_t)(end - name);
      g_string_prepend(path, "…");
    }
    g_string_prepend_len(path, name, (gssize)length);
  }
  for (char *p = path->str; *p; p++)
    if (g_ascii_iscntrl(*p)) *p = ' '; /* a message is one line */
  return g_string_free(path, FALSE);
}
