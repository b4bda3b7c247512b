#include "table_sheet.h"

#include <string.h>

#include "io/words/roster_mark.h"
#include "io/words/shapes.h"
#include "model/input_limits.h"
#include "roster_place.h"
#include "table_build.h"
#include "table_heading.h"
#include "xlsx.h"

/* ---- which sheet ---- */

struct sheet_look {
  bool empty, found; /* found: it has all required headings */
  int known;         /* headings of the row most like one */
};

struct first_rows {
  lg_heading *heading;
  bool filled; /* a cell with a text was met */
};

static bool take_first_row(void *user, int row, const lg_raw_cell *cells, int count)
{
  struct first_rows *first = user;
  for (int k = 0; k < count; k++) first->filled |= cells[k].length > 0;
  return !lg_heading_keep(first->heading, row, cells, count);
}

/* A sheet's first rows, held against the heading of the table. */
static struct sheet_look sheet_look_at(lg_workbook *workbook, int sheet, const lg_table *table)
{
  lg_report *unheard = lg_report_new();
  lg_table scratch = {.kind = table->kind, .naming = table->naming, .file = table->file};
  for (int f = 0; f < LG_MOST_FIELDS; f++) scratch.column_of[f] = -1;
  struct first_rows first = {lg_heading_new(&scratch, unheard), false};
  lg_workbook_peek(workbook, sheet, take_first_row, &first);
  int count;
  struct sheet_look look = {.found = lg_heading_choose(first.heading, &count) == LG_HEADING_FOUND,
                            .empty = !first.filled};
  for (int f = 0; f < LG_MOST_FIELDS; f++) look.known += scratch.column_of[f] >= 0;
  lg_heading_free(first.heading);
  g_strfreev(scratch.heading);
  lg_report_free(unheard);
  return look;
}

/* The names of the sheets that `wanted` marks. g_free. */
static char *sheet_names(const lg_workbook *workbook, const bool *wanted)
{
  enum { SHEETS_LISTED = 20 };
  GString *names = g_string_new(NULL);
  int count = 0;
  for (int k = 0; k < lg_workbook_sheet_count(workbook); k++) {
    if (!wanted[k]) continue;
    if (++count > SHEETS_LISTED) continue;
    g_string_append_printf(names, "%s\"%s\"%s", count > 1 ? ", " : "",
                           lg_workbook_sheet_name(workbook, k),
                           lg_workbook_sheet_is_hidden(workbook, k) ? " [-]" : "");
  }
  if (count > SHEETS_LISTED) g_string_append(names, ", …");
  return g_string_free(names, FALSE);
}

static void sheet_tell(lg_message message, const lg_workbook *workbook, int sheet,
                       const bool *others, int example, const lg_table *table, lg_report *report)
{
  g_autofree char *names = sheet_names(workbook, others);
  g_autofree char *whole =
      g_strdup_printf("%s#%s", table->file, lg_workbook_sheet_name(workbook, example));
  lg_report_add(report, message, table->file, 0, "", lg_workbook_sheet_name(workbook, sheet), names,
                whole, NULL);
}

/* Excel's names are unique without case. */
static int sheet_named(const lg_workbook *workbook, const char *name, const char *file,
                       lg_report *report)
{
  int count = lg_workbook_sheet_count(workbook), found = -1;
  g_autofree char *folded = g_utf8_casefold(name, -1);
  g_autofree const char **names = g_new(const char *, count);
  for (int k = 0; k < count; k++) {
    names[k] = lg_workbook_sheet_name(workbook, k);
    g_autofree char *other = g_utf8_casefold(names[k], -1);
    if (found < 0 && strcmp(folded, other) == 0) found = k;
  }
  if (found >= 0) return found;
  const char *near = lg_nearest(name, names, count);
  lg_report_add(report, near ? LG_MSG_XLSX_SHEET_NEAR : LG_MSG_XLSX_SHEET, file, 0, "", name,
                near ? near : names[0], NULL);
  return -1;
}

/* The sheet of those who move in a roster.xlsx of ours, whatever else has its headings; or -1. */
static int sheet_of_movers(const lg_workbook *workbook, const lg_table *table)
{
  int count = table->kind == LG_TABLE_ROSTER ? lg_workbook_sheet_count(workbook) : 0;
  for (int k = 0; k < count; k++)
    if (lg_is_movers_sheet(lg_workbook_sheet_name(workbook, k))) return k;
  return -1;
}

/* The first visible sheet with the heading, else the one that comes nearest. */
static int sheet_choose(lg_workbook *workbook, const lg_table *table, lg_report *report)
{
  int count = lg_workbook_sheet_count(workbook), best = -1, again = -1;
  int movers = sheet_of_movers(workbook, table);
  g_autofree struct sheet_look *looks = g_new0(struct sheet_look, count);
  g_autofree bool *others = g_new0(bool, count), *rivals = g_new0(bool, count);
  for (int k = 0; k < count; k++) {
    looks[k] = sheet_look_at(workbook, k, table);
    others[k] = !looks[k].empty;
    if (movers >= 0 ? k != movers : lg_workbook_sheet_is_hidden(workbook, k)) continue;
    if (best >= 0 && looks[best].found && looks[k].found) {
      rivals[k] = true;
      if (again < 0) again = k;
    }
    bool better = best < 0 || looks[k].found > looks[best].found ||
                  (looks[k].found == looks[best].found && looks[k].known > looks[best].known);
    if (better && !rivals[k]) best = k;
  }
  if (best < 0) {
    for (int k = 0; k < count; k++) others[k] = true;
    sheet_tell(LG_MSG_SHEETS_HIDDEN, workbook, 0, others, 0, table, report);
    return -1;
  }
  others[best] = false;
  int example = -1; /* of another sheet: a hidden one with the heading, else the first */
  for (int k = 0; k < count; k++)
    if (others[k] && (example < 0 || (looks[k].found && !looks[example].found))) example = k;
  if (example < 0) return best;
  sheet_tell(looks[best].found ? LG_MSG_SHEET_READ : LG_MSG_SHEET_NONE, workbook, best, others,
             example, table, report);
  if (again >= 0 && table->kind != LG_TABLE_ROSTER)
    sheet_tell(LG_MSG_SHEET_MANY, workbook, best, rivals, again, table, report);
  return best;
}

/* ---- what a sheet does to its rows ---- */

/* The first row of the table whose number is at least `number`. */
static int row_from(const lg_table *table, int number)
{
  int low = 0, high = table->row_count;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (table->row_number[middle] < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Counts aloud those of the rows that are records. */
static void rows_tell(const lg_table *table, const GArray *rows, lg_message message,
                      lg_report *report)
{
  int count = 0, first = 0;
  for (guint k = 0; k < rows->len; k++) {
    int number = g_array_index(rows, int, k), row = row_from(table, number);
    if (row == table->row_count || table->row_number[row] != number) continue;
    if (count++ == 0) first = number;
  }
  if (count == 0) return;
  g_autofree char *all = g_strdup_printf("%d", count);
  lg_report_add(report, message, table->file, first, "", all, NULL);
}

/* What the top of a merge holds. */
struct merged_cell {
  const char *text;
  unsigned char kind;
  bool plain;
};

static struct merged_cell merge_top(const lg_table *table, const lg_merge *merge)
{
  int row = row_from(table, merge->top), slot = table->slot[merge->column];
  if (row < table->row_count && table->row_number[row] == merge->top) {
    gsize place = (gsize)row * (gsize)table->kept_count + (gsize)slot;
    return (struct merged_cell){table->cell[place], table->cell_kind[place],
                                table->cell_plain[place]};
  }
  /* Of a row left out for a defect: those below it are whole all the same. */
  const char *const *lost =
      table->lost_rows ? g_hash_table_lookup(table->lost_rows, GINT_TO_POINTER(merge->top)) : NULL;
  return (struct merged_cell){lost ? lost[slot] : "", LG_CELL_TEXT, false};
}

static int merge_order(const void *a, const void *b)
{
  const lg_merge *x = a, *y = b;
  return x->column != y->column ? x->column - y->column : x->top - y->top;
}

/* What was filled in a column. */
struct filled {
  int column, count, first_row;
  const char *first_text;
};

static void filled_tell(const struct filled *filled, const lg_table *table, lg_report *report)
{
  if (filled->count == 0) return;
  g_autofree char *count = g_strdup_printf("%d", filled->count);
  lg_report_add(report, LG_MSG_CELLS_MERGED, table->file, filled->first_row,
                table->heading[filled->column], filled->first_text, count, NULL);
}

/* Puts the text of a merge into its lower cells, from the row `from` on. False where the table then
 * holds too much text. */
static bool merge_fill(lg_table *table, const lg_merge *merge, int from, struct filled *filled)
{
  struct merged_cell top = merge_top(table, merge);
  if (!*top.text) return true;
  size_t bytes = strlen(top.text);
  for (int row = row_from(table, from);
       row < table->row_count && table->row_number[row] <= merge->bottom; row++) {
    gsize place = (gsize)row * (gsize)table->kept_count + (gsize)table->slot[merge->column];
    table->cell[place] = top.text;
    table->cell_kind[place] = top.kind;
    table->cell_plain[place] = top.plain;
    table->text_bytes += bytes;
    if (table->text_bytes > LG_MAX_TABLE_BYTES) return false;
    if (filled->count++ > 0) continue;
    filled->first_row = table->row_number[row];
    filled->first_text = top.text;
  }
  return true;
}

static void merge_tell_limit(const lg_table *table, const lg_merge *merge, lg_report *report)
{
  g_autofree char *limit = g_strdup_printf("%d", LG_MAX_TABLE_BYTES / (1024 * 1024));
  lg_report_add(report, LG_MSG_TABLE_TEXTS, table->file, merge->top, table->heading[merge->column],
                limit, NULL);
}

/* No row is filled twice, however merges overlap: so it is linear. False where the table then holds
 * too much text: reported. */
static bool merges_fill(lg_table *table, GArray *merges, lg_report *report)
{
  bool good = true;
  g_array_sort(merges, merge_order);
  struct filled filled = {.column = -1};
  int done = 0;
  for (guint k = 0; k < merges->len && good; k++) {
    const lg_merge *merge = &g_array_index(merges, lg_merge, k);
    if (merge->column >= table->column_count) break;
    if (table->slot[merge->column] < 0) continue; /* nobody reads it */
    if (merge->column != filled.column) {
      filled_tell(&filled, table, report);
      filled = (struct filled){.column = merge->column};
      done = 0;
    }
    good = merge_fill(table, merge, MAX(merge->top, done) + 1, &filled);
    if (!good) merge_tell_limit(table, merge, report);
    done = MAX(done, merge->bottom);
  }
  filled_tell(&filled, table, report);
  return good;
}

/* ---- reading ---- */

static bool sheet_read(lg_table *table, lg_workbook *workbook, int sheet, lg_report *report)
{
  table->sheet = g_strdup(lg_workbook_sheet_name(workbook, sheet));
  lg_table_builder *builder = lg_table_builder_new(table, false, report);
  lg_sheet_facts facts = {g_array_new(FALSE, FALSE, sizeof(int)),
                          g_array_new(FALSE, FALSE, sizeof(int)),
                          g_array_new(FALSE, FALSE, sizeof(lg_merge))};
  bool read = lg_workbook_read(workbook, sheet, &facts, lg_table_builder_row, builder);
  lg_table_builder_row(builder, 0, NULL, 0); /* shared texts die with the workbook */
  bool good = lg_table_builder_end(builder, read);
  if (good) {
    rows_tell(table, facts.hidden, LG_MSG_ROWS_HIDDEN, report);
    rows_tell(table, facts.struck, LG_MSG_ROWS_STRUCK, report);
    good = merges_fill(table, facts.merges, report);
  }
  g_array_free(facts.hidden, TRUE);
  g_array_free(facts.struck, TRUE);
  g_array_free(facts.merges, TRUE);
  return good;
}

/* The sheet to be read; -1: reported. */
static int sheet_pick(const lg_table *table, lg_workbook *workbook, const char *sheet,
                      lg_report *report)
{
  int count = lg_workbook_sheet_count(workbook);
  if (count == 0) {
    lg_report_add(report, LG_MSG_XLSX_NO_SHEET, table->file, 0, "", NULL);
    return -1;
  }
  if (sheet) return sheet_named(workbook, sheet, table->file, report);
  return count == 1 ? 0 : sheet_choose(workbook, table, report);
}

bool lg_table_read_workbook(lg_table *table, const char *bytes, size_t size, const char *sheet,
                            lg_report *report)
{
  table->encoding = LG_ENC_XLSX;
  lg_workbook *workbook = lg_workbook_open(bytes, size, table->file, report);
  if (!workbook) return false;
  table->since_1904 = lg_workbook_is_since_1904(workbook);
  int chosen = sheet_pick(table, workbook, sheet, report);
  bool good = chosen >= 0 && sheet_read(table, workbook, chosen, report);
  if (good && table->kind == LG_TABLE_ROSTER)
    lg_roster_sheets_check(workbook, chosen, table, report);
  lg_workbook_free(workbook);
  return good;
}

GPtrArray *lg_table_sheets_found(const lg_table *table, const char *bytes, size_t size,
                                 lg_report *report)
{
  lg_workbook *workbook = lg_workbook_open(bytes, size, table->file, report);
  if (!workbook) return NULL;
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (int k = 0; k < lg_workbook_sheet_count(workbook); k++)
    if (!lg_workbook_sheet_is_hidden(workbook, k) && sheet_look_at(workbook, k, table).found)
      g_ptr_array_add(names, g_strdup(lg_workbook_sheet_name(workbook, k)));
  lg_workbook_free(workbook);
  return names;
}

bool lg_grid_of_sheet(const lg_table *table, const char *bytes, size_t size, const char *sheet,
                      lg_grid *grid, lg_report *report)
{
  lg_workbook *workbook = lg_workbook_open(bytes, size, table->file, report);
  if (!workbook) return false;
  int chosen = sheet_pick(table, workbook, sheet, report);
  bool good = chosen >= 0 && lg_grid_read(workbook, chosen, grid);
  lg_workbook_free(workbook);
  return good;
}
