/* output.h - the files of SPEC 5, written whole or not at all. */
#ifndef LG_OUTPUT_H
#define LG_OUTPUT_H

#include "io/read/input.h"
#include "model/answer.h"
#include "model/audit/audit.h"
#include "model/changes.h"
#include "model/options.h"

/* All that the files tell; everything is borrowed. roster and audit are NULL at exits 4 and 5. */
typedef struct {
  const lg_input *input;
  const lg_options *options;
  const lg_answer *answer;
  const lg_audit *audit;
  const lg_lang *lang; /* language of headings and values */
  double read_s, total_s;
  bool interrupted;          /* Ctrl-C ended the solving, not the clock */
  bool limits;               /* --limits: summary.json has the answer's */
  const lg_changes *changes; /* against the baseline, of `replan`; else NULL */
} lg_output;

/* Where the files go: a temporary folder beside `path` that takes its place at the end.
 *   force    an existing folder that lungang wrote may be replaced: one that holds summary.json,
 *            whatif.csv or notices.html
 *   returns  NULL where that is refused or fails; *error says why (translated, g_free)
 *   usage    true where the folder stands in the way or the place was badly chosen (exit 2), false
 *            where writing failed */
typedef struct lg_folder lg_folder;
lg_folder *lg_folder_begin(const char *path, bool force, const lg_lang *lang, bool *usage,
                           char **error);
const char *lg_folder_path(const lg_folder *folder); /* the temporary folder */
/* Both free `folder`. Commit returns false and leaves the old folder as it was where the exchange
 * fails. */
bool lg_folder_commit(lg_folder *folder, const lg_lang *lang, char **error);
void lg_folder_abandon(lg_folder *folder);
/* "plans/a.json" -> "plans/a" + suffix. g_free. */
char *lg_folder_default(const char *plan_path, const char *suffix);

/* Write one file each into `folder`; false and *error (translated, g_free) on failure. Format: SPEC
 * 5 and 7. */
bool lg_write_roster_csv(const lg_output *out, const char *folder, char **error);
bool lg_write_placements_csv(const lg_output *out, const char *folder, char **error);
bool lg_write_schools_csv(const lg_output *out, const char *folder, char **error);
bool lg_write_changes_csv(const lg_output *out, const char *folder, char **error);
bool lg_write_summary_json(const lg_output *out, const char *folder, char **error);
bool lg_write_workbook(const lg_output *out, const char *folder, char **error);
bool lg_write_report_html(const lg_output *out, const char *folder, char **error);
bool lg_write_explanation(const lg_output *out, const char *folder,
                          char **error); /* .json and .txt */

/* What explanation.txt says, for the terminal. g_free. */
char *lg_output_explanation(const lg_output *out);
/* explanation.json. g_free. */
char *lg_output_explanation_json(const lg_output *out);
/* What `check --json` prints: QUESTIONS W9; limits NULL: not asked for. Needs input, options and
 * lang alone. g_free. */
char *lg_output_check_json(const lg_output *out, const lg_limits *limits);
/* Why the teacher's row says what it says (SPEC 5, 7 `reason`), in the language of `out`.
 * g_free. */
char *lg_output_reason(const lg_output *out, int teacher);
/* What the plan's `relax` gives, under a heading, a line each; "" where it relaxes nothing. Needs
 * input, options and lang alone. g_free. */
char *lg_output_relaxed(const lg_output *out);
/* One element of a conflict in the words of policy, with names and heads. g_free. */
char *lg_output_element_text(const lg_output *out, const lg_element *element);

#endif
