/* roster_csv.c - roster.csv, placements.csv and schools.csv (SPEC 5 and 7, Files). */
#include <string.h>

#include "csv_out.h"
#include "files.h"
#include "io/words/output_text.h"
#include "io/words/shapes.h"

static void csv_take_number(GString *csv, char *number)
{
  lg_csv_number(csv, number);
  g_free(number);
}

static void roster_heading(GString *csv, const lg_output *out)
{
  const lg_district *district = out->input->district;
  const lg_shape *shape = lg_shape_of(LG_TABLE_ROSTER);
  for (int k = 0; k < shape->field_count; k++)
    lg_csv_text(csv, shape->fields[k].headings[out->lang ? 1 : 0]);
  for (int k = 0; k < district->copied_count; k++) lg_csv_text(csv, district->copied_names[k]);
  lg_csv_end_row(csv);
}

/* The columns in the order of lg_roster_field. */
static void roster_row(GString *csv, const lg_output *out, int teacher)
{
  const lg_district *district = out->input->district;
  const lg_teacher *t = &district->teachers[teacher];
  const lg_school *from = &district->schools[t->school];
  const lg_school *to = &district->schools[out->answer->roster->assignments[teacher].school];
  const lg_placement *placement = &out->audit->placements[teacher];
  lg_csv_text(csv, t->id);
  lg_csv_text(csv, t->name);
  lg_csv_text(csv, lg_show_gender(out->lang, t->gender));
  lg_csv_text(csv, district->subjects.text[t->subject]);
  lg_csv_text(csv, lg_show_stage(out->lang, (int)t->stage));
  lg_csv_text(csv, t->rank);
  lg_csv_text(csv, t->title == LG_MISSING ? "" : district->titles.text[t->title]);
  lg_csv_text(csv, from->id);
  lg_csv_text(csv, from->name);
  lg_csv_text(csv, to->id);
  lg_csv_text(csv, to->name);
  lg_csv_text(csv, lg_show_route(out, placement->route));
  csv_take_number(csv, lg_show_km(lg_show_metres(district, placement->before_m)));
  csv_take_number(csv, lg_show_km(lg_show_metres(district, placement->after_m)));
  if (placement->wish == LG_MISSING)
    lg_csv_number(csv, "");
  else
    lg_csv_int(csv, placement->wish);
  char *reason = lg_output_reason(out, teacher);
  lg_csv_text(csv, reason);
  g_free(reason);
  for (int k = 0; k < district->copied_count; k++) lg_csv_text(csv, t->copied[k]);
  lg_csv_end_row(csv);
}

static bool write_csv(const lg_output *out, const char *folder, const char *name, GString *csv,
                      char **error)
{
  bool written = lg_write_file(folder, name, csv, out->lang, error);
  g_string_free(csv, TRUE);
  return written;
}

static GString *roster_rows(const lg_output *out, bool movers_only)
{
  const lg_district *district = out->input->district;
  GString *csv = lg_csv_new();
  roster_heading(csv, out);
  for (int i = 0; i < district->teacher_count; i++)
    if (!movers_only || lg_output_moves(out, i)) roster_row(csv, out, i);
  return csv;
}

bool lg_write_roster_csv(const lg_output *out, const char *folder, char **error)
{
  return write_csv(out, folder, "roster.csv", roster_rows(out, true), error);
}

bool lg_write_placements_csv(const lg_output *out, const char *folder, char **error)
{
  return write_csv(out, folder, "placements.csv", roster_rows(out, false), error);
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
