/* test_replan_files.c - replan on the example: published, withdrawn, written by other programs. */
#include <glib/gstdio.h>
#include <string.h>

#include "child.h"
#include "runner.h"

static char *work; /* a copy of the example, solved */

/* Runs a line of sh there; $L is the program. What it printed and said: g_free both. */
static int sh(const char *line, char **out, char **err)
{
  char *program = g_strconcat("L=", LG_PROGRAM, NULL);
  lg_child_order order = {.folder = work,
                          .program = "/bin/sh",
                          .arguments = {"-c", line},
                          .environment = {program, "LC_ALL=C"}};
  lg_child child = lg_child_run(&order);
  if (out) *out = g_strdup(child.out);
  if (err) *err = g_strdup(child.err);
  int status = child.exit;
  lg_child_clear(&child);
  g_free(program);
  return status;
}

/* The line ends with `status`, and its first line of output is `first` (NULL: whatever). */
static void expect(const char *line, int status, const char *first)
{
  char *out, *err;
  int found = sh(line, &out, &err);
  if (!LG_EQUAL_INT(found, status, line)) printf("\n%s\n%s\n", out, err);
  char *end = strchr(out, '\n');
  if (end) *end = '\0';
  if (first) LG_EQUAL_TEXT(out, first, line);
  g_free(out);
  g_free(err);
}

static void test_publish(void)
{
  work = g_dir_make_tmp("lungang-XXXXXX", NULL);
  expect("cp " LG_SOURCE "/examples/nanchang-2010/*.csv " LG_SOURCE
         "/examples/nanchang-2010/plan.json . && \"$L\" solve plan.json --quiet",
         0, NULL);
}

/* Nothing has changed: the same bytes, whatever the roster's rows, encoding and language. */
static void test_nothing(void)
{
  static const char *const rosters[] = {
      "cp plan-out/roster.csv r.csv", "cp plan-out/placements.csv r.csv",
      "(head -n 1 plan-out/roster.csv; tail -n +2 plan-out/roster.csv | sort -r) >r.csv",
      "tail -c +4 plan-out/roster.csv | iconv -f UTF-8 -t GB18030 >r.csv",
      "\"$L\" solve plan.json --lang en --force -o en --quiet >/dev/null && cp en/roster.csv "
      "r.csv"};
  for (size_t k = 0; k < G_N_ELEMENTS(rosters); k++) {
    expect(rosters[k], 0, NULL);
    expect("\"$L\" replan plan.json r.csv --force --quiet", 0, "共调整 0 人");
    expect("cmp plan-out/roster.csv plan-replan/roster.csv", 0, NULL);
    expect("cmp plan-out/placements.csv plan-replan/placements.csv", 0, NULL);
    expect("wc -l <plan-replan/changes.csv", 0, "1");
  }
  expect("\"$L\" replan plan.json plan-out/roster.csv --force --quiet --lang en", 0, "Changes: 0");
  expect("tail -c +4 plan-replan/changes.csv", 0,
         "teacher_id,name,was_id,was_school,now_id,now_school,rule,id,class,reason\r");
  expect(
      "sed 's/\"locks\"/\"baseline\": \"none.csv\", \"locks\"/;s/\\[\"shortfall\"/"
      "[\"changes\", \"shortfall\"/' plan.json >own.json && \"$L\" replan own.json "
      "plan-out/roster.csv --quiet --lang en",
      0, "Changes: 0");
}

/* One is exempt now, one has left: what has to change is proved least. */
static void test_withdrawn(void)
{
  expect(
      "awk -F, -v OFS=, '$1==\"T0002\"{$11=\"illness\"} $1!=\"T0010\"' teachers.csv >later.csv "
      "&& sed 's/teachers.csv/later.csv/' plan.json >later.json",
      0, NULL);
  expect("\"$L\" replan later.json plan-out/roster.csv --lang en", 0, "Changes: 3");
  expect("grep -c proved..*true later-replan/summary.json", 0, "6");
  expect(
      "cut -d, -f1,3,5,7-9 later-replan/changes.csv | sed -n 2,5p | tr '\\n' ' '", 0,
      "T0002,S23,S01,R2,, T0004,S01,S23,R7,S01, T0010,S23,,,, T1069,S04,S23,R8,backbone_to_weak, ");
  expect("grep -c '^T0010,.*,withdrawn: in the table of teachers no more' later-replan/changes.csv",
         0, "1");
  expect("sed -n 2p later-replan/changes.csv | cut -d, -f10", 0,
         "withdrawn: not eligible to move any more (exempt: illness)\r");
  expect("grep -c 'makes room for .*(T0002)' later-replan/changes.csv", 0, "1");
  expect("grep -c 'makes up for the changes of .*(T0010).*(T0002)' later-replan/changes.csv", 0,
         "1");
  expect("\"$L\" verify later.json later-replan/roster.csv >/dev/null", 0, NULL);
  expect("\"$L\" replan later.json plan-out/roster.csv --force --max-changes 3 --lang en", 0,
         "Changes: 3");
}

/* A higher quota: changes that follow nobody's. */
static void test_raised(void)
{
  expect("sed 's/\"37%\"/\"38%\"/' plan.json >raised.json", 0, NULL);
  expect("\"$L\" replan raised.json plan-out/roster.csv --quiet --lang en", 0, "Changes: 6");
  expect("grep -q ',R8,rotation,,\"*rule changed: quota ' raised-replan/changes.csv", 0, NULL);
  expect("\"$L\" replan raised.json plan-out/roster.csv --force --quiet --lang zh", 0, NULL);
  expect("grep -q '规则有变：指标 ' raised-replan/changes.csv", 0, NULL);
}

/* Seconds of a processor within which an explanation has to end: five times what it takes. */
#if defined(__SANITIZE_ADDRESS__) || !defined(__OPTIMIZE__)
#define SECONDS "80"
#else
#define SECONDS "8"
#endif

/* One fewer than the least is refused with an explanation; a plan may give more. The explanation
 * that no quota has a part in costs as little as another. */
static void test_limit(void)
{
  expect("ulimit -t " SECONDS
         "; \"$L\" replan later.json plan-out/roster.csv --force --max-changes 0 "
         ">/dev/null",
         4, NULL);
  expect("grep -c '\"reachable\":\tnull' later-replan-explanation/explanation.json", 0, "82");
  expect("grep -c '\"alone\":\tnull' later-replan-explanation/explanation.json", 0, "82");
  expect("grep -c '不设任何硬性指标' later-replan-explanation/explanation.txt", 0, "1");
  expect("ulimit -t " SECONDS
         "; \"$L\" replan later.json plan-out/roster.csv --force --max-changes 2 "
         ">/dev/null",
         4, NULL);
  expect("grep -c '\"rule\":\t\"changes\"' later-replan-explanation/explanation.json", 0, NULL);
  expect("test ! -e later-replan-explanation/changes.csv", 0, NULL);
  expect(
      "sed 's/\"copy_columns\"/\"relax\": [{\"rule\": \"changes\", \"id\": \"\", \"class\": "
      "\"\", \"side\": \"max\", \"heads\": 1}], \"copy_columns\"/' later.json >more.json",
      0, NULL);
  expect("\"$L\" replan more.json plan-out/roster.csv --max-changes 2 --lang en", 0, "Changes: 3");
  expect("grep -c '\"to\":\t3' more-replan/summary.json", 0, "1");
}

static void test_refused(void)
{
  expect("sed 's/S23,/S99,/' plan-out/roster.csv >bad.csv; \"$L\" replan plan.json bad.csv", 3,
         NULL);
  expect("\"$L\" replan plan.json nowhere.csv", 3, NULL);
  expect("\"$L\" replan plan.json", 2, NULL);
  expect("\"$L\" replan plan.json plan-out/roster.csv --max-changes -1", 2, NULL);
  expect("\"$L\" replan plan.json plan-out/roster.csv --max-changes 1.5", 2, NULL);
  expect("\"$L\" solve plan.json --max-changes 1", 2, NULL);
  expect("\"$L\" replan plan.json plan-out/roster.csv", 2, NULL); /* the folder exists */
}

static void test_end(void)
{
  char *line = g_strdup_printf("rm -r '%s'", work);
  expect(line, 0, NULL);
  g_free(line);
  g_free(work);
}

int main(void)
{
  static const lg_case cases[] = {{"publish", test_publish},
                                  {"nothing has changed", test_nothing},
                                  {"two have withdrawn", test_withdrawn},
                                  {"a quota is raised", test_raised},
                                  {"a limit of changes", test_limit},
                                  {"refused", test_refused},
                                  {"end", test_end},
                                  {NULL, NULL}};
  return lg_run("replan_files", cases);
}
