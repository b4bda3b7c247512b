/* folder_rights.c - who may read an output: rosters tell of people, so their owner alone unless the
 * office has opened the folder that is replaced, or asks for the umask. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_parts.h"

enum { ALL_BITS = 07777, FILE_BITS = 0666 };

/* Gives the group first: a change of it takes special bits off. Bits of a group that cannot be given
 * would open the file to another one. */
static void set_mode(const char *path, mode_t mode, const struct stat *like)
{
  struct stat own;
  if (like && lstat(path, &own) == 0 && own.st_gid != like->st_gid &&
      chown(path, (uid_t)-1, like->st_gid) != 0)
    mode &= ~(mode_t)(S_IRWXG | S_ISGID);
  chmod(path, mode);
}

/* What the entry gets: a file its own of the old folder, else what the old folder lets through. */
static mode_t entry_mode(const lg_folder_entry *entry, const char *like, mode_t folder_mode)
{
  struct stat status;
  mode_t mode = S_ISDIR(entry->mode) ? folder_mode : folder_mode & FILE_BITS;
  if (!like) return mode;
  g_autofree char *path = g_build_filename(like, entry->name, NULL);
  if (lstat(path, &status) == 0 && (status.st_mode & S_IFMT) == (entry->mode & S_IFMT))
    mode = status.st_mode & ALL_BITS;
  return mode;
}

void lg_folder_set_rights(const char *folder, const char *like, bool open, mode_t mask)
{
  struct stat status;
  if (like && lstat(like, &status) != 0) like = NULL;
  mode_t mode = like ? status.st_mode & ALL_BITS : open ? 0777 & ~mask : 0700;
  GArray *entries = lg_folder_walk(folder);
  /* What is in a folder before the folder, which may be closed then. */
  for (guint k = entries->len; k-- > 0;) {
    const lg_folder_entry *entry = &g_array_index(entries, lg_folder_entry, k);
    g_autofree char *path = g_build_filename(folder, entry->name, NULL);
    set_mode(path, entry_mode(entry, like, mode), like ? &status : NULL);
  }
  g_array_unref(entries);
  set_mode(folder, mode, like ? &status : NULL);
}
