/* template_columns.h - what the template says of every column of the tables. Internal to io/. */
#ifndef LG_TEMPLATE_COLUMNS_H
#define LG_TEMPLATE_COLUMNS_H

#include "io/words/shapes.h"

/* What may be typed into a column. */
typedef enum {
  LG_FILL_TEXT,
  LG_FILL_WORDS, /* the code words of the field */
  LG_FILL_SUBJECT,
  LG_FILL_RANK,
  LG_FILL_SCHOOL,  /* a name from the sheet of schools */
  LG_FILL_TEACHER, /* an id from the sheet of teachers */
  LG_FILL_WHOLE,
  LG_FILL_DECIMAL
} lg_fill;

typedef struct {
  const char *example; /* translatable; "": none */
  const char *note;    /* translatable */
  lg_fill fill;
  double min, max; /* of WHOLE and DECIMAL */
} lg_template_column;

/* Of a field of a table that a clerk fills in (any but the roster). */
const lg_template_column *lg_template_column_of(lg_table_kind kind, int field);

#endif
