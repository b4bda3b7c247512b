/* test_limits.c - time limits, Ctrl-C, gaps, full disks: whatever stops the program, what it leaves
 * is whole, and the same input leaves the same bytes. */
#include <cjson/cJSON.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "runner.h"

/* Processor seconds after the limit or the signal in which the program has to end. */
#if defined __SANITIZE_ADDRESS__ || !defined __OPTIMIZE__
static const double patience_s = 10;
#else
static const double patience_s = 1;
#endif

static char *work; /* the folders town-* and `earlier`, beside the results of each test */

/* ---- folders ---- */

static char *path_of(const char *name)
{
  return g_build_filename(work, name, NULL);
}

static bool has(const char *name)
{
  char *path = path_of(name);
  bool is = g_file_test(path, G_FILE_TEST_EXISTS);
  g_free(path);
  return is;
}

static void drop(const char *name)
{
  char *argv[] = {"rm", "-rf", "--", (char *)name, NULL};
  g_spawn_sync(work, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* The bytes of a file as a SHA-256, or "none". g_free. */
static char *sum_of(const char *name)
{
  char *path = path_of(name), *bytes = NULL;
  gsize length = 0;
  char *sum = g_file_get_contents(path, &bytes, &length, NULL)
                  ? g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, length)
                  : g_strdup("none");
  g_free(bytes);
  g_free(path);
  return sum;
}

static int by_text(const void *a, const void *b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of the entries, sorted, a blank between; hidden ones too. g_free. */
static char *names_in(const char *folder)
{
  char *path = path_of(folder);
  GDir *dir = g_dir_open(path, 0, NULL);
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_strdup(name));
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(names, by_text);
  g_ptr_array_add(names, NULL);
  char *text = g_strjoinv(" ", (char **)names->pdata);
  g_ptr_array_unref(names);
  g_free(path);
  return text;
}

/* Names and sums of all files of a folder. g_free. */
static char *folder_state(const char *folder)
{
  char *list = names_in(folder), **names = g_strsplit(list, " ", -1);
  GString *text = g_string_new(NULL);
  for (int k = 0; names[k]; k++) {
    char *name = g_build_filename(folder, names[k], NULL), *sum = sum_of(name);
    g_string_append_printf(text, "%s %s\n", names[k], sum);
    g_free(sum);
    g_free(name);
  }
  g_strfreev(names);
  g_free(list);
  return g_string_free(text, FALSE);
}

static void make_town(const char *name, const char *teachers, const char *schools, const char *plan)
{
  lg_child c = lg_child_run(
      &(lg_child_order){.folder = work,
                        .program = LG_GENERATE,
                        .arguments = {"--seed", "11", "--teachers", teachers, "--schools", schools,
                                      "--plan", plan, "--lang", "en", "-o", name}});
  if (c.exit != 0) abort();
  lg_child_clear(&c);
}

/* A copy of a town's plan `like` beside it, with `to` where the pattern `from` matches. */
static void vary_plan(const char *town, const char *like, const char *name, const char *from,
                      const char *to)
{
  char *path = g_build_filename(work, town, like, NULL), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL)) abort();
  GRegex *pattern = g_regex_new(from, 0, 0, NULL);
  char *varied = g_regex_replace_literal(pattern, text, -1, 0, to, 0, NULL);
  char *target = g_build_filename(work, town, name, NULL);
  if (strcmp(varied, text) == 0 || !g_file_set_contents(target, varied, -1, NULL)) abort();
  g_regex_unref(pattern);
  g_free(target);
  g_free(varied);
  g_free(text);
  g_free(path);
}

/* ---- what a stopped run may leave ---- */

static cJSON *summary_of(const char *folder)
{
  char *path = g_build_filename(work, folder, "summary.json", NULL), *text = NULL;
  cJSON *json = g_file_get_contents(path, &text, NULL, NULL) ? cJSON_Parse(text) : NULL;
  g_free(text);
  g_free(path);
  return json;
}

static const char *text_at(const cJSON *json, const char *key)
{
  const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(json, key));
  return text ? text : "(none)";
}

/* Files and summary agree with the exit; `verify` accepts the roster. */
static void check_left(const char *town, const char *out, int exit, const char *what)
{
  char *names = names_in(out);
  cJSON *summary = summary_of(out);
  const char *status = text_at(summary, "status");
  LG_TRUE(exit == 0 || exit == 5, what);
  LG_EQUAL_TEXT(names,
                exit == 0 ? "figures.csv files.json placements.csv report.html roster.csv "
                            "roster.xlsx schools.csv summary.json"
                          : "files.json summary.json",
                what);
  if (exit != 0)
    LG_EQUAL_TEXT(status, "unknown", what);
  else
    LG_TRUE(strcmp(status, "optimal") == 0 || strcmp(status, "feasible") == 0, what);
  if (exit == 0) {
    char *plan = g_build_filename(town, "plan.json", NULL),
         *roster = g_build_filename(out, "roster.csv", NULL);
    lg_child c = lg_child_run(
        &(lg_child_order){.folder = work, .arguments = {"verify", plan, roster, "--lang", "en"}});
    LG_EQUAL_INT(c.exit, 0, "verify accepts what was written");
    lg_child_clear(&c);
    g_free(plan);
    g_free(roster);
  }
  cJSON_Delete(summary);
  g_free(names);
  names = names_in("");
  LG_TRUE(strstr(names, ".lungang-") == NULL, "no temporary folder is left");
  g_free(names);
}

static void print_cost(const char *what, const lg_child *c)
{
  printf("\n    %s: exit %d, %.2f s, processor %.2f s, %ld MiB", what, c->exit, c->wall_s, c->cpu_s,
         c->peak_kb / 1024);
}

static void check_prompt(const lg_child *c, const char *what)
{
  print_cost(what, c);
  printf(", %.2f s after the limit", c->late_s);
  /* on a busy machine a part of that time was others' */
  double ours_s = c->late_s * MIN(1, c->cpu_s / MAX(c->wall_s, 1e-3));
  LG_TRUE(MAX(ours_s, c->late_s / 3) <= patience_s, what);
}

/* ---- the time limit ---- */

static void test_time_limit(void)
{
  static const char *const limits[] = {"0", "0.2", "1", "5"};
  for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
    char *what = g_strdup_printf("10,000 x 150 within %s s", limits[k]);
    lg_child c = lg_child_run(
        &(lg_child_order){.folder = work,
                          .arguments = {"solve", "town-large/plan.json", "-o", "out", "--quiet",
                                        "--lang", "en", "--time-limit", limits[k]},
                          .mark_s = g_ascii_strtod(limits[k], NULL)});
    check_prompt(&c, what);
    check_left("town-large", "out", c.exit, what);
    LG_EQUAL_TEXT(c.err, "", what);
    lg_child_clear(&c);
    drop("out");
    g_free(what);
  }
}

/* The plan's own limit counts where the command line has none. */
static void test_plan_limit(void)
{
  vary_plan("town-large", "plan.json", "soon.json", "\"time_seconds\": 60",
            "\"time_seconds\": 0.2");
  lg_child c = lg_child_run(
      &(lg_child_order){.folder = work,
                        .arguments = {"solve", "town-large/soon.json", "-o", "out", "--quiet"},
                        .mark_s = 0.2});
  check_prompt(&c, "the plan allows 0.2 s");
  check_left("town-large", "out", c.exit, "the plan allows 0.2 s");
  lg_child_clear(&c);
  drop("out");
}

/* A folder that may not be replaced is refused at once, whatever the limit. */
static void test_refused(void)
{
  char *before = folder_state("earlier");
  for (int force = 0; force < 2; force++) {
    /* with --force: the inputs themselves, which lungang did not write */
    lg_child c = lg_child_run(&(lg_child_order){
        .folder = work,
        .arguments = {"solve", "town-small/plan.json", "-o", force ? "town-small" : "earlier",
                      "--time-limit", "1", force ? "--force" : NULL}});
    LG_EQUAL_INT(c.exit, 2, "refused");
    LG_EQUAL_TEXT(c.out, "", "nothing on stdout");
    lg_child_clear(&c);
  }
  char *after = folder_state("earlier");
  LG_EQUAL_TEXT(after, before, "the earlier folder is as it was");
  LG_TRUE(has("town-small/plan.json") && !has("town-small/summary.json"), "the inputs are");
  g_free(before);
  g_free(after);
}

/* ---- Ctrl-C ---- */

static void check_interrupt(const char *town, double at_s)
{
  char *what = g_strdup_printf("%s, Ctrl-C after %.1f s", town, at_s);
  char *plan = g_build_filename(town, "plan.json", NULL);
  lg_child c = lg_child_run(
      &(lg_child_order){.folder = work,
                        .arguments = {"solve", plan, "-o", "out", "--quiet", "--lang", "en"},
                        .mark_s = at_s,
                        .interrupt = true});
  check_prompt(&c, what);
  check_left(town, "out", c.exit, what);
  lg_child_clear(&c);
  drop("out");
  g_free(plan);
  g_free(what);
}

static void test_interrupt(void)
{
  check_interrupt("town-large", 0.5);
  check_interrupt("town-large", 2);
  check_interrupt("town-district", 0.5);
  check_interrupt("town-district", 2);
}

static void test_interrupt_twice(void)
{
  char *before = folder_state("earlier");
  lg_child c = lg_child_run(&(lg_child_order){
      .folder = work,
      .arguments = {"solve", "town-large/plan.json", "-o", "earlier", "--force", "--quiet"},
      .mark_s = 0.5,
      .interrupt = true,
      .twice = true});
  print_cost("Ctrl-C twice", &c);
  LG_EQUAL_INT(c.exit, -SIGINT, "the second one ends the program");
  LG_TRUE(c.late_s <= patience_s / 4, "and at once");
  char *after = folder_state("earlier");
  LG_EQUAL_TEXT(after, before, "the earlier folder is as it was");
  lg_child_clear(&c);
  g_free(before);
  g_free(after);
  char *names = names_in(""), **each = g_strsplit(names, " ", -1);
  for (int k = 0; each[k]; k++) /* a killed program cannot tidy up */
    if (g_str_has_prefix(each[k], ".lungang-")) drop(each[k]);
  g_strfreev(each);
  g_free(names);
}

/* A command that has nothing to keep ends at the first one. */
static void test_interrupt_check(void)
{
  lg_child c = lg_child_run(&(lg_child_order){.folder = work,
                                              .arguments = {"check", "town-large/plan.json"},
                                              .mark_s = 0.02,
                                              .interrupt = true});
  LG_EQUAL_INT(c.exit, -SIGINT, "check ends at once");
  lg_child_clear(&c);
}

/* ---- gaps and goals ---- */

/* What SPEC 7 says of best, bound, proved and status under a gap of percent / 100.
 *   returns  goals that are not proved */
static int check_goals(const cJSON *summary, int percent, const char *what)
{
  const cJSON *goal;
  int open = 0;
  cJSON_ArrayForEach(goal, cJSON_GetObjectItemCaseSensitive(summary, "goals"))
  {
    double best = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(goal, "best"));
    double bound = cJSON_GetNumberValue(cJSON_GetObjectItemCaseSensitive(goal, "bound"));
    bool proved = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(goal, "proved"));
    int64_t found = (int64_t)best, room = ABS(found) * percent / 100;
    LG_TRUE(ABS(found - (int64_t)bound) <= room, what);
    LG_EQUAL_INT(proved, best == bound, "proved: bound and best are equal");
    open += !proved;
  }
  LG_EQUAL_TEXT(text_at(summary, "status"), open ? "feasible" : "optimal", what);
  return open;
}

static void check_gap(const char *plan, const char *gap, int percent)
{
  char *town = g_path_get_dirname(plan);
  char *what = g_strdup_printf("%s with --gap %s", plan, gap ? gap : "(none)");
  lg_child c = lg_child_run(
      &(lg_child_order){.folder = work,
                        .arguments = {"solve", plan, "-o", "out", "--quiet", "--time-limit", "30",
                                      gap ? "--gap" : NULL, gap}});
  print_cost(what, &c);
  LG_EQUAL_INT(c.exit, 0, what);
  check_left(town, "out", c.exit, what);
  cJSON *summary = summary_of("out");
  printf(", %d goals not proved", check_goals(summary, percent, what));
  cJSON_Delete(summary);
  lg_child_clear(&c);
  drop("out");
  g_free(what);
  g_free(town);
}

static void test_gap(void)
{
  vary_plan("town-small", "plan.json", "gap.json", "\"gap\": 0", "\"gap\": \"20%\"");
  check_gap("town-small/plan.json", "0", 0);
  check_gap("town-small/plan.json", "1/2", 50);
  check_gap("town-small/plan.json", "100%", 100);
  check_gap("town-small/gap.json", NULL, 20);
  check_gap("town-small/gap.json", "0", 0);
  /* here integers cost something, so that a gap is of use */
  check_gap("town-teams/plan.json", "100%", 100);
  check_gap("town-teams/plan.json", "0", 0);
}

static void test_no_goals(void)
{
  /* what is soft would need the goal shortfall */
  vary_plan("town-small", "plan.json", "hard.json", ", \"soft\": true, \"weight\": 1", "");
  vary_plan("town-small", "hard.json", "none.json", "\"goals\": \\[.*\\],\n", "\"goals\": [],\n");
  static const char *const limits[] = {"30", "0"};
  for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
    lg_child c =
        lg_child_run(&(lg_child_order){.folder = work,
                                       .arguments = {"solve", "town-small/none.json", "-o", "out",
                                                     "--quiet", "--time-limit", limits[k]}});
    check_prompt(&c, "no goals");
    check_left("town-small", "out", c.exit, "no goals");
    cJSON *summary = summary_of("out");
    LG_EQUAL_INT(cJSON_GetArraySize(cJSON_GetObjectItemCaseSensitive(summary, "goals")), 0,
                 "no goals");
    if (k == 0) {
      LG_EQUAL_INT(c.exit, 0, "any roster will do");
      LG_EQUAL_TEXT(text_at(summary, "status"), "optimal", "nothing is left to prove");
    }
    cJSON_Delete(summary);
    lg_child_clear(&c);
    drop("out");
  }
}

/* ---- stdout ---- */

/* Words with which GLPK begins its lines. */
static void check_quiet_glpk(const lg_child *c, const char *first, const char *last,
                             const char *what)
{
  static const char *const words[] = {"GLPK",      "rows,",    "non-zeros", "Preprocessing",
                                      "Scaling",   "Integer ", "obj =",     "OPTIMAL",
                                      "Assertion", "glp_",     "infeas",    "LP HAS"};
  for (size_t k = 0; k < G_N_ELEMENTS(words); k++)
    LG_TRUE(strstr(c->out, words[k]) == NULL, words[k]);
  LG_EQUAL_TEXT(c->err, "", what);
  LG_TRUE(g_str_has_prefix(c->out, first), what);
  char **lines = g_strsplit(c->out, "\n", -1);
  guint count = g_strv_length(lines);
  LG_TRUE(count >= 3 && *lines[count - 1] == '\0' && g_str_has_prefix(lines[count - 2], last),
          "the summary ends stdout");
  g_strfreev(lines);
}

static void test_stdout(void)
{
  lg_child c = lg_child_run(&(lg_child_order){
      .folder = work,
      .arguments = {"solve", "town-small/plan.json", "-o", "out", "--quiet", "--lang", "en"}});
  LG_EQUAL_INT(c.exit, 0, "solved");
  check_quiet_glpk(&c, "Teacher rotation 2026", "Written to: ", "stdout of a solved plan");
  lg_child_clear(&c);
  drop("out");
  c = lg_child_run(&(lg_child_order){
      .folder = work,
      .arguments = {"solve", "town-wrong/plan.json", "-o", "out", "--quiet", "--lang", "en"}});
  print_cost("a plan that cannot be met", &c);
  LG_EQUAL_INT(c.exit, 4, "cannot be met");
  check_quiet_glpk(&c, "Teacher rotation 2026",
                   "Written to: ", "stdout of a plan that cannot be met");
  char *names = names_in("out");
  LG_EQUAL_TEXT(names, "explanation.json explanation.txt files.json summary.json",
                "files at exit 4");
  g_free(names);
  lg_child_clear(&c);
  drop("out");
}

/* ---- the same bytes ---- */

static void check_same(const char *one, const char *other)
{
  static const char *const names[] = {"roster.csv", "placements.csv", "schools.csv", "roster.xlsx",
                                      "report.html"};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    char *a = g_build_filename(one, names[k], NULL), *b = g_build_filename(other, names[k], NULL);
    char *first = sum_of(a), *second = sum_of(b);
    LG_TRUE(strcmp(first, "none") != 0, a);
    LG_EQUAL_TEXT(second, first, b);
    g_free(first);
    g_free(second);
    g_free(a);
    g_free(b);
  }
}

static GPid load_begin(void)
{
  char *argv[] = {"sh", "-c", "while :; do :; done", NULL};
  GPid pid;
  if (!g_spawn_async(NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                     &pid, NULL))
    abort();
  return pid;
}

/* Language, time zone, priority and load of the machine leave no trace; `earlier` is the first. */
static void test_same_bytes(void)
{
  static const struct {
    const char *environment[4];
    int nice;
    bool load;
  } ways[] = {{{"LANG=C", "TZ=Asia/Shanghai"}, 0, false},
              {{"LC_ALL=C.UTF-8", "TZ=America/Caracas"}, 19, true},
              {{"LANG=zh_CN.UTF-8", "LANGUAGE=zh", "MALLOC_PERTURB_=85"}, 0, false}};
  for (size_t k = 0; k < G_N_ELEMENTS(ways); k++) {
    GPid load = ways[k].load ? load_begin() : 0;
    lg_child_order order = {.folder = work,
                            .arguments = {"solve", "town-small/plan.json", "-o", "out", "--quiet"},
                            .nice = ways[k].nice};
    for (size_t e = 0; e < G_N_ELEMENTS(ways[k].environment); e++)
      order.environment[e] = ways[k].environment[e];
    lg_child c = lg_child_run(&order);
    if (load) {
      kill(load, SIGKILL);
      g_spawn_close_pid(load);
    }
    LG_EQUAL_INT(c.exit, 0, "solved");
    check_same("earlier", "out");
    lg_child_clear(&c);
    drop("out");
  }
}

/* ---- failed writes ---- */

static void test_nowhere(void)
{
  char *place = path_of("closed");
  if (g_mkdir(place, 0555) != 0) abort();
  /* to root no folder is closed, but nobody makes one in /proc */
  const char *out = geteuid() == 0 ? "/proc/self/out" : "closed/out";
  lg_child c = lg_child_run(&(lg_child_order){
      .folder = work,
      .arguments = {"solve", "town-small/plan.json", "-o", out, "--quiet", "--lang", "en"}});
  LG_EQUAL_INT(c.exit, 2, "a place where nothing can be made");
  LG_EQUAL_TEXT(c.out, "", "nothing on stdout");
  LG_HAS_PART(c.err, "lungang: ", "a message");
  LG_TRUE(c.cpu_s < patience_s, "before solving");
  lg_child_clear(&c);
  char *names = names_in("closed");
  LG_EQUAL_TEXT(names, "", "nothing was made");
  g_free(names);
  g_free(place);
  drop("closed");
}

/* No file may grow beyond a limit: what the user's `ulimit -f` does. */
static void test_file_limit(void)
{
  char *before = folder_state("earlier");
  static const long limits[] = {1000, 4000, 20000};
  for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
    lg_child c = lg_child_run(&(lg_child_order){
        .folder = work,
        .arguments = {"solve", "town-small/plan.json", "-o", "earlier", "--force", "--quiet"},
        .most_bytes = limits[k]});
    LG_EQUAL_INT(c.exit, 70, "files are limited");
    LG_HAS_PART(c.err, "lungang: ", "a message");
    lg_child_clear(&c);
    char *after = folder_state("earlier"), *names = names_in("");
    LG_EQUAL_TEXT(after, before, "the earlier folder is as it was");
    LG_TRUE(strstr(names, ".lungang-") == NULL, "no temporary folder is left");
    g_free(after);
    g_free(names);
  }
  g_free(before);
}

/* The model and its names are written together or not at all. */
static void test_export_limit(void)
{
  static const char *const arguments[] = {"export", "town-small/plan.json", "--format", "lp",
                                          "-o",     "models/m.lp",          "--force"};
  char *place = path_of("models");
  if (g_mkdir(place, 0777) != 0) abort();
  lg_child_order order = {.folder = work};
  memcpy(order.arguments, arguments, sizeof arguments);
  lg_child c = lg_child_run(&order);
  LG_EQUAL_INT(c.exit, 0, "exported");
  lg_child_clear(&c);
  char *before = folder_state("models");
  LG_HAS_PART(before, "m.lp.names.csv", "names");
  struct stat model;
  char *path = path_of("models/m.lp");
  if (g_stat(path, &model) != 0) abort();
  const long limits[] = {4000, (long)model.st_size - 1};
  g_free(path);
  for (size_t k = 0; k < G_N_ELEMENTS(limits); k++) {
    order.most_bytes = limits[k];
    c = lg_child_run(&order);
    LG_EQUAL_INT(c.exit, 70, "files are limited");
    LG_HAS_PART(c.err, "lungang: ", "a message");
    char *after = folder_state("models");
    LG_EQUAL_TEXT(after, before, "the earlier model is as it was");
    g_free(after);
    lg_child_clear(&c);
  }
  g_free(before);
  g_free(place);
  drop("models");
}

/* A disk with room for the earlier folder and `$1` bytes more, in a name space of its own. Where
 * the system lets nobody have one, as in some containers, LG_NO_SKIP makes that a failure. */
static const char disk_script[] =
    "mount -t tmpfs none disk || exit 77\n"
    "cp -r earlier disk/out || exit 78\n"
    "used=$(du -sB1 disk | cut -f1)\n"
    "mount -o remount,size=$((used + $1)) disk || exit 77\n"
    "\"$2\" solve town-small/plan.json -o disk/out --force --quiet >/dev/null\n"
    "code=$?\n"
    "[ $code -eq 0 ] || diff -r earlier disk/out >&2 || exit 98\n"
    "[ \"$(ls -A disk)\" = out ] || exit 99\n"
    "exit $code\n";

static void test_full_disk(void)
{
  char *place = path_of("disk");
  if (g_mkdir(place, 0777) != 0) abort();
  static const char *const rooms[] = {"0", "8192", "24576", "65536", "4000000"};
  for (size_t k = 0; k < G_N_ELEMENTS(rooms); k++) {
    lg_child c = lg_child_run(&(lg_child_order){
        .folder = work,
        .program = "unshare",
        .arguments = {"-rm", "sh", "-c", disk_script, "sh", rooms[k], LG_PROGRAM}});
    bool can = c.exit != 77 && strstr(c.err, "unshare") == NULL;
    if (!can) printf("\n    no disk to fill: %s", c.err);
    LG_TRUE(can || !g_getenv("LG_NO_SKIP"), "a name space with a disk to fill");
    bool room = k + 1 == G_N_ELEMENTS(rooms);
    if (can) LG_EQUAL_INT(c.exit, room ? 0 : 70, rooms[k]);
    if (can && !room) LG_HAS_PART(c.err, "lungang: ", "a message");
    lg_child_clear(&c);
  }
  g_free(place);
  drop("disk");
}

/* ---- memory ---- */

static void test_memory(void)
{
  static const struct {
    const char *town, *limit;
    long most_mib; /* far above what it takes: against a blow-up only */
  } cases[] = {{"town-district", "20", 500}, {"town-large", "3", 1500}};
  for (size_t k = 0; k < G_N_ELEMENTS(cases); k++) {
    char *plan = g_build_filename(cases[k].town, "plan.json", NULL);
    lg_child c = lg_child_run(&(lg_child_order){
        .folder = work,
        .arguments = {"solve", plan, "-o", "out", "--quiet", "--time-limit", cases[k].limit}});
    print_cost(cases[k].town, &c);
    check_left(cases[k].town, "out", c.exit, cases[k].town);
#ifndef __SANITIZE_ADDRESS__
    LG_TRUE(c.peak_kb / 1024 < cases[k].most_mib, "peak memory");
#endif
    lg_child_clear(&c);
    drop("out");
    g_free(plan);
  }
}

static void make_all(void)
{
  work = g_dir_make_tmp("lungang-limits-XXXXXX", NULL);
  if (!work) abort();
  make_town("town-small", "240", "10", "default");
  make_town("town-district", "1540", "40", "default");
  make_town("town-large", "10000", "150", "default");
  make_town("town-teams", "240", "10", "teams");
  make_town("town-wrong", "240", "10", "impossible");
  lg_child c = lg_child_run(&(lg_child_order){
      .folder = work, .arguments = {"solve", "town-small/plan.json", "-o", "earlier", "--quiet"}});
  if (c.exit != 0) fprintf(stderr, "%s", c.err);
  if (c.exit != 0) abort();
  lg_child_clear(&c);
}

int main(void)
{
  static const lg_case cases[] = {{"time limit", test_time_limit},
                                  {"the plan's time limit", test_plan_limit},
                                  {"refused output", test_refused},
                                  {"Ctrl-C", test_interrupt},
                                  {"Ctrl-C twice", test_interrupt_twice},
                                  {"Ctrl-C in check", test_interrupt_check},
                                  {"gap", test_gap},
                                  {"no goals", test_no_goals},
                                  {"stdout", test_stdout},
                                  {"same bytes", test_same_bytes},
                                  {"no place to write", test_nowhere},
                                  {"file size limit", test_file_limit},
                                  {"export under a file size limit", test_export_limit},
                                  {"full disk", test_full_disk},
                                  {"memory", test_memory},
                                  {NULL, NULL}};
  make_all();
  int status = lg_run("limits", cases);
  char *argv[] = {"rm", "-rf", "--", work, NULL};
  g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free(work);
  return status;
}
