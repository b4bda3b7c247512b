#include "plan_case.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

lg_plan_case lg_plan_case_bytes(const char *bytes, size_t length, const lg_district *district)
{
  lg_plan_case c = {.report = lg_report_new()};
  char *folder = g_dir_make_tmp("lungang-XXXXXX", NULL);
  char *path = g_build_filename(folder, "plan.json", NULL);
  if (!g_file_set_contents(path, bytes, (gssize)length, NULL)) g_error("cannot write %s", path);
  c.plan = lg_plan_open(path, &(lg_coding){0}, c.report);
  if (c.plan) c.policy = lg_plan_policy(c.plan, district, c.report);
  g_unlink(path);
  g_rmdir(folder);
  g_free(path);
  g_free(folder);
  return c;
}

lg_plan_case lg_plan_case_members(const char *members, const lg_district *district)
{
  static const char head[] =
      "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"t.csv\", \"schools\": \"s.csv\"";
  char *text = g_strconcat(head, *members ? ",\n" : "\n", members, "}\n", NULL);
  lg_plan_case c = lg_plan_case_bytes(text, strlen(text), district);
  g_free(text);
  return c;
}

void lg_plan_case_clear(lg_plan_case *c)
{
  lg_policy_free(c->policy);
  lg_plan_free(c->plan);
  lg_report_free(c->report);
}

static lg_words case_words(const char *a, const char *b)
{
  lg_words words = {.text = g_new(const char *, 2), .count = 2};
  words.text[0] = a;
  words.text[1] = b;
  return words;
}

lg_district *lg_plan_case_district(void)
{
  static const struct {
    const char *id, *name;
    lg_tier tier;
    int group;
  } schools[] = {{"A1", "中心小学", LG_STRONG, 0},
                 {"A2", "东街小学", LG_WEAK, 0},
                 {"A3", "东街小学", LG_ORDINARY, LG_MISSING},
                 {"A4", "学校四", LG_WEAK, 1}};
  lg_district *district = lg_district_new();
  district->school_count = (int)G_N_ELEMENTS(schools);
  district->schools = g_new0(lg_school, G_N_ELEMENTS(schools));
  for (size_t s = 0; s < G_N_ELEMENTS(schools); s++) {
    lg_school *school = &district->schools[s];
    school->id = schools[s].id;
    school->name = schools[s].name;
    school->tier = schools[s].tier;
    school->group = schools[s].group;
    school->has_stage[LG_PRIMARY] = true;
    school->has_stage[LG_JUNIOR] = s == 3;
    school->students[LG_PRIMARY] = 100;
    school->max_staff = LG_MISSING;
  }
  district->teacher_count = 2;
  district->teachers = g_new0(lg_teacher, 2);
  for (int t = 0; t < 2; t++) {
    district->teachers[t].id = t ? "T2" : "T1";
    district->teachers[t].name = district->teachers[t].rank = "";
    district->teachers[t].full_time = true;
    district->teachers[t].flexible_units = LG_MISSING;
  }
  district->subjects = case_words("数学", "语文");
  district->groups = case_words("G1", "G2");
  district->ranks = case_words("学科带头人", "教学能手");
  district->titles = case_words("一级教师", "高级教师");
  district->tags = case_words("毕业班", "班主任");
  return district;
}
