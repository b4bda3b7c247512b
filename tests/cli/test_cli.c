/* test_cli.c - the program as a whole: arguments in; stdout, stderr, exit status and files out. */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "runner.h"

/* A folder of its own for every case; $IN in a command line is tests/data/cli, $PROGRAM the program. */
static char *work;

typedef struct {
  char *out, *err;
  int exit; /* status, or -signal */
} result;

/* Runs a line of sh in the work folder, with no language set. */
static result run_shell(const char *line)
{
  char **environment = g_get_environ();
  static const char *const unset[] = {"LC_MESSAGES", "LANG", "LANGUAGE", "POSIXLY_CORRECT"};
  for (size_t k = 0; k < G_N_ELEMENTS(unset); k++)
    environment = g_environ_unsetenv(environment, unset[k]);
  environment = g_environ_setenv(environment, "LC_ALL", "C", TRUE);
  environment = g_environ_setenv(environment, "IN", LG_SOURCE "/tests/data/cli", TRUE);
  environment = g_environ_setenv(environment, "PROGRAM", LG_PROGRAM, TRUE);
  char *argv[] = {"/bin/sh", "-c", (char *)line, NULL};
  result r = {0};
  int status = 0;
  GError *error = NULL;
  if (!g_spawn_sync(work, argv, environment, G_SPAWN_DEFAULT, NULL, NULL, &r.out, &r.err, &status,
                    &error)) {
    fprintf(stderr, "%s\n", error->message);
    abort();
  }
  r.exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  g_strfreev(environment);
  return r;
}

static result run(const char *args)
{
  char *line = g_strconcat("exec \"$PROGRAM\" ", args, NULL);
  result r = run_shell(line);
  g_free(line);
  return r;
}

static void result_clear(result *r)
{
  g_free(r->out);
  g_free(r->err);
}

static void work_begin(void)
{
  work = g_dir_make_tmp("lungang-cli-XXXXXX", NULL);
  if (!work) abort();
}

static void work_end(void)
{
  char *argv[] = {"rm", "-rf", work, NULL};
  g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(work);
  work = NULL;
}

static bool work_has(const char *name)
{
  char *path = g_build_filename(work, name, NULL);
  bool has = g_file_test(path, G_FILE_TEST_EXISTS);
  g_free(path);
  return has;
}

static char *work_read(const char *name)
{
  char *path = g_build_filename(work, name, NULL), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) text = g_strdup("");
  g_free(path);
  return text;
}

/* NULL: nothing is asked; "": the stream must be empty; else a part of it. */
static void check_stream(const char *found, const char *part, const char *what)
{
  if (!part) return;
  if (*part)
    LG_HAS_PART(found, part, what);
  else
    LG_EQUAL_TEXT(found, "", what);
}

typedef struct {
  const char *args;
  int exit;
  const char *out, *err;
} cli_case;

static void run_cases(const cli_case *cases, size_t count)
{
  work_begin();
  for (size_t k = 0; k < count; k++) {
    result r = run(cases[k].args);
    LG_EQUAL_INT(r.exit, cases[k].exit, cases[k].args);
    check_stream(r.out, cases[k].out, cases[k].args);
    check_stream(r.err, cases[k].err, cases[k].args);
    result_clear(&r);
  }
  work_end();
}

static void test_usage(void)
{
  static const cli_case cases[] = {
      {"", 2, "", "lungang: no command given\nTry: lungang --help\n"},
      {"solve", 2, "",
       "lungang: missing argument: lungang solve needs PLAN\nTry: lungang solve --help\n"},
      {"sollve p", 2, "", "did you mean solve?"},
      {"explain $IN/small/plan.json a.csv", 2, "", "lungang explain needs --teacher"},
      {"replan p", 2, "", "lungang replan needs PLAN ROSTER"},
      {"compare $IN/small/plan.json a.csv", 2, "", "PLAN A B"},
      {"solve $IN/small/plan.json --max-changes 1", 2, "",
       "solve does not take the option --max-changes"},
      {"verify $IN/small/plan.json a.csv --limits", 2, "", "does not take the option --limits"},
      {"solve $IN/small/plan.json --lang de", 2, "", "allowed are zh and en"},
      {"solve $IN/small/plan.json --gap 2", 2, "", "is not a share"},
      {"export $IN/small/plan.json -o m.lp", 2, "", "--format mps|lp"},
      {"check", 2, "", NULL},
      {"verify $IN/small/plan.json", 2, "", "PLAN ROSTER"},
      {"template", 2, "", "needs DIR"},
      {"--help", 0, "Usage: lungang COMMAND", ""},
      {"solve --help", 0, "Usage: lungang solve PLAN [-o DIR]", ""},
      {"--help --lang zh", 0, "用法：lungang 命令", ""},
      {"--version", 0, "lungang " LG_VERSION "\n", ""},
      {"solve --lang zh", 2, "", "缺少参数"},
  };
  run_cases(cases, G_N_ELEMENTS(cases));
}

static void test_input(void)
{
  static const cli_case cases[] = {
      {"check $IN/small/plan.json", 0, "Eligible teachers: 5\n", ""},
      {"check $IN/small/plan.json --limits", 0, "How far the hard quotas can go\n", ""},
      {"check $IN/small/plan.json --limits", 0, "4/8 50.00%         4/8 50.00%\n", ""},
      {"check $IN/small/free.json --limits", 0, "  none: no hard quota asks anything\n", ""},
      {"check $IN/small/plan.json --limits --lang zh", 0, "各项硬性指标能达到的程度\n", ""},
      {"check $IN/small/plan.json --limits --json", 0, "\"limits_proved\":\ttrue\n}\n", ""},
      {"check $IN/small/plan.json --json", 0, "\"warnings\":\t[]\n}\n", ""},
      {"check $IN/small/plan.json --lang zh", 0, "符合交流条件的教师：5\n", ""},
      /* 5 may move at most, 7.2 are asked: arithmetic says so, and that is no defect */
      {"check $IN/small/impossible.json", 0, "IMPOSSIBLE by arithmetic alone", ""},
      /* four of eight must stay, for want of years, health, class or an open school; none may
         exceed 10% */
      {"check $IN/small/forced.json", 0,
       "留任上限, district: IMPOSSIBLE by arithmetic alone: at least 4 heads too many cannot be "
       "avoided.\n",
       ""},
      {"check $IN/small/forced.json", 0,
       "软性比例, district: by arithmetic alone at least 2 heads will be lacking.\n", ""},
      {"check $IN/small/forced.json", 0,
       "the schools ask 13 backbone teachers together, there are 3.\n", ""},
      {"solve $IN/small/forced.json -o forced", 4, NULL, NULL},
      {"check $IN/none.json", 3, "none.json", ""},
      {"solve $IN/none.json", 3, "", "none.json"},
      {"check $IN/broken/plan.json", 3, "teachers.csv:2: 出生年月: ", ""},
      {"check $IN/broken/plan.json", 3, "teachers.csv:3: 学校: ", ""},
      {"check $IN/broken/plan.json", 3, "plan.json:7: quota: ", ""},
      {"check $IN/broken/plan.json", 3, "Defects of the input: ", ""},
      {"solve $IN/broken/plan.json", 3, "", "teachers.csv:2: 出生年月: "},
      {"solve $IN/broken/plan.json --lang zh", 3, "", "输入共有"},
      {"export $IN/broken/plan.json --format lp -o m.lp", 3, "", "Defects of the input: "},
      {"verify $IN/broken/plan.json x.csv", 3, "", "Defects of the input: "},
      {"compare $IN/broken/plan.json x.csv y.csv", 3, "", "Defects of the input: "},
      {"compare $IN/small/plan.json none.csv none2.csv", 3, "", "none2.csv"},
      {"explain $IN/broken/plan.json x.csv --teacher T01", 3, "", "Defects of the input: "},
      {"explain $IN/small/plan.json none.csv --teacher T01", 3, "", "none.csv"},
      {"explain $IN/small/plan.json none.csv --teacher T99", 2, "", "no teacher \"T99\""},
      {"explain $IN/small/plan.json none.csv --teacher 陈一 --lang en", 2, "",
       "\"陈一\" is a name; write the id: T01"},
      {"explain $IN/small/plan.json none.csv --teacher Ｔ01 --to Ｓ1", 3, "", "none.csv"},
      {"explain $IN/small/plan.json none.csv --teacher T01 --to S9", 2, "", "no school \"S9\""},
  };
  run_cases(cases, G_N_ELEMENTS(cases));
}

static void test_streams(void)
{
  static const struct {
    const char *line;
    int exit;
  } cases[] = {{"\"$PROGRAM\" --help >/dev/full", 70},
               {"\"$PROGRAM\" --version >&-", 70},
               {"\"$PROGRAM\" check $IN/small/plan.json >/dev/full", 70},
               {"\"$PROGRAM\" check $IN/small/plan.json <&-", 0},
               {"POSIXLY_CORRECT=1 \"$PROGRAM\" check $IN/small/plan.json --quiet", 0},
               {"\"$PROGRAM\" solve >/dev/full", 2}};
  work_begin();
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    result r = run_shell(cases[k].line);
    LG_EQUAL_INT(r.exit, cases[k].exit, cases[k].line);
    if (r.exit == 70)
      LG_HAS_PART(r.err, "could not be written to the standard output", cases[k].line);
    result_clear(&r);
  }
  work_end();
}

/* SPEC 7, Files: what stands in the way stays as it was. */
static void test_folder(void)
{
  work_begin();
  result r = run("solve $IN/small/plan.json -o out");
  LG_EQUAL_INT(r.exit, 0, "first solve");
  LG_HAS_PART(r.out, "\nWritten to: out\n", "where the rosters are");
  result_clear(&r);
  static const char *const files[] = {"roster.csv",  "placements.csv", "schools.csv", "roster.xlsx",
                                      "report.html", "summary.json",   "files.json"};
  for (size_t k = 0; k < G_N_ELEMENTS(files); k++) {
    char *name = g_build_filename("out", files[k], NULL);
    LG_TRUE(work_has(name), name);
    g_free(name);
  }
  LG_TRUE(!work_has("out/explanation.json"), "no explanation where a roster is");

  r = run_shell("echo mark > out/mark && exec \"$PROGRAM\" solve $IN/small/plan.json -o out");
  LG_EQUAL_INT(r.exit, 2, "the folder exists");
  LG_EQUAL_TEXT(r.out, "", "the folder exists: stdout");
  LG_HAS_PART(r.err, "--force", "the folder exists: advice");
  LG_TRUE(work_has("out/mark"), "nothing was touched");
  result_clear(&r);

  r = run("solve $IN/small/plan.json -o out --force");
  LG_EQUAL_INT(r.exit, 0, "--force");
  LG_TRUE(!work_has("out/mark"), "the new folder takes the old one's place whole");
  LG_HAS_PART(r.out,
              "\nWritten to: out\nIn the old out files were added or edited; it was set aside "
              "whole as out.old-1\n",
              "and what was added to the old one is kept");
  LG_TRUE(work_has("out.old-1/mark"), "whole");
  result_clear(&r);

  r = run("solve $IN/small/plan.json -o out --force");
  LG_EQUAL_INT(r.exit, 0, "--force again");
  LG_TRUE(!work_has("out.old-2"), "what lungang wrote itself is replaced");
  result_clear(&r);

  r = run("solve $IN/small/impossible.json -o out --force");
  LG_EQUAL_INT(r.exit, 4, "no roster can be");
  LG_HAS_PART(r.out, "\nWritten to: out-explanation\nout keeps its roster\n", "beside the roster");
  LG_TRUE(work_has("out-explanation/explanation.json"), "explained");
  LG_TRUE(work_has("out/roster.csv") && !work_has("out/explanation.json"), "the roster is kept");
  result_clear(&r);

  r = run("solve $IN/small/plan.json -o out --force --time-limit 0");
  LG_EQUAL_INT(r.exit, 5, "no time");
  LG_TRUE(work_has("out/roster.csv"), "the roster is kept");
  LG_TRUE(work_has("out-explanation/summary.json"), "what there is of an answer stands beside it");
  LG_TRUE(!work_has("out-explanation/explanation.json"), "in the place of the explanation");
  result_clear(&r);

  r = run("replan $IN/small/plan.json out/roster.csv -o out-explanation --force");
  LG_EQUAL_INT(r.exit, 0, "a folder without a roster is like any other");
  result_clear(&r);

  r = run_shell(
      "rm -r out-explanation && \"$PROGRAM\" solve $IN/small/impossible.json -o out "
      "--force; exec \"$PROGRAM\" solve $IN/small/plan.json -o out --force");
  LG_HAS_PART(r.out, "\nRemoved, since there is a roster now: out-explanation\n", "no longer true");
  LG_TRUE(!work_has("out-explanation"), "removed");
  result_clear(&r);

  r = run("solve $IN/small/impossible.json -o none");
  LG_EQUAL_INT(r.exit, 4, "no roster can be, and there was none");
  LG_HAS_PART(r.out, "\nWritten to: none\n", "where the explanation is");
  LG_TRUE(work_has("none/explanation.json") && work_has("none/explanation.txt"), "explained");
  LG_TRUE(work_has("none/summary.json"), "with a summary");
  LG_TRUE(!work_has("none/roster.csv"), "and no roster");
  result_clear(&r);

  r = run_shell(
      "mkdir mine && echo text > mine/file && exec \"$PROGRAM\" solve $IN/small/plan.json -o mine "
      "--force");
  LG_EQUAL_INT(r.exit, 2, "a folder of somebody else, even with --force");
  char *text = work_read("mine/file");
  LG_EQUAL_TEXT(text, "text\n", "untouched");
  LG_TRUE(!work_has("mine/summary.json"), "nothing written");
  g_free(text);
  result_clear(&r);

  r = run_shell("cp -r $IN/broken b && exec \"$PROGRAM\" solve b/plan.json -o out --force");
  LG_EQUAL_INT(r.exit, 3, "broken input");
  LG_TRUE(work_has("out/roster.csv"), "the earlier output stays");
  result_clear(&r);

  r = run_shell("cp -r $IN/small s && exec \"$PROGRAM\" solve s/plan.json");
  LG_EQUAL_INT(r.exit, 0, "default folder");
  LG_TRUE(work_has("s/plan-out/roster.csv"), "the plan's name plus -out, beside the plan");
  result_clear(&r);

  r = run_shell("ls -A | sort | tr '\\n' ' '");
  LG_EQUAL_TEXT(r.out, "b mine none out out.old-1 s ", "no temporary folder is left");
  result_clear(&r);
  work_end();
}

/* The same input gives the same bytes, whatever the language of the system. */
static void test_round_trip(void)
{
  work_begin();
  static const struct {
    const char *line;
    int exit;
  } steps[] = {
      {"\"$PROGRAM\" solve $IN/small/plan.json -o a", 0},
      {"LC_ALL=zh_CN.UTF-8 \"$PROGRAM\" solve $IN/small/plan.json -o b --lang en --quiet 2>err && "
       "test ! -s err",
       0},
      {"cmp a/roster.csv b/roster.csv && cmp a/placements.csv b/placements.csv && cmp "
       "a/schools.csv b/schools.csv",
       0},
      {"\"$PROGRAM\" verify $IN/small/plan.json a/roster.csv", 0},
      {"\"$PROGRAM\" verify $IN/small/plan.json a/placements.csv --lang zh", 0},
      {"\"$PROGRAM\" solve $IN/small/plan.json -o c --lang zh && \"$PROGRAM\" verify "
       "$IN/small/plan.json c/roster.csv",
       0},
      {"\"$PROGRAM\" verify $IN/small/impossible.json a/roster.csv", 6},
      {"\"$PROGRAM\" compare $IN/small/plan.json a/roster.csv c/placements.csv --lang en | "
       "grep -q '^Neither is better: every goal'",
       0},
      {"\"$PROGRAM\" compare $IN/small/plan.json a/roster.csv c/roster.csv --json | grep -q "
       "'\"better\":.\"same\"'",
       0},
      {"head -n 1 a/roster.csv > nobody.csv && \"$PROGRAM\" compare $IN/small/plan.json "
       "nobody.csv c/roster.csv --lang zh | grep -q '^B 更好：B 符合全部规则'",
       0},
      {"\"$PROGRAM\" compare $IN/small/impossible.json nobody.csv a/roster.csv --lang en | grep -q "
       "'^Neither is better: both break rules'",
       0},
      {"sed 's/,S1,东湖小学,/,S3,南溪小学,/' a/placements.csv > moved.csv && \"$PROGRAM\" compare "
       "$IN/small/plan.json moved.csv a/roster.csv --lang en 2>&1 >/dev/null | grep -q "
       "'^moved.csv: cells that differ from the input: [1-9]'",
       0},
      {"\"$PROGRAM\" compare $IN/small/plan.json moved.csv a/roster.csv --quiet 2>&1 >/dev/null | "
       "grep -q .",
       1},
      {"\"$PROGRAM\" compare $IN/small/plan.json a/roster.csv $IN/small/schools.csv", 3},
      {"\"$PROGRAM\" verify $IN/small/plan.json $IN/small/schools.csv", 3},
      {"\"$PROGRAM\" verify $IN/small/plan.json none.csv", 3},
      {"\"$PROGRAM\" export $IN/small/plan.json --format lp -o m.lp && grep -q . m.lp", 0},
      {"\"$PROGRAM\" export $IN/small/plan.json --format mps -o m.mps && grep -q ROWS m.mps", 0},
      {"\"$PROGRAM\" export $IN/small/plan.json --format mps -o m.mps", 2},
      {"\"$PROGRAM\" export $IN/small/plan.json --format mps -o m.mps --force", 0},
      {"\"$PROGRAM\" export $IN/small/plan.json --format lp -o n.lp --goal wishes", 2},
      {"echo mine > k.lp.names.csv && \"$PROGRAM\" export $IN/small/plan.json --format lp -o k.lp",
       2},
      {"test ! -e k.lp && grep -qx mine k.lp.names.csv", 0},
      {"\"$PROGRAM\" export $IN/small/plan.json --format lp -o k.lp --force && ! grep -qx mine "
       "k.lp.names.csv",
       0},
      {"\"$PROGRAM\" export $IN/small/plan.json --format lp -o none/k.lp", 2},
      {"mkdir d && \"$PROGRAM\" export $IN/small/plan.json --format lp -o d --force", 2},
      {"\"$PROGRAM\" export $IN/small/impossible.json --format lp -o i.lp --goal lottery", 4},
      {"test ! -e i.lp && test -z \"$(ls -A | grep '^[.]')\"", 0},
      {"\"$PROGRAM\" solve $IN/small/plan.json -o q --lang en --quiet | grep -q ^Decision", 0},
      {"\"$PROGRAM\" template u --quiet | grep -q 'lungang check u/rotation.xlsx'", 0},
      {"\"$PROGRAM\" solve $IN/small/plan.json -o v --lang en --verbose 2>&1 >/dev/null | grep -q "
       "'^seconds: reading [0-9.]*, model .*; memory at most [1-9][0-9]* MiB$'",
       0},
      {"\"$PROGRAM\" check $IN/small/plan.json --lang en --verbose 2>&1 >/dev/null | grep -q "
       "'^seconds: reading [0-9.]*, counting [0-9.]*; memory at most [1-9][0-9]* MiB$'",
       0},
      {"\"$PROGRAM\" solve $IN/../../../examples/nanchang-2010/plan.json -o w --lang en --verbose "
       "2>&1 >/dev/null | grep -q '^equity · bound 12943 '",
       0},
      {"\"$PROGRAM\" template t --csv && test -f t/plan.json && test ! -e t/tables.xlsx", 0},
      {"! LC_ALL=C grep '[^ -~]' t/plan.json", 0}, /* English alone */
      {"\"$PROGRAM\" solve t/plan.json", 3},       /* no teachers, no schools */
      {"printf 'A,a,primary,strong,g,300,,,,,\\r\\nB,b,primary,weak,g,200,,,,,\\r\\n' >> "
       "t/schools.csv && printf 't1,x,A,math,,,,,,,,,,,,,\\r\\nt2,y,A,math,,,,,,,,,,,,,\\r\\n' >> "
       "t/teachers.csv && exec \"$PROGRAM\" solve t/plan.json",
       0}, /* filled in it can be solved */
      {"\"$PROGRAM\" template t", 2},
      {"\"$PROGRAM\" check $IN/small/plan.json --csv", 2},
      {"\"$PROGRAM\" solve u", 3}, /* empty sheets */
      {"\"$PROGRAM\" letters $IN/small/plan.json v/roster.csv -o l", 0},
      {"test -f l/notices.html && test -f l/lists.html", 0},
      {"\"$PROGRAM\" letters $IN/small/plan.json v/roster.csv -o l", 2}, /* it is there */
      {"\"$PROGRAM\" letters $IN/small/plan.json v/roster.csv -o l --force --template "
       "t/letters.txt",
       0}, /* the text that template wrote */
      {"printf '[teacher]\\n{nmae}\\n[school]\\nx\\n' > bad.txt; exec \"$PROGRAM\" letters "
       "$IN/small/plan.json v/roster.csv -o m --template bad.txt",
       3},
      {"sed 2,100d v/placements.csv > nobody.csv; exec \"$PROGRAM\" letters $IN/small/plan.json "
       "nobody.csv -o m",
       6}, /* a roster in which nobody moves misses a quota */
      {"test ! -e m", 0},
  };
  for (size_t k = 0; k < G_N_ELEMENTS(steps); k++) {
    result r = run_shell(steps[k].line);
    if (!LG_EQUAL_INT(r.exit, steps[k].exit, steps[k].line)) fprintf(stderr, "%s%s", r.out, r.err);
    result_clear(&r);
  }
  work_end();
}

/* What `explain` says, exits with and notes on stderr (QUESTIONS W23, W26). */
static void test_explain(void)
{
  static const struct {
    const char *line;
    int exit;
    const char *out, *err;
  } steps[] = {
      {"solve $IN/small/plan.json -o a --lang en --quiet", 0, NULL, ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 --lang en", 0,
       "The same place in all best plans: ", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 --lang zh", 0, "逐校说明", ""},
      {"explain $IN/small/plan.json a/placements.csv --teacher T03 --lang en --to 西山小学", 0,
       "西山小学 (S2)    barred, R2: not eligible: too few years (2, asked 3)\n", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T03 --json --to S2", 0,
       "\"status\":\t\"barred\",\n\t\t\t\"rule\":\t\"R2\"", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 --json --time-limit 0", 5,
       "\"status\":\t\"unknown\"", "the time ran out before the plan was solved"},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 --teacher T03 --json --quiet", 0,
       "\n}\n,\n{\n\t\"lungang\":", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T02 --lang en --quiet", 0,
       "Kept by the draw: the number drawn for this place is 27766.\n  With ", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T02 --lang en --quiet", 0,
       "  陈一 (T01): CV between schools (all stages): 0.463739 → ", ""},
      {"explain $IN/small/plan.json a/roster.csv --unmet --lang en", 0,
       "Every teacher with wishes has one that was granted.\n", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 --teacher T02 --lang en -o sheets",
       0, "Teachers explained: 2 of 2\n", ""},
      {"explain $IN/small/plan.json a/roster.csv --teacher T01 -o sheets", 2, "", "sheets"},
      {"explain $IN/small/impossible.json a/roster.csv --teacher T01 --lang en", 4,
       "These rules cannot all hold:", NULL},
      {"explain $IN/small/impossible.json a/roster.csv --teacher T01 --json --quiet", 4,
       "\"conflict\":\t[{", ""},
      {"explain $IN/small/plan.json $IN/small/schools.csv --teacher T01", 3, "", NULL},
  };
  work_begin();
  for (size_t k = 0; k < G_N_ELEMENTS(steps); k++) {
    result r = run(steps[k].line);
    LG_EQUAL_INT(r.exit, steps[k].exit, steps[k].line);
    check_stream(r.out, steps[k].out, steps[k].line);
    check_stream(r.err, steps[k].err, steps[k].line);
    result_clear(&r);
  }
  result r = run_shell(
      "head -n 1 a/roster.csv > nobody.csv && exec \"$PROGRAM\" explain "
      "$IN/small/plan.json nobody.csv --teacher T01 --lang en");
  LG_EQUAL_INT(r.exit, 0, "a roster that breaks rules is taken");
  LG_HAS_PART(r.err, "nobody.csv breaks rules: 1 (lungang verify lists them)", "with a note");
  result_clear(&r);
  r = run_shell("ls -A | sort | tr '\\n' ' '");
  LG_EQUAL_TEXT(r.out, "a nobody.csv sheets ", "no file is written without -o (W7)");
  result_clear(&r);
  work_end();
}

/* The first Ctrl-C ends the run well: what was found is written, or a summary that says that
 * nothing was. So do kill and a closed terminal. */
/* The shell becomes the program, so that its child knows whom to signal. */
static void interrupt_by(const char *name)
{
  work_begin();
  /* The signal comes once the folder is begun: before that there is nothing to keep. */
  char *line =
      g_strconcat("(while kill -0 $$ && ! ls -d .lungang-*; do sleep 0.01; done; kill -s ", name,
                  " $$) >/dev/null 2>&1 & exec \"$PROGRAM\" solve "
                  "$IN/../../../examples/nanchang-2010/plan.json -o out --lang en",
                  NULL);
  result r = run_shell(line);
  LG_TRUE(r.exit == 0 || r.exit == 5, name);
  LG_EQUAL_INT(work_has("out/roster.csv"), r.exit == 0, "a roster exactly where the exit says so");
  char *text = work_read("out/summary.json");
  bool in_time = strstr(text, "\"optimal\""); /* on a fast machine */
  LG_HAS_PART(text, in_time ? "optimal" : r.exit == 0 ? "feasible" : "unknown", "status");
  LG_HAS_PART(r.out, in_time ? "Decision: proved" : "Decision: interrupted", "who stopped it");
  g_free(text);
  result_clear(&r);
  r = run_shell("ls -A");
  LG_EQUAL_TEXT(r.out, "out\n", "no temporary folder is left");
  result_clear(&r);
  g_free(line);
  work_end();
}

static void test_interrupt(void)
{
  interrupt_by("INT");
  interrupt_by("TERM");
  interrupt_by("HUP");
}

/* A write that fails half-way is told, and nothing is left of it. */
static void test_failed_write(void)
{
  static const char *const lines[] = {
      "ulimit -f 4; exec \"$PROGRAM\" solve $IN/small/plan.json -o out --lang en",
      "ulimit -f 4; exec \"$PROGRAM\" export $IN/../../../examples/nanchang-2010/plan.json "
      "--format lp -o m.lp --lang en"};
  work_begin();
  for (size_t k = 0; k < G_N_ELEMENTS(lines); k++) {
    result r = run_shell(lines[k]);
    LG_EQUAL_INT(r.exit, 70, lines[k]);
    LG_EQUAL_TEXT(r.out, "", lines[k]);
    LG_HAS_PART(r.err, k == 0 ? "cannot write summary.json" : "cannot be written", lines[k]);
    result_clear(&r);
    r = run_shell("ls -A");
    LG_EQUAL_TEXT(r.out, "", "nothing is left");
    result_clear(&r);
  }
  work_end();
}

/* Words that a user of --lang zh may meet: names of programs, options, formats, files, ids and code
 * words. */
static bool is_code_word(const char *word, const char *typed)
{
  static const char *const words[] = {
      "lungang",   "solve",    "check",   "verify",   "export",   "template",    "convert",
      "zh",        "en",       "mps",     "lp",       "MPS",      "LP",          "CPLEX",
      "limits",    "lang",     "utf-bom", "utf",      "gb",       "xlsx",        "json",
      "csv",       "txt",      "quota",   "quotas",   "teachers", "schools",     "plan",
      "SHA",       "km",       "CV",      "date",     "partner",  "support",     "rotation",
      "outflow",   "equity",   "commute", "lottery",  "YYYY",     "MM",          "DD",
      "none",      "forse",    "gap",     "title",    "term",     "wishes",      "locks",
      "distances", "pairs",    "demand",  "baseline", "backbone", "eligibility", "routes",
      "staffing",  "teams",    "goals",   "out",      "compare",  "JSON",        "explain",
      "teacher",   "to",       "whatif",  "RFC",      "min",      "replan",      "letters",
      "relax",     "CSV",      "columns", "change",   "next",     "service",     "period",
      "rehearse",  "flexible", "qu"}; /* the last: a list of keys that is cut off */
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    if (strcmp(word, words[k]) == 0) return true;
  return strlen(word) == 1 || strstr(typed, word); /* T01, S1: digits end a word */
}

/* The first word of Latin letters that is no option, path or code word and was not typed by the
 * user; NULL: none. g_free. */
static char *english_word(const char *text, const char *typed)
{
  GRegex *skipped =
      g_regex_new("--?[a-z][a-z-]*|[A-Za-z0-9_./-]*[._/][A-Za-z0-9_./-]*", 0, 0, NULL);
  char *rest = g_regex_replace_literal(skipped, text, -1, 0, " ", 0, NULL);
  GRegex *words = g_regex_new("[A-Za-z]+", 0, 0, NULL);
  GMatchInfo *match;
  char *found = NULL;
  for (g_regex_match(words, rest, 0, &match); !found && g_match_info_matches(match);
       g_match_info_next(match, NULL)) {
    char *word = g_match_info_fetch(match, 0);
    if (is_code_word(word, typed))
      g_free(word);
    else
      found = word;
  }
  g_match_info_free(match);
  g_regex_unref(words);
  g_regex_unref(skipped);
  g_free(rest);
  return found;
}

static void test_chinese(void)
{
  char *word = english_word("输入共有 3 处错误 --force a/b.csv T01 utf-8 found", "check");
  LG_EQUAL_TEXT(word, "found", "the scan itself finds a word");
  g_free(word);
  static const char *const lines[] = {
      "--help",
      "solve --help",
      "check --help",
      "verify --help",
      "compare --help",
      "whatif --help",
      "replan --help",
      "rehearse --help",
      "export --help",
      "template --help",
      "--version",
      "",
      "solv",
      "frob",
      "whatif",
      "solve",
      "verify a",
      "solve a b",
      "solve a --forse",
      "solve a --max-changes 1",
      "verify a b --limits",
      "solve a --force=1",
      "solve a -o",
      "solve a --gap x",
      "solve a --time-limit x",
      "check a -o x",
      "export a -o x",
      "export a --format lp",
      "export a --format x",
      "solve a --quiet --verbose",
      "check $IN/none.json",
      "solve $IN/broken/plan.json",
      "check $IN/broken/plan.json",
      "check $IN/small/plan.json",
      "check $IN/small/impossible.json",
      "solve $IN/small/plan.json -o out",
      "solve $IN/small/plan.json -o out",
      "solve $IN/small/impossible.json -o out --force --verbose",
      "verify $IN/small/impossible.json out/placements.csv",
      "solve $IN/small/plan.json -o out --force --verbose",
      "verify $IN/small/plan.json out/roster.csv",
      "compare $IN/small/plan.json out/roster.csv out/placements.csv",
      "compare $IN/small/impossible.json out/roster.csv $IN/none.csv",
      "verify $IN/small/impossible.json out/roster.csv",
      "verify $IN/small/plan.json $IN/small/schools.csv",
      "export $IN/small/plan.json --format lp -o model.lp",
      "template empty",
      "template empty"};
  work_begin();
  for (size_t k = 0; k < G_N_ELEMENTS(lines); k++) {
    char *args = g_strconcat("--lang zh ", lines[k], NULL);
    result r = run(args);
    char *both = g_strconcat(r.out, r.err, NULL);
    word = english_word(both, lines[k]);
    if (!LG_EQUAL_TEXT(word ? word : "", "", args)) fprintf(stderr, "%s\n", both);
    g_free(word);
    g_free(both);
    g_free(args);
    result_clear(&r);
  }
  work_end();
}

/* A goal without data is a warning: under its heading, and none with --quiet. */
static void test_warnings(void)
{
  work_begin();
  result r = run_shell(
      "cp -r $IN/small w && sed -i 's/\"equity\"/\"staffing\", \"equity\"/' w/plan.json && "
      "exec \"$PROGRAM\" solve w/plan.json -o out");
  LG_EQUAL_INT(r.exit, 0, "a warning is no defect");
  LG_HAS_PART(r.err, "Warnings: 1\nw/plan.json:", "the heading, then the warning");
  result_clear(&r);
  r = run("solve w/plan.json -o quiet --quiet");
  LG_EQUAL_INT(r.exit, 0, "--quiet");
  LG_EQUAL_TEXT(r.err, "", "--quiet: no warnings");
  result_clear(&r);
  work_end();
}

int main(void)
{
  static const lg_case cases[] = {{"usage and help", test_usage},
                                  {"wrong input", test_input},
                                  {"streams that fail", test_streams},
                                  {"output folder", test_folder},
                                  {"warnings", test_warnings},
                                  {"solve, verify, export, template", test_round_trip},
                                  {"explain", test_explain},
                                  {"interrupt", test_interrupt},
                                  {"failed write", test_failed_write},
                                  {"no English word in Chinese", test_chinese},
                                  {NULL, NULL}};
  return lg_run("cli", cases);
}
