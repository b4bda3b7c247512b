/* read.h - the door of what is read: plans with their tables, rosters, scenarios, texts of letters,
 * keys. Every defect goes to a report with its place; nothing here prints.
 *
 *   lg_input *input = lg_input_read("plan.json");
 *   if (lg_report_defects(input->report)) ... print lg_report_text(...), exit 3
 *   lg_input_free(input); */
#ifndef LG_READ_H
#define LG_READ_H

#include "io/words/codes.h"
#include "io/words/input.h"
#include "io/words/letter.h"
#include "io/words/next.h"
#include "io/words/plan_book.h"
#include "io/words/scenarios.h"
#include "model/audit/audit.h"

/* ---- a plan and its tables ---- */

lg_input *lg_input_read(const char *plan_path); /* never NULL */

/* How else a plan is read; all zero: as it stands. */
typedef struct {
  const char *roster; /* the baseline in the place of the plan's own; the goals are left alone */
  lg_coding coding;   /* of codes in the place of ids and names (codes.h) */
  bool keep_all;      /* the report keeps all findings (lg_report_keep_all) */
} lg_input_wishes;
lg_input *lg_input_read_as(const char *plan_path, const lg_input_wishes *wishes);

void lg_input_free(lg_input *input);

/* A school by id, name or short name, a teacher by id, as a user types them; LG_MISSING where there
 * is none, or a school's name fits two. */
int lg_input_school(const lg_input *input, const char *text);
int lg_input_teacher(const lg_input *input, const char *text);

/* What PLAN names: a file as it is, of a folder its plan.json, else its only workbook with the sheets
 * of a plan.
 *   returns  the path; g_free
 *   several  out: there are several such workbooks: their names (g_free), and NULL is returned */
char *lg_plan_search(const char *given, char **several);

/* ---- a plan in its other form ---- */

/* The plan of an input without defects as JSON, a member a line; `folder`: where it will stand, from
 * which its tables are named. g_free. */
char *lg_input_plan_json(const lg_input *input, const char *folder);
/* The same as sheets of a workbook, its tables copied beside them.
 *   returns  NULL where a table cannot be read again; the report says why */
lg_plan_book *lg_input_plan_book(const lg_input *input, const lg_lang *lang, lg_report *report);
/* The tables of an input, and the sheets of its plan, as they stand, each with the file that the report
 * names it by as its source. What cannot be read again is left out. */
lg_plan_book *lg_input_sheets(const lg_input *input);
/* A plan's JSON (without defects) as sheets, whose tables will be sheets beside them. */
lg_plan_book *lg_plan_book_of_json(const char *json, const lg_lang *lang);

/* ---- a roster, from lungang or edited by hand (SPEC 7, Files: `verify`) ---- */

typedef struct {
  lg_roster *roster; /* NULL where the file cannot be understood: the report says why */
  GArray *departed;  /* lg_departed: who is listed and left since, in the order of the rows */
  GArray *rows;      /* internal */
  struct lg_table *table;
} lg_roster_file;

/* Reads roster.csv or placements.csv (CSV or XLSX, either language, any column order, guards, GBK),
 * or the movers' sheet of roster.xlsx as an office has edited it. */
lg_roster_file *lg_roster_file_read(const char *path, const lg_input *input, lg_report *report);
void lg_roster_file_free(lg_roster_file *file);

/* Compares what is filled in of from, route, distances and wish of each row with what the audit
 * recounted.
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
  lg_coding coding; /* of codes in the place of ids and names (codes.h) */
} lg_scenario_order;

/* Reads everything, tells all defects of all rows before anything is solved. Never NULL. */
lg_scenarios *lg_scenarios_read(const lg_scenario_order *order);
void lg_scenarios_free(lg_scenarios *scenarios);

/* ---- certificates (PROOF P2): the folder that solve --proof wrote ---- */

typedef struct {
  char *file, *sha256;
} lg_proof_input;

typedef struct {
  char *goal; /* its word; NULL: that the plan cannot be met */
  bool has_best;
  int64_t best;
  char *file; /* NULL: no certificate */
  char *head; /* of it, as a text: all up to its derivations */
} lg_proof_claim;

typedef struct {
  GArray *inputs;  /* lg_proof_input */
  GArray *claims;  /* lg_proof_claim, in the order of the goals */
  bool has_roster; /* else of a plan that cannot be met */
  char *names;     /* names.csv, as it stands */
} lg_proof_folder;

/* Reads the list, the names, and the head of each certificate; derivations are left where they are.
 *   returns  NULL and *error (translated, g_free) where the folder is not whole */
lg_proof_folder *lg_proof_folder_read(const char *path, const lg_lang *lang, char **error);
void lg_proof_folder_free(lg_proof_folder *folder);

/* ---- small things ---- */

/* Reads the text at `path`, or the shipped one where it is NULL.
 *   district  knows the copied columns
 *   returns   NULL and *error, a line a defect with its place (translated, g_free) */
lg_letter_text *lg_letter_text_read(const char *path, const lg_district *district,
                                    const lg_lang *lang, char **error);
void lg_letter_text_free(lg_letter_text *text);

/* What is known of a key beside itself. */
typedef struct {
  bool is_new; /* it was drawn, and is in no file yet */
  bool open;   /* others than its owner may read the file */
  bool weak;   /* not 64 hexadecimal digits: version 0.1 took any text, which may be guessed */
} lg_key_facts;

/* Reads a key: the file's text without blanks at its ends, 64 hexadecimal digits, or as version 0.1 took
 * it, 32 characters at least.
 *   create   where there is no such file, a new key is drawn (not yet written: lg_key_write)
 *   returns  NULL and *error (translated, g_free) where it cannot be used; g_free */
char *lg_key_read(const char *path, bool create, lg_key_facts *facts, const lg_lang *lang,
                  char **error);
/* Writes a new key that its owner alone may read; never over another file. */
bool lg_key_write(const char *path, const char *key, const lg_lang *lang, char **error);

/* A share as the plan writes it ("37%", "37.5%", "0.375", "3/8"; blanks and full-width signs
 * folded, at most 9 digits a part, 0..1) in lowest terms; also what --gap takes. Returns false
 * where `text` is none. */
bool lg_share_parse(const char *text, lg_share *share);

#endif
