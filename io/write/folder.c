/* folder.c - the output folder is made under a temporary name beside its place and takes it whole
 * at the end (SPEC 5, 7 Files). */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/words/output_text.h"
#include "io/write.h"

struct lg_folder {
  char *shown;  /* as the user named it */
  char *target; /* absolute, the parent without symbolic links */
  char *temporary;
  bool force;
};

static bool is_file(const char *folder, const char *name)
{
  struct stat status;
  char *path = g_build_filename(folder, name, NULL);
  bool is = lstat(path, &status) == 0 && S_ISREG(status.st_mode);
  g_free(path);
  return is;
}

/* NULL where the place is free, or taken by a folder that may be replaced; else why not. */
static char *folder_obstacle(const lg_folder *folder, const lg_lang *lang)
{
  struct stat status;
  if (lstat(folder->target, &status) != 0) return NULL;
  const char *text = NULL;
  if (S_ISLNK(status.st_mode))
    text = N_("%s is a symbolic link; name the folder itself");
  else if (!S_ISDIR(status.st_mode))
    text = N_("%s exists and is not a folder");
  else if (!folder->force)
    text = N_("the folder %s exists; --force replaces it");
  else if (!is_file(folder->target, "summary.json") && !is_file(folder->target, "whatif.csv") &&
           !is_file(folder->target, "notices.html"))
    text = N_(
        "the folder %s was not written by lungang (it has no summary.json), so it is not replaced");
  return text ? g_strdup_printf(lg_tr(lang, text), folder->shown) : NULL;
}

/* The absolute path with the parent's symbolic links resolved; NULL where the parent is no folder.
 */
static char *folder_resolve(const char *path)
{
  char *plain = g_strdup(path);
  for (size_t length = strlen(plain); length > 1 && plain[length - 1] == '/';)
    plain[--length] = '\0';
  char *name = g_path_get_basename(plain);
  char *parent = g_path_get_dirname(plain);
  /* "." and ".." and "/" are no names of their own: the whole path is looked up. */
  bool nameless = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, "/") == 0;
  char *real = realpath(nameless ? plain : parent, NULL);
  char *resolved = NULL;
  if (real && nameless)
    resolved = g_strdup(real);
  else if (real && g_file_test(real, G_FILE_TEST_IS_DIR))
    resolved = g_build_filename(real, name, NULL);
  free(real);
  g_free(parent);
  g_free(name);
  g_free(plain);
  return resolved;
}

static void folder_free(lg_folder *folder)
{
  g_free(folder->shown);
  g_free(folder->target);
  g_free(folder->temporary);
  g_free(folder);
}

static char *folder_temporary(const lg_folder *folder)
{
  char *parent = g_path_get_dirname(folder->target);
  char *pattern = g_build_filename(parent, ".lungang-XXXXXX", NULL);
  g_free(parent);
  return pattern;
}

lg_folder *lg_folder_begin(const char *path, bool force, const lg_lang *lang, bool *usage,
                           char **error)
{
  *error = NULL;
  *usage = true;
  lg_folder *folder = g_new0(lg_folder, 1);
  folder->shown = g_strdup(path);
  folder->force = force;
  folder->target = *path ? folder_resolve(path) : NULL;
  if (!*path)
    *error = g_strdup(lg_tr(lang, "the name of the output folder is empty"));
  else if (!folder->target)
    *error = g_strdup_printf(
        lg_tr(lang, "cannot make the folder %s: the folder above it does not exist"), path);
  else
    *error = folder_obstacle(folder, lang);
  if (!*error) {
    folder->temporary = folder_temporary(folder);
    /* Plain 0777 and the umask: colleagues must be able to read the rosters. */
    if (g_mkdtemp_full(folder->temporary, 0777)) return folder;
    int number = errno;
    /* A place where nothing may be written was badly chosen; a full disk was not. */
    *usage = number == EACCES || number == EPERM || number == EROFS || number == ENOENT;
    *error = lg_write_error(lang, path, number);
  }
  folder_free(folder);
  return NULL;
}

const char *lg_folder_path(const lg_folder *folder)
{
  return folder->temporary;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
  (void)status, (void)kind, (void)walk;
  remove(path); /* what cannot be removed stays, under a name that hides it */
  return 0;
}

static void remove_folder(const char *path)
{
  nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

void lg_folder_abandon(lg_folder *folder)
{
  if (!folder) return;
  remove_folder(folder->temporary);
  folder_free(folder);
}

static void sync_folder(const char *path)
{
  int file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  fsync(file); /* some file systems know no such thing for folders; the files themselves are on the
                  disk */
  close(file);
}

/* File systems without the exchange: there is a moment in which neither folder has the name; a
 * failure in it puts the old one back. */
static int folder_swap_slowly(const lg_folder *folder)
{
  char *aside = folder_temporary(folder);
  int result = g_mkdtemp_full(aside, 0700) ? 0 : -1;
  if (result == 0 && (result = rename(folder->target, aside)) == 0) {
    result = rename(folder->temporary, folder->target);
    int number = errno;
    if (result == 0)
      remove_folder(aside);
    else
      rename(aside, folder->target);
    errno = number;
  } else if (result != 0) {
    int number = errno;
    rmdir(aside);
    errno = number;
  }
  g_free(aside);
  return result;
}

static bool is_unsupported(int number)
{
  return number == EINVAL || number == ENOSYS || number == EOPNOTSUPP;
}

/* 0, or -1 with errno. Afterwards `temporary` holds the old folder, or nothing. */
static int folder_take_place(const lg_folder *folder)
{
  struct stat status;
  const char *new_path = folder->temporary, *target = folder->target;
  if (lstat(target, &status) == 0) {
    int result = renameat2(AT_FDCWD, new_path, AT_FDCWD, target, RENAME_EXCHANGE);
    return result != 0 && is_unsupported(errno) ? folder_swap_slowly(folder) : result;
  }
  int result = renameat2(AT_FDCWD, new_path, AT_FDCWD, target, RENAME_NOREPLACE);
  return result != 0 && is_unsupported(errno) ? rename(new_path, target) : result;
}

bool lg_folder_commit(lg_folder *folder, const lg_lang *lang, char **error)
{
  sync_folder(folder->temporary);
  /* Solving takes its time: somebody may have put something into the place meanwhile. */
  *error = folder_obstacle(folder, lang);
  if (!*error && folder_take_place(folder) != 0)
    *error = lg_write_error(lang, folder->shown, errno);
  bool done = !*error;
  if (done) {
    char *parent = g_path_get_dirname(folder->target);
    sync_folder(parent);
    g_free(parent);
  }
  lg_folder_abandon(folder); /* the temporary name now has the old folder, if any, or what failed */
  return done;
}

char *lg_folder_default(const char *plan_path, const char *suffix)
{
  size_t length = strlen(plan_path);
  if (g_str_has_suffix(plan_path, ".json")) length -= strlen(".json");
  return g_strdup_printf("%.*s%s", (int)length, plan_path, suffix);
}
