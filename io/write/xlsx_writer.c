#include "xlsx_writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "xlsx_check.h"

enum {
  LG_NAME_UNITS = 31,    /* of a sheet's name, in UTF-16 units as Excel counts */
  LG_TEXT_UNITS = 32767, /* of a cell */
  LG_HEAD_UNITS = 255,   /* of a table's heading */
  LG_WIDTH_MIN = 6,
  LG_WIDTH_MAX = 46,
  LG_PAPER_A4 = 9,
  LG_ROW_HEIGHT = 18, /* points: Chinese wants some air */
  LG_ROW_LINES = 22,  /* Excel's 409 points */
  LG_LETTERS = 11,    /* points */
  /* What is left between the margins of A4 landscape, in pixels of a sheet printed in its own size. */
  LG_PAGE_PIXELS = 1045,
  /* What may stand there, smaller: letters have 10 points then, and still 9 where a program without
   * our fonts draws columns an eighth wider. */
  LG_PAPER_PIXELS = 1120
};

struct written_column {
  int width;          /* the widest text so far */
  int least;          /* the widest that cannot be broken into lines */
  lxw_format *format; /* of the cells that nothing was written to, or NULL */
};

/* A text that may take several lines. */
struct written_text {
  int row, column, columns, width, word; /* `word`: its widest part that is not broken */
};

struct lg_sheet {
  lg_book *book;
  lxw_worksheet *page;
  char *name;
  GArray *columns; /* written_column */
  GArray *cells;   /* lg_cell: what was meant */
  GArray *texts;   /* written_text */
  int last_row;    /* the last one that was written to */
  int printed;     /* columns; 0: all */
};

struct lg_book {
  lxw_workbook *file;
  char *path, *place; /* the folder it is in: the library's temporary files are put there, too */
  char *title, *keywords;
  lg_date date;
  const lg_lang *lang;
  lxw_format *styles[LG_STYLE_COUNT];
  GPtrArray *sheets;
  GHashTable *names; /* sheet names in use, without case */
  bool for_paper;
  bool failed;
};

static lxw_format *style_new(lg_book *book, const char *number, bool border)
{
  lxw_format *format = workbook_add_format(book->file);
  format_set_font_name(format, book->lang ? "宋体" : "Calibri");
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  if (number) format_set_num_format(format, number);
  if (border) format_set_border(format, LXW_BORDER_THIN);
  return format;
}

static void styles_make(lg_book *book)
{
  lxw_format **styles = book->styles;
  styles[LG_STYLE_TITLE] = style_new(book, NULL, false);
  format_set_bold(styles[LG_STYLE_TITLE]);
  format_set_font_size(styles[LG_STYLE_TITLE], 16);
  styles[LG_STYLE_CENTRE] = style_new(book, NULL, false);
  format_set_bold(styles[LG_STYLE_CENTRE]);
  format_set_font_size(styles[LG_STYLE_CENTRE], 16);
  format_set_align(styles[LG_STYLE_CENTRE], LXW_ALIGN_CENTER);
  styles[LG_STYLE_LEAD] = style_new(book, NULL, false);
  format_set_bold(styles[LG_STYLE_LEAD]);
  format_set_font_size(styles[LG_STYLE_LEAD], 14);
  format_set_text_wrap(styles[LG_STYLE_LEAD]);
  styles[LG_STYLE_NOTE] = style_new(book, NULL, false);
  styles[LG_STYLE_LINES] = style_new(book, NULL, false);
  format_set_text_wrap(styles[LG_STYLE_LINES]);
  styles[LG_STYLE_HEAD] = style_new(book, NULL, true);
  format_set_bold(styles[LG_STYLE_HEAD]);
  format_set_text_wrap(styles[LG_STYLE_HEAD]);
  format_set_align(styles[LG_STYLE_HEAD], LXW_ALIGN_CENTER);
  format_set_bg_color(styles[LG_STYLE_HEAD], 0xD9E1F2);
  /* "@" marks a cell as text, so that an id or "=1+1" stays one when somebody edits it. */
  styles[LG_STYLE_TEXT] = style_new(book, "@", true);
  format_set_text_wrap(styles[LG_STYLE_TEXT]);
  format_set_indent(styles[LG_STYLE_TEXT], 1); /* a number in the column before would touch it */
  styles[LG_STYLE_WHOLE] = style_new(book, "#,##0", true);
  styles[LG_STYLE_KM] = style_new(book, "0.000", true);
  styles[LG_STYLE_PER100] = style_new(book, "0.0000", true);
  styles[LG_STYLE_PERCENT] = style_new(book, "0.00%", true);
  styles[LG_STYLE_BAD] = style_new(book, "@", true);
  format_set_bold(styles[LG_STYLE_BAD]);
  format_set_text_wrap(styles[LG_STYLE_BAD]);
  format_set_indent(styles[LG_STYLE_BAD], 1);
  format_set_font_color(styles[LG_STYLE_BAD], 0xC00000);
  styles[LG_STYLE_LINK] = style_new(book, "@", true);
  format_set_underline(styles[LG_STYLE_LINK], LXW_UNDERLINE_SINGLE);
  format_set_font_color(styles[LG_STYLE_LINK], 0x0563C1);
  format_set_text_wrap(styles[LG_STYLE_LINK]);
  styles[LG_STYLE_WRONG] = style_new(book, NULL, true);
  format_set_bg_color(styles[LG_STYLE_WRONG], 0xFF8A80);
  format_set_indent(styles[LG_STYLE_WRONG], 1);
  styles[LG_STYLE_DOUBT] = style_new(book, NULL, true);
  format_set_bg_color(styles[LG_STYLE_DOUBT], 0xFFF176);
  format_set_indent(styles[LG_STYLE_DOUBT], 1);
  styles[LG_STYLE_HINT] = style_new(book, "@", true);
  format_set_italic(styles[LG_STYLE_HINT]);
  format_set_text_wrap(styles[LG_STYLE_HINT]);
  format_set_font_color(styles[LG_STYLE_HINT], 0x595959);
  format_set_bg_color(styles[LG_STYLE_HINT], 0xF2F2F2);
  styles[LG_STYLE_ENTRY] = style_new(book, "@", false);
}

/* `text` cut to at most `units` UTF-16 units, the last of them … where something was cut off.
 * g_free. */
static char *cut(const char *text, int units)
{
  int used = 0;
  const char *fits = text; /* what stays if a cut is needed */
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    int more = g_utf8_get_char(c) > 0xFFFF ? 2 : 1;
    if (used + more > units) {
      return g_strdup_printf("%.*s…", (int)(fits - text), text);
    }
    used += more;
    if (used <= units - 1) fits = g_utf8_next_char(c);
  }
  return g_strdup(text);
}

static bool is_escape(const char *c)
{
  if (c[0] != '_' || c[1] != 'x') return false;
  for (int k = 2; k < 6; k++)
    if (!g_ascii_isxdigit(c[k])) return false;
  return c[6] == '_';
}

/* "_x0041_" in a text would be read as an escaped A: its first _ is escaped itself. g_free. */
static char *escape(char *text)
{
  if (!strstr(text, "_x")) return text;
  GString *escaped = g_string_new(NULL);
  for (const char *c = text; *c; c++)
    g_string_append(escaped, is_escape(c) ? "_x005F" : ""), g_string_append_c(escaped, *c);
  g_free(text);
  return g_string_free(escaped, FALSE);
}

/* What a workbook of a small plan takes. libxlsxwriter does not survive without it. */
enum { LG_BOOK_BYTES = 24 << 20 };

lg_book *lg_book_new(const char *path, const char *title, lg_date date, const lg_lang *lang)
{
  g_free(
      g_malloc(LG_BOOK_BYTES)); /* where there is not so much, GLib ends the program with a word */
  lg_book *book = g_new0(lg_book, 1);
  book->path = g_strdup(path);
  book->place = g_path_get_dirname(path);
  lxw_workbook_options options = {
      .constant_memory = LXW_FALSE, .tmpdir = book->place, .use_zip64 = LXW_FALSE};
  book->lang = lang;
  book->file = workbook_new_opt(path, &options);
  book->sheets = g_ptr_array_new();
  book->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  book->title = cut(title, LG_HEAD_UNITS);
  book->date = date;
  styles_make(book);
  return book;
}

/* Valid and not yet in use: forbidden characters become _, a number tells equal names apart.
 * g_free. */
static char *book_name(lg_book *book, const char *wanted)
{
  GString *clean = g_string_new(NULL);
  for (const char *c = wanted; *c; c = g_utf8_next_char(c)) {
    gunichar letter = g_utf8_get_char(c);
    bool bad =
        letter < 0x20 || letter == 0x7F || (letter < 0x80 && strchr("[]:*?/\\'", (int)letter));
    g_string_append_unichar(clean, bad ? '_' : letter);
  }
  g_strstrip(clean->str);
  /* Excel keeps "History" for itself. */
  if (!*clean->str || g_ascii_strcasecmp(clean->str, "history") == 0) g_string_assign(clean, "_");
  for (int number = 1;; number++) {
    char *tail = number > 1 ? g_strdup_printf(" (%d)", number) : g_strdup("");
    char *body = cut(clean->str, LG_NAME_UNITS - (int)strlen(tail));
    char *name = g_strconcat(body, tail, NULL), *key = g_utf8_casefold(name, -1);
    g_free(body);
    g_free(tail);
    if (g_hash_table_add(book->names, g_strdup(key))) {
      g_free(key);
      g_string_free(clean, TRUE);
      return name;
    }
    g_free(key);
    g_free(name);
  }
}

/* `left` and the page's number below every page. */
static void sheet_foot(lg_sheet *sheet, const char *left)
{
  char *footer = g_strdup_printf("&L%s&R%s", left, lg_tr(sheet->book->lang, "page &P of &N"));
  worksheet_set_footer(sheet->page, footer);
  g_free(footer);
}

lg_sheet *lg_book_sheet(lg_book *book, const char *name)
{
  lg_sheet *sheet = g_new0(lg_sheet, 1);
  sheet->book = book;
  sheet->name = book_name(book, name);
  sheet->columns = g_array_new(FALSE, TRUE, sizeof(struct written_column));
  sheet->cells = g_array_new(FALSE, FALSE, sizeof(lg_cell));
  sheet->texts = g_array_new(FALSE, FALSE, sizeof(struct written_text));
  sheet->page = workbook_add_worksheet(book->file, sheet->name);
  g_ptr_array_add(book->sheets, sheet);
  if (!sheet->page) {
    book->failed = true;
    return sheet;
  }
  worksheet_set_paper(sheet->page, LG_PAPER_A4);
  worksheet_set_landscape(sheet->page);
  worksheet_fit_to_pages(sheet->page, 1, 0);
  worksheet_set_default_row(sheet->page, LG_ROW_HEIGHT, LXW_FALSE);
  worksheet_set_margins(sheet->page, 0.4, 0.4, 0.6, 0.6);
  sheet_foot(sheet, "&A");
  return sheet;
}

/* Columns as a reader sees them: a Chinese character takes two, capitals more than one. */
static int text_width(const char *text)
{
  int tenths = 0;
  for (const char *c = text; *c; c = g_utf8_next_char(c))
    tenths += g_unichar_iswide(g_utf8_get_char(c)) ? 20 : g_ascii_isupper(*c) ? 13 : 10;
  return (tenths + 9) / 10;
}

static struct written_column *sheet_column_at(lg_sheet *sheet, int column)
{
  if (sheet->columns->len <= (guint)column) g_array_set_size(sheet->columns, (guint)column + 1);
  return &g_array_index(sheet->columns, struct written_column, column);
}

static void sheet_widen(lg_sheet *sheet, int column, int width)
{
  struct written_column *at = sheet_column_at(sheet, column);
  at->width = MAX(at->width, width);
}

static void sheet_check(lg_sheet *sheet, lxw_error error)
{
  if (error != LXW_NO_ERROR) sheet->book->failed = true;
}

static void sheet_note(lg_sheet *sheet, lg_cell cell)
{
  sheet->last_row = MAX(sheet->last_row, (int)cell.row);
  g_array_append_val(sheet->cells, cell);
}

/* The widest part of a text that is not broken: a word, or a Chinese character with the mark behind
 * it. */
static int word_width(const char *text)
{
  int most = 0;
  for (const char *c = text; *c;) {
    const char *end = g_utf8_next_char(c);
    if (!g_unichar_iswide(g_utf8_get_char(c)))
      while (*end && *end != ' ' && !g_unichar_iswide(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    g_autofree char *word = g_strndup(c, (gsize)(end - c));
    most = MAX(most, text_width(word));
    c = end;
  }
  return MIN(most, LG_WIDTH_MAX);
}

static bool style_wraps(lg_style style)
{
  return style == LG_STYLE_HEAD || style == LG_STYLE_TEXT || style == LG_STYLE_BAD ||
         style == LG_STYLE_LINK || style == LG_STYLE_LEAD || style == LG_STYLE_LINES;
}

/* Notes how wide a text is. What stands across several columns widens none of them. */
static void sheet_measure(lg_sheet *sheet, int row, int column, int columns, const char *text,
                          lg_style style)
{
  int width = text_width(text), word = word_width(text);
  if (style == LG_STYLE_LEAD) width = width * 14 / LG_LETTERS;
  if (style_wraps(style) && width > LG_WIDTH_MIN) {
    struct written_text written = {row, column, columns, width, word};
    g_array_append_val(sheet->texts, written);
  }
  if (columns > 1 || style == LG_STYLE_TITLE || style == LG_STYLE_CENTRE ||
      style == LG_STYLE_NOTE || style == LG_STYLE_LINES || style == LG_STYLE_LEAD)
    return;
  struct written_column *at = sheet_column_at(sheet, column);
  at->least = MAX(at->least, style_wraps(style) ? word : width);
  /* A heading may take two lines, on paper three. */
  int lines = sheet->book->for_paper ? 3 : 2;
  sheet_widen(sheet, column,
              style == LG_STYLE_HEAD ? MAX((width + lines - 1) / lines, word) : width);
}

void lg_sheet_text(lg_sheet *sheet, int row, int column, const char *text, lg_style style)
{
  if (!sheet->page) return;
  char *cell = escape(cut(text, LG_TEXT_UNITS));
  sheet_check(sheet, worksheet_write_string(sheet->page, (lxw_row_t)row, (lxw_col_t)column, cell,
                                            sheet->book->styles[style]));
  sheet_note(sheet, lg_cell_text(row, column, cell));
  sheet_measure(sheet, row, column, 1, text, style);
  g_free(cell);
}

char *lg_cell_reference(int row, int column)
{
  char cell[LXW_MAX_CELL_NAME_LENGTH];
  lxw_rowcol_to_cell(cell, (lxw_row_t)row, (lxw_col_t)column);
  return g_strdup(cell);
}

void lg_sheet_link(lg_sheet *sheet, int row, int column, const char *text, const lg_sheet *to,
                   int to_row, int to_column)
{
  if (!sheet->page) return;
  /* Names hold no ' (book_name), so the quotes need no care. */
  g_autofree char *cell = lg_cell_reference(to_row, to_column);
  char *target = g_strdup_printf("internal:'%s'!%s", to->name, cell);
  sheet_check(sheet, worksheet_write_url(sheet->page, (lxw_row_t)row, (lxw_col_t)column, target,
                                         sheet->book->styles[LG_STYLE_LINK]));
  lg_sheet_text(sheet, row, column, text, LG_STYLE_LINK); /* in place of the address */
  g_free(target);
}

int lg_book_sheet_count(const lg_book *book)
{
  return (int)book->sheets->len;
}

const lg_sheet *lg_book_sheet_at(const lg_book *book, int k)
{
  return g_ptr_array_index(book->sheets, k);
}

const char *lg_sheet_name(const lg_sheet *sheet)
{
  return sheet->name;
}

void lg_sheet_number(lg_sheet *sheet, int row, int column, double number, lg_style style)
{
  if (!sheet->page) return;
  char text[64];
  g_snprintf(text, sizeof text, "%.0f", number);
  sheet_check(sheet, worksheet_write_number(sheet->page, (lxw_row_t)row, (lxw_col_t)column, number,
                                            sheet->book->styles[style]));
  sheet_note(sheet, lg_cell_number(row, column, number));
  int width = (int)strlen(text) + (style == LG_STYLE_WHOLE ? 1 : 5);
  sheet_widen(sheet, column, width);
  sheet_column_at(sheet, column)->least = MAX(sheet_column_at(sheet, column)->least, width);
}

/* Two lines high at least. */
static void sheet_head_row(lg_sheet *sheet, int row)
{
  if (sheet->page) sheet_check(sheet, worksheet_set_row(sheet->page, (lxw_row_t)row, 32, NULL));
}

void lg_sheet_heads(lg_sheet *sheet, int row, const char *const *heads, int count)
{
  sheet_head_row(sheet, row);
  for (int k = 0; k < count; k++) lg_sheet_text(sheet, row, k, heads[k], LG_STYLE_HEAD);
}

/* A table wants headings that differ without case, on one line, and short. g_free each. */
static char *table_head(GHashTable *taken, const char *head)
{
  char *plain = cut(*head ? head : " ", LG_HEAD_UNITS - 8);
  for (char *c = plain; *c; c++)
    if (g_ascii_iscntrl(*c)) *c = ' ';
  for (int number = 1;; number++) {
    char *name = number > 1 ? g_strdup_printf("%s (%d)", plain, number) : g_strdup(plain);
    if (g_hash_table_add(taken, g_utf8_casefold(name, -1))) {
      g_free(plain);
      return name;
    }
    g_free(name);
  }
}

void lg_sheet_table(lg_sheet *sheet, int row, const char *const *heads, int count, int rows)
{
  if (!sheet->page) return;
  GHashTable *taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  lxw_table_column *columns = g_new0(lxw_table_column, count);
  lxw_table_column **list = g_new0(lxw_table_column *, count + 1);
  char **names = g_new0(char *, count + 1);
  sheet_head_row(sheet, row);
  for (int k = 0; k < count; k++) {
    names[k] = table_head(taken, heads[k]);
    columns[k].header = names[k];
    columns[k].header_format = sheet->book->styles[LG_STYLE_HEAD];
    list[k] = &columns[k];
    lg_sheet_text(sheet, row, k, names[k], LG_STYLE_HEAD);
    sheet_widen(sheet, k, sheet_column_at(sheet, k)->width + 2); /* the filter's arrow */
  }
  lxw_table_options options = {
      .columns = list, .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 15};
  if (rows > 0)
    sheet_check(sheet, worksheet_add_table(sheet->page, (lxw_row_t)row, 0, (lxw_row_t)(row + rows),
                                           (lxw_col_t)(count - 1), &options));
  /* The library writes the headings of a table again, as they are. */
  for (int k = 0; rows > 0 && k < count; k++) sheet_note(sheet, lg_cell_text(row, k, names[k]));
  g_strfreev(names);
  g_free(list);
  g_free(columns);
  g_hash_table_unref(taken);
}

void lg_sheet_merge(lg_sheet *sheet, int column, int first, int last)
{
  if (sheet->page)
    sheet_check(sheet, worksheet_merge_range(sheet->page, (lxw_row_t)first, (lxw_col_t)column,
                                             (lxw_row_t)last, (lxw_col_t)column, "",
                                             sheet->book->styles[LG_STYLE_TEXT]));
}

void lg_sheet_across(lg_sheet *sheet, int row, int column, int columns, const char *text,
                     lg_style style)
{
  if (!sheet->page) return;
  lxw_format *format = sheet->book->styles[style];
  lxw_row_t at = (lxw_row_t)row;
  if (columns > 1)
    sheet_check(sheet, worksheet_merge_range(sheet->page, at, (lxw_col_t)column, at,
                                             (lxw_col_t)(column + columns - 1), "", format));
  char *cell = escape(cut(text, LG_TEXT_UNITS));
  sheet_check(sheet, worksheet_write_string(sheet->page, at, (lxw_col_t)column, cell, format));
  sheet_note(sheet, lg_cell_text(row, column, cell));
  for (int k = 1; k < columns; k++) sheet_note(sheet, lg_cell_text(row, column + k, ""));
  sheet_measure(sheet, row, column, columns, text, style);
  g_free(cell);
}

void lg_sheet_print(lg_sheet *sheet, int columns, const char *foot)
{
  if (!sheet->page) return;
  sheet->printed = columns;
  if (foot) sheet_foot(sheet, foot);
}

void lg_sheet_one_page(lg_sheet *sheet)
{
  if (sheet->page) worksheet_fit_to_pages(sheet->page, 1, 1);
}

void lg_sheet_freeze(lg_sheet *sheet, int first, int row, int column)
{
  if (!sheet->page) return;
  worksheet_freeze_panes(sheet->page, (lxw_row_t)row, (lxw_col_t)column);
  sheet_check(sheet, worksheet_repeat_rows(sheet->page, (lxw_row_t)first, (lxw_row_t)(row - 1)));
}

static void chart_series(lxw_chart *chart, const lg_chart_spec *spec, int column, const char *name,
                         lxw_color_t colour)
{
  const lg_sheet *sheet = spec->from;
  lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
  chart_series_set_categories(series, sheet->name, (lxw_row_t)spec->first, (lxw_col_t)spec->label,
                              (lxw_row_t)spec->last, (lxw_col_t)spec->label);
  chart_series_set_values(series, sheet->name, (lxw_row_t)spec->first, (lxw_col_t)column,
                          (lxw_row_t)spec->last, (lxw_col_t)column);
  chart_series_set_name(series, name);
  lxw_chart_fill fill = {.color = colour};
  chart_series_set_fill(series, &fill);
}

void lg_sheet_chart(lg_sheet *sheet, const lg_chart_spec *spec)
{
  if (!sheet->page) return;
  lxw_chart *chart = workbook_add_chart(sheet->book->file, LXW_CHART_COLUMN);
  /* Told apart by lightness too, for those who print in grey. */
  chart_series(chart, spec, spec->before, spec->before_name, 0xB4B4B4);
  chart_series(chart, spec, spec->after, spec->after_name, 0x1F4E79);
  chart_title_set_name(chart, spec->title);
  lxw_chart_font title_font = {.size = 12, .bold = LXW_TRUE};
  chart_title_set_name_font(chart, &title_font);
  chart_axis_set_name(chart->y_axis, spec->axis);
  chart_axis_set_num_format(chart->y_axis, "0.00");
  chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
  /* The library's own size is 480 by 288 pixels; a row has 24. */
  lxw_chart_options options = {.x_scale = (LG_PAGE_PIXELS - 5) / 480.0,
                               .y_scale = (LG_CHART_ROWS - 1) * 24 / 288.0};
  sheet_check(sheet,
              worksheet_insert_chart_opt(sheet->page, (lxw_row_t)spec->row, 0, chart, &options));
  sheet->last_row = MAX(sheet->last_row, spec->row + LG_CHART_ROWS - 1);
}

void lg_sheet_comment(lg_sheet *sheet, int row, int column, const char *text)
{
  if (!sheet->page) return;
  /* Some forty columns a line; the library's own size holds three lines. */
  lxw_comment_options options = {.width = 300,
                                 .height = (uint16_t)(40 + 20 * (text_width(text) / 40))};
  sheet_check(sheet, worksheet_write_comment_opt(sheet->page, (lxw_row_t)row, (lxw_col_t)column,
                                                 text, &options));
}

void lg_sheet_column(lg_sheet *sheet, int column, int width, lg_style style)
{
  sheet_widen(sheet, column, width);
  sheet_column_at(sheet, column)->format = sheet->book->styles[style];
}

void lg_sheet_entry(lg_sheet *sheet, int column, int first, const lg_entry_rule *rule)
{
  if (!sheet->page) return;
  lxw_data_validation wanted = {.ignore_blank = LXW_VALIDATION_ON,
                                .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                .minimum_number = rule->min,
                                .maximum_number = rule->max,
                                .error_message = (char *)rule->error};
  char *range = NULL;
  int rows = rule->rows ? rule->rows : LG_ENTRY_ROWS;
  int from_rows = rule->from_rows ? rule->from_rows : LG_ENTRY_ROWS;
  switch (rule->kind) {
    case LG_ENTRY_WORDS:
      wanted.validate = LXW_VALIDATION_TYPE_LIST;
      wanted.value_list = (char **)(void *)rule->words;
      break;
    case LG_ENTRY_RANGE: {
      char cells[LXW_MAX_CELL_RANGE_LENGTH];
      lxw_rowcol_to_range_abs(cells, (lxw_row_t)rule->from_first, (lxw_col_t)rule->from_column,
                              (lxw_row_t)(rule->from_first + from_rows - 1),
                              (lxw_col_t)rule->from_column);
      wanted.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      /* Names hold no ' (book_name), so the quotes need no care. */
      wanted.value_formula = range = g_strdup_printf("='%s'!%s", rule->from->name, cells);
      wanted.show_error = LXW_VALIDATION_OFF;
      break;
    }
    case LG_ENTRY_WHOLE:
      wanted.validate = LXW_VALIDATION_TYPE_INTEGER;
      break;
    case LG_ENTRY_DECIMAL:
      wanted.validate = LXW_VALIDATION_TYPE_DECIMAL;
      break;
  }
  sheet_check(sheet, worksheet_data_validation_range(
                         sheet->page, (lxw_row_t)first, (lxw_col_t)column,
                         (lxw_row_t)(first + rows - 1), (lxw_col_t)column, &wanted));
  g_free(range);
}

static int shown_width(const struct written_column *column, int most)
{
  int width = CLAMP(column->width + 2, LG_WIDTH_MIN, LG_WIDTH_MAX);
  return MIN(width, MAX(most, MIN(column->least + 2, LG_WIDTH_MAX)));
}

/* As a page has them: the widest columns are cut down to one width by which all fit. */
static int widest_allowed(const lg_sheet *sheet, int count)
{
  int most = LG_WIDTH_MAX;
  for (; sheet->book->for_paper && most > LG_WIDTH_MIN; most--) {
    int pixels = 0;
    for (int k = 0; k < count; k++)
      pixels += 5 + 7 * shown_width(&g_array_index(sheet->columns, struct written_column, k), most);
    if (pixels <= LG_PAPER_PIXELS) break;
  }
  return most;
}

/* How many lines a text takes in `room`; a word that does not fit goes to the next one. */
static int lines_in(const struct written_text *text, int room)
{
  if (text->width <= room) return 1;
  int lost = MIN(text->word > 2 ? text->word / 2 : 1, room / 2);
  return MIN((text->width + room - lost - 1) / (room - lost), LG_ROW_LINES);
}

/* Rows have a fixed height: what takes more lines would be cut off. */
static void heighten_rows(lg_sheet *sheet, const int *widths, int count)
{
  GHashTable *lines = g_hash_table_new(NULL, NULL);
  for (guint k = 0; k < sheet->texts->len; k++) {
    const struct written_text *text = &g_array_index(sheet->texts, struct written_text, k);
    int room = -2; /* margins and the indent */
    for (int c = text->column; c < text->column + text->columns && c < count; c++)
      room += widths[c];
    int taken = lines_in(text, MAX(room, 4));
    gpointer row = GINT_TO_POINTER(text->row);
    if (taken > MAX(1, GPOINTER_TO_INT(g_hash_table_lookup(lines, row))))
      g_hash_table_insert(lines, row, GINT_TO_POINTER(taken));
  }
  GHashTableIter iter;
  gpointer row, taken;
  for (g_hash_table_iter_init(&iter, lines); g_hash_table_iter_next(&iter, &row, &taken);)
    sheet_check(sheet, worksheet_set_row(sheet->page, (lxw_row_t)GPOINTER_TO_INT(row),
                                         GPOINTER_TO_INT(taken) * (LG_ROW_HEIGHT - 1) + 2, NULL));
  g_hash_table_unref(lines);
}

static void sheet_finish(lg_sheet *sheet)
{
  if (!sheet->page) return;
  int count = (int)sheet->columns->len;
  int printed = sheet->printed ? MIN(sheet->printed, count) : count;
  int most = widest_allowed(sheet, printed);
  int *widths = g_new(int, count + 1);
  for (int k = 0; k < count; k++) {
    const struct written_column *column = &g_array_index(sheet->columns, struct written_column, k);
    lxw_row_col_options folded = {.hidden = LXW_TRUE, .level = 1, .collapsed = LXW_FALSE};
    widths[k] = shown_width(column, k < printed ? most : LG_WIDTH_MAX);
    if (k < printed)
      worksheet_set_column(sheet->page, (lxw_col_t)k, (lxw_col_t)k, widths[k], column->format);
    else
      worksheet_set_column_opt(sheet->page, (lxw_col_t)k, (lxw_col_t)k, widths[k], column->format,
                               &folded);
  }
  heighten_rows(sheet, widths, count);
  if (printed < count) {
    lxw_row_col_options unfold = {.hidden = LXW_FALSE, .level = 0, .collapsed = LXW_TRUE};
    worksheet_set_column_opt(sheet->page, (lxw_col_t)count, (lxw_col_t)count, LXW_DEF_COL_WIDTH,
                             NULL, &unfold);
    sheet_check(sheet, worksheet_print_area(sheet->page, 0, 0, (lxw_row_t)sheet->last_row,
                                            (lxw_col_t)(printed - 1)));
  }
  g_free(widths);
}

static void sheet_free(lg_sheet *sheet)
{
  g_array_unref(sheet->columns);
  g_array_unref(sheet->texts);
  g_array_unref(sheet->cells);
  g_free(sheet->name);
  g_free(sheet);
}

void lg_book_for_paper(lg_book *book)
{
  book->for_paper = true;
}

void lg_book_keywords(lg_book *book, const char *keywords)
{
  g_free(book->keywords);
  book->keywords = g_strdup(keywords);
}

static void book_set_properties(lg_book *book)
{
  lg_date date = book->date;
  GDateTime *noon = g_date_time_new_utc(date.year, date.month, date.day, 12, 0, 0);
  lxw_doc_properties properties = {.title = book->title,
                                   .author = "lungang",
                                   .keywords = book->keywords,
                                   .comments = "lungang " LG_VERSION};
  if (noon) properties.created = (time_t)g_date_time_to_unix(noon);
  workbook_set_properties(book->file, &properties);
  g_clear_pointer(&noon, g_date_time_unref);
}

/* Opened by us first: the library would say on stderr why it cannot. */
static int book_try(const char *path)
{
  int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return errno;
  close(file);
  return 0;
}

static int book_sync(const char *path)
{
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno;
  int number = fsync(file) == 0 ? 0 : errno;
  close(file);
  return number;
}

/* The library tells its troubles on stderr, in English; this room is silent and hands them up as
 * numbers. */
static lxw_error book_close_silently(lxw_workbook *file)
{
  int standard = dup(STDERR_FILENO), nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0 && standard >= 0) dup2(nowhere, STDERR_FILENO);
  errno = 0;
  lxw_error error = workbook_close(file);
  int number = errno;
  fflush(stderr);
  if (nowhere >= 0 && standard >= 0) dup2(standard, STDERR_FILENO);
  if (nowhere >= 0) close(nowhere);
  if (standard >= 0) close(standard);
  errno = number;
  return error;
}

static bool book_is_as_meant(const lg_book *book)
{
  GArray **cells = g_new(GArray *, book->sheets->len + 1);
  for (guint k = 0; k < book->sheets->len; k++)
    cells[k] = ((lg_sheet *)g_ptr_array_index(book->sheets, k))->cells;
  bool good = lg_xlsx_is_as_meant(book->path, cells, (int)book->sheets->len);
  g_free(cells);
  return good;
}

static int book_store(lg_book *book)
{
  int number = book_try(book->path);
  if (number != 0) {
    lxw_workbook_free(book->file);
    return number;
  }
  lxw_error error = book_close_silently(book->file);
  if (error != LXW_NO_ERROR) return errno ? errno : EIO;
  int synced = book->failed ? EINVAL : book_sync(book->path);
  if (synced != 0) return synced;
  return book_is_as_meant(book) ? 0 : EIO;
}

int lg_book_close(lg_book *book)
{
  for (guint k = 0; k < book->sheets->len; k++) sheet_finish(g_ptr_array_index(book->sheets, k));
  book_set_properties(book);
  int number = book_store(book);
  g_ptr_array_foreach(book->sheets, (GFunc)(void (*)(void))sheet_free, NULL);
  g_ptr_array_unref(book->sheets);
  g_hash_table_unref(book->names);
  g_free(book->path);
  g_free(book->place);
  g_free(book->title);
  g_free(book->keywords);
  g_free(book);
  return number;
}
