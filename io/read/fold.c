#include "fold.h"

#include <string.h>

bool lg_is_unseen(gunichar c)
{
  return (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0xAD ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

gunichar lg_meant_character(gunichar c)
{
  bool form = (c >= 0x2F00 && c <= 0x2FD5) || (c >= 0xF900 && c <= 0xFAFF) ||
              (c >= 0x2F800 && c <= 0x2FA1F);
  gunichar meant[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  if (!form || g_unichar_fully_decompose(c, TRUE, meant, G_N_ELEMENTS(meant)) != 1) return c;
  return meant[0];
}

/* One character at `p` in its folded form is written to `to`; returns the bytes read. What is no
 * UTF-8 is copied. */
static size_t fold_character(const char *p, char **to)
{
  unsigned char first = (unsigned char)*p;
  bool other = first == 0xC2 || first == 0xE2 || first == 0xE3 || first == 0xEF || first == 0xF0 ||
               first == 0xF3; /* with these begins what folding changes */
  gunichar c = other ? g_utf8_get_char(p) : (gunichar)-1;
  if (c == (gunichar)-1) {
    *(*to)++ = *p;
    return 1;
  }
  if (c == 0xA0 || c == 0x3000)
    *(*to)++ = ' ';
  else if (c >= 0xFF01 && c <= 0xFF5E)
    *(*to)++ = (char)(c - 0xFF01 + '!');
  else if (!lg_is_unseen(c))
    *to += g_unichar_to_utf8(lg_meant_character(c), *to);
  return (size_t)(g_utf8_next_char(p) - p);
}

char *lg_fold(const char *text)
{
  /* of three bytes may become four: U+FA6C */
  size_t length = strlen(text);
  char *folded = g_malloc(length + length / 3 + 1), *to = folded;
  for (const char *p = text; *p;) p += fold_character(p, &to);
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
