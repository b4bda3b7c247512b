/* fuzz_whole.c - any bytes as a plan with its tables, solved where that can be read: what comes out has
 * passed the audit, and its files are read back as the same roster. The parts are the files in the order
 * below. Districts that take their time show nothing that tiny ones do not. A workbook and pages take far
 * longer than all else, so every sixteenth input gets them and the others the summary and the placements. */
#include <string.h>

#include "fuzz_files.h"
#include "io/read.h"
#include "io/write.h"
#include "io/write/files.h"
#include "model/clock.h"
#include "solver/solver.h"

enum { MOST_TEACHERS = 24, MOST_SCHOOLS = 8 };
static const double most_s = 0.2;
static const char *const files[] = {"plan.json", "teachers.csv",  "schools.csv", "wishes.csv",
                                    "locks.csv", "distances.csv", "pairs.csv",   "demand.csv"};

static void read_back(const lg_output *out)
{
  lg_report *report = lg_report_new();
  lg_roster_file *file = lg_roster_file_read(lg_fuzz_path("placements.csv"), out->input, report);
  LG_FUZZ_HOLDS(file && file->roster && lg_report_defects(report) == 0);
  for (int i = 0; i < out->input->district->teacher_count; i++)
    LG_FUZZ_HOLDS(file->roster->assignments[i].school ==
                  out->answer->roster->assignments[i].school);
  lg_audit *audit = lg_audit_new(out->input->district, out->input->policy, file->roster);
  GArray *differences = lg_roster_file_compare(file, out->input, audit);
  LG_FUZZ_HOLDS(audit->breach_count == 0 && differences->len == 0);
  LG_FUZZ_HOLDS(memcmp(audit->goals, out->audit->goals,
                       (size_t)out->input->policy->goal_count * sizeof *audit->goals) == 0);
  g_array_free(differences, TRUE);
  lg_audit_free(audit);
  lg_roster_file_free(file);
  lg_report_free(report);
}

static bool write_files(const lg_output *out, bool all, char **error)
{
  if (all || !out->audit) return lg_write_answer(out, lg_fuzz_folder(), error);
  return lg_write_summary_json(out, lg_fuzz_folder(), error) &&
         lg_write_table(out, "placements.csv", lg_fuzz_folder(), error);
}

static void solve(const lg_input *input, bool all)
{
  lg_lang *lang = lg_lang_new("zh");
  lg_options *options = lg_options_new(input->district, input->policy);
  lg_solve_settings settings = lg_solve_defaults(input->policy);
  settings.deadline_s = lg_now_s() + most_s;
  char *fault = NULL, *error = NULL;
  lg_answer *answer = lg_solve(input->district, input->policy, options, &settings, &fault);
  LG_FUZZ_HOLDS(!fault);
  lg_audit *audit =
      answer->roster ? lg_audit_new(input->district, input->policy, answer->roster) : NULL;
  LG_FUZZ_HOLDS(!audit || audit->breach_count == 0);
  lg_output out = {
      .input = input, .options = options, .answer = answer, .audit = audit, .lang = lang};
  LG_FUZZ_HOLDS(write_files(&out, all, &error));
  if (audit) read_back(&out);
  lg_audit_free(audit);
  lg_answer_free(answer);
  lg_options_free(options);
  lg_lang_free(lang);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const uint8_t *part;
  size_t length;
  unsigned sum = 0;
  for (size_t k = 0; k < size; k++) sum += data[k];
  lg_fuzz_clear();
  for (size_t k = 0; k < G_N_ELEMENTS(files) && lg_fuzz_next(&data, &size, &part, &length); k++)
    if (length) lg_fuzz_write(files[k], part, length);
  lg_input *input = lg_input_read(lg_fuzz_path("plan.json"));
  lg_fuzz_report(input->report);
  if (lg_report_defects(input->report) == 0 && input->district->teacher_count <= MOST_TEACHERS &&
      input->district->school_count <= MOST_SCHOOLS)
    solve(input, sum % 16 == 0);
  lg_input_free(input);
  return 0;
}
