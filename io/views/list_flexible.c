/* list_flexible.c - what schools ask of guests and what they get: a row a row of the table. */
#include "io/words/output_text.h"
#include "lists.h"

enum { SCHOOL_ID, SCHOOL, STAGE, SUBJECT, TARGET, UNITS, TEACHERS, MIN, MAX, COLUMNS };
static const lg_list_column columns[COLUMNS] = {
    [SCHOOL_ID] = {"school_id", "学校代码", N_("School id"), .kind = LG_KIND_TEXT},
    [SCHOOL] = {"school", "学校", N_("School"), .kind = LG_KIND_TEXT},
    [STAGE] = {"stage", "学段", N_("Stage"), .kind = LG_KIND_TEXT},
    [SUBJECT] = {"subject", "学科", N_("Subject"), .kind = LG_KIND_TEXT},
    [TARGET] = {"target", "应有", N_("Units asked for"), .kind = LG_KIND_WHOLE},
    [UNITS] = {"units", "周单位", N_("Units a week"), .kind = LG_KIND_WHOLE},
    [TEACHERS] = {"teachers", "教师数", N_("Teachers"), .kind = LG_KIND_WHOLE},
    [MIN] = {"min", NULL, N_("At least"), .kind = LG_KIND_WHOLE},
    [MAX] = {"max", NULL, N_("At most"), .kind = LG_KIND_WHOLE}};

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const lg_output *out = view->out;
  const lg_district *district = out->input->district;
  const lg_demand *demand = &district->flexible_demands[row];
  const lg_flexible_count *count = &out->audit->flexible[row];
  lg_put_text(&cells[SCHOOL_ID], district->schools[demand->school].id);
  lg_put_text(&cells[SCHOOL], district->schools[demand->school].name);
  lg_put_text(&cells[STAGE], lg_show_stage(out->lang, (int)demand->stage));
  lg_put_text(&cells[SUBJECT], district->subjects.text[demand->subject]);
  lg_put_known(&cells[TARGET], demand->target);
  lg_put_whole(&cells[UNITS], count->units);
  lg_put_whole(&cells[TEACHERS], count->teachers);
  if (demand->min > 0) lg_put_whole(&cells[MIN], demand->min);
  lg_put_known(&cells[MAX], demand->max);
  cells[UNITS].marked = demand->target != LG_MISSING && count->units != demand->target;
}

static lg_view *flexible(const lg_output *out)
{
  return lg_view_new(out, out->lang, columns, COLUMNS, out->input->district->flexible_demand_count,
                     fill);
}

const lg_list_entry lg_lists_flexible[] = {{"flexible", flexible}, {NULL, NULL}};
