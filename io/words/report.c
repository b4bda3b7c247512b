#include "report.h"

#include <string.h>

enum {
  LG_MAX_ARGS = 6,
  LG_SHOWN = 100,          /* findings of a severity that are told in full, */
  LG_KEPT = 100000,        /* and that are kept where all are asked for */
  LG_TEXT_CHARACTERS = 200 /* of a value: a cell may be 1 MiB long */
};

struct message_entry {
  lg_severity severity;
  const char *name, *text;
};

static const struct message_entry messages[LG_MSG_COUNT + 1] = {
#define LG_MSG(id, severity, text) [LG_MSG_##id] = {severity, #id, text},
#include "messages_input.def"
#include "messages_plan.def"
#include "messages_roster.def"
#include "messages_sheet.def"
#include "messages_table.def"
#undef LG_MSG
    [LG_MSG_COUNT] = {LG_DEFECT, "", ""} /* so that the list is never empty */
};

struct finding {
  lg_message message;
  int file; /* order in which the files were first met */
  int row;
  char *column;
  char *sheet, *letter;    /* of a finding at a cell: `column` is its label; else NULL */
  int place;               /* its column, from 0; -1: not known */
  char *args[LG_MAX_ARGS]; /* "" where not given */
};

/* The first findings in the order of the report, and the count of all. */
struct findings {
  struct finding **kept; /* room for `limit` where that is LG_SHOWN, else for `room` */
  int kept_count, count, room;
};

/* How findings of a file find their cell. */
struct locator {
  lg_report_find find;
  const void *user;
};

struct lg_report {
  GHashTable *locators; /* file -> struct locator */
  GHashTable *headings; /* file -> char **, NULL-terminated */
  int limit;            /* findings of a severity that are kept */
  GPtrArray *files;
  GHashTable *file_order; /* name -> index + 1 */
  struct findings findings[LG_SEVERITY_COUNT];
};

const char *lg_message_name(lg_message message)
{
  return messages[message].name;
}

lg_severity lg_message_severity(lg_message message)
{
  return messages[message].severity;
}

const char *lg_message_text(lg_message message)
{
  return messages[message].text;
}

lg_report *lg_report_new(void)
{
  lg_report *report = g_new0(lg_report, 1);
  report->files = g_ptr_array_new_with_free_func(g_free);
  report->file_order = g_hash_table_new(g_str_hash, g_str_equal);
  report->locators = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  report->headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)(void (*)(void))g_strfreev);
  report->limit = LG_SHOWN;
  return report;
}

static void finding_free(struct finding *finding)
{
  for (int i = 0; i < LG_MAX_ARGS; i++) g_free(finding->args[i]);
  g_free(finding->column);
  g_free(finding->sheet);
  g_free(finding->letter);
  g_free(finding);
}

void lg_report_free(lg_report *report)
{
  if (!report) return;
  for (int s = 0; s < LG_SEVERITY_COUNT; s++)
    for (int k = 0; k < report->findings[s].kept_count; k++)
      finding_free(report->findings[s].kept[k]);
  for (int s = 0; s < LG_SEVERITY_COUNT; s++) g_free(report->findings[s].kept);
  g_hash_table_destroy(report->headings);
  g_hash_table_destroy(report->locators);
  g_hash_table_destroy(report->file_order);
  g_ptr_array_free(report->files, TRUE);
  g_free(report);
}

/* Private characters look different in every font, variation selectors like nothing at all. */
static bool is_unclear(gunichar c)
{
  return g_unichar_type(c) == G_UNICODE_PRIVATE_USE || (c >= 0xFE00 && c <= 0xFE0F) ||
         (c >= 0xE0100 && c <= 0xE01EF);
}

/* A value fit for one line of a terminal: valid UTF-8, nothing that cannot be seen, not too long. */
static char *shown_text(const char *value, long limit)
{
  size_t bytes = strlen(value);
  size_t enough = (size_t)limit * 4 + 4;
  g_autofree char *valid = g_utf8_make_valid(value, (gssize)MIN(bytes, enough));
  GString *shown = g_string_new(NULL);
  long count = 0;
  const char *p = valid;
  for (; *p && count < limit; p = g_utf8_next_char(p), count++) {
    gunichar c = g_utf8_get_char(p);
    if (c == '\n')
      g_string_append(shown, "\\n");
    else if (c == '\t')
      g_string_append(shown, "\\t");
    else if ((!g_unichar_isprint(c) && c != 0x3000 && c != 0xA0) || is_unclear(c))
      g_string_append_printf(shown, "\\u%04X", (unsigned)c);
    else
      g_string_append_unichar(shown, c);
  }
  if (*p || bytes > enough) g_string_append(shown, "…");
  return g_string_free(shown, FALSE);
}

static int report_file(lg_report *report, const char *file)
{
  int order = GPOINTER_TO_INT(g_hash_table_lookup(report->file_order, file));
  if (order) return order - 1;
  char *name = g_strdup(file);
  g_ptr_array_add(report->files, name);
  g_hash_table_insert(report->file_order, name, GINT_TO_POINTER((int)report->files->len));
  return (int)report->files->len - 1;
}

static bool finding_precedes(int file, int row, const struct finding *other)
{
  return file != other->file ? file < other->file : row < other->row;
}

/* Column 27 is AB. g_free. */
static char *column_letter(int column)
{
  char letters[8];
  int at = (int)sizeof letters;
  letters[--at] = '\0';
  for (int rest = column + 1; rest > 0 && at > 0; rest = (rest - 1) / 26)
    letters[--at] = (char)('A' + (rest - 1) % 26);
  return g_strdup(letters + at);
}

/* Where a finding stands: in a file, or in a cell of it. */
struct where {
  const char *file, *column;
  int row;
  const lg_report_place *cell; /* NULL: none */
};

/* The place of a heading in its file, or of a column that is named by its letters; -1. */
static int column_of(const lg_report *report, const struct where *where)
{
  char **headings = g_hash_table_lookup(report->headings, where->file);
  for (int k = 0; headings && headings[k]; k++)
    if (*headings[k] && strcmp(headings[k], where->column) == 0) return k;
  int letters = 0, at = 0;
  for (; headings && g_ascii_isupper(where->column[letters]) && letters < 4; letters++)
    at = at * 26 + where->column[letters] - 'A' + 1;
  return letters > 0 && letters < 4 && !where->column[letters] ? at - 1 : -1;
}

static void report_add(lg_report *report, lg_message message, const struct where *where,
                       va_list texts)
{
  struct findings *list = &report->findings[messages[message].severity];
  int order = report_file(report, where->file);
  list->count++;
  /* Rows mostly come in order: the place is at or near the end. */
  int place = list->kept_count;
  while (place > 0 && finding_precedes(order, where->row, list->kept[place - 1])) place--;
  if (place == report->limit) return;
  if (list->kept_count == list->room) {
    list->room = MIN(report->limit, MAX(16, 2 * list->room));
    if (list->kept_count < list->room)
      list->kept = g_renew(struct finding *, list->kept, (gsize)list->room);
  }

  struct finding *finding = g_new0(struct finding, 1);
  finding->message = message;
  finding->file = order;
  finding->row = where->row;
  finding->column = shown_text(where->column, LG_TEXT_CHARACTERS);
  finding->place = where->cell ? where->cell->column : column_of(report, where);
  if (where->cell) {
    finding->sheet = shown_text(where->cell->sheet, LG_TEXT_CHARACTERS);
    finding->letter = column_letter(where->cell->column);
  }
  int n = 0;
  for (const char *arg; n < LG_MAX_ARGS && (arg = va_arg(texts, const char *)); n++)
    finding->args[n] = shown_text(arg, LG_TEXT_CHARACTERS);
  for (; n < LG_MAX_ARGS; n++) finding->args[n] = g_strdup("");

  if (list->kept_count == report->limit) finding_free(list->kept[--list->kept_count]);
  for (int k = list->kept_count++; k > place; k--) list->kept[k] = list->kept[k - 1];
  list->kept[place] = finding;
}

static void report_add_at(lg_report *report, lg_message message, const char *file,
                          const lg_report_place *place, va_list texts)
{
  g_autofree char *tail = g_strconcat("#", place->sheet, NULL);
  g_autofree char *whole =
      g_str_has_suffix(file, tail) ? g_strdup(file) : g_strconcat(file, tail, NULL);
  const struct where where = {whole, place->label, place->row, place};
  report_add(report, message, &where, texts);
}

static bool is_left_out(lg_message message, const lg_report_place *place)
{
  return place->state == LG_AT_TOLD ||
         (place->state == LG_AT_CERTAIN && messages[message].severity == LG_WARNING);
}

static bool locate(const lg_report *report, const char *file, int row, const char *column,
                   lg_report_place *place)
{
  const struct locator *locator = g_hash_table_lookup(report->locators, file);
  return locator && locator->find(locator->user, row, column, place);
}

void lg_report_add(lg_report *report, lg_message message, const char *file, int row,
                   const char *column, ...)
{
  lg_report_place place = {.column = -1};
  bool found = locate(report, file, row, column, &place);
  if (found && place.file) { /* of a piece, which may have its own cells */
    const lg_report_place piece = place;
    place = (lg_report_place){.column = -1};
    file = piece.file;
    row = piece.row;
    column = piece.label;
    found = locate(report, file, row, column, &place);
  }
  if (found && is_left_out(message, &place)) return;
  va_list texts;
  va_start(texts, column);
  if (found) {
    report_add_at(report, message, file, &place, texts);
  } else {
    const struct where where = {file, column, row, NULL};
    report_add(report, message, &where, texts);
  }
  va_end(texts);
}

void lg_report_add_at(lg_report *report, lg_message message, const char *file,
                      const lg_report_place *place, ...)
{
  va_list texts;
  va_start(texts, place);
  report_add_at(report, message, file, place, texts);
  va_end(texts);
}

void lg_report_headings(lg_report *report, const char *file, const char *const *headings, int count)
{
  char **kept = g_new0(char *, count + 1);
  for (int k = 0; k < count; k++) kept[k] = g_strdup(headings[k]);
  g_hash_table_replace(report->headings, g_strdup(file), kept);
}

void lg_report_keep_all(lg_report *report)
{
  report->limit = LG_KEPT;
}

void lg_report_places(lg_report *report, const char *file, lg_report_find find, const void *user)
{
  if (!find) {
    g_hash_table_remove(report->locators, file);
    return;
  }
  struct locator *locator = g_new(struct locator, 1);
  *locator = (struct locator){find, user};
  g_hash_table_replace(report->locators, g_strdup(file), locator);
}

int lg_report_defects(const lg_report *report)
{
  return report->findings[LG_DEFECT].count;
}

int lg_report_warnings(const lg_report *report)
{
  return report->findings[LG_WARNING].count;
}

int lg_report_notes(const lg_report *report)
{
  return report->findings[LG_NOTE].count;
}

bool lg_report_is_full(const lg_report *report)
{
  return report->findings[LG_DEFECT].count >= LG_SHOWN;
}

/* Fills the %s and %1$s of `text`. Done by hand: the text comes from a catalogue, so printf with it
 * could be made to read what is not there, and ISO C has no %1$s. */
static void report_fill(GString *line, const char *text, char *const *args)
{
  int next = 0;
  for (const char *p = text; *p; p++) {
    if (*p != '%') {
      g_string_append_c(line, *p);
    } else if (p[1] == '%') {
      g_string_append_c(line, '%');
      p++;
    } else if (p[1] == 's') {
      if (next < LG_MAX_ARGS) g_string_append(line, args[next++]);
      p++;
    } else if (p[1] >= '1' && p[1] <= '0' + LG_MAX_ARGS && p[2] == '$' && p[3] == 's') {
      g_string_append(line, args[p[1] - '1']);
      p += 3;
    } else {
      g_string_append_c(line, '%');
    }
  }
}

lg_message lg_report_message(const lg_report *report, lg_severity severity, int k)
{
  const struct findings *list = &report->findings[severity];
  return k >= 0 && k < list->kept_count ? list->kept[k]->message : LG_MSG_COUNT;
}

const char *lg_report_column(const lg_report *report, lg_severity severity, int k)
{
  const struct findings *list = &report->findings[severity];
  return k >= 0 && k < list->kept_count ? list->kept[k]->column : "";
}

/* `plan.xlsx, sheet "plan", row 8, column B (date): ` */
static void place_text(GString *line, const struct finding *finding, const char *file,
                       const lg_lang *lang)
{
  g_autofree char *book = g_strndup(file, strlen(file) - strlen(finding->sheet) - 1);
  g_autofree char *row = g_strdup_printf("%d", finding->row);
  char *args[LG_MAX_ARGS] = {book, finding->sheet, row, finding->letter, finding->column, ""};
  bool cell = finding->row > 0 && *finding->letter;
  const char *text = cell && *finding->column ? N_("%s, sheet \"%s\", row %s, column %s (%s): ")
                     : cell                   ? N_("%s, sheet \"%s\", row %s, column %s: ")
                     : finding->row > 0       ? N_("%s, sheet \"%s\", row %s: ")
                                              : N_("%s, sheet \"%s\": ");
  report_fill(line, lg_tr(lang, text), args);
}

char *lg_report_line(const lg_report *report, lg_severity severity, int k, const lg_lang *lang)
{
  const struct findings *list = &report->findings[severity];
  if (k < 0 || k >= list->kept_count) return NULL;
  const struct finding *finding = list->kept[k];
  const char *file = g_ptr_array_index(report->files, finding->file);
  GString *line = g_string_new(NULL);
  if (finding->sheet) {
    place_text(line, finding, file, lang);
    report_fill(line, lg_tr(lang, messages[finding->message].text), finding->args);
    return g_string_free(line, FALSE);
  }
  g_string_append(line, file);
  if (*file) g_string_append_c(line, ':');
  if (finding->row > 0) g_string_append_printf(line, "%d:", finding->row);
  if (line->len) g_string_append_c(line, ' ');
  if (*finding->column) g_string_append_printf(line, "%s: ", finding->column);
  report_fill(line, lg_tr(lang, messages[finding->message].text), finding->args);
  return g_string_free(line, FALSE);
}

bool lg_report_spot_of(const lg_report *report, lg_severity severity, int k, const lg_lang *lang,
                       lg_report_spot *spot)
{
  const struct findings *list = &report->findings[severity];
  if (k < 0 || k >= list->kept_count) return false;
  const struct finding *finding = list->kept[k];
  GString *words = g_string_new(NULL);
  report_fill(words, lg_tr(lang, messages[finding->message].text), finding->args);
  *spot = (lg_report_spot){.file = g_ptr_array_index(report->files, finding->file),
                           .row = finding->row,
                           .column = finding->place,
                           .heading = finding->column,
                           .words = g_string_free(words, FALSE)};
  return true;
}

static const char *report_rest(lg_severity severity, bool one)
{
  if (severity == LG_DEFECT)
    return one ? N_("... and %s more defect") : N_("... and %s more defects");
  if (severity == LG_NOTE) return one ? N_("... and %s more note") : N_("... and %s more notes");
  return one ? N_("... and %s more warning") : N_("... and %s more warnings");
}

char *lg_report_text(const lg_report *report, lg_severity severity, const lg_lang *lang)
{
  const struct findings *list = &report->findings[severity];
  GString *text = g_string_new(NULL);
  int shown = MIN(list->kept_count, LG_SHOWN);
  for (int k = 0; k < shown; k++) {
    g_autofree char *line = lg_report_line(report, severity, k, lang);
    g_string_append_printf(text, "%s\n", line);
  }
  int rest = list->count - shown;
  if (rest > 0) {
    g_autofree char *number = g_strdup_printf("%d", rest);
    char *args[LG_MAX_ARGS] = {number, number, number, number, number, number};
    report_fill(text, lg_tr(lang, report_rest(severity, rest == 1)), args);
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

/* Longer values are no misspelt names. */
enum {
  LG_NEAREST_CHARACTERS = 90,
  LG_NEAREST_CANDIDATE = 3 * LG_NEAREST_CHARACTERS,
  LG_CHINESE = 0x2E80 /* the first character of the blocks of Chinese */
};

/* `text` as lower-case characters; -1 where it is longer than `limit`. */
static int characters_of(const char *text, gunichar *characters, int limit)
{
  int count = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    if (count == limit) return -1;
    characters[count++] = g_unichar_tolower(g_utf8_get_char(p));
  }
  return count;
}

/* Characters to add, leave out, replace, or exchange with their neighbour. */
static int edit_distance(const gunichar *a, int a_count, const gunichar *b, int b_count)
{
  int rows[3][LG_NEAREST_CANDIDATE + 1]; /* row i - 2, i - 1 and i, in turn */
  for (int j = 0; j <= b_count; j++) rows[0][j] = j;
  for (int i = 1; i <= a_count; i++) {
    int *now = rows[i % 3];
    const int *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
    now[0] = i;
    for (int j = 1; j <= b_count; j++) {
      int change = before[j - 1] + (a[i - 1] != b[j - 1]);
      now[j] = MIN(change, MIN(before[j], now[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = MIN(now[j], earlier[j - 2] + 1);
    }
  }
  return rows[a_count % 3][b_count];
}

static bool holds(const gunichar *all, int all_count, const gunichar *part, int part_count)
{
  for (int i = 0; i + part_count <= all_count; i++)
    if (memcmp(all + i, part, (size_t)part_count * sizeof *part) == 0) return true;
  return false;
}

const char *lg_nearest(const char *value, const char *const *candidates, int count)
{
  gunichar wanted[LG_NEAREST_CHARACTERS], other[LG_NEAREST_CANDIDATE];
  if (!g_utf8_validate(value, -1, NULL)) return NULL;
  int length = characters_of(value, wanted, LG_NEAREST_CHARACTERS);
  if (length <= 0) return NULL;
  int allowed = MAX(1, length / 3);
  const char *best = NULL;
  int best_cost = 0;
  for (int k = 0; k < count; k++) {
    int other_length = characters_of(candidates[k], other, LG_NEAREST_CANDIDATE);
    if (other_length <= 0) continue;
    int cost = -1;
    if (ABS(other_length - length) <= allowed) {
      cost = edit_distance(wanted, length, other, other_length);
      /* One sign that became another one is no misspelling: it has nothing in common. */
      if (cost > allowed || (cost >= length && cost >= other_length)) cost = -1;
    }
    bool part = holds(other, other_length, wanted, length);
    bool whole = other_length > 1 && other[0] >= LG_CHINESE && /* English words hold many others */
                 holds(wanted, length, other, other_length);
    if (cost < 0 && (part || whole))
      cost = allowed + ABS(other_length - length); /* after every true misspelling */
    if (cost >= 0 && (!best || cost < best_cost)) {
      best = candidates[k];
      best_cost = cost;
    }
  }
  return best;
}
