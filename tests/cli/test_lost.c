/* test_lost.c - nothing is lost and nothing is left: stops by signals, killed runs, two runs at once, inputs
 * in the folder to be replaced, permissions, workbooks under limits. tests/io/test_folder.c has the
 * cases of the folder itself. */
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "child.h"
#include "runner.h"

static char *work;
static const char plan[] = LG_SOURCE "/examples/nanchang-2010/plan.json";

/* The first name in the work folder that begins so; NULL: none. g_free. */
static char *name_that_begins(const char *lead)
{
  GDir *dir = g_dir_open(work, 0, NULL);
  char *found = NULL;
  for (const char *name; !found && (name = g_dir_read_name(dir));)
    if (g_str_has_prefix(name, lead)) found = g_strdup(name);
  g_dir_close(dir);
  return found;
}

/* A line of sh in the work folder; $L is the program, $S the small case, $E the example's plan. */
static lg_child sh(const char *line)
{
  return lg_child_run(&(lg_child_order){
      .folder = work,
      .program = "/bin/sh",
      .arguments = {"-c", line},
      .environment = {"L=" LG_PROGRAM, "S=" LG_SOURCE "/tests/data/cli/small",
                      "E=" LG_SOURCE "/examples/nanchang-2010/plan.json", "LC_ALL=C"}});
}

/* Its exit, and a part of what it says on either side, or NULL. */
static void expect(const char *line, int exit, const char *says)
{
  lg_child child = sh(line);
  g_autofree char *all = g_strconcat(child.out, child.err, NULL);
  bool good = LG_EQUAL_INT(child.exit, exit, line);
  if (says) good &= LG_HAS_PART(all, says, line);
  if (!good) printf("\n%s\n%s\n", line, all);
  lg_child_clear(&child);
}

/* ---- runs that are stopped ---- */

static pid_t start(const char *const *arguments, int err)
{
  const char *argv[LG_CHILD_MOST_ARGUMENTS] = {LG_PROGRAM};
  for (int k = 0; arguments[k]; k++) argv[k + 1] = arguments[k];
  pid_t pid = fork();
  if (pid < 0) abort();
  if (pid > 0) return pid;
  int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDOUT_FILENO);
  dup2(err >= 0 ? err : nowhere, STDERR_FILENO);
  if (chdir(work) == 0) execv(LG_PROGRAM, (char *const *)(void *)argv);
  _exit(127);
}

/* Status of waitpid, once the process has ended; -1: it has not. */
static int ended(pid_t pid)
{
  int status;
  return waitpid(pid, &status, WNOHANG) == pid ? status : -1;
}

/* Spins until the temporary folder is there; false: the process ended before, *status tells how. */
static bool wait_for_scratch(pid_t pid, int *status)
{
  g_autofree char *lead = g_strdup_printf(".lungang-%s-%d-", g_get_host_name(), (int)pid);
  for (*status = -1; *status < 0; *status = ended(pid)) {
    g_autofree char *name = name_that_begins(lead);
    if (name) return true;
  }
  return false;
}

/* Signals until it ends: the first of a kind may be noted alone. */
static int stop(pid_t pid, int number)
{
  int status;
  while ((status = ended(pid)) < 0) {
    kill(pid, number);
    g_usleep(500);
  }
  return status;
}

static void expect_nothing_left(const char *what)
{
  g_autofree char *left = name_that_begins(".lungang-");
  LG_EQUAL_TEXT(left, NULL, what);
}

static void test_signals(void)
{
  static const char *const lines[][9] = {
      {"solve", plan, "-o", "stopped"},
      {"whatif", plan, "--vary", "quotas.rotation.min=34%:44%:2%", "-o", "stopped", "--rosters"},
      {"rehearse", plan, "roster.csv", "-o", "stopped"},
      {"replan", plan, "roster.csv", "-o", "stopped"},
      {"letters", plan, "roster.csv", "-o", "stopped"},
      {"export", plan, "--format", "lp", "-o", "stopped", "--goal", "lottery"},
      {"template", "stopped"}};
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
  enum { TRIES = 20 };
  for (size_t l = 0; l < G_N_ELEMENTS(lines); l++)
    for (size_t n = 0; n < G_N_ELEMENTS(numbers); n++) {
      bool by_signal = false;
      g_autofree char *what = g_strdup_printf("%s, signal %d", lines[l][0], numbers[n]);
      for (int try = 0; try < TRIES && !by_signal; try++) {
        int status;
        pid_t pid = start(lines[l], -1);
        if (wait_for_scratch(pid, &status)) status = stop(pid, numbers[n]);
        by_signal = WIFSIGNALED(status) && WTERMSIG(status) == numbers[n];
        expect_nothing_left(what);
        expect("rm -rf stopped*", 0, NULL);
      }
      LG_TRUE(by_signal, what);
    }
}

/* Whoever reads the progress has gone. */
static void test_closed_stderr(void)
{
  static const char *const line[] = {"solve", plan, "-o", "stopped", "--verbose", NULL};
  int ends[2], status;
  if (pipe(ends) != 0) abort();
  close(ends[0]);
  pid_t pid = start(line, ends[1]);
  close(ends[1]);
  waitpid(pid, &status, 0);
  LG_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGPIPE, "ended by it");
  expect_nothing_left("closed stderr");
  expect("rm -rf stopped*", 0, NULL);
}

static void test_killed(void)
{
  static const char *const line[] = {"solve", plan, "-o", "killed", NULL};
  int status;
  pid_t pid = start(line, -1);
  LG_TRUE(wait_for_scratch(pid, &status), "begun");
  kill(pid, SIGKILL);
  waitpid(pid, &status, 0);
  g_autofree char *left = name_that_begins(".lungang-");
  LG_TRUE(left != NULL, "nobody can tidy up then");
  g_autofree char *says = g_strdup_printf(
      "Removed what a run that was killed had left: .lungang-%s-%d-", g_get_host_name(), (int)pid);
  expect("\"$L\" template next --lang en", 0, says);
  expect_nothing_left("the next run tidies up");
  expect("test ! -e killed && rm -r next", 0, NULL);
}

static void test_two_runs(void)
{
  static const char *const line[] = {"solve", plan, "-o", "one", NULL};
  int status;
  pid_t pid = start(line, -1);
  LG_TRUE(wait_for_scratch(pid, &status), "begun");
  kill(pid, SIGSTOP);
  expect("\"$L\" solve $S/plan.json -o one --lang en", 2, "another run of lungang is writing one");
  expect("\"$L\" solve $S/plan.json -o ./one/ --force --lang en", 2, "another run of lungang");
  expect("\"$L\" template one --lang en", 2, "another run of lungang");
  expect("\"$L\" solve $S/plan.json -o two --lang en", 0, "Written to: two");
  kill(pid, SIGCONT);
  waitpid(pid, &status, 0);
  LG_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the first one ends well");
  expect_nothing_left("two runs");
  expect("test -f one/roster.csv && rm -r one two", 0, NULL);
}

/* ---- what is told before anything is solved ---- */

static const char state[] = "find o -type f -exec cksum {} + | sort >now; cmp before now";

static void test_inputs_within(void)
{
  static const struct {
    const char *line, *says;
  } cases[] = {
      {"letters s/plan.json o/roster.csv -o o", "o/roster.csv lies in the folder o"},
      {"replan s/plan.json o/placements.csv -o o", "o/placements.csv lies in"},
      {"rehearse s/plan.json o/roster.csv -o o", "o/roster.csv lies in"},
      {"solve o/plan.json -o o", "o/plan.json lies in the folder o"},
      {"solve by-table.json -o o", "teachers.csv lies in the folder o"},
      {"whatif s/plan.json --scenario o/scenario.json -o o", "o/scenario.json lies in"},
      {"letters s/plan.json mine.csv --template o/letters.txt -o o", "o/letters.txt lies in"},
      {"solve s/plan.json --anonymous o/key -o o", "o/key"},
      {"solve linked.json -o o", "linked.json lies in the folder o"}};
  expect(
      "cp -r $S s && \"$L\" solve s/plan.json -o o && cp s/*.csv s/plan.json o/ && "
      "sed 's/\"teachers\": *\"/&o\\//; s/\"\\([a-z]*\\.csv\\)\"/\"s\\/\\1\"/g' s/plan.json "
      ">by-table.json && "
      "echo '{}' >o/scenario.json && \"$L\" template t && cp t/letters.txt o/ && "
      "printf %040d 7 >o/key && chmod 600 o/key && ln -s o/plan.json linked.json && "
      "cp s/*.csv . && cp o/roster.csv mine.csv && "
      "find o -type f -exec cksum {} + | sort >before",
      0, NULL);
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    g_autofree char *line = g_strdup_printf("\"$L\" %s --force --lang en --quiet", cases[k].line);
    expect(line, 2, cases[k].says);
    expect(state, 0, NULL);
  }
  expect("touch 'o/~$roster.xlsx' && \"$L\" solve s/plan.json -o o --force --lang en", 2,
         "the lock file o/~$roster.xlsx is left from one that crashed");
  expect("rm 'o/~$roster.xlsx' && \"$L\" solve s/plan.json -o o --lang en", 2, "--force");
  expect(state, 0, NULL);
  expect("\"$L\" export s/plan.json --format lp -o s/plan.json --force --lang en", 2,
         "s/plan.json is an input of this run");
  expect("\"$L\" export s/plan.json --format lp -o s --force --lang en", 2, "exists already");
  expect("\"$L\" solve s/plan.json -o o --force --lang en", 0, "set aside whole as o.old-1");
  expect("cmp o.old-1/key - <<END\n0000000000000000000000000000000000000007\nEND", 1, NULL);
  expect("cd o.old-1 && cksum scenario.json && cd .. && rm -r o o.old-1 s t", 0, "scenario.json");
}

/* ---- permissions ---- */

static void test_permissions(void)
{
  static const struct {
    const char *line, *says;
  } cases[] = {
      {"umask 022; \"$L\" solve $S/plan.json -o m && stat -c %a m m/roster.csv m/files.json",
       "700\n600\n600\n"},
      {"umask 022; chmod 750 m && chmod 640 m/roster.csv && \"$L\" solve $S/plan.json -o m --force "
       "&& stat -c %a m m/roster.csv",
       "750\n640\n"},
      {"umask 027; \"$L\" solve $S/plan.json -o u --umask && stat -c %a u u/roster.xlsx",
       "750\n640\n"},
      {"umask 0; \"$L\" template t --json && stat -c %a t t/plan.json t/tables.xlsx",
       "700\n600\n600\n"},
      {"umask 022; \"$L\" letters $S/plan.json m/roster.csv -o l --umask && stat -c %a l "
       "l/notices.html",
       "755\n644\n"},
      {"umask 022; \"$L\" export $S/plan.json --format lp -o x.lp && stat -c %a x.lp "
       "x.lp.names.csv",
       "600\n600\n"},
      {"umask 022; chmod 660 x.lp && \"$L\" export $S/plan.json --format lp -o x.lp --force && "
       "stat -c %a x.lp x.lp.names.csv",
       "660\n600\n"},
      {"umask 022; \"$L\" export $S/plan.json --format lp -o x.lp --force --umask && "
       "stat -c %a x.lp x.lp.names.csv",
       "644\n644\n"},
      {"umask 777; \"$L\" solve $S/plan.json -o n && stat -c %a n n/roster.csv", "700\n600\n"}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) expect(cases[k].line, 0, cases[k].says);
  expect("rm -r m u t l n x.lp*", 0, NULL);
}

/* ---- workbooks ---- */

static void test_workbooks(void)
{
  expect("\"$L\" solve $E -o w --quiet && find w -type f -exec cksum {} + | sort >before", 0, NULL);
  static const long limits[] = {500 << 10, 700 << 10, 900 << 10};
  for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
    lg_child c = lg_child_run(&(lg_child_order){
        .folder = work,
        .arguments = {"solve", plan, "-o", "w", "--force", "--quiet", "--lang", "en"},
        .most_bytes = limits[k]});
    LG_EQUAL_INT(c.exit, 70, "sheets that are cut off");
    LG_HAS_PART(c.err, "cannot write roster.xlsx: it did not reach the disk whole", "told");
    lg_child_clear(&c);
    expect("find w -type f -exec cksum {} + | sort >now; cmp before now", 0, NULL);
    expect_nothing_left("sheets that are cut off");
  }
  expect(
      "TMPDIR=/nonexistent TMP=/nonexistent \"$L\" solve $S/plan.json -o w2 && "
      "TMPDIR=/proc \"$L\" template w3 && rm -r w w2 w3",
      0, NULL);
}

static void test_begin(void)
{
  expect("\"$L\" solve $E -o first --quiet && cp first/roster.csv . && rm -r first", 0, NULL);
}

static void test_end(void)
{
  expect("rm -rf \"$PWD\"", 0, NULL);
}

int main(void)
{
  static const lg_case cases[] = {{"a roster", test_begin},
                                  {"signals", test_signals},
                                  {"closed stderr", test_closed_stderr},
                                  {"killed", test_killed},
                                  {"two runs at once", test_two_runs},
                                  {"inputs in the folder", test_inputs_within},
                                  {"permissions", test_permissions},
                                  {"workbooks", test_workbooks},
                                  {"end", test_end},
                                  {NULL, NULL}};
  work = g_dir_make_tmp("lungang-lost-XXXXXX", NULL);
  if (!work) abort();
  int result = lg_run("lost", cases);
  g_free(work);
  return result;
}
