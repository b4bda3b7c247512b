#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const double hang_s = 90;

static double wall_s(void)
{
  return (double)g_get_monotonic_time() / G_USEC_PER_SEC;
}

/* Processor seconds of a running process; 0 where it has ended. */
static double process_s(pid_t pid)
{
  clockid_t clock;
  struct timespec now;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &now) != 0) return 0;
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static char **child_environment(const lg_child_order *order)
{
  static const char *const unset[] = {"LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE"};
  char **environment = g_get_environ();
  for (size_t k = 0; k < G_N_ELEMENTS(unset); k++)
    environment = g_environ_unsetenv(environment, unset[k]);
  for (size_t k = 0; k < G_N_ELEMENTS(order->environment) && order->environment[k]; k++) {
    char **pair = g_strsplit(order->environment[k], "=", 2);
    environment = g_environ_setenv(environment, pair[0], pair[1], TRUE);
    g_strfreev(pair);
  }
  return environment;
}

/* In the child; never returns. */
static void child_become(const lg_child_order *order, char **environment, int out, int err)
{
  const char *program = order->program ? order->program : LG_PROGRAM;
  char *argv[LG_CHILD_MOST_ARGUMENTS + 2] = {(char *)program};
  for (int k = 0; k < LG_CHILD_MOST_ARGUMENTS && order->arguments[k]; k++)
    argv[k + 1] = (char *)order->arguments[k];
  if (chdir(order->folder) != 0) _exit(126);
  if (order->nice && nice(order->nice) == -1 && errno) _exit(126);
  if (order->most_bytes) {
    rlim_t most = (rlim_t)order->most_bytes;
    if (setrlimit(RLIMIT_FSIZE, &(struct rlimit){most, most}) != 0) _exit(126);
  }
  if (dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0) _exit(126);
  execvpe(program, argv, environment);
  _exit(127);
}

/* Has SIGINT arrived? Then it no longer waits to be delivered; a further one waits until the handler is
 * through. */
static bool interrupt_arrived(pid_t pid)
{
  char *path = g_strdup_printf("/proc/%d/status", (int)pid), *text = NULL;
  bool arrived = true;
  if (g_file_get_contents(path, &text, NULL, NULL)) {
    const char *line = strstr(text, "ShdPnd:");
    guint64 pending = line ? g_ascii_strtoull(line + strlen("ShdPnd:"), NULL, 16) : 0;
    arrived = (pending >> (SIGINT - 1) & 1) == 0;
  }
  g_free(text);
  g_free(path);
  return arrived;
}

static void child_mark(const lg_child_order *order, pid_t pid, double *before_s)
{
  *before_s = process_s(pid);
  if (!order->interrupt) return;
  kill(pid, SIGINT);
  if (!order->twice) return;
  while (!interrupt_arrived(pid)) g_usleep(200);
  kill(pid, SIGINT);
}

static double seconds(struct timeval time)
{
  return (double)time.tv_sec + (double)time.tv_usec * 1e-6;
}

static void child_wait(const lg_child_order *order, pid_t pid, lg_child *child)
{
  double started_s = wall_s(), before_s = 0;
  bool marked = order->mark_s <= 0;
  int status = 0;
  struct rusage usage;
  while (wait4(pid, &status, WNOHANG, &usage) == 0) {
    child->wall_s = wall_s() - started_s;
    if (!marked && child->wall_s >= order->mark_s) {
      child_mark(order, pid, &before_s);
      marked = true;
    }
    if (child->wall_s > hang_s) kill(pid, SIGKILL);
    g_usleep(1000);
  }
  child->wall_s = wall_s() - started_s;
  child->exit = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  child->cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  child->late_s = marked ? MAX(child->cpu_s - before_s, 0) : 0;
  child->peak_kb = usage.ru_maxrss;
}

/* A file without a name, for one stream. */
static int stream_new(void)
{
  char *path = NULL;
  int file = g_file_open_tmp("lungang-stream-XXXXXX", &path, NULL);
  if (file < 0) abort();
  g_unlink(path);
  g_free(path);
  return file;
}

static char *stream_text(int file)
{
  off_t length = lseek(file, 0, SEEK_END);
  if (length < 0) abort();
  char *text = g_malloc0((gsize)length + 1);
  if (pread(file, text, (size_t)length, 0) != length) abort();
  close(file);
  return text;
}

lg_child lg_child_run(const lg_child_order *order)
{
  lg_child child = {0};
  int out = stream_new(), err = stream_new();
  char **environment = child_environment(order);
  fflush(stdout);
  pid_t pid = fork();
  if (pid < 0) abort();
  if (pid == 0) child_become(order, environment, out, err);
  child_wait(order, pid, &child);
  child.out = stream_text(out);
  child.err = stream_text(err);
  g_strfreev(environment);
  return child;
}

void lg_child_clear(lg_child *child)
{
  g_free(child->out);
  g_free(child->err);
}
