/* cell_check.h - what is looked at in every cell of a table, whatever it means: characters that no
 * text should hold, and what is said of a column once, with the number of its cells. */
#ifndef LG_CELL_CHECK_H
#define LG_CELL_CHECK_H

#include <glib.h>

#include "rows.h"

/* What the program does with a column. */
typedef enum {
  LG_COLUMN_UNREAD,
  LG_COLUMN_FREE, /* copied as it stands: reasons, columns of `copy_columns` */
  LG_COLUMN_NAME, /* shown as it stands, compared in its folded form */
  LG_COLUMN_WORD  /* ids, references, code words, numbers: read in its folded form */
} lg_column_use;

lg_column_use lg_column_use_of_field(lg_table_kind kind, int field);

/* Does the text hold none of the bytes that blanks, control characters, full-width and unseen
 * forms, forms of Chinese characters and noncharacters are made of? So it is with nearly all cells,
 * and they are done with then. */
bool lg_bytes_are_plain(const char *text, size_t length);

/* The first character of a valid text that may not stand in a table, or 0: a control character
 * (line breaks and tabs are none here), a noncharacter; a direction control or a tag character.
 *   message  which of the two it is */
gunichar lg_forbidden_character(const char *text, size_t length, lg_message *message);

/* The first direction control or tag character of a valid text, or 0: both change what is seen and
 * stay unseen themselves. */
gunichar lg_direction_character(const char *text, size_t length);

/* What is said once a column. */
typedef struct lg_column_notes lg_column_notes;

lg_column_notes *lg_column_notes_new(void);
void lg_column_notes_free(lg_column_notes *notes);
/* Counts a cell. The first of a column is shown: `given`, and `read_as` where the message has it. */
void lg_column_notes_add(lg_column_notes *notes, int column, lg_message message, int row,
                         const char *given, const char *read_as);
/* Notes what was left out of a text of a column that is read, or taken for another character. */
void lg_column_notes_characters(lg_column_notes *notes, int column, lg_column_use use, int row,
                                const char *text);
/* Reports them in the order of the columns. */
void lg_column_notes_tell(const lg_column_notes *notes, lg_report *report, const lg_table *table);

#endif
