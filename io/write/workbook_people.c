/* workbook_people.c - statistics by school in roster.xlsx. */

#include "workbook_sheets.h"

void lg_sheet_take_text(lg_sheet *sheet, int row, int column, char *text)
{
  lg_sheet_text(sheet, row, column, text, LG_STYLE_TEXT);
  g_free(text);
}

void lg_sheet_km(lg_sheet *sheet, const lg_output *out, int row, int column, int metres)
{
  metres = lg_show_metres(out->input->district, metres);
  if (metres == LG_MISSING)
    lg_sheet_text(sheet, row, column, "", LG_STYLE_TEXT);
  else
    lg_sheet_number(sheet, row, column, metres / 1000.0,
                    out->input->district->anonymous ? LG_STYLE_WHOLE : LG_STYLE_KM);
}

enum {
  S_ID,
  S_SCHOOL,
  S_STAGE,
  S_STAFF,
  S_ELIGIBLE,
  S_OUT,
  S_SHARE,
  S_BACKBONE_OUT,
  S_BACKBONE_SHARE,
  S_IN,
  S_BACKBONE_IN,
  S_AFTER,
  S_BACKBONE_BEFORE,
  S_BACKBONE_AFTER,
  S_COLUMNS
};
static const char *const statistics_heads[S_COLUMNS] = {N_("School id"),
                                                        N_("School"),
                                                        N_("Stage"),
                                                        N_("Full-time teachers"),
                                                        N_("Eligible"),
                                                        N_("Moved out"),
                                                        N_("Of the eligible"),
                                                        N_("Backbone among them"),
                                                        N_("Of those moved"),
                                                        N_("Moved in"),
                                                        N_("Backbone moved in"),
                                                        N_("Teachers after"),
                                                        N_("Backbone before"),
                                                        N_("Backbone after")};

/* What the statistics count beside the audit, by school and stage. */
struct staff {
  int full_time, eligible;
};

static struct staff *staff_counts(const lg_output *out)
{
  const lg_district *district = out->input->district;
  struct staff *counts = g_new0(struct staff, district->school_count * LG_STAGE_COUNT);
  for (int i = 0; i < district->teacher_count; i++) {
    const lg_teacher *t = &district->teachers[i];
    struct staff *here = &counts[t->school * LG_STAGE_COUNT + (int)t->stage];
    here->full_time += t->full_time;
    here->eligible += out->options->candidates[i].why == LG_WHY_ELIGIBLE;
  }
  return counts;
}

static void statistics_numbers(lg_sheet *sheet, int row, const lg_school_count *count,
                               struct staff staff)
{
  lg_sheet_number(sheet, row, S_STAFF, staff.full_time, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_ELIGIBLE, staff.eligible, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_OUT, count->staff_out, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, S_SHARE, count->staff_out, staff.eligible);
  lg_sheet_number(sheet, row, S_BACKBONE_OUT, count->backbone_out, LG_STYLE_WHOLE);
  lg_sheet_share(sheet, row, S_BACKBONE_SHARE, count->backbone_out, count->staff_out);
  lg_sheet_number(sheet, row, S_IN, count->staff_in, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_IN, count->backbone_in, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_AFTER, count->staff_after, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_BEFORE, count->backbone_before, LG_STYLE_WHOLE);
  lg_sheet_number(sheet, row, S_BACKBONE_AFTER, count->backbone_after, LG_STYLE_WHOLE);
}

static void count_add(lg_school_count *sum, const lg_school_count *count)
{
  sum->staff_before += count->staff_before;
  sum->staff_out += count->staff_out;
  sum->staff_in += count->staff_in;
  sum->staff_after += count->staff_after;
  sum->backbone_before += count->backbone_before;
  sum->backbone_out += count->backbone_out;
  sum->backbone_in += count->backbone_in;
  sum->backbone_after += count->backbone_after;
}

static void statistics_row(lg_sheet *sheet, const lg_output *out, int row,
                           const lg_school_count *count, struct staff staff)
{
  const lg_school *school = &out->input->district->schools[count->school];
  lg_sheet_text(sheet, row, S_ID, school->id, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, S_SCHOOL, school->name, LG_STYLE_TEXT);
  lg_sheet_text(sheet, row, S_STAGE, lg_show_stage(out->lang, (int)count->stage), LG_STYLE_TEXT);
  statistics_numbers(sheet, row, count, staff);
}

void lg_sheet_write_statistics(lg_book *book, const lg_output *out)
{
  const lg_audit *audit = out->audit;
  const char *heads[S_COLUMNS];
  lg_sheet *sheet = lg_book_sheet(book, lg_tr(out->lang, "Statistics by school"));
  struct staff *staff = staff_counts(out), all = {0};
  int row = 4;
  lg_school_count sum = {0};
  lg_sheet_translate(out, heads, statistics_heads, S_COLUMNS);
  lg_sheet_title(sheet, out, 0, lg_tr(out->lang, "Exchange by school"));
  lg_sheet_table(sheet, 3, heads, S_COLUMNS, audit->school_count);
  for (int k = 0; k < audit->school_count; k++, row++) {
    const lg_school_count *count = &audit->schools[k];
    struct staff here = staff[count->school * LG_STAGE_COUNT + (int)count->stage];
    statistics_row(sheet, out, row, count, here);
    count_add(&sum, count);
    all.full_time += here.full_time;
    all.eligible += here.eligible;
  }
  lg_sheet_text(sheet, row, S_ID, "", LG_STYLE_HEAD);
  lg_sheet_text(sheet, row, S_SCHOOL, lg_tr(out->lang, "Total"), LG_STYLE_HEAD);
  lg_sheet_text(sheet, row, S_STAGE, "", LG_STYLE_HEAD);
  statistics_numbers(sheet, row, &sum, all);
  lg_sheet_freeze(sheet, 3, 4, S_SCHOOL + 1);
  g_free(staff);
}
