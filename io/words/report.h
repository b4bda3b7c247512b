/* report.h - what is wrong or worth knowing about the input, as data; put into words at the end, in
 * the user's language.
 *
 *   lg_report_add(report, LG_MSG_PLAN_NOT_FOUND, "plan.json", 0, "", NULL);
 *   -> plan.json: the plan is not there; check the path
 */
#ifndef LG_REPORT_H
#define LG_REPORT_H

#include <glib.h>
#include <stdbool.h>

#include "lang.h"

/* Every message of the input check. The lists LG_MSG(ID, SEVERITY, "text") are the single source: a
 * text takes only %s (%1$s in translations), at most six, and says what was found, what is allowed
 * and the likely fix. */
typedef enum {
  LG_DEFECT,
  LG_WARNING,
  LG_NOTE, /* what was understood of a table that says it in its own way */
  LG_SEVERITY_COUNT
} lg_severity;
typedef enum {
#define LG_MSG(id, severity, text) LG_MSG_##id,
#include "messages_input.def"
#include "messages_plan.def"
#include "messages_roster.def"
#include "messages_sheet.def"
#include "messages_table.def"
#undef LG_MSG
  LG_MSG_COUNT
} lg_message;

const char *lg_message_name(lg_message message); /* "BAD_NUMBER" */
lg_severity lg_message_severity(lg_message message);
const char *lg_message_text(lg_message message); /* English, with its %s */

typedef struct lg_report lg_report;

lg_report *lg_report_new(void);
void lg_report_free(lg_report *report);

/* Adds a finding.
 *   file    as the plan names it; "" where none
 *   row     1-based line or sheet row; 0 where none
 *   column  heading or path of the key as it stands in the file; "" where none
 *   ...     the texts for the message's %s, then NULL */
void lg_report_add(lg_report *report, lg_message message, const char *file, int row,
                   const char *column, ...) G_GNUC_NULL_TERMINATED;

/* A cell of a sheet, as messages name it: sheet "教师", row 8, column H (王芳). */
typedef enum {
  LG_AT_OPEN,
  LG_AT_CERTAIN, /* nothing is doubtful here: warnings of it are left out */
  LG_AT_TOLD     /* has its defect: what follows from that is left out */
} lg_report_state;
typedef struct {
  const char *file;          /* NULL: the file itself; else the finding stands in this one, */
                             /* at `row` and the heading `label` */
  const char *sheet, *label; /* label: the item or heading that it belongs to, or who; "" */
  int row;                   /* 0: the sheet as a whole */
  int column;                /* 0-based, -1: none */
  lg_report_state state;
} lg_report_place;

/* Finds the cell behind a place of a file; false: there is none, the place stands as it is. */
typedef bool (*lg_report_find)(const void *user, int row, const char *column,
                               lg_report_place *place);

/* From now on findings in `file` ("book.xlsx#sheet" or a plan made of sheets) are told by the cells
 * that `find` gives; NULL takes it back. `user` and what it gives outlive that. */
void lg_report_places(lg_report *report, const char *file, lg_report_find find, const void *user);
/* The headings of a file, [count], by which a finding's column is known to lg_report_spot_of. */
void lg_report_headings(lg_report *report, const char *file, const char *const *headings,
                        int count);
/* Keeps all findings, not only those that are told in full. */
void lg_report_keep_all(lg_report *report);
/* Adds a finding at a cell of the workbook `file`; texts as above. */
void lg_report_add_at(lg_report *report, lg_message message, const char *file,
                      const lg_report_place *place, ...) G_GNUC_NULL_TERMINATED;

int lg_report_defects(const lg_report *report);
int lg_report_warnings(const lg_report *report);
int lg_report_notes(const lg_report *report);
/* More defects will only be counted: costly advice (nearest names) may be left out. */
bool lg_report_is_full(const lg_report *report);

/* The report in words: a line a finding, `file:row: column: text`, files in the order first met,
 * rows ascending; first 100 of a severity in full, then a line with the count of the rest.
 *   severity  defects, warnings or notes alone
 *   returns   g_free */
char *lg_report_text(const lg_report *report, lg_severity severity, const lg_lang *lang);

/* Access for --json and tests: finding k of a severity in the order of lg_report_text. Text: free
 * with g_free. Only the first 100 are kept; beyond them LG_MSG_COUNT and NULL. */
lg_message lg_report_message(const lg_report *report, lg_severity severity, int k);
char *lg_report_line(const lg_report *report, lg_severity severity, int k, const lg_lang *lang);
/* Where finding k stands, and what is said of it alone. False where there is none, or it is not kept. */
typedef struct {
  const char *file;    /* of a cell in a workbook "book.xlsx#sheet"; borrowed */
  int row, column;     /* row from 1, 0: the file as a whole; column from 0, -1: not known */
  const char *heading; /* or key path, or who; "" */
  char *words;         /* g_free */
} lg_report_spot;
bool lg_report_spot_of(const lg_report *report, lg_severity severity, int k, const lg_lang *lang,
                       lg_report_spot *spot);
/* Its heading or key path; "" beyond the kept ones. */
const char *lg_report_column(const lg_report *report, lg_severity severity, int k);

/* The candidate nearest to `value` (edit distance in characters, at most a third of its length and
 * at least 1 allowed; a candidate that holds `value`, or a Chinese one that stands in it, counts
 * as near; one without a character in common never), or NULL. Letter case costs nothing. Cost:
 * O(count x length^2). */
const char *lg_nearest(const char *value, const char *const *candidates, int count);

#endif
