/* letter.h - the text of letters, as data: notices to teachers (交流通知) and lists for schools, from
 * a small text that the office can edit.
 *
 * The text: a line [teacher] begins the notice, a line [school] the list, a line [guest] the notice
 * of a flexible service; without that part the shipped one is taken. A line "# ..." is the
 * heading, "> ..." stands at the right, every other line is a paragraph; empty lines part nothing.
 * {name} and the like are replaced (the columns of roster.csv in either language, copied columns,
 * {plan} {date} {term}, {issued} the date of issue, {code} of an anonymous publication; for a school {school_id} {school}
 * {tier} {group} {out} {in}, and alone on a line {out_list} {in_list}); {{ is a brace. A line whose
 * placeholders are all empty is left out.
 */
#ifndef LG_LETTER_H
#define LG_LETTER_H

#include <glib.h>

#include "lang.h"
#include "model/district.h"
#include "shapes.h"

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
  LG_LETTER_ISSUED,
  LG_LETTER_UNIT,  /* what a unit of flexible service is called */
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

typedef struct {
  GArray *teacher, *school, *guest; /* lg_letter_line */
} lg_letter_text;

/* How letters are made out; all zero: the date of issue is left for the pen, and what a lock says of its
 * reason stays in the office. */
typedef struct {
  bool has_issued;
  lg_date issued;
  bool reasons;
} lg_letter_wishes;

/* The names of the placeholders beside the columns of a roster, in both languages. */
enum { LG_FOR_TEACHER = 1, LG_FOR_SCHOOL = 2 };
typedef struct {
  const char *english, *chinese;
  int field;
  int where; /* LG_FOR_TEACHER, LG_FOR_SCHOOL or both */
} lg_letter_name;
extern const lg_letter_name lg_letter_names[]; /* the last has no name */

/* The shipped text in the language, as a file. Borrowed. */
const char *lg_letter_text_shipped(const lg_lang *lang);
/* Its part for a flexible service, which a text may leave out. */
const char *lg_letter_guest_shipped(const lg_lang *lang);

#endif
