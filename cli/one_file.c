/* one_file.c - what the commands that write single files share: what may be overwritten, and how a file
 * takes its place. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/stat.h>

#include "cli.h"

/* The permissions of the file that is replaced; else its owner alone may read it, or with --umask all
 * that the umask lets. */
bool lg_cli_put_file(const lg_args *args, const char *from, const char *to)
{
  GStatBuf old;
  mode_t mode = args->by_umask          ? 0666 & ~args->mask
                : g_stat(to, &old) == 0 ? old.st_mode & 0777
                                        : 0600;
  return chmod(from, mode) == 0 && g_rename(from, to) == 0;
}

/* A file may be overwritten with --force, a folder and the like never. */
bool lg_cli_is_in_the_way(const char *path, bool force)
{
  if (!g_file_test(path, G_FILE_TEST_EXISTS)) return false;
  return !force || !g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* An input of the run that the file would overwrite; NULL: none. */
char *lg_cli_overwritten_input(const lg_args *args, const lg_input *input, const char *file)
{
  g_auto(GStrv) inputs = lg_cli_input_paths(args, &input, 1);
  for (char **path = inputs; *path; path++)
    if (lg_folder_holds(file, *path)) return g_strdup(*path);
  return NULL;
}
