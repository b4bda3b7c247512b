#include "csv.h"

#include <csv.h>
#include <string.h>

struct csv_state {
  lg_row_sink sink;
  void *user;
  GString *texts;     /* the fields of the row, each with a final NUL */
  lg_raw_cell *cells; /* as many as a row may have, LG_MAX_COLUMNS + 1 at most; text not yet set */
  int count;
  int row_line; /* line on which the row began */
  bool ended;   /* a row ended in the line just read */
  bool stopped; /* the sink wants no more */
};

/* libcsv's buffer moves: fields are copied, and pointed to only when the row is whole. */
static void csv_field(void *data, size_t length, void *user)
{
  struct csv_state *state = user;
  if (state->stopped) return;
  if (state->count > LG_MAX_COLUMNS) { /* keep one beyond the limit, a filled one if there is any */
    if (length == 0 || state->cells[LG_MAX_COLUMNS].length > 0) return;
    g_string_truncate(state->texts, state->texts->len - 1);
    state->count = LG_MAX_COLUMNS;
  }
  state->cells[state->count] =
      (lg_raw_cell){.column = state->count, .kind = LG_CELL_TEXT, .length = length};
  state->count++;
  if (length)
    g_string_append_len(state->texts, data, (gssize)length + 1); /* CSV_APPEND_NULL */
  else
    g_string_append_c(state->texts, '\0');
}

static void csv_row(int terminator, void *user)
{
  (void)terminator;
  struct csv_state *state = user;
  state->ended = true;
  if (state->stopped) return;
  const char *text = state->texts->str;
  for (int i = 0; i < state->count; i++) {
    state->cells[i].text = text;
    text += state->cells[i].length + 1;
  }
  state->stopped = !state->sink(state->user, state->row_line, state->cells, state->count);
  g_string_truncate(state->texts, 0);
  state->count = 0;
}

/* The length of the first physical line, its end included. `text` ends with a NUL and holds no
 * other. */
static size_t csv_line_length(const char *text)
{
  size_t length = strcspn(text, "\r\n");
  if (text[length] == '\r' && text[length + 1] == '\n') return length + 2;
  return length + (text[length] != '\0');
}

static bool csv_is_blank(const char *line, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (!strchr(" \t\r\n", line[i])) return false;
  return true;
}

/* Which of the two faults the strict parser met at `at`. */
static lg_csv_fault csv_fault_at(const char *line, size_t at)
{
  if (line[at] != '"') return LG_CSV_AFTER_QUOTE;
  while (at > 0 && (line[at - 1] == ' ' || line[at - 1] == '\t')) at--;
  return at > 0 && line[at - 1] == '"' ? LG_CSV_AFTER_QUOTE : LG_CSV_QUOTE_INSIDE;
}

/* libcsv knows no lines, so it gets one physical line at a time. */
static lg_csv_result csv_feed(struct csv_parser *parser, struct csv_state *state, const char *text,
                              size_t size)
{
  bool open = false; /* inside a quoted field that goes on in the next line */
  int line = 1;
  for (size_t at = 0; at < size && !state->stopped; line++) {
    size_t length = csv_line_length(text + at);
    if (!open) state->row_line = line;
    state->ended = false;
    size_t done = csv_parse(parser, text + at, length, csv_field, csv_row, state);
    if (done < length && csv_error(parser) == CSV_ENOMEM) g_error("csv_parse: out of memory");
    if (done < length)
      return (lg_csv_result){state->stopped ? LG_CSV_FINE : csv_fault_at(text + at, done),
                             state->row_line};
    open = !state->ended && (open || !csv_is_blank(text + at, length));
    at += length;
  }
  if (csv_fini(parser, csv_field, csv_row, state) != 0 && !state->stopped)
    return (lg_csv_result){LG_CSV_OPEN_QUOTE, state->row_line};
  return (lg_csv_result){LG_CSV_FINE, 0};
}

/* ="T01" keeps a spreadsheet from making a number of an id, and is no CSV: its sign is left out
 * here. The copy (g_free), or NULL where the text has none. */
static char *csv_unguarded(const char *text, size_t size, char delimiter, size_t *length)
{
  if (!strstr(text, "=\"")) return NULL; /* `text` ends with a NUL */
  char *copy = g_malloc(size + 1), *to = copy;
  bool quoted = false, begins = true; /* inside quotation marks; at the beginning of a field */
  for (size_t i = 0; i < size; i++) {
    char c = text[i];
    if (begins && c == '=' && text[i + 1] == '"') continue; /* the mark opens the field */
    if (c == '"') quoted = !quoted;
    begins = !quoted && (c == delimiter || c == '\n' || c == '\r');
    *to++ = c;
  }
  *to = '\0';
  *length = (size_t)(to - copy);
  return copy;
}

char lg_csv_declared(const char *text, size_t *length)
{
  bool quoted = *text == '"';
  const char *p = text + quoted;
  *length = 0;
  if (g_ascii_strncasecmp(p, "sep=", 4) != 0) return '\0';
  char delimiter = p[4];
  if (delimiter == '"' || !(g_ascii_ispunct(delimiter) || delimiter == '\t')) return '\0';
  p += 5;
  while (*p == delimiter) p++; /* as wide as the table */
  if (quoted && *p++ != '"') return '\0';
  if (*p && *p != '\r' && *p != '\n') return '\0';
  *length = (size_t)(p - text);
  return delimiter;
}

lg_csv_result lg_csv_read(const char *text, size_t size, char delimiter, lg_row_sink sink,
                          void *user)
{
  struct csv_parser parser;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
    g_error("csv_init"); /* it has no other reason than memory */
  csv_set_delim(&parser, (unsigned char)delimiter);
  csv_set_blk_size(&parser, 64 * 1024);
  g_autofree char *unguarded = csv_unguarded(text, size, delimiter, &size);
  if (unguarded) text = unguarded;
  struct csv_state state = {.sink = sink,
                            .user = user,
                            .texts = g_string_new(NULL),
                            /* n bytes have n + 1 cells at most */
                            .cells = g_new(lg_raw_cell, MIN(LG_MAX_COLUMNS, size + 1) + 1),
                            .row_line = 1};
  lg_csv_result result = csv_feed(&parser, &state, text, size);
  csv_free(&parser);
  g_string_free(state.texts, TRUE);
  g_free(state.cells);
  return result;
}
