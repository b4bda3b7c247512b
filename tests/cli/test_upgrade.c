/* test_upgrade.c - what version 0.1.0 wrote (tests/data/v0.1) is read by today's program: rosters in
 * three forms, codes with their key, the plan and the tables of its template. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "child.h"
#include "runner.h"

static char *work; /* a copy of the folder */

/* Runs a line of sh there; $L is the program.
 *   exit  as it should be
 *   says  a part of what it prints on either side, or NULL */
static void expect(const char *line, int exit, const char *says)
{
  g_autofree char *program = g_strconcat("L=", LG_PROGRAM, NULL);
  lg_child_order order = {.folder = work,
                          .program = "/bin/sh",
                          .arguments = {"-c", line},
                          .environment = {program, "LC_ALL=C"}};
  lg_child child = lg_child_run(&order);
  g_autofree char *all = g_strconcat(child.out, child.err, NULL);
  bool good = LG_EQUAL_INT(child.exit, exit, line);
  if (says) good &= LG_TRUE(strstr(all, says) != NULL, says);
  if (!good) printf("\n%s\n%s\n", line, all);
  lg_child_clear(&child);
}

static void test_copy(void)
{
  work = g_dir_make_tmp("lungang-XXXXXX", NULL);
  expect("cp -r " LG_TEST_DATA "/v0.1/. . && chmod 600 key.txt", 0, NULL);
}

static void test_rosters(void)
{
  static const char *const rosters[] = {"out/roster.csv", "out/placements.csv", "out/roster.xlsx"};
  for (size_t k = 0; k < G_N_ELEMENTS(rosters); k++) {
    g_autofree char *verify = g_strdup_printf("\"$L\" verify plan.json %s --lang en", rosters[k]);
    expect(verify, 0, "3 of 8 teachers move");
    g_autofree char *replan =
        g_strdup_printf("\"$L\" replan plan.json %s -o again --force --lang zh", rosters[k]);
    expect(replan, 0, "共调整 0 人");
    expect("cmp out/roster.csv again/roster.csv && cmp out/placements.csv again/placements.csv", 0,
           NULL);
  }
  expect("\"$L\" compare plan.json out/roster.csv out/roster.xlsx --lang en", 0,
         "Neither is better");
  expect("\"$L\" compare plan.json out/roster.xlsx out/placements.csv --lang en", 0, "none of 8");
  expect("\"$L\" explain plan.json out/roster.xlsx --teacher T01 --lang en", 0,
         "By the roster: goes to 西山小学 (S2); 结对互助; wish no. 1");
  expect("\"$L\" letters plan.json out/roster.csv -o letters --lang en", 0, "Notices: 3");
  expect("grep -q 陈一 letters/notices.html", 0, NULL);
}

/* The plan itself means today what it meant. */
static void test_plan(void)
{
  expect("\"$L\" solve plan.json -o new --lang zh", 0, "1689174");
  expect("for f in roster.csv placements.csv schools.csv; do cmp out/$f new/$f || exit 1; done", 0,
         NULL);
  expect(
      "sed 's/\"backbone\"/\"baseline\": \"out\\/roster.xlsx\", \"backbone\"/; s/\"equity\"/"
      "\"changes\", \"equity\"/' plan.json >based.json && "
      "\"$L\" solve based.json -o based --lang zh && cmp out/roster.csv based/roster.csv",
      0, NULL);
}

static void test_codes(void)
{
  static const char *const rosters[] = {"codes/roster.csv", "codes/placements.csv",
                                        "codes/roster.xlsx"};
  for (size_t k = 0; k < G_N_ELEMENTS(rosters); k++) {
    g_autofree char *verify =
        g_strdup_printf("\"$L\" verify plan.json %s --anonymous key.txt --lang en", rosters[k]);
    expect(verify, 0, "3 of 8 teachers move");
    g_autofree char *replan = g_strdup_printf(
        "\"$L\" replan plan.json %s --anonymous key.txt -o coded --force --lang zh", rosters[k]);
    expect(replan, 0, "共调整 0 人");
    expect("cmp codes/roster.csv coded/roster.csv", 0, NULL);
  }
  expect(
      "\"$L\" solve plan.json -o fresh --anonymous key.txt --lang zh && cmp codes/roster.csv "
      "fresh/roster.csv && cmp codes/placements.csv fresh/placements.csv",
      0, NULL);
  expect("\"$L\" letters plan.json codes/roster.xlsx --anonymous key.txt -o notices --lang en", 0,
         "Notices: 3");
  expect("grep -q 陈一 notices/notices.html && grep -q T01 notices/notices.html", 0, NULL);
  expect("\"$L\" verify plan.json codes/roster.csv --lang en", 3, "CUV22LP2X5B");
}

/* Every key of its plan is known, every heading of its tables; only rows are missing. */
static void test_template(void)
{
  expect("\"$L\" check template/plan.json --lang en >said; test $? -eq 3", 0, NULL);
  expect("head -n 2 said | grep -c 'the table has headings but no rows'", 0, "2\n");
  expect("grep -q 'Defects of the input: 2\\.' said", 0, NULL);
  expect("\"$L\" letters plan.json out/roster.csv --template template/letters.txt -o own --lang zh",
         0, "3");
}

static void test_end(void)
{
  expect("rm -rf \"$PWD\"", 0, NULL);
  g_clear_pointer(&work, g_free);
}

int main(void)
{
  static const lg_case cases[] = {
      {"copy", test_copy},   {"rosters", test_rosters},   {"plan", test_plan},
      {"codes", test_codes}, {"template", test_template}, {"end", test_end},
      {NULL, NULL}};
  return lg_run("upgrade", cases);
}
