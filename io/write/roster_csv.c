/* roster_csv.c - the lists of an answer as CSV (SPEC 5 and 7, Files). */
#include "files.h"
#include "io/views/lists.h"
#include "render.h"

static const char roster_keys[] =
    "teacher_id name gender subject stage rank title from_id from_school to_id to_school route "
    "distance_before_km distance_after_km wish_rank reason *";

static bool write_list(const lg_output *out, const char *list, const char *keys, const char *folder,
                       const char *name, char **error)
{
  lg_view *view = lg_list(out, list);
  lg_view_pick(view, keys);
  return lg_write_list_csv(view, folder, name, error);
}

bool lg_write_roster_csv(const lg_output *out, const char *folder, char **error)
{
  return write_list(out, "movers", roster_keys, folder, "roster.csv", error);
}

bool lg_write_placements_csv(const lg_output *out, const char *folder, char **error)
{
  return write_list(out, "placements", roster_keys, folder, "placements.csv", error);
}

bool lg_write_figures_csv(const lg_output *out, const char *folder, char **error)
{
  return lg_write_list_csv(lg_list(out, "figures"), folder, "figures.csv", error);
}

bool lg_write_schools_csv(const lg_output *out, const char *folder, char **error)
{
  return write_list(out, "schools",
                    "school_id school stage tier group students staff_before staff_out staff_in "
                    "staff_after backbone_before backbone_out backbone_in backbone_after "
                    "per100_before per100_after",
                    folder, "schools.csv", error);
}

bool lg_write_changes_csv(const lg_output *out, const char *folder, char **error)
{
  return lg_write_list_csv(lg_list(out, "changes"), folder, "changes.csv", error);
}
