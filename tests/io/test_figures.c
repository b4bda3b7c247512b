/* test_figures.c - figures.csv: what decided for each teacher, harmless whatever the tables say,
 * and how each figure comes about. */
#include "io/views/figures.h"

#include <string.h>

#include "io/write.h"
#include "io/write/files.h"
#include "output_case.h"
#include "runner.h"

static char *figures(lg_output_case *c)
{
  char *error = NULL;
  LG_TRUE(lg_write_table(&c->out, "figures.csv", c->folder, &error), "written");
  LG_EQUAL_TEXT(error, NULL, "written");
  return lg_output_case_read(c, "figures.csv");
}

/* The goals whose parts a row has; the answer is not asked for them. */
static void goals(lg_output_case *c)
{
  lg_build_goal(c->build, LG_GOAL_WISHES);
  lg_build_goal(c->build, LG_GOAL_COMMUTE);
  lg_build_goal(c->build, LG_GOAL_LOTTERY);
  lg_policy *policy = c->build->policy;
  for (int g = 0; g < policy->goal_count; g++) policy->goals[g].seed = "=2025";
}

/* SHA-256 by sha256sum. */
static void test_rows(void)
{
  lg_output_case *c = lg_output_case_new("en");
  goals(c);
  char *bytes = figures(c);
  LG_TRUE(g_str_has_prefix(bytes,
                           "\xEF\xBB\xBF"
                           "teacher_id,code,name,from_id,to_id,stage,subject,age,years,"
                           "rank_counted,rotated,eligible,why_not,open_places,wishes,"
                           "wish_rank,wish_points,distance_before_km,distance_after_km,"
                           "commute_hm,lottery_text,lottery\r\n"),
          "heading");
  LG_HAS_PART(bytes,
              "\r\nt1,,\"张\"\"三\",A,B,primary,'=math,45,,'+star,no,yes,,1,1,2,2,1.500,12.034,105,"
              "'=2025|t1|B,",
              "a mover");
  LG_HAS_PART(bytes, "\r\nt5,,_x0041_,A,A,primary,art,,,,no,no,exempt: =sick,0,0,,,", "a stayer");
  LG_HAS_PART(bytes, "\r\n'=t9,,", "an id that could be a formula");
  LG_TRUE(!strstr(bytes, "\r\n=") && !strstr(bytes, ",=") && !strstr(bytes, ",+") &&
              !strstr(bytes, ",@"),
          "no formula");
  char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "=2025|t1|B", -1);
  sum[5] = '\0';
  char *number = g_strdup_printf("'=2025|t1|B,%d\r\n", (int)g_ascii_strtoull(sum, NULL, 16));
  LG_HAS_PART(bytes, number, "five digits of the sum");
  g_free(number);
  g_free(sum);
  g_free(bytes);
  lg_output_case_free(c);
}

/* The same under codes: what would tell who it is has gone. */
static void test_hidden(void)
{
  lg_output_case *c = lg_output_case_new("zh");
  goals(c);
  lg_teacher *t = &c->build->district->teachers[lg_district_teacher(c->build->district, "t1")];
  c->build->district->anonymous = true;
  t->own_id = t->id;
  t->id = t->code = "C7QKM3RD2XA";
  t->name = "";
  char *bytes = figures(c);
  LG_HAS_PART(bytes,
              "\r\nC7QKM3RD2XA,C7QKM3RD2XA,,A,B,小学,'=math,45,,'+star,否,是,,1,1,2,2,2.000,"
              "12.000,,,\r\n",
              "whole kilometres, no lottery");
  c->build->district->coarse = true;
  char *coarse = figures(c);
  LG_HAS_PART(coarse,
              "\r\nC7QKM3RD2XA,C7QKM3RD2XA,,A,B,小学,'=math,45-49,,骨干,否,是,,1,1,2,2,2.000,"
              "12.000,,,\r\n",
              "a band of five years; a backbone teacher, of whatever rank");
  g_free(coarse);
  char **lines = lg_figures_explained(&c->out);
  char *text = g_strjoinv("\n", lines);
  LG_HAS_PART(text, "“=2025|工号|接收学校代码”", "the seed");
  LG_HAS_PART(text, "3、2、1", "points");
  LG_HAS_PART(text, "不少于 3 年", "the least years");
  LG_HAS_PART(text, "路程取整公里", "what is rounded");
  LG_HAS_PART(text, "此处不列抽签号", "what is left out");
  g_free(text);
  g_strfreev(lines);
  g_free(bytes);
  lg_output_case_free(c);
}

int main(void)
{
  static const lg_case cases[] = {{"rows", test_rows}, {"under codes", test_hidden}, {NULL, NULL}};
  return lg_run("figures", cases);
}
