/* files.h - the files of an answer, one function each; answer.c writes them all. Internal to io/. */
#ifndef LG_FILES_H
#define LG_FILES_H

#include "io/views/whatif_table.h"
#include "io/words/letter.h"
#include "io/words/output.h"

/* Write one file each into `folder`; false and *error (translated, g_free) on failure. Format: SPEC
 * 5 and 7. */
bool lg_write_summary_json(const lg_output *out, const char *folder, char **error);
bool lg_write_workbook(const lg_output *out, const char *folder, char **error);
bool lg_write_report_html(const lg_output *out, const char *folder, char **error);
bool lg_write_explanation(const lg_output *out, const char *folder,
                          char **error); /* .json and .txt */
/* proof/, where the output has one: certificates, names.csv, manifest.json; after roster.csv. */
bool lg_write_proof(const lg_output *out, const char *folder, char **error);
/* "roster.csv" and its like, which show a list (io/views/lists.h). */
bool lg_write_table(const lg_output *out, const char *name, const char *folder, char **error);
/* notices.html: one a mover, those of a school together, by school and teacher id; lists.html: one
 * a school that gives or takes. `out` needs input, options, audit and the roster of an answer. */
bool lg_write_notices(const lg_output *out, const lg_letter_text *text,
                      const lg_letter_wishes *wishes, const char *folder, char **error);
bool lg_write_school_lists(const lg_output *out, const lg_letter_text *text,
                           const lg_letter_wishes *wishes, const char *folder, char **error);
/* letters.xlsx: a row a notice, headings in row 1: what a mail merge of a word processor takes. */
bool lg_write_merge(const lg_output *out, const lg_letter_wishes *wishes, const char *folder,
                    char **error);
/* The line that says that a goal of a rehearsal is withheld, and why; NULL: none is. g_free. */
char *lg_rehearsal_withheld(const lg_output *out);
/* Who is hardest to spare, and the quotas that tip first. */
bool lg_write_rehearsal_html(const lg_output *out, const char *folder, char **error);
bool lg_write_whatif_html(const lg_whatif_table *table, const char *folder, char **error);

/* Writes folder/name in one go and onto the disk; false and *error (translated, g_free) on failure.
 */
bool lg_write_file(const char *folder, const char *name, const GString *bytes, const lg_lang *lang,
                   char **error);
/* Likewise; frees `text`. */
bool lg_write_text(const char *folder, const char *name, char *text, const lg_lang *lang,
                   char **error);

#endif
