#include "codes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "output_text.h"

enum {
  LG_DIGEST_BYTES = 32,
  LG_KEY_CHARACTERS = 32, /* at least: what can be guessed is no key */
  LG_KEY_BYTES = 4096,    /* at most */
  LG_MOST_LETTERS = 50
};

/* Without 0 1 I O, which are misread. */
static const char code_letters[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

char *lg_code_of(const char *key, const char *id, int letters)
{
  guint8 digest[LG_DIGEST_BYTES];
  gsize size = sizeof digest;
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA256, (const guchar *)key, strlen(key));
  g_hmac_update(hmac, (const guchar *)id, -1);
  g_hmac_get_digest(hmac, digest, &size);
  g_hmac_unref(hmac);
  /* The C keeps a spreadsheet from reading 12E4567890 as a number. */
  GString *code = g_string_new("C");
  for (int bit = 0; bit < 5 * letters; bit += 5) {
    int two = digest[bit / 8] << 8 | (bit / 8 + 1 < LG_DIGEST_BYTES ? digest[bit / 8 + 1] : 0);
    g_string_append_c(code, code_letters[two >> (11 - bit % 8) & 31]);
  }
  return g_string_free(code, FALSE);
}

bool lg_is_code(const char *text)
{
  size_t length = strlen(text);
  return *text == 'C' && length > LG_CODE_LETTERS && length <= LG_MOST_LETTERS + 1 &&
         strspn(text + 1, code_letters) == length - 1;
}

/* Sets `alike` where a code stands twice; returns whether one does. */
static bool codes_alike(char *const *codes, int count, bool *alike)
{
  GHashTable *first = g_hash_table_new(g_str_hash, g_str_equal);
  bool any = false;
  for (int k = 0; k < count; k++) {
    int other = GPOINTER_TO_INT(g_hash_table_lookup(first, codes[k])) - 1;
    alike[k] = other >= 0;
    if (other >= 0)
      any = alike[other] = true;
    else
      g_hash_table_insert(first, codes[k], GINT_TO_POINTER(k + 1));
  }
  g_hash_table_unref(first);
  return any;
}

char **lg_codes_of(const char *key, const char *const *ids, int count, int letters)
{
  char **codes = g_new0(char *, (gsize)count + 1);
  bool *alike = g_new0(bool, (gsize)count + 1);
  for (int k = 0; k < count; k++) codes[k] = lg_code_of(key, ids[k], letters);
  while (letters < LG_MOST_LETTERS && codes_alike(codes, count, alike)) {
    letters = MIN(letters + 5, LG_MOST_LETTERS);
    for (int k = 0; k < count; k++) {
      if (!alike[k]) continue;
      g_free(codes[k]);
      codes[k] = lg_code_of(key, ids[k], letters);
    }
  }
  g_free(alike);
  return codes;
}

static char *key_draw(void)
{
  guint8 bytes[LG_DIGEST_BYTES];
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
      lg_tr(lang,
            "--anonymous: %1$s is no key file: a key is one text of %2$d to %3$d characters; "
            "name a file that does not exist, and solve makes one"),
      path, LG_KEY_CHARACTERS, LG_KEY_BYTES);
  g_free(text);
  return NULL;
}

char *lg_key_read(const char *path, bool create, bool *is_new, bool *open, const lg_lang *lang,
                  char **error)
{
  GStatBuf status;
  *is_new = *open = false;
  char *key = NULL;
  if (g_stat(path, &status) == 0) {
    *open = (status.st_mode & 077) != 0;
    if (S_ISREG(status.st_mode)) return key_load(path, lang, error);
    *error = g_strdup_printf(lg_tr(lang, "--anonymous: %s is no file"), path);
  } else if (errno != ENOENT || !create) {
    *error = g_strdup_printf(lg_tr(lang,
                                   "--anonymous: there is no key file %s; name the one with "
                                   "which the roster was published"),
                             path);
  } else if ((key = key_draw())) {
    *is_new = true;
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
