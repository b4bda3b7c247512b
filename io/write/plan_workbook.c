#include "plan_workbook.h"

#include <string.h>

#include "io/words/goal_words.h"
#include "io/write.h"

enum { ITEM_WIDTH = 30, VALUE_WIDTH = 34, NOTE_WIDTH = 42, LIST_WIDTH = 12, WORDS_WIDTH = 34 };

static void put_cells(lg_sheet *page, const lg_plain_sheet *sheet, int from, lg_style texts,
                      lg_style numbers)
{
  for (guint k = 0; k < sheet->cells->len; k++) {
    const lg_plain_cell *cell = &g_array_index(sheet->cells, lg_plain_cell, k);
    if (cell->row < from) continue;
    if (cell->is_number)
      lg_sheet_number(page, cell->row, cell->column, cell->number, numbers);
    else
      lg_sheet_text(page, cell->row, cell->column, cell->text, texts);
  }
}

/* Empty cells of the filled rows, so that each has its frame. */
static void put_frame(lg_sheet *page, const lg_plain_sheet *sheet, int columns)
{
  for (int row = 1; row < sheet->rows; row++)
    for (int c = 0; c < columns; c++) lg_sheet_text(page, row, c, "", LG_STYLE_TEXT);
}

static void put_words(lg_sheet *page, int column, const char *const *words, const lg_lang *lang)
{
  lg_entry_rule rule = {
      .kind = LG_ENTRY_WORDS, .words = words, .error = lg_tr(lang, "Choose a word of the list.")};
  lg_sheet_entry(page, column, 1, &rule);
}

/* What may be chosen in columns of few words. */
static void put_lists(lg_sheet *page, lg_plan_sheet part, const lg_lang *lang)
{
  static const char *const yes_no[2][3] = {{"yes", "no", NULL}, {"是", "否", NULL}};
  static const char *const soft[2][3] = {{"hard", "soft", NULL}, {"刚性", "弹性", NULL}};
  static const char *const then[2][3] = {{"return", "stay", NULL}, {"返回", "留任", NULL}};
  if (part == LG_PLAN_SHEET_QUOTAS) {
    put_words(page, LG_QUOTA_ROTATED, yes_no[lang != NULL], lang);
    put_words(page, LG_QUOTA_SOFT, soft[lang != NULL], lang);
  } else if (part == LG_PLAN_SHEET_ROUTES) {
    put_words(page, LG_ROUTE_THEN, then[lang != NULL], lang);
    put_words(page, LG_ROUTE_PERSONNEL, yes_no[lang != NULL], lang);
  } else if (part == LG_PLAN_SHEET_GOALS) {
    const char *goals[LG_GOAL_KIND_COUNT + 1] = {NULL};
    for (int g = 0; g < LG_GOAL_KIND_COUNT; g++) goals[g] = lg_goal_short(lang, (lg_goal_kind)g);
    put_words(page, LG_GOAL_NAME, goals, lang);
  }
}

/* What stands in a column: the meaning of its key, and how it is written. */
static void put_comment(lg_sheet *page, int column, const lg_plan_head_word *head,
                        const lg_lang *lang)
{
  int count = 0;
  const lg_plan_key *keys =
      head->object == LG_OBJECT_COUNT ? NULL : lg_plan_keys_of(head->object, &count);
  const char *meaning = "";
  for (int k = 0; k < count; k++)
    if (strcmp(keys[k].name, head->key) == 0) meaning = lg_tr(lang, keys[k].meaning);
  const char *how = head->how ? lg_tr(lang, head->how) : "";
  g_autofree char *text =
      g_strdup_printf("%s%s%s", meaning, *meaning && *how ? (lang ? "；" : "; ") : "", how);
  if (*text) lg_sheet_comment(page, 0, column, text);
}

static int column_width(lg_plan_sheet part, int column)
{
  static const int items[] = {ITEM_WIDTH, VALUE_WIDTH, NOTE_WIDTH};
  if (part == LG_PLAN_SHEET_ITEMS) return items[column];
  bool words =
      (part == LG_PLAN_SHEET_QUOTAS &&
       (column == LG_QUOTA_NAME || column == LG_QUOTA_COUNT || column == LG_QUOTA_OF)) ||
      (part == LG_PLAN_SHEET_ROUTES && (column == LG_ROUTE_NAME || column == LG_ROUTE_WHEN)) ||
      (part == LG_PLAN_SHEET_GOALS && column == LG_GOAL_NAME);
  return words ? WORDS_WIDTH : LIST_WIDTH;
}

static void add_plan_sheet(lg_sheet *page, const lg_plain_sheet *sheet, const lg_lang *lang)
{
  int count;
  const lg_plan_head_word *heads = lg_plan_sheet_heads(sheet->part, &count);
  const char *words[LG_MOST_HEADS];
  for (int h = 0; h < count; h++) words[h] = lang ? heads[h].chinese : heads[h].english;
  lg_sheet_heads(page, 0, words, count);
  put_frame(page, sheet, count);
  put_cells(page, sheet, 1, LG_STYLE_TEXT, LG_STYLE_TEXT);
  for (int h = 0; h < count; h++) {
    /* cells for texts: 3/8 and 37% stay what was typed, and are no dates */
    lg_sheet_column(page, h, column_width(sheet->part, h), LG_STYLE_ENTRY);
    put_comment(page, h, &heads[h], lang);
  }
  put_lists(page, sheet->part, lang);
  lg_sheet_freeze(page, 0, 1, 0);
}

static void add_table(lg_sheet *page, const lg_plain_sheet *sheet)
{
  for (guint k = 0; k + 2 < sheet->merges->len; k += 3) {
    const int *place = &g_array_index(sheet->merges, int, k);
    lg_sheet_merge(page, place[0], place[1], place[2]);
  }
  put_cells(page, sheet, 0, LG_STYLE_TEXT, LG_STYLE_NOTE);
}

void lg_book_add_sheet(lg_book *book, const lg_plain_sheet *sheet, const lg_lang *lang)
{
  lg_sheet *page = lg_book_sheet(book, sheet->name);
  if (sheet->table < 0)
    add_plan_sheet(page, sheet, lang);
  else
    add_table(page, sheet);
}

int lg_write_plan_book(const char *path, const lg_plan_book *sheets, lg_date date,
                       const lg_lang *lang)
{
  lg_book *book = lg_book_new(path, sheets->title, date, lang);
  for (guint k = 0; k < sheets->sheets->len; k++)
    lg_book_add_sheet(book, g_ptr_array_index(sheets->sheets, k), lang);
  return lg_book_close(book);
}
