/* test_desk.c - headings, names and plan keys as offices need them (OFFICE, Headings and Cells):
 * each table gives the rosters of the clean one, byte for byte, and what was understood is said. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "child.h"
#include "office_help.h"
#include "runner.h"

#define PLAN(more)                                                                              \
  "{\"lungang\": 1, \"date\": \"2010-09-01\", \"title\": \"轮岗\", \"teachers\": "            \
  "\"teachers.csv\", \"schools\": \"schools.csv\", \"wishes\": \"wishes.csv\", \"locks\": "     \
  "\"locks.csv\", \"eligibility\": {\"min_years\": 3, \"exempt_tags\": [\"毕业 班\"]},"      \
  " \"quotas\": [{\"id\": \"rotation\", \"count\": {\"moved\": true}, \"of\": {\"full_time\": " \
  "true}, \"min\": \"25%\"}], \"goals\": [\"wishes\", \"equity\", \"lottery\"], " more "}"
#define BACKBONE "\"backbone\": [\"学科带头人\"]"

/* The clean teachers under headings of the office's own, without ids where `id` is "". */
#define TEACHERS(head, id) \
  head id(T01) "王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,\n"                 \
  id(T02) "李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班\n" id(T03)                  \
  "张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任\n" id(T04)                         \
  "刘洋,城南小学,语文,,女,1985-01,2006-09,,否,\n" id(T05)                                \
  "陈静,城南小学,语文,,女,1983-02,2004-09,,否,\n" id(T06)                                \
  "赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n" id(T07)                          \
  "孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n" id(T08)                      \
  "周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n"
#define WITH_ID(id) #id ","
#define WITHOUT(id) ""

static void test_columns(void)
{
  static const lg_office_case cases[] = {
      {.what = "every table has its own headings",
       .plan =
           PLAN(BACKBONE
                ", \"columns\": {\"teachers\": {\"joined\": \"入职我校年月\", \"id\": \"职工 号\","
                "\"school\": \"所属\", \"tags\": \"备 注\"}, \"schools\": {\"max_staff\": \"核编\","
                "\"tier\": \"层次（区定）\"}, \"wishes\": {\"teacher\": \"申请人\"},"
                "\"locks\": {\"kind\": \"决定\"}}"),
       .teachers =
           TEACHERS("职工号,姓名,所属（2010年）,学科,骨干级别,性别,出生年月,\"*入职\n我校年月\","
                    "本校教龄,已交流,备注\n",
                    WITH_ID),
       .schools = "学校代码,学校名称,学段,层次（区定）,协作体,学生数,核编\n"
                  "S01,育才小学,小学,优质,东片,1620,40\nS02,城南小学,小学,薄弱,东片,620,\n"
                  "S03,河西小学,小学,普通,东片,800,30\n",
       .wishes = "申请人,学校,志愿\nT01,城南小学,1\nT04,育才小学,1\nT06,育才小学,1\n",
       .locks = "教师,学校,决定\nT05,留任,必须\n",
       .says = {NULL}},
      {.what = "the column that the plan names wins over the usual one, which is not read",
       .plan = PLAN(BACKBONE ", \"columns\": {\"teachers\": {\"id\": \"人员号\", \"school\": "
                             "\"单位\"}}"),
       .teachers = "工号,人员号,姓名,学校,单位,学科,骨干级别,性别,出生年月,到本校时间,本校教龄,"
                   "已交流,标签\n"
                   "1,T01,王芳,x,S01,语文,学科带头人,女,1978-10,2001-09,,否,\n"
                   "1,T02,李明,x,S01,语文,,男,1980-03,2003-08,,否,毕业班\n"
                   "1,T03,张伟,x,S01,道德与法治,,男,1979-05,,10,是,班主任\n"
                   "1,T04,刘洋,x,S02,语文,,女,1985-01,2006-09,,否,\n"
                   "1,T05,陈静,x,S02,语文,,女,1983-02,2004-09,,否,\n"
                   "1,T06,赵强,x,S02,道德与法治,,男,1981-07,2005-09,,否,\n"
                   "1,T07,孙丽,x,S03,语文,学科带头人,女,1982-11,2005-09,,否,\n"
                   "1,T08,周杰,x,S03,道德与法治,,男,1984-12,2006-09,,否,\n",
       .says = {"teachers.csv:1: columns that are not known are not read: 工号, 学校"}},
      {.what = "a comma, a semicolon and GBK do not hide a heading of the plan",
       .plan = PLAN(BACKBONE ", \"columns\": {\"locks\": {\"teacher\": \"人;员\"}}"),
       .locks = "人;员,学校,类型\nT05,留任,必须\n",
       .says = {NULL}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

/* Ids made of name and school are those of a clean table that has them as its own. */
static void test_made_ids(void)
{
  static const lg_office_case clean = {
      "ids as names",
      PLAN(BACKBONE),
      "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签\n"
      "王芳-育才小学,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,\n"
      "李明-育才小学,李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班\n"
      "张伟-育才小学,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任\n"
      "刘洋-城南小学,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,\n"
      "王芳-城南小学,王芳,城南小学,语文,,女,1983-02,2004-09,,否,\n"
      "赵强-城南小学,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n"
      "孙丽-河西小学,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
      "周杰-河西小学,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
      "学校代码,学校名称,学段,办学层次,协作体,学生数,编制\n"
      "S01,育才小学,小学,优质,东片,1620,40\nS02,城南小学,小学,薄弱,东片,620,\n"
      "S03,河西小学,小学,普通,东片,800,30\n",
      "教师,学校,志愿\n王芳-育才小学,城南小学,1\n刘洋-城南小学,育才小学,1\n"
      "赵强-城南小学,育才小学,1\n",
      "教师,学校,类型\n王芳-城南小学,留任,必须\n",
      {NULL}};
  static const lg_office_case cases[] = {
      {.what = "no column of ids; schools by id, name and with blanks; a total",
       .plan = PLAN(BACKBONE ", \"teacher_id\": [\"name\", \"school\"]"),
       .teachers = "序号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校教龄,已交流,标签\n"
                   "1,王芳,S01,语文,学科带头人,女,1978-10,2001-09,,否,\n"
                   "2,李明,育才 小学,语文,,男,1980-03,2003-08,,否,毕业班\n"
                   "3,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任\n"
                   "小计,,3,,,,,,,,\n"
                   "1,刘洋,Ｓ０２,语文,,女,1985-01,2006-09,,否,\n"
                   "2,王芳,城南小学,语文,,女,1983-02,2004-09,,否,\n"
                   "3,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n"
                   "1,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
                   "2,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
       .wishes = "教师,学校,志愿\n王 芳-育才小学,城南小学,1\n刘洋,育才小学,1\n"
                 "赵强－城南小学,育才小学,1\n",
       .says = {"are made of the columns 姓名, 学校, as in \"王芳-育才小学\"",
                "read as these ids: 刘洋 = 刘洋-城南小学 (cells: 1)", "not read: 序号"}},
      {.what = "a column of ids that the plan does not want",
       .plan = PLAN(BACKBONE ", \"teacher_id\": [\"name\", \"school\"]"),
       .teachers = "编号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校教龄,已交流,标签\n"
                   "1,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,\n"
                   "2,李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班\n"
                   "3,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任\n"
                   "4,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,\n"
                   "5,王芳,城南小学,语文,,女,1983-02,2004-09,,否,\n"
                   "6,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n"
                   "7,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
                   "8,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
       .says = {"not read: 编号"}},
      {.what = "an empty list: ids are a column",
       .plan = PLAN(BACKBONE ", \"teacher_id\": []"),
       .says = {NULL}},
  };
  lg_office_compare(&clean, cases, G_N_ELEMENTS(cases));
}

static void test_names(void)
{
  static const lg_office_case cases[] = {
      {.what = "short names in every table and in filters",
       .plan = PLAN(
           BACKBONE
           ", \"routes\": [{\"id\": \"partner\", \"name\": \"结对互助交流\", \"same_group\": true},"
           "{\"id\": \"a\", \"from.school\": [\"育 才\", \"南小\"]},"
           "{\"id\": \"b\", \"from.school\": {\"not\": \"育才\"}}]"),
       .teachers = "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校教龄,已交流,标签\n"
                   "T01,王芳,育才,语文,学科带头人,女,1978-10,2001-09,,否,\n"
                   "T02,李明,育才小,语文,,男,1980-03,2003-08,,否,毕业班\n"
                   "T03,张伟,育 才,道德与法治,,男,1979-05,,10,是,班主任\n"
                   "T04,刘洋,南小,语文,,女,1985-01,2006-09,,否,\n"
                   "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,\n"
                   "T06,赵强,S02,道德与法治,,男,1981-07,2005-09,,否,\n"
                   "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
                   "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
       .schools = "学校代码,学校名称,简称,学段,办学层次,协作体,学生数,编制\n"
                  "S01,育才小学,育才；育才小,小学,优质,东片,1620,40\n"
                  "S02,城南小学,南小,小学,薄弱,东片,620,\nS03,河西小学,无,小学,普通,东片,800,30\n",
       .wishes = "教师,学校,志愿\nT01,南小,1\nT04,育才,1\nT06,育才小,1\n",
       .says = {NULL}},
      {.what = "teachers by name",
       .wishes = "教师,学校,志愿\n王芳,城南小学,1\n刘 洋,育才小学,1\nT06,育才小学,1\n",
       .locks = "教师姓名,学校,类型\n陈静,留任,必须\n",
       .says = {"wishes.csv:2: 教师: teachers are named by their names, read as these ids: "
                "王芳 = T01, 刘 洋 = T04 (cells: 2)",
                "locks.csv:2: 教师姓名: teachers are named by their names, read as these ids: "
                "陈静 = T05 (cells: 1)"}},
      {.what = "names beside ids",
       .wishes = "姓名,学校,志愿,工号\n刘洋,城南小学,1,T01\n,育才小学,1,T04\n?,育才小学,1,T06\n",
       .says = {"wishes.csv:1: columns that are not known are not read: 姓名"}},
      {.what = "backbone ranks by their ends, with blanks",
       .plan = PLAN("\"backbone\": [\"特级 教师\", {\"ends_with\": \"带头 人\"}]"),
       .says = {NULL}},
      {.what = "nothing in optional columns",
       .locks = "教师,学校,类型,原因,决定人\nT05,留任,必须,无,/\n",
       .says = {NULL}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

/* Other synonyms that the clean table does not need. */
static void test_synonyms(void)
{
  static const char *const heads[] = {
      "教师编号,姓名,所在学校,任教学科,骨干类别,性别,出生日期,进校时间,本校教龄,近年已交流,标签\n",
      "编号,姓名,任教学校,所教学科,骨干教师级别,性别,出生年月,调入时间,本校教龄,已交流,标签\n",
      "身份证号,姓名,单位,现任教学科,骨干教师称号,性别,出生年月,到校时间,本校教龄,已交流,标签\n",
      "ID,Name,现工作 "
      "单位,主教学科,最高骨干教师级别,性别,出生年月,任现校时间,本校教龄,已交流,标签\n",
      "*工号,姓名(必填),【必填】现任教学校[全称],学科【一门】,（本人）骨干称号,性别,出生年月,"
      "进入现单位任教时间,"
      "本校任教年限,已交流,标签\n"};
  static const char *const schools[] = {"学校代码,学校,学段,类别,集团,在校生数,编制数\n",
                                        "学校代码,学校全称,学段,办学层次,学区,在校学生数,编制\n",
                                        "学校代码,单位全称,学段,办学层次,共同体,学生总数,编制\n",
                                        "学校代码,单位名称,学段,办学层次,集团校,学生数,编制\n",
                                        "学校代码,学校名称,学段,办学层次,协作片,学生数,编制\n"};
  for (size_t k = 0; k < G_N_ELEMENTS(heads); k++) {
    const char *rows = strchr(lg_office_clean.schools, '\n') + 1;
    const char *people = strchr(lg_office_clean.teachers, '\n') + 1;
    g_autofree char *teachers = g_strconcat(heads[k], people, NULL);
    g_autofree char *school = g_strconcat(schools[k], rows, NULL);
    const lg_office_case c = {.what = heads[k],
                              .teachers = teachers,
                              .schools = school,
                              .says = {k == 2 ? "publish with --anonymous" : NULL}};
    lg_office_compare(&lg_office_clean, &c, 1);
  }
}

/* ---- rosters with made ids are read back ---- */

static void desk_run(const char *const *arguments, int exit, const char *says, const char *what)
{
  lg_child_order order = {.folder = lg_office_folder()};
  for (int k = 0; arguments[k]; k++) order.arguments[k] = arguments[k];
  lg_child child = lg_child_run(&order);
  LG_EQUAL_INT(child.exit, exit, what);
  if (says) {
    g_autofree char *all = g_strconcat(child.out, child.err, NULL);
    LG_HAS_PART(all, says, what);
  }
  lg_child_clear(&child);
}
#define RUN(exit, says, what, ...) \
  desk_run((const char *const[]){__VA_ARGS__, "--lang", "en", NULL}, exit, says, what)

static void test_read_back(void)
{
  lg_office_begin();
  lg_office_write("teachers.csv",
                  "姓名,学校,学科,到本校时间\n王芳,S1,语文,2001-09\n李明,S2,语文,2001-09\n"
                  "王芳,S2,语文,2001-09\n");
  lg_office_write("schools.csv",
                  "学校代码,学校名称,简称,学段,类别,学生数\nS1,育才小学,育才,小学,优质,600\n"
                  "S2,城南小学,南小,小学,薄弱,300\n");
  lg_office_write("wishes.csv", "教师,学校,志愿\n王芳-育才小学,S2,1\n李明,育才,1\n");
  static const char plan[] =
      "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"teachers.csv\", \"schools\": "
      "\"schools.csv\", \"wishes\": \"wishes.csv\", \"teacher_id\": [\"name\", \"school\"]%s}";
  g_autofree char *first = g_strdup_printf(plan, "");
  g_autofree char *second = g_strdup_printf(plan,
                                            ", \"baseline\": \"out/roster.csv\", \"goals\": "
                                            "[\"changes\"], \"columns\": {\"baseline\": "
                                            "{\"to_id\": \"to_id\"}}");
  lg_office_write("plan.json", first);
  lg_office_write("again.json", second);
  RUN(0, "optimal", "solve", "solve", "plan.json", "-o", "out");
  RUN(0, NULL, "verify", "verify", "plan.json", "out/roster.csv");
  RUN(0, NULL, "replan", "replan", "plan.json", "out/roster.csv", "-o", "re");
  RUN(0, NULL, "replan with columns of the baseline", "replan", "again.json", "out/roster.csv",
      "-o", "re2");
  RUN(0, NULL, "a baseline", "solve", "again.json", "-o", "out2");
  RUN(0, "李明-城南小学", "explain", "explain", "plan.json", "out/roster.csv", "--teacher",
      "李明-城南小学", "--to", "育才");
  RUN(2, "there is no school", "explain", "explain", "plan.json", "out/roster.csv", "--teacher",
      "李明-城南小学", "--to", "育");
  lg_office_write("edited.csv",
                  "工号,姓名,派出学校,接收学校代码,接收学校\n王 芳-育才小学,王　芳,育才,南小,南小\n"
                  "李明-城南小学,李 明,城 南小学,育才,育 才小学\n");
  RUN(0, NULL, "an edited roster", "verify", "plan.json", "edited.csv");
  lg_office_write("edited.csv", "工号,接收学校代码\n王芳-育才小学,南\n");
  RUN(3, "is no school of the table of schools; did you mean \"南小\"?", "an unknown school",
      "verify", "plan.json", "edited.csv");
  lg_office_end();
}

/* What `check` and `solve` say, each its own way. */
static void test_said(void)
{
  lg_office_begin();
  lg_office_write("teachers.csv",
                  "工号,姓名,学校,学科,电话,家庭电话（住宅）,性別\n1,王?,S1,语文,1,2,男\n"
                  "2,李明,S1,语文,1,2,女\n");
  lg_office_write("schools.csv",
                  "学校代码,学校名称,学段,类别,学生数\nS1,育才小学,小学,优质,600\n"
                  "S2,城南小学,小学,薄弱,300\n");
  lg_office_write("plan.json",
                  "{\"lungang\": 1, \"date\": \"2010-09-01\", \"teachers\": \"teachers.csv\", "
                  "\"schools\": \"schools.csv\", \"copy_columns\": [\"家庭电话\"]}");
  static const char unread[] =
      "teachers.csv:1: columns that are not known are not read: 电话, "
      "性別 (性别?)";
  RUN(0, unread, "check", "check", "plan.json");
  RUN(0, unread, "solve", "solve", "plan.json");
  RUN(0, "the name \"王?\" holds a question mark", "a question mark", "check", "plan.json");
  lg_office_end();
}

int main(void)
{
  static const lg_case cases[] = {{"columns", test_columns},
                                  {"made ids", test_made_ids},
                                  {"names", test_names},
                                  {"synonyms", test_synonyms},
                                  {"read back", test_read_back},
                                  {"said", test_said},
                                  {NULL, NULL}};
  return lg_run("desk", cases);
}
