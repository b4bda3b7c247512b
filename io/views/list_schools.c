/* list_schools.c - heads school by school and stage by stage, and subject by subject. */
#include <stdlib.h>

#include "io/words/output_text.h"
#include "lists.h"

enum { ID, SCHOOL, STAGE, TIER, GROUP, STUDENTS, STAFF_BEFORE, STAFF_OUT, STAFF_IN, STAFF_AFTER };
enum { BACKBONE_BEFORE = STAFF_AFTER + 1, BACKBONE_OUT, BACKBONE_IN, BACKBONE_AFTER };
enum { PER100_BEFORE = BACKBONE_AFTER + 1, PER100_AFTER, FULL_TIME, ELIGIBLE, OUT_SHARE };
enum { BACKBONE_SHARE = OUT_SHARE + 1, COLUMNS };
static const lg_list_column columns[COLUMNS] = {
    [ID] = {"school_id", "学校代码", N_("School id")},
    [SCHOOL] = {"school", "学校", N_("School")},
    [STAGE] = {"stage", "学段", N_("Stage")},
    [TIER] = {"tier", "办学层次", N_("Tier")},
    [GROUP] = {"group", "协作体", N_("Group")},
    [STUDENTS] = {"students", "学生数", N_("Students"), LG_KIND_WHOLE},
    [STAFF_BEFORE] = {"staff_before", "原有", N_("Teachers before"), LG_KIND_WHOLE},
    [STAFF_OUT] = {"staff_out", "派出", N_("Moved out"), LG_KIND_WHOLE},
    [STAFF_IN] = {"staff_in", "接收", N_("Moved in"), LG_KIND_WHOLE},
    [STAFF_AFTER] = {"staff_after", "现有", N_("Teachers after"), LG_KIND_WHOLE},
    [BACKBONE_BEFORE] = {"backbone_before", "原骨干", N_("Backbone before"), LG_KIND_WHOLE},
    [BACKBONE_OUT] = {"backbone_out", "派出骨干", N_("Backbone among them"), LG_KIND_WHOLE},
    [BACKBONE_IN] = {"backbone_in", "接收骨干", N_("Backbone moved in"), LG_KIND_WHOLE},
    [BACKBONE_AFTER] = {"backbone_after", "现骨干", N_("Backbone after"), LG_KIND_WHOLE},
    [PER100_BEFORE] = {"per100_before", "每百生骨干(前)", N_("Per 100 before"), LG_KIND_PER100},
    [PER100_AFTER] = {"per100_after", "每百生骨干(后)", N_("Per 100 after"), LG_KIND_PER100},
    [FULL_TIME] = {"full_time", .heading = N_("Full-time teachers"), .kind = LG_KIND_WHOLE},
    [ELIGIBLE] = {"eligible", .heading = N_("Eligible"), .kind = LG_KIND_WHOLE},
    [OUT_SHARE] = {"out_share", .heading = N_("Of the eligible"), .kind = LG_KIND_SHARE},
    [BACKBONE_SHARE] = {"backbone_share", .heading = N_("Of those moved"), .kind = LG_KIND_SHARE}};

/* Of a school and stage; the row behind the last has the sums. */
struct staff {
  lg_school_count count;
  int full_time, eligible; /* beside what the audit counts */
};

static void fill_names(const lg_view *view, const lg_school_count *count, lg_list_cell *cells)
{
  const lg_district *district = view->out->input->district;
  const lg_school *school = &district->schools[count->school];
  lg_put_text(&cells[ID], school->id);
  lg_put_text(&cells[SCHOOL], school->name);
  lg_put_text(&cells[STAGE], lg_show_stage(view->lang, (int)count->stage));
  lg_put_text(&cells[TIER], lg_show_tier(view->lang, (int)school->tier));
  if (school->group != LG_MISSING) lg_put_text(&cells[GROUP], district->groups.text[school->group]);
  lg_put_whole(&cells[STUDENTS], count->students);
  lg_put_per100(&cells[PER100_BEFORE], count->backbone_before, count->students);
  lg_put_per100(&cells[PER100_AFTER], count->backbone_after, count->students);
}

static void fill(const lg_view *view, int row, lg_list_cell *cells)
{
  const struct staff *staff = (const struct staff *)view->data + row;
  const lg_school_count *count = &staff->count;
  if (row < view->row_count)
    fill_names(view, count, cells);
  else
    lg_put_text(&cells[SCHOOL], lg_tr(view->lang, "Total"));
  lg_put_whole(&cells[STAFF_BEFORE], count->staff_before);
  lg_put_whole(&cells[STAFF_OUT], count->staff_out);
  lg_put_whole(&cells[STAFF_IN], count->staff_in);
  lg_put_whole(&cells[STAFF_AFTER], count->staff_after);
  lg_put_whole(&cells[BACKBONE_BEFORE], count->backbone_before);
  lg_put_whole(&cells[BACKBONE_OUT], count->backbone_out);
  lg_put_whole(&cells[BACKBONE_IN], count->backbone_in);
  lg_put_whole(&cells[BACKBONE_AFTER], count->backbone_after);
  lg_put_whole(&cells[FULL_TIME], staff->full_time);
  lg_put_whole(&cells[ELIGIBLE], staff->eligible);
  lg_put_share(&cells[OUT_SHARE], count->staff_out, staff->eligible);
  lg_put_share(&cells[BACKBONE_SHARE], count->backbone_out, count->staff_out);
}

static void add(struct staff *sum, const struct staff *staff)
{
  sum->count.staff_before += staff->count.staff_before;
  sum->count.staff_out += staff->count.staff_out;
  sum->count.staff_in += staff->count.staff_in;
  sum->count.staff_after += staff->count.staff_after;
  sum->count.backbone_before += staff->count.backbone_before;
  sum->count.backbone_out += staff->count.backbone_out;
  sum->count.backbone_in += staff->count.backbone_in;
  sum->count.backbone_after += staff->count.backbone_after;
  sum->full_time += staff->full_time;
  sum->eligible += staff->eligible;
}

static int group_by_school(const lg_view *view, int row)
{
  return ((const struct staff *)view->data)[row].count.school;
}

static int group_by_stage(const lg_view *view, int row)
{
  return (int)((const struct staff *)view->data)[row].count.stage;
}

static lg_view *schools_view(const lg_output *out, struct staff *rows)
{
  lg_view *view = lg_view_new(out, out->lang, columns, COLUMNS, out->audit->school_count, fill);
  view->data = rows;
  view->group = group_by_school;
  return view;
}

static struct staff *staff_of(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int count = out->audit->school_count;
  struct staff *rows = g_new0(struct staff, count + 1);
  struct staff **place = g_new0(struct staff *, district->school_count * LG_STAGE_COUNT + 1);
  for (int k = 0; k < count; k++) {
    rows[k].count = out->audit->schools[k];
    place[rows[k].count.school * LG_STAGE_COUNT + (int)rows[k].count.stage] = &rows[k];
  }
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    struct staff *here = place[t->school * LG_STAGE_COUNT + (int)t->stage];
    if (!here) continue;
    here->full_time += t->full_time;
    here->eligible += out->options->candidates[i].why == LG_WHY_ELIGIBLE;
  }
  for (int k = 0; k < count; k++) add(&rows[count], &rows[k]);
  g_free(place);
  return rows;
}

static lg_view *schools(const lg_output *out)
{
  return schools_view(out, staff_of(out));
}

static lg_view *schools_in_all(const lg_output *out)
{
  lg_view *view = schools(out);
  view->total = true;
  return view;
}

/* The most backbone teachers for the students first, then as the schools stand. */
static gint by_balance(gconstpointer a, gconstpointer b)
{
  const lg_school_count *x = &((const struct staff *)a)->count,
                        *y = &((const struct staff *)b)->count;
  int64_t left = (int64_t)x->backbone_after * y->students,
          right = (int64_t)y->backbone_after * x->students;
  if (left != right) return left > right ? -1 : 1;
  return x->school < y->school ? -1 : x->school > y->school;
}

/* Stage by stage, so that a chart's cells lie together, each sorted by what the chart shows. */
static lg_view *schools_by_stage(const lg_output *out)
{
  struct staff *rows = staff_of(out), *sorted = g_new0(struct staff, out->audit->school_count + 1);
  int at = 0;
  for (int stage = 0; stage < LG_STAGE_COUNT; stage++) {
    int first = at;
    for (int k = 0; k < out->audit->school_count; k++)
      if ((int)rows[k].count.stage == stage) sorted[at++] = rows[k];
    qsort(sorted + first, (size_t)(at - first), sizeof *sorted, by_balance);
  }
  g_free(rows);
  lg_view *view = schools_view(out, sorted);
  view->group = group_by_stage;
  return view;
}

/* ---- by subject ---- */

enum { S_STAGE, S_SUBJECT, S_BEFORE, S_OUT, S_IN, S_AFTER, S_BACKBONE_BEFORE, S_BACKBONE_AFTER };
enum { S_TARGET = S_BACKBONE_AFTER + 1, S_COLUMNS };
static const lg_list_column subject_columns[S_COLUMNS] = {
    [S_STAGE] = {"stage", .heading = N_("Stage")},
    [S_SUBJECT] = {"subject", .heading = N_("Subject")},
    [S_BEFORE] = {"staff_before", .heading = N_("Teachers before"), .kind = LG_KIND_WHOLE},
    [S_OUT] = {"staff_out", .heading = N_("Moved out"), .kind = LG_KIND_WHOLE},
    [S_IN] = {"staff_in", .heading = N_("Moved in"), .kind = LG_KIND_WHOLE},
    [S_AFTER] = {"staff_after", .heading = N_("Teachers after"), .kind = LG_KIND_WHOLE},
    [S_BACKBONE_BEFORE] = {"backbone_before", .heading = N_("Backbone before"),
                           .kind = LG_KIND_WHOLE},
    [S_BACKBONE_AFTER] = {"backbone_after", .heading = N_("Backbone after"), .kind = LG_KIND_WHOLE},
    [S_TARGET] = {"target", .heading = N_("Ought to have"), .kind = LG_KIND_WHOLE}};

/* Heads of one school, stage and subject. */
struct heads {
  int school, stage, subject;
  int before, out, in, backbone_before, backbone_after, target;
};

static void fill_subject(const lg_view *view, int row, lg_list_cell *cells)
{
  const struct heads *heads = (const struct heads *)view->data + row;
  lg_put_text(&cells[S_STAGE], lg_show_stage(view->lang, heads->stage));
  lg_put_text(&cells[S_SUBJECT], view->out->input->district->subjects.text[heads->subject]);
  lg_put_whole(&cells[S_BEFORE], heads->before);
  lg_put_whole(&cells[S_OUT], heads->out);
  lg_put_whole(&cells[S_IN], heads->in);
  lg_put_whole(&cells[S_AFTER], heads->before - heads->out + heads->in);
  lg_put_whole(&cells[S_BACKBONE_BEFORE], heads->backbone_before);
  lg_put_whole(&cells[S_BACKBONE_AFTER], heads->backbone_after);
  lg_put_known(&cells[S_TARGET], heads->target);
}

static int subject_group(const lg_view *view, int row)
{
  return ((const struct heads *)view->data)[row].school;
}

static struct heads *heads_at(const lg_district *district, struct heads *cells, int school,
                              int stage, int subject)
{
  size_t row = (size_t)school * LG_STAGE_COUNT + (size_t)stage;
  return &cells[row * (size_t)district->subjects.count + (size_t)subject];
}

/* Teachers by subject; where nobody is nor ought to be there is no row. */
static lg_view *subjects(const lg_output *out)
{
  const lg_district *district = out->input->district;
  int subject_count = district->subjects.count, rows = 0;
  size_t count = (size_t)district->school_count * LG_STAGE_COUNT * (size_t)subject_count;
  struct heads *cells = g_new0(struct heads, count + 1);
  for (int j = 0; j < district->school_count; j++)
    for (int stage = 0; stage < LG_STAGE_COUNT; stage++)
      for (int subject = 0; subject < subject_count; subject++)
        *heads_at(district, cells, j, stage, subject) =
            (struct heads){.school = j, .stage = stage, .subject = subject, .target = LG_MISSING};
  for (int d = 0; d < district->demand_count; d++) {
    const lg_demand *demand = &district->demands[d];
    heads_at(district, cells, demand->school, (int)demand->stage, demand->subject)->target =
        demand->target;
  }
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    struct heads *from = heads_at(district, cells, t->school, (int)t->stage, t->subject),
                 *to = heads_at(district, cells, out->answer->roster->assignments[i].school,
                                (int)t->stage, t->subject);
    from->before++;
    from->backbone_before += t->backbone;
    to->backbone_after += t->backbone;
    from->out += from != to;
    to->in += from != to;
  }
  for (size_t k = 0; k < count; k++)
    if (cells[k].before || cells[k].in || cells[k].target != LG_MISSING) cells[rows++] = cells[k];
  lg_view *view = lg_view_new(out, out->lang, subject_columns, S_COLUMNS, rows, fill_subject);
  view->data = cells;
  view->group = subject_group;
  return view;
}

const lg_list_entry lg_lists_schools[] = {{"schools", schools},
                                          {"schools_in_all", schools_in_all},
                                          {"schools_by_stage", schools_by_stage},
                                          {"subjects", subjects},
                                          {NULL, NULL}};
