/* view.h - a list as data: its columns, and the cells of any of its rows. A list is made in one
 * place (lists.h); io/write/render.h writes it as CSV, sheet, page, JSON or text for the terminal,
 * all of its columns or those that are picked.
 *
 *   lg_view *view = lg_list(out, "movers", "teacher_id name to_school");
 *   lg_render_page(page, view, caption, true);
 *   lg_view_free(view); */
#ifndef LG_VIEW_H
#define LG_VIEW_H

#include "io/words/output.h"

/* What a column holds; how each format writes it stands in io/write/render.c alone. */
typedef enum {
  LG_KIND_TEXT,
  LG_KIND_YES_NO,
  LG_KIND_LIMIT, /* as the plan writes it: "37%", or a head-count */
  LG_KIND_WHOLE,
  LG_KIND_ORDINAL, /* a row's number, which no comma parts */
  LG_KIND_KM,      /* metres, shown as kilometres */
  LG_KIND_SHARE,   /* a number of a number */
  LG_KIND_PER100,  /* backbone teachers for a hundred students */
  LG_KIND_DECIMAL  /* with the column's digits */
} lg_kind;

typedef struct {
  const char *key;     /* by which it is picked; in JSON, and as heading of an English CSV */
  const char *chinese; /* heading of a Chinese CSV, fixed by the format; NULL: the key */
  const char *heading; /* for readers, to be translated; NULL: as in the CSV */
  lg_kind kind;
  int digits; /* LG_KIND_DECIMAL; of LG_KIND_KM 0 where kilometres are rounded */
  bool right; /* a text that stands to the right on the terminal, as numbers do */
} lg_list_column;

/* A cell is empty until one of the functions below fills it. */
typedef struct {
  bool given;
  bool marked;      /* must be seen; marks its row in a page */
  const char *text; /* in the language of the list */
  char *owned;      /* `text`, where it is freed with the row */
  const char *code; /* JSON's word for it, where that is another one */
  int64_t number, of;
  double value;
} lg_list_cell;

void lg_put_text(lg_list_cell *cell, const char *text); /* borrowed */
void lg_put_take(lg_list_cell *cell, char *text);       /* freed with the row */
void lg_put_word(lg_list_cell *cell, const char *text, const char *code);
void lg_put_yes_no(lg_list_cell *cell, bool yes);
void lg_put_limit(lg_list_cell *cell, const lg_bound *bound); /* empty where it asks nothing */
void lg_put_whole(lg_list_cell *cell, int64_t number);        /* also metres */
void lg_put_known(lg_list_cell *cell, int64_t number);        /* empty where it is LG_MISSING */
void lg_put_share(lg_list_cell *cell, int64_t number, int64_t of); /* empty where `of` is 0 */
void lg_put_per100(lg_list_cell *cell, int64_t number, int64_t of);
void lg_put_value(lg_list_cell *cell, double value); /* empty where it is not finite */

typedef struct lg_view lg_view;
struct lg_view {
  const lg_output *out;          /* what rows are made of; borrowed */
  const lg_lang *lang;           /* of headings and texts */
  const lg_list_column *columns; /* [column_count] */
  int column_count;
  int row_count;
  bool total; /* behind the last row there is one of sums */
  /* Fills the cells of a row: [column_count], all empty before. */
  void (*fill)(const lg_view *view, int row, lg_list_cell *cells);
  void *data;               /* of `fill` */
  GDestroyNotify free_data; /* g_free unless said otherwise; NULL: borrowed */
  int *rows;                /* what each row is of, where `fill` asks it; g_free */
  /* Rows of the same number lie together, those of a greater one behind them: those of a school,
   * say. NULL: they are not looked for. */
  int (*group)(const lg_view *view, int row);
  lg_list_column *own_columns; /* where they are not static; g_free */
  int *picked;                 /* [picked_count] columns, in the order in which they are shown */
  int picked_count;
  int first, shown; /* the rows that are written */
};

/* Every column is picked and every row shown.
 *   columns  [column_count], borrowed */
lg_view *lg_view_new(const lg_output *out, const lg_lang *lang, const lg_list_column *columns,
                     int column_count, int row_count,
                     void (*fill)(const lg_view *view, int row, lg_list_cell *cells));
void lg_view_free(lg_view *view);
bool lg_kind_is_number(lg_kind kind); /* else a text */
/* The column of a key. A key that the list has not is a fault of ours, and ends the program. */
int lg_view_column(const lg_view *view, const char *key);
/* Columns by their keys, parted by blanks; "*" stands for those that the tables name. */
void lg_view_pick(lg_view *view, const char *keys);
/* `count` rows from `first` on, as far as there are any. */
void lg_view_rows(lg_view *view, int first, int count);

/* Shows the rows of a group alone.
 *   returns  how many */
int lg_view_group(lg_view *view, int group);
/* Its first row, or that of the next group that has one. Cost: logarithmic */
int lg_view_group_first(const lg_view *view, int group);

/* The column's heading for readers. Borrowed. */
const char *lg_view_heading(const lg_view *view, const lg_list_column *column);
/* The same in a CSV. */
const char *lg_view_csv_heading(const lg_view *view, const lg_list_column *column);
/* Cells of a row: [column_count], in the order of the columns; the same array is filled again and
 * again, and cleared before and at the end.
 *   cells  from lg_view_cells_new */
lg_list_cell *lg_view_cells_new(const lg_view *view);
void lg_view_fill(const lg_view *view, int row, lg_list_cell *cells);
void lg_view_cells_free(const lg_view *view, lg_list_cell *cells);

#endif
