/* write.h - the door of what is written: output folders that take their place whole or not at all,
 * the files in them, and texts for the terminal. Texts are in the language of the data given and
 * are the caller's (g_free). Nothing here prints.
 *
 *   lg_folder *folder = lg_folder_begin(&(lg_folder_order){.path = "out"}, lang, &usage, &error);
 *   if (lg_write_answer(&out, lg_folder_path(folder), &error))
 *     lg_folder_commit(folder, LG_HOLDS_ROSTER, lang, &told, &error);
 *   else lg_folder_abandon(folder); */
#ifndef LG_WRITE_H
#define LG_WRITE_H

#include <sys/types.h>

#include "io/views/whatif_table.h"
#include "io/words/goal_words.h"
#include "io/words/letter.h"
#include "io/words/next.h"
#include "io/words/output.h"
#include "io/words/plan_book.h"
#include "io/words/text_table.h"
#include "io/write/comparison.h"
#include "io/write/scratch.h"
#include "model/place_survey.h"
#include "model/teacher_card.h"

/* ---- a folder ---- */

typedef struct {
  const char *path;
  bool force;    /* a folder that lungang wrote may be replaced */
  bool by_umask; /* all may read that `mask` lets; else the owner, or as the replaced one */
  mode_t mask;
  const char *const *inputs; /* files of the run, NULL-terminated, or NULL: none may lie within */
} lg_folder_order;

/* Where the files go: a temporary folder beside `path` that takes its place at the end, and a lock that
 * keeps other runs from the place until then. What runs that were killed left beside it is removed.
 *   returns  NULL where that is refused or fails; *error says why (translated, g_free)
 *   usage    true where the folder stands in the way or the place was badly chosen (exit 2), false
 *            where writing failed */
typedef struct lg_folder lg_folder;
lg_folder *lg_folder_begin(const lg_folder_order *order, const lg_lang *lang, bool *usage,
                           char **error);
const char *lg_folder_path(const lg_folder *folder); /* the temporary folder */
/* The names of what killed runs had left, with ", " between them; NULL: nothing. */
const char *lg_folder_swept(const lg_folder *folder);

/* What is in it: what has no roster never takes the place of what has one. */
typedef enum {
  LG_HOLDS_ROSTER,
  LG_HOLDS_NO_ROSTER, /* of the same commands: it goes to DIR-explanation where DIR has a roster */
  LG_HOLDS_OTHER
} lg_folder_content;

/* Both free `folder`. Commit writes the list of the files and gives the folder its place and its
 * rights. An old one is removed where every file of it is as lungang wrote it, and else set aside as
 * DIR.old-1, -2, ...
 *   told     lines that name the places, for stdout; g_free
 *   returns  false and *error where that fails; the old folder is as it was */
bool lg_folder_commit(lg_folder *folder, lg_folder_content content, const lg_lang *lang,
                      char **told, char **error);
void lg_folder_abandon(lg_folder *folder);

/* The file at `path`, or a link that is its name, is the folder or lies in it. */
bool lg_folder_holds(const char *folder, const char *path);
/* "plans/a.json" -> "plans/a" + suffix. g_free. */
char *lg_folder_default(const char *plan_path, const char *suffix);

/* ---- what goes into it; false and *error (translated, g_free) on failure ---- */

/* Every file of an answer: rosters where it has one, else its explanation; changes.csv where `out`
 * has changes. Format: SPEC 5 and 7. */
bool lg_write_answer(const lg_output *out, const char *folder, char **error);
/* proof/names.csv; of `proof` the names alone. g_string_free. */
GString *lg_proof_names_text(const lg_proof_files *proof);
/* notices.html, lists.html and figures.csv. `out` needs input, options, audit and the roster of an
 * answer. */
bool lg_write_letters(const lg_output *out, const lg_letter_text *text,
                      const lg_letter_wishes *wishes, const char *folder, char **error);
/* explain.html, a page a card with room for who hands it over and who takes it. Needs what
 * lg_explain_text needs, `roster` likewise. */
bool lg_write_explain(const lg_output *out, const lg_teacher_card *const *cards, int count,
                      const lg_roster *roster, const char *folder, char **error);
/* rehearsal.csv and rehearsal.html. `out` needs input, options, audit, the roster of an answer and the
 * rehearsal. */
bool lg_write_rehearsal(const lg_output *out, const char *folder, char **error);
/* whatif.csv and whatif.html. */
bool lg_write_whatif(const lg_whatif_table *table, const char *folder, char **error);
/* Sheets of a plan and copied tables as the workbook `path`; 0, or an errno. */
int lg_write_plan_book(const char *path, const lg_plan_book *sheets, lg_date date,
                       const lg_lang *lang);
/* Sheets as they stand (lg_input_sheets) with the report's defects and warnings marked in them, behind a
 * sheet that lists them; 0, or an errno. */
int lg_write_marked(const char *path, const lg_plan_book *sheets, const lg_report *report,
                    lg_date date, const lg_lang *lang);
/* What an office fills in, and the text of letters: a workbook (lg_template_book_name) with the sheets
 * of `plan`, made of lg_template_json, and of tables; where `plan` is NULL a plan.json with every key,
 * and the tables as one workbook or as CSV files. */
bool lg_write_template(const char *folder, const lg_lang *lang, bool csv, const lg_plan_book *plan,
                       char **error);
char *lg_template_json(const lg_lang *lang); /* g_free */
const char *lg_template_book_name(const lg_lang *lang);
/* The tables as CSV, cells as they are (no guards: an id or a number would be another one), and
 * plan.json. */
bool lg_write_next(const lg_next_year *next, const char *folder, const lg_lang *lang, char **error);
/* Rows of `columns` texts as CSV, in the form of every file of ours. */
GString *lg_csv_rows(const char *const *cells, int rows, int columns);

/* ---- the terminal ---- */

/* The report of `check`, but for limits. Needs input, options (the survey's) and lang. */
char *lg_check_text(const lg_output *out, const lg_place_survey *survey);
/* The summary of a run, in the language of `out`; also of an infeasible plan or one without a
 * roster yet.
 *   returns  lines that end with a line feed, for stdout; g_free */
char *lg_summary_text(const lg_output *out);
/* A row a limit. g_free. */
char *lg_limits_table(const lg_output *out, const lg_limits *limits);

/* The whole text of `verify`: counts, then every broken rule. Needs input, the answer's roster, audit
 * and lang of `out`. g_free.
 *   differences  lg_file_difference: what the roster's file says otherwise than the input
 *   path         of that file */
char *lg_verify_text(const lg_output *out, const GArray *differences, const char *path);
/* Who, where from and where now, why there, what every other place would cost or what bars it, what
 * became of the wishes, and why colleagues were not taken. g_free.
 *   roster  the one asked about, of which `out` has the audit; NULL: nothing of colleagues */
char *lg_explain_text(const lg_output *out, const lg_teacher_card *card, const lg_roster *roster);
/* "12/101  NAME  optimal  310 moved  0.2 s", cut to `width` columns, without a line end. g_free. */
char *lg_whatif_line(const lg_whatif_table *table, int row, int finished, int width);

/* The finished rows in order, with their tipping points. g_free. */
char *lg_whatif_text(const lg_whatif_table *table);
/* How many refusals cost what, and the hardest ones. Needs what lg_write_rehearsal needs. g_free. */
char *lg_rehearsal_text(const lg_output *out);
/* What the plan's `relax` gives, under a heading, a line each; "" where it relaxes nothing. Needs
 * input, options and lang alone. g_free. */
char *lg_output_relaxed(const lg_output *out);
/* What explanation.txt says. */
char *lg_output_explanation(const lg_output *out);

/* ---- JSON on stdout (QUESTIONS W7) ---- */

char *lg_output_explanation_json(const lg_output *out);
/* W9; limits NULL: not asked for. Needs input, options and lang alone. */
char *lg_output_check_json(const lg_output *out, const lg_limits *limits);
/* W23. */
char *lg_teacher_card_json(const lg_output *out, const lg_teacher_card *card);

#endif
