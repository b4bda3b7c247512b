/* key.c - the key of --anonymous: read, drawn, kept (docs/spec, 1.5). */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "io/read.h"
#include "io/words/output_text.h"

enum {
  LG_KEY_DRAWN = 32, /* bytes of a new key */
  LG_KEY_DIGITS = 2 * LG_KEY_DRAWN,
  LG_KEY_CHARACTERS = 32, /* at least: what can be guessed is no key */
  LG_KEY_BYTES = 4096     /* of its file, at most */
};

static char *key_draw(void)
{
  guint8 bytes[LG_KEY_DRAWN];
  size_t got = 0;
  while (got < sizeof bytes) {
    ssize_t more = getrandom(bytes + got, sizeof bytes - got, 0);
    if (more < 0 && errno != EINTR) return NULL;
    if (more > 0) got += (size_t)more;
  }
  GString *key = g_string_new(NULL);
  for (size_t k = 0; k < sizeof bytes; k++) g_string_append_printf(key, "%02x", bytes[k]);
  return g_string_free(key, FALSE);
}

static char *key_load(const char *path, const lg_lang *lang, char **error)
{
  GStatBuf status;
  char *text = NULL;
  gsize length = 0;
  bool small = g_stat(path, &status) == 0 && status.st_size <= LG_KEY_BYTES; /* else not read */
  if (!small)
    text = g_strdup("");
  else if (!g_file_get_contents(path, &text, &length, NULL)) {
    *error = g_strdup_printf(lg_tr(lang, "--anonymous: the key file %s cannot be read"), path);
    return NULL;
  }
  bool whole = small && strlen(text) == length;
  g_strstrip(text);
  if (whole && strlen(text) >= LG_KEY_CHARACTERS) return text;
  *error = g_strdup_printf(
      lg_tr(
          lang,
          "--anonymous: %1$s is no key file: a key is %2$d hexadecimal digits, of version 0.1 a "
          "text of %3$d to %4$d characters; name a file that does not exist, and solve makes one"),
      path, LG_KEY_DIGITS, LG_KEY_CHARACTERS, LG_KEY_BYTES);
  g_free(text);
  return NULL;
}

static bool is_ours(const char *key)
{
  return strlen(key) == LG_KEY_DIGITS && strspn(key, "0123456789abcdefABCDEF") == LG_KEY_DIGITS;
}

char *lg_key_read(const char *path, bool create, lg_key_facts *facts, const lg_lang *lang,
                  char **error)
{
  GStatBuf status;
  *facts = (lg_key_facts){0};
  char *key = NULL;
  if (g_stat(path, &status) == 0) {
    facts->open = (status.st_mode & 077) != 0;
    if (S_ISREG(status.st_mode)) {
      key = key_load(path, lang, error);
      facts->weak = key && !is_ours(key);
      return key;
    }
    *error = g_strdup_printf(lg_tr(lang, "--anonymous: %s is no file"), path);
  } else if (errno != ENOENT || !create) {
    *error = g_strdup_printf(lg_tr(lang,
                                   "--anonymous: there is no key file %s; name the one with "
                                   "which the roster was published"),
                             path);
  } else if ((key = key_draw())) {
    facts->is_new = true;
  } else {
    *error = g_strdup(lg_tr(lang, "--anonymous: the system gives no random numbers"));
  }
  return key;
}

bool lg_key_write(const char *path, const char *key, const lg_lang *lang, char **error)
{
  char *line = g_strconcat(key, "\n", NULL);
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  bool written =
      file >= 0 && write(file, line, strlen(line)) == (ssize_t)strlen(line) && fsync(file) == 0;
  int number = errno;
  if (file >= 0 && close(file) != 0 && written) written = false;
  if (!written) {
    if (file >= 0) unlink(path);
    *error = lg_write_error(lang, path, number);
  }
  g_free(line);
  return written;
}
