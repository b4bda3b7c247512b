/* next.h - next year's input, as data: reading makes it (io/read.h), io/write.h writes it. */
#ifndef LG_NEXT_H
#define LG_NEXT_H

#include <glib.h>

/* A table as rows of cells. */
typedef struct {
  char *key;       /* of the plan: "teachers" */
  GPtrArray *rows; /* GPtrArray of char *, the heading first; all as wide */
} lg_next_table;

typedef struct {
  GArray *tables; /* lg_next_table */
  char *plan;     /* the text of plan.json */
} lg_next_year;

void lg_next_year_free(lg_next_year *next);

#endif
