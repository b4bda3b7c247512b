/* letters.h - notices to teachers (交流通知) and lists for schools, from a small text that the
 * office can edit, as pages that print one each.
 *
 * The text: a line [teacher] begins the notice, a line [school] the list. A line "# ..." is the
 * heading, "> ..." stands at the right, every other line is a paragraph; empty lines part nothing.
 * {name} and the like are replaced (the columns of roster.csv in either language, copied columns,
 * {plan} {date} {term}, {code} of an anonymous publication; for a school {school_id} {school}
 * {tier} {group} {out} {in}, and alone on a line {out_list} {in_list}); {{ is a brace. A line whose
 * placeholders are all empty is left out.
 */
#ifndef LG_LETTERS_H
#define LG_LETTERS_H

#include "output.h"

typedef struct lg_letter_text lg_letter_text;

/* Reads the text at `path`, or the shipped one where it is NULL.
 *   district  knows the copied columns
 *   returns   NULL and *error, a line a defect with its place (translated, g_free) */
lg_letter_text *lg_letter_text_read(const char *path, const lg_district *district,
                                    const lg_lang *lang, char **error);
void lg_letter_text_free(lg_letter_text *text);
/* The shipped text in the language. Borrowed. */
const char *lg_letter_text_shipped(const lg_lang *lang);

/* notices.html: one a mover, those of a school together, by school and teacher id; lists.html: one
 * a school that gives or takes. As lg_write_roster_csv; `out` needs input, options, audit and the
 * roster of an answer. */
bool lg_write_notices(const lg_output *out, const lg_letter_text *text, const char *folder,
                      char **error);
bool lg_write_school_lists(const lg_output *out, const lg_letter_text *text, const char *folder,
                           char **error);

#endif
