/* test_office.c - tables as offices keep them: each messy table gives the rosters of the clean one,
 * byte for byte, and what was understood is said. */
#include <glib.h>

#include "office_help.h"
#include "runner.h"

static void test_cells(void)
{
  static const lg_office_case cases[] = {
      {.what = "words, blanks, guards",
       .teachers =
           "*工 号,姓名,现工作单位,主教学科,最高骨干教师级别,\"性\n别\",出生年月（如1975-03）,"
           "进入现单位任教时间,本校教龄,已交流,标签\n"
           "=\"T01\",王芳,育才 小学,语 文,学科\u200B带头人,女性,1978年10月,2001.9,-,×,无\n"
           "T02\t,李明,育　才小学,语文,无,1-男,1980/3,2003-8,/,无,毕业 班\n"
           "T03,张伟,S01,道德与法治,暂无,1,1979-5,至今,10,✓,班主任\n"
           "T04,刘洋,城南小学,语文,—,2-女,1985-01,2006-09,,,—\n"
           "T05,陈静,Ｓ02,语文,/,2,1983.02,200409,,否,/\n"
           "T06,赵强,城南小学,道德 与 法治,,男性,1981-07,2005-09,暂无,n,\n"
           "\"=\"\"T07\"\"\",孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
           "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,-,\n",
       .says = {"\"学科\\u200B带头人\" is read as \"学科带头人\" (cells: 1)"}},
      {.what = "invisible characters and forms of characters, in ids, references and words",
       .teachers =
           "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签\n"
           "T\u200B01,王芳,育才⼩学,语⽂,学科带头⼈,⼥,1978-10,2001-09,,否,\n"
           "\uFEFFT02,李明,育才小学,语\u00AD文,,男,1980\u2060-03,2003-08,,否,毕业班\n"
           "T03,张伟,育才小学,道德与法治,,男,1979-05,,1\u200D0,是,班主任\n"
           "T04,刘洋,城南小学,语文,,女\uFE0F,1985-01,2006-09,,否,\n"
           "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,\n"
           "T06,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,\n"
           "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,\n"
           "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,\n",
       .locks = "教师,学校,类型\nT0\U000E01005,留任,必须\n",
       .says = {"工号: characters that nobody sees are left out: \"T\\u200B01\" is read as \"T01\" "
                "(cells: 2)",
                "学科: characters that only look like the usual ones, as PDF files give them, are "
                "taken for these: ⽂ (U+2F42) for 文 (cells: 1)",
                "教师: characters that nobody sees are left out"}},
      {.what = "numbers",
       .teachers = NULL,
       .schools = "学校代码,单位全称,学段,类别,教育集团,在校学生数,编制数\n"
                  "S01,育才小学,小学部,优质校,东片,\"1,620\",40名\n"
                  "S02,城南小学,完全小学,相对薄弱学校,东片,620人,无\n"
                  "S03,河西小学,小学,一般校,东片,８００人,30\n",
       .says = {"\"1,620\" as 1620 (cells: 3)", "\"40名\" as 40 (cells: 1)"}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

static void test_headings(void)
{
  static const lg_office_case cases[] = {
      {.what = "titles, two lines, totals, signatures",
       .teachers =
           "2010 学年教师名册,,,,,,,,,,,\n单位：区教育局人事科,,,,,,,,,,,\n\n"
           "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签,\n"
           "必填,必填,必填,必填,选填,,,,,,,\n"
           "T01,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,,\n"
           "T02,李明,育才小学,语文,,男,1980-03,2003-08,,否,毕业班,\n"
           "T03,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任,\n小 计,,3,,,,,,,,,\n"
           "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签,\n"
           "T04,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,,\n"
           "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,,\n"
           "T06,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,,\n"
           "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,,\n"
           "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,,\n"
           "合计,,8\n填表人：王某,,审核：李某\n",
       .schools = "学校代码,学校名称,学段,办学层次,协作体,学生数,,编制\n,,,,,小学,初中,\n"
                  "S01,育才小学,小学,优质,东片,1620,,40\nS02,城南小学,小学,薄弱,东片,620,,\n"
                  "S03,河西小学,小学,普通,东片,800,,30\n总计,,,,,3040,,70\n",
       .says = {"the rows above it are skipped: 1 (2010 学年教师名册), 2 (单位：区教育局人事科)",
                "rows that are no record are skipped: 5 (必填), 9 (小 计), 10 (工号), 16 (合计)",
                "the rows 1 and 2 are read as one heading"}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

static void test_wishes(void)
{
  static const lg_office_case cases[] = {
      {.what = "wishes side by side, the home school between",
       .wishes = "序号,工号,学校,第一志愿,第2志愿,志愿三\n1,T01,育才小学,城南小学,,/\n"
                 "2,T04,城南小学,育才小学,无,\n3,T06,城南小学,育才小学,—,\n",
       .says = {"wishes stand side by side and are read from these columns, in the order of their "
                "ranks: 第一志愿, 第2志愿, 志愿三",
                "columns that are not known are not read: 序号, 学校"}},
      {.what = "wishes side by side, in English",
       .wishes = "teacher,First wish,wish 2\nT01,城南小学,\nT04,育才小学,\nT06,育才小学,\n",
       .says = {"in the order of their ranks: First wish, wish 2"}},
      {.what = "ranks in words",
       .wishes = "教师,学校,志愿\nT01,城南小学,第一志愿\nT04,育才小学,首选\nT06,育才小学,①\n",
       .says = {"ranks of wishes are read from words: \"第一志愿\" as 1 (cells: 3)"}},
      {.what = "several tags in a cell, and reasons that are none",
       .teachers = "工号,姓名,学校,学科,骨干级别,性别,出生年月,到本校时间,本校任教年限,已交流,标签,"
                   "免交流原因\n"
                   "T01,王芳,育才小学,语文,学科带头人,女,1978-10,2001-09,,否,,没有\n"
                   "T02,李明,育才小学,语文,,男,1980-03,2003-08,,否,班主任，毕业班,不免\n"
                   "T03,张伟,育才小学,道德与法治,,男,1979-05,,10,是,班主任/备课组长,\n"
                   "T04,刘洋,城南小学,语文,,女,1985-01,2006-09,,否,,未免\n"
                   "T05,陈静,城南小学,语文,,女,1983-02,2004-09,,否,,无需\n"
                   "T06,赵强,城南小学,道德与法治,,男,1981-07,2005-09,,否,,\n"
                   "T07,孙丽,河西小学,语文,学科带头人,女,1982-11,2005-09,,否,,\n"
                   "T08,周杰,河西小学,道德与法治,,男,1984-12,2006-09,,否,,\n",
       .says = {"\"没有\" is read as no reason to stay (cells: 4)"}},
  };
  lg_office_compare(&lg_office_clean, cases, G_N_ELEMENTS(cases));
}

int main(void)
{
  static const lg_case cases[] = {
      {"cells", test_cells}, {"headings", test_headings}, {"wishes", test_wishes}, {NULL, NULL}};
  return lg_run("office", cases);
}
