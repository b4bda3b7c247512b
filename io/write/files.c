#include "files.h"

#include <errno.h>

#include "io/words/output_text.h"

/* The errno behind GLib's code; its texts follow the system's locale and so are of no use here. */
static int errno_of(const GError *error)
{
  static const int numbers[] = {ENOSPC, EACCES, EPERM,  EROFS,        ENOENT, ENOTDIR,
                                EISDIR, EMFILE, ENFILE, ENAMETOOLONG, EIO};
  for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++)
    if (error->code == (int)g_file_error_from_errno(numbers[k])) return numbers[k];
  return EIO;
}

bool lg_write_file(const char *folder, const char *name, const GString *bytes, const lg_lang *lang,
                   char **error)
{
  char *path = g_build_filename(folder, name, NULL);
  GError *failure = NULL;
  bool written = g_file_set_contents_full(path, bytes->str, (gssize)bytes->len,
                                          G_FILE_SET_CONTENTS_DURABLE, 0666, &failure);
  if (!written) *error = lg_write_error(lang, name, errno_of(failure));
  g_clear_error(&failure);
  g_free(path);
  return written;
}

bool lg_write_text(const char *folder, const char *name, char *text, const lg_lang *lang,
                   char **error)
{
  GString *bytes = g_string_new(text);
  g_free(text);
  bool written = lg_write_file(folder, name, bytes, lang, error);
  g_string_free(bytes, TRUE);
  return written;
}
