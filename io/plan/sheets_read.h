/* sheets_read.h - what the readers of a plan's sheets share. Internal to io/plan/. */
#ifndef LG_SHEETS_READ_H
#define LG_SHEETS_READ_H

#include "condition.h"
#include "io/read/grid.h"
#include "io/words/plan_items.h"
#include "sheets.h"

/* A value of the JSON that is being made, with the cell that it comes from. */
typedef struct lg_node lg_node;
lg_node *lg_node_object(lg_node *parent, const char *key,
                        lg_report_place place); /* found again by key */
bool lg_node_has(const lg_node *parent, const char *key);
lg_node *lg_node_list(lg_node *parent, const char *key, lg_report_place place); /* the same */
/* An element of a list: an object. */
lg_node *lg_node_element(lg_node *list, lg_report_place place);
/* `json` as the value of a key, or as an element of a list (NULL key); of an object NULL: members. */
void lg_node_value(lg_node *parent, const char *key, const char *json, lg_report_place place);
void lg_node_text(lg_node *parent, const char *key, const char *text, lg_report_place place);
/* What is said of the object by itself is left out: it has its defect. */
void lg_node_told(lg_node *node);

/* One sheet of the plan. */
typedef struct {
  lg_grid *grid;             /* NULL: the workbook has none */
  const char *name;          /* as its tab says */
  bool chinese;              /* its headings */
  guint first;               /* of the grid's rows: the first below the heading */
  int column[LG_MOST_HEADS]; /* by heading; -1: none */
} lg_plan_part_sheet;

typedef struct {
  const char *path, *book; /* as messages name it; its file name */
  lg_report *report;
  lg_workbook *workbook;
  lg_plan_part_sheet part[LG_PLAN_SHEET_COUNT];
  bool chinese;
  GStringChunk *texts; /* of the places */
  lg_node *root;
  GArray *routes; /* lg_condition_route */
} lg_sheets;

/* A cell that is being read. */
typedef struct {
  lg_sheets *in;
  const lg_grid_cell *cell; /* NULL: empty */
  const char *text;         /* folded; "" */
  lg_report_place place;
  bool told;
} lg_entry;

const char *lg_sheets_keep(lg_sheets *in, const char *text);
/* The cell of a column of `part`; `label`: the item or NULL, the heading then. */
lg_entry lg_entry_at(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row, int head,
                     const char *label);
bool lg_entry_is_empty(const lg_entry *entry);
/* Reports at the cell, which has its defect then. */
void lg_entry_say(lg_entry *entry, lg_message message, const char *a, const char *b, const char *c);
/* The value is none of these words. */
void lg_entry_say_unknown(lg_entry *entry, lg_message plain, lg_message near, const char *value,
                          GPtrArray *words);
/* The row as a whole, under this label. */
lg_report_place lg_sheet_row_place(lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row,
                                   const char *label);
/* Is the row of a list to be read: neither blank nor a hint? */
bool lg_sheet_row_is_read(const lg_sheets *in, lg_plan_sheet part, const lg_grid_row *row);

/* ---- sheet_values.c: JSON of a cell, g_free; NULL where it is empty or told ---- */

char *lg_entry_number(lg_entry *entry, const char *const *units); /* else its text */
char *lg_entry_date(lg_entry *entry);
char *lg_entry_text(const lg_entry *entry);
char *lg_entry_band(lg_entry *entry);
/* "2 至 4" as [2, 4]; NULL: another text, of which nothing is said. */
char *lg_entry_range(const lg_entry *entry);
/* A condition under a key of a node; several joined by or become an `any`; {} where it is empty. */
void lg_sheets_filter(lg_node *node, const char *key, lg_entry *entry);
char *lg_entry_share(lg_entry *entry, bool zero_is_number);
char *lg_entry_fraction(lg_entry *entry);
char *lg_entry_soft(lg_entry *entry);
char *lg_entry_yes(lg_entry *entry);
char *lg_entry_then(lg_entry *entry); /* what follows a term: "return" or "stay" */
/* A share or heads of a quota; *heads: it is heads, and meant so. */
char *lg_entry_bound(lg_entry *entry, bool *heads);
/* Filters of which one at least must hold; NULL: told. JSON texts, g_ptr_array_unref. */
GPtrArray *lg_entry_condition(lg_entry *entry, lg_condition_form form);

/* One of several texts of a cell. */
typedef struct {
  char *text;
  bool quoted;
} lg_entry_part;
/* Texts with 、 , ; or a line break between; elements lg_entry_part, cleared by the array. */
GArray *lg_entry_parts(const lg_entry *entry);

/* ---- the sheets ---- */
void lg_sheets_read_items(lg_sheets *in);
void lg_sheets_read_quotas(lg_sheets *in);
void lg_sheets_read_routes(lg_sheets *in); /* before conditions, which name them */
void lg_sheets_read_goals(lg_sheets *in);

#endif
