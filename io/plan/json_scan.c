/* json_scan.c - see json_scan.h. Recursion is bounded by LG_MAX_JSON_DEPTH. */
#include "json_scan.h"

#include <string.h>

#include "model/input_limits.h"

enum { LG_SHOWN_BYTES = 40 };

struct json_scanner {
  char *text;
  size_t at, length;
  int line, depth;
  GArray *spans;
  lg_json_fault *fault;
};

static bool scan_value(struct json_scanner *scan, int key_line, size_t key_span);

static bool scan_fail(struct json_scanner *scan, lg_message message, char *found,
                      const char *expected)
{
  *scan->fault = (lg_json_fault){message, scan->line, found, g_strdup(expected)};
  return false;
}

/* The character at the scan's place as a message shows it. */
static char *scan_character(const struct json_scanner *scan)
{
  gunichar c = g_utf8_get_char(scan->text + scan->at);
  if (g_unichar_iscntrl(c)) return g_strdup_printf("U+%04X", c);
  char bytes[8] = "";
  bytes[g_unichar_to_utf8(c, bytes)] = '\0';
  return g_strdup(bytes);
}

/* Something else than `expected` (code symbols, the same in every language). */
static bool scan_unexpected(struct json_scanner *scan, const char *expected)
{
  if (scan->at >= scan->length) return scan_fail(scan, LG_MSG_JSON_END, g_strdup(expected), NULL);
  if (scan->text[scan->at] == '/')
    return scan_fail(scan, LG_MSG_JSON_COMMENT, g_strdup("\"//\""), NULL);
  return scan_fail(scan, LG_MSG_JSON_EXPECTED, scan_character(scan), expected);
}

static void scan_blanks(struct json_scanner *scan)
{
  for (;; scan->at++) {
    char c = scan->text[scan->at];
    if (c == '\n' || (c == '\r' && scan->text[scan->at + 1] != '\n'))
      scan->line++;
    else if (c != ' ' && c != '\t' && c != '\r')
      return;
  }
}

static int scan_hex(const char *digits)
{
  int code = 0;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value(digits[i]);
    if (digit < 0) return -1;
    code = code * 16 + digit;
  }
  return code;
}

/* Behind `\u`. The four digits of a forbidden one become fffd; the span remembers the first. */
static bool scan_unicode(struct json_scanner *scan, size_t span)
{
  char *digits = scan->text + scan->at;
  int code = scan_hex(digits);
  if (code < 0)
    return scan_fail(scan, LG_MSG_JSON_ESCAPE, g_strdup_printf("\\u%.4s", digits), NULL);
  scan->at += 4;
  if (code != 0 && (code < 0xD800 || code > 0xDFFF)) return true;
  const char *next = scan->text + scan->at;
  if (code >= 0xD800 && code < 0xDC00 && next[0] == '\\' && next[1] == 'u') {
    int low = scan_hex(next + 2);
    if (low >= 0xDC00 && low <= 0xDFFF) {
      scan->at += 6;
      return true;
    }
  }
  memcpy(digits, "fffd", 4);
  lg_json_span *value = &g_array_index(scan->spans, lg_json_span, span);
  if (!value->has_bad) value->bad_escape = (guint16)code;
  value->has_bad = true;
  return true;
}

static bool scan_escape(struct json_scanner *scan, size_t span)
{
  char c = scan->text[++scan->at];
  if (scan->at >= scan->length) return scan_unexpected(scan, "\"");
  if (c == 'u') {
    scan->at++;
    return scan_unicode(scan, span);
  }
  if (!strchr("\"\\/bfnrt", c)) {
    char *character = scan_character(scan);
    char *found = g_strconcat("\\", character, NULL);
    g_free(character);
    return scan_fail(scan, LG_MSG_JSON_ESCAPE, found, NULL);
  }
  scan->at++;
  return true;
}

/* A text or a key; `span` is the value that bad escapes are noted at. */
static bool scan_text(struct json_scanner *scan, size_t span)
{
  size_t start = scan->at++;
  for (;;) {
    unsigned char c = (unsigned char)scan->text[scan->at];
    if (scan->at >= scan->length || c == '\n' || c == '\r') {
      int shown = (int)MIN(scan->at - start, (size_t)LG_SHOWN_BYTES);
      char *found = g_utf8_make_valid(scan->text + start, shown);
      return scan_fail(scan, LG_MSG_JSON_TEXT_OPEN, found, NULL);
    }
    if (c < 0x20) return scan_fail(scan, LG_MSG_JSON_CONTROL, scan_character(scan), NULL);
    if (c == '\\') {
      if (!scan_escape(scan, span)) return false;
      continue;
    }
    scan->at++;
    if (c == '"') return true;
  }
}

static void scan_digits(const char *text, size_t *at)
{
  while (g_ascii_isdigit(text[*at])) (*at)++;
}

/* `span` is the value that a length is noted at.
 * -? (0 | [1-9][0-9]*) (\.[0-9]+)? ([eE][+-]?[0-9]+)? */
static bool scan_number(struct json_scanner *scan, size_t span)
{
  char *text = scan->text;
  size_t start = scan->at, at = start + (text[start] == '-');
  bool good = g_ascii_isdigit(text[at]) && !(text[at] == '0' && g_ascii_isdigit(text[at + 1]));
  scan_digits(text, &at);
  if (good && text[at] == '.') {
    good = g_ascii_isdigit(text[++at]);
    scan_digits(text, &at);
  }
  if (good && (text[at] == 'e' || text[at] == 'E')) {
    at++;
    if (text[at] == '+' || text[at] == '-') at++;
    good = g_ascii_isdigit(text[at]);
    scan_digits(text, &at);
  }
  if (!good) {
    size_t shown = strspn(text + start, "0123456789+-.eE");
    char *found = g_strndup(text + start, MIN(MAX(shown, 1u), (size_t)LG_SHOWN_BYTES));
    return scan_fail(scan, LG_MSG_JSON_NUMBER, found, NULL);
  }
  if (at - start > LG_JSON_NUMBER_BYTES) {
    memset(text + start, ' ', at - start);
    text[start] = '0';
    g_array_index(scan->spans, lg_json_span, span).is_long = true;
  }
  scan->at = at;
  return true;
}

/* true, false, null; anything else that looks like a word is named whole. */
static bool scan_word(struct json_scanner *scan)
{
  static const char *const words[] = {"true", "false", "null"};
  const char *text = scan->text + scan->at;
  size_t length = 0;
  while (g_ascii_isalnum(text[length]) || text[length] == '_') length++;
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (length == strlen(words[i]) && strncmp(text, words[i], length) == 0) {
      scan->at += length;
      return true;
    }
  if (length == 0) return scan_fail(scan, LG_MSG_JSON_VALUE, scan_character(scan), NULL);
  char *found = g_strndup(text, MIN(length, (size_t)LG_SHOWN_BYTES));
  return scan_fail(scan, LG_MSG_JSON_WORD, found, NULL);
}

/* After an element: true where another follows; *done at the closing bracket. */
static bool scan_comma(struct json_scanner *scan, char close, bool *done)
{
  scan_blanks(scan);
  char c = scan->text[scan->at];
  *done = c == close;
  if (*done) {
    scan->at++;
    return true;
  }
  if (c != ',') return scan_unexpected(scan, close == '}' ? ", }" : ", ]");
  scan->at++;
  scan_blanks(scan);
  if (scan->text[scan->at] != close) return true;
  return scan_fail(scan, LG_MSG_JSON_COMMA, g_strdup_printf("%c", close), NULL);
}

static bool scan_member(struct json_scanner *scan)
{
  int line = scan->line;
  if (scan->text[scan->at] != '"') return scan_unexpected(scan, "\"");
  size_t span = scan->spans->len;
  g_array_append_val(scan->spans, ((lg_json_span){.line = line}));
  if (!scan_text(scan, span)) return false;
  scan_blanks(scan);
  if (scan->text[scan->at] != ':') return scan_unexpected(scan, ":");
  scan->at++;
  return scan_value(scan, line, span);
}

static bool scan_container(struct json_scanner *scan, char close)
{
  if (++scan->depth > LG_MAX_JSON_DEPTH)
    return scan_fail(scan, LG_MSG_JSON_DEPTH, g_strdup_printf("%d", LG_MAX_JSON_DEPTH), NULL);
  scan->at++;
  scan_blanks(scan);
  bool done = scan->text[scan->at] == close;
  if (done) scan->at++;
  while (!done) {
    bool good = close == '}' ? scan_member(scan) : scan_value(scan, 0, G_MAXSIZE);
    if (!good || !scan_comma(scan, close, &done)) return false;
  }
  scan->depth--;
  return true;
}

/* key_span: the span that the value's key opened already, G_MAXSIZE where it has no key. */
static bool scan_value(struct json_scanner *scan, int key_line, size_t key_span)
{
  scan_blanks(scan);
  size_t start = scan->at, span = key_span;
  if (span == G_MAXSIZE) {
    span = scan->spans->len;
    g_array_append_val(scan->spans, ((lg_json_span){.line = key_line ? key_line : scan->line}));
  }
  if (scan->spans->len > LG_MAX_JSON_VALUES) {
    char *most = g_strdup_printf("%d", LG_MAX_JSON_VALUES);
    return scan_fail(scan, LG_MSG_JSON_VALUES, most, NULL);
  }
  char c = scan->text[start];
  bool good = true;
  if (start >= scan->length)
    good = scan_fail(scan, LG_MSG_JSON_END, g_strdup("{ [ \" 0-9"), NULL);
  else if (c == '{')
    good = scan_container(scan, '}');
  else if (c == '[')
    good = scan_container(scan, ']');
  else if (c == '"')
    good = scan_text(scan, span);
  else if (c == '-' || c == '+' || c == '.' || g_ascii_isdigit(c))
    good = scan_number(scan, span);
  else if (c == '/')
    good = scan_unexpected(scan, "");
  else
    good = scan_word(scan);
  lg_json_span *value = &g_array_index(scan->spans, lg_json_span, span);
  value->start = start;
  value->length = scan->at - start;
  return good;
}

/* The first byte that is no UTF-8 (a NUL byte is none either). */
static bool scan_bytes(struct json_scanner *scan)
{
  const char *bad = NULL;
  if (g_utf8_validate_len(scan->text, scan->length, &bad)) return true;
  for (const char *p = scan->text; p < bad; p++)
    if (*p == '\n' || (*p == '\r' && p[1] != '\n')) scan->line++;
  if (*bad == '\0') return scan_fail(scan, LG_MSG_JSON_CONTROL, g_strdup("U+0000"), NULL);
  return scan_fail(scan, LG_MSG_JSON_BYTE, g_strdup_printf("0x%02X", (unsigned char)*bad), NULL);
}

bool lg_json_scan(char *text, size_t length, GArray *spans, lg_json_fault *fault)
{
  struct json_scanner scan = {
      .text = text, .length = length, .line = 1, .spans = spans, .fault = fault};
  if (!scan_bytes(&scan)) return false;
  scan_blanks(&scan);
  if (scan.at >= length) return scan_fail(&scan, LG_MSG_JSON_EMPTY, g_strdup("{ }"), NULL);
  if (!scan_value(&scan, 0, G_MAXSIZE)) return false;
  scan_blanks(&scan);
  if (scan.at >= length) return true;
  return scan_fail(&scan, LG_MSG_JSON_TRAILING, scan_character(&scan), NULL);
}
