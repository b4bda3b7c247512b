/* edits.h - what a scenario changes in the tables of its plan (SERVICE 5): its key `edits`, read and
 * checked as far as that goes without the tables; tables_edits.c applies them. */
#ifndef LG_EDITS_H
#define LG_EDITS_H

#include "io/plan/json.h"
#include "table.h"

typedef enum { LG_EDIT_SET, LG_EDIT_DROP, LG_EDIT_ADD } lg_edit_kind;

/* One cell to be written. */
typedef struct {
  int field;
  const char *text; /* trimmed */
  bool is_number;
} lg_edit_cell;

typedef struct {
  lg_cell_source source;
  lg_edit_kind kind;
  lg_table_kind table;
  const char *id;      /* of the row, as it is written; NULL: of ADD */
  lg_edit_cell *cells; /* [cell_count] of SET one */
  int cell_count;
} lg_edit;

typedef struct lg_edits {
  lg_edit *edits; /* in their order */
  int count;
  GStringChunk *texts;
} lg_edits;

/* Borrows the texts of `list` and `file`.
 *   returns  never NULL; what is wrong is in the report and left out */
lg_edits *lg_edits_read(const lg_json *list, const char *file, lg_report *report);
void lg_edits_free(lg_edits *edits);

#endif
