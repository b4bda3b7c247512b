#include "table_heading.h"

#include <string.h>

#include "cell_text.h"
#include "fold.h"
#include "io/words/shapes.h"

enum { LG_HEADING_BYTES = 1024 }; /* what is longer is cut: notes above the heading may be long */

/* A row kept until the heading is known. */
struct kept_row {
  int row, count;
  lg_raw_cell *cells;
  GString *texts;
  GPtrArray *headings; /* trimmed, without blank ones at the end */
};

struct lg_heading {
  lg_table *table;
  lg_report *report;
  const lg_shape *shape;
  GHashTable *fields; /* by heading key */
  GPtrArray *rows;    /* kept_row */
  guint below;        /* the first kept row that is no heading */
};

static const char *named_heading(const lg_table *table, int field)
{
  return table->naming ? table->naming->heading[field] : NULL;
}

static bool id_is_made(const lg_table *table)
{
  return table->naming && table->naming->id_is_made;
}

GHashTable *lg_headings_new(const lg_table *table)
{
  const lg_shape *shape = lg_shape_of(table->kind);
  GHashTable *headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (int f = 0; f < shape->field_count; f++) {
    if (named_heading(table, f) || (f == LG_T_ID && id_is_made(table))) continue;
    for (const char *const *h = shape->fields[f].headings; *h; h++)
      g_hash_table_insert(headings, lg_heading_key(*h, strlen(*h)), GINT_TO_POINTER(f + 1));
  }
  for (int f = 0; f < shape->field_count; f++) {
    const char *named = named_heading(table, f);
    if (!named) continue;
    /* 时间（到校） beside 时间（离校）: a note that the plan repeats counts */
    char *key = lg_heading_key(named, strlen(named)), *whole = lg_heading_whole_key(named);
    bool noted = strcmp(key, whole) != 0;
    g_hash_table_insert(headings, noted ? g_strconcat("=", whole, NULL) : g_strdup(key),
                        GINT_TO_POINTER(f + 1));
    g_free(key);
    g_free(whole);
  }
  return headings;
}

bool lg_heading_is_card(const char *heading)
{
  g_autofree char *key = lg_heading_key(heading, strlen(heading));
  return g_str_has_prefix(key, "身份证");
}

bool lg_heading_is_spare(lg_table_kind kind, int field, const char *heading)
{
  if (kind == LG_TABLE_TEACHERS) return field == LG_T_ID && lg_heading_is_card(heading);
  bool who = (kind == LG_TABLE_WISHES && field == LG_W_TEACHER) ||
             (kind == LG_TABLE_LOCKS && field == LG_L_TEACHER);
  if (!who) return false;
  g_autofree char *key = lg_heading_key(heading, strlen(heading));
  return g_str_has_suffix(key, "姓名");
}

bool lg_heading_is_serial(const char *heading)
{
  g_autofree char *key = lg_heading_key(heading, strlen(heading));
  return strcmp(key, "序号") == 0;
}

int lg_headings_find(GHashTable *headings, const char *text, size_t length)
{
  if (length > 200) return -1;
  g_autofree char *key = lg_heading_key(text, length), *own = g_strndup(text, length);
  g_autofree char *whole = lg_heading_whole_key(own), *noted = g_strconcat("=", whole, NULL);
  int field = GPOINTER_TO_INT(g_hash_table_lookup(headings, noted)) - 1;
  return field >= 0 ? field : GPOINTER_TO_INT(g_hash_table_lookup(headings, key)) - 1;
}

/* The headings of a row, trimmed, without blank ones at the end. */
static GPtrArray *headings_of_row(const lg_raw_cell *cells, int count)
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

/* ---- one row, or two joined, as a heading ---- */

struct match {
  int column_of[LG_MOST_FIELDS];
  int known;
};

/* The first column of each field; one that may stand for it comes last. */
static struct match heading_match(const lg_heading *heading, const GPtrArray *columns)
{
  struct match match = {.known = 0};
  int spare[LG_MOST_FIELDS];
  for (int f = 0; f < LG_MOST_FIELDS; f++) match.column_of[f] = spare[f] = -1;
  for (guint c = 0; c < columns->len; c++) {
    const char *text = g_ptr_array_index(columns, c);
    int field = *text ? lg_headings_find(heading->fields, text, strlen(text)) : -1;
    if (field < 0 || match.column_of[field] >= 0) continue;
    if (lg_heading_is_spare(heading->table->kind, field, text)) {
      if (spare[field] < 0) spare[field] = (int)c;
      continue;
    }
    match.column_of[field] = (int)c;
    match.known++;
  }
  for (int f = 0; f < LG_MOST_FIELDS; f++) {
    if (spare[f] < 0 || match.column_of[f] >= 0) continue;
    match.column_of[f] = spare[f];
    match.known++;
  }
  return match;
}

static bool has_wide_wishes(const int *column_of)
{
  for (int f = LG_W_FIRST; f < LG_W_COUNT; f++)
    if (column_of[f] >= 0) return true;
  return false;
}

/* `students` may be left out where each stage has its own column (SPEC 7: `both`), a receiving
 * school's code beside its name, school and rank of wishes that stand side by side. */
static bool field_is_missing(const lg_heading *heading, const struct match *match, int field)
{
  const int *column_of = match->column_of;
  const lg_table *table = heading->table;
  bool required = heading->shape->fields[field].required;
  if (id_is_made(table))
    required = field != LG_T_ID && (required || table->naming->is_needed[field]);
  if (!required || column_of[field] >= 0) return false;
  if (table->kind == LG_TABLE_ROSTER && field == LG_RO_TO_ID) return column_of[LG_RO_TO_SCHOOL] < 0;
  if (table->kind == LG_TABLE_WISHES && field != LG_W_TEACHER && has_wide_wishes(column_of))
    return false;
  return table->kind != LG_TABLE_SCHOOLS || field != LG_S_STUDENTS ||
         column_of[LG_S_STUDENTS_PRIMARY] < 0 || column_of[LG_S_STUDENTS_JUNIOR] < 0;
}

static bool heading_has_required(const lg_heading *heading, const struct match *match)
{
  for (int f = 0; f < heading->shape->field_count; f++)
    if (field_is_missing(heading, match, f)) return false;
  return true;
}

static const char *text_at(const GPtrArray *columns, guint c)
{
  return c < columns->len ? g_ptr_array_index(columns, c) : "";
}

static bool heading_is_known(const lg_heading *heading, const char *text)
{
  return lg_headings_find(heading->fields, text, strlen(text)) >= 0;
}

/* 小学学生数 of 小学 under 学生数 or another name of that column, else the child alone where it is
 * a heading, else NULL. g_free. */
static char *heading_of_two(const lg_heading *heading, const char *parent, const char *child)
{
  int field = lg_headings_find(heading->fields, parent, strlen(parent));
  const char *own[] = {parent, NULL};
  const char *const *names = field < 0 ? own : heading->shape->fields[field].headings;
  for (const char *const *name = names; *name; name++) {
    char *before = g_strconcat(child, *name, NULL);
    if (heading_is_known(heading, before)) return before;
    g_free(before);
    char *after = g_strconcat(*name, child, NULL);
    if (heading_is_known(heading, after)) return after;
    g_free(after);
  }
  return heading_is_known(heading, child) ? g_strdup(child) : NULL;
}

/* 学生数 over 小学 and 初中: 小学学生数 and 初中学生数; a parent without children stands alone, and
 * so does a child whose parent only gathers (基本信息 over 姓名).
 *   strange   whether a child was met that is no heading */
static GPtrArray *heading_join(const lg_heading *heading, const GPtrArray *parents,
                               const GPtrArray *children, bool *strange)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func(g_free);
  const char *parent = "";
  *strange = false;
  for (guint c = 0; c < MAX(parents->len, children->len); c++) {
    const char *own = text_at(parents, c), *child = text_at(children, c);
    if (*own) parent = own;
    char *found = *child ? heading_of_two(heading, parent, child) : g_strdup(own);
    *strange |= !found;
    g_ptr_array_add(joined, found ? found : g_strconcat(parent, child, NULL));
  }
  return joined;
}

/* The lower line is a heading by itself; the upper one gives names to its blank cells (序号 merged
 * down over both lines), and a parent where parent and child are one heading (住址 over 经度). A
 * single text above is a title, and what stands beside the lower line belongs to no column.
 *   returns  NULL where the upper line gives nothing */
static GPtrArray *heading_complete(const lg_heading *heading, const struct kept_row *upper,
                                   const struct kept_row *lower)
{
  const GPtrArray *parents = upper->headings, *children = lower->headings;
  bool is_csv = heading->table->encoding != LG_ENC_XLSX;
  guint width = is_csv ? MIN(parents->len, (guint)lower->count) : parents->len, filled = 0;
  for (guint c = 0; c < parents->len; c++) filled += *text_at(parents, c) != '\0';
  if (filled < 2) return NULL;
  GPtrArray *whole = g_ptr_array_new_with_free_func(g_free);
  const char *parent = "";
  bool gives = false;
  for (guint c = 0; c < MAX(width, children->len); c++) {
    const char *own = c < width ? text_at(parents, c) : "", *child = text_at(children, c);
    if (*own) parent = own;
    char *found = !*child                            ? g_strdup(own)
                  : heading_is_known(heading, child) ? NULL
                                                     : heading_of_two(heading, parent, child);
    if (!found) found = g_strdup(child);
    gives |= strcmp(found, child) != 0;
    g_ptr_array_add(whole, found);
  }
  if (!gives) g_clear_pointer(&whole, g_ptr_array_unref);
  return whole;
}

/* Cells stand under a parent that spans several columns, and none where every record has one. */
static bool heading_is_torn(const lg_heading *heading, const struct match *match,
                            const GPtrArray *parents, const GPtrArray *children)
{
  const lg_naming *naming = heading->table->naming;
  bool spans = false;
  int of_record = 0;
  while (id_is_made(heading->table) && !naming->is_needed[of_record] && of_record < LG_T_COUNT - 1)
    of_record++;
  for (guint c = 0; c < children->len; c++) {
    bool filled = *text_at(children, c), headed = *text_at(parents, c);
    if (filled && (int)c == match->column_of[of_record]) return false;
    spans |= filled && !headed && c > 0;
  }
  return spans;
}

/* ---- what is said ---- */

/* The unknown heading of the file that is nearest to one of the field's, or NULL. */
static const char *heading_nearest(const lg_heading *heading, const GPtrArray *columns,
                                   const lg_field *field)
{
  int names = (int)g_strv_length((char **)(void *)field->headings);
  for (guint c = 0; c < columns->len; c++) {
    const char *text = g_ptr_array_index(columns, c);
    if (!*text || lg_headings_find(heading->fields, text, strlen(text)) >= 0) continue;
    if (lg_heading_is_serial(text)) continue; /* a letter away from 工号, and no id */
    g_autofree char *folded = lg_fold(text);
    if (lg_nearest(folded, field->headings, names)) return text;
  }
  return NULL;
}

/* The headings of a field for a message: our own English name, and all Chinese ones. g_free. */
static char *heading_names(const lg_field *field)
{
  GString *names = g_string_new(field->headings[0]);
  for (const char *const *name = field->headings + 1; *name; name++)
    if (!g_str_is_ascii(*name)) g_string_append_printf(names, ", %s", *name);
  return g_string_free(names, FALSE);
}

static bool heading_has_serial(const GPtrArray *columns)
{
  for (guint c = 0; c < columns->len; c++)
    if (lg_heading_is_serial(g_ptr_array_index(columns, c))) return true;
  return false;
}

static void heading_tell_missing(const lg_heading *heading, const GPtrArray *columns,
                                 const struct match *match, int row)
{
  const lg_table *table = heading->table;
  for (int f = 0; f < heading->shape->field_count; f++) {
    if (!field_is_missing(heading, match, f) || named_heading(table, f)) continue;
    const lg_field *field = &heading->shape->fields[f];
    g_autofree char *names = heading_names(field);
    const char *near = heading_nearest(heading, columns, field);
    lg_message message = near ? LG_MSG_HEADING_MISSING_NEAR : LG_MSG_HEADING_MISSING;
    /* only where the table is one of teachers at all */
    if (table->kind == LG_TABLE_TEACHERS && f == LG_T_ID && match->known > 1)
      message = near                          ? LG_MSG_HEADING_NO_ID_NEAR
                : heading_has_serial(columns) ? LG_MSG_HEADING_NO_ID_SERIAL
                                              : LG_MSG_HEADING_NO_ID;
    lg_report_add(heading->report, message, table->file, row, field->headings[0], names, near,
                  NULL);
  }
}

/* Headings that the plan names and the file lacks. */
static void heading_tell_named(const lg_heading *heading)
{
  const lg_table *table = heading->table;
  for (int f = 0; f < heading->shape->field_count; f++) {
    const char *named = named_heading(table, f);
    if (!named || table->column_of[f] >= 0) continue;
    g_autofree char *path =
        g_strdup_printf("columns.%s.%s", table->naming->key, heading->shape->fields[f].headings[0]);
    const char *near =
        lg_report_is_full(heading->report)
            ? NULL
            : lg_nearest(named, (const char *const *)(void *)table->heading, table->column_count);
    lg_report_add(heading->report, near ? LG_MSG_COPY_COLUMN_NEAR : LG_MSG_COPY_COLUMN,
                  table->naming->plan, table->naming->line[f], path, named, table->file, near,
                  NULL);
  }
}

static const struct kept_row *kept_at(const lg_heading *heading, guint k)
{
  return k < heading->rows->len ? g_ptr_array_index(heading->rows, k) : NULL;
}

/* Titles and notes above the heading: rows with a filled cell. */
static void heading_tell_skipped(const lg_heading *heading, guint at)
{
  GString *rows = g_string_new(NULL);
  for (guint k = 0; k < at; k++) {
    const struct kept_row *kept = kept_at(heading, k);
    const char *text = "";
    for (guint c = 0; c < kept->headings->len && !*text; c++) text = text_at(kept->headings, c);
    if (*text) g_string_append_printf(rows, "%s%d (%s)", rows->len ? ", " : "", kept->row, text);
  }
  if (rows->len)
    lg_report_add(heading->report, LG_MSG_HEADING_BELOW, heading->table->file,
                  heading->table->heading_row, "", rows->str, NULL);
  g_string_free(rows, TRUE);
}

static void heading_tell_two(const lg_heading *heading, lg_message message, guint at)
{
  g_autofree char *upper = g_strdup_printf("%d", kept_at(heading, at)->row);
  g_autofree char *lower = g_strdup_printf("%d", kept_at(heading, at + 1)->row);
  lg_report_add(heading->report, message, heading->table->file, kept_at(heading, at)->row, "",
                upper, lower, NULL);
}

/* ---- the choice ---- */

/* Beside wishes that stand side by side a column of schools is that of the teachers' own. */
static void heading_settle_wishes(lg_table *table)
{
  if (table->kind != LG_TABLE_WISHES || !has_wide_wishes(table->column_of)) return;
  table->column_of[LG_W_SCHOOL] = table->column_of[LG_W_RANK] = -1;
}

static void heading_take(lg_heading *heading, const GPtrArray *columns, const struct match *match,
                         guint at, guint lines)
{
  lg_table *table = heading->table;
  table->heading_row = kept_at(heading, at + lines - 1)->row;
  table->column_count = (int)columns->len;
  table->heading = g_new0(char *, columns->len + 1);
  for (guint c = 0; c < columns->len; c++)
    table->heading[c] = g_strdup(g_ptr_array_index(columns, c));
  memcpy(table->column_of, match->column_of, sizeof table->column_of);
  heading_settle_wishes(table);
  heading->below = at + lines;
}

/* Takes the kept row `at`, joined with the next one where the two make one heading. False where it
 * is none. */
static bool heading_try(lg_heading *heading, guint at, lg_heading_state *state)
{
  const struct kept_row *kept = kept_at(heading, at), *next = kept_at(heading, at + 1);
  struct match alone = heading_match(heading, kept->headings);
  bool good = heading_has_required(heading, &alone), taken = good;
  *state = LG_HEADING_FOUND;
  if (next && next->row == kept->row + 1 && next->headings->len > 0) {
    bool strange;
    g_autoptr(GPtrArray) joined = heading_join(heading, kept->headings, next->headings, &strange);
    struct match two = heading_match(heading, joined);
    struct match below = heading_match(heading, next->headings);
    g_autoptr(GPtrArray) whole = !good && heading_has_required(heading, &below)
                                     ? heading_complete(heading, kept, next)
                                     : NULL;
    if (whole) {
      struct match completed = heading_match(heading, whole);
      heading_take(heading, whole, &completed, at, 2);
      heading_tell_two(heading, LG_MSG_HEADING_TWO_READ, at);
      return true;
    }
    if (!strange && two.known > alone.known && heading_has_required(heading, &two) &&
        !heading_has_required(heading, &below)) {
      heading_take(heading, joined, &two, at, 2);
      heading_tell_two(heading, LG_MSG_HEADING_TWO_READ, at);
      return true;
    }
    if (good && heading_is_torn(heading, &alone, kept->headings, next->headings)) {
      heading_take(heading, kept->headings, &alone, at, 2);
      heading_tell_two(heading, LG_MSG_HEADING_TWO_LINES, at);
      *state = LG_HEADING_LACKS;
      return true;
    }
  }
  if (taken) heading_take(heading, kept->headings, &alone, at, 1);
  return taken;
}

/* None has all required columns: the row that has most of them stands for the heading. */
static lg_heading_state heading_take_best(lg_heading *heading, guint *at)
{
  int best = 0;
  struct match match, best_match = {.known = 0};
  for (guint k = 0; k < heading->rows->len; k++) {
    match = heading_match(heading, kept_at(heading, k)->headings);
    if (k > 0 && (match.known <= best || kept_at(heading, k)->row > LG_HEADING_ROWS)) continue;
    best = match.known;
    best_match = match;
    *at = k;
  }
  const struct kept_row *kept = kept_at(heading, *at);
  heading_tell_missing(heading, kept->headings, &best_match, kept->row);
  heading_take(heading, kept->headings, &best_match, *at, 1);
  return best > 0 ? LG_HEADING_LACKS : LG_HEADING_NONE;
}

lg_heading_state lg_heading_choose(lg_heading *heading, int *count)
{
  lg_heading_state state = LG_HEADING_NONE;
  guint at = 0;
  bool found = false;
  *count = 0;
  if (heading->rows->len == 0) return LG_HEADING_NONE;
  for (guint k = 0; k < heading->rows->len && !found; k++) {
    found = kept_at(heading, k)->row <= LG_HEADING_ROWS && heading_try(heading, k, &state);
    if (found) at = k;
  }
  if (!found) state = heading_take_best(heading, &at);
  heading_tell_named(heading);
  if (found) heading_tell_skipped(heading, at);
  for (guint k = at; k < heading->below; k++) *count = MAX(*count, kept_at(heading, k)->count);
  return state;
}

/* ---- the first rows ---- */

static void kept_row_free(void *data)
{
  struct kept_row *kept = data;
  g_free(kept->cells);
  g_string_free(kept->texts, TRUE);
  g_ptr_array_free(kept->headings, TRUE);
  g_free(kept);
}

lg_heading *lg_heading_new(lg_table *table, lg_report *report)
{
  lg_heading *heading = g_new0(lg_heading, 1);
  heading->table = table;
  heading->report = report;
  heading->shape = lg_shape_of(table->kind);
  heading->fields = lg_headings_new(table);
  heading->rows = g_ptr_array_new_with_free_func(kept_row_free);
  return heading;
}

void lg_heading_free(lg_heading *heading)
{
  g_hash_table_destroy(heading->fields);
  g_ptr_array_free(heading->rows, TRUE);
  g_free(heading);
}

bool lg_heading_keep(lg_heading *heading, int row, const lg_raw_cell *cells, int count)
{
  struct kept_row *kept = g_new0(struct kept_row, 1);
  kept->row = row;
  kept->count = count;
  kept->cells = g_new(lg_raw_cell, count + 1);
  kept->texts = g_string_new(NULL);
  for (int k = 0; k < count; k++)
    if (!cells[k].memo)
      g_string_append_len(kept->texts, cells[k].text, (gssize)lg_raw_cell_bytes(&cells[k]));
  const char *text = kept->texts->str;
  for (int k = 0; k < count; k++) {
    kept->cells[k] = cells[k];
    if (cells[k].memo) continue; /* shared: it lives long enough, and may be long */
    kept->cells[k].text = text;
    text += lg_raw_cell_bytes(&cells[k]);
  }
  kept->headings = headings_of_row(cells, count);
  g_ptr_array_add(heading->rows, kept);
  return row > LG_HEADING_ROWS;
}

static bool row_says(const struct kept_row *kept, const lg_raw_cell *cells, int count)
{
  bool filled = false;
  for (int k = 0; k < count; k++) {
    size_t length = cells[k].length;
    const char *text = lg_trim(cells[k].text, &length);
    if (!length) continue;
    const char *own = text_at(kept->headings, (guint)cells[k].column);
    if (strncmp(own, text, length) != 0 || own[length]) return false;
    filled = true;
  }
  return filled;
}

bool lg_heading_is_repeated(const lg_heading *heading, const lg_raw_cell *cells, int count)
{
  for (guint k = 0; k < heading->below; k++)
    if (row_says(kept_at(heading, k), cells, count)) return true;
  return false;
}

bool lg_heading_replay(const lg_heading *heading, lg_row_sink sink, void *user)
{
  bool more = true;
  for (guint k = heading->below; k < heading->rows->len && more; k++) {
    const struct kept_row *kept = kept_at(heading, k);
    more = sink(user, kept->row, kept->cells, kept->count);
  }
  return more;
}
