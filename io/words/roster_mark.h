/* roster_mark.h - by what roster.xlsx is known again: the name of the sheet that is read, and a mark
 * in the properties of the book that tells whether somebody changed on it who goes where. */
#ifndef LG_ROSTER_MARK_H
#define LG_ROSTER_MARK_H

#include <glib.h>
#include <stdbool.h>

/* The sheet of those who move, in both languages; lg_tr gives the same name of the first one. */
#define LG_MOVERS_SHEET "Movers"
bool lg_is_movers_sheet(const char *name);

/* A teacher's id and the receiving school's name, as the two cells of a row have them. */
typedef struct {
  const char *teacher, *school; /* borrowed */
} lg_roster_pair;

/* The mark of the rows of the movers' sheet, whatever their order: the pairs are sorted. It stands
 * among the keywords of the book, which other programs keep when they save it. g_free. */
char *lg_roster_mark(GArray *pairs);
/* The mark that stands among such keywords, or NULL. g_free. */
char *lg_roster_mark_find(const char *keywords);

#endif
