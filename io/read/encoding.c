#include "encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/input_limits.h"

/* The file whose lock this name is (~$a.xlsx, .~lock.a.xlsx#), or NULL. g_free. */
static char *lock_file_of(const char *name)
{
  if (g_str_has_prefix(name, "~$")) return g_strdup(name + 2);
  if (!g_str_has_prefix(name, ".~lock.")) return NULL;
  size_t length = strlen(name + 7);
  return g_strndup(name + 7, length > 0 && name[6 + length] == '#' ? length - 1 : length);
}

static void file_report_errno(const char *path, const char *file, lg_report *report, int code)
{
  if (code == ENOENT || code == ENOTDIR) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    GDir *dir = g_dir_open(folder, 0, NULL);
    g_autofree char *near = NULL;
    for (const char *entry; dir && !near && (entry = g_dir_read_name(dir));) {
      g_autofree char *locked = lock_file_of(entry);
      near = g_strdup(locked ? NULL : lg_nearest(name, &entry, 1));
    }
    if (dir) g_dir_close(dir);
    if (near)
      lg_report_add(report, LG_MSG_TABLE_FILE_MISSING_NEAR, file, 0, "", near, NULL);
    else
      lg_report_add(report, LG_MSG_TABLE_FILE_MISSING, file, 0, "", NULL);
  } else if (code == EACCES || code == EPERM) {
    lg_report_add(report, LG_MSG_TABLE_FILE_DENIED, file, 0, "", NULL);
  } else {
    g_autofree char *number = g_strdup_printf("%d", code);
    lg_report_add(report, LG_MSG_TABLE_FILE_UNREADABLE, file, 0, "", number, NULL);
  }
}

static void file_report_large(const char *file, lg_report *report)
{
  g_autofree char *limit = g_strdup_printf("%d", LG_MAX_FILE_BYTES / (1024 * 1024));
  lg_report_add(report, LG_MSG_TABLE_FILE_LARGE, file, 0, "", limit, NULL);
}

/* The whole of an open file. The size is asked first and met while reading: the file may grow
 * meanwhile. */
static char *file_drain(int handle, const char *path, const char *file, lg_report *report,
                        size_t *size)
{
  struct stat facts;
  if (fstat(handle, &facts) != 0) {
    file_report_errno(path, file, report, errno);
    return NULL;
  }
  if (!S_ISREG(facts.st_mode)) {
    lg_report_add(report, LG_MSG_TABLE_FILE_KIND, file, 0, "", NULL);
    return NULL;
  }
  if (facts.st_size > LG_MAX_FILE_BYTES) {
    file_report_large(file, report);
    return NULL;
  }
  size_t room = (size_t)facts.st_size + 2, used = 0;
  char *bytes = g_malloc(room);
  for (;;) {
    ssize_t got = read(handle, bytes + used, room - used - 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      file_report_errno(path, file, report, errno);
      g_free(bytes);
      return NULL;
    }
    if (got == 0) break;
    used += (size_t)got;
    if (used > LG_MAX_FILE_BYTES) {
      file_report_large(file, report);
      g_free(bytes);
      return NULL;
    }
    if (used + 1 >= room) bytes = g_realloc(bytes, room *= 2);
  }
  bytes[used] = '\0';
  *size = used;
  return bytes;
}

char *lg_file_load(const char *path, const char *file, lg_report *report, size_t *size)
{
  *size = 0;
  /* Not blocking: a pipe is refused below instead of waited for. */
  int handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (handle < 0) {
    int code = errno;
    if (code == ENXIO)
      lg_report_add(report, LG_MSG_TABLE_FILE_KIND, file, 0, "", NULL); /* a socket */
    else
      file_report_errno(path, file, report, code);
    return NULL;
  }
  char *bytes = file_drain(handle, path, file, report, size);
  close(handle);
  return bytes;
}

static bool has_utf16_mark(const char *bytes, size_t size)
{
  return size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* Without its mark, UTF-16 betrays itself by NUL bytes, nearly all of them at odd places or nearly
 * all at even places: those of ASCII signs. (The others belong to characters such as U+4E00.) */
static bool looks_utf16(const unsigned char *bytes, size_t size)
{
  size_t nul[2] = {0, 0};
  for (size_t i = 0; i < size; i++)
    if (!bytes[i]) nul[i & 1]++;
  size_t most = MAX(nul[0], nul[1]), least = MIN(nul[0], nul[1]);
  return size % 2 == 0 && most >= 2 && most * 20 >= size && least * 4 <= most;
}

/* The text is UTF-32 where it begins with its mark, or where every four bytes of it are a character:
 * in no other text are so many bytes 0 in these places. */
static bool looks_utf32(const unsigned char *bytes, size_t size, bool little)
{
  if (size < 8 || size % 4 != 0) return false;
  for (size_t i = 0; i < size; i += 4) {
    const unsigned char *p = bytes + i;
    gunichar c = little ? p[0] | (gunichar)p[1] << 8 | (gunichar)p[2] << 16 | (gunichar)p[3] << 24
                        : p[3] | (gunichar)p[2] << 8 | (gunichar)p[1] << 16 | (gunichar)p[0] << 24;
    if (c == 0 || !g_unichar_validate(c)) return false;
  }
  return true;
}

static bool has_utf32_mark(const char *bytes, size_t size)
{
  return size >= 4 &&
         (memcmp(bytes, "\xFF\xFE\0\0", 4) == 0 || memcmp(bytes, "\0\0\xFE\xFF", 4) == 0);
}

/* LG_MSG_TABLE_UTF32, LG_MSG_TABLE_UTF16, or LG_MSG_COUNT: neither. */
static lg_message wide_of(const char *bytes, size_t size)
{
  const unsigned char *data = (const unsigned char *)bytes;
  if (has_utf32_mark(bytes, size)) return LG_MSG_TABLE_UTF32;
  if (has_utf16_mark(bytes, size)) return LG_MSG_TABLE_UTF16;
  if (!memchr(bytes, '\0', size)) return LG_MSG_COUNT;
  if (looks_utf32(data, size, true) || looks_utf32(data, size, false)) return LG_MSG_TABLE_UTF32;
  return looks_utf16(data, size) ? LG_MSG_TABLE_UTF16 : LG_MSG_COUNT;
}

/* Does `word` (ASCII) stand in the bytes as UTF-16LE, as names stand in a compound file? */
static bool bytes_have_wide(const char *bytes, size_t size, const char *word)
{
  char wide[64];
  size_t length = strlen(word);
  for (size_t i = 0; i < length; i++) wide[2 * i] = word[i], wide[2 * i + 1] = '\0';
  return memmem(bytes, size, wide, 2 * length) != NULL;
}

/* The first element of a text in lower case, behind <?...?>, comments and a document type: "html",
 * "ss:workbook"; "" where there is none. g_free. */
static char *first_element(const char *text)
{
  for (const char *p = text; (p = strchr(p, '<'));) {
    if (g_str_has_prefix(p, "<!--")) {
      p = strstr(p, "-->");
      if (!p) break;
    } else if (g_ascii_isalpha(p[1])) {
      return g_ascii_strdown(p + 1, (gssize)strcspn(p + 1, " \t\r\n/>"));
    } else {
      p++;
    }
  }
  return g_strdup("");
}

/* Web pages and XML that some systems hand out as .xls, or LG_MSG_COUNT. Blanks and a byte-order
 * mark may stand before. */
static lg_message markup_of(const char *bytes, size_t size)
{
  static const char *const pages[] = {"html", "table", "head", "meta", "body", "style", "div"};
  enum { ENOUGH = 64 * 1024 };
  if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) bytes += 3, size -= 3;
  while (size > 0 && g_ascii_isspace(*bytes)) bytes++, size--;
  if (size >= 13 && g_ascii_strncasecmp(bytes, "mime-version:", 13) == 0) return LG_MSG_TABLE_HTML;
  if (size == 0 || *bytes != '<') return LG_MSG_COUNT;
  g_autofree char *begin = g_strndup(bytes, MIN(size, ENOUGH));
  g_autofree char *element = first_element(begin);
  const char *colon = strchr(element, ':'), *name = colon ? colon + 1 : element;
  if (g_ascii_strncasecmp(begin, "<!doctype html", 14) == 0) return LG_MSG_TABLE_HTML;
  if (strcmp(name, "workbook") == 0) return LG_MSG_TABLE_XML_2003;
  if (g_str_has_prefix(element, "office:document")) return LG_MSG_TABLE_ODS;
  for (size_t k = 0; k < G_N_ELEMENTS(pages); k++)
    if (strcmp(element, pages[k]) == 0) return LG_MSG_TABLE_HTML;
  return g_str_has_prefix(begin, "<?xml") ? LG_MSG_TABLE_XML : LG_MSG_COUNT;
}

/* A compound file: what is in it, its names say; .et of WPS and .xls of Excel are alike inside. */
static lg_message compound_of(const char *bytes, size_t size, const char *name)
{
  g_autofree char *lower = g_ascii_strdown(name, -1);
  if (bytes_have_wide(bytes, size, "EncryptedPackage")) return LG_MSG_XLSX_ENCRYPTED;
  return g_str_has_suffix(lower, ".et") || g_str_has_suffix(lower, ".ett") ? LG_MSG_TABLE_ET
                                                                           : LG_MSG_TABLE_OLD_EXCEL;
}

bool lg_bytes_may_be_table(const char *bytes, size_t size, const char *name, const char *file,
                           lg_report *report)
{
  g_autofree char *base = g_path_get_basename(name);
  g_autofree char *locked = lock_file_of(base);
  lg_message message = LG_MSG_COUNT;
  if (locked)
    message = LG_MSG_TABLE_LOCK_FILE;
  else if (size == 0)
    message = LG_MSG_TABLE_EMPTY;
  else if (size >= 8 && memcmp(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
    message = compound_of(bytes, size, name);
  else if (has_utf16_mark(bytes, size) || has_utf32_mark(bytes, size))
    message = wide_of(bytes, size);
  else
    message = markup_of(bytes, size);
  if (message != LG_MSG_COUNT) lg_report_add(report, message, file, 0, "", locked, NULL);
  return message == LG_MSG_COUNT;
}

bool lg_bytes_are_text(const char *bytes, size_t size, const char *file, lg_report *report)
{
  const char *nul = memchr(bytes, '\0', size);
  lg_message wide = wide_of(bytes, size);
  if (wide != LG_MSG_COUNT) {
    lg_report_add(report, wide, file, 0, "", NULL);
    return false;
  }
  if (!nul) return true;
  g_autofree char *place = g_strdup_printf("%zu", (size_t)(nul - bytes) + 1);
  lg_report_add(report, LG_MSG_TABLE_NUL, file, lg_line_of(bytes, (size_t)(nul - bytes)), "", place,
                NULL);
  return false;
}

bool lg_bytes_are_wide(const char *bytes, size_t size)
{
  return wide_of(bytes, size) != LG_MSG_COUNT;
}

size_t lg_utf8_bad_byte(const char *bytes, size_t size)
{
  const char *end;
  return g_utf8_validate(bytes, (gssize)size, &end) ? size : (size_t)(end - bytes);
}

char *lg_gb18030_decode(const char *bytes, size_t size, lg_gb18030 *result)
{
  GError *error = NULL;
  gsize read = 0, written = 0;
  char *text = g_convert(bytes, (gssize)size, "UTF-8", "GB18030", &read, &written, &error);
  *result = (lg_gb18030){.bad = MIN(read, size)};
  result->no_module =
      error && g_error_matches(error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION);
  g_clear_error(&error);
  if (text && (read != size || lg_utf8_bad_byte(text, written) != written))
    g_clear_pointer(&text, g_free);
  if (text) result->length = written;
  return text;
}

int lg_line_of(const char *bytes, size_t offset)
{
  int line = 1;
  for (size_t i = 0; i < offset; i++)
    if (bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n')) line++;
  return line;
}
