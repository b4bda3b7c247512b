/* roster_csv.c - roster.csv, placements.csv and schools.csv (SPEC 5 and 7, Files). */
#include <string.h>

#include "csv_out.h"
#include "files.h"
#include "io/views/lists.h"
#include "io/words/output_text.h"
#include "render.h"

static void csv_take_number(GString *csv, char *number)
{
  lg_csv_number(csv, number);
  g_free(number);
}

static bool write_csv(const lg_output *out, const char *folder, const char *name, GString *csv,
                      char **error)
{
  bool written = lg_write_file(folder, name, csv, out->lang, error);
  g_string_free(csv, TRUE);
  return written;
}

static const char roster_keys[] =
    "teacher_id name gender subject stage rank title from_id from_school to_id to_school route "
    "distance_before_km distance_after_km wish_rank reason *";

static bool write_people(const lg_output *out, const char *list, const char *folder,
                         const char *name, char **error)
{
  lg_view *view = lg_list(out, list);
  lg_view_pick(view, roster_keys);
  return lg_write_list_csv(view, folder, name, error);
}

bool lg_write_roster_csv(const lg_output *out, const char *folder, char **error)
{
  return write_people(out, "movers", folder, "roster.csv", error);
}

bool lg_write_placements_csv(const lg_output *out, const char *folder, char **error)
{
  return write_people(out, "placements", folder, "placements.csv", error);
}

bool lg_write_figures_csv(const lg_output *out, const char *folder, char **error)
{
  return lg_write_list_csv(lg_list(out, "figures"), folder, "figures.csv", error);
}

static void school_heading(GString *csv, const lg_output *out)
{
  /* Fixed by the format, so no business of the catalogue. */
  static const char *const headings[][2] = {{"school_id", "学校代码"},
                                            {"school", "学校"},
                                            {"stage", "学段"},
                                            {"tier", "办学层次"},
                                            {"group", "协作体"},
                                            {"students", "学生数"},
                                            {"staff_before", "原有"},
                                            {"staff_out", "派出"},
                                            {"staff_in", "接收"},
                                            {"staff_after", "现有"},
                                            {"backbone_before", "原骨干"},
                                            {"backbone_out", "派出骨干"},
                                            {"backbone_in", "接收骨干"},
                                            {"backbone_after", "现骨干"},
                                            {"per100_before", "每百生骨干(前)"},
                                            {"per100_after", "每百生骨干(后)"}};
  for (size_t k = 0; k < G_N_ELEMENTS(headings); k++)
    lg_csv_text(csv, headings[k][out->lang ? 1 : 0]);
  lg_csv_end_row(csv);
}

static void school_row(GString *csv, const lg_output *out, const lg_school_count *count)
{
  const lg_district *district = out->input->district;
  const lg_school *school = &district->schools[count->school];
  lg_csv_text(csv, school->id);
  lg_csv_text(csv, school->name);
  lg_csv_text(csv, lg_show_stage(out->lang, (int)count->stage));
  lg_csv_text(csv, lg_show_tier(out->lang, (int)school->tier));
  lg_csv_text(csv, school->group == LG_MISSING ? "" : district->groups.text[school->group]);
  lg_csv_int(csv, count->students);
  lg_csv_int(csv, count->staff_before);
  lg_csv_int(csv, count->staff_out);
  lg_csv_int(csv, count->staff_in);
  lg_csv_int(csv, count->staff_after);
  lg_csv_int(csv, count->backbone_before);
  lg_csv_int(csv, count->backbone_out);
  lg_csv_int(csv, count->backbone_in);
  lg_csv_int(csv, count->backbone_after);
  csv_take_number(csv, lg_show_per100(count->backbone_before, count->students));
  csv_take_number(csv, lg_show_per100(count->backbone_after, count->students));
  lg_csv_end_row(csv);
}

bool lg_write_schools_csv(const lg_output *out, const char *folder, char **error)
{
  GString *csv = lg_csv_new();
  school_heading(csv, out);
  for (int k = 0; k < out->audit->school_count; k++) school_row(csv, out, &out->audit->schools[k]);
  return write_csv(out, folder, "schools.csv", csv, error);
}
