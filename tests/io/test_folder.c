/* test_folder.c - the output folder: made aside, exchanged whole, and never in the place of what
 * lungang did not write. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/write.h"
#include "output_case.h"
#include "runner.h"

static char *root;

static char *path_of(const char *name)
{
  return g_build_filename(root, name, NULL);
}

static void put(const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename(folder, name, NULL);
  LG_TRUE(g_file_set_contents(path, text, -1, NULL), path);
  g_free(path);
}

static void expect_text(const char *folder, const char *name, const char *expected,
                        const char *what)
{
  char *path = g_build_filename(folder, name, NULL), *text = NULL;
  g_file_get_contents(path, &text, NULL, NULL);
  LG_EQUAL_TEXT(text, expected, what);
  g_free(text);
  g_free(path);
}

/* Entries of the root, hidden ones too: nothing may be left over. */
static int entries(void)
{
  GDir *dir = g_dir_open(root, 0, NULL);
  int count = 0;
  while (g_dir_read_name(dir)) count++;
  g_dir_close(dir);
  return count;
}

static lg_folder *begin(const char *path, bool force)
{
  bool usage = false;
  char *error = NULL;
  lg_folder_order order = {.path = path, .force = force};
  lg_folder *folder = lg_folder_begin(&order, NULL, &usage, &error);
  LG_EQUAL_TEXT(error, NULL, path);
  g_free(error);
  return folder;
}

static void expect_order_refused(const lg_folder_order *order, const char *part)
{
  bool usage = false;
  char *error = NULL;
  int before = entries();
  lg_folder *folder = lg_folder_begin(order, NULL, &usage, &error);
  LG_TRUE(folder == NULL, order->path);
  LG_TRUE(usage, order->path);
  LG_HAS_PART(error, part, order->path);
  LG_EQUAL_INT(entries(), before, order->path);
  lg_folder_abandon(folder);
  g_free(error);
}

static void expect_refused(const char *path, bool force, const char *part)
{
  expect_order_refused(&(lg_folder_order){.path = path, .force = force}, part);
}

/* What commit told; g_free. */
static char *commit_as(lg_folder *folder, lg_folder_content content, const char *what)
{
  char *told = NULL, *error = NULL;
  LG_TRUE(lg_folder_commit(folder, content, NULL, &told, &error), what);
  LG_EQUAL_TEXT(error, NULL, what);
  g_free(error);
  return told;
}

static void commit(lg_folder *folder, const char *what)
{
  g_free(commit_as(folder, LG_HOLDS_OTHER, what));
}

/* A folder as a run leaves it: one file of the name, and the list. */
static void make(const char *path, const char *name, const char *text, lg_folder_content content)
{
  lg_folder *folder = begin(path, true);
  put(lg_folder_path(folder), name, text);
  g_free(commit_as(folder, content, path));
}

static mode_t mode_of(const char *folder, const char *name)
{
  struct stat status = {0};
  g_autofree char *path = g_build_filename(folder, name, NULL);
  LG_EQUAL_INT(lstat(path, &status), 0, path);
  return status.st_mode & 0777;
}

static bool is_there(const char *name)
{
  g_autofree char *path = path_of(name);
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void drop(const char *name)
{
  g_autofree char *path = path_of(name);
  LG_TRUE(lg_scratch_remove(path), name);
}

static void test_new_folder(void)
{
  char *target = path_of("new///"), *clean = path_of("new");
  lg_folder *folder = begin(target, false);
  LG_TRUE(!g_file_test(clean, G_FILE_TEST_EXISTS), "not there before the end");
  put(lg_folder_path(folder), "summary.json", "{}");
  commit(folder, "new");
  expect_text(clean, "summary.json", "{}", "written");
  LG_EQUAL_INT(entries(), 1, "nothing left over");
  expect_refused(clean, false, "--force");
  lg_output_case_remove(clean);
  g_free(target);
  g_free(clean);
}

/* Every file with the digest of its bytes, those in folders too, in the order of their names. */
static void test_list(void)
{
  char *target = path_of("listed");
  lg_folder *folder = begin(target, false);
  char *deep = g_build_filename(lg_folder_path(folder), "rosters", "1", NULL);
  g_mkdir_with_parents(deep, 0777);
  put(deep, "roster.csv", "abc");
  put(lg_folder_path(folder), "whatif.csv", "");
  commit(folder, "listed");
  expect_text(
      target, "files.json",
      "{\n\t\"lungang\":\t\"" LG_VERSION
      "\",\n\t\"files\":\t[{\n\t\t\t\"file\":\t\"rosters/1/roster.csv\",\n\t\t\t\"sha256\":"
      "\t\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"\n\t\t}, {\n\t\t\t"
      "\"file\":\t\"whatif.csv\",\n\t\t\t\"sha256\":\t"
      "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"\n\t\t}]\n}\n",
      "the list");
  drop("listed");
  g_free(deep);
  g_free(target);
}

/* libxlsxwriter says nothing where it cannot remove the temporary file of a sheet; it has people in it. */
static void test_temporary_files(void)
{
  g_autofree char *target = path_of("kept");
  make(target, "roster.csv", "old", LG_HOLDS_ROSTER);
  lg_folder *folder = begin(target, true);
  g_autofree char *deep = g_build_filename(lg_folder_path(folder), "rosters", "1", NULL);
  g_mkdir_with_parents(deep, 0777);
  put(deep, "tmp.AbCdEfGhIj", "<sheetData/>");
  put(lg_folder_path(folder), "roster.csv", "new");
  char *told = NULL, *error = NULL;
  LG_TRUE(!lg_folder_commit(folder, LG_HOLDS_ROSTER, NULL, &told, &error), "not published");
  LG_HAS_PART(error, "rosters/1/tmp.AbCdEfGhIj", "which");
  expect_text(target, "roster.csv", "old", "the old folder stays");
  LG_EQUAL_INT(entries(), 1, "nothing left over");
  g_free(error);
  g_free(told);
  drop("kept");
}

static void test_force_takes_the_place_whole(void)
{
  char *target = path_of("old");
  make(target, "roster.csv", "old", LG_HOLDS_ROSTER);
  lg_folder *folder = begin(target, true);
  put(lg_folder_path(folder), "summary.json", "new");
  put(lg_folder_path(folder), "roster.xlsx", "new");
  expect_text(target, "roster.csv", "old", "old one untouched until the end");
  char *told = commit_as(folder, LG_HOLDS_ROSTER, "exchange");
  LG_TRUE(strchr(told, '\n') == told + strlen(told) - 1, "the place alone is named");
  expect_text(target, "summary.json", "new", "new one");
  expect_text(target, "roster.csv", NULL, "nothing of the old one");
  LG_EQUAL_INT(entries(), 1, "nothing left over");
  drop("old");
  g_free(told);
  g_free(target);
}

/* ---- what is set aside ---- */

static void edit_file(const char *folder)
{
  put(folder, "roster.csv", "edited");
}

static void add_file(const char *folder)
{
  put(folder, "remark.txt", "call her first");
}

static void add_folder(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "mine", NULL);
  g_mkdir(path, 0777);
}

static void add_deep_file(const char *folder)
{
  add_folder(folder);
  put(folder, "mine/remark.txt", "call her first");
}

static void add_link(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "link", NULL);
  LG_EQUAL_INT(symlink("roster.csv", path), 0, "symlink");
}

/* As version 0.1 left it. */
static void drop_list(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "files.json", NULL);
  g_unlink(path);
  put(folder, "summary.json", "{}");
}

static void spoil_list(const char *folder)
{
  put(folder, "files.json", "{\"lungang\": \"0.1.0\", \"files\": [");
  put(folder, "summary.json", "{}");
}

static void drop_file(const char *folder)
{
  g_autofree char *path = g_build_filename(folder, "roster.csv", NULL);
  g_unlink(path);
}

static void test_set_aside(void)
{
  static const struct {
    const char *what;
    void (*change)(const char *folder);
    const char *told; /* NULL: not set aside */
  } changes[] = {{"edited", edit_file, "added or edited"},
                 {"added", add_file, "added or edited"},
                 {"a folder", add_folder, "added or edited"},
                 {"a file in a folder", add_deep_file, "added or edited"},
                 {"a link", add_link, "added or edited"},
                 {"without a list", drop_list, "version 0.1"},
                 {"with half a list", spoil_list, "version 0.1"},
                 {"a file less", drop_file, NULL}};
  char *target = path_of("o"), *aside = path_of("o.old-1");
  for (size_t k = 0; k < G_N_ELEMENTS(changes); k++) {
    make(target, "roster.csv", "first", LG_HOLDS_ROSTER);
    changes[k].change(target);
    lg_folder *folder = begin(target, true);
    put(lg_folder_path(folder), "roster.csv", "second");
    char *told = commit_as(folder, LG_HOLDS_ROSTER, changes[k].what);
    expect_text(target, "roster.csv", "second", changes[k].what);
    LG_EQUAL_INT(is_there("o.old-1"), changes[k].told != NULL, changes[k].what);
    LG_EQUAL_INT(entries(), changes[k].told ? 2 : 1, changes[k].what);
    if (changes[k].told) {
      LG_HAS_PART(told, changes[k].told, "why");
      LG_HAS_PART(told, aside, "where to");
      expect_text(aside, "roster.csv", changes[k].change == edit_file ? "edited" : "first",
                  changes[k].what);
      drop("o.old-1");
    }
    drop("o");
    g_free(told);
  }
  g_free(aside);
  g_free(target);
}

static void test_set_aside_counts(void)
{
  char *target = path_of("n");
  for (int k = 0; k < 3; k++) {
    make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
    add_file(target);
  }
  LG_TRUE(is_there("n.old-1") && is_there("n.old-2") && !is_there("n.old-3"), "numbers");
  g_autofree char *second = path_of("n.old-2");
  expect_text(second, "remark.txt", "call her first", "with all that was in it");
  drop("n.old-1");
  put(root, "n.old-1", "a file of that name");
  make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
  expect_text(root, "n.old-1", "a file of that name", "what has the name keeps it");
  LG_TRUE(is_there("n.old-3"), "the next free number");
  drop("n"), drop("n.old-1"), drop("n.old-2"), drop("n.old-3");
  LG_EQUAL_INT(entries(), 0, "nothing left over");
  g_free(target);
}

/* ---- results without a roster ---- */

static void test_explanation(void)
{
  char *target = path_of("e"), *beside = path_of("e-explanation");
  make(target, "explanation.txt", "none yet", LG_HOLDS_NO_ROSTER);
  LG_TRUE(!is_there("e-explanation"), "a free place is taken");
  make(target, "explanation.txt", "still none", LG_HOLDS_NO_ROSTER);
  expect_text(target, "explanation.txt", "still none", "the like is replaced");
  make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
  LG_EQUAL_INT(entries(), 1, "and so it is by a roster");
  for (int k = 0; k < 2; k++) {
    lg_folder *folder = begin(target, true);
    put(lg_folder_path(folder), "explanation.txt", k ? "again" : "why not");
    char *told = commit_as(folder, LG_HOLDS_NO_ROSTER, "explanation");
    LG_HAS_PART(told, beside, "where it is");
    LG_HAS_PART(told, "keeps its roster", "and what is kept");
    expect_text(target, "roster.csv", "roster", "kept");
    expect_text(beside, "explanation.txt", k ? "again" : "why not", "beside it");
    g_free(told);
  }
  LG_EQUAL_INT(entries(), 2, "one explanation");
  make(target, "roster.csv", "better", LG_HOLDS_ROSTER);
  LG_EQUAL_INT(entries(), 1, "the explanation goes when there is a roster again");

  make(target, "explanation.txt", "why not", LG_HOLDS_NO_ROSTER);
  add_file(beside);
  make(target, "explanation.txt", "again", LG_HOLDS_NO_ROSTER);
  LG_TRUE(is_there("e-explanation.old-1"), "with a remark in it, it is set aside like any other");
  add_file(beside);
  make(target, "roster.csv", "best", LG_HOLDS_ROSTER);
  LG_TRUE(is_there("e-explanation"), "and not removed");
  drop("e-explanation"), drop("e-explanation.old-1");

  make(target, "whatif.csv", "rows", LG_HOLDS_OTHER);
  LG_TRUE(is_there("e.old-1"), "rosters are set aside where another command writes");
  drop("e.old-1"), drop("e");

  make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
  g_mkdir(beside, 0777);
  expect_refused(target, true, "not written by lungang");
  drop("e"), drop("e-explanation");
  g_free(beside);
  g_free(target);
}

/* ---- who else has to do with it ---- */

static void test_inputs_within(void)
{
  char *target = path_of("i"), *inner = path_of("i/plan.json"), *outer = path_of("plan.json"),
       *link = path_of("linked.json");
  make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
  put(root, "plan.json", "{}");
  put(target, "plan.json", "{}");
  LG_EQUAL_INT(symlink("i/plan.json", link), 0, "symlink");
  const char *const within[] = {outer, inner, NULL}, *const by_link[] = {link, NULL},
                    *const beside[] = {outer, NULL};
  expect_order_refused(&(lg_folder_order){.path = target, .force = true, .inputs = within},
                       "i/plan.json lies in the folder");
  expect_order_refused(&(lg_folder_order){.path = target, .force = true, .inputs = by_link},
                       "linked.json lies in the folder");
  bool usage;
  char *error;
  lg_folder *folder = lg_folder_begin(
      &(lg_folder_order){.path = target, .force = true, .inputs = beside}, NULL, &usage, &error);
  LG_EQUAL_TEXT(error, NULL, "beside it");
  lg_folder_abandon(folder);
  drop("i"), drop("plan.json"), drop("linked.json");
  g_free(link), g_free(outer), g_free(inner), g_free(target);
}

static void test_open_in_another_program(void)
{
  static const char *const locks[] = {"~$roster.xlsx", ".~lock.roster.csv#", ".~roster.xlsx"};
  char *target = path_of("l");
  make(target, "roster.csv", "roster", LG_HOLDS_ROSTER);
  for (size_t k = 0; k < G_N_ELEMENTS(locks); k++) {
    put(target, locks[k], "");
    expect_refused(target, true, locks[k]);
    expect_refused(target, true, "is left from one that crashed: remove it");
    g_autofree char *path = g_build_filename(target, locks[k], NULL);
    g_unlink(path);
  }
  lg_folder_abandon(begin(target, true));
  drop("l");
  g_free(target);
}

static void test_two_runs(void)
{
  char *target = path_of("t"), *other = path_of("t2"), *same = path_of("./t/");
  lg_folder *first = begin(target, false);
  expect_refused(target, false, "another run of lungang is writing");
  expect_refused(same, false, "another run of lungang is writing");
  lg_folder_abandon(begin(other, false));
  lg_folder_abandon(first);
  lg_folder_abandon(begin(target, false));
  LG_EQUAL_INT(entries(), 0, "nothing left over");
  g_free(same), g_free(other), g_free(target);
}

/* ---- permissions ---- */

static void make_by(const lg_folder_order *order, lg_folder_content content)
{
  bool usage;
  char *error = NULL;
  lg_folder *folder = lg_folder_begin(order, NULL, &usage, &error);
  LG_EQUAL_TEXT(error, NULL, order->path);
  g_autofree char *deep = g_build_filename(lg_folder_path(folder), "rosters", NULL);
  g_mkdir(deep, 0777);
  put(lg_folder_path(folder), "roster.csv", "roster");
  put(lg_folder_path(folder), "new.csv", "roster");
  put(deep, "x", "y");
  g_free(commit_as(folder, content, order->path));
}

static void expect_modes(const char *folder, mode_t outer, mode_t roster, mode_t other,
                         const char *what)
{
  LG_EQUAL_INT(mode_of(folder, ""), outer, what);
  LG_EQUAL_INT(mode_of(folder, "rosters"), outer, what);
  LG_EQUAL_INT(mode_of(folder, "roster.csv"), roster, what);
  LG_EQUAL_INT(mode_of(folder, "new.csv"), other, what);
  LG_EQUAL_INT(mode_of(folder, "rosters/x"), other, what);
  LG_EQUAL_INT(mode_of(folder, "files.json"), other, what);
}

static void test_permissions(void)
{
  static const mode_t umasks[] = {0, 022, 077};
  char *target = path_of("p"), *roster = path_of("p/roster.csv"), *added = path_of("p/new.csv"),
       *list = path_of("p/files.json"), *deep = path_of("p/rosters/x"),
       *deep_folder = path_of("p/rosters");
  for (size_t k = 0; k < G_N_ELEMENTS(umasks); k++) {
    mode_t before = umask(umasks[k]);
    make_by(&(lg_folder_order){.path = target, .mask = umasks[k]}, LG_HOLDS_ROSTER);
    expect_modes(target, 0700, 0600, 0600, "the owner's alone");
    make_by(&(lg_folder_order){.path = target, .force = true, .by_umask = true, .mask = 027},
            LG_HOLDS_ROSTER);
    expect_modes(target, 0750, 0640, 0640, "--umask");
    g_chmod(roster, 0664);
    g_unlink(added), g_unlink(list), g_unlink(deep), g_rmdir(deep_folder);
    put(target, "summary.json", "{}");
    make_by(&(lg_folder_order){.path = target, .force = true, .mask = umasks[k]}, LG_HOLDS_ROSTER);
    expect_modes(target, 0750, 0664, 0640, "those of the folder that is replaced");
    drop("p"), drop("p.old-1");
    umask(before);
  }
  g_free(target), g_free(roster), g_free(added), g_free(list), g_free(deep), g_free(deep_folder);
}

/* ---- what killed runs leave ---- */

static void test_sweep(void)
{
  char *target = path_of("s"), host[65] = "";
  gethostname(host, sizeof host - 1);
  lg_folder *live = begin(target, false);
  g_autofree char *own = g_path_get_basename(lg_folder_path(live));
  /* Our own number with another start, a number that nobody has, ours as it is. */
  g_autofree char *earlier = g_strdup_printf(".lungang-%s-%d-1-ABCDEF", host, (int)getpid()),
                  *gone = g_strdup_printf(".lungang-%s-99999999-5-ABCDEF", host),
                  *ours = g_strdup_printf("%.*sZZZZZZ", (int)strlen(own) - 6, own),
                  *far = g_strdup(".lungang-elsewhere.example-99999999-5-ABCDEF"),
                  *odd = g_strdup_printf(".lungang-%s-99999999-5-ABC", host);
  const char *const names[] = {earlier, gone, ours, far, odd};
  for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
    g_autofree char *path = path_of(names[k]), *deep = g_build_filename(path, "a", "b", NULL);
    g_mkdir_with_parents(deep, 0700);
    put(deep, "roster.csv", "half");
  }
  g_autofree char *file = g_strdup_printf(".lungang-%s-99999999-6-ABCDEF", host);
  put(root, file, "no folder");
  char *next = path_of("s2");
  lg_folder *folder = begin(next, false);
  LG_HAS_PART(lg_folder_swept(folder), earlier, "said");
  LG_HAS_PART(lg_folder_swept(folder), gone, "said");
  LG_TRUE(!is_there(earlier) && !is_there(gone), "removed");
  LG_TRUE(is_there(ours) && is_there(far) && is_there(odd) && is_there(file), "not ours to remove");
  LG_TRUE(is_there(own), "the folder of a live run");
  lg_folder_abandon(folder);
  folder = begin(next, false);
  LG_EQUAL_TEXT(lg_folder_swept(folder), NULL, "once");
  lg_folder_abandon(folder);
  lg_folder_abandon(live);
  drop(ours), drop(far), drop(odd), drop(file);
  LG_EQUAL_INT(entries(), 0, "nothing left over");
  g_free(next);
  g_free(target);
}

static void test_abandon(void)
{
  char *target = path_of("gone");
  lg_folder *folder = begin(target, false);
  put(lg_folder_path(folder), "roster.csv", "half");
  char *deep = g_build_filename(lg_folder_path(folder), "rosters", NULL);
  g_mkdir(deep, 0777);
  put(deep, "x", "y");
  lg_folder_abandon(folder);
  LG_EQUAL_INT(entries(), 0, "nothing left over");
  lg_folder_abandon(NULL);
  g_free(deep);
  g_free(target);
}

static void test_refusals(void)
{
  char *file = path_of("file"), *foreign = path_of("foreign"), *link = path_of("link"),
       *lost = path_of("no/such");
  char *below = path_of("file/x"), *dots = path_of("foreign/..");
  put(root, "file", "text");
  g_mkdir(foreign, 0777);
  LG_EQUAL_INT(symlink("foreign", link), 0, "symlink");
  expect_refused(file, true, "not a folder");
  expect_refused(foreign, false, "exists");
  expect_refused(foreign, true, "not written by lungang");
  expect_refused(link, true, "symbolic link");
  expect_refused(lost, true, "above it does not exist");
  expect_refused(below, true, "above it does not exist");
  expect_refused(dots, true, "not written by lungang");
  expect_refused("", true, "empty");
  expect_refused("/", true, "not written by lungang");
  char *inner = g_build_filename(foreign, "summary.json", NULL);
  g_mkdir(inner, 0777); /* a folder of that name proves nothing */
  expect_refused(foreign, true, "not written by lungang");
  expect_text(root, "file", "text", "untouched");
  lg_output_case_remove(foreign);
  g_unlink(link);
  g_unlink(file);
  g_free(inner);
  g_free(file), g_free(foreign), g_free(link), g_free(lost), g_free(below), g_free(dots);
}

/* Somebody puts a folder into the place while the program solves. */
static void test_place_taken_meanwhile(void)
{
  char *target = path_of("race"), *error = NULL;
  lg_folder *folder = begin(target, false);
  put(lg_folder_path(folder), "summary.json", "new");
  g_mkdir(target, 0777);
  char *told = NULL;
  LG_TRUE(!lg_folder_commit(folder, LG_HOLDS_OTHER, NULL, &told, &error), "refused");
  LG_EQUAL_TEXT(told, NULL, "nothing is told");
  LG_HAS_PART(error, "exists", "says why");
  expect_text(target, "summary.json", NULL, "untouched");
  LG_EQUAL_INT(entries(), 1, "nothing left over");
  g_free(error);
  lg_output_case_remove(target);
  g_free(target);
}

static void test_unwritable(void)
{
  if (geteuid() == 0) {
    /* /proc takes no new folders, even from root. */
    bool usage = false;
    char *error = NULL;
    lg_folder_order order = {.path = "/proc/lungang-test"};
    LG_TRUE(lg_folder_begin(&order, NULL, &usage, &error) == NULL, "/proc");
    LG_HAS_PART(error, "cannot write", "/proc");
    g_free(error);
    return;
  }
  char *closed = path_of("closed"), *target = path_of("closed/x");
  g_mkdir(closed, 0555);
  expect_refused(target, false, "no permission");
  g_rmdir(closed);
  g_free(closed);
  g_free(target);
}

static void test_default_name(void)
{
  static const char *const rows[][3] = {{"plans/a.json", "-out", "plans/a-out"},
                                        {"a", "-out", "a-out"},
                                        {"a.b.json", "-whatif", "a.b-whatif"},
                                        {"/x.json/y", "-out", "/x.json/y-out"}};
  for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
    char *name = lg_folder_default(rows[k][0], rows[k][1]);
    LG_EQUAL_TEXT(name, rows[k][2], rows[k][0]);
    g_free(name);
  }
}

int main(void)
{
  static const lg_case cases[] = {{"new folder", test_new_folder},
                                  {"list", test_list},
                                  {"temporary files", test_temporary_files},
                                  {"force", test_force_takes_the_place_whole},
                                  {"set aside", test_set_aside},
                                  {"set aside again and again", test_set_aside_counts},
                                  {"results without a roster", test_explanation},
                                  {"inputs in the folder", test_inputs_within},
                                  {"a file open elsewhere", test_open_in_another_program},
                                  {"two runs at once", test_two_runs},
                                  {"permissions", test_permissions},
                                  {"what killed runs leave", test_sweep},
                                  {"abandon", test_abandon},
                                  {"refusals", test_refusals},
                                  {"place taken meanwhile", test_place_taken_meanwhile},
                                  {"unwritable", test_unwritable},
                                  {"default name", test_default_name},
                                  {NULL, NULL}};
  root = g_dir_make_tmp("lungang-test-XXXXXX", NULL);
  int result = lg_run("folder", cases);
  lg_output_case_remove(root);
  g_free(root);
  return result;
}
