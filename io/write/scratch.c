#include "scratch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  SCRATCH_MOST = 4,    /* of one run at a time */
  SCRATCH_DEPTH = 32,  /* folders in folders */
  SCRATCH_TRIES = 100, /* as often a folder is emptied into which something is still written */
  HOST_BYTES = 64,
  LOCK_TRIES = 100,
  LOCK_DIGITS = 24 /* of the digest in a lock's name: names of folders may be too long for it */
};

static const char prefix[] = ".lungang-", lock_prefix[] = ".lungang-lock-";

struct lg_scratch {
  char *path;
  int slot;
  int file; /* open and locked while the run lives; < 0: none */
};

/* ---- the registry ---- */

/* What is to be removed at a stop. A path is written before its flag is set, and `state` sees to it
 * that no stop comes between. */
static char registered[SCRATCH_MOST][PATH_MAX];
static volatile sig_atomic_t in_use[SCRATCH_MOST];
enum { IDLE, HELD, STOPPING };
static gint state = IDLE;
static volatile sig_atomic_t waiting; /* the signal that came while held */

/* ---- removing, by system calls alone ---- */

static bool entry_remove(int above, const char *name, int depth);

static bool is_self(const char *name)
{
  return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0'));
}

/* One walk over the entries; the number of those removed, or -1. */
static int folder_pass(int folder, int depth)
{
  char room[4096] __attribute__((aligned(8)));
  int removed = 0;
  ssize_t got;
  lseek(folder, 0, SEEK_SET);
  while ((got = getdents64(folder, room, sizeof room)) > 0)
    for (ssize_t at = 0; at < got;) {
      const struct dirent64 *entry = (const struct dirent64 *)(const void *)(room + at);
      if (!is_self(entry->d_name)) removed += entry_remove(folder, entry->d_name, depth + 1);
      at += entry->d_reclen;
    }
  return got < 0 ? -1 : removed;
}

static bool entry_remove(int above, const char *name, int depth)
{
  if (unlinkat(above, name, 0) == 0 || unlinkat(above, name, AT_REMOVEDIR) == 0) return true;
  if (errno == ENOENT) return true;
  int folder = openat(above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return false;
  fchmod(folder, 0700);
  bool removed = false;
  /* Another thread may still be writing into it. */
  for (int k = 0; !removed && k < SCRATCH_TRIES && depth < SCRATCH_DEPTH; k++) {
    int count = folder_pass(folder, depth);
    removed = unlinkat(above, name, AT_REMOVEDIR) == 0 || errno == ENOENT;
    if (count <= 0) break;
  }
  close(folder);
  return removed;
}

bool lg_scratch_remove(const char *path)
{
  return entry_remove(AT_FDCWD, path, 0);
}

/* ---- stops ---- */

static void die(int number)
{
  for (int k = 0; k < SCRATCH_MOST; k++)
    if (in_use[k]) lg_scratch_remove(registered[k]);
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  pthread_sigmask(SIG_UNBLOCK, &set, NULL);
  raise(number);
  _exit(128 + number);
}

void lg_scratch_stop(int number)
{
  if (g_atomic_int_compare_and_exchange(&state, IDLE, STOPPING))
    die(number);
  else if (g_atomic_int_get(&state) == HELD)
    waiting = number;
}

void lg_scratch_hold(void)
{
  while (!g_atomic_int_compare_and_exchange(&state, IDLE, HELD))
    pause(); /* another thread is ending the program */
}

void lg_scratch_release(void)
{
  g_atomic_int_set(&state, IDLE);
  if (waiting) lg_scratch_stop(waiting);
}

/* ---- names ---- */

/* A number that tells a process from later ones of its id: when it started, in ticks since the machine
 * did. 0: there is no such process, or one that has ended; -1: the system does not say. */
static long long process_start(long long pid)
{
  g_autofree char *path = g_strdup_printf("/proc/%lld/stat", pid), *text = NULL;
  if (!g_file_get_contents(path, &text, NULL, NULL))
    return g_file_test("/proc/self/stat", G_FILE_TEST_EXISTS) ? 0 : -1;
  const char *at = strrchr(text, ')'); /* the name before it may hold anything */
  if (!at || strlen(at) < 3 || at[2] == 'Z' || at[2] == 'X') return 0;
  enum { START = 20 }; /* fields behind the name, the state being the first */
  for (int k = 0; k < START && at; k++) at = strchr(at + 1, ' ');
  return at ? g_ascii_strtoll(at, NULL, 10) : -1;
}

static void host_name(char host[HOST_BYTES + 1])
{
  if (gethostname(host, HOST_BYTES) != 0) *host = '\0';
  host[HOST_BYTES] = '\0';
  for (char *c = host; *c; c++)
    if (!g_ascii_isalnum(*c) && *c != '.' && *c != '-') *c = '_';
  if (!*host) g_strlcpy(host, "_", HOST_BYTES);
}

/* Was the name given by a run on this machine that is no longer there? */
static bool is_left_over(const char *name)
{
  char host[HOST_BYTES + 1];
  host_name(host);
  g_autofree char *lead = g_strconcat(prefix, host, "-", NULL);
  long long pid = 0, start = 0;
  int length = 0;
  if (!g_str_has_prefix(name, lead)) return false;
  const char *rest = name + strlen(lead);
  if (sscanf(rest, "%lld-%lld-%n", &pid, &start, &length) != 2 || length == 0 || pid <= 0 ||
      strlen(rest + length) != strlen("XXXXXX") || strchr(rest + length, '-'))
    return false;
  long long now = process_start(pid);
  return now >= 0 && now != start;
}

/* ---- making ---- */

static lg_scratch *scratch_register(char *path, int file)
{
  int slot = 0;
  while (slot < SCRATCH_MOST && in_use[slot]) slot++;
  lg_scratch *scratch = g_new(lg_scratch, 1);
  *scratch = (lg_scratch){path, slot, file};
  if (slot == SCRATCH_MOST || strlen(path) >= PATH_MAX) {
    scratch->slot = -1; /* too long a path for the system: nothing can be there either */
    return scratch;
  }
  g_strlcpy(registered[slot], path, PATH_MAX);
  in_use[slot] = 1;
  return scratch;
}

lg_scratch *lg_scratch_new(const char *place, int *number)
{
  char host[HOST_BYTES + 1];
  host_name(host);
  g_autofree char *name = g_strdup_printf("%s%s-%lld-%lld-XXXXXX", prefix, host,
                                          (long long)getpid(), process_start(getpid()));
  char *path = g_build_filename(place, name, NULL);
  lg_scratch_hold();
  lg_scratch *scratch = NULL;
  if (g_mkdtemp_full(path, 0700)) {
    int file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file >= 0) flock(file, LOCK_EX | LOCK_NB);
    scratch = scratch_register(path, file);
  } else {
    *number = errno;
    g_free(path);
  }
  lg_scratch_release();
  return scratch;
}

const char *lg_scratch_path(const lg_scratch *scratch)
{
  return scratch->path;
}

void lg_scratch_free(lg_scratch *scratch)
{
  if (!scratch) return;
  lg_scratch_remove(scratch->path);
  if (scratch->slot >= 0) in_use[scratch->slot] = 0;
  if (scratch->file >= 0) close(scratch->file);
  g_free(scratch->path);
  g_free(scratch);
}

/* Locked, and still what the path names: whoever had the lock before may have removed it meanwhile. */
static bool lock_holds(int file, const char *path)
{
  struct stat own, there;
  return fstat(file, &own) == 0 && lstat(path, &there) == 0 && own.st_ino == there.st_ino &&
         own.st_dev == there.st_dev;
}

/* Opens the file, or makes it. Another account's may be locked, too, where it cannot be written. */
static int lock_open(const char *path)
{
  int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0 && errno == EACCES) file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file >= 0 || errno != ENOENT) return file;
  file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file >= 0) fchmod(file, 0644);
  return file;
}

lg_scratch *lg_scratch_lock(const char *place, const char *name, int *number)
{
  g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
  g_autofree char *file_name = g_strdup_printf("%s%.*s", lock_prefix, LOCK_DIGITS, digest);
  char *path = g_build_filename(place, file_name, NULL);
  lg_scratch *lock = NULL;
  lg_scratch_hold();
  for (int k = 0; !lock; k++) {
    int file = lock_open(path);
    if (file < 0) {
      *number = errno;
      if (errno == EEXIST && k < LOCK_TRIES) continue; /* another run made it meanwhile */
      break;
    }
    if (flock(file, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      *number = EWOULDBLOCK;
      close(file);
      break;
    }
    /* Some file systems number their files anew at every look. */
    if (lock_holds(file, path) || k >= LOCK_TRIES)
      lock = scratch_register(path, file);
    else
      close(file);
  }
  lg_scratch_release();
  if (!lock) g_free(path);
  return lock;
}

/* ---- what killed runs left ---- */

/* A folder that is still locked has a run on it, whatever its name seems to tell: in a container other
 * processes have the numbers. */
static bool sweep_entry(const char *path, bool folder)
{
  struct stat status;
  int file =
      open(path, (folder ? O_RDONLY | O_DIRECTORY : O_RDWR) | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (file < 0) return false;
  bool removed = fstat(file, &status) == 0 && status.st_uid == geteuid() &&
                 (folder || S_ISREG(status.st_mode)) && flock(file, LOCK_EX | LOCK_NB) == 0 &&
                 lg_scratch_remove(path);
  close(file);
  return removed;
}

static gint by_name(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

GPtrArray *lg_scratch_sweep(const char *place)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func(g_free);
  GDir *dir = g_dir_open(place, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    bool is_lock = g_str_has_prefix(name, lock_prefix);
    if (!is_lock && !is_left_over(name)) continue;
    g_autofree char *path = g_build_filename(place, name, NULL);
    if (sweep_entry(path, !is_lock) && !is_lock) g_ptr_array_add(removed, g_strdup(name));
  }
  if (dir) g_dir_close(dir);
  g_ptr_array_sort(removed, by_name);
  return removed;
}
