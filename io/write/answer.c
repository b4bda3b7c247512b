/* answer.c - which files an answer has, and which lists its CSV files show. */
#include <string.h>

#include "files.h"
#include "io/views/lists.h"
#include "io/write.h"
#include "render.h"

static const char roster_keys[] =
    "teacher_id name gender subject stage rank title from_id from_school to_id to_school route "
    "distance_before_km distance_after_km wish_rank reason *";
static const char flexible_keys[] =
    "teacher_id name gender subject stage rank title from_id from_school to_id to_school route "
    "distance_before_km distance_after_km wish_rank guest_id guest_school units reason *";

/* SPEC 5 and 7, Files. */
static const struct {
  const char *name, *list, *keys; /* keys NULL: all */
} tables[] = {{"changes.csv", "changes", NULL},
              {"roster.csv", "movers", roster_keys},
              {"placements.csv", "placements", roster_keys},
              {"flexible.csv", "flexible", "school_id school stage subject target units teachers"},
              {"figures.csv", "figures", NULL},
              {"schools.csv", "schools",
               "school_id school stage tier group students staff_before staff_out staff_in "
               "staff_after backbone_before backbone_out backbone_in backbone_after per100_before "
               "per100_after"}};

bool lg_write_table(const lg_output *out, const char *name, const char *folder, char **error)
{
  size_t k = 0;
  while (strcmp(tables[k].name, name) != 0) k++;
  bool people = tables[k].keys == roster_keys && out->input->policy->flexible.given;
  const char *keys = people ? flexible_keys : tables[k].keys;
  return lg_write_list_csv(lg_list(out, tables[k].list, keys), folder, name, error);
}

bool lg_write_answer(const lg_output *out, const char *folder, char **error)
{
  if (!lg_write_summary_json(out, folder, error)) return false;
  if (out->answer->status == LG_INFEASIBLE)
    return lg_write_explanation(out, folder, error) && lg_write_proof(out, folder, error);
  if (!out->answer->roster) return true;
  for (size_t k = out->changes ? 0 : 1; k < G_N_ELEMENTS(tables); k++) {
    bool flexible = strcmp(tables[k].list, "flexible") == 0;
    if (flexible && !out->input->policy->flexible.given) continue;
    if (!lg_write_table(out, tables[k].name, folder, error)) return false;
  }
  return lg_write_workbook(out, folder, error) && lg_write_report_html(out, folder, error) &&
         lg_write_proof(out, folder, error);
}

bool lg_write_letters(const lg_output *out, const lg_letter_text *text,
                      const lg_letter_wishes *wishes, const char *folder, char **error)
{
  return lg_write_notices(out, text, wishes, folder, error) &&
         lg_write_school_lists(out, text, wishes, folder, error) &&
         lg_write_merge(out, wishes, folder, error) &&
         lg_write_table(out, "figures.csv", folder, error);
}

bool lg_write_rehearsal(const lg_output *out, const char *folder, char **error)
{
  return lg_write_list_csv(lg_list(out, "refusals", NULL), folder, "rehearsal.csv", error) &&
         lg_write_rehearsal_html(out, folder, error);
}

bool lg_write_whatif(const lg_whatif_table *table, const char *folder, char **error)
{
  return lg_write_list_csv(lg_whatif_all(table), folder, "whatif.csv", error) &&
         lg_write_whatif_html(table, folder, error);
}
