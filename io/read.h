/* read.h - the door of what is read: plans with their tables, rosters, scenarios, texts of letters,
 * keys. Every defect goes to a report with its place; nothing here prints.
 *
 *   lg_input *input = lg_input_read("plan.json");
 *   if (lg_report_defects(input->report)) ... print lg_report_text(...), exit 3
 *   lg_input_free(input); */
#ifndef LG_READ_H
#define LG_READ_H

#include "io/words/input.h"
#include "io/words/letter.h"
#include "io/words/next.h"
#include "io/words/scenarios.h"
#include "model/audit/audit.h"

/* ---- a plan and its tables ---- */

lg_input *lg_input_read(const char *plan_path); /* never NULL */

/* How else a plan is read; all zero: as it stands. */
typedef struct {
  const char *roster; /* the baseline in the place of the plan's own; the goals are left alone */
  const char *key;    /* of codes in the place of ids and names (codes.h) */
  bool reveal;        /* the codes are known, but ids and names stand as they are */
} lg_input_wishes;
lg_input *lg_input_read_as(const char *plan_path, const lg_input_wishes *wishes);

void lg_input_free(lg_input *input);

/* A school by id, name or short name, a teacher by id, as a user types them; LG_MISSING where there
 * is none, or a school's name fits two. */
int lg_input_school(const lg_input *input, const char *text);
int lg_input_teacher(const lg_input *input, const char *text);

/* ---- a roster, from lungang or edited by hand (SPEC 7, Files: `verify`) ---- */

typedef struct {
  lg_roster *roster; /* NULL where the file cannot be understood: the report says why */
  GArray *rows;      /* internal */
  struct lg_table *table;
} lg_roster_file;

/* Reads roster.csv or placements.csv (CSV or XLSX, either language, any column order, guards, GBK).
 */
lg_roster_file *lg_roster_file_read(const char *path, const lg_input *input, lg_report *report);
void lg_roster_file_free(lg_roster_file *file);

/* Compares from, route, distances and wish of each row with what the audit recounted.
 *   returns  GArray of lg_file_difference in the order of rows, with its clear function set */
GArray *lg_roster_file_compare(const lg_roster_file *file, const lg_input *input,
                               const lg_audit *audit);

/* ---- the year after (SERVICE 2) ---- */

/* Next year's input after a roster that keeps the rules.
 *   date     of next year's plan
 *   returns  NULL where a table has gone since it was read; lg_next_year_free */
lg_next_year *lg_next_year_new(const lg_input *input, const lg_roster *roster,
                               const lg_audit *audit, lg_date date);

/* ---- the rows of `whatif` (QUESTIONS W15, W16) ----
 *
 *   lg_vary *vary = lg_vary_parse("quotas.rotation.min=30%:45%:1%", lang, &error);
 *   lg_scenarios *all = lg_scenarios_read(&(lg_scenario_order){...});
 *   if (all->failure == LG_SCENARIO_GOOD) ... all->rows[k].input ...
 *   lg_scenarios_free(all); */

/* NULL and *error (translated, g_free) where the text is no KEY=FROM:TO:STEP. */
lg_vary *lg_vary_parse(const char *text, const lg_lang *lang, char **error);
void lg_vary_free(lg_vary *vary);

typedef struct {
  const char *plan_path;
  lg_vary **varies; /* taken over with their array */
  int vary_count;
  const char *const *scenarios; /* paths */
  int scenario_count;
  const char *lang; /* --lang, or NULL */
  const char *key;  /* of codes in the place of ids (codes.h), or NULL */
} lg_scenario_order;

/* Reads everything, tells all defects of all rows before anything is solved. Never NULL. */
lg_scenarios *lg_scenarios_read(const lg_scenario_order *order);
void lg_scenarios_free(lg_scenarios *scenarios);

/* ---- small things ---- */

/* Reads the text at `path`, or the shipped one where it is NULL.
 *   district  knows the copied columns
 *   returns   NULL and *error, a line a defect with its place (translated, g_free) */
lg_letter_text *lg_letter_text_read(const char *path, const lg_district *district,
                                    const lg_lang *lang, char **error);
void lg_letter_text_free(lg_letter_text *text);

/* Reads a key: the file's text without blanks at its ends, 32 characters at least.
 *   create   where there is no such file, a new key is drawn (not yet written: lg_key_write)
 *   is_new   set: the key was drawn
 *   open     set: others than its owner may read the file
 *   returns  NULL and *error (translated, g_free) where it cannot be used; g_free */
char *lg_key_read(const char *path, bool create, bool *is_new, bool *open, const lg_lang *lang,
                  char **error);
/* Writes a new key that its owner alone may read; never over another file. */
bool lg_key_write(const char *path, const char *key, const lg_lang *lang, char **error);

/* A share as the plan writes it ("37%", "37.5%", "0.375", "3/8"; blanks and full-width signs
 * folded, at most 9 digits a part, 0..1) in lowest terms; also what --gap takes. Returns false
 * where `text` is none. */
bool lg_share_parse(const char *text, lg_share *share);

#endif
