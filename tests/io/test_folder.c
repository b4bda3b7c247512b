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
  lg_folder *folder = lg_folder_begin(path, force, NULL, &usage, &error);
  LG_EQUAL_TEXT(error, NULL, path);
  g_free(error);
  return folder;
}

static void expect_refused(const char *path, bool force, const char *part)
{
  bool usage = false;
  char *error = NULL;
  int before = entries();
  lg_folder *folder = lg_folder_begin(path, force, NULL, &usage, &error);
  LG_TRUE(folder == NULL, path);
  LG_TRUE(usage, path);
  LG_HAS_PART(error, part, path);
  LG_EQUAL_INT(entries(), before, path);
  g_free(error);
}

static void commit(lg_folder *folder, const char *what)
{
  char *error = NULL;
  LG_TRUE(lg_folder_commit(folder, NULL, &error), what);
  LG_EQUAL_TEXT(error, NULL, what);
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
  mode_t mask = umask(0);
  umask(mask);
  struct stat status = {0};
  LG_EQUAL_INT(stat(clean, &status), 0, "stat");
  LG_EQUAL_INT(status.st_mode & 0777, 0777 & ~mask, "colleagues may read");
  expect_refused(clean, false, "--force");
  lg_output_case_remove(clean);
  g_free(target);
  g_free(clean);
}

static void test_force_takes_the_place_whole(void)
{
  char *target = path_of("old");
  g_mkdir(target, 0777);
  put(target, "summary.json", "old");
  put(target, "roster.csv", "old");
  lg_folder *folder = begin(target, true);
  put(lg_folder_path(folder), "summary.json", "new");
  expect_text(target, "summary.json", "old", "old one untouched until the end");
  commit(folder, "exchange");
  expect_text(target, "summary.json", "new", "new one");
  expect_text(target, "roster.csv", NULL, "nothing of the old one");
  LG_EQUAL_INT(entries(), 1, "nothing left over");
  lg_output_case_remove(target);
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
  LG_TRUE(!lg_folder_commit(folder, NULL, &error), "refused");
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
    LG_TRUE(lg_folder_begin("/proc/lungang-test", false, NULL, &usage, &error) == NULL, "/proc");
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
                                  {"force", test_force_takes_the_place_whole},
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
