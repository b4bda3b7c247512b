#include "fuzz_files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/write/scratch.h"

static char folder[64];

static void remove_folder(void)
{
  lg_scratch_remove(folder);
}

const char *lg_fuzz_folder(void)
{
  if (*folder) return folder;
  const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  g_snprintf(folder, sizeof folder, "%s/lungang-fuzz-XXXXXX", place);
  LG_FUZZ_HOLDS(mkdtemp(folder) != NULL);
  atexit(remove_folder);
  return folder;
}

const char *lg_fuzz_path(const char *name)
{
  static char paths[4][sizeof folder + 72];
  static int next;
  char *path = paths[next++ % 4];
  g_snprintf(path, sizeof paths[0], "%s/%s", lg_fuzz_folder(), name);
  return path;
}

void lg_fuzz_write(const char *name, const void *data, size_t size)
{
  int file = open(lg_fuzz_path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  LG_FUZZ_HOLDS(file >= 0 && write(file, data, size) == (ssize_t)size);
  close(file);
}

void lg_fuzz_clear(void)
{
  GDir *dir = g_dir_open(lg_fuzz_folder(), 0, NULL);
  LG_FUZZ_HOLDS(dir != NULL);
  for (const char *name; (name = g_dir_read_name(dir));) lg_scratch_remove(lg_fuzz_path(name));
  g_dir_close(dir);
}

bool lg_fuzz_next(const uint8_t **data, size_t *size, const uint8_t **part, size_t *length)
{
  if (!*data) return false;
  const uint8_t *end = memchr(*data, 0x1D, *size);
  *part = *data;
  *length = end ? (size_t)(end - *data) : *size;
  *size -= end ? *length + 1 : *size;
  *data = end ? end + 1 : NULL;
  return true;
}

_Noreturn void lg_fuzz_broken(const char *condition, const char *file, int line)
{
  fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  abort();
}

void lg_fuzz_report(const lg_report *report)
{
  for (int k = 0; k < 2; k++) {
    lg_lang *lang = lg_lang_new(k ? "zh" : "en");
    g_autofree char *text = lg_report_text(report, LG_DEFECT, lang);
    g_autofree char *warnings = lg_report_text(report, LG_WARNING, lang);
    LG_FUZZ_HOLDS(g_utf8_validate(text, -1, NULL) && g_utf8_validate(warnings, -1, NULL));
    lg_lang_free(lang);
  }
}

/* In the place of GLib's: no threads, so that an input takes the same way each time. The program does
 * without them where a machine gives none. */
GThread *g_thread_try_new(const gchar *name, GThreadFunc run, gpointer data, GError **error)
{
  (void)name, (void)run, (void)data, (void)error;
  return NULL;
}
