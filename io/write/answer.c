/* answer.c - which files an answer has. */
#include "files.h"
#include "io/write.h"
#include "render.h"

bool lg_write_answer(const lg_output *out, const char *folder, char **error)
{
  if (!lg_write_summary_json(out, folder, error)) return false;
  if (out->answer->status == LG_INFEASIBLE) return lg_write_explanation(out, folder, error);
  if (!out->answer->roster) return true;
  if (out->changes && !lg_write_changes_csv(out, folder, error)) return false;
  return lg_write_roster_csv(out, folder, error) && lg_write_placements_csv(out, folder, error) &&
         lg_write_figures_csv(out, folder, error) && lg_write_schools_csv(out, folder, error) &&
         lg_write_workbook(out, folder, error) && lg_write_report_html(out, folder, error);
}

bool lg_write_letters(const lg_output *out, const lg_letter_text *text, const char *folder,
                      char **error)
{
  return lg_write_notices(out, text, folder, error) &&
         lg_write_school_lists(out, text, folder, error) &&
         lg_write_figures_csv(out, folder, error);
}

bool lg_write_whatif(const lg_whatif_table *table, const char *folder, char **error)
{
  return lg_write_list_csv(lg_whatif_all(table), folder, "whatif.csv", error) &&
         lg_write_whatif_html(table, folder, error);
}
