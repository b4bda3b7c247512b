#include "fold.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* One character at `p` in its folded form is written to `to`; returns the bytes read. */
static size_t fold_character(const unsigned char *p, char **to)
{
  if (p[0] == 0xC2 && p[1] == 0xA0) { /* U+00A0 */
    *(*to)++ = ' ';
    return 2;
  }
  if (p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80) { /* U+3000 */
    *(*to)++ = ' ';
    return 3;
  }
  if (p[0] == 0xEF && ((p[1] == 0xBC && p[2] >= 0x81) || (p[1] == 0xBD && p[2] && p[2] <= 0x9E))) {
    *(*to)++ = (char)(((p[1] & 0x3) << 6 | (p[2] & 0x3F)) + 0x20); /* U+FF01-FF5E */
    return 3;
  }
  *(*to)++ = (char)*p;
  return 1;
}

char *lg_fold(const char *text)
{
  char *folded = g_malloc(strlen(text) + 1), *to = folded;
  for (const unsigned char *p = (const unsigned char *)text; *p;) p += fold_character(p, &to);
  *to = '\0';
  return g_strstrip(folded);
}

char *lg_fold_id(const char *text)
{
  char *folded = lg_fold(text);
  size_t length = strlen(folded);
  if (length > 3 && g_str_has_prefix(folded, "=\"") && folded[length - 1] == '"') {
    folded[length - 1] = '\0'; /* ="T01" */
    memmove(folded, folded + 2, length - 2);
    g_strstrip(folded);
  }
  if (folded[0] == '\'' && folded[1] && strchr("'=+-@\t\r", folded[1]))
    memmove(folded, folded + 1, strlen(folded));
  return folded;
}

static size_t blank_at(const char *text, size_t length)
{
  if (length >= 1 && (*text == ' ' || *text == '\t' || *text == '\r' || *text == '\n')) return 1;
  if (length >= 2 && memcmp(text, "\u00A0", 2) == 0) return 2;
  if (length >= 3 && memcmp(text, "\u3000", 3) == 0) return 3;
  return 0;
}

/* ASCII blanks, first and last bytes of U+00A0 and U+3000. */
static bool may_blank(char c)
{
  unsigned char byte = (unsigned char)c;
  return byte <= ' ' || byte == 0xC2 || byte == 0xE3 || byte == 0xA0 || byte == 0x80;
}

const char *lg_trim(const char *text, size_t *length)
{
  size_t n = *length;
  /* Most texts begin and end with bytes that no blank begins or ends with. */
  if (n && !may_blank(*text) && !may_blank(text[n - 1])) return text;
  for (size_t blank; n > 0 && (blank = blank_at(text, n)) > 0; text += blank) n -= blank;
  for (bool again = true; n > 0 && again;) {
    again = false;
    for (size_t size = 1; size <= 3 && size <= n && !again; size++)
      again = blank_at(text + n - size, size) == size;
    if (!again) break;
    n -= (unsigned char)text[n - 1] < 0x80 ? 1 : (unsigned char)text[n - 1] == 0xA0 ? 2 : 3;
  }
  *length = n;
  return text;
}
