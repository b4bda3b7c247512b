#include "office_help.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "child.h"
#include "runner.h"

const lg_office_case lg_office_clean = {
    "clean",
    "{\"lungang\": 1, \"date\": \"2010-09-01\", \"title\": \"轮岗\", \"teachers\": "
    "\"teachers.csv\","
    " \"schools\": \"schools.csv\", \"wishes\": \"wishes.csv\", \"locks\": \"locks.csv\","
    " \"backbone\": [\"学科带头人\"], \"eligibility\": {\"min_years\": 3, \"exempt_tags\": "
    "[\"毕业班\"]},"
    " \"quotas\": [{\"id\": \"rotation\", \"count\": {\"moved\": true}, \"of\": {\"full_time\": "
    "true}, \"min\": \"25%\"}],"
    " \"goals\": [\"wishes\", \"equity\", \"lottery\"]}",
    "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签\n"
    "T01,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,\n"
    "T02,李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班\n"
    "T03,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任\n"
    "T04,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,\n"
    "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,\n"
    "T06,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n"
    "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
    "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
    "学校代码,学校名称,学段,办学层次,协作体,学生数,编制\n"
    "S01,育才小学,小学,优质,东片,1620,40\n"
    "S02,城南小学,小学,薄弱,东片,620,\n"
    "S03,河西小学,小学,普通,东片,800,30\n",
    "教师,学校,志愿\nT01,城南小学,1\nT04,育才小学,1\nT06,育才小学,1\n",
    "教师,学校,类型\nT05,留任,必须\n",
    {NULL}};

static char *work;

void lg_office_write(const char *name, const char *text)
{
  g_autofree char *path = g_build_filename(work, name, NULL);
  LG_TRUE(g_file_set_contents(path, text, -1, NULL), name);
}

static char *office_read(const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename(work, folder, name, NULL);
  char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("(none)");
}

const char *lg_office_folder(void)
{
  return work;
}

void lg_office_begin(void)
{
  work = g_dir_make_tmp("lungang-office-XXXXXX", NULL);
}

void lg_office_end(void)
{
  lg_child remove = lg_child_run(
      &(lg_child_order){.folder = "/", .program = "/bin/rm", .arguments = {"-rf", work}});
  lg_child_clear(&remove);
  g_clear_pointer(&work, g_free);
}

static void office_solve(const lg_office_case *clean, const lg_office_case *c, const char *folder)
{
  lg_office_write("plan.json", c->plan ? c->plan : clean->plan);
  lg_office_write("teachers.csv", c->teachers ? c->teachers : clean->teachers);
  lg_office_write("schools.csv", c->schools ? c->schools : clean->schools);
  lg_office_write("wishes.csv", c->wishes ? c->wishes : clean->wishes);
  lg_office_write("locks.csv", c->locks ? c->locks : clean->locks);
  lg_child child = lg_child_run(&(lg_child_order){
      .folder = work,
      .arguments = {"solve", "plan.json", "-o", folder, "--lang", "en", "--force"}});
  LG_EQUAL_INT(child.exit, 0, c->what);
  if (child.exit != 0) printf("%s\n", child.err);
  for (const char *const *says = c->says; *says; says++) {
    LG_TRUE(strstr(child.err, *says) != NULL, *says);
    if (!strstr(child.err, *says)) printf("%s: it says\n%s\n", c->what, child.err);
  }
  if (!*c->says) LG_EQUAL_TEXT(child.err, "", c->what);
  lg_child_clear(&child);
}

void lg_office_compare(const lg_office_case *clean, const lg_office_case *cases, size_t count)
{
  static const char *const files[] = {"roster.csv", "placements.csv", "schools.csv"};
  lg_office_begin();
  office_solve(clean, clean, "clean");
  for (size_t k = 0; k < count; k++) {
    office_solve(clean, &cases[k], "messy");
    for (size_t f = 0; f < G_N_ELEMENTS(files); f++) {
      g_autofree char *expected = office_read("clean", files[f]);
      g_autofree char *found = office_read("messy", files[f]);
      LG_EQUAL_TEXT(found, expected, cases[k].what);
      LG_TRUE(strlen(expected) > 100, "the clean roster");
    }
  }
  lg_office_end();
}
