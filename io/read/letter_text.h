/* letter_text.h - the text of letters, read: lines of plain text and placeholders. Internal. */
#ifndef LG_LETTER_TEXT_H
#define LG_LETTER_TEXT_H

#include "io/words/shapes.h"
#include "io/write/letters.h"

/* Placeholders beside the columns of a roster (lg_roster_field) and the copied columns. */
typedef enum {
  LG_LETTER_PLAN = LG_RO_COUNT,
  LG_LETTER_DATE,
  LG_LETTER_TERM,
  LG_LETTER_SCHOOL_ID,
  LG_LETTER_SCHOOL,
  LG_LETTER_TIER,
  LG_LETTER_GROUP,
  LG_LETTER_OUT,
  LG_LETTER_IN,
  LG_LETTER_OUT_LIST,
  LG_LETTER_IN_LIST,
  LG_LETTER_CODE,
  LG_LETTER_COPIED /* and the following: copied column k */
} lg_letter_field;

typedef enum { LG_LETTER_TEXT, LG_LETTER_HEADING, LG_LETTER_RIGHT } lg_letter_style;

typedef struct {
  char *text; /* owned; NULL: a placeholder */
  int field;
} lg_letter_part;

typedef struct {
  lg_letter_style style;
  GArray *parts; /* lg_letter_part */
} lg_letter_line;

struct lg_letter_text {
  GArray *teacher, *school; /* lg_letter_line */
};

#endif
